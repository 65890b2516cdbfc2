//! Columns and words that say by the way that a row does not count: none passes in silence, in any input.

use relazione_cug::model::input::{InputFile, InputKind};

use crate::bodies::{settings, settings_of, staff_csv, verify};

const STAFF: &str = "Matricola;Sesso;Data di nascita;Inquadramento";
const PEOPLE: [&str; 4] = [
    "1001;D;01/01/1962;Operatori esperti",
    "1002;U;04/06/1969;Istruttori",
    "1003;D;07/11/1976;Istruttori",
    "1004;U;10/04/1983;Istruttori",
];

fn staff_with(header: &str, cells: [&str; 4]) -> InputFile {
    let rows = PEOPLE.iter().zip(cells).map(|(row, cell)| format!("{row};{cell}"));
    staff_csv(&format!("{STAFF};{header}"), &rows.collect::<Vec<_>>())
}

fn file(kind: InputKind, text: &str) -> InputFile {
    let path = format!("{}.csv", kind.name());
    InputFile { kind, path, bytes: text.as_bytes().to_vec().into() }
}

/// The codes of what was found above notes.
fn codes(files: &[InputFile]) -> Vec<String> {
    let verified = verify(files, &settings_of(2025));
    let found = verified.diagnostics.iter();
    let told = found.filter(|one| one.severity() > relazione_cug::model::quality::Severity::Note);
    told.map(|one| one.code.name().to_owned()).collect()
}

#[test]
fn a_mark_against_some_rows_is_asked_about() {
    for header in ["Dimesso", "Comandato", "LSU", "Fuori organico", "Da escludere", "Interinale"] {
        for mark in ["X", "SI", "✓"] {
            let staff = staff_with(header, ["", mark, "", mark]);
            assert_eq!(codes(&[staff]), ["F17"], "{header} {mark}");
        }
    }
    let staff = || staff_with("Sede", ["A", "A", "A", "A"]);
    for (kind, start, header) in [
        (InputKind::Training, "Matricola;Tipo;Ore", "Attestato"),
        (InputKind::Training, "Matricola;Tipo;Ore", "Firma"),
        (InputKind::Leave, "Matricola;Tipo;Quantità", "Rettifica"),
        (InputKind::Positions, "Matricola;Posizione", "Interim"),
        (InputKind::WorkLife, "Matricola;Misura", "Negato"),
    ] {
        let cells = match kind {
            InputKind::Training => "sicurezza;8",
            InputKind::Leave => "L.104 giorni;3",
            InputKind::Positions => "Elevata qualificazione",
            _ => "Lavoro agile",
        };
        let text = format!("{start};{header}\n1001;{cells};X\n1002;{cells};\n1003;{cells};\n");
        assert!(codes(&[staff(), file(kind, &text)]).contains(&"F17".to_owned()), "{header}");
    }
}

#[test]
fn a_contract_of_no_employee_or_with_a_day_is_asked_about() {
    for words in [
        "Amministratore",
        "Sindaco",
        "Comando da Regione",
        "Pippo",
        "TD 31/05/2025",
        "Scavalco",
        "Non dipendente",
        "Ente privato",
    ] {
        let indefinite = "Tempo indeterminato";
        let staff = staff_with("Tipo rapporto", [indefinite, words, indefinite, indefinite]);
        let verified = verify(&[staff], &settings_of(2025));
        assert!(verified.errors() > 0 || verified.dataset.people.len() == 3, "{words}");
    }
    for words in
        ["Tempo determinato", "T.D. full time", "Contratto a tempo indeterminato pieno", "TI"]
    {
        let staff = staff_with("Contratto", [words; 4]);
        assert_eq!(codes(&[staff]), [""; 0], "{words}");
    }
    let answered = settings(
        "[ente]\nnome = \"Prova\"\n[relazione]\nanno = 2025\n[valori.contratto]\n\"Amministratore\" = \"non conta\"\n\"Pippo\" = \"conta\"\n",
    );
    let staff = staff_with("Tipo rapporto", ["Amministratore", "Pippo", "TI", "TI"]);
    let verified = verify(&[staff], &answered);
    assert_eq!((verified.errors(), verified.dataset.people.len()), (0, 3));
}

