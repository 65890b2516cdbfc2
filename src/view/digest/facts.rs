//! Sentences of the digest beside its figures: what the mean gap hides, what changed, how far the
//! data reach. All of them are read from the edition itself, so none tells what it keeps back.

use serde::Serialize;

use crate::italian;
use crate::model::achievement::{Achievements, Outcome};
use crate::model::cell::Value;
use crate::model::quality::Severity;
use crate::model::ratio::Ratio;
use crate::model::report::Report;
use crate::model::role::{ColumnRole, RowRole};
use crate::model::table::Table;
use crate::model::table_id::TableId;

/// Whose pay the gap compares, in how many grades women earn less, and where the gap is widest.
pub(super) fn pay(report: &Report) -> Option<String> {
    let is_pay = |table: &&Table| table.id == TableId::PAY_GAP && table.provided;
    let table = report.tables.iter().find(is_pay)?;
    let column = table.columns.iter().position(|one| one.role == ColumnRole::GapPercent)?;
    let rows = || table.rows.iter().filter(|row| row.role == RowRole::Body);
    let is_kept_back = rows().any(|row| row.cells[column].value == Value::Protected);
    let gaps: Vec<(&str, &Ratio, &str)> = rows()
        .filter_map(|row| match &row.cells[column].value {
            Value::Percent(gap) => Some((row.label.as_str(), gap, row.cells[column].text.as_str())),
            _ => None,
        })
        .collect();
    let full_time = "Retribuzioni: il confronto è fra le sole persone a tempo pieno.";
    let Some((grade, widest, text)) = gaps.iter().min_by_key(|(_, gap, _)| (*gap).clone()) else {
        return Some(full_time.to_owned());
    };
    let negative = gaps.iter().filter(|(_, gap, _)| gap.is_negative()).count();
    let among = match (is_kept_back, gaps.len()) {
        (true, 1) => "di cui il divario è pubblicato",
        (true, _) => "fra quelli di cui il divario è pubblicato",
        (false, _) => "con entrambi i generi",
    };
    let where_widest = if widest.is_negative() {
        format!("il più ampio è in «{grade}», {text} %")
    } else {
        format!("il meno favorevole è in «{grade}», {text} %")
    };
    let of_them = match (negative, gaps.len()) {
        (0, 1) => "non hanno in media meno nell’unico inquadramento".to_owned(),
        (_, 1) => "hanno in media meno nell’unico inquadramento".to_owned(),
        (0, all) => format!("non hanno in media meno in nessuno dei {all} inquadramenti"),
        (some, all) => {
            let some = italian::counted(some as u64, "inquadramento", "inquadramenti");
            format!("hanno in media meno in {some} su {all}")
        }
    };
    Some(format!(
        "{full_time} Le donne {of_them} {among}: {where_widest}. Il divario di tutti insieme dipende anche da quante donne e quanti uomini ci sono in ciascuno."
    ))
}

/// What changed in one subject since the year before.
#[derive(Debug, Serialize)]
pub(super) struct Change<'a> {
    title: &'a str,
    sentence: &'a str,
}

/// The first sentence of each subject of the years; `None` without earlier years.
pub(super) fn changes(report: &Report) -> Option<Vec<Change<'_>>> {
    let chapter = report.years.as_ref()?;
    let sections = chapter.sections.iter();
    let changes = sections.filter_map(|section| {
        Some(Change { title: &section.title, sentence: section.sentences.first()? })
    });
    Some(changes.collect())
}

/// How far the data reach, in indicators, tables and sources.
pub(super) fn reliability(report: &Report) -> Vec<String> {
    let mut sentences: Vec<String> =
        report.achievements.as_ref().map(indicators).into_iter().collect();
    let given = report.tables.iter().filter(|table| table.provided).count();
    let mut tables = format!("Tabelle con dati: {given} su {}", report.tables.len());
    let empty: Vec<String> = report
        .tables
        .iter()
        .filter(|table| !table.provided)
        .map(|table| table.id.to_string())
        .collect();
    if !empty.is_empty() {
        tables.push_str(&format!(" (non fornite: {})", empty.join(", ")));
    }
    let filled = report.quality.sources.iter().filter(|source| source.has_rows());
    let sources = filled.count() as u64;
    if sources > 0 {
        tables.push_str(&format!("; fonti: {}", italian::counted(sources, "file", "file")));
    }
    sentences.push(format!("{tables}."));
    sentences.extend(checks(report));
    sentences
}

/// `Indicatori valutati: 46 su 54; senza consuntivo 5, non valutabili 3.`
fn indicators(achievements: &Achievements) -> String {
    let overall = &achievements.overall;
    let count = |outcome: Outcome| italian::count(overall.counts[outcome.index()]);
    format!(
        "Indicatori valutati: {} su {}; senza consuntivo {}, non valutabili {}.",
        italian::count(overall.assessed()),
        italian::count(overall.total()),
        count(Outcome::ActualMissing),
        count(Outcome::NotAssessable)
    )
}

/// Anomalies and how many wait; the public edition says where they are.
fn checks(report: &Report) -> Vec<String> {
    let quality = &report.quality;
    if quality.sources.is_empty() {
        return quality.sentences.clone();
    }
    let anomalies = quality.findings.iter().filter(|one| one.severity == Severity::Anomaly);
    let anomalies: u64 = anomalies.map(|one| one.count).sum();
    let words = match (anomalies, quality.waiting()) {
        (0, _) => "Nei dati non ci sono errori né anomalie.".to_owned(),
        (all, 0) => format!(
            "Nei dati non ci sono errori; anomalie: {}, tutte con una giustificazione scritta.",
            italian::count(all)
        ),
        (all, waiting) => format!(
            "Nei dati non ci sono errori; anomalie: {}, di cui {} senza giustificazione.",
            italian::count(all),
            italian::count(waiting)
        ),
    };
    vec![words]
}

/// What the public edition keeps back, in a sentence; `None` in the full one.
pub(super) fn kept_back(report: &Report) -> Option<String> {
    let statement = report.statement.as_ref()?;
    if statement.rounding.is_some() {
        return Some(format!(
            "Edizione pubblica: i numeri di persone sono arrotondati a un multiplo di {} (di {} nelle tabelle su conciliazione e congedi), e le percentuali sono calcolate da questi; i numeri esatti e le anomalie sono nell’edizione riservata.",
            statement.threshold, statement.sensitive_threshold
        ));
    }
    Some(format!(
        "Edizione pubblica: {} valori su {} non sono pubblicati («[r]»), perché riguardano gruppi di meno di {} persone (di {} nelle tabelle su conciliazione e congedi) o li farebbero ricavare; anomalie e dati interi sono nell’edizione riservata.",
        italian::count(statement.protected),
        italian::count(statement.figures),
        statement.threshold,
        statement.sensitive_threshold
    ))
}
