//! People and the cases they own: tables, and what each variant comes to in plain words.

use crate::report::figure::{Figure, share};
use crate::results::{
    CaseloadResults, Comparison, DateEstimate, Estimate, FullComplement, Measure, Results, Scope, ScopeKind,
    VariantResults, View, WorkforceResults,
};
use crate::units::describe_date;

use super::variants::{Row, Table, figure, figures};

/// A table for each caseload, then one for each team that has people, in order of the file.
pub(super) fn tables(results: &Results) -> Vec<Table<'_>> {
    let Some(baseline) = results.variants.first() else { return Vec::new() };
    let table = |title, part, columns: &[Measure], rows| Table {
        title,
        part: Some(part),
        promise: None,
        columns: columns.to_vec(),
        rows,
    };
    let [columns, of_people] = [ScopeKind::Caseloads, ScopeKind::Workforces].map(|kind| kind.shown_in(View::Headline));
    let a_year = baseline.workforces.iter().any(|(_, workforce)| spans_a_year(workforce));
    let of_people: Vec<Measure> = of_people.into_iter().filter(|measure| is_of_span(*measure, a_year)).collect();
    let of_caseloads = baseline.caseloads.iter().map(|(name, caseload)| {
        let rows = rows(results, &columns, |variant| Some(&variant.caseloads.get(name)?.total));
        let promise = Some(format!("standard: {} cases for a full-time worker", caseload.standard));
        Table { promise, ..table(&caseload.title, format!("caseloads.{name}"), &columns, rows) }
    });
    let of_workforces = baseline.workforces.iter().map(|(name, workforce)| {
        let rows = rows(results, &of_people, |variant| Some(&variant.workforces.get(name)?.total));
        table(&workforce.title, format!("teams.{name}"), &of_people, rows)
    });
    of_caseloads.chain(of_workforces).collect()
}

/// Weeks of a year; of fewer nothing is said by the year.
const WEEKS_OF_YEAR: usize = 52;

pub(super) fn spans_a_year(workforce: &WorkforceResults) -> bool {
    WEEKS_OF_YEAR <= workforce.weeks.len()
}

/// Whether a measure of people is one to show of a horizon that spans a year, or of one that does not.
fn is_of_span(measure: Measure, a_year: bool) -> bool {
    match measure {
        Measure::Leavers | Measure::Recruits => a_year,
        Measure::LeaversOverHorizon | Measure::RecruitsOverHorizon => !a_year,
        _ => true,
    }
}

fn rows<'a>(
    results: &'a Results,
    columns: &[Measure],
    total: impl Fn(&'a VariantResults) -> Option<&'a crate::results::Measures>,
) -> Vec<Row<'a>> {
    let row =
        |variant: &'a VariantResults| Some(Row { variant: &variant.name, figures: figures(total(variant)?, columns) });
    results.variants.iter().filter_map(row).collect()
}

/// What a variant comes to, a sentence or two for each caseload and each team that has people.
pub(super) fn in_words(variant: &VariantResults) -> Vec<String> {
    let of_caseloads = variant.caseloads.iter().map(|(_, caseload)| caseload_in_words(caseload));
    let of_workforces = variant.workforces.iter().map(|(_, workforce)| workforce_in_words(workforce));
    of_caseloads.chain(of_workforces).collect()
}

fn workforce_in_words(workforce: &WorkforceResults) -> String {
    let total = |measure| figure(&workforce.total, measure);
    let (leave, begin, span) = match workforce.weeks.len() {
        _ if spans_a_year(workforce) => (Measure::Leavers, Measure::Recruits, "in a year".to_owned()),
        1 => (Measure::LeaversOverHorizon, Measure::RecruitsOverHorizon, "in the week simulated".to_owned()),
        weeks => (Measure::LeaversOverHorizon, Measure::RecruitsOverHorizon, format!("in the {weeks} weeks simulated")),
    };
    let mut words = format!(
        "{}: {} of {} posts are filled on average, and {} are up to speed; {} are vacant, and {} of all workers come from agencies. \
         {} permanent workers leave {span}, and {} begin. {}",
        workforce.title,
        total(Measure::Filled),
        total(Measure::Posts).mean(),
        total(Measure::Proficient),
        total(Measure::VacancyFraction),
        total(Measure::AgencyFraction),
        total(leave),
        total(begin),
        full_complement_in_words(&workforce.full_complement),
    );
    let exists = |measure| workforce.total.get(&measure).copied().flatten().is_some();
    if exists(Measure::SickFraction) {
        words.push_str(&format!(" Sickness takes {} of working days.", total(Measure::SickFraction)));
    }
    if exists(Measure::OnLeaveFraction) {
        words.push_str(&format!(
            " Leave takes {}; {} of requests are refused, and a colleague ends the leave year with {} untaken, give or take {} \
             between colleagues.",
            total(Measure::OnLeaveFraction),
            total(Measure::LeaveRefusedFraction),
            total(Measure::LeaveUntakenDays).mean(),
            total(Measure::LeaveUntakenSpreadDays).mean(),
        ));
    }
    words
}

