//! Whole people dealt by shares.

/// How far a number may lie below a whole one and still count as it.
const ROUNDING: f64 = 1e-9;

/// Whole people by share, by largest remainder: everybody is dealt, and where a share of the people is whole, it is met exactly. The
/// first of equal remainders comes first.
///
/// ```
/// use callfloor::model::apportion;
///
/// assert_eq!(apportion(&[0.75, 0.25], 20), [15, 5]);
/// assert_eq!(apportion(&[0.75, 0.25], 5), [4, 1]);
/// assert_eq!(apportion(&[0.4, 0.35, 0.25], 9), [4, 3, 2]);
/// ```
#[must_use]
pub fn apportion(shares: &[f64], people: u32) -> Vec<u32> {
    let wanted = |share: &f64| share * f64::from(people) + ROUNDING;
    let mut dealt: Vec<u32> = shares.iter().map(|share| wanted(share).floor() as u32).collect();
    let mut by_remainder: Vec<usize> = (0..shares.len()).collect();
    by_remainder.sort_by(|one, other| {
        let remainder = |index: &usize| (wanted(&shares[*index]).fract() / (2.0 * ROUNDING)).floor();
        remainder(other).total_cmp(&remainder(one))
    });
    let left = people.saturating_sub(dealt.iter().sum());
    for index in by_remainder.into_iter().cycle().take(if shares.is_empty() { 0 } else { left as usize }) {
        dealt[index] += 1;
    }
    dealt
}

/// By person, whose turn it is, if there are so many of each: so evenly that among the first people none is ahead of its part or behind
/// it by a whole person.
///
/// Each person of each kind has a first and a last place at which that holds; the one whose last place is nearest goes first.
///
/// ```
/// use callfloor::model::deal;
///
/// assert_eq!(deal(&[3, 1]), [0, 0, 0, 1]);
/// assert_eq!(deal(&[2, 2]), [0, 1, 0, 1]);
/// ```
///
/// # Source
///
/// Steiner and Yeomans (1993), "Level schedules for mixed-model, just-in-time processes", *Management Science* 39(6), 728–735.
#[must_use]
pub fn deal(counts: &[u32]) -> Vec<usize> {
    let people: u64 = counts.iter().copied().map(u64::from).sum();
    let mut dealt = vec![0_u64; counts.len()];
    let mut turns = Vec::with_capacity(people as usize);
    for place in 1..=people {
        let may_come = |kind: &usize| {
            let count = u64::from(counts[*kind]);
            dealt[*kind] < count && dealt[*kind] * people / count < place
        };
        let last_place = |kind: &usize| ((dealt[*kind] + 1) * people).div_ceil(u64::from(counts[*kind]));
        let next = (0..counts.len()).filter(may_come).min_by_key(last_place);
        let next = next.expect("at every place up to the last somebody may come");
        dealt[next] += 1;
        turns.push(next);
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn among_the_first_people_no_kind_is_off_by_a_whole_person() {
        for counts in [vec![1, 1, 1], vec![15, 5], vec![7, 2, 2], vec![68, 69, 29, 29], vec![0, 3, 97], vec![1, 1, 998]]
        {
            let people: u32 = counts.iter().sum();
            let turns = deal(&counts);
            let mut dealt = vec![0.0; counts.len()];
            for (place, kind) in turns.iter().enumerate() {
                dealt[*kind] += 1.0;
                for (dealt, count) in dealt.iter().zip(&counts) {
                    let part = f64::from(*count) * (place + 1) as f64 / f64::from(people);
                    assert!((part - dealt).abs() < 1.0, "{counts:?}: {dealt} of {part} at {place}");
                }
            }
            assert_eq!(dealt, counts.iter().copied().map(f64::from).collect::<Vec<_>>());
        }
    }

    #[test]
    fn everybody_is_dealt_and_nobody_twice() {
        for people in 0..200 {
            for shares in [vec![0.75, 0.25], vec![1.0 / 3.0; 3], vec![0.333333, 0.333333, 0.333334], vec![0.1; 10]] {
                let dealt = apportion(&shares, people);
                assert_eq!(dealt.iter().sum::<u32>(), people);
                for (share, dealt) in shares.iter().zip(dealt) {
                    assert!((share * f64::from(people) - f64::from(dealt)).abs() < 1.0);
                }
            }
        }
        assert_eq!(apportion(&[0.29, 0.71], 100), [29, 71], "to within rounding");
    }
}
