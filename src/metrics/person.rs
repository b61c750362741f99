use crate::engine::{Answer, Ending, Pause, ShiftBegins};
use crate::units::{Instant, Ticks};

/// A contact follows without a pause on the one before if it is answered within so long of its end.
pub const WITHOUT_PAUSE: Ticks = Ticks(10 * Ticks::PER_SECOND);
/// An hour has a pause if so much of it is without a contact.
pub const PAUSE_IN_HOUR: Ticks = Ticks(300 * Ticks::PER_SECOND);
/// A break is moved if it begins so long after its time, or later.
pub const MOVED_AFTER: Ticks = Ticks(60 * Ticks::PER_SECOND);

const HOUR: Ticks = Ticks(3600 * Ticks::PER_SECOND);

/// What one person has lived through, in whole numbers. Lengths of time are in ticks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Life {
    pub(super) shifts: u32,
    /// Weeks from Monday with a shift in them.
    pub(super) weeks: u32,
    pub(super) contacts: u32,
    pub(super) most_in_day: u32,
    pub(super) most_in_week: u32,
    pub(super) handling: u64,
    /// Waiting for contacts, before each and where none came any more.
    pub(super) waiting: u64,
    /// Of this, what ended with a contact.
    pub(super) idle_before: u64,
    pub(super) longest_run: u32,
    /// The longest run of each shift, added up.
    pub(super) runs: u64,
    pub(super) hours: u32,
    pub(super) hours_with_pause: u32,
    pub(super) breaks: u32,
    pub(super) breaks_moved: u32,
    pub(super) breaks_missed: u32,
    pub(super) late: u64,
    pub(super) past_end: u64,
    pub(super) cut_short: u32,
}

/// One holder of a place: what was lived through so far, and the shift under way.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Person {
    pub(super) life: Life,
    /// The week of the last shift, counted from any Monday, and the contacts in it.
    week: i64,
    in_week: u32,
    shift: Option<OnShift>,
}

/// A shift under way: all that a contact changes, so that it stands together in memory. Lengths of time are in ticks.
#[derive(Clone, Copy, Debug)]
struct OnShift {
    agency: bool,
    ends: Instant,
    handling: u64,
    waiting: u64,
    idle_before: u64,
    cut_short: u32,
    /// When the last contact, pause or, at first, the way to work ended; of a contact in hand, when it will.
    free_from: Instant,
    contacts: u32,
    /// When the last contact ended or will end.
    last_ends: Option<Instant>,
    run: u32,
    longest_run: u32,
    hours: Hours,
}

/// The hours of a shift, from when it should have begun.
#[derive(Clone, Copy, Debug)]
struct Hours {
    /// When the hour under way ends.
    ends: Instant,
    /// Whole hours of the shift that are not over yet.
    left: u64,
    /// How much of the hour under way contacts took or will take.
    busy: Ticks,
}

/// A shift that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DayLived {
    pub(super) agency: bool,
    pub(super) contacts: u32,
    pub(super) past_end: Ticks,
}

/// What came before a contact in the same shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    Nothing,
    /// Another contact, which ended so long before.
    Contact(Ticks),
}

impl Person {
    /// Comes to a shift in this week. If another week ended with the last one, returns the contacts in it.
    pub(super) fn begin_shift(&mut self, now: Instant, shift: &ShiftBegins, week: i64) -> Option<u32> {
        let goes_on = self.life.shifts > 0 && self.week == week;
        let ended = if goes_on { None } else { self.end_week() };
        self.week = week;
        self.life.weeks += u32::from(!goes_on);
        self.life.shifts += 1;
        self.life.late += now.since(shift.due.min(now)).0;
        self.shift = Some(OnShift {
            agency: shift.agency,
            ends: shift.ends,
            handling: 0,
            waiting: 0,
            idle_before: 0,
            cut_short: 0,
            free_from: now,
            contacts: 0,
            last_ends: None,
            run: 0,
            longest_run: 0,
            hours: Hours::new(shift.due, shift.ends),
        });
        ended
    }

