//! Annual leave: what people are entitled to, when they ask for it, and what they get.
//!
//! At the beginning of a leave year, or on joining in it, everybody splits the year's entitlement into requests: one block of two
//! weeks, two of one week, and single days. A block is at most half of what is left when it is set aside, so those who are entitled
//! to little ask for shorter ones. Each request has a first day that is wished for, by the season, and is decided as long before as
//! the notice says, though never before the year begins. It is granted if on every day of it enough are left of the permanent
//! workers who would be on the floor; what a team from agencies does for it is not counted on. Who is refused asks again the next day
//! for another date, three times at most.

use crate::model::{Calendar, Keeps, Leave};
use crate::random::{Key, Stream};

use super::holder::Draw;
use super::record::{LeaveDay, LeaveYear};
use super::season::Season;
use super::working_days::WorkingDays;

/// How often somebody who is refused asks again for the same days.
const ASKED_AGAIN: u32 = 3;

/// Requests for leave of a team, and what has been granted.
#[derive(Debug)]
pub(super) struct LeaveBook<'a> {
    leave: &'a Leave,
    season: Season,
    /// A bit for every place and day.
    granted: Vec<u64>,
    /// Words of it for a place.
    words: usize,
    /// By day, the permanent workers whose working day it is, as far as is known.
    expected: Vec<u32>,
    /// Of them, those on leave.
    away: Vec<u32>,
    requests: Vec<Request>,
    /// By day, the last request put down to be decided on it.
    decided: Vec<Option<u32>>,
    /// Those decided today.
    today: Vec<u32>,
    /// The days that a request asks for.
    days: Vec<u32>,
    /// By place.
    accounts: Vec<Account>,
    /// Since they were last taken.
    decisions: LeaveDay,
}

#[derive(Clone, Copy, Debug)]
struct Request {
    place: u32,
    /// The holder of the place who asks.
    number: u32,
    /// Working days asked for.
    lasts: u32,
    /// The first of them, as wished.
    first: u32,
    /// Of requests decided on the same day, the lower is first.
    rank: f64,
    /// How often it was refused.
    refused: u32,
    /// What names its draws.
    key: Key,
    /// The one put down before it for the same day.
    before: Option<u32>,
}

/// What somebody may take and has been granted in the leave year.
#[derive(Clone, Copy, Debug, Default)]
struct Account {
    entitled: u32,
    granted: u32,
}

/// Somebody who may take leave.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entitled {
    pub(super) place: u32,
    pub(super) number: u32,
    /// The day on which employment began.
    pub(super) joined: i32,
    /// The first day on the floor: there is no leave in training.
    pub(super) floor_from: u32,
}

impl<'a> LeaveBook<'a> {
    pub(super) fn new(leave: &'a Leave, calendar: &Calendar, places: u32) -> Self {
        let (days, places) = (calendar.days as usize, places as usize);
        let words = days.div_ceil(64);
        Self {
            leave,
            season: Season::new(leave, calendar),
            granted: vec![0; words * places],
            words,
            expected: vec![0; days],
            away: vec![0; days],
            requests: Vec::with_capacity(16 * places),
            decided: vec![None; days + 1],
            today: Vec::with_capacity(places),
            days: Vec::with_capacity(days),
            accounts: vec![Account::default(); places],
            decisions: LeaveDay::default(),
        }
    }

    /// Nothing asked for yet.
    pub(super) fn open(&mut self) {
        self.granted.fill(0);
        self.expected.fill(0);
        self.away.fill(0);
        self.requests.clear();
        self.decided.fill(None);
        self.accounts.fill(Account::default());
        self.decisions = LeaveDay::default();
    }

    /// Whether somebody is on leave, on a working day.
    #[inline]
    pub(super) fn is_away(&self, place: u32, day: u32) -> bool {
        self.granted[place as usize * self.words + day as usize / 64] >> (day % 64) & 1 == 1
    }

    /// What was decided since this was last asked.
    pub(super) fn take_decisions(&mut self) -> LeaveDay {
        std::mem::take(&mut self.decisions)
    }

    /// Whether a leave year, or the part of one within the horizon, begins on a day.
    pub(super) fn year_begins(&self, day: u32) -> bool {
        day == 0 || self.season.year_begins(day)
    }

