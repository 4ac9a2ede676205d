//! A distribution in words and numbers, for the assumption register.

use super::quantity::Distribution;
use super::truncated_normal::TruncatedNormal;

/// Digits that survive when a parameter is worked back from the stored form.
const DIGITS: i32 = 12;

/// Family and parameters of a [`Distribution`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Description {
    /// The family, such as `pert`; `fixed` for a certain value.
    pub family: &'static str,
    /// Parameters by name, in the unit of the quantity where they are values.
    pub parameters: Vec<(&'static str, f64)>,
    /// Values and their probabilities, for listed values only.
    pub values: Vec<(f64, f64)>,
}

/// Rounds away the dust of working back: 0.30000000000000004 was written as 0.3.
fn without_dust(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    format!("{x:.*e}", (DIGITS - 1) as usize).parse().unwrap_or(x)
}

impl Distribution {
    /// Family and parameters.
    ///
    /// # Example
    ///
    /// ```
    /// use kansrijk::distribution::Distribution;
    /// let description = Distribution::pert(0.1, 0.3, 0.4).unwrap().description();
    /// assert_eq!(description.family, "pert");
    /// assert_eq!(description.parameters, [("low", 0.1), ("mode", 0.3), ("high", 0.4)]);
    /// ```
    #[must_use]
    pub fn description(&self) -> Description {
        let (low, high) = self.support();
        let (mean, variance) = (self.mean(), self.variance());
        let mut values = Vec::new();
        let (family, parameters) = match self {
            Self::Fixed(_) => ("fixed", vec![("value", mean)]),
            Self::Uniform(_) => ("uniform", vec![("low", low), ("high", high)]),
            Self::Triangular(_) => (
                "triangular",
                vec![("low", low), ("mode", 3.0 * mean - low - high), ("high", high)],
            ),
            Self::Pert(_) => {
                let mode = (6.0 * mean - low - high) / 4.0;
                ("pert", vec![("low", low), ("mode", mode), ("high", high)])
            }
            Self::Beta(_) => {
                let middle = (mean - low) / (high - low);
                let spread = variance / (high - low).powi(2);
                let sum = middle * (1.0 - middle) / spread - 1.0;
                let (alpha, beta) = (middle * sum, (1.0 - middle) * sum);
                ("beta", vec![("alpha", alpha), ("beta", beta), ("low", low), ("high", high)])
            }
            Self::Normal(v) => ("normal", vec![("mean", v.location), ("sd", v.scale)]),
            Self::TruncatedNormal(v) => {
                let centre = match v.kernel {
                    TruncatedNormal::Around { .. } => v.location,
                    TruncatedNormal::Tail { near, .. } => v.location - v.scale * near,
                };
                let mut parameters = vec![("mean", centre), ("sd", v.scale.abs())];
                parameters.extend(low.is_finite().then_some(("low", low)));
                parameters.extend(high.is_finite().then_some(("high", high)));
                ("truncated_normal", parameters)
            }
            Self::LogNormal(v) => (
                "lognormal",
                vec![("shift", v.location), ("scale", v.scale), ("sigma", v.kernel.sigma())],
            ),
            Self::Gamma(_) => {
                let shift = low;
                let shape = (mean - shift).powi(2) / variance;
                (
                    "gamma",
                    vec![("shift", shift), ("shape", shape), ("scale", (mean - shift) / shape)],
                )
            }
            Self::Discrete(v) | Self::Empirical(v) => {
                let cumulative = v.kernel.cumulative();
                let mut before = 0.0;
                for (value, now) in v.kernel.values().iter().zip(cumulative) {
                    values.push((
                        without_dust(v.location + v.scale * value),
                        without_dust(now - before),
                    ));
                    before = *now;
                }
                let family =
                    if matches!(self, Self::Discrete(_)) { "discrete" } else { "empirical" };
                (family, Vec::new())
            }
        };
        Description {
            family,
            parameters: parameters
                .into_iter()
                .map(|(name, value)| (name, without_dust(value)))
                .collect(),
            values,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters(distribution: &Distribution) -> Vec<(&'static str, f64)> {
        distribution.description().parameters
    }

    #[test]
    fn parameters_come_back_as_they_were_given() {
        let d = Distribution::triangular(1.0, 1.3, 7.1).unwrap();
        assert_eq!(parameters(&d), [("low", 1.0), ("mode", 1.3), ("high", 7.1)]);
        let d = Distribution::beta(2.5, 7.0, 0.1, 0.9).unwrap();
        let expected = [("alpha", 2.5), ("beta", 7.0), ("low", 0.1), ("high", 0.9)];
        assert_eq!(parameters(&d), expected);
        let d = Distribution::gamma(3.2, 1.7).unwrap();
        assert_eq!(parameters(&d), [("shift", 0.0), ("shape", 3.2), ("scale", 1.7)]);
        let d = Distribution::lognormal(0.0, 0.4).unwrap();
        assert_eq!(parameters(&d), [("shift", 0.0), ("scale", 1.0), ("sigma", 0.4)]);
        let d = Distribution::fixed(0.1 + 0.2).unwrap();
        assert_eq!(parameters(&d), [("value", 0.3)]);
    }

    #[test]
    fn a_truncated_normal_says_its_mean_and_sd_wherever_the_range_lies() {
        for (low, high) in [(-1.0, 4.0), (3.0, 9.0), (-9.0, -2.0)] {
            let d = Distribution::truncated_normal(0.7, 1.5, low, high).unwrap();
            let expected = [("mean", 0.7), ("sd", 1.5), ("low", low), ("high", high)];
            assert_eq!(parameters(&d), expected);
        }
        let d = Distribution::truncated_normal(5.0, 1.5, 0.0, f64::INFINITY).unwrap();
        assert_eq!(parameters(&d), [("mean", 5.0), ("sd", 1.5), ("low", 0.0)]);
    }

    #[test]
    fn listed_values_come_with_their_probabilities() {
        let d = Distribution::discrete(&[2.0, 1.0], &[1.0, 3.0]).unwrap();
        let description = d.scaled(10.0).unwrap().description();
        assert_eq!(description.family, "discrete");
        assert_eq!(description.values, [(10.0, 0.75), (20.0, 0.25)]);
    }
}
