use crate::model::{Calendar, CaseKindIndex, Choose, ContactType, ContactTypeIndex, Team, TeamIndex};
use crate::random::Key;
use crate::units::{Instant, Ticks};

use super::casework::cases::Cases;
use super::casework::desks::Desks;
use super::clock::arrival_stream::{ArrivalStream, ArrivalStreams};
use super::clock::calendar::Doors;
use super::clock::event_list::{Event, EventList};
use super::contacts::contact::{Purpose, Wait};
use super::contacts::orbit::Orbit;
use super::contacts::register::{ContactIndex, Contacts};
use super::contacts::waiting_room::WaitingRoom;
use super::customers::{case_kind_key, contact_type_key};
use super::headcount::Headcount;
use super::plan::{PoolEntry, Route, ticks};
use super::staff::attendance::{Attendance, Due};
use super::staff::chats::Chats;
use super::staff::floor::{Floor, Phase, Serving};
use super::staff::mornings::Crewed;
use super::{Answer, Contact, Customers, Duty, Ending, Observer, Origin, Plan};

/// One pass over the horizon. It keeps its memory, so that one object can run many, one after another.
#[derive(Debug)]
pub struct Replication<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) events: EventList,
    pub(super) floor: Floor,
    pub(super) contacts: Contacts,
    pub(super) waiting: WaitingRoom,
    pub(super) orbit: Orbit,
    /// Contacts present in each line group.
    pub(super) lines_in_use: Vec<u32>,
    /// The step of the roster and the pace that each team is in.
    pub(super) roster: Vec<Option<u32>>,
    pub(super) pace: Vec<f64>,
    pub(super) duty: Vec<Duty>,
    pub(super) cases: Cases,
    pub(super) desks: Desks,
    pub(super) chats: Chats,
    pub(super) attendance: Attendance,
    /// By team, its people if they have shifts.
    pub(super) crews: Vec<Option<Crewed<'a>>>,
    pub(super) contact_type_keys: Vec<Key>,
    pub(super) case_keys: Vec<Key>,
    pub(super) key: Key,
    pub(super) now: Instant,
    pub(super) agenda_done: usize,
    pub(super) interval: u32,
    pub(super) day: u32,
    /// Open days begun before this one.
    pub(super) open_day: u32,
    pub(super) day_is_begun: bool,
    pub(super) doors: Doors,
    /// Those waiting who would not wait over night.
    pub(super) customers_waiting: u32,
}

impl<'a> Replication<'a> {
    /// Room for a pass over the plan's horizon.
    #[must_use]
    pub fn new(plan: &'a Plan<'a>) -> Self {
        let centre = plan.centre();
        let contact_types = centre.contact_types().len();
        let floor = Floor::new(plan);
        let cases = centre.case_kinds().len();
        Self {
            plan,
            events: EventList::new(
                floor.agent_count(),
                if plan.has_shifts() { floor.agent_count() } else { 0 },
                ArrivalStreams::new(contact_types, cases),
            ),
            cases: Cases::new(cases),
            desks: Desks::new(if cases > 0 { floor.agent_count() } else { 0 }, centre.teams().len()),
            chats: Chats::new(floor.agent_count(), &plan.most_in_hand()),
            attendance: Attendance::new(centre, floor.agent_count()),
            crews: centre.teams().iter().map(|team| crewed(team, centre.calendar())).collect(),
            case_keys: Vec::with_capacity(cases),
            floor,
            contacts: Contacts::default(),
            waiting: WaitingRoom::new(contact_types),
            orbit: Orbit::default(),
            lines_in_use: vec![0; centre.line_groups().len()],
            roster: vec![None; centre.teams().len()],
            pace: vec![1.0; centre.teams().len()],
            duty: vec![Duty::default(); centre.teams().len()],
            contact_type_keys: Vec::with_capacity(contact_types),
            key: Key::new(0, 0),
            now: Instant::ZERO,
            agenda_done: 0,
            interval: 0,
            day: 0,
            open_day: 0,
            day_is_begun: false,
            doors: Doors::Closed,
            customers_waiting: 0,
        }
    }

