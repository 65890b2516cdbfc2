//! The attack on a public edition: what a stranger who has its `tabelle.csv` can find out about the
//! figures that are kept back. It knows the format, how first protection works (what is hidden is
//! not zero) and nothing else.

use std::collections::BTreeSet;

use super::case::need;
use super::knowledge::{Derived, Knowledge, Source};
use super::line::{Kind, Line, Shown};
use super::play::{Effort, Need, Play};
use super::program;
use super::system::{Bounds, LinearRow, OPEN, System, Unknown};
use crate::figures;
use crate::model::anatomy::Bound;
use crate::model::format::Format;
use crate::model::table_id::TableId;

/// What the attack found out of one protected figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) line: usize,
    pub(super) need: Need,
    /// Values that are possible for certain: each end is part of a whole possible edition.
    pub(super) proved: Bounds,
}

impl Finding {
    pub(super) fn is_safe(&self) -> bool {
        self.need.of_readers().is_met(self.proved)
    }

    /// True where one of two people, who knows herself, reads that there is another.
    pub(super) fn tells_insiders(&self) -> bool {
        self.is_safe() && !self.need.is_met(self.proved)
    }
}

/// The lines of a `tabelle.csv`, or `None` when it is not one.
pub(super) fn read(format: &Format, csv: &[u8]) -> Option<Vec<Line>> {
    let figures = figures::read(format, csv)?;
    Some(figures.into_iter().map(|figure| Line::of(format, figure)).collect())
}

/// How hard it looks for possible editions before it asks how far a figure can go at all.
const EFFORT: Effort = Effort::Thorough(1_500);

/// Attacks every protected figure. `None` when the edition contradicts itself, or no possible
/// edition could be found behind it: then nothing is known to be safe. `truth` are the true figures, as far as
/// they are at hand: what whoever knows herself may learn, and a possible edition to begin with.
pub(super) fn attack(
    format: &Format,
    lines: &[Line],
    threshold: impl Fn(Option<TableId>) -> u64,
    truth: impl Fn(usize) -> Option<i64>,
) -> Option<Vec<Finding>> {
    let known = Knowledge::of(format, lines);
    let siege = Siege::of(lines, &known, true).or_else(|| Siege::of(lines, &known, false))?;
    let pairs = known.pairs(lines, &truth);
    let needs: Vec<Need> = siege
        .lines
        .iter()
        .map(|line| need(lines[*line].kind, threshold(lines[*line].table()), pairs[*line]))
        .collect();
    let components = program::components(&siege.system);
    let mut component_of = vec![0; siege.system.len()];
    for (index, component) in components.iter().enumerate() {
        component.iter().for_each(|unknown| component_of[*unknown] = index);
    }
    let start = siege.start(&components, truth)?;
    let mut play = Play::new(&siege.system, start);
    for (unknown, need) in needs.iter().enumerate() {
        if !play.widen(unknown, *need, EFFORT, |_| Some(0)).is_enough {
            play.stretch(&components[component_of[unknown]], unknown, *need);
        }
    }
    let finding = |(unknown, need): (Unknown, Need)| Finding {
        line: siege.lines[unknown],
        need,
        proved: play.ranges[unknown],
    };
    Some(needs.into_iter().enumerate().map(finding).collect())
}

/// What the edition says of the figures that it keeps back.
struct Siege {
    system: System,
    /// The line of each unknown.
    lines: Vec<usize>,
}

impl Siege {
    /// The system with narrowed bounds; `None` when it cannot be met. Without `agreements` each
    /// table is taken for itself.
    fn of(lines: &[Line], known: &Knowledge, agreements: bool) -> Option<Self> {
        let mut siege = Self { system: System::default(), lines: Vec::new() };
        let unknowns: Vec<Option<Unknown>> = (lines.iter().enumerate())
            .map(|(index, line)| {
                (line.is_figure() && line.shown == Shown::Protected).then(|| {
                    siege.lines.push(index);
                    siege.system.add_unknown(Bounds { low: 1, high: OPEN })
                })
            })
            .collect();
        let facts = Facts { lines, unknowns: &unknowns };
        let broken = facts.broken(known);
        let holds =
            |source: Source| source == Source::Table || agreements && !broken.contains(&source);
        for relation in &known.relations {
            let low = if relation.bound == Bound::Equal { 0 } else { -OPEN };
            if holds(relation.source) {
                siege.system.rows.extend(facts.row(&relation.terms, Bounds { low, high: 0 }));
            }
        }
        for derived in known.derived.iter().filter(|derived| holds(derived.source)) {
            siege.system.rows.extend(facts.derived(derived).into_iter().flatten());
        }
        siege.system.index();
        siege.system.bounds = siege.system.narrowed()?;
        siege.system.index();
        Some(siege)
    }

