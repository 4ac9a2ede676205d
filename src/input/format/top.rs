//! The top level of the file.

use super::{
    CONTRACT, EMPLOYMENT, KeySpec, Kind, Need, ORGANISATION, PROFILE, ROUTE, STRATEGY, SUBSIDY,
    TableSpec, Target, key, number, table, text,
};
use crate::units::{AnnualRate, Euros};

const DISCOUNT: TableSpec = table(
    "discount_rate",
    "Reële rente en inflatie; nominaal is dat (1 + real)(1 + inflation) − 1.",
    "Real rate and inflation; the nominal rate is (1 + real)(1 + inflation) − 1.",
    &[
        key("real", Kind::Number(-0.5, 1.0), Need::Required, "real = 0.0225",
            "Reële rente per jaar.", "Real rate a year."),
        key("inflation", Kind::Number(-0.5, 1.0), Need::Required, "inflation = 0.023",
            "Inflatie per jaar.", "Inflation a year."),
    ],
);

const PRICE_INDEX: TableSpec = TableSpec {
    years: true,
    ..table(
        "price_index",
        "Prijsstijging van het jaar ervoor naar het genoemde jaar (0.03 is 3 %); rekent bedragen met `euros_of` om naar het startjaar.",
        "Price rise from the year before into the named year (0.03 is 3 %); converts amounts with `euros_of` to the starting year.",
        &[
            key("source", Kind::Text, Need::Optional, "source = \"CPB, CEP 2026\"",
                "Waar de cijfers vandaan komen.", "Where the numbers come from."),
            key("note", Kind::Text, Need::Optional, "note = \"2027: raming\"",
                "Opmerking.", "Remark."),
        ],
    )
};

const INDEXATION: TableSpec = table(
    "indexation",
    "Loon- en tariefindex: groei per jaar, elke januari na de start.",
    "Wage and tariff index: growth a year, in each January after the start.",
    &[
        key("wages", Kind::Quantity(number::<AnnualRate>(-0.2, 0.5)), Need::Required,
            "wages = { low = 0.025, mode = 0.034, high = 0.048, grade = \"C\" }",
            "Groei van de lonen en van de kosten die ze volgen.", "Growth of wages and of the costs that follow them."),
        key("tariffs", Kind::Quantity(number::<AnnualRate>(-0.2, 0.5)), Need::Required,
            "tariffs = { low = 0.018, mode = 0.030, high = 0.044 }",
            "Groei van de tarieven.", "Growth of the tariffs."),
        key("correlation", Kind::Number(-1.0, 1.0), Need::Optional, "correlation = 0.7",
            "Spearmans rangcorrelatie van de twee.", "Spearman's rank correlation of the two."),
        key("wages_yearly_deviation", Kind::Number(0.0, 0.2), Need::Optional, "wages_yearly_deviation = 0.01",
            "Standaardafwijking van een eigen afwijking van de loongroei in elk jaar.",
            "Standard deviation of a separate deviation of wage growth in each year."),
        key("tariffs_yearly_deviation", Kind::Number(0.0, 0.2), Need::Optional, "tariffs_yearly_deviation = 0.01",
            "Hetzelfde voor de tarieven.", "The same for the tariffs."),
    ],
);

const CORRELATION: TableSpec = table(
    "correlation",
    "Grootheden die samen bewegen. Elke grootheid hoort bij hoogstens één groep.",
    "Quantities that move together. Each quantity belongs to one group at most.",
    &[
        key("between", Kind::List(&Kind::Path), Need::Required,
            "between = [\"profile.regular.absence\", \"profile.side_entrant.absence\"]",
            "Paden van de grootheden.", "Paths of the quantities."),
        key("rho", Kind::Number(-1.0, 1.0), Need::RequiredIf(text("zonder `matrix`", "without `matrix`")), "rho = 0.5",
            "Spearmans rangcorrelatie van twee grootheden.", "Spearman's rank correlation of two quantities."),
        key("matrix", Kind::Matrix, Need::RequiredIf(text("zonder `rho`", "without `rho`")),
            "matrix = [[1, 0.5, 0.2], [0.5, 1, 0.3], [0.2, 0.3, 1]]",
            "Rangcorrelaties van alle paren, in de volgorde van `between`.",
            "Rank correlations of all pairs, in the order of `between`."),
    ],
);

const EXPECT: TableSpec = table(
    "expect",
    "Iets wat bij elke trekking zo hoort te zijn; een trekking die het schendt wordt gemeld.",
    "Something that should hold in every draw; a draw that breaks it is reported.",
    &[
        key("quantity", Kind::Path, Need::Required, "quantity = \"contract.tariff_per_hour\"",
            "Pad van de grootheid die de grootste hoort te zijn.", "Path of the quantity that should be the larger one."),
        key("at_least", Kind::PathOrNumber, Need::Required, "at_least = \"contract.tariff_unregistered_per_hour\"",
            "Waarmee wordt vergeleken: een pad of een getal.", "What it is compared with: a path or a number."),
        key("because", Kind::Text, Need::Optional, "because = \"a registered hour bills at least as much\"",
            "Waarom.", "Why."),
    ],
);

