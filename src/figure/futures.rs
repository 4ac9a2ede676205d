//! A hundred futures, a dot for each, where their outcome lies: a chance that can be counted.

use super::axis::{Unit, ValueAxis};
use super::canvas::{Anchor, Area, Canvas, TextStyle};
use super::distribution::draw_axis;
use super::frame::{Heading, begin, centre_within, draw_lines};
use super::layout::fit;
use super::scale::{Linear, drawable, extent, with_zero};
use super::style::{
    AXIS, AXIS_SIZE, BLUE, Colour, GREY, HAIR_LINE, INK, LABEL_SIZE, PANEL_NAME_SIZES, SOFT_INK,
    VERMILLION, colour,
};
use super::{Picture, surface};
use crate::language::Language;

/// The futures of one strategy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Futures {
    /// The strategy.
    pub name: String,
    /// The number of the colour of its name.
    pub colour: usize,
    /// The outcome in each future, from low to high.
    pub values: Vec<f64>,
    /// What the futures below zero are, with their number: `68 slechter`.
    pub below: String,
    /// What the futures above zero are, with their number: `32 beter`.
    pub above: String,
}

/// A row of stacked dots for each strategy; none lies across zero, so that both sides can be counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FuturesChart {
    /// Title, reading aid, description, note.
    pub heading: Heading,
    /// What the values are, such as `verschil in netto contante waarde`.
    pub value_caption: String,
    /// Whether the values are amounts.
    pub unit: Unit,
    /// The strategies, from top to bottom.
    pub rows: Vec<Futures>,
}

const BELOW: Colour = VERMILLION;
const ABOVE: Colour = BLUE;
/// Diameters of dots, tried from large to small.
const DIAMETERS: std::ops::RangeInclusive<u32> = 4..=30;
/// Width of the column of names.
const NAMES: f64 = 270.0;
/// Height above the dots of a row for the numbers on both sides.
const COUNTS: f64 = 30.0;

/// A dot: its bin from zero (negative to the left) and its place in the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    bin: i64,
    height: usize,
}

/// The places of values along a scale, in dots of a diameter: in bins that begin at zero.
fn places(values: &[f64], scale: &Linear, diameter: f64) -> Vec<Place> {
    let zero = scale.at(0.0);
    let mut stacks = std::collections::BTreeMap::new();
    let place = |&value: &f64| {
        let bin = ((scale.within(value) - zero) / diameter).floor() as i64;
        // The last bit of a place must not bring a dot to the other side.
        let bin = if value > 0.0 { bin.max(0) } else { bin.min(-1) };
        let height = stacks.entry(bin).or_insert(0);
        *height += 1;
        Place { bin, height: *height - 1 }
    };
    values.iter().map(place).collect()
}

impl FuturesChart {
    /// The figure.
    #[must_use]
    pub fn render(&self, language: Language) -> Picture {
        let (mut canvas, area) = begin(&self.heading);
        let values = self.rows.iter().flat_map(|row| row.values.iter().copied());
        let (low, high) = with_zero(extent(values).unwrap_or((0.0, 0.0)));
        // Zero parts the dots: it is always there.
        let axis = ValueAxis::over(low.min(0.0), high.max(0.0), self.unit, 6, language);
        let plot = Area::new(area.left + NAMES, area.top, area.right - 34.0, area.bottom - 56.0);
        let scale = Linear { values: axis.range(), places: (plot.left, plot.right) };
        draw_axis(&mut canvas, plot, &axis, &scale);
        let caption = fit(&self.value_caption, &[AXIS_SIZE, 16.0], false, area.width(), 1);
        let middle = centre_within(0.5 * (plot.left + plot.right), &caption, area);
        draw_lines(
            &mut canvas,
            &caption,
            middle,
            plot.bottom + 32.0,
            TextStyle::new(AXIS_SIZE, SOFT_INK).anchored(Anchor::Middle),
        );

        let height = plot.height() / self.rows.len().max(1) as f64;
        let diameter = self.diameter(&scale, height - COUNTS - 12.0);
        for (index, row) in self.rows.iter().enumerate() {
            let top = plot.top + index as f64 * height;
            let place = Area::new(plot.left, top, plot.right, top + height - 6.0);
            let name = fit(&row.name, &PANEL_NAME_SIZES, true, NAMES - 24.0, 3);
            let style = TextStyle::new(name.size, colour(row.colour)).bold();
            let names_top = (place.bottom - name.height() - 4.0).max(place.top);
            draw_lines(&mut canvas, &name, area.left, names_top, style);
            row.draw(&mut canvas, place, &scale, diameter, index);
        }
        surface::picture(canvas, &self.heading.title, &self.heading.description, language)
    }

