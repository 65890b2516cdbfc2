//! `cargo bench --bench losses [-- NAME …]`: what the public edition of known bodies keeps back, in
//! cells and in people, by each way of choosing second cells, and how long it takes.
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
#[path = "../published.rs"]
mod published;

use std::time::Instant;

use relazione_cug::disclosure;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::protection::{Strategy, TableProtection};
use relazione_cug::model::reference_data::formats;
use relazione_cug::model::secret::Secret;
use relazione_cug::model::settings::Settings;
use relazione_cug::pipeline::Verified;
use relazione_cug::tables::Registry;

fn main() {
    let asked: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let is_asked = |name: &str| asked.is_empty() || asked.iter().any(|word| word == name);
    println!(
        "| body | people | strategy | table | cells | first | second | derived | % | people hidden | % | s |"
    );
    println!("|---|--:|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    if is_asked("esempio") {
        let (settings, _, verified) = bodies::sample();
        measure("esempio", settings, verified);
    }
    for name in published::PAGES.into_iter().filter(|name| is_asked(name)) {
        let (settings, verified) = published::body(name);
        measure(name, &settings, &verified);
    }
    for (name, people) in [("grande-2000", 2_000), ("grande-5000", 5_000)] {
        if is_asked(name) {
            let settings = bodies::settings_of(2022);
            measure(name, &settings, &bodies::verify(&large(people), &settings));
        }
    }
}

fn measure(name: &str, settings: &Settings, verified: &Verified) {
    let format = Registry::official().complete(formats().remove(0));
    for strategy in Strategy::ALL {
        let tables = &verified.report.tables;
        let start = Instant::now();
        let protected = disclosure::protect_by(
            strategy,
            tables,
            &format,
            &settings.disclosure,
            &Secret::numbered(1),
        );
        let seconds = start.elapsed().as_millis();
        let seconds = format!("{}.{:03}", seconds / 1000, seconds % 1000);
        let Ok((_, audit)) = protected else {
            println!("| {name} | | {} | not safe | | | | | | | | {seconds} |", strategy.label());
            continue;
        };
        let mut sum = [0; 6];
        for table in &audit.tables {
            let own = figures(table);
            println!(
                "| {name} | {} | {} | {} | {} | |",
                own[4],
                strategy.label(),
                table.table,
                words(own)
            );
            for (all, own) in sum.iter_mut().zip(own) {
                *all += own;
            }
        }
        println!(
            "| {name} | {} | {} | all | {} | {seconds} |",
            sum[4],
            strategy.label(),
            words(sum)
        );
    }
}

fn figures(table: &TableProtection) -> [u64; 6] {
    [table.figures, table.first, table.second, table.derived, table.people, table.people_hidden]
}

fn words([cells, first, second, derived, people, hidden]: [u64; 6]) -> String {
    let share = |part: u64, whole: u64| part * 100 / whole.max(1);
    format!(
        "{cells} | {first} | {second} | {derived} | {} | {hidden} | {}",
        share(first + second + derived, cells),
        share(hidden, people),
    )
}

/// A body of sixty grades, the smaller the higher, with measures, leave and training.
fn large(people: usize) -> Vec<InputFile> {
    const TITLES: [&str; 4] =
        ["diploma", "laurea triennale", "laurea magistrale", "master di secondo livello"];
    let staff = (0..people).map(|number| {
        let mix = mixed(number);
        let pick = |shift: u32, of: usize| usize::try_from((mix >> shift) % of as u64).unwrap();
        // The lesser of two: many in the lowest grades, a handful in the highest.
        let grade = pick(0, 60).min(pick(8, 60));
        let grade = match grade {
            57.. => format!("Dirigente di fascia {}", grade - 56),
            _ => format!("Livello {:02}", grade + 1),
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
