//! JSON that people can read: one key on a line, lists of numbers on one line.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

/// Objects over several lines, arrays on one.
struct Readable(PrettyFormatter<'static>);

impl Formatter for Readable {
    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        w: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if first { Ok(()) } else { w.write_all(b", ") }
    }
    fn begin_object<W: ?Sized + io::Write>(&mut self, w: &mut W) -> io::Result<()> {
        self.0.begin_object(w)
    }
    fn end_object<W: ?Sized + io::Write>(&mut self, w: &mut W) -> io::Result<()> {
        self.0.end_object(w)
    }
    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        w: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(w, first)
    }
    fn begin_object_value<W: ?Sized + io::Write>(&mut self, w: &mut W) -> io::Result<()> {
        self.0.begin_object_value(w)
    }
    fn end_object_value<W: ?Sized + io::Write>(&mut self, w: &mut W) -> io::Result<()> {
        self.0.end_object_value(w)
    }
}

/// The bytes of a value, ending in a new line.
pub(super) fn readable(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let formatter = Readable(PrettyFormatter::with_indent(b"  "));
    value
        .serialize(&mut Serializer::with_formatter(&mut bytes, formatter))
        .expect("plain values with keys of text can be written to memory");
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    #[test]
    fn lists_stay_on_one_line_and_keys_do_not() {
        let value = serde_json::json!({"a": [1, 2.5, null], "b": [{"c": "x"}, {}]});
        let text = String::from_utf8(super::readable(&value)).unwrap();
        assert_eq!(
            text,
            "{\n  \"a\": [1, 2.5, null],\n  \"b\": [{\n    \"c\": \"x\"\n  }, {}]\n}\n"
        );
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
