//! The grammar of the study file.

use super::{KeySpec, Kind, Need, SUBSIDY, TOP, TableSpec, Target, key, number, table, text};
use crate::units::{Count, Probability, Share};

/// Most organisations that are drawn.
pub const MOST_ORGANISATIONS: i64 = 10_000;
/// The largest budget that is not a slip of the pen [€].
const LARGEST_BUDGET: f64 = 1e12;

/// The tables of a scenario in which one organisation can differ from another.
const OWN_TABLES: [&str; 10] = [
    "indexation", "correlation", "expect", "residual_value", "organisation", "contract", "employment", "profile", "route", "strategy",
];

/// The key of the scenario with this name.
const fn of_scenario(name: &str) -> KeySpec {
    let mut at = 0;
    loop {
        if is_same(TOP.keys[at].key.as_bytes(), name.as_bytes()) {
            return TOP.keys[at];
        }
        at += 1;
    }
}

const fn is_same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

const OWN_KEYS: [KeySpec; OWN_TABLES.len()] = {
    let mut keys = [of_scenario(OWN_TABLES[0]); OWN_TABLES.len()];
    let mut at = 1;
    while at < OWN_TABLES.len() {
        keys[at] = of_scenario(OWN_TABLES[at]);
        at += 1;
    }
    keys
};

/// `values`: what an organisation has otherwise than the base scenario.
pub const OWN: TableSpec = table(
    "values",
    "Wat anders is dan in het basisscenario: tabellen zoals in een scenariobestand. Wat hier niet staat, blijft zoals het is.",
    "What differs from the base scenario: tables as in a scenario file. What does not stand here stays as it is.",
    &OWN_KEYS,
);

/// `[design.KEY]`.
pub const DESIGN: TableSpec = table(
    "design.KEY",
    "Een ontwerp: een of meer regelingen die samen worden uitbetaald. Het ontwerp zonder regeling (`none`) is er altijd en staat niet in het bestand.",
    "A design: one or more schemes that are paid together. The design without any scheme (`none`) is always there and is not written.",
    &[
        key("name", Kind::Label, Need::Described(text("de sleutel", "the key")), "name = { nl = \"Behoudbonus\", en = \"Retention bonus\" }", "Naam.", "Name."),
        key("subsidies", Kind::List(&Kind::Reference(Target::Subsidy, &[])), Need::Required, "subsidies = [\"gi_2023\"]",
            "De regelingen, van het scenario, van `include` of van dit bestand.", "The schemes: of the scenario, of `include` or of this file."),
        key("budget", Kind::Number(0.0, LARGEST_BUDGET), Need::Described(text("dat van de studie", "that of the study")), "budget = 10_000_000",
            "Het meeste dat onder dit ontwerp wordt uitgekeerd, in euro's, vóór terugvordering.", "Most that is paid under this design, in euros, before clawback."),
        key("set", Kind::ByPath("a value for each path"), Need::Optional, "set = { \"bonus.month_24.amount\" = 7_500 }",
            "Andere getallen in de regelingen van dit ontwerp: het pad begint met de sleutel van de regeling; een instrument heet naar zijn plaats (`instruments[0]`) of zijn `key`.",
            "Other numbers in the schemes of this design: the path begins with the key of the scheme; an instrument goes by its place (`instruments[0]`) or its `key`."),
        key("grid", Kind::ByPath("a list of values for each path"), Need::Optional, "grid = { \"bonus.month_24.amount\" = [2_500, 5_000, 10_000] }",
            "Zoals `set`, met een lijst van waarden: elke combinatie is een eigen ontwerp, met de waarden in sleutel en naam.",
            "As `set`, with a list of values: each combination is a design of its own, with the values in its key and name."),
    ],
);

/// An entry of `[[organisation]]`.
pub const STUDIED: TableSpec = table(
    "organisation[]",
    "Een werkgever die kan meedoen.",
    "An employer that could take part.",
    &[
        key("name", Kind::Label, Need::Required, "name = { nl = \"GI Noord\", en = \"GI North\" }", "Naam; elke organisatie een andere.", "Name; each organisation another one."),
        key("positions", Kind::Integer(1, 100_000), Need::Described(text("die van het scenario", "those of the scenario")), "positions = 23",
            "Aantal plekken, van het programma en van het uitgangspunt; groepen van plekken houden hun aandeel.", "Number of positions, of the programme and of the baseline; groups of positions keep their shares."),
        key("chance_of_gain", Kind::Number(0.0, 1.0), Need::Number(0.5), "chance_of_gain = 0.5",
            "De kans die de organisatie wil dat het programma niet slechter is dan haar uitgangspunt zonder regeling; anders doet zij niet mee.", "The chance that the organisation asks for that the programme is no worse than its baseline without any scheme; otherwise it stays out."),
        key("accepted_risk", Kind::Number(0.0, 1.0), Need::Described(text("die van `[organisation]` in het scenario", "that of `[organisation]` in the scenario")), "accepted_risk = 0.05",
            "De kans op een tekort die zij hooguit aanvaardt; anders doet zij niet mee.", "The chance of a shortfall that it accepts at most; otherwise it stays out."),
        key("believed_exit", Kind::Number(0.0, 10.0), Need::Number(1.0), "believed_exit = 0.9",
            "Wat zij gelooft van de uitstroom van wie ongeregistreerd komt, als veelvoud van de echte: 0.9 is te hoopvol.", "What it believes of the exits of people who come unregistered, as a multiple of the true ones: 0.9 is too hopeful."),
        key("values", Kind::Table(&OWN), Need::Optional, "values.organisation.liquidity = 2_000_000",
            "Wat zij anders heeft dan het basisscenario.", "What it has otherwise than the base scenario."),
    ],
);

