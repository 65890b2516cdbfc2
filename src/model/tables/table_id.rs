//! The number of a table of Sezione 1.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// `1.1` … `1.11` (Direttiva 2/2019, allegato 1), in the order of the format. A number and not a
/// closed list: a table is added in the registry alone, and whether one exists the format says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableId(u8);

impl TableId {
    pub const GRADES: Self = Self(1);
    pub const PRESENCE: Self = Self(2);
    pub const POSITIONS: Self = Self(3);
    pub const SENIORITY: Self = Self(4);
    pub const PAY_GAP: Self = Self(5);
    pub const MANAGER_EDUCATION: Self = Self(6);
    pub const STAFF_EDUCATION: Self = Self(7);
    pub const BOARDS: Self = Self(8);
    pub const WORK_LIFE: Self = Self(9);
    pub const LEAVE: Self = Self(10);
    pub const TRAINING: Self = Self(11);

    /// The table with this place in Sezione 1.
    pub const fn new(place: u8) -> Self {
        Self(place)
    }

    /// From `1.10`, written exactly so.
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix("1.")?;
        let is_plain = !digits.starts_with(['0', '+']);
        digits.parse().ok().filter(|_| is_plain).map(Self)
    }

    /// Its place in Sezione 1, from 1.
    pub fn place(self) -> u8 {
        self.0
    }
}

impl fmt::Display for TableId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&format!("1.{}", self.0))
    }
}

impl Serialize for TableId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TableId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(&text).ok_or_else(|| de::Error::custom(format!("no number of a table: {text}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_is_written() {
        for place in 1..20 {
            assert_eq!(TableId::read(&TableId::new(place).to_string()), Some(TableId::new(place)));
        }
        for text in ["", "1", "1.", "1.01", "2.1", "1.+1", "1.300", "1,1"] {
            assert_eq!(TableId::read(text), None, "{text}");
        }
    }
}
