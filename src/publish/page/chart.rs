//! The charts of tables and plan as drawings: the lengths of `model::chart`, in integers.

use num_bigint::BigInt;
use serde_json::{Value, json};

use super::drawing::{Area, Drawing, LINE, Place, WIDTH, letters, lines};
use crate::italian;
use crate::model::achievement::Outcome;
use crate::model::cell::PROTECTED_SIGN;
use crate::model::chart::{Chart, ChartKind, GapBar, OutcomeBar, PyramidBar, ShareBar};

/// How the parts of a row share the width: labels at the left where there is room, above the bar on a
/// narrow screen.
#[derive(Clone, Copy)]
struct Layout {
    is_narrow: bool,
    /// Letters in a line of a label.
    letters: usize,
    /// Left and right edge of the bars.
    track: (i64, i64),
    /// Least width in pixels that the picture is drawn for.
    pixels: i64,
}

const WIDE: Layout = Layout { is_narrow: false, letters: 35, track: (3400, 7200), pixels: 600 };
const NARROW: Layout = Layout { is_narrow: true, letters: 36, track: (0, 7600), pixels: 280 };

const BAR: i64 = 14;

/// One drawing for wide screens and one for narrow ones.
pub(super) fn drawings(chart: &Chart) -> Value {
    let draw = |layout| match &chart.kind {
        ChartKind::Pyramid(bars) => pyramid(bars, layout),
        ChartKind::WomenShare(bars) => share(bars, layout),
        ChartKind::Gap(bars) => gap(bars, layout),
        ChartKind::Outcomes(bars) => outcomes(bars, layout),
    };
    json!({ "wide": draw(WIDE).value(), "narrow": draw(NARROW).value() })
}

/// One row with its label: what stands at the right of the bar, and in the label on a narrow screen.
struct RowWords<'a> {
    label: &'a str,
    value: &'a str,
    /// Right edge and words of the columns beside the bar.
    columns: &'a [(i64, String)],
    /// The same columns in words.
    note: &'a str,
}

impl Layout {
    fn length(self) -> i64 {
        self.track.1 - self.track.0
    }

    /// Right edge of the value: next to the bar, or at the edge of a narrow picture.
    fn value_edge(self, wide: i64) -> i64 {
        if self.is_narrow { WIDTH } else { wide }
    }

    /// Writes the words of a row and gives back the top of its bar.
    fn row(self, drawing: &mut Drawing, words: &RowWords<'_>, value_edge: i64) -> i64 {
        let mut label = lines(words.label, self.letters);
        let top = drawing.height;
        let extent = i64::try_from(label.len()).unwrap_or(1).max(1) * LINE;
        if !self.is_narrow {
            let bar = top + (extent - BAR) / 2;
            for (line, y) in label.iter().zip((top + 13..).step_by(18)) {
                drawing.text("name", Place::start(0, y), line);
            }
            let y = bar + 12;
            drawing.text("figure", Place::end(value_edge, y), words.value);
            for (edge, text) in words.columns {
                drawing.text("faint", Place::end(*edge, y), text);
            }
            drawing.height = top + extent + 8;
            return bar;
        }
        if !words.note.is_empty() {
            add_note(&mut label, words.note, self.letters);
        }
        let mut y = top + 13;
        for line in &label {
            drawing.text("name", Place::start(0, y), line);
            y += LINE;
        }
        let bar = y - 9;
        drawing.text("figure", Place::end(value_edge, bar + 12), words.value);
        drawing.height = bar + BAR + 12;
        bar
    }
}

/// Behind the last line of a label, or below it where there is no room.
fn add_note(label: &mut Vec<String>, note: &str, most: usize) {
    match label.last_mut() {
        Some(line) if letters(line) + 2 + letters(note) <= most => {
            line.push_str(", ");
            line.push_str(note);
        }
        _ => label.push(note.to_owned()),
    }
}

