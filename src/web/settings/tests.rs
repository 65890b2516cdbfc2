//! The form filled in and written back, as texts before and after.

use serde_json::{Value, json};

use super::*;

const TEXT: &str = include_str!("../../../data/cug.toml");

/// What the page says of some rows of a section, with the name and the year written.
fn typed(text: &str, section: &str, rows: &Value) -> Value {
    let typed = json!({ "keys": {}, "rows": { section: rows } });
    rewritten(text, &[], &typed.to_string()).expect("rows")
}

fn new_text(text: &str, section: &str, rows: &Value) -> String {
    let answer = typed(text, section, rows);
    assert_eq!(answer["problems"], json!([]));
    answer["text"].as_str().expect("a text").to_owned()
}

fn rows_of(text: &str, section: &str) -> Vec<Vec<String>> {
    let sheet = setting_sheets().sheets.iter().find(|sheet| sheet.section == section);
    rows::entries(text, sheet.expect("a sheet")).into_iter().map(|entry| entry.cells).collect()
}

/// One row of each sheet, in the order of its columns.
fn one_of_each() -> [(&'static str, Value); 6] {
    [
        ("file", json!(["personale", "gennaio.xls", "Comparto; Dirigenza"])),
        ("riservatezza.esenzioni", json!(["", "1.3", "Pubblicati per legge"])),
        ("valutazione.ritardo", json!(["1", "", "37,5"])),
        ("valori", json!(["tipo", "L104 \"GG\"", "L.104 giorni"])),
        ("colonne", json!(["formazione", "ore", "Durata", "minuti"])),
        ("inquadramenti", json!(["Vigile", "Personale non dirigente", "Vig.; Vigilanza"])),
    ]
}

#[test]
fn every_sheet_has_a_row_here_that_is_written_below_the_comments_and_read_back() {
    let known: Vec<&str> = setting_sheets().sheets.iter().map(|it| it.section.as_str()).collect();
    let start = "[ente]\nnome = \"A\"\n[relazione]\nanno = 2025\n# fine\n";
    let mut text = start.to_owned();
    for (section, cells) in one_of_each() {
        assert!(known.contains(&section));
        text = new_text(&text, section, &json!([{ "from": null, "cells": cells }]));
        assert!(text.starts_with(start), "{text}");
    }
    assert_eq!(known.len(), one_of_each().len());
    for (section, cells) in one_of_each() {
        let read = rows_of(&text, section);
        assert_eq!(json!(read), json!([cells]), "{text}");
        let same = json!([{ "from": 0, "cells": cells }]);
        assert_eq!(new_text(&text, section, &same), text);
    }
    assert!(text.contains("punteggio = 37.5\n"), "{text}");
    for (section, _) in one_of_each() {
        text = new_text(&text, section, &json!([]));
    }
    assert!(text.starts_with(start), "{text}");
    let left: toml::Table = text.parse().expect("TOML");
    assert!(left["ente"]["nome"].is_str() && !text.contains("[["), "{text}");
}

#[test]
fn a_row_that_changes_changes_its_own_words_and_nothing_else() {
    let text = "[ente]\nnome = \"A\"\n[relazione]\nanno = 2025\n\n[[inquadramenti]] # il primo\nnome = 'Vigile'\ntipologia = \"Personale non dirigente\" # sempre\n\n# Deciso a marzo\n[[inquadramenti]]\nnome = \"Usciere\"\ntipologia = \"Personale non dirigente\"\nalias = [\"Us.\"] # come scrive il Comune\n\n[valutazione]\ntetto = 100\n";
    let rows = json!([
        { "from": 0, "cells": ["Vigile", "Personale non dirigente", ""] },
        { "from": 1, "cells": ["Usciere capo", "Personale non dirigente", "Us.; Uscieri"] },
        { "from": null, "cells": ["Autista", "Personale non dirigente", ""] },
        { "from": null, "cells": ["", " ", ""] },
    ]);
    let expected = text
        .replace("\"Usciere\"", "\"Usciere capo\"")
        .replace("[\"Us.\"] #", "[\"Us.\", \"Uscieri\"] #")
        .replace(
            "\n[valutazione]",
            "\n[[inquadramenti]]\nnome = \"Autista\"\ntipologia = \"Personale non dirigente\"\n\n[valutazione]",
        );
    assert_eq!(new_text(text, "inquadramenti", &rows), expected);
    let second_gone = json!([{ "from": 0, "cells": ["Vigile", "Personale non dirigente", ""] }]);
    let rest = new_text(text, "inquadramenti", &second_gone);
    assert!(rest.contains("# Deciso a marzo\n\n[valutazione]") && !rest.contains("Usciere"));
}

#[test]
fn rows_on_one_line_stay_on_it() {
    let text = "ente = { nome = \"A\" }\nrelazione = { anno = 2025 }\nriservatezza = { esenzioni = [{ tabella = \"1.3\", motivo = \"Legge\" }] } # qui\n";
    let rows = json!([
        { "from": 0, "cells": ["", "1.3", "Decreto"] },
        { "from": null, "cells": ["Organo di vertice", "", "Legge"] },
    ]);
    assert_eq!(
        new_text(text, "riservatezza.esenzioni", &rows),
        text.replace(
            "\"Legge\" }]",
            "\"Decreto\" }, { tipologia = \"Organo di vertice\", motivo = \"Legge\" }]"
        )
    );
}

#[test]
fn columns_words_and_files_are_written_where_their_kind_stands() {
    let text = "[ente]\nnome = \"A\"\n[relazione]\nanno = 2025\n[colonne.personale] # dal gestionale\ndata_nascita = \"DT\" # giorno\nignora = [\"Turno\", \"Sede\"]\n[file]\npersonale = { percorso = \"a.xls\", foglio = \"Uno\", anno = 2025 }\n[valori.tipo]\nA = \"L.104 giorni\"\n";
    assert_eq!(
        rows_of(text, "colonne"),
        [
            ["personale", "data_nascita", "DT", ""],
            ["personale", "ignora", "Turno", ""],
            ["personale", "ignora", "Sede", ""]
        ]
    );
    let rows = json!([
        { "from": 0, "cells": ["personale", "data_nascita", "DT_NASC", "anno"] },
        { "from": 2, "cells": ["personale", "ignora", "Sede", ""] },
        { "from": null, "cells": ["personale", "ignora", "Badge", ""] },
        { "from": null, "cells": ["congedi", "tipo", "Causale", ""] },
    ]);
    let new = new_text(text, "colonne", &rows);
    let line = "data_nascita = { colonna = \"DT_NASC\", unita = \"anno\" } # giorno\nignora = [\"Sede\", \"Badge\"]\n";
    assert!(new.contains(&format!("[colonne.personale] # dal gestionale\n{line}")), "{new}");
    assert!(new.ends_with("\n\n[colonne.congedi]\ntipo = \"Causale\"\n"), "{new}");
    let rows = json!([{ "from": 0, "cells": ["personale", "a.xls", "Uno; Due"] }]);
    let new = new_text(text, "file", &rows);
    let line = "personale = { percorso = \"a.xls\", anno = 2025, fogli = [\"Uno\", \"Due\"] }\n";
    assert!(new.contains(line), "{new}");
    let rows = json!([{ "from": 0, "cells": ["tipo", "B", "L.104 giorni"] }]);
    let new = new_text(text, "valori", &rows);
    assert!(new.ends_with("[valori.tipo]\nB = \"L.104 giorni\"\n"), "{new}");
}

#[test]
fn all_that_is_wrong_is_told_at_once_with_its_field() {
    let text = "[ente]\nnome = \"A\"\n[relazione]\nanno = 2025\n";
    let typed = json!({
        "keys": { "riservatezza.soglia": "molti", "valutazione.tetto": "7.250", "ente.codice_ipa": "a" },
        "rows": {
            "inquadramenti": [
                { "from": null, "cells": ["Vigile", "", ""] },
                { "from": null, "cells": ["Usciere", "Qualcosa", ""] },
            ],
            "valori": [
                { "from": null, "cells": ["tipo", "A", "L.104 giorni"] },
                { "from": null, "cells": ["tipo", "A", "L.104 ore"] },
                { "from": null, "cells": ["tipo", "B", ""] },
            ],
            "valutazione.ritardo": [{ "from": null, "cells": ["uno", "", "50"] }],
        },
    });
    let answer = rewritten(text, &[], &typed.to_string()).unwrap();
    assert_eq!(answer["text"], Value::Null);
    let told: Vec<String> = answer["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| format!("{} {}", it["at"].as_str().unwrap(), it["words"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            "riservatezza.soglia Soglia: «molti» non è un numero",
            "valutazione.tetto Tetto: «7.250» è ambiguo: può valere 7250 oppure 7,250",
            "inquadramenti/0/1 Gli inquadramenti solo vostri, riga 1: scrivete «tipologia»",
            "inquadramenti/1/0 Gli inquadramenti solo vostri, riga 2: il valore «Qualcosa» non è fra quelli ammessi: «Organo di vertice», «Dirigente di livello generale», «Dirigente di livello non generale», «Personale non dirigente»",
            "valori/1/0 Le parole dei vostri dati, riga 2: dice lo stesso di una riga più sopra: lasciatene una",
            "valori/2/2 Le parole dei vostri dati, riga 3: scrivete «significato»",
            "valutazione.ritardo/0/0 Chi finisce in ritardo, riga 1: «uno» non è un numero",
        ]
    );
}

