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
        "Erlang" => format!("Erlang of {} phases with mean {mean}", number(distribution.cv().powi(-2).round())),
        "triangular" | "quantiles" => format!("{} with {}", between(distribution), moments(distribution)),
        "normal" => format!("normal, cut off at zero, with {}", moments(distribution)),
        _ => format!("{family} with {}", moments(distribution)),
    }
}

fn moments(distribution: &Distribution) -> String {
    let mean = describe_duration(distribution.mean());
    format!("mean {mean} and coefficient of variation {}", number(distribution.cv()))
}

fn between(distribution: &Distribution) -> String {
    let [least, greatest] = [distribution.least(), distribution.greatest()].map(describe_duration);
    let what = if distribution.family() == "quantiles" { "given by quantiles" } else { distribution.family() };
    format!("{what} from {least} to {greatest}")
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
    use crate::random::Shape;
    use crate::units::{Fraction, Seconds};

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
        let [five, seven, ten] = [300.0, 420.0, 600.0].map(|length| Seconds::new(length).unwrap());
        let triangular = Distribution::triangular(five, seven, ten).unwrap();
        assert_eq!(law(&triangular), "triangular from 5m to 10m with mean 7m 20s and coefficient of variation 0.1401");
        assert_eq!(law(&Distribution::erlang(ten, 3).unwrap()), "Erlang of 3 phases with mean 10m");
        let normal = Distribution::new(Shape::Normal, mean, 0.2).unwrap();
        let cut = "normal, cut off at zero, with mean 4m and coefficient of variation 0.2";
        assert_eq!(law(&normal), cut);
        let half = |share: f64| Fraction::new(share).unwrap();
        let quantiles = Distribution::quantiles(vec![(half(0.5), five), (half(0.9), seven)]).unwrap();
        let lines = "given by quantiles from 2m 30s to 7m 30s with mean 5m and coefficient of variation 0.2887";
        assert_eq!(law(&quantiles), lines);
    }
}
