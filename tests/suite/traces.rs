//! Seven tiny histories whose every moment is known must come out exactly.

use callfloor::engine::{Answer, Contact, Duty, Observer, Plan, RecordedContact, RecordedCustomers, Replication};
use callfloor::model::{
    AtClose, Calendar, Centre, CentreParts, Channel, Choose, ContactType, ContactTypeIndex, DaySlot, Demand, Entry,
    Interval, LineGroup, LineGroupIndex, Outcome, ServiceLevel, StaffStep, Team, TeamIndex, Tier,
};
use callfloor::random::{Distribution, Key};
use callfloor::units::{Fraction, Instant, Seconds, Ticks};
use serde_json::Value;

#[test]
fn every_trace_comes_out_exactly() {
    let traces: Value = serde_json::from_str(include_str!("../reference/traces.json")).unwrap();
    let traces = traces.as_array().unwrap();
    assert_eq!(traces.len(), 7);
    for trace in traces {
        let centre = centre(trace);
        let history = run(&centre, trace);
        let expected = history_expected(trace);
        assert_eq!(history.calls, expected, "{}", trace["title"]);
        let seconds = |key: &str| trace["totals"][key].as_f64().unwrap();
        assert_eq!(history.queue_seconds, seconds("queue_seconds"), "{}", trace["title"]);
        assert_eq!(history.busy_seconds, seconds("busy_seconds"), "{}", trace["title"]);
        if let Some(surplus) = trace["totals"]["surplus_agent_seconds"].as_f64() {
            assert_eq!(history.surplus_seconds, surplus, "{}", trace["title"]);
        }
    }
}

/// What became of a call, in seconds.
#[derive(Debug, PartialEq)]
struct Fate {
    outcome: &'static str,
    wait: f64,
    /// Start, end of talk, agent free again, and the group.
    service: Option<(f64, f64, f64, String)>,
}

#[derive(Default)]
struct History {
    calls: Vec<(String, Fate)>,
    queue_seconds: f64,
    busy_seconds: f64,
    surplus_seconds: f64,
}

fn history_expected(trace: &Value) -> Vec<(String, Fate)> {
    let fate = |expected: &Value| {
        let seconds = |key: &str| expected[key].as_f64();
        let outcome = match expected["outcome"].as_str().unwrap() {
            "answered" => "answered",
            "abandoned" => "abandoned",
            _ => "blocked",
        };
        let service = seconds("start_s").map(|start| {
            let end = seconds("end_s").unwrap();
            let free = seconds("agent_free_s").unwrap_or(end);
            (start, end, free, expected["group"].as_str().unwrap().to_owned())
        });
        let id = expected["id"].as_str().unwrap().to_owned();
        (id, Fate { outcome, wait: seconds("wait_s").unwrap(), service })
    };
    let mut calls: Vec<_> = trace["expected"].as_array().unwrap().iter().map(fate).collect();
    calls.sort_by(|a, b| a.0.cmp(&b.0));
    calls
}

/// Writes down what happens.
struct Scribe<'a> {
    centre: &'a Centre,
    ids: Vec<Vec<String>>,
    history: History,
    surplus: Vec<(u32, f64)>,
}

impl Scribe<'_> {
    fn end(&mut self, contact: &Contact, fate: Fate) {
        let id = self.ids[contact.contact_type.0 as usize][contact.customer.get() as usize].clone();
        self.history.queue_seconds += fate.wait;
        self.history.calls.push((id, fate));
    }
}

impl Observer for Scribe<'_> {
    fn interval_begins(&mut self, _: Instant, _: u32) {}
    fn doors_close(&mut self, _: Instant) {}
    fn staffed(&mut self, now: Instant, team: TeamIndex, duty: Duty, present: u32) {
        let (surplus, since) = self.surplus[team.0 as usize];
        self.history.surplus_seconds += f64::from(surplus) * (now.seconds() - since);
        self.surplus[team.0 as usize] = (present.saturating_sub(duty.ready), now.seconds());
    }
    fn offered(&mut self, _: Instant, _: &Contact) {}
    fn blocked(&mut self, _: Instant, contact: &Contact) {
        self.end(contact, Fate { outcome: "blocked", wait: 0.0, service: None });
    }
    fn queued(&mut self, _: Instant, _: &Contact, _: u32) {}
    fn dequeued(&mut self, _: Instant, _: ContactTypeIndex, _: u32) {}
    fn answered(&mut self, now: Instant, contact: &Contact, answer: &Answer) {
        let end = now + answer.talk;
        let free = end + answer.wrap_up;
        self.history.busy_seconds += free.since(now).seconds();
        let group = self.centre.team(answer.team).name.clone();
        let service = Some((now.seconds(), end.seconds(), free.seconds(), group));
        self.end(contact, Fate { outcome: "answered", wait: answer.wait.seconds(), service });
    }
    fn released(&mut self, _: Instant, _: TeamIndex) {}
    fn abandoned(&mut self, now: Instant, contact: &Contact) {
        let wait = now.since(contact.entered).seconds();
        self.end(contact, Fate { outcome: "abandoned", wait, service: None });
    }
    fn turned_away(&mut self, _: Instant, _: &Contact) {}
    fn unfinished(&mut self, _: Instant, _: &Contact) {}
    fn settled(&mut self, _: Instant, _: &Contact) {}
    fn unmet(&mut self, _: Instant, _: &Contact) {}
}

