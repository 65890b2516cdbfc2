//! The laws, contracts and directives that documents cite, each with the days on which it is in force
//! (`data/legal_frame.toml`).

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

use crate::model::legal_reference::LegalReference;
use crate::model::table_id::TableId;

const FRAME: &str = include_str!("../../../data/legal_frame.toml");

/// Every dated fact of law that is no grade, deadline or label.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalFrame {
    acts: Vec<Act>,
    pub breaks: Vec<SeriesBreak>,
    arrears: Arrears,
    pub training: TrainingDue,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Act {
    act: LegalReference,
    /// Comparto of the bodies that it is about; every body where there is none.
    comparto: Option<String>,
    /// Where it is cited.
    cites: Vec<String>,
    #[serde(deserialize_with = "day")]
    valid_from: NaiveDate,
    #[serde(default, deserialize_with = "last_day")]
    valid_to: Option<NaiveDate>,
    /// For whoever compares it with the official text.
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "certainty")]
    _certainty: Certainty,
}

/// How sure a fact is: official text, several secondary sources, one, working knowledge.
#[derive(Clone, Copy, Debug, Deserialize)]
enum Certainty {
    A,
    B,
    C,
    W,
}

/// A year from which a table counts something else.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeriesBreak {
    pub table: TableId,
    /// The first year of the new series.
    pub from: i32,
    pub note: String,
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "certainty")]
    _certainty: Certainty,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Arrears {
    years: Vec<i32>,
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "certainty")]
    _certainty: Certainty,
}

/// Ore di formazione that each person is to have in a year.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrainingDue {
    pub hours: u32,
    /// The first year of which it is asked.
    from: i32,
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "certainty")]
    _certainty: Certainty,
}

/// The frame as it is bundled.
pub fn frame() -> &'static LegalFrame {
    static DATA: LazyLock<LegalFrame> = LazyLock::new(|| {
        // Read here, because the reference data cite the frame.
        toml::from_str(FRAME).unwrap_or_else(|error| panic!("data/legal_frame.toml: {error}"))
    });
    &DATA
}

impl LegalFrame {
    /// What is in force on a day and cited in a place, for a body of a comparto, in the order of the file.
    pub fn cited(
        &self,
        place: &str,
        day: NaiveDate,
        comparto: Option<&str>,
    ) -> impl Iterator<Item = &LegalReference> {
        let is_cited = move |act: &&Act| {
            act.cites.iter().any(|cited| cited == place)
                && act.valid_from <= day
                && act.valid_to.is_none_or(|last| day <= last)
                && act.comparto.as_deref().is_none_or(|of| comparto == Some(of))
        };
        self.acts.iter().filter(is_cited).map(|act| &act.act)
    }

    /// Whether contracts pay arrears in a year.
    pub fn has_arrears(&self, year: i32) -> bool {
        self.arrears.years.contains(&year)
    }

    /// The hours that each person is to have in a year; `None` in years of which nobody asks it.
    pub fn training_hours(&self, year: i32) -> Option<u32> {
        (self.training.from <= year).then_some(self.training.hours)
    }
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(serde::de::Error::custom)
}

fn last_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    day(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(place: &str, day: &str, comparto: Option<&str>) -> Vec<String> {
        let acts = frame().cited(place, day.parse().expect("a day"), comparto);
        acts.map(|act| act.0.split(',').next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn an_act_is_cited_from_its_first_day_to_its_last() {
        let locals = Some("funzioni locali");
        assert_eq!(cited("1.3", "2022-11-16", locals), ["CCNL Funzioni locali 21 maggio 2018"]);
        assert_eq!(cited("1.3", "2022-11-17", locals), ["CCNL Funzioni locali 16 novembre 2022"]);
        assert_eq!(cited("1.3", "2022-11-17", Some("ricerca")), [""; 0]);
        assert_eq!(cited("1.10", "2025-12-31", None), [""; 0]);
        assert_eq!(cited("1.10", "2026-12-31", None), ["legge 30 dicembre 2025"]);
    }
}
