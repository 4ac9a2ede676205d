//! What the terms on a page mean.

/// What is only on pages of scenarios side by side, in the form of [`TERMS`].
pub const OF_COMPARISONS: [[&str; 4]; 2] = [
    [
        "Verschil met het eerste scenario",
        "Difference with the first scenario",
        "Per run bepaald: run 1 van het ene met run 1 van het andere, en zo verder. Waar de scenario’s het toeval delen, is dat dezelfde toekomst en blijft alleen het echte verschil over.",
        "Taken run by run: run 1 of one with run 1 of the other, and so on. Where the scenarios share luck, that is the same future, and only the real difference is left.",
    ],
    [
        "Hoger, lager, gelijk",
        "Higher, lower, equal",
        "‘Hoger in 80 van de 100 toekomsten’ telt alleen waar er echt een verschil is; in de overige toekomsten is de uitkomst lager of precies gelijk.",
        "‘Higher in 80 of 100 futures’ counts only where there is a real difference; in the other futures the outcome is lower or exactly equal.",
    ],
];

/// What is only on pages of studies, in the form of [`TERMS`].
pub const OF_STUDIES: [[&str; 4]; 4] = [
    [
        "Extra geregistreerde",
        "Additional registered professional",
        "Iemand die zich na zijn komst registreert en er bij de grens van de studie nog is, boven wat er zonder regeling was. Wie al geregistreerd kwam, telt niet mee voor zover een andere werkgever hem mist.",
        "Somebody who registers after coming and is still there at the horizon of the study, above what there was without a scheme. Those who came registered do not count as far as another employer goes without them.",
    ],
    [
        "Op de grens, gedomineerd, uitgebreid gedomineerd",
        "On the frontier, dominated, extendedly dominated",
        "Gedomineerd: een ander ontwerp levert minstens zo veel op voor hoogstens zo veel geld. Uitgebreid gedomineerd: een mengsel van twee andere doet dat. Wat overblijft, vormt de grens.",
        "Dominated: another design brings at least as many for at most as much money. Extendedly dominated: a mix of two others does. What is left makes the frontier.",
    ],
    [
        "Naar wie ook zonder begint",
        "To those who begin anyway",
        "Het deel van de uitgaven dat gaat naar organisaties die hun programma ook zonder subsidie zouden beginnen.",
        "The share of the spend that goes to organisations that would begin their programme without subsidy too.",
    ],
    [
        "Doet mee",
        "Takes part",
        "Elke organisatie beslist één keer, met haar eigen verwachting: zij doet mee als de kans op winst groot genoeg is en de kans op een tekort klein genoeg.",
        "Each organisation decides once, with its own expectation: it takes part if its chance of gain is large enough and its chance of a shortfall small enough.",
    ],
];

/// Terms with what they mean: Dutch term, English term, Dutch meaning, English meaning.
pub const TERMS: [[&str; 4]; 9] = [
    [
        "Een bedrag ± een bedrag",
        "An amount ± an amount",
        "Een gemiddelde met de marge (95%) die het aantal runs openlaat. Meer runs maken de marge kleiner. Over de onzekerheid van de toekomst zegt zij niets.",
        "A mean with the margin (95%) that the number of runs leaves open. More runs make it smaller. It says nothing about how uncertain the future is.",
    ],
    [
        "p5–p95",
        "p5–p95",
        "De onzekerheid van de toekomst: van 100 toekomsten liggen er 90 tussen, 5 eronder en 5 erboven. p50, de mediaan, ligt in het midden.",
        "The uncertainty of the future: of 100 futures 90 lie between, 5 below and 5 above. p50, the median, lies in the middle.",
    ],
    [
        "… van de 100 toekomsten",
        "… of 100 futures",
        "Een kans over alle runs, gegeven de getallen van het scenario; zo goed als die getallen. Kleiner dan een half van de 100 staat er als ‘minder dan 1’, en alleen wat in geen enkele run gebeurde als 0.",
        "A chance over all runs, given the scenario’s numbers; as good as those are. Below half of one in 100 it is written as ‘less than 1’, and only what happened in no run as 0.",
    ],
    [
        "Afronding",
        "Rounding",
        "Bedragen in zinnen hebben drie cijfers, of zo veel als hun marge toelaat. Kansen zijn hele getallen van de 100. Tabellen achter figuren hebben hele euro’s.",
        "Amounts in sentences have three digits, or as many as their margin allows. Chances are whole numbers out of 100. Tables behind figures have whole euros.",
    ],
    [
        "Niet te zeggen",
        "We cannot tell",
        "Het gemiddelde ligt binnen de marge van nul, of een kans binnen de marge van wat aanvaard is: dit aantal runs beslist het niet. Ligt p5 onder en p95 boven nul, dan staan beide kanten er, met hun bedrag.",
        "The mean lies within its margin of zero, or a chance within its margin of what is accepted: this number of runs does not decide it. Where p5 lies below and p95 above zero, both sides are told with their amounts.",
    ],
    [
        "Onwetendheid en toeval",
        "Ignorance and luck",
        "Onwetendheid zijn getallen die niemand precies kent en die voor iedereen gelden; uitzoeken helpt. Toeval is wie er komt, slaagt en gaat; een grotere groep helpt.",
        "Ignorance: numbers that nobody knows precisely and that hold for everyone; finding out helps. Luck: who comes, passes and leaves; a larger group helps.",
    ],
    [
        "Verschil met het uitgangspunt",
        "Difference with the baseline",
        "Per run bepaald, in dezelfde toekomst met hetzelfde toeval. Daarom is het niet het verschil van twee percentielen.",
        "Taken run by run, in the same future with the same luck. Therefore it is not the difference of two percentiles.",
    ],
    [
        "Terugverdienmaand, voorfinanciering",
        "Payback month, peak funding",
        "De eerste maand vanaf waar alles terugverdiend blijft; het meeste dat op enig moment is voorgeschoten. Maand 0 is de startmaand.",
        "The first month from which everything stays earned back; the most that is advanced at any time. Month 0 is the first month.",
    ],
    [
        "Netto contante waarde (NCW)",
        "Net present value (NPV)",
        "Alle kasstromen van de werkgever, teruggerekend naar de start. Een bijdrage: alleen de overhead die met een collega meegroeit is eraf.",
        "All cash flows of the employer, discounted to the start. A contribution: only the overhead that grows with a colleague is taken off.",
    ],
];