#[test]
fn a_group_of_outsiders_is_asked_about_wherever_it_is_named() {
    for (header, words) in [
        ("Settore", "Personale somministrato"),
        ("Ufficio", "Cessati 2025"),
        ("Qualifica professionale", "Tirocinante"),
    ] {
        let staff = staff_with(header, ["Tributi", words, "Tributi", "Tributi"]);
        assert!(codes(&[staff]).contains(&"P30".to_owned()), "{header}: {words}");
    }
    let named =
        staff_with("Nominativo", ["ROSSI A", "BIANCHI B (cessato 30/6)", "VERDI C", "NERI D"]);
    let verified = verify(&[named], &settings_of(2025));
    let told: Vec<String> = verified.diagnostics.iter().map(|one| one.message.clone()).collect();
    assert!(told.iter().any(|message| message.contains("Nominativo")), "{told:?}");
    assert!(!told.iter().any(|message| message.contains("BIANCHI")), "{told:?}");
}

#[test]
fn a_yes_under_a_negative_header_does_not_count() {
    let columns = "[ente]\nnome = \"Prova\"\n[relazione]\nanno = 2025\n";
    let staff = || staff_csv(STAFF, &PEOPLE.map(str::to_owned));
    for (kind, role, header, row) in [
        (InputKind::Leave, "esito", "Annullata", "L.104 giorni;3"),
        (InputKind::Training, "presenza", "Assente", "sicurezza;8"),
        (InputKind::WorkLife, "esito", "Revocata", "Lavoro agile"),
        (InputKind::Positions, "stato", "Cessata", "Elevata qualificazione"),
    ] {
        let start = match kind {
            InputKind::Leave => "Matricola;Tipo;Quantità",
            InputKind::Training => "Matricola;Tipo;Ore",
            InputKind::WorkLife => "Matricola;Misura",
            _ => "Matricola;Posizione",
        };
        for (yes, no) in [("SI", "NO"), ("X", "")] {
            let text =
                format!("{start};{header}\n1001;{row};{no}\n1002;{row};{yes}\n1003;{row};{no}\n");
            let said =
                settings(&format!("{columns}[colonne.{}]\n{role} = \"{header}\"\n", kind.name()));
            let verified = verify(&[staff(), file(kind, &text)], &said);
            let source = verified.dataset.source(kind).expect("the file");
            assert_eq!((verified.errors(), source.rows_used), (0, 2), "{header} {yes}");
        }
    }
}

#[test]
fn words_that_take_back_a_leave_are_asked_about() {
    let staff = || staff_csv(STAFF, &PEOPLE.map(str::to_owned));
    for words in [
        "L.104 giorni (richiesta respinta)",
        "L.104 giorni residui",
        "Storno L.104 giorni",
        "Congedo parentale giorni non fruito",
        "L.104 giorni anno 2024",
    ] {
        let text = format!("Matricola;Tipo;Quantità\n1001;L.104 giorni;2\n1002;{words};3\n");
        assert_eq!(codes(&[staff(), file(InputKind::Leave, &text)]), ["E03"], "{words}");
    }
}

#[test]
fn the_header_and_the_settings_agree_on_gross_and_net() {
    for (header, is_asked) in
        [("Retribuzione netta", true), ("Netto annuo", true), ("Lordo annuo", false)]
    {
        let staff = staff_with(header, ["23000", "24000", "25000", "26000"]);
        assert_eq!(codes(&[staff]).contains(&"P43".to_owned()), is_asked, "{header}");
    }
}

#[test]
fn pay_of_half_a_year_is_asked_about() {
    let rows = ["2010", "2010", "2010", "2010", "2025"]
        .iter()
        .zip([23_000, 24_000, 25_000, 26_000, 12_500]);
    let rows: Vec<String> = rows
        .enumerate()
        .map(|(number, (year, pay))| {
            format!("{number};D;01/01/1970;Istruttori;100;01/07/{year};{pay}")
        })
        .collect();
    let staff =
        staff_csv(&format!("{STAFF};% part time;Data assunzione;Retribuzione annua"), &rows);
    assert_eq!(codes(&[staff]), ["P44"]);
}

