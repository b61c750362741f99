use crate::random::Distribution;
use crate::units::{Fraction, Instant, Seconds};

use super::{Contract, DealtPlace, Learning, Shift, ShiftPattern, apportion, deal};

/// The people of a team: posts, those who hold them, those who leave and those who come.
///
/// People are followed day by day: who is employed, in training, on leave, sick. Whether they answer contacts by their shifts
/// or carry cases by their weekly hours is the team's business.
#[derive(Clone, Debug, PartialEq)]
pub struct Workforce {
    /// Posts for permanent workers.
    pub posts: u32,
    /// Posts held at the start.
    pub filled: u32,
    /// Agency workers at the start; later on they cover the same part of the posts that are vacant.
    pub agency: u32,
    /// Contracts, dealt to people by their shares, as [`Workforce::dealt`] says; never empty, and the shares add up to one.
    pub contracts: Vec<Contract>,
    /// How people with several shifts take turns at them.
    pub shift_pattern: ShiftPattern,
    /// How many of those at work may be in a break at once; if `None`, any number.
    pub most_in_break: Option<MostInBreak>,
    /// What becomes of a contact in hand at the end of a shift.
    pub at_shift_end: AtShiftEnd,
    /// What keeps people from their work.
    pub absences: Absences,
    /// The hazards at which permanent workers leave, by tenure, the shortest first; the last band has no end.
    pub leaving: Vec<Leaving>,
    /// How vacant posts are filled; if `None`, they stay vacant.
    pub hiring: Option<Hiring>,
    /// People who begin together on a day of the horizon, in order of time.
    pub intakes: Vec<Intake>,
    /// What recruits go through before they are on the floor.
    pub training: Training,
    /// How recruits come up to speed on the floor; if `None`, they are from the first day.
    pub learning: Option<Learning>,
    /// How agency workers come and go; needed where there are any.
    pub agency_hiring: Option<AgencyHiring>,
    /// Share of recruits who are newly qualified.
    pub newly_qualified: Fraction,
    /// How load makes people ill and makes them leave; if `None`, it does not.
    pub load: Option<LoadFeedback>,
    /// What they cost; if `None`, no cost is known.
    pub pay: Option<Pay>,
    /// Share of the posts that proficient people must hold for the complement to be full.
    pub full_complement: Fraction,
    /// Strikes, walkouts, absences and closures, in the order of the file.
    pub stoppages: Vec<Stoppage>,
}

/// How many of a team may be in a break at once. A break that finds no room is put off until another ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MostInBreak {
    /// This number of people.
    People(u32),
    /// This share of those at work, those in a break among them; rounded down, and one at least.
    Share(Fraction),
}

/// What becomes of a contact in hand at the end of a shift.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AtShiftEnd {
    /// Its agent finishes it, and stays so long.
    #[default]
    Finish,
    /// A colleague takes it over, and its agent goes home at once.
    HandOver,
}

impl MostInBreak {
    /// How many of so many at work.
    #[must_use]
    pub fn of_those_at_work(self, at_work: u32) -> u32 {
        match self {
            Self::People(people) => people,
            // To within rounding: 20% of 5 are 1.
            Self::Share(share) => ((share.get() * f64::from(at_work) + 1e-9) as u32).max(1),
        }
    }
}

/// What keeps people from their work, other than stoppages.
#[derive(Clone, Debug, PartialEq)]
pub struct Absences {
    /// Share of contracted hours that is lost for other reasons, all together, of those that leave and sickness leave. People with shifts
    /// are away on that share of their working days, each a whole day; of the others it takes that share of every day.
    pub other: Fraction,
    /// Annual leave.
    pub leave: Option<Leave>,
    /// Sickness.
    pub sickness: Option<Sickness>,
    /// Share of paid hours that people who are no recruits spend in training.
    pub training: Fraction,
    /// Meetings of one person in a week.
    pub meetings: Seconds,
    /// How late people come to their shift; if `None`, they are never late.
    pub lateness: Option<Distribution>,
}

/// Annual leave. Everybody asks for what they are entitled to. A request is refused where too few people would be left on one of its
/// days.
#[derive(Clone, Debug, PartialEq)]
pub struct Leave {
    /// Working days a year of a full-time worker; part-timers in proportion.
    pub days: f64,
    /// How many of the team must be left on a day; if `None`, nobody is refused.
    pub keeps: Option<Keeps>,
    /// How much each month is asked for, January first; the twelve add up to 12.
    pub by_month: [f64; 12],
    /// Mean of how long ahead people ask, in days.
    pub notice_days: f64,
    /// Month and day on which the leave year begins.
    pub year_begins: (u8, u8),
}

