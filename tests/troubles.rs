//! A sound body with one trouble in any of its inputs, in any format: the published figures are the true
//! ones, or nothing is published.

use proptest::prelude::*;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::settings::{Arrears, FileChoice, Settings};
use relazione_cug::pipeline::Verified;
use relazione_cug::publish;

use crate::bodies::{settings_of, verify};
use crate::written::{Kind, Sheet, written};

const YEAR: i32 = 2025;
const PEOPLE: usize = 12;

/// One input: its sheet, the sheets beside it, and those that have more of its rows.
#[derive(Clone, Debug)]
struct Table {
    kind: InputKind,
    sheet: Sheet,
    beside: Vec<Sheet>,
    more: Vec<Sheet>,
    /// The rows of them all under one header: a text has one sheet.
    whole: Option<Vec<Vec<String>>>,
}

fn number(person: usize) -> String {
    format!("{:04}", person % PEOPLE + 1)
}

/// A badge that is the number of somebody else.
fn badge(person: usize) -> String {
    number(person * 5 + 3)
}

fn table(kind: InputKind, header: &str, rows: impl IntoIterator<Item = String>) -> Table {
    let all = std::iter::once(header.to_owned()).chain(rows);
    let rows = all.map(|row| row.split(';').map(str::to_owned).collect()).collect();
    let sheet = Sheet { name: "Foglio1".to_owned(), rows, struck: Vec::new() };
    Table { kind, sheet, beside: Vec::new(), more: Vec::new(), whole: None }
}

fn sound(seeds: &[usize]) -> Vec<Table> {
    people().into_iter().chain(events(seeds)).chain(results(seeds)).collect()
}

/// Staff, positions and boards.
fn people() -> Vec<Table> {
    let staff = (0..PEOPLE).map(|place| {
        let (gender, born) = (["D", "U"][place % 2], 1960 + place * 3);
        let pay = 24_000 + place * 731;
        format!(
            "{};{gender};01/02/{born};Istruttori;100;01/04/{};{pay}",
            number(place),
            2008 + place
        )
    });
    let positions = [0, 1, 2].map(|place| {
        let position = ["Elevata qualificazione", "Specifiche responsabilità"][place % 2];
        format!("{};{position}", number(place))
    });
    let boards = ["Istruttore", "Funzionario"].into_iter().flat_map(|board| {
        let members = [("D", "presidente"), ("U", "componente"), ("D", "componente")];
        members.map(|(gender, role)| format!("{board};{gender};{role}"))
    });
    let of_staff = "matricola;genere;data_nascita;inquadramento;percentuale_part_time;data_inquadramento;retribuzione";
    vec![
        table(InputKind::Staff, of_staff, staff),
        table(InputKind::Positions, "matricola;posizione", positions),
        table(InputKind::Boards, "commissione;genere;ruolo", boards),
    ]
}

/// Measures, leave and training.
fn events(seeds: &[usize]) -> Vec<Table> {
    let leave = ["L.104 giorni", "L.104 ore", "congedo parentale giorni", "congedo parentale ore"];
    let training = ["sicurezza", "aggiornamento", "CUG", "violenza di genere"];
    let measures = ["part time", "telelavoro", "lavoro agile", "orario flessibile"];
    let each = |write: &dyn Fn(usize, usize) -> String| -> Vec<String> {
        seeds.iter().enumerate().map(|(place, seed)| write(place, *seed)).collect()
    };
    let measures = each(&|place, seed| format!("{};{}", number(place), measures[seed % 4]));
    let leave =
        each(&|place, seed| format!("{};{};{}", number(place), leave[seed % 4], seed % 5 + 1));
    let training =
        each(&|place, seed| format!("{};{};{}", number(place), training[seed % 4], seed % 7 + 2));
    vec![
        table(InputKind::WorkLife, "matricola;misura", measures),
        table(InputKind::Leave, "matricola;tipo;quantita", leave),
        table(InputKind::Training, "matricola;tipo;ore", training),
    ]
}

