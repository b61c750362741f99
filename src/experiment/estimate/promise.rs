use crate::model::{Centre, ContactType, Due, ServiceLevel};
use crate::results::ServiceTarget;
use crate::units::{Fraction, describe_duration};

pub(super) fn service_target(contact_type: &ContactType) -> ServiceTarget {
    let ServiceLevel { within, target } = contact_type.service_level;
    let (within_seconds, due) = match contact_type.due {
        None => (within.get(), None),
        Some(Due::After(length)) => (length.get(), Some(describe_duration(length.get()))),
        Some(Due::WorkingDays { days, in_a_week }) => {
            let seconds = f64::from(days) * 7.0 / f64::from(in_a_week.max(1)) * 86_400.0;
            let plural = if days == 1 { "" } else { "s" };
            (seconds, Some(format!("{days} working day{plural}")))
        }
    };
    ServiceTarget { within_seconds, due, target: target.map(Fraction::get) }
}

/// The promise that some contact types share, if they do.
pub(super) fn common_target(centre: &Centre, types: &[usize]) -> Option<ServiceTarget> {
    let mut targets = types.iter().map(|&of_type| service_target(&centre.contact_types()[of_type]));
    let first = targets.next()?;
    targets.all(|other| other == first).then_some(first)
}
