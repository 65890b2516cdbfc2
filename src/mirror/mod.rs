//! The mirror: «Riconoscete il vostro ente?» For each file a few facts that people of the office know
//! by heart, and the comparison with numbers that they know from elsewhere.

mod known;

pub use known::compare;

use bit_set::BitSet;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::diagnostic::render;
use crate::italian;
use crate::model::age_band::completed_years;
use crate::model::cell::Measure;
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::gender::Gender;
use crate::model::input::InputKind;
use crate::model::ledger::{Kind, Ledger};
use crate::model::mirror::{Fact, MirrorFile};
use crate::model::quality::SourceFile;
use crate::model::ratio::Ratio;

/// Inputs whose rows are joined to people.
const EVENTS: [InputKind; 3] = [InputKind::WorkLife, InputKind::Leave, InputKind::Training];
/// Grades named, the largest first.
const GRADES_SHOWN: usize = 3;
/// Kinds of measures, leave, training and positions named.
const KINDS_SHOWN: usize = 4;

/// The facts of every file that was read, in the order of the files; files without facts are left out.
pub fn reflect(dataset: &Dataset) -> Vec<MirrorFile> {
    let files = dataset.sources.iter().filter_map(|source| {
        let mut facts = facts(dataset, source.kind);
        if source.rows_refused > 0 {
            facts.push(fact("righe scartate", italian::count(source.rows_refused)));
        }
        if source.left_out() > 0 {
            let reasons = render::reasons_left_out(source).join(", ");
            facts.push(fact("righe che non contano", reasons));
        }
        let is_shown = source.kind != InputKind::History && !facts.is_empty();
        is_shown.then(|| MirrorFile { path: name(source), facts })
    });
    files.collect()
}

fn name(source: &SourceFile) -> String {
    match source.sheets() {
        Some(sheets) => format!("{}, foglio {sheets}", source.path),
        None => source.path.clone(),
    }
}

fn fact(label: &'static str, text: impl Into<String>) -> Fact {
    Fact { label, text: text.into() }
}

fn facts(dataset: &Dataset, kind: InputKind) -> Vec<Fact> {
    // Where the staff list stopped, what people use and attend is nobody's.
    if dataset.people.is_empty() && EVENTS.contains(&kind) {
        return Vec::new();
    }
    match kind {
        InputKind::Staff => staff(dataset),
        InputKind::Positions => positions(dataset),
        InputKind::Boards => boards(dataset),
        InputKind::WorkLife => dataset.work_life.as_ref().map(|all| ledger(all, None)),
        InputKind::Leave => dataset.leave.as_ref().map(|all| ledger(all, Some(Measure::Days))),
        InputKind::Training => {
            dataset.training.as_ref().map(|all| ledger(all, Some(Measure::Hours)))
        }
        InputKind::Plan => plan(dataset),
        InputKind::Meetings => dataset.meetings.as_ref().map(|meetings| {
            let days = meetings.iter().map(|meeting| meeting.date);
            let counted = italian::counted(meetings.len() as u64, "riunione", "riunioni");
            vec![fact(
                "riunioni",
                match span(days) {
                    Some(span) => format!("{counted}, {span}"),
                    None => counted,
                },
            )]
        }),
        _ => None,
    }
    .unwrap_or_default()
}

/// `dal 31/01/2025 al 12/12/2025`
fn span(days: impl Iterator<Item = NaiveDate> + Clone) -> Option<String> {
    let (first, last) = (days.clone().min()?, days.max()?);
    Some(format!("dal {} al {}", italian::date(first), italian::date(last)))
}

