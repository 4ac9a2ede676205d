//! `[profile.KEY]`, `[route.KEY]` and training items.

use super::{Kind, Need, TableSpec, Target, key, number, table, text, word};
use crate::units::{
    AnnualProbability, Count, Euros, EurosPerMonth, HoursPerWeek, Months, Probability, Share,
};

const REGISTRATION: TableSpec = table(
    "profile.KEY.registration",
    "Registratie na een route.",
    "Registration after a route.",
    &[key("route", Kind::Reference(Target::Route, &[]), Need::Required, "route = \"maatwerk_hbo\"",
        "De route.", "The route.")],
);

const RECRUITMENT: TableSpec = table(
    "profile.KEY.recruitment",
    "Wat het kost om iemand te vinden; betaald in de eerste werkmaand, volgt de loonindex.",
    "What it costs to find somebody; paid in the first working month, follows the wage index.",
    &[
        key("per_hire", Kind::Quantity(number::<Euros>(0.0, 1e6)), Need::Number(0.0), "per_hire = 4_500",
            "Per aangenomen medewerker.", "For each hire."),
        key("per_candidate", Kind::Quantity(number::<Euros>(0.0, 1e6)), Need::Number(0.0), "per_candidate = 350",
            "Per beoordeelde kandidaat.", "For each candidate assessed."),
        key("candidates_per_hire", Kind::Quantity(number::<Count>(1.0, 1000.0)), Need::Number(1.0), "candidates_per_hire = 4",
            "Kandidaten die voor één aanname worden beoordeeld.", "Candidates that are assessed for one hire."),
    ],
);

const SALARY: TableSpec = table(
    "profile.KEY.salary",
    "Een schaal en trede van de salaristabel, of een bedrag.",
    "A scale and step of the salary table, or an amount.",
    &[
        key("scale", Kind::Scale, Need::RequiredIf(text("zonder `amount_per_month`", "without `amount_per_month`")), "scale = 10",
            "Schaal.", "Scale."),
        key("step", Kind::Integer(0, 100), Need::Number(0.0), "step = 3",
            "Treden boven het begin van de schaal bij de start; daarna elke 12 maanden diensttijd een trede.",
            "Steps above the start of the scale at first; then one step each 12 months of tenure."),
        key("amount_per_month", Kind::Dated(number::<EurosPerMonth>(0.0, 50_000.0)), Need::RequiredIf(text("zonder `scale`", "without `scale`")),
            "amount_per_month = 3_650", "Bruto maandbedrag van een voltijder.", "Gross amount a month for a full-time week."),
    ],
);

const SALARY_AFTER: TableSpec = table(
    "profile.KEY.salary_after_registration",
    "Salaris vanaf registratie.",
    "Salary from registration on.",
    &[
        key("scale", Kind::Scale, Need::RequiredIf(text("zonder `amount_per_month`", "without `amount_per_month`")), "scale = 10",
            "Schaal.", "Scale."),
        key("step", Kind::Integer(0, 100), Need::Described(text("de laagste trede die niet onder het salaris ervoor ligt", "the lowest step not below the salary before")), "step = 2",
            "Treden boven het begin van de schaal.", "Steps above the start of the scale."),
        key("amount_per_month", Kind::Dated(number::<EurosPerMonth>(0.0, 50_000.0)), Need::RequiredIf(text("zonder `scale`", "without `scale`")),
            "amount_per_month = 3_950", "Bruto maandbedrag van een voltijder.", "Gross amount a month for a full-time week."),
    ],
);

const RAMP: TableSpec = table(
    "profile.KEY.ramp",
    "Inwerken: de opbrengst van een beginner als aandeel van die van een ervaren collega.",
    "Learning: output of a beginner as a share of an experienced colleague's.",
    &[
        key("months", Kind::Quantity(number::<Months>(0.0, 600.0)), Need::RequiredIf(text("zonder `by_month`", "without `by_month`")), "months = 6",
            "Maanden tot volle productie; 0 is meteen.", "Months to full output; 0 is at once."),
        key("from", Kind::Quantity(number::<Share>(0.0, 1.0)), Need::Number(0.0), "from = 0.35",
            "Aandeel aan het begin.", "Share at the start."),
        key("shape", Kind::Choice(&[
                word("linear", "rechte lijn", "straight line"),
                word("s_curve", "langzaam, snel, langzaam", "slow, fast, slow"),
                word("step", "in één stap aan het eind", "in one step at the end"),
            ]), Need::Word("linear"), "shape = \"s_curve\"",
            "Vorm van de lijn.", "Shape of the curve."),
        key("by_month", Kind::List(&Kind::Quantity(number::<Share>(0.0, 2.0))), Need::RequiredIf(text("zonder `months`", "without `months`")),
            "by_month = [0.2, 0.5, 0.8, 1]", "Een aandeel voor elke maand; het laatste blijft gelden.", "A share for each month; the last one holds from there on."),
    ],
);

