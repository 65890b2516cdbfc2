//! `cug.toml` written by the page: one value at a time, the comments and the order of the file kept.

use std::ops::Range;

use toml_edit::{Document, DocumentMut, InlineTable, Item, Key, Table, Value};

use super::in_line;

/// A step on the way to a value: a key, or a place in an array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Place(usize),
}

/// The way to `colonne.personale`, each part a key without quotation marks.
pub(super) fn way<S: AsRef<str>>(keys: impl IntoIterator<Item = S>) -> Vec<Step> {
    keys.into_iter().map(|key| Step::Key(key.as_ref().to_owned())).collect()
}

/// The way to a key of a section.
pub(super) fn key_of(section: &str, key: &str) -> Vec<Step> {
    way(section.split('.').chain([key]))
}

/// The text with a value, in the writing of TOML, at the end of a way. A section that is not there is
/// made below everything else, so that no comment comes to stand under another heading.
pub(super) fn set(text: &str, way: &[Step], value: &str) -> Result<String, String> {
    let value = parsed(value)?;
    let mut document = document(text)?;
    let (last, above) = way.split_last().ok_or(NO_LINE)?;
    if let (Some(section), Step::Key(key)) = (heading(&document, above), last) {
        let line = format!("{} = {value}\n", Key::new(key));
        return Ok(with_section(bare(text), &format!("[{section}]"), &line));
    }
    let item = reach(&mut document, above)?;
    let old = match last {
        Step::Key(key) => item.as_table_like_mut().ok_or(NO_LINE)?.get_mut(key),
        Step::Place(place) => item.get_mut(*place),
    };
    match (old, last) {
        // The comment behind a value stays where it is.
        (Some(Item::Value(old)), _) => {
            let decor = old.decor().clone();
            *old = value;
            *old.decor_mut() = decor;
        }
        (_, Step::Key(key)) => match item.as_inline_table_mut() {
            Some(table) => in_line::insert(table, key, value),
            None => {
                item.as_table_like_mut().ok_or(NO_LINE)?.insert(key, Item::Value(value));
            }
        },
        (_, Step::Place(_)) => return Err(NO_LINE.to_owned()),
    }
    Ok(document.to_string())
}

/// The text with one more element in the array at the end of a way, in the writing that the others have.
/// The first of some tables is made below everything else.
pub(super) fn push(text: &str, way: &[Step], value: &str) -> Result<String, String> {
    let element = parsed(value)?;
    let mut document = document(text)?;
    if find(document.as_item(), way).is_none() {
        return match (heading(&document, way), element) {
            (Some(section), Value::InlineTable(row)) => {
                let lines = row.into_table().to_string();
                Ok(with_section(bare(text), &format!("[[{section}]]"), &lines))
            }
            (_, element) => set(text, way, &format!("[{element}]")),
        };
    }
    match (reach(&mut document, way)?, element) {
        (Item::ArrayOfTables(all), Value::InlineTable(row)) => all.push(row.into_table()),
        (Item::Value(Value::Array(all)), element) => in_line::add(all, element),
        _ => return Err(NO_LINE.to_owned()),
    }
    Ok(document.to_string())
}

/// The text without what is at the end of a way; a section that is left empty stays, and so do the
/// comments that stand above.
pub(super) fn remove(text: &str, way: &[Step]) -> Result<String, String> {
    let text = bare(text);
    if let Some(lines) = lines_of(text, way) {
        let mut rest = text.to_owned();
        rest.replace_range(lines, "");
        return Ok(rest);
    }
    let mut document = document(text)?;
    if find(document.as_item(), way).is_none() {
        return Ok(text.to_owned());
    }
    let (last, above) = way.split_last().ok_or(NO_LINE)?;
    let item = reach(&mut document, above)?;
    match last {
        Step::Key(key) => match item.as_inline_table_mut() {
            Some(table) => in_line::remove(table, key),
            None => {
                item.as_table_like_mut().and_then(|table| table.remove(key));
            }
        },
        Step::Place(place) => in_line::take_out(item.as_array_mut().ok_or(NO_LINE)?, *place),
    }
    Ok(document.to_string())
}

/// What the text itself says.
pub(super) fn read(text: &str) -> Option<Document<&str>> {
    Document::parse(bare(text)).ok()
}

pub(super) fn find<'a>(item: &'a Item, way: &[Step]) -> Option<&'a Item> {
    way.iter().try_fold(item, |item, step| match step {
        Step::Key(key) => item.as_table_like()?.get(key),
        Step::Place(place) => item.get(*place),
    })
}