fn staff(dataset: &Dataset) -> Option<Vec<Fact>> {
    let people = &dataset.people;
    if people.is_empty() {
        return None;
    }
    let undeclared = match dataset.undeclared() {
        0 => String::new(),
        1 => "; più 1 persona che non ha dichiarato il genere".to_owned(),
        more => {
            format!("; più {} persone che non hanno dichiarato il genere", italian::count(more))
        }
    };
    let mut facts = vec![fact(
        "persone",
        format!(
            "{}, di cui {} e {}{undeclared}",
            italian::count(people.len() as u64),
            italian::counted(dataset.count_of(Gender::Woman), "donna", "donne"),
            italian::counted(dataset.count_of(Gender::Man), "uomo", "uomini")
        ),
    )];
    facts.extend(ages(dataset));
    let is_full = |person: &&Employee| person.working_time == Some(Decimal::ONE_HUNDRED);
    if dataset.columns.working_time {
        let full = people.iter().filter(is_full).count() as u64;
        let share = Ratio::percent(full, people.len() as u64);
        let share = share.map(|share| format!(" ({} %)", italian::percent(&share)));
        let unknown = people.iter().filter(|person| person.working_time.is_none()).count() as u64;
        let unknown = match unknown {
            0 => String::new(),
            some => format!("; di {} non si sa", italian::counted(some, "persona", "persone")),
        };
        facts.push(fact(
            "a tempo pieno",
            format!("{}{}{unknown}", italian::count(full), share.unwrap_or_default()),
        ));
    }
    facts.push(fact("inquadramenti più numerosi", grades(dataset)));
    facts.extend(pay(dataset));
    let since = people.iter().filter_map(|person| person.in_grade_since);
    if let (Some(first), Some(last)) = (since.clone().min(), since.max()) {
        let years = format!("dal {} al {}", first.year(), last.year());
        facts.push(fact("date di inquadramento", years));
    }
    Some(facts)
}

fn ages(dataset: &Dataset) -> Option<Fact> {
    let births = || dataset.people.iter().map(|person| person.birth_date);
    let day = dataset.settings.report.reference_date();
    // No day of birth: the facts are printed on a terminal, and are of single people.
    let age = |birth| completed_years(birth, day).unwrap_or_default();
    let (oldest, youngest) = (births().min()?, births().max()?);
    let text = format!("più giovane {} anni, più anziano {} anni", age(youngest), age(oldest));
    Some(fact("età", text))
}

fn grades(dataset: &Dataset) -> String {
    let mut counts: Vec<(u64, &str)> = dataset
        .grades
        .iter()
        .enumerate()
        .map(|(index, grade)| {
            let count = dataset.people.iter().filter(|person| person.grade == index).count();
            (count as u64, grade.label.as_str())
        })
        .collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    largest(&counts, GRADES_SHOWN, ("un altro inquadramento", "altri {} inquadramenti"))
}

/// `Istruttori 230, Funzionari 120 e 4 in altri 2 inquadramenti`
fn largest(counts: &[(u64, &str)], shown: usize, (one, many): (&str, &str)) -> String {
    let first = counts.iter().take(shown);
    let words: Vec<String> =
        first.map(|(count, label)| format!("{label} {}", italian::count(*count))).collect();
    let others = counts.get(shown..).unwrap_or_default();
    let where_else = match others.len() as u64 {
        0 => return words.join(", "),
        1 => one.to_owned(),
        all => many.replace("{}", &italian::count(all)),
    };
    let rest: u64 = others.iter().map(|(count, _)| count).sum();
    format!("{} e {} in {where_else}", words.join(", "), italian::count(rest))
}

fn pay(dataset: &Dataset) -> Option<Fact> {
    let mut pay: Vec<Decimal> =
        dataset.people.iter().filter_map(|person| person.annual_pay).collect();
    pay.sort();
    let median = pay.get(pay.len() / 2)?;
    let text = format!(
        "la più bassa circa {}, la mediana {}, la più alta {} euro",
        euros(*pay.first()?),
        euros(*median),
        euros(*pay.last()?)
    );
    Some(fact("retribuzioni", text))
}

/// To the hundred: enough to be known again, and nobody's pay.
fn euros(amount: Decimal) -> String {
    let hundreds = (amount / Decimal::ONE_HUNDRED).round();
    italian::decimal(hundreds * Decimal::ONE_HUNDRED)
}

