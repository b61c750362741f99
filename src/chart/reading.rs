//! What to see in a chart, in a sentence.
//!
//! A sentence says that one thing is more than another only where their intervals lie apart.

use crate::results::Estimate;

use super::figure;

/// What is said about one line: its name and its values, by where they lie.
#[derive(Clone, Debug)]
pub(super) struct Course<'a> {
    pub(super) name: &'a str,
    pub(super) values: Vec<(String, Option<Estimate>)>,
}

/// How the most or the least of several lines is put into words.
pub(super) struct Superlative<'a> {
    /// What is more or less: `The queue`.
    pub(super) subject: String,
    /// `longest`.
    pub(super) word: &'static str,
    /// Whether the least is looked for.
    pub(super) least: bool,
    /// Where a value lies: `between 10:00 and 10:30`; `None` if there is one value only.
    pub(super) place: Option<&'a dyn Fn(&str) -> String>,
    /// A value with its unit.
    pub(super) value: &'a dyn Fn(Estimate) -> String,
}

/// The outermost value of a line.
struct End<'a> {
    name: &'a str,
    at: &'a str,
    value: Estimate,
}

/// Whether two estimates can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Apart {
    Yes,
    No,
    /// There are no intervals.
    Unknown,
}

/// Whether the intervals of two estimates share no value.
pub(super) fn apart(one: Estimate, other: Estimate) -> Apart {
    if one.half_width.is_none() || other.half_width.is_none() {
        return Apart::Unknown;
    }
    if one.high() < other.low() || other.high() < one.low() { Apart::Yes } else { Apart::No }
}

/// What a sentence ends in where there are no intervals.
pub(super) const ONE_REPLICATION: &str = "; without intervals, chance cannot be told from change";

/// `baseline`, `“Strike on Monday”`.
pub(super) fn named(variant: &str) -> String {
    if variant == "baseline" { variant.to_owned() } else { format!("“{variant}”") }
}

/// A single value under each of several names.
pub(super) fn single<'a>(values: impl Iterator<Item = (&'a str, Option<Estimate>)>) -> Vec<Course<'a>> {
    values.map(|(name, value)| Course { name, values: vec![(String::new(), value)] }).collect()
}

impl Superlative<'_> {
    /// Which of `courses`, the first of which is the baseline, goes highest, where, and how far the baseline goes; if that is the
    /// baseline, how far the next goes. It ends without a full stop.
    pub(super) fn of(&self, courses: &[Course]) -> String {
        let ends: Vec<End> = courses.iter().filter_map(|course| self.end(course)).collect();
        let Some(most) = ends.iter().reduce(|one, other| if self.beyond(other, one) { other } else { one }) else {
            return format!("{} has no figure that could be drawn", self.subject);
        };
        let others = || ends.iter().filter(|end| !std::ptr::eq(*end, most));
        let baseline = ends.first().filter(|first| courses.first().is_some_and(|it| it.name == first.name));
        let beside = baseline.filter(|first| !std::ptr::eq(*first, most));
        let Some(other) = beside.or_else(|| others().reduce(|one, it| if self.beyond(it, one) { it } else { one }))
        else {
            return format!("{} is {}{}: {}", self.subject, self.word, self.place_of(most), self.said(most));
        };
        let under = |end: &End| named(end.name);
        match apart(most.value, other.value) {
            Apart::No if most.value == other.value => format!(
                "{} comes to the same under {} and {}: {}",
                self.subject,
                under(other),
                under(most),
                self.said(most)
            ),
            Apart::No => format!(
                "Cannot tell under which {} is {}: it is {} under {}{}, and {} under {}; the intervals overlap",
                lower_case(&self.subject),
                self.word,
                self.said(most),
                under(most),
                self.place_of(most),
                self.said(other),
                under(other)
            ),
            told => format!(
                "{} is {}{} under {} ({}); under {} it {} {}{}",
                self.subject,
                self.word,
                self.place_of(most),
                under(most),
                self.said(most),
                under(other),
                self.never(),
                self.said(other),
                if told == Apart::Unknown { ONE_REPLICATION } else { "" }
            ),
        }
    }

    fn never(&self) -> &'static str {
        match (self.place, self.least) {
            (None, _) => "is",
            (Some(_), false) => "never exceeds",
            (Some(_), true) => "never falls below",
        }
    }

    fn end<'a>(&self, course: &'a Course) -> Option<End<'a>> {
        let known =
            course.values.iter().filter_map(|(at, value)| Some(End { name: course.name, at, value: (*value)? }));
        known.reduce(|one, other| if self.beyond(&other, &one) { other } else { one })
    }

    fn beyond(&self, one: &End, other: &End) -> bool {
        if self.least { one.value.mean < other.value.mean } else { other.value.mean < one.value.mean }
    }

    /// With a space before it.
    fn place_of(&self, end: &End) -> String {
        self.place.map_or_else(String::new, |place| format!(" {}", place(end.at)))
    }

    fn said(&self, end: &End) -> String {
        (self.value)(end.value)
    }
}

