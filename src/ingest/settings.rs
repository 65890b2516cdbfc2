//! `cug.toml`: typed, with every problem told in Italian, its line and, for a slip, the right key.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::delay::check_delay_steps;
use super::spelling::nearest;
use crate::model::column_choice::{ColumnChoices, ColumnUnit, DetailedChoice};
use crate::model::fiscal_code;
use crate::model::holds::Holds;
use crate::model::input::InputKind;
use crate::model::known_figures::KnownFigures;
use crate::model::reference_data::{InputColumn, columns, formats, known_grades};
use crate::model::secret::SecretWords;
use crate::model::service::ASIDES;
use crate::model::settings::{AssessmentRules, Conventions, DisclosureSettings, Settings};

/// The settings of `cug.toml` alone, or every problem that could be found, one sentence each.
pub fn read(text: &str) -> Result<Settings, Vec<String>> {
    let (settings, mut problems) = parse(text);
    problems.extend(settings.as_ref().map(meaning).unwrap_or_default());
    settings.filter(|_| problems.is_empty()).ok_or(problems)
}

/// What is written, however it is meant, and what cannot be read of it.
pub(super) fn parse(text: &str) -> (Option<Settings>, Vec<String>) {
    let mut problems = Vec::new();
    let mut unknown = Vec::new();
    let settings = toml::Deserializer::parse(text).and_then(|document| {
        serde_ignored::deserialize::<_, _, Settings>(document, |path| {
            unknown.push(path.to_string())
        })
    });
    for path in unknown {
        problems.push(unknown_key(text, &path.replace(".?", "")));
    }
    match settings {
        Ok(settings) => (Some(settings), problems),
        Err(error) => {
            let line = error
                .span()
                .map_or(String::new(), |span| format!("riga {}: ", line_of(text, span.start)));
            let reason = if has_curly_quotes(text, error.span().map_or(0, |span| span.start)) {
                CURLY_QUOTES.to_owned()
            } else {
                italian_reason(error.message())
            };
            problems.push(format!("{line}{reason}"));
            (None, problems)
        }
    }
}

/// What cannot be read of some lines that a sheet stands for.
pub(super) fn problems_of(table: toml::Table) -> Vec<String> {
    let mut unknown = Vec::new();
    let value = toml::Value::Table(table);
    let read = serde_ignored::deserialize::<_, _, Settings>(value, |path| {
        unknown.push(path.to_string());
    });
    let unknown = unknown.into_iter().map(|path| unknown_key("", &path.replace(".?", "")));
    let fault = read.err().map(|error| italian_reason(error.message()));
    unknown.chain(fault).collect()
}

/// What is well written but cannot be meant.
pub(super) fn meaning(settings: &Settings) -> Vec<String> {
    let mut problems = Vec::new();
    if ["", "Nome dell'ente"].contains(&settings.body.name.trim()) {
        problems.push("[ente] nome: scrivete il nome dell'ente".to_owned());
    }
    if settings.report.year == 0 {
        problems.push("[relazione] anno: scrivete l'anno dei dati, per esempio 2025".to_owned());
    } else if !(2000..=2100).contains(&settings.report.year) {
        problems.push(format!(
            "[relazione] anno = {}: l'anno non è fra 2000 e 2100",
            settings.report.year
        ));
    }
    if !formats().iter().any(|format| format.edition == settings.report.format) {
        let known: Vec<String> = formats().into_iter().map(|format| format.edition).collect();
        problems.push(format!(
            "[relazione] formato = \"{}\": i formati conosciuti sono {}",
            settings.report.format,
            known.join(", ")
        ));
    }
    problems.extend(comparto(settings));
    problems.extend(conventions(&settings.conventions));
    problems.extend(disclosure(&settings.disclosure, &settings.report.format));
    for (section, name) in (settings.files.keys().map(|name| ("file", name)))
        .chain(settings.columns.keys().map(|name| ("colonne", name)))
    {
        if InputKind::from_name(name).is_none() {
            let known = InputKind::ALL.map(InputKind::name);
            problems.push(format!("[{section}] {name}: {}", suggestion(name, known)));
        }
    }
    for (input, choices) in &settings.columns {
        let known = InputKind::from_name(input).map(columns).unwrap_or_default();
        problems.extend(column_choices(input, choices, known));
    }
    for column in settings.words.keys().filter(|column| !is_classified(column)) {
        let all = InputKind::ALL.into_iter().flat_map(columns);
        let known: BTreeSet<&str> =
            all.filter(|of| of.holds.is_term()).map(|of| of.name.as_str()).collect();
        problems.push(format!("[valori.{column}]: {}", suggestion(column, known)));
    }
    for (input, choice) in &settings.files {
        if choice.sheet.is_some() && !choice.sheets.is_empty() {
            problems.push(format!("[file] {input}: scrivete foglio oppure fogli, uno dei due"));
        }
    }
    problems.extend(with_codes(settings));
    problems.extend(assessment(&settings.assessment));
    let steps = check_delay_steps(&settings.assessment.delay_steps);
    problems.extend(steps.into_iter().map(|step| format!("[[valutazione.ritardo]]: {step}")));
    problems
}

