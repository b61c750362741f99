use crate::random::Key;

use super::clock::event_list::Event;
use super::parts::{Clock, Keys, Staff, Work, case_kinds, contact_types};
use super::{Customers, Observer, Plan};

/// One pass over the horizon. It keeps its memory, so that one object can run many, one after another.
///
/// It has four parts. Handlers that touch one or two of them are methods of the part; the methods of the whole bring contacts and
/// agents together. They stand in the folders: `clock`, `contacts`, `staff`, `casework`.
#[derive(Debug)]
pub struct Replication<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) clock: Clock,
    pub(super) work: Work<'a>,
    pub(super) staff: Staff<'a>,
    pub(super) keys: Keys,
}

impl<'a> Replication<'a> {
    /// Room for a pass over the plan's horizon.
    #[must_use]
    pub fn new(plan: &'a Plan<'a>) -> Self {
        let centre = plan.centre();
        let staff = Staff::new(plan);
        Self {
            plan,
            clock: Clock::new(centre, plan, staff.floor.agent_count()),
            work: Work::new(plan),
            staff,
            keys: Keys::new(centre.contact_types().len(), centre.case_kinds().len()),
        }
    }

    /// Runs one replication, from doors open to the last contact out.
    ///
    /// Everything that happens is told to `observer`; nothing is counted here. The same plan, customers
    /// and key give the same history on every machine.
    pub fn run(&mut self, customers: &mut impl Customers, key: Key, observer: &mut impl Observer) {
        self.open(customers, key);
        self.work.take_over_backlog(&mut self.clock, &self.keys, observer);
        if self.plan.is_plain() {
            self.follow::<false>(customers, observer);
        } else {
            self.follow::<true>(customers, observer);
        }
        self.work.leave_unfinished(&mut self.clock, observer);
        self.end_day(observer);
        self.staff.end_days_of_people(self.clock.now, observer);
    }

    /// The loop. Whatever only some centres have is compiled out of the loop of the others: what is switched off costs nothing.
    #[inline(never)]
    fn follow<const RICH: bool>(&mut self, customers: &mut impl Customers, observer: &mut impl Observer) {
        loop {
            let Some((now, event)) = self.clock.events.next::<RICH>() else {
                if self.clock.events.reach_far() { continue } else { break }
            };
            debug_assert!(self.clock.now <= now, "the clock never runs backwards");
            self.clock.now = now;
            match event {
                Event::HandlingEnds => self.finish_handling::<RICH>(self.clock.events.agent(), observer),
                Event::Arrival => self.arrive::<RICH>(self.clock.events.stream(), customers, observer),
                Event::WaitEnds => self.end_wait::<RICH>(self.clock.events.timer(), observer),
                Event::Shift => {
                    if RICH {
                        self.follow_timetable(self.clock.events.person(), observer);
                    }
                }
                Event::Calendar => self.follow_agenda(observer),
            }
        }
    }

    fn open(&mut self, customers: &mut impl Customers, key: Key) {
        let plan = self.plan;
        self.clock.clear();
        self.work.clear();
        self.staff.open(key);
        self.keys.open(key, plan.centre().contact_types(), plan.centre().case_kinds());
        self.clock.await_next_entry(plan);
        contact_types(plan).for_each(|of_type| self.clock.await_contact(of_type, customers));
        case_kinds(plan).for_each(|kind| self.clock.await_case(kind, customers));
    }
}
