//! Sheets beside those that are read, and unlike them: whether they may say who counts, or how much.

use super::header::Header;
use super::pivot;
use crate::diagnostic::location::Location;
use crate::diagnostic::setting::{Choice, Setting, quoted};
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::ingest::file::sheet::{SheetRow, Value};
use crate::ingest::file::tab::{HEADER_ROWS, Tab};
use crate::ingest::spelling::normal_form;
use crate::italian;
use crate::model::header_words;
use crate::model::input::InputKind;
use crate::model::reference_data;
use crate::model::settings::FileChoice;

/// Names of sheets that explain the others, ours among them.
const EXPLAIN: [&str; 12] = [
    "istruzioni",
    "leggimi",
    "legenda",
    "readme",
    "guida",
    "elenchi",
    "liste",
    "copertina",
    "indice",
    "verifica",
    "segnalazioni",
    "riconoscete il vostro ente",
];
/// Headers of a sheet that a question shows.
const HEADERS_SHOWN: usize = 6;

/// What is asked of, and told about, the sheets of a file that are not read.
pub(super) struct Question<'q> {
    pub(super) kind: InputKind,
    pub(super) choice: Option<&'q FileChoice>,
    pub(super) place: &'q Location,
    /// The sheet that is read: its name and its header.
    pub(super) read: (Option<&'q str>, &'q Header),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Rows of people, or of what the input is about.
    Decides,
    /// A table of something else.
    Other,
    /// No table, or one that explains or sums up.
    Nothing,
}

