use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fault::Fault;

/// Largest scenario that is read: 16 MiB.
const LARGEST_SCENARIO: u64 = 16 << 20;
/// Largest file of numbers that a scenario may name: 64 MiB, a year of five-minute rows with a hundred columns.
const LARGEST_TABLE: u64 = 64 << 20;

/// Where the files that a scenario names are found.
#[derive(Clone)]
pub(crate) enum Shelf {
    /// In this folder, or from it.
    Folder(PathBuf),
    /// Among these, by the name that the scenario gives them.
    Memory(HashMap<String, Arc<[u8]>>),
}

impl Shelf {
    /// The folder, or the current one.
    pub(crate) fn in_folder(folder: Option<&Path>) -> Self {
        Self::Folder(folder.unwrap_or(Path::new(".")).to_owned())
    }

    /// What the file holds that the scenario calls `name`.
    ///
    /// # Errors
    ///
    /// A [`Fault`] that names the file and what to do about it.
    pub(crate) fn read(&self, name: &str) -> Result<Arc<[u8]>, Fault> {
        match self {
            Self::Folder(folder) => {
                let help = "take a shorter time, or fewer columns";
                read_bytes(&folder.join(name), name, LARGEST_TABLE, help).map(Arc::from)
            }
            Self::Memory(files) => files.get(name).cloned().ok_or_else(|| {
                Fault::new(format!("there is no file `{name}`")).help("it was not kept with the scenario")
            }),
        }
    }
}

/// Reads all of a file that is text and not enormous; faults call it `name`.
///
/// # Errors
///
/// A [`Fault`] that names the file and what to do about it.
pub(crate) fn read_text_file(path: &Path, name: &str) -> Result<String, Fault> {
    let help = "a scenario is a few kilobytes of text; long lists of numbers belong in files of their own";
    let bytes = read_bytes(path, name, LARGEST_SCENARIO, help)?;
    text_of_scenario(&bytes, name).map(str::to_owned)
}

/// The text of a scenario, which is UTF-8.
///
/// # Errors
///
/// A [`Fault`] that names the file and the line.
pub(crate) fn text_of_scenario<'a>(bytes: &'a [u8], name: &str) -> Result<&'a str, Fault> {
    std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        Fault::new(format!("`{name}` is not text: line {line} is not UTF-8"))
            .help("save it as plain text with the encoding UTF-8; a spreadsheet or a PDF is no scenario")
    })
}

fn read_bytes(path: &Path, name: &str, largest: u64, help: &str) -> Result<Vec<u8>, Fault> {
    let refuse = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            Fault::new(format!("there is no file `{name}`")).help("check the spelling and the folder")
        }
        std::io::ErrorKind::PermissionDenied => {
            Fault::new(format!("`{name}` may not be read")).help("its permissions keep this user from reading it")
        }
        _ => Fault::new(format!("`{name}` cannot be read: {error}")),
    };
    if path.is_dir() {
        return Err(Fault::new(format!("`{name}` is a folder, not a file")).help("name a file inside it"));
    }
    let mut bytes = Vec::new();
    // A pipe is read to its end, which may never come.
    if path.metadata().is_ok_and(|about| !about.is_file()) {
        return Err(
            Fault::new(format!("`{name}` is a pipe or a device, not a file")).help("write it into a file first")
        );
    }
    let file = File::open(path).map_err(refuse)?;
    file.take(largest + 1).read_to_end(&mut bytes).map_err(refuse)?;
    if largest < bytes.len() as u64 {
        return Err(Fault::new(format!("`{name}` is larger than {} MiB", largest >> 20)).help(help));
    }
    Ok(bytes)
}
