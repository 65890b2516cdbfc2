//! Files of events as attendance programs, learning platforms and registers make them: the figures are those of
//! the same events in the plain sheet, or the column is asked about.

use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::quality::Severity;
use relazione_cug::pipeline::Verified;
use relazione_cug::publish;

use crate::bodies::{settings, staff_csv, verify};

const SETTINGS: &str = "[ente]\nnome = \"Ente di prova\"\n[relazione]\nanno = 2025\n";

fn staff() -> InputFile {
    let rows = [
        "1001;D;01/01/1962;Operatori esperti",
        "1002;U;04/06/1969;Istruttori",
        "1003;D;07/11/1976;Istruttori",
        "1004;U;10/04/1983;Istruttori",
    ];
    staff_csv("Matricola;Sesso;Data di nascita;Inquadramento", &rows.map(str::to_owned))
}

fn read(kind: InputKind, text: &str, more: &str) -> Verified {
    let path = format!("{}.csv", kind.name());
    let file = InputFile { kind, path, bytes: text.as_bytes().to_vec().into() };
    verify(&[staff(), file], &settings(&format!("{SETTINGS}{more}")))
}

/// Codes above notes.
fn codes(verified: &Verified) -> Vec<&str> {
    let found = verified.diagnostics.iter().filter(|one| one.severity() > Severity::Note);
    found.map(|one| one.code.name()).collect()
}

fn figures(verified: &Verified) -> Vec<String> {
    let artifacts = publish::render(&verified.report).unwrap();
    let csv = artifacts.into_iter().find(|it| it.path.ends_with("tabelle.csv")).unwrap().bytes;
    let text = String::from_utf8(csv).unwrap();
    let tables = ["1.3,", "1.8,", "1.9,", "1.10,", "1.11,"];
    let is_event = |line: &&str| tables.iter().any(|table| line.starts_with(table));
    text.lines().filter(is_event).map(str::to_owned).collect()
}

/// The figures of a file are those of the plain one, and nothing is asked.
fn assert_same(kind: InputKind, export: &str, more: &str, plain: &str) {
    let verified = read(kind, export, more);
    assert_eq!(codes(&verified), [""; 0], "{export}");
    assert_eq!(figures(&verified), figures(&read(kind, plain, "")), "{export}");
}

fn remedy(verified: &Verified, code: &str) -> String {
    let found = verified.diagnostics.iter().find(|one| one.code.name() == code);
    found.unwrap_or_else(|| panic!("no {code}")).remedy.clone()
}

#[test]
fn days_in_one_column_and_hours_in_another_are_one_quantity_under_any_headings() {
    let plain = "matricola;tipo;quantita\n1001;L.104 giorni;2\n1002;L.104 ore;3,5\n";
    for (days, hours) in [("GG", "HH"), ("Giorni fruiti", "Ore fruite"), ("N. giorni", "N. ore")] {
        let export = format!(
            "Matricola;Causale;{days};{hours}\n1001;L.104 giorni;2;0\n1002;L.104 ore;0;3,5\n"
        );
        assert_same(InputKind::Leave, &export, "", plain);
    }
    let residual =
        "Matricola;Causale;GG;Ore residue\n1001;L.104 giorni;2;12,5\n1003;L.104 giorni;1;3\n";
    assert!(codes(&read(InputKind::Leave, residual, "")).contains(&"F17"));
}

#[test]
fn hours_of_a_part_of_the_day_are_not_a_day() {
    let more =
        "[colonne.congedi]\nquantita = { colonna = \"Ore\", unita = \"un giorno a riga\" }\n";
    let of = |cell: &str| {
        format!("Matricola;Tipo;Ore\n1001;L.104 giorni;7:12\n1001;L.104 giorni;{cell}\n")
    };
    assert_eq!(codes(&read(InputKind::Leave, &of("3:36"), more)), ["E11"]);
    assert_eq!(codes(&read(InputKind::Leave, &of("3,6"), more)), ["E11"]);
    assert_same(
        InputKind::Leave,
        &of("0,5"),
        more,
        "matricola;tipo;quantita\n1001;L.104 giorni;1,5\n",
    );
}

