//! Opening one input: the right file, the right sheet, the header, one diagnostic for what fails.

use super::container::{self, Container};
use super::header::{self, Header};
use super::sheet::Sheet;
use super::spelling::{hint, nearest};
use super::{delimited, workbook};
use crate::diagnostic::code;
use crate::diagnostic::location::{Location, column_letters};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::input::{InputFile, InputKind};
use crate::model::quality::{SourceColumn, SourceFile};
use crate::model::settings::Settings;

/// An input whose table was found.
pub(super) struct Source {
    pub(super) sheet: Sheet,
    pub(super) header: Header,
    pub(super) place: Location,
    pub(super) facts: SourceFile,
}

/// Opens the file of an input. `None` when there is none, or (with diagnostics) when it cannot be used.
pub(super) fn open(
    kind: InputKind,
    files: &[InputFile],
    settings: &Settings,
    tables: &'static [&'static str],
    diagnostics: &mut Diagnostics,
) -> Option<Source> {
    let mut found = Diagnostics::default();
    let source = try_open(kind, files, settings, &mut found);
    for finding in found.iter() {
        diagnostics.push(finding.clone().with_tables(tables));
    }
    source
}

fn try_open(
    kind: InputKind,
    files: &[InputFile],
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<Source> {
    let file = only_file(kind, files, diagnostics)?;
    let place = Location::file(kind, &file.path);
    let (sheets, format) = match read_sheets(file) {
        Ok(read) => read,
        Err(fault) => {
            diagnostics.push(
                Diagnostic::new(code::UNREADABLE_FILE, place, fault.message())
                    .with_remedy(fault.remedy()),
            );
            return None;
        }
    };
    let (sheet, header) = choose_sheet(kind, sheets, settings, &place, diagnostics)?;
    let place = place.on_sheet(sheet.name.as_deref());
    if !header.is_complete() {
        report_header(kind, &header, &place, diagnostics);
        return None;
    }
    let facts = facts(file, format, &sheet, &header);
    Some(Source { sheet, header, place, facts })
}

/// What is known of a file before its rows are read.
pub(super) fn facts(
    file: &InputFile,
    format: String,
    sheet: &Sheet,
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
        sheet: sheet.name.clone(),
        rows_read: 0,
        rows_used: 0,
        rows_refused: 0,
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

pub(super) fn read_sheets(file: &InputFile) -> Result<(Vec<Sheet>, String), container::ReadFault> {
    match container::sniff(&file.bytes, &file.path)? {
        Container::Csv => {
            let (sheet, dialect) = delimited::read(&file.bytes)?;
            Ok((vec![sheet], dialect.label()))
        }
        workbook => Ok((workbook::read(&file.bytes, workbook)?, workbook.format().to_owned())),
    }
}

/// The sheet named in `cug.toml`, or the only visible one whose header fits.
fn choose_sheet(
    kind: InputKind,
    sheets: Vec<Sheet>,
    settings: &Settings,
    place: &Location,
    diagnostics: &mut Diagnostics,
) -> Option<(Sheet, Header)> {
    let mut refuse = |code, message: String| {
        diagnostics.push(Diagnostic::new(code, place.clone(), message));
    };
    let read: Vec<(Sheet, Header)> = sheets
        .into_iter()
        .map(|sheet| {
            let header = header::find(&sheet, kind, settings);
            (sheet, header)
        })
        .collect();
    let wanted = settings.files.get(kind.name()).and_then(|choice| choice.sheet.as_deref());
    if let Some(wanted) = wanted.filter(|_| read.iter().any(|(sheet, _)| sheet.name.is_some())) {
        // Spreadsheet programs do not tell sheet names apart by case.
        let is_wanted = |name: &str| name.to_lowercase() == wanted.to_lowercase();
        let names = names(&read, |_, _| true);
        let found =
            read.into_iter().find(|(sheet, _)| sheet.name.as_deref().is_some_and(is_wanted));
        if found.is_none() {
            refuse(
                code::SHEET_NOT_FOUND,
                format!("il foglio «{wanted}» non c'è; ci sono: {names}"),
            );
        }
        return found;
    }
    let fits = |sheet: &Sheet, header: &Header| !sheet.hidden && header.is_complete();
    match read.iter().filter(|(sheet, header)| fits(sheet, header)).count() {
        0 => {
            let hidden = names(&read, |sheet, header| sheet.hidden && header.is_complete());
            if !hidden.is_empty() {
                let message = format!("le colonne richieste sono in un foglio nascosto: {hidden}");
                refuse(code::SHEET_NOT_FOUND, message);
                return None;
            }
            let visible = read.into_iter().filter(|(sheet, _)| !sheet.hidden);
            let nearest_fit = visible
                .filter(|(sheet, _)| !sheet.rows.is_empty())
                .min_by_key(|(_, header)| header.missing_required());
            if nearest_fit.is_none() {
                refuse(code::NO_ROWS, "il file non ha righe".to_owned());
            }
            nearest_fit
        }
        1 => read.into_iter().find(|(sheet, header)| fits(sheet, header)),
        _ => {
            let several = names(&read, fits);
            refuse(
                code::SHEET_NOT_FOUND,
                format!("più fogli hanno le colonne richieste: {several}"),
            );
            None
        }
    }
}

/// `«2021», «2022»`
fn names(read: &[(Sheet, Header)], wanted: impl Fn(&Sheet, &Header) -> bool) -> String {
    let names: Vec<String> = read
        .iter()
        .filter(|(sheet, header)| wanted(sheet, header))
        .filter_map(|(sheet, _)| Some(format!("«{}»", sheet.name.as_ref()?)))
        .collect();
    names.join(", ")
}

fn report_header(
    kind: InputKind,
    header: &Header,
    place: &Location,
    diagnostics: &mut Diagnostics,
) {
    let place = if header.row > 0 { place.clone().at_row(header.row) } else { place.clone() };
    let read: Vec<String> = header.words.iter().map(|words| format!("«{words}»")).collect();
    // A row that is hardly a header may be a person's: its words are not for a message.
    if header.missing_required() > header.required_found() {
        let required: Vec<String> = header
            .missing
            .iter()
            .filter(|column| column.required)
            .map(|column| format!("«{}»", column.name))
            .collect();
        let message = format!("non c'è una riga di intestazioni; servono {}", required.join(", "));
        diagnostics.push(Diagnostic::new(code::MISSING_COLUMN, place, message));
        return;
    }
    for column in header.missing.iter().filter(|column| column.required) {
        let spellings = std::iter::once(&column.name).chain(&column.aliases);
        let near = spellings.filter_map(|word| nearest(word, header.free_words())).next();
        let message = format!(
            "manca la colonna «{}»{}; le intestazioni lette sono {}",
            column.name,
            hint(near),
            read.join(", ")
        );
        let remedy = format!(
            "Rinominate l'intestazione in «{name}», oppure scrivete in cug.toml, sotto [colonne.{}], la riga {name} = \"{}\".",
            kind.name(),
            near.unwrap_or("la vostra intestazione"),
            name = column.name,
        );
        diagnostics.push(
            Diagnostic::new(code::MISSING_COLUMN, place.clone(), message).with_remedy(remedy),
        );
    }
    for (name, found) in &header.ambiguous {
        let headers: Vec<String> = found
            .iter()
            .map(|(index, words)| format!("«{words}» (colonna {})", column_letters(*index)))
            .collect();
        let message = format!("per «{name}» ci sono più colonne: {}", headers.join(", "));
        let remedy = format!(
            "Rinominate le colonne che non servono; se le intestazioni sono diverse potete anche scrivere in cug.toml, sotto [colonne.{}], quale vale: {name} = \"…\".",
            kind.name()
        );
        let first =
            found.first().map_or(place.clone(), |(index, _)| place.clone().at_column(*index));
        diagnostics
            .push(Diagnostic::new(code::AMBIGUOUS_COLUMN, first, message).with_remedy(remedy));
    }
}
