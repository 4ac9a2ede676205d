//! What each argument and option means.

use super::Text;

/// The texts of one argument.
#[derive(Clone, Copy, Debug)]
pub struct ArgumentText {
    /// What it means.
    pub help: Text,
    /// How its value is called, where that depends on the language.
    pub value: Option<Text>,
}

const fn text(nl: &'static str, en: &'static str) -> ArgumentText {
    ArgumentText { help: Text::new(nl, en), value: None }
}

impl ArgumentText {
    const fn value(self, nl: &'static str, en: &'static str) -> Self {
        Self { value: Some(Text::new(nl, en)), ..self }
    }
}

/// The texts of argument `id` of a command.
///
/// # Panics
/// An argument without a text; a test walks through all of them.
pub fn text_of(command: &str, id: &str) -> ArgumentText {
    match (command, id) {
        ("explain" | "afford" | "solve" | "discover" | "sensitivity" | "voi", "scenario") => text(
            "Het scenario: een tekstbestand (.toml) of een werkmap (.xlsx)",
            "The scenario: a text file (.toml) or a workbook (.xlsx)",
        ),
        ("study", "study") => text("De studie: een tekstbestand (.toml)", "The study: a text file (.toml)")
            .value("STUDIE", "STUDY"),
        ("study", "set") => text(
            "Vervangt voor deze keer één getal van de studie, bij zijn pad; mag vaker. \
             Voorbeeld: --set budget=10000000",
            "Replaces one number of the study for this call, by its path; may be repeated. \
             Example: --set budget=10000000",
        )
        .value("PAD=WAARDE", "PATH=VALUE"),
        ("study", "runs") => text(
            "Aantal runs: hoe vaak de toekomst van elke organisatie wordt nagebootst [standaard: 2000]",
            "Number of runs: how often the future of each organisation is simulated [default: 2000]",
        ),
        ("study", "out") => text(
            "Map voor de resultaten; de studie krijgt er haar eigen map in [standaard: output]",
            "Folder of the results; the study gets its own folder in it [default: output]",
        )
        .value("MAP", "DIR"),
        ("study", "write") => text(
            "Wat er wordt geschreven, met komma's ertussen: report (HTML), results (JSON), tables (CSV), \
             workbook (Excel), figures (SVG en PNG) [standaard: alles]",
            "What is written, separated by commas: report (HTML), results (JSON), tables (CSV), workbook \
             (Excel), figures (SVG and PNG) [default: all]",
        )
        .value("LIJST", "LIST"),
        ("study", "format") => text(
            "Wat op het scherm komt: table, of json (de inhoud van results.json) [standaard: table]",
            "What is printed: table, or json (the content of results.json) [default: table]",
        )
        .value("VORM", "FORMAT"),
        ("list", "scenario") => text(
            "Een scenario (.toml of .xlsx) of een studie (.toml) waarvan de getallen worden getoond",
            "A scenario (.toml or .xlsx) or a study (.toml) whose numbers are listed",
        ),
        ("check", "scenarios") => text(
            "Scenario's (.toml of .xlsx) of studies (.toml)",
            "Scenarios (.toml or .xlsx) or studies (.toml)",
        ),
        ("compare", "scenarios") => text(
            "Twee of meer scenario's (.toml of .xlsx); de latere worden met het eerste vergeleken",
            "Two or more scenarios (.toml or .xlsx); the later ones are compared with the first",
        ),
        ("compare", "set") => text(
            "Vervangt voor deze keer één getal in alle scenario's, bij zijn pad; mag vaker. \
             Voorbeeld: --set contract.absence_in_norm=0.06",
            "Replaces one number in all scenarios for this call, by its path; may be repeated. \
             Example: --set contract.absence_in_norm=0.06",
        )
        .value("PAD=WAARDE", "PATH=VALUE"),
        ("compare", "out") => text(
            "Map voor de resultaten; de vergelijking krijgt er haar eigen map in [standaard: output]",
            "Folder of the results; the comparison gets its own folder in it [default: output]",
        )
        .value("MAP", "DIR"),
        ("compare", "format") => text(
            "Wat op het scherm komt: table, of json (de inhoud van compare.json) [standaard: table]",
            "What is printed: table, or json (the content of compare.json) [default: table]",
        )
        .value("VORM", "FORMAT"),
        (_, "scenarios") => text(
            "Een of meer scenario's: tekstbestanden (.toml) of werkmappen (.xlsx)",
            "One or more scenarios: text files (.toml) or workbooks (.xlsx)",
        ),
        (_, "set") => text(
            "Vervangt voor deze keer één getal van het scenario, bij zijn pad; mag vaker. \
             Voorbeeld: --set profile.side_entrant.absence=0.06",
            "Replaces one number of the scenario for this call, by its path; may be repeated. \
             Example: --set profile.side_entrant.absence=0.06",
        )
        .value("PAD=WAARDE", "PATH=VALUE"),
        (_, "runs") => text(
            "Aantal runs: hoe vaak de toekomst wordt nagebootst [standaard: 10000]",
            "Number of runs: how often the future is simulated [default: 10000]",
        ),
        (_, "seed") => text(
            "Startgetal van het toeval; hetzelfde getal geeft dezelfde uitkomsten [standaard: 1]",
            "Seed of all chance; the same number gives the same results [default: 1]",
        ),
        (_, "threads") => text(
            "Aantal rekendraden; de uitkomst hangt er niet van af [standaard: 0 = alle]",
            "Number of threads; the results do not depend on it [default: 0 = all]",
        ),
        (_, "until_converged") => text(
            "Rekent door tot elke hoofduitkomst scherp genoeg is; --runs telt dan niet",
            "Goes on until every headline outcome is known well enough; --runs does not count then",
        ),
        (_, "at_most") => text(
            "Met --until-converged: hoogstens zoveel runs [standaard: 1000000]",
            "With --until-converged: at most this many runs [default: 1000000]",
        ),
        (_, "within_euros") => text(
            "Met --until-converged: een marge van zoveel euro is ook scherp genoeg",
            "With --until-converged: a margin of this many euros is good enough too",
        )
        .value("EURO", "EUROS"),
        (_, "out") => text(
            "Map voor de resultaten; elk scenario krijgt er zijn eigen map in [standaard: output]",
            "Folder of the results; each scenario gets its own folder in it [default: output]",
        )
        .value("MAP", "DIR"),
        (_, "write") => text(
            "Wat er wordt geschreven, met komma's ertussen: report (HTML), results (JSON), tables (CSV), \
             workbook (Excel), figures (SVG en PNG), draws (elke run, Parquet), \
             decisions (wat de doorslag geeft, in rapport, JSON en figuren) [standaard: alles behalve draws]",
            "What is written, separated by commas: report (HTML), results (JSON), tables (CSV), workbook \
             (Excel), figures (SVG and PNG), draws (every run, Parquet), decisions (what decides, in \
             report, JSON and figures) [default: all but draws]",
        )
        .value("LIJST", "LIST"),
        ("schema", "study") => text("Dat van een studie", "That of a study"),
        ("check", "format") => text(
            "table: voor mensen; json: voor tekstverwerkers en andere programma's [standaard: table]",
            "table: for people; json: for editors and other programs [default: table]",
        )
        .value("VORM", "FORMAT"),
        ("run", "format") => text(
            "Wat op het scherm komt: table, of json (de inhoud van results.json; een lijst bij meer \
             scenario's) [standaard: table]",
            "What is printed: table, or json (the content of results.json; a list for several \
             scenarios) [default: table]",
        )
        .value("VORM", "FORMAT"),
        (_, "format") => text(
            "table: voor mensen; json: voor andere programma's [standaard: table]",
            "table: for people; json: for other programs [default: table]",
        )
        .value("VORM", "FORMAT"),
        (_, "csv") => text(
            "Hoe tabellen worden geschreven: excel (puntkomma en decimale komma) of international \
             (komma en punt) [standaard: excel]",
            "How tables are written: excel (semicolon and decimal comma, for Dutch Excel) or \
             international (comma and point) [default: excel]",
        )
        .value("STIJL", "STYLE"),
        (_, "run") => text(
            "Welke run: een nummer, worst (laagste NCW) of median (middelste NCW)",
            "Which run: a number, worst (lowest NPV) or median (median NPV)",
        ),
        (_, "strategy") => text(
            "De strategie, bij haar sleutel [standaard: de eerste die niet het uitgangspunt is]",
            "The strategy, by its key [default: the first that is not the baseline]",
        )
        .value("SLEUTEL", "KEY"),
        (_, "group") => text(
            "Welke groep van de strategie groeit, geteld vanaf 1 [standaard: die met mensen die nog niet \
             geregistreerd zijn]",
            "Which group of the strategy grows, counted from 1 [default: the one whose people are not \
             registered yet]",
        ),
        (_, "risk") => text(
            "Aanvaarde kans om onder de vloer te komen, 0 tot 1 [standaard: accepted_risk van het scenario]",
            "Accepted chance of falling below the floor, 0 to 1 [default: the scenario's accepted_risk]",
        )
        .value("KANS", "CHANCE"),
        (_, "added_risk") => text(
            "Hoeveel groter die kans mag zijn dan zonder deze plekken; niet samen met --risk",
            "How much larger that chance may be than without these positions; not together with --risk",
        )
        .value("KANS", "CHANCE"),
        (_, "up_to") => text(
            "Grootste omvang die wordt doorgerekend [standaard: 60, of twee keer die van het bestand]",
            "Largest size that is computed [default: 60, or twice the file's own]",
        ),
        (_, "outcome") => text(
            "De uitkomst: difference (netto contante waarde min die van het uitgangspunt), npv, shortfall, peak_funding, paid_back \
             (de kans op terugverdienen binnen de looptijd) of een andere uitkomst van results.json [standaard: difference]",
            "The outcome: difference (net present value minus that of the baseline), npv, shortfall, peak_funding, paid_back \
             (the chance of earning back within the horizon) or another outcome of results.json [default: difference]",
        )
        .value("UITKOMST", "OUTCOME"),
        (_, "base") => text(
            "Aantal punten voor elk getal achter de aandelen in de spreiding; een macht van twee werkt het best \
             [standaard: 1024, of 256 waar een verwachting veel rekenwerk kost]",
            "Number of points for each number behind the shares of the spread; a power of two works best \
             [default: 1024, or 256 where an expectation takes much computing]",
        ),
        (_, "vary") => text(
            "Het getal dat wordt gezocht, bij zijn pad, zoals bij --set; kansrijk list SCENARIO toont alle paden",
            "The number that is sought, by its path, as with --set; kansrijk list SCENARIO shows every path",
        )
        .value("PAD", "PATH"),
        (_, "from") => text("Begin van het bereik", "Lower end of the range"),
        (_, "to") => text("Eind van het bereik", "Upper end of the range"),
        (_, "until") => text(
            "Het criterium, tussen aanhalingstekens: \"npv >= 0\", \"difference >= 0\", \"P(shortfall) <= 0.05\", \
             \"P(payback <= 36) >= 0.8\", \"cost_per_registered <= 40000\"",
            "The criterion, in quotes: \"npv >= 0\", \"difference >= 0\", \"P(shortfall) <= 0.05\", \
             \"P(payback <= 36) >= 0.8\", \"cost_per_registered <= 40000\"",
        )
        .value("CRITERIUM", "CRITERION"),
        (_, "when") => text(
            "Wat er gebeurt, tussen aanhalingstekens: shortfall, \"npv < 0\", \"difference < 0\", \"payback > 36\", \
             \"peak_funding > 400000\" [standaard: shortfall]",
            "What happens, in quotes: shortfall, \"npv < 0\", \"difference < 0\", \"payback > 36\", \
             \"peak_funding > 400000\" [default: shortfall]",
        )
        .value("GEBEURTENIS", "EVENT"),
        (_, "how") => text(
            "Wat met het getal gebeurt: fixed (het krijgt de waarde), shift (de waarde komt bij elke trekking), \
             scale (elke trekking maal de waarde) [standaard: fixed]",
            "What is done with the number: fixed (it gets the value), shift (the value is added to every draw), \
             scale (every draw times the value) [default: fixed]",
        )
        .value("HOE", "HOW"),
        (_, "profile") => text(
            "Wie het onderzoek volgt, bij de sleutel van het profiel [standaard: wie onder een andere strategie dan \
             het uitgangspunt wordt opgeleid]",
            "Whom the study follows, by the key of the profile [default: who is trained under another strategy than \
             the baseline]",
        )
        .value("SLEUTEL", "KEY"),
        (_, "hires") => text(
            "Hoeveel mensen het onderzoek volgt [standaard: 50]",
            "How many people the study follows [default: 50]",
        ),
        (_, "months") => text(
            "Hoeveel maanden het onderzoek hen volgt, hoogstens de horizon [standaard: 24]",
            "For how many months the study follows them, at most the horizon [default: 24]",
        ),
        (_, "registered_up_to") => text(
            "Tot welke waarde van één geregistreerde professional aan het eind strategieën worden vergeleken [standaard: 200000]",
            "Up to which value of one registered professional at the end strategies are compared [default: 200000]",
        )
        .value("EURO", "EUROS"),
        (_, "template") => text(
            "Een naam uit `kansrijk list`, of een scenariobestand",
            "A name from `kansrijk list`, or a scenario file",
        )
        .value("VOORBEELD", "TEMPLATE"),
        (_, "file") => text(
            "Het bestand dat wordt gemaakt; gedeelde tabellen komen ernaast in shared/",
            "The file that is made; shared tables are put beside it in shared/",
        )
        .value("BESTAND", "FILE"),
        (_, "xlsx") => text(
            "Maakt een Excel-werkmap om in te vullen, in plaats van een tekstbestand",
            "Makes an Excel workbook to fill in, instead of a text file",
        ),
        (_, "input") => text(
            "Het scenario: een tekstbestand (.toml) of een werkmap (.xlsx)",
            "The scenario: a text file (.toml) or a workbook (.xlsx)",
        )
        .value("SCENARIO", "SCENARIO"),
        (_, "output") => text(
            "Het bestand dat wordt gemaakt: een naam op .xlsx geeft een werkmap, op .toml een tekst",
            "The file that is made: a name in .xlsx gives a workbook, in .toml a text",
        )
        .value("BESTAND", "FILE"),
        (_, "force") => text("Overschrijft bestanden die er al zijn", "Overwrites existing files"),
        (_, "shell") => text(
            "bash, elvish, fish, powershell of zsh",
            "bash, elvish, fish, powershell or zsh",
        ),
        (_, "command") => text("De opdracht", "The command").value("OPDRACHT", "COMMAND"),
        (_, "lang") => text(
            "Taal: nl of en [standaard: KANSRIJK_LANG, anders die van het systeem, anders nl]",
            "Language: nl or en [default: KANSRIJK_LANG, else that of the system, else nl]",
        ),
        (_, "quiet") => text(
            "Geen voortgang en geen opmerkingen; fouten blijven",
            "No progress and no remarks; errors remain",
        ),
        (_, "help") => text("Toont deze hulp", "Shows this help"),
        (_, "version") => text("Toont de versie", "Shows the version"),
        _ => panic!("no help for {id} of {command}"),
    }
}