/// The plan, its actuals and the initiatives.
fn results(seeds: &[usize]) -> Vec<Table> {
    let codes = ["1.1.1", "1.1.2", "2.1.1"];
    let plan = codes.map(|code| {
        let area = &code[..1];
        format!("{area};{area}.1;Obiettivo {area};{code};Accordi {code};Numero;crescente;{YEAR};20")
    });
    let actuals = codes.into_iter().zip(seeds);
    let actuals = actuals.map(|(code, seed)| format!("{code};{YEAR};{}", seed % 19 + 1));
    let initiatives = [1, 2].map(|place| {
        let (women, men, euros) = (place * 7, place * 3, place * 900);
        format!("{YEAR};{place};{place}.1;Iniziativa;{women};{men};{euros}")
    });
    let of_plan = "azione;obiettivo;titolo;indicatore;descrizione;unita;verso;anno;atteso";
    let of_initiatives =
        "anno;iniziativa;obiettivo;azioni;beneficiari_donne;beneficiari_uomini;spesa";
    vec![
        table(InputKind::Plan, of_plan, plan),
        table(InputKind::Actuals, "indicatore;anno;consuntivo", actuals),
        table(InputKind::Initiatives, of_initiatives, initiatives),
    ]
}

impl Table {
    fn column(&mut self, header: &str, value: impl Fn(usize) -> String) {
        for (place, row) in self.sheet.rows.iter_mut().enumerate() {
            row.push(if place == 0 { header.to_owned() } else { value(place - 1) });
        }
    }

    /// Puts rows into a sheet of their own, below the header or another row.
    fn part(
        &mut self,
        name: &str,
        header: Vec<String>,
        is_moved: impl Fn(usize, &[String]) -> bool,
    ) {
        self.whole.get_or_insert_with(|| self.sheet.rows.clone());
        let (mut rows, mut kept) = (vec![header], Vec::new());
        for (place, row) in std::mem::take(&mut self.sheet.rows).into_iter().enumerate() {
            let is_moved = place > 0 && is_moved(place, &row);
            if is_moved { rows.push(row) } else { kept.push(row) }
        }
        self.sheet.rows = kept;
        self.more.push(Sheet { name: name.to_owned(), rows, struck: Vec::new() });
    }

    /// Takes a column away, in all sheets.
    fn without(&mut self, header: &str) {
        let Some(place) = self.sheet.rows[0].iter().position(|cell| cell == header) else { return };
        for sheet in std::iter::once(&mut self.sheet).chain(&mut self.more) {
            sheet.rows.iter_mut().for_each(|row| drop(row.remove(place)));
        }
    }

    /// Rows like those that are there.
    fn again(&self, count: usize) -> Vec<Vec<String>> {
        let rows = &self.sheet.rows[1..];
        (0..count).map(|place| rows[place % rows.len()].clone()).collect()
    }

    fn file(&self, format: Kind) -> InputFile {
        let mut sheet = self.sheet.clone();
        // A text cannot show that a row is struck through, and then nobody strikes it.
        if format == Kind::Csv {
            sheet.rows = self.whole.clone().unwrap_or(sheet.rows);
            let struck = std::mem::take(&mut sheet.struck);
            let rows = sheet.rows.into_iter().enumerate();
            let rows = rows.filter(|(place, _)| !struck.contains(place));
            sheet.rows = rows.map(|(_, row)| row).collect();
        }
        let more = self.more.iter().chain(&self.beside).cloned();
        let sheets: Vec<Sheet> = std::iter::once(sheet).chain(more).collect();
        let path = format!("{}.{}", self.kind.name(), format.ending());
        InputFile { kind: self.kind, path, bytes: written(format, &sheets).into() }
    }
}

type Trouble = fn(&mut Table, usize);

