use crate::report::{File, Origin, RenderError, json};
use crate::results::Input;

use super::inputs::files_of_inputs;
use super::manifest::{FileFingerprint, Identity, InputFingerprint, manifest};
use super::{Build, Manifest, archive};

/// What the files of a folder rest on: with it, anybody can make them again.
#[derive(Clone, Debug)]
pub struct Seal<'a> {
    /// The results.
    pub identity: Identity,
    /// What was asked.
    pub origin: &'a Origin,
    /// The files that were read, the scenario first.
    pub inputs: &'a [Input],
    /// Whether it was stopped by hand before its replications were done.
    pub interrupted: bool,
}

impl Seal<'_> {
    /// `files` with the inputs beside them and the manifest of all, which comes last.
    ///
    /// # Errors
    ///
    /// [`RenderError::Json`], of which there is none in practice.
    pub fn put_on(self, mut files: Vec<File>) -> Result<Vec<File>, RenderError> {
        let inputs = files_of_inputs(self.inputs);
        let fingerprint = |(input, file): (&Input, &File)| InputFingerprint {
            name: input.name.clone(),
            file: FileFingerprint::of(file),
        };
        let fingerprints = self.inputs.iter().zip(&inputs).map(fingerprint).collect();
        let manifest = manifest(self.identity, self.origin, self.interrupted, fingerprints, &files);
        files.extend(inputs);
        files.push(file_of(&manifest)?);
        Ok(files)
    }
}

/// The sealed `files` of a folder as one zip file, whose manifest also says which build of the program made it. The same
/// build makes the same bytes.
///
/// # Errors
///
/// A [`RenderError`] if there is no manifest among them, or if they are too large for any zip file.
pub fn evidence_pack(files: &[File]) -> Result<Vec<u8>, RenderError> {
    let with_build = |file: &File| -> Result<File, RenderError> {
        if file.path != Manifest::FILE_NAME {
            return Ok(file.clone());
        }
        let manifest: Manifest = serde_json::from_slice(&file.bytes)?;
        file_of(&Manifest { build: Some(Build::this()), ..manifest })
    };
    archive::zip(&files.iter().map(with_build).collect::<Result<Vec<_>, _>>()?)
}

fn file_of(manifest: &Manifest) -> Result<File, RenderError> {
    Ok(File { path: Manifest::FILE_NAME.into(), bytes: json(manifest)?.into_bytes() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed() -> Vec<File> {
        let identity = Identity {
            program: "callfloor 0.1.0".into(),
            scenario_sha256: "ab".into(),
            seed: 1,
            replications: [("baseline".to_owned(), 100)].into_iter().collect(),
        };
        let origin = Origin { command: "run", scenario: "centre.toml".into(), options: Vec::new() };
        let input = |name: &str| Input { name: name.into(), text: name.into() };
        let inputs = [input("centre.toml"), input("../calls.csv")];
        let rendered = |path: &str| File { path: path.into(), bytes: path.into() };
        let seal = Seal { identity, origin: &origin, inputs: &inputs, interrupted: false };
        seal.put_on(vec![rendered(File::RESULTS), rendered("summary.md")]).unwrap()
    }

    #[test]
    fn the_manifest_comes_last_and_lists_all_others() {
        let files = sealed();
        let manifest: Manifest = serde_json::from_slice(&files.last().unwrap().bytes).unwrap();
        let others: Vec<_> = files[..files.len() - 1].iter().map(FileFingerprint::of).collect();
        assert_eq!(manifest.listed().cloned().collect::<Vec<_>>(), others);
        assert_eq!(manifest.replications.get("baseline"), Some(&100));
        assert_eq!(manifest.command, "callfloor run centre.toml");
        assert_eq!(manifest.arguments, ["run", "centre.toml"]);
        let inputs: Vec<_> = manifest.inputs.iter().map(|it| (it.name.as_str(), it.file.path.as_str())).collect();
        assert_eq!(inputs, [("centre.toml", "inputs/centre.toml"), ("../calls.csv", "inputs/calls.csv")]);
        assert!(manifest.build.is_none() && !manifest.interrupted);
    }

    #[test]
    fn a_pack_is_the_same_bytes_and_names_its_build() {
        let pack = evidence_pack(&sealed()).unwrap();
        assert_eq!(pack, evidence_pack(&sealed()).unwrap());
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(pack)).unwrap();
        let manifest: Manifest = serde_json::from_reader(zip.by_name(Manifest::FILE_NAME).unwrap()).unwrap();
        assert_eq!(manifest.build, Some(Build::this()));
    }
}
