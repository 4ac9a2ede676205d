//! What can be asked on the command line.
//!
//! Only names and types stand here; every text that people see is in [`super::help`], in two languages.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use crate::decide::afford::MOST_SIZES;
use crate::decide::choose::USUAL_WORTH;
use crate::decide::value::study::MOST_HIRES;
use crate::language::Language;
use crate::tell::{DEFAULT_RUNS, MOST_RUNS};

/// Most threads that can be asked for.
pub const MOST_THREADS: u64 = 1024;

/// The whole command line.
#[derive(Clone, Debug, Parser)]
#[command(name = "kansrijk", version, arg_required_else_help = true)]
#[command(disable_help_flag = true, disable_help_subcommand = true)]
#[command(disable_version_flag = true)]
pub struct Arguments {
    /// What is asked.
    #[command(subcommand)]
    pub command: Command,
    /// Options of every command.
    #[command(flatten)]
    pub common: Common,
    /// Prints the version.
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

/// Options of every command.
#[derive(Clone, Debug, Args)]
pub struct Common {
    /// The language; it is settled before, by [`super::language::settle`].
    #[arg(long, global = true, value_name = "nl|en")]
    pub lang: Option<Language>,
    /// Nothing on stderr but errors.
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Prints the help.
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

/// The commands.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Computes scenarios and writes the results.
    Run(Run),
    /// Puts scenarios side by side.
    Compare(Compare),
    /// Reads scenarios and reports every problem.
    Check(Check),
    /// Compares simulation and exact twin.
    Verify(Verify),
    /// Tells one run as a story.
    Explain(Explain),
    /// Finds the largest cohort that can be afforded.
    Afford(Afford),
    /// Finds the value of a number at which a criterion holds.
    Solve(Solve),
    /// Says which assumption decides an outcome.
    Sensitivity(Sensitivity),
    /// Finds the circumstances under which something happens.
    Discover(Discover),
    /// Compares the strategies and says what it is worth to know more before choosing.
    Voi(Voi),
    /// Puts subsidy designs side by side.
    Study(Study),
    /// Lists the library, or the numbers of a scenario.
    List(List),
    /// Copies a scenario of the library.
    New(New),
    /// Writes a scenario in another format.
    Convert(Convert),
    /// Prints the JSON Schema of a scenario file, or of a study file.
    Schema {
        /// That of a study file.
        #[arg(long)]
        study: bool,
    },
    /// Prints a script that completes commands in a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Prints the help of a command.
    Help {
        /// The command.
        command: Option<String>,
    },
}

/// Numbers of the scenario that are replaced for this call.
#[derive(Clone, Debug, Args)]
pub struct Overrides {
    /// `path=value`, in the order given.
    #[arg(long, value_name = "PATH=VALUE")]
    pub set: Vec<String>,
}

/// How the draws are made.
#[derive(Clone, Copy, Debug, Args)]
pub struct Sampling {
    /// Number of runs.
    #[arg(long, value_name = "N", default_value_t = DEFAULT_RUNS as u64, value_parser = clap::value_parser!(u64).range(1..=MOST_RUNS))]
    pub runs: u64,
    /// Everything random follows from it.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Threads; 0: one for each processor.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u64).range(0..=MOST_THREADS))]
    pub threads: u64,
}

/// `kansrijk run`.
#[derive(Clone, Debug, Args)]
pub struct Run {
    /// Scenario files.
    #[arg(required = true, value_name = "SCENARIO")]
    pub scenarios: Vec<PathBuf>,
    /// Replaced numbers.
    #[command(flatten)]
    pub overrides: Overrides,
    /// Runs, seed, threads.
    #[command(flatten)]
    pub sampling: Sampling,
    /// Goes on until the outcomes are known well enough.
    #[arg(long)]
    pub until_converged: bool,
    /// Most runs then.
    #[arg(long, value_name = "N", requires = "until_converged", default_value_t = 1_000_000, value_parser = clap::value_parser!(u64).range(1..=MOST_RUNS))]
    pub at_most: u64,
    /// A half-width in euros that suffices then.
    #[arg(long, value_name = "EUROS", requires = "until_converged", value_parser = positive)]
    pub within_euros: Option<f64>,
    /// Folder of the results.
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub out: PathBuf,
    /// What is written there.
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        default_value = "report,results,tables,workbook,figures,decisions"
    )]
    pub write: Vec<Product>,
    /// What is printed.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
    /// How tables are written.
    #[arg(long, value_name = "STYLE", default_value = "excel")]
    pub csv: CsvStyle,
}

/// `kansrijk compare`.
#[derive(Clone, Debug, Args)]
pub struct Compare {
    /// Scenario files; the later ones are compared with the first.
    #[arg(required = true, num_args = 2.., value_name = "SCENARIO")]
    pub scenarios: Vec<PathBuf>,
    /// Replaced numbers, in all of them.
    #[command(flatten)]
    pub overrides: Overrides,
    /// Runs, seed, threads.
    #[command(flatten)]
    pub sampling: Sampling,
    /// Folder of the results.
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub out: PathBuf,
    /// What is printed.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
}

