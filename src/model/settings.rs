//! `cug.toml` as typed values. Keys are Italian, as the office writes them; reading and its
//! messages are in `ingest/settings.rs`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::model::column_choice::ColumnChoices;
use crate::model::known_figures::KnownFigures;
use crate::model::secret::SecretWords;
use crate::model::spelling::{has_beginning, normal_form};
use crate::model::staff_category::StaffCategory;

/// The whole of `cug.toml`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Settings {
    #[serde(rename = "ente", default)]
    pub body: BodySettings,
    #[serde(rename = "relazione", default)]
    pub report: ReportSettings,
    #[serde(rename = "retribuzioni", default)]
    pub pay: PaySettings,
    #[serde(rename = "riservatezza", default)]
    pub disclosure: DisclosureSettings,
    #[serde(rename = "convenzioni", default)]
    pub conventions: Conventions,
    /// By input name.
    #[serde(rename = "file", default)]
    pub files: BTreeMap<String, FileChoice>,
    /// By input name.
    #[serde(rename = "colonne", default)]
    pub columns: BTreeMap<String, ColumnChoices>,
    /// By column: a word of the office and the word of the format that it stands for.
    #[serde(rename = "valori", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(rename = "quadratura", default, skip_serializing_if = "KnownFigures::is_empty")]
    pub known_figures: KnownFigures,
    #[serde(rename = "inquadramenti", default)]
    pub grades: Vec<GradeDeclaration>,
    #[serde(rename = "valutazione", default)]
    pub assessment: AssessmentRules,
}

/// What is not said here may be said in `impostazioni`: reading asks for what is said nowhere.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct BodySettings {
    #[serde(rename = "nome", default)]
    pub name: String,
    #[serde(rename = "codice_ipa")]
    pub ipa_code: Option<String>,
    /// Comparto of its contracts, where the grades do not tell it.
    pub comparto: Option<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ReportSettings {
    /// The data's year: situation at 31 December; 0 while it is not said.
    #[serde(rename = "anno", default)]
    pub year: i32,
    #[serde(rename = "formato", default = "default_format")]
    pub format: String,
    /// A sentence for the cover, such as "dati di esempio".
    #[serde(rename = "avvertenza")]
    pub notice: Option<String>,
}

impl Default for ReportSettings {
    fn default() -> Self {
        Self { year: 0, format: default_format(), notice: None }
    }
}

impl ReportSettings {
    /// 30 March of the year after, by which the CUG sends its report (Direttiva 2/2019): what the
    /// report tells has happened by then.
    pub fn due(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year + 1, 3, 30).unwrap_or_default()
    }

    /// 31 December of the data's year (Direttiva 2/2019).
    pub fn reference_date(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, 12, 31).unwrap_or_default()
    }
}

fn default_format() -> String {
    "direttiva-2-2019".to_owned()
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct PaySettings {
    #[serde(rename = "base", default)]
    pub basis: PayBasis,
    /// Whether arrears of earlier years are in it; `None` while nobody says.
    #[serde(rename = "arretrati", skip_serializing_if = "Option::is_none")]
    pub arrears: Option<Arrears>,
}

impl PaySettings {
    /// The key of the heading of the means: `lorda`, `netta_compresi`.
    pub fn heading(&self) -> String {
        match self.arrears {
            None => self.basis.key().to_owned(),
            Some(arrears) => format!("{}_{}", self.basis.key(), arrears.key()),
        }
    }
}

/// Arretrati: pay of the year that is due for earlier years, as renewed contracts pay it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Arrears {
    #[serde(rename = "compresi")]
    Included,
    #[serde(rename = "esclusi")]
    Excluded,
}

impl Arrears {
    pub const ALL: [Self; 2] = [Self::Included, Self::Excluded];

    /// The word of `cug.toml` and of the format's keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Included => "compresi",
            Self::Excluded => "esclusi",
        }
    }
}

/// Whether the pay column is gross or net; printed in table 1.5.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum PayBasis {
    #[default]
    #[serde(rename = "lorda")]
    Gross,
    #[serde(rename = "netta")]
    Net,
}

impl PayBasis {
    pub const ALL: [Self; 2] = [Self::Gross, Self::Net];

    /// The basis that the header of a column names; `None` where it names none, or both.
    pub fn named_in(header: &str) -> Option<Self> {
        let form = normal_form(header);
        match (has_beginning(&form, &["nett"]), has_beginning(&form, &["lord"])) {
            (true, false) => Some(Self::Net),
            (false, true) => Some(Self::Gross),
            _ => None,
        }
    }

