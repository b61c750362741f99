use std::path::{Path, PathBuf};

use clap::Args;

use super::console::print;
use super::failure::{Done, Failure};
use super::whole_file;

const EXAMPLES: &str = "\
Examples:
  callfloor new                                  list the templates
  callfloor new minimal                          write minimal.toml
  callfloor new jobcentre --out my_centre.toml";

struct Template {
    name: &'static str,
    about: &'static str,
    text: &'static str,
}

const TEMPLATES: &[Template] = &[
    Template {
        name: "minimal",
        about: "one line, one team, and eight more agents as a variant",
        text: include_str!("../../scenarios/minimal.toml"),
    },
    Template {
        name: "jobcentre",
        about: "32 call centres: a limit on calls and what comes back, a strike day, vacancies",
        text: include_str!("../../scenarios/jobcentre.toml"),
    },
    Template {
        name: "jobcentre_site",
        about: "one site for a month: shifts, breaks, leave, sickness, and what a day on the phones is like",
        text: include_str!("../../scenarios/jobcentre_site.toml"),
    },
    Template {
        name: "land_registry",
        about: "a year of calls and casework: four ways of rotating, backlog and chasers",
        text: include_str!("../../scenarios/land_registry.toml"),
    },
    Template {
        name: "land_registry_sites",
        about: "one queue or two, vacancies, casework staff called to the phones, a storm",
        text: include_str!("../../scenarios/land_registry_sites.toml"),
    },
    Template {
        name: "land_registry_people",
        about: "filling the posts over eighteen months: leavers, recruits, consolidation, leave refused",
        text: include_str!("../../scenarios/land_registry_people.toml"),
    },
    Template {
        name: "kirklees_centres",
        about: "two customer service centres or ten points in libraries, by phone, counter and form",
        text: include_str!("../../scenarios/kirklees_centres.toml"),
    },
    Template {
        name: "kirklees_caseloads",
        about: "social workers over a year: caseloads, vacancies, agency, two counts of a strike",
        text: include_str!("../../scenarios/kirklees_caseloads.toml"),
    },
    Template {
        name: "kirklees_social_work",
        about: "a duty line through a walkout and a strike, and how it recovers",
        text: include_str!("../../scenarios/kirklees_social_work.toml"),
    },
];

/// Write a scenario to start from, or list the templates
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct New {
    /// The template to copy; without one, all are listed
    template: Option<String>,

    /// The file to write, which must not exist; `-` is standard output [default: <template>.toml]
    #[arg(long, value_name = "FILE", requires = "template")]
    out: Option<PathBuf>,
}

pub(super) fn perform(arguments: &New) -> Result<Done, Failure> {
    match &arguments.template {
        None => print(&list())?,
        Some(name) => copy(find(name)?, arguments.out.as_deref())?,
    }
    Ok(Done::Completely)
}

fn list() -> String {
    let mut text = String::from("Templates, each written by `callfloor new TEMPLATE`:\n");
    for Template { name, about, .. } in TEMPLATES {
        text.push_str(&format!("  {name:<22} {about}\n"));
    }
    text
}

fn find(name: &str) -> Result<&'static Template, Failure> {
    let alike = |template: &&Template| strsim::damerau_levenshtein(template.name, name);
    TEMPLATES.iter().find(|template| template.name == name).ok_or_else(|| {
        let nearest = TEMPLATES.iter().min_by_key(alike).map_or("", |template| template.name);
        Failure::Input(format!("there is no template `{name}`; the nearest is `{nearest}`\n{}", list()))
    })
}

fn copy(template: &Template, out: Option<&Path>) -> Result<(), Failure> {
    let default = PathBuf::from(format!("{}.toml", template.name));
    let path = out.unwrap_or(&default);
    if path == Path::new("-") {
        return print(template.text);
    }
    whole_file::create(path, template.text.as_bytes())?;
    print(&format!("{path} is written; next: callfloor run {path}\n", path = path.display()))
}
