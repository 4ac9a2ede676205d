//! Bounds on some numbers: how much of the futures each of them leaves.

use super::canvas::{Anchor, Area, TextStyle};
use super::frame::{Heading, Mark, begin, centre_within, draw_key, draw_lines};
use super::layout::fit;
use super::picture::Picture;
use super::style::{
    AXIS, AXIS_SIZE, BLUE, GRID, HAIR_LINE, INK, LABEL_SIZE, PANEL_NAME_SIZES, SOFT_INK,
};
use super::surface;
use crate::language::{Language, number};

/// Width of the column of names.
const NAMES: f64 = 340.0;
/// Half the height of a bar.
const HALF_BAR: f64 = 15.0;
/// Rows are no higher than this.
const HIGHEST_ROW: f64 = 120.0;

/// The bounds on one number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoundsRow {
    /// The number.
    pub name: String,
    /// The share of the futures below each bound; 0 and 1 where there is none.
    pub inside: [f64; 2],
    /// What the bounds are, such as `minstens 21%`.
    pub label: String,
    /// The lowest and the highest value.
    pub ends: [String; 2],
    /// The row of the data that it stands for.
    pub row: usize,
}

/// A bar for each number that has a bound, from its lowest to its highest value, over shares of the futures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoundsChart {
    /// Title, reading aid, description, note.
    pub heading: Heading,
    /// What lies inside the bounds, and outside.
    pub kinds: [String; 2],
    /// What runs along the axis.
    pub along_caption: String,
    /// The numbers, from top to bottom.
    pub rows: Vec<BoundsRow>,
}

impl BoundsChart {
    /// The figure.
    #[must_use]
    pub fn render(&self, language: Language) -> Picture {
        let (mut canvas, mut area) = begin(&self.heading);
        let key = [
            (Mark::Block(BLUE, 1.0), self.kinds[0].as_str()),
            (Mark::Block(GRID, 1.0), self.kinds[1].as_str()),
        ];
        area.top = draw_key(&mut canvas, area, &key) + 8.0;
        let (left, right) = (area.left + NAMES, area.right - 20.0);
        let room = (area.bottom - 62.0 - area.top) / self.rows.len().max(1) as f64;
        let height = room.min(HIGHEST_ROW);
        let bottom = area.top + height * self.rows.len() as f64;
        let x = |share: f64| left + share.clamp(0.0, 1.0) * (right - left);
        for tick in 0..=10 {
            let (share, text) = (f64::from(tick) / 10.0, number(f64::from(10 * tick), 0, language));
            canvas.line(vec![(x(share), area.top), (x(share), bottom)], HAIR_LINE, GRID);
            let style = TextStyle::new(AXIS_SIZE, INK).anchored(Anchor::Middle);
            canvas.text((x(share), bottom + 22.0), &text, style);
        }
        canvas.line(vec![(left, bottom), (right, bottom)], HAIR_LINE, AXIS);
        let caption = fit(&self.along_caption, &[AXIS_SIZE, 16.0], false, right - left, 1);
        let style = TextStyle::new(AXIS_SIZE, SOFT_INK).anchored(Anchor::Middle);
        draw_lines(&mut canvas, &caption, 0.5 * (left + right), bottom + 32.0, style);
        for (k, row) in self.rows.iter().enumerate() {
            let middle = area.top + (k as f64 + 0.5) * height + 8.0;
            let name = fit(&row.name, &PANEL_NAME_SIZES[1..], true, NAMES - 24.0, 3);
            let style = TextStyle::new(name.size, INK).bold();
            draw_lines(&mut canvas, &name, area.left, middle - 0.5 * name.height(), style);
            let bar = |from: f64, to: f64| {
                Area::new(x(from), middle - HALF_BAR, x(to), middle + HALF_BAR)
            };
            // Wherever somebody points along a row; what is below the last row belongs to it.
            let top = area.top + k as f64 * height;
            let last = k + 1 == self.rows.len();
            let low = if last { area.bottom } else { top + height };
            canvas.row(Area::new(area.left, top, right, low), 0, row.row);
            canvas.block(bar(0.0, 1.0), GRID, 1.0);
            canvas.block(bar(row.inside[0], row.inside[1]), BLUE, 1.0);
            let below = middle + HALF_BAR + 19.0;
            let soft = TextStyle::new(16.0, SOFT_INK);
            canvas.text((left, below), &row.ends[0], soft);
            canvas.text((right, below), &row.ends[1], soft.anchored(Anchor::End));
            let label = fit(&row.label, &[LABEL_SIZE, AXIS_SIZE, 16.0], true, right - left, 1);
            let whole = Area::new(left, area.top, right, bottom);
            let at = centre_within(0.5 * (x(row.inside[0]) + x(row.inside[1])), &label, whole);
            let style = TextStyle::new(label.size, BLUE).bold().anchored(Anchor::Middle);
            if let Some(line) = label.lines.first() {
                canvas.text_over_lines((at, middle - HALF_BAR - 9.0), line, style);
            }
        }
        surface::picture(canvas, &self.heading.title, &self.heading.description, language)
    }
}
