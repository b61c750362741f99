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

const TEMPLATES: &[Template] = &[Template {
    name: "minimal",
    about: "one line, one team, and eight more agents as a variant",
    text: include_str!("../../scenarios/minimal.toml"),
}];

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
