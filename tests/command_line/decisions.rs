//! `afford`, `solve` and `discover`.

use super::{FEW, code, folder, run, stderr, stdout};

#[test]
fn the_largest_cohort_is_named_and_written_with_its_figures() {
    let folder = folder();
    let arguments = ["afford", "mine.toml", "--runs", FEW, "--up-to", "10"];
    let output = run(folder.path(), &arguments);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(text.contains("De kas kan hoogstens") && text.contains("begeleiders"), "{text}");
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
    let results = folder.path().join("output/mine");
    let json = std::fs::read_to_string(results.join("afford.json")).unwrap();
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    let largest = document["cash"]["largest"].as_u64().unwrap() as usize;
    let sizes = document["sizes"].as_array().unwrap();
    assert_eq!(sizes.len(), 11);
    let chance = |size: usize| sizes[size]["shortfall"]["value"].as_f64().unwrap();
    let limit = document["limit"].as_f64().unwrap();
    assert!((0..=largest).all(|size| chance(size) <= limit));
    assert!(chance(largest + 1) > limit);
    for name in ["afford-chance", "afford-funding"] {
        for place in ["nl", "en"] {
            for ending in ["svg", "png"] {
                let file = results.join(format!("figures/{place}/{name}.{ending}"));
                assert!(file.exists(), "{}", file.display());
            }
        }
    }
}

