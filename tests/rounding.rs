//! Rounded public editions under attackers written apart from the program: readers who know how many work
//! there, who knows somebody in a small group, who has the program, who knows the others' pay, who has last
//! year's edition.

use std::collections::BTreeSet;

use relazione_cug::disclosure;
use relazione_cug::model::cell::{Measure, Value};
use relazione_cug::model::gender::Gender;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::protection::ProtectionAudit;
use relazione_cug::model::report::KeyFigureKind;
use relazione_cug::model::role::RowRole;
use relazione_cug::model::secret::Secret;
use relazione_cug::model::settings::Settings;
use relazione_cug::model::table::Table;
use relazione_cug::pipeline::{self, Verified};
use relazione_cug::publish;

use crate::bodies::{sample, settings_of, staff_csv, verify};
use crate::drawn_bodies::{drawn_people, files};
use crate::protection::format;
use crate::second_attack::Edition;

pub fn csv(verified: &Verified, tables: &[Table]) -> String {
    let report =
        relazione_cug::model::report::Report { tables: tables.to_vec(), ..verified.report.clone() };
    String::from_utf8(publish::tables_csv(&report).unwrap()).unwrap()
}

/// The rounded tables of a body, with the full and the public csv.
fn rounded(
    verified: &Verified,
    settings: &Settings,
    secret: u64,
) -> (Vec<Table>, ProtectionAudit, [Edition; 2]) {
    let (full, rules) = (&verified.coarse_figures(), &settings.disclosure);
    let secret = Secret::numbered(secret);
    let (public, audit) = disclosure::protect(full, &format(), rules, &secret).unwrap();
    let texts = [full.as_ref(), public.as_slice()].map(|tables| csv(verified, tables));
    assert!(audit.rounding().is_some(), "figures are kept back");
    disclosure::prove(texts[1].as_bytes(), full, &format(), rules, audit.method()).unwrap();
    (public, audit, texts.each_ref().map(|text| Edition::read(text)))
}

fn unit(table: &str) -> i64 {
    if ["1.9", "1.10"].contains(&table) { 5 } else { 3 }
}

fn stands_all_attacks(verified: &Verified, settings: &Settings) {
    let (_, audit, [full, public]) = rounded(verified, settings, 1);
    assert_eq!(full.wrong_in(&public, unit), Vec::<String>::new());
    assert_eq!(full.found_out_of_rounded(&public, unit), []);
    assert_eq!(full.read_in_rounded(&public, unit), []);
    assert_eq!(full.read_by_insiders(&public, unit), []);
    assert_eq!(audit.readable, 0);
    assert!(!audit.rounding().unwrap().is_wide);
}

#[test]
fn the_sample_prints_every_count_and_gives_nobody_away() {
    let (settings, _, verified) = sample();
    stands_all_attacks(verified, settings);
    let (public, audit, _) = rounded(verified, settings, 1);
    assert_eq!(audit.narrow, 0, "not even to who knows every zero");
    let counts = public.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let hidden = counts.filter(|cell| cell.is_protected());
    assert!(hidden.into_iter().all(|cell| cell.text == "[r]" && cell.measure.code() != "persone"));
}

#[test]
fn published_bodies_stand_all_attacks() {
    for name in crate::published::PAGES {
        let (settings, verified) = crate::published::body(name);
        stands_all_attacks(&verified, &settings);
    }
}

#[test]
fn small_bodies_stand_all_attacks() {
    for size in [8, 13, 21, 34, 60] {
        let people = drawn_people(size as u64, size);
        stands_all_attacks(&verify(&files(&people), &settings_of(2022)), &settings_of(2022));
    }
}

#[test]
#[ignore = "minutes: run it after changing the disclosure stage"]
fn two_hundred_bodies_stand_all_attacks() {
    for number in 0..200 {
        let size = if number < 190 { 8 + number } else { 500 * (number - 189) };
        let people = drawn_people(1_000 + number as u64, size);
        stands_all_attacks(&verify(&files(&people), &settings_of(2022)), &settings_of(2022));
    }
}

