use crate::report::Origin;
use crate::report::figure::count;
use crate::report::tables::assumptions::basis;
use crate::results::{Assumption, Basis, Description, Results};

use super::contents::{describe_range, measures_shown};
use super::markdown::escaped;

/// An item of the checklist and what is said to it.
struct Item {
    number: &'static str,
    title: &'static str,
    sentences: Vec<String>,
}

/// `stress_des.md`: the checklist by which discrete-event simulations are reported, filled from the study. What a study does not have is
/// said not to apply; what only its authors can say is said to be theirs. `None` where the results hold no description.
///
/// # Source
///
/// The items are those of STRESS-DES: Monks, Currie, Onggo, Robinson, Kunc and Taylor (2019), "Strengthening the reporting of empirical
/// simulation studies: Introducing the STRESS guidelines", *Journal of Simulation* 13(1), 55–67.
pub(super) fn stress_des(results: &Results, origin: &Origin) -> Option<String> {
    let description = results.description.as_ref()?;
    let mut text = format!(
        "# {}: how it was simulated\n\nBy the items of STRESS-DES (Monks and others 2019, Journal of Simulation 13(1), 55–67). What the file \
         does not say, whoever publishes the study has to add.\n",
        escaped(&results.title)
    );
    for (part, items) in parts(results, description, origin) {
        text.push_str(&format!("\n## {part}\n"));
        for Item { number, title, sentences } in items {
            text.push_str(&format!("\n### {number} {title}\n\n"));
            match &sentences[..] {
                [] => text.push_str("Not applicable.\n"),
                sentences => sentences.iter().for_each(|sentence| text.push_str(&format!("- {}\n", escaped(sentence)))),
            }
        }
    }
    Some(text)
}

fn item(number: &'static str, title: &'static str, sentences: Vec<String>) -> Item {
    Item { number, title, sentences: sentences.into_iter().map(ended).collect() }
}

/// With a full stop at its end.
fn ended(text: String) -> String {
    if text.ends_with(['.', '?', '!', ':']) { text } else { format!("{text}.") }
}

