//! What the public edition keeps back, on what grounds, and how sure that is: the figures of the
//! certificate.

use crate::model::ratio::Ratio;
use crate::model::settings::{DisclosureMethod, Exemption};
use crate::model::table_id::TableId;

/// What the numbers of an edition are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    Exact,
    /// To multiples: 0 may stand for some people.
    Rounded,
}

impl From<DisclosureMethod> for Numbers {
    /// Those of a public edition.
    fn from(method: DisclosureMethod) -> Self {
        match method {
            DisclosureMethod::Rounding => Self::Rounded,
            DisclosureMethod::Suppression => Self::Exact,
        }
    }
}

/// The people behind a figure that does not count people: hours, days, uses, means of pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contributors {
    /// Distinct people.
    pub people: u64,
    /// Of pay: true when whoever knows the pay of the others within 10 %, because their contract says it,
    /// and is one of them, knows the highest within 10 % too.
    pub is_dominated: bool,
}

/// How the public edition was protected, and what an attack on it could still find out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectionAudit {
    /// Smallest group shown.
    pub threshold: u64,
    /// Smallest group shown in the sensitive tables.
    pub sensitive_threshold: u64,
    /// Numbers of the sensitive tables: `1.9`, `1.10`.
    pub sensitive_tables: Vec<TableId>,
    /// Tables of published acts, shown as they are.
    pub public_acts: Vec<TableId>,
    /// Posts public by law that are left out of the protection, with the office's reasons.
    pub exemptions: Vec<Exemption>,
    /// One for each table with data.
    pub tables: Vec<TableProtection>,
    pub applied: Applied,
    /// Figures of few people: those that an attack was made on.
    pub attacked: u64,
    /// Those of them that the edition leaves fewer values than the threshold, or less play than a tenth.
    pub narrow: u64,
    /// People in groups smaller than the threshold of whom a shown figure, or a shown zero, tells in which
    /// class they are, to whoever knows that they are in the group.
    pub readable: u64,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applied {
    /// How the second cells were chosen: the strategy that lost less.
    Suppression(Strategy),
    Rounding(Rounding),
}

/// How the figures of an edition are rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// Hours and days are multiples of these, by table.
    pub amounts: Vec<(TableId, u64)>,
    /// A figure may be one multiple further from the true one than its neighbours: sums could not be kept
    /// otherwise.
    pub is_wide: bool,
    /// The mean distance of the printed counts from the true ones, in people.
    pub mean_error: Ratio,
}

/// What readers of the public edition are told of its protection: nothing that its figures do not
/// say, and never which of the protected ones are small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectionStatement {
    pub threshold: u64,
    pub sensitive_threshold: u64,
    pub sensitive_tables: Vec<TableId>,
    /// Tables of published acts, shown as they are.
    pub public_acts: Vec<TableId>,
    pub exemptions: Vec<Exemption>,
    /// `None` where small counts are left out.
    pub rounding: Option<Rounding>,
    pub figures: u64,
    pub protected: u64,
}

/// Cells of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableProtection {
    pub table: TableId,
    /// Figures of the full edition, without blanks.
    pub figures: u64,
    /// Protected because the figure itself would give somebody away.
    pub first: u64,
    /// Protected because one of the first could be computed from it.
    pub second: u64,
    /// Percentages, means per head and gaps that rest on a protected figure.
    pub derived: u64,
    /// Counts, hours and days that are printed rounded and are not what they were.
    pub changed: u64,
    /// People counted in the innermost cells of the table.
    pub people: u64,
    /// Those of them in protected cells.
    pub people_hidden: u64,
}

impl TableProtection {
    /// Cells without their figure in the public edition.
    pub fn protected(&self) -> u64 {
        self.first + self.second + self.derived
    }
}

/// How the second cells are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strategy {
    /// The cheapest set of cells that must move together with the one to be protected.
    Circuits,
    /// Row by row and column by column, the cheapest other cell.
    Lines,
}

impl Strategy {
    pub const ALL: [Self; 2] = [Self::Circuits, Self::Lines];

    /// The words of the certificate.
    pub fn label(self) -> &'static str {
        match self {
            Self::Circuits => "circuiti di costo minimo",
            Self::Lines => "righe e colonne, una alla volta",
        }
    }
}

impl ProtectionAudit {
    /// The threshold of a table.
    pub fn threshold_of(&self, table: TableId) -> u64 {
        self.statement().threshold_of(table)
    }

    pub fn method(&self) -> DisclosureMethod {
        match self.applied {
            Applied::Suppression(_) => DisclosureMethod::Suppression,
            Applied::Rounding(_) => DisclosureMethod::Rounding,
        }
    }

    pub fn strategy(&self) -> Option<Strategy> {
        match self.applied {
            Applied::Suppression(strategy) => Some(strategy),
            Applied::Rounding(_) => None,
        }
    }

    pub fn rounding(&self) -> Option<&Rounding> {
        match &self.applied {
            Applied::Suppression(_) => None,
            Applied::Rounding(rounding) => Some(rounding),
        }
    }

    /// What may be said of it to everybody.
    pub fn statement(&self) -> ProtectionStatement {
        ProtectionStatement {
            threshold: self.threshold,
            sensitive_threshold: self.sensitive_threshold,
            sensitive_tables: self.sensitive_tables.clone(),
            public_acts: self.public_acts.clone(),
            exemptions: self.exemptions.clone(),
            // How far the figures are from the true ones is nobody's business outside.
            rounding: self
                .rounding()
                .map(|rounding| Rounding { mean_error: Ratio::zero(), ..rounding.clone() }),
            figures: self.tables.iter().map(|table| table.figures).sum(),
            protected: self.tables.iter().map(TableProtection::protected).sum(),
        }
    }
}

impl ProtectionStatement {
    pub fn method(&self) -> DisclosureMethod {
        match self.rounding {
            Some(_) => DisclosureMethod::Rounding,
            None => DisclosureMethod::Suppression,
        }
    }

    /// How far a printed count may be from the true one, where it is a multiple of the threshold.
    pub fn farthest(&self, threshold: u64) -> u64 {
        let is_wide = self.rounding.as_ref().is_some_and(|rounding| rounding.is_wide);
        if is_wide { 2 * threshold - 1 } else { threshold - 1 }
    }

    /// `0 vuol dire da 0 a 2, 3 da 0 a 5, 6 da 4 a 8 e così via`
    pub fn meaning(&self, threshold: u64) -> String {
        let far = self.farthest(threshold);
        let twice = 2 * threshold;
        let low = twice.saturating_sub(far);
        let (once, high) = (threshold + far, twice + far);
        format!(
            "0 vuol dire da 0 a {far}, {threshold} da 0 a {once}, {twice} da {low} a {high} e così via"
        )
    }

    /// The threshold of a table.
    pub fn threshold_of(&self, table: TableId) -> u64 {
        if self.sensitive_tables.contains(&table) {
            self.sensitive_threshold
        } else {
            self.threshold
        }
    }
}