/// Each leaves the true figures as they are, in whatever input it is.
const TROUBLES: [(&str, Trouble); 41] = [
    ("none", |_, _| {}),
    ("columns in another order", |table, seed| {
        let width = table.sheet.rows[0].len();
        table.sheet.rows.iter_mut().for_each(|row| row.rotate_left(seed % width));
    }),
    ("rows in another order", |table, _| table.sheet.rows[1..].reverse()),
    ("headers in capitals", |table, _| {
        table.sheet.rows[0].iter_mut().for_each(|cell| *cell = cell.to_uppercase());
    }),
    ("a title above and a note below", |table, _| {
        table.sheet.rows.insert(0, vec!["Estrazione del 12/01/2026".to_owned()]);
        table.sheet.rows.push(vec!["Fonte: programma del personale, ufficio quarto".to_owned()]);
    }),
    ("the headers again on a second page", |table, _| {
        let header = table.sheet.rows[0].clone();
        table.sheet.rows.insert(2, header);
    }),
    ("a row of totals", |table, _| {
        let mut row = vec![String::new(); table.sheet.rows[0].len()];
        row[0] = "TOTALE".to_owned();
        *row.last_mut().unwrap() = "42".to_owned();
        table.sheet.rows.push(row);
    }),
    ("a column of remarks", |table, _| {
        table.column("Note", |place| format!("riga controllata {place}"));
    }),
    ("rows that a state takes away", |table, seed| {
        let (sound, taken) = [
            ("Attivo", "Annullato"),
            ("In servizio", "Cessato"),
            ("Accolta", "Respinta"),
            ("Completato", "Iscritto"),
        ][seed % 4];
        let mut rows = table.again(2);
        table.column(["Stato", "Situazione pratica", "Esito"][seed / 4 % 3], |_| sound.to_owned());
        rows.iter_mut().for_each(|row| row.push(taken.to_owned()));
        table.sheet.rows.extend(rows);
    }),
    ("rows of other years", |table, seed| {
        if table.sheet.rows[0].iter().any(|header| header == "anno") {
            let place = table.sheet.rows[0].iter().position(|header| header == "anno").unwrap();
            let mut rows = table.again(2);
            rows.iter_mut().for_each(|row| row[place] = "2023".to_owned());
            table.sheet.rows.extend(rows);
            return;
        }
        let mut rows = table.again(2);
        let (header, now, then) = [
            ("Anno", "2025", "2024"),
            ("Data", "03/04/2025", "03/04/2024"),
            ("Periodo", "marzo 2025", "marzo 2024"),
        ][seed % 3];
        table.column(header, |_| now.to_owned());
        rows.iter_mut().for_each(|row| row.push(then.to_owned()));
        table.sheet.rows.extend(rows);
    }),
    ("rows whose code alone has another year", |table, seed| {
        let of_a_year = [InputKind::Training, InputKind::Leave, InputKind::Boards];
        if !of_a_year.contains(&table.kind) {
            return;
        }
        let mut rows = table.again(2);
        let header = ["Codice corso", "Edizione", "Protocollo"][seed % 3];
        table.column(header, |place| format!("PR-2025-{place:02}"));
        rows.iter_mut().for_each(|row| row.push("2024/07".to_owned()));
        table.sheet.rows.extend(rows);
    }),
    ("the sheet of the year before", |table, _| {
        let mut before = table.sheet.clone();
        before.name = "2024".to_owned();
        before.rows.truncate(3);
        table.sheet.name = "2025".to_owned();
        table.beside.push(before);
    }),
    ("a name of the year before", |table, _| table.sheet.name = "Dati 2024".to_owned()),
    ("rows that are struck through", |table, _| {
        let rows = table.again(2);
        for row in rows {
            table.sheet.struck.push(table.sheet.rows.len());
            table.sheet.rows.push(row);
        }
    }),
    ("everything pasted twice", |table, _| {
        let rows = table.again(table.sheet.rows.len() - 1);
        table.sheet.rows.extend(rows);
    }),
    ("a second table below, in another order", |table, _| {
        let mut rows = vec![table.sheet.rows[0].clone()];
        rows.extend(table.again(2));
        rows.iter_mut().for_each(|row| row.rotate_left(1));
        table.sheet.rows.extend(rows);
    }),
    ("keys on the first row of their group alone", |table, _| {
        let mut last = String::new();
        for row in table.sheet.rows.iter_mut().skip(1) {
            if row[0] == last { row[0].clear() } else { last.clone_from(&row[0]) }
        }
        let again = table.again(1);
        let mut hollow = again[0].clone();
        hollow[0].clear();
        table.sheet.rows.insert(2, hollow);
    }),
    ("numbers without their zeros", |table, _| {
        for row in table.sheet.rows.iter_mut().skip(1) {
            row[0] = row[0].trim_start_matches('0').to_owned();
        }
    }),
    ("badges in place of numbers", |table, seed| {
        if table.kind == InputKind::Staff || !table.sheet.rows[0][0].starts_with("matricola") {
            return;
        }
        table.sheet.rows[0][0] = ["Badge", "N. badge", "Cod. tessera"][seed % 3].to_owned();
        for row in table.sheet.rows.iter_mut().skip(1) {
            row[0] = badge(row[0].parse::<usize>().unwrap() - 1);
        }
    }),
    ("what is given and taken back", |table, _| {
        if !matches!(table.kind, InputKind::Leave | InputKind::Training) {
            return;
        }
        let rows = table.again(2);
        for mut row in rows {
            row[2] = "3".to_owned();
            table.sheet.rows.push(row.clone());
            row[2] = "-3".to_owned();
            table.sheet.rows.push(row);
        }
    }),
    ("a column for each kind", |table, _| turn(table)),
    ("one column of those of its kinds", |table, _| {
        turn(table);
        let rows = &mut table.sheet.rows;
        if rows[0].len() > 2 && !matches!(table.kind, InputKind::Staff | InputKind::Plan) {
            rows[0][1].insert_str(0, "Colonna ");
        }
    }),
    ("half of the list in another sheet", |table, seed| {
        let name = ["Foglio2", "Dirigenza", "Sede di Imola", "2024"][seed % 4];
        let header = table.sheet.rows[0].clone();
        table.part(name, header, |place, _| place % 2 == 0);
    }),
    ("half of the list in another sheet, under another header", |table, seed| {
        let mut header = table.sheet.rows[0].clone();
        let place = seed % header.len();
        header[place].insert_str(0, "Voce ");
        table.part("Altri", header, |place, _| place % 2 == 0);
    }),
    ("half of the list in another sheet, without a header", |table, _| {
        let first = table.sheet.rows[1].clone();
        table.part("Altri", first, |place, _| place == 1 || place % 2 == 0);
        table.more[0].rows.remove(0);
    }),
    ("a sheet for each gender", |table, seed| {
        let header = table.sheet.rows[0].clone();
        let Some(place) = header.iter().position(|cell| cell == "genere") else { return };
        let names = [["Uomini", "Donne"], ["Maschi", "Femmine"], ["M", "F"]][seed % 3];
        table.part(names[1], header, |_, row| row[place] == "D");
        table.sheet.name = names[0].to_owned();
        table.without("genere");
    }),
    ("years of two digits", |table, _| {
        for cell in table.sheet.rows.iter_mut().skip(1).flatten() {
            if cell.split('/').map(str::len).eq([2, 2, 4]) {
                cell.replace_range(6..8, "");
            }
        }
    }),
    ("a footnote beside an amount", |table, _| {
        let row = table.sheet.rows.last_mut().unwrap();
        row.last_mut().unwrap().push_str(" *");
        table.sheet.rows.push(vec!["* fino al 30 giugno".to_owned()]);
    }),
    ("a row shifted by one cell", |table, _| {
        table.sheet.rows.last_mut().unwrap().insert(0, String::new());
    }),
    ("a row without its first cell", |table, _| {
        table.sheet.rows.last_mut().unwrap().remove(0);
    }),
    ("a column that is there twice, with other values", |table, seed| {
        let place = seed % table.sheet.rows[0].len();
        let header = table.sheet.rows[0][place].clone();
        let rows = table.again(table.sheet.rows.len() - 1);
        table.column(&header, |row| rows[rows.len() - 1 - row][place].clone());
    }),
    ("the amounts of two years", |table, seed| {
        let place = table.sheet.rows[0].len() - 1;
        let header = table.sheet.rows[0][place].clone();
        let rows = table.again(table.sheet.rows.len() - 1);
        table.sheet.rows[0][place].push_str(" 2025");
        let other = [2024, 2023][seed % 2];
        table.column(&format!("{header} {other}"), |row| rows[rows.len() - 1 - row][place].clone());
    }),
    ("the last column under no header", |table, _| {
        table.sheet.rows[0].last_mut().unwrap().clear();
    }),
    ("half of the rows beside the others", |table, _| {
        let rows = &mut table.sheet.rows;
        let half = rows.split_off(rows.len().div_ceil(2));
        let other = std::iter::once(rows[0].clone()).chain(half);
        for (row, other) in table.sheet.rows.iter_mut().zip(other) {
            row.push(String::new());
            row.extend(other);
        }
    }),
    ("rows of another body", |table, _| {
        let rows = table.again(2);
        table.column("Ente", |_| "Comune di Esempio".to_owned());
        for mut row in rows {
            row.push("Unione dei comuni".to_owned());
            table.sheet.rows.push(row);
        }
    }),
    ("rows that a mark takes away", |table, seed| {
        let rows = table.again(2);
        let header = ["Annullata", "Escluso", "Da non contare", "Revocato il"][seed % 4];
        table.column(header, |_| String::new());
        for mut row in rows {
            row.push(if seed % 4 == 3 { "03/02/2024" } else { "X" }.to_owned());
            table.sheet.rows.push(row);
        }
    }),
    ("rows that a word beside the table takes away", |table, _| {
        for mut row in table.again(2) {
            row.push("annullata".to_owned());
            table.sheet.rows.push(row);
        }
    }),
    ("rows that a word in their cells takes away", |table, seed| {
        // An initiative is named as its body likes.
        let place = seed % 2;
        if place == 1 && matches!(table.kind, InputKind::Plan | InputKind::Initiatives) {
            return;
        }
        for mut row in table.again(2) {
            let word = [" (cessato)", " (annullata)", " (2024)"][(seed / 2 % 3).max(place)];
            row[place].push_str(word);
            table.sheet.rows.push(row);
        }
    }),
    ("rows below a heading that takes them away", |table, seed| {
        let rows = table.again(2);
        let heading = ["ANNULLATE", "Cessati nel 2025", "Anno 2024"][seed % 3];
        table.sheet.rows.push(vec![heading.to_owned()]);
        table.sheet.rows.extend(rows);
    }),
    ("a percent sign on amounts", |table, _| {
        for row in table.sheet.rows.iter_mut().skip(1) {
            row.last_mut().unwrap().push('%');
        }
    }),
    ("another quantity beside", |table, seed| {
        table.column(["Importo", "Ore effettive", "Giorni residui"][seed % 3], |place| {
            format!("{},5", place + 1)
        });
    }),
];

