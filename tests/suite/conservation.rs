//! Any valid scenario, any seed: nobody is lost, nobody is doubled, nobody idles while work waits, and the
//! measures agree with each other and with Little's law, to the tick.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::path::Path;

use callfloor::engine::{Answer, Contact, CustomerNumber, Duty, Observer, Plan, Replication, SampledCustomers};
use callfloor::metrics::{DayTally, Layout, Listener};
use callfloor::model::{Centre, ContactTypeIndex, TeamIndex, WhenAgentsFall};
use callfloor::random::{Key, Stream};
use callfloor::scenario;
use callfloor::units::{Instant, Ticks};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_is_lost_and_nobody_doubled(seed in any::<u64>()) {
        let text = any_scenario(&mut Key::new(seed, 0).stream());
        let study = scenario::read_text("random.toml", &text, Path::new("."), &[])
            .unwrap_or_else(|faults| panic!("{text}\n{}", faults.render(false)));
        let centre = &study.variants[0].centre;
        let plan = Plan::new(centre);
        let mut replication = Replication::new(&plan);
        for number in 0..2 {
            let key = Key::new(seed, number);
            let mut auditor = Auditor::new(centre);
            replication.run(&mut SampledCustomers::new(centre, key), key, &mut auditor);
            auditor.close_the_books();
            for each_day in [false, true] {
                let (measured, days) = measure(centre, &mut replication, key, each_day);
                prop_assert_eq!(measured, auditor.totals, "{}", text);
                prop_assert_eq!(&days, &auditor.days(), "{}", text);
            }
        }
    }
}

/// Sums that the auditor and the listener must agree on: offered, answered, abandoned, blocked, turned
/// away, unfinished, waits of those who left the queue, handling.
type Totals = [u64; 8];

/// By contact type, then by open day.
type Days = Vec<Vec<DayTally>>;

fn measure(centre: &Centre, replication: &mut Replication<'_>, key: Key, each_day: bool) -> (Totals, Days) {
    let layout = Layout::new(centre.calendar(), each_day);
    let mut listener = Listener::new(centre, &layout);
    replication.run(&mut SampledCustomers::new(centre, key), key, &mut listener);
    let tally = listener.finish();
    let mut totals = Totals::default();
    for t in tally.contacts.iter().flatten() {
        let (offered, answered) = (t.offered(), t.answered());
        let these = [offered, answered, t.abandoned, t.blocked, t.turned_away, t.unfinished, t.waits(), t.handling()];
        totals.iter_mut().zip(these).for_each(|(sum, more)| *sum += more);
    }
    (totals, tally.days)
}

/// Keeps its own books of everything the engine announces.
struct Auditor<'a> {
    centre: &'a Centre,
    now: Instant,
    /// Who waits, by type, in order of arrival.
    waiting: Vec<VecDeque<(CustomerNumber, u32)>>,
    entered: HashMap<(u32, CustomerNumber, u32), Instant>,
    present: Vec<u32>,
    busy: Vec<u32>,
    totals: Totals,
    /// Area under the number waiting, and under the number busy, in ticks.
    queue_area: u64,
    busy_area: u64,
    /// Waits of everybody, whether they ended in an answer or not.
    waits: u64,
    handling: u64,
    needs_open: i64,
    ended: HashMap<(u32, CustomerNumber), u32>,
    /// By contact type and day of the calendar.
    days: BTreeMap<(u32, u32), DayTally>,
}

impl<'a> Auditor<'a> {
    fn new(centre: &'a Centre) -> Self {
        let teams = centre.teams().len();
        Self {
            centre,
            now: Instant::ZERO,
            waiting: vec![VecDeque::new(); centre.contact_types().len()],
            entered: HashMap::new(),
            present: vec![0; teams],
            busy: vec![0; teams],
            totals: Totals::default(),
            queue_area: 0,
            busy_area: 0,
            waits: 0,
            handling: 0,
            needs_open: 0,
            ended: HashMap::new(),
            days: BTreeMap::new(),
        }
    }

    fn pass_time(&mut self, now: Instant) {
        let passed = now.since(self.now).0;
        if passed > 0 {
            self.nobody_idles_while_work_waits();
        }
        self.queue_area += passed * self.waiting.iter().map(|line| line.len() as u64).sum::<u64>();
        self.busy_area += passed * self.busy.iter().map(|&busy| u64::from(busy)).sum::<u64>();
        self.now = now;
    }

