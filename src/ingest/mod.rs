//! From the office's files to a dataset. Bad data is a diagnostic, never an early return.

mod actuals;
mod boards;
mod body;
pub mod container;
pub mod delimited;
mod directory;
mod example;
mod excerpt;
mod field;
mod grade_map;
mod grades;
mod header;
mod history;
mod initiatives;
mod justifications;
pub mod layout;
mod leave;
mod ledger;
mod meetings;
mod members;
mod notation;
mod plan;
mod positions;
mod programme;
mod record;
pub mod settings;
pub mod sheet;
mod source;
mod spelling;
mod staff;
mod staff_number;
mod texts;
mod totals;
mod training;
mod work_life;
pub mod workbook;

use std::collections::{BTreeMap, BTreeSet};

use body::Body;
use directory::Directory;
use example::{Example, Likeness};
pub use excerpt::excerpts;
use grades::GradeBook;
use ledger::Book;
use notation::Notations;
use record::Record;
use source::Source;
use spelling::Vocabulary;

use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::age_band::AgeBand;
use crate::model::board::Board;
use crate::model::dataset::{Dataset, StaffColumns};
use crate::model::employee::StaffNumber;
use crate::model::format::Format;
use crate::model::history::{GradeMap, PastYear};
use crate::model::input::{InputFile, InputKind};
use crate::model::ledger::Ledger;
use crate::model::plan::Plan;
use crate::model::quality::SourceFile;
use crate::model::reference_data::{
    education_levels, leave_types, training_types, work_life_measures,
};
use crate::model::report::Edition;
use crate::model::settings::{AgeThirty, Settings};
use crate::model::text::Texts;
use crate::model::totals::TableTotals;

/// Reads every input that is there. The dataset holds what could be read; the diagnostics say,
/// place by place, what could not.
pub fn read(files: &[InputFile], settings: &Settings, format: &Format) -> (Dataset, Diagnostics) {
    let mut reading =
        Reading { files, settings, sources: Vec::new(), diagnostics: Diagnostics::default() };
    let mut dataset = nothing_read(settings, format);
    let numbers = reading.staff(&mut dataset);
    let people = &dataset.people;
    let digits = settings.conventions.staff_number_digits;
    let directory = Directory::new(people, numbers.as_ref(), digits);
    let book = |terms| Book::new(terms, dataset.age_bands.len());
    dataset.positions = reading.table(InputKind::Positions, positions::TABLES, |record| {
        positions::read(record, &directory)
    });
    dataset.boards = reading.boards();
    dataset.work_life = reading.ledger(
        (InputKind::WorkLife, work_life::TABLES),
        book(work_life_measures()),
        |record, book| work_life::read(record, &directory, book),
    );
    dataset.leave =
        reading.ledger((InputKind::Leave, leave::TABLES), book(leave_types()), |record, book| {
            leave::read(record, &directory, book)
        });
    dataset.training = reading.ledger(
        (InputKind::Training, training::TABLES),
        book(training_types()),
        |record, book| training::read(record, &directory, book),
    );
    dataset.totals = reading.totals(&dataset.format, &dataset.age_bands);
    dataset.plan = reading.plan();
    dataset.actuals = reading.table(InputKind::Actuals, &[], actuals::read).unwrap_or_default();
    dataset.initiatives = reading.table(InputKind::Initiatives, &[], initiatives::read);
    dataset.justifications =
        reading.table(InputKind::Justifications, &[], justifications::read).unwrap_or_default();
    dataset.members = reading.table(InputKind::Members, &[], members::read);
    dataset.meetings = reading.table(InputKind::Meetings, &[], meetings::read);
    dataset.texts = texts::read(files, &format.cug_report, &mut reading.diagnostics);
    reading.report_files_without_plan();
    dataset.grade_map = reading.grade_map();
    dataset.history = reading.history(Edition::Restricted);
    dataset.public_history = reading.history(Edition::Public);
    dataset.sources = reading.sources;
    (dataset, reading.diagnostics)
}

/// The dataset before any file: settings, words and classes.
fn nothing_read(settings: &Settings, format: &Format) -> Dataset {
    Dataset {
        settings: settings.clone(),
        format: format.clone(),
        age_bands: age_bands(format, settings.conventions.age_thirty),
        education_levels: education_levels(),
        grades: Vec::new(),
        people: Vec::new(),
        columns: StaffColumns::default(),
        positions: None,
        boards: None,
        work_life: None,
        leave: None,
        training: None,
        totals: BTreeMap::new(),
        plan: None,
        actuals: Vec::new(),
        initiatives: None,
        justifications: Vec::new(),
        members: None,
        meetings: None,
        texts: Texts::default(),
        history: Vec::new(),
        public_history: Vec::new(),
        grade_map: GradeMap::default(),
        sources: Vec::new(),
    }
}

