//! The settings as a form, and `cug.toml` with what was typed in it.

mod choice;
mod difference;
mod form;
mod in_line;
mod rows;
mod text;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

pub(super) use form::{beginning, value};

use crate::diagnostic::setting::quoted;
use crate::ingest::folder;
use crate::ingest::setting_row;
use crate::ingest::setting_sheets::SettingsFile;
use crate::model::reference_data::setting_sheets;
use crate::model::setting_sheet::{SettingSheet, SettingValue};

/// What a person typed in the form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    /// The words of a key by its path, `riservatezza.soglia`; no words take it out.
    keys: BTreeMap<String, String>,
    /// All the rows of a sheet, by its section.
    rows: BTreeMap<String, Vec<rows::TypedRow>>,
}

/// Why something that was typed cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Problem {
    /// The field: `riservatezza.soglia`, or section, row and column, `inquadramenti/2/0`.
    at: Option<String>,
    words: String,
}

impl Problem {
    /// Of what the rules have against `cug.toml`: `cug.toml, [riservatezza] soglia = 2: il minimo è 3`. Where
    /// the key is a field of the form, the field is named in its place.
    fn of_text(problem: &str) -> Self {
        let rest = problem.strip_prefix("cug.toml, ").unwrap_or(problem);
        let inside = rest.strip_prefix('[').and_then(|rest| rest.split_once("] "));
        let field = inside.and_then(|(section, rest)| {
            let (key, reason) = rest.split_once(": ")?;
            let key = key.split(" = ").next().unwrap_or(key);
            let path = format!("{section}.{key}");
            form::key_of(&path)?;
            Some(Self { words: format!("{}: {reason}", form::label_of(&path)), at: Some(path) })
        });
        field.unwrap_or_else(|| Self { at: None, words: problem.to_owned() })
    }

    fn of_row(sheet: &SettingSheet, row: usize, column: usize, words: &str) -> Self {
        Self {
            at: Some(format!("{}/{row}/{column}", sheet.section)),
            words: format!("{}, riga {}: {words}", form::title(&sheet.section), row + 1),
        }
    }
}

/// `cug.toml` with all that was typed, what changes in it, and what is wrong: as long as something is,
/// there is no text. What was wrong before and still is stops nobody from putting the rest right.
pub(super) fn rewritten(old: &str, files: &[SettingsFile], typed: &str) -> Result<Value, String> {
    let typed: Typed = serde_json::from_str(typed).map_err(|error| error.to_string())?;
    let (new, mut problems) = written(old, &typed);
    if problems.is_empty() {
        let before = folder::settings(old.as_bytes(), files).err().unwrap_or_default();
        let after = folder::settings(new.as_bytes(), files).err().unwrap_or_default();
        let fresh = after.into_iter().filter(|problem| !before.contains(problem));
        problems.extend(fresh.map(|words| Problem::of_text(&words)));
    }
    let shown = problems.iter().map(|it| json!({ "at": it.at, "words": it.words }));
    Ok(json!({
        "problems": shown.collect::<Value>(),
        "text": problems.is_empty().then_some(&new),
        "difference": difference::value(old, &new),
    }))
}

/// The problems of `cug.toml` in the words of the form.
pub(super) fn in_words(problems: &[String]) -> String {
    let words = problems.iter().map(|problem| Problem::of_text(problem).words);
    words.collect::<Vec<_>>().join("\n")
}

fn written(old: &str, typed: &Typed) -> (String, Vec<Problem>) {
    let (mut text, mut problems) = (old.to_owned(), Vec::new());
    // In the order of the form, in which new lines are written.
    let mut keys: Vec<(&String, &String)> = typed.keys.iter().collect();
    keys.sort_by_key(|(path, _)| form::place_of(path));
    for (path, words) in keys {
        match with_key(&text, path, words) {
            Ok(new) => text = new,
            Err(words) => problems.push(Problem {
                at: Some(path.clone()),
                words: format!("{}: {words}", form::label_of(path)),
            }),
        }
    }
    for (section, rows) in &typed.rows {
        let sheet = setting_sheets().sheets.iter().find(|sheet| sheet.section == *section);
        match sheet.map(|sheet| rows::written(&text, sheet, rows)) {
            Some(Ok(new)) => text = new,
            Some(Err(found)) => problems.extend(found),
            None => problems.push(Problem { at: None, words: NO_SETTING.to_owned() }),
        }
    }
    (text, problems)
}

/// The text with what was typed for a key; with no words, without it.
pub(super) fn with_key(text: &str, path: &str, words: &str) -> Result<String, String> {
    let key = form::key_of(path).ok_or(NO_SETTING)?;
    let way = text::key_of(&key.section, &key.key);
    if words.trim().is_empty() {
        return text::remove(text, &way);
    }
    let value = setting_row::typed(words, key)?;
    text::set(text, &way, &writing(&value, key.holds))
}

/// The text with one line; key and value are in the writing of TOML.
pub(super) fn with_line(
    text: &str,
    section: &str,
    key: &str,
    value: &str,
) -> Result<String, String> {
    let key = toml_edit::Key::parse(key).ok().and_then(|mut keys| keys.pop());
    let key = key.ok_or("la riga non si può scrivere")?;
    text::set(text, &text::key_of(section, key.get()), value)
}

const NO_SETTING: &str = "questa impostazione non esiste";

/// A value in the writing of TOML. Numbers with decimals are texts where they are read.
fn writing(value: &toml::Value, holds: SettingValue) -> String {
    match value {
        toml::Value::String(number) if holds == SettingValue::Number => number.clone(),
        toml::Value::String(text) => quoted(text),
        toml::Value::Array(all) => {
            let words: Vec<String> = all.iter().map(|one| writing(one, holds)).collect();
            format!("[{}]", words.join(", "))
        }
        toml::Value::Integer(number) => number.to_string(),
        // No key holds anything else.
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
