use crate::model::{Centre, MostInBreak, Rule, TeamIndex, Workforce};
use crate::units::{Instant, Ticks};

use super::timetable::Timetable;
use crate::engine::{Away, Duty, Pause};

/// From the half of an hour on, what a clause grants in it is given if nothing else has.
const GRANTED_FROM: f64 = 0.5;
const HOUR: Ticks = Ticks(3600 * Ticks::PER_SECOND);

/// Who of the people with shifts is where, and what of it is due next.
#[derive(Clone, Debug)]
pub(crate) struct Attendance {
    /// By agent, over all teams.
    people: Vec<Person>,
    /// By agent, the day that comes after a shift over midnight; empty where there are no such shifts.
    next_days: Vec<Option<DayAhead>>,
    /// By team; those without shifts stay empty.
    teams: Vec<TeamAttendance>,
}

/// A day of somebody, as it is laid out in the morning.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DayAhead {
    pub(crate) timetable: Timetable,
    /// The day of the horizon to which the shift belongs.
    pub(crate) day: u32,
    /// Whether the shift began on the day before the horizon.
    pub(crate) began_before: bool,
    /// Which holder of the place it is.
    pub(crate) number: u64,
    pub(crate) then: Then,
    /// `None` for somebody who does not come.
    pub(crate) terms: Option<Terms>,
}

/// On which terms somebody works on a day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    pub(crate) agency: bool,
    pub(crate) paid_hours: f64,
    pub(crate) skill: Skill,
}

/// One person's day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person {
    pub(crate) timetable: Timetable,
    /// The day of the horizon to which the shift belongs.
    pub(crate) day: u32,
    /// Whether the shift began on the day before the horizon.
    pub(crate) began_before: bool,
    pub(crate) presence: Presence,
    /// At work after the end of the shift.
    pub(crate) stays: bool,
    pub(crate) skill: Skill,
    /// Which holder of the place it is.
    pub(crate) number: u64,
    pub(crate) agency: bool,
    pub(crate) paid_hours: f64,
    /// Paid time owed to training and to meetings, in hours.
    pub(crate) owed_training: f64,
    pub(crate) owed_meetings: f64,
    counts: ClauseCounts,
}

/// Where somebody is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Presence {
    Home,
    Expected,
    /// On leave or sick on a working day, before the shift begins.
    WillBeAbsent(Away),
    /// On leave or sick, while the shift lasts.
    Absent,
    AtWork,
    /// Away from work.
    Pausing(Pause),
    /// Still at what was begun on the day before, in a shift that should have ended then.
    Overnight {
        ended: Instant,
        then: Then,
    },
}

/// What comes for somebody who is still at what was begun on the day before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Then {
    Home,
    Shift,
    Absence(Away),
}

/// How well somebody works.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Skill {
    /// Factor on handling.
    pub(crate) handling: f64,
    /// Factor on the work of cases.
    pub(crate) casework: f64,
    /// Factor on the chance of settling a need.
    pub(crate) settling: f64,
}

/// What clauses count.
#[derive(Clone, Copy, Debug, Default)]
struct ClauseCounts {
    today: u32,
    week: i64,
    this_week: u32,
    in_a_row: u32,
    /// When the last contact ended, or will end.
    free_from: Instant,
    /// The hour of the shift that `busy` is of, and how much of it contacts took or will take.
    hour: u64,
    busy: Ticks,
}

/// What somebody should do now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum NextStep {
    Work,
    /// A piece of the timetable.
    Piece,
    /// A piece that it is too late for.
    Missed,
    /// What a clause grants.
    Granted(Ticks),
    /// The end of the shift.
    End,
}

/// The people of one team, counted.
#[derive(Clone, Debug, Default)]
pub(crate) struct TeamAttendance {
    clauses: Granted,
    most_in_break: Option<MostInBreak>,
    in_break: u32,
    /// Those who should be there, whether they are or not.
    pub(crate) rostered: u32,
    pub(crate) at_work: u32,
    pub(crate) pausing: u32,
    /// Of the pausing, those who are out.
    pub(crate) out: u32,
    /// At work after the end of their shift.
    pub(crate) staying: u32,
    /// Handling begun and waiting ended since load was last looked at.
    pub(crate) busy: Ticks,
    pub(crate) idle: Ticks,
}

/// The rules of enforced clauses, the strictest of each kind.
#[derive(Clone, Debug, Default)]
struct Granted {
    a_day: Option<u32>,
    a_week: Option<u32>,
    in_a_row: Option<(u32, Ticks)>,
    an_hour: Option<Ticks>,
}

