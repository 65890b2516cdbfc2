//! Whether the quantities of a file, as a whole, are in the unit that they are read in.

use rust_decimal::Decimal;

use super::span::{DAY, Span};
use crate::diagnostic::location::Location;
use crate::diagnostic::setting::{Setting, quoted};
use crate::diagnostic::{Diagnostic, code};
use crate::ingest::grid::record::Record;
use crate::ingest::spelling::normal_form;
use crate::italian;
use crate::model::cell::Measure;
use crate::model::column_choice::ColumnUnit;
use crate::model::input::InputKind;

/// Rows of one date with as many days as a working day has hours.
const HOURS_OF_A_DAY: [u32; 2] = [6, 9];

/// The same, beside courses in hours.
const LEAST_MINUTES_AMONG_HOURS: u32 = 30;
/// Fewer seconds are a course that may last as many minutes.
const LEAST_SECONDS: u32 = 900;
/// Minutes of courses are told in fives, those of permits in quarters of an hour: hours of leave of a
/// whole year may be a multiple of five by chance. Fewer than the last number may last as many hours.
const ROUND_MINUTES: [(InputKind, u32, u32); 2] =
    [(InputKind::Training, 5, 15), (InputKind::Leave, 15, 30)];
/// Fewer days show nothing.
const FEWEST_DAYS: u64 = 2;
/// Fewer rows show nothing.
const FEWEST_ROWS: u64 = 5;
/// Words for hours in a heading.
const HOURS: [&str; 5] = ["ore", "ora", "h", "hh", "hours"];
/// Fewer quantities with minutes after the comma may be so by chance.
const FEWEST_CLOCKS: u64 = 3;
/// Hours of leave of one day; more are seldom so.
const LONG_DAY: u32 = 12;
/// More than that, and no more than a day has.
const LONG_HOURS: std::ops::RangeInclusive<Decimal> =
    Decimal::from_parts(LONG_DAY * 10 + 1, 0, 0, false, 1)
        ..=Decimal::from_parts(24, 0, 0, false, 0);
/// Hours of a course of a day or two.
const SHORT_COURSE: u32 = 12;
/// Where one number is as high beside courses that all are as short, it and those from
/// [`LEAST_MINUTES_AMONG_HOURS`] on may be minutes.
const MINUTES_OF_AN_HOUR: u32 = 60;
/// How near a duration without its format is to whole minutes.
const ROUNDING: Decimal = Decimal::from_parts(1, 0, 0, false, 3);

/// What the numbers of a column look like, counted while they pass.
#[derive(Default)]
pub(in crate::ingest) struct Usual {
    place: Option<Location>,
    header: String,
    is_said: bool,
    /// Numbers of hours with 15, 30 or 45 hundredths, which nobody measures.
    like_minutes: u64,
    /// With 25 or 50 hundredths, which may be minutes too.
    like_decimals: u64,
    /// With hundredths that no minutes have.
    decimals: u64,
    /// With two decimals that may be minutes, quarters of an hour left out.
    like_clocks: u64,
    /// Whole minutes of a day, and not of an hour: durations that lost their format.
    like_parts_of_days: u64,
    /// Not whole.
    fractions: u64,
    /// Of an hour or more.
    hours_or_more: u64,
    /// Of leave of one date, longer than a working day.
    long_days: u64,
    /// Quantities written in hours and minutes.
    in_minutes: u64,
    /// Numbers of hours.
    hours: u64,
    /// Of those, as many as a course has minutes.
    like_whole_minutes: u64,
    /// Of those, as many as one course has hours, and as many as one has minutes.
    short_courses: u64,
    minutes_among_hours: u64,
    has_an_hour_of_minutes: bool,
    /// Of those, as many as a course has seconds.
    like_seconds: u64,
    /// Days on rows of one date.
    dated: u64,
    /// Of those, as many as a day has hours.
    like_hours: u64,
    /// Days on rows without dates.
    undated: u64,
    /// Of those, as many as a day has hours, and not whole.
    like_parts_of_hours: u64,
}

