//! Distributions of an outcome, one below the other on the same scale.

use super::Picture;
use super::axis::{Unit, ValueAxis};
use super::canvas::{Anchor, Area, Canvas, TextStyle};
use super::font::text_width;
use super::frame::{Heading, Mark, begin_higher, centre_within, draw_key, draw_lines};
use super::histogram::Histogram;
use super::layout::{fit, spread};
use super::scale::{Linear, drawable, extent, with_zero};
use super::style::{
    AXIS, AXIS_SIZE, GREY, GRID, HAIR_LINE, INK, LABEL_SIZE, MAIN_LINE, PANEL_NAME_SIZES,
    PANEL_TEXT_SIZE, SOFT_INK, THIN_LINE, colour,
};
use super::{surface, words};
use crate::language::{EuroUnit, Language, euros_in, out_of_hundred, percent};

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
/// All have the same bins and the same area, except that a low one is drawn at least [`LOWEST_PEAK`](super::LOWEST_PEAK) times as high
/// as the highest. An outcome that is the same in every run is a line at its value. The figure grows with its rows.
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

/// As many rows have room on a slide.
const ROWS_OF_A_SLIDE: usize = 5;
/// What each further row adds to the height.
const FURTHER_RIDGE: f64 = 86.0;
/// Outcomes that lie no further apart than half a cent are the same.
const SAME: f64 = 0.005;
/// The share of outcomes that may be out of view on each side, so that a few extremes do not squeeze the rest.
const OUT_OF_VIEW: f64 = 0.0025;

/// Height of the amounts below a histogram, and of the bar between them.
const LABELS: f64 = 25.0;
const BAR: f64 = 12.0;

