use crate::model::{Carry, Retrial};
use crate::units::{Instant, Ticks};

use super::contact::Purpose;
use super::{Contact, Observer, Origin, Replication};

/// Customers come back: for what was not settled, or because they did not get through.
impl Replication<'_> {
    /// What an answered contact leaves behind: a need settled, one given up, or a return.
    #[inline]
    pub(super) fn settle(&mut self, contact: Contact, team: u32, wrap_up: Ticks, observer: &mut impl Observer) {
        let outcome = &self.contact_type(&contact).outcome;
        let of_type = contact.contact_type.0 as usize;
        let work = self.plan.teams()[team as usize].work[of_type].expect("an agent handles what the team takes");
        let chance = outcome.resolved.get() * work.resolves;
        if chance >= 1.0 || self.key_of(&contact, Purpose::Settling).stream().chance(chance) {
            return observer.settled(self.now, &contact);
        }
        let mut stream = self.key_of(&contact, Purpose::Returning).stream();
        match &outcome.returns {
            Some(returns) if stream.chance(returns.share.get()) => {
                let left = Instant(self.now.0 - wrap_up.0);
                let due = (left + Ticks::of(returns.after.sample(&mut stream))).max(self.now + Ticks(1));
                let again = self.next_need(contact, returns.carry);
                let answered_before = contact.answered_before + 1;
                self.send_into_orbit(
                    Contact { origin: Origin::Return, failed_in_a_row: 0, answered_before, ..again },
                    due,
                );
            }
            _ => observer.unmet(self.now, &contact),
        }
    }

    /// What a customer needs who was not settled: the rest of it, or a new draw.
    fn next_need(&self, contact: Contact, carry: Option<Carry>) -> Contact {
        if let Some(Carry { set_up, carried_over }) = carry {
            let content = contact.content.times(carried_over.complement().get());
            return Contact { content, talk: Ticks::from_seconds(set_up) + content, ..contact };
        }
        let mut stream = self.key_of(&contact, Purpose::NewNeed).stream();
        let contact_type = self.contact_type(&contact);
        let talk = Ticks::of(contact_type.talk.sample(&mut stream));
        let wrap_up = contact_type.wrap_up.as_ref().map_or(Ticks::ZERO, |it| Ticks::of(it.sample(&mut stream)));
        Contact { talk, content: talk, wrap_up, ..contact }
    }

    /// After an attempt that came to nothing.
    #[inline]
    pub(super) fn try_again(&mut self, contact: Contact, retrial: Option<&Retrial>, observer: &mut impl Observer) {
        let failed_in_a_row = contact.failed_in_a_row + 1;
        let Some(retrial) = retrial else { return observer.unmet(self.now, &contact) };
        let mut stream = self.key_of(&contact, Purpose::TryingAgain).stream();
        let tries = retrial.attempts.is_none_or(|most| failed_in_a_row < most);
        if !(tries && stream.chance(retrial.share.get())) {
            return observer.unmet(self.now, &contact);
        }
        let due = self.now + Ticks::of(retrial.after.sample(&mut stream)).max(Ticks(1));
        self.send_into_orbit(Contact { origin: Origin::Retrial, failed_in_a_row, ..contact }, due);
    }

    /// Whoever comes again after the horizon is not followed further.
    fn send_into_orbit(&mut self, contact: Contact, due: Instant) {
        if let Some(entered) = self.plan.next_open(due) {
            self.orbit.push(Contact { entered, earlier_attempts: contact.earlier_attempts + 1, ..contact });
            self.await_orbit();
        }
    }

    pub(super) fn await_orbit(&mut self) {
        let stream = self.contact_type_keys.len();
        match self.orbit.first() {
            Some(at) => self.events.schedule_arrival(stream, at),
            None => self.events.end_arrivals(stream),
        }
    }
}
