//! The empty sheets of `nuovo`.

use chrono::NaiveDate;
use rust_xlsxwriter::{DataValidation, Format, FormatAlign, FormatUnderline, Note};

use super::super::Error;
use crate::model::input::InputKind;
use crate::model::plan::Unit;
use crate::model::reference_data::{self, Term, columns};
use crate::model::staff_category::StaffCategory;

/// Rows prepared with formats and lists below the header.
const PREPARED_ROWS: u32 = 2_000;

/// A template is of no year.
const DAY: NaiveDate = NaiveDate::from_yo_opt(2020, 1).expect("1 January 2020 is a day");

/// An empty sheet for one input: header with notes, formats, drop-down lists. No formulas, no macros.
pub fn template_workbook(kind: InputKind) -> Result<Vec<u8>, Error> {
    let mut workbook = super::dated(kind.name(), "", DAY)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(capitalised(kind.name()))?;
    sheet.set_freeze_panes(1, 0)?;
    let heading = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let required = heading.clone().set_underline(FormatUnderline::Single);
    for (index, column) in (0u16..).zip(columns(kind)) {
        let format = if column.required { &required } else { &heading };
        sheet.write_with_format(0, index, column.name.as_str(), format)?;
        let need = if column.required { "Obbligatoria. " } else { "Facoltativa. " };
        sheet.insert_note(
            0,
            index,
            &Note::new(format!("{need}{}", column.help)).set_author("relazione-cug"),
        )?;
        sheet.set_column_width(index, 22)?;
        sheet.set_column_format(index, &cell_format(&column.name))?;
        let words = accepted_words(kind, &column.name);
        if !words.is_empty() {
            let list = DataValidation::new()
                .allow_list_strings(&words)?
                .show_error_message(!takes_other_words(kind, &column.name));
            sheet.add_data_validation(1, index, PREPARED_ROWS, index, &list)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// Staff numbers and codes are text, so that their zeros stay; dates are dates.
fn cell_format(column: &str) -> Format {
    let code = match column {
        "data_nascita" | "data_inquadramento" => "dd/mm/yyyy",
        "retribuzione" | "spesa" => "#,##0.00",
        "percentuale_part_time"
        | "quantita"
        | "ore"
        | "peso"
        | "anno"
        | "azione"
        | "beneficiari_donne"
        | "beneficiari_uomini" => "General",
        _ => "@",
    };
    Format::new().set_num_format(code)
}

/// The words of a drop-down list, where only some are accepted.
fn accepted_words(kind: InputKind, column: &str) -> Vec<String> {
    let short = |terms: Vec<Term>| {
        terms.into_iter().filter_map(|term| term.aliases.into_iter().next()).collect()
    };
    match column {
        "tipo" if kind == InputKind::Leave => short(reference_data::leave_types()),
        "tipo" if kind == InputKind::Training => short(reference_data::training_types()),
        "misura" => short(reference_data::work_life_measures()),
        "genere" => vec!["D".to_owned(), "U".to_owned()],
        "tipologia" => StaffCategory::ALL.map(|category| category.label().to_owned()).to_vec(),
        "titolo_studio" => {
            reference_data::education_levels().into_iter().map(|level| level.label).collect()
        }
        "unita" => Unit::ALL.map(|unit| unit.label().to_owned()).to_vec(),
        "verso" => vec!["crescente".to_owned(), "decrescente".to_owned()],
        "ruolo" => vec!["presidente".to_owned(), "componente".to_owned()],
        "livello" => vec!["indirizzo".to_owned(), "obiettivo generale".to_owned()],
        _ => Vec::new(),
    }
}

/// Columns whose list proposes and does not restrict.
fn takes_other_words(kind: InputKind, column: &str) -> bool {
    matches!((kind, column), (InputKind::WorkLife, "misura") | (InputKind::Training, "tipo"))
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
