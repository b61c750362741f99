use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::report::{File, json};
use crate::request::{Answer, Request};
use crate::results::{Named, Results};

use super::{EvidenceError, printable};

/// `manifest.json`: what was asked, from which files, and the fingerprint of every file that came out.
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
    /// What was asked.
    pub request: Request,
    /// The same for people: the command line that gives these files again, quoted for a shell.
    pub command: String,
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

impl Manifest {
    /// The name of the manifest itself within the folder.
    pub const FILE_NAME: &str = "manifest.json";
    /// The version of its shape.
    pub const FORMAT: u32 = 3;

    /// What can be said of an `answer` to `request` before its files are rendered.
    pub(super) fn new(request: &Request, answer: &Answer) -> Self {
        Self {
            format: Self::FORMAT,
            program: answer.program().to_owned(),
            scenario: ScenarioFingerprint {
                file: request.scenario.clone(),
                sha256: answer.scenario_sha256().to_owned(),
            },
            request: request.clone(),
            command: request.origin().command_line(),
            seed: answer.seed(),
            replications: answer.replications(),
            interrupted: answer.ended().was_interrupted(),
            inputs: Vec::new(),
            files: Vec::new(),
            build: None,
        }
    }

    /// All files that it lists.
    pub fn listed(&self) -> impl Iterator<Item = &FileFingerprint> {
        self.files.iter().chain(self.inputs.iter().map(|input| &input.file))
    }

    /// The paths that a manifest of any format lists, whatever else it says: what a run left must be found however old it is.
    /// None if it is no manifest.
    #[must_use]
    pub fn paths_listed_in(json: &[u8]) -> Vec<String> {
        let Ok(Listing { files, inputs }) = serde_json::from_slice(json) else { return Vec::new() };
        files.into_iter().chain(inputs.into_iter().map(|input| input.file)).map(|file| file.path).collect()
    }

    /// Whether it speaks of this answer.
    #[must_use]
    pub fn is_of(&self, answer: &Answer) -> bool {
        self.program == answer.program()
            && self.scenario.sha256 == answer.scenario_sha256()
            && self.seed == answer.seed()
            && self.replications.iter().eq(answer.replications().iter())
    }

    /// The replications after which it was stopped by hand, if it was.
    ///
    /// # Errors
    ///
    /// [`EvidenceError::Refused`] if it says that it was stopped, but not after how many.
    pub fn stopped_after(&self) -> Result<Option<u32>, EvidenceError> {
        let done = self.replications.iter().map(|(_, replications)| *replications).min();
        match (self.interrupted, done) {
            (false, _) => Ok(None),
            (true, Some(done)) if 2 <= done => Ok(Some(done)),
            (true, _) => Err(EvidenceError::Refused(format!(
                "`{}` says that it was interrupted, but not after how many replications",
                Self::FILE_NAME
            ))),
        }
    }

    /// What to say if another version made the evidence.
    #[must_use]
    pub fn warning_of_version(&self) -> Option<String> {
        (self.program != Results::PROGRAM).then(|| {
            format!(
                "Warning: made by {}, this is {}: digits may have changed, see CHANGELOG.md",
                printable(&self.program),
                Results::PROGRAM.rsplit(' ').next().unwrap_or_default()
            )
        })
    }

    /// The command that made it, in words that cannot steer a terminal.
    #[must_use]
    pub fn printable_command(&self) -> String {
        line_of(&self.request.words())
    }

    /// As it is written, in its own format.
    pub(super) fn json(&self) -> Result<String, serde_json::Error> {
        if self.format == FormatTwo::FORMAT { json(&FormatTwo::from_manifest(self.clone())) } else { json(self) }
    }

    /// Reads a manifest of this format or the last.
    ///
    /// # Errors
    ///
    /// Why it is none.
    pub(super) fn from_json(json: serde_json::Value) -> Result<Self, String> {
        const NAME: &str = Manifest::FILE_NAME;
        let no_manifest = |error: serde_json::Error| format!("`{NAME}` is no manifest of callfloor: {error}");
        match json.get("format").and_then(serde_json::Value::as_u64) {
            Some(format) if format == u64::from(Self::FORMAT) => serde_json::from_value(json).map_err(no_manifest),
            Some(format) if format == u64::from(FormatTwo::FORMAT) => {
                serde_json::from_value::<FormatTwo>(json).map_err(no_manifest)?.into_manifest()
            }
            Some(1) => {
                Err(format!("`{NAME}` is of a version that did not keep the files it read: run the scenario again"))
            }
            Some(format) => {
                Err(format!("`{NAME}` has the format {format}, which this version of callfloor does not know"))
            }
            None => Err(format!("`{NAME}` is no manifest of callfloor: it has no `format`")),
        }
    }
}

/// What manifests of all formats have.
#[derive(Deserialize)]
struct Listing {
    files: Vec<FileFingerprint>,
    #[serde(default)]
    inputs: Vec<InputFingerprint>,
}

/// A manifest as it was written before what was asked was data: the words of the command line stood for it. What was handed over
/// then is still read, and written again in the same way to be compared.
#[derive(Serialize, Deserialize)]
struct FormatTwo {
    format: u32,
    program: String,
    scenario: ScenarioFingerprint,
    command: String,
    #[serde(default)]
    arguments: Vec<String>,
    seed: u64,
    replications: Named<u32>,
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    interrupted: bool,
    #[serde(default)]
    inputs: Vec<InputFingerprint>,
    files: Vec<FileFingerprint>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    build: Option<Build>,
}

impl FormatTwo {
    const FORMAT: u32 = 2;

    fn into_manifest(self) -> Result<Manifest, String> {
        let request = Request::from_words(&self.arguments).ok_or_else(|| {
            let name = Manifest::FILE_NAME;
            format!("the `arguments` in `{name}` are no command that simulates: {}", line_of(&self.arguments))
        })?;
        Ok(Manifest {
            format: self.format,
            program: self.program,
            scenario: self.scenario,
            request,
            command: self.command,
            seed: self.seed,
            replications: self.replications,
            interrupted: self.interrupted,
            inputs: self.inputs,
            files: self.files,
            build: self.build,
        })
    }

    fn from_manifest(manifest: Manifest) -> Self {
        Self {
            format: Self::FORMAT,
            program: manifest.program,
            scenario: manifest.scenario,
            command: manifest.command,
            arguments: manifest.request.words(),
            seed: manifest.seed,
            replications: manifest.replications,
            interrupted: manifest.interrupted,
            inputs: manifest.inputs,
            files: manifest.files,
            build: manifest.build,
        }
    }
}

fn line_of(words: &[String]) -> String {
    printable(&std::iter::once("callfloor").chain(words.iter().map(String::as_str)).collect::<Vec<_>>().join(" "))
}

impl FileFingerprint {
    /// The fingerprint of `file`.
    #[must_use]
    pub fn from_file(file: &File) -> Self {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_the_sha_256_of_the_bytes() {
        let fingerprint = FileFingerprint::from_file(&File { path: "a.txt".into(), bytes: b"abc".to_vec() });
        assert_eq!(fingerprint.bytes, 3);
        assert_eq!(fingerprint.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
