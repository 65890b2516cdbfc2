//! Days and hours as they are written, in whatever unit, to the unit that their kind counts in.

use rust_decimal::Decimal;

use super::span::{DAY, Span, TO};
use super::unit;
use super::usual::Usual;
use crate::diagnostic::code;
use crate::diagnostic::setting::quoted;
use crate::ingest::file::sheet::{Number, Value};
use crate::ingest::grid::field;
use crate::ingest::grid::record::Record;
use crate::ingest::wording::time_unit::{self, Headed};
use crate::italian;
use crate::italian::time_span::{self, TimeSpan};
use crate::model::cell::Measure;
use crate::model::column_choice::ColumnUnit;
use crate::model::input::InputKind;
use crate::model::ledger::{Quantity, seconds_in};

/// In a leap year.
const DAYS_OF_A_YEAR: u64 = 366;
const HOURS_OF_A_DAY: u64 = 24;
/// Fewer are a part of a working day.
const LEAST_HOURS_OF_A_DAY: u64 = 5;
const HOURS_OF_A_YEAR: u64 = HOURS_OF_A_DAY * DAYS_OF_A_YEAR;
const SECONDS_OF_AN_HOUR: u64 = 3600;
const SECONDS_OF_A_MINUTE: u64 = 60;

/// The column of minutes beside one of hours.
const MINUTES: &str = "minuti";

const HOW_TO_WRITE: &str = "Scrivete la quantità in cifre, con la virgola per i decimali, oppure con la sua unità: 7,5 o 7:30 o 7h 30m per sette ore e mezza, 210 min, 2 gg.";

/// How the quantities of a file are written.
pub(in crate::ingest) struct Amounts {
    input: &'static str,
    column: &'static str,
    hours_a_day: Option<Decimal>,
    frame: Option<Frame>,
    pub(in crate::ingest) usual: Usual,
    /// Whether rows below zero take back what others gave; else they are refused.
    pub(in crate::ingest) takes_back: bool,
    pub(in crate::ingest) met_reversals: bool,
    /// Whether the last quantity takes back.
    pub(in crate::ingest) is_back: bool,
}

/// What the file says of its quantities as a whole.
#[derive(Clone, Copy)]
struct Frame {
    /// In `cug.toml`.
    said: Option<ColumnUnit>,
    headed: Headed,
    has_minutes: bool,
    has_units: bool,
}

/// The unit of a quantity, and what its row says of it.
#[derive(Clone, Copy, Default)]
pub(in crate::ingest) struct RowUnit {
    pub(in crate::ingest) unit: Option<ColumnUnit>,
    pub(in crate::ingest) of_row: Option<ColumnUnit>,
}

/// A quantity as it is written.
enum Written {
    Number(Decimal),
    Span(TimeSpan),
}

impl Amounts {
    pub(in crate::ingest) fn new(
        kind: InputKind,
        column: &'static str,
        hours_a_day: Option<Decimal>,
    ) -> Self {
        let usual = Usual::default();
        Self {
            input: kind.name(),
            column,
            hours_a_day,
            frame: None,
            usual,
            takes_back: false,
            met_reversals: false,
            is_back: false,
        }
    }

