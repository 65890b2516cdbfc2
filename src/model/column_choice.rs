//! `[colonne.…]` of `cug.toml`: under which header a column stands, in which unit its numbers are,
//! and which columns of the file decide nothing.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The key under which columns that decide nothing are listed.
const IGNORED: &str = "ignora";

/// What `cug.toml` says of the columns of one input.
#[derive(Clone, Debug, Default)]
pub struct ColumnChoices {
    /// By canonical name.
    pub columns: BTreeMap<String, ColumnChoice>,
    /// Headers of columns that decide nothing.
    pub ignored: Vec<String>,
}

/// `"Durata"`, `["Stipendio", "Indennità"]`, or `{ colonna = "Durata", unita = "minuti" }`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnChoice {
    /// The headers it has here, whose amounts are added up; none where only the unit is said.
    pub headers: Vec<String>,
    pub unit: Option<ColumnUnit>,
}

/// One header, or several.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Headers {
    One(String),
    Several(Vec<String>),
}

/// A choice with more than a header.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct DetailedChoice {
    #[serde(rename = "colonna", skip_serializing_if = "Option::is_none")]
    pub headers: Option<Headers>,
    #[serde(rename = "unita", skip_serializing_if = "Option::is_none")]
    pub unit: Option<ColumnUnit>,
}

/// The unit of the numbers of a column, in the words of `cug.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum ColumnUnit {
    #[serde(rename = "ore")]
    Hours,
    #[serde(rename = "minuti")]
    Minutes,
    #[serde(rename = "secondi")]
    Seconds,
    /// `7,30` is seven hours and a half.
    #[serde(rename = "ore,minuti")]
    HoursMinutes,
    #[serde(rename = "giorni")]
    Days,
    /// A row is a day, whatever its hours.
    #[serde(rename = "un giorno a riga")]
    DayOfRow,
    /// `0,3125` is seven hours and a half: a duration of a spreadsheet without its format.
    #[serde(rename = "parti di giorno")]
    PartOfDay,
    /// Hundredths of full time.
    #[serde(rename = "percentuale")]
    Percent,
    /// `0,5` is half of full time.
    #[serde(rename = "frazione")]
    Fraction,
    /// Out of `[convenzioni] orario_pieno`.
    #[serde(rename = "ore settimanali")]
    WeeklyHours,
    /// Hundredths that are not worked: `0` is full time.
    #[serde(rename = "riduzione")]
    Reduction,
    /// Euros a year.
    #[serde(rename = "annua")]
    Yearly,
    /// Euros a month.
    #[serde(rename = "mensile")]
    Monthly,
    /// Dates with the day before the month.
    #[serde(rename = "giorno/mese")]
    DayFirst,
    /// Dates with the month before the day.
    #[serde(rename = "mese/giorno")]
    MonthFirst,
    /// The year alone of a date of birth.
    #[serde(rename = "anno")]
    Year,
    /// Completed years on the last day of the report's year, for a date of birth.
    #[serde(rename = "età al 31 dicembre")]
    Age,
    /// A fiscal code, which tells gender and date of birth.
    #[serde(rename = "codice fiscale")]
    FiscalCode,
}

impl ColumnUnit {
    pub const ALL: [Self; 12] = [
        Self::Hours,
        Self::Minutes,
        Self::Seconds,
        Self::HoursMinutes,
        Self::Days,
        Self::PartOfDay,
        Self::Percent,
        Self::Fraction,
        Self::WeeklyHours,
        Self::Reduction,
        Self::Yearly,
        Self::Monthly,
    ];

    /// The word of `cug.toml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hours => "ore",
            Self::Minutes => "minuti",
            Self::Seconds => "secondi",
            Self::HoursMinutes => "ore,minuti",
            Self::Days => "giorni",
            Self::DayOfRow => "un giorno a riga",
            Self::PartOfDay => "parti di giorno",
            Self::Percent => "percentuale",
            Self::Fraction => "frazione",
            Self::WeeklyHours => "ore settimanali",
            Self::Reduction => "riduzione",
            Self::Yearly => "annua",
            Self::Monthly => "mensile",
            Self::DayFirst => "giorno/mese",
            Self::MonthFirst => "mese/giorno",
            Self::Year => "anno",
            Self::Age => "età al 31 dicembre",
            Self::FiscalCode => "codice fiscale",
        }
    }

    /// A number of such a column in hundredths. What no fraction can be is in hundredths already.
    pub fn hundredths(self, number: Decimal) -> Decimal {
        let is_fraction = self == Self::Fraction && number.abs() <= Decimal::TEN;
        if is_fraction { number * Decimal::ONE_HUNDRED } else { number }
    }
}

impl<'de> Deserialize<'de> for ColumnChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Choice;
        impl<'de> Visitor<'de> for Choice {
            type Value = ColumnChoice;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("string, list of strings or column table")
            }

            fn visit_str<E: serde::de::Error>(self, header: &str) -> Result<ColumnChoice, E> {
                Ok(ColumnChoice { headers: vec![header.to_owned()], unit: None })
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<ColumnChoice, A::Error> {
                let mut headers = Vec::new();
                while let Some(header) = seq.next_element()? {
                    headers.push(header);
                }
                Ok(ColumnChoice { headers, unit: None })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ColumnChoice, A::Error> {
                let DetailedChoice { headers, unit } =
                    DetailedChoice::deserialize(MapAccessDeserializer::new(map))?;
                let headers = match headers {
                    None => Vec::new(),
                    Some(Headers::One(header)) => vec![header],
                    Some(Headers::Several(headers)) => headers,
                };
                Ok(ColumnChoice { headers, unit })
            }
        }
        deserializer.deserialize_any(Choice)
    }
}

impl Serialize for ColumnChoice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let headers = match self.headers.as_slice() {
            [] => None,
            [one] => Some(Headers::One(one.clone())),
            several => Some(Headers::Several(several.to_vec())),
        };
        match (headers, self.unit) {
            (Some(headers), None) => headers.serialize(serializer),
            (headers, unit) => DetailedChoice { headers, unit }.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for ColumnChoices {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Choices;
        impl<'de> Visitor<'de> for Choices {
            type Value = ColumnChoices;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ColumnChoices, A::Error> {
                let mut choices = ColumnChoices::default();
                while let Some(key) = map.next_key::<String>()? {
                    if key == IGNORED {
                        choices.ignored = map.next_value()?;
                    } else {
                        choices.columns.insert(key, map.next_value()?);
                    }
                }
                Ok(choices)
            }
        }
        deserializer.deserialize_map(Choices)
    }
}

impl Serialize for ColumnChoices {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, choice) in &self.columns {
            map.serialize_entry(name, choice)?;
        }
        if !self.ignored.is_empty() {
            map.serialize_entry(IGNORED, &self.ignored)?;
        }
        map.end()
    }
}
