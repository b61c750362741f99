use std::collections::HashMap;

use serde_json::{Map, Value as Json, json};

use super::fault::Fault;
use super::likeness::{listed, nearest};
use super::node::{Node, Table, Value};
use super::own_value::{Assumed, OwnValue};
use super::reading::Reading;
use super::shelf::Shelf;
use super::slot::{Found, Slot, titled};
use super::source::{Place, SourceIndex};

/// The entries of a table, taken one by one by straight-line calls.
///
/// Over a value, [`Fields::required`] and [`Fields::optional`] read; over a schema they describe.
/// What no call asked for is refused as unknown.
pub(crate) struct Fields<'a> {
    what: &'static str,
    known: Vec<&'static str>,
    /// Keys by other names, which were refused already.
    misnamed: Vec<&'static str>,
    over: Over<'a>,
}

enum Over<'a> {
    Value { table: &'a Table, place: Place, reading: &'a mut Reading },
    Schema { properties: Map<String, Json>, required: Vec<&'static str>, rules: Map<String, Json> },
}

impl Slot<'_> {
    /// A table whose entries `read` takes one after the other.
    pub(crate) fn table<T>(
        self,
        what: &'static str,
        example: &str,
        read: impl FnOnce(&mut Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        match self {
            Self::Describing(schema) => {
                let mut fields = Fields::describing(what);
                let none = read(&mut fields);
                *schema = titled(fields.into_schema(), &format!("a table such as {example}"));
                none
            }
            Self::Reading(mut found) => {
                let Value::Table(table) = &found.node.value else {
                    found.mismatch(&format!("a table such as {example}"), None);
                    return None;
                };
                let mut fields = Fields::reading(what, table, found.node.place, found.reading);
                let value = read(&mut fields);
                fields.refuse_unknown_keys();
                value
            }
        }
    }
}

impl<'a> Fields<'a> {
    fn reading(what: &'static str, table: &'a Table, place: Place, reading: &'a mut Reading) -> Self {
        Self { what, known: Vec::new(), misnamed: Vec::new(), over: Over::Value { table, place, reading } }
    }

    fn describing(what: &'static str) -> Self {
        let over = Over::Schema { properties: Map::new(), required: Vec::new(), rules: Map::new() };
        Self { what, known: Vec::new(), misnamed: Vec::new(), over }
    }

