//! What an office and its Committee type where the program did not expect it: rows of other years, codes
//! of people, years in the place of days, words in the place of numbers, texts beside their place.

use relazione_cug::ingest::setting_sheets::{SettingsFile, read};
use relazione_cug::model::achievement::Achievements;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::settings::PayBasis;
use relazione_cug::new_folder;
use relazione_cug::pipeline::{self, Verified};
use relazione_cug::publish;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::bodies::{path, settings_of, staff_csv, verify};

fn csv(kind: InputKind, text: &str) -> InputFile {
    file(kind, &format!("{}.csv", kind.name()), text.as_bytes().to_vec())
}

fn file(kind: InputKind, path: &str, bytes: Vec<u8>) -> InputFile {
    InputFile { kind, path: path.to_owned(), bytes: bytes.into() }
}

fn body(year: i32, files: Vec<InputFile>) -> Verified {
    let staff = staff_csv(
        "matricola;genere;data_nascita;inquadramento",
        &["1;D;01/01/1980;Istruttori".to_owned()],
    );
    let files: Vec<InputFile> = std::iter::once(staff).chain(files).collect();
    verify(&files, &settings_of(year))
}

/// Code, place and message of each finding of a code.
fn found(verified: &Verified, code: &str) -> Vec<String> {
    let all = verified.diagnostics.iter().filter(|found| found.code.name() == code);
    all.map(|found| format!("{}: {}", found.location, found.message)).collect()
}

fn achievements(verified: &Verified) -> &Achievements {
    verified.report.achievements.as_ref().unwrap()
}

const PLAN: &str =
    "azione;obiettivo;titolo;indicatore;descrizione;unita;anno;atteso;peso;peso_obiettivo\n";

#[test]
fn rows_of_another_year_change_no_weight_of_this_one() {
    let rows = |of_before: &str| {
        let plan = format!(
            "{PLAN}{of_before}\
             1;10;Orari;101;Accordi;Numero;2027;4;1;2\n\
             1;20;Corsi;201;Corsi;Numero;2027;10;1;1\n"
        );
        let actuals = "indicatore;anno;consuntivo\n101;2027;4\n201;2027;4\n";
        body(2027, vec![csv(InputKind::Plan, &plan), csv(InputKind::Actuals, actuals)])
    };
    let alone = rows("");
    let together = rows(
        "1;10;Orari di prima;101;Accordi;Numero;2026;4;1;\n\
         2;20;Corsi di prima;201;Corsi;Numero;2026;10;1;9\n",
    );
    assert_eq!(achievements(&alone).overall.score.text, "80,00");
    assert_eq!(achievements(&together).overall.score.text, "80,00");
    let titles: Vec<&str> =
        achievements(&together).objectives().map(|(_, one)| one.title.as_str()).collect();
    assert_eq!(titles, ["Orari", "Corsi"]);
    assert!(found(&together, "A13").is_empty(), "{:?}", found(&together, "A13"));
}

#[test]
fn what_differs_between_rows_of_an_objective_is_said() {
    let plan = format!(
        "{PLAN}1;10;Orari;101;Accordi;Numero;2027;4;1;\n1;10;Orari;102;Corsi;Numero;2027;4;1;2\n"
    );
    let verified = body(2027, vec![csv(InputKind::Plan, &plan)]);
    let told = found(&verified, "A13");
    assert!(told[0].ends_with("(riga 2), che fa fede: là è vuoto"), "{told:?}");
}

#[test]
fn a_fresh_folder_leaves_every_choice_to_the_sheets() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Impostazioni").unwrap();
    let rows = [
        ["gruppo", "impostazione", "valore"],
        ["ente", "nome", "Comune di Prova"],
        ["relazione", "anno", "2025"],
        ["relazione", "formato", "direttiva-2-2019"],
        ["retribuzioni", "base", "netta"],
        ["riservatezza", "soglia", "4"],
    ];
    for (row, cells) in (0u32..).zip(rows) {
        for (column, text) in (0u16..).zip(cells) {
            match text.parse::<i32>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) => sheet.write_string(row, column, text).unwrap(),
            };
        }
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let sheets = [SettingsFile { path: "impostazioni.xlsx".to_owned(), bytes }];
    let settings = read(new_folder::EMPTY_SETTINGS, &sheets).unwrap();
    assert_eq!((settings.pay.basis, settings.disclosure.threshold), (PayBasis::Net, 4));
}

