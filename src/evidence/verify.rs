//! Doing again what was done.

use crate::experiment::Watch;
use crate::report::File;
use crate::request::{Answer, Request, RequestError};
use crate::scenario::Library;

use super::seal::{render_folder, render_folder_again};
use super::{Difference, Evidence, EvidenceError, Manifest};

/// What came of running evidence again.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every byte came out again.
    Identical {
        /// Files, the manifest among them.
        files: usize,
        /// Replications of each variant.
        replications: u32,
    },
    /// Something differs.
    Different(Difference),
}

impl Evidence {
    /// Does again what the manifest says, from the inputs that were kept, and compares all that comes out.
    ///
    /// # Errors
    ///
    /// [`EvidenceError::Refused`] or [`EvidenceError::Request`] if it cannot be done again, [`EvidenceError::Stopped`] if `watch`
    /// stopped it.
    pub fn verify(&self, threads: Option<usize>, watch: &dyn Watch) -> Result<Verdict, EvidenceError> {
        let (files, replications) = self.run_again(threads, watch)?;
        Ok(match Difference::between(self, &files) {
            None => Verdict::Identical { files: self.paths().len(), replications },
            Some(difference) => Verdict::Different(difference),
        })
    }

    /// All files again, rendered as if by the program that made them, and the replications behind them.
    fn run_again(&self, threads: Option<usize>, watch: &dyn Watch) -> Result<(Vec<File>, u32), EvidenceError> {
        let manifest = &self.manifest;
        let prepared = manifest.request.read(&Library::Memory(self.inputs()?))?;
        let answer = match manifest.stopped_after()? {
            None => prepared.answer(threads, watch),
            Some(done) => prepared.answer_stopped(done, threads, watch),
        };
        let mut answer = answer.map_err(|error| match error {
            RequestError::Stopped(_) => EvidenceError::Stopped,
            other => other.into(),
        })?;
        if answer.ended().was_interrupted() != manifest.interrupted {
            return Err(EvidenceError::Stopped);
        }
        // Which program made it is said elsewhere; here the digits count.
        answer.set_program(&manifest.program);
        let replications = answer.replications().iter().map(|(_, replications)| *replications).min().unwrap_or(0);
        let files = render_folder_again(&manifest.request, &answer, prepared.inputs(), manifest.format)?;
        Ok((files, replications))
    }

    /// The answer as it was kept.
    ///
    /// # Errors
    ///
    /// [`EvidenceError::Refused`] if there is none, if this version writes others, or if it comes from another run than the
    /// manifest.
    pub fn answer(&self) -> Result<Answer, EvidenceError> {
        let question = &self.manifest.request.question;
        let bytes = self.file(File::RESULTS).ok_or_else(|| foreign("the manifest does not list it"))?;
        let answer = Answer::from_json(question, bytes).map_err(|error| {
            foreign(&format!("it is not what `{}` of this version writes: {error}", question.command()))
        })?;
        if !self.manifest.is_of(&answer) {
            return Err(foreign(&format!("it comes from another run than `{}`", Manifest::FILE_NAME)));
        }
        Ok(answer)
    }

    /// Renders all files again from the answer as it was kept, without simulating.
    ///
    /// # Errors
    ///
    /// As [`Evidence::answer`]; also if this version could not write the same record again.
    pub fn render_again(&self) -> Result<Vec<File>, EvidenceError> {
        // Whoever asks for the report has no use for what was left out of it.
        let request = Request { files: Vec::new(), ..self.manifest.request.clone() };
        let files = render_folder(&request, &self.answer()?, &self.inputs()?)?;
        let again = files.iter().find(|file| file.path == File::RESULTS).map(|file| file.bytes.as_slice());
        match again == self.file(File::RESULTS) {
            true => Ok(files),
            false => Err(foreign("this version would lose or change something in it")),
        }
    }
}

fn foreign(why: &str) -> EvidenceError {
    EvidenceError::Refused(format!("`{}` cannot be used: {why}", File::RESULTS))
}
