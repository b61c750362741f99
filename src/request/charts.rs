//! Which charts to draw, and how.

use std::ops::RangeInclusive;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::chart::{self, Chart, Style, Theme};

use super::RequestError;

/// Asks for no chart.
const NONE: &str = "none";
/// More is no caption.
const LONGEST_CAPTION: usize = 400;
const LIGHT: &str = "light";
const DARK: &str = "dark";

/// Which charts to draw, and how. What is not said is as usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChartChoice {
    /// Only these: names as of the files, or what they begin with; empty for all, `none` for no chart.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "deserialize_names")]
    pub only: Vec<String>,
    /// Whether to leave all of them out, as it was asked for by an option of its own.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub left_out: bool,
    /// Width of the drawings in pixels.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "deserialize_width")]
    pub width: Option<u32>,
    /// Resolution of the images in dots per inch.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "deserialize_dpi")]
    pub dpi: Option<u32>,
    /// The colours: `light` or `dark`.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "serialize_theme",
        deserialize_with = "deserialize_theme"
    )]
    pub theme: Option<Theme>,
    /// A sentence above the source line of every chart.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "deserialize_caption")]
    pub caption: Option<String>,
}

impl ChartChoice {
    /// The words for the colours.
    pub const THEMES: [&str; 2] = [LIGHT, DARK];

    /// Whether nothing was said about charts.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// Draws the charts that were asked for.
    ///
    /// # Errors
    ///
    /// [`RequestError::Refused`] if one was asked for that is not among those drawn.
    pub(super) fn draw(&self, draw: impl FnOnce(&Style) -> Vec<Chart>) -> Result<Vec<Chart>, RequestError> {
        if self.asks_for_none() {
            return Ok(Vec::new());
        }
        let all = draw(&self.style());
        if let Some(unknown) = self.only.iter().find(|name| !all.iter().any(|chart| chart.is_called(name))) {
            return Err(RequestError::Refused(not_drawn(unknown, &all)));
        }
        let asked = |chart: &Chart| self.only.is_empty() || self.only.iter().any(|name| chart.is_called(name));
        Ok(all.into_iter().filter(asked).collect())
    }

    /// Refuses what cannot be meant together.
    pub(super) fn check(&self) -> Result<(), RequestError> {
        let contradicts = self.only.len() > 1 && self.asks_for_none();
        match contradicts {
            true => {
                Err(RequestError::Refused("--charts none draws no chart: leave out `none`, or the other names".into()))
            }
            false => Ok(()),
        }
    }

    fn asks_for_none(&self) -> bool {
        self.left_out || self.only.iter().any(|name| name == NONE)
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

    /// Reads the name of a chart, or the beginning of one.
    ///
    /// # Errors
    ///
    /// What is wrong with it, with the nearest that there are.
    pub fn read_name(text: &str) -> Result<String, String> {
        let name = text.trim();
        if name == NONE || chart::can_be_called(name) {
            return Ok(name.to_owned());
        }
        let alike = |family: &&&str| strsim::damerau_levenshtein(family, &name.to_lowercase());
        let nearest = chart::FAMILIES.iter().min_by_key(alike).copied().unwrap_or_default();
        let families = chart::FAMILIES.join(", ");
        Err(format!("there are no such charts; the nearest are `{nearest}`\n  names begin with {families}"))
    }

    /// Reads a width in pixels.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read_width(text: &str) -> Result<u32, String> {
        within(text, Style::WIDTHS, "a drawing is", "pixels wide")
    }

    /// Reads a resolution in dots per inch.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read_dpi(text: &str) -> Result<u32, String> {
        within(text, Style::RESOLUTIONS, "an image has", "dots per inch")
    }

    /// Reads one of [`ChartChoice::THEMES`].
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read_theme(word: &str) -> Result<Theme, String> {
        match word {
            LIGHT => Ok(Theme::Light),
            DARK => Ok(Theme::Dark),
            _ => Err(format!("there is no theme `{word}`: write {LIGHT} or {DARK}")),
        }
    }

    /// Reads a caption.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read_caption(text: &str) -> Result<String, String> {
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
}

