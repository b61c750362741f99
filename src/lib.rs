//! A contact-centre workforce simulator and staffing planner.
//!
//! Data flows one way: a scenario file becomes a [`model`], the [`engine`] moves it through time,
//! [`metrics`] listen, an [`experiment`] repeats it until the answer is precise enough, and
//! [`results`] are drawn as a [`chart`], told in a [`report`] and rendered as [`documents`].

#[cfg(feature = "drawing")]
pub mod chart;
#[cfg(feature = "cli")]
pub mod cli;
mod decode;
#[cfg(feature = "documents")]
pub mod documents;
pub mod engine;
pub mod erlang;
#[cfg(feature = "documents")]
pub mod evidence;
pub mod experiment;
pub mod metrics;
pub mod model;
pub mod random;
pub mod report;
pub mod request;
pub mod results;
pub mod scenario;
pub mod stats;
pub mod units;
