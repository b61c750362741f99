//! What is measured of a caseload.

use super::row::measures;

measures! {
    /// What is measured of a caseload. It is that of weeks.
    CaseloadMeasure is Caseload of Caseloads;

    OpenCases = "open_cases" {
        label: "Open cases",
        words: "open cases",
        meaning: "Cases open at the end of the week.",
        unit: Cases,
        good: Neutral,
        shown: [Headline 1],
    }
    CaseloadPerWorker = "caseload_per_worker" {
        label: "Caseload",
        words: "cases that a full-time worker carries",
        meaning: "Cases held, per full-time contract of all who carry them, at the end of the week.",
        unit: Cases,
        good: LowerIsBetter,
        note: "Agency workers are among them.",
        shown: [Headline 2, IfTheyDiffer 1, WorkbookDifferences 6],
    }
    CaseloadSpread = "caseload_spread" {
        label: "Spread of caseloads",
        words: "how much the cases carried differ between workers",
        meaning: "Standard deviation of the caseload between workers, at the end of the week.",
        unit: Cases,
        good: LowerIsBetter,
    }
    CaseloadP10 = "caseload_p10" {
        label: "One in ten carries at most",
        words: "cases that one worker in ten does not exceed",
        meaning: "One worker in ten carries no more, per full-time contract, at the end of the week.",
        unit: Cases,
        good: Neutral,
    }
    CaseloadP90 = "caseload_p90" {
        label: "Nine in ten carry at most",
        words: "cases that nine workers in ten do not exceed",
        meaning: "Nine workers in ten carry no more, per full-time contract, at the end of the week.",
        unit: Cases,
        good: LowerIsBetter,
    }
    AboveStandardFraction = "above_standard_fraction" {
        label: "Share above the standard",
        words: "share of workers who carry more cases than they should",
        meaning: "Workers who carry more than the standard, as a share of all who carry cases.",
        unit: Share,
        good: LowerIsBetter,
        shown: [Headline 3, IfTheyDiffer 2],
    }
    Unallocated = "unallocated" {
        label: "Unallocated",
        words: "open cases that nobody works on",
        meaning: "Open cases that nobody holds, at the end of the week.",
        unit: Cases,
        good: LowerIsBetter,
        shown: [Headline 4, IfTheyDiffer 3],
    }
    UnmetHours = "unmet_hours" {
        label: "Unmet work a week",
        words: "hours a week that cases need and never get",
        meaning: "Hours a week that cases needed and will never get.",
        unit: Hours,
        good: LowerIsBetter,
        shown: [Headline 5, IfTheyDiffer 4],
    }
    UnmetHoursFraction = "unmet_hours_fraction" {
        label: "Share of work unmet",
        words: "share of the work needed that is never done",
        meaning: "Hours that cases will never get, as a share of those they needed.",
        unit: Share,
        good: LowerIsBetter,
        shown: [WorkbookDifferences 7],
    }
    HoursBehind = "hours_behind" {
        label: "Work behind",
        words: "hours of work still to be done",
        meaning: "Hours of opening and handing over that are still to be done, at the end of the week.",
        unit: Hours,
        good: LowerIsBetter,
        shown: [IfTheyDiffer 5],
    }
    Handovers = "handovers" {
        label: "Handovers a week",
        words: "cases a week that change hands",
        meaning: "Cases a week that pass from one worker to another.",
        unit: Cases,
        good: LowerIsBetter,
        shown: [Headline 6, IfTheyDiffer 6],
    }
    Opened = "opened" {
        label: "Opened",
        words: "cases opened in a week",
        meaning: "Cases opened in a week.",
        unit: Cases,
        good: Neutral,
    }
    Closed = "closed" {
        label: "Closed",
        words: "cases closed in a week",
        meaning: "Cases closed in a week.",
        unit: Cases,
        good: Neutral,
    }
}
