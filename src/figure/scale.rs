//! From values to places on the canvas, and the round numbers along an axis.

/// Values beyond this size are drawn at this size: no amount in a business case comes near it.
const LARGEST: f64 = 1e15;
/// A range narrower than this share of its values (or than this) is drawn as flat: ticks could not be told apart.
const FLATTEST: f64 = 1e-9;

/// A value that can be drawn: not a number becomes zero, and infinity a very large number.
pub(super) fn drawable(x: f64) -> f64 {
    if x.is_nan() { 0.0 } else { x.clamp(-LARGEST, LARGEST) }
}

/// A straight-line mapping of a range of values to a range of places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Linear {
    pub(super) values: (f64, f64),
    pub(super) places: (f64, f64),
}

impl Linear {
    /// The place of a value. A range of values without width maps to the middle.
    pub(super) fn at(&self, value: f64) -> f64 {
        let (low, high) = self.values;
        let (from, to) = self.places;
        let width = high - low;
        if width > 0.0 {
            from + (drawable(value) - low) / width * (to - from)
        } else {
            0.5 * (from + to)
        }
    }

    /// The place of a value, kept within the range of places.
    pub(super) fn within(&self, value: f64) -> f64 {
        let (from, to) = self.places;
        self.at(value).clamp(from.min(to), from.max(to))
    }
}

/// Round numbers along an axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ticks {
    pub(super) values: Vec<f64>,
    /// The step between two ticks is 1, 2 or 5 times this power of ten.
    pub(super) exponent: i32,
    /// What the axis shows: from the first to the last tick, or a little beyond them.
    pub(super) range: (f64, f64),
}

impl Ticks {
    /// Round numbers of step 1, 2 or 5 · 10ⁿ that enclose a range in at most `most` steps or few more.
    ///
    /// The first tick is at or below `low`, the last at or above `high`.
    pub(super) fn enclosing(low: f64, high: f64, most: usize) -> Self {
        let (low, high) = with_width(low, high);
        let rough = (high - low) / most.max(1) as f64;
        let mut exponent = rough.log10().floor() as i32;
        let mantissa = rough / power_of_ten(exponent);
        // The slack keeps 0.2 / 0.1 and the like from being pushed to the next step by their last bit.
        let mut factor = 10_i64;
        for candidate in [1, 2, 5] {
            if mantissa <= candidate as f64 * (1.0 + 1e-9) {
                factor = candidate;
                break;
            }
        }
        if factor == 10 {
            factor = 1;
            exponent += 1;
        }
        let step = factor as f64 * power_of_ten(exponent);
        let first = (low / step + 1e-9).floor() as i64;
        let last = (high / step - 1e-9).ceil() as i64;
        let values = (first..=last.max(first + 1))
            .map(|count| {
                let multiple = (count * factor) as f64;
                // Dividing by a whole power of ten gives the double nearest to the decimal number.
                if exponent < 0 {
                    multiple / power_of_ten(-exponent)
                } else {
                    multiple * power_of_ten(exponent)
                }
            })
            .collect::<Vec<f64>>();
        Self { range: (values[0], values[values.len() - 1]), values, exponent }
    }

    /// As [`Ticks::enclosing`], but a range that only just passes a tick does not get a whole step more:
    /// the axis then ends with the range, a little beyond its last tick.
    pub(super) fn along(low: f64, high: f64, most: usize) -> Self {
        const JUST: f64 = 0.5;
        const MARGIN: f64 = 0.015;
        let mut ticks = Self::enclosing(low, high, most);
        let (low, high) = with_width(low, high);
        let count = ticks.values.len();
        if count < 4 {
            return ticks;
        }
        let step = ticks.values[1] - ticks.values[0];
        if ticks.values[count - 1] - high > (1.0 - JUST) * step {
            ticks.values.pop();
            ticks.range.1 = high + MARGIN * (high - low);
        }
        if low - ticks.values[0] > (1.0 - JUST) * step && ticks.values.len() > 3 {
            ticks.values.remove(0);
            ticks.range.0 = low - MARGIN * (high - low);
        }
        ticks
    }

    /// How many decimals the ticks need when written in units of 10^`unit`.
    pub(super) fn decimals(&self, unit: u8) -> u8 {
        u8::try_from((i32::from(unit) - self.exponent).max(0)).unwrap_or(u8::MAX)
    }
}

/// A drawable range from the smaller to the larger; one that is flat is stretched to zero, or from zero to one.
fn with_width(low: f64, high: f64) -> (f64, f64) {
    let (low, high) = (drawable(low.min(high)), drawable(high.max(low)));
    if high - low > FLATTEST * high.abs().max(low.abs()).max(FLATTEST) {
        (low, high)
    } else if low == 0.0 {
        (0.0, 1.0)
    } else {
        (low.min(0.0), low.max(0.0))
    }
}

fn power_of_ten(exponent: i32) -> f64 {
    10_f64.powi(exponent)
}

