//! What `cug.toml` has between brackets: elements of an array, on one line or on many, each with the
//! comments that are its own, and keys of a table on one line.

use toml_edit::{Array, InlineTable, RawString, Value};

/// Adds an element. The comment behind the last one stays behind it.
pub(super) fn add(all: &mut Array, element: Value) {
    let prefix = all.iter().last().map(|last| written(last.decor().prefix()));
    let Some((_, indent)) = prefix.as_deref().and_then(|prefix| prefix.rsplit_once('\n')) else {
        all.push(element);
        return;
    };
    let mut rest = String::new();
    if let Some(last) = all.iter_mut().last() {
        rest = written(last.decor().suffix());
        last.decor_mut().set_suffix("");
    }
    rest.push_str(&written(Some(all.trailing())));
    let (comment, end) = rest.rsplit_once('\n').unwrap_or(("", ""));
    let (prefix, end) = (format!("{comment}\n{indent}"), format!("\n{end}"));
    all.push_formatted(element.decorated(prefix, ""));
    all.set_trailing(end);
}

/// Takes an element out, with the comments above it and behind it. Those of its neighbours stay.
pub(super) fn take_out(all: &mut Array, place: usize) {
    if place >= all.len() {
        return;
    }
    let gone = all.remove(place);
    let above = written(gone.decor().prefix());
    let is_last = place == all.len();
    let below = match all.get(place) {
        Some(next) => written(next.decor().prefix()),
        None => written(gone.decor().suffix()) + &written(Some(all.trailing())),
    };
    let between = match (above.find('\n'), below.find('\n')) {
        // Up to the line of the element that is gone, and from the end of its line.
        (Some(end), Some(start)) => format!("{}{}", &above[..end], &below[start..]),
        (None, Some(_)) => below,
        (_, None) if is_last => below,
        (_, None) => above,
    };
    match all.get_mut(place) {
        Some(next) => next.decor_mut().set_prefix(between),
        None => all.set_trailing(between),
    }
}

/// Adds a key at the end; what stood before the closing bracket still does.
pub(super) fn insert(table: &mut InlineTable, key: &str, value: Value) {
    let end = take_end(table);
    table.insert(key, value.decorated(" ", end));
}

pub(super) fn remove(table: &mut InlineTable, key: &str) {
    let end = take_end(table);
    table.remove(key);
    if let Some((_, last)) = table.iter_mut().last() {
        last.decor_mut().set_suffix(end);
    }
}

fn take_end(table: &mut InlineTable) -> String {
    let Some((_, last)) = table.iter_mut().last() else { return " ".to_owned() };
    let end = last.decor().suffix().map_or_else(|| " ".to_owned(), |it| written(Some(it)));
    last.decor_mut().set_suffix("");
    end
}

fn written(text: Option<&RawString>) -> String {
    text.and_then(RawString::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(text: &str, change: impl FnOnce(&mut Array)) -> String {
        let mut value: Value = text.parse().expect("an array");
        change(value.as_array_mut().expect("an array"));
        value.to_string()
    }

    #[test]
    fn keys_on_one_line_come_and_go_between_the_same_brackets() {
        let cases = [
            ("{ a = 1, b = 2 }", "{ a = 1, b = 2, c = 3 }", "{ a = 1 }"),
            ("{a = 1, b = 2}", "{a = 1, b = 2, c = 3}", "{a = 1}"),
        ];
        for (text, longer, shorter) in cases {
            let mut table: Value = text.parse().expect("a table");
            insert(table.as_inline_table_mut().expect("a table"), "c", 3.into());
            assert_eq!(table.to_string(), longer);
            for key in ["c", "b"] {
                remove(table.as_inline_table_mut().expect("a table"), key);
            }
            assert_eq!(table.to_string(), shorter);
        }
    }

    #[test]
    fn one_more_stands_like_the_others() {
        let cases = [
            ("[]", "[\"C\"]"),
            ("[\"A\"]", "[\"A\", \"C\"]"),
            ("[\n  \"A\", # uno\n]", "[\n  \"A\", # uno\n  \"C\",\n]"),
            ("[\n  \"A\" # uno\n]", "[\n  \"A\", # uno\n  \"C\"\n]"),
        ];
        for (text, expected) in cases {
            assert_eq!(changed(text, |all| add(all, "C".into())), expected);
        }
    }

    #[test]
    fn one_that_goes_takes_its_own_comment_along() {
        let many = "[\n  \"A\", # uno\n  \"B\", # due\n  \"C\", # tre\n]";
        let cases = [
            ("[\"A\", \"B\"]", 1, "[\"A\"]"),
            ("[\"A\", \"B\"]", 0, "[\"B\"]"),
            (many, 0, "[\n  \"B\", # due\n  \"C\", # tre\n]"),
            (many, 1, "[\n  \"A\", # uno\n  \"C\", # tre\n]"),
            (many, 2, "[\n  \"A\", # uno\n  \"B\", # due\n]"),
        ];
        for (text, place, expected) in cases {
            assert_eq!(changed(text, |all| take_out(all, place)), expected);
        }
    }
}
