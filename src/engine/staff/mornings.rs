//! Mornings of people with shifts: who is there, and what the day will be.

use crate::engine::headcount::{LoadFactors, Whereabouts};
use crate::engine::parts::{Clock, Staff};
use crate::engine::{Away, Observer, Pause};
use crate::model::{Concerns, Contract, Shift, TeamIndex, Workforce};
use crate::units::{Instant, Ticks};

use super::attendance::{Presence, Skill, Then};
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
            while crew.days <= clock.day {
                self.follow_headcount(&mut crew, team, observer);
            }
            for place in 0..crew.headcount.places() {
                let agent = self.floor.first_agent(team) + place;
                self.end_yesterday(clock, agent, team, observer);
                self.lay_out(clock, &crew, PlaceDay { team, place, agent, day: clock.day }, observer);
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
        let is_new = self.replace_holder(agent, crew.headcount.person(place));
        let mut stream = crew.day_key(place, calendar.date_number(day)).stream();
        let draws = DayDraws::new(&mut stream, shift.flexible, crew.people.absences.lateness.as_ref(), is_new);
        let (due, ends) =
            (calendar.at_clock(day, shift.from) + draws.later, calendar.at_clock(day, shift.until) + draws.later);
        let mut timetable = Timetable::from_shift(shift, due, ends);
        timetable.begins = due + draws.late.min(ends.since(due));
        // Time owed grows on days of absence too: what they keep somebody from is made up for.
        self.owe_sessions(crew, place, agent, contract, shift, draws.owed);
        if let Some(away) = away {
            self.attendance.person_mut(agent).timetable = timetable;
            return self.expect(clock, agent, Then::Absence(away));
        }
        self.add_sessions(crew.people, agent, &mut timetable, &draws);
        // Stoppages come last: they take what lies in their time, sessions and breaks alike.
        let stays_out = take_stoppages(crew, place, shift, &mut timetable, due);
        if Ticks::ZERO < stays_out {
            observer.stays_out(due, agent, TeamIndex(at.team), stays_out);
        }
        let person = self.attendance.person_mut(agent);
        person.agency = crew.headcount.is_agency(place);
        person.paid_hours = shift.paid_hours() - stays_out.seconds() / 3600.0;
        person.skill = Skill {
            handling: crew.headcount.handling(place),
            casework: crew.headcount.casework(place),
            settling: crew.headcount.settling(place),
        };
        person.timetable = timetable;
        if !timetable.is_empty() {
            self.expect(clock, agent, Then::Shift);
        }
    }

    /// Says whether the holder of the place is another than the last who came or was missed.
    fn replace_holder(&mut self, agent: u32, number: u64) -> bool {
        let is_new = self.attendance.person(agent).number != number;
        if is_new {
            self.attendance.replace_holder(agent, number);
        }
        is_new
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
        let person = self.attendance.person_mut(agent);
        match person.presence {
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
