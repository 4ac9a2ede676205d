//! One organisation in one run, from the pieces of the model.

use kansrijk::model::cash::Treasury;
use kansrijk::model::ledger::Ledger;
use kansrijk::model::outcome::Headline;
use kansrijk::model::plan::Plan;
use kansrijk::model::quantity::Theta;
use kansrijk::model::rates::Rates;
use kansrijk::model::settle::Settled;
use kansrijk::sample::address::Luck;
use kansrijk::sample::lives;

/// Settles every strategy of a plan at θ with the luck of an organisation.
pub fn live(plan: &Plan, theta: &Theta, luck: Luck) -> (Vec<Settled>, Treasury) {
    let mut rates = Rates::default();
    rates.update(plan, theta);
    let mut treasury = Treasury::default();
    lives::draw_treasury(plan, theta, luck, &mut treasury);
    let settle = |s: usize| {
        let mut ledger = Ledger::default();
        ledger.clear(plan);
        ledger.add_calendar(plan, s, &rates);
        lives::draw(plan, s, &rates, luck, &mut Vec::new(), |number, spells| {
            ledger.add_position(plan, s, number, &rates, spells);
        });
        ledger.close(&rates);
        let mut settled = Settled::default();
        settled.update(plan, s, &rates, &ledger, &treasury, None);
        settled
    };
    ((0..plan.strategies.len()).map(settle).collect(), treasury)
}

/// A headline outcome.
pub fn headline(settled: &Settled, outcome: Headline) -> f64 {
    settled.headline[outcome as usize]
}
