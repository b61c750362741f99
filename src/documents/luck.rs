use std::fmt::Write;

use comfy_table::{CellAlignment, ContentArrangement, Table as Grid};

use crate::report::figure::{Figure, count, share};
use crate::results::{Bounded, Estimate, LuckResults, Made, Measure, Period, PeriodLuck, TeamLuck};

use super::document::{Block, Cell, Column, Meaning, Section, Table};
use super::screen::{LINES, WIDTH, printable};

/// Most teams whose tables are printed; the files hold the rest.
const MOST_TEAMS: usize = 4;

/// The columns of a team's table, after the period.
const COLUMNS: [&str; 7] = [
    "Contacts (5% to 95%)",
    "Own AHT (middle 95%)",
    "Standard deviation",
    "by formula",
    "Outside 95% limits",
    "Outside 99.8% limits",
    "Flagged",
];

/// What the columns and words mean.
const MEANINGS: [(&str, &str); 7] = [
    (
        "Own AHT",
        "Talk and wrap-up of an agent's own contacts ÷ their number. All agents of a team are alike: what differs is chance, the \
         mix of work that comes to an agent included.",
    ),
    (
        "Agent",
        "A place on the team's roster, held by one person throughout. Where several people share a place, or parts of days are \
         rostered, each person answers fewer contacts than the place does, and chance is larger for them.",
    ),
    ("Standard deviation", "Of own AHT, between agents."),
    ("By formula", "The standard deviation of one contact's handling time ÷ √ the mean contacts of an agent."),
    ("Flagged", "Agents whose own AHT lies further above the team's mean than the rule allows, by chance alone."),
    (
        "Limits of the funnel",
        "The mean ± 1.96 and ± 3.09 standard deviations of one contact ÷ √ the agent's contacts: if means were normal, 5% and \
         0.2% of agents would lie outside.",
    ),
    (
        "Intervals",
        "Told from the spread between groups of whole replications; of shares, Wilson's interval with as many observations \
         as would be known as well if they were independent.",
    ),
];

/// The summary of a look at luck for a terminal of 100 columns: a table per team, then the rule in words.
#[must_use]
pub fn summary_of_luck(luck: &LuckResults) -> String {
    let mut text = format!("{}\n{}\n", luck.title, heading(luck));
    for (_, team) in luck.teams.iter().take(MOST_TEAMS) {
        writeln!(text, "\n{} ({})", team.title, subtitle(team)).expect("a String takes all that is written");
        push_table(&mut text, team);
        for sentence in sentences(luck, team) {
            writeln!(text, "  {sentence}").expect("a String takes all that is written");
        }
    }
    if MOST_TEAMS < luck.teams.len() {
        let more = luck.teams.len() - MOST_TEAMS;
        writeln!(text, "\nThe other {more} teams are in summary.md and report.html.")
            .expect("a String takes all that is written");
    }
    printable(&text)
}

