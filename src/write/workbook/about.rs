//! How the results were computed, how to read them, and what they do not say.

use rust_xlsxwriter::{Url, XlsxError};

use super::super::results::year_month;
use super::Book;
use super::sheet::{Sheet, never, no_investment};
use super::text;
use super::words::SheetName;
use crate::language::number;
use crate::tell::words::capitalized;

/// Width of the columns of names and of texts, in characters.
const WIDTHS: [f64; 2] = [36.0, 110.0];

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Sheet, XlsxError> {
    let mut sheet = Sheet::new(book, SheetName::About)?;
    sheet.widths(&WIDTHS)?;
    sheet.text(0, 0, SheetName::About.name(book.tale.language), &book.formats.title)?;
    sheet.points(0, 24.0)?;
    let mut row =
        pairs(book, &mut sheet, 2, book.pick("Berekening", "Computation"), &computation(book))?;
    row = sheets(book, &mut sheet, row + 1)?;
    row = pairs(
        book,
        &mut sheet,
        row + 1,
        book.pick("Zo leest u de getallen", "How to read the numbers"),
        &reading(book),
    )?;
    row = pairs(
        book,
        &mut sheet,
        row + 1,
        book.pick("Wat de getallen niet zeggen", "What the numbers do not say"),
        &limits(book),
    )?;
    let warnings: Vec<(String, String)> = book
        .report
        .warnings
        .iter()
        .map(|warning| {
            (warning.code().number.to_owned(), capitalized(&warning.message(book.tale.language)))
        })
        .collect();
    if !warnings.is_empty() {
        let head = book.pick("Waarschuwingen bij het scenario", "Warnings about the scenario");
        row = pairs(book, &mut sheet, row + 1, head, &warnings)?;
    }
    sheet.printed((row - 1, 1))?;
    sheet.worksheet().set_portrait();
    Ok(sheet)
}

/// Names with what they mean under a head; returns the next row.
fn pairs(
    book: &Book<'_>,
    sheet: &mut Sheet,
    mut row: u32,
    head: &str,
    pairs: &[(String, String)],
) -> Result<u32, XlsxError> {
    section(book, sheet, row, head)?;
    for (name, meaning) in pairs {
        row += 1;
        sheet.text(row, 0, name, &book.formats.wrapped)?;
        sheet.text(row, 1, meaning, &book.formats.wrapped)?;
        let lines =
            text::lines(name, WIDTHS[0] as usize).max(text::lines(meaning, WIDTHS[1] as usize));
        sheet.height(row, lines)?;
    }
    Ok(row + 1)
}

fn section(book: &Book<'_>, sheet: &mut Sheet, row: u32, head: &str) -> Result<(), XlsxError> {
    sheet.text(row, 0, head, &book.formats.section)?;
    sheet.text(row, 1, "", &book.formats.section)
}

/// The sheets, to be reached with a click.
fn sheets(book: &Book<'_>, sheet: &mut Sheet, mut row: u32) -> Result<u32, XlsxError> {
    let language = book.tale.language;
    section(book, sheet, row, book.pick("Bladen", "Sheets"))?;
    let decisions = book.report.decisions;
    let is_there = |of: &SheetName| match of {
        SheetName::Decisions | SheetName::Discover => decisions.is_some(),
        SheetName::Afford => decisions.is_some_and(|decisions| decisions.affordability.is_some()),
        SheetName::Choice => decisions.is_some_and(|decisions| decisions.voi.is_some()),
        _ => true,
    };
    for of in SheetName::ALL.into_iter().filter(is_there) {
        row += 1;
        let name = of.name(language);
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        sheet.worksheet().write_url_with_format(row, 0, link, &book.formats.link)?;
        let contents = of.contents(language);
        sheet.text(row, 1, contents, &book.formats.wrapped)?;
        sheet.height(row, text::lines(contents, WIDTHS[1] as usize))?;
    }
    Ok(row + 1)
}

fn computation(book: &Book<'_>) -> Vec<(String, String)> {
    let language = book.tale.language;
    let (scenario, summary) = (&book.report.plan.scenario, book.report.summary);
    let converged = summary.converged.map(|converged| {
        let text = if converged {
            book.pick("ja, zo zeker als gevraagd", "yes, as certain as was asked for")
        } else {
            book.pick(
                "nee, nog niet zo zeker als gevraagd",
                "no, not yet as certain as was asked for",
            )
        };
        (book.pick("uitkomsten staan vast", "outcomes are settled").to_owned(), text.to_owned())
    });
    let rows = [
        (book.pick("scenario", "scenario"), scenario.name.clone()),
        (book.pick("titel", "title"), book.title().to_owned()),
        (book.pick("vraag", "question"), scenario.question.get(language).to_owned()),
        (book.pick("eerste maand", "first month"), year_month(scenario.calendar.start)),
        (
            book.pick("looptijd", "horizon"),
            format!("{} {}", scenario.calendar.horizon, book.pick("maanden", "months")),
        ),
        (book.pick("uitgangspunt", "baseline"), book.tale.name(scenario.baseline).to_owned()),
        (book.pick("runs", "runs"), number(summary.runs as f64, 0, language)),
        (book.pick("startgetal", "seed"), summary.seed.to_string()),
        (
            book.pick("versie van kansrijk", "version of kansrijk"),
            env!("CARGO_PKG_VERSION").to_owned(),
        ),
        (
            book.pick(
                "vingerafdruk van het scenario (SHA-256)",
                "digest of the scenario (SHA-256)",
            ),
            book.digest.to_owned(),
        ),
    ];
    rows.into_iter().map(|(name, value)| (name.to_owned(), value)).chain(converged).collect()
}

