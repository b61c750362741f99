//! A request as the command line that asks the same, word by word, and back.

use std::path::Path;

use crate::report::Origin;
use crate::scenario::Override;

use super::written::{in_percent, overrides};
use super::{
    BreakEvenQuestion, ChartChoice, ChartTheme, EqualIn, FileKind, LuckQuestion, MOST_REPLICATIONS, Question, Request,
    RunQuestion, SensitivityQuestion, SweepQuestion, read_flag_above, read_precision,
};

/// Options that stand alone.
const FLAGS: [&str; 3] = ["--each-day", "--in-variant", "--no-charts"];

impl Request {
    /// The command line that asks the same, after the name of the program: `run`, `jobcentre.toml`, `--seed`, `2`.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        self.origin().arguments()
    }

    /// The same for a report, which says how to run it again.
    #[must_use]
    pub fn origin(&self) -> Origin {
        let mut words = Words::default();
        match &self.question {
            Question::Run(question) => {
                words.common(self);
                question.only.iter().for_each(|name| words.option("--only", name));
            }
            Question::Sweep(question) => {
                question.vary.iter().for_each(|vary| words.option("--vary", vary.text()));
                words.common(self);
            }
            Question::BreakEven(question) => {
                words.break_even(question);
                words.common(self);
            }
            Question::Sensitivity(question) => {
                words.sensitivity(question);
                words.common(self);
            }
            Question::Luck(question) => {
                words.luck(question);
                words.common(self);
            }
        }
        Origin { command: self.question.command(), scenario: self.scenario.clone(), options: words.0 }
    }

    /// Reads what [`Request::words`] gives, as manifests of format 2 keep it. It knows no short forms and no other order of words
    /// than theirs, so it needs no command line.
    #[must_use]
    pub fn from_words(words: &[String]) -> Option<Self> {
        let [command, scenario, options @ ..] = words else { return None };
        let name = Path::new(scenario).file_name()?.to_string_lossy().into_owned();
        if scenario.starts_with('-') {
            return None;
        }
        let mut options = Options::read(options)?;
        let question = question(command, &mut options)?;
        let request = Self {
            scenario: name,
            question,
            set: options.every("--set", |text| text.parse().ok())?,
            replications: options.one("--replications", |text| whole(text, 1, MOST_REPLICATIONS))?,
            precision: options.one("--precision", |text| read_precision(text).ok())?,
            seed: options.one("--seed", |text| text.parse().ok())?,
            each_day: options.flag("--each-day"),
            charts: charts(&mut options)?,
            files: options.one("--files", kinds)?.unwrap_or_default(),
        };
        options.are_all_taken().then_some(request)
    }
}

/// Options as they would be typed.
#[derive(Default)]
struct Words(Vec<String>);

impl Words {
    /// An option with its value; a value that looks like an option is tied to it.
    fn option(&mut self, option: &str, value: &str) {
        match value.starts_with('-') {
            true => self.0.push(format!("{option}={value}")),
            false => self.0.extend([option.to_owned(), value.to_owned()]),
        }
    }

    fn if_given(&mut self, option: &str, value: Option<&str>) {
        value.into_iter().for_each(|value| self.option(option, value));
    }

    fn flag(&mut self, flag: &str, given: bool) {
        self.0.extend(given.then(|| flag.to_owned()));
    }

    fn common(&mut self, request: &Request) {
        request.set.iter().for_each(|set: &Override| self.option("--set", &overrides::written(set)));
        self.if_given("--replications", request.replications.map(|number| number.to_string()).as_deref());
        self.if_given("--precision", request.precision.map(|share| share.get().to_string()).as_deref());
        self.if_given("--seed", request.seed.map(|seed| seed.to_string()).as_deref());
        self.flag("--each-day", request.each_day);
        self.charts(&request.charts);
        let kinds: Vec<&str> = request.files.iter().map(|kind| kind.word()).collect();
        self.if_given("--files", (!kinds.is_empty()).then(|| kinds.join(",")).as_deref());
    }

    fn charts(&mut self, choice: &ChartChoice) {
        self.if_given("--charts", (!choice.only.is_empty()).then(|| choice.only.join(",")).as_deref());
        self.if_given("--width", choice.width.map(|width| width.to_string()).as_deref());
        self.if_given("--dpi", choice.dpi.map(|dpi| dpi.to_string()).as_deref());
        self.if_given("--theme", choice.theme.map(ChartTheme::word));
        self.if_given("--caption", choice.caption.as_deref());
        self.flag("--no-charts", choice.left_out);
    }

    fn break_even(&mut self, question: &BreakEvenQuestion) {
        self.option("--vary", question.vary.text());
        self.option("--equal", question.equal.word());
        self.if_given("--scope", question.scope.as_deref());
        self.if_given("--variant", question.variant.as_deref());
        self.flag("--in-variant", question.in_variant);
        self.points(question.points, BreakEvenQuestion::USUAL_POINTS);
    }

    fn sensitivity(&mut self, question: &SensitivityQuestion) {
        self.option("--measure", question.measure.key());
        self.if_given("--scope", question.scope.as_deref());
        self.if_given("--variant", question.variant.as_deref());
        self.points(question.points, SensitivityQuestion::USUAL_POINTS);
    }

