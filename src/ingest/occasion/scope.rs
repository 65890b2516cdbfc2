//! Which rows of an input count: by the state of an enrolment or a request, and by the report's year.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::across_years;
use super::columns::{Columns, PERIOD, PROGRESS, STANDING, YEAR};
use super::repeats::Repeats;
use super::span::{self, Asked, DAY, Dates, FROM, REVOKED, Span, TO};
use crate::diagnostic::location::Location;
use crate::diagnostic::setting::quoted;
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::ingest::file::sheet::Value;
use crate::ingest::grid::record::Record;
use crate::ingest::spelling::{Answers, normal_form};
use crate::ingest::wording::standing::{self, Standing};
use crate::italian;
use crate::italian::reading;
use crate::model::header_words;
use crate::model::input::InputKind;
use crate::model::ledger::Quantity;
use crate::model::quality::SourceFile;
use crate::model::settings::Settings;

/// The column of causes and topics.
const KIND: &str = "tipo";
/// Why a row that says «nessuna» does not count.
pub(in crate::ingest) const NO_MEASURE: &str = "nessuna misura";
/// Stands for an empty cell under `[valori.…]`.
const EMPTY: &str = "vuota";

/// How the dates of an input decide.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Something of a day or a few: of the year in which it was.
    Occurs,
    /// Something that is used for a while: of every year in which it was.
    Lasts,
    /// What is so at the reference date.
    Stands,
}

/// What decides in one file, row after row.
pub(in crate::ingest) struct Scope {
    kind: InputKind,
    rule: Rule,
    year: i32,
    reference_date: NaiveDate,
    columns: Option<Columns>,
    answers: [Answers<Option<Standing>>; STANDING.len()],
    repeats: Repeats,
    of_other_years: u64,
    divided: Divided,
}

/// Periods of which only some days are of the year.
#[derive(Default)]
struct Divided {
    first: Option<Location>,
    periods: u64,
    days: Decimal,
    counted: Decimal,
}

/// A row that counts.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::ingest) struct Admitted {
    pub(in crate::ingest) span: Option<Span>,
    /// Whether days of its period are of another year.
    is_across: bool,
    /// The year that the row says it is of.
    said: Option<i32>,
}

impl Scope {
    pub(in crate::ingest) fn new(kind: InputKind, settings: &Settings) -> Self {
        let rule = match kind {
            InputKind::WorkLife => Rule::Lasts,
            InputKind::Positions | InputKind::Members => Rule::Stands,
            _ => Rule::Occurs,
        };
        Self {
            kind,
            rule,
            year: settings.report.year,
            reference_date: settings.report.reference_date(),
            columns: None,
            answers: Default::default(),
            repeats: Repeats::default(),
            of_other_years: 0,
            divided: Divided::default(),
        }
    }

    /// Whether a row counts. One that does not is left out with its reason, before anybody looks at its
    /// other cells; one whose words or dates leave it in doubt is refused.
    pub(in crate::ingest) fn admits(&mut self, record: &mut Record<'_>) -> Option<Admitted> {
        let columns = match self.columns.take() {
            Some(columns) => columns,
            None => Columns::of(self.kind, record.body),
        };
        let admitted = self.judged(record, &columns);
        let is_dated = columns.has_dates;
        self.columns = Some(columns);
        let admitted = admitted?;
        // Who uses a measure is counted once, however many rows say so; two members of a board may be
        // alike in everything that is told of them, unless they have names.
        let is_board = self.kind == InputKind::Boards;
        let is_named = || record.body.names().iter().any(|name| !record.row.cell(*name).is_empty());
        if self.rule == Rule::Lasts {
            return Some(admitted);
        }
        if is_board && !is_named() {
            self.repeats.is_again(&record.row, false);
            return Some(admitted);
        }
        let is_told_apart = is_board || is_dated && admitted.span.is_some();
        if self.repeats.is_again(&record.row, is_told_apart) {
            let message = "la riga è uguale in tutto a una di prima";
            let place = record.place.clone().at_row(record.row.number);
            let found = Diagnostic::new(code::ROWS_REPEATED, place, message);
            record.diagnostics.push(found.with_tables(record.tables));
        }
        Some(admitted)
    }

