use crate::decode::{Slot, cv, keys};

keys! {
    /// How much busier some days, and some intervals, are than others.
    #[derive(Clone, Copy, Debug)]
    pub(crate) struct Busyness {
        cv: f64 = cv => or("0") "Coefficient of variation of the day's factor";
        per_interval_cv: f64 = cv => or("0") "Coefficient of variation of each interval's factor";
    }
}

/// `{ cv = 0.08 }`.
pub(crate) fn busyness(slot: Slot<'_>) -> Option<Busyness> {
    slot.table("`busyness`", "{ cv = 0.08 }", Busyness::read)
}
