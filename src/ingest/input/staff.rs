//! `personale`: the people in service at the reference date.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::education::EducationBook;
use super::grades::GradeBook;
use super::identity::Identities;
use super::other_keys::OtherKeys;
use super::service::ServiceBook;
use super::structures::{self, Structures};
use super::{fiscal, pay, staff_number, working_time};
use crate::diagnostic::setting::quoted;
use crate::diagnostic::{Diagnostic, code};
use crate::ingest::file::sheet::Value;
use crate::ingest::grid::field;
use crate::ingest::grid::record::Record;
use crate::italian;
use crate::model::age_band::{AgeBand, band_of, completed_years};
use crate::model::column_choice::ColumnUnit;
use crate::model::employee::{Employee, StaffNumber};
use crate::model::gender::UNDECLARED;
use crate::model::settings::{EmptyWorkingTime, Settings};
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;

/// Completed years outside which a birth date is a slip; within them, `checks` asks about the odd ones.
const POSSIBLE_AGES: std::ops::RangeInclusive<u32> = 14..=100;

/// The staff numbers that are in the file and not among the people: no strangers elsewhere.
#[derive(Default)]
pub(in crate::ingest) struct Absent {
    /// Of rows with a fault.
    pub(in crate::ingest) refused: BTreeSet<StaffNumber>,
    /// Of people who are not counted.
    pub(in crate::ingest) left_out: BTreeSet<StaffNumber>,
    /// Of those, with a pay.
    pub(in crate::ingest) paid: BTreeSet<StaffNumber>,
}

/// What reading a person needs to know beside the row.
pub(in crate::ingest) struct Context<'a> {
    pub(in crate::ingest) settings: &'a Settings,
    pub(in crate::ingest) age_bands: &'a [AgeBand],
    pub(in crate::ingest) education: EducationBook<'a>,
    pub(in crate::ingest) grades: &'a mut GradeBook,
    pub(in crate::ingest) service: ServiceBook,
    /// Once a row has asked.
    pub(in crate::ingest) working_time_scale: Option<working_time::Scale>,
    /// Once a row has asked.
    pub(in crate::ingest) pay_factor: Option<pay::Factor>,
    /// Once a row has asked whether the column of birth dates holds years alone.
    pub(in crate::ingest) is_birth_year_told: bool,
    /// For files that know people by other keys.
    pub(in crate::ingest) other_keys: &'a mut OtherKeys,
    pub(in crate::ingest) absent: &'a mut Absent,
    pub(in crate::ingest) structures: Structures,
    pub(in crate::ingest) identities: Identities,
}

