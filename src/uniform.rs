//! Uniform numbers by address: the mixing behind every draw. A building block.
//!
//! The generator is SplitMix64 (Steele, Lea & Flood 2014, as in `rand_xoshiro`), started at a hash of
//! the address. The number for an address never depends on which others are drawn. Which addresses
//! there are is for their users to say (`sample::address`, the population of a study).

use rand_xoshiro::SplitMix64;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// The next link of an address: 64 bits that depend on every bit of `x`.
pub fn mix(x: u64) -> u64 {
    SplitMix64::seed_from_u64(x).next_u64()
}

/// The middle of one of 2^53 equal cells of (0, 1): never 0 and never 1.
pub fn unit(x: u64) -> f64 {
    ((x >> 11) as f64 + 0.5) * (1.0 / (1u64 << 53) as f64)
}

/// Hash of a quantity's path: the first eight bytes of its SHA-256.
pub fn path_hash(path: &str) -> u64 {
    let digest = Sha256::digest(path.as_bytes());
    u64::from_le_bytes(digest[..8].try_into().expect("a digest has 32 bytes"))
}
