use serde::{Deserialize, Serialize};

use crate::results::Measure;
use crate::scenario::{Override, Span, Vary};
use crate::units::Fraction;

use super::charts::ChartChoice;
use super::file_kind::FileKind;
use super::limits::{self, POINTS_OF_BREAK_EVEN, POINTS_OF_SENSITIVITY};
use super::measure_key::{self, EqualIn};
use super::written::{self, Written};

/// What was asked of a scenario: all that bears on the answer. How many threads work on it and where it is left do not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Name of the scenario file, without its folder.
    pub scenario: String,
    /// What is asked of it.
    pub question: Question,
    /// Keys that are set before it is read: `"teams.front_line.agents=110"`.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "written::overrides")]
    pub set: Vec<Override>,
    /// Replications; with a precision, the most of them. Without, those of the scenario.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "limits::replications")]
    pub replications: Option<u32>,
    /// Replications are added until every service level is known to within this share: `"1%"`.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "written::precision")]
    pub precision: Option<Fraction>,
    /// The seed of all randomness. Without, that of the scenario.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// Whether to give the intervals of each day instead of those of the average day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub each_day: bool,
    /// Which charts to draw, and how.
    #[serde(default, skip_serializing_if = "ChartChoice::is_usual")]
    pub charts: ChartChoice,
    /// The kinds of file to leave behind beside the record; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileKind>,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Question {
    /// What comes out of the baseline and its variants.
    Run(RunQuestion),
    /// What comes out at several values of some keys.
    Sweep(SweepQuestion),
    /// At which value of a key a variant and the baseline come out equal.
    BreakEven(BreakEvenQuestion),
    /// How far an answer hangs on the assumptions of the scenario.
    Sensitivity(SensitivityQuestion),
    /// How far identical agents lie apart by chance.
    Luck(LuckQuestion),
}

/// What comes out of the baseline and its variants.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RunQuestion {
    /// The variants to run beside the baseline; empty for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<String>,
}

/// What comes out at several values of some keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SweepQuestion {
    /// The keys and their values: `"teams.front_line.agents=90..110:5"`.
    pub vary: Vec<Written<Vary>>,
}

/// At which value of a key a variant and the baseline come out equal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreakEvenQuestion {
    /// The key, and the values between which to look: `"contacts.enquiries.patience.mean=1m..5m"`.
    pub vary: Written<Span>,
    /// In what they are to be equal.
    pub equal: EqualIn,
    /// What the measure is about: `"contacts.enquiries"`. Without, all of its kind, or the only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The variant; without, the only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// Whether the key is set in the variant alone, also where the variant does not set it itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_variant: bool,
    /// How many values to look at first, both ends included.
    #[serde(default = "BreakEvenQuestion::usual_points", deserialize_with = "limits::points_of_break_even")]
    pub points: u32,
}

impl BreakEvenQuestion {
    /// Points if nobody says how many.
    pub const USUAL_POINTS: u32 = 9;
    /// Fewest and most points.
    pub const POINTS: std::ops::RangeInclusive<u32> = POINTS_OF_BREAK_EVEN;

    fn usual_points() -> u32 {
        Self::USUAL_POINTS
    }
}

/// How far an answer hangs on the assumptions of the scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SensitivityQuestion {
    /// The measure that is the answer.
    #[serde(deserialize_with = "measure_key::deserialize_measure")]
    pub measure: Measure,
    /// What the measure is about, as of a break-even.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The variant whose difference from the baseline is the answer, instead of the baseline itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// Points at which all assumptions are varied at once.
    #[serde(default = "SensitivityQuestion::usual_points", deserialize_with = "limits::points_of_sensitivity")]
    pub points: u32,
}

impl SensitivityQuestion {
    /// Points if nobody says how many.
    pub const USUAL_POINTS: u32 = 40;
    /// Fewest and most points.
    pub const POINTS: std::ops::RangeInclusive<u32> = POINTS_OF_SENSITIVITY;

    fn usual_points() -> u32 {
        Self::USUAL_POINTS
    }
}

/// How far identical agents lie apart by chance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LuckQuestion {
    /// The rule: an agent is flagged whose own AHT lies more than this share above the team's mean.
    #[serde(default = "LuckQuestion::usual_rule", with = "written::flag_above")]
    pub flag_above: Fraction,
    /// The team; without, every team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// The contact type; without, all that comes to an agent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// The variant; without, the baseline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
}

impl LuckQuestion {
    /// The rule if nobody names another, as it is written.
    pub const USUAL_RULE: &'static str = "10%";

    fn usual_rule() -> Fraction {
        Self::USUAL_RULE.parse().expect("it is a share")
    }
}

impl Question {
    /// What the question is called on the command line and in messages: `run`.
    #[must_use]
    pub fn command(&self) -> &'static str {
        match self {
            Self::Run(_) => "run",
            Self::Sweep(_) => "sweep",
            Self::BreakEven(_) => "breakeven",
            Self::Sensitivity(_) => "sensitivity",
            Self::Luck(_) => "luck",
        }
    }

    /// Whether fewer replications than were asked for are an answer too: half a search is none.
    #[must_use]
    pub fn can_be_cut_short(&self) -> bool {
        matches!(self, Self::Run(_) | Self::Sweep(_) | Self::Luck(_))
    }
}
