//! Names of families of distributions, and quantiles as they are written.

use serde_json::json;

use crate::decode::{Found, Node, Slot, Value, duration};
use crate::random::Shape;
use crate::units::{Fraction, Seconds};

/// How to write quantiles.
pub(crate) const QUANTILES_HELP: &str =
    "write for instance quantiles = { \"10%\" = \"1m\", \"50%\" = \"3m\", \"90%\" = \"8m\" }";

/// A family of distributions by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// Fitted to a mean and a spread.
    Fitted(Shape),
    /// By its mean and a number of phases.
    Erlang,
    /// By its shortest, likeliest and longest length.
    Triangular,
}

const FAMILIES: [(&str, Family); 9] = [
    ("lognormal", Family::Fitted(Shape::Lognormal)),
    ("exponential", Family::Fitted(Shape::Exponential)),
    ("gamma", Family::Fitted(Shape::Gamma)),
    ("weibull", Family::Fitted(Shape::Weibull)),
    ("constant", Family::Fitted(Shape::Constant)),
    ("hyperexponential", Family::Fitted(Shape::Hyperexponential)),
    ("normal", Family::Fitted(Shape::Normal)),
    ("erlang", Family::Erlang),
    ("triangular", Family::Triangular),
];

const OTHER_NAMES: [(&str, &str); 11] = [
    ("gaussian", "normal"),
    ("gauss", "normal"),
    ("norm", "normal"),
    ("log-normal", "lognormal"),
    ("exp", "exponential"),
    ("expo", "exponential"),
    ("fixed", "constant"),
    ("deterministic", "constant"),
    ("triangle", "triangular"),
    ("tria", "triangular"),
    ("pert", "triangular"),
];

/// The word after `shape`.
pub(crate) fn family(mut slot: Slot<'_>) -> Option<Family> {
    if let Slot::Reading(found) = &mut slot
        && let Value::Text(text) = &found.node.value
        && let Some(help) = written_otherwise(&text.to_lowercase())
    {
        found.refuse(format!("\"{text}\" is no shape"), help);
        return None;
    }
    slot.word_for(&FAMILIES, &OTHER_NAMES)
}

/// How to write what is no shape by a single word.
fn written_otherwise(word: &str) -> Option<String> {
    if let Some(phases) = word.strip_prefix("erlang").filter(|phases| !phases.is_empty()) {
        let phases: String = phases.chars().filter(char::is_ascii_digit).collect();
        let phases = if phases.is_empty() { "3" } else { &phases };
        return Some(format!("write shape = \"erlang\" and the number of phases beside it: k = {phases}"));
    }
    match word {
        "uniform" => Some("write uniform = [\"3m\", \"7m\"] instead of a shape".to_owned()),
        "empirical" | "quantiles" => Some(format!("{QUANTILES_HELP} instead of a shape")),
        _ => None,
    }
}

/// `{ "10%" = "1m", "50%" = "3m" }`.
pub(crate) fn quantiles(slot: Slot<'_>) -> Option<Vec<(Fraction, Seconds)>> {
    let expected = "a table such as { \"10%\" = \"1m\", \"50%\" = \"3m\", \"90%\" = \"8m\" }";
    match slot {
        Slot::Describing(schema) => {
            let length = json!({ "type": "string", "pattern": "^\\s*([0-9.]+\\s*[smhdw]\\s*)+$" });
            *schema = json!({
                "type": "object",
                "propertyNames": { "pattern": "^[0-9.]+%$" },
                "additionalProperties": length,
                "minProperties": 2,
                "title": expected,
            });
            None
        }
        Slot::Reading(mut found) => {
            let node = found.node;
            let Some(table) = node.table() else {
                found.mismatch(expected, Some(QUANTILES_HELP.to_owned()));
                return None;
            };
            let points: Vec<_> = table.iter().map(|(share, entry)| quantile(share, &entry.node, &mut found)).collect();
            points.into_iter().collect()
        }
    }
}

fn quantile(share: &str, length: &Node, found: &mut Found<'_>) -> Option<(Fraction, Seconds)> {
    let length = duration(Slot::Reading(Found { node: length, key: share, number: None, reading: found.reading }));
    let percent: Option<f64> = share.strip_suffix('%').and_then(|percent| percent.trim().parse().ok());
    let part = percent.and_then(|percent| Fraction::new(percent / 100.0).ok());
    if part.is_none() {
        let help = match share.to_lowercase().as_str() {
            "median" => "write \"50%\"".to_owned(),
            "min" | "minimum" => "write \"0%\"".to_owned(),
            "max" | "maximum" => "write \"100%\"".to_owned(),
            other => match other.trim_start_matches(['p', 'q']).parse::<f64>() {
                Ok(percent) if (0.0..=100.0).contains(&percent) => format!("write \"{percent}%\""),
                _ => QUANTILES_HELP.to_owned(),
            },
        };
        found.refuse(format!("\"{}\" is no share from 0% to 100%", share.escape_debug()), help);
    }
    Some((part?, length?))
}
