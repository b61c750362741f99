//! Durations, shares and every way to say how long something takes.

use callfloor::random::{Distribution, Shape};
use callfloor::units::Seconds;

use super::{CALENDAR, TEAM, close, contact, study_in};

fn seconds(seconds: f64) -> Seconds {
    Seconds::new(seconds).unwrap()
}

/// The distribution written as `law`.
#[track_caller]
fn patience(law: &str) -> Distribution {
    contact(&format!("patience = {law}")).patience.expect("a limit to it")
}

#[test]
fn durations_are_written_in_seconds_minutes_hours_days_and_weeks() {
    let lengths = [
        ("20s", 20.0),
        ("3m 30s", 210.0),
        ("2h", 7200.0),
        ("1h30m", 5400.0),
        ("5d", 432_000.0),
        ("6w", 3_628_800.0),
        ("1.5m", 90.0),
        ("0s", 0.0),
    ];
    for (written, expected) in lengths {
        let contact = contact(&format!("service_level = {{ within = \"{written}\" }}"));
        assert_eq!(contact.service_level.within.get(), expected, "{written}");
    }
}

#[test]
fn shares_are_written_as_numbers_or_per_cent() {
    for (written, expected) in [("0.12", 0.12), ("\"12%\"", 0.12), ("0", 0.0), ("1", 1.0), ("\"100%\"", 1.0)] {
        close(contact(&format!("balking = {written}")).balking.get(), expected);
    }
}

#[test]
fn a_mean_and_a_cv_are_lognormal_unless_a_shape_says_else() {
    let of = |shape, cv| Distribution::new(shape, seconds(300.0), cv).unwrap();
    let laws = [
        ("{ mean = \"5m\", cv = 1.2 }", of(Shape::Lognormal, 1.2)),
        ("{ mean = \"5m\", cv = 1.2, shape = \"lognormal\" }", of(Shape::Lognormal, 1.2)),
        ("{ mean = \"5m\", cv = 0.5, shape = \"gamma\" }", of(Shape::Gamma, 0.5)),
        ("{ mean = \"5m\", cv = 0.5, shape = \"weibull\" }", of(Shape::Weibull, 0.5)),
        ("{ mean = \"5m\", cv = 1.5, shape = \"hyperexponential\" }", of(Shape::Hyperexponential, 1.5)),
        ("{ mean = \"5m\", shape = \"exponential\" }", of(Shape::Exponential, 1.0)),
        ("{ mean = \"5m\", cv = 1, shape = \"exponential\" }", of(Shape::Exponential, 1.0)),
        ("{ mean = \"5m\", shape = \"constant\" }", of(Shape::Constant, 0.0)),
        ("{ mean = \"5m\", cv = 0.0, shape = \"constant\" }", of(Shape::Constant, 0.0)),
        // Without a cv it is 1.
        ("{ mean = \"5m\" }", of(Shape::Lognormal, 1.0)),
        ("{ mean = \"5m\", shape = \"gamma\" }", of(Shape::Gamma, 1.0)),
        ("{ mean = \"5m\", shape = \"weibull\" }", of(Shape::Weibull, 1.0)),
    ];
    for (written, expected) in laws {
        let read = patience(written);
        assert_eq!(read, expected, "{written}");
        close(read.mean(), 300.0);
    }
}

#[test]
fn a_weibull_may_be_given_by_scale_and_k() {
    let read = patience("{ shape = \"weibull\", scale = \"400s\", k = 0.5 }");
    assert_eq!(read, Distribution::weibull(seconds(400.0), 0.5).unwrap());
    // Its mean is scale × Γ(1 + 1 ÷ k), and Γ(3) is 2.
    close(read.mean(), 800.0);
}

#[test]
fn a_uniform_lies_between_two_durations() {
    let read = patience("{ uniform = [\"3m\", \"7m\"] }");
    assert_eq!(read, Distribution::uniform(seconds(180.0), seconds(420.0)).unwrap());
    close(read.mean(), 300.0);
}

