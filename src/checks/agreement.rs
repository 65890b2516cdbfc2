//! Tables of one page that count different people, the commonest fault of published reports.
//!
//! Counted from one list of people they agree; a table given as totals may not.

use crate::italian;
use crate::model::cell::Value;
use crate::model::format::{Format, TableFormat};
use crate::model::gender::Gender;
use crate::model::role::{ColumnRole, RowRole};
use crate::model::staff_category::StaffCategory;
use crate::model::table::{Column, Row, Table};
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
        let told = self.counts.map(|(table, [men, women])| {
            format!(
                "{} nella tabella {table} ({} e {})",
                italian::counted(men + women, "persona", "persone"),
                italian::counted(men, "uomo", "uomini"),
                italian::counted(women, "donna", "donne"),
            )
        });
        format!("{}: {}", self.people, told.join(", "))
    }
}

/// Some people of a table: which rows, and which columns of each gender.
struct Population {
    table: TableId,
    rows: Rows,
    /// `None` adds up all columns of the gender.
    column: Option<ColumnRole>,
}

#[derive(Clone, Copy)]
enum Rows {
    Total,
    /// The row of the body with this key in the format.
    Keyed(&'static str),
    /// Rows of the body in the categories that the function accepts.
    Of(fn(StaffCategory) -> bool),
}

const fn population(table: TableId, rows: Rows, column: Option<ColumnRole>) -> Population {
    Population { table, rows, column }
}

/// Every pair that must agree (format of Direttiva 2/2019, from one list of people). The total of
/// table 1.5 is of full-time staff with and without pay, so it is the full-time row of table 1.2.
const PAIRS: &[(&str, Population, Population)] = &[
    (
        "personale",
        population(TableId::GRADES, Rows::Total, None),
        population(TableId::PRESENCE, Rows::Total, TOTAL),
    ),
    (NON_MANAGERS, non_managers(), population(TableId::SENIORITY, Rows::Total, TOTAL)),
    (NON_MANAGERS, non_managers(), population(TableId::STAFF_EDUCATION, Rows::Total, COUNT)),
    (
        "dirigenti",
        population(TableId::GRADES, Rows::Of(StaffCategory::is_manager), None),
        population(TableId::MANAGER_EDUCATION, Rows::Total, COUNT),
    ),
    (
        "personale a tempo pieno",
        population(TableId::PRESENCE, Rows::Keyed("full_time"), TOTAL),
        population(TableId::PAY_GAP, Rows::Total, Some(ColumnRole::People)),
    ),
];
const NON_MANAGERS: &str = "personale non dirigente";
const TOTAL: Option<ColumnRole> = Some(ColumnRole::Total);
const COUNT: Option<ColumnRole> = Some(ColumnRole::Count);

const fn non_managers() -> Population {
    population(TableId::GRADES, Rows::Of(is_non_manager), None)
}

fn is_non_manager(category: StaffCategory) -> bool {
    category == StaffCategory::NonManager
}

/// The pairs that differ, gender by gender. A table that is not provided, or that does not give the
/// figure as a count, is not compared.
pub fn differences(format: &Format, tables: &[Table]) -> Vec<Difference> {
    let compare = |(people, left, right): &(&'static str, Population, Population)| {
        let counts = [left, right].map(|side| Some((side.table, side.count(format, tables)?)));
        let [Some(left), Some(right)] = counts else { return None };
        (left.1 != right.1).then_some(Difference { people, counts: [left, right] })
    };
    PAIRS.iter().filter_map(compare).collect()
}

impl Population {
    fn count(&self, format: &Format, tables: &[Table]) -> Option<[u64; 2]> {
        let table = tables.iter().find(|table| table.id == self.table && table.provided)?;
        let words = format.table(self.table);
        let rows: Vec<&Row> = table.rows.iter().filter(|row| self.has_row(words, row)).collect();
        if rows.is_empty() && !matches!(self.rows, Rows::Of(_)) {
            return None;
        }
        let mut counts = [0; 2];
        for gender in Gender::ALL {
            let columns = table
                .columns
                .iter()
                .enumerate()
                .filter(|(_, column)| self.has_column(gender, column));
            for (index, _) in columns {
                for row in &rows {
                    let Value::Count(count) = row.cells.get(index)?.value else { return None };
                    counts[gender.index()] += count;
                }
            }
        }
        Some(counts)
    }

    fn has_row(&self, words: &TableFormat, row: &Row) -> bool {
        match self.rows {
            Rows::Total => row.role == RowRole::Total,
            Rows::Keyed(key) => row.role == RowRole::Body && row.label == words.row(key),
            Rows::Of(accepts) => {
                let mut categories = StaffCategory::ALL.into_iter();
                let category = categories.find(|category| category.label() == row.group);
                row.role == RowRole::Body && category.is_some_and(accepts)
            }
        }
    }

    fn has_column(&self, gender: Gender, column: &Column) -> bool {
        column.gender == Some(gender) && self.column.is_none_or(|role| column.role == role)
    }
}
