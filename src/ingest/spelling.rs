//! The word that a misspelt one was probably meant to be.

pub(super) use crate::model::spelling::normal_form;

/// The candidate nearest to `word`, when it is near enough to be worth proposing.
pub(super) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    const NEAR_ENOUGH: f64 = 0.8;
    candidates
        .into_iter()
        .map(|candidate| {
            (strsim::jaro_winkler(&normal_form(word), &normal_form(candidate)), candidate)
        })
        .filter(|(likeness, _)| *likeness >= NEAR_ENOUGH)
        .max_by(|(left, _), (right, _)| left.total_cmp(right))
        .map(|(_, candidate)| candidate)
}

/// ` (forse «Istruttori»?)`, or nothing.
pub(super) fn hint(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!(" (forse «{near}»?)"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_finds_its_word() {
        assert_eq!(nearest("soglja", ["soglia", "base"]), Some("soglia"));
        assert_eq!(nearest("xyz", ["soglia", "base"]), None);
    }
}
