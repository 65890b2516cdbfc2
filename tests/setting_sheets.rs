//! The settings in sheets: read as `cug.toml` is, told by their cells, and at one with it.

use relazione_cug::ingest::setting_sheets::{SettingsFile, read};
use relazione_cug::model::settings::{PayBasis, Settings};
use relazione_cug::model::staff_category::StaffCategory;
use relazione_cug::publish::setting_workbook;
use rust_xlsxwriter::{Workbook, XlsxError};

/// A cell as a person types it.
enum Typed {
    Text(&'static str),
    Number(f64),
}
use Typed::{Number, Text};

/// A workbook with one sheet of rows.
fn workbook(path: &str, sheet: &str, rows: &[&[Typed]]) -> SettingsFile {
    let write = || -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let page = workbook.add_worksheet();
        page.set_name(sheet)?;
        for (row, cells) in (0u32..).zip(rows) {
            for (column, cell) in (0u16..).zip(*cells) {
                match cell {
                    Text(text) => page.write_string(row, column, *text)?,
                    Number(number) => page.write_number(row, column, *number)?,
                };
            }
        }
        workbook.save_to_buffer()
    };
    SettingsFile { path: path.to_owned(), bytes: write().unwrap() }
}

/// `impostazioni.xlsx` with these rows below its headings.
fn keys(rows: &[[Typed; 3]]) -> SettingsFile {
    let headings = [Text("gruppo"), Text("impostazione"), Text("valore")];
    let rows: Vec<&[Typed]> =
        std::iter::once(&headings).chain(rows).map(|row| row.as_slice()).collect();
    workbook("impostazioni.xlsx", "Impostazioni", &rows)
}

fn named() -> [[Typed; 3]; 2] {
    [
        [Text("ente"), Text("nome"), Text("Comune di Esempio")],
        [Text("relazione"), Text("anno"), Number(2025.0)],
    ]
}