#[test]
fn the_parts_of_a_course_are_added_up_where_somebody_says_so() {
    let plain = "matricola;tipo;ore\n1001;aggiornamento;12\n1002;sicurezza;4\n1003;sicurezza;2,5\n";
    let export = "Matricola;Tipo;Ore aula;Ore FAD\n1001;aggiornamento;10;2\n1002;sicurezza;;4\n1003;sicurezza;1;1,5\n";
    let line = "ore = [\"Ore aula\", \"Ore FAD\"]";
    let verified = read(InputKind::Training, export, "[colonne.formazione]\nore = \"Ore aula\"\n");
    let told = remedy(&verified, "F17");
    assert!(told.contains(line), "{told}");
    assert!(!told.contains("avanzamento"), "{told}");
    let more = format!("[colonne.formazione]\n{line}\n");
    assert_same(InputKind::Training, export, &more, plain);
    let clocks = "Matricola;Tipo;Ore aula;Ore FAD\n1001;aggiornamento;10:00;2:00\n1002;sicurezza;;4:00\n1003;sicurezza;1:00;1:30\n";
    assert_same(InputKind::Training, clocks, &more, plain);
    // Two ways of writing in one row are no sum.
    let mixed = "Matricola;Tipo;Ore aula;Ore FAD\n1001;aggiornamento;10;2:00\n";
    assert_eq!(codes(&read(InputKind::Training, mixed, &more)), ["P04"]);
}

#[test]
fn what_was_done_so_far_and_the_hours_of_a_day_are_never_offered_as_hours() {
    for header in ["Ore cumulate", "Ore progressive", "Ore/giorno", "Ore al giorno"] {
        let export = format!("Matricola;Tipo;{header}\n1001;aggiornamento;10\n1002;sicurezza;4\n");
        let verified = read(InputKind::Training, &export, "");
        let told = remedy(&verified, "F05");
        assert!(!told.contains(&format!("ore = \"{header}\"")), "{told}");
        let beside = format!(
            "Matricola;Tipo;Ore;{header}\n1001;aggiornamento;4;4\n1001;aggiornamento;6;10\n"
        );
        let told = remedy(&read(InputKind::Training, &beside, ""), "F17");
        assert!(!told.contains("ore = "), "{told}");
    }
}

#[test]
fn a_part_of_the_hours_is_not_how_far_a_course_has_come() {
    let export = "Matricola;Tipo;Ore corso;% ore frequentate\n1001;aggiornamento;10;100\n1002;sicurezza;8;75\n";
    let more = "[colonne.formazione]\nore = \"Ore corso\"\n";
    let told = remedy(&read(InputKind::Training, export, more), "F17");
    assert!(!told.contains("avanzamento"), "{told}");
    let more = "[colonne.formazione]\nore = \"Ore corso\"\navanzamento = \"% ore frequentate\"\n";
    assert_eq!(codes(&read(InputKind::Training, export, more)), ["E07"]);
}

#[test]
fn seconds_are_a_unit() {
    let export = "Matricola;Tipo;Durata (sec)\n1001;aggiornamento;14400\n1002;sicurezza;5400\n";
    let plain = "matricola;tipo;ore\n1001;aggiornamento;4\n1002;sicurezza;1,5\n";
    let more = "[colonne.formazione]\nore = \"Durata (sec)\"\n";
    assert_same(InputKind::Training, export, more, plain);
    let export = export.replace(" (sec)", "");
    let told = remedy(&read(InputKind::Training, &export, ""), "E14");
    assert!(told.contains("unita = \"secondi\""), "{told}");
    let more = "[colonne.formazione]\nore = { colonna = \"Durata\", unita = \"secondi\" }\n";
    assert_same(InputKind::Training, &export, more, plain);
}

#[test]
fn several_staff_numbers_in_a_cell_are_named() {
    for cell in ["1001, 1002", "1001 - 1002", "1001/1002", "1001 e 1002"] {
        let export =
            format!("Matricola;Tipo;Ore\n{cell};sicurezza;4\n1003;sicurezza;4\n1004;sicurezza;4\n");
        let verified = read(InputKind::Training, &export, "");
        assert_eq!(codes(&verified), ["P13"], "{cell}");
    }
}

