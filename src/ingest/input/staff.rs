//! `personale`: the people in service at the reference date.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::grades::GradeBook;
use super::record::Record;
use super::staff_number;
use crate::diagnostic::{Diagnostic, code};
use crate::ingest::file::sheet::Value;
use crate::ingest::grid::notation::are_fractions;
use crate::ingest::spelling::{Answers, Vocabulary, nearest};
use crate::italian;
use crate::model::age_band::{AgeBand, band_of, completed_years};
use crate::model::education::EducationLevel;
use crate::model::employee::{Employee, StaffNumber};
use crate::model::settings::{EmptyWorkingTime, Settings};
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;

/// Completed years outside which a birth date is a slip; within them, `checks` asks about the odd ones.
const POSSIBLE_AGES: std::ops::RangeInclusive<u32> = 14..=100;

const WORKING_TIME: &str = "percentuale_part_time";

/// What reading a person needs to know beside the row.
pub(in crate::ingest) struct Context<'a> {
    pub(in crate::ingest) settings: &'a Settings,
    pub(in crate::ingest) age_bands: &'a [AgeBand],
    pub(in crate::ingest) education_levels: &'a [EducationLevel],
    /// The spellings of `education_levels`.
    pub(in crate::ingest) education_words: Vocabulary,
    pub(in crate::ingest) education_answers: Answers<Option<usize>>,
    pub(in crate::ingest) grades: &'a mut GradeBook,
    /// Once a row has asked.
    pub(in crate::ingest) working_time_is_fraction: Option<bool>,
    /// Staff numbers by fiscal code, for files that know people by it.
    pub(in crate::ingest) fiscal_codes: &'a mut BTreeMap<String, StaffNumber>,
    /// The staff numbers of rows that are refused: no strangers, though nobody is counted.
    pub(in crate::ingest) refused: &'a mut BTreeSet<StaffNumber>,
}

/// One person, or `None` with diagnostics. All faults of a row are reported, not only the first.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    context: &mut Context<'_>,
) -> Option<Employee> {
    let conventions = &context.settings.conventions;
    let number = staff_number::read(record, conventions.staff_number_digits);
    let number = number.map(|number| StaffNumber(number.as_ref().into()));
    let gender = record.required_gender("genere");
    let birth_date = record.required_date("data_nascita");
    let grade = context.grades.read(record);
    let age_band = birth_date.and_then(|birth| age_band(record, birth, context));
    let working_time = working_time_of(record, context);
    let category = grade.map(|grade| context.grades.category(grade));
    // Who a table does not count is not asked for what it prints.
    let has_seniority = category.is_none_or(|category| category == StaffCategory::NonManager);
    let has_education = category.is_none_or(|category| category != StaffCategory::GoverningBody);
    let in_grade_since = in_grade_since(record, has_seniority);
    let education = has_education.then(|| education(record, context)).flatten();
    let annual_pay =
        optional_cell(record, "retribuzione", &[TableId::PAY_GAP], |record, column| {
            record.number(column)
        });
    if let (Some(code), Some(number)) = (staff_number::second(record), &number) {
        context.fiscal_codes.entry(code).or_insert_with(|| number.clone());
    }
    if record.refused {
        context.refused.extend(number);
        return None;
    }
    Some(Employee {
        staff_number: number?,
        gender: gender?,
        birth_date: birth_date?,
        grade: grade?,
        age_band: age_band?,
        working_time,
        in_grade_since,
        education,
        annual_pay,
        row: record.row.number,
    })
}

fn in_grade_since(record: &mut Record<'_>, is_asked: bool) -> Option<NaiveDate> {
    const COLUMN: &str = "data_inquadramento";
    if !is_asked && record.value(COLUMN).is_empty() {
        return None;
    }
    optional_cell(record, COLUMN, &[TableId::SENIORITY], |record, column| record.date(column))
}

fn age_band(record: &mut Record<'_>, birth: NaiveDate, context: &Context<'_>) -> Option<usize> {
    let reference = context.settings.report.reference_date();
    let band = completed_years(birth, reference)
        .filter(|age| POSSIBLE_AGES.contains(age))
        .and_then(|age| band_of(context.age_bands, age));
    if band.is_none() {
        let message = format!(
            "la data di nascita {} non può essere di una persona in servizio al {}",
            italian::date(birth),
            italian::date(reference)
        );
        let diagnostic = record
            .diagnostic("data_nascita", code::UNREADABLE_DATE, message)
            .with_remedy("Correggete la data di nascita, oppure «anno» in cug.toml se i dati sono di un altro anno.");
        record.refuse_with(diagnostic);
    }
    band
}

