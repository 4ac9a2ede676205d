use kansrijk::{
    input,
    language::Language,
    model::{outcome::*, plan::Plan},
    simulate::*,
    summarize::Summary,
};
use std::time::Instant;
fn main() {
    for a in std::env::args().skip(1) {
        let t = Instant::now();
        match input::load(std::path::Path::new(&a), &input::LoadOptions::default()) {
            Err(e) => {
                println!("{a}: {} problems", e.problems.len());
                for p in e.problems.iter().take(5) {
                    println!("   {:?}", p.problem);
                }
            }
            Ok(l) => {
                let loaded = t.elapsed();
                for w in &l.warnings {
                    println!("   warning {:?}", w.problem);
                }
                let plan = Plan::new(l.scenario);
                let n: usize = std::env::var("N")
                    .ok()
                    .and_then(|t| t.parse().ok())
                    .unwrap_or(4000);
                let t = Instant::now();
                let v = kansrijk::verify::verify(&plan, 1, n, &()).unwrap();
                let worst = v
                    .rows
                    .iter()
                    .filter(|r| r.judged)
                    .max_by(|a, b| a.z.abs().total_cmp(&b.z.abs()))
                    .unwrap();
                println!(
                    "{a}: load {loaded:?} verify {:?} holds {} rows {} bound {:.2} worst {:?}",
                    t.elapsed(),
                    v.holds(),
                    v.rows.len(),
                    v.bound,
                    worst
                );
                for f in v.failures().take(12) {
                    println!(
                        "   FAIL {} {:?} twin {:.4} mc {:.4} se {:.4} z {:.2} events {}",
                        plan.scenario.strategies[f.strategy].key,
                        f.subject,
                        f.twin,
                        f.monte_carlo,
                        f.standard_error,
                        f.z,
                        f.events
                    );
                }
                if std::env::var("S").is_ok() {
                    let sim = simulate(
                        &plan,
                        Settings {
                            seed: 1,
                            stop: Stop::After(n),
                        },
                        &(),
                    )
                    .unwrap();
                    let s = Summary::new(&plan, &sim);
                    for (k, st) in s.strategies.iter().enumerate() {
                        println!(
                            "   {:20} npv {:>12.0} p5 {:>12.0} p95 {:>12.0} paidback {:.2} short {:?} newly {:.2} diff {:?} better {:?}",
                            plan.scenario.strategies[k].name.get(Language::En),
                            st.headline[0].mean.unwrap(),
                            st.headline[0].percentiles[0],
                            st.headline[0].percentiles[4],
                            st.paid_back.value,
                            st.shortfall.map(|c| c.value),
                            st.headline[Headline::NewlyRegisteredAtHorizon as usize]
                                .mean
                                .unwrap(),
                            st.difference.as_ref().map(|d| d.headline[0]
                                .as_ref()
                                .unwrap()
                                .mean
                                .unwrap()
                                .round()),
                            st.difference.as_ref().map(|d| d.better.value)
                        );
                    }
                    println!("   without {:?}", s.without.map(|w| w.shortfall.value));
                }
            }
        }
    }
}
