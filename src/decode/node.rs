use toml::Spanned;
use toml::de::{DeFloat, DeInteger, DeString, DeTable, DeValue};
use toml::map::Map;
use toml::value::Datetime;

use super::british_date::british_date;
use super::fault::Fault;
use super::source::{Place, SourceIndex};

/// A value of a TOML text that knows where it was written.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// The value.
    pub(crate) value: Value,
    /// Where it was written.
    pub(crate) place: Place,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Where the key was written.
    pub(crate) key_place: Place,
    /// The value.
    pub(crate) node: Node,
}

/// The entries of a table, in order of the text.
pub(crate) type Table = Map<String, Entry>;

/// What a TOML text can say.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// `"20s"`
    Text(String),
    /// `100`
    Integer(i64),
    /// `1.2`
    Float(f64),
    /// `true`
    Boolean(bool),
    /// `2026-03-02`, with or without a time
    Datetime(Datetime),
    /// `[1, 2]`
    Array(Vec<Node>),
    /// `{ mean = "4m" }`, or what follows a `[header]`
    Table(Table),
    /// Something already reported as a fault, which no one need report again.
    Broken,
}

impl Node {
    /// The tree of a whole TOML text, with the faults of its syntax.
    pub(crate) fn parse_document(text: &str, source: SourceIndex) -> (Self, Vec<Fault>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut growth = Growth { source, faults: syntax_faults(text, source, errors) };
        let place = growth.place(&table.span());
        let node = Self { value: Value::Table(growth.table(table.into_inner())), place };
        (node, growth.faults)
    }

    /// A value as the command line gives it: in TOML, or else a bare word such as `5m`.
    pub(crate) fn parse_value(text: &str, source: SourceIndex) -> (Self, Vec<Fault>) {
        let place = Place { source, start: 0, end: text.len() };
        let mut growth = Growth { source, faults: Vec::new() };
        match DeValue::parse(text) {
            Ok(value) => (growth.node(value), growth.faults),
            Err(_) => (Self { value: Value::Text(text.to_owned()), place }, Vec::new()),
        }
    }

    /// Moves every place in it by `offset` bytes.
    pub(crate) fn shift(&mut self, offset: usize) {
        self.place = self.place.shifted(offset);
        match &mut self.value {
            Value::Array(items) => items.iter_mut().for_each(|item| item.shift(offset)),
            Value::Table(table) => {
                for (_, entry) in table.iter_mut() {
                    entry.key_place = entry.key_place.shifted(offset);
                    entry.node.shift(offset);
                }
            }
            _ => (),
        }
    }

    /// What kind of value it is, in words.
    pub(crate) fn kind(&self) -> &'static str {
        match self.value {
            Value::Text(_) => "a text",
            Value::Integer(_) | Value::Float(_) => "a number",
            Value::Boolean(_) => "true or false",
            Value::Datetime(Datetime { date: None, .. }) => "a time",
            Value::Datetime(_) => "a date",
            Value::Array(_) => "a list",
            Value::Table(_) => "a table",
            Value::Broken => "something unreadable",
        }
    }

    /// Its entries, if it is a table.
    pub(crate) fn table(&self) -> Option<&Table> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }
}

/// Turns what the TOML parser found into nodes.
struct Growth {
    source: SourceIndex,
    faults: Vec<Fault>,
}

impl Growth {
    fn node(&mut self, value: Spanned<DeValue<'_>>) -> Node {
        let place = self.place(&value.span());
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Text(text.into_owned()),
            DeValue::Integer(integer) => self.integer(&integer, place),
            DeValue::Float(float) => self.float(&float, place),
            DeValue::Boolean(boolean) => Value::Boolean(boolean),
            DeValue::Datetime(datetime) => Value::Datetime(datetime),
            DeValue::Array(array) => Value::Array(array.into_iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => Value::Table(self.table(table)),
        };
        Node { value, place }
    }

    fn table(&mut self, table: DeTable<'_>) -> Table {
        table.into_iter().map(|(key, value)| self.entry(key, value)).collect()
    }

    fn entry(&mut self, key: Spanned<DeString<'_>>, value: Spanned<DeValue<'_>>) -> (String, Entry) {
        let key_place = self.place(&key.span());
        (key.into_inner().into_owned(), Entry { key_place, node: self.node(value) })
    }

    fn integer(&mut self, integer: &DeInteger<'_>, place: Place) -> Value {
        i64::from_str_radix(integer.as_str(), integer.radix()).map_or_else(
            |_| {
                let fault = Fault::new("a whole number too large to be meant").at(place);
                self.faults.push(fault.help("whole numbers go up to 9223372036854775807"));
                Value::Broken
            },
            Value::Integer,
        )
    }

    fn float(&mut self, float: &DeFloat<'_>, place: Place) -> Value {
        match float.as_str().parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Float(number),
            _ => {
                let fault = Fault::new(format!("`{}` is not a number to calculate with", float.as_str())).at(place);
                self.faults.push(fault.help("write an ordinary finite number"));
                Value::Broken
            }
        }
    }

    fn place(&self, span: &std::ops::Range<usize>) -> Place {
        Place { source: self.source, start: span.start, end: span.end }
    }
}

fn syntax_faults(text: &str, source: SourceIndex, errors: Vec<toml::de::Error>) -> Vec<Fault> {
    let fault = |error: toml::de::Error| {
        let span = error.span().unwrap_or(text.len()..text.len());
        Fault::new(format!("not readable as TOML: {}", error.message()))
            .at(Place { source, start: span.start, end: span.end })
            .label("here")
            .help(syntax_help(line_at(text, span.start)))
    };
    errors.into_iter().map(fault).collect()
}

/// The line in which a byte stands.
fn line_at(text: &str, byte: usize) -> &str {
    let (before, after) = text.split_at_checked(byte).unwrap_or((text, ""));
    let begins = before.rfind('\n').map_or(0, |end| end + 1);
    let ends = before.len() + after.find('\n').unwrap_or(after.len());
    &text[begins..ends]
}

/// How to mend a line that is not TOML.
fn syntax_help(line: &str) -> String {
    let value = line.split_once('=').map_or("", |(_, value)| value);
    if let Some(date) = british_date(value) {
        return date;
    }
    if line.contains(['“', '”', '‘', '’']) {
        return "use straight quotation marks: \"5m\"".to_owned();
    }
    "a line reads `key = value`; texts, durations and shares stand in quotation marks: \"5m\"".to_owned()
}
