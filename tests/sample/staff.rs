//! The invented staff of the sample body at 31 December 2022: drawn from one fixed seed, nobody is real. The count of people by
//! grade, gender and age class is exactly that of `GRADES`; everything else is drawn to be plausible.
#![expect(
    clippy::float_arithmetic,
    unreachable_pub,
    reason = "a generator of test data, shared by an example and a test"
)]

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, IgnoreError, Workbook, Worksheet, XlsxError,
};

pub const YEAR: i32 = 2022;
const SEED: u64 = 25_074;

/// One invented person, as the payroll office would hand them over.
pub struct Person {
    pub staff_number: u32,
    pub gender: Gender,
    pub born: NaiveDate,
    pub grade: &'static Grade,
    pub fixed_term: bool,
    /// Share of the full working time, in hundredths of a percent: 10000 is full time.
    pub working_time: u16,
    pub in_grade_since: NaiveDate,
    pub education: &'static str,
    /// Euro cents a year, gross.
    pub pay: i64,
    pub office: &'static str,
    pub position: Option<&'static Position>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    Man,
    Woman,
}

/// What a grade (inquadramento) holds, and the chances its people are drawn with.
pub struct Grade {
    pub name: &'static str,
    pub category: &'static str,
    /// People per age class, see `AGE_CLASSES`.
    men: [usize; 5],
    women: [usize; 5],
    /// Youngest age at which the grade is entered.
    entry_age: i32,
    /// Weights over `EDUCATION`.
    education: [u64; 7],
    /// Weights over `SENIORITY`.
    seniority: [u64; 4],
    /// Percent with a fixed-term contract among those who entered in the last three years.
    fixed_term: u64,
    /// Lowest and highest full-time pay, in euro.
    pay: (i64, i64),
}

const SENIOR_MANAGER: &str = "Dirigente di livello generale";
const MANAGER: &str = "Dirigente di livello non generale";
const NON_MANAGER: &str = "Personale non dirigente";

#[rustfmt::skip]
static GRADES: [Grade; 9] = [
    Grade { name: "Direttore generale", category: SENIOR_MANAGER,
            men: [0, 0, 1, 0, 0], women: [0, 0, 0, 0, 0], entry_age: 38,
            education: [0, 0, 0, 5, 0, 3, 2], seniority: [1, 0, 0, 0], fixed_term: 100, pay: (126_000, 136_000) },
    Grade { name: "Segretario generale", category: SENIOR_MANAGER,
            men: [0, 0, 0, 0, 1], women: [0, 0, 0, 0, 0], entry_age: 38,
            education: [0, 0, 0, 6, 0, 3, 1], seniority: [0, 0, 1, 0], fixed_term: 0, pay: (112_000, 119_000) },
    Grade { name: "Dirigente a tempo determinato", category: MANAGER,
            men: [0, 0, 0, 0, 0], women: [0, 0, 0, 0, 1], entry_age: 35,
            education: [0, 0, 0, 6, 0, 3, 1], seniority: [1, 0, 0, 0], fixed_term: 100, pay: (85_000, 99_000) },
    Grade { name: "Dirigente a tempo indeterminato", category: MANAGER,
            men: [0, 0, 1, 1, 3], women: [0, 0, 0, 2, 0], entry_age: 35,
            education: [0, 0, 0, 6, 0, 3, 1], seniority: [1, 1, 3, 4], fixed_term: 0, pay: (87_000, 111_000) },
    Grade { name: "B1", category: NON_MANAGER,
            men: [0, 0, 0, 5, 0], women: [0, 0, 3, 7, 3], entry_age: 19,
            education: [62, 34, 4, 0, 0, 0, 0], seniority: [0, 10, 40, 50], fixed_term: 0, pay: (20_000, 23_600) },
    Grade { name: "B3", category: NON_MANAGER,
            men: [4, 0, 9, 34, 5], women: [0, 1, 6, 9, 1], entry_age: 19,
            education: [38, 55, 5, 2, 0, 0, 0], seniority: [18, 12, 22, 48], fixed_term: 4, pay: (22_000, 26_800) },
    Grade { name: "C", category: NON_MANAGER,
            men: [2, 8, 13, 31, 8], women: [2, 6, 11, 22, 3], entry_age: 19,
            education: [2, 62, 18, 15, 2, 1, 0], seniority: [24, 18, 18, 40], fixed_term: 10, pay: (24_000, 31_000) },
    Grade { name: "D1", category: NON_MANAGER,
            men: [7, 11, 19, 22, 8], women: [30, 30, 30, 33, 5], entry_age: 23,
            education: [0, 0, 32, 49, 7, 9, 3], seniority: [28, 20, 22, 30], fixed_term: 9, pay: (27_000, 38_000) },
    Grade { name: "D3", category: NON_MANAGER,
            men: [0, 0, 2, 13, 4], women: [0, 0, 8, 17, 5], entry_age: 25,
            education: [0, 0, 9, 63, 6, 15, 7], seniority: [0, 6, 34, 60], fixed_term: 0, pay: (34_000, 46_000) },
];