/// `100%, interval 91% to 100%`.
fn chance_in_words(of: &FullComplement) -> String {
    let chance = Figure::level(Measure::FullComplementFraction, of.reached).mean();
    match of.reached_interval {
        Some([low, high]) => {
            let whole = |end: f64| share((end * 100.0).round() / 100.0);
            format!("{chance}, interval {} to {}", whole(low), whole(high))
        }
        None => chance,
    }
}

/// The dates up to which the full complement is reached with a chance of 10, 50 and 90%.
fn full_complement_in_words(of: &FullComplement) -> String {
    let chance = chance_in_words(of);
    let by = |date: &Option<DateEstimate>| match date {
        None => "not within the horizon".to_owned(),
        Some(DateEstimate { date, earliest, latest }) => {
            let end = |end: &Option<String>, open: &str| end.as_deref().map_or_else(|| open.to_owned(), describe_date);
            match (earliest, latest) {
                (Some(earliest), Some(latest)) if earliest == date && latest == date => {
                    format!("by {}", describe_date(date))
                }
                (None, None) => format!("by {}", describe_date(date)),
                _ => {
                    let (earliest, latest) =
                        (end(earliest, "earlier than can be told"), end(latest, "later than can be told"));
                    format!("by {} (interval: {earliest} to {latest})", describe_date(date))
                }
            }
        }
    };
    if of.p10.is_none() && of.p50.is_none() && of.p90.is_none() {
        return format!(
            "{} workers up to speed, a full complement: not within the horizon (chance {chance}).",
            of.heads
        );
    }
    let date = |of: &Option<DateEstimate>| of.as_ref().map(|of| describe_date(&of.date));
    if let Some(always) = date(&of.p10).filter(|first| date(&of.p90).as_ref() == Some(first)) {
        return format!(
            "{} workers up to speed, a full complement, are there for the first time on {always} (chance {chance}); there may be fewer again \
             later.",
            of.heads
        );
    }
    format!(
        "{} workers up to speed, a full complement, are there for the first time within the horizon with a chance of \
         {chance}: with 10% {}, with 50% {}, with 90% {}; there may be fewer again later.",
        of.heads,
        by(&of.p10),
        by(&of.p50),
        by(&of.p90),
    )
}

fn caseload_in_words(caseload: &CaseloadResults) -> String {
    let total = |measure| figure(&caseload.total, measure);
    let mean =
        |measure| caseload.total.get(&measure).copied().flatten().map_or(0.0, |estimate: Estimate| estimate.mean);
    let waiting = if mean(Measure::Unallocated) > 0.0 {
        format!("{} cases wait for a worker. ", total(Measure::Unallocated))
    } else {
        "No case waits for a worker. ".to_owned()
    };
    format!(
        "{}: a full-time worker carries {} cases, against a standard of {}; {} of the workers carry more than that, and one \
         in ten more than {}. {waiting}{} hours a week that cases need are never worked, {} of all they need; {} hours of opening and \
         handing over are still to be done at the end of a week. {} cases a week change hands.",
        caseload.title,
        total(Measure::CaseloadPerWorker),
        caseload.standard,
        total(Measure::AboveStandardFraction),
        total(Measure::CaseloadP90),
        without_unit(&caseload.total, Measure::UnmetHours),
        total(Measure::UnmetHoursFraction),
        without_unit(&caseload.total, Measure::HoursBehind),
        total(Measure::Handovers),
    )
}

/// The figure of hours without the sign of their unit, where the sentence names it.
fn without_unit(total: &crate::results::Measures, measure: Measure) -> String {
    let text: String = Figure::level(measure, total.get(&measure).copied().flatten()).to_string();
    text.trim_end_matches(" h").to_owned()
}

/// The comparisons of `variant` that are put into words, each with what it is about.
pub(super) fn differences<'a>(results: &'a Results, variant: &'a VariantResults) -> Vec<(&'a str, &'a Comparison)> {
    let of_caseloads = variant.caseloads.iter().flat_map(|(name, caseload)| {
        let scope = Scope::Caseload(name.clone());
        let measures = ScopeKind::Caseloads.shown_in(View::IfTheyDiffer).into_iter();
        measures.map(move |measure| (caseload.title.as_str(), scope.clone(), measure))
    });
    let of_workforces = variant.workforces.iter().flat_map(|(name, workforce)| {
        let scope = Scope::Workforce(name.clone());
        let measures = ScopeKind::Workforces.shown_in(View::IfTheyDiffer).into_iter();
        measures.map(move |measure| (workforce.title.as_str(), scope.clone(), measure))
    });
    let find = |(title, scope, measure): (&'a str, Scope, Measure)| {
        let wanted = |comparison: &&Comparison| {
            comparison.variant == variant.name && comparison.measure == measure && comparison.scope == scope
        };
        results.comparisons.iter().find(wanted).map(|comparison| (title, comparison))
    };
    of_caseloads.chain(of_workforces).filter_map(find).collect()
}
