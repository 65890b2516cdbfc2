//! Disks that are full or closed, runs that are killed, two at once: the earlier documents are whole
//! or the new ones are, and nothing about people is left in other places.

#![cfg(unix)]

use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::bodies::path;
use crate::command_line::{names, run, stderr, text};

const PROGRAM: &str = env!("CARGO_BIN_EXE_relazione-cug");

/// A small body, and a place for whatever a run might leave in the folder for temporary files.
struct Body {
    place: TempDir,
    folder: PathBuf,
}

impl Body {
    fn new() -> Self {
        let place = TempDir::new().unwrap();
        let folder = place.path().join("ente");
        std::fs::create_dir_all(place.path().join("temporanei")).unwrap();
        std::fs::create_dir(&folder).unwrap();
        for name in ["cug.toml", "personale.csv"] {
            std::fs::copy(path("tests/cases/base").join(name), folder.join(name)).unwrap();
        }
        Self { place, folder }
    }

    /// One that has its documents of before, in which the body has another name.
    fn published() -> Self {
        let body = Self::new();
        let output = run(&["genera", text(&body.folder), "--quiet"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        body.renamed()
    }

    fn renamed(self) -> Self {
        let settings = self.folder.join("cug.toml");
        let renamed = std::fs::read_to_string(&settings).unwrap().replace("di prova", "rinominato");
        std::fs::write(settings, renamed).unwrap();
        self
    }

    fn output(&self) -> PathBuf {
        self.folder.join("uscita")
    }

    /// `setup` is what the shell does before it gives way to the program.
    fn start(&self, setup: &str, command: &str) -> Child {
        Command::new("sh")
            .args(["-c", &format!("{setup} exec \"$@\""), "sh", PROGRAM, command])
            .args([text(&self.folder), "--quiet"])
            .env("TMPDIR", self.place.path().join("temporanei"))
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// The documents are those of one run; gives back the name of the body in them.
    fn is_whole(&self) -> String {
        let year = self.output().join("2022");
        let manifest = std::fs::read(year.join("riservato/manifesto.json")).unwrap();
        let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
        let outputs = manifest["uscite"].as_array().unwrap();
        for told in outputs {
            let document = std::fs::read(year.join(told["percorso"].as_str().unwrap())).unwrap();
            let digest: String =
                Sha256::digest(document).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(told["sha256"], digest, "{}", told["percorso"]);
        }
        let written = names(&year).into_iter();
        let documents = written.filter(|name| !name.contains("verifica.")).count();
        assert_eq!(documents, outputs.len() + 2, "{:?}", names(&year));
        for ending in ["json", "html", "xlsx"] {
            assert!(year.join(format!("ufficio/verifica.{ending}")).is_file(), "{ending}");
        }
        manifest["ente"].as_str().unwrap().to_owned()
    }

    /// Nothing is left of a run that did not end, neither here nor among temporary files.
    fn is_clean(&self) {
        let left = |folder: &Path| -> Vec<String> {
            let entries = std::fs::read_dir(folder).unwrap();
            let mut names: Vec<String> =
                entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        };
        assert_eq!(left(&self.output()), [".blocco", "2022", "index.html"]);
        assert_eq!(left(&self.folder), ["cug.toml", "personale.csv", "uscita"]);
        assert_eq!(left(&self.place.path().join("temporanei")), [""; 0]);
    }
}

/// The folder in which a run prepares its documents.
fn staging(output: &Path) -> Option<PathBuf> {
    let mut entries = std::fs::read_dir(output).ok()?.flatten().map(|entry| entry.path());
    entries.find(|path| path.to_string_lossy().contains(".in-scrittura-"))
}

/// The files that a run has prepared so far.
fn prepared(output: &Path) -> usize {
    fn count(folder: &Path) -> usize {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| if entry.path().is_dir() { count(&entry.path()) } else { 1 }).sum()
    }
    staging(output).map_or(0, |folder| count(&folder))
}

/// Kills a run when the moment has come; says whether it was still at work.
fn kill_when(run: &mut Child, moment: impl Fn() -> bool) -> bool {
    while run.try_wait().unwrap().is_none() {
        if moment() {
            run.kill().unwrap();
            return run.wait().unwrap().code().is_none();
        }
        std::thread::yield_now();
    }
    false
}

#[test]
fn a_run_killed_while_it_writes_leaves_whole_documents_and_the_next_one_tidies_up() {
    let body = Body::published();
    let output = body.output();
    let mut killed = 0;
    for files in [1, 9, 20, 23] {
        let mut run = body.start("", "genera");
        killed += u32::from(kill_when(&mut run, || prepared(&output) >= files));
        let private = staging(&output).map(|it| it.metadata().unwrap().permissions().mode());
        assert!(private.is_none_or(|mode| mode & 0o777 == 0o700), "{private:?}");
        body.is_whole();
    }
    assert!(killed >= 2, "only {killed} runs were met at work");
    assert!(body.start("", "verifica").wait().unwrap().success());
    body.is_whole();
    body.is_clean();
}

#[test]
fn a_check_killed_at_any_moment_leaves_whole_documents() {
    let body = Body::published();
    let start = Instant::now();
    assert!(body.start("", "verifica").wait().unwrap().success());
    let whole = start.elapsed();
    for part in 1..=12 {
        let (start, delay) = (Instant::now(), whole * part / 10);
        kill_when(&mut body.start("", "verifica"), || start.elapsed() >= delay);
        assert_eq!(body.is_whole(), "Ente di prova");
    }
    assert!(body.start("", "genera").wait().unwrap().success());
    assert_eq!(body.is_whole(), "Ente rinominato");
    body.is_clean();
}

/// 200 runs killed at moments spread over the whole run: `cargo test -- --ignored killed`.
#[test]
#[ignore = "takes minutes"]
fn two_hundred_runs_killed_at_any_moment_leave_whole_documents() {
    let body = Body::published();
    let output = body.output();
    let start = Instant::now();
    assert!(body.start("", "genera").wait().unwrap().success());
    let whole = start.elapsed();
    let (mut while_writing, mut at_work) = (0, 0);
    for round in 0..200 {
        let mut run = body.start("", "genera");
        let start = Instant::now();
        // Half of them anywhere, half in the short time in which files are written.
        let was_killed = if round % 2 == 0 {
            kill_when(&mut run, || start.elapsed() >= whole * round / 200)
        } else {
            kill_when(&mut run, || prepared(&output) >= 1)
                || kill_when(&mut run, || prepared(&output) > (round / 8) as usize)
        };
        at_work += u32::from(was_killed);
        while_writing += u32::from(staging(&output).is_some());
        body.is_whole();
    }
    let words = format!("{at_work} of 200 killed at work, {while_writing} of them while writing\n");
    std::io::stderr().write_all(words.as_bytes()).unwrap();
    assert!(body.start("", "verifica").wait().unwrap().success());
    body.is_whole();
    body.is_clean();
}

#[test]
fn a_disk_without_room_leaves_the_earlier_documents() {
    let body = Body::published();
    // Blocks that the largest file may have; a write beyond fails, as on a full disk.
    for blocks in [0, 20, 150] {
        let setup = format!("trap '' XFSZ; ulimit -f {blocks};");
        let output = body.start(&setup, "genera").wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{blocks} blocks");
        let words = stderr(&output);
        assert!(words.contains("non si può scrivere"), "{words}");
        assert!(words.contains("I documenti di prima sono rimasti come erano"), "{words}");
        assert_eq!(body.is_whole(), "Ente di prova");
        body.is_clean();
    }
    for blocks in [0, 1, 10, 20, 50, 100] {
        let setup = format!("trap '' XFSZ; ulimit -f {blocks};");
        let output = body.start(&setup, "verifica").wait_with_output().unwrap();
        assert_eq!(body.is_whole(), "Ente di prova");
        assert_eq!(output.status.code(), Some(1), "{blocks} blocks");
        body.is_clean();
    }
}

#[test]
fn a_place_that_takes_no_documents_is_told_in_italian() {
    let body = Body::new();
    std::fs::write(body.place.path().join("file"), "dell'ente").unwrap();
    std::fs::create_dir(body.place.path().join("cartella")).unwrap();
    std::fs::write(body.place.path().join("cartella/2022"), "dell'ente").unwrap();
    let file = body.place.path().join("file");
    for (output, words) in [
        (file.clone(), "è un file, non una cartella"),
        (file.join("sotto"), "c'è un file al posto di una cartella"),
        (body.place.path().join("cartella"), "è un file, non una cartella"),
        #[cfg(target_os = "linux")]
        (PathBuf::from("/sys/relazione"), "permesso negato"),
    ] {
        let output = run(&["verifica", text(&body.folder), "--quiet", "--uscita", text(&output)]);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains(words), "{words}: {}", stderr(&output));
    }
    assert_eq!(std::fs::read_to_string(file).unwrap(), "dell'ente");
}

#[test]
fn two_bodies_that_write_into_one_folder_do_not_mix() {
    let (one, other) = (Body::new(), Body::new().renamed());
    let both = one.place.path().join("insieme");
    let start = |body: &Body| {
        Command::new(PROGRAM)
            .args(["genera", text(&body.folder), "--quiet", "--uscita", text(&both)])
            .spawn()
            .unwrap()
    };
    let mut runs = [start(&one), start(&other)];
    assert!(runs.iter_mut().all(|run| run.wait().unwrap().success()));
    std::fs::rename(&both, one.output()).unwrap();
    one.is_whole();
    one.is_clean();
}

#[test]
fn a_second_run_on_one_folder_is_turned_away() {
    let body = Body::new();
    let settings = std::fs::File::open(body.folder.join("cug.toml")).unwrap();
    settings.lock().unwrap();
    let output = run(&["verifica", text(&body.folder)]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("un'altra esecuzione"), "{}", stderr(&output));
    assert!(!body.output().exists());
}

#[test]
fn the_year_may_lie_on_another_disk_and_its_folders_keep_who_may_open_them() {
    let body = Body::published();
    let elsewhere = body.place.path().join("altro-disco");
    std::fs::rename(body.output().join("2022"), &elsewhere).unwrap();
    symlink(&elsewhere, body.output().join("2022")).unwrap();
    let restricted = elsewhere.join("riservato");
    std::fs::set_permissions(&restricted, PermissionsExt::from_mode(0o750)).unwrap();
    symlink("dove-non-c-e-niente", restricted.join("collegamento")).unwrap();
    let open = std::fs::File::open(restricted.join("allegato-1.pdf")).unwrap();
    let output = run(&["genera", text(&body.folder), "--quiet"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(body.output().join("2022").is_symlink());
    assert!(restricted.join("collegamento").is_symlink());
    std::fs::remove_file(restricted.join("collegamento")).unwrap();
    assert_eq!(body.is_whole(), "Ente rinominato");
    assert_eq!(restricted.metadata().unwrap().permissions().mode() & 0o777, 0o750);
    assert!(open.metadata().unwrap().len() > 0, "who reads the earlier document goes on");
}

#[test]
fn a_folder_of_the_year_that_is_a_link_is_not_replaced() {
    let body = Body::new();
    std::fs::create_dir_all(body.output().join("2022")).unwrap();
    symlink(body.place.path(), body.output().join("2022/riservato")).unwrap();
    let output = run(&["verifica", text(&body.folder), "--quiet"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("è un collegamento"), "{}", stderr(&output));
    assert!(!body.place.path().join("verifica.html").exists());
}

#[test]
fn a_check_after_publication_leaves_a_true_manifest() {
    let body = Body::published();
    let findings = body.output().join("2022/ufficio/verifica.html");
    let before = std::fs::read(&findings).unwrap();
    assert_eq!(run(&["verifica", text(&body.folder), "--quiet"]).status.code(), Some(0));
    assert!(std::fs::read(&findings).unwrap() != before);
    assert_eq!(body.is_whole(), "Ente di prova");
}

/// A pipe nobody writes into.
fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn what_is_no_file_is_not_read_and_nobody_waits_for_it() {
    let body = Body::new();
    let staff = body.folder.join("personale.csv");
    std::fs::remove_file(&staff).unwrap();
    pipe(&staff);
    std::fs::create_dir_all(body.folder.join("testi")).unwrap();
    pipe(&body.folder.join("testi/premessa.md"));
    std::fs::create_dir(body.folder.join("personale.xlsx")).unwrap();
    let output = run(&["verifica", text(&body.folder)]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(stderr(&output).contains("errore F02"), "{}", stderr(&output));
    let settings = body.folder.join("cug.toml");
    std::fs::remove_file(&settings).unwrap();
    pipe(&settings);
    assert_eq!(run(&["verifica", text(&body.folder)]).status.code(), Some(2));
}

#[test]
fn a_file_that_changes_while_it_is_read_is_not_used() {
    let body = Body::new();
    let staff = std::fs::File::options().write(true).open(body.folder.join("personale.csv"));
    let staff = staff.unwrap();
    // Reading so much takes much longer than a change does.
    staff.set_len(200 << 20).unwrap();
    let mut run = body.start("", "verifica");
    let mut length = 200 << 20;
    while run.try_wait().unwrap().is_none() {
        length += 1;
        staff.set_len(length).unwrap();
        std::thread::sleep(Duration::from_millis(1));
    }
    let output = run.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let told = body.output().join("2022/ufficio/verifica.json");
    let told = std::fs::read_to_string(told).unwrap();
    assert!(told.contains("è cambiato mentre"), "{told}");
}

#[test]
fn folders_of_inputs_have_an_end() {
    let body = Body::new();
    let texts = body.folder.join("testi");
    let verify = |words: &str| {
        let output = run(&["verifica", text(&body.folder)]);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
        std::fs::remove_dir_all(&texts).unwrap();
    };
    std::fs::create_dir(&texts).unwrap();
    symlink("..", texts.join("uno")).unwrap();
    symlink(".", texts.join("due")).unwrap();
    verify("«testi»");
    std::fs::create_dir(&texts).unwrap();
    for number in 0..=2_000 {
        std::fs::write(texts.join(format!("{number}.md")), "").unwrap();
    }
    verify("più di 2.000 file");
    std::fs::create_dir(&texts).unwrap();
    for number in 0..3 {
        let picture = std::fs::File::create(texts.join(format!("{number}.png"))).unwrap();
        picture.set_len(100 << 20).unwrap();
    }
    verify("superano insieme 256 MB");
    let settings = std::fs::File::options().write(true).open(body.folder.join("cug.toml"));
    settings.unwrap().set_len((1 << 20) + 1).unwrap();
    std::fs::create_dir(&texts).unwrap();
    verify("supera 1 MB");
}
