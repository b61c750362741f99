use serde_json::json;

use super::counts::number_of_agents;
use crate::decode::{Assumed, Fields, OwnValue, Slot, Value, count, duration, share};
use crate::model::{Policy, Rotation};
use crate::units::{Fraction, Seconds};

/// Most contacts waiting at which agents are called back.
const MOST_WAITING: u32 = 1_000_000;
const FIRST_DAY_LOSS: f64 = 0.2;
const RESOLUTION_BONUS: f64 = 0.05;
const INTERRUPTION_SECONDS: f64 = 60.0;
const HALF_LIFE_SECONDS: f64 = 365.0 * 86_400.0;

/// A table `[teams.NAME.rotation]`.
#[derive(Clone, Debug)]
pub(super) struct RotationKeys {
    policy: PolicyKey,
    on_cases: Option<OnCases>,
    every: Option<OpenDays>,
    recall_at: Option<u32>,
    release_at: u32,
    reserve: u32,
    interruptible: bool,
    switch: Seconds,
    interruption: Seconds,
    first_day_loss: Fraction,
    half_life: Option<Seconds>,
    resolution_bonus: Fraction,
    /// Factor on the hazard of leaving, if said.
    leaving: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PolicyKey {
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
enum OnCases {
    Share(Fraction),
    Days(OpenDays),
}

/// Days on which the centre is open; a week is as many as an ordinary one has.
#[derive(Clone, Copy, Debug, PartialEq)]
struct OpenDays {
    days: f64,
    weeks: f64,
}

const LEAVING: f64 = 0.9;

const OWN_VALUES: [OwnValue; 4] = [
    OwnValue { key: "first_day_loss", written: "20%", range: ["0%", "40%"] },
    OwnValue { key: "skill_half_life", written: "365d", range: ["180d", "1095d"] },
    OwnValue { key: "resolution_bonus", written: "5%", range: ["0%", "10%"] },
    OwnValue { key: "interruption", written: "1m", range: ["0s", "5m"] },
];

/// It bears on nothing but those who rotate and might leave.
const LEAVING_OF_ROTATION: OwnValue = OwnValue { key: "leaving", written: "0.9", range: ["0.8", "1"] };

/// `[teams.NAME.rotation]`, of the team `name`.
pub(super) fn rotation(name: &str, slot: Slot<'_>) -> Option<RotationKeys> {
    slot.table("`rotation`", "{ policy = \"blocks\", on_cases = \"1d\", every = \"5d\" }", |f| rotation_keys(name, f))
}

fn rotation_keys(name: &str, f: &mut Fields<'_>) -> Option<RotationKeys> {
    let meaning = "Who does what, and when: none, blocks, threshold or between_calls";
    let policy = f.required("policy", meaning, |slot| slot.word(&POLICIES));
    let meaning =
        "Time on cases out of every `every`, or a share: of the time (blocks) or of the agents (none, threshold)";
    let on_cases = f.optional("on_cases", meaning, on_cases);
    let every =
        f.optional("every", "Length of a whole rotation in open days, for instance \"5d\" or \"4w\"", open_days);
    let meaning = "An agent is called back from cases when so many wait, for instance { waiting = 10 }";
    let recall_at = f.optional("recall_when", meaning, waiting(1));
    let meaning = "Those called back return when no more wait; { waiting = 0 } if left out";
    let release_at = f.optional("release_when", meaning, waiting(0));
    let reserve = f.optional("reserve", "Idle agents kept for contacts; 0 if left out", number_of_agents);
    let meaning = "Whether a contact that finds nobody idle interrupts a case; false if left out";
    let interruptible = f.optional("interruptible", meaning, |slot| slot.boolean());
    let switch = f.optional("switch", "Time it takes to change between contacts and cases; 0s if left out", duration);
    let interruption = f.optional("interruption", "Work that an interruption adds to a case; 1m if left out", duration);
    let meaning = "Output missing on the first day back, half as much two days later; 20% if left out";
    let first_day_loss = f.optional("first_day_loss", meaning, inner_loss);
    let meaning = "Time in which half of an unused skill is lost, or \"never\"; 365d if left out";
    let half_life = f.optional("skill_half_life", meaning, half_life);
    let meaning = "What current knowledge of casework adds to the share of needs settled; 5% if left out";
    let resolution_bonus = f.optional("resolution_bonus", meaning, share);
    let meaning = "Factor on the hazard at which people who take turns leave their team; 0.9 if left out";
    let leaving = f.optional("leaving", meaning, |slot| slot.number("a factor such as 0.9", 0.0, 10.0));
    let policy = policy?;
    check(policy, on_cases, every, recall_at, f)?;
    let interruptible = interruptible.unwrap_or(false);
    let matters = [
        policy == PolicyKey::Blocks && first_day_loss.is_none(),
        matches!(policy, PolicyKey::Blocks | PolicyKey::None) && half_life.is_none(),
        resolution_bonus.is_none(),
        (policy == PolicyKey::Threshold || interruptible) && interruption.is_none(),
    ];
    for (own, _) in OWN_VALUES.iter().zip(matters).filter(|(_, matters)| *matters) {
        f.assume(own.in_table(&format!("teams.{name}.rotation")));
    }
    Some(RotationKeys {
        policy,
        on_cases,
        every,
        recall_at,
        release_at: release_at.unwrap_or(0),
        reserve: reserve.unwrap_or(0),
        interruptible,
        switch: switch.unwrap_or(Seconds::ZERO),
        interruption: interruption.unwrap_or_else(|| seconds(INTERRUPTION_SECONDS)),
        first_day_loss: first_day_loss.unwrap_or_else(|| fraction(FIRST_DAY_LOSS)),
        half_life: half_life.unwrap_or_else(|| Some(seconds(HALF_LIFE_SECONDS))),
        resolution_bonus: resolution_bonus.unwrap_or_else(|| fraction(RESOLUTION_BONUS)),
        leaving,
    })
}

/// Refuses a policy that lacks what it needs.
fn check(
    policy: PolicyKey,
    on_cases: Option<OnCases>,
    every: Option<OpenDays>,
    recall_at: Option<u32>,
    f: &mut Fields<'_>,
) -> Option<()> {
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
    if policy == PolicyKey::Threshold && recall_at.is_none() && !f.has("recall_when") {
        let message = "this policy needs `recall_when`: how many must wait before an agent is called back".to_owned();
        f.refuse(None, message, "add `recall_when = { waiting = 10 }`");
        return None;
    }
    Some(())
}

impl RotationKeys {
    /// What the model assumes of how rotation makes the people of the team `name` stay, who would leave otherwise.
    pub(super) fn assumption_of_leaving(&self, name: &str) -> Option<Assumed> {
        let assumes = self.policy == PolicyKey::Blocks && self.leaving.is_none();
        assumes.then(|| LEAVING_OF_ROTATION.in_table(&format!("teams.{name}.rotation")))
    }

    /// What it means where an ordinary week is open on so many days; the other way round, why it cannot be.
    pub(super) fn rotation(&self, days_in_a_week: u32) -> Result<Rotation, &'static str> {
        let length = |it: OpenDays| it.days + it.weeks * f64::from(days_in_a_week);
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
                let recall_at = self.recall_at.ok_or("it has no `recall_when`")?;
                if recall_at <= self.release_at {
                    return Err(
                        "agents would be released before they are recalled: `release_when` is not below `recall_when`",
                    );
                }
                Policy::Threshold { on_cases, recall_at, release_at: self.release_at }
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
            half_life: self.half_life,
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

fn seconds(seconds: f64) -> Seconds {
    Seconds::new(seconds).expect("finite and not negative")
}

fn fraction(share: f64) -> Fraction {
    Fraction::new(share).expect("a share between 0 and 1")
}
