use crate::engine::{
    Absence, Answer, Case, Contact, Duty, Ending, HandOver, HeadcountDay, Observer, Origin, Pause, ShiftBegins,
};
use crate::model::{Calendar, Centre, Closings, ContactTypeIndex, Due, Interval, TeamIndex};
use crate::stats::Histogram;
use crate::units::{Fraction, Instant, Ticks};

use super::cases::CaseListener;
use super::days::DayListener;
use super::level::Level;
use super::persons::PeopleListener;
use super::tally::LONGER_THAN_SECONDS;
use super::{
    ContactTally, DayTally, HeadcountListener, Layout, QueueTally, ReplicationTally, TeamTally, WaitTally,
    WeeklyTallies,
};

/// Measures one replication after another.
#[derive(Debug)]
pub struct Listener<'a> {
    layout: &'a Layout,
    bucket_of_interval: &'a [u32],
    /// Those of the layout, then closed time, then the warm-up.
    buckets: usize,
    /// By contact type, then by bucket.
    contacts: Vec<ContactTally>,
    /// By team, then by bucket.
    work: Vec<TeamTally>,
    types: Vec<TypeListener>,
    /// Whether the promise of any type is about when it is done.
    any_due: bool,
    /// Whether a day begins while the centre is open: whoever came with the stroke of midnight may be answered on another day.
    opens_overnight: bool,
    /// Whether, for one reason or the other, those answered at once have to be looked at in this interval.
    looks_at_once: bool,
    /// All contact types together; idle if there is only one.
    together: QueueListener,
    teams: Vec<TeamListener>,
    days: DayListener,
    cases: CaseListener,
    people: PeopleListener,
    /// Whether there are people with shifts.
    has_people: bool,
    /// Whether there are such, or contacts are counted by who answers them.
    looks_at_answers: bool,
    /// By contact type, then by team, if there are several of both.
    handled: Vec<u64>,
    headcounts: HeadcountListener,
    /// The bucket of the clock.
    bucket: usize,
    bucket_since: Instant,
    last_release: Instant,
}

#[derive(Debug)]
struct TypeListener {
    within: Ticks,
    promise: Promise,
    /// Further thresholds, and of those answered after a wait how many were within each, bucket by bucket.
    also_within: Vec<(Ticks, Vec<u32>)>,
    waiting: Level,
    queue: QueueListener,
    /// Of those who had to wait, if only for a moment.
    waits: Histogram,
    /// How many waited when each open day began.
    at_openings: Vec<u32>,
    /// By bucket: of those who arrived today, and of those who did before.
    longest_today: Vec<Ticks>,
    longest_before: Vec<Ticks>,
}

/// What counts of a contact that is answered after a wait.
#[derive(Debug)]
enum Promise {
    /// Its wait.
    Wait,
    /// Its wait, held against further thresholds too.
    Waits,
    /// When it is done.
    Done(DueTime),
}

/// How a contact that is done in time is counted.
#[derive(Clone, Copy, Debug)]
enum Booking {
    Made,
    TakenBack,
}

/// When a contact should be done.
#[derive(Debug)]
enum DueTime {
    /// So long after it arrived.
    After(Ticks),
    /// By the interval in which it arrived.
    ByInterval(Vec<Instant>),
}

/// Follows the length of one queue over open time.
#[derive(Debug)]
struct QueueListener {
    length: u32,
    changed: Instant,
    longest: Vec<u32>,
    /// Ticks of open time by length.
    time: Histogram,
}

#[derive(Debug, Default)]
struct TeamListener {
    rostered: Level,
    on_duty: Level,
    ready: Level,
    present: Level,
    busy: Level,
    casework: Level,
    awaiting: Level,
    switching: Level,
    pauses: Pauses,
}

/// How many of a team are in a pause of each kind.
#[derive(Debug, Default)]
struct Pauses {
    paid_break: Level,
    unpaid_break: Level,
    meeting: Level,
    training: Level,
    granted: Level,
}

