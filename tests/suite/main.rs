//! Callfloor held against what is known, from outside.

mod architecture;
mod erlang;
mod quiet;
mod traces;