/// The age classes of the format, with 30 where the settings put it.
fn age_bands(format: &Format, thirty: AgeThirty) -> Vec<AgeBand> {
    let words = &format.age_bands;
    let mut bands = Vec::new();
    let mut first = 0;
    for (label, last) in words.labels.iter().zip(&words.last) {
        let last = if *last == 30 && thirty == AgeThirty::Second { 29 } else { *last };
        bands.push(AgeBand { label: label.clone(), first, last });
        first = last + 1;
    }
    bands
}

/// The inputs while they are being read.
struct Reading<'a> {
    files: &'a [InputFile],
    settings: &'a Settings,
    sources: Vec<SourceFile>,
    diagnostics: Diagnostics,
}

impl Reading<'_> {
    /// Fills in the people; gives back every staff number met, or `None` when the file is unusable.
    fn staff(&mut self, dataset: &mut Dataset) -> Option<BTreeSet<StaffNumber>> {
        let mut numbers = BTreeSet::new();
        let mut grades = GradeBook::new(self.settings);
        let mut context = staff::Context {
            settings: self.settings,
            age_bands: &dataset.age_bands,
            education_levels: &dataset.education_levels,
            education_words: Vocabulary::new(dataset.education_levels.iter().map(|level| {
                std::iter::once(&level.label).chain(&level.aliases).map(String::as_str)
            })),
            grades: &mut grades,
            working_time_is_fraction: None,
            numbers: &mut numbers,
        };
        let people =
            self.table(InputKind::Staff, staff::TABLES, |record| staff::read(record, &mut context));
        let (ordered, places) = grades.in_order();
        dataset.grades = ordered;
        let is_usable = people.is_some();
        dataset.people = people.unwrap_or_default();
        for person in &mut dataset.people {
            person.grade = places[person.grade];
        }
        let has = |name: &str| {
            self.sources
                .iter()
                .filter(|source| source.kind == InputKind::Staff)
                .any(|source| source.columns.iter().any(|column| column.name == name))
        };
        dataset.columns = StaffColumns {
            working_time: has("percentuale_part_time"),
            in_grade_since: has("data_inquadramento"),
            education: has("titolo_studio"),
            annual_pay: has("retribuzione"),
        };
        is_usable.then_some(numbers)
    }

    fn boards(&mut self) -> Option<Vec<Board>> {
        let mut boards = boards::Boards::new();
        let rows = self
            .table(InputKind::Boards, boards::TABLES, |record| boards::read(record, &mut boards));
        rows.map(|_| boards.into_values().collect())
    }

    /// Reads an input of events into sums by person and kind.
    fn ledger(
        &mut self,
        (kind, tables): (InputKind, &'static [&'static str]),
        mut book: Book,
        read: impl Fn(&mut Record<'_>, &mut Book) -> Option<()>,
    ) -> Option<Ledger> {
        let rows = self.table(kind, tables, |record| read(record, &mut book));
        std::mem::take(&mut book.strangers).report(tables, &mut self.diagnostics);
        rows.map(|_| book.into_ledger())
    }

    /// Tables given as totals. One that is also given by rows is refused: its sources may differ.
    fn totals(
        &mut self,
        format: &Format,
        age_bands: &[AgeBand],
    ) -> BTreeMap<&'static str, TableTotals> {
        let mut cells = totals::Cells::new(format, age_bands);
        let rows = self.table(InputKind::Totals, &[], |record| cells.read(record));
        let Some(source) = self.sources.last().filter(|_| rows.is_some()).cloned() else {
            return BTreeMap::new();
        };
        let place = |row, column: &str| Location::cell_of(&source, row, column);
        let tables = cells.into_totals(place, &mut self.diagnostics);
        for (table, kind) in [
            ("1.3", InputKind::Positions),
            ("1.8", InputKind::Boards),
            ("1.9", InputKind::WorkLife),
            ("1.10", InputKind::Leave),
            ("1.11", InputKind::Training),
        ] {
            let rows = self.sources.iter().find(|source| source.kind == kind);
            let Some(rows) = rows.filter(|_| tables.contains_key(table)) else { continue };
            let message = format!("la tabella {table} è data anche dal file «{}»", rows.path);
            let place = Location::file(InputKind::Totals, &source.path);
            self.diagnostics.push(
                Diagnostic::new(code::TABLE_GIVEN_TWICE, place, message).with_tables(&[table]),
            );
        }
        tables
    }

    fn plan(&mut self) -> Option<Plan> {
        let mut plan = Plan::default();
        let rows =
            self.table(InputKind::Plan, &[], |record| plan::read(record, &mut plan).then_some(()));
        if let Some(programme) = self.table(InputKind::Programme, &[], programme::read) {
            plan.programme = programme;
        }
        rows.map(|_| plan)
    }

    /// Actuals and programme say nothing without the plan: that they are not used is told.
    fn report_files_without_plan(&mut self) {
        let is_given = |kind| self.files.iter().any(|file| file.kind == kind);
        if is_given(InputKind::Plan) {
            return;
        }
        for source in &self.sources {
            let has_rows = source.rows_read > 0;
            if has_rows && matches!(source.kind, InputKind::Actuals | InputKind::Programme) {
                let place = Location::file(source.kind, &source.path);
                let message = "il file non è usato, perché manca il file «piano»";
                self.diagnostics.push(Diagnostic::new(code::FILE_WITHOUT_PLAN, place, message));
            }
        }
    }

    /// The body's own map of grades, or the bundled one.
    fn grade_map(&mut self) -> GradeMap {
        let grades = GradeBook::new(self.settings);
        let mut known = grade_map::Known::default();
        let read = |record: &mut Record<'_>| grade_map::read(record, &grades, &mut known);
        grade_map::chosen(self.table(InputKind::GradeMap, &[], read).unwrap_or_default())
    }

    /// Every earlier year of an edition that could be read, oldest first.
    fn history(&mut self, edition: Edition) -> Vec<PastYear> {
        let grades = GradeBook::new(self.settings);
        let mut years = Vec::new();
        let files = history::by_year(self.files, edition, self.settings, &mut self.diagnostics);
        for (year, file) in files {
            let opened = history::open(file, self.settings, &mut self.diagnostics);
            let Some(source) = opened else { continue };
            let mut known = history::Known::default();
            let read = |record: &mut Record<'_>| history::read(record, &grades, &mut known);
            let figures = self.rows(source, &[], read);
            years.push(PastYear { year, path: file.path.clone(), figures });
        }
        years
    }

    /// Reads the rows of one input; `None` when it was not given or could not be opened.
    fn table<T>(
        &mut self,
        kind: InputKind,
        tables: &'static [&'static str],
        read: impl FnMut(&mut Record<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let source = source::open(kind, self.files, self.settings, tables, &mut self.diagnostics)?;
        let values = self.rows(source, tables, read);
        // An empty list is not a zero: the file counts as not given.
        let is_empty = self.sources.last().is_none_or(|source| source.rows_read == 0);
        (!is_empty).then_some(values)
    }

    /// Reads every row below the header.
    fn rows<T>(
        &mut self,
        source: Source,
        tables: &'static [&'static str],
        mut read: impl FnMut(&mut Record<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Source { sheet, header, place, mut facts } = source;
        let mut values = Vec::new();
        let damaged = sheet.damaged(header.first_row..=header.row);
        let body = Body::new(facts.kind, &sheet, &header);
        let mut found = Diagnostics::default();
        let rows = body.data(&place, &mut found);
        self.diagnostics.extend(found.with_tables(tables));
        let example = Example::of(facts.kind);
        let mut notations = Notations::default();
        for row in &rows {
            let likeness = example.likeness(&header, row);
            if likeness == Likeness::Untouched {
                continue;
            }
            facts.rows_read += 1;
            if likeness == Likeness::Altered {
                let message = "la riga di esempio è stata riempita in parte";
                let place = place.clone().at_row(row.number);
                self.diagnostics.push(
                    Diagnostic::new(code::ALTERED_EXAMPLE, place, message).with_tables(tables),
                );
                facts.rows_refused += 1;
                continue;
            }
            if damaged.contains(&row.number) {
                let message = "la riga ha più campi dell'intestazione, o virgolette aperte che ne inghiottono altre";
                let place = place.clone().at_row(row.number);
                self.diagnostics
                    .push(Diagnostic::new(code::DAMAGED_ROW, place, message).with_tables(tables));
                facts.rows_refused += 1;
                continue;
            }
            let mut record = Record {
                rows: &rows,
                notations: &mut notations,
                header: &header,
                row,
                place: &place,
                tables,
                diagnostics: &mut self.diagnostics,
                refused: false,
            };
            match read(&mut record) {
                Some(value) => {
                    facts.rows_used += 1;
                    values.push(value);
                }
                None => facts.rows_refused += 1,
            }
        }
        if facts.rows_read == 0 {
            let is_required = facts.kind.is_required();
            let code = if is_required { code::NO_ROWS } else { code::EMPTY_FILE };
            let message = "sotto l'intestazione non ci sono righe";
            self.diagnostics.push(Diagnostic::new(code, place, message).with_tables(tables));
        }
        self.sources.push(facts);
        values
    }
}
