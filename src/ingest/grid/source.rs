//! Opening one input: the right file, the right sheet, the header, one diagnostic for what fails.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::header::{self, Header, Spellings};
use super::own_words::OwnWords;
use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::setting::{Setting, quoted};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::file::container::{self, ReadFault};
use crate::ingest::file::tab::{self, Tab};
use crate::model::column_choice::ColumnUnit;
use crate::model::input::{InputFile, InputKind};
use crate::model::quality::{SourceColumn, SourceFile};
use crate::model::settings::Settings;

/// An input whose table was found.
pub(in crate::ingest) struct Source<'f> {
    pub(in crate::ingest) tab: Tab<'f>,
    pub(in crate::ingest) header: Header,
    pub(in crate::ingest) place: Location,
    /// The units that `cug.toml` gives to its columns, by name.
    pub(in crate::ingest) units: BTreeMap<String, ColumnUnit>,
    pub(in crate::ingest) own_words: OwnWords,
    pub(in crate::ingest) facts: SourceFile,
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
        open(file, &bytes, settings, &mut found).map(read)
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
        Ok(bytes) => return Some(bytes),
        Err(reason) => ReadFault::NotRead(reason),
    };
    diagnostics.push(unreadable(&fault, Location::file(file.kind, &file.path)));
    None
}

fn open<'f>(
    file: &InputFile,
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
    let (tab, header) = choose_sheet(kind, tabs, settings, &spellings, &place, diagnostics)?;
    let place = place.on_sheet(tab.name.as_deref());
    if !header.is_complete() {
        header::report_unusable(kind, &header, &spellings, &place, diagnostics);
        return None;
    }
    header::report_possible(kind, &header, &spellings, &place, diagnostics);
    if tab.hidden {
        let message = "il foglio è nascosto: è stato letto come se si vedesse";
        diagnostics.push(Diagnostic::new(code::HIDDEN_PARTS, place.clone(), message));
    }
    let facts = facts(file, format, &tab, &header);
    let choices = settings.columns.get(kind.name()).into_iter().flat_map(|all| &all.columns);
    let units = choices.filter_map(|(name, choice)| Some((name.clone(), choice.unit?))).collect();
    Some(Source { tab, header, place, units, own_words: OwnWords::new(settings), facts })
}

/// What is known of a file before its rows are read.
pub(in crate::ingest) fn facts(
    file: &InputFile,
    format: String,
    tab: &Tab<'_>,
    header: &Header,
) -> SourceFile {
    let mut columns: Vec<SourceColumn> = header
        .found
        .iter()
        .map(|(name, (index, words))| SourceColumn { name, header: words.clone(), index: *index })
        .collect();
    columns.sort_by_key(|column| column.index);
    SourceFile {
        kind: file.kind,
        path: file.path.clone(),
        format,
        sheet: tab.name.clone(),
        header_row: header.row,
        rows_read: 0,
        rows_used: 0,
        rows_refused: 0,
        rows_left_out: BTreeMap::new(),
        columns,
    }
}

fn only_file<'a>(
    kind: InputKind,
    files: &'a [InputFile],
    diagnostics: &mut Diagnostics,
) -> Option<&'a InputFile> {
    let found: Vec<&InputFile> = files.iter().filter(|file| file.kind == kind).collect();
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

/// The sheets of a file, and its format in words.
pub(in crate::ingest) fn tabs<'f>(
    path: &str,
    bytes: &'f [u8],
) -> Result<(Vec<Tab<'f>>, String), ReadFault> {
    let container = container::sniff(bytes, path)?;
    let tabs = tab::open(bytes, container)?;
    let dialect = tabs.first().and_then(|tab| tab.dialect.clone());
    Ok((tabs, dialect.unwrap_or_else(|| container.format().to_owned())))
}

/// A file of which nothing is used.
pub(in crate::ingest) fn unreadable(fault: &ReadFault, place: Location) -> Diagnostic {
    Diagnostic::new(code::UNREADABLE_FILE, place, fault.message()).with_remedy(fault.remedy())
}

/// The sheet named in `cug.toml`; else the one whose header fits. A visible sheet goes before a
/// hidden one, and of several the one that bears the name of the input.
fn choose_sheet<'f>(
    kind: InputKind,
    tabs: Vec<Tab<'f>>,
    settings: &Settings,
    spellings: &Spellings,
    place: &Location,
    diagnostics: &mut Diagnostics,
) -> Option<(Tab<'f>, Header)> {
    let mut refuse = |code, message: String| {
        diagnostics.push(Diagnostic::new(code, place.clone(), message));
    };
    let mut read: Vec<(Tab<'f>, Header)> = tabs
        .into_iter()
        .map(|tab| {
            let header = header::find(&tab, spellings);
            (tab, header)
        })
        .collect();
    let wanted = settings.files.get(kind.name()).and_then(|choice| choice.sheet.as_deref());
    if let Some(wanted) = wanted.filter(|_| read.iter().any(|(tab, _)| tab.name.is_some())) {
        let all = names(&read);
        let found = read.into_iter().find(|(tab, _)| is_named(tab, wanted));
        if found.is_none() {
            refuse(code::SHEET_NOT_FOUND, format!("il foglio «{wanted}» non c'è; ci sono: {all}"));
        }
        return found;
    }
    let hides = |(tab, _): &(Tab<'_>, Header)| tab.hidden;
    let fits = |(_, header): &(Tab<'_>, Header)| header.is_complete();
    let is_hidden = !read.iter().any(|one| fits(one) && !hides(one)) && read.iter().any(fits);
    if !read.iter().any(fits) {
        let nearest = read.into_iter().filter(|(tab, _)| !tab.hidden && !tab.head.is_empty());
        let nearest = nearest.min_by_key(|(_, header)| header.missing_required.len());
        if nearest.is_none() {
            refuse(code::NO_ROWS, "il file non ha righe".to_owned());
        }
        return nearest;
    }
    read.retain(|one| fits(one) && hides(one) == is_hidden);
    if read.iter().filter(|(tab, _)| is_named(tab, kind.name())).count() == 1 {
        read.retain(|(tab, _)| is_named(tab, kind.name()));
    }
    if read.len() > 1 {
        diagnostics.push(several_sheets(kind, &read, place));
        return None;
    }
    read.pop()
}

/// Spreadsheet programs do not tell sheet names apart by case.
fn is_named(tab: &Tab<'_>, name: &str) -> bool {
    tab.name.as_ref().is_some_and(|own| own.trim().to_lowercase() == name.to_lowercase())
}

/// `«2021», «2022»`
fn names(tabs: &[(Tab<'_>, Header)]) -> String {
    let names = tabs.iter().filter_map(|(tab, _)| Some(format!("«{}»", tab.name.as_ref()?)));
    names.collect::<Vec<_>>().join(", ")
}

fn several_sheets(kind: InputKind, fitting: &[(Tab<'_>, Header)], place: &Location) -> Diagnostic {
    let message = format!("più fogli hanno le colonne richieste: {}", names(fitting));
    let path = place.file.as_deref().unwrap_or_default();
    let sheets = fitting.iter().filter_map(|(tab, _)| tab.name.as_deref());
    let values = sheets
        .map(|sheet| format!("{{ percorso = {}, foglio = {} }}", quoted(path), quoted(sheet)));
    let setting = Setting::new("file".to_owned(), kind.name(), values);
    let remedy =
        format!("Scegliete: scrivete in cug.toml, sotto [file], la riga {}.", setting.choices());
    Diagnostic::new(code::SHEET_NOT_FOUND, place.clone(), message)
        .with_remedy(remedy)
        .with_setting(setting)
}
