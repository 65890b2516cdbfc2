//! Small plans for the tests of this stage.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::model::plan::{ActionArea, Actual, Amount, Direction, Indicator, Objective, Plan, Unit};

pub(super) fn number(text: &str) -> Amount {
    Amount::Number(text.parse().expect("a decimal"))
}

pub(super) fn date(year: i32, month: u32, day: u32) -> Amount {
    Amount::Date(NaiveDate::from_ymd_opt(year, month, day).expect("a date"))
}

/// An indicator of 2022 with weight 1, in the unit of its target.
pub(super) fn indicator(code: &str, target: Amount) -> Indicator {
    Indicator {
        code: code.to_owned(),
        description: "INDICATORE".to_owned(),
        unit: match target {
            Amount::Date(_) => Unit::Date,
            Amount::YesNo(_) => Unit::YesNo,
            Amount::Number(_) | Amount::Unreadable(_) => Unit::Number,
        },
        direction: Direction::Increasing,
        year: 2022,
        target,
        is_marked: false,
        is_increase: false,
        weight: Decimal::ONE,
        in_piao: None,
        accountable: None,
        row: 2,
    }
}

pub(super) fn objective(area: u8, code: &str, indicators: Vec<Indicator>) -> Objective {
    Objective {
        area: ActionArea(area),
        general_objective: None,
        code: code.to_owned(),
        title: "OBIETTIVO".to_owned(),
        description: None,
        structure: None,
        weight: None,
        indicators,
    }
}

pub(super) fn plan(objectives: Vec<Objective>) -> Plan {
    Plan { objectives, ..Plan::default() }
}

/// An actual of 2022.
pub(super) fn actual(indicator: &str, value: Option<&str>, row: u32) -> Actual {
    Actual {
        indicator: indicator.to_owned(),
        year: 2022,
        value: value.map(str::to_owned),
        note: None,
        row,
    }
}
