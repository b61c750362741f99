use std::sync::Arc;

use crate::experiment::estimate::{significant, verdict};
use crate::model::Pair;
use crate::results::{BreakEvenPoint, Crossing, EndOfSpan, Estimate, Position};

use super::inquiry::{Answers, Inquiry, PairOfAnswers, Unanswered};

/// A key that is varied to find where two centres come out equal.
pub struct Lever<'a, E> {
    /// The least value looked at, on a number line.
    pub low: f64,
    /// The greatest value looked at.
    pub high: f64,
    /// Whether it takes whole numbers only.
    pub whole: bool,
    /// Values at which to look first, both ends among them.
    pub points: u32,
    /// The level of the measure that the baseline is staffed for at every value, the variant having as many times its agents;
    /// without one, all agents are as in the file.
    pub at_target: Option<f64>,
    /// Both centres at a value, or why it is refused.
    pub pair: &'a dyn Fn(f64) -> Result<Pair, E>,
    /// A value as it would be written in the file, rounded for reading.
    pub in_short: &'a dyn Fn(f64) -> String,
}

impl<E> Lever<'_, E> {
    /// Whether every value looked at first can be set.
    ///
    /// # Errors
    ///
    /// Why the first that cannot be is refused.
    pub fn check(&self) -> Result<(), E> {
        grid(self).into_iter().try_for_each(|at| (self.pair)(at).map(drop))
    }
}

/// How a difference goes over the values of a key, and where it is zero.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakEven {
    /// Every value looked at, from the least to the greatest.
    pub points: Vec<BreakEvenPoint>,
    /// Where the difference goes through zero, from the least to the greatest.
    pub crossings: Vec<Crossing>,
    /// Whether at every value everything happens as at the least, in every replication.
    pub changes_nothing: bool,
}

/// Parts of the range within which a value is found.
const FINEST: f64 = 1000.0;
/// A difference this small a part of its half-width is as good as zero.
const AS_GOOD_AS_ZERO: f64 = 0.05;
/// Steps after which to be content with the bracket there is; halving alone needs ten for a thousandth.
const MOST_STEPS: u32 = 30;
/// Finds the values of `lever` at which the variant less the baseline is zero, and those that cannot be told from them.
///
/// The difference is looked at over a grid; within each pair of neighbours of different signs, its zero is narrowed down. The
/// interval of a zero is the inversion of the band: all values around it whose own interval holds zero, so it holds the true
/// zero as often as they hold the true difference. All values meet the same customers.
///
/// # Errors
///
/// [`Unanswered`] if a value is refused, or if it is asked to stop.
///
/// # Source
///
/// The false position with halved ends: Dowell and Jarratt (1971), "A Modified Regula Falsi Method for Computing the Root of
/// an Equation", *BIT* 11, 168–174. The inversion: Fieller (1954), "Some Problems in Interval Estimation", *JRSS B* 16(2).
pub fn break_even<E>(inquiry: Inquiry<'_>, lever: &Lever<'_, E>) -> Result<BreakEven, Unanswered<E>> {
    let grid = grid(lever);
    let pairs: Vec<Pair> =
        grid.iter().map(|at| (lever.pair)(*at)).collect::<Result<_, E>>().map_err(Unanswered::Refused)?;
    let mut curve = Curve { lever, answers: Answers::new(inquiry), looked: Vec::new() };
    let shared = pairs.windows(2).all(|pairs| Arc::ptr_eq(&pairs[0].baseline, &pairs[1].baseline));
    curve.answers.expect(if shared { pairs.len() + 1 } else { 2 * pairs.len() });
    for (at, pair) in grid.iter().zip(&pairs) {
        curve.look_with(*at, pair)?;
    }
    let mut crossings = Vec::new();
    for place in curve.places() {
        let zero = match place {
            Place::At(at, equal_up_to) => Zero { value: at, left: at, right: at, equal_up_to },
            Place::Between(left, right) => curve.narrow(left, right, Sought::Zero)?,
        };
        let (low, high) = (curve.limit(&zero, Way::Down)?, curve.limit(&zero, Way::Up)?);
        crossings.push(curve.crossing(&zero, low, high));
    }
    let changes_nothing = curve.looked.iter().all(|looked| looked.answers.is_same_as_first());
    let points = curve.looked.iter().map(|looked| curve.point(looked, inquiry)).collect();
    Ok(BreakEven { points, crossings, changes_nothing })
}

fn grid<E>(lever: &Lever<'_, E>) -> Vec<f64> {
    let parts = f64::from(lever.points.max(2) - 1);
    let mut grid: Vec<f64> = (0..lever.points.max(2))
        .map(|number| lever.low + (lever.high - lever.low) * f64::from(number) / parts)
        .collect();
    if lever.whole {
        grid.iter_mut().for_each(|at| *at = at.round());
    }
    grid.dedup();
    grid
}