/// Oldest on top, men to the left: the number stands outside its bar.
fn pyramid(bars: &[PyramidBar], layout: Layout) -> Drawing {
    const MIDDLE: i64 = WIDTH / 2;
    let half_label = if layout.is_narrow { 1_400 } else { 800 };
    let counts = bars.iter().flat_map(|bar| [bar.men, bar.women]);
    let widest = counts.flatten().max().unwrap_or_default().max(1);
    let room = i64::try_from(letters(&italian::count(widest))).unwrap_or_default() * 270 + 200;
    let most = MIDDLE - half_label - room;
    let mut drawing = Drawing::default();
    // No sum holds a figure that is kept back.
    let head = |word: &str, of: fn(&PyramidBar) -> Option<u64>| {
        let total: Option<u64> = bars.iter().map(of).sum();
        total.map_or(word.to_owned(), |total| format!("{word} {}", italian::count(total)))
    };
    let (left, right) = (MIDDLE - half_label, MIDDLE + half_label);
    drawing.text("figure", Place::end(left, 13), &head("Uomini", |bar| bar.men));
    drawing.text("figure", Place::start(right, 13), &head("Donne", |bar| bar.women));
    drawing.text("faint", Place::middle(MIDDLE, 13), "età");
    drawing.height = 24;
    for bar in bars.iter().rev() {
        let y = drawing.height;
        let [men, women] =
            [bar.men, bar.women].map(|count| part(count.unwrap_or_default(), widest, most));
        drawing.bar("men", Area { x: left - men, y, width: men, height: 20 });
        drawing.bar("women", Area { x: right, y, width: women, height: 20 });
        drawing.text("figure", Place::end(left - men, y + 15).moved(-6), &counted(bar.men));
        drawing.text("name", Place::middle(MIDDLE, y + 15), &bar.label);
        let place = Place::start(right + women, y + 15).moved(6);
        drawing.text("figure", place, &counted(bar.women));
        drawing.height = y + 28;
    }
    drawing
}

/// Women's share from 0 to 100 %, with a line at one half.
fn share(bars: &[ShareBar], layout: Layout) -> Drawing {
    let mut drawing = Drawing::default();
    let (left, right) = layout.track;
    let half = left + layout.length() / 2;
    let value_edge = layout.value_edge(8_250);
    drawing.text("faint", Place::start(left, 13), "0");
    drawing.text("faint", Place::middle(half, 13), "50\u{a0}%");
    drawing.text("faint", Place::end(right, 13), "100");
    drawing.text("faint", Place::end(value_edge, 13), "%");
    if !layout.is_narrow {
        drawing.text("faint", Place::end(WIDTH, 13), "donne");
    }
    drawing.height = 24;
    for bar in bars {
        let words = RowWords {
            label: &bar.label,
            value: &bar.text,
            columns: &[(WIDTH, bar.parts.clone())],
            note: &bar.parts,
        };
        let y = layout.row(&mut drawing, &words, value_edge);
        let length = bar.share.as_ref().map_or(0, integer) * layout.length() / WIDTH;
        drawing.bar("track", Area { x: left, y, width: layout.length(), height: BAR });
        drawing.bar("women", Area { x: left, y, width: length, height: BAR });
        drawing.rule("axis", (half, y - 3), (half, y + BAR + 3));
    }
    drawing
}

