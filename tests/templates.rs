//! The empty sheets that `nuovo` writes: read back as they are, and with what people do to them.

use relazione_cug::ingest::file;
use relazione_cug::ingest::file::container::Container;
use relazione_cug::ingest::file::sheet::SheetRow;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::reference_data::{EXAMPLE_MARK, offered_columns};
use relazione_cug::model::settings::Arrears;
use relazione_cug::publish::{accepted_words, template_workbook};

use crate::annotated_copy::parts;
use crate::bodies::{settings_of, staff_csv, verify};

fn template(kind: InputKind) -> InputFile {
    let bytes = template_workbook(kind).unwrap();
    InputFile { kind, path: format!("{}.xlsx", kind.name()), bytes: bytes.into() }
}

/// The sheet of a template as csv, with the example row changed by `change`.
fn as_csv(kind: InputKind, change: impl Fn(&str) -> String) -> InputFile {
    let sheets = file::sheets(&template_workbook(kind).unwrap(), Container::Xlsx).unwrap();
    let line = |number: usize| {
        let row = &sheets[0].rows[number];
        let cells = (0..offered_columns(kind).count())
            .map(|column| row.cell(column).text().unwrap_or_default());
        cells.collect::<Vec<_>>().join(";")
    };
    let text = format!("{}\n{}\n", line(0), change(&line(1)));
    InputFile { kind, path: format!("{}.csv", kind.name()), bytes: text.into_bytes().into() }
}

fn codes(files: &[InputFile]) -> Vec<&'static str> {
    verify(files, &settings_of(2025)).diagnostics.iter().map(|found| found.code.name()).collect()
}

fn one_person() -> InputFile {
    staff_csv(
        "matricola;genere;data_nascita;inquadramento",
        &["1;D;01/01/1980;Istruttori".to_owned()],
    )
}

#[test]
fn a_template_as_it_is_has_no_rows_and_nothing_else_to_say() {
    for kind in InputKind::ALL {
        let bytes = template_workbook(kind).unwrap();
        assert!(
            bytes == template_workbook(kind).unwrap(),
            "{} differs between two runs",
            kind.name()
        );
        if kind == InputKind::Staff {
            assert_eq!(codes(&[template(kind)]), ["F07"]);
        } else {
            assert_eq!(codes(&[one_person(), template(kind)]), ["F09"], "{}", kind.name());
        }
    }
}

#[test]
fn every_column_has_an_example_that_fits_it_or_is_rightly_empty() {
    for kind in InputKind::ALL {
        let empty: Vec<&str> = offered_columns(kind)
            .filter(|column| column.example.is_empty())
            .map(|column| column.name.as_str())
            .collect();
        let expected: &[&str] = match kind {
            InputKind::Totals => &["gruppo"],
            // Of those who have left.
            InputKind::Staff => &["data_cessazione"],
            _ => &[],
        };
        assert_eq!(empty, expected, "{}", kind.name());
    }
}

#[test]
fn the_example_is_data_like_any_other_once_its_mark_is_gone() {
    let mut settings = settings_of(2025);
    settings.pay.arrears = Some(Arrears::Excluded);
    let staff = as_csv(InputKind::Staff, |line| line.replace(EXAMPLE_MARK, ""));
    let verified = verify(std::slice::from_ref(&staff), &settings);
    assert!(verified.diagnostics.is_empty(), "{:?}", verified.diagnostics);
    assert_eq!(verified.dataset.people.len(), 1);
    for kind in [
        InputKind::Positions,
        InputKind::Boards,
        InputKind::WorkLife,
        InputKind::Leave,
        InputKind::Training,
        InputKind::Plan,
    ] {
        let file = as_csv(kind, |line| line.replace(EXAMPLE_MARK, ""));
        let found = verify(&[staff.clone(), file], &settings).diagnostics;
        let fault = found
            .iter()
            .find(|finding| !["A09", "I01", "C01", "C14"].contains(&finding.code.name()));
        assert!(fault.is_none(), "{}: {fault:?}", kind.name());
    }
}

#[test]
fn an_example_half_written_over_is_neither_counted_nor_lost() {
    for kind in InputKind::ALL {
        let file = as_csv(kind, |line| format!("{line}, cambiato"));
        let staff = (kind != InputKind::Staff).then(one_person);
        let files: Vec<InputFile> = staff.into_iter().chain([file]).collect();
        let found = verify(&files, &settings_of(2025));
        let told = found.diagnostics.iter().find(|finding| finding.code.name() == "F15");
        assert_eq!(told.map(|finding| finding.location.row), Some(Some(2)), "{}", kind.name());
    }
}

#[test]
fn the_example_saved_as_csv_by_a_spreadsheet_program_is_still_the_example() {
    let file = as_csv(InputKind::Staff, |line| line.replace("28345,67", "28.345,67"));
    assert_eq!(codes(&[file]), ["F07"]);
}

#[test]
fn templates_have_lists_and_no_formulas_or_macros() {
    for kind in InputKind::ALL {
        for (name, text) in parts(&template_workbook(kind).unwrap()) {
            assert!(!text.contains("<f>") && !name.contains("vba"), "{}: {name}", kind.name());
        }
    }
    let words: String = parts(&template_workbook(InputKind::Staff).unwrap())
        .into_iter()
        .filter(|(name, _)| name == "xl/sharedStrings.xml")
        .map(|(_, text)| text)
        .collect();
    for word in ["Personale non dirigente", "Dottorato di ricerca", "Istruttori"] {
        assert!(words.contains(word), "{word} is in no list");
    }
}