/// A row for each person and a column for each kind, of the inputs that have kinds.
fn turn(table: &mut Table) {
    let has_amount = match table.kind {
        InputKind::Leave | InputKind::Training => true,
        InputKind::WorkLife => false,
        _ => return,
    };
    let mut kinds: Vec<String> = table.sheet.rows[1..].iter().map(|row| row[1].clone()).collect();
    kinds.sort();
    kinds.dedup();
    let mut rows = vec![vec!["matricola".to_owned()]];
    rows[0].extend(kinds.clone());
    for row in &table.sheet.rows[1..] {
        let cell = |kind: &String| match (*kind == row[1], has_amount) {
            (true, true) => row[2].clone(),
            (true, false) => "SI".to_owned(),
            (false, _) => String::new(),
        };
        rows.push(std::iter::once(row[0].clone()).chain(kinds.iter().map(cell)).collect());
    }
    table.sheet.rows = rows;
}

/// All that is printed of the tables, the plan and the initiatives.
fn figures(verified: &Verified) -> String {
    let artifacts = publish::render(&verified.report).unwrap();
    let csv = artifacts.into_iter().find(|it| it.path.ends_with("tabelle.csv")).unwrap().bytes;
    let sums = verified.report.initiatives.as_ref().map(|initiatives| {
        let carried_out = &initiatives.carried_out;
        format!("{:?}\n{:?}", carried_out.beneficiaries, carried_out.spending)
    });
    format!("{}{sums:?}", String::from_utf8(csv).unwrap())
}

