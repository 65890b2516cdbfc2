//! What the cells of the tables say: the only door through which sentences, notes with numbers, charts
//! and key figures see figures. They are made from printed cells and never from people, so that an
//! edition cannot tell in words what it keeps back in a table.

use crate::italian;
use crate::model::cell::Cell;
use crate::model::format::{Format, TableFormat};
use crate::model::gender::Gender;
use crate::model::ratio::Ratio;
use crate::model::staff_category::StaffCategory;
use crate::model::table::{Row, RowKind, Table};

/// A table among the others of its edition.
#[derive(Clone, Copy)]
pub(super) struct Printed<'a> {
    format: &'a Format,
    tables: &'a [Table],
    table: &'a Table,
}

/// A row of a table. What it is asked for is `None` where a cell of it is kept back or not there.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    printed: Printed<'a>,
    row: &'a Row,
}

/// Columns that hold a row's figure over all ages, by their keys in the format.
const OVER_ALL_AGES: [&str; 3] = ["total", "count", "people"];

impl<'a> Printed<'a> {
    /// A table by its number, when it has figures.
    pub(super) fn find(format: &'a Format, tables: &'a [Table], id: &str) -> Option<Self> {
        let table = tables.iter().find(|table| table.id == id && table.provided)?;
        Some(Self { format, tables, table })
    }

    pub(super) fn format(self) -> &'a Format {
        self.format
    }

    pub(super) fn words(self) -> &'a TableFormat {
        self.format.table(self.table.id)
    }

    fn other(self, id: &str) -> Option<Self> {
        Self::find(self.format, self.tables, id)
    }

    fn lines(self, kind: RowKind) -> impl Iterator<Item = Line<'a>> {
        let rows = self.table.rows.iter().filter(move |row| row.kind == kind);
        rows.map(move |row| Line { printed: self, row })
    }

    /// The rows that totals add up.
    pub(super) fn body(self) -> impl Iterator<Item = Line<'a>> {
        self.lines(RowKind::Body)
    }

    pub(super) fn total(self) -> Option<Line<'a>> {
        self.lines(RowKind::Total).next()
    }

    /// The row with the label that the format has under `key`.
    pub(super) fn line(self, key: &str) -> Option<Line<'a>> {
        let label = self.words().row(key);
        let row = self.table.rows.iter().find(|row| row.label == label)?;
        Some(Line { printed: self, row })
    }

    /// The age classes, as their columns are headed.
    pub(super) fn classes(self) -> &'a [String] {
        &self.format.age_bands.labels
    }

    /// Everybody in service, of one gender or both: from table 1.1, or from 1.2 where it counts the
    /// same people.
    pub(super) fn staff(self, gender: Option<Gender>) -> Option<u64> {
        let of = |id: &str, gender| self.other(id)?.total()?.count(gender);
        of("1.1", gender).or_else(|| {
            let same = of("1.1", None)? == of("1.2", None)?;
            if same { of("1.2", gender) } else { None }
        })
    }

    /// Dirigenti in service: from the rows of table 1.1, or from table 1.6.
    pub(super) fn managers(self, gender: Option<Gender>) -> Option<u64> {
        self.in_categories(StaffCategory::is_manager, gender)
            .or_else(|| self.other("1.6")?.total()?.count(gender))
    }

    /// Personale non dirigente in service: from the rows of table 1.1, or from table 1.7.
    pub(super) fn non_managers(self, gender: Option<Gender>) -> Option<u64> {
        self.in_categories(|category| category == StaffCategory::NonManager, gender)
            .or_else(|| self.other("1.7")?.total()?.count(gender))
    }

    /// What can be said of any table, where its own sentences cannot: women over both genders.
    pub(super) fn women(self) -> Option<String> {
        let total = self.total()?;
        let (women, both) = (total.amount(Some(Gender::Woman))?, total.amount(None)?);
        let share = super::figure::percent(women.clone(), both.clone()).text;
        let [women, both] = [women, both].map(|amount| italian::rounded(&amount));
        Some(format!("Donne: {women} su {both} ({share} %)."))
    }

    /// People who work part time: those of the rows of table 1.2, or all but those of the others.
    pub(super) fn part_time(self, gender: Option<Gender>) -> Option<u64> {
        let presence = self.other("1.2")?;
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
        self.other("1.1")?.body().filter(is_wanted).map(|line| line.count(gender)).sum()
    }
}

impl<'a> Line<'a> {
    pub(super) fn group(self) -> &'a str {
        &self.row.group
    }

    pub(super) fn label(self) -> &'a str {
        &self.row.label
    }

    /// The cell under a heading, by gender.
    pub(super) fn under(self, gender: Option<Gender>, heading: &str) -> Option<&'a Cell> {
        let columns = self.printed.table.columns.iter();
        let mut cells = columns.zip(&self.row.cells);
        let is_it = |(column, _): &(&crate::model::table::Column, &Cell)| {
            column.gender == gender && column.label == heading
        };
        cells.find(is_it).map(|(_, cell)| cell)
    }

    /// The cell of a column by its key in the format.
    pub(super) fn cell(self, gender: Option<Gender>, key: &str) -> Option<&'a Cell> {
        self.under(gender, self.printed.words().find_column(key)?)
    }

    /// The figure of the row over all ages, of one gender or both.
    pub(super) fn amount(self, gender: Option<Gender>) -> Option<Ratio> {
        let printed = OVER_ALL_AGES.into_iter().find_map(|key| self.cell(gender, key));
        match (printed, gender) {
            (Some(cell), _) => cell.amount(),
            (None, Some(_)) => {
                let classes = self.printed.classes().iter();
                let mut cells = classes.map(|class| self.under(gender, class)?.amount());
                cells.try_fold(Ratio::zero(), |sum, amount| Some(sum + amount?))
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
    pub(super) fn in_class(self, gender: Gender, class: &str) -> Option<u64> {
        self.under(Some(gender), class)?.amount()?.whole()
    }
}
