//! What keeps people from their work: leave, sickness, training, meetings, lateness.

use serde_json::json;

use crate::decode::{Assumed, Fields, OwnValue, Slot, Value, count, cv, duration, keys, positive_share, share};
use crate::model::{Absences, Keeps, Leave, Sickness};
use crate::random::Distribution;
use crate::units::{Fraction, Seconds};

use crate::scenario::counts::MOST_POSTS;
use crate::scenario::work::arrivals::month_weights;
use crate::scenario::work::distribution::distribution;

/// Most working days in a year, five in each of 52 weeks.
const WORKING_DAYS: f64 = 260.0;
/// Longest mean of a spell of sickness, in days.
const LONGEST_SPELL: f64 = 1000.0;
const SPELL_DAYS: f64 = 5.0;
const SPELL_CV: f64 = 1.5;
const NOTICE_DAYS: f64 = 42.0;
const YEAR_BEGINS: (u8, u8) = (4, 1);
/// How much each month is asked for: summer most, then Easter, half-terms and December.
const BY_MONTH: [f64; 12] = [0.5, 0.8, 0.7, 1.2, 1.1, 1.0, 1.4, 1.9, 0.9, 1.0, 0.5, 1.0];

const SPELL: OwnValue = OwnValue { key: "spell", written: "5d", range: ["3d", "10d"] };
const SPREAD: OwnValue = OwnValue { key: "spell_cv", written: "1.5", range: ["1", "2"] };
const NOTICE: OwnValue = OwnValue { key: "notice", written: "6w", range: ["2w", "12w"] };

keys! {
    /// What is said of absences in the table of the people.
    struct WrittenKeys with (path: &str) {
        shrinkage: Option<Shrinkage> = |slot| shrinkage(path, slot)
            => optional
               "What is gone of their hours: a share for all reasons together, or a table of reasons; 0% if left out";
        leave: Option<LeaveKeys> = leave => optional "How annual leave is asked for and granted";
        lateness: Option<Distribution> = distribution
            => optional "How late they come to a shift, a distribution; never if left out";
    }
}

/// Absences, from the keys `shrinkage`, `leave` and `lateness` beside each other; `path` leads to their table.
pub(crate) fn absences(path: &str, fields: &mut Fields<'_>) -> Option<Absences> {
    let WrittenKeys { shrinkage, leave, lateness } = WrittenKeys::read(fields, path)?;
    if fields.has("shrinkage") && shrinkage.is_none() {
        return None;
    }
    let Shrinkage { mut absences, leave_days } = shrinkage.unwrap_or_default();
    absences.lateness = lateness;
    absences.leave = match (leave_days.filter(|days| *days > 0.0), leave) {
        (None, None) => None,
        (None, Some(_)) => {
            let message = "`leave` says how leave is granted, and nobody has any".to_owned();
            let help = "add shrinkage = { annual_leave = \"30d\" }, or take `leave` away";
            fields.refuse(Some("leave"), message, help);
            return None;
        }
        (Some(days), keys) => Some(granted(days, keys, path, fields)),
    };
    Some(absences)
}

/// What `shrinkage` says.
#[derive(Default)]
struct Shrinkage {
    absences: Absences,
    /// Working days of leave in a year.
    leave_days: Option<f64>,
}

fn shrinkage(path: &str, slot: Slot<'_>) -> Option<Shrinkage> {
    let mut altogether = |slot: Slot<'_>| {
        let other = inner(slot, "it leaves no time for work")?;
        Some(Shrinkage { absences: Absences { other, ..Absences::default() }, leave_days: None })
    };
    let mut by_reason = |slot: Slot<'_>| {
        slot.table("`shrinkage`", "{ annual_leave = \"30d\", sickness = \"3.6%\" }", |f| shrinkage_keys(path, f))
    };
    let choose = |value: &Value| match value {
        Value::Text(_) | Value::Integer(_) | Value::Float(_) => Some(0),
        Value::Table(_) => Some(1),
        _ => None,
    };
    let expected = "a share such as \"25%\", or a table such as { annual_leave = \"30d\", sickness = \"3.6%\" }";
    slot.either(expected, choose, &mut [&mut altogether, &mut by_reason])
}

