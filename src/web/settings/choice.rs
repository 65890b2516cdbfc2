//! What a cell of a row of settings may be chosen from.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::model::input::InputKind;
use crate::model::reference_data::columns;
use crate::model::setting_sheet::SettingSheet;
use crate::publish;

/// The words of a column of a sheet: a list, or a list by the word that another cell of the row has,
/// `by` its place. Nothing where anything may be typed. `names` are the files of the folder.
pub(super) fn of(sheet: &SettingSheet, column: &str, names: &[String]) -> Value {
    let by =
        |place: usize, lists: BTreeMap<String, Vec<String>>| json!({ "by": place, "lists": lists });
    match (sheet.section.as_str(), column) {
        ("file", "percorso") => json!({ "words": names, "is_open": true }),
        ("colonne", "colonna") => {
            let lists = InputKind::ALL.into_iter().map(|kind| {
                let names = columns(kind).iter().map(|column| column.name.clone());
                (kind.name().to_owned(), names.chain(["ignora".to_owned()]).collect())
            });
            by(0, lists.collect())
        }
        ("colonne", "unita") => by(1, units()),
        ("valori", "significato") => by(0, meanings()),
        _ => match publish::setting_words(sheet, column) {
            words if words.is_empty() => Value::Null,
            words => json!({ "words": words }),
        },
    }
}

/// The units of each column that has any, in all inputs.
fn units() -> BTreeMap<String, Vec<String>> {
    let mut lists: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for column in InputKind::ALL.into_iter().flat_map(columns) {
        let list = lists.entry(column.name.clone()).or_default();
        for unit in column.units.iter().map(|unit| unit.word().to_owned()) {
            if !list.contains(&unit) {
                list.push(unit);
            }
        }
    }
    lists
}

/// The words of the format that a word of the office may stand for, by column.
fn meanings() -> BTreeMap<String, Vec<String>> {
    let all = InputKind::ALL.into_iter().flat_map(columns).filter(|it| it.holds.is_term());
    all.map(|column| (column.name.clone(), publish::accepted_words(column))).collect()
}
