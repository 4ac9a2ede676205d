use std::sync::LazyLock;

use resvg::tiny_skia::Pixmap;
use resvg::usvg::roxmltree::{Document, Node};

use super::samples::{self, Texts};
use super::style::WIDTH;
use super::*;
use crate::language::Language;

/// Writes all figures: `FIGURES=folder cargo test --release --lib -- --ignored write_samples`.
#[test]
#[ignore = "for looking at the figures"]
fn write_samples() {
    let folder = std::env::var_os("FIGURES")
        .map_or_else(|| std::env::temp_dir().join("kansrijk-figures"), std::path::PathBuf::from);
    std::fs::create_dir_all(&folder).unwrap();
    for language in Language::ALL {
        for (name, svg) in samples::all(language).into_iter().chain(nasty(language)) {
            let begin = std::time::Instant::now();
            let picture = png(&svg).unwrap();
            println!(
                "{name}: svg {} bytes, png {} bytes, {:?}",
                svg.len(),
                picture.len(),
                begin.elapsed()
            );
            std::fs::write(folder.join(format!("{name}.svg")), svg).unwrap();
            std::fs::write(folder.join(format!("{name}.png")), picture).unwrap();
        }
    }
}

const LONG: &str = "Jeugdbeschermers via zij-instroom met stimuleringsregeling GI’s en doorstroommogelijkheden \
                    voor mbo-4-professionals & “herintreders” <op termijn>";
const WORD: &str = "Arbeidsmarkttoelageregelingsuitvoeringsbesluitwijzigingsvoorstel";

/// Changes every value of a fan chart.
fn mapped(mut chart: FanChart, change: impl Fn(f64) -> f64) -> FanChart {
    for series in chart.panels.iter_mut().flat_map(|panel| &mut panel.series) {
        let fan = &mut series.fan;
        for list in
            [&mut fan.p5, &mut fan.p25, &mut fan.p50, &mut fan.p75, &mut fan.p95, &mut fan.mean]
        {
            for value in list {
                *value = change(*value);
            }
        }
    }
    chart
}

fn without_floor(mut chart: FanChart) -> FanChart {
    chart.references.clear();
    chart
}

