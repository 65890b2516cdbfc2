//! What a column that nobody reads may decide, by its header and by what stands in it.

use super::header::UnreadHeader;
use super::roles::{are_roles, exclude};
use super::survey::{Contents, Survey};
use crate::ingest::spelling::normal_form;
use crate::model::header_words;
use crate::model::holds::Holds;
use crate::model::input::InputKind;
use crate::model::quality::Unread;
use crate::model::reference_data::{self, InputColumn};

/// The column of what was reached.
const RESULT: &str = "consuntivo";

/// Columns that say of which year a row is.
const DATED: [&str; 5] = ["data", "dal", "al", "anno", "periodo"];

/// A column that nobody reads.
pub(super) struct Column {
    pub(super) index: u32,
    /// As `cug.toml` would name it.
    pub(super) reference: String,
    pub(super) header: String,
    pub(super) has_label: bool,
    /// Of a column without a header, the one of the column before it.
    pub(super) before: Option<String>,
    pub(super) is_ignored: bool,
    pub(super) survey: Survey,
}

impl Column {
    pub(super) fn new(unread: UnreadHeader, survey: Survey) -> Self {
        let UnreadHeader { has_label, index, reference, header, before, is_ignored } = unread;
        Self { index, reference, header, has_label, before, is_ignored, survey }
    }

    /// Whether its header is a sentence about the rows, with nothing below: what a colour means.
    pub(super) fn is_legend(&self) -> bool {
        const FEWEST_WORDS: usize = 3;
        self.survey.is_empty()
            && self.header.split_whitespace().count() >= FEWEST_WORDS
            && header_words::is_deciding_value(&self.header)
    }
}

/// What became of a column: what its header and its cells say it decides.
pub(super) fn verdict((kind, year): (InputKind, i32), column: &Column, found: &[&str]) -> Unread {
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
    let is_of_paper = kind != InputKind::Boards && header_words::is_of_request(header);
    let is_of_a_year = matches!(kind, InputKind::Training | InputKind::Leave | InputKind::Boards);
    if is_of_a_year && !has_year && !is_of_paper && survey.names_another_year(year) {
        return Unread::Decides;
    }
    if are_roles(kind, survey, found) || exclude(kind, survey, found) {
        return Unread::Decides;
    }
    // «Firma» with a tick says who came.
    let is_ticked = survey.is_of_ticks() && !survey.is_progressive();
    if is_ticked && header_words::is_personal(header) && contents == Contents::FewWords {
        return Unread::Decides;
    }
    if header_words::is_personal(header) && !is_ticked {
        return if survey.has_left() { Unread::Decides } else { Unread::Personal };
    }
    if is_beside_what_is_read((kind, year), header, found) {
        return Unread::Harmless;
    }
    if header_words::is_harmless(header) && !is_score(kind, header) || is_of_paper {
        let excludes = header_words::is_of_notes(header) && survey.excludes();
        return match survey.has_deciding_word() {
            true if excludes => Unread::Decides,
            true => Unread::Asked,
            false => Unread::Harmless,
        };
    }
    let is_only_result = kind == InputKind::Actuals
        && !found.contains(&RESULT)
        && (is_score(kind, header) || header_words::is_result(header));
    by_contents(kind, column, is_only_result)
}

/// What a column is of whose header nothing else is known.
fn by_contents(kind: InputKind, column: &Column, is_only_result: bool) -> Unread {
    let Column { header, survey, .. } = column;
    let contents = survey.contents();
    let may_decide =
        is_only_result || header_words::may_decide(header) || survey.has_deciding_word();
    if are_serials(column) {
        return Unread::Decides;
    }
    let are_words = matches!(contents, Contents::Mark | Contents::FewWords | Contents::FreeText);
    if !column.has_label && are_words && survey.is_in_few() {
        return Unread::Decides;
    }
    let is_of_titles = contents == Contents::FreeText && header_words::is_of_titles(header);
    match contents {
        Contents::Dates => Unread::Decides,
        _ if survey.excludes() && !is_of_titles => Unread::Decides,
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
pub(super) fn are_serials(column: &Column) -> bool {
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
