//! The figures of one year as questions: what rows add up to, which share, which total.

use std::collections::{BTreeMap, BTreeSet};

use super::missing::{Answer, Missing, number};
use crate::model::achievement::{Achievements, RULES};
use crate::model::cell::Measure;
use crate::model::dataset::Dataset;
use crate::model::figure::{Chapter, Figure, FigureValue};
use crate::model::gender::Gender;
use crate::model::history::PastYear;
use crate::model::ratio::Ratio;
use crate::model::role::ColumnRole;
use crate::model::settings::{Arrears, PayBasis};
use crate::model::spelling::normal_form;
use crate::model::table::Table;
use crate::model::table_id::TableId;

/// One year; its grades are those of this year wherever the map of grades carries them here.
#[derive(Clone, Debug)]
pub struct Reading {
    pub number: i32,
    /// Some grade was carried to the one that took its place.
    pub was_carried: bool,
    /// `None` for a year that was not given.
    figures: Option<Vec<Figure>>,
    /// How many age classes a row has.
    classes: usize,
    /// Grades in which several older ones meet, in normal form.
    merged: BTreeSet<String>,
}

impl Reading {
    /// The year of this run, as an edition prints it.
    pub fn this(dataset: &Dataset, tables: &[Table], achievements: Option<&Achievements>) -> Self {
        let results = achievements.into_iter().flat_map(Achievements::figures);
        let figures = tables.iter().flat_map(Figure::all_of).chain(results).collect();
        let year = Self::missing(dataset, dataset.settings.report.year);
        Self { figures: Some(figures), ..year }
    }

    pub fn missing(dataset: &Dataset, number: i32) -> Self {
        let classes = dataset.age_bands.len();
        Self { number, was_carried: false, figures: None, classes, merged: BTreeSet::new() }
    }

