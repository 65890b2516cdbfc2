//! Findings about a header: what is missing, with proposals; what is there twice.

use super::proposal::proposals;
use super::wide;
use super::{Header, Label, Spellings};
use crate::diagnostic::code;
use crate::diagnostic::location::{Location, column_letters};
use crate::diagnostic::setting::{Choice, Setting, quoted};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::file::tab::HEADER_ROWS;
use crate::model::column_choice::ColumnUnit;
use crate::model::header_words;
use crate::model::holds::Holds;
use crate::model::input::InputKind;
use crate::model::reference_data::InputColumn;

/// Why a header cannot be used.
pub(in crate::ingest) fn report_unusable(
    kind: InputKind,
    header: &Header,
    spellings: &Spellings,
    sheet: &Location,
    diagnostics: &mut Diagnostics,
) {
    let proposed = proposed(header, spellings);
    let is_alike = header.is_all_text
        && proposed.iter().any(|(column, labels, _)| column.required && !labels.is_empty());
    // A row that is hardly a header may be a person's: its words are not for a message.
    if header.missing_required.len() > header.required_found && !is_alike {
        let place = sheet.clone().at_row(header.row);
        diagnostics.push(match wide::family(header).filter(|_| header.row > 0) {
            Some(family) => family.diagnostic(kind, &header.missing_required, &place),
            None => no_header(header, spellings, sheet),
        });
        return;
    }
    let place = sheet.clone().at_row(header.row);
    let wide = wide::family(header);
    if let Some(family) = wide.as_ref().filter(|_| !header.missing_required.is_empty()) {
        diagnostics.push(family.diagnostic(kind, &header.missing_required, &place));
    }
    for (column, labels, asked) in proposed.iter().filter(|(column, ..)| column.required) {
        // One of many headers of a kind is not the column: how to turn the table is told once.
        if wide.is_some() && asked.is_none() {
            continue;
        }
        let message = match asked {
            Some(asked) => not_there(asked, column, labels, header.row),
            None if labels.is_empty() => {
                format!("manca la colonna «{}»{}", column.name, unrecognised(header))
            }
            None => format!("manca la colonna «{}»{}", column.name, perhaps(labels, header.row)),
        };
        diagnostics.push(missing(kind, header, &place, column, labels, message));
    }
    for (name, fits) in &header.ambiguous {
        diagnostics.push(ambiguous(kind, header, name, fits, &place));
    }
    for (column, words, names) in &header.shared {
        diagnostics.push(shared(kind, words, names, place.clone().at_column(*column)));
    }
}

/// A column that is not required and seems to stand under other words.
pub(in crate::ingest) struct Possible {
    /// The column of the sheet, where there is one.
    pub(in crate::ingest) column: Option<u32>,
    pub(in crate::ingest) name: &'static str,
    pub(in crate::ingest) found: Diagnostic,
}

/// Columns that are not required and seem to stand under other words. Whether each is told on its own
/// is known when the account of the file is closed.
pub(in crate::ingest) fn possible(
    kind: InputKind,
    header: &Header,
    spellings: &Spellings,
    sheet: &Location,
) -> Vec<Possible> {
    let place = sheet.clone().at_row(header.row);
    let mut all = Vec::new();
    for (column, labels, asked) in proposed(header, spellings) {
        let message = match asked {
            Some(asked) => not_there(&asked, column, &labels, header.row),
            None if labels.is_empty() => continue,
            None => {
                format!("«{}» non è stata trovata{}", column.name, perhaps(&labels, header.row))
            }
        };
        let found = missing(kind, header, &place, column, &labels, message);
        all.push(Possible {
            column: labels.first().map(|label| label.column),
            name: column.name.as_str(),
            found: Diagnostic { code: code::POSSIBLE_COLUMN, ..found },
        });
    }
    all
}

