//! Which sheets of a file are read. A choice between sheets is never made without a word.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::header::{self, Header, Spellings};
use super::named_year::year_named;
use super::other_sheets::{self, Question};
use super::survey::Survey;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::location::Location;
use crate::diagnostic::setting::{Setting, quoted};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::file::tab::Tab;
use crate::ingest::spelling::normal_form;
use crate::model::header_words;
use crate::model::input::InputKind;
use crate::model::reference_data;
use crate::model::settings::{FileChoice, PayBasis};
use crate::model::spelling::has_beginning;

/// Rows of data that tell what a column holds before all are read.
const ROWS_SURVEYED: usize = 500;

/// Beginnings of the words by which people name a sheet that they keep and no longer use.
const OLD: [&str; 7] = ["vecchi", "old", "copia", "backup", "bak", "prova", "bozza"];

/// A sheet and its header.
type Read<'f> = (Tab<'f>, Header);

/// The sheets that are read, and the names of those that are not though they have such rows.
pub(super) struct Chosen<'f> {
    pub(super) read: Vec<Read<'f>>,
    pub(super) unread: Vec<String>,
    /// Those of them that bear the report's year, where none that is read does.
    pub(super) of_year: Vec<String>,
}

/// The sheets named in `cug.toml`; else the one whose header fits. A visible sheet goes before a
/// hidden one, and of several the one that bears the name of the input. Another sheet that would do,
/// or nearly, is asked about.
pub(super) fn choose<'f>(
    (kind, choice, year): (InputKind, Option<&FileChoice>, i32),
    tabs: Vec<Tab<'f>>,
    (spellings, others): (&Spellings, &[Spellings]),
    place: &Location,
    diagnostics: &mut Diagnostics,
) -> Option<Chosen<'f>> {
    let mut all = headed(kind, tabs, spellings);
    // Of a workbook that is several inputs, the others are read for what they are.
    let is_of_other = |(tab, _): &Read<'_>| {
        let is_it = |other: &Spellings| {
            is_named(tab, other.kind.name()) || header::find(tab, other).is_complete()
        };
        others.iter().any(is_it)
    };
    let wanted = wanted(choice);
    if !wanted.is_empty() && all.iter().any(|(tab, _)| tab.name.is_some()) {
        let (read, rest) = named(wanted, all, place, diagnostics)?;
        let rest = rest.into_iter().filter(|one| !is_of_other(one)).collect();
        compare(kind, &read, place, diagnostics);
        return Some(beside_named((kind, year), (read, rest), place, diagnostics));
    }
    let hides = |(tab, _): &Read<'_>| tab.hidden;
    let fits = |(_, header): &Read<'_>| header.is_complete();
    if !all.iter().any(fits) {
        return nearest(all, place, diagnostics);
    }
    let is_hidden = !all.iter().any(|one| fits(one) && !hides(one));
    let mut fitting = all.extract_if(.., |one| fits(one) && hides(one) == is_hidden);
    let mut read: Vec<Read<'f>> = fitting.by_ref().collect();
    drop(fitting);
    if read.iter().filter(|(tab, _)| is_named(tab, kind.name())).count() == 1 {
        all.extend(read.extract_if(.., |(tab, _)| !is_named(tab, kind.name())));
    }
    read.sort_by_key(|(tab, _)| !is_of_year(tab, year));
    if read.len() > 1 {
        diagnostics.push(several_sheets(kind, &read, place));
        return None;
    }
    let chosen = read.pop()?;
    let Beside { near, mut told, rest } = alike(&chosen, all, year);
    if !near.is_empty() {
        let mut candidates = vec![chosen];
        candidates.extend(near);
        candidates.sort_by_key(|(tab, _)| !is_of_year(tab, year));
        let are_whole = candidates.iter().all(fits);
        diagnostics.push(if are_whole {
            several_sheets(kind, &candidates, place)
        } else {
            near_sheets(kind, &candidates, spellings, place)
        });
        return None;
    }
    report_unread(&told, place, diagnostics);
    let of_year = of_year(std::slice::from_ref(&chosen), &told, year);
    let rest: Vec<Read<'f>> = rest.into_iter().filter(|one| !is_of_other(one)).collect();
    let (tab, header) = &chosen;
    let question = Question { kind, choice, place, read: (tab.name.as_deref(), header) };
    told.extend(question.ask(&rest, diagnostics));
    Some(Chosen { read: vec![chosen], unread: told, of_year })
}