/// First and last age, in completed years at 31 December.
const AGE_CLASSES: [(i32, i32); 5] = [(18, 30), (31, 40), (41, 50), (51, 60), (61, 66)];

/// First and last day of entry: under 3 years, 3 to 5, 5 to 10, over 10. Nobody is in a grade of before the classification
/// of CCNL 31 March 1999.
const SENIORITY: [[(i32, u32, u32); 2]; 4] = [
    [(2020, 1, 1), (2022, 12, 31)],
    [(2018, 1, 1), (2019, 12, 31)],
    [(2012, 12, 31), (2017, 12, 31)],
    [(1999, 4, 1), (2012, 12, 30)],
];

/// D3 has had no new entries since CCNL 21 May 2018, art. 12.
const LAST_ENTRY_IN_D3: (i32, u32, u32) = (2018, 5, 20);

/// Each title with the youngest age at which it is usual.
const EDUCATION: [(&str, i32); 7] = [
    ("Inferiore al Diploma superiore", 16),
    ("Diploma di scuola superiore", 19),
    ("Laurea", 22),
    ("Laurea magistrale", 24),
    ("Master di I livello", 24),
    ("Master di II livello", 25),
    ("Dottorato di ricerca", 28),
];

/// Working time of part-timers, in hundredths of a percent, with its weight.
const PART_TIME: [(u16, u64); 5] = [(8333, 38), (7500, 18), (6667, 14), (5000, 20), (3000, 10)];

/// The offices, with the weights of men and women. The first two are led by the director general and the secretary general.
#[rustfmt::skip]
const OFFICES: [(&str, u64, u64); 8] = [
    ("Direzione Generale", 4, 7),
    ("Segreteria Generale", 3, 6),
    ("Area sviluppo sociale", 6, 15),
    ("Settore programmazione e gestione risorse", 11, 22),
    ("Settore strutture tecnologiche, comunicazione e servizi strumentali", 21, 13),
    ("Area pianificazione territoriale", 11, 14),
    ("Area servizi territoriali metropolitani", 38, 15),
    ("Settore affari istituzionali e innovazione istituzionale", 6, 8),
];

/// A paid position of responsibility: who may hold it, how many do, and its part of the pay range of the grade, in thousandths.
pub struct Position {
    pub name: &'static str,
    grades: &'static [&'static str],
    holders: [(Gender, usize); 2],
    allowance: i64,
}

static POSITIONS: [Position; 2] = [
    Position {
        name: "Elevata qualificazione / Posizione organizzativa",
        grades: &["D1", "D3"],
        holders: [(Gender::Man, 10), (Gender::Woman, 12)],
        allowance: 400,
    },
    Position {
        name: "Specifiche responsabilità",
        grades: &["C", "D1", "D3"],
        holders: [(Gender::Man, 19), (Gender::Woman, 21)],
        allowance: 180,
    },
];

/// The 447 people, in an order that tells nothing.
pub fn people() -> Vec<Person> {
    let mut rng = Rng(SEED);
    let mut people = Vec::new();
    for grade in &GRADES {
        for (gender, classes) in [(Gender::Man, grade.men), (Gender::Woman, grade.women)] {
            for (ages, count) in AGE_CLASSES.into_iter().zip(classes) {
                people.extend((0..count).map(|_| person(&mut rng, grade, gender, ages)));
            }
        }
    }
    assign_managers(&mut people);
    let mut people = rng.shuffled(people);
    assign_positions(&mut people);
    let numbers = rng.shuffled((101..2400).collect());
    for (person, number) in people.iter_mut().zip(numbers) {
        person.staff_number = number;
        person.pay = pay(&mut rng, person);
    }
    people
}

/// The `personale` workbook; the same bytes at each call.
pub fn workbook() -> Vec<u8> {
    try_workbook().expect("447 short rows fit a worksheet")
}

/// The `posizioni` file.
pub fn positions() -> String {
    let mut csv = String::from("matricola;posizione\n");
    for person in people() {
        if let Some(position) = person.position {
            csv += &format!("{:06};{}\n", person.staff_number, position.name);
        }
    }
    csv
}