/// How many of a team must be left when others are on leave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Keeps {
    /// This number of people.
    People(u32),
    /// This share of the people on the floor, rounded up.
    Share(Fraction),
}

/// Sickness, as spells of whole days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sickness {
    /// Share of days on which somebody is sick, in the long run.
    pub share: Fraction,
    /// Mean length of a spell in calendar days, at least one.
    pub spell_days: f64,
    /// Coefficient of variation of what a spell takes beyond its first day.
    pub spell_cv: f64,
    /// Coefficient of variation of the factor on everybody's hazard of falling ill, drawn anew every fortnight: waves.
    pub wave_cv: f64,
}

/// The hazard at which people of some tenure leave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leaving {
    /// Days of tenure up to which it holds; if `None`, it holds for ever.
    pub until_days: Option<u32>,
    /// The hazard per year.
    pub per_year: f64,
}

/// How vacant posts are filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hiring {
    /// Days from advertising a post to the recruit's first day; at least one.
    pub delay_days: u32,
    /// Share of advertised posts that are filled by then; the others are advertised again.
    pub filled: Fraction,
}

/// People who begin together. They fill vacant posts; those for whom no post is vacant are employed beyond the establishment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intake {
    /// The day of the horizon, from 0.
    pub day: u32,
    /// The number of people.
    pub people: u32,
}

/// What recruits go through before they are on their own.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Training {
    /// Days off the floor, from the first.
    pub lasts_days: u32,
    /// Share of one experienced person's time that each recruit takes.
    pub mentor_load: Fraction,
    /// Days on the floor for which they take it.
    pub mentored_days: u32,
}

/// How agency workers come and go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgencyHiring {
    /// Days from asking for a worker to the first day; at least one.
    pub delay_days: u32,
    /// Days a worker stays; at least one.
    pub stay_days: u32,
}

/// How load makes people ill and makes them leave: each 0.10 of occupancy above the threshold, over four weeks, adds its
/// share to the rate of absence and to the hazard of leaving.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LoadFeedback {
    /// Occupancy up to which load does nothing.
    pub above: Fraction,
    /// What 0.10 more adds to absence, as a share of its rate.
    pub absence: f64,
    /// What 0.10 more adds to the hazard of leaving, as a share of it.
    pub leaving: f64,
    /// The most by which either is multiplied.
    pub most: f64,
}

/// What people cost, in pounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pay {
    /// An hour of a permanent worker.
    pub permanent: f64,
    /// An hour of an agency worker.
    pub agency: f64,
    /// Factor on the pay of minutes past the end of a shift.
    pub overtime: f64,
    /// Finding one recruit.
    pub recruitment: f64,
    /// Training one recruit, beside the pay.
    pub training: f64,
}

/// A strike, walkout, absence or closure.
#[derive(Clone, Debug, PartialEq)]
pub struct Stoppage {
    /// When it begins.
    pub from: Instant,
    /// When it is over.
    pub until: Instant,
    /// Share of those concerned who are out.
    pub share: Fraction,
    /// Whom it concerns.
    pub concerns: Concerns,
    /// The weeks of the horizon it touches, from 0, and the share of their opening hours that it takes.
    pub weeks: Vec<(u32, Fraction)>,
}

/// Whom a stoppage concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concerns {
    /// Permanent workers alone: agency workers are no party to a strike or a walkout.
    Permanent,
    /// Everybody.
    Everybody,
}

impl Workforce {
    /// Days in which somebody newly qualified carries a smaller caseload.
    pub const FIRST_YEAR_DAYS: u32 = 364;
    /// What somebody newly qualified carries, and the time they have for it, as a share of a full caseload.
    pub const NEWLY_QUALIFIED_STRENGTH: f64 = 0.9;

    /// Posts that nobody holds at the start.
    #[must_use]
    pub fn vacant(&self) -> u32 {
        self.posts.saturating_sub(self.filled)
    }

    /// Agency workers wanted while `vacant` posts are vacant: the same part of them that is covered at the start, rounded.
    #[must_use]
    pub fn agency_wanted(&self, vacant: u32) -> u32 {
        if self.agency == 0 {
            return 0;
        }
        (f64::from(self.agency) * f64::from(vacant) / f64::from(self.vacant())).round() as u32
    }

    /// Places for permanent people: the posts, and those whom intakes may bring beyond them.
    #[must_use]
    pub fn permanent_places(&self) -> u32 {
        self.intakes.iter().fold(self.posts.max(self.filled), |places, intake| places.saturating_add(intake.people))
    }

