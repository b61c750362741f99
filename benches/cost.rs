//! What a contact costs in instructions, which noise does not touch, and what a replication holds in memory.
//!
//! `cargo bench --bench cost` runs itself under `valgrind --tool=callgrind`, once with few replications and once with
//! more, and divides the difference of the instructions by that of the contacts.

mod models;

use std::process::{Command, exit};

use callfloor::model::Study;

/// Each model with its number of replications, few and more.
const MODELS: [(&str, u32, u32); 8] = [
    ("m1 10", 1, 2),
    ("m1 100", 1, 2),
    ("m1 1000", 1, 2),
    ("m1 10000", 1, 2),
    ("m2", 1, 5),
    ("kirklees_centres", 1, 11),
    ("land_registry year", 1, 2),
    ("jobcentre week", 1, 2),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match &arguments[..] {
        [model, replications] => {
            let replications = replications.parse().expect("a number of replications");
            let contacts = models::with_baseline(&study(model), replications, |run| run());
            println!("{contacts} {}", peak_kilobytes());
        }
        _ => MODELS.iter().for_each(|&(model, few, more)| tell(model, few, more)),
    }
}

fn tell(model: &str, few: u32, more: u32) {
    let (few, more) = (measured(model, few), measured(model, more));
    let contacts = more.contacts - few.contacts;
    println!(
        "{model:20} {:9} contacts {:7.0} instructions each, peak {:6.1} MB",
        contacts,
        (more.instructions - few.instructions) as f64 / contacts as f64,
        more.peak_kilobytes as f64 / 1024.0
    );
}

struct Measured {
    contacts: u64,
    instructions: u64,
    peak_kilobytes: u64,
}

fn measured(model: &str, replications: u32) -> Measured {
    let this = std::env::current_exe().expect("a running program has a path");
    let arguments = [model.to_owned(), replications.to_string()];
    let counted = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(&this)
        .args(&arguments)
        .output();
    let Ok(counted) = counted else {
        eprintln!("this bench needs valgrind");
        exit(1);
    };
    let collected = String::from_utf8_lossy(&counted.stderr);
    let instructions = collected.lines().find_map(|line| line.split("Collected : ").nth(1)).map(str::trim);
    let plain = Command::new(&this).args(&arguments).output().expect("this program runs again");
    let said = String::from_utf8_lossy(&plain.stdout);
    let (contacts, peak) = said.trim().split_once(' ').expect("it says contacts and memory");
    Measured {
        contacts: contacts.parse().expect("the number of contacts"),
        instructions: instructions.and_then(|text| text.parse().ok()).expect("callgrind says what it collected"),
        peak_kilobytes: peak.parse().expect("a number of kilobytes"),
    }
}

/// The most memory this process ever held, as Linux knows it; zero elsewhere.
fn peak_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|text| text.split_whitespace().next()).and_then(|text| text.parse().ok()).unwrap_or(0)
}

fn study(model: &str) -> Study {
    match model.split_once(' ') {
        Some(("m1", agents)) => models::m1(agents.parse().expect("a number of agents")),
        Some(("land_registry", "year")) => models::land_registry_year(),
        Some(("jobcentre", _)) => models::bundled("jobcentre"),
        _ if model == "m2" => models::m2(),
        _ => models::bundled(model),
    }
}