impl Usual {
    pub(super) fn note(
        &mut self,
        record: &Record<'_>,
        column: &str,
        number: Decimal,
        measure: Measure,
        span: Option<Span>,
    ) {
        if self.place.is_none() {
            self.place = Some(record.body.header_place(record.place, column));
            record.body.header_words(column).unwrap_or(column).clone_into(&mut self.header);
            self.is_said = record.unit(column).is_some();
        }
        if self.is_said {
            let is_short = number <= Decimal::from(SHORT_COURSE);
            let are_minutes = record.unit(column) == Some(ColumnUnit::Minutes);
            self.hours += u64::from(are_minutes && !number.is_zero());
            self.short_courses += u64::from(are_minutes && !number.is_zero() && is_short);
            return;
        }
        if measure == Measure::Hours && !number.is_zero() {
            self.note_hours(record.place.kind, number);
        }
        if measure == Measure::Hours && !number.is_integer() {
            let hundredths = number.fract() * Decimal::ONE_HUNDRED;
            let is = |all: &[u32]| all.iter().any(|one| hundredths == Decimal::from(*one));
            self.like_minutes += u64::from(is(&[15, 30, 45]));
            self.like_decimals += u64::from(is(&[25, 50]));
            let may_be_minutes = hundredths.is_integer() && hundredths < Decimal::from(60);
            self.decimals += u64::from(!may_be_minutes);
            // `2,10` keeps its zero in a text, and a spreadsheet loses it.
            let is_short = (hundredths / Decimal::TEN).is_integer() && number.scale() < 2;
            let is_clock = may_be_minutes && !is_short && !is(&[0, 25, 50]);
            self.like_clocks += u64::from(is_clock);
            self.fractions += 1;
            self.like_parts_of_days += u64::from(is_part_of_day(number));
        }
        let is_leave_of_a_day = record.place.kind == Some(InputKind::Leave)
            && span.is_some_and(|span| span.is_one_day())
            && record.cell(DAY).is_some();
        self.long_days += u64::from(
            measure == Measure::Hours && is_leave_of_a_day && LONG_HOURS.contains(&number),
        );
        if measure == Measure::Days
            && span.is_some_and(|span| span.is_one_day())
            && record.cell(DAY).is_some()
            && !number.is_zero()
        {
            let [least, most] = HOURS_OF_A_DAY.map(Decimal::from);
            self.dated += 1;
            self.like_hours += u64::from(number >= least && number <= most);
        }
        if measure == Measure::Days && span.is_none() && !number.is_zero() {
            let [least, most] = HOURS_OF_A_DAY.map(Decimal::from);
            let is_like = number >= least && number <= most && !number.is_integer();
            self.undated += 1;
            self.like_parts_of_hours += u64::from(is_like);
        }
    }

    /// Whether a number of hours looks like minutes or seconds.
    fn note_hours(&mut self, kind: Option<InputKind>, number: Decimal) {
        let is_five = (number / Decimal::from(5)).is_integer();
        let are_round = |(of, step, least): &(InputKind, u32, u32)| {
            let is_round = (number / Decimal::from(*step)).is_integer();
            kind == Some(*of) && is_round && number >= Decimal::from(*least)
        };
        self.hours += 1;
        self.hours_or_more += u64::from(number >= Decimal::ONE);
        let is_long = number >= Decimal::from(LEAST_MINUTES_AMONG_HOURS);
        self.has_an_hour_of_minutes |= number >= Decimal::from(MINUTES_OF_AN_HOUR) && is_five;
        let are_minutes = (number / Decimal::from(60)).is_integer();
        self.like_seconds += u64::from(are_minutes && number >= Decimal::from(LEAST_SECONDS));
        self.short_courses += u64::from(number <= Decimal::from(SHORT_COURSE));
        self.minutes_among_hours += u64::from(is_five && is_long);
        self.like_whole_minutes += u64::from(ROUND_MINUTES.iter().any(are_round));
    }

    /// Notes a quantity that is written in hours and minutes, as `3h 30m`.
    pub(super) fn note_minutes(&mut self) {
        self.in_minutes += 1;
    }

    pub(in crate::ingest) fn is_said(&self) -> bool {
        self.is_said
    }

