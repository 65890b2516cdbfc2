//! Opening one input: the right file, the right sheet, the header, one diagnostic for what fails.

use super::container::{self, Container};
use super::header::{self, Header};
use super::sheet::Sheet;
use super::spelling::nearest;
use super::{delimited, workbook};
use crate::diagnostic::code;
use crate::diagnostic::location::Location;
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
    let mut columns: Vec<SourceColumn> = header
        .found
        .iter()
        .map(|(name, (index, words))| SourceColumn { name, header: words.clone(), index: *index })
        .collect();
    columns.sort_by_key(|column| column.index);
    let facts = SourceFile {
        kind,
        path: file.path.clone(),
        format,
        sheet: sheet.name.clone(),
        rows_read: 0,
        rows_used: 0,
        rows_refused: 0,
        columns,
    };
    Some(Source { sheet, header, place, facts })
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
                diagnostics.push(
                    Diagnostic::new(code::MISSING_FILE, Location::folder(), message)
                        .with_tables(super::staff::TABLES),
                );
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

fn read_sheets(file: &InputFile) -> Result<(Vec<Sheet>, String), container::ReadFault> {
    match container::sniff(&file.bytes, &file.path)? {
        Container::Csv => {
            let (sheet, dialect) = delimited::read(&file.bytes)?;
            Ok((vec![sheet], dialect.label()))
        }
        workbook => Ok((workbook::read(&file.bytes, workbook)?, workbook.label().to_owned())),
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
    let wanted = settings.files.get(kind.name()).and_then(|choice| choice.sheet.as_deref());
    let names: Vec<String> = sheets.iter().filter_map(|sheet| sheet.name.clone()).collect();
    let with_header = |sheet: Sheet| {
        let header = header::find(&sheet, kind, settings);
        (sheet, header)
    };
    if let Some(wanted) = wanted.filter(|_| !names.is_empty()) {
        let found = sheets.into_iter().find(|sheet| sheet.name.as_deref() == Some(wanted));
        if found.is_none() {
            let near = nearest(wanted, names.iter().map(String::as_str));
            let hint = near.map_or(String::new(), |near| format!(" (forse «{near}»?)"));
            let message =
                format!("il foglio «{wanted}» non c'è{hint}; ci sono: {}", names.join(", "));
            diagnostics.push(Diagnostic::new(code::SHEET_NOT_FOUND, place.clone(), message));
        }
        return found.map(with_header);
    }
    let visible = sheets.into_iter().filter(|sheet| !sheet.hidden && !sheet.rows.is_empty());
    let read: Vec<(Sheet, Header)> = visible.map(with_header).collect();
    let fitting = read.iter().filter(|(_, header)| header.is_complete()).count();
    match fitting {
        0 => {
            let nearest_fit = read.into_iter().min_by_key(|(_, header)| header.missing_required());
            if nearest_fit.is_none() {
                diagnostics.push(Diagnostic::new(code::NO_ROWS, place.clone(), "il file è vuoto"));
            }
            nearest_fit
        }
        1 => read.into_iter().find(|(_, header)| header.is_complete()),
        _ => {
            let fitting: Vec<String> = read
                .iter()
                .filter(|(_, header)| header.is_complete())
                .filter_map(|(sheet, _)| sheet.name.clone())
                .collect();
            let message = format!("più fogli hanno le colonne richieste: {}", fitting.join(", "));
            diagnostics.push(Diagnostic::new(code::SHEET_NOT_FOUND, place.clone(), message));
            None
        }
    }
}

fn report_header(
    kind: InputKind,
    header: &Header,
    place: &Location,
    diagnostics: &mut Diagnostics,
) {
    let place = if header.row > 0 { place.clone().at_row(header.row) } else { place.clone() };
    for column in header.missing.iter().filter(|column| column.required) {
        let near = nearest(&column.name, header.words.iter().map(String::as_str));
        let hint = near.map_or(String::new(), |near| format!(": forse è «{near}»?"));
        let message = format!("manca la colonna «{}»{hint}", column.name);
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
        let headers: Vec<String> = found.iter().map(|(_, words)| format!("«{words}»")).collect();
        let message = format!("per «{name}» ci sono più colonne: {}", headers.join(", "));
        let place =
            found.first().map_or(place.clone(), |(index, _)| place.clone().at_column(*index));
        diagnostics.push(Diagnostic::new(code::AMBIGUOUS_COLUMN, place, message));
    }
}
