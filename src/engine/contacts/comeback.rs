use crate::model::{Carry, Dumping, Retrial};
use crate::units::{Instant, Ticks};

use super::contact::{Purpose, Wait};
use super::register::ContactIndex;
use crate::engine::clock::arrival_stream::ArrivalStream;
use crate::engine::parts::{Clock, Keys, Work};
use crate::engine::{Contact, Ending, Observer, Origin, Replication};

/// Customers come back: for what was not settled, or because they did not get through.
impl Replication<'_> {
    /// What an answered contact leaves behind: a need settled, one given up, or a return.
    #[inline(always)]
    pub(crate) fn settle<const RICH: bool>(
        &mut self,
        index: ContactIndex,
        agent: u32,
        team: u32,
        wrap_up: Ticks,
        observer: &mut impl Observer,
    ) {
        let contact = self.work.contacts.get(index);
        let terms = self.plan.terms(team, contact.contact_type);
        if RICH && !terms.plain {
            let settles =
                (terms.settles + terms.bonus * self.staff.desks.day(agent).knowledge).min(terms.settles.max(1.0));
            let settles = settles * self.staff.attendance.skill(agent).settling;
            return self.settle_as_far_as_done(index, settles, wrap_up, observer);
        }
        let chance = terms.settles;
        if chance >= 1.0 || self.keys.of_contact(contact, Purpose::Settling).stream().chance(chance) {
            observer.settled(self.clock.now, contact);
            return self.work.contacts.dismiss(index);
        }
        self.work.leave_unsettled(&mut self.clock, &self.keys, index, wrap_up, 1.0, observer);
    }

    /// As [`Self::settle`], of a contact whose type knows a target for the length of contacts.
    #[inline(never)]
    fn settle_as_far_as_done(
        &mut self,
        index: ContactIndex,
        settles: f64,
        wrap_up: Ticks,
        observer: &mut impl Observer,
    ) {
        let contact = *self.work.contacts.get(index);
        let contact_type = self.plan.contact_type(contact.contact_type);
        let limit = contact_type.handling_limit.as_ref();
        let ending = limit.map_or(Ending::Finished, |_| self.work.contacts.ending(index));
        let worth = match (ending, limit.and_then(|limit| limit.cut)) {
            (Ending::Finished, _) => 1.0,
            (Ending::CutShort(done), Some(cut)) => cut.worth.settling_factor(done),
            (Ending::CutShort(_) | Ending::Dumped, _) => 0.0,
        };
        if ending != Ending::Dumped
            && let Some(transfer) = self.work.transfer_of(&self.keys, &contact)
        {
            return self.pass_on(index, transfer, observer);
        }
        if let (Some(left), false) = (contact_type.outcome.case, ending == Ending::Dumped) {
            self.leave_case(&contact, left, observer);
        }
        let chance = settles * worth;
        if chance >= 1.0 || self.keys.of_contact(&contact, Purpose::Settling).stream().chance(chance) {
            observer.settled(self.clock.now, &contact);
            return self.work.contacts.dismiss(index);
        }
        match limit.and_then(|limit| limit.dumping.as_ref()).filter(|_| ending == Ending::Dumped) {
            Some(dumping) => self.work.leave_dumped(&mut self.clock, &self.keys, index, dumping, observer),
            None => self.work.leave_unsettled(&mut self.clock, &self.keys, index, wrap_up, ending.done(), observer),
        }
    }
}