/// What is printed everywhere names nobody.
fn with_codes(settings: &Settings) -> Vec<String> {
    let reasons = settings.disclosure.exemptions.iter().map(|one| one.reason.as_str());
    let printed = [
        ("[ente] nome", Some(settings.body.name.as_str())),
        ("[relazione] avvertenza", settings.report.notice.as_deref()),
    ];
    let printed = printed.into_iter().filter_map(|(key, words)| Some((key, words?)));
    printed
        .chain(reasons.map(|words| ("[[riservatezza.esenzioni]] motivo", words)))
        .filter(|(_, words)| fiscal_code::hidden(words) != *words)
        .map(|(key, _)| {
            format!("{key}: contiene un codice fiscale, e sarebbe stampato: toglietelo")
        })
        .collect()
}

/// A comparto that no classification has.
fn comparto(settings: &Settings) -> Vec<String> {
    let mut problems = Vec::new();
    let comparti: BTreeSet<String> =
        known_grades().into_iter().map(|grade| grade.comparto).collect();
    if let Some(comparto) = settings.body.comparto.as_deref().filter(|of| !comparti.contains(*of)) {
        problems.push(format!(
            "[ente] comparto = \"{comparto}\": {}",
            suggestion(comparto, comparti.iter().map(String::as_str))
        ));
    }
    problems
}

/// Conventions that no office can have.
fn conventions(conventions: &Conventions) -> Vec<String> {
    let mut problems = Vec::new();
    if let Some(digits) =
        conventions.staff_number_digits.filter(|digits| !(1..=20).contains(digits))
    {
        problems.push(format!("[convenzioni] cifre_matricola = {digits}: deve stare fra 1 e 20"));
    }
    if let Some(payments) =
        conventions.monthly_payments.filter(|payments| !(12..=15).contains(payments))
    {
        problems.push(format!("[convenzioni] mensilita = {payments}: deve stare fra 12 e 15"));
    }
    let range = Decimal::ONE..=Decimal::from(12);
    if let Some(hours) = conventions.hours_a_day.filter(|hours| !range.contains(hours)) {
        problems.push(format!(
            "[convenzioni] ore_al_giorno = {hours}: sono le ore di una giornata di lavoro, per esempio 7.2"
        ));
    }
    // Hours and minutes written as one number; nobody's day has so many hundredths.
    let clocks = [(Decimal::new(712, 2), "7.2"), (Decimal::new(736, 2), "7.6")];
    let clock = clocks.into_iter().find(|(clock, _)| conventions.hours_a_day == Some(*clock));
    if let Some((clock, hours)) = clock {
        let text = clock.to_string();
        let (whole, minutes) = text.split_once('.').unwrap_or_default();
        problems.push(format!(
            "[convenzioni] ore_al_giorno = {text}: sembra {whole} ore e {minutes} minuti, che in ore sono {hours}: scrivete ore_al_giorno = {hours}"
        ));
    }
    let full_time = conventions.full_time_hours();
    if full_time < Decimal::from(10) || full_time > Decimal::from(48) {
        problems.push(format!(
            "[convenzioni] orario_pieno = {full_time}: sono le ore di una settimana a tempo pieno, per esempio 36"
        ));
    }
    problems
}

