//! A sound body with one trouble in one of its inputs: the published figures are the true ones, or the
//! program stops or waits for an answer. Then the answers that its messages ask for, followed to the letter.

use proptest::prelude::*;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::settings::Settings;
use relazione_cug::pipeline::Verified;
use relazione_cug::publish;

use crate::bodies::{settings, settings_of, staff_csv, verify};

const YEAR: i32 = 2025;
const PEOPLE: usize = 12;

/// Every input of events as rows of cells, its header first.
#[derive(Clone, Debug)]
struct Body(Vec<(InputKind, Vec<Vec<String>>)>);

fn number(person: usize) -> String {
    format!("{:04}", person % PEOPLE + 1)
}

fn rows(header: &str, rows: &[String]) -> Vec<Vec<String>> {
    let all = std::iter::once(header).chain(rows.iter().map(String::as_str));
    all.map(|row| row.split(';').map(str::to_owned).collect()).collect()
}

fn sound(seeds: &[usize]) -> Body {
    let each = |write: &dyn Fn(usize, usize) -> String| -> Vec<String> {
        seeds.iter().enumerate().map(|(place, seed)| write(place, *seed)).collect()
    };
    let leave = ["L.104 giorni", "L.104 ore", "congedo parentale giorni", "congedo parentale ore"];
    let training = ["sicurezza", "aggiornamento", "CUG", "violenza di genere"];
    let measures = ["part time", "telelavoro", "lavoro agile", "orario flessibile"];
    let positions = ["Elevata qualificazione", "Specifiche responsabilità"];
    let boards = ["Istruttore", "Funzionario"].into_iter().flat_map(|board| {
        let members = [("D", "presidente"), ("U", "componente"), ("D", "componente")];
        members.map(|(gender, role)| format!("{board};{gender};{role}"))
    });
    Body(vec![
        (
            InputKind::Positions,
            rows(
                "matricola;posizione",
                &[0, 1, 2].map(|place| format!("{};{}", number(place), positions[place % 2])),
            ),
        ),
        (InputKind::Boards, rows("commissione;genere;ruolo", &boards.collect::<Vec<_>>())),
        (
            InputKind::WorkLife,
            rows(
                "matricola;misura",
                &each(&|place, seed| format!("{};{}", number(place), measures[seed % 4])),
            ),
        ),
        (
            InputKind::Leave,
            rows(
                "matricola;tipo;quantita",
                &each(&|place, seed| {
                    format!("{};{};{}", number(place), leave[seed % 4], seed % 5 + 1)
                }),
            ),
        ),
        (
            InputKind::Training,
            rows(
                "matricola;tipo;ore",
                &each(&|place, seed| {
                    format!("{};{};{}", number(place), training[seed % 4], seed % 7 + 2)
                }),
            ),
        ),
    ])
}

impl Body {
    fn rows(&mut self, kind: InputKind) -> &mut Vec<Vec<String>> {
        &mut self.0.iter_mut().find(|(of, _)| *of == kind).unwrap().1
    }

    /// Adds a column: its header, and what each row of the sound body has in it.
    fn column(
        &mut self,
        kind: InputKind,
        header: &str,
        value: impl Fn(usize, &[String]) -> String,
    ) {
        for (place, row) in self.rows(kind).iter_mut().enumerate() {
            let cell = if place == 0 { header.to_owned() } else { value(place, row) };
            row.push(cell);
        }
    }

    /// Rewrites a cell of every row of data.
    fn rewrite(&mut self, kind: InputKind, column: usize, write: impl Fn(&[String]) -> String) {
        for row in self.rows(kind).iter_mut().skip(1) {
            row[column] = write(row);
        }
    }

    /// Rows like those of the body with other words in their last cell.
    fn add_rows(&mut self, kind: InputKind, words: &[&str]) {
        let rows = self.rows(kind);
        for (place, word) in words.iter().enumerate() {
            let mut row = rows[place % (rows.len() - 1) + 1].clone();
            *row.last_mut().unwrap() = (*word).to_owned();
            rows.push(row);
        }
    }

    fn files(&self) -> Vec<InputFile> {
        let people: Vec<String> = (0..PEOPLE)
            .map(|place| {
                let gender = ["D", "U"][place % 2];
                format!("{};{gender};01/02/{};Istruttori;100", number(place), 1960 + place * 3)
            })
            .collect();
        let staff =
            staff_csv("matricola;genere;data_nascita;inquadramento;percentuale_part_time", &people);
        let files = self.0.iter().map(|(kind, rows)| {
            let lines: Vec<String> = rows.iter().map(|row| row.join(";")).collect();
            let bytes = format!("{}\n", lines.join("\n")).into_bytes().into();
            InputFile { kind: *kind, path: format!("{}.csv", kind.name()), bytes }
        });
        std::iter::once(staff).chain(files).collect()
    }
}

