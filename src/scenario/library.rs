use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::decode::{Fault, Faults, Shelf, read_text_file, text_of_scenario};
use crate::model::{Input, Study, Sweep};

use super::questions::adjustable::Adjustable;
use super::questions::sweep::Vary;
use super::read::{Override, read_shelved, read_shelved_sweep};

/// Where a scenario and the files that it names are found.
#[derive(Clone, Debug)]
pub enum Library {
    /// The scenario file at this path; what it names is looked for from its folder.
    Disk(PathBuf),
    /// What was read before, the scenario first, as [`Study::inputs`] has it. Nothing else is looked at, so names that
    /// lead out of any folder do no harm.
    Memory(Vec<Input>),
}

impl Library {
    /// Reads the scenario with the values of `overrides` in place.
    ///
    /// # Errors
    ///
    /// All its [`Faults`] at once.
    pub fn read(&self, overrides: &[Override]) -> Result<Study, Faults> {
        let (name, text, shelf) = self.open()?;
        read_shelved(&name, &text, shelf, overrides)
    }

    /// Reads the scenario once for each point of the grid that `vary` spans. Its variants are left out.
    ///
    /// # Errors
    ///
    /// All its [`Faults`] at once.
    pub fn read_sweep(&self, overrides: &[Override], vary: &[Vary]) -> Result<Sweep, Faults> {
        let (name, text, shelf) = self.open()?;
        read_shelved_sweep(&name, &text, shelf, overrides, vary)
    }

    /// Reads the scenario as one whose numbers can be set anew.
    ///
    /// # Errors
    ///
    /// All its [`Faults`] at once.
    pub fn read_adjustable(&self, overrides: &[Override]) -> Result<Adjustable, Faults> {
        let (name, text, shelf) = self.open()?;
        Adjustable::read_shelved(&name, &text, shelf, overrides)
    }

    /// What faults call the scenario, what it says, and where what it names is found.
    fn open(&self) -> Result<(String, Arc<str>, Shelf), Faults> {
        let refused = |fault| Faults::new(Vec::new(), vec![fault], 0);
        match self {
            Self::Disk(path) => {
                let name = path.display().to_string();
                let text = read_text_file(path, &name).map_err(refused)?;
                Ok((name, text.into(), Shelf::in_folder(path.parent())))
            }
            Self::Memory(inputs) => {
                let (scenario, others) =
                    inputs.split_first().ok_or_else(|| refused(Fault::new("there is no scenario")))?;
                let files = others.iter().map(|input| (input.name.clone(), Arc::clone(&input.bytes))).collect();
                let text = text_of_scenario(&scenario.bytes, &scenario.name).map_err(refused)?;
                Ok((scenario.name.clone(), text.into(), Shelf::Memory(files)))
            }
        }
    }
}

/// Reads the scenario file at `path` with the values of `overrides` in place.
///
/// # Errors
///
/// All its [`Faults`] at once.
pub fn read(path: &Path, overrides: &[Override]) -> Result<Study, Faults> {
    Library::Disk(path.to_owned()).read(overrides)
}

/// Reads the scenario file at `path` once for each point of the grid that `vary` spans. The
/// variants of the file are left out.
///
/// # Errors
///
/// All its [`Faults`] at once.
pub fn read_sweep(path: &Path, overrides: &[Override], vary: &[Vary]) -> Result<Sweep, Faults> {
    Library::Disk(path.to_owned()).read_sweep(overrides, vary)
}

impl Adjustable {
    /// Reads the scenario file at `path` with the values of `overrides` in place.
    ///
    /// # Errors
    ///
    /// All its [`Faults`] at once.
    pub fn read(path: &Path, overrides: &[Override]) -> Result<Self, Faults> {
        Library::Disk(path.to_owned()).read_adjustable(overrides)
    }
}