/// Tells what some of the sheets that are read together have and others lack, or have under a header that
/// says the opposite: gross and net pay.
fn compare(kind: InputKind, read: &[Read<'_>], place: &Location, diagnostics: &mut Diagnostics) {
    let mut push = |tab: &Tab<'_>, message: String| {
        let place = place.clone().on_sheet(tab.name.as_deref());
        let found = Diagnostic::new(code::SHEETS_UNLIKE, place, message);
        diagnostics.push(found.with_tables(kind.tables()));
    };
    for column in reference_data::columns(kind) {
        let name = column.name.as_str();
        let words = |(_, header): &Read<'_>| header.found.get(name).map(|(_, words)| words.clone());
        let Some((first, known)) = read.iter().find_map(|one| Some((one, words(one)?))) else {
            continue;
        };
        let named = first.0.name.as_deref().unwrap_or_default();
        for (tab, header) in read {
            match header.found.get(name) {
                _ if header.named.as_ref().is_some_and(|named| named.column == name) => {}
                None => push(
                    tab,
                    format!("manca la colonna «{name}», che nel foglio «{named}» c'è («{known}»)"),
                ),
                Some((_, own)) => {
                    let bases = [own.as_str(), known.as_str()].map(PayBasis::named_in);
                    if let [Some(own_basis), Some(first_basis)] = bases
                        && own_basis != first_basis
                    {
                        let message =
                            format!("«{name}» è «{own}», e nel foglio «{named}» è «{known}»");
                        push(tab, message);
                    }
                }
            }
        }
    }
}

/// The sheets with their headers.
fn headed<'f>(kind: InputKind, tabs: Vec<Tab<'f>>, spellings: &Spellings) -> Vec<Read<'f>> {
    let headed = tabs.into_iter().map(|tab| {
        let mut header = header::find(&tab, spellings);
        header.judge(surveys(&tab, header.row), spellings);
        header.turn(kind, tab)
    });
    let mut all: Vec<Read<'f>> = headed.collect();
    header::name_columns(kind, &mut all);
    all
}

/// Of sheets none of which will do, the one that comes nearest.
fn nearest<'f>(
    all: Vec<Read<'f>>,
    place: &Location,
    diagnostics: &mut Diagnostics,
) -> Option<Chosen<'f>> {
    let shown = all.into_iter().filter(|(tab, _)| !tab.hidden && !tab.head.is_empty());
    let nearest = shown.min_by_key(|(_, header)| header.missing_required.len());
    if nearest.is_none() {
        let message = "il file non ha righe";
        diagnostics.push(Diagnostic::new(code::NO_ROWS, place.clone(), message));
    }
    let (unread, of_year) = (Vec::new(), Vec::new());
    nearest.map(|nearest| Chosen { read: vec![nearest], unread, of_year })
}

fn wanted(choice: Option<&FileChoice>) -> Vec<&str> {
    let all = choice.into_iter().flat_map(|choice| choice.sheet.iter().chain(&choice.sheets));
    all.map(String::as_str).collect()
}

/// The sheets with these names, in the order of the names, and the others.
fn named<'f>(
    wanted: Vec<&str>,
    mut all: Vec<Read<'f>>,
    place: &Location,
    diagnostics: &mut Diagnostics,
) -> Option<(Vec<Read<'f>>, Vec<Read<'f>>)> {
    let mut read = Vec::new();
    for name in wanted {
        let Some(found) = all.iter().position(|(tab, _)| is_named(tab, name)) else {
            let names = names(all.iter().chain(&read));
            let message = format!("il foglio «{name}» non c'è; ci sono: {names}");
            diagnostics.push(Diagnostic::new(code::SHEET_NOT_FOUND, place.clone(), message));
            return None;
        };
        read.push(all.remove(found));
    }
    Some((read, all))
}

/// What is told of the sheets beside those that `cug.toml` names: settings are copied from year to year,
/// and a workbook grows.
fn beside_named<'f>(
    (kind, year): (InputKind, i32),
    (read, others): (Vec<Read<'f>>, Vec<Read<'f>>),
    place: &Location,
    diagnostics: &mut Diagnostics,
) -> Chosen<'f> {
    let is_like = |(tab, other): &Read<'_>| {
        read.iter().any(|(_, header)| other.is_like(header)) && !other.row_count_is_nothing(tab)
    };
    let (alike, rest): (Vec<_>, Vec<_>) = others.into_iter().partition(is_like);
    let mut unread: Vec<String> = alike.iter().filter_map(|(tab, _)| tab.name.clone()).collect();
    report_unread(&unread, place, diagnostics);
    let of_year = of_year(&read, &unread, year);
    unread.extend(other_sheets::tell(kind, &rest, place, diagnostics));
    Chosen { read, unread, of_year }
}

