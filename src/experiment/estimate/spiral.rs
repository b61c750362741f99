use crate::results::Warning;

use super::caseloads::teams_with_people;
use super::measured::Measured;

/// A hair's breadth, for sums of factors.
const HAIR: f64 = 1e-9;

/// Teams in which load feeds on itself: shortage makes people ill and makes them leave until the feedback is at its limit.
pub(super) fn spirals(measured: &[Measured<'_>]) -> Vec<Warning> {
    measured.iter().flat_map(spirals_in).collect()
}

fn spirals_in<'a>(measured: &'a Measured<'_>) -> impl Iterator<Item = Warning> + 'a {
    teams_with_people(measured).enumerate().filter_map(|(index, (team, people))| {
        // A multiplier that may not rise is always at its limit, and nothing feeds on itself.
        let limit = people.load.map(|load| load.most).filter(|most| 1.0 + HAIR < *most)?;
        let spirals = measured.tallies().iter().filter(|tally| {
            let weeks = &tally.weekly.workforces[index].weeks;
            let at_limit = |factors: f64, days: u64| limit - HAIR <= factors / days as f64;
            weeks.iter().any(|week| at_limit(week.absence_factors.max(week.leaving_factors), week.days))
        });
        let (replications, of) = (spirals.count(), measured.tallies().len());
        (0 < replications).then(|| Warning::Spiral {
            variant: measured.variant.name.clone(),
            team: team.title.clone(),
            replications,
            of,
            limit,
        })
    })
}