fn is_silent(verified: &Verified) -> bool {
    !verified.has_errors() && verified.waiting() == 0
}

fn files(tables: &[Table], format: Kind) -> Vec<InputFile> {
    tables.iter().map(|table| table.file(format)).collect()
}

/// What an office has said, with the arrears that its year asks about.
fn of_the_office() -> Settings {
    let mut settings = settings_of(YEAR);
    settings.pay.arrears = Some(Arrears::Excluded);
    settings
}

/// The figures of a sound body.
fn truth(seeds: &[usize], has_badges: bool) -> String {
    let mut tables = sound(seeds);
    if has_badges {
        tables[0].column("Badge", badge);
    }
    let verified = verify(&files(&tables, Kind::Csv), &of_the_office());
    assert!(is_silent(&verified), "{:?}", verified.diagnostics);
    figures(&verified)
}

/// How the published figures differ from the true ones; `None` where they do not, or nothing is published.
fn difference(
    seeds: &[usize],
    (place, trouble): (usize, usize),
    (seed, format, has_badges): (usize, usize, bool),
    truth: &str,
) -> Option<String> {
    let mut tables = sound(seeds);
    if has_badges {
        tables[0].column("Badge", badge);
    }
    let (name, make) = TROUBLES[trouble];
    make(&mut tables[place], seed);
    let verified = verify(&files(&tables, Kind::ALL[format]), &of_the_office());
    if !is_silent(&verified) {
        return None;
    }
    let found = figures(&verified);
    if found == truth {
        return None;
    }
    let first = truth.lines().zip(found.lines()).find(|(truth, found)| truth != found);
    let input = tables[place].kind.name();
    Some(format!("{name} in {input} as {:?}, {seed}: {first:?}", Kind::ALL[format]))
}

