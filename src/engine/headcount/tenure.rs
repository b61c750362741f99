//! How long those have been there who are found in post.

use crate::model::Workforce;
use crate::random::Stream;

/// Nobody has been there for longer than this, in days: fifty years.
const WORKING_LIFE_DAYS: f64 = 50.0 * 365.25;

/// Hazards of leaving by tenure, and the tenures of people in post that they lead to in the long run.
#[derive(Debug)]
pub(super) struct Tenures {
    bands: Vec<Band>,
}

/// Tenures at which the hazard of leaving is the same.
#[derive(Clone, Copy, Debug)]
struct Band {
    /// In days.
    from: f64,
    until: f64,
    per_day: f64,
    /// Share of the people in post whose tenure is no longer than the band's.
    cumulated: f64,
}

impl Tenures {
    pub(super) fn new(people: &Workforce) -> Self {
        let mut bands = Vec::with_capacity(people.leaving.len());
        let (mut from, mut survivors, mut in_post) = (0.0, 1.0, 0.0);
        for leaving in &people.leaving {
            let until = leaving.until_days.map_or(WORKING_LIFE_DAYS, f64::from).min(WORKING_LIFE_DAYS);
            let per_day = people.leaving_per_day(from as u32);
            in_post += survivors * time_in_band(per_day, until - from);
            bands.push(Band { from, until, per_day, cumulated: in_post });
            survivors *= libm::exp(-per_day * (until - from));
            from = until;
        }
        bands.iter_mut().for_each(|band| band.cumulated /= in_post);
        Self { bands }
    }

    /// The hazard per day at a tenure.
    pub(super) fn per_day(&self, tenure_days: u32) -> f64 {
        let band = self.bands.iter().find(|band| f64::from(tenure_days) < band.until);
        band.or(self.bands.last()).map_or(0.0, |band| band.per_day)
    }

    /// Whole days that somebody found in post has been there. In the long run tenures are spread as those who stay survive.
    ///
    /// # Source
    ///
    /// Cox (1962), *Renewal Theory*, §5.3: the age of a stationary renewal process.
    pub(super) fn found(&self, stream: &mut Stream) -> i32 {
        let (which, within) = (stream.uniform(), stream.uniform());
        let band = self.bands.iter().find(|band| which < band.cumulated).or(self.bands.last());
        band.map_or(0, |band| (band.from + band.tenure_within(within)) as i32)
    }
}

impl Band {
    /// The tenure beyond the band's beginning that a share of its people have not reached.
    fn tenure_within(&self, share: f64) -> f64 {
        let length = self.until - self.from;
        if self.per_day * length < 1e-12 {
            return share * length;
        }
        let leaves_within = -libm::expm1(-self.per_day * length);
        -libm::log1p(-share * leaves_within) / self.per_day
    }
}

/// Mean time that somebody who enters a band spends in it.
fn time_in_band(per_day: f64, length: f64) -> f64 {
    if per_day * length < 1e-12 { length } else { -libm::expm1(-per_day * length) / per_day }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::headcount::tests::workforce;
    use crate::model::Leaving;
    use crate::random::Key;

    /// With one hazard, tenures are exponential; with two, the shares of the bands are those of the integral of survival.
    #[test]
    fn tenures_are_those_of_a_stationary_renewal_process() {
        let mut people = workforce(10);
        people.leaving =
            vec![Leaving { until_days: Some(365), per_year: 0.6 }, Leaving { until_days: None, per_year: 0.1 }];
        let tenures = Tenures::new(&people);
        let n = 200_000;
        let mut stream = Key::new(4, 0).stream();
        let young = (0..n).filter(|_| tenures.found(&mut stream) < 365).count();
        let (first, later) = (0.6 / 365.25, 0.1 / 365.25);
        let in_first = (1.0 - f64::exp(-first * 365.0)) / first;
        let rest = 50.0 * 365.25 - 365.0;
        let in_later = f64::exp(-first * 365.0) * (1.0 - f64::exp(-later * rest)) / later;
        let expected = in_first / (in_first + in_later);
        let error = (expected * (1.0 - expected) / f64::from(n)).sqrt();
        let share = young as f64 / f64::from(n);
        assert!((share - expected).abs() < 4.0 * error, "{share} against {expected}");
        assert!((tenures.per_day(364) - first).abs() < 1e-15 && (tenures.per_day(365) - later).abs() < 1e-15);
    }
}