    fn luck(&mut self, question: &LuckQuestion) {
        self.option("--flag-above", &in_percent(question.flag_above));
        self.if_given("--team", question.team.as_deref());
        self.if_given("--contact", question.contact.as_deref());
        self.if_given("--variant", question.variant.as_deref());
    }

    fn points(&mut self, points: u32, usual: u32) {
        self.if_given("--points", (points != usual).then(|| points.to_string()).as_deref());
    }
}

/// Options with their values, of which those that are understood are taken out one after another.
struct Options(Vec<(String, Option<String>)>);

impl Options {
    fn read(words: &[String]) -> Option<Self> {
        let mut given = Vec::new();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            given.push(match word.strip_prefix("--")?.split_once('=') {
                Some((option, value)) => (format!("--{option}"), Some(value.to_owned())),
                None if FLAGS.contains(&word.as_str()) => (word.clone(), None),
                None => (word.clone(), Some(words.next()?.clone())),
            });
        }
        Some(Self(given))
    }

    /// All values of an option that may be given more than once; `None` if one of them cannot be read.
    fn every<T>(&mut self, option: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
        let (taken, rest) = std::mem::take(&mut self.0).into_iter().partition(|(given, _)| given == option);
        self.0 = rest;
        let taken: Vec<(String, Option<String>)> = taken;
        taken.into_iter().map(|(_, value)| read(&value?)).collect()
    }

    /// The value of an option, if it is given; `None` if it cannot be read or is given twice.
    fn one<T>(&mut self, option: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
        let mut values = self.every(option, read)?;
        (values.len() <= 1).then(|| values.pop())
    }

    fn text(&mut self, option: &str) -> Option<Option<String>> {
        self.one(option, |text| Some(text.to_owned()))
    }

    fn flag(&mut self, flag: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|(given, value)| given != flag || value.is_some());
        self.0.len() < before
    }

    fn are_all_taken(&self) -> bool {
        self.0.is_empty()
    }
}

fn kinds(text: &str) -> Option<Vec<FileKind>> {
    text.split(',').map(|word| word.parse().ok()).collect()
}

fn question(command: &str, options: &mut Options) -> Option<Question> {
    Some(match command {
        "run" => Question::Run(RunQuestion { only: options.every("--only", |text| Some(text.to_owned()))? }),
        "sweep" => {
            let vary = options.every("--vary", |text| text.parse().ok())?;
            (!vary.is_empty()).then_some(Question::Sweep(SweepQuestion { vary }))?
        }
        "breakeven" => Question::BreakEven(BreakEvenQuestion {
            vary: options.one("--vary", |text| text.parse().ok())??,
            equal: options.one("--equal", |text| text.parse::<EqualIn>().ok())??,
            scope: options.text("--scope")?,
            variant: options.text("--variant")?,
            in_variant: options.flag("--in-variant"),
            points: points(options, BreakEvenQuestion::POINTS)?.unwrap_or(BreakEvenQuestion::USUAL_POINTS),
        }),
        "sensitivity" => Question::Sensitivity(SensitivityQuestion {
            measure: options.one("--measure", |text| super::measure_with_key(text).ok())??,
            scope: options.text("--scope")?,
            variant: options.text("--variant")?,
            points: points(options, SensitivityQuestion::POINTS)?.unwrap_or(SensitivityQuestion::USUAL_POINTS),
        }),
        "luck" => Question::Luck(LuckQuestion {
            flag_above: options.one("--flag-above", |text| read_flag_above(text).ok())??,
            team: options.text("--team")?,
            contact: options.text("--contact")?,
            variant: options.text("--variant")?,
        }),
        _ => return None,
    })
}

fn points(options: &mut Options, range: std::ops::RangeInclusive<u32>) -> Option<Option<u32>> {
    options.one("--points", |text| whole(text, *range.start(), *range.end()))
}

fn charts(options: &mut Options) -> Option<ChartChoice> {
    let names = |text: &str| Some(text.split(',').map(str::to_owned).collect::<Vec<_>>());
    Some(ChartChoice {
        only: options.one("--charts", names)?.unwrap_or_default(),
        width: options.one("--width", |text| text.parse().ok())?,
        dpi: options.one("--dpi", |text| text.parse().ok())?,
        theme: options.one("--theme", |text| text.parse().ok())?,
        caption: options.text("--caption")?,
        left_out: options.flag("--no-charts"),
    })
}

