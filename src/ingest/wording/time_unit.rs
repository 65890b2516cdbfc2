//! The unit of a quantity in words: of a cell, or in a header.

use crate::ingest::spelling::normal_form;
use crate::model::column_choice::ColumnUnit;

const DAYS: [&str; 9] = ["g", "gg", "giorno", "giorni", "giornata", "giornate", "d", "day", "days"];
const HOURS: [&str; 7] = ["h", "hh", "ora", "ore", "o", "hours", "hour"];
const MINUTES: [&str; 7] = ["m", "mm", "min", "minuto", "minuti", "minutes", "mins"];
const LONGER: [&str; 4] = ["settimane", "settimana", "mesi", "anni"];
const SECONDS: [&str; 5] = ["s", "sec", "secondi", "seconds", "secs"];

/// In words, where it is one word for a unit: `GG`, `ore`, `Min.`
pub(in crate::ingest) fn named(text: &str) -> Option<ColumnUnit> {
    let form = normal_form(text);
    let is = |words: &[&str]| words.contains(&form.as_str());
    match () {
        () if is(&DAYS) => Some(ColumnUnit::Days),
        () if is(&HOURS) => Some(ColumnUnit::Hours),
        () if is(&MINUTES) => Some(ColumnUnit::Minutes),
        () => None,
    }
}

/// What a header says of the unit of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Headed {
    Nothing,
    Unit(ColumnUnit),
    /// Hours and minutes, or days and hours, in one column.
    Two,
    /// Weeks or months, which nobody turns into days.
    Longer,
}

/// The unit in the words of a header: `Durata (minuti)`, `Giorni fruiti`, `Ore`.
pub(in crate::ingest) fn headed(words: &str) -> Headed {
    let form = normal_form(words);
    let has = |words: &[&str]| form.split(' ').any(|word| word.len() > 1 && words.contains(&word));
    let units = [
        (ColumnUnit::Days, has(&DAYS)),
        (ColumnUnit::Hours, has(&HOURS)),
        (ColumnUnit::Minutes, has(&MINUTES)),
        (ColumnUnit::Seconds, has(&SECONDS)),
    ];
    if LONGER.iter().any(|word| form.split(' ').any(|one| one == *word)) {
        return Headed::Longer;
    }
    let mut named = units.into_iter().filter(|(_, is_named)| *is_named);
    match (named.next(), named.next()) {
        (None, _) => Headed::Nothing,
        (Some((unit, _)), None) => Headed::Unit(unit),
        _ => Headed::Two,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_may_name_its_unit() {
        for (words, expected) in [
            ("Durata (minuti)", Headed::Unit(ColumnUnit::Minutes)),
            ("Ore fruite", Headed::Unit(ColumnUnit::Hours)),
            ("Giorni", Headed::Unit(ColumnUnit::Days)),
            ("Durata (sec.)", Headed::Unit(ColumnUnit::Seconds)),
            ("GG.", Headed::Unit(ColumnUnit::Days)),
            ("giorni/ore", Headed::Two),
            ("Ore e minuti", Headed::Two),
            ("hh:mm", Headed::Two),
            ("Quantità", Headed::Nothing),
            ("Durata", Headed::Nothing),
            ("N. settimane", Headed::Longer),
            ("N. h", Headed::Nothing),
        ] {
            assert_eq!(headed(words), expected, "{words}");
        }
        assert_eq!(named("G.G."), None);
        assert_eq!(named("GG"), Some(ColumnUnit::Days));
        assert_eq!(named("Min."), Some(ColumnUnit::Minutes));
    }
}
