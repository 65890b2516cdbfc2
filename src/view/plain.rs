//! «In parole semplici»: the public edition on one page, in short sentences without jargon, for people who
//! read with effort or in a language that is not theirs. Every figure is one that the edition prints.

use serde::Serialize;

use crate::italian;
use crate::model::achievement::{Achievements, Outcome};
use crate::model::gender::Gender;
use crate::model::report::{Edition, Report};
use crate::model::role::{ColumnRole, RowRole};
use crate::model::table::Table;
use crate::model::table_id::TableId;

/// The page, part by part.
#[derive(Debug, Serialize)]
pub struct Plain {
    pub parts: Vec<Part>,
}

#[derive(Debug, Serialize)]
pub struct Part {
    pub title: &'static str,
    /// Each is one line of the page.
    pub sentences: Vec<String>,
}

/// `None` for the full edition, whose readers know the matter.
pub(super) fn plain(report: &Report) -> Option<Plain> {
    if report.edition != Edition::Public {
        return None;
    }
    let (done, undone) = plan(report);
    let parts = [
        Part { title: "Che cos’è", sentences: subject(report) },
        Part { title: "Chi lavora nell’ente", sentences: staff(report) },
        Part { title: "Che cosa si è fatto", sentences: done },
        Part { title: "Che cosa non si è fatto", sentences: undone },
        Part { title: "I numeri che non si leggono", sentences: kept_back(report) },
    ];
    Some(Plain { parts: parts.into_iter().filter(|part| !part.sentences.is_empty()).collect() })
}

fn subject(report: &Report) -> Vec<String> {
    let head = &report.head;
    vec![
        format!("Questo documento parla di chi lavora in un ente. L’ente è: {}.", super::shorten(&head.body, 200)),
        format!("I dati sono quelli della fine del {}.", head.year),
        "Il documento dice quante donne e quanti uomini ci lavorano.".to_owned(),
        "Dice anche che cosa si è fatto per dare a tutti le stesse possibilità.".to_owned(),
        "Lo legge il CUG. Il CUG è un gruppo di persone dell’ente. Il suo compito è aiutare chi lavora."
            .to_owned(),
    ]
}

fn staff(report: &Report) -> Vec<String> {
    let mut sentences = Vec::new();
    // A rounded zero stands for nobody, or for some.
    let is_rounded =
        report.statement.as_ref().is_some_and(|statement| statement.rounding.is_some());
    let staff = |gender| figure(report, TableId::PRESENCE, gender);
    if let Some(all) = figure(report, TableId::GRADES, None) {
        sentences.push(match all {
            "0" if is_rounded => "Nell’ente lavorano poche persone.".to_owned(),
            "1" => "Nell’ente lavora 1 persona.".to_owned(),
            all => format!("Nell’ente lavorano {all} persone."),
        });
    }
    if let [Some(women), Some(men)] = [Gender::Woman, Gender::Man].map(|one| staff(Some(one))) {
        sentences.push(match (women, men) {
            ("0", "0") if is_rounded => "Le donne sono poche, e gli uomini pochi.".to_owned(),
            ("0", men) if is_rounded => {
                format!("Le donne sono poche, o nessuna. Gli uomini sono {men}.")
            }
            (women, "0") if is_rounded => {
                format!("Le donne sono {women}. Gli uomini sono pochi, o nessuno.")
            }
            ("1", "1") => "La donna è 1. L’uomo è 1.".to_owned(),
            ("1", men) => format!("La donna è 1. Gli uomini sono {men}."),
            (women, "1") => format!("Le donne sono {women}. L’uomo è 1."),
            (women, men) => format!("Le donne sono {women}. Gli uomini sono {men}."),
        });
    }
    let managers = |gender| figure(report, TableId::MANAGER_EDUCATION, gender);
    match (managers(None), managers(Some(Gender::Woman))) {
        (Some(all), Some(women)) if all != "0" => {
            sentences.push("I dirigenti guidano gli uffici.".to_owned());
            sentences.push(match (all, women) {
                (all, "0") if is_rounded => {
                    format!("I dirigenti sono {all}. Fra loro le donne sono poche, o nessuna.")
                }
                ("1", "0") => "Il dirigente è 1. È un uomo.".to_owned(),
                ("1", _) => "La dirigente è 1. È una donna.".to_owned(),
                (all, "0") => format!("I dirigenti sono {all}. Nessuno è donna."),
                (all, "1") => format!("I dirigenti sono {all}. Fra loro c’è 1 donna."),
                (all, women) => format!("I dirigenti sono {all}. Fra loro le donne sono {women}."),
            });
        }
        _ => {}
    }
    if sentences.is_empty() {
        sentences.push("Qui non si dice quante persone ci lavorano.".to_owned());
    }
    sentences
}