fn whole(text: &str, least: u32, most: u32) -> Option<u32> {
    text.parse().ok().filter(|number| (least..=most).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &[&str]) -> Vec<String> {
        line.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn what_is_written_as_words_is_read_from_them() {
        let lines: [&[&str]; 8] = [
            &["run", "a.toml"],
            &["run", "./-a.toml", "--set", "title=the union's", "--set=-x=1", "--replications", "7", "--only=-1 agent"],
            &[
                "run",
                "a.toml",
                "--precision",
                "0.01",
                "--seed",
                "0",
                "--each-day",
                "--only",
                "Limit",
                "--only",
                "Other",
            ],
            &["sweep", "a.toml", "--vary", "teams.a.agents=5..7", "--vary", "run.seed=1..2:1", "--no-charts"],
            &["breakeven", "a.toml", "--vary", "x.y=1m..3m", "--equal", "agents", "--in-variant", "--points", "3"],
            &[
                "breakeven",
                "a.toml",
                "--vary",
                "x=1..2",
                "--equal",
                "offered",
                "--scope",
                "contacts.a",
                "--variant",
                "B",
            ],
            &["sensitivity", "a.toml", "--measure", "service_level", "--variant=-b", "--points", "12", "--seed", "4"],
            &[
                "luck",
                "a.toml",
                "--flag-above",
                "10%",
                "--team",
                "t",
                "--contact",
                "c",
                "--charts",
                "funnel,waits",
                "--width",
                "700",
                "--dpi",
                "96",
                "--theme",
                "dark",
                "--caption",
                "As the ministry counts",
            ],
        ];
        for line in lines {
            let request = Request::from_words(&words(line)).unwrap_or_else(|| panic!("{line:?}"));
            assert_eq!(request.words(), words(line));
            let written = serde_json::to_string(&request).unwrap();
            let read: Request = serde_json::from_str(&written).unwrap_or_else(|error| panic!("{written}: {error}"));
            assert_eq!(read, request, "{written}");
        }
    }

    #[test]
    fn words_that_ask_nothing_are_not_read() {
        let lines: [&[&str]; 16] = [
            &[],
            &["run"],
            &["--help"],
            &["new", "minimal"],
            &["verify", "x.zip"],
            &["run", "--each-day"],
            &["run", "a.toml", "b.toml"],
            &["run", "a.toml", "--unknown", "1"],
            &["run", "a.toml", "--seed"],
            &["run", "a.toml", "--seed", "1", "--seed", "2"],
            &["run", "a.toml", "--replications", "0"],
            &["run", "a.toml", "--width", "wide"],
            &["run", "a.toml", "--each-day=yes"],
            &["sweep", "a.toml"],
            &["breakeven", "a.toml", "--vary", "x=1..2"],
            &["luck", "a", "--x"],
        ];
        for line in lines {
            assert_eq!(Request::from_words(&words(line)), None, "{line:?}");
        }
    }

    #[test]
    fn a_request_is_written_as_people_write_it() {
        let line = [
            "breakeven",
            "a.toml",
            "--vary",
            "x.y=1m..3m",
            "--equal",
            "agents",
            "--precision",
            "0.01",
            "--set",
            "a.b=5m",
        ];
        let request = Request::from_words(&words(&line)).unwrap();
        let expected = serde_json::json!({
            "scenario": "a.toml",
            "question": { "breakeven": { "vary": "x.y=1m..3m", "equal": "agents", "points": 9 } },
            "set": ["a.b=5m"],
            "precision": "1%",
        });
        assert_eq!(serde_json::to_value(&request).unwrap(), expected);
    }

    #[test]
    fn a_request_that_cannot_be_meant_is_refused_in_words() {
        let refused = |question: &str, rest: &str| {
            let text = format!("{{\"scenario\": \"a.toml\", \"question\": {question}{rest}}}");
            serde_json::from_str::<Request>(&text).unwrap_err().to_string()
        };
        for (question, rest, why) in [
            (r#"{"run": {}}"#, r#", "sed": 1"#, "unknown field `sed`"),
            (r#"{"run": {"onlly": []}}"#, "", "unknown field `onlly`"),
            (r#"{"walk": {}}"#, "", "unknown variant `walk`"),
            (r#"{"run": {}}"#, r#", "seed": -1"#, "u64"),
            (r#"{"run": {}}"#, r#", "replications": 0"#, "take 1 to 10000000"),
            (r#"{"run": {}}"#, r#", "precision": "0%""#, "a precision of 0"),
            (r#"{"run": {}}"#, r#", "set": ["a.b"]"#, "has no `=`"),
            (r#"{"run": {}}"#, r#", "charts": {"width": "wide"}"#, "expected u32"),
            (r#"{"run": {}}"#, r#", "charts": {"theme": "pink"}"#, "expected `light` or `dark`"),
            (r#"{"run": {}}"#, r#", "charts": {"onlly": []}"#, "unknown field `onlly`"),
            (r#"{"sweep": {"vary": ["a.b=7..5"]}}"#, "", "must not be above"),
            (r#"{"breakeven": {"vary": "a=1..2", "equal": "servicelevel"}}"#, "", "the nearest is `service_level`"),
            (r#"{"breakeven": {"vary": "a=1..2", "equal": "agents", "points": 1}}"#, "", "1 points: take 2 to 200"),
            (r#"{"sensitivity": {"measure": "service_level", "points": 9}}"#, "", "take 10 to 1000"),
            (r#"{"luck": {"flag_above": "0%"}}"#, "", "for instance 10%"),
            (r#"{"luck": {"flag": 1}}"#, "", "unknown field `flag`"),
        ] {
            let message = refused(question, rest);
            assert!(message.contains(why), "{question}{rest}: {message}");
        }
    }
}