#[test]
fn a_measure_that_was_revoked_is_in_use_until_then() {
    let plain = "matricola;misura\n1002;lavoro agile\n1003;lavoro agile\n";
    for header in ["Data revoca", "Data recesso", "Cessazione anticipata"] {
        let export = format!(
            "Matricola;Misura;Decorrenza;Scadenza;{header}\n1001;lavoro agile;01/01/2024;31/12/2026;30/11/2024\n1002;lavoro agile;01/01/2024;31/12/2026;\n1003;lavoro agile;01/01/2024;31/12/2026;15/06/2025\n1004;lavoro agile;01/02/2025;31/12/2026;15/01/2025\n"
        );
        assert_same(InputKind::WorkLife, &export, "", plain);
    }
    let positions = "Matricola;Posizione;Dal;Al;Data revoca\n1001;Elevata qualificazione;01/01/2024;31/12/2026;30/11/2025\n1002;Elevata qualificazione;01/01/2024;31/12/2026;\n";
    let plain = "matricola;posizione\n1002;Elevata qualificazione\n";
    assert_same(InputKind::Positions, positions, "", plain);
}

#[test]
fn where_somebody_was_on_a_day_is_no_measure() {
    let export = "Matricola;Misura;Data\n1001;Lavoro agile;03/02/2025\n1002;In presenza;03/02/2025\n1003;Trasferta;04/02/2025\n1004;da PT a FT;01/02/2025\n";
    assert_same(InputKind::WorkLife, export, "", "matricola;misura\n1001;lavoro agile\n");
}

#[test]
fn agreements_of_one_measure_ask_for_it() {
    let export = "Matricola;Tipo durata;Data inizio;Data fine\n1001;TD;01/02/2025;31/12/2025\n1002;TI;01/03/2025;\n";
    let told = remedy(&read(InputKind::WorkLife, export, ""), "F05");
    assert!(told.contains("aggiungete una colonna «misura»"), "{told}");
    assert!(!told.contains("Tipo durata"), "{told}");
}

#[test]
fn a_few_years_among_other_words_are_asked_about() {
    let export = "Matricola;Tipo;Ore;Edizione\n1001;sicurezza;4;I ed.\n1002;sicurezza;4;II ed.\n1003;sicurezza;4;2024\n1004;sicurezza;4;2025\n";
    assert_eq!(codes(&read(InputKind::Training, export, "")), ["F17"]);
}

#[test]
fn dates_with_the_day_of_the_week_are_read() {
    let export = "Matricola;Tipo;Ore;Data completamento\n1001;sicurezza;4;\"martedì, 4 marzo 2025, 10:22\"\n1002;sicurezza;4;\"mer 5 mar 2025\"\n1003;sicurezza;4;\"giovedì, 12 dicembre 2024, 9:05\"\n";
    let plain = "matricola;tipo;ore\n1001;sicurezza;4\n1002;sicurezza;4\n";
    assert_same(InputKind::Training, export, "", plain);
}

#[test]
fn boards_of_no_competition_are_told() {
    let member =
        |board: &str| format!("{board};D;presidente\n{board};U;componente\n{board};D;componente\n");
    let export = format!(
        "Commissione;Genere;Ruolo\n{}{}",
        member("Gara appalto mensa"),
        member("Istruttore, 2 posti")
    );
    assert_eq!(codes(&read(InputKind::Boards, &export, "")), ["C15"]);
}

#[test]
fn who_took_the_place_of_another_is_asked_about() {
    let export = "Matricola;Posizione;Tipo\n1001;Elevata qualificazione;Incarico EQ\n1002;Elevata qualificazione;Incarico EQ\n1003;Elevata qualificazione;Vacante\n1004;Elevata qualificazione;ad interim\n";
    assert!(!codes(&read(InputKind::Positions, export, "")).is_empty());
    let export = "Commissione;Genere;Note\nIstruttore;D;sostituita il 10/05/2025\nIstruttore;D;\nIstruttore;U;\nIstruttore;U;subentrato\n";
    assert!(!codes(&read(InputKind::Boards, export, "")).is_empty());
}

