//! Mornings of people with shifts: who is there, and what the day will be.

use crate::engine::headcount::{LoadFactors, Whereabouts};
use crate::engine::parts::{Clock, Staff};
use crate::engine::{Away, Observer, Pause};
use crate::model::{Concerns, Contract, Shift, TeamIndex, Workforce};
use crate::units::{Instant, Ticks};

use super::attendance::{DayAhead, Presence, Skill, Terms, Then};
use super::crew::Crew;
use super::day_draws::{DayDraws, MOST_SESSIONS};
use super::timetable::{Piece, Timetable};

/// Training is given by whole hours.
const TRAINING_HOURS: f64 = 1.0;
/// Sessions begin on minutes that this divides.
const SESSION_MINUTES: f64 = 5.0;

/// A place of a team on one day.
#[derive(Clone, Copy)]
struct PlaceDay {
    team: u32,
    place: u32,
    agent: u32,
    day: u32,
}

impl<'a> Staff<'a> {
    /// Brings the people up to today, those of the days on which the centre was closed included, and lays out their shifts. Teams and
    /// places come in order, so the observer hears of all a team's people before it hears of the next team's.
    pub(crate) fn begin_day_of_people(&mut self, clock: &mut Clock, observer: &mut impl Observer) {
        for team in 0..self.crews.len() as u32 {
            let Some(mut crew) = self.crews[team as usize].take() else { continue };
            let is_first_moment = crew.days == 0 && clock.now == Instant::ZERO;
            while crew.days <= clock.day {
                self.follow_headcount(&mut crew, team, observer);
            }
            for place in 0..crew.headcount.places() {
                let agent = self.floor.first_agent(team) + place;
                let at = PlaceDay { team, place, agent, day: clock.day };
                self.end_yesterday(clock, agent, team, observer);
                if is_first_moment && crew.people.works_over_midnight() {
                    self.lay_out_night_before(clock, &crew, at);
                }
                self.lay_out(clock, &crew, at, observer);
            }
            self.crews[team as usize] = Some(crew);
        }
    }

    /// After the last open day, the people of the rest of the horizon.
    pub(crate) fn end_days_of_people(&mut self, now: Instant, observer: &mut impl Observer) {
        for team in 0..self.crews.len() as u32 {
            let Some(mut crew) = self.crews[team as usize].take() else { continue };
            while crew.days < self.plan.centre().calendar().days {
                self.follow_headcount(&mut crew, team, observer);
            }
            self.crews[team as usize] = Some(crew);
            let first = self.floor.first_agent(team);
            for agent in first..first + self.plan.teams()[team as usize].most_agents {
                let ends = match self.attendance.person(agent).presence {
                    Presence::AtWork | Presence::Pausing(_) => self.attendance.person(agent).timetable.ends,
                    Presence::Overnight { ended, .. } => ended,
                    Presence::Home | Presence::Expected | Presence::WillBeAbsent(_) | Presence::Absent => continue,
                };
                if self.floor.agent(agent).is_idle() {
                    self.stop_idling(now, agent, team, observer);
                }
                observer.shift_ends(now, agent, TeamIndex(team), ends);
            }
        }
    }

    fn follow_headcount(&mut self, crew: &mut Crew<'_>, team: u32, observer: &mut impl Observer) {
        if let Some(feedback) = crew.people.load.filter(|_| crew.looks_at_load()) {
            let state = self.attendance.team_mut(team);
            let (busy, idle) = (std::mem::take(&mut state.busy).seconds(), std::mem::take(&mut state.idle).seconds());
            if busy + idle > 0.0 {
                let (absence, leaving) = feedback.factors(busy / (busy + idle));
                crew.load = LoadFactors { absence, leaving };
            }
        }
        let rotating = self.plan.centre().teams()[team as usize].leaving_factor_of_rotation();
        crew.headcount.begin_day(crew.days, crew.load, |_| rotating);
        observer.headcount(TeamIndex(team), crew.days, crew.headcount.today());
        crew.days += 1;
    }