fn positions(dataset: &Dataset) -> Option<Vec<Fact>> {
    let positions = dataset.positions.as_ref()?;
    let mut labels: Vec<&str> = positions.iter().map(|position| position.label.as_str()).collect();
    labels.sort_unstable();
    let mut counts: Vec<(u64, &str)> = labels
        .chunk_by(|left, right| left == right)
        .map(|alike| (alike.len() as u64, alike[0]))
        .collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let all = fact("posizioni", italian::count(positions.len() as u64));
    let kinds = largest(&counts, KINDS_SHOWN, ("un altro tipo", "altri {} tipi"));
    let kinds = (!kinds.is_empty()).then(|| fact("di cui", kinds));
    Some(std::iter::once(all).chain(kinds).collect())
}

fn boards(dataset: &Dataset) -> Option<Vec<Fact>> {
    let boards = dataset.boards.as_ref()?;
    let members = |gender: Gender| boards.iter().map(|board| board.members[gender.index()]).sum();
    Some(vec![
        fact("commissioni", italian::count(boards.len() as u64)),
        fact(
            "componenti",
            format!(
                "{} e {}",
                italian::counted(members(Gender::Woman), "donna", "donne"),
                italian::counted(members(Gender::Man), "uomo", "uomini")
            ),
        ),
    ])
}

/// People, and what they used of each kind; of hours, also the mean of those who have any.
fn ledger(ledger: &Ledger, a_head: Option<Measure>) -> Vec<Fact> {
    let people = ledger.people().count() as u64;
    let mut facts = vec![fact("persone", italian::count(people))];
    let decimals = ledger.decimals();
    let kinds = ledger.kinds.iter().filter(|kind| !kind.sums.people.is_empty());
    let kinds: Vec<String> = kinds
        .take(KINDS_SHOWN)
        .map(|kind| {
            let total = total(ledger, |other| std::ptr::eq(other, kind));
            let unit = match kind.measure {
                Measure::Hours => " ore",
                Measure::Days => " giorni",
                _ => "",
            };
            format!("{} {}{unit}", kind.label, italian::quantity(&total, decimals))
        })
        .collect();
    facts.extend((!kinds.is_empty()).then(|| fact("di cui", kinds.join("; "))));
    let measured = a_head.map(|measure| (measure, total(ledger, |kind| kind.measure == measure)));
    if let Some((measure, sum)) = measured.filter(|(_, sum)| !sum.is_zero()) {
        let label = if measure == Measure::Hours {
            "ore a testa, di chi ne ha"
        } else {
            "giorni a testa, di chi ne ha"
        };
        let mean = sum.checked_div(&Ratio::from(people_with(ledger, measure)));
        facts.extend(mean.map(|mean| fact(label, italian::percent(&mean))));
    }
    facts
}

/// Everybody with an amount in a measure, each once.
fn people_with(ledger: &Ledger, measure: Measure) -> u64 {
    let mut people = BitSet::new();
    for kind in ledger.kinds.iter().filter(|kind| kind.measure == measure) {
        people.union_with(&kind.sums.people);
    }
    people.count() as u64
}

/// The sum of the amounts of some kinds.
fn total(ledger: &Ledger, is_meant: impl Fn(&Kind) -> bool) -> Ratio {
    let kinds = ledger.kinds.iter().filter(|kind| is_meant(kind));
    let amounts = kinds.flat_map(|kind| kind.sums.amounts.iter().flatten());
    amounts.fold(Ratio::zero(), |sum, amount| sum + amount.clone())
}

fn plan(dataset: &Dataset) -> Option<Vec<Fact>> {
    let plan = dataset.plan.as_ref()?;
    let actuals = dataset.actuals.iter().filter(|actual| actual.value.is_some()).count();
    let indicators =
        plan.objectives.iter().map(|objective| objective.indicators.len() as u64).sum();
    Some(vec![
        fact("obiettivi", italian::count(plan.objectives.len() as u64)),
        fact("indicatori", italian::count(indicators)),
        fact("consuntivi", italian::count(actuals as u64)),
    ])
}
