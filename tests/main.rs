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
mod asides;
mod bodies;
#[cfg(feature = "typeset")]
mod browser;
mod cases;
mod catalogue;
#[cfg(feature = "typeset")]
mod command_line;
mod committee;
#[cfg(feature = "typeset")]
mod crossings;
#[cfg(feature = "typeset")]
mod cug_report;
#[cfg(feature = "typeset")]
mod digest;
mod documents;
mod drawn_bodies;
mod event_exports;
mod event_tables;
mod event_troubles;
#[path = "sample/events.rs"]
mod events;
#[cfg(feature = "typeset")]
mod faults;
mod files;
#[cfg(feature = "typeset")]
mod forty_faults;
mod golden;
#[path = "sample/history.rs"]
mod history;
mod initiatives;
#[cfg(feature = "typeset")]
mod injection;
mod law;
mod letters;
#[cfg(feature = "typeset")]
mod many_bodies;
mod office_words;
mod open_data;
mod pages;
mod pay_gap;
#[cfg(feature = "typeset")]
mod pdf;
mod plain;
mod posts_known;
mod properties;
mod protected;
mod protection;
mod publish;
mod published;
#[cfg(feature = "typeset")]
mod quick_guide;
mod recipients;
mod register;
#[cfg(feature = "typeset")]
mod report;
mod rerun_attack;
mod rounding;
mod saved_page;
mod second_attack;
mod setting_sheets;
mod small_bodies;
#[path = "sample/staff.rs"]
mod staff;
mod staff_troubles;
#[cfg(feature = "typeset")]
mod structure;
mod supply_chain;
mod templates;
mod troubles;
#[cfg(feature = "typeset")]
mod twins;
mod two_years;
mod ways;
mod web;
mod workbook;
mod written;
mod year_ahead;
mod years;
