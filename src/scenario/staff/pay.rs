//! What people cost.

use crate::decode::{Slot, factor_from_one, keys};
use crate::model::Pay;

use super::contracts::hourly_pay;

/// Most pounds for one recruit.
const MOST_PER_RECRUIT: f64 = 1e7;

keys! {
    struct PayKeys {
        permanent: f64 = hourly_pay => required "Pounds an hour of a permanent worker";
        agency: Option<f64> = hourly_pay
            => optional "Pounds an hour of an agency worker; as a permanent worker if left out";
        overtime: f64 = factor_from_one => or("1") "Factor on the pay of minutes past the end of a shift";
        recruitment: f64 = pounds => or("0") "Pounds that finding one recruit costs";
        training: f64 = pounds => or("0") "Pounds that training one recruit costs, beside the pay";
    }
}

/// `{ permanent = 14.20, agency = 24.00, overtime = 1.5 }`, in pounds.
pub(crate) fn pay(slot: Slot<'_>) -> Option<Pay> {
    let PayKeys { permanent, agency, overtime, recruitment, training } =
        slot.table("`pay`", "{ permanent = 14.20, agency = 24.00 }", PayKeys::read)?;
    Some(Pay { permanent, agency: agency.unwrap_or(permanent), overtime, recruitment, training })
}

fn pounds(slot: Slot<'_>) -> Option<f64> {
    slot.number("pounds", 0.0, MOST_PER_RECRUIT)
}
