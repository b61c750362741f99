use crate::results::{
    BusiestInterval, ByFormula, Estimate, Explanation, FewestAgents, Measure, NoFormula, Reason, ServiceTarget,
    WithoutFormula,
};
use crate::units::describe_duration;

use super::figure::{Figure, count, share};

/// What formulas and simulation say, why they differ, and why it takes so many agents and not one fewer: a sentence each.
#[must_use]
pub fn sentences(explanation: &Explanation) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(fresh) = &explanation.fresh {
        sentences.push(load(explanation, fresh));
        sentences.push(levels(explanation, fresh));
        if let Some(offered) = explanation.offered.filter(|offered| differs(offered, fresh)) {
            sentences.push(with_repeats(explanation, &offered));
        }
    }
    sentences.extend(explanation.reasons.iter().map(|reason| because(reason, explanation)));
    if let Some(busiest) = &explanation.busiest {
        sentences.extend(staffing(busiest, explanation.promise.as_ref()));
    }
    sentences.extend(explanation.without_formula.iter().map(no_formula));
    sentences
}

fn load(explanation: &Explanation, fresh: &ByFormula) -> String {
    let titles = enumerated(&explanation.titles);
    let together = if explanation.titles.len() > 1 { " together" } else { "" };
    format!(
        "{titles}{together}: {} contacts an hour of {} each come, a load of {} erlangs, the agents they would keep busy \
         without a pause; {} agents were there for them, on average over opening time.",
        plain(Measure::Offered, fresh.contacts_per_hour),
        length(fresh.aht_seconds),
        erlangs(fresh.load),
        agents(fresh.agents),
    )
}

fn levels(explanation: &Explanation, fresh: &ByFormula) -> String {
    let in_time = in_time(explanation.promise.as_ref());
    let mut parts = Vec::new();
    if let Some(level) = fresh.erlang_c {
        parts.push(format!("Erlang C, for which nobody gives up, says {}", shown(level)));
    }
    if let Some(level) = fresh.erlang_a {
        parts.push(format!("Erlang A, for which they do, says {}", shown(level)));
    }
    if explanation.simulated.is_some() {
        parts.push(format!("the simulation says {}", simulated(explanation.simulated)));
    }
    sentence(format!("of the share {in_time}, interval by interval, {}", parts.join("; ")))
}

/// Whether all attempts are more than fresh contacts by more than a hundredth.
fn differs(offered: &ByFormula, fresh: &ByFormula) -> bool {
    (offered.load / fresh.load - 1.0).abs() > 0.01
        || (offered.contacts_per_hour / fresh.contacts_per_hour - 1.0).abs() > 0.01
}

fn with_repeats(explanation: &Explanation, offered: &ByFormula) -> String {
    let formulas = [("Erlang C", offered.erlang_c), ("Erlang A", offered.erlang_a)];
    let sentences: Vec<String> =
        formulas.into_iter().filter_map(|(name, level)| Some(format!("{name} says {}", shown(level?)))).collect();
    let what = if sentences.is_empty() { String::new() } else { format!("; for them {}", sentences.join(" and ")) };
    let word = if explanation.titles.len() > 1 { "these types" } else { "it" };
    format!(
        "With every further attempt {} contacts an hour of {word} came out, {} erlangs{what}.",
        plain(Measure::Offered, offered.contacts_per_hour),
        erlangs(offered.load),
    )
}