    /// Whether a day is the last of the horizon or of a leave year.
    pub(super) fn year_ends(&self, day: u32) -> bool {
        day as usize + 1 == self.expected.len() || self.season.year_begins(day + 1)
    }

    /// How the year ended for whoever holds these places; the accounts are closed.
    pub(super) fn close_year(&mut self) -> LeaveYear {
        let mut year = LeaveYear::default();
        for account in self.accounts.iter_mut().filter(|account| account.entitled > 0) {
            let untaken = f64::from(account.entitled - account.granted);
            year.people += 1;
            year.untaken += untaken;
            year.untaken_squared += untaken * untaken;
            *account = Account::default();
        }
        year
    }

    /// Somebody is there from `who.floor_from` on.
    pub(super) fn join(&mut self, who: Entitled, working: &WorkingDays) {
        if self.leave.keeps.is_some() {
            for day in who.floor_from..self.expected.len() as u32 {
                self.expected[day as usize] += u32::from(working.has(who.place, day));
            }
        }
    }

    /// Whoever holds a place leaves it on the morning of `day`; what was granted for later falls away.
    pub(super) fn leave(&mut self, who: Entitled, day: u32, working: &WorkingDays) {
        self.accounts[who.place as usize] = Account::default();
        if self.leave.keeps.is_some() {
            for day in day.max(who.floor_from)..self.expected.len() as u32 {
                self.expected[day as usize] -= u32::from(working.has(who.place, day));
            }
        }
        let from = who.place as usize * self.words;
        for later in day..self.expected.len() as u32 {
            self.away[later as usize] -= u32::from(self.is_away(who.place, later));
        }
        let kept = (1 << (day % 64)) - 1;
        self.granted[from + day as usize / 64] &= kept;
        self.granted[from + day as usize / 64 + 1..from + self.words].fill(0);
    }

    /// Somebody plans the leave of the year under way, or of what is left of it, on the morning of `day`.
    pub(super) fn plan_year(&mut self, who: Entitled, day: u32, key: Key, working: &WorkingDays) {
        let key = Draw::Leave.key(key, who.place, u64::from(who.number) << 32 | u64::from(self.season.year(day)));
        let mut stream = key.stream();
        let per_week = working.per_week(who.place);
        let days = self.leave.days * per_week / 5.0 * self.season.share_within(day, who.joined, who.floor_from);
        let entitled = (days + stream.uniform()) as u32;
        self.accounts[who.place as usize] = Account { entitled, granted: 0 };
        let mut left = entitled;
        let week = (per_week.round() as u32).max(1);
        for block in [2 * week, week, week] {
            if 2 * block <= left {
                self.put_down(who, block, (day, key.with(u64::from(left))), working, &mut stream);
                left -= block;
            }
        }
        for left in 0..left {
            self.put_down(who, 1, (day, key.with(u64::from(left))), working, &mut stream);
        }
    }

    fn put_down(
        &mut self,
        who: Entitled,
        lasts: u32,
        (day, key): (u32, Key),
        working: &WorkingDays,
        stream: &mut Stream,
    ) {
        let from = day.max(who.floor_from);
        let Some(first) = self.wished((who.place, lasts), (day, from), stream.uniform(), working) else { return };
        let notice = self.leave.notice_days * stream.exponential();
        let rank = stream.uniform();
        let decided = (f64::from(first) - notice).max(f64::from(day)) as u32;
        let request =
            Request { place: who.place, number: who.number, lasts, first, rank, refused: 0, key, before: None };
        self.put(request, decided);
    }

    /// The first day that somebody wishes for, of those from `from` on, so that the leave ends with the leave year of `day`.
    fn wished(
        &self,
        (place, lasts): (u32, u32),
        (day, from): (u32, u32),
        share: f64,
        working: &WorkingDays,
    ) -> Option<u32> {
        let takes = f64::from(lasts - 1) * 7.0 / working.per_week(place).max(1.0);
        self.season.wished((day, from), takes.ceil() as u32, share)
    }

    fn put(&mut self, request: Request, day: u32) {
        let place = &mut self.decided[day as usize];
        let number = self.requests.len() as u32;
        self.requests.push(Request { before: *place, ..request });
        *place = Some(number);
    }