#[test]
fn what_the_rules_have_against_the_whole_is_told_before_anything_is_saved() {
    let text = "[ente]\nnome = \"A\"\n[relazione]\nanno = 2025\n";
    let rows = json!([{ "from": null, "cells": ["1", "30", "50"] }]);
    let answer = typed(text, "valutazione.ritardo", &rows);
    let words = answer["problems"][0]["words"].as_str().unwrap();
    assert!(words.contains("l'ultimo scaglione di ritardo finisce al giorno 30"), "{words}");
    let keys = json!({ "keys": { "riservatezza.soglia": "2" }, "rows": {} });
    let answer = rewritten(text, &[], &keys.to_string()).unwrap();
    let problem = &answer["problems"][0];
    assert_eq!(problem["at"], "riservatezza.soglia");
    assert!(problem["words"].as_str().unwrap().starts_with("Soglia: il minimo è 3"), "{problem}");
    // What is missing from the start stops nobody from writing the rest.
    let keys = json!({ "keys": { "ente.nome": "Comune" }, "rows": {} });
    let answer = rewritten(TEXT, &[], &keys.to_string()).unwrap();
    assert_eq!(answer["problems"], json!([]));
    assert_eq!(
        answer["difference"],
        json!([{ "sign": " ", "line": "[ente]" }, { "sign": "+", "line": "nome = \"Comune\"" }])
    );
}

#[test]
fn a_whole_number_may_have_points_between_thousands_and_a_word_any_case() {
    let key = |path: &str, words: &str| with_key("", path, words).unwrap();
    assert_eq!(key("quadratura.persone", "447"), "[quadratura]\npersone = 447\n");
    assert_eq!(key("relazione.anno", " 2.025 "), "[relazione]\nanno = 2025\n");
    assert_eq!(key("convenzioni.ore_al_giorno", "7.2"), "[convenzioni]\nore_al_giorno = 7.2\n");
    assert_eq!(key("convenzioni.ore_al_giorno", "7,2"), "[convenzioni]\nore_al_giorno = 7.2\n");
    assert_eq!(key("retribuzioni.base", "Netta"), "[retribuzioni]\nbase = \"netta\"\n");
    assert!(with_key("", "relazione.anno", "7,2").unwrap_err().contains("non è un numero intero"));
}
