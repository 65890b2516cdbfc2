//! From the office's files to a dataset. Bad data is a diagnostic, never an early return.

mod delay;
mod excerpt;
pub mod file;
pub mod folder;
mod grid;
mod input;
pub mod look;
mod occasion;
mod saved_page;
pub mod setting_row;
pub mod setting_sheets;
pub mod settings;
mod spelling;
mod texts;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

pub use excerpt::excerpts;
use grid::record::Record;
use grid::source;
use input::directory::Directory;
use input::education::EducationBook;
use input::grades::GradeBook;
use input::identity::Identities;
use input::ledger::Book;
use input::other_keys::OtherKeys;
use input::service::ServiceBook;
use input::staff::Absent;
use input::table::{self, Table};
use input::{
    actuals, boards, committee, grade_map, history, initiatives, justifications, leave, meetings,
    members, plan, positions, posts, programme, staff, structures, totals, training, work_life,
};
use occasion::repeats::Repeats;
use occasion::scope::Scope;

use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::age_band::AgeBand;
use crate::model::board::Board;
use crate::model::cug_report::Member;
use crate::model::dataset::{Dataset, StaffColumns};
use crate::model::employee::Position;
use crate::model::fiscal_code;
use crate::model::format::Format;
use crate::model::history::{GradeMap, PastYear};
use crate::model::input::{InputFile, InputKind};
use crate::model::ledger::Ledger;
use crate::model::legal_frame;
use crate::model::plan::Plan;
use crate::model::quality::SourceFile;
use crate::model::reference_data::{
    education_levels, leave_types, training_types, work_life_measures,
};
use crate::model::report::Edition;
use crate::model::settings::{AgeThirty, Settings};
use crate::model::table_id::TableId;
use crate::model::text::Texts;
use crate::model::totals::TableTotals;

/// Reads every input that is there. The dataset holds what could be read; the diagnostics say,
/// place by place, what could not.
pub fn read(files: &[InputFile], settings: &Settings, format: &Format) -> (Dataset, Diagnostics) {
    let inputs = Inputs { files, settings };
    let mut read = Read::default();
    let mut dataset = nothing_read(settings, format);
    let mut other_keys = OtherKeys::default();
    let numbers = read.staff(inputs, &mut dataset, &mut other_keys);
    dataset.format.cite(settings.report.year, read.comparto.as_deref());
    let digits = settings.conventions.staff_number_digits;
    let directory = Directory::new(&dataset.people, numbers.as_ref(), &other_keys, digits);
    dataset.positions = read.positions(inputs, &directory);
    dataset.boards = read.boards(inputs);
    // The files of a whole year are by far the largest: each is read on its own.
    let bands = dataset.age_bands.len();
    let (training, (leave, work_life)) = rayon::join(
        || {
            let book = || training_book(bands, settings);
            inputs.ledger(InputKind::Training, book, |record, book| {
                training::read(record, &directory, book)
            })
        },
        || {
            let book = || Book::new(InputKind::Leave, leave_types(), bands, settings);
            let leave = inputs.ledger(InputKind::Leave, book, |record, book| {
                leave::read(record, &directory, book)
            });
            let book = || Book::new(InputKind::WorkLife, work_life_measures(), bands, settings);
            let work_life = inputs.ledger(InputKind::WorkLife, book, |record, book| {
                work_life::read(record, &directory, book)
            });
            (leave, work_life)
        },
    );
    dataset.work_life = read.take(work_life);
    dataset.leave = read.take(leave);
    dataset.training = read.take(training);
    dataset.totals = read.totals(inputs, &dataset.format, &dataset.age_bands);
    dataset.plan = read.plan(inputs, format);
    dataset.actuals = read
        .rows(
            inputs.table(InputKind::Actuals, |record| actuals::read(record, settings.report.year)),
        )
        .unwrap_or_default();
    let mut repeats = Repeats::default();
    let initiatives =
        inputs.table(InputKind::Initiatives, |record| initiatives::read(record, &mut repeats));
    dataset.initiatives = read.rows(initiatives);
    dataset.justifications = read
        .rows(inputs.table(InputKind::Justifications, justifications::read))
        .unwrap_or_default();
    dataset.members = read.members(inputs);
    read.committee(inputs, &mut dataset);
    dataset.texts = texts::read(files, &format.cug_report, &mut read.diagnostics);
    read.report_files_without_plan(inputs);
    dataset.grade_map = read.grade_map(inputs);
    dataset.history = read.history(inputs, format, Edition::Restricted);
    dataset.public_history = read.history(inputs, format, Edition::Public);
    dataset.sources = read.sources;
    (dataset, read.diagnostics)
}

