use clap::Args;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};

use crate::experiment::{self, Unanswered};
use crate::model::{ServiceLevel, Study, Variant};
use crate::results::{Among, Measure, Results, Scope};
use crate::scenario::Faults;
use crate::units::Fraction;

use super::console::errors_in_colour;
use super::failure::Failure;
use super::interruption;
use super::progress::Progress;
use super::run_options::option_typed;

/// Said at the first Ctrl-C: half an answer is none.
const ENDING: &str = "Ending; nothing will be written.";

/// Of what a measure is asked.
#[derive(Debug, Args)]
pub(super) struct About {
    /// What the measure is about: contacts.NAME, teams.NAME, people.NAME, clauses.NAME, cases.NAME, caseloads.NAME,
    /// workforces.NAME, all_contacts or all_teams [default: all of its kind, or the only one]
    #[arg(long, value_name = "SCOPE")]
    scope: Option<String>,
}

impl About {
    /// The scope asked for, or all that the measure is about: the only contact type or team, if there is one.
    pub(super) fn scope(&self, measure: Measure, variants: &[Variant]) -> Result<Scope, Failure> {
        let known = known_scopes(measure, variants);
        let Some(asked) = &self.scope else {
            return usual_scope(measure, known);
        };
        let scope = Scope::deserialize(into_deserializer(asked)).ok().filter(|scope| known.contains(scope));
        let names: Vec<String> = known.iter().map(Scope::to_string).collect();
        scope.ok_or_else(|| Failure::Input(format!("--scope {}", unknown("scope", asked, &names, measure.key()))))
    }

    /// As it would be typed.
    pub(super) fn typed(&self) -> Vec<String> {
        self.scope.iter().flat_map(|scope| option_typed("--scope", scope)).collect()
    }
}

/// All together; or one, if there is one only: it stands for all.
fn usual_scope(measure: Measure, known: Vec<Scope>) -> Result<Scope, Failure> {
    let kind = measure.key();
    match known.as_slice() {
        [] => Err(Failure::Input(format!(
            "{kind} is a measure of cases, caseloads, workforces, people or clauses, and the scenario has none of its kind"
        ))),
        [only] | [Scope::AllContacts | Scope::AllTeams, only] => Ok(only.clone()),
        [all @ (Scope::AllContacts | Scope::AllTeams), ..] => Ok(all.clone()),
        several => {
            let names: Vec<String> = several.iter().map(Scope::to_string).collect();
            Err(Failure::Input(format!("say of which {kind} is asked with --scope\n  there are {}", names.join(", "))))
        }
    }
}

fn into_deserializer(text: &str) -> StrDeserializer<'_, ValueError> {
    text.into_deserializer()
}

