use crate::model::{CaseEntry, CaseKindIndex, CaseLeft, CaseOrder, ContactTypeIndex, Moment, Policy, TeamIndex};
use crate::units::{Instant, Ticks};

use super::cases::{Case, CaseIndex};
use super::desks::{Activity, Day, Role, work_left};
use super::rotation::day_of;
use crate::engine::clock::arrival_stream::ArrivalStream;
use crate::engine::clock::calendar::Doors;
use crate::engine::contacts::contact::Purpose;
use crate::engine::customers::Customers;
use crate::engine::plan::CaseworkPlan;
use crate::engine::staff::attendance::Due;
use crate::engine::{CaseNeed, CaseNumber, Contact, CustomerNumber, Observer, Origin, Replication};

const WEEK_SECONDS: f64 = 604_800.0;

/// Cases come, wait, are done, and are asked for; agents move between them and the contacts.
impl Replication<'_> {
    // Cases come.

    /// Those open at the start.
    pub(crate) fn take_over_backlog(&mut self, observer: &mut impl Observer) {
        for (index, kind) in (0..).map(CaseKindIndex).zip(self.plan.centre().case_kinds()) {
            let key = self.case_keys[index.0 as usize];
            let (mut ages, mut works) = (key.named("backlog_age").stream(), key.named("backlog_work").stream());
            for number in 0..u64::from(kind.backlog) {
                let age =
                    kind.backlog_age.as_ref().map_or(Ticks::ZERO, |age| Ticks::from_seconds_f64(age.sample(&mut ages)));
                let arrived = -(age.0 as Moment);
                let work = Ticks::from_seconds_f64(kind.work.sample(&mut works));
                self.open_case(
                    index,
                    CaseNumber::new(number),
                    arrived,
                    self.plan.due_of_backlog(kind, age),
                    work,
                    observer,
                );
            }
        }
    }

    pub(crate) fn case_arrives(
        &mut self,
        kind: CaseKindIndex,
        customers: &mut impl Customers,
        observer: &mut impl Observer,
    ) {
        let CaseNeed { number, work } = customers.case_need(kind);
        self.await_case(kind, customers);
        self.open_new_case(kind, number, work, observer);
    }

    pub(crate) fn await_case(&mut self, kind: CaseKindIndex, customers: &mut impl Customers) {
        self.events.await_arrival(ArrivalStream::Cases(kind), customers.next_case(kind));
    }

    /// A need that is answered for the first time may leave a case behind; a contact about a case leaves none.
    pub(crate) fn leave_case(&mut self, contact: &Contact, left: CaseLeft, observer: &mut impl Observer) {
        if contact.answered_before > 0 || contact.is_about_case() {
            return;
        }
        let mut stream = self.key_of(contact, Purpose::LeavingCase).stream();
        if stream.chance(left.share.get()) {
            let kind = &self.plan.centre().case_kinds()[left.kind.0 as usize];
            let work = Ticks::from_seconds_f64(kind.work.sample(&mut stream));
            let number = CaseNumber::draw_left_behind(&mut stream);
            self.open_new_case(left.kind, number, work, observer);
        }
    }

    fn open_new_case(&mut self, index: CaseKindIndex, number: CaseNumber, work: Ticks, observer: &mut impl Observer) {
        let kind = &self.plan.centre().case_kinds()[index.0 as usize];
        let due = self.plan.due(kind, self.now, self.open_day);
        self.open_case(index, number, self.now.0 as Moment, due, work, observer);
        self.offer_case(index, observer);
    }

    fn open_case(
        &mut self,
        index: CaseKindIndex,
        number: CaseNumber,
        arrived: Moment,
        due: Option<Moment>,
        work: Ticks,
        observer: &mut impl Observer,
    ) {
        let case = Case { kind: index, number, arrived, due, work, chased: 0, open: true };
        observer.case_arrived(self.now, &case);
        let place = self.cases.admit(case);
        self.line_up(place);
        if let (Some(_), Some(due)) = (self.plan.centre().case_kinds()[index.0 as usize].chasers, due) {
            self.expect_chaser(place, due.max(self.now.0 as Moment));
        }
    }

    fn line_up(&mut self, index: CaseIndex) {
        let case = self.cases.get(index);
        let kind = &self.plan.centre().case_kinds()[case.kind.0 as usize];
        let rank = match kind.order {
            CaseOrder::Due => case.due.unwrap_or(case.arrived),
            CaseOrder::Age => case.arrived,
        };
        self.cases.line_up(index, rank);
    }

    /// Whoever is ready for a case takes one, now that some may have been put down.
    pub(crate) fn offer_cases(&mut self, observer: &mut impl Observer) {
        if self.doors == Doors::Closed {
            return;
        }
        for kind in (0..self.case_keys.len() as u32).map(CaseKindIndex) {
            while self.cases.first_rank(kind).is_some() && self.offer_case(kind, observer) {}
        }
    }

    /// Somebody ready for a case takes the first of the line, if there is anybody; true if so.
    fn offer_case(&mut self, kind: CaseKindIndex, observer: &mut impl Observer) -> bool {
        let plan = self.plan;
        let teams = plan.teams().iter().enumerate();
        for (team, casework) in teams.filter_map(|(team, it)| Some((team as u32, it.casework.as_ref()?))) {
            if casework.entries.iter().all(|entry| entry.kind != kind) {
                continue;
            }
            if let Some(agent) = self.desks.first_awaiting(team) {
                self.take_case(agent, team, observer);
                return true;
            }
            if let Policy::BetweenCalls { reserve, .. } = casework.policy
                && self.floor.idle(team) > reserve
                && let Some(agent) = self.floor.first_idle(plan.teams()[team as usize].pool)
            {
                let idle = self.floor.pick_up(agent, self.now);
                self.end_idle(agent, team, idle, observer);
                self.floor.leave_contacts(agent);
                self.desks.enter(agent, team);
                self.take_case(agent, team, observer);
                return true;
            }
        }
        false
    }

    // People ask for their case.

    fn expect_chaser(&mut self, index: CaseIndex, from: Moment) {
        let case = *self.cases.get(index);
        let Some(chasers) = self.plan.centre().case_kinds()[case.kind.0 as usize].chasers else { return };
        let key = self.case_keys[case.kind.0 as usize].with(case.number.get()).with(u64::from(case.chased));
        let weeks = key.stream().exponential() / chasers.per_week;
        if weeks.is_finite() {
            let at =
                Instant((from.max(0) as u64).saturating_add(Ticks::from_seconds_f64(weeks * WEEK_SECONDS).0.max(1)));
            if at < self.plan.centre().calendar().horizon {
                self.cases.expect_chaser(index, at);
                self.await_chaser();
            }
        }
    }

    pub(crate) fn await_chaser(&mut self) {
        self.events.await_arrival(ArrivalStream::Chasers, self.cases.next_chaser());
    }

    /// Somebody makes contact about a case, now or when the centre next opens, unless it has been done.
    pub(crate) fn chase(&mut self, observer: &mut impl Observer) {
        let asked_for = self.cases.take_chaser();
        self.await_chaser();
        let Some(index) = asked_for else { return };
        let case = *self.cases.get(index);
        let chasers = self.plan.centre().case_kinds()[case.kind.0 as usize].chasers;
        let contact_type = chasers.expect("only kinds with chasers expect them").contact;
        observer.case_chased(self.now, &case);
        self.cases.get_mut(index).chased += 1;
        self.expect_chaser(index, self.now.0 as Moment);
        let key = self.case_keys[case.kind.0 as usize].with(case.number.get()).with(u64::from(case.chased));
        let customer = CustomerNumber::draw_for_chaser(&mut key.named("chaser").stream());
        let (place, contact) = self.contacts.admit();
        let home = contact_type.0 as u16;
        *contact =
            Contact { contact_type, home, origin: Origin::Chaser, customer, entered: self.now, ..Contact::NOBODY };
        let contact = *contact;
        *self.contacts.get_mut(place) = self.with_new_need(contact, Purpose::Arriving);
        self.come_when_open(place, self.now);
    }

    // Agents turn to cases, and back.

    /// An agent of a team with casework comes on duty.
    pub(crate) fn start_duty(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        let plan = &self.plan.teams()[team as usize];
        let Some(casework) = &plan.casework else { return self.take_next::<true>(agent, team, observer) };
        let day = match &casework.rotation {
            Some(rotation) => {
                let number = agent - self.floor.first_agent(team);
                day_of(rotation, number, casework.phases[number as usize], self.open_day)
            }
            None => Day { role: Role::Cases, ..Day::ORDINARY },
        };
        let has_changed_over = self.desks.day(agent).number == day.number;
        self.desks.begin_day(agent, day);
        if day.changes && !has_changed_over && casework.switch > Ticks::ZERO {
            self.floor.leave_contacts(agent);
            return self.switch(agent, team, casework.switch, observer);
        }
        self.turn_to_role(agent, team, observer);
    }

    fn turn_to_role(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        match self.desks.day(agent).role {
            Role::Cases => {
                self.floor.leave_contacts(agent);
                self.desks.enter(agent, team);
                self.go_on_with_cases(agent, team, observer);
            }
            Role::Contacts | Role::CalledBack | Role::Both => self.take_next::<true>(agent, team, observer),
        }
    }

    fn switch(&mut self, agent: u32, team: u32, lasts: Ticks, observer: &mut impl Observer) {
        self.desks.set_activity(agent, team, Activity::Switching);
        self.events.schedule_handling(agent as usize, self.now + lasts);
        observer.switching_begins(self.now, TeamIndex(team));
    }

    /// An agent of a team with casework for whom no contact waits: to a case, if the policy says so, or to rest.
    pub(crate) fn rest_or_turn_to_cases(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        if self.is_of_another_day(agent, team) {
            return self.start_duty(agent, team, observer);
        }
        let casework = self.plan.teams()[team as usize].casework.as_ref().expect("the team does cases");
        if self.desks.day(agent).role == Role::CalledBack && self.is_released(team, casework) {
            return self.return_to_cases(agent, team, observer);
        }
        if let Policy::BetweenCalls { reserve, .. } = casework.policy
            && self.floor.idle(team) + 1 > reserve
            && self.next_case(casework).is_some()
        {
            self.floor.leave_contacts(agent);
            self.desks.enter(agent, team);
            return self.take_case(agent, team, observer);
        }
        self.floor.rest(agent, self.now);
    }

    /// Whether an agent who takes turns at cases still has the role of a day that is over.
    fn is_of_another_day(&self, agent: u32, team: u32) -> bool {
        let casework = self.plan.teams()[team as usize].casework.as_ref();
        let takes_turns = casework.is_some_and(CaseworkPlan::takes_turns);
        takes_turns && self.desks.day(agent).number != self.open_day
    }

    /// Whether an agent leaves the contacts before taking another: called back and no longer needed, or on a new day.
    pub(crate) fn leaves_contacts(&self, agent: u32, team: u32) -> bool {
        let casework = self.plan.teams()[team as usize].casework.as_ref();
        self.is_of_another_day(agent, team)
            || casework.is_some_and(|casework| {
                self.desks.day(agent).role == Role::CalledBack && self.is_released(team, casework)
            })
    }

    pub(crate) fn return_to_cases(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        let casework = self.plan.teams()[team as usize].casework.as_ref().expect("the team does cases");
        self.desks.set_role(agent, Role::Cases);
        self.floor.leave_contacts(agent);
        if casework.switch > Ticks::ZERO {
            return self.switch(agent, team, casework.switch, observer);
        }
        self.desks.enter(agent, team);
        self.go_on_with_cases(agent, team, observer);
    }

    fn is_released(&self, team: u32, casework: &CaseworkPlan) -> bool {
        matches!(casework.policy, Policy::Threshold { release_at, .. } if self.waiting_for(team) <= release_at)
    }

    /// Contacts waiting of which one more free agent of the team might take any now.
    fn waiting_for(&self, team: u32) -> u32 {
        let takes = &self.plan.centre().teams()[team as usize].takes;
        let gets = takes.iter().map(|entry| entry.contact_type).filter(|&it| self.plan.gets(team, it));
        gets.map(|it| self.waiting_of(team, it)).sum()
    }

    fn waiting_of(&self, team: u32, of_type: ContactTypeIndex) -> u32 {
        let work = self.plan.work(team, of_type);
        let of_type = of_type.0 as usize;
        match work.after {
            _ if self.floor.idle(team) < work.reserve => 0,
            Ticks::ZERO => self.waiting.length(of_type),
            after => {
                self.now.0.checked_sub(after.0).map_or(0, |latest| self.waiting.length_since(of_type, Instant(latest)))
            }
        }
    }

    /// Calls agents back from cases as far as thresholds say, now that one more waits or may be taken.
    pub(crate) fn call_back(&mut self, observer: &mut impl Observer) {
        let plan = self.plan;
        let mut put_down = false;
        for (team, it) in plan.teams().iter().enumerate() {
            let team = team as u32;
            let Some(casework) = &it.casework else { continue };
            let Policy::Threshold { recall_at, .. } = casework.policy else { continue };
            while recall_at + self.desks.on_the_way(team) <= self.waiting_for(team) {
                let Some(agent) = self.desks.longest_there(team) else { break };
                self.leave_cases(agent, team, casework.interruption, observer);
                put_down = true;
                self.desks.set_role(agent, Role::CalledBack);
                if casework.switch > Ticks::ZERO {
                    self.desks.set_out(team);
                    self.switch(agent, team, casework.switch, observer);
                } else {
                    self.take_next::<true>(agent, team, observer);
                }
            }
        }
        if put_down {
            self.offer_cases(observer);
        }
    }

    /// The agent who puts a case down for a contact that finds nobody idle, if one of its teams does so.
    pub(crate) fn interrupt(&mut self, teams: &[u32], observer: &mut impl Observer) -> Option<u32> {
        let (team, agent) = teams.iter().find_map(|&team| Some((team, self.desks.longest_there(team)?)))?;
        let interruption = self.plan.teams()[team as usize].casework.as_ref()?.interruption;
        self.leave_cases(agent, team, interruption, observer);
        Some(agent)
    }

    // Agents work on cases.

    /// An agent at cases takes the next, or waits for one.
    fn go_on_with_cases(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        let casework = self.plan.teams()[team as usize].casework.as_ref().expect("the team does cases");
        if self.next_case(casework).is_some() {
            self.take_case(agent, team, observer);
        } else {
            self.desks.set_activity(agent, team, Activity::Awaiting);
            observer.cases_awaited(self.now, TeamIndex(team), self.desks.awaiting(team));
        }
    }

    /// What an agent of the team takes: of the most urgent kinds, whatever is first in its order.
    fn next_case(&self, casework: &CaseworkPlan) -> Option<CaseEntry> {
        let mut first: Option<(u32, Moment, CaseEntry)> = None;
        for entry in &casework.entries {
            let Some(rank) = self.cases.first_rank(entry.kind) else { continue };
            if first.is_none_or(|(priority, moment, _)| (entry.priority, rank) < (priority, moment)) {
                first = Some((entry.priority, rank, *entry));
            }
        }
        first.map(|(_, _, entry)| entry)
    }

    fn take_case(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        let casework = self.plan.teams()[team as usize].casework.as_ref().expect("the team does cases");
        let entry = self.next_case(casework).expect("a case waits");
        let case = self.cases.take_first(entry.kind).expect("a case waits");
        let skill = self.attendance.skill(agent).casework;
        let pace = entry.work * self.desks.day(agent).pace * self.pace[team as usize] * skill;
        let lasts = self.cases.get(case).work.times(pace).max(Ticks(1));
        let ends = self.now + lasts;
        let awaited = self.desks.activity(agent) == Activity::Awaiting;
        self.desks.set_activity(agent, team, Activity::Working { case, pace, ends });
        if awaited {
            observer.cases_awaited(self.now, TeamIndex(team), self.desks.awaiting(team));
        }
        self.events.schedule_handling(agent as usize, ends);
        observer.casework_begins(self.now, TeamIndex(team));
    }

    /// An agent at cases puts down what is in hand, and leaves: it goes back to its place in the line, with `more` to do.
    pub(crate) fn leave_cases(&mut self, agent: u32, team: u32, more: Ticks, observer: &mut impl Observer) {
        let was = self.desks.activity(agent);
        self.desks.leave(agent, team);
        match was {
            Activity::Working { case, pace, ends } => {
                self.cases.get_mut(case).work = work_left(ends.since(self.now), pace) + more;
                self.line_up(case);
                self.events.end_handling(agent as usize);
                observer.casework_ends(self.now, TeamIndex(team));
            }
            Activity::Awaiting => observer.cases_awaited(self.now, TeamIndex(team), self.desks.awaiting(team)),
            Activity::Switching | Activity::Elsewhere => (),
        }
    }

    /// The event of an agent who is not with a contact.
    pub(crate) fn finish_activity(&mut self, agent: u32, observer: &mut impl Observer) {
        let team = self.floor.agent(agent).team;
        self.events.end_handling(agent as usize);
        let was = self.desks.activity(agent);
        match was {
            Activity::Working { case, .. } => {
                observer.casework_ends(self.now, TeamIndex(team));
                observer.case_completed(self.now, self.cases.get(case));
                self.cases.close(case);
            }
            Activity::Switching => {
                observer.switching_ends(self.now, TeamIndex(team));
                self.desks.set_activity(agent, team, Activity::Elsewhere);
                if self.desks.day(agent).role == Role::CalledBack {
                    self.desks.arrive(team);
                }
            }
            Activity::Awaiting | Activity::Elsewhere => unreachable!("only work and ways end"),
        }
        let has_shifts = self.has_shifts(team);
        if has_shifts && self.due(agent, team) != Due::Work {
            if was != Activity::Switching {
                self.desks.leave(agent, team);
            }
            self.go_on(agent, team, observer);
        } else if !has_shifts && self.floor.has_surplus(team) {
            if was != Activity::Switching {
                self.desks.leave(agent, team);
            }
            self.floor.go_home(agent);
            observer.staffed(self.now, TeamIndex(team), self.duty[team as usize], self.floor.present(team));
            self.fill_all_room(observer);
        } else if self.is_of_another_day(agent, team) {
            self.start_duty(agent, team, observer);
        } else if was == Activity::Switching {
            self.turn_to_role(agent, team, observer);
        } else {
            self.after_case(agent, team, observer);
        }
        self.go_home_when_served(observer);
    }

    fn after_case(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        self.desks.set_activity(agent, team, Activity::Elsewhere);
        if self.desks.day(agent).role == Role::Cases {
            return self.go_on_with_cases(agent, team, observer);
        }
        self.desks.leave(agent, team);
        self.take_next::<true>(agent, team, observer);
    }

    /// Sends home who is at cases while the team has too many.
    pub(crate) fn send_home_from_cases(&mut self, team: u32, observer: &mut impl Observer) {
        while !self.has_shifts(team) && self.floor.has_surplus(team) {
            let Some(agent) = self.desks.longest_there(team) else { return };
            self.leave_cases(agent, team, Ticks::ZERO, observer);
            self.floor.go_home(agent);
        }
    }
}
