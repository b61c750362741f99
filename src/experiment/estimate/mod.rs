//! Turns what replications measured into results: samples, their estimates, and what is said of each variant.

mod analysis;
mod caseloads;
mod cases;
mod comparisons;
mod days;
mod description;
mod difference;
mod digits;
mod estimates;
mod explanation;
mod formulas;
mod full_complement;
mod growth;
mod measured;
mod no_effect;
mod payroll;
mod people;
mod promise;
mod queues_at_openings;
mod recovery;
mod spiral;
mod subject;
mod variant_results;

pub(super) use analysis::{Analysis, Controls};
pub(super) use caseloads::weekly_samples;
pub(super) use cases::case_samples;
pub(super) use comparisons::{compare, weigh};
pub(super) use difference::verdict;
pub(super) use digits::{DIGITS, rounded, significant};
pub use estimates::estimate;
pub(super) use estimates::widest_service_level;
pub(super) use formulas::Sample;
pub(super) use measured::Measured;
pub(super) use people::people_samples;
pub(super) use subject::Subject;
