//! Files and sheets whose name has another year, and titles above a table: last year's list, left in
//! the folder or in the settings, looks like this year's.

use super::header::Header;
use super::title::{self, Listed, OtherTime};
use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::setting::quoted;
use crate::diagnostic::{Diagnostic, setting::Setting};
use crate::ingest::file::sheet::SheetRow;
use crate::ingest::file::tab::Tab;
use crate::ingest::spelling::normal_form;
use crate::model::input::InputKind;
use crate::model::settings::Settings;

/// Columns by which the rows themselves tell their year.
const DATED: [&str; 5] = ["data", "dal", "al", "anno", "periodo"];

/// The sheets of a file: those that are read, and others that bear the report's year where none of
/// these does.
pub(super) struct Sheets<'s> {
    pub(super) read: Vec<&'s str>,
    pub(super) of_year: &'s [String],
}

/// What may be wrong with the year of a file or of one of its sheets.
struct Doubt {
    message: String,
    /// What to mend in the file.
    mended: &'static str,
    row: Option<u32>,
}

/// The question about a file, or a sheet of it, that is named after another year than the report's or
/// stands beside a sheet that is named after that, or whose title tells another time.
pub(super) fn asked(
    kind: InputKind,
    (header, tab): (&Header, &Tab<'_>),
    (settings, sheets): (&Settings, &Sheets<'_>),
    place: &Location,
) -> Option<Diagnostic> {
    let year = settings.report.year;
    let choice = settings.files.get(kind.name());
    if choice.is_some_and(|choice| choice.year == Some(year)) {
        return None;
    }
    let is_first = tab.name.as_deref() == sheets.read.first().copied();
    let doubt = doubt(kind, (header, tab), (year, sheets, is_first), place)?;
    let path = quoted(place.file.as_deref().unwrap_or_default());
    let line = |names: &[&str], more: &str| {
        let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
        let sheets = match names.as_slice() {
            [] => String::new(),
            [one] => format!(", foglio = {one}"),
            several => format!(", fogli = [{}]", several.join(", ")),
        };
        format!("{{ percorso = {path}{sheets}{more} }}")
    };
    let kept = line(&sheets.read, &format!(", anno = {year}"));
    let of_year: Vec<&str> = sheets.of_year.iter().map(String::as_str).collect();
    let others = (!of_year.is_empty()).then(|| line(&of_year, ""));
    let (input, mended) = (kind.name(), doubt.mended);
    let put_right = match &others {
        Some(line) => {
            format!("scrivete in cug.toml, sotto [file], la riga {input} = {line}")
        }
        None if choice.is_some() => {
            "mettete nella cartella quelli giusti, e il loro nome in cug.toml, sotto [file]"
                .to_owned()
        }
        None => "mettete nella cartella quelli giusti".to_owned(),
    };
    let remedy = format!(
        "Se i dati sono di un altro anno, o non di tutto il {year}, {put_right}. Se invece sono quelli da contare, {mended}, oppure scrivete in cug.toml, sotto [file], la riga {input} = {kept}."
    );
    let setting = Setting::new("file".to_owned(), input, others.into_iter().chain([kept]));
    let place = doubt.row.map_or_else(|| place.clone(), |row| place.clone().at_row(row));
    let found = Diagnostic::new(code::FILE_OF_ANOTHER_YEAR, place, doubt.message);
    Some(found.with_remedy(remedy).with_setting(setting))
}

fn doubt(
    kind: InputKind,
    (header, tab): (&Header, &Tab<'_>),
    (year, sheets, is_first): (i32, &Sheets<'_>, bool),
    place: &Location,
) -> Option<Doubt> {
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
    let sheet = tab.name.as_deref().unwrap_or_default();
    let path = place.file.as_deref().unwrap_or_default();
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let of_file = year_named(stem).filter(|named| *named < year && !rows_tell);
    let of_sheet = year_named(sheet).filter(|named| is_other(sheet, *named, year) && !rows_tell);
    let (what, named, mended) = match (of_file, of_sheet, sheets.of_year) {
        (_, _, [other, ..]) => {
            let message = format!(
                "si legge il foglio «{sheet}», ma nel file c'è anche il foglio «{other}», che porta l'anno della relazione"
            );
            let mended = "togliete dal file i fogli che non servono";
            return is_first.then_some(Doubt { message, mended, row: None });
        }
        (Some(named), ..) => (format!("il file «{path}»"), named, "rinominate il file"),
        (_, Some(named), _) => (format!("il foglio «{sheet}»"), named, "rinominate il foglio"),
        _ => {
            let (row, other) = titled(kind, header, tab, (year, rows_tell))?;
            let message = of_title(row, &other, year);
            return Some(Doubt { message, mended: "correggete il titolo", row: Some(row) });
        }
    };
    Some(Doubt { message: of_name(&what, named, year), mended, row: None })
}

/// Whether a sheet with a year in its name is of another than the report's. A later one may be the day
/// of the extraction, unless it is all that the name has.
fn is_other(sheet: &str, named: i32, year: i32) -> bool {
    let form = normal_form(sheet);
    let is_year_alone = form.strip_prefix("anno ").unwrap_or(&form) == named.to_string();
    named < year || named > year && is_year_alone
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
