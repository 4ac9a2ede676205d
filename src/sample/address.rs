//! Uniform numbers by address: a draw without a sequence.
//!
//! [`crate::uniform`] mixes; here stands which addresses there are. The number for an address never
//! depends on which others are drawn.

use crate::model::path::Purpose;
pub use crate::uniform::path_hash;
use crate::uniform::{mix, unit};

/// Keeps the addresses of ignorance and of luck apart.
const IGNORANCE: u64 = 0x6967_6e6f_7261_6e63;
const LUCK: u64 = 0x6c75_636b_0000_0000;
/// Keeps the queue for a subsidy apart from both.
const QUEUE: u64 = 0x7175_6575_6500_0000;
/// Keeps designs of experiments apart from both.
const DESIGN: u64 = 0x6465_7369_676e_0000;
/// Bit that marks addresses which belong to the organisation and not to a position.
const ORGANISATION_BIT: u64 = 1 << 63;

/// Source of the uniforms for the quantities of one run.
#[derive(Clone, Copy, Debug)]
pub struct Ignorance(u64);

impl Ignorance {
    /// The quantities of run `run` under `seed`.
    pub fn new(seed: u64, run: u64) -> Self {
        Self(mix(mix(mix(IGNORANCE) ^ seed) ^ run))
    }

    /// The uniform of the quantity whose path has this [`path_hash`].
    pub fn uniform(self, path_hash: u64) -> f64 {
        unit(mix(self.0 ^ path_hash))
    }
}

/// Source of the uniforms for the lives of one run.
#[derive(Clone, Copy, Debug)]
pub struct Luck(u64);

impl Luck {
    /// The lives of run `run` in organisation `organisation` (0 in a scenario) under `seed`.
    /// `realisation` is 0; 1 is a second realisation of luck for the same quantities.
    pub fn new(seed: u64, organisation: u32, realisation: u32, run: u64) -> Self {
        let who = (u64::from(organisation) << 32) | u64::from(realisation);
        Self(mix(mix(mix(mix(LUCK) ^ seed) ^ who) ^ run))
    }

    /// The uniform for one purpose of one spell of one position.
    pub fn uniform(self, position: usize, spell: usize, purpose: Purpose) -> f64 {
        let purpose = match purpose {
            Purpose::Vacancy => 0,
            Purpose::RouteDuration => 1,
            Purpose::Exit => 2,
            Purpose::Retry(attempt) => 16 + attempt as u64,
            Purpose::Attempt(attempt) => 32 + attempt as u64,
        };
        // Position, spell and purpose have bits of their own: 17, 10 and 6 suffice.
        unit(mix(self.0 ^ ((position as u64) << 32 | (spell as u64) << 8 | purpose)))
    }

    /// The uniform for the organisation's free cash in month `t`.
    pub fn free_cash(self, t: usize) -> f64 {
        unit(mix(self.0 ^ (ORGANISATION_BIT | t as u64)))
    }
}

/// Source of the order in which organisations queue for a subsidy in one run.
#[derive(Clone, Copy, Debug)]
pub struct Queue(u64);

impl Queue {
    /// The queue of run `run` under `seed`; `realisation` as for [`Luck`].
    pub fn new(seed: u64, realisation: u32, run: u64) -> Self {
        Self(mix(mix(mix(mix(QUEUE) ^ seed) ^ u64::from(realisation)) ^ run))
    }

    /// The uniform of an organisation: the lowest comes first.
    pub fn uniform(self, organisation: usize) -> f64 {
        unit(mix(self.0 ^ organisation as u64))
    }
}

/// Source of the random bits behind a design of experiments: scrambled points, resampled rows.
#[derive(Clone, Copy, Debug)]
pub struct Design(u64);

impl Design {
    /// Part `part` of a design under `seed`: a column of points, a resample.
    pub fn new(seed: u64, part: u64) -> Self {
        Self(mix(mix(mix(DESIGN) ^ seed) ^ part))
    }

