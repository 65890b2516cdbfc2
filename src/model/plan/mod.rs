//! PAP, the Piano triennale delle azioni positive, and what happened to it.

pub mod achievement;
pub mod initiative;

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// PAP (art. 48 d.lgs. 198/2006): areas, objectives and indicators in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub objectives: Vec<Objective>,
    pub programme: Vec<ProgrammeItem>,
    /// Codes of indicators whose rows could not be read, so that their actuals are not strangers.
    pub refused: Vec<String>,
}

/// Ambito di azione (Direttiva 2/2019, five of them): its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActionArea(pub u8);

/// Obiettivo specifico of the performance plan.
#[derive(Clone, Debug)]
pub struct Objective {
    pub area: ActionArea,
    /// Code of the obiettivo generale it serves, where the plan says so.
    pub general_objective: Option<String>,
    pub code: String,
    pub title: String,
    pub description: Option<String>,
    /// Structure in charge.
    pub structure: Option<String>,
    /// What the objective weighs in the plan, where its indicators have weights of their own within it.
    pub weight: Option<Decimal>,
    pub indicators: Vec<Indicator>,
}

/// Indicatore with its obiettivo atteso for one year.
#[derive(Clone, Debug)]
pub struct Indicator {
    pub code: String,
    pub description: String,
    pub unit: Unit,
    pub direction: Direction,
    pub year: i32,
    pub target: Amount,
    /// Whether the target is written with its percent sign.
    pub is_marked: bool,
    /// Written with a plus, as an increase is.
    pub is_increase: bool,
    /// 1 unless the plan says otherwise.
    pub weight: Decimal,
    /// Whether it stands in the PIAO (d.l. 80/2021, art. 6) too; `None` where the plan does not say.
    pub in_piao: Option<bool>,
    /// In whose objectives it is: a post, not a name.
    pub accountable: Option<String>,
    /// One-based row in the plan file, for messages.
    pub row: u32,
}

/// Unità di misura of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Date,
    Number,
    Percent,
    YesNo,
}

impl Unit {
    pub const ALL: [Self; 4] = [Self::Date, Self::Number, Self::Percent, Self::YesNo];

    pub fn label(self) -> &'static str {
        match self {
            Self::Date => "Data",
            Self::Number => "Numero",
            Self::Percent => "Percentuale",
            Self::YesNo => "Sì/No",
        }
    }
}

/// Verso: whether more or less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Increasing,
    Decreasing,
}

impl Direction {
    pub fn label(self) -> &'static str {
        match self {
            Self::Increasing => "crescente",
            Self::Decreasing => "decrescente",
        }
    }
}

/// A target or an actual as read: a value of the unit, or the words that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    Date(NaiveDate),
    /// A number, or hundredths where the unit is a percentage.
    Number(Decimal),
    YesNo(bool),
    Unreadable(String),
}

/// Consuntivo: what an indicator came to.
#[derive(Clone, Debug)]
pub struct Actual {
    pub indicator: String,
    pub year: i32,
    /// `None` when the cell is empty.
    pub value: Option<String>,
    pub note: Option<String>,
    pub row: u32,
}

/// Indirizzo strategico or obiettivo generale of the DUP.
#[derive(Clone, Debug)]
pub struct ProgrammeItem {
    pub level: ProgrammeLevel,
    pub code: String,
    pub title: String,
    /// Ambito di valutazione the direction belongs to.
    pub area: Option<String>,
    pub structure: Option<String>,
    pub description: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgrammeLevel {
    StrategicDirection,
    GeneralObjective,
}
