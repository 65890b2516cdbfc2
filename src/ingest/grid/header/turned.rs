//! Tables turned on their side that mean one thing only: each cell below the headers of a family is read
//! as a row of its own.

use super::Header;
use super::label::Label;
use super::wide::{is_month, year_of};
use crate::ingest::file::sheet::Value;
use crate::ingest::file::tab::{Tab, Turning};
use crate::ingest::spelling::Vocabulary;
use crate::ingest::wording::leave::{self, Cause};
use crate::ingest::wording::measure::{self, Measures};
use crate::model::input::InputKind;
use crate::model::reference_data;

/// Fewer headers of a family are columns like others.
const FEWEST: usize = 2;
const FEWEST_MONTHS: usize = 3;

/// What the headers of a family become.
struct Family<'a> {
    /// `causale`, as a message names it.
    what: &'static str,
    /// The column that holds the header of a cell, and the one that holds the cell.
    of_header: Option<&'static str>,
    of_cell: &'static str,
    /// The headers, each with what a row has of it.
    members: Vec<(&'a Label, String)>,
    /// Headers of the family whose cells are no data of the input.
    others: Vec<&'a Label>,
}

impl Header {
    /// The sheet with a row for each cell, and the header that it has then; both as they are where the
    /// table is not turned or could mean two things.
    pub(in crate::ingest) fn turn(mut self, kind: InputKind, tab: Tab<'_>) -> (Tab<'_>, Self) {
        let Some(family) = family(&self, kind) else { return (tab, self) };
        let (of_header, of_cell) = (family.of_header, family.of_cell);
        let columns: Vec<u32> = family.members.iter().map(|(label, _)| label.column).collect();
        let others = family.others.iter().map(|label| label.column);
        let taken: Vec<u32> = columns.iter().copied().chain(others).collect();
        let shown = |place: usize| family.members.get(place).map(|(label, _)| label.shown());
        let (first, last) = (shown(0), shown(family.members.len() - 1));
        let words = format!("{} … {}", first.unwrap_or_default(), last.unwrap_or_default());
        let what = family.what;
        let constants: Vec<(u32, Value<'static>)> = family
            .members
            .iter()
            .map(|(label, constant)| (label.column, Value::from(constant.clone())))
            .collect();
        self.found.remove(of_cell);
        let names: Vec<&'static str> = of_header.into_iter().chain([of_cell]).collect();
        for (name, column) in names.iter().zip(&columns) {
            self.found.insert(name, (*column, words.clone()));
        }
        self.missing_required.retain(|name| !names.contains(name));
        let input = reference_data::columns(kind);
        self.missing.retain(|place| !names.contains(&input[*place].name.as_str()));
        self.required_found += names.len();
        let turned = Turned { what, names, taken, count: columns.len() };
        self.turned = Some(turned);
        let turning = Turning {
            header_row: self.row,
            of_header: of_header.map(|_| columns[0] as usize),
            of_cell: columns[usize::from(of_header.is_some())] as usize,
            columns: constants,
        };
        (tab.turned(turning), self)
    }
}

/// What was turned of a table.
#[derive(Clone, Debug)]
pub(in crate::ingest) struct Turned {
    /// What there is a column of: `causale`, `mese`.
    pub(in crate::ingest) what: &'static str,
    /// The columns of the input that the family became.
    pub(in crate::ingest) names: Vec<&'static str>,
    /// The columns of the sheet that need no other reader.
    pub(in crate::ingest) taken: Vec<u32>,
    /// How many of them are rows now.
    pub(in crate::ingest) count: usize,
}

/// The headers that can only be kinds, months or years of what the input is about. What else is missing is
/// told as in any other table.
fn family(header: &Header, kind: InputKind) -> Option<Family<'_>> {
    let is_missing = |name: &str| header.missing_required.contains(&name);
    if !header.ambiguous.is_empty() || !header.shared.is_empty() {
        return None;
    }
    let family = match kind {
        InputKind::Leave if is_missing("tipo") => causes(header),
        InputKind::Training if is_missing("tipo") => topics(header),
        InputKind::WorkLife if is_missing("misura") => measures(header),
        InputKind::Leave if is_missing("quantita") => times(header, "quantita"),
        InputKind::Training if is_missing("ore") => times(header, "ore"),
        InputKind::Plan if is_missing("anno") && is_missing("atteso") => {
            years(header, "atteso", &["target", "atteso", "valore atteso", "obiettivo atteso"])
        }
        InputKind::Actuals if is_missing("anno") => {
            years(header, "consuntivo", &["consuntivo", "risultato", "valore", "realizzato"])
        }
        _ => None,
    }?;
    let is_there = |name: &str| header.found.contains_key(name) && name != family.of_cell;
    let is_doubled = family.of_header.is_some_and(is_there);
    (family.members.len() >= FEWEST && !is_doubled).then_some(family)
}

