//! What is measured of a kind of case.

use super::ContactMeasure;
use super::row::measures;

measures! {
    /// What is measured of a kind of case. It is that of open days.
    CaseMeasure is Case of Cases;

    Arrived = "arrived" {
        label: "Arrived",
        words: "new cases",
        meaning: "Cases that arrived, besides those open at the start.",
        unit: Cases,
        good: Neutral,
        note: "Those that contacts leave behind are among them.",
        shown: [Headline 1],
    }
    Completed = "completed" {
        label: "Completed",
        words: "cases done",
        meaning: "Cases done.",
        unit: Cases,
        good: HigherIsBetter,
        shown: [Headline 2, SideBySide],
    }
    Backlog = "backlog" {
        label: "Backlog",
        words: "open cases",
        meaning: "Cases open at the end of a day, averaged over open days.",
        unit: Cases,
        good: LowerIsBetter,
    }
    BacklogAtEnd = "backlog_at_end" {
        label: "Backlog at the end",
        words: "open cases at the end",
        meaning: "Cases open at the end of the last day.",
        unit: Cases,
        good: LowerIsBetter,
        given: InTotal,
        note: "It is given in total only.",
        shown: [Headline 3, Main 6, IfTheyDiffer 1, SideBySide, WorkbookDifferences 5],
    }
    MeanAgeDays = "mean_age_days" {
        label: "Age",
        words: "average age of the open cases on a day",
        meaning: "Mean age of the cases open at the end of a day, in calendar days, averaged over the days on which a case is open.",
        unit: Days,
        good: LowerIsBetter,
        note: "Each day counts alike, as for the oldest case.",
        shown: [Headline 4, IfTheyDiffer 2, SideBySide],
    }
    AgeDays = "age_days" {
        label: "Age per case",
        words: "average age of the open cases",
        meaning: "Mean age of the cases open at the end of a day, in calendar days, over days on which a case is open.",
        unit: Days,
        good: LowerIsBetter,
        note: "Each open case counts alike on every day, so days with many of them count more.",
    }
    OldestAgeDays = "oldest_age_days" {
        label: "Oldest case",
        words: "age of the oldest case",
        meaning: "Age of the oldest case at the end of a day, in calendar days, averaged over the days on which a case is open.",
        unit: Days,
        good: LowerIsBetter,
        shown: [Headline 5],
    }
    OverdueFraction = "overdue_fraction" {
        label: "Overdue",
        words: "share of open cases that are late",
        meaning: "Cases past their due date, as a share of those open at the end of a day.",
        unit: Share,
        good: LowerIsBetter,
        shown: [Headline 6, IfTheyDiffer 3, SideBySide],
    }
    OnTimeFraction = "on_time_fraction" {
        label: "Done in time",
        words: "share of cases done in time",
        meaning: "Cases done by their due date, as a share of those done.",
        unit: Share,
        good: HigherIsBetter,
        shown: [Headline 7],
    }
    DaysToComplete = "days_to_complete" {
        label: "Days to complete",
        words: "average time until a case is done",
        meaning: "Mean time from a case's arrival until it is done, in calendar days.",
        unit: Days,
        good: LowerIsBetter,
    }
    Chasers = "chasers" is ContactMeasure::Chasers {
        label: "Chasers",
        words: "contacts by people who ask where their late case is",
        meaning: "Contacts by people whose case is overdue.",
        unit: Contacts,
        good: LowerIsBetter,
        note: "Contacts of all types about cases of this kind.",
        shown: [Headline 8],
    }
}
