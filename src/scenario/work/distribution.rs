use crate::decode::{Fields, Slot, Value, csv_file, cv, duration, placed, share, words};
use crate::random::{Distribution, DistributionError, Shape};
use crate::units::{Fraction, Seconds};

use super::shapes::{Family, QUANTILES_HELP, family, quantiles};

const EXAMPLE: &str = "{ mean = \"4m\", cv = 1.0 }";
/// What makes a length of time, one of which stands in every distribution.
const LAWS: [&str; 8] = ["mean", "mixture", "uniform", "triangular", "low", "quantiles", "samples", "scale"];
/// What others call the keys, and what they are called here.
const OTHER_RANGE: [(&str, &str); 4] = [("min", "low"), ("minimum", "low"), ("max", "high"), ("maximum", "high")];
const OTHER_KEYS: [(&str, &str); 16] = [
    ("most_likely", "mode"),
    ("likely", "mode"),
    ("likeliest", "mode"),
    ("peak", "mode"),
    ("average", "mean"),
    ("avg", "mean"),
    ("mu", "mean"),
    ("std", "sd"),
    ("stdev", "sd"),
    ("std_dev", "sd"),
    ("stddev", "sd"),
    ("sigma", "sd"),
    ("standard_deviation", "sd"),
    ("phases", "k"),
    ("stages", "k"),
    ("percentiles", "quantiles"),
];

/// `{ mean = "4m", cv = 1.0 }` and every other way to say how long something takes.
pub(crate) fn distribution(slot: Slot<'_>) -> Option<Distribution> {
    if let Slot::Reading(mut found) = slot {
        if let Value::Text(text) = &found.node.value {
            let help = text.parse::<Seconds>().is_ok().then(|| {
                format!("write {{ mean = \"{text}\", cv = 1.0 }}, or {{ mean = \"{text}\", shape = \"constant\" }}")
            });
            found.mismatch(&format!("a distribution such as {EXAMPLE}"), help);
            return None;
        }
        return Slot::Reading(found).table("a distribution", EXAMPLE, any_law);
    }
    slot.table("a distribution", EXAMPLE, any_law)
}

/// A distribution, or `"unlimited"` for none.
pub(crate) fn patience(slot: Slot<'_>) -> Option<Option<Distribution>> {
    let expected = "a distribution such as { mean = \"2m\", shape = \"exponential\" }, or \"unlimited\"";
    let mut slot = slot;
    if let Slot::Reading(found) = &mut slot
        && let Value::Text(text) = &found.node.value
        && text.parse::<Seconds>().is_ok()
    {
        found.mismatch(expected, Some(format!("write {{ mean = \"{text}\" }}")));
        return None;
    }
    let mut unlimited = |slot: Slot<'_>| slot.word(&[("unlimited", ())]).map(|()| None);
    let mut limited = |slot: Slot<'_>| distribution(slot).map(Some);
    let choose = |value: &Value| match value {
        Value::Text(_) => Some(0),
        Value::Table(_) => Some(1),
        _ => None,
    };
    slot.either(expected, choose, &mut [&mut unlimited, &mut limited])
}

/// The keys of every distribution but the parts of a mixture.
struct LawKeys {
    mean: Option<Seconds>,
    cv: Option<f64>,
    sd: Option<Seconds>,
    shape: Option<Family>,
    scale: Option<Seconds>,
    k: Option<f64>,
    uniform: Option<[Seconds; 2]>,
    triangular: Option<[Seconds; 3]>,
    low: Option<Seconds>,
    mode: Option<Seconds>,
    high: Option<Seconds>,
    quantiles: Option<Vec<(Fraction, Seconds)>>,
    samples: Option<Vec<Seconds>>,
}

impl LawKeys {
    fn read(f: &mut Fields<'_>, usual_cv: &str, usual_shape: &str) -> Self {
        let k = |slot: Slot<'_>| slot.number("a number above 0", 0.05, 1000.0);
        let quantiles_mean = "Lengths that shares do not exceed, with straight lines between them";
        Self {
            mean: f.optional("mean", "The mean", duration),
            cv: f.optional("cv", &format!("Coefficient of variation: standard deviation over mean{usual_cv}"), cv),
            sd: f.optional("sd", "Standard deviation, instead of `cv`", duration),
            shape: f.optional("shape", &format!("The family; {usual_shape} if left out"), family),
            scale: f.optional("scale", "Scale of a Weibull", duration),
            k: f.optional("k", "Shape parameter of a Weibull, or the number of phases of an Erlang", k),
            uniform: f.optional("uniform", "Any length between these two alike", two_durations),
            triangular: f.optional("triangular", "Shortest, likeliest and longest length", three_durations),
            low: f.optional("low", "Shortest length of a triangular", duration),
            mode: f.optional("mode", "Likeliest length of a triangular", duration),
            high: f.optional("high", "Longest length of a triangular", duration),
            quantiles: f.optional("quantiles", quantiles_mean, quantiles),
            samples: f.optional("samples", "CSV file of observed lengths, in seconds", samples),
        }
    }
}

