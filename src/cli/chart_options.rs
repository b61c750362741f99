use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::request::{ChartChoice, ChartTheme};

/// Under what the help lists them.
const HEADING: &str = "Charts";

/// Which charts to draw, and how.
#[derive(Debug, Args)]
pub(super) struct ChartOptions {
    /// Draw only these charts: names of their files or beginnings of names, e.g. queue_length,waits_all_contacts; `none` draws no chart
    #[arg(long, help_heading = HEADING, value_name = "NAME,…", value_delimiter = ',', value_parser = ChartChoice::read_name, conflicts_with = "no_charts")]
    charts: Vec<String>,

    /// Leave the charts out
    #[arg(long, help_heading = HEADING)]
    no_charts: bool,

    /// Width of the charts in pixels; what they show is laid out to fit [default: 960]
    #[arg(long, help_heading = HEADING, value_name = "PIXELS", allow_negative_numbers = true, value_parser = ChartChoice::read_width)]
    width: Option<u32>,

    /// Resolution of the PNG images in dots per inch; at 96 a dot is a pixel [default: 192]
    #[arg(long, help_heading = HEADING, value_name = "DPI", allow_negative_numbers = true, value_parser = ChartChoice::read_dpi)]
    dpi: Option<u32>,

    /// Colours for paper or for dark screens and slides [default: light]
    #[arg(long, help_heading = HEADING, value_name = "THEME", value_parser = PossibleValuesParser::new(ChartTheme::WORDS).try_map(|word| word.parse::<ChartTheme>()))]
    theme: Option<ChartTheme>,

    /// A sentence that stands above the source line of every chart
    #[arg(long, help_heading = HEADING, value_name = "TEXT", value_parser = ChartChoice::read_caption)]
    caption: Option<String>,
}

impl ChartOptions {
    /// What was typed, as data.
    pub(super) fn choice(&self) -> ChartChoice {
        ChartChoice {
            only: self.charts.clone(),
            left_out: self.no_charts,
            width: self.width,
            dpi: self.dpi,
            theme: self.theme,
            caption: self.caption.clone(),
        }
    }
}
