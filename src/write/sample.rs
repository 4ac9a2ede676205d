//! A small scenario for tests: twelve positions, filled by regular hires or partly by side entrants.

use std::collections::BTreeMap;

use super::Report;
use crate::decide::Decisions;
use crate::distribution::{Distribution, Standard};
use crate::language::Label;
use crate::model::contract::{Contract, Variant};
use crate::model::employment::{Allowance, Employment, Pay, SalaryTable};
use crate::model::organisation::{Cover, CoverKind, CoverWhen, Liquidity, Organisation};
use crate::model::plan::Plan;
use crate::model::profile::{
    ByTenure, Duration, IfFailed, PayAfterRegistration, Profile, Ramp, RampShape, Recruitment,
    Registration, Route, Supervision, SupervisionValuation, TrainingItem, TrainingTiming,
};
use crate::model::quantity::{Comparand, Expectation, Grade, Quantity, QuantityDefinition};
use crate::model::scenario::{
    DiscountRate, Index, IntakeGroup, ProfileIndex, Refill, RouteIndex, Scenario, Strategy,
    SubsidyIndex,
};
use crate::model::subsidy::{Instrument, Rule, SubsidyDesign};
use crate::model::time::{Calendar, Dated, YearMonth};
use crate::simulate::{Settings, Simulation, Stop, simulate};
use crate::summarize::Summary;
use crate::units::Unit;

/// A simulated scenario.
pub(super) struct Sample {
    pub(super) plan: Plan,
    pub(super) simulation: Simulation,
    pub(super) summary: Summary,
    pub(super) decisions: Decisions,
}

impl Sample {
    /// Simulates a scenario.
    pub(super) fn of(scenario: Scenario, runs: usize) -> Self {
        let plan = Plan::new(scenario);
        let settings = Settings { seed: 7, stop: Stop::After(runs) };
        let simulation = simulate(&plan, settings, &()).expect("nobody cancels");
        let summary = Summary::new(&plan, &simulation);
        let subject = plan.strategies.len() - 1;
        let decisions = Decisions::new(&plan, &simulation, subject, &()).expect("nobody cancels");
        Self { plan, simulation, summary, decisions }
    }

    pub(super) fn report(&self) -> Report<'_> {
        Report {
            plan: &self.plan,
            simulation: &self.simulation,
            summary: &self.summary,
            warnings: &[],
            decisions: Some(&self.decisions),
        }
    }
}

/// Puts quantities into a scenario.
#[derive(Default)]
struct Numbers(Vec<QuantityDefinition>);

impl Numbers {
    fn add<U: Unit>(&mut self, path: &str, distribution: Distribution) -> Quantity<U> {
        self.0.push(QuantityDefinition {
            path: path.to_owned(),
            as_written: distribution.clone(),
            distribution,
            unit: U::SYMBOL,
            range: (f64::NEG_INFINITY, f64::INFINITY),
            euros_of: U::IS_MONEY.then_some(2025),
            source: Some("made up".to_owned()),
            grade: Some(Grade::D),
            note: None,
            is_yearly_deviation: false,
            is_implicit: false,
        });
        Quantity::new(self.0.len() - 1)
    }

    fn fixed<U: Unit>(&mut self, path: &str, value: f64) -> Quantity<U> {
        self.add(path, Distribution::fixed(value).unwrap())
    }

    fn pert<U: Unit>(&mut self, path: &str, low: f64, mode: f64, high: f64) -> Quantity<U> {
        self.add(path, Distribution::pert(low, mode, high).unwrap())
    }

    fn duration(&mut self, path: &str, months: f64, minimum: usize) -> Duration {
        Duration {
            standard: Standard::gamma(0.5).unwrap(),
            location: self.fixed(&format!("{path}.location"), 0.0),
            scale: self.fixed(&format!("{path}.mean"), months),
            scale_is_upper_end: false,
            minimum,
        }
    }

    fn index(&mut self, path: &str, low: f64, mode: f64, high: f64) -> Index {
        Index { growth: self.pert(path, low, mode, high), yearly_deviations: Vec::new() }
    }

