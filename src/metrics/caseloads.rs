use serde::{Deserialize, Serialize};

use crate::engine::{CaseloadWeek, Load, WeekObserver, WorkforceWeek};
use crate::model::{CaseloadIndex, Centre, TeamIndex};
use crate::stats::quantile_of_sorted;

/// What one replication measured of people and the cases they own, by week. Without weeks, nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WeeklyTallies {
    /// By caseload, then by week counted.
    pub caseloads: Vec<Vec<CaseloadTally>>,
    /// By team that has people, then by week counted.
    pub workforces: Vec<Vec<WorkforceTally>>,
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

/// The people of one team in one week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkforceTally {
    /// Posts.
    pub posts: u64,
    /// Of them, those held at its end.
    pub filled: u64,
    /// Agency workers at its end.
    pub agency: u64,
    /// Permanent workers who left.
    pub leavers: u64,
    /// Permanent workers who began.
    pub recruits: u64,
}

/// Measures the weeks of one replication after another.
#[derive(Debug)]
pub struct WeekListener {
    first_week: u32,
    standards: Vec<f64>,
    /// By team, its position among those with people.
    workforces: Vec<Option<usize>>,
    tallies: WeeklyTallies,
    before: Vec<Option<CaseloadWeek>>,
    headcounts: Vec<Option<WorkforceWeek>>,
    sorted: Vec<f64>,
}

impl WeekListener {
    /// Ready to measure replications of `centre`.
    #[must_use]
    pub fn new(centre: &Centre) -> Self {
        let mut with_people = 0..;
        let teams = centre.teams().iter();
        let workforces: Vec<Option<usize>> =
            teams.map(|team| team.people.as_ref().and_then(|_| with_people.next())).collect();
        let standards: Vec<f64> = centre.caseloads().iter().map(|caseload| caseload.standard).collect();
        let mut listener = Self {
            first_week: centre.calendar().first_week_counted(),
            before: vec![None; standards.len()],
            headcounts: vec![None; workforces.len()],
            standards,
            workforces,
            tallies: WeeklyTallies::default(),
            sorted: Vec::new(),
        };
        listener.clear();
        listener
    }

    /// What the replication just finished measured. The listener is then ready for the next.
    pub fn finish(&mut self) -> WeeklyTallies {
        let finished = std::mem::take(&mut self.tallies);
        self.clear();
        finished
    }

    fn clear(&mut self) {
        self.tallies.caseloads = vec![Vec::new(); self.standards.len()];
        self.tallies.workforces = vec![Vec::new(); self.workforces.iter().flatten().count()];
        self.before.fill(None);
        self.headcounts.fill(None);
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
    fn workforce(&mut self, team: TeamIndex, week: u32, told: &WorkforceWeek) {
        let team = team.0 as usize;
        assert_heads_add_up(self.headcounts[team].replace(*told), told);
        let Some(position) = self.workforces[team].filter(|_| self.first_week <= week) else { return };
        self.tallies.workforces[position].push(WorkforceTally {
            posts: told.posts.into(),
            filled: told.filled.into(),
            agency: told.agency.into(),
            leavers: told.moves.leavers.into(),
            recruits: told.moves.recruits.into(),
        });
    }

    fn caseload(&mut self, caseload: CaseloadIndex, week: u32, told: &CaseloadWeek, loads: &[Load]) {
        let index = caseload.0 as usize;
        assert_cases_add_up(self.before[index].replace(*told), told, loads);
        if week < self.first_week {
            return;
        }
        let standard = self.standards[index];
        let above = |load: &&Load| f64::from(load.cases) > standard * load.full_time;
        let spread = self.spread(loads);
        self.tallies.caseloads[index].push(CaseloadTally {
            opened: told.opened,
            closed: told.closed,
            handovers: told.handovers,
            open: told.open,
            unallocated: told.unallocated,
            workers: loads.len() as u64,
            above_standard: loads.iter().filter(above).count() as u64,
            full_time: loads.iter().map(|load| load.full_time).sum(),
            spread,
            hours_needed: told.hours_needed,
            hours_unmet: told.hours_unmet,
            hours_behind: told.hours_behind,
        });
    }
}

/// Every case is open until it closes, and held by one worker or by nobody; every hour needed is worked, still due
/// or never worked.
fn assert_cases_add_up(before: Option<CaseloadWeek>, told: &CaseloadWeek, loads: &[Load]) {
    let held: u64 = loads.iter().map(|load| u64::from(load.cases)).sum();
    assert_eq!(held + told.unallocated, told.open, "every open case is held by one worker or by nobody");
    let Some(before) = before else { return };
    assert_eq!(before.open + told.opened, told.closed + told.open, "every case opened is open until it closes");
    let in_hand = before.hours_behind + told.hours_needed;
    let accounted_for = told.hours_worked + told.hours_unmet + told.hours_behind;
    assert!((in_hand - accounted_for).abs() <= 1e-6 * in_hand.max(1.0), "{in_hand} hours became {accounted_for}");
}

/// Nobody is in two places, and nobody comes or goes untold.
fn assert_heads_add_up(before: Option<WorkforceWeek>, told: &WorkforceWeek) {
    assert!(told.filled <= told.posts, "a post has one holder");
    let Some(before) = before else { return };
    let moves = told.moves;
    assert_eq!(before.filled + moves.recruits, told.filled + moves.leavers, "permanent workers come and go");
    assert_eq!(before.agency + moves.agency_joined, told.agency + moves.agency_left, "agency workers come and go");
}

impl WeeklyTallies {
    /// Whether nothing was to be measured.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.caseloads.is_empty() && self.workforces.is_empty()
    }
}
