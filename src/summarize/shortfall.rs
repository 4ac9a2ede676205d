//! When the balance first falls below the floor, in the futures in which it does.

use ndarray::ArrayView1;

/// Fewer shortfalls say nothing about when they usually happen.
pub const LEAST_RUNS: u64 = 20;

/// The first month with a balance below the floor, over futures with a shortfall.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShortfallMonths {
    /// A quarter of these futures is earlier.
    pub p25: usize,
    /// Half is earlier or in this month.
    pub p50: usize,
    /// A quarter is later.
    pub p75: usize,
}

/// When shortfalls begin, from the number of runs whose first month below the floor is month 0, 1, 2 …; `None`
/// where there are too few to say. Each percentile is a month that occurs: that of the run with ⌊p·n⌋ before it.
pub fn shortfall_months(first: ArrayView1<'_, u64>) -> Option<ShortfallMonths> {
    let n: u64 = first.sum();
    let at = |share: f64| {
        let rank = (share * n as f64) as u64;
        let mut up_to = 0;
        first.iter().position(|runs| {
            up_to += runs;
            up_to > rank
        })
    };
    if n < LEAST_RUNS {
        return None;
    }
    Some(ShortfallMonths { p25: at(0.25)?, p50: at(0.5)?, p75: at(0.75)? })
}

#[cfg(test)]
mod tests {
    use ndarray::arr1;

    use super::*;

    #[test]
    fn the_months_are_those_of_the_runs_a_quarter_half_and_three_quarters_on() {
        // Runs 0–9 in month 2, 10–14 in month 3, 15–19 in month 7, 20–39 in month 9.
        let first = arr1(&[0, 0, 10, 5, 0, 0, 0, 5, 0, 20]);
        let months = shortfall_months(first.view());
        assert_eq!(months, Some(ShortfallMonths { p25: 3, p50: 9, p75: 9 }));
    }

    #[test]
    fn few_shortfalls_say_nothing() {
        assert_eq!(shortfall_months(arr1(&[LEAST_RUNS - 1, 0]).view()), None);
        let enough = shortfall_months(arr1(&[LEAST_RUNS, 0]).view());
        assert_eq!(enough, Some(ShortfallMonths { p25: 0, p50: 0, p75: 0 }));
    }
}
