use crate::decode::{Fields, Slot, Value, csv_file, cv, duration, placed, share, words};
use crate::random::{Distribution, DistributionError, Shape};
use crate::units::{Fraction, Seconds};

const EXAMPLE: &str = "{ mean = \"4m\", cv = 1.0 }";
const SHAPES: [(&str, Shape); 6] = [
    ("lognormal", Shape::Lognormal),
    ("exponential", Shape::Exponential),
    ("gamma", Shape::Gamma),
    ("weibull", Shape::Weibull),
    ("constant", Shape::Constant),
    ("hyperexponential", Shape::Hyperexponential),
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

fn any_law(f: &mut Fields<'_>) -> Option<Distribution> {
    let mean = f.optional("mean", "The mean", duration);
    let cv =
        f.optional("cv", "Coefficient of variation: standard deviation over mean; 1 if left out, 0 of a constant", cv);
    let shape = f.optional("shape", "The family; lognormal if left out", |slot| slot.word(&SHAPES));
    let scale = f.optional("scale", "Scale of a Weibull", duration);
    let k = f.optional("k", "Shape parameter of a Weibull", |slot| slot.number("a number above 0", 0.05, 1000.0));
    let mixture = f.optional("mixture", "Parts, each with its share; exponential unless they say else", parts);
    let uniform = f.optional("uniform", "Any length between these two alike", two_durations);
    let samples = f.optional("samples", "CSV file of observed lengths, in seconds", samples);
    let help = "for instance { mean = \"4m\", cv = 1.0 } or { uniform = [\"3m\", \"7m\"] }";
    f.exactly_one(&["mean", "mixture", "uniform", "samples", "scale"], help)?;
    f.only_beside("cv", "mean");
    f.only_beside("k", "scale");
    f.only_beside("scale", "k");
    let made = match (mean, mixture, uniform, samples, scale) {
        (Some(mean), ..) => by_mean(f, mean, cv, shape.unwrap_or(Shape::Lognormal))?,
        (_, Some(parts), ..) => Distribution::mixture(parts),
        (_, _, Some((low, high)), ..) => Distribution::uniform(low, high),
        (_, _, _, Some(samples), _) => Distribution::samples(&samples),
        (.., Some(scale)) => return weibull(f, scale, k?, shape),
        _ => return None,
    };
    made.map_err(|error| refuse(f, &error)).ok()
}

fn by_mean(
    f: &mut Fields<'_>,
    mean: Seconds,
    cv: Option<f64>,
    shape: Shape,
) -> Option<Result<Distribution, DistributionError>> {
    let spread = match (cv, shape) {
        (None, _) if f.has("cv") => return None,
        (Some(cv), _) => cv,
        (None, Shape::Exponential | Shape::Lognormal | Shape::Gamma | Shape::Weibull) => 1.0,
        (None, Shape::Constant) => 0.0,
        (None, Shape::Hyperexponential) => {
            let message = "a hyperexponential distribution needs `cv`, its coefficient of variation".to_owned();
            f.refuse(None, message, "add a cv above 1, such as cv = 1.5");
            return None;
        }
    };
    Some(Distribution::new(shape, mean, spread))
}

fn weibull(f: &mut Fields<'_>, scale: Seconds, k: f64, shape: Option<Shape>) -> Option<Distribution> {
    if shape != Some(Shape::Weibull) {
        let message = "`scale` and `k` belong to a Weibull".to_owned();
        f.refuse(None, message, "add shape = \"weibull\"");
        return None;
    }
    Distribution::weibull(scale, k).map_err(|error| refuse(f, &error)).ok()
}

fn refuse(f: &mut Fields<'_>, error: &DistributionError) {
    match error {
        DistributionError::Shares(percent) => {
            let percent = (percent * 1e6).round() / 1e6;
            f.refuse(None, format!("the shares sum to {percent}%"), "make them sum to 100%");
        }
        DistributionError::UpsideDown => {
            f.refuse(None, error.to_string(), "write the shortest first: uniform = [\"3m\", \"7m\"]");
        }
        _ => f.refuse(None, error.to_string(), ""),
    }
}

fn two_durations(slot: Slot<'_>) -> Option<(Seconds, Seconds)> {
    let mut place = slot;
    let both = place.lend().list("a list of two durations such as [\"3m\", \"7m\"]", duration)?;
    match (both.as_slice(), &mut place) {
        ([low, high], _) => Some((*low, *high)),
        (_, Slot::Reading(found)) => {
            found.refuse("two durations are needed, the shortest and the longest", "write [\"3m\", \"7m\"]");
            None
        }
        (_, Slot::Describing(_)) => None,
    }
}

fn parts(slot: Slot<'_>) -> Option<Vec<(f64, Distribution)>> {
    let example = "{ share = 0.7, mean = \"30s\" }";
    slot.list("a list of parts", |slot| slot.table("a part of a mixture", example, part))
}

fn part(f: &mut Fields<'_>) -> Option<(f64, Distribution)> {
    let share = f.required("share", "The share of this part", share);
    let mean = f.required("mean", "The mean of this part", duration);
    let spread = f.optional("cv", "Coefficient of variation", cv);
    let shape = f.optional("shape", "The family; exponential if left out", |slot| slot.word(&SHAPES));
    let shape = shape.unwrap_or(if spread.is_some() { Shape::Lognormal } else { Shape::Exponential });
    let share: Fraction = share?;
    let law = by_mean(f, mean?, spread, shape)?;
    let law = law.map_err(|error| refuse(f, &error)).ok()?;
    Some((share.get(), law))
}

fn samples(mut slot: Slot<'_>) -> Option<Vec<Seconds>> {
    let name = placed(words)(slot.lend())?;
    match slot {
        Slot::Reading(found) => csv_file::durations(&name.value, name.place, found.reading),
        Slot::Describing(_) => None,
    }
}