/// A column that `cug.toml` names though it is one of several that belong together.
pub(in crate::ingest) fn one_of_many(
    header: &Header,
    spellings: &Spellings,
    sheet: &Location,
) -> Option<Diagnostic> {
    let chosen = spellings.columns.iter().enumerate();
    chosen.filter(|(index, _)| spellings.asked(*index).is_some()).find_map(|(_, column)| {
        let (at, _) = header.found.get(column.name.as_str())?;
        let place = sheet.clone().at_row(header.row).at_column(*at);
        wide::one_of_many(header, (*at, &column.name), &place)
    })
}

/// Tells of columns that `cug.toml` gives to a name though their headers say that they hold something
/// else: sensitive data, which are not read, or another amount.
pub(in crate::ingest) fn report_chosen(
    kind: InputKind,
    header: &Header,
    spellings: &Spellings,
    sheet: &Location,
    diagnostics: &mut Diagnostics,
) {
    let place = sheet.clone().at_row(header.row);
    for (index, column) in spellings.columns.iter().enumerate() {
        let Some((at, _)) = header.found.get(column.name.as_str()) else { continue };
        if spellings.asked(index).is_none() {
            continue;
        }
        let Some(words) = header.words_of(*at) else { continue };
        let place = place.clone().at_column(*at);
        let name = &column.name;
        if header.of_code.contains(&name.as_str()) {
            let message = format!("«{name}» è ricavato dal codice fiscale, come dice cug.toml");
            diagnostics.push(Diagnostic::new(code::FISCAL_CODE_READ, place, message));
        } else if header_words::is_sensitive(&words) {
            let message = format!(
                "cug.toml dà «{words}» a «{name}»: è un dato particolare, che non serve e non si legge"
            );
            let remedy = format!(
                "Togliete da cug.toml, sotto [{}], la riga {name} = …, oppure indicate la colonna giusta.",
                section(kind)
            );
            let found = Diagnostic::new(code::SENSITIVE_COLUMN, place, message);
            diagnostics.push(found.with_remedy(remedy));
        } else if column.holds.is_amount() && header_words::is_of_another_year(&words, header.year)
        {
            let message = format!(
                "cug.toml dà «{words}» a «{name}», ma l'intestazione porta un anno che non è il {}",
                header.year
            );
            let remedy = format!(
                "Se nel file c'è la colonna del {0} scrivete la sua intestazione in cug.toml, sotto [{1}], alla riga {name} = …: le impostazioni copiate dall'anno prima vanno aggiornate. Se la colonna è quella giusta rinominatela, o scrivete perché nel file «giustificazioni».",
                header.year,
                section(kind)
            );
            let found = Diagnostic::new(code::COLUMN_OF_ANOTHER_MEANING, place, message);
            diagnostics.push(found.with_remedy(remedy));
        } else if matches!(column.holds, Holds::Amount)
            // A part is another thing than the whole, unless the others are added to it.
            && !header.added.contains_key(name.as_str())
            && spellings
                .of_program(index)
                .iter()
                .all(|known| header_words::means_another(&words, known))
        {
            let message = format!(
                "cug.toml dà «{words}» a «{name}» ({}): sembra un'altra cosa",
                column.help.trim_end_matches('.')
            );
            diagnostics.push(Diagnostic::new(code::COLUMN_OF_ANOTHER_MEANING, place, message));
        }
    }
}

/// A column that is not there, the headers like it, the header that `cug.toml` asks for.
type Proposed<'a> = (&'static InputColumn, Vec<&'a Label>, Option<String>);

/// The missing columns with their proposals. The best one of an earlier column is not the best
/// one of a later: each header stands for one column.
fn proposed<'a>(header: &'a Header, spellings: &'a Spellings) -> Vec<Proposed<'a>> {
    let mut taken = Vec::new();
    proposals(header, spellings)
        .into_iter()
        .map(|(place, mut labels)| {
            labels.sort_by_key(|label| taken.contains(&label.column));
            taken.extend(labels.first().map(|label| label.column));
            (&spellings.columns[place], labels, spellings.asked(place))
        })
        .collect()
}

