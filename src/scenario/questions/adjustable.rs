use std::path::Path;
use std::sync::Arc;

use crate::decode::{Fault, Faults, Kind, Node, Place, Reading, Shelf, Value, path};
use crate::model::{Centre, Pair, SetIn, Study};

use super::span::Span;
use super::variant::{AssumptionKeys, VariantKeys};
use crate::scenario::description::Description;
use crate::scenario::read::{Override, Scenario, from_outside, named_variant, stays_the_same};
use crate::scenario::schema::schema;

/// A sound scenario whose numbers can be set anew, again and again.
pub struct Adjustable {
    scenario: Scenario,
    /// What the file was read with; every new number is read beside it.
    reading: Reading,
    study: Study,
    /// What the file describes, the baseline first, then the variants in order of the file.
    centres: Vec<Arc<Centre>>,
    variants: Vec<VariantKeys>,
    assumptions: Vec<AssumptionKeys>,
}

/// A number set in a scenario.
#[derive(Clone, Debug)]
pub struct Setting<'a> {
    /// What sets it, as faults name it: `--vary`.
    pub option: &'a str,
    /// The key, as a dotted path.
    pub path: &'a str,
    /// The value, as it would be written in the file.
    pub value: String,
    /// In which of the two centres.
    pub set_in: SetIn,
}

/// The range of an assumption, as a span of the number it is about.
#[derive(Clone, Debug)]
pub struct AssumedRange {
    /// The key the assumption is about, as it stands in the file.
    pub assumption: String,
    /// The number that is varied, which may be the mean of what the assumption is about.
    pub span: Span,
}

/// What faults call the ranges of `[assumptions]`.
const RANGE: &str = "[assumptions] range";

impl Adjustable {
    /// Reads a scenario from `text`, called `name` in faults; files it names are found in `folder`.
    ///
    /// # Errors
    ///
    /// All its [`Faults`] at once.
    pub fn read_text(name: &str, text: &str, folder: &Path, overrides: &[Override]) -> Result<Self, Faults> {
        Self::read_shelved(name, text, Shelf::in_folder(Some(folder)), overrides)
    }

    pub(crate) fn read_shelved(name: &str, text: &str, shelf: Shelf, overrides: &[Override]) -> Result<Self, Faults> {
        let mut reading = Reading::new(shelf);
        let read = Scenario::parse(name, text, overrides, &mut reading).and_then(|scenario| {
            let study = scenario.study(&mut reading)?;
            let description = Description::from_tree(&scenario.tree, &mut reading)?;
            Some((scenario, study, description))
        });
        let sound = reading.clone();
        let (scenario, study, description) = reading.conclude(read)?;
        let centres = study.variants.iter().map(|variant| Arc::new(variant.centre.clone())).collect();
        let Description { variants, assumptions, .. } = description;
        Ok(Self { scenario, reading: sound, study, centres, variants, assumptions })
    }

    /// The study as the file has it.
    #[must_use]
    pub fn study(&self) -> &Study {
        &self.study
    }

    /// Whether the variant at this position of the study, from 1, sets the key at `path`, a table around it, or
    /// something within it.
    #[must_use]
    pub fn is_set_by(&self, variant: usize, path: &str) -> bool {
        let within = |inner: &str, outer: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let set = variant.checked_sub(1).and_then(|index| self.variants.get(index)).map(|keys| &keys.set);
        set.into_iter().flatten().any(|(set, _)| within(set, path) || within(path, set))
    }

