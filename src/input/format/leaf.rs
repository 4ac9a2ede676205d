//! Leaves: the forms of a quantity, of a duration, of a dated value and of a label.

use super::{Kind, Need, Number, TableSpec, Word, key, number, table, text, word};
use crate::units::Months;

/// The grades of a number.
pub const GRADES: &[Word] = &[
    word("A", "officieel: wet, ministerie, CBS, cao", "official: law, ministry, statistics office, collective agreement"),
    word("B", "sectoronderzoek of brancheorganisatie", "sector study or sector body"),
    word("C", "analogie, prijslijst of afgeleid van A en B", "analogue, price list, or derived from A and B"),
    word("D", "aanname zonder bron", "assumption without a source"),
];

/// A text in each language.
pub const LABEL: TableSpec = table(
    "label",
    "Een tekst in beide talen.",
    "A text in both languages.",
    &[
        key("nl", Kind::Text, Need::Required, "nl = \"Zij-instromer\"", "Nederlands.", "Dutch."),
        key("en", Kind::Text, Need::Required, "en = \"Side entrant\"", "Engels.", "English."),
    ],
);

const ANY: Kind = Kind::Number(f64::NEG_INFINITY, f64::INFINITY);

const LOW_MODE_HIGH: TableSpec = table("triangular", "Drie grenzen.", "Three bounds.", &[
    key("low", ANY, Need::Required, "low = 1", "Laagste waarde.", "Lowest value."),
    key("mode", ANY, Need::Required, "mode = 2", "Meest waarschijnlijke waarde.", "Most likely value."),
    key("high", ANY, Need::Required, "high = 4", "Hoogste waarde.", "Highest value."),
]);
const LOW_HIGH: TableSpec = table("uniform", "Twee grenzen.", "Two bounds.", &[
    key("low", ANY, Need::Required, "low = 1", "Laagste waarde.", "Lowest value."),
    key("high", ANY, Need::Required, "high = 4", "Hoogste waarde.", "Highest value."),
]);
const NORMAL: TableSpec = table("normal", "Gemiddelde en spreiding.", "Mean and spread.", &[
    key("mean", ANY, Need::Required, "mean = 2", "Gemiddelde.", "Mean."),
    key("sd", ANY, Need::Required, "sd = 0.5", "Standaardafwijking.", "Standard deviation."),
]);
const MEAN_SD_CV: TableSpec = table("lognormal", "Gemiddelde en spreiding.", "Mean and spread.", &[
    key("mean", ANY, Need::Required, "mean = 2", "Gemiddelde.", "Mean."),
    key("sd", ANY, Need::Optional, "sd = 0.5", "Standaardafwijking, of anders `cv`.", "Standard deviation, or else `cv`."),
    key("cv", ANY, Need::Optional, "cv = 0.25", "Standaardafwijking gedeeld door het gemiddelde.", "Standard deviation divided by the mean."),
]);
const BETA: TableSpec = table("beta", "Bèta tussen twee grenzen.", "Beta between two bounds.", &[
    key("alpha", ANY, Need::Optional, "alpha = 2", "Eerste vormparameter, samen met `beta`.", "First shape, together with `beta`."),
    key("beta", ANY, Need::Optional, "beta = 5", "Tweede vormparameter.", "Second shape."),
    key("mean", ANY, Need::Optional, "mean = 0.3", "Gemiddelde, samen met `sd`.", "Mean, together with `sd`."),
    key("sd", ANY, Need::Optional, "sd = 0.1", "Standaardafwijking.", "Standard deviation."),
    key("low", ANY, Need::Number(0.0), "low = 0", "Laagste waarde.", "Lowest value."),
    key("high", ANY, Need::Number(1.0), "high = 1", "Hoogste waarde.", "Highest value."),
]);
const DISCRETE: TableSpec = table("discrete", "Waarden met gewichten.", "Values with weights.", &[
    key("values", Kind::List(&ANY), Need::Required, "values = [1, 2]", "De waarden.", "The values."),
    key("weights", Kind::List(&Kind::Number(0.0, f64::INFINITY)), Need::Required, "weights = [0.3, 0.7]", "Hun gewichten.", "Their weights."),
]);

