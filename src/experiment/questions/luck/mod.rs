//! How far agents who are all alike come to lie apart.

mod periods;
mod question;

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use thiserror::Error;

use crate::engine::{Plan, Replication, SampledCustomers};
use crate::experiment::replications::{UntilStopped, Watch, spread};
use crate::metrics::{AgentDay, AgentDaysListener, AgentDaysScope, TeamAgentDays};
use crate::model::Study;
use crate::random::Key;
use crate::results::{Ended, LuckResults, Named, Results, TeamLuck};

use periods::TeamDays;

pub use question::LuckQuestion;

/// Runs the replications of one variant on `threads` threads, or as many as the machine has, and says how far its
/// identical agents' own AHT lies apart. Recruits are as quick as all here: what is left is chance.
///
/// The results are the same bytes whatever the number of threads.
///
/// # Errors
///
/// [`NoLuck`] if nothing was answered, or if it was stopped before the first block of replications was done.
pub fn luck(
    study: &Study,
    question: &LuckQuestion,
    threads: Option<usize>,
    watch: &dyn Watch,
) -> Result<LuckResults, NoLuck> {
    let of = study.settings.replications;
    let (luck, in_a_row) = look(study, question, of, threads, watch);
    match luck {
        Some(luck) if in_a_row < of => {
            let ended = Ended::Interrupted { done: luck.replications, of };
            Ok(LuckResults { ended, ..luck })
        }
        Some(luck) => Ok(luck),
        None if in_a_row < of => Err(NoLuck::NothingDone),
        None => Err(NoLuck::NothingAnswered),
    }
}

/// Does again what was stopped after so many replications.
///
/// # Errors
///
/// As [`luck`]; also if it is stopped before that.
pub fn luck_stopped(
    study: &Study,
    question: &LuckQuestion,
    replications: u32,
    threads: Option<usize>,
    watch: &dyn Watch,
) -> Result<LuckResults, NoLuck> {
    let (luck, in_a_row) = look(study, question, replications, threads, watch);
    if in_a_row < replications {
        return Err(NoLuck::NothingDone);
    }
    let ended = Ended::Interrupted { done: replications, of: study.settings.replications };
    luck.map(|luck| LuckResults { ended, ..luck }).ok_or(NoLuck::NothingAnswered)
}

/// Why there is nothing to be said about luck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoLuck {
    /// It was stopped before the first block of replications was done.
    #[error("stopped before any replication was done")]
    NothingDone,
    /// No agent asked about answered anything.
    #[error("no agent answered anything")]
    NothingAnswered,
}

/// What the first replications say, and how many of them were done in a row.
fn look(
    study: &Study,
    question: &LuckQuestion,
    replications: u32,
    threads: Option<usize>,
    watch: &dyn Watch,
) -> (Option<LuckResults>, u32) {
    let mut study = without_learning(study, question.variant);
    study.settings.replications = replications;
    let scope = question.scope(question.centre(&study));
    let measured = measure(&study, question, &scope, threads, watch);
    let in_a_row = measured.keys().zip(0..).take_while(|&(&replication, expected)| replication == expected).count();
    let block = study.settings.day_factors.block() as usize;
    let whole: Vec<_> = measured.into_values().take(in_a_row - in_a_row % block).collect();
    (results(&study, question, &scope, &whole), in_a_row as u32)
}

/// The study with a variant whose recruits are as quick as all: that they are slower is no luck.
fn without_learning(study: &Study, variant: usize) -> Study {
    let mut study = study.clone();
    let centre = &mut study.variants[variant].centre;
    *centre = centre.with_nothing_to_learn();
    study
}

/// About how many bytes of memory the days of all agents take.
#[must_use]
pub fn luck_memory(study: &Study, question: &LuckQuestion) -> u64 {
    let scope = question.scope(question.centre(study));
    // As measured, drawn from, and pooled into periods.
    let bytes = 3 * scope.agent_days() as u64 * size_of::<AgentDay>() as u64;
    bytes.saturating_mul(u64::from(study.settings.replications))
}

/// By replication, then by team.
type Measured = BTreeMap<u32, Vec<TeamAgentDays>>;

fn measure(
    study: &Study,
    question: &LuckQuestion,
    scope: &AgentDaysScope,
    threads: Option<usize>,
    watch: &dyn Watch,
) -> Measured {
    let of = study.settings.replications;
    let machine = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = threads.unwrap_or(machine).clamp(1, of.max(1) as usize);
    let measured = Mutex::new(Measured::new());
    let next = AtomicU32::new(0);
    let plan = Plan::new(question.centre(study));
    let work = || {
        let mut replication = Replication::new(&plan);
        let mut listener = AgentDaysListener::new(scope);
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if of <= number || watch.stop() {
                break;
            }
            let key = Key::new(study.settings.seed, number);
            let spread = spread(&study.settings, number);
            let sampled = SampledCustomers::with_spread(plan.centre(), key, spread);
            let mut customers = UntilStopped::new(sampled, watch);
            replication.run(&mut customers, key, &mut listener);
            if customers.stopped {
                break;
            }
            let days = listener.finish();
            let mut measured = measured.lock().expect("no thread panics while it holds the lock");
            measured.insert(number, days);
            watch.progress(measured.len() as u64, u64::from(of));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    measured.into_inner().expect("no thread panics while it holds the lock")
}

fn results(
    study: &Study,
    question: &LuckQuestion,
    scope: &AgentDaysScope,
    measured: &[Vec<TeamAgentDays>],
) -> Option<LuckResults> {
    let centre = question.centre(study);
    let block = study.settings.day_factors.block() as usize;
    let teams: Vec<(String, TeamLuck)> = question
        .teams(centre)
        .into_iter()
        .enumerate()
        .filter_map(|(position, index)| {
            let team = centre.team(index);
            let by_replication = measured.iter().map(|teams| &teams[position]).collect();
            let days = TeamDays::new(by_replication, scope.days(), block)?;
            let key = Key::new(study.settings.seed, 0).named("luck").named(&team.name);
            Some((team.name.clone(), days.luck(study, question, team, key)))
        })
        .collect();
    let groups = TeamDays::groups(measured.len() / block);
    let contact_type = question.contact_type.map(|index| centre.contact_type(index).title.clone());
    (!teams.is_empty()).then(|| LuckResults {
        format: 1,
        program: Results::PROGRAM.into(),
        title: study.title.clone(),
        scenario_sha256: study.scenario_sha256.clone(),
        seed: study.settings.seed,
        confidence: study.settings.confidence.get(),
        variant: study.variants[question.variant].name.clone(),
        contact: contact_type,
        replications: measured.len() as u32,
        groups: groups as u32,
        flag_above: question.flag_above.get(),
        teams: Named(teams),
        assumptions: study.assumptions.clone(),
        ended: Ended::Complete,
    })
}
