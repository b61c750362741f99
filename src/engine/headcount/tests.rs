use super::*;
use crate::model::{
    Absences, AgencyHiring, AtClose, AtShiftEnd, CaseworkCurve, Concerns, Hiring, Intake, Interval, Keeps, Learning,
    Leave, Leaving, Shift, ShiftPattern, Sickness, Stoppage, Training,
};
use crate::units::{Fraction, Instant, Seconds};

pub(super) fn share(value: f64) -> Fraction {
    Fraction::new(value).unwrap()
}

/// So many posts, all filled, of people to whom nothing happens.
pub(super) fn workforce(posts: u32) -> Workforce {
    Workforce {
        posts,
        filled: posts,
        agency: 0,
        contracts: vec![Contract {
            share: Fraction::ONE,
            hours_per_week: 37.0,
            shifts: Vec::new(),
            shift_shares: Vec::new(),
            pay: None,
        }],
        shift_pattern: ShiftPattern::Fixed,
        most_in_break: None,
        at_shift_end: AtShiftEnd::Finish,
        absences: Absences::default(),
        leaving: Vec::new(),
        hiring: None,
        intakes: Vec::new(),
        training: Training::default(),
        learning: None,
        agency_hiring: None,
        newly_qualified: Fraction::ZERO,
        load: None,
        pay: None,
        full_complement: Fraction::ONE,
        stoppages: Vec::new(),
    }
}

/// Days from Monday, 5 January 2026, open on these weekdays from 8 to 18.
pub(super) fn calendar(days: u32, open_weekdays: [bool; 7]) -> Calendar {
    let hour = |day: u32, hour: u32| Instant::at_seconds(f64::from(day * 24 + hour) * 3600.0);
    let open = (0..days).filter(|day| open_weekdays[*day as usize % 7]);
    let interval = |day| Interval { start: hour(day, 8), end: hour(day, 18), day, slot: 0, rest: false, closes: true };
    Calendar {
        midnight: jiff::civil::date(2026, 1, 5).to_zoned(jiff::tz::TimeZone::UTC).unwrap(),
        days,
        interval_length: Seconds::new(36_000.0).unwrap(),
        report_length: Seconds::new(36_000.0).unwrap(),
        intervals: open.map(interval).collect(),
        day_slots: vec![crate::model::DaySlot { minute: 480 }],
        open_weekdays,
        horizon: hour(days, 0),
        warm_up: Instant::ZERO,
        at_close: AtClose::ServeOut,
    }
}

pub(super) const WEEKDAYS: [bool; 7] = [true, true, true, true, true, false, false];

fn leavers(per_year: f64) -> Vec<Leaving> {
    vec![Leaving { until_days: None, per_year }]
}

pub(super) fn leave(days: f64, keeps: Option<Keeps>) -> Leave {
    Leave { days, keeps, by_month: [1.0; 12], notice_days: 40.0, year_begins: (1, 5) }
}

/// Every day of every replication, as told.
fn days(people: &Workforce, calendar: &Calendar, replications: u32) -> Vec<Vec<HeadcountDay>> {
    let mut headcount = Headcount::new(people, calendar);
    let replication = |number| {
        headcount.open(Key::new(11, number), "team");
        let day = |day| {
            headcount.begin_day(day, LoadFactors::default(), |_| 1.0);
            *headcount.today()
        };
        (0..calendar.days).map(day).collect()
    };
    (0..replications).map(replication).collect()
}

/// Mean over replications of a figure of each, and its standard error.
fn estimate(replications: &[Vec<HeadcountDay>], figure: impl Fn(&[HeadcountDay]) -> f64) -> (f64, f64) {
    let figures: Vec<f64> = replications.iter().map(|days| figure(days)).collect();
    let n = figures.len() as f64;
    let mean = figures.iter().sum::<f64>() / n;
    let variance = figures.iter().map(|figure| (figure - mean).powi(2)).sum::<f64>() / (n - 1.0);
    (mean, (variance / n).sqrt())
}