/// The total of a table as it is printed, for a gender or for both; `None` where it is kept back or not
/// there.
fn figure(report: &Report, id: TableId, gender: Option<Gender>) -> Option<&str> {
    let table = report.tables.iter().find(|table| table.id == id && table.provided)?;
    let row = table.rows.iter().find(|row| row.role == RowRole::Total)?;
    let cell = &row.cells[column(table, gender)?];
    let is_figure = cell.text.starts_with(|letter: char| letter.is_ascii_digit());
    (is_figure && !cell.is_protected()).then_some(cell.text.as_str())
}

fn column(table: &Table, gender: Option<Gender>) -> Option<usize> {
    let is_total = |role| matches!(role, ColumnRole::Total | ColumnRole::Count);
    table.columns.iter().position(|column| is_total(column.role) && column.gender == gender)
}

/// What was kept of the plan, and what was not.
fn plan(report: &Report) -> (Vec<String>, Vec<String>) {
    let mut done = Vec::new();
    if let Some(all) = &report.initiatives {
        let year = report.head.year;
        match all.carried_out.initiatives.len() {
            0 => {}
            1 => done.push(format!("Nel {year} l’ente ha fatto 1 iniziativa.")),
            count => done.push(format!("Nel {year} l’ente ha fatto {count} iniziative.")),
        }
    }
    let Some(achievements) = &report.achievements else {
        done.push("L’ente non ha dato il suo piano.".to_owned());
        return (done, Vec::new());
    };
    let total: u64 = achievements.overall.counts.iter().sum();
    done.push("Un piano dice che cosa l’ente vuole fare.".to_owned());
    done.push(format!(
        "Nel piano di quest’anno ci {}.",
        counted(total, "è 1 risultato da avere", "sono {n} risultati da avere")
    ));
    let (kept, missed) = results(achievements);
    done.extend(kept);
    let missed = if missed.is_empty() {
        vec!["Tutti i risultati del piano ci sono.".to_owned()]
    } else {
        missed
    };
    (done, missed)
}

fn results(achievements: &Achievements) -> (Vec<String>, Vec<String>) {
    let mut kept = Vec::new();
    let mut missed = Vec::new();
    for (outcome, &count) in Outcome::ALL.iter().zip(&achievements.overall.counts) {
        if count == 0 {
            continue;
        }
        let (list, one, many) = match outcome {
            Outcome::Reached => (&mut kept, "1 risultato c’è.", "{n} risultati ci sono."),
            Outcome::ReachedLate => {
                (&mut kept, "1 è arrivato in ritardo.", "{n} sono arrivati in ritardo.")
            }
            Outcome::PartlyReached => {
                (&mut kept, "1 c’è solo in parte.", "{n} ci sono solo in parte.")
            }
            Outcome::NotReached => {
                (&mut missed, "1 risultato non c’è.", "{n} risultati non ci sono.")
            }
            Outcome::ActualMissing => (
                &mut missed,
                "Di 1 risultato non si sa niente.",
                "Di {n} risultati non si sa niente.",
            ),
            Outcome::NotAssessable => (
                &mut missed,
                "1 risultato non si può misurare.",
                "{n} risultati non si possono misurare.",
            ),
        };
        list.push(counted(count, one, many));
    }
    (kept, missed)
}

fn counted(count: u64, one: &str, many: &str) -> String {
    if count == 1 { one.to_owned() } else { many.replace("{n}", &italian::count(count)) }
}

fn kept_back(report: &Report) -> Vec<String> {
    if let Some(statement) = report.statement.as_ref().filter(|one| one.rounding.is_some()) {
        return vec![
            format!(
                "I numeri di persone non sono esatti. Vanno di {} in {0}.",
                statement.threshold
            ),
            "Così nessuno può capire chi è una persona.".to_owned(),
        ];
    }
    let is_protected = report.statement.as_ref().is_some_and(|statement| statement.protected > 0);
    if !is_protected {
        return Vec::new();
    }
    vec![
        "Alcuni numeri mancano. Al loro posto c’è il segno [r].".to_owned(),
        "Sono numeri di poche persone. Così nessuno può capire chi sono.".to_owned(),
    ]
}
