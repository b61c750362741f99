//! What to see in a chart, in a sentence.
//!
//! A sentence says that one thing is more than another only where their intervals lie apart.

use crate::results::Estimate;

use super::figure;

/// What is said about one line: its name and its values, by where they lie.
#[derive(Clone, Debug)]
pub(crate) struct Course<'a> {
    pub(crate) name: &'a str,
    pub(crate) values: Vec<(String, Option<Estimate>)>,
}

/// How the most or the least of several lines is put into words.
pub(crate) struct Superlative<'a> {
    /// What is more or less: `The queue`.
    pub(crate) subject: String,
    /// `longest`.
    pub(crate) word: &'static str,
    /// Whether the least is looked for.
    pub(crate) least: bool,
    /// Where a value lies; `None` if there is one value only.
    pub(crate) place: Option<Place<'a>>,
    /// A value with its unit.
    pub(crate) value: &'a dyn Fn(Estimate) -> String,
}

/// How a place along a line is put into words.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// What stands before it: `from`.
    pub(crate) preposition: &'static str,
    /// The place: `10:00 to 10:30`.
    pub(crate) name: &'a dyn Fn(&str) -> String,
}

/// The outermost value of a line.
struct End<'a> {
    course: &'a Course<'a>,
    at: &'a str,
    value: Estimate,
}

/// Whether two estimates can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Apart {
    Yes,
    No,
    /// There are no intervals.
    Unknown,
}

/// Whether the intervals of two estimates share no value.
pub(crate) fn apart(one: Estimate, other: Estimate) -> Apart {
    if one.half_width.is_none() || other.half_width.is_none() {
        return Apart::Unknown;
    }
    if one.high() < other.low() || other.high() < one.low() { Apart::Yes } else { Apart::No }
}

/// What a sentence ends in where there are no intervals.
pub(crate) const ONE_REPLICATION: &str = "; without intervals, chance cannot be told from change";

/// `baseline`, `“Strike on Monday”`.
pub(crate) fn named(variant: &str) -> String {
    if variant == "baseline" { variant.to_owned() } else { format!("“{variant}”") }
}

/// A single value under each of several names.
pub(crate) fn single<'a>(values: impl Iterator<Item = (&'a str, Option<Estimate>)>) -> Vec<Course<'a>> {
    values.map(|(name, value)| Course { name, values: vec![(String::new(), value)] }).collect()
}

impl Superlative<'_> {
    /// Which of `courses`, the first of which is the baseline, goes highest, where, and how far the baseline goes; if that is the
    /// baseline, how far the next goes. It ends without a full stop.
    pub(crate) fn sentence(&self, courses: &[Course]) -> String {
        let ends: Vec<End> = courses.iter().filter_map(|course| self.end(course)).collect();
        let further = |one, other| if self.beyond(other, one) { other } else { one };
        let Some(most) = ends.iter().reduce(further) else {
            return format!("{} has no figure that could be drawn", self.subject);
        };
        let is_most = |end: &&End| std::ptr::eq(*end, most);
        let baseline = courses.first().and_then(|first| ends.iter().find(|end| std::ptr::eq(end.course, first)));
        let beside = baseline.filter(|first| !is_most(first));
        let Some(other) = beside.or_else(|| ends.iter().filter(|end| !is_most(end)).reduce(further)) else {
            return format!("{} is {}{}: {}", self.subject, self.word, self.place_of(most), self.describe(most));
        };
        match apart(most.value, other.value) {
            Apart::No if most.value == other.value && beside.is_none() => format!(
                "{} is {}{} under {} ({}); no other line goes beyond it",
                self.subject,
                self.word,
                self.place_of(most),
                named(most.course.name),
                self.describe(most)
            ),
            Apart::No => format!(
                "Cannot tell under which {} is {}: it is {} under {}{}, and {} under {}; the intervals overlap",
                lower_case(&self.subject),
                self.word,
                self.describe(most),
                named(most.course.name),
                self.place_of(most),
                self.describe(other),
                named(other.course.name)
            ),
            apart => format!(
                "{} is {}{} under {} ({}){}; under {} it {} {}{}",
                self.subject,
                self.word,
                self.place_of(most),
                named(most.course.name),
                self.describe(most),
                rivals(&ends, most, other),
                named(other.course.name),
                self.never(),
                self.describe(other),
                if apart == Apart::Unknown { ONE_REPLICATION } else { "" }
            ),
        }
    }

    fn never(&self) -> &'static str {
        match (self.place, self.least) {
            (None, _) => "is",
            (Some(_), false) => "averages at most",
            (Some(_), true) => "averages at least",
        }
    }

    fn end<'a>(&self, course: &'a Course) -> Option<End<'a>> {
        let known = course.values.iter().filter_map(|(at, value)| Some(End { course, at, value: (*value)? }));
        known.reduce(|one, other| if self.beyond(&other, &one) { other } else { one })
    }

    fn beyond(&self, one: &End, other: &End) -> bool {
        if self.least { one.value.mean < other.value.mean } else { other.value.mean < one.value.mean }
    }

    /// Where the outermost value of a line lies, with a space before it: `around` there if others of the line cannot be told from
    /// it, and nowhere if many cannot.
    fn place_of(&self, end: &End) -> String {
        let Some(Place { preposition, name }) = self.place else { return String::new() };
        let known = || end.course.values.iter().filter_map(|(_, value)| *value);
        let all_alike = known().filter(|value| apart(*value, end.value) == Apart::No).count();
        let alike = all_alike.saturating_sub(1);
        match alike {
            0 => format!(" {preposition} {}", name(end.at)),
            _ if alike * MANY < known().count() => format!(" around {}", name(end.at)),
            _ => String::new(),
        }
    }

    fn describe(&self, end: &End) -> String {
        (self.value)(end.value)
    }
}

