use crate::model::{Policy, Rotation};

use super::desks::{Day, Role};

/// A hair's breadth, so that whole days stay whole in fractions of a rotation.
const HAIR: f64 = 1e-9;
/// Multiples of this fill an interval evenly, however many there are.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// Where in the rotation each agent of a team of so many begins: spread evenly, and so are those of the first agents alone, who are
/// there when others are away. Each begins in the middle of its place, so that a share of the agents is rounded to the nearest
/// whole number of them.
pub(crate) fn phases(team_size: u32) -> Vec<f64> {
    let mut order: Vec<u32> = (0..team_size).collect();
    order.sort_by(|&a, &b| (f64::from(a) * GOLDEN).fract().total_cmp(&(f64::from(b) * GOLDEN).fract()));
    let mut phases = vec![0.0; order.len()];
    for (rank, agent) in order.into_iter().enumerate() {
        phases[agent as usize] = (rank as f64 + 0.5) / f64::from(team_size);
    }
    phases
}

/// What open day number `day` asks of the agent of this rank, whose rotation begins at `phase`.
///
/// A skill that was left for `u` days is down to
/// 2^(−u ÷ half-life) on the first day back, and first-day loss and faded skill are both made good by half every two days.
pub(crate) fn day_of(rotation: &Rotation, agent: u32, phase: f64, day: u32) -> Day {
    let fading = Fading(rotation);
    match rotation.policy {
        Policy::BetweenCalls { .. } => Day { role: Role::Both, knowledge: 1.0, ..Day::ORDINARY },
        Policy::Separate { on_cases } | Policy::Threshold { on_cases, .. } => {
            let role = if stands_apart(agent, on_cases.get()) { Role::Cases } else { Role::Contacts };
            // Whoever is never on cases forgets them; whoever is called back from them does not.
            let knowledge = if role == Role::Cases { 1.0 } else { fading.after(f64::from(day)) };
            Day { role, knowledge, ..Day::ORDINARY }
        }
        Policy::Blocks { on_cases, every } => {
            let share = on_cases.get();
            let position = |day: f64| (day / every + phase + HAIR).rem_euclid(1.0);
            let role_at = |position: f64| if position < share { Role::Cases } else { Role::Contacts };
            let here = position(f64::from(day));
            let role = role_at(here);
            let (since, away) = match role {
                Role::Cases => (here * every, (1.0 - share) * every),
                _ => ((here - share) * every, share * every),
            };
            let back = (since + HAIR).floor();
            let rotates = HAIR < share && share < 1.0 - HAIR;
            Day {
                role,
                number: day,
                changes: rotates && day > 0 && back < 1.0,
                pace: if rotates { fading.pace(back, away) } else { 1.0 },
                knowledge: if role == Role::Cases { 1.0 } else { fading.after(back) },
            }
        }
    }
}

/// Whether the agent of this rank is one of an evenly spread share.
fn stands_apart(agent: u32, share: f64) -> bool {
    let up_to = |agent: u32| (f64::from(agent) * share + HAIR).floor();
    up_to(agent) < up_to(agent + 1)
}

struct Fading<'a>(&'a Rotation);

impl Fading<'_> {
    /// What is left of a skill not used for so many open days.
    fn after(&self, open_days: f64) -> f64 {
        let Some(half_life) = self.0.half_life else { return 1.0 };
        let days = open_days * 7.0 / f64::from(self.0.days_in_a_week.max(1));
        libm::exp2(-days * 86_400.0 / half_life.get())
    }

    /// Factor on the time that work takes, so many open days after coming back from so many away.
    fn pace(&self, back: f64, away: f64) -> f64 {
        let remaining = libm::exp2(-back / 2.0);
        let left = 1.0 - self.0.first_day_loss.get() * remaining;
        let skill = 1.0 - (1.0 - self.after(away)) * remaining;
        1.0 / (left * skill)
    }
}

#[cfg(test)]
mod tests {
    use crate::units::{Fraction, Seconds};

    use super::*;