/// Figures of inputs that are hard to draw.
fn nasty(language: Language) -> Vec<(String, String)> {
    let texts = Texts(language);
    let mut figures = Vec::new();
    let mut add = |name: &str, svg: String| figures.push((format!("nasty-{name}-{language}"), svg));
    let plain = |strategies, months| without_floor(samples::fan_chart(texts, strategies, months));

    for (name, change) in [
        ("huge", (|x| x * 1e4) as fn(f64) -> f64),
        ("tiny", |x| x * 1e-8),
        ("zero", |_| 0.0),
        ("flat", |_| 123_456.0),
        ("flat-negative", |_| -98_765_432.1),
        ("negative", |x| -x.abs() - 400_000.0),
        ("infinite", |x| if x > 2e5 { f64::INFINITY } else { f64::NAN }),
    ] {
        add(&format!("fan-{name}"), mapped(plain(3, 60), change).render(language).svg);
        add(&format!("fan-1-{name}"), mapped(plain(1, 60), change).render(language).svg);
    }
    for months in [0, 1, 2, 7, 24, 120, 600] {
        add(
            &format!("fan-{months}-months"),
            samples::fan_chart(texts, 2, months).render(language).svg,
        );
        add(
            &format!("fan-4-{months}-months"),
            samples::fan_chart(texts, 4, months).render(language).svg,
        );
    }
    add("fan-empty", FanChart::default().render(language).svg);
    let mut chart = samples::fan_chart(texts, 4, 60);
    chart.heading.title = format!("{LONG}: {LONG}");
    chart.heading.subtitle = format!("{LONG}; {LONG}; {LONG}");
    chart.heading.note = format!("{LONG}; {LONG}; {LONG}; {LONG}");
    chart.value_caption = LONG.to_owned();
    chart.month_caption = format!("{LONG} {LONG}");
    chart.references[0].label = LONG.to_owned();
    for panel in &mut chart.panels {
        panel.name = format!("{WORD} {LONG}");
        panel.lines = vec![LONG.to_owned(), WORD.to_owned()];
    }
    for panels in (1..=4).rev() {
        chart.panels.truncate(panels);
        add(&format!("fan-long-{panels}"), chart.render(language).svg);
    }
    let mut chart = samples::overlaid(texts);
    for series in &mut chart.panels[0].series {
        series.name = LONG.to_owned();
        series.fan = samples::fan(60, |t| 1e8 * t, |_| 0.0);
    }
    add("fan-overlaid-long", chart.render(language).svg);
    let mut chart = samples::fan_chart(texts, 4, 60);
    chart.panels.extend(chart.panels.clone());
    add("fan-8", chart.render(language).svg);

    let mut chart = samples::cost_benefit(texts, 4);
    for panel in &mut chart.panels {
        panel.name = LONG.to_owned();
        panel.payback = Some(PaybackRange {
            p5: Payback::NotNeeded,
            p50: Payback::Month(59.0),
            p95: Payback::Never,
            extra: true,
            never_needed: false,
        });
    }
    for panels in [4, 3] {
        chart.panels.truncate(panels);
        add(&format!("cost-benefit-long-{panels}"), chart.render(language).svg);
    }
    for panel in &mut chart.panels {
        panel.costs = Fan::default();
        panel.benefits = Fan { p50: vec![5.0], ..Fan::default() };
        panel.payback = None;
    }
    add("cost-benefit-single", chart.render(language).svg);
    add("cost-benefit-empty", CostBenefitChart::default().render(language).svg);

    for (name, change) in [
        ("huge", (|x| x * 1e4 - 3e9) as fn(f64) -> f64),
        ("same", |_| -250_000.0),
        ("zero", |_| 0.0),
        ("far", |x| x * 1e-3 + 8e6),
        ("infinite", |x| if x > 2e5 { f64::INFINITY } else { f64::NAN }),
    ] {
        let mut chart = samples::distribution(texts, 4);
        for ridge in &mut chart.ridges {
            ridge.name = LONG.to_owned();
            ridge.values = ridge.values.iter().map(|&x| change(x)).collect();
            for percentile in [&mut ridge.p5, &mut ridge.p50, &mut ridge.p95] {
                *percentile = change(*percentile);
            }
        }
        add(&format!("distribution-{name}"), chart.render(language).svg);
        chart.ridges.truncate(1);
        chart.value_caption = format!("{LONG} {LONG}");
        add(&format!("distribution-1-{name}"), chart.render(language).svg);
    }
    let mut chart = samples::distribution(texts, 4);
    chart.ridges = chart.ridges.iter().cycle().take(11).cloned().collect();
    for (index, ridge) in chart.ridges.iter_mut().enumerate() {
        ridge.name = format!("{LONG} {index}");
    }
    add("distribution-11", chart.render(language).svg);
    add("distribution-empty", DistributionChart::default().render(language).svg);

    for (name, factor) in
        [("huge", 1e5), ("small", 1e-4), ("zero", 0.0), ("minus", -1.0), ("infinite", 1e300)]
    {
        let mut chart = samples::bridge(texts);
        for step in chart.steps.iter_mut().chain(&mut chart.from).chain(&mut chart.below) {
            step.label = LONG.to_owned();
            step.amount *= factor;
        }
        chart.to = format!("{WORD} {LONG}");
        add(&format!("bridge-{name}"), chart.render(language).svg);
        chart.steps.truncate(2);
        chart.below.clear();
        add(&format!("bridge-short-{name}"), chart.render(language).svg);
    }
    add("bridge-empty", BridgeChart::default().render(language).svg);

    for (name, change) in [
        ("huge", (|x| x * 1e9) as fn(f64) -> f64),
        ("zero", |_| 0.0),
        ("negative", |x| -x),
        ("infinite", |x| if x > 50.0 { f64::INFINITY } else { f64::NAN }),
    ] {
        let mut chart = samples::curve(texts);
        for curve in &mut chart.curves {
            curve.name = LONG.to_owned();
            for values in [&mut curve.values, &mut curve.low, &mut curve.high] {
                values.iter_mut().for_each(|x| *x = change(*x));
            }
        }
        chart.marks.iter_mut().for_each(|mark| mark.label = LONG.to_owned());
        chart.references[0].label = LONG.to_owned();
        chart.along_caption = format!("{LONG} {LONG}");
        add(&format!("curve-{name}"), chart.render(language).svg);
    }
    add("curve-empty", CurveChart::default().render(language).svg);

    for (name, change) in [
        ("huge", (|x| x * 1e9) as fn(f64) -> f64),
        ("flat", |_| 0.25),
        ("infinite", |x| if x > 0.5 { f64::INFINITY } else { f64::NAN }),
    ] {
        let mut chart = samples::scatter(texts);
        for axis in &mut chart.axes {
            axis.values.iter_mut().for_each(|x| *x = change(*x));
            axis.region.iter_mut().flatten().for_each(|x| *x = change(*x));
            axis.caption = format!("{LONG} {LONG}");
        }
        chart.kinds = [LONG.to_owned(), LONG.to_owned()];
        chart.region = format!("{LONG} {LONG}");
        add(&format!("scatter-{name}"), chart.render(language).svg);
    }
    add("scatter-empty", ScatterChart::default().render(language).svg);
    let mut chart = samples::bounds(texts);
    chart.along_caption = format!("{LONG} {LONG}");
    for row in &mut chart.rows {
        row.name = format!("{WORD} {LONG}");
        row.label = format!("{LONG}, {LONG}");
        row.inside = [0.97, 0.99];
    }
    add("bounds-long", chart.render(language).svg);
    chart.rows.extend(chart.rows.clone());
    add("bounds-many", chart.render(language).svg);
    add("bounds-empty", BoundsChart::default().render(language).svg);

    let mut chart = samples::staffing(texts, 4);
    chart.references[0].label = LONG.to_owned();
    for panel in &mut chart.panels {
        panel.name = LONG.to_owned();
        for series in &mut panel.series {
            series.name = WORD.to_owned();
            series.mean = series.mean.iter().map(|x| 10_000.0 * x).collect();
            series.p5.clear();
        }
    }
    for panels in [4, 3] {
        chart.panels.truncate(panels);
        add(&format!("staffing-long-{panels}"), chart.render(language).svg);
    }
    for series in chart.panels.iter_mut().flat_map(|panel| &mut panel.series) {
        series.mean.truncate(1);
        series.p95.truncate(1);
    }
    add("staffing-single", chart.render(language).svg);
    add("staffing-empty", StaffingChart::default().render(language).svg);

    let mut chart = samples::exits(texts, 4);
    chart.groups = (0..60).map(|month| month.to_string()).collect();
    for cause in chart.panels.iter_mut().flat_map(|panel| &mut panel.causes) {
        cause.name = LONG.to_owned();
        cause.heads = (0..60).map(|month| f64::from(month % 7)).collect();
    }
    add("exits-60", chart.render(language).svg);
    chart.groups = vec![LONG.to_owned(); 4];
    chart.panels.truncate(3);
    add("exits-long", chart.render(language).svg);
    for cause in chart.panels.iter_mut().flat_map(|panel| &mut panel.causes) {
        cause.heads = vec![0.0, -1.0, f64::NAN];
    }
    add("exits-zero", chart.render(language).svg);
    add("exits-empty", ExitsChart::default().render(language).svg);
    figures
}

