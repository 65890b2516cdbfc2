//! Files and sheets whose name has an earlier year: last year's list, left in the folder, looks like this
//! year's.

use super::header::Header;
use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::setting::quoted;
use crate::diagnostic::{Diagnostic, setting::Setting};
use crate::model::input::InputKind;
use crate::model::settings::Settings;

/// Columns by which the rows themselves tell their year.
const DATED: [&str; 5] = ["data", "dal", "al", "anno", "periodo"];

/// The question about a file, or a sheet of it, that is named after an earlier year than the report's.
pub(super) fn asked(
    kind: InputKind,
    (header, sheet): (&Header, Option<&str>),
    settings: &Settings,
    place: &Location,
) -> Option<Diagnostic> {
    let year = settings.report.year;
    let choice = settings.files.get(kind.name());
    let is_said = choice.is_some_and(|choice| choice.year == Some(year));
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
    if is_said || is_dated || tells_its_year {
        return None;
    }
    let path = place.file.as_deref().unwrap_or_default();
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let (what, named) = match (year_named(stem), sheet.and_then(year_named)) {
        (Some(named), _) if named < year => (format!("il file «{path}»"), named),
        (_, Some(named)) if named < year => {
            (format!("il foglio «{}»", sheet.unwrap_or_default()), named)
        }
        _ => return None,
    };
    let message = format!("{what} porta l'anno {named}, e la relazione è del {year}");
    let sheet = sheet.map_or(String::new(), |sheet| format!(", foglio = {}", quoted(sheet)));
    let value = format!("{{ percorso = {}{sheet}, anno = {year} }}", quoted(path));
    let setting = Setting::new("file".to_owned(), kind.name(), [value]);
    let remedy = format!(
        "Se i dati sono di un altro anno mettete nella cartella quelli del {year}. Se il nome è rimasto ma i dati sono al 31 dicembre {year}, rinominate il file o il foglio, oppure scrivete in cug.toml, sotto [file], la riga {}.",
        setting.line()
    );
    let found = Diagnostic::new(code::FILE_OF_ANOTHER_YEAR, place.clone(), message);
    Some(found.with_remedy(remedy).with_setting(setting))
}

/// The only year in a name: `personale_2021`, `31-12-2021`, not `PAP 2022-2024`.
fn year_named(name: &str) -> Option<i32> {
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