#[test]
fn a_limit_that_everything_keeps_is_open_and_one_that_nothing_keeps_says_so() {
    let folder = folder();
    let tell = |limit: &[&str]| {
        let mut arguments =
            vec!["afford", "mine.toml", "--runs", FEW, "--up-to", "3", "--lang", "en"];
        arguments.extend(limit);
        let output = run(folder.path(), &arguments);
        assert_eq!(code(&output), Some(0), "{}", stderr(&output));
        stdout(&output).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(tell(&["--risk", "1"]).contains("can carry 3 positions, and perhaps more"));
    let broke = [
        "--risk",
        "0.05",
        "--set",
        "organisation.liquidity=0",
        "--set",
        "organisation.floor=100000",
    ];
    let text = tell(&broke);
    assert!(text.contains("Even 0 positions do not fit"), "{text}");
    assert!(text.contains("with or without a cohort"), "{text}");
    let added = [&broke[2..], &["--added-risk", "0.5"]].concat();
    assert!(tell(&added).contains("can carry 3 positions"));
}

#[test]
fn what_cannot_be_afforded_is_explained() {
    let folder = folder();
    let refused = |arguments: &[&str]| {
        let output = run(folder.path(), arguments);
        assert_eq!(code(&output), Some(2), "{}", stdout(&output));
        stderr(&output)
    };
    let group = refused(&["afford", "mine.toml", "--group", "9"]);
    assert!(group.contains("1: 8 × Zij-instromer"), "{group}");
    let strategy = refused(&["afford", "mine.toml", "--strategy", "nobody"]);
    assert!(strategy.contains("Kies uit: regular"), "{strategy}");
    let risk = refused(&["afford", "mine.toml", "--risk", "5"]);
    assert!(risk.contains("0.05 is 5 van de 100"), "{risk}");
    let both = refused(&["afford", "mine.toml", "--risk", "0.1", "--added-risk", "0.1"]);
    assert!(both.contains("gaat niet samen met"), "{both}");
    let made = run(folder.path(), &["new", "nobody", "without.toml"]);
    assert_eq!(code(&made), Some(0));
    let without = refused(&["afford", "without.toml"]);
    assert!(without.contains("[organisation]"), "{without}");
    assert!(!folder.path().join("output").exists(), "nothing was written");
}

fn solved(folder: &std::path::Path, until: &str, more: &[&str]) -> serde_json::Value {
    let mut arguments =
        vec!["solve", "mine.toml", "--runs", FEW, "--until", until, "--format", "json"];
    arguments.extend(more);
    let output = run(folder, &arguments);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    serde_json::from_str(&stdout(&output)).unwrap()
}

#[test]
fn a_value_that_is_found_makes_the_criterion_hold_in_a_run_of_its_own() {
    let folder = folder();
    let range = ["--vary", "organisation.liquidity", "--from", "0", "--to", "2000000"];
    let document = solved(folder.path(), "P(shortfall) <= 0.05", &range);
    let found = &document["solutions"];
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(found[0]["holds_above"], true);
    let value = found[0]["value"].as_f64().unwrap();
    let shortfall = |liquidity: f64| {
        let set = format!("organisation.liquidity={liquidity}");
        let arguments = [
            "run",
            "mine.toml",
            "--runs",
            FEW,
            "--set",
            &set,
            "--format",
            "json",
            "--write",
            "results",
        ];
        let output = run(folder.path(), &arguments);
        let results: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
        let of =
            results["strategies"].as_array().unwrap().iter().find(|s| s["key"] == "side_entry");
        of.unwrap()["chances"]["below_floor"]["value"].as_f64().unwrap()
    };
    // The solution is narrowed down to 20 euros (a hundred-thousandth of the range).
    assert!(shortfall(value + 20.0) <= 0.05 && shortfall(value - 20.0) > 0.05);
    assert!(folder.path().join("output/mine/figures/nl/solve.png").exists());
}

#[test]
fn an_amount_is_told_in_the_euros_in_which_it_is_set() {
    let folder = folder();
    let tariff = "contract.tariff_per_hour";
    let range = ["--vary", tariff, "--from", "60", "--to", "130"];
    let document = solved(folder.path(), "npv >= 0", &range);
    let [found] = document["solutions"].as_array().unwrap().as_slice() else { panic!("one") };
    let value = found["value"].as_f64().unwrap();
    let now = found["value_in_euros_of_the_start"].as_f64().unwrap();
    assert_eq!(document["price_level"], 2025);
    // In the file's euros: put in with --set it makes the NPV nothing.
    let npv = |value: f64| {
        let set = format!("{tariff}={value}");
        let arguments = [
            "run",
            "mine.toml",
            "--runs",
            FEW,
            "--set",
            &set,
            "--format",
            "json",
            "--write",
            "results",
        ];
        let results: serde_json::Value =
            serde_json::from_str(&stdout(&run(folder.path(), &arguments))).unwrap();
        let strategies = results["strategies"].as_array().unwrap();
        let own = strategies.iter().find(|s| s["key"] == "side_entry").unwrap();
        own["outcomes"]["npv"]["mean"].as_f64().unwrap()
    };
    // Narrowed down to a hundred-thousandth of the range.
    assert!(npv(value - 0.001) < 0.0 && npv(value + 0.001) > 0.0);
    // The list says by how much the euros differ, and what the answer can be compared with.
    let listed = run(folder.path(), &["list", "mine.toml", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_str(&stdout(&listed)).unwrap();
    let entry = listed.as_array().unwrap().iter().find(|entry| entry["path"] == tariff).unwrap();
    let [p50, written] =
        [&entry["p50"], &entry["as_written"]["p50"]].map(|of| of.as_f64().unwrap());
    assert_eq!([&entry["price_level"], &entry["as_written"]["price_level"]], [2027, 2025]);
    assert!((now / value - p50 / written).abs() < 1e-9 && p50 > 1.02 * written, "{entry}");
    let text = flowing(&run(folder.path(), &["list", "mine.toml"]));
    assert!(text.contains("prijspeil 2025; in euro’s van 2027: €"), "{text}");
    let asked = ["solve", "mine.toml", "--runs", FEW, "--until", "npv >= 0"];
    let told = flowing(&run(folder.path(), &[&asked[..], &range[..]].concat()));
    assert!(told.contains("De gemiddelde netto contante waarde is minstens €"), "{told}");
    assert!(told.contains("prijspeil 2025, zoals in het bestand; €"), "{told}");
    assert!(told.contains("256 runs is weinig"), "{told}");
    let shift = ["--vary", tariff, "--as", "shift", "--from", "-30", "--to", "30"];
    let told = flowing(&run(folder.path(), &[&asked[..], &shift[..]].concat()));
    assert!(told.contains("(prijspeil 2027)"), "{told}");
}

/// What was printed, on one line.
fn flowing(output: &std::process::Output) -> String {
    assert_eq!(code(output), Some(0), "{}", stderr(output));
    stdout(output).replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_counted_is_solved_at_whole_numbers() {
    let folder = folder();
    let range = ["--vary", "horizon_months", "--from", "36", "--to", "97"];
    let document = solved(folder.path(), "npv >= -100000", &range);
    for place in document["curve"].as_array().unwrap() {
        assert_eq!(place["at"].as_f64().unwrap().fract(), 0.0);
    }
    for found in document["solutions"].as_array().unwrap() {
        assert_eq!(found["value"].as_f64().unwrap().fract(), 0.0);
    }
    let asked = ["solve", "mine.toml", "--runs", FEW, "--until", "npv >= -100000"];
    let told = flowing(&run(folder.path(), &[&asked[..], &range[..]].concat()));
    assert!(told.contains("‘looptijd’") && !told.contains("horizon_months"), "{told}");
}

#[test]
fn too_few_runs_are_refused_by_every_analysis() {
    let folder = folder();
    for analysis in [
        &["voi"][..],
        &["sensitivity"],
        &["discover"],
        &["afford"],
        &[
            "solve",
            "--vary",
            "organisation.liquidity",
            "--from",
            "0",
            "--to",
            "1",
            "--until",
            "npv >= 0",
        ],
    ] {
        let arguments = [analysis, &["mine.toml", "--runs", "1"]].concat();
        let output = run(folder.path(), &arguments);
        assert_eq!(code(&output), Some(2), "{analysis:?}");
        assert!(stderr(&output).contains("minstens 100"), "{}", stderr(&output));
    }
    assert!(!folder.path().join("output").exists(), "nothing was written");
}

#[test]
fn the_worth_of_knowing_says_what_made_it_and_what_few_runs_leave_open() {
    let folder = folder();
    let asked = ["voi", "mine.toml", "--runs", "128"];
    let told = flowing(&run(folder.path(), &asked));
    assert!(told.contains("128 runs is weinig"), "{told}");
    assert!(!told.contains("zou de keuze niet veranderen"), "{told}");
    let json = std::fs::read_to_string(folder.path().join("output/mine/voi.json")).unwrap();
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(document["scenario_digest"].as_str().unwrap().len(), 64);
    assert_eq!(document["price_level"], 2027);
    assert!(told.contains("in euro’s van 2027"), "{told}");
    // What is worth something is drawn; where nothing is, the figures of an earlier time go.
    let figures = ["voi", "voi-study"]
        .map(|name| folder.path().join(format!("output/mine/figures/nl/{name}.svg")));
    assert!(figures[0].exists());
    let certain = ["voi", "mine.toml", "--runs", "128", "--set", "contract.tariff_per_hour=1"];
    let told = flowing(&run(folder.path(), &certain));
    assert!(told.contains("het zou de keuze niet veranderen"), "{told}");
    assert!(figures.iter().all(|figure| !figure.exists()), "no bar would have a length");
    assert!(figures[0].with_file_name("acceptability.svg").exists());
}

#[test]
fn shifting_and_scaling_agree_with_each_other_at_what_changes_nothing() {
    let folder = folder();
    let tariff = "contract.tariff_per_hour";
    let at = |how: &str, from: &str, to: &str| {
        let range = ["--vary", tariff, "--as", how, "--from", from, "--to", to];
        solved(folder.path(), "npv >= 0", &range)["curve"][6]["value"].as_f64().unwrap()
    };
    assert_eq!(at("shift", "-3", "3"), at("scale", "0.97", "1.03"));
}

#[test]
fn what_cannot_be_solved_is_explained() {
    let folder = folder();
    let refused = |more: &[&str]| {
        let mut arguments = vec!["solve", "mine.toml", "--runs", FEW];
        arguments.extend(more);
        let output = run(folder.path(), &arguments);
        assert_eq!(code(&output), Some(2), "{}", stdout(&output));
        stderr(&output)
    };
    let norm = ["--vary", "contract.absence_in_norm", "--from", "0", "--to", "0.2", "--until"];
    let text = refused(&[&norm[..], &["P(payback < 36) > 0.8"]].concat());
    assert!(text.contains("                  ^ hier hoort <= of >="), "{text}");
    let text = refused(&[&norm[..], &["difference >= 0", "--strategy", "regular"]].concat());
    assert!(text.contains("tweede strategie"), "{text}");
    let unknown =
        ["--vary", "contract.absense_in_norm", "--from", "0", "--to", "1", "--until", "npv >= 0"];
    assert!(refused(&unknown).contains("absence_in_norm"));
    assert!(
        refused(&[&unknown[..], &["--as", "shift"]].concat())
            .contains("`contract.absence_in_norm`")
    );
    let forbidden =
        ["--vary", "contract.absence_in_norm", "--from", "0", "--to", "5", "--until", "npv >= 0"];
    assert!(!refused(&forbidden).is_empty());
    let shifted = [&forbidden[..], &["--as", "shift"]].concat();
    let text = refused(&shifted);
    assert!(
        text.contains("geldig is 0 tot en met") && text.contains("Maak het bereik kleiner"),
        "{text}"
    );
    let below =
        ["--vary", "contract.tariff_per_hour", "--from", "-5", "--to", "5", "--as", "scale"];
    let text = refused(&[&below[..], &["--until", "npv >= 0"]].concat());
    // A tariff has no upper end.
    assert!(text.contains("geldig is 0 of meer"), "{text}");
    let text = refused(&[&norm[..], &["npv >= 100.000"]].concat());
    assert!(text.contains("hier hoort een getal zonder punten tussen de duizendtallen"), "{text}");
    let variant = ["--vary", "contract.variant", "--from", "0", "--to", "1", "--until", "npv >= 0"];
    let text = refused(&variant);
    assert!(text.contains("`contract.variant` is geen getal") && !text.contains("K102"), "{text}");
    let word = ["--vary", "baseline", "--from", "0", "--to", "5", "--until", "npv >= 0"];
    assert!(refused(&word).contains("baseline"));
    assert!(!folder.path().join("output/mine/solve.json").exists());
}

#[test]
fn the_region_is_told_and_written_with_its_figures() {
    let folder = folder();
    let arguments = ["discover", "mine.toml", "--when", "npv < 0", "--runs", "2000"];
    let output = run(folder.path(), &arguments);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(text.contains("dekking") && text.contains("dichtheid"), "{text}");
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
    let results = folder.path().join("output/mine");
    let json = std::fs::read_to_string(results.join("discover.json")).unwrap();
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(document["verdict"], "somewhere");
    let region = &document["region"];
    let [density, outside, base] = [&region["density"], &region["outside"], &document["base"]]
        .map(|of| of["value"].as_f64().unwrap());
    assert!(density > base && base > outside, "{region}");
    let bounds = region["bounds"].as_array().unwrap();
    assert!((1..=4).contains(&bounds.len()));
    assert!(bounds.iter().any(|bound| bound["path"] == "contract.tariff_per_hour"), "{bounds:?}");
    // What made it: 64 hexadecimal digits, and the file that was read.
    assert_eq!(document["scenario_digest"].as_str().unwrap().len(), 64);
    assert_eq!(document["sources"][0]["path"], "mine.toml");
    let share = format!("{:.0} van de 100", 100.0 * density);
    let flowing = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flowing.contains(&share), "{share}: {flowing}");
    for name in ["discover-bounds", "discover-futures"] {
        for place in ["nl", "en"] {
            for ending in ["svg", "png"] {
                let file = results.join(format!("figures/{place}/{name}.{ending}"));
                assert!(file.exists(), "{}", file.display());
            }
        }
    }
    // With any number of threads the same bytes.
    let again = [&arguments[..], &["--threads", "3", "--format", "json"]].concat();
    assert_eq!(stdout(&run(folder.path(), &again)), json);
}

#[test]
fn where_there_is_no_region_that_is_said() {
    let folder = folder();
    let tell = |when: &str, more: &[&str]| {
        let mut arguments = vec!["discover", "mine.toml", "--when", when];
        if !more.contains(&"--runs") {
            arguments.extend(["--runs", FEW]);
        }
        arguments.extend(more);
        let output = run(folder.path(), &arguments);
        assert_eq!(code(&output), Some(0), "{}", stderr(&output));
        stdout(&output).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let english = ["--lang", "en"];
    assert!(tell("npv < -9e9", &english).contains("In none of the 256 runs"));
    assert!(tell("npv >= -9e9", &[]).contains("In elk van de 256 runs"));
    let few = tell("payback > 36", &english);
    assert!(few.contains("Ask for --runs"), "{few}");
    assert!(!folder.path().join("output/mine/figures").exists());
    // Figures of an earlier time go.
    tell("npv < 0", &["--runs", "2000"]);
    let figure = folder.path().join("output/mine/figures/nl/discover-bounds.svg");
    assert!(figure.exists());
    tell("npv < -9e9", &[]);
    assert!(!figure.exists());
}

#[test]
fn what_cannot_be_discovered_is_explained() {
    let folder = folder();
    let refused = |more: &[&str]| {
        let mut arguments = vec!["discover", "mine.toml", "--runs", FEW];
        arguments.extend(more);
        let output = run(folder.path(), &arguments);
        assert_eq!(code(&output), Some(2), "{}", stdout(&output));
        stderr(&output)
    };
    let text = refused(&["--when", "npv = 0"]);
    assert!(text.contains("      ^ hier hoort <, <=, > of >="), "{text}");
    let text = refused(&["--when", "profit < 0", "--lang", "en"]);
    assert!(text.contains("expected here: shortfall, or payback"), "{text}");
    let text = refused(&["--when", "difference < 0", "--strategy", "regular"]);
    assert!(text.contains("tweede strategie"), "{text}");
    assert!(refused(&["--strategy", "nobody"]).contains("Kies uit: regular"));
    assert_eq!(code(&run(folder.path(), &["new", "nobody", "without.toml"])), Some(0));
    let without = run(folder.path(), &["discover", "without.toml"]);
    assert_eq!(code(&without), Some(2));
    assert!(stderr(&without).contains("[organisation]"), "{}", stderr(&without));
    assert!(!folder.path().join("output").exists(), "nothing was written");
}

#[test]
fn the_assumption_that_decides_is_named_and_written_with_its_figures() {
    let folder = folder();
    let asked = ["sensitivity", "mine.toml", "--runs", FEW, "--base", "64"];
    let output = run(folder.path(), &asked);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(text.contains("Welke aanname beslist: ‘"), "{text}");
    assert!(text.contains("toeval geeft hier geen ruis"), "{text}");
    assert!(text.contains("bewegen samen"), "{text}");
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
    let results = folder.path().join("output/mine");
    let json = std::fs::read_to_string(results.join("sensitivity.json")).unwrap();
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(document["outcome"], "difference");
    let bars = document["tornado"].as_array().unwrap();
    assert!(bars.iter().any(|bar| bar["discount_rate"] == true));
    let swings: Vec<f64> = bars.iter().map(|bar| bar["swing"].as_f64().unwrap().abs()).collect();
    assert!(swings.windows(2).all(|pair| pair[0] >= pair[1]));
    let together = |factor: &serde_json::Value| factor["quantities"].as_array().unwrap().len() > 1;
    let factors = document["sobol"]["factors"].as_array().unwrap();
    assert!(factors.iter().any(together), "correlated numbers are one factor");
    for name in ["sensitivity-tornado", "sensitivity-shares"] {
        for place in ["nl", "en"] {
            for ending in ["svg", "png"] {
                let file = results.join(format!("figures/{place}/{name}.{ending}"));
                assert!(file.exists(), "{}", file.display());
            }
        }
    }
    let english = [&asked[..], &["--outcome", "shortfall", "--lang", "en"]].concat();
    let text = stdout(&run(folder.path(), &english));
    assert!(text.contains("can only be simulated"), "{text}");
}

#[test]
fn what_has_no_sensitivity_is_explained() {
    let folder = folder();
    let refused = |arguments: &[&str]| {
        let output = run(folder.path(), arguments);
        assert_eq!(code(&output), Some(2), "{}", stdout(&output));
        stderr(&output)
    };
    let unknown = refused(&["sensitivity", "mine.toml", "--outcome", "peak_fundign"]);
    assert!(
        unknown.contains("`peak_funding`") && unknown.contains("difference, paid_back, npv"),
        "{unknown}"
    );
    let baseline = ["sensitivity", "mine.toml", "--strategy", "regular", "--outcome", "difference"];
    assert!(refused(&baseline).contains("tweede strategie"));
    let month = refused(&["sensitivity", "mine.toml", "--outcome", "payback"]);
    assert!(month.contains("--outcome paid_back"), "{month}");
    // A number below 0 is refused as a value, with what is asked for instead, by every option.
    for (arguments, expected) in [
        (&["sensitivity", "mine.toml", "--base", "-3"][..], "Geef een heel getal van 64"),
        (
            &["voi", "mine.toml", "--registered-up-to", "-5"],
            "`-5` kan niet bij `--registered-up-to",
        ),
        (&["afford", "mine.toml", "--risk", "-0.1"], "Geef een kans van 0 tot en met 1"),
        (
            &["discover", "mine.toml", "--when", "npv < 0", "--runs", "-1"],
            "`-1` kan niet bij `--runs",
        ),
    ] {
        let text = refused(arguments);
        assert!(text.contains(expected), "{text}");
    }
    let base = refused(&["sensitivity", "mine.toml", "--base", "3"]);
    assert!(base.contains("64"), "{base}");
    let made = run(folder.path(), &["new", "nobody", "without.toml"]);
    assert_eq!(code(&made), Some(0));
    let without = refused(&["sensitivity", "without.toml", "--outcome", "shortfall"]);
    assert!(without.contains("[organisation]"), "{without}");
    assert!(!folder.path().join("output").exists(), "nothing was written");
}