    pub(in crate::ingest) fn column(&self) -> &'static str {
        self.column
    }

    /// The unit that the row, `cug.toml` or the header gives; `None` when the row is refused.
    pub(in crate::ingest) fn unit(&mut self, record: &mut Record<'_>) -> Option<RowUnit> {
        self.is_back = false;
        let column = self.column;
        let frame = *self.frame.get_or_insert_with(|| Frame {
            said: record.unit(column),
            headed: record.body.header_words(column).map_or(Headed::Nothing, time_unit::headed),
            has_minutes: record.cell(MINUTES).is_some(),
            has_units: record.cell(unit::COLUMN).is_some(),
        });
        if frame.headed == Headed::Longer && frame.said.is_none() {
            let header = record.body.header_words(column).unwrap_or(column);
            let message = format!("la colonna «{header}» non è in giorni né in ore");
            let found = record.diagnostic(column, code::UNIT_DISAGREES, message);
            record.refuse_with(found.with_remedy("Aggiungete una colonna con i giorni, o con le ore, come li conta il programma delle presenze, e indicate quella."));
            return None;
        }
        let headed = match frame.headed {
            Headed::Unit(unit) => Some(unit),
            Headed::Nothing | Headed::Two | Headed::Longer => None,
        };
        if !frame.has_units {
            return Some(RowUnit { unit: frame.said.or(headed), of_row: None });
        }
        match unit::of_row(record) {
            Ok(of_row) => Some(RowUnit { unit: of_row.or(frame.said).or(headed), of_row }),
            Err(words) => {
                let word = quoted(&words);
                let message = format!("l'unità «{words}» non è «giorni», «ore» né «minuti»");
                let found = record.unknown_word(unit::COLUMN, code::UNIT_DISAGREES, message);
                record.refuse_with(found.with_remedy(format!(
                    "Scrivete GG, HH oppure MIN, o dite una volta per tutte che cosa vuol dire: in cug.toml, sotto [valori.unita], la riga {} = \"giorni\", oppure \"ore\", oppure \"minuti\".",
                    quoted(&words)
                )).with_answers("valori.unita", ["\"giorni\"", "\"ore\"", "\"minuti\""].map(|unit| (word.as_str(), unit))));
                None
            }
        }
    }

    /// As [`Self::positive`]; of a row that takes back, what it takes back.
    pub(in crate::ingest) fn quantity(
        &mut self,
        record: &mut Record<'_>,
        unit: Option<ColumnUnit>,
        kind: (&str, Measure),
        span: Option<Span>,
    ) -> Option<Quantity> {
        self.is_back = false;
        let Some(taken) = taken_back(record.value(self.column)) else {
            return self.positive(record, unit, kind, span);
        };
        self.met_reversals = true;
        if !self.takes_back {
            return self.positive(record, unit, kind, span);
        }
        let quantity =
            record.with_cell(self.column, taken, |record| self.positive(record, unit, kind, span));
        self.is_back = true;
        quantity
    }

    /// Days or hours in a cell that must not be empty, in the measure that their kind counts in: not
    /// below zero, nor more than a year has or than their period lasts.
    fn positive(
        &mut self,
        record: &mut Record<'_>,
        unit: Option<ColumnUnit>,
        kind: (&str, Measure),
        span: Option<Span>,
    ) -> Option<Quantity> {
        let (_, measure) = kind;
        let unit = unit.filter(|unit| !self.is_of_other_kinds(*unit, measure));
        let most = if measure == Measure::Days { DAYS_OF_A_YEAR } else { HOURS_OF_A_YEAR };
        let minutes = self.minutes(record)?;
        let written = self.written(record, unit, most, minutes.is_some())?;
        let own = if measure == Measure::Days { ColumnUnit::Days } else { ColumnUnit::Hours };
        let are_said_minutes = self.frame.is_some_and(|of| of.said == Some(ColumnUnit::Minutes));
        if let Written::Number(number) = written
            && (unit.is_none_or(|unit| unit == own) || are_said_minutes)
        {
            self.usual.note(record, self.column, number, measure, span);
        }
        if let Written::Span(span) = &written
            && !(span.seconds / Decimal::from(SECONDS_OF_AN_HOUR)).is_integer()
        {
            self.usual.note_minutes();
        }
        let quantity = self.converted(record, written, minutes, unit, kind)?;
        if !quantity.is_within(most) {
            let reason = format!("non è fra 0 e {}", italian::count(most));
            record.refuse(
                self.column,
                code::IMPOSSIBLE_QUANTITY,
                record.with_value(self.column, &reason),
            );
            return None;
        }
        if let Some(span) = span.filter(|span| self.is_hours_of_a_day(record, *span, measure))
            && !quantity.is_within(HOURS_OF_A_DAY)
        {
            self.refuse_long_day(record, span);
            return None;
        }
        let days = span.filter(|_| record.cell(TO).is_some()).and_then(|span| span.days());
        if let Some(days) = days.and_then(|days| u64::try_from(days).ok()) {
            let most = if measure == Measure::Days { days } else { days * 24 };
            if !quantity.is_within(most) {
                let reason = format!(
                    "è più di quanto stia nel suo periodo, che è di {}",
                    italian::counted(days, "giorno", "giorni")
                );
                let found = record.diagnostic(
                    self.column,
                    code::IMPOSSIBLE_PERIOD,
                    record.with_value(self.column, &reason),
                );
                record.refuse_with(found);
                return None;
            }
        }
        Some(quantity)
    }

    /// Whether a row has the hours of leave of one date.
    fn is_hours_of_a_day(&self, record: &Record<'_>, span: Span, measure: Measure) -> bool {
        self.input == InputKind::Leave.name()
            && measure == Measure::Hours
            && span.is_one_day()
            && !record.value(DAY).is_empty()
            && record.cell(TO).is_none()
    }

    /// More hours than a day has, on a row of one day.
    fn refuse_long_day(&self, record: &mut Record<'_>, span: Span) {
        let reason = format!(
            "è più delle {HOURS_OF_A_DAY} ore del suo giorno, il {}",
            italian::date(span.first)
        );
        let header = quoted(record.body.header_words(self.column).unwrap_or(self.column));
        let minutes = in_unit(&header, ColumnUnit::Minutes);
        let section = format!("colonne.{}", self.input);
        let remedy = format!(
            "Se la colonna è in minuti scrivete in cug.toml, sotto [{section}], la riga {} = {minutes}. Se la riga riassume più giorni, dite da quando a quando: con le colonne «dal» e «al» al posto della data. Altrimenti correggete la quantità.",
            self.column
        );
        let message = record.with_value(self.column, &reason);
        let found = record.diagnostic(self.column, code::IMPOSSIBLE_PERIOD, message);
        record.refuse_with(found.with_remedy(remedy));
    }

    /// Of a column of leave in days the rows of leave in hours have hours.
    fn is_of_other_kinds(&self, unit: ColumnUnit, measure: Measure) -> bool {
        let is_said = |frame: Frame| frame.said == Some(ColumnUnit::Days) && !frame.has_units;
        (unit, measure) == (ColumnUnit::Days, Measure::Hours)
            && self.input == InputKind::Leave.name()
            && self.frame.is_some_and(is_said)
    }

    /// The minutes beside the hours; `None` when they are refused.
    #[expect(clippy::option_option, reason = "no minutes, and minutes that cannot be read")]
    fn minutes(&self, record: &mut Record<'_>) -> Option<Option<Decimal>> {
        let has_minutes = self.frame.is_some_and(|frame| frame.has_minutes);
        if !has_minutes || record.value(MINUTES).is_empty() {
            return Some(None);
        }
        let minutes = record.number(MINUTES)?;
        if minutes < Decimal::ZERO || minutes >= Decimal::from(60) {
            let message = record.with_value(MINUTES, "non è fra 0 e 59");
            let header = record.body.header_words(MINUTES).unwrap_or(MINUTES);
            let remedy = format!(
                "I minuti stanno accanto alle ore, e sono meno di 60. Se la colonna ha tutta la durata in minuti, scrivete in cug.toml, sotto [colonne.{}], la riga {} = {{ colonna = {}, unita = \"minuti\" }}.",
                self.input,
                self.column,
                quoted(header)
            );
            let value = in_unit(&quoted(header), ColumnUnit::Minutes);
            let found = record
                .diagnostic(MINUTES, code::IMPOSSIBLE_QUANTITY, message)
                .with_remedy(remedy)
                .with_answers(&format!("colonne.{}", self.input), [(self.column, value.as_str())]);
            record.refuse_with(found);
            return None;
        }
        Some(Some(minutes))
    }

    fn written(
        &self,
        record: &mut Record<'_>,
        unit: Option<ColumnUnit>,
        most: u64,
        has_minutes: bool,
    ) -> Option<Written> {
        let column = self.column;
        if has_minutes && record.value(column).is_empty() {
            return Some(Written::Number(Decimal::ZERO));
        }
        let value = record.filled(column)?;
        let is_percent = match value {
            Value::Number(number) => number.percent,
            Value::Text(text) => text.trim_end().ends_with('%'),
            _ => false,
        };
        if is_percent {
            return self.refuse_writing(record, "ha il segno %: non è una quantità");
        }
        if let Value::Text(text) = value {
            let text = text.trim();
            if let Some(rest) = text.strip_prefix(['-', '−'])
                && (italian::reading::duration(rest).is_some() || time_span::read(rest).is_some())
            {
                record.refuse(
                    column,
                    code::IMPOSSIBLE_QUANTITY,
                    record.with_value(column, "è meno di zero"),
                );
                return None;
            }
            if let Some(span) = time_span::read(text) {
                return Some(Written::Span(span));
            }
            if let Some(clock) = clock_without_mark(text) {
                let reason = format!("sembra {clock}, senza i due punti");
                return self.refuse_writing(record, &reason);
            }
        }
        match field::duration(value) {
            Ok(Some(seconds)) => {
                let span = TimeSpan { seconds: seconds.into(), ..TimeSpan::default() };
                return Some(Written::Span(span));
            }
            Ok(None) => {}
            Err(reason) => return self.refuse_writing(record, reason),
        }
        if let Err(reason) = field::numeral(value) {
            return self.refuse_writing(record, &reason);
        }
        let most = match unit {
            Some(ColumnUnit::Minutes) => most * 60,
            Some(ColumnUnit::Seconds) => most * SECONDS_OF_AN_HOUR,
            _ => most,
        };
        record.number_up_to(column, Some(most)).map(Written::Number)
    }

    fn refuse_writing<T>(&self, record: &mut Record<'_>, reason: &str) -> Option<T> {
        let message = record.with_value(self.column, reason);
        let found = record.diagnostic(self.column, code::UNREADABLE_NUMBER, message);
        record.refuse_with(found.with_remedy(HOW_TO_WRITE));
        None
    }

    fn converted(
        &self,
        record: &mut Record<'_>,
        written: Written,
        minutes: Option<Decimal>,
        unit: Option<ColumnUnit>,
        kind: (&str, Measure),
    ) -> Option<Quantity> {
        let (_, measure) = kind;
        let own = if measure == Measure::Days { ColumnUnit::Days } else { ColumnUnit::Hours };
        let span = match (written, unit.unwrap_or(own)) {
            (Written::Number(number), unit) if unit == own && minutes.is_none() => {
                return self.plain(record, number, kind);
            }
            (written, ColumnUnit::DayOfRow) if measure == Measure::Days => {
                return self.day_of_row(record, &written);
            }
            (Written::Span(span), _) => span,
            (Written::Number(number), ColumnUnit::Days) => {
                TimeSpan { days: number, seconds: Decimal::ZERO }
            }
            (Written::Number(number), ColumnUnit::Minutes) => seconds(number, SECONDS_OF_A_MINUTE),
            (Written::Number(number), ColumnUnit::Seconds) => seconds(number, 1),
            (Written::Number(number), ColumnUnit::PartOfDay) => minutes_of(number),
            (Written::Number(number), ColumnUnit::HoursMinutes) => {
                self.hours_and_minutes(record, number)?
            }
            (Written::Number(number), _) => {
                self.check_decimals(record, number, measure)?;
                seconds(number, SECONDS_OF_AN_HOUR)
            }
        };
        let beside = seconds(minutes.unwrap_or_default(), SECONDS_OF_A_MINUTE);
        let span = TimeSpan { seconds: span.seconds + beside.seconds, ..span };
        self.in_measure(record, span, kind)
    }

    /// The day that a row is, whatever hours it has of it.
    fn day_of_row(&self, record: &mut Record<'_>, written: &Written) -> Option<Quantity> {
        let hours = match written {
            Written::Number(number) => *number,
            Written::Span(TimeSpan { days, seconds }) => {
                days * Decimal::from(HOURS_OF_A_DAY) + seconds / Decimal::from(SECONDS_OF_AN_HOUR)
            }
        };
        if hours > Decimal::from(HOURS_OF_A_DAY) {
            let message = record.with_value(
                self.column,
                "non sta in un giorno, e cug.toml dice che ogni riga ne vale uno",
            );
            record.refuse(self.column, code::IMPOSSIBLE_QUANTITY, message);
            return None;
        }
        let is_part = hours > Decimal::ONE && hours < Decimal::from(LEAST_HOURS_OF_A_DAY);
        if is_part {
            let message = record.with_value(
                self.column,
                "sono le ore di una parte della giornata, e cug.toml dice che ogni riga ne vale una intera",
            );
            let remedy = "Scrivete nella casella la parte di giornata, per esempio 0,5, oppure fate trasformare le ore in giorni: togliete da cug.toml l'unità «un giorno a riga» e scrivete, sotto [convenzioni], di quante ore è una giornata, per esempio ore_al_giorno = 7.2 (36 ore in cinque giorni). Se la riga vale comunque un giorno scrivete nella casella 1.";
            let found = record.diagnostic(self.column, code::UNIT_DISAGREES, message);
            record.refuse_with(found.with_remedy(remedy));
            return None;
        }
        // `0,5` is the half of a day, as it is written.
        let is_share = matches!(written, Written::Number(_)) && hours < Decimal::ONE;
        Some(if is_share { Quantity::Number(hours) } else { Quantity::one() })
    }

    /// A number in the unit of its kind. A part of a day that is no half looks like hours.
    fn plain(
        &self,
        record: &mut Record<'_>,
        number: Decimal,
        kind: (&str, Measure),
    ) -> Option<Quantity> {
        let is_said = self.frame.is_some_and(|frame| frame.said.is_some());
        let is_quarter = (number * Decimal::from(4)).is_integer();
        if kind.1 == Measure::Days && !is_said && !is_quarter && number.is_sign_positive() {
            let message = record.with_value(
                self.column,
                "non è fatto di giorni interi o mezzi: sembra una durata in ore",
            );
            let header = record.body.header_words(self.column).unwrap_or(self.column);
            let [hours, minutes, days] =
                [ColumnUnit::Hours, ColumnUnit::HoursMinutes, ColumnUnit::Days]
                    .map(|unit| format!("{} = {}", self.column, in_unit(&quoted(header), unit)));
            let remedy = format!(
                "{} Insieme dite l'unità, sotto [colonne.{}]: la riga {minutes} se dopo la virgola ci sono i minuti, 7,12 per 7:12, oppure {hours} se ci sono i decimali. Se sono davvero giorni, basta la riga {days}.",
                self.remedy(record, kind.1),
                self.input,
            );
            let found =
                record.diagnostic(self.column, code::UNIT_DISAGREES, message).with_remedy(remedy);
            record.refuse_with(found);
            return None;
        }
        Some(Quantity::Number(number))
    }

    /// Refuses hours such as `7,12` that are half days or whole ones only with minutes after the comma.
    fn check_decimals(
        &self,
        record: &mut Record<'_>,
        number: Decimal,
        measure: Measure,
    ) -> Option<()> {
        let is_said = self.frame.is_some_and(|frame| frame.said == Some(ColumnUnit::Hours));
        let Some(day) = self.hours_a_day.filter(|_| measure == Measure::Days && !is_said) else {
            return Some(());
        };
        let are_halves = |hours: Decimal| (hours * Decimal::TWO / day).normalize().is_integer();
        let minutes = number.fract() * Decimal::ONE_HUNDRED;
        if are_halves(number) || !are_halves(number.trunc() + minutes / Decimal::from(60)) {
            return Some(());
        }
        let header = quoted(record.body.header_words(self.column).unwrap_or(self.column));
        let reason = "fa giornate intere solo se dopo la virgola ci sono i minuti: 7,12 per 7:12";
        let remedy = format!(
            "Dite che cosa c'è dopo la virgola: in cug.toml, sotto [colonne.{}], la riga {column} = {{ colonna = {header}, unita = \"ore,minuti\" }} oppure {column} = {{ colonna = {header}, unita = \"ore\" }}.",
            self.input,
            column = self.column,
        );
        let message = record.with_value(self.column, reason);
        let found = record.diagnostic(self.column, code::UNIT_DISAGREES, message);
        let units =
            [ColumnUnit::HoursMinutes, ColumnUnit::Hours].map(|unit| in_unit(&header, unit));
        let lines = units.each_ref().map(|value| (self.column, value.as_str()));
        let section = format!("colonne.{}", self.input);
        record.refuse_with(found.with_remedy(remedy).with_answers(&section, lines));
        None
    }

    /// `7,30` is seven hours and a half.
    fn hours_and_minutes(&self, record: &mut Record<'_>, number: Decimal) -> Option<TimeSpan> {
        let minutes = number.fract() * Decimal::ONE_HUNDRED;
        if minutes.is_integer() && minutes < Decimal::from(60) {
            let hours = seconds(number.trunc(), SECONDS_OF_AN_HOUR);
            let minutes = seconds(minutes, SECONDS_OF_A_MINUTE);
            return Some(TimeSpan { seconds: hours.seconds + minutes.seconds, ..hours });
        }
        self.refuse_writing(
            record,
            "non ha fino a 59 minuti dopo la virgola, come dice l'unità «ore,minuti»",
        )
    }

    fn in_measure(
        &self,
        record: &mut Record<'_>,
        span: TimeSpan,
        kind: (&str, Measure),
    ) -> Option<Quantity> {
        let (label, measure) = kind;
        let TimeSpan { days, seconds } = span;
        let is_days = measure == Measure::Days;
        if is_days && seconds.is_zero() {
            return Some(Quantity::Number(days));
        }
        if !is_days && days.is_zero() {
            return match u64::try_from(seconds) {
                Ok(whole) if seconds.is_integer() => Some(Quantity::Seconds(whole)),
                _ => self.within(record, seconds_in(seconds, SECONDS_OF_AN_HOUR.into())),
            };
        }
        let Some(hours) = self.hours_a_day else {
            let (has, counts) = if is_days { ("ore", "giorni") } else { ("giorni", "ore") };
            let reason = format!("è in {has}, ma «{label}» si conta in {counts}");
            let found = record.diagnostic(
                self.column,
                code::UNIT_DISAGREES,
                record.with_value(self.column, &reason),
            );
            let remedy = self.remedy(record, measure);
            record.refuse_with(found.with_remedy(remedy));
            return None;
        };
        let day = hours * Decimal::from(SECONDS_OF_AN_HOUR);
        let all = days * day + seconds;
        let whole = if is_days { day } else { SECONDS_OF_AN_HOUR.into() };
        self.within(record, seconds_in(all, whole))
    }

    fn within(&self, record: &mut Record<'_>, quantity: Option<Quantity>) -> Option<Quantity> {
        if quantity.is_none() {
            return self.refuse_writing(record, "ha troppi decimali");
        }
        quantity
    }

    /// How hours become days, or days hours; with what is true in each case.
    fn remedy(&self, record: &Record<'_>, measure: Measure) -> String {
        let Self { input, column, .. } = self;
        let header = quoted(record.body.header_words(column).unwrap_or(column));
        let is_leave = *input == InputKind::Leave.name();
        let by_row = if measure == Measure::Days && is_leave {
            format!(
                "Se ogni riga è un giorno di assenza di una persona, scrivete in cug.toml, sotto [colonne.{input}], la riga {column} = {{ colonna = {header}, unita = \"{}\" }}. ",
                ColumnUnit::DayOfRow.word()
            )
        } else {
            String::new()
        };
        let kind = if measure == Measure::Days {
            " Se invece è un permesso a ore, correggetene il tipo."
        } else {
            ""
        };
        format!(
            "{by_row}Se le ore vanno trasformate in giorni, o i giorni in ore, dite di quante ore è una giornata: in cug.toml, sotto [convenzioni], per esempio la riga ore_al_giorno = 7.2 (36 ore in cinque giorni).{kind}"
        )
    }
}

