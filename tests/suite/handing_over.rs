//! Contacts in hand at the end of a shift are handed over, against counting by hand.

use std::collections::HashSet;
use std::path::Path;

use callfloor::engine::{
    Answer, Contact, CustomerNumber, Duty, HandOver, Observer, Plan, RecordedContact, RecordedCustomers, Replication,
    SampledCustomers,
};
use callfloor::experiment;
use callfloor::metrics::{ContactTally, Layout, Listener, ReplicationTally};
use callfloor::model::{ContactTypeIndex, Study, TeamIndex};
use callfloor::random::{Key, Stream};
use callfloor::results::Measure;
use callfloor::scenario;
use callfloor::units::{Instant, Ticks};

use super::shifts::Diary;

const HAND_OVER: &str = "at_shift_end = \"hand_over\"";

/// A centre open from 8 to 18, with one who is there from 8 to 14 and one from 10 to 18, unless other teams stand in their place.
const TWO: &str = "[teams.desk]\ntakes = [\"calls\"]\n[teams.desk.people]\nposts = 2\nhours_per_week = 40\nshifts = [\"early\", \"late\"]\n\
                   at_shift_end = \"hand_over\"\n";

fn text(teams: &str, calls: &str) -> String {
    format!(
        "[calendar]\nstart = 2026-03-02\ndays = 1\nhours = {{ mon-fri = \"08:00-18:00\" }}\ninterval = \"30m\"\n\
         [contacts.calls]\narrivals = {{ rate = \"30/h\" }}\ntalk = {{ mean = \"4m\" }}\n{calls}\n{teams}\n\
         [shifts.early]\nhours = \"08:00-14:00\"\n[shifts.late]\nhours = \"10:00-18:00\"\n[run]\nreplications = 50\n"
    )
}

fn study(text: &str) -> Study {
    scenario::read_text("handing_over.toml", text, Path::new("."), &[]).unwrap_or_else(|faults| panic!("{faults}"))
}

/// A call: when it arrives, how long its talk and its wrap-up are, in minutes.
type Call = (f64, f64, f64);

fn customers(calls: &[Call], patience: Option<f64>) -> RecordedCustomers {
    let minutes = |minutes: f64| Ticks::from_seconds_f64(minutes * 60.0);
    let contact = |&(at, talk, wrap_up): &Call| RecordedContact {
        at: Instant::at_seconds(at * 60.0),
        talk: minutes(talk),
        wrap_up: minutes(wrap_up),
        patience: patience.map(minutes),
    };
    RecordedCustomers::new(vec![calls.iter().map(contact).collect()])
}

/// What happens, in words and minutes after midnight, with calls that lose their patience after three minutes.
fn day(text: &str, calls: &[Call]) -> Vec<(u32, String)> {
    let study = study(text);
    let plan = Plan::new(&study.variants[0].centre);
    let mut diary = Diary::default();
    Replication::new(&plan).run(&mut customers(calls, Some(3.0)), Key::new(1, 0), &mut diary);
    diary.0.retain(|(minute, what)| *minute < 24 * 60 && what != "comes");
    diary.0
}

/// What is counted of them.
fn tally(text: &str, calls: &[Call]) -> ReplicationTally {
    let study = study(text);
    let centre = &study.variants[0].centre;
    let plan = Plan::new(centre);
    let layout = Layout::new(centre.calendar(), false);
    let mut listener = Listener::new(centre, &layout);
    Replication::new(&plan).run(&mut customers(calls, Some(3.0)), Key::new(1, 0), &mut listener);
    listener.finish()
}

fn all(tally: &ReplicationTally) -> ContactTally {
    tally.contacts.iter().flatten().fold(ContactTally::default(), |mut sum, of_bucket| {
        sum += of_bucket;
        sum
    })
}

fn words(words: &[(u32, &str)]) -> Vec<(u32, String)> {
    words.iter().map(|&(minute, what)| (minute, what.to_owned())).collect()
}

const fn minutes(minutes: u64) -> u64 {
    minutes * 60 * Ticks::PER_SECOND
}

