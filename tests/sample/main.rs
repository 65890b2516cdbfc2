//! Writes the staff files of the sample body into `data/esempio`: `cargo run --example genera_esempio`.
#![expect(clippy::disallowed_methods, reason = "it writes the sample to disk")]

mod events;
mod history;
mod staff;

use std::{fs, io, path::Path};

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/esempio");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("personale.xlsx"), staff::workbook())?;
    fs::write(folder.join("posizioni.csv"), staff::positions())?;
    for (name, csv) in events::files() {
        fs::write(folder.join(format!("{name}.csv")), csv)?;
    }
    fs::create_dir_all(folder.join("storico"))?;
    for year in history::years() {
        fs::write(folder.join(format!("storico/{}.csv", year.number)), year.csv())?;
    }
    Ok(())
}
