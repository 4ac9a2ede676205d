//! The valid name that looks most like a misspelt one.

/// Among so many names a nearest one is sought.
const MOST_NAMES: usize = 2_000;

/// Fewer characters do not begin a name.
const SHORTEST_BEGINNING: usize = 3;

/// Dutch words for keys of the format.
const DUTCH: &[(&str, &str)] = &[
    ("laag", "low"),
    ("laagste", "low"),
    ("hoog", "high"),
    ("hoogste", "high"),
    ("modus", "mode"),
    ("gemiddelde", "mean"),
    ("mediaan", "p50"),
    ("waarde", "value"),
    ("bron", "source"),
    ("graad", "grade"),
    ("toelichting", "note"),
    ("vanaf", "from"),
    ("naam", "name"),
];

/// The choice nearest to `name`, if any is near: spelt almost alike, its Dutch word, or beginning like it.
pub fn nearest(name: &str, choices: &[String]) -> Option<String> {
    if name.len() > 200 {
        return None;
    }
    let lower = name.to_lowercase();
    let choices = || choices.iter().take(MOST_NAMES);
    let alike = choices()
        .map(|choice| {
            let distance = strsim::damerau_levenshtein(&lower, &choice.to_lowercase());
            (distance, choice)
        })
        .filter(|(distance, choice)| {
            let longest = name.chars().count().max(choice.chars().count());
            *distance <= (longest / 3).max(1)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, choice)| choice);
    let english = DUTCH.iter().find(|(dutch, _)| *dutch == lower).map(|(_, english)| *english);
    let translated = || choices().find(|choice| Some(choice.as_str()) == english);
    translated().or(alike).or_else(|| beginning(&lower, choices())).cloned()
}

/// The shortest choice that begins like a name; longer beginnings may have one mistake.
fn beginning<'c>(name: &str, choices: impl Iterator<Item = &'c String>) -> Option<&'c String> {
    let length = name.chars().count();
    let own = name.rsplit('.').next().unwrap_or(name).chars().count();
    if own < SHORTEST_BEGINNING {
        return None;
    }
    let mistakes = usize::from(own > SHORTEST_BEGINNING + 1);
    choices
        .filter_map(|choice| {
            let head: String = choice.to_lowercase().chars().take(length).collect();
            let distance = strsim::damerau_levenshtein(name, &head);
            (distance <= mistakes).then_some((distance, choice.len(), choice))
        })
        .min_by_key(|(distance, length, _)| (*distance, *length))
        .map(|(_, _, choice)| choice)
}

/// The path nearest to one that does not exist, or one that ends in the same key.
pub fn nearest_path(path: &str, paths: &[String]) -> Option<String> {
    nearest(path, paths).or_else(|| {
        let last = |path: &str| path.rsplit('.').next().map(str::to_owned);
        let own = last(path)?;
        paths.iter().take(MOST_NAMES).find(|other| last(other).as_ref() == Some(&own)).cloned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_its_spelling_its_dutch_word_and_its_beginning() {
        let keys =
            ["low", "mode", "high", "mean", "tariff_per_hour", "tariff_unregistered_per_hour"];
        let keys = keys.map(str::to_owned);
        let cases = [
            ("hihg", Some("high")),
            ("laag", Some("low")),
            ("Hoog", Some("high")),
            ("modus", Some("mode")),
            ("gemiddelde", Some("mean")),
            ("tarif", Some("tariff_per_hour")),
            ("tarief", Some("tariff_per_hour")),
            ("tariff_unreg", Some("tariff_unregistered_per_hour")),
            ("ta", None),
            ("price", None),
        ];
        for (name, expected) in cases {
            assert_eq!(nearest(name, &keys).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn a_path_is_found_by_its_beginning_and_by_its_last_key() {
        let paths =
            ["contract.tariff_per_hour", "contract.absence_in_norm", "organisation.mentors"];
        let paths = paths.map(str::to_owned);
        let cases = [
            ("contract.tarif", Some("contract.tariff_per_hour")),
            ("mentors", Some("organisation.mentors")),
            ("contract.x", None),
            ("floor", None),
        ];
        for (path, expected) in cases {
            assert_eq!(nearest_path(path, &paths).as_deref(), expected, "{path}");
        }
    }
}
