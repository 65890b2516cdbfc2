//! Opening one input: the right file, the right sheet, the header, one diagnostic for what fails.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::header::{self, Header, Possible, Spellings, Turned};
use super::named_year;
use super::own_words::OwnWords;
use super::sheets;
use super::wide;
use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::file;
use crate::ingest::file::container::{self, ReadFault};
use crate::ingest::file::sheet::{SheetRow, Value};
use crate::ingest::file::tab::Tab;
use crate::model::column_choice::ColumnUnit;
use crate::model::header_words;
use crate::model::input::{InputFile, InputKind};
use crate::model::quality::{SheetPart, SourceColumn, SourceFile};
use crate::model::reference_data::{self, EXAMPLE_MARK};
use crate::model::settings::{Settings, ShortYears, StruckRows};

/// An input whose table was found.
pub(in crate::ingest) struct Source<'f> {
    /// At least one; several where `cug.toml` joins them.
    pub(in crate::ingest) sheets: Vec<SheetSource<'f>>,
    /// The units that `cug.toml` gives to its columns, by name.
    pub(in crate::ingest) units: BTreeMap<String, ColumnUnit>,
    pub(in crate::ingest) own_words: OwnWords,
    /// The headers that `cug.toml` says decide nothing.
    pub(in crate::ingest) ignored: Vec<String>,
    /// The report's.
    pub(in crate::ingest) year: i32,
    pub(in crate::ingest) struck_rows: Option<StruckRows>,
    /// The last year that one of two digits may be, where `cug.toml` says that they are to be read.
    pub(in crate::ingest) last_short_year: Option<i32>,
    pub(in crate::ingest) facts: SourceFile,
}

/// One sheet of it.
pub(in crate::ingest) struct SheetSource<'f> {
    pub(in crate::ingest) tab: Tab<'f>,
    pub(in crate::ingest) header: Header,
    pub(in crate::ingest) place: Location,
    /// Columns that are not there and may stand under other words.
    pub(in crate::ingest) possible: Vec<Possible>,
}

/// Opens the file of an input for as long as it is read. `None` when there is none, or (with
/// diagnostics) when it cannot be used.
pub(in crate::ingest) fn with<T>(
    kind: InputKind,
    files: &[InputFile],
    settings: &Settings,
    diagnostics: &mut Diagnostics,
    read: impl FnOnce(Source<'_>) -> T,
) -> Option<T> {
    let mut found = Diagnostics::default();
    let file = only_file(kind, files, &mut found);
    let value = file.and_then(|file| {
        let bytes = contents(file, &mut found)?;
        let shared = files.iter().filter(|other| other.kind != kind && other.path == file.path);
        let others: Vec<InputKind> = shared.map(|other| other.kind).collect();
        open((file, &others), &bytes, settings, &mut found).map(read)
    });
    diagnostics.extend(found.with_tables(kind.tables()));
    value
}

/// The bytes of a file, or a diagnostic.
pub(in crate::ingest) fn contents<'f>(
    file: &'f InputFile,
    diagnostics: &mut Diagnostics,
) -> Option<Cow<'f, [u8]>> {
    let fault = match file.bytes.get() {
        Ok(bytes) => return Some(container::set_right(bytes)),
        Err(reason) => ReadFault::NotRead(reason),
    };
    diagnostics.push(unreadable(&fault, Location::file(file.kind, &file.path)));
    None
}

/// `others` are the inputs that the same file is read for.
fn open<'f>(
    (file, others): (&InputFile, &[InputKind]),
    bytes: &'f [u8],
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<Source<'f>> {
    let kind = file.kind;
    let place = Location::file(kind, &file.path);
    let (tabs, format) = match tabs(&file.path, bytes) {
        Ok(opened) => opened,
        Err(fault) => {
            diagnostics.push(unreadable(&fault, place));
            return None;
        }
    };
    let spellings = Spellings::new(kind, settings);
    let choice = settings.files.get(kind.name());
    let others: Vec<Spellings> =
        others.iter().map(|kind| Spellings::new(*kind, settings)).collect();
    let chosen = sheets::choose(
        (kind, choice, settings.report.year),
        tabs,
        (&spellings, &others),
        &place,
        diagnostics,
    )?;
    let names: Vec<String> = chosen.read.iter().filter_map(|(tab, _)| tab.name.clone()).collect();
    let read = names.iter().map(String::as_str).collect();
    let of_file = named_year::Sheets { read, of_year: &chosen.of_year };
    let mut sheets = Vec::new();
    for (tab, header) in chosen.read {
        let place = place.clone().on_sheet(tab.name.as_deref());
        if let Err(found) = usable(kind, (&tab, &header), &spellings, &place) {
            diagnostics.extend(found);
            return None;
        }
        let possible = header::possible(kind, &header, &spellings, &place);
        header::report_chosen(kind, &header, &spellings, &place, diagnostics);
        let named = (&header, &tab);
        let found = named_year::asked(kind, named, (settings, &of_file), &place);
        let excluded = excluded(kind, (&tab, &header), &place);
        for found in found.into_iter().chain(named_sheet(&header, &place)).chain(excluded) {
            diagnostics.push(found);
        }
        if let Some(turned) = &header.turned {
            diagnostics.push(read_turned(turned, &header, &place));
        }
        if tab.hidden {
            let message = "il foglio è nascosto: è stato letto come se si vedesse";
            diagnostics.push(Diagnostic::new(code::HIDDEN_PARTS, place.clone(), message));
        }
        sheets.push(SheetSource { tab, header, place, possible });
    }
    let facts = SourceFile { unread_sheets: chosen.unread, ..facts(file, format, &sheets)? };
    let choices = settings.columns.get(kind.name());
    let columns = choices.into_iter().flat_map(|all| &all.columns);
    let units = columns.filter_map(|(name, choice)| Some((name.clone(), choice.unit?))).collect();
    let ignored = choices.map(|all| all.ignored.clone()).unwrap_or_default();
    let own_words = OwnWords::new(settings);
    let year = settings.report.year;
    let struck_rows = settings.conventions.struck_rows;
    let last_short_year = settings.conventions.short_years.map(|ShortYears::Latest| year + 1);
    Some(Source { sheets, units, own_words, ignored, year, struck_rows, last_short_year, facts })
}

