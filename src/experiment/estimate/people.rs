use crate::metrics::{self, AmongPeople, ClauseTally, Lives, ReplicationTally};
use crate::model::{Centre, Clause, Rule, Team};
use crate::results::{
    ClauseMeasure, ClauseResults, Comparison, Estimate, LivedDay, Measure, Measures, Named, OverPeople, PeopleResults,
    PersonMeasure, PersonsDay, Scope, ScopeKind, View,
};
use crate::units::{Ticks, describe_duration};

use super::analysis::Controls;
use super::difference::{comparison, shared_names};
use super::digits::rounded;
use super::formulas::Sample;
use super::measured::Measured;

/// What the people of each team with shifts live through.
pub(super) fn people_results(measured: &Measured<'_>) -> Named<PeopleResults> {
    let of_team = |(crew, team): (usize, &Team)| {
        let total: Measures = PersonMeasure::ALL
            .into_iter()
            .flat_map(|measure| OverPeople::ALL.map(|over| (measure, over)))
            .map(|(measure, over)| {
                (Measure::People(measure, over), estimate(measured, people_sample_of(measure, over, crew)))
            })
            .collect();
        (team.name.clone(), PeopleResults { title: team.title.clone(), total, day: day(measured, crew) })
    };
    crews(measured).enumerate().map(of_team).collect()
}

/// The day of a few people that the first replication kept.
fn day(measured: &Measured<'_>, crew: usize) -> Option<LivedDay> {
    let kept = measured.tallies().first()?.crews[crew].day.as_ref().filter(|day| !day.people.is_empty())?;
    let second = |ticks: u64| Ticks(ticks).seconds().round() as u32;
    let person = |day: &metrics::PersonsDay| PersonsDay {
        place: day.place + 1,
        due: (second(day.due.0), second(day.due.1)),
        spans: day.spans.iter().map(|&(doing, from, until)| (doing, second(from), second(until))).collect(),
    };
    let calendar = measured.centre().calendar();
    let date = calendar.moment(calendar.at_clock(kept.day, 0)).date().to_string();
    Some(LivedDay { date, people: kept.people.iter().map(person).collect() })
}

/// How each clause fares.
pub(super) fn clause_results(measured: &Measured<'_>) -> Named<ClauseResults> {
    let centre = measured.centre();
    let of_clause = |(index, clause): (usize, &Clause)| {
        let estimate = |measure: ClauseMeasure| (measure.into(), estimate(measured, clause_sample_of(measure, index)));
        let results = ClauseResults {
            rule: in_words(clause.rule),
            enforced: clause.enforced,
            counted: counted(clause.rule).into(),
            teams: clause.teams.iter().map(|team| centre.teams()[team.0 as usize].name.clone()).collect(),
            total: ClauseMeasure::ALL.into_iter().map(estimate).collect(),
        };
        (clause.name.clone(), results)
    };
    centre.clauses().iter().enumerate().map(of_clause).collect()
}

/// What changes most for people, and every clause: the variant less the baseline.
pub(super) fn compare_people(variant: &Measured<'_>, baseline: &Measured<'_>) -> Vec<Comparison> {
    let mut comparisons = Vec::new();
    let mut add = |scope: Scope, measures: Vec<Measure>| {
        for measure in measures {
            let samples = |measured| people_samples(measured, &scope, measure);
            let Some((first, second)) = samples(variant).zip(samples(baseline)) else { continue };
            let difference = variant.analysis().difference(&first, &second, &Controls::none());
            comparisons.extend(comparison(variant, baseline, scope.clone(), measure, difference));
        }
    };
    let teams = |measured| crews(measured).map(|team| team.name.clone()).collect::<Vec<_>>();
    for name in shared_names(&teams(variant), &teams(baseline)) {
        add(Scope::People(name), ScopeKind::People.shown_in(View::Compared));
    }
    for name in clauses_alike(variant.centre(), baseline.centre()) {
        add(Scope::Clause(name), ScopeKind::Clauses.measures().collect());
    }
    comparisons
}

/// The names of clauses that say the same in both: how often another rule is broken is another figure.
fn clauses_alike(variant: &Centre, baseline: &Centre) -> Vec<String> {
    let alike = |clause: &&Clause| {
        let same = |other: &&Clause| other.name == clause.name;
        baseline.clauses().iter().find(same).is_some_and(|other| other.rule == clause.rule)
    };
    variant.clauses().iter().filter(alike).map(|clause| clause.name.clone()).collect()
}

/// What each replication says of a measure of people or of a clause; `None` if there are none of the name.
pub(crate) fn people_samples(measured: &Measured<'_>, scope: &Scope, measure: Measure) -> Option<Vec<Option<Sample>>> {
    match scope {
        Scope::People(name) => {
            let crew = crews(measured).position(|team| team.name == *name)?;
            let Measure::People(measure, over) = measure else { return None };
            Some(samples(measured, people_sample_of(measure, over, crew)))
        }
        Scope::Clause(name) => {
            let index = measured.centre().clauses().iter().position(|clause| clause.name == *name)?;
            Some(samples(measured, clause_sample_of(ClauseMeasure::from_measure(measure)?, index)))
        }
        _ => None,
    }
}

