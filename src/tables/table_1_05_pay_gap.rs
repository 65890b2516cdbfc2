//! Table 1.5: mean pay of full-time staff by gender in each grade, and the gap between the means.

use rust_decimal::Decimal;

use super::printed::{Line, Printed};
use super::shared::Shared;
use super::{Content, Description, figure};
use crate::italian;
use crate::model::anatomy::{
    Agreement, Along, Anatomy, Bound, Labels, Population, Relation, Whole,
};
use crate::model::cell::{Cell, Measure, PROTECTED_SIGN};
use crate::model::chart::{Chart, ChartKind, GapBar};
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::ratio::Ratio;
use crate::model::role::{ColumnRole, RowRole, Supplement};
use crate::model::settings::Arrears;
use crate::model::table::{Column, Row};
use crate::model::table_id::TableId;
use crate::model::totals::TableTotals;

/// What the table is made of.
pub(super) const ANATOMY: Anatomy = Anatomy {
    labels: Labels::Grades,
    measure: Measure::People,
    relations: &[
        Relation::Sum {
            total: RowRole::Total,
            parts: &[RowRole::Body, RowRole::Beside(Supplement::WithoutPay)],
        },
        Relation::EachRow(&[
            Along::Tie { people: ColumnRole::People, amount: ColumnRole::Mean },
            Along::Gap(ColumnRole::Mean),
        ]),
        Relation::Percent { of: RowRole::Total, whole: Whole::Everybody },
    ],
    agreements: &[
        Agreement {
            people: Some("personale a tempo pieno"),
            rows: &[RowRole::Total],
            bound: Bound::Equal,
            table: TableId::PRESENCE,
            of: Population::Row("full_time"),
            by_grade: false,
        },
        Agreement {
            people: None,
            rows: &[RowRole::Body],
            bound: Bound::AtMost,
            table: TableId::GRADES,
            of: Population::Everybody,
            by_grade: true,
        },
    ],
};

/// Pay of one group: the exact sum in euro, by gender.
#[derive(Clone, Default)]
pub(super) struct Pay([Shared; 2]);

/// `None` without pay, or without the part-time column that tells who is full time.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    if !dataset.columns.annual_pay || !dataset.columns.working_time {
        return None;
    }
    let full_time: Vec<&Employee> = dataset
        .people
        .iter()
        .filter(|person| person.working_time.is_some_and(|share| share >= Decimal::ONE_HUNDRED))
        .collect();
    let mut by_grade = vec![Pay::default(); dataset.grades.len()];
    let mut without_pay = [0, 0];
    for person in &full_time {
        match person.annual_pay {
            Some(pay) => {
                by_grade[person.grade].add(person.gender, pay);
            }
            None => without_pay[person.gender.index()] += 1,
        }
    }
    let levels: Vec<(&str, Pay)> = dataset
        .grades
        .iter()
        .zip(by_grade)
        .filter(|(_, pay)| pay.total() > 0)
        .map(|(grade, pay)| (grade.label.as_str(), pay))
        .collect();
    let count = |gender| full_time.iter().filter(|person| person.gender == gender).count() as u64;
    let mut content = content(dataset, words, &levels, Gender::ALL.map(count));
    if without_pay != [0, 0] {
        let cells = footer(without_pay, figure::count);
        content.rows.push(words.keyed_row("without_pay", cells));
        content.notes.push(words.variant_note("without_pay").to_owned());
    }
    Some(content)
}

/// As [`compute`], from totals.
pub(super) fn given(dataset: &Dataset, words: &TableFormat, totals: &TableTotals) -> Content {
    let levels: Vec<(&str, Pay)> = totals
        .rows
        .iter()
        .map(|row| {
            let of = |gender: Gender| match row.of_gender(gender) {
                [people, mean] => (figure::whole_number(*people), *mean),
                _ => (0, Decimal::ZERO),
            };
            (row.label.as_str(), Pay::of_means(Gender::ALL.map(of)))
        })
        .collect();
    let mut full_time = [0, 0];
    for (_, pay) in &levels {
        for (sum, people) in full_time.iter_mut().zip(pay.people()) {
            *sum += people;
        }
    }
    content(dataset, words, &levels, full_time)
}

pub(super) fn describe(printed: Printed<'_>) -> Description {
    Description {
        sentences: sentences(printed),
        charts: chart(printed).into_iter().collect(),
        ..Description::default()
    }
}

