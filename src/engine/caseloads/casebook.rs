//! The open cases of one caseload, who holds them, and what becomes of them in a week.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::model::Caseload;
use crate::random::Key;

/// Every open case and every place that may hold some.
#[derive(Debug)]
pub(crate) struct Casebook<'a> {
    caseload: &'a Caseload,
    key: Key,
    /// In order of opening.
    cases: Vec<Case>,
    holders: Vec<Holder>,
    turns: BinaryHeap<Turn>,
    loads: Vec<Load>,
}

#[derive(Clone, Copy, Debug)]
struct Case {
    /// Weeks since the start of the horizon.
    opened: f64,
    closes: f64,
    /// Hours of opening or handing over that are still to be done.
    due: f64,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Nobody has held it yet.
    New,
    /// The holder of this place has it.
    Held(u32),
    /// Whoever held it is gone.
    LeftBehind,
}

/// A place as the caseload sees it.
#[derive(Clone, Copy, Debug, Default)]
struct Holder {
    /// Full-time contracts; 0 where nobody is.
    full_time: f64,
    /// As many cases as this can be carried by it, relative to a full-time worker.
    capacity: f64,
    cases: u32,
    /// Hours the holder has for cases this week.
    available: f64,
    /// Hours the cases need in this week alone.
    weekly: f64,
    /// Hours of opening and handing over to be done.
    due: f64,
    /// The share of these that is not done.
    left_due: f64,
}

/// A holder waiting for the next case: the one with the lowest caseload is first.
#[derive(Clone, Copy, Debug)]
struct Turn {
    caseload: f64,
    place: u32,
}

/// What one worker carries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Load {
    /// Cases held.
    pub cases: u32,
    /// The worker's contract, in full-time contracts.
    pub full_time: f64,
}

/// What happened to a caseload in a week, and how it stands at its end.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CaseloadWeek {
    /// Cases opened.
    pub opened: u64,
    /// Cases closed.
    pub closed: u64,
    /// Cases that passed from one worker to another.
    pub handovers: u64,
    /// Cases open at the end.
    pub open: u64,
    /// Of them, those that nobody holds.
    pub unallocated: u64,
    /// Hours that became necessary: of the week, and of cases taken up and taken over.
    pub hours_needed: f64,
    /// Hours worked.
    pub hours_worked: f64,
    /// Hours that will never be worked.
    pub hours_unmet: f64,
    /// Hours of opening and handing over that are still to be done at the end.
    pub hours_behind: f64,
}

/// What a case is drawn for.
#[derive(Clone, Copy)]
enum Draw {
    /// To be open at the start.
    Start,
    /// To be opened in a week.
    Week,
}

impl<'a> Casebook<'a> {
    pub(crate) fn new(caseload: &'a Caseload, places: usize) -> Self {
        let expected = caseload.opened_per_week * (caseload.mean_weeks_open() + 1.0);
        Self {
            caseload,
            key: Key::new(0, 0),
            cases: Vec::with_capacity((expected + 6.0 * expected.sqrt()) as usize + 64),
            holders: vec![Holder::default(); places],
            turns: BinaryHeap::with_capacity(places),
            loads: Vec::with_capacity(places),
        }
    }

    /// Nobody and nothing yet.
    pub(crate) fn open(&mut self, key: Key) {
        self.key = key.named(&self.caseload.name);
        self.cases.clear();
        self.holders.fill(Holder::default());
    }

    /// Says who is at a place this week: in full-time contracts, and with which strength and hours.
    pub(crate) fn set_holder(&mut self, place: usize, full_time: f64, strength: f64, hours: f64) {
        let holder = &mut self.holders[place];
        (holder.full_time, holder.capacity, holder.available) = (full_time, full_time * strength, hours);
    }

    /// Cases per full-time contract of the holder of a place.
    pub(crate) fn caseload_of(&self, place: usize) -> f64 {
        let Holder { cases, full_time, .. } = self.holders[place];
        if full_time > 0.0 { f64::from(cases) / full_time } else { 0.0 }
    }

    /// Deals out the cases that are open at the start, whatever the cap. Their opening was done before.
    pub(crate) fn deal_first_cases(&mut self) {
        let caseload = self.caseload;
        let key = self.key.with(Draw::Start as u64);
        let full_time: f64 = self.holders.iter().map(|holder| holder.full_time).sum();
        let count = match caseload.cases_at_start {
            Some(cases) => (cases * full_time).round() as u64,
            None => poisson(caseload.opened_per_week * caseload.mean_weeks_open(), key),
        };
        self.cases.extend((0..count).map(|number| {
            let left = caseload.open.sample_residual(&mut key.with(number).stream());
            Case { opened: 0.0, closes: left / Caseload::WEEK_SECONDS, due: 0.0, stage: Stage::LeftBehind }
        }));
        self.allocate(f64::INFINITY);
        self.cases.iter_mut().for_each(|case| case.due = 0.0);
    }

    /// The holder of a place has gone; the cases stay behind.
    pub(crate) fn leave_behind(&mut self, departed: impl Iterator<Item = usize>) {
        let mut any = false;
        for place in departed {
            any = true;
            self.holders[place] = Holder::default();
        }
        if !any {
            return;
        }
        for case in &mut self.cases {
            if let Stage::Held(place) = case.stage
                && self.holders[place as usize].cases == 0
            {
                case.stage = Stage::LeftBehind;
            }
        }
    }

    /// Lives through `week`, which begins on `date`.
    pub(crate) fn live_through(&mut self, week: u32, date: i64) -> CaseloadWeek {
        let mut this_week = CaseloadWeek { opened: self.open_cases(week, date), ..CaseloadWeek::default() };
        let (handovers, hours) = self.allocate(self.caseload.cap.unwrap_or(f64::INFINITY));
        (this_week.handovers, this_week.hours_needed) = (handovers, hours);
        self.work(week, &mut this_week);
        self.close_cases(week, &mut this_week);
        this_week
    }

