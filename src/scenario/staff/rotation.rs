use serde_json::json;

use crate::decode::{Assumed, Fields, OwnValue, Slot, Value, boolean, count, duration, keys, share};
use crate::model::{Policy, Rotation};
use crate::scenario::counts::number_of_agents;
use crate::units::{Fraction, Seconds};

/// Most contacts waiting at which agents are called back.
const MOST_WAITING: u32 = 1_000_000;

keys! {
    /// A table `[teams.NAME.rotation]`.
    #[derive(Clone, Debug)]
    pub(crate) struct RotationKeys {
        policy: PolicyKey = policy => required "Who does what, and when: none, blocks, threshold or between_calls";
        on_cases: Option<OnCases> = on_cases
            => optional
               "Time on cases out of every `every`, or a share: of the time (blocks) or of the agents (none, threshold)";
        every: Option<OpenDays> = open_days
            => optional "Length of a whole rotation in open days, for instance \"5d\" or \"4w\"";
        recall_when: Option<u32> = waiting(1)
            => optional "An agent is called back from cases when so many wait, for instance { waiting = 10 }";
        release_when: u32 = waiting(0) => or("{ waiting = 0 }") "Those called back return when no more wait";
        reserve: u32 = number_of_agents => or("0") "Idle agents kept for contacts";
        interruptible: bool = boolean => or("false") "Whether a contact that finds nobody idle interrupts a case";
        switch: Seconds = duration => or("0s") "Time it takes to change between contacts and cases";
        interruption: Seconds = duration => or(INTERRUPTION.written) "Work that an interruption adds to a case";
        first_day_loss: Fraction = inner_loss
            => or(FIRST_DAY_LOSS.written) "Output missing on the first day back, half as much two days later";
        skill_half_life: Option<Seconds> = half_life
            => or(HALF_LIFE.written) "Time in which half of an unused skill is lost, or \"never\"";
        resolution_bonus: Fraction = share
            => or(RESOLUTION_BONUS.written)
               "What current knowledge of casework adds to the share of needs settled";
        leaving: Option<f64> = factor_on_leaving
            => optional "Factor on the hazard at which people who take turns leave their team; 0.9 if left out";
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PolicyKey {
    None,
    Blocks,
    Threshold,
    BetweenCalls,
}

const POLICIES: [(&str, PolicyKey); 4] = [
    ("none", PolicyKey::None),
    ("blocks", PolicyKey::Blocks),
    ("threshold", PolicyKey::Threshold),
    ("between_calls", PolicyKey::BetweenCalls),
];

/// A share of time or people, or days of a rotation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum OnCases {
    Share(Fraction),
    Days(OpenDays),
}

/// Days on which the centre is open; a week is as many as an ordinary one has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct OpenDays {
    days: f64,
    weeks: f64,
}

const LEAVING: f64 = 0.9;

const FIRST_DAY_LOSS: OwnValue = OwnValue { key: "first_day_loss", written: "20%", range: ["0%", "40%"] };
const HALF_LIFE: OwnValue = OwnValue { key: "skill_half_life", written: "365d", range: ["180d", "1095d"] };
const RESOLUTION_BONUS: OwnValue = OwnValue { key: "resolution_bonus", written: "5%", range: ["0%", "10%"] };
const INTERRUPTION: OwnValue = OwnValue { key: "interruption", written: "1m", range: ["0s", "5m"] };

/// It bears on nothing but those who rotate and might leave.
const LEAVING_OF_ROTATION: OwnValue = OwnValue { key: "leaving", written: "0.9", range: ["0.8", "1"] };

/// `[teams.NAME.rotation]`, of the team `name`.
pub(crate) fn rotation(name: &str, slot: Slot<'_>) -> Option<RotationKeys> {
    slot.table("`rotation`", "{ policy = \"blocks\", on_cases = \"1d\", every = \"5d\" }", |fields| {
        let keys = RotationKeys::read(fields)?;
        check(&keys, fields)?;
        let blocks = keys.policy == PolicyKey::Blocks;
        let bearing = [
            (FIRST_DAY_LOSS, blocks),
            (HALF_LIFE, blocks || keys.policy == PolicyKey::None),
            (RESOLUTION_BONUS, true),
            (INTERRUPTION, keys.policy == PolicyKey::Threshold || keys.interruptible),
        ];
        for (own, _) in bearing.iter().filter(|(_, bears)| *bears) {
            fields.assume_if_left_out(own, &format!("teams.{name}.rotation"));
        }
        Some(keys)
    })
}

fn policy(slot: Slot<'_>) -> Option<PolicyKey> {
    slot.word(&POLICIES)
}

fn factor_on_leaving(slot: Slot<'_>) -> Option<f64> {
    slot.number("a factor such as 0.9", 0.0, 10.0)
}

/// Refuses a policy that lacks what it needs.
fn check(keys: &RotationKeys, f: &mut Fields<'_>) -> Option<()> {
    let RotationKeys { policy, on_cases, every, recall_when, .. } = keys;
    let (policy, on_cases) = (*policy, *on_cases);
    let needs_share = matches!(policy, PolicyKey::Blocks | PolicyKey::Threshold);
    if needs_share && on_cases.is_none() && !f.has("on_cases") {
        let message = "this policy needs `on_cases`: the time or the agents that cases get".to_owned();
        f.refuse(None, message, "add `on_cases = \"1d\"` with `every = \"5d\"`, or `on_cases = \"20%\"`");
        return None;
    }
    if (policy == PolicyKey::Blocks || matches!(on_cases, Some(OnCases::Days(_)))) && every.is_none() && !f.has("every")
    {
        f.refuse(None, "a rotation needs `every`: its whole length".to_owned(), "add `every = \"5d\"`");
        return None;
    }
    if policy == PolicyKey::Threshold && recall_when.is_none() && !f.has("recall_when") {
        let message = "this policy needs `recall_when`: how many must wait before an agent is called back".to_owned();
        f.refuse(None, message, "add `recall_when = { waiting = 10 }`");
        return None;
    }
    Some(())
}

