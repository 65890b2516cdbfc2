//! Why a figure of a year is not there, in the words printed under the table.

use crate::model::figure::{Chapter, FigureValue};
use crate::model::protection::Numbers;
use crate::model::ratio::Ratio;
use crate::model::table_id::TableId;

/// A figure of a year, or why there is none.
pub type Answer = Result<Ratio, Missing>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The whole year was not given; said once for the chapter.
    Year,
    /// Nothing of a table, or of the plan.
    Chapter(Chapter),
    Row,
    /// Not all rows of the table are there, or nothing says so.
    Part(TableId),
    /// Some cells of the row are not in the file.
    Cells,
    Protected,
    NotApplicable,
    NotProvided,
    /// Several grades became one: a mean of theirs cannot be made from their means.
    Merged,
    /// Net pay beside gross pay.
    OtherBasis,
    /// Of a change: the series breaks between the two years.
    Broken,
    /// A share of nobody.
    Nobody,
    /// The same where 0 may stand for some people.
    Few,
}

impl Missing {
    /// `None` where the chapter has already said it.
    pub fn words(&self) -> Option<String> {
        let words = match self {
            Self::Year => return None,
            Self::Chapter(Chapter::Plan) => "punteggi del piano non forniti",
            Self::Chapter(Chapter::Table(table)) => {
                return Some(format!("tabella {table} non fornita"));
            }
            Self::Part(table) => {
                return Some(format!("tabella {table} data in parte, o senza la riga del totale"));
            }
            Self::Row => "la riga non c'è",
            Self::Cells => "mancano alcune caselle della riga",
            Self::Protected => "valore riservato",
            Self::NotApplicable => "non calcolabile",
            Self::NotProvided => "dato non fornito",
            Self::Merged => {
                "più inquadramenti riuniti in uno, il cui divario non si ricava dalle loro medie"
            }
            Self::OtherBasis => "retribuzioni su una base diversa (lorda o netta)",
            Self::Broken => "la serie si interrompe fra un anno e l'altro",
            Self::Nobody => "nessuna persona",
            Self::Few => "poche persone o nessuna",
        };
        Some(words.to_owned())
    }

    /// The same, as an edition can say it: of a rounded 0 nobody knows that it is nobody.
    pub fn among(self, numbers: Numbers) -> Self {
        match (self, numbers) {
            (Self::Nobody, Numbers::Rounded) => Self::Few,
            (missing, _) => missing,
        }
    }

    /// True where nobody gave what the figure is made of; else it was given, and there is none.
    pub fn is_not_given(&self) -> bool {
        matches!(self, Self::Year | Self::Chapter(_) | Self::NotProvided)
    }

    /// True where other cells of the table may still give the figure.
    pub fn is_partial(&self) -> bool {
        matches!(self, Self::Row | Self::Part(_) | Self::Protected)
    }
}

pub(super) fn number(value: &FigureValue) -> Answer {
    match value {
        FigureValue::Number(number) => Ok(number.clone()),
        FigureValue::Protected => Err(Missing::Protected),
        FigureValue::NotApplicable => Err(Missing::NotApplicable),
        FigureValue::NotProvided => Err(Missing::NotProvided),
    }
}

/// `part` in percent of `whole`.
pub fn share(part: Answer, whole: Answer) -> Answer {
    let (part, whole) = (part?, whole?);
    let share = part.checked_div(&whole).ok_or(Missing::Nobody)?;
    Ok(share * Ratio::from(100_u64))
}

/// The last of the answers less the one before.
pub fn difference(values: &[Answer]) -> Answer {
    match values {
        [.., before, now] => Ok(now.clone()? - before.clone()?),
        _ => Err(Missing::Year),
    }
}
