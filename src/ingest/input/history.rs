//! `storico/`: the `tabelle.csv` of earlier years, ours or typed by hand from a published report, or the
//! national portal's page of that report.

use std::collections::BTreeMap;

use super::grades::GradeBook;
use super::table::Table;
use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::figures;
use crate::ingest::file::container::ReadFault;
use crate::ingest::file::page;
use crate::ingest::file::tab::Tab;
use crate::ingest::grid::field;
use crate::ingest::grid::header::{self, Header, Spellings};
use crate::ingest::grid::own_words::OwnWords;
use crate::ingest::grid::record::Record;
use crate::ingest::grid::source::{self, SheetSource, Source};
use crate::ingest::grid::wide;
use crate::ingest::saved_page;
use crate::ingest::spelling::normal_form;
use crate::model::anatomy::Labels;
use crate::model::cell::Measure;
use crate::model::figure::{BOTH_GENDERS, Chapter, Figure, FigureValue, PLAN};
use crate::model::format::{Format, TableFormat};
use crate::model::gender::Gender;
use crate::model::guard::unguarded;
use crate::model::input::{InputFile, InputKind};
use crate::model::ratio::Ratio;
use crate::model::report::Edition;
use crate::model::role::RowRole;
use crate::model::settings::Settings;
use crate::model::staff_category::StaffCategory;

/// The figures read so far by what they are about, with their lines.
pub(in crate::ingest) type Known = BTreeMap<String, u32>;

/// One file for each year before the report's, oldest first; the others leave diagnostics.
pub(in crate::ingest) fn by_year<'a>(
    files: &'a [InputFile],
    edition: Edition,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Vec<(i32, &'a InputFile)> {
    let mut years: BTreeMap<i32, &InputFile> = BTreeMap::new();
    let mut found: Vec<&InputFile> = files
        .iter()
        .filter(|file| file.kind == InputKind::History && edition_of(&file.path) == edition)
        .filter(|file| !is_part_of_page(files, &file.path))
        .collect();
    found.sort_by(|left, right| left.path.cmp(&right.path));
    for file in found {
        let fault = match year_of(&file.path) {
            None => (code::UNREADABLE_YEAR, "dal nome del file non si capisce l'anno".to_owned()),
            Some(year) if year >= settings.report.year => {
                let message = format!("l'anno {year} non viene prima del {}", settings.report.year);
                (code::YEAR_NOT_BEFORE_REPORT, message)
            }
            Some(year) => match years.get(&year) {
                Some(other) => {
                    (code::YEAR_GIVEN_TWICE, format!("il {year} è già in «{}»", other.path))
                }
                None => {
                    years.insert(year, file);
                    continue;
                }
            },
        };
        let (code, message) = fault;
        let place = Location::file(InputKind::History, &file.path);
        diagnostics.push(Diagnostic::new(code, place, message));
    }
    years.into_iter().collect()
}

/// Public editions of earlier years are apart, in `storico/pubblico/`.
fn edition_of(path: &str) -> Edition {
    let folder = path.split('/').nth(1).unwrap_or_default();
    if folder.eq_ignore_ascii_case(Edition::Public.folder().name()) {
        Edition::Public
    } else {
        Edition::Restricted
    }
}

/// Pictures and styles that a browser saves beside a page, in a folder that has its name.
fn is_part_of_page(files: &[InputFile], path: &str) -> bool {
    let folders = path.split('/').scan(0, |end, part| {
        *end += part.len() + 1;
        Some(&path[..*end - 1])
    });
    let of_page = |folder: &str| {
        let stem = ["_files", "_file"].iter().find_map(|ending| folder.strip_suffix(ending))?;
        let mut pages = files.iter().filter(|file| page::is_page(&file.path));
        pages.find(|file| file.path.rsplit_once('.').is_some_and(|(of, _)| of == stem))
    };
    folders.into_iter().any(|folder| folder != path && of_page(folder).is_some())
}

/// The year in the name of a saved page, which is its title: the only number that can be one.
fn year_of_page(path: &str) -> Option<i32> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let numbers = name.split(|letter: char| !letter.is_ascii_digit());
    let years = numbers.filter(|number| number.len() == 4).filter_map(|number| number.parse().ok());
    let mut years: Vec<i32> = years.filter(|year| (2000..=2100).contains(year)).collect();
    years.dedup();
    match years.as_slice() {
        [year] => Some(*year),
        _ => None,
    }
}

