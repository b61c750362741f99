use serde::{Deserialize, Serialize};

use crate::engine::{CaseloadWeek, HeadcountDay, Load, WeekObserver};
use crate::model::{CaseloadIndex, Centre, TeamIndex};
use crate::stats::quantile_of_sorted;

use super::workforces::{HeadcountListener, WorkforceTally};

/// What one replication measured of people and the cases they own, by week. Without weeks, nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WeeklyTallies {
    /// By caseload, then by week counted.
    pub caseloads: Vec<Vec<CaseloadTally>>,
    /// By team that has people.
    pub workforces: Vec<WorkforceTally>,
}

/// One caseload in one week.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseloadTally {
    /// Cases opened.
    pub opened: u64,
    /// Cases closed.
    pub closed: u64,
    /// Cases that passed from one worker to another.
    pub handovers: u64,
    /// Cases open at its end.
    pub open: u64,
    /// Of them, those that nobody holds.
    pub unallocated: u64,
    /// Workers at its end.
    pub workers: u64,
    /// Of them, those above the standard.
    pub above_standard: u64,
    /// Their contracts, in full-time contracts.
    pub full_time: f64,
    /// How caseloads differ between them; `None` without workers.
    pub spread: Option<Spread>,
    /// Hours that became necessary.
    pub hours_needed: f64,
    /// Hours that will never be worked.
    pub hours_unmet: f64,
    /// Hours of opening and handing over still to be done at its end.
    pub hours_behind: f64,
}

/// How the caseloads of workers, in cases per full-time contract, differ at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// Their standard deviation, of these workers and no sample of others.
    pub deviation: f64,
    /// One worker in ten carries no more.
    pub p10: f64,
    /// Nine workers in ten carry no more.
    pub p90: f64,
}

/// Measures the weeks of one replication after another.
#[derive(Debug)]
pub struct WeekListener {
    first_week: u32,
    standards: Vec<f64>,
    /// By caseload, then by week counted.
    tallies: Vec<Vec<CaseloadTally>>,
    before: Vec<Option<CaseloadWeek>>,
    headcounts: HeadcountListener,
    sorted: Vec<f64>,
}

impl WeekListener {
    /// Ready to measure replications of `centre`.
    #[must_use]
    pub fn new(centre: &Centre) -> Self {
        let standards: Vec<f64> = centre.caseloads().iter().map(|caseload| caseload.standard).collect();
        Self {
            first_week: centre.calendar().first_week_counted(),
            tallies: vec![Vec::new(); standards.len()],
            before: vec![None; standards.len()],
            headcounts: HeadcountListener::new(centre),
            standards,
            sorted: Vec::new(),
        }
    }

    /// What the replication just finished measured. The listener is then ready for the next.
    pub fn finish(&mut self) -> WeeklyTallies {
        self.before.fill(None);
        WeeklyTallies {
            caseloads: self.tallies.iter_mut().map(std::mem::take).collect(),
            workforces: self.headcounts.finish(),
        }
    }

    fn spread(&mut self, loads: &[Load]) -> Option<Spread> {
        self.sorted.clear();
        self.sorted.extend(loads.iter().map(|load| f64::from(load.cases) / load.full_time));
        self.sorted.sort_unstable_by(f64::total_cmp);
        let count = self.sorted.len() as f64;
        let mean = self.sorted.iter().sum::<f64>() / count;
        let variance = self.sorted.iter().map(|caseload| (caseload - mean).powi(2)).sum::<f64>() / count;
        Some(Spread {
            deviation: variance.sqrt(),
            p10: quantile_of_sorted(&self.sorted, 0.1)?,
            p90: quantile_of_sorted(&self.sorted, 0.9)?,
        })
    }
}

impl WeekObserver for WeekListener {
    fn headcount(&mut self, team: TeamIndex, day: u32, today: &HeadcountDay) {
        self.headcounts.tell(team, day, today);
    }

    fn caseload(&mut self, caseload: CaseloadIndex, week: u32, this_week: &CaseloadWeek, loads: &[Load]) {
        let index = caseload.0 as usize;
        assert_cases_add_up(self.before[index].replace(*this_week), this_week, loads);
        if week < self.first_week {
            return;
        }
        let standard = self.standards[index];
        let above = |load: &&Load| f64::from(load.cases) > standard * load.full_time;
        let spread = self.spread(loads);
        self.tallies[index].push(CaseloadTally {
            opened: this_week.opened,
            closed: this_week.closed,
            handovers: this_week.handovers,
            open: this_week.open,
            unallocated: this_week.unallocated,
            workers: loads.len() as u64,
            above_standard: loads.iter().filter(above).count() as u64,
            full_time: loads.iter().map(|load| load.full_time).sum(),
            spread,
            hours_needed: this_week.hours_needed,
            hours_unmet: this_week.hours_unmet,
            hours_behind: this_week.hours_behind,
        });
    }
}

/// Every case is open until it closes, and held by one worker or by nobody; every hour needed is worked, still due
/// or never worked.
fn assert_cases_add_up(before: Option<CaseloadWeek>, this_week: &CaseloadWeek, loads: &[Load]) {
    let held: u64 = loads.iter().map(|load| u64::from(load.cases)).sum();
    assert_eq!(held + this_week.unallocated, this_week.open, "every open case is held by one worker or by nobody");
    let Some(before) = before else { return };
    assert_eq!(
        before.open + this_week.opened,
        this_week.closed + this_week.open,
        "every case opened is open until it closes"
    );
    let in_hand = before.hours_behind + this_week.hours_needed;
    let accounted_for = this_week.hours_worked + this_week.hours_unmet + this_week.hours_behind;
    assert!((in_hand - accounted_for).abs() <= 1e-6 * in_hand.max(1.0), "{in_hand} hours became {accounted_for}");
}

impl WeeklyTallies {
    /// Whether nothing was to be measured.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.caseloads.is_empty() && self.workforces.is_empty()
    }

    /// These, with the workforces that `others` has and these do not.
    #[must_use]
    pub fn with_workforces_of(mut self, others: Self) -> Self {
        for (mine, theirs) in self.workforces.iter_mut().zip(others.workforces) {
            if mine.weeks.is_empty() {
                *mine = theirs;
            }
        }
        self
    }
}
