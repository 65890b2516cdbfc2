//! The unit of an indicator, in the words of plans and PIAO.

use crate::diagnostic::code;
use crate::ingest::grid::record::Record;
use crate::ingest::spelling::{Vocabulary, normal_form};
use crate::model::plan::Unit;
use crate::model::reference_data::UnitWords;

/// The units and the words for them.
pub(super) struct Units {
    vocabulary: Vocabulary,
    units: Vec<Option<Unit>>,
}

impl Units {
    pub(super) fn new(terms: Vec<UnitWords>) -> Self {
        let unit = |term: &UnitWords| Unit::ALL.into_iter().find(|unit| unit.label() == term.label);
        Self {
            vocabulary: Vocabulary::new(terms.iter().map(UnitWords::words)),
            units: terms.iter().map(unit).collect(),
        }
    }

    fn find(&self, text: &str) -> Option<Unit> {
        if let Some(place) = self.vocabulary.find(text) {
            return self.units[place];
        }
        // `€` is no letter: nothing is left of it in the normal form.
        let form = normal_form(&text.replace('€', "euro"));
        if let Some(place) = self.vocabulary.find(&form) {
            return self.units[place];
        }
        // `n. donne / n. dipendenti` is a ratio: of what size, it does not say.
        let is_ratio = text.contains('/') || form.contains(" su ") || form.contains("rapporto");
        let first = form.split(' ').next().unwrap_or_default();
        let is_percent = form.split(' ').any(|word| word == "%" || word.starts_with("percentual"));
        match first {
            "n" | "nº" | "nr" | "num" | "numero" if !is_percent && !is_ratio => Some(Unit::Number),
            "%" | "perc" | "percentuale" => Some(Unit::Percent),
            _ if form.ends_with('%') && first != "numero" => Some(Unit::Percent),
            _ => None,
        }
    }
}

pub(super) fn read(record: &mut Record<'_>, units: &Units) -> Option<Unit> {
    let text = record.required_text("unita")?;
    let unit = units.find(&text);
    if unit.is_none() {
        let message = format!("l'unità «{text}» non è fra Data, Numero, Percentuale, Sì/No");
        record.refuse_with(record.unknown_word("unita", code::UNKNOWN_UNIT, message));
    }
    unit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::reference_data::indicator_units;

    #[test]
    fn units_are_read_as_plans_write_them() {
        let units = Units::new(indicator_units());
        for (text, unit) in [
            ("Data", Unit::Date),
            ("N.", Unit::Number),
            ("n°", Unit::Number),
            ("n. questionari", Unit::Number),
            ("numerico", Unit::Number),
            ("€", Unit::Number),
            ("giorni", Unit::Number),
            ("%", Unit::Percent),
            ("% dipendenti formati", Unit::Percent),
            ("Tasso %", Unit::Percent),
            ("ON/OFF", Unit::YesNo),
            ("Sì/No", Unit::YesNo),
            ("SI - NO", Unit::YesNo),
        ] {
            assert_eq!(units.find(text), Some(unit), "{text}");
        }
        for text in
            ["n. donne / n. dipendenti", "numero (%)", "Numero\nPercentuale", "mq", "rapporto"]
        {
            assert_eq!(units.find(text), None, "{text}");
        }
    }
}
