//! What was asked of a scenario, as data, and how it is carried out without a command line.
//!
//! A [`Request`] holds everything that bears on the answer, and nothing else: a command line builds one, a manifest keeps one, a
//! page or a program writes one as JSON. [`Request::read`] reads the scenario and refuses what cannot be answered,
//! [`Prepared::answer`] simulates, and an [`Answer`] is rendered. Nothing here prints, asks a terminal or listens for signals.

mod answer;
mod asked;
mod break_even;
mod charts;
#[cfg(feature = "drawing")]
mod drawing;
mod error;
mod file_kind;
mod limits;
mod luck;
mod measure_key;
mod names;
mod pair_study;
mod prepared;
#[cfg(feature = "documents")]
mod rendering;
mod sensitivity;
mod settings;
mod words;
mod written;

pub use answer::Answer;
pub use asked::{BreakEvenQuestion, LuckQuestion, Question, Request, RunQuestion, SensitivityQuestion, SweepQuestion};
pub use charts::{ChartChoice, ChartTheme};
pub use error::RequestError;
pub use file_kind::FileKind;
pub use limits::{MOST_REPLICATIONS, read_flag_above, read_precision};
pub use measure_key::{EqualIn, measure_with_key};
pub use prepared::Prepared;
pub use settings::check_memory;
pub use written::Written;
