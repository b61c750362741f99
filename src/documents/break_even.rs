use crate::documents::phrases::{about, lower_case};
use crate::report::figure::{Figure, share};
use crate::results::{
    BreakEvenPoint, BreakEvenResults, Crossing, EndOfSpan, Estimate, Measure, Position, SetIn, Verdict,
};

use super::findings::{Findings, Sheet};

/// Most values in the table of a summary; `points.csv` holds the rest.
const MOST_ROWS: usize = 40;

/// Where a variant and the baseline come out equal, in words and figures.
pub(super) fn findings(found: &BreakEvenResults) -> Findings {
    Findings { asked: asked(found), sentences: answer(found), sheets: vec![sheet(found)] }
}

fn asked(found: &BreakEvenResults) -> String {
    let BreakEvenResults { measure, scope, variant, against, path, low, high, set_in, .. } = found;
    let set_in = match set_in {
        SetIn::Variant => format!("set in {variant} alone"),
        SetIn::Both | SetIn::Baseline => "set in both".to_owned(),
    };
    let range = format!("At which {path} between {} and {} ({set_in})", low.written, high.written);
    let what = format!("{}{}", lower_case(measure.label()), about(scope));
    match found.at_target {
        None => format!("{range} is {variant} equal to {against} in {what}?"),
        Some(target) => format!(
            "{range} does {variant} need as many agents as {against} for a {what} of {}? Both have as many times their agents \
             as {against} needs, to about one; where {variant} comes out higher, it needs fewer.",
            share(target)
        ),
    }
}

/// The answer, a sentence for each value found, or one that says there is none.
pub(super) fn answer(found: &BreakEvenResults) -> Vec<String> {
    if found.changes_nothing {
        let BreakEvenResults { path, low, high, effect, .. } = found;
        let why = effect.as_ref().map_or_else(
            || "everything that happens is the same in every replication".to_owned(),
            |effect| format!("{path} {effect}"),
        );
        return vec![format!("{path}, from {} to {}, changes nothing here: {why}.", low.written, high.written)];
    }
    if found.crossings.is_empty() {
        return vec![none(found)];
    }
    found.crossings.iter().map(|crossing| equal(found, crossing)).collect()
}

fn equal(found: &BreakEvenResults, crossing: &Crossing) -> String {
    let place = match &crossing.between {
        Some([low, high]) => format!("between {} and {}", low.written, high.written),
        None => format!("at {}", crossing.written),
    };
    let sides = sides(found, crossing);
    let sides = if sides.is_empty() { sides } else { format!(". {} is {sides}", found.variant) };
    let interval = interval(found, crossing);
    match crossing.equal_up_to {
        None => format!("Equal {place}; {interval}{sides}."),
        Some(end) => format!("No crossing, but equal {}; {interval}{sides}.", up_to(found, crossing, end)),
    }
}

/// `at 0%, the lower end of the range`, or from there as far as nothing differs.
fn up_to(found: &BreakEvenResults, crossing: &Crossing, end: EndOfSpan) -> String {
    let (at, name) = match end {
        EndOfSpan::Low => (&found.low, "lower"),
        EndOfSpan::High => (&found.high, "upper"),
    };
    if at.position == crossing.value {
        return format!("at {}, the {name} end of the range", at.written);
    }
    format!("from {}, the {name} end of the range, to {}", at.written, crossing.written)
}

/// The values that cannot be told from it.
fn interval(found: &BreakEvenResults, crossing: &Crossing) -> String {
    let confidence = share(found.results.confidence);
    let ends = |low: &str, high: &str| format!("with {confidence} confidence, from {low} to {high}");
    let beyond = |end: &Position| format!("{} or beyond", end.written);
    match (&crossing.low, &crossing.high) {
        (Some(low), Some(high)) if low.written == high.written => {
            format!("with {confidence} confidence, at {} to this many digits", low.written)
        }
        (Some(low), Some(high)) => ends(&low.written, &high.written),
        (Some(low), None) => ends(&low.written, &beyond(&found.high)),
        (None, Some(high)) => ends(&beyond(&found.low), &high.written),
        (None, None) => format!(
            "with {confidence} confidence, anywhere between {} and {}, or beyond",
            found.low.written, found.high.written
        ),
    }
}

