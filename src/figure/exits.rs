//! How many people leave, by how long they stayed and why.

use super::Picture;
use super::axis::{Unit, ValueAxis};
use super::canvas::{Anchor, Area, Canvas, TextStyle};
use super::font::text_width;
use super::frame::{Heading, Mark, begin_rows, draw_key};
use super::layout::{Fitted, fit};
use super::panels::{Head, Panels, Plan, rows};
use super::scale::drawable;
use super::style::{
    AXIS, AXIS_SIZE, BLUE, Colour, HAIR_LINE, INK, PURPLE, SOFT_INK, VERMILLION, WHITE,
};
use super::{style, surface, words};
use crate::language::{Language, number};

/// The people who leave for one reason.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExitCause {
    /// The reason, such as `vóór registratie`.
    pub name: String,
    /// Mean number of people for each tenure group.
    pub heads: Vec<f64>,
}

/// One strategy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExitsPanel {
    /// The strategy.
    pub name: String,
    /// The reasons, in the same order in every panel; the first lies at the bottom.
    pub causes: Vec<ExitCause>,
}

/// Exits by tenure, stacked by cause.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExitsChart {
    /// Title, reading aid, description, note.
    pub heading: Heading,
    /// The tenure groups: months (`0`, `1`, …) or stretches (`0–5`, `6–11`, …).
    pub groups: Vec<String>,
    /// What the groups are, such as `maanden in dienst bij vertrek`.
    pub group_caption: String,
    /// What is counted, such as `vertrekkers, gemiddeld`.
    pub value_caption: String,
    /// One panel for each strategy.
    pub panels: Vec<ExitsPanel>,
}

/// Dark, middle and light, so that a black-and-white print keeps the difference.
const TONES: [Colour; 4] =
    [VERMILLION, lighter(BLUE, 0.3), lighter(PURPLE, 0.55), lighter(style::GREY, 0.75)];
/// Size of the numbers above bars, and of group names where room is scarce.
const SMALLER: f64 = 15.5;
/// The smallest number that is written above a bar; less would read as 0.0.
const SMALLEST_WRITTEN: f64 = 0.05;

/// A colour mixed with a share of white.
const fn lighter((r, g, b): Colour, white: f64) -> Colour {
    const fn mixed(channel: u8, white: f64) -> u8 {
        (channel as f64 + white * (255.0 - channel as f64)) as u8
    }
    (mixed(r, white), mixed(g, white), mixed(b, white))
}

