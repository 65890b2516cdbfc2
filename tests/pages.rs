//! The pages: what their markup says. How they stand in a real browser is in `browser.rs`.

use relazione_cug::model::artifact::{Artifact, PublishedYear};
use relazione_cug::model::body_run::{BodyFigures, BodyRun, RunOutcome};
use relazione_cug::pipeline::{self, Verified};
use relazione_cug::publish;

use crate::bodies::{sample, settings_of, staff_csv, verify};

/// Every page of a body, without the documents that the first of them offers.
pub fn pages(verified: &Verified) -> Vec<Artifact> {
    let findings = publish::findings(&verified.report, &verified.diagnostics, &[]).unwrap();
    let mut pages = vec![publish::page(&verified.report, &findings).unwrap()];
    let data = publish::render(&verified.report).unwrap();
    let others = findings.into_iter().chain(data);
    pages.extend(others.filter(|artifact| artifact.path.ends_with(".html")));
    let year = PublishedYear {
        year: verified.report.head.year,
        body: verified.report.head.body.clone(),
        paths: vec![pages[0].path.clone()],
    };
    pages.push(publish::years_page(&verified.report.head.program, &[year]).unwrap());
    pages.push(
        publish::office_page(&verified.report.head.program, &runs(&verified.report.head.body))
            .unwrap(),
    );
    pages
}

/// A body with each outcome.
fn runs(body: &str) -> Vec<BodyRun> {
    let figures = BodyFigures {
        staff: "447".into(),
        women: "54,81 %".into(),
        plan_score: Some("81,20 (valutati 46 di 54)".into()),
    };
    RunOutcome::ALL
        .into_iter()
        .map(|outcome| BodyRun {
            folder: format!("unione/{}/{body}", outcome.labels().0),
            body: (outcome != RunOutcome::WrongSettings).then(|| body.to_owned()),
            year: Some(2022),
            outcome,
            problems: vec![format!("problema di {body}")],
            errors: Some(u64::from(outcome == RunOutcome::DataHaveErrors)),
            waiting: None,
            figures: (outcome == RunOutcome::Done).then(|| figures.clone()),
            paths: vec![format!("unione/{body}/uscita/2022/riservato/index.html")],
        })
        .collect()
}

fn text(page: &Artifact) -> String {
    String::from_utf8(page.bytes.clone()).unwrap()
}

#[test]
fn the_open_data_are_read_as_one_table_that_says_what_the_csv_says() {
    let (_, _, verified) = sample();
    let public = pipeline::protect(verified).unwrap().public.unwrap();
    let artifacts = publish::render(&public).unwrap();
    let file = |name: &str| artifacts.iter().find(|one| one.path.ends_with(name)).unwrap();
    let page = text(file("tabelle.html"));
    let mut lines = csv::Reader::from_reader(file("tabelle.csv").bytes.as_slice());
    let mut rows = page.split("<tr><td>").skip(1);
    for line in lines.records() {
        let line = line.unwrap();
        let row = rows
            .next()
            .unwrap()
            .split("</tr>")
            .next()
            .unwrap()
            .replace("&#x2f;", "/")
            .replace("&#x27;", "'");
        let cells: Vec<&str> = row.split(['<', '>']).step_by(4).collect();
        let gender = match &line[3] {
            "U" => "Uomini",
            "D" => "Donne",
            _ => "Entrambi i generi",
        };
        let value =
            if line[7].is_empty() { line[6].replace('.', ",") } else { line[7].replace('_', " ") };
        let expected =
            [&line[1], &line[2], gender, &line[4], &value.replace('-', "\u{2212}"), &line[5]];
        assert_eq!(
            cells[..6],
            expected.map(|words| words.replace('<', "&lt;").replace('>', "&gt;"))
        );
    }
    assert_eq!(rows.next(), None);
    assert_eq!(page.matches("<table").count(), 1);
    assert_eq!(page.matches("scope=\"rowgroup\"").count(), public.tables.len() + 1);
    let index = text(&publish::page(&public, &artifacts).unwrap());
    assert!(
        index.contains("<a href=\"tabelle.csv\"") && index.contains("<a href=\"tabelle.html\"")
    );
}