/// A call of an hour from 13:30: half of it is left at 14:00, and the colleague does that by 14:30.
#[test]
fn a_colleague_who_is_free_goes_on_at_once() {
    let diary = day(&text(TWO, ""), &[(810.0, 60.0, 0.0)]);
    let expected = [
        (810, "answers"),
        (840, "is done"),
        (840, "hands over"),
        (840, "goes home"),
        (840, "takes over"),
        (870, "is done"),
        (1080, "goes home"),
    ];
    assert_eq!(diary, words(&expected));
    let without = TWO.replace(HAND_OVER, "");
    let finishes = [(810, "answers"), (870, "is done"), (870, "goes home"), (1080, "goes home")];
    assert_eq!(day(&text(&without, ""), &[(810.0, 60.0, 0.0)]), words(&finishes));
    let written = TWO.replace("hand_over", "finish");
    assert_eq!(day(&text(&written, ""), &[(810.0, 60.0, 0.0)]), words(&finishes));
}

/// It is one contact answered, and its handling is the sum of both parts, wrap-up included; nobody works past the end.
#[test]
fn it_is_answered_once_and_its_parts_add_up() {
    let over = tally(&text(TWO, ""), &[(810.0, 60.0, 4.0)]);
    let contacts = all(&over);
    assert_eq!((contacts.offered(), contacts.answered(), contacts.answered_within()), (1, 1, 1));
    assert_eq!((contacts.handed_over, contacts.taken_over, contacts.on_hold), (1, 1, 0));
    assert_eq!((contacts.talk, contacts.wrap_up), (minutes(60), minutes(4)));
    let busy: u64 = over.teams[0].iter().map(|team| team.busy).sum();
    let past: u64 = over.teams[0].iter().map(|team| team.overrun).sum();
    let handled: u64 = over.teams[0].iter().map(|team| team.handled).sum();
    assert_eq!((busy, past, handled), (minutes(64), 0, 1));
    assert_eq!(over.crews[0].contracts[0].past_end, 0);
    let finished = tally(&text(&TWO.replace(HAND_OVER, ""), ""), &[(810.0, 60.0, 4.0)]);
    assert_eq!(all(&finished).handling(), minutes(64));
    assert_eq!(finished.crews[0].contracts[0].past_end, minutes(34));
}

/// The colleague has a caller until 14:10. The one handed over is on hold until then, whose patience of three minutes has no say, and
/// comes before the one who has waited since 13:58 and gives up at 14:01, and the one who comes at 14:08.
#[test]
fn who_is_handed_over_waits_at_the_head_of_the_line_and_does_not_give_up() {
    let calls = [(810.0, 60.0, 0.0), (820.0, 30.0, 0.0), (838.0, 5.0, 0.0), (848.0, 5.0, 0.0)];
    let diary = day(&text(TWO, ""), &calls);
    let expected = [
        (810, "answers"),
        (820, "answers"),
        (840, "is done"),
        (840, "hands over"),
        (840, "goes home"),
        (841, "loses a caller"),
        (850, "is done"),
        (850, "takes over"),
        (851, "loses a caller"),
        (880, "is done"),
        (1080, "goes home"),
    ];
    assert_eq!(diary, words(&expected));
    let contacts = all(&tally(&text(TWO, ""), &calls));
    assert_eq!((contacts.answered(), contacts.abandoned, contacts.on_hold), (2, 2, minutes(10)));
    assert_eq!((contacts.wait_answered, contacts.talk), (0, minutes(90)));
    // Those who gave up waited six minutes; the one on hold waited in the queue too.
    assert_eq!((contacts.waits(), contacts.queue_area), (minutes(6), minutes(16)));
}

