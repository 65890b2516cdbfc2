//! Whether two rows of the staff file are one person, and whether a row agrees with its fiscal code: by
//! columns that are compared while the file is read, and then forgotten.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::staff_number;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::grid::record::Record;
use crate::ingest::spelling::normal_form;
use crate::italian;
use crate::model::employee::StaffNumber;
use crate::model::fiscal_code::FiscalCode;
use crate::model::gender::Gender;
use crate::model::header_words::FISCAL_CODE;
use crate::model::input::InputKind;
use crate::model::quality::SourceFile;

/// Fewer people show nothing of a column.
const FEWEST: usize = 3;
/// More people of one name and birth are words in place of names that were taken out.
const MOST_OF_A_NAME: usize = 4;

/// What was met so far.
#[derive(Default)]
pub(in crate::ingest) struct Identities {
    codes: BTreeMap<String, First>,
    names: BTreeMap<(String, NaiveDate), First>,
    again: Vec<Again>,
    /// Rows with a fiscal code and a gender.
    compared: usize,
    /// Rows whose gender is not that of their code, with what they have.
    genders: Vec<(u32, Gender)>,
    births: Vec<(u32, NaiveDate)>,
}

/// The row in which something first came.
struct First {
    number: StaffNumber,
    row: u32,
    has_code: bool,
}

/// A row that repeats a person under another staff number.
struct Again {
    code: Code,
    row: u32,
    first: u32,
}

impl Identities {
    /// Takes note of a person who counts.
    pub(in crate::ingest) fn note(
        &mut self,
        record: &Record<'_>,
        number: &StaffNumber,
        (gender, birth): (Option<Gender>, Option<NaiveDate>),
    ) {
        let row = record.row.number;
        let keys = record.body.keys();
        let column = keys.iter().find(|(kind, _)| *kind == FISCAL_CODE);
        let code = column.and_then(|(kind, column)| staff_number::other(record, kind, *column));
        let first = || First { number: number.clone(), row, has_code: code.is_some() };
        if let Some(code) = &code {
            let known = self.codes.entry(code.clone()).or_insert_with(first);
            if known.number != *number {
                let first = known.row;
                self.again.push(Again { code: code::SAME_FISCAL_CODE, row, first });
                return;
            }
            self.compare(code, row, gender, birth);
        }
        let (Some(names), Some(birth)) = (names(record), birth) else { return };
        let known = self.names.entry((names, birth)).or_insert_with(first);
        // Two fiscal codes are two people.
        if known.number != *number && !(known.has_code && code.is_some()) {
            let first = known.row;
            self.again.push(Again { code: code::SAME_NAME_AND_BIRTH, row, first });
        }
    }

    fn compare(&mut self, code: &str, row: u32, gender: Option<Gender>, birth: Option<NaiveDate>) {
        let Some(code) = FiscalCode::read(code).filter(|code| code.is_sound) else { return };
        if let Some(gender) = gender {
            self.compared += 1;
            self.genders.extend((code.gender != gender).then_some((row, gender)));
        }
        self.births.extend(
            birth.filter(|birth| !code.agrees_with_birth(*birth)).map(|birth| (row, birth)),
        );
    }

    /// What the rows show together.
    pub(in crate::ingest) fn report(
        self,
        source: Option<&SourceFile>,
        diagnostics: &mut Diagnostics,
    ) {
        let Some(source) = source else { return };
        let mut push =
            |code: Code, (row, column): (u32, &str), message: String, value: Option<String>| {
                let place = Location::cell_of(source, row, column);
                let found = Diagnostic::new(code, place, message);
                let found = found.with_tables(InputKind::Staff.tables());
                diagnostics.push(match value {
                    Some(value) => found.with_value(value),
                    None => found,
                });
            };
        let mut same: BTreeMap<u32, usize> = BTreeMap::new();
        for again in &self.again {
            *same.entry(again.first).or_default() += 1;
        }
        for Again { code, row, first } in self.again {
            if code == code::SAME_NAME_AND_BIRTH && same.get(&first) >= Some(&MOST_OF_A_NAME) {
                continue;
            }
            let (_, _, first) = source.part(first);
            let what = if code == code::SAME_FISCAL_CODE {
                "ha lo stesso codice fiscale"
            } else {
                "ha gli stessi nomi e la stessa data di nascita"
            };
            let message =
                format!("la persona {what} di quella nella riga {first}, con un'altra matricola");
            push(code, (row, "matricola"), message, None);
        }
        let are_most = self.compared >= FEWEST && self.genders.len() * 10 >= self.compared * 9;
        if let (true, Some((row, _))) = (are_most, self.genders.first()) {
            let message = format!(
                "in {} su {} con il codice fiscale il genere è l'altro: la colonna sembra rovesciata",
                italian::counted(self.genders.len() as u64, "riga", "righe"),
                italian::count(self.compared as u64)
            );
            push(code::GENDERS_REVERSED, (*row, "genere"), message, None);
        } else {
            for (row, gender) in self.genders {
                let message = "il genere non è quello del codice fiscale della riga";
                let value = Some(gender.code().to_owned());
                push(code::FISCAL_CODE_DISAGREES, (row, "genere"), message.to_owned(), value);
            }
        }
        for (row, birth) in self.births {
            let message = "la data di nascita non è quella del codice fiscale della riga";
            let value = Some(italian::date(birth));
            push(code::FISCAL_CODE_DISAGREES, (row, "data_nascita"), message.to_owned(), value);
        }
    }
}

/// The names of a person, where the file has more than the first.
fn names(record: &Record<'_>) -> Option<String> {
    let cells = record.body.names().iter().filter_map(|column| record.row.cell(*column).text());
    let names: Vec<String> = cells.map(|text| normal_form(&text)).collect();
    let names = names.join(" ");
    names.contains(' ').then_some(names)
}
