//! Real files, good and bad, in `tests/files/`: what is read of them, and what is said of those
//! that cannot be read. Whatever the bytes, nothing panics.

use std::io::{Cursor, Read, Write};

use proptest::prelude::*;
use relazione_cug::ingest::file;
use relazione_cug::ingest::file::container::{Container, Foreign, ReadFault, sniff};
use relazione_cug::ingest::file::limits::{MAX_CELLS, MAX_FILE_BYTES};
use relazione_cug::ingest::file::sheet::Sheet;

#[expect(clippy::disallowed_methods, reason = "the files under test lie on disk")]
fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/files/{name}", env!("CARGO_MANIFEST_DIR")))
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn read(bytes: &[u8], name: &str) -> Result<Vec<Sheet>, ReadFault> {
    file::sheets(bytes, sniff(bytes, name)?)
}

/// The sheets as lines: name, then number and cells of each row.
fn shown(name: &str) -> Vec<String> {
    let sheets = read(&bytes(name), name).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
    let mut lines = Vec::new();
    for sheet in sheets {
        let title = sheet.name.as_deref().unwrap_or_default();
        lines.push(format!("[{title}]{}", if sheet.hidden { " nascosto" } else { "" }));
        for row in sheet.rows {
            let cells: Vec<String> =
                row.cells.iter().map(|cell| cell.text().unwrap_or_default().into_owned()).collect();
            lines.push(format!("{}: {}", row.number, cells.join("|")));
        }
    }
    lines
}

#[test]
fn a_file_that_cannot_be_read_is_told_in_one_clear_sentence() {
    let foreign = ReadFault::Foreign;
    for (name, fault) in [
        ("empty.xlsx", ReadFault::Empty),
        ("truncated.xlsx", ReadFault::Truncated),
        ("truncated.xls", ReadFault::Truncated),
        ("truncated.ods", ReadFault::Truncated),
        ("encrypted.xlsx", ReadFault::Protected),
        ("encrypted.xls", ReadFault::Protected),
        ("encrypted.ods", ReadFault::Protected),
        ("html-named.xls", foreign(Foreign::WebPage)),
        ("xml-named.xls", foreign(Foreign::SpreadsheetXml)),
        ("not-a-sheet.pdf-as.xlsx", foreign(Foreign::Pdf)),
        (
            "xlsx-named.xls",
            ReadFault::WrongName { extension: ".xls".to_owned(), actual: Container::Xlsx },
        ),
        ("bomb.xlsx", ReadFault::OutOfProportion),
        ("lying-bomb.xlsx", ReadFault::Damaged),
        ("announced-texts.xlsx", ReadFault::Damaged),
        ("repeated-cells.ods", ReadFault::TooManyCells(MAX_CELLS)),
    ] {
        assert_eq!(read(&bytes(name), name), Err(fault.clone()), "{name}");
        let (message, remedy) = (fault.message(), fault.remedy());
        assert!(message.starts_with("il ") && !message.ends_with('.'), "{name}: {message}");
        assert!(remedy.ends_with('.'), "{name}: {remedy}");
    }
}

/// An archive with one stored part of `length` bytes, whose table of contents says `declared`.
fn archive_declaring(length: usize, declared: u32) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file("xl/workbook.xml", stored).unwrap();
    archive.write_all(&vec![b' '; length]).unwrap();
    let mut bytes = archive.finish().unwrap().into_inner();
    let entry = bytes.windows(4).rposition(|mark| mark == b"PK\x01\x02").unwrap();
    bytes[entry + 24..entry + 28].copy_from_slice(&declared.to_le_bytes());
    bytes
}

