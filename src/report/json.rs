use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

/// How deep objects and arrays are broken into lines: a measure of a whole horizon has a line of its own, and
/// so has each interval.
const DEEPEST_LINE: usize = 6;

/// A record as JSON that a person can scroll through: indented down to single figures and intervals, each of
/// which stays on one line. Ends in a newline.
///
/// # Errors
///
/// If the record has map keys that are not strings; the program's records have none.
pub fn json(record: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut bytes = Vec::new();
    let formatter = Outline { pretty: PrettyFormatter::new(), depth: 0 };
    record.serialize(&mut Serializer::with_formatter(&mut bytes, formatter))?;
    bytes.push(b'\n');
    String::from_utf8(bytes).map_err(|error| serde_json::Error::io(io::Error::other(error)))
}

/// Indents as [`PrettyFormatter`] does, and no deeper than [`DEEPEST_LINE`].
struct Outline {
    pretty: PrettyFormatter<'static>,
    depth: usize,
}

impl Outline {
    fn breaks_lines(&self) -> bool {
        self.depth <= DEEPEST_LINE
    }

    fn begin<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        bracket: &[u8],
        pretty: impl FnOnce(&mut PrettyFormatter<'static>, &mut W) -> io::Result<()>,
    ) -> io::Result<()> {
        self.depth += 1;
        if self.breaks_lines() { pretty(&mut self.pretty, writer) } else { writer.write_all(bracket) }
    }

    fn end<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        bracket: &[u8],
        pretty: impl FnOnce(&mut PrettyFormatter<'static>, &mut W) -> io::Result<()>,
    ) -> io::Result<()> {
        let broken = self.breaks_lines();
        self.depth -= 1;
        if broken { pretty(&mut self.pretty, writer) } else { writer.write_all(bracket) }
    }

    fn next<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
        pretty: impl FnOnce(&mut PrettyFormatter<'static>, &mut W) -> io::Result<()>,
    ) -> io::Result<()> {
        match (self.breaks_lines(), first) {
            (true, _) => pretty(&mut self.pretty, writer),
            (false, true) => Ok(()),
            (false, false) => writer.write_all(b", "),
        }
    }
}

impl Formatter for Outline {
    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b"[", |pretty, writer| pretty.begin_array(writer))
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b"]", |pretty, writer| pretty.end_array(writer))
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(writer, first, |pretty, writer| pretty.begin_array_value(writer, first))
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b"{", |pretty, writer| pretty.begin_object(writer))
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b"}", |pretty, writer| pretty.end_object(writer))
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(writer, first, |pretty, writer| pretty.begin_object_key(writer, first))
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    #[test]
    fn shallow_levels_have_lines_and_deep_ones_stay_together() {
        let record =
            json!({ "a": { "b": { "c": { "d": { "e": { "f": { "mean": 1.5, "list": [1, 2, {}] } } } } } }, "z": [] });
        let text = super::json(&record).unwrap();
        assert!(text.contains("\"f\": {\"mean\": 1.5, \"list\": [1, 2, {}]}\n"), "{text}");
        assert!(text.ends_with("  \"z\": []\n}\n"), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), record);
    }
}