    /// Is at a shift that does not count.
    pub(super) fn is_elsewhere(&mut self) {
        self.shift = None;
    }

    /// Answers a contact. `over` is told of each whole hour that is over then: how long it was without a contact. `None` at a
    /// shift that does not count.
    #[inline]
    pub(super) fn answer(&mut self, now: Instant, answer: &Answer, over: impl FnMut(Ticks)) -> Option<Before> {
        let shift = self.shift.as_mut()?;
        let until = now + answer.talk + answer.wrap_up;
        let (from, until) = (now.max(shift.free_from), until.max(shift.free_from));
        let before = shift.last_ends.map_or(Before::Nothing, |last| Before::Contact(now.since(last.min(now))));
        shift.contacts += 1;
        shift.waiting += answer.idle.0;
        shift.idle_before += answer.idle.0;
        shift.handling += until.since(from).0;
        shift.cut_short += u32::from(matches!(answer.ending, Ending::CutShort(_)));
        shift.run = before.run(shift.run, |ago| ago <= WITHOUT_PAUSE);
        shift.longest_run = shift.longest_run.max(shift.run);
        (shift.free_from, shift.last_ends) = (until, Some(until));
        shift.hours.be_busy(from, until, &mut told_of_hours(&mut self.life, over));
        Some(before)
    }

    /// Puts down what is in hand, before it is over; the shift is.
    pub(super) fn put_down(&mut self, now: Instant) {
        let Some(shift) = &mut self.shift else { return };
        shift.handling -= shift.free_from.since(now.min(shift.free_from)).0;
        shift.free_from = shift.free_from.min(now);
        shift.last_ends = shift.last_ends.map(|last| last.min(now));
    }

    /// Has waited so long, and no contact came.
    pub(super) fn wait_in_vain(&mut self, idle: Ticks) {
        if let Some(shift) = &mut self.shift {
            shift.waiting += idle.0;
        }
    }

    /// Leaves contacts for a while.
    pub(super) fn begin_pause(&mut self, now: Instant, pause: Pause, due: Instant) {
        if self.shift.is_some() && matches!(pause, Pause::PaidBreak | Pause::UnpaidBreak) {
            self.life.breaks += 1;
            self.life.breaks_moved += u32::from(due + MOVED_AFTER <= now);
        }
    }

    /// Is back from it.
    pub(super) fn end_pause(&mut self, now: Instant) {
        let Some(shift) = &mut self.shift else { return };
        shift.free_from = now;
    }

    /// Does not get a break.
    pub(super) fn miss_break(&mut self) {
        if self.shift.is_some() {
            self.life.breaks_missed += 1;
        }
    }

    /// Goes home from a shift that should have ended at `due`.
    pub(super) fn end_shift(&mut self, now: Instant, due: Instant, over: impl FnMut(Ticks)) -> Option<DayLived> {
        let shift = self.shift.take()?;
        let life = &mut self.life;
        self.in_week += shift.contacts;
        life.contacts += shift.contacts;
        life.handling += shift.handling;
        life.waiting += shift.waiting;
        life.idle_before += shift.idle_before;
        life.cut_short += shift.cut_short;
        let past_end = now.since(due.min(now));
        life.past_end += past_end.0;
        life.most_in_day = life.most_in_day.max(shift.contacts);
        life.longest_run = life.longest_run.max(shift.longest_run);
        life.runs += u64::from(shift.longest_run);
        // The hours of a shift that the horizon cuts off are not lived through.
        if due <= now {
            shift.hours.end(&mut told_of_hours(life, over));
        } else {
            shift.hours.cut(now, &mut told_of_hours(life, over));
        }
        Some(DayLived { agency: shift.agency, contacts: shift.contacts, past_end })
    }

