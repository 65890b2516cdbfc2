//! The doors of the page, as its worker uses them: files in, questions, findings and documents out.

use relazione_cug::web::{
    Justification, MAX_FOLDER_BYTES, Offered, Session, about, secret, wanted,
};
use serde_json::{Value, json};

const QUIET: &(dyn Fn(&str, &str) + Sync) = &|_, _| {};

fn offered(files: &[(&str, usize)]) -> Vec<Offered> {
    files.iter().map(|(path, bytes)| Offered { path: (*path).to_owned(), bytes: *bytes }).collect()
}

fn sample() -> Session {
    let mut session = Session::default();
    session.sample().unwrap();
    session
}

/// What is typed for some keys of the form.
fn typed(session: &Session, keys: &Value) -> Value {
    session.rewritten(&json!({ "keys": keys, "rows": {} }).to_string()).unwrap()
}

fn card<'a>(state: &'a Value, input: &str) -> &'a Value {
    let mut cards = state["cards"].as_array().unwrap().iter();
    cards.find(|card| card["input"] == input).unwrap()
}

#[test]
fn what_was_written_before_is_not_read_but_for_its_lists() {
    let files = [
        "cug.toml",
        "personale.xlsx",
        "uscita/index.html",
        "uscita/2024/manifesto.json",
        "uscita/2024/ufficio/verifica.html",
        "uscita/2024/riservato/index.html",
        "uscita/2024/riservato/manifesto.json",
        ".~lock.personale.xlsx#",
        "testi/.DS_Store",
        "storico/2023.csv",
    ];
    let files = files.map(|path| (path, 1));
    assert_eq!(wanted(&offered(&files)), Ok(vec![0, 1, 2, 3, 4, 9]));
    let large = [("a.csv", MAX_FOLDER_BYTES), ("b.csv", 1)];
    let words = wanted(&offered(&large)).unwrap_err();
    assert!(words.contains("150 MB") && words.contains("usate il programma"), "{words}");
}

#[test]
fn the_sample_is_read_and_every_card_says_what_it_was_taken_for() {
    let state = sample().verify(QUIET).unwrap();
    assert_eq!(state["counts"]["errors"], 0);
    assert_eq!(state["body"], "Città metropolitana di Bologna");
    let staff = card(&state, "personale");
    assert_eq!(staff["state"], "read");
    assert_eq!(staff["counted"], "447 persone lette");
    assert_eq!(card(&state, "aggregati")["sign"], "manca (facoltativo)");
    assert_eq!(card(&state, "storico")["counted"], "2 anni letti");
    assert!(!state["mirror"].as_array().unwrap().is_empty());
    assert!(!state["key_figures"].as_array().unwrap().is_empty());
}

#[test]
fn a_new_folder_has_what_was_typed_and_says_what_is_still_empty() {
    let mut session = Session::default();
    session.begin("Comune di \"Prova\"", "2025", "sanità", &[171; 32]).unwrap();
    let text = String::from_utf8(session.file("cug.toml").unwrap().to_vec()).unwrap();
    assert!(text.contains("nome = \"Comune di \\\"Prova\\\"\""), "{text}");
    let line = format!("segreto = \"{}\" # decide come si arrotonda", "ab".repeat(32));
    assert!(text.contains(&line), "{text}");
    let state = session.verify(QUIET).unwrap();
    assert_eq!(state["body"], "Comune di \"Prova\"");
    assert_eq!(card(&state, "personale")["state"], "empty");
    let words = Session::default().begin("Comune", "25", "", &[1; 32]).unwrap_err();
    assert_eq!(words, "Anno dei dati: l'anno non è fra 2000 e 2100");
    assert!(Session::default().begin("Comune", "2025", "", &[1; 31]).is_err());
    assert_eq!(about()["form"].as_array().unwrap().len(), 3);
}

#[test]
fn a_folder_without_settings_is_told_and_takes_them_from_the_form() {
    let mut session = Session::default();
    session.put("personale.csv", b"Matr;Sesso\n1;D\n".to_vec());
    let state = session.verify(QUIET).unwrap();
    assert!(state["problems"][0].as_str().unwrap().contains("cug.toml"), "{state}");
    let keys = json!({ "ente.nome": "Comune di Prova", "relazione.anno": "2.025" });
    let text = typed(&session, &keys)["text"].as_str().unwrap().to_owned();
    session.put("cug.toml", text.into_bytes());
    let state = session.verify(QUIET).unwrap();
    assert_eq!(state["problems"], Value::Array(Vec::new()));
    assert_eq!(state["year"], 2025);
}

