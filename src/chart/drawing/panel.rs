use crate::results::Estimate;

use super::axis::Axis;
use super::ink::{Ink, Look, Tint};
use super::lettering::{REMARK, TICK};
use super::sketch::{Anchor, Area, Point, Sketch};

/// A piece of the page with a scale along each side.
#[derive(Clone, Debug)]
pub(crate) struct Panel {
    /// Where values are drawn; names of ticks stand outside.
    pub(crate) area: Area,
    /// From left to right.
    pub(crate) x: Axis,
    /// From bottom to top.
    pub(crate) y: Axis,
    /// Whether there are more points than can be told apart: lines are thin and unbroken, bands left out.
    pub(crate) crowded: bool,
}

/// A value along the x axis and what is drawn there.
pub(crate) type Spot = (f64, Option<Estimate>);

/// A line and how it looks.
pub(crate) type Line = (Look, Vec<Spot>);

/// A place along the x axis and one along the y axis.
pub(crate) type Value = (f64, f64);

const MARKERS_OF_A_LINE: usize = 7;

/// So many bands may lie over one another before they are drawn fainter.
const FEW_BANDS: usize = 4;

/// Most points that are marked each.
const MARKED_POINTS: usize = 40;

impl Panel {
    /// The room that the names of `axis`'s ticks need to the left of a panel.
    pub(crate) fn room_for_names(axis: &Axis) -> f64 {
        axis.ticks.iter().map(|tick| TICK.width(&tick.label)).fold(0.0, f64::max) + 9.0
    }

    /// Where the point `(x, y)` lies on the page.
    pub(crate) fn at(&self, x: f64, y: f64) -> Point {
        let Area { left, bottom, .. } = self.area;
        (left + self.x.share(x) * self.area.width(), bottom - self.y.share(y) * self.area.height())
    }

    /// A line given in values, cut off where it leaves the panel at the top or at the bottom.
    pub(crate) fn draw_within(&self, sketch: &mut Sketch, values: &[Value], (look, width): (Look, f64)) {
        for stretch in within(values, self.y.ends()) {
            let points: Vec<Point> = stretch.into_iter().map(|(x, y)| self.at(x, y)).collect();
            sketch.line(&points, look.ink, width, look.dash);
        }
    }

    /// Fills an outline given in values.
    pub(crate) fn fill(&self, sketch: &mut Sketch, outline: &[Value], tint: Tint) {
        sketch.fill(outline.iter().map(|(x, y)| self.at(*x, *y)).collect(), tint);
    }

    /// Horizontal lines to read values by, named at the left.
    pub(crate) fn draw_y_axis(&self, sketch: &mut Sketch) {
        for tick in &self.y.ticks {
            let (_, y) = self.at(0.0, tick.value);
            sketch.line(&[(self.area.left, y), (self.area.right, y)], Ink::Grid, 1.0, &[]);
            sketch.words(&tick.label, (self.area.left - 7.0, y), Anchor::Right, TICK);
        }
    }

    /// The line at the bottom with its ticks, each named unless there is no room left beside the one before.
    pub(crate) fn draw_x_axis(&self, sketch: &mut Sketch) {
        let bottom = self.area.bottom;
        self.draw_base(sketch);
        let mut taken = f64::NEG_INFINITY;
        for tick in &self.x.ticks {
            let (x, _) = self.at(tick.value, 0.0);
            sketch.line(&[(x, bottom), (x, bottom + 4.0)], Ink::Rule, 1.0, &[]);
            let half = TICK.width(&tick.label) / 2.0;
            if taken + 8.0 < x - half {
                sketch.words(&tick.label, (x, bottom + 14.0), Anchor::Centre, TICK);
                taken = x + half;
            }
        }
    }

    /// The line at the bottom alone.
    pub(crate) fn draw_base(&self, sketch: &mut Sketch) {
        let Area { left, right, bottom, .. } = self.area;
        sketch.line(&[(left, bottom), (right, bottom)], Ink::Rule, 1.0, &[]);
    }

    /// Several lines with their bands; the first lies on top, and markers keep clear of one another.
    pub(crate) fn draw_overlay(&self, sketch: &mut Sketch, lines: &[Line]) {
        for (look, spots) in lines {
            self.draw_band_among(sketch, spots, look.ink, lines.len());
        }
        for (index, (look, spots)) in lines.iter().enumerate().rev() {
            self.draw_line(sketch, spots, *look);
            if !self.crowded {
                let every = spots.len().div_ceil(MARKERS_OF_A_LINE);
                self.draw_markers(sketch, spots, *look, every, index * every / lines.len());
            }
        }
    }

    /// As [`Panel::draw_overlay`], for lines whose every point was asked for: each has its marker.
    pub(crate) fn draw_points(&self, sketch: &mut Sketch, lines: &[Line]) {
        for (look, spots) in lines {
            self.draw_band_among(sketch, spots, look.ink, lines.len());
        }
        for (look, spots) in lines.iter().rev() {
            self.draw_line(sketch, spots, *look);
            self.draw_markers(sketch, spots, *look, spots.len().div_ceil(MARKED_POINTS), 0);
        }
    }

    /// The intervals of `spots`, as a band broken where there are none.
    pub(crate) fn draw_band(&self, sketch: &mut Sketch, spots: &[Spot], ink: Ink) {
        self.draw_band_among(sketch, spots, ink, 1);
    }

