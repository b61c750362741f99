use crate::units::{Instant, Ticks};

use crate::engine::contacts::register::ContactIndex;
use crate::engine::line::{Line, Member, Neighbours};

/// Agents who hold several contacts at once, all of one type.
///
/// Each contact goes on at full speed divided by the slowdown for every further one in hand. Agents with room for another
/// stand in one line per contact type and number in hand, whoever has been in it for longest first.
#[derive(Clone, Debug)]
pub(crate) struct Chats {
    /// By agent; none, if no contact type is held several at once.
    agents: Vec<InHand>,
    /// By contact type, then by number in hand.
    lines: Vec<Vec<Line>>,
}

#[derive(Clone, Debug)]
struct InHand {
    held: Vec<Held>,
    /// How far the work of those held has been followed.
    followed: Instant,
    /// In the line of those with room for another.
    neighbours: Neighbours,
}

impl Member for InHand {
    fn neighbours(&self) -> &Neighbours {
        &self.neighbours
    }

    fn neighbours_mut(&mut self) -> &mut Neighbours {
        &mut self.neighbours
    }
}

/// A contact in hand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held {
    pub(crate) contact: ContactIndex,
    /// Work left, at full speed.
    pub(crate) left: Ticks,
    /// All its work, at full speed.
    pub(crate) work: Ticks,
    pub(crate) wrap_up: Ticks,
    pub(crate) began: Instant,
}

impl Chats {
    /// `most` says of each contact type how many of it an agent holds at once.
    pub(crate) fn new(agents: usize, most: &[u32]) -> Self {
        let most_of_all = most.iter().copied().max().unwrap_or(1) as usize;
        let nothing =
            || InHand { held: Vec::with_capacity(most_of_all), followed: Instant::ZERO, neighbours: Neighbours::NONE };
        let agents = if most_of_all > 1 { (0..agents).map(|_| nothing()).collect() } else { Vec::new() };
        Self { agents, lines: most.iter().map(|&most| vec![Line::EMPTY; most as usize + 1]).collect() }
    }

    pub(crate) fn clear(&mut self) {
        self.agents.iter_mut().for_each(|agent| agent.held.clear());
        self.lines.iter_mut().for_each(|line| line.fill(Line::EMPTY));
    }

    pub(crate) fn in_hand(&self, agent: u32) -> usize {
        self.agents[agent as usize].held.len()
    }

    pub(crate) fn any_held(&self, agent: u32) -> ContactIndex {
        self.agents[agent as usize].held[0].contact
    }

    /// Agents with `in_hand` of a contact type, whoever has had so many for longest first.
    pub(crate) fn with(&self, of_type: usize, in_hand: usize) -> impl Iterator<Item = u32> {
        self.lines[of_type][in_hand].iter(&self.agents)
    }

    /// Takes one more in hand; says when the first of those held will be done.
    pub(crate) fn take(&mut self, agent: u32, of_type: usize, held: Held, now: Instant, slowdown: f64) -> Instant {
        self.follow(agent, now, slowdown);
        self.leave_line(agent, of_type);
        self.agents[agent as usize].held.push(held);
        self.join_line(agent, of_type);
        self.first_done(agent, now, slowdown)
    }

    /// Lets go of the first that is done; says when the next of those still held will be.
    pub(crate) fn let_go(
        &mut self,
        agent: u32,
        of_type: usize,
        now: Instant,
        slowdown: f64,
    ) -> (Held, Option<Instant>) {
        self.follow(agent, now, slowdown);
        self.leave_line(agent, of_type);
        let held = &mut self.agents[agent as usize].held;
        let first =
            (0..held.len()).min_by_key(|&place| held[place].left).expect("an agent with an event holds a contact");
        let done = held.remove(first);
        if held.is_empty() {
            return (done, None);
        }
        self.join_line(agent, of_type);
        (done, Some(self.first_done(agent, now, slowdown)))
    }

    /// Lets go of the first in hand of which more than the wrap-up is left, if there is one; says when the first of those still held
    /// will be done.
    pub(crate) fn put_down(
        &mut self,
        agent: u32,
        of_type: usize,
        now: Instant,
        slowdown: f64,
    ) -> Option<(Held, Option<Instant>)> {
        self.follow(agent, now, slowdown);
        let in_talk = |held: &Held| held.wrap_up < held.left;
        let place = self.agents[agent as usize].held.iter().position(in_talk)?;
        self.leave_line(agent, of_type);
        let put_down = self.agents[agent as usize].held.remove(place);
        if self.in_hand(agent) == 0 {
            return Some((put_down, None));
        }
        self.join_line(agent, of_type);
        Some((put_down, Some(self.first_done(agent, now, slowdown))))
    }

    /// What has been done of those held since this was last asked.
    fn follow(&mut self, agent: u32, now: Instant, slowdown: f64) {
        let in_hand = &mut self.agents[agent as usize];
        if !in_hand.held.is_empty() {
            let done = now.since(in_hand.followed).times(1.0 / pace(in_hand.held.len(), slowdown));
            in_hand.held.iter_mut().for_each(|held| held.left = Ticks(held.left.0.saturating_sub(done.0)));
        }
        in_hand.followed = now;
    }

    fn first_done(&self, agent: u32, now: Instant, slowdown: f64) -> Instant {
        let held = &self.agents[agent as usize].held;
        let least = held.iter().map(|held| held.left).min().expect("the agent holds a contact");
        now + least.times(pace(held.len(), slowdown))
    }

    fn join_line(&mut self, agent: u32, of_type: usize) {
        let in_hand = self.in_hand(agent);
        self.lines[of_type][in_hand].join(&mut self.agents, agent);
    }

    fn leave_line(&mut self, agent: u32, of_type: usize) {
        let in_hand = self.in_hand(agent);
        if in_hand > 0 {
            self.lines[of_type][in_hand].leave(&mut self.agents, agent);
        }
    }
}

/// Factor on the time that each of so many takes.
fn pace(in_hand: usize, slowdown: f64) -> f64 {
    let mut pace = 1.0;
    for _ in 1..in_hand {
        pace *= slowdown;
    }
    pace
}
