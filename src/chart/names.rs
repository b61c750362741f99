use crate::chart::drawing::page::Chart;

/// What the names of charts begin with: each is the whole name, or goes on with what the chart is about.
pub const FAMILIES: [&str; 28] = [
    "agents_and_load",
    "answers",
    "backlog",
    "break_even",
    "caseload",
    "casework",
    "chasers",
    "contacts_a_week",
    "day",
    "days",
    "differences",
    "funnel",
    "handovers",
    "headcount",
    "hours_behind",
    "hours_with_pause",
    "longest_run",
    "needs",
    "occupancy_of_people",
    "overdue",
    "queue_length",
    "service_level",
    "tornado",
    "trade_off",
    "unallocated",
    "unmet_hours",
    "waits",
    "workforce",
];

impl Chart {
    /// Whether `name` asks for this chart: by its own name, or by what its name begins with, as `queue_length` does for
    /// `queue_length_claims`.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        begins(&self.name, name)
    }
}

/// Whether a chart can be called `name` at all, or begin so.
#[must_use]
pub fn can_be_called(name: &str) -> bool {
    FAMILIES.iter().any(|family| begins(family, name) || begins(name, family))
}

/// Whether `name` is `beginning`, or goes on after it with another word.
fn begins(name: &str, beginning: &str) -> bool {
    name.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_begins_with_whole_words() {
        for name in ["queue_length", "queue", "queue_length_claims", "day_front_line", "unmet_hours_disrupted_children"]
        {
            assert!(can_be_called(name), "{name}");
        }
        for name in ["", "queue_len", "queue_lengths", "none"] {
            assert!(!can_be_called(name), "{name}");
        }
    }
}
