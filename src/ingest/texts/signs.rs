//! Signs that stand for themselves: `> 60 anni`, `2*3`, `- 3,2 punti` and the bullets and tables that
//! come out of Word. They are written in such a way that Markdown prints what the CUG wrote.

use super::line::{Line, joined};
use super::tabbed;

/// A text made ready for Markdown.
pub(super) struct Prepared {
    pub(super) text: String,
    /// The one-based line of the CUG's text that each line comes from.
    pub(super) lines: Vec<u32>,
    /// Lines such as `- 3 persone`, which are items of a list: whether the sign is a minus, the words
    /// do not say.
    pub(super) doubtful: Vec<u32>,
}

/// Dots, squares and arrows that other programs put before the items of a list.
const BULLETS: &str = "•▪▫■□●○◦‣⁃∙·➢➤►▸";
/// The same as letters of a face of symbols, pasted without the face: they stand before a tab.
const BULLETS_BEFORE_TAB: &str = "§oØüv";
/// Where faces of symbols have their letters (Unicode, private use).
const SYMBOLS: std::ops::RangeInclusive<char> = '\u{f020}'..='\u{f0ff}';

pub(super) fn prepare(source: &str) -> Prepared {
    let mut lines = Vec::new();
    let mut is_code = false;
    let mut written: Vec<Line> = Vec::new();
    for (number, text) in (1..).zip(source.lines()) {
        let is_fence = text.trim_start().starts_with("```");
        let line = Line { number, text: text.to_owned(), is_whole: false };
        if is_fence || is_code {
            plain_signs(&mut written, &mut lines);
            lines.push(line);
        } else {
            written.push(line);
        }
        is_code ^= is_fence;
    }
    plain_signs(&mut written, &mut lines);
    let doubtful = lines.iter().filter(|line| is_doubtful(&line.text)).map(|line| line.number);
    Prepared {
        doubtful: doubtful.collect(),
        lines: lines.iter().map(|line| line.number).collect(),
        text: joined(&lines),
    }
}

/// Moves lines that are no code to those that are done.
fn plain_signs(written: &mut Vec<Line>, done: &mut Vec<Line>) {
    let mut lines = std::mem::take(written);
    for line in &mut lines {
        bullet(&mut line.text);
    }
    let mut lines = tabbed::tables(lines);
    more_than(&mut lines);
    signed_numbers(&mut lines);
    numbered(&mut lines);
    for line in &mut lines {
        line.text = within(&line.text);
    }
    done.append(&mut lines);
}

/// `• incontri` and `\u{f0b7} incontri` are items of a list.
fn bullet(text: &mut String) {
    let bare = text.trim_start();
    let Some(first) = bare.chars().next() else { return };
    let rest = &bare[first.len_utf8()..];
    let is_bullet = SYMBOLS.contains(&first)
        || BULLETS.contains(first) && rest.starts_with(char::is_whitespace)
        || BULLETS_BEFORE_TAB.contains(first) && rest.starts_with('\t');
    if is_bullet && !rest.trim().is_empty() {
        *text = format!("* {}", rest.trim_start());
    }
}

/// `> 60 anni` is more than sixty, unless it goes on with a quotation.
fn more_than(lines: &mut [Line]) {
    let mut is_quote = false;
    for line in lines {
        let (before, rest) = after_marker(&line.text);
        let number = rest.strip_prefix('>').map(|rest| rest.trim_start_matches([' ', '=', '>']));
        let is_number = number.is_some_and(|rest| rest.starts_with(|it: char| it.is_ascii_digit()));
        if is_number && !is_quote {
            let is_whole = before.is_empty();
            line.text = format!("{before}\\{rest}");
            line.is_whole = is_whole;
        } else {
            is_quote = rest.starts_with('>');
        }
    }
}

/// The blanks and the mark of a list before the words.
fn after_marker(text: &str) -> (&str, &str) {
    let bare = text.trim_start();
    let digits = bare.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let rest = match bare.strip_prefix(['-', '*', '+']) {
        Some(rest) => rest,
        None if digits.len() < bare.len() => digits.strip_prefix(['.', ')']).unwrap_or(bare),
        None => bare,
    };
    let rest = if rest.len() < bare.len() && !rest.starts_with(' ') { bare } else { rest };
    text.split_at(text.len() - rest.trim_start().len())
}

/// Lines that begin with a sign and a number: `- 3,2 punti`, `+ 1,5`. One that can only be a sum or a
/// difference makes all of its list so.
fn signed_numbers(lines: &mut [Line]) {
    let mut start = 0;
    while start < lines.len() {
        let is_part = |line: &Line| line.text.trim().is_empty() || signed(&line.text).is_some();
        let length = lines[start..].iter().take_while(|line| is_part(line)).count();
        let list = &mut lines[start..start + length];
        if list
            .iter()
            .filter_map(|line| signed(&line.text))
            .any(|(sign, rest)| sign == '+' || is_difference(rest))
        {
            for line in list.iter_mut().filter(|line| signed(&line.text).is_some()) {
                line.text = format!("\\{}", line.text.trim_start());
                line.is_whole = true;
            }
        }
        start += length.max(1);
    }
}

/// `-` or `+` and what follows, where that begins with a digit.
fn signed(text: &str) -> Option<(char, &str)> {
    let bare = text.trim_start();
    let sign = bare.chars().next().filter(|sign| matches!(sign, '-' | '+'))?;
    let rest = bare[1..].strip_prefix([' ', '\t'])?.trim_start();
    rest.starts_with(|letter: char| letter.is_ascii_digit()).then_some((sign, rest))
}

