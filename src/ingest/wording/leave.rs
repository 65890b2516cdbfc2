//! Causes of absence, as attendance programs, payroll and Conto annuale write them, to the leave of table
//! 1.10.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::nothing;
use super::phrases::{Phrases, words_of};
use crate::ingest::spelling::{Vocabulary, normal_form};
use crate::model::header_words;
use crate::model::reference_data;
use crate::model::wording::LeaveFamily;

/// What a cause of absence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Cause {
    /// A leave type, by its number.
    Leave(usize),
    /// Leave of a law, by the number of its family: in days or in hours, it does not say.
    NoUnit(usize),
    /// An absence that the table does not have.
    Other,
    /// Several causes in one.
    Mixed,
    /// A leave of the table, and words that take it back.
    TakenBack,
    Unknown,
}

/// What a phrase in a cause says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Family(usize),
    Unit(Unit),
    Code(usize, Unit),
    Other,
    OtherOfTheSameLaws,
    Mixed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::ingest) enum Unit {
    Days,
    Hours,
}

struct Causes {
    types: Vocabulary,
    families: Vec<LeaveFamily>,
    phrases: Phrases<Mark>,
    reasons: Phrases<&'static str>,
}

static CAUSES: LazyLock<Causes> = LazyLock::new(|| {
    let lists = reference_data::leave_causes();
    let types = reference_data::leave_types();
    let mut marks: Vec<(&str, Mark)> = Vec::new();
    let mut add = |words: &'static [String], mark| {
        marks.extend(words.iter().map(|word| (word.as_str(), mark)));
    };
    add(&lists.days, Mark::Unit(Unit::Days));
    add(&lists.hours, Mark::Unit(Unit::Hours));
    add(&lists.others, Mark::Other);
    add(&lists.others_of_the_same_laws, Mark::OtherOfTheSameLaws);
    add(&lists.mixed, Mark::Mixed);
    for (number, family) in lists.families.iter().enumerate() {
        add(&family.words, Mark::Family(number));
        add(&family.day_codes, Mark::Code(number, Unit::Days));
        add(&family.hour_codes, Mark::Code(number, Unit::Hours));
    }
    let reasons = lists
        .reasons
        .iter()
        .flat_map(|one| one.words.iter().map(|words| (words.as_str(), one.reason.as_str())));
    Causes {
        reasons: Phrases::new(reasons),
        types: Vocabulary::new(types.iter().map(|term| term.words())),
        families: lists.families.clone(),
        phrases: Phrases::new(marks),
    }
});

/// What the words of a cause mean; `more` are those of its description, where the file has one.
pub(in crate::ingest) fn cause(words: &str, more: Option<&str>) -> Cause {
    let known = CAUSES.types.find(words);
    let described = more.and_then(|more| CAUSES.types.find(more));
    match (known.or(described), more) {
        (Some(_), Some(more)) if header_words::are_denying(more) => return Cause::TakenBack,
        (Some(kind), None) => return Cause::Leave(kind),
        (Some(kind), Some(more)) if known.is_some() == described.is_some() || is_silent(more) => {
            return Cause::Leave(kind);
        }
        _ => {}
    }
    if nothing::is_none(words) && more.is_none_or(nothing::is_none) {
        return Cause::Other;
    }
    let form = normal_form(&[words, more.unwrap_or_default()].join(" "));
    judge(&words_of(&form))
}

/// Whether a description says nothing of the law or the unit.
fn is_silent(text: &str) -> bool {
    let form = normal_form(text);
    CAUSES.phrases.all(&words_of(&form)).is_empty()
}

fn judge(words: &[&str]) -> Cause {
    let mut families = BTreeSet::new();
    let mut units = BTreeSet::new();
    let mut is_other = false;
    let mut end = 0;
    for found in CAUSES.phrases.all(words) {
        // A phrase within a longer one says nothing of its own: `maternita facoltativa`.
        if found.end <= end {
            continue;
        }
        end = found.end;
        match found.meaning {
            Mark::Mixed => return Cause::Mixed,
            Mark::OtherOfTheSameLaws => return Cause::Other,
            Mark::Other => is_other = true,
            Mark::Family(family) => _ = families.insert(family),
            Mark::Unit(unit) => _ = units.insert(unit),
            Mark::Code(family, unit) => {
                families.insert(family);
                units.insert(unit);
            }
        }
    }
    match (families.first(), is_other) {
        (None, true) => Cause::Other,
        (None, false) => Cause::Unknown,
        (Some(_), true) => Cause::Mixed,
        (Some(_), false) if families.len() > 1 => Cause::Mixed,
        (Some(_), false) if header_words::are_denying(&words.join(" ")) => Cause::TakenBack,
        (Some(family), false) => match units.first().filter(|_| units.len() == 1) {
            Some(unit) => leave(*family, *unit).map_or(Cause::Unknown, Cause::Leave),
            None => Cause::NoUnit(*family),
        },
    }
}

/// Why an absence is not of the table, where it is of a law that is like those that are.
pub(in crate::ingest) fn reason(words: &str, more: Option<&str>) -> Option<&'static str> {
    let form = normal_form(&[words, more.unwrap_or_default()].join(" "));
    CAUSES.reasons.all(&words_of(&form)).first().map(|found| found.meaning)
}