    /// All places, each held by one person at a time. After the permanent ones come as many seats for agency workers as there are
    /// posts, if there are agency workers at the start.
    #[must_use]
    pub fn places(&self) -> u32 {
        self.permanent_places().saturating_add(if self.agency > 0 { self.posts } else { 0 })
    }

    /// The number of proficient people that makes the complement full.
    #[must_use]
    pub fn full_complement_heads(&self) -> u32 {
        // To within rounding: 60% of 5 are 3.
        (self.full_complement.get() * f64::from(self.posts) - 1e-9).ceil().max(0.0) as u32
    }

    /// Hours in a week of the mean contract.
    #[must_use]
    pub fn hours_per_week(&self) -> f64 {
        self.mean_over_posts(|contract| contract.hours_per_week)
    }

    /// Hours in a week that a worker with a contract of `hours_per_week` has for cases.
    #[must_use]
    pub fn hours_for_cases(&self, hours_per_week: f64) -> f64 {
        hours_per_week * self.absences.other.complement().get()
    }

    /// Whether these people work by shifts.
    #[must_use]
    pub fn has_shifts(&self) -> bool {
        self.contracts.iter().any(|contract| !contract.shifts.is_empty())
    }

    /// What each place is dealt. The posts, the places beyond the establishment and the seats for agency workers are each dealt by
    /// [`apportion`], so that of the posts as many have each contract, and of these each shift, as its share says; and so evenly that it holds of
    /// any first places to within one.
    #[must_use]
    pub fn dealt(&self) -> Vec<DealtPlace> {
        let (posts, permanent) = (self.posts.max(self.filled), self.permanent_places());
        let shares: Vec<f64> = self.contracts.iter().map(|contract| contract.share.get()).collect();
        let mut before = vec![0; self.contracts.len()];
        let mut places = Vec::with_capacity(self.places() as usize);
        for block in [posts, permanent - posts, self.places() - permanent] {
            let counts = apportion(&shares, block);
            let mut shifts: Vec<_> =
                self.contracts.iter().zip(&counts).map(|(contract, count)| contract.deal_shifts(*count)).collect();
            for contract in deal(&counts) {
                let number = before[contract];
                let in_turn = number as usize % self.contracts[contract].shifts.len().max(1);
                let shift = shifts[contract].next().unwrap_or(in_turn);
                places.push(DealtPlace { contract, number, shift });
                before[contract] += 1;
            }
        }
        places
    }

    /// By contract, how many posts have it.
    #[must_use]
    pub fn posts_by_contract(&self) -> Vec<u32> {
        let shares: Vec<f64> = self.contracts.iter().map(|contract| contract.share.get()).collect();
        apportion(&shares, self.posts)
    }

    /// The mean over posts of what each contract comes to; by share, where there are no posts.
    #[must_use]
    pub fn mean_over_posts(&self, of: impl Fn(&Contract) -> f64) -> f64 {
        if self.posts == 0 {
            return self.contracts.iter().map(|contract| contract.share.get() * of(contract)).sum();
        }
        let together = self.contracts.iter().zip(self.posts_by_contract());
        together.map(|(contract, posts)| of(contract) * f64::from(posts)).sum::<f64>() / f64::from(self.posts)
    }

    /// Whether any of these people may work on the day after the one to which the shift belongs.
    #[must_use]
    pub fn works_over_midnight(&self) -> bool {
        self.contracts.iter().flat_map(|contract| &contract.shifts).any(Shift::is_over_midnight)
    }

    /// The hazard, per day, at which a person leaves after `tenure_days` days of employment.
    #[must_use]
    pub fn leaving_per_day(&self, tenure_days: u32) -> f64 {
        let band = self.leaving.iter().find(|band| band.until_days.is_none_or(|until| tenure_days < until));
        band.map_or(0.0, |band| band.per_year / 365.25)
    }
}

impl Default for Absences {
    fn default() -> Self {
        Self {
            other: Fraction::ZERO,
            leave: None,
            sickness: None,
            training: Fraction::ZERO,
            meetings: Seconds::ZERO,
            lateness: None,
        }
    }
}

impl LoadFeedback {
    /// The factors on absence and on leaving at this occupancy over four weeks.
    #[must_use]
    pub fn factors(&self, occupancy: f64) -> (f64, f64) {
        let tenths = (occupancy - self.above.get()).max(0.0) / 0.10;
        let factor = |per_tenth: f64| (1.0 + per_tenth * tenths).min(self.most);
        (factor(self.absence), factor(self.leaving))
    }
}
