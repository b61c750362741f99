//! How many there may be of each thing.

use crate::decode::Slot;

/// Most agents of one team, and of all teams together.
pub(super) const MOST_AGENTS: u32 = 1_000_000;
/// Most posts of a team.
pub(super) const MOST_POSTS: u32 = 100_000;
/// Most cases of one caseload that are open at once.
pub(super) const MOST_OPEN_CASES: u32 = 1_000_000;
/// Most parts that a day's opening hours are cut into: one for each minute.
pub(super) const MOST_PARTS: usize = 1440;
/// Most contacts that arrive at one moment, or, where their number varies, the highest mean of it.
pub(super) const MOST_IN_BURST: u32 = 1_000_000;

/// A number of agents, whose part beyond whole ones is there on so many days.
///
/// A question that varies them between whole numbers asks of whole numbers: so their schema says both.
pub(super) fn agents_on_average(mut slot: Slot<'_>) -> Option<f64> {
    let number = slot.lend().number("a number of agents", 0.0, MOST_AGENTS.into());
    if let Slot::Describing(schema) = slot {
        schema["type"] = serde_json::json!(["integer", "number"]);
    }
    number
}

/// A number of agents.
pub(super) fn number_of_agents(slot: Slot<'_>) -> Option<u32> {
    slot.whole("a number of agents", 0, MOST_AGENTS.into()).and_then(|agents| u32::try_from(agents).ok())
}
