//! The inputs, one file each, and the records and books they are read with.

pub(in crate::ingest) mod actuals;
pub(in crate::ingest) mod boards;
pub(in crate::ingest) mod directory;
pub(in crate::ingest) mod education;
pub(in crate::ingest) mod grade_map;
pub(in crate::ingest) mod grades;
pub(in crate::ingest) mod history;
pub(in crate::ingest) mod initiatives;
pub(in crate::ingest) mod justifications;
pub(in crate::ingest) mod leave;
pub(in crate::ingest) mod ledger;
pub(in crate::ingest) mod meetings;
pub(in crate::ingest) mod members;
pub(in crate::ingest) mod pay;
pub(in crate::ingest) mod plan;
pub(in crate::ingest) mod positions;
pub(in crate::ingest) mod posts;
pub(in crate::ingest) mod programme;
pub(in crate::ingest) mod service;
pub(in crate::ingest) mod staff;
pub(in crate::ingest) mod staff_number;
pub(in crate::ingest) mod table;
pub(in crate::ingest) mod totals;
pub(in crate::ingest) mod training;
pub(in crate::ingest) mod work_life;
pub(in crate::ingest) mod working_time;
