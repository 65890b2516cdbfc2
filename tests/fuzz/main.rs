//! Hostile inputs at every door of the program. `tests/fuzz/run` builds and starts it; `DOOR` says
//! which door, `SEEDS` a folder to write the first inputs of that door to.
#![no_main]
#![expect(
    clippy::disallowed_methods,
    reason = "a program for developers, with its own disk and environment"
)]

mod doors;
mod judge;
mod parts;
mod seeds;

use std::panic;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;

use doors::{DOORS, Door};

static DOOR: OnceLock<&Door> = OnceLock::new();

fuzz_target!(init: start(), |bytes: &[u8]| {
    if let Some(door) = DOOR.get() {
        (door.open)(bytes);
    }
});

fn start() {
    let name = std::env::var("DOOR").unwrap_or_default();
    let Some(door) = DOORS.iter().find(|door| door.name == name) else {
        let names: Vec<&str> = DOORS.iter().map(|door| door.name).collect();
        eprintln!("DOOR is one of {}", names.join(" "));
        std::process::exit(2);
    };
    if let Some(folder) = std::env::var_os("SEEDS") {
        seeds::write(door, folder.as_ref()).expect("the folder of the seeds cannot be written");
        std::process::exit(0);
    }
    DOOR.get_or_init(|| door);
    let abort = panic::take_hook();
    panic::set_hook(Box::new(move |panicked| {
        if !panicked.location().is_some_and(|place| is_caught(place.file())) {
            abort(panicked);
        }
    }));
}

/// calamine panics on absurd workbooks: the program knows and catches it.
fn is_caught(file: &str) -> bool {
    file.contains("/calamine-")
}
