//! Where new documents are made: a folder beside the earlier ones, on the same disk, that nobody else
//! may look into. What stands there takes the place of the earlier documents in one step, and the
//! next run clears away what one that was killed left behind.
#![expect(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How the name of the folder begins; the number of the run follows.
const PREFIX: &str = ".in-scrittura-";
/// Below it: the earlier folder, where it cannot be exchanged for the new one in one step.
const ASIDE: &str = "precedente";
/// Beside it: the mark that what was put aside is not wanted any more.
const OUTDATED: &str = "superato";
/// Names that one run tries for its folder.
const MAX_LEFTOVERS: u32 = 100;
/// Below the root: locked while a run writes there. It stays: taking it away would let two in.
const TURN: &str = ".blocco";

/// The right to write below a root, and the place to prepare what is written.
pub(super) struct Staging {
    root: PathBuf,
    folder: PathBuf,
    _turn: Option<fs::File>,
}

impl Staging {
    /// Waits until no other run writes below the root, which is made if need be, and puts right what
    /// one that was killed left there.
    pub(super) fn open(root: &Path) -> io::Result<Self> {
        fs::create_dir_all(root)?;
        let turn = take_turn(&root.join(TURN))?;
        for folder in leftovers(root)? {
            put_back(root, &folder)?;
            // A document that is still open may keep its folder from going: a later run's turn.
            let _ = remove(&folder);
        }
        let folder = create_private(root)?;
        Ok(Self { root: root.to_owned(), folder, _turn: turn })
    }

    /// Writes a new file, for good, where nobody reads it yet.
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
        let mut file = fs::File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Where something lies until it is put in its place.
    pub(super) fn path(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }

    /// Puts a file that was written here in the place of the one with the same path below the root.
    pub(super) fn put_file(&self, path: &Path) -> io::Result<()> {
        let target = self.root.join(path);
        let folder = target.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)?;
        fs::rename(self.path(path), &target)?;
        sync_folder(folder);
        Ok(())
    }

    /// Puts a folder that was made here in the place of the one with the same name below the root.
    /// After an error that one is as it was.
    pub(super) fn put_folder(&self, name: &str) -> io::Result<()> {
        let (fresh, target) = (self.path(Path::new(name)), self.root.join(name));
        sync_folders(&fresh)?;
        if !target.exists() {
            fs::rename(&fresh, &target)?;
        } else if !exchange(&fresh, &target) {
            self.put_in_two_steps(name)?;
        }
        sync_folder(&self.root);
        Ok(())
    }

    fn put_in_two_steps(&self, name: &str) -> io::Result<()> {
        let (fresh, target) = (self.path(Path::new(name)), self.root.join(name));
        let aside = self.folder.join(ASIDE);
        fs::create_dir(&aside)?;
        fs::rename(&target, aside.join(name))?;
        if let Err(error) = fs::rename(&fresh, &target) {
            fs::rename(aside.join(name), &target)?;
            return Err(error);
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be cleared away now, the next run clears away.
        let _ = put_back(&self.root, &self.folder).and_then(|()| remove(&self.folder));
    }
}

/// `None` where the disk has no locks: better to work without than not at all.
fn take_turn(path: &Path) -> io::Result<Option<fs::File>> {
    let opened = fs::File::open(path);
    let file = opened.or_else(|_| fs::File::options().create(true).append(true).open(path))?;
    Ok(file.lock().ok().map(|()| file))
}

fn leftovers(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(PREFIX) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// An earlier folder that unfinished work put aside, and whose place nothing has taken, goes back there.
fn put_back(root: &Path, folder: &Path) -> io::Result<()> {
    if folder.join(OUTDATED).exists() {
        return Ok(());
    }
    if let Ok(entries) = fs::read_dir(folder.join(ASIDE)) {
        for entry in entries {
            let entry = entry?;
            let target = root.join(entry.file_name());
            if !target.exists() {
                fs::rename(entry.path(), target)?;
            }
        }
    }
    Ok(())
}

/// Removes a folder of unfinished work. What was put aside goes first and under a mark: were some of it
/// to stay, it must never come back as the documents of a year.
fn remove(folder: &Path) -> io::Result<()> {
    let aside = folder.join(ASIDE);
    if aside.exists() {
        fs::write(folder.join(OUTDATED), "")?;
        fs::remove_dir_all(aside)?;
    }
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// A new folder with the number of the run, since on a disk without locks two must not write into one;
/// and with one more where that name is taken by what could not be removed.
fn create_private(root: &Path) -> io::Result<PathBuf> {
    let run = std::process::id();
    let mut created = Err(io::ErrorKind::AlreadyExists.into());
    for number in 0..MAX_LEFTOVERS {
        let folder = root.join(format!("{PREFIX}{run}-{number}"));
        created = create_folder(&folder).map(|()| folder);
        let is_taken = |error: &io::Error| error.kind() == io::ErrorKind::AlreadyExists;
        if !created.as_ref().is_err_and(is_taken) {
            break;
        }
    }
    created
}

#[cfg(unix)]
fn create_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o700).create(folder)
}

