use clap::Args;

use crate::chart;
use crate::documents;
use crate::evidence::Identity;
use crate::experiment::{self, LuckQuestion, NoLuck};
use crate::model::{Centre, ContactTypeIndex, Input, Study, TeamIndex};
use crate::report::{File, Origin};
use crate::results::{Ended, LuckResults};
use crate::scenario::Library;
use crate::units::Fraction;

use super::answer::not_done_again;
use super::console::errors_in_colour;
use super::failure::Failure;
use super::interruption;
use super::progress::Progress;
use super::run::unknown_variant;
use super::run_options::{RunOptions, check_memory, default_folder, not_offered, option_typed, replications_alone};
use super::simulation::{Conduct, Simulation, defect};

/// What the name of the folder of results adds to that of the scenario.
const FOLDER: &str = "-luck";

const EXAMPLES: &str = "\
Examples:
  callfloor luck jobcentre.toml
  callfloor luck jobcentre.toml --team halifax --contact enquiries
  callfloor luck jobcentre.toml --flag-above 15% --variant \"Strike on Monday\"";

/// Show how far the AHT of identical agents lies apart by chance, and how many a rule would flag
#[derive(Debug, Args)]
#[command(
    after_help = EXAMPLES,
    mut_arg("out", default_folder(FOLDER)),
    mut_arg("replications", replications_alone),
    mut_arg("precision", not_offered),
    mut_arg("each_day", not_offered),
)]
pub(super) struct Luck {
    #[command(flatten)]
    options: RunOptions,

    /// Look at this team only
    #[arg(long, value_name = "NAME")]
    team: Option<String>,

    /// Look at this contact type only: what an agent's mix of work adds is then left out
    #[arg(long, value_name = "NAME")]
    contact: Option<String>,

    /// Flag an agent whose own AHT is more than this share above the team's mean
    #[arg(long, value_name = "SHARE", default_value = "10%", allow_hyphen_values = true, value_parser = flag_above)]
    flag_above: Fraction,

    /// Look at this variant instead of the baseline
    #[arg(long, value_name = "VARIANT")]
    variant: Option<String>,
}

impl Simulation for Luck {
    type Question = (Study, LuckQuestion);
    type Results = LuckResults;

    const COMMAND: &'static str = "luck";
    const FOLDER: &'static str = FOLDER;

    fn options(&self) -> &RunOptions {
        &self.options
    }

    fn typed(&self) -> Vec<String> {
        let mut options = option_typed("--flag-above", &share_typed(self.flag_above));
        for (option, name) in [("--team", &self.team), ("--contact", &self.contact), ("--variant", &self.variant)] {
            options.extend(name.iter().flat_map(|name| option_typed(option, name)));
        }
        options.extend(self.options.typed());
        options
    }

    fn question(&self, library: &Library) -> Result<Self::Question, Failure> {
        if let Some(option) = self.options.beside_the_point() {
            return Err(Failure::Input(format!("{option} says nothing to `luck`: leave it out")));
        }
        let mut study = library
            .read(&self.options.overrides)
            .map_err(|faults| Failure::Input(faults.render(errors_in_colour())))?;
        let question = question(self, &study)?;
        self.options.apply(&mut study)?;
        check_memory(experiment::luck_memory(&study, &question))?;
        Ok((study, question))
    }

    fn inputs((study, _): &Self::Question) -> &[Input] {
        &study.inputs
    }

    fn answer(&self, (study, question): Self::Question, conduct: Conduct) -> Result<LuckResults, Failure> {
        simulate(&study, &question, conduct)
    }

    fn summary(&self, luck: &LuckResults) -> String {
        documents::summary_of_luck(luck)
    }

    fn render(&self, luck: &LuckResults, origin: &Origin) -> Result<Vec<File>, Failure> {
        let charts = self.options.charts.draw(|style| chart::charts_of_luck(luck, style))?;
        documents::pack_of_luck(luck, &charts, origin).map_err(|error| defect(&error))
    }

    fn identity(luck: &LuckResults) -> Identity {
        Identity::of_luck(luck)
    }

    fn ended(luck: &LuckResults) -> Ended {
        luck.ended
    }

    fn program(luck: &mut LuckResults) -> &mut String {
        &mut luck.program
    }
}

