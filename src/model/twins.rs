use super::{Centre, Study, Variant};

/// A difference that is always shown: what an assumption does, or what a rule costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twin {
    /// Load makes nobody ill, and nobody leave.
    WithoutLoadFeedback,
    /// Clauses are checked alone.
    ClausesNotEnforced,
}

impl Twin {
    /// Both.
    pub const ALL: [Self; 2] = [Self::WithoutLoadFeedback, Self::ClausesNotEnforced];

    /// What the twin of a variant of this name is called.
    #[must_use]
    pub fn name(self, of: &str) -> String {
        match self {
            Self::WithoutLoadFeedback => format!("{of}, without load feedback"),
            Self::ClausesNotEnforced => format!("{of}, clauses not enforced"),
        }
    }

    /// The twin of a centre; `None` where it would be no different.
    #[must_use]
    pub fn of(self, centre: &Centre) -> Option<Centre> {
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
        // What a centre says of itself tells it from every other.
        let said = |centre: &Centre| format!("{centre:?}");
        let but_for_clauses = |centre: &Centre| said(&centre.without_clauses());
        let baseline = variants.first().map(|it| (said(&it.centre), but_for_clauses(&it.centre)));
        for (position, variant) in variants.into_iter().enumerate() {
            let twin = |twin: Twin| {
                let is_known = |centre: &Centre| {
                    let Some((same, same_but_for_clauses)) = &baseline else { return false };
                    let by_clauses_alone = position > 0 && twin == Twin::ClausesNotEnforced;
                    said(centre) == *same || by_clauses_alone && but_for_clauses(centre) == *same_but_for_clauses
                };
                let centre = twin.of(&variant.centre).filter(|centre| !is_known(centre))?;
                Some(Variant { name: twin.name(&variant.name), about: Some(twin.about().to_owned()), centre })
            };
            let twins: Vec<Variant> = Twin::ALL.into_iter().filter_map(twin).collect();
            self.variants.push(variant);
            self.variants.extend(twins);
        }
        self
    }
}
