use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::fault::{Fault, Faults};
use super::names::Names;
use super::own_value::Assumed;
use super::shelf::Shelf;
use super::source::{Place, Source, SourceIndex};
use super::table::{Refused, Table};

/// Faults beyond this number are counted and not kept.
const MOST_FAULTS: usize = 100;

/// What one reading of a file gathers: the texts it rests on and the faults it finds.
#[derive(Clone)]
pub(crate) struct Reading {
    shelf: Shelf,
    sources: Vec<Source>,
    faults: Vec<Fault>,
    left_out: usize,
    reported: usize,
    seen: HashSet<(Option<Place>, String)>,
    /// The part of the file that faults and warnings are about, if they are not about all of it: `the variant "late"`.
    part: Option<String>,
    /// What each file held, or why it could not be read.
    files: HashMap<String, Result<Arc<[u8]>, Fault>>,
    /// What was made of each file, sheet by sheet.
    tables: HashMap<(String, Option<String>), Result<Arc<Table>, Refused>>,
    digest: Sha256,
    names: HashMap<&'static str, Names>,
    room_taken: u64,
    assumed: Vec<Assumed>,
    warnings: Vec<String>,
    notes: Vec<String>,
}

impl Reading {
    /// A reading whose files are found on `shelf`.
    pub(crate) fn new(shelf: Shelf) -> Self {
        Self {
            shelf,
            sources: Vec::new(),
            faults: Vec::new(),
            left_out: 0,
            reported: 0,
            seen: HashSet::new(),
            part: None,
            files: HashMap::new(),
            tables: HashMap::new(),
            digest: Sha256::new(),
            names: HashMap::new(),
            room_taken: 0,
            assumed: Vec::new(),
            warnings: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Adds a text that faults can point into.
    pub(crate) fn add_source(&mut self, name: &str, text: &str) -> SourceIndex {
        self.sources.push(Source { name: name.to_owned(), text: text.into() });
        SourceIndex(self.sources.len() - 1)
    }

    /// Records a fault, unless the same was found at the same place before.
    pub(crate) fn report(&mut self, fault: Fault) {
        self.reported += 1;
        if !self.seen.insert((fault.place(), fault.message().to_owned())) {
            return;
        }
        if self.faults.len() == MOST_FAULTS {
            self.left_out += 1;
            return;
        }
        let fault = match &self.part {
            Some(part) => fault.prefixed(&format!("in {part}: ")),
            None => fault,
        };
        self.faults.push(fault);
    }

    /// From here on, new faults and warnings are about a part of the file: `the variant "late"`.
    pub(crate) fn enter(&mut self, part: String) {
        self.part = Some(part);
    }

    /// From here on, faults and warnings are again about the file as a whole.
    pub(crate) fn leave(&mut self) {
        self.part = None;
    }

    /// Whether another fault would be kept.
    pub(crate) fn shows_more(&self) -> bool {
        self.faults.len() < MOST_FAULTS
    }

    /// How many faults were reported so far, those found again among them.
    pub(crate) fn fault_count(&self) -> usize {
        self.reported
    }

    /// Takes room for more numbers by interval, and says how many there are then.
    pub(crate) fn take_room(&mut self, numbers: u64) -> u64 {
        self.room_taken = self.room_taken.saturating_add(numbers);
        self.room_taken
    }

    /// Enters a value that stands in for what the file leaves out, once.
    pub(crate) fn assume(&mut self, assumed: Assumed) {
        if self.assumed.iter().all(|known| known.path != assumed.path) {
            self.assumed.push(assumed);
        }
    }

    /// The values that stand in for what the file leaves out.
    pub(crate) fn assumed(&self) -> &[Assumed] {
        &self.assumed
    }

    /// Says something that is no fault and that whoever reads the results must know, once.
    pub(crate) fn warn(&mut self, warning: String) {
        if self.warnings.contains(&warning) {
            return;
        }
        let warning = match &self.part {
            Some(part) => format!("In {part}: {warning}"),
            None => warning,
        };
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// What whoever reads the results must know.
    pub(crate) fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Enters how something was understood, once.
    pub(crate) fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// How what was read was understood.
    pub(crate) fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Sets the names that references to entries of `table` are looked up among.
    pub(crate) fn set_names(&mut self, table: &'static str, names: Names) {
        self.names.insert(table, names);
    }

    /// The names of the entries of `table`; empty where the file has no such table.
    pub(crate) fn names(&self, table: &str) -> Option<&Names> {
        self.names.get(table)
    }

    /// What the file called `name` in the file holds, reporting at `place` if there is none.
    pub(crate) fn file(&mut self, name: &str, place: Place) -> Option<Arc<[u8]>> {
        let read = match self.files.get(name) {
            Some(known) => known.clone(),
            None => self.read_file(name),
        };
        // A file that cannot be read is a fault wherever it is named, in every variant.
        read.map_err(|fault| self.report(fault.at(place))).ok()
    }

    /// The rows of a file, or of one of its sheets; they are read once. A file that is not there is reported at `place`.
    pub(crate) fn table(
        &mut self,
        name: &str,
        sheet: Option<&str>,
        place: Place,
    ) -> Option<Result<Arc<Table>, Refused>> {
        let bytes = self.file(name, place)?;
        let key = (name.to_owned(), sheet.map(str::to_owned));
        let read = self.tables.entry(key).or_insert_with(|| Table::open(&bytes, sheet).map(Arc::new));
        Some(read.clone())
    }

    fn read_file(&mut self, name: &str) -> Result<Arc<[u8]>, Fault> {
        let read = self.shelf.read(name);
        if let Ok(bytes) = &read {
            self.take_into_account(name.as_bytes());
            self.take_into_account(bytes);
        }
        self.files.insert(name.to_owned(), read.clone());
        read
    }

    /// Everything that was read, with its name: the file itself, which is the first source, then the files it names, by name.
    pub(crate) fn inputs(&self) -> Vec<(String, Arc<[u8]>)> {
        let itself = self.sources.first().map(|source| {
            let file = Path::new(&source.name).file_name().map(|file| file.to_string_lossy().into_owned());
            (file.unwrap_or_else(|| source.name.clone()), Arc::from(source.text.as_bytes()))
        });
        let read =
            |(name, read): (&String, &Result<Arc<[u8]>, Fault>)| Some((name.clone(), Arc::clone(read.as_ref().ok()?)));
        let mut files: Vec<(String, Arc<[u8]>)> = self.files.iter().filter_map(read).collect();
        files.sort_by(|one, other| one.0.cmp(&other.0));
        itself.into_iter().chain(files).collect()
    }

    /// Adds bytes to what identifies the file.
    pub(crate) fn take_into_account(&mut self, bytes: &[u8]) {
        self.digest.update((bytes.len() as u64).to_le_bytes());
        self.digest.update(bytes);
    }

    /// SHA-256 of everything taken into account, in hexadecimal digits.
    pub(crate) fn sha256(&self) -> String {
        self.digest.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// What was read, or all that is wrong with it.
    pub(crate) fn conclude<T>(self, outcome: Option<T>) -> Result<T, Faults> {
        match outcome {
            Some(read) if self.faults.is_empty() => Ok(read),
            _ => {
                assert!(!self.faults.is_empty(), "a reading that comes to nothing has reported why");
                Err(Faults::new(self.sources, self.faults, self.left_out))
            }
        }
    }
}
