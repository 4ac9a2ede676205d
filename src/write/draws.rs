//! `draws.parquet`: every run with what nobody knew and what came out, for analyses elsewhere.
//!
//! One row a run. Columns: `run`, every uncertain quantity by its path, every headline outcome as
//! `strategy.outcome`, and peak funding and payback of the difference against the baseline.
//! Quantities are not kept in memory but drawn again, a row group at a time.

use std::sync::Arc;

use parquet::basic::{Compression, Repetition, Type as PhysicalType, ZstdLevel};
use parquet::data_type::{DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use rayon::prelude::*;

use super::Report;
use super::estimate::applies;
use super::files::OutputFile;
use crate::model::outcome::Headline;
use crate::model::plan::Plan;
use crate::sample::theta::ThetaSampler;
use crate::simulate::Batch;

/// Name of the file.
pub const DRAWS_FILE_NAME: &str = "draws.parquet";

/// Batches of runs in a row group: quantities of about 16,000 runs are in memory at once.
const BATCHES_IN_GROUP: usize = 128;

/// What peak funding and payback of the difference are called.
const OF_DIFFERENCE: [&str; 2] = ["difference_peak_funding", "difference_payback"];

/// The table could not be packed, or two columns would have the same name.
#[derive(Debug, thiserror::Error)]
pub enum DrawsError {
    /// The format refused it.
    #[error("the draws could not be packed: {0}")]
    Parquet(#[from] ParquetError),
    /// A quantity has the name of an outcome.
    #[error("two columns of the draws would be called `{0}`")]
    SameName(String),
}

/// Where the numbers of a column come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// A quantity, by index.
    Quantity(usize),
    /// A headline outcome of a strategy.
    Outcome(usize, Headline),
    /// Peak (0) or payback (1) of a difference.
    Difference(usize, usize),
}

/// The columns after `run`, in order.
fn columns(plan: &Plan) -> Vec<(String, Source)> {
    let scenario = &plan.scenario;
    let mut columns = Vec::new();
    for (index, quantity) in scenario.quantities.iter().enumerate() {
        if !quantity.distribution.is_certain() {
            columns.push((quantity.path.clone(), Source::Quantity(index)));
        }
    }
    for (s, strategy) in scenario.strategies.iter().enumerate() {
        for &outcome in Headline::ALL {
            if applies(plan, outcome) {
                let name = format!("{}.{}", strategy.key, outcome.key());
                columns.push((name, Source::Outcome(s, outcome)));
            }
        }
        if s != scenario.baseline {
            for (which, name) in OF_DIFFERENCE.iter().enumerate() {
                let name = format!("{}.{name}", strategy.key);
                columns.push((name, Source::Difference(s, which)));
            }
        }
    }
    columns
}

/// Every run of a simulation, as Parquet. `digest` is that of the scenario, see
/// [`super::manifest::Provenance::scenario_digest`].
///
/// # Errors
///
/// [`DrawsError`]: the format refuses the table.
pub fn draws(report: Report<'_>, digest: &str) -> Result<OutputFile, DrawsError> {
    let Report { plan, simulation, .. } = report;
    let columns = columns(plan);
    let mut names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(DrawsError::SameName(pair[0].to_owned()));
    }
    let metadata = [
        ("kansrijk.version", env!("CARGO_PKG_VERSION").to_owned()),
        ("kansrijk.scenario", plan.scenario.name.clone()),
        ("kansrijk.scenario_digest", digest.to_owned()),
        ("kansrijk.seed", simulation.seed.to_string()),
        ("kansrijk.runs", simulation.runs.to_string()),
        (
            "kansrijk.months",
            "payback: -1 = no investment needed; payback, first_surplus: infinity = never"
                .to_owned(),
        ),
    ];
    let metadata = metadata.map(|(key, value)| KeyValue::new(key.to_owned(), value));
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_dictionary_enabled(false)
        .set_created_by(format!("kansrijk {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(metadata.into()))
        .build();
    let mut writer =
        SerializedFileWriter::new(Vec::new(), schema(&columns)?, Arc::new(properties))?;
    let sampler = ThetaSampler::new(&plan.scenario);
    let mut first = 0;
    for batches in simulation.batches.chunks(BATCHES_IN_GROUP) {
        let runs: usize = batches.iter().map(|batch| batch.without.len()).sum();
        let range = first..first + runs as u64;
        let thetas: Vec<Vec<f64>> = range
            .clone()
            .into_par_iter()
            .map_init(
                || sampler.medians(),
                |theta, run| {
                    sampler.draw(simulation.seed, run, theta);
                    theta.0.clone()
                },
            )
            .collect();
        let mut group = writer.next_row_group()?;
        let numbers: Vec<i64> = range.clone().map(|run| run as i64).collect();
        next_column(&mut group, |column| {
            column.typed::<Int64Type>().write_batch(&numbers, None, None)
        })?;
        for (_, source) in &columns {
            let values = match *source {
                Source::Quantity(index) => thetas.iter().map(|theta| theta[index]).collect(),
                _ => batches.iter().flat_map(|batch| of_batch(batch, *source)).collect::<Vec<_>>(),
            };
            next_column(&mut group, |column| {
                column.typed::<DoubleType>().write_batch(&values, None, None)
            })?;
        }
        group.close()?;
        first = range.end;
    }
    Ok(OutputFile::new(DRAWS_FILE_NAME, writer.into_inner()?))
}

fn of_batch(batch: &Batch, source: Source) -> Vec<f64> {
    match source {
        Source::Quantity(_) => unreachable!("quantities are drawn again"),
        Source::Outcome(s, outcome) => {
            let all = batch.headline.slice(ndarray::s![s, outcome as usize, ..]);
            all.to_vec()
        }
        Source::Difference(s, which) => batch.difference.slice(ndarray::s![s, which, ..]).to_vec(),
    }
}

/// Writes the next column of a row group.
fn next_column(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    write: impl FnOnce(
        &mut parquet::file::writer::SerializedColumnWriter<'_>,
    ) -> Result<usize, ParquetError>,
) -> Result<(), ParquetError> {
    let mut column = group
        .next_column()?
        .ok_or_else(|| ParquetError::General("fewer columns than the schema has".to_owned()))?;
    write(&mut column)?;
    column.close()
}

fn schema(columns: &[(String, Source)]) -> Result<TypePtr, ParquetError> {
    let field = |name: &str, physical| {
        Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::REQUIRED)
            .build()
            .map(Arc::new)
    };
    let mut fields = vec![field("run", PhysicalType::INT64)?];
    for (name, _) in columns {
        fields.push(field(name, PhysicalType::DOUBLE)?);
    }
    let group = Type::group_type_builder("draws").with_fields(fields).build()?;
    Ok(Arc::new(group))
}