/// The hours of training, with who has as many as each is to have in the year.
fn training_book(age_bands: usize, settings: &Settings) -> Book {
    let due = legal_frame::frame().training_hours(settings.report.year);
    Book::new(InputKind::Training, training_types(), age_bands, settings).reaching(due)
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
        structures: Vec::new(),
        leavers: None,
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
        committee: None,
        powers: None,
        wellbeing: None,
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

/// What has been read so far, in the order of the inputs.
#[derive(Default)]
struct Read {
    sources: Vec<SourceFile>,
    /// Of the body, as its staff tells it.
    comparto: Option<String>,
    diagnostics: Diagnostics,
}

impl Read {
    /// Notes what was found in a file, and gives back what it was read for.
    fn take<T>(&mut self, table: Table<T>) -> Option<T> {
        self.diagnostics.extend(table.diagnostics);
        self.sources.extend(table.source);
        table.value
    }

    /// As [`Self::take`]. An empty list is not a zero: the file counts as not given.
    fn rows<T>(&mut self, table: Table<Vec<T>>) -> Option<Vec<T>> {
        let is_empty = table.is_empty();
        self.take(table).filter(|_| !is_empty)
    }

    /// What the CUG says of itself and of its year.
    fn committee(&mut self, inputs: Inputs<'_>, dataset: &mut Dataset) {
        let report = &inputs.settings.report;
        let mut scope = Scope::new(InputKind::Meetings, inputs.settings);
        let read = |row: &mut Record<'_>| meetings::read(row, report, &mut scope);
        let meetings = inputs.table(InputKind::Meetings, read);
        dataset.meetings = self.scoped(meetings, &scope);
        dataset.committee =
            self.rows(inputs.table(InputKind::Committee, |row| committee::fact(row, report)));
        dataset.powers =
            self.rows(inputs.table(InputKind::Powers, |row| committee::power(row, report)));
        dataset.wellbeing =
            self.rows(inputs.table(InputKind::Wellbeing, |row| committee::tool(row, report)));
    }

    /// Fills in the people; gives back the staff numbers of refused ones, or `None` when the file is
    /// unusable.
    fn staff(
        &mut self,
        inputs: Inputs<'_>,
        dataset: &mut Dataset,
        other_keys: &mut OtherKeys,
    ) -> Option<Absent> {
        let mut absent = Absent::default();
        let mut grades = GradeBook::new(inputs.settings);
        let mut context = staff::Context {
            settings: inputs.settings,
            age_bands: &dataset.age_bands,
            education: EducationBook::new(&dataset.education_levels, inputs.settings),
            grades: &mut grades,
            service: ServiceBook::new(),
            working_time_scale: None,
            pay_factor: None,
            is_birth_year_told: false,
            structures: BTreeMap::new(),
            identities: Identities::default(),
            other_keys,
            absent: &mut absent,
        };
        let people = inputs.table(InputKind::Staff, |record| staff::read(record, &mut context));
        let structures = std::mem::take(&mut context.structures);
        let leavers = context.service.leavers();
        let identities = std::mem::take(&mut context.identities);
        let people = self.rows(people)?;
        let source = self.sources.iter().find(|source| source.kind == InputKind::Staff);
        identities.report(source, &mut self.diagnostics);
        posts::ask_for_lost_pay(&people, &absent.paid, source, &mut self.diagnostics);
        let mut people = posts::joined(people, source, &mut self.diagnostics);
        self.comparto = grades.comparto().map(str::to_owned);
        let (ordered, places) = grades.in_order();
        dataset.grades = ordered;
        for person in &mut people {
            person.grade = places[person.grade];
        }
        let places = structures::in_order(structures, &mut dataset.structures);
        for name in &mut dataset.structures {
            *name = fiscal_code::hidden(name).into_owned();
        }
        for person in &mut people {
            person.structure = person.structure.and_then(|met| places.get(met).copied());
        }
        dataset.people = people;
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
            structure: has("struttura"),
            hired: has("data_assunzione"),
            left: has("data_cessazione"),
        };
        dataset.leavers = dataset.columns.left.then_some(leavers);
        Some(absent)
    }

    fn positions(
        &mut self,
        inputs: Inputs<'_>,
        directory: &Directory<'_>,
    ) -> Option<Vec<Position>> {
        let mut before = positions::Before::new(inputs.settings);
        let read = |record: &mut Record<'_>| positions::read(record, directory, &mut before);
        let table = inputs.table(InputKind::Positions, read);
        self.scoped(table, &before.scope)
    }

    fn boards(&mut self, inputs: Inputs<'_>) -> Option<Vec<Board>> {
        let mut boards = boards::Boards::new();
        let mut scope = Scope::new(InputKind::Boards, inputs.settings);
        let read = |record: &mut Record<'_>| boards::read(record, &mut boards, &mut scope);
        let table = inputs.table(InputKind::Boards, read);
        self.scoped(table, &scope).map(|_| boards.into_values().collect())
    }

    fn members(&mut self, inputs: Inputs<'_>) -> Option<Vec<Member>> {
        let mut met = BTreeSet::new();
        let mut scope = Scope::new(InputKind::Members, inputs.settings);
        let read = |record: &mut Record<'_>| members::read(record, &mut scope, &mut met);
        let table = inputs.table(InputKind::Members, read);
        self.scoped(table, &scope)
    }

    /// As [`Self::rows`], with what the whole file shows of the rows that count.
    fn scoped<T>(&mut self, mut table: Table<Vec<T>>, scope: &Scope) -> Option<Vec<T>> {
        scope.report(table.source.as_ref(), &mut table.diagnostics);
        self.rows(table)
    }

    /// Tables given as totals. One that is also given by rows is refused: its sources may differ.
    fn totals(
        &mut self,
        inputs: Inputs<'_>,
        format: &Format,
        age_bands: &[AgeBand],
    ) -> BTreeMap<TableId, TableTotals> {
        let mut cells = totals::Cells::new(format, age_bands);
        let rows = self.rows(inputs.table(InputKind::Totals, |record| cells.read(record)));
        let Some(source) = self.sources.last().filter(|_| rows.is_some()).cloned() else {
            return BTreeMap::new();
        };
        let place = |row, column: &str| Location::cell_of(&source, row, column);
        let tables = cells.into_totals(place, &mut self.diagnostics);
        for (table, kind) in [
            (TableId::POSITIONS, InputKind::Positions),
            (TableId::BOARDS, InputKind::Boards),
            (TableId::WORK_LIFE, InputKind::WorkLife),
            (TableId::LEAVE, InputKind::Leave),
            (TableId::TRAINING, InputKind::Training),
        ] {
            let rows = self.sources.iter().find(|source| source.kind == kind);
            let Some(rows) = rows.filter(|_| tables.contains_key(&table)) else { continue };
            let message = format!("la tabella {table} è data anche dal file «{}»", rows.path);
            let place = Location::file(InputKind::Totals, &source.path);
            self.diagnostics.push(
                Diagnostic::new(code::TABLE_GIVEN_TWICE, place, message).with_tables(&[table]),
            );
        }
        tables
    }

    fn plan(&mut self, inputs: Inputs<'_>, format: &Format) -> Option<Plan> {
        let mut plan = plan::Rows::new(&format.areas, inputs.settings.report.year);
        let table =
            inputs.table(InputKind::Plan, |record| plan::read(record, &mut plan).then_some(()));
        let rows = self.rows(table);
        if let Some(source) = self.sources.iter().rfind(|source| source.kind == InputKind::Plan) {
            let place = |row, column: &str| Location::cell_of(source, row, column);
            plan.report(place, &mut self.diagnostics);
        }
        let mut plan = plan.plan;
        if let Some(programme) = self.rows(inputs.table(InputKind::Programme, programme::read)) {
            plan.programme = programme;
        }
        rows.map(|_| plan)
    }

    /// Actuals and programme say nothing without the plan: that they are not used is told.
    fn report_files_without_plan(&mut self, inputs: Inputs<'_>) {
        let is_given = |kind| inputs.files.iter().any(|file| file.kind == kind);
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
    fn grade_map(&mut self, inputs: Inputs<'_>) -> GradeMap {
        let grades = GradeBook::of_comparto(inputs.settings, self.comparto.as_deref());
        let mut known = grade_map::Known::default();
        let read = |record: &mut Record<'_>| grade_map::read(record, &grades, &mut known);
        let steps = self.rows(inputs.table(InputKind::GradeMap, read)).unwrap_or_default();
        grade_map::chosen(steps, &grades)
    }

    /// Every earlier year of an edition that could be read, oldest first.
    fn history(&mut self, inputs: Inputs<'_>, format: &Format, edition: Edition) -> Vec<PastYear> {
        let grades = GradeBook::of_comparto(inputs.settings, self.comparto.as_deref());
        let mut years = Vec::new();
        let files = history::by_year(inputs.files, edition, inputs.settings, &mut self.diagnostics);
        for (year, file) in files {
            let bytes = source::contents(file, &mut self.diagnostics);
            let Some(bytes) = bytes else { continue };
            let is_page = file::page::is_page(&file.path);
            let (settings, diagnostics) = (inputs.settings, &mut self.diagnostics);
            let opened = if is_page {
                history::open_page(file, &bytes, (settings, format), diagnostics)
            } else {
                history::open(file, &bytes, settings, diagnostics)
            };
            let Some(source) = opened else { continue };
            let mut known = history::Known::default();
            let table =
                table::read(source, |record| history::read(record, format, &grades, &mut known));
            let table = if is_page { history::as_on_page(table) } else { table };
            if let Some(figures) = self.take(table) {
                years.push(PastYear { year, path: file.path.clone(), figures });
            }
        }
        years
    }
}

/// The files and what the settings say of them.
#[derive(Clone, Copy)]
struct Inputs<'a> {
    files: &'a [InputFile],
    settings: &'a Settings,
}