    /// A possible edition: the true one where it is at hand, else one that the solver finds.
    fn start(
        &self,
        components: &[Vec<Unknown>],
        truth: impl Fn(usize) -> Option<i64>,
    ) -> Option<Vec<i64>> {
        let truth: Option<Vec<i64>> = self.lines.iter().map(|line| truth(*line)).collect();
        if let Some(truth) = truth.filter(|truth| self.system.admits(truth)) {
            return Some(truth);
        }
        let mut start = vec![0; self.system.len()];
        for component in components {
            let point = program::solve(&self.system, component, None)?;
            for (unknown, value) in component.iter().zip(point) {
                start[*unknown] = value;
            }
        }
        self.system.admits(&start).then_some(start)
    }
}

/// The lines as the attack looks at them.
struct Facts<'a> {
    lines: &'a [Line],
    unknowns: &'a [Option<Unknown>],
}

impl Facts<'_> {
    /// A sum of lines between bounds as a row of unknowns. Printed amounts are rounded, each to the
    /// nearest hundredth: the bounds give way by as much.
    fn row(&self, terms: &[(usize, i64)], bounds: Bounds) -> Option<LinearRow> {
        let mut unknown = Vec::new();
        let (mut constant, mut halves) = (0, 0);
        for (line, by) in terms {
            match (self.unknowns[*line], self.lines[*line].shown) {
                (Some(of), _) => unknown.push((of, *by)),
                (None, Shown::Number(number)) => constant += by * number,
                _ => return None,
            }
            halves += if self.lines[*line].kind == Kind::Amount { by.abs() } else { 0 };
        }
        let low = if bounds.low == -OPEN { -OPEN } else { bounds.low - constant - halves / 2 };
        let bounds = Bounds { low, high: bounds.high - constant + halves / 2 };
        (!unknown.is_empty()).then_some(LinearRow { terms: unknown, bounds })
    }

    /// Agreements that shown figures alone contradict.
    fn broken(&self, known: &Knowledge) -> BTreeSet<Source> {
        let relations = known.relations.iter().filter(|known| known.source != Source::Table);
        relations
            .filter(|relation| relation.sum(self.lines).is_some_and(|sum| !relation.allows(sum)))
            .map(|relation| relation.source)
            .collect()
    }

    /// A shown percentage or mean of something hidden leaves an interval for it: half a hundredth
    /// below and above.
    fn derived(&self, derived: &Derived) -> [Option<LinearRow>; 2] {
        let Shown::Number(shown) = self.lines[derived.cell].shown else { return [None, None] };
        if shown.abs() > LARGEST_SHARE {
            return [None, None];
        }
        let half = |sign: i64| {
            let part = derived.part.iter().map(|(line, by)| (*line, sign * 2 * derived.scale * by));
            let whole = derived.whole.iter().map(|line| (*line, -(sign * 2 * shown + 1)));
            let mut terms: Vec<(usize, i64)> = Vec::new();
            for (line, by) in part.chain(whole) {
                match terms.iter_mut().find(|(other, _)| *other == line) {
                    Some((_, sum)) => *sum += by,
                    None => terms.push((line, by)),
                }
            }
            let alone = if derived.whole.is_empty() { sign * 2 * shown + 1 } else { 0 };
            self.row(&terms, Bounds { low: -OPEN, high: alone })
        };
        [half(1), half(-1)]
    }
}