/// `storico/2021.csv`, `storico/tabelle-2021.csv`, `storico/2021/tabelle.csv`; the same below
/// `storico/pubblico/`; a saved page has its own name.
fn year_of(path: &str) -> Option<i32> {
    if page::is_page(path) {
        return year_of_page(path);
    }
    let path = path.to_lowercase();
    let folders = if edition_of(&path) == Edition::Public { 2 } else { 1 };
    let parts: Vec<&str> = path.split('/').skip(folders).collect();
    let digits = match parts.as_slice() {
        [name] => {
            let stem = name.strip_suffix(".csv")?;
            stem.strip_prefix("tabelle")
                .map_or(stem, |rest| rest.trim_start_matches(['-', '_', ' ']))
        }
        [folder, "tabelle.csv"] => folder,
        _ => return None,
    };
    let is_year = digits.len() == 4 && digits.chars().all(|letter| letter.is_ascii_digit());
    digits.parse().ok().filter(|year| is_year && (2000..=2100).contains(year))
}

/// Opens the csv of a year; `None` with diagnostics when it cannot be used.
pub(in crate::ingest) fn open<'f>(
    file: &InputFile,
    bytes: &'f [u8],
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<Source<'f>> {
    let opened = source::tabs(&file.path, bytes).map(|(mut tabs, name)| {
        tabs.truncate(1);
        (tabs, name)
    });
    used(file, opened, settings, diagnostics)
}

/// Opens the saved page of a year.
pub(in crate::ingest) fn open_page(
    file: &InputFile,
    bytes: &[u8],
    (settings, format): (&Settings, &Format),
    diagnostics: &mut Diagnostics,
) -> Option<Source<'static>> {
    let place = Location::file(InputKind::History, &file.path);
    let tables = page::tables(bytes).unwrap_or_default();
    let tabs = saved_page::tabs(tables, format, &place, diagnostics);
    let opened = tabs.map(|tabs| (tabs, "pagina salvata".to_owned()));
    used(file, opened, settings, diagnostics)
}