fn of(files: &[SettingsFile]) -> Settings {
    read("", files).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn problems(text: &str, files: &[SettingsFile]) -> Vec<String> {
    read(text, files).expect_err("something is wrong")
}

#[test]
fn an_office_that_opens_no_text_file_says_everything_in_sheets() {
    let mut rows: Vec<[Typed; 3]> = named().into_iter().collect();
    rows.extend([
        [Text("retribuzioni"), Text("base"), Text("Netta")],
        [Text("riservatezza"), Text("soglia"), Text("4")],
        [Text("valutazione"), Text("tetto"), Text("110,5")],
        [Text("convenzioni"), Text("orario_pieno"), Number(37.5)],
        [Text("quadratura"), Text("persone"), Number(447.0)],
    ]);
    let words = workbook(
        "parole.xlsx",
        "Parole",
        &[
            &[Text("colonna"), Text("parola"), Text("significato")],
            &[Text("tipo"), Text("L104GG"), Text("L.104 giorni")],
        ],
    );
    let columns = workbook(
        "parole.ods.xlsx",
        "Colonne",
        &[
            &[Text("file"), Text("colonna"), Text("intestazione"), Text("unita")],
            &[Text("personale"), Text("data_nascita"), Text("DT_NASC")],
            &[Text("formazione"), Text("ore"), Text("Durata"), Text("minuti")],
            &[Text("formazione"), Text("ignora"), Text("Anno di corso")],
        ],
    );
    let grades = workbook(
        "parole.xlsx",
        "Inquadramenti",
        &[
            &[Text("nome"), Text("tipologia"), Text("alias")],
            &[Text("Vigilanza"), Text("Personale non dirigente"), Text("Vig.; Spec. vig.")],
        ],
    );
    let files = workbook(
        "impostazioni.xlsx",
        "File",
        &[
            &[Text("file"), Text("percorso"), Text("fogli")],
            &[Text("personale"), Text("estrazione.xls"), Text("Comparto; Dirigenza")],
            &[Text("congedi"), Text("presenze.xlsx"), Text("Anno")],
        ],
    );
    let settings = of(&[keys(&rows), words, columns, grades, files]);
    assert_eq!((settings.body.name.as_str(), settings.report.year), ("Comune di Esempio", 2025));
    assert_eq!(settings.pay.basis, PayBasis::Net);
    assert_eq!(settings.disclosure.threshold, 4);
    assert_eq!(settings.assessment.cap.to_string(), "110.5");
    assert_eq!(settings.conventions.full_time_hours().to_string(), "37.5");
    assert_eq!(settings.known_figures.people.unwrap().to_string(), "447");
    assert_eq!(settings.words["tipo"]["L104GG"], "L.104 giorni");
    let training = &settings.columns["formazione"];
    assert_eq!(training.columns["ore"].headers, ["Durata"]);
    assert_eq!(training.ignored, ["Anno di corso"]);
    assert_eq!(settings.grades[0].category, StaffCategory::NonManager);
    assert_eq!(settings.grades[0].alias, ["Vig.", "Spec. vig."]);
    assert_eq!(settings.files["personale"].sheets, ["Comparto", "Dirigenza"]);
    assert_eq!(settings.files["congedi"].sheet.as_deref(), Some("Anno"));
}

#[test]
fn every_fault_is_told_by_its_cell_with_the_words_of_cug_toml() {
    let rows = [
        [Text("ente"), Text("nome"), Text("Comune di Esempio")],
        [Text("relazione"), Text("anno"), Text("duemila")],
        [Text("riservatezza"), Text("soglja"), Number(5.0)],
        [Text("riservatezza"), Text("soglia"), Number(2.0)],
        [Text("retribuzioni"), Text("base"), Text("mista")],
        [Text("convenzioni"), Text("cifre_matricola"), Number(6.5)],
    ];
    let found = problems("", &[keys(&rows)]);
    assert_eq!(found.len(), 5, "{found:?}");
    for (cell, words) in [
        ("cella C3: «duemila»", "numero"),
        ("cella C4: la chiave", "forse «soglia»?"),
        ("cella C5, [riservatezza] soglia = 2", "minimo è 3"),
        ("cella C6: il valore «mista»", "«netta»"),
        ("cella C7: «6,5»", "intero"),
    ] {
        assert!(
            found.iter().any(|one| one.starts_with("impostazioni.xlsx, foglio Impostazioni, ")
                && one.contains(cell)
                && one.contains(words)),
            "{cell}: {found:?}"
        );
    }
}

#[test]
fn what_is_in_both_must_be_the_same() {
    let text = "[ente]\nnome = \"Comune di Esempio\"\n[relazione]\nanno = 2025\n[riservatezza]\nsoglia = 5\n";
    assert_eq!(read(text, &[keys(&named())]).unwrap().disclosure.threshold, 5);
    let differs = [[Text("riservatezza"), Text("soglia"), Number(4.0)]];
    assert_eq!(
        problems(text, &[keys(&differs)]),
        [
            "impostazioni.xlsx, foglio Impostazioni, cella C2: «riservatezza.soglia» è «4», ma in cug.toml è «5»: lasciatene uno solo"
        ]
    );
}

#[test]
fn an_exemption_of_table_1_10_is_never_that_of_1_1() {
    let sheet = |table| {
        workbook(
            "impostazioni.xlsx",
            "Esenzioni",
            &[
                &[Text("tipologia"), Text("tabella"), Text("motivo")],
                &[Text(""), table, Text("Atti pubblici")],
            ],
        )
    };
    let found = problems("", &[keys(&named()), sheet(Number(1.1))]);
    assert!(found[0].contains("cella B2") && found[0].contains("1.1 oppure 1.10"), "{found:?}");
    let settings = of(&[keys(&named()), sheet(Text("1.10"))]);
    assert_eq!(settings.disclosure.exemptions[0].table.as_deref(), Some("1.10"));
    let settings = of(&[keys(&named()), sheet(Number(1.8))]);
    assert_eq!(settings.disclosure.exemptions[0].table.as_deref(), Some("1.8"));
}

#[test]
fn rows_half_filled_and_sheets_without_headings_are_told() {
    let words = workbook(
        "parole.xlsx",
        "Parole",
        &[&[Text("colonna"), Text("parola"), Text("significato")], &[Text("tipo"), Text("L104GG")]],
    );
    let bare = workbook("impostazioni.xlsx", "Ritardi", &[&[Text("da"), Text("a")]]);
    let found = problems("", &[keys(&named()), words, bare]);
    assert!(
        found.iter().any(|one| one.contains("foglio Parole, cella C2: scrivete «significato»")),
        "{found:?}"
    );
    assert!(
        found.iter().any(|one| one.contains("foglio Ritardi: mancano le intestazioni")),
        "{found:?}"
    );
}

#[test]
fn the_workbooks_of_a_new_folder_say_nothing_and_show_where_to_say_it() {
    let files: Vec<SettingsFile> = ["impostazioni", "parole"]
        .into_iter()
        .map(|name| {
            let bytes = setting_workbook(name).unwrap();
            assert!(bytes == setting_workbook(name).unwrap(), "{name} differs between two runs");
            SettingsFile { path: format!("{name}.xlsx"), bytes }
        })
        .collect();
    let found = problems("", &files);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("foglio Impostazioni, cella C3, [ente] nome: scrivete"), "{found:?}");
    let said = read("[ente]\nnome = \"Ente\"\n[relazione]\nanno = 2025\n", &files).unwrap();
    assert_eq!(
        format!("{said:?}"),
        format!("{:?}", read("[ente]\nnome = \"Ente\"\n[relazione]\nanno = 2025\n", &[]).unwrap())
    );
}