/// Thresholds that would protect nobody, and exemptions without an object or a reason.
fn disclosure(rules: &DisclosureSettings, format: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if rules.threshold < 3 {
        problems.push(format!(
            "[riservatezza] soglia = {}: il minimo è 3 (Codice italiano delle statistiche ufficiali)",
            rules.threshold
        ));
    }
    if rules.sensitive_threshold < rules.threshold {
        problems.push(format!(
            "[riservatezza] soglia_sensibili = {}: non può essere minore di soglia = {}",
            rules.sensitive_threshold, rules.threshold
        ));
    }
    if rules.sensitive_threshold > HIGHEST_THRESHOLD {
        problems.push(format!(
            "[riservatezza] soglia e soglia_sensibili: il massimo è {HIGHEST_THRESHOLD}"
        ));
    }
    if rules.secret.as_ref().is_some_and(SecretWords::is_too_short) {
        problems.push(
            "[riservatezza] segreto: troppo corto per non essere indovinato; scrivete almeno 16 caratteri a caso, e teneteli per gli anni prossimi"
                .to_owned(),
        );
    }
    let formats = formats();
    let tables: Vec<String> = formats
        .iter()
        .filter(|known| known.edition == format)
        .flat_map(|known| known.tables.iter().map(|table| table.id.to_string()))
        .collect();
    let tables: Vec<&str> = tables.iter().map(String::as_str).collect();
    for exemption in &rules.exemptions {
        let section = "[[riservatezza.esenzioni]]";
        if exemption.category.is_some() == exemption.table.is_some() {
            problems.push(format!("{section}: scrivete tipologia oppure tabella, una delle due"));
        }
        if let Some(table) = exemption.table.as_deref().filter(|table| !tables.contains(table)) {
            problems.push(format!(
                "{section} tabella = \"{table}\": {}",
                suggestion(table, tables.clone())
            ));
        }
        if exemption.reason.trim().is_empty() {
            problems.push(format!("{section}: scrivete il motivo, che è stampato nel certificato"));
        }
    }
    problems
}

/// Above it the public edition would show hardly anything, and the proof would take minutes.
const HIGHEST_THRESHOLD: u64 = 20;

/// Thresholds of `[valutazione]` that would make every indicator reached, or none.
fn assessment(rules: &AssessmentRules) -> Vec<String> {
    let mut problems = Vec::new();
    if rules.reached_from <= Decimal::ZERO {
        problems.push("[valutazione] soglia_raggiunto: deve essere maggiore di 0".to_owned());
    }
    if rules.cap < rules.reached_from {
        problems.push(format!(
            "[valutazione] tetto = {}: è minore di soglia_raggiunto = {}, nessun indicatore sarebbe raggiunto",
            rules.cap, rules.reached_from
        ));
    }
    if rules.partly_from < Decimal::ZERO || rules.partly_from > Decimal::ONE_HUNDRED {
        problems.push(format!(
            "[valutazione] soglia_parziale = {}: deve stare fra 0 e 100",
            rules.partly_from
        ));
    }
    for (name, value) in
        [("soglia_raggiunto", rules.reached_from), ("soglia_parziale", rules.partly_from)]
    {
        if value > Decimal::ZERO && value <= Decimal::ONE {
            problems.push(format!(
                "[valutazione] {name} = {value}: è in centesimi, e sembra una frazione: {} per cento si scrive {}",
                (value * Decimal::ONE_HUNDRED).normalize(),
                (value * Decimal::ONE_HUNDRED).normalize()
            ));
        }
    }
    if rules.minimum < Decimal::ZERO || rules.minimum > rules.cap {
        problems.push(format!(
            "[valutazione] soglia_minima = {}: deve stare fra 0 e il tetto, {}",
            rules.minimum, rules.cap
        ));
    }
    problems
}

