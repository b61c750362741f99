//! Any text is read or refused, and what is read can be run, drawn and reported.
//!
//! A comment `#! --set PATH=VALUE` or `#! --vary PATH=FROM..TO` stands for what the command line would say.

#![no_main]

mod hostile;

use std::path::Path;

use callfloor::experiment;
use callfloor::model::{Study, Sweep};
use callfloor::report::{self, Origin};
use callfloor::documents;
use callfloor::results::SweepResults;
use callfloor::scenario::{self, Faults, Override, Vary};
use callfloor::chart::{self, Style};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

/// The largest that are run; larger ones are only read.
const MOST_CONTACTS: f64 = 20_000.0;
const MOST_AGENTS: u64 = 5_000;
const MOST_INTERVALS: usize = 20_000;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let overrides: Vec<Override> = said(text, "#! --set ").filter_map(|text| text.parse().ok()).collect();
    let vary: Vec<Vary> = said(text, "#! --vary ").filter_map(|text| text.parse().ok()).collect();
    // The folder holds the CSV files that the scenarios of the tests refer to.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/invalid");
    match scenario::read_text("fuzz.toml", text, &folder, &overrides) {
        Ok(study) => run(study, text),
        Err(faults) => assert_in_words(&faults),
    }
    if !vary.is_empty() {
        sweep(text, &overrides, &vary);
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    match std::str::from_utf8(&data[..size]) {
        Ok(text) if !seed.is_multiple_of(4) => {
            let mutated = hostile::mutated(text, u64::from(seed));
            let size = mutated.floor_char_boundary(max_size);
            data[..size].copy_from_slice(&mutated.as_bytes()[..size]);
            size
        }
        _ => libfuzzer_sys::fuzzer_mutate(data, size, max_size),
    }
});

fn said<'a>(text: &'a str, option: &'static str) -> impl Iterator<Item = &'a str> {
    text.lines().filter_map(move |line| line.strip_prefix(option))
}

fn assert_in_words(faults: &Faults) {
    assert!(!faults.is_empty(), "a refusal names a fault");
    assert!(faults.render(false).ends_with("not shown\n") || faults.render(false).contains(" fault"));
    assert!(!faults.to_string().is_empty());
}

fn sweep(text: &str, overrides: &[Override], vary: &[Vary]) {
    let path = std::env::temp_dir().join(format!("callfloor-fuzz-{}.toml", std::process::id()));
    std::fs::write(&path, text).expect("the temporary folder can be written to");
    match scenario::read_sweep(&path, overrides, vary) {
        Ok(Sweep { mut study, paths, units, mut points }) => {
            study.variants.truncate(3);
            points.truncate(3);
            if let Some(results) = results_of(study) {
                let sweep = SweepResults { paths, units, points, results };
                let charts = chart::charts_of_sweep(&sweep, &Style::default());
                documents::pack_of_sweep(&sweep, &charts, &origin()).expect("what was measured can be reported");
                assert!(!documents::summary_of_sweep(&sweep).is_empty());
            }
        }
        Err(faults) => assert_in_words(&faults),
    }
    let _ = std::fs::remove_file(&path);
}

fn run(study: Study, text: &str) {
    let Some(results) = results_of(study) else { return };
    assert!(!documents::summary_of_run(&results).is_empty());
    let json = report::json(&results).expect("what was measured can be written");
    assert!(!json.contains("NaN"));
    // Drawing takes long: one in sixteen.
    if text.len().is_multiple_of(16) {
        let charts = chart::charts_of_run(&results, &Style::default());
        documents::pack_of_run(&results, &charts, &origin()).expect("what was measured can be reported");
    }
}

fn results_of(mut study: Study) -> Option<callfloor::results::Results> {
    study.settings.replications = 2;
    let small = study.variants.iter().all(|variant| {
        let centre = &variant.centre;
        let contacts: f64 = centre.contact_types().iter().map(|it| it.demand.expected()).sum();
        let agents: u64 = centre.teams().iter().map(|team| u64::from(team.most_agents())).sum();
        contacts < MOST_CONTACTS && agents < MOST_AGENTS && centre.calendar().intervals.len() < MOST_INTERVALS
    });
    if !small || study.variants.len() > 6 {
        return None;
    }
    experiment::run(&study, Some(1), &()).ok()
}

fn origin() -> Origin {
    Origin { command: "run", scenario: "fuzz.toml".into(), options: Vec::new() }
}
