//! The settings as sheets: what `impostazioni` and `parole` have a row for (`data/settings.toml`).

use serde::Deserialize;

/// The workbooks of settings, beside `cug.toml`.
pub const SETTING_WORKBOOKS: [&str; 2] = ["impostazioni", "parole"];
/// The sheet with one row a key.
pub const KEYS_SHEET: &str = "Impostazioni";
/// Its columns that are read.
pub const KEYS_COLUMNS: [&str; 3] = ["gruppo", "impostazione", "valore"];

/// Everything that the sheets can say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingSheets {
    pub keys: Vec<SettingKey>,
    pub sheets: Vec<SettingSheet>,
}

/// One key of `cug.toml` with one value.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingKey {
    pub section: String,
    pub key: String,
    #[serde(default)]
    pub holds: SettingValue,
    /// The words that it takes; empty where any value goes.
    #[serde(default)]
    pub values: Vec<String>,
    /// What holds when the cell is empty, in words.
    pub default: Option<String>,
    #[serde(default)]
    pub required: bool,
    pub help: String,
}

/// A sheet with as many rows as the office needs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingSheet {
    pub workbook: String,
    pub name: String,
    /// `valutazione.ritardo`
    pub section: String,
    pub shape: SheetShape,
    pub help: String,
    pub columns: Vec<SettingColumn>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingColumn {
    pub name: String,
    #[serde(default)]
    pub holds: SettingValue,
    pub help: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingValue {
    #[default]
    Text,
    Whole,
    Number,
    /// Texts with semicolons between them.
    List,
}

/// What the rows of a sheet become in `cug.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetShape {
    /// A table of an array each, its keys the columns.
    Rows,
    /// `[file]`: a key each, by the name of the input.
    Files,
    /// `[valori.…]`: a key each, by the column.
    Words,
    /// `[colonne.…]`: a key each, by input and column.
    Columns,
}
