//! The pages in Chromium, driven by `browser/check.mjs`: axe-core, keyboard, small screens, dark theme, paper.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bodies::{path, sample};
use crate::injection;
use crate::pages::pages;

/// axe-core finds nothing, in light and dark, at 320 and 1280 pixels and on paper; the keyboard reaches
/// everything; nothing is asked from the network.
#[test]
fn pages_stand_in_a_real_browser() {
    let Some(check) = Browser::find() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (_, _, verified) = sample();
    let mut files = Vec::new();
    let sample = pages(verified);
    let sample = sample.iter().map(|page| ("sample", page));
    let hostile = injection::pages().into_iter().map(|page| ("hostile", page));
    for (name, page) in sample.chain(hostile) {
        let file = folder.path().join(name).join(&page.path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, &page.bytes).unwrap();
        files.push(file);
    }
    let output = check.run(&files);
    assert!(output.is_empty(), "{output}");
}

/// Chromium and the packages that drive it.
struct Browser {
    chromium: PathBuf,
}

impl Browser {
    /// `None` where they are missing, and never in silence; where `BROWSER_TESTS` is `required`, as in
    /// `.ci/run`, that is a failure.
    fn find() -> Option<Self> {
        let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
        let usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
        let chromium =
            named.into_iter().chain(usual.map(PathBuf::from)).find(|path| path.is_file());
        let packages = path("tests/browser/node_modules/playwright-core");
        let ready = packages.is_dir() || Self::install();
        match chromium {
            Some(chromium) if ready => Some(Self { chromium }),
            _ => {
                let words = "\nSKIPPED: the pages were not opened in a browser. It needs Chromium, Node.js 18 and npm;\n\
                     then `npm ci --prefix tests/browser`.\n\n";
                let required = std::env::var("BROWSER_TESTS").is_ok_and(|wish| wish == "required");
                assert!(!required, "{words}");
                // Past the test runner, which keeps back the words of tests that pass.
                std::io::stderr().write_all(words.as_bytes()).unwrap();
                None
            }
        }
    }

    fn install() -> bool {
        let npm = Command::new("npm")
            .args(["ci", "--silent"])
            .current_dir(path("tests/browser"))
            .status();
        npm.is_ok_and(|status| status.success())
    }

    /// The faults of the pages, one a line.
    fn run(&self, pages: &[impl AsRef<Path>]) -> String {
        let output = Command::new("node")
            .arg(path("tests/browser/check.mjs"))
            .args(pages.iter().map(AsRef::as_ref))
            .env("CHROMIUM", &self.chromium)
            .output()
            .unwrap();
        let words = [output.stdout, output.stderr].concat();
        let words = String::from_utf8_lossy(&words).into_owned();
        assert!(output.status.success() || !words.is_empty(), "the check stopped without a word");
        words
    }
}
