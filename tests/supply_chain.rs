//! What the program is made of is told in `CONTRIBUTING.md`, crate by crate.

use crate::bodies::path;

/// The words between backquotes in the first cell of each row of the table.
fn told() -> Vec<String> {
    let text = std::fs::read_to_string(path("CONTRIBUTING.md")).unwrap();
    let (_, section) = text.split_once("## Dependencies").unwrap();
    let mut names: Vec<String> = section
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once(" | "))
        .inspect(|(names, reason)| assert!(reason.len() > 10, "{names} has no reason"))
        .flat_map(|(names, _)| names.trim_end_matches('`').split("`, `"))
        .map(str::to_owned)
        .collect();
    names.sort();
    names
}

/// The keys of every table of dependencies in the manifest, those for one system included.
fn used() -> Vec<String> {
    let manifest: toml::Table =
        toml::from_str(&std::fs::read_to_string(path("Cargo.toml")).unwrap()).unwrap();
    let of_systems = manifest["target"].as_table().unwrap().values();
    let mut names: Vec<String> = of_systems
        .map(|system| system.as_table().unwrap())
        .chain([&manifest])
        .flat_map(|table| ["dependencies", "dev-dependencies"].map(|section| table.get(section)))
        .flatten()
        .flat_map(|section| section.as_table().unwrap().keys().cloned())
        .collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn every_dependency_has_its_reason() {
    assert!(used().len() > 30);
    assert_eq!(told(), used());
}
