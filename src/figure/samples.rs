//! Figures with made-up numbers, for tests and for looking at.

use super::{
    Bar, BarsChart, BoundsChart, BoundsRow, BridgeChart, BridgeStep, CostBenefitChart,
    CostBenefitPanel, Curve, CurveChart, CurveMark, DistributionChart, ExitCause, ExitsChart,
    ExitsPanel, Fan, FanChart, FanPanel, FanSeries, Heading, Payback, PaybackRange, PlaneChart,
    PlanePoint, ReferenceLine, Ridge, ScatterAxis, ScatterChart, StaffingChart, StaffingPanel,
    StaffingSeries, Unit,
};
use crate::language::Language;

/// Texts of the samples in a language.
#[derive(Clone, Copy)]
pub(super) struct Texts(pub(super) Language);

impl Texts {
    fn pick(self, nl: &str, en: &str) -> String {
        self.0.pick(nl, en).to_owned()
    }

    fn heading(self, nl: (&str, &str), en: (&str, &str)) -> Heading {
        let (title, subtitle) = match self.0 {
            Language::Nl => nl,
            Language::En => en,
        };
        Heading {
            title: title.to_owned(),
            subtitle: subtitle.to_owned(),
            description: format!("{title}. {subtitle}"),
            note: self.pick(
                "10.000 toekomsten; scenario ‘Twaalf jeugdbeschermers’; prijspeil 2027",
                "10,000 futures; scenario ‘Twelve child protection workers’; prices of 2027",
            ),
        }
    }

    fn months(self) -> String {
        self.pick("maanden na de start", "months after the start")
    }

    fn strategies(self) -> [String; 4] {
        [
            self.pick("Regulier werven (SKJ)", "Regular hires (SKJ)"),
            self.pick("Zij-instroom zonder subsidie", "Side entry without subsidy"),
            self.pick(
                "Jeugdbeschermers via zij-instroom met stimuleringsregeling GI’s",
                "Child protection workers through side entry with the incentive scheme",
            ),
            self.pick("Mbo-4 professionals", "Vocational (mbo-4) professionals"),
        ]
    }
}

/// A smooth bell-shaped number from a whole number, the same on every run.
fn noise(seed: u64) -> f64 {
    let mut sum = 0.0;
    for draw in 0..12 {
        let mut x = seed.wrapping_mul(12).wrapping_add(draw).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        sum += (x ^ (x >> 31)) as f64 / u64::MAX as f64;
    }
    sum - 6.0
}

/// A fan around `middle(t)` with a spread of `spread(t)`.
pub(super) fn fan(months: usize, middle: impl Fn(f64) -> f64, spread: impl Fn(f64) -> f64) -> Fan {
    let list = |z: f64| -> Vec<f64> {
        (0..months).map(|t| middle(t as f64) + z * spread(t as f64)).collect()
    };
    Fan {
        p5: list(-1.645),
        p25: list(-0.674),
        p50: list(0.0),
        p75: list(0.674),
        p95: list(1.7),
        mean: Vec::new(),
    }
}

/// The dip and recovery of an investment.
fn investment(depth: f64, slope: f64) -> impl Fn(f64) -> f64 {
    move |t| -depth * (1.0 - (-t / 7.0).exp()) * (1.0 + 0.2 * (t / 9.0).sin()) + slope * t
}

pub(super) fn fan_chart(texts: Texts, strategies: usize, months: usize) -> FanChart {
    let names = texts.strategies();
    let panels = (0..strategies)
        .map(|index| {
            let depth = 90_000.0 * (1.0 + index as f64);
            let slope = 9_000.0 + 3_500.0 * index as f64;
            let mut fan =
                fan(months, investment(depth, slope), |t| 4_000.0 + 3_800.0 * t.powf(0.8));
            if strategies == 1 {
                fan.mean = fan.p50.iter().map(|x| x - 12_000.0).collect();
            }
            FanPanel {
                name: names[index].clone(),
                lines: vec![texts.pick(
                    "kans onder de vloer: 6 van de 100 (±1)",
                    "chance below the floor: 6 in 100 (±1)",
                )],
                series: vec![FanSeries { name: names[index].clone(), colour: index, fan }],
            }
        })
        .collect();
    FanChart {
        heading: texts.heading(
            (
                "Zij-instroom kost eerst geld en levert later meer op",
                "Cumulatieve nettokasstroom per maand: boven nul is meer ontvangen dan betaald.",
            ),
            (
                "Side entry costs money first and earns more later",
                "Cumulative net cash by month: above zero more was received than paid.",
            ),
        ),
        start: (2027, 4),
        month_caption: texts.months(),
        value_caption: texts.pick("cumulatieve nettokasstroom", "cumulative net cash"),
        unit: Unit::Euros,
        panels,
        references: vec![ReferenceLine {
            value: -150_000.0,
            label: texts.pick("vloer −€\u{a0}150.000", "floor −€150k"),
        }],
    }
}

