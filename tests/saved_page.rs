//! The national portal's page of an earlier report, saved into `storico/`: the same history as the same
//! figures typed by hand, whatever the browser makes of the page.

use relazione_cug::diagnostic::Severity;
use relazione_cug::model::figure::Figure;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::pipeline::Verified;
use serde_json::Value;

use crate::bodies::{settings_of, staff_csv, verify};
use crate::published::{PAGES, counts, page, rows};

const CLASSES: [&str; 5] = ["<30", "da 31 a 40", "da 41 a 50", "da 51 a 60", ">60"];
const GENDERS: [(&str, &str); 2] = [("uomini", "U"), ("donne", "D")];
const TITLES: [(&str, &str); 3] = [
    ("1.1", "RIPARTIZIONE DEL PERSONALE PER GENERE ED ETA' NEI LIVELLI DI INQUADRAMENTO"),
    ("1.4", "ANZIANITA' NEI PROFILI E LIVELLI NON DIRIGENZIALI, RIPARTITE PER ETA' E PER GENERE"),
    ("1.7", "PERSONALE NON DIRIGENZIALE SUDDIVISO PER LIVELLO E TITOLO DI STUDIO"),
];

/// One cell of the portal's table: what it says, and where it stands in the tidy form.
struct Place {
    text: String,
    gender: &'static str,
    class: &'static str,
}

fn place(text: impl ToString, gender: &'static str, class: &'static str) -> Place {
    Place { text: text.to_string(), gender, class }
}

/// A row: group, label, cells, and whether the whole row is of percentages.
type Line = (String, String, Vec<Place>, bool);

