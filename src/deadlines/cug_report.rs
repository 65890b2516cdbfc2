//! The CUG's own report: its texts, who the CUG is, when it met.

use super::{Facts, Parts};
use crate::italian;
use crate::model::input::InputKind;

pub(super) fn judge(facts: Facts<'_>, parts: &mut Parts) {
    let asked = facts.cug_report.chapters.iter().filter(|chapter| chapter.format.text.is_some());
    let asked = asked.count() as u64;
    let missing = facts.cug_report.missing_texts().count() as u64;
    if missing > 0 {
        let texts = italian::counted(missing, "testo", "testi");
        let texts = format!("{texts} della relazione del CUG");
        parts.miss(&texts, format!("{texts} nella cartella «{}»", InputKind::Texts.name()));
    }
    if missing < asked {
        let written = italian::counted(asked - missing, "testo scritto", "testi scritti");
        parts.ready.push(format!("relazione del CUG: {written} su {asked}"));
    }
    for (kind, words) in
        [(InputKind::Members, "componenti del CUG"), (InputKind::Meetings, "riunioni del CUG")]
    {
        parts.put(facts.is_given(kind), words, format!("il file «{}»: {words}", kind.name()));
    }
    let approval = "approvazione della relazione del CUG";
    parts.put(
        facts.cug_report.approval.is_some(),
        approval,
        format!("{approval}, nel file «{}»", InputKind::Meetings.name()),
    );
}
