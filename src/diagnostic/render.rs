//! Problems as text for people: place, excerpt with the place underlined, and what to do.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

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
    let advice = diagnostic.advice(language);
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
        if source.text.is_empty() || source.text.lines().any(|line| line.len() > LONGEST_EXCERPT) {
            // Nothing that could be underlined; the position still says where.
            let at = source.position(marks[0].0.start);
            let origin = annotate_snippets::Origin::path(source.path.display().to_string())
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
    renderer.render(&[group])
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
