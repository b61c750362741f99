use crate::model::{
    Burst, CaseKind, CaseOrder, Centre, Channel, Choose, ContactType, Demand, Due, HandlingLimit, LineGroup, Regime,
    Retrial, Team, Tier,
};
use crate::units::describe_duration;

use super::words::{counted, law, listed, number, percent};

pub(super) fn entities(centre: &Centre) -> Vec<String> {
    let contacts = centre.contact_types().iter().map(|contact_type| {
        let channel = match contact_type.channel {
            Channel::Voice => "calls",
            Channel::Counter => "visits",
            Channel::Chat => "chats",
            Channel::Message => "messages",
        };
        format!("{}: {channel}", contact_type.title)
    });
    let cases = centre
        .case_kinds()
        .iter()
        .map(|case_kind| format!("{}: cases that nobody waits for on the line", case_kind.title));
    let owned =
        centre.caseloads().iter().map(|caseload| format!("{}: cases that each belong to one worker", caseload.title));
    contacts.chain(cases).chain(owned).collect()
}

pub(super) fn arrivals(centre: &Centre) -> Vec<String> {
    let shared = centre.shared_busyness_cv();
    let mut sentences: Vec<String> = centre
        .contact_types()
        .iter()
        .map(|contact_type| format!("{}: {}", contact_type.title, demand(&contact_type.demand, "contact")))
        .collect();
    if shared > 0.0 {
        sentences.push(format!(
            "All contact types share a gamma factor of the day with coefficient of variation {}",
            number(shared)
        ));
    }
    for kind in centre.case_kinds() {
        sentences.push(format!("{}: {}", kind.title, demand(&kind.demand, "case")));
        sentences.extend(kind.chasers.map(|chasers| {
            let asks = number(chasers.per_week);
            format!("{}: whoever's case is overdue asks for it {asks} times a week", kind.title)
        }));
    }
    for caseload in centre.caseloads() {
        sentences.push(format!("{}: Poisson, {} opened a week", caseload.title, number(caseload.opened_per_week)));
    }
    sentences
}

fn demand(demand: &Demand, noun: &str) -> String {
    let expected = demand.expected();
    if expected <= 0.0 {
        return "none arrive of themselves".into();
    }
    let how = match (demand.exact, demand.moments.is_empty()) {
        (false, _) => "Poisson at rates given by interval",
        (true, true) => EXACTLY,
        (true, false) => "one by one at the moments that the list has",
    };
    let mut process = format!("{how}, {} {noun}s expected over the horizon", number(expected));
    for (cv, of) in [(demand.busyness_cv, "day"), (demand.interval_busyness_cv, "interval")] {
        if cv > 0.0 {
            process += &format!(", times a gamma factor of the {of} with coefficient of variation {}", number(cv));
        }
    }
    if let Some(spell) = demand.interval_spell {
        let spell = describe_duration(spell.get());
        process += &format!(
            ", of which those of two intervals have a correlation of exp(−t / {spell}) where their starts are t apart"
        );
    }
    if !demand.regimes.is_empty() {
        process += &format!(", times a factor of the kind of day with mean 1: {}", regimes(&demand.regimes));
    }
    for factor in demand.together.iter().filter(|factor| factor.cv > 0.0) {
        process += &format!(
            ", times a factor shared as `{}` with coefficient of variation {}",
            factor.name,
            number(factor.cv)
        );
    }
    match demand.burst {
        Burst::Single => (),
        Burst::Geometric { mean } => process += &format!(", in bursts of {} on average (geometric)", number(mean)),
        Burst::Always(size) => process += &format!(", in bursts of {size}"),
    }
    process
}

const EXACTLY: &str =
    "exactly the numbers that the file has for its rows, at times within them that are uniform and independent";

/// What each kind of day does, and on how many days.
fn regimes(regimes: &[Regime]) -> String {
    let mut before = 0.0;
    let mut parts = Vec::new();
    for regime in regimes {
        parts.push(format!("{} on {} of days", number(regime.factor), percent(regime.until - before)));
        before = regime.until;
    }
    listed(&parts)
}

