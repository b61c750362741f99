use std::ops::RangeInclusive;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::chart::{self, Chart, Style, Theme};

use super::failure::Failure;
use super::run_options::option_typed;

/// Under what the help lists them.
const HEADING: &str = "Charts";
/// Asks for no chart.
const NONE: &str = "none";
/// More is no caption.
const LONGEST_CAPTION: usize = 400;

/// Which charts to draw, and how.
#[derive(Debug, Args)]
pub(super) struct ChartOptions {
    /// Draw only these: names as of the files, or what they begin with, e.g. queue_length,waits_all_contacts; `none` for no chart
    #[arg(long, help_heading = HEADING, value_name = "NAME,…", value_delimiter = ',', value_parser = name, conflicts_with = "no_charts")]
    charts: Vec<String>,

    /// Leave the charts out
    #[arg(long, help_heading = HEADING)]
    no_charts: bool,

    /// Width of the drawings in pixels: what they hold is laid out to fit [default: 960]
    #[arg(long, help_heading = HEADING, value_name = "PIXELS", allow_negative_numbers = true, value_parser = width)]
    width: Option<u32>,

    /// Resolution of the PNG images in dots per inch; at 96 a dot is a pixel [default: 192]
    #[arg(long, help_heading = HEADING, value_name = "DPI", allow_negative_numbers = true, value_parser = dpi)]
    dpi: Option<u32>,

    /// Colours for paper or for dark screens and slides [default: light]
    #[arg(long, help_heading = HEADING, value_name = "THEME", value_parser = PossibleValuesParser::new([LIGHT, DARK]).map(|word| theme(&word)))]
    theme: Option<Theme>,

    /// A sentence to stand above the source line of every chart
    #[arg(long, help_heading = HEADING, value_name = "TEXT", value_parser = caption)]
    caption: Option<String>,
}

const LIGHT: &str = "light";
const DARK: &str = "dark";

impl ChartOptions {
    /// Draws the charts that were asked for.
    ///
    /// # Errors
    ///
    /// [`Failure::Input`] if one was asked for that is not among those drawn.
    pub(super) fn draw(&self, draw: impl FnOnce(&Style) -> Vec<Chart>) -> Result<Vec<Chart>, Failure> {
        if self.asks_for_none() {
            return Ok(Vec::new());
        }
        let all = draw(&self.style());
        if let Some(unknown) = self.charts.iter().find(|name| !all.iter().any(|chart| chart.is_called(name))) {
            return Err(Failure::Input(not_drawn(unknown, &all)));
        }
        let asked = |chart: &Chart| self.charts.is_empty() || self.charts.iter().any(|name| chart.is_called(name));
        Ok(all.into_iter().filter(asked).collect())
    }

    /// Refuses what cannot be meant together.
    ///
    /// # Errors
    ///
    /// [`Failure::Input`] if charts are asked for beside none.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let contradicts = self.charts.len() > 1 && self.asks_for_none();
        match contradicts {
            true => Err(Failure::Input("--charts none draws no chart: leave out `none`, or the other names".into())),
            false => Ok(()),
        }
    }

    /// The options given, as they would be typed.
    pub(super) fn typed(&self) -> Vec<String> {
        let mut typed = Vec::new();
        let mut push = |option: &str, value: Option<String>| {
            typed.extend(value.into_iter().flat_map(|value| option_typed(option, &value)));
        };
        push("--charts", (!self.charts.is_empty()).then(|| self.charts.join(",")));
        push("--width", self.width.map(|width| width.to_string()));
        push("--dpi", self.dpi.map(|dpi| dpi.to_string()));
        push("--theme", self.theme.map(|theme| if theme == Theme::Dark { DARK } else { LIGHT }.to_owned()));
        push("--caption", self.caption.clone());
        typed.extend(self.no_charts.then(|| "--no-charts".to_owned()));
        typed
    }

    fn asks_for_none(&self) -> bool {
        self.no_charts || self.charts.iter().any(|name| name == NONE)
    }

    fn style(&self) -> Style {
        let usual = Style::default();
        Style {
            width: self.width.unwrap_or(usual.width),
            dpi: self.dpi.unwrap_or(usual.dpi),
            theme: self.theme.unwrap_or(usual.theme),
            caption: self.caption.clone().unwrap_or(usual.caption),
        }
    }
}

fn not_drawn(unknown: &str, all: &[Chart]) -> String {
    if all.is_empty() {
        return format!("no chart `{unknown}` comes out of this, nor any other: leave --charts out");
    }
    let names: Vec<&str> = all.iter().map(|chart| chart.name.as_str()).collect();
    format!("no chart `{unknown}` comes out of this; nothing was written\n  there are {}", names.join(", "))
}

