//! Pivot tables and lists with outline groups: a key stands on the first row of its group alone, and sums
//! stand among the data.

use super::header::Header;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, code};
use crate::ingest::file::sheet::SheetRow;
use crate::ingest::file::tab::Tab;
use crate::ingest::spelling::normal_form;
use crate::model::holds::Holds;
use crate::model::input::InputKind;
use crate::model::reference_data;

/// What spreadsheet programs write over a pivot table, in normal form.
const MARKS: [&str; 12] = [
    "somma di",
    "conteggio di",
    "conta di",
    "media di",
    "etichette di riga",
    "etichette di colonna",
    "sum of",
    "count of",
    "average of",
    "row labels",
    "column labels",
    "etichette riga",
];
/// And below it.
const SUMS: [&str; 6] = [
    "totale complessivo",
    "totale generale",
    "totale risultato",
    "grand total",
    "total result",
    "totale complessiva",
];

/// Whether a sheet has the labels of a pivot table.
pub(super) fn is_pivot(tab: &Tab<'_>) -> bool {
    tab.head.iter().any(|row| is_marked(row, &MARKS))
}

/// What makes a sheet a pivot table, in its first rows.
pub(super) fn pivot(kind: InputKind, tab: &Tab<'_>, header: &Header) -> Option<Diagnostic> {
    let mut columns = reference_data::columns(kind).iter();
    let has_amount = columns.any(|column| column.required && column.holds == Holds::Number);
    let is_of_people = !matches!(kind, InputKind::Totals | InputKind::History);
    let marked = tab.head.iter().find(|row| is_marked(row, &MARKS));
    if !header.is_complete() {
        let row = marked.filter(|_| is_of_people)?;
        return Some(found(row.number, "la riga ha le etichette di una tabella pivot"));
    }
    let places: Vec<(&str, usize)> = reference_data::columns(kind)
        .iter()
        .filter(|column| column.required)
        .filter_map(|column| {
            let (index, _) = header.found.get(column.name.as_str())?;
            Some((column.name.as_str(), *index as usize))
        })
        .collect();
    if !has_amount || places.len() < 2 || header.turned.is_some() {
        return None;
    }
    let below = tab.head.iter().filter(|row| row.number > header.row);
    let data: Vec<&SheetRow> = below.filter(|row| !is_sum(row)).collect();
    let lacks = |row: &SheetRow| places.iter().find(|(_, column)| row.cell(*column).is_empty());
    let hollow: Vec<&SheetRow> = data.iter().copied().filter(|row| lacks(row).is_some()).collect();
    let first = hollow.first()?;
    let has_sums = tab.head.iter().any(|row| is_marked(row, &SUMS) || is_sum_of_group(row, &data));
    // A row for each group with its sum, and below it rows that do not repeat the group.
    let are_groups = hollow.len() == data.len()
        && hollow.iter().any(|row| lacks(row).map(|(name, _)| *name) != Some(places[0].0))
        && hollow.iter().any(|row| lacks(row).map(|(name, _)| *name) == Some(places[0].0));
    if marked.is_none() && !has_sums && !are_groups {
        return None;
    }
    let (name, _) = lacks(first)?;
    let message = format!(
        "nella riga {} manca «{name}»: la tabella è una pivot, o ha le voci raggruppate, ciascuna scritta una volta sola nel suo gruppo",
        first.number
    );
    Some(found(first.number, &message))
}

impl Header {
    /// As [`pivot`], at its place.
    pub(super) fn pivot(
        &self,
        kind: InputKind,
        tab: &Tab<'_>,
        place: &Location,
    ) -> Option<Diagnostic> {
        let found = pivot(kind, tab, self)?;
        let row = found.location.row.unwrap_or_default();
        Some(Diagnostic { location: place.clone().at_row(row), ..found })
    }
}

fn found(row: u32, message: &str) -> Diagnostic {
    let place = Location::folder().at_row(row);
    Diagnostic::new(code::WIDE_TABLE, place, message.to_owned()).with_remedy(
        "Usate l'elenco da cui la pivot è fatta, che ha una riga per ogni dato. Se non lo avete: fate clic nella pivot e, in Excel, in Progettazione scegliete Layout rapporto, Mostra in formato tabulare, poi Layout rapporto, Ripeti tutte le etichette degli elementi, poi Subtotali, Non mostrare subtotali, e Totali complessivi, Disattiva per righe e colonne; poi copiatela in un foglio nuovo con Incolla valori. Se non è una pivot, ripetete in ogni riga le voci che stanno solo nella prima del gruppo, e cancellate le righe con le somme.",
    )
}

fn is_marked(row: &SheetRow, marks: &[&str]) -> bool {
    let texts = row.cells.iter().filter_map(|cell| cell.text());
    texts.into_iter().any(|text| {
        let form = normal_form(&text);
        marks.iter().any(|mark| form == *mark || form.starts_with(&format!("{mark} ")))
            || text.starts_with("Sum - ")
            || text.starts_with("Somma - ")
    })
}

/// A row that begins or ends with the words of a sum.
fn is_sum(row: &SheetRow) -> bool {
    let first = row.cells.iter().find_map(|cell| cell.text());
    first.is_some_and(|text| {
        let form = normal_form(&text);
        let is_total = |word: Option<&str>| matches!(word, Some("totale" | "total" | "conteggio"));
        is_total(form.split(' ').next()) || is_total(form.split(' ').next_back())
    })
}

/// `001001 Totale`, below rows that begin with `001001`.
fn is_sum_of_group(row: &SheetRow, data: &[&SheetRow]) -> bool {
    let first = |row: &SheetRow| row.cells.iter().find_map(|cell| Some(cell.text()?.into_owned()));
    let Some(text) = first(row) else { return false };
    let Some(key) = text.strip_suffix(" Totale").or_else(|| text.strip_suffix(" Total")) else {
        return false;
    };
    data.iter().any(|other| other.number < row.number && first(other).as_deref() == Some(key))
}
