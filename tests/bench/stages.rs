//! `cargo bench`: how long each stage takes on the sample body, and how much it produces.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    dead_code,
    unreachable_pub,
    reason = "a benchmark reads the sample, asks the clock and prints"
)]

#[path = "../bodies.rs"]
mod bodies;

use std::time::{Duration, Instant};

use relazione_cug::model::reference_data::formats;
use relazione_cug::tables::Registry;
use relazione_cug::{checks, indicators, ingest, publish, report};

/// Runs of each stage; the median is printed.
const RUNS: usize = 7;

fn median<T>(mut stage: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(stage());
            start.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

fn main() {
    let start = Instant::now();
    let (settings, files, verified) = bodies::sample();
    let first = start.elapsed();
    let format = Registry::official().complete(formats().remove(0));
    let attachments = || publish::attachments(&verified.report).unwrap();
    // The compiler remembers what it laid out: the first compilation is the one an office waits for.
    let start = Instant::now();
    let typeset =
        report::compile(report::Document::Annex, &verified.report, attachments()).unwrap();
    let typesetting = start.elapsed();
    let stages = [
        ("read", median(|| ingest::read(files, settings, &format))),
        ("check", median(|| checks::run(&verified.dataset))),
        ("assess the plan", median(|| indicators::evaluate(&verified.dataset))),
        ("compute tables", median(|| Registry::official().compute(&verified.dataset))),
        ("typeset", typesetting),
        ("export PDF", median(|| report::export(&typeset).unwrap())),
        ("csv, findings", median(|| publish::render(&verified.report).unwrap())),
    ];
    let whole: Duration = stages.iter().map(|(_, time)| *time).sum();
    println!("first reading and computing, cold: {first:?}");
    for (name, time) in stages {
        let share = time.as_micros() * 1000 / whole.as_micros().max(1);
        println!("{name:<16} {:>9} µs  {:>3}.{} %", time.as_micros(), share / 10, share % 10);
    }
    println!("annex: {} bytes", report::export(&typeset).unwrap().bytes.len());
}