/// Half of the work, by a colleague who is twice as slow, takes twice as long.
#[test]
fn what_is_left_takes_as_long_as_it_takes_the_colleague() {
    let people = |shift: &str, more: &str| {
        format!("people = {{ posts = 1, hours_per_week = 40, shifts = [\"{shift}\"]{more} }}\n")
    };
    let slow = "[teams.slow]\ntakes = [{ contact = \"calls\", handling = 2 }]\n";
    let teams = format!(
        "[teams.quick]\ntakes = [\"calls\"]\n{}{slow}{}",
        people("early", &format!(", {HAND_OVER}")),
        people("late", "")
    );
    let over = tally(&text(&teams, ""), &[(810.0, 60.0, 6.0)]);
    let contacts = all(&over);
    assert_eq!((contacts.talk, contacts.wrap_up), (minutes(30 + 60), minutes(12)));
    let busy = |team: usize| over.teams[team].iter().map(|team| team.busy).sum::<u64>();
    assert_eq!((busy(0), busy(1)), (minutes(30), minutes(72)));
    let diary = day(&text(&teams, ""), &[(810.0, 60.0, 6.0)]);
    assert!(diary.contains(&(912, "is done".into())), "{diary:?}");
    // The other way round a quarter of an hour is left of half an hour.
    let back = teams.replace("early", "between").replace("late", "early").replace("between", "late");
    let back = back
        .replace(&format!(", {HAND_OVER}"), "")
        .replace("shifts = [\"early\"]", &format!("shifts = [\"early\"], {HAND_OVER}"));
    let diary = day(&text(&back, "route = [\"slow\", \"quick\"]"), &[(810.0, 30.0, 0.0)]);
    assert!(diary.contains(&(855, "is done".into())), "{diary:?}");
}

#[test]
fn who_has_nobody_to_hand_over_to_finishes() {
    let finishes = [(810, "answers"), (870, "is done"), (870, "goes home")];
    let alone = TWO.replace("posts = 2", "posts = 1").replace(", \"late\"", "");
    let text_of_one = text(&alone, "").replace("[shifts.late]\nhours = \"10:00-18:00\"\n", "");
    assert_eq!(day(&text_of_one, &[(810.0, 60.0, 0.0)]), words(&finishes));
    // A colleague who goes at the same moment takes nothing over, nor does one who takes other calls.
    let same = text(&TWO.replace(", \"late\"", ""), "").replace("[shifts.late]\nhours = \"10:00-18:00\"\n", "");
    let diary = day(&same, &[(810.0, 60.0, 0.0)]);
    assert_eq!(diary, words(&[(810, "answers"), (840, "goes home"), (870, "is done"), (870, "goes home")]));
    // At closing time the call is finished, whoever is there.
    let diary = day(&text(TWO, ""), &[(600.5, 5.0, 0.0), (1070.0, 30.0, 0.0)]);
    let last = [(1070, "answers"), (1100, "is done"), (1100, "goes home")];
    assert_eq!(diary[diary.len() - 3..], words(&last));
}

/// Of two who leave at 14:00 one has a caller, and the other is idle: it goes to whoever stays.
#[test]
fn nobody_takes_over_who_leaves_at_that_moment() {
    let three = TWO.replace("posts = 2", "posts = 3").replace("shifts = [\"early\", \"late\"]", SHIFTS_OF_THREE);
    let diary = day(&text(&three, ""), &[(810.0, 60.0, 0.0)]);
    let over: Vec<_> = diary.iter().filter(|(_, what)| what.contains("over")).cloned().collect();
    assert_eq!(over, words(&[(840, "hands over"), (840, "takes over")]));
    assert!(diary.contains(&(870, "is done".into())));
}

const SHIFTS_OF_THREE: &str = "shifts = [{ shift = \"early\", people = 2 }, { shift = \"late\", people = 1 }]";

