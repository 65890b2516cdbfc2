//! `spiega`: what a code means, why it matters, how to put it right.

use serde_json::json;

use super::terminal::Terminal;
use super::{Status, Stop};
use crate::diagnostic::code::{Code, CodeInfo, by_family, catalogue};

pub(super) fn run(code: Option<&str>, terminal: &Terminal) -> Result<Status, Stop> {
    let Some(name) = code else {
        list(terminal);
        return Ok(Status::Done);
    };
    let Some(code) = Code::from_name(name) else {
        return Err(Stop::usage(format!(
            "il codice «{name}» non esiste: «relazione-cug spiega» li elenca tutti"
        )));
    };
    let info = code.info();
    if terminal.json {
        terminal.result(&format!("{:#}", as_json(info)));
    } else {
        terminal.result(&as_text(info));
    }
    Ok(Status::Done)
}

fn list(terminal: &Terminal) {
    if terminal.json {
        let codes: Vec<_> = catalogue().iter().map(as_json).collect();
        terminal.result(&format!("{:#}", json!(codes)));
        return;
    }
    let family = |(name, codes): (&str, Vec<&CodeInfo>)| {
        let line = |info: &&CodeInfo| {
            format!("  {}  {:<8}  {}", info.code, info.severity.label(), info.title)
        };
        let lines: Vec<String> = codes.iter().map(line).collect();
        format!("{name}\n{}", lines.join("\n"))
    };
    let families: Vec<String> = by_family().into_iter().map(family).collect();
    terminal.result(&families.join("\n\n"));
}

fn as_text(info: &CodeInfo) -> String {
    let mut text = format!(
        "{} ({}): {}\n\nPerché conta\n{}\n\nCome si rimedia\n{}",
        info.code,
        info.severity.label(),
        info.title,
        info.why,
        info.remedy
    );
    if let Some(exception) = &info.exception {
        text.push_str(&format!("\n\nQuando può essere giusto\n{exception}"));
    }
    text
}

fn as_json(info: &CodeInfo) -> serde_json::Value {
    json!({
        "codice": info.code.name(),
        "gravita": info.severity.label(),
        "titolo": info.title,
        "perche": info.why,
        "rimedio": info.remedy,
        "eccezione": info.exception,
    })
}
