//! T11, P29: tables given as totals that the people in service contradict. Tables that are counted from
//! people are checked row by row as they are read; of these there are only the sums.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::agreement::meant;
use super::{cell, grade_names};
use crate::diagnostic::code::{IMPLAUSIBLE_TOTALS, NEAR_EQUAL_GRADES, UNIT_OF_PAY};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::anatomy::{Agreement, Along, Bound, Population};
use crate::model::cell::{Measure, Value};
use crate::model::dataset::Dataset;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::input::InputKind;
use crate::model::ratio::Ratio;
use crate::model::reference_data::{leave_types, plausible, training_types};
use crate::model::role::RowRole;
use crate::model::table::{Row, Table};
use crate::model::table_id::TableId;
use crate::model::totals::{TableTotals, TotalsRow};

/// Hundredths of a whole, where a row gives shares instead of people.
const WHOLE: u64 = 100;

pub(super) fn contradicted(dataset: &Dataset, tables: &[Table], diagnostics: &mut Diagnostics) {
    for (id, totals) in &dataset.totals {
        let words = dataset.format.table(*id);
        let given = Given { dataset, words, totals };
        given.findings(tables).into_iter().for_each(|found| diagnostics.push(found));
    }
}

/// True where no row of the body has more people than the other table.
fn is_bound(agreement: &Agreement) -> bool {
    agreement.bound == Bound::AtMost && agreement.rows.contains(&RowRole::Body)
}

/// A table given as totals.
struct Given<'a> {
    dataset: &'a Dataset,
    words: &'a TableFormat,
    totals: &'a TableTotals,
}