impl Person {
    const NOBODY: Self = Self {
        timetable: Timetable::NONE,
        day: 0,
        began_before: false,
        presence: Presence::Home,
        stays: false,
        skill: Skill { handling: 1.0, casework: 1.0, settling: 1.0 },
        number: u64::MAX,
        agency: false,
        paid_hours: 0.0,
        owed_training: 0.0,
        owed_meetings: 0.0,
        counts: ClauseCounts {
            today: 0,
            week: 0,
            this_week: 0,
            in_a_row: 0,
            free_from: Instant::ZERO,
            hour: 0,
            busy: Ticks::ZERO,
        },
    };
}

impl Attendance {
    pub(crate) fn new(centre: &Centre, agents: usize) -> Self {
        let any = centre.teams().iter().any(crate::model::Team::has_shifts);
        let teams = (0..centre.teams().len()).map(|team| TeamAttendance {
            clauses: Granted::new(centre, TeamIndex(team as u32)),
            most_in_break: centre.teams()[team].people.as_ref().and_then(|people| people.most_in_break),
            ..TeamAttendance::default()
        });
        let any_night =
            centre.teams().iter().filter_map(|team| team.people.as_ref()).any(Workforce::works_over_midnight);
        Self {
            people: vec![Person::NOBODY; if any { agents } else { 0 }],
            next_days: vec![None; if any_night { agents } else { 0 }],
            teams: teams.collect(),
        }
    }

    pub(crate) fn clear(&mut self) {
        self.people.fill(Person::NOBODY);
        self.next_days.fill(None);
        for team in &mut self.teams {
            let (clauses, most_in_break) = (std::mem::take(&mut team.clauses), team.most_in_break);
            *team = TeamAttendance { clauses, most_in_break, ..TeamAttendance::default() };
        }
    }

    pub(crate) fn person(&self, agent: u32) -> &Person {
        &self.people[agent as usize]
    }

    pub(crate) fn person_mut(&mut self, agent: u32) -> &mut Person {
        &mut self.people[agent as usize]
    }

    /// How well an agent works; as ever, where there are no shifts.
    #[inline]
    pub(crate) fn skill(&self, agent: u32) -> Skill {
        self.people.get(agent as usize).map_or(Person::NOBODY.skill, |person| person.skill)
    }

    pub(crate) fn team(&self, team: u32) -> &TeamAttendance {
        &self.teams[team as usize]
    }

    pub(crate) fn team_mut(&mut self, team: u32) -> &mut TeamAttendance {
        &mut self.teams[team as usize]
    }

    /// Whether somebody is on a shift that began on the day before and is not over, or should be.
    pub(crate) fn is_on_night_shift(&self, agent: u32, now: Instant) -> bool {
        let Person { presence, timetable, .. } = self.person(agent);
        !matches!(presence, Presence::Home | Presence::Overnight { .. }) && now < timetable.ends
    }

    /// Somebody has this day; whoever holds a place for the first time has not been counted by any clause.
    pub(crate) fn set_day(&mut self, agent: u32, ahead: &DayAhead) {
        let person = &mut self.people[agent as usize];
        if person.number != ahead.number {
            (person.counts, person.number) = (ClauseCounts::default(), ahead.number);
        }
        (person.timetable, person.day, person.began_before) = (ahead.timetable, ahead.day, ahead.began_before);
        if let Some(Terms { agency, paid_hours, skill }) = ahead.terms {
            (person.agency, person.paid_hours, person.skill) = (agency, paid_hours, skill);
        }
    }

    /// Somebody has this day once the shift over midnight is over.
    pub(crate) fn set_next_day(&mut self, agent: u32, ahead: DayAhead) {
        self.next_days[agent as usize] = Some(ahead);
    }

    /// The day that waits for somebody until a shift over midnight is over.
    pub(crate) fn take_next_day(&mut self, agent: u32) -> Option<DayAhead> {
        self.next_days.get_mut(agent as usize)?.take()
    }

    /// Somebody begins a pause.
    pub(crate) fn begin_pause(&mut self, agent: u32, team: u32, pause: Pause) {
        self.people[agent as usize].presence = Presence::Pausing(pause);
        let team = &mut self.teams[team as usize];
        team.pausing += 1;
        team.in_break += u32::from(pause.is_break());
        team.out += u32::from(pause == Pause::Stoppage);
    }

