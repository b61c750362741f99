use crate::model::Shift;
use crate::units::{Instant, Ticks};

use crate::engine::Pause;

/// Most pieces in a day; what comes on top of them is left out.
const MOST_PIECES: usize = 16;

/// One person's working day: when it begins and ends, and what takes them away from work in between.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timetable {
    /// When the shift should begin.
    pub(crate) due: Instant,
    /// When the person comes.
    pub(crate) begins: Instant,
    pub(crate) ends: Instant,
    pieces: [Piece; MOST_PIECES],
    count: u8,
    next: u8,
}

/// A piece of the day that is not work.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Piece {
    pub(crate) at: Instant,
    pub(crate) lasts: Ticks,
    pub(crate) pause: Pause,
    /// It is missed if it has not begun so long after its time.
    pub(crate) missed_after: Option<Ticks>,
}

impl Piece {
    pub(crate) fn new(at: Instant, lasts: Ticks, pause: Pause) -> Self {
        Self { at, lasts, pause, missed_after: None }
    }

    fn ends(&self) -> Instant {
        self.at + self.lasts
    }

    /// When it is over that begins at `now`: a stoppage by the clock, all else as long after.
    pub(crate) fn over(&self, now: Instant) -> Instant {
        match self.pause {
            Pause::Stoppage => self.ends().max(now),
            _ => now + self.lasts,
        }
    }

    fn put_off(&mut self, until: Instant) {
        let at = self.at.max(until);
        self.lasts = self.over(at).since(at);
        self.at = at;
    }

    fn is_break(&self) -> bool {
        self.pause.is_break()
    }

    /// Whether it is too late for it at `now`.
    pub(crate) fn is_missed(&self, now: Instant) -> bool {
        self.missed_after.is_some_and(|after| self.at + after < now)
    }
}

impl Timetable {
    pub(crate) const NONE: Self = Self {
        due: Instant::ZERO,
        begins: Instant::ZERO,
        ends: Instant::ZERO,
        pieces: [Piece { at: Instant::NEVER, lasts: Ticks::ZERO, pause: Pause::Clause, missed_after: None };
            MOST_PIECES],
        count: 0,
        next: 0,
    };

    /// A day from `due` to `ends`, with the breaks of its shift.
    pub(crate) fn from_shift(shift: &Shift, due: Instant, ends: Instant) -> Self {
        let mut timetable = Self { due, begins: due, ends, ..Self::NONE };
        for shift_break in &shift.breaks {
            let pause = if shift_break.paid { Pause::PaidBreak } else { Pause::UnpaidBreak };
            let piece =
                Piece::new(due + Ticks::from_seconds(shift_break.after), Ticks::from_seconds(shift_break.lasts), pause);
            timetable.add(Piece { missed_after: shift_break.missed_after.map(Ticks::from_seconds), ..piece });
        }
        timetable
    }

    /// Adds a piece where its time is; whatever it meets is put off until it is over.
    pub(crate) fn add(&mut self, piece: Piece) {
        let count = usize::from(self.count);
        if count == MOST_PIECES {
            return;
        }
        let place = self.pieces[..count].partition_point(|other| other.at <= piece.at);
        self.pieces.copy_within(place..count, place + 1);
        self.pieces[place] = piece;
        self.count += 1;
        let mut free = Instant::ZERO;
        for piece in &mut self.pieces[..=count] {
            piece.put_off(free);
            free = piece.ends();
        }
    }

    /// Takes the time from `from` to `until` out of the day: the person is out. Nothing may be left of it.
    pub(crate) fn be_out(&mut self, from: Instant, until: Instant) {
        if until <= self.due || self.ends <= from {
            return;
        }
        if self.due < from && until < self.ends {
            return self.add(Piece::new(from, until.since(from), Pause::Stoppage));
        }
        if from <= self.due {
            (self.due, self.begins) = (until.min(self.ends), self.begins.max(until).min(self.ends));
        } else {
            self.ends = from;
        }
        let (begins, ends) = (self.due, self.ends);
        let there = |piece: &Piece| begins <= piece.at && piece.at < ends;
        let mut kept = 0;
        for piece in 0..usize::from(self.count) {
            if there(&self.pieces[piece]) {
                self.pieces[kept] = self.pieces[piece];
                kept += 1;
            }
        }
        self.count = kept as u8;
    }

    /// Whether nothing is left of the day.
    pub(crate) fn is_empty(&self) -> bool {
        self.ends <= self.begins
    }

    /// When the person should next leave work, for a piece or for good.
    pub(crate) fn next_due(&self) -> Instant {
        self.next_piece().map_or(self.ends, |piece| piece.at.min(self.ends))
    }

