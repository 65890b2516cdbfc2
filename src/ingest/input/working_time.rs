//! Percentuale di part time: from what offices write (percent, fractions, hours, reductions, words)
//! to hundredths of full time, in the unit that the column as a whole shows or that is asked.

use std::ops::ControlFlow;

use rust_decimal::Decimal;

use crate::diagnostic::location::Location;
use crate::diagnostic::setting::{Setting, quoted};
use crate::diagnostic::{Diagnostic, code};
use crate::ingest::file::sheet::Value;
use crate::ingest::grid::body::Body;
use crate::ingest::grid::field;
use crate::ingest::grid::record::Record;
use crate::ingest::spelling::normal_form;
use crate::italian;
use crate::italian::reading::{self, Numeral};
use crate::model::column_choice::ColumnUnit;
use crate::model::reference_data::plausible;
use crate::model::settings::{Conventions, EmptyWorkingTime};
use crate::model::table_id::TableId;

pub(in crate::ingest) const COLUMN: &str = "percentuale_part_time";
const TABLES: &[TableId] = &[TableId::PRESENCE, TableId::PAY_GAP];
/// Words around a share that say nothing of it.
const SMALL_WORDS: [&str; 20] = [
    "part",
    "time",
    "pt",
    "p",
    "t",
    "a",
    "al",
    "tempo",
    "parziale",
    "orizzontale",
    "verticale",
    "misto",
    "ciclico",
    "su",
    "base",
    "annua",
    "orario",
    "ridotto",
    "%",
    "percentuale",
];
/// Full time as a percentage with two decimals and no comma.
const WITHOUT_COMMA: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);
const FULL_TIME: [&str; 9] =
    ["tempo pieno", "tempopieno", "full time", "fulltime", "tp", "t p", "ft", "pieno", "full"];

/// What a cell says.
enum Share {
    /// In the unit of the column.
    Plain(Decimal),
    /// In hundredths, as its sign, its words or its fraction say.
    Percent(Decimal),
    WeeklyHours(Decimal),
    /// Part time of any share.
    PartTime,
}

/// How the plain numbers of a column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Scale {
    Unit(ColumnUnit),
    /// Hundredths of a percentage, whose comma was lost: `8333` is 83,33.
    WithoutComma,
    /// Asked once, at the header.
    InDoubt,
}

/// The share of full time of a cell that is not empty, in hundredths; `None` with a finding. Full time of
/// a teacher is not that of the others.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    (conventions, is_teacher): (&Conventions, bool),
    scale: &mut Option<Scale>,
) -> Option<Decimal> {
    let scale = *scale.get_or_insert_with(|| scale_of(record, conventions));
    let is_full_time_unknown =
        conventions.full_time_hours.is_none() && scale != Scale::Unit(ColumnUnit::WeeklyHours);
    let hundredths = match share(record)? {
        Share::Percent(share) => share,
        Share::Plain(hours) | Share::WeeklyHours(hours)
            if is_teacher
                && scale == Scale::Unit(ColumnUnit::WeeklyHours)
                && hours < conventions.full_time_hours() =>
        {
            refuse_teacher(record, conventions.full_time_hours());
            return None;
        }
        // The column is asked at its header.
        Share::WeeklyHours(_) | Share::PartTime if scale == Scale::InDoubt => return None,
        Share::WeeklyHours(hours) if is_full_time_unknown => {
            refuse(record, &format!("{} ore la settimana", italian::decimal(hours)));
            return None;
        }
        Share::WeeklyHours(hours) => of_hours(hours, conventions)?,
        Share::PartTime => {
            refuse(record, "un part time");
            return None;
        }
        Share::Plain(share) => match scale {
            Scale::InDoubt => return None,
            Scale::WithoutComma => share.checked_div(Decimal::ONE_HUNDRED)?,
            Scale::Unit(unit) => hundredths(share, unit, conventions)?,
        },
    };
    let is_zero = hundredths.is_zero() && scale == Scale::Unit(ColumnUnit::Percent);
    if is_zero && conventions.zero_working_time == EmptyWorkingTime::FullTime {
        return Some(Decimal::ONE_HUNDRED);
    }
    if hundredths > Decimal::ONE && hundredths <= Decimal::ONE_HUNDRED {
        return Some(hundredths);
    }
    let written = italian::decimal(hundredths.round_dp(2).normalize());
    let message = if hundredths > Decimal::ZERO && hundredths <= Decimal::ONE {
        let whole = italian::decimal(hundredths * Decimal::ONE_HUNDRED);
        format!("la percentuale di part time è {written}: se è una frazione scrivete {whole}")
    } else {
        format!("la percentuale di part time è {written}: deve essere maggiore di 0 e al più 100")
    };
    record.refuse(COLUMN, code::WORKING_TIME_OUT_OF_RANGE, message);
    None
}

