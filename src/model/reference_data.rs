//! The reference data bundled with the program: formats, classifications, accepted headers.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use crate::model::cell::Measure;
use crate::model::column_choice::ColumnUnit;
use crate::model::deadline::{Deadline, Need};
use crate::model::education::{EducationLevel, EducationWords};
use crate::model::format::Format;
use crate::model::history::{GradeMap, GradeStep};
use crate::model::holds::Holds;
use crate::model::input::InputKind;
use crate::model::legal_frame;
use crate::model::legal_reference::LegalReference;
use crate::model::plausible::Plausible;
use crate::model::service::ServiceStates;
use crate::model::setting_sheet::SettingSheets;
use crate::model::staff_category::StaffCategory;
use crate::model::wording::{
    BoardRoles, GradeWords, LeaveCauses, MeasureWords, Modalities, NoneWords, PositionWords,
    StandingWords,
};

const FORMATS: [&str; 1] = [include_str!("../../data/formats/direttiva-2-2019.toml")];
/// The first is the comparto that is taken where nothing tells another.
const GRADES: [&str; 25] = [
    include_str!("../../data/classifications/grades_funzioni_locali.toml"),
    include_str!("../../data/classifications/grades_funzioni_centrali.toml"),
    include_str!("../../data/classifications/grades_sanita.toml"),
    include_str!("../../data/classifications/grades_universita.toml"),
    include_str!("../../data/classifications/grades_ricerca.toml"),
    include_str!("../../data/classifications/grades_scuola.toml"),
    include_str!("../../data/classifications/grades_afam.toml"),
    include_str!("../../data/classifications/grades_forze_armate.toml"),
    include_str!("../../data/classifications/grades_carabinieri_e_finanza.toml"),
    include_str!("../../data/classifications/grades_polizia.toml"),
    include_str!("../../data/classifications/grades_vigili_del_fuoco.toml"),
    include_str!("../../data/classifications/grades_magistratura.toml"),
    include_str!("../../data/classifications/grades_carriere.toml"),
    include_str!("../../data/classifications/grades_presidenza.toml"),
    include_str!("../../data/classifications/grades_enti_autonomi.toml"),
    include_str!("../../data/classifications/grades_unioncamere.toml"),
    include_str!("../../data/classifications/grades_enac.toml"),
    include_str!("../../data/classifications/grades_friuli_venezia_giulia.toml"),
    include_str!("../../data/classifications/grades_sicilia.toml"),
    include_str!("../../data/classifications/grades_sardegna.toml"),
    include_str!("../../data/classifications/grades_trentino_alto_adige.toml"),
    include_str!("../../data/classifications/grades_trento.toml"),
    include_str!("../../data/classifications/grades_bolzano.toml"),
    include_str!("../../data/classifications/grades_valle_d_aosta.toml"),
    include_str!("../../data/classifications/grades_scuola_province_autonome.toml"),
];
const GRADE_MAPS: [&str; 4] = [
    include_str!("../../data/classifications/grade_map_funzioni_locali.toml"),
    include_str!("../../data/classifications/grade_map_funzioni_centrali.toml"),
    include_str!("../../data/classifications/grade_map_sanita.toml"),
    include_str!("../../data/classifications/grade_map_universita.toml"),
];
const EDUCATION: &str = include_str!("../../data/classifications/education.toml");
const WORK_LIFE_MEASURES: &str = include_str!("../../data/classifications/work_life_measures.toml");
const LEAVE_TYPES: &str = include_str!("../../data/classifications/leave_types.toml");
const INDICATOR_UNITS: &str = include_str!("../../data/classifications/indicator_units.toml");
const TRAINING_TYPES: &str = include_str!("../../data/classifications/training_types.toml");
const SERVICE_STATES: &str = include_str!("../../data/classifications/service_states.toml");
const UNITS: &str = include_str!("../../data/units.toml");
const LEAVE_CAUSES: &str = include_str!("../../data/classifications/leave_causes.toml");
const NONE_WORDS: &str = include_str!("../../data/classifications/none_words.toml");
const GRADE_WORDS: &str = include_str!("../../data/classifications/grade_words.toml");
const POSITIONS: &str = include_str!("../../data/classifications/positions.toml");
const BOARD_ROLES: &str = include_str!("../../data/classifications/board_roles.toml");
const STANDINGS: &str = include_str!("../../data/classifications/standings.toml");
const HOLIDAYS: &str = include_str!("../../data/holidays.toml");
const DEADLINES: &str = include_str!("../../data/deadlines.toml");
const NUCLEO: &str = include_str!("../../data/nucleo.toml");
const SETTINGS: &str = include_str!("../../data/settings.toml");
const COLUMNS: &str = include_str!("../../data/columns.toml");
/// An entry that tests add to it, to see that a column costs no more.
const ONE_MORE_COLUMN: &str = if cfg!(test) {
    r#"
[[commissioni]]
name = "giorno_della_prova"
holds = "date"
example = "14/06/2022"
help = "Il giorno della prova di prova."
aliases = ["prova del"]
"#
} else {
    ""
};