keys! {
    /// What is gone of people's hours, by reason.
    struct ReasonKeys with (path: &str) {
        annual_leave: Option<f64> = working_days
            => optional "Annual leave in working days of a full-time worker, such as \"30d\"; part-timers in proportion";
        sickness: Option<Sickness> = |slot| sickness(path, slot)
            => optional "Share of days on which somebody is sick, or a table with the length of spells";
        training: Fraction = share
            => or("0%") "Share of paid hours in training, of those who have long been there";
        meetings: Option<Seconds> = time_a_week
            => optional "Meetings of one person, such as \"1h/week\"; none if left out";
        other: Fraction = share => or("0%") "Share of the hours that leave and sickness leave which is gone for any other reason";
    }
}

fn shrinkage_keys(path: &str, fields: &mut Fields<'_>) -> Option<Shrinkage> {
    let ReasonKeys { annual_leave, sickness, training, meetings, other } = ReasonKeys::read(fields, path)?;
    if fields.has("annual_leave") && annual_leave.is_none() {
        return None;
    }
    let meetings = meetings.unwrap_or(Seconds::ZERO);
    let absences = Absences { other, leave: None, sickness, training, meetings, lateness: None };
    Some(Shrinkage { absences, leave_days: annual_leave })
}

/// `"30d"`: working days in a year.
fn working_days(slot: Slot<'_>) -> Option<f64> {
    let schema = json!({ "type": "string", "pattern": "^\\s*[0-9.]+\\s*d\\s*$" });
    slot.text("working days in a year such as \"30d\"", schema, |text| {
        let days = text.trim().strip_suffix('d').and_then(|number| number.trim_end().parse::<f64>().ok());
        match days {
            Some(days) if (0.0..=WORKING_DAYS).contains(&days) => Ok(days),
            Some(days) => Err((format!("a year has no {days} working days"), format!("from 0d to {WORKING_DAYS}d"))),
            None => Err((format!("\"{text}\" is not a number of working days"), "write \"30d\"".to_owned())),
        }
    })
}

/// `"1h/week"`.
fn time_a_week(slot: Slot<'_>) -> Option<Seconds> {
    let schema = json!({ "type": "string", "pattern": "^.*[smhd]\\s*/\\s*week\\s*$" });
    slot.text("a time in a week such as \"1h/week\"", schema, |text| {
        let length = text.split_once('/').filter(|(_, unit)| unit.trim() == "week");
        let length = length.and_then(|(length, _)| length.parse::<Seconds>().ok());
        let help = "a duration and /week, such as \"1h/week\" or \"90m/week\"";
        length.ok_or_else(|| (format!("\"{text}\" is not a time in a week"), help.to_owned()))
    })
}

fn sickness(path: &str, slot: Slot<'_>) -> Option<Sickness> {
    let table = format!("{path}.shrinkage.sickness");
    let assume = |fields: &mut Fields<'_>| {
        fields.assume_if_left_out(&SPELL, &table);
        fields.assume_if_left_out(&SPREAD, &table);
    };
    let mut in_full = |slot: Slot<'_>| {
        slot.table("`sickness`", "{ share = \"3.6%\", spell = \"5d\" }", |fields| {
            let sickness = sickness_keys(fields);
            assume(fields);
            sickness
        })
    };
    let mut short = |mut slot: Slot<'_>| {
        let share = inner(slot.lend(), "everybody would always be sick")?;
        let Slot::Reading(found) = slot else { return None };
        [SPELL, SPREAD].iter().for_each(|own| found.reading.assume(own.in_table(&table)));
        let (spell_days, spell_cv) = (SPELL_DAYS, SPELL_CV);
        Some(Sickness { share, spell_days, spell_cv, wave_cv: 0.0 })
    };
    let choose = |value: &Value| match value {
        Value::Text(_) | Value::Integer(_) | Value::Float(_) => Some(0),
        Value::Table(_) => Some(1),
        _ => None,
    };
    let expected = "a share such as \"3.6%\", or a table such as { share = \"3.6%\", spell = \"5d\" }";
    slot.either(expected, choose, &mut [&mut short, &mut in_full])
}

keys! {
    struct SicknessKeys {
        share: Fraction = some_health => required "Share of days on which somebody is sick, in the long run";
        spell: f64 = spell => or(SPELL.written) "Mean length of a spell in calendar days, at least a day";
        spell_cv: f64 = cv
            => or(SPREAD.written) "Coefficient of variation of what a spell takes beyond its first day";
        waves_cv: f64 = cv
            => or("0")
               "Coefficient of variation of a factor on everybody's chance of falling ill, anew each fortnight";
    }
}

