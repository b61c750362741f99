use serde_json::json;

use crate::decode::{Fields, OwnValue, Per, Place, Slot, Value, count, duration, factor, rate, share, words};
use crate::model::{CaseKindIndex, CaseLeft, CaseOrder, Chasers, ContactTypeIndex, Due};
use crate::random::Distribution;
use crate::units::Seconds;

use super::arrivals::{ArrivalKeys, arrivals};
use super::contact::{LAST_PRIORITY, busyness};
use super::demand::DemandOf;
use super::distribution::distribution;
use super::reference::{case_reference, contact_reference};

const MOST_BACKLOG: u32 = 10_000_000;
const MOST_WORKING_DAYS: u32 = 10_000;
/// Most contacts a week about one overdue case.
const MOST_CHASERS: f64 = 1000.0;

/// A table `[cases.NAME]`.
pub(super) struct CaseKeys {
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) title: String,
    pub(super) arrivals: Option<ArrivalKeys>,
    pub(super) busyness_cv: f64,
    pub(super) interval_busyness_cv: f64,
    pub(super) work: Distribution,
    pub(super) backlog: u32,
    pub(super) backlog_age: Option<Distribution>,
    pub(super) due: Option<DueKeys>,
    pub(super) order: CaseOrder,
    pub(super) chasers: Option<Chasers>,
}

impl CaseKeys {
    /// How many arrive of themselves, if any do.
    pub(super) fn demand(&self) -> Option<DemandOf<'_>> {
        self.arrivals.as_ref().map(|arrivals| DemandOf {
            name: &self.name,
            place: self.place,
            arrivals,
            busyness_cv: self.busyness_cv,
            interval_busyness_cv: self.interval_busyness_cv,
        })
    }
}

/// `"25 working days"` or `"5d"`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum DueKeys {
    WorkingDays(u32),
    After(Seconds),
}

impl DueKeys {
    /// What it means where an ordinary week is open on so many days.
    pub(super) fn in_weeks_of(self, in_a_week: u32) -> Due {
        match self {
            Self::After(length) => Due::After(length),
            Self::WorkingDays(days) => Due::WorkingDays { days, in_a_week },
        }
    }
}

/// A kind of case that a team works on; without a priority, after all contacts alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CaseEntryKeys {
    pub(super) kind: CaseKindIndex,
    pub(super) priority: u32,
    pub(super) work: f64,
}

const CHASERS: OwnValue =
    OwnValue { key: "chasers.per_overdue_case", written: "0.05/week", range: ["0.01/week", "0.2/week"] };

/// `[cases.NAME]`.
pub(super) fn case_kind(name: &str, slot: Slot<'_>) -> Option<CaseKeys> {
    let place = slot.place();
    slot.table("a kind of case", "{ arrivals = …, work = … }", |f| case_keys(name, place, f))
}

fn case_keys(name: &str, place: Option<Place>, f: &mut Fields<'_>) -> Option<CaseKeys> {
    let title = f.optional("title", "What it is called in charts and tables", words);
    let meaning = "How many arrive of themselves, besides those that contacts leave behind; none if left out";
    let arrivals = f.optional("arrivals", meaning, arrivals);
    let busyness = f.optional("busyness", "How much busier some days are than others", busyness);
    let work = f.required("work", "Work that a case takes, for instance { mean = \"35m\", cv = 0.8 }", distribution);
    let backlog = f.optional("backlog", "Cases open at the start; 0 if left out", count(0, MOST_BACKLOG));
    let meaning = "How long ago those open at the start arrived; at the start if left out";
    let backlog_age = f.optional("backlog_age", meaning, distribution);
    f.only_beside("backlog_age", "backlog");
    let due = f.optional("due", "When a case should be done, for instance \"25 working days\"", due);
    let orders = [("due", CaseOrder::Due), ("age", CaseOrder::Age)];
    let order =
        f.optional("order", "Which case is taken first; the one due first if left out", |slot| slot.word(&orders));
    let chasers = f.optional("chasers", "Contacts about cases that are not done in time", |slot| chasers(name, slot));
    if chasers.is_some() && !f.has("due") {
        f.refuse(
            Some("chasers"),
            "cases that are never due are never overdue".to_owned(),
            "add `due`, or take `chasers` away",
        );
    }
    let (busyness_cv, interval_busyness_cv) = busyness.unwrap_or((0.0, 0.0));
    Some(CaseKeys {
        name: name.to_owned(),
        place: place?,
        title: title.unwrap_or_else(|| name.replace('_', " ")),
        arrivals,
        busyness_cv,
        interval_busyness_cv,
        work: work?,
        backlog: backlog.unwrap_or(0),
        backlog_age,
        due,
        order: order.unwrap_or(CaseOrder::Due),
        chasers,
    })
}

