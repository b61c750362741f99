/// Most of what is read, whatever a pack or a manifest claims.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Files in a container.
    pub(super) files: usize,
    /// Bytes of the manifest.
    pub(super) manifest: u64,
    /// Bytes of any file.
    pub(super) file: u64,
    /// Bytes of all files together.
    pub(super) total: u64,
}

impl Limits {
    /// Far more than any run leaves.
    pub(super) const USUAL: Self = Self { files: 100_000, manifest: 64 << 20, file: 512 << 20, total: 1 << 30 };
}

/// A size in words: `1 GiB`, `64 MiB`.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        _ if bytes >= 1 << 30 => format!("{} GiB", bytes >> 30),
        _ if bytes >= 1 << 20 => format!("{} MiB", bytes >> 20),
        _ => format!("{bytes} bytes"),
    }
}