impl Work<'_> {
    /// Whoever was got rid of may come back, with all of the need still to be met.
    pub(crate) fn leave_dumped(
        &mut self,
        clock: &mut Clock,
        keys: &Keys,
        index: ContactIndex,
        dumping: &Dumping,
        observer: &mut impl Observer,
    ) {
        let contact = *self.contacts.get(index);
        let mut stream = keys.of_contact(&contact, Purpose::Returning).stream();
        if !stream.chance(dumping.returns.get()) {
            return self.give_up_the_need(clock.now, index, observer);
        }
        let due = clock.now + Ticks::from_seconds_f64(dumping.after.sample(&mut stream)).max(Ticks(1));
        let answered_before = contact.answered_before + 1;
        self.send_into_orbit(
            clock,
            index,
            Contact { origin: Origin::Return, wait: Wait::OnTheLine, failed_in_a_row: 0, answered_before, ..contact },
            due,
        );
    }

    /// `done` is the share of the talk that was done.
    fn leave_unsettled(
        &mut self,
        clock: &mut Clock,
        keys: &Keys,
        index: ContactIndex,
        wrap_up: Ticks,
        done: f64,
        observer: &mut impl Observer,
    ) {
        let contact = *self.contacts.get(index);
        let mut stream = keys.of_contact(&contact, Purpose::Returning).stream();
        match &self.plan.contact_type(contact.contact_type).outcome.returns {
            Some(returns) if stream.chance(returns.share.get()) => {
                let left = Instant(clock.now.0 - wrap_up.0);
                let due = (left + Ticks::from_seconds_f64(returns.after.sample(&mut stream))).max(clock.now + Ticks(1));
                let again = self.next_need(keys, contact, returns.carry, done);
                let answered_before = contact.answered_before + 1;
                let again = Contact {
                    origin: Origin::Return,
                    wait: Wait::OnTheLine,
                    failed_in_a_row: 0,
                    answered_before,
                    ..again
                };
                self.send_into_orbit(clock, index, again, due);
            }
            _ => self.give_up_the_need(clock.now, index, observer),
        }
    }

    /// What a customer needs who was not settled: the rest of it, or a new draw.
    fn next_need(&self, keys: &Keys, contact: Contact, carry: Option<Carry>, done: f64) -> Contact {
        if let Some(Carry { set_up, carried_over }) = carry {
            let content = contact.content.times(1.0 - carried_over.get() * done);
            return Contact { content, talk: Ticks::from_seconds(set_up) + content, ..contact };
        }
        self.draw_need(keys, contact, Purpose::NewNeed)
    }

    /// The contact with a need drawn anew.
    pub(crate) fn draw_need(&self, keys: &Keys, contact: Contact, purpose: Purpose) -> Contact {
        let mut stream = keys.of_contact(&contact, purpose).stream();
        let contact_type = self.plan.contact_type(contact.contact_type);
        let talk = Ticks::from_seconds_f64(contact_type.talk.sample(&mut stream));
        let wrap_up = contact_type
            .wrap_up
            .as_ref()
            .map_or(Ticks::ZERO, |wrap_up| Ticks::from_seconds_f64(wrap_up.sample(&mut stream)));
        Contact { talk, content: talk, wrap_up, ..contact }
    }

    /// After an attempt that came to nothing.
    #[inline]
    pub(crate) fn try_again(
        &mut self,
        clock: &mut Clock,
        keys: &Keys,
        index: ContactIndex,
        retrial: Option<&Retrial>,
        observer: &mut impl Observer,
    ) {
        let Some(retrial) = retrial else { return self.give_up_the_need(clock.now, index, observer) };
        let contact = *self.contacts.get(index);
        let failed_in_a_row = contact.failed_in_a_row + 1;
        let mut stream = keys.of_contact(&contact, Purpose::TryingAgain).stream();
        let tries = retrial.attempts.is_none_or(|most| failed_in_a_row < most);
        if !(tries && stream.chance(retrial.share.get())) {
            return self.give_up_the_need(clock.now, index, observer);
        }
        let due = clock.now + Ticks::from_seconds_f64(retrial.after.sample(&mut stream)).max(Ticks(1));
        let another_way = retrial.becomes.filter(|becomes| stream.chance(becomes.share.get()));
        let contact_type = another_way.map_or(contact.contact_type, |becomes| becomes.contact);
        let again =
            Contact { contact_type, origin: Origin::Retrial, wait: Wait::OnTheLine, failed_in_a_row, ..contact };
        self.send_into_orbit(clock, index, again, due);
    }

    fn give_up_the_need(&mut self, now: Instant, index: ContactIndex, observer: &mut impl Observer) {
        observer.unmet(now, self.contacts.get(index));
        self.contacts.dismiss(index);
    }

    /// Whoever comes again after the horizon is not followed further.
    fn send_into_orbit(&mut self, clock: &mut Clock, index: ContactIndex, again: Contact, due: Instant) {
        let earlier_attempts = again.earlier_attempts + 1;
        *self.contacts.get_mut(index) = Contact { earlier_attempts, ..again };
        self.come_when_open(clock, index, due);
    }

    /// Contacts the centre at `due`, or when it next opens.
    pub(crate) fn come_when_open(&mut self, clock: &mut Clock, index: ContactIndex, due: Instant) {
        let Some(entered) = self.plan.next_open(due) else { return self.contacts.dismiss(index) };
        self.contacts.get_mut(index).entered = entered;
        self.orbit.push(entered, index);
        self.await_orbit(clock);
    }

    pub(crate) fn await_orbit(&self, clock: &mut Clock) {
        clock.events.await_arrival(ArrivalStream::Orbit, self.orbit.first());
    }
}