#[test]
fn a_folder_of_a_year_has_it_in_its_settings_and_examples() {
    let files = new_folder::empty(Some(2027), None).unwrap();
    let of = |name: &str| files.iter().find(|(path, _)| path == name).unwrap().1.clone();
    let sheets =
        [SettingsFile { path: "impostazioni.xlsx".to_owned(), bytes: of("impostazioni.xlsx") }];
    let problems = read(new_folder::EMPTY_SETTINGS, &sheets).unwrap_err();
    assert!(matches!(problems.as_slice(), [only] if only.contains("nome")), "{problems:?}");
    let plan = publish::template_workbook_of(InputKind::Plan, Some(2027)).unwrap();
    assert!(
        plan == of("piano.xlsx") && plan != publish::template_workbook(InputKind::Plan).unwrap()
    );
    // The example of any year is known again, and is no row.
    let verified = body(2025, vec![file(InputKind::Plan, "piano.xlsx", plan)]);
    assert!(found(&verified, "F15").is_empty() && !found(&verified, "F09").is_empty());
}

const CODE: &str = "RSSMRA80A01H501U";

/// Every input with words that are printed, a codice fiscale in each.
fn with_codes() -> Vec<InputFile> {
    let plan =
        format!("{PLAN}1;10;Orari {CODE};101;Accordi con {CODE};Numero;2025;tanti {CODE};1;\n");
    let plan = plan.replacen(
        "peso_obiettivo\n",
        "peso_obiettivo;struttura;responsabile;descrizione_obiettivo\n",
        1,
    );
    let plan = plan.replace("1;\n", &format!("1;;Ufficio {CODE};Dirigente {CODE};Per {CODE}\n"));
    let words = |text: &str| text.replace("CF", CODE);
    vec![
        csv(InputKind::Plan, &plan),
        csv(
            InputKind::Programme,
            &words("livello;codice;titolo;descrizione\nobiettivo generale;1;Bene di CF;Con CF\n"),
        ),
        csv(
            InputKind::Actuals,
            &words("indicatore;anno;consuntivo;nota\n101;2025;manca CF;chiesto a CF\n"),
        ),
        csv(
            InputKind::Initiatives,
            &words("anno;iniziativa;azioni;attori\n2025;1;Corso di CF;CF\n"),
        ),
        csv(
            InputKind::Justifications,
            &words("codice;luogo;motivazione;ufficio\nA10;;lo sa CF;Personale CF\n"),
        ),
        csv(
            InputKind::Members,
            &words("nome;ruolo;genere;designazione\nMaria CF;Presidente CF;D;da CF\n"),
        ),
        csv(InputKind::Meetings, &words("data;argomenti\n10/02/2025;Caso CF\n")),
        csv(InputKind::Committee, &words("voce;valore\nData di nomina CF;CF\n")),
        csv(InputKind::Powers, &words("materia;esito\nPiani di formazione;chiesto a CF\n")),
        csv(InputKind::Wellbeing, &words("strumento;note\nSportello di ascolto;da CF\n")),
        csv(InputKind::Boards, &words("commissione;genere;ruolo\nConcorso CF;D;presidente\n")),
        csv(InputKind::Positions, &words("matricola;posizione\n1;Segreteria di CF\n")),
        csv(InputKind::WorkLife, &words("matricola;misura\n1;Nido per CF\n")),
        file(
            InputKind::Texts,
            "testi/premessa.md",
            words("Scrive **CF**.\n\n| a | b |\n|---|---|\n| CF | 1 |\n").into_bytes(),
        ),
    ]
}

