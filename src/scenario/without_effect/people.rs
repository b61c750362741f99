//! Keys of `[teams.NAME.people]`.

use super::judgement::{JudgedFile, when};
use crate::decode::Value;
use crate::model::{AtShiftEnd, Centre, Channel, Entry, ShiftPattern, Team, Workforce};
use crate::units::{Fraction, Instant};

/// `headcount` says whether people are counted by the day alone.
pub(super) fn judge(centre: &Centre, headcount: bool, file: &mut JudgedFile<'_>) {
    for team in centre.teams() {
        if let Some(people) = &team.people {
            let table = format!("teams.{}.people", team.name);
            work(people, headcount, &table, file);
            handing_over(team, people, centre, (headcount, &table), file);
            coming_and_going(people, headcount, &table, file);
            absences(people, headcount, &table, file);
            learning(team, people, headcount, &table, file);
        }
    }
}

/// Whether anybody might leave.
pub(super) fn might_leave(people: &Workforce) -> bool {
    people.leaving.iter().any(|band| band.per_year > 0.0)
}

const COUNTED: &str = "people are counted by the day alone (`detail` in [run]), whatever they do in it";

fn work(people: &Workforce, headcount: bool, table: &str, file: &mut JudgedFile<'_>) {
    let has_shifts = people.has_shifts();
    let rotates = people.shift_pattern == ShiftPattern::Rotating;
    let counted = when(headcount, COUNTED);
    let no_second = people.contracts.iter().all(|contract| contract.shifts.len() < 2);
    let has_breaks =
        people.contracts.iter().flat_map(|contract| &contract.shifts).any(|shift| !shift.breaks.is_empty());
    let of_carriers = "it is about people who carry cases of their own, and these work by shifts";
    file.judge(
        table,
        &[
            ("newly_qualified", when(has_shifts && people.newly_qualified > Fraction::ZERO, of_carriers)),
            (
                "shift_pattern",
                counted
                    .or(when(rotates && !has_shifts, "these people have no shifts"))
                    .or(when(rotates && no_second, "nobody has a second shift to move to")),
            ),
            ("lateness", counted.or(when(!has_shifts, "it is about coming to a shift, and these people have none"))),
            ("most_in_break", counted.or(when(!has_breaks, "no shift of theirs has a break"))),
        ],
    );
}

/// People who would hand contacts over, and have none at the end of a shift, or nobody to hand them over to as the centre closes.
fn handing_over(
    team: &Team,
    people: &Workforce,
    centre: &Centre,
    (headcount, table): (bool, &str),
    file: &mut JudgedFile<'_>,
) {
    let calendar = centre.calendar();
    let is_open_after = |at: Instant| {
        let next = calendar.intervals.partition_point(|interval| interval.end <= at);
        calendar.intervals.get(next).is_some_and(|interval| interval.start <= at)
    };
    let mut shifts = people.contracts.iter().flat_map(|contract| &contract.shifts);
    let mut ends_while_open =
        || shifts.any(|shift| (0..calendar.days).any(|day| is_open_after(calendar.at_clock(day, shift.until))));
    // A strike may be the end of a shift, and a message is put down as the centre closes too.
    let is_message = |entry: &Entry| centre.contact_type(entry.contact_type).channel == Channel::Message;
    let ends_otherwise = !people.stoppages.is_empty() || team.takes.iter().any(is_message);
    let why = when(headcount, COUNTED)
        .or(when(!people.has_shifts(), "these people have no shifts"))
        .or(when(
            team.takes.is_empty(),
            "they take no contacts, and a case in hand is put down at the end of a shift as it is",
        ))
        .or_else(|| when(!ends_otherwise && !ends_while_open(), "none of their shifts ends while the centre is open"));
    file.judge(table, &[("at_shift_end", why.filter(|_| people.at_shift_end == AtShiftEnd::HandOver))]);
}

fn coming_and_going(people: &Workforce, headcount: bool, table: &str, file: &mut JudgedFile<'_>) {
    // Where a share of agency workers makes no whole person, another warning has said so.
    let wanted = file.written(&format!("{table}.agency")).is_some_and(|agency| !is_nothing(&agency.value));
    let never_vacant = people.vacant() == 0 && !might_leave(people);
    let nobody_comes = people.intakes.is_empty() && (people.hiring.is_none() || never_vacant);
    let advertised = people.hiring.is_some();
    let counted = when(headcount, COUNTED);
    let no_agency = when(people.agency == 0 && !wanted, "there are no agency workers at the start, and so none later");
    file.judge(
        table,
        &[
            ("agency_hiring", no_agency),
            ("pay.agency", no_agency.filter(|_| !headcount)),
            ("hiring", when(nobody_comes && never_vacant, "no post is vacant at the start, and nobody leaves")),
            ("hiring.filled", when(!advertised, "vacant posts are not advertised (`fills_vacancies`)")),
            ("hiring.delay", when(!advertised, "vacant posts are not advertised (`fills_vacancies`)")),
            ("hiring.mentor_load", counted),
            (
                "hiring.mentored",
                counted.or(when(people.training.mentor_load == Fraction::ZERO, "nobody mentors (`mentor_load`)")),
            ),
            ("pay", counted),
            ("pay.recruitment", when(nobody_comes && !headcount, "nobody is ever recruited")),
            ("pay.training", when(nobody_comes && !headcount, "nobody is ever recruited")),
        ],
    );
}

fn absences(people: &Workforce, headcount: bool, table: &str, file: &mut JudgedFile<'_>) {
    let counted = when(headcount, COUNTED);
    let healthy = people.absences.sickness.is_some_and(|sickness| sickness.share == Fraction::ZERO);
    let healthy = when(healthy, "nobody is ever sick (`share`)");
    let shrinkage = format!("{table}.shrinkage");
    let by_reason = file.written(&shrinkage).is_some_and(|shrinkage| shrinkage.table().is_some());
    file.judge(table, &[("shrinkage", counted.filter(|_| !by_reason))]);
    file.judge(
        &shrinkage,
        &[
            ("training", counted),
            ("meetings", counted),
            ("other", counted),
            ("sickness.spell", healthy),
            ("sickness.spell_cv", healthy),
            ("sickness.waves_cv", healthy),
        ],
    );
}

fn learning(team: &Team, people: &Workforce, headcount: bool, table: &str, file: &mut JudgedFile<'_>) {
    let Some(learning) = &people.learning else { return };
    let counted = when(headcount, COUNTED);
    let unprotected = when(learning.protected == Fraction::ZERO, "no time is protected for it (`consolidation`)");
    let settles_nothing = when(team.takes.is_empty(), "only contacts settle needs, and these people take none");
    file.judge(
        &format!("{table}.learning"),
        &[
            ("resolution_loss", counted.or(settles_nothing)),
            ("casework", counted),
            ("consolidation_effect", unprotected),
            ("consolidation_for", counted.or(unprotected)),
        ],
    );
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.trim_end().trim_end_matches('%').trim().parse() == Ok(0.0),
        Value::Integer(number) => *number == 0,
        Value::Float(number) => *number == 0.0,
        _ => false,
    }
}
