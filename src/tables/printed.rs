//! What the cells of the tables say: the only door through which sentences, notes with numbers, charts
//! and key figures see figures. They are made from printed cells and never from people, so that an
//! edition cannot tell in words what it keeps back in a table.

use crate::italian;
use crate::model::cell::Cell;
use crate::model::format::{Format, TableFormat};
use crate::model::gender::Gender;
use crate::model::protection::Numbers;
use crate::model::ratio::Ratio;
use crate::model::role::{ColumnRole, RowRole};
use crate::model::staff_category::StaffCategory;
use crate::model::table::{Row, Table};
use crate::model::table_id::TableId;

/// A table among the others of its edition.
#[derive(Clone, Copy)]
pub(super) struct Printed<'a> {
    format: &'a Format,
    tables: &'a [Table],
    table: &'a Table,
    numbers: Numbers,
}

/// A row of a table. What it is asked for is `None` where a cell of it is kept back or not there.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    printed: Printed<'a>,
    row: &'a Row,
}

impl<'a> Printed<'a> {
    /// A table by its number, when it has figures.
    pub(super) fn find(format: &'a Format, tables: &'a [Table], id: TableId) -> Option<Self> {
        let table = tables.iter().find(|table| table.id == id && table.provided)?;
        Some(Self { format, tables, table, numbers: Numbers::Exact })
    }

    pub(super) fn with(self, numbers: Numbers) -> Self {
        Self { numbers, ..self }
    }

    /// Whether 0 may stand for some people.
    pub(super) fn are_rounded(self) -> bool {
        self.numbers == Numbers::Rounded
    }

    /// What is said where the number of people is 0.
    pub(super) fn none(self, words: &str) -> String {
        match self.numbers {
            Numbers::Exact => words.to_owned(),
            Numbers::Rounded => "Poche persone o nessuna: i numeri sono arrotondati.".to_owned(),
        }
    }

    pub(super) fn format(self) -> &'a Format {
        self.format
    }

    pub(super) fn words(self) -> &'a TableFormat {
        self.format.table(self.table.id)
    }

    fn other(self, id: TableId) -> Option<Self> {
        Some(Self::find(self.format, self.tables, id)?.with(self.numbers))
    }

    fn lines(self, role: RowRole) -> impl Iterator<Item = Line<'a>> {
        let rows = self.table.rows.iter().filter(move |row| row.role == role);
        rows.map(move |row| Line { printed: self, row })
    }

    /// Whether some figure is kept back, so that what is not there may be there all the same.
    pub(super) fn keeps_back(self) -> bool {
        self.table.rows.iter().flat_map(|row| &row.cells).any(Cell::is_protected)
    }

    /// The rows that totals add up.
    pub(super) fn body(self) -> impl Iterator<Item = Line<'a>> {
        self.lines(RowRole::Body)
    }

    pub(super) fn total(self) -> Option<Line<'a>> {
        self.row(RowRole::Total)
    }

    /// The first row with a role.
    pub(super) fn row(self, role: RowRole) -> Option<Line<'a>> {
        self.lines(role).next()
    }

    /// The row of the body that the format has under `key`.
    pub(super) fn line(self, key: &str) -> Option<Line<'a>> {
        let label = self.words().row(key);
        self.body().find(|line| line.label() == label)
    }

    /// The age classes, as their columns are headed.
    pub(super) fn classes(self) -> &'a [String] {
        &self.format.age_bands.labels
    }

    /// Everybody in service, of one gender or both: from table 1.1, or from 1.2 where it counts the
    /// same people.
    pub(super) fn staff(self, gender: Option<Gender>) -> Option<u64> {
        let of = |id, gender| self.other(id)?.total()?.count(gender);
        of(TableId::GRADES, gender).or_else(|| {
            let same = of(TableId::GRADES, None)? == of(TableId::PRESENCE, None)?;
            if same { of(TableId::PRESENCE, gender) } else { None }
        })
    }

    /// Personale non dirigente in service: from the rows of table 1.1, or from table 1.7.
    pub(super) fn non_managers(self, gender: Option<Gender>) -> Option<u64> {
        self.in_categories(|category| category == StaffCategory::NonManager, gender)
            .or_else(|| self.other(TableId::STAFF_EDUCATION)?.total()?.count(gender))
    }

    /// What can be said of any table, where its own sentences cannot: women over both genders.
    pub(super) fn women(self) -> Option<String> {
        let total = self.total()?;
        let (women, both) = (total.amount(Some(Gender::Woman))?, total.amount(None)?);
        let share = super::figure::percent(women.clone(), both.clone()).text;
        let [women, both] = [women, both].map(|amount| italian::rounded(&amount));
        Some(format!("Quota delle donne: {women} su {both} ({share} %)."))
    }

    /// People who work part time: those of the rows of table 1.2, or all but those of the others.
    pub(super) fn part_time(self, gender: Option<Gender>) -> Option<u64> {
        let presence = self.other(TableId::PRESENCE)?;
        let of = |key| Some(presence.line(key)?.count(gender));
        let rows = [of("half_or_more"), of("less_than_half")];
        rows.into_iter().map(|row| row?).sum::<Option<u64>>().or_else(|| {
            let others = [of("full_time")?, of("unknown").unwrap_or(Some(0))];
            let others: u64 = others.into_iter().sum::<Option<u64>>()?;
            presence.total()?.count(gender)?.checked_sub(others)
        })
    }

    fn in_categories(
        self,
        wanted: impl Fn(StaffCategory) -> bool,
        gender: Option<Gender>,
    ) -> Option<u64> {
        let is_wanted = |line: &Line<'_>| {
            let mut categories = StaffCategory::ALL.into_iter();
            categories.any(|category| wanted(category) && category.label() == line.group())
        };
        self.other(TableId::GRADES)?.body().filter(is_wanted).map(|line| line.count(gender)).sum()
    }
}

