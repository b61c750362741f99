//! When keys act: said where a key was set and nothing came of it.

/// Paths, with `NAME` for any name, and when what stands there acts. A path stands for all keys within it.
const EFFECTS: [(&str, &str); 24] = [
    ("calendar.at_close", "acts only if contacts still wait at closing time"),
    ("cases.NAME.chasers", "acts only if cases are overdue"),
    ("contacts.NAME.aht_target", "is reported beside the AHT and enforces nothing; `handling_limit` does"),
    ("contacts.NAME.balking", "acts only if contacts find nobody free"),
    ("contacts.NAME.blocked", "acts only if lines can be full (`lines`) or there is an outage"),
    ("contacts.NAME.callback", "acts only if contacts wait longer than `when_wait_over`"),
    ("contacts.NAME.choose", "acts only if several teams that are free take the contact and differ"),
    ("contacts.NAME.handling_limit", "acts only if contacts would last longer than the limit"),
    ("contacts.NAME.lines", "acts only if so many contacts are there at once"),
    (
        "contacts.NAME.outcome.returns",
        "acts only if some needs are not settled (`outcome.resolved` below 100%, or a `handling_limit`)",
    ),
    ("contacts.NAME.patience", "acts only if contacts wait for so long"),
    ("contacts.NAME.priority", "acts only if agents are free for several contact types that wait at the same time"),
    ("contacts.NAME.priority_rises", "acts only if agents are free for several contact types that wait for so long"),
    ("contacts.NAME.retrial", "acts only if contacts give up (`patience` or `balking`)"),
    ("contacts.NAME.route", "acts only if several teams take the contact type"),
    ("contacts.NAME.slowdown", "acts only if `concurrent` is above 1"),
    ("contacts.NAME.transfer", "acts only if contacts are answered"),
    (
        "contacts.NAME.turned_away",
        "acts only if contacts that still wait at closing time are sent away (`at_close = \"turn_away\"`)",
    ),
    ("disruptions", "acts only while the centre is open, on those that it names"),
    ("lines.NAME", "acts only if so many contacts are there at once"),
    ("teams.NAME.people.agency", "acts only if posts are vacant"),
    ("teams.NAME.people.hiring", "acts only if posts are vacant"),
    ("teams.NAME.people.intakes", "acts only if an intake begins within the horizon"),
    (
        "teams.NAME.people.posts",
        "acts only if somebody comes for the posts above `filled`, by `hiring`, `intakes` or agency",
    ),
];

/// When the key at `path` acts, in words that follow its name; `None` where that is not known.
pub(crate) fn effect_of(path: &str) -> Option<&'static str> {
    let leads = |pattern: &str| {
        let mut parts = path.split('.');
        pattern.split('.').all(|part| parts.next().is_some_and(|own| part == "NAME" || part == own))
    };
    let found = EFFECTS.into_iter().filter(|(pattern, _)| leads(pattern));
    found.max_by_key(|(pattern, _)| pattern.len()).map(|(_, effect)| effect)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::scenario::schema;

    use super::*;

    /// Whether the format has a key at this path.
    fn has(schema: &Value, path: &[&str]) -> bool {
        let Some((first, rest)) = path.split_first() else { return true };
        let ways = schema["anyOf"].as_array().into_iter().flatten();
        let next = if *first == "NAME" { &schema["additionalProperties"] } else { &schema["properties"][first] };
        (next.is_object() && has(next, rest)) || ways.into_iter().any(|way| has(way, path))
    }

    #[test]
    fn every_effect_is_of_a_key_that_there_is() {
        let schema = schema();
        for (path, effect) in EFFECTS {
            let parts: Vec<&str> = path.split('.').collect();
            assert!(has(&schema, &parts), "there is no `{path}`");
            assert!(effect.starts_with("acts only ") || effect.starts_with("is "), "{effect}");
        }
        assert!(!has(&schema, &["contacts", "NAME", "no_such_key"]));
    }

    #[test]
    fn a_key_within_a_table_acts_as_the_table() {
        let returns = effect_of("contacts.calls.outcome.returns.share").unwrap();
        assert!(returns.contains("outcome.resolved"), "{returns}");
        assert_eq!(effect_of("contacts.calls.talk.mean"), None);
        assert!(effect_of("contacts.calls.priority_rises.after").unwrap().contains("for so long"));
    }
}
