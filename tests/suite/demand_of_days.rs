//! Busyness that lasts, shapes of weekdays, contacts as they were and regimes of days, against their exact moments.

use std::path::Path;

use callfloor::engine::{Customers, SampledCustomers};
use callfloor::experiment;
use callfloor::model::{Centre, ContactTypeIndex, Study};
use callfloor::random::{Key, Spread};
use callfloor::results::{Measure, Results};
use callfloor::scenario;
use callfloor::units::Instant;

/// Standard errors that a test allows for.
const FAR: f64 = 4.0;
const REPLICATIONS: u32 = 3_000;

fn study(folder: &Path, text: &str) -> Study {
    scenario::read_text("days.toml", text, folder, &[]).unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}

/// Four hours from eight o'clock on so many days, with two contact types of which one has these keys.
fn text(days: u32, arrivals: &str, extra: &str) -> String {
    format!(
        "title = \"Days\"\n[calendar]\nstart = 2026-03-02\ndays = {days}\nhours = \"08:00-12:00\"\ninterval = \"30m\"\n\
         [contacts.x]\narrivals = {arrivals}\ntalk = {{ mean = \"1s\" }}\n{extra}\n\
         [contacts.y]\narrivals = {{ rate = \"100/h\" }}\ntalk = {{ mean = \"1s\" }}\n\
         [teams.a]\ntakes = [\"x\", \"y\"]\nagents = 20\n"
    )
}

fn centre(days: u32, arrivals: &str, extra: &str) -> Centre {
    study(Path::new("."), &text(days, arrivals, extra)).variants.remove(0).centre
}

fn arrivals(centre: &Centre, of_type: u32, number: u32) -> Vec<Instant> {
    let mut customers = SampledCustomers::with_spread(centre, Key::new(5, number), Spread::Independent);
    let mut times = Vec::new();
    while let Some(at) = customers.next_contact(ContactTypeIndex(of_type)) {
        customers.need(ContactTypeIndex(of_type));
        times.push(at);
    }
    times
}

/// Contacts of each interval.
fn counts(centre: &Centre, of_type: u32, number: u32) -> Vec<f64> {
    let times = arrivals(centre, of_type, number);
    let within = |interval: &callfloor::model::Interval| {
        times.iter().filter(|at| interval.start < **at && **at <= interval.end).count() as f64
    };
    centre.calendar().intervals.iter().map(within).collect()
}

/// The mean of what each replication says, with its standard error.
fn mean_of(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let values: Vec<f64> = values.collect();
    let number = values.len() as f64;
    let mean = values.iter().sum::<f64>() / number;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (number - 1.0);
    (mean, (variance / number).sqrt())
}

#[track_caller]
fn agrees(what: &str, (mean, error): (f64, f64), expected: f64) {
    assert!((mean - expected).abs() < FAR * error + 1e-9, "{what}: {mean} ± {error} against {expected}");
}

#[test]
fn busy_intervals_are_followed_by_busy_ones_for_as_long_as_the_spell_says() {
    let centre = centre(2, "{ rate = \"200/h\" }", "busyness = { per_interval_cv = 0.5, spell = \"2h\" }");
    let all: Vec<Vec<f64>> = (0..REPLICATIONS).map(|number| counts(&centre, 0, number)).collect();
    let (rate, spread) = (100.0, 0.25);
    agrees("mean", mean_of(all.iter().map(|row| row[3])), rate);
    // Of a mixed Poisson: its own variance and that of its rate.
    agrees("variance", mean_of(all.iter().map(|row| (row[3] - rate).powi(2))), rate + rate * rate * spread);
    for (one, other, hours) in [(2, 3, 0.5), (0, 4, 2.0), (1, 7, 3.0), (7, 8, 20.5)] {
        let covariance = mean_of(all.iter().map(|row| (row[one] - rate) * (row[other] - rate)));
        agrees(&format!("{hours} hours apart"), covariance, rate * rate * spread * (-hours / 2.0_f64).exp());
    }
}

#[test]
fn a_factor_does_not_depend_on_when_anybody_arrives() {
    let extra = "busyness = { per_interval_cv = 0.5, spell = \"2h\" }";
    let always = centre(1, "{ volume = \"800/day\" }", extra);
    let late = centre(1, "{ volume = \"400/day\", by_time = [0, 1] }", extra);
    for number in 0..20 {
        assert_eq!(counts(&always, 0, number)[4..], counts(&late, 0, number)[4..]);
    }
}

