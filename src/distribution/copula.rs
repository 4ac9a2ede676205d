//! Correlation of quantities through a normal copula.

use thiserror::Error;

/// Pivots at or below this make a correlation matrix singular: what remains of a variable
/// once the earlier ones are known is rounding error.
const SMALLEST_PIVOT: f64 = 1e-12;

/// Correlation of the underlying normals that gives rank correlation `rho` (Spearman).
///
/// # Formula
///
/// r = 2·sin(π·ρ/6)
///
/// # Reference
///
/// K. Pearson (1907), On further methods of determining correlation.
///
/// # Example
///
/// ```
/// use kansrijk::distribution::spearman_to_copula;
/// assert!((spearman_to_copula(0.5) - 0.517_638_090_205_041_5).abs() < 1e-15);
/// ```
#[must_use]
pub fn spearman_to_copula(rho: f64) -> f64 {
    2.0 * (std::f64::consts::PI * rho / 6.0).sin()
}

/// The matrix is no correlation matrix of variables that are not redundant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not positive definite at pivot {pivot}")]
pub struct NotPositiveDefinite {
    /// Row at which the factorisation failed: the rows before it are consistent.
    pub pivot: usize,
}

/// Lower triangular L with L·Lᵀ = matrix, row by row, zeros above the diagonal.
///
/// Reads the lower triangle of the symmetric `n`×`n` `matrix`, row by row.
///
/// # Errors
///
/// [`NotPositiveDefinite`], also for singular matrices and NaN.
///
/// # Panics
///
/// When the matrix has not n² entries.
pub fn cholesky(matrix: &[f64], n: usize) -> Result<Vec<f64>, NotPositiveDefinite> {
    assert_eq!(matrix.len(), n * n, "entries of a {n}×{n} matrix");
    let mut factor = vec![0.0; n * n];
    for i in 0..n {
        for j in 0..=i {
            let dot: f64 = (0..j).map(|k| factor[i * n + k] * factor[j * n + k]).sum();
            let rest = matrix[i * n + j] - dot;
            if i == j {
                if rest.is_nan() || rest <= SMALLEST_PIVOT {
                    return Err(NotPositiveDefinite { pivot: i });
                }
                factor[i * n + i] = rest.sqrt();
            } else {
                factor[i * n + j] = rest / factor[j * n + j];
            }
        }
    }
    Ok(factor)
}

/// Pairs of rows whose correlations cannot hold together; empty for a positive definite
/// matrix.
///
/// The pairs within one set of rows: the first pair, else the first triple in row order that
/// is not positive definite by itself, else what remains of the failing leading rows when
/// every row that is not needed for the failure is left out. Pairs of uncorrelated rows are
/// named too: a zero can be what contradicts.
///
/// # Panics
///
/// When the matrix has not n² entries.
#[must_use]
pub fn offending_pairs(matrix: &[f64], n: usize) -> Vec<(usize, usize)> {
    let Err(NotPositiveDefinite { pivot }) = cholesky(matrix, n) else {
        return Vec::new();
    };
    let fails = |rows: &[usize]| {
        let part: Vec<f64> = rows
            .iter()
            .flat_map(|&i| rows.iter().map(move |&j| matrix[i.max(j) * n + i.min(j)]))
            .collect();
        cholesky(&part, rows.len()).is_err()
    };
    let rows = (0..n)
        .flat_map(|i| (0..i).map(move |j| vec![j, i]))
        .find(|rows| fails(rows))
        .or_else(|| {
            (0..n)
                .flat_map(|i| (0..i).flat_map(move |j| (0..j).map(move |k| vec![k, j, i])))
                .find(|rows| fails(rows))
        })
        .unwrap_or_else(|| {
            let mut rows: Vec<usize> = (0..=pivot).collect();
            for row in 0..=pivot {
                let fewer: Vec<usize> = rows.iter().copied().filter(|&r| r != row).collect();
                if fails(&fewer) {
                    rows = fewer;
                }
            }
            rows
        });
    rows.iter()
        .enumerate()
        .flat_map(|(at, &i)| rows[at + 1..].iter().map(move |&j| (i, j)))
        .collect()
}
