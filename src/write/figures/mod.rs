//! The figures of a result: from numbers to charts with findings as titles, in both languages.
//!
//! Every chart has the same name in both languages: `figures/nl/cost-benefit.svg`. The baseline is
//! grey everywhere, and each strategy keeps its colour.

mod bridges;
mod chance;
mod compared;
mod data;
mod discover;
mod liquidity;
mod money;
mod people;
mod pooled;
mod sensitivity;
mod study;
#[cfg(test)]
mod tests;
mod view;
mod voi;

use rayon::prelude::*;

use super::Report;
use super::files::OutputFile;
use crate::figure::{Heading, Picture, PngError, png};
use crate::language::Language;
use crate::tell::afford::AffordTale;
use crate::tell::discover::DiscoverTale;
use crate::tell::sensitivity::SensitivityTale;
use crate::tell::solve::SolveTale;
use crate::tell::study::StudyTale;
use crate::tell::voi::VoiTale;
pub use compared::{SideBySide, comparison_drawings};
pub use data::{DataRow, DataTable};
use view::View;

/// One drawn figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Its name, the same in both languages.
    pub name: String,
    /// What it shows, as a statement.
    pub title: String,
    /// The figure.
    pub picture: Picture,
    /// The numbers behind it.
    pub data: DataTable,
}

impl Drawing {
    pub(super) fn new(
        name: impl Into<String>,
        heading: &Heading,
        picture: Picture,
        data: DataTable,
    ) -> Self {
        Self { name: name.into(), title: heading.title.clone(), picture, data }
    }
}

/// The figures in one language, the most important ones first: costs and benefits, the difference
/// against the baseline, cumulative net cash, liquidity, net present value, bridges, staffing, exits, the sources of the
/// spread, a hundred futures, what decides.
#[must_use]
pub fn drawings(report: Report<'_>, language: Language) -> Vec<Drawing> {
    let view = View::new(report, language);
    let mut drawings = vec![money::cost_benefit(&view)];
    drawings.extend(money::difference(&view));
    drawings.push(money::cumulative(&view));
    drawings.extend(liquidity::liquidity(&view));
    drawings.push(money::npv(&view));
    drawings.extend(bridges::bridges(&view));
    drawings.push(people::staffing(&view));
    drawings.push(people::exits(&view));
    drawings.extend(chance::sources(&view));
    drawings.push(chance::futures(&view));
    if let Some(decisions) = report.decisions {
        let found = &decisions.sensitivity;
        let tale = super::sensitivity_tale(&report.plan.scenario, found, language);
        drawings.extend(sensitivity::drawings(tale));
        if let Some(found) = &decisions.voi {
            let tale = VoiTale { scenario: &report.plan.scenario, found, language };
            drawings.extend(voi::drawings(tale));
        }
        let (scenario, found) = (&report.plan.scenario, &decisions.discovery);
        let afford = AffordTale::of(scenario, decisions, language);
        drawings.extend(afford.into_iter().flat_map(super::afford::drawings));
        drawings.extend(discover::drawings(DiscoverTale { scenario, found, language }));
    }
    drawings
}

/// The figures in each language, in the order of [`Language::ALL`]: for pages and for files.
pub type Drawings = [Vec<Drawing>; 2];

/// The figures in every language.
#[must_use]
pub fn all_drawings(report: Report<'_>) -> Drawings {
    Language::ALL.map(|language| drawings(report, language))
}

/// The figures of a study in every language.
#[must_use]
pub fn study_drawings<'t>(tale: impl Fn(Language) -> StudyTale<'t>) -> Drawings {
    Language::ALL.map(|language| study::drawings(tale(language)))
}

/// All figures as files: SVG and PNG of each, Dutch first.
///
/// # Errors
///
/// [`PngError`]: a figure cannot be made into a picture.
pub fn figures(drawings: &Drawings) -> Result<Vec<OutputFile>, PngError> {
    let all = Language::ALL.into_iter().zip(drawings).flat_map(|(language, drawings)| {
        let drawn = move |of: &Drawing| (language, of.name.clone(), of.picture.clone());
        drawings.iter().map(drawn)
    });
    pictures(all.collect())
}

/// The figures about the size of a cohort as files, Dutch first.
///
/// # Errors
///
/// [`PngError`]: a figure cannot be made into a picture.
pub fn afford_figures(tale: AffordTale<'_>) -> Result<Vec<OutputFile>, PngError> {
    figures(&Language::ALL.map(|language| super::afford::drawings(AffordTale { language, ..tale })))
}

/// The figures about the region in which something happens as files, Dutch first.
///
/// # Errors
///
/// [`PngError`]: a figure cannot be made into a picture.
pub fn discover_figures(tale: DiscoverTale<'_>) -> Result<Vec<OutputFile>, PngError> {
    figures(&discover::all_drawings(tale))
}

/// The figure about a value at which a criterion holds as files, Dutch first.
///
/// # Errors
///
/// [`PngError`]: a figure cannot be made into a picture.
pub fn solve_figures<'t>(
    tale: impl Fn(Language) -> SolveTale<'t>,
) -> Result<Vec<OutputFile>, PngError> {
    let all = Language::ALL.into_iter().flat_map(|language| {
        let drawings = super::solve::drawings(tale(language));
        drawings.into_iter().map(move |(name, picture)| (language, name.to_owned(), picture))
    });
    pictures(all.collect())
}

/// The figures about which assumption decides as files, Dutch first.
///
/// # Errors
///
/// [`PngError`]: a figure cannot be made into a picture.
pub fn sensitivity_figures<'t>(
    tale: impl Fn(Language) -> SensitivityTale<'t>,
) -> Result<Vec<OutputFile>, PngError> {
    figures(&sensitivity::all_drawings(tale))
}

/// The figures about the choice between strategies as files, Dutch first.
///
/// # Errors
///
/// [`PngError`]: a figure cannot be made into a picture.
pub fn voi_figures(tale: VoiTale<'_>) -> Result<Vec<OutputFile>, PngError> {
    figures(&Language::ALL.map(|language| voi::drawings(VoiTale { language, ..tale })))
}

/// Files of some drawings, in their order.
fn pictures(drawings: Vec<(Language, String, Picture)>) -> Result<Vec<OutputFile>, PngError> {
    let pairs: Vec<[OutputFile; 2]> = drawings
        .into_par_iter()
        .map(|(language, name, Picture { svg, .. })| {
            let picture = png(&svg)?;
            let path = |ending: &str| format!("figures/{}/{name}.{ending}", language.code());
            Ok([OutputFile::new(path("svg"), svg), OutputFile::new(path("png"), picture)])
        })
        .collect::<Result<_, PngError>>()?;
    Ok(pairs.into_iter().flatten().collect())
}
