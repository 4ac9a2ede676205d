use super::*;
use crate::sample::address::Ignorance;

/// Cases with uniform columns, in which it happens with a chance that depends on them.
fn cases(n: usize, columns: usize, seed: u64, chance: impl Fn(&[f64]) -> f64) -> Cases {
    let mut cases = Cases { columns: vec![Vec::new(); columns], happened: Vec::new() };
    for run in 0..n as u64 {
        let source = Ignorance::new(seed, run);
        let row: Vec<f64> = (0..columns as u64).map(|k| source.uniform(k)).collect();
        cases.columns.iter_mut().zip(&row).for_each(|(column, x)| column.push(*x));
        cases.happened.push(source.uniform(1 << 32) < chance(&row));
    }
    cases
}

fn somewhere(cases: &Cases) -> Region {
    match find(cases).1 {
        Verdict::Somewhere(region) => region,
        other => panic!("{other:?}"),
    }
}

/// Inside the planted box, and elsewhere.
const PLANTED: [f64; 2] = [0.9, 0.05];

fn planted(row: &[f64]) -> f64 {
    PLANTED[usize::from(!(row[2] >= 0.6 && row[5] <= 0.35))]
}

#[test]
fn a_planted_box_is_found_and_measured_without_flattery() {
    let n = 8000;
    for seed in 0..10 {
        let region = somewhere(&cases(n, 10, seed, planted));
        let mut bounds: Vec<Bound> = region.bounds.iter().map(|known| known.bound).collect();
        bounds.sort_by_key(|bound| bound.column);
        let [low, high] = bounds.as_slice() else { panic!("{bounds:?}") };
        assert_eq!((low.column, low.side), (2, Side::AtLeast), "{bounds:?}");
        assert_eq!((high.column, high.side), (5, Side::AtMost), "{bounds:?}");
        // A dozen futures beside an edge look like the other side once in e^(12 · ½) cases (½: information for each
        // between 0.9 and 0.05, at the least favourable cut); and a bound is rounded to half a step of 0.02.
        let dozen = |others: f64| 12.0 / (n as f64 / 2.0 * others) + 0.01;
        assert!((low.value - 0.6).abs() <= dozen(0.35), "{low:?}");
        assert!((high.value - 0.35).abs() <= dozen(0.4), "{high:?}");
        // What the bounds that were found hold in truth.
        let area = (1.0 - low.value) * high.value;
        let within = (1.0 - low.value.max(0.6)) * high.value.min(0.35);
        let inside = PLANTED[0] * within + PLANTED[1] * (area - within);
        let all = PLANTED[0] * 0.14 + PLANTED[1] * 0.86;
        let near = |found: Chance, truth: f64| {
            // Four standard errors: one miss in 16,000 for a right estimate.
            (found.value - truth).abs() <= 4.0 * found.standard_error
        };
        let Region { measured, .. } = &region;
        assert!(near(measured.coverage(), inside / all), "{region:?}");
        assert!(near(measured.density(), inside / area), "{region:?}");
        assert!(near(measured.outside(), (all - inside) / (1.0 - area)), "{region:?}");
        assert!(near(measured.share(), area), "{region:?}");
        // Each bound matters: without it the region is less dense.
        for known in &region.bounds {
            assert!(known.p_value < 1e-6, "{known:?}");
            assert!(known.without.density().value < 0.6 * measured.density().value, "{known:?}");
        }
    }
}

#[test]
fn noise_gives_a_region_no_more_often_than_stated() {
    let seeds = 300;
    let (mut searched, mut checks, mut alarms) = (0, 0, 0);
    for seed in 0..seeds {
        let noise = cases(1000, 8, seed, |_| 0.3);
        let bounds = search(&noise.part(0..500)).bounds;
        searched += usize::from(!bounds.is_empty());
        checks += usize::from(!checked(&noise.part(500..750), bounds).is_empty());
        alarms += usize::from(find(&noise).1 != Verdict::Nowhere);
    }
    // The search alone believes in chance: it is the check that tells them apart.
    assert!(searched > seeds as usize * 9 / 10, "{searched}");
    // Three standard errors above the stated rate.
    let rate = FALSE_ALARM * seeds as f64;
    let most = rate + 3.0 * (rate * (1.0 - FALSE_ALARM)).sqrt();
    assert!((checks as f64) <= most, "{checks}");
    assert!(alarms <= checks);
}