/// A thousand times the whole, in hundredths of a percent: beyond it a share says nothing that the
/// sums do not.
const LARGEST_SHARE: i64 = 10_000_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::anatomy::{Along, Anatomy, Labels, Relation, Whole};
    use crate::model::cell::Measure;
    use crate::model::reference_data::formats;
    use crate::model::role::{ColumnRole, RowRole};

    /// A table that counts men and women, or gives the means of their pay.
    const ANATOMY: Anatomy = Anatomy {
        labels: Labels::Other,
        measure: Measure::People,
        relations: &[
            Relation::Sum { total: RowRole::Total, parts: &[RowRole::Body] },
            Relation::EachRow(&[
                Along::Genders(ColumnRole::Count),
                Along::Share {
                    share: ColumnRole::RowShare,
                    part: ColumnRole::Count,
                    whole: Whole::Row,
                },
                Along::Gap(ColumnRole::Mean),
            ]),
        ],
        agreements: &[],
    };

    /// The known ways of hiding too little: one column with its parts and their whole, `r` for what
    /// is hidden.
    fn column(parts: &[&str], whole: &str, threshold: u64) -> Option<Vec<Finding>> {
        let line = |row: &str, figure: &str| match figure {
            "r" => format!("1.3,,{row},U,Valori assoluti,persone,,riservato\n"),
            _ => format!("1.3,,{row},U,Valori assoluti,persone,{figure},\n"),
        };
        let parts = parts.iter().enumerate().map(|(row, figure)| line(&row.to_string(), figure));
        let header = "tabella,gruppo,riga,genere,classe,misura,valore,stato\n".to_owned();
        let csv = header + &parts.collect::<String>() + &line("Totale personale", whole);
        found(&csv, threshold)
    }

    fn found(csv: &str, threshold: u64) -> Option<Vec<Finding>> {
        found_by(csv, threshold, |_| None)
    }

    fn found_by(
        csv: &str,
        threshold: u64,
        truth: impl Fn(usize) -> Option<i64>,
    ) -> Option<Vec<Finding>> {
        let mut format = formats().remove(0);
        for words in &mut format.tables {
            words.anatomy = Some(&ANATOMY);
        }
        let lines = read(&format, csv.as_bytes()).expect("a tidy csv");
        attack(&format, &lines, |_| threshold, truth)
    }

    fn values(findings: &[Finding]) -> Vec<(i64, i64)> {
        findings.iter().map(|finding| (finding.proved.low, finding.proved.high)).collect()
    }

    #[test]
    fn two_small_parts_of_a_small_rest_are_not_enough_for_a_high_threshold() {
        let findings = column(&["15", "r", "r"], "23", 11).expect("possible");
        assert_eq!(values(&findings), [(1, 7), (1, 7)]);
        assert!(findings.iter().all(|finding| !finding.is_safe()));
    }

    #[test]
    fn what_is_left_for_the_hidden_parts_gives_them_away() {
        // Hidden is never zero: 15 = 10 + 3 + x + x leaves one each, 180 leaves three.
        for (parts, whole, value) in
            [(&["10", "3", "r", "r"][..], "15", 1), (&["177", "r"], "180", 3)]
        {
            let findings = column(parts, whole, 3).expect("possible");
            assert!(
                findings
                    .iter()
                    .all(|finding| values(std::slice::from_ref(finding)) == [(value, value)])
            );
            assert!(findings.iter().all(|finding| !finding.is_safe()));
        }
    }

    #[test]
    fn an_edition_that_hides_zeros_contradicts_itself() {
        assert_eq!(column(&["0", "r", "r"], "0", 3), None);
        assert_eq!(column(&["10", "5", "r", "r"], "15", 3), None);
    }

    #[test]
    fn enough_room_is_safe_and_its_ends_are_exact() {
        let findings = column(&["7", "r", "r"], "11", 3).expect("possible");
        assert_eq!(values(&findings), [(1, 3), (1, 3)]);
        assert!(findings.iter().all(Finding::is_safe));
    }

    #[test]
    fn a_percentage_left_behind_gives_its_count_away() {
        let csv = "tabella,gruppo,riga,genere,classe,misura,valore,stato\n\
            1.3,,A,U,Valori assoluti,persone,,riservato\n\
            1.3,,A,U,%,percento,28.57,\n\
            1.3,,A,D,Valori assoluti,persone,,riservato\n\
            1.3,,A,T,Valori assoluti,persone,7,\n";
        let findings = found(csv, 3).expect("possible");
        assert_eq!(values(&findings), [(2, 2), (5, 5)]);
    }

    #[test]
    fn one_of_two_who_knows_herself_must_not_read_that_there_is_another() {
        // At most 3 of the second row are men, and so at least 2 of the first.
        let csv = "tabella,gruppo,riga,genere,classe,misura,valore,stato\n\
            1.3,,A,U,Valori assoluti,persone,,riservato\n\
            1.3,,B,U,Valori assoluti,persone,,riservato\n\
            1.3,,B,D,Valori assoluti,persone,,riservato\n\
            1.3,,B,T,Valori assoluti,persone,4,\n\
            1.3,,Totale personale,U,Valori assoluti,persone,5,\n";
        let among = |truth: [i64; 3]| {
            let findings = found_by(csv, 3, |line| truth.get(line).copied()).expect("possible");
            assert_eq!(values(&findings), [(2, 4), (1, 3), (1, 3)]);
            assert!(findings.iter().all(Finding::is_safe));
            findings.iter().any(Finding::tells_insiders)
        };
        assert!(!among([3, 2, 2]));
        assert!(among([2, 3, 1]));
    }

    #[test]
    fn a_gap_left_behind_does_not_give_a_mean_away_but_two_figures_do() {
        let csv = "tabella,gruppo,riga,genere,classe,misura,valore,stato\n\
            1.5,,C,U,Retribuzione lorda media,euro,,riservato\n\
            1.5,,C,D,Retribuzione lorda media,euro,30000.00,\n\
            1.5,,C,T,Divario,euro,-1000.00,\n";
        let findings = found(csv, 3).expect("possible");
        assert!(findings.iter().all(|finding| !finding.is_safe()), "{findings:?}");
    }
}
