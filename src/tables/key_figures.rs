//! The figures of the summary page that come from staff.

use super::figure;
use super::printed::Printed;
use crate::italian;
use crate::model::cell::PROTECTED_SIGN;
use crate::model::format::Format;
use crate::model::gender::Gender;
use crate::model::report::{KeyFigure, KeyFigureKind};
use crate::model::table::Table;

/// Staff, share of women, share of women among managers, and part time, each with its table; what
/// the cells keep back is `[r]`.
pub fn key_figures(format: &Format, tables: &[Table]) -> Vec<KeyFigure> {
    let Some(grades) = Printed::find(format, tables, "1.1") else { return Vec::new() };
    let woman = Some(Gender::Woman);
    let staff = grades.staff(None);
    let mut figures = vec![
        key_figure(
            KeyFigureKind::Staff,
            staff.map(italian::count),
            if staff == Some(1) { "persona in servizio" } else { "persone in servizio" },
            "1.1",
        ),
        key_figure(
            KeyFigureKind::Women,
            share(grades.staff(woman), staff),
            "donne sul personale",
            "1.1",
        ),
        key_figure(
            KeyFigureKind::WomenManagers,
            share(grades.managers(woman), grades.managers(None)),
            "donne fra i dirigenti",
            "1.6",
        ),
    ];
    if let Some(presence) = Printed::find(format, tables, "1.2") {
        let all = presence.total().and_then(|total| total.count(None));
        figures.push(key_figure(
            KeyFigureKind::PartTime,
            share(presence.part_time(None), all),
            "a tempo parziale",
            "1.2",
        ));
    }
    figures
}

fn key_figure(kind: KeyFigureKind, value: Option<String>, label: &str, table: &str) -> KeyFigure {
    KeyFigure {
        kind,
        value: value.unwrap_or_else(|| PROTECTED_SIGN.to_owned()),
        previous: None,
        change: None,
        label: label.to_owned(),
        source: format!("tabella {table}"),
    }
}

fn share(part: Option<u64>, whole: Option<u64>) -> Option<String> {
    let (part, whole) = (part?, whole?);
    Some(match whole {
        0 => "–".to_owned(),
        _ => format!("{} %", figure::percent(part, whole).text),
    })
}