/// Whoever comes at the very moment takes over, in whatever order the file has shifts and teams, by shift or by number.
#[test]
fn a_relief_at_the_same_moment_takes_over_in_any_order_of_the_file() {
    let relieved = |text: &str| {
        let diary = day(&text.replace("10:00-18:00", "14:00-18:00"), &[(810.0, 60.0, 0.0)]);
        let end: Vec<_> =
            diary.iter().filter(|(_, what)| what.contains("over") || what == "is done").cloned().collect();
        assert_eq!(
            end,
            words(&[(840, "is done"), (840, "hands over"), (840, "takes over"), (870, "is done")]),
            "{text}"
        );
    };
    relieved(&text(TWO, ""));
    relieved(&text(&TWO.replace("[\"early\", \"late\"]", "[\"late\", \"early\"]"), ""));
    let alone = TWO.replace("posts = 2", "posts = 1").replace("[\"early\", \"late\"]", "[\"early\"]");
    let by_shift = "[teams.relief]\ntakes = [\"calls\"]\n[teams.relief.people]\nposts = 1\nhours_per_week = 40\nshifts = [\"late\"]\n";
    let by_number =
        format!("[teams.relief]\ntakes = [\"calls\"]\nagents = [{}{}0]\n", "0, ".repeat(12), "1, ".repeat(7));
    relieved(&text(&format!("{alone}{by_shift}"), ""));
    relieved(&text(&format!("{by_shift}{alone}"), ""));
    let without_late = |text: &str| text.replace("[shifts.late]\nhours = \"10:00-18:00\"\n", "");
    relieved(&without_late(&text(&format!("{alone}{by_number}"), "")));
    relieved(&without_late(&text(&format!("{by_number}{alone}"), "")));
}

/// A colleague on cases counts if the customer on hold would call them back, and not if more would have to wait.
#[test]
fn a_colleague_who_would_be_recalled_takes_over() {
    let cases = |waiting: u32| {
        format!(
            "[cases.letters]\nbacklog = 50\nwork = {{ mean = \"2h\", shape = \"constant\" }}\n\
             [teams.back]\ntakes = [\"calls\"]\ncases = [{{ case = \"letters\" }}]\nagents = 1\n\
             [teams.back.rotation]\npolicy = \"threshold\"\non_cases = \"100%\"\nrecall_when = {{ waiting = {waiting} }}\n"
        )
    };
    let alone = TWO.replace("posts = 2", "posts = 1").replace("[\"early\", \"late\"]", "[\"early\"]");
    let over = |waiting: u32| {
        let text = text(&format!("{alone}{}", cases(waiting)), "");
        let text = text.replace("[shifts.late]\nhours = \"10:00-18:00\"\n", "");
        all(&tally(&text, &[(810.0, 60.0, 0.0)])).handed_over
    };
    assert_eq!((over(1), over(2)), (1, 0));
}

/// A wrap-up is the person's own, on its own or at the end of the talk.
#[test]
fn a_wrap_up_is_finished() {
    let finishes = [(835, "answers"), (850, "is done"), (850, "goes home"), (1080, "goes home")];
    assert_eq!(day(&text(TWO, ""), &[(835.0, 5.0, 10.0)]), words(&finishes));
    assert_eq!(day(&text(TWO, "lines = 5"), &[(835.0, 5.0, 10.0)]), words(&finishes));
    let over = day(&text(TWO, "lines = 5"), &[(835.0, 6.0, 10.0)]);
    assert!(over.contains(&(851, "is done".into())) && over.contains(&(840, "takes over".into())), "{over:?}");
}

/// The colleague, too, leaves at 16:00 with the caller on hold at the head of the line: nobody else is left, so the caller is served.
#[test]
fn who_is_the_last_does_not_leave_anybody_on_hold() {
    let text = text(TWO, "")
        .replace("10:00-18:00", "10:00-16:00")
        .replace("shifts.early]", "shifts.early]\nflexible = \"0s\"");
    // On hold from 14:00, as the colleague has a caller until 16:30.
    let diary = day(&text, &[(810.0, 60.0, 0.0), (820.0, 170.0, 0.0)]);
    let expected = [
        (810, "answers"),
        (820, "answers"),
        (840, "is done"),
        (840, "hands over"),
        (840, "goes home"),
        (990, "is done"),
        (990, "takes over"),
        (1020, "is done"),
        (1020, "goes home"),
    ];
    assert_eq!(diary, words(&expected));
}