/// Staff by gender, year of birth, grade and pay.
fn staff(people: impl IntoIterator<Item = (&'static str, u32, &'static str, u32)>) -> InputFile {
    let rows = people.into_iter().enumerate().map(|(number, (gender, born, grade, pay))| {
        format!("{number};{gender};15/06/{born};{grade};100;{pay}")
    });
    let header = "matricola;genere;data_nascita;inquadramento;percentuale_part_time;retribuzione";
    staff_csv(header, &rows.collect::<Vec<_>>())
}

/// Clerks of both genders and all ages.
fn clerks(number: u32) -> impl Iterator<Item = (&'static str, u32, &'static str, u32)> {
    (0..number).map(|number| {
        let gender = if number % 2 == 0 { "D" } else { "U" };
        (
            gender,
            1958 + number * 7 % 40,
            ["B1", "C", "D1"][number as usize % 3],
            24_000 + 10 * number,
        )
    })
}

/// One woman manager; a grade of two; only women; a single employee; equal pay; one extreme pay.
fn awkward_bodies() -> [InputFile; 6] {
    let manager = "Dirigente a tempo indeterminato";
    [
        staff(clerks(40).chain([("D", 1970, manager, 90_000)])),
        staff(clerks(30).chain([("D", 1960, "D3", 33_000), ("U", 1980, "D3", 34_000)])),
        staff(clerks(30).map(|(_, born, grade, pay)| ("D", born, grade, pay))),
        staff(clerks(1)),
        staff(clerks(24).map(|(gender, born, grade, _)| (gender, born, grade, 25_000))),
        staff(clerks(24).chain([("D", 1966, "C", 900_000)])),
    ]
}

#[test]
fn awkward_bodies_stand_all_attacks() {
    for body in awkward_bodies() {
        stands_all_attacks(&verify(&[body], &settings_of(2022)), &settings_of(2022));
    }
}

#[test]
fn awkward_bodies_stand_both_attacks_where_figures_are_kept_back() {
    for body in awkward_bodies() {
        let settings = settings_of(2022);
        let verified = verify(&[body], &settings);
        let (_, audit, csv) = crate::protection::protected(&verified, &settings);
        crate::protection::assert_safe(&verified, &csv, &audit);
    }
}

#[test]
fn the_only_woman_is_not_read_in_any_table() {
    // Of twenty people one is a woman, and she alone uses permits.
    let people = (0..20).map(|number| {
        let gender = if number == 7 { "D" } else { "U" };
        (gender, 1960 + number, ["B1", "C"][number as usize % 2], 25_000 + number)
    });
    let leave = InputFile {
        kind: InputKind::Leave,
        path: "congedi.csv".to_owned(),
        bytes: b"matricola;tipo;quantita\n7;L.104 giorni;30\n".to_vec().into(),
    };
    let settings = settings_of(2022);
    let verified = verify(&[staff(people), leave], &settings);
    stands_all_attacks(&verified, &settings);
    for secret in 0..20 {
        let (public, _, _) = rounded(&verified, &settings, secret);
        let leave = public.iter().find(|table| table.id.to_string() == "1.10").unwrap();
        let of_women = leave.columns.iter().position(|column| column.gender == Some(Gender::Woman));
        let people = leave.rows.iter().find(|row| row.label == "Persone che ne hanno fruito");
        assert_eq!(people.unwrap().cells[of_women.unwrap()].text, "0");
        // Nor that she, or anybody who is not a man, used any days: what she did not use is kept back as well.
        let amounts = leave.rows.iter().flat_map(|row| row.cells.iter().zip(&leave.columns));
        let told = amounts
            .filter(|(cell, column)| {
                matches!(cell.measure, Measure::Days | Measure::Hours | Measure::Uses)
                    && column.gender != Some(Gender::Man)
            })
            .find(|(cell, _)| cell.amount().is_some());
        assert!(told.is_none(), "{told:?}");
    }
}

