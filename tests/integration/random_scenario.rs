//! Small random scenarios that use everything the format has, as texts.
//!
//! A scenario is a function of a list of numbers in 0…1: each decides something, and 0 takes the
//! simplest choice, so that a failing case shrinks to a simple one. A [`Variation`] changes the
//! scenario without changing what the numbers decide.

use std::fmt::Write;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use kansrijk::model::plan::Plan;

use crate::scenarios;

/// More numbers than any scenario takes.
const CHOICES: usize = 200;

/// What is different from the scenario that the numbers describe.
#[derive(Clone, Copy, Debug)]
pub struct Variation {
    /// Each group has this many times as many positions.
    pub times_positions: usize,
    /// Months added to the horizon.
    pub longer: usize,
    /// Added to each annual exit probability.
    pub more_exit: f64,
    /// Nobody is replaced.
    pub no_refill: bool,
    /// Nothing that does not grow with the number of positions: classes, caps on heads, standing costs.
    pub proportional: bool,
    /// What the designs pay, as a share.
    pub subsidy: f64,
    /// No strategy applies under a design.
    pub no_subsidy: bool,
    /// There is one strategy more, before the others, with a profile and quantities of its own.
    pub another_strategy: bool,
}

impl Default for Variation {
    fn default() -> Self {
        Self {
            times_positions: 1,
            longer: 0,
            more_exit: 0.0,
            no_refill: false,
            proportional: false,
            subsidy: 1.0,
            no_subsidy: false,
            another_strategy: false,
        }
    }
}

/// The plan of the scenario that the numbers describe.
pub fn plan(choices: &[f64], variation: Variation) -> Plan {
    Plan::new(scenarios::from_text(&text(choices, variation)))
}

/// Calls `property` with the numbers of `cases` random scenarios, always the same ones; a failure
/// shows the simplest scenario that fails.
pub fn for_random(cases: u32, property: impl Fn(&[f64])) {
    let config =
        Config { cases, failure_persistence: None, max_shrink_iters: 400, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let result = runner.run(&prop::collection::vec(0.0..1.0, CHOICES), |choices| {
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| property(&choices)));
        outcome.map_err(|panic| {
            let message = panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            let message = message.unwrap_or_else(|| "failed".to_owned());
            let scenario = text(&choices, Variation::default());
            TestCaseError::fail(format!("{message}\nin the scenario\n{scenario}"))
        })
    });
    if let Err(failure) = result {
        match failure {
            proptest::test_runner::TestError::Fail(reason, _) => panic!("{reason}"),
            abort => panic!("{abort}"),
        }
    }
}

struct Choices<'a>(std::slice::Iter<'a, f64>);