/// All figures with their names, drawn once for all tests.
fn figures() -> impl Iterator<Item = (&'static str, &'static str)> {
    static FIGURES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
        let both = Language::ALL.into_iter();
        both.flat_map(|language| samples::all(language).into_iter().chain(nasty(language)))
            .collect()
    });
    FIGURES.iter().map(|(name, svg)| (&**name, &**svg))
}

/// The box of a text in logical pixels: left, top, right, bottom.
fn bounds(node: Node<'_, '_>) -> (f64, f64, f64, f64) {
    let number = |name: &str| node.attribute(name).unwrap().parse::<f64>().unwrap() / 4.0;
    let (x, y, size) = (number("x"), number("y"), number("font-size"));
    let bold = node.attribute("font-weight") == Some("bold");
    let width = text_width(node.text().unwrap(), size, bold);
    let left = match node.attribute("text-anchor").unwrap() {
        "middle" => x - 0.5 * width,
        "end" => x - width,
        _ => x,
    };
    (left, y - 0.74 * size, left + width, y + 0.21 * size)
}

#[test]
fn no_text_leaves_the_canvas() {
    for (name, svg) in figures() {
        let document = Document::parse(svg).unwrap_or_else(|error| panic!("{name}: {error}"));
        let height: f64 = document.root_element().attribute("height").unwrap().parse().unwrap();
        for node in document.descendants().filter(|node| node.has_tag_name("text")) {
            let (left, top, right, bottom) = bounds(node);
            assert!(
                left >= 0.0 && top >= 0.0 && right <= WIDTH && bottom <= height,
                "{name}: “{}” at {left:.0}–{right:.0}, {top:.0}–{bottom:.0}",
                node.text().unwrap()
            );
        }
    }
}