impl<'a> Listener<'a> {
    /// Ready to measure replications of `centre`, counted by `layout`.
    #[must_use]
    pub fn new(centre: &Centre, layout: &'a Layout) -> Self {
        let buckets = layout.warm_up() + 1;
        let types = centre.contact_types().iter().map(|contact_type| TypeListener {
            within: Ticks::from_seconds(contact_type.service_level.within),
            promise: match contact_type.due {
                Some(due) => Promise::Done(DueTime::new(due, centre.calendar())),
                None if contact_type.also_within.is_empty() => Promise::Wait,
                None => Promise::Waits,
            },
            also_within: contact_type
                .also_within
                .iter()
                .map(|within| (Ticks::from_seconds(*within), vec![0; buckets]))
                .collect(),
            waiting: Level::default(),
            queue: QueueListener::new(buckets),
            waits: Histogram::new(),
            at_openings: Vec::with_capacity(open_days(centre.calendar()) + 1),
            longest_today: vec![Ticks::ZERO; buckets],
            longest_before: vec![Ticks::ZERO; buckets],
        });
        let people = PeopleListener::new(centre);
        let counts_pairs = 1 < centre.contact_types().len() && 1 < centre.teams().len();
        Self {
            layout,
            bucket_of_interval: layout.bucket_of_interval(),
            buckets,
            contacts: vec![ContactTally::default(); buckets * centre.contact_types().len()],
            work: vec![TeamTally::default(); buckets * centre.teams().len()],
            types: types.collect(),
            any_due: centre.contact_types().iter().any(|contact_type| contact_type.due.is_some()),
            opens_overnight: opens_overnight(centre.calendar()),
            looks_at_once: false,
            together: QueueListener::new(buckets),
            teams: centre.teams().iter().map(|_| TeamListener::default()).collect(),
            days: DayListener::new(centre.contact_types().len(), centre.calendar(), layout),
            cases: CaseListener::new(centre.case_kinds().len(), centre.calendar()),
            has_people: !people.is_idle(),
            looks_at_answers: !people.is_idle() || counts_pairs,
            handled: if counts_pairs {
                vec![0; centre.contact_types().len() * centre.teams().len()]
            } else {
                Vec::new()
            },
            people,
            headcounts: HeadcountListener::new(centre),
            bucket: layout.closed(),
            bucket_since: Instant::ZERO,
            last_release: Instant::ZERO,
        }
    }

    /// Of the replication to come, one day of a few people of each team with shifts is kept in full.
    pub fn keep_day(&mut self, centre: &Centre) {
        self.people.keep_day(centre.calendar());
    }

    /// What the replication just finished measured. The listener is then ready for the next.
    ///
    /// # Panics
    ///
    /// If a contact was lost or counted twice, which is a fault of the program.
    pub fn finish(&mut self) -> ReplicationTally {
        self.end_stretch(self.last_release.max(self.bucket_since), self.layout.closed());
        self.end_day();
        let counted = self.layout.counted();
        let ended: u64 = self.contacts.iter().map(|tally| tally.settled + tally.unmet).sum();
        let offered: u64 = self.contacts.iter().map(ContactTally::offered).sum();
        assert!(ended <= offered, "a contact ends one need at most");
        let mut together = Histogram::new();
        let mut tally = ReplicationTally::default();
        for (of_type, tallies) in self.types.iter_mut().zip(self.contacts.chunks(self.buckets)) {
            tallies.iter().for_each(ContactTally::assert_conserved);
            tally.contacts.push(tallies[..counted].to_vec());
            if !of_type.also_within.is_empty() {
                tally.answered_within.resize(tally.contacts.len(), Vec::new());
                tally.answered_within[tally.contacts.len() - 1] = of_type.answered_within_each(&tallies[..counted]);
            }
            of_type.at_openings.push(tallies.iter().map(|tally| tally.unfinished as u32).sum());
            tally.queues_at_openings.push(of_type.at_openings.clone());
            let open = &tallies[..self.layout.closed()];
            of_type.waits.record_many(0, open.iter().map(|tally| tally.answered_at_once).sum());
            tally.queues.push(of_type.queue.tallies(&of_type.longest_before, counted));
            tally.waits.push(wait_tally(&of_type.waits, &of_type.queue.time));
            together.merge(&of_type.waits);
        }
        match &self.types[..] {
            [only] => {
                tally.queues.push(tally.queues[0].clone());
                tally.waits.push(wait_tally(&only.waits, &only.queue.time));
            }
            several => {
                let longest = |bucket: usize| several.iter().map(|of_type| of_type.longest_before[bucket]).max();
                let longest: Vec<_> = (0..counted).map(|bucket| longest(bucket).unwrap_or_default()).collect();
                tally.queues.push(self.together.tallies(&longest, counted));
                tally.waits.push(wait_tally(&together, &self.together.time));
            }
        }
        tally.teams.extend(self.work.chunks(self.buckets).map(|tallies| tallies[..counted].to_vec()));
        tally.handled = self.handled.chunks(self.teams.len().max(1)).map(<[u64]>::to_vec).collect();
        tally.days = self.days.finish();
        tally.cases = self.cases.finish();
        (tally.crews, tally.clauses) = self.people.finish();
        tally.weekly = WeeklyTallies { caseloads: Vec::new(), workforces: self.headcounts.finish() };
        self.clear();
        tally
    }