    /// Somebody's pause is over.
    pub(crate) fn end_pause(&mut self, agent: u32, team: u32) {
        let person = &mut self.people[agent as usize];
        let Presence::Pausing(pause) = std::mem::replace(&mut person.presence, Presence::AtWork) else { return };
        let team = &mut self.teams[team as usize];
        team.pausing -= 1;
        team.in_break -= u32::from(pause.is_break());
        team.out -= u32::from(pause == Pause::Stoppage);
    }

    /// Somebody begins the day's shift, with nothing in hand.
    pub(crate) fn begin_shift(&mut self, agent: u32, week: i64) {
        let person = &mut self.people[agent as usize];
        let counts = &mut person.counts;
        let this_week = if counts.week == week { counts.this_week } else { 0 };
        *counts = ClauseCounts { week, this_week, ..ClauseCounts::default() };
    }

    /// Somebody takes a contact that will be over at `until`; returns how much of that time no other contact takes.
    pub(crate) fn take_contact(&mut self, agent: u32, team: u32, now: Instant, until: Instant) -> Ticks {
        let Some(person) = self.people.get_mut(agent as usize) else { return until.since(now) };
        let pause = self.teams[team as usize].clauses.in_a_row.map_or(Ticks::ZERO, |(_, pause)| pause);
        let counts = &mut person.counts;
        counts.today += 1;
        counts.this_week += 1;
        counts.in_a_row = if pause <= counts.free_at(now) { 1 } else { counts.in_a_row + 1 };
        person.be_busy(now, until)
    }

    /// The last of several contacts in hand is over, later than was known when they were taken.
    pub(crate) fn finish_contacts(&mut self, agent: u32, now: Instant) {
        if let Some(person) = self.people.get_mut(agent as usize) {
            person.be_busy(person.counts.free_from, now);
        }
    }

    /// The contacts in hand are put down before they are over.
    pub(crate) fn put_down_contacts(&mut self, agent: u32, team: u32, now: Instant) {
        let counts = &mut self.people[agent as usize].counts;
        let left = counts.free_from.since(now.min(counts.free_from));
        counts.free_from = counts.free_from.min(now);
        // If load was looked at since they were taken, what it was told of them stands.
        let team = &mut self.teams[team as usize];
        team.busy = Ticks(team.busy.0.saturating_sub(left.0));
    }

    /// When somebody at work should next be asked what to do.
    pub(crate) fn wakes(&self, agent: u32, team: u32, now: Instant) -> Instant {
        let due = self.next_due(agent, team, now);
        let timetable = &self.people[agent as usize].timetable;
        if self.teams[team as usize].clauses.an_hour.is_none() || due <= now {
            return due;
        }
        let (from, half) = (timetable.due.min(now), HOUR.times(GRANTED_FROM));
        let hour = from + Ticks(now.since(from).0 / HOUR.0 * HOUR.0);
        due.min(if now < hour + half { hour + half } else { hour + HOUR + half })
    }

    /// Whether another of the team may begin a break.
    pub(crate) fn has_room_for_break(&self, team: u32) -> bool {
        self.teams[team as usize].has_room_for_break()
    }

    /// When somebody should next leave work, for a piece of the timetable that there is room for, or for good.
    pub(crate) fn next_due(&self, agent: u32, team: u32, now: Instant) -> Instant {
        let timetable = &self.people[agent as usize].timetable;
        if self.has_room_for_break(team) { timetable.next_due() } else { timetable.next_due_but_breaks(now) }
    }

    /// What somebody at work should do at `now`; after closing, whoever is there stays while customers wait.
    #[inline]
    pub(crate) fn next_step(&self, agent: u32, team: u32, now: Instant, serving_out: bool) -> NextStep {
        let person = &self.people[agent as usize];
        if matches!(person.presence, Presence::Overnight { .. }) {
            return NextStep::End;
        }
        let timetable = &person.timetable;
        if timetable.ends <= now {
            let stops =
                !serving_out || self.has_enough(person, team) || self.pause_in_a_row(person, team, now).is_some();
            return if stops { NextStep::End } else { NextStep::Work };
        }
        match timetable.next_piece().filter(|piece| piece.at <= now) {
            Some(piece) if piece.is_missed(now) => NextStep::Missed,
            Some(_) if self.next_due(agent, team, now) <= now => NextStep::Piece,
            // A break that waits for room.
            Some(_) | None => self.granted(agent, team, now).map_or(NextStep::Work, NextStep::Granted),
        }
    }

    /// Whether somebody has had as many contacts as clauses allow in a day or a week.
    fn has_enough(&self, person: &Person, team: u32) -> bool {
        let Granted { a_day, a_week, .. } = &self.teams[team as usize].clauses;
        let full = |most: &Option<u32>, count: u32| most.is_some_and(|most| most <= count);
        full(a_day, person.counts.today) || full(a_week, person.counts.this_week)
    }