    /// Runs one replication, from doors open to the last contact out.
    ///
    /// Everything that happens is told to `observer`; nothing is counted here. The same plan, customers
    /// and key give the same history on every machine.
    pub fn run(&mut self, customers: &mut impl Customers, key: Key, observer: &mut impl Observer) {
        self.open(customers, key);
        self.take_over_backlog(observer);
        if self.plan.is_plain() {
            self.follow::<false>(customers, observer);
        } else {
            self.follow::<true>(customers, observer);
        }
        self.leave_unfinished(observer);
        self.end_day(observer);
        self.end_days_of_people(observer);
    }

    /// The loop. Whatever only some centres have is compiled out of the loop of the others: what is switched off costs nothing.
    #[inline(never)]
    fn follow<const RICH: bool>(&mut self, customers: &mut impl Customers, observer: &mut impl Observer) {
        loop {
            let Some((now, event)) = self.events.next::<RICH>() else {
                if self.events.reach_far() { continue } else { break }
            };
            debug_assert!(self.now <= now, "the clock never runs backwards");
            self.now = now;
            match event {
                Event::HandlingEnds => self.finish_handling::<RICH>(self.events.agent() as u32, observer),
                Event::Arrival => self.arrive::<RICH>(self.events.stream(), customers, observer),
                Event::WaitEnds => self.end_wait::<RICH>(self.events.timer(), observer),
                Event::Shift => {
                    if RICH {
                        self.turn_timetable(self.events.person() as u32, observer);
                    }
                }
                Event::Calendar => self.turn_page(observer),
            }
        }
    }

    fn open(&mut self, customers: &mut impl Customers, key: Key) {
        let contact_types = self.plan.centre().contact_types();
        self.events.clear();
        self.floor.clear();
        self.contacts.clear();
        self.waiting.clear();
        self.orbit.clear();
        self.cases.clear();
        self.desks.clear();
        self.chats.clear();
        self.attendance.clear();
        self.lines_in_use.fill(0);
        self.roster.fill(None);
        self.pace.fill(1.0);
        self.duty.fill(Duty::default());
        self.key = key;
        self.contact_type_keys.clear();
        self.contact_type_keys.extend(contact_types.iter().map(|it| contact_type_key(key, it)));
        self.case_keys.clear();
        self.case_keys.extend(self.plan.centre().case_kinds().iter().map(|it| case_kind_key(key, it)));
        for (team, crew) in self.plan.centre().teams().iter().zip(&mut self.crews) {
            if let Some(crew) = crew {
                // The same people as where they alone are followed.
                crew.open(key.named("caseloads").named("people"), &team.name);
            }
        }
        (self.open_day, self.day_is_begun) = (0, false);
        (self.now, self.agenda_done, self.doors, self.customers_waiting) = (Instant::ZERO, 0, Doors::Closed, 0);
        self.await_next_page();
        for of_type in (0..contact_types.len() as u32).map(ContactTypeIndex) {
            self.await_contact(of_type, customers);
        }
        for kind in (0..self.case_keys.len() as u32).map(CaseKindIndex) {
            self.await_case(kind, customers);
        }
    }

    // Contacts arrive.

    #[inline(always)]
    fn arrive<const RICH: bool>(
        &mut self,
        stream: ArrivalStream,
        customers: &mut impl Customers,
        observer: &mut impl Observer,
    ) {
        match stream {
            ArrivalStream::Fresh(of_type) => self.arrive_fresh::<RICH>(of_type, customers, observer),
            ArrivalStream::Orbit => self.come_again::<RICH>(observer),
            ArrivalStream::Cases(kind) => self.case_arrives(kind, customers, observer),
            ArrivalStream::Chasers => self.chase(observer),
        }
    }