    fn clear(&mut self) {
        self.contacts.fill(ContactTally::default());
        self.work.fill(TeamTally::default());
        for of_type in &mut self.types {
            of_type.longest_before.fill(Ticks::ZERO);
            of_type.waiting = Level::default();
            of_type.waits.clear();
            of_type.at_openings.clear();
            of_type.also_within.iter_mut().for_each(|(_, counts)| counts.fill(0));
            of_type.queue.clear();
        }
        self.teams.iter_mut().for_each(|team| *team = TeamListener::default());
        self.together.clear();
        self.handled.fill(0);
        self.bucket = self.layout.closed();
        (self.bucket_since, self.last_release) = (Instant::ZERO, Instant::ZERO);
    }

    /// Books what the levels have been since the last boundary, and goes on in another bucket.
    fn end_stretch(&mut self, now: Instant, next: usize) {
        let counts = self.counts_queue();
        for (of_type, tallies) in self.types.iter_mut().zip(self.contacts.chunks_mut(self.buckets)) {
            tallies[self.bucket].queue_area += of_type.waiting.measure(now);
            of_type.queue.end_stretch(now, counts, next);
        }
        self.together.end_stretch(now, counts, next);
        let after_hours = self.bucket == self.layout.closed();
        for (team, tallies) in self.teams.iter_mut().zip(self.work.chunks_mut(self.buckets)) {
            let tally = &mut tallies[self.bucket];
            let [rostered, on_duty, ready, present, busy] =
                [&mut team.rostered, &mut team.on_duty, &mut team.ready, &mut team.present, &mut team.busy]
                    .map(|level| level.measure(now));
            let [casework, awaiting, switching] =
                [&mut team.casework, &mut team.awaiting, &mut team.switching].map(|level| level.measure(now));
            if self.has_people {
                team.pauses.book(now, (!after_hours).then_some(&mut *tally));
            }
            if after_hours {
                tally.overrun += busy + casework + switching;
            } else {
                tally.casework += casework;
                tally.awaiting_cases += awaiting;
                tally.switching += switching;
                tally.rostered += rostered;
                tally.on_duty += on_duty;
                tally.present += present;
                tally.busy += busy;
                tally.overrun += present.saturating_sub(ready);
            }
        }
        (self.bucket, self.bucket_since) = (next, now);
    }

    /// The open day is over, if there was one: whatever is told from now on of those who arrived on it is of an earlier day.
    fn end_day(&mut self) {
        let types = &mut self.types;
        self.days.end(&self.contacts, self.buckets, |of_type, of_day| {
            let TypeListener { longest_today, longest_before, .. } = &mut types[of_type];
            let mut longest = Ticks::ZERO;
            for &bucket in of_day {
                let here = std::mem::take(&mut longest_today[bucket as usize]);
                let before = &mut longest_before[bucket as usize];
                (*before, longest) = ((*before).max(here), longest.max(here));
            }
            longest
        });
    }

    /// Whether the present bucket is open time that results count.
    #[inline]
    fn counts_queue(&self) -> bool {
        self.bucket < self.layout.closed()
    }

    #[inline(always)]
    fn bucket_of(&self, contact: &Contact) -> usize {
        self.bucket_of_interval[contact.interval as usize] as usize
    }

