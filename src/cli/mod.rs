//! The command line: arguments in, files and exit codes out.
//!
//! One file per command. A command ends as a `Done` or as a `Failure`, and only
//! `program` turns either into an exit code.

mod arguments;
mod asking;
mod break_even;
mod chart_options;
mod check;
mod colour;
mod compare;
mod completions;
mod console;
mod delivery;
mod erlang;
mod failure;
mod interruption;
mod luck;
mod man;
mod new;
mod output_folder;
mod program;
mod progress;
mod report;
mod run;
mod run_options;
mod sensitivity;
mod sweep;
mod verify;
mod whole_file;

pub use program::main;
