use crate::units::{Instant, Seconds, Ticks};

/// When people work on a day, by the clock on the wall, and when they rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// Its name in the scenario file.
    pub name: String,
    /// Minutes after midnight at which it begins.
    pub from: u32,
    /// Minutes after midnight of the day on which it begins at which it ends: more than a day's if it ends on the day after.
    pub until: u32,
    /// The days of the week on which it is worked, Monday first.
    pub days: [bool; 7],
    /// Breaks, in order of time.
    pub breaks: Vec<Break>,
    /// How much later than the shift each person may begin, drawn anew each day; the end is as much later.
    pub flexible: Seconds,
}

/// A break. It begins when the contact in hand at its time is finished.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Break {
    /// Time from the beginning of the shift.
    pub after: Seconds,
    /// How long it lasts.
    pub lasts: Seconds,
    /// Whether it is paid working time.
    pub paid: bool,
    /// It is missed if it has not begun this long after its time; if `None`, at the end of the shift.
    pub missed_after: Option<Seconds>,
}

const MINUTES_OF_DAY: u32 = 24 * 60;

impl Shift {
    /// Hours of a day's shift that are paid.
    #[must_use]
    pub fn paid_hours(&self) -> f64 {
        let unpaid: f64 = self.breaks.iter().filter(|pause| !pause.paid).map(|pause| pause.lasts.get()).sum();
        f64::from(self.until - self.from) / 60.0 - unpaid / 3600.0
    }

    /// The paid time between `from` and `until` of a shift that begins at `begins`, if breaks begin when they should.
    #[must_use]
    pub fn paid_time(&self, begins: Instant, from: Instant, until: Instant) -> Ticks {
        let within =
            |start: Instant, length: Ticks| Ticks(until.min(start + length).0.saturating_sub(from.max(start).0));
        let unpaid = self.breaks.iter().filter(|pause| !pause.paid);
        let rest =
            unpaid.map(|pause| within(begins + Ticks::from_seconds(pause.after), Ticks::from_seconds(pause.lasts)).0);
        let length = Ticks::from_seconds_f64(f64::from(self.until - self.from) * 60.0);
        Ticks(within(begins, length).0.saturating_sub(rest.sum()))
    }

    /// Whether it may end on the day after the one to which it belongs, the one on which it begins.
    #[must_use]
    pub fn is_over_midnight(&self) -> bool {
        f64::from(MINUTES_OF_DAY) < f64::from(self.until) + self.flexible.get() / 60.0
    }

    /// What is left of it at the midnight after it begins, if the person begins so much later than it says: a shift from midnight on,
    /// with the breaks that are still to come.
    #[must_use]
    pub fn after_midnight(&self, later: Ticks) -> Self {
        let before = f64::from(MINUTES_OF_DAY.saturating_sub(self.from)) * 60.0 - later.seconds();
        let after = |pause: &Break| Seconds::new(pause.after.get() - before).ok();
        let to_come = self.breaks.iter().filter_map(|pause| Some(Break { after: after(pause)?, ..*pause }));
        let breaks = to_come.collect();
        Self { from: 0, until: self.until - MINUTES_OF_DAY.min(self.until), breaks, ..self.clone() }
    }

    /// Days of a week on which it is worked.
    #[must_use]
    pub fn days_per_week(&self) -> u32 {
        self.days.iter().filter(|day| **day).count() as u32
    }
}
