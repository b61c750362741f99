//! Callfloor held against what is known, from outside.

mod allocations;
mod architecture;
mod behaviour;
mod caseloads;
mod cli;
mod conservation;
mod erlang;
mod format;
mod golden;
mod hostile;
mod quiet;
mod rejects;
mod replay;
mod theory;
mod traces;
mod variance_reduction;
