//! The valid name that looks most like a misspelt one.

/// Among so many names a nearest one is sought.
const MOST_NAMES: usize = 2_000;

/// The choice nearest to `name`, if any is near.
pub fn nearest(name: &str, choices: &[String]) -> Option<String> {
    if name.len() > 200 {
        return None;
    }
    let lower = name.to_lowercase();
    choices
        .iter()
        .take(MOST_NAMES)
        .map(|choice| {
            let distance = strsim::damerau_levenshtein(&lower, &choice.to_lowercase());
            (distance, choice)
        })
        .filter(|(distance, choice)| {
            let longest = name.chars().count().max(choice.chars().count());
            *distance <= (longest / 3).max(1)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, choice)| choice.clone())
}