    fn judged(&mut self, record: &mut Record<'_>, columns: &Columns) -> Option<Admitted> {
        if !columns.standing.is_empty() || columns.progress_is_fraction.is_some() {
            self.stands(record, columns)?;
        }
        if !columns.has_dates && !columns.has_years {
            return self.refuse_other_year(record).map(|()| Admitted::default());
        }
        let said = self.said_year(record)?;
        let span = match span::dates(record, self.asked()) {
            Dates::Unreadable => return None,
            Dates::None => span::span_in(record.value(PERIOD)),
            Dates::Span(span) => Some(span),
        };
        if (span, said) == (None, None) {
            self.refuse_several_years(record)?;
        }
        if let Some(Span { first, last: Some(last) }) = span
            && last < first
        {
            if !record.value(REVOKED).is_empty() {
                record.leave_out("revoche prima dell'inizio");
                return None;
            }
            record.refuse(TO, code::IMPOSSIBLE_PERIOD, "il periodo finisce prima di cominciare");
            return None;
        }
        match (self.rule, span, said) {
            (_, None, Some(said)) => self.of_year(record, said).then_some(Admitted::default()),
            (Rule::Occurs | Rule::Lasts, None, None) => self.without_date(record, columns),
            (Rule::Stands, None, None) => Some(Admitted::default()),
            (Rule::Stands, Some(span), _) => self.at_reference_date(record, span),
            (Rule::Lasts, Some(span), said) => self.while_it_lasts(record, span, said),
            (Rule::Occurs, Some(span), said) => self.when_it_was(record, span, said),
        }
    }

    /// The report's year.
    pub(in crate::ingest) fn year(&self) -> i32 {
        self.year
    }

    fn asked(&self) -> Asked {
        match self.rule {
            Rule::Occurs if self.kind == InputKind::Training => Asked::Day,
            Rule::Occurs => Asked::Period,
            Rule::Lasts | Rule::Stands => Asked::Standing,
        }
    }

    /// Whether every state, outcome, presence and role lets the row count.
    fn stands(&mut self, record: &mut Record<'_>, columns: &Columns) -> Option<()> {
        let mut is_complete = false;
        for &(place, is_negative) in &columns.standing {
            let column = STANDING[place];
            let words = record.words(column);
            if record.refused {
                return None;
            }
            match words.as_deref().map_or(Some(false), reading::tick).filter(|_| is_negative) {
                Some(true) => {
                    let header = record.body.header_words(column).unwrap_or(column);
                    record.leave_out(format!("«{}»", header.trim()));
                    return None;
                }
                Some(false) => continue,
                None => {}
            }
            let words = match words {
                Some(words) => words,
                None if columns.progress_is_fraction.is_some() => continue,
                // What an office says of all its empty cells.
                None => record.own_words.meaning(column, Cow::Borrowed(EMPTY)),
            };
            match self.answers[place].of(&words, || standing::standing(self.kind, column, &words)) {
                Some(None) => is_complete |= matches!(column, "stato" | "esito"),
                Some(Some(reason)) => {
                    record.leave_out(reason);
                    return None;
                }
                None => {
                    self.refuse_word(record, column, &words);
                    return None;
                }
            }
        }
        match columns.progress_is_fraction {
            Some(is_fraction) if !is_complete => is_followed_whole(record, is_fraction),
            _ => Some(()),
        }
    }

    fn refuse_word(&self, record: &mut Record<'_>, column: &str, words: &str) {
        record.refuse_word(column, code::UNKNOWN_STANDING, |record| {
            let header = record.body.header_words(column).unwrap_or(column);
            let what = if words == EMPTY { "la cella vuota".to_owned() } else { format!("«{words}»") };
            let message = format!(
                "{what}, nella colonna «{header}», non dice se la riga conta: la risposta va sotto [valori.{column}]"
            );
            let word = quoted(words);
            let found = record.diagnostic(column, code::UNKNOWN_STANDING, message).with_remedy(format!(
                "Ditelo una volta per tutte: in cug.toml, sotto [valori.{column}], la riga {word} = \"conta\" oppure {word} = \"non conta\". Se la colonna «{header}» non decide nulla, scrivete sotto [colonne.{}] la riga ignora = [{}].",
                self.kind.name(),
                quoted(header)
            ));
            let section = format!("valori.{column}");
            let lines = [(word.as_str(), "\"conta\""), (word.as_str(), "\"non conta\"")];
            found.with_answers(&section, lines)
        });
    }