fn any_law(f: &mut Fields<'_>) -> Option<Distribution> {
    let keys = LawKeys::read(f, "; 1 if left out, 0 of a constant", "lognormal");
    let mixture = f.optional("mixture", "Parts, each with its share; exponential unless they say else", parts);
    check_names(f)?;
    f.exactly_one(&LAWS, "for instance { mean = \"4m\", cv = 1.0 } or { uniform = [\"3m\", \"7m\"] }")?;
    check_companions(f, &keys)?;
    if f.has("mixture") {
        return Distribution::mixture(mixture?).map_err(|error| refuse(f, &error)).ok();
    }
    law(f, keys, Family::Fitted(Shape::Lognormal))
}

/// Refuses keys by names that others give them, and a triangular without one of its corners.
fn check_names(f: &mut Fields<'_>) -> Option<()> {
    let uniform = "; for any length between two alike, uniform = [\"3m\", \"7m\"]";
    let range = f.refuse_other_names(&OTHER_RANGE, if f.has("mode") { "" } else { uniform });
    let misnamed = f.refuse_other_names(&OTHER_KEYS, "") || range;
    for (key, beside) in [("low", "high"), ("mode", "low"), ("high", "mode")] {
        if !misnamed {
            f.only_beside(key, beside);
        }
    }
    let cornered = ["low", "mode", "high"].map(|key| f.has(key));
    (!misnamed && (cornered[0] || cornered == [false; 3])).then_some(())
}

/// Refuses what stands beside a law that it says nothing of.
fn check_companions(f: &mut Fields<'_>, keys: &LawKeys) -> Option<()> {
    f.only_beside("cv", "mean");
    f.only_beside("sd", "mean");
    f.only_beside("scale", "k");
    if f.has("cv") && f.has("sd") {
        let message = "`cv` and `sd` both say how wide the distribution is".to_owned();
        f.refuse(Some("sd"), message, "keep one of them");
        return None;
    }
    let law = LAWS.into_iter().find(|law| f.has(law))?;
    let own = match (keys.shape, law) {
        (None, _) | (Some(Family::Fitted(_) | Family::Erlang), "mean") => true,
        (Some(Family::Fitted(Shape::Weibull)), "scale") => true,
        (Some(Family::Triangular), "triangular" | "low") => true,
        (Some(_), "scale") => return Some(()),
        (Some(Family::Triangular), "mean") => {
            let help = "for instance { shape = \"triangular\", low = \"5m\", mode = \"7m\", high = \"10m\" }";
            f.refuse(
                Some("mean"),
                "a triangular is given by `low`, `mode` and `high`, not by its mean".to_owned(),
                help,
            );
            return None;
        }
        (Some(_), _) => false,
    };
    if !own {
        f.refuse(Some("shape"), format!("`shape` means nothing beside `{law}`"), "keep one of them");
        return None;
    }
    let k_is_asked = law == "scale" || (law == "mean" && keys.shape == Some(Family::Erlang));
    if f.has("k") && !k_is_asked {
        let message = "`k` belongs to a Weibull with `scale`, or to an Erlang".to_owned();
        f.refuse(Some("k"), message, "add shape = \"erlang\" for so many phases, or take `k` away");
        return None;
    }
    Some(())
}

/// What the keys say, of which one law stands there.
fn law(f: &mut Fields<'_>, keys: LawKeys, usual: Family) -> Option<Distribution> {
    let made = if f.has("mean") {
        let spread = match (keys.sd, keys.cv) {
            (Some(sd), _) if keys.mean?.get() > 0.0 => Some(sd.get() / keys.mean?.get()),
            (_, cv) => cv,
        };
        if spread.is_none() && (f.has("cv") || f.has("sd") || (keys.shape.is_none() && f.has("shape"))) {
            return None;
        }
        by_mean(f, keys.mean?, spread, keys.shape.unwrap_or(usual), keys.k)?
    } else if f.has("scale") {
        return weibull(f, keys.scale?, keys.k?, keys.shape);
    } else if f.has("low") {
        Distribution::triangular(keys.low?, keys.mode?, keys.high?)
    } else if let Some([low, mode, high]) = keys.triangular {
        Distribution::triangular(low, mode, high)
    } else if let Some([low, high]) = keys.uniform {
        Distribution::uniform(low, high)
    } else if let Some(points) = keys.quantiles {
        Distribution::quantiles(points)
    } else {
        Distribution::samples(&keys.samples?)
    };
    made.map_err(|error| refuse(f, &error)).ok()
}

