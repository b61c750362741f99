//! The contracts of a team's people, and the shifts they are worked in.

use crate::decode::{Fault, Fields, Slot, Value, count, keys, positive_share};
use crate::scenario::counts::MOST_POSTS;
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
        share: Option<Fraction> = positive_share => optional "Share of the people who have it; or else `people`";
        people: Option<u32> = count(1, MOST_POSTS) => optional "How many of the posts have it, instead of `share`";
        hours_per_week: f64 = hours_per_week => required "Hours in a week, without unpaid breaks";
        shifts: Option<Vec<WorkedShift>> = shift_list => optional "The shifts they work; those of the team if left out";
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
        shifts: Option<Vec<WorkedShift>> = shift_list
            => optional
               "The shifts they work, names of [shifts.NAME], dealt out evenly, or each with how many work it";
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
    let one = || ContractKeys { share: Some(Fraction::ONE), people: None, hours_per_week, shifts: None, pay: None };
    let mut contracts = contracts.unwrap_or_else(|| vec![one()]);
    let sharing = contracts.iter().filter(|contract| contract.shifts.is_none()).count();
    if sharing > 1 && shifts.iter().flatten().any(|shift| shift.people.is_some()) {
        let message = format!("these people work shifts in numbers, and {sharing} contracts have the shifts in common");
        let help = "put `shifts` into each contract, or say which `share` of the people works each shift";
        fields.refuse(Some("shifts"), message, help);
        return None;
    }
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
    pub(crate) fn shifts(&self) -> &[WorkedShift] {
        self.shifts.as_deref().unwrap_or_default()
    }

    /// The share of so many posts that have it.
    pub(crate) fn share(&self, posts: u32) -> Fraction {
        let by_number = self.people.and_then(|people| Fraction::new(f64::from(people) / f64::from(posts)).ok());
        self.share.or(by_number).unwrap_or(Fraction::ZERO)
    }

    /// By shift, the share of so many people who work it; empty if shifts are dealt out in turn.
    pub(crate) fn shift_shares(&self, people: u32) -> Vec<Fraction> {
        let by_number = |people_at: u32| Fraction::new(f64::from(people_at) / f64::from(people)).ok();
        self.shifts().iter().filter_map(|shift| shift.share.or(shift.people.and_then(by_number))).collect()
    }
}

fn contract_list(mut slot: Slot<'_>) -> Option<Vec<ContractKeys>> {
    let contracts =
        slot.lend().list("a list of contracts such as [{ share = \"70%\", hours_per_week = 37 }]", contract)?;
    if let (true, Slot::Reading(found)) = (contracts.is_empty(), &mut slot) {
        found.refuse("there is no contract in it", "add one such as { share = \"100%\", hours_per_week = 37 }");
        return None;
    }
    let shares: Vec<Fraction> = contracts.iter().filter_map(|contract| contract.share).collect();
    are_whole(&shares, contracts.len(), "contracts", "everybody has a contract", &mut slot).then_some(contracts)
}

/// Refuses shares that do not add up to one, and those that stand beside numbers of people.
fn are_whole(shares: &[Fraction], entries: usize, noun: &str, why: &str, slot: &mut Slot<'_>) -> bool {
    let Slot::Reading(found) = slot else { return true };
    let sum: f64 = shares.iter().map(|share| share.get()).sum();
    if shares.is_empty() {
        return true;
    }
    if shares.len() < entries {
        let message = format!("some of the {noun} have a `share`, and others have a number of `people`");
        found.refuse(message, "write one or the other in all of them");
        return false;
    }
    if (sum - 1.0).abs() > ROUNDING {
        let percent = (sum * 1e6).round() / 1e4;
        found.refuse(format!("the shares add up to {percent}%"), format!("make them add up to 100%: {why}"));
        return false;
    }
    true
}

fn contract(slot: Slot<'_>) -> Option<ContractKeys> {
    slot.table("a contract", "{ share = \"70%\", hours_per_week = 37 }", |fields| {
        let keys = ContractKeys::read(fields);
        fields.exactly_one(&["share", "people"], "say how many have it, for instance share = \"70%\" or people = 8")?;
        keys
    })
}

fn hours_per_week(slot: Slot<'_>) -> Option<f64> {
    slot.number("a number of hours", 0.5, HOURS_IN_WEEK)
}

/// Pounds for an hour.
pub(crate) fn hourly_pay(slot: Slot<'_>) -> Option<f64> {
    slot.number("pounds an hour such as 14.20", 0.0, 100_000.0)
}

/// Names of shifts, at least one and none twice.
fn shift_list(mut slot: Slot<'_>) -> Option<Vec<WorkedShift>> {
    let shifts = slot.lend().list("a list of shifts such as [\"early\", \"late\"]", worked_shift)?;
    let Slot::Reading(found) = &mut slot else { return None };
    if matches!(&found.node.value, Value::Array(items) if items.is_empty()) {
        found.refuse("there is no shift in it", "name one that stands under a header [shifts.NAME]");
        return None;
    }
    let mut seen = std::collections::HashSet::new();
    if let Some(twice) = shifts.iter().position(|worked| !seen.insert(worked.shift)) {
        let place = match &found.node.value {
            Value::Array(items) => items[twice].place,
            _ => found.node.place,
        };
        let help = "to deal one more often, write { shift = \"early\", people = 12 } for each, or give each a `share`";
        found.reading.report(Fault::new("a shift stands in it twice").at(place).help(help));
        return None;
    }
    let parts = shifts.iter().filter(|worked| worked.share.is_some() || worked.people.is_some()).count();
    if 0 < parts && parts < shifts.len() {
        let message = "some of the shifts say how many work them, and others do not";
        found.refuse(message, "say it of each, or of none: they are then dealt out evenly");
        return None;
    }
    let shares: Vec<Fraction> = shifts.iter().filter_map(|worked| worked.share).collect();
    are_whole(&shares, shifts.len(), "shifts", "everybody has a shift", &mut slot).then_some(shifts)
}

keys! {
    /// An entry of `shifts`: a shift, and how many work it.
    #[derive(Clone, Debug, PartialEq)]
    pub(crate) struct WorkedShift {
        shift: ShiftIndex = shift_reference => required "Name of the shift";
        share: Option<Fraction> = positive_share => optional "Share of the people of the contract who work it";
        people: Option<u32> = count(1, MOST_POSTS) => optional "How many of the posts with the contract work it";
    }
}

fn worked_shift(slot: Slot<'_>) -> Option<WorkedShift> {
    let mut by_name =
        |slot: Slot<'_>| shift_reference(slot).map(|shift| WorkedShift { shift, share: None, people: None });
    let mut in_full = |slot: Slot<'_>| {
        slot.table("a shift", "{ shift = \"early\", people = 12 }", |fields| {
            let keys = WorkedShift::read(fields);
            fields.exactly_one(&["share", "people"], "say how many work it, for instance people = 12")?;
            keys
        })
    };
    let choose = |value: &Value| match value {
        Value::Text(_) => Some(0),
        Value::Table(_) => Some(1),
        _ => None,
    };
    let expected = "the name of a shift, or a table such as { shift = \"early\", people = 12 }";
    slot.either(expected, choose, &mut [&mut by_name, &mut in_full])
}
