//! Tables turned on their side: a column for each month, year, kind, gender or age class, where the
//! program reads one row for each.

use super::Header;
use super::label::Label;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code;
use crate::diagnostic::location::{Location, column_letters};
use crate::ingest::spelling::{Vocabulary, normal_form};
use crate::italian::reading;
use crate::model::input::InputKind;
use crate::model::reference_data::{self, Term};

const GENDERS: [&str; 12] = [
    "u", "d", "m", "f", "uomini", "donne", "uomo", "donna", "maschi", "femmine", "totale u",
    "totale d",
];
const ROLES: [&str; 8] = [
    "presidente",
    "componente",
    "componenti",
    "membro",
    "membri",
    "commissario",
    "commissari",
    "segretario",
];
/// Headers shown in a message.
const SHOWN: usize = 6;

/// Headers of one kind, several of which stand side by side.
pub(super) struct Family<'a> {
    what: &'static str,
    labels: Vec<&'a Label>,
}

/// Whether a header in normal form is one of a kind.
type IsOne<'a> = &'a dyn Fn(&str) -> bool;

/// The kind of headers that stand side by side, where there is one.
pub(super) fn family(header: &Header) -> Option<Family<'_>> {
    let kinds = kinds_of_events();
    let families: [(&str, usize, IsOne<'_>); 6] = [
        ("una colonna per ogni mese", 3, &is_month),
        ("una colonna per ogni anno", 2, &is_year),
        ("una colonna per ogni causale o tipo", 2, &|form| kinds.find(form).is_some()),
        ("una colonna per ogni classe di età", 2, &is_age_class),
        ("una colonna per ogni genere", 2, &|form| GENDERS.contains(&form)),
        ("una colonna per ogni ruolo", 2, &|form| ROLES.contains(&form)),
    ];
    families.into_iter().find_map(|(what, least, is_one)| {
        let labels: Vec<&Label> =
            header.free_labels().filter(|label| is_one(label.form())).collect();
        (labels.len() >= least).then_some(Family { what, labels })
    })
}

