//! Sentences about designs whose costs and effects are made up.

use super::*;
use crate::decide::choose::acceptability::acceptability;
use crate::language::Label;
use crate::model::quantity::Quantity;
use crate::model::study::Design;
use crate::study::Point;
use crate::study::frontier::frontier;
use crate::summarize::statistics::{mean, summarize};
use crate::tell::answer::Tendency;

const RUNS: usize = 200;

/// A design of this mean cost and effect, both with noise of its own.
struct Made {
    name: &'static str,
    cost: f64,
    effect: f64,
    noise: [f64; 2],
    taking_part: usize,
}

const fn made(name: &'static str, cost: f64, effect: f64) -> Made {
    Made { name, cost, effect, noise: [100.0, 0.01], taking_part: 1 }
}

/// Noise of mean 0 that differs by `nth`.
fn noise(nth: usize, run: usize) -> f64 {
    if (run >> nth).is_multiple_of(2) { 1.0 } else { -1.0 }
}

fn row(nth: usize, of: &Made) -> Row {
    let draw = |outcome: Outcome| -> Vec<f64> {
        let (mean, spread) = match outcome {
            Outcome::Spend | Outcome::NetSpend | Outcome::NetSpendDiscounted => {
                (of.cost, of.noise[0])
            }
            Outcome::AdditionalInYouthCare => (of.effect, of.noise[1]),
            _ => (0.0, 0.0),
        };
        (0..RUNS).map(|run| mean + spread * noise(nth % 3, run)).collect()
    };
    let draws: Vec<Vec<f64>> = Outcome::ALL.iter().map(|&outcome| draw(outcome)).collect();
    Row {
        budget: None,
        taking_part: of.taking_part,
        outcomes: draws.iter().map(|draws| summarize(draws, true, None)).collect(),
        draws,
        overrun: None,
        overrun_size: None,
        cost_with_employer: None,
        cost_in_youth_care: None,
        high_spend: Point { value: 0.0, standard_error: None },
        high_claims: Point { value: 0.0, standard_error: None },
        if_alike: None,
        deadweight_share: None,
        shortfall_before: None,
        shortfall_after: None,
        organisations: Vec::new(),
    }
}

fn told(designs: &[Made], language: Language) -> Part {
    let none = Made { noise: [0.0; 2], taking_part: 0, ..made("", 0.0, 0.0) };
    let all = std::iter::once(&none).chain(designs);
    let rows: Vec<Row> = all.enumerate().map(|(nth, of)| row(nth, of)).collect();
    let of = |row: &Row, outcome: Outcome| mean(row.draws(outcome));
    let choices: Vec<(f64, f64)> = rows
        .iter()
        .map(|row| (of(row, Outcome::NetSpendDiscounted), of(row, Outcome::AdditionalInYouthCare)))
        .collect();
    let draws = |outcome: Outcome, sign: f64| -> Vec<Vec<f64>> {
        rows.iter().map(|row| row.draws(outcome).iter().map(|x| sign * x).collect()).collect()
    };
    let acceptability = acceptability(
        &draws(Outcome::NetSpendDiscounted, -1.0),
        &draws(Outcome::AdditionalInYouthCare, 1.0),
        vec![0.0, 50_000.0],
    );
    let study = Study {
        name: "test".to_owned(),
        title: Label::default(),
        question: Label::default(),
        designs: designs
            .iter()
            .map(|of| Design {
                key: of.name.to_owned(),
                name: Label::new(of.name, of.name),
                budget: None,
            })
            .collect(),
        organisations: Vec::new(),
        budget: None,
        horizon: 48,
        quantities: Vec::new(),
        stays_in_sector: Quantity::new(0),
        displacement: Quantity::new(0),
        highest_worth: 50_000.0,
        consortium: None,
    };
    let found = StudyResults {
        runs: RUNS,
        seed: 1,
        frontier: frontier(&choices),
        rows,
        acceptability,
        consortium: None,
    };
    let mut part = StudyTale { study: &study, found: &found, language }.worth();
    part.verdict = part.verdict.replace('\u{a0}', " ");
    part.sentences.iter_mut().for_each(|text| *text = text.replace('\u{a0}', " "));
    part
}