/// A list of staff whose title, sheet or file is called after those who do not count.
fn excluded(
    kind: InputKind,
    (tab, header): (&Tab<'_>, &Header),
    place: &Location,
) -> Option<Diagnostic> {
    let above = tab.head.iter().filter(|row| row.number < header.first_row);
    let titles = above.flat_map(|row| row.cells.iter().filter_map(Value::text));
    let file = place.file.as_deref().and_then(|path| path.rsplit('/').next());
    let file = file.map(|name| name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let names = file.into_iter().chain(tab.name.as_deref()).map(Cow::Borrowed);
    let found = titles.chain(names).find(|title| header_words::lists_excluded(title))?;
    let message = format!("«{}» sembra il titolo di un elenco di chi non va contato", found.trim());
    let found = Diagnostic::new(code::NOTE_DECIDES, place.clone(), message).with_remedy(
        "Se l'elenco è di chi è cessato, o non è dell'ente, non è quello del personale: mettete al suo posto quello di chi era in servizio al 31 dicembre. Se invece è l'elenco giusto cambiate il titolo o il nome, oppure scrivete perché in giustificazioni.",
    );
    (kind == InputKind::Staff).then_some(found)
}

/// Whether the rows below a header can be read; else why not.
fn usable(
    kind: InputKind,
    (tab, header): (&Tab<'_>, &Header),
    spellings: &Spellings,
    place: &Location,
) -> Result<(), Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let of_classes = || {
        let is_wide = !header.is_complete() && kind == InputKind::Totals;
        let row = wide::row_of_classes(tab).filter(|_| is_wide)?;
        let message = format!("la riga {row} ha le classi di età come intestazioni");
        Some(Diagnostic::new(code::WIDE_TOTALS, place.clone().at_row(row), message))
    };
    let found = header
        .pivot(kind, tab, place)
        .or_else(|| fields_without_header(tab, header, place))
        .or_else(of_classes)
        .or_else(|| header::one_of_many(header, spellings, place).filter(|_| header.is_complete()));
    match found {
        Some(found) => diagnostics.push(found),
        None if header.is_complete() => return Ok(()),
        None => header::report_unusable(kind, header, spellings, place, &mut diagnostics),
    }
    Err(diagnostics)
}

/// A delimited text all of whose rows have a field more than the headers: one header is missing, and
/// nobody knows which.
fn fields_without_header(tab: &Tab<'_>, header: &Header, place: &Location) -> Option<Diagnostic> {
    const FEWEST_ROWS: usize = 2;
    let of = |number: u32| tab.head.iter().find(|row| row.number == number);
    let width = of(header.row)?.fields.count;
    let below = tab.head.iter().filter(|row| row.number > header.row);
    let rows = below.clone().count();
    let has_more = |row: &SheetRow| row.fields.count == width + 1 && row.cells.len() == width + 1;
    if width == 0 || rows < FEWEST_ROWS || !below.into_iter().all(has_more) {
        return None;
    }
    let message = format!("le righe hanno {} campi e le intestazioni sono {width}", width + 1);
    let found = Diagnostic::new(code::DAMAGED_ROW, place.clone().at_row(header.row), message);
    Some(found.with_remedy(
        "Nella riga delle intestazioni ne manca una: i dati sarebbero letti spostati di una colonna. Aprite il file, guardate quale colonna non ha la sua intestazione (spesso è la prima, con un numero o un nome di riga) e scrivetela, una parola qualsiasi, per esempio «riga», se la colonna non serve.",
    ))
}

/// That a column was read from the name of the sheet.
fn named_sheet(header: &Header, place: &Location) -> Option<Diagnostic> {
    let named = header.named.as_ref()?;
    let message = format!(
        "la colonna «{}» non c'è: per ogni riga del foglio è letto «{}», dal suo nome",
        named.column,
        named.value.text().unwrap_or_default()
    );
    Some(Diagnostic::new(code::NAME_OF_SHEET_READ, place.clone(), message))
}

/// That each cell of a family of columns was read as a row.
fn read_turned(turned: &Turned, header: &Header, place: &Location) -> Diagnostic {
    let words = header.found.get(turned.names[0]).map(|(_, words)| words.as_str());
    let message = format!(
        "la tabella ha una colonna per ogni {}, da «{}»: ogni casella piena delle {} colonne è letta come una riga",
        turned.what,
        words.unwrap_or_default().replace(" … ", "» a «"),
        turned.count
    );
    Diagnostic::new(code::TABLE_TURNED, place.clone().at_row(header.row), message)
}

/// What is known of a file before its rows are read; of no sheet, nothing.
pub(in crate::ingest) fn facts(
    file: &InputFile,
    format: String,
    sheets: &[SheetSource<'_>],
) -> Option<SourceFile> {
    let (first, more) = sheets.split_first()?;
    let part = |sheet: &SheetSource<'_>| SheetPart {
        name: sheet.tab.name.clone(),
        columns: columns(&sheet.header),
    };
    Some(SourceFile {
        kind: file.kind,
        path: file.path.clone(),
        format,
        sheet: first.tab.name.clone(),
        header_row: first.header.row,
        rows_read: 0,
        rows_used: 0,
        rows_refused: 0,
        rows_left_out: BTreeMap::new(),
        more_sheets: more.iter().map(part).collect(),
        unread_sheets: Vec::new(),
        unread: Vec::new(),
        named_column: first.header.named.as_ref().map(|named| named.column),
        columns: columns(&first.header),
    })
}

/// From left to right.
fn columns(header: &Header) -> Vec<SourceColumn> {
    let found = header.found.iter();
    let mut columns: Vec<SourceColumn> = found
        .map(|(name, (index, words))| SourceColumn { name, header: words.clone(), index: *index })
        .collect();
    columns.sort_by_key(|column| column.index);
    columns
}

fn only_file<'a>(
    kind: InputKind,
    files: &'a [InputFile],
    diagnostics: &mut Diagnostics,
) -> Option<&'a InputFile> {
    let mut found: Vec<&InputFile> = files.iter().filter(|file| file.kind == kind).collect();
    if found.len() > 1 {
        // The empty sheet of a new folder, beside the file that the office has put there.
        found.retain(|file| !is_empty_sheet(file));
    }
    match found.as_slice() {
        [only] => Some(only),
        [] => {
            if kind.is_required() {
                let message = format!("il file «{}» non c'è", kind.name());
                diagnostics.push(Diagnostic::new(code::MISSING_FILE, Location::folder(), message));
            }
            None
        }
        several => {
            let names: Vec<&str> = several.iter().map(|file| file.path.as_str()).collect();
            let message = format!("per «{}» ci sono più file: {}", kind.name(), names.join(", "));
            diagnostics.push(Diagnostic::new(code::AMBIGUOUS_FILE, Location::folder(), message));
            None
        }
    }
}

