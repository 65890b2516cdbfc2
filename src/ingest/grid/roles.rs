//! What a column that nobody reads may be: names of columns of its input whose contents are of the kind.

use super::survey::{Contents, Share, Survey};
use super::title;
use crate::ingest::spelling::normal_form;
use crate::ingest::wording::leave::{self, Cause};
use crate::ingest::wording::{board_role, standing, time_unit};
use crate::model::header_words;
use crate::model::holds::{Classification, Holds};
use crate::model::input::InputKind;
use crate::model::reference_data::{self, InputColumn};
use crate::model::service::ASIDES;
use crate::model::spelling::has_beginning;
use crate::model::staff_category::StaffCategory;

/// Names offered for one question.
const MOST: usize = 6;

/// Columns of days on which something begins.
const BEGINNINGS: [&str; 4] = ["data_assunzione", "data_inquadramento", "data_nascita", "dal"];
/// A column that nobody reads.
pub(super) struct Candidate<'a> {
    pub(super) header: &'a str,
    pub(super) survey: &'a Survey,
    /// Its numbers are days without their format.
    pub(super) are_days: bool,
}

/// How well a column of an input fits, the better last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The contents are of the kind.
    Kind,
    /// Its own words are those of the classification, or its header names it.
    Words,
}

/// Names of columns of the input that some of these may be, the likelier first. One that is found is
/// offered where the header names it: `Ore presenza` beside `Durata`.
pub(super) fn roles(
    (kind, year): (InputKind, i32),
    unread: &[Candidate<'_>],
    found: &[&str],
) -> Vec<&'static str> {
    let columns = reference_data::columns(kind).iter();
    // Of the columns of a person that say who counts, one asks about every word.
    let is_of_service = |name: &str| kind == InputKind::Staff && ASIDES.contains(&name);
    let mut fits: Vec<(Fit, &'static str)> = columns
        .filter(|column| !is_of_service(&column.name))
        .filter_map(|column| {
            let is_found = found.contains(&column.name.as_str());
            let fit = unread.iter().filter_map(|one| fit((kind, year), one, column)).max()?;
            let is_named = unread.iter().any(|one| names(one.header, column));
            (!is_found || is_named && column.holds.is_amount()).then_some((fit, &*column.name))
        })
        .collect();
    fits.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    fits.into_iter().map(|(_, name)| name).take(MOST).collect()
}

/// Whether a header has the name of a column among its words, or is one of its spellings beside a year:
/// `Valore 2025`.
fn names(header: &str, column: &InputColumn) -> bool {
    let form = normal_form(header);
    let words = form.split(' ').filter(|word| word.parse::<u32>().is_err());
    let bare = words.collect::<Vec<_>>().join(" ");
    form.split(' ').any(|word| word == column.name)
        || column.aliases.iter().any(|alias| normal_form(alias) == bare)
}

/// Whether a column has the words of a role in it, and its input has a column of roles.
pub(super) fn are_roles(kind: InputKind, survey: &Survey, found: &[&str]) -> bool {
    let columns = reference_data::columns(kind).iter();
    let of_roles = |of: &&InputColumn| of.holds == Holds::Term(Classification::BoardRole);
    columns.filter(of_roles).any(|of| {
        !found.contains(&of.name.as_str()) && fit_of_words(kind, survey, of) == Some(Fit::Words)
    })
}

/// Whether all words of a column are known to say of a row whether it counts, and some say that it does
/// not: a `P` and an `A` under the day of a lesson.
pub(super) fn exclude(kind: InputKind, survey: &Survey, found: &[&str]) -> bool {
    let of_standing = |of: &&InputColumn| of.holds == Holds::Term(Classification::Standing);
    reference_data::columns(kind).iter().filter(of_standing).any(|of| {
        let says = |word: &str| standing::standing(kind, &of.name, word);
        let has_reason = |word: &str| matches!(says(word), Some(Some(_)));
        !found.contains(&of.name.as_str())
            && survey.share_of_words(&|word| says(word).is_some()) == Share::All
            && survey.share_of_words(&has_reason) != Share::None
    })
}

fn fit(
    (kind, year): (InputKind, i32),
    unread: &Candidate<'_>,
    column: &InputColumn,
) -> Option<Fit> {
    let Candidate { header, survey, are_days } = unread;
    let mut spellings = std::iter::once(&column.name).chain(&column.aliases);
    if spellings.all(|known| header_words::means_another(header, known))
        || title::heads_another_time(header, year)
        || column.holds == Holds::Date
            && BEGINNINGS.contains(&&*column.name)
            && header_words::is_end(header)
    {
        return None;
    }
    if survey.names_another_year(year) && column.name == "periodo" {
        return Some(Fit::Words);
    }
    let contents = survey.contents();
    let is_kind = match contents {
        Contents::Codes | Contents::Numbers { .. } if *are_days => column.holds == Holds::Date,
        // Periods in one cell are of no column of dates.
        Contents::Dates if !survey.has_dates() => column.name == "periodo",
        Contents::Dates => column.holds == Holds::Date,
        Contents::Codes if survey.is_progressive() || !header_words::may_decide(header) => false,
        Contents::Numbers { .. } | Contents::Codes => {
            let is_number = matches!(
                column.holds,
                Holds::Number | Holds::Amount | Holds::Whole | Holds::Measured
            );
            is_number && may_be_number(header, survey, column)
        }
        Contents::FewWords | Contents::OneWord | Contents::Mark | Contents::FreeText => {
            let is_managers = column.holds == Holds::Term(Classification::Category)
                && normal_form(header).split(' ').any(|word| word.starts_with("dirigent"));
            // `2/24`, of semesters.
            if column.name == "periodo" && survey.is_of_digits() {
                return Some(Fit::Kind);
            }
            // Remarks are not a column of states.
            if contents == Contents::FreeText && header_words::is_of_notes(header) {
                return None;
            }
            let fit = fit_of_words(kind, survey, column);
            return if is_managers { Some(Fit::Words) } else { fit };
        }
        Contents::Nothing => false,
    };
    // One day in every row is of the extraction; nobody was born, or hired, in the years to come.
    let is_same_day =
        kind == InputKind::Staff && column.holds == Holds::Date && survey.is_of_one_word();
    if is_same_day || kind == InputKind::Staff && !survey.may_be_so_old(&column.name, year) {
        return None;
    }
    let fit = if names(header, column) { Fit::Words } else { Fit::Kind };
    is_kind.then_some(fit)
}

/// Whether the numbers may be those of a column: minutes and progress have their name over them.
fn may_be_number(header: &str, survey: &Survey, column: &InputColumn) -> bool {
    const PROGRESS: [&str; 5] = ["avanz", "complet", "progres", "perc", "%"];
    let form = normal_form(header);
    let begins = |with: &[&str]| has_beginning(&form, with);
    let is_named = match column.name.as_str() {
        "minuti" => begins(&["min"]),
        "avanzamento" => begins(&PROGRESS) && !begins(&["or", "frequen", "presen"]),
        _ => true,
    };
    survey.may_be_within(column) && is_named
}

/// Whether a word in normal form is a category of staff, or nearly so.
fn is_category(word: &str) -> bool {
    word.contains("dirigent")
        || StaffCategory::ALL.iter().any(|category| normal_form(category.label()) == word)
}

/// Of words that the classification knows one at least must be there; of others any few will do.
fn fit_of_words(kind: InputKind, survey: &Survey, column: &InputColumn) -> Option<Fit> {
    let Holds::Term(classification) = column.holds else { return None };
    let share = |is_one: &dyn Fn(&str) -> bool| match survey.share_of_words(is_one) {
        Share::None => None,
        Share::Some | Share::All => Some(Fit::Words),
    };
    match classification {
        Classification::BoardRole => share(&|word| board_role::role(word).is_some()),
        Classification::Standing => {
            share(&|word| standing::standing(kind, &column.name, word).is_some())
        }
        Classification::Service => survey.has_deciding_word().then_some(Fit::Words),
        Classification::TimeUnit => share(&|word| time_unit::named(word).is_some()),
        Classification::Leave => share(&|word| leave::cause(word, None) != Cause::Unknown),
        Classification::Category => share(&is_category),
        _ => {
            (survey.contents() != Contents::FreeText && !survey.is_of_digits()).then_some(Fit::Kind)
        }
    }
}
