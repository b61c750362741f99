use crate::random::Distribution;
use crate::stats::round_to_significant;
use crate::units::{describe_duration, group_thousands};

/// A length of time with its distribution: `lognormal with mean 4m and coefficient of variation 1`.
pub(super) fn law(distribution: &Distribution) -> String {
    let mean = describe_duration(distribution.mean());
    let family = distribution.family();
    match family {
        "constant" => format!("always {mean}"),
        "exponential" => format!("exponential with mean {mean}"),
        _ => format!("{family} with mean {mean} and coefficient of variation {}", number(distribution.cv())),
    }
}

/// Up to four significant digits.
pub(super) fn number(number: f64) -> String {
    group_thousands(&round_to_significant(number, 4).unwrap_or(number).to_string())
}

pub(super) fn percent(share: f64) -> String {
    format!("{}%", number(share * 100.0))
}

pub(super) fn counted(number: u64, noun: &str) -> String {
    format!("{} {noun}{}", group_thousands(&number.to_string()), if number == 1 { "" } else { "s" })
}

pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use crate::units::Seconds;

    use super::*;

    #[test]
    fn numbers_are_short_and_british() {
        let shown = [number(500_912.3), number(0.837_489), number(2008.0)];
        assert_eq!(shown, ["500,900", "0.8375", "2,008"]);
        assert_eq!((counted(1, "day"), counted(12_345, "case")), ("1 day".into(), "12,345 cases".into()));
        assert_eq!(percent(0.49), "49%");
    }

    #[test]
    fn a_distribution_is_named_with_its_mean() {
        let mean = Seconds::new(240.0).unwrap();
        assert_eq!(law(&Distribution::constant(mean)), "always 4m");
        assert_eq!(law(&Distribution::exponential(mean).unwrap()), "exponential with mean 4m");
        let uniform = Distribution::uniform(Seconds::new(120.0).unwrap(), Seconds::new(360.0).unwrap()).unwrap();
        assert_eq!(law(&uniform), "uniform with mean 4m and coefficient of variation 0.2887");
    }
}
