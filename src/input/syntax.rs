//! From text to a tree, with all that is wrong with its TOML in the words of the user.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::de::DeTable;

use super::thousands::readings;
use super::tree::{self, Table, Value};
use crate::diagnostic::{Diagnostic, FileProblem, Place, write_number};
use crate::language::Language;

/// So many syntax errors are listed for one file; more are of no help.
const MOST_ERRORS: usize = 50;

/// A parsed text, and which stretches of it cannot be trusted.
#[derive(Debug, Default)]
pub struct Parsed {
    pub table: Table,
    pub problems: Vec<Diagnostic>,
    /// Bytes in which further problems would only be echoes of those above.
    pub damaged: Vec<Range<usize>>,
    /// Where a value would be filled in, by its path: the rows of a workbook.
    pub rows: BTreeMap<String, Place>,
}

/// Parses text `file`.
pub fn parse(text: &str, file: usize) -> Parsed {
    let lines = Lines::new(text);
    let mut problems = Vec::new();
    let repaired;
    let (mut document, mut errors) = DeTable::parse_recoverable(text);
    if let Some(mended) = mend(text, file, &errors, &lines, &mut problems) {
        repaired = mended;
        (document, errors) = DeTable::parse_recoverable(&repaired);
    }
    let table = tree::table(document.get_ref(), file, text);
    let mut damaged = Vec::new();
    let mut seen: Vec<usize> = Vec::new();
    let mut lost_from = text.len();
    // What is never closed swallows the rest of the file: only its beginning is worth naming.
    for error in &errors {
        let start = error.span().map_or(0, |span| span.start);
        let message = error.message();
        if message.starts_with("unclosed array") || message.starts_with("unclosed inline table") {
            let open = opening(&table, start).unwrap_or(start);
            if open < lost_from {
                lost_from = open;
                let what =
                    if message.starts_with("unclosed array") { ("[", "]") } else { ("{", "}") };
                problems.push(unclosed(what, Place::new(file, open..(open + 1).min(text.len()))));
            }
        }
    }
    if lost_from < text.len() {
        seen.push(lines.line(lost_from));
        damaged.push(lost_from..text.len());
    }
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        let line = lines.line(span.start);
        let is_duplicate = error.message() == "duplicate key";
        let is_echo = seen.contains(&line)
            || is_duplicate && damaged.iter().any(|range| range.contains(&span.start));
        if span.start >= lost_from || is_echo {
            continue;
        }
        if problems.len() >= MOST_ERRORS {
            break;
        }
        seen.push(line);
        let range = lines.range(line, text);
        let written = text[range.clone()].trim_start();
        let is_header = written.starts_with('[');
        // A broken header puts the keys below it in the wrong table.
        let until = if is_header { lines.next_header(line, text) } else { range.end + 1 };
        damaged.push(range.start..until);
        let shown = if span.is_empty() { shown_from(span.start, &range) } else { span.clone() };
        let place = Place::new(file, shown);
        problems.push(Diagnostic::new(problem(error.message(), text, &span, &range), Some(place)));
    }
    Parsed { table, problems, damaged, rows: BTreeMap::new() }
}

/// A decimal comma derails the parser: reports each, and returns the text with points instead,
/// as long as before, so that all places stay.
fn mend(
    text: &str,
    file: usize,
    errors: &[toml::de::Error],
    lines: &Lines,
    problems: &mut Vec<Diagnostic>,
) -> Option<String> {
    let mut mended = None;
    let suspect: BTreeSet<usize> =
        errors.iter().map(|error| lines.line(error.span().map_or(0, |span| span.start))).collect();
    for line in suspect {
        let range = lines.range(line, text);
        for comma in decimal_commas(&text[range.clone()]) {
            if problems.len() >= MOST_ERRORS {
                return mended;
            }
            let span = range.start + comma.start..range.start + comma.end;
            let written = text[span.clone()].to_owned();
            let instead = point_for_comma(&written);
            let width = written.len();
            let text = mended.get_or_insert_with(|| text.to_owned());
            text.replace_range(span.clone(), &format!("{instead:width$}"));
            let mut readings = readings(&written);
            if readings.is_empty() {
                readings.push(instead);
            }
            let problem = FileProblem::DecimalComma { written, instead: readings };
            problems.push(Diagnostic::new(problem, Some(Place::new(file, span))));
        }
    }
    mended
}

/// An empty place is shown as one character, the last of the line where there is none.
fn shown_from(start: usize, line: &Range<usize>) -> Range<usize> {
    if start < line.end { start..start + 1 } else { start..start }
}

fn unclosed((open, close): (&str, &str), place: Place) -> Diagnostic {
    let problem = FileProblem::Syntax {
        nl: format!("deze `{open}` wordt nergens gesloten"),
        en: format!("this `{open}` is never closed"),
        nl_advice: format!("Zet de `{close}` waar de lijst of tabel ophoudt."),
        en_advice: format!("Put the `{close}` where the list or table ends."),
    };
    Diagnostic::new(problem, Some(place))
}