// ---- one person ----

/// Draws all but what depends on the others: number, position, pay.
fn person(
    rng: &mut Rng,
    grade: &'static Grade,
    gender: Gender,
    (youngest, oldest): (i32, i32),
) -> Person {
    let youngest = youngest.max(grade.entry_age + 1);
    let born = birth(rng, youngest, oldest);
    let (education, graduated) = education(rng, grade, YEAR - born.year());
    let in_grade_since = entry(rng, grade, born, graduated);
    let recent = in_grade_since >= date(SENIORITY[0][0]);
    let weights = OFFICES.map(|(_, men, women)| by_gender(gender, men, women));
    let office = match grade.name {
        "Direttore generale" => 0,
        "Segretario generale" => 1,
        _ => rng.weighted(&weights),
    };
    Person {
        staff_number: 0,
        gender,
        born,
        grade,
        fixed_term: recent && rng.below(100) < grade.fixed_term,
        working_time: working_time(rng, grade, gender),
        in_grade_since,
        education,
        pay: 0,
        office: OFFICES[office].0,
        position: None,
    }
}

/// A day of birth in the age class; one in twenty is its very first or last, where counting goes wrong.
fn birth(rng: &mut Rng, youngest: i32, oldest: i32) -> NaiveDate {
    let (first, last) = (date((YEAR - oldest, 1, 1)), date((YEAR - youngest, 12, 31)));
    match rng.below(40) {
        0 => first,
        1 => last,
        _ => rng.day(first, last),
    }
}

/// A title and the age of earning it: of two draws the older keep the lower, the younger the higher.
fn education(rng: &mut Rng, grade: &Grade, age: i32) -> (&'static str, i32) {
    let one = rng.weighted(&grade.education);
    let other = rng.weighted(&grade.education);
    let mut level = match age {
        ..=40 => one.max(other),
        41..=50 => one,
        _ => one.min(other),
    };
    while EDUCATION[level].1 >= age {
        level -= 1;
    }
    EDUCATION[level]
}

/// The day of entry in the grade, at a lawful age: mostly the 1st or the 16th, sometimes the very end of a seniority class, so
/// that some have exactly 3, 5 or 10 years. Of two draws the older keep the longer service.
fn entry(rng: &mut Rng, grade: &Grade, born: NaiveDate, graduated: i32) -> NaiveDate {
    let earliest = born + years(graduated.max(grade.entry_age));
    let one = rng.weighted(&grade.seniority);
    let other = rng.weighted(&grade.seniority);
    let older = YEAR - born.year() > 50;
    let mut class = if older { one.max(other) } else { one };
    while date(SENIORITY[class][1]) < earliest {
        class -= 1;
    }
    let [first, last] = SENIORITY[class].map(date);
    let first = first.max(earliest);
    let last = match grade.name {
        "D3" => last.min(date(LAST_ENTRY_IN_D3)),
        _ => last,
    };
    let day = rng.day(first, last);
    let usual = if day.day() < 16 { 1 } else { 16 };
    match rng.below(20) {
        0 => last,
        1 | 2 if class == 2 => first,
        3..=5 => day,
        _ => date((day.year(), day.month(), usual)).max(first),
    }
}

fn working_time(rng: &mut Rng, grade: &Grade, gender: Gender) -> u16 {
    let part_timers = by_gender(gender, 45, 170);
    if grade.category == NON_MANAGER && rng.below(1000) < part_timers {
        PART_TIME[rng.weighted(&PART_TIME.map(|(_, weight)| weight))].0
    } else {
        10_000
    }
}

/// Gross pay in cents: the range of the grade is climbed by seniority, merit, overtime (more often men's) and position.
fn pay(rng: &mut Rng, person: &Person) -> i64 {
    let (low, high) = person.grade.pay;
    let seniority = i64::from(YEAR - person.in_grade_since.year()) * 15;
    let overtime = rng.amount(by_gender(person.gender, 230, 90));
    let position = person.position.map_or(0, |position| position.allowance);
    let climbed = seniority + rng.amount(120) + overtime + position;
    let full_time = low * 100 + (high - low) * climbed / 10 + rng.amount(10_000);
    full_time * i64::from(person.working_time) / 10_000
}

// ---- the whole staff ----

/// Every office below the two general ones has a manager.
fn assign_managers(people: &mut [Person]) {
    let managers = people.iter_mut().filter(|person| person.grade.category == MANAGER);
    for (manager, office) in managers.zip(OFFICES[2..].iter().cycle()) {
        manager.office = office.0;
    }
}