/// At 14:00 the first has two chats in hand and the second has one, until 14:11, and room for another. That one of the two goes to the
/// second at once, and the other at 14:11.
#[test]
fn chats_held_at_once_are_all_handed_over() {
    let chats = "channel = \"chat\"\nconcurrent = 2\nslowdown = 1.0";
    let calls = [(820.0, 60.0, 0.0), (821.0, 30.0, 0.0), (825.0, 40.0, 0.0)];
    let diary = day(&text(TWO, chats), &calls);
    let over: Vec<_> = diary.iter().filter(|(_, what)| what.contains("over") || what == "goes home").cloned().collect();
    let expected = [
        (840, "hands over"),
        (840, "takes over"),
        (840, "hands over"),
        (840, "goes home"),
        (851, "takes over"),
        (1080, "goes home"),
    ];
    assert_eq!(over, words(&expected));
    let counted = all(&tally(&text(TWO, chats), &calls));
    assert_eq!((counted.answered(), counted.handed_over, counted.taken_over), (3, 2, 2));
    assert_eq!((counted.handling(), counted.on_hold), (minutes(130), minutes(11)));
    // Of one with a minute of wrap-up left, nothing is handed over, and the other still is.
    let wrapping_up = [(820.0, 15.0, 6.0), (821.0, 30.0, 0.0), (825.0, 40.0, 0.0)];
    let counted = all(&tally(&text(TWO, chats), &wrapping_up));
    assert_eq!((counted.handed_over, counted.handling()), (1, minutes(91)));
}

/// A message is put down, and waits for whoever comes next, the day after if need be.
#[test]
fn a_message_is_put_down_whoever_is_there() {
    let message = "channel = \"message\"\ndue = \"1h\"";
    let alone = TWO.replace("posts = 2", "posts = 1").replace(", \"late\"", "");
    let days =
        text(&alone, message).replace("[shifts.late]\nhours = \"10:00-18:00\"\n", "").replace("days = 1", "days = 2");
    let counted = all(&tally(&days, &[(810.0, 60.0, 0.0)]));
    // Handed over at 14:00, taken over at 8:00 on the day after: late.
    assert_eq!((counted.handed_over, counted.taken_over, counted.on_hold), (1, 1, minutes(18 * 60)));
    assert_eq!((counted.answered(), counted.answered_within(), counted.talk), (1, 0, minutes(60)));
    // With a colleague it is done as soon as if it had been finished.
    let counted = all(&tally(&text(TWO, message), &[(810.0, 60.0, 0.0)]));
    assert_eq!((counted.handed_over, counted.answered_within()), (1, 1));
}

/// Nobody works past the end but in wrap-up and at closing, and callers lose nothing else but time on hold.
#[test]
fn among_many_calls_hardly_anybody_works_past_the_end() {
    let team = |rule: &str| {
        let many = TWO.replace("posts = 2", "posts = 8").replace(HAND_OVER, rule);
        let results = experiment::run(&study(&text(&many, "wrap_up = { mean = \"1m\" }")), None, &()).unwrap();
        let contacts = &results.variants[0].contacts["calls"].total;
        let past = results.variants[0].teams["desk"].total[&Measure::OverrunSeconds].unwrap().mean;
        let of = |measure: Measure| contacts[&measure].map(|estimate| estimate.mean);
        (past, of(Measure::HandedOver), of(Measure::HoldSeconds), of(Measure::AhtSeconds))
    };
    let (past, handed_over, hold, aht) = team(HAND_OVER);
    let (stays, never, no_hold, aht_finished) = team("");
    assert_eq!((never, no_hold), (Some(0.0), None));
    assert!(past < stays - 60.0, "{past} {stays}");
    assert!(handed_over.is_some_and(|over| over > 0.5) && hold.is_some_and(|hold| hold > 0.0));
    assert!((aht.unwrap() - aht_finished.unwrap()).abs() < 2.0, "{aht:?} {aht_finished:?}");
}