#[test]
fn each_limit_is_told_by_its_name_and_size() {
    let csv = |text: String| read(text.as_bytes(), "personale.csv");
    let columns = ";".repeat(16_384) + "1";
    let large = vec![b' '; MAX_FILE_BYTES + 1];
    for (found, fault, size) in [
        (read(&large, "personale.csv"), ReadFault::TooLarge, "256 MB"),
        (file::sheets(&large, Container::Csv), ReadFault::TooLarge, "256 MB"),
        (
            read(&archive_declaring(4_000_000, 600_000_000), "personale.xlsx"),
            ReadFault::UnpacksTooLarge,
            "512 MB",
        ),
        (
            read(&archive_declaring(10_000, 60_000_000), "personale.xlsx"),
            ReadFault::OutOfProportion,
            "200 volte",
        ),
        (csv(columns), ReadFault::TooManyColumns, "colonna numero 16.384"),
        (
            read(&bytes("repeated-cells.ods"), "personale.ods"),
            ReadFault::TooManyCells(MAX_CELLS),
            "5.000.000 di celle",
        ),
        // No format that is written so has more; `sheet.rs` tries it.
        (Err(ReadFault::TooManyRows), ReadFault::TooManyRows, "riga 1.048.576"),
        // Half a gigabyte of text would be slow to make: `sheet.rs` tries it with a small room.
        (Err(ReadFault::TooMuchText), ReadFault::TooMuchText, "512 MB di testo"),
    ] {
        assert!(fault.message().contains(size), "{}", fault.message());
        assert_eq!(found, Err(fault));
    }
}

#[test]
fn the_same_staff_reads_alike_from_every_format() {
    let expected = [
        "1: matricola|genere|data_nascita|inquadramento|percentuale_part_time|retribuzione",
        "2: 000417|D|17/05/1970|Area degli Istruttori|100|28345,67",
        "3: 000418|U|01/01/1958|Area dei Funzionari e dell'Elevata Qualificazione|100|33120,5",
        "4: 000512|D|29/02/1988|Area degli Istruttori|83,33|22950,01",
        "5: 000700|U|31/12/1999|Area degli Operatori esperti|50|12000",
        "6: 001002|D|04/11/1964|Dirigente|100|98765,43",
        "7: 010234|D|12/08/1979|Area dei Funzionari e dell'Elevata Qualificazione|69,44|24100,9",
    ];
    for name in [
        "staff.xlsx",
        "staff.ods",
        "staff.xls",
        "bom.csv",
        "staff-openpyxl.xlsx",
        "staff-xlwt.xls",
        "staff-excel-italia.csv",
    ] {
        assert_eq!(shown(name)[1..], expected, "{name}");
    }
}

#[test]
fn comments_are_read_with_their_cells_from_every_format() {
    for name in ["comments.xlsx", "comments.ods", "comments.xls"] {
        let sheets = read(&bytes(name), name).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
        let layout = &sheets[0].layout;
        let text = |row| -> Vec<(u32, String)> {
            let lines = layout.comments_in(row).iter();
            lines.map(|(column, text)| (*column, text.replace('\n', " "))).collect()
        };
        assert_eq!(text(3), [(0, "cessato dal 1/7/2025, non contare".to_owned())], "{name}");
        assert_eq!(text(5), [(3, "già Istruttore".to_owned())], "{name}");
        assert_eq!(text(1)[0].0, 1, "{name}");
        assert!(text(2).is_empty(), "{name}");
    }
}

#[test]
fn leading_zeros_percentages_and_times_survive_in_every_format() {
    for name in ["leading-zeros.xlsx", "leading-zeros.ods", "leading-zeros.xls"] {
        assert_eq!(
            shown(name),
            [
                "[Personale]",
                "1: matricola|codice|percentuale_part_time|ore",
                "2: 000417|00417|50%|10:30",
                "3: 010234|10234|50%|10:30",
                "4: 000007|00007|50%|10:30",
            ],
            "{name}"
        );
    }
}

#[test]
fn the_encodings_of_libreoffice_read_alike() {
    for name in ["libreoffice-utf8.csv", "libreoffice-utf16.csv", "libreoffice-1252.csv"] {
        assert_eq!(
            shown(name)[1..],
            [
                "1: matricola|città|quantità|nata il",
                "2: 000417|Forlì – Cesena; «è»|1234,5|17/05/1970"
            ],
            "{name}"
        );
    }
}

