//! Who can have caused an amount: in a table of something sensitive, as permits for a relative, days or hours are
//! of somebody among the staff of that gender, and everybody knows how many they are.

use super::line::{Kind, Line};
use crate::model::anatomy::Labels;
use crate::model::cell::Measure;
use crate::model::format::{Format, TableFormat};
use crate::model::gender::Gender;
use crate::model::role::{ColumnRole, RowRole};

/// The staff by gender.
pub(super) struct Candidates<'a> {
    format: &'a Format,
    /// `None` where no table counts them.
    women: Option<u64>,
    men: Option<u64>,
}

impl<'a> Candidates<'a> {
    pub(super) fn of(format: &'a Format, lines: &[Line]) -> Self {
        let staff = |gender: Gender| {
            let is_of_staff = |line: &&Line| {
                let labels = words(format, line).map(|words| words.anatomy().labels);
                labels == Some(Labels::CategoriesAndGrades)
                    && line.kind == Kind::Count
                    && line.figure.row_role == RowRole::Total
                    && line.figure.gender == Some(gender)
                    && line.figure.column_role.is_some_and(ColumnRole::is_class)
            };
            let mut classes = lines.iter().filter(is_of_staff).map(Line::number).peekable();
            classes.peek()?;
            Some(classes.sum::<Option<i64>>()?.unsigned_abs())
        };
        Self { format, women: staff(Gender::Woman), men: staff(Gender::Man) }
    }

    /// True for an amount of a sensitive table that fewer people than the threshold can have caused, or that
    /// tells such an amount beside that of the other gender; whether there is any must not count, nor whether
    /// there is anybody: a zero would say of which gender the few are.
    pub(super) fn are_few(&self, line: &Line, threshold: u64) -> bool {
        let is_sensitive = words(self.format, line).is_some_and(|words| words.sensitive);
        if !is_sensitive || line.kind != Kind::Amount || line.figure.measure == Measure::Euro {
            return false;
        }
        let few = |staff: Option<u64>| staff.is_none_or(|staff| staff < threshold);
        match line.figure.gender {
            Some(Gender::Woman) => few(self.women),
            Some(Gender::Man) => few(self.men),
            None => few(self.women) || few(self.men),
        }
    }
}

fn words<'f>(format: &'f Format, line: &Line) -> Option<&'f TableFormat> {
    line.table().and_then(|table| format.find(table))
}
