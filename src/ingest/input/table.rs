//! The rows of one input, each as a record, and what is known of the file after the last.

use std::ops::ControlFlow;

use super::record::Record;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::file::sheet::Row;
use crate::ingest::grid::body::Body;
use crate::ingest::grid::example::{Example, Likeness};
use crate::ingest::grid::notation::Notations;
use crate::ingest::grid::source::{self, Source};
use crate::model::quality::SourceFile;

/// An input that was read.
pub(in crate::ingest) struct Table<T> {
    /// `None` when it was not given, or could not be read.
    pub(in crate::ingest) value: Option<T>,
    pub(in crate::ingest) source: Option<SourceFile>,
    pub(in crate::ingest) diagnostics: Diagnostics,
}

impl<T> Table<T> {
    /// Whether there is no row.
    pub(in crate::ingest) fn is_empty(&self) -> bool {
        self.source.as_ref().is_none_or(|source| source.rows_read == 0)
    }
}

/// Reads every row below the header.
pub(in crate::ingest) fn read<T: Send>(
    source: Source<'_>,
    mut read: impl FnMut(&mut Record<'_>) -> Option<T> + Send,
) -> Table<Vec<T>> {
    let Source { tab, header, place, mut facts } = source;
    let body = Body::new(facts.kind, &tab, &header);
    let mut rows = Rows {
        body: &body,
        place: &place,
        example: Example::of(facts.kind, &body),
        facts: &mut facts,
        notations: Notations::default(),
        diagnostics: Diagnostics::default(),
    };
    let mut values = Vec::new();
    let beside = body.each(&mut |row| {
        values.extend(rows.read(row, &mut read));
        ControlFlow::Continue(())
    });
    let mut diagnostics = rows.diagnostics;
    let tables = facts.kind.tables();
    let beside = match beside {
        Ok(beside) => beside,
        Err(fault) => {
            let mut diagnostics = Diagnostics::default();
            diagnostics.push(source::unreadable(&fault, place).with_tables(tables));
            return Table { value: None, source: None, diagnostics };
        }
    };
    let mut found = Diagnostics::default();
    body.report(beside, &place, &mut found);
    diagnostics.extend(found.with_tables(tables));
    if facts.rows_read == 0 {
        let is_required = facts.kind.is_required();
        let code = if is_required { code::NO_ROWS } else { code::EMPTY_FILE };
        let message = "sotto l'intestazione non ci sono righe";
        diagnostics.push(Diagnostic::new(code, place, message).with_tables(tables));
    }
    Table { value: Some(values), source: Some(facts), diagnostics }
}

/// The rows while they are being read.
struct Rows<'a> {
    body: &'a Body<'a>,
    place: &'a Location,
    facts: &'a mut SourceFile,
    example: Example,
    notations: Notations,
    diagnostics: Diagnostics,
}

impl Rows<'_> {
    /// The value of a row; `None` when it is no data, or is refused with diagnostics.
    fn read<T>(
        &mut self,
        row: Row<'_>,
        read: &mut impl FnMut(&mut Record<'_>) -> Option<T>,
    ) -> Option<T> {
        let likeness = self.example.likeness(self.body, &row);
        if likeness == Likeness::Untouched {
            return None;
        }
        self.facts.rows_read += 1;
        let value = if likeness == Likeness::Altered {
            self.refuse(&row, code::ALTERED_EXAMPLE, "la riga di esempio è stata riempita in parte")
        } else if self.body.is_damaged(&row) {
            self.refuse(
                &row,
                code::DAMAGED_ROW,
                "la riga ha più campi dell'intestazione, o virgolette aperte che ne inghiottono altre",
            )
        } else {
            read(&mut Record {
                body: self.body,
                notations: &mut self.notations,
                row,
                place: self.place,
                tables: self.facts.kind.tables(),
                diagnostics: &mut self.diagnostics,
                refused: false,
            })
        };
        match value {
            Some(_) => self.facts.rows_used += 1,
            None => self.facts.rows_refused += 1,
        }
        value
    }

    fn refuse<T>(&mut self, row: &Row<'_>, code: Code, message: &str) -> Option<T> {
        let place = self.place.clone().at_row(row.number);
        let found = Diagnostic::new(code, place, message);
        self.diagnostics.push(found.with_tables(self.facts.kind.tables()));
        None
    }
}