/// `[population]`.
pub const POPULATION: TableSpec = table(
    "population",
    "Werkgevers die één keer worden getrokken, uit de spreiding **over organisaties** die hier staat. Een ander startgetal geeft een andere populatie.",
    "Employers that are drawn once, from the spread **over organisations** that stands here. Another seed gives another population.",
    &[
        key("organisations", Kind::Integer(1, MOST_ORGANISATIONS), Need::Required, "organisations = 100", "Hoeveel er worden getrokken.", "How many are drawn."),
        key("name", Kind::Label, Need::Described(text("\"Organisatie\"", "\"Organisation\"")), "name = { nl = \"Aanbieder\", en = \"Provider\" }", "Naam; er komt een nummer achter.", "Name; a number is added."),
        key("positions", Kind::Quantity(number::<Count>(1.0, 1e5)), Need::Described(text("die van het scenario", "those of the scenario")), "positions = { low = 2, mode = 6, high = 30 }",
            "Aantal plekken, afgerond.", "Number of positions, rounded."),
        key("chance_of_gain", Kind::Quantity(number::<Probability>(0.0, 1.0)), Need::Number(0.5), "chance_of_gain = { uniform = { low = 0.5, high = 0.9 } }",
            "Zoals bij `[[organisation]]`.", "As for `[[organisation]]`."),
        key("accepted_risk", Kind::Quantity(number::<Probability>(0.0, 1.0)), Need::Described(text("die van `[organisation]` in het scenario", "that of `[organisation]` in the scenario")), "accepted_risk = 0.05",
            "Zoals bij `[[organisation]]`.", "As for `[[organisation]]`."),
        key("believed_exit", Kind::Quantity(number::<Count>(0.0, 10.0)), Need::Number(1.0), "believed_exit = { low = 0.6, mode = 0.9, high = 1.1 }",
            "Zoals bij `[[organisation]]`.", "As for `[[organisation]]`."),
        key("values", Kind::ByPath("a number or a distribution for each path"), Need::Optional, "values = { \"organisation.liquidity\" = { p5 = 200_000, p95 = 5_000_000 } }",
            "Waarin zij verschillen, bij het pad van een grootheid van het scenario: een getal voor allemaal, of een verdeling over organisaties.",
            "In what they differ, by the path of a quantity of the scenario: a number for all, or a distribution over organisations."),
    ],
);

/// `[consortium]`.
pub const CONSORTIUM: TableSpec = table(
    "consortium",
    "Organisaties die hun cohorten bij elkaar leggen: elk apart en samen.",
    "Organisations that pool their cohorts: each alone and together.",
    &[
        key("members", Kind::List(&Kind::Text), Need::Described(text("alle organisaties", "all organisations")), "members = [\"GI Noord\", \"GI Zuid\"]", "Hun namen, in één van beide talen.", "Their names, in either language."),
        key("design", Kind::Reference(Target::Design, &[]), Need::Described(text("geen regeling", "no scheme")), "design = \"scheme\"", "Het ontwerp dat voor alle leden geldt.", "The design that holds for all members."),
        key("shared_classes", Kind::Flag, Need::Flag(false), "shared_classes = true", "Wie in een klas wordt opgeleid, zit met de anderen in één klas.", "Those who are trained in a class share one class."),
    ],
);

