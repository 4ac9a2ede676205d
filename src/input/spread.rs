//! From the parameters of a quantity to its distribution.

use super::number;
use super::reader::Reader;
use super::structure::join;
use super::tree::{Node, Table, Value};
use crate::diagnostic::{Diagnostic, Expected, Remark, StructureProblem, ValueProblem};
use crate::distribution::{Distribution, DistributionError};

/// Groups of keys that make one form; the first ones belong together.
const BARE: &[&[&str]] = &[&["value"], &["low", "mode", "high"], &["p5", "p50", "p95"]];
const NAMED: &[&str] =
    &["triangular", "uniform", "normal", "lognormal", "beta", "gamma", "discrete", "empirical"];

/// The distribution that a table states; `None` after a problem.
pub fn distribution(
    reader: &Reader,
    node: &Node,
    table: &Table,
    key: &str,
    legal: (f64, f64),
) -> Option<Distribution> {
    let groups = BARE.iter().filter(|group| group.iter().any(|k| table.get(k).is_some()));
    let mut forms: Vec<&str> = groups
        .filter_map(|group| group.iter().find(|k| table.get(k).is_some()))
        .chain(NAMED.iter().filter(|name| table.get(name).is_some()))
        .copied()
        .collect();
    forms.sort_by_key(|form| table.get(form).map(|entry| entry.key_place.start));
    let form = match forms[..] {
        [form] => form,
        [] => {
            incomplete(reader, node, key, &[], &["value"]);
            return None;
        }
        _ => {
            let names = forms.iter().map(|form| (*form).to_owned()).collect();
            let place = table.get(forms[1]).map(|entry| entry.key_place.clone());
            let problem = ValueProblem::SeveralForms { key: key.to_owned(), forms: names };
            let mut diagnostic = Diagnostic::new(problem, place);
            if let Some(first) = table.get(forms[0]) {
                diagnostic = diagnostic.with(first.key_place.clone(), Remark::AlsoHere);
            }
            reader.push(diagnostic);
            return None;
        }
    };
    let from = Parameters { reader, node, table, key };
    let made = match form {
        "value" => Distribution::fixed(from.get("value")?),
        "low" | "mode" | "high" => {
            if let (Some(low), Some(high), None) =
                (table.get("low"), table.get("high"), table.get("mode"))
            {
                let text = |node: &Node| number::plain(reader, node, key).map(|x| format!("{x}"));
                let (low, high) = (text(&low.node)?, text(&high.node)?);
                let problem = ValueProblem::TwoBareBounds { key: key.to_owned(), low, high };
                reader.problem(problem, Some(&node.place));
                return None;
            }
            let [low, mode, high] = from.all(["low", "mode", "high"])?;
            Distribution::pert(low, mode, high)
        }
        "p5" | "p50" | "p95" => {
            let [p5, p95] = from.all(["p5", "p95"])?;
            if table.get("p50").is_some() {
                Distribution::lognormal_from_p5_p50_p95(p5, from.get("p50")?, p95)
            } else if legal == (0.0, f64::INFINITY) {
                Distribution::lognormal_from_p5_p95(p5, p95)
            } else {
                Distribution::truncated_normal_from_p5_p95(p5, p95, legal.0, legal.1)
            }
        }
        "empirical" => Distribution::empirical(&numbers(reader, &table.get(form)?.node, key)?),
        _ => named(reader, &table.get(form)?.node, form, &join(key, form))?,
    };
    made.map_err(|error| impossible(reader, node, key, error)).ok()
}