/// One reason, with its size.
fn because(reason: &Reason, explanation: &Explanation) -> String {
    match reason {
        Reason::Abandonment { share } => {
            format!("{} of contacts give up and leave the agents to others; Erlang C knows of none.", shown(*share))
        }
        Reason::Repeats { added } => {
            format!("Retrials, returns and other further attempts add {} to fresh contacts.", shown(*added))
        }
        Reason::DaysDiffer { cv } => {
            let by = cv.map_or_else(String::new, |cv| {
                format!(": their number differs from day to day with a standard deviation of {}", shown(cv))
            });
            format!("Some days are busier than others{by}; a busy day costs more than a quiet one gains.")
        }
        Reason::IntervalsDiffer { cv } => format!(
            "Within a day, single intervals are busier or quieter than expected by {} (standard deviation).",
            shown(*cv)
        ),
        Reason::Bursts { mean } => {
            let mean = decimal(*mean);
            format!("Contacts arrive several at once, {mean} on average; the formulas let them come one by one.")
        }
        Reason::CarriedOver => {
            "Load and staff change through the day, and a queue goes over from one interval into the next; \
                               the formulas take each interval as if it had always been so."
                .into()
        }
        Reason::Skills { contacts } => format!(
            "Not every team takes all of {} alike: routes, priorities or skills keep agents and contacts apart, where the \
             formulas know one line and one team.",
            enumerated(if contacts.is_empty() { &explanation.titles } else { contacts })
        ),
        Reason::OtherContacts { share, contacts } => {
            format!("The same teams answer {} too: {} of what they answer.", enumerated(contacts), shown(*share))
        }
        Reason::Blocked { share } => format!("{} of contacts find no line free.", shown(*share)),
        Reason::TurnedAway { share } => format!("{} of contacts are sent away at closing time.", shown(*share)),
        Reason::Balking { share } => format!("Of those who find nobody free, up to {} leave at once.", shown(*share)),
        Reason::Callbacks { share } => {
            format!("{} of contacts are called back instead of waiting on the line.", shown(*share))
        }
        Reason::Transfers { share } => format!("{} of contacts were passed on by another agent.", shown(*share)),
        Reason::HandlingNotExponential { cv } => {
            let cv = match shown(*cv) {
                cv if cv == "100.0%" => ", though its spread is as large as the formulas take it to be".to_owned(),
                cv => format!(": its spread is {cv} of its mean, where the formulas take it to be 100%"),
            };
            format!("Handling time is not exponential{cv}.")
        }
        Reason::PatienceNotExponential => {
            "Patience is not exponential, as Erlang A takes it to be: how many give up early differs.".into()
        }
        Reason::Limits { share } => format!("{} of answered contacts are cut short or got rid of.", shown(*share)),
        Reason::Cases { share } => format!(
            "The same agents work on cases for {} of their time; the formulas count those left for contacts, on average.",
            shown(*share)
        ),
        Reason::Breaks { share } => format!(
            "Breaks, meetings and training take {} of the time on duty, and not the same part of every moment.",
            shown(*share)
        ),
        Reason::Absence { share } => {
            format!("{} of the agents rostered are away, on some days more than on others.", shown(*share))
        }
        Reason::ExactNumbers => {
            "As many contacts arrive in each interval as the file says; the formulas let that vary as well.".into()
        }
        Reason::AgentsDiffer { teams } => {
            format!("By chance more agents are there on some days than on others: {}.", enumerated(teams))
        }
        Reason::Pace { teams } => {
            format!("Not all agents are equally fast, or not at all times: {}.", enumerated(teams))
        }
        Reason::Disruptions { labels } => format!("Something goes wrong: {}.", enumerated(labels)),
    }
}

/// Why it takes so many agents, and not one fewer.
fn staffing(busiest: &BusiestInterval, promise: Option<&ServiceTarget>) -> Vec<String> {
    let start = busiest.start.get(11..16).unwrap_or(&busiest.start);
    let wanted = match promise.and_then(|promise| promise.target) {
        Some(target) => format!("{} {}", share(target), in_time(promise)),
        None => return Vec::new(),
    };
    let keeping_up = busiest.load.floor() + 1.0;
    let mut sentences = vec![format!(
        "The busiest interval begins at {start}: {} contacts an hour of {} each are {} erlangs, so fewer than {} agents could not \
         keep up if nobody gave up.",
        plain(Measure::Offered, busiest.contacts_per_hour),
        length(busiest.aht_seconds),
        erlangs(busiest.load),
        plain(Measure::Agents, keeping_up),
    )];
    for (name, fewest) in [("Erlang C", busiest.erlang_c), ("Erlang A", busiest.erlang_a)] {
        sentences.extend(fewest.map(|fewest| why_not_fewer(name, &fewest, busiest.load, &wanted)));
    }
    let levels = busiest.simulated.map_or_else(String::new, |estimate| {
        format!("; the simulation answered {} of those who came then in time", simulated(Some(estimate)))
    });
    sentences.push(format!("{} agents were there for them{levels}.", agents(busiest.agents)));
    sentences
}

fn why_not_fewer(name: &str, fewest: &FewestAgents, load: f64, wanted: &str) -> String {
    let n = fewest.agents;
    let number = |agents: u32| count(agents.into());
    let mut levels = vec![format!("{} reach {}", number(n), shown(fewest.service_level))];
    if let Some(level) = fewest.one_fewer {
        levels.insert(0, format!("{} reach {}", number(n - 1), shown(level)));
    }
    levels.push(format!("{} would reach {}", number(n + 1), shown(fewest.one_more)));
    let rounded = fewest.exactly.map_or_else(String::new, |exactly| {
        format!(" For {} erlangs about {} would just do, and agents come whole.", erlangs(load), decimal(exactly))
    });
    format!("{name} asks for {} for {wanted}: {}.{rounded}", counted(n), levels.join(", "))
}

