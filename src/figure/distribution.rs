//! Distributions of an outcome, one below the other on the same scale.

use super::Picture;
use super::axis::{Unit, ValueAxis};
use super::canvas::{Anchor, Area, Canvas, TextStyle};
use super::font::text_width;
use super::frame::{Heading, Mark, begin, centre_within, draw_key, draw_lines};
use super::layout::{fit, spread};
use super::scale::{Linear, drawable, with_zero};
use super::style::{
    AXIS, AXIS_SIZE, Colour, GREY, GRID, HAIR_LINE, INK, LABEL_SIZE, MAIN_LINE, PANEL_NAME_SIZES,
    PANEL_TEXT_SIZE, SOFT_INK, THIN_LINE, colour,
};
use super::{surface, words};
use crate::language::{Language, out_of_hundred, percent};

/// The outcomes of one strategy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ridge {
    /// The strategy.
    pub name: String,
    /// The number of the colour: give a strategy the same one in every figure.
    pub colour: usize,
    /// The outcome of each run, in any order.
    pub values: Vec<f64>,
    /// 5th percentile.
    pub p5: f64,
    /// Median.
    pub p50: f64,
    /// 95th percentile.
    pub p95: f64,
    /// The share of outcomes below zero.
    pub below_zero: f64,
}

/// Histograms of an outcome such as the net present value, one for each strategy, with median and p5–p95.
///
/// All have the same bins and the same area, except that a low one is drawn at least [`LOWEST_PEAK`] times as high
/// as the highest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DistributionChart {
    /// Title, reading aid, description, note.
    pub heading: Heading,
    /// What the values are, such as `netto contante waarde`.
    pub value_caption: String,
    /// Whether the values are amounts.
    pub unit: Unit,
    /// The strategies, from top to bottom.
    pub ridges: Vec<Ridge>,
}

/// The height of the lowest peak as a share of the highest.
pub const LOWEST_PEAK: f64 = 0.4;
/// The number of bins over the width of the axis.
const BINS: usize = 96;
/// The share of outcomes that may be out of view on each side, so that a few extremes do not squeeze the rest.
const OUT_OF_VIEW: f64 = 0.0025;

impl DistributionChart {
    /// The figure.
    #[must_use]
    pub fn render(&self, language: Language) -> Picture {
        let (mut canvas, mut area) = begin(&self.heading);
        let range = self.ridges.iter().flat_map(Ridge::view).fold(None, |found, x| {
            Some(found.map_or((x, x), |(low, high): (f64, f64)| (low.min(x), high.max(x))))
        });
        let (low, high) = with_zero(range.unwrap_or((0.0, 0.0)));
        let axis = ValueAxis::over(low, high, self.unit, 6, language);

        if !self.ridges.is_empty() {
            let first = colour(self.ridges[0].colour);
            let tone =
                if self.ridges.iter().all(|r| colour(r.colour) == first) { first } else { GREY };
            let key = [
                (Mark::Block(tone, 0.3), words::distribution(language)),
                (Mark::Upright(tone), words::median(language)),
                (Mark::Bar(tone), words::p5_to_p95(language)),
            ];
            area.top = draw_key(&mut canvas, area, &key) + 6.0;
        }

        const NAMES: f64 = 300.0;
        let plot = Area::new(area.left + NAMES, area.top, area.right - 34.0, area.bottom - 56.0);
        let scale = Linear { values: axis.range(), places: (plot.left, plot.right) };
        draw_axis(&mut canvas, plot, &axis, &scale);
        self.draw_caption(&mut canvas, area, plot, &axis, language);

        let histograms: Vec<Histogram> =
            self.ridges.iter().map(|ridge| Histogram::new(&ridge.values, axis.range())).collect();
        let highest = histograms.iter().map(|h| h.peak).fold(0.0, f64::max);
        let row = plot.height() / self.ridges.len().max(1) as f64;
        for (index, (ridge, histogram)) in self.ridges.iter().zip(&histograms).enumerate() {
            let top = plot.top + index as f64 * row;
            let place = Area::new(plot.left, top + 6.0, plot.right, top + row - 4.0);
            canvas.row(Area { left: area.left, ..place }, 0, index);
            ridge.draw_names(&mut canvas, area.left, NAMES - 24.0, place, language);
            ridge.draw(&mut canvas, place, &scale, histogram, highest, &axis, language);
        }
        surface::picture(canvas, &self.heading.title, &self.heading.description, language)
    }