/// `"25 working days"` or `"5d"`.
pub(super) fn due(slot: Slot<'_>) -> Option<DueKeys> {
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
    slot.table("`chasers`", "{ per_overdue_case = \"0.05/week\", contact = \"enquiries\" }", |f| {
        let per_case =
            f.optional("per_overdue_case", "Contacts about each overdue case; 0.05 a week if left out", per_week);
        let contact: Option<ContactTypeIndex> = f.required("contact", "As what they arrive", contact_reference);
        if per_case.is_none() && !f.has("per_overdue_case") {
            f.assume(CHASERS.in_table(&format!("cases.{name}")));
        }
        Some(Chasers { per_week: per_case.unwrap_or(0.05), contact: contact? })
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
pub(super) fn case_left(slot: Slot<'_>) -> Option<CaseLeft> {
    slot.table("`case`", "{ kind = \"registration\", share = \"20%\" }", |f| {
        let kind = f.required("kind", "The kind of case left behind", case_reference);
        let meaning = "Share of needs that leave one when first answered; 100% if left out";
        let share = f.optional("share", meaning, share);
        Some(CaseLeft { kind: kind?, share: share.unwrap_or(crate::units::Fraction::ONE) })
    })
}

/// `teams.NAME.cases`: the kinds of case a team works on.
pub(super) fn cases_of_team(mut slot: Slot<'_>) -> Option<Vec<CaseEntryKeys>> {
    let entries = slot.lend().list("a list of kinds of case such as [\"registration\"]", case_entry)?;
    let Slot::Reading(found) = &mut slot else { return None };
    if matches!(&found.node.value, Value::Array(items) if items.is_empty()) {
        found.refuse("it names no kind of case", "name one, or take `cases` away");
    }
    let mut seen = std::collections::HashSet::new();
    if entries.iter().any(|keys| !seen.insert(keys.kind)) {
        found.refuse("a kind of case stands in it twice", "name each kind once");
        return None;
    }
    Some(entries)
}

fn case_entry(slot: Slot<'_>) -> Option<CaseEntryKeys> {
    let plain = |kind| CaseEntryKeys { kind, priority: 1, work: 1.0 };
    let mut by_name = |slot: Slot<'_>| case_reference(slot).map(plain);
    let mut in_full = |slot: Slot<'_>| {
        slot.table("an entry of `cases`", "{ case = \"registration\", work = 1.2 }", |f| {
            let kind = f.required("case", "The kind of case", case_reference);
            let meaning = "Among cases, 1 is taken before 2; 1 if left out";
            let priority = f.optional("priority", meaning, count(1, LAST_PRIORITY));
            let work = f.optional("work", "Factor on the work of a case; 1 if left out", factor);
            let keys = plain(kind?);
            Some(CaseEntryKeys { priority: priority.unwrap_or(1), work: work.unwrap_or(1.0), ..keys })
        })
    };
    let choose = |value: &Value| match value {
        Value::Text(_) => Some(0),
        Value::Table(_) => Some(1),
        _ => None,
    };
    slot.either("a kind of case, or { case = \"registration\", work = 1.2 }", choose, &mut [&mut by_name, &mut in_full])
}