const SUPERVISION: TableSpec = table(
    "profile.KEY.supervision",
    "Tijd die geregistreerde collega's aan iemand besteden.",
    "Time that registered colleagues spend on somebody.",
    &[
        key("valued_as", Kind::Choice(&[
                word("lost_care", "de begeleider had anders zorg geleverd", "the supervisor would have delivered care"),
                word("paid_extra", "de uren worden extra betaald", "the hours are paid on top"),
            ]), Need::Required, "valued_as = \"lost_care\"",
            "Wat een uur begeleiding kost.", "What an hour of supervision costs."),
        key("billable_share", Kind::Quantity(number::<Share>(0.0, 1.0)), Need::Required, "billable_share = 0.8",
            "Aandeel van de uren dat anders declarabel was geweest.", "Share of the hours that would have been billable.")
            .only("valued_as", &["lost_care"]),
        key("hours_per_week", Kind::Bands("hours", number::<HoursPerWeek>(0.0, 40.0)), Need::Required,
            "hours_per_week = [{ until_month = 6, hours = 1.5 }, { hours = 0.25 }]",
            "Uren per werkweek, eventueel in banden naar diensttijd.", "Hours a working week, possibly in bands by tenure."),
        key("until_registered", Kind::Flag, Need::Flag(false), "until_registered = true",
            "Houdt op bij registratie.", "Stops at registration."),
    ],
);

const WORKPLACE: TableSpec = table(
    "profile.KEY.workplace",
    "Werkplek; volgt de loonindex.",
    "Workplace; follows the wage index.",
    &[
        key("at_start", Kind::Quantity(number::<Euros>(0.0, 1e6)), Need::Number(0.0), "at_start = 1_800",
            "Eenmalig bij de start.", "Once at the start."),
        key("per_month", Kind::Quantity(number::<EurosPerMonth>(0.0, 1e5)), Need::Number(0.0), "per_month = 140",
            "Per maand.", "Each month."),
    ],
);

const EXIT_COST: TableSpec = table(
    "profile.KEY.exit_cost",
    "Wat een vertrek kost.",
    "What an exit costs.",
    &[
        key("per_exit", Kind::Quantity(number::<Euros>(0.0, 1e6)), Need::Number(0.0), "per_exit = 1_500",
            "Per vertrek; volgt de loonindex.", "For each exit; follows the wage index."),
        key("months_of_wage_per_year_of_service", Kind::Quantity(number::<Months>(0.0, 12.0)), Need::Number(0.0),
            "months_of_wage_per_year_of_service = 0.3333",
            "Maandlonen per dienstjaar (transitievergoeding).", "Monthly wages for each year of service (transitievergoeding)."),
        key("only_failed_route", Kind::Flag, Need::Flag(false), "only_failed_route = true",
            "Alleen voor wie vertrekt na een mislukte route.", "Only for those who leave after failing the route."),
    ],
);

/// A training item of a profile.
pub const TRAINING: TableSpec = table(
    "profile.KEY.training[]",
    "Scholing buiten de route; niet geïndexeerd.",
    "Training outside the route; not indexed.",
    &[
        key("name", Kind::Label, Need::Optional, "name = \"introductie\"", "Naam.", "Name."),
        key("amount", Kind::Quantity(number::<Euros>(0.0, 1e6)), Need::Required, "amount = 1_200", "Bedrag zonder btw.", "Amount before VAT."),
        key("vat", Kind::Quantity(number::<Share>(0.0, 1.0)), Need::Number(0.0), "vat = 0.21", "Btw die niet kan worden teruggevraagd.", "VAT that cannot be reclaimed."),
        key("at_month", Kind::Integer(0, 600), Need::Required, "at_month = 0", "Maanden na de start.", "Months after the start."),
        key("class_size", Kind::Integer(1, 1000), Need::Optional, "class_size = 12", "Plaatsen in een klas: het bedrag geldt per klas.", "Seats in a class: the amount is for each class."),
        key("partners_share", Kind::Quantity(number::<Share>(0.0, 1.0)), Need::Number(0.0), "partners_share = 0.5",
            "Aandeel dat andere werkgevers betalen; alleen met `class_size`.", "Share that partner employers pay; only with `class_size`."),
    ],
);

