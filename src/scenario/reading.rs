use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::model::{Assumption, Input};

use super::library::Shelf;
use super::source::{Place, Source, SourceIndex};
use super::{Fault, Faults};

/// Faults beyond this number are counted and not kept.
const MOST_FAULTS: usize = 100;

/// What one reading of a scenario gathers: the texts it rests on and the faults it finds.
#[derive(Clone)]
pub(super) struct Reading {
    shelf: Shelf,
    sources: Vec<Source>,
    faults: Vec<Fault>,
    left_out: usize,
    reported: usize,
    seen: HashSet<(Option<Place>, String)>,
    variant: Option<String>,
    /// What each file held, or why it could not be read.
    files: HashMap<String, Result<Arc<str>, Fault>>,
    digest: Sha256,
    known: KnownNames,
    room_taken: u64,
    assumed: Vec<Assumption>,
    warnings: Vec<String>,
}

/// The names of a file that others may refer to.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownNames {
    pub(super) contacts: Names,
    pub(super) teams: Names,
    pub(super) cases: Names,
    pub(super) shifts: Names,
}

/// Names that others may refer to, with their positions.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(HashMap<String, u32>);

impl Reading {
    /// A reading whose files are found on `shelf`.
    pub(super) fn new(shelf: Shelf) -> Self {
        Self {
            shelf,
            sources: Vec::new(),
            faults: Vec::new(),
            left_out: 0,
            reported: 0,
            seen: HashSet::new(),
            variant: None,
            files: HashMap::new(),
            digest: Sha256::new(),
            known: KnownNames::default(),
            room_taken: 0,
            assumed: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Adds a text that faults can point into.
    pub(super) fn add_source(&mut self, name: &str, text: &str) -> SourceIndex {
        self.sources.push(Source { name: name.to_owned(), text: text.into() });
        SourceIndex(self.sources.len() - 1)
    }

    /// Records a fault, unless the same was found at the same place before.
    pub(super) fn report(&mut self, fault: Fault) {
        self.reported += 1;
        if !self.seen.insert((fault.place(), fault.message().to_owned())) {
            return;
        }
        if self.faults.len() == MOST_FAULTS {
            self.left_out += 1;
            return;
        }
        let fault = match &self.variant {
            Some(name) => fault.prefixed(&format!("in the variant \"{name}\": ")),
            None => fault,
        };
        self.faults.push(fault);
    }

    /// From here on, new faults are those of the named variant.
    pub(super) fn enter_variant(&mut self, name: &str) {
        self.variant = Some(name.to_owned());
    }

    /// From here on, faults are again those of the file.
    pub(super) fn leave_variant(&mut self) {
        self.variant = None;
    }

    /// Whether another fault would be kept.
    pub(super) fn shows_more(&self) -> bool {
        self.faults.len() < MOST_FAULTS
    }

    /// How many faults were reported so far, those found again among them.
    pub(super) fn fault_count(&self) -> usize {
        self.reported
    }

    /// Takes room for more numbers by interval, and says how many there are then.
    pub(super) fn take_room(&mut self, numbers: u64) -> u64 {
        self.room_taken = self.room_taken.saturating_add(numbers);
        self.room_taken
    }

    /// Enters what the model assumes for itself, once.
    pub(super) fn assume(&mut self, assumption: Assumption) {
        if self.assumed.iter().all(|known| known.path != assumption.path) {
            self.assumed.push(assumption);
        }
    }

    /// The assumptions of the file, and those of the model that they do not replace.
    pub(super) fn assumptions(&self, of_file: Vec<Assumption>) -> Vec<Assumption> {
        let mut assumptions = of_file;
        let of_model = self.assumed.iter().filter(|one| {
            let stated = |other: &Assumption| {
                let rest = one.path.strip_prefix(other.path.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            !assumptions.iter().any(stated)
        });
        let of_model: Vec<Assumption> = of_model.cloned().collect();
        assumptions.extend(of_model);
        assumptions
    }

    /// Says something that is no fault and that whoever reads the results must know, once.
    pub(super) fn warn(&mut self, warning: String) {
        if self.warnings.contains(&warning) {
            return;
        }
        let warning = match &self.variant {
            Some(name) => format!("In the variant \"{name}\": {warning}"),
            None => warning,
        };
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// What whoever reads the results must know.
    pub(super) fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Sets the names that references are looked up among.
    pub(super) fn set_names(&mut self, known: KnownNames) {
        self.known = known;
    }

    /// The contact types there are.
    pub(super) fn contacts(&self) -> &Names {
        &self.known.contacts
    }

    /// The kinds of case there are.
    pub(super) fn cases(&self) -> &Names {
        &self.known.cases
    }

    /// The shifts there are.
    pub(super) fn shifts(&self) -> &Names {
        &self.known.shifts
    }

    /// The teams there are.
    pub(super) fn teams(&self) -> &Names {
        &self.known.teams
    }

    /// The text of the file called `name` in the scenario, reporting at `place` if there is none.
    pub(super) fn file(&mut self, name: &str, place: Place) -> Option<Arc<str>> {
        let read = match self.files.get(name) {
            Some(known) => known.clone(),
            None => self.read_file(name),
        };
        // A file that cannot be read is a fault wherever it is named, in every variant.
        read.map_err(|fault| self.report(fault.at(place))).ok()
    }

    fn read_file(&mut self, name: &str) -> Result<Arc<str>, Fault> {
        let read = self.shelf.read(name);
        if let Ok(text) = &read {
            self.take_into_account(name.as_bytes());
            self.take_into_account(text.as_bytes());
        }
        self.files.insert(name.to_owned(), read.clone());
        read
    }

    /// Everything that was read: the scenario, which is the first source, then the files it names, by name.
    pub(super) fn inputs(&self) -> Vec<Input> {
        let scenario = self.sources.first().map(|source| {
            let file = Path::new(&source.name).file_name().map(|file| file.to_string_lossy().into_owned());
            Input { name: file.unwrap_or_else(|| source.name.clone()), text: Arc::clone(&source.text) }
        });
        let read = |(name, read): (&String, &Result<Arc<str>, Fault>)| {
            let text = Arc::clone(read.as_ref().ok()?);
            Some(Input { name: name.clone(), text })
        };
        let mut files: Vec<Input> = self.files.iter().filter_map(read).collect();
        files.sort_by(|one, other| one.name.cmp(&other.name));
        scenario.into_iter().chain(files).collect()
    }

    /// Adds bytes to what identifies the scenario.
    pub(super) fn take_into_account(&mut self, bytes: &[u8]) {
        self.digest.update((bytes.len() as u64).to_le_bytes());
        self.digest.update(bytes);
    }

    /// SHA-256 of everything taken into account, in hexadecimal digits.
    pub(super) fn sha256(&self) -> String {
        self.digest.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// What was read, or all that is wrong with it.
    pub(super) fn conclude<T>(self, outcome: Option<T>) -> Result<T, Faults> {
        match outcome {
            Some(read) if self.faults.is_empty() => Ok(read),
            _ => {
                assert!(!self.faults.is_empty(), "a reading that comes to nothing has reported why");
                Err(Faults::new(self.sources, self.faults, self.left_out))
            }
        }
    }
}

impl Names {
    /// Names in order of position.
    pub(super) fn new<'a>(names: impl Iterator<Item = &'a String>) -> Self {
        Self(names.zip(0..).map(|(name, position)| (name.clone(), position)).collect())
    }

    /// The position of `name`.
    pub(super) fn position(&self, name: &str) -> Option<u32> {
        self.0.get(name).copied()
    }

    /// How to mend a reference to `name`, which is not there.
    pub(super) fn mend(&self, name: &str, what: &str) -> String {
        let mut names: Vec<&str> = self.0.keys().map(String::as_str).collect();
        names.sort_by_key(|name| self.0[*name]);
        match nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => format!("there are no {what} in this file"),
            None => format!("there are {}", listed(&names)),
        }
    }
}

/// The name most like `wrong`, if any is like it at all.
pub(super) fn nearest<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if wrong.len() > 64 {
        return None;
    }
    let likeness = |name: &str| strsim::jaro_winkler(&wrong.to_lowercase(), &name.to_lowercase());
    names
        .into_iter()
        .map(|name| (likeness(name), name))
        .filter(|(likeness, _)| *likeness > 0.78)
        .fold(None, |best: Option<(f64, &str)>, one| match best {
            Some(best) if best.0 >= one.0 => Some(best),
            _ => Some(one),
        })
        .map(|(_, name)| name)
}

/// `a, b and c`, cut short if there are many.
pub(super) fn listed(names: &[&str]) -> String {
    const MOST: usize = 24;
    let quoted: Vec<String> = names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => "none".to_owned(),
        Some(_) if names.len() > MOST => format!("{} and {} more", quoted.join(", "), names.len() - MOST),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}