/// The words of each list, by the column that has it.
fn lists(kind: InputKind) -> Vec<(&'static str, Vec<String>)> {
    let bytes = template_workbook(kind).unwrap();
    let sheets = file::sheets(&bytes, Container::Xlsx).unwrap();
    let Some(lists) = sheets.iter().find(|sheet| sheet.name.as_deref() == Some("Elenchi")) else {
        return Vec::new();
    };
    let text = |row: &SheetRow, place| row.cell(place).text().unwrap_or_default().into_owned();
    let words = |column: &str| {
        let is_of = |row: &&SheetRow| text(row, 0).contains(&format!("«{column}»"));
        lists.rows[1..].iter().filter(is_of).map(|row| text(row, 1)).collect()
    };
    let all = offered_columns(kind).map(|column| (column.name.as_str(), words(&column.name)));
    all.filter(|(_, words): &(&str, Vec<String>)| !words.is_empty()).collect()
}

/// The words that each drop-down list of the first sheet points to, in the order of the columns.
fn ranges(kind: InputKind) -> Vec<Vec<String>> {
    let bytes = template_workbook(kind).unwrap();
    let sheets = file::sheets(&bytes, Container::Xlsx).unwrap();
    let Some(lists) = sheets.iter().find(|sheet| sheet.name.as_deref() == Some("Elenchi")) else {
        return Vec::new();
    };
    let text = part(&bytes, "xl/worksheets/sheet1.xml");
    let words = |range: &str| {
        let range = range.split('<').next().unwrap().replace('$', "");
        let rows = range.split(':').map(|cell| cell[1..].parse::<usize>().unwrap());
        let [from, to] = rows.collect::<Vec<_>>()[..] else { panic!("{range} is no range") };
        let rows = lists.rows[from - 1..to].iter();
        rows.map(|row| row.cell(1).text().unwrap_or_default().into_owned()).collect()
    };
    text.split("Elenchi!").skip(1).map(words).collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    parts(bytes).into_iter().find(|(part, _)| part == name).unwrap().1
}

#[test]
fn every_printed_page_has_the_headings_and_on_wide_sheets_the_code_of_the_row() {
    for kind in InputKind::ALL {
        let bytes = template_workbook(kind).unwrap();
        let titles = part(&bytes, "xl/workbook.xml");
        for sheet in file::sheets(&bytes, Container::Xlsx).unwrap() {
            let name = sheet.name.unwrap();
            assert!(titles.contains(&format!("{name}!$1:$")), "{}: {name}", kind.name());
        }
    }
    let titles = |kind| part(&template_workbook(kind).unwrap(), "xl/workbook.xml");
    assert!(titles(InputKind::Staff).contains("Personale!$A:$A,Personale!$1:$1"));
    assert!(titles(InputKind::Plan).contains("Piano!$G:$G,Piano!$1:$1"));
}

#[test]
fn a_list_holds_the_words_of_its_column_and_no_others() {
    for kind in InputKind::ALL {
        let expected = offered_columns(kind).map(|column| (column, accepted_words(column)));
        let expected = expected.filter(|(_, words)| !words.is_empty());
        let expected: Vec<(&str, Vec<String>)> =
            expected.map(|(column, words)| (column.name.as_str(), words)).collect();
        assert_eq!(lists(kind), expected, "{}", kind.name());
        for (range, words) in ranges(kind).iter().zip(expected) {
            assert_eq!(*range, words.1, "{} {}", kind.name(), words.0);
        }
    }
}

#[test]
fn no_template_bars_what_somebody_types() {
    for kind in InputKind::ALL {
        for (name, text) in parts(&template_workbook(kind).unwrap()) {
            for check in text.split("<dataValidation ").skip(1) {
                let check = check.split('>').next().unwrap();
                let asks = check.contains("errorStyle=\"warning\"");
                let is_silent = !check.contains("showErrorMessage=\"1\"");
                assert!(asks || is_silent, "{}, {name}: {check}", kind.name());
            }
        }
    }
}

#[test]
fn every_word_that_a_list_offers_is_read() {
    let settings = settings_of(2025);
    for kind in InputKind::ALL {
        // Which other cells a row of totals needs depends on its table.
        let lists = lists(kind).into_iter().filter(|_| kind != InputKind::Totals);
        for (column, words) in lists {
            for word in words {
                let place = offered_columns(kind).position(|one| one.name == column).unwrap();
                let file = as_csv(kind, |line| {
                    let line = line.replace(EXAMPLE_MARK, "");
                    let mut cells: Vec<&str> = line.split(';').collect();
                    cells[place] = &word;
                    cells.join(";")
                });
                let staff = as_csv(InputKind::Staff, |line| line.replace(EXAMPLE_MARK, ""));
                let others = (kind != InputKind::Staff).then_some(staff);
                let files: Vec<InputFile> = others.into_iter().chain([file]).collect();
                let found = verify(&files, &settings).diagnostics;
                let unknown =
                    ["P02", "P05", "P06", "P07", "C02", "E03", "E05", "A05", "A06", "A14", "A15"];
                let refused = found.iter().find(|one| unknown.contains(&one.code.name()));
                assert!(refused.is_none(), "{} {column} «{word}»: {refused:?}", kind.name());
            }
        }
    }
}
