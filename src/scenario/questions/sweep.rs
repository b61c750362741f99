use std::str::FromStr;

use crate::decode::{Fault, Kind, not_a_value};
use crate::model::SweepPoint;

/// Points of a sweep if no step is given.
const USUAL_POINTS: u32 = 11;
/// Most points of a sweep.
pub(crate) const MOST_POINTS: usize = 200;

/// A key and the values it takes in turn: `--vary PATH=FROM..TO[:STEP]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Vary {
    /// The key, as a dotted path.
    pub path: String,
    written: String,
    kind: Kind,
    positions: Vec<f64>,
}

impl FromStr for Vary {
    type Err = String;

    /// Reads `teams.front_line.agents=90..110:5`.
    ///
    /// # Errors
    ///
    /// What is wrong with it and how it would be right.
    fn from_str(text: &str) -> Result<Self, String> {
        let example = "write PATH=FROM..TO or PATH=FROM..TO:STEP, such as teams.front_line.agents=90..110:5";
        let (path, values) = text.split_once('=').ok_or_else(|| format!("`{text}` has no `=`; {example}"))?;
        let (from, rest) = values.split_once("..").ok_or_else(|| format!("`{values}` has no `..`; {example}"))?;
        let (to, step) = rest.split_once(':').map_or((rest, None), |(to, step)| (to, Some(step)));
        let (kind, from_position) = Kind::read(from).ok_or_else(|| not_a_value(from))?;
        let mut other = |text: &str| match Kind::read(text) {
            None => Err(not_a_value(text)),
            Some((other, position)) => kind
                .with(other)
                .map(|_| position)
                .ok_or_else(|| format!("`{from}` and `{text}` are not of one kind; write both with the same unit")),
        };
        let to_position = other(to)?;
        let step_position = step.map(&mut other).transpose()?;
        let kinds = [Some(from), Some(to), step].into_iter().flatten().filter_map(Kind::read);
        let kind = kinds.fold(kind, |kind, (other, _)| kind.with(other).unwrap_or(kind));
        let positions = positions(kind, from_position, to_position, step_position)?;
        Ok(Self { path: path.trim().to_owned(), written: text.to_owned(), kind, positions })
    }
}

impl Vary {
    /// As it was given.
    pub(crate) fn written(&self) -> &str {
        &self.written
    }

    /// In what it is counted, for the label of an axis.
    pub(crate) fn unit(&self) -> &'static str {
        self.kind.unit(&self.path)
    }
}

/// Every point of the grid, the last key varying fastest.
pub(crate) fn grid(vary: &[Vary]) -> Result<Vec<SweepPoint>, Fault> {
    let all = vary.iter().map(|one| one.positions.len()).try_fold(1_usize, usize::checked_mul);
    if vary.is_empty() {
        return Err(Fault::new("nothing to vary").help("add --vary PATH=FROM..TO"));
    }
    if all.is_none_or(|all| all > MOST_POINTS) {
        let help = "take a longer step, or fewer keys";
        return Err(Fault::new(format!("more than {MOST_POINTS} points to run")).help(help));
    }
    let mut points = vec![SweepPoint { written: Vec::new(), position: Vec::new() }];
    for one in vary {
        let extended = |point: &SweepPoint, position: f64| {
            let mut point = point.clone();
            point.written.push(one.kind.written(position));
            point.position.push(position);
            point
        };
        points = points
            .iter()
            .flat_map(|point| one.positions.iter().map(|p| extended(point, *p)).collect::<Vec<_>>())
            .collect();
    }
    Ok(points)
}

/// What each key is called in the name of a point: its last parts, as many as set it apart.
pub(crate) fn short_names(vary: &[Vary]) -> Vec<String> {
    let tail = |path: &str, parts: usize| {
        let all: Vec<&str> = path.split('.').collect();
        all[all.len().saturating_sub(parts)..].join(".")
    };
    let distinct = |parts: usize| {
        let names: std::collections::HashSet<String> = vary.iter().map(|one| tail(&one.path, parts)).collect();
        names.len() == vary.len()
    };
    let deepest = vary.iter().map(|one| one.path.matches('.').count() + 1).max().unwrap_or(1);
    let parts = (1..=deepest).find(|parts| distinct(*parts)).unwrap_or(deepest);
    vary.iter().map(|one| tail(&one.path, parts)).collect()
}

fn positions(kind: Kind, from: f64, to: f64, step: Option<f64>) -> Result<Vec<f64>, String> {
    if to < from {
        return Err("the first value must not be above the second".to_owned());
    }
    let mut positions: Vec<f64> = match step {
        Some(step) if step <= 0.0 => return Err("the step must be above zero".to_owned()),
        Some(step) if (to - from) / step > MOST_POINTS as f64 => {
            return Err(format!("more than {MOST_POINTS} values; take a longer step"));
        }
        Some(step) => {
            let count = ((to - from) / step + 1e-9).floor() as u32;
            (0..=count).map(|number| from + f64::from(number) * step).collect()
        }
        None => {
            let part = |number: u32| from + (to - from) * f64::from(number) / f64::from(USUAL_POINTS - 1);
            (0..USUAL_POINTS).map(part).collect()
        }
    };
    if kind == Kind::Whole {
        positions.iter_mut().for_each(|position| *position = position.round());
    }
    positions.dedup();
    Ok(positions)
}