    /// The workers there are, with what each carries.
    pub(crate) fn loads(&mut self) -> &[Load] {
        let there = self.holders.iter().filter(|holder| holder.full_time > 0.0);
        self.loads.clear();
        self.loads.extend(there.map(|holder| Load { cases: holder.cases, full_time: holder.full_time }));
        &self.loads
    }

    fn hours_due(&self) -> f64 {
        self.cases.iter().map(|case| case.due).sum()
    }

    /// A Poisson number of new cases, at any moment of the week. The n-th of a week is the same in every variant.
    fn open_cases(&mut self, week: u32, date: i64) -> u64 {
        let rate = self.caseload.opened_per_week;
        let key = self.key.with(Draw::Week as u64).with(date as u64);
        let mut moments = key.stream();
        let mut opened = 0;
        let mut moment = moments.exponential() / rate;
        while moment < 1.0 {
            let opens = f64::from(week) + moment;
            let lasts = self.caseload.open.sample(&mut key.with(opened).stream()) / Caseload::WEEK_SECONDS;
            self.cases.push(Case { opened: opens, closes: opens + lasts, due: 0.0, stage: Stage::New });
            opened += 1;
            moment += moments.exponential() / rate;
        }
        opened
    }

    /// Gives each case that nobody holds, the oldest first, to the holder with the lowest caseload below `cap`. Says how many
    /// had been somebody else's, and the hours that all this makes.
    fn allocate(&mut self, cap: f64) -> (u64, f64) {
        self.turns.clear();
        let there = (0..).zip(&self.holders).filter(|(_, holder)| holder.capacity > 0.0);
        self.turns.extend(there.map(|(place, holder)| Turn { caseload: holder.relative(), place }));
        let (mut handovers, mut hours) = (0, 0.0);
        for case in self.cases.iter_mut().filter(|case| !matches!(case.stage, Stage::Held(_))) {
            let Some(mut turn) = self.turns.peek_mut().filter(|turn| turn.caseload < cap) else { break };
            let made =
                if case.stage == Stage::New { self.caseload.hours.to_open } else { self.caseload.hours.handover };
            handovers += u64::from(case.stage == Stage::LeftBehind);
            hours += made;
            case.due += made;
            case.stage = Stage::Held(turn.place);
            let holder = &mut self.holders[turn.place as usize];
            holder.cases += 1;
            turn.caseload = holder.relative();
        }
        (handovers, hours)
    }

    /// Each holder does what the week needs first, then what is due; with what is left over nothing is done ahead.
    fn work(&mut self, week: u32, this_week: &mut CaseloadWeek) {
        let (begins, ends) = (f64::from(week), f64::from(week) + 1.0);
        for holder in &mut self.holders {
            (holder.weekly, holder.due) = (0.0, 0.0);
        }
        let mut of_nobody = 0.0;
        for case in &self.cases {
            let weekly = self.caseload.hours.per_week * (case.closes.min(ends) - case.opened.max(begins));
            match case.stage {
                Stage::Held(place) => {
                    let holder = &mut self.holders[place as usize];
                    holder.weekly += weekly;
                    holder.due += case.due;
                }
                Stage::New | Stage::LeftBehind => of_nobody += weekly,
            }
        }
        (this_week.hours_needed, this_week.hours_unmet) = (this_week.hours_needed + of_nobody, of_nobody);
        for holder in &mut self.holders {
            let weekly = holder.weekly.min(holder.available);
            let due = holder.due.min(holder.available - weekly);
            holder.left_due = if holder.due > 0.0 { 1.0 - due / holder.due } else { 0.0 };
            this_week.hours_needed += holder.weekly;
            this_week.hours_worked += weekly + due;
            this_week.hours_unmet += holder.weekly - weekly;
        }
        for case in &mut self.cases {
            if let Stage::Held(place) = case.stage {
                case.due *= self.holders[place as usize].left_due;
            }
        }
    }

    /// Cases whose time is over close, whoever holds them; what was still due is never done.
    fn close_cases(&mut self, week: u32, this_week: &mut CaseloadWeek) {
        let ends = f64::from(week) + 1.0;
        let holders = &mut self.holders;
        self.cases.retain(|case| {
            let stays = case.closes > ends;
            if !stays {
                this_week.closed += 1;
                this_week.hours_unmet += case.due;
                if let Stage::Held(place) = case.stage {
                    holders[place as usize].cases -= 1;
                }
            }
            stays
        });
        this_week.open = self.cases.len() as u64;
        this_week.unallocated = self.cases.iter().filter(|case| !matches!(case.stage, Stage::Held(_))).count() as u64;
        this_week.hours_behind = self.hours_due();
    }
}

impl Holder {
    /// Cases relative to what can be carried.
    fn relative(&self) -> f64 {
        f64::from(self.cases) / self.capacity
    }
}

impl Ord for Turn {
    /// The greatest is first: the lowest caseload, and of equals the first place.
    fn cmp(&self, other: &Self) -> Ordering {
        other.caseload.total_cmp(&self.caseload).then(other.place.cmp(&self.place))
    }
}

impl PartialOrd for Turn {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Turn {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Turn {}

/// A Poisson number with this mean: as many exponential gaps as fit into it.
fn poisson(mean: f64, key: Key) -> u64 {
    let mut stream = key.stream();
    let mut passed = stream.exponential();
    let mut count = 0;
    while passed < mean {
        count += 1;
        passed += stream.exponential();
    }
    count
}
