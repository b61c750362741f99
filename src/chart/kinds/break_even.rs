//! A paired difference against the value of a key, and where it is zero.

use crate::chart::drawing::axis::Axis;
use crate::chart::drawing::ink::{Ink, Look, look};
use crate::chart::drawing::lettering::REMARK;
use crate::chart::drawing::page::{Chart, Key, Page, Sign};
use crate::chart::drawing::panel::{Panel, Spot};
use crate::chart::drawing::sketch::Area;
use crate::chart::drawing::style::{MARGIN, Style};
use crate::chart::drawing::table::Table;
use crate::chart::words::figure;
use crate::chart::words::reading::{lower_case, named};
use crate::results::{BreakEvenPoint, BreakEvenResults, Crossing, Position, Results, Scope, SetIn};

use super::differences::unit;
use super::subject::caption;

const PLOT_HEIGHT: f64 = 330.0;
/// Most values found that are written above the plot.
const MOST_NAMED: usize = 6;

/// Draws the difference between a variant and the baseline over the values of the key, with its band, and marks where it
/// is zero. Nothing is drawn where no difference exists.
#[must_use]
pub fn charts_of_break_even(found: &BreakEvenResults, style: &Style) -> Vec<Chart> {
    draw(found, style).into_iter().collect()
}

fn draw(found: &BreakEvenResults, style: &Style) -> Option<Chart> {
    let spots = spots(found);
    let ends =
        spots.iter().filter_map(|(_, estimate)| *estimate).flat_map(|estimate| [estimate.low(), estimate.high()]);
    let y = Axis::around_zero(ends, 7);
    spots.iter().find(|(_, estimate)| estimate.is_some())?;
    let x = x_axis(found, style);
    let title = format!(
        "{}: {} less {}, against {} — {}",
        found.measure.label(),
        found.variant,
        found.against,
        found.path,
        subject(found)
    );
    let notes = notes(found);
    let mut page = Page::open(style, caption(&found.results, "break_even".to_owned(), title, &notes, alt(found)));
    page.legend(&keys(found));
    page.name_y_axis(&format!("Difference, {}", unit(found.measure)));
    let (left, right) = (MARGIN + Panel::room_for_names(&y), style.right() - 14.0);
    let wrapped = |crossing: &Crossing| REMARK.wrap(&words(crossing), right - left, 3);
    let named: Vec<Vec<String>> = found.crossings.iter().take(MOST_NAMED).map(wrapped).collect();
    let lines: usize = named.iter().map(Vec::len).sum();
    let lane = page.keep(REMARK.line_height() * lines as f64 + 6.0);
    let plot = page.keep(style.scaled(PLOT_HEIGHT));
    let area = Area { left, right, ..plot };
    let panel = Panel { area, x, y, crowded: false };
    shade_intervals(&mut page, &panel, found);
    panel.draw_y_axis(&mut page.sketch);
    let (_, zero) = panel.at(found.low.position, 0.0);
    page.sketch.line(&[(area.left, zero), (area.right, zero)], Ink::Text, 1.2, &[]);
    panel.draw_band(&mut page.sketch, &spots, line().ink);
    panel.draw_line(&mut page.sketch, &spots, line());
    panel.draw_markers(&mut page.sketch, &spots, line(), spots.len().div_ceil(60), 0);
    let mut y = lane.top + 8.0;
    for (crossing, lines) in found.crossings.iter().zip(&named) {
        panel.draw_remark(&mut page.sketch, crossing.value, lines, y);
        y += lines.len() as f64 * REMARK.line_height();
    }
    panel.draw_x_axis(&mut page.sketch);
    page.name_x_axis(&x_name(found), 34.0);
    Some(page.close(table(found), &reading(found)))
}

/// The line of the difference: there is no other to tell it from.
fn line() -> Look {
    Look { dash: &[], ..look(1) }
}

fn spots(found: &BreakEvenResults) -> Vec<Spot> {
    let shown = |point: &BreakEvenPoint| {
        (point.at.position.clamp(-1e250, 1e250), figure::shown(found.measure, point.difference))
    };
    found.points.iter().map(shown).collect()
}

fn x_axis(found: &BreakEvenResults, style: &Style) -> Axis {
    let ends = [found.low.position, found.high.position].map(|end| end.clamp(-1e250, 1e250)).into_iter();
    if found.unit == "seconds" {
        Axis::spanning_seconds(ends, style.most(10))
    } else {
        Axis::spanning(ends, style.most(10))
    }
}

fn x_name(found: &BreakEvenResults) -> String {
    match found.unit.as_str() {
        "" | "seconds" => found.path.clone(),
        unit => format!("{} ({unit})", found.path),
    }
}

fn shade_intervals(page: &mut Page, panel: &Panel, found: &BreakEvenResults) {
    for crossing in &found.crossings {
        let place = |position: f64| panel.at(position, 0.0).0;
        let left = crossing.low.as_ref().map_or(panel.area.left, |low| place(low.position));
        let right = crossing.high.as_ref().map_or(panel.area.right, |high| place(high.position));
        page.sketch.fill_area(Area { left, right: right.max(left + 1.0), ..panel.area }, Ink::Closed.solid());
    }
}

/// `equal at 74.3% (72.1% to 76.0%)`.
fn words(crossing: &Crossing) -> String {
    let place = match (&crossing.between, crossing.equal_up_to) {
        (Some([low, high]), _) => format!("between {} and {}", low.written, high.written),
        (None, None) => format!("at {}", crossing.written),
        (None, Some(_)) => format!("at {}, up to the end", crossing.written),
    };
    let interval = match (&crossing.low, &crossing.high) {
        (Some(low), Some(high)) => format!("{} to {}", low.written, high.written),
        (Some(low), None) => format!("{} or more", low.written),
        (None, Some(high)) => format!("{} or less", high.written),
        (None, None) => "or anywhere in this range".to_owned(),
    };
    format!("equal {place} ({interval})")
}

