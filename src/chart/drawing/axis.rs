use crate::chart::words::figure;

/// A range of values along one side of a panel, with the places worth naming.
#[derive(Clone, Debug)]
pub(crate) struct Axis {
    low: f64,
    high: f64,
    spacing: Spacing,
    /// Where a line is drawn to read values by.
    pub(crate) ticks: Vec<Tick>,
}

/// A place on an axis and what is written there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tick {
    /// The value.
    pub(crate) value: f64,
    /// Its name; empty for a line without one.
    pub(crate) label: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spacing {
    Even,
    Logarithmic,
}

impl Axis {
    /// From `low` to `high` with `ticks` chosen elsewhere.
    pub(crate) fn with_ticks(low: f64, high: f64, ticks: Vec<Tick>) -> Self {
        Self { low, high, spacing: Spacing::Even, ticks }
    }

    /// From zero to a round number above all of `values`, none of which should be negative.
    pub(crate) fn from_zero(values: impl Iterator<Item = f64>) -> Self {
        let most = values.fold(0.0, f64::max);
        let most = if most > 0.0 { most } else { 1.0 };
        let step = round_step(most, 5);
        Self::stepped(0.0, (most / step - 1e-9).ceil() * step, step)
    }

    /// Per cent, from zero to a hundred.
    pub(crate) fn percent() -> Self {
        Self::percent_up_to(100.0)
    }

    /// Per cent, from zero to a round number no less than `most`, and no more than a hundred if `most` is not.
    pub(crate) fn percent_up_to(most: f64) -> Self {
        let mut axis = Self::from_zero(std::iter::once(most));
        for tick in &mut axis.ticks {
            tick.label.push('%');
        }
        axis
    }

    /// Per cent around `values`, wide enough to show that a small change is small.
    pub(crate) fn percent_around(values: impl Iterator<Item = f64> + Clone) -> Self {
        let least = values.clone().fold(f64::INFINITY, f64::min);
        let most = values.clone().fold(f64::NEG_INFINITY, f64::max);
        let middle = if least <= most { (least + most) / 2.0 } else { 50.0 };
        let room = [middle - NARROWEST_PER_CENT / 2.0, middle + NARROWEST_PER_CENT / 2.0];
        let mut axis = Self::spanning(values.chain(room), 5);
        for tick in &mut axis.ticks {
            tick.label.push('%');
        }
        axis
    }

    /// Differences: from below all of `values` to above, with zero and room at both ends.
    pub(crate) fn around_zero(values: impl Iterator<Item = f64>, most_ticks: usize) -> Self {
        let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        let span = if high - low > 0.0 { high - low } else { 2.0 };
        let (low, high) = (low - span * 0.12, high + span * 0.12);
        let step = round_step(high - low, most_ticks);
        let mut axis = Self::stepped((low / step).ceil() * step, (high / step).floor() * step, step);
        (axis.low, axis.high) = (low, high);
        axis
    }

    /// From the least to the greatest of `values`, with a little room.
    pub(crate) fn spanning(values: impl Iterator<Item = f64> + Clone, most_ticks: usize) -> Self {
        Self::spanning_by(values, |span| round_step(span, most_ticks), None)
    }

    /// As [`Axis::spanning`], for lengths of time in seconds.
    pub(crate) fn spanning_seconds(values: impl Iterator<Item = f64> + Clone, most_ticks: usize) -> Self {
        let step = |span: f64| {
            let enough = |step: &f64| span / *step <= most_ticks as f64;
            // Of a span of minutes, halves of them and no thirds.
            let fits = |step: &f64| span < 60.0 || *step != 20.0;
            DURATIONS.iter().copied().filter(fits).find(enough).unwrap_or_else(|| round_step(span, most_ticks))
        };
        Self::spanning_by(values, step, Some(figure::duration))
    }

    /// Lengths of time in seconds from `low` to `high`, both above zero, spaced by their ratio.
    pub(crate) fn seconds_logarithmic(low: f64, high: f64, most_ticks: usize) -> Self {
        let low = low.max(1e-6);
        let high = high.max(low * 2.0);
        let all: Vec<f64> = DURATIONS.into_iter().filter(|seconds| (low..=high).contains(seconds)).collect();
        let every = all.len().div_ceil(most_ticks).max(1);
        let ticks =
            all.into_iter().step_by(every).map(|value| Tick { value, label: figure::duration(value) }).collect();
        Self { low, high, spacing: Spacing::Logarithmic, ticks }
    }

