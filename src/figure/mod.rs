//! Figures: from numbers and texts to SVG and PNG, without touching files.
//!
//! Each chart type is a plain struct with the data and the texts around it, in the language of the reader, and a
//! `render` that gives a [`Picture`]; [`png()`] makes a picture of it with the built-in font. Numbers, axes and the few words
//! that figures add themselves follow the [`Language`](crate::language::Language). The same input gives the same bytes.
//!
//! Values that are not finite do not stop a figure: not a number is left out of the scale and drawn at zero.

mod axis;
mod bars;
mod bounds;
mod bridge;
mod canvas;
mod cost_benefit;
mod curve;
mod distribution;
mod exits;
mod fan;
mod font;
mod frame;
mod futures;
mod histogram;
mod layout;
mod panels;
mod picture;
mod plane;
mod png;
mod scale;
mod scatter;
mod shares;
mod sources;
mod staffing;
pub mod style;
mod surface;
mod tornado;
mod words;

pub use axis::Unit;
pub use bars::{Bar, BarsChart};
pub use bounds::{BoundsChart, BoundsRow};
pub use bridge::{BridgeChart, BridgeStep};
pub use cost_benefit::{CostBenefitChart, CostBenefitPanel, Payback, PaybackRange};
pub use curve::{Curve, CurveChart, CurveMark};
pub use distribution::{DistributionChart, Ridge};
pub use exits::{ExitCause, ExitsChart, ExitsPanel};
pub use fan::{Fan, FanChart, FanPanel, FanSeries, ReferenceLine};
pub use font::{missing_glyphs, text_width};
pub use frame::Heading;
pub use futures::{Futures, FuturesChart};
pub use histogram::LOWEST_PEAK;
pub use picture::{Part, Picture, Spot};
pub use plane::{MOST_NAMED, PlaneChart, PlanePoint};
pub use png::{PNG_SCALE, PngError, png};
pub use scatter::{ScatterAxis, ScatterChart};
pub use shares::{SharesChart, SharesRow};
pub use sources::{Range, Source, SourcesChart};
pub use staffing::{StaffingChart, StaffingPanel, StaffingSeries};
pub use tornado::{MOST_ROWS, TornadoChart, TornadoRow};
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
