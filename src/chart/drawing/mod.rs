//! What every chart is drawn with: page, panels and axes, lettering and ink, and the sketch that becomes SVG and PNG.

pub(super) mod axis;
pub(super) mod hatch;
pub(super) mod horizon;
pub(super) mod image;
pub(super) mod ink;
pub(super) mod lettering;
pub(super) mod marks;
pub(super) mod page;
pub(super) mod palette;
pub(super) mod panel;
pub(super) mod rows;
pub(super) mod sketch;
pub(super) mod stack;
pub(super) mod style;
pub(super) mod table;
pub(super) mod timeline;
pub(super) mod weeks;
