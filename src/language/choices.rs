//! Dutch for the words that scenario files choose from; workbooks show and read them.

/// Word of the scenario file, Dutch word. Within one choice no two have the same Dutch word.
const DUTCH: &[(&str, &str)] = &[
    ("agency", "inhuur"),
    ("case", "zaak"),
    ("closes", "vervalt"),
    ("effort", "inspanning"),
    ("empty", "leeg"),
    ("gap", "gat"),
    ("leaves", "vertrekt"),
    ("linear", "lineair"),
    ("lost_care", "verloren zorg"),
    ("mobile_team", "mobiel team"),
    ("never", "nooit"),
    ("nobody", "niemand"),
    ("none", "geen"),
    ("paid_extra", "extra betaald"),
    ("person", "persoon"),
    ("recruitment", "werving"),
    ("registered", "geregistreerd"),
    ("registration", "registratie"),
    ("s_curve", "s-curve"),
    ("same", "zelfde"),
    ("stays", "blijft"),
    ("step", "stap"),
    ("supervision", "begeleiding"),
    ("task", "taak"),
    ("training", "scholing"),
    ("wages", "loon"),
    ("workplace", "werkplek"),
];

/// The Dutch word; the word itself where it is the same.
#[must_use]
pub fn dutch(word: &str) -> &str {
    DUTCH.iter().find(|(code, _)| *code == word).map_or(word, |(_, dutch)| dutch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_words_are_the_same_in_dutch_and_none_is_a_code() {
        for (k, (code, dutch)) in DUTCH.iter().enumerate() {
            assert!(DUTCH[..k].iter().all(|(_, other)| other != dutch), "{dutch}");
            assert!(DUTCH.iter().all(|(other, _)| other != dutch), "{dutch}");
            assert_ne!(code, dutch);
        }
    }
}