fn no_formula(without: &WithoutFormula) -> String {
    let because = match without.because {
        NoFormula::Message => {
            "messages wait overnight and nobody gives up, so what counts is whether the work gets done"
        }
        NoFormula::SeveralAtOnce => "an agent holds several of them at once",
    };
    format!("{}: no formula, as {because}.", without.title)
}

fn in_time(promise: Option<&ServiceTarget>) -> String {
    match promise {
        None => "answered within the threshold of its type".into(),
        Some(promise) => promise.in_words(),
    }
}

pub(crate) fn simulated(estimate: Option<Estimate>) -> String {
    let figure = Figure::level(Measure::ServiceLevel, estimate);
    match estimate.and_then(|estimate| estimate.half_width) {
        Some(_) => figure.to_string(),
        None => figure.mean(),
    }
}

/// A share, to a tenth of a per cent.
pub(crate) fn shown(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

pub(crate) fn plain(measure: Measure, number: f64) -> String {
    Figure::level(measure, Some(Estimate { mean: number, half_width: None })).mean()
}

pub(crate) fn erlangs(load: f64) -> String {
    if load < 0.95 { format!("{load:.2}") } else { decimal(load) }
}

pub(crate) fn agents(agents: f64) -> String {
    if (agents - agents.round()).abs() < 1e-6 { count(agents.round() as u64) } else { decimal(agents) }
}

/// With one decimal and its thousands marked.
fn decimal(number: f64) -> String {
    let tenths = (number * 10.0).round() as u64;
    format!("{}.{}", count(tenths / 10), tenths % 10)
}

/// A computed length, to the second.
fn length(seconds: f64) -> String {
    describe_duration(if seconds < 10.0 { seconds } else { seconds.round() })
}

fn counted(agents: u32) -> String {
    format!("{} agent{}", count(agents.into()), if agents == 1 { "" } else { "s" })
}

/// Most names that are said one by one.
const MOST_NAMED: usize = 6;

pub(crate) fn enumerated(names: &[String]) -> String {
    match names {
        [] => String::new(),
        many if MOST_NAMED < many.len() => {
            let (named, more) = many.split_at(MOST_NAMED - 1);
            format!("{} and {} more", named.join(", "), count(more.len() as u64))
        }
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn sentence(text: String) -> String {
    format!("{}.", capital(&text))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use crate::report::example::explained;

    use super::*;

    #[test]
    fn a_planner_reads_where_the_number_comes_from() {
        let sentences = sentences(&explained());
        assert_eq!(
            sentences,
            [
                "Calls: 200 contacts an hour of 3m each come, a load of 10.0 erlangs, the agents they would keep busy without a \
                 pause; 13.2 agents were there for them, on average over opening time.",
                "Of the share answered within 20s, interval by interval, Erlang C, for which nobody gives up, says 82.1%; Erlang \
                 A, for which they do, says 87.2%; the simulation says 81.2 ± 0.6%.",
                "With every further attempt 222 contacts an hour of it came out, 11.1 erlangs; for them Erlang C says 70.1% and \
                 Erlang A says 80.3%.",
                "4.3% of contacts give up and leave the agents to others; Erlang C knows of none.",
                "Retrials, returns and other further attempts add 11.0% to fresh contacts.",
                "The same teams answer Letters too: 20.0% of what they answer.",
                "The busiest interval begins at 10:00: 228 contacts an hour of 3m each are 11.4 erlangs, so fewer than 12 agents \
                 could not keep up if nobody gave up.",
                "Erlang C asks for 15 agents for 80% answered within 20s: 14 reach 75.4%, 15 reach 84.6%, 16 would reach 90.7%. \
                 For 11.4 erlangs about 14.5 would just do, and agents come whole.",
                "13 agents were there for them.",
                "Letters: no formula, as messages wait overnight and nobody gives up, so what counts is whether the work gets done.",
            ]
        );
    }

    #[test]
    fn where_there_is_no_formula_only_that_is_said() {
        let mut none = explained();
        (none.fresh, none.offered, none.simulated, none.busiest) = (None, None, None, None);
        none.reasons.clear();
        assert_eq!(sentences(&none).len(), 1);
    }
}