/// The keys that give a quantity its form.
pub const QUANTITY_FORMS: &[&str] = &[
    "value", "low", "mode", "high", "p5", "p50", "p95", "triangular", "uniform", "normal",
    "lognormal", "beta", "gamma", "discrete", "empirical",
];

/// The keys that say where a quantity comes from.
pub const METADATA: &[&str] = &["source", "grade", "note", "euros_of"];

const VALUE: super::KeySpec = key("value", ANY, Need::Optional, "{ value = 3, grade = \"A\" }", "Een vaste waarde.", "A certain value.");
const LOW: super::KeySpec = key("low", ANY, Need::Optional, "{ low = 2, mode = 3, high = 5 }", "Laagste waarde (PERT met `mode` en `high`).", "Lowest value (PERT with `mode` and `high`).");
const MODE: super::KeySpec = key("mode", ANY, Need::Optional, "", "Meest waarschijnlijke waarde.", "Most likely value.");
const HIGH: super::KeySpec = key("high", ANY, Need::Optional, "", "Hoogste waarde.", "Highest value.");
const P5: super::KeySpec = key("p5", ANY, Need::Optional, "{ p5 = 2, p95 = 5 }", "5 % kans op minder (met `p95`: lognormaal waar alle positieve getallen mogen, anders een op het bereik afgekapte normale).", "5 % chance of less (with `p95`: lognormal where all positive numbers are legal, otherwise a normal truncated to the range).");
const P50: super::KeySpec = key("p50", ANY, Need::Optional, "{ p5 = 2, p50 = 3, p95 = 5 }", "Mediaan (een verschoven lognormale door de drie).", "Median (a shifted lognormal through the three).");
const P95: super::KeySpec = key("p95", ANY, Need::Optional, "", "5 % kans op meer.", "5 % chance of more.");
const TRIANGULAR: super::KeySpec = key("triangular", Kind::Table(&LOW_MODE_HIGH), Need::Optional, "{ triangular = { low = 2, mode = 3, high = 5 } }", "Driehoeksverdeling.", "Triangular distribution.");
const UNIFORM: super::KeySpec = key("uniform", Kind::Table(&LOW_HIGH), Need::Optional, "{ uniform = { low = 2, high = 5 } }", "Alles tussen de grenzen even waarschijnlijk.", "Everything between the bounds equally likely.");
const NORMAL_KEY: super::KeySpec = key("normal", Kind::Table(&NORMAL), Need::Optional, "{ normal = { mean = 0, sd = 1 } }", "Normale verdeling; alleen waar het bereik onbegrensd is.", "Normal distribution; only where the range is unbounded.");
const LOGNORMAL: super::KeySpec = key("lognormal", Kind::Table(&MEAN_SD_CV), Need::Optional, "{ lognormal = { mean = 3, cv = 0.3 } }", "Lognormale verdeling.", "Lognormal distribution.");
const BETA_KEY: super::KeySpec = key("beta", Kind::Table(&BETA), Need::Optional, "{ beta = { mean = 0.3, sd = 0.1 } }", "Bètaverdeling.", "Beta distribution.");
const GAMMA: super::KeySpec = key("gamma", Kind::Table(&MEAN_SD_CV), Need::Optional, "{ gamma = { mean = 3, sd = 1 } }", "Gammaverdeling.", "Gamma distribution.");
const DISCRETE_KEY: super::KeySpec = key("discrete", Kind::Table(&DISCRETE), Need::Optional, "{ discrete = { values = [1, 2], weights = [0.3, 0.7] } }", "Losse waarden met gewichten.", "Single values with weights.");
const EMPIRICAL: super::KeySpec = key("empirical", Kind::List(&ANY), Need::Optional, "{ empirical = [2.1, 2.8, 3.3] }", "Waarnemingen, elk even waarschijnlijk.", "Observations, each equally likely.");
const SOURCE: super::KeySpec = key("source", Kind::Text, Need::Optional, "source = \"CBS 2025\"", "Waar het getal vandaan komt.", "Where the number comes from.");
const GRADE: super::KeySpec = key("grade", Kind::Choice(GRADES), Need::Optional, "grade = \"C\"", "Graad: hoe stevig het getal is.", "Grade: how well founded the number is.");
const NOTE: super::KeySpec = key("note", Kind::Text, Need::Optional, "note = \"\"", "Opmerking.", "Remark.");
const EUROS_OF: super::KeySpec = key("euros_of", Kind::Integer(1900, 2200), Need::Optional, "euros_of = 2025", "Prijspeil van het bedrag.", "Price level of the amount.");