    /// When the shift under way should end.
    pub(super) fn shift_ends(&self) -> Option<Instant> {
        self.shift.map(|shift| shift.ends)
    }

    /// The week of the last shift is over: the contacts in it, if there was a shift.
    pub(super) fn end_week(&mut self) -> Option<u32> {
        let contacts = std::mem::take(&mut self.in_week);
        self.life.most_in_week = self.life.most_in_week.max(contacts);
        (self.life.shifts > 0).then_some(contacts)
    }
}

/// Counts the hours that are over, and passes them on.
fn told_of_hours<'a>(life: &'a mut Life, mut over: impl FnMut(Ticks) + 'a) -> impl FnMut(Ticks) + 'a {
    move |without| {
        life.hours += 1;
        life.hours_with_pause += u32::from(PAUSE_IN_HOUR <= without);
        over(without);
    }
}

impl Before {
    /// How many contacts there are in a row with this one, after `so_far` of them; `goes_on` says after how long one still
    /// belongs to it.
    pub(super) fn run(self, so_far: u32, goes_on: impl Fn(Ticks) -> bool) -> u32 {
        match self {
            Self::Contact(ago) if goes_on(ago) => so_far + 1,
            Self::Contact(_) | Self::Nothing => 1,
        }
    }
}

impl Hours {
    fn new(due: Instant, ends: Instant) -> Self {
        Self { ends: due + HOUR, left: ends.since(due.min(ends)).0 / HOUR.0, busy: Ticks::ZERO }
    }

    /// A contact takes the time from `from` to `until`, not before any other told of.
    #[inline]
    fn be_busy(&mut self, from: Instant, until: Instant, over: &mut impl FnMut(Ticks)) {
        self.pass(from, over);
        let mut from = from;
        while self.ends < until {
            self.busy = self.busy + self.ends.since(from);
            from = self.ends;
            self.pass(from, over);
        }
        self.busy = self.busy + until.since(from);
    }

    /// The hours that end by then are over.
    #[inline]
    fn pass(&mut self, now: Instant, over: &mut impl FnMut(Ticks)) {
        while self.ends <= now {
            self.end_hour(over);
        }
    }

    /// The shift is cut off; the hours that end later do not count.
    fn cut(mut self, now: Instant, over: &mut impl FnMut(Ticks)) {
        self.pass(now, over);
    }

    /// All whole hours of the shift are over.
    fn end(mut self, over: &mut impl FnMut(Ticks)) {
        while self.left > 0 {
            self.end_hour(over);
        }
    }

