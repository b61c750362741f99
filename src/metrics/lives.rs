use serde::{Deserialize, Serialize};

use crate::stats::{quantile_of_sorted, round_to_significant};
use crate::units::Ticks;

use super::person::Life;

/// Fewest shifts of a person who is looked at, unless nobody has as many: one week's work of most contracts.
pub const FEWEST_SHIFTS: u32 = 5;

/// How one thing differs between the people of a team, each of them counting alike.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct AmongPeople {
    /// The mean over people.
    pub mean: f64,
    /// Their standard deviation, of these people and no sample of others.
    pub spread: f64,
    /// One in ten has no more.
    pub p10: f64,
    /// A quarter has no more.
    pub p25: f64,
    /// Half of them have no more.
    pub p50: f64,
    /// Three quarters have no more.
    pub p75: f64,
    /// Nine in ten have no more.
    pub p90: f64,
    /// The most that anybody has.
    pub max: f64,
}

/// Digits that sums over people in any order agree in.
const DIGITS: usize = 12;

macro_rules! lives {
    ($($(#[$meaning:meta])* $field:ident: $of:expr,)+) => {
        /// What the people of one team lived through in one replication. What nobody has is `None`. Lengths of time are in
        /// seconds.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct Lives {
            $($(#[$meaning])* pub $field: Option<AmongPeople>,)+
        }

        impl Lives {
            /// The distribution over those with shifts enough.
            pub(super) fn sum_up<'a>(people: impl Iterator<Item = &'a Life> + Clone) -> Self {
                let enough = people.clone().any(|life| FEWEST_SHIFTS <= life.shifts);
                let fewest = if enough { FEWEST_SHIFTS } else { 1 };
                let people = people.filter(|life| fewest <= life.shifts);
                let mut values = Vec::new();
                Self {
                    $($field: {
                        let figure: fn(&Life) -> Option<f64> = $of;
                        AmongPeople::describe(people.clone().filter_map(figure), &mut values)
                    },)+
                }
            }
        }
    };
}

lives! {
    /// Shifts worked.
    shifts: |life| Some(f64::from(life.shifts)),
    /// Contacts answered.
    contacts: |life| Some(f64::from(life.contacts)),
    /// Contacts in a shift.
    contacts_a_day: |life| per(life.contacts, life.shifts),
    /// The most contacts in a shift.
    contacts_a_day_max: |life| Some(f64::from(life.most_in_day)),
    /// Contacts in a week with a shift.
    contacts_a_week: |life| per(life.contacts, life.weeks),
    /// The most contacts in a week.
    contacts_a_week_max: |life| Some(f64::from(life.most_in_week)),
    /// Handling ÷ handling and waiting.
    occupancy: |life| ratio(life.handling as f64, (life.handling + life.waiting) as f64),
    /// Waiting before a contact.
    seconds_between_contacts: |life| ratio(seconds(life.idle_before), f64::from(life.contacts)),
    /// Most contacts in a row without a pause.
    longest_run: |life| Some(f64::from(life.longest_run)),
    /// The same within a shift, averaged over shifts.
    run_a_day: |life| ratio(life.runs as f64, f64::from(life.shifts)),
    /// Whole hours with a pause ÷ whole hours.
    hours_with_pause_fraction: |life| per(life.hours_with_pause, life.hours),
    /// Breaks taken in a shift.
    breaks_a_day: |life| per(life.breaks, life.shifts),
    /// Breaks moved ÷ breaks taken.
    breaks_moved_fraction: |life| per(life.breaks_moved, life.breaks),
    /// Breaks missed ÷ breaks taken and missed.
    breaks_missed_fraction: |life| per(life.breaks_missed, life.breaks + life.breaks_missed),
    /// How late for a shift.
    late_seconds: |life| ratio(seconds(life.late), f64::from(life.shifts)),
    /// Past the end of a shift.
    past_end_seconds: |life| ratio(seconds(life.past_end), f64::from(life.shifts)),
    /// Past the end of shifts in a week.
    past_end_seconds_a_week: |life| ratio(seconds(life.past_end), f64::from(life.weeks)),
    /// Contacts ended at a limit ÷ contacts.
    cut_short_fraction: |life| per(life.cut_short, life.contacts),
}

fn seconds(ticks: u64) -> f64 {
    Ticks(ticks).seconds()
}

fn per(part: u32, whole: u32) -> Option<f64> {
    ratio(f64::from(part), f64::from(whole))
}

fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

impl AmongPeople {
    /// The distribution of `values`, sorted in `room`; `None` without any.
    fn describe(values: impl Iterator<Item = f64>, room: &mut Vec<f64>) -> Option<Self> {
        room.clear();
        room.extend(values);
        room.sort_unstable_by(f64::total_cmp);
        let count = room.len() as f64;
        let mean = room.iter().sum::<f64>() / count;
        let variance = room.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count;
        // What colleagues share out differently comes to the same in the last digits too.
        let rounded = |value: f64| round_to_significant(value, DIGITS);
        let quantile = |p| quantile_of_sorted(room, p).and_then(rounded);
        Some(Self {
            mean: rounded(mean)?,
            spread: rounded(variance.sqrt())?,
            p10: quantile(0.1)?,
            p25: quantile(0.25)?,
            p50: quantile(0.5)?,
            p75: quantile(0.75)?,
            p90: quantile(0.9)?,
            max: rounded(*room.last()?)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_with_few_shifts_are_left_out_unless_all_have_few() {
        let life = |shifts, contacts| Life { shifts, contacts, ..Life::default() };
        let settled = [life(5, 50), life(20, 300), life(4, 400)];
        let contacts_a_day =
            |lives: &[Life]| Lives::sum_up(lives.iter()).contacts_a_day.map(|people| (people.mean, people.max));
        assert_eq!(contacts_a_day(&settled), Some((12.5, 15.0)));
        assert_eq!(contacts_a_day(&settled[2..]), Some((100.0, 100.0)));
        assert_eq!(contacts_a_day(&[life(0, 0)]), None, "who never came has no days");
    }

    #[test]
    fn every_person_counts_alike() {
        let life = |handling, waiting| Life { shifts: 9, handling, waiting, ..Life::default() };
        let lives = Lives::sum_up([life(80, 20), life(600, 400), life(0, 0)].iter());
        let occupancy = lives.occupancy.unwrap();
        assert_eq!((occupancy.mean, occupancy.p50), (0.7, 0.7), "not the 0.618 of their hours together");
        assert!((occupancy.spread - 0.1).abs() < 1e-12, "{occupancy:?}");
        assert_eq!(lives.seconds_between_contacts, None, "nobody had a contact");
    }
}