fn parts(results: &Results, description: &Description, origin: &Origin) -> [(&'static str, Vec<Item>); 6] {
    [
        ("1 Objectives", objectives(results, description, origin)),
        ("2 Logic", logic(results, description)),
        ("3 Data", data(results, description)),
        ("4 Experimentation", experimentation(description)),
        ("5 Implementation", implementation(results, description)),
        ("6 Code access", code_access(results, origin)),
    ]
}

fn objectives(results: &Results, description: &Description, origin: &Origin) -> Vec<Item> {
    let purpose = vec![
        format!("The study is called “{}”", results.title),
        "Why it was made, and for whom, is for its authors to say; the comments of the scenario file are the place"
            .into(),
    ];
    let mut outputs: Vec<String> = measures_shown(results)
        .map(|measure| format!("{} ({}): {}", measure.label(), measure.key(), measure.meaning()))
        .collect();
    outputs.push(
        "Contacts count in the interval in which they arrive; queues, agents and occupancy follow the clock".into(),
    );
    outputs.extend(description.estimation.iter().skip(1).cloned());
    let mut aims: Vec<String> = description.variants.iter().map(|variant| format!("Scenario: {variant}")).collect();
    if !aims.is_empty() {
        aims.insert(0, "Scenario: baseline, the centre as the file has it; every other is held against it".into());
    }
    aims.push(match origin.command {
        "run" => "Design of experiments: not applicable, every scenario was named beforehand".into(),
        other => {
            format!("Design of experiments: the points that `callfloor {other}` asks for; the command stands under 6.1")
        }
    });
    aims.push("Optimisation: not applicable".into());
    vec![
        item("1.1", "Purpose of the model", purpose),
        item("1.2", "Model outputs", outputs),
        item("1.3", "Experimentation aims", aims),
    ]
}

fn logic(results: &Results, description: &Description) -> Vec<Item> {
    let has_contacts = results.variants.first().is_some_and(|baseline| !baseline.contacts.is_empty());
    let mut overview = Vec::new();
    let mut base = Vec::new();
    if has_contacts {
        overview.push(
            "Need arises → contact arrives → (a line is free, or it is blocked) → (an agent is free, or it waits) → (answered, gives up, or \
             is sent away at closing) → (settled, comes back, tries again, or the need is given up)"
                .into(),
        );
        base.push(
            "Agents come and go by the roster; whoever is with a contact when duty ends finishes it first. A free agent takes what \
             waits, or waits for the next contact"
                .into(),
        );
        base.extend(description.patience.iter().cloned());
    }
    if results.variants.iter().any(|variant| !variant.cases.is_empty()) {
        overview.push("Case arrives → waits in the backlog → is worked on, put down and taken up → done".into());
    }
    if results.variants.iter().any(|variant| !variant.caseloads.is_empty()) {
        overview.push(
            "Case opens → is given to a worker, or waits for one → is handed over when its worker leaves → closes"
                .into(),
        );
    }
    if results.variants.iter().any(|variant| !variant.workforces.is_empty()) {
        overview.push(
            "Post is filled → training → on the floor, on leave or sick by the day → leaves → post is vacant".into(),
        );
    }
    base.extend(description.disruptions.iter().cloned());
    base.extend(description.clauses.iter().cloned());
    let scenarios: Vec<String> = description
        .variants
        .iter()
        .map(|variant| format!("{variant}. What it sets stands in the scenario file, under [[variants]]"))
        .collect();
    let algorithms = vec![
        "Arrivals are drawn interval by interval at constant rates; all else is drawn from the distributions listed under 3.3".into(),
        "The formulas of the explanation, where there is one, are Erlang B, C and A".into(),
    ];
    let exits = if has_contacts {
        vec![
            "Contacts enter at their arrival and leave when handled, given up, blocked or sent away; customers may come again".into(),
            "After the horizon nobody is followed: who still waits then is counted as unfinished".into(),
        ]
    } else {
        Vec::new()
    };
    let mut queues = description.routing.clone();
    queues.extend(description.lines.iter().cloned());
    vec![
        item("2.1", "Base model overview diagram", overview),
        item("2.2", "Base model logic", base),
        item("2.3", "Scenario logic", scenarios),
        item("2.4", "Algorithms", algorithms),
        item("2.5.1", "Components: entities", description.entities.clone()),
        item("2.5.2", "Components: activities", description.handling.clone()),
        item("2.5.3", "Components: resources", description.teams.clone()),
        item("2.5.4", "Components: queues", queues),
        item("2.5.5", "Components: entry and exit points", exits),
    ]
}

fn data(results: &Results, description: &Description) -> Vec<Item> {
    let of_basis = |known: bool| {
        let wanted = results.assumptions.iter().filter(move |assumption| (assumption.basis != Basis::Assumed) == known);
        wanted.map(assumption).collect::<Vec<String>>()
    };
    let mut sources = of_basis(true);
    if sources.is_empty() {
        sources.push("The scenario file states no measured, published or claimed source".into());
    }
    let mut assumed = of_basis(false);
    assumed.push("Numbers of the file whose basis is not stated are as good as whoever wrote them knows".into());
    let parameters =
        [&description.arrivals, &description.handling, &description.patience, &description.teams, &description.lines]
            .into_iter()
            .flatten()
            .cloned();
    vec![
        item("3.1", "Data sources", sources),
        item("3.2", "Pre-processing", vec![
            "The program changes no input: it spreads volumes over months, weekdays and times as the file says, and reads the files that it names"
                .into(),
        ]),
        item("3.3", "Input parameters", parameters.collect()),
        item("3.4", "Assumptions", assumed),
    ]
}

fn assumption(assumption: &Assumption) -> String {
    let source = assumption.source.as_ref().map_or_else(String::new, |source| format!(": {source}"));
    let range =
        assumption.range.as_ref().map_or_else(String::new, |range| format!(" (from {})", describe_range(range)));
    format!("{}, {}{range}{source}", assumption.path, basis(assumption.basis))
}

fn experimentation(description: &Description) -> Vec<Item> {
    vec![
        item("4.1", "Initialisation", description.start.clone()),
        item("4.2", "Run length", description.calendar.clone()),
        item("4.3", "Estimation approach", description.estimation.clone()),
    ]
}

fn implementation(results: &Results, description: &Description) -> Vec<Item> {
    let execution = [
        "Next-event simulation on a clock of whole ticks of 2⁻²⁰ s",
        "What happens at the same tick is ordered: handling ends, arrivals, waits end, the calendar",
        "Replications may run on several threads; the results are the same bytes on any number of them",
    ];
    vec![
        item("5.1", "Software or programming language", vec![
            format!("{}, written in Rust", results.program),
            "The results are the same on every operating system".into(),
        ]),
        item("5.2", "Random sampling", description.randomness.clone()),
        item("5.3", "Model execution", execution.map(String::from).to_vec()),
        item("5.4", "System specification", vec![
            "The results do not depend on the machine, and these files say nothing of it, nor of the time the run took".into(),
        ]),
    ]
}

fn code_access(results: &Results, origin: &Origin) -> Vec<Item> {
    let replications = results.variants.first().map_or(0, |baseline| baseline.replications);
    vec![item(
        "6.1",
        "Computer model sharing statement",
        vec![
            "The program is open source, under the Apache License 2.0 or the MIT license".into(),
            format!(
                "The model is the scenario file {}; SHA-256 of all that went into it: {}",
                origin.scenario, results.scenario_sha256
            ),
            format!(
                "The same results, {} replication{} of each variant from seed {}, come out of: {}",
                count(replications.into()),
                if replications == 1 { "" } else { "s" },
                results.seed,
                if results.ended.was_interrupted() {
                    format!("callfloor verify; stopped by hand was: {}", origin.command_line())
                } else {
                    origin.command_line()
                }
            ),
        ],
    )]
}

#[cfg(test)]
mod tests {
    use crate::report::example;

    use super::*;

    fn origin() -> Origin {
        Origin { command: "run", scenario: "centre.toml".into(), options: Vec::new() }
    }

    #[test]
    fn every_item_is_filled_or_said_not_to_apply() {
        let mut results = example::results();
        assert_eq!(stress_des(&results, &origin()), None);
        results.description = Some(Description {
            variants: vec!["Limit, \"5m\": As <b>claimed</b>".into()],
            entities: vec!["Benefit enquiries: calls".into()],
            estimation: vec!["100 replications".into(), "Intervals at 95% confidence".into()],
            ..Description::default()
        });
        let text = stress_des(&results, &origin()).unwrap();
        let items: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("### ")).collect();
        // The checklist has twenty items, of which one is in five parts.
        assert_eq!(items.len(), 24, "{items:?}");
        let text_of = |number: &str| {
            let (_, after) = text.split_once(&format!("### {number} ")).unwrap();
            after.lines().skip(2).take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(text_of("2.5.1"), "- Benefit enquiries: calls.");
        assert_eq!(text_of("2.5.3"), "Not applicable.");
        assert!(text_of("1.3").contains(r#"Scenario: Limit, "5m": As \<b\>claimed\</b\>."#), "{}", text_of("1.3"));
        assert!(
            text_of("1.2").contains("Service level (service\\_level)") || text_of("1.2").contains("(service_level)")
        );
        assert!(text_of("3.1").contains("teams.front_line.agents, published: Hansard \\| 2008."), "{}", text_of("3.1"));
        assert!(
            text_of("3.4").contains("contacts.enquiries.patience, assumed (from 10m to 60m)."),
            "{}",
            text_of("3.4")
        );
        assert!(text_of("6.1").contains("callfloor run centre.toml"));
        assert!(items.iter().all(|item| !text_of(item.split(' ').next().unwrap()).is_empty()));
    }
}
