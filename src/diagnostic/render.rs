//! Problems as text for people: place, excerpt with the place underlined, and what to do.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use anstream::adapter::strip_str;

use super::source::floor;
use super::{Diagnostic, Place, Severity, SourceFile};
use crate::language::Language;

/// A line of an excerpt is shown up to about this many characters.
const LONGEST_EXCERPT: usize = 4_000;

/// So many problems are shown; who has more mends these first.
const MOST_SHOWN: usize = 50;

/// A place to underline, and what to say there.
type Mark<'a> = (&'a Place, AnnotationKind, Option<&'static str>);

/// One problem as text: heading, `file:line:column`, excerpt, advice.
pub fn render(
    diagnostic: &Diagnostic,
    sources: &[SourceFile],
    language: Language,
    colour: bool,
) -> String {
    let (level, name) = match diagnostic.severity() {
        Severity::Error => (Level::ERROR, language.pick("fout", "error")),
        Severity::Warning => (Level::WARNING, language.pick("waarschuwing", "warning")),
    };
    let message = diagnostic.message(language);
    let advice = diagnostic.advice_in(sources, language);
    let title = level.with_name(name).primary_title(message).id(diagnostic.code().number);
    let mut groups: Vec<(usize, Vec<Mark<'_>>)> = Vec::new();
    if let Some(place) = &diagnostic.place {
        groups.push((place.file, vec![(place, AnnotationKind::Primary, None)]));
    }
    for (place, remark) in &diagnostic.secondary {
        let mark = (place, AnnotationKind::Context, Some(remark.text(language)));
        match groups.iter_mut().find(|(file, _)| *file == place.file) {
            Some((_, marks)) => marks.push(mark),
            None => groups.push((place.file, vec![mark])),
        }
    }
    let mut group = Group::with_title(title);
    for (file, marks) in groups {
        let Some(source) = sources.get(file) else {
            continue;
        };
        if source.cells.is_some() {
            for mark in marks {
                let (origin, excerpt) = in_workbook(source, mark, language);
                group = group.element(origin);
                if let Some(excerpt) = excerpt {
                    group = group.element(excerpt);
                }
            }
            continue;
        }
        if source.text.is_empty() || source.text.lines().any(|line| line.len() > LONGEST_EXCERPT) {
            // Nothing that could be underlined; the position still says where.
            let at = source.position(marks[0].0.start);
            let origin = Origin::path(source.path.display().to_string())
                .line(at.line)
                .char_column(at.column);
            group = group.element(origin);
            continue;
        }
        let mut snippet =
            Snippet::source(source.text.as_str()).path(source.path.display().to_string());
        for (place, kind, label) in marks {
            snippet = snippet.annotation(annotation(place, kind, label, &source.text));
        }
        group = group.element(snippet);
    }
    if !advice.is_empty() {
        group =
            group.element(Level::HELP.with_name(language.pick("advies", "advice")).message(advice));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let text = renderer.render(&[group]);
    // Between a sheet with cell and the row below it the renderer puts dots: nothing is left out there.
    let is_dots = |line: &str| strip_str(line).to_string().trim() == ":::";
    let in_workbook = diagnostic
        .place
        .as_ref()
        .and_then(|place| sources.get(place.file))
        .is_some_and(|source| source.cells.is_some());
    if in_workbook {
        text.lines().filter(|line| !is_dots(line)).collect::<Vec<_>>().join("\n")
    } else {
        text
    }
}

/// Sheet and cell of a mark, and the row with the cell underlined. The line has the number of the row.
fn in_workbook<'a>(
    source: &'a SourceFile,
    (place, kind, label): Mark<'a>,
    language: Language,
) -> (Origin<'a>, Option<Snippet<'a, Annotation<'a>>>) {
    let path = source.path.display();
    let Some((sheet, at)) = source.cell(place.start) else {
        return (Origin::path(path.to_string()), None);
    };
    let (sheet_word, cell_word) = (language.pick("blad", "sheet"), language.pick("cel", "cell"));
    let origin = Origin::path(format!("{path}: {sheet_word} '{sheet}', {cell_word} {}", at.cell()));
    let from = source.text[..floor(&source.text, place.start)].rfind('\n').map_or(0, |at| at + 1);
    let line = source.text[from..].lines().next().unwrap_or_default();
    if line.len() > LONGEST_EXCERPT {
        return (origin, None);
    }
    let within =
        Place { start: place.start - from, end: place.end.saturating_sub(from), ..place.clone() };
    let excerpt = Snippet::source(line).line_start(at.row as usize + 1);
    (origin, Some(excerpt.annotation(annotation(&within, kind, label, line))))
}

fn annotation<'a>(
    place: &Place,
    kind: AnnotationKind,
    label: Option<&'static str>,
    text: &str,
) -> Annotation<'a> {
    let start = floor(text, place.start);
    let mut end = floor(text, place.end).max(start);
    // Long stretches (a whole table) are underlined on their first line only.
    if let Some(newline) = text[start..end].find('\n') {
        end = start + newline;
    }
    let annotation = kind.span(start..end);
    match label {
        Some(label) => annotation.label(label),
        None => annotation,
    }
}

/// All problems as text, errors first, each in the order of the files; a long list is cut short.
pub fn render_all(
    diagnostics: &[Diagnostic],
    sources: &[SourceFile],
    language: Language,
    colour: bool,
) -> String {
    let of = |severity| diagnostics.iter().filter(move |d| d.severity() == severity);
    let all = of(Severity::Error).chain(of(Severity::Warning));
    let mut shown: Vec<String> = all
        .take(MOST_SHOWN)
        .map(|diagnostic| render(diagnostic, sources, language, colour))
        .collect();
    let rest = diagnostics.len().saturating_sub(MOST_SHOWN);
    if rest > 0 {
        shown.push(match language {
            Language::Nl => format!("en nog {rest} meldingen"),
            Language::En => format!("and {rest} more messages"),
        });
    }
    shown.join("\n\n")
}
