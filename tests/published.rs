//! Real tables of the national portal (`tests/published/`), reproduced figure by figure from people
//! made for the purpose. Where a page contradicts itself, the test says so.

use std::collections::BTreeMap;

use relazione_cug::diagnostic::code;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::role::RowRole;
use relazione_cug::model::settings::Settings;
use relazione_cug::model::table::Table;
use relazione_cug::pipeline::Verified;
use serde_json::Value;

use crate::bodies::{path, settings_of, staff_csv, verify};

const HEADER: &str = "matricola;genere;data_nascita;inquadramento;tipologia;data_inquadramento";
/// An age inside each class of the format, in completed years.
const AGES: [i64; 5] = [25, 35, 45, 55, 63];
const GENDERS: [(&str, &str); 2] = [("uomini", "U"), ("donne", "D")];
pub const PAGES: [&str; 7] = [
    "aifa-2025",
    "citta-metropolitana-torino-2022",
    "comune-massafra-2021",
    "ministero-infrastrutture-2021",
    "regione-abruzzo-node25198",
    "universita-firenze-2022",
    "universita-trieste-2024",
];

pub fn page(name: &str) -> Value {
    let text = std::fs::read_to_string(path(&format!("tests/published/{name}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The page of the Regione Abruzzo does not say its year.
fn year(page: &Value) -> i64 {
    page["anno"].as_i64().unwrap_or(2022)
}

pub fn counts(value: &Value) -> Vec<u64> {
    value.as_array().unwrap().iter().map(|count| count.as_u64().unwrap()).collect()
}

pub fn rows<'a>(page: &'a Value, table: &str) -> &'a [Value] {
    page["tables"][table]["rows"].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// What the file made from a page says beside the words of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// A name for the grades that the page leaves empty.
    AllGrades,
    /// Nothing: an empty grade stays empty.
    AsPrinted,
    /// As printed, without the tipologia: each grade has to tell its own.
    GradesAlone,
}

/// One line of csv for each person that a row of 1.1 counts.
fn people(page: &Value, told: Told) -> InputFile {
    let mut lines = Vec::new();
    for row in rows(page, "1.1") {
        for (key, gender) in GENDERS {
            for (class, count) in counts(&row[key]).into_iter().enumerate() {
                for _ in 0..count {
                    let born = year(page) - AGES[class];
                    let mut grade = row["inquadramento"].as_str().unwrap();
                    if grade.is_empty() && told == Told::AllGrades {
                        grade = "senza nome sul portale";
                    }
                    let category = row["tipo"].as_str().unwrap();
                    let category = if told == Told::GradesAlone { "" } else { category };
                    let number = lines.len();
                    lines.push(format!("{number};{gender};15/06/{born};\"{grade}\";{category};"));
                }
            }
        }
    }
    staff_csv(HEADER, &lines)
}

fn verified(page: &Value, staff: InputFile) -> Verified {
    verify(&[staff], &settings_of(i32::try_from(year(page)).unwrap()))
}

/// The body of a page: people made from its table 1.1.
pub fn body(name: &str) -> (Settings, Verified) {
    let page = page(name);
    let settings = settings_of(i32::try_from(year(&page)).unwrap());
    let verified = verify(&[people(&page, Told::AllGrades)], &settings);
    (settings, verified)
}

fn table<'a>(verified: &'a Verified, id: &str) -> &'a Table {
    verified.report.tables.iter().find(|table| table.id.to_string() == id).unwrap()
}

/// The printed cells of the rows of one kind, without the last column (our own row total).
fn printed(table: &Table, role: RowRole, columns: usize) -> Vec<(String, String, Vec<String>)> {
    table
        .rows
        .iter()
        .filter(|row| row.role == role)
        .map(|row| {
            let cells = row.cells.iter().take(columns).map(|cell| cell.text.clone()).collect();
            (row.group.clone(), row.label.clone(), cells)
        })
        .collect()
}

