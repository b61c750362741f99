use crate::units::Seconds;

use super::{ErlangError, Queue, Setting};

/// What a number of agents achieves that need not be whole.
///
/// Between two whole numbers every figure lies on the straight line between theirs: 13.4 agents are 13 for three fifths of
/// the time and 14 for the rest. What one of the two has not (the mean wait of a queue that grows for ever), neither has
/// what lies between.
///
/// # Examples
///
/// ```
/// use callfloor::erlang::{Service, Setting, Traffic};
/// use callfloor::units::{PerHour, Seconds};
///
/// let traffic = Traffic::new(PerHour::new(200.0)?, Seconds::new(180.0)?)?;
/// let setting = Setting { traffic, patience: None, lines: None };
/// let service = Service::new(setting, 13.4, Seconds::new(20.0)?)?;
/// assert_eq!(format!("{:.4}", service.service_level), "0.8327");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Service {
    /// Agents at work.
    pub agents: f64,
    /// Whether the queue settles, with the whole number of agents below too.
    pub is_stable: bool,
    /// Share of offered contacts answered within the threshold.
    pub service_level: f64,
    /// Mean wait of the answered, in seconds.
    pub asa_seconds: Option<f64>,
    /// Mean wait of all who were not blocked, in seconds.
    pub wait_seconds: Option<f64>,
    /// Share of contacts that are not answered at once.
    pub waited: f64,
    /// Share of offered contacts that give up.
    pub abandoned: f64,
    /// Share of offered contacts that find all lines busy.
    pub blocked: f64,
    /// Mean number waiting.
    pub queue_length: Option<f64>,
    /// Share of agents busy.
    pub occupancy: Option<f64>,
}

impl Service {
    /// What `agents` achieve in `setting`, with this threshold of the service level.
    ///
    /// # Errors
    ///
    /// Those of [`Setting::queue`] for the whole numbers on either side.
    pub fn new(setting: Setting, agents: f64, within: Seconds) -> Result<Self, ErlangError> {
        let (below, part) = (agents.floor(), agents.fract());
        let lower = Self::measured(setting.queue(below as u32)?, below, within);
        if part < 1e-9 {
            return Ok(lower);
        }
        let upper = Self::measured(setting.queue(below as u32 + 1)?, below + 1.0, within);
        Ok(lower.towards(upper, part))
    }

    fn measured(queue: Queue, agents: f64, within: Seconds) -> Self {
        Self {
            agents,
            is_stable: queue.is_stable(),
            service_level: queue.service_level(within).get(),
            asa_seconds: queue.asa().map(Seconds::get),
            wait_seconds: queue.wait().map(Seconds::get),
            waited: queue.waited().get(),
            abandoned: queue.abandoned().get(),
            blocked: queue.blocked().get(),
            queue_length: queue.queue_length(),
            occupancy: queue.occupancy().map(crate::units::Fraction::get),
        }
    }

    fn towards(self, upper: Self, part: f64) -> Self {
        let between = |low: f64, high: f64| low + part * (high - low);
        let both = |low: Option<f64>, high: Option<f64>| low.zip(high).map(|(low, high)| between(low, high));
        Self {
            agents: between(self.agents, upper.agents),
            is_stable: self.is_stable && upper.is_stable,
            service_level: between(self.service_level, upper.service_level),
            asa_seconds: both(self.asa_seconds, upper.asa_seconds),
            wait_seconds: both(self.wait_seconds, upper.wait_seconds),
            waited: between(self.waited, upper.waited),
            abandoned: between(self.abandoned, upper.abandoned),
            blocked: between(self.blocked, upper.blocked),
            queue_length: both(self.queue_length, upper.queue_length),
            occupancy: both(self.occupancy, upper.occupancy),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::erlang::Traffic;
    use crate::units::PerHour;

    fn service(patience: Option<f64>, lines: Option<u32>, agents: f64) -> Service {
        let seconds = |length| Seconds::new(length).unwrap();
        let traffic = Traffic::new(PerHour::new(200.0).unwrap(), seconds(180.0)).unwrap();
        let patience = patience.map(seconds);
        Service::new(Setting { traffic, patience, lines }, agents, seconds(20.0)).unwrap()
    }

    #[test]
    fn between_whole_numbers_lies_a_straight_line() {
        for (patience, lines) in [(None, None), (Some(120.0), None), (Some(120.0), Some(20)), (None, Some(15))] {
            let at = |agents: f64| service(patience, lines, agents);
            let (low, middle, high) = (at(13.0), at(13.25), at(14.0));
            for figure in [
                |service: Service| service.service_level,
                |service: Service| service.asa_seconds.unwrap(),
                |service: Service| service.wait_seconds.unwrap(),
                |service: Service| service.blocked,
                |service: Service| service.occupancy.unwrap(),
            ] {
                assert!((figure(middle) - 0.75 * figure(low) - 0.25 * figure(high)).abs() < 1e-12);
            }
            assert_eq!(middle.agents, 13.25);
        }
    }

    #[test]
    fn what_grows_for_ever_half_of_the_time_has_no_mean_wait() {
        let crowded = service(None, None, 10.5);
        assert!(!crowded.is_stable && crowded.asa_seconds.is_none() && 0.0 < crowded.service_level);
    }
}