pub(super) fn overlaid(texts: Texts) -> FanChart {
    let mut chart = fan_chart(texts, 4, 60);
    let series = chart.panels.drain(..).flat_map(|panel| panel.series).collect();
    chart.panels = vec![FanPanel { series, ..FanPanel::default() }];
    chart.start = (2027, 1);
    chart
}

pub(super) fn cost_benefit(texts: Texts, strategies: usize) -> CostBenefitChart {
    let names = texts.strategies();
    let payback =
        |p5, p50, p95, never_needed| PaybackRange { p5, p50, p95, extra: false, never_needed };
    let paybacks = [
        payback(Payback::Month(12.0), Payback::Month(31.0), Payback::Never, false),
        payback(Payback::Month(22.0), Payback::Month(36.0), Payback::Month(52.0), false),
        payback(Payback::NotNeeded, Payback::NotNeeded, Payback::NotNeeded, true),
        payback(Payback::Month(48.0), Payback::Never, Payback::Never, false),
    ];
    let panels = (0..strategies)
        .map(|index| {
            let k = index as f64;
            CostBenefitPanel {
                name: names[index].clone(),
                costs: fan(
                    60,
                    move |t| 120_000.0 * (1.0 - (-t / 5.0).exp()) + (62_000.0 + 2_000.0 * k) * t,
                    |t| 2_500.0 * t + 5_000.0,
                ),
                benefits: fan(
                    60,
                    move |t| (67_000.0 + 1_800.0 * k) * t - 20_000.0 * k,
                    |t| 4_500.0 * t,
                ),
                payback: Some(paybacks[index]),
            }
        })
        .collect();
    CostBenefitChart {
        heading: texts.heading(
            (
                "De baten halen de kosten in na tweeënhalf tot drie jaar",
                "Waar de blauwe lijn boven de oranje komt, is de investering terugverdiend.",
            ),
            (
                "Benefits overtake costs after two and a half to three years",
                "Where the blue line rises above the orange one, the investment is earned back.",
            ),
        ),
        start: (2027, 1),
        month_caption: texts.months(),
        value_caption: texts.pick("cumulatieve kosten en baten", "cumulative costs and benefits"),
        panels,
    }
}

pub(super) fn distribution(texts: Texts, strategies: usize) -> DistributionChart {
    let names = texts.strategies();
    let ridges = (0..strategies)
        .map(|index| {
            let k = index as f64;
            let mut values: Vec<f64> = (0..10_000)
                .map(|run| {
                    let z = noise(run * 7 + index as u64 * 1_000_003);
                    240_000.0 + 110_000.0 * k + (90_000.0 + 70_000.0 * k) * (z + 0.12 * z * z)
                })
                .collect();
            values.sort_by(f64::total_cmp);
            Ridge {
                name: names[index].clone(),
                colour: index,
                p5: values[500],
                p50: values[5_000],
                p95: values[9_500],
                below_zero: values.iter().filter(|x| **x < 0.0).count() as f64 / 10_000.0,
                values,
            }
        })
        .collect();
    DistributionChart {
        heading: texts.heading(
            (
                "Meer opbrengst gaat samen met meer onzekerheid",
                "Elke berg bestaat uit alle toekomsten van een strategie; links van nul kost zij per saldo geld.",
            ),
            (
                "More gain comes with more uncertainty",
                "Each hill is made of all futures of a strategy; left of zero it costs money on balance.",
            ),
        ),
        value_caption: texts.pick(
            "netto contante waarde over 60 maanden",
            "net present value over 60 months",
        ),
        unit: Unit::Euros,
        ridges,
    }
}

