//! The law or source a table or rule rests on.

use serde::{Deserialize, Serialize};

/// A citation as printed ("d.lgs. 30 marzo 2001, n. 165, art. 57").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LegalReference(pub String);