impl Choices<'_> {
    fn number(&mut self, n: usize) -> usize {
        let x = self.0.next().copied().unwrap_or(0.0);
        ((x * n as f64) as usize).min(n - 1)
    }

    fn flip(&mut self) -> bool {
        self.number(2) == 1
    }

    fn of(&mut self, options: &[&'static str]) -> &'static str {
        options[self.number(options.len())]
    }
}

const VACANCIES: [&str; 7] = [
    "1",
    "{ fixed = { low = 0, mode = 1, high = 4 } }",
    "{ uniform = { low = 0, high = 4 } }",
    "{ gamma = { mean = { low = 1, mode = 2, high = 5 }, cv = 0.6 } }",
    "{ weibull = { mean = 2.5, shape = 1.5 } }",
    "{ empirical = { months = [0, 1, 2.5, 6], weights = [1, 2, 1, 1] } }",
    "{ lognormal = { mean = 2, cv = 0.5 } }",
];

const ROUTES: [&str; 6] = [
    "6",
    "{ triangular = { low = 3, relative_mode = 0.3, high = { low = 8, mode = 10, high = 14 } } }",
    "{ pert = { low = 4, mode = 6, high = 12 } }",
    "{ lognormal = { mean = { low = 4, mode = 7, high = 10 }, cv = 0.25 } }",
    "{ uniform = { low = 2, high = 9 } }",
    "{ gamma = { mean = 6, cv = 0.4 } }",
];

/// The text of the scenario that the numbers describe.
pub fn text(choices: &[f64], variation: Variation) -> String {
    let mut c = Choices(choices.iter());
    let mut out = String::new();
    let v = variation;
    top(&mut out, &mut c, v);
    let is_caseload = contract(&mut out, &mut c);
    employment(&mut out, &mut c, is_caseload);
    profiles(&mut out, &mut c, v);
    route(&mut out, &mut c, v);
    subsidies(&mut out, &mut c, v);
    strategies(&mut out, &mut c, v);
    out
}

macro_rules! put {
    ($out:expr, $($arguments:tt)*) => {
        writeln!($out, $($arguments)*).expect("a string takes everything")
    };
}

fn top(out: &mut String, c: &mut Choices<'_>, v: Variation) {
    put!(out, "question = \"?\"\nbaseline = \"a\"\neuros_of = 2027");
    put!(out, "start = \"{}\"", c.of(&["2027-01", "2027-05", "2027-09", "2027-12"]));
    put!(out, "horizon_months = {}", 12 + c.number(28) + v.longer);
    put!(out, "discount_rate = {}", c.of(&["0.04", "0", "{ real = 0.0225, inflation = 0.023 }"]));
    put!(out, "[indexation]");
    let growth = ["0.03", "0", "{ low = 0.01, mode = 0.03, high = 0.05 }"];
    let (wages, tariffs) = (c.number(3), c.number(3));
    put!(out, "wages = {}\ntariffs = {}", growth[wages], growth[tariffs]);
    if wages == 2 && tariffs == 2 {
        put!(out, "correlation = 0.7");
    }
    if c.flip() {
        put!(out, "wages_yearly_deviation = 0.01");
    }
    if c.flip() {
        put!(out, "tariffs_yearly_deviation = 0.02");
    }
    if c.flip() {
        put!(
            out,
            "[residual_value]\nregistered = 5_000\nunregistered = {{ low = 0, mode = 1_000, high = 2_000 }}"
        );
    }
    put!(out, "[organisation]");
    if c.flip() {
        put!(out, "liquidity = 20_000\nfloor = {}", c.of(&["0", "10_000"]));
        put!(out, "free_cash_per_month = {{ low = 0, mode = 1_000, high = 3_000 }}");
        put!(out, "free_cash_monthly_sd = {}", c.of(&["0", "4_000"]));
        put!(out, "overdraft_rate = 0.07");
    }
    if c.flip() {
        put!(out, "mentors = 1\nheads_per_mentor = {{ uniform = {{ low = 0.5, high = 3 }} }}");
    }
    let cover = c.number(3);
    let when = c.of(&["empty", "gap"]);
    let share = c.of(&["0.6", "{ low = 0.2, mode = 0.5, high = 0.9 }", "1"]);
    let vat = c.of(&["0", "0.21"]);
    if cover > 0 {
        let standing = cover == 2 && !v.proportional;
        put!(
            out,
            "[organisation.cover]\nkind = \"{}\"",
            if standing { "mobile_team" } else { "agency" }
        );
        if standing {
            put!(out, "standing_cost_per_month = 900");
        }
        put!(out, "share = {share}\nwhen = \"{when}\"\nvat = {vat}\nproductivity = 0.8");
        put!(out, "rate_per_hour = {{ low = 65, mode = 80, high = 100 }}");
    }
}

fn contract(out: &mut String, c: &mut Choices<'_>) -> bool {
    put!(
        out,
        "[contract]\nbillable_hours_per_year = {}",
        c.of(&["1200", "{ low = 1100, mode = 1230, high = 1350 }"])
    );
    put!(out, "absence_in_norm = {}", c.of(&["0.07", "0"]));
    put!(out, "payment_lag_months = {}", c.of(&["0", "1", "3"]));
    let variant = c.number(4);
    let dated = c.flip();
    let more = c.flip();
    match variant {
        0 => {
            put!(out, "variant = \"effort\"");
            put!(
                out,
                "tariff_per_hour = {}",
                if dated {
                    "[{ from = \"2027-01\", value = 80 }, { from = \"2028-02\", value = { low = 82, mode = 85, high = 90 } }]"
                } else {
                    "{ low = 75, mode = 85, high = 95 }"
                }
            );
            if more {
                put!(out, "tariff_unregistered_per_hour = {{ p5 = 50, p95 = 65 }}");
            }
        }
        1 => {
            put!(
                out,
                "variant = \"output\"\nhours_per_trajectory = {{ low = 50, mode = 60, high = 75 }}"
            );
            put!(out, "price_per_trajectory = 5_000");
            if more {
                put!(
                    out,
                    "share_on_start = {{ low = 0.4, mode = 0.5, high = 0.7 }}\nrest_after_months = 7"
                );
            }
        }
        2 => put!(
            out,
            "variant = \"caseload\"\ncases_per_fte = {{ low = 10, mode = 12, high = 15 }}\nprice_per_case_month = 750"
        ),
        _ => {
            put!(out, "variant = \"task\"");
            if more {
                put!(out, "penalty_per_undelivered_hour = 25");
            }
        }
    }
    for line in [
        "max_unregistered_share = 0.4",
        "care_value_per_hour = { low = 60, mode = 80, high = 120 }",
        "waiting_cost_per_hour = 20",
    ] {
        if c.flip() {
            put!(out, "{line}");
        }
    }
    variant == 2
}

fn employment(out: &mut String, c: &mut Choices<'_>, is_caseload: bool) {
    put!(out, "[employment]\nsupervisor_cost_per_hour = 60");
    put!(out, "on_cost = {}", c.of(&["0.3", "[{ until_month = 10, share = { low = 0.25, mode = 0.3, high = 0.36 } }, { share = 0.28 }]"]));
    put!(out, "overhead_on_wages = {}", c.of(&["0", "{ low = 0.1, mode = 0.18, high = 0.28 }"]));
    if c.flip() {
        put!(out, "full_cost_overhead = 0.45");
    }
    put!(
        out,
        "holiday_allowance = {{ share = 0.08, paid_in_month = {} }}",
        c.of(&["5", "1", "12"])
    );
    put!(out, "year_end_bonus = {{ share = {}, paid_in_month = 12 }}", c.of(&["0.0833", "0"]));
    let per = if is_caseload && c.flip() { "case" } else { "fte" };
    put!(
        out,
        "other_direct = [{{ amount_per_month = {}, per = \"{per}\" }}]",
        c.of(&["0", "{ low = 20, mode = 40, high = 80 }"])
    );
    put!(
        out,
        "[[employment.salary_table]]\nscales = {{ 7 = [2800, 2900, 3000], 10 = [2850, 2950, 3400, 3600] }}"
    );
    if c.flip() {
        put!(out, "factor = {{ low = 0.97, mode = 1, high = 1.03 }}");
    }
    match c.number(3) {
        1 => put!(
            out,
            "[[employment.salary_table]]\nfrom = \"2028-03\"\nraise = {{ low = 0.02, mode = 0.03, high = 0.04 }}"
        ),
        2 => put!(
            out,
            "[[employment.salary_table]]\nfrom = \"2027-11\"\nscales = {{ 7 = [2900, 2950, 3000, 3300], 10 = [3000, 3100, 3600, 3700] }}"
        ),
        _ => {}
    }
}

fn profiles(out: &mut String, c: &mut Choices<'_>, v: Variation) {
    let annual = |low: f64, high: f64| {
        let (low, high) = (low + v.more_exit, high + v.more_exit);
        format!("{{ uniform = {{ low = {low}, high = {high} }} }}")
    };
    let bands = |first: f64, later: f64| {
        format!(
            "[{{ until_month = 9, annual = {} }}, {{ annual = {} }}]",
            annual(first, first + 0.2),
            annual(later, later + 0.1)
        )
    };
    for (key, registration) in
        [("regular", "\"registered\""), ("entrant", "{ route = \"r\" }"), ("helper", "\"never\"")]
    {
        put!(
            out,
            "[profile.{key}]\nregistration = {registration}\nvacancy_months = {}",
            c.of(&VACANCIES)
        );
        put!(out, "tenure_at_start_months = {}", c.of(&["0", "7", "24"]));
        put!(
            out,
            "recruitment = {}",
            c.of(&[
                "{ per_hire = 4_500 }",
                "{ per_candidate = 350, candidates_per_hire = { low = 1, mode = 3, high = 5 } }"
            ])
        );
        put!(
            out,
            "salary = {}",
            c.of(&[
                "{ scale = 7, step = 1 }",
                "{ amount_per_month = { low = 2_800, mode = 2_900, high = 3_100 } }",
                "{ scale = 10 }"
            ])
        );
        put!(out, "absence = {}", c.of(&["0.07", "{ low = 0.05, mode = 0.07, high = 0.1 }"]));
        put!(
            out,
            "ramp = {}",
            c.of(&[
                "{ months = 0 }",
                "{ months = { low = 4, mode = 6, high = 9 }, from = 0.3 }",
                "{ months = 7, from = 0.2, shape = \"s_curve\" }",
                "{ by_month = [0.2, 0.5, 1.1, 1] }",
                "{ months = 5, shape = \"step\" }",
            ])
        );
        put!(out, "workplace = {}", c.of(&["{}", "{ at_start = 1_500, per_month = 120 }"]));
        let exit = c.number(2);
        put!(out, "exit = {}", if exit == 0 { annual(0.1, 0.3) } else { bands(0.3, 0.1) });
        if key == "entrant" {
            if c.flip() {
                put!(
                    out,
                    "exit_after_registration = {}",
                    if c.flip() { annual(0.05, 0.15) } else { bands(0.05, 0.3) }
                );
            }
            match c.number(4) {
                1 => put!(out, "salary_after_registration = {{ scale = 10 }}"),
                2 => put!(out, "salary_after_registration = {{ scale = 10, step = 1 }}"),
                3 => put!(out, "salary_after_registration = {{ amount_per_month = 3_700 }}"),
                _ => {}
            }
        }
        if key != "regular" {
            put!(
                out,
                "deployable_before_registration = {}",
                c.of(&["1", "{ low = 0.5, mode = 0.7, high = 0.9 }"])
            );
        }
        match c.number(3) {
            1 => put!(
                out,
                "exit_cost = {{ per_exit = 1_500, months_of_wage_per_year_of_service = 0.3333 }}"
            ),
            2 if key == "entrant" => put!(
                out,
                "exit_cost = {{ per_exit = 500, months_of_wage_per_year_of_service = 0.3333, only_failed_route = true }}"
            ),
            _ => {}
        }
        let training = c.number(3);
        if training == 2 && !v.proportional {
            put!(
                out,
                "training = [{{ amount = 2_000, vat = 0.21, at_month = 2, class_size = 3, partners_share = 0.4 }}, {{ amount = 100, at_month = 1 }}]"
            );
        } else if training >= 1 {
            put!(
                out,
                "training = [{{ amount = {{ low = 500, mode = 800, high = 1_000 }}, at_month = 4 }}]"
            );
        }
        let supervision = c.number(3);
        let until = if key == "entrant" && c.flip() { "true" } else { "false" };
        let hours =
            "[{ until_month = 8, hours = { low = 1, mode = 2, high = 4 } }, { hours = 0.5 }]";
        match supervision {
            1 => put!(
                out,
                "supervision = {{ valued_as = \"lost_care\", billable_share = {{ low = 0.6, mode = 0.8, high = 0.9 }}, hours_per_week = {hours}, until_registered = {until} }}"
            ),
            2 => put!(
                out,
                "supervision = {{ valued_as = \"paid_extra\", hours_per_week = {hours}, until_registered = {until} }}"
            ),
            _ => {}
        }
    }
}

fn route(out: &mut String, c: &mut Choices<'_>, v: Variation) {
    put!(out, "[route.r]\nstarts_at_month = {}", c.of(&["0", "1", "3"]));
    put!(out, "months = {}", c.of(&ROUTES));
    put!(out, "pass = {}", c.of(&["0.8", "{ low = 0.4, mode = 0.6, high = 0.9 }", "1"]));
    put!(
        out,
        "attempts = {}\nretry_months = {}",
        1 + c.number(3),
        c.of(&["2", "{ uniform = { low = 1, high = 5 } }"])
    );
    put!(out, "if_failed = \"{}\"", c.of(&["stays", "leaves"]));
    put!(out, "paid_study_hours_per_week = {}", c.of(&["0", "{ low = 2, mode = 6, high = 10 }"]));
    let mut costs = Vec::new();
    for item in [
        "{ amount = { low = 3_000, mode = 5_000, high = 8_000 }, spread_over_route = true }",
        "{ amount = 400, at_month = 2 }",
        "{ amount = 700, vat = 0.21, per_attempt = true }",
        "{ amount = 900, at_month = 3, class_size = 2 }",
    ] {
        let is_class = item.contains("class_size");
        if c.flip() && !(is_class && v.proportional) {
            costs.push(item);
        }
    }
    put!(out, "costs = [{}]", costs.join(", "));
}

fn subsidies(out: &mut String, c: &mut Choices<'_>, v: Variation) {
    let amount = |full: f64| full * v.subsidy;
    for key in ["first", "second"] {
        put!(
            out,
            "[subsidy.{key}]\neligible = {}",
            c.of(&["[\"entrant\"]", "[\"entrant\", \"helper\"]", "[\"regular\", \"entrant\"]"])
        );
        put!(out, "refills = {}", c.flip());
        match c.number(3) {
            1 => put!(out, "from = \"2027-03\""),
            2 => put!(out, "from = \"2027-01\"\nuntil = \"2028-04\""),
            _ => {}
        }
        let heads = c.number(4);
        if heads > 0 && !v.proportional {
            put!(out, "max_heads = {}", heads - 1);
        }
        let start = if key == "second" {
            let ends = c.of(&[
                "until_month = 9",
                "until_registered = true",
                "until_month = 14, until_registered = true",
            ]);
            let advance = match c.number(3) {
                0 => String::new(),
                1 => format!(", {ends}"),
                _ => format!(", {ends}, advance = {}, advance_lag_months = 3", amount(1_500.0)),
            };
            format!("reimburses = [\"training\", \"workplace\"], share = {}{advance}", amount(0.5))
        } else if v.subsidy == 0.0 {
            "on = \"start\", amount = 0".to_owned()
        } else {
            let (low, high) = (amount(8_000.0), amount(12_000.0));
            format!("on = \"start\", amount = {{ uniform = {{ low = {low}, high = {high} }} }}")
        };
        let mut instruments = vec![format!("{{ key = \"start\", {start} }}")];
        let mut add = |c: &mut Choices<'_>, text: String| {
            let lag = c.of(&["0", "2", "14"]);
            let per = c.of(&["person", "fte"]);
            if c.flip() {
                instruments.push(format!("{{ {text}, lag_months = {lag}, per = \"{per}\" }}"));
            }
        };
        if key == "first" {
            add(c, format!("on = \"registration\", amount = {}", amount(6_000.0)));
            add(c, format!("on_month = 6, amount = {}", amount(2_000.0)));
            add(c, format!("on_month = 12, amount = {}, if_registered = true", amount(2_500.0)));
            add(c, format!("each_month = {}, from_month = 1, until_month = 15", amount(300.0)));
            add(
                c,
                format!(
                    "guarantees_before_month = 15, costs = [\"wages\", \"training\"], share = {}, cap = 12_000",
                    amount(0.6)
                ),
            );
        } else {
            add(c, format!("reimburses = [\"wages\"], share = {}, cap = 9_000", amount(0.2)));
            add(
                c,
                format!(
                    "reimburses = [\"recruitment\", \"supervision\"], share = {}, cap = 1_200",
                    amount(0.5)
                ),
            );
            add(
                c,
                format!(
                    "reimburses = [\"non_billable_wages\"], share = {}, until_registered = true, cap = 8_000, advance = {}",
                    amount(0.4),
                    amount(4_000.0)
                ),
            );
            let registered = c.flip();
            add(
                c,
                format!(
                    "guarantees_before_month = 20, costs = [\"training\", \"non_billable_wages\"], share = {}, until_registered = {registered}",
                    amount(0.8)
                ),
            );
            add(
                c,
                format!(
                    "guarantees_before_month = 30, costs = [\"recruitment\", \"wages\"], share = {}, cap = 5_000",
                    amount(0.5)
                ),
            );
            add(
                c,
                "clawback_before_month = 30, share = 0.5, above_costs = [\"training\"]".to_owned(),
            );
        }
        let lag = c.of(&["0", "6"]);
        let failed = c.flip();
        let linear = c.flip();
        let registered = c.flip();
        let share = c.of(&["1", "{ low = 0, mode = 0.4, high = 1 }"]);
        let above = c.number(3);
        if c.flip() {
            let of = if c.flip() { "of = [\"start\"], " } else { "" };
            let above = match above {
                1 => ", above_costs = [\"training\", \"recruitment\"]",
                2 => ", above_costs = [\"wages\"]",
                _ => "",
            };
            instruments.push(format!("{{ clawback_before_month = 18, {of}share = {share}, linear = {linear}, except_failed_route = {failed}, until_registered = {registered}, lag_months = {lag}{above} }}"));
        }
        put!(out, "instruments = [\n  {},\n]", instruments.join(",\n  "));
    }
}

