//! Shifts: when people work on a day, and when they rest.

use crate::decode::{Fault, Fields, Place, Placed, Reading, Slot, boolean, clock, duration, keys, placed};
use crate::model::{Break, Shift};
use crate::units::Seconds;

use crate::scenario::days::hours::{
    DAY_MINUTES, DayHours, WeekHours, shift_hours, weekday_key, weekday_name, weekdays,
};

/// Most breaks of a shift.
const MOST_BREAKS: usize = 8;
/// Most time by which somebody may begin later than the shift.
const MOST_FLEXIBLE_SECONDS: f64 = 12.0 * 3600.0;

keys! {
    /// A table `[shifts.NAME]`.
    pub(crate) struct ShiftKeys(name: String, place: Place) {
        hours: Placed<DayHours> = placed(shift_hours)
            => required "When it begins and ends, for instance \"08:00-16:00\"";
        days: Option<[bool; 7]> = weekdays
            => optional
               "The days on which it is worked, such as \"mon-fri\" or [\"tue\", \"sat\"]; all open days if left out";
        breaks: Vec<Break> = breaks => or("[]") "Breaks, a list";
        flexible: Seconds = duration => or("0s") "How much later somebody may begin, drawn anew each day, and end";
    }
}

/// `[shifts.NAME]`.
pub(crate) fn shift(name: &str, slot: Slot<'_>) -> Option<ShiftKeys> {
    slot.table("a shift", "{ hours = \"08:00-16:00\" }", |fields| {
        let keys = ShiftKeys::read(fields, name.to_owned(), fields.place())?;
        let length = f64::from(keys.hours.value.close - keys.hours.value.open) * 60.0;
        let breaks = breaks_in_order(keys.breaks, length, fields)?;
        let longest = length + keys.flexible.get();
        if keys.flexible.get() > MOST_FLEXIBLE_SECONDS || longest > 86_400.0 {
            let message = "somebody who begins later would end when the next day's shift begins, or later".to_owned();
            fields.refuse(Some("flexible"), message, "12 hours at most, and with the shift no more than a day");
            return None;
        }
        Some(ShiftKeys { breaks, ..keys })
    })
}

fn breaks(slot: Slot<'_>) -> Option<Vec<Break>> {
    slot.list("a list of breaks such as [{ after = \"4h\", lasts = \"45m\" }]", a_break)
}

fn a_break(slot: Slot<'_>) -> Option<Break> {
    keys! {
        fn keys() -> Break {
            after = duration => required "Time from the beginning of the shift";
            lasts = duration => required "How long it lasts";
            paid = boolean => or("false") "Whether it is paid";
            missed_after = duration
                => optional "It is missed if it has not begun so long after its time; at the end of the shift if left out";
        }
    }
    slot.table("a break", "{ after = \"4h\", lasts = \"45m\" }", |fields| {
        let a_break = keys(fields)?;
        if a_break.lasts == Seconds::ZERO {
            fields.refuse(Some("lasts"), "a break must last some time".to_owned(), "make it longer");
            return None;
        }
        Some(a_break)
    })
}

/// Breaks in order of time, if they lie within a shift of so many seconds and apart from each other.
fn breaks_in_order(mut breaks: Vec<Break>, length: f64, f: &mut Fields<'_>) -> Option<Vec<Break>> {
    if breaks.len() > MOST_BREAKS {
        let message = format!("a shift has {MOST_BREAKS} breaks at most, and this has {}", breaks.len());
        f.refuse(Some("breaks"), message, "join short breaks that follow on each other, or leave some out");
        return None;
    }
    breaks.sort_by(|one, other| one.after.get().total_cmp(&other.after.get()));
    let end = |one: &Break| one.after.get() + one.lasts.get();
    let words = |one: &Break| {
        let [after, lasts] = [one.after, one.lasts].map(|length| crate::units::describe_duration(length.get()));
        format!("the break of {lasts} after {after}")
    };
    if let Some(beyond) = breaks.iter().find(|one| end(one) > length) {
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

/// A time of the day on which a shift begins, or of the day after.
pub(crate) fn clock_of(minutes: u32) -> String {
    match minutes.checked_sub(DAY_MINUTES).filter(|after| *after > 0) {
        Some(after) => format!("{} on the day after", clock(after)),
        None => clock(minutes),
    }
}

impl ShiftKeys {
    /// The shift, on those of its days on which an ordinary week is open.
    pub(crate) fn shift(&self, open_weekdays: [bool; 7]) -> Shift {
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
    pub(crate) fn check(&self, week: &WeekHours, reading: &mut Reading) {
        let shift = self.shift(week.map(|hours| hours.is_some()));
        if shift.days_per_week() == 0 {
            let fault = Fault::new(format!("the centre is closed on every day of the shift `{}`", self.name));
            reading.report(fault.at(self.place).help("change its `days`, or `hours` in [calendar]"));
            return;
        }
        if let Some(day) = self.days.and_then(|days| (0..7).find(|day| days[*day] && week[*day].is_none())) {
            reading.warn(format!(
                "The shift `{}` has {} among its days, on which the centre is closed: nobody works it then, and the hours of a contract are \
                 spread over its other days.",
                self.name,
                weekday_name(day)
            ));
        }
        let latest = shift.until + (shift.flexible.get() / 60.0).ceil() as u32;
        let outside = |day: &usize| !DayHours::cover(week, *day, shift.from, latest);
        let Some(day) = (0..7).filter(|day| shift.days[*day]).find(outside) else { return };
        let (name, key, weekday) = (&self.name, weekday_key(day), weekday_name(day));
        let at_the_latest = if latest == shift.until { "" } else { " at the latest" };
        let open_on = |day: usize| match week[day % 7] {
            Some(hours) => format!("open from {} to {}", clock(hours.open), clock_of(hours.close)),
            None => "closed".to_owned(),
        };
        let day_after = match DAY_MINUTES < latest {
            true => format!(", and on {} {}", weekday_name((day + 1) % 7), open_on(day + 1)),
            false => String::new(),
        };
        let message = format!(
            "the shift `{name}` runs from {} to {}{at_the_latest}, and on {weekday} the centre is {}{day_after}",
            clock(shift.from),
            clock_of(latest),
            open_on(day),
        );
        let help =
            format!("keep it within opening hours, give it `days` without {key}, or change `hours` in [calendar]");
        reading.report(Fault::new(message).at(self.hours.place).help(help));
    }
}
