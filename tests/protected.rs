//! The public edition: what is kept back in a table is told nowhere else.

use std::collections::BTreeMap;

use relazione_cug::model::artifact::Artifact;
use relazione_cug::model::cell::{Cell, PROTECTED_SIGN, Value};
use relazione_cug::model::chart::ChartKind;
use relazione_cug::model::protection::Numbers;
use relazione_cug::model::report::Report;
use relazione_cug::model::secret::Secret;
use relazione_cug::model::table::Table;
use relazione_cug::tables::Registry;
use relazione_cug::{key_figures, pipeline, publish};

use crate::bodies::{sample, settings_of, verify};

fn is_figure(cell: &Cell) -> bool {
    matches!(
        cell.value,
        Value::Count(_)
            | Value::Quantity(_)
            | Value::Percent(_)
            | Value::Euro(_)
            | Value::Gender(_)
    )
}

/// The tables of the sample with the chosen cells kept back, and what is told of them.
pub fn protected(chosen: impl Fn(&Table, &Cell) -> bool) -> (Report, Vec<Table>) {
    let (_, _, verified) = sample();
    let mut hidden = Registry::official().compute(&verified.dataset);
    for table in &mut hidden {
        let before = table.clone();
        for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
            if is_figure(cell) && chosen(&before, cell) {
                *cell = Cell::protected(cell.measure);
            }
        }
    }
    (
        verified.report.clone(),
        Registry::official().describe(&verified.dataset.format, hidden, Numbers::Exact),
    )
}

#[test]
fn nothing_is_told_of_tables_that_are_kept_back_whole() {
    let (_, tables) = protected(|_, _| true);
    for table in &tables {
        assert_eq!(table.sentences, Vec::<String>::new(), "{}", table.id);
        for chart in &table.charts {
            let bars: Vec<[bool; 3]> = match &chart.kind {
                ChartKind::Pyramid(bars) => {
                    bars.iter().map(|bar| [bar.men.is_some(), bar.women.is_some(), false]).collect()
                }
                ChartKind::WomenShare(bars) => bars
                    .iter()
                    .map(|bar| {
                        let is_told = bar.parts.contains(|letter: char| letter.is_ascii_digit());
                        [is_told, bar.text != PROTECTED_SIGN, bar.share.is_some()]
                    })
                    .collect(),
                ChartKind::Gap(bars) => bars
                    .iter()
                    .map(|bar| [bar.men.is_some(), bar.women.is_some(), bar.gap.is_some()])
                    .collect(),
                ChartKind::Outcomes(_) => panic!("no table draws outcomes"),
            };
            assert!(bars.iter().flatten().all(|is_told| !is_told), "{}", chart.title);
        }
    }
    let dataset = &sample().2.dataset;
    let figures = key_figures::compute(dataset, &dataset.history, &tables, None, Numbers::Exact);
    let labels: Vec<&str> = figures.iter().map(|figure| figure.label.as_str()).collect();
    assert_eq!(labels.len(), 8, "all but the score of the plan: {labels:?}");
    for figure in figures {
        assert_eq!(figure.value, "[r]", "{}", figure.label);
    }
}

fn lines(artifacts: &[Artifact], path: &str) -> Vec<String> {
    let found = artifacts.iter().find(|artifact| artifact.path == path).unwrap();
    String::from_utf8(found.bytes.clone()).unwrap().lines().map(str::to_owned).collect()
}

/// Lines of a csv by the place of their figure: value and state.
fn by_place(lines: &[String]) -> BTreeMap<String, (String, String)> {
    let text = lines.join("\r\n");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let records = reader.records().map(|record| record.unwrap());
    records
        .map(|record| {
            let place: Vec<&str> = record.iter().take(6).collect();
            (place.join("|"), (record[6].to_owned(), record[7].to_owned()))
        })
        .collect()
}

/// The full figures with the managers of a tipologia in one row, as the public edition has them where they are
/// few: people are added, and what is computed of a row is left out, being of other rows.
fn with_few_managers_in_one_row(
    full: &BTreeMap<String, (String, String)>,
) -> BTreeMap<String, (String, String)> {
    let fields = |place: &str| place.split('|').map(str::to_owned).collect::<Vec<_>>();
    let of_managers = full.keys().map(|place| fields(place));
    let categories: BTreeMap<String, String> = of_managers
        .filter(|of| of[0] == "1.1" && of[1].starts_with("Dirigente"))
        .map(|of| (of[2].clone(), of[1].clone()))
        .collect();
    let mut folded: BTreeMap<String, (String, String)> = BTreeMap::new();
    for (place, figure) in full {
        let mut of = fields(place);
        let label = match of[0].as_str() {
            "1.1" | "1.5" => 2,
            "1.6" => 1,
            _ => 0,
        };
        let Some(category) = categories.get(&of[label]) else {
            folded.insert(place.clone(), figure.clone());
            continue;
        };
        category.clone_into(&mut of[label]);
        if of[5] == "persone" {
            let sum = folded.entry(of.join("|")).or_insert_with(|| ("0".into(), String::new()));
            let [one, other] = [&sum.0, &figure.0].map(|value| value.parse::<u64>().unwrap());
            sum.0 = (one + other).to_string();
        }
    }
    folded
}

/// What is computed of the managers' row: a share, a mean, a gap.
fn is_computed_of_managers(place: &str) -> bool {
    place.contains("|Dirigente di livello") && !place.ends_with("|persone")
}