/// A quantity that is not money.
pub const QUANTITY: TableSpec = table(
    "quantity",
    "Een grootheid: één getal voor de hele run. Een gewoon getal, of een tabel met precies één vorm.",
    "A quantity: one number for the whole run. A plain number, or a table with exactly one form.",
    &[VALUE, LOW, MODE, HIGH, P5, P50, P95, TRIANGULAR, UNIFORM, NORMAL_KEY, LOGNORMAL, BETA_KEY,
      GAMMA, DISCRETE_KEY, EMPIRICAL, SOURCE, GRADE, NOTE],
);

/// A quantity that is money.
pub const MONEY: TableSpec = table(
    "amount",
    "Een bedrag: een grootheid met een prijspeil.",
    "An amount: a quantity with a price level.",
    &[VALUE, LOW, MODE, HIGH, P5, P50, P95, TRIANGULAR, UNIFORM, NORMAL_KEY, LOGNORMAL, BETA_KEY,
      GAMMA, DISCRETE_KEY, EMPIRICAL, SOURCE, GRADE, NOTE, EUROS_OF],
);


/// An entry of a list of dated values; its number is read with the range of the key itself.
pub const DATED_ENTRY: TableSpec = table(
    "dated",
    "Een waarde vanaf een datum; geldt als geschreven tot de volgende datum, en na de laatste loopt de index door.",
    "A value from a date on; holds as written until the next date, and after the last one the index runs on.",
    &[
        key("from", Kind::Month, Need::Required, "from = \"2027-01\"", "Eerste maand waarin de waarde geldt.", "First month in which the value holds."),
        key("value", Kind::Quantity(Number { open_below: true, ..number::<Months>(f64::NEG_INFINITY, f64::INFINITY) }), Need::Required, "value = 84", "De waarde.", "The value."),
    ],
);

const MONTHS: Kind = Kind::Quantity(number::<Months>(0.0, 600.0));
const SHAPE: Kind = Kind::Number(0.0, 10.0);

const BOUNDS: TableSpec = table("bounds", "Grenzen in maanden.", "Bounds in months.", &[
    key("low", MONTHS, Need::Required, "low = 1", "Kortste tijd.", "Shortest time."),
    key("mode", Kind::Number(0.0, 600.0), Need::RequiredIf(text("zonder `relative_mode`", "without `relative_mode`")), "mode = 2",
        "Meest waarschijnlijke tijd in maanden; alleen als `low` en `high` gewone getallen zijn.", "Most likely time in months; only where `low` and `high` are plain numbers."),
    key("relative_mode", Kind::Number(0.0, 1.0), Need::RequiredIf(text("zonder `mode`", "without `mode`")), "relative_mode = 0.4",
        "Plaats van de meest waarschijnlijke tijd tussen `low` (0) en `high` (1).", "Where the most likely time lies between `low` (0) and `high` (1)."),
    key("high", MONTHS, Need::Required, "high = 4", "Langste tijd.", "Longest time."),
]);
const EVEN: TableSpec = table("even", "Twee grenzen in maanden.", "Two bounds in months.", &[
    key("low", MONTHS, Need::Required, "low = 1", "Kortste tijd.", "Shortest time."),
    key("high", MONTHS, Need::Required, "high = 4", "Langste tijd.", "Longest time."),
]);
const MEAN_CV: TableSpec = table("mean_cv", "Gemiddelde en variatiecoëfficiënt.", "Mean and coefficient of variation.", &[
    key("mean", MONTHS, Need::Required, "mean = 4", "Gemiddelde tijd.", "Mean time."),
    key("cv", SHAPE, Need::Required, "cv = 0.6", "Standaardafwijking gedeeld door het gemiddelde.", "Standard deviation divided by the mean."),
]);
const WEIBULL: TableSpec = table("weibull", "Gemiddelde of schaal, en vorm.", "Mean or scale, and shape.", &[
    key("mean", MONTHS, Need::RequiredIf(text("zonder `scale`", "without `scale`")), "mean = 4", "Gemiddelde tijd.", "Mean time."),
    key("scale", MONTHS, Need::RequiredIf(text("zonder `mean`", "without `mean`")), "scale = 4.5", "Schaal.", "Scale."),
    key("shape", Kind::Number(0.1, 20.0), Need::Required, "shape = 1.5", "Vorm.", "Shape."),
]);
const OBSERVED: TableSpec = table("observed", "Waargenomen tijden.", "Observed times.", &[
    key("months", Kind::List(&Kind::Number(0.0, 600.0)), Need::Required, "months = [2, 3, 3, 5]", "De waargenomen maanden.", "The observed months."),
    key("weights", Kind::List(&Kind::Number(0.0, f64::INFINITY)), Need::Optional, "weights = [1, 2, 1, 1]", "Hun gewichten.", "Their weights."),
    key("scale", MONTHS, Need::Number(1.0), "scale = 1", "Factor op alle tijden.", "Factor on all times."),
]);

