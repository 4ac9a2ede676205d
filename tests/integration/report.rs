//! The report of every scenario of the library, in both languages: what its sentences say is held
//! against the numbers that the runs gave, by rules that are written here once more.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use kansrijk::language::Language;
use kansrijk::model::outcome::Headline;
use kansrijk::model::plan::Plan;
use kansrijk::simulate::{Settings, Simulation, Stop, simulate};
use kansrijk::summarize::statistics::{Chance, OutcomeSummary};
use kansrijk::summarize::{Summary, spread};
use kansrijk::write::{Provenance, Report, all_drawings, report};

use crate::scenarios;

/// Enough for every sentence to be there; few enough that some things cannot be told.
const SETTINGS: Settings = Settings { seed: 2027, stop: Stop::After(400) };
/// What a report may weigh.
const LARGEST: usize = 2 * 1024 * 1024;
/// Two-sided 95 % of the normal distribution.
const Z95: f64 = 1.959_964;

struct Computed {
    plan: Plan,
    simulation: Simulation,
    summary: Summary,
    /// Dutch first.
    pages: [String; 2],
}

/// Every scenario of the library, with its report in both languages.
static LIBRARY: LazyLock<Vec<Computed>> = LazyLock::new(|| {
    let compute = |path: std::path::PathBuf| {
        let plan = Plan::new(scenarios::from_file(&path));
        let simulation = simulate(&plan, SETTINGS, &()).expect("nobody cancels");
        let summary = Summary::new(&plan, &simulation);
        let pages = Language::ALL.map(|language| {
            let results = Report {
                plan: &plan,
                simulation: &simulation,
                summary: &summary,
                warnings: &[],
                decisions: None,
            };
            let drawings = all_drawings(results);
            let file = report(results, &drawings, &Provenance::default(), language);
            String::from_utf8(file.bytes).expect("text")
        });
        Computed { plan, simulation, summary, pages }
    };
    scenarios::library().into_iter().map(compute).collect()
});

impl Computed {
    /// The alternative with the highest mean NPV, or the only strategy.
    fn subject(&self) -> usize {
        let npv = |s: usize| self.summary.strategies[s].headline[Headline::Npv as usize].mean;
        let baseline = self.plan.scenario.baseline;
        (0..self.summary.strategies.len())
            .filter(|s| *s != baseline)
            .max_by(|a, b| npv(*a).partial_cmp(&npv(*b)).expect("numbers"))
            .unwrap_or(baseline)
    }

    fn decision(&self, s: usize) -> &OutcomeSummary {
        let of = &self.summary.strategies[s];
        let difference = of.difference.as_ref();
        difference
            .and_then(|of| of.headline[Headline::Npv as usize].as_ref())
            .unwrap_or(&of.headline[Headline::Npv as usize])
    }

    /// Every chance that a sentence may speak of.
    fn chances(&self) -> Vec<f64> {
        let summary = &self.summary;
        let mut all: Vec<Chance> = summary.broken_expectations.clone();
        all.extend(summary.without.as_ref().map(|without| without.shortfall));
        for of in &summary.strategies {
            all.extend([
                of.paid_back,
                of.npv_positive,
                of.max_unregistered_exceeded,
                of.mentors_exceeded,
            ]);
            all.extend(of.shortfall);
            all.extend(of.difference.iter().flat_map(|of| [of.better, of.paid_back]));
        }
        let mut chances: Vec<f64> = all.iter().map(|chance| chance.value).collect();
        let liquidity = self.plan.scenario.organisation.liquidity;
        chances.extend(liquidity.map(|liquidity| liquidity.accepted_risk));
        // "In 90 of 100 futures": between p5 and p95.
        chances.push(0.9);
        chances
    }

    /// Every amount that a sentence may speak of, without its sign.
    fn amounts(&self) -> Vec<f64> {
        let mut amounts = Vec::new();
        for s in 0..self.summary.strategies.len() {
            let npv = self.decision(s);
            let [p5, .., p95] = npv.percentiles;
            let error = npv.standard_error.unwrap_or(0.0);
            amounts.extend([npv.mean.unwrap_or(0.0), Z95 * error, p5, p95, p95 - p5]);
        }
        amounts.into_iter().map(f64::abs).collect()
    }

    /// Every month that a sentence may speak of.
    fn months(&self) -> BTreeSet<i64> {
        let mut months = BTreeSet::new();
        for of in &self.summary.strategies {
            let payback = &of.headline[Headline::Payback as usize];
            let difference = of.difference.as_ref();
            let of_difference =
                difference.and_then(|of| of.headline[Headline::Payback as usize].as_ref());
            let percentiles = of_difference.into_iter().chain([payback]).map(|p| p.percentiles[2]);
            months.extend(percentiles.filter(|m| m.is_finite()).map(|m| m.round() as i64));
            if let Some(when) = of.shortfall_months {
                months.extend([when.p25, when.p50, when.p75].map(|month| month as i64));
            }
        }
        months
    }
}