    /// What the day of whoever holds a place will be, if it is a working day.
    fn lay_out(&mut self, clock: &mut Clock, crew: &Crew<'_>, at: PlaceDay, observer: &mut impl Observer) {
        let PlaceDay { place, agent, day, .. } = at;
        let away = match crew.headcount.whereabouts(place) {
            Whereabouts::Due(_) => {
                let date = self.plan.centre().calendar().date_number(day);
                crew.is_away_otherwise(place, date).then_some(Away::Otherwise)
            }
            Whereabouts::OnLeave => Some(Away::OnLeave),
            Whereabouts::Sick => Some(Away::Sick),
            Whereabouts::Nobody | Whereabouts::InTraining | Whereabouts::DayOff => return,
        };
        let Some(choice) = crew.headcount.shift(place) else { return };
        let contract = crew.headcount.contract(place);
        let Some(shift) = contract.shifts.get(choice.0 as usize) else { return };
        let calendar = self.plan.centre().calendar();
        let number = crew.headcount.person(place);
        let is_new = self.attendance.person(agent).number != number;
        let mut stream = crew.day_key(place, calendar.date_number(day)).stream();
        let draws = DayDraws::new(&mut stream, shift.flexible, crew.people.absences.lateness.as_ref(), is_new);
        let (due, ends) =
            (calendar.at_clock(day, shift.from) + draws.later, calendar.at_clock(day, shift.until) + draws.later);
        let mut timetable = Timetable::from_shift(shift, due, ends);
        timetable.begins = due + draws.late.min(ends.since(due));
        let mut ahead = DayAhead { timetable, day, began_before: false, number, then: Then::Shift, terms: None };
        // Time owed grows on days of absence too: what they keep somebody from is made up for.
        self.owe_sessions(crew, place, agent, contract, shift, draws.owed);
        if let Some(away) = away {
            ahead.then = Then::Absence(away);
            return self.await_day(clock, agent, ahead);
        }
        self.add_sessions(crew.people, agent, &mut ahead.timetable, &draws);
        // Stoppages come last: they take what lies in their time, sessions and breaks alike.
        let stays_out = take_stoppages(crew, place, shift, &mut ahead.timetable, due);
        if Ticks::ZERO < stays_out {
            observer.stays_out(due, agent, TeamIndex(at.team), stays_out);
        }
        // A shift in which the clocks change lasts longer than they say, or less long.
        let longer = ends.since(due).seconds() - f64::from(shift.until - shift.from) * 60.0;
        ahead.terms = Some(Terms {
            paid_hours: shift.paid_hours() + (longer - stays_out.seconds()) / 3600.0,
            ..terms(crew, place)
        });
        if ahead.timetable.is_empty() {
            ahead.then = Then::Home;
        }
        self.await_day(clock, agent, ahead);
    }

    /// What is left of a shift that began on the day before the horizon: without lateness and sessions, and counted by no result.
    fn lay_out_night_before(&mut self, clock: &mut Clock, crew: &Crew<'_>, at: PlaceDay) {
        let PlaceDay { place, agent, .. } = at;
        let calendar = self.plan.centre().calendar();
        let date = calendar.date_number(0) - 1;
        let shifts = &crew.headcount.contract(place).shifts;
        let shift = crew.headcount.shift_before(place).and_then(|choice| shifts.get(choice.0 as usize));
        let Some(shift) = shift.filter(|_| !crew.is_away_otherwise(place, date)) else { return };
        let draws = DayDraws::new(&mut crew.day_key(place, date).stream(), shift.flexible, None, true);
        let rest = shift.after_midnight(draws.later);
        let ends = calendar.at_clock(0, rest.until) + draws.later;
        if rest.until == 0 {
            return;
        }
        if let Some([training, meetings]) = draws.owed {
            let person = self.attendance.person_mut(agent);
            (person.owed_training, person.owed_meetings) = (training, meetings);
        }
        let mut timetable = Timetable::from_shift(&rest, Instant::ZERO, ends);
        take_stoppages(crew, place, &rest, &mut timetable, Instant::ZERO);
        let number = crew.headcount.person(place);
        let terms = Some(terms(crew, place));
        let then = if timetable.is_empty() { Then::Home } else { Then::Shift };
        self.await_day(clock, agent, DayAhead { timetable, day: 0, began_before: true, number, then, terms });
    }

    /// Awaits a day that is laid out; whoever is on a shift over midnight goes home from it first.
    fn await_day(&mut self, clock: &mut Clock, agent: u32, ahead: DayAhead) {
        if self.attendance.is_on_night_shift(agent, clock.now) {
            return self.attendance.set_next_day(agent, ahead);
        }
        self.attendance.set_day(agent, &ahead);
        self.expect(clock, agent, ahead.then);
    }

    /// Whoever is back from a shift over midnight has the day that was laid out in the meantime.
    pub(crate) fn go_on_to_next_day(&mut self, clock: &mut Clock, agent: u32) {
        if let Some(ahead) = self.attendance.take_next_day(agent) {
            self.await_day(clock, agent, ahead);
        }
    }

    /// A paid day more, and with it some time owed to training and to meetings.
    fn owe_sessions(
        &mut self,
        crew: &Crew<'_>,
        place: u32,
        agent: u32,
        contract: &Contract,
        shift: &Shift,
        at_first: Option<[f64; 2]>,
    ) {
        let person = self.attendance.person_mut(agent);
        if let Some([training, meetings]) = at_first {
            (person.owed_training, person.owed_meetings) = (training, meetings);
        }
        let paid_hours = shift.paid_hours();
        person.owed_training += crew.headcount.training_share(place) * paid_hours / TRAINING_HOURS;
        person.owed_meetings += meeting_share(crew.people, contract.hours_per_week, paid_hours);
    }

