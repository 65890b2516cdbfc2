//! Texts on a page: none over another, none over the edge.

use typst::layout::{Abs, Frame, FrameItem, Point, Rect, Size, Transform};
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::Fault;

/// How far two texts may reach into each other: rounding, and the slope of italics.
const PLAY: f64 = 0.6;

/// Every pair of texts that overlap and every text that leaves its page.
pub(in crate::report) fn faults(document: &PagedDocument) -> Vec<Fault> {
    let mut found = Vec::new();
    for (index, page) in document.pages().iter().enumerate() {
        let mut texts = Vec::new();
        collect(&page.frame, Transform::identity(), &mut texts);
        let size = page.frame.size();
        let mut fault = |what: &str, text: &Rect| {
            let (x, y) = (text.min.x.to_mm().round(), text.max.y.to_mm().round());
            let place = format!("page {}, {x} mm from the left and {y} mm from above", index + 1);
            found.push(Fault::new(format!("{what} on {place}")));
        };
        for text in &texts {
            if leaves(text, size) {
                fault("a text leaves the page", text);
            }
        }
        texts.sort_by_key(|text| text.min.y);
        for (index, text) in texts.iter().enumerate() {
            let beside = texts[index + 1..].iter().take_while(|other| other.min.y < text.max.y);
            for other in beside.filter(|other| overlap(text, other)) {
                fault("two texts overlap", other);
            }
        }
    }
    found
}

/// The box of every text of a frame, from the height of its capitals to a little below its line.
fn collect(frame: &Frame, above: Transform, texts: &mut Vec<Rect>) {
    for (place, item) in frame.items() {
        let here = above.pre_concat(Transform::translate(place.x, place.y));
        match item {
            FrameItem::Group(group) => {
                collect(&group.frame, here.pre_concat(group.transform), texts);
            }
            FrameItem::Text(text) if !text.text.trim().is_empty() => texts.push(extent(text, here)),
            _ => {}
        }
    }
}

fn extent(text: &TextItem, here: Transform) -> Rect {
    let metrics = text.font.metrics();
    let top = Point::new(Abs::zero(), -metrics.x_height.at(text.size));
    let bottom = Point::new(text.width(), Abs::zero());
    let (one, other) = (top.transform(here), bottom.transform(here));
    Rect::new(one.min(other), one.max(other))
}

fn overlap(one: &Rect, other: &Rect) -> bool {
    let play = Abs::pt(PLAY);
    let width = one.max.x.min(other.max.x) - one.min.x.max(other.min.x);
    let height = one.max.y.min(other.max.y) - one.min.y.max(other.min.y);
    width > play && height > play
}

fn leaves(text: &Rect, page: Size) -> bool {
    let play = Abs::pt(PLAY);
    text.min.x < -play
        || text.min.y < -play
        || text.max.x > page.x + play
        || text.max.y > page.y + play
}
