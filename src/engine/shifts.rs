//! People with shifts come, pause, and go home.

use crate::model::{Concerns, TeamIndex, Workforce};
use crate::random::Key;
use crate::units::{Instant, Ticks};

use super::attendance::{Due, Skill, State};
use super::calendar::Doors;
use super::desks::{Activity, Role};
use super::headcount::{Headcount, LoadFactors, Whereabouts};
use super::timetable::{Piece, Timetable};
use super::{Observer, Pause, Replication, ShiftBegins};

/// Days over which load is looked at, and after which what it does changes.
const LOAD_DAYS: u32 = 28;
/// Training is given by whole hours.
const TRAINING_HOURS: f64 = 1.0;
/// Sessions begin on minutes that this divides.
const SESSION_MINUTES: f64 = 5.0;
/// Most sessions of a kind in a day.
const MOST_SESSIONS: u32 = 2;

/// The people behind one team that has shifts.
#[derive(Debug)]
pub(super) struct Crewed<'a> {
    pub(super) people: &'a Workforce,
    pub(super) headcount: Headcount<'a>,
    /// Days of the horizon that have begun.
    days: u32,
    load: LoadFactors,
    key: Key,
}

impl<'a> Crewed<'a> {
    pub(super) fn new(people: &'a Workforce, headcount: Headcount<'a>) -> Self {
        Self { people, headcount, days: 0, load: LoadFactors::default(), key: Key::new(0, 0) }
    }

    /// `key` is that of the people of all teams; `team` names this one.
    pub(super) fn open(&mut self, key: Key, team: &str) {
        (self.days, self.load, self.key) = (0, LoadFactors::default(), key.named(team).named("shift"));
        self.headcount.open(key, team);
    }
}

