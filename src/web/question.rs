//! The questions that a click answers: a finding that one of some lines of `cug.toml` would settle.

use serde_json::{Value, json};

use super::{Run, answer};
use crate::diagnostic::setting::{Choice, Setting};
use crate::diagnostic::{Diagnostic, Severity};
use crate::ingest;
use crate::model::holds::Holds;
use crate::model::input::{InputFile, InputKind};
use crate::model::reference_data;
use crate::publish;

/// Values of the data beside a question.
const EXAMPLES: usize = 3;

/// Every question of a run, the gravest first, each once however many cells it is about.
pub(super) fn all(run: &Run) -> Vec<Value> {
    let found: Vec<&Diagnostic> = run.verified.diagnostics.iter().collect();
    let mut questions: Vec<(Severity, String, Value)> = Vec::new();
    for diagnostic in found {
        for question in of(diagnostic) {
            let id = question.id();
            if !questions.iter().any(|(_, known, _)| *known == id) {
                let value = question.value(&id, diagnostic, &run.inputs.files);
                questions.push((diagnostic.severity(), id, value));
            }
        }
    }
    questions.sort_by_key(|(severity, ..)| std::cmp::Reverse(*severity));
    questions.into_iter().map(|(.., value)| value).collect()
}

/// The ids of the questions that a finding asks.
pub(super) fn ids(diagnostic: &Diagnostic) -> Vec<String> {
    of(diagnostic).iter().map(Question::id).collect()
}

struct Question {
    asked: String,
    lines: Vec<Setting>,
}

fn of(diagnostic: &Diagnostic) -> Vec<Question> {
    let proposed = diagnostic.setting.iter().map(|setting| {
        let values = std::iter::once(&setting.value).chain(&setting.others);
        let line = |value: &String| Setting {
            value: value.clone(),
            others: Vec::new(),
            ..setting.clone()
        };
        Question { asked: diagnostic.message.clone(), lines: values.map(line).collect() }
    });
    let open = diagnostic.choices.iter().map(|choice| match choice {
        Choice::Lines { asked, lines } => Question { asked: asked.clone(), lines: lines.clone() },
        Choice::Word { column, word } => {
            Question { asked: diagnostic.message.clone(), lines: meanings(column, word) }
        }
    });
    proposed.chain(open).filter(|question| !question.lines.is_empty()).collect()
}

/// What a word of the office may stand for: the words that the column takes.
fn meanings(column: &str, word: &str) -> Vec<Setting> {
    let mut of_inputs =
        InputKind::ALL.into_iter().filter_map(|kind| reference_data::column(kind, column));
    let Some(known) = of_inputs.find(|column| matches!(column.holds, Holds::Term(_))) else {
        return Vec::new();
    };
    let quoted = crate::diagnostic::setting::quoted;
    let line = |meaning: String| {
        Setting::new(format!("valori.{column}"), &quoted(word), [quoted(&meaning)])
    };
    publish::accepted_words(known).into_iter().map(line).collect()
}

impl Question {
    /// The same for the same question of another run.
    fn id(&self) -> String {
        let ends = [self.lines.first(), self.lines.last()].into_iter().flatten();
        let lines = ends.map(|line| format!("{}/{} = {}", line.section, line.key, line.value));
        lines.collect::<Vec<_>>().join(" ")
    }

    fn value(&self, id: &str, diagnostic: &Diagnostic, files: &[InputFile]) -> Value {
        let info = diagnostic.code.info();
        // A question about one value has it in its words.
        let examples = match diagnostic.value {
            Some(_) => Vec::new(),
            None => ingest::look::examples(files, &diagnostic.location, EXAMPLES),
        };
        json!({
            "id": id,
            "code": diagnostic.code.name(),
            "title": info.title,
            "severity": diagnostic.severity().label(),
            "asked": self.asked,
            "place": diagnostic.location.to_string(),
            "why": info.why,
            "examples": examples,
            "answers": self.lines.iter().map(|line| json!({
                "words": answer::words(&line.section, &line.key, &line.value),
                "section": line.section,
                "key": line.key,
                "value": line.value,
                "line": format!("[{}]\n{}", line.section, line.line()),
            })).collect::<Vec<_>>(),
        })
    }
}
