//! `cug.toml` written by the page: one key at a time, the comments and the order of the file kept.

use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use crate::diagnostic::setting::quoted;
use crate::model::setting_sheet::{SettingKey, SettingValue};

/// The text with one key set, in the section `colonne.personale`. `key` and `value` are in the writing
/// of TOML.
pub(super) fn set(text: &str, section: &str, key: &str, value: &str) -> Result<String, String> {
    let value: Value = value.parse().map_err(|_| format!("«{value}» non si può scrivere"))?;
    let mut document = document(text)?;
    let table = section_of(document.as_table_mut(), section)?;
    let key = toml_edit::Key::parse(key).ok().and_then(|mut keys| keys.pop());
    let key = key.ok_or("la riga non si può scrivere")?;
    match table.get_mut(key.get()) {
        // The comment behind a value stays where it is.
        Some(Item::Value(old)) => {
            let decor = old.decor().clone();
            *old = value;
            *old.decor_mut() = decor;
        }
        _ => {
            table.insert(key.get(), Item::Value(value));
        }
    }
    Ok(document.to_string())
}

/// The text without a key; a section that is left empty stays.
pub(super) fn remove(text: &str, section: &str, key: &str) -> Result<String, String> {
    let mut document = document(text)?;
    if let Ok(table) = section_of(document.as_table_mut(), section) {
        table.remove(key);
    }
    Ok(document.to_string())
}

/// What the text itself says of a key, as a person would type it.
pub(super) fn value(text: &str, section: &str, key: &str) -> Option<String> {
    let document = document(text).ok()?;
    let mut item = document.as_item();
    for part in section.split('.') {
        item = item.get(part)?;
    }
    Some(match item.get(key)?.as_value()? {
        Value::String(text) => text.value().clone(),
        Value::Integer(number) => number.value().to_string(),
        Value::Float(number) => number.value().to_string().replace('.', ","),
        other => other.to_string().trim().to_owned(),
    })
}

/// What a person typed for a key, in the writing of TOML.
pub(super) fn typed(key: &SettingKey, words: &str) -> Result<String, String> {
    let words = words.trim();
    match key.holds {
        SettingValue::Whole | SettingValue::Number => {
            let bare = words.replace(['.', ' '], "").replace(',', ".");
            let is_number = bare.parse::<rust_decimal::Decimal>().is_ok();
            let is_whole = is_number && !bare.contains('.');
            match (key.holds, is_whole, is_number) {
                (SettingValue::Whole, true, _) | (SettingValue::Number, _, true) => Ok(bare),
                (SettingValue::Whole, ..) => Err(format!("«{words}» non è un numero intero")),
                _ => Err(format!("«{words}» non è un numero")),
            }
        }
        SettingValue::Text | SettingValue::List => Ok(quoted(words)),
    }
}

fn document(text: &str) -> Result<DocumentMut, String> {
    let text = text.trim_start_matches('\u{feff}');
    text.parse().map_err(|_| {
        "cug.toml ha un errore di scrittura: correggetelo prima di rispondere qui".to_owned()
    })
}

/// The table of a section, made where it is not there.
fn section_of<'a>(root: &'a mut Table, section: &str) -> Result<&'a mut dyn TableLike, String> {
    let mut table: &mut dyn TableLike = root;
    let mut parts = section.split('.').peekable();
    while let Some(part) = parts.next() {
        let mut fresh = Table::new();
        fresh.set_implicit(parts.peek().is_some());
        let item = table.entry(part).or_insert(Item::Table(fresh));
        table = item
            .as_table_like_mut()
            .ok_or_else(|| format!("in cug.toml «{section}» non è una sezione"))?;
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Prima\n\n[ente]\nnome = \"Comune\"   # chi siamo\n\n[relazione]\nanno = 2025\n\n# [colonne.personale]\n# data_nascita = \"DT\"\n";

    #[test]
    fn a_key_is_set_and_everything_else_stays_as_it_was() {
        let text = set(TEXT, "ente", "nome", "\"Comune di Esempio\"").expect("set");
        assert_eq!(text, TEXT.replace("\"Comune\"", "\"Comune di Esempio\""));
        let text = set(TEXT, "relazione", "avvertenza", "\"Bozza\"").expect("set");
        assert_eq!(text, TEXT.replace("anno = 2025\n", "anno = 2025\navvertenza = \"Bozza\"\n"));
        assert_eq!(remove(&text, "relazione", "avvertenza").as_deref(), Ok(TEXT));
    }

    #[test]
    fn a_section_is_made_once_and_found_again() {
        let text =
            set(TEXT, "colonne.personale", "matricola", "\"Cod. \\\"Dip\\\"\"").expect("set");
        assert!(text.contains("[colonne.personale]\nmatricola = \"Cod. \\\"Dip\\\"\"\n"), "{text}");
        let text = set(&text, "colonne.personale", "ignora", "[\"Turno\"]").expect("set");
        assert_eq!(text.matches("[colonne.personale]").count(), 2, "{text}");
        assert!(text.contains("\nignora = [\"Turno\"]\n"), "{text}");
        let text = set(&text, "valori.tipo", "\"L104 GG\"", "\"L.104 giorni\"").expect("set");
        assert!(text.contains("[valori.tipo]\n\"L104 GG\" = \"L.104 giorni\"\n"), "{text}");
        assert!(text.starts_with("# Prima\n\n[ente]\n"));
        text.parse::<toml::Table>().expect("TOML");
    }

    #[test]
    fn a_section_in_one_line_is_written_in() {
        let text = "colonne = { personale = { matricola = \"A\" } }\n";
        let text = set(text, "colonne.personale", "genere", "\"Sesso\"").expect("set");
        let table: toml::Table = text.parse().expect("TOML");
        assert_eq!(table["colonne"]["personale"]["genere"].as_str(), Some("Sesso"));
        assert_eq!(table["colonne"]["personale"]["matricola"].as_str(), Some("A"));
    }

    #[test]
    fn what_a_person_types_becomes_a_value_or_a_reason() {
        let key = |holds| SettingKey {
            section: String::new(),
            key: String::new(),
            holds,
            values: Vec::new(),
            default: None,
            required: false,
            help: String::new(),
        };
        assert_eq!(typed(&key(SettingValue::Number), "7,2").as_deref(), Ok("7.2"));
        assert_eq!(typed(&key(SettingValue::Whole), " 1.447 ").as_deref(), Ok("1447"));
        assert!(typed(&key(SettingValue::Whole), "7,2").is_err());
        assert_eq!(
            typed(&key(SettingValue::Text), "L'\"ente\"").as_deref(),
            Ok("\"L'\\\"ente\\\"\"")
        );
    }
}
