use std::cmp::Ordering;

use serde_json::json;

use crate::decode::{Fields, Slot, Value, clock_time};

/// Opening hours of one day, in minutes after the midnight at which it begins; up to 2880 if it closes on the day after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DayHours {
    /// When the doors open.
    pub(crate) open: u32,
    /// When they close.
    pub(crate) close: u32,
}

/// Opening hours from Monday to Sunday; `None` is closed.
pub(crate) type WeekHours = [Option<DayHours>; 7];

/// Minutes of a day.
pub(crate) const DAY_MINUTES: u32 = 24 * 60;

const EXAMPLE: &str = "hours such as \"08:00-18:00\", or \"closed\"";

/// The days of the week as keys, Monday first.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Ranges of days as keys, with the position of the first and the last day.
/// Beyond Sunday a range goes on from Monday.
const RANGES: [(&str, usize, usize); 36] = [
    ("mon-tue", 0, 1),
    ("mon-wed", 0, 2),
    ("mon-thu", 0, 3),
    ("mon-fri", 0, 4),
    ("mon-sat", 0, 5),
    ("mon-sun", 0, 6),
    ("tue-wed", 1, 2),
    ("tue-thu", 1, 3),
    ("tue-fri", 1, 4),
    ("tue-sat", 1, 5),
    ("tue-sun", 1, 6),
    ("wed-thu", 2, 3),
    ("wed-fri", 2, 4),
    ("wed-sat", 2, 5),
    ("wed-sun", 2, 6),
    ("thu-fri", 3, 4),
    ("thu-sat", 3, 5),
    ("thu-sun", 3, 6),
    ("fri-sat", 4, 5),
    ("fri-sun", 4, 6),
    ("sat-sun", 5, 6),
    ("wed-mon", 2, 7),
    ("thu-mon", 3, 7),
    ("thu-tue", 3, 8),
    ("fri-mon", 4, 7),
    ("fri-tue", 4, 8),
    ("fri-wed", 4, 9),
    ("sat-mon", 5, 7),
    ("sat-tue", 5, 8),
    ("sat-wed", 5, 9),
    ("sat-thu", 5, 10),
    ("sun-mon", 6, 7),
    ("sun-tue", 6, 8),
    ("sun-wed", 6, 9),
    ("sun-thu", 6, 10),
    ("sun-fri", 6, 11),
];

/// Hours of every day, or a table of days; none that reach into those of the day after.
pub(crate) fn week_hours(mut slot: Slot<'_>) -> Option<WeekHours> {
    let week = hours_of_week(slot.lend())?;
    if let (Some(day), Slot::Reading(found)) = (DayHours::first_overlap(&week), &mut slot) {
        let (day, after) = (weekday_name(day), weekday_name((day + 1) % 7));
        let help =
            format!("hours over midnight belong to the day on which they begin: let {day} close when {after} opens");
        found.refuse(format!("on {day} the centre closes after it opens on {after}"), help);
        return None;
    }
    Some(week)
}

fn hours_of_week(slot: Slot<'_>) -> Option<WeekHours> {
    let expected = "hours such as \"08:00-18:00\", or a table of days such as { mon-fri = \"08:00-18:00\" }";
    let mut every_day = |slot: Slot<'_>| day_hours(slot).map(|hours| [hours; 7]);
    let mut by_day = |slot: Slot<'_>| {
        let days = slot.table("`hours`", "{ mon-fri = \"08:00-18:00\" }", |f| by_day(f, "Opening hours", day_hours))?;
        Some(days.map(Option::flatten))
    };
    let choose = |value: &Value| match value {
        Value::Text(_) => Some(0),
        Value::Table(_) => Some(1),
        _ => None,
    };
    slot.either(expected, choose, &mut [&mut every_day, &mut by_day])
}

