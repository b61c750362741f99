//! Keys of `[calendar]`, `[demand]` and `[run]`, and of teams that take nothing.

use super::judgement::{JudgedFile, when};
use crate::model::{AtClose, Centre, Channel, DayFactors, Demand, RunSettings};

pub(super) fn judge(centre: &Centre, settings: &RunSettings, file: &mut JudgedFile<'_>) {
    let calendar = centre.calendar();
    let no_contacts = centre.contact_types().is_empty();
    let no_arrivals = no_contacts && centre.case_kinds().is_empty();
    let nobody_waits = centre.contact_types().iter().all(|contact_type| contact_type.channel == Channel::Message);
    let turns_away = calendar.at_close == AtClose::TurnAway;
    let why_none_turned_away =
        when(calendar.never_closes(), "the centre never closes").or(when(nobody_waits, "no contact waits on the line"));
    file.judge("calendar", &[("at_close", why_none_turned_away.filter(|_| turns_away))]);
    file.judge("demand", &[("shared_busyness_cv", when(no_contacts, "there are no contacts"))]);
    for team in centre.teams().iter().filter(|team| team.takes.is_empty() && team.cases.is_empty()) {
        let why = "it is about contacts and cases that arrive, and these people take none";
        file.judge(&format!("teams.{}", team.name), &[("pace_cv", Some(why))]);
    }
    let one_by_one = settings.day_factors == DayFactors::Independent;
    let all_alike = "days have no busyness, so there are no factors to draw; intervals only get wider";
    file.judge(
        "run",
        &[
            ("day_factors", when(!one_by_one && !varies(centre), all_alike)),
            ("each_day", when(no_arrivals && settings.each_day, "caseloads are reported by the week")),
            ("precision", when(no_contacts, "it is about service levels, and there are no contacts")),
        ],
    );
}

/// Whether days are busy by chance.
fn varies(centre: &Centre) -> bool {
    let of_contacts = centre.contact_types().iter().map(|contact_type| &contact_type.demand);
    let varies = |demand: &Demand| {
        demand.busyness_cv > 0.0
            || demand.interval_busyness_cv > 0.0
            || !demand.regimes.is_empty()
            || demand.together.iter().any(|factor| factor.cv > 0.0)
    };
    centre.shared_busyness_cv() > 0.0
        || of_contacts.chain(centre.case_kinds().iter().map(|kind| &kind.demand)).any(varies)
}