/// Whether a file is a sheet of a new folder in which nobody has written.
fn is_empty_sheet(file: &InputFile) -> bool {
    let Ok(bytes) = file.bytes.get() else { return false };
    let Ok((tabs, _)) = tabs(&file.path, &bytes) else { return false };
    let Some(tab) = tabs.first() else { return false };
    let is_example = |row: &SheetRow| {
        let words = row.cell(0).text().unwrap_or_default().to_lowercase();
        words.starts_with(EXAMPLE_MARK.trim_end())
    };
    let (header, rows) = match tab.head.split_first() {
        Some((header, rows)) => (header, rows),
        None => return false,
    };
    let of_kind = reference_data::offered_columns(file.kind).next();
    let is_ours =
        of_kind.is_some_and(|column| header.cell(0).text().as_deref() == Some(&column.name));
    is_ours && rows.iter().all(is_example)
}

/// The sheets of a file, and its format in words.
pub(in crate::ingest) fn tabs<'f>(
    path: &str,
    bytes: &'f [u8],
) -> Result<(Vec<Tab<'f>>, String), ReadFault> {
    let container = container::sniff(bytes, path)?;
    let tabs = file::open(bytes, container)?;
    let dialect = tabs.first().and_then(|tab| tab.dialect.clone());
    Ok((tabs, dialect.unwrap_or_else(|| container.format().to_owned())))
}

/// A file of which nothing is used.
pub(in crate::ingest) fn unreadable(fault: &ReadFault, place: Location) -> Diagnostic {
    Diagnostic::new(code::UNREADABLE_FILE, place, fault.message()).with_remedy(fault.remedy())
}
