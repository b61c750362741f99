use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::decode::{Placed, Slot, count, date, duration, nearest, placed};
use crate::model::AtClose;
use crate::units::Seconds;

use super::bank_holidays::Nation;
use super::hours::{WeekHours, week_hours};

/// Longest horizon: 50 years.
const MOST_DAYS: u32 = 18_262;

/// The table `[calendar]`.
pub(super) struct CalendarKeys {
    /// The first day.
    pub(super) start: Placed<Date>,
    /// Days in the horizon.
    pub(super) days: u32,
    /// Opening hours by day of the week.
    pub(super) hours: Placed<WeekHours>,
    /// Minutes of an interval.
    pub(super) interval: u32,
    /// What happens to those waiting at closing time.
    pub(super) at_close: AtClose,
    /// The clock on the wall.
    pub(super) timezone: TimeZone,
    /// Days on which it stays closed.
    pub(super) closed: Vec<Date>,
    /// Whose bank holidays it keeps.
    pub(super) bank_holidays: Option<Placed<Nation>>,
}

/// `[calendar]`.
pub(super) fn calendar(slot: Slot<'_>) -> Option<CalendarKeys> {
    slot.table("[calendar]", "{ start = 2026-03-02, days = 1 }", |f| {
        let start = f.required("start", "The first day, a date such as 2026-03-02", placed(date));
        let days = f.optional("days", "Days in the horizon", count(1, MOST_DAYS));
        let weeks = f.optional("weeks", "Weeks in the horizon, instead of days", count(1, MOST_DAYS / 7));
        let one = f.exactly_one(&["days", "weeks"], "write `days = 1`, or `weeks = 4`");
        let meaning = "Opening hours: \"08:00-18:00\" every day, or a table of days; \"00:00-24:00\" never closes";
        let hours = f.required("hours", meaning, placed(week_hours));
        let interval = f.optional("interval", "Length of a planning interval; 30m if left out", interval);
        let closing = [("serve_out", AtClose::ServeOut), ("turn_away", AtClose::TurnAway)];
        let meaning = "What happens at closing time to those still waiting; serve_out if left out";
        let at_close = f.optional("at_close", meaning, |slot| slot.word(&closing));
        let timezone =
            f.optional("timezone", "The clock on the wall, such as Europe/London; UTC if left out", timezone);
        let closed = f.optional("closed", "Dates on which it stays closed", |slot| slot.list("a list of dates", date));
        let nations = [
            ("england-and-wales", Nation::EnglandAndWales),
            ("scotland", Nation::Scotland),
            ("northern-ireland", Nation::NorthernIreland),
        ];
        let meaning = "Whose bank holidays it keeps, by staying closed";
        let bank_holidays = f.optional("bank_holidays", meaning, placed(|slot| slot.word(&nations)));
        one?;
        Some(CalendarKeys {
            start: start?,
            days: days.or(weeks.map(|weeks| weeks * 7))?,
            hours: hours?,
            interval: interval.unwrap_or(30),
            at_close: at_close.unwrap_or(AtClose::ServeOut),
            timezone: timezone.unwrap_or(TimeZone::UTC),
            closed: closed.unwrap_or_default(),
            bank_holidays,
        })
    })
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