/// Weights by day of the week; days left out weigh 1.
pub(crate) fn weekday_weights(slot: Slot<'_>) -> Option<[f64; 7]> {
    let example = "{ mon = 1.2, fri = 0.9 }";
    let read = |slot: Slot<'_>| slot.number("a weight such as 1.2", 0.0, 1e6);
    let weights = slot.table("`by_weekday`", example, |f| by_day(f, "Weight", read))?;
    Some(weights.map(|weight| weight.unwrap_or(1.0)))
}

/// Reads a value for each day: a range of days first, a day by itself instead of its range.
pub(crate) fn by_day<T: Clone>(
    f: &mut Fields<'_>,
    meaning: &str,
    decode: impl Fn(Slot<'_>) -> Option<T>,
) -> Option<[Option<T>; 7]> {
    let mut days = [const { None }; 7];
    let mut overlapping = false;
    for (key, first, last) in RANGES {
        if let Some(value) = f.optional(key, &format!("{meaning} from the first of these days to the second"), &decode)
        {
            for day in first..=last {
                let day = &mut days[day % 7];
                if day.is_some() {
                    let message = format!("`{key}` names a day that another range of days names too");
                    f.refuse(Some(key), message, "ranges must not overlap; single days may stand beside them");
                    overlapping = true;
                    break;
                }
                *day = Some(value.clone());
            }
        }
    }
    for (key, day) in DAYS.into_iter().zip(&mut days) {
        if let Some(value) = f.optional(key, &format!("{meaning} of this day"), &decode) {
            *day = Some(value);
        }
    }
    (!overlapping).then_some(days)
}

/// Whether a key is a day of the week, or a range of days.
pub(crate) fn names_days(key: &str) -> bool {
    DAYS.contains(&key) || RANGES.iter().any(|(range, ..)| *range == key)
}

fn day_hours(slot: Slot<'_>) -> Option<Option<DayHours>> {
    let schema =
        json!({ "type": "string", "pattern": "^\\s*(closed|\\d{1,2}:\\d{2}\\s*[-–]\\s*\\d{1,2}:\\d{2})\\s*$" });
    slot.text(EXAMPLE, schema, |text| {
        if text.trim() == "closed" {
            return Ok(None);
        }
        let unreadable = || (format!("\"{text}\" is not {EXAMPLE}"), "hours run from 00:00 to 24:00".to_owned());
        let (open, close) = text.split_once(['-', '–']).ok_or_else(unreadable)?;
        let (open, close) = clock_time(open).zip(clock_time(close)).ok_or_else(unreadable)?;
        let hours = DayHours::between(open, close).map(Some);
        let mend =
            "a centre that never closes has hours = \"00:00-24:00\"; one that closes after midnight, \"18:00-02:00\"";
        hours.ok_or_else(|| (format!("\"{text}\" would close when it opens"), mend.to_owned()))
    })
}

/// The hours of a shift; one that ends no later than it begins ends on the day after.
pub(crate) fn shift_hours(slot: Slot<'_>) -> Option<DayHours> {
    const SHIFT: &str = "hours such as \"08:00-16:00\"";
    let schema = json!({ "type": "string", "pattern": "^\\s*\\d{1,2}:\\d{2}\\s*[-–]\\s*\\d{1,2}:\\d{2}\\s*$" });
    slot.text(SHIFT, schema, |text| {
        let unreadable = || (format!("\"{text}\" is not {SHIFT}"), "hours run from 00:00 to 24:00".to_owned());
        let (open, close) = text.split_once(['-', '–']).ok_or_else(unreadable)?;
        let (open, close) = clock_time(open).zip(clock_time(close)).ok_or_else(unreadable)?;
        let mend = "a shift ends at another time than it begins: \"22:00-06:00\" ends on the day after";
        let hours = DayHours::between(open, close);
        hours.ok_or_else(|| (format!("\"{text}\" is no time, or all day"), mend.to_owned()))
    })
}

impl DayHours {
    /// From one time of the clock to another, which is one of the day after if it is earlier; `None` if it is the same.
    fn between(open: u32, close: u32) -> Option<Self> {
        match open.cmp(&close) {
            Ordering::Less => Some(Self { open, close }),
            Ordering::Greater if 0 < close && open < DAY_MINUTES => Some(Self { open, close: close + DAY_MINUTES }),
            // From midnight to midnight is a day.
            Ordering::Greater if open < DAY_MINUTES => Some(Self { open, close: DAY_MINUTES }),
            Ordering::Greater | Ordering::Equal => None,
        }
    }

    /// The first day of the week whose hours reach beyond the opening of the day after.
    fn first_overlap(week: &WeekHours) -> Option<usize> {
        (0..7).find(|day| match (week[*day], week[(day + 1) % 7]) {
            (Some(today), Some(after)) => after.open + DAY_MINUTES < today.close,
            (Some(_) | None, Some(_) | None) => false,
        })
    }

    /// Whether a centre with these hours is open from a time of a day of the week on until another, both in minutes after the midnight
    /// at which the day begins; the day before and the day after may have to do with it.
    pub(crate) fn cover(week: &WeekHours, day: usize, from: u32, until: u32) -> bool {
        let [before, today, after] = [6, 0, 1].map(|days| week[(day + days) % 7]);
        let shifted = |hours: Option<Self>, days: i64| {
            let minute = |minute: u32| i64::from(minute) + days * i64::from(DAY_MINUTES);
            hours.map(|hours| (minute(hours.open), minute(hours.close)))
        };
        let mut open_until = i64::from(from);
        for (open, close) in [shifted(before, -1), shifted(today, 0), shifted(after, 1)].into_iter().flatten() {
            if open <= open_until {
                open_until = open_until.max(close);
            }
        }
        i64::from(until) <= open_until
    }
}

/// Days of the week: `"mon-fri"`, `"sat"`, or a list of such.
pub(crate) fn weekdays(slot: Slot<'_>) -> Option<[bool; 7]> {
    let expected = "days such as \"mon-fri\", \"sat\" or [\"tue\", \"sat\"]";
    let mut one = |slot: Slot<'_>| stretch_of_days(slot);
    let mut several = |slot: Slot<'_>| {
        let mut slot = slot;
        let stretches = slot.lend().list(expected, stretch_of_days)?;
        let mut days = [false; 7];
        for stretch in stretches {
            days.iter_mut().zip(stretch).for_each(|(day, named)| *day |= named);
        }
        if let (true, Slot::Reading(found)) = (days == [false; 7], &mut slot) {
            found.refuse("there is no day in it", "name one, or leave `days` out for all open days");
            return None;
        }
        Some(days)
    };
    let choose = |value: &Value| match value {
        Value::Text(_) => Some(0),
        Value::Array(_) => Some(1),
        _ => None,
    };
    slot.either(expected, choose, &mut [&mut one, &mut several])
}

fn stretch_of_days(slot: Slot<'_>) -> Option<[bool; 7]> {
    let day = "(mon|tue|wed|thu|fri|sat|sun)";
    let schema = json!({ "type": "string", "pattern": format!("^{day}(-{day})?$") });
    slot.text("a day such as \"sat\", or days such as \"mon-fri\"", schema, |text| {
        let known = |name: &str| DAYS.iter().position(|day| *day == name.trim());
        let (first, last) = text.split_once(['-', '–']).unwrap_or((text, text));
        let (first, last) = known(first).zip(known(last)).ok_or_else(|| {
            let help = "days are mon, tue, wed, thu, fri, sat and sun; several stand in a list: [\"tue\", \"sat\"]";
            (format!("\"{text}\" names no days"), help.to_owned())
        })?;
        let mut days = [false; 7];
        // A range may go over the end of the week: sun-thu.
        let last = if last < first { last + 7 } else { last };
        (first..=last).for_each(|day| days[day % 7] = true);
        Ok(days)
    })
}

/// What the file calls a day of the week, Monday being 0.
pub(crate) fn weekday_key(day: usize) -> &'static str {
    DAYS[day]
}

/// A day of the week in words, Monday being 0.
pub(crate) fn weekday_name(day: usize) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][day]
}
