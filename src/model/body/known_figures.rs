//! `[quadratura]` of `cug.toml`: numbers that the office knows from elsewhere, such as the Conto
//! annuale or the payroll. A difference from what was counted stops the run.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The numbers known from elsewhere, as far as the office gives them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct KnownFigures {
    #[serde(rename = "persone", skip_serializing_if = "Option::is_none")]
    pub people: Option<Decimal>,
    #[serde(rename = "donne", skip_serializing_if = "Option::is_none")]
    pub women: Option<Decimal>,
    #[serde(rename = "uomini", skip_serializing_if = "Option::is_none")]
    pub men: Option<Decimal>,
    #[serde(rename = "dirigenti", skip_serializing_if = "Option::is_none")]
    pub managers: Option<Decimal>,
    #[serde(rename = "tempo_pieno", skip_serializing_if = "Option::is_none")]
    pub full_time: Option<Decimal>,
    #[serde(rename = "part_time", skip_serializing_if = "Option::is_none")]
    pub part_time: Option<Decimal>,
    /// Sum of the column `retribuzione`, to the euro.
    #[serde(rename = "monte_retribuzioni", skip_serializing_if = "Option::is_none")]
    pub payroll: Option<Decimal>,
    #[serde(rename = "posizioni", skip_serializing_if = "Option::is_none")]
    pub positions: Option<Decimal>,
    #[serde(rename = "commissioni", skip_serializing_if = "Option::is_none")]
    pub boards: Option<Decimal>,
    #[serde(rename = "ore_formazione", skip_serializing_if = "Option::is_none")]
    pub training_hours: Option<Decimal>,
    #[serde(rename = "persone_formate", skip_serializing_if = "Option::is_none")]
    pub trained_people: Option<Decimal>,
    #[serde(rename = "giorni_congedo", skip_serializing_if = "Option::is_none")]
    pub leave_days: Option<Decimal>,
    #[serde(rename = "ore_congedo", skip_serializing_if = "Option::is_none")]
    pub leave_hours: Option<Decimal>,
}

impl KnownFigures {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