impl<'a> Line<'a> {
    pub(super) fn group(self) -> &'a str {
        &self.row.group
    }

    pub(super) fn label(self) -> &'a str {
        &self.row.label
    }

    /// The cells of a gender, or of both together, in the columns with these roles.
    fn cells(
        self,
        gender: Option<Gender>,
        is_wanted: impl Fn(ColumnRole) -> bool,
    ) -> impl Iterator<Item = &'a Cell> {
        let cells = self.printed.table.columns.iter().zip(&self.row.cells);
        let of_gender = cells.filter(move |(column, _)| column.gender == gender);
        of_gender.filter(move |(column, _)| is_wanted(column.role)).map(|(_, cell)| cell)
    }

    pub(super) fn cell(self, gender: Option<Gender>, role: ColumnRole) -> Option<&'a Cell> {
        self.cells(gender, |of| of == role).next()
    }

    /// The figure of the row over all ages, of one gender or both.
    pub(super) fn amount(self, gender: Option<Gender>) -> Option<Ratio> {
        let printed = self.cells(gender, ColumnRole::is_over_all_ages).next();
        match (printed, gender) {
            (Some(cell), _) => cell.amount(),
            (None, Some(_)) => {
                let mut classes = self.cells(gender, ColumnRole::is_class);
                classes.try_fold(Ratio::zero(), |sum, cell| Some(sum + cell.amount()?))
            }
            (None, None) => {
                Some(self.amount(Some(Gender::Man))? + self.amount(Some(Gender::Woman))?)
            }
        }
    }

    /// As [`Self::amount`], of people or uses.
    pub(super) fn count(self, gender: Option<Gender>) -> Option<u64> {
        self.amount(gender)?.whole()
    }

    /// People of one class.
    pub(super) fn in_class(self, gender: Gender, class: usize) -> Option<u64> {
        self.cell(Some(gender), ColumnRole::Class(class))?.amount()?.whole()
    }
}
