use serde_json::{Value as Json, json};

use super::fault::Fault;
use super::likeness::nearest;
use super::node::{Node, Value};
use super::reading::Reading;
use super::source::Place;

/// Where a value stands, handed to a decoder.
///
/// A decoder is a function from a slot to what it means. Over a value it reads, and reports what
/// it cannot read; over a schema it describes what it would read. So the format, its faults and
/// its schema have one source.
pub(crate) enum Slot<'a> {
    /// There is a value to read.
    Reading(Found<'a>),
    /// There is a schema to fill in.
    Describing(&'a mut Json),
}

/// A value, the key it stands under, and where its faults go.
pub(crate) struct Found<'a> {
    /// The value.
    pub(crate) node: &'a Node,
    /// Its key.
    pub(crate) key: &'a str,
    /// Its number within the list under that key, from 1.
    pub(crate) number: Option<usize>,
    /// Where faults go.
    pub(crate) reading: &'a mut Reading,
}

/// One of the decoders of a value that may be written in several ways.
pub(crate) type Way<'w, T> = &'w mut dyn FnMut(Slot<'_>) -> Option<T>;

impl<'a> Found<'a> {
    /// What the user would call it: `talk`, or `entry 3 of agents`.
    pub(crate) fn name(&self) -> String {
        match self.number {
            Some(number) => format!("entry {number} of `{}`", self.key),
            None => format!("`{}`", self.key),
        }
    }

    /// Reports that the value is of the wrong kind.
    pub(crate) fn mismatch(&mut self, expected: &str, help: Option<String>) {
        if matches!(self.node.value, Value::Broken) {
            return;
        }
        let kind = self.node.kind();
        let fault = Fault::new(format!("{} must be {expected}, not {kind}", self.name())).at(self.node.place);
        let fault = fault.label(format!("this is {kind}"));
        self.reading.report(match help {
            Some(help) => fault.help(help),
            None => fault,
        });
    }

    /// Reports that the value cannot be what the key stands for.
    pub(crate) fn refuse(&mut self, why: impl std::fmt::Display, help: impl Into<String>) {
        let fault = Fault::new(format!("{}: {why}", self.name())).at(self.node.place);
        let help = help.into();
        self.reading.report(if help.is_empty() { fault } else { fault.help(help) });
    }

    fn over<'b>(&'b mut self, node: &'b Node, key: &'b str, number: Option<usize>) -> Slot<'b> {
        Slot::Reading(Found { node, key, number, reading: self.reading })
    }
}

