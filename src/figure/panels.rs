//! Panels of equal size with a shared value axis and an axis of months, and labels at the ends of lines.

use super::axis::{MonthAxis, ValueAxis};
use super::canvas::{Anchor, Area, Canvas, TextStyle};
use super::font::text_width;
use super::frame::{centre_within, draw_lines};
use super::layout::{Fitted, fit, spread};
use super::style::{
    AXIS, AXIS_SIZE, Colour, HAIR_LINE, INK, LABEL_SIZE, PANEL_NAME_SIZES, PANEL_TEXT_SIZE,
    SOFT_INK,
};
use crate::language::Language;

/// The texts above a panel.
pub(super) struct Head {
    pub(super) name: String,
    pub(super) colour: Colour,
    pub(super) lines: Vec<String>,
}

/// The texts above a panel, broken into lines.
struct HeadLayout {
    name: Fitted,
    colour: Colour,
    lines: Vec<Fitted>,
}

impl HeadLayout {
    fn new(head: &Head, width: f64) -> Self {
        Self {
            name: fit(&head.name, &PANEL_NAME_SIZES, true, width, 2),
            colour: head.colour,
            lines: head
                .lines
                .iter()
                .map(|line| fit(line, &[PANEL_TEXT_SIZE, 17.0, 15.5], false, width, 2))
                .collect(),
        }
    }

    fn height(&self) -> f64 {
        self.name.height() + self.lines.iter().map(Fitted::height).sum::<f64>()
    }

    fn draw(&self, canvas: &mut Canvas, x: f64, top: f64) {
        let style = TextStyle::new(self.name.size, self.colour).bold();
        let mut y = draw_lines(canvas, &self.name, x, top, style);
        for line in &self.lines {
            y = draw_lines(canvas, line, x, y, TextStyle::new(line.size, INK));
        }
    }
}

/// A label at the end of a line.
#[derive(Clone, Debug)]
pub(super) struct EndLabel {
    /// The value at which the line ends.
    pub(super) value: f64,
    /// What it is.
    pub(super) name: String,
    /// The value as text; may be empty.
    pub(super) amount: String,
    pub(super) colour: Colour,
    pub(super) bold: bool,
}

impl EndLabel {
    /// The label in lines of at most `width`, with a name of at most `most` lines, and whether all of it is there.
    /// With 0 the label is one line, in which the name gives way to the amount.
    fn fitted(&self, width: f64, size: f64, most: usize) -> (Fitted, bool) {
        let both = format!("{} {}", self.name.trim(), self.amount);
        if text_width(both.trim(), size, self.bold) <= width {
            return (fit(&both, &[size], self.bold, width, 1), true);
        }
        let amount = text_width(&format!(" {}", self.amount), size, self.bold);
        let room = if most == 0 { width - amount } else { width };
        let mut label = fit(&self.name, &[size], self.bold, room, most.max(1));
        let whole = label.whole;
        match label.lines.first_mut() {
            _ if self.amount.is_empty() => {}
            Some(line) if most == 0 => *line = format!("{line} {}", self.amount),
            // The amount gets a line of its own, so that a long name never crowds it out.
            _ => label.lines.push(self.amount.clone()),
        }
        (label, whole && amount <= width)
    }
}

/// More columns than this leave no room for an amount beside the end of a line.
pub(super) const MOST_WITH_AMOUNTS: usize = 3;

/// The most lines for the name of a label.
const NAME_LINES: usize = 3;

/// The largest size at which all labels of a figure are there in whole words.
fn label_size<'a>(labels: impl Iterator<Item = &'a EndLabel> + Clone, width: f64) -> f64 {
    const SIZES: [f64; 3] = [LABEL_SIZE, 17.0, 15.5];
    SIZES
        .into_iter()
        .find(|&size| labels.clone().all(|label| label.fitted(width, size, NAME_LINES).1))
        .unwrap_or(SIZES[SIZES.len() - 1])
}

