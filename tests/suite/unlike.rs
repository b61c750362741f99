//! Figures of contact types that are unlike: no mean wait of them together, groups that the file names, and what stands beside a mean
//! of the answered.

use callfloor::documents;
use callfloor::experiment;
use callfloor::results::{ContactResults, Measure, Results, Scope, Verdict};
use callfloor::scenario::{self, Override};

const MIXED: &str = r#"
    [calendar]
    start = 2026-03-02
    days = 3
    hours = "08:00-18:00"
    [contacts.enquiries]
    arrivals = { rate = "60/h" }
    talk = { mean = "4m", shape = "exponential" }
    patience = { mean = "5m", shape = "exponential" }
    service_level = { within = "20s", target = "80%" }
    [contacts.claims]
    arrivals = { rate = "30/h" }
    talk = { mean = "6m", shape = "exponential" }
    patience = { mean = "5m", shape = "exponential" }
    service_level = { within = "20s", target = "80%" }
    [contacts.forms]
    channel = "message"
    arrivals = { rate = "20/h" }
    talk = { mean = "10m", shape = "exponential" }
    due = "5 working days"
    [teams.front]
    takes = ["enquiries", "claims", { contact = "forms", priority = 2 }]
    agents = 10
    [[variants]]
    name = "Nine"
    set = { "teams.front.agents" = 9 }
    [run]
    replications = 10
"#;

fn run(text: &str, set: &[(&str, &str)]) -> Results {
    let set: Vec<Override> =
        set.iter().map(|(path, value)| Override { path: (*path).into(), value: (*value).into() }).collect();
    let study = scenario::read_text("unlike.toml", text, ".".as_ref(), &set)
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    experiment::run(&study, None, &()).unwrap()
}

fn mean(contacts: &ContactResults, measure: Measure) -> Option<f64> {
    contacts.total[&measure].map(|estimate| estimate.mean)
}

/// Every measure that is a wait, or is partly one.
fn waits() -> Vec<Measure> {
    let rows = Measure::table().filter(|row| row.only_of_alike);
    let waits: Vec<Measure> = rows.map(|row| row.measure).collect();
    assert!(waits.contains(&Measure::AsaSeconds) && waits.contains(&Measure::WaitSecondsP95), "{waits:?}");
    let of_waits = |measure: &Measure| measure.key().contains("wait_") || measure.key() == "asa_seconds";
    let of_all = Measure::table().map(|row| row.measure).filter(of_waits);
    let missing: Vec<Measure> = of_all.filter(|measure| !waits.contains(measure)).collect();
    assert_eq!(missing, [], "each measure of waits is only of what is alike");
    waits
}

#[test]
fn contacts_of_two_channels_have_no_mean_wait_together() {
    let results = run(MIXED, &[]);
    for variant in &results.variants {
        let all = &variant.all_contacts;
        for wait in waits() {
            assert_eq!(mean(all, wait), None, "{wait}");
            assert!(
                all.intervals.iter().all(|interval| !matches!(interval.measures.get(&wait), Some(Some(_)))),
                "{wait}"
            );
            assert!(
                !results.comparisons.iter().any(|one| one.scope == Scope::AllContacts && one.measure == wait),
                "{wait}"
            );
        }
        assert!(all.waits.is_empty());
        assert!(all.days.as_ref().unwrap().quantiles.iter().all(|quantile| quantile.wait_seconds_max.is_none()));
        assert!(mean(all, Measure::Offered).unwrap() > 1000.0 && mean(all, Measure::ServiceLevel).is_some());
        assert_eq!(all.note.as_deref(), Some(ContactResults::NO_MEAN_WAIT));
    }
    let said = documents::summary_of_run(&results);
    let overall = said.split("All contacts (").nth(1).unwrap();
    let (table, _) = overall.split_once("Nine against").unwrap();
    assert!(table.contains("no mean wait") && !table.contains("ASA"), "{table}");
    assert!(said.lines().all(|line| line.chars().count() <= 100), "{said}");
}

#[test]
fn where_no_group_is_named_each_channel_is_a_line() {
    let results = run(MIXED, &[]);
    let baseline = &results.variants[0];
    assert_eq!(baseline.groups.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["voice"]);
    let calls = &baseline.groups["voice"];
    assert_eq!(calls.members, ["enquiries", "claims"]);
    let both = [&baseline.contacts["enquiries"], &baseline.contacts["claims"]];
    let sum = |measure| both.iter().map(|of_type| mean(of_type, measure).unwrap()).sum::<f64>();
    let close = |one: f64, other: f64| (one - other).abs() < 1e-6 * other.abs();
    assert!(close(mean(calls, Measure::Offered).unwrap(), sum(Measure::Offered)));
    let waited: f64 =
        both.iter().map(|of| mean(of, Measure::AsaSeconds).unwrap() * mean(of, Measure::Answered).unwrap()).sum();
    assert!(close(mean(calls, Measure::AsaSeconds).unwrap(), waited / sum(Measure::Answered)));
    let longest = both.map(|of| mean(of, Measure::WaitSecondsMax).unwrap());
    assert!(longest.iter().all(|longest| *longest <= mean(calls, Measure::WaitSecondsMax).unwrap()));
    // The median of both lies between those of each.
    let medians = both.map(|of| mean(of, Measure::WaitSecondsP50).unwrap());
    let median = mean(calls, Measure::WaitSecondsP50).unwrap();
    assert!(medians[0].min(medians[1]) <= median && median <= medians[0].max(medians[1]), "{median} of {medians:?}");
    assert_eq!(mean(calls, Measure::QueueLengthMax), None, "the queue of a group is not followed");
    let compared = results.comparisons.iter().filter(|one| one.scope == Scope::Group("voice".into()));
    assert!(compared.count() > 20);
}