    /// The baseline with `settings`, and beside it the variant at this position of the study, if one is asked for.
    ///
    /// # Errors
    ///
    /// All [`Faults`] of the values at once.
    pub fn pair(&self, variant: Option<usize>, settings: &[Setting<'_>]) -> Result<Pair, Faults> {
        let mut reading = self.reading.clone();
        let pair = self.pair_in(variant, settings, &mut reading);
        reading.conclude(pair)
    }

    /// The spans of all assumptions with a range, in order of the file, each sound at both ends.
    ///
    /// # Errors
    ///
    /// All their [`Faults`] at once.
    pub fn ranges(&self) -> Result<Vec<AssumedRange>, Faults> {
        let mut reading = self.reading.clone();
        let mut ranges: Vec<AssumedRange> = Vec::new();
        for keys in &self.assumptions {
            let Some(range) = self.range(keys, &mut reading) else { continue };
            match ranges.iter().find(|known| known.span.path == range.span.path) {
                Some(known) => {
                    let message =
                        format!("`{}` and `{}` are about the same number", known.assumption, range.assumption);
                    reading.report(Fault::new(message).at(keys.place).help("give one of them a range"));
                }
                None => ranges.push(range),
            }
        }
        reading.conclude(Some(ranges))
    }

    fn range(&self, keys: &AssumptionKeys, reading: &mut Reading) -> Option<AssumedRange> {
        let assumption = &keys.assumption;
        let [low, high] = assumption.range.as_ref()?;
        let path = self.number_of(&assumption.path, keys.place, reading)?;
        let span = match Span::between(&path, low, high) {
            Ok(span) => span,
            Err(why) => {
                let message = format!("the range of `{}` cannot be applied: {why}", assumption.path);
                reading.report(Fault::new(message).at(keys.place).help("write range = [LOW, HIGH]"));
                return None;
            }
        };
        let at =
            |value: &String| [Setting { option: RANGE, path: &path, value: value.clone(), set_in: SetIn::Baseline }];
        let ends = [low, high].map(|end| self.pair_in(None, &at(end), reading));
        ends.iter().all(Option::is_some).then(|| AssumedRange { assumption: assumption.path.clone(), span })
    }

    /// The key of the number that a range on `assumed` is about: itself, or its mean.
    fn number_of(&self, assumed: &str, place: Place, reading: &mut Reading) -> Option<String> {
        let mean = || Some(format!("{assumed}.mean"));
        let (kind, within) = match path::find(&self.scenario.tree, assumed).map(|node| &node.value) {
            Some(Value::Table(table)) if table.contains_key("mean") => return mean(),
            Some(Value::Table(table)) => {
                ("a table", table.iter().find(|(_, entry)| is_number(&entry.node)).map(|(key, _)| key.clone()))
            }
            Some(Value::Array(items)) => ("a list", items.iter().position(is_number).map(|index| index.to_string())),
            None if path::has_mean(&schema(), assumed) => return mean(),
            _ => return Some(assumed.to_owned()),
        };
        let help = within.map_or_else(
            || "name the number itself in the path, or leave the range out".to_owned(),
            |within| format!("name the number itself in the path, such as `{assumed}.{within}`"),
        );
        let message = format!("the range of `{assumed}` cannot be applied: that is {kind}, not a number");
        reading.report(Fault::new(message).at(place).help(help));
        None
    }

    fn pair_in(&self, variant: Option<usize>, settings: &[Setting<'_>], reading: &mut Reading) -> Option<Pair> {
        let in_baseline = |set_in| set_in != SetIn::Variant;
        let baseline = match settings.iter().any(|setting| in_baseline(setting.set_in)) {
            false => Some(Arc::clone(&self.centres[0])),
            true => {
                let mut tree = self.scenario.tree.clone();
                set(settings, in_baseline, &mut tree, reading)
                    .and_then(|()| self.scenario.centre(&tree, reading))
                    .map(Arc::new)
            }
        };
        // What is at fault in the baseline would be found again in the variant.
        let baseline = baseline?;
        let variant = match variant {
            Some(variant) => Some(self.variant_in(variant, settings, reading)?),
            None => None,
        };
        Some(Pair { baseline, variant })
    }

    /// What holds in both centres is set first, then what the variant sets, then what is set in the variant alone.
    fn variant_in(&self, variant: usize, settings: &[Setting<'_>], reading: &mut Reading) -> Option<Arc<Centre>> {
        if settings.iter().all(|setting| setting.set_in == SetIn::Baseline) {
            return Some(Arc::clone(&self.centres[variant]));
        }
        let keys = &self.variants[variant - 1];
        let mut tree = self.scenario.tree.clone();
        set(settings, |set_in| set_in == SetIn::Both, &mut tree, reading)?;
        for (path, entry) in &keys.set {
            path::set(&mut tree, &schema(), path, entry, reading)?;
        }
        set(settings, |set_in| set_in == SetIn::Variant, &mut tree, reading)?;
        reading.enter(named_variant(&keys.name.value));
        let centre = self.scenario.centre(&tree, reading);
        reading.leave();
        centre.map(Arc::new)
    }
}

fn set(
    settings: &[Setting<'_>],
    applies: impl Fn(SetIn) -> bool,
    tree: &mut Node,
    reading: &mut Reading,
) -> Option<()> {
    for setting in settings.iter().filter(|setting| applies(setting.set_in)) {
        let entry = from_outside(setting.option, setting.path, &setting.value, reading);
        if !stays_the_same(setting.path, entry.key_place, reading) {
            return None;
        }
        path::set(tree, &schema(), setting.path, &entry, reading)?;
    }
    Some(())
}

/// Whether a value is a number, a share, a duration or a rate.
fn is_number(node: &Node) -> bool {
    match &node.value {
        Value::Integer(_) | Value::Float(_) => true,
        Value::Text(text) => Kind::read(text).is_some(),
        _ => false,
    }
}
