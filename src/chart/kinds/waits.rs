use crate::chart::drawing::axis::Axis;
use crate::chart::drawing::ink::{Ink, Look, look};
use crate::chart::drawing::lettering::REMARK;
use crate::chart::drawing::page::{Chart, Key, Page, Sign};
use crate::chart::drawing::panel::{Panel, Spot};
use crate::chart::drawing::sketch::{Anchor, Area};
use crate::chart::drawing::style::{MARGIN, Style};
use crate::chart::drawing::table::Table;
use crate::chart::words::figure;
use crate::chart::words::reading::{Superlative, nothing_happens, single};
use crate::results::{Estimate, Measure, Results, VariantResults, WaitPoint};

use super::subject::{Subject, caption, enumeration, note_on_overlay, note_on_types, overlaid, value};

const PLOT_HEIGHT: f64 = 310.0;

/// Shares below this, in per cent, end the axis: beyond it every line lies on the ground.
const GROUND: f64 = 0.05;

/// The share of `subject` who waited longer than any given time; `None` if nothing is known of waits.
pub(super) fn distribution(results: &Results, style: &Style, subject: &Subject) -> Option<Chart> {
    let curves = Curves::new(results, subject);
    // A promise about when something is done is none about the wait.
    let promise = subject.promise(results).filter(|promise| promise.due.is_none());
    let threshold = promise.map_or(0.0, |promise| promise.within_seconds);
    let (shortest, longest) = curves.range(threshold)?;
    let curves = curves.up_to(longest);
    let y = Axis::percent_up_to(curves.highest().clamp(1.0, 100.0));

    let title = format!("Share waiting longer than a given time — {}", subject.title);
    let notes: Vec<String> = note_on_overlay(results).into_iter().chain(note_on_types(results, subject)).collect();
    let name = format!("waits_{}", subject.stem);
    let mut page = Page::open(style, caption(results, name, title, &notes, alt(results, subject)));
    page.legend(&curves.keys());
    page.name_y_axis("Waited longer, % of those who entered the queue");
    let lane = page.keep(REMARK.line_height() + 4.0);
    let plot = page.keep(style.scaled(PLOT_HEIGHT));
    let area = Area { left: MARGIN + Panel::room_for_names(&y), right: style.right() - 14.0, ..plot };
    let panel = Panel { area, x: Axis::seconds_logarithmic(shortest, longest, style.most(14)), y, crowded: false };
    panel.draw_y_axis(&mut page.sketch);
    draw_threshold(&mut page, &panel, results, subject, lane.top + 8.0);
    panel.draw_overlay(&mut page.sketch, &curves.lines());
    panel.draw_x_axis(&mut page.sketch);
    page.name_x_axis("Time waited (logarithmic)", 34.0);
    Some(page.close(curves.table(), &curves.reading(threshold)))
}

struct Curves<'a>(Vec<(&'a str, Vec<Spot>)>);

impl<'a> Curves<'a> {
    fn new(results: &'a Results, subject: &Subject) -> Self {
        let curve =
            |variant: &'a VariantResults| Some((variant.name.as_str(), spots(&subject.contacts_of(variant)?.waits)));
        Self(overlaid(results).iter().filter_map(curve).collect())
    }

    /// The least and the greatest wait worth drawing; `None` if there is nothing to draw.
    fn range(&self, threshold: f64) -> Option<(f64, f64)> {
        let shortest = self.drawn().map(|(seconds, _)| seconds).min_by(f64::total_cmp)?;
        let above_ground = self.drawn().filter(|(_, longer)| GROUND < longer.high()).map(|(seconds, _)| seconds);
        let longest = above_ground.fold((shortest * 100.0).max(threshold * 2.0), f64::max);
        Some((shortest, longest * 1.3))
    }

    /// Under which variant most wait longer than the time drawn that lies nearest to `threshold`, or to a minute without one.
    fn reading(&self, threshold: f64) -> String {
        let wanted = if threshold.is_finite() && 0.0 < threshold { threshold } else { 60.0 };
        let away = |seconds: f64| (seconds / wanted).ln().abs();
        let Some((seconds, _)) = self.drawn().min_by(|one, other| away(one.0).total_cmp(&away(other.0))) else {
            return "Nothing is known of waits".to_owned();
        };
        let at = |spots: &[Spot]| spots.iter().find(|spot| spot.0 == seconds).and_then(|spot| spot.1);
        let values = single(self.0.iter().map(|(name, spots)| (*name, at(spots))));
        if nothing_happens(&values) {
            return format!("Nobody waits longer than {}", figure::duration(seconds));
        }
        let subject = format!("The share that waits longer than {}", figure::duration(seconds));
        let value = |value| format!("{}%", figure::estimate(value));
        Superlative { subject, word: "highest", least: false, place: None, value: &value }.sentence(&values)
    }

    fn up_to(mut self, longest: f64) -> Self {
        for (_, spots) in &mut self.0 {
            spots.retain(|(seconds, _)| *seconds <= longest);
        }
        self
    }

    fn highest(&self) -> f64 {
        self.drawn().map(|(_, longer)| longer.high()).fold(0.0, f64::max)
    }

    fn drawn(&self) -> impl Iterator<Item = (f64, Estimate)> + '_ {
        self.0.iter().flat_map(|(_, spots)| spots).filter_map(|(seconds, longer)| Some((*seconds, (*longer)?)))
    }

    fn keys(&self) -> Vec<Key> {
        let key = |(index, (name, _)): (usize, &(&str, Vec<Spot>))| Key {
            name: (*name).to_owned(),
            sign: Sign::Line(look(index)),
        };
        self.0.iter().enumerate().map(key).collect()
    }

    fn lines(&self) -> Vec<(Look, Vec<Spot>)> {
        self.0.iter().enumerate().map(|(index, (_, spots))| (look(index), spots.clone())).collect()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&["variant", "wait_seconds", "longer_percent", "longer_percent_half_width"]);
        for (name, spots) in &self.0 {
            for (seconds, longer) in spots {
                table.row_with(&[name, &seconds.to_string()], *longer);
            }
        }
        table
    }
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

fn draw_threshold(page: &mut Page, panel: &Panel, results: &Results, subject: &Subject, y: f64) {
    let Some(promise) = subject
        .promise(results)
        .filter(|promise| promise.due.is_none() && promise.within_seconds.is_finite() && promise.within_seconds > 0.0)
    else {
        return;
    };
    let share = panel.x.share(promise.within_seconds);
    if share == 0.0 || share == 1.0 {
        return;
    }
    let (x, _) = panel.at(promise.within_seconds, 0.0);
    page.sketch.line(&[(x, panel.area.top - 4.0), (x, panel.area.bottom)], Ink::Target, 1.5, &[7.0, 3.0, 1.5, 3.0]);
    let name = format!("threshold {}", figure::duration(promise.within_seconds));
    let half = REMARK.width(&name) / 2.0;
    let middle = x.clamp(panel.area.left + half, panel.area.right - half);
    page.sketch.words(&name, (middle, y), Anchor::Centre, REMARK);
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