    /// The caption below the axis, with what cannot be seen.
    fn draw_caption(
        &self,
        canvas: &mut Canvas,
        area: Area,
        plot: Area,
        axis: &ValueAxis,
        language: Language,
    ) {
        let (low, high) = axis.range();
        let all = self.ridges.iter().map(|ridge| ridge.values.len()).sum::<usize>();
        let out = self
            .ridges
            .iter()
            .flat_map(|ridge| &ridge.values)
            .filter(|&&x| !(low..=high).contains(&drawable(x)))
            .count();
        let share = out as f64 / all.max(1) as f64;
        let mut remarks = Vec::new();
        if share >= 0.0005 {
            remarks.push(format!(
                "{} {}",
                percent(share, 1, language),
                words::out_of_sight(language)
            ));
        }
        if !(low..=high).contains(&0.0) {
            remarks.push(words::zero_out_of_sight(language).to_owned());
        }
        let mut text = self.value_caption.clone();
        if !remarks.is_empty() {
            text = format!("{text} ({})", remarks.join("; "));
        }
        let caption = fit(&text, &[AXIS_SIZE, 16.0], false, area.width(), 1);
        let middle = centre_within(0.5 * (plot.left + plot.right), &caption, area);
        draw_lines(
            canvas,
            &caption,
            middle,
            plot.bottom + 32.0,
            TextStyle::new(AXIS_SIZE, SOFT_INK).anchored(Anchor::Middle),
        );
    }
}

/// Gridlines across the rows, with the zero line in ink, and the amounts below.
pub(super) fn draw_axis(canvas: &mut Canvas, plot: Area, axis: &ValueAxis, scale: &Linear) {
    for (value, text) in axis.labelled() {
        let x = scale.at(value);
        let (tone, width) = if value == 0.0 { (INK, THIN_LINE) } else { (GRID, HAIR_LINE) };
        canvas.line(vec![(x, plot.top), (x, plot.bottom + 5.0)], width, tone);
        canvas.text(
            (x, plot.bottom + 24.0),
            &text,
            TextStyle::new(AXIS_SIZE, if value == 0.0 { INK } else { SOFT_INK })
                .anchored(Anchor::Middle),
        );
    }
}

impl Ridge {
    /// The two values between which all but a few outcomes lie, and the percentiles.
    fn view(&self) -> Vec<f64> {
        let mut values: Vec<f64> =
            self.values.iter().filter(|x| !x.is_nan()).map(|&x| drawable(x)).collect();
        let mut view = Vec::new();
        if !values.is_empty() {
            let out = (values.len() as f64 * OUT_OF_VIEW).floor() as usize;
            for rank in [out, values.len() - 1 - out] {
                view.push(*values.select_nth_unstable_by(rank, f64::total_cmp).1);
            }
        }
        view.extend([self.p5, self.p50, self.p95].map(drawable));
        view
    }

    fn draw_names(&self, canvas: &mut Canvas, x: f64, width: f64, place: Area, language: Language) {
        let text = format!(
            "{} {}",
            out_of_hundred(self.below_zero, language),
            words::below_zero(language)
        );
        // As many lines, as large, as the row has room for.
        const SHARE_SIZES: [f64; 3] = [PANEL_TEXT_SIZE, 17.0, 15.5];
        let fitted = |(from, of_name, of_share): (usize, usize, usize)| {
            let name = fit(&self.name, &PANEL_NAME_SIZES[from..], true, width, of_name);
            let share = fit(&text, &SHARE_SIZES[from.min(2)..], false, width, of_share);
            (name.height() + share.height(), name, share)
        };
        let smallest = PANEL_NAME_SIZES.len() - 1;
        let room = place.height() + 8.0;
        let (height, name, share) = [(0, 3, 2), (0, 2, 2), (0, 2, 1), (smallest, 2, 1)]
            .into_iter()
            .map(fitted)
            .find(|(height, ..)| *height <= room)
            .unwrap_or_else(|| fitted((smallest, 1, 1)));
        let top = (0.5 * (place.top + place.bottom - height)).max(place.top - 4.0);
        let top = draw_lines(
            canvas,
            &name,
            x,
            top,
            TextStyle::new(name.size, colour(self.colour)).bold(),
        );
        draw_lines(canvas, &share, x, top, TextStyle::new(share.size, INK));
    }

