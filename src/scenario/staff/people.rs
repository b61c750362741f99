//! `[teams.NAME.people]`: posts, those who hold them, those who leave and those who come.

use jiff::civil::Date;

use crate::decode::{Fault, Fields, Place, Placed, Reading, Slot, Value, count, keys, placed, positive_share, share};
use crate::model::{
    Absences, AgencyHiring, AtShiftEnd, Contract, Intake, Keeps, Learning, Leaving, LoadFeedback, MostInBreak, Pay,
    ShiftPattern, Workforce, apportion,
};
use crate::units::Fraction;

use super::absences::absences;
use super::contracts::{ContractKeys, contracts};
use super::leavers::{leavers, load};
use super::pay::pay;
use super::recruits::{HiringKeys, IntakeKeys, Work, agency_hiring, hiring, intakes, learning, warn_of_filling_twice};
use super::shifts::ShiftKeys;
use super::stoppage::{Absence, stoppages};
use super::working_time;
use crate::scenario::counts::MOST_POSTS;
use crate::scenario::days::opening::Opening;

/// A table `[teams.NAME.people]`.
#[derive(Clone, Debug)]
pub(crate) struct PeopleKeys {
    place: Place,
    contracts: Vec<ContractKeys>,
    intakes: Vec<IntakeKeys>,
    /// Where it is said that load makes people ill and makes them leave.
    load: Option<Place>,
    /// All that rests on nothing else in the file: without contracts, intakes and stoppages.
    workforce: Workforce,
}

/// `[teams.NAME.people]` of the team `name`, which does such work.
pub(crate) fn people(name: &str, work: Work, slot: Slot<'_>) -> Option<PeopleKeys> {
    let path = format!("teams.{name}.people");
    slot.table("`people`", "{ posts = 40, filled = 34, … }", |fields| people_keys(&path, work, fields))
}

