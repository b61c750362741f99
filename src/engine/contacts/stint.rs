use crate::units::{Instant, Ticks};

/// How an agent has taken a contact that may be handed over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stint {
    /// Factor on the time that the work takes this agent.
    pub(crate) factor: f64,
    /// When it was to be done, as the observer was told.
    pub(crate) until: Instant,
    /// Whether it was answered without a wait, by whoever answered it first.
    pub(crate) at_once: bool,
    /// What is left of it, from when it is handed over until somebody takes it.
    pub(crate) rest: Option<Rest>,
}

/// What is left of a contact that was handed over, in the time of the agent who did so.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rest {
    pub(crate) talk: Ticks,
    pub(crate) wrap_up: Ticks,
    pub(crate) since: Instant,
}

impl Rest {
    /// Talk and wrap-up as they are with another agent, who takes so many times as long.
    pub(crate) fn with_pace(self, factor: f64) -> (Ticks, Ticks) {
        if factor == 1.0 { (self.talk, self.wrap_up) } else { (self.talk.times(factor), self.wrap_up.times(factor)) }
    }
}
