//! Which share of a spread each number has: alone, and with its interplay.

use super::axis::{Unit, ValueAxis};
use super::canvas::{Anchor, Area, Canvas, TextStyle};
use super::distribution::draw_axis;
use super::frame::{Heading, Mark, begin, centre_within, draw_key, draw_lines};
use super::layout::fit;
use super::scale::Linear;
use super::style::{AXIS_SIZE, BLUE, GREY, INK, LABEL_SIZE, SOFT_INK, THIN_LINE};
use super::tornado::{MOST_ROWS, NAMES, draw_name, name_size};
use super::{Picture, surface};
use crate::language::Language;

/// One number. Shares are percentages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SharesRow {
    /// What it is called.
    pub name: String,
    /// Its share alone, with the ends of the interval.
    pub alone: [f64; 3],
    /// Its share with its interplay, with the ends of the interval.
    pub total: [f64; 3],
    /// Both in words.
    pub label: String,
}

/// Two bars for each number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SharesChart {
    /// Title, reading aid, description, note.
    pub heading: Heading,
    /// What the shares are of.
    pub value_caption: String,
    /// What the two bars and the line through each are.
    pub names: [String; 3],
    /// The numbers, from top to bottom.
    pub rows: Vec<SharesRow>,
    /// What is said of the numbers that have no row; may be empty.
    pub rest: String,
}

/// Width of the column of shares in words.
const WORDS: f64 = 190.0;

impl SharesChart {
    /// The figure; rows beyond [`MOST_ROWS`] are left out.
    #[must_use]
    pub fn render(&self, language: Language) -> Picture {
        let (mut canvas, mut area) = begin(&self.heading);
        let rows = &self.rows[..self.rows.len().min(MOST_ROWS)];
        let [alone, total, interval] = &self.names;
        let key = [
            (Mark::Block(BLUE, 0.9), alone.as_str()),
            (Mark::Block(GREY, 0.6), total.as_str()),
            (Mark::Line(INK, THIN_LINE), interval.as_str()),
        ];
        area.top = draw_key(&mut canvas, area, &key) + 6.0;
        let ends = rows.iter().flat_map(|row| [row.alone[2], row.total[2]]);
        let high = ends.fold(1.0, f64::max).min(100.0);
        let axis = ValueAxis::over(0.0, high, Unit::Number, 6, language);
        let rest = if self.rest.is_empty() { 0.0 } else { 26.0 };
        let plot = Area::new(
            area.left + NAMES + 10.0,
            area.top,
            area.right - WORDS,
            area.bottom - 56.0 - rest,
        );
        let scale = Linear { values: axis.range(), places: (plot.left, plot.right) };
        draw_axis(&mut canvas, plot, &axis, &scale);
        let caption = fit(&self.value_caption, &[AXIS_SIZE, 16.0], false, area.width(), 1);
        let middle = centre_within(0.5 * (plot.left + plot.right), &caption, area);
        let soft = TextStyle::new(AXIS_SIZE, SOFT_INK);
        let style = soft.anchored(Anchor::Middle);
        draw_lines(&mut canvas, &caption, middle, plot.bottom + 32.0, style);
        if rest > 0.0 {
            let text = fit(&self.rest, &[AXIS_SIZE, 16.0, 14.5], false, area.width(), 1);
            draw_lines(&mut canvas, &text, area.left, area.bottom - rest + 2.0, soft);
        }
        let height = plot.height() / rows.len().max(1) as f64;
        let names = name_size(rows.iter().map(|row| row.name.as_str()));
        for (index, row) in rows.iter().enumerate() {
            let top = plot.top + index as f64 * height;
            let across = Area::new(area.left, top, area.right, top + height);
            draw_row(&mut canvas, across, &scale, row, names);
            canvas.row(across, 0, index);
        }
        surface::picture(canvas, &self.heading.title, &self.heading.description, language)
    }
}

fn draw_row(canvas: &mut Canvas, across: Area, scale: &Linear, row: &SharesRow, size: f64) {
    let middle = 0.5 * (across.top + across.bottom);
    let half = (0.4 * across.height()).min(20.0);
    draw_name(canvas, across.left, middle, &row.name, size);
    let zero = scale.within(0.0);
    for (shares, top, tone, opacity) in
        [(row.alone, middle - half, BLUE, 0.9), (row.total, middle, GREY, 0.6)]
    {
        let [value, low, high] = shares.map(|share| scale.within(share));
        canvas.block(Area::new(zero, top + 1.0, value.max(zero), top + half - 1.0), tone, opacity);
        let y = top + 0.5 * half;
        canvas.line(vec![(low.max(zero), y), (high.max(zero), y)], THIN_LINE, INK);
    }
    let words = fit(&row.label, &[LABEL_SIZE - 2.0, 15.0, 13.5], false, WORDS - 10.0, 2);
    let style = TextStyle::new(words.size, INK).anchored(Anchor::End);
    let step = 1.12 * words.size;
    let first = middle - 0.5 * words.lines.len().saturating_sub(1) as f64 * step;
    for (k, line) in words.lines.iter().enumerate() {
        canvas.text_centred((across.right, first + k as f64 * step), line, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_its_shares_in_words() {
        let row = SharesRow {
            name: "profile.side_entrant.supervision.hours_per_week[1].hours".to_owned(),
            alone: [31.0, 28.0, 35.0],
            total: [40.0, 36.0, 44.0],
            label: "31% / 40%".to_owned(),
        };
        let chart = SharesChart { rows: vec![row; 14], ..SharesChart::default() };
        let picture = chart.render(Language::En);
        assert_eq!(picture.spots.len(), MOST_ROWS);
        assert_eq!(picture.svg.matches("31% / 40%").count(), MOST_ROWS);
    }
}
