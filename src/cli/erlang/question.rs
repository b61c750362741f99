//! What is asked, made of the command line once its parts are seen to agree.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use crate::decode::table::Asked as TableAsked;
use crate::erlang::{Goal, Setting, Traffic};
use crate::units::{Fraction, Seconds};

use super::arguments::Erlang;
use super::options::{Arrivals, Table, Target};
use super::sheet::Reading;

/// What is wanted of every number of agents.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) goals: Vec<Goal>,
    /// The threshold of the service level, whether it is a goal or not.
    pub(super) within: Seconds,
    /// No goal was named, and so the usual target is taken.
    pub(super) is_usual: bool,
    pub(super) patience: Option<Seconds>,
    pub(super) lines: Option<u32>,
    pub(super) shrinkage: Option<Fraction>,
}

/// One rate of arrivals, and what is asked of it.
#[derive(Clone, Debug)]
pub(super) struct Single {
    pub(super) traffic: Traffic,
    pub(super) round_the_clock: bool,
    pub(super) asked: Asked,
}

#[derive(Clone, Debug)]
pub(super) enum Asked {
    /// What is blocked on so many lines without a queue.
    Blocking { lines: u32 },
    /// The lines without a queue that block no more.
    Lines { blocked: Fraction },
    /// What a team achieves; with `blocked`, on the fewest lines that block no more.
    Team { agents: f64, blocked: Option<Fraction> },
    /// The fewest agents; with `blocked`, and the fewest lines that block no more.
    Fewest { blocked: Option<Fraction> },
    /// What each of these teams achieves.
    Teams(RangeInclusive<u32>),
}

/// A table, and where it is.
#[derive(Clone, Debug)]
pub(super) struct Week {
    /// `None` for standard input.
    pub(super) file: Option<PathBuf>,
    pub(super) aht: Option<Seconds>,
    pub(super) interval: Option<Seconds>,
    pub(super) reading: Reading,
}

#[derive(Clone, Debug)]
pub(super) enum Subject {
    Single(Single),
    Week(Week),
}

impl Wanted {
    pub(super) fn setting(&self, traffic: Traffic) -> Setting {
        Setting { traffic, patience: self.patience, lines: self.lines }
    }
}

/// The subject and what is wanted of it.
pub(super) fn question(arguments: &Erlang) -> Result<(Subject, Wanted), String> {
    let mut wanted = wanted(arguments)?;
    let subject = subject(arguments, &mut wanted)?;
    Ok((subject, wanted))
}

fn wanted(arguments: &Erlang) -> Result<Wanted, String> {
    let Erlang { target, asa, abandoned, occupancy, blocking, lines, .. } = arguments;
    let is_usual = target.is_none() && asa.is_none() && abandoned.is_none();
    let usual = Target {
        share: Fraction::new(0.8).map_err(|error| error.to_string())?,
        within: Seconds::new(20.0).map_err(|error| error.to_string())?,
    };
    let Target { share, within } = target.unwrap_or(usual);
    let level = (target.is_some() || is_usual).then_some(Goal::ServiceLevel { target: share, within });
    let goals = [
        level,
        asa.map(Goal::Asa),
        abandoned.map(Goal::Abandoned),
        occupancy.map(Goal::Occupancy),
        blocking.filter(|_| lines.is_some()).map(Goal::Blocked),
    ];
    Ok(Wanted {
        goals: goals.into_iter().flatten().collect(),
        within,
        is_usual,
        patience: arguments.patience,
        lines: *lines,
        shrinkage: arguments.shrinkage,
    })
}

