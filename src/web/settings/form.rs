//! The form: every key and every sheet of `data/settings.toml`, with what is written and where.

use serde_json::{Value, json};

use super::{choice, rows, text};
use crate::ingest::setting_sheets::{SettingsFile, said_in};
use crate::italian;
use crate::model::reference_data::setting_sheets;
use crate::model::setting_sheet::{SettingKey, SettingSheet, SettingValue};

/// The keys that a new folder asks for.
const BEGINNING: [&str; 3] = ["ente.nome", "relazione.anno", "ente.comparto"];
/// What the choices of the public edition are drawn by.
const SECRET: &str = "riservatezza.segreto";
/// Why it should be there.
const WHY_SECRET: &str = "Senza, decidono i fogli del personale: appena uno cambia, anche i numeri rimasti uguali sono stampati in un altro modo, e chi confronta due versioni si avvicina a quelli veri.";

/// The whole form, section by section: the keys of a section, then its sheets, then those that have no
/// keys beside them.
pub(in crate::web) fn value(text: &str, files: &[SettingsFile], names: &[String]) -> Value {
    let known = setting_sheets();
    let in_sheets = said_in(files);
    let mut sections: Vec<&str> = known.keys.iter().map(|key| key.section.as_str()).collect();
    sections.dedup();
    let is_of = |sheet: &&SettingSheet, section: &str| {
        sheet.section.rsplit_once('.').is_some_and(|(above, _)| above == section)
    };
    let in_sheet = |path: &str| in_sheets.get(path);
    let of_keys = sections.iter().flat_map(|section| {
        let keys = known.keys.iter().filter(|key| key.section == *section);
        let fields =
            keys.map(|key| written(key, text, in_sheet(&path_of(key)))).collect::<Vec<_>>();
        let part = json!({ "section": section, "title": title(section), "fields": fields });
        let sheets = known.sheets.iter().filter(|sheet| is_of(sheet, section));
        std::iter::once(part).chain(sheets.map(|sheet| part_of(sheet, text, files, names)))
    });
    let others = known.sheets.iter().filter(|sheet| !sheet.section.contains('.'));
    of_keys.chain(others.map(|sheet| part_of(sheet, text, files, names))).collect()
}

fn part_of(sheet: &SettingSheet, text: &str, files: &[SettingsFile], names: &[String]) -> Value {
    let inside = format!("{}.", sheet.section);
    let mut said = said_in(files).into_iter();
    let in_sheet = said.find(|(path, _)| path.starts_with(&inside) || *path == sheet.section);
    let columns = sheet.columns.iter().map(|column| {
        json!({
            "label": label(&column.name),
            "help": column.help,
            "choice": choice::of(sheet, &column.name, names),
        })
    });
    let rows = rows::entries(text, sheet).into_iter().map(|entry| entry.cells);
    json!({
        "section": sheet.section,
        "title": title(&sheet.section),
        "help": sheet.help,
        "columns": columns.collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
        "in_sheet": in_sheet.map(|(_, place)| place),
        "fields": [],
    })
}

/// The few fields of a new folder.
pub(in crate::web) fn beginning() -> Value {
    BEGINNING.iter().filter_map(|path| key_of(path)).map(field).collect()
}

fn written(key: &SettingKey, text: &str, in_sheet: Option<&String>) -> Value {
    let document = text::read(text);
    let way = text::key_of(&key.section, &key.key);
    let item = document.as_ref().and_then(|document| text::find(document.as_item(), &way));
    let value = item.and_then(toml_edit::Item::as_value).map(text::words);
    let mut field = field(key);
    if path_of(key) == SECRET && value.is_none() && in_sheet.is_none() {
        field["secret"] = json!(WHY_SECRET);
    }
    field["value"] = json!(value);
    field["in_sheet"] = json!(in_sheet);
    field
}

fn field(key: &SettingKey) -> Value {
    json!({
        "path": path_of(key),
        "label": label_of(&path_of(key)),
        "help": key.help,
        "values": key.values,
        "default": key.default,
        "is_required": key.required,
        "is_number": matches!(key.holds, SettingValue::Whole | SettingValue::Number),
    })
}

fn path_of(key: &SettingKey) -> String {
    format!("{}.{}", key.section, key.key)
}

pub(super) fn key_of(path: &str) -> Option<&'static SettingKey> {
    setting_sheets().keys.iter().find(|key| path_of(key) == path)
}

/// The place of a key in the form.
pub(super) fn place_of(path: &str) -> Option<usize> {
    setting_sheets().keys.iter().position(|key| path_of(key) == path)
}

/// The name of a field.
pub(super) fn label_of(path: &str) -> String {
    match path {
        "ente.nome" => "Nome dell'ente".to_owned(),
        "relazione.anno" => "Anno dei dati".to_owned(),
        _ => label(path.rsplit_once('.').map_or(path, |(_, key)| key)),
    }
}

/// `Soglia sensibili` of `soglia_sensibili`; a key has no accents and no capitals.
fn label(key: &str) -> String {
    match key {
        "codice_ipa" => "Codice IPA".to_owned(),
        "mensilita" => "Mensilità".to_owned(),
        "unita" => "Unità".to_owned(),
        "alias" => "Altri modi di scriverlo".to_owned(),
        "da_giorni" => "Da quanti giorni".to_owned(),
        "a_giorni" => "Fino a quanti giorni".to_owned(),
        _ => italian::capitalised(&key.replace('_', " ")),
    }
}

/// What a section is about.
pub(super) fn title(section: &str) -> &str {
    match section {
        "ente" => "L'ente",
        "relazione" => "La relazione",
        "retribuzioni" => "Le retribuzioni",
        "riservatezza" => "La riservatezza",
        "riservatezza.esenzioni" => "I numeri pubblici per legge",
        "convenzioni" => "Come sono scritti i vostri dati",
        "quadratura" => "Numeri che conoscete da altre fonti",
        "valutazione" => "Come si valuta il piano",
        "valutazione.ritardo" => "Chi finisce in ritardo",
        "file" => "I file con un altro nome",
        "colonne" => "Le colonne con un'altra intestazione",
        "valori" => "Le parole dei vostri dati",
        "inquadramenti" => "Gli inquadramenti solo vostri",
        other => other,
    }
}