/// `{ colonna = "Durata", unita = "minuti" }`, of a header in the writing of TOML.
fn in_unit(header: &str, unit: ColumnUnit) -> String {
    format!("{{ colonna = {header}, unita = {} }}", quoted(unit.word()))
}

/// `3:30` of `0330`: no number of hours begins with a zero.
fn clock_without_mark(text: &str) -> Option<String> {
    let is_clock = text.len() == 4
        && text.starts_with('0')
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && &text[2..] < "60";
    is_clock.then(|| format!("{}:{}", &text[1..2], &text[2..]))
}

/// What a cell below zero takes back.
fn taken_back(value: &Value<'_>) -> Option<Value<'static>> {
    match value {
        Value::Number(number) if number.value < Decimal::ZERO => {
            Some(Value::Number(Number { value: -number.value, ..*number }))
        }
        Value::Text(text) => {
            let rest = text.trim().strip_prefix(['-', '−'])?.trim_start();
            let is_quantity = rest.starts_with(|letter: char| letter.is_ascii_digit());
            is_quantity.then(|| Value::from(rest.to_owned()))
        }
        _ => None,
    }
}

/// The minutes of a part of a day, which a spreadsheet has with its rounding: `0,1041666667` is 2:30.
fn minutes_of(number: Decimal) -> TimeSpan {
    const MINUTES_OF_A_DAY: u64 = 24 * 60;
    let minutes = number.checked_mul(Decimal::from(MINUTES_OF_A_DAY)).unwrap_or(Decimal::MAX);
    seconds(minutes.round(), SECONDS_OF_A_MINUTE)
}

fn seconds(number: Decimal, of_each: u64) -> TimeSpan {
    let seconds = number.checked_mul(Decimal::from(of_each)).unwrap_or(Decimal::MAX);
    TimeSpan { days: Decimal::ZERO, seconds }
}
