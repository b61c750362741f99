//! Files that appear whole or not at all.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// Writes `bytes` aside and renames them to `path`, replacing what is there.
///
/// What is not a regular file (a pipe, `/dev/stdout`) cannot be replaced and is written to as it stands.
///
/// # Errors
///
/// A [`Failure`] that names `path`; nothing is left behind then.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    check(path)?;
    let written = if path.exists() && !path.is_file() { fs::write(path, bytes) } else { replace(path, bytes) };
    written.map_err(|error| Failure::cannot_write(path, &error))
}

/// Writes `bytes` to a file that must not exist yet.
///
/// # Errors
///
/// A [`Failure`] that names `path`; nothing is left behind then.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    check(path)?;
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let message = format!("{} exists already; choose another name with --out", path.display());
            return Err(Failure::Input(message));
        }
        Err(error) => return Err(Failure::cannot_write(path, &error)),
    };
    file.write_all(bytes).map_err(|error| {
        let _ = fs::remove_file(path);
        Failure::cannot_write(path, &error)
    })
}

/// Refuses early what can never be written, before a long run is wasted on it.
///
/// # Errors
///
/// [`Failure::Input`] if `path` is a folder or lies in none.
pub(super) fn check(path: &Path) -> Result<(), Failure> {
    let refused = |why| Err(Failure::Input(format!("cannot write {}: {why}", path.display())));
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if path.is_dir() || path.file_name().is_none() {
        refused("it is a folder; name a file in it")
    } else if !folder.is_dir() {
        refused("its folder does not exist; create it first")
    } else {
        Ok(())
    }
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let aside = aside(path);
    fs::write(&aside, bytes).and_then(|()| fs::rename(&aside, path)).inspect_err(|_| {
        let _ = fs::remove_file(&aside);
    })
}

fn aside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.partial", std::process::id()));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_stays_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        write(&path, b"long before").unwrap();
        write(&path, b"now").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"now");
        assert_eq!(names(folder.path()), ["a.json"]);
    }

    #[test]
    fn a_new_file_never_overwrites() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        create(&path, b"mine").unwrap();
        let refused = create(&path, b"theirs").unwrap_err();
        assert!(matches!(&refused, Failure::Input(message) if message.contains("exists already")), "{refused:?}");
        assert_eq!(fs::read(&path).unwrap(), b"mine");
    }

    #[test]
    fn hopeless_places_are_refused_before_the_work() {
        let folder = tempfile::tempdir().unwrap();
        let message = |path: &Path| check(path).unwrap_err().message().to_string();
        assert!(message(folder.path()).contains("it is a folder"));
        assert!(message(&folder.path().join("no/a.json")).contains("its folder does not exist"));
    }
}
