//! What the Erlang formulas say of a variant, and why the simulation says something else.

mod explained;
mod reasons;
mod staffed;

use crate::results::{Explanation, WithoutFormula};

use super::measured::Measured;
use super::promise::service_target;
use explained::{Arrivals, Explained, expected_of_types, groups, no_formula};

/// An explanation for each group of contact types that share teams, in order of the file.
pub(super) fn explanations(measured: &Measured<'_>) -> Vec<Explanation> {
    let centre = measured.centre();
    let expected = expected_of_types(measured);
    groups(centre).into_iter().map(|group| Explained::new(measured, &expected, group).explanation()).collect()
}

impl Explained<'_> {
    fn explanation(&self) -> Explanation {
        let centre = self.measured.centre();
        let types = || self.types.iter().map(|&index| &centre.contact_types()[index]);
        let without = self.group.types.iter().map(|&index| &centre.contact_types()[index]).filter_map(|contact_type| {
            let because = no_formula(contact_type)?;
            Some(WithoutFormula { contact: contact_type.name.clone(), title: contact_type.title.clone(), because })
        });
        Explanation {
            contacts: types().map(|contact_type| contact_type.name.clone()).collect(),
            titles: types().map(|contact_type| contact_type.title.clone()).collect(),
            teams: self.group.teams.iter().map(|&team| centre.teams()[team].title.clone()).collect(),
            without_formula: without.collect(),
            promise: self.shared_promise().map(|(contact_type, _)| service_target(contact_type)),
            fresh: self.by_formula(Arrivals::Fresh),
            offered: self.by_formula(Arrivals::Offered),
            simulated: self.simulated(),
            reasons: if self.types.is_empty() { Vec::new() } else { reasons::reasons(self) },
            busiest: self.busiest(),
        }
    }
}