    /// The largest dots whose highest stack fits.
    fn diameter(&self, scale: &Linear, room: f64) -> f64 {
        let fits = |diameter: f64| {
            self.rows.iter().all(|row| {
                let places = places(&row.values, scale, diameter);
                let highest = places.iter().map(|place| place.height + 1).max().unwrap_or(0);
                highest as f64 * diameter <= room
            })
        };
        let smallest = f64::from(*DIAMETERS.start());
        DIAMETERS.rev().map(f64::from).find(|&diameter| fits(diameter)).unwrap_or(smallest)
    }
}

impl Futures {
    fn draw(&self, canvas: &mut Canvas, place: Area, scale: &Linear, diameter: f64, index: usize) {
        let zero = scale.at(0.0);
        let ground = place.bottom;
        canvas.line(vec![(place.left, ground), (place.right, ground)], HAIR_LINE, AXIS);
        let tones = self.values.iter().map(|&value| match drawable(value) {
            value if value > 0.0 => ABOVE,
            value if value < 0.0 => BELOW,
            _ => GREY,
        });
        let places = places(&self.values, scale, diameter);
        for (rank, (tone, dot)) in tones.zip(places).enumerate() {
            let x = zero + (dot.bin as f64 + 0.5) * diameter;
            let y = ground - (dot.height as f64 + 0.5) * diameter;
            let half = 0.5 * diameter;
            canvas.plain_dot((x, y), half - 0.75, tone);
            canvas.row(Area::new(x - half, y - half, x + half, y + half), index, rank);
        }
        let baseline = place.top + 0.72 * COUNTS;
        let style = |tone| TextStyle::new(LABEL_SIZE, tone).bold();
        let line = [(zero, place.top), (zero, ground)];
        canvas.line(line.to_vec(), 2.0, INK);
        canvas.text_over_lines(
            (zero - 12.0, baseline),
            &self.below,
            style(BELOW).anchored(Anchor::End),
        );
        canvas.text_over_lines((zero + 12.0, baseline), &self.above, style(ABOVE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_stack_in_bins_that_begin_at_zero() {
        let scale = Linear { values: (-10.0, 10.0), places: (0.0, 200.0) };
        let at = |bin, height| Place { bin, height };
        assert_eq!(
            places(&[-0.1, 0.0, 0.1, 1.9, 2.1, 10.0], &scale, 20.0),
            [at(-1, 0), at(-1, 1), at(0, 0), at(0, 1), at(1, 0), at(5, 0)]
        );
    }

    #[test]
    fn the_highest_stack_fits_its_row() {
        let rows = vec![Futures { values: vec![1.0; 100], ..Futures::default() }];
        let chart = FuturesChart { rows, ..FuturesChart::default() };
        let scale = Linear { values: (-10.0, 10.0), places: (0.0, 200.0) };
        assert_eq!(chart.diameter(&scale, 600.0), 6.0);
        assert_eq!(chart.diameter(&scale, 10_000.0), 30.0);
        // Too small a row: the smallest dots.
        assert_eq!(chart.diameter(&scale, 10.0), 4.0);
    }
}