#[test]
fn days_of_the_week_have_shapes_of_their_own() {
    let shapes = "{ volume = \"700/week\", by_weekday = { sat = 2, sun = 0 }, by_time = { sun-thu = [1, 3], fri = [1], sat = [2, 1, 1, 0] } }";
    let centre = centre(7, shapes, "");
    let demand = &centre.contact_types()[0].demand;
    let mut expected = vec![0.0; centre.calendar().intervals.len()];
    for segment in &demand.segments {
        expected[segment.interval as usize] += segment.rate.get() * segment.end.since(segment.start).seconds() / 3600.0;
    }
    let day = |day: usize| &expected[8 * day..8 * day + 8];
    let near = |got: &[f64], wanted: [f64; 8]| {
        got.iter().zip(wanted).for_each(|(got, wanted)| assert!((got - wanted).abs() < 1e-6, "{got} {wanted}"));
    };
    // Five days of weight 1, Saturday of 2, Sunday of 0: 100 and 200.
    near(day(0), [6.25, 6.25, 6.25, 6.25, 18.75, 18.75, 18.75, 18.75]);
    near(day(4), [12.5; 8]);
    near(day(5), [50.0, 50.0, 25.0, 25.0, 25.0, 25.0, 0.0, 0.0]);
    near(day(6), [0.0; 8]);
}

#[test]
fn contacts_are_replayed_in_exactly_their_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "interval_start,offered\n08:00,12\n08:30,0\n09:00,100\n09:30,3.5\n10:00,3.5\n10:30,1\n";
    std::fs::write(folder.path().join("offered.csv"), rows).unwrap();
    let read = |extra: &str| {
        let text = text(1, "{ file = \"offered.csv\", replay = true }", extra);
        study(folder.path(), &text).variants.remove(0).centre
    };
    let centre = read("");
    let all: Vec<Vec<f64>> = (0..REPLICATIONS).map(|number| counts(&centre, 0, number)).collect();
    for row in &all {
        assert_eq!([row[0], row[1], row[2], row[5], row[6], row[7]], [12.0, 0.0, 100.0, 1.0, 0.0, 0.0]);
        // Parts come up to whole numbers over the two, in one of them or the other.
        assert!(row[3] + row[4] == 7.0 && (row[3] == 3.0 || row[3] == 4.0), "{row:?}");
    }
    agrees("parts", mean_of(all.iter().map(|row| row[3])), 3.5);
    // Times are uniform: Kolmogorov and Smirnov at the level of 0.001.
    let start = 9.0 * 3600.0;
    let mut places: Vec<f64> = Vec::new();
    for number in 0..200 {
        let within = arrivals(&centre, 0, number).into_iter().map(|at| (at.seconds() - start) / 1800.0);
        places.extend(within.filter(|place| (0.0..1.0).contains(place)));
    }
    assert_eq!(places.len(), 20_000);
    places.sort_by(f64::total_cmp);
    let away =
        places.iter().enumerate().map(|(i, place)| ((i + 1) as f64 / 20_000.0 - place).abs()).fold(0.0, f64::max);
    assert!(away < 1.95 / 20_000.0_f64.sqrt(), "{away}");
    // A surge multiplies what comes while it lasts, and nothing else: of 100, the second half twice over.
    let surge = "[[disruptions]]\nkind = \"surge\"\nfrom = 2026-03-02T09:15:00\nlasts = \"15m\"\nfactor = 3\ncontacts = [\"x\"]";
    let surged = read(surge);
    assert!((0..50).all(|number| counts(&surged, 0, number)[2] == 200.0));
}

#[test]
fn what_is_replayed_has_no_interval_and_is_said_to_be_so() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("offered.csv"), "interval_start,offered\n08:00,12\n09:00,100\n").unwrap();
    let text = text(1, "{ file = \"offered.csv\", replay = true }", "") + "[run]\nreplications = 20\n";
    let results: Results = experiment::run(&study(folder.path(), &text), None, &()).unwrap();
    let offered = results.variants[0].contacts["x"].total[&Measure::Offered].unwrap();
    assert_eq!((offered.mean, offered.half_width), (112.0, Some(0.0)));
    let description = results.description.unwrap();
    assert!(description.arrivals[0].contains("exactly the numbers that the file has"), "{:?}", description.arrivals);
}