#[test]
fn the_two_editions_differ_in_protected_figures_and_nothing_else() {
    let (settings, files, verified) = sample();
    let artifacts = pipeline::publish(verified, settings, files, &mut |_| ()).unwrap();
    let full = by_place(&lines(&artifacts, "riservato/tabelle.csv"));
    let full = with_few_managers_in_one_row(&full);
    let public = by_place(&lines(&artifacts, "pubblico/tabelle.csv"));
    let is_there = |place: &String| full.contains_key(place) || is_computed_of_managers(place);
    assert!(public.keys().all(is_there));
    let (mut changed, mut kept_back) = (0, 0);
    for (place, (value, state)) in &full {
        let Some((told, told_state)) = public.get(place) else {
            // Details, and rows of the body that say nothing but zero.
            let number: f64 = value.parse().unwrap_or(0.0);
            let is_detail = place.starts_with("1.4|") && !place.starts_with("1.4||");
            let is_of_people = place.ends_with("persone") || place.ends_with("fruizioni");
            let is_small = number < 5.0 || !is_of_people;
            assert!(is_detail || is_small, "{place}: {value} is not printed");
            continue;
        };
        let is_shown_as_it_is = place.starts_with("1.8|") || place.starts_with("pap|");
        assert!(!is_shown_as_it_is || (value, state) == (told, told_state), "{place}");
        if told_state == "riservato" {
            assert!(place.starts_with("1.5|"), "{place}: only means are kept back");
            kept_back += 1;
        } else if value != told && place.ends_with("persone") {
            let [number, printed] = [value, told].map(|value| value.parse::<i64>().unwrap());
            assert!((number - printed).abs() < 5 && printed % 3 * (printed % 5) == 0, "{place}");
            changed += 1;
        }
    }
    assert!(changed > 200, "{changed}");
    let certificate = lines(&artifacts, "ufficio/certificato.json").join("");
    let certificate: serde_json::Value = serde_json::from_str(&certificate).unwrap();
    let told: u64 = ["riservati_primi", "riservati_secondi", "riservati_derivati"]
        .iter()
        .map(|key| certificate["totale"][key].as_u64().unwrap())
        .sum();
    assert_eq!(certificate["metodo"], "arrotondamento");
    // Means of nobody, as far as is printed, are a dash.
    assert!(told >= kept_back);
    assert!(!artifacts.iter().any(|artifact| {
        ["certificato", "verifica"]
            .iter()
            .any(|name| artifact.path.starts_with("pubblico/") && artifact.path.contains(name))
    }));
}

/// Forty clerks, and a director alone in his grade with the given pay and year of birth.
fn body_with_director(pay: &str, born: i32) -> Vec<Artifact> {
    let clerks = (0..40).map(|number| {
        let gender = if number % 2 == 0 { "D" } else { "U" };
        let year = 1962 + number % 38;
        format!("{number};{gender};01/02/{year};C;100;{}", 24_000 + 10 * number)
    });
    let director = format!("900;U;01/02/{born};Dirigente a tempo indeterminato;100;{pay}");
    let staff = crate::bodies::staff_csv(
        "matricola;genere;data_nascita;inquadramento;percentuale_part_time;retribuzione",
        &clerks.chain([director]).collect::<Vec<_>>(),
    );
    let (settings, files) = (settings_of(2022), [staff]);
    // The office's files are not known to readers: with them the choices would differ too.
    let verified = verify(&files, &settings).with_secret(Secret::numbered(1));
    assert!(!verified.has_errors());
    pipeline::publish(&verified, &settings, &files, &mut |_| ()).unwrap()
}

#[test]
fn suppression_changes_no_figure_but_those_of_pay() {
    let (settings, files, _) = sample();
    let mut settings = settings.clone();
    settings.disclosure = crate::protection::suppressing(&settings);
    let verified = verify(files, &settings);
    let editions = pipeline::protect(&verified).unwrap();
    let csv = |report: &Report| {
        let bytes = publish::tables_csv(report).unwrap();
        by_place(&String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect::<Vec<_>>())
    };
    let full = with_few_managers_in_one_row(&csv(&editions.restricted));
    let public = csv(&editions.public.unwrap());
    let mut kept_back = 0;
    for (place, figure) in &full {
        let is_detail = place.starts_with("1.4|") && !place.starts_with("1.4||");
        match public.get(place) {
            None => assert!(is_detail, "{place} is not there"),
            Some((value, state)) if state == "riservato" => {
                assert_eq!(value, "", "{place}");
                kept_back += 1;
            }
            Some(told) => assert!(told == figure || place.starts_with("1.5|"), "{place}"),
        }
    }
    let is_there = |place: &String| full.contains_key(place) || is_computed_of_managers(place);
    assert!(public.keys().all(is_there));
    assert!(kept_back > 200, "{kept_back}");
}

#[test]
fn what_is_kept_back_changes_no_byte_of_the_public_edition() {
    let one = body_with_director("90000", 1960);
    let other = body_with_director("123456,78", 1955);
    let public = |artifacts: &[Artifact]| -> Vec<Artifact> {
        let of_public = |artifact: &&Artifact| artifact.path.starts_with("pubblico/");
        artifacts.iter().filter(of_public).cloned().collect()
    };
    let (one_public, other_public) = (public(&one), public(&other));
    assert!(one_public.len() > 2);
    for (one, other) in one_public.iter().zip(&other_public) {
        assert_eq!(one.path, other.path);
        assert!(one.bytes == other.bytes, "{} gives the director away", one.path);
    }
    assert_ne!(lines(&one, "riservato/tabelle.csv"), lines(&other, "riservato/tabelle.csv"));
}
