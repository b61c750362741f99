use std::fs::{self, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::evidence::Manifest;
use crate::report::File;

use super::failure::Failure;

/// What the name of a folder of unfinished files begins with.
const STAGING: &str = ".unfinished-";

/// How often, and how far apart, to ask for a folder that another run is writing into.
const ATTEMPTS: u32 = 100;
const BETWEEN_ATTEMPTS: Duration = Duration::from_millis(100);

/// The folder in which a run leaves its files.
///
/// All files are first written aside, within the folder, and then renamed into place, the manifest
/// last; until then a former run's files stay as they are. While renaming, the folder is locked by
/// the operating system, which lets go of it even if the program is killed; so two runs into one
/// folder leave the files of one or of the other. A folder that was made for nothing is removed.
pub(super) struct OutputFolder {
    path: PathBuf,
    /// The folders that had to be made, the outermost first.
    made: Vec<PathBuf>,
}

impl OutputFolder {
    /// Makes the folder, if there is none, and makes sure that it can be written to.
    ///
    /// # Errors
    ///
    /// [`Failure::Input`] if `path` leads to or through a file or to somebody's own files, [`Failure::Program`] if it cannot be written.
    pub(super) fn prepare(path: &Path) -> Result<Self, Failure> {
        let mut folder = Self { path: path.to_path_buf(), made: Vec::new() };
        folder.make(path)?;
        if let Some(name) = somebody_elses(path) {
            let message =
                format!("{} holds a {name} that no run left; choose another place with --out", path.display());
            return Err(Failure::Input(message));
        }
        Staging::open(path).map_err(|error| Failure::cannot_write(path, &error))?;
        Ok(folder)
    }

    /// Puts `files` in place, the last of them last, and returns the folder's path.
    ///
    /// Files of a former run that its manifest lists and this one no longer has are removed.
    ///
    /// # Errors
    ///
    /// [`Failure::Program`] if anything cannot be written; before the first file is put in place, the files of a former run are
    /// kept. Should putting one in place fail after that, the manifest is still the old one, and its hashes tell.
    pub(super) fn write(self, files: &[File]) -> Result<PathBuf, Failure> {
        let cannot_write = |error: io::Error| Failure::cannot_write(&self.path, &error);
        let lock = lock(&self.path)?;
        if lock.is_some() {
            remove_abandoned(&self.path);
        }
        let staging = Staging::open(&self.path).map_err(cannot_write)?;
        for file in files {
            staging.write(file).map_err(cannot_write)?;
        }
        let former = former_files(&self.path);
        for file in files {
            self.publish(&staging, file)?;
        }
        self.remove_obsolete(&former, files);
        Ok(self.path.clone())
    }

    fn make(&mut self, path: &Path) -> Result<(), Failure> {
        let missing: Vec<_> = path.ancestors().take_while(|part| !exists(part)).collect();
        for part in missing.into_iter().rev() {
            match fs::create_dir(part) {
                Ok(()) => self.made.push(part.to_path_buf()),
                // Another run made it a moment ago.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => (),
                Err(error) => return Err(refusal(part, &error)),
            }
        }
        if path.is_dir() { Ok(()) } else { Err(not_a_folder(path)) }
    }

    fn publish(&self, staging: &Staging, file: &File) -> Result<(), Failure> {
        let target = self.path.join(&file.path);
        let parent = target.parent().unwrap_or(&self.path);
        fs::create_dir_all(parent)
            .and_then(|()| fs::rename(staging.path.join(&file.path), &target))
            .map_err(|error| Failure::cannot_write(&target, &error))
    }

    /// Removing is a courtesy: what cannot be removed stays, and the new manifest does not list it.
    fn remove_obsolete(&self, former: &[String], files: &[File]) {
        let is_obsolete = |path: &&String| is_within(path) && files.iter().all(|file| file.path != **path);
        for path in former.iter().filter(is_obsolete) {
            let path = self.path.join(path);
            let _ = fs::remove_file(&path);
            if let Some(parent) = path.parent().filter(|parent| *parent != self.path) {
                let _ = fs::remove_dir(parent);
            }
        }
    }
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        for folder in self.made.iter().rev() {
            // Only an empty folder is removed.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// A folder of unfinished files, removed with all that is left in it.
struct Staging {
    path: PathBuf,
}

impl Staging {
    fn open(folder: &Path) -> io::Result<Self> {
        let path = folder.join(format!("{STAGING}{}", std::process::id()));
        match fs::create_dir(&path) {
            // Left behind by a program of the same number that was killed.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => (),
            made => made?,
        }
        Ok(Self { path })
    }

    fn write(&self, file: &File) -> io::Result<()> {
        if !is_within(&file.path) {
            return Err(io::Error::other(format!("`{}` would lie outside the folder", file.path)));
        }
        let path = self.path.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(&self.path))?;
        fs::write(path, &file.bytes)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Holds the folder while the returned handle lives; `None` where the system has no such locks.
fn lock(folder: &Path) -> Result<Option<fs::File>, Failure> {
    let Ok(handle) = fs::File::open(folder) else { return Ok(None) };
    for _ in 0..ATTEMPTS {
        match handle.try_lock() {
            Ok(()) => return Ok(Some(handle)),
            Err(TryLockError::WouldBlock) => thread::sleep(BETWEEN_ATTEMPTS),
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
    let folder = folder.display();
    Err(Failure::Program(format!("another run is writing into {folder}; wait for it, or choose another --out")))
}

/// Removes what runs that were killed left unfinished. Only the holder of the lock may.
fn remove_abandoned(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(STAGING) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// A file that would be replaced although no run left it.
fn somebody_elses(folder: &Path) -> Option<&'static str> {
    if [Manifest::FILE_NAME, File::RESULTS].iter().any(|name| folder.join(name).exists()) {
        return None;
    }
    ["summary.md", "report.html", "report.pdf", "report.docx", "workbook.xlsx"]
        .into_iter()
        .find(|name| folder.join(name).exists())
}

/// The files that a former run left, by its own manifest.
fn former_files(folder: &Path) -> Vec<String> {
    fs::read(folder.join(Manifest::FILE_NAME)).map_or_else(|_| Vec::new(), |json| Manifest::paths_listed_in(&json))
}

/// Whether a relative path stays below where it starts.
fn is_within(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The empty path is the current folder.
fn exists(path: &Path) -> bool {
    path.as_os_str().is_empty() || path.symlink_metadata().is_ok()
}

fn refusal(path: &Path, error: &io::Error) -> Failure {
    match path.ancestors().find(|part| part.is_file()) {
        Some(file) => not_a_folder(file),
        None => Failure::cannot_write(path, error),
    }
}

fn not_a_folder(path: &Path) -> Failure {
    Failure::Input(format!("{} is not a folder; choose another place with --out", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.into(), bytes: text.into() }
    }

    fn manifest_of(paths: &[&str]) -> File {
        let files: Vec<_> =
            paths.iter().map(|path| serde_json::json!({"path": path, "bytes": 0, "sha256": ""})).collect();
        let manifest = serde_json::json!({
            "format": 1, "program": "", "scenario": {"file": "", "sha256": ""}, "command": "", "seed": 1,
            "replications": {}, "files": files,
        });
        file(Manifest::FILE_NAME, &manifest.to_string())
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn files_are_put_in_place_and_obsolete_ones_removed() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("results/centre");
        fs::write(place.path().join("kept.txt"), "outside").unwrap();
        let first = [file("charts/a.svg", "a"), file("charts/b.svg", "b"), file("results.json", "1")];
        let manifest = manifest_of(&["charts/a.svg", "charts/b.svg", "results.json", "../../kept.txt"]);
        OutputFolder::prepare(&path).unwrap().write(&[&first[..], &[manifest]].concat()).unwrap();
        fs::write(path.join("charts/mine.svg"), "not listed").unwrap();

        let second = [file("charts/a.svg", "a2"), file("results.json", "2"), manifest_of(&[])];
        OutputFolder::prepare(&path).unwrap().write(&second).unwrap();
        assert_eq!(names(&path), ["charts", "manifest.json", "results.json"]);
        assert_eq!(names(&path.join("charts")), ["a.svg", "mine.svg"]);
        assert_eq!(fs::read_to_string(path.join("results.json")).unwrap(), "2");
        assert!(place.path().join("kept.txt").exists(), "nothing outside the folder is touched");
    }

    #[test]
    fn what_cannot_be_written_leaves_the_former_files_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("out");
        OutputFolder::prepare(&path).unwrap().write(&[file("results.json", "1")]).unwrap();
        let outside = [file("results.json", "2"), file("../escaped.txt", "x")];
        let refused = OutputFolder::prepare(&path).unwrap().write(&outside).unwrap_err();
        assert!(refused.message().contains("would lie outside"), "{refused:?}");
        assert_eq!(names(&path), ["results.json"]);
        assert_eq!(fs::read_to_string(path.join("results.json")).unwrap(), "1");
    }

    #[test]
    fn somebodys_own_files_are_not_replaced() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("summary.md"), "mine").unwrap();
        let refused = OutputFolder::prepare(place.path()).err().unwrap();
        assert!(matches!(&refused, Failure::Input(message) if message.contains("a summary.md that no run left")));
        fs::write(place.path().join("results.json"), "{}").unwrap();
        assert!(OutputFolder::prepare(place.path()).is_ok());
    }

    #[test]
    fn a_folder_made_for_nothing_is_removed() {
        let place = tempfile::tempdir().unwrap();
        drop(OutputFolder::prepare(&place.path().join("a/b")).unwrap());
        assert_eq!(names(place.path()), [""; 0]);
    }

    #[test]
    fn a_path_through_a_file_is_the_command_lines_fault() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("file"), "").unwrap();
        for path in ["file", "file/below"] {
            let refused = OutputFolder::prepare(&place.path().join(path)).err().unwrap();
            assert!(matches!(&refused, Failure::Input(message) if message.contains("file is not a folder")));
        }
    }

    #[test]
    fn what_killed_runs_left_is_removed_and_does_not_block() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join(".unfinished-999999999")).unwrap();
        OutputFolder::prepare(place.path()).unwrap().write(&[file("results.json", "1")]).unwrap();
        assert_eq!(names(place.path()), ["results.json"]);
    }
}
