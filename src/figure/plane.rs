//! Choices by what they cost and what they bring, with the frontier of those that nothing beats.

use super::axis::{Unit, ValueAxis};
use super::canvas::{Anchor, Area, Canvas, Point, TextStyle};
use super::frame::{Heading, Mark, begin, centre_within, draw_key, draw_lines};
use super::layout::{Fitted, fit, spread};
use super::scale::{extent, with_zero};
use super::style::{
    AXIS, AXIS_SIZE, BLUE, GREY, HAIR_LINE, INK, LABEL_SIZE, LINE_HEIGHT, MAIN_LINE, SOFT_INK,
};
use super::{Picture, surface};
use crate::language::Language;

/// Width of the column of names.
const NAMES: f64 = 400.0;
/// Room between the plot and the names, for the lines between them.
const GAP: f64 = 46.0;
/// Sizes of names, from large to small.
const SIZES: [f64; 5] = [LABEL_SIZE, 17.0, 15.5, 14.0, 12.5];
/// Most choices that have a name; of more, those beside the frontier are dots only.
pub const MOST_NAMED: usize = 24;
/// Radius of a dot on the frontier, and of another one.
const RADII: [f64; 2] = [8.0, 6.0];

/// A choice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanePoint {
    /// What it is called, and what is said of it.
    pub name: String,
    /// What it brings.
    pub effect: f64,
    /// What it costs \[€\].
    pub cost: f64,
    /// Nothing beats it.
    pub is_on_frontier: bool,
}

/// A dot for each choice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaneChart {
    /// Title, reading aid, description, note.
    pub heading: Heading,
    /// What a choice brings; from left to right.
    pub effect_caption: String,
    /// What it costs; upwards.
    pub cost_caption: String,
    /// What dots on the frontier and the others are.
    pub kinds: [String; 2],
    /// The choices, in the order of the data.
    pub points: Vec<PlanePoint>,
}

/// A name beside the plot.
struct Name {
    point: usize,
    lines: Fitted,
}

impl PlaneChart {
    /// The figure.
    #[must_use]
    pub fn render(&self, language: Language) -> Picture {
        let (mut canvas, mut area) = begin(&self.heading);
        let key = [
            (Mark::Dot(BLUE, RADII[0]), self.kinds[0].as_str()),
            (Mark::Dot(GREY, RADII[1]), self.kinds[1].as_str()),
        ];
        area.top = draw_key(&mut canvas, area, &key) + 6.0;
        let axis = |of: fn(&PlanePoint) -> f64, unit, most| {
            let ends = with_zero(extent(self.points.iter().map(of)).unwrap_or((0.0, 1.0)));
            ValueAxis::over(ends.0, ends.1, unit, most, language)
        };
        let effects = axis(|point| point.effect, Unit::Number, 7);
        let costs = axis(|point| point.cost, Unit::Euros, 6);
        let caption = fit(&self.cost_caption, &[AXIS_SIZE, 16.0], false, area.width(), 1);
        let soft = TextStyle::new(AXIS_SIZE, SOFT_INK);
        let top = draw_lines(&mut canvas, &caption, area.left, area.top, soft) + 8.0;
        let left = area.left + costs.width() + 12.0;
        let plot = Area::new(left, top, area.right - NAMES - GAP, area.bottom - 56.0);
        effects.draw_along(&mut canvas, plot);
        costs.draw_upright(&mut canvas, plot, true);
        let caption = fit(&self.effect_caption, &[AXIS_SIZE, 16.0], false, area.width(), 1);
        let middle = centre_within(0.5 * (plot.left + plot.right), &caption, area);
        let style = soft.anchored(Anchor::Middle);
        draw_lines(&mut canvas, &caption, middle, plot.bottom + 30.0, style);
        let (x, y) = (effects.along(plot), costs.upright(plot));
        let at = |point: &PlanePoint| -> Point { (x.within(point.effect), y.within(point.cost)) };
        // Not below the plot: lines to names would cross the numbers of the axis.
        let beside = Area::new(plot.right, area.top, area.right, plot.bottom + 6.0);
        self.draw_names(&mut canvas, beside, &at);
        let mut frontier: Vec<&PlanePoint> =
            self.points.iter().filter(|point| point.is_on_frontier).collect();
        frontier.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        canvas.line(frontier.into_iter().map(at).collect(), MAIN_LINE, BLUE);
        for front in [false, true] {
            for (row, point) in self.points.iter().enumerate() {
                if point.is_on_frontier != front {
                    continue;
                }
                let (x, y) = at(point);
                let radius = RADII[usize::from(!front)];
                canvas.dot((x, y), radius, if front { BLUE } else { GREY });
                let reach = radius + 3.0;
                canvas.row(Area::new(x - reach, y - reach, x + reach, y + reach), 0, row);
            }
        }
        surface::picture(canvas, &self.heading.title, &self.heading.description, language)
    }

