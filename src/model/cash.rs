//! Curves of cash: the organisation's balance, peak funding and payback.

/// Balances closer to zero than half a cent count as zero, so that rounding noise in
/// the difference of two equal cohorts is no investment.
pub const HALF_A_CENT: f64 = 0.005;

/// Code of [`Headline::Payback`](super::outcome::Headline::Payback) when the cumulative is never below zero.
pub const NO_INVESTMENT: f64 = -1.0;

/// Cash of the organisation in one run, and how it fares without any of these positions.
#[derive(Clone, Debug, Default)]
pub struct Treasury {
    /// b by month [€]; empty when the scenario states no liquidity.
    pub free_cash: Vec<f64>,
    /// L0 [€].
    pub start: f64,
    /// Floor [€].
    pub floor: f64,
    /// i.
    pub overdraft_rate: f64,
    /// Lowest balance without the positions [€].
    pub low_without: f64,
    /// Interest without the positions [€].
    pub interest_without: f64,
}

impl Treasury {
    /// Computes the balance without the positions; call after the other fields are set.
    pub fn settle_without(&mut self) {
        let zero = std::iter::repeat(0.0);
        (self.low_without, self.interest_without) = self.run(zero, |_, _| {});
    }

    /// True when this lowest balance lies below the floor.
    pub fn is_shortfall(&self, low: f64) -> bool {
        low < self.floor - HALF_A_CENT
    }

    /// The lowest balance with a net cash flow by month [€].
    pub fn lowest(&self, net_cash: &[f64]) -> f64 {
        self.run(net_cash.iter().copied(), |_, _| {}).0
    }

    /// The same with a further flow by month beside it [€].
    pub fn lowest_with(&self, net_cash: &[f64], further: &[f64]) -> f64 {
        self.run(net_cash.iter().zip(further).map(|(net, more)| net + more), |_, _| {}).0
    }

    /// Runs the balance for a cash flow; returns the lowest balance and the interest paid.
    pub(super) fn run(
        &self,
        net_cash: impl Iterator<Item = f64>,
        mut each: impl FnMut(usize, f64),
    ) -> (f64, f64) {
        let mut balance = self.start;
        let mut low = f64::INFINITY;
        let mut paid = 0.0;
        for (t, (x, b)) in net_cash.zip(&self.free_cash).enumerate() {
            // A branch that is seldom taken costs less than a division that is always waited for.
            let interest = if balance < 0.0 { -balance * self.overdraft_rate / 12.0 } else { 0.0 };
            balance += x + b - interest;
            paid += interest;
            low = low.min(balance);
            each(t, balance);
        }
        (low, paid)
    }
}

/// Peak funding and payback of a cumulative curve, as [`Headline::PeakFunding`](super::outcome::Headline::PeakFunding) and
/// [`Headline::Payback`](super::outcome::Headline::Payback) define them.
pub fn peak_and_payback(cumulative: impl DoubleEndedIterator<Item = f64> + Clone) -> (f64, f64) {
    let low = cumulative.clone().fold(0.0, f64::min);
    let months = cumulative.clone().count();
    let after_last_negative = cumulative
        .rev()
        .position(|balance| balance < -HALF_A_CENT)
        .map(|from_end| months - from_end);
    let payback = match after_last_negative {
        None => NO_INVESTMENT,
        Some(month) if month == months => f64::INFINITY,
        Some(month) => month as f64,
    };
    (-low, payback)
}
