//! A target for the length of contacts acts on them.

use crate::engine::Ending;
use crate::engine::parts::{Keys, Work};
use crate::units::Ticks;

use super::contact::Purpose;
use super::register::ContactIndex;

/// Longest talk of a contact that an agent gets rid of.
const DUMPED_WITHIN: Ticks = Ticks(10 * Ticks::PER_SECOND);

impl Work<'_> {
    /// How far the agent will go with a contact that needs this talk and wrap-up, and how long these take then. Drawn for
    /// the need and the number of times it was answered, so that a limit meets the same contacts in every variant.
    #[inline(never)]
    pub(crate) fn limit_handling(
        &mut self,
        keys: &Keys,
        index: ContactIndex,
        talk: Ticks,
        wrap_up: Ticks,
    ) -> (Ticks, Ticks, Ending) {
        let contact = self.contacts.get(index);
        // What is left of a contact was limited when it was answered.
        if self.contacts.is_on_hold(index) {
            return (talk, wrap_up, Ending::Finished);
        }
        let Some(limit) = &self.plan.contact_type(contact.contact_type).handling_limit else {
            return (talk, wrap_up, Ending::Finished);
        };
        let is_limited = |purpose, share: f64| keys.of_contact(contact, purpose).stream().chance(share);
        let (talk, wrap_up, ending) = match (&limit.dumping, limit.cut) {
            (Some(dumping), _) if is_limited(Purpose::Dumping, dumping.share.get()) => {
                let short = DUMPED_WITHIN.times(keys.of_contact(contact, Purpose::DumpingAfter).stream().uniform());
                (talk.min(short), Ticks::ZERO, Ending::Dumped)
            }
            (_, Some(cut)) => {
                let longest = Ticks::from_seconds(cut.longest);
                if longest < talk && is_limited(Purpose::Enforcing, cut.enforced.get()) {
                    (longest, wrap_up, Ending::CutShort(longest.0 as f64 / talk.0 as f64))
                } else {
                    (talk, wrap_up, Ending::Finished)
                }
            }
            _ => (talk, wrap_up, Ending::Finished),
        };
        self.contacts.set_ending(index, ending);
        (talk, wrap_up, ending)
    }
}
