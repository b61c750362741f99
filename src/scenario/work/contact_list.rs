//! Contacts one by one, laid out over the calendar.

use crate::decode::table::Arrived;
use crate::decode::{Fault, Place, Reading, Slot, csv_file, placed, words};
use crate::scenario::days::on_clock::OnClock;
use crate::scenario::days::opening::Opening;
use crate::units::Instant;

/// A file with a row for each contact.
pub(crate) struct ContactList {
    file: String,
    place: Place,
    rows: Vec<(u64, Arrived)>,
}

/// The contacts of a list, laid out.
pub(crate) struct LaidOut {
    /// When each arrives, in order.
    pub(crate) moments: Vec<Instant>,
    /// How many arrive in each interval.
    pub(crate) counts: Vec<u32>,
}

/// The name of a file.
pub(crate) fn contact_list(mut slot: Slot<'_>) -> Option<ContactList> {
    let name = placed(words)(slot.lend())?;
    match slot {
        Slot::Reading(found) => {
            let rows = csv_file::single(&name.value, name.place, found.reading)?;
            Some(ContactList { file: name.value, place: name.place, rows })
        }
        Slot::Describing(_) => None,
    }
}

impl ContactList {
    /// Lays the contacts out. Those on days outside the horizon may be there for other runs.
    pub(crate) fn lay_out(&self, opening: &Opening, reading: &mut Reading) -> Option<LaidOut> {
        let intervals = &opening.calendar.intervals;
        let mut counts = vec![0; intervals.len()];
        let mut moments = Vec::with_capacity(self.rows.len());
        let (mut closed, mut outside) = (Vec::new(), 0);
        for (line, arrived) in &self.rows {
            let seconds = match self.seconds(*line, arrived, opening, reading) {
                Ok(Some(seconds)) => seconds,
                Ok(None) => {
                    outside += 1;
                    continue;
                }
                Err(()) => return None,
            };
            let at = Instant::at_seconds(seconds.max(0.0));
            let next = intervals.partition_point(|interval| interval.start <= at);
            match next.checked_sub(1).filter(|&interval| at < intervals[interval].end && seconds >= 0.0) {
                Some(interval) => {
                    counts[interval] += 1;
                    // An interval begins before anybody arrives in it.
                    moments.push(Instant(at.0.max(intervals[interval].start.0 + 1)));
                }
                None => closed.push(*line),
            }
        }
        if let [first, ..] = closed.as_slice() {
            let number = closed.len();
            let why = format!("{number} of its contacts arrive while the centre is closed, the first in row {first}");
            self.refuse(&why, "take them out, or let `hours` be those in which contacts arrive", reading);
            return None;
        }
        if moments.is_empty() {
            self.refuse("it has no contact within the horizon", "check the dates in it against `start`", reading);
            return None;
        }
        if outside > 0 {
            let (number, file) = (self.rows.len(), &self.file);
            reading.warn(format!(
                "`{file}`: {outside} of its {number} contacts arrive on days outside the horizon and are left out."
            ));
        }
        moments.sort_unstable();
        Some(LaidOut { moments, counts })
    }

    /// Seconds from the start of the horizon; nothing for a day outside it.
    fn seconds(
        &self,
        line: u64,
        arrived: &Arrived,
        opening: &Opening,
        reading: &mut Reading,
    ) -> Result<Option<f64>, ()> {
        let clock = match arrived {
            Arrived::At(moment) => {
                let elapsed = opening.elapsed_at(*moment) as f64 + f64::from(moment.subsec_nanosecond()) / 1e9;
                let within = (0.0..opening.calendar.horizon.seconds()).contains(&elapsed);
                return Ok(within.then_some(elapsed));
            }
            Arrived::OnClock(clock) => clock,
        };
        let minute = u32::from(clock.hour().unsigned_abs()) * 60 + u32::from(clock.minute().unsigned_abs());
        let within = f64::from(clock.second()) + f64::from(clock.subsec_nanosecond()) / 1e9;
        let why = match opening.on_clock(clock.date(), minute) {
            OnClock::Outside => return Ok(None),
            OnClock::Once(elapsed) => return Ok(Some(elapsed as f64 + within)),
            OnClock::Twice(..) => "a time that comes twice, as the clocks go back",
            OnClock::Never => "a time that does not come, as the clocks go forward",
        };
        let help = "write its offset: 2026-10-25T01:30:00+01:00";
        self.refuse(&format!("row {line}: {clock} is {why}"), help, reading);
        Err(())
    }

    fn refuse(&self, why: &str, help: &str, reading: &mut Reading) {
        reading.report(Fault::new(format!("`{}`: {why}", self.file)).at(self.place).help(help));
    }
}