    /// Decides what is to be decided on `day`. `holds` says whether the holder with this number still holds a place.
    pub(super) fn decide(&mut self, day: u32, working: &WorkingDays, holds: impl Fn(u32, u32) -> bool) {
        let mut today = std::mem::take(&mut self.today);
        today.clear();
        let mut next = self.decided[day as usize].take();
        while let Some(number) = next {
            today.push(number);
            next = self.requests[number as usize].before;
        }
        let rank = |number: &u32| (self.requests[*number as usize].rank, *number);
        today.sort_unstable_by(|one, other| rank(one).0.total_cmp(&rank(other).0).then(one.cmp(other)));
        for number in &today {
            let request = self.requests[*number as usize];
            if holds(request.place, request.number) {
                self.decide_one(request, day, working);
            }
        }
        self.today = today;
        if self.decided[day as usize + 1..].iter().all(Option::is_none) {
            self.requests.clear();
        }
    }

    fn decide_one(&mut self, request: Request, day: u32, working: &WorkingDays) {
        self.choose_days(&request, day, working);
        if self.days.is_empty() {
            return;
        }
        self.decisions.asked += 1;
        if !self.days.iter().all(|day| self.can_spare(*day)) {
            self.decisions.refused += 1;
            self.ask_again(request, day, working);
            return;
        }
        for day in &self.days {
            self.granted[request.place as usize * self.words + *day as usize / 64] |= 1 << (day % 64);
            self.away[*day as usize] += 1;
        }
        self.accounts[request.place as usize].granted += self.days.len() as u32;
    }

    /// The working days from the wished one on that are not leave yet; where the year ends before there are enough, earlier
    /// ones too, and fewer if there are not so many.
    fn choose_days(&mut self, request: &Request, day: u32, working: &WorkingDays) {
        let wanted = request.lasts as usize;
        let until = self.season.year_until(day);
        let mut days = std::mem::take(&mut self.days);
        days.clear();
        let is_free = |day: &u32| working.has(request.place, *day) && !self.is_away(request.place, *day);
        days.extend((request.first.max(day)..until).filter(is_free).take(wanted));
        let missing = wanted - days.len();
        days.extend((day..request.first).rev().filter(is_free).take(missing));
        self.days = days;
    }

    /// Whether one more can be away on a day.
    fn can_spare(&self, day: u32) -> bool {
        let Some(keeps) = self.leave.keeps else { return true };
        let expected = self.expected[day as usize];
        let kept = match keeps {
            Keeps::People(people) => people,
            // To within rounding: 60% of 5 are 3.
            Keeps::Share(share) => (share.get() * f64::from(expected) - 1e-9).ceil().max(0.0) as u32,
        };
        self.away[day as usize] + kept < expected
    }

    fn ask_again(&mut self, request: Request, day: u32, working: &WorkingDays) {
        let until = self.season.year_until(day);
        if request.refused == ASKED_AGAIN || day + 1 >= until {
            return;
        }
        let refused = request.refused + 1;
        let mut stream = request.key.with(u64::from(refused)).stream();
        let asked = (request.place, request.lasts);
        if let Some(first) = self.wished(asked, (day, day + 1), stream.uniform(), working) {
            self.put(Request { first, refused, rank: stream.uniform(), ..request }, day + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{WEEKDAYS, calendar, leave, workforce};
    use super::*;

    #[test]
    fn a_year_of_leave_is_drawn_in_the_order_that_is_written_down() {
        let (leave, calendar, key) = (leave(20.0, None), calendar(364, WEEKDAYS), Key::new(5, 0));
        let working = WorkingDays::new(&workforce(1), &calendar);
        let mut book = LeaveBook::new(&leave, &calendar, 1);
        let who = Entitled { place: 0, number: 0, joined: -1000, floor_from: 0 };
        book.plan_year(who, 0, key, &working);
        let year = u64::from(book.season.year(0));
        let mut stream = Draw::Leave.stream(key, 0, year);
        // Twenty days to within rounding: two weeks, a week, and what is left.
        let entitled = (20.0 * book.season.share_within(0, -1000, 0) + stream.uniform()) as u32;
        assert_eq!(book.accounts[0].entitled, entitled);
        assert_eq!(book.requests[0].lasts, 10);
        for request in &book.requests {
            let first = book.wished((0, request.lasts), (0, 0), stream.uniform(), &working);
            let _notice = stream.exponential();
            assert_eq!((Some(request.first), request.rank), (first, stream.uniform()));
        }
    }
}