/// One person, or `None` with diagnostics. All faults of a row are reported, not only the first.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    context: &mut Context<'_>,
) -> Option<Employee> {
    let conventions = &context.settings.conventions;
    let number = staff_number::read(record, conventions.staff_number_digits);
    let number = number.map(|number| StaffNumber(number.as_ref().into()));
    if let Some(number) = &number {
        context.other_keys.add(record, number);
    }
    if !counts(record, context) {
        if !record.value(pay::COLUMN).is_empty() {
            context.absent.paid.extend(number.clone());
        }
        context.absent.left_out.extend(number);
        return None;
    }
    let gender = fiscal::gender(record);
    let birth_date = birth_date(record, context);
    if let Some(number) = &number {
        context.identities.note(record, number, (gender, birth_date));
    }
    let grade = context.grades.read(record);
    let age_band = birth_date.and_then(|birth| age_band(record, birth, context));
    let is_teacher = grade.is_some_and(|grade| context.grades.is_of_teachers(grade));
    let working_time = working_time_of(record, context, is_teacher);
    let category = grade.map(|grade| context.grades.category(grade));
    // Who a table does not count is not asked for what it prints.
    let has_seniority = category.is_none_or(|category| category == StaffCategory::NonManager);
    let has_education = category.is_none_or(|category| category != StaffCategory::GoverningBody);
    let in_grade_since = in_grade_since(record, has_seniority);
    let education = has_education.then(|| education(record, context)).flatten();
    let annual_pay = optional_cell(record, pay::COLUMN, &[TableId::PAY_GAP], |record, _| {
        let basis = context.settings.pay.basis;
        pay::read(record, (&context.settings.conventions, basis), &mut context.pay_factor)
    });
    if record.refused {
        context.absent.refused.extend(number);
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
        structure: structures::read(record, &mut context.structures),
        hired: context.service.hired(),
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

/// Hundredths of full time, from above 1 to 100.
fn working_time_of(
    record: &mut Record<'_>,
    context: &mut Context<'_>,
    is_teacher: bool,
) -> Option<Decimal> {
    let conventions = &context.settings.conventions;
    let column = working_time::COLUMN;
    let is_empty = record.cell(column).is_some_and(Value::is_empty);
    if is_empty && conventions.empty_working_time == EmptyWorkingTime::FullTime {
        return Some(Decimal::ONE_HUNDRED);
    }
    let scale = &mut context.working_time_scale;
    optional_cell(record, column, &[TableId::PRESENCE, TableId::PAY_GAP], |record, _| {
        working_time::read(record, (conventions, is_teacher), scale)
    })
}

/// Whether the person of a row is counted: in service, an employee, and of a gender that the tables
/// have. Otherwise the row is left out; what has to be answered first refuses it.
fn counts(record: &mut Record<'_>, context: &mut Context<'_>) -> bool {
    if record.left_out.is_some() {
        return false;
    }
    context.service.judge(record, context.settings);
    if record.left_out.is_none()
        && let Some(grade) = context.grades.unknown_words(record)
    {
        context.service.judge_grade(record, &grade);
    }
    let is_undeclared = |record: &mut Record<'_>| {
        record.peek("genere").is_some_and(|words| field::is_undeclared_gender(&words))
    };
    if record.left_out.is_none() && is_undeclared(record) {
        let message = "il genere non è dichiarato: la persona non è contata nelle tabelle";
        record.report("genere", code::GENDER_NOT_DECLARED, record.tables, message);
        record.leave_out(UNDECLARED);
    }
    record.left_out.is_none()
}

/// The date of birth; of a column that has the year alone, or the age on the last day of the year,
/// its first day: on the last day of a year the completed years are the same for all of it.
fn birth_date(record: &mut Record<'_>, context: &mut Context<'_>) -> Option<NaiveDate> {
    const COLUMN: &str = "data_nascita";
    let reference = context.settings.report.year;
    if let Some(birth) = fiscal::birth_date(record, (reference, &POSSIBLE_AGES)) {
        return birth;
    }
    let number = match record.value(COLUMN) {
        Value::Number(number) => {
            i32::try_from(number.value).ok().filter(|_| number.value.is_integer())
        }
        Value::Text(text) => text.trim().parse::<i32>().ok(),
        _ => None,
    };
    let year = match (number, record.unit(COLUMN)) {
        (Some(age), Some(ColumnUnit::Age)) => Some(age)
            .filter(|age| POSSIBLE_AGES.contains(&age.unsigned_abs()))
            .map(|age| reference - age),
        (Some(year), _) if (1900..=reference).contains(&year) => Some(year),
        (Some(age), None) if (14..=100).contains(&age) => {
            let message = record.with_value(COLUMN, "sembra un'età, non una data");
            let remedy = format!(
                "Serve la data di nascita, o almeno l'anno. Se è l'età compiuta al 31 dicembre {reference} (non quella del giorno dell'estrazione) scrivete in cug.toml, sotto [colonne.personale], la riga data_nascita = {{ colonna = {}, unita = \"età al 31 dicembre\" }}.",
                quoted(record.body.header_words(COLUMN).unwrap_or(COLUMN))
            );
            let header = quoted(record.body.header_words(COLUMN).unwrap_or(COLUMN));
            let value = format!("{{ colonna = {header}, unita = \"età al 31 dicembre\" }}");
            let found = record.diagnostic(COLUMN, code::UNREADABLE_DATE, message);
            let found = found.with_remedy(remedy);
            record.refuse_with(found.with_answers("colonne.personale", [(COLUMN, value.as_str())]));
            return None;
        }
        _ => None,
    };
    let Some(year) = year else { return record.required_date(COLUMN) };
    if !context.is_birth_year_told {
        context.is_birth_year_told = true;
        let place = record.body.header_place(record.place, COLUMN);
        let message = format!(
            "«{COLUMN}»: dove c'è solo l'anno di nascita, al 31 dicembre l'età è giusta lo stesso"
        );
        let note = Diagnostic::new(code::BIRTH_YEAR_ALONE, place, message);
        record.diagnostics.push(note.with_tables(record.tables));
    }
    NaiveDate::from_ymd_opt(year, 1, 1)
}

fn education(record: &mut Record<'_>, context: &mut Context<'_>) -> Option<usize> {
    const TABLES: &[TableId] = &[TableId::MANAGER_EDUCATION, TableId::STAFF_EDUCATION];
    let text =
        optional_cell(record, "titolo_studio", TABLES, |record, column| record.words(column))?;
    context.education.read(record, &text)
}

/// Reads a cell that may be empty: an empty one in a column that is there is asked about.
fn optional_cell<'r, T>(
    record: &mut Record<'r>,
    column: &str,
    tables: &[TableId],
    read: impl FnOnce(&mut Record<'r>, &str) -> Option<T>,
) -> Option<T> {
    if !record.cell(column)?.is_empty() {
        return read(record, column);
    }
    let diagnostic = record
        .diagnostic(column, code::EMPTY_OPTIONAL_CELL, format!("la cella «{column}» è vuota"))
        .with_tables(tables);
    let diagnostic = if column == working_time::COLUMN {
        diagnostic.with_remedy(
            "Scrivete 100 per chi lavora a tempo pieno; se da voi la cella vuota vuol dire tempo pieno, scrivete in cug.toml, sotto [convenzioni], la riga part_time_vuoto = \"tempo pieno\".",
        )
        .with_answers("convenzioni", [("part_time_vuoto", "\"tempo pieno\"")])
    } else {
        diagnostic
    };
    record.diagnostics.push(diagnostic);
    None
}