    fn end_hour(&mut self, over: &mut impl FnMut(Ticks)) {
        if self.left > 0 {
            self.left -= 1;
            over(HOUR - self.busy);
        }
        (self.ends, self.busy) = (self.ends + HOUR, Ticks::ZERO);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::TeamIndex;

    use super::*;

    fn at(minutes: f64) -> Instant {
        Instant::at_seconds(minutes * 60.0)
    }

    fn minutes(minutes: f64) -> Ticks {
        Ticks::from_seconds_f64(minutes * 60.0)
    }

    /// A shift from 0 to 180 minutes.
    fn shift() -> ShiftBegins {
        let (agent, team, person, day) = (0, TeamIndex(0), 7, 0);
        ShiftBegins {
            agent,
            team,
            person,
            day,
            due: at(0.0),
            ends: at(180.0),
            paid_hours: 3.0,
            agency: false,
            began_before: false,
        }
    }

    fn answer(handling: f64, idle: f64) -> Answer {
        Answer {
            agent: 0,
            team: TeamIndex(0),
            wait: Ticks::ZERO,
            talk: minutes(handling),
            wrap_up: Ticks::ZERO,
            idle: minutes(idle),
            ending: Ending::Finished,
            beside: 0,
        }
    }

    #[test]
    fn a_shift_is_lived_through_as_counted_by_hand() {
        let mut person = Person::default();
        let mut without = Vec::new();
        assert_eq!(person.begin_shift(at(4.0), &shift(), 10), None);
        // 4–40 waits, 40–58 with a contact, 58–118 with the next.
        assert_eq!(person.answer(at(40.0), &answer(18.0, 36.0), |_| panic!("no hour is over")), Some(Before::Nothing));
        let before = person.answer(at(58.0), &answer(60.0, 0.0), |hour| without.push(hour));
        assert_eq!(before, Some(Before::Contact(Ticks::ZERO)));
        // 118–120 waits, a break due at 119 until 130, then waits until 150.
        person.wait_in_vain(minutes(2.0));
        person.begin_pause(at(120.0), Pause::PaidBreak, at(119.0));
        person.end_pause(at(130.0));
        person.answer(at(150.0), &answer(35.0, 20.0), |hour| without.push(hour));
        person.miss_break();
        let day = person.end_shift(at(185.0), at(180.0), |hour| without.push(hour));
        assert_eq!(day, Some(DayLived { agency: false, contacts: 3, past_end: minutes(5.0) }));
        assert_eq!(without, [minutes(40.0), minutes(2.0), minutes(30.0)]);
        let life = person.life;
        assert_eq!((life.shifts, life.weeks, life.contacts, life.most_in_day), (1, 1, 3, 3));
        assert_eq!(life.handling, minutes(18.0 + 60.0 + 35.0).0);
        assert_eq!((life.waiting, life.idle_before), (minutes(36.0 + 2.0 + 20.0).0, minutes(56.0).0));
        assert_eq!((life.longest_run, life.runs), (2, 2));
        assert_eq!((life.hours, life.hours_with_pause), (3, 2));
        assert_eq!((life.breaks, life.breaks_moved, life.breaks_missed), (1, 1, 1));
        assert_eq!((life.late, life.past_end), (minutes(4.0).0, minutes(5.0).0));
    }

    #[test]
    fn a_run_ends_with_a_pause_of_more_than_ten_seconds() {
        let mut person = Person::default();
        person.begin_shift(at(0.0), &shift(), 10);
        let mut now = at(0.0);
        for pause in [0, 10, 10, 11, 0] {
            now = now + Ticks(pause * Ticks::PER_SECOND);
            person.answer(now, &answer(2.0, 0.0), |_| ());
            now = now + minutes(2.0);
        }
        person.end_shift(now, now, |_| ());
        assert_eq!(person.life.longest_run, 3);
    }

    #[test]
    fn contacts_held_at_once_are_one_span_of_handling() {
        let mut person = Person::default();
        person.begin_shift(at(0.0), &shift(), 10);
        person.answer(at(10.0), &answer(10.0, 10.0), |_| ());
        person.answer(at(15.0), &Answer { beside: 1, ..answer(3.0, 0.0) }, |_| ());
        person.answer(at(16.0), &Answer { beside: 1, ..answer(9.0, 0.0) }, |_| ());
        person.end_shift(at(180.0), at(180.0), |_| ());
        assert_eq!((person.life.contacts, person.life.handling), (3, minutes(15.0).0));
    }

    #[test]
    fn weeks_are_counted_where_there_are_shifts() {
        let mut person = Person::default();
        let mut work = |week, contacts: u32| {
            let ended = person.begin_shift(at(0.0), &shift(), week);
            for _ in 0..contacts {
                person.answer(at(1.0), &answer(1.0, 0.0), |_| ());
            }
            person.end_shift(at(180.0), at(180.0), |_| ());
            ended
        };
        assert_eq!([work(10, 3), work(10, 4), work(12, 5), work(13, 1)], [None, None, Some(7), Some(5)]);
        assert_eq!(person.end_week(), Some(1));
        assert_eq!((person.life.weeks, person.life.most_in_week, person.life.most_in_day), (3, 7, 5));
    }
}
