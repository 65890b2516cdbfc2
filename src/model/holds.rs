//! What a column of an input holds, as `data/columns.toml` says it.

use serde::{Deserialize, Deserializer};

/// The kind of value in the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Date,
    /// Euros.
    Amount,
    Number,
    Whole,
    /// A value in the unit that its row tells.
    Measured,
    /// Kept as text, however much it looks like a number.
    Code,
    Text,
    YesNo,
    Term(Classification),
}

/// A list of words that a column takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Classification {
    Gender,
    Grade,
    Service,
    Category,
    Contract,
    Education,
    Position,
    BoardRole,
    Measure,
    Leave,
    Training,
    /// Ambito di azione: its number, with or without its name.
    Area,
    Unit,
    /// Days, hours or minutes.
    TimeUnit,
    /// Whether a row counts.
    Standing,
    Direction,
    Level,
    Anomaly,
    Table,
    /// Who somebody is in the CUG.
    MemberRole,
    /// A fact about the CUG as a whole.
    CommitteeFact,
    /// What a power of the CUG is about.
    CommitteeMatter,
    /// For well-being: surveys, desks, codes.
    WellbeingTool,
}

impl Holds {
    /// Whether sums have it as well: a row of totals has nothing else.
    pub fn is_amount(self) -> bool {
        matches!(self, Self::Amount | Self::Number | Self::Measured)
    }

    /// Whether its words are those of a classification, so that an office may map its own to them.
    pub fn is_term(self) -> bool {
        matches!(self, Self::Term(_))
    }
}

impl<'de> Deserialize<'de> for Holds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        use serde::de::value::StrDeserializer;
        let text = String::deserialize(deserializer)?;
        if let Some(name) = text.strip_prefix("term:") {
            let name: StrDeserializer<'_, D::Error> =
                serde::de::IntoDeserializer::into_deserializer(name);
            return Classification::deserialize(name).map(Self::Term);
        }
        match text.as_str() {
            "date" => Ok(Self::Date),
            "amount" => Ok(Self::Amount),
            "number" => Ok(Self::Number),
            "whole" => Ok(Self::Whole),
            "measured" => Ok(Self::Measured),
            "code" => Ok(Self::Code),
            "text" => Ok(Self::Text),
            "yes_no" => Ok(Self::YesNo),
            other => Err(D::Error::custom(format!("a column cannot hold «{other}»"))),
        }
    }
}
