//! Whatever the bytes are, the reader answers, and soon.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::sketch::SKETCH;
use super::*;
use crate::input::load_study_from;

/// Far above what any text needs, far below what a user would wait for.
const SOON: Duration = Duration::from_secs(60);

fn answers(bytes: &[u8]) -> Result<(), TestCaseError> {
    let started = Instant::now();
    let files = Memory::default().with("scenario.toml", bytes);
    let found = load_files(&files, &[]);
    if let Err(error) = &found {
        prop_assert!(!error.problems.is_empty());
        for language in Language::ALL {
            render_all(&error.problems, &error.sources, language, false);
        }
    }
    prop_assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
    Ok(())
}

/// A study gets an answer whatever it holds, and whatever its scenario holds.
fn study_answers(study: &[u8], scenario: &[u8]) -> Result<(), TestCaseError> {
    let started = Instant::now();
    let files = Memory::default()
        .with("studies/study.toml", study)
        .with("shared/schemes.toml", study::SCHEMES)
        .with("scenario.toml", scenario);
    let path = Path::new("studies/study.toml");
    if let Err(error) = load_study_from(&files, path, 1, &LoadOptions::default()) {
        prop_assert!(!error.problems.is_empty());
        for language in Language::ALL {
            render_all(&error.problems, &error.sources, language, false);
        }
    }
    prop_assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        answers(&bytes)?;
    }

    #[test]
    fn arbitrary_toml_like_text_gets_an_answer(text in "([a-z_]{1,6}( = |\\.)|[0-9,.\"\\[\\]{}#= \n-]|low|mode|inf|nan|true){0,60}") {
        answers(text.as_bytes())?;
    }

    #[test]
    fn a_mutated_scenario_gets_an_answer(
        at in 0..SKETCH.len(),
        length in 0..12usize,
        instead in "[a-z0-9\"\\[\\]{}=,.\n# -]{0,8}",
    ) {
        let mut bytes = SKETCH.as_bytes().to_vec();
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, instead.bytes());
        answers(&bytes)?;
    }

    #[test]
    fn a_scenario_with_swapped_lines_gets_an_answer(a in 0..150usize, b in 0..150usize) {
        let mut lines: Vec<&str> = SKETCH.lines().collect();
        let (a, b) = (a % lines.len(), b % lines.len());
        lines.swap(a, b);
        answers(lines.join("\n").as_bytes())?;
    }

    #[test]
    fn a_mutated_study_gets_an_answer(
        at in 0..study::STUDY.len(),
        length in 0..12usize,
        instead in "[a-z0-9\"\\[\\]{}=,.\n# -]{0,8}",
    ) {
        let mut bytes = study::STUDY.as_bytes().to_vec();
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, instead.bytes());
        study_answers(&bytes, BASE.as_bytes())?;
    }

    #[test]
    fn a_study_of_a_mutated_scenario_gets_an_answer(
        at in 0..BASE.len(),
        length in 0..12usize,
        instead in "[a-z0-9\"\\[\\]{}=,.\n# -]{0,8}",
    ) {
        let mut bytes = BASE.as_bytes().to_vec();
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, instead.bytes());
        study_answers(study::STUDY.as_bytes(), &bytes)?;
    }

    #[test]
    fn a_study_with_swapped_lines_gets_an_answer(a in 0..100usize, b in 0..100usize) {
        let mut lines: Vec<&str> = study::STUDY.lines().collect();
        let (a, b) = (a % lines.len(), b % lines.len());
        lines.swap(a, b);
        study_answers(lines.join("\n").as_bytes(), BASE.as_bytes())?;
    }

    #[test]
    fn an_arbitrary_study_gets_an_answer(text in "((question|scenario|programme|budget|stays_in_sector|local|include|design|organisation|population|values|grid|set|consortium|members)( = |\\.)|[0-9,.\"\\[\\]{}#= \n-]|a|low|inf|true|../scenario.toml){0,60}") {
        study_answers(text.as_bytes(), BASE.as_bytes())?;
    }

    #[test]
    fn an_arbitrary_override_gets_an_answer(path in "[a-z_.\\[\\]0-9]{0,30}", value in "[a-z0-9\"\\[\\]{}=,. -]{0,12}") {
        let files = Memory::default().with("scenario.toml", BASE);
        let _ = load_files(&files, &[(path.as_str(), value.as_str())]);
    }
}