/// The difference as a function of the key, as far as it is known.
struct Curve<'a, E> {
    lever: &'a Lever<'a, E>,
    answers: Answers<'a>,
    /// By position.
    looked: Vec<Looked>,
}

struct Looked {
    at: f64,
    staffing: Option<f64>,
    answers: PairOfAnswers,
    difference: Option<Estimate>,
}

/// Where on the grid a zero lies.
enum Place {
    /// At a point that is exactly zero, and all beyond it up to an end of the range, if one is named.
    At(f64, Option<EndOfSpan>),
    /// Between neighbours of different signs.
    Between(End, End),
}

/// An end of a bracket, and how far the function is from zero there.
#[derive(Clone, Copy)]
struct End {
    at: f64,
    value: f64,
}

/// A zero and the bracket in which it was found.
struct Zero {
    value: f64,
    left: f64,
    right: f64,
    equal_up_to: Option<EndOfSpan>,
}

impl Zero {
    fn between(value: f64, left: f64, right: f64) -> Self {
        Self { value, left, right, equal_up_to: None }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Down,
    Up,
}

/// What is narrowed down.
#[derive(Clone, Copy)]
enum Sought {
    /// Where the difference is zero.
    Zero,
    /// Where its interval ceases to hold zero, lying above it beyond.
    LowEnd,
    /// The same, lying below it beyond.
    HighEnd,
}

impl Sought {
    /// A number that changes its sign there: of an end of the interval, below zero beyond.
    fn value(self, difference: Estimate) -> f64 {
        match self {
            Self::Zero => difference.mean,
            Self::LowEnd => -difference.low(),
            Self::HighEnd => difference.high(),
        }
    }

    /// Whether it is there, or as good as there. Two that are the same to the last digit are equal, and no end of that.
    fn is_at(self, difference: Estimate) -> bool {
        let half_width = difference.half_width.unwrap_or(0.0);
        let same = matches!(self, Self::Zero) && difference.mean == 0.0;
        same || (0.0 < half_width && self.value(difference).abs() <= half_width * AS_GOOD_AS_ZERO)
    }
}

impl<E> Curve<'_, E> {
    fn look(&mut self, at: f64) -> Result<Option<Estimate>, Unanswered<E>> {
        let pair = (self.lever.pair)(at).map_err(Unanswered::Refused)?;
        self.look_with(at, &pair)
    }

    fn look_with(&mut self, at: f64, pair: &Pair) -> Result<Option<Estimate>, Unanswered<E>> {
        let (staffing, pair) = match self.lever.at_target {
            None => (None, pair.clone()),
            Some(target) => self.staffed(at, pair, target)?,
        };
        let answers = self.answers.ask(&pair)?;
        let difference = self.answers.answer(&answers);
        let place = self.looked.partition_point(|looked| looked.at < at);
        self.looked.insert(place, Looked { at, staffing, answers, difference });
        Ok(difference)
    }

    /// Both with as many agents as the baseline needs.
    fn staffed(&mut self, at: f64, pair: &Pair, target: f64) -> Result<(Option<f64>, Pair), Unanswered<E>> {
        let staffed = self.answers.staffed(&pair.baseline, target)?.ok_or(Unanswered::OutOfReach(at))?;
        let variant = pair.variant.as_ref().map(|variant| Arc::new(variant.staffed(staffed.factor)));
        Ok((Some(staffed.factor), Pair { baseline: staffed.centre, variant }))
    }

    /// Where the difference is zero, or goes through it; nowhere if it is zero throughout.
    fn places(&self) -> Vec<Place> {
        let known: Vec<End> = self
            .looked
            .iter()
            .filter_map(|looked| Some(End { at: looked.at, value: looked.difference?.mean }))
            .collect();
        let mut places = Vec::new();
        let mut before: Option<End> = None;
        let mut zeros: Vec<f64> = Vec::new();
        for end in known {
            if end.value == 0.0 {
                zeros.push(end.at);
                continue;
            }
            match (before, zeros.first(), zeros.last()) {
                (Some(_), Some(first), _) => places.push(Place::At(*first, None)),
                (None, _, Some(last)) => places.push(Place::At(*last, Some(EndOfSpan::Low))),
                (Some(before), ..) if (before.value < 0.0) != (end.value < 0.0) => {
                    places.push(Place::Between(before, end));
                }
                _ => (),
            }
            zeros.clear();
            before = Some(end);
        }
        let at_the_end = before.and(zeros.first()).map(|first| Place::At(*first, Some(EndOfSpan::High)));
        places.extend(at_the_end);
        places
    }

