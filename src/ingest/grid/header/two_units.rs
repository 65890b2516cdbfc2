//! Days in one column and hours in another: `GG` beside `HH`.

use super::Header;
use super::label::Label;
use crate::ingest::spelling::normal_form;
use crate::ingest::wording::time_unit::{self, Headed};
use crate::model::column_choice::ColumnUnit;

const QUANTITY: &str = "quantita";
const HOURS_BESIDE: &str = "ore";

const UNITS: [ColumnUnit; 2] = [ColumnUnit::Days, ColumnUnit::Hours];

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

/// The unit that a header names, if it names one: `H` alone is one too.
fn unit_in(words: &str) -> Option<ColumnUnit> {
    match time_unit::headed(words) {
        Headed::Unit(unit) => Some(unit),
        _ => time_unit::named(words),
    }
}

/// Whether a header says how many days or hours, and nothing else.
fn is_of_quantity(words: &str) -> bool {
    let form = normal_form(words);
    let mut words = form.split(' ');
    words.all(|word| ASIDE.contains(&word) || time_unit::named(word).is_some())
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
                let others = others.filter(|(_, words)| {
                    let is_of_time = UNITS.map(Some).contains(&unit_in(words));
                    is_of_time && is_of_quantity(words)
                });
                std::iter::once(found.clone()).chain(others).collect()
            }
            (None, None) => return,
        };
        let [days, hours] = UNITS.map(|unit| {
            let of_unit = fits.iter().filter(|(_, words)| unit_in(words) == Some(unit));
            of_unit.cloned().collect::<Vec<_>>()
        });
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
