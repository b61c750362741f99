use crate::random::Distribution;
use crate::units::{Fraction, Seconds};

use super::{CaseKindIndex, ContactTypeIndex, Demand, Due};

/// Work that nobody waits for on the line: an application, a letter, a claim to be decided.
#[derive(Clone, Debug)]
pub struct CaseKind {
    /// Its name in the scenario file.
    pub name: String,
    /// What it is called in charts and tables.
    pub title: String,
    /// Cases that arrive of themselves; contacts may leave others behind.
    pub demand: Demand,
    /// Work that a case takes.
    pub work: Distribution,
    /// Cases open at the start.
    pub backlog: u32,
    /// How long ago each of them arrived; if `None`, they arrived at the start.
    pub backlog_age: Option<Distribution>,
    /// When a case should be done; if `None`, it is never overdue.
    pub due: Option<Due>,
    /// Which case is taken first.
    pub order: CaseOrder,
    /// Contacts about cases that are not done in time.
    pub chasers: Option<Chasers>,
}

/// Which case is taken first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseOrder {
    /// The one due first.
    Due,
    /// The oldest.
    Age,
}

/// Contacts by people whose case is overdue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chasers {
    /// Contacts a week about each overdue case.
    pub per_week: f64,
    /// The contact type as which they arrive.
    pub contact: ContactTypeIndex,
}

/// Contacts that leave a case behind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CaseLeft {
    /// The kind of case.
    pub kind: CaseKindIndex,
    /// The share of needs that leave one, when they are answered for the first time.
    pub share: Fraction,
}

/// One kind of case a team works on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CaseEntry {
    /// The kind of case.
    pub kind: CaseKindIndex,
    /// Lower numbers are taken first.
    pub priority: u32,
    /// Factor of this team on the work of a case.
    pub work: f64,
}

/// How the agents of a team move between contacts and cases.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rotation {
    /// Who does what, and when.
    pub policy: Policy,
    /// Time lost in changing from one to the other.
    pub switch: Seconds,
    /// Work that an interruption adds to a case.
    pub interruption: Seconds,
    /// The share of output that is missing on the first day back; half as much two days later.
    pub first_day_loss: Fraction,
    /// Time in which half of an unused skill is lost; if `None`, none is lost.
    pub half_life: Option<Seconds>,
    /// What current knowledge of casework adds to the chance of settling a need.
    pub resolution_bonus: Fraction,
    /// Factor on the hazard of leaving of people who take turns at cases.
    pub leaving: f64,
    /// Open days of an ordinary week, by which skills fade over closed days too.
    pub days_in_a_week: u32,
}

/// Who does what, and when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Policy {
    /// Nobody rotates: the same share of the agents is always on cases.
    Separate {
        /// The share on cases.
        on_cases: Fraction,
    },
    /// Everybody spends the share `on_cases` of `every` open days on cases, each at another time.
    Blocks {
        /// The share of the time on cases.
        on_cases: Fraction,
        /// Length of a whole rotation in open days.
        every: f64,
    },
    /// A share of the agents is on cases until called to the phones.
    Threshold {
        /// The share on cases.
        on_cases: Fraction,
        /// One more is called back while at least this many contacts wait for each agent who was already called.
        recall_at: u32,
        /// Those called back return once no more than this many wait.
        release_at: u32,
    },
    /// Agents take a case when there is nothing else to do.
    BetweenCalls {
        /// Idle agents kept for contacts.
        reserve: u32,
        /// Whether a contact that finds nobody idle interrupts a case.
        interruptible: bool,
    },
}

impl Rotation {
    /// Whether agents are on cases on some days and not on others.
    #[must_use]
    pub fn takes_turns(&self) -> bool {
        let inner = |share: Fraction| Fraction::ZERO < share && share < Fraction::ONE;
        matches!(self.policy, Policy::Blocks { on_cases, .. } if inner(on_cases))
    }
}