#[test]
fn table_1_1_of_every_page_is_reproduced_from_people() {
    for name in PAGES {
        let page = page(name);
        let verified = verified(&page, people(&page, Told::AllGrades));
        let table = table(&verified, "1.1");
        let body = printed(table, RowRole::Body, 10);
        let mut published: BTreeMap<(String, String, Vec<u64>), usize> = BTreeMap::new();
        for row in rows(&page, "1.1") {
            let cells = [counts(&row["uomini"]), counts(&row["donne"])].concat();
            let key = |name: &str| row[name].as_str().unwrap().to_owned();
            *published.entry((key("tipo"), key("inquadramento"), cells)).or_default() += 1;
        }
        for ((category, grade, cells), times) in &published {
            // A row that the page lists twice is one row of ours, with the people of both.
            let merged: Vec<String> =
                cells.iter().map(|count| (count * *times as u64).to_string()).collect();
            let found = body.iter().any(|(group, _, cells)| group == category && *cells == merged);
            assert!(found, "{name}: {category}, {grade} {merged:?} is not in {body:#?}");
        }
        let listed_twice = published.values().filter(|times| **times > 1).count();
        assert_eq!(listed_twice, usize::from(name == "comune-massafra-2021"), "{name}");
        assert_eq!(body.len(), published.len(), "{name}");

        let total: Vec<String> =
            counts(&page["tables"]["1.1"]["totale"]).iter().map(u64::to_string).collect();
        assert_eq!(printed(table, RowRole::Total, 10)[0].2, total, "{name}");
        let percentages = &page["tables"]["1.1"];
        let percentages =
            percentages.get("percentuale").unwrap_or(&percentages["percentuale_parziale"]);
        let percentages: Vec<&str> =
            percentages.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
        let ours = &printed(table, RowRole::Percent, 10)[0].2;
        assert!(percentages.len() >= 9, "{name}");
        assert_eq!(ours[..percentages.len()], percentages[..], "{name}");
    }
}

/// The Università di Firenze leaves the grade of its managers empty: we ask for it.
#[test]
fn an_empty_grade_of_a_published_page_is_refused() {
    let page = page("universita-firenze-2022");
    let found = verified(&page, people(&page, Told::AsPrinted)).diagnostics;
    let empty = found.iter().filter(|finding| finding.code == code::EMPTY_REQUIRED_CELL).count();
    assert_eq!(empty, 10);
}

const INTERVALS: [(&str, i64); 4] = [
    ("Inferiore a 3 anni", 1),
    ("Tra 3 e 5 anni", 4),
    ("Tra 5 e 10 anni", 7),
    ("Superiore a 10 anni", 20),
];

/// The people that the given rows of 1.4 count, with a grade for each block of rows.
fn people_by_seniority(page: &Value, blocks: &[&[&Value]]) -> InputFile {
    let mut lines = Vec::new();
    for (block, row) in
        (1..).zip(blocks).flat_map(|(block, rows)| rows.iter().map(move |row| (block, row)))
    {
        let interval = row["permanenza"].as_str().unwrap();
        let years = INTERVALS.iter().find(|(label, _)| *label == interval).unwrap().1;
        let since = year(page) - years;
        for (key, gender) in GENDERS {
            for (class, count) in counts(&row[key]).into_iter().enumerate() {
                let born = year(page) - AGES[class];
                lines.extend((0..count).map(|_| (block, gender, born, since)));
            }
        }
    }
    let lines: Vec<String> = lines
        .into_iter()
        .enumerate()
        .map(|(number, (block, gender, born, since))| {
            format!("{number};{gender};15/06/{born};Blocco {block};Personale non dirigente;30/06/{since}")
        })
        .collect();
    staff_csv(HEADER, &lines)
}

fn texts(value: &Value) -> Vec<String> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned))
        .collect()
}

/// The cells of a row of 1.4 as the page prints them.
fn seniority_cells(row: &Value) -> Vec<String> {
    let mut cells = Vec::new();
    for (gender, share) in [("uomini", "uomini_pct_genere_2"), ("donne", "donne_pct_genere_3")] {
        cells.extend(texts(&row[gender]));
        cells.push(row[format!("{gender}_totale")].to_string());
        cells.push(row[format!("{gender}_pct_1")].as_str().unwrap().to_owned());
        cells.push(row[share].as_str().unwrap().to_owned());
    }
    cells
}

