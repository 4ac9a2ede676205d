//! `kansrijk verify`: simulation and exact twin side by side.

use std::path::Path;

use serde::Serialize;

use super::arguments::{Format, Verify};
use super::console::Console;
use super::progress::Progress;
use super::screen::layout::{BOLD, Table, paragraph};
use super::status::{Outcome, Status};
use super::{interrupt, load, run};
use crate::input::LoadOptions;
use crate::language::{Language, euros, number};
use crate::model::outcome::{Headline, Line};
use crate::model::plan::Plan;
use crate::tell::words::capitalized;
use crate::verify::{Row, Subject, Verdict, Verification, verify as compare};
use crate::write::labels::{Labelled, OutcomeUnit};

/// Headline outcomes that the table shows beside the lines of the bridge.
const SHOWN: [Headline; 6] = [
    Headline::Npv,
    Headline::NetCash,
    Headline::Hires,
    Headline::Exits,
    Headline::NewlyRegisteredAtHorizon,
    Headline::BillableHours,
];

/// Verifies each scenario; the worst that happened is the exit code.
pub fn verify(console: &Console, arguments: &Verify) -> Outcome {
    let scenarios = load::expand(&arguments.scenarios);
    let options = load::options(console, &arguments.overrides)?;
    let pool = run::threads(console, arguments.sampling.threads)?;
    interrupt::flag();
    let mut status = Status::Fine;
    let mut documents = Vec::new();
    for (k, path) in scenarios.iter().enumerate() {
        let verified = pool.install(|| one(console, arguments, &options, path));
        let (plan, verification) = match verified {
            Ok(verified) => verified,
            Err(Status::Interrupted) => return Err(console.interrupted()),
            Err(worse) => {
                status = status.max(worse);
                continue;
            }
        };
        if verification.verdict() != Verdict::Holds {
            status = status.max(Status::CheckFailed);
        }
        match arguments.format {
            Format::Json => documents.push(Document::new(path, &plan, &verification)),
            Format::Table => {
                let gap = if k > 0 { "\n" } else { "" };
                let page = Page { plan: &plan, verification: &verification, console };
                console.result(&format!("{gap}{}", page.render()))?;
            }
        }
    }
    if arguments.format == Format::Json {
        console.result(&super::pretty_json(&documents))?;
    }
    Ok(status)
}

fn one(
    console: &Console,
    arguments: &Verify,
    options: &LoadOptions,
    path: &Path,
) -> Result<(Plan, Verification), Status> {
    let plan = Plan::new(load::scenario(console, path, options)?.scenario);
    let runs = arguments.sampling.runs as usize;
    let progress = Progress::new(console, &plan.scenario.name, runs);
    let verification = compare(&plan, arguments.sampling.seed, runs, &progress);
    progress.finish();
    match verification {
        Some(verification) if !interrupt::asked() => Ok((plan, verification)),
        _ => Err(Status::Interrupted),
    }
}

/// What `verify` shows of a scenario.
struct Page<'a> {
    plan: &'a Plan,
    verification: &'a Verification,
    console: &'a Console,
}

