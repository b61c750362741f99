//! Panels above one another that share their horizontal axis.

use super::axis::Axis;
use super::ink::Ink;
use super::lettering::REMARK;
use super::marks::{Name, draw_names};
use super::page::Page;
use super::panel::{Line, Panel};
use super::sketch::{Area, Sketch};
use super::style::{MARGIN, Style};

/// One panel of a stack.
#[derive(Debug)]
pub(crate) struct Strip {
    /// What its vertical axis counts.
    pub(crate) name: String,
    /// Its vertical axis.
    pub(crate) y: Axis,
    /// Its lines.
    pub(crate) lines: Vec<Line>,
    /// A level across it, with its name.
    pub(crate) level: Option<(f64, String)>,
}

/// What the panels of a stack have in common.
pub(crate) struct Stack {
    /// Their horizontal axis.
    pub(crate) x: Axis,
    /// Height of each.
    pub(crate) height: f64,
    /// Whether there are more points than can be told apart.
    pub(crate) crowded: bool,
    /// Rows of names right above the first panel.
    pub(crate) names: Vec<Vec<Name>>,
    /// How lines are drawn in a panel.
    pub(crate) draw_lines: fn(&Panel, &mut Sketch, &[Line]),
}

impl Stack {
    /// Where the panels of `strips` begin and end from left to right.
    pub(crate) fn sides(strips: &[Strip], style: &Style) -> (f64, f64) {
        let names = strips.iter().map(|strip| Panel::room_for_names(&strip.y)).fold(0.0, f64::max);
        let levels = strips.iter().flat_map(|strip| &strip.level).map(|(_, name)| REMARK.width(name) + 8.0);
        (MARGIN + names, style.right() - levels.fold(14.0, f64::max))
    }

    /// Draws `strips` from top to bottom, with `shade` under each, and the names of the axis under the last.
    pub(crate) fn draw(self, page: &mut Page, strips: &[Strip], shade: impl Fn(&mut Sketch, &Panel)) {
        let (left, right) = Self::sides(strips, page.style());
        let mut lowest = None;
        for (index, strip) in strips.iter().enumerate() {
            page.name_y_axis(&strip.name);
            let names = if index == 0 { self.names.as_slice() } else { &[] };
            let lanes = page.keep(names.len() as f64 * REMARK.line_height() + 4.0);
            draw_names(&mut page.sketch, names, lanes.top);
            let area = Area { left, right, ..page.keep(self.height) };
            let panel = Panel { area, x: self.x.clone(), y: strip.y.clone(), crowded: self.crowded };
            shade(&mut page.sketch, &panel);
            panel.draw_y_axis(&mut page.sketch);
            if let Some((level, name)) = &strip.level {
                panel.draw_level(&mut page.sketch, *level, name, Ink::Target);
            }
            (self.draw_lines)(&panel, &mut page.sketch, &strip.lines);
            panel.draw_base(&mut page.sketch);
            page.keep(10.0);
            lowest = Some(panel);
        }
        if let Some(panel) = lowest {
            panel.draw_x_axis(&mut page.sketch);
        }
    }
}
