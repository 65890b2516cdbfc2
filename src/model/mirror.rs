//! Facts of each file that a person of the office knows by heart, to see at a glance whether it is
//! their body.

/// The facts of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MirrorFile {
    pub path: String,
    pub facts: Vec<Fact>,
}

/// `persone`: `447, di cui 235 donne e 212 uomini`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub label: &'static str,
    pub text: String,
}