pub(super) fn bridge(texts: Texts) -> BridgeChart {
    let step = |nl: &str, en: &str, amount: f64| BridgeStep { label: texts.pick(nl, en), amount };
    BridgeChart {
        heading: texts.heading(
            (
                "Waarom zij-instroom per saldo € 239.000 meer oplevert",
                "Elke balk is een stap van regulier werven naar zij-instroom; blauw (+) levert op, oranje (−) kost.",
            ),
            (
                "Why side entry yields €239,000 more on balance",
                "Each bar is a step from regular hires to side entry; blue (+) gains, orange (−) costs.",
            ),
        ),
        value_caption: texts.pick("contante waarde, gemiddelde", "present value, mean"),
        from: Some(step("Regulier werven (SKJ)", "Regular hires (SKJ)", 412_300.0)),
        steps: vec![
            step("Omzet door eerder gevulde formatie", "Revenue from positions filled earlier", 684_200.0),
            step("Omzet lager zolang niet geregistreerd", "Lower revenue until registration", -298_700.0),
            step("Salaris en werkgeverslasten", "Salary and on-costs", -241_900.0),
            step("Werving en selectie", "Recruitment and selection", 38_400.0),
            step("Opleiding tot jeugd- en gezinsprofessional", "Training to youth professional", -96_000.0),
            step("Betaalde studie-uren", "Paid study hours", -71_300.0),
            step("Begeleiding door geregistreerde collega’s", "Supervision by registered colleagues", -118_600.0),
            step("Praktijkbeoordeling en SKJ-registratie", "Assessment and SKJ registration", -4_100.0),
            step("Inhuur die niet meer nodig is", "Agency staff no longer needed", 203_500.0),
            step("Ziekteverzuim boven de norm", "Absence above the norm", -17_800.0),
            step("Subsidie: startbedrag", "Subsidy: intake grant", 120_000.0),
            step("Subsidie: bij registratie", "Subsidy: on registration", 60_000.0),
            step("Terugbetaalde subsidie", "Subsidy paid back", -22_400.0),
            step("Uitval en vervangende werving", "Exits and replacement", -9_200.0),
            step("Verklaring omtrent het gedrag", "Certificate of conduct", -300.0),
            step("Na de horizon nog te ontvangen", "Due after the horizon", 13_100.0),
        ],
        to: texts.pick("Zij-instroom met subsidie", "Side entry with subsidy"),
        below: vec![step("Rente op roodstand (geen onderdeel)", "Overdraft interest (not included)", -6_400.0)],
    }
}

pub(super) fn staffing(texts: Texts, strategies: usize) -> StaffingChart {
    let names = texts.strategies();
    let series = |name: String, level: f64, pace: f64, delay: f64| {
        let mean: Vec<f64> = (0..60)
            .map(|t| level * (1.0 - (-((f64::from(t) - delay).max(0.0)) / pace).exp()))
            .collect();
        StaffingSeries {
            name,
            p5: mean.iter().map(|x| (0.8 * x - 0.4).max(0.0).floor()).collect(),
            p95: mean.iter().map(|x| (1.1 * x + 0.6).min(12.0).ceil()).collect(),
            mean,
        }
    };
    let panels = (0..strategies)
        .map(|index| {
            let k = index as f64;
            StaffingPanel {
                name: names[index].clone(),
                lines: Vec::new(),
                series: vec![
                    series(texts.pick("in dienst", "employed"), 10.6 - 0.3 * k, 4.0, 0.0),
                    series(texts.pick("geregistreerd", "registered"), 10.1 - 1.6 * k, 9.0, 4.0 * k),
                    series(
                        texts.pick("nieuw geregistreerd", "newly registered"),
                        2.3 * k,
                        12.0,
                        10.0,
                    ),
                ],
            }
        })
        .collect();
    StaffingChart {
        heading: texts.heading(
            (
                "Na drie jaar staat er evenveel personeel, en is de helft nieuw geregistreerd",
                "Gemiddeld aantal medewerkers per maand, met de band van 90 van de 100 toekomsten.",
            ),
            (
                "After three years staffing is equal, and half is newly registered",
                "Mean number of people by month, with the band of 90 in 100 futures.",
            ),
        ),
        start: (2027, 1),
        month_caption: texts.months(),
        value_caption: texts.pick("medewerkers", "people"),
        panels,
        references: vec![ReferenceLine { value: 12.0, label: texts.pick("formatie", "positions") }],
    }
}

pub(super) fn exits(texts: Texts, strategies: usize) -> ExitsChart {
    let names = texts.strategies();
    let panels = (0..strategies)
        .map(|index| {
            let k = index as f64;
            let cause = |name: String, level: f64, peak: f64| ExitCause {
                name,
                heads: (0..10)
                    .map(|g| level * (-((f64::from(g) - peak) / 2.2).powi(2)).exp())
                    .collect(),
            };
            ExitsPanel {
                name: names[index].clone(),
                causes: vec![
                    cause(
                        texts.pick("vertrek vóór registratie", "left before registration"),
                        0.9 * k,
                        0.6,
                    ),
                    cause(
                        texts.pick("vertrek na registratie", "left after registration"),
                        0.7 + 0.2 * k,
                        4.0,
                    ),
                    cause(texts.pick("opleiding niet gehaald", "failed the route"), 0.4 * k, 3.0),
                ],
            }
        })
        .collect();
    ExitsChart {
        heading: texts.heading(
            (
                "Zij-instromers die gaan, gaan vroeg",
                "Gemiddeld aantal vertrekkers naar tijd in dienst en reden.",
            ),
            ("Side entrants who leave, leave early", "Mean number of exits by tenure and cause."),
        ),
        groups: (0..10).map(|g| format!("{}–{}", 6 * g, 6 * g + 5)).collect(),
        group_caption: texts.pick("maanden in dienst bij vertrek", "months employed on leaving"),
        value_caption: texts.pick("vertrekkers, gemiddeld", "exits, mean"),
        panels,
    }
}

