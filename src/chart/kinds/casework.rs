//! What a varied key does to callers, to cases and to needs.

use crate::chart::drawing::axis::Axis;
use crate::chart::drawing::ink::{MOST_LOOKS, look};
use crate::chart::drawing::page::{Chart, Key, Page, Sign};
use crate::chart::drawing::panel::Panel;
use crate::chart::drawing::stack::{Stack, Strip};
use crate::chart::drawing::style::Style;
use crate::chart::drawing::table::Table;
use crate::chart::words::figure;
use crate::chart::words::reading::capital;
use crate::results::{Measure, SweepResults, VariantResults};

use super::case_kinds::{Kind, kinds_of_case};
use super::curves::{Curve, x_axis, x_name};
use super::subject::{Subject, caption, enumeration, note_on_first, subjects, value};
use super::sweep_curves::{change_of, group_name, groups, key, points, target};

const MEASURES: [Measure; 3] = [Measure::ServiceLevel, Measure::AgeDays, Measure::SettledFraction];

/// Service level, age of the backlog and needs settled against the key varied first: a chart for each of the first
/// few kinds of case.
pub(super) fn against_key(sweep: &SweepResults, style: &Style) -> Vec<Chart> {
    let Some(subject) = subjects(&sweep.results).into_iter().next() else { return Vec::new() };
    kinds_of_case(&sweep.results).iter().filter_map(|kind| chart(sweep, style, &subject, kind)).collect()
}

fn chart(sweep: &SweepResults, style: &Style, subject: &Subject, kind: &Kind) -> Option<Chart> {
    let curves = MEASURES.map(|measure| curves(sweep, subject, kind, measure));
    let x = x_axis(sweep, style, &curves.concat())?;
    let strips = strips(sweep, subject, kind, &curves);
    let title = format!("Service level, age of the backlog and needs settled against {} — {}", key(sweep), kind.title);
    let name = format!("casework_{}", kind.stem);
    let groups = groups(sweep).len();
    let too_many = note_on_first(MOST_LOOKS, groups, "lines are drawn");
    let zoomed = "The axis of needs settled does not begin at zero".to_owned();
    let notes: Vec<String> = too_many.into_iter().chain([zoomed]).collect();
    let mut page = Page::open(style, caption(&sweep.results, name, title, &notes, alt(sweep, kind, &curves)));
    let named = curves[0].iter().filter(|curve| !curve.name.is_empty());
    let keys = named.map(|curve| Key { name: curve.name_with_remark(), sign: Sign::Line(curve.look) });
    page.legend(&keys.collect::<Vec<_>>());
    page.keep(4.0);
    let stack =
        Stack { x, height: style.scaled(170.0), crowded: false, names: Vec::new(), draw_lines: Panel::draw_points };
    stack.draw(&mut page, &strips, |_, _| ());
    page.name_x_axis(&x_name(sweep), 28.0);
    Some(page.close(table(sweep, &curves), &reading(&curves)))
}

/// A curve of `measure` for every value of the keys after the first; one without a name if there is no other key.
fn curves(sweep: &SweepResults, subject: &Subject, kind: &Kind, measure: Measure) -> Vec<Curve> {
    let figure_of = |variant: &VariantResults| match measure {
        Measure::AgeDays => value(&kind.cases_of(variant)?.total, measure),
        _ => value(&subject.contacts_of(variant)?.total, measure),
    };
    let curve = |(index, group): (usize, &&[String])| {
        let belongs = |written: &[String]| written.get(1..) == Some(*group);
        let points = points(sweep, belongs, figure_of);
        Curve { name: group_name(sweep, group), remark: None, look: look(index), points }
    };
    groups(sweep).iter().take(MOST_LOOKS).enumerate().map(curve).collect()
}

fn strips(sweep: &SweepResults, subject: &Subject, kind: &Kind, curves: &[Vec<Curve>; 3]) -> Vec<Strip> {
    let [levels, ages, settled] = curves;
    let estimates = |curves: &[Curve]| -> Vec<_> {
        curves.iter().flat_map(|curve| &curve.points).filter_map(|point| point.estimate).collect()
    };
    let around: Vec<f64> = estimates(settled).iter().flat_map(|settled| [settled.low(), settled.high()]).collect();
    let strip = |name: String, y, curves: &[Curve]| Strip {
        name,
        y,
        lines: curves.iter().map(Curve::line).collect(),
        level: None,
    };
    let target = target(sweep, subject).map(|target| (target, format!("target {}%", figure::trimmed(target))));
    let level = strip(format!("Service level of {}, % of contacts offered", subject.title), Axis::percent(), levels);
    let age = format!("Mean age of the backlog of {}, calendar days", kind.title);
    let needs = format!("Needs settled of {}, % of fresh needs", subject.title);
    vec![
        Strip { level: target, ..level },
        strip(age, Axis::from_zero(estimates(ages).iter().map(|age| age.high())), ages),
        strip(needs, Axis::percent_around(around.iter().copied()), settled),
    ]
}

fn table(sweep: &SweepResults, curves: &[Vec<Curve>; 3]) -> Table {
    let mut table = Table::new(&["line", "measure", key(sweep), "value", "half_width"]);
    for (measure, curves) in MEASURES.into_iter().zip(curves) {
        for curve in curves {
            for point in &curve.points {
                table.row_with(&[&curve.name, &figure::column(measure), &point.written], point.estimate);
            }
        }
    }
    table
}

fn alt(sweep: &SweepResults, kind: &Kind, curves: &[Vec<Curve>; 3]) -> String {
    let units = ["%", " days", "%"];
    let goes: Vec<(String, String)> = MEASURES
        .into_iter()
        .zip(curves)
        .zip(units)
        .filter_map(|((measure, curves), unit)| Some((measure.label().to_owned(), ends(curves.first()?, unit)?)))
        .collect();
    let of = curves[0].first().filter(|curve| !curve.name.is_empty());
    let of = of.map(|curve| format!(" for {}", curve.name)).unwrap_or_default();
    format!(
        "Three panels of lines against {}: service level, mean age of the backlog of {}, and needs settled. From the \
         first value to the last{of}: {}.",
        key(sweep),
        kind.title,
        enumeration(&goes)
    )
}

/// How each measure goes from the first value to the last, of the first line.
fn reading(curves: &[Vec<Curve>; 3]) -> String {
    let what = ["service level", "the mean age of the backlog", "the share of needs settled"];
    let units = ["%", " days", "%"];
    let each = what.into_iter().zip(units).zip(curves);
    let goes = each.filter_map(|((what, unit), curves)| Some(change_of(curves.first()?, what, unit)));
    capital(&goes.collect::<Vec<_>>().join("; "))
}

/// `20.1 ± 0.4% at 5d to 19.0 ± 0.1% at 20d`.
fn ends(curve: &Curve, unit: &str) -> Option<String> {
    let describe = |point: &super::curves::PointOfSweep| {
        Some(format!("{}{unit} at {}", figure::estimate(point.estimate?), point.written))
    };
    let mut known = curve.points.iter().filter_map(describe);
    let first = known.next()?;
    Some(known.next_back().map_or(first.clone(), |last| format!("{first} to {last}")))
}
