use jiff::civil::DateTime;

use crate::decode::{Fields, Placed, Slot, duration, factor_or_zero, keys, local_time, placed, share, words};
use crate::model::{ContactTypeIndex, TeamIndex};
use crate::units::{Fraction, Seconds};

use super::reference::{contact_reference, team_reference};

keys! {
    /// An entry of `[[disruptions]]`, as it is written.
    struct WrittenKeys {
        title: Option<String> = words => optional "What it is called in charts";
        kind: Placed<Kind> = placed(kind) => required "What goes wrong, for instance \"strike\"";
        from: Placed<DateTime> = placed(local_time)
            => required "When it begins, a local time such as 2026-03-05T15:00:00";
        lasts: Seconds = duration => required "How long it lasts, for instance \"1h\"";
        teams: Option<Vec<TeamIndex>> = teams => optional "The teams; all if left out";
        contacts: Option<Vec<ContactTypeIndex>> = contacts => optional "The contact types; all if left out";
        share: Option<Fraction> = share => optional "Share of the agents out";
        factor: Option<f64> = factor_or_zero
            => optional "Factor on arrivals (surge) or handling time (work to rule)";
    }
}

/// An entry of `[[disruptions]]`.
pub(super) struct DisruptionKeys {
    pub(super) title: Option<String>,
    pub(super) kind: Placed<Kind>,
    pub(super) from: Placed<DateTime>,
    pub(super) lasts: Seconds,
    /// What it does, and to whom.
    pub(super) effect: Effect,
}

/// What a disruption does.
pub(super) enum Effect {
    /// A share of agents is out; all teams if none is named.
    AgentsOut { share: Fraction, teams: Option<Vec<TeamIndex>> },
    /// No contact gets through; all contact types if none is named.
    NoLines { contacts: Option<Vec<ContactTypeIndex>> },
    /// More contacts arrive.
    MoreContacts { factor: f64, contacts: Option<Vec<ContactTypeIndex>> },
    /// Handling takes longer.
    SlowerWork { factor: f64, teams: Option<Vec<TeamIndex>> },
}

/// Keys that mean something for some kinds of disruption only.
const OF_SOME_KINDS: [&str; 4] = ["teams", "contacts", "share", "factor"];

/// What kind of thing goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Strike,
    Walkout,
    Absence,
    Closure,
    Outage,
    Surge,
    WorkToRule,
    /// Of a later version.
    OvertimeBan,
}

impl Kind {
    const WORDS: [(&'static str, Self); 8] = [
        ("strike", Self::Strike),
        ("walkout", Self::Walkout),
        ("absence", Self::Absence),
        ("closure", Self::Closure),
        ("outage", Self::Outage),
        ("surge", Self::Surge),
        ("work_to_rule", Self::WorkToRule),
        ("overtime_ban", Self::OvertimeBan),
    ];

    /// What it is called on a chart.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Strike => "strike",
            Self::Walkout => "walkout",
            Self::Absence => "absence",
            Self::Closure => "closure",
            Self::Outage => "outage",
            Self::Surge => "surge",
            Self::WorkToRule => "work to rule",
            Self::OvertimeBan => "overtime ban",
        }
    }
}

/// An entry of `[[disruptions]]`.
pub(super) fn disruption(slot: Slot<'_>) -> Option<DisruptionKeys> {
    let example = "{ kind = \"strike\", from = 2026-03-05T15:00:00, lasts = \"1h\", share = \"70%\" }";
    slot.table("a disruption", example, |fields| {
        let keys = WrittenKeys::read(fields)?;
        let (kind, from, lasts, title) = (keys.kind, keys.from, keys.lasts, keys.title.clone());
        Some(DisruptionKeys { title, kind, from, lasts, effect: effect(fields, keys)? })
    })
}

fn kind(slot: Slot<'_>) -> Option<Kind> {
    slot.word(&Kind::WORDS)
}

fn teams(slot: Slot<'_>) -> Option<Vec<TeamIndex>> {
    slot.list("a list of teams", team_reference)
}

fn contacts(slot: Slot<'_>) -> Option<Vec<ContactTypeIndex>> {
    slot.list("a list of contact types", contact_reference)
}

fn effect(f: &mut Fields<'_>, keys: WrittenKeys) -> Option<Effect> {
    let WrittenKeys { kind, teams, contacts, share, factor, .. } = keys;
    let kind = kind.value;
    let (needed, allowed): (&[&str], &[&str]) = match kind {
        Kind::Strike | Kind::Walkout | Kind::Absence => (&["share"], &["teams", "share"]),
        Kind::Closure => (&[], &["teams", "share"]),
        Kind::Outage => (&[], &["contacts"]),
        Kind::Surge => (&["factor"], &["contacts", "factor"]),
        Kind::WorkToRule => (&["factor"], &["teams", "factor"]),
        Kind::OvertimeBan => {
            f.refuse(Some("kind"), "an overtime ban is not supported yet".to_owned(), "take this disruption out");
            return None;
        }
    };
    f.only_for(&format!("a disruption of the kind \"{}\"", kind.label()), &OF_SOME_KINDS, needed, allowed)?;
    match kind {
        Kind::Strike | Kind::Walkout | Kind::Absence => Some(Effect::AgentsOut { share: share?, teams }),
        Kind::Closure => Some(Effect::AgentsOut { share: share.unwrap_or(Fraction::ONE), teams }),
        Kind::Outage => Some(Effect::NoLines { contacts }),
        Kind::Surge => Some(Effect::MoreContacts { factor: factor?, contacts }),
        Kind::WorkToRule if factor == Some(0.0) => {
            f.refuse(Some("factor"), "work that takes no time is no work to rule".to_owned(), "a factor above 0");
            None
        }
        Kind::WorkToRule => Some(Effect::SlowerWork { factor: factor?, teams }),
        Kind::OvertimeBan => None,
    }
}
