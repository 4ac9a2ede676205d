//! Small pieces of text that several pages share.

use crate::language::{self, Language};
use crate::model::plan::Plan;

/// A text that begins a line.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The calendar month of month `t`: `aug 2029`.
pub fn calendar_month(plan: &Plan, t: usize, language: Language) -> String {
    let month = plan.scenario.calendar.month(t);
    language::calendar_month(month.year, month.month as i32, language)
}

/// A month with its place in the calendar, on one line: `maand 31 (aug 2029)`; or in words, where
/// the investment is never earned back or never needed.
pub fn month(plan: &Plan, month: f64, language: Language) -> String {
    if month < 0.0 {
        return language.pick("geen investering nodig", "no investment needed").to_owned();
    }
    if !month.is_finite() {
        return language.pick("niet binnen de looptijd", "not within the horizon").to_owned();
    }
    let calendar = calendar_month(plan, month.round() as usize, language).replace(' ', "\u{a0}");
    let month = language::month(month, language).replace(' ', "\u{a0}");
    format!("{month} ({calendar})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_begins_with_a_capital() {
        assert_eq!(capitalized("één"), "Één");
        assert_eq!(capitalized(""), "");
    }
}
