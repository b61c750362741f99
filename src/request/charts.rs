//! Which charts to draw, and how.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Which charts to draw, and how. What is not said is as usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChartChoice {
    /// Only these: names as of the files, or what they begin with; empty for all, `none` for no chart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<String>,
    /// Whether to leave all of them out, as it was asked for by an option of its own.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub left_out: bool,
    /// Width of the drawings in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Resolution of the images in dots per inch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dpi: Option<u32>,
    /// The colours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<ChartTheme>,
    /// A sentence above the source line of every chart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
}

impl ChartChoice {
    /// Whether nothing was said about charts.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// Colours that may be asked for, whether or not this build can draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChartTheme {
    /// For paper.
    Light,
    /// For dark screens and slides.
    Dark,
}

impl ChartTheme {
    /// The words for them.
    pub const WORDS: [&str; 2] = ["light", "dark"];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

impl FromStr for ChartTheme {
    type Err = String;

    /// Reads one of [`ChartTheme::WORDS`].
    fn from_str(word: &str) -> Result<Self, String> {
        let found = [Self::Light, Self::Dark].into_iter().find(|theme| theme.word() == word);
        found.ok_or_else(|| format!("there is no theme `{word}`: write {}", Self::WORDS.join(" or ")))
    }
}