fn words(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn by_age(table: &Value, row: &Value) -> Line {
    let text = |key: &str| row.get(key).map(words).unwrap_or_default();
    let mut cells = Vec::new();
    for (key, gender) in GENDERS {
        cells.extend(
            CLASSES.iter().zip(counts(&row[key])).map(|(class, count)| place(count, gender, class)),
        );
        if table == "1.4" {
            let share = if gender == "U" { "uomini_pct_genere_2" } else { "donne_pct_genere_3" };
            cells.push(place(text(&format!("{key}_totale")), gender, "Totale"));
            cells.push(place(text(&format!("{key}_pct_1")), gender, "Totale % (1)"));
            cells.push(place(text(share), gender, "% di genere"));
        }
    }
    match table.as_str() {
        Some("1.1") => (text("tipo"), text("inquadramento"), cells, false),
        _ => (String::new(), text("permanenza"), cells, false),
    }
}

fn by_gender(row: &Value) -> Line {
    let cells = [("uomini", "U", "1"), ("donne", "D", "1"), ("totale", "T", "2")];
    let cells = cells.into_iter().flat_map(|(key, gender, mark)| {
        let class = if mark == "1" { "% (1)" } else { "% (2)" };
        [
            place(words(&row[key]), gender, "Valori assoluti"),
            place(words(&row[format!("{key}_pct_{mark}")]), gender, class),
        ]
    });
    (String::new(), words(&row["titolo"]), cells.collect(), false)
}

/// The rows of totals that the page prints.
fn totals(of: &Value, table: &str) -> Vec<Line> {
    let over = |values: &Value| -> Vec<Place> {
        let all = values.as_array().unwrap();
        let places = GENDERS.iter().flat_map(|(_, gender)| CLASSES.map(|class| (*gender, class)));
        places.zip(all).map(|((gender, class), value)| place(words(value), gender, class)).collect()
    };
    let label = |kind: &str| {
        if kind == "totale" { "Totale personale" } else { "Totale % sul personale complessivo" }
    };
    let mut lines = Vec::new();
    for kind in ["totale", "percentuale"] {
        let Some(values) = of.get(kind) else { continue };
        let is_percent = kind == "percentuale";
        let cells = match table {
            "1.1" => over(values),
            "1.4" => GENDERS
                .iter()
                .flat_map(|(key, gender)| {
                    let classes = values[*key].as_array().unwrap();
                    let mut cells: Vec<Place> = CLASSES
                        .iter()
                        .zip(classes)
                        .map(|(class, value)| place(words(value), gender, class))
                        .collect();
                    cells.push(place(words(&values[format!("{key}_totale")]), gender, "Totale"));
                    cells.extend(
                        ["Totale % (1)", "% di genere"].map(|class| place("", gender, class)),
                    );
                    cells
                })
                .collect(),
            _ => [("uomini", "U"), ("donne", "D"), ("totale", "T")]
                .into_iter()
                .flat_map(|(key, gender)| {
                    let (count, share) = if is_percent {
                        ("".to_owned(), words(&values[key]))
                    } else {
                        (words(&values[key]), "".to_owned())
                    };
                    let class = if gender == "T" { "% (2)" } else { "% (1)" };
                    [place(count, gender, "Valori assoluti"), place(share, gender, class)]
                })
                .collect(),
        };
        let name = match (table, kind) {
            ("1.4", "totale") => "Totale",
            ("1.4", _) => "Totale %",
            _ => label(kind),
        };
        lines.push((String::new(), name.to_owned(), cells, is_percent));
    }
    lines
}

/// Every table of a page as lines.
fn lines(of: &Value) -> Vec<(&'static str, &'static str, Vec<Line>)> {
    let tables = TITLES.iter().filter(|(id, _)| of["tables"].get(*id).is_some());
    tables
        .map(|(id, title)| {
            let body = rows(of, id).iter().map(|row| match *id {
                "1.7" => by_gender(row),
                id => by_age(&Value::from(id), row),
            });
            (*id, *title, body.chain(totals(&of["tables"][*id], id)).collect())
        })
        .collect()
}

/// As a person types it from the page.
fn typed(of: &Value) -> String {
    let mut text = "tabella;gruppo;riga;genere;classe;misura;valore;stato\n".to_owned();
    for (id, _, lines) in lines(of) {
        for (group, label, cells, is_percent) in lines {
            for Place { text: value, gender, class } in
                cells.into_iter().filter(|cell| !cell.text.is_empty())
            {
                let measure =
                    if is_percent || class.contains('%') { "percento" } else { "persone" };
                let (value, state) =
                    if value == "--" { ("", "non_applicabile") } else { (value.as_str(), "") };
                text.push_str(&format!(
                    "{id};{group};\"{label}\";{gender};{class};{measure};{value};{state}\n"
                ));
            }
        }
    }
    text
}

/// As a browser saves it: menus, scripts, headings above each table, cells that span several.
fn html(of: &Value) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut page = "<!DOCTYPE html>\n<html lang=\"it\"><head><title>Relazione CUG | Portale</title>\
        <style>td { padding: 1px }</style><script>if (1 < 2) document.write('<table><tr><td>9')</script></head>\n\
        <body><nav><table><tr><td>Menu</td></tr></table></nav><h1>Relazione CUG</h1>\n".to_owned();
    for (id, title, lines) in lines(of) {
        let stub: &[&str] = match id {
            "1.1" => &["Tipologia di personale", "Inquadramento"],
            "1.4" => &["Permanenza nel profilo e livello"],
            _ => &["Inquadramento", "Titolo di studio"],
        };
        let cells = &lines[0].2;
        page.push_str(&format!(
            "<div class=\"field\"><h3>{title}</h3><div><table class=\"table\"><thead><tr>"
        ));
        for words in stub {
            page.push_str(&format!("<th rowspan=\"2\">{words}</th>"));
        }
        for (gender, words) in [("U", "Uomini"), ("D", "Donne"), ("T", "Totale")] {
            let span = cells.iter().filter(|cell| cell.gender == gender).count();
            if span > 0 {
                page.push_str(&format!("<th colspan=\"{span}\">{words}</th>"));
            }
        }
        page.push_str("</tr>\n<tr>");
        for cell in cells {
            page.push_str(&format!("<th>{}</th>", escape(cell.class)));
        }
        page.push_str("</tr></thead>\n<tbody>\n");
        for (group, label, cells, _) in &lines {
            let is_total = label.starts_with("Totale");
            page.push_str("<tr>");
            match (stub.len(), is_total) {
                (2, true) => page.push_str(&format!(
                    "<td colspan=\"2\"><strong>{}</strong></td>",
                    escape(label)
                )),
                (2, false) => page.push_str(&format!(
                    "<td>{}</td><td>\n  {}&nbsp;</td>",
                    escape(group),
                    escape(label)
                )),
                _ => page.push_str(&format!("<td>{}</td>", escape(label))),
            }
            for cell in cells {
                page.push_str(&format!("<td><span>{}</span></td>", cell.text));
            }
            page.push_str("</tr>\n");
        }
        page.push_str("</tbody></table></div></div>\n");
    }
    page.push_str("<footer>Dipartimento</footer></body></html>");
    page
}

fn with(path: &str, text: String, year: i32) -> Verified {
    let staff = staff_csv(
        "matricola;genere;data_nascita;inquadramento",
        &["1;D;15/06/1980;Istruttori".to_owned()],
    );
    let past = InputFile {
        kind: InputKind::History,
        path: path.to_owned(),
        bytes: text.into_bytes().into(),
    };
    verify(&[staff, past], &settings_of(year))
}

