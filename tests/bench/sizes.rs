//! `cargo bench --bench sizes [-- PEOPLE …]`: bodies from a municipality to a ministry, in csv and
//! xlsx, each stage and the whole process beside the bare reading of the same files.
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
use std::io::Cursor;
use std::path::Path;
use std::time::{Duration, Instant};

use body::Kept;
use calamine::{Reader, Xlsx};
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::reference_data::formats;
use relazione_cug::tables::Registry;
use relazione_cug::{checks, ingest};

const SIZES: [usize; 4] = [450, 5_000, 100_000, 1_000_000];

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    println!(
        "| people | events | kept | MB | floor s | read s | read / floor | check s | tables s | whole s | peak MB |"
    );
    println!("|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    for people in sizes {
        for kept in [Kept::Csv, Kept::Xlsx] {
            measure(people, kept);
        }
    }
}

fn measure(people: usize, kept: Kept) {
    let folder = tempfile::tempdir().unwrap();
    body::write(folder.path(), people, kept);
    let whole = process::run(&["genera".as_ref(), folder.path().as_os_str()]);
    let files = inputs(folder.path());
    let bytes: usize = files.iter().map(|file| file.bytes.get().unwrap().len()).sum();
    let floor = best(|| files.iter().map(bare).sum::<usize>());
    let settings = fs::read_to_string(folder.path().join("cug.toml")).unwrap();
    let settings = ingest::settings::read(&settings).unwrap();
    let format = Registry::official().complete(formats().remove(0));
    let read = best(|| ingest::read(&files, &settings, &format));
    let (dataset, found) = ingest::read(&files, &settings, &format);
    assert_eq!(found.iter().count(), 0, "the body has no faults");
    let check = best(|| checks::run(&dataset));
    let compute = best(|| Registry::official().compute(&dataset));
    println!(
        "| {people} | {} | {} | {:.1} | {:.3} | {:.3} | {:.2} | {:.3} | {:.3} | {:.2} | {} |",
        people * body::EVENTS,
        kept.name(),
        bytes as f64 / 1e6,
        floor.as_secs_f64(),
        read.as_secs_f64(),
        read.as_secs_f64() / floor.as_secs_f64(),
        check.as_secs_f64(),
        compute.as_secs_f64(),
        whole.wall.as_secs_f64(),
        whole.peak_megabytes(),
    );
}

/// The best of three, or of one when it is slow: what disturbs only adds.
fn best<T>(mut stage: impl FnMut() -> T) -> Duration {
    let mut run = || {
        let start = Instant::now();
        std::hint::black_box(stage());
        start.elapsed()
    };
    let first = run();
    if first > Duration::from_secs(5) { first } else { first.min(run()).min(run()) }
}

fn inputs(folder: &Path) -> Vec<InputFile> {
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .filter_map(|path| {
            let kind = InputKind::from_name(path.file_stem()?.to_str()?)?;
            let name = path.file_name()?.to_str()?.to_owned();
            Some(InputFile { kind, path: name, bytes: fs::read(path).unwrap().into() })
        })
        .collect()
}

/// What the libraries alone need to hand over every field.
fn bare(file: &InputFile) -> usize {
    let bytes = file.bytes.get().unwrap();
    if file.path.ends_with("csv") {
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(bytes.as_ref());
        let mut record = csv::ByteRecord::new();
        let mut size = 0;
        while reader.read_byte_record(&mut record).unwrap() {
            size += record.iter().map(<[u8]>::len).sum::<usize>();
        }
        return size;
    }
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_ref())).unwrap();
    let ranges = workbook.worksheets();
    ranges.iter().map(|(_, range)| range.used_cells().count()).sum()
}