#[test]
fn contacts_of_a_list_arrive_at_their_moments() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "agent,arrived\nann,2026-03-02 08:00:12\nben,2026-03-02T11:59:59\nann,2026-03-02 08:00:00\n\
                ben,2026-03-02T09:30:00+01:00\nann,2026-03-04 08:00:00\n";
    std::fs::write(folder.path().join("calls.csv"), rows).unwrap();
    let text = text(2, "{ list = \"calls.csv\" }", "");
    let centre = study(folder.path(), &text).variants.remove(0).centre;
    for number in 0..3 {
        let times: Vec<f64> = arrivals(&centre, 0, number).into_iter().map(Instant::seconds).collect();
        let expected = [8.0 * 3600.0, 8.0 * 3600.0 + 12.0, 8.5 * 3600.0, 12.0 * 3600.0 - 1.0];
        assert_eq!(times.len(), expected.len());
        times.iter().zip(expected).for_each(|(at, wanted)| assert!((at - wanted).abs() < 1e-5, "{times:?}"));
    }
    let results: Results =
        experiment::run(&study(folder.path(), &(text + "[run]\nreplications = 5\n")), None, &()).unwrap();
    assert_eq!(results.variants[0].contacts["x"].total[&Measure::Offered].unwrap().mean, 4.0);
    let description = results.description.unwrap();
    assert!(description.arrivals[0].contains("at the moments that the list has"), "{:?}", description.arrivals);
}

#[test]
fn regimes_of_days_move_contact_types_together_or_against_each_other() {
    let regimes = "[[demand.days]]\nshare = \"30%\"\nfactors = { x = 1.5, y = 0.5 }\n\
                   [[demand.days]]\nshare = \"10%\"\nfactors = { x = 0 }";
    let centre = centre(1, "{ rate = \"100/h\" }", regimes);
    // 400 a day: 1.5 × 0.3 + 0 × 0.1 + 0.6 and 0.5 × 0.3 + 0.7 of it are expected.
    let expected = |of_type: usize| centre.contact_types()[of_type].demand.expected();
    assert!((expected(0) - 420.0).abs() < 1e-6 && (expected(1) - 340.0).abs() < 1e-6);
    let day = |of_type: u32, number: u32| arrivals(&centre, of_type, number).len() as f64;
    let days: Vec<[f64; 2]> = (0..REPLICATIONS).map(|number| [day(0, number), day(1, number)]).collect();
    agrees("x", mean_of(days.iter().map(|day| day[0])), 420.0);
    agrees("y", mean_of(days.iter().map(|day| day[1])), 340.0);
    let square = 0.3 * 1.5 * 1.5 + 0.6;
    let variance = 420.0 + 400.0 * 400.0 * (square - 1.05 * 1.05);
    agrees("variance of x", mean_of(days.iter().map(|day| (day[0] - 420.0).powi(2))), variance);
    // E[xy] = 0.3 × 1.5 × 0.5 + 0.1 × 0 × 1 + 0.6.
    let covariance = 400.0 * 400.0 * (0.3 * 0.75 + 0.6 - 1.05 * 0.85);
    agrees("covariance", mean_of(days.iter().map(|day| (day[0] - 420.0) * (day[1] - 340.0))), covariance);
    let none = days.iter().filter(|day| day[0] == 0.0).count() as f64 / f64::from(REPLICATIONS);
    agrees("days without any x", (none, (0.1 * 0.9 / f64::from(REPLICATIONS)).sqrt()), 0.1);
}

#[test]
fn every_day_may_be_of_a_regime() {
    let regimes =
        "[[demand.days]]\nshare = \"50%\"\nfactors = { x = 2 }\n[[demand.days]]\nshare = \"50%\"\nfactors = { x = 0 }";
    let two_valued = centre(1, "{ rate = \"100/h\" }", regimes);
    let busy = (0..REPLICATIONS).map(|number| arrivals(&two_valued, 0, number).len()).filter(|&count| count > 0);
    let busy: Vec<f64> = busy.map(|count| count as f64).collect();
    agrees("busy days", (busy.len() as f64, (0.25 * f64::from(REPLICATIONS)).sqrt()), 1500.0);
    agrees("a busy day", mean_of(busy.into_iter()), 800.0);
}