impl Question<'_> {
    /// Asks about the sheets that may decide something; gives back the names of all that have a table.
    pub(super) fn ask(
        &self,
        others: &[(Tab<'_>, Header)],
        diagnostics: &mut Diagnostics,
    ) -> Vec<String> {
        let (_, header) = self.read;
        let goes_on = |tab: &Tab<'_>| !is_aside(tab) && header.goes_on_in(self.kind, tab);
        let judged = others.iter().map(|one| match goes_on(&one.0) {
            true => (one, Verdict::Decides),
            false => (one, verdict(self.kind, one)),
        });
        let (asked, told): (Vec<_>, Vec<_>) = judged
            .filter(|(_, found)| *found != Verdict::Nothing)
            .partition(|(_, found)| *found == Verdict::Decides);
        let sheets: Vec<&(Tab<'_>, Header)> = asked.iter().map(|(one, _)| *one).collect();
        if let Some(found) = self.asked(&sheets) {
            diagnostics.push(found);
        }
        let name = |(one, _): &(&(Tab<'_>, Header), Verdict)| one.0.name.clone();
        let told: Vec<String> = told.iter().filter_map(name).collect();
        report_other(&told, self.place, diagnostics);
        asked.iter().filter_map(name).chain(told).collect()
    }

    /// One question about all of them.
    fn asked(&self, sheets: &[&(Tab<'_>, Header)]) -> Option<Diagnostic> {
        let read = self.read.0?;
        let named: Vec<(&str, String)> = sheets
            .iter()
            .filter_map(|(tab, header)| {
                let name = tab.name.as_deref()?;
                Some((name, format!("«{name}»{}", contents(tab, header))))
            })
            .collect();
        let year = self.choice.and_then(|choice| choice.year);
        let year = year.map_or(String::new(), |year| format!(", anno = {year}"));
        let path = quoted(self.place.file.as_deref().unwrap_or_default());
        let only = format!("{{ percorso = {path}, foglio = {}{year} }}", quoted(read));
        let names = std::iter::once(read).chain(named.iter().map(|(name, _)| *name));
        let names: Vec<String> = names.map(quoted).collect();
        let all = format!("{{ percorso = {path}, fogli = [{}]{year} }}", names.join(", "));
        let input = self.kind.name();
        let shown: Vec<&str> = named.iter().map(|(_, shown)| shown.as_str()).collect();
        let message = match shown.as_slice() {
            [] => return None,
            [one] => format!(
                "si legge il foglio «{read}»; non è letto, e può dire chi conta o quanto, il foglio {one}"
            ),
            more => format!(
                "si legge il foglio «{read}»; non sono letti, e possono dire chi conta o quanto, i fogli {}",
                more.join(", ")
            ),
        };
        let remedy = format!(
            "Guardate che cosa c'è in ogni foglio non letto. Se ha righe da contare in più, aggiungetele in fondo al foglio «{read}», con le sue colonne; se ha le stesse colonne, basta nominarlo in cug.toml, sotto [file], con la riga {input} = {all}. Se dice qualcosa delle righe del foglio «{read}» (chi è cessato, chi è di un altro ente, chi è a tempo parziale), riportatelo là in una colonna. Fatto questo, o se i fogli non cambiano nessun numero, scrivete in cug.toml, sotto [file], la riga {input} = {only}: degli altri fogli non si chiede più."
        );
        let line = |value: String| Setting::new("file".to_owned(), input, [value]);
        let asked = format!("{message}. Quali fogli vanno letti?");
        let choice = Choice::Lines { asked, lines: vec![line(only), line(all)] };
        let found = Diagnostic::new(code::SHEET_DECIDES, self.place.clone(), message);
        Some(found.with_remedy(remedy).with_choice(choice))
    }
}

/// Tells of the sheets that have a table, where `cug.toml` says which are read; gives back their names.
pub(super) fn tell(
    kind: InputKind,
    others: &[(Tab<'_>, Header)],
    place: &Location,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let tables = others.iter().filter(|one| verdict(kind, one) != Verdict::Nothing);
    let told: Vec<String> = tables.filter_map(|(tab, _)| tab.name.clone()).collect();
    report_other(&told, place, diagnostics);
    told
}

fn report_other(names: &[String], place: &Location, diagnostics: &mut Diagnostics) {
    let names: Vec<String> = names.iter().map(|name| format!("«{name}»")).collect();
    let message = match names.as_slice() {
        [] => return,
        [only] => format!("il foglio {only} ha un'altra tabella e non è stato letto"),
        several => {
            format!("i fogli {} hanno altre tabelle e non sono stati letti", several.join(", "))
        }
    };
    diagnostics.push(Diagnostic::new(code::OTHER_SHEET, place.clone(), message));
}

/// ` (Matricola, Data cessazione; 2 righe)`. A row that is hardly a header may be a person's.
fn contents(tab: &Tab<'_>, header: &Header) -> String {
    let below = |row: &&SheetRow| row.number > header.row || header.found.is_empty();
    let rows = tab.head.iter().filter(below).count();
    let rows = match tab.head.len() {
        HEADER_ROWS => "molte righe".to_owned(),
        _ => italian::counted(rows as u64, "riga", "righe"),
    };
    let words = header.shown_labels();
    if header.found.is_empty() {
        return format!(" ({rows})");
    }
    let more = if words.len() > HEADERS_SHOWN { ", …" } else { "" };
    let shown: Vec<&str> = words.iter().take(HEADERS_SHOWN).map(String::as_str).collect();
    format!(" ({}{more}; {rows})", shown.join(", "))
}

fn verdict(kind: InputKind, (tab, header): &(Tab<'_>, Header)) -> Verdict {
    let name = tab.name.as_deref().unwrap_or_default();
    let filled = |row: &SheetRow| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let is_deciding = header_words::is_deciding_value(name);
    if is_aside(tab) {
        return Verdict::Nothing;
    }
    let excludes = |row: &SheetRow| {
        let texts = row.cells.iter().filter_map(Value::text);
        texts.into_iter().any(|text| header_words::excludes(&text))
    };
    // A line of text may say who has left, and so may the heading of a list of names.
    if is_deciding && tab.head.len() > 1 || tab.head.iter().any(excludes) {
        return Verdict::Decides;
    }
    let below = || tab.head.iter().filter(|row| row.number > header.row);
    if below().next().is_none() {
        return Verdict::Nothing;
    }
    let found = header.found.len();
    let has_number = header.found.contains_key("matricola") || !header.keys().is_empty();
    let is_of_people = has_number || header.has_personal() && found > 0;
    let knows_people =
        reference_data::columns(kind).iter().any(|column| column.name == "matricola");
    if is_of_people || !knows_people && found > 1 {
        return Verdict::Decides;
    }
    let is_table = header.width() > 1 && below().any(|row| filled(row) > 1);
    if is_table { Verdict::Other } else { Verdict::Nothing }
}

/// A sheet that sums up another, or explains it.
fn is_aside(tab: &Tab<'_>) -> bool {
    let name = normal_form(tab.name.as_deref().unwrap_or_default());
    pivot::is_pivot(tab) || EXPLAIN.contains(&name.as_str())
}