/// `L.104 giorni`, `congedo parentale ore`; absences that the table does not have are set apart.
fn causes(header: &Header) -> Option<Family<'_>> {
    let (mut members, mut others) = (Vec::new(), Vec::new());
    for label in header.free_labels() {
        match leave::cause(label.shown(), None) {
            Cause::Leave(_) | Cause::NoUnit(_) => members.push((label, label.shown().to_owned())),
            Cause::Other => others.push(label),
            Cause::Mixed | Cause::TakenBack | Cause::Unknown => {}
        }
    }
    others.extend(sums(header, "quantita"));
    let what = "causale";
    Some(Family { what, of_header: Some("tipo"), of_cell: "quantita", members, others })
}

fn topics(header: &Header) -> Option<Family<'_>> {
    let terms = reference_data::training_types();
    let words = Vocabulary::new(terms.iter().map(reference_data::Term::words));
    let is_topic = |label: &&Label| words.find(label.form()).is_some();
    let topics = header.free_labels().filter(is_topic);
    let members = topics.map(|label| (label, label.shown().to_owned())).collect();
    let others = sums(header, "ore").collect();
    let what = "tipo di formazione";
    Some(Family { what, of_header: Some("tipo"), of_cell: "ore", members, others })
}

fn measures(header: &Header) -> Option<Family<'_>> {
    let is_measure =
        |label: &&Label| matches!(measure::measures(label.shown()), Measures::Known(_));
    let measures = header.free_labels().filter(is_measure);
    let members = measures.map(|label| (label, label.shown().to_owned())).collect();
    let what = "misura";
    Some(Family { what, of_header: Some("misura"), of_cell: "usa", members, others: Vec::new() })
}

/// Months, with their year or without, or years.
fn times<'a>(header: &'a Header, of_cell: &'static str) -> Option<Family<'a>> {
    if header.found.contains_key(of_cell) {
        return None;
    }
    let months: Vec<&Label> = header.free_labels().filter(|label| is_month(label.form())).collect();
    if months.len() < FEWEST_MONTHS {
        return years(header, of_cell, &[of_cell, "giorni", "ore", "gg"]);
    }
    let with_years = months.iter().filter(|label| year_of(label.form()).is_some()).count();
    let of_header = match with_years {
        0 => None,
        all if all == months.len() => Some("periodo"),
        _ => return None,
    };
    let members = months.into_iter().map(|label| (label, label.shown().to_owned())).collect();
    Some(Family { what: "mese", of_header, of_cell, members, others: Vec::new() })
}

/// `2025`, `Target 2025`: the year alone, or beside one of these words.
fn years<'a>(header: &'a Header, of_cell: &'static str, words: &[&str]) -> Option<Family<'a>> {
    let year = |label: &'a Label| {
        let form = label.form();
        let year = year_of(form)?;
        let beside = form.split(' ').filter(|word| *word != year.to_string());
        let beside = beside.collect::<Vec<_>>().join(" ");
        (beside.is_empty() || words.contains(&beside.as_str())).then(|| (label, year.to_string()))
    };
    let members = header.free_labels().filter_map(year).collect();
    Some(Family { what: "anno", of_header: Some("anno"), of_cell, members, others: Vec::new() })
}

/// The column of the sums, which stands beside its parts.
fn sums<'a>(header: &'a Header, name: &str) -> impl Iterator<Item = &'a Label> {
    let found = header.found.get(name).map(|(column, _)| *column);
    header.labels.iter().filter(move |label| {
        Some(label.column) == found || label.form().starts_with("totale") || label.form() == "tot"
    })
}
