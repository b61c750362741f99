use serde_json::json;

use crate::decode::{Entry, Fault, Found, Kind, Node, Place, Placed, Slot, Value, keys, placed, words};
use crate::model::{Assumption, Basis};

keys! {
    /// An entry of `[[variants]]`.
    pub(crate) struct VariantKeys {
        name: Placed<String> = placed(words) => required "What it is called, for instance \"Ten more\"";
        about: Option<String> = words => optional "What it stands for";
        set: Vec<(String, Entry)> = settings
            => required
               "What differs: dotted paths with their values, for instance { \"teams.front_line.agents\" = 110 }";
    }
}

/// An entry of `[assumptions]`.
pub(crate) struct AssumptionKeys {
    /// What is assumed of what.
    pub(crate) assumption: Assumption,
    /// Where the path is written.
    pub(crate) place: Place,
}

/// An entry of `[[variants]]`.
pub(crate) fn variant(slot: Slot<'_>) -> Option<VariantKeys> {
    let example = "{ name = \"Ten more\", set = { \"teams.front_line.agents\" = 110 } }";
    slot.table("a variant", example, VariantKeys::read)
}

fn settings(slot: Slot<'_>) -> Option<Vec<(String, Entry)>> {
    match slot {
        Slot::Describing(schema) => {
            *schema = json!({ "type": "object" });
            None
        }
        Slot::Reading(mut found) => {
            let Value::Table(table) = &found.node.value else {
                found.mismatch("a table such as { \"teams.front_line.agents\" = 110 }", None);
                return None;
            };
            let whole = |(path, entry): &(&String, &Entry)| !path.contains('.') && entry.node.table().is_some();
            if let Some((path, entry)) = table.iter().find(whole) {
                let fault = Fault::new(format!("`{path}` is set as a whole table")).at(entry.key_place);
                let help = "write the whole path in quotation marks: \"teams.front_line.agents\" = 110";
                found.reading.report(fault.help(help));
                return None;
            }
            Some(table.iter().map(|(path, entry)| (path.clone(), entry.clone())).collect())
        }
    }
}

/// `[assumptions]`.
pub(crate) fn assumptions(slot: Slot<'_>) -> Option<Vec<AssumptionKeys>> {
    match slot {
        Slot::Describing(schema) => {
            let mut entry = json!(null);
            assumption("", Slot::Describing(&mut entry));
            *schema = json!({ "type": "object", "additionalProperties": entry });
            None
        }
        Slot::Reading(mut found) => {
            let Value::Table(table) = &found.node.value else {
                found.mismatch("a table of paths", Some("[assumptions.\"contacts.enquiries.patience\"]".to_owned()));
                return None;
            };
            let read = |(path, entry): (&String, &Entry)| {
                let over = Found { node: &entry.node, key: path, number: None, reading: &mut *found.reading };
                let assumption = assumption(path, Slot::Reading(over))?;
                Some(AssumptionKeys { assumption, place: entry.key_place })
            };
            Some(table.iter().filter_map(read).collect())
        }
    }
}

fn assumption(path: &str, slot: Slot<'_>) -> Option<Assumption> {
    keys! {
        struct Keys {
            basis: Basis = basis => required "How well it is known: measured, published, claimed or assumed";
            source: Option<String> = words => optional "The source, or why it was assumed";
            range: Option<[String; 2]> = range
                => optional "The range within which it may lie, two values as written";
        }
    }
    let Keys { basis, source, range } =
        slot.table("an assumption", "{ basis = \"published\", source = \"…\" }", Keys::read)?;
    Some(Assumption { path: path.to_owned(), basis, source, range })
}

fn basis(slot: Slot<'_>) -> Option<Basis> {
    slot.word(&[
        ("measured", Basis::Measured),
        ("published", Basis::Published),
        ("claimed", Basis::Claimed),
        ("assumed", Basis::Assumed),
    ])
}

fn range(mut slot: Slot<'_>) -> Option<[String; 2]> {
    let ends = slot.lend().list("a list of two values such as [\"10m\", \"60m\"]", written)?;
    let ends = ends.try_into().ok();
    if let (None, Slot::Reading(found)) = (&ends, &mut slot) {
        found.refuse("a range has two ends", "write the lowest and the highest value");
    }
    if let (Some(ends), Slot::Reading(found)) = (&ends, &mut slot) {
        let [low, high]: &[String; 2] = ends;
        if let (Some((kind, low)), Some((other, high))) = (Kind::read(low), Kind::read(high))
            && kind.with(other).is_some()
            && low > high
        {
            found.refuse("the range is upside down", "write the lower end first");
        }
    }
    ends
}

fn written(slot: Slot<'_>) -> Option<String> {
    match slot {
        Slot::Describing(schema) => {
            *schema = json!({ "type": ["string", "number"] });
            None
        }
        Slot::Reading(mut found) => match as_written(found.node) {
            Some(text) => Some(text),
            None => {
                found.mismatch("a number or a text", None);
                None
            }
        },
    }
}

/// A number or a text as it stands in the file; `None` of anything else.
pub(crate) fn as_written(node: &Node) -> Option<String> {
    match &node.value {
        Value::Text(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) => Some(number.to_string()),
        _ => None,
    }
}
