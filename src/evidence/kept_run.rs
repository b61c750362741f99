use crate::experiment::{self, RunMade, Watch};
use crate::model::Study;
use crate::request::Answer;
use crate::results::{Results, SideBySideResults};
use crate::scenario::{Library, Override, differences};

use super::{Evidence, EvidenceError};

/// A run that was kept: what was asked, and what came out.
pub struct KeptRun {
    study: Study,
    results: Results,
    set: Vec<Override>,
}

impl KeptRun {
    /// The run that `evidence` is of.
    ///
    /// # Errors
    ///
    /// [`EvidenceError::NotARun`] if it answers another question, [`EvidenceError::Refused`] or [`EvidenceError::Request`] if its
    /// results or its scenario cannot be used.
    pub fn from_evidence(evidence: &Evidence) -> Result<Self, EvidenceError> {
        let request = &evidence.manifest.request;
        let Answer::Run(results) = evidence.answer()? else {
            return Err(EvidenceError::NotARun(request.question.command()));
        };
        let prepared = request.read(&Library::Memory(evidence.inputs()?))?;
        let study = prepared.study().clone();
        let names = study.variants.iter().map(|variant| &variant.name);
        if !names.eq(results.variants.iter().map(|variant| &variant.name)) {
            return Err(EvidenceError::Refused("its results have other variants than its scenario".into()));
        }
        Ok(Self { study, results, set: request.set.clone() })
    }

    /// About how many bytes of memory it takes to run it again.
    #[must_use]
    pub fn memory(&self) -> u64 {
        experiment::memory(&self.study)
    }
}

/// Holds the second of two runs, each with a name, against the first.
///
/// # Errors
///
/// [`EvidenceError::Stopped`] if `watch` stops it before both were run again.
pub fn compare(
    first: (&str, &KeptRun),
    second: (&str, &KeptRun),
    threads: Option<usize>,
    watch: &dyn Watch,
) -> Result<SideBySideResults, EvidenceError> {
    let [mine, theirs] = [first, second].map(|(_, run)| (run.study.inputs.as_slice(), run.set.as_slice()));
    let inputs = differences(mine, theirs).expect("scenarios that were read are readable again");
    let [mine, theirs] = [first, second].map(|(name, run)| RunMade { name, study: &run.study, results: &run.results });
    experiment::side_by_side(mine, theirs, inputs, threads, watch).ok_or(EvidenceError::Stopped)
}
