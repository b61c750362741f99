use crate::chart::drawing::axis::Axis;
use crate::chart::drawing::ink::{MOST_LOOKS, look};
use crate::chart::drawing::page::Chart;
use crate::chart::drawing::style::Style;
use crate::chart::words::figure;
use crate::chart::words::reading::{Superlative, capital, lower_case, single};
use crate::results::{Estimate, Measure, SweepResults, VariantResults};

use super::casework::against_key;
use super::curves::{Curve, Drawing, PointOfSweep};
use super::subject::{Subject, enumeration, note_on_first, subjects, value};
use super::sweep_curves::{change_of, group_name, groups, key, points, target};

/// Draws what a sweep trades against what: service level, abandonment and occupancy against the varied key.
///
/// With two or more keys there is a chart for each measure, with a line for every value of the keys after the
/// first. There is a set for all contacts and one for each of the first 12 contact types; a single contact type
/// stands for all. Where there are cases, each of the first 6 kinds has a chart of service level, age of the backlog and
/// needs settled.
#[must_use]
pub fn charts_of_sweep(sweep: &SweepResults, style: &Style) -> Vec<Chart> {
    trade_offs(sweep, style).into_iter().chain(against_key(sweep, style)).collect()
}

fn trade_offs(sweep: &SweepResults, style: &Style) -> Vec<Chart> {
    let subjects = subjects(&sweep.results);
    if sweep.paths.len() < 2 {
        return subjects.iter().filter_map(|subject| one_key(sweep, style, subject)).collect();
    }
    let first = subjects.first().and_then(|subject| several_keys(sweep, style, subject, Measure::Occupancy));
    let of_contacts = [Measure::ServiceLevel, Measure::AbandonedFraction];
    let each = subjects
        .iter()
        .flat_map(|subject| of_contacts.into_iter().filter_map(|measure| several_keys(sweep, style, subject, measure)));
    each.chain(first).collect()
}

fn one_key(sweep: &SweepResults, style: &Style, subject: &Subject) -> Option<Chart> {
    let measures = [(Measure::ServiceLevel, 0), (Measure::AbandonedFraction, 2), (Measure::Occupancy, 1)];
    let curves: Vec<Curve> = measures
        .into_iter()
        .map(|(measure, index)| Curve {
            name: name_in_legend(measure),
            remark: None,
            look: look(index),
            points: points(sweep, |_| true, |variant| figure_of(variant, subject, measure)),
        })
        .collect();
    let target = target(sweep, subject);
    let met = target.map(|target| Met::on(&curves[0], target, sweep));
    let notes: Vec<String> = met.iter().filter(|met| met.at.is_none()).map(Met::words).collect();
    let crossings: Vec<(String, String)> = met.iter().map(|met| ("Service level:".to_owned(), met.words())).collect();
    let reading = match &met {
        Some(met) => format!("For {}, {}; {}", subject.title, met.words(), change_of(&curves[0], "service level", "%")),
        None => capital(&change_of(&curves[0], "service level", "%")),
    };
    let drawing = Drawing {
        reading,
        name: format!("trade_off_{}", subject.stem),
        title: format!("Service level, abandonment and occupancy against {} — {}", key(sweep), subject.title),
        alt: format!(
            "Lines of service level, abandonment rate and occupancy, in per cent, against {}. {}",
            key(sweep),
            sentence(&ends(&curves[0]), &crossings)
        ),
        y_name: "% of contacts offered; occupancy: % of handling and available time".to_owned(),
        columns: [Measure::ServiceLevel, Measure::AbandonedFraction, Measure::Occupancy].map(Measure::key).to_vec(),
        notes,
        target,
        remark: met.and_then(|met| Some((met.at.as_ref()?.position, met.words()))),
        y: Axis::percent(),
    };
    drawing.draw(sweep, style, &curves)
}

fn several_keys(sweep: &SweepResults, style: &Style, subject: &Subject, measure: Measure) -> Option<Chart> {
    let target = if measure == Measure::ServiceLevel { target(sweep, subject) } else { None };
    let groups = groups(sweep);
    let curve = |(index, group): (usize, &&[String])| {
        let belongs = |written: &[String]| written.get(1..) == Some(*group);
        let points = points(sweep, belongs, |variant| figure_of(variant, subject, measure));
        let curve = Curve { name: group_name(sweep, group), remark: None, look: look(index), points };
        let remark = target.map(|target| Met::on(&curve, target, sweep).words());
        Curve { remark, ..curve }
    };
    let curves: Vec<Curve> = groups.iter().take(MOST_LOOKS).enumerate().map(curve).collect();
    let note = note_on_first(MOST_LOOKS, groups.len(), "lines are drawn");
    let (whose, stem, y_name) = match measure {
        Measure::Occupancy => ("all teams", "all_teams", "Occupancy, % of handling and available time"),
        _ => (subject.title.as_str(), subject.stem.as_str(), "% of contacts offered"),
    };
    let ends: Vec<(String, String)> = curves.iter().map(|curve| (curve.name.clone(), ends(curve))).collect();
    let drawing = Drawing {
        reading: reading_of_several(&curves, measure),
        name: format!("trade_off_{}_{stem}", measure.key()),
        title: format!("{} against {} — {whose}", measure.label(), key(sweep)),
        alt: format!(
            "Lines of {}, in per cent, against {}, one per value of the other key. {}.",
            measure.label().to_lowercase(),
            key(sweep),
            enumeration(&ends)
        ),
        y_name: y_name.to_owned(),
        columns: vec![measure.key()],
        notes: note.into_iter().collect(),
        target,
        remark: None,
        y: if measure == Measure::AbandonedFraction { Axis::percent_up_to(most(&curves)) } else { Axis::percent() },
    };
    drawing.draw(sweep, style, &curves)
}

