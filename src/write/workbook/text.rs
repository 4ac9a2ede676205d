//! Texts of users as a workbook can hold them.

/// Most UTF-16 units in a cell.
const MOST_IN_CELL: usize = 32_767;

/// Text without the characters that XML cannot hold; line breaks and tabs stay.
pub(super) fn plain(text: &str) -> String {
    let fits = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    let clean = |c: char| match c {
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c if fits(c) => c,
        _ => ' ',
    };
    text.chars().map(clean).collect()
}

/// Text for a cell: plain, and cut where Excel would refuse it.
pub(super) fn of_cell(text: &str) -> String {
    let mut text = shortened(&plain(text), MOST_IN_CELL - 1);
    // The library takes this for its own mark of text in several fonts and would not escape it.
    if text.starts_with("<r>") && text.ends_with("</r>") {
        text.push(' ');
    }
    text
}

/// At most this many UTF-16 units, with an ellipsis where something is left out.
pub(super) fn shortened(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut units = 1;
    let fitting = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= most
    });
    let mut cut: String = fitting.collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// Lines that a text takes in a cell of this many characters wide, as words break.
pub(super) fn lines(text: &str, width: usize) -> usize {
    let lines_of = |paragraph: &str| {
        let (mut lines, mut used) = (1, 0);
        for word in paragraph.split_whitespace() {
            let length = word.chars().count();
            if used > 0 && used + 1 + length > width {
                lines += 1;
                used = 0;
            }
            used += length + usize::from(used > 0);
            // A word that is too long breaks anywhere.
            while used > width {
                lines += 1;
                used -= width;
            }
        }
        lines
    };
    text.lines().map(lines_of).sum::<usize>().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_to_what_fits_and_keep_whole_characters() {
        assert_eq!(shortened("abc", 3), "abc");
        assert_eq!(shortened("abcd", 3), "ab…");
        assert_eq!(shortened("ab cd", 4), "ab…");
        // A character outside the basic plane counts twice.
        assert_eq!(shortened("😀😀", 3), "😀…");
        let long = of_cell(&"😀".repeat(20_000));
        assert!(long.encode_utf16().count() <= MOST_IN_CELL && long.ends_with("😀…"));
    }

    #[test]
    fn what_xml_cannot_hold_is_taken_out() {
        assert_eq!(plain("a\u{1}b\u{7f}c\nd\u{ffff}"), "a b c\nd\u{fffd}");
        assert_eq!(of_cell("<r><t>x</t></r>"), "<r><t>x</t></r> ");
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("one two three", 7), 2);
        assert_eq!(lines("one two three", 13), 1);
        assert_eq!(lines("a\nb", 10), 2);
        assert_eq!(lines("aaaaaaaaaaaa", 5), 3);
    }
}
