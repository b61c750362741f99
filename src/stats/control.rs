use crate::units::Fraction;

use super::ConfidenceInterval;
use super::confidence::student_t;

/// Observations for each control variate that an estimate may be adjusted by.
const OBSERVATIONS_PER_CONTROL: usize = 10;

/// A control that hangs on one observation is left out: what that one says cannot be told from what the control does.
const MOST_LEVERAGE: f64 = 0.9;

/// A control this many standard errors off its expectation does not have it: its tail is too heavy for what is known of it
/// to say anything.
const FARTHEST_OFF: f64 = 10.0;

/// Controls explain what is left of an estimate's deviations down to this part of their squares; less is rounding.
const ROUNDING: f64 = 1e-20;

/// Quantities observed beside an estimate whose expectations are known, made ready to adjust estimates by them: where the
/// controls came out above what was to be expected, by as much as the estimate went along.
///
/// The deviations of an estimate are regressed on the controls, and the estimate is moved to where the controls would have
/// been zero. That leans a little where the deviations bend, or spread, with the controls; the jackknife takes the lean away
/// and gives the interval.
///
/// # Source
///
/// Lavenberg and Welch (1981), "A Perspective on the Use of Control Variables to Increase the Efficiency of Monte Carlo
/// Simulations", *Management Science* 27(3); Nelson (1990), "Control Variate Remedies", *Operations Research* 38(6).
///
/// # Examples
///
/// Each caller above the usual number makes the wait three seconds longer:
///
/// ```
/// use callfloor::stats::ControlVariates;
/// use callfloor::units::Fraction;
///
/// let callers: Vec<f64> = (0..20).map(|day| f64::from(day % 5)).collect();
/// let waits: Vec<f64> = callers.iter().map(|above| 3.0 * (above - 2.0)).collect();
/// let controls = ControlVariates::new(&[callers], 20);
/// let wait = controls.adjusted(30.0, &waits, Fraction::new(0.95)?).ok_or("finite")?;
/// assert_eq!((wait.mean, wait.half_width), (24.0, Some(0.0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct ControlVariates {
    components: Vec<Component>,
    /// By observation: how far the adjusted estimate moves for each unit of what the controls leave unexplained of it, if
    /// it is left out, times the number of the others.
    moves: Vec<f64>,
}

impl ControlVariates {
    /// Controls with so many observations, each given as how far it lay above its expectation.
    ///
    /// They come in order of importance: there may be one for every ten observations, and those that say nothing new are
    /// left out.
    ///
    /// # Panics
    ///
    /// If a control has another number of observations.
    #[must_use]
    pub fn new(controls: &[Vec<f64>], observations: usize) -> Self {
        assert!(controls.iter().all(|control| control.len() == observations), "controls are observed with the rest");
        let count = observations as f64;
        let mut components: Vec<Component> = Vec::new();
        let mut leverage = vec![1.0 / count; observations];
        for control in controls {
            if (components.len() + 1) * OBSERVATIONS_PER_CONTROL > observations {
                break;
            }
            let Some(component) = Component::beyond(&components, control) else { continue };
            let with: Vec<f64> =
                leverage.iter().zip(&component.unit).map(|(before, unit)| before + unit * unit).collect();
            if with.iter().all(|&leverage| leverage < MOST_LEVERAGE) {
                leverage = with;
                components.push(component);
            }
        }
        let moves = leverage.iter().enumerate().map(|(observation, leverage)| {
            let along: f64 = components.iter().map(|component| component.unit[observation] * component.mean).sum();
            (count - 1.0) * (1.0 / count - along) / (1.0 - leverage)
        });
        let moves = if observations > 1 { moves.collect() } else { vec![0.0; observations] };
        Self { moves, components }
    }

    /// The estimate adjusted, with its interval. `deviations` are what each observation contributes to the error of
    /// `estimate`, so that their mean is zero.
    ///
    /// Without controls it is the usual interval. `None` if `estimate` is not finite, or without observations.
    ///
    /// # Panics
    ///
    /// If there are not as many deviations as observations.
    #[must_use]
    pub fn adjusted(&self, estimate: f64, deviations: &[f64], confidence: Fraction) -> Option<ConfidenceInterval> {
        assert_eq!(deviations.len(), self.moves.len(), "deviations are observed with the controls");
        let mut adjusted = estimate;
        let mut left = deviations.to_vec();
        for component in &self.components {
            let slope = product(&component.unit, deviations);
            adjusted -= slope * component.mean;
            left.iter_mut().zip(&component.unit).for_each(|(left, unit)| *left -= slope * unit);
        }
        if product(&left, &left) <= ROUNDING * product(deviations, deviations) {
            left.fill(0.0);
        }
        let count = self.moves.len() as f64;
        left.iter_mut().zip(&self.moves).for_each(|(left, moves)| *left *= moves);
        let bias = left.iter().sum::<f64>() / count;
        let mean = adjusted + bias;
        let degrees = self.moves.len().saturating_sub(1 + self.components.len());
        let half_width = (degrees > 0).then(|| {
            let spread: f64 = left.iter().map(|moved| (moved - bias) * (moved - bias)).sum();
            student_t(confidence, degrees as u64) * (spread / (count - 1.0) / count).sqrt()
        });
        mean.is_finite()
            .then_some(ConfidenceInterval { mean, half_width: half_width.filter(|width| width.is_finite()) })
    }
}

/// A combination of controls: its deviations from its own mean, scaled to length 1, and that mean on the same scale.
#[derive(Clone, Debug)]
struct Component {
    unit: Vec<f64>,
    mean: f64,
}

