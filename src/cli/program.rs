use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use super::arguments::{Arguments, Command};
use super::console::say;
use super::failure::{Done, Failure};
use super::{asking, check, compare, completions, erlang, man, new, report, verify};

/// Runs the program as its command line says.
///
/// Exit codes: 0 done; 1 the program failed; 2 the command line or the scenario is at fault;
/// 3 done, but short of a stated precision or number of replications; 4 verified, and something differs.
#[must_use]
pub fn main() -> ExitCode {
    match Arguments::try_parse() {
        Ok(arguments) => exit_code(&perform(arguments.command)),
        Err(usage) => {
            // Help goes to standard output, a fault to standard error; a closed one is no reason to fail.
            let _ = usage.print();
            ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2))
        }
    }
}

fn perform(command: Command) -> Result<Done, Failure> {
    match command {
        Command::Run(arguments) => asking::perform(&arguments),
        Command::Sweep(arguments) => asking::perform(&arguments),
        Command::BreakEven(arguments) => asking::perform(&arguments),
        Command::Sensitivity(arguments) => asking::perform(&arguments),
        Command::Luck(arguments) => asking::perform(&arguments),
        Command::Verify(arguments) => verify::perform(&arguments),
        Command::Report(arguments) => report::perform(&arguments),
        Command::Compare(arguments) => compare::perform(&arguments),
        Command::Check(arguments) => check::perform(&arguments),
        Command::New(arguments) => new::perform(&arguments),
        Command::Erlang(arguments) => erlang::perform(&arguments),
        Command::Completions(arguments) => completions::perform(&arguments, Arguments::command()),
        Command::Man(arguments) => man::perform(&arguments, Arguments::command()),
    }
}

fn exit_code(ended: &Result<Done, Failure>) -> ExitCode {
    match ended {
        Ok(done) => (*done).into(),
        Err(failure) => {
            say(failure.message().trim_end());
            failure.into()
        }
    }
}