/// Hours of a teacher: 18, 24 or 25 are full time, by the kind of school.
fn refuse_teacher(record: &mut Record<'_>, full_time: Decimal) {
    record.refuse_word(COLUMN, code::UNIT_OF_WORKING_TIME, |record| {
        let message = record.with_value(
            COLUMN,
            &format!(
                "sono le ore di docenti, e orario_pieno = {} non è il loro",
                italian::decimal(full_time)
            ),
        );
        let found = record.diagnostic(COLUMN, code::UNIT_OF_WORKING_TIME, message);
        found.with_remedy(
            "Per i docenti scrivete le ore e quelle della cattedra intera, per esempio 18/18 chi è a tempo pieno e 9/18 chi è a metà; gli altri restano con le loro ore.",
        ).with_tables(TABLES)
    });
}

/// A cell that says something else than the others of its column.
fn refuse(record: &mut Record<'_>, what: &str) {
    let message = format!("la cella dice {what}, e le altre della colonna una percentuale");
    let found = record.diagnostic(COLUMN, code::UNIT_OF_WORKING_TIME, message);
    record.refuse_with(found.with_remedy(
        "Scrivete la percentuale: per esempio 83,33 per 30 ore su 36. Per le ore si può anche scrivere in cug.toml, sotto [convenzioni], orario_pieno = 36 con le ore del vostro contratto.",
    ).with_tables(TABLES));
}

fn hundredths(share: Decimal, unit: ColumnUnit, conventions: &Conventions) -> Option<Decimal> {
    match unit {
        ColumnUnit::Fraction => share.checked_mul(Decimal::ONE_HUNDRED),
        ColumnUnit::Reduction => Decimal::ONE_HUNDRED.checked_sub(share),
        ColumnUnit::WeeklyHours => of_hours(share, conventions),
        _ => Some(share),
    }
}

fn of_hours(hours: Decimal, conventions: &Conventions) -> Option<Decimal> {
    hours.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(conventions.full_time_hours())
}

/// What a cell says; `None` with a finding.
fn share(record: &mut Record<'_>) -> Option<Share> {
    match words(record.value(COLUMN)) {
        Some(share) => Some(share),
        None => record.number_up_to(COLUMN, Some(100)).map(Share::Plain),
    }
}

