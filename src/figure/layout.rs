//! Fitting texts into places: wrapping, shrinking, and keeping labels apart.

use super::font::text_width;
use super::style::LINE_HEIGHT;

/// A text broken into lines of one size.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fitted {
    pub(super) lines: Vec<String>,
    pub(super) size: f64,
    /// Whether every word is there in one piece.
    pub(super) whole: bool,
}

impl Fitted {
    /// The height of the lines together.
    pub(super) fn height(&self) -> f64 {
        self.lines.len() as f64 * self.line_height()
    }

    /// The distance between two baselines.
    pub(super) fn line_height(&self) -> f64 {
        self.size * LINE_HEIGHT
    }
}

/// Breaks a text into at most `most` lines of `width`, at the largest of `sizes` at which it fits; the lines are about
/// equally long.
///
/// Lines break at spaces; within words, at hyphens and slashes first and then anywhere, only if there is no other way.
/// What does not fit at the smallest size ends in "…".
pub(super) fn fit(text: &str, sizes: &[f64], bold: bool, width: f64, most: usize) -> Fitted {
    let text = text.trim();
    if text.is_empty() {
        return Fitted { lines: Vec::new(), size: sizes[0], whole: true };
    }
    let most = most.max(1);
    for breaks in Breaks::ALL {
        for &size in sizes {
            if let Some(lines) = wrap(text, size, bold, width, breaks)
                && lines.len() <= most
            {
                let lines = balanced(text, size, bold, width, breaks).unwrap_or(lines);
                return Fitted { lines, size, whole: breaks != Breaks::Anywhere };
            }
        }
    }
    let size = sizes[sizes.len() - 1];
    let mut lines = Breaks::ALL
        .into_iter()
        .find_map(|breaks| wrap(text, size, bold, width, breaks))
        .unwrap_or_default();
    lines.truncate(most);
    if let Some(last) = lines.last_mut() {
        while !last.is_empty() && text_width(&format!("{last}…"), size, bold) > width {
            last.pop();
        }
        *last = format!("{}…", last.trim_end_matches([' ', '-', ',', '.']));
    }
    Fitted { lines, size, whole: false }
}

/// Where a line may break.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Breaks {
    Spaces,
    Hyphens,
    Anywhere,
}

impl Breaks {
    /// From the best to the last resort.
    const ALL: [Self; 3] = [Self::Spaces, Self::Hyphens, Self::Anywhere];
}

/// The lines of the narrowest column that takes no more lines than `width` does.
fn balanced(text: &str, size: f64, bold: bool, width: f64, breaks: Breaks) -> Option<Vec<String>> {
    let mut best = wrap(text, size, bold, width, breaks)?;
    let count = best.len();
    if count < 2 {
        return Some(best);
    }
    let (mut low, mut high) = (width / count as f64 * 0.5, width);
    while high - low > 2.0 {
        let middle = 0.5 * (low + high);
        match wrap(text, size, bold, middle, breaks) {
            Some(lines) if lines.len() <= count => {
                best = lines;
                high = middle;
            }
            _ => low = middle,
        }
    }
    Some(best)
}