impl RotationKeys {
    /// What the model assumes of how rotation makes the people of the team `name` stay, who would leave otherwise.
    pub(crate) fn assumption_of_leaving(&self, name: &str) -> Option<Assumed> {
        let assumes = self.policy == PolicyKey::Blocks && self.leaving.is_none();
        assumes.then(|| LEAVING_OF_ROTATION.in_table(&format!("teams.{name}.rotation")))
    }

    /// What it means where an ordinary week is open on so many days; the other way round, why it cannot be.
    pub(crate) fn rotation(&self, days_in_a_week: u32) -> Result<Rotation, &'static str> {
        let length = |time: OpenDays| time.days + time.weeks * f64::from(days_in_a_week);
        let every = self.every.map_or(1.0, length);
        let on_cases = match self.on_cases {
            None => Fraction::ZERO,
            Some(OnCases::Share(share)) => share,
            Some(OnCases::Days(days)) => {
                Fraction::new(length(days) / every).map_err(|_| "`on_cases` is longer than `every`")?
            }
        };
        let policy = match self.policy {
            PolicyKey::None => Policy::Separate { on_cases },
            PolicyKey::Blocks => Policy::Blocks { on_cases, every },
            PolicyKey::Threshold => {
                let recall_at = self.recall_when.ok_or("it has no `recall_when`")?;
                if recall_at <= self.release_when {
                    return Err(
                        "agents would be released before they are recalled: `release_when` is not below `recall_when`",
                    );
                }
                Policy::Threshold { on_cases, recall_at, release_at: self.release_when }
            }
            PolicyKey::BetweenCalls => {
                Policy::BetweenCalls { reserve: self.reserve, interruptible: self.interruptible }
            }
        };
        Ok(Rotation {
            policy,
            switch: self.switch,
            interruption: self.interruption,
            first_day_loss: self.first_day_loss,
            half_life: self.skill_half_life,
            resolution_bonus: self.resolution_bonus,
            leaving: self.leaving.unwrap_or(LEAVING),
            days_in_a_week,
        })
    }
}

fn on_cases(slot: Slot<'_>) -> Option<OnCases> {
    let mut days = |slot: Slot<'_>| open_days(slot).map(OnCases::Days);
    let mut part = |slot: Slot<'_>| share(slot).map(OnCases::Share);
    let choose = |value: &Value| match value {
        Value::Text(text) if text.trim_end().ends_with(['d', 'w', 'h', 'm', 's']) => Some(0),
        Value::Text(_) | Value::Integer(_) | Value::Float(_) => Some(1),
        _ => None,
    };
    slot.either("open days such as \"1d\", or a share such as \"20%\"", choose, &mut [&mut days, &mut part])
}

fn open_days(slot: Slot<'_>) -> Option<OpenDays> {
    let schema = json!({ "type": "string", "pattern": "^\\s*[0-9]+\\s*[dw]\\s*$" });
    slot.text("open days such as \"5d\", or weeks such as \"4w\"", schema, |text| {
        let trimmed = text.trim();
        let (number, unit) = trimmed.split_at(trimmed.len().saturating_sub(1));
        let number: u32 = number.trim().parse().ok().filter(|number| (1..=5000).contains(number)).ok_or_else(|| {
            (
                format!("\"{text}\" is not a number of open days"),
                "whole days or weeks, such as \"5d\" or \"4w\"".to_owned(),
            )
        })?;
        match unit {
            "d" => Ok(OpenDays { days: f64::from(number), weeks: 0.0 }),
            "w" => Ok(OpenDays { days: 0.0, weeks: f64::from(number) }),
            _ => Err((
                format!("\"{text}\" is no whole day"),
                "rotations change from day to day; within a day use \"threshold\" or \"between_calls\"".to_owned(),
            )),
        }
    })
}

fn waiting(least: u32) -> impl Fn(Slot<'_>) -> Option<u32> {
    move |slot| {
        slot.table("a number waiting", "{ waiting = 10 }", |f| {
            f.required("waiting", "Contacts waiting, of those the team takes", count(least, MOST_WAITING))
        })
    }
}

fn inner_loss(mut slot: Slot<'_>) -> Option<Fraction> {
    let read = share(slot.lend())?;
    if let (true, Slot::Reading(found)) = (read == Fraction::ONE, &mut slot) {
        found.refuse("nothing would ever be done on the first day", "a share below 100%");
        return None;
    }
    Some(read)
}

fn half_life(slot: Slot<'_>) -> Option<Option<Seconds>> {
    let mut never = |slot: Slot<'_>| slot.word(&[("never", None)]);
    let mut length = |slot: Slot<'_>| {
        let mut slot = slot;
        let length = duration(slot.lend())?;
        if let (true, Slot::Reading(found)) = (length == Seconds::ZERO, &mut slot) {
            found.refuse("a skill that is lost at once", "a time above 0, or \"never\"");
            return None;
        }
        Some(Some(length))
    };
    let choose = |value: &Value| match value {
        Value::Text(text) if text.trim() == "never" => Some(0),
        _ => Some(1),
    };
    slot.either("a time such as \"365d\", or \"never\"", choose, &mut [&mut never, &mut length])
}