fn close_to(expected: f64, (mean, error): (f64, f64)) {
    assert!((mean - expected).abs() < 4.0 * error, "{mean} ± {error} against {expected}");
}

fn everything(posts: u32) -> Workforce {
    let mut people = workforce(posts);
    people.filled = posts - posts / 6;
    people.agency = posts / 9;
    people.agency_hiring = Some(AgencyHiring { delay_days: 21, stay_days: 180 });
    people.leaving = leavers(0.4);
    people.hiring = Some(Hiring { delay_days: 60, filled: share(0.7) });
    people.intakes = vec![Intake { day: 40, people: posts / 4 }, Intake { day: 200, people: posts / 5 }];
    people.training = Training { lasts_days: 35, mentor_load: share(0.15), mentored_days: 28 };
    people.learning = Some(learning());
    people.absences.sickness = Some(Sickness { share: share(0.05), spell_days: 6.0, spell_cv: 1.5, wave_cv: 0.5 });
    people.absences.leave = Some(leave(30.0, Some(Keeps::Share(share(0.85)))));
    people
}

fn learning() -> Learning {
    Learning {
        handling_excess: 0.5,
        resolution_loss: share(0.15),
        time_constant_days: 42.0,
        casework: None,
        protected: share(0.1),
        protected_days: 56,
        proficient_within: share(0.05),
    }
}

#[test]
fn nobody_is_lost_or_doubled() {
    let (people, calendar) = (everything(90), calendar(500, WEEKDAYS));
    for days in days(&people, &calendar, 20) {
        let mut before = (people.filled, people.agency);
        for (day, today) in days.iter().enumerate() {
            let moves = today.moves;
            assert_eq!(before.0 + moves.recruits, today.filled + moves.leavers, "day {day}: permanent workers");
            assert_eq!(before.1 + moves.agency_joined, today.agency + moves.agency_left, "day {day}: agency workers");
            assert_eq!(today.in_training + today.on_floor, today.filled, "day {day}: in training or on the floor");
            assert_eq!(
                today.due + today.on_leave + today.sick + today.day_off,
                today.on_floor + today.agency,
                "day {day}"
            );
            assert!(today.proficient <= today.on_floor && today.agency <= people.posts, "day {day}: {today:?}");
            before = (today.filled, today.agency);
        }
    }
}

#[test]
fn the_same_key_gives_the_same_days_and_another_does_not() {
    let (people, calendar) = (everything(60), calendar(200, WEEKDAYS));
    assert_eq!(days(&people, &calendar, 2), days(&people, &calendar, 2));
    let replications = days(&people, &calendar, 2);
    assert_ne!(replications[0], replications[1]);
}

/// Of n people, each is still there after d days with probability e^(−hazard × d); nobody is replaced.
#[test]
fn people_leave_by_their_hazard() {
    let mut people = workforce(100);
    people.leaving = leavers(0.3);
    let calendar = calendar(365, WEEKDAYS);
    let left = 100.0 * f64::exp(-0.3 * 365.0 / 365.25);
    close_to(left, estimate(&days(&people, &calendar, 400), |days| f64::from(days[364].filled)));
    let doubled = |_: u32| 2.0;
    let mut headcount = Headcount::new(&people, &calendar);
    let replications: Vec<Vec<HeadcountDay>> = (0..400)
        .map(|number| {
            headcount.open(Key::new(12, number), "team");
            let load = LoadFactors { absence: 1.0, leaving: 1.5 };
            (0..365).for_each(|day| headcount.begin_day(day, load, doubled));
            vec![*headcount.today()]
        })
        .collect();
    let left = 100.0 * f64::exp(-0.9 * 365.0 / 365.25);
    close_to(left, estimate(&replications, |days| f64::from(days[0].filled)));
}

