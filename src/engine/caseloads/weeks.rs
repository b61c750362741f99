//! One pass over the horizon for people who have no shifts: they come and go by the day, and the cases that each of them owns go
//! by the week.
//!
//! Caseloads go by the week because all they rest on is weekly or slower: they are counted in hours a week, and cases stay open for
//! months. The pass shares nothing with the contacts of the same replication but its key, of which it takes a branch of its own.

use std::ops::Range;

use crate::model::{CaseloadIndex, Centre, TeamIndex};
use crate::random::Key;

use super::casebook::{Casebook, CaseloadWeek, Load};
use crate::engine::headcount::{Headcount, HeadcountDay, LoadFactors, Whereabouts};

/// Is told how people stand each day, and cases at the end of each week.
pub trait WeekObserver {
    /// A day of the horizon, from 0, begins for the people of a team.
    fn headcount(&mut self, team: TeamIndex, day: u32, today: &HeadcountDay);
    /// A caseload; `loads` has everybody who carries it.
    fn caseload(&mut self, caseload: CaseloadIndex, week: u32, this_week: &CaseloadWeek, loads: &[Load]);
}

/// The people and cases of a centre. It keeps its memory, so that one object can run many replications.
#[derive(Debug)]
pub struct Weeks<'a> {
    centre: &'a Centre,
    /// By team, those that are followed here.
    team_weeks: Vec<Option<TeamWeek<'a>>>,
    /// By caseload.
    books: Vec<Book<'a>>,
    /// Teams with people who carry nothing.
    idle: Vec<usize>,
}

/// The people of a team, and what each has done of the week.
#[derive(Debug)]
struct TeamWeek<'a> {
    headcount: Headcount<'a>,
    /// By place.
    weeks: Vec<PersonWeek>,
}

/// The week of whoever holds a place.
#[derive(Clone, Copy, Debug, Default)]
struct PersonWeek {
    /// Working days so far, whoever holds the place.
    days: f64,
    /// Working days so far of those on the floor.
    working_days: f64,
    /// Of them, those on which somebody was there, each counted by the part of it that is left for cases.
    for_cases: f64,
}

#[derive(Debug)]
struct Book<'a> {
    cases: Casebook<'a>,
    carriers: Vec<Carrier>,
}

/// A team that carries a caseload.
#[derive(Clone, Copy, Debug)]
struct Carrier {
    team: usize,
    /// Where its places begin among those of the caseload.
    first: usize,
    /// Hours a week of a full-time contract.
    full_time_hours: f64,
}

impl<'a> Weeks<'a> {
    /// Room for the caseloads of `centre` and for its people who have no shifts.
    #[must_use]
    pub fn new(centre: &'a Centre) -> Self {
        let mut weeks = Self::of_teams(centre, |has_shifts| !has_shifts);
        for caseload in centre.caseloads() {
            let mut places = 0;
            let mut carriers = Vec::with_capacity(caseload.carried_by.len());
            for team in caseload.carried_by.iter().map(|team| team.0 as usize) {
                let team_week =
                    weeks.team_weeks[team].as_ref().expect("a caseload is carried by people without shifts");
                carriers.push(Carrier { team, first: places, full_time_hours: caseload.full_time_hours });
                places += team_week.headcount.places() as usize;
                weeks.idle.retain(|other| *other != team);
            }
            weeks.books.push(Book { cases: Casebook::new(caseload, places), carriers });
        }
        weeks
    }

    /// Room for all people of `centre`, of whom nothing is followed but that they are there.
    #[must_use]
    pub fn with_people_alone(centre: &'a Centre) -> Self {
        Self::of_teams(centre, |_| true)
    }

    fn of_teams(centre: &'a Centre, is_followed: impl Fn(bool) -> bool) -> Self {
        let people = centre.teams().iter().map(|team| team.people.as_ref());
        let followed = people.map(|people| people.filter(|people| is_followed(people.has_shifts())));
        let team_weeks: Vec<Option<TeamWeek<'a>>> = followed
            .map(|people| people.map(|people| TeamWeek::new(Headcount::new(people, centre.calendar()))))
            .collect();
        let idle = (0..team_weeks.len()).filter(|team| team_weeks[*team].is_some()).collect();
        Self { centre, team_weeks, books: Vec::new(), idle }
    }

    /// Runs one replication. The same centre and key give the same history on every machine.
    pub fn run(&mut self, key: Key, observer: &mut impl WeekObserver) {
        let days = self.centre.calendar().days;
        self.open(key.named("caseloads"));
        for week in 0..days.div_ceil(7) {
            self.pass_days(week * 7..(week * 7 + 7).min(days), observer);
            self.work_on_cases(week, observer);
        }
    }

    fn open(&mut self, key: Key) {
        for (team, team_week) in self.centre.teams().iter().zip(&mut self.team_weeks) {
            if let Some(team_week) = team_week {
                team_week.headcount.open(key.named("people"), &team.name);
            }
        }
        for book in &mut self.books {
            book.cases.open(key.named("cases"));
            for carrier in &book.carriers {
                if let Some(team_week) = &mut self.team_weeks[carrier.team] {
                    team_week.weeks.fill(PersonWeek::default());
                    carrier.set_holders(&mut book.cases, team_week, 0);
                }
            }
            book.cases.deal_first_cases();
        }
    }

