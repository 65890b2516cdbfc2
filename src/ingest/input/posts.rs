//! One person with two posts, each on a row: one person of table 1.1, with the hours and the pay of both.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::pay;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::italian;
use crate::model::employee::{Employee, StaffNumber};
use crate::model::input::InputKind;
use crate::model::quality::SourceFile;
use crate::model::table_id::TableId;

/// Joins the rows of each person that can only be parts of one whole; the others stay, and are asked.
pub(in crate::ingest) fn joined(
    people: Vec<Employee>,
    source: Option<&SourceFile>,
    diagnostics: &mut Diagnostics,
) -> Vec<Employee> {
    let mut rows: BTreeMap<&StaffNumber, Vec<usize>> = BTreeMap::new();
    for (place, person) in people.iter().enumerate() {
        // A whole post is never part of one.
        if person.working_time.is_some_and(|share| share < Decimal::ONE_HUNDRED) {
            rows.entry(&person.staff_number).or_default().push(place);
        }
    }
    let mut whole: BTreeMap<usize, Employee> = BTreeMap::new();
    let mut parts = Vec::new();
    for places in rows.into_values().filter(|places| places.len() > 1) {
        let posts: Vec<&Employee> = places.iter().map(|place| &people[*place]).collect();
        let Some(person) = one(&posts) else { continue };
        let first = places[0];
        let message = format!(
            "{} righe di una persona: contata una volta, con l'orario {} % e le retribuzioni insieme",
            posts.len(),
            italian::decimal(person.working_time.unwrap_or_default())
        );
        if let Some(source) = source {
            let place = Location::cell_of(source, posts[1].row, "matricola");
            let found = Diagnostic::new(code::POSTS_JOINED, place, message);
            diagnostics.push(found.with_tables(InputKind::Staff.tables()));
        }
        whole.insert(first, person);
        parts.extend(places.into_iter().skip(1));
    }
    if parts.is_empty() {
        return people;
    }
    parts.sort_unstable();
    let kept = people.into_iter().enumerate();
    kept.filter(|(place, _)| parts.binary_search(place).is_err())
        .map(|(place, person)| whole.remove(&place).unwrap_or(person))
        .collect()
}

/// Asks about people who count, and have a pay on another row as well that does not: who has changed
/// grade in the year may have earned a part of it there.
pub(in crate::ingest) fn ask_for_lost_pay(
    people: &[Employee],
    paid: &BTreeSet<StaffNumber>,
    source: Option<&SourceFile>,
    diagnostics: &mut Diagnostics,
) {
    let mut both = people.iter().filter(|person| paid.contains(&person.staff_number));
    let (Some(first), Some(source)) = (both.next(), source) else { return };
    let count = italian::counted(1 + both.count() as u64, "persona ha", "persone hanno");
    let message = format!(
        "{count} una retribuzione anche su una riga che non conta: nella tabella 1.5 entra solo quella dell'altra"
    );
    let place = Location::cell_of(source, first.row, pay::COLUMN);
    let found = Diagnostic::new(code::PAY_OF_PART_OF_YEAR, place, message).with_remedy(
        "Se le due retribuzioni sono due parti dello stesso anno, scrivete la loro somma nella riga che conta, e svuotate la cella dell'altra. Se quella della riga che conta è già di tutto l'anno, svuotate soltanto la cella dell'altra.",
    );
    diagnostics.push(found.with_tables(&[TableId::PAY_GAP]));
}

/// The person whose posts these are: together at most full time, one of them the main one, with pay
/// that is not the same on all rows, which would be the whole pay written again.
fn one(posts: &[&Employee]) -> Option<Employee> {
    let share = |post: &Employee| post.working_time.unwrap_or_default();
    let total: Decimal = posts.iter().map(|post| share(post)).sum();
    let main = posts.iter().max_by_key(|post| share(post))?;
    let is_same = |post: &&Employee| {
        post.gender == main.gender
            && post.birth_date == main.birth_date
            && (post.grade == main.grade || share(post) < share(main))
            // In one grade since two days: the row may be what the person had before.
            && (post.grade != main.grade || post.in_grade_since == main.in_grade_since)
    };
    let pays: Vec<Decimal> = posts.iter().filter_map(|post| post.annual_pay).collect();
    let is_repeated = pays.windows(2).any(|pair| pair[0] == pair[1]);
    if total > Decimal::ONE_HUNDRED || !posts.iter().all(is_same) || is_repeated {
        return None;
    }
    Some(Employee {
        working_time: Some(total),
        annual_pay: (!pays.is_empty()).then(|| pays.iter().sum()),
        in_grade_since: posts
            .iter()
            .filter(|post| post.grade == main.grade)
            .filter_map(|post| post.in_grade_since)
            .min(),
        ..(*main).clone()
    })
}