/// Columns that an input does not have, and units that a column cannot be in.
fn column_choices(
    input: &str,
    choices: &ColumnChoices,
    known: &'static [InputColumn],
) -> Vec<String> {
    let mut problems = Vec::new();
    for (name, choice) in choices.columns.iter().filter(|_| !known.is_empty()) {
        let Some(column) = known.iter().find(|column| column.name == *name) else {
            let names = known.iter().map(|column| column.name.as_str());
            problems.push(format!("[colonne.{input}] {name}: {}", suggestion(name, names)));
            continue;
        };
        let is_hours = input == InputKind::Training.name() && name == "ore";
        if choice.headers.len() > 1 && column.holds != Holds::Amount && !is_hours {
            problems.push(format!(
                "[colonne.{input}] {name}: qui va una colonna sola; più colonne si sommano solo dove ci sono importi in euro, o le ore di un corso"
            ));
        }
        if let Some(unit) = choice.unit.filter(|unit| !column.units.contains(unit)) {
            let units: Vec<&str> =
                column.units.iter().map(|unit| ColumnUnit::word(*unit)).collect();
            let reason = match units.as_slice() {
                [] => "questa colonna non ha unità".to_owned(),
                units => format!("le unità possibili sono {}", units.join("; ")),
            };
            let unit = unit.word();
            problems.push(format!("[colonne.{input}] {name}: unita = \"{unit}\": {reason}"));
        }
    }
    problems
}

/// Whether an office may say what its words in a column mean: those of a classification, or of a column that
/// says by the way who counts.
fn is_classified(name: &str) -> bool {
    let mut all = InputKind::ALL.into_iter().flat_map(columns);
    ASIDES.contains(&name) || all.any(|column| column.name == name && column.holds.is_term())
}

/// The first line that has a key, in a section if one is given.
fn line_of_key(text: &str, key: &str, section: Option<&str>) -> Option<usize> {
    let mut current = "";
    text.lines().position(|line| {
        let bare = line.trim_start().trim_start_matches('[').trim_start_matches('"');
        if bare.starts_with('#') {
            return false;
        }
        let has_key = bare
            .strip_prefix(key)
            .is_some_and(|rest| rest.starts_with([' ', '=', ']', '"', '.', '\t']))
            || bare.split(['.', ']', ' ']).any(|part| part == key);
        let is_there = has_key && section.is_none_or(|section| section == current);
        if line.trim_start().starts_with('[') {
            current = bare.split([']', '"']).next().unwrap_or_default();
        }
        is_there
    })
}

fn unknown_key(text: &str, path: &str) -> String {
    let key = path.rsplit('.').next().unwrap_or(path);
    let known = known_keys();
    let section = path.rsplit_once('.').map_or("", |(section, _)| section);
    let line = line_of_key(text, key, Some(section)).or_else(|| line_of_key(text, key, None));
    let line = line.map_or(String::new(), |index| format!("riga {}: ", index + 1));
    format!(
        "{line}la chiave «{path}» non esiste{}",
        match nearest(key, known.iter().copied()) {
            Some(near) => format!(": forse «{near}»?"),
            None => String::new(),
        }
    )
}

fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match nearest(word, known.clone()) {
        Some(near) => format!("non esiste, forse «{near}»?"),
        None => {
            let known: Vec<&str> = known.into_iter().collect();
            format!("non esiste; ci sono: {}", known.join(", "))
        }
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.get(..offset).map_or(1, |before| before.matches('\n').count() + 1)
}

