//! The account of a file: what became of every column that is not read. One that could say who counts
//! or how much is asked, once a file, and answered in `cug.toml`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::header::{Header, Possible};
use super::roles::{Candidate, roles};
use super::survey::{Contents, Survey};
use super::verdict::{Column, are_serials, verdict};
use crate::diagnostic::code;
use crate::diagnostic::location::{Location, column_letters};
use crate::diagnostic::setting::{Choice, Setting, quoted};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::file::sheet::Row;
use crate::ingest::spelling::normal_form;
use crate::model::header_words;
use crate::model::input::InputKind;
use crate::model::quality::{Unread, UnreadColumn};

/// Columns that a question names; a sheet with more of them has a wrong header.
const MOST_NAMED: usize = 12;

/// The column whose parts may stand in several columns, and what they make together.
const PARTED: [(InputKind, &str, &str); 2] = [
    (InputKind::Staff, "retribuzione", "la retribuzione di un anno"),
    (InputKind::Training, "ore", "la durata seguita in ogni riga"),
];

/// What may be done about a column beside a family of columns that are read.
const SIBLINGS: &str = "Se una colonna è dello stesso genere di quelle lette chiamatela con il nome che ha nel format; se il format non ha quel nome (per esempio una misura vostra) girate la tabella, con una riga per ogni casella. ";

/// The columns that nobody reads, while the rows pass by.
pub(in crate::ingest) struct Account {
    kind: InputKind,
    /// The report's year.
    year: i32,
    /// Each cell of a family of columns is a row: a column beside them may be one of theirs.
    is_turned: bool,
    /// As `cug.toml` would name the columns that are read as the quantity that may be in parts.
    parts: Vec<String>,
    columns: Vec<Column>,
    /// What stands right of every header, by column; only what is filled passes by.
    beyond: BTreeMap<u32, Survey>,
    /// The first column there.
    reach: u32,
    rows: u32,
}

impl Account {
    /// `ignored` are the headers that `cug.toml` says decide nothing.
    pub(in crate::ingest) fn new(
        (kind, year): (InputKind, i32),
        header: &Header,
        ignored: &[String],
    ) -> Self {
        // Tables of earlier years have columns that are read only in part.
        let is_history = kind == InputKind::History;
        let unread = if is_history { Vec::new() } else { header.unread(ignored) };
        // A row of which no cell of the family is filled does not pass by.
        let survey = |column: u32| match header.turned {
            Some(_) => header.survey_of(column),
            None => Survey::default(),
        };
        let columns = unread.into_iter().map(|unread| {
            let survey = survey(unread.index);
            Column::new(unread, survey)
        });
        Self {
            kind,
            year,
            is_turned: header.turned.is_some(),
            parts: parted(kind).map_or_else(Vec::new, |(name, _)| header.references_of(name)),
            columns: columns.collect(),
            beyond: BTreeMap::new(),
            reach: if is_history { u32::MAX } else { header.reach() },
            rows: 0,
        }
    }

    /// Looks at the cells of a row of data that nobody reads.
    pub(in crate::ingest) fn add(&mut self, row: &Row<'_>) {
        self.rows = self.rows.saturating_add(1);
        for column in self.columns.iter_mut().filter(|column| !column.survey.is_done()) {
            column.survey.add(row.cell(column.index as usize));
        }
        let cells = (0u32..).zip(row.cells).skip(self.reach as usize);
        for (column, cell) in cells.filter(|(_, cell)| !cell.is_empty()) {
            self.beyond.entry(column).or_default().add(cell);
        }
    }

    /// The columns right of every header: one cell there may be the day on which somebody left, and a mark
    /// beside a few rows means something.
    fn take_beyond(&mut self, header: &Header, ignored: &[String]) {
        let rows = self.rows;
        for (column, survey) in std::mem::take(&mut self.beyond) {
            let survey = survey.with_rows(rows);
            self.columns.push(Column::new(header.unread_at(column, ignored), survey));
        }
    }

