use serde_json::json;

use crate::decode::{OwnValue, Per, Place, Slot, Value, count, duration, factor, keys, rate, share, words};
use crate::model::{CaseKindIndex, CaseLeft, CaseOrder, Chasers, ContactTypeIndex, Due};
use crate::random::Distribution;
use crate::units::Seconds;

use super::arrivals::{ArrivalKeys, arrivals};
use super::busyness::{Busyness, busyness};
use super::demand::DemandOf;
use super::distribution::distribution;
use super::priority::LAST_PRIORITY;
use crate::scenario::reference::{case_reference, contact_reference};

const MOST_BACKLOG: u32 = 10_000_000;
const MOST_WORKING_DAYS: u32 = 10_000;
/// Most contacts a week about one overdue case.
const MOST_CHASERS: f64 = 1000.0;

keys! {
    /// A table `[cases.NAME]`.
    pub(crate) struct CaseKeys(name: String, place: Place) {
        title: Option<String> = words => optional "What it is called in charts and tables";
        arrivals: Option<ArrivalKeys> = arrivals
            => optional "How many arrive of themselves, besides those that contacts leave behind; none if left out";
        busyness: Busyness = busyness => or("{}") "How much busier some days are than others";
        work: Distribution = distribution
            => required "Work that a case takes, for instance { mean = \"35m\", cv = 0.8 }";
        backlog: u32 = count(0, MOST_BACKLOG) => or("0") "Cases open at the start";
        backlog_age: Option<Distribution> = distribution
            => optional "How long ago those open at the start arrived; at the start if left out";
        due: Option<DueKeys> = due => optional "When a case should be done, for instance \"25 working days\"";
        order: CaseOrder = order => or("due") "Which case is taken first: the one due first, or the oldest (age)";
        chasers: Option<Chasers> = |slot| chasers(&name, slot)
            => optional "Contacts about cases that are not done in time";
    }
}

impl CaseKeys {
    /// How many arrive of themselves, if any do.
    pub(crate) fn demand(&self) -> Option<DemandOf<'_>> {
        self.arrivals.as_ref().map(|arrivals| DemandOf {
            name: &self.name,
            place: self.place,
            arrivals,
            busyness: self.busyness,
        })
    }

    /// What it is called in charts and tables.
    pub(crate) fn title(&self) -> String {
        self.title.clone().unwrap_or_else(|| self.name.replace('_', " "))
    }
}

/// `"25 working days"` or `"5d"`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum DueKeys {
    WorkingDays(u32),
    After(Seconds),
}

impl DueKeys {
    /// What it means where an ordinary week is open on so many days.
    pub(crate) fn in_weeks_of(self, in_a_week: u32) -> Due {
        match self {
            Self::After(length) => Due::After(length),
            Self::WorkingDays(days) => Due::WorkingDays { days, in_a_week },
        }
    }
}

keys! {
    /// A kind of case that a team works on.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub(crate) struct CaseEntryKeys {
        case: CaseKindIndex = case_reference => required "The kind of case";
        priority: u32 = count(1, LAST_PRIORITY) => or("1") "Among cases, 1 is taken before 2";
        work: f64 = factor => or("1") "Factor on the work of a case";
    }
}

const CHASERS: OwnValue = OwnValue { key: "per_overdue_case", written: "0.05/week", range: ["0.01/week", "0.2/week"] };

/// `[cases.NAME]`.
pub(crate) fn case_kind(name: &str, slot: Slot<'_>) -> Option<CaseKeys> {
    slot.table("a kind of case", "{ arrivals = …, work = … }", |fields| {
        let keys = CaseKeys::read(fields, name.to_owned(), fields.place());
        fields.only_beside("backlog_age", "backlog");
        let keys = keys?;
        if keys.chasers.is_some() && !fields.has("due") {
            let message = "cases that are never due are never overdue".to_owned();
            fields.refuse(Some("chasers"), message, "add `due`, or take `chasers` away");
        }
        Some(keys)
    })
}

fn order(slot: Slot<'_>) -> Option<CaseOrder> {
    slot.word(&[("due", CaseOrder::Due), ("age", CaseOrder::Age)])
}

/// `"25 working days"` or `"5d"`.
pub(crate) fn due(slot: Slot<'_>) -> Option<DueKeys> {
    let mut length = |slot: Slot<'_>| duration(slot).map(DueKeys::After);
    let mut working_days = working_days;
    let choose = |value: &Value| match value {
        Value::Text(text) if text.contains("working") => Some(1),
        _ => Some(0),
    };
    slot.either("a time such as \"25 working days\" or \"5d\"", choose, &mut [&mut length, &mut working_days])
}