/// The share of a cell that is no plain number.
fn words(value: &Value<'_>) -> Option<Share> {
    let text = match value {
        Value::Text(text) => text,
        Value::Number(number) if number.percent => {
            return number.value.checked_mul(Decimal::ONE_HUNDRED).map(Share::Percent);
        }
        _ => return None,
    };
    if let Some(seconds) = reading::duration(text) {
        return Decimal::from(seconds).checked_div(Decimal::from(3600)).map(Share::WeeklyHours);
    }
    if let Some((part, whole)) = text.split_once('/')
        && let (Some(part), Some(whole)) = (plain(part), plain(whole))
    {
        let share = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
        return Some(Share::Percent(share));
    }
    let form = normal_form(text);
    if FULL_TIME.contains(&form.as_str()) || matches!(form.as_str(), "no" | "n") {
        return Some(Share::Percent(Decimal::ONE_HUNDRED));
    }
    if matches!(form.as_str(), "si" | "s" | "x") {
        return Some(Share::PartTime);
    }
    let (numbers, others): (Vec<&str>, Vec<&str>) = text
        .split_whitespace()
        .flat_map(|word| word.split('-'))
        .filter(|word| !word.is_empty())
        .partition(|word| word.contains(|letter: char| letter.is_ascii_digit()));
    // An asterisk is the mark of a remark.
    let is_small = |word: &&str| {
        let form = normal_form(word);
        let mut words = form.split(' ');
        !word.contains('*') && words.all(|word| word.is_empty() || SMALL_WORDS.contains(&word))
    };
    let are_hours = |word: &str| matches!(normal_form(word).as_str(), "ore" | "h" | "hh");
    let (hours, others): (Vec<&str>, Vec<&str>) =
        others.into_iter().partition(|word| are_hours(word));
    if !others.iter().all(is_small) {
        return None;
    }
    match numbers.as_slice() {
        [] if hours.is_empty() && !others.is_empty() && plain(text).is_none() => {
            Some(Share::PartTime)
        }
        [number] if others.is_empty() && hours.is_empty() && !number.contains(['%', 'h', 'H']) => {
            None
        }
        [number] => {
            let bare = number.trim_end_matches(['%', 'h', 'H']);
            let value = plain(bare)?;
            let is_hours = !hours.is_empty() || number.ends_with(['h', 'H']);
            Some(if is_hours { Share::WeeklyHours(value) } else { Share::Percent(value) })
        }
        _ => None,
    }
}

fn plain(text: &str) -> Option<Decimal> {
    match reading::quantity(text.trim()) {
        Ok(Numeral::Plain(number)) => Some(number),
        Ok(Numeral::Doubtful(doubt)) => Some(doubt.decimals),
        Err(_) => None,
    }
}

/// What the cells of a column have.
#[derive(Default)]
struct Shown {
    numbers: u64,
    zeros: u64,
    wholes: u64,
    hundreds: u64,
    /// Above 1, and below what anybody works.
    too_few: u64,
    up_to_one: u64,
    above_hundred: u64,
    /// From a tenth of full time to full time, in hundredths of a percentage.
    without_comma: u64,
    of_full_week: u64,
    most: Decimal,
    /// In hours of the week, beyond doubt.
    hours: u64,
    most_hours: Decimal,
    part_timers: u64,
}

impl Shown {
    fn of(body: &Body<'_>, column: usize) -> Self {
        let mut shown = Self::default();
        // A fault of the file is told by whoever reads its rows.
        let _ = body.each(&mut |row| {
            shown.see(row.cell(column));
            ControlFlow::Continue(())
        });
        shown
    }

    fn see(&mut self, value: &Value<'_>) {
        let ranges = &plausible().working_time;
        match words(value) {
            Some(Share::PartTime) => self.part_timers += 1,
            Some(Share::WeeklyHours(hours)) => {
                self.hours += 1;
                self.most_hours = self.most_hours.max(hours);
            }
            Some(Share::Plain(_) | Share::Percent(_)) => {}
            None => {
                let number = match field::numeral(value) {
                    Ok(Some(Numeral::Plain(number))) => number,
                    Ok(Some(Numeral::Doubtful(doubt))) => doubt.decimals,
                    Ok(None) | Err(_) => return,
                };
                let count = |counter: &mut u64, is_one: bool| *counter += u64::from(is_one);
                count(&mut self.numbers, true);
                count(&mut self.zeros, number.is_zero());
                count(&mut self.wholes, number == Decimal::ONE);
                count(&mut self.hundreds, number == Decimal::ONE_HUNDRED);
                count(&mut self.up_to_one, number > Decimal::ZERO && number <= Decimal::ONE);
                count(&mut self.too_few, number > Decimal::ONE && number < ranges.least);
                let range = Decimal::ONE_THOUSAND..=WITHOUT_COMMA;
                count(&mut self.without_comma, range.contains(&number));
                count(&mut self.above_hundred, number > Decimal::ONE_HUNDRED);
                let is_week = number > Decimal::from(34) && number <= ranges.most_weekly_hours;
                count(&mut self.of_full_week, is_week);
                self.most = self.most.max(number);
            }
        }
    }

