use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::results::{LuckResults, Named, Results};

use crate::report::{File, Origin};

/// `manifest.json`: what was run, from which files, and the fingerprint of every file that came out.
///
/// In a folder it says nothing of when, where or on how many threads: the same inputs give the same bytes. In a pack it says
/// in addition which build of the program made it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this shape.
    pub format: u32,
    /// Program and version.
    pub program: String,
    /// The scenario.
    pub scenario: ScenarioFingerprint,
    /// The command line that gives these files again, quoted for a shell.
    pub command: String,
    /// The same word by word, without the name of the program.
    #[serde(default)]
    pub arguments: Vec<String>,
    /// The seed.
    pub seed: u64,
    /// Replications by variant.
    pub replications: Named<u32>,
    /// Whether it was stopped by hand after these replications: the command alone would run more.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub interrupted: bool,
    /// The files that were read, the scenario first.
    #[serde(default)]
    pub inputs: Vec<InputFingerprint>,
    /// Every other file of the folder.
    pub files: Vec<FileFingerprint>,
    /// The program that made a pack.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub build: Option<Build>,
}

/// Which scenario was run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ScenarioFingerprint {
    /// Name of the file, without its folder.
    pub file: String,
    /// SHA-256 of the file, the files it reads, and what the command line set.
    pub sha256: String,
}

/// One file that was read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InputFingerprint {
    /// As the scenario names it; of the scenario itself, the name of its file.
    pub name: String,
    /// Where it was kept.
    #[serde(flatten)]
    pub file: FileFingerprint,
}

/// One file of the folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFingerprint {
    /// Its path within the folder, with `/` on every machine.
    pub path: String,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
}

/// A build of the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Build {
    /// Version: `0.1.0`.
    pub version: String,
    /// `release`, or `debug` with all assertions.
    pub profile: String,
    /// Architecture of the processor: `x86_64`.
    pub architecture: String,
    /// Operating system: `linux`.
    pub system: String,
}

/// What a manifest says of the results.
#[derive(Clone, Debug)]
pub struct Identity {
    pub(super) program: String,
    pub(super) scenario_sha256: String,
    pub(super) seed: u64,
    pub(super) replications: Named<u32>,
}

impl Manifest {
    /// The name of the manifest itself within the folder.
    pub const FILE_NAME: &str = "manifest.json";
    /// The version of its shape.
    pub const FORMAT: u32 = 2;

    /// All files that it lists.
    pub fn listed(&self) -> impl Iterator<Item = &FileFingerprint> {
        self.files.iter().chain(self.inputs.iter().map(|input| &input.file))
    }
}

impl FileFingerprint {
    /// The fingerprint of `file`.
    #[must_use]
    pub fn of(file: &File) -> Self {
        let sha256 = Sha256::digest(&file.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { path: file.path.clone(), bytes: file.bytes.len() as u64, sha256 }
    }
}

impl Build {
    /// This one.
    #[must_use]
    pub fn this() -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").into(),
            profile: if cfg!(debug_assertions) { "debug" } else { "release" }.into(),
            architecture: std::env::consts::ARCH.into(),
            system: std::env::consts::OS.into(),
        }
    }
}

impl Identity {
    /// Replications of each variant.
    #[must_use]
    pub fn replications(&self) -> u32 {
        self.replications.iter().map(|(_, replications)| *replications).min().unwrap_or(0)
    }

    /// Whether `manifest` speaks of the same results.
    #[must_use]
    pub fn is_that_of(&self, manifest: &Manifest) -> bool {
        self.program == manifest.program
            && self.scenario_sha256 == manifest.scenario.sha256
            && self.seed == manifest.seed
            && self.replications.iter().eq(manifest.replications.iter())
    }

    /// Of the results of a run, or of one that a question rests on.
    #[must_use]
    pub fn of(results: &Results) -> Self {
        let replications = results.variants.iter().map(|variant| (variant.name.clone(), variant.replications));
        Self {
            program: results.program.clone(),
            scenario_sha256: results.scenario_sha256.clone(),
            seed: results.seed,
            replications: replications.collect(),
        }
    }

    /// Of a look at luck.
    #[must_use]
    pub fn of_luck(luck: &LuckResults) -> Self {
        Self {
            program: luck.program.clone(),
            scenario_sha256: luck.scenario_sha256.clone(),
            seed: luck.seed,
            replications: [(luck.variant.clone(), luck.replications)].into_iter().collect(),
        }
    }
}

/// The manifest of what was `asked`, from which `inputs`, and of the `files` that came out.
pub(super) fn manifest(
    identity: Identity,
    asked: &Origin,
    interrupted: bool,
    inputs: Vec<InputFingerprint>,
    files: &[File],
) -> Manifest {
    Manifest {
        format: Manifest::FORMAT,
        program: identity.program,
        scenario: ScenarioFingerprint { file: asked.scenario.clone(), sha256: identity.scenario_sha256 },
        command: asked.command_line(),
        arguments: asked.arguments(),
        seed: identity.seed,
        replications: identity.replications,
        interrupted,
        inputs,
        files: files.iter().map(FileFingerprint::of).collect(),
        build: None,
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