    /// Between two moments, no team has more idle agents than it keeps back from work that waits and that
    /// it may take.
    fn nobody_idles_while_work_waits(&self) {
        for (index, it) in self.centre.contact_types().iter().enumerate() {
            let Some(&(customer, attempt)) = self.waiting[index].front() else { continue };
            let waited = self.now.since(self.entered[&(index as u32, customer, attempt)]);
            for tier in it.route.iter().filter(|tier| Ticks::from_seconds(tier.after) <= waited) {
                for &team in &tier.teams {
                    let entry =
                        self.centre.team(team).takes.iter().find(|entry| entry.contact_type.0 as usize == index);
                    let idle = self.present[team.0 as usize] - self.busy[team.0 as usize];
                    assert!(idle <= entry.unwrap().reserve, "an agent idles while {} waits", it.name);
                }
            }
        }
    }

    fn day(&mut self, contact: &Contact) -> &mut DayTally {
        let day = self.centre.calendar().intervals[contact.interval as usize].day;
        self.days.entry((contact.contact_type.0, day)).or_default()
    }

    /// By contact type, then by open day, those without contacts among them.
    fn days(&self) -> Days {
        let intervals = &self.centre.calendar().intervals;
        let open: Vec<u32> = intervals.chunk_by(|a, b| a.day == b.day).map(|day| day[0].day).collect();
        let of_type =
            |index| open.iter().map(|&day| self.days.get(&(index, day)).copied().unwrap_or_default()).collect();
        (0..self.centre.contact_types().len() as u32).map(of_type).collect()
    }

    fn end(&mut self, contact: &Contact, which: usize) {
        self.totals[which] += 1;
        let earlier = self.ended.insert((contact.contact_type.0, contact.customer), contact.earlier_attempts);
        assert!(earlier.is_none_or(|earlier| earlier < contact.earlier_attempts), "an attempt ends once");
    }

    fn close_the_books(&mut self) {
        assert!(self.waiting.iter().all(VecDeque::is_empty), "nobody is left in the queue");
        assert_eq!(self.queue_area, self.waits, "Little's law holds to the tick");
        let ended: u64 = self.totals[1..6].iter().sum();
        assert_eq!(self.totals[0], ended, "every contact has one end");
        assert!(self.needs_open >= 0, "no need ends twice");
        if self.busy.iter().all(|&busy| busy == 0) {
            assert_eq!(self.busy_area, self.handling, "busy time is handling time");
        }
    }
}

impl Observer for Auditor<'_> {
    fn interval_begins(&mut self, now: Instant, _: u32) {
        self.pass_time(now);
    }

    fn doors_close(&mut self, now: Instant) {
        self.pass_time(now);
    }

    fn staffed(&mut self, now: Instant, team: TeamIndex, duty: Duty, present: u32) {
        self.pass_time(now);
        let team = team.0 as usize;
        self.present[team] = present;
        assert!(duty.ready <= duty.on_duty && duty.on_duty <= duty.rostered);
        let busy = self.busy[team];
        // Of named agents, those who go are busy, and those who stay need not be.
        let named = self.centre.teams()[team].when_agents_fall == Some(WhenAgentsFall::Named);
        let most = if named { duty.ready + busy } else { duty.ready.max(busy) };
        assert!(present <= most, "only the busy stay after duty");
    }

    fn offered(&mut self, now: Instant, contact: &Contact) {
        self.pass_time(now);
        self.totals[0] += 1;
        self.needs_open += i64::from(contact.earlier_attempts == 0);
        assert_eq!(contact.entered, now);
        self.day(contact).offered += 1;
    }

    fn blocked(&mut self, now: Instant, contact: &Contact) {
        self.pass_time(now);
        self.day(contact).without_wait += 1;
        self.end(contact, 3);
    }

    fn queued(&mut self, now: Instant, contact: &Contact, waiting: u32) {
        self.pass_time(now);
        let of_type = contact.contact_type.0;
        self.entered.insert((of_type, contact.customer, contact.earlier_attempts), now);
        self.waiting[of_type as usize].push_back((contact.customer, contact.earlier_attempts));
        assert_eq!(self.waiting[of_type as usize].len() as u32, waiting);
    }

    fn dequeued(&mut self, now: Instant, _: ContactTypeIndex, _: u32) {
        self.pass_time(now);
    }

    fn answered(&mut self, now: Instant, contact: &Contact, answer: &Answer) {
        self.pass_time(now);
        let line = &mut self.waiting[contact.contact_type.0 as usize];
        let who = (contact.customer, contact.earlier_attempts);
        if let Some(place) = line.iter().position(|&waiting| waiting == who) {
            // Whoever arrived first is answered first, unless a tier opened for one alone at this very moment.
            assert_eq!(place, 0, "first come, first served");
            line.pop_front();
        }
        let team = answer.team.0 as usize;
        self.busy[team] += 1;
        assert!(self.busy[team] <= self.present[team], "whoever answers is there");
        self.waits += answer.wait.0;
        self.handling += answer.talk.0 + answer.wrap_up.0;
        self.totals[6] += answer.wait.0;
        self.totals[7] += answer.talk.0 + answer.wrap_up.0;
        let takes = self.centre.team(answer.team).takes.iter().any(|entry| entry.contact_type == contact.contact_type);
        assert!(takes, "teams answer what they take");
        let within = self.centre.contact_type(contact.contact_type).service_level.within;
        let day = self.day(contact);
        day.answered_within += u32::from(answer.wait <= Ticks::from_seconds(within));
        day.longest_wait = day.longest_wait.max(answer.wait);
        self.end(contact, 1);
    }

    fn released(&mut self, now: Instant, team: TeamIndex) {
        self.pass_time(now);
        self.busy[team.0 as usize] -= 1;
    }

    fn abandoned(&mut self, now: Instant, contact: &Contact) {
        self.leave(now, contact, 2);
    }

    fn turned_away(&mut self, now: Instant, contact: &Contact) {
        self.leave(now, contact, 4);
    }

    fn unfinished(&mut self, now: Instant, contact: &Contact) {
        let counted = self.totals[6];
        self.leave(now, contact, 5);
        self.totals[6] = counted;
    }

    fn settled(&mut self, _: Instant, _: &Contact) {
        self.needs_open -= 1;
    }

    fn unmet(&mut self, _: Instant, _: &Contact) {
        self.needs_open -= 1;
    }
}

