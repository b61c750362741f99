use crate::metrics::AgentDaysScope;
use crate::model::{Centre, ContactTypeIndex, Study, TeamIndex};
use crate::units::Fraction;

/// Whose luck to look at, and what would be held against them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LuckQuestion {
    /// Position of the variant in the study.
    pub variant: usize,
    /// The team; without, every team.
    pub team: Option<TeamIndex>,
    /// The kind of work; without, all that comes to an agent.
    pub contact_type: Option<ContactTypeIndex>,
    /// An agent is flagged whose own AHT lies more than this share above the team's mean.
    pub flag_above: Fraction,
}

impl LuckQuestion {
    pub(super) fn centre<'a>(&self, study: &'a Study) -> &'a Centre {
        &study.variants[self.variant].centre
    }

    /// The team asked for, or all.
    pub(super) fn teams(&self, centre: &Centre) -> Vec<TeamIndex> {
        match self.team {
            Some(team) => vec![team],
            None => (0..centre.teams().len() as u32).map(TeamIndex).collect(),
        }
    }

    pub(super) fn scope(&self, centre: &Centre) -> AgentDaysScope {
        AgentDaysScope::new(centre, &self.teams(centre), self.contact_type)
    }
}