/// The answer of a page as text, question by question: question, verdict, the rest.
fn answer(page: &str, language: Language) -> Vec<[String; 3]> {
    let begin = format!("<section id=\"{}-answer\"", language.code());
    let section = page.split(&begin).nth(1).expect("an answer").split("</section>").next();
    let articles = section.expect("an end").split("<article").skip(1);
    let plain = |markup: &str| {
        let tags = markup.split('<').skip(1).filter_map(|part| part.split_once('>'));
        let text: Vec<&str> = tags.map(|(_, text)| text).collect();
        text.join(" ").replace("&lt;", "<").replace("&amp;", "&").replace('\u{a0}', " ")
    };
    articles
        .map(|article| {
            let article = article.split("</article>").next().expect("an end");
            let (question, rest) = article.split_once("</h3>").expect("a question");
            let (verdict, rest) = rest.split_once("</p>").expect("a verdict");
            [plain(question), plain(verdict), plain(rest)].map(|text| text.trim().to_owned())
        })
        .collect()
}

/// The number at the end of a text, as the language writes it.
fn number_before(text: &str, language: Language) -> Option<f64> {
    let digits: String = text
        .chars()
        .rev()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    parsed(&digits, language)
}

fn parsed(digits: &str, language: Language) -> Option<f64> {
    let plain = match language {
        Language::Nl => digits.replace('.', "").replace(',', "."),
        Language::En => digits.replace(',', ""),
    };
    plain.parse().ok()
}

/// The amounts of a text with half of the last place that each shows.
fn amounts(text: &str, language: Language) -> Vec<(f64, f64)> {
    let point = language.pick(",", ".").chars().next().expect("a point");
    text.split('€')
        .skip(1)
        .map(|part| {
            let part = part.trim_start();
            let digits: String =
                part.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
            // A comma or point that ends a sentence is none of the number.
            let digits = digits.trim_end_matches(['.', ',']);
            let after = part[digits.len()..].trim_start();
            let unit = match language {
                Language::Nl if after.starts_with("mln") => 1e6,
                Language::Nl if after.starts_with("mld") => 1e9,
                Language::En if after.starts_with('m') => 1e6,
                Language::En if after.starts_with("bn") => 1e9,
                _ => 1.0,
            };
            let value = parsed(digits, language).expect("a number") * unit;
            let decimals = digits.split(point).nth(1).map_or(0, str::len);
            // Idle zeros before the point are rounded away: at most three digits are shown.
            let idle = if decimals > 0 {
                0
            } else {
                digits.chars().rev().filter(char::is_ascii_digit).take_while(|c| *c == '0').count()
            };
            (value, 0.5 * unit * 10f64.powi(idle as i32 - decimals as i32))
        })
        .collect()
}

#[test]
fn no_sentence_contradicts_a_number() {
    for computed in LIBRARY.iter() {
        let name = &computed.plan.scenario.name;
        let chances: BTreeSet<i64> =
            computed.chances().iter().map(|chance| (100.0 * chance).round() as i64).collect();
        let (known, months) = (computed.amounts(), computed.months());
        for (language, page) in Language::ALL.into_iter().zip(&computed.pages) {
            assert!(page.len() < LARGEST, "{name}: {} bytes", page.len());
            for [_, _, text] in answer(page, language) {
                for mark in [" van de 100", " of 100", " in 100"] {
                    let parts: Vec<&str> = text.split(mark).collect();
                    for before in &parts[..parts.len() - 1] {
                        let said = number_before(before, language).expect("a number") as i64;
                        // "Less than 1 of 100", "more than 99 of 100".
                        let bound = before.contains(" dan ") || before.contains(" than ");
                        assert!(
                            chances.contains(&said) || (bound && matches!(said, 1 | 99)),
                            "{name}: {said}{mark} in “{text}”"
                        );
                    }
                }
                for (said, half) in amounts(&text, language) {
                    let near = |known: &f64| (known - said).abs() <= half * (1.0 + 1e-9);
                    assert!(known.iter().any(near), "{name}: € {said} in “{text}”");
                }
                for part in text.split(language.pick("maand ", "month ")).skip(1) {
                    let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
                    if let Ok(said) = digits.parse::<i64>() {
                        assert!(months.contains(&said), "{name}: month {said} in “{text}”");
                    }
                }
            }
        }
    }
}

