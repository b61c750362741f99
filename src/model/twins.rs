use super::{Centre, Study, Variant};

/// A difference that is always shown: what an assumption does, or what a rule costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twin {
    /// Load makes nobody ill, and nobody leave.
    WithoutLoadFeedback,
    /// Clauses are only checked.
    ClausesNotEnforced,
}

impl Twin {
    /// Both twins.
    pub const ALL: [Self; 2] = [Self::WithoutLoadFeedback, Self::ClausesNotEnforced];

    /// What the twin of a variant of this name is called.
    #[must_use]
    pub fn name(self, variant: &str) -> String {
        match self {
            Self::WithoutLoadFeedback => format!("{variant}, without load feedback"),
            Self::ClausesNotEnforced => format!("{variant}, clauses not enforced"),
        }
    }

    /// The twin of a centre; `None` where it would not differ from the centre.
    #[must_use]
    pub fn derive_from(self, centre: &Centre) -> Option<Centre> {
        match self {
            Self::WithoutLoadFeedback => centre.without_load_feedback(),
            Self::ClausesNotEnforced => centre.with_clauses_not_enforced(),
        }
    }

    fn about(self) -> &'static str {
        match self {
            Self::WithoutLoadFeedback => "The same if load made nobody ill, and nobody leave",
            Self::ClausesNotEnforced => "The same if the clauses were only checked",
        }
    }
}

impl Study {
    /// The same study with, right after each variant, those of its twins that differ from it and from the baseline. Where a variant
    /// changes nothing but clauses, it is the baseline once they are not enforced.
    #[must_use]
    pub fn with_twins(mut self) -> Self {
        let variants = std::mem::take(&mut self.variants);
        // A centre cannot be compared, but two that differ print differently.
        let print = |centre: &Centre| format!("{centre:?}");
        let print_but_for_clauses = |centre: &Centre| print(&centre.without_clauses());
        let baseline = variants.first().map(|first| (print(&first.centre), print_but_for_clauses(&first.centre)));
        for (position, variant) in variants.into_iter().enumerate() {
            let twin = |twin: Twin| {
                let is_known = |centre: &Centre| {
                    let Some((same, same_but_for_clauses)) = &baseline else { return false };
                    let by_clauses_alone = position > 0 && twin == Twin::ClausesNotEnforced;
                    print(centre) == *same || by_clauses_alone && print_but_for_clauses(centre) == *same_but_for_clauses
                };
                let centre = twin.derive_from(&variant.centre).filter(|centre| !is_known(centre))?;
                let (name, about) = (twin.name(&variant.name), Some(twin.about().to_owned()));
                Some(Variant { name, about, sets: Vec::new(), centre })
            };
            let twins: Vec<Variant> = Twin::ALL.into_iter().filter_map(twin).collect();
            self.variants.push(variant);
            self.variants.extend(twins);
        }
        self
    }
}
