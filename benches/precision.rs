//! How long it takes to know the service level to within ±1%, by each way of drawing and estimating.
//!
//! Prints, for each scenario and way, the half-width of the service level that is known least well, its gain over the
//! plain way, the processor time of a replication of all variants, and the time to a half-width of one point: replications
//! grow with the square of the half-width. Half-widths from 400 replications are themselves known to within some 5%.

mod models;

use std::time::Instant;

use callfloor::experiment;
use callfloor::model::{DayFactors, Study};
use callfloor::results::{Measure, Results};

const REPLICATIONS: u32 = 400;

fn main() {
    println!("{:24} {:28} {:>10} {:>6} {:>9} {:>11}", "", "", "± points", "gain", "ms/repl.", "s to ±1%");
    for (name, mut study) in [
        ("land_registry", models::bundled("land_registry_sites")),
        ("kirklees_centres", models::bundled("kirklees_centres")),
        ("minimal", models::bundled("minimal")),
    ] {
        study.settings.replications = REPLICATIONS;
        study.settings.each_day = false;
        let mut plain = None;
        for (way, control_variates, day_factors) in [
            ("plain", false, DayFactors::Independent),
            ("control variates", true, DayFactors::Independent),
            ("antithetic", false, DayFactors::Antithetic),
            ("stratified", false, DayFactors::Stratified),
            ("control variates, antithetic", true, DayFactors::Antithetic),
        ] {
            (study.settings.control_variates, study.settings.day_factors) = (control_variates, day_factors);
            let began = Instant::now();
            let half_width = widest(&run(&study));
            let seconds = began.elapsed().as_secs_f64() / f64::from(REPLICATIONS);
            let to_one_point = seconds * f64::from(REPLICATIONS) * (half_width / 0.01).powi(2);
            let gain = (plain.get_or_insert(half_width).to_owned() / half_width).powi(2);
            let (points, milliseconds) = (100.0 * half_width, 1e3 * seconds);
            println!("{name:24} {way:28} {points:10.3} {gain:6.1} {milliseconds:9.2} {to_one_point:11.3}");
        }
    }
}

/// On one thread, so that the time is that of one core.
fn run(study: &Study) -> Results {
    experiment::run(study, Some(1), &()).expect("a run that nobody stops has results")
}

/// The widest interval of a service level, over all variants and contact types.
fn widest(results: &Results) -> f64 {
    let contacts = results.variants.iter().flat_map(|variant| variant.contacts.iter());
    let levels = contacts.filter_map(|(_, it)| it.total[&Measure::ServiceLevel].and_then(|level| level.half_width));
    levels.fold(0.0, f64::max)
}