    /// Whether all that is missing is how many hours a week full time has.
    fn lacks_full_time(&self, conventions: &Conventions) -> bool {
        self.hours * 2 > self.numbers && conventions.full_time_hours.is_none()
    }

    /// What the numbers are in, as far as nothing speaks against it; otherwise why it is asked.
    fn scale(&self, conventions: &Conventions) -> Result<ColumnUnit, String> {
        let number = italian::decimal;
        if self.part_timers * 2 > self.numbers {
            return Err(format!(
                "{} la colonna dice che c'è un part time e non di quanto: serve la percentuale",
                italian::counted(self.part_timers, "volta", "volte")
            ));
        }
        if self.lacks_full_time(conventions) {
            return Err("la colonna è in ore: serve l'orario pieno della settimana".to_owned());
        }
        if self.numbers > 0 && self.up_to_one == self.numbers {
            return Ok(ColumnUnit::Fraction);
        }
        let is_zero_said = conventions.zero_working_time == EmptyWorkingTime::FullTime;
        if self.zeros > 0 && self.hundreds == 0 && !is_zero_said {
            return Err(format!(
                "{} il valore è 0 e nessuno ha 100: o la colonna dice di quanto l'orario è ridotto, o 0 vuol dire tempo pieno",
                italian::counted(self.zeros, "volta", "volte")
            ));
        }
        let most_hours = plausible().working_time.most_weekly_hours;
        if self.above_hundred * 2 > self.numbers {
            return Err(format!("i valori arrivano a {}: non sono percentuali", number(self.most)));
        }
        if self.numbers > 0 && self.hundreds == 0 && self.most <= most_hours {
            return Err(format!(
                "il valore più alto è {}: sembrano ore alla settimana, o di quanto l'orario è ridotto",
                number(self.most)
            ));
        }
        if self.hundreds == 0 && self.of_full_week * 2 > self.numbers {
            return Err("nessuno ha 100 e quasi tutti hanno le ore di una settimana".to_owned());
        }
        if self.too_few > 0 {
            return Err(format!(
                "{} il valore è sotto {}, il part time più corto dei contratti: sembrano ore, o di quanto l'orario è ridotto",
                italian::counted(self.too_few, "volta", "volte"),
                number(plausible().working_time.least)
            ));
        }
        Ok(ColumnUnit::Percent)
    }
}

/// The unit that `cug.toml` gives to the column, or that the column shows; told or asked at the
/// header.
fn scale_of(record: &mut Record<'_>, conventions: &Conventions) -> Scale {
    let said = record.unit(COLUMN);
    let Some(column) = record.body.column(COLUMN) else {
        return Scale::Unit(said.unwrap_or(ColumnUnit::Percent));
    };
    let place = record.body.header_place(record.place, COLUMN);
    if let Some(unit) = said {
        ask_full_time(record, (column, unit), conventions, place);
        return Scale::Unit(unit);
    }
    let shown = Shown::of(record.body, column);
    let note =
        |code, message: String| Diagnostic::new(code, place.clone(), message).with_tables(TABLES);
    if shown.numbers > 0 && shown.without_comma == shown.numbers && shown.most == WITHOUT_COMMA {
        let message =
            format!("«{COLUMN}»: i valori arrivano a 10.000, senza la virgola: 8333 è letto 83,33");
        record.diagnostics.push(note(code::WORKING_TIME_AS_FRACTIONS, message));
        return Scale::WithoutComma;
    }
    match shown.scale(conventions) {
        Ok(unit) => {
            if unit == ColumnUnit::Fraction {
                let example = if shown.wholes == shown.numbers {
                    "1 è letto 100"
                } else {
                    "0,5 è letto 50"
                };
                let message = format!("«{COLUMN}»: i valori sono frazioni di 1: {example}");
                record.diagnostics.push(note(code::WORKING_TIME_AS_FRACTIONS, message));
            }
            Scale::Unit(unit)
        }
        Err(reason) => {
            let found = note(code::UNIT_OF_WORKING_TIME, format!("«{COLUMN}»: {reason}"));
            let found = answered(record, found, &shown, conventions);
            record.diagnostics.push(found);
            Scale::InDoubt
        }
    }
}