/// The leave type of a family in a unit.
pub(in crate::ingest) fn leave(family: usize, unit: Unit) -> Option<usize> {
    let [days, hours] = in_days_and_hours(family);
    CAUSES.types.find(if unit == Unit::Days { days } else { hours })
}

/// The two leave types of a family, as they are written in the empty sheets.
pub(in crate::ingest) fn in_days_and_hours(family: usize) -> [&'static str; 2] {
    let family = &CAUSES.families[family];
    [&family.days, &family.hours]
}

/// `permessi L.104/1992`
pub(in crate::ingest) fn family_name(family: usize) -> &'static str {
    &CAUSES.families[family].name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_of_attendance_programs_are_read_by_rule() {
        let [l104_days, l104_hours, parental_days, parental_hours] = [0, 1, 2, 3].map(Cause::Leave);
        for (text, expected) in [
            ("L.104 giorni", l104_days),
            ("Permesso L. 104/92 giornaliero", l104_days),
            ("104GG", l104_days),
            ("PERM. LEGGE 104 - GG", l104_days),
            ("Permesso L.104/92 orario", l104_hours),
            ("104H", l104_hours),
            ("L104H", l104_hours),
            ("L.104 art. 33 c. 3 ore", l104_hours),
            ("Congedo parentale giornaliero 30%", parental_days),
            ("CONG. PARENT. ORARIO", parental_hours),
            ("Maternità facoltativa giorni", parental_days),
            ("CONGEDO PARENTALE 30%", Cause::NoUnit(1)),
            ("CONG. PARENTALE INTERO", Cause::NoUnit(1)),
            ("CPAR30", Cause::NoUnit(1)),
            ("PERMESSO L. 104/92 ART. 33 C. 3", Cause::NoUnit(0)),
            ("L104", Cause::NoUnit(0)),
            ("PR4 LEGGE 104/92", Cause::NoUnit(0)),
            ("L.104 2 ore al giorno", Cause::NoUnit(0)),
            ("Ferie", Cause::Other),
            ("MATOBB", Cause::Other),
            ("Malattia figlio", Cause::Other),
            ("Malattia figlio art. 47 d.lgs. 151/2001", Cause::Other),
            ("L.106", Cause::Other),
            ("Permessi L. 106/2025 ore", Cause::Other),
            ("L.104 e L.106", Cause::Mixed),
            ("Congedo parentale 80 %", Cause::NoUnit(1)),
            ("CONG. PARENT. 100% giorni", parental_days),
            ("Congedo parentale 80% orario", parental_hours),
            ("CP80", Cause::NoUnit(1)),
            ("Congedo vittime di violenza di genere", Cause::Other),
            ("ALTRI PERMESSI ED ASSENZE RETRIBUITE", Cause::Other),
            ("CONGEDI RETRIBUITI  AI SENSI DELL'ART.42,C.5, DLGS 151/2001", Cause::Other),
            ("LEGGE 104/92", Cause::NoUnit(0)),
            ("ASSENZE PER MALATTIA RETRIBUITE SOGGETTE A TRATTENUTA", Cause::Other),
            ("ALTRE ASSENZE NON RETRIBUITE", Cause::Other),
            ("LAVORO A DISTANZA", Cause::Other),
            ("M05", Cause::Other),
            ("F00", Cause::Other),
            ("O10", Cause::Other),
            ("M06", Cause::Other),
            ("PR6", Cause::Other),
            ("SC1", Cause::Other),
            ("SS2", Cause::Other),
            ("Z01", Cause::Other),
            ("Z02", Cause::Other),
            ("Congedo straordinario L.104 art. 42 c. 5", Cause::Other),
            ("-", Cause::Other),
            ("PR5", Cause::Mixed),
            ("ASS.RETRIB.:MATERNITA',CONGEDO PARENT.,MALATTIA FIGLIO", Cause::Mixed),
            ("Congedo parentale / L.104", Cause::Mixed),
            ("ABC1", Cause::Unknown),
            ("Permesso orario", Cause::Unknown),
        ] {
            assert_eq!(cause(text, None), expected, "{text}");
        }
    }

    #[test]
    fn a_code_and_its_description_are_read_together() {
        for (code, description, expected) in [
            ("L104", "Permesso L.104/92 giornaliero", Cause::Leave(0)),
            ("104H", "Permesso L.104/92 orario", Cause::Leave(1)),
            ("CPAR30", "Congedo parentale 30%", Cause::NoUnit(1)),
            ("MATOBB", "Congedo di maternità obbligatorio", Cause::Other),
            ("FER", "Ferie", Cause::Other),
            ("X17", "L.104 giorni", Cause::Leave(0)),
            ("L.104 giorni", "figlio di Anna", Cause::Leave(0)),
            ("L.104 giorni", "orario", Cause::NoUnit(0)),
            ("L.104 giorni", "Malattia", Cause::Mixed),
        ] {
            assert_eq!(cause(code, Some(description)), expected, "{code}");
        }
    }
}
