//! How long an instant answer takes, and what counting one wait costs.

use callfloor::erlang::{ErlangA, ErlangB, ErlangC, Goal, Traffic, required_agents};
use callfloor::random::Key;
use callfloor::stats::Histogram;
use callfloor::units::{Fraction, PerHour, Seconds, Ticks};
use divan::Bencher;
use divan::counter::ItemsCount;

const TEAMS: [u32; 4] = [10, 100, 1_000, 10_000];
const AHT_SECONDS: f64 = 300.0;
const THRESHOLD_SECONDS: f64 = 20.0;

fn main() {
    divan::main();
}

#[divan::bench(args = TEAMS)]
fn erlang_b(agents: u32) -> Fraction {
    ErlangB::new(divan::black_box(traffic(agents)), agents).blocked()
}

#[divan::bench(args = TEAMS)]
fn erlang_c(agents: u32) -> Fraction {
    ErlangC::new(divan::black_box(traffic(agents)), agents).service_level(seconds(THRESHOLD_SECONDS))
}

#[divan::bench(args = TEAMS)]
fn erlang_a(agents: u32) -> Fraction {
    impatient(agents).service_level(seconds(THRESHOLD_SECONDS))
}

#[divan::bench(args = TEAMS)]
fn erlang_a_every_measure(agents: u32) -> [f64; 5] {
    let queue = impatient(agents);
    let level = queue.service_level(seconds(THRESHOLD_SECONDS)).get();
    [level, queue.abandoned().get(), queue.asa().get(), queue.queue_length(), queue.occupancy().get()]
}

#[divan::bench(args = TEAMS)]
fn agents_for_a_target_endless(agents: u32) -> u32 {
    agents_for_80_in_20(traffic(agents), None)
}

#[divan::bench(args = TEAMS)]
fn agents_for_a_target_impatient(agents: u32) -> u32 {
    agents_for_80_in_20(traffic(agents), Some(seconds(120.0)))
}

#[divan::bench]
fn a_thousand_waits_into_a_histogram(bencher: Bencher<'_, '_>) {
    let mut stream = Key::new(1, 0).stream();
    let waits: Vec<u64> = (0..1_000).map(|_| Ticks::from_seconds_f64(30.0 * stream.exponential()).0).collect();
    let mut histogram = Histogram::new();
    bencher.counter(ItemsCount::new(waits.len())).bench_local(|| {
        for &wait in divan::black_box(&waits) {
            histogram.record(wait);
        }
    });
}

fn agents_for_80_in_20(traffic: Traffic, patience: Option<Seconds>) -> u32 {
    let target = Fraction::new(0.8).expect("between 0 and 1");
    let goal = Goal::ServiceLevel { target, within: seconds(THRESHOLD_SECONDS) };
    required_agents(divan::black_box(traffic), patience, &[goal]).expect("a load that can be met").agents
}

fn impatient(agents: u32) -> ErlangA {
    ErlangA::new(divan::black_box(traffic(agents)), seconds(120.0), agents).expect("agents and patience")
}

/// 0.95 erlangs for every agent.
fn traffic(agents: u32) -> Traffic {
    let rate = PerHour::new(0.95 * f64::from(agents) * 3600.0 / AHT_SECONDS).expect("finite");
    Traffic::new(rate, seconds(AHT_SECONDS)).expect("a handling time and a modest load")
}

fn seconds(length: f64) -> Seconds {
    Seconds::new(length).expect("finite and not negative")
}
