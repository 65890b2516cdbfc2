//! `[quadratura]`: the numbers that the office knows from elsewhere beside those that were counted.

use rust_decimal::Decimal;

use super::total;
use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics, render};
use crate::italian;
use crate::model::cell::Measure;
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::gender::Gender;
use crate::model::input::InputKind;
use crate::model::ratio::Ratio;
use crate::model::staff_category::StaffCategory;

/// A number of `[quadratura]` and what was counted.
struct Comparison {
    key: &'static str,
    known: Option<Decimal>,
    kind: InputKind,
    /// `None` where the file, or its column, is not there.
    counted: Option<Ratio>,
    /// Whether a difference below one is one of rounding.
    is_rounded: bool,
}

/// One error for each number that differs, with what was done with the rows of its file.
pub fn compare(dataset: &Dataset) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for comparison in comparisons(dataset) {
        let Some(known) = comparison.known else { continue };
        let difference = comparison.counted.as_ref().map(|counted| counted.to_decimal() - known);
        let allowed = if comparison.is_rounded { Decimal::ONE } else { Decimal::ZERO };
        let differs = difference.is_none_or(|difference| {
            difference.abs() > Decimal::ZERO && difference.abs() >= allowed
        });
        if differs {
            diagnostics.push(finding(dataset, &comparison, known));
        }
    }
    diagnostics
}

fn finding(dataset: &Dataset, comparison: &Comparison, known: Decimal) -> Diagnostic {
    let Comparison { key, kind, counted, .. } = comparison;
    let source = dataset.source(*kind);
    let place = source.map_or_else(Location::folder, |source| Location::file(*kind, &source.path));
    let expected = format!("[quadratura] {key} = {}", italian::decimal(known));
    let message = match counted {
        None => format!("{expected}, ma nel file «{}» questo dato non c'è", kind.name()),
        Some(counted) => {
            let decimals = counted.decimals();
            let difference = counted.to_decimal() - known;
            let more = if difference.is_sign_negative() { "in meno" } else { "in più" };
            format!(
                "{expected}, ma qui sono {}: {} {more}",
                italian::quantity(counted, decimals),
                italian::decimal(difference.abs().round_dp(2).normalize())
            )
        }
    };
    let rows = source.map_or_else(String::new, |source| {
        let left_out = match render::reasons_left_out(source).join(", ") {
            reasons if reasons.is_empty() => String::new(),
            reasons => format!(", non contate: {reasons}"),
        };
        format!(
            "; righe lette {}, usate {}, scartate {}{left_out}",
            italian::count(source.rows_read),
            italian::count(source.rows_used),
            italian::count(source.rows_refused)
        )
    });
    let message = format!("{message}{rows}");
    Diagnostic::new(code::KNOWN_FIGURE_DIFFERS, place, message).with_tables(kind.tables())
}

fn comparisons(dataset: &Dataset) -> Vec<Comparison> {
    let known = &dataset.settings.known_figures;
    let count = |key, known, kind, counted: Option<u64>| Comparison {
        key,
        known,
        kind,
        counted: counted.map(Ratio::from),
        is_rounded: false,
    };
    let sum =
        |key, known, kind, counted| Comparison { key, known, kind, counted, is_rounded: true };
    let people = &dataset.people;
    let has_people = !people.is_empty();
    let of_people = |is_meant: &dyn Fn(&Employee) -> bool| {
        has_people.then(|| people.iter().filter(|person| is_meant(person)).count() as u64)
    };
    let is_manager = |person: &Employee| {
        let category = dataset.category(person);
        matches!(category, StaffCategory::SeniorManager | StaffCategory::Manager)
    };
    let full = Some(Decimal::ONE_HUNDRED);
    let has_time = dataset.columns.working_time;
    let full_time = of_people(&|person| person.working_time == full).filter(|_| has_time);
    let part_time = of_people(&|person| person.working_time.is_some_and(|time| Some(time) != full));
    let pay = people.iter().filter_map(|person| person.annual_pay).map(Ratio::from);
    let pay = dataset.columns.annual_pay.then(|| pay.fold(Ratio::zero(), |sum, pay| sum + pay));
    let of_leave =
        |measure| dataset.leave.as_ref().map(|all| total(all, |kind| kind.measure == measure));
    let training = dataset.training.as_ref();
    let hours = training.map(|all| total(all, |kind| kind.measure == Measure::Hours));
    let positions = dataset.positions.as_ref().map(|all| all.len() as u64);
    let boards = dataset.boards.as_ref().map(|all| all.len() as u64);
    use InputKind::{Boards, Leave, Positions, Staff, Training};
    vec![
        count("persone", known.people, Staff, of_people(&|_| true)),
        count("donne", known.women, Staff, of_people(&|person| person.gender == Gender::Woman)),
        count("uomini", known.men, Staff, of_people(&|person| person.gender == Gender::Man)),
        count("dirigenti", known.managers, Staff, of_people(&is_manager)),
        count("tempo_pieno", known.full_time, Staff, full_time),
        count("part_time", known.part_time, Staff, part_time.filter(|_| has_time)),
        sum("monte_retribuzioni", known.payroll, Staff, pay),
        count("posizioni", known.positions, Positions, positions),
        count("commissioni", known.boards, Boards, boards),
        sum("ore_formazione", known.training_hours, Training, hours),
        count(
            "persone_formate",
            known.trained_people,
            Training,
            training.map(|all| all.people().count() as u64),
        ),
        sum("giorni_congedo", known.leave_days, Leave, of_leave(Measure::Days)),
        sum("ore_congedo", known.leave_hours, Leave, of_leave(Measure::Hours)),
    ]
}
