//! The catalogue of codes: one line here, one file in `data/diagnostics/`, one case folder.

use std::fmt;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use super::Severity;

static TEXTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/diagnostics");

/// The code of a kind of finding, such as `P04`. Codes are never reused for something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

/// What `spiega` tells of a code.
#[derive(Clone, Debug)]
pub struct CodeInfo {
    pub code: Code,
    pub severity: Severity,
    /// One line, naming the fault.
    pub title: String,
    /// Why it matters: the table or the article it touches.
    pub why: String,
    /// How to put it right.
    pub remedy: String,
    /// A case in which the data may be right all the same.
    pub exception: Option<String>,
}

/// The families of codes by their letter, in reading order.
pub const FAMILIES: [(char, &str); 10] = [
    ('F', "File e colonne"),
    ('P', "Personale e posizioni"),
    ('E', "Conciliazione, congedi e formazione"),
    ('C', "Commissioni e concordanza dei dati"),
    ('T', "Tabelle date come totali"),
    ('A', "Piano, programma e consuntivi"),
    ('I', "Iniziative delle Sezioni 2 e 3"),
    ('S', "Anni passati e corrispondenze"),
    ('R', "Relazione del CUG"),
    ('G', "Giustificazioni"),
];

/// The families that have codes, each with its own.
pub fn by_family() -> Vec<(&'static str, Vec<&'static CodeInfo>)> {
    let of = |letter: char| {
        catalogue().iter().filter(|info| info.code.0.starts_with(letter)).collect::<Vec<_>>()
    };
    let families = FAMILIES.iter().map(|(letter, name)| (*name, of(*letter)));
    families.filter(|(_, codes)| !codes.is_empty()).collect()
}