#[test]
fn a_verdict_says_what_the_numbers_say() {
    let mut seen = BTreeSet::new();
    for computed in LIBRARY.iter() {
        let name = &computed.plan.scenario.name;
        let subject = computed.subject();
        let npv = computed.decision(subject);
        let (mean, error) = (npv.mean.unwrap_or(0.0), npv.standard_error.unwrap_or(0.0));
        let [p5, .., p95] = npv.percentiles;
        for (language, page) in Language::ALL.into_iter().zip(&computed.pages) {
            let answer = answer(page, language);
            for [question, verdict, text] in answer {
                let is = |nl: &str, en: &str| verdict == language.pick(nl, en);
                let begins = |nl: &str, en: &str| verdict.starts_with(language.pick(nl, en));
                let asks = |nl: &str, en: &str| question == language.pick(nl, en);
                if asks("Is het gunstiger dan het uitgangspunt?", "Is it better than the baseline?")
                    || asks("Levert het geld op?", "Does it bring in money?")
                {
                    let unknown = mean.abs() <= Z95 * error;
                    assert_eq!(
                        is("Niet te zeggen", "We cannot tell"),
                        unknown,
                        "{name}: {verdict}"
                    );
                    let sure = !unknown && (p5 > 0.0 || p95 < 0.0);
                    assert_eq!(
                        begins("Vrijwel zeker", "Almost certainly"),
                        sure,
                        "{name}: {verdict}"
                    );
                    let average = begins("Gemiddeld", "On average");
                    assert_eq!(average, !unknown && !sure, "{name}: {verdict}");
                    // Both sides are told wherever both can be.
                    let both = text.contains(language.pick("beide kanten op", "either way"));
                    assert_eq!(both, p5 < 0.0 && p95 > 0.0, "{name}: {text}");
                    seen.insert(if unknown {
                        "unknown"
                    } else if sure {
                        "sure"
                    } else {
                        "average"
                    });
                }
                if asks("Kunnen we het betalen?", "Can we afford it?") {
                    let liquidity = computed.plan.scenario.organisation.liquidity;
                    let chance = computed.summary.strategies[subject].shortfall;
                    let (Some(liquidity), Some(chance)) = (liquidity, chance) else {
                        assert!(is("Niet berekend", "Not computed"), "{name}: {verdict}");
                        continue;
                    };
                    let above = chance.value - liquidity.accepted_risk;
                    let margin = Z95 * chance.standard_error;
                    assert_eq!(begins("Ja", "Yes"), above <= -margin, "{name}: {verdict}");
                    assert_eq!(begins("Nee", "No,"), above > margin, "{name}: {verdict}");
                    seen.insert(if above > margin { "no" } else { "yes or unknown" });
                }
            }
        }
    }
    // A library in which only one thing is ever said would test little.
    assert!(seen.len() >= 4, "{seen:?}");
}

/// The percentage at which a part of a text begins or that stands before a mark in it.
fn percent_before(text: &str, mark: &str, language: Language) -> Option<f64> {
    let (before, _) = text.split_once(mark)?;
    number_before(before.trim_end().trim_end_matches('%'), language)
}

#[test]
fn no_more_rests_on_assumptions_than_on_numbers_that_nobody_knows() {
    let mut told = 0;
    for computed in LIBRARY.iter() {
        let name = &computed.plan.scenario.name;
        for (language, page) in Language::ALL.into_iter().zip(&computed.pages) {
            for [_, _, text] in answer(page, language) {
                let weak = language.pick("van de spreiding rust op", "of the spread rests on");
                let unknown = language.pick("door getallen die niemand", "of the uncertainty");
                let (Some(weak), Some(unknown)) = (
                    percent_before(&text, weak, language),
                    percent_before(&text, unknown, language),
                ) else {
                    continue;
                };
                assert!(weak <= unknown, "{name}: {weak}% of {unknown}% in “{text}”");
                told += 1;
            }
        }
    }
    assert!(told >= 20, "{told}");
}

#[test]
fn what_is_said_of_the_runs_does_not_contradict_the_other_cards() {
    let enough =
        ["De runs zijn genoeg", "The runs suffice", "De richting is vrijwel", "The direction is"];
    for computed in LIBRARY.iter() {
        for (language, page) in Language::ALL.into_iter().zip(&computed.pages) {
            let answer = answer(page, language);
            let verdict = &answer.last().expect("a card")[1];
            // Runs of this test are few, and the page warns of that.
            assert!(!enough.iter().any(|begin| verdict.starts_with(begin)), "{verdict}");
            let asked = language.pick("Kunnen we het betalen?", "Can we afford it?");
            let open = language.pick("Niet te zeggen", "We cannot tell");
            for [question, verdict, text] in &answer {
                if question == asked && verdict.starts_with(open) {
                    let close = language.pick("te dichtbij om te beslissen", "too close to call");
                    let subject = &computed.plan.scenario.strategies[computed.subject()].name;
                    let own = format!("‘{}’", subject.get(language));
                    let (first, _) = text.split_once(close).expect("why it is open");
                    assert!(first.contains(&own), "{text}");
                }
            }
        }
    }
}

#[test]
fn shares_by_grade_ignorance_and_luck_make_the_whole() {
    for computed in LIBRARY.iter() {
        let Computed { plan, simulation, summary, .. } = computed;
        for s in 0..plan.strategies.len() {
            let Some(of) = spread::attribution(plan, simulation, summary, s) else { continue };
            let grades: f64 = of.by_grade().iter().map(|(_, share)| share.value).sum();
            let listed: f64 = of.contributions.iter().map(|c| c.share.value).sum();
            // Every number has one grade; sums of some fifty terms in double precision.
            assert!((grades - listed).abs() < 1e-12);
            assert!((grades + of.interplay + of.luck - 1.0).abs() < 1e-12);
            let ignorance = computed.decision(s).split.expect("a split").ignorance;
            assert!((1.0 - of.luck - ignorance).abs() < 1e-12);
        }
    }
}