/// The figures of the earlier year, wherever they stood in the file.
fn figures(verified: &Verified) -> Vec<Figure> {
    let history = &verified.dataset.history;
    assert_eq!(history.len(), 1, "{:?}", verified.diagnostics);
    let mut figures = history[0].figures.clone();
    figures.iter_mut().for_each(|figure| figure.line = 0);
    figures
}

fn codes(verified: &Verified) -> Vec<&str> {
    verified.diagnostics.iter().map(|one| one.code.name()).filter(|code| *code != "T09").collect()
}

#[test]
fn a_saved_page_gives_the_same_history_as_the_same_figures_typed_by_hand() {
    for name in PAGES {
        let of = page(name);
        let year = of["anno"].as_i64().unwrap_or(2022);
        let this = i32::try_from(year).unwrap() + 1;
        let by_hand = with(&format!("storico/{year}.csv"), typed(&of), this);
        let saved = with(&format!("storico/relazione-cug-ente-{year}.html"), html(&of), this);
        assert_eq!(figures(&saved), figures(&by_hand), "{name}");
        assert!(figures(&saved).len() > 30, "{name}");
        assert_eq!(codes(&saved), codes(&by_hand), "{name}");
        let told = saved.diagnostics.iter().find(|one| one.code.name() == "T09").unwrap();
        assert!(
            told.message.starts_with("dalla pagina salvata sono lette: Tabella 1.1 ("),
            "{}",
            told.message
        );
    }
}

#[test]
fn the_archive_of_a_browser_is_the_page_inside_it() {
    let of = page("citta-metropolitana-torino-2022");
    let mut coded = String::new();
    let mut width = 0;
    for byte in html(&of).bytes() {
        let code = match byte {
            b'\n' => "\r\n".to_owned(),
            b' '..=b'~' if byte != b'=' => char::from(byte).to_string(),
            _ => format!("={byte:02X}"),
        };
        if width + code.len() > 72 {
            coded.push_str("=\r\n");
            width = 0;
        }
        width = if byte == b'\n' { 0 } else { width + code.len() };
        coded.push_str(&code);
    }
    let archive = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://portale.example/relazione-2022\r\nSubject: Relazione CUG\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Limite\"\r\n\r\n------Limite\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{coded}\r\n------Limite\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------Limite--\r\n"
    );
    let saved = with("storico/2022.mhtml", archive, 2023);
    assert_eq!(figures(&saved), figures(&with("storico/2022.html", html(&of), 2023)));
}

#[test]
fn the_years_join_the_page_by_the_map_of_grades() {
    let of = page("citta-metropolitana-torino-2022");
    let verified = with("storico/2022.html", html(&of), 2023);
    let years = verified.report.years.as_ref().unwrap();
    let grades = years.sections.iter().find(|one| one.title.contains("inquadramento")).unwrap();
    let women = grades.rows.iter().find(|row| row.label == "Istruttori").unwrap();
    // 166 women of 260 people in category C.
    assert_eq!(women.cells[0].text, "63,85");
}

#[test]
fn what_the_browser_saves_beside_a_page_is_no_year() {
    let of = page("aifa-2025");
    let file = |path: &str, text: &str| InputFile {
        kind: InputKind::History,
        path: path.to_owned(),
        bytes: text.as_bytes().to_vec().into(),
    };
    let staff = staff_csv(
        "matricola;genere;data_nascita;inquadramento",
        &["1;D;15/06/1980;Istruttori".to_owned()],
    );
    let files = [
        staff,
        file("storico/Relazione CUG AIFA 2025.html", &html(&of)),
        file("storico/Relazione CUG AIFA 2025_files/style.css", "td {}"),
        file("storico/Relazione CUG AIFA 2025_files/js/a.js", "1"),
    ];
    let verified = verify(&files, &settings_of(2026));
    assert_eq!(
        verified.diagnostics.iter().filter(|one| one.severity() == Severity::Error).count(),
        0
    );
    assert_eq!(figures(&verified).len(), 158);
}

