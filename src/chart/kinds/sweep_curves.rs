//! What charts of a sweep share: its points in groups, and how a line through them goes.

use crate::chart::words::figure;
use crate::chart::words::reading::{Apart, ONE_REPLICATION, apart};
use crate::results::{Estimate, SweepResults, VariantResults};

use super::curves::{Curve, PointOfSweep};
use super::subject::Subject;

/// How a line goes from its first value to its last: up, down, or not surely either.
pub(super) fn change_of(curve: &Curve, what: &str, unit: &str) -> String {
    let mut known = curve.points.iter().filter_map(|point| Some((&point.written, point.estimate?)));
    let (Some((first, from)), Some((last, to))) = (known.next(), known.next_back()) else {
        return format!("{what} is known at one value at most");
    };
    let goes = match apart(from, to) {
        _ if from.mean == to.mean => "comes to the same,",
        Apart::No => "cannot be told to change,",
        _ if from.mean < to.mean => "rises",
        _ => "falls",
    };
    let one = if apart(from, to) == Apart::Unknown { ONE_REPLICATION } else { "" };
    let (from, to) = (figure::estimate(from), figure::estimate(to));
    format!("{what} {goes} from {from}{unit} at {first} to {to}{unit} at {last}{one}")
}

/// The values of the keys after the first, each combination once.
pub(super) fn groups(sweep: &SweepResults) -> Vec<&[String]> {
    let mut groups = Vec::new();
    for group in sweep.points.iter().filter_map(|point| point.written.get(1..)) {
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}

/// The points of a sweep that `belongs`, by position.
pub(super) fn points(
    sweep: &SweepResults,
    belongs: impl Fn(&[String]) -> bool,
    figure: impl Fn(&VariantResults) -> Option<Estimate>,
) -> Vec<PointOfSweep> {
    let mut points: Vec<PointOfSweep> = sweep
        .points
        .iter()
        .zip(&sweep.results.variants)
        .filter(|(point, _)| belongs(&point.written))
        .filter_map(|(point, variant)| {
            let position = point.position.first().copied().filter(|position| position.is_finite())?;
            let written = point.written.first().cloned().unwrap_or_else(|| position.to_string());
            Some(PointOfSweep { position, written, estimate: figure(variant) })
        })
        .collect();
    points.sort_by(|one, other| one.position.total_cmp(&other.position));
    points
}

/// The service level promised, in per cent.
pub(super) fn target(sweep: &SweepResults, subject: &Subject) -> Option<f64> {
    subject.promise(&sweep.results)?.target.map(|target| target * 100.0)
}

/// The key varied first.
pub(super) fn key(sweep: &SweepResults) -> &str {
    sweep.paths.first().map_or("", String::as_str)
}

/// `teams.back.agents = 12, contacts.enquiries.priority = 1`.
pub(super) fn group_name(sweep: &SweepResults, group: &[String]) -> String {
    let named = sweep.paths.iter().skip(1).zip(group).map(|(path, value)| format!("{path} = {value}"));
    named.collect::<Vec<_>>().join(", ")
}
