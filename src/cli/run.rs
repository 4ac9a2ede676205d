//! `kansrijk run`: computes scenarios one after another.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::arguments::{Format, Product, Run};
use super::console::Console;
use super::deliver::{Delivery, Timing};
use super::interrupt;
use super::load;
use super::progress::Progress;
use super::screen::Page;
use super::status::{Outcome, Status};
use crate::decide::Decisions;
use crate::input::{LoadOptions, Loaded};
use crate::language::Language;
use crate::model::plan::Plan;
use crate::simulate::{Settings, Simulation, Stop, simulate};
use crate::summarize::Summary;
use crate::tell::Tale;

/// Computes each scenario; a broken one does not stop the others.
pub fn run(console: &Console, arguments: &Run) -> Outcome {
    let scenarios = load::expand(&arguments.scenarios);
    refuse_equal_names(console, &scenarios)?;
    let options = load::options(console, &arguments.overrides)?;
    let pool = threads(console, arguments.sampling.threads)?;
    // Ctrl-C is heard from here on.
    interrupt::flag();
    let mut documents = Vec::new();
    let mut failed: Vec<(&Path, Status)> = Vec::new();
    for (k, path) in scenarios.iter().enumerate() {
        let done = pool.install(|| one(console, arguments, &options, path));
        match done {
            Ok(shown) if arguments.format == Format::Json => documents.push(shown),
            Ok(shown) => {
                let gap = if k > 0 { "\n" } else { "" };
                console.result(&format!("{gap}{shown}"))?;
            }
            Err(Status::Interrupted) => return Err(console.interrupted()),
            Err(status) => failed.push((path, status)),
        }
    }
    if arguments.format == Format::Json {
        console.result(&as_json(&documents, scenarios.len() > 1))?;
    }
    report_failures(console, &failed, scenarios.len());
    // Bad input is for the user to mend; a full disk is worse.
    Ok(failed.iter().map(|(_, status)| *status).max().unwrap_or(Status::Fine))
}

/// Computes one scenario; returns what goes to stdout.
fn one(
    console: &Console,
    arguments: &Run,
    options: &LoadOptions,
    path: &Path,
) -> Result<String, Status> {
    let timing = Timing { begun: Instant::now(), started: std::time::SystemTime::now() };
    let Loaded { scenario, sources, warnings } = load::scenario(console, path, options)?;
    let delivery = Delivery::prepare(console, arguments, path, &scenario.name, sources)?;
    let plan = Plan::new(scenario);
    let computed = compute(console, settings(arguments), &plan);
    let (simulation, summary) = computed.inspect_err(|_| delivery.discard())?;
    let tale =
        Tale { plan: &plan, summary: &summary, warnings: &warnings, language: console.language };
    let decisions = if arguments.write.contains(&Product::Decisions) {
        let found = decide(console, &plan, &simulation, tale.subject());
        Some(found.inspect_err(|_| delivery.discard())?)
    } else {
        None
    };
    let report = crate::write::Report {
        plan: &plan,
        simulation: &simulation,
        summary: &summary,
        warnings: &warnings,
        decisions: decisions.as_ref(),
    };
    let document = delivery.write(console, report, timing)?;
    if arguments.format == Format::Json {
        return Ok(document);
    }
    let page = Page { tale, width: console.width };
    Ok(format!("{}\n{}", page.render(), delivery.where_it_is(console)))
}

/// The seed, and when to stop.
fn settings(arguments: &Run) -> Settings {
    let stop = if arguments.until_converged {
        Stop::Converged { at_most: arguments.at_most as usize, euros: arguments.within_euros }
    } else {
        Stop::After(arguments.sampling.runs as usize)
    };
    Settings { seed: arguments.sampling.seed, stop }
}

/// Simulates and summarizes, and shows how far it is.
///
/// # Errors
/// Somebody pressed Ctrl-C.
pub fn compute(
    console: &Console,
    settings: Settings,
    plan: &Plan,
) -> Result<(Simulation, Summary), Status> {
    let expected = match settings.stop {
        Stop::After(runs) => runs,
        Stop::Converged { at_most, .. } => at_most,
    };
    let progress = Progress::new(console, &plan.scenario.name, expected);
    let simulation = simulate(plan, settings, &progress);
    let simulation = simulation.filter(|_| !interrupt::asked());
    let Some(simulation) = simulation else {
        progress.finish();
        return Err(Status::Interrupted);
    };
    progress.now(console.pick("samenvatten", "summarizing"));
    let summary = Summary::new(plan, &simulation);
    progress.finish();
    if interrupt::asked() {
        return Err(Status::Interrupted);
    }
    Ok((simulation, summary))
}

/// What decides, for the strategy that the answer is about.
///
/// # Errors
/// Somebody pressed Ctrl-C.
fn decide(
    console: &Console,
    plan: &Plan,
    simulation: &Simulation,
    subject: usize,
) -> Result<Decisions, Status> {
    let progress = Progress::of_computations(console, console.pick("beslissen", "deciding"));
    let decisions = Decisions::new(plan, simulation, subject, &progress);
    progress.finish();
    decisions.filter(|_| !interrupt::asked()).ok_or(Status::Interrupted)
}

/// The pool in which everything is computed.
pub fn threads(console: &Console, threads: u64) -> Result<rayon::ThreadPool, Status> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads as usize).build();
    pool.map_err(|error| {
        console.error(&match console.language {
            Language::Nl => {
                format!("de rekendraden kunnen niet worden gestart: {error}\nVraag er minder met --threads.")
            }
            Language::En => {
                format!("the threads cannot be started: {error}\nAsk for fewer with --threads.")
            }
        });
        Status::BadInput
    })
}

/// Results go to a folder with the name of the scenario: two of the same name would mix.
fn refuse_equal_names(console: &Console, scenarios: &[PathBuf]) -> Result<(), Status> {
    let name = |path: &PathBuf| path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase());
    for (k, path) in scenarios.iter().enumerate() {
        let Some(earlier) = scenarios[..k].iter().find(|earlier| name(earlier) == name(path))
        else {
            continue;
        };
        let (a, b) = (earlier.display(), path.display());
        console.error(&match console.language {
            Language::Nl => format!(
                "{a} en {b} heten hetzelfde en zouden in dezelfde map terechtkomen.\nGeef één van beide \
                 een andere naam, of reken ze apart door met elk hun eigen --out."
            ),
            Language::En => format!(
                "{a} and {b} have the same name and would go to the same folder.\nRename one of them, or \
                 run them apart, each with its own --out."
            ),
        });
        return Err(Status::BadInput);
    }
    Ok(())
}

/// One document, or a list of them where several scenarios were asked for.
fn as_json(documents: &[String], several: bool) -> String {
    if !several {
        return documents.concat();
    }
    let documents: Vec<&str> = documents.iter().map(|document| document.trim_end()).collect();
    format!("[\n{}\n]\n", documents.join(",\n"))
}

fn report_failures(console: &Console, failed: &[(&Path, Status)], asked: usize) {
    if failed.is_empty() || asked == 1 {
        return;
    }
    let names: Vec<String> = failed.iter().map(|(path, _)| path.display().to_string()).collect();
    let (names, n, done) = (names.join("\n  "), failed.len(), asked - failed.len());
    console.error(&match console.language {
        Language::Nl => format!(
            "{n} van de {asked} scenario's niet gelukt, {done} wel. Niet gelukt:\n  {names}"
        ),
        Language::En => {
            format!("{n} of {asked} scenarios failed, {done} succeeded. Failed:\n  {names}")
        }
    });
}
