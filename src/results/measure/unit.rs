use serde::Serialize;

/// In what a measure is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Contacts.
    Contacts,
    /// Needs of customers.
    Needs,
    /// A proportion, shown as per cent.
    Share,
    /// Seconds.
    Seconds,
    /// Contacts waiting.
    Waiting,
    /// Agents.
    Agents,
    /// Erlangs.
    Erlangs,
    /// A bare ratio.
    Ratio,
    /// Hours.
    Hours,
    /// Cases.
    Cases,
    /// Days.
    Days,
    /// People.
    Workers,
    /// Pounds.
    Pounds,
}

/// On which side a measure is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    HigherIsBetter,
    /// Less is better.
    LowerIsBetter,
    /// Neither.
    Neutral,
}
