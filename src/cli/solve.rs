//! `kansrijk solve`: at which value of one number a criterion holds.

use super::analysis::{Analysis, Drawn};
use super::arguments::{As, Solve};
use super::console::Console;
use super::deliver::provenance;
use super::progress::Progress;
use super::screen::layout::Table;
use super::screen::{opening, points};
use super::status::{Outcome, Status};
use super::{explain, interrupt, load};
use crate::decide::criterion::{Criterion, CriterionError, Event, Expected, Measure, Subject};
use crate::decide::solve::{Estimate, GRID, Numbers, Solved, solve as search};
use crate::decide::vary::{Change, VaryError, estimate, reduced};
use crate::diagnostic;
use crate::input::{self, LoadOptions, Loaded, nearest_path};
use crate::language::{Language, number};
use crate::model::plan::Plan;
use crate::model::scenario::Scenario;
use crate::simulate::Observer;
use crate::tell::names::{name, setting};
use crate::tell::solve::{How, Prices, SolveTale};
use crate::tell::words::capitalized;
use crate::write;

/// Looks for the value, shows the answer and writes figure and numbers.
pub fn solve(console: &Console, arguments: &Solve) -> Outcome {
    let common = &arguments.common;
    let options = load::options(console, &common.overrides)?;
    let criterion: Criterion = arguments
        .until
        .parse()
        .map_err(|error| refuse_criterion(console, &arguments.until, error))?;
    if arguments.from >= arguments.to {
        console.error(
            console.pick("--from moet kleiner zijn dan --to", "--from must be smaller than --to"),
        );
        return Err(Status::BadInput);
    }
    let Loaded { scenario, sources, .. } = load::scenario(console, &arguments.scenario, &options)?;
    let provenance = provenance(&arguments.scenario, sources, &common.overrides.set);
    let strategy = explain::strategy(console, &scenario, arguments.strategy.as_deref())?;
    check(console, &scenario, strategy, criterion.measure)?;
    let vary = Vary { console, arguments, options, criterion, strategy };
    let how = match arguments.how {
        As::Fixed => How::Fixed,
        As::Shift => How::Shift,
        As::Scale => How::Scale,
    };
    // The ends first: a range that the field forbids is said before anything is computed.
    let quantity = match how {
        How::Fixed => {
            // What the scenario does not have may still be a number that the file can state.
            if vary.known(&scenario).is_none() && vary.load(arguments.from).is_err() {
                return Err(vary.refuse_path(&scenario));
            }
            vary.fixed(arguments.from).inspect_err(|_| vary.advise_on_paths())?;
            None
        }
        _ => Some(vary.known(&scenario).ok_or_else(|| vary.refuse_path(&scenario))?),
    };
    // The quantity as it is when the number has been put in.
    let at_end = if how == How::Fixed { Some(vary.fixed(arguments.to)?) } else { None };
    let settled = at_end.as_ref().unwrap_or(&scenario);
    let definition = settled.quantities.iter().find(|quantity| quantity.path == arguments.vary);
    let numbers = vary.numbers(definition.is_some());
    let analysis = Analysis::begin(console, common, &scenario.name)?;
    let solved = analysis.attempt(|| vary.search(&scenario, how, quantity, numbers))?;
    let names = Language::ALL.map(|language| match setting(&arguments.vary) {
        Some((name, _)) => name.get(language).to_owned(),
        None => name(settled, &arguments.vary, language),
    });
    let [nl, en] = &names;
    let tale = SolveTale {
        title: scenario.title.get(console.language),
        strategy: scenario.strategies[strategy].name.get(console.language),
        criterion,
        path: &arguments.vary,
        called: console.language.pick(nl, en),
        unit: definition
            .map(|quantity| quantity.unit)
            .or_else(|| setting(&arguments.vary).map(|(_, unit)| unit))
            .unwrap_or_default(),
        how,
        prices: definition.and_then(|quantity| Prices::of(settled, quantity)),
        solved: &solved,
        runs: common.sampling.runs as usize,
        language: console.language,
    };
    let keys = [scenario.name.as_str(), scenario.strategies[strategy].key.as_str()];
    let document = write::solve(tale, keys, &provenance, common.sampling.seed);
    let in_language = |language| SolveTale {
        title: scenario.title.get(language),
        strategy: scenario.strategies[strategy].name.get(language),
        called: language.pick(nl, en),
        language,
        ..tale
    };
    let figures = || write::solve_figures(in_language);
    analysis.finish(document, Drawn::One, figures, || page(console, tale))
}

struct Vary<'a> {
    console: &'a Console,
    arguments: &'a Solve,
    options: LoadOptions,
    criterion: Criterion,
    strategy: usize,
}

