//! A contact-centre workforce simulator and staffing planner.
//!
//! A scenario file is read into a [`Study`]; [`run`] simulates it, and all its variants on the same customers; [`Results`] hold an
//! [`Estimate`] with its interval for every [`Measure`]:
//!
//! ```
//! use callfloor::{Measure, Scope};
//!
//! let study = callfloor::read("scenarios/minimal.toml".as_ref(), &[])?;
//! let results = callfloor::run(&study, None, &())?;
//! let enquiries = Scope::Contacts("enquiries".into());
//! for variant in &results.variants {
//!     let level = variant.estimate(&enquiries, Measure::ServiceLevel).ok_or("nobody called")?;
//!     println!("{}: between {:.3} and {:.3} answered in time", variant.name, level.low(), level.high());
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A scenario need not be a file ([`read_text`]), values can be set anew ([`Override`]), and a long run can be watched and stopped
//! ([`Watch`]). [`report`] says results in sentences and writes them as JSON and CSV.
//!
//! # Features
//!
//! - `cli`, on unless switched off: the command line, and all below.
//! - `documents`: reports as text, Markdown, HTML, PDF, DOCX and XLSX, with what they rest on.
//! - `drawing`: charts as SVG and PNG.
//!
//! Without any of them this is a simulator alone, which reads no clock and runs in a browser.
//!
//! # Rooms
//!
//! Data flows one way: a scenario file becomes a [`model`], the [`engine`] moves it through time, [`metrics`] listen, an
//! [`experiment`] repeats it until the answer is precise enough, and [`results`] are drawn as charts, put into words by [`report`] and
//! rendered as documents.

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

pub use experiment::{NothingDone, Watch, run};
pub use model::Study;
pub use request::{Question, Request, RequestError};
pub use results::{Ended, Estimate, Measure, Results, Scope, VariantResults, Verdict};
pub use scenario::{Faults, Override, read, read_text, schema};