    /// What is left of the pause that somebody is due after so many contacts in a row.
    fn pause_in_a_row(&self, person: &Person, team: u32, now: Instant) -> Option<Ticks> {
        let (most, pause) = self.teams[team as usize].clauses.in_a_row?;
        let had = person.counts.free_at(now);
        (most <= person.counts.in_a_row && had < pause).then(|| pause - had)
    }

    /// What clauses grant somebody free, if anything: no longer than until the timetable has something else.
    fn granted(&self, agent: u32, team: u32, now: Instant) -> Option<Ticks> {
        let person = self.person(agent);
        let until_due = self.next_due(agent, team, now).since(now);
        if self.has_enough(person, team) {
            return Some(until_due);
        }
        let in_hour = self.teams[team as usize].clauses.an_hour.and_then(|an_hour| {
            let since = now.since(person.timetable.due.min(now));
            let (hour, into) = (since.0 / HOUR.0, Ticks(since.0 % HOUR.0));
            let busy = if person.counts.hour == hour { person.counts.busy.min(into) } else { Ticks::ZERO };
            let rested = into - busy;
            (HOUR.times(GRANTED_FROM) <= into && rested < an_hour).then(|| an_hour - rested)
        });
        let pause = self.pause_in_a_row(person, team, now).max(in_hour);
        pause.map(|pause| pause.min(until_due)).filter(|pause| Ticks::ZERO < *pause)
    }
}

impl Person {
    /// A contact takes the time from `from` to `until`, less what others take already; returns what is left.
    fn be_busy(&mut self, from: Instant, until: Instant) -> Ticks {
        let counts = &mut self.counts;
        let from = from.max(counts.free_from);
        let until = until.max(from);
        let begins = self.timetable.due.min(from);
        let hour = until.since(begins).0 / HOUR.0;
        if counts.hour != hour {
            (counts.hour, counts.busy) = (hour, Ticks::ZERO);
        }
        counts.busy = counts.busy + until.since(from.max(begins + Ticks(hour * HOUR.0)));
        counts.free_from = until;
        until.since(from)
    }
}

impl ClauseCounts {
    /// How long somebody has been without a contact.
    fn free_at(&self, now: Instant) -> Ticks {
        now.since(self.free_from.min(now))
    }
}

impl TeamAttendance {
    /// Whether another may begin a break.
    fn has_room_for_break(&self) -> bool {
        self.most_in_break.is_none_or(|most| self.in_break < most.of_those_at_work(self.at_work - self.staying))
    }

    /// Whether breaks may have to wait for each other.
    pub(crate) fn limits_breaks(&self) -> bool {
        self.most_in_break.is_some()
    }

    /// The shift of somebody at work is over, who stays.
    pub(crate) fn stay(&mut self) {
        self.staying += 1;
        self.rostered -= 1;
    }

    /// What is told of the team, and how many are there, those finishing after their shift among them.
    pub(crate) fn duty(&self) -> (Duty, u32) {
        let there = self.at_work - self.pausing;
        (
            Duty {
                rostered: self.rostered,
                on_duty: self.at_work - self.staying - self.out,
                ready: there - self.staying,
            },
            there,
        )
    }
}

impl Granted {
    fn new(centre: &Centre, team: TeamIndex) -> Self {
        let mut granted = Self::default();
        let stricter = |known: Option<u32>, most: u32| Some(known.map_or(most, |known| known.min(most)));
        for clause in centre.clauses().iter().filter(|clause| clause.enforced && clause.teams.contains(&team)) {
            match clause.rule {
                Rule::ContactsPerDay(most) => granted.a_day = stricter(granted.a_day, most),
                Rule::ContactsPerWeek(most) => granted.a_week = stricter(granted.a_week, most),
                Rule::ContactsInARow { most, pause } => {
                    // Whoever pauses for the longest of them after the fewest contacts keeps them all.
                    let (known, longest) = granted.in_a_row.unwrap_or((most, Ticks::ZERO));
                    granted.in_a_row = Some((known.min(most), longest.max(Ticks::from_seconds(pause))));
                }
                Rule::PausePerHour(pause) => granted.an_hour = granted.an_hour.max(Some(Ticks::from_seconds(pause))),
                // Nobody knows beforehand how long a contact will take: it can be checked only.
                Rule::PastTheEnd(_) => (),
            }
        }
        granted
    }
}
