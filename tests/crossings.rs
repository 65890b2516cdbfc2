//! «Incroci»: the sample's against a file that people read, and what no crossing may show.

use expect_test::expect_file;
use relazione_cug::model::crossing::Crossing;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::pipeline;

use crate::bodies::{path, sample, settings_of, staff_csv, verify};

fn drawn(crossing: &Crossing) -> String {
    let mut text = format!("{}\n", crossing.title);
    for (number, heading) in (1..).zip(&crossing.headings) {
        text += &format!("  ({number}) {heading}\n");
    }
    for row in &crossing.rows {
        text += &format!("{}: {}\n", row.label, row.cells.join(" | "));
    }
    for note in &crossing.notes {
        text += &format!("- {note}\n");
    }
    text + "\n"
}

fn csv(kind: InputKind, text: &str) -> InputFile {
    let bytes = text.as_bytes().to_vec();
    InputFile { kind, path: format!("{}.csv", kind.name()), bytes: bytes.into() }
}

fn row<'a>(crossings: &'a [Crossing], title: &str, label: &str) -> &'a [String] {
    let crossing = crossings.iter().find(|one| one.title.contains(title)).expect("the crossing");
    &crossing.rows.iter().find(|row| row.label == label).expect("the row").cells
}

#[test]
fn the_crossings_of_the_sample_are_as_expected() {
    let (_, _, verified) = sample();
    let text: String = verified.report.crossings.iter().map(drawn).collect();
    expect_file![path("tests/golden/crossings.txt")].assert_eq(&text);
}

#[test]
fn the_public_edition_has_no_crossing() {
    let (_, _, verified) = sample();
    assert!(!verified.report.crossings.is_empty());
    let public = pipeline::protect(verified).unwrap().public.unwrap();
    assert!(public.crossings.is_empty());
}

const HEADER: &str = "matricola;genere;data_nascita;inquadramento;percentuale_part_time;data_inquadramento;retribuzione;struttura;data_assunzione;data_cessazione";

fn staff() -> InputFile {
    staff_csv(
        HEADER,
        &[
            "1;D;01/01/1980;C;100;01/03/2022;30000;Ufficio A;01/01/2010;",
            "2;U;01/01/1980;C;100;01/01/2015;30000;ufficio  a;01/01/2015;",
            "3;D;01/01/1980;C;50;02/07/2022;15000;Ufficio B;02/07/2022;",
            "4;D;01/01/1981;C;100;02/07/2022;15000;Ufficio B;02/07/2022;",
            "5;U;01/01/1960;C;100;01/01/2000;30000;Ufficio B;01/01/2000;30/06/2022",
            "6;U;01/01/1960;C;100;01/01/2000;30000;Ufficio B;01/01/2000;30/06/2019",
            "7;D;01/01/1980;C;100;01/03/2015;30000;Ufficio B;01/01/2010;",
            "8;U;01/01/1980;C;100;01/01/2015;30000;Ufficio B;01/01/2015;",
            "9;U;01/01/1960;C;100;01/01/2015;30000;Ufficio B;01/01/2015;",
        ]
        .map(str::to_owned),
    )
}

#[test]
fn health_is_in_no_crossing() {
    let leave = csv(
        InputKind::Leave,
        "matricola;tipo;quantita\n1;permessi giornalieri L.104/1992;3\n2;congedo parentale giorni;5\n",
    );
    let crossings = verify(&[staff(), leave], &settings_of(2022)).report.crossings;
    assert_eq!(
        row(&crossings, "per struttura", "Ufficio A"),
        ["1", "1", "1 (100,00 %)", "0 (0,00 %)"]
    );
    for crossing in &crossings {
        assert!(!drawn(crossing).contains("104"), "{}", drawn(crossing));
    }
}

#[test]
fn movements_are_those_of_the_year_and_half_a_year_of_pay_is_brought_to_the_year() {
    let crossings = verify(&[staff()], &settings_of(2022)).report.crossings;
    assert_eq!(row(&crossings, "Movimenti", "Assunzioni"), ["0", "2", "2", "100,00"]);
    assert_eq!(row(&crossings, "Movimenti", "Cessazioni"), ["1", "0", "1", "0,00"]);
    assert_eq!(
        row(&crossings, "Movimenti", "Passaggi di inquadramento"),
        ["0", "1", "1", "100,00"]
    );
    // Number 4: 15.000 euro in 183 days are 29.918,03 in a year.
    let total = row(&crossings, "Divario", "Totale");
    assert_eq!(total[2..], ["30.000,00", "25.000,00", "\u{2212}16,67", "\u{2212}0,09"]);
    let of_one = row(&crossings, "Divario", ">60");
    assert_eq!(of_one[..], ["1", "0", "–", "–", "–", "–"], "the mean of one is the pay of one");
}
