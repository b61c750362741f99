//! Mornings of people with shifts: who is there, and what the day will be.

use crate::model::{Concerns, TeamIndex, Workforce};
use crate::random::Key;
use crate::units::{Instant, Ticks};

use super::attendance::{Skill, State, Then};
use super::timetable::{Piece, Timetable};
use crate::engine::headcount::{Headcount, LoadFactors, Whereabouts};
use crate::engine::{Away, Observer, Pause, Replication};

/// Days over which load is looked at, and after which what it does changes.
const LOAD_DAYS: u32 = 28;
/// Training is given by whole hours.
const TRAINING_HOURS: f64 = 1.0;
/// Sessions begin on minutes that this divides.
const SESSION_MINUTES: f64 = 5.0;
/// Flexible hours begin on quarters of an hour, if they are whole quarters, and otherwise on minutes.
const FLEXIBLE_SECONDS: [f64; 2] = [900.0, 60.0];
/// Most sessions of a kind in a day.
const MOST_SESSIONS: u32 = 2;

/// The people behind one team that has shifts.
#[derive(Debug)]
pub(crate) struct Crewed<'a> {
    pub(crate) people: &'a Workforce,
    pub(crate) headcount: Headcount<'a>,
    /// Days of the horizon that have begun.
    days: u32,
    load: LoadFactors,
    key: Key,
}

impl<'a> Crewed<'a> {
    pub(crate) fn new(people: &'a Workforce, headcount: Headcount<'a>) -> Self {
        Self { people, headcount, days: 0, load: LoadFactors::default(), key: Key::new(0, 0) }
    }

    /// `key` is that of the people of all teams; `team` names this one.
    pub(crate) fn open(&mut self, key: Key, team: &str) {
        (self.days, self.load, self.key) = (0, LoadFactors::default(), key.named(team).named("shift"));
        self.headcount.open(key, team);
    }
}