    #[inline(always)]
    fn tally(&mut self, contact: &Contact) -> &mut ContactTally {
        let bucket = self.bucket_of(contact);
        &mut self.contacts[contact.contact_type.0 as usize * self.buckets + bucket]
    }

    /// A need belongs to the type as which it arose, however its customer came in the end.
    #[inline(always)]
    fn tally_of_need(&mut self, contact: &Contact) -> &mut ContactTally {
        let bucket = self.bucket_of(contact);
        &mut self.contacts[contact.home().0 as usize * self.buckets + bucket]
    }

    /// Whoever does not wait is in time, unless the promise is about when it is done.
    fn answered_at_once(&mut self, now: Instant, contact: &Contact, answer: &Answer) {
        let late = match &self.types[contact.contact_type.0 as usize].promise {
            Promise::Done(due) => !due.is_met(contact, now + answer.talk + answer.wrap_up),
            Promise::Wait | Promise::Waits => false,
        };
        self.tally(contact).at_once_and_late += u64::from(late);
        let bucket = self.bucket_of(contact);
        if bucket < self.layout.closed() && self.days.is_over(contact.interval) {
            self.book_to_earlier_day(
                contact,
                bucket,
                DayTally { answered_within: u32::from(!late), ..DayTally::default() },
            );
        }
    }

    /// Of a contact whose promise is about when it is done: what is known of that changes when it is handed over or taken over.
    fn book_in_time(&mut self, contact: &Contact, done: Instant, at_once: bool, booking: Booking) {
        match &self.types[contact.contact_type.0 as usize].promise {
            Promise::Done(due) if due.is_met(contact, done) => (),
            Promise::Done(_) | Promise::Wait | Promise::Waits => return,
        }
        let tally = self.tally(contact);
        match (at_once, booking) {
            (true, Booking::Made) => tally.at_once_and_late -= 1,
            (true, Booking::TakenBack) => tally.at_once_and_late += 1,
            (false, Booking::Made) => tally.answered_later_within += 1,
            (false, Booking::TakenBack) => tally.answered_later_within -= 1,
        }
        // Tallies of days wrap around, so one fewer is as good as any number more.
        let change = match booking {
            Booking::Made => 1,
            Booking::TakenBack => 1u32.wrapping_neg(),
        };
        let bucket = self.bucket_of(contact);
        if bucket < self.layout.closed() && self.days.is_over(contact.interval) {
            self.book_to_earlier_day(contact, bucket, DayTally { answered_within: change, ..DayTally::default() });
        }
    }

    /// Answered after a wait, and done then.
    fn answered_later(&mut self, contact: &Contact, wait: Ticks, done: Instant) {
        let bucket = self.bucket_of(contact);
        let of_type = &mut self.types[contact.contact_type.0 as usize];
        let in_time = match &of_type.promise {
            Promise::Wait => wait <= of_type.within,
            Promise::Waits => of_type.is_within_all(wait, bucket),
            Promise::Done(due) => due.is_met(contact, done),
        };
        let tally = self.tally(contact);
        tally.answered_later += 1;
        tally.answered_later_within += u64::from(in_time);
        tally.wait_answered += wait.0;
        self.record_wait(contact, wait, DayTally { answered_within: u32::from(in_time), ..DayTally::default() });
    }

    /// `became` is what is counted of the contact besides its wait.
    #[inline(always)]
    fn record_wait(&mut self, contact: &Contact, wait: Ticks, became: DayTally) {
        let bucket = self.bucket_of(contact);
        let of_type = &mut self.types[contact.contact_type.0 as usize];
        if bucket < self.layout.closed() {
            of_type.waits.record(wait.0);
            if self.days.is_over(contact.interval) {
                return self.book_to_earlier_day(contact, bucket, DayTally { longest_wait: wait, ..became });
            }
            of_type.longest_today[bucket] = of_type.longest_today[bucket].max(wait);
        }
    }

    /// What is told of an answer in some centres only.
    #[inline(always)]
    fn look_at_answer(&mut self, now: Instant, contact: &Contact, answer: &Answer, bucket: usize) {
        if self.has_people {
            self.people.answered(now, answer);
        }
        if !self.handled.is_empty() && bucket < self.layout.counted() {
            self.handled[contact.contact_type.0 as usize * self.teams.len() + answer.team.0 as usize] += 1;
        }
    }