#[test]
fn a_triangular_is_written_by_its_corners() {
    let expected = Distribution::triangular(seconds(300.0), seconds(420.0), seconds(600.0)).unwrap();
    for written in [
        "{ shape = \"triangular\", low = \"5m\", mode = \"7m\", high = \"10m\" }",
        "{ low = \"5m\", mode = \"7m\", high = \"10m\" }",
        "{ triangular = [\"5m\", \"7m\", \"10m\"] }",
        "{ shape = \"triangular\", triangular = [\"5m\", \"7m\", \"10m\"] }",
    ] {
        assert_eq!(patience(written), expected, "{written}");
    }
    close(expected.mean(), 440.0);
}

#[test]
fn a_spread_may_be_a_standard_deviation_and_an_erlang_has_phases() {
    let normal = Distribution::new(Shape::Normal, seconds(300.0), 0.2).unwrap();
    assert_eq!(patience("{ shape = \"normal\", mean = \"5m\", sd = \"1m\" }"), normal);
    assert_eq!(patience("{ shape = \"normal\", mean = \"5m\", cv = 0.2 }"), normal);
    let gamma = Distribution::new(Shape::Gamma, seconds(300.0), 0.2).unwrap();
    assert_eq!(patience("{ shape = \"gamma\", mean = \"5m\", sd = \"60s\" }"), gamma);
    let erlang = patience("{ shape = \"erlang\", mean = \"5m\", k = 4 }");
    assert_eq!(erlang, Distribution::erlang(seconds(300.0), 4).unwrap());
    close(erlang.cv(), 0.5);
    assert!(patience("{ shape = \"erlang\", mean = \"5m\", k = 1 }").is_exponential());
}

#[test]
fn quantiles_are_a_table_of_shares_in_any_order() {
    let point = |(share, length): (f64, f64)| (callfloor::units::Fraction::new(share).unwrap(), seconds(length));
    let expected = Distribution::quantiles([(0.1, 60.0), (0.5, 180.0), (0.9, 480.0)].map(point).to_vec()).unwrap();
    assert_eq!(patience("{ quantiles = { \"90%\" = \"8m\", \"10%\" = \"1m\", \"50%\" = \"3m\" } }"), expected);
    close(expected.mean(), 236.25);
}

#[test]
fn the_parts_of_a_mixture_may_have_any_shape() {
    let read = patience(
        "{ mixture = [{ share = 0.5, shape = \"erlang\", mean = \"2m\", k = 2 }, \
         { share = 0.25, uniform = [\"1m\", \"2m\"] }, { share = 0.25, triangular = [\"1m\", \"2m\", \"6m\"] }] }",
    );
    // 0.5 × 120 + 0.25 × 90 + 0.25 × 180.
    close(read.mean(), 127.5);
}

#[test]
fn the_parts_of_a_mixture_are_exponential_unless_they_say_else() {
    let plain = patience("{ mixture = [{ share = 0.7, mean = \"30s\" }, { share = \"30%\", mean = \"5m\" }] }");
    let exponential = |mean: f64| Distribution::exponential(seconds(mean)).unwrap();
    assert_eq!(plain, Distribution::mixture(vec![(0.7, exponential(30.0)), (0.3, exponential(300.0))]).unwrap());
    close(plain.mean(), 111.0);
    let shaped = patience(
        "{ mixture = [{ share = 0.5, mean = \"1m\", shape = \"constant\" }, \
         { share = 0.5, mean = \"3m\", cv = 0.5, shape = \"gamma\" }] }",
    );
    let gamma = Distribution::new(Shape::Gamma, seconds(180.0), 0.5).unwrap();
    let parts = vec![(0.5, Distribution::constant(seconds(60.0))), (0.5, gamma)];
    assert_eq!(shaped, Distribution::mixture(parts).unwrap());
    close(shaped.mean(), 120.0);
}

#[test]
fn samples_come_from_a_file_in_seconds_or_as_durations() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("talk.csv"),
        "agent,seconds\nann,60\nben,3m 30s\nann,0.5\nben,0:04:30\nann,4 min\n",
    )
    .unwrap();
    let text = format!(
        "{CALENDAR}[contacts.x]\narrivals = {{ rate = \"60/h\" }}\ntalk = {{ samples = \"talk.csv\" }}\n{TEAM}"
    );
    let talk = study_in(folder.path(), &text).variants[0].centre.contact_types()[0].talk.clone();
    let lengths = [60.0, 210.0, 0.5, 270.0, 240.0].map(seconds);
    assert_eq!(talk, Distribution::samples(&lengths).unwrap());
    close(talk.mean(), 156.1);
}