impl Page<'_> {
    fn render(&self) -> String {
        let language = self.console.language;
        let title = self.plan.scenario.title.get(language);
        let mut text = format!("{BOLD}{title}{BOLD:#}\n\n");
        for (s, strategy) in self.plan.scenario.strategies.iter().enumerate() {
            text.push_str(&format!("{BOLD}{}{BOLD:#}\n", strategy.name.get(language)));
            text.push_str(&self.table(s).render(self.console.width));
            text.push('\n');
        }
        for sentence in self.verdict() {
            text.push_str(&paragraph("", &sentence, self.console.width));
        }
        text
    }

    fn table(&self, strategy: usize) -> Table {
        let pick = |nl, en| self.console.pick(nl, en).to_owned();
        let mut table = Table::columns([
            pick("exact", "exact"),
            pick("simulatie", "simulation"),
            pick("verschil (standaardfout)", "difference (standard error)"),
            "z".to_owned(),
        ]);
        for row in &self.verification.rows {
            let is_total = match row.subject {
                Subject::Headline(outcome) => SHOWN.contains(&outcome),
                Subject::Line(_) => true,
                _ => false,
            };
            let is_empty = row.twin == 0.0 && row.monte_carlo == 0.0;
            if row.strategy == strategy && is_total && !is_empty {
                table.row(&self.name(row.subject), self.cells(row));
            }
        }
        table
    }

    fn cells(&self, row: &Row) -> Vec<String> {
        let language = self.console.language;
        let amount = |x: f64| match unit(row.subject) {
            OutcomeUnit::Euros => euros(x, language),
            OutcomeUnit::Hours => number(x, 0, language),
            _ => number(x, 3, language),
        };
        let z = if row.judged {
            number(row.z, 1, language)
        } else {
            self.console.pick("te weinig gevallen", "too few cases").to_owned()
        };
        let difference =
            format!("{} ({})", amount(row.monte_carlo - row.twin), amount(row.standard_error));
        vec![amount(row.twin), amount(row.monte_carlo), difference, z]
    }

    /// What a row is about, with its year.
    fn name(&self, subject: Subject) -> String {
        let language = self.console.language;
        let result = self.console.pick("resultaat", "result");
        let (label, year) = match subject {
            Subject::Headline(outcome) => (outcome.label(language), None),
            Subject::Line(line) => (line.label(language), None),
            Subject::LineOfYear(line, year) => (line.label(language), Some(year)),
            Subject::MonthlyOfYear(outcome, year) => (outcome.label(language), Some(year)),
            Subject::ResultOfYear(year) => (result, Some(year)),
        };
        let label = capitalized(label);
        match year {
            Some(year) => format!("{label} {}", self.plan.years[year].0),
            None => label,
        }
    }

    fn verdict(&self) -> Vec<String> {
        let language = self.console.language;
        let count = |n: usize| number(n as f64, 0, language);
        let bound = number(self.verification.bound, 1, language);
        let judged = count(self.verification.rows.iter().filter(|row| row.judged).count());
        let (all, runs) = (count(self.verification.rows.len()), count(self.verification.runs));
        let mut sentences = Vec::new();
        let failures: Vec<String> =
            self.verification.failures().map(|row| self.failure(row)).collect();
        sentences.push(match (language, failures.len()) {
            (Language::Nl, 0) if self.verification.verdict() == Verdict::Undecided => format!(
                "Niet te zeggen: {runs} runs zijn te weinig om uitkomsten met toeval erin te beoordelen. Vraag \
                 er meer, bijvoorbeeld 10.000 (--runs)."
            ),
            (Language::En, 0) if self.verification.verdict() == Verdict::Undecided => format!(
                "Cannot be told: {runs} runs are too few to judge outcomes with luck in them. Ask for more, for \
                 instance 10,000 (--runs)."
            ),
            (Language::Nl, 0) => format!(
                "Klopt: van {all} vergelijkingen over {runs} runs zijn er {judged} te beoordelen, en geen ligt \
                 verder uiteen dan toeval verklaart (|z| ≤ {bound})."
            ),
            (Language::En, 0) => format!(
                "It holds: of {all} comparisons over {runs} runs {judged} can be judged, and none is further \
                 apart than chance explains (|z| ≤ {bound})."
            ),
            (Language::Nl, n) => format!(
                "Klopt niet: {n} van {judged} beoordeelde vergelijkingen liggen verder uiteen dan toeval \
                 verklaart (|z| > {bound}). Meld dit: het wijst op een fout in het programma."
            ),
            (Language::En, n) => format!(
                "It does not hold: {n} of {judged} judged comparisons are further apart than chance \
                 explains (|z| > {bound}). Please report it: it points at a mistake in the program."
            ),
        });
        sentences.extend(failures);
        let only = self.verification.monte_carlo_only.iter().map(|o| o.label(language));
        let only = only.collect::<Vec<_>>().join(", ");
        let only_here = self.console.pick("Alleen uit simulatie", "From simulation only");
        sentences.push(format!("{only_here}: {only}."));
        sentences
    }

    fn failure(&self, row: &Row) -> String {
        let strategy = &self.plan.scenario.strategies[row.strategy];
        let name = strategy.name.get(self.console.language);
        let cells = self.cells(row);
        format!(
            "! ‘{name}’, {}: {} {}, {} {}, z = {}",
            self.name(row.subject),
            self.console.pick("exact", "exact"),
            cells[0],
            self.console.pick("simulatie", "simulation"),
            cells[1],
            cells[3]
        )
    }
}

fn unit(subject: Subject) -> OutcomeUnit {
    match subject {
        Subject::Headline(outcome) => outcome.unit(),
        Subject::Line(line) | Subject::LineOfYear(line, _) => line.unit(),
        Subject::MonthlyOfYear(outcome, _) => outcome.unit(),
        Subject::ResultOfYear(_) => Line::RevenueOwn.unit(),
    }
}

/// What `verify --format json` says of a scenario.
#[derive(Serialize)]
struct Document {
    file: String,
    runs: usize,
    verdict: Verdict,
    bound: f64,
    rows: Vec<DocumentRow>,
    monte_carlo_only: Vec<&'static str>,
}

#[derive(Serialize)]
struct DocumentRow {
    strategy: String,
    subject: &'static str,
    year: Option<i32>,
    twin: f64,
    monte_carlo: f64,
    standard_error: f64,
    /// `null` where only the means differ and nothing varies.
    z: Option<f64>,
    events: usize,
    judged: bool,
}

impl Document {
    fn new(path: &Path, plan: &Plan, verification: &Verification) -> Self {
        let only = verification.monte_carlo_only.iter();
        Self {
            file: path.display().to_string(),
            runs: verification.runs,
            verdict: verification.verdict(),
            bound: verification.bound,
            rows: verification.rows.iter().map(|row| DocumentRow::new(plan, row)).collect(),
            monte_carlo_only: only.map(|outcome| outcome.key()).collect(),
        }
    }
}

impl DocumentRow {
    fn new(plan: &Plan, row: &Row) -> Self {
        let (subject, year) = match row.subject {
            Subject::Headline(outcome) => (outcome.key(), None),
            Subject::Line(line) => (line.key(), None),
            Subject::LineOfYear(line, year) => (line.key(), Some(year)),
            Subject::MonthlyOfYear(outcome, year) => (outcome.key(), Some(year)),
            Subject::ResultOfYear(year) => ("result", Some(year)),
        };
        Self {
            strategy: plan.scenario.strategies[row.strategy].key.clone(),
            subject,
            year: year.map(|year| plan.years[year].0),
            twin: row.twin,
            monte_carlo: row.monte_carlo,
            standard_error: row.standard_error,
            z: row.z.is_finite().then_some(row.z),
            events: row.events,
            judged: row.judged,
        }
    }
}
