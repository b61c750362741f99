use crate::units::Fraction;

/// The people of a team: posts, those who hold them, those who leave and those who come.
///
/// Everybody has the same contract. Time goes by in whole weeks.
#[derive(Clone, Debug, PartialEq)]
pub struct Workforce {
    /// Posts for permanent workers.
    pub posts: u32,
    /// Posts held at the start.
    pub filled: u32,
    /// Agency workers at the start; later on they cover the same part of the posts that are vacant.
    pub agency: u32,
    /// Hours of a contract in a week.
    pub hours_per_week: f64,
    /// Share of these hours that is no time for cases: leave, sickness, training, meetings.
    pub shrinkage: Fraction,
    /// Hazard at which a permanent worker leaves, per week.
    pub leaving_per_week: f64,
    /// How vacant posts are filled; without, they stay vacant.
    pub hiring: Option<Hiring>,
    /// How agency workers come and go; needed where there are any.
    pub agency_hiring: Option<AgencyHiring>,
    /// Share of recruits who are newly qualified.
    pub newly_qualified: Fraction,
    /// Who is out in which week, in order of the file.
    pub stoppages: Vec<Stoppage>,
}

/// How vacant posts are filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hiring {
    /// Weeks from advertising a post to the recruit's first day; at least one.
    pub delay_weeks: u32,
    /// Share of advertised posts that are filled by then; the others are advertised again.
    pub filled: Fraction,
}

/// How agency workers come and go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgencyHiring {
    /// Weeks from asking for a worker to the first day; at least one.
    pub delay_weeks: u32,
    /// Weeks a worker stays; at least one.
    pub stay_weeks: u32,
}

/// What a strike, walkout, absence or closure takes from one week of a team.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stoppage {
    /// The week of the horizon, from 0.
    pub week: u32,
    /// Ticks from the horizon's start to its beginning: what names it in every variant.
    pub name: u64,
    /// Share of the week's opening hours that fall into it.
    pub of_week: Fraction,
    /// Share of the workers concerned who are out.
    pub share: Fraction,
    /// Whom it concerns.
    pub concerns: Concerns,
}

/// Whom a stoppage concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concerns {
    /// Permanent workers alone: agency workers are not party to a strike or a walkout.
    Permanent,
    /// Everybody.
    Everybody,
}

impl Workforce {
    /// Weeks in which somebody newly qualified carries a smaller caseload.
    pub const FIRST_YEAR_WEEKS: u32 = 52;
    /// What somebody newly qualified carries, and the time they have for it, as a share of a full caseload.
    pub const NEWLY_QUALIFIED_STRENGTH: f64 = 0.9;

    /// Posts that nobody holds at the start.
    #[must_use]
    pub fn vacant(&self) -> u32 {
        self.posts - self.filled
    }

    /// Agency workers wanted while so many posts are vacant: the part of them covered at the start, rounded.
    #[must_use]
    pub fn agency_wanted(&self, vacant: u32) -> u32 {
        if self.agency == 0 {
            return 0;
        }
        (f64::from(self.agency) * f64::from(vacant) / f64::from(self.vacant())).round() as u32
    }

    /// Hours in a week that a worker has for cases.
    #[must_use]
    pub fn hours_for_cases(&self) -> f64 {
        self.hours_per_week * self.shrinkage.complement().get()
    }
}
