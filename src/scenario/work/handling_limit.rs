use crate::decode::{Fields, OwnValue, Slot, Value, duration, keys, share};
use crate::model::{Cut, Dumping, HandlingLimit, Worth};
use crate::random::Distribution;
use crate::units::{Fraction, Seconds};

use super::distribution::distribution;

const ENFORCED: OwnValue = OwnValue { key: "enforced", written: "60%", range: ["0%", "95%"] };
const GAMMA: OwnValue = OwnValue { key: "gamma", written: "1", range: ["0", "3"] };
const RETURNS: OwnValue = OwnValue { key: "dumped_returns.share", written: "62%", range: ["40%", "90%"] };

keys! {
    struct LimitKeys {
        limit: Option<Seconds> = limit => optional "Longest talk; no limit if left out";
        enforced: Fraction = share
            => or(ENFORCED.written) "Of the contacts that would run over, the share ended at the limit";
        tolerance: Fraction = share => or("0%") "How far beyond the limit nobody minds, as a share of it";
        gamma: Worth = worth
            => or(GAMMA.written)
               "What is lost of an ended contact: 0 nothing, 1 in proportion to the work not done, \"all_or_nothing\" everything";
        dumped: Fraction = share => or("0%") "Share of contacts got rid of within 10 seconds";
        dumped_returns: DumpedKeys = dumped_returns
            => or("{ share = \"62%\" }") "Of their customers, the share who come back with the same need, and when";
    }
}

keys! {
    struct DumpedKeys {
        share: Fraction = share => required "The share who come back";
        after: Distribution = distribution
            => or("{ uniform = [\"0s\", \"1h\"] }") "Time until they do";
    }
}

/// `[contacts.NAME.handling_limit]`, of the contact type `name`.
pub(crate) fn handling_limit(name: &str, slot: Slot<'_>) -> Option<HandlingLimit> {
    slot.table("`handling_limit`", "{ limit = \"5m\", enforced = \"60%\", gamma = 1.0 }", |fields| {
        let keys = LimitKeys::read(fields);
        fields.only_beside("dumped_returns", "dumped");
        let keys = keys?;
        assume(name, &keys, fields);
        let cut = keys.limit.and_then(|limit| {
            let longest = Seconds::new(limit.get() * (1.0 + keys.tolerance.get())).ok()?;
            Some(Cut { longest, enforced: keys.enforced, worth: keys.gamma })
        });
        let dumps = keys.dumped > Fraction::ZERO;
        if dumps {
            fields.warn(format!(
                "Contacts of `{name}` that agents get rid of count as answered: read the service level together with the needs unmet."
            ));
        }
        let DumpedKeys { share: returns, after } = keys.dumped_returns;
        Some(HandlingLimit { cut, dumping: dumps.then_some(Dumping { share: keys.dumped, returns, after }) })
    })
}

/// Enters what bears on the results and is left out.
fn assume(name: &str, keys: &LimitKeys, fields: &mut Fields<'_>) {
    let table = format!("contacts.{name}.handling_limit");
    if keys.limit.is_some() {
        fields.assume_if_left_out(&ENFORCED, &table);
        fields.assume_if_left_out(&GAMMA, &table);
    }
    if fields.has("dumped") && !fields.has("dumped_returns") {
        fields.assume(RETURNS.in_table(&table));
    }
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

fn dumped_returns(slot: Slot<'_>) -> Option<DumpedKeys> {
    let example = "{ share = \"62%\", after = { mean = \"20m\", cv = 1.0 } }";
    slot.table("`dumped_returns`", example, DumpedKeys::read)
}
