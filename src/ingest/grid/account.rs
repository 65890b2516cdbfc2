//! The account of a file: what became of every column that is not read. One that could say who counts
//! or how much is asked, once a file, and answered in `cug.toml`.

use rust_decimal::Decimal;

use super::header::{Header, Possible};
use super::roles::{Candidate, are_roles, roles};
use super::survey::{Contents, Survey};
use crate::diagnostic::code;
use crate::diagnostic::location::{Location, column_letters};
use crate::diagnostic::setting::{Choice, Setting, quoted};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::file::sheet::Row;
use crate::ingest::spelling::normal_form;
use crate::model::header_words;
use crate::model::holds::Holds;
use crate::model::input::InputKind;
use crate::model::quality::{Unread, UnreadColumn};
use crate::model::reference_data::{self, InputColumn};

/// Columns that a question names; a sheet with more of them has a wrong header.
const MOST_NAMED: usize = 12;

/// The column of what was reached.
const RESULT: &str = "consuntivo";

/// Columns that say of which year a row is.
const DATED: [&str; 5] = ["data", "dal", "al", "anno", "periodo"];

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
}

struct Column {
    index: u32,
    /// As `cug.toml` would name it.
    reference: String,
    header: String,
    has_label: bool,
    is_ignored: bool,
    survey: Survey,
}

impl Account {
    /// `ignored` are the headers that `cug.toml` says decide nothing.
    pub(in crate::ingest) fn new(
        (kind, year): (InputKind, i32),
        header: &Header,
        ignored: &[String],
    ) -> Self {
        // Tables of earlier years have columns that are read only in part.
        if kind == InputKind::History {
            let parts = Vec::new();
            return Self { kind, year, is_turned: false, parts, columns: Vec::new() };
        }
        let columns = header.unread(ignored).into_iter().map(|unread| Column {
            index: unread.index,
            reference: unread.reference,
            header: unread.header,
            has_label: unread.has_label,
            is_ignored: unread.is_ignored,
            // A row of which no cell of the family is filled does not pass by.
            survey: header
                .turned
                .as_ref()
                .map_or_else(Survey::default, |_| header.survey_of(unread.index)),
        });
        let is_turned = header.turned.is_some();
        let parted = parted(kind);
        let parts = parted.map_or_else(Vec::new, |(name, _)| header.references_of(name));
        Self { kind, year, is_turned, parts, columns: columns.collect() }
    }

    /// Looks at the cells of a row of data that nobody reads.
    pub(in crate::ingest) fn add(&mut self, row: &Row<'_>) {
        for column in self.columns.iter_mut().filter(|column| !column.survey.is_done()) {
            column.survey.add(row.cell(column.index as usize));
        }
    }

    /// What became of each column, and the question about those that may decide something.
    pub(in crate::ingest) fn close(
        self,
        (place, header_row): (&Location, u32),
        ignored: &[String],
        (found, possible): (&[&str], &[Possible]),
        diagnostics: &mut Diagnostics,
    ) -> Vec<UnreadColumn> {
        let of = (self.kind, self.year);
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
            .filter(|(_, verdict)| *verdict != Unread::Empty)
            .collect();
        let asked: Vec<&(Column, Unread)> =
            judged.iter().filter(|(_, verdict)| verdict.is_asked()).collect();
        if !asked.is_empty() {
            let place = place.clone().at_row(header_row);
            let sum = sum_of_parts(self.kind, self.parts, &asked);
            let mut question = question(of, &asked, ignored, (found, sum.as_ref()), place);
            let lines = possible_lines(self.kind, &asked, possible);
            let siblings = if self.is_turned { SIBLINGS } else { "" };
            question.remedy = format!("{lines}{siblings}{}", question.remedy);
            diagnostics.push(question);
        }
        judged
            .into_iter()
            .map(|(column, verdict)| UnreadColumn {
                header: column.header,
                index: column.index,
                verdict,
            })
            .collect()
    }
}

fn verdict((kind, year): (InputKind, i32), column: &Column, found: &[&str]) -> Unread {
    let Column { header, survey, .. } = column;
    let contents = survey.contents();
    if column.is_ignored {
        return Unread::Ignored;
    }
    if header_words::is_sensitive(header) {
        return Unread::Sensitive;
    }
    if contents == Contents::Nothing {
        return Unread::Empty;
    }
    // `SIC-2024-01`, where nothing else says of which year a row is.
    let has_year = DATED.iter().any(|name| found.contains(name));
    let is_of_a_year = matches!(kind, InputKind::Training | InputKind::Leave | InputKind::Boards);
    if is_of_a_year && !has_year && survey.names_another_year(year) {
        return Unread::Decides;
    }
    if are_roles(kind, survey, found) {
        return Unread::Decides;
    }
    // «Firma» with a tick says who came.
    let is_ticked = contents == Contents::Mark && survey.is_of_ticks();
    if header_words::is_personal(header) && !is_ticked {
        return if survey.has_left() { Unread::Asked } else { Unread::Personal };
    }
    if is_beside_what_is_read((kind, year), header, found) {
        return Unread::Harmless;
    }
    if header_words::is_harmless(header) && !is_score(kind, header) {
        return if survey.has_deciding_word() { Unread::Asked } else { Unread::Harmless };
    }
    let is_only_result = kind == InputKind::Actuals
        && !found.contains(&RESULT)
        && (is_score(kind, header) || header_words::is_result(header));
    let may_decide =
        is_only_result || header_words::may_decide(header) || survey.has_deciding_word();
    if are_serials(column) {
        return Unread::Decides;
    }
    match contents {
        Contents::Dates => Unread::Decides,
        Contents::Numbers { .. } if may_decide => Unread::Decides,
        Contents::Numbers { are_whole } => {
            let columns = reference_data::columns(kind);
            let has_amounts = columns.iter().any(|column| column.holds.is_amount());
            if has_amounts && !are_whole { Unread::Decides } else { Unread::Asked }
        }
        Contents::Mark if may_decide || survey.is_of_ticks() => Unread::Decides,
        Contents::Mark => Unread::Asked,
        Contents::FewWords if may_decide => Unread::Decides,
        Contents::FewWords => Unread::Asked,
        Contents::OneWord if may_decide => Unread::Asked,
        Contents::Codes if header_words::may_decide(header) => Unread::Asked,
        Contents::FreeText if survey.has_deciding_word() => Unread::Asked,
        Contents::Nothing | Contents::OneWord | Contents::Codes | Contents::FreeText => {
            Unread::Text
        }
    }
}