fn named(
    reader: &Reader,
    node: &Node,
    form: &str,
    key: &str,
) -> Option<Result<Distribution, DistributionError>> {
    let Some(table) = node.table() else {
        super::value::wrong(reader, node, key, Expected::Table);
        return None;
    };
    let from = Parameters { reader, node, table, key };
    Some(match form {
        "triangular" => {
            let [low, mode, high] = from.all(["low", "mode", "high"])?;
            Distribution::triangular(low, mode, high)
        }
        "uniform" => {
            let [low, high] = from.all(["low", "high"])?;
            Distribution::uniform(low, high)
        }
        "normal" => {
            let [mean, sd] = from.all(["mean", "sd"])?;
            Distribution::normal(mean, sd)
        }
        "lognormal" | "gamma" => {
            let mean = from.get("mean")?;
            let lognormal = form == "lognormal";
            match (from.either("sd", "cv")?, lognormal) {
                (("sd", sd), true) => Distribution::lognormal_from_mean_sd(mean, sd),
                ((_, cv), true) => Distribution::lognormal_from_mean_cv(mean, cv),
                (("sd", sd), false) => Distribution::gamma_from_mean_sd(mean, sd),
                ((_, cv), false) => Distribution::gamma_from_mean_cv(mean, cv),
            }
        }
        "beta" => beta(&from)?,
        "discrete" => {
            let [values, weights] = ["values", "weights"].map(|k| table.get(k));
            let (Some(values), Some(weights)) = (values, weights) else {
                from.all(["values", "weights"]);
                return None;
            };
            let values = numbers(reader, &values.node, &join(key, "values"));
            let weights = numbers(reader, &weights.node, &join(key, "weights"));
            Distribution::discrete(&values?, &weights?)
        }
        _ => unreachable!("`{form}` is no form of a quantity"),
    })
}

fn beta(from: &Parameters<'_>) -> Option<Result<Distribution, DistributionError>> {
    let low = from.or("low", 0.0)?;
    let high = from.or("high", 1.0)?;
    if from.table.get("mean").is_none() {
        let [alpha, beta] = from.all(["alpha", "beta"])?;
        return Some(Distribution::beta(alpha, beta, low, high));
    }
    let [mean, sd] = from.all(["mean", "sd"])?;
    // Method of moments on the unit interval.
    let width = high - low;
    let (m, s) = ((mean - low) / width, sd / width);
    let total = m * (1.0 - m) / (s * s) - 1.0;
    if !(width > 0.0 && m > 0.0 && m < 1.0 && s > 0.0 && total > 0.0) {
        use crate::diagnostic::number_text as n;
        let reason_nl = format!(
            "een bèta tussen {} en {} kan geen gemiddelde {} met standaardafwijking {} hebben",
            n(low),
            n(high),
            n(mean),
            n(sd)
        );
        let reason_en = format!(
            "a beta between {} and {} cannot have mean {} with standard deviation {}",
            n(low),
            n(high),
            n(mean),
            n(sd)
        );
        let key = from.key.to_owned();
        let problem = ValueProblem::Impossible { key, reason_nl, reason_en };
        from.reader.problem(problem, Some(&from.node.place));
        return None;
    }
    Some(Distribution::beta(m * total, (1.0 - m) * total, low, high))
}

/// The plain numbers of a list.
pub fn numbers(reader: &Reader, node: &Node, key: &str) -> Option<Vec<f64>> {
    let Value::List(items) = &node.value else {
        super::value::wrong(reader, node, key, Expected::NumberList);
        return None;
    };
    if items.is_empty() {
        let problem = StructureProblem::EmptyList { key: key.to_owned() };
        reader.problem(problem, Some(&node.place));
        return None;
    }
    let read: Vec<Option<f64>> = items
        .iter()
        .enumerate()
        .map(|(i, item)| number::plain(reader, item, &format!("{key}[{i}]")))
        .collect();
    read.into_iter().collect()
}

struct Parameters<'a> {
    reader: &'a Reader,
    node: &'a Node,
    table: &'a Table,
    key: &'a str,
}

impl Parameters<'_> {
    fn get(&self, name: &str) -> Option<f64> {
        let entry = self.table.get(name)?;
        number::plain(self.reader, &entry.node, &join(self.key, name))
    }

    fn or(&self, name: &str, default: f64) -> Option<f64> {
        if self.table.get(name).is_some() { self.get(name) } else { Some(default) }
    }

    /// All of these; what is missing is reported together.
    fn all<const N: usize>(&self, names: [&str; N]) -> Option<[f64; N]> {
        let (given, missing): (Vec<&str>, Vec<&str>) =
            names.iter().partition(|name| self.table.get(name).is_some());
        if !missing.is_empty() {
            incomplete(self.reader, self.node, self.key, &given, &missing);
            return None;
        }
        let values = names.map(|name| self.get(name));
        values.iter().all(Option::is_some).then(|| values.map(Option::unwrap_or_default))
    }

    /// Exactly one of two.
    fn either(&self, a: &'static str, b: &'static str) -> Option<(&'static str, f64)> {
        match (self.table.get(a), self.table.get(b)) {
            (Some(_), None) => Some((a, self.get(a)?)),
            (None, Some(_)) => Some((b, self.get(b)?)),
            (None, None) => {
                incomplete(self.reader, self.node, self.key, &["mean"], &[a]);
                None
            }
            (Some(_), Some(second)) => {
                let keys = vec![a.to_owned(), b.to_owned()];
                let problem = StructureProblem::Exclusive { keys };
                self.reader.problem(problem, Some(&second.key_place));
                None
            }
        }
    }
}

