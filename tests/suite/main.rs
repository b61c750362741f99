//! Callfloor held against what is known, from outside.

mod allocations;
mod architecture;
mod behaviour;
mod breakeven;
mod cli;
mod conservation;
mod erlang;
mod format;
mod golden;
mod hostile;
mod quiet;
mod rejects;
mod replay;
mod sensitivity;
mod theory;
mod traces;
mod variance_reduction;