    /// The year in `anno`, or in a period such as `marzo 2025`; an error when one is there and is none.
    #[expect(clippy::option_option, reason = "no year, and a year that cannot be read")]
    fn said_year(&self, record: &mut Record<'_>) -> Option<Option<i32>> {
        if !record.value(YEAR).is_empty() {
            if let Some(year) = span::year_in(record.value(YEAR)) {
                return Some(Some(year));
            }
            return record.required_year(YEAR).map(Some);
        }
        let period = record.value(PERIOD);
        Some(span::year_in(period).or_else(|| span::year_of_month(period, self.year)))
    }

    /// Refuses a period that names several years, this one within them, and no days: nobody knows how
    /// much of the row is of which.
    fn refuse_several_years(&mut self, record: &mut Record<'_>) -> Option<()> {
        let years = span::years_in(record.value(PERIOD));
        let (Some(first), Some(last)) = (years.iter().min(), years.iter().max()) else {
            return Some(());
        };
        if !(*first..=*last).contains(&self.year) {
            return self.of_year(record, *last).then_some(());
        }
        let reason = format!("non dice quanta parte è del {}", self.year);
        let message = record.with_value(PERIOD, &reason);
        let found = record.diagnostic(PERIOD, code::YEAR_NOT_TOLD, message);
        record.refuse_with(found.with_remedy(format!(
            "Scrivete i due giorni, dal 16/12/{0} al 15/01/{1}, oppure il solo anno in cui contare la riga, per esempio {0}, oppure dividetela in due righe, una per anno.",
            self.year,
            self.year + 1
        )));
        None
    }

    /// Whether a year is the report's; a row of another is left out.
    fn of_year(&mut self, record: &mut Record<'_>, year: i32) -> bool {
        if year != self.year {
            self.of_other_years += 1;
            record.leave_out(format!("anno {year}"));
        }
        year == self.year
    }

    /// Refuses a row without a date whose words name another year than the report's.
    fn refuse_other_year(&self, record: &mut Record<'_>) -> Option<()> {
        const CENTURY: &str = "20";
        let is_event = matches!(self.kind, InputKind::Leave | InputKind::Training);
        // Nearly no row of millions names a year.
        let may_name = record.value(KIND).text().is_some_and(|words| words.contains(CENTURY));
        if !is_event || !may_name {
            return Some(());
        }
        // What takes back the leave that it names is asked as that.
        let words = record.peek(KIND).filter(|words| !header_words::are_denying(words));
        if let Some(named) = words.and_then(|words| span::other_year(&words, self.year)) {
            record.refuse_word(KIND, code::YEAR_NOT_TOLD, |record| {
                let reason = format!("porta l'anno {named}: non si sa se è del {}", self.year);
                let message = record.with_value(KIND, &reason);
                let found = record.unknown_word(KIND, code::YEAR_NOT_TOLD, message);
                found.with_remedy(format!(
                    "Se le righe sono del {named} toglietele. Se sono del {} togliete l'anno dalla casella, o dite una volta per tutte che cosa vuol dire la parola, in cug.toml, sotto [valori.{KIND}].",
                    self.year
                ))
            });
            return None;
        }
        Some(())
    }

    /// In a file where rows have dates, one that has none may be of any year.
    fn without_date(&self, record: &mut Record<'_>, columns: &Columns) -> Option<Admitted> {
        self.refuse_other_year(record)?;
        // In a file of ends alone what has no end lasts still.
        let has_begun = record.cell(DAY).is_none() && record.cell(FROM).is_none();
        if !columns.has_dates || self.rule == Rule::Lasts && has_begun {
            return Some(Admitted::default());
        }
        let column = [DAY, FROM, TO].into_iter().find(|column| record.cell(column).is_some());
        let column = column.unwrap_or(DAY);
        let message = format!("la riga non ha né data né anno: non si sa se è del {}", self.year);
        let found = record.diagnostic(column, code::YEAR_NOT_TOLD, message);
        record.refuse_with(found);
        None
    }

    fn at_reference_date(&self, record: &mut Record<'_>, span: Span) -> Option<Admitted> {
        let date = italian::date(self.reference_date);
        if span.first > self.reference_date {
            record.leave_out(format!("inizio dopo il {date}"));
            return None;
        }
        // A beginning in a file without ends: it lasts still.
        let has_end = has_end(record);
        if has_end && span.last.is_some_and(|last| last < self.reference_date) {
            record.leave_out(format!("fine prima del {date}"));
            return None;
        }
        Some(Admitted::default())
    }

