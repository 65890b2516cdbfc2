//! Table 1.5: mean pay of full-time staff by gender in each grade, and the gap between the means.

use rust_decimal::Decimal;

use super::shared::Shared;
use super::{Content, figure};
use crate::italian;
use crate::model::cell::{Cell, Measure};
use crate::model::chart::{Chart, ChartKind, GapBar};
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::ratio::Ratio;
use crate::model::table::{Column, Row, RowKind};

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
        content.rows.push(Row::new(RowKind::Beside, words.row("without_pay"), cells));
        content.notes.push(words.variant_note("without_pay").to_owned());
    }
    Some(content)
}

/// The table of the given levels; `full_time` counts everybody who works full time, by gender.
pub(super) fn content(
    dataset: &Dataset,
    words: &TableFormat,
    levels: &[(&str, Pay)],
    full_time: [u64; 2],
) -> Content {
    let basis = dataset.settings.pay.basis.key();
    Content {
        sentences: sentences(levels),
        columns: columns(words, basis),
        rows: rows(words, levels, full_time, dataset.people.len() as u64),
        notes: vec![words.variant_note(basis).to_owned()],
        charts: chart(levels).into_iter().collect(),
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

    fn with(mut self, other: &Self) -> Self {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
        self
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
    let mut rows: Vec<Row> = levels
        .iter()
        .map(|(label, pay)| Row::new(RowKind::Body, label, level_cells(pay)))
        .collect();
    rows.push(Row::new(RowKind::Total, words.row("total"), footer(counts, figure::count)));
    let percent = |count| figure::percent(count, everybody);
    rows.push(Row::new(RowKind::Percent, words.row("percent"), footer(counts, percent)));
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
    let column = |gender, key| Column {
        gender,
        label: words.column(key).to_owned(),
        mark: None,
        spanner: None,
    };
    let mut columns = Vec::new();
    for gender in Gender::ALL {
        columns.push(column(Some(gender), "people"));
        columns.push(column(Some(gender), basis));
    }
    columns.extend(["gap", "gap_percent"].map(|key| Column {
        spanner: Some(words.column("gap_spanner").to_owned()),
        ..column(None, key)
    }));
    columns
}

fn sentences(levels: &[(&str, Pay)]) -> Vec<String> {
    let whole = levels.iter().fold(Pay::default(), |whole, (_, pay)| whole.with(pay));
    let gaps: Vec<Ratio> = levels.iter().filter_map(|(_, pay)| pay.gap()).collect();
    let below = gaps.iter().filter(|gap| gap.is_negative()).count();
    let mut sentences = Vec::new();
    if !gaps.is_empty() {
        sentences.push(format!(
        "La media delle donne è inferiore a quella degli uomini in {} su {} con entrambi i generi.",
        italian::counted(below as u64, "livello", "livelli"),
        italian::count(gaps.len() as u64),
    ));
    }
    if let (Some(women), Some(men), Some(gap)) =
        (whole.mean(Gender::Woman), whole.mean(Gender::Man), whole.gap_percent())
    {
        sentences.push(format!(
            "Su tutti i livelli insieme la media è {} euro per le donne e {} euro per gli uomini: divario {} %.",
            italian::money(&women),
            italian::money(&men),
            italian::percent(&gap),
        ));
    }
    sentences
}

fn chart(levels: &[(&str, Pay)]) -> Option<Chart> {
    let bars: Vec<GapBar> = levels
        .iter()
        .map(|(label, pay)| {
            let gap = pay.gap_percent();
            GapBar {
                label: (*label).to_owned(),
                men: pay.of_gender(Gender::Man).people,
                women: pay.of_gender(Gender::Woman).people,
                text: gap.as_ref().map_or_else(|| "n.a.".to_owned(), italian::percent),
                gap: gap.map(|ratio| ratio.scaled(2)),
            }
        })
        .collect();
    if bars.iter().all(|bar| bar.gap.is_none()) {
        return None;
    }
    let numbers: Vec<String> = bars
        .iter()
        .map(|bar| {
            let gap = if bar.gap.is_some() { format!("{} %", bar.text) } else { bar.text.clone() };
            let men = italian::counted(bar.men, "uomo", "uomini");
            let women = italian::counted(bar.women, "donna", "donne");
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
