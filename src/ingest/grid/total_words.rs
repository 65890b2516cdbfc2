//! The words by which a row says that it sums up others.

use crate::ingest::file::sheet::Value;
use crate::ingest::spelling::normal_form;

/// First words of a row of sums, in normal form. Whole words: `totale`, not `totali` of a surname
/// that begins so.
const TOTAL_WORDS: [&str; 8] =
    ["totale", "totali", "tot", "subtotale", "subtotali", "somma", "conteggio", "media"];
/// The same, in two words.
const TOTAL_PAIRS: [&str; 9] = [
    "di cui donne",
    "di cui uomini",
    "di cui part time",
    "n righe",
    "numero righe",
    "n dipendenti",
    "numero dipendenti",
    "n record",
    "numero record",
];

/// Whether a cell says that its row is the sum of others, or what is carried from a page to the next.
pub(super) fn is_sum_of_some(value: &Value<'_>) -> bool {
    const ALONE: [&str; 7] =
        ["media", "somma", "riporto", "a riportare", "saldo iniziale", "saldo finale", "conteggio"];
    const FIRST: [&str; 5] = ["totale", "totali", "tot", "subtotale", "subtotali"];
    let Value::Text(text) = value else { return false };
    // Nearly no cell of a row of data begins so.
    const BEGINNINGS: [&str; 9] = ["tot", "sub", "med", "som", "rip", "a r", "sal", "con", "di "];
    let beginning: String =
        text.trim_start().chars().take(3).flat_map(char::to_lowercase).collect();
    if !BEGINNINGS.contains(&beginning.as_str()) {
        return false;
    }
    let form = normal_form(text);
    let first = form.split(' ').next().unwrap_or_default();
    ALONE.contains(&form.as_str()) || FIRST.contains(&first) || form.starts_with("di cui ")
}

/// Whether a cell reads as the beginning of a row of sums.
pub(super) fn is_total(value: &Value<'_>) -> bool {
    let Value::Text(text) = value else { return false };
    let form = normal_form(text);
    let words: Vec<&str> = form.split(' ').collect();
    let begins = words.first().is_some_and(|word| TOTAL_WORDS.contains(word));
    // `C Totale` is how a spreadsheet heads the sums of a group.
    let ends = words.last().is_some_and(|word| matches!(*word, "totale" | "conteggio"));
    begins || ends || TOTAL_PAIRS.iter().any(|pair| form.starts_with(pair))
}