fn reading(book: &Book<'_>) -> Vec<(String, String)> {
    let language = book.tale.language;
    let rows = [
        (book.pick("run, toekomst", "run, future"), book.pick(
            "Eén doorgerekend verloop: één trekking van alles wat niemand precies weet, en één levensloop van iedereen die komt.",
            "One course of events: one draw of everything that nobody knows precisely, and one life of everybody who comes.",
        )),
        (book.pick("gemiddelde", "mean"), book.pick(
            "Gemiddelde over alle runs. Gemiddelden van regels, jaren en maanden tellen op.",
            "Mean over all runs. Means of lines, years and months add up.",
        )),
        ("±", book.pick(
            "De marge die het aantal runs in het gemiddelde laat: met 95% zekerheid ligt het gemiddelde van oneindig veel runs binnen deze afstand. Meer runs maken haar kleiner.",
            "The margin that the number of runs leaves in the mean: with 95% confidence the mean of endlessly many runs lies within this distance. More runs make it smaller.",
        )),
        (book.pick("standaardafwijking", "standard deviation"), book.pick(
            "Hoe ver toekomsten uiteenlopen. Meer runs maken haar niet kleiner.",
            "How far futures differ. More runs do not make it smaller.",
        )),
        (book.pick("p5, p25, p50, p75, p95", "p5, p25, p50, p75, p95"), book.pick(
            "Percentielen: 5, 25, 50, 75 en 95 van de 100 runs liggen lager. p50 is de mediaan; tussen p5 en p95 liggen negen van de tien toekomsten.",
            "Percentiles: 5, 25, 50, 75 and 95 in 100 runs are lower. p50 is the median; nine futures in ten lie between p5 and p95.",
        )),
        (book.pick("slechtste 5%, gemiddeld", "worst 5%, mean"), book.pick(
            "Gemiddelde van de slechtste 5% van de runs: hoe erg het is als het tegenzit.",
            "Mean of the worst 5% of the runs: how bad it is when things go wrong.",
        )),
        (book.pick("deel door onwetendheid", "share of ignorance"), book.pick(
            "Het deel van de spreiding dat komt door getallen die niemand precies kent. De rest is toeval bij wie er komt en gaat; alleen toeval middelt uit bij meer plekken.",
            "The share of the spread that comes from numbers that nobody knows precisely. The rest is luck in who comes and goes; only luck averages out over more positions.",
        )),
        (book.pick("verschil met het uitgangspunt", "difference with the baseline"), book.pick(
            "Run voor run, met dezelfde trekkingen en hetzelfde toeval. Voorfinanciering en terugverdienmaand van een verschil gaan over de meerkosten.",
            "Run by run, with the same draws and the same luck. Peak funding and payback of a difference are about the extra costs.",
        )),
        (book.pick("maand", "month"), book.pick("Geteld vanaf 0, de startmaand.", "Counted from 0, the first month.")),
        (never(language), book.pick("Niet binnen de looptijd.", "Not within the horizon.")),
        (no_investment(language), book.pick(
            "De cumulatieve nettokasstroom komt nooit onder nul: er valt niets terug te verdienen.",
            "Cumulative net cash is never below zero: there is nothing to earn back.",
        )),
        (book.pick("lege cel", "empty cell"), book.pick(
            "Niet bekend of niet van toepassing; nooit nul.",
            "Not known or not applicable; never zero.",
        )),
        (book.pick("graad A tot D", "grade A to D"), book.pick(
            "A officieel, B sectoronderzoek, C vergelijkbare sector of afgeleid, D aanname zonder bron.",
            "A official, B sector study, C analogue or derived, D assumption without a source.",
        )),
    ];
    owned(&rows)
}

fn limits(book: &Book<'_>) -> Vec<(String, String)> {
    let rows = [
        (book.pick("geen voorspelling", "no forecast"), book.pick(
            "De uitkomsten volgen uit de aannames op het blad Aannames. Wat daar niet in zit, zit ook niet in de spreiding.",
            "The outcomes follow from the assumptions on the sheet Assumptions. What is not in them is not in the spread.",
        )),
        (book.pick("nominale euro’s", "nominal euros"), book.pick(
            "Bedragen zijn nominaal, met de stijging van lonen en tarieven erin. Alleen de netto contante waarde is teruggerekend naar de start.",
            "Amounts are nominal, with the growth of wages and tariffs in them. Only the net present value is discounted to the start.",
        )),
        (book.pick("percentielen tellen niet op", "percentiles do not add up"), book.pick(
            "De p5 van een som is niet de som van de p5’s: tegenvallers vallen niet allemaal in dezelfde toekomst.",
            "The p5 of a sum is not the sum of the p5s: setbacks do not all come in the same future.",
        )),
        (book.pick("rekenen in deze map", "computing in this workbook"), book.pick(
            "Getallen in cellen zijn uitkomsten van kansrijk. Wie een aanname in deze map verandert, verandert de uitkomsten niet: reken het scenario opnieuw door.",
            "Numbers in cells are results of kansrijk. Changing an assumption in this workbook does not change the outcomes: run the scenario again.",
        )),
    ];
    owned(&rows)
}

fn owned(rows: &[(&str, &str)]) -> Vec<(String, String)> {
    rows.iter().map(|(name, meaning)| ((*name).to_owned(), (*meaning).to_owned())).collect()
}