    /// What became of each column, and the question about those that may decide something.
    pub(in crate::ingest) fn close(
        mut self,
        (place, header): (&Location, &Header),
        ignored: &[String],
        (found, possible): (&[&str], &[Possible]),
        diagnostics: &mut Diagnostics,
    ) -> Vec<UnreadColumn> {
        let of = (self.kind, self.year);
        self.take_beyond(header, ignored);
        let judged: Vec<(Column, Unread)> = self
            .columns
            .into_iter()
            .map(|column| {
                let verdict = verdict(of, &column, found);
                let is_like_a_sibling = self.is_turned && column.survey.may_be_a_kind();
                // Of leave, the law that a header names is what the table counts.
                let is_leave = verdict == Unread::Sensitive && self.kind == InputKind::Leave;
                let is_unknown = matches!(verdict, Unread::Text | Unread::Asked) || is_leave;
                let decides = is_like_a_sibling && is_unknown;
                (column, if decides { Unread::Decides } else { verdict })
            })
            .filter(|(column, verdict)| *verdict != Unread::Empty || column.is_legend())
            .collect();
        let asked: Vec<&(Column, Unread)> =
            judged.iter().filter(|(_, verdict)| verdict.is_asked()).collect();
        for (column, _) in judged.iter().filter(|(column, _)| column.is_legend()) {
            let place = place.clone().at_row(header.row).at_column(column.index);
            let message = "accanto alle intestazioni c'è un'annotazione che può dire chi conta: non è stata letta";
            diagnostics.push(Diagnostic::new(code::NOTE_DECIDES, place, message));
        }
        if !asked.is_empty() {
            let place = place.clone().at_row(header.row);
            let sum = sum_of_parts(self.kind, self.parts, &asked);
            let mut question = question(of, &asked, ignored, (found, sum.as_ref()), place);
            let lines = possible_lines(self.kind, &asked, possible);
            let siblings = if self.is_turned { SIBLINGS } else { "" };
            question.remedy = format!("{lines}{siblings}{}", question.remedy);
            diagnostics.push(question);
        }
        judged
            .into_iter()
            .filter(|(_, verdict)| *verdict != Unread::Empty)
            .map(|(column, verdict)| UnreadColumn {
                header: column.header,
                index: column.index,
                verdict,
            })
            .collect()
    }
}

