use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::result::ZipError;

use super::limits::{Limits, size};
use super::path::{printable, refusal};

/// The bits of a Unix mode that say what kind of file it is, and those of a regular one.
const KIND: u32 = 0o170_000;
const REGULAR: u32 = 0o100_000;

/// A pack: a zip file of which every entry has been looked at, and none unpacked.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Box<dyn ReadSeek + 'a>>,
    /// The position of each file, by path.
    positions: BTreeMap<String, usize>,
}

/// A file, or bytes in memory.
pub(super) trait ReadSeek: Read + Seek {}

impl<R: Read + Seek> ReadSeek for R {}

impl<'a> Archive<'a> {
    pub(super) fn open(reader: Box<dyn ReadSeek + 'a>, length: u64, limits: Limits) -> Result<Self, String> {
        if limits.total < length {
            return Err(format!("it is larger than {}", size(limits.total)));
        }
        let mut zip = ZipArchive::new(reader).map_err(|error| not_a_zip(&error))?;
        if limits.files < zip.len() {
            return Err(format!("it has more than {} entries", limits.files));
        }
        if zip.has_duplicate_names() {
            let start = zip.central_directory_start();
            let name = doubled(zip.into_inner(), start).unwrap_or_default();
            return Err(format!("it has two entries of the name `{}`", printable(&name)));
        }
        let mut positions = BTreeMap::new();
        for position in 0..zip.len() {
            positions.extend(file_at(&mut zip, position)?.map(|name| (name, position)));
        }
        // Other programs may go by the headers beside the contents: what they see must be what was checked.
        zip.validate_header_consistency().map_err(|error| not_a_zip(&error))?;
        Ok(Self { zip, positions })
    }

    pub(super) fn paths(&self) -> BTreeSet<String> {
        self.positions.keys().cloned().collect()
    }

    /// Unpacks no more than `most` bytes, whatever the header says.
    pub(super) fn read(&mut self, path: &str, most: u64) -> Result<Vec<u8>, String> {
        let damaged = |why: String| format!("`{}`, which cannot be unpacked: {why}", printable(path));
        let position = *self.positions.get(path).ok_or_else(|| damaged("it is not there".into()))?;
        let entry = self.zip.by_index(position).map_err(|error| damaged(error.to_string()))?;
        let mut bytes = Vec::new();
        entry.take(most).read_to_end(&mut bytes).map_err(|error| damaged(error.to_string()))?;
        Ok(bytes)
    }
}

/// The name of the file at this position, if it is a plain file with a safe name; `None` for a folder.
fn file_at(zip: &mut ZipArchive<Box<dyn ReadSeek + '_>>, position: usize) -> Result<Option<String>, String> {
    let entry = zip.by_index_raw(position).map_err(|error| not_a_zip(&error))?;
    let name = String::from_utf8(entry.name_raw().to_vec()).map_err(|error| {
        let lossy = String::from_utf8_lossy(error.as_bytes()).into_owned();
        format!("the entry `{}` has a name that is not UTF-8", printable(&lossy))
    })?;
    let refused = |why: &str| Err(format!("it has the entry `{}`, {why}", printable(&name)));
    let path = name.strip_suffix('/').unwrap_or(&name);
    if let Some(why) = refusal(path) {
        return refused(why);
    }
    if entry.encrypted() {
        return refused("which is encrypted");
    }
    let is_folder = name.ends_with('/');
    let kind = entry.unix_mode().map_or(0, |mode| mode & KIND);
    if entry.is_symlink() {
        return refused("which is a link");
    }
    if !is_folder && kind != 0 && kind != REGULAR {
        return refused("which is not a plain file");
    }
    Ok((!is_folder).then_some(name))
}

/// The first name that the directory of a zip file, which begins at `start`, has twice.
fn doubled(mut directory: Box<dyn ReadSeek + '_>, start: u64) -> Option<String> {
    directory.seek(SeekFrom::Start(start)).ok()?;
    let mut seen = BTreeSet::new();
    loop {
        // Of an entry, 46 bytes, then its name, an extra field and a comment of the lengths that stand at 28, 30 and 32.
        let mut header = [0; 46];
        directory.read_exact(&mut header).ok()?;
        if !header.starts_with(b"PK\x01\x02") {
            return None;
        }
        let length = |at: usize| usize::from(u16::from_le_bytes([header[at], header[at + 1]]));
        let mut rest = vec![0; length(28) + length(30) + length(32)];
        directory.read_exact(&mut rest).ok()?;
        let name = String::from_utf8_lossy(&rest[..length(28)]).into_owned();
        if !seen.insert(name.clone()) {
            return Some(name);
        }
    }
}

fn not_a_zip(error: &ZipError) -> String {
    format!("it is no zip file that can be read: {error}")
}