/// A column that `cug.toml` gives to a name though others of its kind stand beside it: a month of
/// twelve, a cause of several.
pub(super) fn one_of_many(
    header: &Header,
    (column, name): (u32, &str),
    place: &Location,
) -> Option<Diagnostic> {
    const FEWEST_BESIDE: usize = 2;
    let kinds = kinds_of_events();
    let families: [(&str, IsOne<'_>); 2] =
        [("mese", &is_month), ("causale o tipo", &|form| kinds.find(form).is_some())];
    let chosen = header.labels.iter().find(|label| label.column == column)?;
    let (what, is_one) = families.into_iter().find(|(_, is_one)| is_one(chosen.form()))?;
    let beside = header.free_labels().filter(|label| is_one(label.form()));
    let beside: Vec<String> = beside.map(|label| format!("«{}»", label.shown())).collect();
    if beside.len() < FEWEST_BESIDE {
        return None;
    }
    let message = format!(
        "cug.toml dà «{}» a «{name}», ma la tabella ha una colonna per ogni {what}: con una sola le altre ({}) andrebbero perse",
        chosen.shown(),
        beside.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ")
    );
    let remedy = format!(
        "Togliete da cug.toml la riga {name} = …: il programma legge tutte le colonne, una casella alla volta. Se nel file c'è una colonna con la somma, indicate quella."
    );
    Some(Diagnostic::new(code::WIDE_TABLE, place.clone(), message).with_remedy(remedy))
}

impl Family<'_> {
    /// What the table looks like, and how to turn it.
    pub(super) fn diagnostic(
        &self,
        kind: InputKind,
        missing: &[&str],
        place: &Location,
    ) -> Diagnostic {
        let mut shown: Vec<String> = self
            .labels
            .iter()
            .take(SHOWN)
            .map(|label| format!("«{}» ({})", label.shown(), column_letters(label.column)))
            .collect();
        if self.labels.len() > SHOWN {
            shown.push("…".to_owned());
        }
        let missing: Vec<String> = missing.iter().map(|name| format!("«{name}»")).collect();
        let message = format!(
            "la tabella ha {}: {}; qui serve una riga per ogni dato, e manca {}",
            self.what,
            shown.join(", "),
            missing.join(", ")
        );
        let columns: Vec<&str> = reference_data::columns(kind)
            .iter()
            .filter(|of| of.required)
            .map(|of| of.name.as_str())
            .collect();
        let remedy = format!(
            "Non rinominate una sola di queste colonne: le altre andrebbero perse. Girate la tabella, con una riga per ogni casella e le colonne {}: in Excel selezionatela, poi Dati, Da tabella, e nella finestra che si apre selezionate queste colonne e scegliete Trasforma colonne UnPivot; oppure copiatele una sotto l'altra.{}",
            columns.join(", "),
            if self.what.ends_with("mese") && missing.len() == 1 {
                " Se basta la somma dell'anno aggiungete invece una colonna sola, con la somma dei mesi, e datele quel nome."
            } else {
                ""
            }
        );
        let place = match self.labels.first() {
            Some(first) => place.clone().at_column(first.column),
            None => place.clone(),
        };
        Diagnostic::new(code::WIDE_TABLE, place, message).with_remedy(remedy)
    }
}

/// The words of leave, training and measures.
fn kinds_of_events() -> Vocabulary {
    let terms: Vec<Term> = [
        reference_data::leave_types(),
        reference_data::training_types(),
        reference_data::work_life_measures(),
    ]
    .into_iter()
    .flatten()
    .collect();
    Vocabulary::new(terms.iter().map(Term::words))
}

/// `gen`, `Gennaio`, `gen 2025`, `01/2025`.
pub(super) fn is_month(form: &str) -> bool {
    let mut words = form.split(' ');
    let first = words.next().unwrap_or_default();
    let is_named = reading::short_month(first).is_some();
    let is_number =
        first.len() == 2 && first.parse::<u8>().is_ok_and(|number| (1..=12).contains(&number));
    match words.next() {
        None => is_named,
        Some(next) => (is_named || is_number) && words.next().is_none() && is_four_digits(next),
    }
}

/// `2025`, `Ore 2025`, `Target 2026`.
fn is_year(form: &str) -> bool {
    form.split(' ').count() <= 3 && year_of(form).is_some()
}

/// The only year that a header names.
pub(super) fn year_of(form: &str) -> Option<i32> {
    let mut years = form.split(' ').filter(|word| is_four_digits(word));
    let year = years.next()?.parse().ok()?;
    years.next().is_none().then_some(year)
}

fn is_four_digits(word: &str) -> bool {
    word.len() == 4 && word.parse::<i32>().is_ok_and(|year| (2000..=2100).contains(&year))
}

/// `30 40`, `da 31 a 40`, `u 30`: as `normal_form` writes `<30`, `31-40`, `>60`.
fn is_age_class(form: &str) -> bool {
    let bounds = form.split(' ').filter(|word| {
        word.parse::<u32>().is_ok_and(|age| (18..=70).contains(&age))
            || normal_form(word).is_empty()
    });
    let (bounds, words) = (bounds.count(), form.split(' ').count());
    bounds > 0
        && words <= 5
        && form.split(' ').all(|word| {
            word.parse::<u32>().is_ok()
                || matches!(
                    word,
                    "da" | "a"
                        | "u"
                        | "d"
                        | "m"
                        | "f"
                        | "anni"
                        | "oltre"
                        | "fino"
                        | "e"
                        | "meno"
                        | "di"
                )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_a_kind_are_known() {
        for month in ["gen", "gennaio", "mar 2025", "marzo", "01 2025", "settembre"] {
            assert!(is_month(month), "{month}");
        }
        for other in ["genere", "marca", "setto", "magistrale corso", "matricola", "12"] {
            assert!(!is_month(other), "{other}");
        }
        assert!(is_year("target 2026") && !is_year("anno"));
        assert!(is_age_class("da 31 a 40") && is_age_class("u 30") && !is_age_class("piano 3 bis"));
    }
}
