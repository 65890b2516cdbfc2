//! Genere, in the order of the format (Uomini, Donne).

use serde::Serialize;

/// Genere of a person, as the format of Direttiva 2/2019 asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Gender {
    Man,
    Woman,
}

/// Why people who have not declared their gender are in none of the tables.
pub const UNDECLARED: &str = "genere non dichiarato";

impl Gender {
    /// The order of columns in every table of the format.
    pub const ALL: [Self; 2] = [Self::Man, Self::Woman];

    /// `U` or `D`, the code of the tidy csv.
    pub fn code(self) -> &'static str {
        match self {
            Self::Man => "U",
            Self::Woman => "D",
        }
    }

    /// `Uomini` or `Donne`, as printed above the columns.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Man => "Uomini",
            Self::Woman => "Donne",
        }
    }

    /// 0 for men, 1 for women: the place in arrays kept by gender.
    pub fn index(self) -> usize {
        match self {
            Self::Man => 0,
            Self::Woman => 1,
        }
    }
}
