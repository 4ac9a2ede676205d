//! The page of scenarios side by side: what its sentences say is held against the draws, by rules that are
//! written here once more.

use std::sync::LazyLock;

use kansrijk::compare::{Case, Comparison};
use kansrijk::language::Language;
use kansrijk::model::outcome::Headline;
use kansrijk::model::plan::Plan;
use kansrijk::simulate::{Settings, Simulation, Stop, simulate};
use kansrijk::summarize::Summary;
use kansrijk::write::comparison::{Compared, comparison_page};

use crate::scenarios;

/// Enough for every sentence to be there; few enough that some things cannot be told.
const SETTINGS: Settings = Settings { seed: 2027, stop: Stop::After(150) };
/// What a page may weigh.
const LARGEST: usize = 2 * 1024 * 1024;
/// Two-sided 95 % of the normal distribution.
const Z95: f64 = 1.959_964;

struct Computed {
    name: String,
    plan: Plan,
    simulation: Simulation,
    summary: Summary,
}

impl Computed {
    fn of(name: String, plan: Plan) -> Self {
        let simulation = simulate(&plan, SETTINGS, &()).expect("nobody cancels");
        let summary = Summary::new(&plan, &simulation);
        Self { name, plan, simulation, summary }
    }

    fn npv(&self, strategy: usize) -> Vec<f64> {
        self.simulation.draws(strategy, Headline::Npv as usize)
    }
}

/// Scenarios of the library, and the template with changes that leave most in common.
static SCENARIOS: LazyLock<Vec<Computed>> = LazyLock::new(|| {
    let library = scenarios::library().into_iter().map(|path| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        Computed::of(name, Plan::new(scenarios::from_file(&path)))
    });
    let base = include_str!("../data/base.toml");
    let changed = [
        ("base", vec![]),
        ("higher", vec![("mode = 100", "mode = 103")]),
        ("shorter", vec![("horizon_months = 48", "horizon_months = 36")]),
        ("more", vec![("exit = 0.2\n", "exit = 0.201\n")]),
        ("later", vec![("start = \"2027-01\"", "start = \"2027-03\"")]),
    ];
    let changed = changed.into_iter().map(|(name, changes)| {
        let mut text = base.to_owned();
        for (old, new) in changes {
            assert!(text.contains(old), "{old}");
            text = text.replace(old, new);
        }
        Computed::of(name.to_owned(), Plan::new(scenarios::from_text(&text)))
    });
    library.chain(changed).collect()
});

/// The comparison of some scenarios with the first, and its page in a language.
fn compared(of: &[&Computed], language: Language) -> (Comparison, String) {
    let cases: Vec<Case<'_>> =
        of.iter().map(|of| Case { plan: &of.plan, simulation: &of.simulation }).collect();
    let found = Comparison::new(&cases);
    let scenarios: Vec<Compared<'_>> = of
        .iter()
        .map(|of| Compared {
            name: &of.name,
            path: &of.name,
            digest: "",
            plan: &of.plan,
            simulation: &of.simulation,
            summary: &of.summary,
            warnings: &[],
        })
        .collect();
    let file = comparison_page(&scenarios, &found, &[], language);
    assert_eq!(file.path, "compare.html");
    (found, String::from_utf8(file.bytes).expect("text"))
}

/// Each scenario of the library beside the next, and the base beside each of its changes.
fn pairs() -> Vec<[&'static Computed; 2]> {
    let base = SCENARIOS.iter().position(|of| of.name == "base").expect("the base");
    let library = SCENARIOS[..base].windows(2).map(|pair| [&pair[0], &pair[1]]);
    library.chain(SCENARIOS[base + 1..].iter().map(|of| [&SCENARIOS[base], of])).collect()
}

/// What stands between two texts.
fn between<'t>(text: &'t str, begin: &str, end: &str) -> &'t str {
    let (_, rest) = text.split_once(begin).unwrap_or_else(|| panic!("no {begin}"));
    rest.split_once(end).map_or(rest, |(found, _)| found)
}

/// Text without tags, with plain spaces.
fn plain(markup: &str) -> String {
    let parts = markup.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<String>().replace("&amp;", "&").replace('\u{a0}', " ")
}

