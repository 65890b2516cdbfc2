//! Tables whose cells are parted by tabs, as they are pasted from Word and spreadsheets.

use super::line::Line;

/// Lines of a table become one in Markdown; other tabs part words.
pub(super) fn tables(lines: Vec<Line>) -> Vec<Line> {
    let mut done: Vec<Line> = Vec::new();
    let mut lines = lines.into_iter().peekable();
    while let Some(first) = lines.next() {
        if !first.text.contains('\t') {
            done.push(first);
            continue;
        }
        let mut run = vec![first];
        while let Some(next) = lines.next_if(|line| line.text.contains('\t')) {
            run.push(next);
        }
        if is_table(&run) {
            table(&run, &mut done);
        } else {
            done.extend(run.into_iter().map(|line| Line { text: words(&line.text), ..line }));
        }
    }
    done
}

/// Several lines of as many cells, some of them beyond the first column.
fn is_table(run: &[Line]) -> bool {
    let tabs = |line: &Line| line.text.matches('\t').count();
    let is_even = run.iter().all(|line| tabs(line) == tabs(&run[0]));
    let has_first = run.iter().any(|line| !line.text.starts_with('\t'));
    let is_list = run.iter().any(|line| line.text.trim_start().starts_with(['*', '-', '+']));
    run.len() > 1 && is_even && has_first && !is_list
}

fn table(run: &[Line], done: &mut Vec<Line>) {
    let line = |text: String, number: u32| Line { number, text, is_whole: false };
    let cells = |line: &Line| -> Vec<String> {
        line.text.split('\t').map(|cell| cell.trim().replace('|', "\\|")).collect()
    };
    let rows: Vec<Vec<String>> = run.iter().map(cells).collect();
    let is_number = |cell: &String| cell.starts_with(|letter: char| letter.is_ascii_digit());
    let rules = (0..rows[0].len()).map(|column| {
        let is_numeric = rows[1..].iter().filter_map(|row| row.get(column)).all(is_number);
        if is_numeric && column > 0 { "--:" } else { "---" }
    });
    let rules = format!("| {} |", rules.collect::<Vec<_>>().join(" | "));
    done.push(line(String::new(), run[0].number));
    for (place, (row, source)) in rows.iter().zip(run).enumerate() {
        done.push(line(format!("| {} |", row.join(" | ")), source.number));
        if place == 0 {
            done.push(line(rules.clone(), source.number));
        }
    }
    done.push(line(String::new(), run[run.len() - 1].number));
}

/// A tab between two numbers keeps them apart; before the first word it indents, and would make a
/// line of code of it.
fn words(text: &str) -> String {
    let bare = text.trim_start();
    let is_item =
        bare.starts_with(['*', '-', '+']) || bare.starts_with(|it: char| it.is_ascii_digit());
    let indent = if is_item { &text[..text.len() - bare.len()] } else { "" };
    let mut written = indent.to_owned();
    for part in bare.split('\t').map(str::trim).filter(|part| !part.is_empty()) {
        let ends = written.ends_with(|letter: char| letter.is_ascii_digit());
        let begins = part.starts_with(|letter: char| letter.is_ascii_digit());
        if ends && begins {
            written.push_str(" \\| ");
        } else if !written.trim().is_empty() {
            written.push(' ');
        }
        written.push_str(part);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(source: &str) -> Vec<(u32, String)> {
        let lines = (1..).zip(source.lines());
        let lines =
            lines.map(|(number, text)| Line { number, text: text.to_owned(), is_whole: false });
        tables(lines.collect()).into_iter().map(|line| (line.number, line.text)).collect()
    }

    #[test]
    fn lines_of_as_many_cells_are_a_table() {
        let told = made("Anni\n\tDonne\tUomini\n2024\t12\t9\n\nfine");
        let texts: Vec<&str> = told.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "Anni",
                "",
                "|  | Donne | Uomini |",
                "| --- | --: | --: |",
                "| 2024 | 12 | 9 |",
                "",
                "",
                "fine"
            ]
        );
        assert_eq!(told[4].0, 3);
    }

    #[test]
    fn a_lone_tab_parts_words() {
        let first = |source: &str| made(source)[0].1.clone();
        assert_eq!(first("\tIl Comitato"), "Il Comitato");
        assert_eq!(first("Presenti:\t12"), "Presenti: 12");
        assert_eq!(first("2024\t12"), "2024 \\| 12");
        assert_eq!(first("\t- voce"), "\t- voce");
        assert_eq!(first("1.\tvoce"), "1. voce");
    }
}
