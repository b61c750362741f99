//! How people leave, and what load does to that.

use serde_json::json;

use crate::decode::{OwnValue, Slot, Value, duration, keys, share};
use crate::model::{Leaving, LoadFeedback};
use crate::units::Seconds;

const ABOVE: OwnValue = OwnValue { key: "above", written: "80%", range: ["75%", "90%"] };
const ABSENCE: OwnValue = OwnValue { key: "absence", written: "0.15", range: ["0", "0.3"] };
const LEAVING: OwnValue = OwnValue { key: "leaving", written: "0.25", range: ["0", "0.5"] };
const MOST: OwnValue = OwnValue { key: "most", written: "2.5", range: ["1.5", "4"] };

/// `"15%/year"`, or bands of tenure.
pub(crate) fn leavers(slot: Slot<'_>) -> Option<Vec<Leaving>> {
    let mut alike = |slot: Slot<'_>| yearly_share(slot).map(|per_year| vec![Leaving { until_days: None, per_year }]);
    let mut choose_bands = bands;
    let choose = |value: &Value| match value {
        Value::Array(_) => Some(1),
        _ => Some(0),
    };
    let expected = "a share in a year such as \"15%/year\", or a list of bands of tenure";
    slot.either(expected, choose, &mut [&mut alike, &mut choose_bands])
}

/// Bands of tenure, shortest first; the last has no end.
fn bands(mut slot: Slot<'_>) -> Option<Vec<Leaving>> {
    let bands = slot.lend().list("a list of bands such as [{ until = \"52w\", rate = \"30%/year\" }]", band)?;
    let Slot::Reading(found) = &mut slot else { return None };
    let help = "shortest first, and the last without `until`: \
                [{ until = \"52w\", rate = \"30%/year\" }, { rate = \"12%/year\" }]";
    let Some((last, before)) = bands.split_last() else {
        found.refuse("there is no band in it", help);
        return None;
    };
    let ends: Vec<u32> = before.iter().filter_map(|band| band.until_days).collect();
    if last.until_days.is_some() {
        found.refuse("no rate is given for those who have been there for longer", help);
    } else if ends.len() < before.len() {
        found.refuse("a band without `until` stands before another", help);
    } else if !ends.windows(2).all(|pair| pair[0] < pair[1]) {
        found.refuse("the bands are not in order of tenure", help);
    } else {
        return Some(bands);
    }
    None
}

fn band(slot: Slot<'_>) -> Option<Leaving> {
    keys! {
        struct BandKeys {
            until: Option<Seconds> = duration
                => optional "Tenure up to which it holds, such as \"52w\"; for ever if left out";
            rate: f64 = yearly_share => required "Share of them who leave in a year, such as \"30%/year\"";
        }
    }
    slot.table("a band of tenure", "{ until = \"52w\", rate = \"30%/year\" }", |fields| {
        let BandKeys { until, rate } = BandKeys::read(fields)?;
        if fields.has("until") && until.is_none() {
            return None;
        }
        let until_days = until.map(|until| (until.get() / 86_400.0).round() as u32);
        if until_days == Some(0) {
            let help = "at least a day, such as \"52w\"";
            fields.refuse(Some("until"), "a band of no time holds for nobody".to_owned(), help);
            return None;
        }
        Some(Leaving { until_days, per_year: rate })
    })
}

/// `"15.9%/year"`: a hazard per year, which may be above 1.
fn yearly_share(slot: Slot<'_>) -> Option<f64> {
    let schema = json!({ "type": "string", "pattern": "^\\s*[0-9.]+\\s*%\\s*/\\s*year\\s*$" });
    slot.text("a share in a year such as \"15%/year\"", schema, |text| {
        let percent = text.split_once('/').filter(|(_, unit)| unit.trim() == "year");
        let percent = percent.and_then(|(number, _)| number.trim().strip_suffix('%')?.trim_end().parse::<f64>().ok());
        match percent {
            Some(percent) if (0.0..=1000.0).contains(&percent) => Ok(percent / 100.0),
            Some(percent) => Err((format!("{percent}% a year is not possible"), "from 0% to 1000%".to_owned())),
            None => Err((format!("\"{text}\" is not a share in a year"), "write \"15%/year\"".to_owned())),
        }
    })
}

/// `{ above = "80%", absence = 0.15, leaving = 0.25, most = 2.5 }`, each of which may be left out; `path` leads to it.
pub(crate) fn load(path: &str, slot: Slot<'_>) -> Option<LoadFeedback> {
    keys! {
        fn keys() -> LoadFeedback {
            above = share => or(ABOVE.written) "Occupancy over four weeks up to which load does nothing";
            absence = addition
                => or(ABSENCE.written) "What 10% more adds to absence by sickness, as a share of it";
            leaving = addition
                => or(LEAVING.written) "What 10% more adds to the hazard of leaving, as a share of it";
            most = most => or(MOST.written) "The most by which either is multiplied";
        }
    }
    slot.table("`load`", "{ above = \"80%\", absence = 0.15, leaving = 0.25 }", |fields| {
        let load = keys(fields);
        [ABOVE, ABSENCE, LEAVING, MOST].iter().for_each(|own| fields.assume_if_left_out(own, path));
        load
    })
}

fn addition(slot: Slot<'_>) -> Option<f64> {
    slot.number("a number such as 0.15", 0.0, 100.0)
}

fn most(slot: Slot<'_>) -> Option<f64> {
    slot.number("a factor of 1 or more such as 2.5", 1.0, 100.0)
}
