//! The contracts of a team's people, and the shifts they are worked in.

use crate::decode::{Fault, Fields, Slot, Value, keys, positive_share};
use crate::scenario::reference::{ShiftIndex, shift_reference};
use crate::units::Fraction;

/// Hours in a week, of which a contract cannot have more.
pub(crate) const HOURS_IN_WEEK: f64 = 168.0;
/// How far shares may lie from 100% and still count as adding up to it.
const ROUNDING: f64 = 1e-6;

keys! {
    /// The terms on which people work.
    #[derive(Clone, Debug, PartialEq)]
    pub(crate) struct ContractKeys {
        share: Fraction = positive_share => required "Share of the people who have it";
        hours_per_week: f64 = hours_per_week => required "Hours in a week, without unpaid breaks";
        shifts: Option<Vec<ShiftIndex>> = shift_list => optional "The shifts they work; those of the team if left out";
        pay: Option<f64> = hourly_pay => optional "Pay in an hour; that of the team if left out";
    }
}

keys! {
    /// What is said of contracts in the table of the people.
    struct WrittenKeys {
        hours_per_week: f64 = hours_per_week => or("37") "Hours of a contract in a week, without unpaid breaks";
        contracts: Option<Vec<ContractKeys>> = contract_list
            => optional
               "Contracts of several kinds, instead of `hours_per_week`: a list, each with the share of the people";
        shifts: Option<Vec<ShiftIndex>> = shift_list
            => optional "The shifts they work, names of [shifts.NAME], dealt out evenly";
    }
}

/// The contracts of people, from the keys `contracts`, `hours_per_week` and `shifts` beside each other.
pub(crate) fn contracts(fields: &mut Fields<'_>) -> Option<Vec<ContractKeys>> {
    let keys = WrittenKeys::read(fields);
    let help = "the hours stand in each entry of `contracts`: take `hours_per_week` away";
    fields.never_beside("contracts", &["hours_per_week"], help);
    let WrittenKeys { hours_per_week, contracts, shifts } = keys?;
    if fields.has("contracts") && contracts.is_none() || fields.has("shifts") && shifts.is_none() {
        return None;
    }
    let one = || ContractKeys { share: Fraction::ONE, hours_per_week, shifts: None, pay: None };
    let mut contracts = contracts.unwrap_or_else(|| vec![one()]);
    for contract in contracts.iter_mut().filter(|contract| contract.shifts.is_none()) {
        contract.shifts.clone_from(&shifts);
    }
    let without = contracts.iter().filter(|contract| contract.shifts().is_empty()).count();
    if 0 < without && without < contracts.len() {
        let message = "some contracts have shifts, and others have none".to_owned();
        let help = "add `shifts` to each, or once beside `contracts` for all that have none";
        fields.refuse(Some("contracts"), message, help);
        return None;
    }
    Some(contracts)
}

impl ContractKeys {
    /// The shifts they work; none for those who carry cases.
    pub(crate) fn shifts(&self) -> &[ShiftIndex] {
        self.shifts.as_deref().unwrap_or_default()
    }
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
    slot.table("a contract", "{ share = \"70%\", hours_per_week = 37 }", ContractKeys::read)
}

fn hours_per_week(slot: Slot<'_>) -> Option<f64> {
    slot.number("a number of hours", 0.5, HOURS_IN_WEEK)
}

/// Pounds for an hour.
pub(crate) fn hourly_pay(slot: Slot<'_>) -> Option<f64> {
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