    /// The word of `cug.toml` and of the format's keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Gross => "lorda",
            Self::Net => "netta",
        }
    }
}

/// How the public edition keeps small groups from being seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum DisclosureMethod {
    /// Every count is printed as a multiple of the smallest group, and all sums still hold.
    #[default]
    #[serde(rename = "arrotondamento")]
    Rounding,
    /// Small counts are left out, and whatever they could be computed from.
    #[serde(rename = "oscuramento")]
    Suppression,
}

impl DisclosureMethod {
    /// The word of `cug.toml`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Rounding => "arrotondamento",
            Self::Suppression => "oscuramento",
        }
    }
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default)]
pub struct DisclosureSettings {
    #[serde(rename = "metodo")]
    pub method: DisclosureMethod,
    /// What the choices of the public edition are drawn by; printed nowhere and part of no fingerprint.
    #[serde(rename = "segreto", skip_serializing)]
    pub secret: Option<SecretWords>,
    /// Smallest group shown in the public edition (Codice italiano delle statistiche ufficiali: three).
    #[serde(rename = "soglia")]
    pub threshold: u64,
    /// The same for the tables that the format marks as sensitive, such as leave.
    #[serde(rename = "soglia_sensibili")]
    pub sensitive_threshold: u64,
    #[serde(rename = "esenzioni")]
    pub exemptions: Vec<Exemption>,
}

impl Default for DisclosureSettings {
    fn default() -> Self {
        Self {
            method: DisclosureMethod::default(),
            secret: None,
            threshold: 3,
            sensitive_threshold: 5,
            exemptions: Vec::new(),
        }
    }
}

/// `[[riservatezza.esenzioni]]`: figures that are public by law (d.lgs. 33/2013) and are shown as
/// they are. Reading makes sure that one of category and table is given, and the reason.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Exemption {
    #[serde(rename = "tipologia")]
    pub category: Option<StaffCategory>,
    /// `1.1` … `1.11`.
    #[serde(rename = "tabella")]
    pub table: Option<String>,
    /// Printed in the certificate.
    #[serde(rename = "motivo")]
    pub reason: String,
}

/// Choices the format leaves open; each is printed where it counts.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Conventions {
    /// The class that takes people of exactly 30.
    #[serde(rename = "trenta_anni")]
    pub age_thirty: AgeThirty,
    #[serde(rename = "part_time_vuoto")]
    pub empty_working_time: EmptyWorkingTime,
    /// Digits of a staff number that a spreadsheet kept as a number: 417 becomes 000417.
    #[serde(rename = "cifre_matricola")]
    pub staff_number_digits: Option<usize>,
    /// What 0 means in a column of part time.
    #[serde(rename = "part_time_zero")]
    pub zero_working_time: EmptyWorkingTime,
    /// Payments of a year, for a column of monthly pay.
    #[serde(rename = "mensilita", skip_serializing_if = "Option::is_none")]
    pub monthly_payments: Option<u32>,
    /// What a date of leaving is, where it is the reference date.
    #[serde(rename = "cessazione", skip_serializing_if = "Option::is_none")]
    pub leaving_date: Option<LeavingDate>,
    /// How the days of leave are counted where a row has its dates and no quantity.
    #[serde(rename = "giorni_dei_congedi", skip_serializing_if = "Option::is_none")]
    pub leave_days: Option<LeaveDays>,
    /// Whether the century of years of two digits is told by what the date is.
    #[serde(rename = "anni_di_due_cifre", skip_serializing_if = "Option::is_none")]
    pub short_years: Option<ShortYears>,
    /// What rows that are struck through are.
    #[serde(rename = "righe_barrate", skip_serializing_if = "Option::is_none")]
    pub struck_rows: Option<StruckRows>,
    /// Weekly hours of full time, for a column of weekly hours.
    #[serde(rename = "orario_pieno", skip_serializing_if = "Option::is_none")]
    pub full_time_hours: Option<Decimal>,
    /// Hours of a day of work, where hours of leave are to become days, or days of training hours.
    #[serde(rename = "ore_al_giorno", skip_serializing_if = "Option::is_none")]
    pub hours_a_day: Option<Decimal>,
}

