//! The scenario format as its specification has it: what a file says is what the model holds.
//! Every expected number is worked out by hand beside the file it belongs to.

mod calendar;
mod demand;
mod disruptions;
mod people;
mod reference;
mod spreadsheets;
mod values;
mod variants;
mod work;

use std::path::Path;

use callfloor::model::{Centre, ContactType, Study, Team};
use callfloor::scenario;

/// A Monday, two hours of it, in half-hours.
const CALENDAR: &str = "[calendar]\nstart = 2026-03-02\ndays = 1\nhours = \"08:00-10:00\"\n";
const CONTACT: &str = "[contacts.x]\narrivals = { rate = \"60/h\" }\ntalk = { mean = \"4m\", cv = 1.0 }\n";
const TEAM: &str = "[teams.a]\ntakes = [\"x\"]\nagents = 10\n";

#[track_caller]
fn study_in(folder: &Path, text: &str) -> Study {
    scenario::read_text("format.toml", text, folder, &[]).unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}

#[track_caller]
fn centre(text: &str) -> Centre {
    study_in(Path::new("."), text).variants.remove(0).centre
}

/// The centre under this calendar.
#[track_caller]
fn open(calendar: &str) -> Centre {
    centre(&format!("[calendar]\n{calendar}\n{CONTACT}{TEAM}"))
}

/// The only contact type, with these keys besides its arrivals and talk.
#[track_caller]
fn contact(keys: &str) -> ContactType {
    centre(&format!("{CALENDAR}{CONTACT}{keys}\n{TEAM}")).contact_types()[0].clone()
}

/// The only team, with these keys besides what it takes.
#[track_caller]
fn team(keys: &str) -> Team {
    centre(&format!("{CALENDAR}{CONTACT}[teams.a]\ntakes = [\"x\"]\n{keys}\n")).teams()[0].clone()
}

#[track_caller]
fn close(actual: f64, expected: f64) {
    assert!((actual - expected).abs() <= 1e-6 * expected.abs().max(1.0), "{actual} instead of {expected}");
}
