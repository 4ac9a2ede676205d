//! The steps from one total to another, as horizontal bars.

use super::Picture;
use super::canvas::{Anchor, Area, Canvas, TextStyle};
use super::font::text_width;
use super::frame::{Heading, begin, draw_lines};
use super::layout::fit;
use super::scale::{Linear, drawable, extent};
use super::style::{
    AXIS, AXIS_SIZE, BLUE, Colour, GRID, HAIR_LINE, INK, SHADE, SOFT_INK, VERMILLION,
};
use super::surface;
use crate::language::{EuroUnit, Language, euros_in, signed_euros_in};

/// A named amount in euros.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BridgeStep {
    /// What it is.
    pub label: String,
    /// How much it adds; negative if it takes away.
    pub amount: f64,
}

/// A bridge from one total to another: each step begins where the one before ended.
///
/// The amounts stand in a column at the right, all in one unit, so that they can be added up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BridgeChart {
    /// Title, reading aid, description, note.
    pub heading: Heading,
    /// What the amounts are, such as `contante waarde, gemiddelde`.
    pub value_caption: String,
    /// The total to start from; none to start from zero.
    pub from: Option<BridgeStep>,
    /// The steps, up to sixteen.
    pub steps: Vec<BridgeStep>,
    /// The name of the total that is reached; its amount is the sum.
    pub to: String,
    /// Amounts shown below the bridge that are no part of it, such as interest.
    pub below: Vec<BridgeStep>,
}

/// The white above and below a bar, as a share of the height of its row.
const INSET: f64 = 0.16;

/// A line of the figure: a bar from one running total to another.
struct Row<'a> {
    label: &'a str,
    amount: f64,
    from: f64,
    to: f64,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Total,
    Step,
    Below,
}

impl BridgeChart {
    /// The total that the bridge reaches.
    #[must_use]
    pub fn total(&self) -> f64 {
        let start = self.from.as_ref().map_or(0.0, |from| from.amount);
        self.steps.iter().fold(start, |sum, step| sum + step.amount)
    }

