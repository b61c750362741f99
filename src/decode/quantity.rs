//! Decoders of single values: durations, rates, shares, dates and names.

use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use serde_json::json;

use crate::units::{Fraction, PerHour, Seconds};

use super::british_date::british_date;
use super::node::Value;
use super::rate::Rate;
use super::slot::{Slot, titled};
use super::source::Place;

const DURATION: &str = "a duration such as \"20s\", \"3m 30s\" or \"2h\"";
const SHARE: &str = "a share such as \"12%\" or 0.12";
const RATE: &str = "a rate such as \"120/h\"";
/// 100 years: longer than any horizon.
const LONGEST_DURATION: f64 = 100.0 * 366.0 * 86_400.0;
const HIGHEST_RATE: f64 = 1e9;

/// A value with the place it was read from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed<T> {
    /// The value.
    pub(crate) value: T,
    /// Where it was read.
    pub(crate) place: Place,
}

/// A decoder together with the place of what it decoded.
pub(crate) fn placed<T>(decode: impl Fn(Slot<'_>) -> Option<T>) -> impl Fn(Slot<'_>) -> Option<Placed<T>> {
    move |slot| {
        let place = slot.place();
        decode(slot).zip(place).map(|(value, place)| Placed { value, place })
    }
}

/// `"3m 30s"`.
pub(crate) fn duration(slot: Slot<'_>) -> Option<Seconds> {
    let schema = json!({ "type": "string", "pattern": "^\\s*([0-9.]+\\s*[smhdw]\\s*)+$" });
    slot.text(DURATION, schema, |text| match text.parse::<Seconds>() {
        Ok(length) if length.get() <= LONGEST_DURATION => Ok(length),
        Ok(_) => Err((format!("{text} is longer than any horizon"), "durations go up to 100 years".to_owned())),
        Err(error) => {
            let help = || "a number and its unit: s, m (minutes), h, d or w".to_owned();
            Err((error.to_string(), with_decimal_point::<Seconds>(text).unwrap_or_else(help)))
        }
    })
}

/// `"12%"` or `0.12`.
pub(crate) fn share(slot: Slot<'_>) -> Option<Fraction> {
    let schema = json!({ "type": "string", "pattern": "^\\s*[0-9.]+\\s*%?\\s*$" });
    let help = || "a share lies between 0% and 100%".to_owned();
    let help_with = |text: &str| with_decimal_point::<Fraction>(text).unwrap_or_else(help);
    let mut text =
        |slot: Slot<'_>| slot.text(SHARE, schema.clone(), |t| t.parse().map_err(|error| (error, help_with(t))));
    let mut number = |slot: Slot<'_>| share_number(slot);
    let choose = |value: &Value| match value {
        Value::Text(_) => Some(0),
        Value::Integer(_) | Value::Float(_) => Some(1),
        _ => None,
    };
    slot.either(SHARE, choose, &mut [&mut text, &mut number])
}

/// What to write instead of `4,5%`; nothing of `1,200`, whose comma may part thousands.
fn with_decimal_point<T: FromStr>(text: &str) -> Option<String> {
    let (_, decimals) = text.split_once(',')?;
    let thousands = decimals.chars().take_while(char::is_ascii_digit).count() == 3;
    let pointed = text.replace(',', ".");
    (!thousands && pointed.parse::<T>().is_ok()).then(|| format!("write a decimal point: \"{pointed}\""))
}

fn share_number(slot: Slot<'_>) -> Option<Fraction> {
    match slot {
        Slot::Describing(schema) => {
            *schema = json!({ "type": "number", "minimum": 0, "maximum": 1 });
            None
        }
        Slot::Reading(mut found) => {
            let number = match found.node.value {
                Value::Integer(number) => number as f64,
                Value::Float(number) => number,
                _ => return None,
            };
            Fraction::new(number)
                .map_err(|error| {
                    let percent = (1.0..=100.0).contains(&number);
                    let help = if percent { format!("did you mean \"{number}%\"?") } else { String::new() };
                    found.refuse(error, help);
                })
                .ok()
        }
    }
}

/// A share above 0 and below 1.
pub(crate) fn inner_share(slot: Slot<'_>) -> Option<Fraction> {
    within_share(slot, "it must lie above 0% and below 100%", |share| 0.0 < share && share < 1.0)
}

/// A share above 0.
pub(crate) fn positive_share(slot: Slot<'_>) -> Option<Fraction> {
    within_share(slot, "it must lie above 0%", |share| 0.0 < share)
}

fn within_share(mut slot: Slot<'_>, bounds: &str, sound: impl Fn(f64) -> bool) -> Option<Fraction> {
    let read = share(slot.lend())?;
    if sound(read.get()) {
        return Some(read);
    }
    if let Slot::Reading(found) = &mut slot {
        found.refuse(format!("{}% is not possible here", read.get() * 100.0), bounds);
    }
    None
}

/// `"120/h"`, with any unit of time.
pub(crate) fn rate(slot: Slot<'_>) -> Option<Rate> {
    rate_called(slot, RATE)
}

/// A rate that faults call `expected`.
pub(crate) fn rate_called(slot: Slot<'_>, expected: &str) -> Option<Rate> {
    let schema = json!({ "type": "string", "pattern": "^\\s*[0-9.eE+]+\\s*/\\s*(s|second|m|min|minute|h|hour|d|day|w|week|y|year)\\s*$" });
    let help = || "a number, a slash and a unit: /h, /min, /day, /week, /year".to_owned();
    slot.text(expected, schema, |text| match Rate::parse(text) {
        None => Err((format!("\"{text}\" is not {expected}"), help())),
        Some(rate) if rate.count < 0.0 => Err((format!("{text} is below zero"), "at least 0".to_owned())),
        Some(rate) if rate.count > HIGHEST_RATE => Err((format!("{text} is too high"), "at most 1e9".to_owned())),
        Some(rate) => Ok(rate),
    })
}

/// A rate per second, minute or hour.
pub(crate) fn hourly_rate(mut slot: Slot<'_>) -> Option<PerHour> {
    let read = rate(slot.lend())?;
    match read.hourly() {
        Some(hourly) => PerHour::new(hourly).ok(),
        None => {
            if let Slot::Reading(found) = &mut slot {
                found.refuse("a rate for part of a day is given per hour or minute", "write \"120/h\"");
            }
            None
        }
    }
}

/// `"3%/year"`: by how much something grows in a year, as a factor.
pub(crate) fn growth(slot: Slot<'_>) -> Option<f64> {
    let schema = json!({ "type": "string", "pattern": "^\\s*-?[0-9.]+\\s*%\\s*/\\s*year\\s*$" });
    slot.text("a growth such as \"3%/year\"", schema, |text| {
        let percent = text.split_once('/').filter(|(_, unit)| unit.trim() == "year");
        let percent = percent.and_then(|(number, _)| number.trim().strip_suffix('%')?.trim_end().parse::<f64>().ok());
        match percent {
            Some(percent) if percent > -100.0 && percent <= 1000.0 => Ok(1.0 + percent / 100.0),
            Some(percent) => {
                Err((format!("{percent}% a year is not possible"), "above -100%, at most 1000%".to_owned()))
            }
            None => Err((format!("\"{text}\" is not a growth"), "write \"3%/year\" or \"-2%/year\"".to_owned())),
        }
    })
}

/// A coefficient of variation.
pub(crate) fn cv(slot: Slot<'_>) -> Option<f64> {
    slot.number("a coefficient of variation such as 0.1", 0.0, 100.0)
}

/// A factor above zero.
pub(crate) fn factor(mut slot: Slot<'_>) -> Option<f64> {
    let read = slot.lend().number("a factor such as 1.2", 0.0, 1000.0)?;
    if 0.0 < read {
        return Some(read);
    }
    if let Slot::Reading(found) = &mut slot {
        found.refuse("a factor of 0 is not possible here", "it must be above 0");
    }
    None
}

/// A factor of 1 or more.
pub(crate) fn factor_from_one(slot: Slot<'_>) -> Option<f64> {
    slot.number("a factor of 1 or more such as 1.15", 1.0, 1000.0)
}

/// A factor that may be zero.
pub(crate) fn factor_or_zero(slot: Slot<'_>) -> Option<f64> {
    slot.number("a factor such as 1.4", 0.0, 1000.0)
}

/// A whole number from `least` to `most`.
pub(crate) fn count(least: u32, most: u32) -> impl Fn(Slot<'_>) -> Option<u32> {
    move |slot| slot.whole("a whole number", least.into(), most.into()).and_then(|number| u32::try_from(number).ok())
}

/// `true` or `false`.
pub(crate) fn boolean(slot: Slot<'_>) -> Option<bool> {
    slot.boolean()
}

/// Words to be shown, not empty.
pub(crate) fn words(slot: Slot<'_>) -> Option<String> {
    slot.text("a text in quotation marks", json!({ "type": "string", "minLength": 1 }), |text| {
        if text.trim().is_empty() {
            Err(("it is empty", "write something, or leave the key out".to_owned()))
        } else if text.len() > 2000 {
            Err(("it is too long", "at most 2000 characters".to_owned()))
        } else {
            Ok(text.to_owned())
        }
    })
}

/// `2026-03-02`.
pub(crate) fn date(slot: Slot<'_>) -> Option<Date> {
    moment(slot, "a date such as 2026-03-02", "date", |value| match value {
        toml::value::Datetime { date: Some(date), time: None, offset: None } => civil_date(*date),
        _ => None,
    })
}

/// `2026-03-05T15:00:00`, on the clock of the centre.
pub(crate) fn local_time(slot: Slot<'_>) -> Option<DateTime> {
    moment(slot, "a local time such as 2026-03-05T15:00:00", "date-time", |value| match value {
        toml::value::Datetime { date: Some(date), time: None, offset: None } => Some(civil_date(*date)?.at(0, 0, 0, 0)),
        toml::value::Datetime { date: Some(date), time: Some(time), offset: None } => {
            let number = |number: u8| i8::try_from(number).ok();
            let (hour, minute, second) = (number(time.hour)?, number(time.minute)?, number(time.second.unwrap_or(0))?);
            let time = jiff::civil::Time::new(hour, minute, second.min(59), 0).ok()?;
            Some(civil_date(*date)?.to_datetime(time))
        }
        _ => None,
    })
}

fn moment<T>(
    slot: Slot<'_>,
    expected: &str,
    format: &str,
    read: impl FnOnce(&toml::value::Datetime) -> Option<T>,
) -> Option<T> {
    match slot {
        Slot::Describing(schema) => {
            *schema = titled(json!({ "type": "string", "format": format }), expected);
            None
        }
        Slot::Reading(mut found) => {
            let Value::Datetime(datetime) = &found.node.value else {
                let quoted = match &found.node.value {
                    Value::Text(text) if british_date(text).is_some() => british_date(text),
                    Value::Text(text) if text.starts_with(|c: char| c.is_ascii_digit()) => {
                        Some("write it without quotation marks".to_owned())
                    }
                    _ => None,
                };
                found.mismatch(expected, quoted);
                return None;
            };
            let value = read(datetime);
            if value.is_none() {
                let help = if datetime.offset.is_some() {
                    "leave the offset out: times are on the clock of the centre"
                } else {
                    ""
                };
                let why = format!("`{datetime}` is not {expected}");
                found.refuse(why, help);
            }
            value
        }
    }
}

fn civil_date(date: toml::value::Date) -> Option<Date> {
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}
