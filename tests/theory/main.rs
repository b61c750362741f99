//! Callfloor held against theory with many replications: the part of the tests that takes minutes.

mod exact_cases;
mod quantiles;
mod variance_reduction;