/// One question about all the columns of a file that may decide something.
fn question(
    (kind, year): (InputKind, i32),
    asked: &[&(Column, Unread)],
    ignored: &[String],
    (found, sum): (&[&str], Option<&Setting>),
    place: Location,
) -> Diagnostic {
    let decides = asked.iter().any(|(_, verdict)| *verdict == Unread::Decides);
    let code = if decides { code::UNREAD_COLUMN_DECIDES } else { code::UNREAD_COLUMN };
    let mut named: Vec<String> = asked.iter().take(MOST_NAMED).map(|(of, _)| example(of)).collect();
    if asked.len() > MOST_NAMED {
        named.push(format!("e altre {}", asked.len() - MOST_NAMED));
    }
    let what = if decides { "non lette, che possono dire chi conta o quanto" } else { "non lette" };
    let message = match asked.len() {
        1 => format!(
            "la colonna {} non è letta{}",
            named.join(""),
            if decides { ", e può dire chi conta o quanto" } else { "" }
        ),
        _ => format!("colonne {what}: {}", named.join("; ")),
    };
    let references = asked.iter().map(|(column, _)| &column.reference);
    let all: Vec<String> = ignored.iter().chain(references).map(|words| quoted(words)).collect();
    let list = format!("[{}]", all.join(", "));
    let section = format!("colonne.{}", kind.name());
    let candidates: Vec<Candidate<'_>> =
        asked.iter().map(|(column, _)| candidate(column)).collect();
    let roles = roles((kind, year), &candidates, found);
    let has_results = kind == InputKind::Plan
        && asked.iter().any(|(column, _)| header_words::is_result(&column.header));
    let role = if has_results {
        "e sono i risultati degli indicatori, copiateli nel file «consuntivi», una riga per indicatore (indicatore, anno, consuntivo): da qui non sono letti".to_owned()
    } else if roles.is_empty() {
        otherwise(kind, asked, found).to_owned()
    } else {
        let header = match asked {
            [(only, _)] => quoted(&only.reference),
            _ => "\"l'intestazione della colonna\"".to_owned(),
        };
        format!(
            "e se è uno di questi dati: {}, scrivete in cug.toml, sotto [{section}], una riga come {} = {header}; altrimenti {}",
            roles.join(", "),
            roles[0],
            otherwise(kind, asked, found)
        )
    };
    let added = sum.map_or_else(String::new, |sum| {
        let (_, together) = parted(kind).unwrap_or_default();
        format!("Se {together} è in più colonne, che insieme la fanno, scrivete in cug.toml, sotto [{section}], la riga {}: il programma le somma. ", sum.line())
    });
    let remedy = format!(
        "Guardate che cosa c'è in ogni colonna. {added}Se dice chi conta, quando o quanto, {role}. Le colonne che non cambiano nessun numero scrivetele sotto [{section}] in una riga sola: ignora = {list}. Vale anche per gli anni prossimi."
    );
    let diagnostic = Diagnostic::new(code, place, message).with_remedy(remedy);
    // Whoever pastes lines without reading them must not close a question that decides who counts.
    if decides {
        let choices = asked.iter().map(|of| choice((kind, year), of, ignored, (found, sum)));
        choices.fold(diagnostic, Diagnostic::with_choice)
    } else {
        diagnostic.with_setting(Setting::new(section, "ignora", [list]))
    }
}

/// The name of the column that may be in parts, and what they make together.
fn parted(kind: InputKind) -> Option<(&'static str, &'static str)> {
    let found = PARTED.iter().find(|(of, _, _)| *of == kind);
    found.map(|(_, name, together)| (*name, *together))
}

/// Whether a header is one of a part of what is added up.
fn is_part(kind: InputKind, header: &str) -> bool {
    match kind {
        InputKind::Training => header_words::is_part_of_hours(header),
        _ => header_words::is_part_of_pay(header),
    }
}

/// What is done about rows that do not count when no column says so by itself.
fn otherwise(kind: InputKind, asked: &[&(Column, Unread)], found: &[&str]) -> &'static str {
    const MONTHS: [&str; 5] = ["mese", "mensilita", "periodo", "cedolino", "competenza"];
    let is_month = |(column, _): &&(Column, Unread)| {
        normal_form(&column.header).split(' ').any(|word| MONTHS.contains(&word))
    };
    let excludes = asked.iter().any(|(column, _)| column.survey.excludes());
    match kind {
        InputKind::Staff if asked.iter().any(is_month) => {
            "togliete dal file le righe che non contano: se ogni persona ha una riga per ogni mese, tenete solo quella di dicembre, con la retribuzione di tutto l'anno"
        }
        InputKind::Staff if excludes && !found.contains(&"data_cessazione") => {
            "togliete dal file le righe di chi non c'era più alla data della relazione, o scrivete quando se ne è andato in una colonna «data_cessazione»"
        }
        _ => "togliete dal file le righe che non contano",
    }
}