fn push_table(text: &mut String, team: &TeamLuck) {
    let mut grid = Grid::new();
    grid.load_style(LINES);
    grid.set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    grid.set_header(std::iter::once("").chain(COLUMNS));
    for period in &team.periods {
        let cells = row(period).map(|(figure, range)| format!("{figure}\n{range}"));
        grid.add_row(std::iter::once(period.period.word().to_owned()).chain(cells));
    }
    for column in grid.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    for line in grid.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

/// `Variant baseline, all contacts; 100 replications, seed 1; ± holds with 95% confidence`.
pub(super) fn heading(luck: &LuckResults) -> String {
    let what = luck.contact.as_ref().map_or_else(|| "all contacts".to_owned(), |contact| format!("{contact} only"));
    let unit = if luck.replications == 1 { "replication" } else { "replications" };
    format!(
        "Variant {}, {what}; {} {unit}, seed {}; ± holds with {} confidence",
        luck.variant,
        count(luck.replications.into()),
        luck.seed,
        share(luck.confidence),
    )
}

/// `195 agents, mean AHT 5.01 ± 0.01 min, one contact ± 4.03 ± 0.02 min`.
fn subtitle(team: &TeamLuck) -> String {
    let seconds = |estimate| Figure::level(Measure::AhtSeconds, Some(estimate));
    format!(
        "{} agents, mean AHT {}, standard deviation of one contact {}",
        count(team.agents.into()),
        seconds(team.aht_seconds),
        seconds(team.handling_sd_seconds),
    )
}

/// The cells of a period, by [`COLUMNS`]: the figure and its range.
fn row(period: &PeriodLuck) -> [(String, String); 7] {
    let seconds = |estimate: Estimate| {
        let figure = Figure::level(Measure::AhtSeconds, Some(estimate));
        (figure.mean(), figure.margin())
    };
    let [fewest, most] =
        [0, 1].map(|index| period.contacts_quantiles.get(index).map_or(0.0, |quantile| quantile.at.value));
    let contacts = Figure::level(Measure::Handled, Some(period.contacts));
    [
        (contacts.to_string(), format!("{} to {}", count(fewest as u64), count(most as u64))),
        (at(period, 0.5), format!("{} to {}", at(period, 0.025), at(period, 0.975))),
        seconds(period.sd_seconds),
        seconds(period.standard_error_seconds),
        describe_share(period.outside_95_fraction),
        describe_share(period.outside_99_8_fraction),
        describe_share(period.flagged_fraction),
    ]
}

/// What the rule finds among a team of identical agents, in words, and what the periods are made of.
fn sentences(luck: &LuckResults, team: &TeamLuck) -> Vec<String> {
    let above = share(luck.flag_above);
    let flagged = |period: &PeriodLuck| {
        let (agents, flagged) = (count(team.agents.into()), describe_number(period.flagged_agents));
        format!("Of {agents} identical agents, {flagged} would be flagged in a {}.", period.period.word())
    };
    let rule = format!("By chance alone, with an AHT more than {above} above the mean:");
    std::iter::once(rule).chain(team.periods.iter().map(flagged)).chain(who(team)).chain(how_made(team)).collect()
}

/// Who is among the agents, where that is not plain.
fn who(team: &TeamLuck) -> impl Iterator<Item = String> {
    let as_quick = "Recruits are as quick here as all others from their first day on the floor, as being slower is no luck: the mean AHT \
                    can be lower than that of `callfloor run`.";
    let seats = (team.agency_seats > 0).then(|| {
        let (seats, agents) = (count(team.agency_seats.into()), count(team.agents.into()));
        format!("{seats} of the {agents} agents are places for agency workers, which may stand empty.")
    });
    team.learning_left_out.then(|| as_quick.to_owned()).into_iter().chain(seats)
}

/// `A week has 5 open days, a quarter 65. …`
fn how_made(team: &TeamLuck) -> [String; 2] {
    let days =
        |period: Period| team.periods.iter().find(|entry| entry.period == period).map_or(0, |period| period.open_days);
    let lengths = format!("A week has {} open days, a quarter {}.", days(Period::Week), days(Period::Quarter));
    let drawn: Vec<&str> =
        team.periods.iter().filter(|period| period.made == Made::Drawn).map(|period| period.period.word()).collect();
    let made = match drawn.as_slice() {
        [] => "All are cut from an agent's successive days.".to_owned(),
        drawn => format!("No {} fits the horizon: days are drawn from those of all agents.", drawn.join(" and no ")),
    };
    [lengths, made]
}

/// Own AHT that a share of agents do not exceed: `4.12 min`.
fn at(period: &PeriodLuck, share: f64) -> String {
    match period.aht_quantiles.iter().find(|quantile| quantile.share == share).map(|quantile| quantile.at.value) {
        Some(seconds) if seconds < 120.0 => format!("{seconds:.1} s"),
        Some(seconds) => format!("{:.2} min", seconds / 60.0),
        None => "–".to_owned(),
    }
}

/// `2.31%` and `2.10 to 2.54%`.
fn describe_share(figure: Bounded) -> (String, String) {
    let percent = |share: f64| format!("{:.2}", share * 100.0);
    let range = figure.low.zip(figure.high).map(|(low, high)| format!("{} to {}%", percent(low), percent(high)));
    (format!("{}%", percent(figure.value)), range.unwrap_or_default())
}

/// `about 27 (25 to 29)`.
fn describe_number(figure: Bounded) -> String {
    let (low, high) = figure.low.zip(figure.high).unwrap_or((figure.value, figure.value));
    if high < 0.1 {
        return "fewer than 0.1".to_owned();
    }
    let whole = 9.5 <= figure.value;
    let number = |number: f64| if whole { count(number.round() as u64) } else { format!("{number:.1}") };
    let range = figure.low.map_or_else(String::new, |_| format!(" ({} to {})", number(low), number(high)));
    format!("about {}{range}", number(figure.value))
}

/// What one team comes to: its table, then the rule in words.
pub(super) fn section<'a>(luck: &LuckResults, team: &TeamLuck) -> Section<'a> {
    let row_of = |period: &PeriodLuck| {
        let cells = row(period).map(|(figure, range)| Cell::Number(format!("{figure} ({range})")));
        std::iter::once(Cell::Text(period.period.word().to_owned())).chain(cells).collect()
    };
    let table = Table::new(
        team.title.clone(),
        std::iter::once("Period").chain(COLUMNS).map(Column::plain).collect(),
        team.periods.iter().map(row_of).collect(),
    )
    .with_note(subtitle(team));
    let blocks = vec![Block::Table(table), Block::list(sentences(luck, team))];
    Section { heading: team.title.clone(), blocks }
}

/// What the columns and words mean.
pub(super) fn glossary<'a>() -> Block<'a> {
    let meaning = |(word, meaning): (&str, &str)| Meaning { word: word.into(), key: None, meaning: meaning.into() };
    Block::Glossary(MEANINGS.into_iter().map(meaning).collect())
}

/// What identifies a look at luck, label and value.
pub(super) fn facts(luck: &LuckResults) -> [(&'static str, String); 6] {
    [
        ("Program", luck.program.clone()),
        ("Seed", luck.seed.to_string()),
        ("Replications", count(luck.replications.into())),
        ("Groups of replications behind the intervals", luck.groups.to_string()),
        ("Confidence of every interval", share(luck.confidence)),
        ("SHA-256 of the scenario", luck.scenario_sha256.clone()),
    ]
}
