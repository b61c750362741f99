//! How people come, and what they go through before they are as good as the others.

use jiff::civil::Date;

use crate::decode::{
    Fields, OwnValue, Placed, Reading, Slot, count, date, duration, keys, placed, positive_share, share,
};
use crate::model::{AgencyHiring, CaseworkCurve, Hiring, Learning, Training, Workforce};
use crate::units::{Fraction, Seconds};

use crate::scenario::counts::MOST_POSTS;

/// Longest training and delay, in days.
const LONGEST_DAYS: f64 = 36_500.0;
const TRAINING_DAYS: u32 = 35;
const MENTOR_LOAD: f64 = 0.15;
const MENTORED_DAYS: u32 = 28;

const TRAINING: OwnValue = OwnValue { key: "training", written: "5w", range: ["2w", "10w"] };
const MENTORING: OwnValue = OwnValue { key: "mentor_load", written: "15%", range: ["5%", "30%"] };
const MENTORED: OwnValue = OwnValue { key: "mentored", written: "4w", range: ["2w", "8w"] };
const EFFECT: OwnValue = OwnValue { key: "consolidation_effect", written: "10%", range: ["0%", "20%"] };
const CONSOLIDATED: OwnValue = OwnValue { key: "consolidation_for", written: "12w", range: ["6w", "26w"] };
const PROFICIENT: OwnValue = OwnValue { key: "proficient_within", written: "10%", range: ["5%", "20%"] };

/// What `hiring` says.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct HiringKeys {
    /// How vacant posts are filled; without, they stay vacant.
    pub(crate) hiring: Option<Hiring>,
    /// What recruits go through.
    pub(crate) training: Training,
}

keys! {
    /// People who begin together on a date.
    #[derive(Clone, Copy, Debug)]
    pub(crate) struct IntakeKeys {
        date: Placed<Date> = placed(date) => required "Their first day, such as 2026-05-04";
        people: u32 = count(1, MOST_POSTS) => required "How many begin";
    }
}

/// `{ delay = "14w", filled = "40%" }`; `path` leads to it.
pub(crate) fn hiring(path: &str, slot: Slot<'_>) -> Option<HiringKeys> {
    slot.table("`hiring`", "{ delay = \"14w\", filled = \"40%\" }", |f| {
        let meaning = "Whether vacant posts are advertised; true if left out";
        let fills_vacancies = f.optional("fills_vacancies", meaning, |slot| slot.boolean());
        let meaning = "Time from advertising a post to the recruit's first day";
        let stay_vacant = fills_vacancies == Some(false);
        let delay =
            if stay_vacant { f.optional("delay", meaning, duration) } else { f.required("delay", meaning, duration) };
        let meaning = "Share of advertised posts filled by then; the others are advertised again; 100% if left out";
        let filled = f.optional("filled", meaning, positive_share);
        let training = training(path, f);
        let filled = filled.unwrap_or(Fraction::ONE);
        let hiring = match stay_vacant {
            true => None,
            false => Some(Hiring { delay_days: whole_days(delay?), filled }),
        };
        Some(HiringKeys { hiring, training })
    })
}

/// Recruits are trained where one of these keys says so.
fn training(path: &str, f: &mut Fields<'_>) -> Training {
    let meaning = "Time that recruits are off the floor at first; none if nothing is said of training, else 5w";
    let lasts = f.optional("training", meaning, length);
    let meaning = "Share of one experienced person's time that each recruit takes; 15% if left out beside `training`";
    let mentor_load = f.optional("mentor_load", meaning, share);
    let meaning = "Time on the floor for which that goes on; 4w if left out beside `training`";
    let mentored = f.optional("mentored", meaning, length);
    if ![TRAINING, MENTORING, MENTORED].iter().any(|own| f.has(own.key)) {
        return Training::default();
    }
    let unmentored = mentor_load == Some(Fraction::ZERO);
    f.assume_if_left_out(&TRAINING, path);
    f.assume_if_left_out(&MENTORING, path);
    if !unmentored {
        f.assume_if_left_out(&MENTORED, path);
    }
    Training {
        lasts_days: lasts.unwrap_or(TRAINING_DAYS),
        mentor_load: mentor_load.unwrap_or_else(|| fraction(MENTOR_LOAD)),
        mentored_days: mentored.unwrap_or(MENTORED_DAYS),
    }
}

/// `{ delay = "3w", stays = "26w" }`.
pub(crate) fn agency_hiring(slot: Slot<'_>) -> Option<AgencyHiring> {
    keys! {
        struct AgencyKeys {
            delay: Seconds = duration => required "Time from asking for an agency worker to the first day";
            stays: Seconds = duration => required "How long an agency worker stays";
        }
    }
    let AgencyKeys { delay, stays } =
        slot.table("`agency_hiring`", "{ delay = \"3w\", stays = \"26w\" }", AgencyKeys::read)?;
    Some(AgencyHiring { delay_days: whole_days(delay), stay_days: whole_days(stays) })
}