#[test]
fn no_codice_fiscale_is_printed_and_each_is_told() {
    let verified = body(2025, with_codes());
    let told = found(&verified, "G02");
    for place in [
        "piano.csv, cella C2",
        "piano.csv, cella E2",
        "programma.csv, cella C2",
        "consuntivi.csv, cella D2",
        "azioni.csv, cella C2",
        "azioni.csv, cella D2",
        "giustificazioni.csv, cella C2",
        "componenti.csv, cella A2",
        "riunioni.csv, cella B2",
        "comitato.csv, cella B2",
        "poteri.csv, cella B2",
        "benessere.csv, cella B2",
        "commissioni.csv, cella A2",
        "posizioni.csv, cella B2",
        "conciliazione.csv",
        "testi/premessa.md",
    ] {
        assert!(told.iter().any(|words| words.starts_with(place)), "{place}: {told:#?}");
    }
    let shown = format!("{:?}{:?}", verified.report, verified.diagnostics);
    let beside = shown.find(CODE).map(|at| &shown[at.saturating_sub(300)..at + 20]);
    assert_eq!(beside, None);
    assert!(shown.contains("[codice fiscale]"));
}

#[test]
fn what_an_office_writes_of_a_missing_result_stands_beside_it_but_not_on_the_site() {
    let plan = format!("{PLAN}1;10;Orari;101;Accordi;Numero;2025;4;1;\n");
    let actuals = "indicatore;anno;consuntivo\n101;2025;non ancora\n";
    let reasons = "codice;luogo;motivazione;ufficio\nA10;cella C2;Rinviato al 2026;Personale\n";
    let verified = body(
        2025,
        vec![
            csv(InputKind::Plan, &plan),
            csv(InputKind::Actuals, actuals),
            csv(InputKind::Justifications, reasons),
        ],
    );
    assert!(found(&verified, "G01").is_empty(), "{:?}", found(&verified, "G01"));
    let reason = |of: &Achievements| of.indicators().next().unwrap().1.justification.clone();
    assert_eq!(reason(achievements(&verified)).as_deref(), Some("Rinviato al 2026"));
    let public = pipeline::protect(&verified).unwrap().public.unwrap();
    assert_eq!(reason(&public.achievements.unwrap()), None);
}

#[test]
fn whoever_writes_not_yet_has_no_more_than_whoever_leaves_the_cell_empty() {
    let plan = format!(
        "{PLAN}1;10;Orari;101;Accordi;Numero;2025;4;1;\n1;10;Orari;102;Corsi;Numero;2025;4;1;\n1;10;Orari;103;Reti;Numero;2025;molte;1;\n"
    );
    let at_zero = |actual: &str| {
        let actuals =
            format!("indicatore;anno;consuntivo\n101;2025;4\n102;2025;{actual}\n103;2025;1\n");
        let files = vec![csv(InputKind::Plan, &plan), csv(InputKind::Actuals, &actuals)];
        achievements(&body(2025, files)).overall.score.at_zero_text.clone()
    };
    // The target that nobody can read is the plan's own fault, and is left out.
    assert_eq!([at_zero(""), at_zero("non ancora")], ["50,00", "50,00"]);
}

/// A workbook with one row under its headings; numbers under a format of dates.
fn dated(kind: InputKind, headings: &[&str], cells: &[&str]) -> InputFile {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (column, text) in (0u16..).zip(headings) {
        sheet.write_string(0, column, *text).unwrap();
    }
    for (column, text) in (0u16..).zip(cells) {
        match (text.parse::<i32>(), ExcelDateTime::parse_from_str(text)) {
            (Ok(number), _) if number > 1_900 => {
                sheet.write_number_with_format(1, column, number, &day).unwrap()
            }
            (_, Ok(date)) => sheet.write_with_format(1, column, &date, &day).unwrap(),
            _ => sheet.write_string(1, column, *text).unwrap(),
        };
    }
    file(kind, &format!("{}.xlsx", kind.name()), workbook.save_to_buffer().unwrap())
}

