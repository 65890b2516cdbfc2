//! The texts of the CUG as documents: what Word and LibreOffice save, the outline that `genera` writes,
//! and what no honest program makes.

use std::io::{Cursor, Read, Write};

use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::text::{Alignment, Block, Inline, plain};
use relazione_cug::pipeline::Verified;
use relazione_cug::publish;

use crate::bodies::{path, sample, settings_of, staff_csv, verify};

fn staff() -> InputFile {
    staff_csv("matricola;genere;data_nascita;inquadramento", &["1;D;01/01/1980;C".to_owned()])
}

fn text(name: &str, bytes: impl Into<Vec<u8>>) -> InputFile {
    let path = format!("testi/{name}");
    InputFile { kind: InputKind::Texts, path, bytes: bytes.into().into() }
}

fn with(files: impl IntoIterator<Item = InputFile>) -> Verified {
    let files: Vec<InputFile> = std::iter::once(staff()).chain(files).collect();
    verify(&files, &settings_of(2022))
}

fn blocks(verified: &Verified, name: &str) -> Vec<Block> {
    let chapters = verified.report.cug_report.chapters.iter();
    let of = |chapter: &&relazione_cug::model::cug_report::Chapter| {
        chapter.format.text.as_ref().is_some_and(|text| text.name == name)
    };
    chapters.filter(of).find_map(|chapter| chapter.text.clone()).unwrap_or_default()
}

/// Messages by code, missing texts apart.
fn found(verified: &Verified) -> Vec<(&'static str, String)> {
    let all = verified.diagnostics.iter().filter(|found| found.code.name() != "R01");
    all.map(|found| (found.code.name(), found.message.clone())).collect()
}

/// One line for each block, as a person would describe it.
fn described(blocks: &[Block]) -> String {
    blocks.iter().map(|block| format!("{}\n", one(block))).collect()
}

fn one(block: &Block) -> String {
    match block {
        Block::Heading { level, content } => format!("titolo {level}: {}", words(content)),
        Block::Paragraph(content) => words(content),
        Block::Quote(inner) => {
            format!("citazione: {}", inner.iter().map(one).collect::<Vec<_>>().join(" / "))
        }
        Block::List { start, items } => {
            let items: Vec<String> = items
                .iter()
                .map(|item| item.iter().map(one).collect::<Vec<_>>().join(" "))
                .collect();
            let sign = start.map_or("•".to_owned(), |first| format!("da {first}"));
            format!("({sign} {})", items.join(" | "))
        }
        Block::Table { alignments, header, rows } => {
            let row = |cells: &[Vec<Inline>]| {
                cells.iter().map(|cell| words(cell)).collect::<Vec<_>>().join(" | ")
            };
            let right = alignments.iter().filter(|side| **side == Alignment::Right).count();
            let rows: Vec<String> = rows.iter().map(|cells| row(cells)).collect();
            format!("tabella, {right} a destra: {} // {}", row(header), rows.join(" // "))
        }
        Block::Picture { alternative, .. } => format!("immagine: {alternative}"),
        Block::Code(text) => text.clone(),
        Block::Rule => "---".to_owned(),
    }
}

fn words(content: &[Inline]) -> String {
    let of = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Strong(inner) => format!("**{}**", words(inner)),
        Inline::Emphasis(inner) => format!("_{}_", words(inner)),
        Inline::Link { target, content } => format!("[{}]({target})", words(content)),
        Inline::Footnote(inner) => format!("^[{}]", words(inner)),
        Inline::LineBreak => " / ".to_owned(),
    };
    content.iter().map(of).collect()
}