/// On which side of the value the variant is lower.
fn sides(found: &BreakEvenResults, crossing: &Crossing) -> String {
    let sign =
        |point: Option<&BreakEvenPoint>| point.and_then(|point| point.difference).map(|difference| difference.mean);
    let counts = |point: &&BreakEvenPoint| point.difference.is_some_and(|difference| difference.mean != 0.0);
    let below = found.points.iter().rev().filter(counts).find(|point| point.at.position < crossing.value);
    let above = found.points.iter().filter(counts).find(|point| crossing.value < point.at.position);
    let side = |side: &str, mean: Option<f64>| mean.map(|mean| format!("{} {side}", way(found.measure, mean)));
    let sides: Vec<String> = [side("below", sign(below)), side("above", sign(above))].into_iter().flatten().collect();
    sides.join(" and ")
}

fn none(found: &BreakEvenResults) -> String {
    let known: Vec<(&BreakEvenPoint, Estimate)> =
        found.points.iter().filter_map(|point| Some((point, point.difference?))).collect();
    let range = format!("None between {} and {}", found.low.written, found.high.written);
    let Some((first, difference)) = known.first() else {
        return format!("{range}: {} does not exist there.", lower_case(found.measure.label()));
    };
    if known.iter().all(|(_, difference)| difference.mean == 0.0) {
        return format!("{range}: there is no difference at any value.");
    }
    let unsure = known.iter().filter(|(point, _)| point.verdict == Some(Verdict::CannotTell)).count();
    if unsure == known.len() {
        let sentence = "it cannot be told: at every value the interval of the difference holds zero";
        return format!("{range} in the mean, but {sentence}.");
    }
    let last = known.last().map_or((*first, *difference), |(point, difference)| (*point, *difference));
    let from_to = format!(
        "by {} at {} and {} at {}",
        size(found.measure, *difference),
        first.at.written,
        size(found.measure, last.1),
        last.0.at.written
    );
    let but = match unsure {
        0 => String::new(),
        unsure => format!("; at {unsure} of {} values it cannot be told from zero", known.len()),
    };
    format!("{range}: {} is {} throughout, {from_to}{but}.", found.variant, way(found.measure, difference.mean))
}

/// `lower (worse)`; of a measure without a good side, `lower`.
fn way(measure: Measure, difference: f64) -> String {
    use crate::results::Direction::{HigherIsBetter, LowerIsBetter, Neutral};
    let word = if difference < 0.0 { "lower" } else { "higher" };
    match (measure.direction(), difference < 0.0) {
        (Neutral, _) => word.to_owned(),
        (HigherIsBetter, true) | (LowerIsBetter, false) => format!("{word} (worse)"),
        (HigherIsBetter, false) | (LowerIsBetter, true) => format!("{word} (better)"),
    }
}

fn size(measure: Measure, difference: Estimate) -> String {
    Figure::difference(measure, Estimate { mean: difference.mean.abs(), ..difference }).to_string()
}

fn sheet(found: &BreakEvenResults) -> Sheet {
    let row = |point: &BreakEvenPoint| {
        let difference = point.difference.map(|difference| Figure::difference(found.measure, difference).to_string());
        let verdict = point.verdict.map_or("", Verdict::word);
        let level = |estimate| Figure::level(found.measure, estimate).to_string();
        let staffing = point.staffing.map(|factor| format!("{factor:.3}"));
        let start = std::iter::once(point.at.written.clone()).chain(staffing);
        let figures = [
            level(point.baseline),
            level(point.variant),
            difference.unwrap_or_else(|| "–".to_owned()),
            verdict.to_owned(),
        ];
        start.chain(figures).collect()
    };
    let figures = [found.against.as_str(), &found.variant, "Difference", "Verdict"];
    let columns = std::iter::once("Value").chain(found.at_target.map(|_| "Agents ×")).chain(figures);
    Sheet {
        title: format!("{}{}, at values of {}", found.measure.label(), about(&found.scope), found.path),
        columns: columns.map(str::to_owned).collect(),
        rows: found.points.iter().take(MOST_ROWS).map(row).collect(),
    }
}
