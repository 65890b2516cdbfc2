//! The values that cross the borders between stages. This module knows no other. Its folders are for
//! whoever looks for a file; a value has one path, below `model`.

mod body;
pub mod column_choice;
pub mod committee_lists;
pub mod format;
pub mod header_words;
pub mod holds;
pub mod mirror;
pub mod plan;
pub mod plausible;
pub mod ratio;
pub mod reference_data;
pub mod report;
pub mod setting_sheet;
pub mod settings;
pub mod spelling;
mod tables;
pub mod wording;
mod year;

pub use body::{
    age_band, board, dataset, education, employee, fiscal_code, gender, grade, input,
    justification, known_figures, ledger, service, staff_category,
};
pub use plan::{achievement, initiative};
pub use report::{
    artifact, body_run, committee, crossing, cug_report, deadline, drawn, excerpt, guard,
    legal_frame, legal_reference, outline_mark, output_folder, quality, readiness, text,
};
pub use tables::{anatomy, cell, chart, figure, protection, role, secret, table, table_id, totals};
pub use year::{history, years};
