//! The body and its people, as they are read.

pub mod age_band;
pub mod board;
pub mod dataset;
pub mod education;
pub mod employee;
pub mod fiscal_code;
pub mod gender;
pub mod grade;
pub mod input;
pub mod justification;
pub mod known_figures;
pub mod ledger;
pub mod service;
pub mod staff_category;
