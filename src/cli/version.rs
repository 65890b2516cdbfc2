//! `--version --json`: which program this is, for who keeps many of them.

use serde_json::{Value, json};

/// The commit is known where the build is told it; the features are those of `Cargo.toml`.
pub(super) fn json() -> Value {
    json!({
        "programma": env!("CARGO_PKG_NAME"),
        "versione": env!("CARGO_PKG_VERSION"),
        "commit": option_env!("RELAZIONE_CUG_COMMIT"),
        "funzioni": FEATURES,
        "sistema": format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS),
    })
}

const FEATURES: &[&str] = if cfg!(feature = "typeset") { &["typeset"] } else { &[] };
