use crate::metrics::{ContactTally, TeamTally};
use crate::model::{Burst, ContactType, Team};
use crate::results::Reason;

use super::super::digits::significant;
use super::explained::{Arrivals, Explained};

/// Why the simulation differs from the formulas: what the scenario has of it, in a fixed order.
pub(super) fn reasons(explained: &Explained<'_>) -> Vec<Reason> {
    let mut found = Found(Vec::new());
    of_customers(explained, &mut found);
    of_demand(explained, &mut found);
    of_work(explained, &mut found);
    of_teams(explained, &mut found);
    found.0
}

struct Found(Vec<Reason>);

impl Found {
    fn add(&mut self, reason: Reason) {
        self.0.push(reason);
    }

    /// A share that matters if it is above zero.
    fn share(&mut self, reason: fn(f64) -> Reason, part: u64, whole: u64) {
        if part > 0 && whole > 0 {
            self.add(reason(significant(part as f64 / whole as f64)));
        }
    }
}

impl<'a> Explained<'a> {
    fn contact_types(&self) -> impl Iterator<Item = &'a ContactType> {
        let centre = self.measured.centre();
        self.types.iter().map(move |&index| &centre.contact_types()[index])
    }

    fn teams(&self) -> impl Iterator<Item = &'a Team> {
        let centre = self.measured.centre();
        self.group.teams.iter().map(move |&index| &centre.teams()[index])
    }

    /// All that was counted of the contact types with a formula.
    fn counted(&self) -> ContactTally {
        let mut sum = ContactTally::default();
        self.contacts.iter().flatten().for_each(|tally| sum += tally);
        sum
    }

    fn worked(&self) -> TeamTally {
        let mut sum = TeamTally::default();
        self.work.iter().for_each(|tally| sum += tally);
        sum
    }
}

/// What becomes of contacts that no agent is free for, or whose need is not settled.
fn of_customers(explained: &Explained<'_>, found: &mut Found) {
    let sum = explained.counted();
    found.share(|share| Reason::Abandonment { share }, sum.abandoned, sum.offered());
    found.share(|added| Reason::Repeats { added }, sum.offered() - sum.fresh, sum.fresh);
    found.share(|share| Reason::Blocked { share }, sum.blocked, sum.offered());
    found.share(|share| Reason::TurnedAway { share }, sum.turned_away, sum.offered());
    let balking = explained.contact_types().map(|contact_type| contact_type.balking.get()).fold(0.0, f64::max);
    if balking > 0.0 {
        found.add(Reason::Balking { share: significant(balking) });
    }
    found.share(|share| Reason::Callbacks { share }, sum.callbacks, sum.offered());
    found.share(|share| Reason::Transfers { share }, sum.transfers, sum.offered());
}

/// How contacts arrive.
fn of_demand(explained: &Explained<'_>, found: &mut Found) {
    let shared = explained.measured.centre().shared_busyness_cv();
    let own = |contact_type: &ContactType| {
        let demand = &contact_type.demand;
        demand.busyness_cv > 0.0
            || !demand.regimes.is_empty()
            || demand.together.iter().any(|together| together.cv > 0.0)
    };
    if shared > 0.0 || explained.contact_types().any(own) || expected_days_differ(explained) {
        found.add(Reason::DaysDiffer { cv: cv_of_days(explained).map(significant) });
    }
    let by_interval =
        explained.contact_types().map(|contact_type| contact_type.demand.interval_busyness_cv).fold(0.0, f64::max);
    if by_interval > 0.0 {
        found.add(Reason::IntervalsDiffer { cv: significant(by_interval) });
    }
    if explained.contact_types().any(|contact_type| contact_type.demand.exact) {
        found.add(Reason::ExactNumbers);
    }
    let burst = explained.contact_types().map(|contact_type| contact_type.demand.burst.mean()).fold(1.0, f64::max);
    if explained.contact_types().any(|contact_type| contact_type.demand.burst != Burst::Single) && burst > 1.0 {
        found.add(Reason::Bursts { mean: significant(burst) });
    }
    if changes(explained) {
        found.add(Reason::CarriedOver);
    }
}

/// Whether more is expected on some open days than on others.
fn expected_days_differ(explained: &Explained<'_>) -> bool {
    let calendar = explained.measured.centre().calendar();
    let mut days: Vec<f64> = vec![0.0; calendar.days as usize];
    for segment in explained.contact_types().flat_map(|contact_type| &contact_type.demand.segments) {
        let interval = &calendar.intervals[segment.interval as usize];
        days[interval.day as usize] += segment.rate.get() * segment.end.since(segment.start).seconds();
    }
    let mut open = calendar.intervals.chunk_by(|a, b| a.day == b.day).map(|day| days[day[0].day as usize]);
    let Some(first) = open.next() else { return false };
    open.any(|day| (day - first).abs() > 1e-9 * first.abs().max(day.abs()))
}

/// The coefficient of variation of the contacts of an open day; `None` where there is one day only.
fn cv_of_days(explained: &Explained<'_>) -> Option<f64> {
    let mut days: Vec<f64> = Vec::new();
    for tally in explained.measured.tallies() {
        let mut of_replication = vec![0.0; tally.days.first().map_or(0, Vec::len)];
        for &of_type in &explained.types {
            of_replication.iter_mut().zip(&tally.days[of_type]).for_each(|(sum, day)| *sum += f64::from(day.offered));
        }
        days.extend(of_replication);
    }
    let count = days.len() as f64;
    let mean = days.iter().sum::<f64>() / count;
    let squares: f64 = days.iter().map(|day| (day - mean) * (day - mean)).sum();
    (days.len() > 1 && mean > 0.0).then(|| (squares / (count - 1.0)).sqrt() / mean)
}

