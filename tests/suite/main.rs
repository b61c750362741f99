//! Callfloor held against what is known, from outside.

mod allocations;
mod architecture;
mod backlog;
mod behaviour;
mod breakeven;
mod bursts;
mod caseloads;
mod casework;
mod cli;
mod combined;
mod conservation;
mod contact_core;
mod erlang;
mod format;
mod golden;
mod headcount;
mod hostile;
mod limits;
mod luck;
mod quiet;
mod rejects;
mod replay;
mod sensitivity;
mod theory;
mod traces;
mod variance_reduction;
