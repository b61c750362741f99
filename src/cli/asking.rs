//! How every command that asks something of a scenario is carried out.

use std::fmt::Display;
use std::str::FromStr;

use crate::evidence::render_folder;
use crate::experiment::understood;
use crate::report::understood_in_brief;
use crate::request::{FileKind, Question};
use crate::results::Ended;
use crate::scenario::Library;

use super::console::say;
use super::delivery::Delivery;
use super::failure::{Done, Failure};
use super::interruption;
use super::progress::Progress;
use super::run_options::RunOptions;

/// A command that asks something of a scenario, simulates it and leaves a folder of results.
pub(super) trait Asks {
    /// What the name of the folder of results adds to that of the scenario.
    const FOLDER: &'static str;

    /// The options that all have in common.
    fn options(&self) -> &RunOptions;

    /// What was typed, as a question.
    fn question(&self) -> Result<Question, Failure>;

    /// Kinds of file that are asked for besides those of `--files`.
    fn files(&self) -> Vec<FileKind> {
        Vec::new()
    }
}

/// The value of an option, or what is wrong with it.
pub(super) fn read_option<T: FromStr<Err: Display>>(option: &str, text: &str) -> Result<T, Failure> {
    text.parse().map_err(|error| Failure::Input(format!("{option} {text}: {error}")))
}

/// Carries out a command as it was typed: simulates, prints the answer and leaves the files.
pub(super) fn perform<A: Asks>(command: &A) -> Result<Done, Failure> {
    let options = command.options();
    let mut request = options.request(command.question()?);
    request.files.extend(command.files());
    let prepared = request.read(&Library::Disk(options.scenario.clone()))?;
    if let Question::Run(_) = request.question {
        understood_in_brief(&understood(prepared.study())).iter().for_each(|line| say(line));
    }
    let delivery = Delivery::prepare(&options.folder(A::FOLDER), options.json.as_deref(), options.pack.as_deref())?;
    interruption::listen(match request.question.can_be_cut_short() {
        true => "Ending with the replications that are done, which are kept.",
        false => "Ending; nothing will be written.",
    });
    let progress = Progress::new();
    let answer = prepared.answer(options.threads(), &progress);
    progress.finish();
    let answer = answer?;
    let files = || Ok(render_folder(&request, &answer, prepared.inputs())?);
    delivery.deliver(&answer.summary(), files)?;
    Ok(conclude(answer.ended()))
}

fn conclude(ended: Ended) -> Done {
    match ended {
        Ended::Complete => Done::Completely,
        Ended::PrecisionNotReached => {
            say("The stated precision was not reached: allow more replications, or ask for less.");
            Done::Short
        }
        Ended::Interrupted { .. } => {
            say(&format!("Cut short: {ended}. Those are kept."));
            Done::Short
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use crate::cli::arguments::{Arguments, Command};
    use crate::request::Request;

    use super::*;

    /// What a command line asks, by way of the command line itself.
    fn typed<'a>(words: impl IntoIterator<Item = &'a str>) -> Request {
        let words: Vec<&str> = std::iter::once("callfloor").chain(words).collect();
        let parsed = Arguments::try_parse_from(&words).unwrap_or_else(|error| panic!("{words:?}: {error}"));
        match parsed.command {
            Command::Run(command) => request(&command),
            Command::Sweep(command) => request(&command),
            Command::BreakEven(command) => request(&command),
            Command::Sensitivity(command) => request(&command),
            Command::Luck(command) => request(&command),
            other => panic!("{other:?} asks nothing"),
        }
    }

    fn request<A: Asks>(command: &A) -> Request {
        command.options().request(command.question().unwrap())
    }

    /// Every option of every command, in another order than they are written in, with values that look like options.
    const LINES: [&[&str]; 12] = [
        &["run", "a.toml"],
        &["run", "folder/-a.toml", "--only=-1 agent", "--only", "Limit, all", "--seed", "0", "--set", "run.days = 5"],
        &["run", "a.toml", "--each-day", "--precision", "1%", "--replications", "10000000", "--set=title=-x='y'"],
        &["run", "a.toml", "--files", "json,csv", "--seed", "3"],
        &["run", "a.toml", "--no-charts", "--threads", "2", "--out", "b", "--json", "-", "--pack", "c.zip"],
        &[
            "run",
            "a.toml",
            "--charts",
            "waits,queue_length",
            "--charts",
            "day",
            "--theme",
            "dark",
            "--caption",
            " Mine ",
        ],
        &["sweep", "a.toml", "--vary", "x.y=4m..8m:1m", "--width", "700", "--vary", "z=1..2", "--precision", "0.333"],
        &["breakeven", "a.toml", "--equal", "agents", "--vary", "x=55%..80%", "--in-variant", "--dpi", "96"],
        &[
            "breakeven",
            "a.toml",
            "--equal",
            "offered",
            "--vary=x=1..2",
            "--scope",
            "all_contacts",
            "--variant",
            "B",
            "--points",
            "9",
        ],
        &["sensitivity", "a.toml", "--measure", "asa_seconds", "--scope", "contacts.a", "--points", "10"],
        &["sensitivity", "a.toml", "--measure", "service_level", "--variant=-b", "--theme", "light"],
        &["luck", "a.toml", "--flag-above", "33.3%", "--team", "t", "--contact", "c", "--variant=-5%"],
    ];

    #[test]
    fn a_request_gives_the_command_line_that_asks_it() {
        for line in LINES {
            let asked = typed(line.iter().copied());
            let words = asked.words();
            assert_eq!(typed(words.iter().map(String::as_str)), asked, "{words:?}");
            assert_eq!(Request::from_words(&words), Some(asked.clone()), "{words:?}");
            let written = serde_json::to_string(&asked).unwrap();
            assert_eq!(serde_json::from_str::<Request>(&written).unwrap(), asked, "{written}");
        }
    }

    #[test]
    fn what_does_not_bear_on_the_answer_is_not_asked() {
        assert_eq!(typed(LINES[4].iter().copied()).words(), ["run", "a.toml", "--no-charts"]);
    }
}
