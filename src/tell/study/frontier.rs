//! Which design buys most for the money: the frontier, who is not on it and why, and what cannot be told.

use super::{MOST_TOLD, NO_DESIGN, StudyTale, is_clear, is_close};
use crate::language::Language;
use crate::study::Estimate;
use crate::study::frontier::Standing;
use crate::study::outcome::Outcome;
use crate::tell::answer::{Part, Tendency};
use crate::tell::rounding;

impl StudyTale<'_> {
    pub(super) fn worth(&self) -> Part {
        let language = self.language;
        let steps = self.steps();
        let first = steps.first().copied();
        let (verdict, tendency) = match first.map(|step| (step.to, step.each)) {
            Some((to, Some(each))) => (self.cheapest(to, &self.each(each)), Tendency::Good),
            Some((to, None)) => {
                let name = self.quoted(to);
                let text = match language {
                    Language::Nl => {
                        format!("Of {name} iets oplevert, is met dit aantal runs niet te zeggen.")
                    }
                    Language::En => format!(
                        "Whether {name} brings anything cannot be told with this number of runs."
                    ),
                };
                (text, Tendency::Open)
            }
            None => {
                let text = language.pick(
                    "Geen enkel ontwerp levert extra geregistreerden op.",
                    "No design brings additional registered professionals.",
                );
                (text.to_owned(), Tendency::Bad)
            }
        };
        let mut sentences = Vec::new();
        if let Some(step) = first {
            sentences.push(self.brings(step.to));
        }
        for step in steps.iter().skip(1).take(MOST_TOLD - 1) {
            sentences.push(self.further(step.from, step.to, step.each.map(|of| self.each(of))));
        }
        sentences.extend(self.beaten());
        sentences.extend(self.acceptable());
        Part {
            question: language.pick(
                "Welk ontwerp koopt het meeste voor het geld?",
                "Which design buys most for the money?",
            ),
            verdict,
            tendency,
            sentences,
        }
    }

    fn cheapest(&self, to: usize, each: &str) -> String {
        let name = self.quoted(to);
        match self.language {
            Language::Nl => {
                format!("{name} koopt een extra geregistreerde het goedkoopst: {each} per persoon.")
            }
            Language::En => {
                format!("{name} buys an additional registered professional for least: {each} each.")
            }
        }
    }

    /// What a design brings, and for how much.
    fn brings(&self, row: usize) -> String {
        let heads = self.heads(self.estimate(row, Outcome::AdditionalInYouthCare));
        let stay = self.heads(self.estimate(row, Outcome::AdditionalWithEmployer));
        let cost = self.amount(row, Outcome::NetSpendDiscounted);
        let (name, months) = (self.quoted(row), self.months());
        match self.language {
            Language::Nl => format!(
                "{name} levert gemiddeld {heads} extra geregistreerden op die na {months} nog in de jeugdzorg werken \
                 ({stay} bij dezelfde werkgever), voor {cost} (na terugvordering, contante waarde)."
            ),
            Language::En => format!(
                "{name} brings {heads} additional registered professionals on average who still work in youth care after \
                 {months} ({stay} with the same employer), for {cost} (after clawback, present value)."
            ),
        }
    }

    /// The next design on the frontier.
    fn further(&self, from: usize, to: usize, each: Option<String>) -> String {
        let more = self.heads(self.difference(from, to, Outcome::AdditionalInYouthCare));
        let (from, to) = (self.quoted(from), self.quoted(to));
        match (each, self.language) {
            (Some(each), Language::Nl) => {
                format!(
                    "Wie meer wil, kiest {to}: {more} meer dan {from}, voor {each} per persoon."
                )
            }
            (Some(each), Language::En) => {
                format!(
                    "Whoever wants more chooses {to}: {more} more than {from}, for {each} each."
                )
            }
            (None, Language::Nl) => format!(
                "{to} kost meer dan {from}; of hij meer oplevert, is met dit aantal runs niet te zeggen."
            ),
            (None, Language::En) => format!(
                "{to} costs more than {from}; whether it brings more cannot be told with this number of runs."
            ),
        }
    }

    /// The designs that are not on the frontier, by what beats them.
    fn beaten(&self) -> Vec<String> {
        let rows = self.found.rows.len();
        let mut sentences = Vec::new();
        let mut nobody = Vec::new();
        let mut close = Vec::new();
        let mut dominated: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut extended: Vec<((usize, usize), Vec<usize>)> = Vec::new();
        for row in 1..rows {
            if self.row(row).taking_part == 0 {
                nobody.push(row);
                continue;
            }
            match self.found.frontier[row] {
                Standing::Frontier { .. } => {}
                Standing::Dominated { by } if self.is_close_to(row, by) => {
                    close.push((row, self.quoted(by)));
                }
                Standing::Dominated { by } => add(&mut dominated, by, row),
                Standing::ExtendedlyDominated { between } if self.is_close_to_mix(row, between) => {
                    let mix = self.language.pick("een mengsel van", "a mix of");
                    let parts = self.quoted_all(&[between.0, between.1]);
                    close.push((row, format!("{mix} {parts}")));
                }
                Standing::ExtendedlyDominated { between } => add(&mut extended, between, row),
            }
        }
        sentences.extend(dominated.iter().map(|(by, rows)| self.dominated(*by, rows)));
        sentences.extend(extended.iter().map(|(between, rows)| self.extended(*between, rows)));
        if !close.is_empty() {
            sentences.push(self.too_close_to_tell(&close));
        }
        if self.nobody_takes_part() {
            sentences.push(
                self.language
                    .pick(
                        "Niemand doet mee, onder geen enkel ontwerp: er verandert niets.",
                        "Nobody takes part, under any design: nothing changes.",
                    )
                    .to_owned(),
            );
        } else if !nobody.is_empty() {
            let names = self.quoted_all(&nobody);
            sentences.push(match self.language {
                Language::Nl => format!("Niemand doet mee aan {names}: daar verandert dus niets."),
                Language::En => format!("Nobody takes part in {names}: nothing changes there."),
            });
        }
        sentences
    }

    /// Where a row stands, in a few words.
    pub fn standing(&self, row: usize) -> String {
        let pick = |nl: &'static str, en: &'static str| self.language.pick(nl, en);
        match self.found.frontier[row] {
            Standing::Frontier { .. } => pick("op de grens", "on the frontier").to_owned(),
            Standing::Dominated { by } => {
                format!("{} {}", pick("gedomineerd door", "dominated by"), self.quoted(by))
            }
            Standing::ExtendedlyDominated { between: (low, high) } => format!(
                "{} {}",
                pick("uitgebreid gedomineerd door", "extendedly dominated by"),
                self.quoted_all(&[low, high])
            ),
        }
    }

    fn dominated(&self, by: usize, rows: &[usize]) -> String {
        let (names, one) = (self.quoted_all(rows), rows.len() == 1);
        let language = self.language;
        if by == NO_DESIGN {
            return match language {
                Language::Nl => {
                    let brings = if one { "levert" } else { "leveren" };
                    format!(
                        "{names} {brings} gemiddeld niemand extra op: wat daarin wordt uitgekeerd, koopt niets."
                    )
                }
                Language::En => {
                    let brings = if one { "brings" } else { "bring" };
                    format!(
                        "{names} {brings} nobody in addition on average: what is paid under it buys nothing."
                    )
                }
            };
        }
        let by = self.quoted(by);
        match (language, one) {
            (Language::Nl, true) => format!(
                "{names} valt af: {by} levert gemiddeld minstens zo veel op voor hoogstens zo veel geld (gedomineerd)."
            ),
            (Language::Nl, false) => format!(
                "{names} vallen af: {by} levert gemiddeld minstens zo veel op voor hoogstens zo veel geld (gedomineerd)."
            ),
            (Language::En, true) => format!(
                "{names} drops out: {by} brings at least as many on average for at most as much money (dominated)."
            ),
            (Language::En, false) => format!(
                "{names} drop out: {by} brings at least as many on average for at most as much money (dominated)."
            ),
        }
    }

    fn extended(&self, (low, high): (usize, usize), rows: &[usize]) -> String {
        let (names, one) = (self.quoted_all(rows), rows.len() == 1);
        let (low, high) = (self.quoted(low), self.quoted(high));
        match self.language {
            Language::Nl => {
                let verb = if one { "valt" } else { "vallen" };
                format!(
                    "{names} {verb} af: een mengsel van {low} en {high} levert hetzelfde op voor minder geld (uitgebreid gedomineerd)."
                )
            }
            Language::En => {
                let verb = if one { "drops" } else { "drop" };
                format!(
                    "{names} {verb} out: a mix of {low} and {high} brings the same for less money (extendedly dominated)."
                )
            }
        }
    }

    fn too_close_to_tell(&self, close: &[(usize, String)]) -> String {
        let named = |(row, other): &(usize, String)| {
            let than = self.language.pick("dan", "than");
            format!("{} {than} {other}", self.quoted(*row))
        };
        let names = self.listed(&close.iter().map(named).collect::<Vec<_>>());
        match self.language {
            Language::Nl => {
                format!("Niet te zeggen met dit aantal runs of beter of slechter is: {names}.")
            }
            Language::En => {
                format!(
                    "It cannot be told with this number of runs which is better or worse: {names}."
                )
            }
        }
    }

    /// Its cost or its effect might as well lie on the other side: it differs, but not clearly.
    fn is_close_to(&self, row: usize, by: usize) -> bool {
        let costs = self.difference(by, row, Outcome::NetSpendDiscounted);
        let misses = self.difference(row, by, Outcome::AdditionalInYouthCare);
        [costs, misses].into_iter().any(|of| is_close(of) && !is_same(of))
    }

    /// What it is worth less than a mix of its neighbours, at what each further one costs between them, is not clear.
    fn is_close_to_mix(&self, row: usize, (low, high): (usize, usize)) -> bool {
        let cost = self.differences(low, high, Outcome::NetSpendDiscounted);
        let more = self.differences(low, high, Outcome::AdditionalInYouthCare);
        let sum = |of: &[f64]| of.iter().sum::<f64>();
        let worth = sum(&cost) / sum(&more);
        let misses = self.differences(row, low, Outcome::AdditionalInYouthCare);
        let costs = self.differences(low, row, Outcome::NetSpendDiscounted);
        let loses: Vec<f64> =
            misses.iter().zip(&costs).map(|(miss, cost)| worth * miss + cost).collect();
        !is_clear(Estimate::of(&loses))
    }

    /// For each row the first one that costs and brings the same in every run: a design that pays nothing, or that
    /// nobody takes part in, is the world without a scheme.
    pub fn first_alike(&self) -> Vec<usize> {
        let draws = |row: usize| {
            [Outcome::NetSpendDiscounted, Outcome::AdditionalInYouthCare]
                .map(|outcome| self.row(row).draws(outcome))
        };
        let rows = 0..self.found.rows.len();
        rows.map(|row| (0..row).find(|&other| draws(other) == draws(row)).unwrap_or(row)).collect()
    }

    /// In which share of the futures a row is best, at a place of the acceptability, together with all that come to the
    /// same: they share it. `alike` is [`StudyTale::first_alike`].
    pub fn best(&self, alike: &[usize], row: usize, place: usize) -> f64 {
        let same = (0..alike.len()).filter(|&other| alike[other] == alike[row]);
        let sum: f64 = same.map(|row| self.found.acceptability.chance[row][place]).sum();
        // Shares of equals add up to one but for rounding.
        sum.min(1.0)
    }

    /// Which row is best on average where one additional one is worth most, and in how many futures.
    fn acceptable(&self) -> Option<String> {
        let of = &self.found.acceptability;
        if self.nobody_takes_part() {
            return None;
        }
        let last = of.worth.len().checked_sub(1)?;
        let alike = self.first_alike();
        let best = alike[of.best_on_average[last]];
        let worth = rounding::amount(of.worth[last], self.language);
        let futures = rounding::futures(self.best(&alike, best, last), self.language);
        let name = self.quoted(best);
        let text = match self.language {
            Language::Nl => format!(
                "Is een extra geregistreerde {worth} waard, dan is {name} gemiddeld de beste keuze; in {futures} blijkt dat ook zo."
            ),
            Language::En => format!(
                "If an additional registered professional is worth {worth}, {name} is the best choice on average; in {futures} it turns out so."
            ),
        };
        let each = self.steps().first().and_then(|step| step.each);
        let Some(each) = each.filter(|each| each.value > of.worth[last]) else { return Some(text) };
        let each = self.each(each);
        Some(match self.language {
            Language::Nl => format!(
                "{text} De studie kijkt niet verder dan {worth} (worth_up_to), en de goedkoopste extra geregistreerde kost {each}: zet worth_up_to hoger om te zien vanaf welke waarde een regeling loont."
            ),
            Language::En => format!(
                "{text} The study looks no further than {worth} (worth_up_to), and the cheapest additional professional costs {each}: raise worth_up_to to see from which worth on a scheme pays."
            ),
        })
    }
}

fn is_same(of: Estimate) -> bool {
    of.value == 0.0 && of.standard_error == 0.0
}

fn add<K: PartialEq>(groups: &mut Vec<(K, Vec<usize>)>, by: K, row: usize) {
    match groups.iter_mut().find(|(key, _)| *key == by) {
        Some((_, rows)) => rows.push(row),
        None => groups.push((by, vec![row])),
    }
}
