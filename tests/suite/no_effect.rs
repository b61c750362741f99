//! Keys that are set and change nothing: said so, with when they act, and not said of keys that do act.

use std::path::PathBuf;
use std::process::Command;

use callfloor::documents;
use callfloor::experiment;
use callfloor::results::{Results, Warning};
use callfloor::scenario::{self, Vary};

const LINE: &str = r#"
    [calendar]
    start = 2026-03-02
    days = 2
    hours = "09:00-17:00"
    [contacts.calls]
    arrivals = { rate = "60/h" }
    talk = { mean = "4m", cv = 1.0 }
    patience = { mean = "3m", shape = "exponential" }
    service_level = { within = "20s", target = "80%" }
    [teams.front]
    takes = ["calls"]
    agents = 5
    [run]
    replications = 5
"#;

const PEOPLE: &str = r#"
    [calendar]
    start = 2026-03-02
    days = 5
    hours = { mon-fri = "09:00-17:00" }
    [contacts.calls]
    arrivals = { rate = "60/h" }
    talk = { mean = "4m", cv = 1.0 }
    [teams.front]
    takes = ["calls"]
    [teams.front.people]
    posts = 8
    filled = 6
    shifts = ["day"]
    pay = { permanent = 14.0 }
    [shifts.day]
    hours = "09:00-17:00"
    [run]
    replications = 4
"#;

fn run(text: &str) -> Results {
    let study = scenario::read_text("nothing.toml", text, ".".as_ref(), &[]);
    experiment::run(&study.unwrap_or_else(|faults| panic!("{}", faults.render(false))), None, &()).unwrap()
}

fn with_variants(text: &str, sets: &[(&str, &str)]) -> Results {
    let variant = |(name, set): &(&str, &str)| format!("[[variants]]\nname = \"{name}\"\nset = {{ {set} }}\n");
    run(&format!("{text}\n{}", sets.iter().map(variant).collect::<String>()))
}

fn said(results: &Results) -> Vec<String> {
    let no_effect = |warning: &&Warning| matches!(warning, Warning::NoEffect { .. });
    results.warnings.iter().filter(no_effect).map(ToString::to_string).collect()
}

fn in_folder(text: &str, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("line.toml"), text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_callfloor"));
    let output = command.current_dir(folder.path()).args(arguments).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{printed}{}", String::from_utf8_lossy(&output.stderr));
    printed
}

#[test]
fn a_variant_that_changes_nothing_says_when_its_key_acts() {
    let results = with_variants(
        LINE,
        &[
            ("Asked", "\"contacts.calls.aht_target\" = \"3m\""),
            ("Six", "\"teams.front.agents\" = 6"),
            ("Six too", "\"teams.front.agents\" = [6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6]"),
        ],
    );
    let said = said(&results);
    assert_eq!(
        said,
        [
            "Against baseline, Asked changes nothing here: contacts.calls.aht_target is reported beside the AHT and enforces \
             nothing; `handling_limit` does.",
            "Against Six, Six too changes nothing here: everything that happens is the same in all 5 replications.",
        ]
    );
    let same: Vec<Option<&str>> = results.variants.iter().map(|variant| variant.same_as.as_deref()).collect();
    assert_eq!(same, [None, Some("baseline"), None, Some("Six")]);
    let printed = documents::summary_of_run(&results);
    assert!(
        printed.contains("Asked against baseline\n  Nothing changes: everything that happens is the same.\n"),
        "{printed}"
    );
    assert!(!printed.contains("no difference"), "{printed}");
}