    #[inline(always)]
    fn arrive_fresh<const RICH: bool>(
        &mut self,
        contact_type: ContactTypeIndex,
        customers: &mut impl Customers,
        observer: &mut impl Observer,
    ) {
        let need = customers.need(contact_type);
        self.await_contact(contact_type, customers);
        let (index, contact) = self.contacts.admit();
        *contact = Contact {
            contact_type,
            origin: Origin::Fresh,
            wait: Wait::OnTheLine,
            home: contact_type.0 as u16,
            earlier_attempts: 0,
            failed_in_a_row: 0,
            answered_before: 0,
            interval: self.interval,
            customer: need.customer,
            entered: self.now,
            talk: need.talk,
            content: need.talk,
            wrap_up: need.wrap_up,
        };
        self.offer::<RICH>(index, contact_type, need.patience, observer);
    }

    #[inline(always)]
    fn await_contact(&mut self, of_type: ContactTypeIndex, customers: &mut impl Customers) {
        self.events.await_arrival(ArrivalStream::Fresh(of_type), customers.next_contact(of_type));
    }

    fn come_again<const RICH: bool>(&mut self, observer: &mut impl Observer) {
        let index = self.orbit.pop().expect("an arrival is scheduled only for somebody in orbit");
        self.await_orbit();
        self.contacts.get_mut(index).interval = self.interval;
        let patience = self.patience_of(index);
        self.offer::<RICH>(index, self.contacts.get(index).contact_type, patience, observer);
    }

    /// How long a customer would wait who was not fresh when arriving.
    pub(super) fn patience_of(&self, index: ContactIndex) -> Option<Ticks> {
        let contact = self.contacts.get(index);
        let key = self.key_of(contact, Purpose::Patience);
        self.contact_type(contact.contact_type).patience.as_ref().map(|patience| ticks(patience, key))
    }

    #[inline(always)]
    pub(super) fn offer<const RICH: bool>(
        &mut self,
        index: ContactIndex,
        of_type: ContactTypeIndex,
        patience: Option<Ticks>,
        observer: &mut impl Observer,
    ) {
        observer.offered(self.now, self.contacts.get(index));
        let contact_type = self.contact_type(of_type);
        let route = self.plan.route(of_type);
        if route.needs_line && !self.take_lines(contact_type) {
            observer.blocked(self.now, self.contacts.get(index));
            return self.try_again(index, contact_type.after_blocked.as_ref(), observer);
        }
        if let Some(agent) = self.find_agent(index, route, Ticks::ZERO) {
            return self.answer_by_idle::<RICH>(index, agent, observer);
        }
        if RICH
            && route.concurrent
            && let Some(agent) = self.agent_with_room(of_type, Ticks::ZERO)
        {
            return self.answer_beside(index, agent, observer);
        }
        if RICH
            && self.plan.has_casework()
            && let Some(agent) = self.interrupt(&route.interrupts, observer)
        {
            let answer = self.begin_handling::<RICH>(index, agent, Ticks::ZERO);
            observer.answered(self.now, self.contacts.get(index), &answer);
            return self.offer_cases(observer);
        }
        let balking = contact_type.balking.get();
        if balking > 0.0 && self.key_of(self.contacts.get(index), Purpose::Balking).stream().chance(balking) {
            return self.give_up::<RICH>(index, of_type, observer);
        }
        self.wait::<RICH>(index, of_type, patience, observer);
        if RICH && route.calls_back {
            self.call_back(observer);
        }
    }

    /// Takes a line of every group the contact needs, or none if one of them is full.
    fn take_lines(&mut self, contact_type: &ContactType) -> bool {
        let down = contact_type.outages.iter().any(|&(from, until)| from < self.now && self.now <= until);
        let groups = self.plan.centre().line_groups();
        let full = |group: usize| self.lines_in_use[group] >= groups[group].capacity;
        if down || contact_type.lines.iter().any(|group| full(group.0 as usize)) {
            return false;
        }
        for group in &contact_type.lines {
            self.lines_in_use[group.0 as usize] += 1;
        }
        true
    }

    #[inline]
    pub(super) fn free_lines(&mut self, contact_type: &ContactType) {
        for group in &contact_type.lines {
            self.lines_in_use[group.0 as usize] -= 1;
        }
    }

