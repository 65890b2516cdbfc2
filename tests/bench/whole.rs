//! `cargo bench --bench whole`: the whole output of the sample beside its peer, `peer.py`, in one run. The peer needs
//! Python with polars, fastexcel and typst; `PYTHON` says which one, otherwise it is `python3`.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::float_arithmetic,
    unreachable_pub,
    reason = "a benchmark starts programs, asks the clock and prints ratios"
)]

mod process;

use std::path::Path;
use std::process::Command;

use process::Run;

/// Runs of each, by turns; the best is printed.
const RUNS: usize = 5;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let sample = root.join("data/esempio");
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let peer = || {
        let mut command = Command::new(&python);
        command.arg(root.join("tests/bench/peer.py")).arg(sample.join("personale.xlsx"));
        command.arg(folder.path().join("peer.pdf"));
        command
    };
    let has_peer = peer().output().is_ok_and(|output| output.status.success());
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ours.push(process::run(&[
            "genera".as_ref(),
            sample.as_os_str(),
            "--uscita".as_ref(),
            folder.path().as_os_str(),
        ]));
        if has_peer {
            theirs.push(process::watch(&mut peer()));
        }
    }
    println!("| what | wall s | CPU s | peak MB |\n|---|--:|--:|--:|");
    let ours = print("relazione-cug, whole output of the sample", &ours);
    if has_peer {
        let theirs = print("peer, one PDF", &theirs);
        println!("\nours / peer: {:.2}", ours / theirs);
    } else {
        println!("\nThe peer is not at hand: {python} lacks polars, fastexcel or typst.");
    }
}

/// Prints the best run, and gives back its seconds.
fn print(what: &str, runs: &[Run]) -> f64 {
    let best = runs.iter().min_by_key(|run| run.wall).unwrap();
    let seconds = best.wall.as_secs_f64();
    let cpu = best.cpu.map_or_else(|| "?".to_owned(), |cpu| format!("{:.2}", cpu.as_secs_f64()));
    println!("| {what} | {seconds:.2} | {cpu} | {} |", best.peak_megabytes());
    seconds
}
