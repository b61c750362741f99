//! Contacts find agents, and agents find contacts.

use crate::engine::Replication;
use crate::engine::plan::{PoolEntry, Route};
use crate::model::{Choose, ContactTypeIndex};
use crate::random::Key;
use crate::units::{Instant, Ticks};

use super::contact::Purpose;
use super::register::ContactIndex;

impl Replication<'_> {
    /// The idle agent who answers a contact that has waited this long, if there is one.
    #[inline(always)]
    pub(crate) fn find_agent(&self, index: ContactIndex, route: &Route, waited: Ticks) -> Option<u32> {
        for tier in &route.tiers {
            if tier.after > waited {
                return None;
            }
            let found = match (&tier.pools[..], route.choose) {
                ([only], Choose::LongestIdle) => self.staff.floor.first_idle(only.pool).filter(|_| self.is_ready(only)),
                (pools, Choose::LongestIdle) => self.longest_idle(pools),
                (pools, Choose::Random) => {
                    self.any_idle(pools, self.keys.of_contact(self.work.contacts.get(index), Purpose::Choosing))
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
        entry.reserve.is_none_or(|(team, reserve)| self.staff.floor.idle(team) > reserve)
    }

    /// Of those idle since the same tick, whose pool comes first in the route.
    fn longest_idle(&self, pools: &[PoolEntry]) -> Option<u32> {
        let mut longest = (Instant::NEVER, None);
        for entry in pools {
            let Some(agent) = self.staff.floor.first_idle(entry.pool) else { continue };
            let since = self.staff.floor.agent(agent).idle_since();
            if since < longest.0 && self.is_ready(entry) {
                longest = (since, Some(agent));
            }
        }
        longest.1
    }

    #[inline(never)]
    fn any_idle(&self, pools: &[PoolEntry], key: Key) -> Option<u32> {
        let ready = || pools.iter().filter(|entry| self.is_ready(entry)).map(|entry| entry.pool);
        let idle: u32 = ready().map(|pool| self.staff.floor.idle_in_pool(pool)).sum();
        if idle == 0 {
            return None;
        }
        let mut nth = key.stream().below(idle as usize) as u32;
        for pool in ready() {
            let here = self.staff.floor.idle_in_pool(pool);
            if nth < here {
                return Some(self.staff.floor.nth_idle(pool, nth));
            }
            nth -= here;
        }
        unreachable!("the nth idle agent is in one of the pools")
    }

    /// What a free agent of the team takes: of the most urgent work that anybody waits for, whoever has
    /// waited longest; of those who entered at the same tick, whose contact type comes first.
    #[inline(always)]
    pub(crate) fn next_contact<const RICH: bool>(&self, team: u32) -> Option<(ContactTypeIndex, ContactIndex)> {
        if self.work.waiting.is_empty() {
            return None;
        }
        // The agent who asks is no longer busy and not idle yet, but counts for what is kept back.
        let idle = self.staff.floor.idle(team) + 1;
        let occupied = self.work.waiting.occupied();
        for preference in &self.plan.teams()[team as usize].preferences {
            let mut longest = (Instant::NEVER, None);
            for &(word, bits) in &preference.mask {
                let mut waiting = occupied[word] & bits;
                while waiting != 0 {
                    let of_type = ContactTypeIndex((word * 64) as u32 + waiting.trailing_zeros());
                    waiting &= waiting - 1;
                    let terms = self.plan.terms(team, of_type);
                    let Some((entered, index)) = self.work.waiting.first(of_type.0 as usize) else { continue };
                    let may_take = idle > terms.reserve && entered + terms.after <= self.clock.now;
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
        let terms = self.plan.terms(team, of_type);
        let Some((entered, index)) = self.work.waiting.first(of_type.0 as usize) else { return longest };
        let may_take =
            self.staff.floor.idle(team) + 1 > terms.reserve && entered + after.max(terms.after) <= self.clock.now;
        if may_take && entered < longest.0 { (entered, Some((of_type, index))) } else { longest }
    }
}
