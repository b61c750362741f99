use crate::results::{Estimate, Measure, Results, WaitPoint};

use super::axis::Axis;
use super::figure;
use super::ink::{TARGET, look};
use super::lettering::{LABEL, REMARK};
use super::page::{Chart, Key, MARGIN, Page, Sign};
use super::panel::{Panel, Spot};
use super::sketch::{Anchor, Area, WIDTH};
use super::subject::{Subject, caption, enumeration, note_on_overlay, overlaid, value};
use super::table::Table;

const PLOT_HEIGHT: f64 = 310.0;

/// Shares below this, in per cent, end the axis: beyond it every line lies on the ground.
const GROUND: f64 = 0.05;

/// The share of `subject` who waited longer than any given time; `None` if nothing is known of waits.
pub(super) fn distribution(results: &Results, subject: &Subject) -> Option<Chart> {
    let curves: Vec<Curve> = overlaid(results)
        .iter()
        .filter_map(|variant| Some(Curve { name: &variant.name, spots: spots(&subject.contacts_of(variant)?.waits) }))
        .collect();
    let drawn =
        || curves.iter().flat_map(|curve| &curve.spots).filter_map(|(seconds, longer)| Some((*seconds, (*longer)?)));
    let y = Axis::percent_up_to(drawn().map(|(_, longer)| longer.high()).fold(0.0, f64::max).clamp(1.0, 100.0));
    let shortest = drawn().map(|(seconds, _)| seconds).fold(f64::INFINITY, f64::min);
    let above_ground = drawn().filter(|(_, longer)| GROUND < longer.high());
    let threshold = subject.promise(results).map_or(0.0, |promise| promise.within_seconds);
    let least = (shortest * 100.0).max(threshold * 2.0);
    let longest = above_ground.map(|(seconds, _)| seconds).fold(shortest, f64::max).max(least);
    if !shortest.is_finite() {
        return None;
    }
    let x = Axis::seconds_logarithmic(shortest, longest * 1.3);

    let title = format!("Share waiting longer than a given time — {}", subject.title);
    let notes: Vec<String> = note_on_overlay(results).into_iter().collect();
    let name = format!("waits_{}", subject.stem);
    let mut page = Page::open(caption(results, name, title, &notes, alt(results, subject)));
    let keys: Vec<Key> = curves
        .iter()
        .enumerate()
        .map(|(index, curve)| Key { name: curve.name.to_owned(), sign: Sign::Line(look(index)) })
        .collect();
    page.legend(&keys);
    let above = page.keep(26.0);
    page.sketch.words(
        "Waited longer, % of those who entered the queue",
        (MARGIN, above.top + 14.0),
        Anchor::Left,
        LABEL,
    );
    let lane = page.keep(REMARK.line_height() + 4.0);
    let plot = page.keep(PLOT_HEIGHT);
    let area = Area { left: MARGIN + Panel::room_for_names(&y), right: WIDTH - MARGIN - 14.0, ..plot };
    let panel = Panel { area, x, y, crowded: false };
    panel.draw_y_axis(&mut page.sketch);
    draw_threshold(&mut page, &panel, results, subject, lane.top + 8.0);
    for (index, curve) in curves.iter().enumerate() {
        panel.draw_band(&mut page.sketch, &within(&curve.spots, longest * 1.3), look(index).colour);
    }
    for (index, curve) in curves.iter().enumerate().rev() {
        let spots = within(&curve.spots, longest * 1.3);
        panel.draw_line(&mut page.sketch, &spots, look(index));
        let every = spots.len().div_ceil(7);
        panel.draw_markers(&mut page.sketch, &spots, look(index), every, index * every / curves.len());
    }
    panel.draw_x_axis(&mut page.sketch);
    let below = page.keep(44.0);
    let middle = (area.left + area.right) / 2.0;
    page.sketch.words("Time waited (logarithmic)", (middle, below.bottom - 10.0), Anchor::Centre, LABEL);
    Some(page.close(table(&curves)))
}

struct Curve<'a> {
    name: &'a str,
    spots: Vec<Spot>,
}

/// The points that a logarithmic axis can show.
fn spots(waits: &[WaitPoint]) -> Vec<Spot> {
    let percent = |Estimate { mean, half_width }| Estimate {
        mean: mean * 100.0,
        half_width: half_width.map(|width| width * 100.0),
    };
    let mut spots: Vec<Spot> = waits
        .iter()
        .filter(|wait| wait.seconds.is_finite() && wait.seconds > 0.0)
        .map(|wait| (wait.seconds, figure::drawable(wait.longer).map(percent)))
        .collect();
    spots.sort_by(|one, other| one.0.total_cmp(&other.0));
    spots
}

fn within(spots: &[Spot], longest: f64) -> Vec<Spot> {
    spots.iter().copied().filter(|(seconds, _)| *seconds <= longest).collect()
}

fn draw_threshold(page: &mut Page, panel: &Panel, results: &Results, subject: &Subject, y: f64) {
    let Some(promise) =
        subject.promise(results).filter(|promise| promise.within_seconds.is_finite() && promise.within_seconds > 0.0)
    else {
        return;
    };
    let share = panel.x.share(promise.within_seconds);
    if share == 0.0 || share == 1.0 {
        return;
    }
    let (x, _) = panel.at(promise.within_seconds, 0.0);
    page.sketch.line(&[(x, panel.area.top - 4.0), (x, panel.area.bottom)], TARGET, 1.5, &[7.0, 3.0, 1.5, 3.0]);
    let name = format!("threshold {}", figure::duration(promise.within_seconds));
    let half = REMARK.width(&name) / 2.0;
    let middle = x.clamp(panel.area.left + half, panel.area.right - half);
    page.sketch.words(&name, (middle, y), Anchor::Centre, REMARK);
}

fn table(curves: &[Curve]) -> Table {
    let mut table = Table::new(&["variant", "wait_seconds", "longer_percent", "longer_percent_half_width"]);
    for curve in curves {
        for (seconds, longer) in &curve.spots {
            table.row_with(&[curve.name, &seconds.to_string()], *longer);
        }
    }
    table
}

fn alt(results: &Results, subject: &Subject) -> String {
    let figures: Vec<(String, String)> = overlaid(results)
        .iter()
        .filter_map(|variant| {
            let total = &subject.contacts_of(variant)?.total;
            let had_to_wait = value(total, Measure::WaitedFraction)?;
            let mean = value(total, Measure::WaitSeconds)?;
            Some((
                variant.name.clone(),
                format!("{}% had to wait, mean wait {} s", figure::estimate(had_to_wait), figure::estimate(mean)),
            ))
        })
        .collect();
    let numbers = if figures.is_empty() { String::new() } else { format!(" {}.", enumeration(&figures)) };
    format!(
        "Falling lines of the share of {} who waited longer than a given time, one per variant.{numbers}",
        subject.title
    )
}