    fn while_it_lasts(
        &mut self,
        record: &mut Record<'_>,
        span: Span,
        said: Option<i32>,
    ) -> Option<Admitted> {
        if let Some(said) = said
            && !self.of_year(record, said)
        {
            return None;
        }
        if span.first.year() > self.year {
            self.of_year(record, span.first.year());
            return None;
        }
        let is_day = record.value(FROM).is_empty() && span.first != NaiveDate::MIN;
        let has_end = has_end(record) && !is_day;
        match span.last.filter(|_| has_end) {
            Some(last) if last.year() < self.year => {
                self.of_year(record, last.year());
                None
            }
            // A date that is no beginning, of an earlier year: nobody says whether it lasts.
            None if is_day && span.first.year() < self.year => {
                self.ask_whether_it_lasts(record);
                None
            }
            _ => Some(Admitted::default()),
        }
    }

    /// Refuses a row with a date of an earlier year: a measure may have begun then, or have ended.
    fn ask_whether_it_lasts(&self, record: &mut Record<'_>) {
        let message = record.with_value(
            DAY,
            &format!("è prima del {}: non si sa se la misura era ancora in uso", self.year),
        );
        let section = format!("colonne.{}", self.kind.name());
        let header = quoted(record.body.header_words(DAY).unwrap_or(DAY));
        let found = record.diagnostic(DAY, code::YEAR_NOT_TOLD, message).with_remedy(format!(
            "Se la data è l'inizio della misura, scrivete in cug.toml, sotto [{section}], la riga dal = {header}: senza una fine la misura è ancora in uso. Se è il giorno di una riga di un altro anno, togliete la riga."
        ));
        record.refuse_with(found.with_answers(&section, [("dal", header.as_str())]));
    }

    fn when_it_was(
        &mut self,
        record: &mut Record<'_>,
        span: Span,
        said: Option<i32>,
    ) -> Option<Admitted> {
        let first = span.first.year();
        let last = span.last.map(|last| last.year());
        let is_across = match last {
            Some(last) => {
                first < self.year && last >= self.year || first == self.year && last > first
            }
            None => first < self.year,
        };
        if is_across {
            return Some(Admitted { span: Some(span), is_across, said });
        }
        let year = if first > self.year { first } else { last.unwrap_or(first) };
        if let Some(said) = said.filter(|said| *said != year) {
            let column = if record.value(YEAR).is_empty() { PERIOD } else { YEAR };
            let message = format!("la riga dice {said}, ma le sue date sono del {year}");
            let found = record.diagnostic(column, code::YEAR_NOT_TOLD, message);
            record.refuse_with(found);
            return None;
        }
        self.of_year(record, year).then_some(Admitted { span: Some(span), is_across, said })
    }

    /// What of a quantity is of the year: all of it, the days of a period that are, or (refused) nobody
    /// knows how much.
    pub(in crate::ingest) fn share(
        &mut self,
        record: &mut Record<'_>,
        admitted: Admitted,
        column: &str,
        quantity: Quantity,
        is_days: bool,
    ) -> Option<Quantity> {
        if !admitted.is_across {
            return Some(quantity);
        }
        if let (Some(Span { first, last: Some(last) }), Quantity::Number(days), true) =
            (admitted.span, quantity, is_days)
        {
            if let Some(said) = admitted.said
                && across_years::is_of_year(first, last, days, said)
            {
                return self.of_year(record, said).then_some(quantity);
            }
            let is_said = admitted.said.is_none_or(|said| said == self.year);
            if is_said && let Some(share) = across_years::share(first, last, days, self.year) {
                self.divided.note(record.location(column), days, share);
                return Some(Quantity::Number(share));
            }
        }
        if quantity.is_zero() {
            return Some(quantity);
        }
        let message = record.with_value(
            column,
            &format!(
                "è di un periodo che è solo in parte del {}: non si sa quanto ne conta",
                self.year
            ),
        );
        let found = record.diagnostic(column, code::PERIOD_ACROSS_YEARS, message);
        record.refuse_with(found);
        None
    }

    /// A row that counts whole or not at all, such as a member of a board, with a period across years.
    pub(in crate::ingest) fn whole(
        &self,
        record: &mut Record<'_>,
        admitted: Admitted,
    ) -> Option<()> {
        if !admitted.is_across || admitted.said == Some(self.year) {
            return Some(());
        }
        let message = format!(
            "il periodo è solo in parte del {}: non si sa di quale anno è la riga",
            self.year
        );
        let found = record.diagnostic(FROM, code::PERIOD_ACROSS_YEARS, message);
        record.refuse_with(found.with_remedy(format!(
            "Dite di quale anno è la riga in una colonna «anno»: {}, oppure l'altro.",
            self.year
        )));
        None
    }

