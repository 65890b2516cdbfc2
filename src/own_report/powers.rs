//! What the CUG proposed, was asked about and verified: every matter of its powers, used or not.

use crate::model::committee::{Power, PowerUse};
use crate::model::committee_lists::CommitteeLists;

/// The powers in the order of the law, each with all its matters; then the CUG's own matters.
pub(super) fn all(uses: &[PowerUse]) -> Vec<Power> {
    let lists = CommitteeLists::bundled();
    let of_matter = |matter: &String| {
        let mut found: Vec<PowerUse> =
            uses.iter().filter(|one| one.matter == *matter).cloned().collect();
        found.sort_by_key(|one| one.date);
        if found.is_empty() {
            found.push(PowerUse {
                matter: matter.clone(),
                exercised: None,
                date: None,
                outcome: None,
            });
        }
        found
    };
    let mut powers: Vec<Power> = lists
        .powers
        .iter()
        .map(|power| Power {
            title: power.title.clone(),
            uses: power.matters.iter().flat_map(of_matter).collect(),
        })
        .collect();
    let is_own = |one: &&PowerUse| !lists.matters().any(|matter| matter == one.matter);
    let own: Vec<PowerUse> = uses.iter().filter(is_own).cloned().collect();
    if !own.is_empty() {
        powers.push(Power { title: "Altre materie".to_owned(), uses: own });
    }
    powers
}
