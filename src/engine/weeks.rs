//! One pass over the weeks of the horizon: people who come and go, and the cases that each of them owns.
//!
//! It goes by the week because all it rests on is weekly or slower: contracts and caseloads are counted in hours a
//! week, notice and hiring in weeks, cases stay open for months. It shares nothing with the contacts of the same
//! replication but its key, of which it takes a branch of its own.

use crate::model::{CaseloadIndex, Centre, TeamIndex};
use crate::random::Key;

use super::casebook::{Casebook, CaseloadWeek, Load};
use super::staff::{Moves, Staff};

/// Is told, week after week, how people and cases stand at its end.
pub trait WeekObserver {
    /// A team that has people.
    fn workforce(&mut self, team: TeamIndex, week: u32, told: &WorkforceWeek);
    /// A caseload; `loads` has everybody who carries it.
    fn caseload(&mut self, caseload: CaseloadIndex, week: u32, told: &CaseloadWeek, loads: &[Load]);
}

/// The people of a team in one week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkforceWeek {
    /// Posts for permanent workers.
    pub posts: u32,
    /// Of them, those held at the end.
    pub filled: u32,
    /// Agency workers at the end.
    pub agency: u32,
    /// Who came and went at its start.
    pub moves: Moves,
}

/// The people and cases of a centre. It keeps its memory, so that one object can run many replications.
#[derive(Debug)]
pub struct Weeks<'a> {
    centre: &'a Centre,
    /// By team.
    staffs: Vec<Option<Staff<'a>>>,
    /// By caseload.
    books: Vec<Book<'a>>,
    /// Teams with people who carry nothing.
    idle: Vec<usize>,
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
    /// Its contract, in full-time contracts.
    full_time: f64,
}

impl<'a> Weeks<'a> {
    /// Room for the people and cases of `centre`.
    #[must_use]
    pub fn new(centre: &'a Centre) -> Self {
        let staffs: Vec<Option<Staff<'a>>> =
            centre.teams().iter().map(|team| team.people.as_ref().map(Staff::new)).collect();
        let mut idle: Vec<usize> = (0..staffs.len()).filter(|team| staffs[*team].is_some()).collect();
        let mut books = Vec::with_capacity(centre.caseloads().len());
        for caseload in centre.caseloads() {
            let mut places = 0;
            let mut carriers = Vec::with_capacity(caseload.carried_by.len());
            for team in caseload.carried_by.iter().map(|team| team.0 as usize) {
                let staff = staffs[team].as_ref().expect("a caseload is carried by teams with people");
                let full_time = staff.people().hours_per_week() / caseload.full_time_hours;
                carriers.push(Carrier { team, first: places, full_time });
                places += staff.places();
                idle.retain(|other| *other != team);
            }
            books.push(Book { cases: Casebook::new(caseload, places), carriers });
        }
        Self { centre, staffs, books, idle }
    }

    /// Runs one replication. The same centre and key give the same history on every machine.
    pub fn run(&mut self, key: Key, observer: &mut impl WeekObserver) {
        let calendar = self.centre.calendar();
        self.open(key.named("caseloads"));
        for week in 0..calendar.weeks() {
            let date = calendar.date_number(week * 7);
            for team in &self.idle {
                if let Some(staff) = &mut self.staffs[*team] {
                    staff.begin_week(week, date, |_| 1.0);
                }
            }
            for (index, book) in (0..).map(CaseloadIndex).zip(&mut self.books) {
                let caseload = self.centre.caseload(index);
                for carrier in &book.carriers {
                    let Some(staff) = &mut self.staffs[carrier.team] else { continue };
                    let place = |place: u32| carrier.first + place as usize;
                    let cases = &book.cases;
                    staff.begin_week(week, date, |at| caseload.leaving_factor(cases.caseload_of(place(at))));
                    book.cases.leave_behind(staff.departed().iter().map(|at| place(*at)));
                    carrier.set_holders(&mut book.cases, staff, week);
                }
                let told = book.cases.live_through(week, date);
                observer.caseload(index, week, &told, book.cases.loads());
            }
            self.tell_workforces(week, observer);
        }
    }

    fn open(&mut self, key: Key) {
        for (team, staff) in self.centre.teams().iter().zip(&mut self.staffs) {
            if let Some(staff) = staff {
                staff.open(key.named("people").named(&team.name));
            }
        }
        for book in &mut self.books {
            book.cases.open(key.named("cases"));
            for carrier in &book.carriers {
                if let Some(staff) = &self.staffs[carrier.team] {
                    carrier.set_holders(&mut book.cases, staff, 0);
                }
            }
            book.cases.deal_first_cases();
        }
    }

    fn tell_workforces(&self, week: u32, observer: &mut impl WeekObserver) {
        for (team, staff) in (0..).map(TeamIndex).zip(&self.staffs) {
            let Some(staff) = staff else { continue };
            let told = WorkforceWeek {
                posts: staff.people().posts,
                filled: staff.filled(),
                agency: staff.agency(),
                moves: staff.moves(),
            };
            observer.workforce(team, week, &told);
        }
    }
}

impl Carrier {
    /// Tells the casebook who is at the places of the team in `week`.
    fn set_holders(&self, cases: &mut Casebook<'_>, staff: &Staff<'_>, week: u32) {
        let hours = staff.people().hours_for_cases(staff.people().hours_per_week());
        for place in 0..staff.places() {
            if let Some(strength) = staff.strength(place, week) {
                let hours = hours * strength * staff.there(place);
                cases.set_holder(self.first + place, self.full_time, strength, hours);
            }
        }
    }
}
