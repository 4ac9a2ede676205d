//! Correlation matrices.

use super::{close, uniforms};
use crate::distribution::normal::{standard_normal_cdf, standard_normal_quantile};
use crate::distribution::{NotPositiveDefinite, cholesky, offending_pairs, spearman_to_copula};

#[test]
fn rank_correlation_is_kept_at_its_fixed_points() {
    close(spearman_to_copula(0.0), 0.0, 0.0);
    close(spearman_to_copula(1.0), 1.0, 1e-15);
    close(spearman_to_copula(-1.0), -1.0, 1e-15);
}

#[test]
fn copula_has_the_rank_correlation_asked_for() {
    let n = 50_000;
    let rho = 0.6;
    let r = spearman_to_copula(rho);
    let factor = cholesky(&[1.0, r, r, 1.0], 2).unwrap();
    let sum: f64 = uniforms(5, n)
        .zip(uniforms(6, n))
        .map(|(u, v)| {
            let (a, b) = (standard_normal_quantile(u), standard_normal_quantile(v));
            let second = standard_normal_cdf(factor[2] * a + factor[3] * b);
            12.0 * (u - 0.5) * (second - 0.5)
        })
        .sum();
    // The standard deviation of 12·(u-½)(v-½) is at most 3/√5·… < 1.35; six standard errors.
    close(sum / n as f64, rho, 6.0 * 1.35 / (n as f64).sqrt());
}

#[test]
fn factor_times_its_transpose_is_the_matrix() {
    let matrix = [1.0, 0.5, -0.2, 0.0, 0.5, 1.0, 0.3, 0.1, -0.2, 0.3, 1.0, 0.7, 0.0, 0.1, 0.7, 1.0];
    let factor = cholesky(&matrix, 4).unwrap();
    for i in 0..4 {
        for j in 0..4 {
            let product: f64 = (0..4).map(|k| factor[4 * i + k] * factor[4 * j + k]).sum();
            close(product, matrix[4 * i + j], 1e-15);
            assert!(j <= i || factor[4 * i + j] == 0.0);
        }
    }
    assert!(offending_pairs(&matrix, 4).is_empty());
    assert_eq!(cholesky(&[], 0), Ok(Vec::new()));
}

#[test]
fn inconsistent_triples_are_named() {
    // Two strong positive and one strong negative correlation, among five quantities.
    let n = 5;
    let mut matrix = vec![0.0; n * n];
    for i in 0..n {
        matrix[i * n + i] = 1.0;
    }
    let mut set = |i: usize, j: usize, r: f64| {
        matrix[i * n + j] = r;
        matrix[j * n + i] = r;
    };
    set(0, 2, 0.3);
    set(1, 3, 0.9);
    set(3, 4, 0.9);
    set(1, 4, -0.9);
    assert_eq!(cholesky(&matrix, n), Err(NotPositiveDefinite { pivot: 4 }));
    assert_eq!(offending_pairs(&matrix, n), [(1, 3), (1, 4), (3, 4)]);
}

#[test]
fn a_missing_correlation_can_be_the_contradiction() {
    let matrix = [1.0, 0.9, 0.0, 0.9, 1.0, 0.9, 0.0, 0.9, 1.0];
    assert_eq!(offending_pairs(&matrix, 3), [(0, 1), (0, 2), (1, 2)]);
}

#[test]
fn redundant_pairs_are_named() {
    let matrix = [1.0, 0.2, 0.1, 0.2, 1.0, 1.0, 0.1, 1.0, 1.0];
    assert_eq!(offending_pairs(&matrix, 3), [(1, 2)]);
    assert_eq!(cholesky(&[1.0, f64::NAN, f64::NAN, 1.0], 2), Err(NotPositiveDefinite { pivot: 1 }));
}

#[test]
fn larger_contradictions_are_reduced_to_what_is_needed() {
    // Four quantities, each pair at -0.4: any three are consistent (-0.4 > -½), four are not
    // (-0.4 < -⅓). A fifth has nothing to do with it.
    let n = 5;
    let mut matrix = vec![0.0; n * n];
    for i in 0..n {
        for j in 0..n {
            let both = i != 1 && j != 1;
            matrix[i * n + j] = if i == j {
                1.0
            } else if both {
                -0.4
            } else {
                0.0
            };
        }
    }
    let expected = [(0, 2), (0, 3), (0, 4), (2, 3), (2, 4), (3, 4)];
    assert_eq!(offending_pairs(&matrix, n), expected);
}
