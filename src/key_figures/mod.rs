//! The key figures of the summary page and of the digest: one list, asked of this year as an edition
//! prints it and of the year before.

use crate::figures::{Answer, Missing, Reading, Unit, difference, women};
use crate::italian;
use crate::model::achievement::Achievements;
use crate::model::cell::{Measure, PROTECTED_SIGN};
use crate::model::dataset::Dataset;
use crate::model::history::PastYear;
use crate::model::protection::Numbers;
use crate::model::ratio::Ratio;
use crate::model::report::{KeyFigure, KeyFigureKind};
use crate::model::settings::{Arrears, PayBasis};
use crate::model::table::Table;
use crate::model::table_id::TableId;

/// One of them.
struct Definition {
    kind: KeyFigureKind,
    unit: Unit,
    label: &'static str,
    /// The tables or the chapter it comes from.
    source: &'static str,
    of: fn(&Reading, PayBasis) -> Answer,
}

const KEY_FIGURES: [Definition; 10] = [
    Definition {
        kind: KeyFigureKind::Staff,
        unit: Unit::People,
        label: "persone in servizio",
        source: "tabella 1.1",
        of: |year, _| year.staff(None),
    },
    Definition {
        kind: KeyFigureKind::Women,
        unit: Unit::Percent,
        label: "donne sul personale",
        source: "tabella 1.1",
        of: |year, _| women(|gender| year.staff(gender)),
    },
    Definition {
        kind: KeyFigureKind::WomenManagers,
        unit: Unit::Percent,
        label: "donne fra i dirigenti",
        source: "tabella 1.6",
        of: |year, _| women(|gender| year.managers(gender)),
    },
    Definition {
        kind: KeyFigureKind::PartTime,
        unit: Unit::Percent,
        label: "a tempo parziale",
        source: "tabella 1.2",
        of: |year, _| year.part_time(None),
    },
    Definition {
        kind: KeyFigureKind::PlanScore,
        unit: Unit::Score,
        label: "punteggio del PAP",
        source: "capitolo sul piano",
        of: |year, _| year.plan_score(),
    },
    Definition {
        kind: KeyFigureKind::WomenInPosts,
        unit: Unit::Percent,
        label: "donne nelle posizioni di responsabilità",
        source: "tabella 1.3",
        of: |year, _| women(|gender| year.total(TableId::POSITIONS, Measure::People, gender)),
    },
    Definition {
        kind: KeyFigureKind::PayGap,
        unit: Unit::Percent,
        label: "divario fra la media delle donne e quella degli uomini",
        source: "tabella 1.5",
        of: Reading::pay_gap,
    },
    Definition {
        kind: KeyFigureKind::LavoroAgile,
        unit: Unit::Percent,
        label: "in lavoro agile",
        source: "tabelle 1.9 e 1.1",
        of: |year, _| year.lavoro_agile(None),
    },
    Definition {
        kind: KeyFigureKind::TrainingHours,
        unit: Unit::Hours,
        label: "ore di formazione a persona in servizio",
        source: "tabelle 1.11 e 1.1",
        of: |year, _| year.training_hours(None),
    },
    Definition {
        kind: KeyFigureKind::TrainingReached,
        unit: Unit::Percent,
        label: "con almeno 40 ore di formazione",
        source: "tabelle 1.11 e 1.1",
        of: |year, _| year.training_reached(),
    },
];

