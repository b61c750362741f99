use crate::engine::{Absence, Answer, HandOver, HeadcountDay, Pause, ShiftBegins};
use crate::model::{Calendar, Centre, Doing, TeamIndex, week_number};
use crate::units::{Instant, Ticks};

use super::clauses::ClauseListener;
use super::lived_day::DayKeeper;
use super::person::{Life, Person};
use super::{ClauseTally, ContractTally, CrewTally, Lives, PayTally};

/// Follows the people of teams with shifts: what they live through, and what they have to be paid for.
///
/// Counted are the shifts that begin after the warm-up.
#[derive(Debug)]
pub(super) struct PeopleListener {
    /// By team; `None` for those without shifts.
    crews: Vec<Option<CrewListener>>,
    /// By clause.
    clauses: Vec<ClauseTally>,
    warm_up_ends: Instant,
    /// Days since 1970 of the first day of the horizon.
    first_date: i64,
}

#[derive(Debug)]
struct CrewListener {
    first_agent: u32,
    places: Vec<Place>,
    /// Those who held a place before the present holder.
    gone: Vec<Life>,
    /// What those do who are neither with a contact nor waiting for one.
    otherwise: Doing,
    clauses: ClauseListener,
    pay: PayTally,
    /// By contract.
    contracts: Vec<ContractTally>,
    /// By place, the position of the contract.
    contract_at: Vec<usize>,
    /// Only while a day is to be kept.
    day: Option<DayKeeper>,
}

/// A place of the team and who holds it.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// What tells the holder from those before and after; `None` if nobody has come yet.
    number: Option<u64>,
    holder: Person,
}

const DAY: Ticks = Ticks(86_400 * Ticks::PER_SECOND);

impl PeopleListener {
    pub(super) fn new(centre: &Centre) -> Self {
        let mut first_agent = 0;
        let mut crews = Vec::with_capacity(centre.teams().len());
        for (index, team) in (0..).map(TeamIndex).zip(centre.teams()) {
            let places = team.most_agents() as usize;
            let people = team.people.as_ref().filter(|people| people.has_shifts());
            crews.push(people.map(|people| CrewListener {
                first_agent,
                places: vec![Place::default(); places],
                gone: Vec::with_capacity(places),
                otherwise: if team.cases.is_empty() { Doing::Waiting } else { Doing::Casework },
                clauses: ClauseListener::new(centre, index, places),
                pay: PayTally::default(),
                contracts: vec![ContractTally::default(); people.contracts.len()],
                contract_at: people.dealt().iter().map(|place| place.contract).collect(),
                day: None,
            }));
            first_agent += places as u32;
        }
        let Calendar { warm_up, .. } = centre.calendar();
        Self {
            crews,
            clauses: vec![ClauseTally::default(); centre.clauses().len()],
            warm_up_ends: *warm_up,
            first_date: centre.calendar().date_number(0),
        }
    }

    /// Whether there is nobody to follow.
    #[inline]
    pub(super) fn is_idle(&self) -> bool {
        self.crews.iter().all(Option::is_none)
    }

    /// Until this is next asked what was measured, a day of a few people is kept.
    pub(super) fn keep_day(&mut self, calendar: &Calendar) {
        for crew in self.crews.iter_mut().flatten() {
            crew.day = DayKeeper::new(calendar, crew.places.len(), crew.otherwise);
        }
    }

    /// What was measured since this was last asked: by team with shifts, and by clause.
    pub(super) fn finish(&mut self) -> (Vec<CrewTally>, Vec<ClauseTally>) {
        let crews = self.crews.iter_mut().flatten().map(|crew| crew.finish(&mut self.clauses)).collect();
        let none = vec![ClauseTally::default(); self.clauses.len()];
        (crews, std::mem::replace(&mut self.clauses, none))
    }

    pub(super) fn headcount(&mut self, team: TeamIndex, day: u32, today: &HeadcountDay) {
        let counts = self.warm_up_ends.0 < DAY.0 * u64::from(day + 1);
        let Some(crew) = self.crews[team.0 as usize].as_mut().filter(|_| counts) else { return };
        crew.pay.employed_days += u64::from(today.filled);
        crew.pay.recruits += u64::from(today.moves.recruits);
    }

    pub(super) fn shift_begins(&mut self, now: Instant, shift: &ShiftBegins) {
        let Some(crew) = &mut self.crews[shift.team.0 as usize] else { return };
        let place = crew.place(shift.agent);
        if let Some(day) = &mut crew.day {
            day.shift_begins(now, place, shift);
        }
        if crew.places[place].number != Some(shift.person) {
            crew.retire(place, &mut self.clauses);
            crew.places[place].number = Some(shift.person);
        }
        let person = &mut crew.places[place].holder;
        if now < self.warm_up_ends || shift.began_before {
            return person.is_elsewhere();
        }
        let paid = Ticks::from_seconds_f64(shift.paid_hours * 3600.0).0;
        *(if shift.agency { &mut crew.pay.agency_shifts } else { &mut crew.pay.shifts }) += paid;
        let week = week_number(self.first_date + i64::from(shift.day));
        if let Some(contacts) = person.begin_shift(now, shift, week) {
            crew.clauses.week_is_over(place, contacts, &mut self.clauses);
        }
    }

