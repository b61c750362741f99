//! Callfloor held against what is known, from outside.

mod cli;