fn no_header(header: &Header, spellings: &Spellings, sheet: &Location) -> Diagnostic {
    let required = spellings.columns.iter().filter(|column| column.required);
    let required: Vec<String> = required.map(|column| format!("«{}»", column.name)).collect();
    let message = format!(
        "nelle prime {HEADER_ROWS} righe non c'è una riga di intestazioni che si riconosca; servono {}{}",
        required.join(", "),
        // A row that is hardly a header may be a person's.
        if header.is_all_text && header.required_found > 0 {
            unrecognised(header)
        } else {
            String::new()
        }
    );
    let place = if header.row > 0 { sheet.clone().at_row(header.row) } else { sheet.clone() };
    let kind = spellings.kind;
    let first = spellings.columns.iter().find(|column| column.required);
    let first = first.map_or("", |column| column.name.as_str());
    let remedy = format!(
        "Nel foglio ci va una riga sola di intestazioni e sotto, in ogni riga, un dato solo: chi sta accanto a un altro, per esempio il supplente accanto all'effettivo, va in una riga sua. Rinominate le intestazioni con i nomi del messaggio, oppure dite in cug.toml quali usate: sotto [{}] una riga per ciascuna, come {first} = \"la vostra intestazione\". Un dato che non c'è va chiesto e scritto in una colonna sua.",
        section(kind)
    );
    Diagnostic::new(code::MISSING_COLUMN, place, message).with_remedy(remedy)
}

fn missing(
    kind: InputKind,
    header: &Header,
    place: &Location,
    column: &InputColumn,
    labels: &[&Label],
    message: String,
) -> Diagnostic {
    let section = section(kind);
    let (name, place) = (&column.name, place.clone());
    if let Some((label, unit)) = in_another_unit(header, column) {
        let value = format!("{{ colonna = {}, unita = {} }}", quoted(label.shown()), quoted(unit));
        let setting = Setting::new(section.clone(), name, [value]);
        let line = setting.line();
        let remedy = if unit == ColumnUnit::FiscalCode.word() {
            format!(
                "Se «{}» ha il codice fiscale di ogni persona, e volete che «{name}» sia ricavato da quello, scrivete in cug.toml, sotto [{section}], la riga {line}. Altrimenti serve la colonna «{name}».",
                label.shown()
            )
        } else {
            format!(
                "Se «{}» è «{unit}», alla data della relazione e non a quella dell'estrazione, scrivete in cug.toml, sotto [{section}], la riga {line}. Altrimenti serve la colonna «{name}».",
                label.shown()
            )
        };
        return Diagnostic::new(code::MISSING_COLUMN, place.at_column(label.column), message)
            .with_remedy(remedy)
            .with_setting(setting);
    }
    let Some(best) = labels.first() else {
        let rename = format!(
            "inominate l'intestazione in «{name}», oppure scrivete in cug.toml, sotto [{section}], la riga {name} = \"la vostra intestazione\"."
        );
        let remedy = match &column.absent {
            Some(absent) => format!("{absent} Se invece c'è con un altro nome r{rename}"),
            None => format!("R{rename}"),
        };
        let asked = format!("{message}. Quale colonna la contiene?");
        let lines = candidates(kind, header, column);
        return Diagnostic::new(code::MISSING_COLUMN, place, message)
            .with_remedy(remedy)
            .with_choice(Choice::Lines { asked, lines });
    };
    let references = labels.iter().map(|label| header.reference(label.column, label.shown()));
    let setting = Setting::new(section.clone(), name, references.map(|words| quoted(&words)));
    let remedy = format!(
        "Se è quella giusta scrivete in cug.toml, sotto [{section}], la riga {} = {}, oppure rinominate l'intestazione in «{name}».",
        setting.key, setting.value
    );
    Diagnostic::new(code::MISSING_COLUMN, place.at_column(best.column), message)
        .with_remedy(remedy)
        .with_setting(setting)
}

