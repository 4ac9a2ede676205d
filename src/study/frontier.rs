//! Which designs are worth their money: the frontier of cost and effect.

/// Where one choice stands among all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// On the frontier.
    Frontier {
        /// The choice before it on the frontier and what each further unit of effect costs above that one \[€\]; `None`
        /// for the first, which is the cheapest.
        above: Option<(usize, f64)>,
    },
    /// Another one has at least its effect for at most its cost.
    Dominated {
        /// That one: of all that dominate it the first on the frontier, if one is.
        by: usize,
    },
    /// A mix of two others has its effect for less.
    ExtendedlyDominated {
        /// The neighbours on the frontier between which it lies.
        between: (usize, usize),
    },
}

impl Standing {
    /// On the frontier.
    pub fn is_on_frontier(self) -> bool {
        matches!(self, Self::Frontier { .. })
    }
}

/// Where each choice stands, from its cost and its effect. Of equals the first one counts.
pub fn frontier(choices: &[(f64, f64)]) -> Vec<Standing> {
    let is_dominated_by = |k: usize, other: usize| {
        let ((cost, effect), (c, e)) = (choices[k], choices[other]);
        c <= cost && e >= effect && ((c, e) != (cost, effect) || other < k)
    };
    let dominating = |k: usize| (0..choices.len()).filter(move |&other| is_dominated_by(k, other));
    let mut left: Vec<usize> =
        (0..choices.len()).filter(|&k| dominating(k).next().is_none()).collect();
    left.sort_by(|&a, &b| choices[a].0.total_cmp(&choices[b].0));
    let slope = |from: usize, to: usize| {
        (choices[to].0 - choices[from].0) / (choices[to].1 - choices[from].1)
    };
    // What remains rises in both cost and effect: the frontier is its lower convex hull.
    let mut hull: Vec<usize> = Vec::new();
    for &next in &left {
        while let [.., before, last] = hull[..]
            && slope(before, last) >= slope(last, next)
        {
            hull.pop();
        }
        hull.push(next);
    }
    (0..choices.len())
        .map(|k| {
            if let Some(place) = hull.iter().position(|&member| member == k) {
                let before = place.checked_sub(1).map(|place| hull[place]);
                return Standing::Frontier { above: before.map(|b| (b, slope(b, k))) };
            }
            if left.contains(&k) {
                let after = hull.partition_point(|&member| choices[member].0 <= choices[k].0);
                return Standing::ExtendedlyDominated { between: (hull[after - 1], hull[after]) };
            }
            let by = hull.iter().copied().find(|&member| is_dominated_by(k, member));
            let by = by.or_else(|| dominating(k).next()).expect("something dominates it");
            Standing::Dominated { by }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The published figures are rounded to eight digits.
    const PUBLISHED: f64 = 1e-5;

    #[test]
    fn the_frontier_of_a_published_evaluation_of_eleven_strategies() {
        let names = ["s3", "s27", "s33", "s31", "s43", "s44", "s39", "s4", "s13", "s37", "s20"];
        let choices = [
            (57336.0060, 12.9399639),
            (57541.2526, 13.0140641),
            (57642.2588, 13.0389116),
            (57934.0743, 13.0966258),
            (58072.1137, 13.1128577),
            (58665.7823, 13.1283328),
            (57814.6471, 13.0462790),
            (57887.4815, 12.9970657),
            (58018.6252, 13.0650412),
            (58081.7948, 13.1029711),
            (58634.2026, 13.1100569),
        ];
        let icers = [2769.85, 4065.04, 5056.22, 8504.20, 38362.83];
        // In another order of the choices the same: place k of the file is at k · 4 mod 11.
        for order in [(0..11).collect::<Vec<_>>(), (0..11).map(|k| k * 4 % 11).collect()] {
            let shuffled: Vec<(f64, f64)> = order.iter().map(|&k| choices[k]).collect();
            let found = frontier(&shuffled);
            for (place, &k) in order.iter().enumerate() {
                let name = names[k];
                match found[place] {
                    Standing::Frontier { above: None } => assert_eq!(name, "s3"),
                    Standing::Frontier { above: Some((before, icer)) } => {
                        assert_eq!(order[before], k - 1, "{name}");
                        assert!((icer / icers[k - 1] - 1.0).abs() < PUBLISHED, "{name}: {icer}");
                    }
                    Standing::ExtendedlyDominated { between: (a, b) } => {
                        assert_eq!((name, names[order[a]], names[order[b]]), ("s39", "s33", "s31"));
                    }
                    Standing::Dominated { by } => {
                        assert!(["s4", "s13", "s37", "s20"].contains(&name), "{name}");
                        let (c, e) = choices[order[by]];
                        assert!(c < choices[k].0 && e > choices[k].1, "{name}");
                    }
                }
            }
            assert_eq!(found.iter().filter(|standing| standing.is_on_frontier()).count(), 6);
        }
    }

    #[test]
    fn of_equals_the_first_counts_and_what_costs_more_for_nothing_is_dominated() {
        let found = frontier(&[(0.0, 0.0), (0.0, 0.0), (5.0, 0.0), (-1.0, -2.0), (2.0, 0.5)]);
        assert_eq!(
            found,
            [
                Standing::Frontier { above: Some((3, 0.5)) },
                Standing::Dominated { by: 0 },
                Standing::Dominated { by: 0 },
                Standing::Frontier { above: None },
                Standing::Frontier { above: Some((0, 4.0)) },
            ]
        );
        assert_eq!(frontier(&[(3.0, 1.0)]), [Standing::Frontier { above: None }]);
        // Of two that dominate it, the one that is on the frontier is named.
        let found = frontier(&[(6.0, 5.0), (5.0, 5.5), (7.0, 4.0), (0.0, 0.0)]);
        assert_eq!(found[2], Standing::Dominated { by: 1 });
    }

    #[test]
    fn choices_on_one_line_leave_the_middle_one_out() {
        let found = frontier(&[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)]);
        assert_eq!(found[1], Standing::ExtendedlyDominated { between: (0, 2) });
        assert_eq!(found[2], Standing::Frontier { above: Some((0, 1.0)) });
    }
}
