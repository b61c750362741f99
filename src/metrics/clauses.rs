use crate::model::{Centre, Rule, TeamIndex};
use crate::units::Ticks;

use super::ClauseTally;
use super::person::{Before, DayLived};

/// Holds the clauses of one team against what its people live through.
#[derive(Debug)]
pub(super) struct ClauseListener {
    clauses: Vec<Checked>,
    /// By place, then by clause.
    watches: Vec<Watch>,
}

/// A clause that is checked.
#[derive(Clone, Copy, Debug)]
struct Checked {
    /// Its position among those of the centre.
    number: usize,
    rule: Rule,
}

/// One clause and one person.
#[derive(Clone, Copy, Debug, Default)]
struct Watch {
    ever_broken: bool,
    /// Contacts in a row so far, and the most of them in the shift under way.
    run: u32,
    longest_run: u32,
}

impl ClauseListener {
    pub(super) fn new(centre: &Centre, team: TeamIndex, places: usize) -> Self {
        let of_team = centre.clauses().iter().enumerate().filter(|(_, clause)| clause.teams.contains(&team));
        let clauses: Vec<Checked> = of_team.map(|(number, clause)| Checked { number, rule: clause.rule }).collect();
        Self { watches: vec![Watch::default(); places * clauses.len()], clauses }
    }

    /// A contact is answered.
    #[inline]
    pub(super) fn answered(&mut self, place: usize, before: Before) {
        for (clause, watch) in self.checks_of(place) {
            if let Rule::ContactsInARow { pause, .. } = clause.rule {
                watch.run = before.run(watch.run, |ago| ago < Ticks::from_seconds(pause));
                watch.longest_run = watch.longest_run.max(watch.run);
            }
        }
    }

    /// A whole hour of a shift is over, of which so much was without a contact.
    pub(super) fn hour_is_over(&mut self, place: usize, without: Ticks, tallies: &mut [ClauseTally]) {
        for (clause, watch) in self.checks_of(place) {
            if let Rule::PausePerHour(pause) = clause.rule {
                watch.count(without < Ticks::from_seconds(pause), &mut tallies[clause.number]);
            }
        }
    }

    /// A shift is over.
    pub(super) fn day_is_over(&mut self, place: usize, day: &DayLived, tallies: &mut [ClauseTally]) {
        for (clause, watch) in self.checks_of(place) {
            let longest_run = std::mem::take(&mut watch.longest_run);
            let broken = match clause.rule {
                Rule::ContactsPerDay(most) => most < day.contacts,
                Rule::ContactsInARow { most, .. } => most < longest_run,
                Rule::PastTheEnd(most) => Ticks::from_seconds(most) < day.past_end,
                Rule::ContactsPerWeek(_) | Rule::PausePerHour(_) => continue,
            };
            watch.count(broken, &mut tallies[clause.number]);
        }
    }

    /// A week in which there was a shift is over.
    pub(super) fn week_is_over(&mut self, place: usize, contacts: u32, tallies: &mut [ClauseTally]) {
        for (clause, watch) in self.checks_of(place) {
            if let Rule::ContactsPerWeek(most) = clause.rule {
                watch.count(most < contacts, &mut tallies[clause.number]);
            }
        }
    }

    /// The holder of a place is followed no longer.
    pub(super) fn person_is_gone(&mut self, place: usize, tallies: &mut [ClauseTally]) {
        for (clause, watch) in self.checks_of(place) {
            let tally = &mut tallies[clause.number];
            tally.people += 1;
            tally.affected += u64::from(watch.ever_broken);
            *watch = Watch::default();
        }
    }

    fn checks_of(&mut self, place: usize) -> impl Iterator<Item = (&Checked, &mut Watch)> {
        let first = place * self.clauses.len();
        self.clauses.iter().zip(&mut self.watches[first..])
    }
}

impl Watch {
    fn count(&mut self, broken: bool, tally: &mut ClauseTally) {
        tally.cases += 1;
        tally.broken += u64::from(broken);
        self.ever_broken |= broken;
    }
}
