//! The choice itself: the decision table, what is best, what is dominated, when it turns.

use super::VoiTale;
use crate::decide::choose::dominance::{Dominance, Order};
use crate::language::{Language, number};
use crate::summarize::statistics::Chance;
use crate::tell::rows::OutcomeTable;
use crate::tell::{few, rounding};

/// Indices among the percentiles.
const P5: usize = 0;
const P95: usize = 4;
/// A finding that comes back in at least this share of the redrawings is told without a reservation.
const SURE: f64 = 0.95;

impl VoiTale<'_> {
    /// The decision table: outcomes by strategy.
    pub fn decisions(&self) -> OutcomeTable {
        let choice = &self.found.choice;
        let language = self.language;
        let of_each = |cell: &dyn Fn(usize) -> String| (0..choice.npv.len()).map(cell).collect();
        let mut table = OutcomeTable::new(self.headings());
        let npv = self.pick("Netto contante waarde (NCW)", "Net present value (NPV)");
        table.row(
            npv,
            of_each(&|s| {
                let npv = &choice.npv[s];
                match (npv.mean, npv.standard_error) {
                    (Some(mean), Some(error)) => {
                        rounding::amount_with_margin(mean, error, language)
                    }
                    _ => String::new(),
                }
            }),
        );
        table.detail(
            "p5–p95",
            of_each(&|s| {
                let of = choice.npv[s].percentiles;
                let [low, high] = rounding::range(of[P5], of[P95], language);
                format!("{low} {} {high}", self.pick("tot", "to"))
            }),
        );
        table.row(
            self.pick("Hoogste NCW, in de toekomsten", "Highest NPV, in the futures"),
            of_each(&|s| rounding::chance(choice.best_in_futures[s], choice.futures, language)),
        );
        let acceptability = &choice.acceptability;
        table.row(
            self.pick("Beste keuze, over wat niemand weet", "Best choice, over what nobody knows"),
            of_each(&|s| {
                let standard_error = acceptability.standard_error(s, 0);
                let chance = Chance { value: acceptability.chance[s][0], standard_error };
                rounding::chance(chance, acceptability.draws, language)
            }),
        );
        table.row(
            self.pick("Gedomineerd door", "Dominated by"),
            of_each(&|s| {
                let by = choice.dominated_by(s);
                if by.is_empty() {
                    return self.pick("geen", "none").to_owned();
                }
                let names = by.iter().map(|(t, found)| {
                    let order = match found.order {
                        Order::First => 1,
                        Order::Second => 2,
                    };
                    format!("{} ({}{order})", self.name(*t), self.pick("orde ", "order "))
                });
                names.collect::<Vec<_>>().join(", ")
            }),
        );
        table
    }

    pub(super) fn best(&self) -> String {
        let best = self.found.information.best;
        let chance = self.found.choice.acceptability.chance[best][0];
        let (name, chance) = (self.name(best), rounding::of_hundred(chance, self.language));
        match self.language {
            Language::Nl => format!(
                "Met wat nu bekend is, is ‘{name}’ gemiddeld de beste keuze; in {chance} toekomsten blijft zij dat ook als \
                 alles bekend zou zijn wat nu onzeker is."
            ),
            Language::En => format!(
                "With what is known now, ‘{name}’ is the best choice on average; in {chance} futures it still would be if \
                 everything were known that is uncertain now."
            ),
        }
    }

    /// Strategies between which there is nothing to choose.
    pub(super) fn same(&self) -> Vec<String> {
        let same_as = self.found.choice.same_as.iter().enumerate();
        let pairs = same_as.filter_map(|(s, same)| Some((self.name((*same)?), self.name(s))));
        pairs
            .map(|(first, second)| match self.language {
                Language::Nl => format!(
                    "‘{first}’ en ‘{second}’ komen in elke toekomst op hetzelfde bedrag uit: daartussen valt niets te kiezen."
                ),
                Language::En => format!(
                    "‘{first}’ and ‘{second}’ come to the same amount in every future: there is nothing to choose between them."
                ),
            })
            .collect()
    }

    pub(super) fn dominated(&self) -> Vec<String> {
        let choice = &self.found.choice;
        let strategies = 0..choice.npv.len();
        let mut sentences: Vec<String> = strategies
            .filter_map(|s| {
                let (by, found) = *choice.dominated_by(s).first()?;
                Some(self.dominance(s, by, found))
            })
            .collect();
        if sentences.is_empty() {
            sentences.push(
                self.pick(
                    "Geen enkele strategie wordt door een andere gedomineerd: welke beter is hangt af van de toekomst en van \
                     hoe zwaar risico telt.",
                    "No strategy is dominated by another one: which is better depends on the future and on how much risk \
                     counts.",
                )
                .to_owned(),
            );
        }
        sentences
    }

    fn dominance(&self, strategy: usize, by: usize, found: Dominance) -> String {
        let (own, other) = (self.name(strategy), self.name(by));
        let times = rounding::of_hundred(found.repeated, self.language);
        let futures = self.found.choice.dominance_futures as f64;
        let futures = number(futures, 0, self.language);
        let few = few(self.found.choice.dominance_futures, self.language).is_some();
        let sure = found.repeated >= SURE && !few;
        let text = match (self.language, found.order) {
            (Language::Nl, Order::First) => format!(
                "‘{own}’ wordt gedomineerd door ‘{other}’ (eerste orde): de kans om onder een bedrag uit te komen is bij geen \
                 enkel bedrag kleiner, zodat wie meer liever heeft dan minder haar niet kiest."
            ),
            (Language::En, Order::First) => format!(
                "‘{own}’ is dominated by ‘{other}’ (first order): at no amount is the chance of ending below it smaller, so \
                 that nobody who prefers more to less chooses it."
            ),
            (Language::Nl, Order::Second) => format!(
                "‘{own}’ wordt gedomineerd door ‘{other}’ (tweede orde): wie meer liever heeft dan minder en risico mijdt \
                 kiest haar niet."
            ),
            (Language::En, Order::Second) => format!(
                "‘{own}’ is dominated by ‘{other}’ (second order): nobody who prefers more to less and dislikes risk chooses it."
            ),
        };
        if few && found.repeated >= SURE {
            let chance = match self.language {
                Language::Nl => format!("Met {futures} toekomsten kan dat toeval zijn."),
                Language::En => format!("With {futures} futures that may be chance."),
            };
            return format!("{text} {chance}");
        }
        let reservation = match (self.language, sure) {
            (Language::Nl, true) => format!(
                "Zo is het in deze {futures} toekomsten, en in {times} hertrekkingen ervan."
            ),
            (Language::Nl, false) => format!(
                "Dat kan toeval zijn: van de hertrekkingen van deze {futures} toekomsten laat {times} het zien."
            ),
            (Language::En, true) => {
                format!("So it is in these {futures} futures, and in {times} redrawings of them.")
            }
            (Language::En, false) => format!(
                "That may be chance: of the redrawings of these {futures} futures, {times} show it."
            ),
        };
        format!("{text} {reservation}")
    }

    /// From which value of a registered professional on another strategy is the best.
    pub(super) fn switch(&self) -> Vec<String> {
        let acceptability = &self.found.choice.acceptability;
        let (worth, best) = (&acceptability.worth, &acceptability.best_on_average);
        let highest = rounding::amount(worth[worth.len() - 1], self.language);
        let changes: Vec<usize> = (1..best.len()).filter(|&k| best[k] != best[k - 1]).collect();
        if changes.is_empty() {
            let name = self.name(best[0]);
            return vec![match self.language {
                Language::Nl => format!(
                    "‘{name}’ blijft gemiddeld de beste keuze, ook als één geregistreerde professional aan het eind u {highest} \
                     extra waard is."
                ),
                Language::En => format!(
                    "‘{name}’ remains the best choice on average, even if one registered professional at the end is worth \
                     {highest} more to you."
                ),
            }];
        }
        changes
            .into_iter()
            .map(|k| {
                let (name, from) = (self.name(best[k]), rounding::amount(worth[k], self.language));
                match self.language {
                    Language::Nl => format!(
                        "Is één geregistreerde professional aan het eind u {from} of meer extra waard, dan is ‘{name}’ gemiddeld \
                         de beste keuze."
                    ),
                    Language::En => format!(
                        "If one registered professional at the end is worth {from} or more to you besides, ‘{name}’ is the best \
                         choice on average."
                    ),
                }
            })
            .collect()
    }
}