/// `[{ date = 2026-05-04, people = 12 }]`.
pub(crate) fn intakes(slot: Slot<'_>) -> Option<Vec<IntakeKeys>> {
    slot.list("a list of intakes such as [{ date = 2026-05-04, people = 12 }]", |slot| {
        slot.table("an intake", "{ date = 2026-05-04, people = 12 }", IntakeKeys::read)
    })
}

/// Warns where advertising and intakes together can bring more people than there are vacant posts at the start. That people leave
/// meanwhile is left aside: their posts are advertised too.
pub(crate) fn warn_of_filling_twice(team: &str, people: &Workforce, reading: &mut Reading) {
    let Some(hiring) = people.hiring else { return };
    let vacant = f64::from(people.vacant());
    let mut begun = 0.0;
    for intake in &people.intakes {
        begun += f64::from(intake.people);
        // Advertisements under way at the start come to their end evenly over the delay.
        let hired = vacant * hiring.filled.get() * (f64::from(intake.day) / f64::from(hiring.delay_days)).min(1.0);
        if 1.0 <= hired && vacant < (begun + hired).floor() {
            reading.warn(format!(
                "Of {team}, vacant posts are filled by teams.{team}.people.hiring and by teams.{team}.people.intakes alike: together they \
                 can exceed the {} posts. If intakes alone are to fill them, write `fills_vacancies = false` in `hiring`.",
                people.posts
            ));
            return;
        }
    }
}

/// How much longer work takes at first, in what time that wears off, and how much less is settled.
struct Curve {
    handling_excess: f64,
    days: f64,
    resolution_loss: f64,
    own: [OwnValue; 2],
}

/// Needs are those of contacts: cases are done when they are done, so there it bears on nothing.
const RESOLUTION: OwnValue = OwnValue { key: "resolution_loss", written: "15%", range: ["5%", "30%"] };

/// Routine contacts.
const ROUTINE: Curve = Curve {
    handling_excess: 0.5,
    days: 42.0,
    resolution_loss: 0.15,
    own: [
        OwnValue { key: "handling_excess", written: "0.5", range: ["0.2", "1"] },
        OwnValue { key: "time_constant", written: "6w", range: ["3w", "12w"] },
    ],
};

/// Casework.
const CASEWORK: Curve = Curve {
    handling_excess: 1.0,
    days: 182.0,
    resolution_loss: 0.25,
    own: [
        OwnValue { key: "handling_excess", written: "1", range: ["0.5", "1.5"] },
        OwnValue { key: "time_constant", written: "26w", range: ["13w", "52w"] },
    ],
};

/// What recruits learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// Contacts alone.
    Routine,
    /// Cases alone.
    Casework,
    /// Contacts and cases, each with a curve of its own.
    Both,
}

/// `{ handling_excess = 0.5, time_constant = "6w" }`, each key of which may be left out; `path` leads to it.
pub(crate) fn learning(path: &str, work: Work, slot: Slot<'_>) -> Option<Learning> {
    let example = "{ handling_excess = 0.5, time_constant = \"6w\", resolution_loss = \"15%\" }";
    slot.table("`learning`", example, |f| learning_keys(path, work, f))
}

keys! {
    struct LearningKeys with (path: &str) {
        handling_excess: Option<f64> = excess
            => optional
               "How much longer work takes on the first day on the floor; 0.5 if left out, 1 in teams without contacts";
        time_constant: Option<f64> = constant
            => optional "Time in which that falls to 37%; 6w if left out, 26w in teams without contacts";
        resolution_loss: Option<Fraction> = share
            => optional
               "How much less often a need is settled on the first day; 15% if left out, 25% in teams without contacts";
        casework: Option<CaseworkCurve> = |slot| casework_curve(&format!("{path}.casework"), slot)
            => optional "The curve of cases, in teams with contacts and cases; as usual for cases if left out";
        consolidation: Fraction = share
            => or("0%") "Share of a recruit's paid hours that is protected for consolidation";
        consolidation_effect: Fraction = share
            => or(EFFECT.written) "By how much every 10% of consolidation shorten the time constant";
        consolidation_for: u32 = length => or(CONSOLIDATED.written) "Time on the floor for which it lasts";
        proficient_within: Fraction = positive_share
            => or(PROFICIENT.written) "Excess of handling time up to which somebody counts as proficient";
    }
}

