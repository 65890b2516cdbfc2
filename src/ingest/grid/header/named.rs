//! Sheets that part a list by what a column would say: «Uomini» and «Donne» of a list without gender,
//! a sheet for each cause of leave. The name of each is the value of its rows.

use super::Header;
use crate::ingest::file::sheet::Value;
use crate::ingest::file::tab::Tab;
use crate::ingest::grid::field;
use crate::ingest::spelling::{Vocabulary, normal_form};
use crate::ingest::wording::leave::{self, Cause};
use crate::ingest::wording::measure::{self, Measures};
use crate::model::header_words;
use crate::model::input::InputKind;
use crate::model::reference_data::{self, KnownGrade, Term};

/// What the name of a sheet says of all its rows.
#[derive(Clone, Debug)]
pub(in crate::ingest) struct Named {
    pub(in crate::ingest) column: &'static str,
    pub(in crate::ingest) value: Value<'static>,
}

/// Gives the sheets that lack one column, and have its words for names, that column. One such sheet
/// alone is half of a list: it stays as it is.
pub(in crate::ingest) fn name_columns(kind: InputKind, sheets: &mut [(Tab<'_>, Header)]) {
    let named: Vec<Option<Named>> =
        sheets.iter().map(|(tab, header)| header.named_by(kind, tab)).collect();
    let values = |column: &str| {
        let of_column = named.iter().flatten().filter(|named| named.column == column);
        let mut values: Vec<_> = of_column.filter_map(|named| named.value.text()).collect();
        values.sort();
        values.dedup();
        values.len()
    };
    for ((_, header), found) in sheets.iter_mut().zip(&named) {
        let Some(found) = found.as_ref().filter(|found| values(found.column) > 1) else { continue };
        let columns = reference_data::columns(kind);
        header.missing_required.retain(|name| *name != found.column);
        header.missing.retain(|place| columns[*place].name != found.column);
        header.required_found += 1;
        header.named = Some(found.clone());
    }
}

impl Header {
    /// The column that the name of a sheet would give it.
    fn named_by(&self, kind: InputKind, tab: &Tab<'_>) -> Option<Named> {
        let name = tab.name.as_deref()?;
        let [column] = self.missing_required[..] else { return None };
        if !self.ambiguous.is_empty() || !self.shared.is_empty() {
            return None;
        }
        let own = || Some(name.to_owned());
        // «Donne cessate» says more than a gender.
        let is_plain = || !header_words::is_deciding_value(name);
        let value = match (kind, column) {
            (_, "genere") => gender(name).filter(|_| is_plain()),
            (InputKind::Staff, "inquadramento") => own().filter(|name| is_grade(name)),
            (InputKind::Leave, "tipo") => {
                let cause = leave::cause(name, None);
                own().filter(|_| matches!(cause, Cause::Leave(_) | Cause::NoUnit(_)))
            }
            (InputKind::Training, "tipo") => own().filter(|name| is_topic(name)),
            (InputKind::WorkLife, "misura") => {
                own().filter(|name| matches!(measure::measures(name), Measures::Known(_)))
            }
            _ => None,
        }?;
        Some(Named { column, value: Value::from(value) })
    }
}

/// The gender in the name of a sheet: `Donne`, `Personale femminile`, `Elenco uomini 2025`.
fn gender(name: &str) -> Option<String> {
    const FEWEST_LETTERS: usize = 4;
    let form = normal_form(name);
    let words = form.split(' ').filter(|word| word.len() >= FEWEST_LETTERS);
    let mut genders: Vec<&str> = words.filter_map(field::gender).map(|of| of.code()).collect();
    genders.extend(field::gender(name).map(|of| of.code()));
    genders.dedup();
    genders.first().filter(|_| genders.len() == 1).map(|code| (*code).to_owned())
}

fn is_grade(name: &str) -> bool {
    let grades = reference_data::known_grades();
    Vocabulary::new(grades.iter().map(KnownGrade::words)).find(name).is_some()
}

fn is_topic(name: &str) -> bool {
    let topics = reference_data::training_types();
    Vocabulary::new(topics.iter().map(Term::words)).find(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_sheet_may_have_one_gender() {
        for (name, expected) in [
            ("Donne", Some("D")),
            ("F", Some("D")),
            ("Personale maschile", Some("U")),
            ("Elenco uomini 2025", Some("U")),
            ("Uomini e donne", None),
            ("Foglio F", None),
            ("Personale", None),
        ] {
            assert_eq!(gender(name).as_deref(), expected, "{name}");
        }
    }
}