    /// Lives through the days of a week. Whoever goes leaves cases behind, for others to take up at its end.
    fn pass_days(&mut self, days: Range<u32>, observer: &mut impl WeekObserver) {
        self.team_weeks.iter_mut().flatten().for_each(|team_week| team_week.weeks.fill(PersonWeek::default()));
        for day in days {
            for team in &self.idle {
                let rotating = self.centre.teams()[*team].leaving_factor_of_rotation();
                if let Some(team_week) = &mut self.team_weeks[*team] {
                    team_week.headcount.begin_day(day, LoadFactors::default(), |_| rotating);
                }
            }
            for (caseload, book) in self.centre.caseloads().iter().zip(&mut self.books) {
                for carrier in &book.carriers {
                    let Some(team_week) = &mut self.team_weeks[carrier.team] else { continue };
                    let place = |place: u32| carrier.first + place as usize;
                    let cases = &book.cases;
                    let leaving = |at| caseload.leaving_factor(cases.caseload_of(place(at)));
                    team_week.headcount.begin_day(day, LoadFactors::default(), leaving);
                    book.cases.leave_behind(team_week.headcount.departed().iter().map(|at| place(*at)));
                    team_week.pass_day();
                }
            }
            for (team, team_week) in (0..).map(TeamIndex).zip(&self.team_weeks) {
                if let Some(team_week) = team_week {
                    observer.headcount(team, day, team_week.headcount.today());
                }
            }
        }
    }

    fn work_on_cases(&mut self, week: u32, observer: &mut impl WeekObserver) {
        let date = self.centre.calendar().date_number(week * 7);
        for (index, book) in (0..).map(CaseloadIndex).zip(&mut self.books) {
            for carrier in &book.carriers {
                if let Some(team_week) = &self.team_weeks[carrier.team] {
                    carrier.set_holders(&mut book.cases, team_week, week);
                }
            }
            let this_week = book.cases.live_through(week, date);
            observer.caseload(index, week, &this_week, book.cases.loads());
        }
    }
}

impl<'a> TeamWeek<'a> {
    fn new(headcount: Headcount<'a>) -> Self {
        let weeks = vec![PersonWeek::default(); headcount.places() as usize];
        Self { headcount, weeks }
    }

    /// Counts today's hours for cases. Whoever is not up to speed gets less out of them. Those who begin in the course of a week count as if
    /// they had been there for all of it, as those who leave in it count as if they had been there for none.
    fn pass_day(&mut self) {
        for (place, week) in (0..).zip(&mut self.weeks) {
            week.days += f64::from(u8::from(self.headcount.is_working_day(place)));
            if self.headcount.strength(place).is_none() {
                *week = PersonWeek { days: week.days, ..PersonWeek::default() };
            } else if self.headcount.is_working_day(place) {
                week.working_days += 1.0;
                if let Whereabouts::Due(_) = self.headcount.whereabouts(place) {
                    let meetings = self.headcount.people().absences.meetings.get()
                        / 3600.0
                        / self.headcount.contract(place).hours_per_week;
                    let for_cases = 1.0 - self.headcount.training_share(place) - meetings;
                    week.for_cases += for_cases.max(0.0) / self.headcount.casework(place);
                }
            }
        }
    }

    /// Hours that the holder of a place has had for cases in a week; in one with closed days, as many fewer.
    fn hours(&self, place: u32, week: u32) -> f64 {
        let PersonWeek { days, working_days, for_cases } = self.weeks[place as usize];
        if working_days == 0.0 {
            return 0.0;
        }
        let hours = self.headcount.people().hours_for_cases(self.headcount.contract(place).hours_per_week);
        let open = days / self.headcount.days_per_week(place);
        hours * open * for_cases / working_days * self.left_by_stoppages(place, week)
    }

    fn left_by_stoppages(&self, place: u32, week: u32) -> f64 {
        let stoppages = self.headcount.people().stoppages.iter();
        let of_week = stoppages.filter_map(|stoppage| {
            let (_, taken) = stoppage.weeks.iter().find(|(of, _)| *of == week)?;
            Some(if self.headcount.is_out(place, stoppage) { taken.complement().get() } else { 1.0 })
        });
        of_week.product()
    }
}

impl Carrier {
    /// Tells the casebook who is at the places of the team, and which hours of the week they had.
    fn set_holders(&self, cases: &mut Casebook<'_>, team_week: &TeamWeek<'_>, week: u32) {
        for place in 0..team_week.headcount.places() {
            if let Some(strength) = team_week.headcount.strength(place) {
                let full_time = team_week.headcount.contract(place).hours_per_week / self.full_time_hours;
                let hours = team_week.hours(place, week) * strength;
                cases.set_holder(self.first + place as usize, full_time, strength, hours);
            }
        }
    }
}
