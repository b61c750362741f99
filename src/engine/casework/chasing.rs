//! People ask for their case.

use crate::engine::clock::arrival_stream::ArrivalStream;
use crate::engine::contacts::contact::Purpose;
use crate::engine::parts::{Clock, Keys, Work};
use crate::engine::{Contact, CustomerNumber, Observer, Origin};
use crate::model::Moment;
use crate::units::{Instant, Ticks};

use super::cases::CaseIndex;

const WEEK_SECONDS: f64 = 604_800.0;

impl Work<'_> {
    /// Draws when somebody will ask for a case, at `from` or later, and awaits them if that is within the horizon.
    pub(crate) fn expect_chaser(&mut self, clock: &mut Clock, keys: &Keys, index: CaseIndex, from: Moment) {
        let case = *self.cases.get(index);
        let Some(chasers) = self.plan.centre().case_kinds()[case.kind.0 as usize].chasers else { return };
        let key = keys.of_kind(case.kind).with(case.number.get()).with(u64::from(case.chased));
        let weeks = key.stream().exponential() / chasers.per_week;
        if weeks.is_finite() {
            let at =
                Instant((from.max(0) as u64).saturating_add(Ticks::from_seconds_f64(weeks * WEEK_SECONDS).0.max(1)));
            if at < self.plan.centre().calendar().horizon {
                self.cases.expect_chaser(index, at);
                self.await_chaser(clock);
            }
        }
    }

    pub(crate) fn await_chaser(&self, clock: &mut Clock) {
        clock.events.await_arrival(ArrivalStream::Chasers, self.cases.next_chaser());
    }

    /// Somebody makes contact about a case, now or when the centre next opens, unless it has been done.
    pub(crate) fn chase(&mut self, clock: &mut Clock, keys: &Keys, observer: &mut impl Observer) {
        let asked_for = self.cases.take_chaser();
        self.await_chaser(clock);
        let Some(index) = asked_for else { return };
        let case = *self.cases.get(index);
        let chasers = self.plan.centre().case_kinds()[case.kind.0 as usize].chasers;
        let contact_type = chasers.expect("only kinds with chasers expect them").contact;
        observer.case_chased(clock.now, &case);
        self.cases.get_mut(index).chased += 1;
        // The next to ask is drawn after this one is counted: by how many have asked so far.
        self.expect_chaser(clock, keys, index, clock.now.0 as Moment);
        let key = keys.of_kind(case.kind).with(case.number.get()).with(u64::from(case.chased));
        let customer = CustomerNumber::draw_for_chaser(&mut key.named("chaser").stream());
        let (place, contact) = self.contacts.admit();
        let home = contact_type.0 as u16;
        *contact =
            Contact { contact_type, home, origin: Origin::Chaser, customer, entered: clock.now, ..Contact::NOBODY };
        let contact = *contact;
        *self.contacts.get_mut(place) = self.draw_need(keys, contact, Purpose::Arriving);
        self.come_when_open(clock, place, clock.now);
    }
}