/// Positions go to permanent, full-time staff with three years in the grade, in the (shuffled) order of the list.
fn assign_positions(people: &mut [Person]) {
    for position in &POSITIONS {
        for (gender, holders) in position.holders {
            let eligible = |person: &&mut Person| {
                person.position.is_none()
                    && person.gender == gender
                    && position.grades.contains(&person.grade.name)
                    && person.working_time == 10_000
                    && !person.fixed_term
                    && person.in_grade_since < date(SENIORITY[0][0])
            };
            for person in people.iter_mut().filter(eligible).take(holders) {
                person.position = Some(position);
            }
        }
    }
}

// ---- the workbook ----

/// The columns in order: header, width, number format.
const COLUMNS: [(&str, u16, &str); 11] = [
    ("matricola", 11, "@"),
    ("genere", 9, "General"),
    ("data_nascita", 14, "dd/mm/yyyy"),
    ("inquadramento", 31, "General"),
    ("tipologia", 32, "General"),
    ("contratto", 20, "General"),
    ("percentuale_part_time", 24, "General"),
    ("data_inquadramento", 21, "dd/mm/yyyy"),
    ("titolo_studio", 29, "General"),
    ("retribuzione", 15, "#,##0.00"),
    ("struttura", 64, "General"),
];

fn try_workbook() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2023, 1, 31)?;
    let title = "Personale al 31 dicembre 2022: dati inventati, nessuna persona è reale";
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    let sheet = workbook.add_worksheet().set_name("Personale")?;
    let bold = Format::new().set_bold().set_align(FormatAlign::Left);
    for (column, (header, width, format)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.set_column_format(column, &Format::new().set_num_format(format))?;
        sheet.write_with_format(0, column, header, &bold)?;
    }
    let mut last = 0;
    for (row, person) in (1..).zip(people()) {
        write_person(sheet, row, &person)?;
        last = row;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, last, 10)?;
    sheet.ignore_error_range(1, 0, last, 0, IgnoreError::NumberStoredAsText)?;
    workbook.save_to_buffer()
}

/// One row, in the order of `COLUMNS`; a cell takes the format of its column.
fn write_person(sheet: &mut Worksheet, row: u32, person: &Person) -> Result<(), XlsxError> {
    let contract = if person.fixed_term { "tempo determinato" } else { "tempo indeterminato" };
    sheet.write(row, 0, format!("{:06}", person.staff_number))?;
    sheet.write(row, 1, by_gender(person.gender, "U", "D"))?;
    sheet.write(row, 2, excel_date(person.born)?)?;
    sheet.write(row, 3, person.grade.name)?;
    sheet.write(row, 4, person.grade.category)?;
    sheet.write(row, 5, contract)?;
    sheet.write(row, 6, f64::from(person.working_time) / 100.0)?;
    sheet.write(row, 7, excel_date(person.in_grade_since)?)?;
    sheet.write(row, 8, person.education)?;
    sheet.write(row, 9, person.pay as f64 / 100.0)?;
    sheet.write(row, 10, person.office)?;
    Ok(())
}

// ---- drawing and dates ----

/// SplitMix64: six lines of our own, so that the stream never changes with a crate.
pub struct Rng(pub u64);

impl Rng {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn amount(&mut self, end: u64) -> i64 {
        self.below(end).cast_signed()
    }

    fn day(&mut self, first: NaiveDate, last: NaiveDate) -> NaiveDate {
        let days = (last - first).num_days().unsigned_abs();
        first + Days::new(self.below(days + 1))
    }

    /// An index, each as likely as its weight.
    fn weighted(&mut self, weights: &[u64]) -> usize {
        let mut left = self.below(weights.iter().sum());
        let mut index = 0;
        while left >= weights[index] {
            left -= weights[index];
            index += 1;
        }
        index
    }

    fn shuffled<T>(&mut self, items: Vec<T>) -> Vec<T> {
        let mut keyed: Vec<(u64, T)> = items.into_iter().map(|item| (self.next(), item)).collect();
        keyed.sort_by_key(|(key, _)| *key);
        keyed.into_iter().map(|(_, item)| item).collect()
    }
}

fn by_gender<T>(gender: Gender, man: T, woman: T) -> T {
    match gender {
        Gender::Man => man,
        Gender::Woman => woman,
    }
}

fn date((year, month, day): (i32, u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

fn years(count: i32) -> Months {
    Months::new(count.unsigned_abs() * 12)
}

fn excel_date(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::parse_from_str(&day.to_string())
}
