use crate::decode::{Slot, cv, duration, keys};
use crate::units::Seconds;

keys! {
    /// How much busier some days, and some intervals, are than others.
    #[derive(Clone, Copy, Debug)]
    pub(crate) struct Busyness {
        cv: f64 = cv => or("0") "Coefficient of variation of the day's factor";
        per_interval_cv: f64 = cv => or("0") "Coefficient of variation of each interval's factor";
        spell: Option<Seconds> = spell
            => optional "How long an interval's factor is remembered; every interval for itself if left out";
    }
}

/// `{ cv = 0.08 }`.
pub(crate) fn busyness(slot: Slot<'_>) -> Option<Busyness> {
    slot.table("`busyness`", "{ cv = 0.08 }", |fields| {
        let read = Busyness::read(fields);
        fields.only_beside("spell", "per_interval_cv");
        let read = read?;
        if read.spell.is_some() && fields.has("per_interval_cv") && read.per_interval_cv == 0.0 {
            let message = "`spell` says how long factors are remembered, and with `per_interval_cv = 0` there are none";
            fields.refuse(Some("spell"), message.to_owned(), "write for instance per_interval_cv = 0.15");
            return None;
        }
        Some(read)
    })
}

/// How long something is remembered.
fn spell(mut slot: Slot<'_>) -> Option<Seconds> {
    let spell = duration(slot.lend())?;
    if let (true, Slot::Reading(found)) = (spell == Seconds::ZERO, &mut slot) {
        found.refuse("nothing is remembered for no time", "write for instance \"2h\", or leave `spell` out");
        return None;
    }
    Some(spell)
}
