//! The anatomy of a table: what is always true of its figures, stated once in the table's own file
//! and read by whoever protects them, checks them, or takes them as totals.

use crate::model::cell::Measure;
use crate::model::role::{ColumnRole, RowRole};
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;

/// What a table is made of.
#[derive(Debug)]
pub struct Anatomy {
    pub labels: Labels,
    /// What the cells of the body count.
    pub measure: Measure,
    /// What holds within the table.
    pub relations: &'static [Relation],
    /// What holds between it and another table, because both count the same people.
    pub agreements: &'static [Agreement],
}

/// What the labels of the rows name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Labels {
    /// Groups are tipologie, rows are grades: the list of everybody.
    CategoriesAndGrades,
    /// Rows are grades.
    Grades,
    /// Groups, where there are any, are grades.
    GroupedByGrade,
    Other,
}

/// What holds within a table, whatever its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The relations of a layout that several tables share.
    Layout(&'static [Self]),
    /// In each column the rows with the roles `parts` add up to the row `total`.
    Sum { total: RowRole, parts: &'static [RowRole] },
    /// In each column the rows of the body that measure what this row does add up to it.
    SumOfMeasure(RowRole),
    /// In each column the details with a label add up to the row of the body that has it.
    Details,
    /// In each row but that of percentages.
    EachRow(&'static [Along]),
    /// The row of percentages is the row `of` in percent of a whole.
    Percent { of: RowRole, whole: Whole },
    /// In each column `mean` is `sum` divided by `people`.
    Mean { mean: RowRole, sum: RowRole, people: RowRole },
    /// In each column `amount` is kept back wherever `people` is: shown alone it would say that
    /// they are not few.
    Tie { people: RowRole, amount: RowRole },
    /// In each column each row `part` is at most the row `whole`.
    AtMost { part: RowRole, whole: RowRole },
}

/// What holds along a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Along {
    /// The classes of a gender, or of both, add up to this column.
    Classes(ColumnRole),
    /// The genders add up to both together in this column.
    Genders(ColumnRole),
    /// `share` is `part` in percent of a whole.
    Share { share: ColumnRole, part: ColumnRole, whole: Whole },
    /// Gap and gap in percent come from the means of the genders in this column.
    Gap(ColumnRole),
    /// In the body, `amount` is kept back wherever `people` is.
    Tie { people: ColumnRole, amount: ColumnRole },
}

/// What a percentage is a percentage of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// Both genders of the row.
    Row,
    /// The same column in the row of totals; of people beside the totals, everybody.
    Column,
    /// Both genders of the row of totals.
    Table,
    /// Everybody in service, as table 1.1 counts them.
    Everybody,
}

/// What a table has in common with another one that counts the same people. Where a table is given
/// as totals it may not hold: then nothing of it does.
#[derive(Clone, Copy, Debug)]
pub struct Agreement {
    /// The people in words, where the row of totals counts all of them: then a table that differs
    /// is a finding.
    pub people: Option<&'static str>,
    /// The rows of this table.
    pub rows: &'static [RowRole],
    pub bound: Bound,
    /// The other table, and those of its people that are meant.
    pub table: TableId,
    pub of: Population,
    /// Grade by grade, instead of all together.
    pub by_grade: bool,
}

/// Some people of a table.
#[derive(Clone, Copy, Debug)]
pub enum Population {
    Everybody,
    /// The rows of the body of these tipologie.
    Of(fn(StaffCategory) -> bool),
    /// The row of the body with this key in the format.
    Row(&'static str),
}

/// How two sums stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    Equal,
    /// The first is at most the second.
    AtMost,
}

impl Anatomy {
    /// Every relation, those of a shared layout in their place.
    pub fn relations(&self) -> impl Iterator<Item = Relation> {
        self.relations
            .iter()
            .flat_map(|relation| match relation {
                Relation::Layout(shared) => shared,
                one => std::slice::from_ref(one),
            })
            .copied()
    }

    pub fn states(&self, relation: Relation) -> bool {
        self.relations().any(|stated| stated == relation)
    }

    /// What holds along its rows.
    pub fn along(&self) -> impl Iterator<Item = Along> {
        self.relations()
            .flat_map(|relation| match relation {
                Relation::EachRow(along) => along,
                _ => &[],
            })
            .copied()
    }

    /// True where its total is everybody in service.
    pub fn counts_everybody(&self) -> bool {
        self.labels == Labels::CategoriesAndGrades
            || self.agreements.iter().any(|agreement| {
                agreement.bound == Bound::Equal && matches!(agreement.of, Population::Everybody)
            })
    }

    /// True where its total adds what is measured in several ways, days and hours.
    pub fn adds_measures(&self) -> bool {
        self.relations().any(|relation| matches!(relation, Relation::SumOfMeasure(_)))
    }
}

impl Labels {
    /// The grade that a row is about, where it says so.
    pub fn grade<'a>(self, group: &'a str, row: &'a str) -> Option<&'a str> {
        match self {
            Self::CategoriesAndGrades | Self::Grades => Some(row),
            Self::GroupedByGrade => Some(group).filter(|group| !group.is_empty()),
            Self::Other => None,
        }
    }

    /// True where each row of the body is a grade.
    pub fn are_grades(self) -> bool {
        matches!(self, Self::CategoriesAndGrades | Self::Grades)
    }
}
