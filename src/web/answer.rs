//! What a line of `cug.toml` says, in the words of a button.

use toml_edit::{Array, InlineTable, Value};

/// The words of a value that would stand under a key.
pub(super) fn words(section: &str, key: &str, value: &str) -> String {
    let is_column = section.starts_with("colonne.");
    match value.parse::<Value>() {
        Ok(Value::Array(all)) if key == "ignora" => {
            format!("Non cambiano nessun numero: {}", list(&all))
        }
        Ok(Value::InlineTable(table)) => in_table(&table),
        // A header may be asked for one name, or a name for one header: both are said.
        Ok(value) if is_column => format!("«{}» è «{key}»", plain(&value)),
        Ok(value) => plain(&value),
        Err(_) => value.to_owned(),
    }
}

fn in_table(table: &InlineTable) -> String {
    let text = |key: &str| table.get(key).map(plain);
    match (text("unita"), text("colonna"), text("foglio"), table.get("fogli")) {
        (Some(unit), Some(column), ..) => format!("«{column}», in questa unità: {unit}"),
        (Some(unit), ..) => format!("In questa unità: {unit}"),
        (_, _, Some(sheet), _) => format!("Solo il foglio «{sheet}»"),
        (.., Some(Value::Array(sheets))) => {
            format!("Sono parti di uno stesso elenco: {}", list(sheets))
        }
        _ => table.to_string(),
    }
}

fn list(values: &Array) -> String {
    let words = values.iter().map(|value| format!("«{}»", plain(value)));
    words.collect::<Vec<_>>().join(", ")
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string().trim().to_owned(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_read_as_answers() {
        let cases = [
            ("matricola", "\"Cod. Dip.\"", "«Cod. Dip.» è «matricola»"),
            (
                "ore",
                "{ colonna = \"Durata\", unita = \"minuti\" }",
                "«Durata», in questa unità: minuti",
            ),
            ("ignora", "[\"Turno\", \"Sede\"]", "Non cambiano nessun numero: «Turno», «Sede»"),
            ("personale", "{ percorso = \"a.xls\", foglio = \"Due\" }", "Solo il foglio «Due»"),
        ];
        assert_eq!(words("convenzioni", "mensilita", "13"), "13");
        for (key, value, expected) in cases {
            assert_eq!(words("colonne.personale", key, value), expected);
        }
    }
}