fn working_days(slot: Slot<'_>) -> Option<DueKeys> {
    let schema = json!({ "type": "string", "pattern": "^\\s*[0-9]+\\s+working\\s+days?\\s*$" });
    slot.text("a number of working days", schema, |text| {
        let number = text.split_whitespace().next().and_then(|number| number.parse::<i64>().ok());
        let spelled = matches!(text.split_whitespace().skip(1).collect::<Vec<_>>()[..], ["working", "day" | "days"]);
        match number {
            Some(days) if spelled && (1..=i64::from(MOST_WORKING_DAYS)).contains(&days) => {
                Ok(DueKeys::WorkingDays(days as u32))
            }
            Some(days) if spelled && days < 1 => Err((
                format!("{text}: a case would be due before it could be done"),
                "at least 1 working day".to_owned(),
            )),
            Some(_) if spelled => {
                Err((format!("{text} is too long"), format!("at most {MOST_WORKING_DAYS} working days")))
            }
            _ => Err((format!("\"{text}\" is not a number of working days"), "write \"25 working days\"".to_owned())),
        }
    })
}

fn chasers(name: &str, slot: Slot<'_>) -> Option<Chasers> {
    keys! {
        struct ChaserKeys {
            per_overdue_case: f64 = per_week => or(CHASERS.written) "Contacts about each overdue case";
            contact: ContactTypeIndex = contact_reference => required "As what they arrive";
        }
    }
    slot.table("`chasers`", "{ per_overdue_case = \"0.05/week\", contact = \"enquiries\" }", |fields| {
        let ChaserKeys { per_overdue_case, contact } = ChaserKeys::read(fields)?;
        fields.assume_if_left_out(&CHASERS, &format!("cases.{name}.chasers"));
        Some(Chasers { per_week: per_overdue_case, contact })
    })
}

fn per_week(mut slot: Slot<'_>) -> Option<f64> {
    let read = rate(slot.lend())?;
    let weeks = match read.per {
        Per::Second => 604_800.0,
        Per::Minute => 10_080.0,
        Per::Hour => 168.0,
        Per::Day => 7.0,
        Per::Week => 1.0,
        Per::Year => 7.0 / 365.25,
    };
    let per_week = read.count * weeks;
    if let (true, Slot::Reading(found)) = (per_week > MOST_CHASERS, &mut slot) {
        found.refuse(format!("{per_week} contacts a week about one case"), "check the unit: at most 1,000 a week");
        return None;
    }
    Some(per_week)
}

/// `outcome.case`: `{ kind = "registration", share = "20%" }`.
pub(crate) fn case_left(slot: Slot<'_>) -> Option<CaseLeft> {
    keys! {
        fn keys() -> CaseLeft {
            kind = case_reference => required "The kind of case left behind";
            share = share => or("100%") "Share of needs that leave one when first answered";
        }
    }
    slot.table("`case`", "{ kind = \"registration\", share = \"20%\" }", keys)
}

/// `teams.NAME.cases`: the kinds of case a team works on.
pub(crate) fn cases_of_team(mut slot: Slot<'_>) -> Option<Vec<CaseEntryKeys>> {
    let entries = slot.lend().list("a list of kinds of case such as [\"registration\"]", case_entry)?;
    let Slot::Reading(found) = &mut slot else { return None };
    if matches!(&found.node.value, Value::Array(items) if items.is_empty()) {
        found.refuse("it names no kind of case", "name one, or take `cases` away");
    }
    let mut seen = std::collections::HashSet::new();
    if entries.iter().any(|keys| !seen.insert(keys.case)) {
        found.refuse("a kind of case stands in it twice", "name each kind once");
        return None;
    }
    Some(entries)
}

fn case_entry(slot: Slot<'_>) -> Option<CaseEntryKeys> {
    let plain = |case| CaseEntryKeys { case, priority: 1, work: 1.0 };
    let mut by_name = |slot: Slot<'_>| case_reference(slot).map(plain);
    let mut in_full = |slot: Slot<'_>| {
        slot.table("an entry of `cases`", "{ case = \"registration\", work = 1.2 }", CaseEntryKeys::read)
    };
    let choose = |value: &Value| match value {
        Value::Text(_) => Some(0),
        Value::Table(_) => Some(1),
        _ => None,
    };
    slot.either("a kind of case, or { case = \"registration\", work = 1.2 }", choose, &mut [&mut by_name, &mut in_full])
}
