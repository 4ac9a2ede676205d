//! How far an outcome swings with each number, the widest swing on top.

use super::axis::{Unit, ValueAxis};
use super::canvas::{Anchor, Area, Canvas, TextStyle};
use super::distribution::draw_axis;
use super::font::text_width;
use super::frame::{Heading, Mark, begin, centre_within, draw_key, draw_lines};
use super::layout::{Fitted, fit};
use super::scale::{Linear, extent};
use super::style::{AXIS_SIZE, BLUE, INK, OCHRE, SOFT_INK, THIN_LINE};
use super::{Picture, surface};
use crate::language::Language;

/// One number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TornadoRow {
    /// What it is called.
    pub name: String,
    /// The outcome at its low and at its high end, the others drawn.
    pub ends: [f64; 2],
    /// The same with the others at their medians.
    pub still: [f64; 2],
    /// Its value at both ends, in words.
    pub labels: [String; 2],
}

/// A bar for each number, around the mean.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TornadoChart {
    /// Title, reading aid, description, note.
    pub heading: Heading,
    /// What the outcome is.
    pub value_caption: String,
    /// Whether the outcome is an amount.
    pub unit: Unit,
    /// The outcome with nothing moved.
    pub middle: f64,
    /// What the two parts of a bar are, and the marks for the others at their medians.
    pub names: [String; 3],
    /// The numbers, from top to bottom.
    pub rows: Vec<TornadoRow>,
    /// What is said of the numbers that have no row; may be empty.
    pub rest: String,
}

/// Most rows that stay legible.
pub const MOST_ROWS: usize = 10;

/// Width of the column of names.
pub(super) const NAMES: f64 = 380.0;
/// Room kept free beside the bars for the values at their ends.
const VALUES: f64 = 118.0;
/// Size below which a value is put on two lines.
const SMALLEST: f64 = 12.0;
/// Sizes of the values.
const VALUE_SIZES: [f64; 3] = [15.0, 13.5, SMALLEST];
/// Sizes of the names.
const SIZES: [f64; 3] = [17.0, 15.5, 14.0];

impl TornadoChart {
    /// The figure; rows beyond [`MOST_ROWS`] are left out.
    #[must_use]
    pub fn render(&self, language: Language) -> Picture {
        let (mut canvas, mut area) = begin(&self.heading);
        let rows = &self.rows[..self.rows.len().min(MOST_ROWS)];
        let [low_name, high_name, still_name] = &self.names;
        let key = [
            (Mark::Block(BLUE, 0.85), low_name.as_str()),
            (Mark::Block(OCHRE, 0.85), high_name.as_str()),
            (Mark::Line(INK, THIN_LINE), still_name.as_str()),
        ];
        area.top = draw_key(&mut canvas, area, &key) + 6.0;
        let all = rows.iter().flat_map(|row| row.ends.into_iter().chain(row.still));
        let (low, high) = extent(all.chain([self.middle])).unwrap_or((0.0, 0.0));
        let axis = ValueAxis::over(low, high, self.unit, 6, language);
        let rest = if self.rest.is_empty() { 0.0 } else { 26.0 };
        let plot = Area::new(
            area.left + NAMES + VALUES,
            area.top,
            area.right - VALUES,
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
        let sizes = Sizes {
            names: name_size(rows.iter().map(|row| row.name.as_str())),
            values: self.value_size(rows, area, &scale),
        };
        for (index, row) in rows.iter().enumerate() {
            let top = plot.top + index as f64 * height;
            let across = Area::new(area.left, top, area.right, top + height);
            self.draw_row(&mut canvas, across, &scale, row, &sizes);
            canvas.row(across, 0, index);
        }
        let x = scale.within(self.middle);
        canvas.line(vec![(x, plot.top), (x, plot.bottom)], THIN_LINE, INK);
        surface::picture(canvas, &self.heading.title, &self.heading.description, language)
    }

    /// The largest size at which every value is one line beside its bar, or else the smallest.
    fn value_size(&self, rows: &[TornadoRow], area: Area, scale: &Linear) -> f64 {
        let fits = |size: f64| {
            let sides = rows.iter().flat_map(|row| self.sides(row, area, scale));
            sides.into_iter().all(|side| text_width(side.label, size, false) <= side.room)
        };
        VALUE_SIZES.into_iter().find(|&size| fits(size)).unwrap_or(SMALLEST)
    }

    /// Where the values of a row stand: each on its side of the bar.
    fn sides<'r>(&self, row: &'r TornadoRow, across: Area, scale: &Linear) -> [Side<'r>; 2] {
        let origin = scale.within(self.middle);
        let [low, high] = row.ends.map(|end| scale.within(end));
        let low_is_left = low < high || (low == high && low <= origin);
        let all = row.ends.into_iter().chain(row.still).map(|x| scale.within(x)).chain([origin]);
        let (left, right) = extent(all).unwrap_or((origin, origin));
        let (left, right) = (left - 8.0, right + 8.0);
        [(0, low_is_left), (1, !low_is_left)].map(|(end, is_left)| {
            let label = row.labels[end].as_str();
            if is_left {
                Side { label, anchor: Anchor::End, x: left, room: left - (across.left + NAMES) }
            } else {
                Side { label, anchor: Anchor::Start, x: right, room: across.right - right }
            }
        })
    }

