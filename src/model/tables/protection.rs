//! What the public edition keeps back, on what grounds, and how sure that is: the figures of the
//! certificate.

use crate::model::ratio::Ratio;
use crate::model::settings::Exemption;
use crate::model::table_id::TableId;

/// The people behind a figure that does not count people: hours, days, uses, means of pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contributors {
    /// Distinct people.
    pub people: u64,
    /// Of pay: true when whoever has the second highest knows the highest within 10 %, because the
    /// rest of the sum is smaller than a tenth of it.
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
    /// Posts public by law that are left out of the protection, with the office's reasons.
    pub exemptions: Vec<Exemption>,
    /// One for each table with data.
    pub tables: Vec<TableProtection>,
    /// How the second cells were chosen: the strategy that lost less.
    pub strategy: Strategy,
    /// The fewest values that a protected count can still have; `None` when no count is protected.
    pub fewest_values: Option<u64>,
    /// The smallest play of a protected amount (hours, days), in percent of its largest possible
    /// value; `None` when none is protected.
    pub least_play: Option<Ratio>,
}

/// What readers of the public edition are told of its protection: nothing that its figures do not
/// say, and never which of the protected ones are small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectionStatement {
    pub threshold: u64,
    pub sensitive_threshold: u64,
    pub sensitive_tables: Vec<TableId>,
    pub exemptions: Vec<Exemption>,
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

    /// What may be said of it to everybody.
    pub fn statement(&self) -> ProtectionStatement {
        ProtectionStatement {
            threshold: self.threshold,
            sensitive_threshold: self.sensitive_threshold,
            sensitive_tables: self.sensitive_tables.clone(),
            exemptions: self.exemptions.clone(),
            figures: self.tables.iter().map(|table| table.figures).sum(),
            protected: self.tables.iter().map(TableProtection::protected).sum(),
        }
    }
}

impl ProtectionStatement {
    /// The threshold of a table.
    pub fn threshold_of(&self, table: TableId) -> u64 {
        if self.sensitive_tables.contains(&table) {
            self.sensitive_threshold
        } else {
            self.threshold
        }
    }
}
