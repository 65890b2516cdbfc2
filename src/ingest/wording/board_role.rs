//! Roles in exam boards: who presides, who is a member, who is neither.

use std::sync::LazyLock;

use super::phrases::{Phrases, is_figure, words_of};
use crate::ingest::spelling::normal_form;
use crate::model::reference_data;

/// What somebody is in a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Role {
    President,
    Member,
    Substitute,
    Secretary,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Role(Role),
    Beside,
}

static PHRASES: LazyLock<Phrases<Mark>> = LazyLock::new(|| {
    let lists = reference_data::board_roles();
    let of = |list: &'static [String], mark| list.iter().map(move |word| (word.as_str(), mark));
    Phrases::new(
        of(&lists.substitute, Mark::Role(Role::Substitute))
            .chain(of(&lists.secretary, Mark::Role(Role::Secretary)))
            .chain(of(&lists.president, Mark::Role(Role::President)))
            .chain(of(&lists.member, Mark::Role(Role::Member)))
            .chain(of(&lists.beside, Mark::Beside)),
    )
});

/// The role, or `None` for words that leave it in doubt. A substitute is one whatever the role.
pub(in crate::ingest) fn role(text: &str) -> Option<Role> {
    let form = normal_form(text);
    let words = words_of(&form);
    let marks: Vec<Option<Mark>> = words
        .iter()
        .map(|word| PHRASES.whole(&[word]).or(is_figure(word).then_some(Mark::Beside)))
        .collect();
    let has = |role| marks.contains(&Some(Mark::Role(role)));
    let (presides, is_member) = (has(Role::President), has(Role::Member));
    if has(Role::Substitute) {
        // Of a role, or alone: not a board that is called so.
        return (words.len() <= LONGEST).then_some(Role::Substitute);
    }
    if has(Role::Secretary) {
        return (!presides && !is_member && words.len() <= LONGEST).then_some(Role::Secretary);
    }
    if marks.contains(&None) {
        return None;
    }
    match (presides, is_member) {
        (true, _) => {
            matches!(marks[0], Some(Mark::Role(Role::President))).then_some(Role::President)
        }
        (false, true) => Some(Role::Member),
        (false, false) => None,
    }
}

/// Words of the longest role.
const LONGEST: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_may_have_words_around_it() {
        for (text, expected) in [
            ("Presidente", Some(Role::President)),
            ("PRESIDENTE (interno)", Some(Role::President)),
            ("Presidente di commissione", Some(Role::President)),
            ("Membro esperto", Some(Role::Member)),
            ("componente esterno", Some(Role::Member)),
            ("Commissario 2", Some(Role::Member)),
            ("Esperta", Some(Role::Member)),
            ("Componente supplente", Some(Role::Substitute)),
            ("Presidente supplente", Some(Role::Substitute)),
            ("Segretario verbalizzante", Some(Role::Secretary)),
            ("Segretaria", Some(Role::Secretary)),
            ("Componente e segretario", None),
            ("Vicepresidente", None),
            ("Membro aggiunto (lingua inglese)", None),
            ("Componente non effettivo", None),
            ("Uditore", None),
        ] {
            assert_eq!(role(text), expected, "{text}");
        }
    }
}