    /// How far along the axis `value` lies: 0 at its start, 1 at its end, never outside.
    pub(crate) fn share(&self, value: f64) -> f64 {
        let share = match self.spacing {
            Spacing::Even => (value - self.low) / (self.high - self.low),
            Spacing::Logarithmic => (value / self.low).ln() / (self.high / self.low).ln(),
        };
        if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }
    }

    /// The least and the greatest value on it.
    pub(crate) fn ends(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    fn spanning_by(
        values: impl Iterator<Item = f64> + Clone,
        step: impl Fn(f64) -> f64,
        label: Option<fn(f64) -> String>,
    ) -> Self {
        let low = values.clone().fold(f64::INFINITY, f64::min);
        let high = values.fold(f64::NEG_INFINITY, f64::max);
        let (low, high) = if low <= high { (low, high) } else { (0.0, 1.0) };
        let room = if low < high { (high - low) * 0.03 } else { low.abs().max(1.0) * 0.1 };
        let step = step(high - low + 2.0 * room);
        let mut axis = Self::stepped(((low - room) / step).ceil() * step, ((high + room) / step).floor() * step, step);
        (axis.low, axis.high) = (low - room, high + room);
        if let Some(label) = label {
            for tick in &mut axis.ticks {
                tick.label = label(tick.value);
            }
        }
        axis
    }

    fn stepped(first: f64, last: f64, step: f64) -> Self {
        let decimals = (-step.log10().floor()).clamp(0.0, 9.0) as usize;
        let decimals = if (step * 10_f64.powi(decimals as i32)).fract().abs() > 1e-6 { decimals + 1 } else { decimals };
        let count = ((last - first) / step).round().clamp(0.0, 40.0) as u32;
        let ticks = (0..=count)
            .map(|index| first + f64::from(index) * step)
            .map(|value| Tick { value, label: figure::number(value, decimals) })
            .collect();
        Self { low: first, high: last, spacing: Spacing::Even, ticks }
    }
}

/// Percentage points that an axis around its values spans at least.
const NARROWEST_PER_CENT: f64 = 4.0;

/// Round lengths of time, in seconds.
const DURATIONS: [f64; 27] = [
    0.1,
    0.2,
    0.5,
    1.0,
    2.0,
    5.0,
    10.0,
    20.0,
    30.0,
    60.0,
    120.0,
    300.0,
    600.0,
    1200.0,
    1800.0,
    3600.0,
    7200.0,
    14_400.0,
    28_800.0,
    43_200.0,
    86_400.0,
    172_800.0,
    432_000.0,
    864_000.0,
    1_728_000.0,
    4_320_000.0,
    8_640_000.0,
];

/// The smallest of 1, 2, 2.5 and 5 times a power of ten that divides `span` into no more than `most_steps`.
fn round_step(span: f64, most_steps: usize) -> f64 {
    let exact = (span / most_steps.max(1) as f64).max(1e-250);
    let power = 10_f64.powf(exact.log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| exact <= step * 1.000_001)
        .unwrap_or(exact)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(labels(&Axis::from_zero([3.2, 17.0].into_iter())), ["0", "5", "10", "15", "20"]);
        assert_eq!(labels(&Axis::from_zero([0.9].into_iter())), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(labels(&Axis::from_zero([4100.0].into_iter()))[1], "1,000");
        assert_eq!(labels(&Axis::percent()), ["0%", "20%", "40%", "60%", "80%", "100%"]);
        assert_eq!(labels(&Axis::around_zero([-11.0, 3.0].into_iter(), 4)), ["−10", "−5", "0"]);
        assert_eq!(
            labels(&Axis::spanning_seconds([60.0, 600.0].into_iter(), 6)),
            ["2 min", "4 min", "6 min", "8 min", "10 min"]
        );
    }

    #[test]
    fn waits_are_spaced_by_their_ratio() {
        let axis = Axis::seconds_logarithmic(1.0, 3600.0, 14);
        assert_eq!(axis.ticks.first().map(|tick| tick.label.as_str()), Some("1 s"));
        assert!((axis.share(60.0) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn no_value_leaves_the_axis() {
        for values in [vec![], vec![0.0, -0.0], vec![1e250], vec![1e-300], vec![-1e250, 1e250], vec![7.0]] {
            let axes = [
                Axis::from_zero(values.iter().copied()),
                Axis::around_zero(values.iter().copied(), 4),
                Axis::spanning(values.iter().copied(), 8),
                Axis::spanning_seconds(values.iter().copied(), 8),
            ];
            for axis in axes {
                for value in values.iter().copied().chain(axis.ticks.iter().map(|tick| tick.value)) {
                    assert!((0.0..=1.0).contains(&axis.share(value)), "{value} on {axis:?}");
                }
            }
        }
    }
}
