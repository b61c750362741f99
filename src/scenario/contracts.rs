//! The contracts of a team's people, and the shifts they are worked in.

use super::reference::{ShiftIndex, shift_reference};
use crate::decode::{Fault, Fields, Slot, Value, positive_share};
use crate::units::Fraction;

/// Hours in a week, of which a contract cannot have more.
pub(super) const HOURS_IN_WEEK: f64 = 168.0;
/// Hours of a contract where the file says nothing of them.
const USUAL_HOURS: f64 = 37.0;
/// How far shares may lie from 100% and still count as adding up to it.
const ROUNDING: f64 = 1e-6;

/// The terms on which people work.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ContractKeys {
    /// Share of the people who have it.
    pub(super) share: Fraction,
    /// Hours in a week.
    pub(super) hours_per_week: f64,
    /// The shifts they work; none for those who carry cases.
    pub(super) shifts: Vec<ShiftIndex>,
    /// Pay in an hour, where it is not that of the team.
    pub(super) pay: Option<f64>,
}

/// The contracts of people, from the keys `contracts`, `hours_per_week` and `shifts` beside each other.
pub(super) fn contracts(f: &mut Fields<'_>) -> Option<Vec<ContractKeys>> {
    let meaning = "Hours of a contract in a week, without unpaid breaks; 37 if left out";
    let hours = f.optional("hours_per_week", meaning, hours_per_week);
    let meaning = "Contracts of several kinds, instead of `hours_per_week`: a list, each with the share of the people";
    let given = f.optional("contracts", meaning, contract_list);
    let help = "the hours stand in each entry of `contracts`: take `hours_per_week` away";
    f.never_beside("contracts", &["hours_per_week"], help);
    let meaning = "The shifts they work, names of [shifts.NAME], dealt out evenly";
    let shifts = f.optional("shifts", meaning, shift_list);
    if f.has("contracts") && given.is_none() || f.has("shifts") && shifts.is_none() {
        return None;
    }
    let shifts = shifts.unwrap_or_default();
    let one = || ContractKeys {
        share: Fraction::ONE,
        hours_per_week: hours.unwrap_or(USUAL_HOURS),
        shifts: Vec::new(),
        pay: None,
    };
    let mut contracts = given.unwrap_or_else(|| vec![one()]);
    for contract in contracts.iter_mut().filter(|contract| contract.shifts.is_empty()) {
        contract.shifts.clone_from(&shifts);
    }
    let without = contracts.iter().filter(|contract| contract.shifts.is_empty()).count();
    if 0 < without && without < contracts.len() {
        let message = "some contracts have shifts, and others have none".to_owned();
        f.refuse(Some("contracts"), message, "add `shifts` to each, or once beside `contracts` for all that have none");
        return None;
    }
    Some(contracts)
}

fn contract_list(mut slot: Slot<'_>) -> Option<Vec<ContractKeys>> {
    let contracts =
        slot.lend().list("a list of contracts such as [{ share = \"70%\", hours_per_week = 37 }]", contract)?;
    if let (true, Slot::Reading(found)) = (contracts.is_empty(), &mut slot) {
        found.refuse("there is no contract in it", "add one such as { share = \"100%\", hours_per_week = 37 }");
        return None;
    }
    let shares: f64 = contracts.iter().map(|contract| contract.share.get()).sum();
    if let (true, Slot::Reading(found)) = ((shares - 1.0).abs() > ROUNDING, &mut slot) {
        let percent = (shares * 1e6).round() / 1e4;
        found.refuse(format!("the shares add up to {percent}%"), "make them add up to 100%: everybody has a contract");
        return None;
    }
    Some(contracts)
}

fn contract(slot: Slot<'_>) -> Option<ContractKeys> {
    slot.table("a contract", "{ share = \"70%\", hours_per_week = 37 }", |f| {
        let share = f.required("share", "Share of the people who have it", positive_share);
        let hours_per_week = f.required("hours_per_week", "Hours in a week, without unpaid breaks", hours_per_week);
        let shifts = f.optional("shifts", "The shifts they work; those of the team if left out", shift_list);
        let pay = f.optional("pay", "Pay in an hour; that of the team if left out", hourly_pay);
        let shifts = shifts.unwrap_or_default();
        Some(ContractKeys { share: share?, hours_per_week: hours_per_week?, shifts, pay })
    })
}

fn hours_per_week(slot: Slot<'_>) -> Option<f64> {
    slot.number("a number of hours", 0.5, HOURS_IN_WEEK)
}

/// Pounds for an hour.
pub(super) fn hourly_pay(slot: Slot<'_>) -> Option<f64> {
    slot.number("pounds an hour such as 14.20", 0.0, 100_000.0)
}

/// Names of shifts, at least one and none twice.
fn shift_list(mut slot: Slot<'_>) -> Option<Vec<ShiftIndex>> {
    let shifts = slot.lend().list("a list of shifts such as [\"early\", \"late\"]", shift_reference)?;
    let Slot::Reading(found) = &mut slot else { return None };
    if matches!(&found.node.value, Value::Array(items) if items.is_empty()) {
        found.refuse("there is no shift in it", "name one that stands under a header [shifts.NAME]");
        return None;
    }
    let mut seen = std::collections::HashSet::new();
    if let Some(twice) = shifts.iter().position(|shift| !seen.insert(*shift)) {
        let place = match &found.node.value {
            Value::Array(items) => items[twice].place,
            _ => found.node.place,
        };
        let help = "shifts are dealt out evenly: to deal one more often, give it a contract of its own";
        found.reading.report(Fault::new("a shift stands in it twice").at(place).help(help));
        return None;
    }
    Some(shifts)
}
