//! The values that cross the borders between stages. This module knows no other.

pub mod achievement;
pub mod age_band;
pub mod artifact;
pub mod board;
pub mod cell;
pub mod chart;
pub mod dataset;
pub mod delay;
pub mod education;
pub mod employee;
pub mod format;
pub mod gender;
pub mod grade;
pub mod input;
pub mod justification;
pub mod ledger;
pub mod legal_reference;
pub mod plan;
pub mod quality;
pub mod ratio;
pub mod reference_data;
pub mod report;
pub mod settings;
pub mod staff_category;
pub mod table;
