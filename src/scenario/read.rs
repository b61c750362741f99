use std::path::Path;
use std::str::FromStr;

use crate::decode::{Assumed, Entry, Fault, Faults, Node, Place, Reading, Shelf, path};
use crate::model::{Assumption, Basis, Centre, Detail, Input, SetKey, Study, Sweep, Twin, Variant};

use super::apart::check_apart;
use super::centre::centre;
use super::description::Description;
use super::questions::effects::effect_of;
use super::questions::range_of_value::warn_of_values_outside;
use super::questions::sweep::{Vary, grid, short_names};
use super::questions::variant::{AssumptionKeys, VariantKeys};
use super::schema::schema;
use super::without_effect::KeysOfStudy;

/// A key set from outside the file: `--set PATH=VALUE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The key, as a dotted path.
    pub path: String,
    /// The value in TOML, or a bare word such as `5m`.
    pub value: String,
}

impl FromStr for Override {
    type Err = String;

    /// Splits at the first `=`.
    ///
    /// # Errors
    ///
    /// If there is no `=`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (path, value) = text
            .split_once('=')
            .ok_or_else(|| format!("`{text}` has no `=`; write PATH=VALUE, such as teams.front_line.agents=110"))?;
        Ok(Self { path: path.trim().to_owned(), value: value.trim().to_owned() })
    }
}

/// Reads a scenario from `text`, called `name` in faults; files it names are found in `folder`.
///
/// # Errors
///
/// All its [`Faults`] at once.
pub fn read_text(name: &str, text: &str, folder: &Path, overrides: &[Override]) -> Result<Study, Faults> {
    read_shelved(name, text, Shelf::in_folder(Some(folder)), overrides)
}

pub(super) fn read_shelved(name: &str, text: &str, shelf: Shelf, overrides: &[Override]) -> Result<Study, Faults> {
    let mut reading = Reading::new(shelf);
    let study = Scenario::parse(name, text, overrides, &mut reading).and_then(|scenario| scenario.study(&mut reading));
    reading.conclude(study)
}

pub(super) fn read_shelved_sweep(
    name: &str,
    text: &str,
    shelf: Shelf,
    overrides: &[Override],
    vary: &[Vary],
) -> Result<Sweep, Faults> {
    let mut reading = Reading::new(shelf);
    let sweep =
        Scenario::parse(name, text, overrides, &mut reading).and_then(|scenario| scenario.sweep(vary, &mut reading));
    reading.conclude(sweep)
}

/// A file whose syntax is sound, with the overrides in place.
pub(super) struct Scenario {
    pub(super) tree: Node,
    /// What it is called if it has no title.
    fallback_title: String,
}

impl Scenario {
    pub(super) fn parse(name: &str, text: &str, overrides: &[Override], reading: &mut Reading) -> Option<Self> {
        reading.take_into_account(text.as_bytes());
        let source = reading.add_source(name, text);
        if text.trim_start_matches('\u{feff}').trim().is_empty() {
            let fault = Fault::new(format!("`{name}` is empty"));
            reading.report(fault.help("`callfloor new` writes a scenario to start from"));
            return None;
        }
        let (mut tree, faults) = Node::parse_document(text, source);
        let sound = faults.is_empty();
        faults.into_iter().for_each(|fault| reading.report(fault));
        for one in overrides {
            apply(one, &mut tree, reading);
        }
        let stem = Path::new(name).file_stem().map_or(name.into(), |stem| stem.to_string_lossy());
        sound.then(|| Self { tree, fallback_title: stem.into_owned() })
    }

    pub(super) fn study(&self, reading: &mut Reading) -> Option<Study> {
        let faults_before = reading.fault_count();
        let mut baseline = Description::from_tree(&self.tree, reading)?;
        let sound = faults_before == reading.fault_count();
        check_names(&baseline, reading);
        check_assumptions(&self.tree, &baseline.assumptions, reading);
        baseline.run.check(reading);
        let head = Head::new(&baseline, &self.fallback_title);
        let alternatives = std::mem::take(&mut baseline.variants);
        let shifts: Vec<_> = baseline.shifts.iter().map(|shift| (shift.name.clone(), shift.place)).collect();
        let name = baseline.run.baseline_name.clone();
        let mut keys_of_study = KeysOfStudy::new(head.settings);
        let centre = self.built(baseline, sound, reading);
        if let Some(centre) = &centre {
            keys_of_study.judge(&self.tree, centre, None);
        }
        let mut variants: Vec<Variant> =
            centre.map(|centre| Variant { name, about: None, sets: Vec::new(), centre }).into_iter().collect();
        for keys in alternatives {
            reading.enter(named_variant(&keys.name.value));
            let centre = self.varied(&keys, &mut keys_of_study, reading);
            let sets = keys.set.iter().map(|(path, _)| set_key(path)).collect();
            variants.extend(centre.map(|centre| Variant { name: keys.name.value, about: keys.about, sets, centre }));
            reading.leave();
        }
        if faults_before == reading.fault_count() {
            check_shifts_worked(&shifts, &variants, reading);
        }
        keys_of_study.warn(reading);
        Some(head.study(variants, reading))
    }