/// The figures of the tables that are made of events.
fn figures(verified: &Verified) -> Vec<String> {
    let artifacts = publish::render(&verified.report).unwrap();
    let csv = artifacts.into_iter().find(|it| it.path.ends_with("tabelle.csv")).unwrap().bytes;
    let text = String::from_utf8(csv).unwrap();
    let tables = ["1.3,", "1.8,", "1.9,", "1.10,", "1.11,"];
    text.lines()
        .filter(|line| tables.iter().any(|table| line.starts_with(table)))
        .map(str::to_owned)
        .collect()
}

type Trouble = fn(&mut Body, usize);

/// Each leaves the true figures as they are.
const TROUBLES: [(&str, Trouble); 24] = [
    ("rows of other years, by date", |body, seed| {
        let kind = [InputKind::Training, InputKind::Leave][seed % 2];
        let header = [["Data corso", "Giorno"], ["data", "data"]][seed / 2 % 2][seed % 2];
        body.column(kind, header, |place, _| format!("{:02}/03/2025", place * 7 % 28 + 1));
        body.add_rows(kind, &["12/05/2024", "2023-05-12", "03/02/2026"]);
    }),
    ("rows of other years, by year or month", |body, seed| {
        let kind = [InputKind::Training, InputKind::Leave, InputKind::WorkLife][seed % 3];
        let (header, cells): (&str, [&str; 4]) = [
            ("Anno", ["2025", "2024", "2023", "2026"]),
            ("Periodo", ["marzo 2025", "dicembre 2024", "2023", "01/2026"]),
            ("Mese", ["202503", "202412", "202303", "202601"]),
        ][seed / 3 % 3];
        body.column(kind, header, |_, _| cells[0].to_owned());
        body.add_rows(kind, &cells[1..]);
    }),
    ("enrolled is not attended", |body, seed| {
        let header = ["Stato", "Esito corso", "Stato iscrizione"][seed % 3];
        body.column(InputKind::Training, header, |place, _| {
            ["Completato", "COMPLETATO", "Concluso"][place % 3].to_owned()
        });
        body.add_rows(
            InputKind::Training,
            &["Iscritto", "In corso", "Abbandonato", "Ritirata", "Non iniziato"],
        );
    }),
    ("a state of which nobody knows", |body, _| {
        body.column(InputKind::Training, "Stato", |_, _| "Completato".to_owned());
        body.add_rows(InputKind::Training, &["Fase 2"]);
    }),
    ("progress below a hundred", |body, seed| {
        let whole = ["100", "100%", "1"][seed % 3];
        body.column(InputKind::Training, "% completamento", |_, _| whole.to_owned());
        body.add_rows(
            InputKind::Training,
            [&["40", "99", "0"], &["40%", "99%", "0%"], &["0,4", "0,99", "0"]][seed % 3],
        );
    }),
    ("who teaches is not trained", |body, seed| {
        body.column(InputKind::Training, ["Ruolo", "In qualità di"][seed % 2], |_, _| {
            "Discente".to_owned()
        });
        body.add_rows(InputKind::Training, &["Docente", "Tutor", "Relatrice"]);
    }),
    ("absent", |body, seed| {
        body.column(InputKind::Training, ["Presenza", "Presente/Assente"][seed % 2], |_, _| {
            "P".to_owned()
        });
        body.add_rows(InputKind::Training, &["A", "Assente", "A"]);
    }),
    ("requests refused", |body, seed| {
        let kind = [InputKind::WorkLife, InputKind::Leave][seed % 2];
        body.column(kind, ["Esito", "Stato richiesta"][seed / 2 % 2], |place, _| {
            ["Accolta", "Autorizzata", "approvato"][place % 3].to_owned()
        });
        body.add_rows(
            kind,
            &["Respinta", "Rinunciata", "In istruttoria", "In attesa di approvazione", "Annullato"],
        );
    }),
    ("measures that have ended", |body, _| {
        body.column(InputKind::WorkLife, "Decorrenza", |_, _| "01/02/2025".to_owned());
        body.column(InputKind::WorkLife, "Scadenza", |place, _| {
            ["31/12/9999", "", "31/12/2026"][place % 3].to_owned()
        });
        let rows = body.rows(InputKind::WorkLife);
        for (from, to) in [("01/01/2023", "31/12/2024"), ("01/01/2026", "")] {
            let mut row = rows[1].clone();
            row.truncate(2);
            row.extend([from.to_owned(), to.to_owned()]);
            rows.push(row);
        }
    }),
    ("substitutes and secretaries", |body, seed| {
        if seed % 2 == 0 {
            body.column(InputKind::Boards, "Effettivo/Supplente", |_, _| "E".to_owned());
            let rows = body.rows(InputKind::Boards);
            rows.push("Istruttore;D;componente;S".split(';').map(str::to_owned).collect());
        } else {
            body.add_rows(
                InputKind::Boards,
                &["Componente supplente", "Segretario verbalizzante", "Supplente"],
            );
        }
    }),
    ("nobody's position", |body, _| {
        body.add_rows(
            InputKind::Positions,
            &["Nessuno", "NO", "-", "non titolare", "Nessun incarico"],
        );
    }),
    ("positions that have ended", |body, _| {
        body.column(InputKind::Positions, "Dal", |_, _| "01/02/2020".to_owned());
        body.column(InputKind::Positions, "Al", |place, _| {
            ["31/12/2025", "", "30/06/2027"][place % 3].to_owned()
        });
        body.add_rows(InputKind::Positions, &["30/06/2025", "31/12/2024"]);
    }),
    ("positions with the name of the office", |body, _| {
        body.rewrite(InputKind::Positions, 1, |row| {
            let short =
                if row[1].starts_with('E') { "E.Q. Servizio" } else { "Specifiche resp. ufficio" };
            format!("{short} {}", row[0])
        });
    }),
    ("measures in other words, and none", |body, _| {
        body.rewrite(InputKind::WorkLife, 1, |row| {
            match row[1].as_str() {
                "part time" => "PT verticale 83%",
                "telelavoro" => "Telelavoro domiciliare",
                "lavoro agile" => "LA - 2 gg/sett",
                _ => "Flessibilità oraria in entrata",
            }
            .to_owned()
        });
        body.add_rows(InputKind::WorkLife, &["Nessuna", "Congedo straordinario", "-"]);
    }),
    ("a measure that is not used any more", |body, _| {
        body.add_rows(InputKind::WorkLife, &["lavoro agile revocato"]);
    }),
    ("leave of attendance programs", |body, seed| {
        body.rewrite(InputKind::Leave, 1, |row| {
            match row[1].as_str() {
                "L.104 giorni" => ["Permesso L.104/92 giornaliero", "104GG"][seed % 2],
                "L.104 ore" => ["PERM. L.104/92 ORARIO", "L104H"][seed % 2],
                "congedo parentale giorni" => "CONG. PARENTALE 30% - GG",
                _ => "Congedo parentale ad ore",
            }
            .to_owned()
        });
        let rows = body.rows(InputKind::Leave);
        for cause in ["FERIE", "Malattia", "Congedo straordinario L.104 art. 42", "MATOBB"] {
            rows.push(vec![number(3), cause.to_owned(), "20".to_owned()]);
        }
    }),
    ("causes that do not say their unit", |body, _| {
        body.rewrite(InputKind::Leave, 1, |row| {
            row[1].replace(" giorni", "").replace(" ore", "").replace("parentale", "PARENTALE 30%")
        });
    }),
    ("the unit in another column", |body, seed| {
        body.rewrite(InputKind::Leave, 1, |row| row[1].clone());
        body.column(InputKind::Leave, ["U.M.", "Unità di misura"][seed % 2], |_, row| {
            if row[1].contains("giorni") { "GG" } else { "HH" }.to_owned()
        });
        if seed % 3 == 0 {
            let rows = body.rows(InputKind::Leave);
            rows.push(["0001", "L.104 giorni", "7,2", "HH"].map(str::to_owned).to_vec());
        }
    }),
    ("hours and minutes in two columns", |body, seed| {
        let kind = [InputKind::Training, InputKind::Leave][seed % 2];
        body.column(kind, "Minuti", |_, row| {
            if row[1].contains("giorni") { String::new() } else { "0".to_owned() }
        });
        if kind == InputKind::Training {
            // Three hours are two and sixty: no minutes of an hour.
            let rows = body.rows(kind);
            rows.push(["0001", "CUG", "0", "90"].map(str::to_owned).to_vec());
        }
    }),
    ("durations in words", |body, seed| {
        body.rewrite(InputKind::Training, 2, |row| {
            let hours = &row[2];
            match seed % 5 {
                0 => format!("{hours}h 00m"),
                1 => format!("{hours} ore"),
                2 => format!("PT{hours}H"),
                3 => format!("{}:00", hours),
                _ => format!("{} min", hours.parse::<u32>().unwrap() * 60),
            }
        });
    }),
    ("hours under a type of days", |body, seed| {
        body.rewrite(InputKind::Leave, 2, |row| {
            let hours = ["7:12", "7,12", "7h 12m"][seed % 3];
            if row[1].contains("giorni") { hours.to_owned() } else { row[2].clone() }
        });
    }),
    ("minutes that are not said", |body, _| {
        body.rewrite(InputKind::Training, 2, |row| {
            (row[2].parse::<u32>().unwrap() * 60).to_string()
        });
    }),
    ("how a course was given in place of its topic", |body, seed| {
        body.rewrite(InputKind::Training, 1, |_| {
            ["FAD", "altro: webinar", "In presenza"][seed % 3].to_owned()
        });
    }),
    ("periods that are partly of another year", |body, seed| {
        body.column(InputKind::Leave, "Dal", |_, _| "01/02/2025".to_owned());
        body.column(InputKind::Leave, "Al", |_, _| "31/03/2025".to_owned());
        // The days of January 2026, and as many more as nobody can tell.
        let (from, to, days) =
            [("01/01/2026", "31/01/2026", "31"), ("01/09/2024", "31/08/2025", "12")][seed % 2];
        body.rows(InputKind::Leave)
            .push(["0001", "L.104 giorni", days, from, to].map(str::to_owned).to_vec());
    }),
];