/// `kansrijk check`.
#[derive(Clone, Debug, Args)]
pub struct Check {
    /// Scenario files.
    #[arg(required = true, value_name = "SCENARIO")]
    pub scenarios: Vec<PathBuf>,
    /// Replaced numbers.
    #[command(flatten)]
    pub overrides: Overrides,
    /// What is printed.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
}

/// `kansrijk verify`.
#[derive(Clone, Debug, Args)]
pub struct Verify {
    /// Scenario files.
    #[arg(required = true, value_name = "SCENARIO")]
    pub scenarios: Vec<PathBuf>,
    /// Replaced numbers.
    #[command(flatten)]
    pub overrides: Overrides,
    /// Runs, seed, threads.
    #[command(flatten)]
    pub sampling: Sampling,
    /// What is printed.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
}

/// `kansrijk explain`.
#[derive(Clone, Debug, Args)]
pub struct Explain {
    /// Scenario file.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// Which run.
    #[arg(long, value_name = "K|worst|median")]
    pub run: RunChoice,
    /// Which strategy; by default the first that is not the baseline.
    #[arg(long, value_name = "KEY")]
    pub strategy: Option<String>,
    /// Replaced numbers.
    #[command(flatten)]
    pub overrides: Overrides,
    /// Runs, seed, threads.
    #[command(flatten)]
    pub sampling: Sampling,
    /// What is printed.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
}

/// What every analysis of one scenario can be asked.
#[derive(Clone, Debug, Args)]
pub struct Analysis {
    /// Replaced numbers.
    #[command(flatten)]
    pub overrides: Overrides,
    /// Runs, seed, threads.
    #[command(flatten)]
    pub sampling: Sampling,
    /// Folder of the results.
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub out: PathBuf,
    /// What is printed.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
}

/// `kansrijk afford`.
#[derive(Clone, Debug, Args)]
pub struct Afford {
    /// Scenario file.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// Which strategy; by default the first that is not the baseline.
    #[arg(long, value_name = "KEY")]
    pub strategy: Option<String>,
    /// Which of its intake groups grows, from 1; by default the one whose people are not registered.
    #[arg(long, value_name = "N")]
    pub group: Option<u64>,
    /// Accepted chance of a shortfall; by default the scenario's own.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub risk: Option<f64>,
    /// Accepted chance of a shortfall above that without these positions.
    #[arg(long, value_name = "SHARE", conflicts_with = "risk", value_parser = share)]
    pub added_risk: Option<f64>,
    /// Largest size; by default 60, or twice the file's own.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=MOST_SIZES as u64))]
    pub up_to: Option<u64>,
    /// What every analysis can be asked.
    #[command(flatten)]
    pub common: Analysis,
}

/// `kansrijk solve`.
#[derive(Clone, Debug, Args)]
pub struct Solve {
    /// Scenario file.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// Path of the number that varies.
    #[arg(long, value_name = "PATH")]
    pub vary: String,
    /// Lower end of the range.
    #[arg(long, value_name = "A", value_parser = finite)]
    pub from: f64,
    /// Upper end of the range.
    #[arg(long, value_name = "B", value_parser = finite)]
    pub to: f64,
    /// The criterion.
    #[arg(long, value_name = "CRITERION")]
    pub until: String,
    /// What is done with the number.
    #[arg(long = "as", value_name = "HOW", default_value = "fixed")]
    pub how: As,
    /// Which strategy; by default the first that is not the baseline.
    #[arg(long, value_name = "KEY")]
    pub strategy: Option<String>,
    /// What every analysis can be asked.
    #[command(flatten)]
    pub common: Analysis,
}

/// `kansrijk sensitivity`.
#[derive(Clone, Debug, Args)]
pub struct Sensitivity {
    /// Scenario file.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// Which outcome; by default the difference with the baseline.
    #[arg(long, value_name = "OUTCOME")]
    pub outcome: Option<String>,
    /// Rows of the design behind Sobol indices; by default 1,024, or 256 where expectations are dear.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(64..=65_536))]
    pub base: Option<u64>,
    /// Which strategy; by default the first that is not the baseline.
    #[arg(long, value_name = "KEY")]
    pub strategy: Option<String>,
    /// What every analysis can be asked.
    #[command(flatten)]
    pub common: Analysis,
}

/// `kansrijk voi`.
#[derive(Clone, Debug, Args)]
pub struct Voi {
    /// Scenario file.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// Whom the study follows; by default who is trained under another strategy than the baseline.
    #[arg(long, value_name = "KEY")]
    pub profile: Option<String>,
    /// How many of them.
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u64).range(1..=MOST_HIRES as u64))]
    pub hires: u64,
    /// For how many months.
    #[arg(long, value_name = "M", default_value_t = 24, value_parser = clap::value_parser!(u64).range(1..=600))]
    pub months: u64,
    /// Highest value of one registered professional.
    #[arg(long, value_name = "EUROS", value_parser = positive, default_value_t = USUAL_WORTH)]
    pub registered_up_to: f64,
    /// What every analysis can be asked.
    #[command(flatten)]
    pub common: Analysis,
}