/// A grade of the bundled classification (`data/classifications/`).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownGrade {
    pub label: String,
    pub category: StaffCategory,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Names of trades and codes that have the grade, but tell no contract.
    #[serde(default)]
    pub profiles: Vec<String>,
    /// Qualifica: code and name of each one that Conto annuale files under the grade.
    #[serde(default)]
    pub qualifications: Vec<String>,
    /// Comparto of the contract, such as `sanità`.
    #[serde(default)]
    pub comparto: String,
    /// Whether the lists of the empty sheets leave it out.
    #[serde(default)]
    pub rare: bool,
    /// Whether its comparto counts only where `cug.toml` says so: its words are those of other contracts too.
    #[serde(default)]
    pub chosen: bool,
    /// First and last day on which the contract has the grade.
    #[serde(default, deserialize_with = "iso_date")]
    pub valid_from: Option<NaiveDate>,
    #[serde(default, deserialize_with = "iso_date")]
    pub valid_to: Option<NaiveDate>,
    pub reference: Option<LegalReference>,
}

impl KnownGrade {
    /// Every spelling that tells the contract.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let qualifications = self.qualifications.iter().flat_map(|qualification| {
            let (code, name) = qualification.split_once(' ').unwrap_or_default();
            [code, name]
        });
        let own = std::iter::once(&self.label).chain(&self.aliases).map(String::as_str);
        own.chain(qualifications).filter(|word| !word.is_empty())
    }

    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

fn iso_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map(Some).map_err(serde::de::Error::custom)
}

/// A word of the format for what people use or attend, with other spellings of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The row of the table.
    pub label: String,
    pub unit: Measure,
    /// The first is offered in the empty sheets.
    pub aliases: Vec<String>,
    /// Whether its row is there only where somebody has something of it.
    #[serde(default)]
    pub optional: bool,
    /// First words, in normal form, of anything that belongs to the row.
    #[serde(default)]
    pub begins_with: Vec<String>,
    /// The heading under which it may be crossed with grade and structure; `None` for what is never
    /// crossed, such as permits that tell of health.
    pub crossed_as: Option<String>,
}

impl Term {
    /// More days or hours a head than anybody can have in a year.
    pub fn most_a_head(&self) -> Option<u32> {
        plausible().a_head.iter().find(|of| of.term == self.label).map(|of| of.most)
    }

    /// What one person has in a year at most, with no more than the usual reason for it.
    pub fn most_for_one(&self) -> Option<u32> {
        plausible().a_head.iter().find(|of| of.term == self.label).and_then(|of| of.for_one)
    }

    /// Every accepted spelling.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.label).chain(&self.aliases).map(String::as_str)
    }
}

/// A column of an input (`data/columns.toml`).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputColumn {
    /// Canonical name.
    pub name: String,
    #[serde(default)]
    pub required: bool,
    /// What to do where the file has nothing like it.
    #[serde(default)]
    pub absent: Option<String>,
    pub holds: Holds,
    /// Of a term: whether words that the classification does not have are possible.
    #[serde(default)]
    pub open: bool,
    /// Of a number: the least that makes sense.
    #[serde(default)]
    pub from: Option<i32>,
    /// Of a number: the most that makes sense.
    #[serde(default)]
    pub to: Option<i32>,
    /// The units that its numbers may be in; the first where nothing is said.
    #[serde(default)]
    pub units: Vec<ColumnUnit>,
    /// Whether the amounts of its rows are added up: one that spans rows is of all of them together.
    #[serde(default)]
    pub adds_up: bool,
    /// Whether the template workbooks leave it out.
    #[serde(default)]
    pub rare: bool,
    /// The column whose place it takes in a file that does not have that one.
    #[serde(default)]
    pub stands_for: Option<String>,
    /// Headers of columns that say the same in another unit, by the word of the unit.
    #[serde(default)]
    pub also: BTreeMap<String, Vec<String>>,
    /// What to write in it, for the template workbooks.
    pub help: String,
    /// What their example row has in it.
    #[serde(default)]
    pub example: String,
    /// Other spellings accepted in the header.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Those of the aliases that are common words: they count only above contents of the kind.
    #[serde(default)]
    pub weak: Vec<String>,
}

/// Every edition of the format that the program knows, newest last.
pub fn formats() -> Vec<Format> {
    FORMATS.into_iter().map(bundled).collect()
}

