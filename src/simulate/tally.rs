//! Counts of whole numbers: exact for any number of runs, in the room of their spread.

use super::bands::{ColumnSummary, PERCENTILES, between};

/// How many runs have each number of heads.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// The number that `runs` begins with.
    from: usize,
    /// Runs by number of heads.
    runs: Vec<u32>,
}

impl Tally {
    /// Counts one run with a whole number of `heads`.
    #[inline]
    pub fn add(&mut self, heads: f64) {
        let heads = heads as i32 as usize;
        match self.runs.get_mut(heads.wrapping_sub(self.from)) {
            Some(runs) => *runs += 1,
            None => *self.room_for(heads) += 1,
        }
    }

    /// Adds the runs of another.
    pub fn merge(&mut self, other: &Self) {
        for (k, runs) in other.runs.iter().enumerate().filter(|(_, runs)| **runs > 0) {
            *self.room_for(other.from + k) += runs;
        }
    }

    #[cold]
    fn room_for(&mut self, heads: usize) -> &mut u32 {
        if self.runs.is_empty() {
            self.from = heads;
        } else if heads < self.from {
            let missing = self.from - heads;
            self.runs.splice(0..0, std::iter::repeat_n(0, missing));
            self.from = heads;
        }
        let place = heads - self.from;
        if place >= self.runs.len() {
            self.runs.resize(place + 1, 0);
        }
        &mut self.runs[place]
    }

    /// Mean, spread and percentiles, without rounding before the last step.
    pub fn summary(&self) -> ColumnSummary {
        let (mut n, mut sum, mut squares) = (0_u128, 0_u128, 0_u128);
        for (heads, &runs) in (self.from as u128..).zip(&self.runs) {
            let runs = u128::from(runs);
            n += runs;
            sum += runs * heads;
            squares += runs * heads * heads;
        }
        let count = n as f64;
        let spread = (n * squares - sum * sum) as f64;
        let sd = if n > 1 { (spread / (count * (count - 1.0))).sqrt() } else { 0.0 };
        ColumnSummary {
            mean: sum as f64 / count,
            standard_error: sd / count.sqrt(),
            sd,
            percentiles: PERCENTILES.map(|p| between(p, n as usize, |rank| self.at(rank))),
        }
    }

    /// The number of heads with `rank` runs below it.
    fn at(&self, rank: usize) -> f64 {
        let mut up_to = 0;
        let place = self.runs.iter().position(|&runs| {
            up_to += runs as usize;
            up_to > rank
        });
        (self.from + place.expect("the rank lies below the number of runs")) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(heads: &[usize]) -> Tally {
        let mut tally = Tally::default();
        heads.iter().for_each(|&heads| tally.add(heads as f64));
        tally
    }

    #[test]
    fn moments_and_percentiles_are_those_of_the_numbers() {
        // By hand: mean 4, squared deviations 4 + 0 + 1 + 1 + 4 = 10, over 4; type 7 at 0.05 is 0.2 of
        // the way from 2 to 3, at 0.95 it is 0.8 of the way from 5 to 6.
        let summary = tally(&[6, 4, 3, 5, 2]).summary();
        assert_eq!((summary.mean, summary.sd), (4.0, 2.5_f64.sqrt()));
        assert_eq!(summary.standard_error, 2.5_f64.sqrt() / 5.0_f64.sqrt());
        let [p5, p25, p50, p75, p95] = summary.percentiles;
        assert_eq!((p25, p50, p75), (3.0, 4.0, 5.0));
        // Ranks 0.2 and 3.8 are rounded in their last bit.
        assert!((p5 - 2.2).abs() < 4.0 * f64::EPSILON && (p95 - 5.8).abs() < 8.0 * f64::EPSILON);
        let one = tally(&[7]).summary();
        assert_eq!((one.mean, one.sd, one.percentiles), (7.0, 0.0, [7.0; 5]));
    }

    #[test]
    fn a_hundred_thousand_heads_take_the_room_of_their_spread() {
        let many = tally(&[99_998, 100_000, 99_990]);
        assert_eq!(many.runs.len(), 11);
        // 99,996 and deviations 2, 4 and −6.
        assert_eq!((many.summary().mean, many.summary().sd), (99_996.0, 28_f64.sqrt()));
    }

    #[test]
    fn merged_tallies_are_the_tally_of_all() {
        let parts = [&[3, 3, 9][..], &[], &[1, 4], &[12]];
        let mut merged = Tally::default();
        parts.iter().for_each(|part| merged.merge(&tally(part)));
        assert_eq!(merged.summary(), tally(&[3, 3, 9, 1, 4, 12]).summary());
    }
}