#[test]
fn table_1_4_of_the_pages_is_reproduced_from_people() {
    for name in [
        "aifa-2025",
        "citta-metropolitana-torino-2022",
        "comune-massafra-2021",
        "ministero-infrastrutture-2021",
    ] {
        let page = page(name);
        let published: Vec<&Value> = rows(&page, "1.4").iter().collect();
        let verified = verified(&page, people_by_seniority(&page, &[&published]));
        let table = table(&verified, "1.4");
        let body = printed(table, RowRole::Body, 16);
        for row in &published {
            let label = row["permanenza"].as_str().unwrap();
            let ours = body.iter().find(|(_, ours, _)| ours == label).unwrap();
            assert_eq!(ours.2, seniority_cells(row), "{name}, {label}");
        }
        let footer = |kind| {
            let cells = printed(table, kind, 16).remove(0).2;
            [cells[..6].to_vec(), cells[8..14].to_vec()].concat()
        };
        let expected = |key: &str| {
            let footer = &page["tables"]["1.4"][key];
            GENDERS
                .iter()
                .flat_map(|(gender, _)| {
                    let total = &footer[format!("{gender}_totale")];
                    let total = total.as_str().map_or_else(|| total.to_string(), str::to_owned);
                    texts(&footer[*gender]).into_iter().chain([total])
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(footer(RowRole::Total), expected("totale"), "{name}");
        assert_eq!(footer(RowRole::Percent), expected("percentuale"), "{name}");
    }
}

/// The Università di Firenze prints 1.4 in two blocks, one for each grade. Its shares (1) are of
/// the row; its shares (2) and (3) are of the gender in both blocks together.
#[test]
fn table_1_4_in_blocks_is_reproduced_block_by_block() {
    let page = page("universita-firenze-2022");
    let published: Vec<&Value> = rows(&page, "1.4").iter().collect();
    let blocks: Vec<&[&Value]> = published.chunks(4).collect();
    let verified = verified(&page, people_by_seniority(&page, &blocks));
    let details = printed(table(&verified, "1.4"), RowRole::Detail, 16);
    assert_eq!(details.len(), published.len());
    for (number, block) in (1..).zip(&blocks) {
        for row in *block {
            let label = row["permanenza"].as_str().unwrap();
            let grade = format!("Blocco {number}");
            let ours = details.iter().find(|(group, ours, _)| *group == grade && ours == label);
            assert_eq!(ours.unwrap().2, seniority_cells(row), "{grade}, {label}");
        }
    }
    let total = printed(table(&verified, "1.4"), RowRole::Total, 16).remove(0).2;
    let totals = &page["tables"]["1.4"]["totale"];
    assert_eq!(total[..5], texts(&totals["uomini"])[..]);
    assert_eq!(total[8..13], texts(&totals["donne"])[..]);
    assert_eq!([&total[5], &total[13]], ["1513", "1758"]);
}

/// 1.4 is about people who are not managers. On these pages it counts others or fewer: ours, made
/// from one list, cannot.
#[test]
fn pages_whose_1_4_does_not_agree_with_their_1_1_are_known() {
    let sum = |rows: Vec<&Value>| -> u64 {
        rows.iter().flat_map(|row| GENDERS.map(|(gender, _)| counts(&row[gender]))).flatten().sum()
    };
    for (name, non_managers, in_1_4) in [
        ("aifa-2025", 287, 287),
        ("citta-metropolitana-torino-2022", 780, 780),
        ("comune-massafra-2021", 110, 85),
        ("ministero-infrastrutture-2021", 6473, 6646),
        ("universita-firenze-2022", 3261, 3271),
    ] {
        let page = page(name);
        let others =
            rows(&page, "1.1").iter().filter(|row| row["tipo"] == "Personale non dirigente");
        assert_eq!(sum(others.collect()), non_managers, "{name}");
        assert_eq!(sum(rows(&page, "1.4").iter().collect()), in_1_4, "{name}");
    }
}

const CLASSES: [&str; 5] = ["<30", "da 31 a 40", "da 41 a 50", "da 51 a 60", ">60"];

/// The rows of 1.4 as an office would type them from the page, sums included; the pages in blocks
/// have one block for each grade.
fn totals_file(page: &Value) -> InputFile {
    let published = rows(page, "1.4");
    let mut text = "tabella;gruppo;riga;genere;classe;valore\n".to_owned();
    for (index, row) in published.iter().enumerate() {
        let group = if published.len() > 4 { ["Blocco A", "Blocco B"][index / 4] } else { "" };
        let label = row["permanenza"].as_str().unwrap();
        for (key, gender) in GENDERS {
            for (class, count) in CLASSES.iter().zip(counts(&row[key])) {
                text.push_str(&format!("1.4;{group};{label};{gender};{class};{count}\n"));
            }
            let sum = &row[format!("{key}_totale")];
            text.push_str(&format!("1.4;{group};{label};{gender};Totale;{sum}\n"));
        }
    }
    InputFile {
        kind: InputKind::Totals,
        path: "aggregati.csv".to_owned(),
        bytes: text.into_bytes().into(),
    }
}

fn with_totals(page: &Value, totals: InputFile) -> Verified {
    let staff = staff_csv(HEADER, &["1;D;15/06/1980;C;;01/01/2010".to_owned()]);
    verify(&[staff, totals], &settings_of(i32::try_from(year(page)).unwrap()))
}

/// Given as totals, every published 1.4 comes out to the last share, blocks and `--` included.
#[test]
fn table_1_4_given_as_totals_comes_out_as_published() {
    let mut without_anybody = 0;
    for name in [
        "aifa-2025",
        "citta-metropolitana-torino-2022",
        "comune-massafra-2021",
        "ministero-infrastrutture-2021",
        "universita-firenze-2022",
    ] {
        let page = page(name);
        let verified = with_totals(&page, totals_file(&page));
        assert!(!verified.has_errors(), "{name}: {:?}", verified.diagnostics);
        let table = table(&verified, "1.4");
        let body = printed(table, RowRole::Body, 16);
        assert_eq!(body.len(), rows(&page, "1.4").len(), "{name}");
        for (index, row) in rows(&page, "1.4").iter().enumerate() {
            let label = row["permanenza"].as_str().unwrap();
            let group = if body.len() > 4 { ["Blocco A", "Blocco B"][index / 4] } else { "" };
            let ours = body.iter().find(|(of, ours, _)| of == group && ours == label).unwrap();
            assert_eq!(ours.2, seniority_cells(row), "{name}, {group} {label}");
            without_anybody += ours.2.iter().filter(|cell| *cell == "--").count();
        }
        let total = printed(table, RowRole::Total, 16).remove(0).2;
        let totals = &page["tables"]["1.4"]["totale"];
        assert_eq!(total[..5], texts(&totals["uomini"])[..], "{name}");
        assert_eq!(total[8..13], texts(&totals["donne"])[..], "{name}");
    }
    assert_eq!(without_anybody, 1, "one page of these has a row without women");
}

#[test]
fn a_gender_without_anybody_prints_two_dashes_as_the_portal_does() {
    let page = page("aifa-2025");
    let mut text = "tabella;riga;genere;classe;valore\n".to_owned();
    for class in CLASSES {
        text.push_str(&format!("1.4;Tra 3 e 5 anni;U;{class};3\n1.4;Tra 3 e 5 anni;D;{class};0\n"));
    }
    let totals = InputFile {
        kind: InputKind::Totals,
        path: "aggregati.csv".to_owned(),
        bytes: text.into_bytes().into(),
    };
    let verified = with_totals(&page, totals);
    let cells = printed(table(&verified, "1.4"), RowRole::Body, 16).remove(0).2;
    assert_eq!(cells[..8], ["3", "3", "3", "3", "3", "15", "100,00", "100,00"]);
    assert_eq!(cells[8..], ["0", "0", "0", "0", "0", "0", "0,00", "--"]);
}

#[test]
fn a_page_that_contradicts_itself_is_told() {
    let page = page("comune-massafra-2021");
    let mut totals = totals_file(&page);
    let text = String::from_utf8(totals.bytes.get().unwrap().into()).unwrap();
    totals.bytes = text.replace(";U;Totale;20\n", ";U;Totale;21\n").into_bytes().into();
    let found = with_totals(&page, totals).diagnostics;
    let sums: Vec<_> =
        found.iter().filter(|finding| finding.code == code::GIVEN_SUM_DIFFERS).collect();
    assert_eq!(sums.len(), 1);
    assert!(sums[0].message.contains("il totale Uomini è 21, ma le celle sommano 20"));
}

/// With the grades as the pages print them and nothing else, only what is no grade at all is asked about.
#[test]
fn grades_of_the_pages_tell_their_tipologia_by_themselves() {
    let mut asked = Vec::new();
    let mut unlike_the_page = Vec::new();
    for name in PAGES {
        let page = page(name);
        let verified = verified(&page, people(&page, Told::GradesAlone));
        let of_grades = verified.diagnostics.iter();
        let of_grades = of_grades.filter(|finding| finding.code == code::UNKNOWN_GRADE);
        asked.extend(of_grades.map(|finding| format!("{name}: {}", finding.message)));
        let body = printed(table(&verified, "1.1"), RowRole::Body, 10);
        for row in rows(&page, "1.1") {
            let cells = [counts(&row["uomini"]), counts(&row["donne"])].concat();
            let cells: Vec<String> = cells.iter().map(u64::to_string).collect();
            let ours: Vec<&String> =
                body.iter().filter(|(_, _, other)| *other == cells).map(|(of, ..)| of).collect();
            let [page_says, grade] =
                ["tipo", "inquadramento"].map(|key| row[key].as_str().unwrap());
            if let (Some(category), false) =
                (ours.first(), ours.iter().any(|category| *category == page_says))
            {
                unlike_the_page
                    .push(format!("{name}: «{grade}» è {page_says}, per noi {category}"));
            }
        }
    }
    // Nobody can know the grade of whoever has a contract of some length.
    assert_eq!(
        asked,
        [
            "comune-massafra-2021: l'inquadramento «dipendenti tempo determinato» non è nella classificazione (11 righe: 108-118)",
        ]
    );
    unlike_the_page.sort();
    unlike_the_page.dedup();
    // Managers of the second level that pages file under the first.
    let managers = |grade: &str| {
        format!(
            "{grade} è Dirigente di livello generale, per noi Dirigente di livello non generale"
        )
    };
    assert_eq!(
        unlike_the_page,
        [
            managers("aifa-2025: «II FASCIA»"),
            managers("citta-metropolitana-torino-2022: «Dirigente»"),
            managers("comune-massafra-2021: «Dirigente a tempo determinato»"),
            managers("comune-massafra-2021: «Dirigente a tempo indeterminato»"),
        ]
    );
}

/// The rows of 1.7 as an office would type them from the page; the page of Torino has no grades there.
fn education_lines(page: &Value) -> String {
    let lines = rows(page, "1.7").iter().flat_map(|row| {
        GENDERS.map(|(key, gender)| {
            format!("1.7;;{};{gender};;{}\n", row["titolo"].as_str().unwrap(), row[key])
        })
    });
    lines.collect()
}

#[test]
fn table_1_7_given_as_totals_comes_out_as_published_and_its_missing_woman_is_told() {
    let page = page("citta-metropolitana-torino-2022");
    let mut totals = totals_file(&page);
    let text = String::from_utf8(totals.bytes.get().unwrap().into()).unwrap();
    totals.bytes = (text + &education_lines(&page)).into_bytes().into();
    let staff = people(&page, Told::AsPrinted);
    let verified = verify(&[staff, totals], &settings_of(2022));
    let education = table(&verified, "1.7");
    for row in rows(&page, "1.7") {
        let body = printed(education, RowRole::Body, 6);
        let ours = body.iter().find(|(_, label, _)| label == row["titolo"].as_str().unwrap());
        let mut cells = Vec::new();
        for (count, share) in
            [("uomini", "uomini_pct_1"), ("donne", "donne_pct_1"), ("totale", "totale_pct_2")]
        {
            cells.extend([row[count].to_string(), row[share].as_str().unwrap().to_owned()]);
        }
        assert_eq!(ours.unwrap().2, cells);
    }
    let shares = printed(education, RowRole::Percent, 6).remove(0).2;
    let whole = &page["tables"]["1.7"]["percentuale"];
    // Over everybody of table 1.1, managers included, not over those of 1.7.
    let expected = ["uomini", "donne", "totale"].map(|key| whole[key].as_str().unwrap());
    assert_eq!([&shares[1], &shares[3], &shares[5]], expected);
    let differ = verified.diagnostics.iter();
    let differ: Vec<&str> = differ
        .filter(|finding| finding.code == code::TABLES_DISAGREE)
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(
        differ,
        ["personale non dirigente: 780 persone nella tabella 1.1 (420 uomini e 360 donne), \
          779 persone nella tabella 1.7 (420 uomini e 359 donne)"]
    );
}
