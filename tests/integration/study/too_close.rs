//! What designs come to if organisations that are too close to call decide alike, against studies in which they do.

use kansrijk::model::study::{Organisation, Study};
use kansrijk::study::outcome::Outcome;
use kansrijk::study::{NO_DESIGN, Row, StudyResults, study};

use super::build;

const SEED: u64 = 41;
const RUNS: usize = 200;
const DESIGNS: [&[&str]; 1] = [&["gi_2023"]];
/// A chance that nothing reaches.
const NEVER: f64 = 1.1;

fn studied(organisations: &[Organisation], budget: Option<f64>) -> StudyResults {
    let study_of = Study { budget, ..build::study(&DESIGNS, organisations.to_vec()) };
    study(&study_of, RUNS, SEED, &()).expect("nobody stops it")
}

fn asking(organisations: &[Organisation], asked: [f64; 4]) -> Vec<Organisation> {
    let mut organisations = organisations.to_vec();
    for (of, asked) in organisations.iter_mut().zip(asked) {
        of.chance_of_gain = asked;
    }
    organisations
}

#[test]
fn those_too_close_to_call_are_counted_as_studies_in_which_they_decide_so() {
    let all = build::population(4, &DESIGNS);
    let open = studied(&all, None);
    let gain = |row: usize, k: usize| open.rows[row].organisations[k].decision.gain.value;
    let between = |k: usize| 0.5 * (gain(NO_DESIGN, k) + gain(1, k));
    // The first one is too close under the design, the second without any; the others are clear.
    let asked = asking(&all, [gain(1, 0), gain(NO_DESIGN, 1), between(2), NEVER]);
    let claims = open.rows[1].outcome(Outcome::Claims).mean.expect("finite");
    // Without a budget, and with one that reaches about half of them.
    for budget in [None, Some(claims / 3.0)] {
        let found = studied(&asked, budget);
        assert_eq!(found.rows[NO_DESIGN].too_close(), [1]);
        assert_eq!(found.rows[1].too_close(), [0]);
        assert_eq!(found.rows[NO_DESIGN].if_alike, None);
        let if_alike = found.rows[1].if_alike.as_ref().expect("two are too close");
        assert_eq!(if_alike.organisations, [0, 1]);
        let all_do = asking(&all, [between(0), between(1), between(2), NEVER]);
        let none_does = asking(&all, [NEVER, 0.0, between(2), NEVER]);
        for (turned, forced) in [(if_alike.all, all_do), (if_alike.none, none_does)] {
            let row: Row = studied(&forced, budget).rows.swap_remove(1);
            let mean = |outcome: Outcome| {
                let of = row.outcome(outcome);
                (of.mean.expect("finite"), of.standard_error.expect("finite"))
            };
            for (turned, forced) in [
                (turned.additional, mean(Outcome::AdditionalInYouthCare)),
                (turned.net_spend, mean(Outcome::NetSpendDiscounted)),
            ] {
                // The same sums in another order.
                assert!((turned.value - forced.0).abs() <= 1e-12 * forced.0.abs(), "{budget:?}");
                assert!((turned.standard_error - forced.1).abs() <= 1e-9 * forced.1, "{budget:?}");
            }
        }
        assert!(if_alike.none.additional.value < if_alike.all.additional.value, "{if_alike:?}");
    }
    // Where all are clear there is nothing to say.
    let clear = studied(&asking(&all, [between(0), between(1), 0.0, NEVER]), None);
    assert_eq!(clear.rows[1].if_alike, None);
}