fn is_silent(verified: &Verified) -> bool {
    !verified.has_errors() && verified.waiting() == 0
}

#[test]
fn the_sound_body_is_in_order() {
    let verified = verify(&sound(&[0, 1, 2, 3, 4, 5]).files(), &settings_of(YEAR));
    let found: Vec<_> =
        verified.diagnostics.iter().map(|it| (it.code.name(), it.message.clone())).collect();
    assert!(is_silent(&verified), "{found:?}");
    assert!(found.iter().all(|(code, _)| !code.starts_with('E')), "{found:?}");
}

/// What an office answers when it follows the messages, and the figures that are then published.
#[test]
fn the_answers_that_are_asked_for_give_the_true_figures() {
    let body = sound(&[0, 2, 0, 2, 0, 2]);
    let truth = figures(&verify(&body.files(), &settings_of(YEAR)));
    let answered = |trouble: &str, seed, answers: &str| {
        let mut troubled = body.clone();
        let (_, make) = TROUBLES.iter().find(|(name, _)| *name == trouble).unwrap();
        make(&mut troubled, seed);
        let text = format!("[ente]\nnome = \"E\"\n[relazione]\nanno = {YEAR}\n{answers}\n");
        let settings: Settings = settings(&text);
        assert!(
            !is_silent(&verify(&troubled.files(), &settings_of(YEAR))),
            "{trouble} is not asked"
        );
        let verified = verify(&troubled.files(), &settings);
        let found: Vec<_> = verified.diagnostics.iter().map(|it| it.message.clone()).collect();
        assert!(is_silent(&verified), "{trouble}: {found:?}");
        assert_eq!(figures(&verified), truth, "{trouble}");
    };
    answered(
        "causes that do not say their unit",
        0,
        "[valori.tipo]\n\"L.104\" = \"L.104 giorni\"\n\"congedo PARENTALE 30%\" = \"congedo parentale giorni\"\n",
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn figures_are_true_or_not_published(
        seeds in prop::collection::vec(0..1000usize, 5..12),
        trouble in 0..TROUBLES.len(),
        seed in 0..1000usize,
    ) {
        let body = sound(&seeds);
        let mut troubled = body.clone();
        let (name, make) = TROUBLES[trouble];
        make(&mut troubled, seed);
        let verified = verify(&troubled.files(), &settings_of(YEAR));
        if is_silent(&verified) {
            let truth = verify(&body.files(), &settings_of(YEAR));
            prop_assert_eq!(figures(&verified), figures(&truth), "{}", name);
        }
    }

    /// Where the words are certain nobody is asked.
    #[test]
    fn certain_words_are_read_without_a_question(
        seeds in prop::collection::vec(0..1000usize, 5..12),
        trouble in 0..14usize,
        seed in 0..1000usize,
    ) {
        let (name, make) = TROUBLES[trouble];
        prop_assume!(name != "a state of which nobody knows");
        let mut troubled = sound(&seeds);
        make(&mut troubled, seed);
        let verified = verify(&troubled.files(), &settings_of(YEAR));
        let found: Vec<_> = verified.diagnostics.iter().map(|it| it.message.clone()).collect();
        prop_assert!(is_silent(&verified), "{}: {:?}", name, found);
    }
}