/// The word for a theme.
pub(super) fn word_of_theme(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => LIGHT,
        Theme::Dark => DARK,
    }
}

fn not_drawn(unknown: &str, all: &[Chart]) -> String {
    if all.is_empty() {
        return format!("no chart `{unknown}` comes out of this, nor any other: leave --charts out");
    }
    let names: Vec<&str> = all.iter().map(|chart| chart.name.as_str()).collect();
    format!("no chart `{unknown}` comes out of this; nothing was written\n  there are {}", names.join(", "))
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

fn deserialize_names<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let names = Vec::<String>::deserialize(deserializer)?;
    names.iter().map(|name| ChartChoice::read_name(name).map_err(D::Error::custom)).collect()
}

fn deserialize_width<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    let number = u32::deserialize(deserializer)?;
    ChartChoice::read_width(&number.to_string()).map(Some).map_err(D::Error::custom)
}

fn deserialize_dpi<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    let number = u32::deserialize(deserializer)?;
    ChartChoice::read_dpi(&number.to_string()).map(Some).map_err(D::Error::custom)
}

fn serialize_theme<S: Serializer>(theme: &Option<Theme>, serializer: S) -> Result<S::Ok, S::Error> {
    theme.map(word_of_theme).serialize(serializer)
}

fn deserialize_theme<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Theme>, D::Error> {
    ChartChoice::read_theme(&String::deserialize(deserializer)?).map(Some).map_err(D::Error::custom)
}

fn deserialize_caption<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    ChartChoice::read_caption(&String::deserialize(deserializer)?).map(Some).map_err(D::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(charts: &[&str]) -> ChartChoice {
        ChartChoice { only: charts.iter().map(|name| (*name).to_owned()).collect(), ..ChartChoice::default() }
    }

    fn drawn(charts: &[&str]) -> Result<Vec<String>, RequestError> {
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
        let charts = choice(charts).draw(all)?;
        Ok(charts.into_iter().map(|chart| chart.name).collect())
    }

    #[test]
    fn charts_are_chosen_by_name_or_beginning() {
        assert_eq!(drawn(&[]).unwrap().len(), 3);
        assert_eq!(drawn(&["queue_length"]).unwrap(), ["queue_length_claims", "queue_length_calls"]);
        assert_eq!(drawn(&["waits_claims", "queue_length_calls"]).unwrap(), ["queue_length_calls", "waits_claims"]);
        assert_eq!(drawn(&["none"]).unwrap(), [""; 0]);
        let refused = drawn(&["waits", "queue_length_clams"]).unwrap_err().to_string();
        assert!(refused.contains("`queue_length_clams`"), "{refused}");
        assert!(refused.contains("there are queue_length_claims, queue_length_calls, waits_claims"));
    }

    #[test]
    fn what_cannot_be_is_refused_with_its_mend() {
        assert!(ChartChoice::read_name("queue_lenth").unwrap_err().contains("the nearest are `queue_length`"));
        assert_eq!(ChartChoice::read_name(" none ").unwrap(), "none");
        assert!(choice(&["none", "waits"]).check().unwrap_err().to_string().contains("leave out `none`"));
        assert_eq!(ChartChoice::read_width("480"), Ok(480));
        let too_narrow = ChartChoice::read_width("479").unwrap_err();
        assert!(too_narrow.contains("from 480 to 2400 pixels wide: take 480 or more"));
        assert!(ChartChoice::read_width("99999999999").unwrap_err().contains("take 2400 or less"));
        assert!(ChartChoice::read_dpi("-1").unwrap_err().contains("take 72 or more"));
        assert!(ChartChoice::read_dpi("high").unwrap_err().contains("a whole number"));
        assert!(ChartChoice::read_caption(" ").is_err() && ChartChoice::read_caption("a\nb").is_err());
        assert!(ChartChoice::read_caption(&"x".repeat(401)).unwrap_err().contains("this one 401"));
    }
}
