//! Plain records of everything the program can say.
//!
//! One record, many renderers: the JSON file is [`Results`] as it stands; tables, pages and charts
//! are drawn from it and compute nothing.

mod break_even;
mod casework;
mod comparison;
mod days;
mod description;
mod ended;
mod estimate;
mod explanation;
mod luck;
mod measure;
mod named;
mod people;
mod promise;
mod record;
mod recovery;
mod scope;
mod sensitivity;
mod side_by_side;
mod sweep;
mod understood;
mod variance_reduction;
mod warning;
mod weekly;

pub use break_even::{BreakEvenPoint, BreakEvenResults, Crossing, EndOfSpan, Position};
pub use casework::{CaseDay, CaseResults};
pub use comparison::{Comparison, Verdict};
pub use days::{DayQuantile, DayResults};
pub use description::Description;
pub use ended::{Ended, NotAnEnd};
pub use estimate::{Estimate, Measures};
pub use explanation::{BusiestInterval, ByFormula, Explanation, FewestAgents, NoFormula, Reason, WithoutFormula};
pub use luck::{Bounded, FunnelDot, FunnelLimit, LuckResults, Made, Period, PeriodLuck, Quantile, TeamLuck};
pub use measure::{
    CaseMeasure, CaseloadMeasure, ClauseMeasure, ContactMeasure, Direction, Given, Measure, MeasureRow, OverPeople,
    PersonMeasure, PersonRow, TeamMeasure, Unit, View, WorkforceMeasure,
};
pub use named::Named;
pub use people::{ClauseResults, LivedDay, PeopleResults, PersonsDay};
pub use promise::ServiceTarget;
pub use record::{
    ContactResults, DisruptionMark, IntervalResults, LevelWithin, Results, TeamResults, VariantResults, WaitPoint,
};
pub use recovery::Recovery;
pub use scope::{Scope, ScopeKind};
pub use sensitivity::{EndOfRange, Influence, PointOfAnswers, SensitivityResults, SpreadOfAnswers, Together};
pub use side_by_side::{DifferenceBeside, Mismatch, RunBeside, SideBySideResults, VariantsBeside};
pub use sweep::SweepResults;
pub use understood::{
    Understood, UnderstoodAssumptions, UnderstoodCalendar, UnderstoodCases, UnderstoodContacts, UnderstoodLoad,
    UnderstoodTeam,
};
pub use variance_reduction::{PrecisionGain, VarianceReduction};
pub use warning::{Pile, Warning};
pub use weekly::{CaseloadResults, DateEstimate, FullComplement, Intake, WeekResults, WorkforceResults};

pub use crate::model::{Assumption, Basis, DayFactors, Doing, Input, KeyDifference, SetIn, SweepPoint};
