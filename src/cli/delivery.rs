use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::evidence::pack_folder;
use crate::report::File;

use super::console::print;
use super::failure::Failure;
use super::output_folder::OutputFolder;
use super::whole_file;

/// Where the answer goes: on the screen, into a folder and, if asked for, into files elsewhere.
pub(super) struct Delivery<'a> {
    folder: OutputFolder,
    json: Option<&'a Path>,
    pack: Option<&'a Path>,
}

impl<'a> Delivery<'a> {
    /// Refuses early what could never be written, and makes the folder.
    pub(super) fn prepare(folder: &Path, json: Option<&'a Path>, pack: Option<&'a Path>) -> Result<Self, Failure> {
        json.filter(|path| !is_standard_output(path)).map_or(Ok(()), whole_file::check)?;
        pack.map_or(Ok(()), whole_file::check)?;
        let delivery = Self { folder: OutputFolder::prepare(folder)?, json, pack };
        if let Some(pack) = pack {
            check_pack(pack, folder, json)?;
        }
        Ok(delivery)
    }

    /// Prints the summary unless the JSON takes its place, then renders and writes the files.
    ///
    /// The files are written even if nobody reads what is printed.
    pub(super) fn deliver(
        self,
        summary: &str,
        files: impl FnOnce() -> Result<Vec<File>, Failure>,
    ) -> Result<(), Failure> {
        let json_is_printed = self.json.is_some_and(is_standard_output);
        let printed = if json_is_printed { Ok(()) } else { print(&format!("{summary}\n")) };
        let files = files()?;
        let written = self.folder.write(&files)?;
        if let Some(pack) = self.pack {
            whole_file::write(pack, &pack_folder(&files)?)?;
        }
        let rendered = || files.iter().find(|file| file.path == File::RESULTS).map_or(&[][..], |file| &file.bytes);
        match self.json {
            Some(_) if json_is_printed => print(&String::from_utf8_lossy(rendered())),
            Some(path) => {
                whole_file::write(path, rendered())?;
                printed.and_then(|()| print(&where_they_are(&files, &written, self.pack, Some(path))))
            }
            None => printed.and_then(|()| print(&where_they_are(&files, &written, self.pack, None))),
        }
    }
}

fn is_standard_output(path: &Path) -> bool {
    path == Path::new("-")
}

/// Refuses a pack that would lie within the folder that it packs, or in the place of the JSON or of another file.
fn check_pack(pack: &Path, folder: &Path, json: Option<&Path>) -> Result<(), Failure> {
    let place = |path: &Path| -> Option<PathBuf> {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(fs::canonicalize(parent).ok()?.join(path.file_name()?))
    };
    let (place_of_pack, folder) = (place(pack), fs::canonicalize(folder).ok());
    let refused = |why: &str| Err(Failure::Input(format!("cannot write the pack {}: {why}", pack.display())));
    if place_of_pack.as_ref().zip(folder.as_ref()).is_some_and(|(pack, folder)| pack.starts_with(folder)) {
        return refused("it would lie in the folder that it packs; choose another place with --pack or --out");
    }
    if is_no_pack(pack) {
        return refused("there is a file of this name that is no pack; choose another name");
    }
    if place_of_pack.is_some() && json.and_then(place) == place_of_pack {
        return refused("--json writes there; choose another name");
    }
    Ok(())
}

/// Whether something else lies there already: a pack begins as every zip file does.
fn is_no_pack(path: &Path) -> bool {
    let begins = fs::File::open(path).ok().filter(|_| path.is_file()).map(|mut file| {
        let mut beginning = [0; 2];
        file.read_exact(&mut beginning).is_ok() && beginning == *b"PK"
    });
    begins == Some(false)
}

fn where_they_are(files: &[File], folder: &Path, pack: Option<&Path>, json: Option<&Path>) -> String {
    let named =
        |what: &str, path: Option<&Path>| path.map_or_else(String::new, |path| format!(" {what}: {}.", path.display()));
    let main = [("Report", "report.html"), ("Results", File::RESULTS)];
    let found = main.into_iter().find(|(_, name)| files.iter().any(|file| file.path == *name));
    let (what, name) = found.unwrap_or(main[1]);
    format!(
        "{what}: {}; all other files are beside it.{}{}\n",
        folder.join(name).display(),
        named("Pack", pack),
        named("JSON", json)
    )
}