/// On Windows a new folder has the permissions of the one that it is made in.
#[cfg(not(unix))]
fn create_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}

/// Exchanges two folders in one step, so that there is no moment without either. Not every system
/// and not every disk can.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

/// Makes the names in a folder, and in those below it, outlast a power cut.
fn sync_folders(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    sync_folder(folder);
    Ok(())
}

/// Windows opens no folders, and some disks cannot do this: then the system's own time has to do.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A root with an earlier folder, its new one in the making, and another run's leavings.
    fn root() -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir(root.path().join("2022")).expect("a folder");
        fs::write(root.path().join("2022/a"), "earlier").expect("a file");
        root
    }

    fn text(root: &Path, path: &str) -> Option<String> {
        fs::read_to_string(root.join(path)).ok()
    }

    #[test]
    fn what_a_killed_run_put_aside_goes_back_and_the_rest_goes() {
        let root = root();
        let killed = root.path().join(format!("{PREFIX}1"));
        fs::create_dir_all(killed.join(ASIDE)).expect("a folder");
        fs::rename(root.path().join("2022"), killed.join(ASIDE).join("2022")).expect("renamed");
        fs::create_dir(killed.join("2022")).expect("a folder");
        fs::write(killed.join("2022/a"), "unfinished").expect("a file");
        drop(Staging::open(root.path()).expect("a turn"));
        assert_eq!(text(root.path(), "2022/a").as_deref(), Some("earlier"));
        assert!(leftovers(root.path()).expect("a folder").is_empty());
    }

    #[test]
    fn what_was_put_aside_goes_when_its_place_is_taken() {
        let root = root();
        let killed = root.path().join(format!("{PREFIX}1"));
        fs::create_dir_all(killed.join(ASIDE).join("2022")).expect("a folder");
        fs::write(killed.join(ASIDE).join("2022/a"), "older").expect("a file");
        drop(Staging::open(root.path()).expect("a turn"));
        assert_eq!(text(root.path(), "2022/a").as_deref(), Some("earlier"));
        assert!(leftovers(root.path()).expect("a folder").is_empty());
    }

    #[test]
    fn what_cannot_be_removed_stops_no_later_run() {
        let root = root();
        // No system removes a file as a folder: so it stays, as a folder does with a document open in it.
        for name in [format!("{PREFIX}1"), format!("{PREFIX}{}-0", std::process::id())] {
            fs::write(root.path().join(name), "").expect("a file");
        }
        for text_of_run in ["first", "second"] {
            let staging = Staging::open(root.path()).expect("a turn");
            staging.write(Path::new("2022/a"), text_of_run.as_bytes()).expect("written");
            staging.put_folder("2022").expect("put");
            drop(staging);
            assert_eq!(text(root.path(), "2022/a").as_deref(), Some(text_of_run));
            assert_eq!(leftovers(root.path()).expect("a folder").len(), 2);
        }
    }

    #[test]
    fn what_is_left_of_outdated_documents_never_comes_back() {
        let root = root();
        let killed = root.path().join(format!("{PREFIX}1"));
        fs::create_dir_all(killed.join(ASIDE).join("2022")).expect("a folder");
        fs::write(killed.join(OUTDATED), "").expect("a file");
        fs::remove_dir_all(root.path().join("2022")).expect("removed");
        drop(Staging::open(root.path()).expect("a turn"));
        assert!(!root.path().join("2022").exists());
        assert!(leftovers(root.path()).expect("a folder").is_empty());
    }

    #[test]
    fn a_folder_that_cannot_be_put_leaves_the_earlier_one() {
        let root = root();
        let staging = Staging::open(root.path()).expect("a turn");
        staging.put_folder("2022").expect_err("there is no new folder");
        drop(staging);
        assert_eq!(text(root.path(), "2022/a").as_deref(), Some("earlier"));
        assert!(leftovers(root.path()).expect("a folder").is_empty());
    }

    #[test]
    fn the_new_folder_comes_in_one_step_or_in_two() {
        for put in [Staging::put_folder, Staging::put_in_two_steps] {
            let root = root();
            let staging = Staging::open(root.path()).expect("a turn");
            staging.write(Path::new("2022/b"), b"new").expect("written");
            put(&staging, "2022").expect("put");
            drop(staging);
            assert_eq!(text(root.path(), "2022/b").as_deref(), Some("new"));
            assert_eq!(text(root.path(), "2022/a"), None);
            assert!(leftovers(root.path()).expect("a folder").is_empty());
        }
    }

    #[test]
    fn a_second_run_waits_for_its_turn() {
        let root = root();
        let first = Staging::open(root.path()).expect("a turn");
        first.write(Path::new("2022/a"), b"first").expect("written");
        std::thread::scope(|scope| {
            let second = scope.spawn(|| {
                let second = Staging::open(root.path()).expect("a turn");
                let seen = text(root.path(), "2022/a");
                drop(second);
                seen
            });
            std::thread::sleep(std::time::Duration::from_millis(20));
            first.put_folder("2022").expect("put");
            drop(first);
            assert_eq!(second.join().expect("no panic").as_deref(), Some("first"));
        });
    }
}