fn simulate(study: &Study, question: &LuckQuestion, conduct: Conduct) -> Result<LuckResults, Failure> {
    interruption::listen(conduct.ending);
    let progress = Progress::new();
    let luck = match conduct.stopped_after {
        None => experiment::luck(study, question, conduct.threads, &progress),
        Some(done) => {
            let done = done.min(study.settings.replications);
            experiment::luck_stopped(study, question, done, conduct.threads, &progress)
        }
    };
    progress.finish();
    match luck {
        Err(NoLuck::NothingAnswered) => Err(Failure::Input(
            "no agent answered anything: there is no AHT to look at\n  \
             give the team agents and contacts, or look at another with --team or --contact"
                .into(),
        )),
        Err(NoLuck::NothingDone) if conduct.stopped_after.is_some() => Err(not_done_again()),
        Err(NoLuck::NothingDone) => Err(nothing_done()),
        Ok(luck) if luck.ended.was_interrupted() && luck.groups < 2 => Err(nothing_done()),
        Ok(luck) => Ok(luck),
    }
}

fn nothing_done() -> Failure {
    Failure::Program("interrupted before two replications were done: nothing was written".into())
}

fn question(arguments: &Luck, study: &Study) -> Result<LuckQuestion, Failure> {
    let variant = match &arguments.variant {
        Some(name) => variant(name, study)?,
        None => 0,
    };
    let centre = &study.variants[variant].centre;
    let team = arguments.team.as_ref().map(|name| team(name, centre)).transpose()?;
    let contact_type = arguments.contact.as_ref().map(|name| contact_type(name, centre)).transpose()?;
    if let (Some(team), Some(contact_type)) = (team, contact_type) {
        let team = centre.team(team);
        if !team.takes.iter().any(|entry| entry.contact_type == contact_type) {
            let (team, contact) = (&team.name, &centre.contact_type(contact_type).name);
            return Err(Failure::Input(format!("the team `{team}` does not take `{contact}`")));
        }
    }
    Ok(LuckQuestion { variant, team, contact_type, flag_above: arguments.flag_above })
}

fn variant(name: &str, study: &Study) -> Result<usize, Failure> {
    let known: Vec<_> = study.variants.iter().map(|variant| variant.name.as_str()).collect();
    let found = known.iter().position(|known| *known == name);
    found.ok_or_else(|| Failure::Input(unknown_variant(name, &known)))
}

fn team(name: &str, centre: &Centre) -> Result<TeamIndex, Failure> {
    position("team", name, centre.teams().iter().map(|team| team.name.as_str())).map(TeamIndex)
}

fn contact_type(name: &str, centre: &Centre) -> Result<ContactTypeIndex, Failure> {
    let names = centre.contact_types().iter().map(|contact_type| contact_type.name.as_str());
    position("contact type", name, names).map(ContactTypeIndex)
}

/// The position of `name` among `known`, or a refusal with the nearest of them.
fn position<'a>(kind: &str, name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Result<u32, Failure> {
    let found = known.clone().position(|known| known == name);
    let alike = |known: &&str| strsim::damerau_levenshtein(&known.to_lowercase(), &name.to_lowercase());
    let nearest = known.min_by_key(alike).unwrap_or_default();
    let refused = || Failure::Input(format!("there is no {kind} `{name}`; the nearest is `{nearest}`"));
    found.map(|position| position as u32).ok_or_else(refused)
}

fn flag_above(text: &str) -> Result<Fraction, String> {
    match text.parse::<Fraction>() {
        Ok(share) if share == Fraction::ZERO => {
            Err("a rule flags those some way above the mean: write for instance 10%".into())
        }
        Ok(share) => Ok(share),
        Err(error) => Err(error.to_string()),
    }
}

/// As a percentage, if that is read as the same number again.
fn share_typed(share: Fraction) -> String {
    let percent = format!("{}%", share.get() * 100.0);
    if percent.parse() == Ok(share) { percent } else { share.get().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_flags_above_the_mean() {
        assert_eq!(flag_above("12.5%"), Ok(Fraction::new(0.125).unwrap()));
        assert!(flag_above("0").unwrap_err().contains("for instance 10%"));
        assert!(flag_above("-5%").is_err() && flag_above("slow").is_err());
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_nearest() {
        let refused = position("team", "halifx", ["leeds", "halifax"].into_iter()).unwrap_err();
        assert_eq!(refused.message(), "there is no team `halifx`; the nearest is `halifax`");
        assert_eq!(position("team", "halifax", ["leeds", "halifax"].into_iter()).unwrap(), 1);
    }
}