/// The reasons that the reader of TOML gives, in Italian.
pub(super) fn italian_reason(reason: &str) -> String {
    let named = |reason: &str| reason.split('`').nth(1).unwrap_or_default().to_owned();
    if reason.starts_with("missing field") {
        format!("manca la chiave «{}»", named(reason))
    } else if reason.starts_with("duplicate key") {
        "la stessa chiave è scritta due volte".to_owned()
    } else if reason.starts_with("unknown variant") {
        let words: Vec<String> =
            reason.split('`').skip(3).step_by(2).map(|word| format!("«{word}»")).collect();
        format!("il valore «{}» non è fra quelli ammessi: {}", named(reason), words.join(", "))
    } else if let Some((_, expected)) = reason.split_once(", expected ") {
        let expected = [
            ("i32", "un numero intero"),
            ("u32", "un numero intero, non negativo"),
            ("u64", "un numero intero, non negativo"),
            ("usize", "un numero intero, non negativo"),
            (
                "column table",
                "un testo fra virgolette, oppure { colonna = \"Durata\", unita = \"minuti\" }",
            ),
            ("string", "un testo fra virgolette"),
            ("Decimal", "un numero"),
            ("sequence", "un elenco"),
            ("struct", "una tabella, come { chiave = \"valore\" }"),
            ("map", "una tabella, come { chiave = \"valore\" }"),
        ]
        .into_iter()
        .find(|(word, _)| expected.contains(word) && reason.starts_with("invalid"))
        .map(|(_, words)| words);
        match expected {
            Some(words) => format!("qui serve {words}"),
            None => NOT_TOML.to_owned(),
        }
    } else {
        NOT_TOML.to_owned()
    }
}

const NOT_TOML: &str = "la riga non si capisce: si scrive una parola, il segno = e il valore, con le virgolette diritte se è un testo, come nome = \"Comune di Esempio\"; i titoli stanno fra parentesi quadre";

const CURLY_QUOTES: &str = "le virgolette devono essere diritte, come in nome = \"Comune di Esempio\": quelle ricurve (“ ” « ») le mettono i programmi di scrittura, cancellatele e riscrivetele con Blocco note";

/// Whether the line of a fault has quotation marks that a word processor puts there.
fn has_curly_quotes(text: &str, offset: usize) -> bool {
    let line = text.lines().nth(line_of(text, offset).saturating_sub(1)).unwrap_or_default();
    let code = line.split('#').next().unwrap_or_default();
    let is_curly = |letter: char| matches!(letter, '“' | '”' | '„' | '‘' | '’' | '«' | '»');
    code.split_once('=').is_some_and(|(_, value)| value.trim_start().starts_with(is_curly))
}

/// Every key that [`Settings`] and its parts accept, asked of serde itself.
fn known_keys() -> BTreeSet<&'static str> {
    use crate::model::settings as model;
    let mut keys = BTreeSet::new();
    let mut add = |names: &'static [&'static str]| keys.extend(names.iter().copied());
    add(fields::<Settings>());
    add(fields::<model::BodySettings>());
    add(fields::<model::ReportSettings>());
    add(fields::<model::PaySettings>());
    add(fields::<model::DisclosureSettings>());
    add(fields::<model::Exemption>());
    add(fields::<model::Conventions>());
    add(fields::<model::FileChoice>());
    add(fields::<DetailedChoice>());
    add(fields::<KnownFigures>());
    add(fields::<model::GradeDeclaration>());
    add(fields::<model::AssessmentRules>());
    add(fields::<model::DelayStep>());
    keys
}

/// The field names that a type asks its deserializer for.
fn fields<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    let mut names: &'static [&'static str] = &[];
    // The deserializer below always fails: only the names it was asked for matter.
    let _ = T::deserialize(FieldNames(&mut names));
    names
}

struct FieldNames<'a>(&'a mut &'static [&'static str]);

