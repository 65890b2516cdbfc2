//! What every document is tried for before it leaves the program: that who listens to it finds what who
//! looks at it sees. A validator of PDF/UA asks less: that a cell has headers, not that they are all.

mod headers;
mod links;
mod overlap;
mod standard;
mod tree;

use std::fmt;

use lopdf::Document;

use tree::{Node, Tree, dictionary, text};

pub(super) use overlap::faults as page_faults;

/// Something that a reader would stumble on, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(String);

impl Fault {
    fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Elements that are nothing without something inside. An office may well write an empty item of a list.
const NEVER_EMPTY: [&str; 10] = ["P", "H1", "H2", "H3", "H4", "H5", "H6", "TOCI", "Link", "Figure"];

/// Every fault of the tags, bookmarks and links of a finished PDF.
pub(super) fn tag_faults(document: &Document) -> Vec<Fault> {
    let Some(tree) = Tree::read(document) else {
        return vec![Fault::new("the document has no tags")];
    };
    let mut found = Vec::new();
    for node in &tree.nodes {
        if NEVER_EMPTY.contains(&node.kind) && node.contents == 0 && node.children.is_empty() {
            found.push(Fault::new(format!("an element {} is empty", node.kind)));
        }
    }
    for figure in tree.of_kind("Figure") {
        if tree.text(figure, b"Alt").is_none_or(|words| words.trim().is_empty()) {
            found.push(Fault::new("a figure has no alternative"));
        }
    }
    tables(&tree, &mut found);
    headings(document, &tree, &mut found);
    links::faults(document, &mut found);
    standard::faults(document, &tree, &mut found);
    found
}

fn tables(tree: &Tree<'_>, found: &mut Vec<Fault>) {
    for (index, table) in tree.of_kind("Table").enumerate() {
        let summary = tree.attribute(table, b"Summary");
        let name = match summary.and_then(|words| lopdf::decode_text_string(words).ok()) {
            Some(words) => format!("table {} ({words})", index + 1),
            None => format!("table {}", index + 1),
        };
        if summary.is_none() {
            found.push(Fault::new(format!("{name} has no summary")));
        }
        headers::faults(tree, table, &name, found);
    }
}

/// Headings begin at the first level and go down one at a time, and each has its bookmark.
fn headings(document: &Document, tree: &Tree<'_>, found: &mut Vec<Fault>) {
    let level = |node: &Node<'_>| -> Option<usize> { node.kind.strip_prefix('H')?.parse().ok() };
    let headings: Vec<(usize, String)> = tree
        .nodes
        .iter()
        .filter_map(|node| Some((level(node)?, tree.text(node, b"T").unwrap_or_default())))
        .collect();
    let mut before = 0;
    for (level, title) in &headings {
        if *level > before + 1 {
            found.push(Fault::new(format!("heading «{title}» is of level {level} below {before}")));
        }
        before = *level;
    }
    if headings.is_empty() {
        found.push(Fault::new("there is no heading"));
    }
    let mut bookmarks = Vec::new();
    let outlines = document.catalog().ok().and_then(|catalog| catalog.get(b"Outlines").ok());
    if let Some(root) = outlines.and_then(|outlines| dictionary(document, outlines)) {
        read_bookmarks(document, root, 1, &mut bookmarks);
    }
    if bookmarks != headings {
        let odd = headings.iter().find(|heading| !bookmarks.contains(heading));
        let odd = odd.map_or("", |(_, title)| title);
        found.push(Fault::new(format!("bookmarks are not the headings, as «{odd}»")));
    }
}

fn read_bookmarks(
    document: &Document,
    parent: &lopdf::Dictionary,
    level: usize,
    found: &mut Vec<(usize, String)>,
) {
    let follow = |of: &lopdf::Dictionary, name: &[u8]| {
        of.get(name).ok().and_then(|next| dictionary(document, next)).cloned()
    };
    let mut next = follow(parent, b"First");
    while let Some(one) = next {
        found.push((level, text(document, &one, b"Title").unwrap_or_default()));
        read_bookmarks(document, &one, level + 1, found);
        next = follow(&one, b"Next");
    }
}

#[cfg(test)]
mod tests {
    use lopdf::Object;
    use typst_layout::PagedDocument;

    use super::*;
    use crate::report::Typeset;
    use crate::report::world::{Arrangement, Files, ReportWorld};