fn strategies(out: &mut String, c: &mut Choices<'_>, v: Variation) {
    if v.another_strategy {
        put!(
            out,
            "[profile.newcomer]\nextends = \"entrant\"\nabsence = {{ low = 0.01, mode = 0.02, high = 0.06 }}"
        );
        put!(
            out,
            "[strategy.before]\nintake = [{{ positions = 3, profile = \"newcomer\", refill = \"same\" }}]"
        );
    }
    for key in ["a", "b"] {
        put!(out, "[strategy.{key}]");
        let designs = c.of(&["[]", "[\"first\"]", "[\"second\"]", "[\"first\", \"second\"]"]);
        put!(out, "subsidies = {}", if v.no_subsidy { "[]" } else { designs });
        put!(out, "intake = [");
        for _ in 0..1 + c.number(3) {
            let positions = (1 + c.number(3)) * v.times_positions;
            let profile = c.of(&["entrant", "regular", "helper", "nobody"]);
            let refill = c.of(&["none", "same", "closes", "regular", "entrant"]);
            let nobody = profile == "nobody";
            let refill = if v.no_refill { "none" } else { refill };
            let (vacant, recruit) = (c.number(4), c.number(4));
            let fte = c.of(&["1", "0.8"]);
            let hired = if nobody {
                String::new()
            } else {
                format!(", refill = \"{refill}\", recruit_from_month = {recruit}")
            };
            put!(
                out,
                "  {{ positions = {positions}, profile = \"{profile}\"{hired}, vacant_from_month = {vacant}, fte = {fte} }},"
            );
        }
        put!(out, "]");
    }
}
