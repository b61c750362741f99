//! Cases come, stand in line, and are offered to agents.

use crate::engine::clock::doors::Doors;
use crate::engine::contacts::contact::Purpose;
use crate::engine::parts::{Clock, Keys, Work, case_kinds};
use crate::engine::{CaseNeed, CaseNumber, Contact, Customers, Observer, Replication};
use crate::model::{CaseKindIndex, CaseLeft, CaseOrder, Moment, Policy};
use crate::units::Ticks;

use super::cases::{Case, CaseIndex};

impl Work<'_> {
    /// Those open at the start.
    pub(crate) fn take_over_backlog(&mut self, clock: &mut Clock, keys: &Keys, observer: &mut impl Observer) {
        for (index, kind) in (0..).map(CaseKindIndex).zip(self.plan.centre().case_kinds()) {
            let key = keys.of_kind(index);
            let (mut ages, mut works) = (key.named("backlog_age").stream(), key.named("backlog_work").stream());
            for number in 0..u64::from(kind.backlog) {
                let age =
                    kind.backlog_age.as_ref().map_or(Ticks::ZERO, |age| Ticks::from_seconds_f64(age.sample(&mut ages)));
                let arrived = -(age.0 as Moment);
                let work = Ticks::from_seconds_f64(kind.work.sample(&mut works));
                let due = self.plan.due_of_backlog(kind, age);
                let case = Case { arrived, due, ..Case::new(index, CaseNumber::new(number), work) };
                self.open_case(clock, keys, case, observer);
            }
        }
    }

    /// The observer hears of a case before anybody can take it.
    fn open_case(&mut self, clock: &mut Clock, keys: &Keys, case: Case, observer: &mut impl Observer) {
        observer.case_arrived(clock.now, &case);
        let index = self.cases.admit(case);
        self.line_up(index);
        let kind = &self.plan.centre().case_kinds()[case.kind.0 as usize];
        if let (Some(_), Some(due)) = (kind.chasers, case.due) {
            self.expect_chaser(clock, keys, index, due.max(clock.now.0 as Moment));
        }
    }

    /// A case joins the line of its kind, at its rank; so does one that was put down.
    pub(crate) fn line_up(&mut self, index: CaseIndex) {
        let case = self.cases.get(index);
        let kind = &self.plan.centre().case_kinds()[case.kind.0 as usize];
        let rank = match kind.order {
            CaseOrder::Due => case.due.unwrap_or(case.arrived),
            CaseOrder::Age => case.arrived,
        };
        self.cases.line_up(index, rank);
    }
}

impl Replication<'_> {
    pub(crate) fn case_arrives(
        &mut self,
        kind: CaseKindIndex,
        customers: &mut impl Customers,
        observer: &mut impl Observer,
    ) {
        let CaseNeed { number, work } = customers.case_need(kind);
        self.clock.await_case(kind, customers);
        self.open_new_case(kind, number, work, observer);
    }

    /// A need that is answered for the first time may leave a case behind; a contact about a case leaves none.
    pub(crate) fn leave_case(&mut self, contact: &Contact, left: CaseLeft, observer: &mut impl Observer) {
        if contact.answered_before > 0 || contact.is_about_case() {
            return;
        }
        let mut stream = self.keys.of_contact(contact, Purpose::LeavingCase).stream();
        if stream.chance(left.share.get()) {
            let kind = &self.plan.centre().case_kinds()[left.kind.0 as usize];
            let work = Ticks::from_seconds_f64(kind.work.sample(&mut stream));
            let number = CaseNumber::draw_left_behind(&mut stream);
            self.open_new_case(left.kind, number, work, observer);
        }
    }

    fn open_new_case(&mut self, index: CaseKindIndex, number: CaseNumber, work: Ticks, observer: &mut impl Observer) {
        let kind = &self.plan.centre().case_kinds()[index.0 as usize];
        let due = self.plan.due(kind, self.clock.now, self.clock.open_day);
        let arrived = self.clock.now.0 as Moment;
        let case = Case { arrived, due, ..Case::new(index, number, work) };
        self.work.open_case(&mut self.clock, &self.keys, case, observer);
        self.offer_case(index, observer);
    }

    /// Whoever is ready for a case takes one, now that some may have been put down.
    pub(crate) fn offer_cases(&mut self, observer: &mut impl Observer) {
        if self.clock.doors == Doors::Closed {
            return;
        }
        for kind in case_kinds(self.plan) {
            while self.work.cases.first_rank(kind).is_some() && self.offer_case(kind, observer) {}
        }
    }

    /// Somebody ready for a case takes the first of the line, if there is anybody; true if so. Teams are asked in the order of the
    /// scenario, and of each those who wait for a case before those who could take one between contacts.
    fn offer_case(&mut self, kind: CaseKindIndex, observer: &mut impl Observer) -> bool {
        let plan = self.plan;
        let teams = plan.teams().iter().enumerate();
        for (team, casework) in teams.filter_map(|(team, team_plan)| Some((team as u32, team_plan.casework.as_ref()?)))
        {
            if casework.entries.iter().all(|entry| entry.kind != kind) {
                continue;
            }
            if let Some(agent) = self.staff.desks.first_awaiting(team) {
                self.take_case(agent, team, observer);
                return true;
            }
            if let Policy::BetweenCalls { reserve, .. } = casework.policy
                && self.staff.floor.idle(team) > reserve
                && let Some(agent) = self.staff.floor.first_idle(plan.teams()[team as usize].pool)
            {
                let idle = self.staff.floor.pick_up(agent, self.clock.now);
                self.staff.end_idle(self.clock.now, agent, team, idle, observer);
                self.staff.floor.leave_contacts(agent);
                self.staff.desks.enter(agent, team);
                self.take_case(agent, team, observer);
                return true;
            }
        }
        false
    }
}