/// What the measure can be about in all of `variants`: all together, then one by one.
fn known_scopes(measure: Measure, variants: &[Variant]) -> Vec<Scope> {
    let baseline = &variants[0].centre;
    if Measure::OF_TEAMS.contains(&measure) || Measure::OF_CREWS.contains(&measure) {
        let everywhere =
            |name: &String| variants.iter().all(|it| it.centre.teams().iter().any(|team| team.name == *name));
        let names = baseline.teams().iter().map(|team| team.name.clone()).filter(|name| everywhere(name));
        return std::iter::once(Scope::AllTeams).chain(names.map(Scope::Team)).collect();
    }
    if Measure::OF_CASES.contains(&measure) {
        let everywhere =
            |name: &String| variants.iter().all(|it| it.centre.case_kinds().iter().any(|kind| kind.name == *name));
        let names = baseline.case_kinds().iter().map(|kind| kind.name.clone()).filter(|name| everywhere(name));
        return names.map(Scope::Cases).collect();
    }
    if Measure::OF_CASELOADS.contains(&measure) {
        let everywhere =
            |name: &String| variants.iter().all(|it| it.centre.caseloads().iter().any(|kind| kind.name == *name));
        let names = baseline.caseloads().iter().map(|it| it.name.clone()).filter(|name| everywhere(name));
        return names.map(Scope::Caseload).collect();
    }
    if Measure::OF_WORKFORCES.contains(&measure) {
        let has_people = |it: &Variant, name: &String| {
            it.centre.teams().iter().any(|team| team.name == *name && team.people.is_some())
        };
        let names = baseline.teams().iter().map(|team| team.name.clone());
        return names.filter(|name| variants.iter().all(|it| has_people(it, name))).map(Scope::Workforce).collect();
    }
    if let Measure::OfPeople(..) = measure {
        let has_shifts =
            |it: &Variant, name: &String| it.centre.teams().iter().any(|team| team.name == *name && team.has_shifts());
        let names = baseline.teams().iter().map(|team| team.name.clone());
        return names.filter(|name| variants.iter().all(|it| has_shifts(it, name))).map(Scope::People).collect();
    }
    if Measure::OF_CLAUSES.contains(&measure) {
        let everywhere =
            |name: &String| variants.iter().all(|it| it.centre.clauses().iter().any(|clause| clause.name == *name));
        let names = baseline.clauses().iter().map(|clause| clause.name.clone()).filter(|name| everywhere(name));
        return names.map(Scope::Clause).collect();
    }
    let everywhere =
        |name: &String| variants.iter().all(|it| it.centre.contact_types().iter().any(|contact| contact.name == *name));
    let names = baseline.contact_types().iter().map(|contact| contact.name.clone()).filter(|name| everywhere(name));
    std::iter::once(Scope::AllContacts).chain(names.map(Scope::Contacts)).collect()
}

/// The measure with this key.
pub(super) fn measure(option: &str, key: &str) -> Result<Measure, Failure> {
    // Of people there are many; the medians stand for all.
    let is_told = |measure: &Measure| !matches!(measure, Measure::OfPeople(_, among) if *among != Among::P50);
    let keys = || Measure::all().filter(is_told).map(|measure| measure.key().to_owned()).collect::<Vec<String>>();
    if let Some(found) = Measure::with_key(key) {
        return Ok(found);
    }
    // Of what each of the people lives through there is a measure for each number of its distribution.
    let of_people = Among::ALL.iter().map(|among| format!("{key}_{}", among.key()));
    let of_people: Vec<String> =
        of_people.filter(|key| Measure::with_key(key).is_some()).map(|key| format!("`{key}`")).collect();
    Err(Failure::Input(match of_people.as_slice() {
        [] => format!("{option} {}", unknown("measure", key, &keys(), "callfloor")),
        keys => format!("{option} {key}: say which number of its distribution\n  there are {}", keys.join(", ")),
    }))
}

/// The share promised to be answered in time, by all that `scope` is about.
pub(super) fn target(scope: &Scope, baseline: &Variant) -> Result<f64, Failure> {
    let promises = baseline.centre.contact_types().iter().filter(|contact| match scope {
        Scope::Contacts(name) => contact.name == *name,
        _ => true,
    });
    let mut targets: Vec<Option<ServiceLevel>> = promises.map(|contact| Some(contact.service_level)).collect();
    targets.dedup();
    let shared = if targets.len() == 1 { targets[0] } else { None };
    let target = shared.and_then(|level| level.target).map(Fraction::get);
    target.ok_or_else(|| {
        let mend = "state service_level = { within = \"20s\", target = \"80%\" }, or choose a --scope that has one";
        Failure::Input(format!("--equal agents needs a target, and {scope} has none, or several\n  {mend}"))
    })
}

/// The position in the study of the variant called `name`.
pub(super) fn variant_called(name: &str, study: &Study) -> Result<usize, Failure> {
    let others = &study.variants[1..];
    let names: Vec<String> = others.iter().map(|variant| variant.name.clone()).collect();
    let found = names.iter().position(|known| known == name).map(|index| index + 1);
    found.ok_or_else(|| Failure::Input(format!("--variant {}", unknown("variant", name, &names, "the scenario"))))
}

