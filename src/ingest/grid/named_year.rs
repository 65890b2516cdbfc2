//! Files and sheets whose name has an earlier year, and titles above a table: last year's list, left in
//! the folder, looks like this year's.

use super::header::Header;
use super::title::{self, Listed, OtherTime};
use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::setting::quoted;
use crate::diagnostic::{Diagnostic, setting::Setting};
use crate::ingest::file::sheet::SheetRow;
use crate::ingest::file::tab::Tab;
use crate::model::input::InputKind;
use crate::model::settings::Settings;

/// Columns by which the rows themselves tell their year.
const DATED: [&str; 5] = ["data", "dal", "al", "anno", "periodo"];

/// The question about a file, or a sheet of it, that is named after an earlier year than the report's, or
/// whose title tells another time.
pub(super) fn asked(
    kind: InputKind,
    (header, tab): (&Header, &Tab<'_>),
    settings: &Settings,
    place: &Location,
) -> Option<Diagnostic> {
    let year = settings.report.year;
    let choice = settings.files.get(kind.name());
    if choice.is_some_and(|choice| choice.year == Some(year)) {
        return None;
    }
    let is_dated = DATED.iter().any(|name| header.found.contains_key(name));
    let tells_its_year = matches!(
        kind,
        InputKind::Plan
            | InputKind::Programme
            | InputKind::Actuals
            | InputKind::Initiatives
            | InputKind::Justifications
            | InputKind::GradeMap
            | InputKind::History
    );
    let rows_tell = is_dated || tells_its_year;
    let sheet = tab.name.as_deref();
    let path = place.file.as_deref().unwrap_or_default();
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let (message, what, row) = match (year_named(stem), sheet.and_then(year_named)) {
        (Some(named), _) if named < year && !rows_tell => {
            (of_name(&format!("il file «{path}»"), named, year), "rinominate il file", None)
        }
        (_, Some(named)) if named < year && !rows_tell => {
            let sheet = format!("il foglio «{}»", sheet.unwrap_or_default());
            (of_name(&sheet, named, year), "rinominate il foglio", None)
        }
        _ => {
            let (row, other) = titled(kind, header, tab, (year, rows_tell))?;
            (of_title(row, &other, year), "correggete il titolo", Some(row))
        }
    };
    let sheet = sheet.map_or(String::new(), |sheet| format!(", foglio = {}", quoted(sheet)));
    let value = format!("{{ percorso = {}{sheet}, anno = {year} }}", quoted(path));
    let setting = Setting::new("file".to_owned(), kind.name(), [value]);
    let remedy = format!(
        "Se i dati sono di un altro anno, o non di tutto il {year}, mettete nella cartella quelli giusti. Se invece sono quelli da contare, {what}, oppure scrivete in cug.toml, sotto [file], la riga {}.",
        setting.line()
    );
    let place = row.map_or_else(|| place.clone(), |row| place.clone().at_row(row));
    let found = Diagnostic::new(code::FILE_OF_ANOTHER_YEAR, place, message);
    Some(found.with_remedy(remedy).with_setting(setting))
}

fn of_name(what: &str, named: i32, year: i32) -> String {
    format!("{what} porta l'anno {named}, e la relazione è del {year}")
}

fn of_title(row: u32, other: &OtherTime, year: i32) -> String {
    let words = &other.words;
    if other.is_part {
        format!(
            "il titolo nella riga {row} dice «{words}»: i dati non sembrano di tutto il {year}, fino al 31 dicembre"
        )
    } else {
        format!("il titolo nella riga {row} dice «{words}», e la relazione è del {year}")
    }
}

/// The first row above the headers that tells a time which is not the report's year. Of rows that tell
/// their year, only a part of it is a fault.
fn titled(
    kind: InputKind,
    header: &Header,
    tab: &Tab<'_>,
    (year, rows_tell): (i32, bool),
) -> Option<(u32, OtherTime)> {
    let listed = match kind {
        InputKind::Staff | InputKind::Positions => Listed::OfADay,
        InputKind::Boards
        | InputKind::WorkLife
        | InputKind::Leave
        | InputKind::Training
        | InputKind::Totals
        | InputKind::Initiatives
        | InputKind::Actuals => Listed::OfAYear,
        _ => return None,
    };
    let words = |row: &SheetRow| {
        let cells: Vec<String> =
            row.cells.iter().filter_map(|cell| Some(cell.text()?.into_owned())).collect();
        cells.join(" ")
    };
    let above = tab.head.iter().filter(|row| row.number < header.first_row);
    above
        .filter_map(|row| Some((row.number, title::other_time(&words(row), year, listed)?)))
        .find(|(_, other)| other.is_part || !rows_tell)
}

/// The only year in a name: `personale_2021`, `31-12-2021`, not `PAP 2022-2024`.
pub(super) fn year_named(name: &str) -> Option<i32> {
    let words = name.split(|letter: char| !letter.is_ascii_digit());
    let years = words.filter_map(|word| match word.len() {
        4 => word.parse().ok(),
        // `20211231`, `31122021`
        8 => [&word[..4], &word[4..]]
            .iter()
            .find_map(|part| part.parse().ok().filter(|year: &i32| (2000..=2100).contains(year))),
        _ => None,
    });
    let mut years: Vec<i32> = years.filter(|year| (2000..=2100).contains(year)).collect();
    years.dedup();
    years.first().copied().filter(|_| years.len() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_have_one_year() {
        for name in ["personale_2021", "2021", "31.12.2021", "estrazione 20211231", "al 31122021"] {
            assert_eq!(year_named(name), Some(2021), "{name}");
        }
        for name in ["personale", "PAP 2022-2024", "estrazione 17", "12345", "matricole 0417"] {
            assert_eq!(year_named(name), None, "{name}");
        }
    }
}
