//! Problems with a file as a whole, or with its TOML.

use super::problems;
use crate::diagnostic::wording::{chain, count, write_number};
use crate::language::Language::{En, Nl};

problems! {
/// Problems with a file as a whole, or with its TOML.
FileProblem {
    /// There is no such file.
    NotFound { path: String } Error "K001" "file-not-found"
        nl format!("er is geen bestand `{path}`"), "Controleer de naam en de map.";
        en format!("there is no file `{path}`"), "Check the name and the folder.";
    /// An included file does not exist.
    IncludeNotFound { path: String, looked_for: String } Error "K002" "include-not-found"
        nl format!("het ingevoegde bestand `{path}` bestaat niet"),
           format!("Gezocht is `{looked_for}`: een pad in `include` telt vanaf de map van het bestand waarin het staat.");
        en format!("the included file `{path}` does not exist"),
           format!("Looked for `{looked_for}`: a path in `include` counts from the folder of the file it stands in.");
    /// An included file lies outside the scenario's folder.
    IncludeOutside { path: String } Error "K003" "include-outside"
        nl format!("het ingevoegde bestand `{path}` ligt buiten de map van het scenario"),
           "Zet het in de map van het scenario of in een map daaronder, en schrijf het pad zonder `/` vooraan; ook een snelkoppeling mag niet naar buiten wijzen.";
        en format!("the included file `{path}` lies outside the scenario's folder"),
           "Put it in the scenario's folder or in one below it, and write its path without a leading `/`; a link may not point outside either.";
    /// Files include each other.
    IncludeCycle { cycle: Vec<String> } Error "K004" "include-cycle"
        nl format!("bestanden voegen elkaar in: {}", chain(cycle)), "Haal een van de schakels uit `include`.";
        en format!("files include each other: {}", chain(cycle)), "Take one of the links out of `include`.";
    /// The file is too large.
    TooLarge { bytes: u64, limit: u64 } Error "K005" "file-too-large"
        nl format!("het bestand is {} bytes groot; het zijn er hoogstens {}", count(*bytes, Nl), count(*limit, Nl)), "Is dit wel een scenario? Splits een tekst anders met `include`.";
        en format!("the file has {} bytes; there are at most {}", count(*bytes, En), count(*limit, En)), "Is this a scenario at all? If so, split a text with `include`.";
    /// A folder, a device or the like.
    NotAFile { path: String } Error "K006" "not-a-file"
        nl format!("`{path}` is geen gewoon bestand"), "Noem een bestand: een tekst (`.toml`) of een Excel-werkmap (`.xlsx`). Is dit een map, noem dan het bestand erin.";
        en format!("`{path}` is not an ordinary file"), "Name a file: a text (`.toml`) or an Excel workbook (`.xlsx`). If this is a folder, name the file in it.";
    /// The system refuses to read it.
    Unreadable { path: String, reason: String } Error "K007" "unreadable"
        nl format!("`{path}` kan niet worden gelezen ({reason})"), "Controleer de rechten op het bestand.";
        en format!("`{path}` cannot be read ({reason})"), "Check the permissions of the file.";
    /// A byte is not UTF-8.
    NotUtf8 { byte: u8, line: usize } Error "K008" "not-utf8"
        nl format!("regel {line} bevat een teken dat geen UTF-8 is (byte 0x{byte:02X})"), "Sla het bestand op als UTF-8; in Kladblok: Opslaan als, Codering.";
        en format!("line {line} holds a character that is not UTF-8 (byte 0x{byte:02X})"), "Save the file as UTF-8; in Notepad: Save as, Encoding.";
    /// Nothing in it.
    Empty { path: String } Error "K009" "empty-file"
        nl format!("`{path}` is leeg"), "Begin met een sjabloon: `kansrijk new template mijn-organisatie.toml`.";
        en format!("`{path}` is empty"), "Start from a template: `kansrijk new template my-organisation.toml`.";
    /// Anything else that is not TOML.
    Syntax { nl: String, en: String, nl_advice: String, en_advice: String } Error "K010" "syntax"
        nl nl.clone(), nl_advice.clone();
        en en.clone(), en_advice.clone();
    /// A comma where TOML wants a point.
    DecimalComma { written: String, instead: Vec<String> } Error "K011" "decimal-comma"
        nl format!("`{written}` heeft een decimale komma"), format!("Schrijf {}: een punt voor decimalen, en hooguit `_` tussen duizendtallen.", write_number(instead, Nl).unwrap_or_default());
        en format!("`{written}` has a decimal comma"), format!("Write {}: a point for decimals, and at most `_` between thousands.", write_number(instead, En).unwrap_or_default());
    /// The same key twice.
    DuplicateKey { key: String } Error "K012" "duplicate-key"
        nl format!("`{key}` staat er twee keer"), "Laat er één staan.";
        en format!("`{key}` stands there twice"), "Keep one of them.";
    /// Tables in tables in tables.
    TooDeep {} Error "K013" "nesting-too-deep"
        nl "de haakjes zijn te diep genest", "Een scenario nestelt hooguit een stuk of zes lagen; er is waarschijnlijk een haakje niet gesloten.";
        en "the brackets are nested too deeply", "A scenario nests some six layers at most; probably a bracket is not closed.";
    /// `--set` without a `=`.
    BadSet { text: String } Error "K014" "bad-set"
        nl format!("`{text}` is geen pad van een waarde"), "Schrijf `--set pad=waarde`, bijvoorbeeld `--set contract.absence_in_norm=0.07`.";
        en format!("`{text}` is not the path of a value"), "Write `--set path=value`, for instance `--set contract.absence_in_norm=0.07`.";
    /// Files including files without end.
    TooManyFiles { limit: usize } Error "K015" "too-many-files"
        nl format!("het scenario voegt meer dan {limit} bestanden in"), "Voeg bestanden samen, of laat weg wat niet nodig is.";
        en format!("the scenario includes more than {limit} files"), "Merge files, or leave out what is not needed.";
    /// A file whose name cannot name a folder of results.
    NoFileName { path: String } Error "K016" "no-file-name"
        nl format!("`{path}` heeft geen naam waaronder de uitkomsten kunnen staan"), "Geef het bestand een gewone naam, zoals `scenario.toml`.";
        en format!("`{path}` has no name under which outcomes could be kept"), "Give the file an ordinary name, such as `scenario.toml`.";
    /// The base scenario of a study does not exist.
    ScenarioNotFound { path: String, looked_for: String } Error "K017" "scenario-not-found"
        nl format!("het basisscenario `{path}` bestaat niet"),
           format!("Gezocht is `{looked_for}`: het pad telt vanaf de map van de studie. Een scenario uit de bibliotheek maakt u met `kansrijk new`.");
        en format!("the base scenario `{path}` does not exist"),
           format!("Looked for `{looked_for}`: the path counts from the folder of the study. `kansrijk new` makes a scenario of the library.");
    /// A file of a study lies elsewhere.
    OutsideStudy { path: String } Error "K018" "outside-study"
        nl format!("`{path}` ligt te ver van de studie"),
           "Zet het in de map van de studie, de map erboven of een map daaronder, en schrijf het pad zonder `/` vooraan; ook een snelkoppeling mag niet verder wijzen.";
        en format!("`{path}` lies too far from the study"),
           "Put it in the folder of the study, the one above or one below them, and write its path without a leading `/`; a link may not point further either.";
    /// A study where a scenario is expected.
    StudyAsScenario { path: String } Error "K031" "study-as-scenario"
        nl format!("`{path}` is een studie, geen scenario"), "Een studie vergelijkt regelingen over organisaties; noem hier het scenario waar zij op rust, of gebruik `kansrijk check` of `kansrijk study`.";
        en format!("`{path}` is a study, not a scenario"), "A study compares schemes over organisations; name the scenario that it rests on here, or use `kansrijk check` or `kansrijk study`.";
    /// A scenario where a study is expected.
    ScenarioAsStudy { path: String } Error "K032" "scenario-as-study"
        nl format!("`{path}` is een scenario, geen studie"), "Een studie noemt een scenario (`scenario = \"…\"`), ontwerpen (`[design.…]`) en organisaties; reken een scenario door met `kansrijk run`.";
        en format!("`{path}` is a scenario, not a study"), "A study names a scenario (`scenario = \"…\"`), designs (`[design.…]`) and organisations; compute a scenario with `kansrijk run`.";
    /// A name that ends in `.xlsx` on something else.
    NotAWorkbook { path: String, reason: String } Error "K020" "not-a-workbook"
        nl format!("`{path}` is geen leesbare Excel-werkmap ({reason})"), "Open het bestand in Excel en sla het op als Excel-werkmap (.xlsx), of begin opnieuw met `kansrijk new --xlsx`.";
        en format!("`{path}` is not a readable Excel workbook ({reason})"), "Open the file in Excel and save it as Excel workbook (.xlsx), or start again with `kansrijk new --xlsx`.";
    /// A workbook or the like in another format.
    OtherFormat { path: String } Error "K021" "other-format"
        nl format!("`{path}` heeft een indeling die niet wordt gelezen"), "Sla het bestand in Excel op als Excel-werkmap (.xlsx), zonder macro's en zonder wachtwoord.";
        en format!("`{path}` has a format that is not read"), "Save the file in Excel as Excel workbook (.xlsx), without macros and without a password.";
    /// A workbook with a program in it.
    Macros { path: String } Error "K022" "workbook-macros"
        nl format!("in `{path}` zitten macro's"), "Sla het bestand op als Excel-werkmap (.xlsx) zonder macro's: een scenario heeft er geen nodig.";
        en format!("there are macros in `{path}`"), "Save the file as Excel workbook (.xlsx) without macros: a scenario needs none.";
    /// A workbook that takes too much to read.
    WorkbookTooLarge { nl: String, en: String } Error "K023" "workbook-too-large"
        nl format!("de werkmap is te groot: {nl}"), "Is dit wel een scenario? Haal bladen weg die er niet bij horen, of begin opnieuw met `kansrijk new --xlsx`.";
        en format!("the workbook is too large: {en}"), "Is this a scenario at all? Remove sheets that do not belong to it, or start again with `kansrijk new --xlsx`.";
    /// A workbook without a sheet of a scenario.
    NoSheets { path: String } Error "K024" "no-scenario-sheets"
        nl format!("`{path}` heeft geen blad van een scenario"), "Een blad van een scenario heeft in cel A1 het woord `kansrijk`. Maak een werkmap met `kansrijk new --xlsx template mijn.xlsx`.";
        en format!("`{path}` has no sheet of a scenario"), "A sheet of a scenario has the word `kansrijk` in cell A1. Make a workbook with `kansrijk new --xlsx template mine.xlsx`.";
    /// `#REF!` and the like.
    CellError { error: String } Error "K025" "cell-error"
        nl format!("in de cel staat een fout van Excel: {error}"), "Herstel de formule, of typ het getal zelf.";
        en format!("the cell holds an Excel error: {error}"), "Mend the formula, or type the number itself.";
    /// A formula that nobody has computed.
    NoCellValue {} Error "K026" "formula-without-value"
        nl "de formule in deze cel heeft nog geen uitkomst", "Open de werkmap in Excel en sla hem op: dan staat de uitkomst erin. Of typ het getal zelf.";
        en "the formula in this cell has no result yet", "Open the workbook in Excel and save it: then it holds the result. Or type the number itself.";
    /// A text in a cell that should be a value of a scenario file.
    CellText { text: String, reason: String } Error "K027" "cell-text"
        nl format!("`{text}` kan niet worden gelezen ({reason})"), "Schrijf het zoals in een scenariobestand: `{ uniform = { low = 1.5, high = 4 } }` of `[1, 2.5]`, met een punt voor decimalen.";
        en format!("`{text}` cannot be read ({reason})"), "Write it as in a scenario file: `{ uniform = { low = 1.5, high = 4 } }` or `[1, 2.5]`, with a point for decimals.";
    /// A cell that means nothing where it is.
    CellNotUsed { text: String } Error "K028" "cell-not-used"
        nl format!("`{text}` staat in een cel die bij deze regel niet meetelt"), "Maak de cel leeg, of zet het in een van de gekleurde invoercellen van deze regel. Een opmerking kan op een eigen blad.";
        en format!("`{text}` stands in a cell that does not count in this row"), "Empty the cell, or put it into one of the coloured input cells of this row. A remark can go on a sheet of its own.";
    /// Rows of a block that has no name.
    BlockWithoutName {} Error "K029" "block-without-name"
        nl "dit blok is ingevuld, maar heeft nog geen naam", "Vul in de bovenste regel van het blok een korte naam in, met kleine letters, cijfers en `_`.";
        en "this block is filled in, but has no name yet", "Fill in a short name in the first row of the block, with lower-case letters, digits and `_`.";
    /// A workbook where a text is expected.
    WorkbookAsText { path: String } Error "K030" "workbook-as-text"
        nl format!("`{path}` is een werkmap, geen tekst"), "Geef het bestand een naam die op `.xlsx` eindigt.";
        en format!("`{path}` is a workbook, not a text"), "Give the file a name that ends in `.xlsx`.";
    /// A sheet that every workbook of a scenario has is not there.
    MissingSheet { path: String, nl: String, en: String, header: String } Error "K034" "missing-sheet"
        nl format!("in `{path}` ontbreekt blad `{nl}`: op geen enkel blad staat `{header}` in kolom A"), "Zonder dit blad rekent het scenario met iets anders. Neem het over uit een eerdere versie, of uit een nieuwe werkmap (`kansrijk new --xlsx`); het mag verder leeg zijn.";
        en format!("sheet `{en}` is missing in `{path}`: no sheet has `{header}` in column A"), "Without this sheet the scenario computes something else. Take it from an earlier version, or from a new workbook (`kansrijk new --xlsx`); it may be empty otherwise.";
    /// A sheet with the name of a subject that does not say that it belongs to the scenario.
    UnmarkedSheet { path: String, sheet: String } Error "K035" "unmarked-sheet"
        nl format!("blad `{sheet}` van `{path}` telt niet mee: in cel A1 staat geen `kansrijk`"), "Typ `kansrijk` in cel A1 van dat blad.";
        en format!("sheet `{sheet}` of `{path}` does not count: cell A1 does not hold `kansrijk`"), "Type `kansrijk` in cell A1 of that sheet.";
    /// A sheet that the workbook lists and that cannot be opened.
    UnreadableSheet { path: String, sheet: String, reason: String } Error "K036" "unreadable-sheet"
        nl format!("blad `{sheet}` van `{path}` kan niet worden gelezen ({reason})"), "Open de werkmap in Excel, laat die herstellen, en kijk of het blad er nog is; neem het anders over uit een eerdere versie.";
        en format!("sheet `{sheet}` of `{path}` cannot be read ({reason})"), "Open the workbook in Excel, let it be repaired, and see whether the sheet is still there; if not, take it from an earlier version.";
}
}