/// Those that this year has, each with last year's value and the change where that year has it too;
/// what the cells keep back is `[r]`. Nothing stands beside them when last year was not given,
/// whatever older years say.
pub fn compute(
    dataset: &Dataset,
    history: &[PastYear],
    tables: &[Table],
    achievements: Option<&Achievements>,
    numbers: Numbers,
) -> Vec<KeyFigure> {
    let basis = dataset.settings.pay.basis;
    let this = Reading::this(dataset, tables, achievements);
    let before = Reading::past(dataset, history, this.number - 1);
    let key_figure = |definition: &Definition| {
        let [past, now] = [&before, &this].map(|year| (definition.of)(year, basis));
        if definition.kind == KeyFigureKind::PayGap && now == Err(Missing::Protected) {
            return Some(gap_within_levels(&this, definition, dataset));
        }
        // A row that a table of this run does not have is one of nobody.
        let now = now.map_err(|missing| match missing {
            Missing::Row => Missing::Nobody.among(numbers),
            other => other.among(numbers),
        });
        let unit = definition.unit;
        let is_plan = definition.kind == KeyFigureKind::PlanScore;
        Some(KeyFigure {
            kind: definition.kind,
            value: printed(definition.unit, &now)?,
            note: note(&now),
            previous: past
                .as_ref()
                .ok()
                .map(|value| format!("{} nel {}", unit.spoken(value), before.number))
                .map(|words| match before.plan_basis().filter(|_| is_plan) {
                    Some(basis) => format!("{words} ({basis})"),
                    None => words,
                })
                .map(|words| match definition.is_other_series(&this, &before) && is_plan {
                    true => format!("{words}, con altre regole di valutazione"),
                    false => words,
                }),
            change: difference(&[past, now.clone()])
                .ok()
                .filter(|_| !definition.is_other_series(&this, &before))
                .map(|change| unit.change(&change)),
            label: match (achievements.filter(|_| is_plan), few(&this, definition.kind)) {
                (Some(plan), _) => format!("{}: {}", definition.label, plan.overall.score.basis),
                (None, Some(all)) => {
                    format!("{} ({} in tutto)", definition.label, italian::count(all))
                }
                (None, None) => definition.label(&now, dataset.settings.pay.arrears),
            },
            source: definition.source.to_owned(),
        })
    };
    KEY_FIGURES.iter().filter_map(key_figure).collect()
}

/// The gap where some means are kept back: that within the levels. It is another figure, and nothing of last
/// year is beside it.
fn gap_within_levels(year: &Reading, definition: &Definition, dataset: &Dataset) -> KeyFigure {
    let pay = &dataset.settings.pay;
    let (value, label) = match year.pay_gap_within_levels(pay.basis) {
        Ok((gap, levels)) => (definition.unit.spoken(&gap), within_levels(levels)),
        Err(_) => {
            let label = definition.label(&Err(Missing::Protected), pay.arrears);
            (PROTECTED_SIGN.to_owned(), label)
        }
    };
    let source = definition.source.to_owned();
    let kind = definition.kind;
    KeyFigure { kind, value, label, source, note: None, previous: None, change: None }
}

fn within_levels(levels: usize) -> String {
    match levels {
        1 => "divario nell’unico livello con le due medie stampate".to_owned(),
        levels => {
            let number = italian::count(levels as u64);
            format!("divario a parità di livello, media dei {number} con le due medie stampate")
        }
    }
}

/// How many there are, where they are so few that a percentage of them alone misleads.
fn few(year: &Reading, kind: KeyFigureKind) -> Option<u64> {
    const FEW: u64 = 5;
    let all = match kind {
        KeyFigureKind::WomenManagers => year.managers(None),
        KeyFigureKind::WomenInPosts => year.total(TableId::POSITIONS, Measure::People, None),
        _ => return None,
    };
    let all = all.ok()?;
    (1..=FEW).find(|number| all == Ratio::from(*number))
}

/// `None` where nobody gave what the figure is made of. Where it was given and there is no figure a dash
/// keeps its place: that is another thing.
fn printed(unit: Unit, value: &Answer) -> Option<String> {
    match value {
        Ok(value) => Some(unit.spoken(value)),
        Err(Missing::Protected) => Some(PROTECTED_SIGN.to_owned()),
        Err(missing) if missing.is_not_given() => None,
        Err(_) => Some("–".to_owned()),
    }
}

/// Why a dash stands there: `non calcolabile: nessuna persona`.
fn note(value: &Answer) -> Option<String> {
    const NOT_CALCULABLE: &str = "non calcolabile";
    match value {
        Ok(_) | Err(Missing::Protected) => None,
        Err(Missing::NotApplicable) => Some(NOT_CALCULABLE.to_owned()),
        Err(missing) => missing.words().map(|words| format!("{NOT_CALCULABLE}: {words}")),
    }
}

impl Definition {
    /// Whether the figures of two years are known to be made in ways that do not compare.
    fn is_other_series(&self, this: &Reading, before: &Reading) -> bool {
        match self.kind {
            KeyFigureKind::PayGap => this.arrears_differ(before),
            KeyFigureKind::PlanScore => this.rules_differ(before),
            _ => false,
        }
    }

    fn label(&self, value: &Answer, arrears: Option<Arrears>) -> String {
        let is_one = *value == Ok(Ratio::from(1_u64));
        match (self.kind, arrears) {
            (KeyFigureKind::Staff, _) if is_one => "persona in servizio".to_owned(),
            (KeyFigureKind::PayGap, Some(arrears)) => {
                format!("{}, arretrati {}", self.label, arrears.key())
            }
            _ => self.label.to_owned(),
        }
    }
}
