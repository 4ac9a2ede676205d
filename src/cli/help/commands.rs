//! What each command does, how it is written, and examples.

use super::Text;

/// The texts of one command.
#[derive(Clone, Copy, Debug)]
pub struct CommandTexts {
    /// What it does, in a sentence.
    pub about: Text,
    /// How it is written.
    pub usage: Text,
    /// Examples and exit codes.
    pub after: Text,
}

const ROOT: CommandTexts = CommandTexts {
    about: Text::new(
        "Rekent door wat zij-instroom in de jeugdzorg kost en oplevert, met de onzekerheid erbij.",
        "Computes what side entry in Dutch youth care costs and brings, with its uncertainty.",
    ),
    usage: Text::new("kansrijk [OPTIES] OPDRACHT", "kansrijk [OPTIONS] COMMAND"),
    after: Text::new(
        "Zo begint u:
  kansrijk list                        welke vragen er klaarliggen
  kansrijk new template mijn.toml      een voorbeeld om uw getallen in te zetten
                                       (of in Excel: kansrijk new --xlsx template mijn.xlsx)
  kansrijk check mijn.toml             klopt het bestand?
  kansrijk run mijn.toml               doorrekenen; figuren en tabellen komen in output/mijn/

Afsluitcodes:
  0  gelukt                            1  een controle hield geen stand
  2  fout in scenario of opdracht      3  wegschrijven mislukt
  130  afgebroken met Ctrl-C

Meer over een opdracht: kansrijk OPDRACHT --help",
        "How to begin:
  kansrijk list                        the questions that are ready to use
  kansrijk new template mine.toml      an example to put your own numbers in
                                       (or in Excel: kansrijk new --xlsx template mine.xlsx)
  kansrijk check mine.toml             is the file right?
  kansrijk run mine.toml               compute; figures and tables go to output/mine/

Exit codes:
  0  fine                              1  a check did not hold
  2  wrong scenario or command line    3  could not write
  130  stopped with Ctrl-C

More about a command: kansrijk COMMAND --help",
    ),
};