/// The sheets of a file with the header of each.
fn used<'f>(
    file: &InputFile,
    opened: Result<(Vec<Tab<'f>>, String), ReadFault>,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<Source<'f>> {
    let place = Location::file(InputKind::History, &file.path);
    let (tabs, name) = match opened {
        Ok(opened) => opened,
        Err(fault) => {
            diagnostics.push(source::unreadable(&fault, place));
            return None;
        }
    };
    let spellings = Spellings::new(InputKind::History, settings);
    let mut sheets = Vec::new();
    for tab in tabs {
        let header = header::find(&tab, &spellings);
        if !header.is_complete() {
            diagnostics.push(incomplete(&tab, &header, place));
            return None;
        }
        if let Some(other) = header.unread(&[]).iter().find(|unread| unread.has_label) {
            let message = format!(
                "la colonna «{}» non è di tabelle.csv: non si sa che cosa dica dei valori",
                other.header.trim()
            );
            let found = Diagnostic::new(
                code::UNKNOWN_HISTORY_HEADER,
                place.clone().at_row(header.row),
                message,
            );
            diagnostics.push(found.with_remedy("Se la colonna dice di quale anno o di quale giorno è la riga, lasciate nel file soltanto le righe dell'anno che è nel suo nome. Poi cancellate la colonna."));
            return None;
        }
        let place = place.clone().on_sheet(tab.name.as_deref());
        sheets.push(SheetSource { tab, header, place, possible: Vec::new() });
    }
    let facts = source::facts(file, name, &sheets)?;
    Some(Source {
        sheets,
        units: BTreeMap::new(),
        own_words: OwnWords::default(),
        ignored: Vec::new(),
        year: settings.report.year,
        struck_rows: None,
        last_short_year: None,
        facts,
    })
}

/// Why the header of a file typed by hand is not one.
fn incomplete(tab: &Tab<'_>, header: &Header, place: Location) -> Diagnostic {
    let missing = header.missing_required.iter().map(|name| format!("«{name}»"));
    let repeated = header.ambiguous.iter().map(|(name, _)| format!("«{name}»"));
    if let Some(row) = wide::row_of_classes(tab) {
        let message = format!(
            "la riga {row} ha le classi di età come intestazioni: qui ogni riga è una casella della tabella"
        );
        return Diagnostic::new(code::UNKNOWN_HISTORY_HEADER, place.at_row(row), message);
    }
    let message = match missing.collect::<Vec<_>>().as_slice() {
        [] => format!("più colonne valgono {}", repeated.collect::<Vec<_>>().join(", ")),
        names => format!("nell'intestazione non c'è {}", names.join(", ")),
    };
    let place = place.at_row(header.row.max(1));
    Diagnostic::new(code::UNKNOWN_HISTORY_HEADER, place, message)
}

/// What was read of a page: it has rows, and no columns of a spreadsheet.
pub(in crate::ingest) fn as_on_page<T>(table: Table<T>) -> Table<T> {
    let source = table.source.map(|mut source| {
        source.columns.clear();
        source.more_sheets.iter_mut().for_each(|sheet| sheet.columns.clear());
        source
    });
    Table { source, diagnostics: table.diagnostics.without_columns(), ..table }
}

/// One figure, or `None` with diagnostics.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    format: &Format,
    grades: &GradeBook,
    known: &mut Known,
) -> Option<Figure> {
    let chapter = chapter(record, format)?;
    let row = words(record, "riga");
    let measure = record.text("misura").map(|word| word.to_lowercase()).unwrap_or_default();
    let measure = Measure::read(&measure);
    let value = value(record, measure)?;
    let mut figure = Figure {
        chapter,
        group: words(record, "gruppo"),
        row,
        row_role: RowRole::Body,
        gender: None,
        class: words(record, "classe"),
        column_role: None,
        measure: measure.unwrap_or(Measure::People),
        value,
        line: record.row.number,
    };
    // The line that says of a whole table that it was not given.
    if figure.row.is_empty() && figure.value == FigureValue::NotProvided {
        return Some(figure);
    }
    if figure.row.is_empty() {
        unreadable(record, "riga", "manca l'etichetta della riga");
        return None;
    }
    if measure.is_none() {
        let measures = Measure::ALL.map(Measure::code);
        unreadable(record, "misura", &format!("la misura non è fra {}", measures.join(", ")));
        return None;
    }
    figure.gender = gender(record)?;
    if let Some(table) = chapter.table().and_then(|table| format.find(table)) {
        figure.row_role = figures::row_role(table, &figure.row);
        figure.column_role = figures::column_role(format, figure.gender, &figure.class);
        place_in_classification(&mut figure, table, record, grades)?;
    }
    if let Some(line) = known.get(&key(&figure)) {
        let message = format!("lo stesso valore è già alla riga {line}");
        record.refuse("riga", code::REPEATED_FIGURE, message);
        return None;
    }
    known.insert(key(&figure), figure.line);
    Some(figure)
}

/// A text without the apostrophe that keeps spreadsheets from computing it.
fn words(record: &mut Record<'_>, column: &str) -> String {
    record.text(column).map(|text| unguarded(&text).to_owned()).unwrap_or_default()
}

fn unreadable(record: &mut Record<'_>, column: &str, message: &str) {
    record.refuse(column, code::UNREADABLE_FIGURE, message);
}

/// `1.1` for `1.1`, `Tabella 1.1` and `1,1`; `pap` for the plan.
fn chapter(record: &mut Record<'_>, format: &Format) -> Option<Chapter> {
    let written = record.text("tabella").unwrap_or_default().to_lowercase().replace(',', ".");
    let bare = written.trim_start_matches("tabella").trim_start_matches("tab.").trim();
    let is_known =
        |chapter: &Chapter| chapter.table().is_none_or(|table| format.find(table).is_some());
    let chapter = Chapter::read(bare).filter(is_known);
    if let (None, [first, .., last]) = (chapter, format.tables.as_slice()) {
        let (first, last) = (first.id, last.id);
        let message = format!("la tabella non è fra {first} e {last}, e non è {PLAN}");
        unreadable(record, "tabella", &message);
    }
    chapter
}

