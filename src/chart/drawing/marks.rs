use crate::results::{DisruptionMark, VariantResults};

use super::axis::Axis;
use super::ink::Ink;
use super::lettering::REMARK;
use super::page::{Key, Sign};
use super::panel::Panel;
use super::sketch::{Anchor, Area, Sketch};
use super::timeline::{Span, Timeline};
use super::weeks::Weeks;

/// What is marked along a time axis besides the values.
pub(crate) struct Marks {
    closed: Vec<Span>,
    early: Vec<Span>,
    disrupted: Vec<Span>,
    names_closed: bool,
}

/// A name above the plot: its middle and its text.
pub(crate) type Name = (f64, String);

impl Marks {
    /// The closing times and disruptions of the variants drawn.
    pub(crate) fn of_variants(variants: &[VariantResults], timeline: &Timeline) -> Self {
        Self {
            closed: timeline.closed(),
            early: timeline.early_closes(),
            names_closed: timeline.days().len() <= 1,
            ..Self::of_disruptions(variants, |mark| timeline.disrupted(mark))
        }
    }

    /// The disruptions of the variants drawn, each where `place` says.
    pub(crate) fn of_disruptions(variants: &[VariantResults], place: impl Fn(&DisruptionMark) -> Vec<Span>) -> Self {
        Self { closed: Vec::new(), early: Vec::new(), disrupted: disrupted(variants, place), names_closed: false }
    }

    /// The disruptions of the variants drawn, where weeks are drawn.
    pub(crate) fn over_weeks(variants: &[VariantResults], weeks: &Weeks) -> Self {
        let disrupted = disrupted(variants, |mark| weeks.disrupted(mark));
        Self { closed: Vec::new(), early: Vec::new(), disrupted, names_closed: false }
    }

    /// The names above the plot, in as few rows as keep them apart.
    pub(crate) fn rows(&self, left: f64, right: f64, axis: &Axis) -> Vec<Vec<Name>> {
        let closed = self.closed.iter().filter(|_| self.names_closed);
        let mut rows: Vec<Vec<Name>> = Vec::new();
        for span in self.disrupted.iter().chain(&self.early).chain(closed).take(MOST_NAMES) {
            let name = REMARK.shorten(&span.name, right - left);
            let half = REMARK.width(&name) / 2.0;
            let middle = left + (axis.share(span.from) + axis.share(span.until)) / 2.0 * (right - left);
            let middle = middle.clamp(left + half, (right - half).max(left + half));
            let apart = |other: &Name| half + REMARK.width(&other.1) / 2.0 + 14.0 < (other.0 - middle).abs();
            match rows.iter_mut().find(|row| row.iter().all(apart)) {
                Some(row) => row.push((middle, name)),
                None => rows.push(vec![(middle, name)]),
            }
        }
        rows
    }

    /// Shades the spans, under everything else.
    pub(crate) fn draw_shades(&self, sketch: &mut Sketch, panel: &Panel) {
        for (spans, tint) in [(&self.disrupted, Ink::Disrupted.solid()), (&self.closed, Ink::Closed.solid())] {
            for span in spans {
                let (left, right) = (panel.at(span.from, 0.0).0, panel.at(span.until, 0.0).0);
                sketch.fill_area(Area { left, right: right.max(left + 1.0), ..panel.area }, tint);
            }
        }
        // In grey print an edge tells a disruption from paper and from closed time.
        for x in self.disrupted.iter().flat_map(|span| [span.from, span.until]).map(|end| panel.at(end, 0.0).0) {
            sketch.line(&[(x, panel.area.top), (x, panel.area.bottom)], Ink::Target, 0.7, &[1.5, 3.0]);
        }
        for span in &self.early {
            let (x, _) = panel.at(span.from, 0.0);
            sketch.line(&[(x, panel.area.top), (x, panel.area.bottom)], Ink::Target, 1.2, &[3.0, 3.0]);
        }
    }

    /// The legend's entries for what is shaded.
    pub(crate) fn keys(&self) -> impl Iterator<Item = Key> {
        let disrupted = (!self.disrupted.is_empty()).then_some(("disruption", Ink::Disrupted.solid()));
        let closed = (!self.closed.is_empty()).then_some(("closed", Ink::Closed.solid()));
        disrupted.into_iter().chain(closed).map(|(name, tint)| Key { name: name.to_owned(), sign: Sign::Shade(tint) })
    }
}

/// Where something goes wrong, each place once, with the variant that has it alone.
fn disrupted(variants: &[VariantResults], place: impl Fn(&DisruptionMark) -> Vec<Span>) -> Vec<Span> {
    let mut disrupted: Vec<Span> = Vec::new();
    for mark in variants.iter().flat_map(|variant| &variant.disruptions) {
        let having: Vec<&str> = variants
            .iter()
            .filter(|variant| variant.disruptions.contains(mark))
            .map(|variant| variant.name.as_str())
            .collect();
        let only = match having.as_slice() {
            having if having.len() == variants.len() => String::new(),
            [name] => format!(" ({})", REMARK.shorten(name, LONGEST_NAME)),
            having => format!(" ({} variants)", having.len()),
        };
        for mut span in place(mark) {
            span.name.push_str(&only);
            if !disrupted.contains(&span) {
                disrupted.push(span);
            }
        }
    }
    disrupted.sort_by(|one, other| one.from.total_cmp(&other.from));
    disrupted
}

/// Writes rows of names from `top` down, the first row nearest to the plot.
pub(crate) fn draw_names(sketch: &mut Sketch, rows: &[Vec<Name>], top: f64) {
    for (index, row) in rows.iter().rev().enumerate() {
        let y = top + (index as f64 + 0.5) * REMARK.line_height();
        for (middle, name) in row {
            sketch.words(name, (*middle, y), Anchor::Centre, REMARK);
        }
    }
}

/// Names the days under their part of the axis, those for which there is room; a single day needs no name.
pub(crate) fn draw_days(sketch: &mut Sketch, panel: &Panel, days: &[Span]) {
    if days.len() < 2 {
        return;
    }
    let widest = days.iter().take(60).map(|day| REMARK.width(&day.name)).fold(0.0, f64::max) + 12.0;
    let crowd = (widest * days.len() as f64 / panel.area.width()).ceil() as usize;
    // Beyond every second day, the same day of the week.
    let every = if crowd > 2 { crowd.div_ceil(7) * 7 } else { crowd.max(1) };
    let mut taken = f64::NEG_INFINITY;
    for day in days.iter().step_by(every) {
        let (from, until) = (panel.at(day.from, 0.0).0, panel.at(day.until, 0.0).0);
        let half = REMARK.width(&day.name) / 2.0;
        let middle = ((from + until) / 2.0).max(panel.area.left + half);
        if taken + 10.0 < middle - half && middle + half <= panel.area.right + 10.0 {
            taken = middle + half;
            sketch.words(&day.name, (middle, panel.area.bottom + below_ticks(panel)), Anchor::Centre, REMARK);
        }
    }
}

/// Pixels from the axis down to the name of the axis.
pub(crate) fn room_below(panel: &Panel, days: &[Span]) -> f64 {
    if days.len() < 2 { 34.0 } else { below_ticks(panel) + 21.0 }
}

/// Names of days stand where those of times do if there are none.
fn below_ticks(panel: &Panel) -> f64 {
    if panel.x.ticks.is_empty() { 14.0 } else { 31.0 }
}

const MOST_NAMES: usize = 16;

/// Pixels that a variant's name may take beside its disruption.
const LONGEST_NAME: f64 = 220.0;
