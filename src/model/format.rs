//! The words of one edition of the official format, read from `data/formats/`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::model::anatomy::Anatomy;
use crate::model::cell::Cell;
use crate::model::cug_report::CugReportFormat;
use crate::model::gender::Gender;
use crate::model::initiative::InitiativeWords;
use crate::model::legal_frame;
use crate::model::legal_reference::LegalReference;
use crate::model::report::MethodNote;
use crate::model::role::{ColumnRole, RowRole};
use crate::model::table::{Column, Row};
use crate::model::table_id::TableId;
use crate::model::totals::TotalsRow;

/// Titles, labels and notes of one edition of the format. Keys are checked by the tests that
/// compute every table, so a missing one is a fault of the program and stops it with its name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Format {
    pub edition: String,
    pub title: String,
    pub reference: LegalReference,
    /// Printed in place of a table without data.
    pub not_provided: String,
    /// The note of a table that was not counted from people.
    pub given_as_totals: String,
    pub governing_body_note: String,
    /// Printed where people have not declared their gender.
    pub undeclared_gender_note: String,
    pub age_bands: AgeBandWords,
    pub tables: Vec<TableFormat>,
    pub areas: Vec<AreaFormat>,
    /// Titles and labels of Sezione 2 and Sezione 3.
    pub initiatives: InitiativeWords,
    /// Chapters and texts of the CUG's own report.
    pub cug_report: CugReportFormat,
    /// Paragraphs of the nota metodologica.
    pub method: Vec<MethodNote>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeBandWords {
    pub labels: Vec<String>,
    /// Last completed year of each class.
    pub last: Vec<u32>,
    /// By the class that takes age 30.
    pub notes: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableFormat {
    pub id: TableId,
    pub title: String,
    pub stub: Vec<String>,
    #[serde(default)]
    pub references: Vec<LegalReference>,
    #[serde(default)]
    pub notes: Vec<String>,
    /// True where the figures tell of health, family or private life: a higher threshold in the
    /// public edition.
    #[serde(default)]
    pub sensitive: bool,
    /// True where the figures are those of published acts, which the public edition shows as they are.
    #[serde(default)]
    pub public_acts: bool,
    /// True where charts stand beside the table on its page, not above it.
    #[serde(default)]
    pub charts_beside: bool,
    /// Labels of rows in printed order, where the format fixes it.
    #[serde(default)]
    pub order: Vec<String>,
    /// What the table is made of: from the registry of tables.
    #[serde(skip)]
    pub anatomy: Option<&'static Anatomy>,
    portal: PortalColumns,
    #[serde(default)]
    rows: BTreeMap<String, String>,
    #[serde(default)]
    columns: BTreeMap<String, String>,
    #[serde(default)]
    variant_notes: BTreeMap<String, String>,
}

/// Keys of the columns that a person types into the national portal.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PortalColumns {
    by_gender: Vec<String>,
    #[serde(default)]
    both: Vec<String>,
}

/// Ambito di azione and its title in the Direttiva.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaFormat {
    pub number: u8,
    pub title: String,
    /// Short names of it, and words that it may be told with.
    pub aliases: Vec<String>,
}

impl Format {
    /// Which of a table's columns the national portal asks for; it computes the others.
    pub fn portal_columns(&self, id: TableId, columns: &[Column]) -> Vec<usize> {
        let PortalColumns { by_gender, both } = &self.table(id).portal;
        let is_asked = |column: &Column| {
            let keys = if column.gender.is_some() { by_gender } else { both };
            keys.iter().any(|key| match key.as_str() {
                "age_bands" => column.role.is_class(),
                key => ColumnRole::of_key(key, column.gender) == Some(column.role),
            })
        };
        (0..columns.len()).filter(|index| is_asked(&columns[*index])).collect()
    }

    /// Adds the law of a report: what is in force on the day by which it is due to the method and to the
    /// CUG's report, what was in force at the reference date to the tables, with what breaks their series.
    pub fn cite(&mut self, year: i32, comparto: Option<&str>) {
        let frame = legal_frame::frame();
        let day = |month, day, year| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        let (reference, due) = (day(12, 31, year), day(3, 30, year + 1));
        for note in &mut self.method {
            note.cite(frame.cited("method", due, comparto));
        }
        for note in self.cug_report.chapters.iter_mut().flat_map(|chapter| &mut chapter.paragraphs)
        {
            note.cite(frame.cited("cug-report", due, comparto));
        }
        for table in &mut self.tables {
            let place = table.id.to_string();
            table.references.extend(frame.cited(&place, reference, comparto).cloned());
            let breaks = frame.breaks.iter();
            let breaks = breaks.filter(|one| one.table == table.id && one.from <= year);
            table.notes.extend(breaks.map(|one| one.note.clone()));
        }
    }