/// A cost of a route.
pub const ROUTE_COST: TableSpec = table(
    "route.KEY.costs[]",
    "Kosten van de route, zolang iemand in dienst is en erop zit; met precies één moment: `at_month`, `spread_over_route` of `per_attempt`.",
    "Cost of the route, while employed and on it; with exactly one timing: `at_month`, `spread_over_route` or `per_attempt`.",
    &[
        key("name", Kind::Label, Need::Optional, "name = \"opleiding\"", "Naam.", "Name."),
        key("amount", Kind::Quantity(number::<Euros>(0.0, 1e6)), Need::Required, "amount = { low = 3_500, mode = 6_000, high = 9_500 }", "Bedrag zonder btw.", "Amount before VAT."),
        key("vat", Kind::Quantity(number::<Share>(0.0, 1.0)), Need::Number(0.0), "vat = 0.21", "Btw die niet kan worden teruggevraagd.", "VAT that cannot be reclaimed."),
        key("at_month", Kind::Integer(0, 600), Need::Optional, "at_month = 0", "Maanden na de start van de route.", "Months after the start of the route."),
        key("spread_over_route", Kind::Flag, Need::Optional, "spread_over_route = true", "Gelijk verdeeld over de maanden van de route.", "Spread evenly over the months of the route."),
        key("per_attempt", Kind::Flag, Need::Optional, "per_attempt = true", "Bij het begin van elke poging.", "At the start of each attempt."),
        key("class_size", Kind::Integer(1, 1000), Need::Optional, "class_size = 12", "Plaatsen in een klas; alleen met `at_month`.", "Seats in a class; only with `at_month`."),
        key("partners_share", Kind::Quantity(number::<Share>(0.0, 1.0)), Need::Number(0.0), "partners_share = 0.5",
            "Aandeel dat andere werkgevers betalen; alleen met `class_size`.", "Share that partner employers pay; only with `class_size`."),
    ],
);

