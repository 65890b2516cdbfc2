//! The public edition: figures that give somebody away are rounded, or kept back together with whatever
//! they could be computed from; an attack on the result proves it.

mod attack;
mod candidates;
mod case;
mod circuit;
mod coarse;
mod full;
mod grid;
mod groups;
mod knowledge;
mod line;
mod managers;
mod play;
mod primary;
mod program;
mod rounding;
mod secondary;
mod suppression;
mod system;

use full::Full;

pub use managers::in_one_row as managers_in_one_row;

use crate::model::format::Format;
use crate::model::protection::{ProtectionAudit, Strategy};
use crate::model::secret::Secret;
use crate::model::settings::{DisclosureMethod, DisclosureSettings};
use crate::model::table::Table;

/// A public edition that gives nobody away could not be made: too little may be hidden, because of
/// exemptions, or the proof was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the public edition could not be made safe")]
pub struct Unsafe;

/// The tables as the public edition shows them, and the account of how sure that is. Where rounding is asked
/// for and leads to no safe edition, figures are kept back instead, by the first strategy that leads to one:
/// they are in the order of what they lose.
pub fn protect(
    tables: &[Table],
    format: &Format,
    rules: &DisclosureSettings,
    secret: &Secret,
) -> Result<(Vec<Table>, ProtectionAudit), Unsafe> {
    if rules.method == DisclosureMethod::Rounding {
        let coarse = coarse::without_details(tables, format);
        let rounded = rounding::protect(&Full::of(&coarse, format, rules), secret);
        if let Some(rounded) = rounded {
            return Ok(rounded);
        }
    }
    let attempts = Strategy::ALL.into_iter();
    attempts
        .map(|strategy| protect_by(strategy, tables, format, rules, secret))
        .find(Result::is_ok)
        .ok_or(Unsafe)?
}

/// The suppression of one strategy, for comparing what they lose.
pub fn protect_by(
    strategy: Strategy,
    tables: &[Table],
    format: &Format,
    rules: &DisclosureSettings,
    secret: &Secret,
) -> Result<(Vec<Table>, ProtectionAudit), Unsafe> {
    let coarse = coarse::with_coarse_means(coarse::without_details(tables, format), format);
    suppression::protect(&Full::of(&coarse, format, rules), strategy, secret).ok_or(Unsafe)
}

/// The last word on a `tabelle.csv` as it is published: what the attackers that can be afforded find in these
/// bytes, with the true figures at hand to know what there is to be found. `Err` where they find anything.
pub fn prove(
    csv: &[u8],
    tables: &[Table],
    format: &Format,
    rules: &DisclosureSettings,
    method: DisclosureMethod,
) -> Result<(), Unsafe> {
    let published = attack::read(format, csv).ok_or(Unsafe)?;
    let tables = coarse::without_details(tables, format);
    let is_safe = match method {
        DisclosureMethod::Rounding => {
            rounding::prove(&Full::of(&tables, format, rules), &published)
        }
        DisclosureMethod::Suppression => {
            let tables = coarse::with_coarse_means(tables, format);
            suppression::prove(&Full::of(&tables, format, rules), &published)
        }
    };
    is_safe.then_some(()).ok_or(Unsafe)
}