    /// What is known of the file after its last row.
    pub(in crate::ingest) fn report(
        &self,
        source: Option<&SourceFile>,
        diagnostics: &mut Diagnostics,
    ) {
        let Some(source) = source else { return };
        let tables = self.kind.tables();
        let place = Location::file(self.kind, &source.path).on_sheet(source.sheet.as_deref());
        let mut push = |code, place: &Location, message: String| {
            diagnostics.push(Diagnostic::new(code, place.clone(), message).with_tables(tables));
        };
        // A row of the year that says «nessuna» is one of the year.
        let are_all_of_others = source.left_out() <= self.of_other_years
            && source.rows_used == 0
            && source.rows_refused == 0;
        if self.of_other_years > 0 && are_all_of_others {
            let message = format!("nessuna riga è del {}", self.year);
            push(code::NOTHING_OF_THE_YEAR, &place, message);
        }
        // «Nessuna» in every row says that nobody uses a measure.
        let none = source.rows_left_out.get(NO_MEASURE).copied().unwrap_or_default();
        let is_nothing_left = source.rows_used == 0 && source.rows_refused == 0;
        if is_nothing_left && !are_all_of_others && source.left_out() > none {
            let reasons: Vec<&str> = source.rows_left_out.keys().map(String::as_str).collect();
            let message = format!("nessuna riga conta: {}", reasons.join(", "));
            push(code::NOTHING_COUNTS, &place, message);
        }
        if self.repeats.are_all_in_pairs() {
            let message = "ogni riga c'è due volte: l'estrazione sembra incollata su se stessa";
            push(code::ROWS_REPEATED, &place, message.to_owned());
        }
        let Divided { first, periods, days, counted } = &self.divided;
        if let Some(first) = first {
            let number = |days: &Decimal| days.normalize().to_string().replace('.', ",");
            let message = format!(
                "{} del {}: dei loro {} giorni ne contano {}",
                if *periods == 1 {
                    "un periodo è solo in parte".to_owned()
                } else {
                    format!("{} periodi sono solo in parte", italian::count(*periods))
                },
                self.year,
                number(days),
                number(counted)
            );
            push(code::PERIODS_DIVIDED, first, message);
        }
    }
}

impl Divided {
    fn note(&mut self, place: Location, days: Decimal, counted: Decimal) {
        self.first.get_or_insert(place);
        self.periods += 1;
        self.days += days;
        self.counted += counted;
    }
}

/// Whether the file says until when things last.
fn has_end(record: &Record<'_>) -> bool {
    [TO, REVOKED].into_iter().any(|column| record.cell(column).is_some())
}

/// What a column tells of the hours that somebody was there, and not of how far a course has come.
const ATTENDANCE: [&str; 5] = ["frequen", "presen", "partecip", "seguit", "ore "];

/// Whether a course was followed to its end; one that was not is left out. Of one that was attended in
/// part nobody knows which hours the file tells.
fn is_followed_whole(record: &mut Record<'_>, is_fraction: bool) -> Option<()> {
    let value = record.value(PROGRESS);
    let is_percent = matches!(value, Value::Number(number) if number.percent)
        || matches!(value, Value::Text(text) if text.contains('%'));
    let whole = if is_fraction && !is_percent { Decimal::ONE } else { Decimal::ONE_HUNDRED };
    let progress = record.number(PROGRESS);
    if record.refused {
        return None;
    }
    let header = normal_form(record.body.header_words(PROGRESS).unwrap_or(PROGRESS));
    let is_attendance = ATTENDANCE.iter().any(|word| header.contains(word));
    if is_attendance && progress.is_some_and(|part| part > Decimal::ZERO && part < whole) {
        let message = record.with_value(
            PROGRESS,
            "è la parte frequentata di un corso: non si sa se le ore sono tutte quelle del corso",
        );
        let found = record.diagnostic(PROGRESS, code::UNKNOWN_STANDING, message).with_remedy(
            "Scrivete nella colonna delle ore quelle frequentate, e cancellate questa colonna. Se le ore sono già quelle frequentate cancellatela soltanto.",
        );
        record.refuse_with(found);
        return None;
    }
    if progress.is_none_or(|progress| progress < whole) {
        record.leave_out("corsi non conclusi");
        return None;
    }
    Some(())
}