/// The gap of each level around zero, on the same scale on both sides.
fn gap(bars: &[GapBar], layout: Layout) -> Drawing {
    let mut drawing = Drawing::default();
    let (left, right) = layout.track;
    let zero = left + layout.length() / 2;
    let value_edge = layout.value_edge(8_200);
    let head = if layout.is_narrow { 13 } else { 13 + LINE };
    if layout.is_narrow {
        drawing.text("faint", Place::start(left, head), "donne meno");
        drawing.text("faint", Place::end(right, head), "donne più");
    } else {
        drawing.text("faint", Place::start(left, 13), "media delle donne");
        drawing.text("faint", Place::start(left, head), "più bassa");
        drawing.text("faint", Place::end(right, head), "più alta");
        drawing.text("faint", Place::end(9_150, head), "uomini");
        drawing.text("faint", Place::end(WIDTH, head), "donne");
    }
    drawing.text("faint", Place::middle(zero, head), "0");
    drawing.text("faint", Place::end(value_edge, head), "%");
    drawing.height = head + 11;
    let widest = bars.iter().filter_map(|bar| bar.gap.as_ref()).map(|gap| integer(gap).abs()).max();
    for bar in bars {
        let (men, women) = (counted(bar.men), counted(bar.women));
        let words = RowWords {
            label: &bar.label,
            value: &bar.text,
            columns: &[(9_150, men.clone()), (WIDTH, women.clone())],
            note: &format!("uomini {men}, donne {women}"),
        };
        let y = layout.row(&mut drawing, &words, value_edge);
        if let Some(gap) = bar.gap.as_ref().map(integer) {
            let width = gap.abs() * (layout.length() / 2) / widest.unwrap_or(1).max(1);
            let x = if gap < 0 { zero - width } else { zero };
            drawing.bar("accent", Area { x, y, width, height: BAR });
        }
        drawing.rule("axis", (zero, y - 3), (zero, y + BAR + 3));
    }
    drawing
}

/// Outcomes stacked in their order, on one scale of indicators.
fn outcomes(bars: &[OutcomeBar], layout: Layout) -> Drawing {
    const HEIGHT: i64 = 22;
    const BETWEEN: i64 = 60;
    let mut drawing = Drawing::default();
    let layout =
        Layout { track: if layout.is_narrow { (0, 7_900) } else { (3_400, 7_900) }, ..layout };
    let value_edge = layout.value_edge(8_900);
    let most =
        bars.iter().map(|bar| bar.counts.iter().sum::<u64>()).max().unwrap_or_default().max(1);
    drawing.text("faint", Place::start(layout.track.0, 13), "numero di indicatori");
    drawing.text("faint", Place::end(value_edge, 13), "punteggio");
    if !layout.is_narrow {
        drawing.text("faint", Place::end(WIDTH, 13), "valutati");
    }
    drawing.height = 26;
    for bar in bars {
        let words = RowWords {
            label: &bar.label,
            value: &bar.text,
            columns: &[(WIDTH, bar.assessed.clone())],
            note: &bar.basis,
        };
        let y = layout.row(&mut drawing, &words, value_edge) - (HEIGHT - BAR) / 2;
        let mut x = layout.track.0;
        for (outcome, count) in Outcome::ALL.iter().zip(bar.counts) {
            let width = part(count, most, layout.length());
            let area = Area { x, y, width: width - BETWEEN, height: HEIGHT };
            drawing.bar(&format!("segment {}", outcome.key()), area);
            if *outcome == Outcome::ReachedLate {
                drawing.bar("late-line", within(area));
            }
            let text = count.to_string();
            let needed = i64::try_from(letters(&text)).unwrap_or_default() * 8 + 4;
            if count > 0 && area.width * layout.pixels / WIDTH >= needed {
                let place = Place::middle(x + area.width / 2, y + 16);
                drawing.text(&format!("in-segment {}", outcome.key()), place, &text);
            }
            x += width;
        }
        drawing.height += HEIGHT - BAR;
    }
    drawing
}

/// A second line inside a segment: late is not told by colour alone.
fn within(area: Area) -> Area {
    const ACROSS: i64 = 30;
    const DOWN: i64 = 4;
    Area {
        x: area.x + ACROSS,
        y: area.y + DOWN,
        width: (area.width - 2 * ACROSS).max(0),
        height: area.height - 2 * DOWN,
    }
}

/// A count as printed, or the sign of one that is kept back.
fn counted(count: Option<u64>) -> String {
    count.map_or(PROTECTED_SIGN.to_owned(), italian::count)
}

/// `most` times `count / of`.
fn part(count: u64, of: u64, most: i64) -> i64 {
    let length = BigInt::from(count) * BigInt::from(most) / BigInt::from(of.max(1));
    integer(&length)
}

/// A length that fits the picture; one that does not is as good as none.
pub(super) fn integer(length: &BigInt) -> i64 {
    i64::try_from(length).unwrap_or_default()
}