/// The smallest and largest of some values; `None` if there are none.
pub(super) fn extent(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    values.into_iter().filter(|x| !x.is_nan()).fold(None, |found, x| {
        let x = drawable(x);
        Some(found.map_or((x, x), |(low, high): (f64, f64)| (low.min(x), high.max(x))))
    })
}

/// A range with zero in it, unless zero lies so far off that it would take more than half of the axis.
pub(super) fn with_zero((low, high): (f64, f64)) -> (f64, f64) {
    let wide = (low.min(0.0), high.max(0.0));
    if wide.1 - wide.0 > 2.0 * (high - low) && high > low { (low, high) } else { wide }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_step_by_one_two_or_five() {
        for (low, high, most, expected) in [
            (0.0, 10.0, 5, vec![0.0, 2.0, 4.0, 6.0, 8.0, 10.0]),
            (0.0, 9.3, 5, vec![0.0, 2.0, 4.0, 6.0, 8.0, 10.0]),
            (0.0, 1.0, 5, vec![0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
            (-0.3, 0.3, 6, vec![-0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3]),
            (
                -130_000.0,
                240_000.0,
                5,
                vec![-200_000.0, -100_000.0, 0.0, 100_000.0, 200_000.0, 300_000.0],
            ),
            (0.0, 1e9, 4, vec![0.0, 5e8, 1e9]),
            (-9.0, -3.0, 4, vec![-10.0, -8.0, -6.0, -4.0, -2.0]),
            (0.0, 0.0, 4, vec![0.0, 0.5, 1.0]),
            (7.0, 7.0, 4, vec![0.0, 2.0, 4.0, 6.0, 8.0]),
            (-7.0, -7.0, 2, vec![-10.0, -5.0, 0.0]),
            (0.0, 0.000_03, 3, vec![0.0, 0.000_01, 0.000_02, 0.000_03]),
            (5.0, 1.0, 2, vec![0.0, 2.0, 4.0, 6.0]),
        ] {
            let ticks = Ticks::enclosing(low, high, most);
            assert_eq!(ticks.values, expected, "{low} to {high}");
        }
    }

    #[test]
    fn a_range_that_just_passes_a_tick_gets_no_further_step() {
        for (low, high, values, range) in [
            (-1.0, 50.0, vec![0.0, 10.0, 20.0, 30.0, 40.0, 50.0], (-1.765, 50.0)),
            (0.0, 51.0, vec![0.0, 10.0, 20.0, 30.0, 40.0, 50.0], (0.0, 51.765)),
            (0.0, 56.0, vec![0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0], (0.0, 60.0)),
            (-0.1, 10.1, vec![0.0, 2.0, 4.0, 6.0, 8.0, 10.0], (-0.253, 10.253)),
        ] {
            let ticks = Ticks::along(low, high, 6);
            assert_eq!(ticks.values, values);
            assert!((ticks.range.0 - range.0).abs() < 1e-9, "{ticks:?}");
            assert!((ticks.range.1 - range.1).abs() < 1e-9, "{ticks:?}");
        }
    }

    #[test]
    fn ticks_know_their_decimals() {
        for (high, unit, decimals) in [
            (1.0, 0, 1),
            (10.0, 0, 0),
            (1_200_000.0, 6, 1),
            (12_000_000.0, 6, 0),
            (60_000.0, 3, 0),
            (0.002, 0, 4),
        ] {
            let ticks = Ticks::enclosing(0.0, high, 5);
            assert_eq!(ticks.decimals(unit), decimals, "{high}");
        }
    }

    #[test]
    fn wild_values_still_give_a_usable_axis() {
        for (low, high) in [
            (f64::NAN, 1.0),
            (f64::NEG_INFINITY, f64::INFINITY),
            (0.0, f64::MIN_POSITIVE),
            (1e15, 1e15 + 1.0),
            (1e300, -1e300),
        ] {
            let ticks = Ticks::enclosing(low, high, 5);
            assert!((2..=20).contains(&ticks.values.len()), "{low} {high} {ticks:?}");
            assert!(ticks.values.iter().all(|x| x.is_finite()));
        }
    }

    #[test]
    fn places_follow_values_and_stay_finite() {
        let scale = Linear { values: (0.0, 10.0), places: (100.0, 0.0) };
        assert_eq!(scale.at(5.0), 50.0);
        assert_eq!(scale.within(20.0), 0.0);
        assert_eq!(scale.within(f64::INFINITY), 0.0);
        let flat = Linear { values: (3.0, 3.0), places: (0.0, 10.0) };
        assert_eq!(flat.at(3.0), 5.0);
    }

    #[test]
    fn zero_joins_the_axis_unless_it_is_far_away() {
        assert_eq!(with_zero((2.0, 10.0)), (0.0, 10.0));
        assert_eq!(with_zero((90.0, 100.0)), (90.0, 100.0));
        assert_eq!(with_zero((-100.0, -90.0)), (-100.0, -90.0));
        assert_eq!(with_zero((5.0, 5.0)), (0.0, 5.0));
    }
}
