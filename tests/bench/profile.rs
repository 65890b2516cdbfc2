//! `cargo bench --bench profile [-- LINES]`: where the time of typesetting goes, by Typst's own scopes, for each document
//! of an edition in the order in which they are made. *Self* is without the scopes inside.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::float_arithmetic,
    dead_code,
    unreachable_pub,
    reason = "a benchmark reads the sample, asks the clock and prints times"
)]

mod bare;
#[path = "../bodies.rs"]
mod bodies;

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

fn main() {
    let lines = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(25);
    let report = bodies::sample().2.report.clone();
    let mut world = bare::BareWorld::new(&report);
    for template in bare::TEMPLATES {
        typst_timing::enable();
        let size = bare::document(&mut world, template).len();
        let mut trace = Vec::new();
        typst_timing::export_json(&mut trace, |span| world.place(span)).unwrap();
        let events: Vec<Value> = serde_json::from_slice(&trace).unwrap();
        println!("## {template}, {} KB\n", size.div_ceil(1024));
        print(&times(&events), lines);
    }
}

/// What a scope took, in microseconds.
#[derive(Clone, Copy, Default)]
struct Times {
    calls: u64,
    whole: f64,
    own: f64,
}

/// By the name of the scope, and of a function also by where it is called.
fn times(events: &[Value]) -> BTreeMap<String, Times> {
    // Scopes that have not ended, by thread: name, begin, and what the scopes inside took.
    let mut open: HashMap<u64, Vec<(String, f64, f64)>> = HashMap::new();
    let mut times: BTreeMap<String, Times> = BTreeMap::new();
    for event in events {
        let at = event["ts"].as_f64().unwrap();
        let stack = open.entry(event["tid"].as_u64().unwrap()).or_default();
        if event["ph"] == "B" {
            stack.push((name(event), at, 0.0));
            continue;
        }
        let Some((name, begin, inside)) = stack.pop() else { continue };
        if let Some((_, _, of_parent)) = stack.last_mut() {
            *of_parent += at - begin;
        }
        let is_inner = stack.iter().any(|(outer, ..)| *outer == name);
        let of = times.entry(name).or_default();
        of.calls += 1;
        of.own += at - begin - inside;
        // A scope within its own kind is in the time of the outer one.
        of.whole += if is_inner { 0.0 } else { at - begin };
    }
    times
}

fn name(event: &Value) -> String {
    let scope = event["name"].as_str().unwrap();
    match (&event["args"]["file"], &event["args"]["line"]) {
        (Value::String(file), Value::Number(line)) if scope.contains("call") => {
            format!("{scope} {file}:{line}")
        }
        _ => scope.to_owned(),
    }
}

fn print(times: &BTreeMap<String, Times>, lines: usize) {
    let mut times: Vec<(&String, &Times)> = times.iter().collect();
    times.sort_by(|(_, one), (_, other)| other.own.total_cmp(&one.own));
    println!("| scope | calls | self ms | whole ms |\n|---|--:|--:|--:|");
    for (name, of) in times.into_iter().take(lines) {
        println!("| {name} | {} | {:.1} | {:.1} |", of.calls, of.own / 1000.0, of.whole / 1000.0);
    }
    println!();
}