/// A vacancy lasts delay ÷ filled on average, as advertisements are repeated: by Little's law it is that many vacant posts for each
/// leaver a day.
#[test]
fn vacancies_are_those_of_little_s_law() {
    let mut people = workforce(200);
    people.leaving = leavers(0.25);
    people.hiring = Some(Hiring { delay_days: 70, filled: share(0.6) });
    let days = days(&people, &calendar(3000, WEEKDAYS), 30);
    let hazard = 0.25 / 365.25;
    let vacant_for = 70.0 / 0.6;
    let per_day = -f64::exp_m1(-hazard);
    let expected = 200.0 * vacant_for / (1.0 / per_day + vacant_for);
    let late = |days: &[HeadcountDay]| days[1000..].iter().map(|day| f64::from(200 - day.filled)).sum::<f64>() / 2000.0;
    close_to(expected, estimate(&days, late));
}

#[test]
fn the_share_of_sick_days_is_as_stated() {
    for (which, (wanted, spell_days, spell_cv)) in
        [(0.036, 5.0, 1.3), (0.1, 1.0, 0.0), (0.2, 12.5, 0.0), (0.05, 40.0, 2.0)].into_iter().enumerate()
    {
        let mut people = workforce(100);
        people.absences.sickness = Some(Sickness { share: share(wanted), spell_days, spell_cv, wave_cv: 0.0 });
        let days = days(&people, &calendar(200, [true; 7]), 150);
        for part in [0..1, 0..30, 100..200] {
            let length = part.len() as f64;
            let sick =
                |days: &[HeadcountDay]| days[part.clone()].iter().map(|day| f64::from(day.sick)).sum::<f64>() / length;
            let (mean, error) = estimate(&days, sick);
            assert!(
                (mean - 100.0 * wanted).abs() < 4.0 * error,
                "{which}: {mean} ± {error} against {wanted} in {part:?}"
            );
        }
    }
}

#[test]
fn waves_of_sickness_change_the_days_and_not_the_mean() {
    let sick = |wave_cv: f64| {
        let mut people = workforce(400);
        people.absences.sickness = Some(Sickness { share: share(0.04), spell_days: 4.0, spell_cv: 1.0, wave_cv });
        days(&people, &calendar(364, [true; 7]), 60)
    };
    let mean = |days: &[HeadcountDay]| days.iter().map(|day| f64::from(day.sick)).sum::<f64>() / days.len() as f64;
    let spread = |days: &[HeadcountDay]| {
        let mean = mean(days);
        days.iter().map(|day| (f64::from(day.sick) - mean).powi(2)).sum::<f64>() / days.len() as f64
    };
    let (calm, waves) = (sick(0.0), sick(0.6));
    close_to(16.0, estimate(&calm, mean));
    // Fewer are well to fall ill when many are sick, which takes a little off the mean: about share × cv².
    let (average, error) = estimate(&waves, mean);
    assert!((average - 16.0).abs() < 4.0 * error + 16.0 * 0.04 * 0.36, "{average} ± {error}");
    let (calm, waves) = (estimate(&calm, spread), estimate(&waves, spread));
    assert!(waves.0 - calm.0 > 6.0 * (waves.1 + calm.1), "{waves:?} against {calm:?}");
}

/// What is asked for is granted where nobody must be kept: each takes the entitlement of a year, but for a day now and then that was
/// wished for when the year had no other left.
#[test]
fn leave_is_as_stated_where_nothing_is_refused() {
    let mut people = workforce(50);
    people.absences.leave = Some(leave(27.5, None));
    let days = days(&people, &calendar(365, WEEKDAYS), 40);
    let taken = |days: &[HeadcountDay]| days.iter().map(|day| f64::from(day.on_leave)).sum::<f64>();
    let untaken = |days: &[HeadcountDay]| days[364].leave_year.map_or(0.0, |year| year.untaken);
    close_to(27.5, estimate(&days, |days| (taken(days) + untaken(days)) / 50.0));
    for days in &days {
        assert!(days.iter().all(|day| day.leave.refused == 0));
        let year = days[364].leave_year.unwrap();
        let taken: f64 = days.iter().map(|day| f64::from(day.on_leave)).sum();
        assert!(year.people == 50 && year.untaken < 0.002 * taken, "{year:?}");
    }
}