    /// Narrows down where what is sought changes its sign between two values.
    fn narrow(&mut self, mut left: End, mut right: End, sought: Sought) -> Result<Zero, Unanswered<E>> {
        let finest = if self.lever.whole { 1.0 } else { (self.lever.high - self.lever.low) / FINEST };
        // An end that stays counts half as far from zero, so that the other comes to move as well.
        let (mut weights, mut stayed) = ((1.0, 1.0), None);
        for step in 1..=MOST_STEPS {
            if right.at - left.at <= finest * (1.0 + 1e-9) {
                break;
            }
            let position =
                if step.is_multiple_of(4) { 0.5 } else { share(left.value * weights.0, right.value * weights.1) };
            let at = self.placed(left.at + position * (right.at - left.at), &left, &right, finest);
            let Some(difference) = self.look(at)? else { break };
            let exactly = difference.mean == 0.0;
            if sought.is_at(difference) && (exactly || !self.lever.whole) {
                return Ok(Zero::between(at, at, at));
            }
            let value = sought.value(difference);
            if (value < 0.0) == (left.value < 0.0) {
                weights = (1.0, if stayed == Some(Way::Up) { weights.1 / 2.0 } else { 1.0 });
                (left, stayed) = (End { at, value }, Some(Way::Up));
            } else {
                weights = (if stayed == Some(Way::Down) { weights.0 / 2.0 } else { 1.0 }, 1.0);
                (right, stayed) = (End { at, value }, Some(Way::Down));
            }
        }
        let value = left.at + share(left.value, right.value) * (right.at - left.at);
        Ok(Zero::between(value, left.at, right.at))
    }

    /// A value within the bracket and not next to nothing away from its ends, on whole numbers if need be.
    fn placed(&self, at: f64, left: &End, right: &End, finest: f64) -> f64 {
        if self.lever.whole {
            return at.round().clamp(left.at + 1.0, right.at - 1.0);
        }
        let step = (self.lever.high - self.lever.low) * 1e-6;
        let at = at.clamp(left.at + finest / 2.0, right.at - finest / 2.0);
        self.lever.low + ((at - self.lever.low) / step).round() * step
    }

    /// How far from a zero the interval of the difference holds zero; `None` if it does so up to the end of the range.
    fn limit(&mut self, zero: &Zero, way: Way) -> Result<Option<f64>, Unanswered<E>> {
        let known = self.looked.iter().filter_map(|looked| Some((looked.at, looked.difference?)));
        let beyond: Vec<(f64, Estimate)> = match way {
            Way::Down => known.rev().filter(|(at, _)| *at <= zero.left).collect(),
            Way::Up => known.filter(|(at, _)| zero.right <= *at).collect(),
        };
        let Some(position) = beyond.iter().position(|(_, difference)| excludes_zero(*difference)) else {
            return Ok(None);
        };
        let (out_at, out) = beyond[position];
        let Some((in_at, within)) = position.checked_sub(1).map(|inside| beyond[inside]) else {
            return Ok(Some(out_at));
        };
        let sought = if out.mean < 0.0 { Sought::HighEnd } else { Sought::LowEnd };
        let outside = End { at: out_at, value: sought.value(out) };
        let inside = End { at: in_at, value: sought.value(within) };
        // Of the bracket, the end that is told from zero; of whole numbers, the last that is not.
        Ok(Some(match (way, self.lever.whole) {
            (Way::Down, false) => self.narrow(outside, inside, sought)?.left,
            (Way::Down, true) => self.narrow(outside, inside, sought)?.right,
            (Way::Up, false) => self.narrow(inside, outside, sought)?.right,
            (Way::Up, true) => self.narrow(inside, outside, sought)?.left,
        }))
    }

    fn crossing(&self, zero: &Zero, low: Option<f64>, high: Option<f64>) -> Crossing {
        let position = |at: f64| {
            let at = significant(at);
            Position { position: at, written: (self.lever.in_short)(at) }
        };
        let between = self.lever.whole && zero.left < zero.right;
        Crossing {
            value: significant(zero.value),
            written: (self.lever.in_short)(significant(zero.value)),
            low: low.map(position),
            high: high.map(position),
            between: between.then(|| [zero.left, zero.right].map(position)),
            equal_up_to: zero.equal_up_to,
        }
    }

    fn point(&self, looked: &Looked, inquiry: Inquiry<'_>) -> BreakEvenPoint {
        BreakEvenPoint {
            at: Position { position: significant(looked.at), written: (self.lever.in_short)(looked.at) },
            staffing: looked.staffing.map(significant),
            difference: looked.difference,
            verdict: looked.difference.map(|difference| verdict(inquiry.measure, difference)),
            baseline: looked.answers.baseline.estimate,
            variant: looked.answers.variant.as_ref().and_then(|variant| variant.estimate),
        }
    }
}

/// How far along from one value to another of a different sign a straight line is zero.
fn share(from: f64, to: f64) -> f64 {
    let share = from / (from - to);
    if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.5 }
}

fn excludes_zero(difference: Estimate) -> bool {
    difference.half_width.unwrap_or(0.0) < difference.mean.abs()
}