pub(super) fn handling(centre: &Centre) -> Vec<String> {
    let mut sentences = Vec::new();
    for contact_type in centre.contact_types() {
        let wrap_up = contact_type
            .wrap_up
            .as_ref()
            .map_or_else(|| "no wrap-up".to_owned(), |wrap_up| format!("wrap-up {}", law(wrap_up)));
        sentences.push(format!("{}: talk {}; {wrap_up}", contact_type.title, law(&contact_type.talk)));
        sentences.extend(
            contact_type.handling_limit.as_ref().map(limit).map(|limit| format!("{}: {limit}", contact_type.title)),
        );
        if let Some(concurrency) = contact_type.concurrency {
            let (most, slowdown) = (concurrency.most, number(concurrency.slowdown));
            sentences.push(format!(
                "{}: an agent holds up to {most} at once, all taking {slowdown} times as long for each further one",
                contact_type.title
            ));
        }
    }
    sentences.extend(
        centre
            .case_kinds()
            .iter()
            .map(|case_kind| format!("{}: work {}{}", case_kind.title, law(&case_kind.work), case_rules(case_kind))),
    );
    for caseload in centre.caseloads() {
        let (week, open, handover) = (caseload.hours.per_week, caseload.hours.to_open, caseload.hours.handover);
        sentences.push(format!(
            "{}: open for {}; {} hours a week, {} to open, {} at each handover",
            caseload.title,
            law(&caseload.open),
            number(week),
            number(open),
            number(handover)
        ));
    }
    sentences
}

fn case_rules(kind: &CaseKind) -> String {
    let order = match kind.order {
        CaseOrder::Due => "the one due first is taken first",
        CaseOrder::Age => "the oldest is taken first",
    };
    kind.due.map_or_else(|| format!("; {order}"), |when| format!("; due {}; {order}", due(when)))
}

fn due(due: Due) -> String {
    match due {
        Due::After(length) => format!("within {}", describe_duration(length.get())),
        Due::WorkingDays { days, .. } => format!("within {}", counted(days.into(), "working day")),
    }
}

fn limit(limit: &HandlingLimit) -> String {
    let mut parts = Vec::new();
    if let Some(cut) = limit.cut {
        let longest = describe_duration(cut.longest.get());
        parts.push(format!(
            "talk beyond {longest} is ended in {} of contacts that would run over",
            percent(cut.enforced.get())
        ));
    }
    if let Some(dumping) = &limit.dumping {
        parts.push(format!("{} of contacts are got rid of within seconds", percent(dumping.share.get())));
    }
    if parts.is_empty() { "no contact is ended before its time".into() } else { parts.join("; ") }
}

pub(super) fn patience(centre: &Centre) -> Vec<String> {
    let mut sentences = Vec::new();
    for contact_type in centre.contact_types() {
        let mut parts = vec![match &contact_type.patience {
            Some(patience) => format!("patience {}", law(patience)),
            None => "waits as long as it takes".to_owned(),
        }];
        if contact_type.balking.get() > 0.0 {
            parts.push(format!("{} of those who find nobody free leave at once", percent(contact_type.balking.get())));
        }
        let again: [(&str, &Option<Retrial>); 3] = [
            ("gave up", &contact_type.after_abandoning),
            ("were blocked", &contact_type.after_blocked),
            ("were sent away", &contact_type.after_turned_away),
        ];
        for (after, retrial) in again {
            parts.extend(retrial.as_ref().map(|retrial| tries_again(after, retrial)));
        }
        parts.extend(outcome(centre, contact_type));
        sentences.push(format!("{}: {}", contact_type.title, parts.join("; ")));
    }
    sentences
}

