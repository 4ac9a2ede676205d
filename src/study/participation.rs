//! Whether an organisation takes part: its programme under a design against its own baseline, by its own criterion.

use super::results::Decision;
use crate::model::study::Organisation;
use crate::summarize::statistics::Chance;

/// Standard errors within which other luck might turn a decision.
pub const TOO_CLOSE: f64 = 2.0;

/// Runs in which something happened, at the organisation's own belief.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// The programme under the design is worth at least the baseline without any: ΔNPV ≥ 0.
    pub gains: usize,
    /// The balance falls below the floor with it.
    pub shortfalls: usize,
}

/// Decides once, for all runs: `P(ΔNPV ≥ 0) ≥ p` and `P(shortfall) ≤ α`.
pub fn decide(organisation: &Organisation, judged: Judged, runs: usize) -> Decision {
    by_criteria(organisation.chance_of_gain, organisation.accepted_risk, judged, runs)
}

fn by_criteria(asked: f64, accepted: f64, judged: Judged, runs: usize) -> Decision {
    let gain = Chance::of(judged.gains, runs);
    let shortfall = Chance::of(judged.shortfalls, runs);
    // By how much each holds, and within which of that it could be luck.
    let criteria = [
        (gain.value - asked, gain.standard_error),
        (accepted - shortfall.value, shortfall.standard_error),
    ];
    // At a bound that is met exactly, nothing happening in no run is certain enough.
    let is_near = |&(by, error): &(f64, f64)| error > 0.0 && by.abs() <= TOO_CLOSE * error;
    // A bound that no chance can miss is never near.
    let can_fail = [asked > 0.0, accepted < 1.0];
    let near = || criteria.iter().zip(can_fail).filter(|(_, can)| *can).any(|(c, _)| is_near(c));
    let fails = |criterion: &(f64, f64)| criterion.0 < 0.0;
    Decision {
        takes_part: !criteria.iter().any(fails),
        gain,
        shortfall,
        // One that clearly fails decides, however near the other is.
        too_close: near()
            && !criteria.iter().any(|criterion| fails(criterion) && !is_near(criterion)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_that_no_chance_can_miss_is_never_too_close() {
        // One run of 300 lies within two standard errors of none, 299 within two of all.
        let judged = Judged { gains: 1, shortfalls: 299 };
        let certain = by_criteria(0.0, 1.0, judged, 300);
        assert!(certain.takes_part && !certain.too_close);
        let open = by_criteria(0.005, 1.0, judged, 300);
        assert!(!open.takes_part && open.too_close);
        let open = by_criteria(0.0, 0.999, judged, 300);
        assert!(open.takes_part && open.too_close);
        // Bounds that are met exactly in every run leave nothing open.
        let judged = Judged { gains: 300, shortfalls: 0 };
        let exact = by_criteria(1.0, 0.0, judged, 300);
        assert!(exact.takes_part && !exact.too_close);
    }
}
