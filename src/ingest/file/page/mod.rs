//! A web page saved from a browser: its tables with the words above each, cells that span several in
//! every place that they cover.

mod grid;
mod markup;

use mail_parser::MessageParser;

use super::text;

pub(in crate::ingest) use grid::{Line, PageTable};

/// How the name of a saved page ends.
const ENDINGS: [&str; 4] = ["html", "htm", "mhtml", "mht"];

/// Whether a file is one by its name.
pub(in crate::ingest) fn is_page(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// The tables of a page, from top to bottom; `None` where the bytes are no page.
pub(in crate::ingest) fn tables(bytes: &[u8]) -> Option<Vec<PageTable>> {
    let html = html(bytes)?;
    Some(markup::tables(&html).into_iter().map(PageTable::of).collect())
}

/// The page itself: in an archive (.mhtml) its first part with markup.
fn html(bytes: &[u8]) -> Option<String> {
    if begins_like_markup(bytes) {
        return text::decode(bytes);
    }
    let message = MessageParser::default().parse(bytes)?;
    let html = message.body_html(0)?;
    begins_like_markup(html.as_bytes()).then(|| html.into_owned())
}

fn begins_like_markup(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let is_utf_16 = start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF");
    is_utf_16 || start.trim_ascii_start().starts_with(b"<")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!DOCTYPE html><html><body><h3>Personale</h3><table><tr><th rowspan=2>Tipo\
        <th colspan=2>Uomini<tr><th>&lt;30<th>&gt;60<tr><td>A &amp; B<td>1<td>2</table></body></html>";

    fn rows(table: &PageTable) -> Vec<Vec<&str>> {
        table.lines.iter().map(|line| line.cells.iter().map(String::as_str).collect()).collect()
    }

    #[test]
    fn cells_stand_in_every_place_that_they_span() {
        let tables = tables(PAGE.as_bytes()).expect("a page");
        assert_eq!(tables.len(), 1);
        assert_eq!(tables[0].title, "Personale");
        assert_eq!(
            rows(&tables[0]),
            [["Tipo", "Uomini", "Uomini"], ["Tipo", "<30", ">60"], ["A & B", "1", "2"]]
        );
    }

    #[test]
    fn the_page_inside_an_archive_is_the_same() {
        let coded = PAGE.replace('=', "=3D");
        let archive = format!(
            "From: <Saved by Blink>\r\nSubject: Relazione\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/related; type=\"text/html\"; boundary=\"b1\"\r\n\r\n\
             --b1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
             {coded}\r\n--b1\r\nContent-Type: text/css\r\n\r\nbody {{}}\r\n--b1--\r\n"
        );
        let [plain, archived] = [PAGE.as_bytes(), archive.as_bytes()].map(tables);
        assert_eq!(plain.expect("a page"), archived.expect("an archive"));
    }

    #[test]
    fn what_is_no_page_has_no_tables() {
        assert_eq!(tables(b"tabella;gruppo\n1.1;x"), None);
        assert_eq!(tables(b"<p>niente</p>"), Some(Vec::new()));
        assert!(is_page("storico/2021.HTML") && is_page("a.mht") && !is_page("2021.csv"));
    }
}