    /// The day's training and meetings, as far as they are owed.
    fn add_sessions(&mut self, people: &Workforce, agent: u32, timetable: &mut Timetable, draws: &DayDraws) {
        let person = self.attendance.person_mut(agent);
        // Whoever owes more than fits into sessions of an hour has longer ones.
        let at_once = (person.owed_training / MOST_SESSIONS as f64).floor().max(1.0);
        let training = Session { at_once, hours: TRAINING_HOURS * at_once, pause: Pause::Training };
        training.add(timetable, &mut person.owed_training, draws.training);
        let meeting = Session { at_once: 1.0, hours: people.absences.meetings.get() / 3600.0, pause: Pause::Meeting };
        meeting.add(timetable, &mut person.owed_meetings, draws.meetings);
    }

    /// Awaits the day's shift, or its absence, of somebody who may still be at what was begun on the day before.
    pub(crate) fn expect(&mut self, clock: &mut Clock, agent: u32, then: Then) {
        let person = self.attendance.person_mut(agent);
        if let Presence::Overnight { then: after, .. } = &mut person.presence {
            *after = then;
            return;
        }
        let (presence, at) = match then {
            Then::Home => (Presence::Home, Instant::NEVER),
            Then::Shift => (Presence::Expected, person.timetable.begins),
            Then::Absence(away) => (Presence::WillBeAbsent(away), person.timetable.due),
        };
        person.presence = presence;
        if at != Instant::NEVER {
            clock.events.schedule_shift(agent, at.max(clock.now));
        }
    }

    /// Whoever is still at work from the day before goes home after what is in hand.
    fn end_yesterday(&mut self, clock: &mut Clock, agent: u32, team: u32, observer: &mut impl Observer) {
        if self.attendance.is_on_night_shift(agent, clock.now) {
            return;
        }
        // A day for which somebody never came home from the one before is over.
        self.attendance.take_next_day(agent);
        match self.attendance.person(agent).presence {
            Presence::AtWork if self.floor.agent(agent).is_idle() => {
                self.stop_idling(clock.now, agent, team, observer);
                self.go_home_from_shift(clock, agent, team, observer);
            }
            Presence::AtWork => {
                self.miss_breaks_owed(clock.now, agent, team, observer);
                let person = self.attendance.person_mut(agent);
                person.presence = Presence::Overnight { ended: person.timetable.ends, then: Then::Home };
                if !std::mem::replace(&mut person.stays, true) {
                    self.attendance.team_mut(team).stay();
                }
            }
            Presence::Pausing(pause) => {
                self.attendance.end_pause(agent, team);
                observer.pause_ends(clock.now, agent, TeamIndex(team), pause);
                self.go_home_from_shift(clock, agent, team, observer);
            }
            Presence::Absent => {
                self.attendance.team_mut(team).rostered -= 1;
                self.attendance.person_mut(agent).presence = Presence::Home;
            }
            Presence::Home | Presence::Expected | Presence::WillBeAbsent(_) | Presence::Overnight { .. } => (),
        }
    }
}

/// The terms of whoever holds a place, without the hours of any shift.
fn terms(crew: &Crew<'_>, place: u32) -> Terms {
    let headcount = &crew.headcount;
    Terms {
        agency: headcount.is_agency(place),
        paid_hours: 0.0,
        skill: Skill {
            handling: headcount.handling(place),
            casework: headcount.casework(place),
            settling: headcount.settling(place),
        },
    }
}

/// Sessions of one kind.
struct Session {
    /// How much of what is owed one makes good.
    at_once: f64,
    hours: f64,
    pause: Pause,
}

impl Session {
    /// Adds those that are owed, each where it was drawn to lie.
    fn add(&self, timetable: &mut Timetable, owed: &mut f64, drawn: [f64; MOST_SESSIONS]) {
        let (due, ends) = (timetable.due, timetable.ends);
        for share in drawn {
            if *owed >= self.at_once && self.hours > 0.0 {
                *owed -= self.at_once;
                let room = (ends.since(due).seconds() - self.hours * 3600.0).max(0.0);
                let step = SESSION_MINUTES * 60.0;
                let at = due + Ticks::from_seconds_f64((share * room / step).floor() * step);
                timetable.add(Piece::new(at, Ticks::from_seconds_f64(self.hours * 3600.0), self.pause));
            }
        }
    }
}

/// Takes the stoppages in which the holder of a place is out of the day; says for how much paid time that is without pay.
fn take_stoppages(crew: &Crew<'_>, place: u32, shift: &Shift, timetable: &mut Timetable, due: Instant) -> Ticks {
    let mut stays_out = Ticks::ZERO;
    for stoppage in &crew.people.stoppages {
        if crew.headcount.is_out(place, stoppage) {
            timetable.be_out(stoppage.from, stoppage.until);
            let is_paid = stoppage.concerns == Concerns::Everybody;
            let lasts = if is_paid { Ticks::ZERO } else { shift.paid_time(due, stoppage.from, stoppage.until) };
            stays_out = (stays_out + lasts).min(Ticks::from_seconds_f64(shift.paid_hours() * 3600.0));
        }
    }
    stays_out
}

/// Meetings owed for one working day, as a share of a meeting: one for each week of the contract's hours.
fn meeting_share(people: &Workforce, hours_per_week: f64, paid_hours: f64) -> f64 {
    if people.absences.meetings.get() > 0.0 { paid_hours / hours_per_week } else { 0.0 }
}