// Files and columns.
pub const UNREADABLE_FILE: Code = Code("F01");
pub const MISSING_FILE: Code = Code("F02");
pub const AMBIGUOUS_FILE: Code = Code("F03");
pub const SHEET_NOT_FOUND: Code = Code("F04");
pub const MISSING_COLUMN: Code = Code("F05");
pub const AMBIGUOUS_COLUMN: Code = Code("F06");
pub const NO_ROWS: Code = Code("F07");
pub const DAMAGED_ROW: Code = Code("F08");
pub const EMPTY_FILE: Code = Code("F09");
pub const FILE_WITHOUT_PLAN: Code = Code("F10");
pub const HIDDEN_PARTS: Code = Code("F11");
pub const TOTAL_ROWS: Code = Code("F12");
pub const ROWS_OUTSIDE_TABLE: Code = Code("F13");
pub const POSSIBLE_COLUMN: Code = Code("F14");
pub const ALTERED_EXAMPLE: Code = Code("F15");
pub const ROWS_LEFT_OUT: Code = Code("F16");
pub const UNREAD_COLUMN_DECIDES: Code = Code("F17");
pub const UNREAD_COLUMN: Code = Code("F18");
pub const SHEET_NOT_READ: Code = Code("F19");
pub const SENSITIVE_COLUMN: Code = Code("F20");
pub const COLUMN_OF_ANOTHER_MEANING: Code = Code("F21");
pub const WIDE_TABLE: Code = Code("F22");
pub const ROWS_NOT_READ: Code = Code("F23");
pub const SHEETS_UNLIKE: Code = Code("F33");
pub const KNOWN_FIGURE_DIFFERS: Code = Code("F24");
pub const TABLE_TURNED: Code = Code("F25");
pub const ROWS_STRUCK_THROUGH: Code = Code("F26");
pub const FILE_OF_ANOTHER_YEAR: Code = Code("F27");
pub const SHEET_DECIDES: Code = Code("F28");
pub const OTHER_SHEET: Code = Code("F29");
pub const NOTE_DECIDES: Code = Code("F30");
pub const NAME_OF_SHEET_READ: Code = Code("F31");
pub const FISCAL_CODE_READ: Code = Code("F32");
// People.
pub const EMPTY_REQUIRED_CELL: Code = Code("P01");
pub const UNREADABLE_GENDER: Code = Code("P02");
pub const UNREADABLE_DATE: Code = Code("P03");
pub const UNREADABLE_NUMBER: Code = Code("P04");
pub const UNKNOWN_CATEGORY: Code = Code("P05");
pub const UNKNOWN_GRADE: Code = Code("P06");
pub const UNKNOWN_EDUCATION: Code = Code("P07");
pub const REPEATED_STAFF_NUMBER: Code = Code("P08");
pub const IMPOSSIBLE_AGE: Code = Code("P09");
pub const WORKING_TIME_OUT_OF_RANGE: Code = Code("P10");
pub const EMPTY_OPTIONAL_CELL: Code = Code("P11");
pub const GRADE_DATE_IN_FUTURE: Code = Code("P12");
pub const UNKNOWN_STAFF_NUMBER: Code = Code("P13");
pub const IMPLAUSIBLE_PAY: Code = Code("P14");
pub const STAFF_NUMBER_NOT_WHOLE: Code = Code("P15");
pub const SENIORITY_LONGER_THAN_AGE: Code = Code("P16");
pub const POSITION_HELD_BY_MANAGER: Code = Code("P17");
pub const GRADE_NOT_IN_FORCE: Code = Code("P18");
pub const NOT_IN_SERVICE: Code = Code("P19");
pub const SPREADSHEET_ERROR: Code = Code("P20");
pub const FISCAL_CODE_DISAGREES: Code = Code("P21");
pub const WORKING_TIME_AS_FRACTIONS: Code = Code("P22");
pub const DATES_AS_MOMENTS: Code = Code("P23");
pub const MONTH_BEFORE_DAY: Code = Code("P24");
pub const DAY_ORDER_IN_DOUBT: Code = Code("P25");
pub const GENDER_NOT_DECLARED: Code = Code("P26");
pub const POSTS_JOINED: Code = Code("P27");
pub const UNIT_OF_WORKING_TIME: Code = Code("P28");
pub const UNIT_OF_PAY: Code = Code("P29");
pub const UNKNOWN_SERVICE_STATE: Code = Code("P30");
pub const LAST_DAY_IN_DOUBT: Code = Code("P31");
pub const BIRTH_YEAR_ALONE: Code = Code("P32");
pub const LEFT_BEFORE_HIRED: Code = Code("P33");
pub const SHARED_GRADE_DATE: Code = Code("P34");
pub const STAFF_JUMPS: Code = Code("P36");
pub const WOMEN_JUMP: Code = Code("P37");
pub const PAY_JUMPS: Code = Code("P38");
pub const SAME_FISCAL_CODE: Code = Code("P39");
pub const SAME_NAME_AND_BIRTH: Code = Code("P40");
pub const GENDERS_REVERSED: Code = Code("P41");
pub const SHORT_YEARS: Code = Code("P42");
pub const BASIS_OF_PAY: Code = Code("P43");
pub const PAY_OF_PART_OF_YEAR: Code = Code("P44");
pub const SHORT_YEARS_READ: Code = Code("P45");
// What people use and attend.
pub const REPEATED_MEASURE: Code = Code("E01");
pub const MEASURE_LIKE_ANOTHER: Code = Code("E02");
pub const UNKNOWN_LEAVE: Code = Code("E03");
pub const IMPOSSIBLE_QUANTITY: Code = Code("E04");
pub const UNKNOWN_TRAINING: Code = Code("E05");
pub const TOO_MANY_KINDS: Code = Code("E06");
pub const UNKNOWN_STANDING: Code = Code("E07");
pub const PERIOD_ACROSS_YEARS: Code = Code("E08");
pub const PERIODS_DIVIDED: Code = Code("E09");
pub const LEAVE_WITHOUT_UNIT: Code = Code("E10");
pub const UNIT_DISAGREES: Code = Code("E11");
pub const NOTHING_OF_THE_YEAR: Code = Code("E12");
pub const YEAR_NOT_TOLD: Code = Code("E13");
pub const UNUSUAL_QUANTITIES: Code = Code("E14");
pub const MODALITY_FOR_TOPIC: Code = Code("E15");
pub const ROWS_REPEATED: Code = Code("E16");
pub const IMPOSSIBLE_PERIOD: Code = Code("E17");
pub const WORD_READ_AS_TERM: Code = Code("E18");
pub const WORD_NAMES_NOTHING: Code = Code("E19");
pub const TRAINING_JUMPS: Code = Code("E20");
pub const REVERSALS_TAKEN: Code = Code("E21");
pub const MORE_THAN_FOR_ONE: Code = Code("E22");
pub const OVERLAPPING_PERIODS: Code = Code("E23");
pub const DAYS_COUNTED: Code = Code("E24");
pub const MINUTES_AMONG_HOURS: Code = Code("E25");
pub const UNIT_UNLIKE_SAID: Code = Code("E28");
pub const NOTHING_COUNTS: Code = Code("E29");
// Exam boards.
pub const BOARD_SHORT_OF_WOMEN: Code = Code("C01");
pub const UNKNOWN_BOARD_ROLE: Code = Code("C02");
pub const TWO_PRESIDENTS: Code = Code("C03");
// Agreement.
pub const NEAR_EQUAL_GRADES: Code = Code("C04");
pub const CATEGORY_UNLIKE_GRADE: Code = Code("C05");
pub const GOVERNING_BODY_COUNTED: Code = Code("C06");
pub const IDENTICAL_ROWS: Code = Code("C07");
pub const REPEATED_POSITION: Code = Code("C08");
pub const TABLES_DISAGREE: Code = Code("C09");
pub const REPEATED_MEMBER: Code = Code("C10");
pub const ARREARS_NOT_TOLD: Code = Code("C11");
pub const FEW_MEMBERS: Code = Code("C14");
pub const NO_EXAM_BOARD: Code = Code("C15");
pub const REPEATED_MEETING: Code = Code("C16");
// Plan and actuals.
pub const UNREADABLE_TARGET: Code = Code("A01");
pub const UNIT_DOES_NOT_FIT: Code = Code("A02");
pub const TWO_TARGETS: Code = Code("A03");
pub const DATE_BEFORE_GOAL: Code = Code("A04");
pub const UNKNOWN_AREA: Code = Code("A05");
pub const UNKNOWN_UNIT: Code = Code("A06");
pub const UNKNOWN_INDICATOR: Code = Code("A07");
pub const REPEATED_INDICATOR: Code = Code("A08");
pub const ACTUAL_MISSING: Code = Code("A09");
pub const UNREADABLE_ACTUAL: Code = Code("A10");
pub const REPEATED_ACTUAL: Code = Code("A11");
pub const UNKNOWN_GENERAL_OBJECTIVE: Code = Code("A12");
pub const OBJECTIVE_TOLD_TWICE: Code = Code("A13");
pub const UNKNOWN_DIRECTION: Code = Code("A14");
pub const UNKNOWN_LEVEL: Code = Code("A15");
pub const TARGET_NOT_POSITIVE: Code = Code("A16");
pub const NO_INDICATOR_OF_THE_YEAR: Code = Code("A17");
pub const INDICATOR_OF_ANOTHER_YEAR: Code = Code("A18");
pub const DIRECTION_TO_BE_STATED: Code = Code("A19");
pub const SCALES_DIFFER: Code = Code("A20");
pub const WEIGHTS_MIXED: Code = Code("A21");
pub const SEVERAL_VALUES_IN_CELL: Code = Code("A22");
pub const NOT_AN_ACTUAL: Code = Code("A23");
pub const NEITHER_YES_NOR_NO: Code = Code("A24");
pub const DATE_OF_ANOTHER_TIME: Code = Code("A25");
pub const LEVEL_FOR_CHANGE: Code = Code("A27");
pub const NO_ACTUAL_OF_THE_YEAR: Code = Code("A29");
// Earlier years.
pub const UNREADABLE_YEAR: Code = Code("S01");
pub const UNKNOWN_HISTORY_HEADER: Code = Code("S02");
pub const UNREADABLE_FIGURE: Code = Code("S03");
pub const REPEATED_FIGURE: Code = Code("S04");
pub const HISTORY_TOTAL_DIFFERS: Code = Code("S05");
pub const YEAR_NOT_BEFORE_REPORT: Code = Code("S06");
pub const YEAR_GIVEN_TWICE: Code = Code("S07");
pub const REPEATED_CORRESPONDENCE: Code = Code("S08");
pub const HISTORY_IN_FRACTIONS: Code = Code("S15");
pub const HISTORY_WITHOUT_TOTAL: Code = Code("S16");
pub const HISTORY_GAP_DIFFERS: Code = Code("S17");
pub const HISTORY_NOT_PROTECTED: Code = Code("S20");
pub const HISTORY_ROUNDED: Code = Code("S21");
// Tables given as totals.
pub const UNKNOWN_TABLE: Code = Code("T01");
pub const UNKNOWN_PLACE_IN_TABLE: Code = Code("T02");
pub const REPEATED_TOTAL: Code = Code("T03");
pub const MISSING_TOTAL: Code = Code("T04");
pub const TABLE_GIVEN_TWICE: Code = Code("T05");
pub const GIVEN_SUM_DIFFERS: Code = Code("T06");
pub const WIDE_TOTALS: Code = Code("T07");
pub const PAGE_ROW_NOT_WHOLE: Code = Code("T08");
pub const PAGE_READ: Code = Code("T09");
pub const PAGE_WITHOUT_TABLES: Code = Code("T10");
pub const IMPLAUSIBLE_TOTALS: Code = Code("T11");
// Initiatives.
pub const OBJECTIVE_WITHOUT_INITIATIVE: Code = Code("I01");
pub const INITIATIVE_WITHOUT_OBJECTIVE: Code = Code("I02");
pub const UNKNOWN_INITIATIVE_OBJECTIVE: Code = Code("I03");
pub const UNKNOWN_INITIATIVE_INDICATOR: Code = Code("I04");
pub const INITIATIVE_TOLD_TWICE: Code = Code("I05");
pub const INITIATIVE_OF_EARLIER_YEAR: Code = Code("I06");
pub const BENEFICIARIES_NOT_STATED: Code = Code("I07");
pub const SPENDING_NOT_STATED: Code = Code("I08");
pub const NEGATIVE_INITIATIVE_FIGURE: Code = Code("I09");
pub const BENEFICIARIES_IN_PERCENT: Code = Code("I10");
pub const BENEFICIARIES_LIKE_PERCENT: Code = Code("I11");
// The CUG's own report.
pub const TEXT_MISSING: Code = Code("R01");
pub const UNREADABLE_TEXT: Code = Code("R02");
pub const TEXT_NOT_ASKED_FOR: Code = Code("R03");
pub const HTML_IN_TEXT: Code = Code("R04");
pub const LINK_NOT_KEPT: Code = Code("R05");
pub const PICTURE_NOT_SHOWN: Code = Code("R06");
pub const PICTURE_WITHOUT_ALTERNATIVE: Code = Code("R07");
pub const MEETING_OF_ANOTHER_YEAR: Code = Code("R08");
pub const NUMBER_AFTER_DASH: Code = Code("R09");
pub const CHARACTER_NOT_DRAWN: Code = Code("R10");
pub const NAMES_OF_THOSE_PRESENT: Code = Code("R11");
pub const ODD_APPROVAL: Code = Code("R12");
pub const TEXT_GIVEN_TWICE: Code = Code("R20");
pub const SIGN_LOST: Code = Code("R21");
pub const PART_NOT_TAKEN: Code = Code("R22");
pub const DRAFT_MARKS: Code = Code("R23");
// Justifications.
pub const JUSTIFICATION_WITHOUT_ANOMALY: Code = Code("G01");
pub const PERSON_NAMED: Code = Code("G02");