    /// What the column as a whole makes doubtful.
    pub(in crate::ingest) fn doubt(&self, input: &str, column: &str) -> Option<Diagnostic> {
        // One alone among hours may be a slip; two are no chance, nor one where nobody has an hour.
        let are_parts = self.like_parts_of_days > 1
            || self.like_parts_of_days * 2 >= self.fractions
            || self.hours_or_more == 0;
        if self.like_parts_of_days > 0 && are_parts {
            let message = format!(
                "{} parti di un giorno e non di un'ora, come 0,3125 per 7:30: sembrano durate che hanno perso il formato dell'ora",
                Self::quantities(self.like_parts_of_days)
            );
            let units = [ColumnUnit::PartOfDay, ColumnUnit::Hours];
            return self.asked(input, column, message, units);
        }
        // Beside quantities in hours and minutes one is enough.
        let fewest = if self.in_minutes > 0 { 1 } else { 2 };
        let are_many = self.like_minutes >= fewest && self.like_minutes >= self.like_decimals;
        if (are_many || self.like_clocks >= FEWEST_CLOCKS) && self.decimals == 0 {
            let message = if are_many {
                format!(
                    "{} 15, 30 o 45 centesimi, e nessuna ne ha 60 o più: sembrano minuti, 3,30 per tre ore e mezza",
                    Self::quantities(self.like_minutes)
                )
            } else {
                format!(
                    "{} due decimali, e nessuna ne ha 60 o più: sembrano minuti, 7,12 per 7 ore e 12 minuti",
                    Self::quantities(self.like_clocks)
                )
            };
            return self.asked(
                input,
                column,
                message,
                [ColumnUnit::HoursMinutes, ColumnUnit::Hours],
            );
        }
        if let Some(found) = self.doubt_of_hours(input, column) {
            return Some(found);
        }
        if self.long_days > 0 {
            let message = format!(
                "{} più di {LONG_DAY} ore in un solo giorno: forse sono minuti, o la riga riassume più giorni",
                Self::quantities(self.long_days)
            );
            return self.asked(input, column, message, [ColumnUnit::Minutes, ColumnUnit::Hours]);
        }
        if self.dated >= FEWEST_DAYS && self.like_hours * 2 > self.dated {
            let message = format!(
                "{} su {} di un solo giorno hanno da 6 a 9 giorni: sembrano le ore della giornata",
                italian::count(self.like_hours),
                italian::counted(self.dated, "riga", "righe")
            );
            return self.asked(input, column, message, [ColumnUnit::DayOfRow, ColumnUnit::Days]);
        }
        if self.undated >= FEWEST_ROWS && self.like_parts_of_hours == self.undated {
            let message = "tutte le righe in giorni hanno da 6 a 9 giorni, e non interi: sembrano le ore di una giornata".to_owned();
            let units = [ColumnUnit::DayOfRow, ColumnUnit::Hours, ColumnUnit::Days];
            return self.asked(input, column, message, units);
        }
        None
    }

    /// Hours that all are less than one, or as many as courses have minutes.
    fn doubt_of_hours(&self, input: &str, column: &str) -> Option<Diagnostic> {
        if self.hours > 0 && self.hours_or_more == 0 && self.fractions == self.hours {
            let message = "nessuna quantità arriva a un'ora: forse sono parti di un giorno, come 0,25 per sei ore, che hanno perso il formato dell'ora".to_owned();
            let units = [ColumnUnit::PartOfDay, ColumnUnit::Hours];
            return self.asked(input, column, message, units);
        }
        let steps = ROUND_MINUTES.iter().find(|(kind, ..)| kind.name() == input);
        // A column of hours by its name is so in the few rows of a small body too.
        let names_hours = normal_form(&self.header).split(' ').any(|word| HOURS.contains(&word));
        let fewest = if names_hours { FEWEST_ROWS } else { 2 };
        if let Some((_, step, least)) = steps
            && self.hours >= fewest
            && self.like_whole_minutes == self.hours
        {
            // Courses of fifteen hours and more in every row are seldom so.
            if self.like_seconds == self.hours {
                let message = "tutte le quantità sono centinaia o migliaia, in minuti interi se si leggono in secondi: sembrano secondi o minuti, non ore".to_owned();
                let units = [ColumnUnit::Seconds, ColumnUnit::Minutes, ColumnUnit::Hours];
                return self.asked(input, column, message, units);
            }
            let message = format!(
                "tutte le quantità in ore sono multipli di {step}, da {least} in su: sembrano minuti, non ore"
            );
            return self.asked(input, column, message, [ColumnUnit::Minutes, ColumnUnit::Hours]);
        }
        None
    }