#[test]
fn a_row_with_nine_cells_of_ten_or_with_words_is_refused_and_no_figure_moves() {
    let of = page("citta-metropolitana-torino-2022");
    let whole = html(&of);
    let nine = whole.replacen("<td><span>13</span></td>", "", 1);
    assert_ne!(nine, whole);
    let blank = whole.replacen("<td><span>13</span></td>", "<td> </td>", 1);
    let in_words = whole.replacen("<td><span>13</span></td>", "<td>tredici</td>", 1);
    for (text, message) in [
        (nine, "la riga «CATEGORIA D» ha 9 caselle e le intestazioni sono 10"),
        (blank, "nella riga «CATEGORIA D» la casella «Uomini, da 31 a 40» è vuota"),
        (in_words, "nella riga «CATEGORIA D» la casella «Uomini, da 31 a 40» ha «tredici»"),
    ] {
        let verified = with("storico/2022.html", text, 2023);
        let found: Vec<String> = verified
            .diagnostics
            .iter()
            .filter(|one| one.code.name() == "T08")
            .map(|one| format!("{}: {}", one.location, one.message))
            .collect();
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("storico/2022.html, foglio Tabella 1.1, riga 4: "),
            "{}",
            found[0]
        );
        assert!(found[0].contains(message), "{}", found[0]);
        assert!(verified.has_errors());
        let of_row = figures(&verified).into_iter().filter(|figure| figure.row == "D");
        assert_eq!(of_row.count(), 0);
    }
}

#[test]
fn a_total_that_is_not_the_sum_of_its_cells_is_told() {
    let of = page("citta-metropolitana-torino-2022");
    let whole = html(&of);
    // Everybody is the sum of the rows, and of men and women.
    for (there, other, sum, sums) in [
        ("<td><span>229</span></td>", "228", "229", 1),
        ("<td><span>221</span></td>", "222", "221", 1),
        ("<td><span>779</span></td>", "780", "779", 2),
    ] {
        let text = whole.replacen(there, &format!("<td><span>{other}</span></td>"), 1);
        assert_ne!(text, whole);
        let verified = with("storico/2022.html", text, 2023);
        let found: Vec<&str> = verified
            .diagnostics
            .iter()
            .filter(|one| one.code.name() == "S05")
            .map(|one| one.message.as_str())
            .collect();
        assert_eq!(found.len(), sums, "{there}: {found:?}");
        assert!(
            found[0].contains(&format!("è {other}, ma la somma delle righe è {sum}")),
            "{}",
            found[0]
        );
    }
}

/// What a figure is about, in one text.
fn key(figure: &Figure) -> String {
    let Figure { chapter, group, row, class, measure, .. } = figure;
    format!("{chapter}|{group}|{row}|{}|{class}|{}", figure.gender_code(), measure.code())
}

/// A browser, a proxy or a hand may lose any tag of a page.
#[test]
fn no_tag_that_is_lost_moves_a_figure_in_silence() {
    let of = page("aifa-2025");
    let whole = html(&of);
    let sound = figures(&with("storico/2025.html", whole.clone(), 2026));
    let sound: std::collections::BTreeMap<String, _> =
        sound.iter().map(|figure| (key(figure), figure.value.clone())).collect();
    let tags: Vec<usize> = whole.match_indices('<').map(|(at, _)| at).collect();
    assert!(tags.len() > 500);
    let mut refused = 0;
    for at in tags.into_iter().skip(20).step_by(11) {
        let end = at + whole[at..].find('>').unwrap() + 1;
        let text = format!("{}{}", &whole[..at], &whole[end..]);
        let verified = with("storico/2025.html", text, 2026);
        if verified.has_errors() {
            refused += 1;
            continue;
        }
        for figure in verified.dataset.history.iter().flat_map(|year| &year.figures) {
            let same = sound.get(&key(figure)) == Some(&figure.value);
            assert!(same, "without {}: {figure:?}", &whole[at..end]);
        }
    }
    assert!(refused > 10, "{refused}");
}

/// Whatever stands in the file: the program says what it makes of it, and goes on.
#[test]
fn no_bytes_of_a_page_stop_the_program() {
    let whole = html(&page("citta-metropolitana-torino-2022")).into_bytes();
    let mut state = 7_u64;
    let mut draw = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for round in 0..120 {
        let mut bytes = whole.clone();
        for _ in 0..=draw(40) {
            let at = draw(bytes.len());
            match draw(4) {
                0 => bytes.truncate(at.max(1)),
                1 => bytes[at] = u8::try_from(draw(256)).unwrap(),
                2 => {
                    let from = draw(whole.len() - 60);
                    bytes.splice(at..at, whole[from..from + 60].iter().copied());
                }
                _ => bytes
                    .splice(at..at, *b"<table colspan=9999 rowspan=-1><td colspan=99999>")
                    .for_each(drop),
            }
        }
        let staff = staff_csv(
            "matricola;genere;data_nascita;inquadramento",
            &["1;D;15/06/1980;Istruttori".to_owned()],
        );
        let name = ["storico/2022.html", "storico/2022.mhtml"][round % 2];
        let past =
            InputFile { kind: InputKind::History, path: name.to_owned(), bytes: bytes.into() };
        let verified = verify(&[staff, past], &settings_of(2023));
        assert!(verified.diagnostics.iter().all(|one| !one.message.is_empty()));
    }
}
