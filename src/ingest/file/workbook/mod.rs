//! Workbooks: every format becomes the same tabs.

mod batch;
mod number_format;
mod ods;
mod xls;
mod xls_record;
mod xlsx;
mod xlsx_comments;
mod xlsx_layout;
mod xlsx_names;
mod xlsx_parts;

use super::container::{Container, ReadFault};
use super::tab::Tab;

/// Opens every sheet of cells.
pub(in crate::ingest) fn open(
    bytes: &[u8],
    container: Container,
) -> Result<Vec<Tab<'_>>, ReadFault> {
    match container {
        Container::Xls => xls::read(bytes)?.into_iter().map(Tab::of).collect(),
        Container::Ods => ods::read(bytes)?.into_iter().map(Tab::of).collect(),
        Container::Xlsx | Container::Xlsm | Container::Csv => xlsx::open(bytes),
    }
}
