//! What changes from one text to another, line by line, with the heading of TOML that it stands under.

use serde_json::{Value, json};

/// Beyond it all the lines between those that stayed are told as changed: a table of that many would not
/// be read by anybody, and takes long.
const MOST: usize = 2_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Same,
    Gone,
    Fresh,
}

/// The lines that are gone or new, in their order, each group below the heading of its section.
pub(super) fn value(old: &str, new: &str) -> Value {
    let all = lines(old, new);
    let mut shown: Vec<Value> = Vec::new();
    let mut heading: Option<&str> = None;
    for (sign, line) in all {
        let is_heading = line.trim_start().starts_with('[');
        if sign == Sign::Same {
            heading = if is_heading { Some(line) } else { heading };
            continue;
        }
        if line.trim().is_empty() {
            continue;
        }
        // A heading that is new or gone is shown as such.
        let above = heading.take().filter(|_| !is_heading);
        shown.extend(above.map(|line| json!({ "sign": " ", "line": line })));
        let sign = if sign == Sign::Gone { "−" } else { "+" };
        shown.push(json!({ "sign": sign, "line": line }));
    }
    Value::Array(shown)
}

fn lines<'a>(old: &'a str, new: &'a str) -> Vec<(Sign, &'a str)> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let same = |(left, right): &(&&str, &&str)| left == right;
    let start = old.iter().zip(&new).take_while(same).count();
    let (before, after) = (&old[start..], &new[start..]);
    let end = before.iter().rev().zip(after.iter().rev()).take_while(same).count();
    let (before, after) = (&before[..before.len() - end], &after[..after.len() - end]);
    let stayed = |line: &&'a str| (Sign::Same, *line);
    let mut all: Vec<(Sign, &str)> = old[..start].iter().map(stayed).collect();
    all.extend(between(before, after));
    all.extend(old[old.len() - end..].iter().map(stayed));
    all
}

/// By the longest list of lines that both have.
fn between<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(Sign, &'a str)> {
    let (rows, columns) = (old.len(), new.len());
    if rows.max(columns) > MOST {
        let gone = old.iter().map(|line| (Sign::Gone, *line));
        return gone.chain(new.iter().map(|line| (Sign::Fresh, *line))).collect();
    }
    let mut common = vec![vec![0_u32; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            common[row][column] = if old[row] == new[column] {
                common[row + 1][column + 1] + 1
            } else {
                common[row + 1][column].max(common[row][column + 1])
            };
        }
    }
    let (mut row, mut column, mut all) = (0, 0, Vec::new());
    while row < rows || column < columns {
        let is_same = row < rows && column < columns && old[row] == new[column];
        let is_gone =
            row < rows && (column == columns || common[row + 1][column] >= common[row][column + 1]);
        if is_same {
            all.push((Sign::Same, old[row]));
        } else if is_gone {
            all.push((Sign::Gone, old[row]));
        } else {
            all.push((Sign::Fresh, new[column]));
        }
        row += usize::from(is_same || is_gone);
        column += usize::from(is_same || !is_gone);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let lines = value(old, new);
        let line = |line: &Value| {
            format!("{}{}", line["sign"].as_str().unwrap(), line["line"].as_str().unwrap())
        };
        lines.as_array().unwrap().iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_line_that_changes_is_told_below_its_heading() {
        let old = "[ente]\nnome = \"A\"\n\n[relazione]\nanno = 2024\n# fine\n";
        let new = old.replace("2024", "2025");
        assert_eq!(shown(old, &new), " [relazione]\n−anno = 2024\n+anno = 2025");
        assert_eq!(shown(old, old), "");
    }

    #[test]
    fn a_row_that_is_like_another_is_told_all_the_same() {
        let row = "\n[[inquadramenti]]\nnome = \"A\"\nalias = [\"a\"]\n";
        let old = format!("[ente]\n{row}");
        let new = format!("{old}{row}");
        assert_eq!(shown(&old, &new), "+[[inquadramenti]]\n+nome = \"A\"\n+alias = [\"a\"]");
        assert_eq!(shown(&new, &old), "−[[inquadramenti]]\n−nome = \"A\"\n−alias = [\"a\"]");
    }
}