/// Half the season lies within the first half of the year: the horizon shows half of the leave.
#[test]
fn a_horizon_shows_its_part_of_the_season() {
    let mut people = workforce(50);
    let mut summer = leave(24.0, None);
    summer.by_month = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 6.0, 6.0, 0.0, 0.0, 0.0, 0.0];
    people.absences.leave = Some(summer);
    // From 5 January.
    let until_july_ends = 27 + 28 + 31 + 30 + 31 + 30 + 31;
    let days = days(&people, &calendar(until_july_ends, WEEKDAYS), 40);
    let last = until_july_ends as usize - 1;
    let entitled = |days: &[HeadcountDay]| {
        let taken: f64 = days.iter().map(|day| f64::from(day.on_leave)).sum();
        (taken + days[last].leave_year.unwrap().untaken) / 50.0
    };
    for days in &days {
        assert_eq!(entitled(days), 12.0);
        let before_july: u32 = days[..days.len() - 31].iter().map(|day| day.on_leave).sum();
        // A block that would go on beyond the horizon begins earlier.
        assert!(f64::from(before_july) < 0.2 * 600.0, "{before_july}");
        // Twelve of the 23 working days of July are much, and not all find a place.
        assert!(days[last].leave_year.unwrap().untaken < 0.05 * 600.0);
    }
}

#[test]
fn leave_is_refused_where_too_few_would_be_left() {
    let mut people = workforce(20);
    people.absences.leave = Some(leave(30.0, Some(Keeps::People(18))));
    let tight = days(&people, &calendar(365, WEEKDAYS), 30);
    for days in &tight {
        assert!(days.iter().all(|day| day.on_leave <= 2), "eighteen of twenty are kept");
    }
    let refused = |days: &[HeadcountDay]| days.iter().map(|day| f64::from(day.leave.refused)).sum::<f64>();
    let asked = |days: &[HeadcountDay]| days.iter().map(|day| f64::from(day.leave.asked)).sum::<f64>();
    // Two of twenty may be away on about 260 days: 26 of the 30 days each.
    let (untaken, _) = estimate(&tight, |days| days[364].leave_year.unwrap().untaken / 20.0);
    assert!(untaken > 4.0 && untaken < 20.0, "{untaken}");
    for days in &tight {
        let taken: f64 = days.iter().map(|day| f64::from(day.on_leave)).sum();
        assert_eq!(taken + days[364].leave_year.unwrap().untaken, 600.0, "what was not taken is untaken");
        assert!(0.0 < refused(days) && refused(days) < asked(days));
    }
}

/// The stated share of days a week, exactly over weeks, and evenly over people.
#[test]
fn part_timers_work_their_hours() {
    let shift = Shift {
        name: "day".into(),
        from: 480,
        until: 930,
        days: WEEKDAYS,
        breaks: Vec::new(),
        flexible: Seconds::ZERO,
    };
    let mut people = workforce(40);
    people.contracts = vec![
        Contract {
            share: share(0.5),
            hours_per_week: 37.5,
            shifts: vec![shift.clone()],
            shift_shares: Vec::new(),
            pay: None,
        },
        Contract { share: share(0.5), hours_per_week: 24.0, shifts: vec![shift], shift_shares: Vec::new(), pay: None },
    ];
    let calendar = calendar(700, [true; 7]);
    let mut headcount = Headcount::new(&people, &calendar);
    headcount.open(Key::new(1, 0), "team");
    let mut worked = vec![0; 40];
    for day in 0..700 {
        headcount.begin_day(day, LoadFactors::default(), |_| 1.0);
        for place in 0..40 {
            worked[place as usize] += u32::from(headcount.whereabouts(place) == Whereabouts::Due(ShiftChoice(0)));
        }
    }
    for (place, days) in (0..).zip(worked) {
        // 37.5 hours are five days of 7.5; 24 hours are 3.2 of them.
        let expected = if headcount.contract(place).hours_per_week > 30.0 { 500 } else { 320 };
        assert!(u32::abs_diff(days, expected) <= 1, "{place}: {days} against {expected}");
    }
}

