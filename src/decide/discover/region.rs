//! A region: a few bounds on numbers, and how well it tells the futures in which something happens.

use super::cases::Cases;
use crate::summarize::statistics::Chance;

/// Which side of a number is inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The bound and everything above it.
    AtLeast,
    /// The bound and everything below it.
    AtMost,
}

/// A bound on one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// Index of the column.
    pub column: usize,
    /// Which side is inside.
    pub side: Side,
    /// The bound, in the unit of the column.
    pub value: f64,
}

impl Bound {
    /// Whether a number is inside.
    pub fn holds(&self, x: f64) -> bool {
        match self.side {
            Side::AtLeast => x >= self.value,
            Side::AtMost => x <= self.value,
        }
    }
}

/// How many futures there are, and in how many it happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Futures.
    pub runs: usize,
    /// Of them, those in which it happens.
    pub cases: usize,
}

impl Tally {
    /// One future more.
    pub fn add(&mut self, happened: bool) {
        self.runs += 1;
        self.cases += usize::from(happened);
    }

    /// The share in which it happens.
    pub fn density(self) -> f64 {
        self.cases as f64 / self.runs.max(1) as f64
    }

    /// The correlation between lying in a part and happening, over `all` futures: 0 where the part tells nothing, 1
    /// where it holds all cases and nothing else. Where cases are rare it is about the geometric mean of coverage and
    /// density.
    pub fn correlation(self, all: Self) -> f64 {
        let (n, k) = (self.runs as f64, self.cases as f64);
        let (runs, cases) = (all.runs as f64, all.cases as f64);
        let spread = n * (runs - n) * cases * (runs - cases);
        if spread > 0.0 { (runs * k - n * cases) / spread.sqrt() } else { 0.0 }
    }
}

/// The tally inside some bounds, and the tally without each one of them.
pub fn tallies(cases: &Cases, bounds: &[Bound]) -> (Tally, Vec<Tally>) {
    let mut inside = Tally::default();
    let mut only = vec![Tally::default(); bounds.len()];
    for (run, &happened) in cases.happened.iter().enumerate() {
        let mut broken = bounds
            .iter()
            .enumerate()
            .filter(|(_, bound)| !bound.holds(cases.columns[bound.column][run]));
        match (broken.next(), broken.next()) {
            (None, _) => inside.add(happened),
            (Some((bound, _)), None) => only[bound].add(happened),
            _ => {}
        }
    }
    for tally in &mut only {
        tally.runs += inside.runs;
        tally.cases += inside.cases;
    }
    (inside, only)
}

/// How well a region tells where it happens, measured on futures that had no part in finding it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// Futures that were counted.
    pub all: Tally,
    /// Of them, those in the region.
    pub inside: Tally,
}

impl Measured {
    /// The share of the cases that lies inside.
    pub fn coverage(&self) -> Chance {
        Chance::of(self.inside.cases, self.all.cases.max(1))
    }

    /// The share of the futures inside in which it happens.
    pub fn density(&self) -> Chance {
        Chance::of(self.inside.cases, self.inside.runs.max(1))
    }

    /// The share of the futures outside in which it happens.
    pub fn outside(&self) -> Chance {
        let cases = self.all.cases - self.inside.cases;
        Chance::of(cases, (self.all.runs - self.inside.runs).max(1))
    }

    /// The share of all futures that lies inside.
    pub fn share(&self) -> Chance {
        Chance::of(self.inside.runs, self.all.runs.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_and_each_of_its_bounds_are_counted_in_one_pass() {
        let cases = Cases {
            columns: vec![vec![1.0, 2.0, 3.0, 4.0], vec![4.0, 3.0, 2.0, 1.0]],
            happened: vec![false, true, true, false],
        };
        let bounds = [
            Bound { column: 0, side: Side::AtLeast, value: 2.0 },
            Bound { column: 1, side: Side::AtLeast, value: 2.0 },
        ];
        let (inside, without) = tallies(&cases, &bounds);
        assert_eq!(inside, Tally { runs: 2, cases: 2 });
        assert_eq!(without, [Tally { runs: 3, cases: 2 }, Tally { runs: 3, cases: 2 }]);
        let all = Tally { runs: 4, cases: 2 };
        assert_eq!(inside.correlation(all), 1.0);
        assert_eq!(all.correlation(all), 0.0);
        // (4·2 − 3·2)/√(3·1·2·2)
        assert!((without[0].correlation(all) - 2.0 / 12f64.sqrt()).abs() < 1e-12);
    }
}