/// The sentences under "what differs".
fn sentences(page: &str, language: Language) -> Vec<String> {
    let code = language.code();
    let answer = between(page, &format!("<section id=\"{code}-answer\""), "</section>");
    let list = answer.rsplit_once("<h3>").expect("a heading").1;
    list.split("<li>").skip(1).map(|item| plain(item.split("</li>").next().unwrap_or(""))).collect()
}

/// A share of futures as a sentence writes it.
fn futures(share: f64, language: Language) -> String {
    let (of, less, more) = match language {
        Language::Nl => ("van de 100 toekomsten", "minder dan 1", "meer dan 99"),
        Language::En => ("of 100 futures", "fewer than 1", "more than 99"),
    };
    match share {
        0.0 => language.pick("geen enkele toekomst", "no future").to_owned(),
        1.0 => language.pick("alle toekomsten", "all futures").to_owned(),
        share if share < 0.005 => format!("{less} {of}"),
        share if share >= 0.995 => format!("{more} {of}"),
        share => format!("{} {of}", (100.0 * share).round()),
    }
}

#[test]
fn sentences_say_what_the_paired_draws_say() {
    let (mut higher, mut lower, mut unseen, mut equal) = (0, 0, 0, 0);
    for [first, other] in pairs() {
        for language in Language::ALL {
            let (found, page) = compared(&[first, other], language);
            let said = sentences(&page, language);
            let mut left = said.iter();
            for of in &found.pairs[0].strategies {
                let differences = |of_baseline: Option<(&[f64], &[f64])>| -> Vec<f64> {
                    let (a, b) = (first.npv(of.first), other.npv(of.other));
                    let own = b.iter().zip(&a).map(|(b, a)| b - a);
                    match of_baseline {
                        None => own.collect(),
                        Some((a, b)) => {
                            own.zip(b.iter().zip(a)).map(|(own, (b, a))| own - (b - a)).collect()
                        }
                    }
                };
                if of.difference.is_some() {
                    let text = left.next().expect("a sentence");
                    let (mean, error) = moments(&differences(None));
                    let draws = differences(None);
                    let up = draws.iter().filter(|x| **x > 0.0).count() as f64 / draws.len() as f64;
                    let has = |nl: &str, en: &str| text.contains(language.pick(nl, en));
                    if draws.iter().all(|x| *x == 0.0) {
                        assert!(has("in elke toekomst gelijk", "in every future"), "{text}");
                        equal += 1;
                        continue; // equal in every future: of one size
                    }
                    assert!(text.contains(&futures(up, language)), "{up}: {text}");
                    let is_seen = mean.abs() > Z95 * error;
                    assert_eq!(
                        has("geen verschil in NCW te zien", "no difference in NPV"),
                        !is_seen,
                        "{text}"
                    );
                    assert_eq!(
                        has(" hoger dan in", " higher than in"),
                        is_seen && mean > 0.0,
                        "{text}"
                    );
                    assert_eq!(
                        has(" lager dan in", " lower than in"),
                        is_seen && mean < 0.0,
                        "{text}"
                    );
                    match (is_seen, mean > 0.0) {
                        (false, _) => unseen += 1,
                        (true, true) => higher += 1,
                        (true, false) => lower += 1,
                    }
                }
                if of.above_baseline.is_some() {
                    let text = left.next().expect("a sentence");
                    let [a, b] = [first, other].map(|of| of.npv(of.plan.scenario.baseline));
                    let draws = differences(Some((&a, &b)));
                    let (mean, error) = moments(&draws);
                    let has = |nl: &str, en: &str| text.contains(language.pick(nl, en));
                    // Amounts are subtracted in another order here: rounding is no difference.
                    let is_nothing = draws.iter().all(|x| x.abs() < 1e-6);
                    let is_seen = !is_nothing && mean.abs() > Z95 * error;
                    assert_eq!(
                        has(" gunstiger uit", " better in"),
                        is_seen && mean > 0.0,
                        "{text}"
                    );
                    assert_eq!(
                        has(" ongunstiger uit", " worse in"),
                        is_seen && mean < 0.0,
                        "{text}"
                    );
                }
                let size = |of: &Computed, k: usize| of.plan.scenario.strategies[k].positions();
                let sizes = [size(first, of.first), size(other, of.other)];
                let is_compared = of.difference.is_some() || of.above_baseline.is_some();
                if is_compared && sizes[0] != sizes[1] {
                    let text = left.next().expect("a sentence on the size");
                    assert!(sizes.iter().all(|size| text.contains(&size.to_string())), "{text}");
                }
            }
            assert_eq!(left.next(), None, "a sentence about nothing: {said:?}");
        }
    }
    assert!(
        higher > 0 && lower > 0 && unseen > 0 && equal > 0,
        "{higher} {lower} {unseen} {equal}"
    );
}