/// Breaks a text into lines of `width`; `None` if a word is wider than that and may not be broken.
fn wrap(text: &str, size: f64, bold: bool, width: f64, breaks: Breaks) -> Option<Vec<String>> {
    let fits = |line: &str| text_width(line.trim_end(), size, bold) <= width;
    let mut lines = Vec::new();
    let mut line = String::new();
    let pieces: Vec<&str> = match breaks {
        Breaks::Spaces => text.split_inclusive(' ').collect(),
        _ => text.split_inclusive([' ', '-', '/']).collect(),
    };
    for piece in pieces {
        if fits(&format!("{line}{piece}")) {
            line.push_str(piece);
            continue;
        }
        if !line.trim().is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line = piece.to_owned();
        while !fits(&line) {
            if breaks != Breaks::Anywhere {
                return None;
            }
            // At least one character goes on each line, however narrow.
            let mut head = String::new();
            for character in line.chars() {
                if !head.is_empty() && !fits(&format!("{head}{character}-")) {
                    break;
                }
                head.push(character);
            }
            if head.len() == line.len() {
                break;
            }
            line = line[head.len()..].to_owned();
            lines.push(format!("{head}-"));
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    Some(lines)
}

/// Places for labels of given heights as near as possible to where they would like to be centred, without overlap.
///
/// `wishes` holds (centre, height). The order of the centres is kept. The labels stay between `top` and `bottom`; if
/// they do not fit there, they keep their distances and stick out evenly on both sides.
pub(super) fn spread(wishes: &[(f64, f64)], top: f64, bottom: f64) -> Vec<f64> {
    struct Block {
        first: usize,
        count: usize,
        height: f64,
        /// Where the top of the block would like to be: the mean of its members' wishes.
        wish: f64,
    }
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|&a, &b| wishes[a].0.total_cmp(&wishes[b].0));

    let total: f64 = wishes.iter().map(|(_, height)| height).sum();
    let (top, bottom) = if total > bottom - top {
        let middle = 0.5 * (top + bottom);
        (middle - 0.5 * total, middle + 0.5 * total)
    } else {
        (top, bottom)
    };
    let place = |block: &Block| block.wish.clamp(top, (bottom - block.height).max(top));

    let mut blocks: Vec<Block> = Vec::new();
    for (position, &index) in order.iter().enumerate() {
        let (centre, height) = wishes[index];
        blocks.push(Block { first: position, count: 1, height, wish: centre - 0.5 * height });
        while blocks.len() > 1 {
            let (below, above) = (&blocks[blocks.len() - 1], &blocks[blocks.len() - 2]);
            if place(above) + above.height <= place(below) + 1e-9 {
                break;
            }
            let (n, m) = (above.count as f64, below.count as f64);
            let merged = Block {
                first: above.first,
                count: above.count + below.count,
                height: above.height + below.height,
                wish: (above.wish * n + (below.wish - above.height) * m) / (n + m),
            };
            blocks.truncate(blocks.len() - 2);
            blocks.push(merged);
        }
    }
    let mut centres = vec![0.0; wishes.len()];
    for block in &blocks {
        let mut at = place(block);
        for &index in &order[block.first..block.first + block.count] {
            let height = wishes[index].1;
            centres[index] = at + 0.5 * height;
            at += height;
        }
    }
    centres
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_takes_the_largest_size_at_which_it_fits() {
        let short = fit("Zij-instroom", &[22.0, 18.0], true, 300.0, 2);
        assert_eq!((short.lines.len(), short.size), (1, 22.0));
        // Words stay whole while a smaller size can keep them so.
        let long = "Jeugdbeschermers via zij-instroom met stimuleringsregeling GI’s";
        let fitted = fit(long, &[22.0, 18.0], true, 330.0, 2);
        assert_eq!(fitted.size, 18.0);
        assert_eq!(fitted.lines.join(" "), long);
    }

    #[test]
    fn long_words_are_broken_and_too_long_texts_end_in_dots() {
        let word = "Arbeidsmarkttoelageregelingsuitvoeringsbesluit";
        let fitted = fit(word, &[18.0], false, 200.0, 3);
        assert_eq!(fitted.lines.join("").replace('-', ""), word);
        let cut = fit(&"heel veel woorden ".repeat(20), &[18.0], false, 200.0, 2);
        assert_eq!(cut.lines.len(), 2);
        assert!(cut.lines[1].ends_with('…'));
        assert!(fit("  ", &[18.0], false, 200.0, 2).lines.is_empty());
    }

    #[test]
    fn labels_far_apart_stay_where_they_are() {
        assert_eq!(spread(&[(50.0, 20.0), (10.0, 20.0)], 0.0, 100.0), [50.0, 10.0]);
    }

    #[test]
    fn labels_that_coincide_are_moved_apart_evenly() {
        assert_eq!(
            spread(&[(50.0, 20.0), (50.0, 20.0), (50.0, 20.0)], 0.0, 100.0),
            [30.0, 50.0, 70.0]
        );
        assert_eq!(spread(&[(99.0, 20.0), (98.0, 20.0)], 0.0, 100.0), [90.0, 70.0]);
    }

    proptest! {
        #[test]
        fn spread_labels_never_overlap(wishes in prop::collection::vec((-50.0..400.0, 5.0..45.0), 0..12)) {
            let places = spread(&wishes, 0.0, 300.0);
            for (i, a) in places.iter().enumerate() {
                for (j, b) in places.iter().enumerate().skip(i + 1) {
                    let needed = 0.5 * (wishes[i].1 + wishes[j].1);
                    prop_assert!((a - b).abs() >= needed - 1e-6);
                }
            }
        }

        #[test]
        fn no_line_is_wider_than_its_place(text in "[a-zA-Z’é ]{0,80}", width in 40.0..400.0) {
            let fitted = fit(&text, &[22.0, 16.0], true, width, 2);
            prop_assert!(fitted.lines.len() <= 2);
            for line in &fitted.lines {
                prop_assert!(text_width(line, fitted.size, true) <= width + 1e-6);
            }
        }
    }
}
