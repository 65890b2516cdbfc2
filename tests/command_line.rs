//! The program as an office runs it: exit statuses, messages, what is left on disk.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::bodies::path;
use crate::files::with_sheet;

pub fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_relazione-cug"))
        .args(arguments)
        .env_remove("NO_COLOR")
        .output()
        .unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub fn text(folder: &Path) -> &str {
    folder.to_str().unwrap()
}

/// A working folder with the sample body.
fn sample() -> (TempDir, String) {
    let place = TempDir::new().unwrap();
    let folder = place.path().join("ente");
    let output = run(&["nuovo", text(&folder), "--esempio", "--quiet"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let folder = text(&folder).to_owned();
    (place, folder)
}

pub fn names(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                names.push(path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    names.sort();
    names
}

#[test]
fn the_sample_goes_from_new_folder_to_annex() {
    let (_place, folder) = sample();
    let output = run(&["genera", &folder]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(
        names(&Path::new(&folder).join("uscita")),
        [
            ".blocco",
            "2022/manifesto.json",
            "2022/pubblico/allegato-1.pdf",
            "2022/pubblico/datapackage.json",
            "2022/pubblico/dcat.jsonld",
            "2022/pubblico/index.html",
            "2022/pubblico/relazione-cug.pdf",
            "2022/pubblico/sintesi-nucleo.pdf",
            "2022/pubblico/tabelle.csv",
            "2022/pubblico/tabelle.html",
            "2022/pubblico/tabelle.xlsx",
            "2022/riservato/allegato-1.pdf",
            "2022/riservato/index.html",
            "2022/riservato/manifesto.json",
            "2022/riservato/relazione-cug.pdf",
            "2022/riservato/sintesi-nucleo.pdf",
            "2022/riservato/tabelle.csv",
            "2022/riservato/tabelle.html",
            "2022/riservato/tabelle.xlsx",
            "2022/riservato/traccia-relazione.docx",
            "2022/riservato/traccia-relazione.odt",
            "2022/ufficio/certificato.json",
            "2022/ufficio/lettera-al-cug.odt",
            "2022/ufficio/lettera-di-trasmissione.odt",
            "2022/ufficio/scadenze.ics",
            "2022/ufficio/verifica.html",
            "2022/ufficio/verifica.json",
            "2022/ufficio/verifica.xlsx",
            "index.html",
        ]
    );
    let last = stderr(&output).lines().last().unwrap().to_owned();
    assert!(last.contains("allegato-1.pdf") && last.contains("1º marzo 2023"), "{last}");
    assert!(!stderr(&output).contains('\u{1b}'), "colours without a terminal");
}

#[test]
fn the_version_is_told_to_programs_as_well() {
    for words in [["--version", "--json"], ["--json", "-V"]] {
        let output = run(&words);
        assert_eq!(output.status.code(), Some(0));
        let version: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(version["programma"], "relazione-cug");
        assert_eq!(version["versione"], env!("CARGO_PKG_VERSION"));
        assert_eq!(version["commit"].as_str(), option_env!("RELAZIONE_CUG_COMMIT"));
        assert!(version["funzioni"].is_array());
    }
    let words = String::from_utf8(run(&["--version"]).stdout).unwrap();
    assert_eq!(words, concat!("relazione-cug ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_workbook_that_nothing_can_read_is_told_without_a_word_of_the_program_itself() {
    let place = TempDir::new().unwrap();
    let folder = place.path();
    std::fs::copy(path("tests/cases/base/cug.toml"), folder.join("cug.toml")).unwrap();
    let absurd = with_sheet("r=\"A2\"", "r=\"ZZZZZZZZZZZZ2\"", "worksheets/sheet1.xml");
    std::fs::write(folder.join("personale.xlsx"), absurd).unwrap();
    for command in ["verifica", "genera"] {
        let output = run(&[command, text(folder)]);
        assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
        let words = stderr(&output);
        assert!(words.contains("F01") && words.contains("personale.xlsx"), "{words}");
        assert!(!words.contains("panicked") && !words.contains("thread"), "{words}");
    }
}

#[test]
fn settings_that_are_there_and_cannot_be_read_are_not_called_missing() {
    let place = TempDir::new().unwrap();
    let settings = place.path().join("cug.toml");
    let said = || {
        let output = run(&["verifica", text(place.path())]);
        (output.status.code(), stderr(&output))
    };
    let (status, words) = said();
    assert_eq!(status, Some(2));
    assert!(words.contains("qui non c'è cug.toml"), "{words}");
    std::fs::create_dir(&settings).unwrap();
    let (status, words) = said();
    assert_eq!(status, Some(2));
    assert!(words.contains("cug.toml non è un file"), "{words}");
    #[cfg(unix)]
    {
        // A link to itself: it is there, and the system opens it as little as it does one held elsewhere.
        std::fs::remove_dir(&settings).unwrap();
        std::os::unix::fs::symlink("cug.toml", &settings).unwrap();
        let (status, words) = said();
        assert_eq!(status, Some(1));
        assert!(words.contains("«cug.toml» non si può leggere: il sistema risponde"), "{words}");
    }
}

#[test]
fn bundled_sample_and_its_embedded_copy_are_the_same() {
    let (_place, folder) = sample();
    let is_bundled = |name: &String| !name.starts_with("fogli-riempiti");
    for name in names(Path::new(&folder)).into_iter().filter(is_bundled) {
        let bundled = std::fs::read(path("data/esempio").join(&name)).unwrap();
        assert!(bundled == std::fs::read(Path::new(&folder).join(&name)).unwrap(), "{name}");
    }
}

#[test]
fn the_filled_sheets_of_the_sample_say_what_its_lists_say() {
    let (_place, folder) = sample();
    let folder = Path::new(&folder);
    let genera = || run(&["genera", text(folder), "--quiet"]).status.code();
    let figures = || std::fs::read(folder.join("uscita/2022/riservato/tabelle.csv")).unwrap();
    assert_eq!(genera(), Some(0));
    let of_lists = figures();
    for name in names(&folder.join("fogli-riempiti")) {
        let list = folder.join(name.replace(".xlsx", ".csv"));
        std::fs::remove_file(list).unwrap();
        std::fs::rename(folder.join("fogli-riempiti").join(&name), folder.join(&name)).unwrap();
    }
    assert_eq!(genera(), Some(0));
    assert!(figures() == of_lists);
}

#[test]
fn errors_in_the_data_leave_the_earlier_output_as_it_was() {
    let (_place, folder) = sample();
    assert_eq!(run(&["genera", &folder, "--quiet"]).status.code(), Some(0));
    let annex = Path::new(&folder).join("uscita/2022/riservato/allegato-1.pdf");
    let before = std::fs::read(&annex).unwrap();
    let written = names(&Path::new(&folder).join("uscita"));
    let positions = Path::new(&folder).join("posizioni.csv");
    std::fs::write(&positions, "matricola;posizione\nnessuno;Elevata qualificazione\n").unwrap();
    let output = run(&["genera", &folder]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("posizioni.csv, cella A2"), "{}", stderr(&output));
    assert!(stderr(&output).lines().last().unwrap().contains("niente è stato pubblicato"));
    assert!(before == std::fs::read(&annex).unwrap());
    assert_eq!(names(&Path::new(&folder).join("uscita")), written);
    // What has to be corrected is there to be read, though nothing was published.
    let findings = Path::new(&folder).join("uscita/2022/ufficio/verifica.json");
    assert!(std::fs::read_to_string(findings).unwrap().contains("\"cella\": \"A2\""));
    assert!(stderr(&output).contains("verifica.xlsx"), "{}", stderr(&output));
}

#[test]
fn files_that_the_office_put_beside_the_output_stay() {
    let (_place, folder) = sample();
    assert_eq!(run(&["genera", &folder, "--quiet"]).status.code(), Some(0));
    let year = Path::new(&folder).join("uscita/2022");
    let written = names(&year).len();
    std::fs::create_dir(year.join("protocollo")).unwrap();
    std::fs::write(year.join("riservato/allegato-1-firmato.pdf.p7m"), "firma").unwrap();
    std::fs::write(year.join("protocollo/lettera.txt"), "lettera").unwrap();
    assert_eq!(run(&["genera", &folder, "--quiet"]).status.code(), Some(0));
    assert!(year.join("riservato/allegato-1-firmato.pdf.p7m").exists());
    assert_eq!(std::fs::read_to_string(year.join("protocollo/lettera.txt")).unwrap(), "lettera");
    assert_eq!(names(&year).len(), written + 2);
}

#[test]
fn what_an_earlier_version_wrote_about_rows_leaves_the_folder_of_the_cug() {
    let (_place, folder) = sample();
    let restricted = Path::new(&folder).join("uscita/2022/riservato");
    let ours = ["verifica.html", "verifica.json", "verifica.xlsx"];
    for command in ["verifica", "genera"] {
        std::fs::create_dir_all(&restricted).unwrap();
        for name in ours.into_iter().chain(["verifica-del-cug.pdf"]) {
            std::fs::write(restricted.join(name), "righe").unwrap();
        }
        assert_eq!(run(&[command, &folder, "--quiet"]).status.code(), Some(0));
        for name in ours {
            assert!(!restricted.join(name).exists(), "{command}: {name}");
            assert!(restricted.with_file_name("ufficio").join(name).exists(), "{command}: {name}");
        }
        assert!(restricted.join("verifica-del-cug.pdf").exists());
    }
}

#[test]
fn genera_ends_by_saying_who_receives_what() {
    let (_place, folder) = sample();
    let output = run(&["genera", &folder]);
    let words = stderr(&output);
    let (_, after) = words.split_once("A chi va che cosa").unwrap();
    let place = |name: &str| after.find(&format!("\n  {name} ")).unwrap();
    assert!(place("ufficio") < place("riservato") && place("riservato") < place("pubblico"));
}

#[test]
fn every_outcome_answers_in_json_when_asked() {
    let place = TempDir::new().unwrap();
    let nowhere = text(place.path());
    for arguments in [
        vec!["genera", nowhere, "--json"],
        vec!["spiega", "Z99", "--json"],
        vec!["gennera", "--json"],
        vec!["nuovo", "/dev/null", "--json"],
    ] {
        let output = run(&arguments);
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(answer["stato"], 2, "{arguments:?}");
        assert!(!answer["messaggi"].as_array().unwrap().is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_stray_file_among_the_earlier_years_is_told_and_system_files_are_not() {
    let (_place, folder) = sample();
    let history = Path::new(&folder).join("storico");
    std::fs::write(history.join(".DS_Store"), "x").unwrap();
    assert_eq!(run(&["verifica", &folder]).status.code(), Some(0));
    std::fs::create_dir(history.join("2019")).unwrap();
    std::fs::copy(history.join("2020.csv"), history.join("2019/tabelle.csv")).unwrap();
    assert_eq!(run(&["verifica", &folder]).status.code(), Some(0));
    std::fs::write(history.join("leggimi.txt"), "x").unwrap();
    let output = run(&["verifica", &folder]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("storico/leggimi.txt"), "{}", stderr(&output));
}

#[test]
fn anomalies_without_justification_publish_and_end_with_four() {
    let (_place, folder) = sample();
    std::fs::remove_file(Path::new(&folder).join("giustificazioni.csv")).unwrap();
    let output = run(&["genera", &folder]);
    assert_eq!(output.status.code(), Some(4));
    assert!(Path::new(&folder).join("uscita/2022/riservato/allegato-1.pdf").exists());
}

#[test]
fn a_public_edition_that_cannot_be_made_safe_is_not_written_and_ends_with_five() {
    let (_place, folder) = sample();
    let path = Path::new(&folder).join("cug.toml");
    // All but the managers, and everybody: the managers follow by subtraction.
    let exemption = |of: &str| format!("[[riservatezza.esenzioni]]\n{of}\nmotivo = \"Prova\"\n");
    let settings = std::fs::read_to_string(&path).unwrap()
        + &exemption("tabella = \"1.2\"")
        + &exemption("tipologia = \"Personale non dirigente\"");
    std::fs::write(&path, settings).unwrap();
    let output = run(&["genera", &folder]);
    assert_eq!(output.status.code(), Some(5), "{}", stderr(&output));
    let year = Path::new(&folder).join("uscita/2022");
    assert!(year.join("riservato/allegato-1.pdf").exists());
    assert!(!year.join("pubblico").exists());
    assert!(!year.join("ufficio/certificato.json").exists());
}

#[test]
fn verification_writes_nothing_but_its_findings() {
    let (_place, folder) = sample();
    let output = run(&["verifica", &folder, "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let findings = ["html", "json", "xlsx"].map(|end| format!("2022/ufficio/verifica.{end}"));
    let written = names(&Path::new(&folder).join("uscita"));
    assert_eq!(written, [&[".blocco".to_owned()][..], &findings].concat());
    let printed: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(printed["esito"], "anomalie");
    let (_, _, verified) = crate::bodies::sample();
    let found = verified.diagnostics.iter().count();
    assert_eq!(printed["diagnostiche"].as_array().unwrap().len(), found);
}

#[test]
fn a_wrong_key_is_refused_with_a_proposal() {
    let (_place, folder) = sample();
    let settings = Path::new(&folder).join("cug.toml");
    let text = std::fs::read_to_string(&settings).unwrap().replace("soglia = 3", "soglja = 3");
    std::fs::write(&settings, text).unwrap();
    let output = run(&["genera", &folder]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("forse «soglia»"), "{}", stderr(&output));
}

#[test]
fn wrong_usage_ends_with_two_in_italian() {
    let place = TempDir::new().unwrap();
    for (arguments, words) in [
        (vec!["gennera"], "forse «genera»"),
        (vec!["genera", "--annno", "2022"], "forse «--anno»"),
        (vec!["genera", "--anno", "22"], "«22»"),
        (vec![], "manca il comando"),
        (vec!["nuovo"], "CARTELLA"),
        (vec!["genera", text(place.path())], "cug.toml"),
        (vec!["genera", "/cartella/che/non/esiste"], "non c'è"),
        (vec!["spiega", "Z99"], "Z99"),
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(words), "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn a_new_folder_never_touches_one_that_is_in_use() {
    let place = TempDir::new().unwrap();
    std::fs::write(place.path().join("mio.txt"), "mio").unwrap();
    let output = run(&["nuovo", text(place.path())]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(names(place.path()), ["mio.txt"]);
}

#[test]
fn an_empty_new_folder_verifies_up_to_its_missing_rows() {
    let place = TempDir::new().unwrap();
    let folder = place.path().join("nuova");
    assert_eq!(run(&["nuovo", text(&folder)]).status.code(), Some(0));
    for name in ["LEGGIMI.pdf", "impostazioni.xlsx", "parole.xlsx", "personale.xlsx"] {
        assert!(folder.join(name).is_file(), "{name}");
    }
    let output = run(&["verifica", text(&folder)]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("scrivete il nome dell'ente"), "{}", stderr(&output));
    let settings = folder.join("cug.toml");
    let named = std::fs::read_to_string(&settings)
        .unwrap()
        .replace("# nome = \"Nome dell'ente\"", "nome = \"Ente\"")
        .replace("# anno =", "anno =");
    std::fs::write(&settings, named).unwrap();
    let output = run(&["verifica", text(&folder)]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("errore F07"), "{}", stderr(&output));
    assert!(stderr(&output).contains("nota F09"), "{}", stderr(&output));
}

#[test]
fn every_code_is_explained() {
    let list = run(&["spiega"]);
    let list = String::from_utf8(list.stdout).unwrap();
    assert!(list.lines().count() > 30);
    let codes = list.lines().filter(|line| line.starts_with("  "));
    for code in codes.filter_map(|line| line.split_whitespace().next()) {
        let output = run(&["spiega", code]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{code}");
        assert!(text.starts_with(code) && text.contains("Come si rimedia"), "{text}");
    }
}

#[test]
fn output_and_year_can_be_chosen() {
    let (place, folder) = sample();
    let other = place.path().join("altrove");
    let output = run(&["genera", &folder, "--uscita", text(&other), "--anno", "2023", "--quiet"]);
    // In 2023 the categories of the old contract are no longer in force: an anomaly, not an error.
    assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
    assert!(other.join("2023/riservato/allegato-1.pdf").exists());
    assert!(!Path::new(&folder).join("uscita").exists());
}

#[test]
fn values_from_files_do_not_steer_the_terminal() {
    let place = TempDir::new().unwrap();
    std::fs::write(
        place.path().join("cug.toml"),
        "[ente]\nnome = \"X\"\n[relazione]\nanno = 2022\n",
    )
    .unwrap();
    let rows = "matricola;genere;data_nascita;inquadramento\n1;\u{1b}[31mX;01/01/1980;C\n";
    std::fs::write(place.path().join("personale.csv"), rows).unwrap();
    let output = run(&["verifica", text(place.path())]);
    assert_eq!(output.status.code(), Some(3));
    assert!(!stderr(&output).contains('\u{1b}'));
}

#[test]
fn the_page_of_the_years_lists_what_is_there_and_spares_a_foreign_one() {
    let (_place, folder) = sample();
    let output = Path::new(&folder).join("uscita");
    let earlier = output.join("2021");
    std::fs::create_dir_all(output.join("2019")).unwrap();
    std::fs::create_dir_all(output.join("bozze")).unwrap();
    std::fs::create_dir_all(&earlier).unwrap();
    let manifest = r#"{"ente": "Ente <b>", "uscite": [{"percorso": "pubblico/index.html"}]}"#;
    std::fs::write(earlier.join("manifesto.json"), manifest).unwrap();
    assert_eq!(run(&["genera", &folder, "--quiet"]).status.code(), Some(0));
    let page = output.join("index.html");
    let text = std::fs::read_to_string(&page).unwrap().replace("&#x2f;", "/");
    let links: Vec<&str> = text.split("<a href=\"2").skip(1).map(|rest| &rest[..20]).collect();
    assert_eq!(links.len(), 5, "{links:?}");
    assert!(text.contains("2022/ufficio/verifica.html") && text.contains("A chi va che cosa"));
    assert!(
        text.find("2022/riservato/index.html").unwrap()
            < text.find("2021/pubblico/index.html").unwrap()
    );
    assert!(text.contains("Ente &lt;b&gt;") && !text.contains("2019") && !text.contains("bozze"));
    std::fs::write(&page, "pagina dell'ente").unwrap();
    assert_eq!(run(&["genera", &folder, "--quiet"]).status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&page).unwrap(), "pagina dell'ente");
}