#[test]
fn shifts_are_taken_in_turn_by_the_week() {
    let shift = |name: &str, from| Shift {
        name: name.into(),
        from,
        until: from + 450,
        days: WEEKDAYS,
        breaks: Vec::new(),
        flexible: Seconds::ZERO,
    };
    let mut people = workforce(4);
    people.contracts[0].hours_per_week = 37.5;
    people.contracts[0].shifts = vec![shift("early", 420), shift("late", 720)];
    people.shift_pattern = ShiftPattern::Rotating;
    let calendar = calendar(28, WEEKDAYS);
    let mut headcount = Headcount::new(&people, &calendar);
    headcount.open(Key::new(1, 0), "team");
    let mut shifts = Vec::new();
    for day in 0..28 {
        headcount.begin_day(day, LoadFactors::default(), |_| 1.0);
        match day % 7 {
            0 => shifts.push([0, 1].map(|place| headcount.whereabouts(place))),
            5 | 6 => assert_eq!(headcount.whereabouts(0), Whereabouts::DayOff),
            _ => assert_eq!(*shifts.last().unwrap(), [0, 1].map(|place| headcount.whereabouts(place))),
        }
    }
    let due = |shift| Whereabouts::Due(ShiftChoice(shift));
    let one_way = [due(0), due(1)];
    let other_way = [due(1), due(0)];
    let first = shifts[0];
    assert!(first == one_way || first == other_way, "{first:?}");
    let second = if first == one_way { other_way } else { one_way };
    assert_eq!(shifts, [first, second, first, second]);
}

/// Ten of sixteen posts are held for ever; four begin on day 10, train for 35 days and need 97 on the floor: 42 × ln(0.5 ÷ 0.05) = 96.7.
#[test]
fn recruits_are_trained_and_come_up_to_speed() {
    let mut people = workforce(16);
    people.filled = 10;
    people.intakes = vec![Intake { day: 10, people: 4 }];
    people.training = Training { lasts_days: 35, mentor_load: share(0.15), mentored_days: 28 };
    people.learning = Some(learning());
    people.absences.training = share(0.02);
    let calendar = calendar(200, WEEKDAYS);
    let mut headcount = Headcount::new(&people, &calendar);
    headcount.open(Key::new(1, 0), "team");
    for day in 0..200 {
        headcount.begin_day(day, LoadFactors::default(), |_| 1.0);
        let today = headcount.today();
        let in_training = if (10..45).contains(&day) { 4 } else { 0 };
        let proficient = if day < 45 + 97 { 10 } else { 14 };
        assert_eq!((today.in_training, today.proficient), (in_training, proficient), "day {day}");
        assert_eq!(today.filled, if day < 10 { 10 } else { 14 });
        let (factor, settling) = match day {
            ..45 => (1.0, 1.0),
            _ => {
                let left = f64::exp(-f64::from(day - 45) / 42.0);
                (1.0 + 0.5 * left, 1.0 - 0.15 * left)
            }
        };
        assert!((headcount.handling(10) - factor).abs() < 1e-12, "day {day}");
        assert!((headcount.settling(10) - settling).abs() < 1e-12, "day {day}");
        assert_eq!(headcount.handling(0), 1.0);
        // Four recruits take 0.15 of a person each, from ten.
        let mentoring = if (45..73).contains(&day) { 0.06 } else { 0.0 };
        assert!((headcount.training_share(0) - 0.02 - mentoring).abs() < 1e-12, "day {day}");
        let protected = if (45..101).contains(&day) { 0.1 } else { 0.0 };
        if day < 142 {
            assert!((headcount.training_share(10) - 0.02 - protected).abs() < 1e-12, "day {day}");
        }
    }
}