    fn draw_row(
        &self,
        canvas: &mut Canvas,
        across: Area,
        scale: &Linear,
        row: &TornadoRow,
        sizes: &Sizes,
    ) {
        let middle = 0.5 * (across.top + across.bottom);
        let half = (0.34 * across.height()).min(17.0);
        draw_name(canvas, across.left, middle, &row.name, sizes.names);
        let origin = scale.within(self.middle);
        for (end, tone) in row.ends.into_iter().zip([BLUE, OCHRE]) {
            let x = scale.within(end);
            let part = Area::new(x.min(origin), middle - half, x.max(origin), middle + half);
            canvas.block(part, tone, 0.85);
        }
        for still in row.still {
            let x = scale.within(still);
            canvas.line(vec![(x, middle - half), (x, middle + half)], THIN_LINE, INK);
        }
        for Side { label, anchor, x, room } in self.sides(row, across, scale) {
            // On two lines rather than over the name of the row.
            let mut fitted = fit(label, &[sizes.values], false, room, 1);
            if !fitted.whole {
                fitted = fit(label, &[sizes.values], false, room, 2);
            }
            let style = TextStyle::new(fitted.size, SOFT_INK).anchored(anchor);
            let step = 1.05 * fitted.size;
            let first = middle - 0.5 * fitted.lines.len().saturating_sub(1) as f64 * step;
            for (k, line) in fitted.lines.iter().enumerate() {
                // The line of zero may run here.
                canvas.text_centred_over_lines((x, first + k as f64 * step), line, style);
            }
        }
    }
}

/// The sizes of the texts of all rows.
struct Sizes {
    names: f64,
    values: f64,
}

/// A value beside its bar.
struct Side<'r> {
    label: &'r str,
    anchor: Anchor,
    x: f64,
    room: f64,
}

/// A name on at most two lines of the column of names.
fn fit_name(name: &str, size: f64) -> Fitted {
    let room = NAMES - 12.0;
    let whole = fit(name, &[size], false, room, 1);
    if whole.whole { whole } else { fit(&halves(name), &[size], false, room, 2) }
}

/// The largest size at which all names of a figure are there in whole words.
pub(super) fn name_size<'n>(names: impl Iterator<Item = &'n str> + Clone) -> f64 {
    let fits = |&size: &f64| names.clone().all(|name| fit_name(name, size).whole);
    SIZES.into_iter().find(fits).unwrap_or(SIZES[SIZES.len() - 1])
}

/// A name of at most two lines beside a row; paths break after a dot or an underscore.
pub(super) fn draw_name(canvas: &mut Canvas, left: f64, middle: f64, name: &str, size: f64) {
    let fitted = fit_name(name, size);
    let style = TextStyle::new(fitted.size, INK);
    let step = 1.12 * fitted.size;
    let first = middle - 0.5 * fitted.lines.len().saturating_sub(1) as f64 * step;
    for (k, line) in fitted.lines.iter().enumerate() {
        canvas.text_centred((left, first + k as f64 * step), line, style);
    }
}

/// A name with a space after the dot or underscore that is nearest to its middle.
fn halves(name: &str) -> String {
    if name.contains(' ') {
        return name.to_owned();
    }
    let breaks = name.char_indices().filter(|(_, c)| matches!(c, '.' | '_'));
    let nearest = breaks.map(|(at, _)| at + 1).min_by_key(|at| (2 * at).abs_diff(name.len()));
    nearest.map_or_else(|| name.to_owned(), |at| format!("{} {}", &name[..at], &name[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_value_keeps_off_the_name_beside_it() {
        let long = "3.839 hours of supervision a week for each of them";
        let row = TornadoRow {
            name: "hours of supervision a week until month 6".to_owned(),
            ends: [-50_000.0, 50_000.0],
            still: [-40_000.0, 15_000.0],
            labels: [long.to_owned(), "8".to_owned()],
        };
        let chart = TornadoChart { rows: vec![row; 3], ..TornadoChart::default() };
        let svg = chart.render(Language::En).svg;
        assert!(!svg.contains(&format!(">{long}<")) && svg.contains(">8<"), "not on one line");
    }

    #[test]
    fn all_names_and_all_values_have_one_size() {
        let row = |name: &str, labels: [&str; 2], end: f64| TornadoRow {
            name: name.to_owned(),
            ends: [-end, end],
            still: [-end, end],
            labels: labels.map(str::to_owned),
        };
        let long = "Jeugdbeschermer via zij-instroom: uren begeleiding per week tot en met maand 6 (door een collega)";
        let rows = vec![
            row(long, ["5,5 uren per week", "8,1 uren per week"], 50_000.0),
            row("uitstroom", ["5%", "9%"], 20_000.0),
        ];
        let svg = TornadoChart { rows, ..TornadoChart::default() }.render(Language::Nl).svg;
        let size_of = |text: &str| {
            let before = &svg[..svg.find(&format!("{text}<")).unwrap_or_else(|| panic!("{text}"))];
            let tag = &before[before.rfind("<text").unwrap_or(0)..];
            let size = tag.split("font-size=\"").nth(1).and_then(|rest| rest.split('"').next());
            size.unwrap_or_else(|| panic!("{tag}")).to_owned()
        };
        assert_eq!(size_of("uitstroom"), size_of("collega)"));
        assert_eq!(size_of(">9%"), size_of("8,1 uren per week"));
    }

    #[test]
    fn every_number_has_its_bar_and_both_values() {
        let row = TornadoRow {
            name: "exit".to_owned(),
            ends: [-50_000.0, 20_000.0],
            still: [-40_000.0, 15_000.0],
            labels: ["5.1%".to_owned(), "9.2%".to_owned()],
        };
        let chart = TornadoChart { rows: vec![row; 15], ..TornadoChart::default() };
        let picture = chart.render(Language::En);
        assert_eq!(picture.spots.len(), MOST_ROWS);
        assert_eq!(picture.svg.matches(">5.1%<").count(), MOST_ROWS);
        assert_eq!(picture.svg.matches(">9.2%<").count(), MOST_ROWS);
    }
}
