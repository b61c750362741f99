use clap::{Parser, Subcommand};

use super::break_even::BreakEven;
use super::check::Check;
use super::compare::Compare;
use super::completions::Completions;
use super::erlang::Erlang;
use super::luck::Luck;
use super::man::Man;
use super::new::New;
use super::report::Report;
use super::run::Run;
use super::sensitivity::Sensitivity;
use super::sweep::Sweep;
use super::verify::Verify;

const EXAMPLES: &str = "\
Examples:
  callfloor new minimal                                     a scenario to start from
  callfloor check minimal.toml                              is it valid?
  callfloor run minimal.toml                                simulate it and compare its variants
  callfloor sweep minimal.toml --vary teams.front_line.agents=90..110:5
  callfloor breakeven minimal.toml --vary contacts.enquiries.patience.mean=1m..5m --equal offered
  callfloor sensitivity minimal.toml --measure service_level
  callfloor luck minimal.toml                               how far identical agents differ by chance
  callfloor verify evidence.zip                             does it come out again, to the last digit?
  callfloor compare results/minimal results/mine            what is different in the second?
  callfloor erlang --arrivals 1140/h --aht 5m --agents 100  an instant answer, by formula

Exit codes:
  0  done
  1  the program failed
  2  the command line or the scenario is at fault
  3  done, but a stated precision or number of replications was not reached
  4  `verify` found a file that was altered or that differs";

/// Simulates a contact centre and its variants, and says with what confidence they differ.
#[derive(Debug, Parser)]
#[command(name = "callfloor", version, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Run(Run),
    Sweep(Sweep),
    #[command(name = "breakeven")]
    BreakEven(BreakEven),
    Sensitivity(Sensitivity),
    Luck(Luck),
    Verify(Verify),
    Report(Report),
    Compare(Compare),
    Check(Check),
    New(New),
    Erlang(Erlang),
    Completions(Completions),
    Man(Man),
}