    #[expect(clippy::too_many_arguments, reason = "all of it is the context of one row")]
    fn draw(
        &self,
        canvas: &mut Canvas,
        place: Area,
        scale: &Linear,
        histogram: &Histogram,
        highest: f64,
        axis: &ValueAxis,
        language: Language,
    ) {
        const LABELS: f64 = 25.0;
        const BAR: f64 = 12.0;
        let tone = colour(self.colour);
        let ground = place.bottom - LABELS - BAR;
        let height = (ground - place.top).max(4.0);
        histogram.draw(canvas, place.left, place.right, ground, height, highest, tone);
        canvas.line(vec![(place.left, ground), (place.right, ground)], HAIR_LINE, AXIS);

        let middle = ground + 0.5 * BAR + 1.0;
        let (left, median, right) =
            (scale.within(self.p5), scale.within(self.p50), scale.within(self.p95));
        canvas.block(
            Area::new(left, middle - 3.0, right.max(left + 1.0), middle + 3.0),
            tone,
            0.65,
        );
        let peak = ground - histogram.height_at(self.p50, height, highest);
        canvas.line(vec![(median, peak), (median, middle)], MAIN_LINE, tone);
        canvas.dot((median, middle), 6.0, tone);

        let texts = [
            (left, "p5", self.p5, false),
            (median, words::median(language), self.p50, true),
            (right, "p95", self.p95, false),
        ]
        .map(|(x, name, value, bold)| (x, format!("{name} {}", axis.value_text(value)), bold));
        let widths: Vec<(f64, f64)> = texts
            .iter()
            .map(|(x, text, bold)| (*x, text_width(text, LABEL_SIZE, *bold) + 16.0))
            .collect();
        let places = spread(&widths, place.left - 16.0, place.right + 34.0);
        for ((_, text, bold), x) in texts.iter().zip(places) {
            let style = TextStyle {
                bold: *bold,
                ..TextStyle::new(LABEL_SIZE, if *bold { tone } else { SOFT_INK })
            };
            canvas.text_over_lines((x, place.bottom - 5.0), text, style.anchored(Anchor::Middle));
        }
    }
}

/// Counts of values in bins of equal width, as shares.
struct Histogram {
    shares: Vec<f64>,
    range: (f64, f64),
    peak: f64,
}

impl Histogram {
    fn new(values: &[f64], range: (f64, f64)) -> Self {
        let mut shares = vec![0.0; BINS];
        let unit = 1.0 / values.len().max(1) as f64;
        for &value in values {
            if let Some(bin) = bin(value, range) {
                shares[bin] += unit;
            }
        }
        Self { peak: shares.iter().copied().fold(0.0, f64::max), shares, range }
    }

    /// Pixels for each unit of share, when the highest of all histograms has a given peak.
    fn factor(&self, height: f64, highest: f64) -> f64 {
        if self.peak > 0.0 {
            height * (self.peak / highest).max(LOWEST_PEAK) / self.peak
        } else {
            0.0
        }
    }

    fn height_at(&self, value: f64, height: f64, highest: f64) -> f64 {
        bin(value, self.range).map_or(0.0, |bin| self.shares[bin] * self.factor(height, highest))
    }

    #[expect(clippy::too_many_arguments, reason = "a place, a scale and a colour")]
    fn draw(
        &self,
        canvas: &mut Canvas,
        left: f64,
        right: f64,
        ground: f64,
        height: f64,
        highest: f64,
        tone: Colour,
    ) {
        let factor = self.factor(height, highest);
        let width = (right - left) / BINS as f64;
        let filled = |share: &&f64| **share > 0.0;
        let first = self.shares.iter().position(|share| *share > 0.0);
        let Some(first) = first else { return };
        let last = BINS - 1 - self.shares.iter().rev().take_while(|s| !filled(s)).count();
        let mut outline = vec![(left + first as f64 * width, ground)];
        for (bin, share) in self.shares.iter().enumerate().take(last + 1).skip(first) {
            let y = ground - share * factor;
            outline.push((left + bin as f64 * width, y));
            outline.push((left + (bin + 1) as f64 * width, y));
        }
        outline.push((left + (last + 1) as f64 * width, ground));
        canvas.surface(outline.clone(), tone, 0.3);
        canvas.line(outline, 1.5, tone);
    }
}

/// The bin of a value; none if it lies outside the range.
fn bin(value: f64, (low, high): (f64, f64)) -> Option<usize> {
    if value.is_nan() || value < low || value > high || high <= low {
        return None;
    }
    let place = (value - low) / (high - low) * BINS as f64;
    Some((place as usize).min(BINS - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_holds_every_value_in_range_once() {
        let values: Vec<f64> = (0..1000).map(|i| f64::from(i) / 100.0).collect();
        let histogram = Histogram::new(&values, (0.0, 10.0));
        assert!((histogram.shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        let outside = Histogram::new(&[-1.0, 0.0, 10.0, 11.0], (0.0, 10.0));
        assert_eq!(outside.shares.iter().sum::<f64>(), 0.5);
        assert_eq!(bin(10.0, (0.0, 10.0)), Some(BINS - 1));
        assert_eq!(bin(f64::NAN, (0.0, 10.0)), None);
    }

    #[test]
    fn a_few_extremes_do_not_decide_the_view() {
        let mut values: Vec<f64> = (0..1000).map(f64::from).collect();
        values[999] = 1e12;
        let ridge = Ridge { values, ..Ridge::default() };
        assert!(ridge.view().iter().all(|&x| x <= 1000.0));
    }
}