impl<'de> serde::Deserializer<'de> for FieldNames<'_> {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: serde::de::Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(serde::de::Error::custom("only field names are asked for"))
    }

    fn deserialize_struct<V: serde::de::Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        *self.0 = fields;
        self.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::reference_data::setting_sheets;

    /// The keys that sheets have for a section of `cug.toml`.
    fn in_sheets(section: &str) -> BTreeSet<&'static str> {
        let sheets = setting_sheets();
        let keys = sheets.keys.iter().filter(|key| key.section == section);
        let rows = sheets.sheets.iter().filter(|sheet| sheet.section == section);
        let columns = rows.flat_map(|sheet| &sheet.columns).map(|column| column.name.as_str());
        keys.map(|key| key.key.as_str()).chain(columns).collect()
    }

    #[test]
    fn every_key_of_cug_toml_has_its_place_in_a_sheet() {
        use crate::model::settings as model;
        let of = |section: &str, fields: &'static [&'static str], apart: &[&str]| {
            let known = in_sheets(section);
            for field in fields.iter().filter(|field| !apart.contains(field)) {
                assert!(known.contains(field), "[{section}] {field} is in no sheet");
            }
            assert!(!known.is_empty(), "[{section}] has no sheet");
        };
        of("ente", fields::<model::BodySettings>(), &[]);
        of("relazione", fields::<model::ReportSettings>(), &[]);
        of("retribuzioni", fields::<model::PaySettings>(), &[]);
        of("riservatezza", fields::<model::DisclosureSettings>(), &["esenzioni"]);
        of("riservatezza.esenzioni", fields::<model::Exemption>(), &[]);
        of("convenzioni", fields::<model::Conventions>(), &[]);
        of("quadratura", fields::<KnownFigures>(), &[]);
        of("inquadramenti", fields::<model::GradeDeclaration>(), &[]);
        of("valutazione", fields::<model::AssessmentRules>(), &["ritardo"]);
        of("valutazione.ritardo", fields::<model::DelayStep>(), &[]);
        // One sheet is written for one: «fogli» in the sheet; a file with another year is given its name.
        of("file", fields::<model::FileChoice>(), &["foglio", "anno"]);
        // The header is «intestazione» there.
        of("colonne", fields::<DetailedChoice>(), &[]);
        for section in fields::<Settings>() {
            assert!(!in_sheets(section).is_empty(), "[{section}] has no sheet");
        }
    }

    #[test]
    fn what_the_sheets_have_is_in_cug_toml() {
        let known = known_keys();
        for key in &setting_sheets().keys {
            assert!(known.contains(key.key.as_str()), "{} is no key", key.key);
            for word in &key.values {
                let inside = toml::Table::from_iter([(key.key.clone(), word.clone().into())]);
                let table = toml::Table::from_iter([(key.section.clone(), inside.into())]);
                assert_eq!(problems_of(table), Vec::<String>::new(), "{word}");
            }
        }
    }

    const SMALLEST: &str = "[ente]\nnome = \"Ente\"\n[relazione]\nanno = 2022\n";

    #[test]
    fn the_smallest_file_has_the_defaults() {
        let settings = read(SMALLEST).expect("the smallest file is enough");
        assert_eq!(settings.disclosure.threshold, 3);
        assert_eq!(settings.report.format, "direttiva-2-2019");
    }

    #[test]
    fn a_key_in_the_wrong_section_is_told_by_its_own_line() {
        let text = format!("{SMALLEST}[riservatezza]\n# nome = \"\"\nnome = \"Ente\"\n");
        let problems = read(&text).expect_err("a name is no part of that section");
        assert!(problems[0].starts_with("riga 7: "), "{problems:?}");
    }

    #[test]
    fn every_unknown_key_is_told_with_its_line_and_a_proposal() {
        let text = format!(
            "{SMALLEST}sogla = 1\n[riservatezza]\nsoglja = 5\n[retribuzione]\nbase = \"lorda\"\n"
        );
        let problems = read(&text).expect_err("three keys are unknown");
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(
            problems.iter().any(|problem| problem.contains("riga 7") && problem.contains("«base»")
                || problem.contains("retribuzioni")),
            "{problems:?}"
        );
        assert!(problems.iter().any(|problem| problem.contains("forse «soglia»")), "{problems:?}");
    }

    #[test]
    fn the_quotation_marks_of_word_processors_are_told_by_their_name() {
        let problems = read("[ente]\nnome = “Ente”\n").expect_err("the quotes are curly");
        assert!(problems[0].starts_with("riga 2: le virgolette"), "{problems:?}");
        let problems = read("[ente]\nnome = Ente\n").expect_err("there are no quotes");
        assert!(problems[0].starts_with("riga 2: la riga non si capisce"), "{problems:?}");
    }

    #[test]
    fn assessment_rules_that_cannot_be_meant_are_refused() {
        let rules = "[valutazione]\ntetto = 90\nsoglia_minima = 95.5\n[[valutazione.ritardo]]\nda_giorni = 2\npunteggio = 50\n";
        let problems = read(&format!("{SMALLEST}{rules}")).expect_err("three rules are wrong");
        for words in ["tetto = 90", "soglia_minima = 95.5", "giorno 2"] {
            assert!(
                problems.iter().any(|problem| problem.contains(words)),
                "{words}: {problems:?}"
            );
        }
    }

    #[test]
    fn protection_that_protects_nobody_is_refused() {
        let rules = "[valutazione]\nsoglia_parziale = 0.5\n[convenzioni]\nore_al_giorno = 7.12\n";
        let problems = read(&format!("{SMALLEST}{rules}")).expect_err("two rules are wrong");
        for words in ["soglia_parziale = 0.5", "scrivete ore_al_giorno = 7.2"] {
            assert!(problems.iter().any(|problem| problem.contains(words)), "{problems:?}");
        }
        let rules = "[riservatezza]\nsoglia = 2\nsoglia_sensibili = 1\n[[riservatezza.esenzioni]]\nmotivo = \" \"\n[[riservatezza.esenzioni]]\ntabella = \"1.30\"\nmotivo = \"atti pubblici\"\n";
        let problems = read(&format!("{SMALLEST}{rules}")).expect_err("five rules are wrong");
        for words in ["soglia = 2", "soglia_sensibili = 1", "tipologia oppure", "motivo", "1.30"] {
            assert!(
                problems.iter().any(|problem| problem.contains(words)),
                "{words}: {problems:?}"
            );
        }
    }

    #[test]
    fn a_column_has_a_header_a_unit_and_neighbours_that_decide_nothing() {
        let text = format!(
            "{SMALLEST}[colonne.formazione]\nore = {{ colonna = \"Durata\", unita = \"ore,minuti\" }}\ntipo = \"Materia\"\nignora = [\"Aula\"]\n[valori.tipo]\n\"FAD\" = \"aggiornamento\"\n[quadratura]\npersone = 447\n"
        );
        let settings = read(&text).expect("settings");
        let choices = &settings.columns["formazione"];
        assert_eq!(choices.columns["tipo"].headers, ["Materia"]);
        assert_eq!(choices.columns["ore"].unit, Some(ColumnUnit::HoursMinutes));
        assert_eq!(choices.ignored, ["Aula"]);
        let written = serde_json::to_string(&settings).expect("JSON");
        assert!(written.contains("\"unita\":\"ore,minuti\""), "{written}");
    }

    #[test]
    fn a_unit_or_a_word_of_another_column_is_refused() {
        let rules = "[colonne.formazione]\nore = { colona = \"Durata\", unita = \"mensile\" }\n[valori.titolo]\n\"Laurea\" = \"Laurea\"\n[quadratura]\nperson = 4\n";
        let problems = read(&format!("{SMALLEST}{rules}")).expect_err("four rules are wrong");
        for words in
            ["forse «colonna»", "unita = \"mensile\"", "[valori.titolo]", "forse «persone»"]
        {
            assert!(
                problems.iter().any(|problem| problem.contains(words)),
                "{words}: {problems:?}"
            );
        }
    }

    #[test]
    fn a_value_out_of_the_list_names_the_list() {
        let text = format!("{SMALLEST}[retribuzioni]\nbase = \"mista\"\n");
        let problems = read(&text).expect_err("mista is no basis");
        assert!(problems[0].contains("lorda") && problems[0].contains("netta"), "{problems:?}");
    }
}
