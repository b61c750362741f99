//! Draws results as SVG, and that SVG as PNG.
//!
//! Charts are laid out from top to bottom on a page, whose height grows with what it holds, so
//! that nothing is squeezed or cut. Every shape is collected in a sketch, which plotters then
//! renders; the one drawing serves paper, screen and PNG. No figure is computed here: what is drawn
//! is what the results say, and stands beside the picture as CSV.

mod drawing;
mod kinds;
mod names;
mod words;

#[cfg(test)]
mod fabricated;
#[cfg(test)]
mod tests;

#[cfg(feature = "documents")]
pub(crate) use drawing::image::tree;
pub use drawing::image::{ChartError, png};
pub use drawing::page::Chart;
#[cfg(feature = "documents")]
pub(crate) use drawing::palette::colour_of_line;
pub use drawing::style::{Style, Theme};
pub use kinds::break_even::charts_of_break_even;
pub use kinds::funnel::charts_of_luck;
pub use kinds::run::charts_of_run;
pub use kinds::sensitivity::charts_of_sensitivity;
#[cfg(feature = "documents")]
pub(crate) use kinds::subject::{source, source_of_luck};
pub use kinds::trade_off::charts_of_sweep;
pub use names::{FAMILIES, can_be_called};