const FIVE: [Made; 4] = [
    made("A", 100_000.0, 10.0),
    made("B", 200_000.0, 8.0),
    made("C", 150_000.0, 11.0),
    made("D", 300_000.0, 20.0),
];

#[test]
fn who_is_on_the_frontier_and_who_drops_out_is_told_by_name() {
    let part = told(&FIVE, Language::Nl);
    assert!(part.verdict.starts_with("‘A’ koopt") && part.verdict.contains("€ 10.000"), "{part:?}");
    for text in [
        "kiest ‘D’: 10 meer dan ‘A’, voor € 20.000",
        "‘B’ valt af: ‘A’ levert",
        "‘C’ valt af: een mengsel van ‘A’ en ‘D’",
        "waard, dan is ‘D’ gemiddeld de beste keuze; in alle toekomsten",
    ] {
        assert!(part.sentences.iter().any(|of| of.contains(text)), "{text}: {part:?}");
    }
    let part = told(&FIVE, Language::En);
    for text in ["‘B’ drops out: ‘A’ brings", "‘C’ drops out: a mix of ‘A’ and ‘D’"]
    {
        assert!(part.sentences.iter().any(|of| of.contains(text)), "{text}: {part:?}");
    }
}

#[test]
fn nothing_is_said_of_what_lies_within_the_error() {
    // The error of a mean of 200 runs of ±40 is 2.8: B brings 2 fewer than A, and that might as well be chance.
    let near = Made { noise: [100.0, 40.0], ..made("B", 200_000.0, 8.0) };
    let part = told(&[made("A", 100_000.0, 10.0), near], Language::Nl);
    assert!(!part.sentences.iter().any(|of| of.contains("valt af")), "{part:?}");
    let cannot = part.sentences.iter().find(|of| of.starts_with("Niet te zeggen"));
    assert!(cannot.is_some_and(|of| of.contains("‘B’ dan ‘A’")), "{part:?}");
    // The same for the first of the frontier: no price for each is given.
    let unclear = Made { noise: [100.0, 40.0], ..made("A", 100_000.0, 2.0) };
    let part = told(&[unclear], Language::Nl);
    assert_eq!((part.tendency, part.verdict.contains('€')), (Tendency::Open, false), "{part:?}");
}

#[test]
fn a_design_that_nobody_takes_part_in_changes_nothing() {
    let nobody = Made { noise: [0.0; 2], taking_part: 0, ..made("A", 0.0, 0.0) };
    let part = told(&[nobody], Language::Nl);
    assert_eq!(part.tendency, Tendency::Bad);
    let all = ["Niemand doet mee, onder geen enkel ontwerp: er verandert niets."];
    assert_eq!(part.sentences, all);
}

#[test]
fn many_names_are_cut_with_their_number() {
    let names: Vec<Made> = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]
        .iter()
        .map(|name| Made { noise: [0.0; 2], ..made(name, 90_000.0, 0.0) })
        .collect();
    let part = told(&names, Language::Nl);
    let text = part.sentences.join(" ");
    assert!(text.contains("‘h’ en 2 andere leveren gemiddeld niemand"), "{text}");
}

#[test]
fn a_design_that_pays_nothing_shares_with_the_world_without_a_scheme() {
    let nothing = Made { noise: [0.0; 2], ..made("A", 0.0, 0.0) };
    // A unit of effect costs a million, and is worth 50,000 at most.
    let part = told(&[nothing, made("B", 1_000_000.0, 1.0)], Language::Nl);
    let text = part.sentences.last().expect("it is told");
    assert!(
        text.contains("‘zonder regeling’ gemiddeld de beste keuze; in alle toekomsten"),
        "{text}"
    );
    assert!(text.contains("goedkoopste extra geregistreerde kost € 1,00 mln"), "{text}");
    // Where the axis reaches far enough, nothing is said of it.
    let part = told(&[made("B", 10_000.0, 1.0)], Language::Nl);
    assert!(!part.sentences.join(" ").contains("worth_up_to"), "{part:?}");
}
