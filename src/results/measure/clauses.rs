//! What is measured of a clause.

use super::row::measures;

measures! {
    /// What is measured of a clause. It is held against what people live through.
    ClauseMeasure is Clause of Clauses;

    BrokenFraction = "broken_fraction" {
        label: "Clause broken",
        words: "share of the time in which the clause is broken",
        meaning: "Person-days, person-weeks or person-hours in which a clause is broken, as a share of those it speaks of.",
        unit: Share,
        good: LowerIsBetter,
        given: InTotal,
        shown: [IfTheyDiffer 1],
    }
    AffectedFraction = "affected_fraction" {
        label: "People for whom it is broken",
        words: "share of people for whom the clause is broken at least once",
        meaning: "People for whom a clause is broken at least once, as a share of those it is about.",
        unit: Share,
        good: LowerIsBetter,
        given: InTotal,
    }
}
