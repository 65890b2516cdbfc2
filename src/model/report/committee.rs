//! What the CUG says of itself and of its year: facts, powers, tools for well-being, the act that
//! approves its report, and where its plan meets the performance plan.

use chrono::NaiveDate;

/// A row of `comitato`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub entry: String,
    pub value: String,
}

/// A row of `poteri`: a matter, and whether the CUG acted on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PowerUse {
    pub matter: String,
    /// `None` where nobody says so.
    pub exercised: Option<bool>,
    pub date: Option<NaiveDate>,
    pub outcome: Option<String>,
}

/// A power with all its matters, those of which nothing is said too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Power {
    pub title: String,
    pub uses: Vec<PowerUse>,
}

/// A row of `benessere`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    pub name: String,
    /// `None` where nobody says so.
    pub is_there: Option<bool>,
    pub date: Option<NaiveDate>,
    pub note: Option<String>,
}

/// The session that approved the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    pub date: NaiveDate,
    /// How many were there, in the CUG's words.
    pub present: Option<String>,
    pub votes: Votes,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    pub for_it: Option<u64>,
    pub against: Option<u64>,
    pub abstained: Option<u64>,
}

/// The indicators of the year that stand in the PIAO (d.l. 80/2021, art. 6) too, and in whose objectives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InPiao {
    pub sentence: String,
    pub indicators: Vec<PiaoIndicator>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PiaoIndicator {
    pub code: String,
    pub description: String,
    pub objective: String,
    /// In whose objectives it is; `None` where nobody says so.
    pub accountable: Option<String>,
}
