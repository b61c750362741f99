use crate::units::Fraction;

/// How recruits come up to speed: after t days on the floor, handling takes 1 + a·e^(−t÷τ) times as long, and needs are settled
/// 1 − b·e^(−t÷τ) times as often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learning {
    /// The a of the formula.
    pub handling_excess: f64,
    /// The b of the formula.
    pub resolution_loss: Fraction,
    /// The τ of the formula, in days, as protected time has made it.
    pub time_constant_days: f64,
    /// The curve of cases, in a team that has contacts too; if `None`, cases have the curve above.
    pub casework: Option<CaseworkCurve>,
    /// Share of a recruit's paid hours that is protected for consolidation.
    pub protected: Fraction,
    /// Days on the floor for which it is protected.
    pub protected_days: u32,
    /// Excess of handling time up to which a recruit counts as proficient.
    pub proficient_within: Fraction,
}

/// How recruits come up to speed with cases, where they learn contacts too. It has no loss of resolution: a case is worked on until it is
/// done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CaseworkCurve {
    /// The a of the formula.
    pub handling_excess: f64,
    /// The τ of the formula, in days, as protected time has made it.
    pub time_constant_days: f64,
}

impl Learning {
    /// Factor on handling time after `days` on the floor.
    #[must_use]
    pub fn handling(&self, days: u32) -> f64 {
        1.0 + self.handling_excess * self.left(days)
    }

    /// Factor on the chance of settling a need after `days` on the floor.
    #[must_use]
    pub fn settling(&self, days: u32) -> f64 {
        1.0 - self.resolution_loss.get() * self.left(days)
    }

    /// Factor on the work of cases after `days` on the floor.
    #[must_use]
    pub fn casework(&self, days: u32) -> f64 {
        let excess = |curve: CaseworkCurve| curve.handling_excess * left(days, curve.time_constant_days);
        self.casework.map_or_else(|| self.handling(days), |curve| 1.0 + excess(curve))
    }

    /// Days on the floor after which a recruit counts as proficient: a·e^(−t÷τ) has fallen to `proficient_within`. In a team with contacts
    /// and cases, the curve of contacts decides.
    #[must_use]
    pub fn proficient_after_days(&self) -> u32 {
        let allowed = self.proficient_within.get();
        if self.handling_excess <= allowed {
            return 0;
        }
        (self.time_constant_days * libm::log(self.handling_excess / allowed)).ceil() as u32
    }

    /// The same with nothing to learn; protected time is kept.
    pub(super) fn with_nothing_to_learn(self) -> Self {
        let casework = self.casework.map(|curve| CaseworkCurve { handling_excess: 0.0, ..curve });
        Self { handling_excess: 0.0, resolution_loss: Fraction::ZERO, casework, ..self }
    }

    fn left(&self, days: u32) -> f64 {
        left(days, self.time_constant_days)
    }
}

/// What is left after `days` of something that wears off with a time constant.
fn left(days: u32, time_constant_days: f64) -> f64 {
    libm::exp(-f64::from(days) / time_constant_days)
}