/// The line that adds up the columns of a year's pay, or of the hours of a course: two at least, those
/// that are read included.
fn sum_of_parts(
    kind: InputKind,
    read: Vec<String>,
    asked: &[&(Column, Unread)],
) -> Option<Setting> {
    let (name, _) = parted(kind)?;
    let is_one = |column: &&Column| {
        let contents = column.survey.contents();
        let are_amounts = matches!(contents, Contents::Numbers { .. } | Contents::Codes);
        are_amounts && is_part(kind, &column.header)
    };
    let is_whole = |header: &str| kind == InputKind::Staff && header_words::is_whole_pay(header);
    if read.iter().any(|header| is_whole(header)) {
        return None;
    }
    let parts = asked.iter().map(|(column, _)| column).filter(is_one);
    let parts: Vec<&Column> = parts.filter(|column| !is_whole(&column.header)).collect();
    // One that is as much as all the others is their sum.
    let all: Decimal = parts.iter().map(|column| column.survey.sum()).sum();
    let is_sum = |column: &&Column| {
        let own = column.survey.sum();
        parts.len() > 2 && (own + own - all).abs() * Decimal::ONE_HUNDRED <= own
    };
    let parts = parts.iter().copied().filter(|column| !is_sum(column));
    let parts: Vec<String> = parts.map(|column| column.reference.clone()).collect();
    let is_asked = !parts.is_empty() && read.len() + parts.len() > 1;
    let all: Vec<String> = read.iter().chain(&parts).map(|words| quoted(words)).collect();
    let list = format!("[{}]", all.join(", "));
    is_asked.then(|| Setting::new(format!("colonne.{}", kind.name()), name, [list]))
}

/// What one column may be, asked apart from the others.
fn choice(
    of: (InputKind, i32),
    asked: &(Column, Unread),
    ignored: &[String],
    (found, sum): (&[&str], Option<&Setting>),
) -> Choice {
    let section = format!("colonne.{}", of.0.name());
    let reference = &asked.0.reference;
    let line = |role: &str| Setting::new(section.clone(), role, [quoted(reference)]);
    let roles = roles(of, &[candidate(&asked.0)], found);
    let mut lines: Vec<Setting> = roles.into_iter().map(line).collect();
    let is_added = is_part(of.0, &asked.0.header);
    lines.extend(sum.filter(|_| is_added).cloned());
    let all: Vec<String> = ignored.iter().chain([reference]).map(|words| quoted(words)).collect();
    lines.push(Setting::new(section, "ignora", [format!("[{}]", all.join(", "))]));
    Choice::Lines { asked: format!("la colonna {} che cosa dice?", example(&asked.0)), lines }
}

/// What to write of the columns that seem to be one of those that are missing.
fn possible_lines(kind: InputKind, asked: &[&(Column, Unread)], possible: &[Possible]) -> String {
    let line = |(column, _): &&(Column, Unread)| {
        let name = possible.iter().find(|other| other.column == Some(column.index))?.name;
        Some(format!(
            "Se «{}» è «{name}» scrivete in cug.toml, sotto [colonne.{}], la riga {name} = {}. ",
            column.header,
            kind.name(),
            quoted(&column.reference)
        ))
    };
    asked.iter().filter_map(line).collect()
}

/// `«Stato» (E: cessato, in servizio)`
fn example(column: &Column) -> String {
    let letters = column_letters(column.index);
    // Names are not for a message.
    let is_of_names = header_words::is_personal(&column.header) && !column.survey.is_of_ticks();
    // Nor what stands under no header, unless it tells by itself what it is.
    let is_unknown = !column.has_label
        && !column.survey.has_numbers()
        && !column.survey.has_dates()
        && !column.survey.has_deciding_word();
    let examples = if is_unknown {
        "con parole".to_owned()
    } else if is_of_names {
        "accanto a qualche nome c'è una parola come «cessato» o «in pensione»".to_owned()
    } else {
        column.survey.examples().join(", ")
    };
    let serials = if are_serials(column) {
        "; sembrano date senza il formato Data: assegnatelo alla colonna"
    } else {
        ""
    };
    match &column.before {
        Some(before) => {
            format!("senza intestazione accanto a «{before}» ({letters}: {examples}{serials})")
        }
        None => format!("«{}» ({letters}: {examples}{serials})", column.header),
    }
}

fn candidate(column: &Column) -> Candidate<'_> {
    let Column { header, before, survey, .. } = column;
    // Two columns may have their header together.
    let header = before.as_deref().unwrap_or(header);
    Candidate { header, survey, are_days: are_serials(column) }
}