    /// An entry that must be there.
    pub(crate) fn required<T>(
        &mut self,
        key: &'static str,
        meaning: &str,
        decode: impl FnOnce(Slot<'_>) -> Option<T>,
    ) -> Option<T> {
        match &mut self.over {
            Over::Schema { required, .. } => required.push(key),
            Over::Value { table, place, reading, .. } => {
                if !table.contains_key(key) {
                    let fault = Fault::new(format!("{} needs `{key}`", self.what)).at(*place);
                    let misspelt = nearest(key, table.keys().map(String::as_str));
                    let help = match misspelt {
                        Some(other) if !self.known.contains(&other) => format!("is `{other}` meant to be `{key}`?"),
                        _ => format!("{key}: {}", lowered(meaning)),
                    };
                    reading.report(fault.label(format!("no `{key}` here")).help(help));
                }
            }
        }
        self.optional(key, meaning, decode)
    }

    /// An entry that must be there unless one of `others` is.
    pub(crate) fn required_unless<T>(
        &mut self,
        others: &[&'static str],
        key: &'static str,
        meaning: &str,
        decode: impl FnOnce(Slot<'_>) -> Option<T>,
    ) -> Option<T> {
        if let Over::Schema { rules, .. } = &mut self.over {
            let alternatives = others.iter().chain([&key]).map(|key| json!({ "required": [key] }));
            let one_of_them = json!({ "anyOf": alternatives.collect::<Vec<Json>>() });
            if let Some(all) = rules.entry("allOf").or_insert_with(|| json!([])).as_array_mut() {
                all.push(one_of_them);
            }
            return self.optional(key, meaning, decode);
        }
        let spared = others.iter().any(|other| self.has(other));
        if spared { self.optional(key, meaning, decode) } else { self.required(key, meaning, decode) }
    }

    /// An entry that must be there unless one of `others` is, or unless `word[2]` stands under
    /// the key `word[1]` of the table `word[0]`.
    pub(crate) fn required_unless_either<T>(
        &mut self,
        others: &[&'static str],
        word: [&'static str; 3],
        key: &'static str,
        meaning: &str,
        decode: impl FnOnce(Slot<'_>) -> Option<T>,
    ) -> Option<T> {
        let says = self.says(word);
        let [table, inner, word] = word;
        if let Over::Schema { rules, .. } = &mut self.over {
            let word = json!({ "required": [inner], "properties": { inner: { "const": word } } });
            let mut spared: Vec<Json> = others.iter().map(|other| json!({ "required": [other] })).collect();
            spared.push(json!({ "required": [table], "properties": { table: word } }));
            rules.insert("if".to_owned(), json!({ "not": { "anyOf": spared } }));
            rules.insert("then".to_owned(), json!({ "required": [key] }));
        }
        let is_schema = matches!(self.over, Over::Schema { .. });
        let spared = is_schema || says || others.iter().any(|other| self.has(other));
        if spared { self.optional(key, meaning, decode) } else { self.required(key, meaning, decode) }
    }

    /// Whether this word stands under the key of a table.
    fn says(&self, [table, key, word]: [&str; 3]) -> bool {
        let Over::Value { table: entries, .. } = &self.over else { return false };
        let entry = || entries.get(table)?.node.table()?.get(key);
        matches!(entry().map(|entry| &entry.node.value), Some(Value::Text(text)) if text.trim() == word)
    }

    /// An entry that may be left out.
    pub(crate) fn optional<T>(
        &mut self,
        key: &'static str,
        meaning: &str,
        decode: impl FnOnce(Slot<'_>) -> Option<T>,
    ) -> Option<T> {
        self.known.push(key);
        match &mut self.over {
            Over::Value { table, reading, .. } => {
                let entry = table.get(key)?;
                decode(Slot::Reading(Found { node: &entry.node, key, number: None, reading }))
            }
            Over::Schema { properties, .. } => {
                let mut schema = Json::Null;
                decode(Slot::Describing(&mut schema));
                if let Json::Object(object) = &mut schema {
                    object.insert("description".to_owned(), json!(meaning));
                }
                properties.insert(key.to_owned(), schema);
                None
            }
        }
    }

    /// An entry that may be left out, for what would be `written` instead.
    ///
    /// It is read by the decoder of the entry itself, and so is what stands in the place of a faulty one: that was
    /// reported already, and rules between keys can still be checked.
    pub(crate) fn or<T>(
        &mut self,
        key: &'static str,
        meaning: &str,
        written: &str,
        decode: impl Fn(Slot<'_>) -> Option<T>,
    ) -> Option<T> {
        // What a table means that is left out or empty is said by its own keys.
        let meaning = match written {
            "{}" => meaning.to_owned(),
            "[]" => format!("{meaning}; none if left out"),
            _ => format!("{meaning}; {written} if left out"),
        };
        let stated = self.optional(key, &meaning, &decode);
        match &mut self.over {
            Over::Value { place, reading, .. } => stated.or_else(|| {
                let (Node { value, .. }, _) = Node::parse_value(written, place.source);
                let node = Node { value, place: *place };
                let usual = decode(Slot::Reading(Found { node: &node, key, number: None, reading }));
                assert!(usual.is_some(), "`{written}`, the usual value of `{key}`, can be read");
                usual
            }),
            Over::Schema { properties, .. } => {
                if let Some(Json::Object(schema)) = properties.get_mut(key) {
                    let (usual, _) = Node::parse_value(written, SourceIndex(0));
                    schema.insert("default".to_owned(), in_json(&usual.value));
                    // The schema comes by every key, so what a file would meet one day is found wherever the schema is made.
                    let reading = &mut Reading::new(Shelf::Memory(HashMap::new()));
                    let read = decode(Slot::Reading(Found { node: &usual, key, number: None, reading }));
                    assert!(read.is_some(), "`{written}`, the usual value of `{key}`, can be read");
                }
                None
            }
        }
    }

    /// Requires exactly one of `keys`; says `help` otherwise.
    pub(crate) fn exactly_one(&mut self, keys: &[&'static str], help: &str) -> Option<()> {
        match &mut self.over {
            Over::Schema { rules, .. } => {
                let alternatives: Vec<Json> = keys.iter().map(|key| json!({ "required": [key] })).collect();
                rules.insert("oneOf".to_owned(), json!(alternatives));
                Some(())
            }
            Over::Value { table, place, reading, .. } => {
                let present: Vec<&str> = keys.iter().copied().filter(|key| table.contains_key(*key)).collect();
                let fault = match present.as_slice() {
                    [_] => return Some(()),
                    [] => Fault::new(format!("{} needs one of {}", self.what, listed(keys))).at(*place),
                    [_, second, ..] => {
                        let at = table.get(*second).map_or(*place, |entry| entry.key_place);
                        Fault::new(format!("{} has {}, which exclude each other", self.what, listed(&present))).at(at)
                    }
                };
                reading.report(fault.help(help));
                None
            }
        }
    }

    /// Allows `key` only beside `beside`.
    pub(crate) fn only_beside(&mut self, key: &'static str, beside: &'static str) {
        match &mut self.over {
            Over::Schema { rules, .. } => {
                let dependent = rules.entry("dependentRequired").or_insert_with(|| json!({}));
                dependent[key] = json!([beside]);
            }
            Over::Value { table, reading, .. } => {
                if let Some(entry) = table.get(key)
                    && !table.contains_key(beside)
                {
                    let fault = Fault::new(format!("`{key}` stands only beside `{beside}`")).at(entry.key_place);
                    reading.report(fault.help(format!("add `{beside}`, or take `{key}` away")));
                }
            }
        }
    }

    /// Of `keys`, which mean something for some kinds of the table only, requires `needed` and allows `allowed`.
    pub(crate) fn only_for(&mut self, kind: &str, keys: &[&str], needed: &[&str], allowed: &[&str]) -> Option<()> {
        let Over::Value { table, place, reading, .. } = &mut self.over else {
            return None;
        };
        let mut sound = Some(());
        for key in needed.iter().filter(|key| !table.contains_key(**key)) {
            let fault = Fault::new(format!("{kind} needs `{key}`")).at(*place);
            reading.report(fault.label(format!("no `{key}` here")).help(format!("add `{key}`")));
            sound = None;
        }
        for key in keys.iter().filter(|key| !allowed.contains(key)) {
            if let Some(entry) = table.get(*key) {
                let fault = Fault::new(format!("`{key}` means nothing for {kind}"));
                let help = format!("take it out; here belong {}", listed(allowed));
                reading.report(fault.at(entry.key_place).help(help));
                sound = None;
            }
        }
        sound
    }

    /// Refuses each of `keys` beside `beside`, which says the same in another way.
    pub(crate) fn never_beside(&mut self, beside: &'static str, keys: &[&'static str], help: &str) {
        let Over::Value { table, reading, .. } = &mut self.over else { return };
        if !table.contains_key(beside) {
            return;
        }
        for key in keys {
            if let Some(entry) = table.get(*key) {
                let fault = Fault::new(format!("`{key}` does not stand beside `{beside}`")).at(entry.key_place);
                reading.report(fault.help(help));
            }
        }
    }

    /// Refuses keys by names that others give them, with what each is called here and what else may be meant; whether
    /// there was one.
    pub(crate) fn refuse_other_names(&mut self, names: &[(&'static str, &str)], or_else: &str) -> bool {
        let Over::Value { table, reading, .. } = &mut self.over else { return false };
        let misnamed = names.iter().filter_map(|(name, meant)| Some((*name, *meant, table.get(*name)?)));
        for (name, meant, entry) in misnamed.clone() {
            let fault = Fault::new(format!("{} has no key `{name}`", self.what)).at(entry.key_place);
            reading.report(fault.label(format!("this is called `{meant}`")).help(format!("write `{meant}`{or_else}")));
        }
        self.misnamed.extend(misnamed.map(|(name, ..)| name));
        !self.misnamed.is_empty()
    }

    /// Where the table stands; of a schema, the start of the first text.
    pub(crate) fn place(&self) -> Place {
        match &self.over {
            Over::Value { place, .. } => *place,
            Over::Schema { .. } => Place { source: SourceIndex(0), start: 0, end: 0 },
        }
    }

    /// Whether `key` is there to be read.
    pub(crate) fn has(&self, key: &str) -> bool {
        matches!(&self.over, Over::Value { table, .. } if table.contains_key(key))
    }

    /// The reading that is under way; none where the format is described.
    pub(crate) fn reading_under_way(&mut self) -> Option<&mut Reading> {
        match &mut self.over {
            Over::Value { reading, .. } => Some(reading),
            Over::Schema { .. } => None,
        }
    }

    /// Enters what the model assumes for itself where the file says nothing.
    pub(crate) fn assume(&mut self, assumed: Assumed) {
        if let Over::Value { reading, .. } = &mut self.over {
            reading.assume(assumed);
        }
    }

    /// Enters the model's own value of a key that the table, to which `path` leads, leaves out.
    pub(crate) fn assume_if_left_out(&mut self, own: &OwnValue, path: &str) {
        if !self.has(own.key) {
            self.assume(own.in_table(path));
        }
    }

    /// Says something that is no fault and that whoever reads the results must know.
    pub(crate) fn warn(&mut self, warning: String) {
        if let Over::Value { reading, .. } = &mut self.over {
            reading.warn(warning);
        }
    }

    /// Reports a fault of the table as a whole, or of one of its entries.
    pub(crate) fn refuse(&mut self, key: Option<&str>, message: String, help: &str) {
        if let Over::Value { table, place, reading, .. } = &mut self.over {
            let at = key.and_then(|key| table.get(key)).map_or(*place, |entry| entry.node.place);
            let fault = Fault::new(message).at(at);
            reading.report(if help.is_empty() { fault } else { fault.help(help) });
        }
    }

    /// Refuses every entry that nobody asked for.
    fn refuse_unknown_keys(self) {
        let Over::Value { table, reading, .. } = self.over else {
            return;
        };
        let named = |key: &str| self.known.contains(&key) || self.misnamed.contains(&key);
        for (key, entry) in table.iter().filter(|(key, _)| !named(key.as_str())) {
            let fault = unknown_key(key, self.what, &self.known);
            reading.report(fault.at(entry.key_place));
        }
    }

    /// The schema of the table described.
    fn into_schema(self) -> Json {
        let Over::Schema { properties, required, rules } = self.over else {
            return Json::Null;
        };
        let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
        if let Json::Object(object) = &mut schema {
            if !required.is_empty() {
                object.insert("required".to_owned(), json!(required));
            }
            object.extend(rules);
        }
        schema
    }
}

fn unknown_key(key: &str, what: &str, known: &[&str]) -> Fault {
    let fault = Fault::new(format!("{what} has no key `{}`", key.escape_debug()));
    let fault = match nearest(key, known.iter().copied()) {
        Some(near) => fault.label(format!("did you mean `{near}`?")),
        None => fault.label("unknown"),
    };
    fault.help(format!("known here: {}", listed(known)))
}

/// A value as JSON has it; a date is a text.
fn in_json(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Integer(number) => json!(number),
        Value::Float(number) => json!(number),
        Value::Boolean(value) => json!(value),
        Value::Datetime(moment) => json!(moment.to_string()),
        Value::Array(items) => items.iter().map(|item| in_json(&item.value)).collect(),
        Value::Table(table) => table.iter().map(|(key, entry)| (key.clone(), in_json(&entry.node.value))).collect(),
        Value::Broken => Json::Null,
    }
}

fn lowered(meaning: &str) -> String {
    let mut letters = meaning.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().collect::<String>() + letters.as_str())
}