fn by_mean(
    f: &mut Fields<'_>,
    mean: Seconds,
    spread: Option<f64>,
    family: Family,
    k: Option<f64>,
) -> Option<Result<Distribution, DistributionError>> {
    let spread_wanted = |f: &mut Fields<'_>, message: &str, help| {
        f.refuse(None, message.to_owned(), help);
        None
    };
    let (shape, spread) = match (family, spread) {
        (Family::Erlang, _) => return erlang(f, mean, k),
        (Family::Triangular, _) => return None,
        (Family::Fitted(shape), Some(spread)) => (shape, spread),
        (Family::Fitted(Shape::Constant), None) => (Shape::Constant, 0.0),
        (Family::Fitted(Shape::Hyperexponential), None) => {
            let message = "a hyperexponential distribution needs `cv`, its coefficient of variation";
            return spread_wanted(f, message, "add a cv above 1, such as cv = 1.5");
        }
        (Family::Fitted(Shape::Normal), None) => {
            return spread_wanted(f, "a normal distribution needs `sd` or `cv`", "add its spread, such as cv = 0.2");
        }
        (Family::Fitted(shape), None) => (shape, 1.0),
    };
    Some(Distribution::new(shape, mean, spread))
}

fn erlang(f: &mut Fields<'_>, mean: Seconds, k: Option<f64>) -> Option<Result<Distribution, DistributionError>> {
    if let Some(key) = ["cv", "sd"].into_iter().find(|key| f.has(key)) {
        let message = format!("`{key}` means nothing for an Erlang, whose spread follows from `k`: cv is 1 / √k");
        f.refuse(Some(key), message, "take it away, or write shape = \"gamma\" for any spread");
        return None;
    }
    match k {
        Some(k) if k.fract() == 0.0 => Some(Distribution::erlang(mean, k as u32)),
        Some(k) => {
            let message = format!("an Erlang has a whole number of phases, not {k}");
            f.refuse(Some("k"), message, "write a whole number such as k = 3, or shape = \"gamma\" with a cv");
            None
        }
        None if f.has("k") => None,
        None => {
            f.refuse(None, "an Erlang needs `k`, its number of phases".to_owned(), "add for instance k = 3");
            None
        }
    }
}

fn weibull(f: &mut Fields<'_>, scale: Seconds, k: f64, shape: Option<Family>) -> Option<Distribution> {
    if shape != Some(Family::Fitted(Shape::Weibull)) {
        let message = "`scale` and `k` belong to a Weibull".to_owned();
        f.refuse(None, message, "add shape = \"weibull\"");
        return None;
    }
    Distribution::weibull(scale, k).map_err(|error| refuse(f, &error)).ok()
}

fn refuse(f: &mut Fields<'_>, error: &DistributionError) {
    let help = match error {
        DistributionError::Shares(percent) => {
            let percent = (percent * 1e6).round() / 1e6;
            f.refuse(None, format!("the shares sum to {percent}%"), "make them sum to 100%");
            return;
        }
        DistributionError::UpsideDown => "write the shortest first: uniform = [\"3m\", \"7m\"]",
        DistributionError::Triangle => "write for instance low = \"5m\", mode = \"7m\", high = \"10m\"",
        DistributionError::NormalCut(_) => "choose shape = \"gamma\" or \"lognormal\", which are never negative",
        DistributionError::QuantileShares | DistributionError::FallingQuantiles => QUANTILES_HELP,
        _ => "",
    };
    f.refuse(None, error.to_string(), help);
}

fn parts(slot: Slot<'_>) -> Option<Vec<(f64, Distribution)>> {
    let example = "{ share = 0.7, mean = \"30s\" }";
    slot.list("a list of parts", |slot| slot.table("a part of a mixture", example, part))
}

fn part(f: &mut Fields<'_>) -> Option<(f64, Distribution)> {
    let share = f.required("share", "The share of this part", share);
    let keys = LawKeys::read(f, "", "exponential");
    check_names(f)?;
    let laws: Vec<&'static str> = LAWS.into_iter().filter(|law| *law != "mixture").collect();
    f.exactly_one(&laws, "for instance { share = 0.7, mean = \"30s\" }")?;
    check_companions(f, &keys)?;
    let spread = f.has("cv") || f.has("sd");
    let usual = Family::Fitted(if spread { Shape::Lognormal } else { Shape::Exponential });
    let law = law(f, keys, usual);
    Some((Fraction::get(share?), law?))
}

fn two_durations(slot: Slot<'_>) -> Option<[Seconds; 2]> {
    durations(slot, "two durations", "the shortest and the longest", "[\"3m\", \"7m\"]")
}

fn three_durations(slot: Slot<'_>) -> Option<[Seconds; 3]> {
    let example = "[\"5m\", \"7m\", \"10m\"]";
    durations(slot, "three durations", "the shortest, the likeliest and the longest", example)
}

fn durations<const N: usize>(mut slot: Slot<'_>, number: &str, which: &str, example: &str) -> Option<[Seconds; N]> {
    let read = slot.lend().list(&format!("a list of {number} such as {example}"), duration)?;
    let read = read.try_into().ok();
    if let (None, Slot::Reading(found)) = (&read, &mut slot) {
        found.refuse(format!("{number} are needed, {which}"), format!("write {example}"));
    }
    read
}

fn samples(mut slot: Slot<'_>) -> Option<Vec<Seconds>> {
    let name = placed(words)(slot.lend())?;
    match slot {
        Slot::Reading(found) => csv_file::durations(&name.value, name.place, found.reading),
        Slot::Describing(_) => None,
    }
}
