//! `cargo bench --bench many_bodies [-- BODIES …]`: one small body after another, each in a run of its
//! own, beside all of them in one run.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    dead_code,
    unreachable_pub,
    reason = "a benchmark writes bodies, asks the clock and prints ratios"
)]

mod body;
mod process;

use std::fs;
use std::path::Path;
use std::time::Duration;

use body::Kept;

const OFFICES: [usize; 2] = [100, 1_000];

/// Bodies whose runs alone are measured.
const ALONE: usize = 8;

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let offices = if asked.is_empty() { OFFICES.to_vec() } else { asked };
    let cores = std::thread::available_parallelism().unwrap().get();
    println!(
        "| bodies | one alone s | CPU s | peak MB | all s | CPU s a body | peak MB | all / (bodies / {cores} alone) |"
    );
    println!("|--:|--:|--:|--:|--:|--:|--:|--:|");
    for bodies in offices {
        measure(bodies, cores);
    }
}

fn measure(bodies: usize, cores: usize) {
    let office = tempfile::tempdir().unwrap();
    for number in 0..bodies {
        let folder = office.path().join(format!("ente-{number:04}"));
        fs::create_dir(&folder).unwrap();
        body::write(&folder, 20 + number * 7 % 41, Kept::Csv);
    }
    let alone: Vec<process::Run> = (0..ALONE.min(bodies))
        .map(|number| {
            let folder = office.path().join(format!("ente-{:04}", number * bodies / ALONE));
            process::run(&["genera".as_ref(), folder.as_os_str()])
        })
        .collect();
    let all = process::run(&["genera".as_ref(), "--tutti".as_ref(), office.path().as_os_str()]);
    assert_eq!(finished(office.path()), bodies, "bodies with documents");
    let count = alone.len() as f64;
    let one = alone.iter().map(|run| run.wall.as_secs_f64()).sum::<f64>() / count;
    let cpu = |run: &process::Run| run.cpu.map_or(f64::NAN, |cpu: Duration| cpu.as_secs_f64());
    let peak = alone.iter().max_by_key(|run| run.peak_kilobytes).unwrap();
    println!(
        "| {bodies} | {one:.2} | {:.2} | {} | {:.1} | {:.2} | {} | {:.2} |",
        alone.iter().map(cpu).sum::<f64>() / count,
        peak.peak_megabytes(),
        all.wall.as_secs_f64(),
        cpu(&all) / bodies as f64,
        all.peak_megabytes(),
        all.wall.as_secs_f64() / (bodies as f64 / cores as f64 * one),
    );
}

fn finished(office: &Path) -> usize {
    let folders = fs::read_dir(office).unwrap().map(|entry| entry.unwrap().path());
    folders.filter(|folder| folder.join("uscita/2022/manifesto.json").is_file()).count()
}
