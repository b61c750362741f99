use crate::results::{
    Doing, Estimate, LivedDay, Measure, Measures, Named, OverPeople, PeopleResults, PersonMeasure, PersonsDay, Results,
};

use super::study;

/// A team whose people work by shifts, under so many variants.
pub(in crate::chart) fn people(variants: usize) -> Results {
    let names = ["baseline", "Five minutes an hour, enforced", "Ten more people", "A limit of five minutes"];
    let names: Vec<&str> = names.into_iter().cycle().take(variants).collect();
    let mut results = study(&["2026-03-02"], &names, &[], 0);
    for (index, variant) in results.variants.iter_mut().enumerate() {
        let of_team = |title: &str| PeopleResults {
            title: title.into(),
            total: distributions(index as f64),
            day: Some(LivedDay { date: "2026-03-02".into(), people: (0..12).map(day).collect() }),
        };
        variant.people = Named(vec![("front_line".into(), of_team("Front line"))]);
    }
    results
}

fn distributions(strain: f64) -> Measures {
    let figure = |lived: PersonMeasure, among: OverPeople| {
        let middle = match lived {
            PersonMeasure::Occupancy => 0.80 + 0.02 * strain,
            PersonMeasure::HoursWithPauseFraction => 0.6 - 0.05 * strain,
            PersonMeasure::ContactsAWeek => 240.0 - 10.0 * strain,
            _ => 22.0 + 2.0 * strain,
        };
        let (factor, width) = match among {
            OverPeople::Mean => (1.0, 0.01),
            OverPeople::Spread => (0.1, 0.01),
            OverPeople::P10 => (0.85, 0.01),
            OverPeople::P25 => (0.92, 0.01),
            OverPeople::P50 => (1.0, 0.02),
            OverPeople::P75 => (1.07, 0.01),
            OverPeople::P90 => (1.12, 0.01),
            OverPeople::Max => (1.2, 0.02),
        };
        Some(Estimate { mean: middle * factor, half_width: Some(middle * width) })
    };
    let all = PersonMeasure::ALL.into_iter().flat_map(|lived| OverPeople::ALL.map(|among| (lived, among)));
    all.map(|(lived, among)| (Measure::People(lived, among), figure(lived, among))).collect()
}

/// From 8 to 16 or from 10 to 18: a contact of six minutes, then two of waiting, but for a break, a meeting and some training.
fn day(number: u32) -> PersonsDay {
    let (minute, begins) = (60, if number.is_multiple_of(2) { 8 * 3600 } else { 10 * 3600 });
    let ends = begins + 8 * 3600;
    let mut spans =
        vec![(Doing::Absent, begins, begins + number * 30), (Doing::Waiting, begins + number * 30, begins + 600)];
    let mut now = begins + 600;
    while now < ends {
        let (doing, lasts) = match (now - begins) / 3600 {
            2 if (now - begins) % 3600 < 480 => (Doing::Break, 15),
            3 if number == 3 && (now - begins) % 3600 < 480 => (Doing::Meeting, 45),
            5 if number == 5 && (now - begins) % 3600 < 480 => (Doing::Training, 60),
            6 if number == 6 => (Doing::Casework, 45),
            _ => (Doing::Contact, 6),
        };
        spans.push((doing, now, now + lasts * minute));
        now += lasts * minute;
        spans.push((Doing::Waiting, now, now + 2 * minute));
        now += 2 * minute;
    }
    PersonsDay { place: 1 + 9 * number, due: (begins, ends), spans }
}
