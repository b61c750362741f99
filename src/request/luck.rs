use crate::experiment::{self, NoLuck, Watch};
use crate::model::{Centre, ContactTypeIndex, Study, TeamIndex};
use crate::results::LuckResults;
use crate::scenario::Library;

use super::names::{position, unknown_variant};
use super::pair_study::stopped;
use super::{LuckQuestion, Request, RequestError, check_memory};

/// A look at luck that is ready to be taken.
pub(super) struct LuckTask {
    pub(super) study: Study,
    question: experiment::LuckQuestion,
}

impl LuckTask {
    pub(super) fn read(request: &Request, asked: &LuckQuestion, library: &Library) -> Result<Self, RequestError> {
        if let Some(option) = beside_the_point(request) {
            return Err(RequestError::Refused(format!("{option} says nothing to `luck`: leave it out")));
        }
        let mut study = library.read(&request.set)?;
        let question = question(asked, &study)?;
        request.apply(&mut study)?;
        check_memory(experiment::luck_memory(&study, &question))?;
        Ok(Self { study, question })
    }

    pub(super) fn answer(&self, threads: Option<usize>, watch: &dyn Watch) -> Result<LuckResults, RequestError> {
        let too_few = || RequestError::Stopped("two replications were done".into());
        match experiment::luck(&self.study, &self.question, threads, watch) {
            Ok(luck) if luck.ended.was_interrupted() && luck.groups < 2 => Err(too_few()),
            Ok(luck) => Ok(luck),
            Err(NoLuck::NothingDone) => Err(too_few()),
            Err(NoLuck::NothingAnswered) => Err(nothing_answered()),
        }
    }

    pub(super) fn answer_stopped(
        &self,
        done: u32,
        threads: Option<usize>,
        watch: &dyn Watch,
    ) -> Result<LuckResults, RequestError> {
        let done = done.min(self.study.settings.replications);
        experiment::luck_stopped(&self.study, &self.question, done, threads, watch).map_err(|reason| match reason {
            NoLuck::NothingDone => stopped(),
            NoLuck::NothingAnswered => nothing_answered(),
        })
    }
}

fn nothing_answered() -> RequestError {
    RequestError::Refused(
        "no agent answered anything: there is no AHT to look at\n  \
         give the team agents and contacts, or look at another with --team or --contact"
            .into(),
    )
}

/// The first setting that says nothing where there are no service levels and no intervals of the day.
fn beside_the_point(request: &Request) -> Option<&'static str> {
    let given = [(request.precision.is_some(), "--precision"), (request.each_day, "--each-day")];
    given.into_iter().find_map(|(given, option)| given.then_some(option))
}

fn question(asked: &LuckQuestion, study: &Study) -> Result<experiment::LuckQuestion, RequestError> {
    let variant = match &asked.variant {
        Some(name) => variant(name, study)?,
        None => 0,
    };
    let centre = &study.variants[variant].centre;
    let team = asked.team.as_ref().map(|name| team(name, centre)).transpose()?;
    let contact_type = asked.contact.as_ref().map(|name| contact_type(name, centre)).transpose()?;
    if let (Some(team), Some(contact_type)) = (team, contact_type) {
        let team = centre.team(team);
        if !team.takes.iter().any(|entry| entry.contact_type == contact_type) {
            let (team, contact) = (&team.name, &centre.contact_type(contact_type).name);
            return Err(RequestError::Refused(format!("the team `{team}` does not take `{contact}`")));
        }
    }
    Ok(experiment::LuckQuestion { variant, team, contact_type, flag_above: asked.flag_above })
}

fn variant(name: &str, study: &Study) -> Result<usize, RequestError> {
    let known: Vec<_> = study.variants.iter().map(|variant| variant.name.as_str()).collect();
    let found = known.iter().position(|known| *known == name);
    found.ok_or_else(|| unknown_variant(name, &known))
}

fn team(name: &str, centre: &Centre) -> Result<TeamIndex, RequestError> {
    position("team", name, centre.teams().iter().map(|team| team.name.as_str())).map(TeamIndex)
}

fn contact_type(name: &str, centre: &Centre) -> Result<ContactTypeIndex, RequestError> {
    let names = centre.contact_types().iter().map(|contact_type| contact_type.name.as_str());
    position("contact type", name, names).map(ContactTypeIndex)
}