#[test]
fn the_key_is_refused_or_warned_of_where_it_cannot_act() {
    let refused = match scenario::read_text("x.toml", &text(&TWO.replace("hand_over", "drop"), ""), Path::new("."), &[])
    {
        Ok(_) => panic!("it is accepted"),
        Err(faults) => faults.render(false),
    };
    assert!(refused.contains("`at_shift_end`") && refused.contains("hand_over"), "{refused}");
    let at_closing = study(&text(TWO, "").replace("08:00-14:00", "08:00-18:00")).warnings;
    let expected =
        "`at_shift_end` of teams.desk.people changes nothing here: none of their shifts ends while the centre is open.";
    assert!(at_closing.iter().any(|warning| warning == expected), "{at_closing:?}");
    assert!(study(&text(TWO, "")).warnings.iter().all(|warning| !warning.contains("at_shift_end")));
}

/// Random centres, in which people with shifts, agents by number, chats, messages, transfers, limits and cases meet: no contact is lost,
/// none is with two agents, and the areas under those who wait and those who work are made of waits, holds and handling.
#[test]
fn in_any_centre_the_books_balance() {
    let mut handed_over = 0;
    for seed in 0..200 {
        let text = any_centre(&mut Key::new(seed, 7).stream());
        let study = study(&text);
        let centre = &study.variants[0].centre;
        let plan = Plan::new(centre);
        let layout = Layout::new(centre.calendar(), false);
        let mut listener = Listener::new(centre, &layout);
        let mut replication = Replication::new(&plan);
        let key = Key::new(seed, 0);
        let mut again = Vec::new();
        for _ in 0..2 {
            replication.run(&mut SampledCustomers::new(centre, key), key, &mut listener);
            again.push(listener.finish());
        }
        assert!(again[0] == again[1], "a replication depends on what ran before it:\n{text}");
        let mut books = Books::new(centre.teams().len());
        replication.run(&mut SampledCustomers::new(centre, key), key, &mut books);
        books.close(&all(&again[0]), &text);
        handed_over += books.handed_over;
    }
    assert!(handed_over > 1000, "only {handed_over} contacts were handed over");
}

/// Who has which contact, and what that comes to.
struct Books {
    now: Instant,
    /// By type as which a contact stands there, customer and attempt.
    in_hand: HashSet<Attempt>,
    on_hold: HashSet<Attempt>,
    ended: HashSet<Attempt>,
    waiting: u32,
    present: Vec<u32>,
    busy: Vec<u32>,
    waits: u64,
    holds: u64,
    queue_area: u64,
    busy_area: u64,
    handling: u64,
    handed_over: u64,
    answered: u64,
    any_beside: bool,
    cut_off: bool,
}

type Attempt = (u32, CustomerNumber, u32);

impl Books {
    fn new(teams: usize) -> Self {
        Self {
            now: Instant::ZERO,
            in_hand: HashSet::new(),
            on_hold: HashSet::new(),
            ended: HashSet::new(),
            waiting: 0,
            present: vec![0; teams],
            busy: vec![0; teams],
            waits: 0,
            holds: 0,
            queue_area: 0,
            busy_area: 0,
            handling: 0,
            handed_over: 0,
            answered: 0,
            any_beside: false,
            cut_off: false,
        }
    }

    fn attempt(contact: &Contact) -> Attempt {
        (contact.home().0, contact.customer, contact.earlier_attempts)
    }

    fn pass_time(&mut self, now: Instant) {
        let passed = now.since(self.now).0;
        self.queue_area += passed * u64::from(self.waiting);
        self.busy_area += passed * self.busy.iter().map(|busy| u64::from(*busy)).sum::<u64>();
        self.now = now;
    }

    fn work(&mut self, answer: &Answer) {
        let team = answer.team.0 as usize;
        self.busy[team] += u32::from(answer.beside == 0);
        self.any_beside |= answer.beside > 0;
        assert!(self.busy[team] <= self.present[team], "whoever takes a contact is there");
        self.handling += (answer.talk + answer.wrap_up).0;
    }

