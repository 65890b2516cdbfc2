//! P36, P37, P38, E20: a figure that is far from that of an earlier year. A list cut in half, or taken
//! from the wrong year, looks sound by itself.

use crate::diagnostic::code::{Code, PAY_JUMPS, STAFF_JUMPS, TRAINING_JUMPS, WOMEN_JUMP};
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::figures::{Answer, Reading, women};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::plausible::Jump;
use crate::model::ratio::Ratio;
use crate::model::reference_data::plausible;
use crate::model::table::Table;
use crate::model::table_id::TableId;

pub(super) fn between_years(dataset: &Dataset, tables: &[Table], diagnostics: &mut Diagnostics) {
    let ranges = &plausible().jump;
    let year = dataset.settings.report.year;
    let years = dataset.history.iter().map(|past| past.year);
    let Some(last) = years.filter(|past| year - past <= ranges.most_years).max() else { return };
    let now = Reading::this(dataset, tables, None);
    let before = Reading::past(dataset, &dataset.history, last);
    let pair = Pair { now, before, last, ranges };
    let found = [
        (InputKind::Staff, STAFF_JUMPS, TableId::GRADES, pair.staff()),
        (InputKind::Staff, WOMEN_JUMP, TableId::GRADES, pair.women()),
        (InputKind::Staff, PAY_JUMPS, TableId::PAY_GAP, pair.pay(dataset)),
        (InputKind::Training, TRAINING_JUMPS, TableId::TRAINING, pair.training()),
    ];
    for (kind, code, table, message) in found {
        if let Some(message) = message {
            diagnostics.push(finding(dataset, (kind, code), table, message));
        }
    }
}

fn finding(
    dataset: &Dataset,
    (kind, code): (InputKind, Code),
    table: TableId,
    message: String,
) -> Diagnostic {
    let source = dataset.source(kind).or_else(|| dataset.source(InputKind::Totals));
    let place =
        source.map_or_else(Location::folder, |source| Location::file(source.kind, &source.path));
    Diagnostic::new(code, place, message).with_tables(&[table])
}

/// This year, and the last one before it that was given.
struct Pair<'a> {
    now: Reading,
    before: Reading,
    last: i32,
    ranges: &'a Jump,
}

impl Pair<'_> {
    fn staff(&self) -> Option<String> {
        let (now, before) = self.both(|year| year.staff(None))?;
        let change = percent_of(&now, &before)?;
        let is_far = change.abs() > Ratio::from(u64::from(self.ranges.staff));
        (is_far && self.are_people(&change, &before)).then(|| {
            format!(
                "le persone in servizio sono {}, nel {} erano {} ({} %)",
                whole(&now),
                self.last,
                whole(&before),
                signed(&change)
            )
        })
    }

    fn women(&self) -> Option<String> {
        let (now, before) = self.both(|year| women(|gender| year.staff(gender)))?;
        let (staff, staff_before) = self.both(|year| year.staff(None))?;
        let change = now.clone() - before.clone();
        let is_far = change.abs() > Ratio::from(u64::from(self.ranges.women_share));
        (is_far && self.are_people(&change, &staff.min(staff_before))).then(|| {
            format!(
                "le donne sono il {} % del personale, nel {} erano il {} %",
                italian::percent(&now),
                self.last,
                italian::percent(&before)
            )
        })
    }

    fn pay(&self, dataset: &Dataset) -> Option<String> {
        let basis = dataset.settings.pay.basis;
        let (now, before) = self.both(|year| year.mean_pay(basis))?;
        let (staff, _) = self.both(|year| year.staff(None))?;
        let change = percent_of(&now, &before)?;
        let is_far = change.abs() > Ratio::from(u64::from(self.ranges.pay));
        // Whoever comes or goes moves the mean of a handful of people.
        let has_people = staff >= Ratio::from(u64::from(self.ranges.fewest_people));
        (is_far && has_people).then(|| {
            format!(
                "la retribuzione media della tabella 1.5 è {} euro, nel {} era {} ({} %)",
                italian::money(&now),
                self.last,
                italian::money(&before),
                signed(&change)
            )
        })
    }

    fn training(&self) -> Option<String> {
        let (now, before) = self.both(|year| year.training_hours(None))?;
        let times = Ratio::from(u64::from(self.ranges.training_times));
        let is_far = now > before.clone() * times.clone() || before > now.clone() * times;
        is_far.then(|| {
            format!(
                "le ore di formazione a persona sono {}, nel {} erano {}",
                italian::percent(&now),
                self.last,
                italian::percent(&before)
            )
        })
    }

    fn both(&self, of: impl Fn(&Reading) -> Answer) -> Option<(Ratio, Ratio)> {
        of(&self.now).ok().zip(of(&self.before).ok())
    }

    /// Whether a change in hundredths of some people is of more than a few: of a handful each is a jump.
    fn are_people(&self, change: &Ratio, of: &Ratio) -> bool {
        let moved = change.abs() * of.clone();
        moved >= Ratio::from(100 * u64::from(self.ranges.fewest_people))
    }
}

/// The change in percent of what was before.
fn percent_of(now: &Ratio, before: &Ratio) -> Option<Ratio> {
    Ratio::percent(now.clone() - before.clone(), before.clone())
}

/// `+12,50`, `−27,00`
fn signed(change: &Ratio) -> String {
    let sign = if change.is_negative() { "−" } else { "+" };
    format!("{sign}{}", italian::percent(&change.abs()))
}

fn whole(count: &Ratio) -> String {
    italian::count(u64::try_from(count.scaled(0)).unwrap_or_default())
}