#[test]
fn hostile_texts_get_an_answer() {
    // The full size takes a minute without optimisation.
    let share = if cfg!(debug_assertions) { 8 } else { 1 };
    let size = crate::input::LARGEST_FILE as usize / share - 100;
    let fill = |part: &str| part.repeat(size / part.len());
    let texts = [
        fill("["),
        format!("a = {}", fill("[")),
        format!("a = {}", fill("{a=")),
        fill("a."),
        fill("a = 0,5\n"),
        fill("= = =\n"),
        fill("[[profile]]\n"),
        fill("\"\"\"\n"),
        (0..40_000 / share).map(|i| format!("[profile.p{i}]\nx = 1\n")).collect::<String>(),
        (0..20_000 / share)
            .map(|i| format!("[profile.p{i}]\nextends = \"p{}\"\n", i + 1))
            .collect(),
        (0..20_000 / share).map(|i| format!("[route.r{i}]\npass = 2\n")).collect(),
        format!("[strategy.a]\nintake = [{}]", fill("{positions=1,profile=\"x\"},")),
        format!("{BASE}\n[[correlation]]\nbetween = [{}]\nmatrix = []", fill("\"a\",")),
        format!(
            "{BASE}\n[price_index]\n{}",
            (0..30_000 / share).map(|i| format!("{i} = 1\n")).collect::<String>()
        ),
    ];
    for text in &texts {
        let started = Instant::now();
        let found = load_text(text);
        assert!(found.is_err(), "{}", &text[..40]);
        if let Err(error) = &found {
            render_all(&error.problems, &error.sources, Language::Nl, false);
        }
        assert!(started.elapsed() < SOON, "{:?} for {}", started.elapsed(), &text[..40]);
    }
}

#[test]
fn hostile_studies_get_an_answer() {
    let share = if cfg!(debug_assertions) { 8 } else { 1 };
    let many = |part: &dyn Fn(usize) -> String| (0..20_000 / share).map(part).collect::<String>();
    let grid = |axes: usize| {
        let axis = |i: usize| format!("\"bonus.month_24.k{i}\" = [{}]\n", "1,".repeat(400));
        let axes: String = (0..axes).map(axis).collect();
        format!("[design.wide]\nsubsidies = [\"bonus\"]\n[design.wide.grid]\n{axes}")
    };
    // What stands after a table belongs to it: all of these are tables of their own, or go before the first one.
    let after = |text: String| format!("{}\n{text}", study::STUDY);
    let before = |text: String| format!("{text}\n{}", study::STUDY);
    let texts = [
        after(many(&|i| format!("[[organisation]]\nname = \"o{i}\"\npositions = 0\n"))),
        after(many(&|i| format!("[design.d{i}]\nsubsidies = [\"nothing\"]\n"))),
        after(grid(8)),
        before(format!("worth_up_to = [{}]", "1,".repeat(200_000 / share))),
        study::STUDY.replace("organisations = 3", "organisations = 9_999_999_999"),
        study::STUDY.replace("positions = 23", "positions = 1e308"),
        study::STUDY
            .replace("[\"Noord\", \"South\"]", &format!("[{}]", "\"x\",".repeat(100_000 / share))),
        study::STUDY.replace("../scenario.toml", "../../../scenario.toml"),
        study::STUDY.replace("../scenario.toml", "study.toml"),
        study::STUDY.replace("low = 0.6, mode = 0.9", "low = nan, mode = inf"),
    ];
    for text in &texts {
        assert!(text != study::STUDY);
        let started = Instant::now();
        let files = Memory::default()
            .with("studies/study.toml", text.as_bytes())
            .with("shared/schemes.toml", study::SCHEMES)
            .with("scenario.toml", BASE);
        let path = Path::new("studies/study.toml");
        let found = load_study_from(&files, path, 1, &LoadOptions::default());
        let Err(error) = found else { panic!("{}", &text[text.len() - 200..]) };
        assert!(!error.problems.is_empty());
        render_all(&error.problems, &error.sources, Language::Nl, false);
        assert!(started.elapsed() < SOON, "{:?}: {}", started.elapsed(), &text[..40]);
    }
}
