//! What strikes, walkouts, absences and closures take from the people of a team.

use crate::model::{Concerns, Interval, Stoppage};
use crate::units::{Fraction, Instant};

use crate::scenario::days::opening::Opening;

/// A time during which a share of a team's people is out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Absence {
    /// When it begins.
    pub(crate) from: Instant,
    /// When it is over.
    pub(crate) until: Instant,
    /// The share.
    pub(crate) share: Fraction,
    /// The people of whom it is a share.
    pub(crate) concerns: Concerns,
}

/// What absences take from each week: the share of its opening hours that falls into them.
pub(crate) fn stoppages(absences: &[Absence], opening: &Opening) -> Vec<Stoppage> {
    let calendar = &opening.calendar;
    let mut stoppages = Vec::new();
    for absence in absences {
        let mut weeks = Vec::new();
        for week in calendar.intervals.chunk_by(|one, next| one.day / 7 == next.day / 7) {
            let open: f64 = week.iter().map(|interval| interval.end.since(interval.start).seconds()).sum();
            let within = |interval: &Interval| {
                let (from, until) = (absence.from.max(interval.start), absence.until.min(interval.end));
                if from < until { until.since(from).seconds() } else { 0.0 }
            };
            let lost: f64 = week.iter().map(within).sum();
            if let (true, Ok(of_week)) = (lost > 0.0, Fraction::new((lost / open).min(1.0))) {
                weeks.push((week[0].day / 7, of_week));
            }
        }
        let Absence { from, until, share, concerns } = *absence;
        stoppages.push(Stoppage { from, until, share, concerns, weeks });
    }
    stoppages
}