fn tries_again(after: &str, retrial: &Retrial) -> String {
    let most = retrial.attempts.map_or_else(String::new, |most| format!(", {most} attempts in a row at most"));
    format!(
        "{} of those who {after} try again, after a time {}{most}",
        percent(retrial.share.get()),
        law(&retrial.after)
    )
}

/// What becomes of an answered contact, where not all of them settle the need.
fn outcome(centre: &Centre, contact_type: &ContactType) -> Vec<String> {
    let mut parts = Vec::new();
    let resolved = contact_type.outcome.resolved.get();
    if resolved < 1.0 {
        parts.push(format!("{} of answered contacts settle the need", percent(resolved)));
        if let Some(returns) = &contact_type.outcome.returns {
            let (share, after) = (percent(returns.share.get()), law(&returns.after));
            parts.push(format!("{share} of the others come back, after a time {after}"));
        }
    }
    if let Some(transfer) = contact_type.transfer {
        let to = &centre.contact_type(transfer.to).title;
        parts.push(format!("{} are passed on as {to}", percent(transfer.share.get())));
    }
    if let Some(callback) = contact_type.callback {
        let (over, accepted) = (describe_duration(callback.when_wait_over.get()), percent(callback.accepted.get()));
        parts.push(format!("after {over} of waiting {accepted} accept to be called back"));
    }
    if let Some(left) = contact_type.outcome.case {
        let kind = &centre.case_kinds()[left.kind.0 as usize].title;
        parts.push(format!("{} leave a case of {kind}", percent(left.share.get())));
    }
    parts
}

pub(super) fn routing(centre: &Centre) -> Vec<String> {
    let title = |team: &crate::model::TeamIndex| centre.team(*team).title.clone();
    let tier = |tier: &Tier| {
        let teams = match &tier.teams[..] {
            few if few.len() <= MOST_NAMED => listed(&few.iter().map(title).collect::<Vec<_>>()),
            many => format!("{} teams", many.len()),
        };
        if tier.after.get() > 0.0 { format!("{teams} after {}", describe_duration(tier.after.get())) } else { teams }
    };
    let of_type = |contact_type: &ContactType| {
        let tiers: Vec<String> = contact_type.route.iter().map(tier).collect();
        let choose = match contact_type.choose {
            Choose::LongestIdle => "the agent idle for longest",
            Choose::Random => "any idle agent alike",
        };
        let rises = contact_type.rises.map_or_else(String::new, |rise| {
            format!("; after {} its priority is {}", describe_duration(rise.after.get()), rise.to)
        });
        format!("{}: {}; within a tier {choose} answers{rises}", contact_type.title, tiers.join(", then "))
    };
    let mut sentences: Vec<String> = centre.contact_types().iter().map(of_type).collect();
    if !sentences.is_empty() {
        sentences.push(
            "A free agent takes the most urgent work that waits, and of equally urgent contacts the one that has waited longest"
                .into(),
        );
    }
    sentences.extend(centre.teams().iter().filter_map(|team| priorities(centre, team)));
    sentences
}

/// Most teams of a tier that are named one by one.
const MOST_NAMED: usize = 6;

/// How a team ranks its work, where it does.
fn priorities(centre: &Centre, team: &Team) -> Option<String> {
    let first = team.takes.first()?;
    let ranked = team.takes.iter().any(|entry| entry.priority != first.priority || entry.reserve > 0);
    let sentences = team.takes.iter().map(|entry| {
        let title = &centre.contact_type(entry.contact_type).title;
        let reserve = if entry.reserve > 0 { format!(", keeping {} idle", entry.reserve) } else { String::new() };
        format!("{title} at priority {}{reserve}", entry.priority)
    });
    ranked.then(|| format!("{} takes {}", team.title, listed(&sentences.collect::<Vec<_>>())))
}

pub(super) fn lines(centre: &Centre) -> Vec<String> {
    let describe =
        |group: &LineGroup| format!("{}: {}, waiting or talking", group.name, counted(group.capacity.into(), "line"));
    centre.line_groups().iter().map(describe).collect()
}