#[test]
fn two_of_ten_numbers_matter() {
    for seed in 0..10 {
        let smooth = cases(10_000, 10, seed, |row| {
            1.0 / (1.0 + f64::exp(4.0 - 8.0 * row[1] + 8.0 * row[7]))
        });
        let region = somewhere(&smooth);
        let mut bounds: Vec<(usize, Side)> =
            region.bounds.iter().map(|known| (known.bound.column, known.bound.side)).collect();
        bounds.sort();
        assert_eq!(bounds, [(1, Side::AtLeast), (7, Side::AtMost)], "{region:?}");
        assert!(region.measured.density().value > 2.0 * region.measured.outside().value);
    }
}

#[test]
fn only_the_order_of_numbers_counts() {
    let plain = cases(4000, 6, 3, planted);
    let found = search(&plain);
    let mut other = plain.clone();
    other.columns[2].iter_mut().for_each(|x| *x = (7.0 * *x).exp());
    other.columns[5].iter_mut().for_each(|x| *x = -1.0 / *x);
    let transformed = search(&other);
    assert_eq!(found.inside, transformed.inside);
    let image = |bound: &Bound| match bound.column {
        2 => Bound { value: (7.0 * bound.value).exp(), ..*bound },
        5 => Bound { value: -1.0 / bound.value, ..*bound },
        _ => *bound,
    };
    let images: Vec<Bound> = found.bounds.iter().map(image).collect();
    assert_eq!(images, transformed.bounds);
    assert!(images.len() >= 2);
    // A falling transformation turns the sides around.
    other = plain.clone();
    other.columns[2].iter_mut().for_each(|x| *x = -*x);
    let turned = search(&other);
    assert_eq!(turned.inside, found.inside);
    assert!(turned.bounds.iter().any(|bound| bound.column == 2 && bound.side == Side::AtMost));
}

#[test]
fn threads_do_not_matter() {
    let cases = cases(3000, 12, 9, planted);
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        format!("{:?}", pool.install(|| find(&cases)))
    };
    let one = with(1);
    assert!(one.contains("Somewhere"), "{one}");
    assert_eq!(one, with(4));
}

#[test]
fn a_number_of_a_short_list_keeps_its_place() {
    let mut listed = cases(4000, 3, 1, |row| if row[0] > 0.75 { 0.8 } else { 0.1 });
    listed.columns[0].iter_mut().for_each(|x| *x = 3.5 * (*x * 4.0).floor());
    let region = somewhere(&listed);
    let bounds: Vec<Bound> = region.bounds.iter().map(|known| known.bound).collect();
    assert_eq!(bounds, [Bound { column: 0, side: Side::AtLeast, value: 10.5 }]);
}

#[test]
fn what_cannot_be_searched_is_said() {
    let verdict = |chance: f64| find(&cases(1000, 3, 1, |_| chance)).1;
    assert_eq!(verdict(0.0), Verdict::Never);
    assert_eq!(verdict(1.0), Verdict::Always);
    assert_eq!(verdict(0.03), Verdict::TooFew);
    assert_eq!(verdict(0.97), Verdict::TooFew);
    assert_eq!(find(&cases(1000, 0, 1, |_| 0.5)).1, Verdict::NothingUncertain);
    assert_eq!(find(&Cases::default()).1, Verdict::Never);
}

#[test]
fn bounds_are_plain_numbers() {
    for (size, step) in [(0.036, 0.02), (0.05, 0.05), (1.2, 1.0), (740.0, 500.0), (0.0021, 0.002)] {
        assert_eq!(round_step(size), step, "{size}");
    }
    assert_eq!(rounded(0.213_7, 0.02), 0.22);
    assert_eq!(rounded(91.7, 1.0), 92.0);
    assert_eq!(rounded(-48_730.0, 500.0), -48_500.0);
    let region = somewhere(&cases(8000, 8, 2, planted));
    for known in &region.bounds {
        let steps = known.bound.value * 200.0;
        assert!((steps - steps.round()).abs() < 1e-9, "{known:?}");
    }
}
