use crate::experiment::estimate::significant;
use crate::model::{Pair, SetIn, SweepPoint};
use crate::random::{Key, latin_hypercube_dimension};
use crate::results::{EndOfRange, Estimate, Influence, PointOfAnswers, Position, SpreadOfAnswers, Together};
use crate::stats::{
    rank_correlation, rank_correlation_interval, round_to_significant, sample_quantile, student_t, variance_components,
};
use crate::units::Fraction;

use super::inquiry::{Answers, Inquiry, PairOfAnswers, Unanswered};

/// A number that is assumed, with the range within which it may lie.
#[derive(Clone, Debug)]
pub struct Assumed {
    /// The key the assumption is about.
    pub assumption: String,
    /// The number itself: the same key, or the mean under it.
    pub path: String,
    /// The lower end.
    pub low: Position,
    /// The upper end.
    pub high: Position,
    /// When it acts, in words that follow its name, where that is known.
    pub effect: Option<&'static str>,
    /// Whether it takes whole numbers only.
    pub whole: bool,
    /// In which centre it is set, where the answer is a difference.
    pub set_in: Option<SetIn>,
}

/// The centres with each number at a position, or where there is none, as in the file; or why a position is refused.
pub type PairAtPositions<'a, E> = dyn Fn(&[Option<f64>]) -> Result<Pair, E> + 'a;

/// Everything that is assumed with a range.
pub struct Register<'a, E> {
    /// The numbers, in the order of the file.
    pub assumed: &'a [Assumed],
    /// Points at which all are varied at once.
    pub points: u32,
    /// The centres at a position of each.
    pub pair: &'a PairAtPositions<'a, E>,
    /// The value of one of them at a position, as it would be written in the file.
    pub written: &'a dyn Fn(usize, f64) -> String,
}

impl<E> Register<'_, E> {
    /// Whether every number can be set to both ends of its range.
    ///
    /// # Errors
    ///
    /// Why the first that cannot be is refused.
    pub fn check(&self) -> Result<(), E> {
        (0..self.assumed.len()).try_for_each(|index| self.ends(index).map(drop))
    }

    /// The centres with one number at either end, all else as in the file.
    fn ends(&self, index: usize) -> Result<[Pair; 2], E> {
        let at = |end: &Position| {
            let mut positions = vec![None; self.assumed.len()];
            positions[index] = Some(end.position);
            (self.pair)(&positions)
        };
        Ok([at(&self.assumed[index].low)?, at(&self.assumed[index].high)?])
    }
}

/// How far an answer hangs on what is assumed.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// The answer as the file has it.
    pub answer: Option<Estimate>,
    /// What each assumption does to it, the one that moves it most first.
    pub assumed: Vec<Influence>,
    /// What all together do to it.
    pub together: Together,
}

/// Varies what is assumed: one number at a time from end to end, on the same customers, and all at once over a Latin hypercube,
/// each of whose points meets customers of its own.
///
/// # Errors
///
/// [`Unanswered`] if a value is refused, or if it is asked to stop.
///
/// # Source
///
/// McKay, Beckman and Conover (1979), "A Comparison of Three Methods for Selecting Values of Input Variables in the Analysis of
/// Output from a Computer Code", *Technometrics* 21(2), 239–245.
pub fn sensitivity<E>(inquiry: Inquiry<'_>, register: &Register<'_, E>) -> Result<Sensitivity, Unanswered<E>> {
    let hypercube = hypercube(register, inquiry.study.settings.seed);
    let pairs = Pairs::new(register, &hypercube).map_err(Unanswered::Refused)?;
    let mut answers = Answers::new(inquiry);
    answers.expect(pairs.centres());
    let in_file = answers.ask(&pairs.file)?;
    let mut assumed = Vec::with_capacity(register.assumed.len());
    for (one, [low, high]) in register.assumed.iter().zip(&pairs.ends) {
        let (low, high) = (answers.ask(low)?, answers.ask(high)?);
        assumed.push(influence(&answers, one, [&low, &high], &in_file));
    }
    let mut found = Vec::with_capacity(pairs.points.len());
    for (number, point) in (0..).zip(&pairs.points) {
        let apart = answers.apart(point, number)?;
        found.push(answers.answer(&apart));
    }
    for (index, influence) in assumed.iter_mut().enumerate() {
        let (correlation, interval) = correlation(&hypercube, index, &found, inquiry.study.settings.confidence).unzip();
        (influence.rank_correlation, influence.rank_correlation_interval) = (correlation, interval.flatten());
    }
    assumed.sort_by(|one, other| width(other).total_cmp(&width(one)));
    let spread = spread(&found, inquiry, &answers);
    let together = together(register, &hypercube, &found, spread);
    Ok(Sensitivity { answer: answers.answer(&in_file), assumed, together })
}

/// Every pair that is asked.
struct Pairs {
    file: Pair,
    /// For each number, both ends of its range.
    ends: Vec<[Pair; 2]>,
    /// The points of the hypercube.
    points: Vec<Pair>,
}

impl Pairs {
    fn new<E>(register: &Register<'_, E>, hypercube: &[Vec<f64>]) -> Result<Self, E> {
        let numbers = register.assumed.len();
        let point = |positions: &Vec<f64>| {
            let positions: Vec<Option<f64>> = positions.iter().copied().map(Some).collect();
            (register.pair)(&positions)
        };
        Ok(Self {
            file: (register.pair)(&vec![None; numbers])?,
            ends: (0..numbers).map(|index| register.ends(index)).collect::<Result<_, E>>()?,
            points: hypercube.iter().map(point).collect::<Result<_, E>>()?,
        })
    }

