//! Callfloor held against what is known, from outside.

mod allocations;
mod architecture;
mod backlog;
mod behaviour;
mod casework;
mod cli;
mod conservation;
mod erlang;
mod format;
mod golden;
mod hostile;
mod limits;
mod quiet;
mod rejects;
mod replay;
mod theory;
mod traces;
mod variance_reduction;
