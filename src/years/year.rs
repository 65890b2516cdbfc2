//! The figures of one year as questions: how many people, which share, which gap.

use std::collections::{BTreeMap, BTreeSet};

use super::missing::{Known, Missing, sum};
use crate::model::dataset::Dataset;
use crate::model::gender::Gender;
use crate::model::history::{Chapter, Figure, FigureValue};
use crate::model::ratio::Ratio;
use crate::model::spelling::normal_form;
use crate::model::table_id::TableId;

/// One year; its grades are those of this year wherever the map of grades carries them here.
pub(super) struct Year {
    pub(super) number: i32,
    /// Some grade was carried to the one that took its place.
    pub(super) was_carried: bool,
    /// `None` for a year that was not given.
    figures: Option<Vec<Figure>>,
    bands: Vec<String>,
    /// Grades in which several older ones meet, in normal form.
    merged: BTreeSet<String>,
}

/// Headings of a column that holds the people of all ages.
const ALL_AGES: [&str; 5] = ["", "totale", "tot", "valori assoluti", "persone"];

impl Year {
    pub(super) fn this(dataset: &Dataset, number: i32, figures: Vec<Figure>) -> Self {
        Self { figures: Some(figures), ..Self::missing(dataset, number) }
    }

    pub(super) fn missing(dataset: &Dataset, number: i32) -> Self {
        let bands = dataset.age_bands.iter().map(|band| normal_form(&band.label)).collect();
        Self { number, was_carried: false, figures: None, bands, merged: BTreeSet::new() }
    }

    pub(super) fn past(dataset: &Dataset, number: i32, figures: &[Figure]) -> Self {
        let this = dataset.settings.report.year;
        let mut year = Self::missing(dataset, number);
        let mut olds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut figures = figures.to_vec();
        let with_grades = |figure: &&mut Figure| {
            [TableId::GRADES, TableId::PAY_GAP].map(Chapter::Table).contains(&figure.chapter)
                && !figure.is_total()
                && !figure.row.is_empty()
        };
        for figure in figures.iter_mut().filter(with_grades) {
            let old = normal_form(&figure.row);
            if let Some(new) = dataset.grade_map.carried(&figure.row, number, this) {
                new.clone_into(&mut figure.row);
                year.was_carried = true;
            }
            olds.entry(normal_form(&figure.row)).or_default().insert(old);
        }
        let several = olds.into_iter().filter(|(_, olds)| olds.len() > 1);
        year.merged = several.map(|(new, _)| new).collect();
        year.figures = Some(figures);
        year
    }

    pub(super) fn is_given(&self) -> bool {
        self.figures.is_some()
    }

    /// The rows of a table that are no totals, in the order of the file: group and label, once each.
    pub(super) fn rows(&self, table: Chapter) -> Vec<(String, String)> {
        let mut seen = BTreeSet::new();
        self.of(table)
            .filter(|figure| !figure.is_total())
            .filter(|figure| seen.insert((&figure.group, normal_form(&figure.row))))
            .map(|figure| (figure.group.clone(), figure.row.clone()))
            .collect()
    }

    fn of(&self, table: Chapter) -> impl Iterator<Item = &Figure> {
        let figures = self.figures.iter().flatten();
        figures.filter(move |figure| figure.chapter == table && !figure.row.is_empty())
    }

    /// Why a table has nothing to say, if so.
    fn given(&self, table: Chapter) -> Result<(), Missing> {
        if self.figures.is_none() {
            return Err(Missing::Year);
        }
        self.of(table).next().map(|_| ()).ok_or(Missing::Chapter(table))
    }

    /// The sum of a gender's figures in the wanted rows, over all ages.
    pub(super) fn total(
        &self,
        table: Chapter,
        measure: &str,
        gender: Gender,
        wanted: impl Fn(&Figure) -> bool,
    ) -> Known {
        self.given(table)?;
        let cells: Vec<&Figure> = self
            .of(table)
            .filter(|figure| figure.measure == measure && figure.gender == Some(gender))
            .filter(|figure| wanted(figure))
            .collect();
        let mut rows: BTreeMap<(&str, &str), Vec<&Figure>> = BTreeMap::new();
        for figure in &cells {
            rows.entry((&figure.group, &figure.row)).or_default().push(figure);
        }
        if rows.is_empty() {
            return Err(Missing::Row);
        }
        rows.values().try_fold(Ratio::zero(), |sum, row| Ok(sum + self.of_all_ages(row)?))
    }

    /// The people of a row: those of its age classes, if it has them all, else the figure of all ages.
    fn of_all_ages(&self, row: &[&Figure]) -> Known {
        let of = |is_wanted: &dyn Fn(&str) -> bool| {
            let cells = row.iter().filter(|figure| is_wanted(&normal_form(&figure.class)));
            cells.copied().collect::<Vec<&Figure>>()
        };
        let classes = of(&|class| self.bands.iter().any(|band| band == class));
        let sums = of(&|class| ALL_AGES.contains(&class));
        match (classes.len(), sums.as_slice()) {
            (1.., _) if classes.len().is_multiple_of(self.bands.len()) => {
                added(classes.into_iter())
            }
            (_, [_, ..]) => added(sums.into_iter()),
            (0, []) => Err(Missing::Row),
            _ => Err(Missing::Cells),
        }
    }