/// A value as a person would type it.
pub(super) fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.value().clone(),
        Value::Integer(number) => number.value().to_string(),
        Value::Float(number) => number.value().to_string().replace('.', ","),
        Value::Array(all) => all.iter().map(words).collect::<Vec<_>>().join("; "),
        other => other.to_string().trim().to_owned(),
    }
}

const FAULTY: &str = "cug.toml ha un errore di scrittura: correggetelo prima di rispondere qui";
const NO_LINE: &str = "la riga non si può scrivere in cug.toml: scrivetela a mano";

fn bare(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

fn document(text: &str) -> Result<DocumentMut, String> {
    bare(text).parse().map_err(|_| FAULTY.to_owned())
}

fn parsed(value: &str) -> Result<Value, String> {
    let mut value: Value = value.parse().map_err(|_| format!("«{value}» non si può scrivere"))?;
    value.decor_mut().clear();
    Ok(value)
}

/// The words of a heading for a section that is not there; `None` where it is, and where a section
/// above it is written on one line.
fn heading(document: &DocumentMut, way: &[Step]) -> Option<String> {
    let keys: Option<Vec<Key>> = way
        .iter()
        .map(|step| match step {
            Step::Key(key) => Some(Key::new(key)),
            Step::Place(_) => None,
        })
        .collect();
    let above = (0..way.len()).map_while(|end| find(document.as_item(), &way[..end]));
    let is_plain = |item: &Item| item.as_table().is_some_and(|table| !table.is_dotted());
    let is_free = find(document.as_item(), way).is_none() && above.into_iter().all(is_plain);
    let words: Vec<String> = keys?.iter().map(|key| key.display_repr().into_owned()).collect();
    is_free.then(|| words.join("."))
}

fn with_section(text: &str, heading: &str, lines: &str) -> String {
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let blank = if text.trim().is_empty() || text.ends_with("\n\n") { "" } else { "\n" };
    format!("{text}{end}{blank}{heading}\n{lines}")
}

/// What is at the end of a way. Tables that are not there are made in the writing of those above.
fn reach<'a>(document: &'a mut DocumentMut, way: &[Step]) -> Result<&'a mut Item, String> {
    let mut item = document.as_item_mut();
    for step in way {
        item = match step {
            Step::Place(place) => item.get_mut(*place).ok_or(NO_LINE)?,
            Step::Key(key) => {
                let is_inline = item.is_inline_table();
                let table = item.as_table_like_mut().ok_or(NO_LINE)?;
                table.entry(key).or_insert_with(|| {
                    if is_inline {
                        return Item::Value(InlineTable::new().into());
                    }
                    let mut table = Table::new();
                    table.set_dotted(true);
                    Item::Table(table)
                })
            }
        };
    }
    Ok(item)
}

/// The lines of a value under a heading, or of a whole table with its heading. What stands on one line
/// with others has none of its own.
fn lines_of(text: &str, way: &[Step]) -> Option<Range<usize>> {
    let document = Document::parse(text).ok()?;
    let (last, above) = way.split_last()?;
    let parent = find(document.as_item(), above)?;
    let range = match last {
        Step::Key(key) => match parent.as_table()?.get_key_value(key)? {
            (key, Item::Value(value)) => key.span()?.start..value.span()?.end,
            (_, Item::Table(table)) => whole(table)?,
            _ => return None,
        },
        Step::Place(place) => whole(parent.as_array_of_tables()?.get(*place)?)?,
    };
    let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |end| range.end + end + 1);
    // A blank line is enough between what stood above and what stood below.
    let is_apart = text[..start].ends_with("\n\n");
    let is_last = text[end..].is_empty() || text[end..].starts_with('\n');
    Some(if is_apart && is_last { start - 1..end } else { start..end })
}

