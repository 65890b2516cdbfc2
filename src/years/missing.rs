//! Why a figure of a year is not there, in the words printed under the table.

use crate::model::history::Chapter;
use crate::model::ratio::Ratio;
use crate::model::table_id::TableId;

/// A figure of a year, or why there is none.
pub(super) type Known = Result<Ratio, Missing>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// The whole year was not given; told once for the chapter.
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
    /// A share of nobody.
    Nobody,
}

impl Missing {
    /// `None` where the chapter has already said it.
    pub(super) fn words(&self) -> Option<String> {
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
            Self::NotApplicable => "non applicabile",
            Self::NotProvided => "dato non fornito",
            Self::Merged => {
                "più inquadramenti riuniti in uno, il cui divario non si ricava dalle loro medie"
            }
            Self::OtherBasis => "retribuzioni su una base diversa (lorda o netta)",
            Self::Nobody => "nessuna persona",
        };
        Some(words.to_owned())
    }
}

/// `part` in percent of `whole`.
pub(super) fn share(part: Known, whole: Known) -> Known {
    let (part, whole) = (part?, whole?);
    let share = part.checked_div(&whole).ok_or(Missing::Nobody)?;
    Ok(share * Ratio::from(100_u64))
}

pub(super) fn sum(left: Known, right: Known) -> Known {
    Ok(left? + right?)
}