    /// Names in a column beside the plot, each with a line to its dot.
    fn draw_names(&self, canvas: &mut Canvas, beside: Area, at: &dyn Fn(&PlanePoint) -> Point) {
        let names = self.names(beside.height());
        let wishes: Vec<(f64, f64)> = names
            .iter()
            .map(|name| (at(&self.points[name.point]).1, name.lines.height()))
            .collect();
        let places = spread(&wishes, beside.top, beside.bottom);
        for (name, place) in names.iter().zip(places) {
            let point = &self.points[name.point];
            let from = at(point);
            let elbow = (beside.left + GAP - 14.0, place);
            canvas.line(vec![from, elbow, (beside.left + GAP - 6.0, place)], HAIR_LINE, AXIS);
            let style = match point.is_on_frontier {
                true => TextStyle::new(name.lines.size, INK).bold(),
                false => TextStyle::new(name.lines.size, SOFT_INK),
            };
            let top = place - 0.5 * name.lines.height();
            draw_lines(canvas, &name.lines, beside.left + GAP, top, style);
        }
    }

    /// The names that have room, at the largest size at which they all have.
    fn names(&self, room: f64) -> Vec<Name> {
        let others = MOST_NAMED.saturating_sub(self.frontier());
        let mut named: Vec<usize> = Vec::new();
        let mut beside = 0;
        for (row, point) in self.points.iter().enumerate() {
            beside += usize::from(!point.is_on_frontier);
            if point.is_on_frontier || beside <= others {
                named.push(row);
            }
        }
        let fitted = |size: f64, most: usize| -> Vec<Name> {
            let name = |&row: &usize| {
                let point = &self.points[row];
                Name {
                    point: row,
                    lines: fit(&point.name, &[size], point.is_on_frontier, NAMES, most),
                }
            };
            named.iter().map(name).collect()
        };
        let height = |names: &[Name]| names.iter().map(|name| name.lines.height()).sum::<f64>();
        for size in SIZES {
            let names = fitted(size, 2);
            if height(&names) <= room && names.iter().all(|name| name.lines.whole) {
                return names;
            }
        }
        let lines = (room / (SIZES[SIZES.len() - 1] * LINE_HEIGHT)) as usize;
        fitted(SIZES[SIZES.len() - 1], if lines >= 2 * named.len() { 2 } else { 1 })
    }

    fn frontier(&self) -> usize {
        self.points.iter().filter(|point| point.is_on_frontier).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(count: usize) -> PlaneChart {
        let point = |k: usize| PlanePoint {
            name: format!("Retention bonus ({k},000; 36) beside a wage subsidy of some length"),
            effect: 3.0 + (k * 7 % count) as f64,
            cost: 1e5 * (1.0 + (k * 11 % count) as f64),
            is_on_frontier: k.is_multiple_of(5),
        };
        PlaneChart { points: (0..count).map(point).collect(), ..PlaneChart::default() }
    }

    #[test]
    fn every_choice_has_its_dot_and_twenty_one_have_their_names() {
        for count in [1, 2, 21] {
            let picture = chart(count).render(Language::En);
            assert_eq!(picture.spots.len(), count);
            assert_eq!(picture.svg.matches("(0,000; 36)").count(), 1, "{count}");
            assert_eq!(picture.svg.matches(",000; 36)").count(), count);
        }
    }

    #[test]
    fn names_do_not_lie_over_each_other() {
        for count in [5, 21, 60] {
            let chart = chart(count);
            let room = 480.0;
            let names = chart.names(room);
            assert!(names.len() <= MOST_NAMED.max(chart.frontier()), "{count}");
            let height: f64 = names.iter().map(|name| name.lines.height()).sum();
            assert!(height <= room, "{count}: {height}");
        }
    }

    #[test]
    fn nothing_to_show_is_an_empty_plane() {
        let picture = PlaneChart::default().render(Language::Nl);
        assert!(picture.spots.is_empty());
    }
}
