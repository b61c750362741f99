use crate::decode::{Fault, Place, Placed, Reading, Slot, count, duration, inner_share, placed, positive_share, words};
use crate::model::{DayFactors, Detail, RunSettings};
use crate::units::{Fraction, Seconds};

const MOST_REPLICATIONS: u32 = 10_000_000;

/// The table `[run]`.
pub(super) struct RunKeys {
    /// How the study is run.
    pub(super) settings: RunSettings,
    /// Where it is said how much is simulated, if it is.
    detail: Option<Place>,
    /// Where the replications are stated, if they are.
    replications: Option<Place>,
    /// The first part of the horizon, left out of every result.
    pub(super) warm_up: Option<Placed<Seconds>>,
    /// What the file itself is called among its variants.
    pub(super) baseline_name: String,
}

impl Default for RunKeys {
    fn default() -> Self {
        let confidence = Fraction::new(0.95).expect("0.95 lies between 0 and 1");
        let settings = RunSettings {
            replications: 100,
            precision: None,
            seed: 1,
            confidence,
            each_day: false,
            control_variates: false,
            day_factors: DayFactors::Independent,
            detail: Detail::Contacts,
        };
        Self { settings, detail: None, replications: None, warm_up: None, baseline_name: "baseline".to_owned() }
    }
}

/// `[run]`.
pub(super) fn run(slot: Slot<'_>) -> Option<RunKeys> {
    slot.table("[run]", "{ replications = 100, seed = 1 }", |f| {
        let usual = RunKeys::default();
        let meaning = "Replications; with a precision, the most of them; 100 if left out";
        let replications = f.optional("replications", meaning, placed(count(1, MOST_REPLICATIONS)));
        let meaning = "Half-width of every service level at which to stop, such as 1%";
        let precision = f.optional("precision", meaning, positive_share);
        let seed = f.optional("seed", "The seed of all randomness; 1 if left out", seed);
        let warm_up =
            f.optional("warm_up", "The first part of the horizon, left out of every result", placed(duration));
        let confidence = f.optional("confidence", "Confidence of every interval; 95% if left out", inner_share);
        let baseline_name = f.optional("baseline_name", "What the file itself is called among its variants", words);
        let each_day =
            f.optional("each_day", "Whether to report the intervals of each day, or of the average day", |slot| {
                slot.boolean()
            });
        let meaning = "Whether estimates are adjusted by how many customers, and how much work, were to be expected";
        let control_variates = f.optional("control_variates", meaning, |slot| slot.boolean());
        let ways = WAYS.map(|way| (written(way), way));
        let meaning = "How busy days are drawn: independent of each other, in antithetic pairs, or stratified in fives";
        let day_factors = f.optional("day_factors", meaning, |slot| slot.word(&ways)).unwrap_or_default();
        let details = [("contacts", Detail::Contacts), ("headcount", Detail::Headcount)];
        let meaning =
            "How much is simulated: every contact and person, or people by the day alone; contacts if left out";
        let detail = f.optional("detail", meaning, placed(|slot| slot.word(&details)));
        let settings = RunSettings {
            replications: replications.as_ref().map_or(usual.settings.replications, |placed| placed.value),
            precision,
            seed: seed.unwrap_or(usual.settings.seed),
            confidence: confidence.unwrap_or(usual.settings.confidence),
            each_day: each_day.unwrap_or(usual.settings.each_day),
            control_variates: control_variates.unwrap_or(usual.settings.control_variates),
            day_factors,
            detail: detail.map_or(Detail::Contacts, |detail| detail.value),
        };
        let detail = detail.map(|detail| detail.place);
        let replications = replications.map(|placed| placed.place);
        let baseline_name = baseline_name.unwrap_or(usual.baseline_name);
        Some(RunKeys { settings, detail, replications, warm_up, baseline_name })
    })
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
    /// Where it is said that people are simulated by the day alone, if it is.
    pub(super) fn headcount_alone(&self) -> Option<Place> {
        self.detail.filter(|_| self.settings.detail == Detail::Headcount)
    }

    /// Refuses replications that do not make whole blocks.
    pub(super) fn check(&self, reading: &mut Reading) {
        if let (Some((why, mend)), Some(place)) = (refusal_of_replications(&self.settings), self.replications) {
            reading.report(Fault::new(why).at(place).help(mend));
        }
    }
}

fn seed(slot: Slot<'_>) -> Option<u64> {
    slot.whole("a whole number", 0, i64::MAX).map(i64::unsigned_abs)
}