/// The table of the given levels; `full_time` counts everybody who works full time, by gender.
pub(super) fn content(
    dataset: &Dataset,
    words: &TableFormat,
    levels: &[(&str, Pay)],
    full_time: [u64; 2],
) -> Content {
    let pay = &dataset.settings.pay;
    let notes = std::iter::once(pay.basis.key()).chain(pay.arrears.map(Arrears::key));
    Content {
        columns: columns(words, &pay.heading()),
        rows: rows(words, levels, full_time, dataset.people.len() as u64),
        notes: notes.map(|key| words.variant_note(key).to_owned()).collect(),
    }
}

impl Pay {
    /// From people and their mean pay, by gender.
    pub(super) fn of_means(means: [(u64, Decimal); 2]) -> Self {
        Self(means.map(|(people, mean)| {
            let sum = mean.checked_mul(Decimal::from(people)).unwrap_or(Decimal::MAX);
            Shared::of_sum(people, sum)
        }))
    }

    pub(super) fn people(&self) -> [u64; 2] {
        self.0.map(|shared| shared.people)
    }

    fn of_gender(&self, gender: Gender) -> &Shared {
        &self.0[gender.index()]
    }

    fn add(&mut self, gender: Gender, pay: Decimal) {
        self.0[gender.index()] += Shared::of_person(pay);
    }

    fn total(&self) -> u64 {
        self.people().iter().sum()
    }

    fn mean(&self, gender: Gender) -> Option<Ratio> {
        let shared = self.of_gender(gender);
        Ratio::of(*shared, shared.people)
    }

    /// Women's mean minus men's, in euro.
    fn gap(&self) -> Option<Ratio> {
        Some(self.mean(Gender::Woman)? - self.mean(Gender::Man)?)
    }

    /// The gap in percent of the men's mean.
    fn gap_percent(&self) -> Option<Ratio> {
        let share = self.gap()?.checked_div(&self.mean(Gender::Man)?)?;
        Some(share * Ratio::from(100))
    }
}

fn rows(words: &TableFormat, levels: &[(&str, Pay)], counts: [u64; 2], everybody: u64) -> Vec<Row> {
    let mut rows: Vec<Row> =
        levels.iter().map(|(label, pay)| Row::body(label, level_cells(pay))).collect();
    rows.push(words.keyed_row("total", footer(counts, figure::count)));
    let percent = |count| figure::percent(count, everybody);
    rows.push(words.keyed_row("percent", footer(counts, percent)));
    rows
}

fn level_cells(pay: &Pay) -> Vec<Cell> {
    let mut cells = Vec::new();
    for gender in Gender::ALL {
        let shared = pay.of_gender(gender);
        cells.push(figure::count(shared.people));
        cells.push(pay.mean(gender).map_or_else(
            || figure::not_applicable("–", Measure::Euro),
            |mean| figure::euro(mean).behind(shared.contributors()),
        ));
    }
    let missing = |measure| figure::not_applicable("n.a.", measure);
    cells.push(pay.gap().map_or_else(|| missing(Measure::Euro), figure::euro));
    cells.push(pay.gap_percent().map_or_else(|| missing(Measure::Percent), figure::percent_of));
    cells
}

fn footer(counts: [u64; 2], cell: impl Fn(u64) -> Cell) -> Vec<Cell> {
    let [men, women] = counts;
    vec![
        cell(men),
        figure::blank(Measure::Euro),
        cell(women),
        figure::blank(Measure::Euro),
        figure::blank(Measure::Euro),
        figure::blank(Measure::Percent),
    ]
}

fn columns(words: &TableFormat, basis: &str) -> Vec<Column> {
    let mut columns = Vec::new();
    for gender in Gender::ALL {
        columns.extend(["people", basis].map(|key| words.column(Some(gender), key)));
    }
    columns.extend(["gap", "gap_percent"].map(|key| Column {
        spanner: Some(words.heading("gap_spanner").to_owned()),
        ..words.column(None, key)
    }));
    columns
}

/// Where there is no gap to tell, that there is none: nobody should think that pay was not given.
fn sentences(printed: Printed<'_>) -> Vec<String> {
    let sentences: Vec<String> =
        [women_below_men(printed), all_levels(printed), within_levels(printed)]
            .into_iter()
            .flatten()
            .collect();
    let has_none = sentences.is_empty() && !printed.keeps_back();
    if has_none { vec![not_calculable(printed)] } else { sentences }
}

