//! The grammar as a JSON Schema, for completion and hover texts in editors.

use serde_json::{Map, Value, json};

use super::format::{
    DATED_ENTRY, DURATION, KeySpec, Kind, LABEL, MONEY, Need, Number, QUANTITY, STUDY, TOP,
    TableSpec, Text, Word,
};

/// The JSON Schema (draft 7, as TOML editors understand it) of a scenario file.
pub fn schema() -> Value {
    of(&TOP, "kansrijk scenario")
}

/// The JSON Schema of a study file.
pub fn study_schema() -> Value {
    of(&STUDY, "kansrijk study")
}

fn of(top: &'static TableSpec, title: &str) -> Value {
    let mut definitions = Map::new();
    for (name, spec) in
        [("quantity", &QUANTITY), ("amount", &MONEY), ("duration", &DURATION), ("label", &LABEL)]
    {
        definitions.insert(name.to_owned(), table(spec, false));
    }
    let mut schema = table(top, false);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!(title);
    schema["definitions"] = Value::Object(definitions);
    schema
}

fn both(text: Text) -> String {
    format!("{}\n\n{}", text.nl, text.en)
}

/// A table; in a list nothing can be inherited, so that what is required must be there.
fn table(spec: &'static TableSpec, in_list: bool) -> Value {
    let mut properties = Map::new();
    for key in spec.keys {
        let mut of_key = kind(&key.kind);
        of_key["description"] = json!(description(key));
        if let Some(default) = default(key) {
            of_key["default"] = default;
        }
        properties.insert(key.key.to_owned(), of_key);
    }
    let mut schema = json!({
        "type": "object",
        "description": both(spec.doc),
        "properties": properties,
        "additionalProperties": false,
    });
    if spec.years {
        schema["patternProperties"] =
            json!({ "^(19|20|21)[0-9]{2}$|^2200$": { "type": "number" } });
    }
    let required: Vec<&str> = spec
        .keys
        .iter()
        .filter(|key| matches!(key.need, Need::Required))
        .map(|key| key.key)
        .collect();
    if in_list && !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

fn description(key: &KeySpec) -> String {
    let mut text = both(key.doc);
    if let Some((unit, low, high)) = super::reference::bounds(&key.kind) {
        text.push_str(&format!("\n\n[{unit}] {low} … {high}"));
    }
    if let Some((other, values)) = key.only {
        text.push_str(&format!("\n\n{other} = {}", values.join(" | ")));
    }
    if !key.example.is_empty() {
        text.push_str(&format!("\n\n{}", key.example));
    }
    text
}

fn default(key: &KeySpec) -> Option<Value> {
    Some(match key.need {
        Need::Number(x) if x.fract() == 0.0 => json!(x as i64),
        Need::Number(x) => json!(x),
        Need::Flag(flag) => json!(flag),
        Need::Word(word) => json!(word),
        Need::Empty => json!([]),
        _ => return None,
    })
}

fn kind(kind: &'static Kind) -> Value {
    match kind {
        Kind::Quantity(number) => quantity(number),
        Kind::Dated(number) => {
            let mut entry = table(&DATED_ENTRY, true);
            entry["properties"]["value"] = quantity(number);
            any(vec![quantity(number), list(entry)])
        }
        Kind::Bands(key, number) => {
            let until = json!({ "type": "integer", "minimum": 1 });
            let band = json!({
                "type": "object",
                "properties": { "until_month": until, *key: quantity(number) },
                "required": [key],
                "additionalProperties": false,
            });
            any(vec![quantity(number), list(band)])
        }
        Kind::Duration(_) => any(vec![
            json!({ "type": "number", "minimum": 0, "maximum": 600 }),
            json!({ "$ref": "#/definitions/duration" }),
        ]),
        Kind::Number(low, high) => bounded("number", *low, *high),
        Kind::Integer(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Kind::Text | Kind::Path => json!({ "type": "string" }),
        Kind::Reference(_, []) => json!({ "type": "string" }),
        Kind::Reference(_, words) => any(vec![choice(words), json!({ "type": "string" })]),
        Kind::Label => {
            any(vec![json!({ "type": "string" }), json!({ "$ref": "#/definitions/label" })])
        }
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Month => json!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" }),
        Kind::Choice(words) => choice(words),
        Kind::List(item) => list(self::kind(item)),
        Kind::Table(spec) => table(spec, false),
        Kind::Tables(spec) => list(table(spec, true)),
        Kind::Map(spec) => {
            json!({ "type": "object", "additionalProperties": table(spec, false) })
        }
        Kind::TableOr(spec, other) => any(vec![self::kind(other), table(spec, false)]),
        Kind::Scale => json!({ "type": ["integer", "string"] }),
        Kind::Scales => json!({
            "type": "object",
            "additionalProperties": list(json!({ "type": "number", "minimum": 0 })),
        }),
        Kind::PathOrNumber => json!({ "type": ["number", "string"] }),
        Kind::ByPath(_) => json!({ "type": "object" }),
        Kind::Matrix => list(list(json!({ "type": "number", "minimum": -1, "maximum": 1 }))),
    }
}

fn any(schemas: Vec<Value>) -> Value {
    json!({ "anyOf": schemas })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn bounded(type_name: &str, low: f64, high: f64) -> Value {
    let mut schema = json!({ "type": type_name });
    if low.is_finite() {
        schema["minimum"] = json!(low);
    }
    if high.is_finite() {
        schema["maximum"] = json!(high);
    }
    schema
}

fn quantity(number: &Number) -> Value {
    let name = if number.money { "amount" } else { "quantity" };
    any(vec![
        bounded("number", number.low, number.high),
        json!({ "$ref": format!("#/definitions/{name}") }),
    ])
}

fn choice(words: &[Word]) -> Value {
    let names: Vec<&str> = words.iter().map(|word| word.word).collect();
    let docs: Vec<String> = words.iter().map(|word| both(word.doc)).collect();
    json!({ "type": "string", "enum": names, "x-taplo": { "docs": { "enumValues": docs } } })
}
