//! The CUG's own report: its texts, who the CUG is, when it met.

use super::{Facts, Parts};
use crate::italian;
use crate::model::input::InputKind;

pub(super) fn judge(facts: Facts<'_>, parts: &mut Parts) {
    let asked = facts.cug_report.chapters.iter().filter(|chapter| chapter.format.text.is_some());
    let asked = asked.count() as u64;
    let missing = facts.cug_report.missing_texts().count() as u64;
    let texts = format!(
        "{} della relazione del CUG nella cartella «{}»",
        italian::counted(missing, "testo", "testi"),
        InputKind::Texts.name()
    );
    if missing > 0 {
        parts.missing.push(texts);
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
}
