use kansrijk::distribution::{Distribution, Standard};
use kansrijk::language::Label;
use kansrijk::model::{
    contract::*, employment::*, organisation::*, outcome::*, plan::Plan, profile::*, quantity::*,
    scenario::*, subsidy::*, time::*,
};
use kansrijk::simulate::*;
use kansrijk::summarize::Summary;
use std::time::Instant;
#[derive(Default)]
struct B {
    q: Vec<QuantityDefinition>,
}
impl B {
    fn d<U>(&mut self, p: &str, d: Distribution) -> Quantity<U> {
        self.q.push(QuantityDefinition {
            path: p.into(),
            distribution: d.clone(),
            as_written: d,
            unit: "",
            range: (0., 0.),
            euros_of: None,
            source: None,
            grade: None,
            note: None,
            is_yearly_deviation: false,
        });
        Quantity::new(self.q.len() - 1)
    }
    fn f<U>(&mut self, p: &str, x: f64) -> Quantity<U> {
        self.d(p, Distribution::fixed(x).unwrap())
    }
    fn p<U>(&mut self, p: &str, l: f64, m: f64, h: f64) -> Quantity<U> {
        self.d(p, Distribution::pert(l, m, h).unwrap())
    }
}
fn l(s: &str) -> Label {
    Label {
        nl: s.into(),
        en: s.into(),
    }
}
fn main() {
    let mut b = B::default();
    let z = |b: &mut B, p: &str| b.f::<kansrijk::units::Euros>(p, 0.0);
    let prof = |b: &mut B,
                key: &str,
                route: Option<usize>,
                exits: [(f64, f64, f64); 2],
                abs: (f64, f64, f64),
                sal: (&str, usize),
                after: Option<&str>,
                sup: (f64, f64, f64),
                vac: Duration|
     -> Profile {
        Profile {
            key: key.into(),
            name: l(key),
            registration: match route {
                Some(r) => Registration::Route(RouteIndex(r)),
                None => Registration::Registered,
            },
            vacancy: vac,
            tenure_at_start: 0,
            recruitment: Recruitment {
                per_hire: b.p(&format!("{key}.rec"), 3000., 4500., 8000.),
                per_candidate: b.f("x", 0.),
                candidates_per_hire: b.f("x", 1.),
            },
            salary: Pay::Scale {
                scale: sal.0.into(),
                step: sal.1,
            },
            salary_after_registration: after.map(|s| PayAfterRegistration::Scale {
                scale: s.into(),
                step: None,
            }),
            absence: b.p(&format!("{key}.abs"), abs.0, abs.1, abs.2),
            ramp: Ramp::Shape {
                months: b.p(&format!("{key}.ramp"), 4., 6., 9.),
                from: b.f("x", 0.35),
                shape: RampShape::SCurve,
            },
            deployable_before_registration: b.p(&format!("{key}.delta"), 0.5, 0.7, 0.85),
            supervision: Some(Supervision {
                valuation: SupervisionValuation::LostCare {
                    billable_share: b.f("x", 0.8),
                },
                hours_per_week: ByTenure {
                    bands: vec![
                        (Some(6), b.p(&format!("{key}.sup0"), sup.0, sup.1, sup.2)),
                        (None, b.p(&format!("{key}.sup1"), 0.1, 0.25, 0.5)),
                    ],
                },
                until_registered: false,
            }),
            training: vec![],
            workplace_at_start: b.f("x", 1500.),
            workplace_per_month: b.f("x", 50.),
            exit: ByTenure {
                bands: vec![
                    (
                        Some(12),
                        b.p(&format!("{key}.exit0"), exits[0].0, exits[0].1, exits[0].2),
                    ),
                    (
                        None,
                        b.p(&format!("{key}.exit1"), exits[1].0, exits[1].1, exits[1].2),
                    ),
                ],
            },
            exit_after_registration: route
                .map(|_| ByTenure::constant(b.p(&format!("{key}.exit2"), 0.06, 0.10, 0.15))),
            exit_cost: Some(ExitCost {
                per_exit: b.f("x", 1000.),
                months_of_wage_per_year_of_service: b.f("x", 0.0),
                only_failed_route: false,
            }),
        }
    };
    let m0 = b.f("x", 0.);
    let gm = b.p("reg.vac.mean", 3., 4.5, 8.);
    let v1 = Duration {
        standard: Standard::gamma(0.6).unwrap(),
        location: m0,
        scale: gm,
        minimum: 0,
    };
    let (lo, sc) = (b.f("x", 0.5), b.f("x", 3.5));
    let v2 = Duration {
        standard: Standard::triangular(1.5 / 3.5).unwrap(),
        location: lo,
        scale: sc,
        minimum: 0,
    };
    let reg = prof(
        &mut b,
        "reg",
        None,
        [(0.15, 0.22, 0.30), (0.09, 0.14, 0.19)],
        (0.06, 0.072, 0.085),
        ("10", 3),
        None,
        (0.75, 1.5, 2.5),
        v1,
    );
    let side = prof(
        &mut b,
        "side",
        Some(0),
        [(0.14, 0.22, 0.34), (0.08, 0.14, 0.22)],
        (0.055, 0.075, 0.1),
        ("8", 0),
        Some("10"),
        (2., 3.5, 6.),
        v2,
    );
    let rm = b.p("route.mean", 9., 14., 20.);
    let six = b.f("x", 6.);
    let m1 = b.f("x", 0.);
    let route = Route {
        key: "r".into(),
        name: l("r"),
        starts_at_month: 3,
        duration: Duration {
            standard: Standard::lognormal(0.25).unwrap(),
            location: m1,
            scale: rm,
            minimum: 1,
        },
        pass: b.p("route.pass", 0.75, 0.85, 0.93),
        attempts: 2,
        retry: Duration {
            standard: Standard::point(),
            location: six,
            scale: m1,
            minimum: 1,
        },
        if_failed: IfFailed::Leaves,
        paid_study_hours_per_week: b.f("x", 6.),
        costs: vec![TrainingItem {
            name: None,
            amount: b.p("route.cost", 3500., 6000., 9500.),
            vat: b.f("x", 0.),
            timing: TrainingTiming::SpreadOverRoute,
        }],
    };
    let mut tables = std::collections::BTreeMap::new();
    tables.insert(
        "8".to_string(),
        (0..12).map(|i| 2960. + i as f64 * 110.).collect::<Vec<_>>(),
    );
    tables.insert(
        "10".to_string(),
        (0..12).map(|i| 3490. + i as f64 * 150.).collect::<Vec<_>>(),
    );
    let cover = Cover {
        kind: CoverKind::Agency,
        share: b.f("x", 0.6),
        when: CoverWhen::Empty,
        rate_per_hour: Dated::single(b.p("cover.rate", 65., 80., 100.)),
        productivity: b.f("x", 0.8),
        vat: b.f("x", 0.21),
        standing_cost_per_month: None,
    };
    let cap = std::env::var("CAP").is_ok();
    let mut instruments = vec![
        Instrument {
            key: "start".into(),
            rule: Rule::Intake {
                amount: b.f("x", 40000.),
            },
            lag: 1,
            per_fte: false,
        },
        Instrument {
            key: "registration".into(),
            rule: Rule::OnRegistration {
                amount: b.f("x", 26667.),
            },
            lag: 2,
            per_fte: false,
        },
        Instrument {
            key: "cb".into(),
            rule: Rule::Clawback {
                before_month: 24,
                share: b.f("x", 1.),
                linear: true,
                of: vec![0, 1],
                except_failed_route: false,
                above_costs: None,
            },
            lag: 3,
            per_fte: false,
        },
    ];
    if cap {
        instruments.insert(
            2,
            Instrument {
                key: "re".into(),
                rule: Rule::Reimbursement {
                    costs: vec![CostLine::Wages, CostLine::Training],
                    share: b.f("x", 0.3),
                    cap: Some(b.f("x", 20000.)),
                },
                lag: 1,
                per_fte: false,
            },
        );
    }
    let liquidity = Liquidity {
        start: b.f("x", 400000.),
        floor: b.f("x", 150000.),
        free_cash_per_month: b.p("free", 2000., 8000., 14000.),
        free_cash_monthly_sd: b.f("x", 15000.),
        overdraft_rate: b.f("x", 0.07),
        accepted_risk: 0.05,
    };
    let scenario = Scenario {
        name: "ref".into(),
        title: l("ref"),
        question: l("?"),
        calendar: Calendar {
            start: YearMonth {
                year: 2027,
                month: 1,
            },
            horizon: 60,
        },
        discount_rate: DiscountRate::Real {
            real: 0.0225,
            inflation: 0.023,
        },
        baseline: 0,
        correlations: vec![],
        expectations: vec![],
        wage_index: Index {
            growth: b.p("ix.w", 0.025, 0.034, 0.048),
            yearly_deviations: vec![],
        },
        tariff_index: Index {
            growth: b.p("ix.t", 0.018, 0.03, 0.044),
            yearly_deviations: vec![],
        },
        organisation: Organisation {
            liquidity: Some(liquidity),
            mentoring: Some(Mentoring {
                mentors: b.f("x", 6.),
                heads_per_mentor: b.f("x", 1.),
            }),
        },
        contract: Contract {
            billable_hours_per_year: b.p("norm", 1110., 1230., 1350.),
            absence_in_norm: b.f("x", 0.07),
            variant: Variant::Effort {
                tariff_per_hour: Dated::single(b.p("tariff", 70., 84., 98.)),
                tariff_unregistered_per_hour: Some(Dated::single(b.p("tariffu", 48., 56., 66.))),
            },
            payment_lag: 1,
            max_unregistered_share: None,
            care_value_per_hour: None,
            waiting_cost_per_hour: None,
        },
        employment: Employment {
            contract_hours_per_year: 1878.,
            working_weeks_per_year: 45.4,
            holiday_allowance: Allowance {
                share: b.f("x", 0.08),
                paid_in_month: 5,
            },
            year_end_bonus: Allowance {
                share: b.f("x", 0.0833),
                paid_in_month: 12,
            },
            on_cost: ByTenure::constant(b.p("oncost", 0.27, 0.31, 0.36)),
            overhead_on_wages: b.p("oh", 0.1, 0.18, 0.28),
            full_cost_overhead: None,
            supervisor_cost_per_hour: None,
            other_direct: vec![],
            salary_tables: vec![SalaryTable {
                from: 0,
                scales: tables,
                factor: Some(b.p("table", 0.97, 1., 1.03)),
                raises: vec![],
            }],
        },
        profiles: vec![reg, side],
        routes: vec![route],
        subsidies: vec![SubsidyDesign {
            key: "gi".into(),
            name: l("gi"),
            eligible: vec![ProfileIndex(1)],
            from: 0,
            until: None,
            refills: false,
            max_heads: None,
            instruments,
        }],
        strategies: vec![
            Strategy {
                key: "regular".into(),
                name: l("Regulier"),
                intake: vec![IntakeGroup {
                    positions: 12,
                    vacant_from: 0,
                    recruit_from: 0,
                    fte: 1.0,
                    profile: Some(ProfileIndex(0)),
                    refill: Refill::Profile(ProfileIndex(0)),
                }],
                subsidies: vec![],
                cover: Some(cover.clone()),
            },
            Strategy {
                key: "side".into(),
                name: l("Zij"),
                intake: vec![
                    IntakeGroup {
                        positions: 8,
                        vacant_from: 0,
                        recruit_from: 2,
                        fte: 1.0,
                        profile: Some(ProfileIndex(1)),
                        refill: Refill::Profile(ProfileIndex(0)),
                    },
                    IntakeGroup {
                        positions: 4,
                        vacant_from: 0,
                        recruit_from: 0,
                        fte: 1.0,
                        profile: Some(ProfileIndex(0)),
                        refill: Refill::Profile(ProfileIndex(0)),
                    },
                ],
                subsidies: vec![SubsidyIndex(0)],
                cover: Some(cover),
            },
        ],
        residual_value: None,
        quantities: b.q,
    };
    let _ = z;
    let plan = Plan::new(scenario);
    let threads: usize = std::env::var("T")
        .ok()
        .and_then(|t| t.parse().ok())
        .unwrap_or(1);
    let runs: usize = std::env::var("N")
        .ok()
        .and_then(|t| t.parse().ok())
        .unwrap_or(10000);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap();
    pool.install(|| {
        for _ in 0..3 {
            let t = Instant::now();
            let sim = simulate(
                &plan,
                Settings {
                    seed: 1,
                    stop: Stop::After(runs),
                },
                &(),
            )
            .unwrap();
            let t1 = t.elapsed();
            let summary = Summary::new(&plan, &sim);
            let t2 = t.elapsed();
            println!(
                "sim {:?} summary {:?} total {:?}: {:.1} M person-months/s per strategy",
                t1,
                t2 - t1,
                t2,
                (runs * 720 * 2) as f64 / t2.as_secs_f64() / 1e6
            );
            if std::env::var("V").is_ok() {
                for (s, st) in summary.strategies.iter().enumerate() {
                    for &o in Headline::ALL {
                        let x = &st.headline[o as usize];
                        let e = sim.expected(s, o as usize);
                        let d = sim.draws(s, o as usize);
                        let zz = if e.is_empty() {
                            f64::NAN
                        } else {
                            let r: Vec<f64> = e.iter().zip(&d).map(|(a, b)| b - a).collect();
                            let m = r.iter().sum::<f64>() / r.len() as f64;
                            let v = r.iter().map(|x| (x - m).powi(2)).sum::<f64>()
                                / (r.len() - 1) as f64;
                            if v > 0. {
                                m / (v / r.len() as f64).sqrt()
                            } else {
                                m
                            }
                        };
                        println!(
                            "{s} {:30} mean {:>14.2?} se {:>10.2?} p {:?} z {:.2} split {:?}",
                            o.key(),
                            x.mean.unwrap_or(f64::NAN),
                            x.standard_error.unwrap_or(f64::NAN),
                            x.percentiles.map(|p| p.round()),
                            zz,
                            x.split.map(|s| (s.ignorance, s.standard_error, s.exact))
                        );
                    }
                    for (k, li) in st.lines.iter().enumerate() {
                        println!("   {:20} {:.0}", Line::ALL[k].key(), li.mean);
                    }
                    println!("   paid back {:?} short {:?}", st.paid_back, st.shortfall);
                }
                println!(
                    "without {:?}",
                    summary.without.as_ref().map(|w| w.shortfall)
                );
                break;
            }
        }
        let sampler = kansrijk::sample::theta::ThetaSampler::new(&plan.scenario);
        println!("uncertain {}", sampler.uncertain_quantities());
        let mut worker = Worker::new(&plan, &sampler, 1);
        let n = 5000u64;
        let t = Instant::now();
        for r in 0..n {
            worker.draw(r);
        }
        println!("draw {:?}/run", t.elapsed() / n as u32);
        let t = Instant::now();
        for r in 0..n {
            worker.live(r, 0);
        }
        println!("live {:?}/run (2 strategies)", t.elapsed() / n as u32);
        let mut twin = kansrijk::twin::Twin::new(&plan);
        let n2 = n / 10;
        let t = Instant::now();
        for r in 0..n2 {
            worker.draw(r);
            twin.draw(&plan, &worker.rates);
        }
        println!("twin draw {:?}", t.elapsed() / n2 as u32);
        let t = Instant::now();
        for _ in 0..n2 {
            twin.expect(&plan, 1, &worker.rates);
        }
        println!("twin expect side {:?}", t.elapsed() / n2 as u32);
        let t = Instant::now();
        for _ in 0..n2 {
            twin.expect(&plan, 0, &worker.rates);
        }
        println!("twin expect reg {:?}", t.elapsed() / n2 as u32);
    });
}
