//! The one test program: every test of the project is a module of it.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    unreachable_pub,
    reason = "tests read files and stop at the first surprise"
)]

mod agreement;
mod annotated_copy;
mod architecture;
mod bodies;
mod browser;
mod cases;
mod catalogue;
mod command_line;
mod cug_report;
mod digest;
mod event_tables;
#[path = "sample/events.rs"]
mod events;
mod faults;
mod files;
mod forty_faults;
mod golden;
#[path = "sample/history.rs"]
mod history;
mod initiatives;
mod injection;
mod letters;
mod many_bodies;
mod open_data;
mod pages;
mod pdf;
mod properties;
mod protected;
mod protection;
mod publish;
mod published;
mod report;
mod second_attack;
#[path = "sample/staff.rs"]
mod staff;
mod supply_chain;
mod templates;
mod twins;
mod ways;
mod workbook;
mod year_ahead;
mod years;