fn not_calculable(printed: Printed<'_>) -> String {
    let why = if printed.are_rounded() {
        "le donne o gli uomini sono pochi, o nessuno"
    } else {
        "non ci sono sia donne sia uomini"
    };
    format!(
        "Il divario non è calcolabile: fra chi è a tempo pieno, con la retribuzione indicata, {why}."
    )
}

fn women_below_men(printed: Printed<'_>) -> Option<String> {
    let cells: Vec<&Cell> =
        printed.body().filter_map(|level| level.cell(None, ColumnRole::Gap)).collect();
    if cells.iter().any(|cell| cell.is_protected()) {
        return None;
    }
    let gaps: Vec<Ratio> = cells.into_iter().filter_map(Cell::amount).collect();
    let below = gaps.iter().filter(|gap| gap.is_negative()).count();
    (!gaps.is_empty()).then(|| {
        format!(
            "La media delle donne è inferiore a quella degli uomini in {} su {} con entrambi i generi.",
            italian::counted(below as u64, "livello", "livelli"),
            italian::count(gaps.len() as u64),
        )
    })
}

/// The mean of all levels is that of their means, each with the weight of its people.
fn all_levels(printed: Printed<'_>) -> Option<String> {
    let mean = |gender| {
        let mut people = 0;
        let mut sum = Ratio::zero();
        for level in printed.body() {
            let of_level = level.count(Some(gender))?;
            if of_level > 0 {
                let mean = level.cell(Some(gender), ColumnRole::Mean)?.amount()?;
                people += of_level;
                sum += mean * Ratio::from(of_level);
            }
        }
        sum.checked_div(&Ratio::from(people))
    };
    let (men, women) = (mean(Gender::Man)?, mean(Gender::Woman)?);
    let gap = (women.clone() - men.clone()).checked_div(&men)? * Ratio::from(100);
    Some(format!(
        "Su tutti i livelli insieme la media è {} euro per le donne e {} euro per gli uomini: divario {} %.",
        italian::money(&women),
        italian::money(&men),
        italian::percent(&gap),
    ))
}

/// Where means are kept back there is no mean of all levels; what can be told is the gap within those that have
/// both, each with the weight of its women.
fn within_levels(printed: Printed<'_>) -> Option<String> {
    if !printed.keeps_back() {
        return None;
    }
    let (mut levels, mut women, mut weighted) = (0, 0, Ratio::zero());
    for level in printed.body() {
        let gap = level.cell(None, ColumnRole::GapPercent).and_then(Cell::amount);
        let (Some(gap), Some(of_level)) = (gap, level.count(Some(Gender::Woman))) else { continue };
        levels += 1;
        women += of_level;
        weighted += gap * Ratio::from(of_level);
    }
    let gap = italian::percent(&weighted.checked_div(&Ratio::from(women))?);
    Some(match levels {
        1 => format!("Nell’unico livello con le due medie stampate il divario è {gap} %."),
        levels => format!(
            "A parità di livello il divario medio è {gap} %: è la media dei {} livelli con le due medie stampate, ciascuno con il peso delle \
             sue donne.",
            italian::count(levels),
        ),
    })
}

fn chart(printed: Printed<'_>) -> Option<Chart> {
    let bars: Vec<GapBar> = printed.body().filter_map(gap_bar).collect();
    if bars.iter().all(|bar| bar.gap.is_none()) {
        return None;
    }
    let numbers: Vec<String> = bars
        .iter()
        .map(|bar| {
            let gap = match bar.text.as_str() {
                PROTECTED_SIGN => "divario riservato".to_owned(),
                text if bar.gap.is_some() => format!("{text} %"),
                text => text.to_owned(),
            };
            let men = figure::spoken(bar.men, "uomo", "uomini");
            let women = figure::spoken(bar.women, "donna", "donne");
            format!("{}: {gap} ({men}, {women})", bar.label)
        })
        .collect();
    Some(Chart {
        title: "Divario fra le medie di donne e uomini, in percentuale della media degli uomini"
            .to_owned(),
        description: format!("Divario retributivo per livello. {}.", numbers.join("; ")),
        kind: ChartKind::Gap(bars),
    })
}

fn gap_bar(level: Line<'_>) -> Option<GapBar> {
    let gap = level.cell(None, ColumnRole::GapPercent)?;
    Some(GapBar {
        label: level.label().to_owned(),
        men: level.count(Some(Gender::Man)),
        women: level.count(Some(Gender::Woman)),
        text: gap.text.clone(),
        gap: gap.amount().map(|gap| gap.scaled(2)),
    })
}