    pub(super) fn stays_out(&mut self, due: Instant, agent: u32, team: TeamIndex, lasts: Ticks) {
        if let Some(crew) = self.crews[team.0 as usize].as_mut().filter(|_| self.warm_up_ends <= due) {
            let contract = crew.contract_at[crew.place(agent)];
            crew.contracts[contract].stayed_out += lasts.0;
        }
    }

    pub(super) fn answered(&mut self, now: Instant, answer: &Answer) {
        let Some(crew) = &mut self.crews[answer.team.0 as usize] else { return };
        let (place, clauses) = (crew.place(answer.agent), &mut crew.clauses);
        let over = |without| clauses.hour_is_over(place, without, &mut self.clauses);
        if let Some(before) = crew.places[place].holder.answer(now, answer, over) {
            crew.clauses.answered(place, before);
        }
        if let Some(day) = &mut crew.day {
            day.answered(now, place, answer);
        }
    }

    /// Somebody puts down the last contact in hand.
    pub(super) fn handed_over(&mut self, now: Instant, hand_over: &HandOver) {
        let Some(crew) = &mut self.crews[hand_over.team.0 as usize] else { return };
        let place = crew.place(hand_over.agent);
        crew.places[place].holder.put_down(now);
        if let Some(day) = &mut crew.day {
            day.put_down(now, place);
        }
    }

    pub(super) fn stays_away(&mut self, absence: &Absence) {
        if let Some(crew) = &mut self.crews[absence.team.0 as usize] {
            let place = crew.place(absence.agent);
            if let Some(day) = &mut crew.day {
                day.stays_away(place, absence);
            }
        }
    }

    pub(super) fn idle_ends(&mut self, now: Instant, agent: u32, team: TeamIndex, idle: Ticks) {
        if let Some(crew) = &mut self.crews[team.0 as usize] {
            let place = crew.place(agent);
            crew.places[place].holder.wait_in_vain(idle);
            if let Some(day) = &mut crew.day {
                day.waited(now, place, idle);
            }
        }
    }

    pub(super) fn pause_begins(&mut self, now: Instant, agent: u32, team: TeamIndex, pause: Pause, due: Instant) {
        if let Some(crew) = &mut self.crews[team.0 as usize] {
            let place = crew.place(agent);
            crew.places[place].holder.begin_pause(now, pause, due);
            if let Some(day) = &mut crew.day {
                day.pause_begins(now, place);
            }
        }
    }

    pub(super) fn pause_ends(&mut self, now: Instant, agent: u32, team: TeamIndex, pause: Pause) {
        if let Some(crew) = &mut self.crews[team.0 as usize] {
            let place = crew.place(agent);
            crew.places[place].holder.end_pause(now);
            if let Some(day) = &mut crew.day {
                day.pause_ends(now, place, pause);
            }
        }
    }

    pub(super) fn break_missed(&mut self, agent: u32, team: TeamIndex) {
        if let Some(crew) = &mut self.crews[team.0 as usize] {
            let place = crew.place(agent);
            crew.places[place].holder.miss_break();
        }
    }

    pub(super) fn shift_ends(&mut self, now: Instant, agent: u32, team: TeamIndex, due: Instant) {
        if let Some(crew) = &mut self.crews[team.0 as usize] {
            let place = crew.place(agent);
            crew.end_shift(now, place, due, &mut self.clauses);
            if let Some(day) = &mut crew.day {
                day.shift_ends(now, place);
            }
        }
    }
}

impl CrewListener {
    fn place(&self, agent: u32) -> usize {
        (agent - self.first_agent) as usize
    }

    fn end_shift(&mut self, now: Instant, place: usize, due: Instant, tallies: &mut [ClauseTally]) {
        let clauses = &mut self.clauses;
        let over = |without| clauses.hour_is_over(place, without, tallies);
        let Some(day) = self.places[place].holder.end_shift(now, due, over) else { return };
        let past_end = match day.agency {
            true => &mut self.pay.agency_past_end,
            false => &mut self.contracts[self.contract_at[place]].past_end,
        };
        *past_end += day.past_end.0;
        self.clauses.day_is_over(place, &day, tallies);
    }

    /// Whoever holds a place is followed no longer.
    fn retire(&mut self, place: usize, tallies: &mut [ClauseTally]) {
        if let Some(ends) = self.places[place].holder.shift_ends() {
            self.end_shift(ends, place, ends, tallies);
        }
        let person = &mut self.places[place].holder;
        let week = person.end_week();
        if person.life.shifts > 0 {
            self.gone.push(person.life);
            if let Some(contacts) = week {
                self.clauses.week_is_over(place, contacts, tallies);
            }
            self.clauses.person_is_gone(place, tallies);
        }
        self.places[place] = Place::default();
    }

    fn finish(&mut self, tallies: &mut [ClauseTally]) -> CrewTally {
        (0..self.places.len()).for_each(|place| self.retire(place, tallies));
        let lives = Lives::sum_up(self.gone.iter());
        self.gone.clear();
        let contracts = vec![ContractTally::default(); self.contracts.len()];
        CrewTally {
            lives,
            pay: std::mem::take(&mut self.pay),
            contracts: std::mem::replace(&mut self.contracts, contracts),
            day: self.day.take().map(DayKeeper::finish),
        }
    }
}
