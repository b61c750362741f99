use clap::{Args, Command};

use super::console::print;
use super::failure::{Done, Failure};

const EXAMPLES: &str = "\
Examples:
  callfloor man > callfloor.1
  callfloor man run | man -l -";

/// Print the manual page of the program or of one command
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Man {
    /// The command; without one, the page is that of the program
    command: Option<String>,
}

/// Prints the page of `program`, which is the whole command line, or of one of its commands.
pub(super) fn perform(arguments: &Man, program: Command) -> Result<Done, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(find_command(arguments, program)?)
        .render(&mut page)
        .map_err(|error| Failure::Program(format!("the manual page could not be written: {error}")))?;
    print(&String::from_utf8_lossy(&page))?;
    Ok(Done::Completely)
}

fn find_command(arguments: &Man, mut program: Command) -> Result<Command, Failure> {
    program.build();
    let Some(name) = &arguments.command else { return Ok(program) };
    let found = program.find_subcommand(name).cloned();
    found.ok_or_else(|| Failure::Input(format!("there is no command `{name}`; `callfloor --help` lists them")))
}
