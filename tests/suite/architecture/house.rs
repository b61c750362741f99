//! All modules of the crate, and where the names in them lead.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::{fs, io};

use super::outline::{Import, Outline, outlines};

/// The code as it stands.
pub(super) static HOUSE: LazyLock<House> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    House::read("lib.rs", &|file| fs::read_to_string(folder.join(file)))
});

/// The text of a file, by its path from the folder of sources.
pub(super) type Shelf<'a> = &'a dyn Fn(&str) -> io::Result<String>;

#[derive(Clone, Debug)]
pub(super) struct House {
    modules: BTreeMap<Vec<String>, Arc<Outline>>,
}

/// Where a path of names leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A module as such.
    Module(Vec<String>),
    /// Something that a module defines.
    Item { module: Vec<String>, name: String },
    /// Another crate; the path without our own names for it.
    Outside(Vec<String>),
}

/// No chain of imports is longer.
const LONGEST_CHAIN: usize = 40;

impl House {
    /// Follows the modules from the root on.
    pub(super) fn read(root: &str, shelf: Shelf<'_>) -> Self {
        let mut house = Self { modules: BTreeMap::new() };
        house.read_file(&[], root, shelf);
        house
    }

    fn read_file(&mut self, module: &[String], file: &str, shelf: Shelf<'_>) {
        let text = shelf(file).unwrap_or_else(|error| panic!("{file}: {error}"));
        let outlines = outlines(module, file, &text);
        for outline in &outlines {
            for (child, named) in &outline.children {
                let path: Vec<String> = outline.module.iter().chain([child]).cloned().collect();
                if outlines.iter().any(|other| other.module == path) {
                    continue;
                }
                let file = match named {
                    Some(named) => format!("{}{named}", folder_of(file)),
                    None => file_of_module(&path, shelf),
                };
                self.read_file(&path, &file, shelf);
            }
        }
        self.add(outlines);
    }

    fn add(&mut self, outlines: Vec<Outline>) {
        self.modules.extend(outlines.into_iter().map(|outline| (outline.module.clone(), Arc::new(outline))));
    }

    /// The same house with another text in one file, whose modules stay those that they are.
    pub(super) fn with(&self, file: &str, text: &str) -> Self {
        let mut house = self.clone();
        let module = self.modules_of(file).next().expect("the file is in the house").module.clone();
        house.add(outlines(&module, file, text));
        house
    }

    pub(super) fn modules(&self) -> impl Iterator<Item = &Outline> {
        self.modules.values().map(Arc::as_ref)
    }

    pub(super) fn modules_of(&self, file: &str) -> impl Iterator<Item = &Outline> {
        self.modules().filter(move |outline| outline.file == file)
    }

    pub(super) fn files_of(&self, room: &str) -> BTreeSet<&str> {
        let in_room = self.modules().filter(|outline| outline.module.first().is_some_and(|name| name == room));
        in_room.map(|outline| outline.file.as_str()).collect()
    }

    /// Where `path` leads if `from` says it, and every module that it passes on the way.
    pub(super) fn resolve(&self, from: &[String], path: &[String]) -> (Target, Vec<Vec<String>>) {
        let mut passed = Vec::new();
        let target = self.follow(from, path, LONGEST_CHAIN, &mut passed);
        (target, passed)
    }

    fn follow(&self, from: &[String], path: &[String], depth: usize, passed: &mut Vec<Vec<String>>) -> Target {
        let outside = || Target::Outside(path.to_vec());
        let Some(depth) = depth.checked_sub(1) else { return outside() };
        let mut module = from.to_vec();
        let mut rest = path;
        match path.first().map(String::as_str) {
            Some("crate" | "callfloor") => {
                module.clear();
                rest = &path[1..];
            }
            Some("self") => rest = &path[1..],
            Some("super") => {
                while let [first, after @ ..] = rest
                    && first == "super"
                {
                    module.pop();
                    rest = after;
                }
            }
            Some(name) if !self.knows(from, name, depth) => return outside(),
            _ => (),
        }
        self.walk(module, rest, depth, passed)
    }

    /// Takes the names of `path` one by one, from `module` down.
    fn walk(&self, module: Vec<String>, path: &[String], depth: usize, passed: &mut Vec<Vec<String>>) -> Target {
        passed.push(module.clone());
        let Some((name, rest)) = path.split_first() else { return Target::Module(module) };
        let Some(outline) = self.modules.get(&module) else {
            return Target::Item { module, name: name.clone() };
        };
        // A module and a function may share a name; only the module has names below it.
        let is_child = outline.children.iter().any(|(child, _)| child == name);
        let is_item = outline.definitions.contains(name) || outline.imports.iter().any(|import| import.name == *name);
        if is_child && !(rest.is_empty() && is_item) {
            return self.walk(module.into_iter().chain([name.clone()]).collect(), rest, depth, passed);
        }
        match self.import_of(outline, name, depth) {
            Some(import) => {
                let onward: Vec<String> = import.iter().chain(rest).cloned().collect();
                self.follow(&module, &onward, depth, passed)
            }
            None => Target::Item { module, name: name.clone() },
        }
    }

    /// The path that stands for a name which the module does not define itself.
    fn import_of(&self, outline: &Outline, name: &String, depth: usize) -> Option<Vec<String>> {
        let own = outline.imports.iter().find(|import| import.name == *name);
        let own = own.filter(|import| import.path.len() != 1 || import.path[0] != *name);
        own.map(|import| import.path.clone()).or_else(|| {
            let globs = outline.imports.iter().filter(|import| import.name == "*");
            let through = globs.filter(|_| !outline.definitions.contains(name));
            let mut through = through.filter(|glob| self.glob_brings(outline, glob, name, depth));
            through.next().map(|glob| glob.path.iter().chain([name]).cloned().collect())
        })
    }

    fn glob_brings(&self, outline: &Outline, glob: &Import, name: &str, depth: usize) -> bool {
        match self.follow(&outline.module, &glob.path, depth, &mut Vec::new()) {
            Target::Module(module) if module != outline.module => self.knows(&module, name, depth),
            _ => false,
        }
    }

    /// The module declares, imports or defines the name.
    fn knows(&self, module: &[String], name: &str, depth: usize) -> bool {
        self.modules.get(module).is_some_and(|outline| {
            outline.children.iter().any(|(child, _)| child == name)
                || outline.definitions.contains(name)
                || (0 < depth && self.import_of(outline, &name.to_owned(), depth - 1).is_some())
        })
    }

    /// The file that defines an item, unless it only hands on what others define.
    pub(super) fn file_of(&self, target: &Target) -> Option<&str> {
        let (Target::Item { module, .. } | Target::Module(module)) = target else { return None };
        let outline = self.modules.get(module)?;
        self.modules_of(&outline.file).any(|outline| outline.has_code).then_some(outline.file.as_str())
    }
}

fn folder_of(file: &str) -> &str {
    file.rfind('/').map_or("", |slash| &file[..=slash])
}

fn file_of_module(module: &[String], shelf: Shelf<'_>) -> String {
    let alone = format!("{}.rs", module.join("/"));
    if shelf(&alone).is_ok() { alone } else { format!("{}/mod.rs", module.join("/")) }
}
