//! Entries of `[[disruptions]]` that befall nobody.

use super::judgement::JudgedFile;
use crate::decode::{Node, Value};
use crate::model::{Centre, Disruption};

/// `headcount` says whether people are counted by the day alone.
pub(super) fn judge(centre: &Centre, headcount: bool, file: &mut JudgedFile<'_>) {
    let whys: Vec<Option<&'static str>> = match file.written("disruptions").map(|node| &node.value) {
        Some(Value::Array(written)) => {
            let marks = written.iter().zip(centre.disruptions());
            marks.map(|(keys, mark)| why_nothing(keys, mark, centre, headcount)).collect()
        }
        _ => return,
    };
    for (position, why) in whys.into_iter().enumerate() {
        file.judge("", &[(&format!("disruptions.{position}"), why)]);
    }
}

fn why_nothing(keys: &Node, mark: &Disruption, centre: &Centre, headcount: bool) -> Option<&'static str> {
    let kind = match key(keys, "kind") {
        Some(Value::Text(kind)) => kind.trim(),
        _ => return None,
    };
    let names_none = |name| matches!(key(keys, name), Some(Value::Array(named)) if named.is_empty());
    let is_open =
        centre.calendar().intervals.iter().any(|interval| interval.start < mark.until && mark.from < interval.end);
    let about_contacts = matches!(kind, "surge" | "outage");
    let about_work = about_contacts || kind == "work_to_rule";
    if names_none("teams") || names_none("contacts") {
        Some("it names nobody")
    } else if about_work && headcount {
        Some("people are counted by the day alone (`detail` in [run]), and nothing of what they do")
    } else if about_contacts && centre.contact_types().is_empty() {
        Some("it is about contacts, and there are none")
    } else if kind == "work_to_rule" && centre.contact_types().is_empty() && centre.case_kinds().is_empty() {
        Some("it is about contacts and cases that arrive, and there are none")
    } else if !is_open {
        Some("the centre is closed all the while")
    } else {
        None
    }
}

fn key<'a>(keys: &'a Node, name: &str) -> Option<&'a Value> {
    Some(&keys.table()?.get(name)?.node.value)
}