impl Inputs<'_> {
    /// Reads the rows of one input; nothing when it was not given or could not be opened.
    fn table<T: Send>(
        self,
        kind: InputKind,
        read: impl FnMut(&mut Record<'_>) -> Option<T> + Send,
    ) -> Table<Vec<T>> {
        let mut diagnostics = Diagnostics::default();
        let table = source::with(kind, self.files, self.settings, &mut diagnostics, |source| {
            table::read(source, read)
        });
        let Some(table) = table else {
            return Table { value: None, source: None, diagnostics };
        };
        diagnostics.extend(table.diagnostics);
        Table { diagnostics, ..table }
    }

    /// Reads an input of events into sums by person and kind.
    fn ledger(
        self,
        kind: InputKind,
        new_book: impl Fn() -> Book,
        read: impl Fn(&mut Record<'_>, &mut Book) -> Option<()> + Sync,
    ) -> Table<Ledger> {
        let mut book = new_book();
        let mut rows = self.table(kind, |record| read(record, &mut book));
        // What a row takes back was given by another, before it or after.
        if book.met_reversals() {
            book = new_book().netting();
            rows = self.table(kind, |record| read(record, &mut book));
        }
        let is_empty = rows.is_empty();
        let Table { value, source, mut diagnostics } = rows;
        std::mem::take(&mut book.strangers).report(kind.tables(), &mut diagnostics);
        book.report(source.as_ref(), &mut diagnostics);
        let value = value.filter(|_| !is_empty).map(|_| book.into_ledger());
        Table { value, source, diagnostics }
    }
}