/// The grades of every comparto, each in printed order.
pub fn known_grades() -> Vec<KnownGrade> {
    #[derive(Deserialize)]
    struct File {
        comparto: String,
        #[serde(default)]
        chosen: bool,
        grades: Vec<KnownGrade>,
    }
    let grades = |text| {
        let File { comparto, chosen, grades } = bundled(text);
        let comparti = std::iter::repeat(comparto);
        grades.into_iter().zip(comparti).map(move |(grade, comparto)| KnownGrade {
            comparto,
            chosen,
            ..grade
        })
    };
    GRADES.into_iter().flat_map(grades).collect()
}

/// Which area of a comparto took the place of each category in its reform; empty for one that had none.
pub fn default_grade_map(comparto: &str) -> GradeMap {
    #[derive(Deserialize)]
    struct Area {
        new: String,
        old: Vec<String>,
    }
    #[derive(Deserialize)]
    struct File {
        comparto: String,
        from: i32,
        reference: LegalReference,
        areas: Vec<Area>,
    }
    let mut files = GRADE_MAPS.into_iter().map(bundled::<File>);
    let Some(File { from, reference, areas, .. }) = files.find(|file| file.comparto == comparto)
    else {
        return GradeMap::default();
    };
    let step =
        |old: &String, area: &Area| GradeStep { from, old: old.clone(), new: area.new.clone() };
    let steps = areas.iter().flat_map(|area| area.old.iter().map(move |old| step(old, area)));
    GradeMap { steps: steps.collect(), reference: Some(reference) }
}

/// The education levels of tables 1.6 and 1.7, in ascending order.
pub fn education_levels() -> Vec<EducationLevel> {
    #[derive(Deserialize)]
    struct File {
        levels: Vec<EducationLevel>,
    }
    bundled::<File>(EDUCATION).levels
}

/// The words for education that no level has for itself.
pub fn education_words() -> EducationWords {
    bundled(EDUCATION)
}

/// The states of service that are known.
pub fn service_states() -> ServiceStates {
    bundled(SERVICE_STATES)
}

/// The values that a column may have as a whole.
pub fn plausible() -> &'static Plausible {
    static PLAUSIBLE: LazyLock<Plausible> = LazyLock::new(|| bundled(UNITS));
    &PLAUSIBLE
}

/// The measures of table 1.9, in the order of its rows.
pub fn work_life_measures() -> Vec<Term> {
    terms(WORK_LIFE_MEASURES)
}

/// The leave of table 1.10, in the order of its rows.
pub fn leave_types() -> Vec<Term> {
    terms(LEAVE_TYPES)
}

/// The training of table 1.11, in the order of its rows.
pub fn training_types() -> Vec<Term> {
    terms(TRAINING_TYPES)
}

/// How causes of absence are read as that leave.
pub fn leave_causes() -> &'static LeaveCauses {
    static CAUSES: LazyLock<LeaveCauses> = LazyLock::new(|| bundled(LEAVE_CAUSES));
    &CAUSES
}

/// Words that say only how a course was given, and those that stand beside them.
pub fn training_modalities() -> Modalities {
    bundled(TRAINING_TYPES)
}

/// Words that stand beside a measure of table 1.9, or that are none of its.
pub fn measure_words() -> MeasureWords {
    bundled(WORK_LIFE_MEASURES)
}

/// Words that say that there is none.
pub fn none_words() -> NoneWords {
    bundled(NONE_WORDS)
}

/// Words beside a grade that make no other of it.
pub fn grade_words() -> GradeWords {
    bundled(GRADE_WORDS)
}

/// Types of position in the words of appointments.
pub fn position_words() -> PositionWords {
    bundled(POSITIONS)
}

/// Roles in exam boards.
pub fn board_roles() -> &'static BoardRoles {
    static ROLES: LazyLock<BoardRoles> = LazyLock::new(|| bundled(BOARD_ROLES));
    &ROLES
}

/// A day on which nobody works, the same every year.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    pub day: u32,
    pub month: u32,
    /// The first year that has it.
    pub from: Option<i32>,
}

/// Public holidays of the whole country, Easter apart.
pub fn holidays() -> Vec<Holiday> {
    #[derive(Deserialize)]
    struct File {
        holidays: Vec<Holiday>,
    }
    bundled::<File>(HOLIDAYS).holidays
}

/// What the words of states and outcomes say of a row.
pub fn standings() -> Vec<StandingWords> {
    #[derive(Deserialize)]
    struct File {
        standings: Vec<StandingWords>,
    }
    bundled::<File>(STANDINGS).standings
}

/// The words for a unit of the indicators of a plan.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitWords {
    /// As [`super::plan::Unit::label`].
    pub label: String,
    pub aliases: Vec<String>,
}

impl UnitWords {
    /// Every accepted spelling.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.label).chain(&self.aliases).map(String::as_str)
    }
}

pub fn indicator_units() -> Vec<UnitWords> {
    #[derive(Deserialize)]
    struct File {
        units: Vec<UnitWords>,
    }
    bundled::<File>(INDICATOR_UNITS).units
}

