//! A results folder or a pack, read into memory and held against its manifest.
//!
//! It comes from the other side of the table: nothing in it is believed and nothing is written. Names must stay within the
//! folder, sizes are counted while reading, and every byte must be the one that the manifest lists.

mod archive;
mod folder;
mod limits;
mod path;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Cursor};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::report::File;
use crate::results::Input;

use super::{EvidenceError, FileFingerprint, Manifest};
use archive::Archive;
use folder::Folder;
use limits::Limits;

/// Files that are what their manifest says.
#[derive(Debug)]
pub struct Evidence {
    /// What it says of itself.
    pub manifest: Manifest,
    /// By path; the manifest is among them.
    files: BTreeMap<String, Vec<u8>>,
}

/// What of it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    All,
    /// The results and the inputs, from which all else is made.
    Results,
}

/// Where the files lie.
enum Container<'a> {
    Archive(Archive<'a>),
    Folder(Folder),
}

impl Evidence {
    /// Reads the results folder or the pack at `path`.
    ///
    /// # Errors
    ///
    /// [`EvidenceError::Refused`] if it is neither or if anything in it is dangerous, [`EvidenceError::Altered`] if a file is altered, missing or
    /// not listed.
    pub fn read(path: &Path) -> Result<Self, EvidenceError> {
        Self::read_within(path, Limits::USUAL)
    }

    /// As [`Evidence::read`], of the results and the inputs alone: whatever else is there is not looked at.
    ///
    /// # Errors
    ///
    /// As [`Evidence::read`].
    pub fn read_results(path: &Path) -> Result<Self, EvidenceError> {
        Self::read_those(path, Limits::USUAL, Part::Results)
    }

    /// Reads a pack from memory, as [`Evidence::read`] does from a file.
    ///
    /// # Errors
    ///
    /// As [`Evidence::read`].
    pub fn read_pack(bytes: &[u8]) -> Result<Self, EvidenceError> {
        Self::read_pack_within(bytes, Limits::USUAL)
    }

    fn read_pack_within(bytes: &[u8], limits: Limits) -> Result<Self, EvidenceError> {
        let archive = Archive::open(Box::new(Cursor::new(bytes)), bytes.len() as u64, limits);
        let mut container = Container::Archive(archive.map_err(EvidenceError::Refused)?);
        Self::read_container(&mut container, limits, Part::All)
    }

    fn read_within(path: &Path, limits: Limits) -> Result<Self, EvidenceError> {
        Self::read_those(path, limits, Part::All)
    }

    fn read_those(path: &Path, limits: Limits, part: Part) -> Result<Self, EvidenceError> {
        let named = |why: String| format!("{}: {why}", path.display());
        let container = Container::open(path, limits).map_err(EvidenceError::Refused);
        let read = container.and_then(|mut container| Self::read_container(&mut container, limits, part));
        read.map_err(|error| match error {
            EvidenceError::Refused(why) => EvidenceError::Refused(named(why)),
            EvidenceError::Altered(why) => EvidenceError::Altered(named(why)),
            other => other,
        })
    }

    fn read_container(container: &mut Container<'_>, limits: Limits, part: Part) -> Result<Self, EvidenceError> {
        let (manifest, bytes) = manifest(container, limits).map_err(EvidenceError::Refused)?;
        let mut files = checked(container, &manifest, part).map_err(EvidenceError::Altered)?;
        files.insert(Manifest::FILE_NAME.to_owned(), bytes);
        Ok(Self { manifest, files })
    }

    /// What the file at `path` holds.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// The paths of all files, the manifest among them.
    pub fn paths(&self) -> impl ExactSizeIterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The files that were read for it, the scenario first.
    ///
    /// # Errors
    ///
    /// [`EvidenceError::Refused`] if there are none.
    pub fn inputs(&self) -> Result<Vec<Input>, EvidenceError> {
        let input =
            |name: &str, path: &str| Input { name: name.to_owned(), bytes: self.file(path).unwrap_or_default().into() };
        let inputs: Vec<Input> =
            self.manifest.inputs.iter().map(|listed| input(&listed.name, &listed.file.path)).collect();
        if inputs.is_empty() {
            return Err(EvidenceError::Refused(format!(
                "`{}` names no scenario among its inputs",
                Manifest::FILE_NAME
            )));
        }
        Ok(inputs)
    }
}