/// How many columns a number of panels takes.
pub(super) fn columns(panels: usize) -> usize {
    match panels {
        0 | 1 => 1,
        2 | 4 => 2,
        3 | 5 | 6 | 9 => 3,
        _ => 4,
    }
}

/// How many rows they stand in.
pub(super) fn rows(panels: usize) -> usize {
    panels.div_ceil(columns(panels)).max(1)
}

/// The widest a label at a line's end may be.
fn widest_label(columns: usize) -> f64 {
    match columns {
        1 => 230.0,
        2 => 182.0,
        3 => 124.0,
        _ => 88.0,
    }
}

/// A panel that is laid out.
pub(super) struct Panel {
    /// Where curves are drawn.
    pub(super) plot: Area,
    /// Where the strip ends and the axis begins.
    pub(super) axis_top: f64,
    /// Whether this panel has the texts of the axes.
    pub(super) texts_left: bool,
    pub(super) texts_below: bool,
}

/// Panels laid out over an area; heads and captions are drawn.
pub(super) struct Panels {
    pub(super) each: Vec<Panel>,
    gutter: f64,
    label_size: f64,
}

/// Everything that decides the place of panels.
pub(super) struct Plan<'a> {
    pub(super) heads: &'a [Head],
    pub(super) labels: &'a [Vec<EndLabel>],
    pub(super) axis: &'a ValueAxis,
    pub(super) value_caption: &'a str,
    pub(super) along_caption: &'a str,
    /// Height of the strip between plot and axis, and of the axis with its texts.
    pub(super) strip: f64,
    pub(super) axis_height: f64,
}

impl Panels {
    /// Divides an area, and draws the heads and captions.
    pub(super) fn lay_out(canvas: &mut Canvas, area: Area, plan: &Plan<'_>) -> Self {
        const LABEL_GAP: f64 = 22.0;
        const BETWEEN: f64 = 18.0;
        const ROWS_APART: f64 = 14.0;
        let count = plan.heads.len();
        let columns = columns(count);
        let rows = rows(count);

        let widest = widest_label(columns);
        let label_size = label_size(plan.labels.iter().flatten(), widest);
        let label_width = plan
            .labels
            .iter()
            .flatten()
            .flat_map(|label| {
                let lines = label.fitted(widest, label_size, NAME_LINES).0.lines;
                lines.into_iter().map(move |line| text_width(&line, label_size, label.bold))
            })
            .fold(0.0, f64::max);
        // Without labels, the last tick text still needs half its width.
        let gutter = if label_width > 0.0 { (label_width + LABEL_GAP).max(40.0) } else { 14.0 };
        let left = area.left + plan.axis.width() + 10.0;
        let between = BETWEEN.max(if columns > 1 { 80.0 - gutter } else { 0.0 });
        let available = area.right - left - gutter * columns as f64;
        let width = (available - between * (columns - 1) as f64) / columns as f64;

        let heads: Vec<HeadLayout> =
            plan.heads.iter().map(|head| HeadLayout::new(head, width + gutter - 8.0)).collect();

        let caption_height = if plan.value_caption.trim().is_empty() { 0.0 } else { 26.0 };
        let along_height = if plan.along_caption.trim().is_empty() { 0.0 } else { 24.0 };
        let head_heights: Vec<f64> = heads
            .chunks(columns)
            .map(|row| row.iter().map(HeadLayout::height).fold(0.0, f64::max))
            .collect();
        let fixed = head_heights.iter().sum::<f64>()
            + caption_height
            + rows as f64 * (plan.strip + 12.0)
            + (rows - 1) as f64 * ROWS_APART
            + plan.axis_height
            + along_height;
        let height = ((area.height() - fixed) / rows as f64).max(30.0);

        let mut each = Vec::with_capacity(count);
        let mut top = area.top;
        for (row, chunk) in heads.chunks(columns).enumerate() {
            let head_bottom = top + head_heights[row];
            let mut plot_top = head_bottom + 8.0;
            // The caption stands above the first row only: the axis is the same everywhere.
            if row == 0 {
                plot_top += caption_height;
                let room = left + width + gutter - area.left;
                let caption = fit(plan.value_caption, &[AXIS_SIZE, 16.0], false, room, 1);
                draw_lines(
                    canvas,
                    &caption,
                    area.left,
                    head_bottom + 1.0,
                    TextStyle::new(AXIS_SIZE, SOFT_INK),
                );
            }
            for (column, head) in chunk.iter().enumerate() {
                let x = left + column as f64 * (width + gutter + between);
                // A single panel's name starts where the title does.
                head.draw(canvas, if count == 1 { area.left } else { x }, top);
                let plot = Area::new(x, plot_top, x + width, plot_top + height);
                each.push(Panel {
                    plot,
                    axis_top: plot.bottom + plan.strip,
                    texts_left: column == 0,
                    texts_below: row * columns + column + columns >= count,
                });
            }
            top = plot_top + height + plan.strip + 4.0 + ROWS_APART;
        }
        if let Some(last) = each.last() {
            let sizes = [AXIS_SIZE, 16.0];
            let caption = fit(plan.along_caption, &sizes, false, area.width(), 1);
            let right = each.iter().map(|p| p.plot.right).fold(left, f64::max);
            draw_lines(
                canvas,
                &caption,
                centre_within(0.5 * (left + right), &caption, area),
                last.axis_top + plan.axis_height,
                TextStyle::new(AXIS_SIZE, SOFT_INK).anchored(Anchor::Middle),
            );
        }
        Self { each, gutter, label_size }
    }