/// What `solve` does with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum As {
    /// It gets the value.
    Fixed,
    /// The value is added to every draw.
    Shift,
    /// Every draw is multiplied by the value.
    Scale,
}

/// `kansrijk discover`.
#[derive(Clone, Debug, Args)]
pub struct Discover {
    /// Scenario file.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// What happens.
    #[arg(long, value_name = "EVENT", default_value = "shortfall")]
    pub when: String,
    /// Which strategy; by default the first that is not the baseline.
    #[arg(long, value_name = "KEY")]
    pub strategy: Option<String>,
    /// What every analysis can be asked.
    #[command(flatten)]
    pub common: Analysis,
}

/// `kansrijk study`.
#[derive(Clone, Debug, Args)]
pub struct Study {
    /// Study file.
    #[arg(value_name = "STUDY")]
    pub study: PathBuf,
    /// Replaced numbers.
    #[command(flatten)]
    pub overrides: Overrides,
    /// Number of runs; every organisation is lived in each of them.
    #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = clap::value_parser!(u64).range(1..=MOST_RUNS))]
    pub runs: u64,
    /// Everything random follows from it, drawn organisations too.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Threads; 0: one for each processor.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u64).range(0..=MOST_THREADS))]
    pub threads: u64,
    /// Folder of the results.
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub out: PathBuf,
    /// What is written there.
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        default_value = "report,results,tables,workbook,figures"
    )]
    pub write: Vec<StudyProduct>,
    /// What is printed.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
    /// How tables are written.
    #[arg(long, value_name = "STYLE", default_value = "excel")]
    pub csv: CsvStyle,
}

/// `kansrijk list`.
#[derive(Clone, Debug, Args)]
pub struct List {
    /// A scenario whose numbers are listed; without it the library is.
    #[arg(value_name = "SCENARIO")]
    pub scenario: Option<PathBuf>,
    /// What is printed.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
}

/// `kansrijk convert`.
#[derive(Clone, Debug, Args)]
pub struct Convert {
    /// The scenario, as text or as workbook.
    #[arg(value_name = "SCENARIO")]
    pub input: PathBuf,
    /// The file to make; its ending says in which format.
    #[arg(value_name = "FILE")]
    pub output: PathBuf,
    /// Overwrites what is there.
    #[arg(long)]
    pub force: bool,
}

/// `kansrijk new`.
#[derive(Clone, Debug, Args)]
pub struct New {
    /// Makes a workbook instead of a text.
    #[arg(long)]
    pub xlsx: bool,
    /// A name from the library, or a scenario file.
    #[arg(value_name = "TEMPLATE")]
    pub template: String,
    /// The file to make.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Overwrites what is there.
    #[arg(long)]
    pub force: bool,
}

/// A run to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunChoice {
    /// The run with this number, as in the table of draws.
    Number(u64),
    /// The run with the lowest NPV.
    Worst,
    /// The run with the median NPV.
    Median,
}

impl std::str::FromStr for RunChoice {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "worst" | "slechtste" => Ok(Self::Worst),
            "median" | "mediaan" => Ok(Self::Median),
            _ => match text.parse() {
                Ok(number) => Ok(Self::Number(number)),
                Err(_) => Err("expected the number of a run, `worst` or `median`"),
            },
        }
    }
}

/// Something that `run` can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Product {
    /// `results.json`.
    Results,
    /// `report.html`.
    Report,
    /// CSV tables.
    Tables,
    /// The results as an Excel workbook.
    Workbook,
    /// Figures as SVG and PNG.
    Figures,
    /// Every run, as Parquet.
    Draws,
    /// What decides, as a part of the report, the results, the workbook and the figures.
    Decisions,
}

/// Something that `study` can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum StudyProduct {
    /// `report.html`.
    Report,
    /// `results.json`.
    Results,
    /// CSV tables.
    Tables,
    /// The results as an Excel workbook.
    Workbook,
    /// Figures as SVG and PNG.
    Figures,
}

/// What goes to stdout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// For programs.
    Json,
}

/// How CSV tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CsvStyle {
    /// `;` and a decimal comma, as Dutch Excel opens it.
    Excel,
    /// `,` and a decimal point.
    International,
}

fn positive(text: &str) -> Result<f64, &'static str> {
    match text.parse::<f64>() {
        Ok(x) if x.is_finite() && x > 0.0 => Ok(x),
        _ => Err("expected an amount above 0"),
    }
}

fn share(text: &str) -> Result<f64, &'static str> {
    match text.parse::<f64>() {
        Ok(x) if (0.0..=1.0).contains(&x) => Ok(x),
        _ => Err("expected a share from 0 to 1"),
    }
}

fn finite(text: &str) -> Result<f64, &'static str> {
    match text.parse::<f64>() {
        Ok(x) if x.is_finite() => Ok(x),
        _ => Err("expected a number"),
    }
}