impl Component {
    /// What `control` says beyond the `others`, if anything.
    fn beyond(others: &[Self], control: &[f64]) -> Option<Self> {
        let mut mean = control.iter().sum::<f64>() / control.len() as f64;
        let mut unit: Vec<f64> = control.iter().map(|observed| observed - mean).collect();
        let before = product(&unit, &unit);
        let count = control.len() as f64;
        if mean * mean * count * (count - 1.0) > FARTHEST_OFF * FARTHEST_OFF * before {
            return None;
        }
        for other in others {
            let shared = product(&other.unit, &unit);
            mean -= shared * other.mean;
            unit.iter_mut().zip(&other.unit).for_each(|(mine, theirs)| *mine -= shared * theirs);
        }
        let length = product(&unit, &unit);
        (length > 1e-10 * before).then(|| {
            let scale = 1.0 / length.sqrt();
            unit.iter_mut().for_each(|observed| *observed *= scale);
            Self { unit, mean: mean * scale }
        })
    }
}

fn product(first: &[f64], second: &[f64]) -> f64 {
    first.iter().zip(second).map(|(first, second)| first * second).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Key;
    use crate::stats::mean_of;

    fn confidence() -> Fraction {
        Fraction::new(0.95).unwrap()
    }

    fn controlled(mean: f64, deviations: &[f64], controls: &[Vec<f64>]) -> Option<ConfidenceInterval> {
        ControlVariates::new(controls, deviations.len()).adjusted(mean, deviations, confidence())
    }

    fn deviations(samples: &[f64]) -> (f64, Vec<f64>) {
        let mean = samples.iter().sum::<f64>() / samples.len() as f64;
        (mean, samples.iter().map(|sample| sample - mean).collect())
    }

    #[test]
    fn without_controls_it_is_the_usual_interval() {
        let samples = [3.0, 4.5, 1.0, 8.0];
        let (mean, deviations) = deviations(&samples);
        let (usual, ours) = (mean_of(&samples, confidence()).unwrap(), controlled(mean, &deviations, &[]));
        let ours = ours.unwrap();
        assert_eq!(ours.mean, usual.mean);
        assert!((ours.half_width.unwrap() - usual.half_width.unwrap()).abs() < 1e-12);
        assert_eq!(controlled(3.0, &[0.0], &[]).unwrap().half_width, None);
    }

    #[test]
    fn few_observations_have_few_controls() {
        let (mean, deviations) = deviations(&[3.0, 4.5, 1.0, 8.0, 2.0, 2.5, 7.0, 1.0, 4.0]);
        let control = deviations.clone();
        let plain = controlled(mean, &deviations, &[]);
        assert_eq!(controlled(mean, &deviations, &[control]), plain);
    }

    #[test]
    fn a_control_that_says_nothing_new_changes_nothing() {
        let mut stream = Key::new(2, 0).stream();
        let control: Vec<f64> = (0..40).map(|_| stream.normal()).collect();
        let samples: Vec<f64> = control.iter().map(|value| 2.0 * value + stream.normal()).collect();
        let (mean, deviations) = deviations(&samples);
        let doubled = control.iter().map(|value| 2.0 * value).collect();
        let controls = [control, doubled, vec![0.0; 40]];
        assert_eq!(controlled(mean, &deviations, &controls), controlled(mean, &deviations, &controls[..1]));
    }

    #[test]
    fn a_control_that_hangs_on_one_observation_changes_nothing() {
        let mut stream = Key::new(5, 0).stream();
        let samples: Vec<f64> = (0..30).map(|_| stream.normal()).collect();
        let (mean, deviations) = deviations(&samples);
        let plain = controlled(mean, &deviations, &[]);
        let mut once = vec![-1.0 / 30.0; 30];
        once[7] += 1.0;
        let off: Vec<f64> = (0..30).map(|day| 1e9 + f64::from(day)).collect();
        assert_eq!(controlled(mean, &deviations, &[once, off]), plain);
    }

    /// Means of 20 observations of which a half to nine tenths of the variance is explained by two controls.
    #[test]
    fn intervals_cover_as_often_as_they_say_and_are_shorter() {
        for share in [0.5, 0.9_f64] {
            let (mut covered, mut length, mut usual) = (0, 0.0, 0.0);
            for trial in 0..4_000 {
                let mut stream = Key::new(11, trial).stream();
                let mut controls = [Vec::new(), Vec::new()];
                let mut samples = Vec::new();
                for _ in 0..20 {
                    let [first, second, own] = [0; 3].map(|_| stream.normal());
                    controls[0].push(first);
                    controls[1].push(first + second);
                    samples.push(5.0 + (share / 2.0).sqrt() * (first + second) + (1.0 - share).sqrt() * own);
                }
                let (mean, deviations) = deviations(&samples);
                let interval = controlled(mean, &deviations, &controls).unwrap();
                covered += u32::from((interval.mean - 5.0).abs() <= interval.half_width.unwrap());
                length += interval.half_width.unwrap().powi(2);
                usual += mean_of(&samples, confidence()).unwrap().half_width.unwrap().powi(2);
            }
            // 3,800 are to be expected, with a standard error of 14.
            assert!((3_745..=3_855).contains(&covered), "{covered}");
            // What is unexplained, and (n − 2) / (n − 4) for not knowing the slopes; the jackknife allows for some more.
            let regression = (1.0 - share) * 18.0 / 16.0;
            let ratio = length / usual / regression;
            assert!((1.0..1.25).contains(&ratio), "{ratio}");
        }
    }
}