fn gender(record: &mut Record<'_>) -> Option<Option<Gender>> {
    let written = record.text("genere").unwrap_or_default();
    let form = normal_form(&written);
    if form == normal_form(BOTH_GENDERS) || form == "totale" {
        return Some(None);
    }
    let gender = field::gender(&written);
    if gender.is_none() {
        unreadable(record, "genere", "il genere non è U, D o T");
    }
    gender.map(Some)
}

/// A number of the right kind, or the reason why there is none.
fn value(record: &mut Record<'_>, measure: Option<Measure>) -> Option<FigureValue> {
    let state = record.text("stato").map(|word| normal_form(&word)).unwrap_or_default();
    let number = match field::number(record.value("valore")) {
        Ok(number) => number,
        Err(reason) => {
            unreadable(record, "valore", &reason);
            return None;
        }
    };
    let value = match (number, FigureValue::missing(&state)) {
        (None, Some(missing)) => missing,
        (None, None) if state.is_empty() => {
            unreadable(record, "valore", "il valore è vuoto e lo stato non dice perché");
            return None;
        }
        (Some(number), None) if state.is_empty() => {
            let is_count = number.is_integer() && !number.is_sign_negative();
            if measure == Some(Measure::People) && !is_count {
                unreadable(record, "valore", "un numero di persone è intero e non negativo");
                return None;
            }
            FigureValue::Number(Ratio::from(number))
        }
        (Some(_), Some(_)) => {
            unreadable(record, "stato", "c'è un valore, ma lo stato dice che manca");
            return None;
        }
        _ => {
            let [first, second, third] = FigureValue::STATES.map(|(word, _)| word);
            let message = format!("lo stato non è {first}, {second} o {third}");
            unreadable(record, "stato", &message);
            return None;
        }
    };
    Some(value)
}

/// Spells grade and tipologia as this year's tables do, so that the years meet.
fn place_in_classification(
    figure: &mut Figure,
    table: &TableFormat,
    record: &mut Record<'_>,
    grades: &GradeBook,
) -> Option<()> {
    let labels = table.anatomy().labels;
    if !labels.are_grades() || !figure.is_body() {
        return Some(());
    }
    let known = grades.find(&figure.row);
    if labels == Labels::CategoriesAndGrades {
        let form = normal_form(&figure.group);
        let written =
            StaffCategory::ALL.into_iter().find(|category| normal_form(category.label()) == form);
        let category = match known {
            Some((_, category)) if form.is_empty() => Some(category),
            _ => written,
        };
        let Some(category) = category else {
            unreadable(record, "gruppo", "la tipologia di personale non è fra quelle del format");
            return None;
        };
        figure.group = category.label().to_owned();
    }
    if let Some((label, _)) = known {
        figure.row = label.to_owned();
    }
    Some(())
}

/// What a figure is about, in one spelling; `<` and `>` tell part time above and below 50 % apart.
fn key(figure: &Figure) -> String {
    let form = |words: &str| {
        let signs: String = words.chars().filter(|letter| ['<', '>'].contains(letter)).collect();
        format!("{signs}{}", normal_form(words))
    };
    let gender = figure.gender_code();
    let Figure { chapter, group, row, class, measure, .. } = figure;
    [&chapter.to_string(), &form(group), &form(row), gender, &form(class), measure.code()].join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_in_the_name_of_the_file_or_of_its_folder() {
        for path in [
            "storico/2021.csv",
            "storico/Tabelle-2021.CSV",
            "storico/tabelle_2021.csv",
            "storico/2021/tabelle.csv",
            "storico/2021.html",
            "storico/relazione-cug-comune-di-prova-2021.mhtml",
            "storico/Relazione CUG 2021 _ Portale CUG 2021.htm",
        ] {
            assert_eq!(year_of(path), Some(2021), "{path}");
        }
        for path in [
            "storico/21.csv",
            "storico/2021.xlsx",
            "storico/dati 2021.csv",
            "storico/2021/1.csv",
            "storico/2021/riservato/tabelle.csv",
            "storico/1850.csv",
            "storico/+021.csv",
            "storico/relazione.html",
            "storico/2020-2021.html",
        ] {
            assert_eq!(year_of(path), None, "{path}");
        }
    }
}
