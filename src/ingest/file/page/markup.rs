//! From markup to tables: only what tells a cell from the next matters, the rest of the page is words.

use html5gum::{StartTag, Token, Tokenizer};

/// Tables, and cells of all of them, beyond which nothing of a page is read.
const MOST_TABLES: usize = 60;
const MOST_CELLS: usize = 200_000;
/// Letters before a table among which its title is looked for, and of a cell.
const MOST_BEFORE: usize = 4_000;
const MOST_IN_CELL: usize = 300;

/// A table as it is written.
#[derive(Debug, Default)]
pub(super) struct Markup {
    /// The words between the table before and this one, with its caption.
    pub(super) title: String,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell and the places that it covers.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

/// The tables of a page, in the order in which they begin; one inside a cell stands for itself.
pub(super) fn tables(html: &str) -> Vec<Markup> {
    let mut page = Page::default();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => page.start(&tag),
            Token::EndTag(tag) => page.end(&tag.name),
            Token::String(text) => page.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
        if page.is_full() {
            break;
        }
    }
    page.tables
}

#[derive(Default)]
struct Page {
    tables: Vec<Markup>,
    /// Those that have begun and not ended, the innermost last.
    open: Vec<Open>,
    /// Words since the last table.
    words: String,
    /// Inside what is not shown: scripts, styles.
    hidden: Option<Vec<u8>>,
    cells: usize,
}

/// A table that has begun, and whether a cell of it has.
struct Open {
    table: usize,
    is_in_cell: bool,
}

const HIDDEN: [&[u8]; 4] = [b"script", b"style", b"noscript", b"template"];

impl Page {
    fn is_full(&self) -> bool {
        self.tables.len() > MOST_TABLES || self.cells > MOST_CELLS
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name: &[u8] = &tag.name;
        if self.hidden.is_some() {
            return;
        }
        if HIDDEN.contains(&name) && !tag.self_closing {
            self.hidden = Some(name.to_vec());
            return;
        }
        match name {
            b"table" => {
                let title = std::mem::take(&mut self.words);
                self.open.push(Open { table: self.tables.len(), is_in_cell: false });
                self.tables.push(Markup { title, rows: Vec::new() });
            }
            b"tr" => {
                if let Some(open) = self.open.last_mut() {
                    open.is_in_cell = false;
                    self.tables[open.table].rows.push(Vec::new());
                }
            }
            b"td" | b"th" => self.cell(tag),
            // A line break parts words, whatever it is made of.
            _ => self.text(" "),
        }
    }

    fn cell(&mut self, tag: &StartTag<()>) {
        let Some(open) = self.open.last_mut() else { return };
        open.is_in_cell = true;
        let rows = &mut self.tables[open.table].rows;
        if rows.is_empty() {
            rows.push(Vec::new());
        }
        let span = |name: &[u8]| {
            let value = tag.attributes.get(name).map(|value| String::from_utf8_lossy(value));
            value.and_then(|value| value.trim().parse().ok()).unwrap_or(1)
        };
        let cell = Cell { text: String::new(), columns: span(b"colspan"), rows: span(b"rowspan") };
        if let Some(row) = rows.last_mut() {
            row.push(cell);
        }
        self.cells += 1;
    }

    fn end(&mut self, name: &[u8]) {
        if let Some(hidden) = &self.hidden {
            if hidden == name {
                self.hidden = None;
            }
            return;
        }
        match name {
            b"table" => _ = self.open.pop(),
            b"td" | b"th" | b"tr" => {
                if let Some(open) = self.open.last_mut() {
                    open.is_in_cell = false;
                }
            }
            _ => self.text(" "),
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        let place = match self.open.last() {
            None => &mut self.words,
            Some(Open { table, is_in_cell: true }) => {
                let row = self.tables[*table].rows.last_mut();
                if let Some(cell) = row.and_then(|row| row.last_mut()) {
                    add(&mut cell.text, text);
                    let end = cell.text.floor_char_boundary(MOST_IN_CELL);
                    cell.text.truncate(end);
                }
                return;
            }
            // A caption.
            Some(Open { table, is_in_cell: false }) => &mut self.tables[*table].title,
        };
        add(place, text);
        if place.len() > MOST_BEFORE {
            let half = place.floor_char_boundary(MOST_BEFORE / 2);
            place.drain(..half);
        }
    }
}

/// Adds words with one blank where there are several, or a line break.
fn add(place: &mut String, text: &str) {
    for letter in text.chars() {
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        if letter != ' ' || !(place.is_empty() || place.ends_with(' ')) {
            place.push(letter);
        }
    }
}