#[test]
fn a_table_that_was_not_given_has_a_row_that_says_so() {
    let staff = staff_csv(
        "matricola;genere;data_nascita;inquadramento",
        &["1;D;01/01/1980;Istruttori".to_owned()],
    );
    let artifacts = publish::render(&verify(&[staff], &settings_of(2025)).report).unwrap();
    let page = text(artifacts.iter().find(|one| one.path.ends_with("tabelle.html")).unwrap());
    let row = "<tr><td></td><th scope=\"row\">tutta la tabella</th><td></td><td></td><td class=\"number\">non fornito</td>";
    assert!(page.contains(row));
    assert!(!page.contains("<th scope=\"row\"></th>"));
}

#[test]
fn figures_too_long_for_a_usual_screen_are_set_smaller() {
    let (_, _, verified) = sample();
    let mut report = verified.report.clone();
    let long = "<table class=\"figures long\"";
    assert!(!text(&publish::page(&report, &[]).unwrap()).contains(long));
    for cell in
        report.tables.iter_mut().flat_map(|table| &mut table.rows).flat_map(|row| &mut row.cells)
    {
        cell.text = "123456,5".to_owned();
    }
    let page = text(&publish::page(&report, &[]).unwrap());
    assert!(page.contains(&format!("{long} id=\"tabella-1-11\"")));
    assert!(!page.contains(&format!("{long} id=\"tabella-1-5\"")));
}

#[test]
fn every_table_has_its_caption_and_a_head_for_each_row_and_column() {
    let (_, _, verified) = sample();
    let page = text(&pages(verified)[0]);
    for table in &verified.report.tables {
        let id = format!(
            "<table class=\"figures\" id=\"tabella-{}\">",
            table.id.to_string().replace('.', "-")
        );
        let markup = page.split_once(&id).unwrap_or_else(|| panic!("{id} is missing")).1;
        let markup = markup.split_once("</table>").unwrap().0;
        assert!(markup.trim_start().starts_with("<caption>"), "{id}");
        let rows: Vec<&str> =
            markup.split("<tbody").skip(1).flat_map(|body| body.split("<tr>").skip(1)).collect();
        assert_eq!(rows.len(), table.rows.len(), "{id}");
        for (row, of) in rows.iter().zip(&table.rows) {
            assert!(row.contains("scope=\"row\""), "{id}: {row}");
            let cells: Vec<&str> = row
                .split("<td")
                .skip(1)
                .map(|cell| cell.split(['>', '<']).nth(1).unwrap())
                .collect();
            let printed: Vec<&str> = of.cells.iter().map(|cell| cell.text.as_str()).collect();
            assert_eq!(cells, printed, "{id}: {}", of.label);
        }
    }
    assert!(!page.contains("<th>"), "a head without scope");
}

#[test]
fn every_picture_has_a_title_and_a_description_in_numbers() {
    let (_, _, verified) = sample();
    let page = text(&pages(verified)[0]);
    let pictures = page.matches("<svg class=\"drawing").count();
    assert!(pictures > 10);
    assert_eq!(page.matches("role=\"img\" aria-labelledby=").count(), pictures);
    assert_eq!(page.matches("<title id=").count(), pictures);
    let charts = verified.report.tables.iter().flat_map(|table| &table.charts);
    let described = charts.chain(verified.report.achievements.iter().flat_map(|plan| &plan.chart));
    for chart in described {
        let words =
            chart.description.replace(" %", "\u{a0}%").replace('<', "&lt;").replace('>', "&gt;");
        assert!(page.replace("&#x27;", "'").replace("&#x2f;", "/").contains(&words), "{words}");
    }
}

#[test]
fn a_table_without_data_keeps_its_place_on_the_page() {
    let staff =
        staff_csv("matricola;genere;data_nascita;inquadramento", &["1;D;01/01/1980;C".to_owned()]);
    let page = text(&pages(&verify(&[staff], &settings_of(2022)))[0]);
    assert!(
        page.contains("<p class=\"absent\" id=\"tabella-1-5\"><strong>Dati non forniti.</strong>")
    );
    assert_eq!(page.matches("<p class=\"absent\"").count(), 12);
}

#[test]
fn the_page_offers_every_file_of_its_folder_with_format_and_size() {
    let (_, _, verified) = sample();
    let files = ["riservato/allegato-1.pdf", "riservato/tabelle.csv", "pubblico/tabelle.csv"]
        .map(|path| Artifact { path: path.to_owned(), bytes: vec![0; 123_456] });
    let page = text(&publish::page(&verified.report, &files).unwrap());
    assert!(page.contains("<a href=\"allegato-1.pdf\">"));
    assert!(page.contains("allegato-1.pdf, PDF, 123 kB"));
    assert_eq!(page.matches("tabelle.csv, CSV, 123 kB").count(), 1);
}
