//! `kansrijk compare`: scenarios side by side.

use std::path::{Path, PathBuf};

use super::arguments::{Compare, Format};
use super::console::Console;
use super::deliver::{discard, provenance, refused};
use super::interrupt;
use super::load;
use super::run::{compute, threads};
use super::screen::layout::{BOLD, DIM, paragraph};
use super::screen::{laid_out, points};
use super::status::{Outcome, Status};
use crate::compare::{Case, Comparison};
use crate::diagnostic::Diagnostic;
use crate::input::Loaded;
use crate::language::Language;
use crate::model::plan::Plan;
use crate::simulate::{Settings, Simulation, Stop};
use crate::summarize::Summary;
use crate::tell::Tale;
use crate::tell::comparison::Told;
use crate::write;
use crate::write::comparison::{Compared, comparison, comparison_page};

/// Scenarios of which the folder of results is named; of more only the first.
const MOST_NAMED: usize = 3;

/// A scenario that has been computed.
struct Computed {
    plan: Plan,
    simulation: Simulation,
    summary: Summary,
    warnings: Vec<Diagnostic>,
    digest: String,
}

/// Computes all scenarios, and compares them; nothing is computed when one of them is broken.
pub fn compare(console: &Console, arguments: &Compare) -> Outcome {
    let paths = load::expand(&arguments.scenarios);
    let options = load::options(console, &arguments.overrides)?;
    if paths.len() < 2 {
        console.error(console.pick(
            "er is maar één scenario om te vergelijken.\nGeef er twee of meer.",
            "there is only one scenario to compare.\nGive two or more.",
        ));
        return Err(Status::BadInput);
    }
    // Every file first: all mistakes come at once, before anything long begins.
    let loaded: Vec<Result<Loaded, Status>> =
        paths.iter().map(|path| load::scenario(console, path, &options)).collect();
    let loaded: Vec<Loaded> = loaded.into_iter().collect::<Result<_, Status>>()?;
    let pool = threads(console, arguments.sampling.threads)?;
    interrupt::flag();
    let names = names(&paths);
    let folder = arguments.out.join(folder_name(&names));
    write::prepare(&folder).map_err(|error| refused(console, &error))?;
    let stop = Stop::After(arguments.sampling.runs as usize);
    let settings = Settings { seed: arguments.sampling.seed, stop };
    let mut computed = Vec::with_capacity(loaded.len());
    for (Loaded { scenario, warnings, sources, .. }, path) in loaded.into_iter().zip(&paths) {
        let digest = provenance(path, sources, &arguments.overrides.set).scenario_digest();
        let plan = Plan::new(scenario);
        match pool.install(|| compute(console, settings, &plan)) {
            Ok((simulation, summary)) => {
                computed.push(Computed { plan, simulation, summary, warnings, digest })
            }
            Err(_) => {
                discard(&folder, &arguments.out);
                return Err(console.interrupted());
            }
        }
    }
    let cases: Vec<Case<'_>> =
        computed.iter().map(|of| Case { plan: &of.plan, simulation: &of.simulation }).collect();
    let found = pool.install(|| Comparison::new(&cases));
    let places: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let compared: Vec<Compared<'_>> = computed
        .iter()
        .zip(names.iter().zip(&places))
        .map(|(of, (name, path))| Compared {
            name,
            path,
            digest: &of.digest,
            plan: &of.plan,
            simulation: &of.simulation,
            summary: &of.summary,
            warnings: &of.warnings,
        })
        .collect();
    let set = &arguments.overrides.set;
    let document = comparison(&compared, &found, set);
    let html = comparison_page(&compared, &found, set, console.language);
    let files = [document, html];
    write::write_all(&folder, &files).map_err(|error| refused(console, &error))?;
    let [document, _] = files;
    if arguments.format == Format::Json {
        console.result(&String::from_utf8_lossy(&document.bytes))?;
        return Ok(Status::Fine);
    }
    let tales: Vec<Tale<'_>> = compared.iter().map(|of| of.tale(console.language)).collect();
    let told = Told { tales: &tales, names: &names, comparison: &found };
    let page = page(&told, console.width);
    let files = match console.language {
        Language::Nl => format!("\nBestanden: {}\n", folder.display()),
        Language::En => format!("\nFiles: {}\n", folder.display()),
    };
    console.result(&format!("{page}{files}"))?;
    Ok(Status::Fine)
}