    /// The centre under a variant of the file.
    fn varied(&self, keys: &VariantKeys, keys_of_study: &mut KeysOfStudy, reading: &mut Reading) -> Option<Centre> {
        let mut tree = self.tree.clone();
        let faults_before = reading.fault_count();
        for (path, entry) in &keys.set {
            if stays_the_same(path, entry.key_place, reading) {
                path::set(&mut tree, &schema(), path, entry, reading);
            }
        }
        let sound = faults_before == reading.fault_count();
        let centre = self.centre(&tree, reading).filter(|_| sound)?;
        keys_of_study.judge(&tree, &centre, Some(&named_variant(&keys.name.value)));
        Some(centre)
    }

    fn sweep(self, vary: &[Vary], reading: &mut Reading) -> Option<Sweep> {
        vary.iter().for_each(|one| reading.take_into_account(one.written().as_bytes()));
        let baseline = Description::from_tree(&self.tree, reading)?;
        check_assumptions(&self.tree, &baseline.assumptions, reading);
        baseline.run.check(reading);
        let head = Head::new(&baseline, &self.fallback_title);
        let points = grid(vary).map_err(|fault| reading.report(fault)).ok()?;
        let names = short_names(vary);
        let mut variants = Vec::with_capacity(points.len());
        let mut keys_of_study = KeysOfStudy::new(head.settings);
        for point in &points {
            let mut tree = self.tree.clone();
            for (one, value) in vary.iter().zip(&point.written) {
                let entry = from_outside("--vary", &one.path, value, reading);
                if !stays_the_same(&one.path, entry.key_place, reading) {
                    return None;
                }
                path::set(&mut tree, &schema(), &one.path, &entry, reading)?;
            }
            let named = names.iter().zip(&point.written).map(|(name, value)| format!("{name} = {value}"));
            let name = named.collect::<Vec<_>>().join(", ");
            let centre = self.centre(&tree, reading)?;
            keys_of_study.judge(&tree, &centre, None);
            let sets = vary.iter().map(|one| set_key(&one.path)).collect();
            variants.push(Variant { name, about: None, sets, centre });
        }
        keys_of_study.warn(reading);
        Some(Sweep {
            study: head.study(variants, reading),
            paths: vary.iter().map(|one| one.path.clone()).collect(),
            units: vary.iter().map(|one| one.unit().to_owned()).collect(),
            points,
        })
    }

    /// The centre that `tree` describes, if nothing in it is at fault.
    pub(super) fn centre(&self, tree: &Node, reading: &mut Reading) -> Option<Centre> {
        let faults_before = reading.fault_count();
        let description = Description::from_tree(tree, reading)?;
        let sound = faults_before == reading.fault_count();
        self.built(description, sound, reading)
    }

    /// The centre of a sound description; of another, what more is wrong with its parts.
    fn built(&self, description: Description, sound: bool, reading: &mut Reading) -> Option<Centre> {
        if sound {
            return centre(description, &self.fallback_title, reading);
        }
        check_apart(&description, reading);
        None
    }
}

fn set_key(path: &str) -> SetKey {
    SetKey { path: path.to_owned(), effect: effect_of(path) }
}

/// What all variants of a study have in common.
struct Head {
    title: String,
    settings: crate::model::RunSettings,
    assumptions: Vec<Assumption>,
}

impl Head {
    fn new(description: &Description, fallback_title: &str) -> Self {
        Self {
            title: description.title.clone().unwrap_or_else(|| fallback_title.to_owned()),
            settings: description.run.settings(),
            assumptions: description.assumptions.iter().map(|keys| keys.assumption.clone()).collect(),
        }
    }

    fn study(self, variants: Vec<Variant>, reading: &Reading) -> Study {
        let variants = match self.settings.detail {
            Detail::Contacts => variants,
            Detail::Headcount => variants.into_iter().map(Variant::with_people_alone).collect(),
        };
        Study {
            title: self.title,
            scenario_sha256: reading.sha256(),
            inputs: inputs(reading),
            understood: reading.notes().to_vec(),
            variants,
            settings: self.settings,
            assumptions: all_assumptions(self.assumptions, reading.assumed()),
            warnings: reading.warnings().to_vec(),
        }
    }
}

