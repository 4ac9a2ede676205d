//! `[strategy.KEY]`.

use super::{COVER, Kind, Need, TableSpec, Target, key, table, text, word};

/// An entry of `intake`.
pub const INTAKE: TableSpec = table(
    "strategy.KEY.intake[]",
    "Plekken die op dezelfde manier worden gevuld.",
    "Positions that are filled in the same way.",
    &[
        key("positions", Kind::Integer(1, 100_000), Need::Required, "positions = 12", "Aantal plekken.", "Number of positions."),
        key("profile", Kind::Reference(Target::Profile, &[word("nobody", "de plek blijft leeg (nulalternatief)", "the post stays vacant")]), Need::Required,
            "profile = \"regular\"", "Wie er het eerst wordt aangenomen.", "Who is hired first."),
        key("refill", Kind::Reference(Target::Profile, &[
                word("none", "de plek blijft leeg", "the position stays vacant"),
                word("closes", "de plek vervalt", "the position ends"),
                word("same", "weer hetzelfde profiel", "the same profile again"),
            ]), Need::Word("none"), "refill = \"same\"", "Wat er na een vertrek gebeurt.", "What happens after an exit."),
        key("vacant_from_month", Kind::Integer(0, 599), Need::Number(0.0), "vacant_from_month = 0", "Maand vanaf waar de plek een norm heeft.", "Month from which the position has a norm."),
        key("recruit_from_month", Kind::Integer(0, 599), Need::Described(text("`vacant_from_month`", "`vacant_from_month`")), "recruit_from_month = 2", "Maand waarin het zoeken begint.", "Month in which the search starts."),
        key("fte", Kind::Number(0.05, 1.2), Need::Number(1.0), "fte = 0.89", "Deeltijdfactor.", "Share of a full-time week."),
    ],
);

/// `[strategy.KEY]`.
pub const STRATEGY: TableSpec = table(
    "strategy.KEY",
    "Een manier om de plekken te vullen.",
    "One way to fill the positions.",
    &[
        key("name", Kind::Label, Need::Described(text("de sleutel", "the key")), "name = \"Zij-instroom\"", "Naam.", "Name."),
        key("intake", Kind::Tables(&INTAKE), Need::Required, "intake = [{ positions = 12, profile = \"regular\", refill = \"same\" }]", "Groepen van plekken.", "Groups of positions."),
        key("subsidies", Kind::List(&Kind::Reference(Target::Subsidy, &[])), Need::Empty, "subsidies = [\"gi_2023\"]", "Regelingen die gelden.", "Designs that it applies under."),
        key("cover", Kind::TableOr(&COVER, &Kind::Choice(&[word("none", "niemand valt in", "nobody stands in")])),
            Need::Described(text("die van `[organisation.cover]`", "that of `[organisation.cover]`")), "cover = { share = 0.8 }",
            "Inhuur, voor zover anders dan `[organisation.cover]`.", "Who stands in, as far as it differs from `[organisation.cover]`."),
    ],
);
