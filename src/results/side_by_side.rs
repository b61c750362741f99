use serde::{Deserialize, Serialize};

use super::{Comparison, Estimate, KeyDifference, Measure, Measures, Results, Scope, VariantResults, Verdict};

/// Two runs beside each other: the second less the first.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SideBySideResults {
    /// Version of this shape.
    pub format: u32,
    /// Program and version that compared them.
    pub program: String,
    /// The first run.
    pub first: RunBeside,
    /// The second run.
    pub second: RunBeside,
    /// The confidence of every difference.
    pub confidence: f64,
    /// Whether both ask the same of the same scenario; if so, every difference is luck.
    #[serde(default)]
    pub same_scenario: bool,
    /// The keys and files in which the two scenarios differ.
    #[serde(default)]
    pub inputs: Vec<KeyDifference>,
    /// The two baselines, then the variants that both have, in the order of the second.
    pub pairs: Vec<VariantsBeside>,
    /// The variants that only the first has.
    pub only_in_first: Vec<String>,
    /// The variants that only the second has.
    pub only_in_second: Vec<String>,
}

/// One of the two runs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RunBeside {
    /// What it is called here: the name of its folder or pack.
    pub name: String,
    /// What its scenario is called.
    pub title: String,
    /// Program and version that made it.
    pub program: String,
    /// SHA-256 of its scenario.
    pub scenario_sha256: String,
    /// Its seed.
    pub seed: u64,
    /// Replications behind every figure.
    pub replications: u32,
}

/// A variant of the second run compared with one of the first.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VariantsBeside {
    /// Its name in the first.
    pub first: String,
    /// Its name in the second.
    pub second: String,
    /// Why the two did not meet the same customers, replication by replication; empty where they did, and the differences are
    /// paired.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub mismatches: Vec<Mismatch>,
    /// Contact types whose promise differs between the two; their service levels measure different things.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub other_promises: Vec<String>,
    /// Every measure that both have, over the horizon.
    pub differences: Vec<DifferenceBeside>,
}

/// One measure of both.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DifferenceBeside {
    /// In the first.
    pub first: Estimate,
    /// In the second.
    pub second: Estimate,
    /// Degrees of freedom of an unpaired difference.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub degrees: Option<f64>,
    /// The second less the first.
    #[serde(flatten)]
    pub comparison: Comparison,
}

/// Why two runs cannot be paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mismatch {
    /// Other seeds: other customers.
    Seed,
    /// Other numbers of replications.
    Replications,
    /// Other confidences of the intervals.
    Confidence,
    /// Replications are drawn in other blocks, or adjusted by control variates in one of them.
    VarianceReduction,
    /// One is of people alone.
    Detail,
    /// Other days, opening hours or intervals.
    Calendar,
    /// Other contact types.
    ContactTypes,
    /// The first does not come out again with this version.
    FirstNotReproduced,
    /// The second does not come out again with this version.
    SecondNotReproduced,
}

impl VariantsBeside {
    /// Whether both met the same customers.
    #[must_use]
    pub fn is_paired(&self) -> bool {
        self.mismatches.is_empty()
    }

    /// Whether the two differ in centre or period, so that neither is better.
    #[must_use]
    pub fn is_unlike(&self) -> bool {
        self.mismatches.iter().any(|mismatch| matches!(mismatch, Mismatch::Calendar | Mismatch::ContactTypes))
    }
}

impl SideBySideResults {
    /// The number of intervals that do not hold zero, and the number of intervals. Differences without an interval, or with one of no
    /// width, are not counted: chance has no part in them.
    #[must_use]
    pub fn intervals_without_zero(&self) -> (usize, usize) {
        let with_interval = |difference: &&DifferenceBeside| {
            difference.comparison.difference.half_width.is_some_and(|half_width| 0.0 < half_width)
        };
        let all = || self.pairs.iter().flat_map(|pair| &pair.differences).filter(with_interval);
        (all().filter(|difference| difference.comparison.verdict != Verdict::CannotTell).count(), all().count())
    }

    /// Whether every figure of both is exactly the same.
    #[must_use]
    pub fn no_figure_differs(&self) -> bool {
        let same = |difference: &DifferenceBeside| difference.first == difference.second;
        let nobody_alone = self.only_in_first.is_empty() && self.only_in_second.is_empty();
        nobody_alone && self.pairs.iter().all(|pair| pair.is_paired() && pair.differences.iter().all(same))
    }
}

impl RunBeside {
    /// The run of these results, called `name`.
    #[must_use]
    pub fn new(name: &str, results: &Results) -> Self {
        Self {
            name: name.to_owned(),
            title: results.title.clone(),
            program: results.program.clone(),
            scenario_sha256: results.scenario_sha256.clone(),
            seed: results.seed,
            replications: results.variants.iter().map(|variant| variant.replications).min().unwrap_or(0),
        }
    }
}

impl VariantResults {
    /// The figures over the horizon of everything the variant has; all together only where they are several.
    pub fn totals(&self) -> impl Iterator<Item = (Scope, &Measures)> {
        let several = |number: usize| 1 < number;
        let all_contacts = several(self.contacts.len()).then_some((Scope::AllContacts, &self.all_contacts.total));
        let all_teams = several(self.teams.len()).then_some((Scope::AllTeams, &self.all_teams.total));
        let contacts = self.contacts.iter().map(|(name, contact)| (Scope::Contacts(name.clone()), &contact.total));
        let teams = self.teams.iter().map(|(name, team)| (Scope::Team(name.clone()), &team.total));
        let cases = self.cases.iter().map(|(name, case)| (Scope::Cases(name.clone()), &case.total));
        let caseloads = self.caseloads.iter().map(|(name, caseload)| (Scope::Caseload(name.clone()), &caseload.total));
        let workforces =
            self.workforces.iter().map(|(name, workforce)| (Scope::Workforce(name.clone()), &workforce.total));
        let people = self.people.iter().map(|(name, person)| (Scope::People(name.clone()), &person.total));
        let clauses = self.clauses.iter().map(|(name, clause)| (Scope::Clause(name.clone()), &clause.total));
        let groups = self.groups.iter().map(|(name, group)| (Scope::Group(name.clone()), &group.total));
        let of_contacts = all_contacts.into_iter().chain(contacts).chain(groups);
        let of_teams = all_teams.into_iter().chain(teams);
        of_contacts.chain(of_teams).chain(cases).chain(caseloads).chain(workforces).chain(people).chain(clauses)
    }

    /// The figures over the horizon of `scope`, if the variant has it.
    #[must_use]
    pub fn total(&self, scope: &Scope) -> Option<&Measures> {
        match scope {
            Scope::AllContacts => Some(&self.all_contacts.total),
            Scope::AllTeams => Some(&self.all_teams.total),
            _ => self.totals().find(|(known, _)| known == scope).map(|(_, total)| total),
        }
    }

    /// What `measure` of `scope` comes to over the horizon; `None` if the variant has no such thing, or nothing to measure it by.
    #[must_use]
    pub fn estimate(&self, scope: &Scope, measure: Measure) -> Option<Estimate> {
        self.total(scope)?.get(&measure).copied().flatten()
    }
}