/// Hundredths of full time, from above 1 to 100. A share up to 1 could be 1 % or a whole: it is
/// asked, unless the whole column is made of fractions.
fn working_time_of(record: &mut Record<'_>, context: &mut Context<'_>) -> Option<Decimal> {
    const TABLES: &[TableId] = &[TableId::PRESENCE, TableId::PAY_GAP];
    if context.settings.conventions.empty_working_time == EmptyWorkingTime::FullTime
        && record.cell(WORKING_TIME).is_some_and(Value::is_empty)
    {
        return Some(Decimal::ONE_HUNDRED);
    }
    let share = optional_cell(record, WORKING_TIME, TABLES, |record, column| {
        record.number_up_to(column, Some(100))
    })?;
    let share = if share <= Decimal::ONE && is_fraction(record, context) {
        share * Decimal::ONE_HUNDRED
    } else {
        share
    };
    if share > Decimal::ONE_HUNDRED || share <= Decimal::ZERO {
        let message = format!(
            "la percentuale di part time è {}: deve essere maggiore di 0 e al più 100",
            italian::decimal(share)
        );
        record.refuse(WORKING_TIME, code::WORKING_TIME_OUT_OF_RANGE, message);
        return None;
    }
    if share <= Decimal::ONE {
        let message = format!(
            "la percentuale di part time è {}: se è una frazione scrivete {}",
            italian::decimal(share),
            italian::decimal(share * Decimal::ONE_HUNDRED)
        );
        record.refuse(WORKING_TIME, code::WORKING_TIME_OUT_OF_RANGE, message);
        return None;
    }
    Some(share)
}

/// Whether the column holds fractions of one: told once, at its header.
fn is_fraction(record: &mut Record<'_>, context: &mut Context<'_>) -> bool {
    let Some(column) = record.body.column(WORKING_TIME) else { return false };
    *context.working_time_is_fraction.get_or_insert_with(|| {
        let are_fractions = are_fractions(record.body, column);
        if are_fractions {
            let place = record.body.header_place(record.place, WORKING_TIME);
            let message = format!("«{WORKING_TIME}»: i valori sono frazioni di 1: 0,5 è letto 50");
            let note = Diagnostic::new(code::WORKING_TIME_AS_FRACTIONS, place, message);
            record.diagnostics.push(note.with_tables(&[TableId::PRESENCE, TableId::PAY_GAP]));
        }
        are_fractions
    })
}

fn education(record: &mut Record<'_>, context: &mut Context<'_>) -> Option<usize> {
    const COLUMN: &str = "titolo_studio";
    const TABLES: &[TableId] = &[TableId::MANAGER_EDUCATION, TableId::STAFF_EDUCATION];
    let text = optional_cell(record, COLUMN, TABLES, |record, column| record.words(column))?;
    let Context { education_words, education_answers, .. } = context;
    let level = education_answers.of(&text, || education_words.find(&text));
    if level.is_none() {
        let labels = context.education_levels.iter().map(|level| level.label.as_str());
        let hint = record.near(code::UNKNOWN_EDUCATION, || nearest(&text, labels));
        let message = format!("il titolo di studio «{text}» non è fra quelli del format{hint}");
        let found = record.unknown_word(COLUMN, code::UNKNOWN_EDUCATION, message);
        record.diagnostics.push(found.with_tables(TABLES));
    }
    level
}

/// Reads a cell that may be empty: an empty one in a column that is there is asked about.
fn optional_cell<'r, T>(
    record: &mut Record<'r>,
    column: &str,
    tables: &[TableId],
    read: impl Fn(&mut Record<'r>, &str) -> Option<T>,
) -> Option<T> {
    if !record.cell(column)?.is_empty() {
        return read(record, column);
    }
    let diagnostic = record
        .diagnostic(column, code::EMPTY_OPTIONAL_CELL, format!("la cella «{column}» è vuota"))
        .with_tables(tables);
    let diagnostic = if column == WORKING_TIME {
        diagnostic.with_remedy(
            "Scrivete 100 per chi lavora a tempo pieno; se da voi la cella vuota vuol dire tempo pieno, scrivete in cug.toml, sotto [convenzioni], la riga part_time_vuoto = \"tempo pieno\".",
        )
    } else {
        diagnostic
    };
    record.diagnostics.push(diagnostic);
    None
}