    #[cold]
    #[inline(never)]
    fn book_to_earlier_day(&mut self, contact: &Contact, bucket: usize, became: DayTally) {
        let index = contact.contact_type.0 as usize;
        let before = &mut self.types[index].longest_before[bucket];
        *before = (*before).max(became.longest_wait);
        self.days.book(index, contact.interval, bucket, &became);
    }
}

impl Observer for Listener<'_> {
    fn interval_begins(&mut self, now: Instant, interval: u32) {
        self.end_stretch(now, self.bucket_of_interval[interval as usize] as usize);
        let day_begins = self.days.begins_with(interval);
        self.looks_at_once = self.any_due || (day_begins && self.opens_overnight);
        if day_begins {
            self.end_day();
            self.days.begin(interval, &self.contacts, self.buckets);
            self.types.iter_mut().for_each(|of_type| of_type.at_openings.push(of_type.queue.length));
        }
    }

    fn doors_close(&mut self, now: Instant) {
        self.end_stretch(now, self.layout.after_closing(now));
    }

    fn staffed(&mut self, now: Instant, team: TeamIndex, duty: Duty, present: u32) {
        let team = &mut self.teams[team.0 as usize];
        team.rostered.set(duty.rostered, now);
        team.on_duty.set(duty.on_duty, now);
        team.ready.set(duty.ready, now);
        team.present.set(present, now);
    }

    #[inline(always)]
    fn offered(&mut self, _now: Instant, contact: &Contact) {
        let work = contact.talk.0 + contact.wrap_up.0;
        let tally = self.tally(contact);
        if contact.origin == Origin::Fresh {
            tally.fresh += 1;
            tally.fresh_work += work;
        } else {
            count_repeated(tally, contact.origin, work);
            let again = matches!(contact.origin, Origin::Retrial | Origin::Return);
            tally.chasers_again += u64::from(again && contact.is_about_case());
        }
    }

    fn blocked(&mut self, _now: Instant, contact: &Contact) {
        self.tally(contact).blocked += 1;
    }

    #[inline(always)]
    fn queued(&mut self, now: Instant, contact: &Contact, waiting: u32) {
        let counts = self.counts_queue();
        let of_type = &mut self.types[contact.contact_type.0 as usize];
        of_type.waiting.rise(now);
        of_type.queue.change(now, waiting, counts, self.bucket);
        if self.types.len() > 1 {
            self.together.change(now, self.together.length + 1, counts, self.bucket);
        }
    }

    #[inline(always)]
    fn dequeued(&mut self, now: Instant, contact_type: ContactTypeIndex, waiting: u32) {
        let counts = self.counts_queue();
        let of_type = &mut self.types[contact_type.0 as usize];
        of_type.waiting.fall(now);
        of_type.queue.change(now, waiting, counts, self.bucket);
        if self.types.len() > 1 {
            self.together.change(now, self.together.length - 1, counts, self.bucket);
        }
    }

    #[inline(always)]
    fn answered(&mut self, now: Instant, contact: &Contact, answer: &Answer) {
        let (talk, wrap_up) = (answer.talk.0, answer.wrap_up.0);
        let bucket = self.bucket_of(contact);
        let work = &mut self.work[answer.team.0 as usize * self.buckets + bucket];
        work.handled += 1;
        work.idle_before += answer.idle.0;
        if self.looks_at_answers {
            self.look_at_answer(now, contact, answer, bucket);
        }
        if answer.beside == 0 {
            self.teams[answer.team.0 as usize].busy.rise(now);
        }
        let tally = &mut self.contacts[contact.contact_type.0 as usize * self.buckets + bucket];
        tally.talk += talk;
        tally.wrap_up += wrap_up;
        if contact.answered_before > 0 {
            tally.repeat_answered += 1;
            tally.repeat_handling += talk + wrap_up;
        }
        match answer.ending {
            Ending::Finished => (),
            Ending::CutShort(_) => tally.cut_short += 1,
            Ending::Dumped => tally.dumped += 1,
        }
        if answer.wait == Ticks::ZERO {
            tally.answered_at_once += 1;
            if self.looks_at_once {
                self.answered_at_once(now, contact, answer);
            }
        } else {
            self.answered_later(contact, answer.wait, now + answer.talk + answer.wrap_up);
        }
    }

    #[inline(always)]
    fn released(&mut self, now: Instant, team: TeamIndex) {
        self.teams[team.0 as usize].busy.fall(now);
        self.last_release = now;
    }

    #[inline]
    fn abandoned(&mut self, now: Instant, contact: &Contact) {
        let wait = now.since(contact.entered);
        let within = self.types[contact.contact_type.0 as usize].within;
        let tally = self.tally(contact);
        tally.abandoned += 1;
        tally.abandoned_within += u64::from(wait <= within);
        tally.wait_abandoned += wait.0;
        self.record_wait(contact, wait, DayTally { abandoned: 1, ..DayTally::default() });
    }

    fn turned_away(&mut self, now: Instant, contact: &Contact) {
        let wait = now.since(contact.entered);
        let tally = self.tally(contact);
        tally.turned_away += 1;
        tally.wait_turned_away += wait.0;
        self.record_wait(contact, wait, DayTally::default());
    }

    fn unfinished(&mut self, _now: Instant, contact: &Contact) {
        self.tally(contact).unfinished += 1;
        let bucket = self.bucket_of(contact);
        if bucket < self.layout.closed() && self.days.is_over(contact.interval) {
            self.book_to_earlier_day(contact, bucket, DayTally { without_wait: 1, ..DayTally::default() });
        }
    }

    fn prolonged(&mut self, _now: Instant, contact: &Contact, longer: Ticks) {
        let tally = self.tally(contact);
        tally.talk += longer.0;
        if contact.answered_before > 0 {
            tally.repeat_handling += longer.0;
        }
    }

    fn callback_accepted(&mut self, _now: Instant, contact: &Contact) {
        self.tally(contact).callbacks += 1;
    }

    fn handed_over(&mut self, now: Instant, contact: &Contact, hand_over: &HandOver) {
        let tally = self.tally(contact);
        tally.handed_over += 1;
        tally.talk -= hand_over.talk.0;
        tally.wrap_up -= hand_over.wrap_up.0;
        if contact.answered_before > 0 {
            tally.repeat_handling -= hand_over.talk.0 + hand_over.wrap_up.0;
        }
        self.book_in_time(contact, hand_over.was_until, hand_over.at_once, Booking::TakenBack);
        if self.has_people && hand_over.beside == 0 {
            self.people.handed_over(now, hand_over);
        }
    }

    fn taken_over(&mut self, now: Instant, contact: &Contact, answer: &Answer, at_once: bool) {
        if answer.beside == 0 {
            self.teams[answer.team.0 as usize].busy.rise(now);
        }
        let bucket = self.bucket_of(contact);
        self.work[answer.team.0 as usize * self.buckets + bucket].idle_before += answer.idle.0;
        if self.has_people {
            self.people.answered(now, answer);
        }
        let tally = self.tally(contact);
        tally.taken_over += 1;
        tally.on_hold += answer.wait.0;
        tally.talk += answer.talk.0;
        tally.wrap_up += answer.wrap_up.0;
        if contact.answered_before > 0 {
            tally.repeat_handling += answer.talk.0 + answer.wrap_up.0;
        }
        self.book_in_time(contact, now + answer.talk + answer.wrap_up, at_once, Booking::Made);
    }

    fn ringing_begins(&mut self, now: Instant, team: TeamIndex) {
        self.teams[team.0 as usize].busy.rise(now);
    }

    fn day_begins(&mut self, open_day: u32) {
        self.cases.begin_day(open_day);
    }

    fn day_ends(&mut self, now: Instant, cases: &[Case]) {
        self.cases.end_day(now, cases);
    }

    fn case_arrived(&mut self, _now: Instant, case: &Case) {
        self.cases.arrived(case);
    }

    fn case_completed(&mut self, now: Instant, case: &Case) {
        self.cases.completed(now, case);
    }

    fn case_chased(&mut self, _now: Instant, case: &Case) {
        self.cases.chased(case);
    }

    fn casework_begins(&mut self, now: Instant, team: TeamIndex) {
        self.teams[team.0 as usize].casework.rise(now);
    }

    fn casework_ends(&mut self, now: Instant, team: TeamIndex) {
        self.teams[team.0 as usize].casework.fall(now);
        self.last_release = now;
    }

    fn cases_awaited(&mut self, now: Instant, team: TeamIndex, awaiting: u32) {
        self.teams[team.0 as usize].awaiting.set(awaiting, now);
    }

    fn switching_begins(&mut self, now: Instant, team: TeamIndex) {
        self.teams[team.0 as usize].switching.rise(now);
    }

    fn switching_ends(&mut self, now: Instant, team: TeamIndex) {
        self.teams[team.0 as usize].switching.fall(now);
        self.last_release = now;
    }

    fn headcount(&mut self, team: TeamIndex, day: u32, today: &HeadcountDay) {
        self.headcounts.tell(team, day, today);
        self.people.headcount(team, day, today);
    }

    fn shift_begins(&mut self, now: Instant, shift: &ShiftBegins) {
        self.people.shift_begins(now, shift);
    }

    fn stays_out(&mut self, due: Instant, agent: u32, team: TeamIndex, lasts: Ticks) {
        self.people.stays_out(due, agent, team, lasts);
    }

    fn shift_ends(&mut self, now: Instant, agent: u32, team: TeamIndex, due: Instant) {
        self.people.shift_ends(now, agent, team, due);
    }

    fn stays_away(&mut self, _now: Instant, absence: &Absence) {
        self.people.stays_away(absence);
    }

    fn idle_ends(&mut self, now: Instant, agent: u32, team: TeamIndex, idle: Ticks) {
        self.people.idle_ends(now, agent, team, idle);
    }

    fn pause_begins(&mut self, now: Instant, agent: u32, team: TeamIndex, pause: Pause, due: Instant) {
        self.people.pause_begins(now, agent, team, pause, due);
        if let Some(level) = self.teams[team.0 as usize].pauses.level(pause) {
            level.rise(now);
        }
    }

    fn pause_ends(&mut self, now: Instant, agent: u32, team: TeamIndex, pause: Pause) {
        self.people.pause_ends(now, agent, team, pause);
        if let Some(level) = self.teams[team.0 as usize].pauses.level(pause) {
            level.fall(now);
        }
        self.last_release = now;
    }

    fn break_missed(&mut self, _now: Instant, agent: u32, team: TeamIndex) {
        self.people.break_missed(agent, team);
    }

    #[inline(always)]
    fn settled(&mut self, _now: Instant, contact: &Contact) {
        self.tally_of_need(contact).settled += u64::from(!contact.is_about_case());
    }

    fn unmet(&mut self, _now: Instant, contact: &Contact) {
        self.tally_of_need(contact).unmet += u64::from(!contact.is_about_case());
    }
}

