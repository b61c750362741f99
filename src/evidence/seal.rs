use crate::report::{File, RenderError, json};
use crate::request::{Answer, Request, RequestError};
use crate::results::Input;

use super::inputs::files_of_inputs;
use super::{Build, FileFingerprint, InputFingerprint, Manifest, archive};

/// All files of a folder: what `answer` is rendered as, the inputs beside it, and the manifest of all, which comes last. With it,
/// anybody can make them again.
///
/// # Errors
///
/// [`RequestError::Refused`] if a chart was asked for that is not drawn, [`RequestError::Render`] if a format refuses what it is
/// given.
pub fn render_folder(request: &Request, answer: &Answer, inputs: &[Input]) -> Result<Vec<File>, RequestError> {
    Ok(seal(answer.render(request)?, Manifest::new(request, answer), inputs)?)
}

/// As [`render_folder`], with the manifest in the format of evidence that it is to be compared with.
pub(super) fn render_folder_again(
    request: &Request,
    answer: &Answer,
    inputs: &[Input],
    format: u32,
) -> Result<Vec<File>, RequestError> {
    let manifest = Manifest { format, ..Manifest::new(request, answer) };
    Ok(seal(answer.render(request)?, manifest, inputs)?)
}

/// `files` with the inputs beside them and the manifest of all.
fn seal(mut files: Vec<File>, manifest: Manifest, inputs: &[Input]) -> Result<Vec<File>, RenderError> {
    let kept = files_of_inputs(inputs);
    let fingerprint = |(input, file): (&Input, &File)| InputFingerprint {
        name: input.name.clone(),
        file: FileFingerprint::from_file(file),
    };
    let manifest = Manifest {
        inputs: inputs.iter().zip(&kept).map(fingerprint).collect(),
        files: files.iter().map(FileFingerprint::from_file).collect(),
        ..manifest
    };
    files.extend(kept);
    files.push(file_of(manifest.json()?));
    Ok(files)
}

/// The `files` of a folder as one zip file, whose manifest also says which build of the program made it. The same
/// build makes the same bytes.
///
/// # Errors
///
/// A [`RenderError`] if there is no manifest among them, or if they are too large for any zip file.
pub fn pack_folder(files: &[File]) -> Result<Vec<u8>, RenderError> {
    let with_build = |file: &File| -> Result<File, RenderError> {
        if file.path != Manifest::FILE_NAME {
            return Ok(file.clone());
        }
        let manifest: Manifest = serde_json::from_slice(&file.bytes)?;
        Ok(file_of(json(&Manifest { build: Some(Build::this()), ..manifest })?))
    };
    archive::zip(&files.iter().map(with_build).collect::<Result<Vec<_>, _>>()?)
}

fn file_of(manifest: String) -> File {
    File { path: Manifest::FILE_NAME.into(), bytes: manifest.into_bytes() }
}

#[cfg(test)]
mod tests {
    use crate::evidence::ScenarioFingerprint;

    use super::*;

    fn sealed() -> Vec<File> {
        let request = Request::from_words(&["run", "centre.toml"].map(String::from)).unwrap();
        let manifest = Manifest {
            format: Manifest::FORMAT,
            program: "callfloor 0.1.0".into(),
            scenario: ScenarioFingerprint { file: "centre.toml".into(), sha256: "ab".into() },
            command: request.origin().command_line(),
            request,
            seed: 1,
            replications: [("baseline".to_owned(), 100)].into_iter().collect(),
            interrupted: false,
            inputs: Vec::new(),
            files: Vec::new(),
            build: None,
        };
        let input = |name: &str| Input { name: name.into(), bytes: name.as_bytes().into() };
        let rendered = |path: &str| File { path: path.into(), bytes: path.into() };
        let files = vec![rendered(File::RESULTS), rendered("summary.md")];
        seal(files, manifest, &[input("centre.toml"), input("../calls.csv")]).unwrap()
    }

    #[test]
    fn the_manifest_comes_last_and_lists_all_others() {
        let files = sealed();
        let manifest: Manifest = serde_json::from_slice(&files.last().unwrap().bytes).unwrap();
        let others: Vec<_> = files[..files.len() - 1].iter().map(FileFingerprint::from_file).collect();
        assert_eq!(manifest.listed().cloned().collect::<Vec<_>>(), others);
        assert_eq!(manifest.replications.get("baseline"), Some(&100));
        assert_eq!(manifest.command, "callfloor run centre.toml");
        assert_eq!(manifest.request.words(), ["run", "centre.toml"]);
        let inputs: Vec<_> =
            manifest.inputs.iter().map(|input| (input.name.as_str(), input.file.path.as_str())).collect();
        assert_eq!(inputs, [("centre.toml", "inputs/centre.toml"), ("../calls.csv", "inputs/calls.csv")]);
        assert!(manifest.build.is_none() && !manifest.interrupted);
    }

    #[test]
    fn a_pack_is_the_same_bytes_and_names_its_build() {
        let pack = pack_folder(&sealed()).unwrap();
        assert_eq!(pack, pack_folder(&sealed()).unwrap());
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(pack)).unwrap();
        let manifest: Manifest = serde_json::from_reader(zip.by_name(Manifest::FILE_NAME).unwrap()).unwrap();
        assert_eq!(manifest.build, Some(Build::this()));
    }
}
