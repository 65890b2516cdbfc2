//! Room for the deepest documents: the linker gives a program of the browser one megabyte of stack.
#![expect(clippy::disallowed_methods, reason = "cargo tells the target in the environment")]

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-cdylib=-zstack-size=16777216");
    }
}
