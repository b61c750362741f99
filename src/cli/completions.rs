use clap::{Args, Command};
use clap_complete::Shell;

use super::console::print;
use super::failure::{Done, Failure};

const EXAMPLES: &str = "\
Examples:
  callfloor completions bash > ~/.local/share/bash-completion/completions/callfloor
  callfloor completions fish > ~/.config/fish/completions/callfloor.fish";

/// Print a script with which a shell completes commands and options
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

/// Prints the script for `program`, which is the whole command line.
pub(super) fn perform(arguments: &Completions, mut program: Command) -> Result<Done, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut program, "callfloor", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Done::Completely)
}
