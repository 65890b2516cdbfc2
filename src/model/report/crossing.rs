//! Incroci: what the data of several inputs say together, as tables that are already printed. Only in
//! the full edition: their groups are small, and no protection covers them.

#[derive(Clone, Debug)]
pub struct Crossing {
    pub title: String,
    /// Heading of the row labels.
    pub stub: String,
    pub headings: Vec<String>,
    pub rows: Vec<CrossingRow>,
    /// How it is counted.
    pub notes: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct CrossingRow {
    pub label: String,
    /// One for each heading.
    pub cells: Vec<String>,
    pub is_total: bool,
}