keys! {
    /// What is said of people.
    struct WrittenKeys with (path: &str, work: Work) {
        posts: u32 = count(0, MOST_POSTS) => required "Posts for permanent workers";
        filled: Option<u32> = count(0, MOST_POSTS) => optional "Posts held at the start; all if left out";
        agency: Fraction = share => or("0%") "Share of all workers at the start who come from agencies";
        contracts: Vec<ContractKeys> = contracts => beside "Their contracts";
        shift_pattern: ShiftPattern = shift_pattern
            => or("fixed") "Whether each keeps a shift, or moves to the next every week (rotating)";
        most_in_break: Option<MostInBreak> = most_in_break
            => optional
               "How many of those at work may be in a break at once: a number, or a share; any number if left out";
        at_shift_end: AtShiftEnd = at_shift_end
            => or("finish")
               "What becomes of a contact in hand at the end of a shift: finished (finish), or handed over to a colleague (hand_over)";
        absences: Absences = |fields| absences(path, fields) => beside "What keeps them from their work";
        leavers: Vec<Leaving> = leavers
            => or("0%/year")
               "Share of the permanent workers who leave in a year, such as \"15%/year\", or a list by tenure";
        hiring: Option<HiringKeys> = |slot| hiring(&format!("{path}.hiring"), slot)
            => optional "How vacant posts are filled, and recruits trained; posts stay vacant if left out";
        intakes: Vec<IntakeKeys> = intakes => or("[]") "People who begin together, a list";
        learning: Option<Learning> = |slot| learning(&format!("{path}.learning"), work, slot)
            => optional "How recruits come up to speed; at once if left out, as usual for { }";
        agency_hiring: Option<AgencyHiring> = agency_hiring => optional "How agency workers come and go";
        newly_qualified: Fraction = share => or("0%") "Share of recruits who are newly qualified";
        load: Option<Placed<LoadFeedback>> = placed(|slot: Slot<'_>| load(&format!("{path}.load"), slot))
            => optional "How load makes people ill and makes them leave; not at all if left out, as usual for { }";
        pay: Option<Pay> = pay => optional "What they cost, in pounds";
        full_complement: Fraction = positive_share
            => or("100%") "Share of the posts that proficient people hold once the complement is full";
    }
}

fn shift_pattern(slot: Slot<'_>) -> Option<ShiftPattern> {
    slot.word(&[("fixed", ShiftPattern::Fixed), ("rotating", ShiftPattern::Rotating)])
}

fn at_shift_end(slot: Slot<'_>) -> Option<AtShiftEnd> {
    slot.word(&[("finish", AtShiftEnd::Finish), ("hand_over", AtShiftEnd::HandOver)])
}

fn most_in_break(slot: Slot<'_>) -> Option<MostInBreak> {
    let mut people = |slot: Slot<'_>| count(1, MOST_POSTS)(slot).map(MostInBreak::People);
    let mut part = |slot: Slot<'_>| positive_share(slot).map(MostInBreak::Share);
    let choose = |value: &Value| match value {
        Value::Integer(_) => Some(0),
        Value::Text(_) | Value::Float(_) => Some(1),
        _ => None,
    };
    slot.either("a number of people such as 3, or a share such as \"20%\"", choose, &mut [&mut people, &mut part])
}

fn people_keys(path: &str, work: Work, fields: &mut Fields<'_>) -> Option<PeopleKeys> {
    let keys = WrittenKeys::read(fields, path, work)?;
    check_load(keys.load.as_ref(), work, fields);
    let hiring = keys.hiring.unwrap_or_default();
    let workforce = Workforce {
        posts: keys.posts,
        filled: keys.filled.unwrap_or(keys.posts),
        agency: 0,
        contracts: Vec::new(),
        shift_pattern: keys.shift_pattern,
        most_in_break: keys.most_in_break,
        at_shift_end: keys.at_shift_end,
        absences: keys.absences,
        leaving: keys.leavers,
        hiring: hiring.hiring,
        intakes: Vec::new(),
        training: hiring.training,
        learning: keys.learning,
        agency_hiring: keys.agency_hiring,
        newly_qualified: keys.newly_qualified,
        load: keys.load.as_ref().map(|load| load.value),
        pay: keys.pay,
        full_complement: keys.full_complement,
        stoppages: Vec::new(),
    };
    let keys = PeopleKeys {
        place: fields.place(),
        contracts: keys.contracts,
        intakes: keys.intakes,
        load: keys.load.map(|load| load.place),
        workforce: with_agency(fields, path, workforce, keys.agency)?,
    };
    (check_numbers(&keys.contracts, &keys.workforce, fields) && keys.add_up(fields)).then_some(keys)
}

fn check_load(load: Option<&Placed<LoadFeedback>>, work: Work, f: &mut Fields<'_>) {
    if load.is_some() && work == Work::Casework {
        let message = "load is the occupancy with contacts, and this team takes none".to_owned();
        f.refuse(Some("load"), message, "take `load` away; for cases there is `leaving_load` in [caseloads.NAME]");
    }
}

/// Refuses numbers of people with a contract, or with a shift of it, that do not come to those there are.
fn check_numbers(contracts: &[ContractKeys], workforce: &Workforce, f: &mut Fields<'_>) -> bool {
    let posts = workforce.posts;
    let together: u32 = contracts.iter().filter_map(|contract| contract.people).sum();
    if contracts.iter().any(|contract| contract.people.is_some()) && together != posts {
        let message = format!("the contracts are those of {together} people, and there are {posts} posts");
        f.refuse(Some("contracts"), message, "make them add up to `posts`, or give each contract a `share`");
        return false;
    }
    let shares: Vec<f64> = contracts.iter().map(|contract| contract.share(posts).get()).collect();
    for (contract, having) in contracts.iter().zip(apportion(&shares, posts)) {
        let written = if f.has("contracts") { "contracts" } else { "shifts" };
        let parts = contract.shifts().iter().any(|worked| worked.people.is_some() || worked.share.is_some());
        if parts && workforce.shift_pattern == ShiftPattern::Rotating {
            let message = "whoever moves to the next shift every week works them all, none more often than another";
            let help = "take the numbers away from `shifts`, or write shift_pattern = \"fixed\"";
            f.refuse(Some(written), message.to_owned(), help);
            return false;
        }
        let by_number: u32 = contract.shifts().iter().filter_map(|worked| worked.people).sum();
        if by_number > 0 && by_number != having {
            let message =
                format!("{by_number} people work the shifts of a contract that {having} of {posts} posts have");
            f.refuse(Some(written), message, "make the numbers of people add up, or give each shift a `share`");
            return false;
        }
    }
    true
}

/// Turns the share of agency workers into their number, and refuses what cannot be.
fn with_agency(f: &mut Fields<'_>, path: &str, workforce: Workforce, share: Fraction) -> Option<Workforce> {
    let Workforce { posts, filled, .. } = workforce;
    if filled > posts {
        let message = format!("{filled} of {posts} posts cannot be filled");
        f.refuse(Some("filled"), message, "`filled` is at most `posts`");
        return None;
    }
    if share > Fraction::ZERO && (filled == 0 || share == Fraction::ONE) {
        let message = match filled {
            0 => "nobody is in post, so a share of all workers gives no number of agency workers".to_owned(),
            _ => format!("with {filled} in post, not all workers can come from agencies"),
        };
        f.refuse(Some("agency"), message, "`filled` is at least 1 beside `agency`, and `agency` below 100%");
        return None;
    }
    let wanted = share.get() / share.complement().get() * f64::from(filled);
    if wanted.round() > f64::from(posts - filled) {
        let percent = share.get() * 100.0;
        let message = format!(
            "{percent}% of all workers would be {wanted:.0} agency workers beside {filled} in post, \
             and {} posts are vacant",
            posts - filled
        );
        f.refuse(Some("agency"), message, "agency workers cover vacant posts: raise `posts`, or take a lower share");
        return None;
    }
    let agency = wanted.round() as u32;
    if agency == 0 && share > Fraction::ZERO {
        let percent = share.get() * 100.0;
        f.warn(format!(
            "{percent}% of all workers, {path}.agency, is no whole agency worker beside {filled} in post: there are none, at the start or \
             later.",
        ));
    }
    if agency > 0 && workforce.agency_hiring.is_none() {
        let message = "agency workers come and go, and nothing says how".to_owned();
        f.refuse(Some("agency"), message, "add agency_hiring = { delay = \"3w\", stays = \"26w\" }");
        return None;
    }
    Some(Workforce { agency, ..workforce })
}

impl PeopleKeys {
    /// Whether they work by shifts.
    pub(crate) fn has_shifts(&self) -> bool {
        self.contracts.iter().any(|contract| !contract.shifts().is_empty())
    }

    /// Whether any of them might leave.
    pub(crate) fn might_leave(&self) -> bool {
        self.workforce.leaving.iter().any(|band| band.per_year > 0.0)
    }

    /// The header under which they stand.
    pub(crate) fn place(&self) -> Place {
        self.place
    }

    /// Where it is said that load makes people ill and makes them leave.
    pub(crate) fn load(&self) -> Option<Place> {
        self.load
    }

    /// Whether the numbers fit each other; what does not is reported.
    fn add_up(&self, f: &mut Fields<'_>) -> bool {
        let Workforce { posts, filled, absences, hiring, pay, .. } = &self.workforce;
        let hours_of = |contract: &ContractKeys| contract.share(*posts).get() * contract.hours_per_week;
        let hours: f64 = self.contracts.iter().map(hours_of).sum();
        let gone = absences.other.get() + absences.training.get() + absences.meetings.get() / 3600.0 / hours;
        if gone >= 1.0 {
            f.refuse(
                Some("shrinkage"),
                "it leaves no time for work".to_owned(),
                "less training, meetings or other time",
            );
            return false;
        }
        let kept = absences.leave.as_ref().and_then(|leave| leave.keeps);
        if let Some(Keeps::People(kept)) = kept.filter(|kept| matches!(kept, Keeps::People(kept) if kept > posts)) {
            let message = format!("{kept} of {posts} posts cannot be kept: nobody would ever get leave");
            f.refuse(Some("leave"), message, "lower `keeps`");
            return false;
        }
        if pay.is_none() && self.contracts.iter().any(|contract| contract.pay.is_some()) {
            let message = "a contract has `pay`, and the team has none".to_owned();
            f.refuse(Some("contracts"), message, "add pay = { permanent = 14.20 } to the team");
            return false;
        }
        let hires = hiring.is_some() && *posts > 0;
        if self.has_shifts() && *filled == 0 && !hires && self.intakes.is_empty() {
            let message = "nobody would ever work here".to_owned();
            f.refuse(None, message, "fill posts, add `hiring` that fills them, or `intakes`");
            return false;
        }
        true
    }

    /// The people of the model, reporting what does not fit the calendar or the shifts.
    pub(crate) fn workforce(
        &self,
        team: &str,
        shifts: &[ShiftKeys],
        opening: &Opening,
        absences: &[Absence],
        reading: &mut Reading,
    ) -> Option<Workforce> {
        let workforce = Workforce {
            contracts: self.model_contracts(shifts, opening),
            intakes: self.intakes(opening, reading)?,
            stoppages: stoppages(absences, opening),
            ..self.workforce.clone()
        };
        if workforce.has_shifts() {
            self.check_shifts(&workforce, opening, reading);
        }
        if workforce.pay.is_some() && !workforce.has_shifts() {
            reading.warn(format!(
                "What the people of {team} cost is not shown: their `pay` is counted for people with shifts alone."
            ));
        }
        working_time::warn(team, &workforce, reading);
        warn_of_filling_twice(team, &workforce, reading);
        Some(workforce)
    }

    fn model_contracts(&self, shifts: &[ShiftKeys], opening: &Opening) -> Vec<Contract> {
        let posts = self.workforce.posts;
        let shares: Vec<Fraction> = self.contracts.iter().map(|keys| keys.share(posts)).collect();
        let having = apportion(&shares.iter().map(|share| share.get()).collect::<Vec<_>>(), posts);
        let contract = |((keys, share), having): ((&ContractKeys, Fraction), u32)| {
            let worked =
                keys.shifts().iter().map(|worked| shifts[worked.shift.0 as usize].shift(opening.open_weekdays));
            Contract {
                share,
                hours_per_week: keys.hours_per_week,
                shifts: worked.collect(),
                shift_shares: keys.shift_shares(having),
                pay: keys.pay,
            }
        };
        self.contracts.iter().zip(shares).zip(having).map(contract).collect()
    }

    fn intakes(&self, opening: &Opening, reading: &mut Reading) -> Option<Vec<Intake>> {
        let (first, last) = (opening.days.first()?.0, opening.days.last()?.0);
        let mut intakes = Vec::with_capacity(self.intakes.len());
        for keys in &self.intakes {
            match opening.days.binary_search_by_key(&keys.date.value, |(date, _)| *date) {
                Ok(day) => intakes.push(Intake { day: day as u32, people: keys.people }),
                Err(_) => {
                    let message = format!("the intake of {} is outside the horizon", keys.date.value);
                    let help = format!("the horizon runs from {first} to the end of {last}");
                    reading.report(Fault::new(message).at(keys.date.place).help(help));
                }
            }
        }
        intakes.sort_by_key(|intake| intake.day);
        (intakes.len() == self.intakes.len()).then_some(intakes)
    }

    /// Refuses shifts none of which is worked on a day that the centre is open.
    fn check_shifts(&self, workforce: &Workforce, opening: &Opening, reading: &mut Reading) {
        let weekday = |date: Date| usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
        let mut shifts = workforce.contracts.iter().flat_map(|contract| &contract.shifts);
        let is_open = |day: usize| opening.days.iter().any(|(date, open)| open.is_some() && weekday(*date) == day);
        if !shifts.any(|shift| (0..7).any(|day| shift.days[day] && is_open(day))) {
            let fault = Fault::new("the centre is closed whenever one of these people has a shift").at(self.place);
            reading.report(fault.help("change `days` of the shifts, or the days in [calendar]"));
        }
    }

    /// Refuses turns of the week at which nobody can work both shifts, and turns at cases, which come with the day, in shifts over midnight.
    pub(crate) fn check_nights(&self, workforce: &Workforce, takes_turns: bool, reading: &mut Reading) {
        if let Some((shift, next)) = working_time::overlapping_turn(workforce) {
            let (shift, next) = (&shift.name, &next.name);
            let message =
                format!("whoever moves from the shift `{shift}` to `{next}` begins it before the other is over");
            let fault = Fault::new(message).at(self.place);
            reading.report(fault.help("let shifts follow on each other in another order, or leave out a day of one"));
        }
        if takes_turns && workforce.works_over_midnight() {
            let message = "these people turn to cases day by day, in blocks, and work a shift over midnight";
            let help = "take another `policy`, or shifts that end at 24:00: blocks change at midnight, and nobody at work does";
            reading.report(Fault::new(message).at(self.place).help(help));
        }
    }

    /// Refuses people who carry cases, by the week, and whom the calendar has no whole weeks for.
    pub(crate) fn check_weeks(&self, opening: &Opening, reading: &mut Reading) {
        let calendar = &opening.calendar;
        let (days, weeks) = (calendar.days, calendar.weeks());
        let (why, help) = if days % 7 != 0 {
            let help = format!("take {} days, or write `weeks = {}` in [calendar]", (weeks + 1) * 7, weeks + 1);
            (format!("{days} days do not make whole weeks, and `people` go by the week"), help)
        } else if calendar.first_week_counted() >= weeks {
            let help = "make `warm_up` shorter, or the horizon longer".to_owned();
            ("`warm_up` leaves no whole week for `people`, who go by the week".to_owned(), help)
        } else {
            return;
        };
        if !self.has_shifts() {
            reading.report(Fault::new(why).at(self.place).help(help));
        }
    }
}
