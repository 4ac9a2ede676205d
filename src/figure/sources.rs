//! Where a spread comes from: the band of all futures beside the bands that ignorance alone and luck
//! alone would leave.

use super::axis::{Unit, ValueAxis};
use super::canvas::{Anchor, Area, Canvas, TextStyle};
use super::distribution::draw_axis;
use super::frame::{Heading, begin, centre_within, draw_lines};
use super::layout::fit;
use super::scale::{Linear, extent, with_zero};
use super::style::{
    AXIS_SIZE, Colour, GREY, INK, OCHRE, PANEL_NAME_SIZES, PANEL_TEXT_SIZE, PURPLE, SOFT_INK,
    colour,
};
use super::{Picture, surface};
use crate::language::Language;

/// Between which 90 of 100 futures lie, with the middle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    /// 5th percentile.
    pub p5: f64,
    /// Median.
    pub p50: f64,
    /// 95th percentile.
    pub p95: f64,
}

/// The bands of one strategy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// The strategy.
    pub name: String,
    /// The number of the colour of its name.
    pub colour: usize,
    /// Lines of text below the name.
    pub lines: Vec<String>,
    /// All futures; what ignorance alone would leave; what luck alone would leave.
    pub ranges: [Range; 3],
    /// How wide they are, in words.
    pub widths: [String; 3],
}

/// Three bars for each strategy, on one scale.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourcesChart {
    /// Title, reading aid, description, note.
    pub heading: Heading,
    /// What the values are.
    pub value_caption: String,
    /// What the column of widths is called.
    pub width_caption: String,
    /// What the three bars are.
    pub names: [String; 3],
    /// The strategies, from top to bottom.
    pub rows: Vec<Source>,
}

const TONES: [Colour; 3] = [GREY, PURPLE, OCHRE];
/// Widths of the columns of names, of what the bars are, and of their widths.
const NAMES: f64 = 250.0;
const KINDS: f64 = 240.0;
const WIDTHS: f64 = 130.0;

impl SourcesChart {
    /// The figure.
    #[must_use]
    pub fn render(&self, language: Language) -> Picture {
        let (mut canvas, area) = begin(&self.heading);
        let ends = self.rows.iter().flat_map(|row| row.ranges).flat_map(|r| [r.p5, r.p95]);
        let (low, high) = with_zero(extent(ends).unwrap_or((0.0, 0.0)));
        let axis = ValueAxis::over(low, high, Unit::Euros, 5, language);
        let plot = Area::new(
            area.left + NAMES + KINDS,
            area.top + 26.0,
            area.right - WIDTHS - 20.0,
            area.bottom - 56.0,
        );
        let scale = Linear { values: axis.range(), places: (plot.left, plot.right) };
        draw_axis(&mut canvas, plot, &axis, &scale);
        let caption = fit(&self.value_caption, &[AXIS_SIZE, 16.0], false, area.width(), 1);
        let middle = centre_within(0.5 * (plot.left + plot.right), &caption, area);
        let soft = TextStyle::new(AXIS_SIZE, SOFT_INK);
        let middle_style = soft.anchored(Anchor::Middle);
        draw_lines(&mut canvas, &caption, middle, plot.bottom + 32.0, middle_style);
        let widths = fit(&self.width_caption, &[AXIS_SIZE, 16.0], false, WIDTHS + 40.0, 1);
        draw_lines(&mut canvas, &widths, area.right, area.top, soft.anchored(Anchor::End));

        let height = plot.height() / self.rows.len().max(1) as f64;
        for (index, row) in self.rows.iter().enumerate() {
            let top = plot.top + index as f64 * height;
            let name = fit(&row.name, &PANEL_NAME_SIZES, true, NAMES - 20.0, 3);
            let style = TextStyle::new(name.size, colour(row.colour)).bold();
            let mut below = draw_lines(&mut canvas, &name, area.left, top + 8.0, style);
            for line in &row.lines {
                let line = fit(line, &[PANEL_TEXT_SIZE, 17.0, 15.5], false, NAMES - 20.0, 2);
                below = draw_lines(&mut canvas, &line, area.left, below, TextStyle::new(0.0, INK));
            }
            // Bars keep together, also where a row is high.
            let bar = ((height - 16.0) / 3.0).min(96.0);
            for (kind, (range, width)) in row.ranges.iter().zip(&row.widths).enumerate() {
                let y = top + 8.0 + kind as f64 * bar;
                let across = Area::new(area.left + NAMES, y, area.right, y + bar);
                self.draw_bar(&mut canvas, across, &scale, kind, range, width);
                canvas.row(across, index, kind);
            }
        }
        surface::picture(canvas, &self.heading.title, &self.heading.description, language)
    }

    fn draw_bar(
        &self,
        canvas: &mut Canvas,
        across: Area,
        scale: &Linear,
        kind: usize,
        range: &Range,
        width: &str,
    ) {
        let tone = TONES[kind];
        let middle = 0.5 * (across.top + across.bottom);
        let half = (0.3 * across.height()).min(26.0);
        let (left, right) = (scale.within(range.p5), scale.within(range.p95));
        let bar = Area::new(left, middle - half, right.max(left + 2.0), middle + half);
        canvas.block(bar, tone, if kind == 0 { 0.55 } else { 0.8 });
        let median = scale.within(range.p50);
        canvas.dot((median, middle), (0.5 * half).min(7.0), INK);
        let sizes = [PANEL_TEXT_SIZE, 17.0, 15.5];
        let name = fit(&self.names[kind], &sizes, false, KINDS - 16.0, 1);
        let style = TextStyle::new(name.size, INK);
        for line in &name.lines {
            canvas.text_centred((across.left, middle), line, style);
        }
        let style = TextStyle { bold: kind == 0, ..TextStyle::new(PANEL_TEXT_SIZE, INK) };
        canvas.text_centred((across.right, middle), width, style.anchored(Anchor::End));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bar_has_its_row_and_its_width() {
        let range = |half: f64| Range { p5: -half, p50: 0.0, p95: half };
        let ranges = [range(100_000.0), range(80_000.0), range(60_000.0)];
        let widths = ["€200,000", "€160,000", "€120,000"].map(str::to_owned);
        let row = Source { name: "a".to_owned(), ranges, widths, ..Source::default() };
        let chart = SourcesChart { rows: vec![row.clone(), row], ..SourcesChart::default() };
        let picture = chart.render(Language::En);
        assert_eq!(picture.spots.len(), 6);
        for width in ["€200,000", "€160,000", "€120,000"] {
            assert_eq!(picture.svg.matches(width).count(), 2, "{width}");
        }
    }
}
