use serde_json::json;

use crate::decode::table::OFFERED;
use crate::decode::{
    Fields, Per, Placed, Rate, Slot, Value, boolean, count, growth, hourly_rate, keys, placed, rate, rate_called,
};
use crate::model::Burst;
use crate::units::PerHour;

use super::contact_list::{ContactList, contact_list};
use crate::scenario::counts::{MOST_IN_BURST, MOST_PARTS};
use crate::scenario::data_file::{DataFile, data_file};
use crate::scenario::days::hours::{by_day, weekday_weights};

/// What brings the contacts of a type, as written.
pub(crate) struct ArrivalKeys {
    /// How many.
    pub(crate) arrivals: Arrivals,
    /// How many at once.
    pub(crate) burst: Burst,
    /// Whether as many arrive in each interval as the file says, and not that number on average.
    pub(crate) replay: bool,
}

/// How many contacts a type brings, as written.
pub(crate) enum Arrivals {
    /// The same rate whenever the centre is open.
    Rate(Placed<Rate>),
    /// A rate for each equal part of a day's opening hours.
    Rates(Vec<PerHour>),
    /// A number of contacts, spread by weights.
    Volume(Volume),
    /// Expected numbers in a file.
    File(DataFile),
    /// Contacts one by one.
    List(ContactList),
}

/// A number of contacts per day, week or year and how it is spread.
pub(crate) struct Volume {
    /// The number.
    pub(crate) rate: Rate,
    /// Weights of equal parts of a day's opening hours, by the day of the week, Monday first.
    pub(crate) by_time: Placed<[Option<Vec<f64>>; 7]>,
    /// Weights of the days of the week, Monday first.
    pub(crate) by_weekday: [f64; 7],
    /// Weights of the months, January first.
    pub(crate) by_month: [f64; 12],
    /// Factor by which it grows in a year.
    pub(crate) growth: f64,
}

/// `{ rate = "1140/h" }` and the other ways to say how many arrive.
pub(crate) fn arrivals(slot: Slot<'_>) -> Option<ArrivalKeys> {
    slot.table("`arrivals`", "{ rate = \"120/h\" }", ways)
}

keys! {
    /// The ways to say how many arrive.
    struct WrittenKeys {
        rate: Option<Placed<Rate>> = placed(rate) => optional "A rate that holds whenever the centre is open";
        rates: Option<Vec<PerHour>> = rates => optional "A rate for each equal part of a day's opening hours";
        volume: Option<Rate> = volume => optional "Expected number per day, week or year";
        by_time: Option<Placed<[Option<Vec<f64>>; 7]>> = placed(weights_by_day)
            => optional "Weights of equal parts of a day's opening hours, of all days or by day of the week; all alike if left out";
        by_weekday: [f64; 7] = weekday_weights => or("{}") "Weights of days of the week; 1 if left out";
        by_month: Option<[f64; 12]> = month_weights => optional "Weights of the twelve months; all alike if left out";
        growth: f64 = growth => or("0%/year") "Growth of the volume, such as 3%/year";
        file: Option<DataFile> = |fields: &mut Fields<'_>| data_file(fields, &OFFERED)
            => beside "File with the expected number of each interval";
        list: Option<ContactList> = contact_list
            => optional "CSV file with a row for each contact, whose column arrived says when it arrives";
        replay: bool = boolean
            => or("false") "Whether exactly as many contacts arrive in each interval as the file says, and not so many on average";
        burst: Option<Burst> = burst => optional "How many arrive at one moment; one if left out";
    }
}

fn ways(fields: &mut Fields<'_>) -> Option<ArrivalKeys> {
    let keys = WrittenKeys::read(fields);
    fields.exactly_one(&["rate", "rates", "volume", "file", "list"], "for instance arrivals = { rate = \"120/h\" }")?;
    for key in ["by_time", "by_weekday", "by_month", "growth"] {
        fields.only_beside(key, "volume");
    }
    fields.only_beside("replay", "file");
    let exact = "`replay` has exactly the contacts of the file, one by one: take one of the two away";
    fields.never_beside("replay", &["burst"], exact);
    fields.never_beside("list", &["burst"], "`list` has every contact by itself: take one of the two away");
    let place = fields.place();
    let keys = keys?;
    let by_volume = |rate| Volume {
        rate,
        by_time: keys
            .by_time
            .unwrap_or(Placed { value: [const { None }; 7].map(|_: Option<()>| Some(vec![1.0])), place }),
        by_weekday: keys.by_weekday,
        by_month: keys.by_month.unwrap_or([1.0; 12]),
        growth: keys.growth,
    };
    let constant = keys.rate.map(Arrivals::Rate).or(keys.rates.map(Arrivals::Rates));
    let volume = keys.volume.map(|rate| Arrivals::Volume(by_volume(rate)));
    let replay = keys.replay || keys.list.is_some();
    let arrivals = constant.or(volume).or(keys.file.map(Arrivals::File)).or(keys.list.map(Arrivals::List));
    Some(ArrivalKeys { arrivals: arrivals?, burst: keys.burst.unwrap_or_default(), replay })
}

