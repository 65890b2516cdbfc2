//! The ambito of an objective: its number in the Direttiva, unless the words beside it are of another.

use crate::diagnostic::code;
use crate::diagnostic::setting::{Setting, quoted};
use crate::ingest::grid::record::Record;
use crate::ingest::spelling::normal_form;
use crate::model::format::AreaFormat;
use crate::model::plan::ActionArea;

/// Words that say nothing of which ambito it is.
const FILLERS: [&str; 23] = [
    "azione", "azioni", "ambito", "ambiti", "area", "n", "nr", "numero", "di", "del", "dei",
    "della", "delle", "dell", "degli", "e", "ed", "la", "le", "il", "i", "per", "a",
];
const ROMAN: [&str; 5] = ["i", "ii", "iii", "iv", "v"];

/// What the rows below the title of an ambito belong to.
#[derive(Clone, Copy)]
pub(super) struct Section(Option<ActionArea>);

/// The ambito that a row of its own names for those below it; a row that is none gives `None`.
pub(super) fn section(record: &mut Record<'_>, areas: &[AreaFormat]) -> Option<Section> {
    const OTHERS: [&str; 6] =
        ["obiettivo", "titolo", "indicatore", "descrizione", "unita", "atteso"];
    let is_alone = OTHERS.into_iter().all(|column| record.value(column).is_empty());
    if !is_alone || record.value("azione").is_empty() {
        return None;
    }
    let area = read(record, None, areas);
    if area.is_some() {
        record.leave_out("titolo di un ambito, letto per le righe che seguono");
    }
    Some(Section(area))
}

/// The ambito of the row, or of the section it stands in; `None` with a diagnostic that asks for it.
pub(super) fn read(
    record: &mut Record<'_>,
    section: Option<Section>,
    areas: &[AreaFormat],
) -> Option<ActionArea> {
    if let (Some(Section(area)), true) = (section, record.value("azione").is_empty()) {
        // What is wrong with the title is told there.
        record.refused |= area.is_none();
        return area;
    }
    let text = record.required_text("azione")?;
    let reason = match found(&text, areas) {
        Ok(area) => return Some(ActionArea(area)),
        Err(reason) => reason,
    };
    let message = match &reason {
        Reason::OtherWords(area) => format!(
            "«{text}»: l'ambito {} della Direttiva è «{}», e le parole sono altre",
            area.number, area.title
        ),
        Reason::Unknown => format!("l'azione «{text}» non è fra 1 e 5"),
    };
    let mut diagnostic = record.diagnostic("azione", code::UNKNOWN_AREA, message);
    if let Some(area) = guess(&text, areas) {
        let number = quoted(&area.number.to_string());
        diagnostic = diagnostic.with_setting(Setting::new(
            "valori.azione".to_owned(),
            &quoted(&text),
            [number],
        ));
    }
    record.refuse_with(diagnostic);
    None
}

enum Reason<'a> {
    /// The number is of this one.
    OtherWords(&'a AreaFormat),
    Unknown,
}

/// `3`, `Azione 3`, `III`, `3. Organizzazione del lavoro`, `Organizzazione del lavoro`.
fn found<'a>(text: &str, areas: &'a [AreaFormat]) -> Result<u8, Reason<'a>> {
    let form = normal_form(text);
    let words: Vec<&str> = form.split(' ').collect();
    let is_number = |word: &&&str| word.parse::<u64>().is_ok();
    let numbers: Vec<&&str> = words.iter().filter(is_number).collect();
    if text.trim().starts_with('-') || numbers.len() > 1 {
        return Err(Reason::Unknown);
    }
    let Some(number) = numbers.first().and_then(|number| number.parse::<u8>().ok()) else {
        return by_words(&form, areas).ok_or(Reason::Unknown);
    };
    let area = areas.iter().find(|area| area.number == number).ok_or(Reason::Unknown)?;
    if is_told_with(area, &words) { Ok(number) } else { Err(Reason::OtherWords(area)) }
}

/// Whether all words that are no numbers are among the names of an ambito.
fn is_told_with(area: &AreaFormat, words: &[&str]) -> bool {
    let says = |word: &&&str| word.parse::<u64>().is_err() && !FILLERS.contains(word);
    let known: Vec<String> =
        std::iter::once(&area.title).chain(&area.aliases).map(|name| normal_form(name)).collect();
    let is_its_own = |word: &&str| known.iter().any(|name| name.split(' ').any(|own| own == *word));
    words.iter().filter(says).all(is_its_own)
}

/// The only ambito that has all the words, whatever the number says.
fn guess<'a>(text: &str, areas: &'a [AreaFormat]) -> Option<&'a AreaFormat> {
    let form = normal_form(text);
    let words: Vec<&str> = form.split(' ').collect();
    let has_words = words.iter().any(|word| word.len() > 3 && !FILLERS.contains(word));
    let mut fitting = areas.iter().filter(|area| has_words && is_told_with(area, &words));
    let only = fitting.next()?;
    fitting.next().is_none().then_some(only)
}

/// By a name without its number: the title or its beginning, a short name, a Roman numeral.
fn by_words(form: &str, areas: &[AreaFormat]) -> Option<u8> {
    const LETTERS_OF_A_BEGINNING: usize = 15;
    let bare =
        form.strip_prefix("ambito ").or_else(|| form.strip_prefix("azione ")).unwrap_or(form);
    if let Some(place) = ROMAN.iter().position(|roman| *roman == bare) {
        return u8::try_from(place + 1).ok();
    }
    let fits = |area: &&AreaFormat| {
        let title = normal_form(&area.title);
        let begins = bare.len() >= LETTERS_OF_A_BEGINNING && title.starts_with(bare);
        begins || title == bare || area.aliases.iter().any(|alias| normal_form(alias) == bare)
    };
    areas.iter().find(fits).map(|area| area.number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::reference_data::formats;

    #[test]
    fn words_of_another_ambito_propose_it() {
        let format = formats().pop().expect("an edition of the format");
        let number = |text: &str| guess(text, &format.areas).map(|area| area.number);
        assert_eq!(number("2 - Formazione"), Some(4));
        assert_eq!(number("4 - Contrasto alle discriminazioni"), Some(2));
        assert_eq!(number("1 - Benessere"), None);
        assert_eq!(number("6"), None);
    }

    #[test]
    fn a_number_counts_where_its_words_agree() {
        let format = formats().pop().expect("an edition of the format");
        for (text, number) in [
            ("3", 3),
            ("Azione 3", 3),
            ("Ambito n. 2", 2),
            ("III", 3),
            ("3. Organizzazione del lavoro", 3),
            ("4 – Formazione e cultura delle pari opportunità", 4),
            ("2 Rafforzamento CUG", 2),
            ("Formazione", 4),
            ("ORGANIZZAZIONE DEL LAVORO", 3),
            ("Formazione e diffusione del modello culturale", 4),
            ("1 - Piano triennale", 1),
        ] {
            assert_eq!(found(text, &format.areas).ok(), Some(number), "{text}");
        }
        for text in [
            "2 - Formazione",
            "1 - Conciliazione vita-lavoro",
            "Ambito 3 - Benessere organizzativo",
            "4 - Contrasto alle discriminazioni",
            "4.1",
            "6",
            "-1",
            "Benessere",
            "1, 2",
        ] {
            assert_eq!(found(text, &format.areas).ok(), None, "{text}");
        }
    }
}
