//! Amounts beside each other as bars from zero, with the margin in which each is known.

use super::axis::{Unit, ValueAxis};
use super::canvas::{Anchor, Area, Canvas, TextStyle};
use super::distribution::draw_axis;
use super::fan::ReferenceLine;
use super::frame::{Heading, Mark, begin, centre_within, draw_key, draw_lines};
use super::layout::fit;
use super::scale::{Linear, extent};
use super::style::{AXIS_SIZE, INK, PANEL_TEXT_SIZE, SOFT_INK, THIN_LINE, colour};
use super::{Picture, surface};
use crate::language::Language;

/// One amount.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// What it is the amount of.
    pub name: String,
    /// Which of [`BarsChart::kinds`] it is of.
    pub kind: usize,
    /// The amount.
    pub value: f64,
    /// Between which it lies: a 95 % interval.
    pub margin: (f64, f64),
    /// The amount in words.
    pub text: String,
}

/// Bars from top to bottom, on one scale.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BarsChart {
    /// Title, reading aid, description, note.
    pub heading: Heading,
    /// What the amounts are.
    pub value_caption: String,
    /// How they are written along the axis.
    pub unit: Unit,
    /// An amount that all are held against, with its name.
    pub reference: Option<ReferenceLine>,
    /// What the bars of each colour are.
    pub kinds: Vec<String>,
    /// What a margin is.
    pub margin_name: String,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// Widths of the columns of names and of amounts.
const NAMES: f64 = 440.0;
const AMOUNTS: f64 = 210.0;
/// Height of a row at most.
const HIGHEST_ROW: f64 = 58.0;

impl BarsChart {
    /// The figure.
    #[must_use]
    pub fn render(&self, language: Language) -> Picture {
        let (mut canvas, mut area) = begin(&self.heading);
        let kinds = self.kinds.iter().enumerate();
        let mut key: Vec<(Mark, &str)> =
            kinds.map(|(kind, name)| (Mark::Block(colour(kind), 0.8), name.as_str())).collect();
        if !self.margin_name.is_empty() {
            key.push((Mark::Line(INK, THIN_LINE), self.margin_name.as_str()));
        }
        if let Some(reference) = &self.reference {
            key.push((Mark::Dashes(INK, THIN_LINE), reference.label.as_str()));
        }
        area.top = draw_key(&mut canvas, area, &key) + 8.0;
        let ends = self.bars.iter().flat_map(|bar| [bar.value, bar.margin.0, bar.margin.1]);
        let ends = ends.chain(self.reference.iter().map(|reference| reference.value));
        // A bar begins at zero, however far that is.
        let (low, high) = extent(ends.chain([0.0])).unwrap_or((0.0, 1.0));
        let axis = ValueAxis::over(low, high, self.unit, 5, language);
        let rows = self.bars.len().max(1) as f64;
        let height = ((area.height() - 56.0) / rows).min(HIGHEST_ROW);
        let plot =
            Area::new(area.left + NAMES, area.top, area.right - AMOUNTS, area.top + rows * height);
        let scale = Linear { values: axis.range(), places: (plot.left, plot.right) };
        draw_axis(&mut canvas, plot, &axis, &scale);
        let caption = fit(&self.value_caption, &[AXIS_SIZE, 16.0], false, area.width(), 1);
        let middle = centre_within(0.5 * (plot.left + plot.right), &caption, area);
        let style = TextStyle::new(AXIS_SIZE, SOFT_INK).anchored(Anchor::Middle);
        draw_lines(&mut canvas, &caption, middle, plot.bottom + 32.0, style);
        for (row, bar) in self.bars.iter().enumerate() {
            let top = plot.top + row as f64 * height;
            let across = Area::new(area.left, top, area.right, top + height);
            draw_bar(&mut canvas, across, plot, &scale, bar);
            canvas.row(across, 0, row);
        }
        if let Some(reference) = &self.reference {
            let at = scale.within(reference.value);
            canvas.dashed(&[(at, plot.top), (at, plot.bottom)], (7.0, 5.0), THIN_LINE, INK);
        }
        surface::picture(canvas, &self.heading.title, &self.heading.description, language)
    }
}

fn draw_bar(canvas: &mut Canvas, across: Area, plot: Area, scale: &Linear, bar: &Bar) {
    let middle = 0.5 * (across.top + across.bottom);
    let half = 0.32 * across.height();
    let (zero, end) = (scale.within(0.0), scale.within(bar.value));
    let block = Area::new(zero.min(end), middle - half, zero.max(end), middle + half);
    canvas.block(block, colour(bar.kind), 0.8);
    if bar.margin.1 > bar.margin.0 {
        let (low, high) = (scale.within(bar.margin.0), scale.within(bar.margin.1));
        canvas.line(vec![(low, middle), (high, middle)], THIN_LINE, INK);
        for at in [low, high] {
            canvas.line(vec![(at, middle - 6.0), (at, middle + 6.0)], THIN_LINE, INK);
        }
    }
    // Paths are long words: a smaller size before a break within one.
    let sizes = [PANEL_TEXT_SIZE, 17.0, 15.5, 14.0];
    let lines = if across.height() > 40.0 { 2 } else { 1 };
    let name = fit(&bar.name, &sizes, false, NAMES - 18.0, lines);
    let top = middle - 0.5 * name.height();
    draw_lines(canvas, &name, across.left, top, TextStyle::new(name.size, INK));
    // An amount takes a second line only where no size keeps it on one.
    let on_one = fit(&bar.text, &sizes, true, AMOUNTS - 12.0, 1);
    let amount = if on_one.whole {
        on_one
    } else {
        fit(&bar.text, &sizes[2..], true, AMOUNTS - 12.0, lines)
    };
    let style = TextStyle::new(amount.size, INK).bold().anchored(Anchor::End);
    let right = across.right.max(plot.right);
    draw_lines(canvas, &amount, right, middle - 0.5 * amount.height(), style);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bar_has_its_row_its_name_and_its_amount() {
        let bar = |name: &str, value: f64, text: &str| Bar {
            name: name.to_owned(),
            value,
            margin: (0.9 * value, 1.1 * value),
            text: text.to_owned(),
            ..Bar::default()
        };
        let chart = BarsChart {
            kinds: vec!["a number".to_owned()],
            margin_name: "margin".to_owned(),
            bars: vec![
                bar("contract.price", 5000.0, "€5,000"),
                bar("route.pass", 0.0, "about nothing"),
            ],
            ..BarsChart::default()
        };
        let picture = chart.render(Language::En);
        assert_eq!(picture.spots.len(), 2);
        for text in
            ["contract.price", "route.pass", "€5,000", "about nothing", "a number", "margin"]
        {
            assert_eq!(picture.svg.matches(text).count(), 1, "{text}");
        }
    }
}