#[test]
fn a_sweep_of_a_key_that_is_not_in_force_says_so() {
    for (vary, begins) in [
        (
            "contacts.calls.outcome.returns.share=10%..30%:10%",
            "Against share = 10%, each of share = 20% and share = 30% changes nothing here: contacts.calls.outcome.returns.share \
             acts only if some needs are not settled",
        ),
        ("contacts.calls.retrial.share=10%..20%:10%", ""),
    ] {
        let text = format!(
            "{LINE}\n[contacts.calls.outcome]\nresolved = \"100%\"\nreturns = {{ share = \"5%\", after = {{ mean = \"1h\", cv = 1.0 }} }}\n\
             [contacts.calls.retrial]\nshare = \"5%\"\nafter = {{ mean = \"10m\", cv = 1.0 }}\n"
        );
        let path: PathBuf = tempfile::tempdir().unwrap().keep().join("swept.toml");
        std::fs::write(&path, text).unwrap();
        let vary: Vec<Vary> = vec![vary.parse().unwrap()];
        let sweep = scenario::read_sweep(&path, &[], &vary).unwrap_or_else(|faults| panic!("{}", faults.render(false)));
        let said = said(&experiment::run(&sweep.study, None, &()).unwrap());
        assert_eq!(said.is_empty(), begins.is_empty(), "{said:?}");
        assert!(said.iter().all(|said| said.starts_with(begins)), "{said:?}");
    }
}

#[test]
fn posts_that_nobody_fills_change_nothing() {
    let results = with_variants(PEOPLE, &[("Ten posts", "\"teams.front.people.posts\" = 10")]);
    let said = said(&results);
    let [said] = said.as_slice() else { panic!("{said:?}") };
    assert!(
        said.contains("changes nothing here: teams.front.people.posts acts only if somebody comes for the posts"),
        "{said}"
    );
    let filled = with_variants(PEOPLE, &[("Seven", "\"teams.front.people.filled\" = 7")]);
    assert_eq!(self::said(&filled), [""; 0]);
}

/// Pay changes nothing that happens, and costs.
#[test]
fn what_acts_on_figures_alone_is_not_said_to_change_nothing() {
    let paid = with_variants(PEOPLE, &[("Better paid", "\"teams.front.people.pay.permanent\" = 16.0")]);
    assert_eq!(said(&paid), [""; 0]);
    assert!(paid.variants[1].same_as.is_none());
    let within = with_variants(LINE, &[("A minute", "\"contacts.calls.service_level.within\" = \"60s\"")]);
    assert_eq!(said(&within), [""; 0]);
}

#[test]
fn an_assumption_without_effect_is_named_by_sensitivity() {
    let text = format!(
        "{LINE}\n[contacts.calls.outcome]\nreturns = {{ share = \"20%\", after = {{ mean = \"1h\", cv = 1.0 }} }}\n\
         [assumptions.\"contacts.calls.outcome.returns.share\"]\nbasis = \"assumed\"\nrange = [\"10%\", \"30%\"]\n\
         [assumptions.\"contacts.calls.talk\"]\nbasis = \"assumed\"\nrange = [\"3m\", \"5m\"]\n"
    );
    let printed = in_folder(&text, &["sensitivity", "line.toml", "--measure", "service_level", "--points", "10"]);
    let printed = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    let sentence = "contacts.calls.outcome.returns.share, from 10% to 30%, changes nothing here: \
                    contacts.calls.outcome.returns.share acts only if some needs are not settled";
    assert!(printed.contains(sentence), "{printed}");
    assert_eq!(printed.matches(", changes nothing here").count(), 1, "{printed}");
}

#[test]
fn a_break_even_of_a_key_that_is_not_in_force_says_so() {
    let text = format!(
        "{LINE}\n[contacts.calls.outcome]\nreturns = {{ share = \"20%\", after = {{ mean = \"1h\", cv = 1.0 }} }}\n\
         [[variants]]\nname = \"Six\"\nset = {{ \"teams.front.agents\" = 6 }}\n"
    );
    let ask = |vary: &str| {
        let arguments = ["breakeven", "line.toml", "--vary", vary, "--equal", "offered", "--points", "3"];
        let printed = in_folder(&text, &[&arguments[..], &["--replications", "3"]].concat());
        printed.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let printed = ask("contacts.calls.outcome.returns.share=10%..30%");
    let sentence = "contacts.calls.outcome.returns.share, from 10% to 30%, changes nothing here: \
                    contacts.calls.outcome.returns.share acts only if some needs are not settled";
    assert!(printed.contains(sentence), "{printed}");
    assert!(!ask("contacts.calls.talk.mean=3m..5m").contains("3m to 5m, changes nothing"), "talk acts");
}