#[test]
fn notes_with_telling_words_are_asked_about_in_every_input() {
    let staff_rows = |cells: &str, notes: [&str; 4]| {
        (1..)
            .zip(notes)
            .map(|(person, note)| format!("100{person};{cells};{note}\n"))
            .collect::<String>()
    };
    for note in [
        "rettifica della riga precedente",
        "non conteggiare",
        "da annullare",
        "non ha partecipato",
        "mai attivato",
        "rientrata in presenza dal 2024",
    ] {
        let notes = ["", note, "", ""];
        for (kind, header, cells) in [
            (InputKind::Training, "Matricola;Tipo;Ore;Note", "sicurezza;8"),
            (InputKind::Leave, "Matricola;Tipo;Quantità;Note", "L.104 giorni;3"),
            (InputKind::WorkLife, "Matricola;Misura;Note", "Lavoro agile"),
        ] {
            let export = format!("{header}\n{}", staff_rows(cells, notes));
            assert!(!codes(&read(kind, &export, "")).is_empty(), "{header}: {note}");
        }
    }
}

#[test]
fn minutes_among_hours_are_asked_about_however_short() {
    for minutes in [["90", "45"], ["60", "30"], ["120", "60"]] {
        let [first, second] = minutes;
        let export = format!(
            "Matricola;Tipo;Durata\n1001;sicurezza;4\n1002;sicurezza;8\n1003;sicurezza;6\n1003;aggiornamento;{first}\n1004;aggiornamento;{second}\n"
        );
        assert_eq!(codes(&read(InputKind::Training, &export, "")), ["E25"], "{minutes:?}");
    }
    let pills = "Matricola;Tipo;Durata\n1001;sicurezza;20\n1002;sicurezza;25\n1003;sicurezza;50\n1004;aggiornamento;35\n";
    assert_eq!(codes(&read(InputKind::Training, pills, "")), ["E14"]);
}

#[test]
fn hours_and_minutes_without_a_mark_between_them_are_refused() {
    let export = "Matricola;Tipo;Ore\n1001;L.104 ore;0330\n1002;L.104 ore;0115\n";
    assert_eq!(codes(&read(InputKind::Leave, export, "")), ["P04"; 2]);
    let tens = "Matricola;Tipo;Ore\n1001;sicurezza;2,10\n1002;sicurezza;3,20\n1003;sicurezza;1,50\n1004;sicurezza;2,40\n1004;aggiornamento;4,05\n";
    assert_eq!(codes(&read(InputKind::Training, tens, "")), ["E14"]);
}

#[test]
fn one_row_in_two_spellings_is_there_twice() {
    let export = "Matricola;Tipo;Ore;Data;Corso\n1001;sicurezza;4;03/02/2025;Privacy\n1001;sicurezza;4,00;03/02/2025;PRIVACY \n";
    assert_eq!(codes(&read(InputKind::Training, export, "")), ["E16"]);
}

#[test]
fn what_goes_on_beyond_its_time_is_in_use() {
    let export = "Matricola;Posizione;Dal;Al;Proroga al\n1001;Elevata qualificazione;01/01/2022;31/12/2024;31/12/2026\n1002;Elevata qualificazione;01/01/2022;31/12/2024;\n";
    let plain = "matricola;posizione\n1001;Elevata qualificazione\n";
    assert_same(InputKind::Positions, export, "", plain);
}

#[test]
fn names_in_place_of_staff_numbers_are_told_as_names() {
    let export = "Matricola;Tipo;Ore\nRossi Anna;sicurezza;4\nVerdi Luca;sicurezza;4\n";
    let verified = read(InputKind::Training, export, "");
    assert_eq!(codes(&verified), ["P13", "P13"]);
    let message =
        &verified.diagnostics.iter().find(|one| one.code.name() == "P13").unwrap().message;
    assert!(message.contains("ci sono nomi"), "{message}");
}