    /// As [`Panel::draw_band`], the fainter the more bands lie over one another.
    fn draw_band_among(&self, sketch: &mut Sketch, spots: &[Spot], ink: Ink, bands: usize) {
        if self.crowded {
            return;
        }
        let has_band = |spot: &Spot| spot.1.is_some_and(|estimate| estimate.half_width.is_some());
        for stretch in spots.split(|spot| !has_band(spot)).filter(|stretch| stretch.len() > 1) {
            let upper = stretch.iter().filter_map(|(x, estimate)| Some(self.at(*x, estimate.as_ref()?.high())));
            let lower = stretch.iter().rev().filter_map(|(x, estimate)| Some(self.at(*x, estimate.as_ref()?.low())));
            sketch.fill(upper.chain(lower).collect(), ink.tint(if bands <= FEW_BANDS { 0.16 } else { 0.08 }));
        }
    }

    /// The means of `spots` as a line broken where there are none; a mean that stands alone gets its marker and whisker.
    pub(crate) fn draw_line(&self, sketch: &mut Sketch, spots: &[Spot], look: Look) {
        for stretch in spots.split(|spot| spot.1.is_none()).filter(|stretch| !stretch.is_empty()) {
            if let [(x, Some(estimate))] = stretch {
                self.draw_whisker(sketch, *x, *estimate, look.ink);
                sketch.marker(self.at(*x, estimate.mean), look, 3.6);
                continue;
            }
            let points: Vec<Point> =
                stretch.iter().filter_map(|(x, estimate)| Some(self.at(*x, estimate.as_ref()?.mean))).collect();
            let (width, dash) = if self.crowded { (0.8, &[][..]) } else { (2.0, look.dash) };
            sketch.line(&points, look.ink, width, dash);
        }
    }

    /// The marker of `look` at the mean of every `every`-th spot, the `offset`-th first.
    pub(crate) fn draw_markers(&self, sketch: &mut Sketch, spots: &[Spot], look: Look, every: usize, offset: usize) {
        for (x, estimate) in spots.iter().skip(offset).step_by(every.max(1)) {
            if let Some(estimate) = estimate {
                sketch.marker(self.at(*x, estimate.mean), look, 3.2);
            }
        }
    }

    /// A vertical line over the interval of `estimate`, if it has one.
    pub(crate) fn draw_whisker(&self, sketch: &mut Sketch, x: f64, estimate: Estimate, ink: Ink) {
        if estimate.half_width.is_some() {
            sketch.line(&[self.at(x, estimate.low()), self.at(x, estimate.high())], ink, 1.4, &[]);
        }
    }

    /// A dotted line down at `x`, with `lines` of a remark above it, the middle of the first at `y`.
    pub(crate) fn draw_remark(&self, sketch: &mut Sketch, x: f64, lines: &[String], y: f64) {
        let Area { left, right, bottom, .. } = self.area;
        let (x, _) = self.at(x, 0.0);
        let below = y + lines.len() as f64 * REMARK.line_height() - REMARK.line_height() / 2.0;
        sketch.line(&[(x, below - 2.0), (x, bottom)], Ink::Target, 1.4, &[3.0, 3.0]);
        let half = lines.iter().map(|line| REMARK.width(line)).fold(0.0, f64::max) / 2.0;
        let middle = x.clamp(left + half, (right - half).max(left + half));
        sketch.paragraph(lines, (middle, y), Anchor::Centre, REMARK);
    }

    /// A dashed line across at `y`, named above its right end, outside the plot.
    pub(crate) fn draw_level(&self, sketch: &mut Sketch, y: f64, name: &str, ink: Ink) {
        let (_, height) = self.at(0.0, y);
        sketch.line(&[(self.area.left, height), (self.area.right, height)], ink, 1.5, &[7.0, 3.0, 1.5, 3.0]);
        sketch.words(name, (self.area.right + 6.0, height), Anchor::Left, REMARK);
    }
}

/// The stretches of a line between two heights, ending where it crosses them.
fn within(values: &[Value], (low, high): (f64, f64)) -> Vec<Vec<Value>> {
    let mut stretches: Vec<Vec<Value>> = Vec::new();
    for pair in values.windows(2) {
        let Some([from, to]) = piece_within([pair[0], pair[1]], (low, high)) else { continue };
        match stretches.last_mut().filter(|stretch| stretch.last() == Some(&from)) {
            Some(stretch) => stretch.push(to),
            None => stretches.push(vec![from, to]),
        }
    }
    stretches
}

fn piece_within([from, to]: [Value; 2], (low, high): (f64, f64)) -> Option<[Value; 2]> {
    let (least, most) = (from.1.min(to.1), from.1.max(to.1));
    if most < low || high < least {
        return None;
    }
    let cut = |end: Value, other: Value| {
        let y = end.1.clamp(low, high);
        if y == end.1 { end } else { (end.0 + (other.0 - end.0) * (y - end.1) / (other.1 - end.1), y) }
    };
    Some([cut(from, to), cut(to, from)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_where_it_leaves_the_panel() {
        let falling = [(0.0, 20.0), (1.0, 10.0), (2.0, 4.0), (3.0, -2.0), (4.0, -2.0)];
        assert_eq!(within(&falling, (0.0, 15.0)), [vec![(0.5, 15.0), (1.0, 10.0), (2.0, 4.0), (2.0 + 4.0 / 6.0, 0.0)]]);
        let there_and_back = [(0.0, 5.0), (1.0, 15.0), (2.0, 5.0)];
        assert_eq!(within(&there_and_back, (0.0, 10.0)), [[(0.0, 5.0), (0.5, 10.0)], [(1.5, 10.0), (2.0, 5.0)]]);
        assert_eq!(within(&[(0.0, 50.0), (1.0, 20.0)], (0.0, 10.0)).len(), 0);
    }
}