/// Who reads «nessuno» takes it for true.
#[test]
fn a_rounded_zero_is_not_told_as_nobody() {
    let people = (0..20).map(|number| {
        let gender = if number == 7 { "D" } else { "U" };
        (gender, 1960 + number, ["B1", "C"][number as usize % 2], 25_000 + number)
    });
    let leave = InputFile {
        kind: InputKind::Leave,
        path: "congedi.csv".to_owned(),
        bytes: b"matricola;tipo;quantita\n7;L.104 giorni;30\n".to_vec().into(),
    };
    let verified = verify(&[staff(people), leave], &settings_of(2022));
    let public = pipeline::protect(&verified).unwrap().public.unwrap();
    let sentences: Vec<&String> = public.tables.iter().flat_map(|table| &table.sentences).collect();
    let nobody = |words: &&&String| words.starts_with("Nessun") && !words.contains("commissione");
    assert_eq!(sentences.iter().find(nobody), None);
    let is_false = |words: &&String| words.contains(" 0 su ") || words.contains("non ci sono");
    assert!(!sentences.iter().any(is_false), "{sentences:?}");
    let notes: Vec<&String> =
        public.key_figures.iter().filter_map(|one| one.note.as_ref()).collect();
    assert!(notes.iter().any(|note| note.ends_with("poche persone o nessuna")), "{notes:?}");
    assert!(!notes.iter().any(|note| note.contains("nessuna persona")), "{notes:?}");
    let leave = public.tables.iter().find(|table| table.id.to_string() == "1.10").unwrap();
    assert_eq!(leave.sentences, ["Poche persone o nessuna: i numeri sono arrotondati."]);
}

/// Whether the only employee used any permit, and is a woman or a man, is in no figure of permits.
#[test]
fn the_only_employee_used_leave_or_not() {
    let print = |gender: &'static str, leave: Option<&str>| {
        let rows = leave.map_or(String::new(), |row| format!("{row}\n"));
        let leave = InputFile {
            kind: InputKind::Leave,
            path: "congedi.csv".to_owned(),
            bytes: format!("matricola;tipo;quantita\n{rows}").into_bytes().into(),
        };
        let settings = settings_of(2022);
        let verified = verify(&[staff([(gender, 1960, "C", 25_000)]), leave], &settings);
        let (public, _, _) = rounded(&verified, &settings, 1);
        let table = public.into_iter().find(|table| table.id.to_string() == "1.10").unwrap();
        table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect())
            .collect()
    };
    let used: Vec<Vec<String>> = print("D", Some("0;L.104 giorni;12"));
    assert_eq!(used, print("D", Some("0;L.104 giorni;0")));
    assert_eq!(used, print("U", Some("0;L.104 giorni;12")));
}

#[test]
fn who_has_the_program_and_not_the_secret_keeps_three_values_of_each_small_count() {
    let settings = settings_of(2022);
    let grades = ["B1", "B1", "C", "C"];
    let body = |counts: [u32; 4]| {
        let cells = counts.into_iter().enumerate();
        let people = cells.flat_map(|(cell, count)| {
            let gender = ["U", "D"][cell % 2];
            (0..count).map(move |_| (gender, 1975, grades[cell], 25_000))
        });
        verify(&[staff(people)], &settings)
    };
    let print = |verified: &Verified, secret: u64| {
        let table = std::slice::from_ref(&verified.report.tables[0]);
        let rules = &settings.disclosure;
        let (public, _) =
            disclosure::protect(table, &format(), rules, &Secret::numbered(secret)).unwrap();
        csv(verified, &public)
    };
    for (number, truth) in (0..).zip([[2, 4, 6, 1], [1, 5, 2, 4]]) {
        let edition = print(&body(truth), 7_000 + number);
        let total: u32 = truth.iter().sum();
        let mut values = [const { BTreeSet::new() }; 4];
        let near = |of: u32| of.saturating_sub(2)..=of + 2;
        for one in near(truth[0]) {
            for two in near(truth[1]) {
                for three in near(truth[2]) {
                    let Some(four) = total.checked_sub(one + two + three) else { continue };
                    let candidate = [one, two, three, four];
                    let adds =
                        candidate.iter().zip(&values).any(|(value, seen)| !seen.contains(value));
                    if !adds {
                        continue;
                    }
                    let verified = body(candidate);
                    if (0..40).any(|secret| print(&verified, secret) == edition) {
                        for (value, seen) in candidate.into_iter().zip(&mut values) {
                            seen.insert(value);
                        }
                    }
                }
            }
        }
        for (value, seen) in truth.into_iter().zip(&values) {
            assert!(value > 2 || seen.len() >= 3, "{truth:?}: {value} among {seen:?}");
        }
    }
}