/// Mean and standard error.
fn moments(draws: &[f64]) -> (f64, f64) {
    let n = draws.len() as f64;
    let mean = draws.iter().sum::<f64>() / n;
    let variance = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0);
    (mean, (variance / n).sqrt())
}

#[test]
fn every_number_that_differs_has_a_row_and_a_name() {
    for [first, other] in pairs() {
        for language in Language::ALL {
            let (found, page) = compared(&[first, other], language);
            let numbers = &found.pairs[0].quantities;
            let rows =
                numbers.different.len() + numbers.only_in_first.len() + numbers.only_in_other.len();
            let section = format!("<section id=\"{}-assumptions\"", language.code());
            let section = between(&page, &section, "</section>");
            assert_eq!(section.matches("<code class=\"path\">").count(), rows);
            assert!(!page.contains("</h2></section>"), "a section without anything in it");
            // A name is words: no path.
            for name in section.split("<span class=\"called\">").skip(1) {
                let name = plain(name.split("</span>").next().unwrap_or(""));
                assert!(!name.is_empty() && !name.contains('_'), "{name}");
            }
        }
    }
}

#[test]
fn titles_of_figures_agree_with_the_draws() {
    let mut checked = 0;
    for [first, other] in pairs() {
        for language in Language::ALL {
            let (found, page) = compared(&[first, other], language);
            let id = format!("<figure id=\"{}-figure-npv-difference\"", language.code());
            let Some((_, figure)) = page.split_once(&id) else { continue };
            let title = plain(between(figure, "aria-label=\"", "\""));
            // The lowest and the highest share of runs in which a strategy that differs has a higher NPV.
            let mut shares: Vec<f64> = found.pairs[0]
                .strategies
                .iter()
                .filter(|of| of.difference.is_some())
                .filter_map(|of| {
                    let (a, b) = (first.npv(of.first), other.npv(of.other));
                    let up = a.iter().zip(&b).filter(|(a, b)| b > a).count();
                    (a != b).then_some(up as f64 / a.len() as f64)
                })
                .collect();
            shares.sort_by(f64::total_cmp);
            let words = |share: f64| match (share, language) {
                (1.0, _) => language.pick("in alle toekomsten", "in all futures").to_owned(),
                (0.0, _) => language.pick("in geen enkele toekomst", "in no future").to_owned(),
                (_, Language::Nl) => futures(share, language),
                (_, Language::En) => futures(share, language)
                    .replace("of 100", "out of 100")
                    .replace("fewer", "less"),
            };
            for share in [shares[0], shares[shares.len() - 1]] {
                assert!(title.contains(&words(share)), "{share} ({}): {title}", words(share));
                checked += 1;
            }
        }
    }
    assert!(checked >= 12, "{checked}");
}

#[test]
fn the_whole_library_on_one_page_stays_small_and_its_addresses_are_unique() {
    let all: Vec<&Computed> = SCENARIOS.iter().collect();
    let (_, page) = compared(&all, Language::Nl);
    // Everything that is computed of each other scenario stands on the page.
    assert!(page.len() < LARGEST, "{}", page.len());
    let mut ids: Vec<&str> =
        page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or("")).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
    assert!(!page.contains("</h2></section>"), "a section without anything in it");
    for word in ["src=", "@import", "url(", "<link rel=\"stylesheet"] {
        assert!(!page.contains(word), "{word}");
    }
}