#[test]
fn a_year_in_the_place_of_a_day_is_refused_in_every_input() {
    let staff = |day: &str| {
        let headings =
            ["matricola", "genere", "data_nascita", "inquadramento", "data_inquadramento"];
        let file =
            dated(InputKind::Staff, &headings, &["a1", "D", "1980-05-17", "Istruttori", day]);
        verify(&[file], &settings_of(2026))
    };
    let with =
        |kind, headings: &[&str], cells: &[&str]| body(2026, vec![dated(kind, headings, cells)]);
    let plan = format!("{PLAN}1;10;Orari;101;Accordi;Data;2026;31/12/2026;1;\n");
    let actual =
        dated(InputKind::Actuals, &["indicatore", "anno", "consuntivo"], &["101", "2026 ", "2024"]);
    for (verified, code) in [
        (staff("2015"), "P03"),
        (
            with(
                InputKind::Wellbeing,
                &["strumento", "presente", "data"],
                &["Sportello di ascolto", "sì", "2024"],
            ),
            "P03",
        ),
        (
            with(
                InputKind::Powers,
                &["materia", "esercitato", "data"],
                &["Piani di formazione", "sì", "2026"],
            ),
            "P03",
        ),
        (with(InputKind::Committee, &["voce", "valore"], &["Data di nomina", "2024"]), "P03"),
        (with(InputKind::Meetings, &["data", "argomenti"], &["2026", "Piano"]), "P03"),
        (body(2026, vec![csv(InputKind::Plan, &plan), actual]), "A10"),
    ] {
        let told = found(&verified, code);
        assert!(
            matches!(told.as_slice(), [only] if only.contains("sembra l'anno 20")),
            "{code}: {told:?}, {:?}",
            verified.diagnostics
        );
    }
    let plain = csv(InputKind::Meetings, "data;argomenti\n2015;Piano\n");
    let told = found(&body(2026, vec![plain]), "P03");
    assert!(told[0].contains("sembra l'anno 2015") && !told[0].contains("formato"), "{told:?}");
}

#[test]
fn a_day_that_has_not_come_when_the_report_is_due_is_asked() {
    let files = |day: &str| {
        vec![
            csv(
                InputKind::Wellbeing,
                &format!("strumento;presente;data\nSportello di ascolto;sì;{day}\n"),
            ),
            csv(
                InputKind::Powers,
                &format!("materia;esercitato;data\nPiani di formazione;sì;{day}\n"),
            ),
            csv(
                InputKind::Committee,
                &format!("voce;valore\nData di nomina;{day}\nIn carica fino al;{day}\n"),
            ),
            csv(
                InputKind::Meetings,
                &format!("data;argomenti;approva_relazione\n{day};Relazione;sì\n"),
            ),
        ]
    };
    let late = body(2026, files("02/02/2030"));
    assert_eq!(found(&late, "A25").len(), 4, "{:?}", found(&late, "A25"));
    let facts = late.report.cug_report.facts.as_ref().unwrap();
    assert_eq!(facts[1].value, "2 febbraio 2030", "days are printed as all others are");
    assert!(found(&body(2026, files("02/02/2027")), "A25").is_empty());
}

#[test]
fn the_sample_and_the_settings_are_untouched() {
    let text = std::fs::read_to_string(path("data/cug.toml")).unwrap();
    assert!(text.lines().all(|line| line.is_empty() || line.starts_with(['#', '['])), "{text}");
}