/// Where the list or table begins that the parser ended at `end` for want of anything better.
fn opening(table: &Table, end: usize) -> Option<usize> {
    fn within(node: &tree::Node, end: usize) -> Option<usize> {
        if node.place.end == end && matches!(node.value, Value::List(_) | Value::Table(_)) {
            return Some(node.place.start);
        }
        match &node.value {
            Value::List(items) => items.iter().find_map(|item| within(item, end)),
            Value::Table(table) => opening(table, end),
            _ => None,
        }
    }
    table.entries().iter().find_map(|entry| within(&entry.node, end))
}

/// The message of the parser in the words of the user.
fn problem(message: &str, text: &str, span: &Range<usize>, line: &Range<usize>) -> FileProblem {
    let written = text.get(span.clone()).unwrap_or_default().trim().to_owned();
    let syntax = |nl: &str, en: &str, nl_advice: &str, en_advice: &str| FileProblem::Syntax {
        nl: nl.into(),
        en: en.into(),
        nl_advice: nl_advice.into(),
        en_advice: en_advice.into(),
    };
    let has = |part: &str| message.contains(part);
    let number = number_around(text, span, line);
    let meant = readings(number);
    if number.matches(['.', ',']).count() > 1
        && let [meant, ..] = &meant[..]
    {
        return syntax(
            &format!("`{number}` is geen getal: duizendtallen staan niet met punten of komma's"),
            &format!("`{number}` is not a number: thousands are not parted by points or commas"),
            &format!("Schrijf {meant}."),
            &format!("Write {meant}."),
        );
    }
    let is_about_text = has("basic string") || has("literal string") || has("multi-line");
    if !is_about_text && has_semicolon(&text[line.clone()]) {
        return syntax(
            "een puntkomma scheidt hier niets",
            "a semicolon separates nothing here",
            "Zet een komma tussen twee waarden; aan het eind van een regel hoort niets.",
            "Put a comma between two values; nothing belongs at the end of a line.",
        );
    }
    if has("duplicate key") {
        FileProblem::DuplicateKey { key: written }
    } else if has("recursion limit") || has("nesting") || has("max recursion") {
        FileProblem::TooDeep {}
    } else if has("date") || has("time") {
        syntax(
            &format!("`{written}` is geen geldige datum"),
            &format!("`{written}` is not a valid date"),
            "Schrijf een maand tussen aanhalingstekens: \"2027-01\".",
            "Write a month in quotes: \"2027-01\".",
        )
    } else if has("string values must be quoted") && written.is_empty() {
        syntax(
            "hier ontbreekt een waarde",
            "a value is missing here",
            "Schrijf een waarde achter het `=`-teken.",
            "Write a value after the `=` sign.",
        )
    } else if has("string values must be quoted") && percentage(&written).is_some() {
        let share = percentage(&written).unwrap_or_default();
        syntax(
            &format!("`{written}` is geen getal"),
            &format!("`{written}` is not a number"),
            &format!("Schrijf een percentage als aandeel: {share}."),
            &format!("Write a percentage as a share: {share}."),
        )
    } else if has("string values must be quoted") && !readings(&written).is_empty() {
        let meant = readings(&written);
        let write = |language| write_number(&meant, language).unwrap_or_default();
        syntax(
            &format!("`{written}` is geen getal"),
            &format!("`{written}` is not a number"),
            &format!("Schrijf {}, zonder `€` en spaties.", write(Language::Nl)),
            &format!("Write {}, without `€` and spaces.", write(Language::En)),
        )
    } else if has("string values must be quoted") {
        let plain = written.replace(['€', '"', '“', '”', '„', '‘', '’'], "");
        syntax(
            &format!("`{written}` is geen getal en staat niet tussen aanhalingstekens"),
            &format!("`{written}` is not a number and does not stand in quotes"),
            &format!(
                "Schrijf een tekst als \"{}\", en een getal zonder `€`, `%` of spaties.",
                plain.trim()
            ),
            &format!(
                "Write a text as \"{}\", and a number without `€`, `%` or spaces.",
                plain.trim()
            ),
        )
    } else if has("invalid basic string") || has("invalid literal string") || has("multi-line") {
        syntax(
            "een aanhalingsteken wordt niet gesloten op deze regel",
            "a quote is not closed on this line",
            "Zet aan het eind van de tekst hetzelfde aanhalingsteken als aan het begin.",
            "End the text with the same quote that it begins with.",
        )
    } else if has("unclosed") {
        syntax(
            "de kop van een tabel wordt niet gesloten",
            "the header of a table is not closed",
            "Schrijf `[naam]` of `[[naam]]`, met evenveel haakjes aan beide kanten.",
            "Write `[name]` or `[[name]]`, with as many brackets on both sides.",
        )
    } else if has("leading zero") {
        syntax(
            "een getal begint niet met een nul",
            "a number does not begin with a zero",
            "Laat de nul vooraan weg.",
            "Leave the leading zero out.",
        )
    } else if has("mantissa")
        || has("fraction")
        || has("exponent")
        || has("invalid digit")
        || has("number")
    {
        syntax(
            "dit getal is niet goed geschreven",
            "this number is not written well",
            "Schrijf bijvoorbeeld 0.5 (met een cijfer voor en achter de punt) of 1_250.",
            "Write for instance 0.5 (with a digit before and after the point) or 1_250.",
        )
    } else if has("boolean") {
        syntax(
            &format!("`{written}` moet met kleine letters"),
            &format!("`{written}` should be in small letters"),
            "Schrijf `true` of `false`.",
            "Write `true` or `false`.",
        )
    } else if has("missing comma") {
        syntax(
            "hier ontbreekt een komma",
            "a comma is missing here",
            "Zet een komma tussen twee waarden van een lijst of tabel.",
            "Put a comma between two values of a list or table.",
        )
    } else if has("key with no value") || has("missing assignment") {
        syntax(
            "achter deze sleutel ontbreekt een `=` met een waarde",
            "a `=` with a value is missing after this key",
            "Schrijf `sleutel = waarde`; een sleutel met spaties staat tussen aanhalingstekens.",
            "Write `key = value`; a key with spaces stands in quotes.",
        )
    } else if has("unquoted keys cannot be empty") || has("invalid unquoted key") {
        syntax(
            "hier ontbreekt een sleutel, of er staat een teken in dat daar niet kan",
            "a key is missing here, or it has a character that cannot stand there",
            "Gebruik letters zonder accenten, cijfers, `_` en `-`.",
            "Use letters without accents, digits, `_` and `-`.",
        )
    } else if has("unexpected key or value") {
        let rest = text.get(span.start..line.end).unwrap_or_default().trim().to_owned();
        syntax(
            &format!("`{rest}` staat achter een waarde of kop die al af is"),
            &format!("`{rest}` stands after a value or header that is complete"),
            "Zet het op een eigen regel, of begin met `#` als het een opmerking is.",
            "Put it on a line of its own, or begin with `#` if it is a remark.",
        )
    } else {
        syntax(
            "dit is geen geldige TOML",
            "this is not valid TOML",
            &format!("De lezer meldt: {message}."),
            &format!("The reader says: {message}."),
        )
    }
}

