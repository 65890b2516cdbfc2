//! What the words of offices mean: causes of leave, measures, positions, roles, standings. Each word is
//! read by rule from the lists of `data/classifications/`, or asked about; none is guessed.

pub(in crate::ingest) mod board_role;
pub(in crate::ingest) mod grade;
pub(in crate::ingest) mod leave;
pub(in crate::ingest) mod measure;
pub(in crate::ingest) mod nothing;
mod phrases;
pub(in crate::ingest) mod position;
pub(in crate::ingest) mod standing;
pub(in crate::ingest) mod time_unit;
pub(in crate::ingest) mod training;
