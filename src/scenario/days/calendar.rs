use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::decode::{Fault, Placed, Reading, Slot, count, date, duration, keys, nearest, placed};
use crate::model::AtClose;
use crate::units::Seconds;

use super::bank_holidays::Nation;
use super::hours::{WeekHours, week_hours};

/// Longest horizon: 50 years.
const MOST_DAYS: u32 = 18_262;

keys! {
    /// The table `[calendar]`.
    pub(crate) struct CalendarKeys {
        start: Placed<Date> = placed(date) => required "The first day, a date such as 2026-03-02";
        days: Option<u32> = count(1, MOST_DAYS) => optional "Days in the horizon";
        weeks: Option<u32> = count(1, MOST_DAYS / 7) => optional "Weeks in the horizon, instead of days";
        hours: Placed<WeekHours> = placed(week_hours)
            => required
               "Opening hours: \"08:00-18:00\" every day, or a table of days; \"00:00-24:00\" never closes";
        interval: u32 = interval => or("30m") "Length of a planning interval";
        report_interval: Option<Placed<u32>> = placed(interval)
            => optional "Length of the intervals of results, a multiple of `interval`; `interval` if left out";
        at_close: AtClose = at_close => or("serve_out") "What happens at closing time to those still waiting";
        timezone: TimeZone = timezone => or("UTC") "The clock on the wall, such as Europe/London";
        closed: Vec<Date> = dates => or("[]") "Dates on which it stays closed";
        bank_holidays: Option<Placed<Nation>> = placed(nation)
            => optional "Whose bank holidays it keeps, by staying closed";
    }
}

/// `[calendar]`.
pub(crate) fn calendar(slot: Slot<'_>) -> Option<CalendarKeys> {
    slot.table("[calendar]", "{ start = 2026-03-02, days = 1 }", |fields| {
        let keys = CalendarKeys::read(fields);
        fields.exactly_one(&["days", "weeks"], "write `days = 1`, or `weeks = 4`")?;
        keys.filter(|keys| 0 < keys.days())
    })
}

impl CalendarKeys {
    /// Days in the horizon; 0 where the value is faulty.
    pub(crate) fn days(&self) -> u32 {
        self.days.or(self.weeks.map(|weeks| weeks * 7)).unwrap_or(0)
    }
}

impl CalendarKeys {
    /// Minutes of an interval of results; `None`, and a fault, if they are not whole intervals.
    pub(crate) fn report_interval(&self, reading: &mut Reading) -> Option<u32> {
        let Some(Placed { value, place }) = self.report_interval else { return Some(self.interval) };
        if value.is_multiple_of(self.interval) {
            return Some(value);
        }
        let fault = Fault::new(format!(
            "`report_interval` of {value} minutes is no multiple of `interval`, {} minutes",
            self.interval
        ));
        let nearest = value.div_ceil(self.interval) * self.interval;
        reading.report(fault.at(place).help(format!("write \"{nearest}m\", or another `interval`")));
        None
    }
}

fn at_close(slot: Slot<'_>) -> Option<AtClose> {
    slot.word(&[("serve_out", AtClose::ServeOut), ("turn_away", AtClose::TurnAway)])
}

fn dates(slot: Slot<'_>) -> Option<Vec<Date>> {
    slot.list("a list of dates", date)
}

fn nation(slot: Slot<'_>) -> Option<Nation> {
    slot.word(&[
        ("england-and-wales", Nation::EnglandAndWales),
        ("scotland", Nation::Scotland),
        ("northern-ireland", Nation::NorthernIreland),
    ])
}

/// Minutes of an interval, a divisor of the day.
fn interval(mut slot: Slot<'_>) -> Option<u32> {
    let length: Seconds = duration(slot.lend())?;
    let minutes = length.get() / 60.0;
    let divides = minutes.fract() == 0.0 && minutes >= 1.0 && 1440.0 % minutes == 0.0;
    if divides {
        return Some(minutes as u32);
    }
    if let Slot::Reading(found) = &mut slot {
        found.refuse(
            "an interval is whole minutes long and divides the day evenly",
            "choose for instance \"15m\", \"30m\" or \"1h\"",
        );
    }
    None
}

fn timezone(slot: Slot<'_>) -> Option<TimeZone> {
    let schema = serde_json::json!({ "type": "string" });
    slot.text("the name of a time zone such as \"Europe/London\"", schema, |name| {
        jiff::tz::db().get(name).map_err(|_| {
            let known = jiff::tz::db().available().map(|zone| zone.to_string()).collect::<Vec<_>>();
            let near = nearest(name, known.iter().map(String::as_str));
            let help =
                near.map_or("for instance \"Europe/London\"".to_owned(), |near| format!("did you mean \"{near}\"?"));
            (format!("\"{name}\" is not a known time zone"), help)
        })
    })
}
