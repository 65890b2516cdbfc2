//! Words with their look, gathered run by run, as the inlines of a paragraph.

use crate::model::text::{Block, Inline, plain};

/// How a run of words looks, and where it leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) link: Option<String>,
}

/// The words of a paragraph so far, and the pictures that stand after it.
#[derive(Debug, Default)]
pub(super) struct Words {
    runs: Vec<(Look, Inline)>,
    pub(super) pictures: Vec<Block>,
}

impl Words {
    /// Neighbours of one look become one.
    pub(super) fn add_text(&mut self, look: &Look, text: &str) {
        match self.runs.last_mut() {
            Some((before, Inline::Text(words))) if before == look => words.push_str(text),
            _ if text.is_empty() => {}
            _ => self.runs.push((look.clone(), Inline::Text(text.to_owned()))),
        }
    }

    pub(super) fn add(&mut self, look: &Look, inline: Inline) {
        self.runs.push((look.clone(), inline));
    }

    /// The words so far, for whoever looks for their place.
    pub(super) fn so_far(&self) -> String {
        self.runs.iter().map(|(_, inline)| plain(std::slice::from_ref(inline))).collect()
    }

    /// True before the first letter, and after a blank or the end of a line.
    pub(super) fn ends_in_blank(&self) -> bool {
        match self.runs.last() {
            None | Some((_, Inline::LineBreak)) => true,
            Some((_, Inline::Text(words))) => words.ends_with(char::is_whitespace),
            Some(_) => false,
        }
    }

    /// The words of another, on a line of their own.
    pub(super) fn add_line(&mut self, other: Self) {
        if !self.runs.is_empty() && !other.runs.is_empty() {
            self.runs.push((Look::default(), Inline::LineBreak));
        }
        self.runs.extend(other.runs);
        self.pictures.extend(other.pictures);
    }

    /// The inlines, links around looks, without blank ends, and the pictures.
    pub(super) fn finish(mut self) -> (Vec<Inline>, Vec<Block>) {
        self.trim();
        let mut content: Vec<Inline> = Vec::new();
        for (look, inline) in self.runs {
            let shown = shown(&look, inline);
            match (look.link, content.last_mut()) {
                (None, _) => content.push(shown),
                (Some(link), Some(Inline::Link { target, content })) if *target == link => {
                    content.push(shown);
                }
                (Some(target), _) => {
                    content.push(Inline::Link { target, content: vec![shown] });
                }
            }
        }
        (content, self.pictures)
    }

    fn trim(&mut self) {
        while let Some((_, last)) = self.runs.last_mut() {
            let is_empty = match last {
                Inline::Text(words) => {
                    words.truncate(words.trim_end().len());
                    words.is_empty()
                }
                last => *last == Inline::LineBreak,
            };
            if !is_empty {
                break;
            }
            self.runs.pop();
        }
        let blank = |inline: &Inline| match inline {
            Inline::Text(words) => words.trim().is_empty(),
            inline => *inline == Inline::LineBreak,
        };
        let first = self.runs.iter().position(|(_, inline)| !blank(inline));
        self.runs.drain(..first.unwrap_or(self.runs.len()));
        if let Some((_, Inline::Text(words))) = self.runs.first_mut() {
            *words = words.trim_start().to_owned();
        }
    }
}

fn shown(look: &Look, inline: Inline) -> Inline {
    let inline = if look.italic { Inline::Emphasis(vec![inline]) } else { inline };
    if look.bold { Inline::Strong(vec![inline]) } else { inline }
}

/// The same words in plain type: for a heading, which has a look of its own.
pub(super) fn without_look(content: Vec<Inline>) -> Vec<Inline> {
    let mut bare: Vec<Inline> = Vec::new();
    for inline in content {
        let inner = match inline {
            Inline::Strong(inner) | Inline::Emphasis(inner) => without_look(inner),
            other => vec![other],
        };
        for inline in inner {
            match (bare.last_mut(), inline) {
                (Some(Inline::Text(before)), Inline::Text(words)) => before.push_str(&words),
                (_, inline) => bare.push(inline),
            }
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_one_look_are_one_and_blank_ends_go() {
        let bold = Look { bold: true, ..Look::default() };
        let mut words = Words::default();
        words.add_text(&Look::default(), "  Le ");
        words.add_text(&Look::default(), "donne ");
        words.add_text(&bold, "sono 235");
        words.add(&Look::default(), Inline::LineBreak);
        let (content, _) = words.finish();
        let strong = Inline::Strong(vec![Inline::Text("sono 235".to_owned())]);
        assert_eq!(content, [Inline::Text("Le donne ".to_owned()), strong.clone()]);
        assert_eq!(without_look(vec![strong]), [Inline::Text("sono 235".to_owned())]);
    }
}
