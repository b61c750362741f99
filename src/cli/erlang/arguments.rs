use clap::Args;

use crate::decode::table::{DateOrder, DecimalSign};
use crate::units::{Fraction, Seconds};

use super::options::{Arrivals, Table, Target, abandoned, agents, asa, blocking, interval, occupancy, rate, shrinkage};
use super::options::{dates, decimal, only};
use super::options::{table, target};

const EXAMPLES: &str = "\
Examples:
  callfloor erlang --arrivals 1140/h --aht 5m --agents 100
  callfloor erlang --arrivals 1140/h --aht 5m --target 80/20 --patience 2m
  callfloor erlang --arrivals 2000/h --aht 3m --occupancy 85% --shrinkage 30%
  callfloor erlang --arrivals 1140/h --aht 5m --asa 15s --abandoned 3% --patience 2m
  callfloor erlang --arrivals 200/h --aht 3m --agents 13.4      agents need not be whole
  callfloor erlang --arrivals 1140/h --aht 5m --table 95..110   a row for each team
  callfloor erlang --table week.csv --aht 6m --target 80/20     the agents for each row of a week
  callfloor erlang --aht 6m --csv < week.csv > agents.csv       the same through a pipe, or pasted
  callfloor erlang --arrivals 1140/h --aht 5m --agents 100 --lines 110
  callfloor erlang --arrivals 1140/h --aht 5m --lines 105       no queue: who finds no line is lost

A table has a row for each interval: columns such as weekday, date, time and calls, and
aht_seconds if it differs. Where several goals are named, all must hold.";

/// Answer at once, by formula: the team for a target, the service of a team, a table, or the teams for a week
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Erlang {
    /// Contacts that arrive, e.g. 1140/h, 570/30m, 19/min or 9000/day
    #[arg(long, value_name = "RATE", value_parser = rate)]
    pub(super) arrivals: Option<Arrivals>,

    /// Average handling time, wrap-up included
    #[arg(long, value_name = "DURATION")]
    pub(super) aht: Option<Seconds>,

    /// What this number of agents achieves; it need not be whole
    #[arg(long, value_name = "N", value_parser = agents)]
    pub(super) agents: Option<f64>,

    /// The share to be answered and within what time; 80%/20s if no goal is named
    #[arg(long, value_name = "SHARE/DURATION", value_parser = target)]
    pub(super) target: Option<Target>,

    /// The longest mean wait of the answered
    #[arg(long, value_name = "DURATION", value_parser = asa)]
    pub(super) asa: Option<Seconds>,

    /// The largest share that may give up; needs --patience
    #[arg(long, value_name = "SHARE", requires = "patience", value_parser = abandoned)]
    pub(super) abandoned: Option<Fraction>,

    /// The largest share of their time that agents may be busy
    #[arg(long, value_name = "SHARE", value_parser = occupancy)]
    pub(super) occupancy: Option<Fraction>,

    /// The largest share that may find all lines busy; alone, it asks for lines without a queue
    #[arg(long, value_name = "SHARE", visible_alias = "blocked", value_parser = blocking)]
    pub(super) blocking: Option<Fraction>,

    /// Mean time after which a contact gives up; without it nobody gives up
    #[arg(long, value_name = "DURATION")]
    pub(super) patience: Option<Seconds>,

    /// Lines, each for one contact that talks or waits; alone, it asks what is blocked without a queue
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) lines: Option<u32>,

    /// Share of paid time away from contacts: says how many to put on the roster
    #[arg(long, value_name = "SHARE", value_parser = shrinkage)]
    pub(super) shrinkage: Option<Fraction>,

    /// A row for each number of agents, or the agents for each row of a CSV, XLSX or ODS file (- for standard input)
    #[arg(long, value_name = "FROM..TO|FILE", conflicts_with = "agents", value_parser = table)]
    pub(super) table: Option<Table>,

    /// How long each row of the file lasts, if its times do not say so
    #[arg(long, value_name = "DURATION", value_parser = interval)]
    pub(super) interval: Option<Seconds>,

    /// The sheet of a workbook
    #[arg(long, value_name = "NAME")]
    pub(super) sheet: Option<String>,

    /// The order of day and month, where the dates of the file leave it open: dmy, mdy or ymd
    #[arg(long, value_name = "ORDER", value_parser = dates)]
    pub(super) dates: Option<DateOrder>,

    /// The sign before decimals, where the file leaves it open: point or comma
    #[arg(long, value_name = "SIGN", value_parser = decimal)]
    pub(super) decimal: Option<DecimalSign>,

    /// The column of the file that holds the calls, by its heading
    #[arg(long, value_name = "HEADING")]
    pub(super) column: Option<String>,

    /// A column of the file that says when its rows begin, by its heading; twice for a date and a time apart
    #[arg(long, value_name = "HEADING")]
    pub(super) time_column: Vec<String>,

    /// Only the rows of the file that have this in a column, e.g. Queue=Sales; may be given several times
    #[arg(long, value_name = "HEADING=TEXT", value_parser = only)]
    pub(super) only: Vec<(String, String)>,

    /// Answer as JSON, in full precision
    #[arg(long, conflicts_with = "csv")]
    pub(super) json: bool,

    /// Answer as CSV, in full precision
    #[arg(long)]
    pub(super) csv: bool,
}
