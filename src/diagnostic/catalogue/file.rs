//! Problems with a file as a whole, or with its TOML.

use super::problems;
use crate::diagnostic::wording::{chain, write_number};
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
        nl format!("het bestand is {bytes} bytes groot; {limit} is het meeste"), "Is dit wel een scenario? Splits het anders met `include`.";
        en format!("the file has {bytes} bytes; {limit} is the most"), "Is this a scenario at all? If so, split it with `include`.";
    /// A folder, a device or the like.
    NotAFile { path: String } Error "K006" "not-a-file"
        nl format!("`{path}` is geen gewoon bestand"), "Noem een bestand dat op `.toml` eindigt.";
        en format!("`{path}` is not an ordinary file"), "Name a file that ends in `.toml`.";
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
        nl format!("`{path}` is leeg"), "Begin met een van de sjablonen.";
        en format!("`{path}` is empty"), "Start from one of the templates.";
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
}
}
