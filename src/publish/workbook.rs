//! Workbooks: the only room that names the xlsx writer.

mod annotated_copy;
mod findings;
mod template;
mod template_words;

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

pub(super) use findings::findings;
pub use template::template_workbook;

/// An empty workbook that says what it is and of whom. Its moment of creation is `day`: with the
/// clock the same workbook would differ from one run to the next.
fn dated(title: &str, body: &str, day: NaiveDate) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::parse_from_str(&day.to_string())?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_company(body)
            .set_author("relazione-cug")
            .set_creation_datetime(&created),
    );
    Ok(workbook)
}
