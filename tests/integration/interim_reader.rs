//! Stands in for the reader of scenario files until it exists: no checks, certain numbers only.
use kansrijk::distribution::{Distribution, Standard};
use kansrijk::model::contract::*;
use kansrijk::model::employment::*;
use kansrijk::model::organisation::*;
use kansrijk::model::profile::*;
use kansrijk::model::quantity::*;
use kansrijk::model::scenario::*;
use kansrijk::model::subsidy::*;
use kansrijk::model::time::*;
use std::path::Path;
use toml::{Table, Value};

fn merge(base: &mut Table, over: Table) {
    for (k, v) in over {
        match (base.get_mut(&k), v) {
            (Some(Value::Table(b)), Value::Table(o))
                if k != "salary"
                    && k != "ramp"
                    && k != "registration"
                    && k != "salary_after_registration" =>
            {
                merge(b, o)
            }
            (_, v) => {
                base.insert(k, v);
            }
        }
    }
}
struct R {
    q: Vec<QuantityDefinition>,
    start: YearMonth,
}
fn num(v: &Value) -> f64 {
    match v {
        Value::Integer(i) => *i as f64,
        Value::Float(f) => *f,
        o => panic!("number: {o}"),
    }
}
fn ym(s: &str) -> YearMonth {
    let (y, m) = s.split_once('-').unwrap();
    YearMonth { year: y.parse().unwrap(), month: m.parse().unwrap() }
}
impl R {
    fn f<U>(&mut self, x: f64) -> Quantity<U> {
        let d = Distribution::fixed(x).unwrap();
        self.q.push(QuantityDefinition {
            path: "x".into(),
            distribution: d.clone(),
            as_written: d,
            unit: "",
            range: (0.0, 0.0),
            euros_of: None,
            source: None,
            grade: None,
            note: None,
            is_yearly_deviation: false,
        });
        Quantity::new(self.q.len() - 1)
    }
    fn q<U>(&mut self, t: &Table, k: &str) -> Quantity<U> {
        let x = num(t.get(k).unwrap_or_else(|| panic!("{k}")));
        self.f(x)
    }
    fn d<U>(&mut self, t: &Table, k: &str, def: f64) -> Quantity<U> {
        let x = t.get(k).map_or(def, num);
        self.f(x)
    }
    fn o<U>(&mut self, t: &Table, k: &str) -> Option<Quantity<U>> {
        t.get(k).map(num).map(|x| self.f(x))
    }
    fn at(&self, v: &Value) -> usize {
        ym(v.as_str().unwrap()).months_after(self.start).max(0) as usize
    }
    fn dated<U>(&mut self, v: &Value) -> Dated<U> {
        match v {
            Value::Array(a) => Dated {
                values: a
                    .iter()
                    .map(|e| {
                        let from = self.at(&e["from"]);
                        (from, self.f(num(&e["value"])))
                    })
                    .collect(),
            },
            v => {
                let x = num(v);
                Dated { values: vec![(0, self.f(x))] }
            }
        }
    }
    fn bands<U>(&mut self, v: &Value, k: &str) -> ByTenure<Quantity<U>> {
        match v {
            Value::Array(a) => ByTenure {
                bands: a
                    .iter()
                    .map(|e| (e.get("until_month").map(|m| num(m) as usize), self.f(num(&e[k]))))
                    .collect(),
            },
            v => ByTenure { bands: vec![(None, self.f(num(v)))] },
        }
    }
    fn dur(&mut self, v: &Value, minimum: usize) -> Duration {
        match v {
            Value::Table(t) => {
                let u = t["uniform"].as_table().unwrap();
                let (l, h) = (num(&u["low"]), num(&u["high"]));
                Duration {
                    standard: Standard::uniform01(),
                    location: self.f(l),
                    scale: self.f(h - l),
                    minimum,
                }
            }
            v => Duration {
                standard: Standard::point(),
                location: self.f(num(v)),
                scale: self.f(1.0),
                minimum,
            },
        }
    }
    fn training(&mut self, t: Option<&Value>, add: usize) -> Vec<TrainingItem> {
        let mut out = vec![];
        for e in t.and_then(|v| v.as_array()).into_iter().flatten() {
            let e = e.as_table().unwrap();
            let at = e.get("at_month").map(|m| num(m) as usize + add);
            let timing = if let Some(s) = e.get("class_size") {
                TrainingTiming::Class {
                    month: at.unwrap(),
                    size: num(s) as usize,
                    partners_share: self.d(e, "partners_share", 0.0),
                }
            } else if let Some(m) = at {
                TrainingTiming::AtMonth(m)
            } else if e.contains_key("spread_over_route") {
                TrainingTiming::SpreadOverRoute
            } else {
                TrainingTiming::PerAttempt
            };
            out.push(TrainingItem {
                name: None,
                amount: self.q(e, "amount"),
                vat: self.d(e, "vat", 0.0),
                timing,
            });
        }
        out
    }
    fn cover(&mut self, t: &Table) -> Cover {
        Cover {
            kind: if t["kind"].as_str() == Some("agency") {
                CoverKind::Agency
            } else {
                CoverKind::MobileTeam
            },
            share: self.q(t, "share"),
            when: if t.get("when").and_then(|w| w.as_str()) == Some("gap") {
                CoverWhen::Gap
            } else {
                CoverWhen::Empty
            },
            rate_per_hour: self.dated(&t["rate_per_hour"]),
            productivity: self.q(t, "productivity"),
            vat: self.d(t, "vat", 0.0),
            standing_cost_per_month: self.o(t, "standing_cost_per_month"),
        }
    }
}
fn lines(v: &Value) -> Vec<CostLine> {
    v.as_array()
        .unwrap()
        .iter()
        .map(|s| match s.as_str().unwrap() {
            "training" => CostLine::Training,
            "wages" => CostLine::Wages,
            "recruitment" => CostLine::Recruitment,
            "supervision" => CostLine::Supervision,
            _ => CostLine::Workplace,
        })
        .collect()
}