impl Code {
    /// The code with this name, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        catalogue().iter().map(|info| info.code).find(|code| code.0.eq_ignore_ascii_case(name))
    }

    pub fn name(self) -> &'static str {
        self.0
    }

    /// Its entry in the catalogue.
    ///
    /// # Panics
    /// When `data/diagnostics/` lacks the code: a fault of the program, kept out by a test.
    pub fn info(self) -> &'static CodeInfo {
        catalogue()
            .iter()
            .find(|info| info.code == self)
            .unwrap_or_else(|| panic!("data/diagnostics has no {}", self.0))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

/// Every code, in alphabetical order.
pub fn catalogue() -> &'static [CodeInfo] {
    static CATALOGUE: LazyLock<Vec<CodeInfo>> = LazyLock::new(read_catalogue);
    &CATALOGUE
}

fn read_catalogue() -> Vec<CodeInfo> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Text {
        severity: String,
        title: String,
        why: String,
        remedy: String,
        exception: Option<String>,
    }
    let mut codes: Vec<CodeInfo> = TEXTS
        .files()
        .map(|file| {
            let name = file.path().file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            let text: Text = toml::from_str(file.contents_utf8().unwrap_or_default())
                .unwrap_or_else(|error| panic!("data/diagnostics/{name}: {error}"));
            let severity = match text.severity.as_str() {
                "errore" => Severity::Error,
                "anomalia" => Severity::Anomaly,
                _ => Severity::Note,
            };
            CodeInfo {
                code: Code(name),
                severity,
                title: text.title,
                why: text.why,
                remedy: text.remedy,
                exception: text.exception,
            }
        })
        .collect();
    codes.sort_by_key(|info| info.code);
    codes
}
