//! A whole run of the program, watched from outside.

use std::ffi::OsStr;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a run took. What the system does not tell is `None`.
pub struct Run {
    pub wall: Duration,
    /// Of all its threads together.
    pub cpu: Option<Duration>,
    /// Peak resident memory.
    pub peak_kilobytes: Option<u64>,
}

impl Run {
    pub fn peak_megabytes(&self) -> String {
        self.peak_kilobytes.map_or_else(|| "?".to_owned(), |peak| (peak / 1000).to_string())
    }
}

/// Runs the program in silence.
pub fn run<A: AsRef<OsStr>>(arguments: &[A]) -> Run {
    watch(Command::new(env!("CARGO_BIN_EXE_relazione-cug")).args(arguments).arg("--quiet"))
}

/// Runs a program to its end; nothing but success, with or without anomalies, will do.
pub fn watch(command: &mut Command) -> Run {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let facts = format!("/proc/{}", child.id());
    let told = |name: &str| fs::read_to_string(format!("{facts}/{name}")).ok();
    let (mut cpu, mut peak_kilobytes) = (None, None);
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        peak_kilobytes = told("status").and_then(|text| high_water(&text)).or(peak_kilobytes);
        cpu = told("stat").and_then(|text| busy(&text)).or(cpu);
        std::thread::sleep(Duration::from_millis(5));
    };
    assert!(matches!(status.code(), Some(0 | 4)), "the program ended with {status}");
    Run { wall: start.elapsed(), cpu, peak_kilobytes }
}

fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// User and system time; the system counts hundredths of a second.
fn busy(stat: &str) -> Option<Duration> {
    let after_name = stat.rsplit_once(") ")?.1;
    let ticks = |place: usize| after_name.split(' ').nth(place)?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (ticks(11)? + ticks(12)?)))
}
