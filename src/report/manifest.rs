use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::results::{LuckResults, Named, Results};

use super::{File, Origin};

/// `manifest.json`: what was run, and the fingerprint of every file it left behind.
///
/// It says nothing of when, where or on how many threads: the same inputs give the same bytes.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this shape.
    pub format: u32,
    /// Program and version.
    pub program: String,
    /// The scenario.
    pub scenario: ScenarioFingerprint,
    /// The command line that gives these files again.
    pub command: String,
    /// The seed.
    pub seed: u64,
    /// Replications by variant.
    pub replications: Named<u32>,
    /// Every other file of the folder.
    pub files: Vec<FileFingerprint>,
}

/// Which scenario was run.
#[derive(Debug, Serialize, Deserialize)]
pub struct ScenarioFingerprint {
    /// Name of the file, without its folder.
    pub file: String,
    /// SHA-256 of the file, the files it reads, and what the command line set.
    pub sha256: String,
}

/// One file of the folder.
#[derive(Debug, Serialize, Deserialize)]
pub struct FileFingerprint {
    /// Its path within the folder, with `/` on every machine.
    pub path: String,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// The name of the manifest itself within the folder.
    pub const FILE_NAME: &str = "manifest.json";

    /// The manifest of `files`.
    #[must_use]
    pub fn new(results: &Results, origin: &Origin, files: &[File]) -> Self {
        let replications = results.variants.iter().map(|variant| (variant.name.clone(), variant.replications));
        Self {
            format: 1,
            program: results.program.clone(),
            scenario: ScenarioFingerprint { file: origin.scenario.clone(), sha256: results.scenario_sha256.clone() },
            command: origin.command_line(),
            seed: results.seed,
            replications: replications.collect(),
            files: files.iter().map(FileFingerprint::of).collect(),
        }
    }

    /// The manifest of the `files` of a look at luck.
    #[must_use]
    pub fn of_luck(luck: &LuckResults, origin: &Origin, files: &[File]) -> Self {
        Self {
            format: 1,
            program: luck.program.clone(),
            scenario: ScenarioFingerprint { file: origin.scenario.clone(), sha256: luck.scenario_sha256.clone() },
            command: origin.command_line(),
            seed: luck.seed,
            replications: [(luck.variant.clone(), luck.replications)].into_iter().collect(),
            files: files.iter().map(FileFingerprint::of).collect(),
        }
    }
}

impl FileFingerprint {
    fn of(file: &File) -> Self {
        let sha256 = Sha256::digest(&file.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { path: file.path.clone(), bytes: file.bytes.len() as u64, sha256 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_the_sha_256_of_the_bytes() {
        let fingerprint = FileFingerprint::of(&File { path: "a.txt".into(), bytes: b"abc".to_vec() });
        assert_eq!(fingerprint.bytes, 3);
        assert_eq!(fingerprint.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
