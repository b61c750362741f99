//! Regimes of days: every day is of one of them, or ordinary.

use std::collections::HashSet;

use serde_json::json;

use crate::decode::{Entry, Found, Node, Slot, Value, factor_or_zero, keys, positive_share};
use crate::model::{ContactTypeIndex, Regime};
use crate::scenario::reference::contact_reference;
use crate::units::Fraction;

keys! {
    /// A table `[[demand.days]]`.
    pub(crate) struct RegimeKeys {
        share: Fraction = positive_share => required "The share of days that are so";
        factors: Vec<(ContactTypeIndex, f64)> = factors
            => required "By what the arrivals of contact types are multiplied on them; 1 for those that are not named";
    }
}

/// `[[demand.days]]`, whose shares leave the rest for ordinary days.
pub(crate) fn all_regimes(mut slot: Slot<'_>) -> Option<Vec<RegimeKeys>> {
    let expected = "a list of regimes of days, each under its own header [[demand.days]]";
    let example = "{ share = \"20%\", factors = { enquiries = 1.3 } }";
    let regimes = slot.lend().list(expected, |slot| slot.table("a regime of days", example, RegimeKeys::read))?;
    let all: f64 = regimes.iter().map(|regime| regime.share.get()).sum();
    if let (true, Slot::Reading(found)) = (all > 1.0 + 1e-9, &mut slot) {
        let percent = (all * 1e8).round() / 1e6;
        found.refuse(
            format!("the shares of regimes sum to {percent}%"),
            "let them sum to 100% at most; the rest of the days is ordinary",
        );
        return None;
    }
    Some(regimes)
}

/// What the regimes are to a contact type, with their factors in proportion to the mean one, and that mean.
pub(crate) fn regimes(keys: &[RegimeKeys], contact_type: ContactTypeIndex) -> (Vec<Regime>, f64) {
    let factor = |regime: &RegimeKeys| {
        regime.factors.iter().find(|(named, _)| *named == contact_type).map_or(1.0, |(_, factor)| *factor)
    };
    if keys.iter().all(|regime| factor(regime) == 1.0) {
        return (Vec::new(), 1.0);
    }
    let named: f64 = keys.iter().map(|regime| regime.share.get()).sum();
    let mean: f64 = keys.iter().map(|regime| regime.share.get() * factor(regime)).sum::<f64>() + (1.0 - named).max(0.0);
    // Where nothing ever arrives there is nothing to be in proportion to.
    let relative = |factor: f64| if mean > 0.0 { factor / mean } else { 1.0 };
    let mut regimes = Vec::with_capacity(keys.len() + 1);
    let mut until = 0.0;
    for regime in keys {
        until += regime.share.get();
        regimes.push(Regime { until, factor: relative(factor(regime)) });
    }
    regimes.push(Regime { until: 1.0, factor: relative(1.0) });
    // Shares of 100% in all must not leave a day over by the rounding of their sum.
    if named > 1.0 - 1e-9 {
        regimes.pop();
        regimes.last_mut().into_iter().for_each(|last| last.until = 1.0);
    }
    (regimes, mean)
}

/// `{ calls = 1.3, forms = 0.8 }`.
fn factors(slot: Slot<'_>) -> Option<Vec<(ContactTypeIndex, f64)>> {
    let expected = "a table of contact types and factors such as { calls = 1.3, forms = 0.8 }";
    match slot {
        Slot::Describing(schema) => {
            let factor = json!({ "type": "number", "minimum": 0, "maximum": 1000 });
            *schema =
                json!({ "type": "object", "additionalProperties": factor, "minProperties": 1, "title": expected });
            None
        }
        Slot::Reading(mut found) => {
            let node = found.node;
            let Some(table) = node.table() else {
                found.mismatch(expected, None);
                return None;
            };
            if table.is_empty() {
                found.refuse("there is no contact type in it", "name at least one, with its factor");
                return None;
            }
            let read: Vec<_> = table.iter().map(|(name, entry)| factor_of(name, entry, &mut found)).collect();
            let read: Vec<_> = read.into_iter().collect::<Option<_>>()?;
            let mut seen = HashSet::new();
            read.iter().all(|(contact_type, _)| seen.insert(contact_type.0)).then_some(read)
        }
    }
}

fn factor_of(name: &str, entry: &Entry, found: &mut Found<'_>) -> Option<(ContactTypeIndex, f64)> {
    let named = Node { value: Value::Text(name.to_owned()), place: entry.key_place };
    let contact_type =
        contact_reference(Slot::Reading(Found { node: &named, key: name, number: None, reading: found.reading }));
    let factor =
        factor_or_zero(Slot::Reading(Found { node: &entry.node, key: name, number: None, reading: found.reading }));
    Some((contact_type?, factor?))
}