/// How the first line goes from end to end, and where the last value of all lines is highest.
fn reading_of_several(curves: &[Curve], measure: Measure) -> String {
    let label = lower_case(measure.label());
    let last = |curve: &Curve| curve.points.iter().filter_map(|point| point.estimate).next_back();
    let values = single(curves.iter().map(|curve| (curve.name.as_str(), last(curve))));
    let describe = |value| format!("{}%", figure::estimate(value));
    let subject = format!("{} at the last value", measure.label());
    let most = Superlative { subject, word: "highest", least: false, place: None, value: &describe }.sentence(&values);
    let first = curves
        .first()
        .map_or_else(String::new, |curve| format!("; {} with {}", change_of(curve, &label, "%"), curve.name));
    format!("{most}{first}")
}

/// Where along a curve the target is met.
struct Met {
    target: f64,
    /// What is written after the value, if it does not carry its unit: ` agents`.
    unit: String,
    at: Option<PointOfSweep>,
    /// Whether points further along do not meet it although this one does.
    last: bool,
}

impl Met {
    /// The first point, by position, whose mean meets the target; or the last, if the curve starts above it and falls.
    fn on(curve: &Curve, target: f64, sweep: &SweepResults) -> Self {
        let known: Vec<&PointOfSweep> = curve.points.iter().filter(|point| point.estimate.is_some()).collect();
        let meets = |point: &&&PointOfSweep| point.estimate.is_some_and(|estimate| target <= estimate.mean);
        let first_meets = known.first().is_some_and(|point| meets(&point));
        let last_meets = known.last().is_some_and(|point| meets(&point));
        let last = first_meets && !last_meets;
        let at = if last { known.iter().take_while(meets).last() } else { known.iter().find(meets) };
        Self { target, unit: unit_after_value(sweep), at: at.map(|point| (*point).clone()), last }
    }

    fn words(&self) -> String {
        let target = figure::trimmed(self.target);
        let Some(point) = &self.at else {
            return format!("{target}% is not met in this range");
        };
        let which = if self.last { "last" } else { "first" };
        let straddles =
            point.estimate.is_some_and(|estimate| estimate.half_width.is_some() && estimate.low() < self.target);
        let but = if straddles { ", though the interval reaches below" } else { "" };
        format!("{target}% {which} met at {}{}{but}", point.written, self.unit)
    }
}

fn figure_of(variant: &VariantResults, subject: &Subject, measure: Measure) -> Option<Estimate> {
    match measure {
        Measure::Occupancy => value(&variant.all_teams.total, measure),
        _ => value(&subject.contacts_of(variant)?.total, measure),
    }
}

fn name_in_legend(measure: Measure) -> String {
    if measure == Measure::Occupancy { "Occupancy, all teams".to_owned() } else { measure.label().to_owned() }
}

/// ` agents`; nothing where values are written with their unit.
fn unit_after_value(sweep: &SweepResults) -> String {
    match sweep.units.first().map_or("", String::as_str) {
        "" | "seconds" | "%" => String::new(),
        unit => format!(" {unit}"),
    }
}

fn most(curves: &[Curve]) -> f64 {
    let highs = curves.iter().flat_map(|curve| &curve.points).filter_map(|point| Some(point.estimate?.high()));
    highs.fold(1.0, f64::max).min(100.0)
}

/// `from 20.1 ± 0.4% at 95 to 99.0 ± 0.1% at 120`.
fn ends(curve: &Curve) -> String {
    let mut known = curve.points.iter().filter_map(|point| Some((&point.written, point.estimate?)));
    match (known.next(), known.next_back()) {
        (Some((first, from)), Some((last, to))) => {
            format!("from {}% at {first} to {}% at {last}", figure::estimate(from), figure::estimate(to))
        }
        (Some((only, figure)), None) => format!("{}% at {only}", figure::estimate(figure)),
        (None, _) => String::new(),
    }
}

fn sentence(ends: &str, crossings: &[(String, String)]) -> String {
    let ends = if ends.is_empty() { String::new() } else { format!("Service level goes {ends}. ") };
    let sentences: Vec<String> =
        crossings.iter().map(|(subject, words)| format!("{subject} {}.", words.trim_end())).collect();
    format!("{ends}{}", sentences.join(" ")).trim_end().to_owned()
}