/// What every form of `libreoffice-text` becomes.
const SAVED_BY_LIBREOFFICE: &str = "\
titolo 1: Le indagini
Hanno risposto **212 persone** su 447, in _maggio_; si veda [la pagina](https://www.example.org/indagine).
(• una voce (• dentro) | un'altra)
(da 1 primo | secondo)
E poi:
(da 3 terzo)
tabella, 1 a destra: Domanda | Sì // Si lavora bene | 61
Un grafico:
immagine: Un quadrato
citazione: Una citazione.
Riga / a capo & fine.
";

#[test]
fn documents_of_libreoffice_become_what_markdown_becomes() {
    // The description of a picture is lost when LibreOffice saves it for Word.
    let described_by = [("odt", "Un quadrato", vec![]), ("docx", "", vec!["R07"])];
    for (ending, alternative, codes) in described_by {
        let bytes = std::fs::read(path(&format!("tests/files/libreoffice-text.{ending}"))).unwrap();
        let verified = with([text(&format!("premessa.{ending}"), bytes)]);
        let expected = SAVED_BY_LIBREOFFICE.replace("Un quadrato", alternative);
        assert_eq!(described(&blocks(&verified, "premessa")), expected, "{ending}");
        let found: Vec<&str> = found(&verified).into_iter().map(|(code, _)| code).collect();
        assert_eq!(found, codes, "{ending}");
    }
}

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A .docx of the parts given, its main one as the children of its body.
fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let main = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    packed(
        &[("word/document.xml", main.as_str())]
            .into_iter()
            .chain(parts.iter().copied())
            .collect::<Vec<_>>(),
    )
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, words) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(words.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn what_word_writes_around_words_is_read_as_it_is_meant() {
    let styles = format!(
        "<w:styles {W}>\
         <w:style w:styleId=\"Titolo1\"><w:name w:val=\"heading 1\"/></w:style>\
         <w:style w:styleId=\"Mio\"><w:name w:val=\"Mio\"/><w:basedOn w:val=\"Titolo1\"/></w:style>\
         <w:style w:styleId=\"Giro\"><w:name w:val=\"Giro\"/><w:basedOn w:val=\"Giro\"/></w:style>\
         <w:style w:styleId=\"Forte\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style>\
         <w:style w:styleId=\"Sommario1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>"
    );
    let footnotes = format!(
        "<w:footnotes {W}><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>",
        paragraph("una nota")
    );
    let body = "\
        <w:p><w:pPr><w:pStyle w:val=\"Mio\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Titolo</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val=\"Sommario1\"/></w:pPr><w:r><w:t>Titolo 3</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val=\"Giro\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Sono </w:t></w:r>\
        <w:r><w:rPr><w:rStyle w:val=\"Forte\"/></w:rPr><w:t>dodici</w:t></w:r>\
        <w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t>,</w:t><w:tab/><w:t>tutte</w:t></w:r>\
        <w:ins><w:r><w:t> donne</w:t></w:r></w:ins><w:del><w:r><w:delText>uomini</w:delText></w:r></w:del>\
        <w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>Insieme</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let file = docx(body, &[("word/styles.xml", &styles), ("word/footnotes.xml", &footnotes)]);
    let verified = with([text("premessa.docx", file)]);
    assert_eq!(
        described(&blocks(&verified, "premessa")),
        "titolo 1: Titolo\n\
         Sono **dodici**, tutte donne^[una nota]\n\
         tabella, 0 a destra: Insieme |  // a | b / c\n"
    );
    assert_eq!(found(&verified).len(), 1, "the revision alone: {:?}", found(&verified));
}

#[test]
fn what_does_not_pass_is_told_with_the_words_before_it() {
    let body = format!(
        "{}<w:p><w:r><w:t>Le risposte.</w:t></w:r><m:oMath xmlns:m=\"m\"><m:r><m:t>x</m:t></m:r></m:oMath></w:p>\
         <w:p><w:r><w:drawing><a:blip xmlns:a=\"a\" r:embed=\"r7\" xmlns:r=\"r\"/></w:drawing></w:r></w:p>",
        paragraph("Prima.")
    );
    let told = found(&with([text("premessa.docx", docx(&body, &[]))]));
    assert_eq!(
        told,
        [
            (
                "R06",
                "dopo le parole «Le risposte.»: l'immagine non è nel documento: incorporatela"
                    .to_owned()
            ),
            (
                "R22",
                "dopo le parole «Le risposte.»: una formula non passa nella relazione".to_owned()
            ),
        ]
    );
}

#[test]
fn a_hostile_or_broken_document_is_refused_in_words() {
    let deep = format!("{}{}", "<w:p>".repeat(10_000), "</w:p>".repeat(10_000));
    let entities = format!(
        "<!DOCTYPE a [<!ENTITY b \"{}\">]><w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>",
        "x".repeat(1_000)
    );
    let bomb = docx(&paragraph(&"0".repeat(60 << 20)), &[]);
    let damaged = |bytes: Vec<u8>| (bytes, "danneggiato");
    for (bytes, reason) in [
        damaged(docx(&deep, &[])),
        damaged(packed(&[("word/document.xml", &entities)])),
        damaged(packed(&[("word/document.xml", "<w:document>")])),
        damaged(docx(&paragraph("a"), &[])[..200].to_vec()),
        (bomb, "troppo grande"),
        (packed(&[("ppt/presentation.xml", "<p/>")]), "non è un documento"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "password"),
        (b"%PDF-1.7".to_vec(), "non è un documento"),
        (
            packed(&[
                ("mimetype", "x"),
                ("content.xml", "<a/>"),
                ("META-INF/manifest.xml", "<encryption-data/>"),
            ]),
            "password",
        ),
    ] {
        for name in ["premessa.docx", "premessa.odt"] {
            let told = found(&with([text(name, bytes.clone())]));
            assert!(
                matches!(told.as_slice(), [("R02", message)] if message.contains(reason)),
                "{reason}: {told:?}"
            );
        }
    }
}

/// The sample without some of its texts, its outlines made.
fn outlines(missing: &[&str]) -> (Verified, Vec<(String, Vec<u8>)>) {
    let (settings, files, _) = sample();
    let mut files = files.clone();
    files.retain(|file| !missing.iter().any(|name| file.path == format!("testi/{name}.md")));
    let verified = verify(&files, settings);
    let made = publish::outlines(&verified.report).unwrap();
    let made =
        made.into_iter().map(|of| (of.path.rsplit('/').next().unwrap().to_owned(), of.bytes));
    (verified, made.collect())
}

/// The outline with words written below the sign of a text, as Word and LibreOffice would.
fn filled(name: &str, bytes: &[u8], after: &str, words: &[&str]) -> InputFile {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut parts = Vec::new();
    for part in names {
        let mut content = String::new();
        archive.by_name(&part).unwrap().read_to_string(&mut content).unwrap();
        let end = if name.ends_with("docx") { "</w:p>" } else { "</text:p>" };
        if let Some(sign) = content.find(&format!("testo «{after}»")) {
            let place = sign + content[sign..].find(end).unwrap() + end.len();
            let written: String = words
                .iter()
                .map(|words| match name.ends_with("docx") {
                    true => paragraph(words),
                    false => format!("<text:p>{words}</text:p>"),
                })
                .collect();
            content.insert_str(place, &written);
        }
        parts.push((part, content));
    }
    let parts: Vec<(&str, &str)> =
        parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    text(name, packed(&parts))
}

#[test]
fn what_is_written_in_the_outline_comes_back_and_nothing_else() {
    let (_, outlines) = outlines(&["benessere", "considerazioni-conclusive"]);
    for (name, bytes) in outlines {
        let verified = with([filled(
            &name,
            &bytes,
            "benessere",
            &["Si lavora bene.", "Hanno risposto in 212."],
        )]);
        assert_eq!(
            described(&blocks(&verified, "benessere")),
            "Si lavora bene.\nHanno risposto in 212.\n",
            "{name}"
        );
        for other in ["premessa", "performance", "considerazioni-conclusive", "operativita"] {
            assert_eq!(blocks(&verified, other), [], "{name}: {other}");
        }
        assert_eq!(found(&verified), [], "{name}");
    }
}

#[test]
fn the_last_text_of_the_outline_ends_with_the_document() {
    let (_, outlines) = outlines(&["considerazioni-conclusive"]);
    for (name, bytes) in outlines {
        let verified =
            with([filled(&name, &bytes, "considerazioni-conclusive", &["Si chiede di più."])]);
        assert_eq!(
            described(&blocks(&verified, "considerazioni-conclusive")),
            "Si chiede di più.\n",
            "{name}"
        );
    }
}

#[test]
fn the_outline_asks_what_the_report_asks_and_says_what_it_says() {
    let (verified, outlines) = outlines(&["premessa"]);
    for (name, bytes) in outlines {
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let main = if name.ends_with("docx") { "word/document.xml" } else { "content.xml" };
        let mut content = String::new();
        archive.by_name(main).unwrap().read_to_string(&mut content).unwrap();
        let shown = |words: &str| {
            content.contains(
                &words
                    .replace('&', "&amp;")
                    .replace('\'', "&#x27;")
                    .replace('/', "&#x2f;")
                    .replace('<', "&lt;")
                    .replace('>', "&gt;"),
            )
        };
        for chapter in &verified.report.cug_report.chapters {
            assert!(shown(&chapter.format.heading()), "{name}: {}", chapter.format.heading());
            if let Some(text) = &chapter.format.text {
                assert!(shown(&text.question), "{name}: {}", text.question);
            }
            for id in &chapter.format.sentences {
                let table = verified
                    .report
                    .tables
                    .iter()
                    .find(|table| table.id.to_string() == *id)
                    .unwrap();
                assert!(table.sentences.iter().all(|sentence| shown(sentence)), "{name}: {id}");
            }
        }
        assert_eq!(
            content.matches("testo «").count(),
            1,
            "only the text that is missing has a place"
        );
        assert!(shown("è già nel file «testi/benessere.md»"));
    }
}

#[test]
fn words_that_would_be_lost_in_the_outline_are_told() {
    let (_, outlines) = outlines(&["premessa"]);
    let (name, bytes) = &outlines[0];
    let InputFile { bytes: untouched, .. } = text(name, bytes.clone());
    let untouched = untouched.get().unwrap().into_owned();
    let mut archive = zip::ZipArchive::new(Cursor::new(&untouched)).unwrap();
    let mut content = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut content).unwrap();
    let elsewhere = content.find("testi&#x2f;benessere.md").unwrap();
    let place = elsewhere + content[elsewhere..].find("</w:p>").unwrap() + "</w:p>".len();
    content.insert_str(place, &paragraph("Scritto qui per sbaglio."));
    let mut styles = String::new();
    archive.by_name("word/styles.xml").unwrap().read_to_string(&mut styles).unwrap();
    let file = packed(&[("word/document.xml", &content), ("word/styles.xml", &styles)]);
    let told = found(&with([text(name, file)]));
    assert!(
        matches!(told.as_slice(), [("R21", message)] if message.contains("Scritto qui per sbaglio")),
        "{told:?}"
    );
}

/// The outline with a paragraph put before the sign of a text, and words at the end of its question.
fn written_above(name: &str, bytes: &[u8], of: &str, question: &str) -> InputFile {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let is_word = name.ends_with("docx");
    let parts: Vec<(String, String)> = names
        .into_iter()
        .map(|part| {
            let mut content = String::new();
            archive.by_name(&part).unwrap().read_to_string(&mut content).unwrap();
            if let Some(sign) = content.find(&format!("testo «{of}»")) {
                let start = if is_word { "<w:p>" } else { "<text:p " };
                let place = content[..sign].rfind(start).unwrap();
                let written = match is_word {
                    true => paragraph("Scritto sopra la riga."),
                    false => "<text:p>Scritto sopra la riga.</text:p>".to_owned(),
                };
                content.insert_str(place, &written);
            }
            let content = content.replacen(question, &format!("{question} Risposta di lato."), 1);
            (part, content)
        })
        .collect();
    let parts: Vec<(&str, &str)> =
        parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    text(name, packed(&parts))
}

#[test]
fn words_above_the_sign_or_behind_a_question_are_told_with_their_beginning() {
    let (verified, outlines) = outlines(&["premessa", "benessere"]);
    let chapters = &verified.report.cug_report.chapters;
    let of = |name: &str| {
        let texts = chapters.iter().filter_map(|chapter| chapter.format.text.as_ref());
        texts.clone().find(|text| text.name == name).unwrap().question.replace('\'', "&#x27;")
    };
    for (name, bytes) in outlines {
        let told = found(&with([written_above(&name, &bytes, "premessa", &of("benessere"))]));
        let told: Vec<String> = told
            .iter()
            .filter(|(code, _)| *code == "R21")
            .map(|(_, words)| words.to_string())
            .collect();
        assert_eq!(told.len(), 2, "{name}: {told:?}");
        assert!(told[0].ends_with("«Scritto sopra la riga.»"), "{name}: {told:?}");
        assert!(told[1].ends_with("«Risposta di lato.»"), "{name}: {told:?}");
    }
}

#[test]
fn a_text_without_form_has_its_paragraphs() {
    let verified = with([text("premessa.txt", b"Perch\xe9 s\xec.\r\n\r\n- uno\r\n- due".to_vec())]);
    assert_eq!(described(&blocks(&verified, "premessa")), "Perché sì.\n(• uno | due)\n");
    assert_eq!(plain(&[Inline::LineBreak]), " ");
}