    /// When the person should next leave work while there is no room for breaks: for another piece, because the break that waits is
    /// missed, or for good.
    pub(crate) fn next_due_but_breaks(&self, now: Instant) -> Instant {
        let Some(waits) = self.next_piece().filter(|piece| piece.is_break() && piece.at <= now) else {
            return self.next_due();
        };
        let missed = waits.missed_after.map_or(Instant::NEVER, |after| waits.at + after + Ticks(1));
        let other = self.left().find(|piece| !piece.is_break()).map_or(Instant::NEVER, |piece| piece.at);
        missed.min(other).min(self.ends)
    }

    /// Puts the first piece that is due and no break before the break that waits for room.
    pub(crate) fn put_breaks_behind(&mut self, now: Instant) {
        let next = usize::from(self.next);
        let due = self.left().position(|piece| !piece.is_break() && piece.at <= now);
        if let Some(ahead) = due {
            self.pieces[next..=next + ahead].rotate_right(1);
        }
    }

    /// When the next piece was due, if it is a break that can begin.
    pub(crate) fn owes_break(&self, now: Instant) -> Option<Instant> {
        self.next_piece()
            .filter(|piece| piece.is_break() && piece.at <= now && !piece.is_missed(now))
            .map(|piece| piece.at)
    }

    fn left(&self) -> impl Iterator<Item = &Piece> {
        self.pieces[..usize::from(self.count)].iter().skip(usize::from(self.next))
    }

    /// The next piece that there is time for.
    pub(crate) fn next_piece(&self) -> Option<&Piece> {
        self.pieces[..usize::from(self.count)].get(usize::from(self.next)).filter(|piece| piece.at < self.ends)
    }

    /// Breaks that were neither begun nor missed.
    pub(crate) fn breaks_owed(&self) -> usize {
        self.left().filter(|piece| piece.is_break()).count()
    }

    /// The next piece is begun, or missed.
    pub(crate) fn pass(&mut self) {
        self.next += 1;
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Break;
    use crate::units::Seconds;

    use super::*;

    fn at(hours: f64) -> Instant {
        Instant::at_seconds(hours * 3600.0)
    }

    fn hours(hours: f64) -> Ticks {
        Ticks::from_seconds_f64(hours * 3600.0)
    }

    fn day() -> Timetable {
        let seconds = |hours: f64| Seconds::new(hours * 3600.0).unwrap();
        let pause =
            |after, lasts, paid| Break { after: seconds(after), lasts: seconds(lasts), paid, missed_after: None };
        let shift = Shift {
            name: "early".into(),
            from: 8 * 60,
            until: 16 * 60,
            days: [true; 7],
            breaks: vec![pause(2.0, 0.25, true), pause(4.0, 0.75, false)],
            flexible: Seconds::ZERO,
        };
        Timetable::from_shift(&shift, at(8.0), at(16.0))
    }

    fn pieces(timetable: &Timetable) -> Vec<(f64, Pause)> {
        let pieces = &timetable.pieces[..usize::from(timetable.count)];
        pieces.iter().map(|piece| (piece.at.seconds() / 3600.0, piece.pause)).collect()
    }

    #[test]
    fn breaks_are_put_off_until_a_meeting_is_over() {
        let mut day = day();
        day.add(Piece::new(at(9.5), hours(1.0), Pause::Meeting));
        assert_eq!(pieces(&day), [(9.5, Pause::Meeting), (10.5, Pause::PaidBreak), (12.0, Pause::UnpaidBreak)]);
        assert_eq!(day.next_due(), at(9.5));
    }

    #[test]
    fn a_walkout_takes_the_end_the_beginning_or_the_middle_of_a_day() {
        let mut end = day();
        end.be_out(at(11.0), at(24.0));
        assert_eq!((end.ends, pieces(&end)), (at(11.0), vec![(10.0, Pause::PaidBreak)]));
        let mut beginning = day();
        beginning.be_out(at(0.0), at(11.0));
        assert_eq!((beginning.begins, pieces(&beginning)), (at(11.0), vec![(12.0, Pause::UnpaidBreak)]));
        let mut middle = day();
        middle.be_out(at(13.0), at(14.0));
        assert_eq!(pieces(&middle).last(), Some(&(13.0, Pause::Stoppage)));
        let mut all = day();
        all.be_out(at(0.0), at(24.0));
        assert!(all.is_empty());
    }

    #[test]
    fn a_day_holds_no_more_pieces_than_it_has_room_for() {
        let mut day = day();
        (0..30).for_each(|number| day.add(Piece::new(at(8.0 + f64::from(number) * 0.1), hours(0.1), Pause::Training)));
        assert_eq!(pieces(&day).len(), MOST_PIECES);
        assert!(pieces(&day).is_sorted_by(|one, next| one.0 < next.0));
    }
}