/// What says nothing new beside the columns that are read: another year, a part, the day of a paper.
fn is_beside_what_is_read((kind, year): (InputKind, i32), header: &str, found: &[&str]) -> bool {
    header_words::is_of_another_year(header, year)
        || is_part_of_found(kind, header, found)
        || is_beside_dates(kind, header, found)
        || is_of_plan(kind, header, found)
        || is_description_of_found(kind, header, found)
}

/// Days that came out of their program as numbers, under a header of days.
fn are_serials(column: &Column) -> bool {
    const DAYS: [&str; 9] =
        ["data", "dt", "dal", "al", "inizio", "fine", "decorrenza", "scadenza", "cessazione"];
    let form = normal_form(&column.header);
    column.survey.may_be_serials() && form.split(' ').any(|word| DAYS.contains(&word))
}

/// `Retribuzione mensile` where the yearly one is read: another measure of the same amount.
fn is_part_of_found(kind: InputKind, header: &str, found: &[&str]) -> bool {
    let form = normal_form(header);
    let is_meant = |column: &InputColumn| {
        column.holds == Holds::Amount
            && found.contains(&column.name.as_str())
            && form.split(' ').any(|word| word == column.name)
            && header_words::means_another(header, &column.name)
    };
    reference_data::columns(kind).iter().any(is_meant)
}

/// The day of a request or an enrolment, where another date says when it was.
fn is_beside_dates(kind: InputKind, header: &str, found: &[&str]) -> bool {
    let is_date = |column: &InputColumn| {
        let is_found = found.contains(&column.name.as_str());
        is_found && (column.holds == Holds::Date || column.name == "anno")
    };
    header_words::is_harmless_beside_dates(header)
        && reference_data::columns(kind).iter().any(is_date)
}

/// `DS_RUOLO` beside the code that is read.
fn is_description_of_found(kind: InputKind, header: &str, found: &[&str]) -> bool {
    const DESCRIPTION: [&str; 6] = ["ds", "des", "desc", "descr", "descrizione", "denominazione"];
    let form = normal_form(header);
    let Some((first, rest)) = form.split_once(' ') else { return false };
    let is_it = |column: &InputColumn| {
        let mut words = std::iter::once(&column.name).chain(&column.aliases);
        found.contains(&column.name.as_str()) && words.any(|word| normal_form(word) == rest)
    };
    DESCRIPTION.contains(&first) && reference_data::columns(kind).iter().any(is_it)
}

/// A score that somebody gave beside what was reached: the report computes its own.
fn is_score(kind: InputKind, header: &str) -> bool {
    let form = normal_form(header);
    let is_of = |word: &str| matches!(word, "punteggio" | "voto" | "valutazione");
    matches!(kind, InputKind::Actuals | InputKind::Plan) && form.split(' ').any(is_of)
}

/// What a file of actuals repeats of the plan, or computes from it: target, unit, share of the target.
fn is_of_plan(kind: InputKind, header: &str, found: &[&str]) -> bool {
    const REPEATED: [&str; 6] =
        ["atteso", "unita", "descrizione", "titolo", "descrizione_obiettivo", "verso"];
    let form = normal_form(header);
    let is_it = |column: &InputColumn| {
        let mut words = std::iter::once(&column.name).chain(&column.aliases);
        REPEATED.contains(&column.name.as_str()) && words.any(|word| normal_form(word) == form)
    };
    // How much of the target was reached is computed anew, from what was reached.
    let is_share = found.contains(&RESULT) && form.split(' ').any(|word| word == "raggiungimento");
    kind == InputKind::Actuals
        && (is_share || reference_data::columns(InputKind::Plan).iter().any(is_it))
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
        "togliete dal file le righe che non contano".to_owned()
    } else {
        let header = match asked {
            [(only, _)] => quoted(&only.reference),
            _ => "\"l'intestazione della colonna\"".to_owned(),
        };
        format!(
            "e se è uno di questi dati: {}, scrivete in cug.toml, sotto [{section}], una riga come {} = {header}; altrimenti togliete dal file le righe che non contano",
            roles.join(", "),
            roles[0]
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
    let is_of_names =
        header_words::is_personal(&column.header) && column.survey.contents() != Contents::Mark;
    // Nor what stands under no header, unless it tells by itself what it is.
    let is_unknown = !column.has_label
        && !column.survey.has_numbers()
        && !column.survey.has_dates()
        && !column.survey.has_deciding_word();
    let examples = if is_unknown {
        "senza intestazione, con parole".to_owned()
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
    format!("«{}» ({letters}: {examples}{serials})", column.header)
}

fn candidate(column: &Column) -> Candidate<'_> {
    let Column { header, survey, .. } = column;
    Candidate { header, survey, are_days: are_serials(column) }
}