/// Whether load or staff differ from one interval to the next.
fn changes(explained: &Explained<'_>) -> bool {
    let lines: Vec<_> = (0..explained.measured.buckets().len())
        .map(|bucket| explained.line(bucket, Arrivals::Fresh))
        .map(|line| (line.load(), line.agents))
        .collect();
    let differ = |a: f64, b: f64| (a - b).abs() > 1e-9 * a.abs().max(b.abs());
    lines.windows(2).any(|pair| differ(pair[0].0, pair[1].0) || differ(pair[0].1, pair[1].1))
}

/// How long contacts take and wait.
fn of_work(explained: &Explained<'_>, found: &mut Found) {
    let exponential = |contact_type: &ContactType| contact_type.talk.is_exponential() && contact_type.wrap_up.is_none();
    let several = explained.types.len() > 1;
    if several || !explained.contact_types().all(exponential) {
        let cv = cv_of_handling(explained).map(significant);
        cv.into_iter().for_each(|cv| found.add(Reason::HandlingNotExponential { cv }));
    }
    let other_patience =
        |contact_type: &ContactType| contact_type.patience.as_ref().is_some_and(|patience| !patience.is_exponential());
    if explained.contact_types().any(other_patience) {
        found.add(Reason::PatienceNotExponential);
    }
    let sum = explained.counted();
    found.share(|share| Reason::Limits { share }, sum.cut_short + sum.dumped, sum.answered());
}

/// The coefficient of variation of the handling of fresh contacts, all types mixed as they are expected to arrive; `None` if none
/// is.
fn cv_of_handling(explained: &Explained<'_>) -> Option<f64> {
    let (mut contacts, mut sum, mut squares) = (0.0, 0.0, 0.0);
    for contact_type in explained.contact_types() {
        let (talk, wrap_up) = (&contact_type.talk, contact_type.wrap_up.as_ref());
        let mean = talk.mean() + wrap_up.map_or(0.0, |wrap_up| wrap_up.mean());
        let variance = |mean: f64, cv: f64| (mean * cv) * (mean * cv);
        let variance =
            variance(talk.mean(), talk.cv()) + wrap_up.map_or(0.0, |wrap_up| variance(wrap_up.mean(), wrap_up.cv()));
        let expected = contact_type.demand.expected();
        contacts += expected;
        sum += expected * mean;
        squares += expected * (mean * mean + variance);
    }
    let mean = sum / contacts;
    (0.0 < sum).then(|| (squares / contacts / (mean * mean) - 1.0).max(0.0).sqrt())
}

/// Who answers.
fn of_teams(explained: &Explained<'_>, found: &mut Found) {
    let centre = explained.measured.centre();
    if has_skills(explained) {
        found.add(Reason::Skills {
            contacts: explained.contact_types().map(|contact_type| contact_type.title.clone()).collect(),
        });
    }
    let others = explained.group.types.iter().filter(|index| !explained.types.contains(index));
    let others: Vec<String> = others.map(|&index| centre.contact_types()[index].title.clone()).collect();
    let work = explained.worked();
    if !others.is_empty() {
        let answered: u64 = explained.counted().answered();
        let share = 1.0 - answered as f64 / work.handled.max(1) as f64;
        found.add(Reason::OtherContacts { share: significant(share.max(0.0)), contacts: others });
    }
    found.share(|share| Reason::Cases { share }, work.casework + work.awaiting_cases + work.switching, work.present);
    found.share(
        |share| Reason::Breaks { share },
        work.paid_break + work.unpaid_break + work.meeting + work.training + work.granted,
        work.on_duty,
    );
    found.share(|share| Reason::Absence { share }, work.rostered - work.on_duty, work.rostered);
    let titles = |which: &dyn Fn(&Team) -> bool| -> Vec<String> {
        explained.teams().filter(|team| which(team)).map(|team| team.title.clone()).collect()
    };
    let teams = titles(&Team::strength_varies);
    if !teams.is_empty() {
        found.add(Reason::AgentsDiffer { teams });
    }
    let factor = |team: &Team| {
        let slower = team
            .takes
            .iter()
            .any(|entry| entry.handling != 1.0 && explained.types.contains(&(entry.contact_type.0 as usize)));
        slower || team.pace_cv > 0.0 || team.pace.iter().any(|step| step.factor != 1.0) || learns(team)
    };
    let teams = titles(&factor);
    if !teams.is_empty() {
        found.add(Reason::Pace { teams });
    }
    if !centre.disruptions().is_empty() {
        let labels = centre.disruptions().iter().map(|disruption| disruption.label.clone()).collect();
        found.add(Reason::Disruptions { labels });
    }
}

/// Whether recruits are slower for a while.
fn learns(team: &Team) -> bool {
    team.people.as_ref().is_some_and(|people| people.has_shifts() && people.learning.is_some())
}

/// Whether it matters which team a contact finds or which contact a team takes.
fn has_skills(explained: &Explained<'_>) -> bool {
    let of_types = |team: &'_ Team| {
        let takes = team.takes.iter().filter(|entry| explained.types.contains(&(entry.contact_type.0 as usize)));
        takes.map(|entry| (entry.contact_type, entry.priority, entry.reserve)).collect::<Vec<_>>()
    };
    let mut teams = explained.teams().map(of_types);
    let Some(first) = teams.next() else { return false };
    let alike = teams.all(|other| other == first);
    let one_priority = first.iter().all(|&(_, priority, reserve)| priority == first[0].1 && reserve == 0);
    let one_tier = explained.contact_types().all(|contact_type| {
        let teams: usize = contact_type.route.iter().map(|tier| tier.teams.len()).sum();
        contact_type.route.len() == 1 && teams == explained.group.teams.len()
    });
    !(alike && one_priority && one_tier && first.len() == explained.types.len())
}