    fn profile(&mut self, key: &str, name: Label, registration: Registration) -> Profile {
        let regular = registration == Registration::Registered;
        let path = |field: &str| format!("profile.{key}.{field}");
        let choose = |a: f64, b: f64| if regular { a } else { b };
        Profile {
            ancestors: Vec::new(),
            key: key.to_owned(),
            name,
            registration,
            vacancy: self.duration(&path("vacancy"), choose(5.0, 2.0), 0),
            tenure_at_start: 0,
            recruitment: Recruitment {
                per_hire: self.pert(&path("recruitment.per_hire"), 4000.0, 6000.0, 9000.0),
                per_candidate: self.fixed(&path("recruitment.per_candidate"), 300.0),
                candidates_per_hire: self.fixed(&path("recruitment.candidates_per_hire"), 3.0),
            },
            salary: Pay::Scale {
                scale: if regular { "9" } else { "8" }.to_owned(),
                step: choose(4.0, 1.0) as usize,
            },
            salary_after_registration: (!regular)
                .then(|| PayAfterRegistration::Scale { scale: "9".to_owned(), step: None }),
            absence: self.fixed(&path("absence"), 0.07),
            ramp: Ramp::Shape {
                months: self.fixed(&path("ramp.months"), choose(3.0, 12.0)),
                from: self.fixed(&path("ramp.from"), choose(0.7, 0.3)),
                shape: RampShape::Linear,
            },
            deployable_before_registration: self.fixed(&path("deployable"), choose(1.0, 0.8)),
            supervision: (!regular).then(|| Supervision {
                valuation: SupervisionValuation::LostCare {
                    billable_share: self.fixed(&path("supervision.billable_share"), 0.6),
                },
                hours_per_week: ByTenure::constant(self.pert(
                    &path("supervision.hours"),
                    1.0,
                    2.0,
                    4.0,
                )),
                until_registered: true,
            }),
            training: vec![TrainingItem {
                name: None,
                amount: self.fixed(&path("training.amount"), choose(500.0, 4000.0)),
                vat: self.fixed(&path("training.vat"), 0.0),
                timing: TrainingTiming::AtMonth(1),
            }],
            workplace_at_start: self.fixed(&path("workplace_at_start"), 1500.0),
            workplace_per_month: self.fixed(&path("workplace_per_month"), 100.0),
            exit: ByTenure {
                bands: vec![
                    (Some(24), self.pert(&path("exit[0]"), 0.1, 0.2, 0.4)),
                    (None, self.pert(&path("exit[1]"), 0.05, 0.12, 0.2)),
                ],
            },
            exit_after_registration: None,
            exit_cost: None,
        }
    }
}

fn strategy(key: &str, name: Label, side_entrants: usize, subsidised: bool) -> Strategy {
    let group = |positions, profile| IntakeGroup {
        positions,
        vacant_from: 0,
        recruit_from: 0,
        fte: 1.0,
        profile: Some(ProfileIndex(profile)),
        refill: Refill::Profile(ProfileIndex(0)),
    };
    let mut intake = vec![group(12 - side_entrants, 0)];
    if side_entrants > 0 {
        intake.push(group(side_entrants, 1));
    }
    Strategy {
        key: key.to_owned(),
        name,
        intake,
        subsidies: if subsidised { vec![SubsidyIndex(0)] } else { Vec::new() },
        cover: None,
    }
}