/// `[profile.KEY]`.
pub const PROFILE: TableSpec = table(
    "profile.KEY",
    "Een soort medewerker die kan worden aangenomen.",
    "A kind of person that can be hired.",
    &[
        key("extends", Kind::Reference(Target::Profile, &[]), Need::Optional, "extends = \"side_entrant\"",
            "Een ander profiel waarvan alleen de verschillen hier staan.", "Another profile of which only the differences stand here."),
        key("name", Kind::Label, Need::Described(text("de sleutel", "the key")), "name = { nl = \"Zij-instromer\", en = \"Side entrant\" }", "Naam.", "Name."),
        key("registration", Kind::TableOr(&REGISTRATION, &Kind::Choice(&[
                word("registered", "geregistreerd vanaf de eerste dag", "registered from the first day"),
                word("never", "wordt nooit geregistreerd", "never registers"),
            ])), Need::Required, "registration = { route = \"maatwerk_hbo\" }",
            "Geregistreerd, nooit, of na een route.", "Registered, never, or after a route."),
        key("vacancy_months", Kind::Duration(0), Need::Required, "vacancy_months = { gamma = { mean = { low = 3, mode = 4.5, high = 8 }, cv = 0.6 } }",
            "Maanden van het begin van het zoeken tot de eerste werkmaand.", "Months from the start of a search to the first working month."),
        key("tenure_at_start_months", Kind::Integer(0, 600), Need::Number(0.0), "tenure_at_start_months = 24",
            "Diensttijd bij de start (doorstromers).", "Tenure at the start (people already in the house)."),
        key("recruitment", Kind::Table(&RECRUITMENT), Need::Described(text("alles 0", "all 0")), "recruitment = { per_hire = 4_500 }",
            "Werving en selectie.", "Recruitment."),
        key("salary", Kind::Table(&SALARY), Need::Required, "salary = { scale = 10, step = 3 }", "Salaris.", "Salary."),
        key("salary_after_registration", Kind::Table(&SALARY_AFTER), Need::Described(text("het salaris loopt door", "the salary continues")), "salary_after_registration = { scale = 10 }",
            "Salaris vanaf registratie; alleen met een route.", "Salary from registration on; only with a route."),
        key("absence", Kind::Quantity(number::<Share>(0.0, 0.9)), Need::Required, "absence = 0.072",
            "Verzuim: aandeel van de werktijd.", "Absence: share of working time."),
        key("ramp", Kind::Table(&RAMP), Need::Required, "ramp = { months = 6, from = 0.35, shape = \"s_curve\" }", "Inwerken.", "Learning."),
        key("deployable_before_registration", Kind::Quantity(number::<Share>(0.0, 1.0)), Need::Number(1.0), "deployable_before_registration = { low = 0.5, mode = 0.7, high = 0.85 }",
            "Wat contract en wet vóór registratie overlaten van een even ervaren collega, los van studie, inwerken en prijs.",
            "What contract and law leave before registration of a colleague with the same routine, without study, learning and price."),
        key("supervision", Kind::Table(&SUPERVISION), Need::Optional, "", "Begeleiding.", "Supervision."),
        key("training", Kind::Tables(&TRAINING), Need::Empty, "training = [{ amount = 1_200, at_month = 0 }]", "Scholing buiten de route.", "Training outside the route."),
        key("workplace", Kind::Table(&WORKPLACE), Need::Described(text("alles 0", "all 0")), "workplace = { at_start = 1_800, per_month = 140 }", "Werkplek.", "Workplace."),
        key("exit", Kind::Bands("annual", number::<AnnualProbability>(0.0, 1.0)), Need::Required, "exit = [{ until_month = 12, annual = 0.22 }, { annual = 0.14 }]",
            "Kans per jaar om te vertrekken, eventueel in banden naar diensttijd.", "Annual probability of leaving, possibly in bands by tenure."),
        key("exit_after_registration", Kind::Bands("annual", number::<AnnualProbability>(0.0, 1.0)), Need::Described(text("`exit` loopt door", "`exit` continues")), "exit_after_registration = 0.12",
            "Hetzelfde vanaf registratie; alleen met een route.", "The same from registration on; only with a route."),
        key("exit_cost", Kind::Table(&EXIT_COST), Need::Optional, "exit_cost = { per_exit = 1_500 }", "Kosten van een vertrek.", "What an exit costs."),
    ],
);

/// `[route.KEY]`.
pub const ROUTE: TableSpec = table(
    "route.KEY",
    "Een weg naar registratie.",
    "A way to registration.",
    &[
        key("name", Kind::Label, Need::Described(text("de sleutel", "the key")), "name = \"maatwerk hbo\"", "Naam.", "Name."),
        key("starts_at_month", Kind::Integer(0, 600), Need::Number(0.0), "starts_at_month = 3", "Maanden na indiensttreding waarin de route begint.", "Months after hire at which the route starts."),
        key("months", Kind::Duration(1), Need::Required, "months = { lognormal = { mean = { low = 9, mode = 14, high = 20 }, cv = 0.25 } }", "Duur van de eerste poging.", "Length of the first attempt."),
        key("pass", Kind::Quantity(number::<Probability>(0.0, 1.0)), Need::Required, "pass = { low = 0.75, mode = 0.85, high = 0.93 }", "Kans om een poging te halen.", "Probability of passing an attempt."),
        key("attempts", Kind::Integer(1, 10), Need::Number(1.0), "attempts = 2", "Aantal pogingen in totaal.", "Attempts in all."),
        key("retry_months", Kind::Duration(1), Need::RequiredIf(text("als `attempts` groter is dan 1", "where `attempts` is above 1")), "retry_months = 6", "Duur van elke volgende poging.", "Length of each further attempt."),
        key("if_failed", Kind::Choice(&[
                word("stays", "blijft, ongeregistreerd", "stays, unregistered"),
                word("leaves", "vertrekt", "leaves"),
            ]), Need::Required, "if_failed = \"leaves\"", "Wat er gebeurt na de laatste mislukte poging.", "What happens after the last failed attempt."),
        key("paid_study_hours_per_week", Kind::Quantity(number::<HoursPerWeek>(0.0, 40.0)), Need::Number(0.0), "paid_study_hours_per_week = 6", "Betaalde studie-uren per week tot registratie.", "Paid study hours a week until registration."),
        key("costs", Kind::Tables(&ROUTE_COST), Need::Empty, "costs = [{ amount = 6_000, spread_over_route = true }]", "Kosten van de route.", "Costs of the route."),
    ],
);