#[test]
fn the_same_staff_and_secret_print_the_same_next_year_and_another_secret_does_not() {
    let (settings, _, verified) = sample();
    let print = |secret| csv(verified, &rounded(verified, settings, secret).0);
    assert_eq!(print(1), print(1));
    assert_ne!(print(1), print(2));
}

/// The rows of table 1.1 of the public edition that are of managers.
fn manager_rows(files: &[InputFile], settings: &Settings) -> Vec<String> {
    let verified = verify(files, settings);
    let public = pipeline::protect(&verified).unwrap().public.unwrap();
    let rows = public.tables[0].rows.iter().filter(|row| row.group.starts_with("Dirigente"));
    rows.map(|row| row.label.clone()).collect()
}

#[test]
fn managers_are_in_one_row_where_they_are_few_and_not_shown_as_they_are() {
    let grades = ["Dirigente a tempo indeterminato", "Dirigente a tempo determinato"];
    let with_managers = |number: u32| {
        let managers = (0..number).map(|number| {
            let mix = usize::from(number % 2 == 1);
            (["D", "U"][mix], 1960 + number % 20, grades[mix], 90_000)
        });
        [staff(clerks(40).chain(managers.collect::<Vec<_>>()))]
    };
    let settings = settings_of(2022);
    assert_eq!(manager_rows(&with_managers(12), &settings), ["Dirigente di livello non generale"]);
    assert_eq!(manager_rows(&with_managers(24), &settings).len(), 2);
    let exemption = "[ente]\nnome = \"X\"\n[relazione]\nanno = 2022\n[[riservatezza.esenzioni]]\n\
        tipologia = \"Dirigente di livello non generale\"\nmotivo = \"d.lgs. 33/2013\"\n";
    let exempt = crate::bodies::settings(exemption);
    assert_eq!(manager_rows(&with_managers(12), &exempt).len(), 2);
}

#[test]
fn the_pay_gap_within_levels_is_told_where_that_of_all_is_kept_back() {
    let (_, _, verified) = sample();
    let public = pipeline::protect(verified).unwrap().public.unwrap();
    let gap = public.key_figures.iter().find(|figure| figure.kind == KeyFigureKind::PayGap);
    let gap = gap.unwrap();
    assert!(gap.label.starts_with("divario a parità di livello"), "{}", gap.label);
    assert_eq!((&gap.previous, &gap.change), (&None, &None));
    // Anybody can compute it from the printed table.
    let table = public.tables.iter().find(|table| table.id.to_string() == "1.5").unwrap();
    let (mut women, mut sum) = (0.0, 0.0);
    for row in table.rows.iter().filter(|row| row.role == RowRole::Body) {
        let number = |column: usize| {
            let text = row.cells[column].text.replace('.', "").replace(',', ".").replace('−', "-");
            text.parse::<f64>().ok()
        };
        let (Some(men_mean), Some(of_women), Some(women_mean)) = (number(1), number(2), number(3))
        else {
            continue;
        };
        women += of_women;
        sum += of_women * (women_mean - men_mean) / men_mean * 100.0;
    }
    let printed = gap.value.replace([' ', '%', '\u{a0}', '\u{202f}'], "");
    let printed: f64 = printed.replace(',', ".").replace('−', "-").parse().unwrap();
    assert!((printed - sum / women).abs() < 0.006, "{printed}, {}", sum / women);
    let told = table.sentences.iter().any(|words| words.contains("A parità di livello"));
    assert!(told, "{:?}", table.sentences);
}

/// The true pays of each grade and gender that has a printed mean, with what is printed, in euro.
fn printed_means(tables: &[Table]) -> Vec<(String, usize, i64)> {
    let table = tables.iter().find(|table| table.id.to_string() == "1.5").unwrap();
    let mut means = Vec::new();
    for row in &table.rows {
        for (column, cell) in row.cells.iter().enumerate() {
            if let (Value::Euro(mean), true) = (&cell.value, [1, 3].contains(&column)) {
                means.push((row.label.clone(), column, i64::try_from(mean.scaled(0)).unwrap()));
            }
        }
    }
    means
}

