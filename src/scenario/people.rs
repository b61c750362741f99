use serde_json::json;

use crate::model::{
    Absences, AgencyHiring, Concerns, Contract, Hiring, Leaving, ShiftPattern, Stoppage, Training, Workforce,
};
use crate::units::{Fraction, Instant, Seconds};

use super::Fault;
use super::fields::Fields;
use super::limits::MOST_POSTS;
use super::opening::Opening;
use super::quantity::{Placed, count, duration, placed, positive_share, share};
use super::reading::Reading;
use super::slot::Slot;

/// Hours in a week, of which a contract cannot have more.
pub(super) const HOURS_IN_WEEK: f64 = 168.0;

/// A time during which a share of a team's people is out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Absence {
    /// When it begins.
    pub(super) from: Instant,
    /// When it is over.
    pub(super) until: Instant,
    /// The share.
    pub(super) share: Fraction,
    /// The people of whom it is a share.
    pub(super) concerns: Concerns,
}

/// `[teams.NAME.people]`, without the stoppages, which stand elsewhere in the file.
pub(super) fn people(slot: Slot<'_>) -> Option<Placed<Workforce>> {
    placed(|slot: Slot<'_>| slot.table("`people`", "{ posts = 40, filled = 34, … }", people_keys))(slot)
}

fn people_keys(f: &mut Fields<'_>) -> Option<Workforce> {
    let posts = f.required("posts", "Posts for permanent workers, each a full contract", count(0, MOST_POSTS));
    let filled = f.optional("filled", "Posts held at the start; all if left out", count(0, MOST_POSTS));
    let meaning = "Share of all workers at the start who come from agencies; 0% if left out";
    let agency = f.optional("agency", meaning, share);
    let hours_per_week = f.optional("hours_per_week", "Hours of a contract in a week; 37 if left out", |slot| {
        slot.number("a number of hours", 0.5, HOURS_IN_WEEK)
    });
    let meaning = "Share of these hours that is no time for cases: leave, sickness, training; 0% if left out";
    let shrinkage = f.optional("shrinkage", meaning, share);
    let meaning = "Share of the permanent workers who leave in a year, such as \"15%/year\"; nobody if left out";
    let leavers = f.optional("leavers", meaning, yearly_share);
    let hiring = f.optional("hiring", "How vacant posts are filled; they stay vacant if left out", hiring);
    let agency_hiring = f.optional("agency_hiring", "How agency workers come and go", agency_hiring);
    let meaning = "Share of recruits who are newly qualified; 0% if left out";
    let newly_qualified = f.optional("newly_qualified", meaning, share);
    let posts = posts?;
    let workforce = Workforce {
        posts,
        filled: filled.unwrap_or(posts),
        agency: 0,
        contracts: vec![Contract {
            share: Fraction::ONE,
            hours_per_week: hours_per_week.unwrap_or(37.0),
            shifts: Vec::new(),
            pay: None,
        }],
        shift_pattern: ShiftPattern::Fixed,
        absences: Absences { other: shrinkage.unwrap_or(Fraction::ZERO), ..Absences::default() },
        leaving: vec![Leaving { until_days: None, per_year: leavers.unwrap_or(0.0) }],
        intakes: Vec::new(),
        training: Training::default(),
        learning: None,
        load: None,
        pay: None,
        full_complement: Fraction::ONE,
        hiring,
        agency_hiring,
        newly_qualified: newly_qualified.unwrap_or(Fraction::ZERO),
        stoppages: Vec::new(),
    };
    with_agency(f, workforce, agency.unwrap_or(Fraction::ZERO))
}

/// Turns the share of agency workers into their number, and refuses what cannot be.
fn with_agency(f: &mut Fields<'_>, workforce: Workforce, share: Fraction) -> Option<Workforce> {
    let Workforce { posts, filled, .. } = workforce;
    if filled > posts {
        let message = format!("{filled} of {posts} posts cannot be filled");
        f.refuse(Some("filled"), message, "`filled` is at most `posts`");
        return None;
    }
    if workforce.absences.other == Fraction::ONE {
        f.refuse(Some("shrinkage"), "it leaves no time for cases".to_owned(), "a share below 100%");
        return None;
    }
    let wanted = share.get() / share.complement().get() * f64::from(filled);
    if wanted.round() > f64::from(posts - filled) {
        let percent = share.get() * 100.0;
        let message = format!(
            "{percent}% of all workers would be {wanted:.0} agency workers beside {filled} in post, \
             and {} posts are vacant",
            posts - filled
        );
        f.refuse(Some("agency"), message, "agency workers cover vacant posts: raise `posts`, or take a lower share");
        return None;
    }
    let agency = wanted.round() as u32;
    if agency > 0 && workforce.agency_hiring.is_none() {
        let message = "agency workers come and go, and nothing says how".to_owned();
        f.refuse(Some("agency"), message, "add agency_hiring = { delay = \"3w\", stays = \"26w\" }");
        return None;
    }
    Some(Workforce { agency, ..workforce })
}

fn hiring(slot: Slot<'_>) -> Option<Hiring> {
    slot.table("`hiring`", "{ delay = \"14w\", filled = \"40%\" }", |f| {
        let delay = f.required("delay", "Time from advertising a post to the recruit's first day", duration);
        let meaning = "Share of advertised posts filled by then; the others are advertised again; 100% if left out";
        let filled = f.optional("filled", meaning, positive_share);
        Some(Hiring { delay_days: whole_days(delay?), filled: filled.unwrap_or(Fraction::ONE) })
    })
}

fn agency_hiring(slot: Slot<'_>) -> Option<AgencyHiring> {
    slot.table("`agency_hiring`", "{ delay = \"3w\", stays = \"26w\" }", |f| {
        let delay = f.required("delay", "Time from asking for an agency worker to the first day", duration);
        let stays = f.required("stays", "How long an agency worker stays", duration);
        Some(AgencyHiring { delay_days: whole_days(delay?), stay_days: whole_days(stays?) })
    })
}

/// Whole days, rounded up, at least one.
fn whole_days(length: Seconds) -> u32 {
    (length.get() / 86_400.0).ceil().max(1.0) as u32
}

/// `"15.9%/year"`: a hazard per year, which may be above 1.
fn yearly_share(slot: Slot<'_>) -> Option<f64> {
    let schema = json!({ "type": "string", "pattern": "^\\s*[0-9.]+\\s*%\\s*/\\s*year\\s*$" });
    slot.text("a share in a year such as \"15%/year\"", schema, |text| {
        let percent = text.split_once('/').filter(|(_, unit)| unit.trim() == "year");
        let percent = percent.and_then(|(number, _)| number.trim().strip_suffix('%')?.trim_end().parse::<f64>().ok());
        match percent {
            Some(percent) if (0.0..=1000.0).contains(&percent) => Ok(percent / 100.0),
            Some(percent) => Err((format!("{percent}% a year is not possible"), "from 0% to 1000%".to_owned())),
            None => Err((format!("\"{text}\" is not a share in a year"), "write \"15%/year\"".to_owned())),
        }
    })
}

/// What absences take from each week: the share of its opening hours that falls into them.
pub(super) fn stoppages(absences: &[Absence], opening: &Opening) -> Vec<Stoppage> {
    let calendar = &opening.calendar;
    let mut stoppages = Vec::new();
    for absence in absences {
        let mut weeks = Vec::new();
        for week in calendar.intervals.chunk_by(|one, next| one.day / 7 == next.day / 7) {
            let open: f64 = week.iter().map(|interval| interval.end.since(interval.start).seconds()).sum();
            let within = |interval: &crate::model::Interval| {
                let (from, until) = (absence.from.max(interval.start), absence.until.min(interval.end));
                if from < until { until.since(from).seconds() } else { 0.0 }
            };
            let lost: f64 = week.iter().map(within).sum();
            if let (true, Ok(of_week)) = (lost > 0.0, Fraction::new((lost / open).min(1.0))) {
                weeks.push((week[0].day / 7, of_week));
            }
        }
        let Absence { from, until, share, concerns } = *absence;
        stoppages.push(Stoppage { from, until, share, concerns, weeks });
    }
    stoppages
}

/// Refuses people that the calendar has no whole weeks for.
pub(super) fn check_weeks(people: &Placed<Workforce>, opening: &Opening, reading: &mut Reading) {
    let calendar = &opening.calendar;
    let (days, weeks) = (calendar.days, calendar.weeks());
    let (why, help) = if days % 7 != 0 {
        let help = format!("take {} days, or write `weeks = {}` in [calendar]", (weeks + 1) * 7, weeks + 1);
        (format!("{days} days do not make whole weeks, and `people` go by the week"), help)
    } else if calendar.first_week_counted() >= weeks {
        let help = "make `warm_up` shorter, or the horizon longer".to_owned();
        ("`warm_up` leaves no whole week for `people`, who go by the week".to_owned(), help)
    } else {
        return;
    };
    reading.report(Fault::new(why).at(people.place).help(help));
}