/// Whether every value of every course is zero.
pub(super) fn nothing_happens(courses: &[Course]) -> bool {
    courses.iter().flat_map(|course| &course.values).all(|(_, value)| value.is_none_or(|value| value.mean == 0.0))
}

/// `text` with a small first letter, unless it begins with an abbreviation.
pub(super) fn lower_case(text: &str) -> String {
    let mut letters = text.chars();
    if text.chars().nth(1).is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// `text` with a capital at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// `1 variant`, `3 variants`.
pub(super) fn counted(number: usize, word: &str) -> String {
    format!("{} {word}{}", figure::number(number as f64, 0), if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(name: &str, values: [(f64, Option<f64>); 2]) -> Course<'_> {
        let value = |(number, (mean, half_width)): (usize, (f64, Option<f64>))| {
            (format!("{}", 10 + number), Some(Estimate { mean, half_width }))
        };
        Course { name, values: values.into_iter().enumerate().map(value).collect() }
    }

    fn said(least: bool, courses: &[Course]) -> String {
        let place = |at: &str| format!("at {at}:00");
        let value = |value| format!("{} contacts waiting", figure::estimate(value));
        let (subject, word) = ("The queue".to_owned(), if least { "shortest" } else { "longest" });
        Superlative { subject, word, least, place: Some(&place), value: &value }.of(courses)
    }

    #[test]
    fn what_lies_apart_is_said_with_its_place() {
        let courses = [
            course("baseline", [(8.0, Some(0.5)), (12.0, Some(0.6))]),
            course("Limit", [(27.2, Some(1.1)), (9.0, None)]),
        ];
        assert_eq!(
            said(false, &courses),
            "The queue is longest at 10:00 under “Limit” (27.2 ± 1.1 contacts waiting); under baseline it never exceeds \
             12.0 ± 0.6 contacts waiting"
        );
        assert_eq!(said(false, &courses[..1]), "The queue is longest at 11:00: 12.0 ± 0.6 contacts waiting");
        let courses = [course("baseline", [(8.0, Some(0.5)); 2]), course("Limit", [(5.0, Some(0.5)); 2])];
        assert!(said(false, &courses).ends_with("under “Limit” it never exceeds 5.0 ± 0.5 contacts waiting"));
        assert!(said(true, &courses).starts_with("The queue is shortest at 10:00 under “Limit”"));
    }

    #[test]
    fn what_overlaps_cannot_be_told() {
        let courses = [course("baseline", [(8.0, Some(2.0)); 2]), course("Limit", [(9.0, Some(2.0)); 2])];
        assert!(said(false, &courses).starts_with("Cannot tell under which the queue is longest: it is 9.0 ± 2.0"));
        let courses = [course("baseline", [(8.0, None); 2]), course("Limit", [(9.0, None); 2])];
        assert!(said(false, &courses).ends_with("chance cannot be told from change"));
        let courses = [course("baseline", [(8.0, Some(0.0)); 2]), course("Limit", [(8.0, Some(0.0)); 2])];
        assert!(said(false, &courses).starts_with("The queue comes to the same under"), "{}", said(false, &courses));
    }
}
