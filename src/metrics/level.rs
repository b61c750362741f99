use crate::units::Instant;

/// A number that goes up and down over time, and the area under it.
///
/// With every change the sum of `change × moment` is kept; the area up to `T` is `value × T` less that
/// sum. All in whole ticks, modulo 2⁶⁴, so areas between two moments are exact whatever came before.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Level {
    value: u32,
    moment: u64,
    measured: u64,
}

impl Level {
    #[inline]
    pub(super) fn rise(&mut self, now: Instant) {
        self.value = self.value.wrapping_add(1);
        self.moment = self.moment.wrapping_add(now.0);
    }

    #[inline]
    pub(super) fn fall(&mut self, now: Instant) {
        self.value = self.value.wrapping_sub(1);
        self.moment = self.moment.wrapping_sub(now.0);
    }

    pub(super) fn set(&mut self, value: u32, now: Instant) {
        let change = u64::from(value).wrapping_sub(u64::from(self.value));
        self.moment = self.moment.wrapping_add(change.wrapping_mul(now.0));
        self.value = value;
    }

    /// The area since this was last asked, in ticks.
    pub(super) fn measure(&mut self, now: Instant) -> u64 {
        let area = u64::from(self.value).wrapping_mul(now.0).wrapping_sub(self.moment);
        let since = area.wrapping_sub(self.measured);
        self.measured = area;
        since
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_is_value_times_time() {
        let mut level = Level::default();
        level.set(5, Instant(10));
        level.rise(Instant(20));
        level.fall(Instant(25));
        level.fall(Instant(30));
        assert_eq!(level.measure(Instant(40)), 5 * 10 + 6 * 5 + 5 * 5 + 4 * 10);
        assert_eq!(level.measure(Instant(41)), 4);
        level.set(0, Instant(42));
        assert_eq!(level.measure(Instant(1 << 60)), 4);
    }
}
