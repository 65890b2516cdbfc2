//! All that was read, in one value: what checks, tables and indicators work on.

use std::collections::BTreeMap;

use crate::model::age_band::AgeBand;
use crate::model::board::Board;
use crate::model::committee::{Fact, PowerUse, Tool};
use crate::model::cug_report::{Meeting, Member};
use crate::model::education::EducationLevel;
use crate::model::employee::{Employee, Position};
use crate::model::format::Format;
use crate::model::gender::{Gender, UNDECLARED};
use crate::model::grade::Grade;
use crate::model::history::{GradeMap, PastYear};
use crate::model::initiative::InitiativeRow;
use crate::model::input::InputKind;
use crate::model::justification::Justification;
use crate::model::ledger::Ledger;
use crate::model::plan::{Actual, Plan};
use crate::model::quality::SourceFile;
use crate::model::settings::Settings;
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;
use crate::model::text::Texts;
use crate::model::totals::TableTotals;

/// The readable part of the inputs with the reference data that gives it meaning.
#[derive(Clone, Debug)]
pub struct Dataset {
    pub settings: Settings,
    pub format: Format,
    pub age_bands: Vec<AgeBand>,
    pub education_levels: Vec<EducationLevel>,
    /// In printed order: by category, then as the classification lists them.
    pub grades: Vec<Grade>,
    pub people: Vec<Employee>,
    /// The structures of the staff file, in alphabetical order.
    pub structures: Vec<String>,
    /// Who left in the year, by gender, as far as the staff file lists them; `None` without the column.
    pub leavers: Option<[u64; 2]>,
    pub columns: StaffColumns,
    /// `None` when the office gave no `posizioni`.
    pub positions: Option<Vec<Position>>,
    /// `None` when the office gave no `commissioni`; in printed order.
    pub boards: Option<Vec<Board>>,
    /// Who uses which measure; `None` when the office gave no `conciliazione`.
    pub work_life: Option<Ledger>,
    /// Days and hours of leave; `None` when the office gave no `congedi`.
    pub leave: Option<Ledger>,
    /// Hours of training; `None` when the office gave no `formazione`.
    pub training: Option<Ledger>,
    /// Tables given as totals, by number.
    pub totals: BTreeMap<TableId, TableTotals>,
    pub plan: Option<Plan>,
    pub actuals: Vec<Actual>,
    /// `None` when the office gave no `azioni`.
    pub initiatives: Option<Vec<InitiativeRow>>,
    pub justifications: Vec<Justification>,
    /// `None` when the CUG gave no `componenti`.
    pub members: Option<Vec<Member>>,
    /// `None` when the CUG gave no `riunioni`.
    pub meetings: Option<Vec<Meeting>>,
    /// `None` when the CUG gave no `comitato`, `poteri`, `benessere`.
    pub committee: Option<Vec<Fact>>,
    pub powers: Option<Vec<PowerUse>>,
    pub wellbeing: Option<Vec<Tool>>,
    pub texts: Texts,
    /// Earlier years, oldest first.
    pub history: Vec<PastYear>,
    /// The public editions of earlier years, oldest first.
    pub public_history: Vec<PastYear>,
    pub grade_map: GradeMap,
    pub sources: Vec<SourceFile>,
}

/// Which optional columns `personale` has: a table that needs one without it is "dati non forniti".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StaffColumns {
    pub working_time: bool,
    pub in_grade_since: bool,
    pub education: bool,
    pub annual_pay: bool,
    pub structure: bool,
    pub hired: bool,
    pub left: bool,
}

impl Dataset {
    pub fn category(&self, person: &Employee) -> StaffCategory {
        self.grades[person.grade].category
    }

    /// The file of an input, when it was given and could be opened.
    pub fn source(&self, kind: InputKind) -> Option<&SourceFile> {
        self.sources.iter().find(|source| source.kind == kind)
    }

    /// People who have not declared their gender, and are in no table.
    pub fn undeclared(&self) -> u64 {
        let staff = self.sources.iter().filter(|source| source.kind == InputKind::Staff);
        staff.filter_map(|source| source.rows_left_out.get(UNDECLARED)).sum()
    }

    /// People of one gender.
    pub fn count_of(&self, gender: Gender) -> u64 {
        self.people.iter().filter(|person| person.gender == gender).count() as u64
    }
}
