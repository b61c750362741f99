use crate::decode::{OwnValue, Slot, Value, duration, share};
use crate::model::{Cut, Dumping, HandlingLimit, Worth};
use crate::random::Distribution;
use crate::units::{Fraction, Seconds};

use super::distribution::distribution;

/// Of the contacts that would run over, the share ended if the file does not say.
const ENFORCED: f64 = 0.6;
/// The share of those got rid of who return if the file does not say, and within which time.
const RETURNS: (f64, f64) = (0.62, 3600.0);

/// What stands in the place of keys left out.
const DEFAULTS: [OwnValue; 3] = [
    OwnValue { key: "enforced", written: "60%", range: ["0%", "95%"] },
    OwnValue { key: "gamma", written: "1", range: ["0", "3"] },
    OwnValue { key: "dumped_returns.share", written: "62%", range: ["40%", "90%"] },
];

/// `[contacts.NAME.handling_limit]`, of the contact type `name`.
pub(super) fn handling_limit(name: &str, slot: Slot<'_>) -> Option<HandlingLimit> {
    slot.table("`handling_limit`", "{ limit = \"5m\", enforced = \"60%\", gamma = 1.0 }", |f| {
        let limit = f.optional("limit", "Longest talk; no limit if left out", limit);
        let meaning = "Of the contacts that would run over, the share ended at the limit; 60% if left out";
        let enforced = f.optional("enforced", meaning, share);
        let meaning = "How far beyond the limit nobody minds, as a share of it; 0% if left out";
        let tolerance = f.optional("tolerance", meaning, share);
        let meaning = "What is lost of an ended contact: 0 nothing, 1 in proportion to the work not done, \
                       \"all_or_nothing\" everything; 1 if left out";
        let gamma = f.optional("gamma", meaning, worth);
        let dumped = f.optional("dumped", "Share of contacts got rid of within 10 seconds; 0% if left out", share);
        let meaning = "Of their customers, the share who come back with the same need, and when";
        let returns = f.optional("dumped_returns", meaning, dumped_returns);
        f.only_beside("dumped_returns", "dumped");
        let left_out = [
            limit.is_some() && enforced.is_none(),
            limit.is_some() && gamma.is_none(),
            dumped.is_some() && returns.is_none(),
        ];
        for (default, _) in DEFAULTS.iter().zip(left_out).filter(|(_, left_out)| *left_out) {
            f.assume(default.in_table(&format!("contacts.{name}.handling_limit")));
        }
        let enforced = enforced.unwrap_or_else(|| fraction(ENFORCED));
        let tolerance = tolerance.unwrap_or(Fraction::ZERO).get();
        let cut = limit.and_then(|limit| {
            let longest = Seconds::new(limit.get() * (1.0 + tolerance)).ok()?;
            Some(Cut { longest, enforced, worth: gamma.unwrap_or(Worth::Power(1.0)) })
        });
        if dumped.is_some_and(|share| share.get() > 0.0) {
            f.warn(format!(
                "Contacts of `{name}` that agents get rid of count as answered: read the service level together with the needs unmet."
            ));
        }
        let dumping = dumped.filter(|share| share.get() > 0.0).map(|share| {
            let (returns, after) = returns.unwrap_or_else(within_the_hour);
            Dumping { share, returns, after }
        });
        Some(HandlingLimit { cut, dumping })
    })
}

fn limit(mut slot: Slot<'_>) -> Option<Seconds> {
    let limit = duration(slot.lend())?;
    if let (true, Slot::Reading(found)) = (limit == Seconds::ZERO, &mut slot) {
        found.refuse("a limit of no time at all", "a limit above 0, or leave `limit` out: no limit");
        return None;
    }
    Some(limit)
}

fn worth(slot: Slot<'_>) -> Option<Worth> {
    let mut number = |slot: Slot<'_>| slot.number("a power such as 1.0", 0.0, 1000.0).map(Worth::Power);
    let mut word = |slot: Slot<'_>| slot.word(&[("all_or_nothing", Worth::AllOrNothing)]);
    let choose = |value: &Value| match value {
        Value::Integer(_) | Value::Float(_) => Some(0),
        Value::Text(_) => Some(1),
        _ => None,
    };
    slot.either("a number such as 1.0, or \"all_or_nothing\"", choose, &mut [&mut number, &mut word])
}

fn dumped_returns(slot: Slot<'_>) -> Option<(Fraction, Distribution)> {
    slot.table("`dumped_returns`", "{ share = \"62%\", after = { mean = \"20m\", cv = 1.0 } }", |f| {
        let share = f.required("share", "The share who come back", share);
        let after = f.optional("after", "Time until they do; any time within the hour if left out", distribution);
        Some((share?, after.unwrap_or(within_the_hour().1)))
    })
}

fn within_the_hour() -> (Fraction, Distribution) {
    let hour = Seconds::new(RETURNS.1).expect("an hour is a duration");
    (fraction(RETURNS.0), Distribution::uniform(Seconds::ZERO, hour).expect("the hour has a length"))
}

fn fraction(share: f64) -> Fraction {
    Fraction::new(share).expect("a share between 0 and 1")
}
