//! Tables of one page that count different people, the commonest fault of published reports.
//!
//! Counted from one list of people they agree; a table given as totals may not.

use crate::italian;
use crate::model::anatomy::{Agreement, Population};
use crate::model::cell::Value;
use crate::model::format::Format;
use crate::model::gender::Gender;
use crate::model::role::RowRole;
use crate::model::staff_category::StaffCategory;
use crate::model::table::{Row, Table};
use crate::model::table_id::TableId;

/// Two tables that should count the same people and do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The people in question, in words.
    pub people: &'static str,
    /// The two tables and their counts by gender.
    pub counts: [(TableId, [u64; 2]); 2],
}

impl Difference {
    /// Both figures in one sentence.
    pub fn message(&self) -> String {
        let counts = self.counts.map(|(table, [men, women])| {
            format!(
                "{} nella tabella {table} ({} e {})",
                italian::counted(men + women, "persona", "persone"),
                italian::counted(men, "uomo", "uomini"),
                italian::counted(women, "donna", "donne"),
            )
        });
        format!("{}: {}", self.people, counts.join(", "))
    }
}

/// The agreements that are not kept, in the order of the format. A table that is not provided, or
/// that does not give the figure as a count, is not compared.
pub fn differences(format: &Format, tables: &[Table]) -> Vec<Difference> {
    let compare = |table: &Table, agreement: &Agreement| {
        let people = agreement.people?;
        let other = tables.iter().find(|other| other.id == agreement.table && other.provided)?;
        let counts = [
            (other.id, counts(other, meant(format, other, agreement.of))?),
            (table.id, counts(table, rows(table, RowRole::Total))?),
        ];
        (counts[0].1 != counts[1].1).then_some(Difference { people, counts })
    };
    let provided = tables.iter().filter(|table| table.provided);
    let agreements = |table: &Table| format.table(table.id).anatomy().agreements;
    provided
        .flat_map(|table| agreements(table).iter().filter_map(move |one| compare(table, one)))
        .collect()
}

fn rows(table: &Table, role: RowRole) -> Option<Vec<&Row>> {
    let rows: Vec<&Row> = table.rows.iter().filter(|row| row.role == role).collect();
    (!rows.is_empty()).then_some(rows)
}

/// The rows of a table with these people; `None` where it does not tell them apart.
pub(super) fn meant<'t>(
    format: &Format,
    table: &'t Table,
    people: Population,
) -> Option<Vec<&'t Row>> {
    let body = || rows(table, RowRole::Body).unwrap_or_default().into_iter();
    match people {
        Population::Everybody => rows(table, RowRole::Total),
        Population::Of(accepts) => {
            let is_meant = |row: &&Row| {
                let mut categories = StaffCategory::ALL.into_iter();
                categories.any(|category| accepts(category) && category.label() == row.group)
            };
            Some(body().filter(is_meant).collect())
        }
        Population::Row(key) => {
            let label = format.table(table.id).row(key);
            let rows: Vec<&Row> = body().filter(|row| row.label == label).collect();
            (!rows.is_empty()).then_some(rows)
        }
    }
}

/// How many people rows count, by gender, over all ages.
fn counts(table: &Table, rows: Option<Vec<&Row>>) -> Option<[u64; 2]> {
    let mut counts = [0; 2];
    for row in rows? {
        for gender in Gender::ALL {
            for cell in row.over_all_ages(&table.columns, gender) {
                let Value::Count(count) = cell.value else { return None };
                counts[gender.index()] += count;
            }
        }
    }
    Some(counts)
}