    const TABLE: &str = r#"
        #let label(level, rows, body) = pdf.header-cell(
          level: level, scope: "row", table.cell(rowspan: rows, body))
        #pdf.table-summary(summary: "Prova", table(
          columns: 3,
          table.header[Gruppo][Riga][Donne],
          label(1, 2)[C], label(LEVEL, 1)[Uno], [1],
          label(LEVEL, 1)[Due], [2],
        ))"#;

    /// The faults of a document of one page under a heading.
    fn faults_of(body: &str) -> Vec<String> {
        let (pages, document) = typeset(body);
        page_faults(&pages).iter().chain(&tag_faults(&document)).map(Fault::to_string).collect()
    }

    fn typeset(body: &str) -> (PagedDocument, Document) {
        let mut files = Files::new(Vec::new());
        let source = format!(
            "#set document(title: \"Prova\", date: datetime(year: 2022, month: 1, day: 1))
            #set text(font: \"Titillium Web\", lang: \"it\")\n= Prova\n{body}\n"
        );
        files.add("test.typ", source.into_bytes());
        let world = ReportWorld::new("/test.typ", &files, Arrangement::Whole);
        let document = typst::compile::<PagedDocument>(&world).output.unwrap();
        let typeset = Typeset {
            document,
            ident: "prova".to_owned(),
            path: "prova.pdf".to_owned(),
            warnings: Vec::new(),
        };
        let bytes = crate::report::tagged(&typeset).unwrap();
        (typeset.document, Document::load_mem(&bytes).unwrap())
    }

    #[test]
    fn a_document_in_order_has_no_faults() {
        let table = TABLE.replace("LEVEL", "2");
        assert_eq!(
            faults_of(&format!("#outline(title: none)\n{table}\nUn testo.")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn each_fault_is_found() {
        let inner_label_as_high_as_the_outer = TABLE.replace("LEVEL", "1");
        let cases: [(&str, &str); 8] = [
            (&inner_label_as_high_as_the_outer, "does not reach its headers"),
            ("#table(columns: 1, table.header[Donne], [1])", "has no summary"),
            ("#place[sopra] sotto", "two texts overlap on page 1"),
            ("#place(dx: 160mm, box(width: 90mm)[fuori dalla pagina])", "a text leaves the page"),
            ("#[#show outline.entry: none\n#outline(title: none)]", "an element TOCI is empty"),
            ("#figure(alt: \"Dieci punti\", rect())", "an element Figure is empty"),
            ("#heading(level: 2, outlined: false)[Nascosto]", "not the headings, as «Nascosto»"),
            ("Uno <a>\n\nDue <b>\n\n#link(<a>)[qui] #link(<b>)[là]", "lead to several places"),
        ];
        for (body, expected) in cases {
            let found = faults_of(body);
            assert!(found.iter().any(|fault| fault.contains(expected)), "{body}: {found:?}");
        }
    }

    #[test]
    fn what_the_compiler_would_not_forget_is_missed_too() {
        let body = format!("{}\n#figure(alt: \"Un segno\")[segno]", TABLE.replace("LEVEL", "2"));
        for (name, expected) in [
            ("Scope", "has no scope"),
            ("Alt", "a figure has no alternative"),
            ("Headers", "does not reach"),
        ] {
            let (_, mut document) = typeset(&body);
            for object in document.objects.values_mut() {
                rewrite(object, name.as_bytes(), &Object::Null);
            }
            let found: Vec<String> = tag_faults(&document).iter().map(Fault::to_string).collect();
            assert!(found.iter().any(|fault| fault.contains(expected)), "{name}: {found:?}");
        }
        let (_, mut document) = typeset(&body);
        let ids = [&b"U1x2y0"[..], b"U1x1y1", b"U1x1y2"].map(Object::string_literal);
        for object in document.objects.values_mut() {
            rewrite(object, b"Headers", &Object::Array(ids.to_vec()));
        }
        let found = tag_faults(&document);
        assert!(found.iter().any(|fault| fault.0.contains("of other cells")), "{found:?}");
        let (_, mut document) = typeset("");
        document.catalog_mut().unwrap().remove(b"StructTreeRoot");
        assert_eq!(tag_faults(&document), [Fault::new("the document has no tags")]);
    }

    #[test]
    fn every_rule_of_the_standards_is_asked() {
        let body = "#link(\"https://example.org\")[altrove] con una nota#footnote[Nota.]";
        let cases: [(&str, &str); 8] = [
            ("Marked", "not marked as tagged"),
            ("DisplayDocTitle", "the title is not shown"),
            ("Lang", "the language is not Italian"),
            ("Metadata", "the metadata have no <pdfuaid:part>1<"),
            ("Tabs", "not walked in the order of its tags"),
            ("ToUnicode", "does not say what its glyphs are"),
            ("FontFile", "a font is not embedded"),
            ("ID", "a note has no identifier"),
        ];
        for (name, expected) in cases {
            let (_, mut document) = typeset(body);
            assert_eq!(tag_faults(&document), Vec::<Fault>::new());
            for object in document.objects.values_mut() {
                remove(object, name);
            }
            let found: Vec<String> = tag_faults(&document).iter().map(Fault::to_string).collect();
            assert!(found.iter().any(|fault| fault.contains(expected)), "{name}: {found:?}");
        }
    }

    /// Takes every value of that name away; a font file may be of several kinds.
    fn remove(object: &mut Object, name: &str) {
        let inner = match object {
            Object::Stream(stream) => &mut stream.dict,
            Object::Dictionary(of) => of,
            Object::Array(all) => {
                all.iter_mut().for_each(|one| remove(one, name));
                return;
            }
            _ => return,
        };
        for kind in ["", "2", "3"] {
            inner.remove(format!("{name}{kind}").as_bytes());
        }
        inner.iter_mut().for_each(|(_, value)| remove(value, name));
    }

    /// Puts another value in place of every one of that name.
    fn rewrite(object: &mut Object, name: &[u8], value: &Object) {
        match object {
            Object::Dictionary(of) => {
                if of.has(name) {
                    of.set(name, value.clone());
                }
                let others = of.iter_mut().filter(|(other, _)| *other != name);
                others.for_each(|(_, inner)| rewrite(inner, name, value));
            }
            Object::Array(all) => all.iter_mut().for_each(|one| rewrite(one, name, value)),
            _ => {}
        }
    }
}
