//! Commissione di concorso: its members by gender, and what the law reserves to women.

use crate::model::gender::Gender;

/// Commissione di concorso (Direttiva 2/2019, allegato 1, tabella 1.8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    pub name: String,
    /// Members by gender, the president among them.
    pub members: [u64; 2],
    /// `None` when no row says who presides.
    pub president: Option<Gender>,
    /// One-based row of its first member, for messages.
    pub row: u32,
}

impl Board {
    pub fn women(&self) -> u64 {
        self.members[Gender::Woman.index()]
    }

    pub fn total(&self) -> u64 {
        self.members.iter().sum()
    }

    pub fn reserved_to_women(&self) -> u64 {
        reserved_to_women(self.total())
    }

    pub fn is_short_of_women(&self) -> bool {
        self.women() < self.reserved_to_women()
    }
}

/// A third of the members, to the nearest whole, halves up: the places that art. 57, comma 1,
/// lett. a), d.lgs. 165/2001 (with the rounding of legge 215/2012, art. 5) reserves to women.
pub fn reserved_to_women(members: u64) -> u64 {
    (2 * members + 3) / 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_is_rounded_to_the_nearest_whole() {
        for (members, reserved) in [(1, 0), (2, 1), (3, 1), (4, 1), (5, 2), (6, 2), (7, 2), (8, 3)]
        {
            let board =
                Board { name: String::new(), members: [members, 0], president: None, row: 2 };
            assert_eq!(board.reserved_to_women(), reserved, "{members} members");
        }
    }
}