fn keys(found: &BreakEvenResults) -> Vec<Key> {
    let line = Key { name: format!("{} less {}", found.variant, found.against), sign: Sign::Line(line()) };
    let shade =
        Key { name: "values that cannot be told from equality".to_owned(), sign: Sign::Shade(Ink::Closed.solid()) };
    std::iter::once(line).chain((!found.crossings.is_empty()).then_some(shade)).collect()
}

fn notes(found: &BreakEvenResults) -> Vec<String> {
    let set_in = match found.set_in {
        SetIn::Variant => format!("The value is set in {} alone", found.variant),
        _ => "The value is set in both".to_owned(),
    };
    let staffed = found.at_target.map(|target| {
        let target = figure::trimmed(target * 100.0);
        format!("At each value both have as many times their agents as {} needs for {target}%", found.against)
    });
    let none = format!("Equal nowhere between {} and {}", found.low.written, found.high.written);
    std::iter::once(format!("{set_in}; paired on the same customers"))
        .chain(staffed)
        .chain(found.crossings.is_empty().then_some(none))
        .collect()
}

/// Where both come out equal, and which side of it is higher; or that one is higher throughout, or that nothing can be told.
fn reading(found: &BreakEvenResults) -> String {
    let differences = || found.points.iter().filter_map(|point| figure::shown(found.measure, point.difference));
    let all = differences().count();
    let higher = differences().filter(|change| change.half_width.is_some() && 0.0 < change.low()).count();
    let lower = differences().filter(|change| change.half_width.is_some() && change.high() < 0.0).count();
    let measure = lower_case(found.measure.label());
    let (variant, against) = (named(&found.variant), named(&found.against));
    if higher + lower == 0 {
        return format!("Cannot tell {variant} from {against} at any value: the band holds zero throughout");
    }
    let sides = format!(
        "{measure} can be told to be higher under {variant} than under {against} at {higher} of the {all} values looked at, and to be \
         lower at {lower}"
    );
    match found.crossings.as_slice() {
        [] => format!("Equal nowhere in this range: {sides}"),
        [crossing] => format!("Both come out {}; {sides}", words(crossing)),
        several => format!("Both come out equal at {} values; {sides}", several.len()),
    }
}

fn alt(found: &BreakEvenResults) -> String {
    let end = |point: Option<&BreakEvenPoint>| {
        let point = point?;
        let difference = figure::shown(found.measure, point.difference)?;
        Some(format!("{} at {}", figure::difference(difference), point.at.written))
    };
    let ends: Vec<String> = [end(found.points.first()), end(found.points.last())].into_iter().flatten().collect();
    let equal: Vec<String> = found.crossings.iter().take(MOST_NAMED).map(words).collect();
    let equal = if equal.is_empty() { "equal nowhere in this range".to_owned() } else { equal.join("; ") };
    format!(
        "A line with its band of what {} changes in {} against {}, in {}: {}; {equal}.",
        found.variant,
        found.measure.label().to_lowercase(),
        found.path,
        unit(found.measure),
        ends.join(", ")
    )
}

fn table(found: &BreakEvenResults) -> Table {
    let difference = format!("difference_{}", unit(found.measure).replace(' ', "_"));
    let mut table = Table::new(&["kind", "position", "written", &difference, "half_width", "equal_from", "equal_to"]);
    for point in &found.points {
        let position = point.at.position.to_string();
        table.row_with(&["point", &position, &point.at.written], figure::shown(found.measure, point.difference));
    }
    for crossing in &found.crossings {
        let end = |end: &Option<Position>| end.as_ref().map_or_else(String::new, |end| end.position.to_string());
        let (low, high) = (end(&crossing.low), end(&crossing.high));
        table.row(&["equal", &crossing.value.to_string(), &crossing.written, "0", "", &low, &high]);
    }
    table
}

/// What the measure is about, as titles call it.
fn subject(found: &BreakEvenResults) -> String {
    title_of(&found.scope, &found.results)
}

/// What a scope is called in titles.
pub(super) fn title_of(scope: &Scope, results: &Results) -> String {
    let baseline = results.variants.first();
    let title = match scope {
        Scope::Contacts(name) => {
            baseline.and_then(|baseline| baseline.contacts.get(name)).map(|found| found.title.clone())
        }
        Scope::Group(name) => baseline.and_then(|baseline| baseline.groups.get(name)).map(|found| found.title.clone()),
        Scope::Team(name) => baseline.and_then(|baseline| baseline.teams.get(name)).map(|found| found.title.clone()),
        Scope::Cases(name) => baseline.and_then(|baseline| baseline.cases.get(name)).map(|found| found.title.clone()),
        Scope::Caseload(name) => {
            baseline.and_then(|baseline| baseline.caseloads.get(name)).map(|found| found.title.clone())
        }
        Scope::Workforce(name) => {
            baseline.and_then(|baseline| baseline.workforces.get(name)).map(|found| found.title.clone())
        }
        Scope::People(name) => baseline.and_then(|baseline| baseline.people.get(name)).map(|found| found.title.clone()),
        Scope::Clause(name) => Some(name.clone()),
        Scope::AllContacts => Some("all contacts".to_owned()),
        Scope::AllTeams => Some("all teams".to_owned()),
    };
    title.unwrap_or_else(|| scope.to_string())
}