impl Conventions {
    /// 36 hours a week, unless the office says otherwise.
    pub fn full_time_hours(&self) -> Decimal {
        self.full_time_hours.unwrap_or_else(|| Decimal::from(36))
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum AgeThirty {
    #[default]
    #[serde(rename = "<30")]
    First,
    #[serde(rename = "da 31 a 40")]
    Second,
}

impl AgeThirty {
    pub fn label(self) -> &'static str {
        match self {
            Self::First => "<30",
            Self::Second => "da 31 a 40",
        }
    }
}

/// Which days of a period are days of leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum LeaveDays {
    /// Every day, as maternity and parental leave are counted.
    #[serde(rename = "di calendario")]
    Calendar,
    /// Holidays left out.
    #[serde(rename = "dal lunedì al venerdì")]
    FiveDays,
    /// Holidays left out.
    #[serde(rename = "dal lunedì al sabato")]
    SixDays,
}

impl LeaveDays {
    pub const ALL: [Self; 3] = [Self::Calendar, Self::FiveDays, Self::SixDays];

    /// The words of `cug.toml`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Calendar => "di calendario",
            Self::FiveDays => "dal lunedì al venerdì",
            Self::SixDays => "dal lunedì al sabato",
        }
    }
}

/// What is done with dates whose year has two digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum ShortYears {
    /// Nobody writes of births, contracts and leave that are still far: the last year with these digits
    /// that is not after the report's next one.
    #[serde(rename = "i più recenti")]
    Latest,
}

/// What a row is whose cells are struck through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum StruckRows {
    #[serde(rename = "contano")]
    Count,
    #[serde(rename = "non contano")]
    CountNot,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum EmptyWorkingTime {
    /// Ask: an anomaly, and the person is counted under "Non indicato".
    #[default]
    #[serde(rename = "da chiedere")]
    Ask,
    #[serde(rename = "tempo pieno")]
    FullTime,
}

/// What programs write as the date of leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum LeavingDate {
    /// The last day of work.
    #[serde(rename = "ultimo giorno")]
    LastDay,
    /// The first day on which the person does not work any more.
    #[serde(rename = "primo giorno fuori")]
    FirstDayOut,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct FileChoice {
    #[serde(rename = "percorso")]
    pub path: String,
    #[serde(rename = "foglio")]
    pub sheet: Option<String>,
    /// Sheets with the same columns, read one after the other.
    #[serde(rename = "fogli", default, skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<String>,
    /// The year of its data, where the name of the file or of a sheet has another.
    #[serde(rename = "anno", default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
}

/// A grade of the body's own, printed before the bundled ones of its category.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct GradeDeclaration {
    #[serde(rename = "nome")]
    pub label: String,
    #[serde(rename = "tipologia")]
    pub category: StaffCategory,
    #[serde(default)]
    pub alias: Vec<String>,
}

/// `[valutazione]`: how a target and an actual become a score. The body's own performance rules.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default)]
pub struct AssessmentRules {
    /// Highest score of one indicator, in percent.
    #[serde(rename = "tetto")]
    pub cap: Decimal,
    /// A score below it counts as 0.
    #[serde(rename = "soglia_minima")]
    pub minimum: Decimal,
    /// From this score on an indicator is "raggiunto".
    #[serde(rename = "soglia_raggiunto")]
    pub reached_from: Decimal,
    /// Below this score a number is "non raggiunto", from it on "parzialmente raggiunto".
    #[serde(rename = "soglia_parziale")]
    pub partly_from: Decimal,
    #[serde(rename = "formula_decrescente")]
    pub decreasing: DecreasingFormula,
    #[serde(rename = "consuntivo_mancante")]
    pub missing: MissingActual,
    /// Score of a late date by days of delay; without steps a late date scores 0.
    #[serde(rename = "ritardo")]
    pub delay_steps: Vec<DelayStep>,
}

impl Default for AssessmentRules {
    fn default() -> Self {
        Self {
            cap: Decimal::ONE_HUNDRED,
            minimum: Decimal::ZERO,
            reached_from: Decimal::ONE_HUNDRED,
            partly_from: Decimal::from(50),
            decreasing: DecreasingFormula::default(),
            missing: MissingActual::default(),
            delay_steps: Vec::new(),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum DecreasingFormula {
    /// target / actual
    #[default]
    #[serde(rename = "inverso")]
    Inverse,
    /// 2 - actual / target, never below 0
    #[serde(rename = "complemento")]
    Complement,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum MissingActual {
    /// Left out of the means, and counted apart.
    #[default]
    #[serde(rename = "escluso")]
    Excluded,
    #[serde(rename = "zero")]
    Zero,
}

/// Days of delay from `from` to `to` (both included; no `to` means for ever) score `score` percent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct DelayStep {
    #[serde(rename = "da_giorni")]
    pub from: u32,
    #[serde(rename = "a_giorni")]
    pub to: Option<u32>,
    #[serde(rename = "punteggio")]
    pub score: Decimal,
}