impl Container<'_> {
    fn open(path: &Path, limits: Limits) -> Result<Self, String> {
        match path.metadata() {
            Err(error) => Err(match error.kind() {
                std::io::ErrorKind::NotFound => "there is no such folder or file".into(),
                _ => format!("it cannot be read: {error}"),
            }),
            Ok(about) if about.is_dir() => Folder::open(path, limits).map(Self::Folder),
            Ok(about) if about.is_file() => {
                let file = std::fs::File::open(path).map_err(|error| format!("it cannot be read: {error}"))?;
                Archive::open(Box::new(BufReader::new(file)), about.len(), limits).map(Self::Archive)
            }
            Ok(_) => Err("it is a pipe or a device, neither a folder nor a file".into()),
        }
    }

    /// The paths of all files, each a safe one.
    fn paths(&self) -> BTreeSet<String> {
        match self {
            Self::Archive(archive) => archive.paths(),
            Self::Folder(folder) => folder.paths(),
        }
    }

    /// At most `most` bytes of a file that is there; more than that is cut off.
    fn read(&mut self, path: &str, most: u64) -> Result<Vec<u8>, String> {
        match self {
            Self::Archive(archive) => archive.read(path, most),
            Self::Folder(folder) => folder.read(path, most),
        }
    }
}

fn manifest(container: &mut Container<'_>, limits: Limits) -> Result<(Manifest, Vec<u8>), String> {
    const NAME: &str = Manifest::FILE_NAME;
    let paths = container.paths();
    if !paths.contains(NAME) {
        let nested = paths.iter().find(|path| path.ends_with(&format!("/{NAME}")));
        let hint = nested.map_or_else(String::new, |path| {
            format!("; there is `{path}`: unpack it and name the folder that the manifest stands in")
        });
        return Err(format!("there is no `{NAME}`, so this is no results folder and no pack{hint}"));
    }
    let bytes = container.read(NAME, limits.manifest + 1)?;
    if limits.manifest < bytes.len() as u64 {
        return Err(format!("`{NAME}` is larger than {}", limits::size(limits.manifest)));
    }
    let json: serde_json::Value =
        serde_json::from_slice(&bytes).map_err(|error| format!("`{NAME}` is not JSON: {error}"))?;
    let manifest = Manifest::from_json(json)?;
    check_listed(&manifest, limits)?;
    Ok((manifest, bytes))
}

/// Refuses a list that names what cannot be, or too much of it.
fn check_listed(manifest: &Manifest, limits: Limits) -> Result<(), String> {
    let mut seen = BTreeSet::from([Manifest::FILE_NAME]);
    let mut total: u64 = 0;
    for listed in manifest.listed() {
        let refused = |why: &str| Err(format!("`{}` lists `{}`, {why}", Manifest::FILE_NAME, listed.path));
        if let Some(why) = path::refusal(&listed.path) {
            return refused(why);
        }
        if !seen.insert(&listed.path) {
            return refused("twice");
        }
        total = total.saturating_add(listed.bytes);
        if limits.file < listed.bytes {
            return refused(&format!("of more than {}", limits::size(limits.file)));
        }
    }
    if limits.total < total {
        return Err(format!("`{}` lists more than {} together", Manifest::FILE_NAME, limits::size(limits.total)));
    }
    Ok(())
}

/// All listed files that count, each as listed and nothing beside them; or the names of all that are not.
fn checked(
    container: &mut Container<'_>,
    manifest: &Manifest,
    part: Part,
) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut unlisted = container.paths();
    unlisted.remove(Manifest::FILE_NAME);
    let is_input = |listed: &FileFingerprint| manifest.inputs.iter().any(|input| input.file.path == listed.path);
    let counts = |listed: &&FileFingerprint| part == Part::All || listed.path == File::RESULTS || is_input(listed);
    let (mut files, mut altered, mut missing) = (BTreeMap::new(), Vec::new(), Vec::new());
    for listed in manifest.listed().filter(counts) {
        if !unlisted.remove(&listed.path) {
            missing.push(listed.path.clone());
            continue;
        }
        match container.read(&listed.path, listed.bytes.saturating_add(1)) {
            Ok(bytes) if is_as_listed(&bytes, listed) => drop(files.insert(listed.path.clone(), bytes)),
            Ok(_) => altered.push(listed.path.clone()),
            Err(why) => altered.push(why),
        }
    }
    let unlisted: Vec<String> = unlisted.into_iter().filter(|_| part == Part::All).collect();
    let faults = [("altered", &altered), ("missing", &missing), ("not in the manifest", &unlisted)];
    if faults.iter().all(|(_, paths)| paths.is_empty()) {
        return Ok(files);
    }
    let counted: Vec<String> = faults
        .iter()
        .filter(|(_, paths)| !paths.is_empty())
        .map(|(what, paths)| format!("{} {what}", paths.len()))
        .collect();
    let mut text = format!("the files are not those of the manifest: {}", counted.join(", "));
    if altered.is_empty() && missing.is_empty() {
        text.push_str("; all others are as listed");
    }
    for (what, paths) in faults {
        paths.iter().for_each(|path| text.push_str(&format!("\n  {what}: {}", path::printable(path))));
    }
    Err(text)
}

fn is_as_listed(bytes: &[u8], listed: &FileFingerprint) -> bool {
    let digest = || Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    bytes.len() as u64 == listed.bytes && digest().eq_ignore_ascii_case(&listed.sha256)
}

#[cfg(test)]
mod tests;