    /// How many centres they are, at most.
    fn centres(&self) -> usize {
        let pairs = 1 + 2 * self.ends.len() + self.points.len();
        pairs * if self.file.variant.is_some() { 2 } else { 1 }
    }
}

fn together<E>(
    register: &Register<'_, E>,
    hypercube: &[Vec<f64>],
    found: &[Option<Estimate>],
    spread: Option<SpreadOfAnswers>,
) -> Together {
    let at = |positions: &Vec<f64>| SweepPoint {
        written: positions.iter().enumerate().map(|(index, at)| (register.written)(index, *at)).collect(),
        position: positions.iter().map(|at| significant(*at)).collect(),
    };
    let point =
        |(positions, answer): (&Vec<f64>, &Option<Estimate>)| PointOfAnswers { at: at(positions), answer: *answer };
    Together {
        paths: register.assumed.iter().map(|assumed| assumed.path.clone()).collect(),
        points: hypercube.iter().zip(found).map(point).collect(),
        spread,
    }
}

/// The positions of each point of the hypercube: uniform over every range, or over its whole numbers.
fn hypercube<E>(register: &Register<'_, E>, seed: u64) -> Vec<Vec<f64>> {
    let key = Key::new(seed, 0).named("latin_hypercube");
    let dimension = |assumed: &Assumed| -> Vec<f64> {
        let (low, high) = (assumed.low.position, assumed.high.position);
        let drawn = latin_hypercube_dimension(key.named(&assumed.path), register.points as usize);
        let position = |share: f64| match assumed.whole {
            true => (low + (share * (high - low + 1.0)).floor()).min(high),
            // To a millionth of the range, so that what is written is what is simulated.
            false => low + (share * 1e6).round() / 1e6 * (high - low),
        };
        drawn.into_iter().map(position).collect()
    };
    let dimensions: Vec<Vec<f64>> = register.assumed.iter().map(dimension).collect();
    (0..register.points as usize).map(|point| dimensions.iter().map(|dimension| dimension[point]).collect()).collect()
}

fn influence(
    answers: &Answers<'_>,
    assumed: &Assumed,
    [low, high]: [&PairOfAnswers; 2],
    in_file: &PairOfAnswers,
) -> Influence {
    let end = |at: &Position, of: &PairOfAnswers| EndOfRange {
        at: at.clone(),
        answer: answers.answer(of),
        change: answers.change(of, in_file),
    };
    Influence {
        assumption: assumed.assumption.clone(),
        path: assumed.path.clone(),
        set_in: assumed.set_in,
        changes_nothing: low.is_same_as_first() && high.is_same_as_first(),
        effect: assumed.effect.map(str::to_owned),
        low: end(&assumed.low, low),
        high: end(&assumed.high, high),
        rank_correlation: None,
        rank_correlation_interval: None,
    }
}

/// How far the answer moves over the whole range: from the least to the greatest of both ends and the file.
fn width(influence: &Influence) -> f64 {
    let changes = [&influence.low, &influence.high].into_iter().filter_map(|end| Some(end.change?.mean));
    let (low, high) = changes.fold((0.0_f64, 0.0_f64), |(low, high), change| (low.min(change), high.max(change)));
    high - low
}

/// The rank correlation of a number with the answers, and both ends of its interval.
fn correlation(
    hypercube: &[Vec<f64>],
    index: usize,
    found: &[Option<Estimate>],
    confidence: Fraction,
) -> Option<(f64, Option<[f64; 2]>)> {
    let known = hypercube.iter().zip(found).filter_map(|(positions, answer)| Some((positions[index], (*answer)?.mean)));
    let (positions, answers): (Vec<f64>, Vec<f64>) = known.unzip();
    let correlation = rank_correlation(&positions, &answers)?;
    let interval = rank_correlation_interval(correlation, answers.len(), confidence);
    let short = |number: f64| round_to_significant(number, 4).unwrap_or(0.0);
    Some((short(correlation), interval.map(|(low, high)| [low, high].map(short))))
}

fn spread(found: &[Option<Estimate>], inquiry: Inquiry<'_>, answers: &Answers<'_>) -> Option<SpreadOfAnswers> {
    let confidence = inquiry.study.settings.confidence;
    let t = student_t(confidence, u64::from(answers.blocks().saturating_sub(1)));
    let known: Vec<Estimate> = found.iter().copied().flatten().collect();
    let squares: Vec<(f64, f64)> =
        known.iter().filter_map(|answer| Some((answer.mean, (answer.half_width? / t).powi(2)))).collect();
    let parts = variance_components(&squares)?;
    let means: Vec<f64> = known.iter().map(|answer| answer.mean).collect();
    let quantile = |p: f64| sample_quantile(&means, p).map(significant);
    let all = parts.between + parts.within;
    let share = |part: f64| (all > 0.0).then(|| round_to_significant(part / all, 4)).flatten();
    Some(SpreadOfAnswers {
        least: quantile(0.0)?,
        p5: quantile(0.05)?,
        median: quantile(0.5)?,
        p95: quantile(0.95)?,
        greatest: quantile(1.0)?,
        variance_between: significant(parts.between),
        variance_within: significant(parts.within),
        assumptions_fraction: share(parts.between),
        chance_fraction: share(parts.within),
    })
}