/// What is shown: scenarios side by side, differences, sentences, and where luck is not shared.
fn page(told: &Told<'_>, width: usize) -> String {
    let language = told.language();
    let mut text = String::new();
    for (tale, name) in told.tales.iter().zip(told.names) {
        let title = tale.plan.scenario.title.get(language);
        text.push_str(&paragraph(&format!("{name}: "), title, width));
        text.push_str(&format!("{DIM}{}{DIM:#}\n", tale.circumstances()));
    }
    text.push('\n');
    text.push_str(&laid_out(&told.table()).render(width));
    let legend = paragraph("", told.tales[0].legend(), width);
    text.push_str(&format!("{DIM}{}{DIM:#}\n", legend.trim_end()));
    let differences = told.differences();
    if !differences.headings.is_empty() {
        let first = &told.names[0];
        let heading = match language {
            Language::Nl => format!("Verschil met ‘{first}’, run voor run"),
            Language::En => format!("Difference with ‘{first}’, run by run"),
        };
        text.push_str(&format!("\n{BOLD}{heading}{BOLD:#}\n"));
        text.push_str(&laid_out(&differences).render(width));
    }
    text.push('\n');
    text.push_str(&points(&told.sentences(), width));
    text.push_str(&format!("\n{BOLD}{}{BOLD:#}\n", language.pick("Gedeeld toeval", "Shared luck")));
    text.push_str(&points(&told.shared(), width));
    for sentence in told.apart() {
        text.push_str(&paragraph("! ", &sentence, width));
    }
    text
}

/// What to call each scenario: the name of its file, with as many folders before it as it takes to tell
/// it from the others.
fn names(paths: &[PathBuf]) -> Vec<String> {
    let parts: Vec<Vec<String>> = paths.iter().map(|path| parts(path)).collect();
    let last = |of: &[String], n: usize| of[of.len().saturating_sub(n)..].join("/");
    let is_double = |k: usize, n: usize| {
        let name = last(&parts[k], n);
        parts.iter().enumerate().any(|(j, other)| j != k && last(other, n) == name)
    };
    let name = |(k, of): (usize, &Vec<String>)| {
        let n = (1..=of.len()).find(|&n| !is_double(k, n)).unwrap_or(1);
        // The same file twice.
        let again = parts[..k].iter().filter(|earlier| *earlier == of).count();
        if again > 0 { format!("{} ({})", last(of, n), again + 1) } else { last(of, n) }
    };
    parts.iter().enumerate().map(name).collect()
}

/// The folders of a path, and the name of the file without its extension.
fn parts(path: &Path) -> Vec<String> {
    let stem = path.with_extension("");
    let parts = stem.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.filter(|part| part != "." && part != "/").collect()
}

/// The folder of results: `mine-vs-other`.
fn folder_name(names: &[String]) -> String {
    let plain =
        |name: &String| name.replace(['/', '\\', ':'], "-").replace(" (", "-").replace(')', "");
    if names.len() > MOST_NAMED {
        return format!("{}-vs-{}-others", plain(&names[0]), names.len() - 1);
    }
    names.iter().map(plain).collect::<Vec<_>>().join("-vs-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_of(paths: &[&str]) -> Vec<String> {
        names(&paths.iter().map(PathBuf::from).collect::<Vec<_>>())
    }

    #[test]
    fn scenarios_with_one_name_show_the_folders_that_tell_them_apart() {
        assert_eq!(names_of(&["a.toml", "x/b.toml"]), ["a", "b"]);
        assert_eq!(names_of(&["2026/a.toml", "2027/a.toml", "b.toml"]), ["2026/a", "2027/a", "b"]);
        assert_eq!(names_of(&["x/2026/a.toml", "y/2026/a.toml"]), ["x/2026/a", "y/2026/a"]);
        assert_eq!(names_of(&["a.toml", "./a.toml", "a.toml"]), ["a", "a (2)", "a (3)"]);
        assert_eq!(names_of(&["a.toml", "x/a.toml"]), ["a", "x/a"]);
    }

    #[test]
    fn the_folder_of_results_has_a_plain_name() {
        let name = |paths: &[&str]| folder_name(&names_of(paths));
        assert_eq!(name(&["a.toml", "b.toml"]), "a-vs-b");
        assert_eq!(name(&["2026/a.toml", "2027/a.toml"]), "2026-a-vs-2027-a");
        assert_eq!(name(&["a.toml", "a.toml"]), "a-vs-a-2");
        assert_eq!(name(&["a.toml", "b.toml", "c.toml", "d.toml"]), "a-vs-3-others");
    }
}
