//! All faults of a file are reported at once, also those that only a sound file would be checked for.

use std::path::Path;

use callfloor::scenario;

#[test]
fn a_fault_hides_no_other() {
    let text = r#"
        [calendar]
        start = 2026-03-02
        days = 5
        hours = "08:00-10:00"
        [contacts.calls]
        arrivals = { rate = "60/h" }
        talk = { mean = "4m" }
        service_level = { within = "20s", target = "180%" }
        [contacts.mails]
        arrivals = { rate = "10/week" }
        talk = { mean = "4m" }
        [teams.front]
        takes = ["calls", "mails"]
        agents = [8, 9, 10]
        [[disruptions]]
        kind = "strike"
        from = 2027-03-05T15:00:00
        lasts = "1h"
        share = "70%"
        [[variants]]
        name = "Longer"
        set = { "teams.front.agents" = [1, 2], "teams.nowhere.agents" = 3 }
        [run]
        seedd = 3
    "#;
    let faults = scenario::read_text("six.toml", text, Path::new("."), &[]).unwrap_err().render(false);
    for fault in [
        "`target`: a share lies between 0 and 1",
        "a rate of 10/week is unclear for a centre that closes",
        "`agents` has 3 numbers for 4 intervals",
        "the strike is outside the horizon",
        "[run] has no key `seedd`",
        "`nowhere`",
        "in the variant \"Longer\": `agents` has 2 numbers for 4 intervals",
    ] {
        assert!(faults.contains(fault), "{fault} is not in\n{faults}");
    }
    assert!(faults.ends_with("7 faults\n") || faults.trim_end().ends_with("7 faults"), "{faults}");
}
