//! `riunioni`: when the CUG met and about what.

use super::committee::ask_of_future;
use crate::diagnostic::{Diagnostic, code};
use crate::ingest::file::sheet::Value;
use crate::ingest::grid::record::Record;
use crate::ingest::occasion::scope::Scope;
use crate::ingest::spelling::normal_form;
use crate::model::committee::Votes;
use crate::model::cug_report::Meeting;
use crate::model::settings::ReportSettings;

/// One meeting, or `None` with diagnostics.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    report: &ReportSettings,
    scope: &mut Scope,
) -> Option<Meeting> {
    scope.admits(record)?;
    let date = record.required_date("data");
    if let Some(day) = date {
        ask_of_future(record, "data", day, report);
    }
    let is_deserted = record.text("presenti").is_some_and(|text| text.trim() == "0");
    if is_deserted {
        record.leave_out("sedute senza presenti");
        return None;
    }
    let subjects = record.required_text("argomenti");
    let approves = record.yes_or_no("approva_relazione") == Some(true);
    let votes = if approves { votes(record) } else { Votes::default() };
    if record.refused {
        return None;
    }
    Some(Meeting {
        date: date?,
        subjects: subjects?,
        present: present(record),
        approves,
        votes,
        row: record.row.number,
    })
}

fn votes(record: &mut Record<'_>) -> Votes {
    Votes {
        for_it: record.count("favorevoli"),
        against: record.count("contrari"),
        abstained: record.count("astenuti"),
    }
}

/// Words with which a count of those present may be told.
const WORDS_OF_COUNTS: [&str; 46] = [
    "su",
    "di",
    "componenti",
    "componente",
    "membri",
    "presenti",
    "presente",
    "effettivi",
    "effettive",
    "supplenti",
    "titolari",
    "assenti",
    "donne",
    "uomini",
    "piu",
    "e",
    "n",
    "nr",
    "numero",
    "tutti",
    "tutte",
    "totale",
    "in",
    "presenza",
    "remoto",
    "da",
    "online",
    "uno",
    "una",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "venti",
    "i",
];

/// How many were there. Names, and why somebody was not, are nobody's business: they are asked and not
/// kept.
fn present(record: &mut Record<'_>) -> Option<String> {
    let text = record.text("presenti")?;
    let is_date = matches!(record.value("presenti"), Value::Date(_));
    let form = normal_form(&text);
    let is_count = |word: &str| {
        WORDS_OF_COUNTS.contains(&word) || word.chars().all(|letter| letter.is_ascii_digit())
    };
    if !is_date && form.split(' ').all(is_count) {
        return Some(text);
    }
    let message = if is_date {
        "«presenti» è una data: forse era un numero, come 7 su 12"
    } else {
        "«presenti» non è un numero, e potrebbe contenere nomi: non è stampato"
    };
    let place = record.location("presenti");
    record.diagnostics.push(Diagnostic::new(code::NAMES_OF_THOSE_PRESENT, place, message));
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_counts_are_in_normal_form() {
        for word in WORDS_OF_COUNTS {
            assert_eq!(word, normal_form(word));
        }
    }
}
