//! How likely each strategy is the best choice, by what one registered professional is thought to be worth.

/// The acceptability of every strategy over a range of values λ of one registered professional at the horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct Acceptability {
    /// λ \[€\].
    pub worth: Vec<f64>,
    /// By strategy and λ: the share of the draws of θ at which `E[NPV|θ] + λ·E[registered|θ]` is the highest of
    /// all strategies; strategies that are equally high share.
    pub chance: Vec<Vec<f64>>,
    /// By λ: the strategy whose mean is the highest. It need not be the most likely one.
    pub best_on_average: Vec<usize>,
    /// Number of draws of θ.
    pub draws: usize,
}

impl Acceptability {
    /// Monte Carlo standard error of a chance.
    pub fn standard_error(&self, strategy: usize, place: usize) -> f64 {
        let chance = self.chance[strategy][place];
        (chance * (1.0 - chance) / self.draws as f64).sqrt()
    }
}

/// Computes the acceptability of every strategy from expectations given θ, by strategy and draw, at each λ.
pub fn acceptability(npv: &[Vec<f64>], registered: &[Vec<f64>], worth: Vec<f64>) -> Acceptability {
    let (strategies, draws) = (npv.len(), npv.first().map_or(0, Vec::len));
    let mut chance = vec![vec![0.0; worth.len()]; strategies];
    let mut best_on_average = Vec::with_capacity(worth.len());
    for (place, &worth) in worth.iter().enumerate() {
        let benefit = |s: usize, draw: usize| npv[s][draw] + worth * registered[s][draw];
        let mut sums = vec![0.0; strategies];
        for draw in 0..draws {
            let of: Vec<f64> = (0..strategies).map(|s| benefit(s, draw)).collect();
            let highest = of.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let equals = of.iter().filter(|&&x| x == highest).count() as f64;
            for (s, &x) in of.iter().enumerate() {
                sums[s] += x;
                if x == highest {
                    chance[s][place] += 1.0 / equals;
                }
            }
        }
        best_on_average.push((0..strategies).fold(0, |a, s| if sums[s] > sums[a] { s } else { a }));
    }
    chance.iter_mut().flatten().for_each(|share| *share /= draws as f64);
    Acceptability { worth, chance, best_on_average, draws }
}
