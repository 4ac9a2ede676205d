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
    let gain = Chance::of(judged.gains, runs);
    let shortfall = Chance::of(judged.shortfalls, runs);
    // By how much each holds, and within which of that it could be luck.
    let criteria = [
        (gain.value - organisation.chance_of_gain, gain.standard_error),
        (organisation.accepted_risk - shortfall.value, shortfall.standard_error),
    ];
    // At a bound that is met exactly, nothing happening in no run is certain enough.
    let is_near = |&(by, error): &(f64, f64)| error > 0.0 && by.abs() <= TOO_CLOSE * error;
    let fails = |criterion: &(f64, f64)| criterion.0 < 0.0;
    Decision {
        takes_part: !criteria.iter().any(fails),
        gain,
        shortfall,
        // One that clearly fails decides, however near the other is.
        too_close: criteria.iter().any(is_near)
            && !criteria.iter().any(|criterion| fails(criterion) && !is_near(criterion)),
    }
}