/// Intakes fill vacant posts and end their advertisements; those beyond the establishment fill the next.
#[test]
fn nothing_is_advertised_while_people_are_beyond_the_establishment() {
    let mut people = workforce(20);
    people.filled = 17;
    people.hiring = Some(Hiring { delay_days: 30, filled: Fraction::ONE });
    people.intakes = vec![Intake { day: 0, people: 8 }];
    people.leaving = leavers(0.5);
    for days in days(&people, &calendar(400, WEEKDAYS), 30) {
        // An advertisement may be decided on the very day, so the first is left out.
        assert!(days[0].filled >= 24, "{}", days[0].filled);
        let mut below_since = None;
        for (day, today) in (0..).zip(&days).skip(1) {
            if today.moves.recruits > 0 {
                let below_since: u32 = below_since.expect("posts are advertised once they are vacant");
                assert!(below_since + 30 <= day, "{below_since} {day}");
            }
            below_since = below_since.or((today.filled < 20).then_some(day));
        }
    }
}

/// Agency workers cover the same part of the vacancies; there are two vacancies for each of them.
#[test]
fn agency_workers_follow_the_vacancies() {
    let mut people = workforce(60);
    people.filled = 48;
    people.agency = 6;
    people.agency_hiring = Some(AgencyHiring { delay_days: 21, stay_days: 90 });
    for days in days(&people, &calendar(300, WEEKDAYS), 5) {
        assert!(days.iter().all(|day| day.agency == 6), "nobody leaves a post, and the end of a booking is known");
        let joined: u32 = days.iter().map(|day| day.moves.agency_joined).sum();
        assert!((18..=24).contains(&joined), "{joined} bookings of 90 days in 300");
    }
    people.leaving = leavers(2.0);
    for days in days(&people, &calendar(300, WEEKDAYS), 5) {
        for (before, day) in days.iter().zip(days.iter().skip(21)) {
            let wanted = people.agency_wanted(60 - before.filled);
            assert!(day.agency >= wanted && day.agency <= people.agency_wanted(60 - day.filled), "{day:?}");
        }
    }
}

#[test]
fn the_same_people_are_out_and_more_of_them_the_larger_the_share() {
    let stoppage = |out: f64| Stoppage {
        from: Instant::at_seconds(10.0 * 86_400.0 + 36_000.0),
        until: Instant::at_seconds(11.0 * 86_400.0 + 40_000.0),
        share: share(out),
        concerns: Concerns::Permanent,
        weeks: Vec::new(),
    };
    let calendar = calendar(30, [true; 7]);
    let out = |out: f64| -> Vec<Vec<u32>> {
        let mut people = workforce(100);
        people.filled = 80;
        people.agency = 10;
        people.agency_hiring = Some(AgencyHiring { delay_days: 21, stay_days: 90 });
        people.stoppages = vec![stoppage(out)];
        let mut headcount = Headcount::new(&people, &calendar);
        headcount.open(Key::new(3, 0), "team");
        let day = |day| {
            headcount.begin_day(day, LoadFactors::default(), |_| 1.0);
            let places = 0..headcount.places();
            let is_out = |place: &u32| {
                headcount.whereabouts(*place) != Whereabouts::Nobody && headcount.is_out(*place, &people.stoppages[0])
            };
            places.filter(is_out).collect()
        };
        (0..12).map(day).collect()
    };
    let (few, many) = (out(0.25), out(0.7));
    assert!(few[9].is_empty());
    for day in [10, 11] {
        assert_eq!((few[day].len(), many[day].len()), (20, 56));
        assert!(few[day].iter().all(|place| many[day].contains(place)), "who is out stays out");
    }
    assert_eq!(few[10], few[11]);
}