/// The lines that would give a missing column each of the free headers; what is sensitive or tells who
/// somebody is, is never among them.
fn candidates(kind: InputKind, header: &Header, column: &InputColumn) -> Vec<Setting> {
    const MOST: usize = 30;
    let is_worth = |label: &&Label| {
        let words = label.full();
        let is_name = header_words::is_personal(&words) && column.holds != Holds::Code;
        !header_words::is_sensitive(&words) && !is_name && header.may_be(label, column)
    };
    let line = |label: &Label| {
        let reference = header.reference(label.column, label.shown());
        Setting::new(section(kind), &column.name, [quoted(&reference)])
    };
    header.free_labels().filter(is_worth).take(MOST).map(line).collect()
}

/// A free header whose column says the same in another unit, with the unit.
fn in_another_unit<'a>(
    header: &'a Header,
    column: &'a InputColumn,
) -> Option<(&'a Label, &'a str)> {
    header.free_labels().find_map(|label| {
        let is_of = |words: &Vec<String>| words.iter().any(|word| word == label.form());
        let (unit, _) = column.also.iter().find(|(_, words)| is_of(words))?;
        Some((label, unit.as_str()))
    })
}

fn ambiguous(
    kind: InputKind,
    header: &Header,
    name: &str,
    fits: &[(u32, String)],
    place: &Location,
) -> Diagnostic {
    let headers: Vec<String> = fits
        .iter()
        .map(|(column, words)| format!("«{words}» ({}{})", column_letters(*column), header.row))
        .collect();
    let message = format!("per «{name}» ci sono più colonne: {}", headers.join(", "));
    let references = fits.iter().map(|(column, words)| header.reference(*column, words));
    let setting = Setting::new(section(kind), name, references.map(|words| quoted(&words)));
    let remedy = format!(
        "Scegliete: scrivete in cug.toml, sotto [{}], la riga {}.",
        setting.section,
        setting.choices()
    );
    let first = fits.first().map_or(0, |(column, _)| *column);
    Diagnostic::new(code::AMBIGUOUS_COLUMN, place.clone().at_column(first), message)
        .with_remedy(remedy)
        .with_setting(setting)
}

/// One header that `cug.toml` gives to several columns.
fn shared(kind: InputKind, words: &str, names: &[&str], place: Location) -> Diagnostic {
    let names: Vec<String> = names.iter().map(|name| format!("«{name}»")).collect();
    let message = format!("cug.toml dà la colonna «{words}» a {}", names.join(" e a "));
    let remedy = format!(
        "Una colonna vale per un dato solo: correggete in cug.toml, sotto [{}], la riga sbagliata.",
        section(kind)
    );
    Diagnostic::new(code::AMBIGUOUS_COLUMN, place, message).with_remedy(remedy)
}

/// A header that `cug.toml` asks for.
fn not_there(asked: &str, column: &InputColumn, labels: &[&Label], row: u32) -> String {
    format!(
        "cug.toml indica «{asked}» per «{}», ma questa intestazione non c'è{}",
        column.name,
        perhaps(labels, row)
    )
}

fn section(kind: InputKind) -> String {
    format!("colonne.{}", kind.name())
}

/// `: forse è «Cod. Dip.» (A4)?`, or nothing.
fn perhaps(labels: &[&Label], row: u32) -> String {
    if labels.is_empty() {
        return String::new();
    }
    let headers: Vec<String> = labels
        .iter()
        .map(|label| format!("«{}» ({}{row})", label.full(), column_letters(label.column)))
        .collect();
    format!(": forse è {}?", headers.join(" oppure "))
}

/// `; intestazioni non riconosciute: «Cognome», «Profilo»`, or nothing.
fn unrecognised(header: &Header) -> String {
    const HEADERS_SHOWN: usize = 12;
    let mut headers: Vec<String> =
        header.free_labels().map(|label| format!("«{}»", label.full())).collect();
    if headers.is_empty() {
        return String::new();
    }
    if headers.len() > HEADERS_SHOWN {
        headers.truncate(HEADERS_SHOWN);
        headers.push("…".to_owned());
    }
    format!("; intestazioni non riconosciute: {}", headers.join(", "))
}
