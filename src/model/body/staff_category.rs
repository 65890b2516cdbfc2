//! Tipologia di personale: the four groups of table 1.1.

use serde::{Deserialize, Serialize};

/// Tipologia di personale (Direttiva 2/2019, table 1.1), in printed order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum StaffCategory {
    #[serde(rename = "Organo di vertice")]
    GoverningBody,
    #[serde(rename = "Dirigente di livello generale")]
    SeniorManager,
    #[serde(rename = "Dirigente di livello non generale")]
    Manager,
    #[serde(rename = "Personale non dirigente")]
    NonManager,
}

impl StaffCategory {
    pub const ALL: [Self; 4] =
        [Self::GoverningBody, Self::SeniorManager, Self::Manager, Self::NonManager];

    /// The words of the format.
    pub fn label(self) -> &'static str {
        match self {
            Self::GoverningBody => "Organo di vertice",
            Self::SeniorManager => "Dirigente di livello generale",
            Self::Manager => "Dirigente di livello non generale",
            Self::NonManager => "Personale non dirigente",
        }
    }

    /// True for personale non dirigente.
    pub fn is_non_manager(self) -> bool {
        self == Self::NonManager
    }

    /// True for both levels of dirigenti: the population of table 1.6.
    pub fn is_manager(self) -> bool {
        matches!(self, Self::SeniorManager | Self::Manager)
    }
}