const RESIDUAL: TableSpec = table(
    "residual_value",
    "Waarde aan de horizon van ieder die dan in dienst is.",
    "Value at the horizon of each head employed then.",
    &[
        key("registered", Kind::Quantity(number::<Euros>(0.0, 1e9)), Need::Number(0.0), "registered = 5_000",
            "Per geregistreerde.", "For each registered head."),
        key("unregistered", Kind::Quantity(number::<Euros>(0.0, 1e9)), Need::Number(0.0), "unregistered = 0",
            "Per ongeregistreerde.", "For each unregistered head."),
    ],
);

const TOP_KEYS: &[KeySpec] = &[
    key("include", Kind::List(&Kind::Text), Need::Empty, "include = [\"shared/salary.toml\"]",
        "Bestanden die worden ingevoegd; dit bestand gaat voor, en eerdere gaan voor latere. Ze staan in de map van het scenario of daaronder.",
        "Files that are included; this file wins over them, and earlier ones over later ones. They lie in the scenario's folder or below."),
    key("question", Kind::Label, Need::Required, "question = { nl = \"Kan dit uit?\", en = \"Can we afford this?\" }",
        "De vraag die het scenario beantwoordt.", "The question that the scenario answers."),
    key("title", Kind::Label, Need::Described(text("de naam van het bestand", "the name of the file")), "title = \"Twaalf jeugdbeschermers\"",
        "Titel.", "Title."),
    key("start", Kind::Month, Need::Required, "start = \"2027-01\"",
        "De eerste maand.", "The first month."),
    key("horizon_months", Kind::Integer(1, 600), Need::Required, "horizon_months = 60",
        "Aantal maanden dat wordt doorgerekend.", "Number of months that are computed."),
    key("discount_rate", Kind::TableOr(&DISCOUNT, &Kind::Number(-0.5, 1.0)), Need::Required, "discount_rate = { real = 0.0225, inflation = 0.023 }",
        "Disconteringsvoet per jaar, nominaal; niet onzeker.", "Discount rate a year, nominal; not uncertain."),
    key("baseline", Kind::Reference(Target::Strategy, &[]), Need::Required, "baseline = \"regular\"",
        "De strategie waarmee de andere worden vergeleken.", "The strategy that the others are compared with."),
    key("euros_of", Kind::Integer(1900, 2200), Need::Optional, "euros_of = 2026",
        "Prijspeil van elk bedrag in dit bestand dat er zelf geen noemt. Gedateerde bedragen gelden als geschreven vanaf hun datum.",
        "Price level of every amount in this file that names none itself. Dated amounts hold as written from their date."),
    key("price_index", Kind::Table(&PRICE_INDEX), Need::Optional, "",
        "Prijsstijging per jaar, om bedragen met `euros_of` om te rekenen.", "Price rise by year, to convert amounts with `euros_of`."),
    key("indexation", Kind::Table(&INDEXATION), Need::Required, "",
        "Loon- en tariefindex.", "Wage and tariff index."),
    key("correlation", Kind::Tables(&CORRELATION), Need::Empty, "",
        "Grootheden die samen bewegen.", "Quantities that move together."),
    key("expect", Kind::Tables(&EXPECT), Need::Empty, "",
        "Wat bij elke trekking hoort te gelden.", "What should hold in every draw."),
    key("residual_value", Kind::Table(&RESIDUAL), Need::Optional, "",
        "Waarde aan de horizon.", "Value at the horizon."),
    key("organisation", Kind::Table(&ORGANISATION), Need::Optional, "",
        "De organisatie om de plekken heen.", "The organisation around the positions."),
    key("contract", Kind::Table(&CONTRACT), Need::Required, "",
        "Wat het werk oplevert.", "What the work earns."),
    key("employment", Kind::Table(&EMPLOYMENT), Need::Required, "",
        "Wat voor iedereen in dienst geldt.", "What holds for everyone on the payroll."),
    key("profile", Kind::Map(&PROFILE), Need::Optional, "",
        "Wie er kan worden aangenomen.", "Who can be hired."),
    key("route", Kind::Map(&ROUTE), Need::Optional, "",
        "Wegen naar registratie.", "Ways to registration."),
    key("subsidy", Kind::Map(&SUBSIDY), Need::Optional, "",
        "Subsidieregelingen.", "Subsidy designs."),
    key("strategy", Kind::Map(&STRATEGY), Need::Required, "",
        "Wat wordt vergeleken.", "What is compared."),
];

/// The top level of the file.
pub const TOP: TableSpec = table(
    "",
    "Een scenario: één keuze van een organisatie, met alles wat daarover bekend is.",
    "A scenario: one choice of an organisation, with everything known about it.",
    TOP_KEYS,
);