#[test]
fn nothing_in_the_year_is_a_zero_and_not_something_that_is_not_given() {
    let training = "matricola;tipo;ore;anno\n1;aggiornamento;8;2024\n1;aggiornamento;0;2025\n";
    let leave = "matricola;tipo;quantita;anno\n1;L.104 giorni;8;2024\n1;L.104 giorni;0;2025\n";
    let measures = "matricola;misura;anno\n1;lavoro agile;2024\n1;nessuna;2025\n";
    let verified = body(
        2025,
        vec![
            csv(InputKind::Training, training),
            csv(InputKind::Leave, leave),
            csv(InputKind::WorkLife, measures),
        ],
    );
    assert!(!verified.has_errors(), "{:?}", verified.diagnostics);
    for id in ["1.9", "1.10", "1.11"] {
        let table = verified.report.tables.iter().find(|table| table.id.to_string() == id).unwrap();
        assert!(table.provided, "{id}");
    }
}

#[test]
fn words_that_a_message_or_the_guide_suggests_are_read() {
    let training = "matricola;tipo;ore\n1;altro: Syllabus;4\n";
    let measures = "matricola;misura\n1;Lavoro agile 2gg\n";
    let verified =
        body(2025, vec![csv(InputKind::Training, training), csv(InputKind::WorkLife, measures)]);
    assert!(!verified.has_errors(), "{:?}", verified.diagnostics);
}

#[test]
fn a_number_of_things_is_a_number_and_a_number_of_months_is_asked() {
    let plan = format!("{PLAN}1;10;Orari;101;Corsi;Numero;2025;3 corsi;1;\n");
    let of = |actual: &str| {
        let actuals = format!("indicatore;anno;consuntivo\n101;2025;{actual}\n");
        let files = vec![csv(InputKind::Plan, &plan), csv(InputKind::Actuals, &actuals)];
        achievements(&body(2025, files)).overall.score.text.clone()
    };
    assert_eq!([of("3 corsi"), of("3 mesi")], ["100,00", "–"]);
}

#[test]
fn an_outline_in_a_document_that_is_not_read_stops_nobody_in_silence() {
    let verified = body(
        2025,
        vec![file(InputKind::Texts, "testi/traccia-relazione.doc", b"\xD0\xCF".to_vec())],
    );
    let told = found(&verified, "R02");
    assert!(matches!(told.as_slice(), [only] if only.contains(".doc,")), "{told:?}");
    let finding = verified.diagnostics.iter().find(|found| found.code.name() == "R02").unwrap();
    assert!(finding.remedy.contains("traccia-relazione.docx"), "{}", finding.remedy);
}

#[test]
fn no_objective_is_without_initiatives_while_their_rows_are_refused() {
    let plan = format!("{PLAN}1;10;Orari;101;Accordi;Numero;2025;4;1;\n");
    let rows = |people: &str| {
        let rows = format!("anno;iniziativa;obiettivo;beneficiari_donne\n2025;1;20;{people}\n");
        found(
            &body(2025, vec![csv(InputKind::Plan, &plan), csv(InputKind::Initiatives, &rows)]),
            "I01",
        )
    };
    assert_eq!((rows("tante").len(), rows("3").len()), (0, 1));
}

#[test]
fn a_secretary_is_printed_by_the_name_of_the_law_and_an_old_position_is_asked() {
    let staff = staff_csv(
        "matricola;genere;data_nascita;inquadramento",
        &["1;D;01/01/1970;Segretario comunale".to_owned(), "2;U;01/01/1980;Istruttori".to_owned()],
    );
    let positions = csv(InputKind::Positions, "matricola;posizione\n2;P.O. Ragioneria\n");
    let verified = verify(&[staff, positions], &settings_of(2026));
    let grades: Vec<&str> =
        verified.dataset.grades.iter().map(|grade| grade.label.as_str()).collect();
    assert!(grades.contains(&"Segretario comunale e provinciale"), "{grades:?}");
    let told = found(&verified, "E18");
    assert!(told.iter().any(|words| words.contains("Elevata qualificazione")), "{told:?}");
}

