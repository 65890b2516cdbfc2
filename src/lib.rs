//! From staff spreadsheets to the yearly CUG report of an Italian public body.
//!
//! ```text
//!   files ── ingest ──> Dataset ── checks, mirror ──> Diagnostics, facts
//!                          │
//!               tables (1.1 … 1.11)    plan ── indicators ──> Achievements ── initiatives ──> Initiatives
//!                          └───────────┬────────────┘
//!                    years, key figures (and storico/)
//!                                      │
//!         own report, deadlines, quality ──> Report ── disclosure ──> public Report
//!                                      │
//!                          ┌───────────┴───────────┐
//!                  report (Typst -> PDF)     publish (page, xlsx, csv, letters, manifest)
//! ```

#[cfg(test)]
mod one_more_column;
#[cfg(test)]
mod one_more_table;

/// The command line: the only room that touches disk, terminal and environment. A browser has none.
#[cfg(not(target_family = "wasm"))]
pub mod cli;
/// The working folder in a browser: files in, questions, findings and documents out.
pub mod web;

/// The files of a new working folder: empty sheets, or the sample body.
pub mod new_folder;
/// The stages in order, on one screen.
pub mod pipeline;

/// Checks of the dataset as a whole.
pub mod checks;
/// Incroci: what the data of several inputs say together, for the restricted edition alone.
pub mod crossings;
/// The deadlines ahead: what is ready for each and what is missing.
pub mod deadlines;
/// The public edition: what is kept back, and the attack that proves it.
pub mod disclosure;
/// Targets and actuals of the plan to scores and outcomes.
pub mod indicators;
/// Files to dataset: sheets, headers, fields, and a diagnostic for whatever is not right.
pub mod ingest;
/// Sezione 2 and Sezione 3: initiatives beside the objectives they serve.
pub mod initiatives;
/// The key figures, of this year and of the year before.
pub mod key_figures;
/// «Riconoscete il vostro ente?»: facts of each file that the office knows by heart.
pub mod mirror;
/// The CUG's own report: chapters, texts, members and meetings.
pub mod own_report;
/// Open figures, manifest, workbooks.
pub mod publish;
/// The data-quality chapter: anomalies beside their justifications, rows read and used.
pub mod quality;
/// The accessible PDF.
#[cfg(feature = "typeset")]
pub mod report;
/// The tables of the official format, counted from one list of people.
pub mod tables;
/// This year's tables and achievements beside those of earlier years.
pub mod years;

/// Leaf: findings about the user's data, their codes, places and renderings.
pub mod diagnostic;
/// Leaf: the figures of a year, written to `tabelle.csv`, read back and asked.
pub mod figures;
/// Leaf: numbers, money and dates as printed; the one rounding rule.
pub mod italian;
/// Leaf: the values that cross the borders between stages.
pub mod model;
/// Leaf: the report as the plain values that the templates of every document read.
pub mod view;
