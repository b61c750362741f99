use crate::erlang::{ErlangA, ErlangC, Goal, Queue, Traffic, required_agents};
use crate::model::ContactType;
use crate::results::FewestAgents;
use crate::units::{Fraction, PerHour, Seconds};

use super::super::digits::significant;

/// Contacts of several types as one line with one team, as they were always so.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) parts: Vec<Part>,
    /// Agents there for them, on average.
    pub(super) agents: f64,
}

/// The contacts of one type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    per_hour: f64,
    /// In erlangs.
    load: f64,
    /// Chance to give up in a second of waiting.
    impatience: f64,
    within: Seconds,
}

impl Part {
    pub(super) fn new(contact_type: &ContactType, per_hour: f64, load: f64) -> Self {
        let patience = contact_type.patience.as_ref().map(|patience| patience.mean()).filter(|mean| 0.0 < *mean);
        Self {
            per_hour,
            load,
            impatience: patience.map_or(0.0, |mean| 1.0 / mean),
            within: contact_type.service_level.within,
        }
    }
}

impl Line {
    pub(super) fn per_hour(&self) -> f64 {
        self.parts.iter().map(|part| part.per_hour).sum()
    }

    /// Offered load in erlangs.
    pub(super) fn load(&self) -> f64 {
        self.parts.iter().map(|part| part.load).sum()
    }

    /// Mean patience as those who arrive have it, each type giving up at its own rate; `None` if nobody does.
    pub(super) fn patience(&self) -> Option<Seconds> {
        let impatience = self.parts.iter().map(|part| part.per_hour * part.impatience).sum::<f64>() / self.per_hour();
        Seconds::new(1.0 / impatience).ok()
    }

    fn traffic(&self) -> Option<Traffic> {
        let aht = Seconds::new(self.load() / self.per_hour() * 3600.0).ok()?;
        Traffic::new(PerHour::new(self.per_hour()).ok()?, aht).ok()
    }

    /// The service level if nobody ever gave up, each type by its own threshold.
    pub(super) fn erlang_c(&self) -> Option<f64> {
        let traffic = self.traffic()?;
        self.between_whole_agents(|agents| {
            let queue = ErlangC::new(traffic, agents);
            Some(self.by_threshold(|within| queue.service_level(within).get()))
        })
    }

    /// The service level if patience were exponential; that of Erlang C where nobody gives up.
    pub(super) fn erlang_a(&self) -> Option<f64> {
        let Some(patience) = self.patience() else { return self.erlang_c() };
        let traffic = self.traffic()?;
        self.between_whole_agents(|agents| {
            if agents == 0 {
                return Some(0.0);
            }
            let queue = ErlangA::new(traffic, patience, agents).ok()?;
            Some(self.by_threshold(|within| queue.service_level(within).get()))
        })
    }

    /// The level at a number of agents that need not be whole, on the straight line between those on either side.
    fn between_whole_agents(&self, level: impl Fn(u32) -> Option<f64>) -> Option<f64> {
        let (whole, part) = (self.agents.floor(), self.agents.fract());
        let below = level(whole as u32)?;
        if part < 1e-9 {
            return Some(below);
        }
        Some(below + part * (level(whole as u32 + 1)? - below))
    }

    fn by_threshold(&self, level: impl Fn(Seconds) -> f64) -> f64 {
        if let Some(first) = self.parts.first()
            && self.parts.iter().all(|part| part.within == first.within)
        {
            return level(first.within);
        }
        self.parts.iter().map(|part| part.per_hour * level(part.within)).sum::<f64>() / self.per_hour()
    }
}

/// The fewest agents with which `target` of the contacts are answered within the threshold.
pub(super) fn fewest_agents(
    line: &Line,
    patience: Option<Seconds>,
    within: Seconds,
    target: Fraction,
) -> Option<FewestAgents> {
    let traffic = line.traffic()?;
    let needed = required_agents(traffic, patience, &[Goal::ServiceLevel { target, within }]).ok()?;
    let more = Queue::new(traffic, patience, needed.agents + 1).ok()?;
    let level = |queue: Queue| significant(queue.service_level(within).get());
    let reached = level(needed.achieved);
    let exactly = |queue: Queue| {
        let fewer = queue.service_level(within).get();
        let part = (target.get() - fewer) / (needed.achieved.service_level(within).get() - fewer);
        significant(f64::from(needed.agents) - 1.0 + part.clamp(0.0, 1.0))
    };
    Some(FewestAgents {
        agents: needed.agents,
        exactly: needed.one_fewer.map(exactly),
        one_fewer: needed.one_fewer.map(level),
        service_level: reached,
        one_more: level(more),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(agents: f64, impatience: f64) -> Line {
        let within = Seconds::new(20.0).unwrap();
        Line { parts: vec![Part { per_hour: 200.0, load: 10.0, impatience, within }], agents }
    }

    #[test]
    fn between_two_numbers_of_agents_the_level_lies_between_theirs() {
        // 200 an hour of 3 minutes: 14 agents answer 88.8% within 20 seconds, see `ErlangC`.
        let level = |agents: f64| line(agents, 0.0).erlang_c().unwrap();
        assert!((level(14.0) - 0.888_350_019_2).abs() < 1e-9);
        assert!((level(13.25) - (0.75 * level(13.0) + 0.25 * level(14.0))).abs() < 1e-12);
        assert_eq!((level(0.0), level(10.0)), (0.0, 0.0));
        assert_eq!(line(0.0, 1.0 / 300.0).erlang_a(), Some(0.0));
        let with_patience = line(13.0, 1.0 / 300.0).erlang_a().unwrap();
        assert!((with_patience - 0.858_177_7).abs() < 1e-7, "{with_patience}");
    }

    #[test]
    fn the_fewest_agents_are_missed_by_one_fewer() {
        let (within, target) = (Seconds::new(20.0).unwrap(), Fraction::new(0.8).unwrap());
        let needed = fewest_agents(&line(0.0, 0.0), None, within, target).unwrap();
        assert!(needed.one_fewer.unwrap() < 0.8 && 0.8 <= needed.service_level);
        assert!(needed.service_level < needed.one_more);
        // Thirteen answer 79.6%: C = 0.285 and exp(−3 × 20 s ÷ 180 s) = 0.717.
        assert_eq!(needed.agents, 14);
        let exactly = needed.exactly.unwrap();
        assert!((line(exactly, 0.0).erlang_c().unwrap() - 0.8).abs() < 1e-8, "{exactly}");
    }

    #[test]
    fn each_type_is_held_to_its_own_threshold_and_gives_up_at_its_own_rate() {
        let within = |seconds| Seconds::new(seconds).unwrap();
        let part = |seconds, impatience| Part { per_hour: 100.0, load: 5.0, impatience, within: within(seconds) };
        let mixed = Line { parts: vec![part(20.0, 1.0 / 300.0), part(60.0, 0.0)], agents: 13.0 };
        assert_eq!(mixed.patience(), Some(within(600.0)));
        let alone = |seconds| {
            let parts = vec![part(seconds, 1.0 / 600.0), part(seconds, 1.0 / 600.0)];
            Line { parts, agents: 13.0 }.erlang_a().unwrap()
        };
        assert!((mixed.erlang_a().unwrap() - (alone(20.0) + alone(60.0)) / 2.0).abs() < 1e-12);
    }
}
