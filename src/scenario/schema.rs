use serde_json::{Value as Json, json};

use crate::decode::Slot;

use super::description::description;

/// The JSON Schema (2020-12) of the scenario format, by which editors complete and check it.
///
/// It is collected from the very calls that read a scenario.
#[must_use]
pub fn schema() -> Json {
    let mut schema = Json::Null;
    description(Slot::Describing(&mut schema));
    if let Json::Object(object) = &mut schema {
        object.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        object.insert("title".to_owned(), json!("Callfloor scenario"));
    }
    schema
}
