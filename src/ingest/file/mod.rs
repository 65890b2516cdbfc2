//! From the bytes of a file to its rows: what the file is, its sheets, its cells.

pub mod container;
mod delimited;
mod dos_text;
pub mod layout;
pub mod limits;
pub(in crate::ingest) mod page;
mod row_names;
pub mod sheet;
pub mod tab;
pub mod text;
pub(in crate::ingest) mod workbook;

use container::{Container, ReadFault};
use delimited::Text;
use sheet::Sheet;
use tab::Tab;

/// The sheets of a file, hidden ones included, in the order of their tabs; charts and macros are
/// left out. Formulas count with the value they had when the file was saved.
pub fn open(bytes: &[u8], container: Container) -> Result<Vec<Tab<'_>>, ReadFault> {
    match container {
        Container::Csv => {
            let text = Text::open(bytes)?;
            let dialect = text.dialect.label();
            let sheet = Sheet::default();
            let mut tab = Tab::new(sheet, Box::new(text))?;
            tab.dialect = Some(dialect);
            Ok(vec![row_names::set_right(tab)?])
        }
        _ => workbook::open(bytes, container),
    }
}

/// The sheets of a file that is known to be small, kept whole.
pub fn sheets(bytes: &[u8], container: Container) -> Result<Vec<Sheet>, ReadFault> {
    open(bytes, container)?.into_iter().map(Tab::sheet).collect()
}