#[test]
fn a_named_group_stands_for_the_channels() {
    let named = MIXED.replace(
        "[teams.front]",
        "[groups.phones]\ntitle = \"Phones\"\ncontacts = [\"claims\", \"enquiries\"]\n[teams.front]",
    );
    let results = run(&named, &[]);
    let names: Vec<_> = results.variants[0].groups.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["phones"]);
    let (group, channel) = (&results.variants[0].groups["phones"], &run(MIXED, &[]).variants[0].groups["voice"]);
    assert_eq!(group.total, channel.total, "a group changes nothing of what happens");
    assert!(documents::summary_of_run(&results).contains("\nPhones (target: 80% answered within 20s)\n"));
    // Another promise for one of them: their waits are no longer of one kind.
    let unlike = run(&named, &[("contacts.claims.service_level.within", "60s")]);
    let group = &unlike.variants[0].groups["phones"];
    assert_eq!((mean(group, Measure::AsaSeconds), group.note.is_some()), (None, true));
    assert!(mean(&unlike.variants[0].contacts["claims"], Measure::AsaSeconds).is_some());
}

#[test]
fn alike_contact_types_have_a_total_as_before() {
    let alike = MIXED
        .replace("channel = \"message\"", "service_level = { within = \"20s\", target = \"80%\" }")
        .replace("due = \"5 working days\"", "");
    let results = run(&alike, &[]);
    let baseline = &results.variants[0];
    assert!(baseline.groups.is_empty());
    for wait in [Measure::AsaSeconds, Measure::WaitSeconds, Measure::WaitSecondsP95, Measure::WaitSecondsMax] {
        assert!(mean(&baseline.all_contacts, wait).is_some(), "{wait}");
    }
    assert_eq!((&baseline.all_contacts.note, baseline.all_contacts.waits.is_empty()), (&None, false));
    assert!(documents::summary_of_run(&results).split("All contacts").nth(1).unwrap().contains("ASA"));
}

/// Agents who take calls alone answer a few forms in the first hours, and then none: those answered waited for less.
#[test]
fn the_answered_alone_do_not_make_a_variant_better() {
    let text = r#"
        [calendar]
        start = 2026-03-02
        days = 2
        hours = "08:00-18:00"
        [contacts.calls]
        arrivals = { rate = "60/h" }
        talk = { mean = "5m", shape = "exponential" }
        patience = { mean = "30m", shape = "exponential" }
        [teams.front]
        takes = ["calls"]
        agents = 4
        [[variants]]
        name = "Impatient"
        set = { "contacts.calls.patience.mean" = "1m" }
        [run]
        replications = 20
    "#;
    let results = run(text, &[]);
    let of = |measure| {
        results
            .comparisons
            .iter()
            .find(|one| one.measure == measure && one.scope == Scope::Contacts("calls".into()))
            .unwrap()
    };
    let (asa, never) = (of(Measure::AsaSeconds), of(Measure::NotAnsweredFraction));
    assert!(asa.difference.high() < 0.0 && never.difference.low() > 0.0, "{asa:?} {never:?}");
    assert_eq!((asa.verdict, never.verdict), (Verdict::Lower, Verdict::Worse));
    let shares = |variant: usize| {
        let total = &results.variants[variant].contacts["calls"];
        let whole =
            mean(total, Measure::NotAnsweredFraction).unwrap() + mean(total, Measure::AnsweredFraction).unwrap();
        assert!((whole - 1.0).abs() < 1e-9, "{whole}");
    };
    shares(0);
    shares(1);
    let said = documents::summary_of_run(&results);
    let line = said.lines().find(|line| line.contains("ASA falls by")).unwrap_or_else(|| panic!("{said}"));
    assert!(!line.contains("better") && said.contains("Never answered rises by"), "{said}");
}

#[test]
fn questions_about_a_wait_of_all_are_refused() {
    let folder = std::env::temp_dir().join(format!("unlike-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("mixed.toml"), MIXED).unwrap();
    let ask = |scope: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_callfloor"));
        command.current_dir(&folder).args(["breakeven", "mixed.toml", "--vary", "teams.front.agents=8..12"]);
        let output = command
            .args(["--equal", "asa_seconds", "--replications", "2", "--points", "3", "--variant", "Nine"])
            .args(scope)
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    for scope in [&[][..], &["--scope", "all_contacts"]] {
        let (code, said) = ask(scope);
        assert_eq!(code, Some(2), "{said}");
        assert!(
            said.contains(
                "there is no asa_seconds of all_contacts: its contact types have different channels or promises"
            ),
            "{said}"
        );
        assert!(said.contains("contacts.enquiries, contacts.claims, contacts.forms, groups.voice"), "{said}");
    }
    let (code, said) = ask(&["--scope", "groups.voice"]);
    assert_eq!(code, Some(0), "{said}");
    std::fs::remove_dir_all(folder).unwrap();
}