/// Everything that was read: the scenario first, then the files it names.
fn inputs(reading: &Reading) -> Vec<Input> {
    reading.inputs().into_iter().map(|(name, bytes)| Input { name, bytes }).collect()
}

/// The assumptions of the file, and those of the model that they do not replace.
fn all_assumptions(stated: Vec<Assumption>, assumed: &[Assumed]) -> Vec<Assumption> {
    let replaced = |path: &str| {
        let leads_there = |stated: &Assumption| {
            let rest = path.strip_prefix(stated.path.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        stated.iter().any(leads_there)
    };
    let kept: Vec<Assumption> = assumed.iter().filter(|one| !replaced(&one.path)).map(assumption).collect();
    stated.into_iter().chain(kept).collect()
}

fn assumption(assumed: &Assumed) -> Assumption {
    let Assumed { path, written, range } = assumed;
    Assumption {
        path: path.clone(),
        basis: Basis::Assumed,
        source: Some(format!("The model's own value, {written}, since the file gives none; no measurement was found")),
        range: range.map(|ends| ends.map(str::to_owned)),
    }
}

/// What faults and warnings of a variant begin with.
pub(super) fn named_variant(name: &str) -> String {
    format!("the variant \"{name}\"")
}

fn apply(one: &Override, tree: &mut Node, reading: &mut Reading) {
    reading.take_into_account(format!("{}={}", one.path, one.value).as_bytes());
    let entry = from_outside("--set", &one.path, &one.value, reading);
    path::set(tree, &schema(), &one.path, &entry, reading);
}

/// An entry that the command line gives, with a source of its own to point into.
pub(super) fn from_outside(option: &str, path: &str, value: &str, reading: &mut Reading) -> Entry {
    let source = reading.add_source(option, &format!("{path}={value}"));
    let (mut node, faults) = Node::parse_value(value, source);
    let offset = path.len() + 1;
    node.shift(offset);
    faults.into_iter().for_each(|fault| reading.report(fault.shifted(offset)));
    Entry { key_place: Place { source, start: 0, end: path.len() }, node }
}

/// Refuses a path that a variant may not set.
pub(super) fn stays_the_same(path: &str, place: Place, reading: &mut Reading) -> bool {
    let top = path.split('.').next().unwrap_or_default();
    let fixed = ["title", "groups", "run", "variants", "assumptions"].contains(&top);
    if fixed {
        let fault = Fault::new(format!("neither a variant nor a sweep can set `{path}`")).at(place);
        let help =
            "variants differ in the centre; the title, [groups], [run], [assumptions] and [[variants]] hold for all";
        reading.report(fault.help(help));
    }
    !fixed
}

/// Refuses shifts that nobody works in any variant.
fn check_shifts_worked(shifts: &[(String, Place)], variants: &[Variant], reading: &mut Reading) {
    let people = || variants.iter().flat_map(|variant| variant.centre.teams()).filter_map(|team| team.people.as_ref());
    let works = |name: &String| {
        people().any(|people| {
            people.contracts.iter().any(|contract| contract.shifts.iter().any(|shift| shift.name == *name))
        })
    };
    for (name, place) in shifts.iter().filter(|(name, _)| !works(name)) {
        let fault = Fault::new(format!("no contract works the shift `{name}`")).at(*place);
        reading.report(fault.help("add it to `shifts` of a team's people, or take it away"));
    }
}

fn check_names(description: &Description, reading: &mut Reading) {
    let mut seen = std::collections::HashSet::from([description.run.baseline_name.as_str()]);
    for keys in &description.variants {
        let name = keys.name.value.as_str();
        if !seen.insert(name) {
            let (message, help) = if name == description.run.baseline_name {
                (
                    format!("a variant is called \"{name}\", as the baseline"),
                    "rename it, or set `baseline_name` in [run]",
                )
            } else {
                (format!("two variants are called \"{name}\""), "rename one of them")
            };
            reading.report(Fault::new(message).at(keys.name.place).help(help));
        }
    }
    let twins = |name: &&str| Twin::ALL.map(|twin| twin.name(name));
    let kept: std::collections::HashSet<String> = seen.iter().flat_map(twins).collect();
    for name in description.variants.iter().map(|keys| &keys.name).filter(|name| kept.contains(&name.value)) {
        let message = format!("\"{}\" is what `callfloor run` calls a variant that it adds", name.value);
        reading.report(Fault::new(message).at(name.place).help("rename it"));
    }
}

fn check_assumptions(tree: &Node, assumptions: &[AssumptionKeys], reading: &mut Reading) {
    for keys in assumptions {
        path::check(tree, &schema(), &keys.assumption.path, keys.place, reading);
    }
    warn_of_values_outside(tree, assumptions, reading);
}