impl Vary<'_> {
    /// The scenario with the number at a value, through the same door as `--set`.
    fn fixed(&self, value: f64) -> Result<Scenario, Status> {
        let mut options = self.options.clone();
        options.set.push((self.arguments.vary.clone(), value.to_string()));
        // What there is to warn of has been said.
        let quiet = Console { quiet: true, ..*self.console };
        Ok(load::scenario(&quiet, &self.arguments.scenario, &options)?.scenario)
    }

    /// A number is put in the scenario as --set does it, and refused in the same words.
    fn advise_on_paths(&self) {
        let file = self.arguments.scenario.display();
        self.console.error(&match self.console.language {
            Language::Nl => format!(
                "--vary vult het getal in zoals --set. `kansrijk list {file}` toont alle paden."
            ),
            Language::En => format!(
                "--vary puts the number in as --set does. `kansrijk list {file}` shows every path."
            ),
        });
    }

    /// The same without a word: whether it can be at all.
    fn load(&self, value: f64) -> Result<Loaded, input::LoadError> {
        let mut options = self.options.clone();
        options.set.push((self.arguments.vary.clone(), value.to_string()));
        input::load(&self.arguments.scenario, &options)
    }

    /// Whether only whole numbers will do: for what is no quantity, such as a number of months or positions.
    fn numbers(&self, is_quantity: bool) -> Numbers {
        let (from, to) = (self.arguments.from, self.arguments.to);
        let are_whole = from.fract() == 0.0 && to.fract() == 0.0;
        if !is_quantity && are_whole && self.load(from + 0.5).is_err() {
            Numbers::Whole
        } else {
            Numbers::Any
        }
    }

    /// The index of the quantity that is meant.
    fn known(&self, scenario: &Scenario) -> Option<usize> {
        scenario.quantities.iter().position(|quantity| quantity.path == self.arguments.vary)
    }

    /// Says that there is no such number, and which may have been meant.
    fn refuse_path(&self, scenario: &Scenario) -> Status {
        let path = &self.arguments.vary;
        let quantities = scenario.quantities.iter().filter(|quantity| !quantity.is_implicit);
        let paths: Vec<String> = quantities.map(|quantity| quantity.path.clone()).collect();
        let near = nearest_path(path, &paths).unwrap_or_default();
        let language = self.console.language;
        let file = self.arguments.scenario.display();
        let advice = match (near.is_empty(), language) {
            (true, Language::Nl) => format!("`kansrijk list {file}` toont alle paden."),
            (true, Language::En) => format!("`kansrijk list {file}` shows every path."),
            (false, Language::Nl) => {
                format!("Bedoeld is misschien `{near}`. `kansrijk list {file}` toont alle paden.")
            }
            (false, Language::En) => {
                format!("Perhaps `{near}` was meant. `kansrijk list {file}` shows every path.")
            }
        };
        self.console.error(&match language {
            Language::Nl => format!("`{path}` is geen getal van dit scenario\n{advice}"),
            Language::En => format!("`{path}` is no number of this scenario\n{advice}"),
        });
        Status::BadInput
    }

    fn search(
        &self,
        scenario: &Scenario,
        how: How,
        quantity: Option<usize>,
        numbers: Numbers,
    ) -> Result<Solved, Status> {
        let arguments = self.arguments;
        let runs = arguments.common.sampling.runs as usize;
        let progress = Progress::new(self.console, &scenario.name, runs * GRID);
        let (alone, place) = reduced(scenario, self.strategy);
        let plan = Plan::new(alone);
        let mut evaluations = 0;
        let found = search(&self.criterion, arguments.from, arguments.to, numbers, |at| {
            evaluations += 1;
            progress.expects(evaluations * runs);
            self.estimate(&plan, place, how, quantity, at, &progress)
        });
        progress.finish();
        match found {
            Ok(solved) if !interrupt::asked() => Ok(solved),
            Err(status) if status != Status::Interrupted => Err(status),
            _ => Err(self.console.interrupted()),
        }
    }

    fn estimate(
        &self,
        plan: &Plan,
        place: usize,
        how: How,
        quantity: Option<usize>,
        at: f64,
        progress: &Progress,
    ) -> Result<Estimate, Status> {
        let sampling = self.arguments.common.sampling;
        let (runs, seed) = (sampling.runs as usize, sampling.seed);
        let measure = self.criterion.measure;
        let change = quantity.map(|index| {
            let change = if how == How::Shift { Change::Shift(at) } else { Change::Scale(at) };
            (index, change)
        });
        let found = if change.is_some() {
            estimate(plan, place, measure, change, runs, seed, progress)
        } else {
            let (alone, place) = reduced(&self.fixed(at)?, self.strategy);
            estimate(&Plan::new(alone), place, measure, None, runs, seed, progress)
        };
        found.map_err(|error| self.refuse(error, at))
    }

    fn refuse(&self, error: VaryError, at: f64) -> Status {
        let language = self.console.language;
        let say = |x: f64| number(x, 4, language);
        let path = &self.arguments.vary;
        match error {
            VaryError::Cancelled => return Status::Interrupted,
            VaryError::OutOfRange { value, range: (low, high) } => {
                let legal = diagnostic::range(low, high, "", language);
                self.console.error(&match language {
                    Language::Nl => format!(
                        "met {} wordt `{path}` in een van de runs {}: geldig is {}\nMaak het bereik kleiner.",
                        say(at), say(value), legal
                    ),
                    Language::En => format!(
                        "with {} `{path}` becomes {} in one of the runs: legal is {}\nMake the range smaller.",
                        say(at), say(value), legal
                    ),
                });
            }
            VaryError::NobodyRegistered => self.console.error(&match language {
                Language::Nl => format!(
                    "met {} is er in geen enkele run iemand geregistreerd aan het eind: kosten per geregistreerde bestaan dan niet",
                    say(at)
                ),
                Language::En => format!(
                    "with {} nobody is registered at the end in any run: there are no costs for each registered professional then",
                    say(at)
                ),
            }),
        }
        Status::BadInput
    }
}