    /// Draws the labels of a panel's line ends, kept apart, with leader lines.
    pub(super) fn draw_labels(
        &self,
        canvas: &mut Canvas,
        panel: &Panel,
        axis: &ValueAxis,
        labels: &[EndLabel],
    ) {
        let room = self.gutter - 21.0;
        let scale = axis.upright(panel.plot);
        let (top, bottom) = (panel.plot.top - 6.0, panel.plot.bottom + 10.0);
        // Names give up lines until all labels have their place.
        let mut fitted: Vec<Fitted> = Vec::new();
        for most in (0..=NAME_LINES).rev() {
            fitted =
                labels.iter().map(|label| label.fitted(room, self.label_size, most).0).collect();
            if fitted.iter().map(Fitted::height).sum::<f64>() <= bottom - top {
                break;
            }
        }
        let wishes: Vec<(f64, f64)> = labels
            .iter()
            .zip(&fitted)
            .map(|(label, text)| (scale.within(label.value), text.height()))
            .collect();
        let places = spread(&wishes, top, bottom);
        for ((label, text), (wish, place)) in
            labels.iter().zip(&fitted).zip(wishes.iter().zip(places))
        {
            let right = panel.plot.right;
            if text.lines.is_empty() {
                continue;
            }
            canvas.line(
                vec![
                    (right + 3.0, wish.0),
                    (right + 8.0, wish.0),
                    (right + 14.0, place),
                    (right + 18.0, place),
                ],
                HAIR_LINE,
                AXIS,
            );
            draw_lines(
                canvas,
                text,
                right + 21.0,
                place - 0.5 * text.height(),
                TextStyle { bold: label.bold, ..TextStyle::new(text.size, label.colour) },
            );
        }
    }
}

/// Draws both axes of a panel.
pub(super) fn draw_axes(
    canvas: &mut Canvas,
    panel: &Panel,
    values: &ValueAxis,
    months: &MonthAxis,
    language: Language,
) {
    months.draw(canvas, panel.plot, panel.axis_top, panel.texts_below, language);
    values.draw_upright(canvas, panel.plot, panel.texts_left);
}