    /// The words of one table.
    ///
    /// # Panics
    /// When the edition does not have it: a fault of the bundled data.
    pub fn table(&self, id: TableId) -> &TableFormat {
        self.find(id).unwrap_or_else(|| panic!("format {} has no table {id}", self.edition))
    }

    /// The same, or `None`.
    pub fn find(&self, id: TableId) -> Option<&TableFormat> {
        self.tables.iter().find(|table| table.id == id)
    }

    /// What the column of a table holds that is headed so; `None` for another heading.
    pub fn role_of_heading(
        &self,
        words: &TableFormat,
        gender: Option<Gender>,
        heading: &str,
    ) -> Option<ColumnRole> {
        let class = self.age_bands.labels.iter().position(|band| band == heading);
        class.map(ColumnRole::Class).or_else(|| {
            let mut keys = words.columns.iter().filter(|(_, label)| *label == heading);
            keys.find_map(|(key, _)| ColumnRole::of_key(key, gender))
        })
    }

    pub fn area_title(&self, number: u8) -> Option<&str> {
        self.areas.iter().find(|area| area.number == number).map(|area| area.title.as_str())
    }
}

impl TableFormat {
    /// What the table is made of.
    ///
    /// # Panics
    /// When the registry of tables has not been asked: a fault of the program.
    pub fn anatomy(&self) -> &'static Anatomy {
        self.anatomy.unwrap_or_else(|| panic!("table {} has no anatomy", self.id))
    }

    /// What a row of this table is that is labelled so, below the rows of the body.
    pub fn role_of_row(&self, label: &str) -> RowRole {
        let key = self.rows.iter().find(|(_, known)| *known == label);
        key.map_or(RowRole::Body, |(key, _)| RowRole::of_key(key))
    }

    pub fn row(&self, key: &str) -> &str {
        self.words(&self.rows, "row", key)
    }

    /// A row with its role and label, by its key.
    pub fn keyed_row(&self, key: &str, cells: Vec<Cell>) -> Row {
        Row::in_group(RowRole::of_key(key), "", self.row(key), cells)
    }

    /// Every row label that the format has for this table.
    pub fn row_labels(&self) -> impl Iterator<Item = &str> {
        self.rows.values().map(String::as_str)
    }

    /// Puts rows in the order of `order`; rows that it does not name keep theirs, after the others
    /// of their group.
    pub fn sort_by_label(&self, rows: &mut [TotalsRow]) {
        let rank = |label: &str| {
            let place = self.order.iter().position(|known| known == label);
            place.unwrap_or(self.order.len())
        };
        let mut groups: Vec<String> = Vec::new();
        for row in rows.iter() {
            if !groups.contains(&row.group) {
                groups.push(row.group.clone());
            }
        }
        rows.sort_by_key(|row| {
            (groups.iter().position(|group| *group == row.group), rank(&row.label))
        });
    }

    /// Words of a heading, by its key.
    pub fn heading(&self, key: &str) -> &str {
        self.words(&self.columns, "column", key)
    }

    /// A column with its role and heading, by its key.
    ///
    /// # Panics
    /// When no role has the key: a fault of the program.
    pub fn column(&self, gender: Option<Gender>, key: &str) -> Column {
        let role = ColumnRole::of_key(key, gender);
        let role = role.unwrap_or_else(|| panic!("format: no column is a {key}"));
        Column::new(role, gender, self.heading(key))
    }

    /// Whether the table has a column under a key.
    pub fn has_column(&self, key: &str) -> bool {
        self.columns.contains_key(key)
    }

    /// True for a row that the format prints whether there is somebody in it or not.
    pub fn always_prints(&self, group: &str, label: &str) -> bool {
        let is_own = group.is_empty() && !self.anatomy().labels.are_grades();
        is_own
            && self.order.iter().any(|known| known == label)
            && self.row_key(label) != Some("unknown")
    }

    fn row_key(&self, label: &str) -> Option<&str> {
        let key = self.rows.iter().find(|(_, known)| *known == label);
        key.map(|(key, _)| key.as_str())
    }

    /// The note about rows of details, where the format has one.
    pub fn detail_note(&self) -> Option<&str> {
        self.variant_notes.get("by_grade").map(String::as_str)
    }

    pub fn variant_note(&self, key: &str) -> &str {
        self.words(&self.variant_notes, "note", key)
    }

    fn words<'a>(&self, map: &'a BTreeMap<String, String>, what: &str, key: &str) -> &'a str {
        map.get(key).unwrap_or_else(|| panic!("format: table {} has no {what} {key}", self.id))
    }
}
