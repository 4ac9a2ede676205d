//! Order statistics of many numbers without sorting all of them.

use std::cmp::Ordering;
use std::ops::Range;

/// Cells into which the numbers are counted before a few of them are sorted; a power of two.
const CELLS: usize = 1024;

/// A kind of floating-point number.
pub trait Real: Copy + PartialOrd {
    /// Larger than everything.
    const INFINITY: Self;
    /// Smaller than everything.
    const NEG_INFINITY: Self;
    /// The total order of IEEE 754.
    fn compare(&self, other: &Self) -> Ordering;
    /// Cells for each unit, when the cells reach from `low` to `high`; `None` when they cannot.
    fn cells_per_unit(low: Self, high: Self) -> Option<Self>;
    /// The cell of a number: never falls as the number rises.
    fn cell(self, low: Self, per_unit: Self) -> u16;
}

macro_rules! real {
    ($type:ty, $to_bits:expr) => {
        impl Real for $type {
            const INFINITY: Self = <$type>::INFINITY;
            const NEG_INFINITY: Self = <$type>::NEG_INFINITY;

            fn compare(&self, other: &Self) -> Ordering {
                self.total_cmp(other)
            }

            fn cells_per_unit(low: Self, high: Self) -> Option<Self> {
                let per_unit = (CELLS - 1) as Self / (high - low);
                let can = per_unit > 0.0 && per_unit.is_finite() && (high - low).is_finite();
                can.then_some(per_unit)
            }

            #[inline]
            fn cell(self, low: Self, per_unit: Self) -> u16 {
                // To the nearest whole number, by bits, and cheap: adding a power of two leaves it in
                // the lowest ones.
                let position = ((self - low) * per_unit + $to_bits).to_bits();
                (position as usize & (CELLS - 1)) as u16
            }
        }
    };
}

real!(f32, 8_388_608.0); // 2^23
real!(f64, 4_503_599_627_370_496.0); // 2^52

/// Numbers of which some ranks are in order; room that is reused from one call to the next.
#[derive(Clone, Debug)]
pub struct Order<T> {
    cells: Vec<u16>,
    sorted: Vec<T>,
    /// Numbers in cells before each cell.
    before: [u32; CELLS + 1],
    /// Of them those that were left out of `sorted`.
    skipped: [u32; CELLS + 1],
}

impl<T> Default for Order<T> {
    fn default() -> Self {
        let (before, skipped) = ([0; CELLS + 1], [0; CELLS + 1]);
        Self { cells: Vec::new(), sorted: Vec::new(), before, skipped }
    }
}

impl<T: Real> Order<T> {
    /// Puts the numbers of `chunks` in order as far as `ranks` (from 0) needs it: counts them in equal
    /// cells, and sorts only the cells that hold one of these ranks. NaN is all of them or none.
    pub fn sort(&mut self, chunks: &[&[T]], ranks: &[Range<usize>]) {
        self.sorted.clear();
        self.cells.clear();
        let (low, high) = ends(chunks);
        let Some(per_unit) = T::cells_per_unit(low, high) else {
            // One value for all, or values so close or far apart that the cells overflow.
            self.before[1..].fill(u32::MAX);
            self.skipped.fill(0);
            chunks.iter().for_each(|chunk| self.sorted.extend_from_slice(chunk));
            self.sorted.sort_unstable_by(T::compare);
            return;
        };
        for chunk in chunks {
            self.cells.extend(chunk.iter().map(|value| value.cell(low, per_unit)));
        }
        // By turns in two tables: the same cell twice in a row does not wait for itself.
        let mut counts = [[0_u32; CELLS]; 2];
        let (pairs, rest) = self.cells.as_chunks::<2>();
        for &[a, b] in pairs {
            counts[0][usize::from(a) % CELLS] += 1;
            counts[1][usize::from(b) % CELLS] += 1;
        }
        rest.iter().for_each(|&cell| counts[0][usize::from(cell) % CELLS] += 1);
        for k in 0..CELLS {
            self.before[k + 1] = self.before[k] + counts[0][k] + counts[1][k];
        }
        let mut wanted = [false; CELLS];
        for rank in ranks.iter().filter(|rank| !rank.is_empty()) {
            wanted[self.cell_of(rank.start)..=self.cell_of(rank.end - 1)].fill(true);
        }
        let mut cells = self.cells.iter();
        for chunk in chunks {
            let chosen = chunk.iter().zip(cells.by_ref());
            let chosen = chosen.filter(|(_, cell)| wanted[usize::from(**cell)]);
            self.sorted.extend(chosen.map(|(value, _)| *value));
        }
        self.sorted.sort_unstable_by(T::compare);
        let mut left_out = 0;
        for k in 0..CELLS {
            if !wanted[k] {
                left_out += self.before[k + 1] - self.before[k];
            }
            self.skipped[k] = left_out;
        }
    }

    fn cell_of(&self, rank: usize) -> usize {
        self.before.partition_point(|&before| before as usize <= rank) - 1
    }

    /// The number with a rank that was asked for.
    pub fn at(&self, rank: usize) -> T {
        self.sorted[rank - self.skipped[self.cell_of(rank)] as usize]
    }
}

/// Smallest and largest number, in lanes.
fn ends<T: Real>(chunks: &[&[T]]) -> (T, T) {
    let mut low = [T::INFINITY; 8];
    let mut high = [T::NEG_INFINITY; 8];
    let mut widen = |k: usize, value: T| {
        low[k] = if value < low[k] { value } else { low[k] };
        high[k] = if value > high[k] { value } else { high[k] };
    };
    for chunk in chunks {
        let (eights, rest) = chunk.as_chunks::<8>();
        for eight in eights {
            (0..8).for_each(|k| widen(k, eight[k]));
        }
        rest.iter().for_each(|&value| widen(0, value));
    }
    let lowest = low.into_iter().fold(low[0], |a, b| if b < a { b } else { a });
    (lowest, high.into_iter().fold(high[0], |a, b| if b > a { b } else { a }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(k: u32) -> f64 {
        f64::from(k.wrapping_mul(2_654_435_761) >> 8) / 16_777_216.0
    }

    fn samples() -> Vec<Vec<f64>> {
        let n = 5000;
        vec![
            (0..n).map(hash).collect(),
            (0..n).map(|k| hash(k).powi(9) * 1e9 - 3.0).collect(),
            (0..n).map(|k| (hash(k) * 4.0).floor()).collect(),
            (0..n).map(|_| 7.5).collect(),
            (0..n).map(|k| if k == 17 { 1e30 } else { hash(k) }).collect(),
            (0..n).map(|k| if k % 5 == 0 { f64::INFINITY } else { hash(k) }).collect(),
            vec![f64::NAN; 30],
            vec![2.0],
            vec![3.0, 1.0],
        ]
    }

    #[test]
    fn ranks_that_were_asked_for_hold_what_sorting_all_puts_there() {
        let mut order = Order::default();
        for values in samples() {
            let n = values.len();
            let mut sorted = values.clone();
            sorted.sort_unstable_by(f64::total_cmp);
            let (left, right) = values.split_at(n / 3);
            let ranks = [0..n.div_ceil(20), n / 2..n / 2 + 1, n - 1..n, 4..4];
            order.sort(&[left, right], &ranks);
            for rank in ranks.into_iter().flatten() {
                assert_eq!(order.at(rank).to_bits(), sorted[rank].to_bits(), "rank {rank} of {n}");
            }
        }
    }
}