    /// The figure.
    #[must_use]
    pub fn render(&self, language: Language) -> Picture {
        let (mut canvas, area) = begin(&self.heading);
        let rows = self.rows();
        let amounts = Amounts::new(rows.iter().map(|row| row.amount), language);

        const CAPTION: f64 = 28.0;
        const EXTRA: f64 = 12.0;
        let extra = if self.below.is_empty() { 0.0 } else { EXTRA };
        let row = ((area.height() - CAPTION - extra) / rows.len().max(1) as f64).min(60.0);
        let size = (0.58 * row).clamp(14.0, 21.0);

        let texts: Vec<String> =
            rows.iter().map(|row| amounts.text(row.amount, row.kind == Kind::Step)).collect();
        let column = texts.iter().map(|text| text_width(text, size, true)).fold(0.0, f64::max);
        let widest = rows
            .iter()
            .map(|row| text_width(row.label, size, row.kind == Kind::Total))
            .fold(0.0, f64::max)
            .min(0.42 * area.width());
        let plot = Area::new(
            area.left + widest + 20.0,
            area.top + CAPTION,
            area.right - column - 24.0,
            area.top + CAPTION + row * rows.len() as f64 + extra,
        );
        let range = extent(rows.iter().flat_map(|row| [row.from, row.to, 0.0]));
        let scale = Linear { values: range.unwrap_or((0.0, 0.0)), places: (plot.left, plot.right) };

        let caption = fit(&self.value_caption, &[AXIS_SIZE, 16.0], false, area.width(), 1);
        draw_lines(
            &mut canvas,
            &caption,
            area.right,
            area.top,
            TextStyle::new(AXIS_SIZE, SOFT_INK).anchored(Anchor::End),
        );

        let tops: Vec<f64> = rows
            .iter()
            .enumerate()
            .map(|(index, r)| {
                let gap = if r.kind == Kind::Below { extra } else { 0.0 };
                plot.top + index as f64 * row + gap
            })
            .collect();
        for (line, &top) in rows.iter().zip(&tops) {
            let across = Area::new(area.left - 8.0, top, area.right + 8.0, top + row);
            if line.kind == Kind::Total {
                canvas.block(across, SHADE, 1.0);
            } else {
                let ends = [(area.left, across.bottom), (area.right, across.bottom)];
                canvas.line(ends.to_vec(), HAIR_LINE, SHADE);
            }
        }
        let zero = scale.at(0.0);
        canvas.line(vec![(zero, plot.top), (zero, plot.bottom)], 1.5, AXIS);
        for (index, (line, &top)) in rows.iter().zip(&tops).enumerate() {
            if line.kind == Kind::Below && index > 0 && rows[index - 1].kind != Kind::Below {
                let y = top - 0.5 * extra;
                canvas.line(vec![(area.left, y), (area.right, y)], HAIR_LINE, GRID);
            }
            // From the end of this bar to the beginning of the next.
            if line.kind != Kind::Below
                && rows.get(index + 1).is_some_and(|r| r.kind != Kind::Below)
            {
                let x = scale.at(line.to);
                let ends = [(x, top + (1.0 - INSET) * row), (x, top + (1.0 + INSET) * row)];
                canvas.line(ends.to_vec(), HAIR_LINE, AXIS);
            }
        }
        for (index, ((line, &top), text)) in rows.iter().zip(&tops).zip(&texts).enumerate() {
            canvas.row(Area::new(area.left, top, area.right, top + row), 0, index);
            line.draw(&mut canvas, &scale, top, row);
            let tone = if amounts.is_nothing(line.amount) { INK } else { line.colour() };
            line.draw_texts(&mut canvas, area, widest, top, row, size, (text, tone));
        }
        surface::picture(canvas, &self.heading.title, &self.heading.description, language)
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let mut rows = Vec::new();
        let mut running = 0.0;
        if let Some(from) = &self.from {
            running = drawable(from.amount);
            rows.push(Row {
                label: &from.label,
                amount: running,
                from: 0.0,
                to: running,
                kind: Kind::Total,
            });
        }
        for step in &self.steps {
            let amount = drawable(step.amount);
            rows.push(Row {
                label: &step.label,
                amount,
                from: running,
                to: running + amount,
                kind: Kind::Step,
            });
            running += amount;
        }
        rows.push(Row {
            label: &self.to,
            amount: running,
            from: 0.0,
            to: running,
            kind: Kind::Total,
        });
        rows.extend(self.below.iter().map(|step| {
            let amount = drawable(step.amount);
            Row { label: &step.label, amount, from: 0.0, to: amount, kind: Kind::Below }
        }));
        rows
    }
}

impl Row<'_> {
    fn colour(&self) -> Colour {
        match self.kind {
            Kind::Total => INK,
            _ if self.amount < 0.0 => VERMILLION,
            _ => BLUE,
        }
    }

    fn draw(&self, canvas: &mut Canvas, scale: &Linear, top: f64, row: f64) {
        // The smallest amount still shows as a sliver.
        const SLIVER: f64 = 2.0;
        let (from, to) = (scale.at(self.from), scale.at(self.to));
        let (left, right) = (from.min(to), from.max(to));
        let (left, right) = if right - left < SLIVER && self.amount != 0.0 {
            let middle = 0.5 * (left + right);
            (middle - 0.5 * SLIVER, middle + 0.5 * SLIVER)
        } else {
            (left, right)
        };
        let inset = INSET * row;
        let bar = Area::new(left, top + inset, right, top + row - inset);
        canvas.block(bar, self.colour(), 1.0);
    }

    #[expect(clippy::too_many_arguments, reason = "a place, a size and a text")]
    fn draw_texts(
        &self,
        canvas: &mut Canvas,
        area: Area,
        width: f64,
        top: f64,
        row: f64,
        size: f64,
        (amount, tone): (&str, Colour),
    ) {
        let bold = self.kind == Kind::Total;
        let most = if row >= 34.0 { 2 } else { 1 };
        let sizes = [size, 0.9 * size, 0.8 * size, 13.5_f64.min(0.8 * size)];
        let label = fit(self.label, &sizes, bold, width, most);
        let style = TextStyle { bold, ..TextStyle::new(label.size, INK) };
        draw_lines(canvas, &label, area.left, top + 0.5 * (row - label.height()), style);
        let style = TextStyle { bold: true, ..TextStyle::new(size, tone) };
        canvas.text_centred((area.right, top + 0.5 * row), amount, style.anchored(Anchor::End));
    }
}