/// Teams whose people have shifts, in the order in which tallies have them.
fn crews<'a>(measured: &Measured<'a>) -> impl Iterator<Item = &'a Team> {
    measured.centre().teams().iter().filter(|team| team.has_shifts())
}

fn samples(measured: &Measured<'_>, of: impl Fn(&ReplicationTally) -> Option<Sample>) -> Vec<Option<Sample>> {
    measured.tallies().iter().map(|tally| of(tally)).collect()
}

fn estimate(measured: &Measured<'_>, of: impl Fn(&ReplicationTally) -> Option<Sample>) -> Option<Estimate> {
    rounded(measured.analysis().unadjusted(&samples(measured, of)))
}

fn people_sample_of(
    measure: PersonMeasure,
    over: OverPeople,
    crew: usize,
) -> impl Fn(&ReplicationTally) -> Option<Sample> {
    move |tally| people_sample(measure, over, &tally.crews[crew].lives)
}

fn clause_sample_of(measure: ClauseMeasure, index: usize) -> impl Fn(&ReplicationTally) -> Option<Sample> {
    move |tally| clause_sample(measure, &tally.clauses[index])
}

/// What a replication says of a measure of people: a number of its distribution over them.
fn people_sample(measure: PersonMeasure, over: OverPeople, lives: &Lives) -> Option<Sample> {
    let of = distribution(lives, measure)?;
    Some(Sample::Value(match over {
        OverPeople::Mean => of.mean,
        OverPeople::Spread => of.spread,
        OverPeople::P10 => of.p10,
        OverPeople::P25 => of.p25,
        OverPeople::P50 => of.p50,
        OverPeople::P75 => of.p75,
        OverPeople::P90 => of.p90,
        OverPeople::Max => of.max,
    }))
}

fn distribution(lives: &Lives, measure: PersonMeasure) -> Option<AmongPeople> {
    match measure {
        PersonMeasure::Shifts => lives.shifts,
        PersonMeasure::Contacts => lives.contacts,
        PersonMeasure::ContactsADay => lives.contacts_a_day,
        PersonMeasure::ContactsADayMax => lives.contacts_a_day_max,
        PersonMeasure::ContactsAWeek => lives.contacts_a_week,
        PersonMeasure::ContactsAWeekMax => lives.contacts_a_week_max,
        PersonMeasure::Occupancy => lives.occupancy,
        PersonMeasure::SecondsBetweenContacts => lives.seconds_between_contacts,
        PersonMeasure::LongestRun => lives.longest_run,
        PersonMeasure::RunADay => lives.run_a_day,
        PersonMeasure::HoursWithPauseFraction => lives.hours_with_pause_fraction,
        PersonMeasure::BreaksADay => lives.breaks_a_day,
        PersonMeasure::BreaksMovedFraction => lives.breaks_moved_fraction,
        PersonMeasure::BreaksMissedFraction => lives.breaks_missed_fraction,
        PersonMeasure::LateSeconds => lives.late_seconds,
        PersonMeasure::PastEndSeconds => lives.past_end_seconds,
        PersonMeasure::PastEndSecondsAWeek => lives.past_end_seconds_a_week,
        PersonMeasure::CutShortFraction => lives.cut_short_fraction,
    }
}

/// The formula of every measure of a clause, with its one denominator.
fn clause_sample(measure: ClauseMeasure, tally: &ClauseTally) -> Option<Sample> {
    let share = |part: u64, whole: u64| Some(Sample::Ratio(part as f64, whole as f64));
    match measure {
        ClauseMeasure::BrokenFraction => share(tally.broken, tally.cases),
        ClauseMeasure::AffectedFraction => share(tally.affected, tally.people),
    }
}

/// A rule as a negotiator would say it.
fn in_words(rule: Rule) -> String {
    let long = |length: crate::units::Seconds| describe_duration(length.get());
    match rule {
        Rule::ContactsPerDay(most) => format!("at most {most} contacts in a day"),
        Rule::ContactsPerWeek(most) => format!("at most {most} contacts in a week"),
        Rule::ContactsInARow { most, pause } => {
            format!("at most {most} contacts in a row without a pause of {}", long(pause))
        }
        Rule::PausePerHour(pause) => format!("at least {} without a contact in every hour", long(pause)),
        Rule::PastTheEnd(most) => format!("at most {} past the end of a shift", long(most)),
    }
}

/// Of what the share is in which a rule is broken.
fn counted(rule: Rule) -> &'static str {
    match rule {
        Rule::ContactsPerDay(_) | Rule::ContactsInARow { .. } | Rule::PastTheEnd(_) => "person-days",
        Rule::ContactsPerWeek(_) => "person-weeks",
        Rule::PausePerHour(_) => "person-hours",
    }
}
