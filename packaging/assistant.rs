//! Puts the page together, one file with everything inside: `cargo run --example assistant -- GLUE WASM PAGE`, the glue
//! of wasm-bindgen and the program in gzip and base64.
#![expect(clippy::disallowed_methods, reason = "it writes a file for packages")]

use std::error::Error;
use std::fs;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use relazione_cug::pipeline::PROGRAM;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const PAGE: &str = include_str!("page/assistant/page.html");
/// Each stands on those before it.
const SCRIPTS: [&str; 8] = [
    include_str!("page/assistant/dom.js"),
    include_str!("page/assistant/engine.js"),
    include_str!("page/assistant/folder.js"),
    include_str!("page/assistant/files.js"),
    include_str!("page/assistant/rows.js"),
    include_str!("page/assistant/settings.js"),
    include_str!("page/assistant/findings.js"),
    concat!(include_str!("page/assistant/documents.js"), include_str!("page/assistant/start.js")),
];
const WORKER: &str = include_str!("page/assistant/worker.js");
/// The style of the pages that are read, and what this one has beside it.
const STYLES: [&str; 2] =
    [include_str!("../report-templates/page/style.css"), include_str!("page/assistant/style.css")];
static FACES: [(u16, &[u8]); 2] = [
    (400, include_bytes!("../fonts/titillium-web/TitilliumWeb_400Regular.woff2")),
    (600, include_bytes!("../fonts/titillium-web/TitilliumWeb_600SemiBold.woff2")),
];

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<_> = std::env::args_os().skip(1).collect();
    let [glue, wasm, page] = paths.as_slice() else {
        return Err("three paths are needed: glue, program and page".into());
    };
    let (glue, wasm) = (fs::read_to_string(glue)?, fs::read_to_string(wasm)?);
    fs::write(page, whole(&glue, wasm.trim())?)?;
    Ok(())
}

fn whole(glue: &str, wasm: &str) -> Result<String, Box<dyn Error>> {
    let script = format!("\"use strict\";\n{}", SCRIPTS.join("\n"));
    let script = script.trim_end();
    let worker = format!("\"use strict\";\n{glue}\n{WORKER}");
    for text in [script, worker.as_str()] {
        if text.contains("</script") || text.contains("<!--") {
            return Err("a script would end the page's own".into());
        }
    }
    let faces = FACES
        .iter()
        .map(|(weight, bytes)| json!({ "weight": weight, "data": STANDARD.encode(bytes) }));
    let values = json!({
        "program": PROGRAM,
        "faces": faces.collect::<Value>(),
        "style": STYLES.join("\n"),
        // With the line ends that stand around it in the page: they are hashed as well.
        "script_hash": format!("sha256-{}", STANDARD.encode(Sha256::digest(format!("\n{script}\n")))),
        "script": script,
        "worker": worker,
        "wasm": wasm,
    });
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::Html);
    Ok(environment.render_str(PAGE, Serde(&values))?)
}