impl TypeListener {
    /// Whether a wait is within the threshold; those within further thresholds are counted.
    #[inline(never)]
    fn is_within_all(&mut self, wait: Ticks, bucket: usize) -> bool {
        for (within, counts) in &mut self.also_within {
            counts[bucket] += u32::from(wait <= *within);
        }
        wait <= self.within
    }

    /// The answered within each further threshold, in the buckets that count: those answered at once are within all.
    fn answered_within_each(&self, tallies: &[ContactTally]) -> Vec<u64> {
        let at_once: u64 = tallies.iter().map(|tally| tally.answered_at_once).sum();
        let later = |counts: &[u32]| counts[..tallies.len()].iter().map(|count| u64::from(*count)).sum::<u64>();
        self.also_within.iter().map(|(_, counts)| at_once + later(counts)).collect()
    }
}

impl Pauses {
    /// Where a pause is counted; those out in a stoppage are not on duty.
    fn level(&mut self, pause: Pause) -> Option<&mut Level> {
        match pause {
            Pause::PaidBreak => Some(&mut self.paid_break),
            Pause::UnpaidBreak => Some(&mut self.unpaid_break),
            Pause::Meeting => Some(&mut self.meeting),
            Pause::Training => Some(&mut self.training),
            Pause::Clause => Some(&mut self.granted),
            Pause::Stoppage => None,
        }
    }