/// `3,2 punti`, `3 %`, `5 punti`: nobody counts so.
fn is_difference(rest: &str) -> bool {
    let (number, words) = number_and_words(rest);
    let words = words.trim_start();
    let is_decimal = number.trim_end_matches([',', '.']).contains(',');
    is_decimal || ["%", "punti", "punto", "p.p.", "pp "].iter().any(|unit| words.starts_with(unit))
}

fn number_and_words(rest: &str) -> (&str, &str) {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, ',' | '.');
    rest.split_at(rest.find(|letter| !is_part(letter)).unwrap_or(rest.len()))
}

/// `- 3 persone`, as opposed to `- 15/03/2025`, `- 2025: …`, `- 3° incontro`.
fn is_doubtful(text: &str) -> bool {
    let Some(('-', rest)) = signed(text) else { return false };
    let (number, words) = number_and_words(rest);
    let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    !is_year && words.starts_with(' ') && words.trim_start().starts_with(char::is_alphabetic)
}

/// Numbers that a list would count anew: `2022.` and then `2024.`.
fn numbered(lines: &mut [Line]) {
    let mut before: Option<u64> = None;
    let mut is_after_blank = false;
    for line in lines {
        let bare = line.text.trim_start();
        let digits = bare.len() - bare.trim_start_matches(|it: char| it.is_ascii_digit()).len();
        let (number, rest) = bare.split_at(digits);
        let is_item = rest.starts_with(['.', ')']) && rest[1..].starts_with([' ', '\t']);
        let is_outer = bare.len() == line.text.len();
        match number.parse::<u64>().ok().filter(|_| is_item && is_outer) {
            Some(number) => {
                if before.is_some_and(|before| number != before && number != before + 1) {
                    line.text = format!("{number}\\{rest}");
                    line.is_whole = true;
                }
                before = Some(number);
            }
            None if is_outer && is_after_blank && !bare.is_empty() => before = None,
            None => {}
        }
        is_after_blank = line.text.trim().is_empty();
    }
}

/// `2*3`, `12 (*)` and the accent of "e`" as they stand.
fn within(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = |place: usize| letters.get(place).copied();
    let mut written = String::with_capacity(text.len());
    let mut is_code = false;
    let mut place = 0;
    while let Some(letter) = at(place) {
        let run = letters[place..].iter().take_while(|other| **other == letter).count();
        let before = place.checked_sub(1).and_then(at);
        let after = at(place + run);
        let is_plain = match letter {
            '*' => is_plain_star(run, before, after),
            '`' if run == 1 && !is_code && before.is_some_and(char::is_alphanumeric) => true,
            '`' => {
                is_code = !is_code;
                false
            }
            _ => false,
        };
        if !matches!(letter, '*' | '`') {
            written.push(letter);
            place += 1;
            continue;
        }
        for _ in 0..run {
            if is_plain && !is_code && before != Some('\\') {
                written.push('\\');
            }
            written.push(letter);
        }
        place += run;
    }
    written
}

/// Between a digit and a letter or digit stars multiply; alone in brackets they point to a note.
fn is_plain_star(run: usize, before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    let digits = [before, after].iter().filter(|letter| letter.is_ascii_digit()).count();
    let is_product = before.is_alphanumeric()
        && after.is_alphanumeric()
        && digits >= if run == 1 { 1 } else { 2 };
    is_product || (before, after) == ('(', ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> String {
        prepare(source).text
    }

    #[test]
    fn signs_before_numbers_stand_for_themselves() {
        for (source, expected) in [
            ("> 60 anni: 12 persone", "\\> 60 anni: 12 persone  \n"),
            (">= 60", "\\>= 60  \n"),
            ("- > 60 anni: 12", "- \\> 60 anni: 12\n"),
            ("> Il Comitato\n> 12 volte", "> Il Comitato\n> 12 volte\n"),
            ("Di:\n- 3,2 punti\n+ 1,5", "Di:  \n\\- 3,2 punti  \n\\+ 1,5  \n"),
            ("- 5 punti\n- 3 persone", "\\- 5 punti  \n\\- 3 persone  \n"),
            ("2*3*4 e *corsivo*", "2\\*3\\*4 e *corsivo*\n"),
            ("**12** donne (*)", "**12** donne (\\*)\n"),
            ("e` stato `codice` piu`", "e\\` stato `codice` piu\\`\n"),
            ("2022. uno\n2024. due", "2022. uno  \n2024\\. due  \n"),
            ("1. uno\n2. due\n\nFine.\n\n1. tre", "1. uno\n2. due\n\nFine.\n\n1. tre\n"),
            ("```\n> 60 2*3\n```", "```\n> 60 2*3\n```\n"),
        ] {
            assert_eq!(text(source), expected, "{source}");
        }
    }

    #[test]
    fn what_could_be_a_minus_is_told_by_its_line() {
        let source = "- 3 persone\n- due\n\n- 15/03/2025: riunione\n- 2025 in cifre\n- 12 incontri";
        assert_eq!(prepare(source).doubtful, [1, 6]);
        assert!(prepare("- 3,5 punti").doubtful.is_empty());
    }

    #[test]
    fn bullets_of_other_programs_make_lists() {
        for source in ["\u{f0b7} incontri", "•\tincontri", "  §\tincontri", "\u{f0a7}incontri"] {
            assert_eq!(text(source), "* incontri\n", "{source}");
        }
        assert_eq!(text("oggi"), "oggi\n");
        assert_eq!(text("·"), "·\n");
    }
}
