//! Problems with how the parts of a scenario fit together.

use super::problems;
use crate::diagnostic::wording::{chain, choose, count, n};
use crate::language::Language::{self, En, Nl};

fn noun(table: &str, language: Language) -> String {
    match (table, language) {
        ("profile", Nl) => "profiel".into(),
        ("strategy", Nl) => "strategie".into(),
        ("subsidy", Nl) => "subsidie".into(),
        ("design", Nl) => "ontwerp".into(),
        ("organisation", Nl) => "organisatie".into(),
        (other, _) => other.into(),
    }
}

fn pairs(pairs: &[(String, String)], language: Language) -> String {
    pairs
        .iter()
        .map(|(a, b)| format!("`{a}` {} `{b}`", language.pick("met", "with")))
        .collect::<Vec<_>>()
        .join("; ")
}

problems! {
/// Problems with how the parts of a scenario fit together.
ModelProblem {
    /// A name that is not there.
    UnknownName { table: &'static str, name: String, nearest: Option<String>, choices: Vec<String> } Error "K301" "unknown-name"
        nl format!("er is geen {} `{name}`", noun(table, Nl)), choose(nearest, choices, Nl);
        en format!("there is no {} `{name}`", noun(table, En)), choose(nearest, choices, En);
    /// Profiles that extend each other.
    CircularExtends { cycle: Vec<String> } Error "K302" "circular-extends"
        nl format!("profielen breiden elkaar uit: {}", chain(cycle)), "Haal een van de schakels uit `extends`.";
        en format!("profiles extend each other: {}", chain(cycle)), "Take one of the links out of `extends`.";
    /// A scale that no salary table has.
    UnknownScale { scale: String, nearest: Option<String>, choices: Vec<String> } Error "K303" "unknown-scale"
        nl format!("de salaristabel heeft geen schaal `{scale}`"), choose(nearest, choices, Nl);
        en format!("the salary table has no scale `{scale}`"), choose(nearest, choices, En);
    /// A step above the end of the scale.
    UnknownStep { scale: String, step: usize, last: usize } Error "K304" "unknown-step"
        nl format!("schaal `{scale}` heeft geen trede {step}; de hoogste is {last}"), format!("Kies een trede van 0 (het begin van de schaal) tot en met {last}.");
        en format!("scale `{scale}` has no step {step}; the highest is {last}"), format!("Choose a step from 0 (the start of the scale) to {last}.");
    /// A cell differs from its mirror image.
    NotSymmetric { row: usize, column: usize, here: f64, there: f64 } Error "K305" "matrix-not-symmetric"
        nl format!("de correlatiematrix is niet symmetrisch: rij {row}, kolom {column} is {} maar rij {column}, kolom {row} is {}", n(*here), n(*there)), "Schrijf op beide plaatsen hetzelfde getal.";
        en format!("the correlation matrix is not symmetric: row {row}, column {column} is {} but row {column}, column {row} is {}", n(*here), n(*there)), "Write the same number in both places.";
    /// Not as many rows or columns as members.
    MatrixSize { members: usize, rows: usize } Error "K306" "matrix-size"
        nl format!("`between` noemt {members} grootheden, maar de matrix is niet {members} bij {members} ({rows} rijen)"), "Schrijf één rij en één kolom voor elk pad, in dezelfde volgorde.";
        en format!("`between` names {members} quantities, but the matrix is not {members} by {members} ({rows} rows)"), "Write one row and one column for each path, in the same order.";
    /// No joint distribution has these correlations.
    NotPositiveDefinite { offending: Vec<(String, String)> } Error "K307" "not-positive-definite"
        nl "deze correlaties kunnen niet samen bestaan (de matrix is niet positief definiet)", format!("Maak ze zwakker, te beginnen bij {}.", pairs(offending, Nl));
        en "these correlations cannot exist together (the matrix is not positive definite)", format!("Weaken them, beginning with {}.", pairs(offending, En));
    /// In two groups.
    AlreadyCorrelated { path: String } Error "K308" "already-correlated"
        nl format!("`{path}` zit al in een correlatie"), "Zet alle grootheden die samenhangen in één `[[correlation]]` met een `matrix`.";
        en format!("`{path}` is in a correlation already"), "Put all quantities that hang together in one `[[correlation]]` with a `matrix`.";
    /// Not 1 on the diagonal.
    Diagonal { row: usize, value: f64 } Error "K309" "matrix-diagonal"
        nl format!("de correlatiematrix heeft {} op de diagonaal (rij {row})", n(*value)), "Elke grootheid hangt volledig met zichzelf samen: schrijf daar 1.";
        en format!("the correlation matrix has {} on the diagonal (row {row})", n(*value)), "Each quantity is fully correlated with itself: write 1 there.";
    /// Too few members for a correlation, or too many.
    NumberOfMembers { members: usize, way: String } Error "K310" "number-of-members"
        nl format!("`between` noemt {members} grootheden; dat past niet bij `{way}`"), "Noem er met `rho` precies twee, met `matrix` twee tot honderd.";
        en format!("`between` names {members} quantities, which does not suit `{way}`"), "Name exactly two with `rho`, two to a hundred with `matrix`.";
    /// Means nothing without a route.
    OnlyWithRoute { key: String, profile: String } Error "K311" "only-with-route"
        nl format!("`{key}` hoort bij een route, maar profiel `{profile}` volgt er geen"), format!("Haal `{key}` weg, of schrijf `registration = {{ route = \"…\" }}`.");
        en format!("`{key}` belongs to a route, but profile `{profile}` follows none"), format!("Remove `{key}`, or write `registration = {{ route = \"…\" }}`.");
    /// Nothing to compare.
    NoStrategies {} Error "K312" "no-strategies"
        nl "het scenario heeft geen strategieën", "Voeg er minstens één toe, bijvoorbeeld `[strategy.regular]` met `intake = [{ positions = 12, profile = \"regular\" }]`.";
        en "the scenario has no strategies", "Add at least one, for instance `[strategy.regular]` with `intake = [{ positions = 12, profile = \"regular\" }]`.";
    /// Two instruments with one name.
    InstrumentTwice { key: String } Error "K313" "instrument-twice"
        nl format!("de regeling heeft twee instrumenten die `{key}` heten"), "Geef een van beide een andere `key`.";
        en format!("the design has two instruments called `{key}`"), "Give one of them another `key`.";
    /// A clawback of something that is not there.
    UnknownInstrument { key: String, nearest: Option<String>, choices: Vec<String> } Error "K314" "unknown-instrument"
        nl format!("de regeling heeft geen instrument `{key}` dat uitkeert"), choose(nearest, choices, Nl);
        en format!("the design has no instrument `{key}` that pays"), choose(nearest, choices, En);
    /// A key that this situation requires.
    RequiredHere { key: String, because_nl: String, because_en: String, example: String } Error "K315" "required-here"
        nl format!("`{key}` is hier verplicht, omdat {because_nl}"), format!("Schrijf bijvoorbeeld: {example}");
        en format!("`{key}` is required here, because {because_en}"), format!("Write, for instance: {example}");
    /// A key that this situation does not allow.
    NotHere { key: String, because_nl: String, because_en: String } Error "K316" "not-here"
        nl format!("`{key}` kan hier niet: {because_nl}"), format!("Haal `{key}` weg.");
        en format!("`{key}` cannot stand here: {because_en}"), format!("Remove `{key}`.");
    /// A quantity that exists, but is not part of what is computed.
    UnusedPath { path: String } Error "K317" "unused-path"
        nl format!("`{path}` hoort bij iets wat geen enkele strategie gebruikt"), "Haal de verwijzing weg, of gebruik het in een strategie.";
        en format!("`{path}` belongs to something that no strategy uses"), "Remove the reference, or use it in a strategy.";
    /// Profiles that extend profiles that extend profiles.
    ChainTooLong { limit: usize } Error "K318" "extends-too-deep"
        nl format!("meer dan {limit} profielen breiden elkaar achter elkaar uit"), "Maak de keten korter.";
        en format!("more than {limit} profiles extend one another in a row"), "Make the chain shorter.";
    /// A subsidy that a strategy applies twice.
    SubsidyTwice { key: String } Error "K319" "subsidy-twice"
        nl format!("subsidie `{key}` staat er twee keer en zou dubbel worden uitbetaald"), "Laat er één staan; een tweede regeling krijgt een eigen naam.";
        en format!("subsidy `{key}` stands there twice and would be paid double"), "Keep one of them; a second scheme has a name of its own.";
    /// A correlation of exactly 1 or −1.
    FullCorrelation { value: f64 } Error "K320" "full-correlation"
        nl format!("een correlatie van {} kan niet: de twee zouden één grootheid zijn", n(*value)), "Schrijf hooguit 0.99 of -0.99, of gebruik op beide plaatsen dezelfde grootheid.";
        en format!("a correlation of {} cannot be: the two would be one quantity", n(*value)), "Write at most 0.99 or -0.99, or use the same quantity in both places.";
    /// The same name twice.
    NameTwice { name: String } Error "K321" "name-twice"
        nl format!("`{name}` staat er twee keer"), "Geef elk een eigen naam, of haal er één weg.";
        en format!("`{name}` stands there twice"), "Give each a name of its own, or remove one of them.";
    /// A programme that is the baseline.
    ProgrammeIsBaseline { strategy: String } Error "K322" "programme-is-baseline"
        nl format!("programma en uitgangspunt zijn allebei `{strategy}`"), "Kies als `programme` de strategie waar de regelingen voor zijn, en als `baseline` wat een organisatie anders doet.";
        en format!("programme and baseline are both `{strategy}`"), "Choose as `programme` the strategy that the schemes are for, and as `baseline` what an organisation does otherwise.";
    /// The funder counts after the scenario has ended.
    HorizonBeyond { horizon: usize, scenario: usize } Error "K323" "horizon-beyond-scenario"
        nl format!("de studie telt na {horizon} maanden, maar het scenario duurt er {scenario}"), format!("Schrijf hooguit {scenario}, of verleng `horizon_months` van het scenario.");
        en format!("the study counts after {horizon} months, but the scenario lasts {scenario}"), format!("Write at most {scenario}, or lengthen `horizon_months` of the scenario.");
    /// A grid with too many combinations.
    TooManyDesigns { designs: usize, limit: usize } Error "K324" "too-many-designs"
        nl format!("de studie heeft {} ontwerpen; het zijn er hoogstens {}", count(*designs, Nl), count(*limit, Nl)), "Laat waarden uit `grid` weg: elke combinatie is een eigen ontwerp.";
        en format!("the study has {} designs; there are at most {}", count(*designs, En), count(*limit, En)), "Leave values out of `grid`: each combination is a design of its own.";
    /// Nobody to pool with.
    SmallConsortium { members: usize } Error "K325" "small-consortium"
        nl format!("een consortium met {members} {} legt niets bij elkaar", if *members == 1 { "lid" } else { "leden" }), "Noem minstens twee organisaties, of haal `[consortium]` weg.";
        en format!("a consortium with {members} {} pools nothing", if *members == 1 { "member" } else { "members" }), "Name at least two organisations, or remove `[consortium]`.";
}
}
