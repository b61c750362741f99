//! What is measured of the people of a team as a whole.

use super::row::measures;

measures! {
    /// What is measured of the people of a team as a whole. It is that of weeks.
    WorkforceMeasure is Workforce of Workforces;

    Posts = "posts" {
        label: "Posts",
        words: "permanent posts",
        meaning: "Posts for permanent workers.",
        unit: Workers,
        good: Neutral,
        shown: [Headline 1],
    }
    Filled = "filled" {
        label: "Posts filled",
        words: "permanent posts with somebody in them",
        meaning: "Posts held by a permanent worker, at the end of the week.",
        unit: Workers,
        good: HigherIsBetter,
        shown: [Headline 2],
    }
    VacancyFraction = "vacancy_fraction" {
        label: "Vacancy rate",
        words: "share of posts that are empty",
        meaning: "Posts that nobody holds, as a share of posts, at the end of the week.",
        unit: Share,
        good: LowerIsBetter,
        shown: [Headline 4, IfTheyDiffer 1, WorkbookDifferences 8],
    }
    AgencyFraction = "agency_fraction" {
        label: "Agency share",
        words: "share of workers who come from an agency",
        meaning: "Agency workers, as a share of all workers, at the end of the week.",
        unit: Share,
        good: Neutral,
        shown: [Headline 5, IfTheyDiffer 2],
    }
    Leavers = "leavers" {
        label: "Leavers a year",
        words: "people who leave in a year",
        meaning: "Permanent workers who leave, at the rate of a year: a count, higher where more people are there to leave.",
        unit: Workers,
        good: Neutral,
        note: "A year has 365.25 days.",
        shown: [Headline 6],
    }
    Recruits = "recruits" {
        label: "Recruits a year",
        words: "people who begin in a year",
        meaning: "Permanent workers who begin, at the rate of a year.",
        unit: Workers,
        good: Neutral,
        shown: [Headline 7],
    }
    LeaversOverHorizon = "leavers_over_horizon" {
        label: "Leavers",
        words: "people who left",
        meaning: "Permanent workers who left over the horizon.",
        unit: Workers,
        good: Neutral,
        given: InTotal,
        note: "Shown in place of `leavers` where less than a year is simulated.",
        shown: [Headline 6],
    }
    RecruitsOverHorizon = "recruits_over_horizon" {
        label: "Recruits",
        words: "people who began",
        meaning: "Permanent workers who began over the horizon.",
        unit: Workers,
        good: Neutral,
        given: InTotal,
        note: "Shown in place of `recruits` where less than a year is simulated.",
        shown: [Headline 7],
    }
    InTraining = "in_training" {
        label: "In training",
        words: "people still in their first training",
        meaning: "Permanent workers who are trained before they come to the floor, at the end of the week.",
        unit: Workers,
        good: Neutral,
    }
    Proficient = "proficient" {
        label: "Up to speed",
        words: "people who are up to speed",
        meaning: "Permanent workers who are up to speed, at the end of the week.",
        unit: Workers,
        good: HigherIsBetter,
        note: "Those in post at the start are, and recruits once their excess of handling time is down to what counts as proficient.",
        shown: [Headline 3],
    }
    FullComplementFraction = "full_complement_fraction" {
        label: "Full complement",
        words: "chance that enough people are up to speed",
        meaning: "Chance that by the end of the week, or of the horizon, enough have been up to speed for a full complement.",
        unit: Share,
        good: HigherIsBetter,
    }
    SickFraction = "sick_fraction" {
        label: "Sickness",
        words: "share of working days lost to sickness",
        meaning: "Working days lost to sickness, as a share of those of all on the floor.",
        unit: Share,
        good: LowerIsBetter,
        note: "People who fall sick on leave are on leave. `null` without `sickness`.",
    }
    OnLeaveFraction = "on_leave_fraction" {
        label: "On leave",
        words: "share of working days on leave",
        meaning: "Working days on annual leave, as a share of those of all on the floor.",
        unit: Share,
        good: Neutral,
        note: "`null` without leave, as are the next four.",
    }
    LeaveAsked = "leave_asked" {
        label: "Leave requests a year",
        words: "leave requests per person and year",
        meaning: "Requests for leave decided in a year, for each permanent worker, those made again after a refusal among them.",
        unit: Ratio,
        good: Neutral,
    }
    LeaveRefusedFraction = "leave_refused_fraction" {
        label: "Leave refused",
        words: "share of leave requests that are refused",
        meaning: "Requests for leave that are refused, as a share of those decided.",
        unit: Share,
        good: LowerIsBetter,
    }
    LeaveUntakenDays = "leave_untaken_days" {
        label: "Leave untaken",
        words: "days of leave that a person could not take",
        meaning: "Days of leave that a colleague has not taken when the leave year, or the horizon, ends.",
        unit: Days,
        good: LowerIsBetter,
        note: "They are divided by those who were entitled to some.",
    }
    LeaveUntakenSpreadDays = "leave_untaken_spread_days" {
        label: "Leave untaken, spread",
        words: "how much untaken leave differs between colleagues",
        meaning: "Standard deviation between colleagues of the days of leave not taken.",
        unit: Days,
        good: LowerIsBetter,
    }
    AbsenceMultiplier = "absence_multiplier" {
        label: "Absence multiplied by",
        words: "how many times more often people fall ill because of the load",
        meaning: "What load multiplies the hazard of falling ill by, on average over days.",
        unit: Ratio,
        good: LowerIsBetter,
        note: "`null` where load does nothing.",
    }
    LeavingMultiplier = "leaving_multiplier" {
        label: "Leaving multiplied by",
        words: "how many times more often people leave because of the load",
        meaning: "What load multiplies the hazard of leaving by, on average over days.",
        unit: Ratio,
        good: LowerIsBetter,
        note: "`null` where load does nothing.",
    }
}
