//! Days in one column and hours in another: `GG` beside `HH`.

use super::Header;
use super::label::Label;
use crate::ingest::spelling::normal_form;

const QUANTITY: &str = "quantita";
const HOURS_BESIDE: &str = "ore";

const DAYS: [&str; 5] = ["giorni", "gg", "giornate", "giorno", "g"];
const HOURS: [&str; 4] = ["ore", "hh", "h", "ora"];
/// What else a header of a quantity may say: not that something is left over, or due.
const ASIDE: [&str; 19] = [
    "n",
    "nr",
    "num",
    "numero",
    "di",
    "assenza",
    "assenze",
    "permesso",
    "permessi",
    "congedo",
    "fruite",
    "fruiti",
    "usufruite",
    "usufruiti",
    "godute",
    "goduti",
    "durata",
    "quantita",
    "effettive",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Days,
    Hours,
}

impl Part {
    /// The unit that a header names, if it names one.
    fn of(words: &str) -> Option<Self> {
        let form = normal_form(words);
        let has = |units: &[&str]| form.split(' ').any(|word| units.contains(&word));
        match (has(&DAYS), has(&HOURS)) {
            (true, false) => Some(Self::Days),
            (false, true) => Some(Self::Hours),
            _ => None,
        }
    }
}

/// Whether a header says how many days or hours, and nothing else.
fn is_of_quantity(words: &str) -> bool {
    let form = normal_form(words);
    let mut words = form.split(' ');
    words.all(|word| DAYS.contains(&word) || HOURS.contains(&word) || ASIDE.contains(&word))
}

impl Header {
    /// Days in one column and hours in another are one quantity, each in its unit.
    pub(super) fn part_days_from_hours(&mut self, labels: &[Label]) {
        let at = self.ambiguous.iter().position(|(name, _)| *name == QUANTITY);
        let fits: Vec<(u32, String)> = match (at, self.found.get(QUANTITY)) {
            (Some(at), _) => self.ambiguous[at].1.clone(),
            (None, Some(found)) => {
                let taken: Vec<u32> = self.found.values().map(|(column, _)| *column).collect();
                let free = labels.iter().filter(|label| !taken.contains(&label.column));
                let others = free.map(|label| (label.column, label.full()));
                let others = others.filter(|(_, words)| is_of_quantity(words));
                std::iter::once(found.clone()).chain(others).collect()
            }
            (None, None) => return,
        };
        let of = |part| fits.iter().filter(move |(_, words)| Part::of(words) == Some(part));
        let (days, hours): (Vec<_>, Vec<_>) =
            (of(Part::Days).cloned().collect(), of(Part::Hours).cloned().collect());
        if let ([days], [hours], 2) = (days.as_slice(), hours.as_slice(), fits.len()) {
            self.found.insert(QUANTITY, days.clone());
            self.found.insert(HOURS_BESIDE, hours.clone());
            if let Some(at) = at {
                self.required_found += 1;
                self.ambiguous.remove(at);
            }
        }
    }
}
