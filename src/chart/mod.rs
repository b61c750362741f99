//! Draws results as SVG, and that SVG as PNG.
//!
//! Charts are laid out from top to bottom on a page, whose height grows with what it holds, so
//! that nothing is squeezed or cut. Every shape is collected in a sketch, which plotters then
//! renders; the one drawing serves paper, screen and PNG. No figure is computed here: what is drawn
//! is what the results say, and stands beside the picture as CSV.

mod break_even;
mod funnel;
mod headcount;
mod run;
mod sensitivity;
mod trade_off;

mod backlog;
mod carried;
mod caseloads;
mod casework;
mod chasers;
mod curves;
mod days;
mod differences;
mod intervals;
mod lived_day;
mod people;
mod staffing;
mod vacancies;
mod waits;

mod axis;
mod horizon;
mod kinds;
mod marks;
mod page;
mod panel;
mod rows;
mod stack;
mod subject;
mod timeline;
mod week_lines;
mod weeks;

mod dates;
mod figure;
mod hatch;
mod image;
mod ink;
mod lettering;
mod names;
mod palette;
mod reading;
mod sketch;
mod style;
mod table;

#[cfg(test)]
mod fabricated;
#[cfg(test)]
mod tests;

pub use break_even::charts_of_break_even;
pub use funnel::charts_of_luck;
pub(crate) use image::tree;
pub use image::{ChartError, png};
pub(crate) use ink::colour_of_line;
pub use names::{FAMILIES, can_be_called};
pub use page::Chart;
pub use run::charts_of_run;
pub use sensitivity::charts_of_sensitivity;
pub use style::{Style, Theme};
pub(crate) use subject::{source, source_of_luck};
pub use trade_off::charts_of_sweep;