/// How a list of amounts is written: all in one unit, except amounts too small to be seen in it.
struct Amounts {
    unit: EuroUnit,
    decimals: u8,
    language: Language,
}

impl Amounts {
    fn new(amounts: impl Iterator<Item = f64>, language: Language) -> Self {
        let largest = amounts.map(f64::abs).fold(0.0, f64::max);
        let (unit, decimals) = match largest {
            x if x < 100.0 => (EuroUnit::One, 2),
            x if x < 1e5 => (EuroUnit::One, 0),
            x if x < 1e7 => (EuroUnit::Thousand, 0),
            x if x < 1e9 => (EuroUnit::Million, 2),
            _ => (EuroUnit::Milliard, 2),
        };
        Self { unit, decimals, language }
    }

    /// The smallest amount that is not rounded to nothing.
    fn smallest(&self) -> f64 {
        0.5 * 10_f64.powi(i32::from(self.unit.exponent()) - i32::from(self.decimals))
    }

    /// Whether an amount is written as (about) nothing, which is neither better nor worse.
    fn is_nothing(&self, amount: f64) -> bool {
        amount == 0.0 || (self.unit != EuroUnit::One && amount.abs() < self.smallest())
    }

    fn text(&self, amount: f64, signed: bool) -> String {
        let (unit, decimals) = match amount.abs() {
            size if size >= self.smallest() || size == 0.0 => (self.unit, self.decimals),
            // Rounded like the others: more digits than they have would seem to add up with them.
            _ if self.is_nothing(amount) => {
                let zero = euros_in(0.0, EuroUnit::One, 0, self.language);
                return format!("≈\u{a0}{zero}");
            }
            size if size >= 0.5 => (EuroUnit::One, 0),
            _ => (EuroUnit::One, 2),
        };
        if signed {
            signed_euros_in(amount, unit, decimals, self.language)
        } else {
            euros_in(amount, unit, decimals, self.language)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_is_the_sum_of_the_steps() {
        let step = |amount| BridgeStep { label: String::new(), amount };
        let mut bridge =
            BridgeChart { steps: vec![step(100.0), step(-30.0)], ..BridgeChart::default() };
        assert_eq!(bridge.total(), 70.0);
        bridge.from = Some(step(-50.0));
        assert_eq!(bridge.total(), 20.0);
    }

    #[test]
    fn amounts_share_a_unit_unless_too_small_to_be_seen_in_it() {
        let amounts = Amounts::new([1_250_000.0, 300.0].into_iter(), Language::Nl);
        for (amount, expected) in [
            (1_250_000.0, "+€\u{a0}1.250.000"),
            (-128_400.0, "−€\u{a0}128.000"),
            (300.0, "≈\u{a0}€\u{a0}0"),
            (-0.2, "≈\u{a0}€\u{a0}0"),
            (0.0, "€\u{a0}0"),
        ] {
            assert_eq!(amounts.text(amount, true), expected);
            assert_eq!(amounts.is_nothing(amount), amount.abs() < 500.0, "{amount}");
        }
        let small = Amounts::new([80.0, 0.004].into_iter(), Language::Nl);
        assert!(small.is_nothing(0.0) && !small.is_nothing(0.004), "written with its cents");
        assert_eq!(amounts.text(1_250_000.0, false), "€\u{a0}1.250.000");
    }
}
