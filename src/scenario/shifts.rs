//! Shifts: when people work on a day, and when they rest.

use crate::decode::{Fault, Fields, Place, Placed, Reading, Slot, clock, duration, placed};
use crate::model::{Break, Shift};
use crate::units::Seconds;

use super::hours::{DayHours, WeekHours, shift_hours, weekday_key, weekday_name, weekdays};

/// Most breaks of a shift.
const MOST_BREAKS: usize = 8;
/// Most time by which somebody may begin later than the shift.
const MOST_FLEXIBLE_SECONDS: f64 = 12.0 * 3600.0;

/// A table `[shifts.NAME]`.
pub(super) struct ShiftKeys {
    /// Its name.
    pub(super) name: String,
    /// Where it is written.
    pub(super) place: Place,
    hours: Placed<DayHours>,
    /// All open days, without.
    days: Option<[bool; 7]>,
    breaks: Vec<Break>,
    flexible: Seconds,
}

/// `[shifts.NAME]`.
pub(super) fn shift(name: &str, slot: Slot<'_>) -> Option<ShiftKeys> {
    let place = slot.place();
    slot.table("a shift", "{ hours = \"08:00-16:00\" }", |f| shift_keys(name, place, f))
}

fn shift_keys(name: &str, place: Option<Place>, f: &mut Fields<'_>) -> Option<ShiftKeys> {
    let hours = f.required("hours", "When it begins and ends, for instance \"08:00-16:00\"", placed(shift_hours));
    let meaning =
        "The days on which it is worked, such as \"mon-fri\" or [\"tue\", \"sat\"]; all open days if left out";
    let days = f.optional("days", meaning, weekdays);
    let breaks = f.optional("breaks", "Breaks, a list", placed(breaks));
    let meaning = "How much later somebody may begin, drawn anew each day, and end; 0s if left out";
    let flexible = f.optional("flexible", meaning, duration).unwrap_or(Seconds::ZERO);
    let hours = hours?;
    let length = f64::from(hours.value.close - hours.value.open) * 60.0;
    let breaks = match breaks {
        Some(breaks) => breaks_in_order(breaks, length, f)?,
        None => Vec::new(),
    };
    let until = f64::from(hours.value.close) * 60.0 + flexible.get();
    if flexible.get() > MOST_FLEXIBLE_SECONDS || until > 86_400.0 {
        let message = "somebody who begins later would end after midnight".to_owned();
        f.refuse(Some("flexible"), message, "shifts end on the day on which they begin: make it shorter");
        return None;
    }
    Some(ShiftKeys { name: name.to_owned(), place: place?, hours, days, breaks, flexible })
}

fn breaks(slot: Slot<'_>) -> Option<Vec<Break>> {
    slot.list("a list of breaks such as [{ after = \"4h\", lasts = \"45m\" }]", a_break)
}

fn a_break(slot: Slot<'_>) -> Option<Break> {
    slot.table("a break", "{ after = \"4h\", lasts = \"45m\" }", |f| {
        let after = f.required("after", "Time from the beginning of the shift", duration);
        let lasts = f.required("lasts", "How long it lasts", duration);
        let paid = f.optional("paid", "Whether it is paid; false if left out", |slot| slot.boolean());
        let meaning = "It is missed if it has not begun so long after its time; at the end of the shift if left out";
        let missed_after = f.optional("missed_after", meaning, duration);
        let lasts = lasts?;
        if lasts == Seconds::ZERO {
            f.refuse(Some("lasts"), "a break must last some time".to_owned(), "make it longer");
            return None;
        }
        Some(Break { after: after?, lasts, paid: paid.unwrap_or(false), missed_after })
    })
}

/// Breaks in order of time, if they lie within a shift of so many seconds and apart from each other.
fn breaks_in_order(breaks: Placed<Vec<Break>>, length: f64, f: &mut Fields<'_>) -> Option<Vec<Break>> {
    let mut breaks = breaks.value;
    if breaks.len() > MOST_BREAKS {
        let message = format!("a shift has {MOST_BREAKS} breaks at most, and this has {}", breaks.len());
        f.refuse(Some("breaks"), message, "join short breaks that follow on each other, or leave some out");
        return None;
    }
    breaks.sort_by(|one, other| one.after.get().total_cmp(&other.after.get()));
    let end = |it: &Break| it.after.get() + it.lasts.get();
    let words = |it: &Break| {
        let [after, lasts] = [it.after, it.lasts].map(|length| crate::units::describe_duration(length.get()));
        format!("the break of {lasts} after {after}")
    };
    if let Some(beyond) = breaks.iter().find(|it| end(it) > length) {
        let message = format!(
            "{} ends after the shift, which is {} long",
            words(beyond),
            crate::units::describe_duration(length)
        );
        f.refuse(Some("breaks"), message, "breaks lie within the shift: let it begin earlier, or make it shorter");
        return None;
    }
    if let Some([one, next]) = breaks.windows(2).find_map(|pair| match pair {
        [one, next] if next.after.get() < end(one) => Some([one, next]),
        _ => None,
    }) {
        let message = format!("{} begins before {} is over", words(next), words(one));
        f.refuse(Some("breaks"), message, "breaks must not overlap");
        return None;
    }
    Some(breaks)
}

impl ShiftKeys {
    /// The shift, on those of its days on which an ordinary week is open.
    pub(super) fn shift(&self, open_weekdays: [bool; 7]) -> Shift {
        let mut days = self.days.unwrap_or(open_weekdays);
        for (day, open) in days.iter_mut().zip(open_weekdays) {
            *day &= open;
        }
        Shift {
            name: self.name.clone(),
            from: self.hours.value.open,
            until: self.hours.value.close,
            days,
            breaks: self.breaks.clone(),
            flexible: self.flexible,
        }
    }

    /// Refuses a shift that is worked while the centre is closed.
    pub(super) fn check(&self, week: &WeekHours, reading: &mut Reading) {
        let shift = self.shift(week.map(|hours| hours.is_some()));
        if shift.days_per_week() == 0 {
            let fault = Fault::new(format!("the centre is closed on every day of the shift `{}`", self.name));
            reading.report(fault.at(self.place).help("change its `days`, or `hours` in [calendar]"));
            return;
        }
        let latest = shift.until + (shift.flexible.get() / 60.0).ceil() as u32;
        let outside = |day: &usize| week[*day].is_some_and(|open| shift.from < open.open || open.close < latest);
        let Some(day) = (0..7).filter(|day| shift.days[*day]).find(outside) else { return };
        let Some(open) = week[day] else { return };
        let (name, key, day) = (&self.name, weekday_key(day), weekday_name(day));
        let at_the_latest = if latest == shift.until { "" } else { " at the latest" };
        let message = format!(
            "the shift `{name}` runs from {} to {}{at_the_latest}, and on {day} the centre is open from {} to {}",
            clock(shift.from),
            clock(latest),
            clock(open.open),
            clock(open.close),
        );
        let help =
            format!("keep it within opening hours, give it `days` without {key}, or change `hours` in [calendar]");
        reading.report(Fault::new(message).at(self.hours.place).help(help));
    }
}
