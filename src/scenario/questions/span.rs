use std::str::FromStr;

use crate::decode::{Kind, not_a_value, path::takes_fractions};

use crate::scenario::schema::schema;

/// A key and the two values between which it may lie: `PATH=LOW..HIGH`.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// The key, as a dotted path.
    pub path: String,
    /// The lower end on a number line: agents, seconds, per cent.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    kind: Kind,
}

impl FromStr for Span {
    type Err = String;

    /// Reads `contacts.enquiries.outcome.resolved=65%..90%`.
    ///
    /// # Errors
    ///
    /// What is wrong with it and how it would be right.
    fn from_str(text: &str) -> Result<Self, String> {
        let example = "write PATH=LOW..HIGH, such as contacts.enquiries.outcome.resolved=65%..90%";
        let (path, values) = text.split_once('=').ok_or_else(|| format!("`{text}` has no `=`; {example}"))?;
        let (low, high) = values.split_once("..").ok_or_else(|| format!("`{values}` has no `..`; {example}"))?;
        if high.contains(':') {
            return Err(format!("`{high}` has a step; the steps are found by themselves: {example}"));
        }
        Self::between(path.trim(), low, high)
    }
}

impl Span {
    /// The span of the key at `path` from `low` to `high`, both as written in a file.
    ///
    /// # Errors
    ///
    /// If an end is no value, if both are not of one kind, or if the lower is not below the upper.
    pub(crate) fn between(path: &str, low: &str, high: &str) -> Result<Self, String> {
        let (kind, from) = Kind::read(low).ok_or_else(|| not_a_value(low))?;
        let (other, to) = Kind::read(high).ok_or_else(|| not_a_value(high))?;
        let kind = kind
            .with(other)
            .ok_or_else(|| format!("`{low}` and `{high}` are not of one kind; write both with the same unit"))?;
        if to <= from {
            return Err(format!("`{low}` is not below `{high}`; write the lower end first"));
        }
        let kind = if kind == Kind::Whole && takes_fractions(&schema(), path) { Kind::Number } else { kind };
        Ok(Self { path: path.to_owned(), low: from, high: to, kind })
    }

    /// In what it is counted, for the label of an axis: `"agents"`, `"seconds"`, `"%"`, or empty.
    #[must_use]
    pub fn unit(&self) -> &'static str {
        self.kind.unit(&self.path)
    }

    /// Whether the key takes whole numbers only.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.kind == Kind::Whole
    }

    /// The value at a position, as it would be written in the file.
    #[must_use]
    pub fn written(&self, position: f64) -> String {
        self.kind.written(position)
    }

    /// As [`Span::written`], rounded to what is worth reading: some 500 steps in the span, and whole numbers as they are.
    #[must_use]
    pub fn in_short(&self, position: f64) -> String {
        let unit = self.kind.written_in();
        let finest = (self.high - self.low) / unit / 500.0;
        let fewest = if self.is_whole() { 0.0 } else { -9.0 };
        let decimals = (-libm::floor(libm::log10(finest))).clamp(fewest, 9.0);
        let scale = libm::pow(10.0, decimals);
        self.kind.written(libm::round(position / unit * scale) / scale * unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_has_two_ends_of_one_kind() {
        let span: Span = "contacts.x.outcome.resolved = 65%..90%".parse().unwrap();
        assert_eq!(
            (span.path.as_str(), span.low, span.high, span.unit()),
            ("contacts.x.outcome.resolved", 65.0, 90.0, "%")
        );
        for (text, wrong) in [
            ("contacts.x.talk.mean", "has no `=`"),
            ("contacts.x.talk.mean=3m", "has no `..`"),
            ("contacts.x.talk.mean=3m..5m:1m", "has a step"),
            ("contacts.x.talk.mean=3m..5", "not of one kind"),
            ("contacts.x.talk.mean=5m..3m", "the lower end first"),
            ("contacts.x.talk.mean=3m..3m", "the lower end first"),
            ("contacts.x.talk.mean=short..long", "neither a number"),
        ] {
            assert!(text.parse::<Span>().unwrap_err().contains(wrong), "{text}");
        }
    }

    #[test]
    fn agents_are_whole_and_spreads_are_not() {
        let whole = |text: &str| text.parse::<Span>().unwrap().is_whole();
        assert!(whole("teams.front_line.agents=90..110"));
        assert!(whole("teams.front_line.agents.3=90..110"));
        assert!(whole("teams.x.people.leave.keeps=40..50"));
        assert!(whole("teams.x.people.intakes.0.people=5..15"));
        assert!(!whole("contacts.x.talk.cv=0..2"));
        assert!(!whole("contacts.x.arrivals.by_month.2=0..2"));
    }

    #[test]
    fn a_value_is_rounded_to_what_is_worth_reading() {
        let short = |text: &str, position| text.parse::<Span>().unwrap().in_short(position);
        assert_eq!(short("contacts.x.retrial.share=40%..95%", 74.324_567), "74.3%");
        assert_eq!(short("contacts.x.talk.mean=4m..7m", 312.437), "5m 12.4s");
        assert_eq!(short("teams.x.people.notice=4w..12w", 5_123_456.0), "8.47w");
        assert_eq!(short("teams.x.agents=1000..9000", 1237.0), "1237");
        assert_eq!(short("contacts.x.arrivals.volume=8000000/year..9800000/year", 8_765_432.1), "8765000/year");
    }
}