#[test]
fn every_kind_of_value_is_read() {
    for (name, formula_text, far_date) in [
        ("values.xlsx", "ab", "500000"),
        ("values.ods", "ab", "12/12/3268"),
        // LibreOffice 7.4 writes 0 for the text of this formula: nothing is left to be read.
        ("values.xls", "0", "500000"),
    ] {
        assert_eq!(
            shown(name),
            [
                "[Valori]".to_owned(),
                "1: testo|numero|data|altro".to_owned(),
                "3: due parole|0,1|31/12/2022|VERO".to_owned(),
                format!("4: {formula_text}|0,333333333333333|17/05/1970|#N/D"),
                format!("5: € & <perché>|-1234567,891|{far_date}|#DIV/0!"),
                "7: |0,0000001||36:00".to_owned(),
                "9: unita".to_owned(),
                "[Nascosto] nascosto".to_owned(),
                "2: |1".to_owned(),
            ],
            "{name}"
        );
    }
}

#[test]
fn workbooks_that_count_from_1904_give_the_same_dates() {
    for name in ["1904.xlsx", "1904.xls"] {
        assert_eq!(shown(name), ["[Personale]", "1: matricola|data_nascita", "2: 1|17/05/1970"]);
    }
}

#[test]
fn a_far_cell_costs_one_row_and_an_empty_sheet_none() {
    assert_eq!(shown("no-cells.xlsx"), ["[Sheet]"]);
    let lines = shown("far-cell.xlsx");
    assert_eq!(lines[..2], ["[Sheet]", "1: qui"]);
    assert_eq!(lines[2], format!("1048576: {}laggiù", "|".repeat(16_383)));
}

/// `staff-openpyxl.xlsx` with other words in its sheet, which may be named otherwise.
pub fn with_sheet(words: &str, other: &str, name: &str) -> Vec<u8> {
    let of = bytes("staff-openpyxl.xlsx");
    let renamed = rewritten(&of, |_, part, content| {
        let mut text = String::from_utf8(content.clone()).unwrap();
        if part == "xl/worksheets/sheet1.xml" {
            assert!(text.contains(words), "{words}");
            text = text.replace(words, other);
        }
        *content = text.replace("worksheets/sheet1.xml", name).into_bytes();
    });
    let mut renamed = renamed.unwrap();
    let (old, new) = (b"xl/worksheets/sheet1.xml", format!("xl/{name}").into_bytes());
    assert_eq!(old.len(), new.len());
    while let Some(place) =
        renamed.windows(old.len()).position(|part| part == old && old[..] != new[..])
    {
        renamed[place..place + old.len()].copy_from_slice(&new);
    }
    renamed
}

#[test]
fn a_name_that_no_cell_has_is_a_damage_wherever_the_sheet_lies() {
    for name in ["worksheets/sheet1.xml", "altrifogli/sheet1.xml"] {
        for (words, other) in [
            ("r=\"A2\"", "r=\"ZZZZZZZZZZZZ2\""),
            ("r=\"A2\"", "r = 'A99999999999'"),
            ("<row r=\"3\"", "<row r=\"99999999999\""),
            ("ref=\"A1:F7\"", "ref=\"F7:A1\""),
            ("ref=\"A1:F7\"", "ref=\"A1:AAAAAAAAAA7\""),
        ] {
            let found = read(&with_sheet(words, other, name), "personale.xlsx");
            assert_eq!(found, Err(ReadFault::Damaged), "{other} in {name}");
        }
        let sound = with_sheet("000417", "r=&quot;ZZZZZZZZ&quot; e r=\"ZZZZZZZZZZZZ2\"", name);
        let sheets = read(&sound, "personale.xlsx").unwrap();
        let cell = sheets[0].rows[1].cells[0].text().unwrap().into_owned();
        assert_eq!(cell, "r=\"ZZZZZZZZ\" e r=\"ZZZZZZZZZZZZ2\"");
    }
}

