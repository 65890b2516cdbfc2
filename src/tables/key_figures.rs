//! The figures of the summary page that come from staff.

use super::figure;
use super::printed::Printed;
use crate::italian;
use crate::model::cell::PROTECTED_SIGN;
use crate::model::format::Format;
use crate::model::gender::Gender;
use crate::model::report::{KeyFigure, KeyFigureKind};
use crate::model::table::Table;
use crate::model::table_id::TableId;

/// Staff, share of women, share of women among managers, and part time, each with its table; what
/// the cells keep back is `[r]`.
pub fn key_figures(format: &Format, tables: &[Table]) -> Vec<KeyFigure> {
    let Some(grades) = Printed::find(format, tables, TableId::GRADES) else { return Vec::new() };
    let woman = Some(Gender::Woman);
    let staff = grades.staff(None);
    let mut figures = vec![
        key_figure(
            KeyFigureKind::Staff,
            staff.map(italian::count),
            if staff == Some(1) { "persona in servizio" } else { "persone in servizio" },
            TableId::GRADES,
        ),
        key_figure(
            KeyFigureKind::Women,
            share(grades.staff(woman), staff),
            "donne sul personale",
            TableId::GRADES,
        ),
        key_figure(
            KeyFigureKind::WomenManagers,
            share(grades.managers(woman), grades.managers(None)),
            "donne fra i dirigenti",
            TableId::MANAGER_EDUCATION,
        ),
    ];
    if let Some(presence) = Printed::find(format, tables, TableId::PRESENCE) {
        let all = presence.total().and_then(|total| total.count(None));
        figures.push(key_figure(
            KeyFigureKind::PartTime,
            share(presence.part_time(None), all),
            "a tempo parziale",
            TableId::PRESENCE,
        ));
    }
    figures
}

fn key_figure(
    kind: KeyFigureKind,
    value: Option<String>,
    label: &str,
    table: TableId,
) -> KeyFigure {
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