/// Every trouble in every input, each in one format, with badges in the staff file or without.
#[test]
fn figures_are_true_or_not_published() {
    let inputs = sound(&[0]).len();
    let all =
        (0..TROUBLES.len()).flat_map(|trouble| (0..inputs).map(move |place| (place, trouble)));
    let seeds = [0, 5, 2, 7, 4, 9];
    let truths = [false, true].map(|has_badges| truth(&seeds, has_badges));
    let differences: Vec<String> = all
        .filter_map(|(place, trouble)| {
            let seed = place * 5 + trouble;
            let has_badges = seed % 2 == 0;
            let how = (seed, seed % Kind::ALL.len(), has_badges);
            difference(&seeds, (place, trouble), how, &truths[usize::from(has_badges)])
        })
        .collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn figures_of_any_body_are_true_or_not_published(
        seeds in prop::collection::vec(0..1000usize, 5..9),
        of in (0..9usize, 0..TROUBLES.len()),
        how in (0..1000usize, 0..Kind::ALL.len(), any::<bool>()),
    ) {
        prop_assert_eq!(difference(&seeds, of, how, &truth(&seeds, how.2)), None);
    }
}

/// Settings are copied from year to year, and the workbook has grown.
#[test]
fn settings_of_the_year_before_are_not_followed_in_silence() {
    for (read, new) in [("2024", "2025"), ("Elenco", "2025"), ("Dati 2024", "Dati 2025")] {
        for (place, format) in
            (0..sound(&[0]).len()).zip([Kind::Xlsx, Kind::Ods].into_iter().cycle())
        {
            let mut tables = sound(&[0, 5, 2, 7, 4, 9]);
            let table = &mut tables[place];
            let mut of_year = table.sheet.clone();
            of_year.name = new.to_owned();
            table.beside.push(of_year);
            table.sheet.name = read.to_owned();
            table.sheet.rows.truncate(3);
            let name = table.kind.name();
            let path = format!("{name}.{}", format.ending());
            let mut settings = of_the_office();
            let sheet = Some(read.to_owned());
            let choice = FileChoice { path, sheet, sheets: Vec::new(), year: Some(YEAR - 1) };
            settings.files.insert(name.to_owned(), choice);
            let verified = verify(&files(&tables, format), &settings);
            assert!(!is_silent(&verified), "«{read}» of {name} is read beside «{new}»");
        }
    }
}

/// What leaves no doubt is not asked about.
#[test]
fn a_sound_body_makes_no_noise_in_any_format() {
    for format in Kind::ALL {
        for (name, make) in &TROUBLES[..6] {
            let mut tables = sound(&[0, 1, 2, 3, 4, 5]);
            tables.iter_mut().for_each(|table| make(table, 1));
            let verified = verify(&files(&tables, format), &of_the_office());
            let found: Vec<_> = verified.diagnostics.iter().map(|it| &it.message).collect();
            assert!(is_silent(&verified), "{name}, {format:?}: {found:?}");
        }
    }
}