/// In the first seven days nobody leaves, afterwards everybody: recruits of day 10 have seven days there, and leave on the morning after
/// the eighth. Where it is the first day alone that everybody leaves after, they leave on day 11.
#[test]
fn a_band_of_tenure_holds_for_as_many_days_as_it_says() {
    let gone_on = |early: f64, until_days: u32, late: f64| {
        let mut people = workforce(5);
        people.filled = 0;
        people.intakes = vec![Intake { day: 10, people: 5 }];
        people.leaving = vec![
            Leaving { until_days: Some(until_days), per_year: early },
            Leaving { until_days: None, per_year: late },
        ];
        let days = &days(&people, &calendar(40, WEEKDAYS), 1)[0];
        let gone: Vec<usize> = (0..40).filter(|day| days[*day].moves.leavers > 0).collect();
        (gone, days[39].filled)
    };
    assert_eq!(gone_on(0.0, 7, 1e9), (vec![18], 0));
    assert_eq!(gone_on(1e9, 1, 0.0), (vec![11], 0));
}

/// With a curve of its own, casework is slower for longer; who is up to speed is said by that of contacts: 42 × ln(0.5 ÷ 0.05) = 96.7.
#[test]
fn cases_are_learnt_by_a_curve_of_their_own() {
    let mut people = workforce(5);
    people.filled = 0;
    people.intakes = vec![Intake { day: 0, people: 5 }];
    let casework = Some(CaseworkCurve { handling_excess: 1.0, time_constant_days: 182.0 });
    people.learning = Some(Learning { casework, ..learning() });
    let calendar = calendar(200, WEEKDAYS);
    let mut headcount = Headcount::new(&people, &calendar);
    headcount.open(Key::new(1, 0), "team");
    for day in 0..200 {
        headcount.begin_day(day, LoadFactors::default(), |_| 1.0);
        let left = |days: f64| f64::exp(-f64::from(day) / days);
        assert!((headcount.handling(0) - 1.0 - 0.5 * left(42.0)).abs() < 1e-12, "day {day}");
        assert!((headcount.casework(0) - 1.0 - left(182.0)).abs() < 1e-12, "day {day}");
        assert_eq!(headcount.today().proficient, if day < 97 { 0 } else { 5 }, "day {day}");
    }
    people.learning = Some(learning());
    assert_eq!(people.learning.unwrap().casework(10), people.learning.unwrap().handling(10));
}

/// What is drawn more than once from one stream is drawn in the order that [`holder::Draw`] states.
#[test]
fn draws_of_those_in_post_come_in_the_order_that_is_written_down() {
    let mut people = everything(12);
    people.newly_qualified = share(0.5);
    // A spell is six days exactly.
    people.absences.sickness = Some(Sickness { share: share(0.5), spell_days: 6.0, spell_cv: 0.0, wave_cv: 0.0 });
    let calendar = calendar(364, WEEKDAYS);
    let mut headcount = Headcount::new(&people, &calendar);
    headcount.open(Key::new(11, 2), "team");
    let (key, tenures) = (Key::new(11, 2).named("team"), Tenures::new(&people));
    for place in 0..people.filled {
        let found = headcount.holders[place as usize].unwrap();
        let mut start = holder::Draw::Start.stream(key, place, 0);
        let newly_qualified = start.chance(0.5);
        let joined = -tenures.found(&mut start);
        let protected = if newly_qualified { Workforce::FIRST_YEAR_DAYS as i32 } else { 0 };
        assert_eq!((found.joined, found.full_from), (joined, joined + protected), "place {place}");

        let mut illness = holder::Draw::Illness.stream(key, place, 0);
        let expected = if illness.chance(0.5) {
            // Whether its first day was picked, rounding, and what is left of it.
            let _ = (illness.uniform(), illness.uniform());
            holder::Now::SickUntil(illness.below(6) as u32)
        } else {
            holder::Now::Well(illness.exponential())
        };
        assert_eq!(format!("{:?}", found.health.now), format!("{expected:?}"), "place {place}");
    }
}