#[test]
fn no_two_texts_overlap() {
    // Descenders and capitals of neighbouring lines may touch.
    const SLACK: f64 = 1.5;
    let mut overlaps = Vec::new();
    for (name, svg) in figures() {
        let document = Document::parse(svg).unwrap();
        let texts: Vec<_> = document
            .descendants()
            .filter(|node| node.has_tag_name("text"))
            .map(|node| (node.text().unwrap(), bounds(node)))
            .collect();
        for (i, (a, p)) in texts.iter().enumerate() {
            for (b, q) in &texts[i + 1..] {
                let apart = p.2 <= q.0 + SLACK
                    || q.2 <= p.0 + SLACK
                    || p.3 <= q.1 + SLACK
                    || q.3 <= p.1 + SLACK;
                if !apart {
                    overlaps.push(format!("{name}: “{a}” {p:.0?} and “{b}” {q:.0?}"));
                }
            }
        }
    }
    assert!(overlaps.is_empty(), "{}", overlaps.join("\n"));
}

#[test]
fn every_character_is_in_the_font() {
    for (name, svg) in figures() {
        let document = Document::parse(svg).unwrap();
        for node in document.descendants().filter(|node| node.has_tag_name("text")) {
            let text = node.text().unwrap();
            assert!(missing_glyphs(text).is_empty(), "{name}: {text}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let texts = Texts(Language::Nl);
    let draw = || {
        [
            samples::fan_chart(texts, 4, 60).render(Language::Nl).svg,
            samples::cost_benefit(texts, 3).render(Language::Nl).svg,
            samples::distribution(texts, 2).render(Language::En).svg,
            samples::bridge(texts).render(Language::Nl).svg,
            samples::staffing(texts, 3).render(Language::En).svg,
            samples::exits(texts, 2).render(Language::Nl).svg,
        ]
    };
    let first = draw();
    assert_eq!(first, draw());
    // Another thread has formatters and caches of its own.
    assert_eq!(first, std::thread::scope(|scope| scope.spawn(draw).join().unwrap()));
    assert_eq!(png(&first[0]).unwrap(), png(&first[0]).unwrap());
}

#[test]
fn figures_are_small_files() {
    for (name, svg) in figures().filter(|(name, _)| !name.contains("600")) {
        assert!(svg.len() < 150_000, "{name}: {}", svg.len());
    }
}

#[test]
fn figures_speak_to_screen_readers() {
    for (name, svg) in figures().filter(|(name, _)| !name.contains("empty")) {
        let document = Document::parse(svg).unwrap();
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"), "{name}");
        assert!(root.attribute("aria-label").is_some_and(|label| !label.is_empty()), "{name}");
        for tag in ["title", "desc"] {
            let node = root.children().find(|node| node.has_tag_name(tag));
            assert!(node.and_then(|node| node.text()).is_some(), "{name}: {tag}");
        }
    }
}

#[test]
fn plotters_output_is_understood() {
    // What the tidying counts on: no leftover offsets, no opacity of whole elements, no numbers that are not.
    for (name, svg) in figures() {
        for foreign in [" dy=", " opacity=", "NaN", "inf\"", "<text\n"] {
            assert!(!svg.contains(foreign), "{name}: {foreign}");
        }
        assert!(svg.trim_end().ends_with("</svg>"), "{name}");
    }
}

#[test]
fn a_picture_is_twice_the_figure_and_not_blank() {
    let texts = Texts(Language::Nl);
    for svg in [
        samples::fan_chart(texts, 1, 60).render(Language::Nl).svg,
        samples::bridge(texts).render(Language::Nl).svg,
    ] {
        let picture = Pixmap::decode_png(&png(&svg).unwrap()).unwrap();
        assert_eq!((picture.width(), picture.height()), (2560, 1440));
        let inked = picture.pixels().iter().filter(|p| p.red() < 128).count();
        assert!(inked > 20_000, "{inked}");
        // Letters, not boxes or nothing: the title fills a plausible part of its strip.
        let title =
            picture.pixels()[2560 * 50..2560 * 100].iter().filter(|p| p.red() < 128).count();
        assert!((3_000..40_000).contains(&title), "{title}");
    }
}

#[test]
fn a_text_that_is_no_figure_is_refused() {
    assert!(matches!(png("kosten"), Err(PngError::Svg(_))));
    assert!(
        png(r#"<svg xmlns="http://www.w3.org/2000/svg" width="99999999" height="99999999"/>"#)
            .is_err()
    );
}