    /// Books the time since this was last asked, if it counts.
    fn book(&mut self, now: Instant, tally: Option<&mut TeamTally>) {
        let [paid_break, unpaid_break, meeting, training, granted] =
            [&mut self.paid_break, &mut self.unpaid_break, &mut self.meeting, &mut self.training, &mut self.granted]
                .map(|level| level.measure(now));
        let Some(tally) = tally else { return };
        tally.paid_break += paid_break;
        tally.unpaid_break += unpaid_break;
        tally.meeting += meeting;
        tally.training += training;
        tally.granted += granted;
    }
}

impl QueueListener {
    fn new(buckets: usize) -> Self {
        Self { length: 0, changed: Instant::ZERO, longest: vec![0; buckets], time: Histogram::new() }
    }

    fn clear(&mut self) {
        (self.length, self.changed) = (0, Instant::ZERO);
        self.longest.fill(0);
        self.time.clear();
    }

    #[inline]
    fn change(&mut self, now: Instant, length: u32, counts: bool, bucket: usize) {
        if counts {
            self.time.record_many(u64::from(self.length), now.since(self.changed).0);
        }
        (self.length, self.changed) = (length, now);
        self.longest[bucket] = self.longest[bucket].max(length);
    }

    fn end_stretch(&mut self, now: Instant, counts: bool, next: usize) {
        self.change(now, self.length, counts, next);
    }