#[test]
fn the_committee_gets_the_sheets_that_it_has_not_filled_in() {
    let verified =
        body(2025, vec![csv(InputKind::Powers, "materia;esito\nPiani di formazione;sì\n")]);
    let made = publish::outlines(&verified.report).unwrap();
    let sheets: Vec<&str> =
        made.iter().map(|one| one.path.as_str()).filter(|path| path.ends_with("xlsx")).collect();
    assert_eq!(sheets, ["riservato/comitato.xlsx", "riservato/benessere.xlsx"]);
    let letters = publish::letters(&verified.report, &made).unwrap();
    let letter = letters.iter().find(|one| one.path.ends_with("lettera-al-cug.odt")).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(letter.bytes.clone())).unwrap();
    let mut words = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("content.xml").unwrap(), &mut words)
        .unwrap();
    assert!(words.contains("comitato.xlsx") && !words.contains("poteri.xlsx"));
}

#[test]
fn what_an_office_knows_by_heart_adds_up() {
    let rows: Vec<String> = (1..=9)
        .map(|number| {
            let grade = ["Istruttori", "Operatori", "Funzionari", "Operatori esperti", "Dirigente"]
                [if number < 6 { 0 } else { number - 5 }];
            format!("{number};D;01/01/1980;{grade}")
        })
        .collect();
    let staff = staff_csv("matricola;genere;data_nascita;inquadramento", &rows);
    let leave = "matricola;tipo;quantita\n1;L.104 giorni;10\n2;L.104 ore;20\n";
    let verified = verify(&[staff, csv(InputKind::Leave, leave)], &settings_of(2026));
    let facts: Vec<String> = verified
        .report
        .mirror
        .iter()
        .flat_map(|file| &file.facts)
        .map(|fact| format!("{}: {}", fact.label, fact.text))
        .collect();
    let shown = facts.join("\n");
    assert!(shown.contains("e 2 in altri 2 inquadramenti"), "{shown}");
    assert!(shown.contains("giorni a testa, di chi ne ha: 10,00"), "{shown}");
}

#[test]
fn a_report_is_not_approved_while_its_texts_are_still_to_be_written() {
    let meetings = "data;argomenti;approva_relazione\n10/03/2026;Relazione;sì\n";
    let texts =
        |words: &str| file(InputKind::Texts, "testi/premessa.md", words.as_bytes().to_vec());
    let verified = body(2025, vec![csv(InputKind::Meetings, meetings), texts("Si lavora.")]);
    let told = found(&verified, "R12");
    assert!(matches!(told.as_slice(), [only] if only.contains("ancora da scrivere")), "{told:?}");
    let sentence = &verified.report.cug_report.approval_sentence;
    assert!(sentence.starts_with("Da completare"), "{sentence}");
}

#[test]
fn a_codice_fiscale_in_the_settings_is_refused() {
    let text = format!("[ente]\nnome = \"Ente di {CODE}\"\n[relazione]\nanno = 2025\n");
    let problems = read(&text, &[]).unwrap_err();
    assert!(matches!(problems.as_slice(), [only] if only.contains("[ente] nome")), "{problems:?}");
    assert!(!problems[0].contains(CODE));
}

#[test]
fn a_position_in_short_is_the_same_row_in_totals_as_among_people() {
    let staff = staff_csv(
        "matricola;genere;data_nascita;inquadramento",
        &["1;D;01/01/1970;C".to_owned(), "2;U;01/01/1980;C".to_owned()],
    );
    let totals = |rows: &[&str]| {
        let head = "tabella;gruppo;riga;genere;classe;valore\n".to_owned();
        let lines: String = rows.iter().map(|row| format!("1.3;;{row}\n")).collect();
        let files = vec![staff.clone(), csv(InputKind::Totals, &(head + &lines))];
        verify(&files, &settings_of(2022))
    };
    let one = totals(&["P.O.;D;Valori assoluti;1", "P.O.;U;Valori assoluti;1"]);
    let labels: Vec<&str> =
        one.report.tables[2].rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels[0], "Posizione organizzativa");
    let two = totals(&["Posizione organizzativa;D;Valori assoluti;1", "P.O.;D;Valori assoluti;1"]);
    let told = found(&two, "T03");
    assert!(told[0].contains("nella riga «Posizione organizzativa»"), "{told:?}");
}