impl Replication<'_> {
    /// Brings the people up to `day`, those of the days on which the centre was closed included, and lays out their shifts.
    pub(crate) fn begin_day_of_people(&mut self, day: u32, observer: &mut impl Observer) {
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
    pub(crate) fn end_days_of_people(&mut self, observer: &mut impl Observer) {
        for team in 0..self.crews.len() as u32 {
            let Some(mut crew) = self.crews[team as usize].take() else { continue };
            while crew.days < self.plan.centre().calendar().days {
                self.follow_headcount(&mut crew, team, observer);
            }
            self.crews[team as usize] = Some(crew);
            let first = self.floor.first_agent(team);
            for agent in first..first + self.plan.teams()[team as usize].most_agents {
                let ends = match self.attendance.person(agent).state {
                    State::AtWork | State::Pausing(_) => self.attendance.person(agent).timetable.ends,
                    State::Overnight { ended, .. } => ended,
                    State::Home | State::Expected | State::Absent { .. } => continue,
                };
                if self.floor.agent(agent).is_idle() {
                    self.stop_idling(agent, team, observer);
                }
                observer.shift_ends(self.now, agent, TeamIndex(team), ends);
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
        let rotating = self.plan.centre().teams()[team as usize].leaving_factor_of_rotation();
        crew.headcount.begin_day(day, crew.load, |_| rotating);
        observer.headcount(TeamIndex(team), day, crew.headcount.today());
        crew.days += 1;
    }

    fn lay_out(&mut self, crew: &mut Crewed<'_>, team: u32, place: u32, day: u32, observer: &mut impl Observer) {
        let agent = self.floor.first_agent(team) + place;
        self.end_yesterday(agent, team, observer);
        let away = match crew.headcount.whereabouts(place) {
            Whereabouts::Due(_) => None,
            Whereabouts::OnLeave => Some(Away::OnLeave),
            Whereabouts::Sick => Some(Away::Sick),
            Whereabouts::Nobody | Whereabouts::InTraining | Whereabouts::DayOff => return,
        };
        let Some(choice) = crew.headcount.shift(place) else { return };
        let contract = crew.headcount.contract(place);
        let Some(shift) = contract.shifts.get(choice.0 as usize) else { return };
        let calendar = self.plan.centre().calendar();
        let date = calendar.date_number(day);
        let mut stream = crew.key.with(u64::from(place)).with(date as u64).stream();
        let later = later(stream.uniform(), shift.flexible.get());
        let (due, ends) = (calendar.at_clock(day, shift.from) + later, calendar.at_clock(day, shift.until) + later);
        let mut timetable = Timetable::of_shift(shift, due, ends);
        let late = crew
            .people
            .absences
            .lateness
            .as_ref()
            .map(|lateness| Ticks::from_seconds_f64(lateness.sample(&mut stream)));
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
        if let Some(away) = away {
            person.timetable = timetable;
            return self.expect(agent, Then::Absence(away));
        }
        let mut session = |owed: &mut f64, at_once: f64, hours: f64, pause: Pause| {
            let hours = hours * at_once;
            for _ in 0..MOST_SESSIONS {
                let from = stream.uniform();
                if *owed >= at_once && hours > 0.0 {
                    *owed -= at_once;
                    let room = (ends.since(due).seconds() - hours * 3600.0).max(0.0);
                    let step = SESSION_MINUTES * 60.0;
                    let at = due + Ticks::from_seconds_f64((from * room / step).floor() * step);
                    timetable.add(Piece::new(at, Ticks::from_seconds_f64(hours * 3600.0), pause));
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
                stays_out = (stays_out + lasts).min(Ticks::from_seconds_f64(paid_hours * 3600.0));
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
        self.expect(agent, Then::Shift);
    }

    /// Awaits the day's shift, or its absence, of somebody who may still be at what was begun on the day before.
    pub(crate) fn expect(&mut self, agent: u32, then: Then) {
        let person = self.attendance.person_mut(agent);
        if let State::Overnight { then: after, .. } = &mut person.state {
            *after = then;
            return;
        }
        let (state, at) = match then {
            Then::Home => (State::Home, Instant::NEVER),
            Then::Shift => (State::Expected, person.timetable.begins),
            Then::Absence(away) => (State::Absent { away, now: false }, person.timetable.due),
        };
        person.state = state;
        if at != Instant::NEVER {
            self.events.schedule_shift(agent as usize, at.max(self.now));
        }
    }

    /// Whoever is still at work from the day before goes home after what is in hand.
    fn end_yesterday(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        let person = self.attendance.person_mut(agent);
        match person.state {
            State::AtWork if self.floor.agent(agent).is_idle() => {
                self.stop_idling(agent, team, observer);
                self.go_home_from_shift(agent, team, observer);
            }
            State::AtWork => {
                self.miss_breaks_owed(agent, team, observer);
                let person = self.attendance.person_mut(agent);
                person.state = State::Overnight { ended: person.timetable.ends, then: Then::Home };
                let stays = std::mem::replace(&mut person.stays, true);
                self.attendance.crew_mut(team).stay(!stays);
            }
            State::Pausing(pause) => {
                self.attendance.end_pause(agent, team);
                observer.pause_ends(self.now, agent, TeamIndex(team), pause);
                self.go_home_from_shift(agent, team, observer);
            }
            State::Absent { now: true, .. } => {
                self.attendance.crew_mut(team).rostered -= 1;
                self.attendance.person_mut(agent).state = State::Home;
            }
            State::Home | State::Expected | State::Absent { now: false, .. } | State::Overnight { .. } => (),
        }
    }
}

/// How much later than the shift somebody begins who may by so many seconds.
fn later(uniform: f64, flexible: f64) -> Ticks {
    let [quarter, minute] = FLEXIBLE_SECONDS;
    let step = if flexible % quarter == 0.0 { quarter } else { minute };
    Ticks::from_seconds_f64(((uniform * flexible / step).round() * step).min(flexible))
}

/// Meetings owed for one working day, as a share of a meeting: one for each week of the contract's hours.
fn meeting_share(people: &Workforce, hours_per_week: f64, paid_hours: f64) -> f64 {
    if people.absences.meetings.get() > 0.0 { paid_hours / hours_per_week } else { 0.0 }
}
