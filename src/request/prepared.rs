use crate::experiment;
use crate::experiment::Watch;
use crate::model::{Input, Study, Sweep};
use crate::results::{Results, SweepResults};
use crate::scenario::{Library, Vary};

use super::break_even::BreakEvenTask;
use super::luck::LuckTask;
use super::names::unknown_variant;
use super::pair_study::stopped;
use super::sensitivity::SensitivityTask;
use super::{Answer, Question, Request, RequestError};

/// A request with the scenario that it is about: read, checked and ready to be simulated.
pub struct Prepared(Task);

enum Task {
    Run(Study),
    Sweep(Sweep),
    BreakEven(Box<BreakEvenTask>),
    Sensitivity(Box<SensitivityTask>),
    Luck(LuckTask),
}

/// Fewest blocks of replications worth keeping when a run is stopped: without two there is no interval.
const FEWEST_KEPT: u32 = 2;

impl Request {
    /// Reads the scenario and checks everything before the work begins.
    ///
    /// # Errors
    ///
    /// [`RequestError::Scenario`] or [`RequestError::Refused`], with all that is at fault.
    pub fn read(&self, library: &Library) -> Result<Prepared, RequestError> {
        Ok(Prepared(match &self.question {
            Question::Run(question) => {
                let mut study = library.read(&self.set)?;
                keep_only(&mut study, &question.only)?;
                study = study.with_twins();
                self.apply(&mut study)?;
                Task::Run(study)
            }
            Question::Sweep(question) => {
                let vary: Vec<Vary> = question.vary.iter().map(|vary| vary.value().clone()).collect();
                let mut sweep = library.read_sweep(&self.set, &vary)?;
                self.apply(&mut sweep.study)?;
                Task::Sweep(sweep)
            }
            Question::BreakEven(question) => Task::BreakEven(Box::new(BreakEvenTask::read(self, question, library)?)),
            Question::Sensitivity(question) => {
                Task::Sensitivity(Box::new(SensitivityTask::read(self, question, library)?))
            }
            Question::Luck(question) => Task::Luck(LuckTask::read(self, question, library)?),
        }))
    }
}

impl Prepared {
    /// The study that it rests on.
    #[must_use]
    pub fn study(&self) -> &Study {
        match &self.0 {
            Task::Run(study) => study,
            Task::Sweep(sweep) => &sweep.study,
            Task::BreakEven(task) => &task.study,
            Task::Sensitivity(task) => &task.study,
            Task::Luck(task) => &task.study,
        }
    }

    /// The files that were read for it, the scenario first.
    #[must_use]
    pub fn inputs(&self) -> &[Input] {
        &self.study().inputs
    }

    /// Simulates on `threads` threads, or as many as the machine has. The answer does not depend on how many.
    ///
    /// # Errors
    ///
    /// [`RequestError::Stopped`] if `watch` stops it before there is an answer, [`RequestError::Refused`] or
    /// [`RequestError::Scenario`] if there is none.
    pub fn answer(&self, threads: Option<usize>, watch: &dyn Watch) -> Result<Answer, RequestError> {
        match &self.0 {
            Task::Run(study) => run(study, threads, watch).map(Answer::Run),
            Task::Sweep(sweep) => run(&sweep.study, threads, watch).map(|results| answer_of_sweep(sweep, results)),
            Task::BreakEven(task) => task.answer(threads, watch).map(Answer::BreakEven),
            Task::Sensitivity(task) => task.answer(threads, watch).map(Answer::Sensitivity),
            Task::Luck(task) => task.answer(threads, watch).map(Answer::Luck),
        }
    }

    /// Simulates again what was stopped after `done` replications: the same answer, which says that it was stopped.
    ///
    /// # Errors
    ///
    /// As [`Prepared::answer`].
    pub fn answer_stopped(&self, done: u32, threads: Option<usize>, watch: &dyn Watch) -> Result<Answer, RequestError> {
        match &self.0 {
            Task::Run(study) => run_stopped(study, done, threads, watch).map(Answer::Run),
            Task::Sweep(sweep) => {
                run_stopped(&sweep.study, done, threads, watch).map(|results| answer_of_sweep(sweep, results))
            }
            Task::Luck(task) => task.answer_stopped(done, threads, watch).map(Answer::Luck),
            // Nothing is kept of a search that was stopped.
            Task::BreakEven(_) | Task::Sensitivity(_) => self.answer(threads, watch),
        }
    }
}

fn run(study: &Study, threads: Option<usize>, watch: &dyn Watch) -> Result<Results, RequestError> {
    let fewest = FEWEST_KEPT * study.settings.day_factors.block();
    let enough = |results: &Results| {
        !results.ended.was_interrupted() || results.variants.iter().all(|variant| fewest <= variant.replications)
    };
    let results = experiment::run(study, threads, watch).ok().filter(enough);
    results.ok_or_else(|| {
        let fewest = if fewest == 2 { "two".to_owned() } else { fewest.to_string() };
        RequestError::Stopped(format!("{fewest} replications were done"))
    })
}

fn run_stopped(study: &Study, done: u32, threads: Option<usize>, watch: &dyn Watch) -> Result<Results, RequestError> {
    let done = done.min(study.settings.replications);
    experiment::run_stopped(study, done, threads, watch).map_err(|_| stopped())
}

fn answer_of_sweep(sweep: &Sweep, results: Results) -> Answer {
    let Sweep { paths, units, points, .. } = sweep;
    Answer::Sweep(SweepResults { paths: paths.clone(), units: units.clone(), points: points.clone(), results })
}

/// Drops all variants but the baseline and those named; with no name, none.
fn keep_only(study: &mut Study, names: &[String]) -> Result<(), RequestError> {
    if names.is_empty() {
        return Ok(());
    }
    let known: Vec<_> = study.variants.iter().map(|variant| variant.name.as_str()).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
        return Err(unknown_variant(unknown, &known));
    }
    let mut position = 0;
    study.variants.retain(|variant| {
        position += 1;
        position == 1 || names.contains(&variant.name)
    });
    Ok(())
}