fn terms(text: &str) -> Vec<Term> {
    #[derive(Deserialize)]
    struct File {
        terms: Vec<Term>,
    }
    bundled::<File>(text).terms
}

/// The deadlines that follow a year of data and are in force on their day, in the order of their days.
pub fn deadlines(data_year: i32) -> Vec<Deadline> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Rule {
        id: String,
        day: u32,
        month: u32,
        years_after: i32,
        #[serde(default, deserialize_with = "iso_date")]
        valid_from: Option<NaiveDate>,
        #[serde(default, deserialize_with = "iso_date")]
        valid_to: Option<NaiveDate>,
        title: String,
        who: String,
        recipients: Vec<String>,
        references: Vec<LegalReference>,
        note: Option<String>,
        needs: Vec<Need>,
        #[serde(rename = "source")]
        _source: String,
        #[serde(rename = "certainty")]
        _certainty: String,
    }
    #[derive(Deserialize)]
    struct File {
        deadlines: Vec<Rule>,
    }
    let mut deadlines: Vec<Deadline> = bundled::<File>(DEADLINES)
        .deadlines
        .into_iter()
        .filter_map(|rule| {
            let date = NaiveDate::from_ymd_opt(data_year + rule.years_after, rule.month, rule.day)?;
            let is_in_force = rule.valid_from.is_none_or(|from| from <= date)
                && rule.valid_to.is_none_or(|to| date <= to);
            is_in_force.then_some(Deadline {
                date,
                title: rule.title,
                who: rule.who,
                recipients: rule.recipients,
                references: {
                    let in_force = legal_frame::frame().cited(&rule.id, date, None);
                    rule.references.iter().chain(in_force).cloned().collect()
                },
                note: rule.note,
                needs: rule.needs,
                id: rule.id,
            })
        })
        .collect();
    deadlines.sort_by_key(|deadline| deadline.date);
    deadlines
}

/// An article of law that the digest for the Nucleo serves.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ServedArticle {
    pub act: LegalReference,
    /// What it asks that the digest answers.
    pub serves: String,
    #[serde(deserialize_with = "iso_date", skip_serializing)]
    valid_from: Option<NaiveDate>,
    /// Where the words come from and how sure they are; for whoever compares them with the text.
    #[serde(skip_serializing)]
    pub source: String,
    #[serde(skip_serializing)]
    pub certainty: String,
}

/// The articles in force on a day, in the order of the file.
pub fn served_articles(day: NaiveDate) -> Vec<ServedArticle> {
    #[derive(Deserialize)]
    struct File {
        articles: Vec<ServedArticle>,
    }
    let all = bundled::<File>(NUCLEO).articles.into_iter();
    all.filter(|article| article.valid_from.is_none_or(|from| from <= day)).collect()
}

/// The settings as sheets have them.
pub fn setting_sheets() -> &'static SettingSheets {
    static SHEETS: LazyLock<SettingSheets> = LazyLock::new(|| bundled(SETTINGS));
    &SHEETS
}

/// The columns of an input, in the order of its template workbook.
pub fn columns(kind: InputKind) -> &'static [InputColumn] {
    static INPUTS: LazyLock<BTreeMap<String, Vec<InputColumn>>> =
        LazyLock::new(|| bundled(&[COLUMNS, ONE_MORE_COLUMN].concat()));
    INPUTS.get(kind.name()).map(Vec::as_slice).unwrap_or_default()
}

/// The column of an input with this canonical name.
pub fn column(kind: InputKind, name: &str) -> Option<&'static InputColumn> {
    columns(kind).iter().find(|column| column.name == name)
}

/// Those of them that the template workbook has.
pub fn offered_columns(kind: InputKind) -> impl Iterator<Item = &'static InputColumn> {
    columns(kind).iter().filter(|column| !column.rare)
}

/// What begins the example row of the template workbooks.
pub const EXAMPLE_MARK: &str = "esempio: ";

/// The year of the examples that are of the report's year.
const EXAMPLE_YEAR: &str = "2025";

/// The example row of an input: one text for each of its [`offered_columns`], with the mark on the
/// first; as if written in another year, where one is given.
pub fn example_row(kind: InputKind, year: Option<i32>) -> Vec<String> {
    let year = year.map_or(EXAMPLE_YEAR.to_owned(), |year| year.to_string());
    let mut row: Vec<String> =
        offered_columns(kind).map(|column| column.example.replace(EXAMPLE_YEAR, &year)).collect();
    if let Some(first) = row.first_mut() {
        first.insert_str(0, EXAMPLE_MARK);
    }
    row
}

/// Data of ours, which the tests have read: what is wrong in it is a fault of the program.
pub(crate) fn bundled<T: serde::de::DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("bundled data: {error}"))
}