#[test]
fn an_empty_cell_beside_those_in_service_is_asked_about() {
    for word in ["In servizio", "X"] {
        let staff = || staff_with("Stato", [word, word, "", word]);
        let more = "[valori.stato_servizio]\nX = \"in servizio\"\n";
        let of = |more: &str| {
            let text = format!("[ente]\nnome = \"Ente\"\n[relazione]\nanno = 2025\n{more}");
            let verified = verify(&[staff()], &settings(&text));
            let found = verified.diagnostics.iter();
            let told = found.filter(|one| one.code.name() == "P30");
            (told.count(), verified.dataset.people.len())
        };
        assert_eq!(of(more), (1, 3), "{word}");
        assert_eq!(of(&format!("{more}vuota = \"cessato\"\n")), (0, 3), "{word}");
        assert_eq!(of(&format!("{more}vuota = \"in servizio\"\n")), (0, 4), "{word}");
    }
}

#[test]
fn the_whole_pay_of_a_year_is_never_added_to_its_parts() {
    let staff = |header: &str, cells: &str| {
        let rows = PEOPLE.iter().map(|row| format!("{row};{cells}"));
        staff_csv(&format!("{STAFF};{header}"), &rows.collect::<Vec<_>>())
    };
    let remedy = |file: InputFile| {
        let verified = verify(&[file], &settings_of(2025));
        let found =
            verified.diagnostics.iter().find(|one| matches!(one.code.name(), "F17" | "F18"));
        found.map(|one| one.remedy.clone()).unwrap_or_default()
    };
    for (header, cells) in [
        ("Retribuzione annua;Stipendio tabellare;Indennità;Produttività", "25000;20000;3000;2000"),
        ("Totale retribuzione;Tabellare;Accessorio", "25000,50;20000,50;5000"),
        ("Retribuzione lorda annua;Stipendio mensile", "25000,50;1900,50"),
        ("Retribuzione annua;Giorni retribuiti", "25000,50;312"),
    ] {
        let told = remedy(staff(header, cells));
        assert!(!told.contains("retribuzione = ["), "{header}: {told}");
    }
    let told = remedy(staff(
        "Stipendio tabellare;Indennità;Accessorio;Lordo",
        "20000,50;3000,5;2000,5;25001,5",
    ));
    assert!(
        told.contains("retribuzione = [\"Stipendio tabellare\", \"Indennità\", \"Accessorio\"]"),
        "{told}"
    );
}

#[test]
fn pay_said_to_be_of_a_month_is_asked_when_it_is_of_a_year() {
    let more = "[convenzioni]\nmensilita = 13\n[colonne.personale]\nretribuzione = { colonna = \"Retribuzione\", unita = \"mensile\" }\n";
    let of = |pay: &str| {
        let text = format!(
            "[ente]\nnome = \"Ente\"\n[relazione]\nanno = 2025\n[retribuzioni]\narretrati = \"esclusi\"\n{more}"
        );
        let verified = verify(&[staff_with("Retribuzione", [pay; 4])], &settings(&text));
        verified.diagnostics.iter().any(|one| one.code.name() == "P29")
    };
    assert!(!of("2100,50"));
    assert!(of("25300,50"));
}

#[test]
fn offices_of_several_levels_stop_nobody() {
    let rows = PEOPLE.iter().map(|row| format!("{row};Affari generali;Protocollo;101"));
    let staff =
        staff_csv(&format!("{STAFF};Settore;Ufficio;Centro di costo"), &rows.collect::<Vec<_>>());
    let verified = verify(&[staff], &settings_of(2025));
    assert!(
        verified.diagnostics.iter().all(|one| !matches!(one.code.name(), "F06" | "F17" | "F18"))
    );
    assert_eq!(verified.dataset.people.len(), 4);
}
