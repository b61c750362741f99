use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::report::{File, RenderError};

/// Files that anybody may read.
const MODE: u32 = 0o644;

/// `files` in one zip file, in their order and without times.
///
/// # Errors
///
/// [`RenderError::Archive`] if they are too large for any zip file, or two have the same path.
pub(super) fn zip(files: &[File]) -> Result<Vec<u8>, RenderError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(MODE);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        archive.start_file(file.path.as_str(), options)?;
        archive.write_all(&file.bytes).map_err(ZipError::from)?;
    }
    Ok(archive.finish()?.into_inner())
}

impl From<ZipError> for RenderError {
    fn from(reason: ZipError) -> Self {
        Self::Archive(reason.to_string())
    }
}