    /// A year before this one, from an edition's earlier years.
    pub fn past(dataset: &Dataset, history: &[PastYear], number: i32) -> Self {
        let mut year = Self::missing(dataset, number);
        let Some(past) = history.iter().find(|past| past.year == number) else { return year };
        let this = dataset.settings.report.year;
        let mut olds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut figures = past.figures.clone();
        let is_of_grade = |figure: &&mut Figure| {
            let words = figure.chapter.table().and_then(|table| dataset.format.find(table));
            let are_grades = words.is_some_and(|words| words.anatomy().labels.are_grades());
            are_grades && figure.is_body() && !figure.row.is_empty()
        };
        for figure in figures.iter_mut().filter(is_of_grade) {
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

    pub fn is_given(&self) -> bool {
        self.figures.is_some()
    }

    /// The rows of a table's body, in the order of the file: group and label, once each.
    pub fn rows(&self, chapter: Chapter) -> Vec<(String, String)> {
        let mut seen = BTreeSet::new();
        self.of(chapter)
            .filter(|figure| figure.is_body())
            .filter(|figure| seen.insert((&figure.group, normal_form(&figure.row))))
            .map(|figure| (figure.group.clone(), figure.row.clone()))
            .collect()
    }

    /// The rules that the scores of the plan were made by, as numbers; none where the year does not say.
    pub fn plan_rules(&self) -> BTreeMap<&str, &FigureValue> {
        let is_rule = |figure: &&Figure| normal_form(&figure.row) == normal_form(RULES);
        let rules = self.of(Chapter::Plan).filter(is_rule);
        rules.map(|figure| (figure.class.as_str(), &figure.value)).collect()
    }

    /// Whether two years are known to score by other rules.
    pub fn rules_differ(&self, other: &Self) -> bool {
        let [mine, others] = [self, other].map(Self::plan_rules);
        !mine.is_empty() && !others.is_empty() && mine != others
    }

    /// The labels of a table's rows, as they are written.
    pub(super) fn labels(&self, table: TableId) -> BTreeSet<&str> {
        self.of(Chapter::Table(table)).map(|figure| figure.row.as_str()).collect()
    }

    fn of(&self, chapter: Chapter) -> impl Iterator<Item = &Figure> {
        let figures = self.figures.iter().flatten();
        figures.filter(move |figure| figure.chapter == chapter && !figure.row.is_empty())
    }

    /// Why a chapter has nothing to say, if so.
    pub(super) fn given(&self, chapter: Chapter) -> Result<(), Missing> {
        if self.figures.is_none() {
            return Err(Missing::Year);
        }
        self.of(chapter).next().map(|_| ()).ok_or(Missing::Chapter(chapter))
    }

    /// The sum of the wanted rows over all ages, of a gender or of both: from the classes, or from
    /// the columns that hold all ages.
    pub fn sum(
        &self,
        table: TableId,
        measure: Measure,
        gender: impl Into<Option<Gender>>,
        wanted: impl Fn(&Figure) -> bool,
    ) -> Answer {
        self.given(Chapter::Table(table))?;
        let cells = |gender: Option<Gender>| -> Vec<&Figure> {
            self.of(Chapter::Table(table))
                .filter(|figure| figure.measure == measure && figure.gender == gender)
                .filter(|figure| wanted(figure))
                .collect()
        };
        match gender.into() {
            Some(gender) => self.over_all_ages(&cells(Some(gender))),
            None => both(|gender| self.over_all_ages(&cells(Some(gender))))
                .or_else(|missing| whole(&cells(None)).map_err(|_| missing)),
        }
    }

    fn over_all_ages(&self, cells: &[&Figure]) -> Answer {
        let mut rows: BTreeMap<(&str, &str), Vec<&Figure>> = BTreeMap::new();
        for figure in cells {
            rows.entry((&figure.group, &figure.row)).or_default().push(figure);
        }
        if rows.is_empty() {
            return Err(Missing::Row);
        }
        rows.values().try_fold(Ratio::zero(), |sum, row| Ok(sum + self.of_row(row)?))
    }

    /// The figure of a row: the sum of its age classes, if it has them all and none is kept back,
    /// else that of all ages.
    fn of_row(&self, row: &[&Figure]) -> Answer {
        let is_class = |figure: &&Figure| figure.column_role.is_some_and(ColumnRole::is_class);
        let classes: Vec<&Figure> = row.iter().copied().filter(is_class).collect();
        match classes.len() {
            0 => whole(row),
            count if count.is_multiple_of(self.classes) => {
                added(classes).or_else(|missing| whole(row).map_err(|_| missing))
            }
            _ => whole(row).map_err(|_| Missing::Cells),
        }
    }

    /// The same of all rows of a table, where the row of totals says that they are all: a share of a
    /// part would be another figure.
    pub fn total(
        &self,
        table: TableId,
        measure: Measure,
        gender: impl Into<Option<Gender>>,
    ) -> Answer {
        let of = |gender: Option<Gender>| {
            let is_total = |figure: &Figure| figure.row_role.is_total();
            let rows = self.sum(table, measure, gender, Figure::is_body);
            match (rows, self.sum(table, measure, gender, is_total)) {
                // Hours are rounded row by row.
                (Ok(_), Ok(total)) if measure == Measure::Hours => Ok(total),
                (Ok(rows), Ok(total)) if rows != total => Err(Missing::Part(table)),
                (Ok(_), Err(Missing::Row)) => Err(Missing::Part(table)),
                (Err(Missing::Row | Missing::Protected), Ok(total)) => Ok(total),
                (rows, _) => rows,
            }
        };
        match gender.into() {
            None => {
                both(|gender| of(Some(gender))).or_else(|missing| of(None).map_err(|_| missing))
            }
            gender => of(gender),
        }
    }

    /// People of a gender in one age class of table 1.1.
    pub fn in_class(&self, gender: Gender, class: usize) -> Answer {
        let grades = Chapter::Table(TableId::GRADES);
        self.given(grades)?;
        let cells = self.of(grades).filter(|figure| {
            figure.measure == Measure::People
                && figure.gender == Some(gender)
                && figure.column_role == Some(ColumnRole::Class(class))
        });
        let (body, totals): (Vec<&Figure>, Vec<&Figure>) =
            cells.partition(|figure| figure.is_body());
        match added(body) {
            Err(missing) if missing.is_partial() => added(totals),
            answer => answer,
        }
    }

    /// One figure as it was published.
    pub fn published(
        &self,
        chapter: Chapter,
        measure: Measure,
        wanted: impl Fn(&Figure) -> bool,
    ) -> Answer {
        self.given(chapter)?;
        let mut cells =
            self.of(chapter).filter(|figure| figure.measure == measure && wanted(figure));
        number(&cells.next().ok_or(Missing::Row)?.value)
    }

    /// The first figure of a gender in each row, by the normal form of its label.
    pub fn published_by_row(
        &self,
        table: TableId,
        measure: Measure,
        gender: Gender,
    ) -> BTreeMap<String, Answer> {
        let mut rows = BTreeMap::new();
        let of_gender =
            |figure: &&Figure| figure.measure == measure && figure.gender == Some(gender);
        for figure in self.of(Chapter::Table(table)).filter(of_gender) {
            rows.entry(normal_form(&figure.row)).or_insert_with(|| number(&figure.value));
        }
        rows
    }

    pub fn is_merged(&self, grade: &str) -> bool {
        self.merged.contains(&normal_form(grade))
    }

    /// Where the headings of the means say so.
    pub fn pay_basis(&self) -> Option<PayBasis> {
        let means = self.of(Chapter::Table(TableId::PAY_GAP));
        let means = means.filter(|figure| figure.measure == Measure::Euro);
        let headings: Vec<String> = means.map(|figure| normal_form(&figure.class)).collect();
        PayBasis::ALL
            .into_iter()
            .find(|basis| headings.iter().any(|heading| heading.contains(basis.key())))
    }
    /// Whether arrears are in the pay of the year, where the headings of the means say so.
    pub fn arrears(&self) -> Option<Arrears> {
        let means = self.of(Chapter::Table(TableId::PAY_GAP));
        let means = means.filter(|figure| figure.measure == Measure::Euro);
        let headings: Vec<String> = means.map(|figure| normal_form(&figure.class)).collect();
        Arrears::ALL.into_iter().find(|arrears| {
            headings
                .iter()
                .any(|heading| heading.ends_with(&format!("arretrati {}", arrears.key())))
        })
    }

    /// Whether pay of another year has arrears in it and that of this one has not, or the reverse. A year
    /// that does not say it is one without.
    pub fn arrears_differ(&self, other: &Self) -> bool {
        let has = |year: &Self| year.arrears() == Some(Arrears::Included);
        has(self) != has(other)
    }
}

/// Both genders together.
pub fn both(of: impl Fn(Gender) -> Answer) -> Answer {
    Ok(of(Gender::Man)? + of(Gender::Woman)?)
}

/// The cells in columns of all ages.
fn whole(cells: &[&Figure]) -> Answer {
    let is_whole = |figure: &&Figure| figure.column_role.is_some_and(ColumnRole::is_over_all_ages);
    added(cells.iter().copied().filter(is_whole))
}

fn added<'a>(cells: impl IntoIterator<Item = &'a Figure>) -> Answer {
    let mut cells = cells.into_iter().peekable();
    cells.peek().ok_or(Missing::Row)?;
    cells.try_fold(Ratio::zero(), |sum, figure| Ok(sum + number(&figure.value)?))
}