    fn leave(&mut self, now: Instant, contact: &Contact) {
        self.pass_time(now);
        self.waits += now.since(contact.entered).0;
        assert!(self.ended.insert(Self::attempt(contact)), "an attempt ends once");
    }

    fn close(&self, counted: &ContactTally, text: &str) {
        assert_eq!(counted.handed_over, self.handed_over, "{text}");
        assert_eq!(counted.answered(), self.answered, "{text}");
        assert_eq!(counted.handed_over - counted.taken_over, self.on_hold.len() as u64, "{text}");
        assert_eq!((counted.on_hold, counted.waits()), (self.holds, self.waits), "{text}");
        if self.on_hold.is_empty() && !self.cut_off {
            assert_eq!(self.queue_area, self.waits + self.holds, "Little's law holds to the tick:\n{text}");
        }
        if !self.any_beside && self.busy.iter().all(|busy| *busy == 0) {
            assert_eq!(self.busy_area, self.handling, "busy time is handling time:\n{text}");
            assert_eq!(counted.handling(), self.handling, "{text}");
        }
    }
}

impl Observer for Books {
    fn interval_begins(&mut self, now: Instant, _: u32) {
        self.pass_time(now);
    }
    fn doors_close(&mut self, now: Instant) {
        self.pass_time(now);
    }
    fn staffed(&mut self, now: Instant, team: TeamIndex, _: Duty, present: u32) {
        self.pass_time(now);
        self.present[team.0 as usize] = present;
    }
    fn offered(&mut self, now: Instant, _: &Contact) {
        self.pass_time(now);
    }
    fn blocked(&mut self, now: Instant, contact: &Contact) {
        self.leave(now, contact);
    }
    fn queued(&mut self, now: Instant, _: &Contact, _: u32) {
        self.pass_time(now);
        self.waiting += 1;
    }
    fn dequeued(&mut self, now: Instant, _: ContactTypeIndex, _: u32) {
        self.pass_time(now);
        self.waiting -= 1;
    }
    fn answered(&mut self, now: Instant, contact: &Contact, answer: &Answer) {
        self.pass_time(now);
        self.answered += 1;
        self.waits += answer.wait.0;
        assert!(self.ended.insert(Self::attempt(contact)), "an attempt is answered once");
        self.in_hand.insert(Self::attempt(contact));
        self.work(answer);
    }
    fn handed_over(&mut self, now: Instant, contact: &Contact, hand_over: &HandOver) {
        self.pass_time(now);
        self.handed_over += 1;
        self.handling -= (hand_over.talk + hand_over.wrap_up).0;
        assert!(hand_over.talk > Ticks::ZERO, "a wrap-up is not handed over");
        assert!(self.in_hand.remove(&Self::attempt(contact)), "what is handed over is in hand");
        assert!(self.on_hold.insert(Self::attempt(contact)));
    }
    fn taken_over(&mut self, now: Instant, contact: &Contact, answer: &Answer, _: bool) {
        self.pass_time(now);
        self.holds += answer.wait.0;
        assert!(self.on_hold.remove(&Self::attempt(contact)), "what is taken over is on hold");
        assert!(self.in_hand.insert(Self::attempt(contact)));
        self.work(answer);
    }
    fn released(&mut self, now: Instant, team: TeamIndex) {
        self.pass_time(now);
        self.busy[team.0 as usize] -= 1;
    }
    fn abandoned(&mut self, now: Instant, contact: &Contact) {
        self.leave(now, contact);
    }
    fn turned_away(&mut self, now: Instant, contact: &Contact) {
        self.leave(now, contact);
    }
    fn unfinished(&mut self, now: Instant, contact: &Contact) {
        self.pass_time(now);
        self.cut_off = true;
        assert!(self.ended.insert(Self::attempt(contact)), "an attempt ends once");
    }
    fn settled(&mut self, _: Instant, _: &Contact) {}
    fn unmet(&mut self, _: Instant, _: &Contact) {}
}