impl Replication<'_> {
    #[inline]
    pub(super) fn has_shifts(&self, team: u32) -> bool {
        self.plan.teams()[team as usize].has_shifts
    }

    /// Somebody with a shift takes a contact, after waiting so long for it.
    pub(super) fn take_on(&mut self, agent: u32, team: u32, work: Ticks, idle: Ticks) {
        let crew = self.attendance.crew_mut(team);
        (crew.busy, crew.idle) = (crew.busy + work, crew.idle + idle);
        self.attendance.take_contact(agent, team, self.now, idle);
    }

    /// Somebody with a shift was idle for so long, and is no more, though not for a contact.
    pub(super) fn end_idle(&mut self, agent: u32, team: u32, idle: Ticks) {
        if self.has_shifts(team) {
            let crew = self.attendance.crew_mut(team);
            crew.idle = crew.idle + idle;
            self.attendance.rest(agent, self.now, idle);
        }
    }

    // Days are laid out.

    /// Brings the people up to `day`, those of the days on which the centre was closed included, and lays out their shifts.
    pub(super) fn begin_day_of_people(&mut self, day: u32, observer: &mut impl Observer) {
        for team in 0..self.crews.len() as u32 {
            let Some(mut crew) = self.crews[team as usize].take() else { continue };
            while crew.days <= day {
                self.follow_headcount(&mut crew, team, observer);
            }
            for place in 0..crew.headcount.places() {
                self.lay_out(&mut crew, team, place, day, observer);
            }
            self.crews[team as usize] = Some(crew);
        }
    }

    /// After the last open day, the people of the rest of the horizon.
    pub(super) fn end_days_of_people(&mut self, observer: &mut impl Observer) {
        for team in 0..self.crews.len() as u32 {
            let Some(mut crew) = self.crews[team as usize].take() else { continue };
            while crew.days < self.plan.centre().calendar().days {
                self.follow_headcount(&mut crew, team, observer);
            }
            self.crews[team as usize] = Some(crew);
            let first = self.floor.first_agent(team);
            for agent in first..first + self.plan.teams()[team as usize].most_agents {
                if matches!(self.attendance.person(agent).state, State::AtWork | State::Pausing(..)) {
                    observer.shift_ends(self.now, agent, TeamIndex(team), self.attendance.person(agent).timetable.ends);
                }
            }
        }
    }

    fn follow_headcount(&mut self, crew: &mut Crewed<'_>, team: u32, observer: &mut impl Observer) {
        let day = crew.days;
        if let Some(feedback) = crew.people.load.filter(|_| day > 0 && day.is_multiple_of(LOAD_DAYS)) {
            let state = self.attendance.crew_mut(team);
            let (busy, idle) = (std::mem::take(&mut state.busy).seconds(), std::mem::take(&mut state.idle).seconds());
            if busy + idle > 0.0 {
                let (absence, leaving) = feedback.factors(busy / (busy + idle));
                crew.load = LoadFactors { absence, leaving };
            }
        }
        let rotating = self.plan.centre().teams()[team as usize].leaving_of_rotation();
        crew.headcount.begin_day(day, crew.load, |_| rotating);
        observer.headcount(TeamIndex(team), day, crew.headcount.today());
        crew.days += 1;
    }

    fn lay_out(&mut self, crew: &mut Crewed<'_>, team: u32, place: u32, day: u32, observer: &mut impl Observer) {
        let agent = self.floor.first_agent(team) + place;
        self.end_yesterday(agent, team, observer);
        let is_there = match crew.headcount.whereabouts(place) {
            Whereabouts::Due(_) => true,
            Whereabouts::OnLeave | Whereabouts::Sick => false,
            Whereabouts::Nobody | Whereabouts::InTraining | Whereabouts::DayOff => return,
        };
        let Some(choice) = crew.headcount.shift(place) else { return };
        let contract = crew.headcount.contract(place);
        let Some(shift) = contract.shifts.get(choice.0 as usize) else { return };
        let calendar = self.plan.centre().calendar();
        let date = calendar.date_number(day);
        let mut stream = crew.key.with(u64::from(place)).with(date as u64).stream();
        let later = Ticks::of((stream.uniform() * shift.flexible.get() / 900.0).round() * 900.0);
        let (due, ends) = (calendar.at_clock(day, shift.from) + later, calendar.at_clock(day, shift.until) + later);
        let mut timetable = Timetable::of_shift(shift, due, ends);
        let late = crew.people.absences.lateness.as_ref().map(|lateness| Ticks::of(lateness.sample(&mut stream)));
        timetable.begins = due + late.unwrap_or_default().min(ends.since(due));
        let paid_hours = shift.paid_hours();
        let number = crew.headcount.person(place);
        let is_new = self.attendance.person(agent).number != number;
        if is_new {
            self.attendance.replace_holder(agent, number);
        }
        let person = self.attendance.person_mut(agent);
        if is_new {
            (person.owed_training, person.owed_meetings) = (stream.uniform(), stream.uniform());
        }
        let meeting = crew.people.absences.meetings.get() / 3600.0;
        person.owed_training += crew.headcount.training_share(place) * paid_hours / TRAINING_HOURS;
        person.owed_meetings += meeting_share(crew.people, contract.hours_per_week, paid_hours);
        if !is_there {
            (person.timetable, person.state) = (timetable, State::Absent { now: false });
            return self.events.schedule_shift(agent as usize, due.max(self.now));
        }
        let mut session = |owed: &mut f64, at_once: f64, hours: f64, pause: Pause| {
            let hours = hours * at_once;
            for _ in 0..MOST_SESSIONS {
                let from = stream.uniform();
                if *owed >= at_once && hours > 0.0 {
                    *owed -= at_once;
                    let room = (ends.since(due).seconds() - hours * 3600.0).max(0.0);
                    let step = SESSION_MINUTES * 60.0;
                    let at = due + Ticks::of((from * room / step).floor() * step);
                    timetable.add(Piece::new(at, Ticks::of(hours * 3600.0), pause));
                }
            }
        };
        // Whoever owes more than fits into sessions of an hour has longer ones.
        let at_once = (person.owed_training / f64::from(MOST_SESSIONS)).floor().max(1.0);
        session(&mut person.owed_training, at_once, TRAINING_HOURS, Pause::Training);
        session(&mut person.owed_meetings, 1.0, meeting, Pause::Meeting);
        let mut stays_out = Ticks::ZERO;
        for stoppage in &crew.people.stoppages {
            if crew.headcount.is_out(place, stoppage) {
                timetable.be_out(stoppage.from, stoppage.until);
                let is_paid = stoppage.concerns == Concerns::Everybody;
                let lasts = if is_paid { Ticks::ZERO } else { shift.paid_time(due, stoppage.from, stoppage.until) };
                stays_out = (stays_out + lasts).min(Ticks::of(paid_hours * 3600.0));
            }
        }
        if Ticks::ZERO < stays_out {
            observer.stays_out(due, agent, TeamIndex(team), stays_out);
        }
        person.agency = crew.headcount.is_agency(place);
        person.paid_hours = paid_hours - stays_out.seconds() / 3600.0;
        person.skill = Skill {
            handling: crew.headcount.handling(place),
            casework: crew.headcount.casework(place),
            settling: crew.headcount.settling(place),
        };
        person.timetable = timetable;
        if timetable.is_empty() {
            return;
        }
        if matches!(person.state, State::Overnight { .. }) {
            person.state = State::Overnight { again: true };
            return;
        }
        person.state = State::Expected;
        self.events.schedule_shift(agent as usize, timetable.begins.max(self.now));
    }

    /// Whoever is still at work from the day before goes home after what is in hand.
    fn end_yesterday(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        let person = self.attendance.person_mut(agent);
        match person.state {
            State::AtWork => {
                let due = person.timetable.ends;
                person.state = State::Overnight { again: false };
                let stays = std::mem::replace(&mut person.stays, true);
                self.attendance.crew_mut(team).stay(!stays);
                observer.shift_ends(self.now, agent, TeamIndex(team), due);
            }
            State::Pausing(pause, _) => {
                self.attendance.end_pause(agent, team, self.now);
                observer.pause_ends(self.now, agent, TeamIndex(team), pause);
                self.go_home_from_shift(agent, team, observer);
            }
            State::Absent { now: true } => {
                self.attendance.crew_mut(team).rostered -= 1;
                self.attendance.person_mut(agent).state = State::Home;
            }
            State::Home | State::Expected | State::Absent { now: false } | State::Overnight { .. } => (),
        }
    }

    // The day goes by.

    /// What somebody's timetable says is due.
    pub(super) fn turn_timetable(&mut self, agent: u32, observer: &mut impl Observer) {
        let team = self.floor.agent(agent).team;
        self.events.end_shift(agent as usize);
        match self.attendance.person(agent).state {
            State::Expected => self.come(agent, team, observer),
            State::Pausing(pause, _) => self.end_pause(agent, team, pause, observer),
            State::AtWork => self.leave_work_if_free(agent, team, observer),
            State::Absent { now } => self.pass_absent(agent, team, now, observer),
            State::Home | State::Overnight { .. } => (),
        }
        self.go_home_when_served(observer);
    }

    /// The shift of somebody absent begins, or ends.
    fn pass_absent(&mut self, agent: u32, team: u32, ends: bool, observer: &mut impl Observer) {
        let person = self.attendance.person_mut(agent);
        person.state = if ends { State::Home } else { State::Absent { now: true } };
        let until = person.timetable.ends;
        let crew = self.attendance.crew_mut(team);
        if ends {
            crew.rostered -= 1;
        } else {
            crew.rostered += 1;
            self.events.schedule_shift(agent as usize, until);
        }
        self.tell_crew(team, observer);
    }

    fn come(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        let calendar = self.plan.centre().calendar();
        let monday_week = ((calendar.date_number(self.day) + 3) / 7) as u32;
        self.attendance.begin_shift(agent, monday_week);
        let person = self.attendance.person_mut(agent);
        (person.state, person.stays) = (State::AtWork, false);
        let Timetable { due, ends, .. } = person.timetable;
        let shift = ShiftBegins {
            agent,
            team: TeamIndex(team),
            person: person.number,
            day: self.day,
            due,
            ends,
            paid_hours: person.paid_hours,
            agency: person.agency,
        };
        self.floor.come(agent);
        let crew = self.attendance.crew_mut(team);
        (crew.at_work, crew.rostered) = (crew.at_work + 1, crew.rostered + 1);
        observer.shift_begins(self.now, &shift);
        self.tell_crew(team, observer);
        self.go_on(agent, team, observer);
    }

    /// Somebody free does what is due, and if nothing is, works.
    pub(super) fn go_on(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        loop {
            match self.due(agent, team) {
                Due::Work => {
                    self.await_timetable(agent);
                    return self.start_duty(agent, team, observer);
                }
                Due::Missed => {
                    observer.break_missed(self.now, agent, TeamIndex(team));
                    self.attendance.person_mut(agent).timetable.pass();
                }
                Due::Piece => {
                    let timetable = &mut self.attendance.person_mut(agent).timetable;
                    let piece = *timetable.next_piece().expect("a piece is due");
                    timetable.pass();
                    let until = (self.now + piece.lasts).min(timetable.ends.max(self.now));
                    return self.begin_pause(agent, team, piece.pause, piece.at, until, observer);
                }
                Due::Granted(lasts) => {
                    return self.begin_pause(agent, team, Pause::Clause, self.now, self.now + lasts, observer);
                }
                Due::End => return self.go_home_from_shift(agent, team, observer),
            }
        }
    }

    /// What somebody at work should do now.
    #[inline]
    pub(super) fn due(&self, agent: u32, team: u32) -> Due {
        let serving_out = self.doors == Doors::ServingOut && self.customers_waiting > 0;
        self.attendance.due(agent, team, self.now, serving_out)
    }

    fn await_timetable(&mut self, agent: u32) {
        let next = self.attendance.person(agent).timetable.next_due();
        if self.now < next {
            self.events.schedule_shift(agent as usize, next);
        }
    }

    /// Something is due for somebody at work: at once, if nobody is in hand; otherwise afterwards.
    fn leave_work_if_free(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        if self.floor.agent(agent).is_idle() {
            if self.due(agent, team) == Due::Work {
                return self.await_timetable(agent);
            }
            let idle = self.floor.pick_up(agent, self.now);
            self.end_idle(agent, team, idle);
            return self.go_on(agent, team, observer);
        }
        if self.floor.agent(agent).is_away() {
            self.leave_off(agent, team, observer);
            self.go_on(agent, team, observer);
            return self.offer_cases(observer);
        }
        let person = self.attendance.person_mut(agent);
        if person.timetable.ends <= self.now && !person.stays {
            person.stays = true;
            self.attendance.crew_mut(team).stay(true);
            self.tell_crew(team, observer);
        }
    }

    /// An agent at cases, or on the way, leaves them as they are.
    fn leave_off(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        match self.desks.activity(agent) {
            Activity::Working { .. } | Activity::Awaiting => {
                self.leave_cases(agent, team, Ticks::ZERO, observer);
            }
            Activity::Switching => {
                self.events.end_handling(agent as usize);
                observer.switching_ends(self.now, TeamIndex(team));
                self.desks.set_activity(agent, team, Activity::Elsewhere);
                if self.desks.day(agent).role == Role::CalledBack {
                    self.desks.arrive(team);
                }
            }
            Activity::Elsewhere => (),
        }
    }

    fn begin_pause(
        &mut self,
        agent: u32,
        team: u32,
        pause: Pause,
        due: Instant,
        until: Instant,
        observer: &mut impl Observer,
    ) {
        self.floor.leave_contacts(agent);
        self.attendance.begin_pause(agent, team, pause, self.now);
        self.events.schedule_shift(agent as usize, until);
        observer.pause_begins(self.now, agent, TeamIndex(team), pause, due);
        self.tell_crew(team, observer);
    }

    fn end_pause(&mut self, agent: u32, team: u32, pause: Pause, observer: &mut impl Observer) {
        self.attendance.end_pause(agent, team, self.now);
        observer.pause_ends(self.now, agent, TeamIndex(team), pause);
        self.tell_crew(team, observer);
        self.go_on(agent, team, observer);
    }

    fn go_home_from_shift(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        self.floor.leave(agent);
        self.events.end_shift(agent as usize);
        let person = self.attendance.person_mut(agent);
        let (stays, state, ends) = (person.stays, person.state, person.timetable.ends);
        (person.state, person.stays) = (State::Home, false);
        let crew = self.attendance.crew_mut(team);
        crew.at_work -= 1;
        if stays {
            crew.staying -= 1;
        } else {
            crew.rostered -= 1;
        }
        match state {
            State::Overnight { again: true } => {
                let person = self.attendance.person_mut(agent);
                person.state = State::Expected;
                let begins = person.timetable.begins.max(self.now);
                self.events.schedule_shift(agent as usize, begins);
            }
            State::Overnight { again: false } => (),
            _ => observer.shift_ends(self.now, agent, TeamIndex(team), ends),
        }
        self.tell_crew(team, observer);
    }

    fn tell_crew(&mut self, team: u32, observer: &mut impl Observer) {
        let (duty, present) = self.attendance.crew(team).duty();
        observer.staffed(self.now, TeamIndex(team), duty, present);
    }
}

/// Meetings owed for one working day, as a share of a meeting: one for each week of the contract's hours.
fn meeting_share(people: &Workforce, hours_per_week: f64, paid_hours: f64) -> f64 {
    if people.absences.meetings.get() > 0.0 { paid_hours / hours_per_week } else { 0.0 }
}