    /// An answer of an earlier year that does not fit: minutes in `cug.toml`, and as many as hours in every
    /// row.
    pub(in crate::ingest) fn unlike_said(&self, input: &str, column: &str) -> Option<Diagnostic> {
        let are_all_short = self.hours >= FEWEST_ROWS && self.short_courses == self.hours;
        if !self.is_said || !are_all_short {
            return None;
        }
        let message = format!(
            "«{column}» è in minuti secondo cug.toml, ma nessuna quantità supera {SHORT_COURSE}: forse quest'anno sono ore"
        );
        let remedy = format!(
            "Guardate nel file qualche riga che conoscete. Se sono ore togliete da cug.toml, sotto [colonne.{input}], unita = \"minuti\" dalla riga {column}. Se sono minuti scrivete il motivo nel file «giustificazioni»."
        );
        let found = Diagnostic::new(code::UNIT_UNLIKE_SAID, self.place.clone()?, message);
        Some(found.with_remedy(remedy))
    }

    /// What a few rows make doubtful beside all the others: a course in minutes among courses in hours.
    pub(in crate::ingest) fn outliers(&self, input: &str, column: &str) -> Option<Diagnostic> {
        let are_apart = self.short_courses + self.minutes_among_hours == self.hours;
        let has_hours = self.short_courses > 0;
        let are_courses = input == InputKind::Training.name() && self.hours >= FEWEST_ROWS;
        if !are_courses || !self.has_an_hour_of_minutes || !are_apart || !has_hours {
            return None;
        }
        let message = format!(
            "«{column}»: {} {LEAST_MINUTES_AMONG_HOURS} o più, e tutte le altre al più {SHORT_COURSE}: forse sono minuti fra le ore",
            Self::quantities(self.minutes_among_hours)
        );
        Some(Diagnostic::new(code::MINUTES_AMONG_HOURS, self.place.clone()?, message))
    }

    /// `3 quantità hanno`
    fn quantities(count: u64) -> String {
        match count {
            1 => "1 quantità ha".to_owned(),
            more => format!("{} quantità hanno", italian::count(more)),
        }
    }

    /// A question about the unit of the column, with the line of `cug.toml` that answers it.
    pub(in crate::ingest) fn asked<const N: usize>(
        &self,
        input: &str,
        column: &str,
        message: String,
        units: [ColumnUnit; N],
    ) -> Option<Diagnostic> {
        let place = self.place.clone()?;
        let choice = |unit: ColumnUnit| {
            format!("{{ colonna = {}, unita = {} }}", quoted(&self.header), quoted(unit.word()))
        };
        let setting = Setting::new(format!("colonne.{input}"), column, units.map(choice));
        let remedy = format!(
            "Guardate nel file qualche riga che conoscete e dite in quale unità è la colonna: in cug.toml, sotto [{}], la riga {}.",
            setting.section,
            setting.choices()
        );
        Some(
            Diagnostic::new(code::UNUSUAL_QUANTITIES, place, message)
                .with_remedy(remedy)
                .with_setting(setting),
        )
    }
}

/// Whether a number is whole minutes of a day, and no whole minutes of an hour: `0,3125` is 7:30.
fn is_part_of_day(number: Decimal) -> bool {
    const MINUTES_OF_A_DAY: u32 = 1440;
    let is_whole = |of: u32| {
        let number = number * Decimal::from(of);
        (number - number.round()).abs() <= ROUNDING
    };
    is_whole(MINUTES_OF_A_DAY) && !is_whole(60)
}