fn name(text: &str) -> Result<String, String> {
    let name = text.trim();
    if name == NONE || chart::can_be_called(name) {
        return Ok(name.to_owned());
    }
    let alike = |family: &&&str| strsim::damerau_levenshtein(family, &name.to_lowercase());
    let nearest = chart::FAMILIES.iter().min_by_key(alike).copied().unwrap_or_default();
    let families = chart::FAMILIES.join(", ");
    Err(format!("there are no such charts; the nearest are `{nearest}`\n  names begin with {families}"))
}

fn width(text: &str) -> Result<u32, String> {
    within(text, Style::WIDTHS, "a drawing is", "pixels wide")
}

fn dpi(text: &str) -> Result<u32, String> {
    within(text, Style::RESOLUTIONS, "an image has", "dots per inch")
}

fn within(text: &str, range: RangeInclusive<u32>, what: &str, unit: &str) -> Result<u32, String> {
    let (least, most) = (range.start(), range.end());
    let between = || format!("{what} from {least} to {most} {unit}");
    match text.trim().parse::<i64>() {
        Ok(number) if number < i64::from(*least) => Err(format!("{}: take {least} or more", between())),
        Ok(number) if i64::from(*most) < number => Err(format!("{}: take {most} or less", between())),
        Ok(number) => u32::try_from(number).map_err(|_| between()),
        Err(_) => Err(format!("{}: write a whole number", between())),
    }
}

fn theme(word: &str) -> Theme {
    if word == DARK { Theme::Dark } else { Theme::Light }
}

fn caption(text: &str) -> Result<String, String> {
    let caption = text.trim();
    let letters = caption.chars().count();
    if caption.is_empty() {
        return Err("an empty caption says nothing: leave it out".into());
    }
    if caption.chars().any(char::is_control) {
        return Err("a caption is one line, without control characters".into());
    }
    if LONGEST_CAPTION < letters {
        return Err(format!("a caption has up to {LONGEST_CAPTION} letters, and this one {letters}: shorten it"));
    }
    Ok(caption.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(charts: &[&str]) -> ChartOptions {
        let charts = charts.iter().map(|name| (*name).to_owned()).collect();
        ChartOptions { charts, no_charts: false, width: None, dpi: None, theme: None, caption: None }
    }

    fn drawn(charts: &[&str]) -> Result<Vec<String>, Failure> {
        let chart = |name: &str| Chart {
            name: name.into(),
            title: String::new(),
            alt: String::new(),
            reading: String::new(),
            svg: String::new(),
            csv: String::new(),
            dpi: 96,
        };
        let all = |_: &Style| ["queue_length_claims", "queue_length_calls", "waits_claims"].map(chart).to_vec();
        let charts = options(charts).draw(all)?;
        Ok(charts.into_iter().map(|chart| chart.name).collect())
    }

    #[test]
    fn charts_are_chosen_by_name_or_beginning() {
        assert_eq!(drawn(&[]).unwrap().len(), 3);
        assert_eq!(drawn(&["queue_length"]).unwrap(), ["queue_length_claims", "queue_length_calls"]);
        assert_eq!(drawn(&["waits_claims", "queue_length_calls"]).unwrap(), ["queue_length_calls", "waits_claims"]);
        assert_eq!(drawn(&["none"]).unwrap(), [""; 0]);
        let refused = drawn(&["waits", "queue_length_clams"]).unwrap_err();
        assert!(refused.message().contains("`queue_length_clams`"), "{refused:?}");
        assert!(refused.message().contains("there are queue_length_claims, queue_length_calls, waits_claims"));
    }

    #[test]
    fn what_cannot_be_is_refused_with_its_mend() {
        assert!(name("queue_lenth").unwrap_err().contains("the nearest are `queue_length`"));
        assert_eq!(name(" none ").unwrap(), "none");
        assert!(options(&["none", "waits"]).check().unwrap_err().message().contains("leave out `none`"));
        assert_eq!(width("480"), Ok(480));
        assert!(width("479").unwrap_err().contains("from 480 to 2400 pixels wide: take 480 or more"));
        assert!(width("99999999999").unwrap_err().contains("take 2400 or less"));
        assert!(dpi("-1").unwrap_err().contains("take 72 or more"));
        assert!(dpi("high").unwrap_err().contains("a whole number"));
        assert!(caption(" ").is_err() && caption("a\nb").is_err());
        assert!(caption(&"x".repeat(401)).unwrap_err().contains("this one 401"));
    }

    #[test]
    fn what_is_typed_gives_the_same_charts_again() {
        let given = ChartOptions {
            width: Some(700),
            dpi: Some(300),
            theme: Some(Theme::Dark),
            caption: Some("As the ministry counts".into()),
            ..options(&["waits", "day"])
        };
        let expected = "--charts waits,day --width 700 --dpi 300 --theme dark --caption As the ministry counts";
        assert_eq!(given.typed().join(" "), expected);
        assert_eq!(ChartOptions { no_charts: true, ..options(&[]) }.typed(), ["--no-charts"]);
        assert_eq!(options(&[]).typed(), [""; 0]);
    }
}
