use rand::rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::ziggurat;

/// Names a stream. Deriving a key from a key is cheap and cannot collide by design of the mixing:
/// every step passes the whole state through a bijection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(u64);

impl Key {
    /// The key of one replication of one run.
    #[must_use]
    pub fn new(seed: u64, replication: u32) -> Self {
        Self(mix(seed)).with(u64::from(replication))
    }

    /// The key of something that has a number: a customer, an attempt, a day, a purpose.
    #[inline]
    #[must_use]
    pub fn with(self, number: u64) -> Self {
        Self(mix(self.0.rotate_left(23) ^ mix(number.wrapping_add(0x9E37_79B9_7F4A_7C15))))
    }

    /// The key of something that has a name, so that adding another does not move it.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        let hash = name
            .bytes()
            .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
        self.with(hash)
    }

    /// The stream of this key, from its beginning.
    #[inline]
    #[must_use]
    pub fn stream(self) -> Stream {
        Stream(Xoshiro256PlusPlus::seed_from_u64(self.0))
    }
}

/// A sequence of random numbers: xoshiro256++, seeded from a [`Key`].
#[derive(Clone, Debug)]
pub struct Stream(Xoshiro256PlusPlus);

impl Stream {
    /// Uniform on `[0, 1)`, a multiple of 2⁻⁵³.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// Uniform on `(0, 1)`, an odd multiple of 2⁻⁵³: as likely to be `u` as `1 − u`.
    #[inline]
    pub fn open_uniform(&mut self) -> f64 {
        ((self.bits() >> 12) as f64 + 0.5) * (1.0 / (1_u64 << 52) as f64)
    }

    /// True with probability `share`.
    #[inline]
    pub fn chance(&mut self, share: f64) -> bool {
        self.uniform() < share
    }

    /// Any of `0..count` alike (to within `count`/2⁶⁴).
    ///
    /// # Panics
    ///
    /// In debug builds, if `count` is zero.
    #[inline]
    pub fn below(&mut self, count: usize) -> usize {
        debug_assert!(count > 0, "nothing to choose from");
        ((u128::from(self.bits()) * count as u128) >> 64) as usize
    }

    /// Exponential with mean 1.
    #[inline]
    pub fn exponential(&mut self) -> f64 {
        ziggurat::exponential(self)
    }

    /// Normal with mean 0 and variance 1.
    #[inline]
    pub fn normal(&mut self) -> f64 {
        ziggurat::normal(self)
    }

    #[inline]
    pub(super) fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }
}

/// A bijection of 64-bit words whose every output bit depends on every input bit (the finaliser of SplitMix64).
#[inline]
fn mix(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_a_function_of_its_key() {
        let key = Key::new(1, 0).named("enquiries").with(7);
        let draws = |key: Key| {
            let mut stream = key.stream();
            [stream.bits(), stream.bits()]
        };
        assert_eq!(draws(key), draws(key));
        for other in [Key::new(2, 0), Key::new(1, 1)] {
            assert_ne!(draws(key), draws(other.named("enquiries").with(7)));
        }
        assert_ne!(draws(key), draws(Key::new(1, 0).named("claims").with(7)));
    }

    #[test]
    fn the_digits_stay_what_they_were() {
        let mut stream = Key::new(1, 0).named("enquiries").stream();
        let draws = [stream.uniform(), stream.exponential(), stream.normal()];
        assert_eq!(draws.map(|draw| format!("{draw:.12}")), ["0.592215263566", "0.895458495638", "2.123765637765"]);
    }
}