impl Auditor<'_> {
    fn leave(&mut self, now: Instant, contact: &Contact, which: usize) {
        self.pass_time(now);
        let who = (contact.customer, contact.earlier_attempts);
        self.waiting[contact.contact_type.0 as usize].retain(|&waiting| waiting != who);
        let wait = now.since(contact.entered).0;
        self.waits += wait;
        self.totals[6] += wait;
        let day = self.day(contact);
        match which {
            2 => day.abandoned += 1,
            5 => day.without_wait += 1,
            _ => (),
        }
        if which != 5 {
            day.longest_wait = day.longest_wait.max(Ticks(wait));
        }
        self.end(contact, which);
    }
}

/// A scenario that uses many features at once, small enough to run in milliseconds.
fn any_scenario(stream: &mut Stream) -> String {
    let types = 1 + stream.below(4);
    let teams = 1 + stream.below(4);
    let always_open = stream.chance(0.25);
    let days = 1 + stream.below(3);
    let pick = |stream: &mut Stream, from: &[&str]| from[stream.below(from.len())].to_owned();
    let hours = match (always_open, stream.chance(0.3)) {
        (true, _) => "00:00-24:00",
        (false, true) => "22:00-02:00",
        (false, false) => "08:00-12:00",
    };
    let close = pick(stream, &["serve_out", "turn_away"]);
    let mut text = format!(
        "title = \"random\"\n[calendar]\nstart = 2026-03-02\ndays = {days}\nhours = \"{hours}\"\ninterval = \"30m\"\nat_close = \"{close}\"\n"
    );
    if stream.chance(0.2) {
        text += "[demand]\nshared_busyness_cv = 0.2\n";
    }
    let talk = |stream: &mut Stream| {
        pick(
            stream,
            &[
                "{ mean = \"3m\", cv = 1.0 }",
                "{ mean = \"3m\", shape = \"exponential\" }",
                "{ mean = \"3m\", shape = \"constant\" }",
                "{ uniform = [\"1m\", \"7m\"] }",
                "{ mean = \"4m\", cv = 2.0, shape = \"hyperexponential\" }",
            ],
        )
    };
    let takes: Vec<Vec<bool>> = (0..teams).map(|_| (0..types).map(|_| stream.chance(0.6)).collect()).collect();
    // Everything is taken by somebody, and everybody takes something.
    let taken =
        |team: usize, of_type: usize| takes[team][of_type] || team == of_type % teams || of_type == team % types;
    for of_type in 0..types {
        let rate = 5 + stream.below(60);
        text += &format!("[contacts.c{of_type}]\narrivals = {{ rate = \"{rate}/h\" }}\ntalk = {}\n", talk(stream));
        let message = stream.chance(0.15);
        if message {
            text += "channel = \"message\"\n";
        } else {
            let patience = pick(
                stream,
                &[
                    "\"unlimited\"",
                    "{ mean = \"2m\", shape = \"exponential\" }",
                    "{ mean = \"5m\", shape = \"constant\" }",
                ],
            );
            text += &format!("patience = {patience}\n");
        }
        for (chance, line) in [
            (0.4, "wrap_up = { mean = \"1m\", cv = 0.5 }\n"),
            (0.2, "balking = \"20%\"\n"),
            (0.3, "lines = 6\n"),
            (0.2, "choose = \"random\"\n"),
            (0.2, "busyness = { cv = 0.1, per_interval_cv = 0.1 }\n"),
            (0.4, "retrial = { share = \"50%\", after = { mean = \"10m\", shape = \"exponential\" }, attempts = 3 }\n"),
            (0.3, "blocked = { share = \"70%\", after = { mean = \"4m\", shape = \"exponential\" } }\n"),
            (0.3, "turned_away = { share = \"70%\", after = { mean = \"1h\", shape = \"exponential\" } }\n"),
        ] {
            if stream.chance(chance) {
                text += line;
            }
        }
        text += &format!("priority = {}\n", 1 + stream.below(3));
        if stream.chance(0.5) {
            let mut members: Vec<usize> = (0..teams).filter(|&team| taken(team, of_type)).collect();
            let first = members.remove(stream.below(members.len()));
            let rest = members.iter().map(|team| format!("\"t{team}\"")).collect::<Vec<_>>().join(", ");
            text += &match (members.is_empty(), stream.chance(0.5)) {
                (true, _) => format!("route = [\"t{first}\"]\n"),
                (false, true) => format!("route = [\"t{first}\", [{rest}]]\n"),
                (false, false) => format!("route = [\"t{first}\", {{ teams = [{rest}], after = \"45s\" }}]\n"),
            };
        }
        if stream.chance(0.4) {
            let carry = pick(stream, &["", ", set_up = \"1m\", carried_over = \"50%\""]);
            text += &format!(
                "[contacts.c{of_type}.outcome]\nresolved = \"70%\"\nreturns = {{ share = \"60%\", after = {{ mean = \"2h\", shape = \"exponential\" }}{carry} }}\n"
            );
        }
    }
    for team in 0..teams {
        let work = (0..types).filter(|&of_type| taken(team, of_type)).map(|of_type| {
            let extra = pick(
                stream,
                &["", ", handling = 1.3", ", reserve = 1", ", priority = 2, reserve = 2", ", resolves = 0.8"],
            );
            format!("{{ contact = \"c{of_type}\"{extra} }}")
        });
        let work = work.collect::<Vec<_>>().join(", ");
        let agents = match (always_open, stream.chance(0.5)) {
            (false, true) => {
                let list: Vec<String> = (0..8).map(|_| stream.below(6).to_string()).collect();
                format!("[{}]", list.join(", "))
            }
            _ => stream.below(8).to_string(),
        };
        text += &format!("[teams.t{team}]\ntakes = [{work}]\nagents = {agents}\n");
        if stream.chance(0.2) {
            text += "absence = \"20%\"\n";
        }
        if stream.chance(0.2) {
            text += "available = \"80%\"\n";
        }
        if stream.chance(0.3) {
            text += "when_agents_fall = \"named\"\n";
        }
    }
    for (chance, block) in [
        (0.2, "[[disruptions]]\nkind = \"strike\"\nfrom = 2026-03-02T09:10:00\nlasts = \"1h\"\nshare = \"60%\"\n"),
        (0.2, "[[disruptions]]\nkind = \"surge\"\nfrom = 2026-03-02T10:00:00\nlasts = \"45m\"\nfactor = 2.5\n"),
        (0.2, "[[disruptions]]\nkind = \"outage\"\nfrom = 2026-03-02T11:00:00\nlasts = \"20m\"\n"),
        (0.2, "[[disruptions]]\nkind = \"work_to_rule\"\nfrom = 2026-03-02T08:30:00\nlasts = \"2h\"\nfactor = 1.5\n"),
    ] {
        if stream.chance(chance) {
            text += block;
        }
    }
    text
}
