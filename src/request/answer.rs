use crate::results::{BreakEvenResults, Ended, LuckResults, Named, Results, SensitivityResults, SweepResults};

use super::Question;

/// What came out of a request.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Of a run.
    Run(Results),
    /// Of a sweep.
    Sweep(SweepResults),
    /// Of a break-even.
    BreakEven(BreakEvenResults),
    /// Of a sensitivity.
    Sensitivity(SensitivityResults),
    /// Of a look at luck.
    Luck(LuckResults),
}

impl Answer {
    /// Reads the record that an answer to `question` is kept as.
    ///
    /// # Errors
    ///
    /// If it is not what this version writes.
    pub fn from_json(question: &Question, json: &[u8]) -> Result<Self, serde_json::Error> {
        Ok(match question {
            Question::Run(_) => Self::Run(serde_json::from_slice(json)?),
            Question::Sweep(_) => Self::Sweep(serde_json::from_slice(json)?),
            Question::BreakEven(_) => Self::BreakEven(serde_json::from_slice(json)?),
            Question::Sensitivity(_) => Self::Sensitivity(serde_json::from_slice(json)?),
            Question::Luck(_) => Self::Luck(serde_json::from_slice(json)?),
        })
    }

    /// How the simulation ended.
    #[must_use]
    pub fn ended(&self) -> Ended {
        self.head().ended
    }

    /// The program that made it.
    #[must_use]
    pub fn program(&self) -> &str {
        self.head().program
    }

    /// SHA-256 of the scenario.
    #[must_use]
    pub fn scenario_sha256(&self) -> &str {
        self.head().scenario_sha256
    }

    /// The seed.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.head().seed
    }

    /// Replications by variant.
    #[must_use]
    pub fn replications(&self) -> Named<u32> {
        match self.results() {
            Ok(results) => {
                results.variants.iter().map(|variant| (variant.name.clone(), variant.replications)).collect()
            }
            Err(luck) => [(luck.variant.clone(), luck.replications)].into_iter().collect(),
        }
    }

    /// Names another program as the one that made it: to compare digits with what that one wrote.
    pub fn set_program(&mut self, program: &str) {
        let named = match self {
            Self::Run(results) => &mut results.program,
            Self::Sweep(sweep) => &mut sweep.results.program,
            Self::BreakEven(found) => &mut found.results.program,
            Self::Sensitivity(found) => &mut found.results.program,
            Self::Luck(luck) => &mut luck.program,
        };
        program.clone_into(named);
    }

    /// The results that it is or rests on; a look at luck has others.
    fn results(&self) -> Result<&Results, &LuckResults> {
        match self {
            Self::Run(results) => Ok(results),
            Self::Sweep(sweep) => Ok(&sweep.results),
            Self::BreakEven(found) => Ok(&found.results),
            Self::Sensitivity(found) => Ok(&found.results),
            Self::Luck(luck) => Err(luck),
        }
    }

    fn head(&self) -> Head<'_> {
        match self.results() {
            Ok(Results { program, scenario_sha256, seed, ended, .. }) => {
                Head { program, scenario_sha256, seed: *seed, ended: *ended }
            }
            Err(LuckResults { program, scenario_sha256, seed, ended, .. }) => {
                Head { program, scenario_sha256, seed: *seed, ended: *ended }
            }
        }
    }
}

/// What all answers begin with.
struct Head<'a> {
    program: &'a str,
    scenario_sha256: &'a str,
    seed: u64,
    ended: Ended,
}