fn sickness_keys(fields: &mut Fields<'_>) -> Option<Sickness> {
    let SicknessKeys { share, spell, spell_cv, waves_cv } = SicknessKeys::read(fields)?;
    Some(Sickness { share, spell_days: spell, spell_cv, wave_cv: waves_cv })
}

fn some_health(slot: Slot<'_>) -> Option<Fraction> {
    inner(slot, "everybody would always be sick")
}

/// Calendar days, from one.
fn spell(mut slot: Slot<'_>) -> Option<f64> {
    let days = duration(slot.lend())?.get() / 86_400.0;
    if let (false, Slot::Reading(found)) = ((1.0..=LONGEST_SPELL).contains(&days), &mut slot) {
        found.refuse(format!("spells of {days} days are not possible"), format!("from 1d to {LONGEST_SPELL}d"));
        return None;
    }
    Some(days)
}

/// A share below 100%.
fn inner(mut slot: Slot<'_>, why: &str) -> Option<Fraction> {
    let read = share(slot.lend())?;
    if let (true, Slot::Reading(found)) = (read == Fraction::ONE, &mut slot) {
        found.refuse(why, "a share below 100%");
        return None;
    }
    Some(read)
}

keys! {
    /// How leave is asked for and granted.
    struct LeaveKeys {
        keeps: Option<Keeps> = keeps
            => optional
               "How many must be left on a day: a number, or a share of those on the floor; leave is always granted if left out";
        by_month: Option<[f64; 12]> = month_weights
            => optional
               "How much each month is asked for, twelve weights, January first; summer most if left out";
        notice: Option<Seconds> = duration
            => optional "Mean of how long ahead people ask; 6w if left out";
        year_begins: (u8, u8) = month_and_day => or("04-01") "Month and day on which the leave year begins";
    }
}

fn leave(slot: Slot<'_>) -> Option<LeaveKeys> {
    slot.table("`leave`", "{ keeps = \"70%\", notice = \"6w\" }", LeaveKeys::read)
}

fn granted(days: f64, keys: Option<LeaveKeys>, path: &str, fields: &mut Fields<'_>) -> Leave {
    let unsaid = LeaveKeys { keeps: None, by_month: None, notice: None, year_begins: YEAR_BEGINS };
    let LeaveKeys { keeps, by_month, notice, year_begins } = keys.unwrap_or(unsaid);
    let table = format!("{path}.leave");
    if notice.is_none() {
        fields.assume(NOTICE.in_table(&table));
    }
    if by_month.is_none() {
        fields.assume(season(&table));
    }
    let by_month = by_month.unwrap_or(BY_MONTH);
    let mean: f64 = by_month.iter().sum::<f64>() / 12.0;
    Leave {
        days,
        keeps,
        by_month: by_month.map(|weight| weight / mean),
        notice_days: notice.map_or(NOTICE_DAYS, |notice| notice.get() / 86_400.0),
        year_begins,
    }
}

fn season(table: &str) -> Assumed {
    let weights = BY_MONTH.map(|weight| weight.to_string()).join(", ");
    Assumed { path: format!("{table}.by_month"), written: format!("[{weights}]"), range: None }
}

fn keeps(slot: Slot<'_>) -> Option<Keeps> {
    let mut people = |slot: Slot<'_>| count(0, MOST_POSTS)(slot).map(Keeps::People);
    let mut part = |slot: Slot<'_>| positive_share(slot).map(Keeps::Share);
    let choose = |value: &Value| match value {
        Value::Integer(_) => Some(0),
        Value::Text(_) | Value::Float(_) => Some(1),
        _ => None,
    };
    slot.either("a number of people such as 46, or a share such as \"70%\"", choose, &mut [&mut people, &mut part])
}

/// `"04-01"`, a day that every year has.
fn month_and_day(slot: Slot<'_>) -> Option<(u8, u8)> {
    let schema = json!({ "type": "string", "pattern": "^\\d{2}-\\d{2}$" });
    slot.text("a month and a day such as \"04-01\"", schema, |text| {
        let read = text.trim().split_once('-').and_then(|(month, day)| {
            let (month, day) = (month.parse::<i8>().ok()?, day.parse::<i8>().ok()?);
            // 2025 has no 29 February.
            jiff::civil::Date::new(2025, month, day).ok()?;
            Some((month.unsigned_abs(), day.unsigned_abs()))
        });
        let help = "the month, then the day: \"04-01\" is the first of April";
        read.ok_or_else(|| (format!("\"{text}\" is no day of every year"), help.to_owned()))
    })
}