fn learning_keys(path: &str, work: Work, fields: &mut Fields<'_>) -> Option<Learning> {
    let keys = LearningKeys::read(fields, path)?;
    let shortening = shortening(&keys, path, fields)?;
    let curve = if work == Work::Casework { &CASEWORK } else { &ROUTINE };
    curve.own.iter().for_each(|own| fields.assume_if_left_out(own, path));
    fields.assume_if_left_out(&PROFICIENT, path);
    if work != Work::Casework {
        fields.assume_if_left_out(&RESOLUTION, path);
    }
    if work != Work::Both && fields.has("casework") {
        let message = "only a team with contacts and cases has a curve of its own for cases".to_owned();
        let help = "write `handling_excess` and `time_constant` beside each other instead";
        fields.refuse(Some("casework"), message, help);
        return None;
    }
    if work == Work::Both && !fields.has("casework") {
        CASEWORK.own.iter().for_each(|own| fields.assume(own.in_table(&format!("{path}.casework"))));
    } else if fields.has("casework") && keys.casework.is_none()
        || fields.has("time_constant") && keys.time_constant.is_none()
    {
        return None;
    }
    let usual = CaseworkCurve { handling_excess: CASEWORK.handling_excess, time_constant_days: CASEWORK.days };
    let casework = (work == Work::Both).then(|| keys.casework.unwrap_or(usual));
    let shorter =
        |curve: CaseworkCurve| CaseworkCurve { time_constant_days: curve.time_constant_days * shortening, ..curve };
    Some(Learning {
        handling_excess: keys.handling_excess.unwrap_or(curve.handling_excess),
        resolution_loss: keys.resolution_loss.unwrap_or_else(|| fraction(curve.resolution_loss)),
        time_constant_days: keys.time_constant.unwrap_or(curve.days) * shortening,
        casework: casework.map(shorter),
        protected: keys.consolidation,
        protected_days: keys.consolidation_for,
        proficient_within: keys.proficient_within,
    })
}

/// `{ handling_excess = 1, time_constant = "26w" }`, each of which may be left out; `path` leads to it.
fn casework_curve(path: &str, slot: Slot<'_>) -> Option<CaseworkCurve> {
    let [excess_of_cases, constant_of_cases] = &CASEWORK.own;
    keys! {
        struct CurveKeys with (usual_excess: &str, usual_constant: &str) {
            handling_excess: f64 = excess
                => or(usual_excess) "How much longer cases take on the first day on the floor";
            time_constant: f64 = constant => or(usual_constant) "Time in which that falls to 37%";
        }
    }
    slot.table("`casework`", "{ handling_excess = 1, time_constant = \"26w\" }", |fields| {
        let keys = CurveKeys::read(fields, excess_of_cases.written, constant_of_cases.written);
        CASEWORK.own.iter().for_each(|own| fields.assume_if_left_out(own, path));
        let CurveKeys { handling_excess, time_constant } = keys?;
        Some(CaseworkCurve { handling_excess, time_constant_days: time_constant })
    })
}

fn excess(slot: Slot<'_>) -> Option<f64> {
    slot.number("a number such as 0.5", 0.0, 100.0)
}

/// A time constant in days.
fn constant(mut slot: Slot<'_>) -> Option<f64> {
    let days = duration(slot.lend())?.get() / 86_400.0;
    if let (true, Slot::Reading(found)) = (days == 0.0, &mut slot) {
        found.refuse("it would wear off at once", "a time above 0, or no `learning`");
        return None;
    }
    Some(days)
}

/// The factor on time constants that time protected for consolidation comes to.
fn shortening(keys: &LearningKeys, path: &str, fields: &mut Fields<'_>) -> Option<f64> {
    if keys.consolidation > Fraction::ZERO {
        fields.assume_if_left_out(&EFFECT, path);
        fields.assume_if_left_out(&CONSOLIDATED, path);
    }
    let factor = 1.0 - keys.consolidation_effect.get() * keys.consolidation.get() / 0.1;
    if factor <= 0.0 {
        let message = "so much consolidation would leave nothing to learn".to_owned();
        fields.refuse(Some("consolidation"), message, "lower `consolidation` or `consolidation_effect`");
        return None;
    }
    Some(factor)
}

/// A length in whole days, rounded up; it may be none.
fn length(mut slot: Slot<'_>) -> Option<u32> {
    let days = (duration(slot.lend())?.get() / 86_400.0).ceil();
    if let (true, Slot::Reading(found)) = (days > LONGEST_DAYS, &mut slot) {
        found.refuse(format!("{days} days are too long"), format!("at most {LONGEST_DAYS} days"));
        return None;
    }
    Some(days as u32)
}

/// Whole days, rounded up, at least one.
fn whole_days(length: Seconds) -> u32 {
    (length.get() / 86_400.0).ceil().max(1.0) as u32
}

fn fraction(share: f64) -> Fraction {
    Fraction::new(share).expect("a share between 0 and 1")
}