    fn tallies(&self, longest_wait: &[Ticks], counted: usize) -> Vec<QueueTally> {
        let both = self.longest[..counted].iter().zip(longest_wait);
        both.map(|(&longest_queue, &longest_wait)| QueueTally { longest_queue, longest_wait }).collect()
    }
}

impl DueTime {
    fn new(due: Due, calendar: &Calendar) -> Self {
        if let Due::After(length) = due {
            return Self::After(Ticks::from_seconds(length));
        }
        let closings = Closings::new(calendar);
        let days = calendar.intervals.chunk_by(|a, b| a.day == b.day).zip(0..);
        let of_day = |(intervals, open_day): (&[Interval], u32)| {
            let moment = due.moment(intervals[0].start, open_day, &closings);
            vec![Instant(moment.max(0) as u64); intervals.len()]
        };
        Self::ByInterval(days.flat_map(of_day).collect())
    }

    /// Whether a contact that is done then is done in time.
    fn is_met(&self, contact: &Contact, done: Instant) -> bool {
        match self {
            Self::After(length) => done <= contact.entered + *length,
            Self::ByInterval(due) => done <= due[contact.interval as usize],
        }
    }
}

/// Whether the centre is open at the end of a day and at the beginning of the next.
fn opens_overnight(calendar: &Calendar) -> bool {
    calendar.intervals.windows(2).any(|pair| pair[0].day != pair[1].day && pair[0].end == pair[1].start)
}

/// Days on which the centre is open.
fn open_days(calendar: &Calendar) -> usize {
    calendar.intervals.chunk_by(|one, next| one.day == next.day).count()
}

/// An attempt that is not the first of a need of its own.
fn count_repeated(tally: &mut ContactTally, origin: Origin, work: u64) {
    let attempts = match origin {
        Origin::Fresh => &mut tally.fresh,
        Origin::Retrial => &mut tally.retrials,
        Origin::Return => &mut tally.returns,
        Origin::Chaser => &mut tally.chasers,
        Origin::Transfer => &mut tally.transfers,
    };
    *attempts += 1;
    tally.repeated_work += work;
}

fn wait_tally(waits: &Histogram, queue_time: &Histogram) -> WaitTally {
    let count = waits.count();
    let longer = |&seconds: &u32| {
        let share = waits.share_above(u64::from(seconds) * Ticks::PER_SECOND).unwrap_or(0.0);
        (share * count as f64).round() as u64
    };
    WaitTally {
        count,
        longer: LONGER_THAN_SECONDS.iter().map(longer).collect(),
        waits: waits.into(),
        queue_p95: Fraction::new(0.95).ok().and_then(|p| queue_time.quantile(p)),
    }
}
