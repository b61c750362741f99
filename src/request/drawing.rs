//! What can be drawn of the charts that are asked for.

use std::ops::RangeInclusive;

use crate::chart::{self, Style};

use super::{ChartChoice, RequestError};

/// Asks for no chart.
const NONE: &str = "none";
/// More is no caption.
const LONGEST_CAPTION: usize = 400;

impl ChartChoice {
    /// Refuses what cannot be drawn, and what cannot be meant together.
    pub(super) fn check(&self) -> Result<(), RequestError> {
        let refused =
            |option: &str, value: &str, why: String| RequestError::Refused(format!("{option} {value}: {why}"));
        for name in &self.only {
            Self::read_name(name).map_err(|why| refused("--charts", name, why))?;
        }
        if let Some(width) = self.width.map(|width| width.to_string()) {
            Self::read_width(&width).map_err(|why| refused("--width", &width, why))?;
        }
        if let Some(dpi) = self.dpi.map(|dpi| dpi.to_string()) {
            Self::read_dpi(&dpi).map_err(|why| refused("--dpi", &dpi, why))?;
        }
        if let Some(caption) = &self.caption {
            Self::read_caption(caption).map_err(|why| RequestError::Refused(format!("--caption: {why}")))?;
        }
        if self.only.len() > 1 && self.asks_for_none() {
            let message = "--charts none draws no chart: leave out `none`, or the other names";
            return Err(RequestError::Refused(message.into()));
        }
        Ok(())
    }

    /// Whether no chart is to be drawn.
    pub(super) fn asks_for_none(&self) -> bool {
        self.left_out || self.only.iter().any(|name| name == NONE)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_is_refused_with_its_mend() {
        assert!(ChartChoice::read_name("queue_lenth").unwrap_err().contains("the nearest are `queue_length`"));
        let both = ChartChoice { only: ["none", "waits"].map(String::from).to_vec(), ..ChartChoice::default() };
        assert_eq!(ChartChoice::read_name(" none ").unwrap(), "none");
        assert!(both.check().unwrap_err().to_string().contains("leave out `none`"));
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
