use crate::engine::Case;
use crate::model::{Calendar, CaseKindIndex, Closings, Moment};
use crate::units::{Instant, Ticks};

use super::CaseTally;

/// Counts cases, by kind and open day.
#[derive(Debug)]
pub(super) struct CaseListener {
    /// By kind, then by open day.
    tallies: Vec<Vec<CaseTally>>,
    /// Cases open now, by kind.
    open: Vec<u64>,
    /// The open day; none before the first, when only the opening backlog is there.
    day: Option<usize>,
    /// Open days that end within the warm-up: no result counts them.
    warm_up_days: usize,
}

impl CaseListener {
    pub(super) fn new(kinds: usize, calendar: &Calendar) -> Self {
        let closings = Closings::new(calendar);
        let ends = closings.by_open_day();
        let warm_up_days = ends.iter().filter(|&&end| end <= calendar.warm_up).count();
        Self {
            tallies: vec![vec![CaseTally::default(); ends.len()]; kinds],
            open: vec![0; kinds],
            day: None,
            warm_up_days,
        }
    }

    /// What was counted since this was last asked, without the warm-up.
    pub(super) fn finish(&mut self) -> Vec<Vec<CaseTally>> {
        let counted = |days: &mut Vec<CaseTally>| {
            let counted = days[self.warm_up_days..].to_vec();
            days.fill(CaseTally::default());
            counted
        };
        let counted = self.tallies.iter_mut().map(counted).collect();
        self.open.fill(0);
        self.day = None;
        counted
    }

    pub(super) fn begin_day(&mut self, open_day: u32) {
        self.day = Some(open_day as usize);
    }

    pub(super) fn arrived(&mut self, case: &Case) {
        self.open[case.kind.0 as usize] += 1;
        if let Some(tally) = self.tally(case.kind) {
            tally.arrived += 1;
        }
    }

    pub(super) fn completed(&mut self, now: Instant, case: &Case) {
        self.open[case.kind.0 as usize] -= 1;
        let Some(tally) = self.tally(case.kind) else { return };
        tally.completed += 1;
        tally.completed_in_time += u64::from(case.due.is_none_or(|due| now.0 as Moment <= due));
        tally.seconds_to_complete += age_seconds(case, now);
    }

    pub(super) fn chased(&mut self, case: &Case) {
        if let Some(tally) = self.tally(case.kind) {
            tally.chasers += 1;
        }
    }

    /// Takes stock of what is open, and asserts that no case was lost or counted twice.
    pub(super) fn end_day(&mut self, now: Instant, cases: &[Case]) {
        for case in cases.iter().filter(|case| case.open) {
            let age = age_seconds(case, now);
            let Some(tally) = self.tally(case.kind) else { return };
            tally.backlog += 1;
            tally.overdue += u64::from(is_late(case, now));
            tally.age_seconds += age;
            tally.oldest_age_seconds = tally.oldest_age_seconds.max(age);
            tally.with_cases = 1;
        }
        let Some(day) = self.day else { return };
        for tally in self.tallies.iter_mut().map(|of_kind| &mut of_kind[day]) {
            tally.mean_age_seconds = tally.age_seconds.checked_div(tally.backlog).unwrap_or(0);
        }
        for (of_kind, &open) in self.tallies.iter().zip(&self.open) {
            assert_eq!(of_kind[day].backlog, open, "every case that arrived is open or done");
        }
    }

    fn tally(&mut self, kind: CaseKindIndex) -> Option<&mut CaseTally> {
        Some(&mut self.tallies[kind.0 as usize][self.day?])
    }
}

/// Whether a case that is still open should be done by now: if it is due at this very closing, it is too late.
fn is_late(case: &Case, now: Instant) -> bool {
    case.due.is_some_and(|due| due <= now.0 as Moment)
}

fn age_seconds(case: &Case, now: Instant) -> u64 {
    (now.0 as Moment - case.arrived).max(0) as u64 / Ticks::PER_SECOND
}
