//! What stands behind an answer: enough to check it and to make it again, on another machine and by another hand.
//!
//! A [`Manifest`] lists what was asked, read and written; a [`Seal`] puts it on the files of a folder, and a pack is that
//! folder in one zip file. [`Evidence`] reads either and believes nothing.

mod archive;
mod difference;
mod inputs;
mod manifest;
mod reading;
mod seal;

pub use difference::{Difference, printable};
pub use manifest::{Build, FileFingerprint, Identity, InputFingerprint, Manifest, ScenarioFingerprint};
pub use reading::{Evidence, EvidenceError};
pub use seal::{Seal, evidence_pack};
