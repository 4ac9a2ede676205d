//! Under which circumstances something happens, in sentences and rows.

use super::quantities::with_unit;
use super::rows::OutcomeTable;
use super::{MOST_RUNS, criterion, names, prices, rounding};
use crate::decide::discover::{
    Bound, Discovery, Factor, LEAST_CASES, Measured, Region, Side, Verdict,
};
use crate::distribution::normal::HALF_WIDTH_95;
use crate::language::{Language, number};
use crate::model::scenario::Scenario;
use crate::summarize::statistics::{Chance, Split};

/// Below this share of ignorance, error included, it is luck.
const HARDLY_IGNORANCE: f64 = 0.1;

/// What there is to tell, and in which language.
#[derive(Clone, Copy, Debug)]
pub struct DiscoverTale<'a> {
    /// The scenario that was computed.
    pub scenario: &'a Scenario,
    /// What was found.
    pub found: &'a Discovery,
    /// The language of the reader.
    pub language: Language,
}

impl DiscoverTale<'_> {
    /// Name of the strategy.
    pub fn strategy(&self) -> &str {
        self.scenario.strategies[self.found.strategy].name.get(self.language)
    }

    /// What a column of numbers is called.
    pub fn factor(&self, column: usize) -> String {
        let factor = &self.found.factors[column];
        let path = &self.scenario.quantities[factor.quantities()[0]].path;
        match factor {
            Factor::Quantity(_) => names::name(self.scenario, path, self.language),
            Factor::MeanDeviation(_) => {
                let stem = path.rsplit_once('[').map_or(path.as_str(), |(stem, _)| stem);
                let name = names::name(self.scenario, stem, self.language);
                let mean = self.language.pick("gemiddeld per jaar", "mean a year");
                format!("{name} ({mean})")
            }
        }
    }

    /// The symbol of the unit of a column.
    pub fn unit(&self, column: usize) -> &'static str {
        self.scenario.quantities[self.found.factors[column].quantities()[0]].unit
    }

    /// The number of a bound in its unit.
    pub fn value(&self, bound: &Bound) -> String {
        with_unit(bound.value, self.unit(bound.column), self.language)
    }

    /// A bound: `Zij-instromer: verzuim minstens 9%`.
    pub fn bound(&self, bound: &Bound) -> String {
        format!("{} {} {}", self.factor(bound.column), self.side(bound.side), self.value(bound))
    }

    /// A bound in a sentence: `‘Zij-instromer: verzuim’ minstens 9% is`.
    fn clause(&self, bound: &Bound) -> String {
        let (name, side, value) =
            (self.factor(bound.column), self.side(bound.side), self.value(bound));
        match self.language {
            Language::Nl => format!("‘{name}’ {side} {value} is"),
            Language::En => format!("‘{name}’ is {side} {value}"),
        }
    }

    /// The word before the number of a bound.
    pub fn side(&self, side: Side) -> &'static str {
        match side {
            Side::AtLeast => self.language.pick("minstens", "at least"),
            Side::AtMost => self.language.pick("hoogstens", "at most"),
        }
    }

    /// What happens, to follow on "in so many futures".
    pub fn event(&self) -> String {
        let [subject, verb, rest] = self.event_parts();
        match self.language {
            Language::Nl => format!("{verb} {subject} {rest}"),
            Language::En => format!("{subject} {verb} {rest}"),
        }
    }

    /// What happens, as a label.
    pub fn event_alone(&self) -> String {
        let [subject, verb, rest] = self.event_parts();
        format!("{subject} {verb} {rest}")
    }

    fn event_parts(&self) -> [String; 3] {
        criterion::event_parts(self.found.event, self.language)
    }

    /// The region, if there is one.
    pub fn region(&self) -> Option<&Region> {
        match &self.found.verdict {
            Verdict::Somewhere(region) => Some(region),
            _ => None,
        }
    }

    /// The answer in a few words.
    pub fn title(&self) -> String {
        let language = self.language;
        let Some(Region { measured, .. }) = self.region() else {
            return self.sentences().remove(0).trim_end_matches('.').to_owned();
        };
        let event = super::words::capitalized(&self.event_alone());
        let inside = rounding::of_hundred(measured.density().value, language);
        let elsewhere = rounding::of_hundred(measured.outside().value, language);
        match language {
            Language::Nl => {
                format!("{event}: in het gebied in {inside} toekomsten, daarbuiten in {elsewhere}")
            }
            Language::En => {
                format!("{event}: in the region in {inside} futures, elsewhere in {elsewhere}")
            }
        }
    }

    /// All bounds: `‘…’ minstens 21% is én ‘…’ hoogstens € 92 is`.
    fn bounds(&self, region: &Region) -> String {
        let bounds: Vec<String> =
            region.bounds.iter().map(|known| self.clause(&known.bound)).collect();
        let and = self.language.pick("én", "and");
        match bounds.as_slice() {
            [all @ .., last] if !all.is_empty() => format!("{} {and} {last}", all.join(", ")),
            _ => bounds.concat(),
        }
    }

    /// The answer: how often, where, how sure, and how much is luck.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences = self.findings();
        sentences.extend(self.region().and_then(|_| prices::note(self.scenario, self.language)));
        sentences.extend(super::few(self.found.runs, self.language));
        sentences
    }

    fn findings(&self) -> Vec<String> {
        match &self.found.verdict {
            Verdict::Never => vec![self.never()],
            Verdict::Always => vec![self.always()],
            Verdict::TooFew => vec![self.base(), self.too_few()],
            Verdict::NothingUncertain => vec![
                self.base(),
                self.language
                    .pick(
                        "Alle getallen van dit scenario staan vast: welke toekomst het wordt, is alleen toeval.",
                        "All numbers of this scenario are certain: which future it will be is luck alone.",
                    )
                    .to_owned(),
            ],
            Verdict::Nowhere => vec![self.base(), self.nowhere()],
            Verdict::Somewhere(region) => {
                let mut sentences = vec![self.base(), self.where_it_is(region), self.size(region)];
                sentences.extend(self.together(region));
                sentences.extend(self.luck());
                sentences
            }
        }
    }

    fn base(&self) -> String {
        let Self { found, language, .. } = *self;
        let share = rounding::of_hundred(found.base.value, language);
        let margin = margin(found.base, language);
        match language {
            Language::Nl => format!("In {share} toekomsten{margin} {}.", self.event()),
            Language::En => format!("In {share} futures{margin} {}.", self.event()),
        }
    }

    fn where_it_is(&self, region: &Region) -> String {
        let language = self.language;
        let measured = &region.measured;
        let text = |chance: Chance| {
            let margin = margin_text(chance, language).map(|margin| format!(", {margin}"));
            (rounding::of_hundred(chance.value, language), margin.unwrap_or_default())
        };
        let (coverage, of_coverage) = text(measured.coverage());
        let (density, of_density) = text(measured.density());
        let outside = rounding::of_hundred(measured.outside().value, language);
        let of_outside = margin(measured.outside(), language);
        let bounds = self.bounds(region);
        match language {
            Language::Nl => format!(
                "Dat gebeurt vooral waar {bounds}: daar liggen {coverage} zulke toekomsten (dekking{of_coverage}). Van de toekomsten \
                 daar gaat het in {density} zo (dichtheid{of_density}), daarbuiten in {outside}{of_outside}."
            ),
            Language::En => format!(
                "That happens mostly where {bounds}: {coverage} such futures lie there (coverage{of_coverage}). Of the futures there it \
                 happens in {density} (density{of_density}), elsewhere in {outside}{of_outside}."
            ),
        }
    }

    fn size(&self, region: &Region) -> String {
        let language = self.language;
        let share = rounding::of_hundred(region.measured.share().value, language);
        let runs = rounding::count(region.measured.all.runs as f64, language);
        match language {
            Language::Nl => format!(
                "In dat gebied liggen {share} toekomsten. Dekking en dichtheid zijn gemeten op {runs} toekomsten waarin niet is gezocht."
            ),
            Language::En => format!(
                "In that region lie {share} futures. Coverage and density are measured on {runs} futures that were not searched."
            ),
        }
    }

    /// Numbers that move together with a bounded one: a bound may be theirs.
    fn together(&self, region: &Region) -> Vec<String> {
        let scenario = self.scenario;
        let bounded: Vec<usize> = region.bounds.iter().map(|known| known.bound.column).collect();
        let mut sentences = Vec::new();
        for (k, column) in bounded.iter().enumerate() {
            let Factor::Quantity(q) = &self.found.factors[*column] else { continue };
            if bounded[..k].contains(column) {
                continue;
            }
            let group = scenario.correlations.iter().find(|of| of.members.contains(&(*q as u32)));
            let others =
                group.into_iter().flat_map(|of| &of.members).filter(|m| **m as usize != *q);
            let others: Vec<String> = others
                .map(|m| {
                    names::name(scenario, &scenario.quantities[*m as usize].path, self.language)
                })
                .collect();
            if others.is_empty() {
                continue;
            }
            let (one, others) = (self.factor(*column), others.join(", "));
            sentences.push(match self.language {
                Language::Nl => {
                    format!("‘{one}’ beweegt samen met ‘{others}’: de grens kan ook daarvan komen.")
                }
                Language::En => format!(
                    "‘{one}’ moves together with ‘{others}’: the bound may be theirs as well."
                ),
            });
        }
        sentences
    }

    /// How much of the difference between futures the numbers explain at most.
    fn luck(&self) -> Option<String> {
        let Split { ignorance, standard_error, .. } = self.found.split?;
        let share =
            rounding::share_with_margin(ignorance.clamp(0.0, 1.0), standard_error, self.language);
        Some(match self.language {
            Language::Nl => format!(
                "Van het verschil tussen de toekomsten komt {share} van getallen die niemand precies kent; de rest is toeval, dat geen grens kan aanwijzen."
            ),
            Language::En => format!(
                "Of the difference between futures {share} comes from numbers that nobody knows precisely; the rest is luck, which no bound can point at."
            ),
        })
    }

    fn nowhere(&self) -> String {
        let language = self.language;
        let known = self.found.split.map(|split| {
            let most = split.ignorance + HALF_WIDTH_95 * split.standard_error;
            (
                most < HARDLY_IGNORANCE,
                rounding::share_with_margin(
                    split.ignorance.clamp(0.0, 1.0),
                    split.standard_error,
                    language,
                ),
            )
        });
        match (language, known) {
            (Language::Nl, Some((true, share))) => format!(
                "Er is geen gebied aan te wijzen waar dat vaker gebeurt: het is toeval, niet de getallen. Die verklaren {share} van het verschil tussen de toekomsten."
            ),
            (Language::En, Some((true, share))) => format!(
                "There is no region where that happens more often: it is luck, not the numbers. They explain {share} of the difference between futures."
            ),
            (Language::Nl, Some((false, share))) => format!(
                "Geen enkele of paar getallen wijzen een gebied aan waar dat duidelijk vaker gebeurt. Alle getallen samen verklaren {share} van het verschil tussen de toekomsten. Meer runs (--runs) kunnen helpen."
            ),
            (Language::En, Some((false, share))) => format!(
                "No number or two points at a region where that happens clearly more often. All numbers together explain {share} of the difference between futures. More runs (--runs) may help."
            ),
            (Language::Nl, None) => "Er is geen gebied aan te wijzen waar dat duidelijk vaker gebeurt. Meer runs (--runs) kunnen helpen.".to_owned(),
            (Language::En, None) => "There is no region where that happens clearly more often. More runs (--runs) may help.".to_owned(),
        }
    }

    fn never(&self) -> String {
        let (runs, most) = self.runs_and_bound();
        match self.language {
            Language::Nl => format!(
                "In geen van de {runs} runs {}: er is geen gebied te zoeken. De kans is dan hoogstens {most}.",
                self.event()
            ),
            Language::En => format!(
                "In none of the {runs} runs {}: there is no region to look for. The chance is at most {most} then.",
                self.event()
            ),
        }
    }

    fn always(&self) -> String {
        let (runs, most) = self.runs_and_bound();
        match self.language {
            Language::Nl => format!(
                "In elk van de {runs} runs {}: er is geen gebied te zoeken. De kans dat het anders gaat is hoogstens {most}.",
                self.event()
            ),
            Language::En => format!(
                "In every one of the {runs} runs {}: there is no region to look for. The chance that it does not is at most {most}.",
                self.event()
            ),
        }
    }

    /// The runs, and the largest chance (95 %) of something that happened in none of them: three in so many.
    fn runs_and_bound(&self) -> (String, String) {
        let runs = self.found.runs;
        let most = (3.0 / runs.max(1) as f64).min(1.0);
        let decimals = (-(100.0 * most).log10().floor()).clamp(0.0, 6.0) as u8;
        (
            rounding::count(runs as f64, self.language),
            crate::language::percent(most, decimals, self.language),
        )
    }

    fn too_few(&self) -> String {
        let Self { found, language, .. } = *self;
        let rare = found.happened.min(found.runs - found.happened);
        let is_case = rare == found.happened;
        let needed = (1.2 * LEAST_CASES as f64 * found.runs as f64 / rare.max(1) as f64).ceil();
        let step = 10f64.powf(needed.log10().floor());
        let needed = (needed / step).ceil() * step;
        let least = rounding::count(LEAST_CASES as f64, language);
        let runs = |one: &str, many: &str| match rare {
            1 => one.to_owned(),
            _ => format!("{many} {} runs", rounding::count(rare as f64, language)),
        };
        let what = match (language, is_case) {
            (Language::Nl, true) => runs("Dat is 1 run", "Dat zijn"),
            (Language::Nl, false) => runs("Maar 1 run loopt anders", "Anders lopen maar"),
            (Language::En, true) => runs("That is 1 run", "Those are"),
            (Language::En, false) => runs("Only 1 run goes otherwise", "Otherwise go only"),
        };
        let advice = if needed <= MOST_RUNS as f64 {
            match language {
                Language::Nl => format!(" Vraag --runs {needed} of meer."),
                Language::En => format!(" Ask for --runs {needed} or more."),
            }
        } else {
            String::new()
        };
        match language {
            Language::Nl => {
                format!("{what}: te weinig om te zien waaraan het ligt (nodig: {least}).{advice}")
            }
            Language::En => {
                format!("{what}: too few to see what it depends on (needed: {least}).{advice}")
            }
        }
    }

    /// The region, and what it would be without each bound; no row where there is no region.
    pub fn table(&self) -> OutcomeTable {
        let headings = [
            ("dekking", "coverage"),
            ("dichtheid", "density"),
            ("deel van de toekomsten", "share of the futures"),
        ];
        let headings = headings.map(|(nl, en)| self.language.pick(nl, en).to_owned());
        let mut table = OutcomeTable::new(headings.into());
        let Some(region) = self.region() else { return table };
        let cells = |measured: &Measured| {
            let told = |chance: Chance| {
                let share = rounding::share(chance.value, self.language);
                format!("{share}{}", margin(chance, self.language))
            };
            [measured.coverage(), measured.density(), measured.share()].map(told).into()
        };
        table.row(self.language.pick("het gebied", "the region"), cells(&region.measured));
        // Without its only bound a region is everything.
        if region.bounds.len() > 1 {
            let without = self.language.pick("zonder", "without");
            for known in &region.bounds {
                let label = format!("{without}: {}", self.bound(&known.bound));
                table.row(&label, cells(&known.without));
            }
        }
        table
    }
}

/// The margin of a chance in hundredths, where that is more than one: `±4`.
fn margin_text(chance: Chance, language: Language) -> Option<String> {
    let margin = (100.0 * HALF_WIDTH_95 * chance.standard_error).ceil();
    (margin > 1.0).then(|| format!("±{}", number(margin, 0, language)))
}

/// The same behind a number: ` (±4)`.
fn margin(chance: Chance, language: Language) -> String {
    margin_text(chance, language).map_or(String::new(), |margin| format!(" ({margin})"))
}