/// The keys that give a duration its form.
pub const DURATION_FORMS: &[&str] = &["fixed", "uniform", "triangular", "pert", "gamma", "lognormal", "weibull", "empirical"];

/// A duration.
pub const DURATION: TableSpec = table(
    "duration",
    "Een tijd die voor ieder afzonderlijk wordt getrokken en op hele maanden wordt afgerond. Een gewoon getal, of een tabel met precies één vorm.",
    "A time that is drawn for each hire and rounded to whole months. A plain number, or a table with exactly one form.",
    &[
        key("fixed", MONTHS, Need::Optional, "{ fixed = { low = 3, mode = 4, high = 6 } }", "Voor iedereen dezelfde tijd.", "The same time for everyone."),
        key("uniform", Kind::Table(&EVEN), Need::Optional, "{ uniform = { low = 1, high = 4 } }", "Alles tussen de grenzen even waarschijnlijk.", "Everything between the bounds equally likely."),
        key("triangular", Kind::Table(&BOUNDS), Need::Optional, "{ triangular = { low = 0.5, mode = 2, high = 4 } }", "Driehoeksverdeling.", "Triangular distribution."),
        key("pert", Kind::Table(&BOUNDS), Need::Optional, "{ pert = { low = 0.5, mode = 2, high = 4 } }", "PERT-verdeling.", "PERT distribution."),
        key("gamma", Kind::Table(&MEAN_CV), Need::Optional, "{ gamma = { mean = { low = 3, mode = 4.5, high = 8 }, cv = 0.6 } }", "Gammaverdeling.", "Gamma distribution."),
        key("lognormal", Kind::Table(&MEAN_CV), Need::Optional, "{ lognormal = { mean = 14, cv = 0.25 } }", "Lognormale verdeling.", "Lognormal distribution."),
        key("weibull", Kind::Table(&WEIBULL), Need::Optional, "{ weibull = { mean = 4, shape = 1.5 } }", "Weibullverdeling.", "Weibull distribution."),
        key("empirical", Kind::Table(&OBSERVED), Need::Optional, "{ empirical = { months = [2, 3, 3, 5] } }", "Waargenomen tijden.", "Observed times."),
        key("source", Kind::Text, Need::Optional, "source = \"CBS 2025\"", "Bron; geldt voor elk getal hierin dat er zelf geen noemt.", "Source; holds for every number in it that names none itself."),
        key("grade", Kind::Choice(GRADES), Need::Optional, "grade = \"C\"", "Graad: hoe stevig de getallen zijn.", "Grade: how well founded the numbers are."),
        key("note", Kind::Text, Need::Optional, "note = \"\"", "Opmerking.", "Remark."),
    ],
);