fn incomplete(reader: &Reader, node: &Node, key: &str, given: &[&str], missing: &[&str]) {
    let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let problem = ValueProblem::IncompleteForm {
        key: key.to_owned(),
        given: list(given),
        missing: list(missing),
    };
    reader.problem(problem, Some(&node.place));
}

/// Reports parameters that no distribution has.
pub fn impossible(reader: &Reader, node: &Node, key: &str, error: DistributionError) {
    let key = key.to_owned();
    use crate::diagnostic::number_text as n;
    let because = |reason_nl: String, reason_en: String| ValueProblem::Impossible {
        key: key.clone(),
        reason_nl,
        reason_en,
    };
    let problem = match error {
        DistributionError::BoundsOutOfOrder { low, mode, high } => {
            ValueProblem::BoundsOutOfOrder { key, low, mode, high }
        }
        DistributionError::PercentilesOutOfOrder { p5, p50, p95 } => {
            ValueProblem::PercentilesOutOfOrder { key, p5, p50, p95 }
        }
        DistributionError::NotFinite { parameter, value } => because(
            format!("`{parameter}` = {value} is niet eindig"),
            format!("`{parameter}` = {value} is not finite"),
        ),
        DistributionError::NotPositive { parameter, value } => because(
            format!("`{parameter}` = {} moet groter zijn dan 0", n(value)),
            format!("`{parameter}` = {} should be above 0", n(value)),
        ),
        DistributionError::Negative { parameter, value } => because(
            format!("`{parameter}` = {} is negatief", n(value)),
            format!("`{parameter}` = {} is negative", n(value)),
        ),
        DistributionError::OutOfRange { parameter, value, low, high } => because(
            format!("`{parameter}` = {} ligt niet tussen {} en {}", n(value), n(low), n(high)),
            format!("`{parameter}` = {} does not lie between {} and {}", n(value), n(low), n(high)),
        ),
        DistributionError::PercentilesOutsideBounds { p5, p95, low, high } => because(
            format!(
                "p5 = {} en p95 = {} moeten binnen {} en {} liggen",
                n(p5),
                n(p95),
                n(low),
                n(high)
            ),
            format!(
                "p5 = {} and p95 = {} should lie within {} and {}",
                n(p5),
                n(p95),
                n(low),
                n(high)
            ),
        ),
        DistributionError::NoTruncatedNormal { p5, p95, low, high } => because(
            format!(
                "p5 = {} en p95 = {} liggen te dicht bij de uitersten {} en {}",
                n(p5),
                n(p95),
                n(low),
                n(high)
            ),
            format!(
                "p5 = {} and p95 = {} lie too close to the ends {} and {}",
                n(p5),
                n(p95),
                n(low),
                n(high)
            ),
        ),
        DistributionError::NothingLeft { mean, sd, low, high } => because(
            format!(
                "een normale met gemiddelde {} en standaardafwijking {} heeft niets tussen {} en {}",
                n(mean),
                n(sd),
                n(low),
                n(high)
            ),
            format!(
                "a normal with mean {} and standard deviation {} has nothing between {} and {}",
                n(mean),
                n(sd),
                n(low),
                n(high)
            ),
        ),
        DistributionError::Empty => {
            because("er zijn geen waarden".into(), "there are no values".into())
        }
        DistributionError::LengthsDiffer { values, weights } => because(
            format!("er zijn {values} waarden maar {weights} gewichten"),
            format!("there are {values} values but {weights} weights"),
        ),
        DistributionError::WeightsSumToZero => {
            because("alle gewichten zijn 0".into(), "all weights are 0".into())
        }
    };
    reader.problem(problem, Some(&node.place));
}