fn subject(arguments: &Erlang, wanted: &mut Wanted) -> Result<Subject, String> {
    let file = match (&arguments.table, arguments.arrivals) {
        (Some(Table::File(file)), None) => Some(file.clone()).filter(|file| file.as_os_str() != "-"),
        (Some(Table::File(_)), Some(_)) => {
            return Err("--arrivals and the calls of a table cannot both be; leave one out".into());
        }
        (_, Some(arrivals)) => return single(arguments, arrivals, wanted).map(Subject::Single),
        (None | Some(Table::Teams(_)), None) => None,
    };
    if matches!(arguments.table, Some(Table::Teams(_))) {
        return Err("a table of teams needs --arrivals, for instance --arrivals 1140/h".into());
    }
    if arguments.agents.is_some() {
        return Err("what a team achieves needs --arrivals, for instance --arrivals 1140/h".into());
    }
    if arguments.blocking.is_some() && arguments.lines.is_none() {
        return Err("--blocking for the rows of a table needs --lines".into());
    }
    let Erlang { aht, interval, sheet, column, time_column, only, dates, decimal, .. } = arguments;
    let asked = TableAsked {
        sheet: sheet.clone(),
        column: column.clone(),
        time_columns: time_column.clone(),
        only: only.clone(),
        dates: *dates,
        decimal: *decimal,
    };
    let reading = Reading { asked, has_interval: interval.is_some() };
    Ok(Subject::Week(Week { file, aht: *aht, interval: *interval, reading }))
}

fn single(arguments: &Erlang, arrivals: Arrivals, wanted: &mut Wanted) -> Result<Single, String> {
    for (option, is_given) in [
        ("--interval", arguments.interval.is_some()),
        ("--sheet", arguments.sheet.is_some()),
        ("--column", arguments.column.is_some()),
        ("--time-column", !arguments.time_column.is_empty()),
        ("--only", !arguments.only.is_empty()),
        ("--dates", arguments.dates.is_some()),
        ("--decimal", arguments.decimal.is_some()),
    ] {
        if is_given {
            return Err(format!("{option} is about the rows of a table; leave it out, or name a file with --table"));
        }
    }
    let aht = arguments.aht.ok_or("the handling time is missing: add --aht, for instance --aht 5m")?;
    let traffic = Traffic::new(arrivals.rate, aht).map_err(|error| error.to_string())?;
    let asked = asked(arguments, wanted)?;
    Ok(Single { traffic, round_the_clock: arrivals.round_the_clock, asked })
}

fn asked(arguments: &Erlang, wanted: &mut Wanted) -> Result<Asked, String> {
    let Erlang { agents, blocking, lines, table, .. } = arguments;
    let names_goal = !wanted.is_usual || arguments.target.is_some() || arguments.occupancy.is_some();
    let asked = match (agents, table, lines, blocking) {
        (_, Some(Table::Teams(_)), None, Some(_)) => return Err("--blocking for a table of teams needs --lines".into()),
        (_, Some(Table::Teams(teams)), ..) => Asked::Teams(teams.clone()),
        (Some(agents), _, None, blocked) => Asked::Team { agents: *agents, blocked: *blocked },
        (Some(agents), _, Some(_), _) => Asked::Team { agents: *agents, blocked: None },
        (None, _, None, Some(blocked)) if !names_goal => Asked::Lines { blocked: *blocked },
        (None, _, Some(lines), None) if !names_goal => Asked::Blocking { lines: *lines },
        (None, _, None, blocked) => Asked::Fewest { blocked: *blocked },
        (None, _, Some(_), _) => {
            // A share blocked is a goal of its own: nothing else is then usual.
            if !names_goal {
                wanted.goals.retain(|goal| matches!(goal, Goal::Blocked(_)));
                wanted.is_usual = false;
            }
            Asked::Fewest { blocked: None }
        }
    };
    let without_queue = matches!(asked, Asked::Blocking { .. } | Asked::Lines { .. });
    if without_queue && arguments.patience.is_some() {
        return Err(
            "without agents or a goal there is no queue, and nobody needs --patience; add --agents or --target".into(),
        );
    }
    if without_queue && arguments.shrinkage.is_some() {
        return Err("lines have no shrinkage; leave it out, or add a goal such as --target 80/20".into());
    }
    Ok(asked)
}