#[test]
fn who_knows_the_contract_of_the_others_does_not_know_the_highest_pay_within_a_tenth() {
    let mut shown = 0;
    for extreme in [25_000, 60_000, 110_000, 400_000] {
        let people = (0..9).map(|number| ("U", 1960 + number, "C", 28_000 + 100 * number));
        let people = people.chain([("U", 1965, "C", extreme)]);
        let people: Vec<_> = people.chain(clerks(40)).collect();
        let pays: Vec<i64> = people
            .iter()
            .filter(|(gender, _, grade, _)| (*gender, *grade) == ("U", "C"))
            .map(|(_, _, _, pay)| i64::from(*pay))
            .collect();
        let settings = settings_of(2022);
        let verified = verify(&[staff(people)], &settings);
        for method in ["arrotondamento", "oscuramento"] {
            let mut settings = settings.clone();
            if method == "oscuramento" {
                settings.disclosure = crate::protection::suppressing(&settings);
            }
            let secret = Secret::numbered(3);
            let full = &verified.report.tables;
            let public =
                disclosure::protect(full, &format(), &settings.disclosure, &secret).unwrap().0;
            let mean = printed_means(&public)
                .into_iter()
                .find(|(row, column, _)| (row.as_str(), *column) == ("C", 1));
            let Some((_, _, mean)) = mean else { continue };
            shown += 1;
            assert_eq!(mean % 100, 0);
            let people = i64::try_from(pays.len()).unwrap();
            let highest = pays.iter().max().unwrap();
            // The others within a tenth, and the second highest, who knows herself, exactly.
            let mut sorted = pays.clone();
            sorted.sort_unstable();
            let others: i64 = sorted[..sorted.len() - 2].iter().sum();
            let second = sorted[sorted.len() - 2];
            let least = people * mean - others * 11 / 10 - second;
            let most = people * mean - others * 9 / 10 - second;
            assert!(least * 10 <= highest * 9 + 10, "{extreme}: at least {least}");
            assert!(most * 10 >= highest * 11 - 10, "{extreme}: at most {most}");
        }
    }
    assert!(shown >= 2);
}

#[test]
fn two_years_do_not_tell_the_pay_of_who_came_in_between() {
    let year = |people: u32, newcomer: Option<u32>| {
        let same = (0..people).map(|number| ("D", 1960 + number % 30, "C", 28_000 + 13 * number));
        let all = same.chain(newcomer.map(|pay| ("D", 1990, "C", pay)));
        let settings = settings_of(2022);
        let verified = verify(&[staff(all)], &settings);
        let rules = crate::protection::suppressing(&settings);
        let secret = Secret::numbered(5);
        let tables = disclosure::protect(&verified.report.tables, &format(), &rules, &secret);
        printed_means(&tables.unwrap().0).first().map(|(_, _, mean)| *mean)
    };
    for people in [5, 8, 12, 20, 37, 80] {
        let pay = 27_000;
        let (Some(before), Some(after)) = (year(people, None), year(people + 1, None)) else {
            panic!()
        };
        let (Some(_), Some(with)) = (Some(after), year(people, Some(pay))) else { panic!() };
        let people = i64::from(people);
        // A printed mean is its step away from the true one, at most half: the step is what both share.
        let step = |mean: i64| {
            [20_000, 10_000, 5_000, 2_000, 1_000, 500, 200]
                .into_iter()
                .find(|step| mean % step == 0)
                .unwrap_or(100)
        };
        let doubt = (people + 1) * step(with) / 2 + people * step(before) / 2;
        let told = (people + 1) * with - people * before;
        let pay = i64::from(pay);
        assert!(
            told - doubt <= pay * 9 / 10 || told + doubt >= pay * 11 / 10,
            "{people}: {told} ± {doubt}"
        );
        assert!(2 * doubt >= pay / 5, "{people}: ± {doubt}");
    }
}