/// All samples with their names.
pub(super) fn curve(texts: Texts) -> CurveChart {
    let along: Vec<f64> = (0..=60).map(f64::from).collect();
    let list = |shift: f64| -> Vec<f64> {
        along.iter().map(|n| 100.0 / (1.0 + (-(n - 20.0 + shift) / 4.0).exp())).collect()
    };
    let (values, low, high) = (list(0.0), list(-1.0), list(1.0));
    CurveChart {
        heading: texts.heading(
            ("De kas kan hoogstens 12 plekken aan", "Kans per omvang van het cohort."),
            ("The cash can carry at most 12 positions", "Chance by size of the cohort."),
        ),
        along_caption: texts.pick("plekken", "positions"),
        along_unit: Unit::Number,
        value_caption: texts.pick("zo veel van de 100 toekomsten", "so many of 100 futures"),
        unit: Unit::Number,
        line_name: texts.pick("kans", "chance"),
        band_name: texts.pick("marge", "margin"),
        curves: vec![Curve {
            name: texts.pick("kas onder de vloer", "below"),
            colour: 0,
            values,
            low,
            high,
        }],
        references: vec![ReferenceLine { value: 5.0, label: texts.pick("aanvaard", "accepted") }],
        marks: vec![
            CurveMark { at: 12.0, label: texts.pick("kas: tot en met 12", "cash: up to 12") },
            CurveMark {
                at: 40.0,
                label: texts.pick("begeleiders: tot en met 40", "mentors: up to 40"),
            },
        ],
        along,
    }
}

pub(super) fn scatter(texts: Texts) -> ScatterChart {
    let n = 300;
    let values =
        |nth: u64| -> Vec<f64> { (0..n).map(|run| 0.5 + 0.1 * noise(1000 * nth + run)).collect() };
    let [across, up] = [values(1), values(2)];
    ScatterChart {
        heading: texts.heading(
            (
                "De kas komt onder de vloer: in het gebied in 64 van de 100 toekomsten",
                "Elke stip is een toekomst.",
            ),
            (
                "Cash falls below the floor: in the region in 64 of 100 futures",
                "Each dot is a future.",
            ),
        ),
        happened: across.iter().zip(&up).map(|(x, y)| *x > 0.5 && *y < 0.5).collect(),
        axes: [
            ScatterAxis {
                caption: texts.pick("kans op vertrek per jaar", "chance of leaving in a year"),
                unit: Unit::Percent,
                values: across,
                region: [Some(0.5), None],
            },
            ScatterAxis {
                caption: texts.pick("maanden inwerken (maanden)", "months of learning (months)"),
                unit: Unit::Number,
                values: up,
                region: [None, Some(0.5)],
            },
        ],
        kinds: [
            texts.pick("de kas komt onder de vloer", "cash falls below the floor"),
            texts.pick("niet", "not so"),
        ],
        region: texts.pick("gebied: in 64 van de 100", "region: in 64 of 100"),
    }
}

pub(super) fn bounds(texts: Texts) -> BoundsChart {
    let row = |name: String, inside, label: String| BoundsRow {
        name,
        inside,
        label,
        ends: ["7%".to_owned(), "34%".to_owned()],
        row: 0,
    };
    BoundsChart {
        heading: texts.heading(
            (
                "De kas komt onder de vloer: in het gebied in 64 van de 100 toekomsten",
                "Hoeveel elke grens overlaat.",
            ),
            (
                "Cash falls below the floor: in the region in 64 of 100 futures",
                "How much each bound leaves.",
            ),
        ),
        kinds: [
            texts.pick("binnen de grens", "within the bound"),
            texts.pick("erbuiten", "outside"),
        ],
        along_caption: texts
            .pick("zoveel van de 100 toekomsten liggen lager", "so many of 100 futures lie lower"),
        rows: vec![
            row(
                texts.pick("kans op vertrek per jaar", "chance of leaving in a year"),
                [0.62, 1.0],
                texts.pick("minstens 21%", "at least 21%"),
            ),
            row(
                texts.pick("verzuim", "absence"),
                [0.0, 0.04],
                texts.pick("hoogstens 8%", "at most 8%"),
            ),
            row(
                texts.strategies()[2].clone(),
                [0.4, 0.6],
                texts.pick("minstens 10% en hoogstens 12%", "at least 10% and at most 12%"),
            ),
        ],
    }
}

