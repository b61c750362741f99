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

/// The promise that some contact types share, if they do; without the share that is promised where that differs.
pub(super) fn common_target(centre: &Centre, types: &[usize]) -> Option<ServiceTarget> {
    let targets: Vec<_> = types.iter().map(|&of_type| service_target(&centre.contact_types()[of_type])).collect();
    let first = targets.first()?;
    let is_one_wait = |other: &ServiceTarget| (other.within_seconds, &other.due) == (first.within_seconds, &first.due);
    let one_share = targets.iter().all(|other| other.target == first.target);
    let shared = || ServiceTarget { target: first.target.filter(|_| one_share), ..first.clone() };
    targets.iter().all(is_one_wait).then(shared)
}
