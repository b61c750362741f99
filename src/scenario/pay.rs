//! What people cost.

use crate::decode::{Slot, factor_from_one};
use crate::model::Pay;

use super::contracts::hourly_pay;

/// Most pounds for one recruit.
const MOST_PER_RECRUIT: f64 = 1e7;

/// `{ permanent = 14.20, agency = 24.00, overtime = 1.5 }`, in pounds.
pub(super) fn pay(slot: Slot<'_>) -> Option<Pay> {
    slot.table("`pay`", "{ permanent = 14.20, agency = 24.00 }", |f| {
        let permanent = f.required("permanent", "Pounds an hour of a permanent worker", hourly_pay);
        let meaning = "Pounds an hour of an agency worker; as a permanent worker if left out";
        let agency = f.optional("agency", meaning, hourly_pay);
        let meaning = "Factor on the pay of minutes past the end of a shift; 1 if left out";
        let overtime = f.optional("overtime", meaning, factor_from_one);
        let pounds = |slot: Slot<'_>| slot.number("pounds", 0.0, MOST_PER_RECRUIT);
        let recruitment = f.optional("recruitment", "Pounds that finding one recruit costs; 0 if left out", pounds);
        let meaning = "Pounds that training one recruit costs, beside the pay; 0 if left out";
        let training = f.optional("training", meaning, pounds);
        let permanent = permanent?;
        Some(Pay {
            permanent,
            agency: agency.unwrap_or(permanent),
            overtime: overtime.unwrap_or(1.0),
            recruitment: recruitment.unwrap_or(0.0),
            training: training.unwrap_or(0.0),
        })
    })
}