/// A place among more than one in so many that are alike is no place.
const MANY: usize = 3;

/// The lines that cannot be told from the outermost, but for the one it is held against.
fn rivals(ends: &[End], most: &End, beside: &End) -> String {
    let is_other = |end: &&End| !std::ptr::eq(*end, most) && !std::ptr::eq(*end, beside);
    let rivals: Vec<&End> =
        ends.iter().filter(is_other).filter(|end| apart(end.value, most.value) == Apart::No).collect();
    match rivals.as_slice() {
        [] => String::new(),
        [one] => format!(", from which {} cannot be told", named(one.course.name)),
        [one, others @ ..] => {
            format!(", from which {} and {} cannot be told", named(one.course.name), counted(others.len(), "other"))
        }
    }
}

/// Whether every value of every course is zero.
pub(crate) fn nothing_happens(courses: &[Course]) -> bool {
    courses.iter().flat_map(|course| &course.values).all(|(_, value)| value.is_none_or(|value| value.mean == 0.0))
}

/// `text` with a small first letter, unless it begins with an abbreviation.
pub(crate) fn lower_case(text: &str) -> String {
    let mut letters = text.chars();
    if text.chars().nth(1).is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// `text` with a capital at its beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// `1 variant`, `3 variants`.
pub(crate) fn counted(number: usize, word: &str) -> String {
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

    fn sentence(least: bool, courses: &[Course]) -> String {
        let name = |at: &str| format!("{at}:00");
        let value = |value| format!("{} contacts waiting", figure::estimate(value));
        let (subject, word) = ("The queue".to_owned(), if least { "shortest" } else { "longest" });
        Superlative { subject, word, least, place: Some(Place { preposition: "at", name: &name }), value: &value }
            .sentence(courses)
    }

    #[test]
    fn what_lies_apart_is_said_with_its_place() {
        let courses = [
            course("baseline", [(8.0, Some(0.5)), (12.0, Some(0.6))]),
            course("Limit", [(27.2, Some(1.1)), (9.0, None)]),
        ];
        assert_eq!(
            sentence(false, &courses),
            "The queue is longest at 10:00 under “Limit” (27.2 ± 1.1 contacts waiting); under baseline it averages at most \
             12.0 ± 0.6 contacts waiting"
        );
        assert_eq!(sentence(false, &courses[..1]), "The queue is longest at 11:00: 12.0 ± 0.6 contacts waiting");
        let courses = [
            course("baseline", [(8.0, Some(0.5)), (6.0, Some(0.2))]),
            course("Limit", [(5.0, Some(0.5)), (4.0, Some(0.1))]),
        ];
        assert!(sentence(false, &courses).ends_with("under “Limit” it averages at most 5.0 ± 0.5 contacts waiting"));
        assert!(sentence(true, &courses).starts_with("The queue is shortest at 11:00 under “Limit”"));
    }

    #[test]
    fn a_peak_that_is_nearly_flat_has_no_place_and_what_comes_near_is_named() {
        let flat = |name, mean| course(name, [(mean, Some(0.5)), (mean - 0.2, Some(0.5))]);
        let courses = [flat("baseline", 8.0), flat("Limit", 12.0), flat("Strike", 11.8), flat("Vacancies", 11.7)];
        assert_eq!(
            sentence(false, &courses),
            "The queue is longest under “Limit” (12.0 ± 0.5 contacts waiting), from which “Strike” and 1 other cannot be told; \
             under baseline it averages at most 8.0 ± 0.5 contacts waiting"
        );
    }

    #[test]
    fn what_overlaps_cannot_be_told() {
        let courses = [course("baseline", [(8.0, Some(2.0)); 2]), course("Limit", [(9.0, Some(2.0)); 2])];
        assert!(sentence(false, &courses).starts_with("Cannot tell under which the queue is longest: it is 9.0 ± 2.0"));
        let courses = [course("baseline", [(8.0, None); 2]), course("Limit", [(9.0, None); 2])];
        assert!(sentence(false, &courses).ends_with("chance cannot be told from change"));
        let courses = [course("baseline", [(8.0, Some(0.0)); 2]), course("Limit", [(8.0, Some(0.0)); 2])];
        assert!(sentence(false, &courses).ends_with("no other line goes beyond it"), "{}", sentence(false, &courses));
    }
}
