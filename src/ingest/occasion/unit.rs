//! The unit of a quantity: what `cug.toml`, the row, or the header of its column says.

use crate::ingest::grid::record::Record;
use crate::ingest::spelling::normal_form;
use crate::model::column_choice::ColumnUnit;

/// The column of units.
pub(in crate::ingest) const COLUMN: &str = "unita";

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

/// The unit that a row names; an error is a word that is none.
pub(in crate::ingest) fn of_row(record: &mut Record<'_>) -> Result<Option<ColumnUnit>, String> {
    if record.cell(COLUMN).is_none() {
        return Ok(None);
    }
    let Some(words) = record.words(COLUMN) else { return Ok(None) };
    named(&words).map(Some).ok_or_else(|| words.into_owned())
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