/// What is looked at needs what it is about.
pub(super) fn check(
    console: &Console,
    scenario: &Scenario,
    strategy: usize,
    measure: Measure,
) -> Result<(), Status> {
    let subject = match measure {
        Measure::Mean(subject) | Measure::Chance(Event::Is(subject, ..)) => Some(subject),
        _ => None,
    };
    if subject == Some(Subject::Difference) && strategy == scenario.baseline {
        console.error(console.pick(
            "`difference` vergelijkt met het uitgangspunt: daar is een tweede strategie voor nodig\nKies die met --strategy.",
            "`difference` compares with the baseline: that takes a second strategy\nChoose it with --strategy.",
        ));
        return Err(Status::BadInput);
    }
    let is_shortfall = measure == Measure::Chance(Event::Shortfall);
    if is_shortfall && scenario.organisation.liquidity.is_none() {
        console.error(console.pick(
            "het scenario zegt niet hoeveel geld de organisatie heeft: een tekort bestaat dan niet\nZet liquidity en floor \
             in [organisation].",
            "the scenario does not say how much cash the organisation has: there is no shortfall then\nPut liquidity and \
             floor into [organisation].",
        ));
        return Err(Status::BadInput);
    }
    Ok(())
}

/// What should stand where a criterion or an event goes wrong.
pub(super) fn expected(expected: Expected, language: Language) -> &'static str {
    match expected {
        Expected::Measure => language.pick(
            "npv, difference, peak_funding, cost_per_registered of P(…)",
            "npv, difference, peak_funding, cost_per_registered or P(…)",
        ),
        Expected::Event => language.pick(
            "shortfall, of payback, npv, difference of peak_funding met een vergelijking",
            "shortfall, or payback, npv, difference or peak_funding with a comparison",
        ),
        Expected::Sense => language.pick("<= of >=", "<= or >="),
        Expected::AnySense => language.pick("<, <=, > of >=", "<, <=, > or >="),
        Expected::Number => language.pick("een getal", "a number"),
        Expected::OneReading => language.pick(
            "een getal zonder punten tussen de duizendtallen: schrijf 100000 of 100_000, en 100.5 voor een half",
            "a number without points between thousands: write 100000 or 100_000, and 100.5 for a half",
        ),
        Expected::Share => language.pick("een kans van 0 tot en met 1", "a chance from 0 to 1"),
        Expected::Bracket => ")",
        Expected::End => language.pick("niets meer", "nothing more"),
    }
}

fn refuse_criterion(console: &Console, text: &str, error: CriterionError) -> Status {
    let language = console.language;
    let expected = expected(error.expected, language);
    let caret = " ".repeat(error.at);
    console.error(&match language {
        Language::Nl => format!(
            "dit is geen criterium:\n  {text}\n  {caret}^ hier hoort {expected}\nBijvoorbeeld: --until \"P(payback <= 36) >= 0.8\""
        ),
        Language::En => format!(
            "this is no criterion:\n  {text}\n  {caret}^ expected here: {expected}\nFor instance: --until \"P(payback <= 36) >= 0.8\""
        ),
    });
    Status::BadInput
}

fn page(console: &Console, tale: SolveTale<'_>) -> String {
    let width = console.width;
    let runs = number(tale.runs as f64, 0, tale.language);
    let asked = tale.asked();
    let circumstances = match tale.language {
        Language::Nl => format!("Strategie ‘{}’; {asked}; {runs} runs.", tale.strategy),
        Language::En => format!("Strategy ‘{}’; {asked}; {runs} runs.", tale.strategy),
    };
    let mut text = opening(tale.title, &circumstances, width);
    let level = tale.level().map_or(String::new(), |level| format!("; {level}"));
    text.push_str(&format!("{}{level}\n\n", capitalized(&tale.what())));
    let mut table = Table::columns([tale.measure()]);
    for place in &tale.solved.curve {
        table.row(&tale.place(place.at), vec![tale.statistic(place)]);
    }
    text.push_str(&table.render(width));
    text.push('\n');
    text.push_str(&points(&tale.sentences(), width));
    text
}
