use crate::decode::{
    Fault, Place, Placed, Reading, Slot, boolean, count, duration, inner_share, keys, placed, positive_share, words,
};
use crate::model::{DayFactors, Detail, RunSettings};
use crate::units::{Fraction, Seconds};

const MOST_REPLICATIONS: u32 = 10_000_000;

keys! {
    /// The table `[run]`.
    pub(crate) struct RunKeys {
        replications: Option<Placed<u32>> = placed(count(1, MOST_REPLICATIONS))
            => optional "Replications; with a precision, the most of them; 100 if left out";
        precision: Option<Fraction> = positive_share => optional "Half-width of every service level at which to stop, such as 1%";
        seed: u64 = seed => or("1") "The seed of all randomness";
        warm_up: Option<Placed<Seconds>> = placed(duration)
            => optional "The first part of the horizon, left out of every result";
        confidence: Fraction = inner_share => or("95%") "Confidence of every interval";
        baseline_name: String = words => or("baseline") "What the file itself is called among its variants";
        each_day: bool = boolean => or("false") "Whether to report the intervals of each day, or of the average day";
        control_variates: bool = boolean
            => or("false")
               "Whether estimates are adjusted by how many customers, and how much work, were to be expected";
        day_factors: DayFactors = day_factors
            => or("independent")
               "How busy days are drawn: independent of each other, in antithetic pairs, or stratified in fives";
        detail: Placed<Detail> = placed(detail)
            => or("contacts") "How much is simulated: every contact and person, or people by the day alone (headcount)";
    }
}

/// `[run]`.
pub(crate) fn run(slot: Slot<'_>) -> Option<RunKeys> {
    slot.table("[run]", "{ replications = 100, seed = 1 }", RunKeys::read)
}

/// Replications where the file states none.
const USUAL_REPLICATIONS: u32 = 100;

fn day_factors(slot: Slot<'_>) -> Option<DayFactors> {
    slot.word(&WAYS.map(|way| (written(way), way)))
}

fn detail(slot: Slot<'_>) -> Option<Detail> {
    slot.word(&[("contacts", Detail::Contacts), ("headcount", Detail::Headcount)])
}

const WAYS: [DayFactors; 3] = [DayFactors::Independent, DayFactors::Antithetic, DayFactors::Stratified];

fn written(day_factors: DayFactors) -> &'static str {
    match day_factors {
        DayFactors::Independent => "independent",
        DayFactors::Antithetic => "antithetic",
        DayFactors::Stratified => "stratified",
    }
}

/// Why these replications cannot be run, and the mend; `None` if they make whole blocks.
#[must_use]
pub fn refusal_of_replications(settings: &RunSettings) -> Option<(String, String)> {
    let (replications, block) = (settings.replications, settings.day_factors.block());
    let before = replications / block * block;
    (before != replications).then(|| {
        let after = before.saturating_add(block);
        let nearest = if before == 0 { format!("{after}") } else { format!("{before} or {after}") };
        let key = written(settings.day_factors);
        let why = format!("{replications} replications do not make whole blocks of {block}");
        (why, format!("`day_factors = \"{key}\"` draws them in blocks of {block}: take {nearest}"))
    })
}

impl RunKeys {
    /// How the study is run.
    pub(crate) fn settings(&self) -> RunSettings {
        RunSettings {
            replications: self.replications.map_or(USUAL_REPLICATIONS, |replications| replications.value),
            precision: self.precision,
            seed: self.seed,
            confidence: self.confidence,
            each_day: self.each_day,
            control_variates: self.control_variates,
            day_factors: self.day_factors,
            detail: self.detail.value,
        }
    }

    /// Where it is said that people are simulated by the day alone, if it is.
    pub(crate) fn headcount_alone(&self) -> Option<Place> {
        (self.detail.value == Detail::Headcount).then_some(self.detail.place)
    }

    /// Refuses replications that do not make whole blocks.
    pub(crate) fn check(&self, reading: &mut Reading) {
        if let (Some((why, mend)), Some(stated)) = (refusal_of_replications(&self.settings()), self.replications) {
            reading.report(Fault::new(why).at(stated.place).help(mend));
        }
    }
}

fn seed(slot: Slot<'_>) -> Option<u64> {
    slot.whole("a whole number", 0, i64::MAX).map(i64::unsigned_abs)
}
