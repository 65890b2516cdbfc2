//! Giustificazione: a written reason for an anomaly.

/// One row of `giustificazioni`: the anomaly it answers and the words that are printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Justification {
    pub code: String,
    /// A place as the messages write it; `None` answers every place of the code.
    pub place: Option<String>,
    pub reason: String,
    pub office: String,
    /// One-based row in the file, for messages.
    pub row: u32,
}