/// Subsidy designs by cost and effect; every fifth one is on the frontier.
pub(super) fn plane(texts: Texts, designs: usize) -> PlaneChart {
    let point = |k: usize| PlanePoint {
        name: match texts.0 {
            Language::Nl => format!("Behoudbonus ({k}.500; 36): € 5{k}.800 per extra"),
            Language::En => format!("Retention bonus ({k},500; 36): €5{k},800 for each"),
        },
        effect: (k * 7 % designs) as f64,
        cost: 1e5 * (k * 11 % designs) as f64,
        is_on_frontier: k.is_multiple_of(5),
    };
    PlaneChart {
        heading: texts.heading(
            ("Wat een ontwerp kost en wat het oplevert", "Elke stip is een ontwerp."),
            ("What a design costs and what it brings", "Each dot is a design."),
        ),
        effect_caption: texts.pick("extra geregistreerden", "additional registered"),
        cost_caption: texts.pick("kosten", "cost"),
        kinds: [texts.pick("op de grens", "on the frontier"), texts.pick("andere", "others")],
        points: (0..designs).map(point).collect(),
    }
}

/// Spend by design against a budget.
fn designs(texts: Texts, designs: usize) -> BarsChart {
    let bar = |k: usize| Bar {
        name: texts.pick("Behoudbonus (2.500; 36)", "Retention bonus (2,500; 36)"),
        kind: k % 2,
        value: 1e5 * (k + 1) as f64,
        margin: (1e5 * (k + 1) as f64, 1.2e5 * (k + 1) as f64),
        text: texts.pick("€ 2,10 mln – € 2,52 mln", "€2.10m – €2.52m"),
    };
    BarsChart {
        heading: texts.heading(
            ("Uitgaven per ontwerp", "Gemiddeld, met het 95%-punt."),
            ("Spend by design", "Mean, with the 95% point."),
        ),
        value_caption: texts.pick("uitgaven", "spend"),
        unit: Unit::Euros,
        reference: Some(ReferenceLine { value: 1.5e6, label: texts.pick("budget", "budget") }),
        kinds: vec![texts.pick("op de grens", "on the frontier"), texts.pick("andere", "others")],
        margin_name: texts.pick("tot het 95%-punt", "to the 95% point"),
        bars: (0..designs).map(bar).collect(),
    }
}

pub(super) fn all(language: Language) -> Vec<(String, String)> {
    let texts = Texts(language);
    let mut figures = Vec::new();
    let mut add = |name: &str, svg: String| figures.push((format!("{name}-{language}"), svg));
    add("fan-1", fan_chart(texts, 1, 60).render(language).svg);
    add("fan-2", fan_chart(texts, 2, 60).render(language).svg);
    add("fan-3", fan_chart(texts, 3, 60).render(language).svg);
    add("fan-4", fan_chart(texts, 4, 60).render(language).svg);
    add("fan-overlaid", overlaid(texts).render(language).svg);
    add("cost-benefit-1", cost_benefit(texts, 1).render(language).svg);
    add("cost-benefit-2", cost_benefit(texts, 2).render(language).svg);
    add("cost-benefit-3", cost_benefit(texts, 3).render(language).svg);
    add("cost-benefit-4", cost_benefit(texts, 4).render(language).svg);
    add("distribution-2", distribution(texts, 2).render(language).svg);
    add("distribution-4", distribution(texts, 4).render(language).svg);
    add("bridge", bridge(texts).render(language).svg);
    add("staffing-2", staffing(texts, 2).render(language).svg);
    add("staffing-3", staffing(texts, 3).render(language).svg);
    add("staffing-4", staffing(texts, 4).render(language).svg);
    add("exits-2", exits(texts, 2).render(language).svg);
    add("exits-3", exits(texts, 3).render(language).svg);
    add("exits-4", exits(texts, 4).render(language).svg);
    add("curve", curve(texts).render(language).svg);
    add("scatter", scatter(texts).render(language).svg);
    add("bounds", bounds(texts).render(language).svg);
    add("plane-2", plane(texts, 2).render(language).svg);
    add("plane-21", plane(texts, 21).render(language).svg);
    add("designs", designs(texts, 21).render(language).svg);
    figures
}