fn any_centre(stream: &mut Stream) -> String {
    let pick = |stream: &mut Stream, from: &[&str]| from[stream.below(from.len())].to_owned();
    let always = stream.chance(0.3);
    let hours = if always { "00:00-24:00" } else { "08:00-18:00" };
    let close = pick(stream, &["serve_out", "turn_away"]);
    let mut text = format!("[calendar]\nstart = 2026-03-02\ndays = 3\nhours = \"{hours}\"\nat_close = \"{close}\"\n");
    for of_type in 0..3 {
        text += &format!(
            "[contacts.c{of_type}]\npriority = {}\narrivals = {{ rate = \"{}/h\" }}\ntalk = {{ mean = \"{}m\", cv = 1.0 }}\n",
            1 + stream.below(3),
            3 + stream.below(25),
            3 + stream.below(20)
        );
        text += &pick(stream, &["", "wrap_up = { mean = \"3m\", cv = 0.5 }\n"]);
        text += &match (of_type, stream.below(3)) {
            (2, 0) => "channel = \"message\"\ndue = \"3h\"\n".to_owned(),
            (_, 1) => "channel = \"chat\"\nconcurrent = 3\nslowdown = 1.2\n".to_owned(),
            _ => pick(
                stream,
                &[
                    "",
                    "lines = 6\n",
                    "transfer = { share = \"30%\", to = \"c1\", second_wait = false }\n",
                    "handling_limit = { limit = \"6m\", enforced = \"60%\", dumped = \"5%\" }\n",
                ],
            )
            .replace(if of_type == 1 { "to = \"c1\"" } else { "-" }, "to = \"c0\""),
        };
        text += &pick(stream, &["", "route = [\"t0\", { teams = [\"t1\", \"t2\"], after = \"45s\" }]\n"]);
    }
    text += "[cases.k]\nwork = { mean = \"20m\", cv = 1.0 }\narrivals = { rate = \"4/h\" }\n";
    for team in 0..3 {
        let takes: Vec<String> = (0..3)
            .map(|of_type| {
                format!("{{ contact = \"c{of_type}\"{} }}", pick(stream, &["", ", handling = 1.5", ", reserve = 1"]))
            })
            .collect();
        text += &format!("[teams.t{team}]\ntakes = [{}]\n", takes.join(", "));
        if team == 0 || stream.chance(0.3) {
            let rotation = [
                "policy = \"between_calls\", interruptible = true",
                "policy = \"threshold\", on_cases = \"60%\", recall_when = { waiting = 1 }",
                "policy = \"none\", on_cases = \"40%\"",
            ];
            text += &format!("cases = [\"k\"]\nrotation = {{ {} }}\n", pick(stream, &rotation));
        }
        if team == 2 && stream.chance(0.5) {
            text += &format!("agents = {}\n", stream.below(4));
            continue;
        }
        let shifts = match always {
            true => "[\"night\", \"early\", \"late\"]",
            false => "[\"early\", \"late\"]",
        };
        let most = pick(stream, &["", "most_in_break = 1\n"]);
        text += &format!(
            "[teams.t{team}.people]\nposts = {}\nhours_per_week = 40\nshifts = {shifts}\n{most}shrinkage = \"10%\"\n",
            1 + stream.below(7)
        );
        if team == 0 || stream.chance(0.7) {
            text += "at_shift_end = \"hand_over\"\n";
        }
    }
    text += "[shifts.early]\nhours = \"08:00-14:00\"\nbreaks = [{ after = \"5h\", lasts = \"20m\" }]\n[shifts.late]\nhours = \"10:00-17:30\"\nbreaks = [{ after = \"2h\", lasts = \"30m\", missed_after = \"30m\" }]\n";
    if always {
        text += "[shifts.night]\nhours = \"20:00-04:00\"\n";
    }
    if stream.chance(0.3) {
        text += "[[disruptions]]\nkind = \"walkout\"\nfrom = 2026-03-03T11:10:00\nlasts = \"9h\"\nshare = \"50%\"\n";
    }
    text
}