const RUN: CommandTexts = CommandTexts {
    about: Text::new(
        "Rekent scenario's door, toont de uitkomst en schrijft resultaten, tabellen en figuren.",
        "Computes scenarios, shows the outcome and writes results, tables and figures.",
    ),
    usage: Text::new("kansrijk run [OPTIES] SCENARIO…", "kansrijk run [OPTIONS] SCENARIO…"),
    after: Text::new(
        "Voorbeelden:
  kansrijk run mijn.toml
  kansrijk run mijn.toml --runs 50000 --set organisation.liquidity=100000
  kansrijk run scenarios/*.toml --out uitkomsten --write results
  kansrijk run mijn.toml --until-converged --within-euros 5000
  kansrijk run mijn.toml --format json --quiet > uitkomst.json

Bij meer scenario's gaat het rekenen door als er een niet klopt; de afsluitcode is dan 2.
Dezelfde runs, hetzelfde startgetal en dezelfde getallen geven altijd dezelfde uitkomst, met elk aantal rekendraden.
Afsluitcodes: 0 gelukt, 2 fout in scenario of opdracht, 3 wegschrijven mislukt, 130 Ctrl-C.",
        "Examples:
  kansrijk run mine.toml
  kansrijk run mine.toml --runs 50000 --set organisation.liquidity=100000
  kansrijk run scenarios/*.toml --out results --write results
  kansrijk run mine.toml --until-converged --within-euros 5000
  kansrijk run mine.toml --format json --quiet > result.json

With several scenarios, a broken one does not stop the others; the exit code is then 2.
The same runs, seed and numbers always give the same outcome, with any number of threads.
Exit codes: 0 fine, 2 wrong scenario or command line, 3 could not write, 130 Ctrl-C.",
    ),
};

const COMPARE: CommandTexts = CommandTexts {
    about: Text::new(
        "Zet scenario's naast elkaar: wat verandert er, run voor run, en waar is het toeval niet gedeeld?",
        "Puts scenarios side by side: what changes, run by run, and where is luck not shared?",
    ),
    usage: Text::new(
        "kansrijk compare [OPTIES] SCENARIO SCENARIO…",
        "kansrijk compare [OPTIONS] SCENARIO SCENARIO…",
    ),
    after: Text::new(
        "Voorbeelden:
  kansrijk compare mijn.toml mijn-hoger-tarief.toml
  kansrijk compare scenarios/ambulant-effort.toml scenarios/ambulant-output.toml --runs 50000
  kansrijk compare mijn.toml ander.toml --format json --quiet > vergelijking.json

Alle scenario's worden met het eerste vergeleken. Strategieën horen bij elkaar als zij dezelfde sleutel
hebben, getallen als zij hetzelfde pad hebben. Bij één fout in een van de scenario's wordt niets gerekend.
Afsluitcodes: 0 gelukt, 2 fout in scenario of opdracht, 3 wegschrijven mislukt, 130 Ctrl-C.",
        "Examples:
  kansrijk compare mine.toml mine-higher-tariff.toml
  kansrijk compare scenarios/ambulant-effort.toml scenarios/ambulant-output.toml --runs 50000
  kansrijk compare mine.toml other.toml --format json --quiet > comparison.json

All scenarios are compared with the first. Strategies belong together when they have the same key,
numbers when they have the same path. With a mistake in any of the scenarios nothing is computed.
Exit codes: 0 fine, 2 wrong scenario or command line, 3 could not write, 130 Ctrl-C.",
    ),
};

const CHECK: CommandTexts = CommandTexts {
    about: Text::new(
        "Leest scenario's en studies, meldt elk probleem met zijn plek en telt wat erin staat.",
        "Reads scenarios and studies, reports every problem with its place and counts what they hold.",
    ),
    usage: Text::new("kansrijk check [OPTIES] SCENARIO…", "kansrijk check [OPTIONS] SCENARIO…"),
    after: Text::new(
        "Voorbeelden:
  kansrijk check mijn.toml
  kansrijk check scenarios/*.toml --format json

Afsluitcodes: 0 geen fouten (waarschuwingen mogen), 2 fouten.",
        "Examples:
  kansrijk check mine.toml
  kansrijk check scenarios/*.toml --format json

Exit codes: 0 no errors (warnings are fine), 2 errors.",
    ),
};

const VERIFY: CommandTexts = CommandTexts {
    about: Text::new(
        "Legt de simulatie naast een exacte berekening zonder toeval, regel voor regel.",
        "Compares the simulation with an exact calculation without chance, line by line.",
    ),
    usage: Text::new("kansrijk verify [OPTIES] SCENARIO…", "kansrijk verify [OPTIONS] SCENARIO…"),
    after: Text::new(
        "Voorbeeld:
  kansrijk verify mijn.toml --runs 5000

Afsluitcodes: 0 alles klopt, 1 een verschil is groter dan toeval verklaart, 2 fout in scenario of \
         opdracht.",
        "Example:
  kansrijk verify mine.toml --runs 5000

Exit codes: 0 all agree, 1 a difference is larger than chance explains, 2 wrong scenario or \
         command line.",
    ),
};

const EXPLAIN: CommandTexts = CommandTexts {
    about: Text::new(
        "Vertelt één run na: wie er kwam, wie er ging en wat dat kostte.",
        "Tells the story of one run: who came, who left and what that cost.",
    ),
    usage: Text::new(
        "kansrijk explain [OPTIES] SCENARIO --run K|worst|median",
        "kansrijk explain [OPTIONS] SCENARIO --run K|worst|median",
    ),
    after: Text::new(
        "Voorbeelden:
  kansrijk explain mijn.toml --run worst
  kansrijk explain mijn.toml --run 17 --strategy programma

Het nummer is dat van de kolom `run` in de tabel met alle runs (--write draws).",
        "Examples:
  kansrijk explain mine.toml --run worst
  kansrijk explain mine.toml --run 17 --strategy programme

The number is that of column `run` in the table of all runs (--write draws).",
    ),
};

const AFFORD: CommandTexts = CommandTexts {
    about: Text::new(
        "Zoekt het grootste cohort dat de organisatie kan betalen, en wat het begrenst: kas of begeleiders.",
        "Finds the largest cohort that the organisation can afford, and what limits it: cash or mentors.",
    ),
    usage: Text::new("kansrijk afford [OPTIES] SCENARIO", "kansrijk afford [OPTIONS] SCENARIO"),
    after: Text::new(
        "Voorbeelden:
  kansrijk afford mijn.toml
  kansrijk afford mijn.toml --strategy programma --risk 0.05
  kansrijk afford mijn.toml --added-risk 0.02 --up-to 100

Een cohort van n zijn de eerste n plekken van één groep; de andere groepen blijven. Het antwoord is het
grootste aantal waarvoor ook elk kleiner aantal past. afford.json en de figuren komen in output/mijn/.
Afsluitcodes: 0 gelukt, 2 fout in scenario of opdracht, 3 wegschrijven mislukt, 130 Ctrl-C.",
        "Examples:
  kansrijk afford mine.toml
  kansrijk afford mine.toml --strategy programme --risk 0.05
  kansrijk afford mine.toml --added-risk 0.02 --up-to 100

A cohort of n is the first n positions of one group; the other groups stay. The answer is the largest
number for which every smaller one fits as well. afford.json and the figures go to output/mine/.
Exit codes: 0 fine, 2 wrong scenario or command line, 3 could not write, 130 Ctrl-C.",
    ),
};

const SOLVE: CommandTexts = CommandTexts {
    about: Text::new(
        "Zoekt bij welke waarde van één getal een criterium geldt.",
        "Finds the value of one number at which a criterion holds.",
    ),
    usage: Text::new(
        "kansrijk solve [OPTIES] SCENARIO --vary PAD --from A --to B --until CRITERIUM",
        "kansrijk solve [OPTIONS] SCENARIO --vary PATH --from A --to B --until CRITERION",
    ),
    after: Text::new(
        "Voorbeelden:
  kansrijk solve mijn.toml --vary contract.tariff_per_hour --from 80 --to 130 --until \"npv >= 0\"
  kansrijk solve mijn.toml --vary organisation.liquidity --from 0 --to 1000000 --until \"P(shortfall) <= 0.05\"
  kansrijk solve mijn.toml --vary contract.tariff_per_hour --from 0.8 --to 1.2 --as scale --until \"npv >= 0\"

Overal in het bereik wordt met dezelfde toekomsten gerekend. solve.json en de figuur komen in output/mijn/.
Afsluitcodes: 0 gelukt, 2 fout in scenario of opdracht, 3 wegschrijven mislukt, 130 Ctrl-C.",
        "Examples:
  kansrijk solve mine.toml --vary contract.tariff_per_hour --from 80 --to 130 --until \"npv >= 0\"
  kansrijk solve mine.toml --vary organisation.liquidity --from 0 --to 1000000 --until \"P(shortfall) <= 0.05\"
  kansrijk solve mine.toml --vary contract.tariff_per_hour --from 0.8 --to 1.2 --as scale --until \"npv >= 0\"

The same futures are used everywhere in the range. solve.json and the figure go to output/mine/.
Exit codes: 0 fine, 2 wrong scenario or command line, 3 could not write, 130 Ctrl-C.",
    ),
};

const DISCOVER: CommandTexts = CommandTexts {
    about: Text::new(
        "Zoekt onder welke omstandigheden iets gebeurt: een paar grenzen op de getallen die niemand precies kent.",
        "Finds the circumstances under which something happens: a few bounds on the numbers nobody knows precisely.",
    ),
    usage: Text::new(
        "kansrijk discover [OPTIES] SCENARIO --when GEBEURTENIS",
        "kansrijk discover [OPTIONS] SCENARIO --when EVENT",
    ),
    after: Text::new(
        "Voorbeelden:
  kansrijk discover mijn.toml --when shortfall
  kansrijk discover mijn.toml --when \"difference < 0\" --runs 50000
  kansrijk discover mijn.toml --when \"payback > 36\" --strategy programma

In de helft van de toekomsten wordt gezocht, een kwart keurt elke grens, op het laatste kwart wordt gemeten
(dekking: welk deel van de gevallen ligt in het gebied; dichtheid: in welk deel van het gebied gebeurt het).
discover.json en de figuren komen in output/mijn/.
Afsluitcodes: 0 gelukt, 2 fout in scenario of opdracht, 3 wegschrijven mislukt, 130 Ctrl-C.",
        "Examples:
  kansrijk discover mine.toml --when shortfall
  kansrijk discover mine.toml --when \"difference < 0\" --runs 50000
  kansrijk discover mine.toml --when \"payback > 36\" --strategy programme

Half of the futures are searched, a quarter judges each bound, the last quarter measures (coverage: the
share of the cases that lies in the region; density: the share of the region in which it happens).
discover.json and the figures go to output/mine/.
Exit codes: 0 fine, 2 wrong scenario or command line, 3 could not write, 130 Ctrl-C.",
    ),
};

const SENSITIVITY: CommandTexts = CommandTexts {
    about: Text::new(
        "Zegt welke aanname beslist: hoe een uitkomst verandert met elk onzeker getal.",
        "Says which assumption decides: how an outcome changes with each uncertain number.",
    ),
    usage: Text::new(
        "kansrijk sensitivity [OPTIES] SCENARIO",
        "kansrijk sensitivity [OPTIONS] SCENARIO",
    ),
    after: Text::new(
        "Voorbeelden:
  kansrijk sensitivity mijn.toml
  kansrijk sensitivity mijn.toml --strategy programma --outcome npv
  kansrijk sensitivity mijn.toml --outcome shortfall --base 256

Lineaire uitkomsten (npv, difference, uren, kosten) zijn exacte verwachtingen zonder ruis van toeval; de andere
(shortfall, peak_funding, paid_back) worden nagebootst. sensitivity.json en de figuren komen in output/mijn/.
Afsluitcodes: 0 gelukt, 2 fout in scenario of opdracht, 3 wegschrijven mislukt, 130 Ctrl-C.",
        "Examples:
  kansrijk sensitivity mine.toml
  kansrijk sensitivity mine.toml --strategy programme --outcome npv
  kansrijk sensitivity mine.toml --outcome shortfall --base 256

Linear outcomes (npv, difference, hours, costs) are exact expectations without noise from luck; the others
(shortfall, peak_funding, paid_back) are simulated. sensitivity.json and the figures go to output/mine/.
Exit codes: 0 fine, 2 wrong scenario or command line, 3 could not write, 130 Ctrl-C.",
    ),
};

const VOI: CommandTexts = CommandTexts {
    about: Text::new(
        "Vergelijkt de strategieën en zegt wat het waard is eerst meer te weten: welke getallen, welk onderzoek.",
        "Compares the strategies and says what it is worth to know more first: which numbers, which study.",
    ),
    usage: Text::new("kansrijk voi [OPTIES] SCENARIO", "kansrijk voi [OPTIONS] SCENARIO"),
    after: Text::new(
        "Voorbeelden:
  kansrijk voi mijn.toml
  kansrijk voi mijn.toml --profile zij_instromer --hires 100 --months 36
  kansrijk voi mijn.toml --registered-up-to 100000

De keuze gaat tussen alle strategieën van het scenario, het uitgangspunt erbij. Toeval is vooraf niet te
kennen: het gaat om de getallen die niemand precies weet. voi.json en de figuren komen in output/mijn/.
Afsluitcodes: 0 gelukt, 2 fout in scenario of opdracht, 3 wegschrijven mislukt, 130 Ctrl-C.",
        "Examples:
  kansrijk voi mine.toml
  kansrijk voi mine.toml --profile side_entrant --hires 100 --months 36
  kansrijk voi mine.toml --registered-up-to 100000

The choice is between all strategies of the scenario, the baseline included. Luck cannot be known before:
this is about the numbers that nobody knows exactly. voi.json and the figures go to output/mine/.
Exit codes: 0 fine, 2 wrong scenario or command line, 3 could not write, 130 Ctrl-C.",
    ),
};

const STUDY: CommandTexts = CommandTexts {
    about: Text::new(
        "Zet subsidieontwerpen naast elkaar: wie er meedoet, wat het kost en wat het oplevert.",
        "Puts subsidy designs side by side: who takes part, what it costs and what it brings.",
    ),
    usage: Text::new("kansrijk study [OPTIES] STUDIE", "kansrijk study [OPTIONS] STUDY"),
    after: Text::new(
        "Voorbeelden:
  kansrijk study mijn-studie.toml
  kansrijk study mijn-studie.toml --runs 10000 --seed 7
  kansrijk study mijn-studie.toml --set stays_in_sector=0.5

Een studie noemt een basisscenario, ontwerpen en organisaties (docs/study-format.md). Elke organisatie wordt in
elke run nagebootst, één keer voor alle ontwerpen. De resultaten komen in output/mijn-studie/.
Afsluitcodes: 0 gelukt, 2 fout in studie of opdracht, 3 wegschrijven mislukt, 130 Ctrl-C.",
        "Examples:
  kansrijk study my-study.toml
  kansrijk study my-study.toml --runs 10000 --seed 7
  kansrijk study my-study.toml --set stays_in_sector=0.5

A study names a base scenario, designs and organisations (docs/study-format.md). Every organisation is simulated in
every run, once for all designs. The results go to output/my-study/.
Exit codes: 0 fine, 2 wrong study or command line, 3 could not write, 130 Ctrl-C.",
    ),
};

const LIST: CommandTexts = CommandTexts {
    about: Text::new(
        "Toont de bibliotheek: elk scenario en de vraag die het beantwoordt. Met een scenario: al zijn getallen, \
         met het pad dat --set en --vary vragen.",
        "Lists the library: each scenario and the question it answers. With a scenario: all its numbers, with the \
         path that --set and --vary ask for.",
    ),
    usage: Text::new("kansrijk list [OPTIES] [SCENARIO]", "kansrijk list [OPTIONS] [SCENARIO]"),
    after: Text::new("Daarna: kansrijk new NAAM mijn.toml", "Next: kansrijk new NAME mine.toml"),
};

const NEW: CommandTexts = CommandTexts {
    about: Text::new(
        "Kopieert een scenario uit de bibliotheek, met de gedeelde tabellen die het nodig heeft.",
        "Copies a scenario of the library, with the shared tables that it needs.",
    ),
    usage: Text::new(
        "kansrijk new [OPTIES] VOORBEELD BESTAND",
        "kansrijk new [OPTIONS] TEMPLATE FILE",
    ),
    after: Text::new(
        "Voorbeelden:
  kansrijk new template mijn.toml
  kansrijk new gi-cohort onze-gi/cohort.toml
  kansrijk new --xlsx template mijn.xlsx      een werkmap om in Excel in te vullen

Overschrijft nooit iets zonder --force.
Afsluitcodes: 0 gelukt, 2 het voorbeeld is er niet of er staat al iets, 3 wegschrijven mislukt.",
        "Examples:
  kansrijk new template mine.toml
  kansrijk new gi-cohort our-gi/cohort.toml
  kansrijk new --xlsx template mine.xlsx      a workbook to fill in with Excel

Never overwrites anything without --force.
Exit codes: 0 fine, 2 no such template or something is there already, 3 could not write.",
    ),
};

const CONVERT: CommandTexts = CommandTexts {
    about: Text::new(
        "Maakt van een scenario een Excel-werkmap, of van een werkmap weer een tekstbestand.",
        "Makes an Excel workbook of a scenario, or a text file of a workbook again.",
    ),
    usage: Text::new(
        "kansrijk convert [OPTIES] SCENARIO BESTAND",
        "kansrijk convert [OPTIONS] SCENARIO FILE",
    ),
    after: Text::new(
        "Voorbeelden:
  kansrijk convert mijn.toml mijn.xlsx
  kansrijk convert mijn.xlsx mijn.toml

De uitkomsten blijven tot op het laatste cijfer gelijk. Ingevoegde bestanden komen erin te staan;
opmerkingen in een tekstbestand gaan niet mee.
Overschrijft nooit iets zonder --force.
Afsluitcodes: 0 gelukt, 2 fout in het scenario of er staat al iets, 3 wegschrijven mislukt.",
        "Examples:
  kansrijk convert mine.toml mine.xlsx
  kansrijk convert mine.xlsx mine.toml

The results stay the same to the last digit. Included files become a part of it; remarks in a text
file are not taken along.
Never overwrites anything without --force.
Exit codes: 0 fine, 2 wrong scenario or something is there already, 3 could not write.",
    ),
};

const SCHEMA: CommandTexts = CommandTexts {
    about: Text::new(
        "Toont het JSON Schema van een scenariobestand of een studie, voor hulp tijdens het typen.",
        "Prints the JSON Schema of a scenario file or of a study, for help while typing.",
    ),
    usage: Text::new("kansrijk schema [OPTIES]", "kansrijk schema [OPTIONS]"),
    after: Text::new(
        "Voorbeeld:
  kansrijk schema > scenario.schema.json
en zet als eerste regel in het scenario:
  #:schema scenario.schema.json
Voor een studie: kansrijk schema --study > study.schema.json",
        "Example:
  kansrijk schema > scenario.schema.json
and make this the first line of the scenario:
  #:schema scenario.schema.json
For a study: kansrijk schema --study > study.schema.json",
    ),
};

const COMPLETIONS: CommandTexts = CommandTexts {
    about: Text::new(
        "Toont een script waarmee de shell opdrachten aanvult.",
        "Prints a script with which a shell completes commands.",
    ),
    usage: Text::new("kansrijk completions SHELL", "kansrijk completions SHELL"),
    after: Text::new(
        "Voorbeelden:
  kansrijk completions bash > ~/.local/share/bash-completion/completions/kansrijk
  kansrijk completions powershell >> $PROFILE",
        "Examples:
  kansrijk completions bash > ~/.local/share/bash-completion/completions/kansrijk
  kansrijk completions powershell >> $PROFILE",
    ),
};

const HELP: CommandTexts = CommandTexts {
    about: Text::new("Toont de hulp van een opdracht.", "Shows the help of a command."),
    usage: Text::new("kansrijk help [OPDRACHT]", "kansrijk help [COMMAND]"),
    after: Text::new("", ""),
};

/// The texts of a command; the root has no name.
///
/// # Panics
/// A command without texts; a test walks through all of them.
pub fn texts(name: &str) -> CommandTexts {
    match name {
        "" => ROOT,
        "run" => RUN,
        "compare" => COMPARE,
        "check" => CHECK,
        "verify" => VERIFY,
        "explain" => EXPLAIN,
        "afford" => AFFORD,
        "solve" => SOLVE,
        "sensitivity" => SENSITIVITY,
        "discover" => DISCOVER,
        "voi" => VOI,
        "study" => STUDY,
        "list" => LIST,
        "new" => NEW,
        "convert" => CONVERT,
        "schema" => SCHEMA,
        "completions" => COMPLETIONS,
        "help" => HELP,
        _ => panic!("no help for command {name}"),
    }
}
