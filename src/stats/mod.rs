//! Turns observations into estimates with stated confidence.
//!
//! An observation is one replication's total; a [`Histogram`] gathers single values for quantiles
//! and merges exactly, in any order.

mod components;
mod confidence;
mod control;
mod histogram;
mod independent;
mod mean;
mod order;
mod proportion;
mod rank;
mod ratio;
mod rounding;

pub use components::{VarianceComponents, variance_components};
pub use confidence::{ConfidenceInterval, student_t};
pub use control::ControlVariates;
pub use histogram::{Histogram, HistogramError, SparseHistogram};
pub use independent::{IndependentDifference, Reported, independent_difference};
pub use mean::{PairedDifference, mean_of, paired_mean_difference};
pub use order::quantile_of_sorted;
pub use proportion::wilson;
pub use rank::{rank_correlation, rank_correlation_interval, sample_quantile};
pub use ratio::{paired_ratio_difference, ratio_difference_with_deviations, ratio_of, ratio_with_deviations};
pub use rounding::round_to_significant;