#[test]
fn a_question_is_answered_by_one_of_its_lines_and_is_gone() {
    let mut session = sample();
    let text = String::from_utf8(session.file("congedi.csv").unwrap().to_vec()).unwrap();
    let text = text.replacen("L.104 giorni", "Permesso 104 speciale", 1);
    session.put("congedi.csv", text.into_bytes());
    let state = session.verify(QUIET).unwrap();
    let question = &state["questions"][0];
    assert!(question["asked"].as_str().unwrap().contains("Permesso 104 speciale"), "{question}");
    let answers = question["answers"].as_array().unwrap();
    let answer = answers.iter().find(|one| one["words"] == "L.104 giorni").expect("the word");
    let part = |key: &str| answer[key].as_str().unwrap();
    let text = session.answered(part("section"), part("key"), part("value")).unwrap();
    session.put("cug.toml", text.into_bytes());
    let state = session.verify(QUIET).unwrap();
    assert_eq!(state["questions"], Value::Array(Vec::new()));
    assert_eq!(state["counts"]["errors"], 0);
}

#[test]
fn a_justification_is_written_and_its_anomaly_waits_no_more() {
    let mut session = sample();
    let state = session.verify(QUIET).unwrap();
    assert_eq!(state["counts"]["waiting"], 0);
    session.put("giustificazioni.csv", b"codice;luogo;motivazione;ufficio\n".to_vec());
    let state = session.verify(QUIET).unwrap();
    let before = state["counts"]["waiting"].as_u64().unwrap();
    assert!(before > 0);
    let code =
        |group: &Value| group["waiting"].as_u64().filter(|n| *n > 0).map(|_| group["code"].clone());
    let code = state["groups"].as_array().unwrap().iter().find_map(code).unwrap();
    let code = code.as_str().unwrap();
    let row = Justification { code, place: "", reason: "È così", office: "Personale" };
    let (path, bytes) = session.justified(&row).unwrap();
    assert_eq!(path, "giustificazioni.csv");
    session.put(&path, bytes);
    let after = session.verify(QUIET).unwrap()["counts"]["waiting"].as_u64().unwrap();
    assert!(after < before);
    session.remove("giustificazioni.csv");
    session.verify(QUIET).unwrap();
    let (path, bytes) = session.justified(&row).unwrap();
    assert_eq!(path, "giustificazioni.xlsx");
    session.put(&path, bytes);
    let again = session.verify(QUIET).unwrap()["counts"]["waiting"].as_u64().unwrap();
    assert_eq!(again, after);
}

#[test]
fn a_file_that_stopped_the_program_is_named_as_one_that_cannot_be_read() {
    let mut session = sample();
    session.set_broken("formazione.csv");
    let state = session.verify(QUIET).unwrap();
    let group = &state["groups"][0];
    assert_eq!(group["code"], "F01");
    assert_eq!(group["places"][0]["place"], "formazione.csv");
    assert_eq!(card(&state, "formazione")["state"], "refused");
    let bytes = session.file("formazione.csv").unwrap().to_vec();
    session.put("formazione.csv", bytes);
    assert_eq!(session.verify(QUIET).unwrap()["counts"]["errors"], 0);
}

#[test]
fn a_file_of_another_name_is_taken_for_what_a_person_says() {
    let mut session = sample();
    let bytes = session.file("formazione.csv").unwrap().to_vec();
    session.remove("formazione.csv");
    session.put("Formaz. 2022.csv", bytes);
    let state = session.verify(QUIET).unwrap();
    assert_eq!(state["unused"][0]["path"], "Formaz. 2022.csv");
    assert_eq!(state["unused"][0]["likely"], "formazione");
    let text = session.assigned("Formaz. 2022.csv", "formazione").unwrap();
    session.put("cug.toml", text.into_bytes());
    let state = session.verify(QUIET).unwrap();
    assert_eq!(state["unused"], Value::Array(Vec::new()));
    assert_eq!(card(&state, "formazione")["paths"][0], "Formaz. 2022.csv");
}