#[test]
fn rows_that_the_program_computes_are_no_kinds_of_the_body() {
    let cell = |table: &str, row: &str, gender: &str, class: &str| {
        format!("{table};;{row};{gender};{class};1\n")
    };
    let classes = ["<30", "da 31 a 40", "da 41 a 50", "da 51 a 60", "> di 60"];
    let row = |table: &str, row: &str| -> String {
        let genders = ["D", "U"].into_iter();
        genders.flat_map(|gender| classes.map(|class| cell(table, row, gender, class))).collect()
    };
    let given =
        |rows: &[&str]| format!("Tabella;Gruppo;Riga;Genere;Classe;Valore\n{}", rows.concat());
    let sum = |verified: &Verified| {
        figures(verified).into_iter().filter(|line| line.starts_with("1.11,")).count()
    };
    let safety = row("1.11", "Obbligatoria (sicurezza)");
    let people = row("1.11", "Persone formate");
    let heads = row("1.11", "Ore per persona formata");
    let plain = read(InputKind::Totals, &given(&[&safety]), "");
    let with_sums = read(InputKind::Totals, &given(&[&safety, &people, &heads]), "");
    assert!(sum(&plain) > 0);
    assert_eq!(figures(&with_sums), figures(&plain));
    let leave = |name: &str| format!("1.10;;{name};D;;4\n1.10;;{name};U;;2\n");
    let known = read(InputKind::Totals, &given(&[&leave("Permessi L.104 (giorni)")]), "");
    let own = read(
        InputKind::Totals,
        &given(&[&leave("Numero permessi giornalieri L.104/1992 fruiti")]),
        "",
    );
    assert_eq!(figures(&known), figures(&own));
    let other = read(InputKind::Totals, &given(&[&leave("Ferie")]), "");
    assert!(codes(&other).contains(&"T02"), "{:?}", codes(&other));
}

#[test]
fn sums_with_the_number_of_a_person_are_no_rows() {
    let plain =
        "matricola;tipo;ore\n1001;aggiornamento;4\n1001;aggiornamento;6\n1002;sicurezza;8\n";
    for (first, second) in [
        ("Totale", "TOTALE"),
        ("Totale Rossi", "Tot."),
        ("Subtotale", "Media"),
        ("A riportare", "Riporto"),
    ] {
        let export = format!(
            "Matricola;Corso;Tipo;Ore\n1001;Privacy;aggiornamento;4\n1001;Excel;aggiornamento;6\n1001;{first};aggiornamento;10\n1002;Antincendio;sicurezza;8\n1002;{second};sicurezza;8\n"
        );
        assert_same(InputKind::Training, &export, "", plain);
    }
    let board = "Commissione;Componente;Genere;Ruolo\nIstruttore;A;F;Presidente\nIstruttore;B;M;Componente\nIstruttore;C;F;Componente\nIstruttore;Totale donne;F;\nIstruttore;Totale uomini;M;\n";
    let plain = "Commissione;Genere;Ruolo\nIstruttore;F;Presidente\nIstruttore;M;Componente\nIstruttore;F;Componente\n";
    assert_same(InputKind::Boards, board, "", plain);
}

#[test]
fn a_number_beside_a_name_and_a_word_for_everybody_are_told() {
    for (cell, words) in [("1001 Rossi", "altre parole"), ("TUTTI", "ci sono nomi")] {
        let export =
            format!("Matricola;Tipo;Ore\n{cell};sicurezza;4\n1002;sicurezza;4\n1003;sicurezza;4\n");
        let verified = read(InputKind::Training, &export, "");
        assert_eq!(codes(&verified), ["P13"], "{cell}");
        let message =
            &verified.diagnostics.iter().find(|one| one.code.name() == "P13").unwrap().message;
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn the_headers_of_a_second_table_are_no_row_where_one_of_them_differs() {
    let export = "Matricola;Tipo;Ore;Corso\n1001;sicurezza;4;A\n1002;sicurezza;4;B\nMatricola;Tipo;Minuti;Corso\n1003;sicurezza;240;C\n";
    assert_eq!(codes(&read(InputKind::Training, export, "")), ["F23"]);
}