/// A question about the column with what answers it.
fn answered(
    record: &Record<'_>,
    found: Diagnostic,
    shown: &Shown,
    conventions: &Conventions,
) -> Diagnostic {
    // No unit tells how long a part time is.
    let other = record.body.free_header(|words| {
        normal_form(words).split(' ').any(|word| word == "%" || word.starts_with("perc"))
    });
    if let Some(other) = other.filter(|_| shown.part_timers > 0) {
        let setting = Setting::new("colonne.personale".to_owned(), COLUMN, [quoted(&other)]);
        found.with_remedy(format!(
            "La percentuale sembra essere nella colonna «{other}»: scrivete in cug.toml, sotto [{}], la riga {}. Se lì chi lavora a tempo pieno ha la casella vuota, scrivete anche, sotto [convenzioni], part_time_vuoto = \"tempo pieno\".",
            setting.section,
            setting.line()
        ))
        .with_setting(setting)
    } else if shown.lacks_full_time(conventions) {
        found.with_remedy("Scrivete in cug.toml, sotto [convenzioni], la riga orario_pieno = 36, con le ore di una settimana a tempo pieno nel vostro contratto. Non serve altro: che la colonna è in ore è già chiaro.")
            .with_answers("convenzioni", ["36", "38"].map(|hours| ("orario_pieno", hours)))
    } else if shown.part_timers > 0 {
        found.with_remedy("Mettete al posto di ogni sì, o di ogni parola che dice part time, la percentuale: per esempio 83,33 per 30 ore su 36. Chi lavora a tempo pieno ha 100.")
    } else {
        let header = record.body.header_words(COLUMN).unwrap_or(COLUMN);
        let quoted_header = quoted(header);
        let values = likely_units(header).map(|unit| {
            format!("{{ colonna = {quoted_header}, unita = {} }}", quoted(unit.word()))
        });
        found.with_setting(Setting::new("colonne.personale".to_owned(), COLUMN, values))
    }
}

/// Asks of weekly hours that `cug.toml` says when nobody has as many as full time: they may be of a day, or
/// full time is another.
fn ask_full_time(
    record: &mut Record<'_>,
    (column, unit): (usize, ColumnUnit),
    conventions: &Conventions,
    place: Location,
) {
    const FEWEST: u64 = 5;
    let Some(full) = conventions.full_time_hours.filter(|_| unit == ColumnUnit::WeeklyHours) else {
        return;
    };
    let shown = Shown::of(record.body, column);
    let most = shown.most.max(shown.most_hours);
    if shown.numbers + shown.hours < FEWEST || most.is_zero() || most >= full {
        return;
    }
    let message = format!(
        "«{COLUMN}»: l'orario più lungo è {} e nessuno ha le {} ore del tempo pieno",
        italian::decimal(most),
        italian::decimal(full)
    );
    let found = Diagnostic::new(code::UNIT_OF_WORKING_TIME, place, message).with_tables(TABLES);
    record.diagnostics.push(found.with_remedy(
        "Se le ore sono di un giorno moltiplicatele per i giorni della settimana. Se il tempo pieno ha altre ore scrivetele in cug.toml, sotto [convenzioni], alla riga orario_pieno. Se davvero sono tutti a tempo parziale mettete nella colonna le percentuali, e togliete l'unità da cug.toml.",
    ));
}

/// The units that a column in doubt may have, the one that its header names first.
fn likely_units(header: &str) -> [ColumnUnit; 3] {
    use ColumnUnit::{Percent, Reduction, WeeklyHours};
    let header = normal_form(header);
    if header.contains("riduz") || header.contains("ridott") {
        [Reduction, WeeklyHours, Percent]
    } else {
        [WeeklyHours, Reduction, Percent]
    }
}