/// The only variant, if no name says which.
pub(super) fn only_variant(name: Option<&str>, study: &Study) -> Result<usize, Failure> {
    let names: Vec<String> = study.variants[1..].iter().map(|variant| format!("`{}`", variant.name)).collect();
    match (name, names.as_slice()) {
        (Some(name), [_, ..]) => variant_called(name, study),
        (None, [_]) => Ok(1),
        (_, []) => Err(Failure::Input(
            "the scenario has no variant to hold against the baseline\n  add [[variants]] with a name and what it sets"
                .into(),
        )),
        (None, _) => Err(Failure::Input(format!(
            "the scenario has several variants: say which with --variant\n  there are {}",
            names.join(", ")
        ))),
    }
}

/// The study of the baseline and, if there is one, the variant at this position, with the same replications of both.
pub(super) fn keep(study: &Study, variant: Option<usize>) -> Study {
    let mut study = study.clone();
    let mut position = 0;
    study.variants.retain(|_| {
        position += 1;
        position == 1 || Some(position - 1) == variant
    });
    study.settings.precision = None;
    study
}

/// Refuses a run of which no interval could be given.
pub(super) fn check_replications(study: &Study) -> Result<(), Failure> {
    let block = study.settings.day_factors.block();
    if study.settings.replications < 2 * block {
        let fewest = 2 * block;
        return Err(Failure::Input(format!(
            "without an interval nothing can be told: take {fewest} replications or more"
        )));
    }
    Ok(())
}

/// Begins to show progress and to listen for Ctrl-C.
pub(super) fn begin() -> Progress {
    interruption::listen(ENDING);
    Progress::new()
}

/// Runs the study as the file has it.
pub(super) fn as_in_file(study: &Study, threads: Option<usize>, progress: &Progress) -> Result<Results, Failure> {
    match experiment::run(study, threads, progress) {
        Ok(results) if results.ended.is_complete() => Ok(results),
        _ => Err(stopped()),
    }
}

/// Why there is no answer, in the words of a command.
pub(super) fn unanswered(reason: Unanswered<Faults>, written: impl Fn(f64) -> String) -> Failure {
    match reason {
        Unanswered::Refused(faults) => refused(&faults),
        Unanswered::OutOfReach(at) => Failure::Input(format!(
            "the target is not met with four times the agents, where the key is at {}\n  \
             choose a narrower range, or a --scope whose target can be met",
            written(at)
        )),
        Unanswered::Stopped => stopped(),
    }
}

/// What is wrong with a scenario, or with a value set in it.
pub(super) fn refused(faults: &Faults) -> Failure {
    Failure::Input(faults.render(errors_in_colour()))
}

/// Refuses a precision: every value is looked at with as many replications.
pub(super) fn refuse_precision(asked: bool, command: &str) -> Result<(), Failure> {
    match asked {
        true => Err(Failure::Input(format!(
            "{command} looks at every value with the same replications: take --replications instead of --precision"
        ))),
        false => Ok(()),
    }
}

fn stopped() -> Failure {
    Failure::Program("interrupted before the answer was complete: nothing was written".into())
}

fn unknown(what: &str, name: &str, known: &[String], whose: &str) -> String {
    let alike = |known: &&String| strsim::damerau_levenshtein(&known.to_lowercase(), &name.to_lowercase());
    let nearest = known.iter().min_by_key(alike).map_or("", String::as_str);
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    format!("{name}: there is no such {what}; the nearest is `{nearest}`\n  {whose} has {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_live_through_is_asked_for_by_a_number_of_its_distribution() {
        let message = measure("--measure", "breaks_missed_fraction").unwrap_err().message().to_owned();
        assert!(message.contains("`breaks_missed_fraction_mean`, ") && message.contains("_p90`"), "{message}");
        assert!(measure("--measure", "breaks_missed_fraction_mean").is_ok());
        assert!(measure("--measure", "breaks").unwrap_err().message().contains("the nearest is"));
    }
}