/// Of the names of unread sheets those with the report's year, where no sheet that is read has it.
fn of_year(read: &[Read<'_>], unread: &[String], year: i32) -> Vec<String> {
    if read.iter().any(|(tab, _)| is_of_year(tab, year)) {
        return Vec::new();
    }
    unread.iter().filter(|name| year_named(name) == Some(year)).cloned().collect()
}

/// What stands in the columns below a header, from the first rows.
fn surveys(tab: &Tab<'_>, header_row: u32) -> BTreeMap<u32, Survey> {
    let mut surveys: BTreeMap<u32, Survey> = BTreeMap::new();
    let mut rows = 0;
    // A delimited row with more fields than the headers has slipped.
    let header = tab.head.iter().find(|row| row.number == header_row);
    let width = header.map(|row| row.fields.count).filter(|width| *width > 0);
    let looked = tab.each(&mut |row| {
        if row.number <= header_row {
            return ControlFlow::Continue(());
        }
        for (column, cell) in (0u32..).zip(row.cells).take(width.unwrap_or(usize::MAX)) {
            surveys.entry(column).or_default().add(cell);
        }
        rows += 1;
        if rows < ROWS_SURVEYED { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    // A fault that shows here is told when the rows are read.
    if looked.is_err() { BTreeMap::new() } else { surveys }
}

/// Sheets beside the chosen one.
#[derive(Default)]
struct Beside<'f> {
    /// Those that may be the right one.
    near: Vec<Read<'f>>,
    /// The names of those that are only to be told, because they are hidden or because the chosen one
    /// bears the name of the input.
    told: Vec<String>,
    /// Those unlike it.
    rest: Vec<Read<'f>>,
}

fn alike<'f>((chosen, header): &Read<'f>, others: Vec<Read<'f>>, year: i32) -> Beside<'f> {
    // A hidden sheet may be the other half of the list, unless its name says that it is not.
    let is_old = |tab: &Tab<'_>| {
        let name = tab.name.as_deref().unwrap_or_default();
        let form = normal_form(name);
        year_named(name).is_some_and(|named| named != year) || has_beginning(&form, &OLD)
    };
    let Beside { mut near, mut told, mut rest } = Beside::default();
    for (tab, other) in others {
        if !other.is_like(header) || other.row_count_is_nothing(&tab) {
            rest.push((tab, other));
        } else if tab.hidden && !chosen.hidden && other.is_complete() && !is_old(&tab) {
            near.push((tab, other));
        } else if tab.hidden || other.is_complete() || chosen.hidden {
            told.extend(tab.name.clone());
        } else {
            near.push((tab, other));
        }
    }
    Beside { near, told, rest }
}

fn report_unread(unread: &[String], place: &Location, diagnostics: &mut Diagnostics) {
    if unread.is_empty() {
        return;
    }
    let names: Vec<String> = unread.iter().map(|name| format!("«{name}»")).collect();
    let message = match names.as_slice() {
        [only] => format!("il foglio {only} ha le stesse colonne e non è stato letto"),
        several => {
            format!("i fogli {} hanno le stesse colonne e non sono stati letti", several.join(", "))
        }
    };
    diagnostics.push(Diagnostic::new(code::SHEET_NOT_READ, place.clone(), message));
}

/// Spreadsheet programs do not tell sheet names apart by case.
fn is_named(tab: &Tab<'_>, name: &str) -> bool {
    tab.name.as_ref().is_some_and(|own| own.trim().to_lowercase() == name.trim().to_lowercase())
}

/// Whether the name of a sheet says that those in it do not count: `Cessati`, `Somministrati`.
fn is_of_others(tab: &Tab<'_>) -> bool {
    let name = tab.name.as_deref().unwrap_or_default();
    header_words::lists_excluded(name) || header_words::is_outsider(name)
}

/// Whether the name of a sheet says that it has the rows of the others together.
fn sums_up(tab: &Tab<'_>) -> bool {
    const WORDS: [&str; 12] = [
        "riepilog",
        "total",
        "complessiv",
        "sintesi",
        "general",
        "tutti",
        "tutte",
        "tutto",
        "annual",
        "anno",
        "somma",
        "cumulativ",
    ];
    let form = normal_form(tab.name.as_deref().unwrap_or_default());
    has_beginning(&form, &WORDS)
}

/// Whether the name of a sheet has the report's year in it.
fn is_of_year(tab: &Tab<'_>, year: i32) -> bool {
    tab.name.as_ref().is_some_and(|name| name.contains(&year.to_string()))
}

/// `«2021», «2022»`
fn names<'t, 'f: 't>(tabs: impl Iterator<Item = &'t Read<'f>>) -> String {
    let hidden = |tab: &Tab<'_>| if tab.hidden { " (nascosto)" } else { "" };
    let names =
        tabs.filter_map(|(tab, _)| Some(format!("«{}»{}", tab.name.as_ref()?, hidden(tab))));
    names.collect::<Vec<_>>().join(", ")
}

/// Several sheets with all columns: years of which one is meant, or parts that belong together.
fn several_sheets(kind: InputKind, fitting: &[Read<'_>], place: &Location) -> Diagnostic {
    if let Some(found) = parted_sheets(kind, fitting, place) {
        return found;
    }
    let message = format!("più fogli hanno le colonne richieste: {}", names(fitting.iter()));
    asked(kind, code::SHEET_NOT_FOUND, message, fitting, place)
}

/// Sheets each of which has the rows of one value of a column.
fn parted_sheets(kind: InputKind, parts: &[Read<'_>], place: &Location) -> Option<Diagnostic> {
    let column = |(_, header): &Read<'_>| header.named.as_ref().map(|named| named.column);
    let name = column(parts.first()?)?;
    if !parts.iter().all(|part| column(part) == Some(name)) {
        return None;
    }
    let message = format!(
        "l'elenco è diviso in fogli per «{name}», che è il nome di ciascuno e non è una colonna: {}",
        names(parts.iter())
    );
    let path = quoted(place.file.as_deref().unwrap_or_default());
    let sheets = parts.iter().filter_map(|(tab, _)| tab.name.as_deref().map(quoted));
    let sheets = sheets.collect::<Vec<_>>().join(", ");
    let value = format!("{{ percorso = {path}, fogli = [{sheets}] }}");
    let setting = Setting::new("file".to_owned(), kind.name(), [value]);
    let remedy = format!(
        "Se i fogli insieme sono l'elenco intero scrivete in cug.toml, sotto [file], la riga {}: sono letti tutti, e «{name}» è il nome del foglio. Altrimenti mettete le righe in un foglio solo, con una colonna «{name}» piena in ogni riga.",
        setting.line()
    );
    let found = Diagnostic::new(code::SHEET_NOT_FOUND, place.clone(), message);
    Some(found.with_remedy(remedy).with_setting(setting))
}

/// One sheet has all columns, and others nearly: the right one may be among them.
fn near_sheets(
    kind: InputKind,
    candidates: &[Read<'_>],
    spellings: &Spellings,
    place: &Location,
) -> Diagnostic {
    let is_whole = |(_, header): &&Read<'_>| header.is_complete();
    let first = names(candidates.iter().filter(is_whole));
    let near = candidates.iter().filter(|one| !is_whole(one)).map(|(tab, header)| {
        let missing: Vec<String> = header.lacks(spellings);
        let name = tab.name.as_deref().unwrap_or_default();
        format!("«{name}» (dove manca {})", missing.join(", "))
    });
    let message = format!(
        "si può leggere il foglio {first}, ma sembra avere questi dati anche {}",
        near.collect::<Vec<_>>().join(", ")
    );
    asked(kind, code::SHEET_NOT_FOUND, message, candidates, place)
}

fn asked(
    kind: InputKind,
    code: Code,
    message: String,
    candidates: &[Read<'_>],
    place: &Location,
) -> Diagnostic {
    let path = quoted(place.file.as_deref().unwrap_or_default());
    let sheets: Vec<String> =
        candidates.iter().filter_map(|(tab, _)| tab.name.as_deref().map(quoted)).collect();
    let one = sheets.iter().map(|sheet| format!("{{ percorso = {path}, foglio = {sheet} }}"));
    // A sheet of sums has the rows of the others once more; one of people who left has none that count.
    let parts = candidates.iter().filter(|(tab, _)| !sums_up(tab) && !is_of_others(tab));
    let parts: Vec<String> = parts.filter_map(|(tab, _)| tab.name.as_deref().map(quoted)).collect();
    let parts = if parts.is_empty() { &sheets } else { &parts };
    let together = format!("{{ percorso = {path}, fogli = [{}] }}", parts.join(", "));
    let setting = Setting::new("file".to_owned(), kind.name(), one.chain([together.clone()]));
    let remedy = format!(
        "Se va letto un foglio solo (per esempio quello dell'anno della relazione) scrivete in cug.toml, sotto [file], una di queste righe: {}. Se i fogli sono parti di uno stesso elenco (per esempio comparto e dirigenza) scrivete {} = {together}: sono letti tutti. Se in un foglio manca una colonna, date alla sua intestazione il nome che ha negli altri.",
        setting.choices_but_last(),
        kind.name()
    );
    Diagnostic::new(code, place.clone(), message).with_remedy(remedy).with_setting(setting)
}
