use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::limits::Limits;
use super::path::{printable, refusal};

/// Deepest folder that is looked into; a results folder has one level below it.
const DEEPEST: usize = 8;

/// A results folder with plain files and folders in it, and nothing else.
pub(super) struct Folder {
    root: PathBuf,
    paths: BTreeSet<String>,
}

impl Folder {
    pub(super) fn open(root: &Path, limits: Limits) -> Result<Self, String> {
        let mut folder = Self { root: root.to_owned(), paths: BTreeSet::new() };
        let mut below = vec![(root.to_owned(), String::new(), 0)];
        while let Some((place, prefix, depth)) = below.pop() {
            let cannot_read = |error: std::io::Error| format!("`{}` cannot be read: {error}", printable(&prefix));
            for entry in fs::read_dir(&place).map_err(cannot_read)? {
                let entry = entry.map_err(cannot_read)?;
                let name = entry.file_name();
                let path = format!("{prefix}{}", name.to_string_lossy());
                let refused = |why: &str| Err(format!("it has `{}`, {why}", printable(&path)));
                if name.to_str().is_none() {
                    return refused("whose name is not UTF-8");
                }
                if let Some(why) = refusal(&path) {
                    return refused(why);
                }
                // Of the entry itself, not of what a link leads to.
                let kind = entry.file_type().map_err(cannot_read)?;
                if kind.is_symlink() {
                    return refused("which is a link");
                } else if kind.is_dir() && depth == DEEPEST {
                    return refused("which lies too deep");
                } else if kind.is_dir() {
                    below.push((entry.path(), format!("{path}/"), depth + 1));
                } else if kind.is_file() {
                    folder.paths.insert(path);
                } else {
                    return refused("which is not a plain file");
                }
                if limits.files < folder.paths.len() + below.len() {
                    return Err(format!("it has more than {} files", limits.files));
                }
            }
        }
        Ok(folder)
    }

    pub(super) fn paths(&self) -> BTreeSet<String> {
        self.paths.clone()
    }

    /// No more than `most` bytes, however long the file is.
    pub(super) fn read(&self, path: &str, most: u64) -> Result<Vec<u8>, String> {
        let cannot_read = |error: std::io::Error| format!("`{}`, which cannot be read: {error}", printable(path));
        let mut bytes = Vec::new();
        let file = File::open(self.root.join(path)).map_err(cannot_read)?;
        file.take(most).read_to_end(&mut bytes).map_err(cannot_read)?;
        Ok(bytes)
    }
}