impl Slot<'_> {
    /// Where the value stands, if there is one.
    pub(crate) fn place(&self) -> Option<Place> {
        match self {
            Self::Reading(found) => Some(found.node.place),
            Self::Describing(_) => None,
        }
    }

    /// Lends the slot to another decoder.
    pub(crate) fn lend(&mut self) -> Slot<'_> {
        match self {
            Self::Reading(found) => {
                let (node, key, number) = (found.node, found.key, found.number);
                found.over(node, key, number)
            }
            Self::Describing(schema) => Slot::Describing(schema),
        }
    }

    /// A text that `parse` understands; it says what is wrong and how to mend it otherwise.
    pub(crate) fn text<T, W: std::fmt::Display>(
        self,
        expected: &str,
        schema: Json,
        parse: impl FnOnce(&str) -> Result<T, (W, String)>,
    ) -> Option<T> {
        match self {
            Self::Describing(into) => {
                *into = titled(schema, expected);
                None
            }
            Self::Reading(mut found) => {
                let Value::Text(text) = &found.node.value else {
                    let help = bare_number_help(found.node, expected);
                    found.mismatch(expected, help);
                    return None;
                };
                match parse(text) {
                    Ok(value) => Some(value),
                    Err((why, help)) => {
                        found.refuse(why, help);
                        None
                    }
                }
            }
        }
    }

    /// One of a few words.
    pub(crate) fn word<T: Copy>(self, words: &[(&str, T)]) -> Option<T> {
        self.word_for(words, &[])
    }

    /// One of a few words; `other_names` are refused with the word that is meant by them.
    pub(crate) fn word_for<T: Copy>(self, words: &[(&str, T)], other_names: &[(&str, &str)]) -> Option<T> {
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
        let expected = match quoted.as_slice() {
            [one] => one.clone(),
            [others @ .., last] => format!("{} or {last}", others.join(", ")),
            [] => String::new(),
        };
        self.text(&expected, json!({ "type": "string", "enum": names }), |text| {
            let found = words.iter().find(|(word, _)| *word == text);
            found.map(|(_, value)| *value).ok_or_else(|| {
                let meant = other_names.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)).map(|(_, word)| *word);
                let meant = meant.or_else(|| nearest(text, names.iter().copied()));
                let help = meant.map(|meant| format!("did you mean \"{meant}\"?"));
                (format!("\"{text}\" is not {expected}"), help.unwrap_or_default())
            })
        })
    }

    /// A list whose items `read` takes one after the other; nothing if one of them is faulty.
    pub(crate) fn list<T>(self, expected: &str, mut read: impl FnMut(Slot<'_>) -> Option<T>) -> Option<Vec<T>> {
        match self {
            Self::Describing(schema) => {
                let mut items = Json::Null;
                read(Slot::Describing(&mut items));
                *schema = titled(json!({ "type": "array", "items": items }), expected);
                None
            }
            Self::Reading(mut found) => {
                let Value::Array(items) = &found.node.value else {
                    found.mismatch(expected, None);
                    return None;
                };
                let key = found.key;
                let read: Vec<Option<T>> =
                    items.iter().zip(1..).map(|(item, n)| read(found.over(item, key, Some(n)))).collect();
                read.into_iter().collect()
            }
        }
    }

    /// A table from names the user chooses to what `read` takes; faulty ones are left out.
    pub(crate) fn named<T>(self, what: &str, mut read: impl FnMut(&str, Slot<'_>) -> Option<T>) -> Option<Vec<T>> {
        match self {
            Self::Describing(schema) => {
                let mut entries = Json::Null;
                read("", Slot::Describing(&mut entries));
                let names = json!({ "pattern": "^[\\p{L}\\p{N}_-]+$" });
                let table = json!({ "type": "object", "propertyNames": names, "additionalProperties": entries });
                *schema = titled(table, &format!("a table with one entry for each of the {what}"));
                None
            }
            Self::Reading(mut found) => {
                let Value::Table(table) = &found.node.value else {
                    let expected = format!("a table with one entry for each of the {what}");
                    found.mismatch(&expected, Some(format!("write each under its own header: [{}.NAME]", found.key)));
                    return None;
                };
                let mut entries = Vec::with_capacity(table.len());
                for (name, entry) in table.iter() {
                    check_name(name, entry.key_place, found.reading);
                    entries.extend(read(name, found.over(&entry.node, name, None)));
                }
                Some(entries)
            }
        }
    }

    /// A table from any names to texts.
    pub(crate) fn texts(self, expected: &str) -> Option<Vec<(String, String)>> {
        match self {
            Self::Describing(schema) => {
                let texts = json!({ "type": "object", "additionalProperties": { "type": "string" } });
                *schema = titled(texts, expected);
                None
            }
            Self::Reading(mut found) => {
                let Value::Table(table) = &found.node.value else {
                    found.mismatch(expected, None);
                    return None;
                };
                let mut texts = Vec::with_capacity(table.len());
                for (name, entry) in table.iter() {
                    match &entry.node.value {
                        Value::Text(text) => texts.push((name.clone(), text.clone())),
                        _ => found.over(&entry.node, name, None).mismatch("a text in quotation marks"),
                    }
                }
                (texts.len() == table.len()).then_some(texts)
            }
        }
    }

    /// Reports that the value is of the wrong kind; nothing where the format is described.
    fn mismatch(self, expected: &str) {
        if let Self::Reading(mut found) = self {
            found.mismatch(expected, None);
        }
    }

    /// The value if it is a whole number from `least` to `most`.
    pub(crate) fn whole(self, expected: &str, least: i64, most: i64) -> Option<i64> {
        match self {
            Self::Describing(schema) => {
                *schema = titled(json!({ "type": "integer", "minimum": least, "maximum": most }), expected);
                None
            }
            Self::Reading(mut found) => match found.node.value {
                Value::Integer(number) if (least..=most).contains(&number) => Some(number),
                Value::Integer(number) => {
                    let bound = if number < least { format!("at least {least}") } else { format!("at most {most}") };
                    found.refuse(format!("{number} is not possible here"), format!("{expected}, {bound}"));
                    None
                }
                Value::Float(number) => {
                    found.refuse(format!("{number} is not a whole number"), format!("write {expected}"));
                    None
                }
                _ => {
                    found.mismatch(expected, None);
                    None
                }
            },
        }
    }

    /// The value if it is a number from `least` to `most`.
    pub(crate) fn number(self, expected: &str, least: f64, most: f64) -> Option<f64> {
        match self {
            Self::Describing(schema) => {
                *schema = titled(json!({ "type": "number", "minimum": least, "maximum": most }), expected);
                None
            }
            Self::Reading(mut found) => {
                let number = match found.node.value {
                    Value::Integer(number) => number as f64,
                    Value::Float(number) => number,
                    _ => {
                        let help = quoted_number_help(found.node);
                        found.mismatch(expected, help);
                        return None;
                    }
                };
                if (least..=most).contains(&number) {
                    return Some(number);
                }
                let bound = if number < least { format!("at least {least}") } else { format!("at most {most}") };
                found.refuse(format!("{number} is not possible here"), format!("{expected}, {bound}"));
                None
            }
        }
    }

    /// `true` or `false`.
    pub(crate) fn boolean(self) -> Option<bool> {
        match self {
            Self::Describing(schema) => {
                *schema = titled(json!({ "type": "boolean" }), "true or false");
                None
            }
            Self::Reading(mut found) => match found.node.value {
                Value::Boolean(value) => Some(value),
                _ => {
                    found.mismatch("true or false", None);
                    None
                }
            },
        }
    }

    /// A value that may be written in several ways: `choose` picks the decoder by the value found,
    /// and every one of `ways` describes itself.
    pub(crate) fn either<T>(
        self,
        expected: &str,
        choose: impl FnOnce(&Value) -> Option<usize>,
        ways: &mut [Way<'_, T>],
    ) -> Option<T> {
        match self {
            Self::Describing(schema) => {
                let mut described = Vec::new();
                for way in ways {
                    let mut one = Json::Null;
                    way(Slot::Describing(&mut one));
                    described.push(one);
                }
                *schema = titled(json!({ "anyOf": described }), expected);
                None
            }
            Self::Reading(mut found) => match choose(&found.node.value) {
                Some(way) => ways[way](Slot::Reading(found)),
                None => {
                    found.mismatch(expected, None);
                    None
                }
            },
        }
    }
}

/// A schema with what it stands for in words, which the documentation shows.
pub(super) fn titled(mut schema: Json, title: &str) -> Json {
    if let Json::Object(schema) = &mut schema {
        schema.insert("title".to_owned(), json!(title));
    }
    schema
}

/// What to write instead of a number without a unit.
fn bare_number_help(node: &Node, expected: &str) -> Option<String> {
    let number = match node.value {
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        _ => return None,
    };
    if expected.starts_with("a duration") {
        Some(format!("say in what: \"{number}s\", \"{number}m\" or \"{number}h\""))
    } else if expected.starts_with("a rate") {
        Some(format!("say per what: \"{number}/h\" or \"{number}/min\""))
    } else if expected.starts_with("a volume") {
        Some(format!("say per what: \"{number}/day\", \"{number}/week\" or \"{number}/year\""))
    } else {
        None
    }
}

/// What to write instead of a number in quotation marks, with or without a pound sign.
fn quoted_number_help(node: &Node) -> Option<String> {
    let Value::Text(text) = &node.value else { return None };
    let number = text.trim().trim_start_matches('£').trim_start();
    number.parse::<f64>().ok().filter(|number| number.is_finite())?;
    let without = if text.contains('£') { "£ and quotation marks" } else { "quotation marks" };
    Some(format!("write it without {without}: {number}"))
}

fn check_name(name: &str, place: Place, reading: &mut Reading) {
    let sound = !name.is_empty()
        && name.chars().count() <= 64
        && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_' || letter == '-');
    if !sound {
        let fault = Fault::new(format!("`{}` cannot be a name", name.escape_debug())).at(place);
        reading.report(
            fault.help("a name has letters, digits, _ and - only, and at most 64 of them; put the rest into `title`"),
        );
    }
}
