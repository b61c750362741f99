//! What stands behind an answer: enough to check it and to make it again, on another machine and by another hand.
//!
//! A folder holds what an answer is rendered as, the files that it was made from, and a [`Manifest`] of what was asked, read and
//! written; a pack is that folder in one zip file. [`Evidence`] reads either and believes nothing, [`Evidence::verify`] does it
//! again. Nothing here prints, and packs are read and written in memory.

mod archive;
mod difference;
mod error;
mod inputs;
mod kept_run;
mod manifest;
mod printable;
mod reading;
mod seal;
mod verify;

pub use difference::Difference;
pub use error::EvidenceError;
pub use kept_run::{KeptRun, compare};
pub use manifest::{Build, FileFingerprint, InputFingerprint, Manifest, ScenarioFingerprint};
pub use printable::printable;
pub use reading::Evidence;
pub use seal::{pack_folder, render_folder};
pub use verify::Verdict;
