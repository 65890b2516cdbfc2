//! The lines of one table put back into rows.

use super::line::Line;
use crate::model::cell::Measure;
use crate::model::figure::Chapter;
use crate::model::format::{Format, TableFormat};
use crate::model::gender::Gender;
use crate::model::role::{ColumnRole, RowRole};
use crate::model::staff_category::StaffCategory;

/// One table of the edition.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    pub(super) words: &'a TableFormat,
    pub(super) rows: Vec<GridRow<'a>>,
}

/// A row: its cells are indices of lines.
#[derive(Debug)]
pub(super) struct GridRow<'a> {
    pub(super) group: &'a str,
    pub(super) label: &'a str,
    pub(super) role: RowRole,
    /// What its first figure counts.
    pub(super) measure: Measure,
    pub(super) cells: Vec<GridCell>,
}

/// A cell of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct GridCell {
    pub(super) place: ColumnPlace,
    pub(super) line: usize,
}

/// A column of a table: `None` for a heading that is not of the format, for both genders.
pub(super) type ColumnPlace = (Option<Gender>, Option<ColumnRole>);

impl GridCell {
    pub(super) fn is(&self, role: ColumnRole) -> bool {
        self.place.1 == Some(role)
    }

    pub(super) fn is_class(&self) -> bool {
        self.place.1.is_some_and(ColumnRole::is_class)
    }

    pub(super) fn gender(&self) -> Option<Gender> {
        self.place.0
    }
}

impl GridRow<'_> {
    /// The line of a column.
    pub(super) fn at(&self, place: ColumnPlace) -> Option<usize> {
        self.cells.iter().find(|cell| cell.place == place).map(|cell| cell.line)
    }

    pub(super) fn cell(&self, gender: Option<Gender>, role: ColumnRole) -> Option<usize> {
        self.at((gender, Some(role)))
    }

    /// The lines that together are a gender's figure over all ages: one, or those of the classes.
    pub(super) fn over_all_ages(&self, gender: Gender) -> Vec<usize> {
        let of_gender = || self.cells.iter().filter(|cell| cell.gender() == Some(gender));
        let is_whole = |cell: &&GridCell| cell.place.1.is_some_and(ColumnRole::is_over_all_ages);
        match of_gender().find(is_whole) {
            Some(whole) => vec![whole.line],
            None => of_gender().filter(|cell| cell.is_class()).map(|cell| cell.line).collect(),
        }
    }

    pub(super) fn category(&self) -> Option<StaffCategory> {
        StaffCategory::ALL.into_iter().find(|category| category.label() == self.group)
    }
}

impl<'a> Grid<'a> {
    /// The grids of an edition, in the order of the format.
    pub(super) fn all_of(format: &'a Format, lines: &'a [Line]) -> Vec<Self> {
        format.tables.iter().filter_map(|words| Self::of(words, lines)).collect()
    }

    fn of(words: &'a TableFormat, lines: &'a [Line]) -> Option<Self> {
        let mut rows: Vec<GridRow> = Vec::new();
        let of_table = lines.iter().enumerate().map(|(index, line)| (index, &line.figure));
        let of_table = of_table.filter(|(_, figure)| figure.chapter == Chapter::Table(words.id));
        for (line, figure) in of_table.filter(|(_, figure)| !figure.row.is_empty()) {
            let place = (figure.gender, figure.column_role);
            let continues = rows.last().is_some_and(|row: &GridRow| {
                row.group == figure.group && row.label == figure.row && row.at(place).is_none()
            });
            if !continues {
                rows.push(GridRow {
                    group: &figure.group,
                    label: &figure.row,
                    role: figure.row_role,
                    measure: figure.measure,
                    cells: Vec::new(),
                });
            }
            if let Some(row) = rows.last_mut() {
                row.cells.push(GridCell { place, line });
            }
        }
        (!rows.is_empty()).then_some(Self { words, rows })
    }

    /// The rows with a role.
    pub(super) fn rows(&self, role: RowRole) -> impl Iterator<Item = &GridRow<'a>> {
        self.rows.iter().filter(move |row| row.role == role)
    }

    /// The first row with a role.
    pub(super) fn row(&self, role: RowRole) -> Option<&GridRow<'a>> {
        self.rows(role).next()
    }

    /// The grade that a row is about.
    pub(super) fn grade(&self, row: &GridRow<'a>) -> Option<&'a str> {
        self.words.anatomy().labels.grade(row.group, row.label)
    }
}