impl DistributionChart {
    /// The figure.
    #[must_use]
    pub fn render(&self, language: Language) -> Picture {
        let further = self.ridges.len().saturating_sub(ROWS_OF_A_SLIDE) as f64;
        let (mut canvas, mut area) = begin_higher(&self.heading, further * FURTHER_RIDGE);
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
        let certain: Vec<Option<f64>> = self.ridges.iter().map(Ridge::certain).collect();
        // What is certain has no spread to compare with that of the others.
        let spread = histograms.iter().zip(&certain).filter(|(_, certain)| certain.is_none());
        let highest = spread.map(|(histogram, _)| histogram.peak).fold(0.0, f64::max);
        let amounts = Amounts::new(&self.ridges, &axis, language);
        let row = plot.height() / self.ridges.len().max(1) as f64;
        for (index, (ridge, histogram)) in self.ridges.iter().zip(&histograms).enumerate() {
            let top = plot.top + index as f64 * row;
            let place = Area::new(plot.left, top + 6.0, plot.right, top + row - 4.0);
            canvas.row(Area { left: area.left, ..place }, 0, index);
            ridge.draw_names(&mut canvas, area.left, NAMES - 24.0, place, language);
            match certain[index] {
                Some(value) => ridge.draw_certain(&mut canvas, place, &scale, value, &amounts),
                None => ridge.draw(&mut canvas, place, &scale, histogram, highest, &amounts),
            }
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

    /// The outcome, if it is the same in every run.
    fn certain(&self) -> Option<f64> {
        let (low, high) = extent(self.values.iter().copied())?;
        (high - low <= SAME).then_some(0.5 * (low + high))
    }

    /// A line at the one value, with its amount.
    fn draw_certain(
        &self,
        canvas: &mut Canvas,
        place: Area,
        scale: &Linear,
        value: f64,
        amounts: &Amounts<'_>,
    ) {
        let tone = colour(self.colour);
        let ground = place.bottom - LABELS - BAR;
        let middle = ground + 0.5 * BAR + 1.0;
        let x = scale.within(value);
        canvas.line(vec![(place.left, ground), (place.right, ground)], HAIR_LINE, AXIS);
        let peak = ground - 0.5 * (ground - place.top).max(4.0);
        canvas.line(vec![(x, peak), (x, middle)], MAIN_LINE, tone);
        canvas.dot((x, middle), 6.0, tone);
        let text = format!("{} {}", words::always(amounts.language), amounts.text(value));
        let wish = [(x, text_width(&text, LABEL_SIZE, true) + 16.0)];
        let style = TextStyle::new(LABEL_SIZE, tone).bold().anchored(Anchor::Middle);
        for x in spread(&wish, place.left - 16.0, place.right + 34.0) {
            canvas.text_over_lines((x, place.bottom - 5.0), &text, style);
        }
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
        let tries =
            [(0, 3, 2), (0, 2, 2), (0, 2, 1), (smallest, 3, 1), (smallest, 2, 1), (smallest, 1, 1)];
        let fits = || tries.into_iter().map(fitted).filter(|(height, ..)| *height <= room);
        // In whole words if there is any way, or else on as many lines as there is room for.
        let (height, name, share) = fits()
            .find(|(_, name, share)| name.whole && share.whole)
            .or_else(|| fits().next())
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

    fn draw(
        &self,
        canvas: &mut Canvas,
        place: Area,
        scale: &Linear,
        histogram: &Histogram,
        highest: f64,
        amounts: &Amounts<'_>,
    ) {
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
            (median, words::median(amounts.language), self.p50, true),
            (right, "p95", self.p95, false),
        ]
        .map(|(x, name, value, bold)| (x, format!("{name} {}", amounts.text(value)), bold));
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

/// The amounts beside the bars: all in one unit, with digits enough to tell apart what differs.
struct Amounts<'a> {
    axis: &'a ValueAxis,
    /// Unit and decimals of amounts in euros; other numbers are written as the axis does.
    euros: Option<(EuroUnit, u8)>,
    language: Language,
}

impl<'a> Amounts<'a> {
    fn new(ridges: &[Ridge], axis: &'a ValueAxis, language: Language) -> Self {
        let shown = ridges.iter().flat_map(|ridge| [ridge.p5, ridge.p50, ridge.p95]).map(drawable);
        let shown: Vec<f64> = shown.collect();
        let euros = axis.is_euros().then(|| unit_and_decimals(&shown, language));
        Self { axis, euros, language }
    }

    fn text(&self, value: f64) -> String {
        match self.euros {
            Some((unit, decimals)) => euros_in(value, unit, decimals, self.language),
            None => self.axis.value_text(value),
        }
    }
}

/// Three digits for the largest amount; one more where amounts that differ would read alike.
fn unit_and_decimals(shown: &[f64], language: Language) -> (EuroUnit, u8) {
    /// Less than this share of the largest amount is no difference to the eye.
    const VISIBLE: f64 = 0.005;
    let largest = shown.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    let unit = EuroUnit::for_largest(largest);
    let exponent = i32::from(unit.exponent());
    if exponent <= 3 {
        return (unit, 0);
    }
    let magnitude = largest.log10().floor() as i32;
    let decimals = (exponent - magnitude + 2).clamp(0, 2) as u8;
    let alike = |a: f64, b: f64| {
        euros_in(a, unit, decimals, language) == euros_in(b, unit, decimals, language)
    };
    let differ = |a: f64, b: f64| (a - b).abs() >= VISIBLE * largest;
    let hidden = |&a: &f64| shown.iter().any(|&b| differ(a, b) && alike(a, b));
    (unit, decimals + u8::from(shown.iter().any(hidden)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Nl};

    fn ridge(values: Vec<f64>) -> Ridge {
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        let at = |share: f64| sorted[(share * (sorted.len() - 1) as f64) as usize];
        let (p5, p50, p95) = (at(0.05), at(0.5), at(0.95));
        Ridge { name: "Zij-instroom".to_owned(), values, p5, p50, p95, ..Ridge::default() }
    }

    fn chart(ridges: Vec<Ridge>) -> DistributionChart {
        DistributionChart { ridges, ..DistributionChart::default() }
    }

    #[test]
    fn amounts_that_differ_read_differently() {
        let text = |shown: &[f64], x: f64| {
            let (unit, decimals) = unit_and_decimals(shown, Nl);
            euros_in(x, unit, decimals, Nl).replace('\u{a0}', " ")
        };
        let shown = [-9_000.0, 9_000.0, 412_000.0, 444_000.0, 1_600_000.0];
        assert_eq!(text(&shown, 412_000.0), "€ 0,41 mln");
        assert_eq!(text(&shown, 444_000.0), "€ 0,44 mln");
        assert_eq!(text(&shown, -9_000.0), "−€ 0,01 mln");
        // Two that would read alike get a digit more.
        assert_eq!(text(&[1_026_000.0, 1_034_000.0], 1_026_000.0), "€ 1,026 mln");
        assert_eq!(text(&[0.0, 443_210.0], 443_210.0), "€ 443.000");
        assert_eq!(text(&[0.0, 25_430_000.0], 25_430_000.0), "€ 25,4 mln");
    }

    #[test]
    fn what_is_certain_is_a_line_at_its_value_and_flattens_nothing() {
        let uncertain = ridge((0..1000).map(|run| f64::from(run % 97) * 1e4).collect());
        let certain = ridge(vec![250_000.0; 1000]);
        assert_eq!((uncertain.certain(), certain.certain()), (None, Some(250_000.0)));
        let alone = chart(vec![uncertain.clone(), uncertain.clone()]).render(En).svg;
        let beside = chart(vec![uncertain, certain]).render(En).svg;
        assert!(beside.contains("always €250k") && beside.matches(">median €").count() == 1);
        // The first histogram is drawn as it is beside its like.
        let paths = |svg: &str| -> Vec<String> {
            let paths = svg.split("<path").skip(1).chain(svg.split("<polygon").skip(1));
            let points = paths.map(|path| path.split('>').next().unwrap_or_default().to_owned());
            points.filter(|path| path.len() > 500).collect()
        };
        let drawn = paths(&alone);
        assert!(!drawn.is_empty() && drawn[0] == paths(&beside)[0]);
        assert!(paths(&beside).len() < drawn.len(), "what is certain has no histogram");
    }

    #[test]
    fn the_figure_grows_with_its_rows() {
        let height = |count: usize| {
            let one = ridge((0..100).map(|run| f64::from(run) * 1e4).collect());
            let picture = chart(vec![one; count]).render(Nl);
            let rows: Vec<f64> = picture.spots.iter().map(|spot| spot.bottom - spot.top).collect();
            rows.into_iter().fold(f64::INFINITY, f64::min)
        };
        for count in [5, 8, 11] {
            assert!(height(count) > 70.0, "{count} rows of {}", height(count));
        }
    }

    #[test]
    fn a_few_extremes_do_not_decide_the_view() {
        let mut values: Vec<f64> = (0..1000).map(f64::from).collect();
        values[999] = 1e12;
        let ridge = Ridge { values, ..Ridge::default() };
        assert!(ridge.view().iter().all(|&x| x <= 1000.0));
    }
}
