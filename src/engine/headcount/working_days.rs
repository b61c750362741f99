//! On which days people work, and which of their shifts.

use crate::model::{Calendar, Contract, DealtPlace, ShiftPattern, Workforce, week_number, weekday};

/// The shift that a person is due to work: a position in the contract's shifts. People without shifts work the first of none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) struct ShiftChoice(pub(in crate::engine) u32);

/// The working days of every place.
#[derive(Debug)]
pub(super) struct WorkingDays {
    patterns: Vec<Pattern>,
    by_place: Vec<Dealt>,
}

/// The days of people on one contract who begin with the same of its shifts.
#[derive(Debug)]
struct Pattern {
    contract: u32,
    /// Working days up to each day of the horizon, counted in parts: whoever works three of five days has 0.6 more each day.
    up_to: Vec<f64>,
    /// By day, the shift.
    shifts: Vec<u32>,
    /// Working days in a week.
    per_week: f64,
    /// Of the day before the horizon: the part of it that is worked, and the shift.
    before: (f64, u32),
}

/// What a place was dealt.
#[derive(Clone, Copy, Debug)]
struct Dealt {
    pattern: u32,
    /// Where in their days those begin who do not work all: between 0 and 1.
    phase: f64,
}

/// Days of the horizon as those see them who work.
struct Days {
    open: Vec<bool>,
    /// Monday is 0.
    weekdays: Vec<usize>,
    /// As numbered by [`week_number`].
    weeks: Vec<i64>,
    /// Of the day before the horizon: the weekday, the week, and whether it is open in an ordinary week.
    before: (usize, i64, bool),
    open_weekdays: f64,
}

impl WorkingDays {
    pub(super) fn new(people: &Workforce, calendar: &Calendar) -> Self {
        let days = Days::from_calendar(calendar);
        let mut patterns = Vec::new();
        let mut first_pattern = Vec::with_capacity(people.contracts.len());
        for (index, contract) in (0..).zip(&people.contracts) {
            first_pattern.push(patterns.len() as u32);
            for first in 0..contract.shifts.len().max(1) {
                patterns.push(Pattern::new(index, contract, people.shift_pattern, first, &days));
            }
        }
        let by_place = people.dealt().into_iter().map(|DealtPlace { contract, number, shift }| {
            // Multiples of the golden ratio fill the interval evenly.
            let phase = (f64::from(number) * 0.618_033_988_749_894_9).fract();
            Dealt { pattern: first_pattern[contract] + shift as u32, phase }
        });
        Self { by_place: by_place.collect(), patterns }
    }

    /// Whether a day is a working day of whoever holds a place.
    #[inline]
    pub(super) fn has(&self, place: u32, day: u32) -> bool {
        let Dealt { pattern, phase } = self.by_place[place as usize];
        let up_to = &self.patterns[pattern as usize].up_to;
        let worked = |day: u32| (up_to[day as usize] + phase) as u32;
        worked(day) != worked(day + 1)
    }

    /// The shift on a working day.
    pub(super) fn shift(&self, place: u32, day: u32) -> ShiftChoice {
        ShiftChoice(self.pattern(place).shifts[day as usize])
    }

    /// The shift on the day before the horizon, if that was a working day.
    pub(super) fn shift_before(&self, place: u32) -> Option<ShiftChoice> {
        let Dealt { pattern, phase } = self.by_place[place as usize];
        let (part, shift) = self.patterns[pattern as usize].before;
        (phase < part).then_some(ShiftChoice(shift))
    }

    /// Working days in an ordinary week of whoever holds a place.
    pub(super) fn per_week(&self, place: u32) -> f64 {
        self.pattern(place).per_week
    }

    /// The position of the contract of whoever holds a place.
    pub(super) fn contract(&self, place: u32) -> usize {
        self.pattern(place).contract as usize
    }

    fn pattern(&self, place: u32) -> &Pattern {
        &self.patterns[self.by_place[place as usize].pattern as usize]
    }
}

impl Pattern {
    fn new(index: u32, contract: &Contract, turns: ShiftPattern, first: usize, days: &Days) -> Self {
        let count = contract.shifts.len();
        let shift_in = |week: i64| match turns {
            _ if count == 0 => 0,
            ShiftPattern::Fixed => first,
            ShiftPattern::Rotating => (first as i64 + week).rem_euclid(count as i64) as usize,
        };
        let part_of = |choice: usize, weekday: usize, open: bool| match contract.shifts.get(choice) {
            _ if !open => 0.0,
            Some(shift) if shift.days[weekday] => part_worked(contract, choice),
            Some(_) => 0.0,
            None => 1.0,
        };
        let (weekday, week, open) = days.before;
        let before = (part_of(shift_in(week), weekday, open), shift_in(week) as u32);
        let (up_to, shifts, per_week) = (vec![0.0], Vec::new(), days.open_weekdays);
        let mut pattern = Self { contract: index, up_to, shifts, per_week, before };
        for (day, open) in days.open.iter().enumerate() {
            let choice = shift_in(days.weeks[day]);
            let part = part_of(choice, days.weekdays[day], *open);
            pattern.up_to.push(pattern.up_to[day] + part);
            pattern.shifts.push(choice as u32);
        }
        if count > 0 {
            let per_week =
                |choice: usize| f64::from(contract.shifts[choice].days_per_week()) * part_worked(contract, choice);
            pattern.per_week = match turns {
                ShiftPattern::Fixed => per_week(first),
                ShiftPattern::Rotating => (0..count).map(per_week).sum::<f64>() / count as f64,
            };
        }
        pattern
    }
}

/// Of the days of a shift, the part that makes up the hours of the contract.
fn part_worked(contract: &Contract, choice: usize) -> f64 {
    let shift = &contract.shifts[choice];
    let hours = shift.paid_hours() * f64::from(shift.days_per_week());
    // A contract of as many hours as the shift has, to within rounding, has all its days.
    if contract.hours_per_week > hours * (1.0 - 1e-9) { 1.0 } else { contract.hours_per_week / hours }
}

impl Days {
    fn from_calendar(calendar: &Calendar) -> Self {
        let mut open = vec![false; calendar.days as usize];
        for interval in &calendar.intervals {
            open[interval.day as usize] = true;
        }
        let first = calendar.date_number(0);
        let dates = || (0..calendar.days).map(|day| first + i64::from(day));
        Self {
            open,
            weekdays: dates().map(weekday).collect(),
            weeks: dates().map(week_number).collect(),
            before: (weekday(first - 1), week_number(first - 1), calendar.open_weekdays[weekday(first - 1)]),
            open_weekdays: calendar.open_weekdays.iter().filter(|open| **open).count() as f64,
        }
    }
}