pub fn read(path: &Path) -> Scenario {
    let mut t: Table = std::fs::read_to_string(path)
        .unwrap()
        .parse()
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    if let Some(i) = t.remove("include") {
        let mut base: Table =
            std::fs::read_to_string(path.parent().unwrap().join(i[0].as_str().unwrap()))
                .unwrap()
                .parse()
                .unwrap();
        merge(&mut base, t);
        t = base;
    }
    let e = Table::new();
    let sub = |t: &Table, k: &str| t.get(k).and_then(|v| v.as_table()).cloned().unwrap_or_default();
    let start = ym(t["start"].as_str().unwrap());
    let mut r = R { q: vec![], start };
    let ix = sub(&t, "indexation");
    let _ = &e;
    // profiles with extends
    let profs = sub(&t, "profile");
    let mut resolved: Vec<(String, Table)> = vec![];
    fn resolve(profs: &Table, k: &str) -> Table {
        let mut p = profs[k].as_table().unwrap_or_else(|| panic!("{k}")).clone();
        if let Some(parent) = p.remove("extends") {
            let mut b = resolve(profs, parent.as_str().unwrap());
            merge(&mut b, p);
            b
        } else {
            p
        }
    }
    for k in profs.keys() {
        resolved.push((k.clone(), resolve(&profs, k)));
    }
    let pi = |k: &str| {
        ProfileIndex(
            resolved.iter().position(|(n, _)| n == k).unwrap_or_else(|| panic!("profile {k}")),
        )
    };
    let routes_t = sub(&t, "route");
    let rkeys: Vec<_> = routes_t.keys().cloned().collect();
    let mut profiles = vec![];
    for (k, p) in &resolved {
        let rec = sub(p, "recruitment");
        let wp = sub(p, "workplace");
        let sal = |r: &mut R, v: &Table| {
            if let Some(a) = v.get("amount_per_month") {
                Err(r.dated(a))
            } else {
                Ok((
                    match &v["scale"] {
                        Value::String(s) => s.clone(),
                        o => o.to_string(),
                    },
                    v.get("step").map(|s| num(s) as usize),
                ))
            }
        };
        let ramp = sub(p, "ramp");
        profiles.push(Profile {
            key: k.clone(),
            name: Default::default(),
            registration: match &p["registration"] {
                Value::String(s) if s == "registered" => Registration::Registered,
                Value::String(_) => Registration::Never,
                v => Registration::Route(RouteIndex(
                    rkeys.iter().position(|n| Some(n.as_str()) == v["route"].as_str()).unwrap(),
                )),
            },
            vacancy: r.dur(&p["vacancy_months"], 0),
            tenure_at_start: p.get("tenure_at_start_months").map_or(0, |v| num(v) as usize),
            recruitment: Recruitment {
                per_hire: r.d(&rec, "per_hire", 0.0),
                per_candidate: r.d(&rec, "per_candidate", 0.0),
                candidates_per_hire: r.d(&rec, "candidates_per_hire", 1.0),
            },
            salary: match sal(&mut r, p["salary"].as_table().unwrap()) {
                Err(a) => Pay::Amount(a),
                Ok((scale, step)) => Pay::Scale { scale, step: step.unwrap_or(0) },
            },
            salary_after_registration: p.get("salary_after_registration").map(|v| {
                match sal(&mut r, v.as_table().unwrap()) {
                    Err(a) => PayAfterRegistration::Amount(a),
                    Ok((scale, step)) => PayAfterRegistration::Scale { scale, step },
                }
            }),
            absence: r.q(p, "absence"),
            ramp: if let Some(a) = ramp.get("by_month") {
                Ramp::Table(a.as_array().unwrap().iter().map(|v| r.f(num(v))).collect())
            } else {
                Ramp::Shape {
                    months: r.q(&ramp, "months"),
                    from: r.d(&ramp, "from", 0.0),
                    shape: match ramp.get("shape").and_then(|s| s.as_str()) {
                        Some("s_curve") => RampShape::SCurve,
                        Some("step") => RampShape::Step,
                        _ => RampShape::Linear,
                    },
                }
            },
            deployable_before_registration: r.d(p, "deployable_before_registration", 1.0),
            supervision: p.get("supervision").map(|v| {
                let s = v.as_table().unwrap();
                Supervision {
                    valuation: if s["valued_as"].as_str() == Some("lost_care") {
                        SupervisionValuation::LostCare { billable_share: r.q(s, "billable_share") }
                    } else {
                        SupervisionValuation::PaidExtra
                    },
                    hours_per_week: r.bands(&s["hours_per_week"], "hours"),
                    until_registered: s
                        .get("until_registered")
                        .is_some_and(|b| b.as_bool().unwrap()),
                }
            }),
            training: r.training(p.get("training"), 0),
            workplace_at_start: r.d(&wp, "at_start", 0.0),
            workplace_per_month: r.d(&wp, "per_month", 0.0),
            exit: r.bands(&p["exit"], "annual"),
            exit_after_registration: p.get("exit_after_registration").map(|v| r.bands(v, "annual")),
            exit_cost: p.get("exit_cost").map(|v| {
                let x = v.as_table().unwrap();
                ExitCost {
                    per_exit: r.d(x, "per_exit", 0.0),
                    months_of_wage_per_year_of_service: r.d(
                        x,
                        "months_of_wage_per_year_of_service",
                        0.0,
                    ),
                    only_failed_route: x
                        .get("only_failed_route")
                        .is_some_and(|b| b.as_bool().unwrap()),
                }
            }),
        });
    }
    let mut routes = vec![];
    for (k, v) in &routes_t {
        let x = v.as_table().unwrap();
        let a0 = x.get("starts_at_month").map_or(0, |v| num(v) as usize);
        routes.push(Route {
            key: k.clone(),
            name: Default::default(),
            starts_at_month: a0,
            duration: r.dur(&x["months"], 1),
            pass: r.q(x, "pass"),
            attempts: x.get("attempts").map_or(1, |v| num(v) as usize),
            retry: r.dur(x.get("retry_months").unwrap_or(&Value::Integer(1)), 1),
            if_failed: if x["if_failed"].as_str() == Some("leaves") {
                IfFailed::Leaves
            } else {
                IfFailed::Stays
            },
            paid_study_hours_per_week: r.d(x, "paid_study_hours_per_week", 0.0),
            costs: r.training(x.get("costs"), a0),
        });
    }
    let mut subsidies = vec![];
    let subs_t = sub(&t, "subsidy");
    for (k, v) in &subs_t {
        let x = v.as_table().unwrap();
        let ins: Vec<Table> = x["instruments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|i| i.as_table().unwrap().clone())
            .collect();
        let key = |n: usize, i: &Table| {
            i.get("key").map_or(format!("i{n}"), |k| k.as_str().unwrap().to_owned())
        };
        let mut instruments = vec![];
        for (n, i) in ins.iter().enumerate() {
            let m = |k: &str| i.get(k).map(|v| num(v) as usize);
            let rule = if i.get("on").and_then(|v| v.as_str()) == Some("start") {
                Rule::Intake { amount: r.q(i, "amount") }
            } else if i.get("on").is_some() {
                Rule::OnRegistration { amount: r.q(i, "amount") }
            } else if let Some(month) = m("on_month") {
                Rule::OnReaching {
                    amount: r.q(i, "amount"),
                    month,
                    if_registered: i.get("if_registered").is_some_and(|b| b.as_bool().unwrap()),
                }
            } else if i.contains_key("each_month") {
                Rule::Monthly {
                    amount: r.q(i, "each_month"),
                    from: m("from_month").unwrap_or(0),
                    until: m("until_month"),
                }
            } else if let Some(c) = i.get("reimburses") {
                Rule::Reimbursement { costs: lines(c), share: r.q(i, "share"), cap: r.o(i, "cap") }
            } else {
                Rule::Clawback {
                    before_month: m("clawback_before_month").unwrap(),
                    share: r.d(i, "share", 1.0),
                    linear: i.get("linear").is_some_and(|b| b.as_bool().unwrap()),
                    of: match i.get("of") {
                        Some(l) => l
                            .as_array()
                            .unwrap()
                            .iter()
                            .map(|o| {
                                ins.iter()
                                    .enumerate()
                                    .position(|(n, i)| {
                                        Some(key(n, i).as_str()) == o.as_str()
                                            || i.get("on").and_then(|v| v.as_str()) == o.as_str()
                                    })
                                    .unwrap()
                            })
                            .collect(),
                        None => (0..ins.len())
                            .filter(|n| !ins[*n].contains_key("clawback_before_month"))
                            .collect(),
                    },
                    except_failed_route: i
                        .get("except_failed_route")
                        .is_some_and(|b| b.as_bool().unwrap()),
                    above_costs: i.get("above_costs").map(lines),
                }
            };
            instruments.push(Instrument {
                key: key(n, i),
                rule,
                lag: m("lag_months").unwrap_or(0),
                per_fte: i.get("per").and_then(|v| v.as_str()) == Some("fte"),
            });
        }
        let as_if = x.get("as_if").is_some();
        subsidies.push(SubsidyDesign {
            key: k.clone(),
            name: Default::default(),
            eligible: x["eligible"]
                .as_array()
                .unwrap()
                .iter()
                .map(|p| pi(p.as_str().unwrap()))
                .collect(),
            from: if as_if { 0 } else { x.get("from").map_or(0, |v| r.at(v)) },
            until: if as_if { None } else { x.get("until").map(|v| r.at(v)) },
            refills: x.get("refills").is_some_and(|b| b.as_bool().unwrap()),
            max_heads: x.get("max_heads").map(|v| num(v) as usize),
            instruments,
        });
    }
    let org = sub(&t, "organisation");
    let cover_t = org.get("cover").and_then(|v| v.as_table()).cloned();
    let mut strategies = vec![];
    for (k, v) in &sub(&t, "strategy") {
        let x = v.as_table().unwrap();
        let cover = match x.get("cover") {
            Some(Value::String(_)) => None,
            Some(Value::Table(o)) => {
                let mut b = cover_t.clone().unwrap_or_default();
                merge(&mut b, o.clone());
                Some(r.cover(&b))
            }
            _ => cover_t.clone().map(|c| r.cover(&c)),
        };
        let intake = x["intake"]
            .as_array()
            .unwrap()
            .iter()
            .map(|g| {
                let g = g.as_table().unwrap();
                let m = |k: &str| g.get(k).map(|v| num(v) as usize);
                let profile = match g["profile"].as_str().unwrap() {
                    "nobody" => None,
                    p => Some(pi(p)),
                };
                let vacant_from = m("vacant_from_month").unwrap_or(0);
                IntakeGroup {
                    positions: m("positions").unwrap(),
                    vacant_from,
                    recruit_from: m("recruit_from_month").unwrap_or(vacant_from),
                    fte: g.get("fte").map_or(1.0, num),
                    profile,
                    refill: match g.get("refill").and_then(|v| v.as_str()) {
                        None | Some("none") => Refill::None,
                        Some("closes") => Refill::Closes,
                        Some("same") => Refill::Profile(profile.unwrap()),
                        Some(p) => Refill::Profile(pi(p)),
                    },
                }
            })
            .collect();
        strategies.push(Strategy {
            key: k.clone(),
            name: Default::default(),
            intake,
            subsidies: x
                .get("subsidies")
                .and_then(|v| v.as_array())
                .into_iter()
                .flatten()
                .map(|s| {
                    SubsidyIndex(
                        subs_t.keys().position(|k| Some(k.as_str()) == s.as_str()).unwrap(),
                    )
                })
                .collect(),
            cover,
        });
    }
    let c = sub(&t, "contract");
    let em = sub(&t, "employment");
    let contract = Contract {
        billable_hours_per_year: r.q(&c, "billable_hours_per_year"),
        absence_in_norm: r.q(&c, "absence_in_norm"),
        variant: match c["variant"].as_str().unwrap() {
            "effort" => Variant::Effort {
                tariff_per_hour: r.dated(&c["tariff_per_hour"]),
                tariff_unregistered_per_hour: c
                    .get("tariff_unregistered_per_hour")
                    .map(|v| r.dated(v)),
            },
            "output" => Variant::Output {
                hours_per_trajectory: r.q(&c, "hours_per_trajectory"),
                price_per_trajectory: r.dated(&c["price_per_trajectory"]),
                share_on_start: r.d(&c, "share_on_start", 1.0),
                rest_after_months: c.get("rest_after_months").map_or(0, |v| num(v) as usize),
            },
            "caseload" => Variant::Caseload {
                cases_per_fte: r.q(&c, "cases_per_fte"),
                price_per_case_month: r.dated(&c["price_per_case_month"]),
            },
            _ => Variant::Task {
                penalty_per_undelivered_hour: c
                    .get("penalty_per_undelivered_hour")
                    .map(|v| r.dated(v)),
            },
        },
        payment_lag: c.get("payment_lag_months").map_or(0, |v| num(v) as usize),
        max_unregistered_share: r.o(&c, "max_unregistered_share"),
        care_value_per_hour: r.o(&c, "care_value_per_hour"),
        waiting_cost_per_hour: r.o(&c, "waiting_cost_per_hour"),
    };
    let allow = |r: &mut R, k: &str, s: f64, m: u32| {
        let a = sub(&em, k);
        Allowance {
            share: r.d(&a, "share", s),
            paid_in_month: a.get("paid_in_month").map_or(m, |v| num(v) as u32),
        }
    };
    let mut tables: Vec<SalaryTable> = vec![];
    for s in em.get("salary_table").and_then(|v| v.as_array()).into_iter().flatten() {
        let s = s.as_table().unwrap();
        let from = s.get("from").map_or(0, |v| r.at(v));
        let table = if s.contains_key("raise") {
            let mut p = tables.last().unwrap().clone();
            p.from = from;
            p.raises.push(r.q(s, "raise"));
            p
        } else {
            SalaryTable {
                from,
                scales: s["scales"]
                    .as_table()
                    .unwrap()
                    .iter()
                    .map(|(k, v)| (k.clone(), v.as_array().unwrap().iter().map(num).collect()))
                    .collect(),
                factor: r.o(s, "factor"),
                raises: vec![],
            }
        };
        tables.push(table);
    }
    let employment = Employment {
        contract_hours_per_year: em.get("contract_hours_per_year").map_or(1878.0, num),
        working_weeks_per_year: em.get("working_weeks_per_year").map_or(45.4, num),
        holiday_allowance: allow(&mut r, "holiday_allowance", 0.08, 5),
        year_end_bonus: allow(&mut r, "year_end_bonus", 0.0833, 12),
        on_cost: r.bands(&em["on_cost"], "share"),
        overhead_on_wages: r.d(&em, "overhead_on_wages", 0.0),
        full_cost_overhead: r.o(&em, "full_cost_overhead"),
        supervisor_cost_per_hour: r.o(&em, "supervisor_cost_per_hour"),
        other_direct: em
            .get("other_direct")
            .and_then(|v| v.as_array())
            .into_iter()
            .flatten()
            .map(|o| {
                let o = o.as_table().unwrap();
                OtherDirect {
                    name: None,
                    amount: r.q(o, "amount_per_month"),
                    per: if o["per"].as_str() == Some("fte") {
                        PerFteOrCase::Fte
                    } else {
                        PerFteOrCase::Case
                    },
                }
            })
            .collect(),
        salary_tables: tables,
    };
    let organisation = Organisation {
        liquidity: org.get("liquidity").map(|_| Liquidity {
            start: r.q(&org, "liquidity"),
            floor: r.d(&org, "floor", 0.0),
            free_cash_per_month: r.d(&org, "free_cash_per_month", 0.0),
            free_cash_monthly_sd: r.d(&org, "free_cash_monthly_sd", 0.0),
            overdraft_rate: r.d(&org, "overdraft_rate", 0.0),
            accepted_risk: 0.05,
        }),
        mentoring: org.get("mentors").map(|_| Mentoring {
            mentors: r.q(&org, "mentors"),
            heads_per_mentor: r.q(&org, "heads_per_mentor"),
        }),
    };
    let residual_value = t.get("residual_value").map(|v| {
        let x = v.as_table().unwrap();
        ResidualValue {
            registered: r.d(x, "registered", 0.0),
            unregistered: r.d(x, "unregistered", 0.0),
        }
    });
    let wage_index = Index { growth: r.q(&ix, "wages"), yearly_deviations: vec![] };
    let tariff_index = Index { growth: r.q(&ix, "tariffs"), yearly_deviations: vec![] };
    Scenario {
        name: "x".into(),
        title: Default::default(),
        question: Default::default(),
        calendar: Calendar { start, horizon: num(&t["horizon_months"]) as usize },
        discount_rate: match &t["discount_rate"] {
            Value::Table(d) => {
                DiscountRate::Real { real: num(&d["real"]), inflation: num(&d["inflation"]) }
            }
            v => DiscountRate::Nominal(num(v)),
        },
        baseline: strategies
            .iter()
            .position(|s: &Strategy| Some(s.key.as_str()) == t["baseline"].as_str())
            .unwrap(),
        quantities: r.q,
        correlations: vec![],
        expectations: vec![],
        wage_index,
        tariff_index,
        organisation,
        contract,
        employment,
        profiles,
        routes,
        subsidies,
        strategies,
        residual_value,
    }
}