#[test]
fn the_form_shows_what_is_written_and_in_which_file() {
    let session = sample();
    let form = session.form();
    let parts = form.as_array().unwrap();
    let fields = parts.iter().flat_map(|part| part["fields"].as_array().unwrap());
    let fields: Vec<&Value> = fields.collect();
    assert!(fields.len() > 25);
    let of = |path: &str| *fields.iter().find(|field| field["path"] == path).unwrap();
    assert_eq!(of("ente.codice_ipa")["value"], "cmbo");
    assert_eq!(of("riservatezza.soglia")["value"], "3");
    assert_eq!(of("convenzioni.mensilita")["value"], Value::Null);
    assert_eq!(of("riservatezza.segreto")["secret"], Value::Null);
    let wrong = typed(&session, &json!({ "riservatezza.soglia": "molti" }));
    assert_eq!(
        (&wrong["text"], &wrong["problems"][0]["at"]),
        (&Value::Null, &json!("riservatezza.soglia"))
    );
    let text =
        typed(&session, &json!({ "ente.codice_ipa": "" }))["text"].as_str().unwrap().to_owned();
    assert!(!text.contains("codice_ipa") && text.contains("# situazione al 31 dicembre 2022"));
    let part = |section: &str| parts.iter().find(|part| part["section"] == section).unwrap();
    let units = &part("colonne")["columns"][3]["choice"];
    assert_eq!(units["by"], 1);
    assert!(units["lists"]["ore"].as_array().unwrap().contains(&json!("minuti")), "{units}");
    let kinds = &part("inquadramenti")["columns"][1]["choice"]["words"];
    assert_eq!(kinds.as_array().unwrap().len(), 4);
}

#[test]
fn a_folder_without_a_secret_is_offered_one_and_what_is_written_in_a_sheet_is_told() {
    let mut session = Session::default();
    session.put("cug.toml", b"[ente]\nnome = \"A\"\n[relazione]\nanno = 2025\n".to_vec());
    let offer = |session: &Session| {
        let form = session.form();
        let fields =
            form.as_array().unwrap().iter().flat_map(|part| part["fields"].as_array().unwrap());
        fields.clone().find(|field| field["path"] == "riservatezza.segreto").unwrap().clone()
    };
    assert!(offer(&session)["secret"].as_str().unwrap().starts_with("Senza, decidono"));
    let words = secret(&[7; 32]).unwrap();
    let text = typed(&session, &json!({ "riservatezza.segreto": words }))["text"].clone();
    session.put("cug.toml", text.as_str().unwrap().into());
    assert_eq!(offer(&session)["value"], words);
    assert_eq!(offer(&session)["secret"], Value::Null);
    assert!(secret(&[]).is_err());
    session
        .put("impostazioni.csv", b"gruppo;impostazione;valore\nriservatezza;soglia;4\n".to_vec());
    let form = session.form();
    let mut fields =
        form.as_array().unwrap().iter().flat_map(|part| part["fields"].as_array().unwrap());
    let field = fields.find(|field| field["path"] == "riservatezza.soglia").unwrap();
    assert_eq!(field["in_sheet"], "impostazioni.csv, cella C2");
}

#[test]
fn a_column_that_may_decide_who_counts_is_asked_by_itself_and_answered_by_a_click() {
    let mut session = sample();
    let text = String::from_utf8(session.file("posizioni.csv").unwrap().to_vec()).unwrap();
    let mut lines = text.lines().enumerate().map(|(row, line)| match row {
        0 => format!("{line};Riferimento;Fascia"),
        row => {
            format!("{line};{:02}/06/2021;{}", 1 + row % 28, if row % 9 == 0 { "A" } else { "B" })
        }
    });
    let text = lines.by_ref().collect::<Vec<_>>().join("\n");
    session.put("posizioni.csv", text.into_bytes());
    let mut rounds = 0;
    loop {
        let state = session.verify(QUIET).unwrap();
        let Some(question) = state["questions"].get(0) else { break };
        let answers = question["answers"].as_array().unwrap();
        let answer = answers.last().unwrap();
        let part = |key: &str| answer[key].as_str().unwrap();
        assert!(answers.iter().all(|one| !one["words"].as_str().unwrap().is_empty()));
        let text = session.answered(part("section"), part("key"), part("value")).unwrap();
        session.put("cug.toml", text.into_bytes());
        rounds += 1;
        assert!(rounds < 6, "{question:#}");
    }
    assert!(rounds > 0);
    assert_eq!(session.verify(QUIET).unwrap()["counts"]["errors"], 0);
}

#[test]
fn a_header_that_nobody_knows_is_chosen_among_those_that_are_free() {
    let mut session = sample();
    let text = String::from_utf8(session.file("posizioni.csv").unwrap().to_vec()).unwrap();
    let text = text.replacen("matricola", "Chi", 1);
    session.put("posizioni.csv", text.into_bytes());
    let state = session.verify(QUIET).unwrap();
    let question = &state["questions"][0];
    let answers = question["answers"].as_array().unwrap();
    let answer = answers.iter().find(|one| one["words"] == "«Chi» è «matricola»").expect("it");
    assert_eq!(question["code"], "F05");
    let part = |key: &str| answer[key].as_str().unwrap();
    let text = session.answered(part("section"), part("key"), part("value")).unwrap();
    session.put("cug.toml", text.into_bytes());
    assert_eq!(session.verify(QUIET).unwrap()["counts"]["errors"], 0);
}