impl ExitsChart {
    /// The figure.
    #[must_use]
    pub fn render(&self, language: Language) -> Picture {
        let (mut canvas, mut area) = begin_rows(&self.heading, rows(self.panels.len()));
        let groups = self.groups.len();
        let stack = |panel: &ExitsPanel, group: usize| -> f64 {
            panel.causes.iter().map(|cause| heads(cause, group)).sum()
        };
        let tallest = self
            .panels
            .iter()
            .flat_map(|panel| (0..groups).map(move |group| stack(panel, group)))
            .fold(0.0, f64::max);
        // The number above the highest bar stays clear of the texts above it.
        let room = if rows(self.panels.len()) > 1 { 1.1 } else { 1.06 };
        let axis = ValueAxis::over(0.0, room * tallest, Unit::Number, 6, language);

        let names: Vec<&str> = self
            .panels
            .iter()
            .max_by_key(|panel| panel.causes.len())
            .map(|panel| panel.causes.iter().map(|c| c.name.as_str()).collect())
            .unwrap_or_default();
        let key: Vec<(Mark, &str)> =
            names.iter().zip(tones()).map(|(&name, tone)| (Mark::Block(tone, 1.0), name)).collect();
        area.top = draw_key(&mut canvas, area, &key) + 10.0;

        let heads_of_panels: Vec<Head> = self
            .panels
            .iter()
            .map(|panel| {
                let all: f64 = (0..groups).map(|group| stack(panel, group)).sum();
                Head {
                    name: panel.name.clone(),
                    colour: INK,
                    lines: vec![format!("{}{}", words::total(language), number(all, 1, language))],
                }
            })
            .collect();
        let panels = Panels::lay_out(
            &mut canvas,
            area,
            &Plan {
                heads: &heads_of_panels,
                labels: &[],
                axis: &axis,
                value_caption: &self.value_caption,
                along_caption: &self.group_caption,
                strip: 0.0,
                axis_height: 30.0,
            },
        );
        for (panel, place) in self.panels.iter().zip(&panels.each) {
            axis.draw_upright(&mut canvas, place.plot, place.texts_left);
            canvas.panel(place.plot, (-0.5, groups as f64 - 0.5));
            let scale = axis.upright(place.plot);
            let slot = place.plot.width() / groups.max(1) as f64;
            let half = 0.5 * (0.78 * slot).min(90.0);
            let precise = (0..groups).all(|group| {
                text_width(&number(stack(panel, group), 1, language), SMALLER, false) < slot - 3.0
            });
            for group in 0..groups {
                let x = place.plot.left + (group as f64 + 0.5) * slot;
                let mut below = 0.0;
                for (cause, tone) in panel.causes.iter().zip(tones()) {
                    let above = below + heads(cause, group);
                    let (top, bottom) = (scale.within(above), scale.within(below));
                    if bottom - top > 0.05 {
                        let bar = Area::new(x - half, top, x + half, bottom);
                        canvas.block(bar, tone, 1.0);
                        // A white hairline keeps stacked pieces apart.
                        canvas.line(vec![(bar.left, top), (bar.right, top)], HAIR_LINE, WHITE);
                    }
                    below = above;
                }
                if precise && below >= SMALLEST_WRITTEN {
                    canvas.text_over_lines(
                        (x, scale.within(below) - 5.0),
                        &number(below, 1, language),
                        TextStyle::new(SMALLER, SOFT_INK).anchored(Anchor::Middle),
                    );
                }
            }
            canvas.line(
                vec![(place.plot.left, place.plot.bottom), (place.plot.right, place.plot.bottom)],
                1.5,
                AXIS,
            );
            if place.texts_below {
                self.draw_groups(&mut canvas, place.plot, slot);
            }
        }
        surface::picture(canvas, &self.heading.title, &self.heading.description, language)
    }

    /// The names of the groups below a plot: as many as have room.
    fn draw_groups(&self, canvas: &mut Canvas, plot: Area, slot: f64) {
        const WIDEST: f64 = 130.0;
        const APART: f64 = 7.0;
        const OVER_EDGE: f64 = 14.0;
        let names = |size: f64| -> Vec<Fitted> {
            let fitted = |name: &String| fit(name, &[size], false, WIDEST, 1);
            self.groups.iter().map(fitted).collect()
        };
        let width = |name: &Fitted| {
            let widths = name.lines.iter().map(|line| text_width(line, name.size, false));
            widths.fold(0.0, f64::max) + APART
        };
        let widest = |names: &[Fitted]| names.iter().map(width).fold(0.0, f64::max);
        // A somewhat smaller size if that gives every group its name.
        let (normal, smaller) = (names(AXIS_SIZE), names(SMALLER));
        let names =
            if widest(&normal) > slot && widest(&smaller) <= slot { smaller } else { normal };
        // A wide first or last name moves inwards, towards its neighbour.
        let moved = (0.5 * (widest(&names) - slot) - OVER_EDGE).max(0.0);
        let every = ((widest(&names) + moved) / slot).ceil().max(1.0) as usize;
        for (group, name) in names.iter().enumerate().step_by(every) {
            let half = 0.5 * width(name);
            let x = plot.left + (group as f64 + 0.5) * slot;
            let x = x.min(plot.right + OVER_EDGE - half).max(plot.left - OVER_EDGE + half);
            if let Some(text) = name.lines.first() {
                canvas.text(
                    (x, plot.bottom + 22.0),
                    text,
                    TextStyle::new(name.size, INK).anchored(Anchor::Middle),
                );
            }
        }
    }
}

fn tones() -> impl Iterator<Item = Colour> {
    TONES.into_iter().cycle()
}

/// The people of a group; a number of people is never below zero.
fn heads(cause: &ExitCause, group: usize) -> f64 {
    drawable(cause.heads.get(group).copied().unwrap_or(0.0)).max(0.0)
}