impl Given<'_> {
    fn findings(&self, tables: &[Table]) -> Vec<Diagnostic> {
        let anatomy = self.words.anatomy();
        let provided = |id| tables.iter().find(|table| table.id == id && table.provided);
        let mut found = Vec::new();
        if self.is_of_pay() {
            found.extend(self.pay());
        }
        if anatomy.labels.are_grades() {
            found.extend(self.alike());
        }
        if anatomy.measure == Measure::People {
            found.extend(self.shares());
        }
        for agreement in anatomy.agreements.iter().filter(|one| is_bound(one)) {
            let other = provided(agreement.table);
            found.extend(other.into_iter().flat_map(|other| self.beyond(agreement, other)));
        }
        let staff = provided(TableId::GRADES);
        found.extend(staff.into_iter().flat_map(|staff| self.a_head(staff)));
        found
    }

    fn finding(&self, row: &TotalsRow, message: String) -> Diagnostic {
        let place = cell(self.dataset, InputKind::Totals, row.row, "valore");
        Diagnostic::new(IMPLAUSIBLE_TOTALS, place, message).with_tables(&[self.words.id])
    }

    /// Rows with more people of a gender than there are: one finding for each row.
    fn beyond(&self, agreement: &Agreement, other: &Table) -> Vec<Diagnostic> {
        let beyond = |row: &TotalsRow| {
            let known = if agreement.by_grade {
                let rows = other.rows.iter().filter(|known| known.role == RowRole::Body);
                rows.filter(|known| known.label == row.label).collect()
            } else {
                meant(&self.dataset.format, other, agreement.of)?
            };
            // A grade that the other table does not have is told elsewhere, with the sums.
            let mut genders = Gender::ALL.into_iter().filter(|_| !known.is_empty());
            genders.find_map(|gender| {
                let (given, there) = (self.people(row, gender), people(other, &known, gender));
                let message = format!(
                    "nella riga «{}» ci sono {}, nella tabella {} {}",
                    row.label,
                    counted(given, gender),
                    other.id,
                    counted(there, gender)
                );
                (given > there).then(|| self.finding(row, message))
            })
        };
        self.totals.rows.iter().filter(|row| !is_in_shares(row)).filter_map(beyond).collect()
    }

    /// How many people of a gender a row gives.
    fn people(&self, row: &TotalsRow, gender: Gender) -> u64 {
        let amounts = row.of_gender(gender);
        // Beside its people a row of pay has their mean.
        let amounts = if self.is_of_pay() { amounts.get(..1).unwrap_or_default() } else { amounts };
        amounts.iter().sum::<Decimal>().to_u64().unwrap_or(u64::MAX)
    }

    fn is_of_pay(&self) -> bool {
        self.words.anatomy().along().any(|along| matches!(along, Along::Gap(_)))
    }

    /// Days or hours that so many people cannot have had.
    fn a_head(&self, staff: &Table) -> Vec<Diagnostic> {
        let terms = [leave_types(), training_types()].concat();
        let beyond = |row: &TotalsRow| {
            let term = terms.iter().find(|term| term.label == row.label)?;
            let most = Decimal::from(term.most_a_head()?);
            let found = Gender::ALL.into_iter().find_map(|gender| {
                let everybody = meant(&self.dataset.format, staff, Population::Everybody)?;
                let people = people(staff, &everybody, gender);
                let given: Decimal = row.of_gender(gender).iter().sum();
                (given > most * Decimal::from(people)).then_some((gender, given, people))
            });
            let (gender, given, people) = found?;
            let message = format!(
                "nella riga «{}» ci sono {} {} per {}: più di {most} a testa",
                row.label,
                italian::decimal(given),
                term.unit.code(),
                counted(people, gender)
            );
            Some(self.finding(row, message))
        };
        self.totals.rows.iter().filter_map(beyond).collect()
    }

    /// Two rows of a group that look like one grade written in two ways.
    fn alike(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (index, left) in self.totals.rows.iter().enumerate() {
            let others = self.totals.rows[index + 1..].iter();
            let alike = others.filter(|right| {
                left.group == right.group && grade_names::are_alike(&left.label, &right.label)
            });
            found.extend(alike.map(|right| {
                let message = format!(
                    "«{}» e «{}» sembrano lo stesso inquadramento",
                    left.label, right.label
                );
                let place = cell(self.dataset, InputKind::Totals, right.row, "riga");
                Diagnostic::new(NEAR_EQUAL_GRADES, place, message).with_tables(&[self.words.id])
            }));
        }
        found
    }

    /// Rows that make 100 for each gender, as shares do.
    fn shares(&self) -> Vec<Diagnostic> {
        let whole = self.totals.rows.iter().filter(|row| is_in_shares(row));
        let told = |row: &TotalsRow| {
            let message = format!(
                "nella riga «{}» gli uomini sono {WHOLE} e le donne {WHOLE}: sembrano percentuali",
                row.label
            );
            self.finding(row, message)
        };
        whole.map(told).collect()
    }

    /// Mean pay that is not of a year, looked at as a whole.
    fn pay(&self) -> Option<Diagnostic> {
        let means = self.totals.rows.iter().flat_map(|row| {
            let of_gender = Gender::ALL.map(|gender| row.of_gender(gender));
            of_gender.into_iter().filter_map(move |amounts| Some((*amounts.get(1)?, row)))
        });
        let mut means: Vec<_> = means.filter(|(mean, _)| *mean > Decimal::ZERO).collect();
        means.sort_by_key(|(mean, row)| (*mean, row.row));
        let (median, row) = *means.get(means.len() / 2)?;
        let ranges = &plausible().pay;
        if (ranges.least..=ranges.most).contains(&median) {
            return None;
        }
        let money = |amount: Decimal| italian::money(&Ratio::from(amount));
        let message = format!(
            "la retribuzione media di mezzo è {} euro, fuori da quelle di un anno ({}-{})",
            money(median),
            money(ranges.least),
            money(ranges.most)
        );
        let place = cell(self.dataset, InputKind::Totals, row.row, "valore");
        Some(
            Diagnostic::new(UNIT_OF_PAY, place, message)
                .with_tables(&[self.words.id])
                .with_remedy("Nelle righe «Retribuzione media» del file «aggregati» scrivete gli euro di un anno: se sono di un mese moltiplicateli per le mensilità pagate, se sono in migliaia o in centesimi riportateli a euro."),
        )
    }
}

/// True where the classes of each gender make 100.
fn is_in_shares(row: &TotalsRow) -> bool {
    Gender::ALL.iter().all(|gender| {
        let classes = row.of_gender(*gender);
        classes.len() > 2 && classes.iter().sum::<Decimal>() == Decimal::from(WHOLE)
    })
}

/// How many people of a gender some rows of a table count, over all ages.
fn people(table: &Table, rows: &[&Row], gender: Gender) -> u64 {
    let cells = rows.iter().flat_map(|row| row.over_all_ages(&table.columns, gender));
    cells.map(|cell| if let Value::Count(count) = cell.value { count } else { 0 }).sum()
}

/// `1 donna`, `300 uomini`
fn counted(people: u64, gender: Gender) -> String {
    match gender {
        Gender::Man => italian::counted(people, "uomo", "uomini"),
        Gender::Woman => italian::counted(people, "donna", "donne"),
    }
}
