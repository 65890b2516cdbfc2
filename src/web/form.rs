//! The settings as a form: every key of `data/settings.toml`, with what is written and where.

use serde_json::{Value, json};

use super::settings_text;
use crate::ingest::setting_sheets::{SettingsFile, said_in};
use crate::italian;
use crate::model::reference_data::setting_sheets;
use crate::model::setting_sheet::{SettingKey, SettingValue};

/// The keys that a new folder asks for.
const BEGINNING: [&str; 3] = ["ente.nome", "relazione.anno", "ente.comparto"];

/// The whole form, in the order of the keys, by section.
pub(super) fn value(text: &str, files: &[SettingsFile]) -> Value {
    let keys = &setting_sheets().keys;
    let mut sections: Vec<&str> = keys.iter().map(|key| key.section.as_str()).collect();
    sections.dedup();
    let in_sheets = said_in(files);
    let field = |key: &SettingKey| {
        let path = format!("{}.{}", key.section, key.key);
        let mut field = field(key);
        field["value"] = json!(settings_text::value(text, &key.section, &key.key));
        field["in_sheet"] = json!(in_sheets.get(&path));
        field
    };
    sections
        .into_iter()
        .map(|section| {
            let of_section = keys.iter().filter(|key| key.section == section);
            json!({ "section": section, "title": title(section), "fields": of_section.map(field).collect::<Vec<_>>() })
        })
        .collect()
}

/// The few fields of a new folder.
pub(super) fn beginning() -> Value {
    BEGINNING.iter().filter_map(|path| key_of(path)).map(field).collect()
}

fn field(key: &SettingKey) -> Value {
    json!({
        "path": format!("{}.{}", key.section, key.key),
        "label": label(&key.key),
        "help": key.help,
        "values": key.values,
        "default": key.default,
        "is_required": key.required,
        "is_number": matches!(key.holds, SettingValue::Whole | SettingValue::Number),
    })
}

/// `Soglia sensibili` of `soglia_sensibili`; a key has no accents and no capitals.
fn label(key: &str) -> String {
    match key {
        "codice_ipa" => "Codice IPA".to_owned(),
        "mensilita" => "Mensilità".to_owned(),
        "nome" => "Nome dell'ente".to_owned(),
        "anno" => "Anno dei dati".to_owned(),
        _ => italian::capitalised(&key.replace('_', " ")),
    }
}

fn title(section: &str) -> &str {
    match section {
        "ente" => "L'ente",
        "relazione" => "La relazione",
        "retribuzioni" => "Le retribuzioni",
        "riservatezza" => "La riservatezza",
        "convenzioni" => "Come sono scritti i vostri dati",
        "quadratura" => "Numeri che conoscete da altre fonti",
        "valutazione" => "Come si valuta il piano",
        other => other,
    }
}

fn key_of(path: &str) -> Option<&'static SettingKey> {
    let (section, name) = path.rsplit_once('.')?;
    setting_sheets().keys.iter().find(|key| key.section == section && key.key == name)
}

/// The text with what was typed for a key; with no words, without it.
pub(super) fn written(text: &str, path: &str, words: &str) -> Result<String, String> {
    let key = key_of(path).ok_or("questa impostazione non esiste")?;
    if words.trim().is_empty() {
        return settings_text::remove(text, &key.section, &key.key);
    }
    let value = settings_text::typed(key, words)?;
    settings_text::set(text, &key.section, &key.key, &value)
}
