use super::caseloads::teams_with_people;
use super::measured::Measured;

/// A hair's breadth, for sums of factors.
const HAIR: f64 = 1e-9;

/// Sentences about teams in which load feeds on itself: shortage makes people ill and makes them leave until the feedback is at its
/// limit.
pub(super) fn what_spirals(measured: &[Measured<'_>]) -> Vec<String> {
    measured.iter().flat_map(of_variant).collect()
}

fn of_variant<'a>(measured: &'a Measured<'_>) -> impl Iterator<Item = String> + 'a {
    teams_with_people(measured).enumerate().filter_map(|(index, (team, people))| {
        // A multiplier that may not rise is always at its limit, and nothing feeds on itself.
        let most = people.load.map(|load| load.most).filter(|most| 1.0 + HAIR < *most)?;
        let spirals = measured.tallies().iter().filter(|tally| {
            let weeks = &tally.weekly.workforces[index].weeks;
            let at_limit = |factors: f64, days: u64| most - HAIR <= factors / days as f64;
            weeks.iter().any(|week| at_limit(week.absence_factors.max(week.leaving_factors), week.days))
        });
        let (spirals, all) = (spirals.count(), measured.tallies().len());
        (spirals > 0).then(|| {
            format!(
                "In {}, load on {} spirals in {spirals} of {all} replications: it makes people ill and makes them leave, until the \
                 multiplier is at its limit of {most}, and what is shown hangs on that limit and on how long is simulated.",
                measured.variant.name, team.title,
            )
        })
    })
}
