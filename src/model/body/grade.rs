//! Inquadramento: a grade with the staff category it belongs to.

use crate::model::staff_category::StaffCategory;

/// Inquadramento, one row of table 1.1. Two categories may share a label: they are two grades.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grade {
    pub category: StaffCategory,
    /// Place in the classification; grades it does not know come after, by label.
    pub rank: usize,
    pub label: String,
}