    /// As [`Self::total`] of all rows of a table, where the row of totals says that they are all: a
    /// share of a part would be another figure.
    pub(super) fn whole(&self, table: TableId, measure: &str, gender: Gender) -> Known {
        let chapter = Chapter::Table(table);
        let rows = self.total(chapter, measure, gender, |figure| !figure.is_total());
        let total = self.total(chapter, measure, gender, Figure::is_total);
        match (rows, total) {
            // Hours are rounded row by row.
            (Ok(_), Ok(total)) if measure == "ore" => Ok(total),
            (Ok(rows), Ok(total)) if rows != total => Err(Missing::Part(table)),
            (Ok(_), Err(Missing::Row)) => Err(Missing::Part(table)),
            (Err(Missing::Row | Missing::Protected), total) => total,
            (rows, _) => rows,
        }
    }

    /// People of a gender in the rows of table 1.1.
    pub(super) fn staff(&self, gender: Gender, wanted: impl Fn(&Figure) -> bool) -> Known {
        self.total(Chapter::Table(TableId::GRADES), "persone", gender, |figure| {
            !figure.is_total() && wanted(figure)
        })
    }

    pub(super) fn all_staff(&self, gender: Gender) -> Known {
        self.whole(TableId::GRADES, "persone", gender)
    }

    /// The labels under which a table has figures of a gender.
    pub(super) fn labels(&self, table: TableId, gender: Gender) -> BTreeSet<&str> {
        let figures = self.of(Chapter::Table(table));
        let figures = figures.filter(|figure| figure.gender == Some(gender));
        figures.map(|figure| figure.row.as_str()).collect()
    }

    /// People of a gender in one age class of table 1.1.
    pub(super) fn in_class(&self, gender: Gender, class: usize) -> Known {
        self.given(Chapter::Table(TableId::GRADES))?;
        let cells: Vec<&Figure> = self
            .of(Chapter::Table(TableId::GRADES))
            .filter(|figure| figure.measure == "persone" && figure.gender == Some(gender))
            .filter(|figure| normal_form(&figure.class) == self.bands[class])
            .collect();
        let (totals, rows): (Vec<&Figure>, Vec<&Figure>) =
            cells.into_iter().partition(|figure| figure.is_total());
        match added(rows.into_iter()) {
            Err(Missing::Row | Missing::Protected) => added(totals.into_iter()),
            known => known,
        }
    }

    /// Both genders together.
    pub(super) fn both(of: impl Fn(Gender) -> Known) -> Known {
        sum(of(Gender::Man), of(Gender::Woman))
    }

    /// One figure of a table as it was published.
    pub(super) fn published(
        &self,
        table: Chapter,
        measure: &str,
        wanted: impl Fn(&Figure) -> bool,
    ) -> Known {
        self.given(table)?;
        let mut cells = self.of(table).filter(|figure| figure.measure == measure && wanted(figure));
        number(&cells.next().ok_or(Missing::Row)?.value)
    }

    /// The first figure of a gender in each row, by the normal form of its label.
    pub(super) fn published_by_row(
        &self,
        table: Chapter,
        measure: &str,
        gender: Gender,
    ) -> BTreeMap<String, Known> {
        let mut rows = BTreeMap::new();
        let of_gender =
            |figure: &&Figure| figure.measure == measure && figure.gender == Some(gender);
        for figure in self.of(table).filter(of_gender) {
            rows.entry(normal_form(&figure.row)).or_insert_with(|| number(&figure.value));
        }
        rows
    }

    pub(super) fn is_merged(&self, grade: &str) -> bool {
        self.merged.contains(&normal_form(grade))
    }

    /// `lorda` or `netta`, where the headings of table 1.5 say so.
    pub(super) fn pay_basis(&self) -> Option<&'static str> {
        let headings: Vec<String> = self
            .of(Chapter::Table(TableId::PAY_GAP))
            .filter(|figure| figure.measure == "euro")
            .map(|figure| normal_form(&figure.class))
            .collect();
        ["lorda", "netta"]
            .into_iter()
            .find(|basis| headings.iter().any(|heading| heading.contains(basis)))
    }
}

fn added<'a>(cells: impl Iterator<Item = &'a Figure>) -> Known {
    let mut cells = cells.peekable();
    cells.peek().ok_or(Missing::Row)?;
    cells.try_fold(Ratio::zero(), |sum, figure| Ok(sum + number(&figure.value)?))
}

fn number(value: &FigureValue) -> Known {
    match value {
        FigureValue::Number(number) => Ok(number.clone()),
        FigureValue::Protected => Err(Missing::Protected),
        FigureValue::NotApplicable => Err(Missing::NotApplicable),
        FigureValue::NotProvided => Err(Missing::NotProvided),
    }
}
