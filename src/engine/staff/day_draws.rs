use crate::random::{Distribution, Stream};
use crate::units::{Seconds, Ticks};

/// Most sessions of a kind in a day.
pub(crate) const MOST_SESSIONS: usize = 2;
/// Flexible hours begin on quarters of an hour, if they are whole quarters, and otherwise on minutes.
const FLEXIBLE_SECONDS: [f64; 2] = [900.0, 60.0];

/// What is drawn for one working day of somebody with a shift, from the stream of the place and the date.
///
/// The order is part of the digits: first what decides when the person comes (how much later the shift begins, how late the person
/// is for it), then what a new holder of the place owes to begin with, then where the day's sessions lie, training before meetings.
/// So flexible hours and lateness are the same whatever the training, and a session that is not due still takes its draw: a day
/// with one more does not move the others. Whether the person is there at all was drawn before, in [`crate::engine::headcount`],
/// from streams of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct DayDraws {
    /// How much later than the shift says the person may begin and does.
    pub(crate) later: Ticks,
    /// How late the person is, where anybody is.
    pub(crate) late: Ticks,
    /// Parts of a session of training and of a meeting that a new holder owes.
    pub(crate) owed: Option<[f64; 2]>,
    /// Where sessions begin, in shares of the room there is for them.
    pub(crate) training: [f64; MOST_SESSIONS],
    pub(crate) meetings: [f64; MOST_SESSIONS],
}

impl DayDraws {
    pub(crate) fn new(
        stream: &mut Stream,
        flexible: Seconds,
        lateness: Option<&Distribution>,
        holder_is_new: bool,
    ) -> Self {
        // Fields are evaluated in the order in which they are written.
        Self {
            later: later(stream.uniform(), flexible.get()),
            late: lateness.map_or(Ticks::ZERO, |lateness| Ticks::from_seconds_f64(lateness.sample(stream))),
            owed: holder_is_new.then(|| [stream.uniform(), stream.uniform()]),
            training: [stream.uniform(), stream.uniform()],
            meetings: [stream.uniform(), stream.uniform()],
        }
    }
}

/// How much later than the shift somebody begins who may by so many seconds.
fn later(uniform: f64, flexible: f64) -> Ticks {
    let [quarter, minute] = FLEXIBLE_SECONDS;
    let step = if flexible % quarter == 0.0 { quarter } else { minute };
    Ticks::from_seconds_f64(((uniform * flexible / step).round() * step).min(flexible))
}

#[cfg(test)]
mod tests {
    use crate::random::{Key, Shape};

    use super::*;

    #[test]
    fn a_day_is_drawn_in_the_order_that_is_written_down() {
        let hour = Seconds::new(3600.0).unwrap();
        let lateness = Distribution::new(Shape::Lognormal, Seconds::new(300.0).unwrap(), 1.0).unwrap();
        let key = Key::new(7, 3).named("shift");
        let mut stream = key.stream();
        let in_order = DayDraws {
            later: later(stream.uniform(), 3600.0),
            late: Ticks::from_seconds_f64(lateness.sample(&mut stream)),
            owed: Some([stream.uniform(), stream.uniform()]),
            training: [stream.uniform(), stream.uniform()],
            meetings: [stream.uniform(), stream.uniform()],
        };
        assert_eq!(DayDraws::new(&mut key.stream(), hour, Some(&lateness), true), in_order);
        let mut stream = key.stream();
        stream.uniform();
        let without = DayDraws::new(&mut key.stream(), hour, None, false);
        assert_eq!(without.training, [stream.uniform(), stream.uniform()], "what is not drawn takes no draw");
        assert_eq!(without.meetings, [stream.uniform(), stream.uniform()]);
        assert_eq!((without.later, without.late, without.owed), (in_order.later, Ticks::ZERO, None));
    }
}