    // Contacts find agents.

    /// The idle agent who answers a contact that has waited this long, if there is one.
    #[inline(always)]
    fn find_agent(&self, index: ContactIndex, route: &Route, waited: Ticks) -> Option<u32> {
        for tier in &route.tiers {
            if tier.after > waited {
                return None;
            }
            let found = match (&tier.pools[..], route.choose) {
                ([only], Choose::LongestIdle) => self.floor.first_idle(only.pool).filter(|_| self.is_ready(only)),
                (pools, Choose::LongestIdle) => self.longest_idle(pools),
                (pools, Choose::Random) => {
                    self.any_idle(pools, self.key_of(self.contacts.get(index), Purpose::Choosing))
                }
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Whether agents of the pool may take the work.
    #[inline]
    fn is_ready(&self, entry: &PoolEntry) -> bool {
        entry.reserve.is_none_or(|(team, reserve)| self.floor.idle(team) > reserve)
    }

    fn longest_idle(&self, pools: &[PoolEntry]) -> Option<u32> {
        let mut longest = (Instant::NEVER, None);
        for entry in pools {
            let Some(agent) = self.floor.first_idle(entry.pool) else { continue };
            let since = self.floor.agent(agent).idle_since();
            if since < longest.0 && self.is_ready(entry) {
                longest = (since, Some(agent));
            }
        }
        longest.1
    }

    #[inline(never)]
    fn any_idle(&self, pools: &[PoolEntry], key: Key) -> Option<u32> {
        let ready = || pools.iter().filter(|entry| self.is_ready(entry)).map(|entry| entry.pool);
        let idle: u32 = ready().map(|pool| self.floor.idle_in_pool(pool)).sum();
        if idle == 0 {
            return None;
        }
        let mut nth = key.stream().below(idle as usize) as u32;
        for pool in ready() {
            let here = self.floor.idle_in_pool(pool);
            if nth < here {
                return Some(self.floor.nth_idle(pool, nth));
            }
            nth -= here;
        }
        unreachable!("the nth idle agent is in one of the pools")
    }

    #[inline(always)]
    fn answer_by_idle<const RICH: bool>(&mut self, index: ContactIndex, agent: u32, observer: &mut impl Observer) {
        let idle = self.floor.pick_up(agent, self.now);
        if RICH && self.rings_in_vain(index, agent, observer) {
            self.end_idle(agent, self.floor.agent(agent).team, idle, observer);
            return self.give_up::<RICH>(index, self.contacts.get(index).contact_type, observer);
        }
        let answer = self.begin_handling::<RICH>(index, agent, idle);
        observer.answered(self.now, self.contacts.get(index), &answer);
    }

    /// The agent is busy with the contact from now on.
    #[inline(always)]
    pub(super) fn begin_handling<const RICH: bool>(&mut self, index: ContactIndex, agent: u32, idle: Ticks) -> Answer {
        let contact = self.contacts.get(index);
        let team = self.floor.agent(agent).team;
        let of_type = contact.contact_type;
        let work = self.plan.work(team, of_type);
        let factor = work.handling * self.pace[team as usize];
        let (mut talk, mut wrap_up, entered) = (contact.talk, contact.wrap_up, contact.entered);
        if factor != 1.0 {
            (talk, wrap_up) = (talk.times(factor), wrap_up.times(factor));
        }
        let mut ending = Ending::Finished;
        if RICH && !work.plain {
            let pace = self.desks.day(agent).pace * self.attendance.skill(agent).handling;
            (talk, wrap_up) = (talk.times(pace), wrap_up.times(pace));
            (talk, wrap_up, ending) = self.rush(index, talk, wrap_up);
        }
        if RICH && self.has_shifts(team) {
            self.take_on(agent, team, talk + wrap_up, idle);
        }
        if RICH && let Some(concurrency) = self.contact_type(of_type).concurrency {
            let beside = self.hold(index, agent, talk + wrap_up, wrap_up, concurrency.slowdown);
            let wait = self.now.since(entered);
            return Answer { agent, team: TeamIndex(team), wait, talk, wrap_up, idle, ending, beside };
        }
        let contact_type = self.contact_type(of_type);
        let talk_frees = !contact_type.lines.is_empty() || (RICH && contact_type.transfer.is_some());
        let (phase, lasts) = if wrap_up > Ticks::ZERO && talk_frees {
            (Phase::TalkBefore, talk)
        } else {
            (Phase::Whole, talk + wrap_up)
        };
        self.events.schedule_handling(agent as usize, self.now + lasts);
        self.floor.serve(agent, Serving { contact: index, phase, wrap_up });
        Answer { agent, team: TeamIndex(team), wait: self.now.since(entered), talk, wrap_up, idle, ending, beside: 0 }
    }

    // Contacts wait.

    #[inline]
    fn wait<const RICH: bool>(
        &mut self,
        index: ContactIndex,
        of_type: ContactTypeIndex,
        patience: Option<Ticks>,
        observer: &mut impl Observer,
    ) {
        let gives_up = patience.map_or(Instant::NEVER, |patience| self.now + patience);
        let tiers = &self.plan.route(of_type).tiers;
        let open = tiers.partition_point(|tier| tier.after == Ticks::ZERO);
        let mut wakes = tiers.get(open).map_or(gives_up, |tier| gives_up.min(self.now + tier.after));
        if RICH {
            wakes = wakes.min(self.offers_callback_at(of_type));
        }
        self.waiting.join(index, of_type.0 as usize, self.now, gives_up);
        if wakes != Instant::NEVER {
            let timer = self.waiting.take_timer(index);
            self.events.schedule_wait(timer, wakes);
        }
        self.customers_waiting += u32::from(self.plan.is_customer(of_type));
        observer.queued(self.now, self.contacts.get(index), self.waiting.length(of_type.0 as usize));
    }

    /// Takes a contact out of its line and its timer out of the event list.
    #[inline(always)]
    pub(super) fn stop_waiting(
        &mut self,
        index: ContactIndex,
        of_type: ContactTypeIndex,
        observer: &mut impl Observer,
    ) {
        if let Some(timer) = self.waiting.leave(index, of_type.0 as usize) {
            self.events.end_wait(timer);
        }
        self.customers_waiting -= u32::from(self.plan.is_customer(of_type));
        observer.dequeued(self.now, of_type, self.waiting.length(of_type.0 as usize));
    }

    /// Patience is at its end, or a tier opens.
    fn end_wait<const RICH: bool>(&mut self, timer: usize, observer: &mut impl Observer) {
        let index = self.waiting.with_timer(timer);
        let gives_up = self.waiting.gives_up(index);
        let &Contact { contact_type, entered, .. } = self.contacts.get(index);
        if gives_up <= self.now {
            self.stop_waiting(index, contact_type, observer);
            self.give_up::<RICH>(index, contact_type, observer);
            return self.go_home_when_served(observer);
        }
        let waited = self.now.since(entered);
        if RICH
            && self.offers_callback_to(index) <= self.now
            && let Some(callback) = self.contact_type(contact_type).callback
        {
            self.offer_callback(index, callback, observer);
        }
        let gives_up = self.waiting.gives_up(index);
        if let Some(agent) = self.find_agent(index, self.plan.route(contact_type), waited) {
            self.stop_waiting(index, contact_type, observer);
            self.answer_by_idle::<RICH>(index, agent, observer);
            return self.go_home_when_served(observer);
        }
        if RICH && let Some(agent) = self.agent_with_room(contact_type, waited) {
            self.take_beside(index, contact_type, agent, observer);
            return self.go_home_when_served(observer);
        }
        let tiers = &self.plan.route(contact_type).tiers;
        let open = tiers.partition_point(|tier| tier.after <= waited);
        let opens = tiers.get(open).map_or(Instant::NEVER, |tier| entered + tier.after);
        match opens.min(gives_up).min(self.offers_callback_to(index)) {
            Instant::NEVER => self.events.end_wait(timer),
            wakes => self.events.schedule_wait(timer, wakes),
        }
        if RICH && self.plan.route(contact_type).calls_back {
            self.call_back(observer);
            self.go_home_when_served(observer);
        }
    }

    #[inline]
    pub(super) fn give_up<const RICH: bool>(
        &mut self,
        index: ContactIndex,
        of_type: ContactTypeIndex,
        observer: &mut impl Observer,
    ) {
        observer.abandoned(self.now, self.contacts.get(index));
        let contact_type = self.contact_type(of_type);
        if !RICH || self.contacts.get(index).wait != Wait::ToBeCalled {
            self.free_lines(contact_type);
        }
        self.try_again(index, contact_type.after_abandoning.as_ref(), observer);
    }

    // Agents become free.

    #[inline(always)]
    fn finish_handling<const RICH: bool>(&mut self, agent: u32, observer: &mut impl Observer) {
        let Some(&Serving { contact, phase, wrap_up }) = self.floor.agent(agent).serving() else {
            return self.finish_activity(agent, observer);
        };
        let (contact, wrap_up) = match phase {
            Phase::Holding if RICH => match self.finish_one(agent, observer) {
                Some(last) => {
                    self.attendance.finish_contacts(agent, self.now);
                    last
                }
                None => return self.go_home_when_served(observer),
            },
            _ => (contact, wrap_up),
        };
        let of_type = self.contacts.get(contact).contact_type;
        if matches!(phase, Phase::Whole | Phase::TalkBefore) && self.plan.route(of_type).needs_line {
            self.hang_up(contact, of_type);
        }
        if phase == Phase::TalkBefore {
            self.floor.serve(agent, Serving { contact, phase: Phase::WrapUp, wrap_up });
            self.events.schedule_handling(agent as usize, self.now + wrap_up);
            if RICH {
                self.pass_on_after_talk(contact, agent, observer);
            }
            return;
        }
        let team = self.floor.agent(agent).team;
        let plain = !RICH || (phase.is_with_agent() && self.plan.work(team, of_type).plain);
        if !plain {
            // What becomes of the contact may bear on whom the agent takes next.
            self.finish_contact::<RICH>(contact, agent, phase, wrap_up, observer);
        }
        let has_shifts = RICH && self.has_shifts(team);
        let surplus = if has_shifts { self.due(agent, team) != Due::Work } else { self.floor.has_surplus(team) };
        let leaves = RICH && self.plan.has_casework() && self.leaves_contacts(agent, team);
        let next = if surplus || leaves { None } else { self.next_contact::<RICH>(team) };
        if next.is_none() {
            self.events.end_handling(agent as usize);
        }
        if plain {
            observer.released(self.now, TeamIndex(team));
            self.settle::<RICH>(contact, agent, team, wrap_up, observer);
        }
        if surplus && has_shifts {
            self.go_on(agent, team, observer);
        } else if surplus {
            self.floor.go_home(agent);
            observer.staffed(self.now, TeamIndex(team), self.duty[team as usize], self.floor.present(team));
            if RICH {
                self.fill_all_room(observer);
            }
        } else {
            self.take::<RICH>(next, agent, observer);
        }
        self.go_home_when_served(observer);
    }

    #[inline]
    pub(super) fn hang_up(&mut self, contact: ContactIndex, of_type: ContactTypeIndex) {
        if self.contacts.get(contact).wait != Wait::ToBeCalled {
            self.free_lines(self.contact_type(of_type));
        }
    }

    #[inline(never)]
    fn finish_contact<const RICH: bool>(
        &mut self,
        contact: ContactIndex,
        agent: u32,
        phase: Phase,
        wrap_up: Ticks,
        observer: &mut impl Observer,
    ) {
        let team = self.floor.agent(agent).team;
        observer.released(self.now, TeamIndex(team));
        if phase.is_with_agent() {
            self.settle::<RICH>(contact, agent, team, wrap_up, observer);
        }
    }

    /// A free agent takes the next contact waiting, or rests.
    pub(super) fn take_next<const RICH: bool>(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        self.take::<RICH>(self.next_contact::<RICH>(team), agent, observer);
    }

    #[inline(always)]
    fn take<const RICH: bool>(
        &mut self,
        next: Option<(ContactTypeIndex, ContactIndex)>,
        agent: u32,
        observer: &mut impl Observer,
    ) {
        let Some((of_type, index)) = next else { return self.have_nothing_to_take::<RICH>(agent, observer) };
        if RICH && self.rings_in_vain(index, agent, observer) {
            self.stop_waiting(index, of_type, observer);
            return self.give_up::<RICH>(index, of_type, observer);
        }
        let answer = self.begin_handling::<RICH>(index, agent, Ticks::ZERO);
        self.stop_waiting(index, of_type, observer);
        observer.answered(self.now, self.contacts.get(index), &answer);
        if RICH && self.plan.route(of_type).concurrent {
            self.fill_room(of_type, observer);
        }
    }

    #[inline(always)]
    fn have_nothing_to_take<const RICH: bool>(&mut self, agent: u32, observer: &mut impl Observer) {
        let team = self.floor.agent(agent).team;
        if RICH && self.plan.teams()[team as usize].casework.is_some() {
            return self.rest_or_turn_to_cases(agent, team, observer);
        }
        self.floor.rest(agent, self.now);
    }

    /// What a free agent of the team takes: of the most urgent work that anybody waits for, whoever has
    /// waited longest.
    #[inline(always)]
    fn next_contact<const RICH: bool>(&self, team: u32) -> Option<(ContactTypeIndex, ContactIndex)> {
        if self.waiting.is_empty() {
            return None;
        }
        let idle = self.floor.idle(team) + 1;
        let occupied = self.waiting.occupied();
        for preference in &self.plan.teams()[team as usize].preferences {
            let mut longest = (Instant::NEVER, None);
            for &(word, bits) in &preference.mask {
                let mut waiting = occupied[word] & bits;
                while waiting != 0 {
                    let of_type = ContactTypeIndex((word * 64) as u32 + waiting.trailing_zeros());
                    waiting &= waiting - 1;
                    let work = self.plan.work(team, of_type);
                    let Some((entered, index)) = self.waiting.first(of_type.0 as usize) else { continue };
                    let may_take = idle > work.reserve && entered + work.after <= self.now;
                    if may_take && entered < longest.0 {
                        longest = (entered, Some((of_type, index)));
                    }
                }
            }
            for &(of_type, after) in if RICH { &preference.risen[..] } else { &[] } {
                longest = self.longer_if_risen(longest, team, of_type, after);
            }
            if longest.1.is_some() {
                return longest.1;
            }
        }
        None
    }

    /// The one of the two who has waited longer, if the first of a contact type has waited long enough to be as urgent.
    #[inline(never)]
    fn longer_if_risen(
        &self,
        longest: (Instant, Option<(ContactTypeIndex, ContactIndex)>),
        team: u32,
        of_type: ContactTypeIndex,
        after: Ticks,
    ) -> (Instant, Option<(ContactTypeIndex, ContactIndex)>) {
        let work = self.plan.work(team, of_type);
        let Some((entered, index)) = self.waiting.first(of_type.0 as usize) else { return longest };
        let may_take = self.floor.idle(team) + 1 > work.reserve && entered + after.max(work.after) <= self.now;
        if may_take && entered < longest.0 { (entered, Some((of_type, index))) } else { longest }
    }

    #[inline]
    pub(super) fn contact_type(&self, index: ContactTypeIndex) -> &'a ContactType {
        &self.plan.centre().contact_types()[index.0 as usize]
    }

    #[inline]
    pub(super) fn key_of(&self, contact: &Contact, purpose: Purpose) -> Key {
        contact.key(self.contact_type_keys[usize::from(contact.home)], purpose)
    }
}

fn crewed<'a>(team: &'a Team, calendar: &'a Calendar) -> Option<Crewed<'a>> {
    let people = team.people.as_ref().filter(|people| people.has_shifts())?;
    Some(Crewed::new(people, Headcount::new(people, calendar)))
}