/// The top level of a study file.
pub const STUDY: TableSpec = table(
    "",
    "Een studie: één keuze van een subsidiegever, met de ontwerpen die worden vergeleken en de organisaties die kunnen meedoen.",
    "A study: one choice of a funder, with the designs that are compared and the organisations that could take part.",
    &[
        key("title", Kind::Label, Need::Described(text("de naam van het bestand", "the name of the file")), "title = \"Driehonderd plekken bij GI's\"", "Titel.", "Title."),
        key("question", Kind::Label, Need::Required, "question = { nl = \"Welke regeling levert het meest op?\", en = \"Which scheme buys most?\" }", "De vraag die de studie beantwoordt.", "The question that the study answers."),
        key("scenario", Kind::Text, Need::Required, "scenario = \"../gi-cohort.toml\"",
            "Het basisscenario, gezien vanaf de map van dit bestand: in die map, de map erboven of daaronder.", "The base scenario, seen from the folder of this file: in that folder, the one above or below them."),
        key("programme", Kind::Reference(Target::Strategy, &[]), Need::Required, "programme = \"side_entry\"",
            "De strategie van het scenario waar de regelingen voor zijn; de regelingen die zij in het scenario heeft, vallen weg.", "The strategy of the scenario that the schemes are for; the schemes that it has in the scenario are taken away."),
        key("baseline", Kind::Reference(Target::Strategy, &[]), Need::Described(text("die van het scenario", "that of the scenario")), "baseline = \"regular\"",
            "Wat een organisatie doet die niet meedoet; zonder regelingen.", "What an organisation does that stays out; without any scheme."),
        key("horizon_months", Kind::Integer(1, 600), Need::Described(text("die van het scenario", "that of the scenario")), "horizon_months = 48",
            "Na hoeveel maanden de subsidiegever telt wie er nog is; hooguit de horizon van het scenario.", "After how many months the funder counts who is still there; at most the horizon of the scenario."),
        key("budget", Kind::Number(0.0, LARGEST_BUDGET), Need::Optional, "budget = 20_000_000",
            "Het meeste dat onder één ontwerp wordt uitgekeerd, in euro's, vóór terugvordering. Zonder budget krijgt ieder wat hij vraagt.", "Most that is paid under one design, in euros, before clawback. Without a budget everyone gets what they ask for."),
        key("stays_in_sector", Kind::Quantity(number::<Share>(0.0, 1.0)), Need::Required, "stays_in_sector = { low = 0.4, mode = 0.6, high = 0.8, grade = \"D\" }",
            "Welk deel van wie na registratie vertrekt, in de jeugdzorg blijft werken.", "The share of those who leave after registering that goes on working in youth care."),
        key("displacement", Kind::Quantity(number::<Share>(0.0, 1.0)), Need::Number(1.0), "displacement = 1",
            "Welk deel van de aangenomen mensen die al geregistreerd waren, een andere werkgever in de jeugdzorg mist.", "The share of hires who were registered already that another employer in youth care goes without."),
        key("worth_up_to", Kind::Number(1.0, 1e9), Need::Number(150_000.0), "worth_up_to = 150_000",
            "Tot welk bedrag de curve loopt van wat één extra geregistreerde professional waard is, in euro's.", "How far the curve runs of what one additional registered professional is worth, in euros."),
        key("include", Kind::List(&Kind::Text), Need::Empty, "include = [\"../shared/subsidies.toml\"]",
            "Bestanden met regelingen of andere tabellen van een scenario, naast die van het basisscenario; zij gaan voor. In de map van dit bestand, de map erboven of daaronder.",
            "Files with schemes or other tables of a scenario, beside those of the base scenario; they win over it. In the folder of this file, the one above or below them."),
        key("euros_of", Kind::Integer(1900, 2200), Need::Described(text("dat van het scenario", "that of the scenario")), "euros_of = 2026",
            "Prijspeil van elk bedrag in dit bestand dat er zelf geen noemt.", "Price level of every amount in this file that names none itself."),
        key("local", Kind::List(&Kind::Path), Need::Empty, "local = [\"profile.side_entrant.exit\"]",
            "Grootheden die elke organisatie voor zichzelf heeft: een pad, of het begin ervan. De andere zijn voor alle organisaties dezelfde.", "Quantities that each organisation has for itself: a path, or the beginning of one. The others are the same for all organisations."),
        key("subsidy", Kind::Map(&SUBSIDY), Need::Optional, "",
            "Regelingen van deze studie, zoals in een scenariobestand.", "Schemes of this study, as in a scenario file."),
        key("design", Kind::Map(&DESIGN), Need::Required, "design.scheme.subsidies = [\"gi_2023\"]",
            "De ontwerpen die worden vergeleken.", "The designs that are compared."),
        key("values", Kind::Table(&OWN), Need::Optional, "values.organisation.overdraft_rate = 0.06",
            "Wat voor alle organisaties anders is dan in het basisscenario.", "What differs from the base scenario for all organisations."),
        key("organisation", Kind::Tables(&STUDIED), Need::RequiredIf(text("zonder `population`", "without `population`")), "organisation = [{ name = \"GI Noord\" }, { name = \"GI Zuid\" }]",
            "De werkgevers die kunnen meedoen.", "The employers that could take part."),
        key("population", Kind::Table(&POPULATION), Need::RequiredIf(text("zonder `organisation`", "without `organisation`")), "population = { organisations = 100 }",
            "Werkgevers die worden getrokken; ze komen na die van `organisation`.", "Employers that are drawn; they come after those of `organisation`."),
        key("consortium", Kind::Table(&CONSORTIUM), Need::Optional, "",
            "Organisaties die hun cohorten bij elkaar leggen.", "Organisations that pool their cohorts."),
    ],
);