/// Whether a line has a semicolon outside quotes and remarks.
fn has_semicolon(line: &str) -> bool {
    let mut quote = None;
    for c in line.chars() {
        match (quote, c) {
            (None, '#') => return false,
            (None, ';') => return true,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if c == open => quote = None,
            _ => {}
        }
    }
    false
}

/// The digits, points and commas around a place.
fn number_around<'t>(text: &'t str, span: &Range<usize>, line: &Range<usize>) -> &'t str {
    let is_part = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'_');
    let at = span.start.clamp(line.start, line.end);
    let bytes = text.as_bytes();
    let start = at - bytes[line.start..at].iter().rev().take_while(|b| is_part(b)).count();
    let end = at + bytes[at..line.end].iter().take_while(|b| is_part(b)).count();
    text.get(start..end).unwrap_or_default().trim_matches(',')
}

/// `7%` as a share, exactly.
fn percentage(written: &str) -> Option<String> {
    let number = written.strip_suffix('%')?.trim().replace(',', ".");
    let share = number.parse::<f64>().ok()? / 100.0;
    share.is_finite().then(|| format!("{}", (share * 1e9).round() / 1e9))
}

/// A number with the Dutch comma, as TOML writes it.
fn point_for_comma(written: &str) -> String {
    written.replace(['.', '_', ' '], "").replace(',', ".")
}

/// Numbers with a decimal comma that stand alone behind a `=`, outside quotes.
fn decimal_commas(line: &str) -> Vec<Range<usize>> {
    let bytes = line.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    let mut quoted = false;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => quoted = !quoted,
            b'#' if !quoted => break,
            b'=' if !quoted => {
                let mut start = at + 1;
                while bytes.get(start).is_some_and(|b| *b == b' ' || *b == b'\t') {
                    start += 1;
                }
                let mut end = start + usize::from(matches!(bytes.get(start), Some(b'-' | b'+')));
                let digits = |from: usize, also: &[u8]| {
                    bytes[from.min(bytes.len())..]
                        .iter()
                        .take_while(|b| b.is_ascii_digit() || also.contains(b))
                        .count()
                };
                let whole = digits(end, b"._");
                end += whole;
                if whole > 0 && bytes.get(end) == Some(&b',') {
                    let decimals = digits(end + 1, b"");
                    if decimals > 0 {
                        found.push(start..end + 1 + decimals);
                        at = end + decimals;
                    }
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn new(text: &str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(after).collect())
    }

    fn line(&self, byte: usize) -> usize {
        self.0.partition_point(|&start| start <= byte) - 1
    }

    /// The bytes of a line, without its end.
    fn range(&self, line: usize, text: &str) -> Range<usize> {
        let start = self.0[line];
        let end = self.0.get(line + 1).map_or(text.len(), |next| next - 1);
        start..end
    }

    fn next_header(&self, line: usize, text: &str) -> usize {
        self.0[line + 1..]
            .iter()
            .copied()
            .find(|&start| text[start..].trim_start_matches([' ', '\t']).starts_with('['))
            .unwrap_or(text.len())
    }
}