/// `{ mean = 3 }` or `{ size = 40 }`.
fn burst(slot: Slot<'_>) -> Option<Burst> {
    keys! {
        struct BurstKeys {
            mean: Option<f64> = mean_of_burst => optional "Mean number of contacts in a burst, which is geometric";
            size: Option<u32> = count(1, MOST_IN_BURST) => optional "Number of contacts in every burst";
        }
    }
    slot.table("`burst`", "{ mean = 3 }", |fields| {
        let keys = BurstKeys::read(fields);
        fields.exactly_one(&["mean", "size"], "for instance burst = { mean = 3 }, or { size = 40 }")?;
        let BurstKeys { mean, size } = keys?;
        mean.map(|mean| Burst::Geometric { mean }).or(size.map(Burst::Always))
    })
}

fn mean_of_burst(slot: Slot<'_>) -> Option<f64> {
    slot.number("a mean number of contacts such as 3", 1.0, f64::from(MOST_IN_BURST))
}

fn rates(mut slot: Slot<'_>) -> Option<Vec<PerHour>> {
    let rates = slot.lend().list("a list of rates such as [\"90/h\", \"120/h\"]", hourly_rate)?;
    if let (true, Slot::Reading(found)) = (rates.is_empty(), &mut slot) {
        found.refuse("there is no rate in it", "write at least one");
        return None;
    }
    few_enough(rates, &mut slot)
}

/// The parts of a day, if they are no more than its minutes.
fn few_enough<T>(parts: Vec<T>, slot: &mut Slot<'_>) -> Option<Vec<T>> {
    if let (true, Slot::Reading(found)) = (parts.len() > MOST_PARTS, slot) {
        let why = format!("it cuts the day into {} parts, and {MOST_PARTS} is the most", parts.len());
        found.refuse(why, "a part is at least a minute of a day");
        return None;
    }
    Some(parts)
}

fn weights(mut slot: Slot<'_>) -> Option<Vec<f64>> {
    let weight = |slot: Slot<'_>| slot.number("a weight such as 1.2", 0.0, 1e6);
    let weights = slot.lend().list("a list of weights such as [3, 5, 9]", weight)?;
    if let (true, Slot::Reading(found)) = (weights.iter().sum::<f64>() <= 0.0, &mut slot) {
        found.refuse("no weight is above 0", "write at least one weight above 0");
        return None;
    }
    few_enough(weights, &mut slot)
}

/// Weights of all days, or a table with those of some days.
fn weights_by_day(slot: Slot<'_>) -> Option<[Option<Vec<f64>>; 7]> {
    let expected =
        "a list of weights such as [3, 5, 9], or a table of days such as { mon-fri = [3, 5, 9], sat = [1, 1] }";
    let mut every_day = |slot: Slot<'_>| weights(slot).map(|weights| std::array::from_fn(|_| Some(weights.clone())));
    let mut some_days = |slot: Slot<'_>| {
        slot.table("`by_time`", "{ mon-fri = [3, 5, 9], sat = [1, 1] }", |f| by_day(f, "Weights", weights))
    };
    let choose = |value: &Value| match value {
        Value::Array(_) => Some(0),
        Value::Table(_) => Some(1),
        _ => None,
    };
    slot.either(expected, choose, &mut [&mut every_day, &mut some_days])
}

/// Weights of the twelve months, January first.
pub(crate) fn month_weights(mut slot: Slot<'_>) -> Option<[f64; 12]> {
    let weights = weights(slot.lend())?;
    let count = weights.len();
    let months = weights.try_into().ok();
    if let (None, Slot::Reading(found)) = (&months, &mut slot) {
        found.refuse(format!("{count} weights for 12 months"), "write one for each month, January first");
    }
    if let (None, Slot::Describing(schema)) = (&months, &mut slot) {
        **schema = json!({ "type": "array", "items": { "type": "number" }, "minItems": 12, "maxItems": 12 });
    }
    months
}

impl Volume {
    /// Expected contacts of an average open day of an ordinary week with these open weekdays.
    pub(crate) fn per_open_day(&self, open_weekdays: [bool; 7]) -> f64 {
        let open_days = open_weekdays.iter().filter(|open| **open).count() as f64;
        match self.rate.per {
            Per::Week => self.rate.count / open_days,
            Per::Year => self.rate.count * 7.0 / 365.25 / open_days,
            Per::Day | Per::Second | Per::Minute | Per::Hour => self.rate.count,
        }
    }
}

/// `"9200/day"`, `"46000/week"` or `"2.4e6/year"`.
fn volume(mut slot: Slot<'_>) -> Option<Rate> {
    let read = rate_called(slot.lend(), "a volume such as \"9200/day\"")?;
    if matches!(read.per, Per::Day | Per::Week | Per::Year) {
        return Some(read);
    }
    if let Slot::Reading(found) = &mut slot {
        found.refuse(
            "a volume counts contacts per day, week or year",
            "write `volume = \"9200/day\"`, or a `rate` that holds while the centre is open: `rate = \"1140/h\"`",
        );
    }
    None
}
