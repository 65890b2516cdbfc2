//! `cargo bench --bench typesetting [-- GRADES …]`: the documents of one edition beside the bare Typst
//! compiler on the same templates and values, and how they grow with the grades of the body.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::float_arithmetic,
    dead_code,
    unreachable_pub,
    reason = "a benchmark reads the sample, asks the clock and prints ratios"
)]

mod bare;
#[path = "../bodies.rs"]
mod bodies;

use std::process::Command;
use std::time::Instant;

use relazione_cug::model::report::Report;
use relazione_cug::{publish, report};

/// Runs of each way, every one in a process of its own: the compiler remembers what it laid out. The
/// best is printed.
const RUNS: usize = 3;

const SIZES: [usize; 3] = [60, 200, 400];

/// People in each grade.
const PEOPLE: usize = 20;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [way, body] = &words[..]
        && let Some(way) = ["bare", "ours"].into_iter().find(|known| known == way)
    {
        return run(way, body);
    }
    let asked: Vec<String> =
        words.into_iter().filter(|word| word.parse::<usize>().is_ok()).collect();
    println!("| body | bare Typst s | KB | our PDFs s | KB | ratio |");
    println!("|---|--:|--:|--:|--:|--:|");
    let sizes = SIZES.iter().map(ToString::to_string);
    let bodies = std::iter::once("esempio".to_owned()).chain(sizes);
    for body in if asked.is_empty() { bodies.collect() } else { asked } {
        let (floor, bare_size) = best("bare", &body);
        let (whole, size) = best("ours", &body);
        let name = if body == "esempio" { body } else { format!("{body} grades") };
        println!(
            "| {name} | {floor:.2} | {bare_size} | {whole:.2} | {size} | {:.2} |",
            whole / floor
        );
    }
}

/// Seconds and kilobytes of the best run.
fn best(way: &str, body: &str) -> (f64, usize) {
    let run = |_| {
        let program = std::env::current_exe().unwrap();
        let output = Command::new(program).args([way, body]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let line = String::from_utf8(output.stdout).unwrap();
        let (seconds, size) = line.trim().split_once(' ').unwrap();
        (seconds.parse::<f64>().unwrap(), size.parse().unwrap())
    };
    (0..RUNS).map(run).min_by(|one, other| one.0.total_cmp(&other.0)).unwrap()
}

/// One way on one body: prints its seconds and its kilobytes.
fn run(way: &str, body: &str) {
    let report = report_of(body);
    let attachments = publish::attachments(&report).unwrap();
    let start = Instant::now();
    let bytes: usize = match way {
        "bare" => bare::documents(&report).iter().map(Vec::len).sum(),
        _ => {
            let documents = report::typeset(vec![(&report, attachments)], &|_, _| {}).unwrap();
            documents.iter().flatten().map(|document| document.bytes.len()).sum()
        }
    };
    println!("{} {}", start.elapsed().as_secs_f64(), bytes.div_ceil(1024));
}

/// The full edition of the sample, or of a body with so many grades.
fn report_of(body: &str) -> Report {
    let Ok(grades) = body.parse::<usize>() else { return bodies::sample().2.report.clone() };
    let rows = (0..grades * PEOPLE).map(|number| {
        let sex = if number % 9 < 4 { "U" } else { "D" };
        let (born, entered) = (1958 + number % 40, 1990 + number % 30);
        let grade = number % grades;
        format!(
            "{number};{sex};15/06/{born};Livello {grade:04};Personale non dirigente;100;\
            01/02/{entered};laurea magistrale;{}",
            19_000 + number % 30_000
        )
    });
    let header = "matricola;genere;data_nascita;inquadramento;tipologia;percentuale_part_time;\
        data_inquadramento;titolo_studio;retribuzione";
    let staff = bodies::staff_csv(header, &rows.collect::<Vec<_>>());
    bodies::verify(&[staff], &bodies::settings_of(2022)).report
}