/// Twelve positions over `horizon` months under an effort contract.
pub(super) fn scenario(horizon: usize) -> Scenario {
    let mut n = Numbers::default();
    let route = Route {
        key: "custom".to_owned(),
        name: Label::new("Maatwerk", "Custom"),
        starts_at_month: 1,
        duration: n.duration("route.custom.duration", 18.0, 1),
        pass: n.pert("route.custom.pass", 0.6, 0.8, 0.95),
        attempts: 2,
        retry: n.duration("route.custom.retry", 4.0, 1),
        if_failed: IfFailed::Leaves,
        paid_study_hours_per_week: n.fixed("route.custom.study_hours", 6.0),
        costs: vec![TrainingItem {
            name: None,
            amount: n.pert("route.custom.cost", 6000.0, 8000.0, 12000.0),
            vat: n.fixed("route.custom.vat", 0.21),
            timing: TrainingTiming::SpreadOverRoute,
        }],
    };
    let regular =
        n.profile("regular", Label::new("Regulier", "Regular hire"), Registration::Registered);
    let side_entrant = n.profile(
        "side_entrant",
        Label::new("Zij-instromer", "Side entrant"),
        Registration::Route(RouteIndex(0)),
    );
    let scale = |from: f64| (0..10).map(|step| from + 130.0 * f64::from(step)).collect();
    let scales: BTreeMap<String, Vec<f64>> =
        [("8", 3000.0), ("9", 3400.0)].map(|(key, from)| (key.to_owned(), scale(from))).into();
    let employment = Employment {
        contract_hours_per_year: 1878.0,
        working_weeks_per_year: 45.4,
        holiday_allowance: Allowance {
            share: n.fixed("employment.holiday_allowance", 0.08),
            paid_in_month: 5,
        },
        year_end_bonus: Allowance {
            share: n.fixed("employment.year_end_bonus", 0.083),
            paid_in_month: 12,
        },
        on_cost: ByTenure::constant(n.fixed("employment.on_cost", 0.3)),
        overhead_on_wages: n.pert("employment.overhead", 0.05, 0.1, 0.2),
        full_cost_overhead: None,
        supervisor_cost_per_hour: None,
        other_direct: Vec::new(),
        salary_tables: vec![SalaryTable { from: 0, scales, factor: None, raises: Vec::new() }],
    };
    let contract = Contract {
        billable_hours_per_year: n.pert("contract.billable_hours", 1150.0, 1225.0, 1300.0),
        absence_in_norm: n.fixed("contract.absence_in_norm", 0.06),
        variant: Variant::Effort {
            tariff_per_hour: Dated::single(n.pert("contract.tariff", 78.0, 84.0, 90.0)),
            tariff_unregistered_per_hour: Some(Dated::single(n.fixed("contract.tariff_low", 70.0))),
        },
        payment_lag: 2,
        max_unregistered_share: None,
        care_value_per_hour: None,
        waiting_cost_per_hour: None,
    };
    let organisation = Organisation {
        liquidity: Some(Liquidity {
            start: n.fixed("organisation.liquidity.start", 900_000.0),
            floor: n.fixed("organisation.liquidity.floor", 150_000.0),
            free_cash_per_month: n.pert("organisation.liquidity.free_cash", -4e3, 4e3, 12e3),
            free_cash_monthly_sd: n.fixed("organisation.liquidity.sd", 30_000.0),
            overdraft_rate: n.fixed("organisation.liquidity.overdraft", 0.06),
            accepted_risk: 0.05,
        }),
        mentoring: None,
    };
    let cover = Cover {
        kind: CoverKind::Agency,
        share: n.fixed("cover.share", 0.5),
        when: CoverWhen::Empty,
        rate_per_hour: Dated::single(n.pert("cover.rate", 85.0, 95.0, 110.0)),
        productivity: n.fixed("cover.productivity", 0.75),
        vat: n.fixed("cover.vat", 0.21),
        standing_cost_per_month: None,
    };
    let subsidy = SubsidyDesign {
        key: "grant".to_owned(),
        name: Label::new("Startsubsidie", "Start grant"),
        eligible: vec![ProfileIndex(1)],
        from: 0,
        until: None,
        refills: false,
        max_heads: None,
        instruments: vec![
            Instrument {
                key: "intake".to_owned(),
                rule: Rule::Intake { amount: n.fixed("subsidy.grant.intake", 15_000.0) },
                lag: 3,
                per_fte: false,
            },
            Instrument {
                key: "clawback".to_owned(),
                rule: Rule::Clawback {
                    before_month: 24,
                    share: n.fixed("subsidy.grant.clawback", 1.0),
                    linear: true,
                    of: vec![0],
                    except_failed_route: true,
                    until_registered: false,
                    above_costs: None,
                },
                lag: 2,
                per_fte: false,
            },
        ],
    };
    let wage_index = n.index("wage_growth", 0.01, 0.03, 0.05);
    let tariff_index = n.index("tariff_growth", 0.005, 0.025, 0.045);
    let mut strategies = vec![
        strategy("regular", Label::new("Twaalf regulier", "Twelve regular hires"), 0, false),
        strategy(
            "side_entry",
            Label::new(
                "Acht zij-instromers en vier regulier",
                "Eight side entrants and four regular hires",
            ),
            8,
            false,
        ),
        strategy(
            "with_grant",
            Label::new("Idem, met startsubsidie", "The same, with a start grant"),
            8,
            true,
        ),
    ];
    for strategy in &mut strategies {
        strategy.cover = Some(cover.clone());
    }
    Scenario {
        name: "twelve-positions".to_owned(),
        title: Label::new("Twaalf plekken", "Twelve positions"),
        question: Label::new("Loont zij-instroom?", "Does side entry pay?"),
        calendar: Calendar { start: YearMonth { year: 2027, month: 4 }, horizon },
        discount_rate: DiscountRate::Nominal(0.04),
        baseline: 0,
        quantities: n.0,
        correlations: Vec::new(),
        expectations: vec![Expectation {
            left: 0,
            right: Comparand::Number(0.0),
            because: Some("a duration is not negative".to_owned()),
        }],
        wage_index,
        tariff_index,
        organisation,
        contract,
        employment,
        profiles: vec![regular, side_entrant],
        routes: vec![route],
        subsidies: vec![subsidy],
        strategies,
        residual_value: None,
    }
}