    fn blocks(on_cases: f64, every: f64) -> Rotation {
        Rotation {
            policy: Policy::Blocks { on_cases: Fraction::new(on_cases).unwrap(), every },
            switch: Seconds::ZERO,
            interruption: Seconds::ZERO,
            first_day_loss: Fraction::new(0.2).unwrap(),
            half_life: Some(Seconds::new(365.0 * 86_400.0).unwrap()),
            resolution_bonus: Fraction::new(0.05).unwrap(),
            leaving: 1.0,
            days_in_a_week: 5,
        }
    }

    #[test]
    fn the_same_share_is_away_each_day_and_everybody_in_turn() {
        for (share, every, size) in [(0.2, 5.0, 25), (0.4, 10.0, 20), (0.5, 2.0, 8), (0.25, 20.0, 40)] {
            let rotation = blocks(share, every);
            let phases = phases(size);
            let on_cases = |agent: u32, day| day_of(&rotation, agent, phases[agent as usize], day).role == Role::Cases;
            for day in 0..40 {
                let there = (0..size).filter(|&agent| on_cases(agent, day)).count() as f64;
                assert!((there - share * f64::from(size)).abs() < 1e-6, "{share} of {every}: {there} on day {day}");
            }
            for agent in 0..size {
                let days = (0..40).filter(|&day| on_cases(agent, day)).count() as f64;
                assert!((days - 40.0 * share).abs() < 1e-6, "{days} days");
            }
        }
    }

    #[test]
    fn the_first_day_back_is_the_slowest_and_half_is_made_good_in_two_days() {
        let rotation = blocks(0.5, 20.0);
        let days: Vec<Day> = (0..40).map(|day| day_of(&rotation, 0, 0.0, day)).collect();
        let back = days.iter().position(|day| day.changes).unwrap();
        // Ten open days away are 14 days: 2^(−14 ÷ 365) is left of the skill.
        let skill = (-14.0_f64 / 365.0).exp2();
        assert!((days[back].pace - 1.0 / (0.8 * skill)).abs() < 1e-9);
        assert!((days[back + 2].pace - 1.0 / (0.9 * (1.0 - (1.0 - skill) / 2.0))).abs() < 1e-9);
        assert!(days[back].role != days[back - 1].role);
    }

    #[test]
    fn a_share_that_is_no_whole_number_of_days_holds_over_all_agents_and_over_the_first_of_them() {
        for (share, every, size) in [(0.5, 5.0, 100), (0.4, 50.0, 68), (0.2, 100.0, 20)] {
            let (rotation, phases) = (blocks(share, every), phases(size));
            for day in 0..200 {
                let there = |agents: u32| {
                    let on_cases =
                        |agent: &u32| day_of(&rotation, *agent, phases[*agent as usize], day).role == Role::Cases;
                    (0..agents).filter(on_cases).count() as f64
                };
                assert!((there(size) - share * f64::from(size)).abs() <= 1.0, "{} on day {day}", there(size));
                let most = size * 9 / 10;
                assert!((there(most) - share * f64::from(most)).abs() <= 3.0, "{} of {most} on day {day}", there(most));
            }
        }
    }

    #[test]
    fn a_share_that_is_no_whole_number_of_agents_is_rounded_to_the_nearest() {
        for (share, every, size, nearest) in [(0.4, 34.0, 68, 27), (0.4, 17.0, 34, 14), (0.3, 9.0, 9, 3)] {
            let (rotation, phases) = (blocks(share, every), phases(size));
            for day in 0..100 {
                let on_cases =
                    |agent: &u32| day_of(&rotation, *agent, phases[*agent as usize], day).role == Role::Cases;
                assert_eq!((0..size).filter(on_cases).count(), nearest, "{share} of {size} on day {day}");
            }
        }
    }

    #[test]
    fn an_even_share_stands_apart() {
        for share in [0.0, 0.2, 0.5, 0.37, 1.0] {
            let apart = (0..100).filter(|&agent| stands_apart(agent, share)).count();
            assert_eq!(apart, (share * 100.0_f64).round() as usize);
        }
    }
}
