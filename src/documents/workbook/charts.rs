use std::ops::Range;

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartErrorBars, ChartErrorBarsType, ChartFont, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartMarker, ChartRange, ChartSolidFill,
};

use crate::chart::colour_of_line;
use crate::results::{Measure, Unit};

/// Most lines in a chart: more cannot be told apart.
const MOST_LINES: usize = 8;

const DASHES: [ChartLineDashType; 4] =
    [ChartLineDashType::Solid, ChartLineDashType::Dash, ChartLineDashType::RoundDot, ChartLineDashType::LongDashDot];

/// A line per column of `sheet`, named by its head, over the moments in the first column.
pub(super) fn lines(sheet: &str, last_row: u32, columns: Range<usize>, title: &str, measure: Measure) -> Chart {
    let mut chart = Chart::new_line();
    for (at, column) in columns.take(MOST_LINES).enumerate() {
        let column = column as u16;
        let [red, green, blue] = colour_of_line(at);
        let mut line = ChartLine::new();
        line.set_color(u32::from_be_bytes([0, red, green, blue]))
            .set_width(1.75)
            .set_dash_type(DASHES[at % DASHES.len()]);
        let mut no_marker = ChartMarker::new();
        no_marker.set_none();
        chart
            .add_series()
            .set_name((sheet, 0, column))
            .set_categories((sheet, 1, 0, last_row, 0))
            .set_values((sheet, 1, column, last_row, column))
            .set_format(&mut line)
            .set_marker(&no_marker);
    }
    // As text: on an axis of dates all intervals of a day would stand in one place.
    chart.x_axis().set_text_axis(true).set_num_format("ddd hh:mm").set_name("Start of the interval");
    chart.y_axis().set_name(measure.label()).set_min(0).set_major_gridlines_line(&grid());
    if measure.unit() == Unit::Share {
        chart.y_axis().set_max(1).set_num_format("0%");
    }
    chart.legend().set_position(ChartLegendPosition::Bottom);
    titled(chart, title, 420)
}

/// A bar per row of `sheet`, with its interval.
pub(super) fn bars(sheet: &str, (first, last): (u32, u32), columns: [u16; 3], title: &str, measure: Measure) -> Chart {
    let [names, values, half_widths] = columns;
    let mut chart = Chart::new_bar();
    let margin = || ChartRange::new_from_range(sheet, first, half_widths, last, half_widths);
    let mut error_bars = ChartErrorBars::new();
    error_bars.set_type(ChartErrorBarsType::Custom(margin(), margin()));
    let [red, green, blue] = colour_of_line(1);
    chart
        .add_series()
        .set_name(title)
        .set_categories((sheet, first, names, last, names))
        .set_values((sheet, first, values, last, values))
        .set_format(ChartSolidFill::new().set_color(u32::from_be_bytes([0, red, green, blue])))
        .set_x_error_bars(&error_bars);
    // The first variant on top, and its name at the side even where the bar goes to the left.
    chart.y_axis().set_reverse().set_label_position(ChartAxisLabelPosition::Low);
    chart.x_axis().set_major_gridlines_line(&grid()).set_label_position(ChartAxisLabelPosition::High);
    if measure.unit() == Unit::Share {
        chart.x_axis().set_num_format("0%");
    }
    chart.legend().set_hidden();
    titled(chart, title, 380)
}

fn grid() -> ChartLine {
    let mut line = ChartLine::new();
    line.set_color(0xE3_E3E3).set_width(0.75);
    line
}

fn titled(mut chart: Chart, title: &str, height: u32) -> Chart {
    let mut font = ChartFont::new();
    font.set_size(12);
    chart.title().set_name(title).set_font(&font);
    chart.set_width(820).set_height(height).set_alt_text(title);
    chart
}