fn run(centre: &Centre, trace: &Value) -> History {
    let types = centre.contact_types().len();
    let (mut by_type, mut ids) = (vec![Vec::new(); types], vec![Vec::new(); types]);
    for call in trace["calls"].as_array().unwrap() {
        let index = centre.contact_types().iter().position(|it| it.name == call["type"]).unwrap();
        let ticks = |key: &str| call[key].as_f64().map(Ticks::from_seconds_f64);
        by_type[index].push(RecordedContact {
            at: Instant(ticks("arrival_s").unwrap().0),
            talk: ticks("handle_s").unwrap(),
            wrap_up: ticks("wrap_up_s").unwrap_or_default(),
            patience: ticks("patience_s"),
        });
        ids[index].push(call["id"].as_str().unwrap().to_owned());
    }
    let plan = Plan::new(centre);
    let surplus = vec![(0, 0.0); centre.teams().len()];
    let mut scribe = Scribe { centre, ids, history: History::default(), surplus };
    Replication::new(&plan).run(&mut RecordedCustomers::new(by_type), Key::new(1, 0), &mut scribe);
    let mut history = scribe.history;
    history.calls.sort_by(|a, b| a.0.cmp(&b.0));
    history
}

fn centre(trace: &Value) -> Centre {
    let groups = trace["groups"].as_array().unwrap();
    let types: Vec<&String> = trace["selection"].as_object().unwrap().keys().collect();
    let group_index = |name: &Value| TeamIndex(groups.iter().position(|it| it["name"] == *name).unwrap() as u32);
    let lines: Vec<LineGroup> = trace["waiting_places"]
        .as_u64()
        .map(|places| LineGroup { name: "lines".into(), capacity: places as u32 + most_staff(groups) })
        .into_iter()
        .collect();
    let contact_type = |name: &&String| {
        let tier = |group: &Value| Tier { teams: vec![group_index(group)], after: Seconds::ZERO };
        ContactType {
            name: (*name).clone(),
            title: (*name).clone(),
            channel: Channel::Voice,
            demand: Demand::default(),
            talk: Distribution::constant(Seconds::new(1.0).unwrap()),
            wrap_up: None,
            patience: None,
            balking: Fraction::ZERO,
            lines: lines.iter().map(|_| LineGroupIndex(0)).collect(),
            outages: Vec::new(),
            after_abandoning: None,
            after_blocked: None,
            after_turned_away: None,
            outcome: Outcome { resolved: Fraction::ONE, returns: None, case: None },
            handling_limit: None,
            aht_target: None,
            rises: None,
            transfer: None,
            callback: None,
            concurrency: None,
            due: None,
            route: trace["selection"][*name].as_array().unwrap().iter().map(tier).collect(),
            choose: Choose::LongestIdle,
            cost_to_caller: None,
            also_within: Vec::new(),
            service_level: ServiceLevel { within: Seconds::new(20.0).unwrap(), target: None },
        }
    };
    let team = |group: &Value| {
        let name = group["name"].as_str().unwrap();
        let entry = |(priority, of_type): (u32, &Value)| Entry {
            contact_type: ContactTypeIndex(types.iter().position(|it| of_type == *it).unwrap() as u32),
            priority,
            handling: 1.0,
            resolves: 1.0,
            reserve: 0,
        };
        let step = |step: &Value| StaffStep {
            at: Instant::at_seconds(step[0].as_f64().unwrap()),
            rostered: step[1].as_u64().unwrap() as u32,
            part: 0.0,
            out: Fraction::ZERO,
        };
        Team {
            cases: Vec::new(),
            rotation: None,
            name: name.into(),
            title: name.into(),
            site: None,
            takes: (1..).zip(trace["scan"][name].as_array().unwrap()).map(entry).collect(),
            staffing: group["staff"].as_array().unwrap().iter().map(step).collect(),
            absence: Fraction::ZERO,
            available: Fraction::ONE,
            pace: Vec::new(),
            when_agents_fall: None,
            strength_cv: 0.0,
            pace_cv: 0.0,
            people: None,
        }
    };
    Centre::new(CentreParts {
        case_kinds: Vec::new(),
        title: trace["title"].as_str().unwrap().into(),
        calendar: one_hour(),
        contact_types: types.iter().map(contact_type).collect(),
        groups: Vec::new(),
        teams: groups.iter().map(team).collect(),
        line_groups: lines.clone(),
        shared_busyness_cv: 0.0,
        disruptions: Vec::new(),
        caseloads: Vec::new(),
        clauses: Vec::new(),
    })
    .unwrap()
}

fn most_staff(groups: &[Value]) -> u32 {
    let staff = groups.iter().flat_map(|group| group["staff"].as_array().unwrap());
    staff.map(|step| step[1].as_u64().unwrap() as u32).max().unwrap()
}

fn one_hour() -> Calendar {
    let end = Instant::at_seconds(3600.0);
    Calendar {
        midnight: jiff::civil::date(2026, 3, 2).to_zoned(jiff::tz::TimeZone::UTC).unwrap(),
        days: 1,
        interval_length: Seconds::new(3600.0).unwrap(),
        report_length: Seconds::new(3600.0).unwrap(),
        intervals: vec![Interval { start: Instant::ZERO, end, day: 0, slot: 0, rest: false, closes: true }],
        day_slots: vec![DaySlot { minute: 0 }],
        open_weekdays: [true; 7],
        horizon: Instant::at_seconds(86_400.0),
        warm_up: Instant::ZERO,
        at_close: AtClose::ServeOut,
    }
}