    /// The 64 random bits with number `k`.
    pub fn bits(self, k: u64) -> u64 {
        mix(self.0 ^ k)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// χ² of 256 equal cells (255 degrees of freedom): 0.0001 of the mass lies below 177 and
    /// 0.0001 above 347; too even is as wrong as too uneven.
    fn chi_square_is_ordinary(draw: impl Fn(u64) -> f64, name: &str) {
        let n = 1 << 16;
        let mut cells = [0u32; 256];
        for k in 0..n {
            cells[(draw(k) * 256.0) as usize] += 1;
        }
        let expected = n as f64 / 256.0;
        let chi2: f64 = cells.iter().map(|&c| (f64::from(c) - expected).powi(2) / expected).sum();
        assert!((177.0..347.0).contains(&chi2), "{name}: {chi2}");
    }

    #[test]
    fn every_part_of_an_address_gives_even_numbers() {
        let luck = Luck::new(1, 0, 0, 0);
        chi_square_is_ordinary(|k| Luck::new(k, 0, 0, 0).uniform(0, 0, Purpose::Exit), "seed");
        chi_square_is_ordinary(
            |k| Luck::new(1, k as u32, 0, 0).uniform(0, 0, Purpose::Exit),
            "organisation",
        );
        chi_square_is_ordinary(|k| Luck::new(1, 0, 0, k).uniform(0, 0, Purpose::Exit), "run");
        chi_square_is_ordinary(|k| luck.uniform(k as usize, 0, Purpose::Vacancy), "position");
        chi_square_is_ordinary(
            |k| luck.uniform((k / 600) as usize, (k % 600) as usize, Purpose::Exit),
            "spell",
        );
        chi_square_is_ordinary(|k| luck.free_cash(k as usize), "month");
        chi_square_is_ordinary(|k| Queue::new(1, 0, k).uniform(0), "run of a queue");
        chi_square_is_ordinary(|k| Queue::new(1, 0, 0).uniform(k as usize), "place in a queue");
        chi_square_is_ordinary(|k| unit(Design::new(1, k).bits(0)), "part of a design");
        chi_square_is_ordinary(|k| unit(Design::new(1, 0).bits(k)), "number within a design");
        chi_square_is_ordinary(
            |k| Ignorance::new(1, k).uniform(path_hash("a.b")),
            "quantity by run",
        );
        chi_square_is_ordinary(
            |k| Ignorance::new(1, 0).uniform(path_hash(&format!("a[{k}]"))),
            "path",
        );
    }

    #[test]
    fn neighbouring_addresses_are_not_correlated() {
        // The correlation of n independent pairs has standard deviation 1/√n; 5 of them.
        let n = 1 << 16;
        let correlation = |pair: &dyn Fn(u64) -> (f64, f64)| {
            let sum: f64 = (0..n)
                .map(|k| {
                    let (a, b) = pair(k);
                    (a - 0.5) * (b - 0.5)
                })
                .sum();
            12.0 * sum / n as f64
        };
        let luck = |run| Luck::new(7, 0, 0, run);
        type Pair<'a> = &'a dyn Fn(u64) -> (f64, f64);
        let pairs: [(&str, Pair<'_>); 5] = [
            ("runs", &|k| {
                (luck(k).uniform(0, 0, Purpose::Exit), luck(k + 1).uniform(0, 0, Purpose::Exit))
            }),
            ("positions", &|k| {
                (luck(k).uniform(0, 0, Purpose::Exit), luck(k).uniform(1, 0, Purpose::Exit))
            }),
            ("purposes", &|k| {
                (
                    luck(k).uniform(0, 0, Purpose::Vacancy),
                    luck(k).uniform(0, 0, Purpose::RouteDuration),
                )
            }),
            ("realisations", &|k| {
                (
                    luck(k).uniform(0, 0, Purpose::Exit),
                    Luck::new(7, 0, 1, k).uniform(0, 0, Purpose::Exit),
                )
            }),
            ("seeds", &|k| {
                (
                    luck(k).uniform(0, 0, Purpose::Exit),
                    Luck::new(8, 0, 0, k).uniform(0, 0, Purpose::Exit),
                )
            }),
        ];
        for (name, pair) in pairs {
            let r = correlation(pair);
            assert!(r.abs() < 5.0 / (n as f64).sqrt(), "{name}: {r}");
        }
    }

    #[test]
    fn different_addresses_give_different_numbers() {
        let mut seen = std::collections::BTreeSet::new();
        let luck = Luck::new(3, 0, 0, 5);
        for position in 0..20 {
            for spell in 0..10 {
                for purpose in [Purpose::Vacancy, Purpose::RouteDuration, Purpose::Exit]
                    .into_iter()
                    .chain((0..10).flat_map(|k| [Purpose::Retry(k), Purpose::Attempt(k)]))
                {
                    assert!(seen.insert(luck.uniform(position, spell, purpose).to_bits()));
                }
            }
        }
        for t in 0..600 {
            assert!(seen.insert(luck.free_cash(t).to_bits()));
        }
    }

    #[test]
    fn pinned_draws_stay_what_they_are() {
        assert_eq!(Luck::new(1, 0, 0, 0).uniform(0, 0, Purpose::Exit).to_bits(), PINNED_EXIT);
        assert_eq!(
            Ignorance::new(1, 0).uniform(path_hash("contract.tariff_per_hour")).to_bits(),
            PINNED_TARIFF
        );
    }

    /// A change here changes every result: it needs a line under "Changes to results".
    const PINNED_EXIT: u64 = 4_606_178_326_428_448_710;
    const PINNED_TARIFF: u64 = 4_603_430_594_218_325_050;
}
