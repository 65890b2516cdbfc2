//! `cargo bench --bench losses [-- NAME …]`: what the public edition of known bodies loses by each method,
//! in figures, in people and in answers, what an attack is left with, and how long it takes.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "a benchmark reads bodies, asks the clock and prints"
)]

#[path = "../bodies.rs"]
mod bodies;
#[path = "../drawn_bodies.rs"]
mod drawn_bodies;
#[path = "../published.rs"]
mod published;

use std::time::Instant;

use relazione_cug::disclosure;
use relazione_cug::figures::{Answer, Reading, women};
use relazione_cug::italian;
use relazione_cug::model::cell::Value;
use relazione_cug::model::gender::Gender;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::protection::ProtectionAudit;
use relazione_cug::model::ratio::Ratio;
use relazione_cug::model::reference_data::formats;
use relazione_cug::model::role::{ColumnRole, RowRole};
use relazione_cug::model::secret::Secret;
use relazione_cug::model::settings::{DisclosureMethod, DisclosureSettings, Settings};
use relazione_cug::model::table::{Column, Row, Table};
use relazione_cug::model::table_id::TableId;
use relazione_cug::pipeline::Verified;
use relazione_cug::tables::Registry;

fn main() {
    let asked: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let is_asked = |name: &str| asked.is_empty() || asked.iter().any(|word| word == name);
    println!(
        "| body | people | method | figures | kept back | % | people kept back | mean error | totals kept back | women by grade | staff | women % | women managers % | part time % | agile % | pay gap % | within levels % | attacked | narrow | readable | s |"
    );
    println!(
        "|---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    );
    if is_asked("esempio") {
        let (settings, _, verified) = bodies::sample();
        measure("esempio", settings, verified);
    }
    for name in published::PAGES.into_iter().filter(|name| is_asked(name)) {
        let (settings, verified) = published::body(name);
        measure(name, &settings, &verified);
    }
    for size in (8..60).step_by(4).chain([60, 100, 200, 400]) {
        let name = format!("casuale-{size}");
        if is_asked(&name) || is_asked("casuali") {
            let settings = bodies::settings_of(2022);
            let people = drawn_bodies::drawn_people(size as u64, size);
            measure(&name, &settings, &bodies::verify(&drawn_bodies::files(&people), &settings));
        }
    }
    for (grades, people) in [(60, 2_000), (60, 5_000), (140, 5_000), (400, 8_000)] {
        let name = format!("grande-{grades}-{people}");
        if is_asked(&name) || is_asked("grandi") {
            let settings = bodies::settings_of(2022);
            let mut files = large(grades, people);
            if grades == 400 {
                files.extend(posts_and_boards());
            }
            measure(&name, &settings, &bodies::verify(&files, &settings));
        }
    }
}

fn measure(name: &str, settings: &Settings, verified: &Verified) {
    let format = Registry::official().complete(formats().remove(0));
    for method in [DisclosureMethod::Rounding, DisclosureMethod::Suppression] {
        let rules = DisclosureSettings { method, ..settings.disclosure.clone() };
        let tables = &verified.coarse_figures();
        let start = Instant::now();
        let protected = disclosure::protect(tables, &format, &rules, &Secret::numbered(1));
        let seconds = start.elapsed().as_millis();
        let seconds = format!("{}.{:03}", seconds / 1000, seconds % 1000);
        let people = verified.dataset.people.len();
        let Ok((public, audit)) = protected else {
            println!("| {name} | {people} | {} | not safe | {seconds} |", method.key());
            continue;
        };
        let cells =
            [kept_back(&audit), answers(verified, tables, &public), attack(&audit)].concat();
        println!("| {name} | {people} | {} | {} | {seconds} |", method.key(), cells.join(" | "));
    }
}

fn kept_back(audit: &ProtectionAudit) -> Vec<String> {
    let sum = |of: fn(&relazione_cug::model::protection::TableProtection) -> u64| -> u64 {
        audit.tables.iter().map(of).sum()
    };
    let (figures, kept) = (sum(|table| table.figures), sum(|table| table.protected()));
    let (people, hidden) = (sum(|table| table.people), sum(|table| table.people_hidden));
    let error =
        audit.rounding().map_or("–".to_owned(), |rounding| italian::plain(&rounding.mean_error));
    vec![
        figures.to_string(),
        kept.to_string(),
        (kept * 100 / figures.max(1)).to_string(),
        format!("{hidden} of {people}"),
        error,
    ]
}

/// What a reader can answer: how far it is from the truth, or a dash.
fn answers(verified: &Verified, full: &[Table], public: &[Table]) -> Vec<String> {
    let dataset = &verified.dataset;
    let [truth, told] = [full, public].map(|tables| Reading::this(dataset, tables, None));
    let basis = dataset.settings.pay.basis;
    let differ = |of: &dyn Fn(&Reading) -> Answer| match (of(&truth), of(&told)) {
        (Ok(truth), Ok(told)) => format!("±{}", italian::plain(&(told - truth).abs())),
        (Ok(_), Err(_)) => "lost".to_owned(),
        _ => "–".to_owned(),
    };
    let totals =
        public.iter().flat_map(|table| &table.rows).filter(|row| row.role == RowRole::Total);
    let totals: Vec<bool> =
        totals.flat_map(|row| &row.cells).map(|cell| cell.is_protected()).collect();
    let lost = totals.iter().filter(|is_lost| **is_lost).count();
    vec![
        format!("{lost} of {}", totals.len()),
        by_grade(full, public),
        differ(&|year| year.staff(None)),
        differ(&|year| women(|gender| year.staff(gender))),
        differ(&|year| women(|gender| year.managers(gender))),
        differ(&|year| year.part_time(None)),
        differ(&|year| year.lavoro_agile(None)),
        differ(&|year| year.pay_gap(basis)),
        differ(&|year| Ok(year.pay_gap_within_levels(basis)?.0)),
    ]
}

/// Grades whose share of women is told, of all, and how far from the true one it is in the mean, in points.
fn by_grade(full: &[Table], public: &[Table]) -> String {
    let (truth, told) = (shares(full), shares(public));
    let distances: Vec<Ratio> = told
        .iter()
        .filter_map(|(grade, share)| {
            let (_, true_share) = truth.iter().find(|(other, _)| other == grade)?;
            Some((share.clone()? - true_share.clone()?).abs())
        })
        .collect();
    let sum = distances.iter().fold(Ratio::zero(), |sum, distance| sum + distance.clone());
    let mean = sum.checked_div(&Ratio::from(distances.len() as u64)).unwrap_or_else(Ratio::zero);
    format!("{} of {} ±{}", distances.len(), truth.len(), italian::plain(&mean))
}

/// The grades by their labels, with the share of women where it is told.
fn shares(tables: &[Table]) -> Vec<((String, String), Option<Ratio>)> {
    let table = tables.iter().find(|table| table.id == TableId::GRADES).unwrap();
    let of_row = |row: &Row| {
        let sum = |gender: Option<Gender>| -> Option<u64> {
            let of = |column: &Column| {
                gender.is_none_or(|gender| column.gender == Some(gender))
                    && column.gender.is_some()
                    && matches!(column.role, ColumnRole::Class(_))
            };
            let cells = table.columns.iter().zip(&row.cells).filter(|(column, _)| of(column));
            cells
                .map(
                    |(_, cell)| {
                        if let Value::Count(count) = cell.value { Some(count) } else { None }
                    },
                )
                .sum()
        };
        Ratio::percent(sum(Some(Gender::Woman))?, sum(None)?)
    };
    let rows = table.rows.iter().filter(|row| row.role == RowRole::Body);
    rows.map(|row| ((row.group.clone(), row.label.clone()), of_row(row))).collect()
}

fn attack(audit: &ProtectionAudit) -> Vec<String> {
    [audit.attacked, audit.narrow, audit.readable].map(|count| count.to_string()).to_vec()
}

/// Two hundred posts of two holders each, and four hundred boards: with 400 grades the most there can be.
fn posts_and_boards() -> [InputFile; 2] {
    let file = |kind: InputKind, header: &str, lines: Vec<String>| InputFile {
        kind,
        path: format!("{}.csv", kind.name()),
        bytes: format!("{header}\n{}\n", lines.join("\n")).into_bytes().into(),
    };
    let posts = (0..400).map(|number| format!("{number};Posizione {}", number / 2));
    let boards = (0..1_200).map(|member| {
        let role = if member % 3 == 0 { "presidente" } else { "componente" };
        format!(
            "Commissione {};{};{role}",
            member / 3,
            if mixed(member).is_multiple_of(2) { "D" } else { "U" }
        )
    });
    [
        file(InputKind::Positions, "matricola;posizione", posts.collect()),
        file(InputKind::Boards, "commissione;genere;ruolo", boards.collect()),
    ]
}

/// A body of many grades, the smaller the higher, with measures, leave and training.
fn large(grades: usize, people: usize) -> Vec<InputFile> {
    const TITLES: [&str; 4] =
        ["diploma", "laurea triennale", "laurea magistrale", "master di secondo livello"];
    let staff = (0..people).map(|number| {
        let mix = mixed(number);
        let pick = |shift: u32, of: usize| usize::try_from((mix >> shift) % of as u64).unwrap();
        // The lesser of two: many in the lowest grades, a handful in the highest.
        let grade = pick(0, grades).min(pick(8, grades));
        let grade = if grade + 3 >= grades {
            format!("Dirigente di fascia {}", grade + 4 - grades)
        } else {
            format!("Livello {:03}", grade + 1)
        };
        let category = if grade.starts_with('D') {
            "Dirigente di livello non generale"
        } else {
            "Personale non dirigente"
        };
        let born = 1957 + pick(24, 42);
        let entered = (born + 20 + pick(30, 20)).min(2021);
        format!(
            "{number};{};15/06/{born};{grade};{category};{};01/02/{entered};{};{}",
            if pick(52, 100) < 55 { "D" } else { "U" },
            if pick(48, 8) == 0 { 50 } else { 100 },
            TITLES[pick(16, 4)],
            19_000 + pick(20, 30_000),
        )
    });
    let header = "matricola;genere;data_nascita;inquadramento;tipologia;percentuale_part_time;data_inquadramento;titolo_studio;retribuzione";
    let events = |kind: InputKind, header: &str, every: usize, line: &dyn Fn(usize) -> String| {
        let lines: String = (0..people)
            .step_by(every)
            .map(|number| line(usize::try_from(mixed(number) % people as u64).unwrap()))
            .collect();
        InputFile {
            kind,
            path: format!("{}.csv", kind.name()),
            bytes: format!("{header}\n{lines}").into_bytes().into(),
        }
    };
    vec![
        bodies::staff_csv(header, &staff.collect::<Vec<_>>()),
        events(InputKind::WorkLife, "matricola;misura", 3, &|number| {
            format!("{number};{}\n", ["telelavoro", "lavoro agile", "orari flessibili"][number % 3])
        }),
        events(InputKind::Leave, "matricola;tipo;quantita", 5, &|number| {
            format!("{number};L.104 giorni;{}\n", 1 + number % 20)
        }),
        events(InputKind::Training, "matricola;tipo;ore", 2, &|number| {
            format!("{number};{};{}\n", ["sicurezza", "CUG"][number % 2], 1 + number % 30)
        }),
    ]
}

/// SplitMix64: spreads the number over all bits.
fn mixed(number: usize) -> u64 {
    let mut value = (number as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}
