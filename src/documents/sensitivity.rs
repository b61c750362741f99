use crate::documents::phrases::{about, lower_case};
use crate::report::figure::{Figure, count, share};
use crate::results::{EndOfRange, Estimate, Influence, SensitivityResults, SetIn};

use super::findings::{Findings, Sheet};

/// How far an answer hangs on assumptions, in words and figures.
pub(super) fn findings(found: &SensitivityResults) -> Findings {
    Findings { asked: asked(found), sentences: sentences(found), sheets: vec![sheet(found)] }
}

fn asked(found: &SensitivityResults) -> String {
    let measure = format!("{}{}", lower_case(found.measure.label()), about(&found.scope));
    let of = match &found.variant {
        Some(variant) => format!("the difference that {variant} makes to {measure}"),
        None => measure,
    };
    let (varied, not) = (found.assumed.len(), found.not_varied.len());
    let not = if not == 0 { String::new() } else { format!("; {not} without a range are not varied") };
    let number = if varied == 1 { "1 assumption".to_owned() } else { format!("{varied} assumptions") };
    format!("How far does {of} hang on {number} with a range{not}?")
}

fn sentences(found: &SensitivityResults) -> Vec<String> {
    let mut sentences = vec![format!("As the file has it: {}.", figure(found, found.answer))];
    if let Some(spread) = &found.together.spread {
        let alone = |mean: f64| alone(found, mean);
        let all = if found.assumed.len() == 1 {
            "With it anywhere in its range"
        } else {
            "With all of them anywhere in their ranges"
        };
        sentences.push(format!(
            "{all}: from {} to {} over {} points; half of the answers are below {}, and nine in ten lie between {} and {}.",
            alone(spread.least),
            alone(spread.greatest),
            found.together.points.len(),
            alone(spread.median),
            alone(spread.p5),
            alone(spread.p95),
        ));
    }
    sentences.extend(shares_sentence(found));
    sentences.extend(strongest(found));
    sentences.extend(found.assumed.iter().filter(|influence| influence.changes_nothing).map(nothing_of));
    let own: Vec<&str> = found
        .assumed
        .iter()
        .filter(|influence| influence.set_in == Some(SetIn::Baseline))
        .map(|influence| influence.path.as_str())
        .collect();
    if let (false, Some(variant)) = (own.is_empty(), &found.variant) {
        sentences.push(format!("Varied in the baseline alone, as {variant} sets it for itself: {}.", own.join(", ")));
    }
    if !found.not_varied.is_empty() {
        sentences.push(format!("Not varied, as they have no range: {}.", found.not_varied.join(", ")));
    }
    sentences
}

/// `Of the variance of an answer from 10 replications, 92% comes from the assumptions and 8% from chance.`
pub(super) fn shares_sentence(found: &SensitivityResults) -> Option<String> {
    let spread = found.together.spread?;
    let (assumptions, chance) = (spread.assumptions_fraction?, spread.chance_fraction?);
    let replications = found.results.variants.first().map_or(0, |baseline| baseline.replications);
    Some(format!(
        "Of the variance of an answer from {} replications, {} comes from the assumptions and {} from chance.",
        count(replications.into()),
        whole_percent(assumptions),
        whole_percent(chance),
    ))
}

/// To whole per cent, as the split itself is an estimate.
fn whole_percent(fraction: f64) -> String {
    match fraction {
        some if 0.0 < some && some < 0.005 => "less than 1%".to_owned(),
        most if (0.995..1.0).contains(&most) => "more than 99%".to_owned(),
        other => share((other * 100.0).round() / 100.0),
    }
}

/// `From 10 to 14, changes nothing here: teams.desk.people.posts acts only if …`
fn nothing_of(influence: &Influence) -> String {
    let Influence { path, low, high, effect, .. } = influence;
    let why = match effect {
        Some(effect) => format!("{path} {effect}"),
        None => "everything that happens is the same in every replication".to_owned(),
    };
    format!("{path}, from {} to {}, changes nothing here: {why}.", low.at.written, high.at.written)
}

fn strongest(found: &SensitivityResults) -> Option<String> {
    let first = found.assumed.first()?;
    let end = |end: &EndOfRange| format!("{} at {}", figure(found, end.answer), end.at.written);
    Some(format!("Alone, {} moves it most: {}, {}.", first.path, end(&first.low), end(&first.high)))
}

fn sheet(found: &SensitivityResults) -> Sheet {
    let change = |end: &EndOfRange| {
        end.change.map_or_else(|| "–".to_owned(), |change| Figure::difference(found.measure, change).to_string())
    };
    let row = |influence: &Influence| {
        vec![
            influence.path.clone(),
            influence.low.at.written.clone(),
            change(&influence.low),
            influence.high.at.written.clone(),
            change(&influence.high),
            correlation(influence),
        ]
    };
    let columns = ["Assumption", "Low", "Change", "High", "Change", "Rank corr. (interval)"];
    Sheet {
        title: "Change by each alone, and rank correlation where all vary at once".to_owned(),
        columns: columns.map(str::to_owned).to_vec(),
        rows: found.assumed.iter().map(row).collect(),
    }
}

/// `+0.83 (+0.70 to +0.91)`.
fn correlation(influence: &Influence) -> String {
    let signed = |number: f64| format!("{number:+.2}").replace('-', "−");
    match (influence.rank_correlation, influence.rank_correlation_interval) {
        (None, _) => "–".to_owned(),
        (Some(correlation), None) => signed(correlation),
        (Some(correlation), Some([low, high])) => {
            format!("{} ({} to {})", signed(correlation), signed(low), signed(high))
        }
    }
}

/// An answer as it is shown: a level, or a difference.
fn figure(found: &SensitivityResults, answer: Option<Estimate>) -> String {
    match (answer, &found.variant) {
        (Some(answer), Some(_)) => Figure::difference(found.measure, answer).to_string(),
        (answer, _) => Figure::level(found.measure, answer).to_string(),
    }
}

/// An answer without its interval, to four digits at most.
fn alone(found: &SensitivityResults, mean: f64) -> String {
    let estimate = Estimate { mean, half_width: None };
    match found.variant {
        Some(_) => Figure::difference(found.measure, estimate).mean(),
        None => Figure::level(found.measure, Some(estimate)).mean(),
    }
}
