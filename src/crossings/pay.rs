//! The pay gap by age, of full-time staff; beside it the same with the pay of who was hired during the
//! year brought to the whole year, by a rule that is printed.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::NONE;
use crate::italian;
use crate::model::crossing::{Crossing, CrossingRow};
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::ratio::Ratio;
use crate::model::table_id::TableId;

/// People and pay of a gender.
#[derive(Clone, Default)]
struct Pay {
    people: u64,
    sum: Ratio,
    /// The sum with every pay brought to the year.
    whole_years: Ratio,
}

pub(super) fn by_age(dataset: &Dataset) -> Option<Crossing> {
    if !dataset.columns.annual_pay || !dataset.columns.working_time {
        return None;
    }
    let reference = dataset.settings.report.reference_date();
    let mut bands = vec![<[Pay; 2]>::default(); dataset.age_bands.len()];
    let mut total = <[Pay; 2]>::default();
    let mut hired = 0_u64;
    for person in dataset.people.iter().filter(|person| is_full_time(person)) {
        let Some(pay) = person.annual_pay.map(Ratio::from) else { continue };
        let days = days_in_service(person, reference);
        hired += u64::from(days.is_some());
        let whole_year = days.map_or_else(|| pay.clone(), |days| pay.clone() * days);
        for sum in [&mut bands[person.age_band], &mut total] {
            let sum = &mut sum[person.gender.index()];
            sum.people += 1;
            sum.sum += pay.clone();
            sum.whole_years += whole_year.clone();
        }
    }
    let least = dataset.settings.disclosure.threshold;
    let labels = dataset.age_bands.iter().map(|band| band.label.as_str());
    let mut rows: Vec<CrossingRow> =
        labels.zip(&bands).map(|(label, pay)| row(label, pay, (least, hired > 0), false)).collect();
    rows.push(row("Totale", &total, (least, hired > 0), true));
    let mut headings: Vec<String> =
        ["Persone: uomini", "Persone: donne", "Media: uomini", "Media: donne", "Divario %"]
            .map(str::to_owned)
            .to_vec();
    let mut notes = vec![
        "Solo personale a tempo pieno con retribuzione indicata, tutti gli inquadramenti insieme: il divario di una classe dipende anche da chi c'è in ciascun inquadramento."
            .to_owned(),
        format!("La media di meno di {least} persone, che direbbe la retribuzione di una, è «{NONE}»."),
    ];
    let words = dataset.format.table(TableId::PAY_GAP);
    let arrears = dataset.settings.pay.arrears.map(|arrears| words.variant_note(arrears.key()));
    notes.extend(arrears.map(str::to_owned));
    if hired > 0 {
        headings.push("Divario %, anno intero".to_owned());
        notes.push(format!(
            "«Anno intero»: se la retribuzione di chi è stato assunto nel {} ({}) è quella dei soli mesi di servizio, è riportata all'anno con la regola retribuzione × giorni dell'anno / giorni dall'assunzione al 31 dicembre. Se invece è già annua, vale la colonna prima.",
            reference.year(),
            italian::counted(hired, "persona", "persone")
        ));
    }
    (total[0].people + total[1].people > 0).then(|| Crossing {
        title: "Divario retributivo per età".to_owned(),
        stub: "Età".to_owned(),
        headings,
        rows,
        notes,
    })
}

fn is_full_time(person: &Employee) -> bool {
    person.working_time.is_some_and(|share| share >= Decimal::ONE_HUNDRED)
}

/// Days of the year over those in service, of who was hired after its first day.
fn days_in_service(person: &Employee, reference: NaiveDate) -> Option<Ratio> {
    let hired =
        person.hired.filter(|hired| hired.year() == reference.year() && hired.ordinal() > 1)?;
    Ratio::of(u64::from(reference.ordinal()), u64::from(reference.ordinal() - hired.ordinal() + 1))
}

/// `least`: a mean of fewer people is not given.
fn row(
    label: &str,
    [men, women]: &[Pay; 2],
    (least, has_whole_years): (u64, bool),
    is_total: bool,
) -> CrossingRow {
    let mean = |pay: &Pay, sum: &Ratio| {
        sum.checked_div(&Ratio::from(pay.people)).filter(|_| pay.people >= least)
    };
    let gap = |of: fn(&Pay) -> &Ratio| {
        let (men, women) = (mean(men, of(men))?, mean(women, of(women))?);
        (women - men.clone()).checked_div(&men).map(|gap| gap * Ratio::from(100_u64))
    };
    let printed = |value: Option<Ratio>, print: fn(&Ratio) -> String| {
        value.map_or_else(|| NONE.to_owned(), |value| print(&value))
    };
    let mut cells = vec![italian::count(men.people), italian::count(women.people)];
    cells.extend([men, women].map(|pay| printed(mean(pay, &pay.sum), italian::money)));
    cells.push(printed(gap(|pay| &pay.sum), italian::percent));
    if has_whole_years {
        cells.push(printed(gap(|pay| &pay.whole_years), italian::percent));
    }
    CrossingRow { label: label.to_owned(), cells, is_total }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_year_of_pay_is_brought_to_the_year() {
        let reference = NaiveDate::from_ymd_opt(2022, 12, 31).expect("a date");
        let hired = |month, day| {
            let hired = NaiveDate::from_ymd_opt(2022, month, day);
            let person = Employee {
                staff_number: crate::model::employee::StaffNumber("1".into()),
                gender: crate::model::gender::Gender::Woman,
                birth_date: reference,
                grade: 0,
                age_band: 0,
                working_time: None,
                in_grade_since: None,
                education: None,
                annual_pay: None,
                structure: None,
                hired,
                row: 2,
            };
            days_in_service(&person, reference)
        };
        assert_eq!(hired(7, 2), Ratio::of(365, 183));
        assert_eq!(hired(12, 31), Ratio::of(365, 1));
        assert_eq!(hired(1, 1), None);
    }
}