/// From the heading of a table to its last value.
fn whole(table: &Table) -> Option<Range<usize>> {
    let mut range = table.span().filter(|_| !table.is_dotted() && !table.is_implicit())?;
    for (_, item) in table.iter() {
        range.end = range.end.max(item.as_value()?.span()?.end);
    }
    Some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Prima\n\n[ente]\nnome = \"Comune\"   # chi siamo\n\n[relazione]\nanno = 2025\n\n# [colonne.personale]\n# data_nascita = \"DT\"\n";

    fn set_key(text: &str, section: &str, key: &str, value: &str) -> String {
        set(text, &key_of(section, key), value).expect("set")
    }

    #[test]
    fn a_key_is_set_and_everything_else_stays_as_it_was() {
        let text = set_key(TEXT, "ente", "nome", "\"Comune di Esempio\"");
        assert_eq!(text, TEXT.replace("\"Comune\"", "\"Comune di Esempio\""));
        let text = set_key(TEXT, "relazione", "avvertenza", "\"Bozza\"");
        assert_eq!(text, TEXT.replace("anno = 2025\n", "anno = 2025\navvertenza = \"Bozza\"\n"));
        assert_eq!(remove(&text, &key_of("relazione", "avvertenza")).as_deref(), Ok(TEXT));
    }

    #[test]
    fn a_section_is_made_below_every_comment_and_found_again() {
        let text = set_key(TEXT, "colonne.personale", "matricola", "\"Cod. \\\"Dip\\\"\"");
        let made = "\n[colonne.personale]\nmatricola = \"Cod. \\\"Dip\\\"\"\n";
        assert_eq!(text, format!("{TEXT}{made}"));
        let text = set_key(&text, "colonne.personale", "ignora", "[\"Turno\"]");
        assert_eq!(text, format!("{TEXT}{made}ignora = [\"Turno\"]\n"));
        let text = set_key(&text, "valori.tipo", "L104 GG", "\"L.104 giorni\"");
        assert!(text.ends_with("\n\n[valori.tipo]\n\"L104 GG\" = \"L.104 giorni\"\n"), "{text}");
        text.parse::<toml::Table>().expect("TOML");
        assert_eq!(set_key("", "ente", "nome", "\"A\""), "[ente]\nnome = \"A\"\n");
    }

    #[test]
    fn a_section_on_one_line_or_with_points_is_written_in() {
        let text = "colonne = { personale = { matricola = \"A\" } }\n";
        let text = set_key(text, "colonne.personale", "genere", "\"Sesso\"");
        let text = set_key(&text, "colonne.congedi", "tipo", "\"Causale\"");
        let table: toml::Table = text.parse().expect("TOML");
        assert_eq!(table["colonne"]["personale"]["genere"].as_str(), Some("Sesso"));
        assert_eq!(table["colonne"]["personale"]["matricola"].as_str(), Some("A"));
        assert_eq!(table["colonne"]["congedi"]["tipo"].as_str(), Some("Causale"));
        assert_eq!(text.lines().count(), 1, "{text}");
        let text = "colonne.personale.matricola = \"A\"\n[ente]\n";
        assert_eq!(
            set_key(text, "colonne.congedi", "tipo", "\"B\""),
            "colonne.personale.matricola = \"A\"\ncolonne.congedi.tipo = \"B\"\n[ente]\n"
        );
    }

    #[test]
    fn what_is_taken_out_leaves_the_comments_above_it() {
        let text =
            "[ente]\nnome = \"A\"\n# il codice\ncodice_ipa = \"a\" # di chi\n\n[relazione]\n";
        let rest = remove(text, &key_of("ente", "codice_ipa")).expect("removed");
        assert_eq!(rest, "[ente]\nnome = \"A\"\n# il codice\n\n[relazione]\n");
        let text = "[[inquadramenti]]\nnome = \"A\"\n\n# Deciso a marzo\n[[inquadramenti]]\nnome = \"B\"\nalias = [\n  \"b\",\n]\n\n[ente]\n";
        let path = [Step::Key("inquadramenti".to_owned()), Step::Place(1)];
        let rest = remove(text, &path).expect("removed");
        assert_eq!(rest, "[[inquadramenti]]\nnome = \"A\"\n\n# Deciso a marzo\n\n[ente]\n");
        let text =
            "file.personale.percorso = \"a\"\nente.nome = \"A\"\nfile.personale.foglio = \"b\"\n";
        let rest = remove(text, &way(["file", "personale"])).expect("removed");
        assert_eq!(rest, "ente.nome = \"A\"\n");
    }

    #[test]
    fn an_element_joins_the_others_in_their_writing() {
        let (path, row) = (way(["inquadramenti"]), "{ nome = \"B\" }");
        let cases = [
            ("[ente]\n# fine\n", "[ente]\n# fine\n\n[[inquadramenti]]\nnome = \"B\"\n"),
            (
                "[[inquadramenti]]\nnome = \"A\"\n# poi\n[ente]\n",
                "[[inquadramenti]]\nnome = \"A\"\n\n[[inquadramenti]]\nnome = \"B\"\n# poi\n[ente]\n",
            ),
            (
                "inquadramenti = [{ nome = \"A\" }]\n",
                "inquadramenti = [{ nome = \"A\" }, { nome = \"B\" }]\n",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(push(text, &path, row).as_deref(), Ok(expected));
        }
        let way = way(["riservatezza", "esenzioni"]);
        let text = push("riservatezza.soglia = 3\n# poi\n", &way, row).expect("pushed");
        assert_eq!(
            text,
            "riservatezza.soglia = 3\nriservatezza.esenzioni = [{ nome = \"B\" }]\n# poi\n"
        );
    }
}
