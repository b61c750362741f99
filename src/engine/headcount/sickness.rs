//! How people fall ill and get well again.

use crate::model::Sickness;
use crate::random::{Distribution, Key, Shape, Stream, unit_gamma_quantile};
use crate::units::Seconds;

use super::holder::{Draw, Health, Holder, Now};

const DAY_SECONDS: f64 = 86_400.0;

/// Spells of whole days, and days between them without memory.
#[derive(Debug)]
pub(super) struct Illness {
    sickness: Sickness,
    /// Hazard of falling ill on a day on which one is well.
    per_day: f64,
    /// What a spell takes beyond its first day; nothing, without.
    beyond: Option<Distribution>,
}

impl Illness {
    /// So that somebody is sick on the stated share of days in the long run: spells of mean length S alternate with runs of well
    /// days that end each morning with probability q, so that the share is S ÷ (S + (1 − q) ÷ q).
    pub(super) fn new(sickness: Sickness) -> Self {
        let (share, spell) = (sickness.share.get(), sickness.spell_days.max(1.0));
        let each_morning = share / (share + spell * (1.0 - share));
        let beyond = Seconds::new((spell - 1.0) * DAY_SECONDS).ok().and_then(|mean| match sickness.spell_cv {
            0.0 => Some(Distribution::constant(mean)),
            cv => Distribution::new(Shape::Lognormal, mean, cv).ok(),
        });
        Self { sickness, per_day: -libm::log1p(-each_morning.min(1.0 - 1e-12)), beyond }
    }

    /// The hazard of a day. Its wave is that of its fortnight, the same for every team.
    pub(super) fn hazard(&self, waves: Key, date: i64) -> f64 {
        let cv = self.sickness.wave_cv;
        if cv == 0.0 {
            return self.per_day;
        }
        let u = waves.with(date.div_euclid(14) as u64).stream().open_uniform();
        self.per_day * unit_gamma_quantile(cv, u)
    }

    /// How somebody is who was there before the first morning.
    pub(super) fn found(&self, key: Key, place: u32) -> Health {
        let mut stream = Draw::Illness.stream(key, place, 0);
        if !stream.chance(self.sickness.share.get()) {
            return Health { spells: 0, now: Now::Well(stream.exponential()) };
        }
        let length = self.spell_under_way(&mut stream);
        Health { spells: 0, now: Now::SickUntil(stream.below(length as usize) as u32) }
    }

    /// How somebody is who begins.
    pub(super) fn on_joining(key: Key, place: u32, number: u32) -> Health {
        Health { spells: 0, now: Now::Well(well_after(key, place, number, 0).exponential()) }
    }

    /// What the morning brings.
    pub(super) fn pass_morning(&self, holder: &mut Holder, key: Key, place: u32, day: u32, hazard: f64) {
        if let Now::SickUntil(well_on) = holder.health.now {
            if day < well_on {
                return;
            }
            let mut stream = well_after(key, place, holder.number, holder.health.spells);
            holder.health.now = Now::Well(stream.exponential());
        }
        if let Now::Well(left) = &mut holder.health.now {
            *left -= hazard;
            if *left < 0.0 {
                holder.health.spells += 1;
                let length = self.spell(&mut spell(key, place, holder.number, holder.health.spells));
                holder.health.now = Now::SickUntil(day + length);
            }
        }
    }

    /// Days of a spell.
    fn spell(&self, stream: &mut Stream) -> u32 {
        let rounding = stream.uniform();
        let beyond = self.beyond.as_ref().map_or(0.0, |beyond| beyond.sample(stream) / DAY_SECONDS);
        1 + (beyond + rounding) as u32
    }

    /// Days of a spell that is under way on a day picked at random: each length counts in proportion to itself. Either the first
    /// day is picked, and the rest is any; or one beyond it is, and the rest counts in proportion to itself.
    fn spell_under_way(&self, stream: &mut Stream) -> u32 {
        let first_day = stream.chance(1.0 / self.sickness.spell_days.max(1.0));
        let Some(beyond) = self.beyond.as_ref().filter(|_| !first_day) else { return self.spell(stream) };
        let exact = beyond.sample_by_length(stream) / DAY_SECONDS;
        let (whole, part) = (exact.floor(), exact.fract());
        let is_rounded_up = stream.chance((whole + 1.0) * part / exact);
        1 + whole as u32 + u32::from(is_rounded_up)
    }
}

/// The stream of somebody's spell.
fn spell(key: Key, place: u32, number: u32, spell: u32) -> Stream {
    Draw::Illness.stream(key.with(u64::from(number)), place, 2 * u64::from(spell))
}

/// The stream of the well days after so many spells.
fn well_after(key: Key, place: u32, number: u32, spells: u32) -> Stream {
    Draw::Illness.stream(key.with(u64::from(number)), place, 2 * u64::from(spells) + 1)
}