#[test]
fn delimited_texts_tell_their_dialect() {
    for (name, label, second_row) in [
        ("bom.csv", "CSV, separatore «;», UTF-8", 2),
        ("windows-1252.csv", "CSV, separatore «;», Windows-1252", 2),
        ("utf16.csv", "CSV, separatore tabulazione, UTF-16", 2),
        ("tab.csv", "CSV, separatore tabulazione, UTF-8", 2),
        ("quotes.csv", "CSV, separatore «,», UTF-8", 2),
    ] {
        let bytes = bytes(name);
        let tabs = file::open(&bytes, Container::Csv).expect("a text");
        assert_eq!(tabs[0].dialect.as_deref(), Some(label), "{name}");
        let sheets = file::sheets(&bytes, Container::Csv).expect("a text");
        assert_eq!(sheets[0].rows[1].number, second_row, "{name}");
    }
    assert_eq!(shown("windows-1252.csv")[2], "2: 1|D’Alì|Forlì|€");
    assert_eq!(shown("utf16.csv")[2], "2: 1|Forlì");
    assert_eq!(shown("tab.csv")[3], "4: 2|U|2.000,00");
    let quotes = file::sheets(&bytes("quotes.csv"), Container::Csv).expect("a text");
    assert_eq!(
        quotes[0].rows[1].cell(2).text().as_deref(),
        Some("detto \"verde\"\r\nsu due righe")
    );
}

const CONTAINERS: [Container; 5] =
    [Container::Xlsx, Container::Xlsm, Container::Xls, Container::Ods, Container::Csv];
const SOUND: [&str; 9] = [
    "staff.xlsx",
    "values.xlsx",
    "1904.xlsx",
    "staff.ods",
    "values.ods",
    "staff.xls",
    "values.xls",
    "leading-zeros.xls",
    "quotes.csv",
];

/// Bytes to overwrite: where, as a share of the whole, and with what. Digits are frequent, so that
/// lengths and positions change into other lengths and positions.
fn damages() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    let byte = prop_oneof![any::<u8>(), Just(b'9'), Just(b'Z'), Just(0xFF)];
    prop::collection::vec((any::<prop::sample::Index>(), byte), 1..12)
}

fn damage(bytes: &mut [u8], damages: &[(prop::sample::Index, u8)]) {
    for (place, byte) in damages {
        if !bytes.is_empty() {
            let place = place.index(bytes.len());
            bytes[place] = *byte;
        }
    }
}

fn read_every_way(bytes: &[u8]) {
    for container in CONTAINERS {
        let _ = sniff(bytes, &format!("personale{}", container.extension()));
        let _ = file::sheets(bytes, container);
    }
}

/// The same archive with one of its parts damaged under the compression.
fn with_damaged_part(
    archive: &[u8],
    part: prop::sample::Index,
    damages: &[(prop::sample::Index, u8)],
) -> zip::result::ZipResult<Vec<u8>> {
    let chosen = part.index(zip::ZipArchive::new(Cursor::new(archive))?.len());
    rewritten(archive, |index, _, content| {
        if index == chosen {
            damage(content, damages);
        }
    })
}

/// The same archive with parts that `change` makes other ones, by their number and their name.
fn rewritten(
    archive: &[u8],
    change: impl Fn(usize, &str, &mut Vec<u8>),
) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive))?;
    let mut rewritten = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index)?;
        let mut content = Vec::new();
        part.read_to_end(&mut content)?;
        change(index, &part.name()?, &mut content);
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        rewritten.start_file(part.name()?, stored)?;
        rewritten.write_all(&content)?;
    }
    Ok(rewritten.finish()?.into_inner())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn random_bytes_never_panic(
        start in prop::sample::select(vec![
            &b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xFF\xFE", b"<html", b"sep=",
        ]),
        rest in prop::collection::vec(any::<u8>(), 0..2048),
    ) {
        read_every_way(&[start, &rest].concat());
    }

    #[test]
    fn damaged_files_never_panic(
        name in prop::sample::select(&SOUND),
        cut in prop::option::of(any::<prop::sample::Index>()),
        damages in damages(),
    ) {
        let mut bytes = bytes(name);
        damage(&mut bytes, &damages);
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        read_every_way(&bytes);
    }

    #[test]
    fn damage_under_the_compression_never_panics(
        name in prop::sample::select(&SOUND[..5]),
        part in any::<prop::sample::Index>(),
        damages in damages(),
    ) {
        let archive = with_damaged_part(&bytes(name), part, &damages).expect("a sound archive");
        read_every_way(&archive);
    }
}
