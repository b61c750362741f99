use crate::decode::{Fault, Per, Place, Placed, Rate, Reading};
use crate::model::{Demand, DemandSegment, Regime, SharedFactor};
use crate::units::{Instant, PerHour};

use super::arrivals::{ArrivalKeys, Arrivals, Volume};
use super::busyness::Busyness;
use crate::scenario::data_file::DataFile;
use crate::scenario::days::hours::{weekday_key, weekday_name};
use crate::scenario::days::opening::Opening;
use crate::scenario::days::rows::{Piece, counts};

/// A time during which arrivals are multiplied.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surge {
    /// When it begins.
    pub(crate) from: Instant,
    /// When it is over.
    pub(crate) until: Instant,
    /// By how much.
    pub(crate) factor: f64,
}

/// What days bring to arrivals besides their own busyness.
#[derive(Debug)]
pub(crate) struct DaysOf {
    /// Factors shared with others.
    pub(crate) together: Vec<SharedFactor>,
    /// Regimes of days, of which rates are the mean.
    pub(crate) regimes: Vec<Regime>,
    /// By what regimes multiply arrivals, on average over days.
    pub(crate) mean_factor: f64,
}

impl Default for DaysOf {
    fn default() -> Self {
        Self { together: Vec::new(), regimes: Vec::new(), mean_factor: 1.0 }
    }
}

/// A stretch of one interval with its expected rate, before surges.
#[derive(Clone, Copy)]
struct Stretch {
    start: Instant,
    end: Instant,
    rate: f64,
    interval: u32,
}

/// What is to be laid out: how many of what arrive.
#[derive(Clone, Copy)]
pub(crate) struct DemandOf<'a> {
    /// Of what: its name in the file, and where that stands.
    pub(crate) name: &'a str,
    pub(crate) place: Place,
    pub(crate) arrivals: &'a ArrivalKeys,
    pub(crate) busyness: Busyness,
}

/// Lays out the demand of a contact type or a kind of case over the calendar.
pub(crate) fn demand(
    keys: DemandOf<'_>,
    days: DaysOf,
    opening: &Opening,
    surges: &[Surge],
    reading: &mut Reading,
) -> Option<Demand> {
    let mut moments = Vec::new();
    let stretches = match &keys.arrivals.arrivals {
        Arrivals::Rate(rate) => constant(hourly(rate, opening, reading)?, opening),
        Arrivals::Rates(rates) => {
            let rates: Vec<f64> = rates.iter().map(|rate| rate.get()).collect();
            by_parts(opening, &|_| rates.len(), &|_, part, _| rates[part])
        }
        Arrivals::Volume(volume) => {
            check_shapes(volume, opening, reading)?;
            refuse_no_weight(volume, &keys, opening, reading)?;
            spread(volume, opening)
        }
        Arrivals::File(file) => counted(file, opening, reading)?,
        Arrivals::List(list) => {
            let laid_out = list.lay_out(opening, reading)?;
            moments = laid_out.moments;
            one_by_one(&laid_out.counts, opening)
        }
    };
    let mut segments = Vec::with_capacity(stretches.len());
    for stretch in stretches.iter().filter(|stretch| stretch.start < stretch.end) {
        let stretch = &Stretch { rate: stretch.rate * days.mean_factor, ..*stretch };
        if push_with_surges(stretch, surges, &mut segments).is_none() {
            let fault = Fault::new(format!("the arrivals of `{}` grow beyond any number", keys.name)).at(keys.place);
            reading.report(fault.help("check its rate, its `growth` and the factors of surges that overlap"));
            return None;
        }
    }
    Some(Demand {
        segments,
        busyness_cv: keys.busyness.cv,
        interval_busyness_cv: keys.busyness.per_interval_cv,
        interval_spell: keys.busyness.spell,
        exact: keys.arrivals.replay,
        moments: moments.into(),
        regimes: days.regimes,
        together: days.together,
        burst: keys.arrivals.burst,
    })
}

/// A volume that falls on days which are never open would be gone without a word.
fn refuse_no_weight(volume: &Volume, keys: &DemandOf<'_>, opening: &Opening, reading: &mut Reading) -> Option<()> {
    let mut days = volume.by_weekday.iter().zip(opening.open_weekdays).filter(|(_, open)| *open).peekable();
    if days.peek().is_none() || days.any(|(weight, _)| *weight > 0.0) {
        return Some(());
    }
    let why = format!("the volume of `{}` falls on no day: `by_weekday` is 0 for every day that is open", keys.name);
    reading.report(Fault::new(why).at(keys.place).help("give at least one open day a weight above 0"));
    None
}

/// Contacts an hour, if that is what the rate says.
fn hourly(rate: &Placed<Rate>, opening: &Opening, reading: &mut Reading) -> Option<f64> {
    if let Some(hourly) = rate.value.hourly() {
        return Some(hourly);
    }
    let (unit, hours) = match rate.value.per {
        Per::Week => ("week", 168.0),
        Per::Year => ("year", 8766.0),
        Per::Day | Per::Second | Per::Minute | Per::Hour => ("day", 24.0),
    };
    if opening.calendar.never_closes() {
        return Some(rate.value.count / hours);
    }
    let written = format!("{}/{unit}", rate.value.count);
    let fault = Fault::new(format!("a rate of {written} is unclear for a centre that closes")).at(rate.place);
    reading.report(fault.help(format!(
        "write `volume = \"{written}\"` for that many contacts a {unit}, or a rate while open such as \"120/h\""
    )));
    None
}

fn constant(rate: f64, opening: &Opening) -> Vec<Stretch> {
    let of = |(interval, number): (&crate::model::Interval, u32)| Stretch {
        start: interval.start,
        end: interval.end,
        rate,
        interval: number,
    };
    opening.calendar.intervals.iter().zip(0..).map(of).collect()
}

/// Cuts every interval where an equal part of its day's opening hours ends. `rate` is asked with the
/// day, the part and the middle of the stretch in seconds.
fn by_parts(
    opening: &Opening,
    parts_of_day: &dyn Fn(usize) -> usize,
    rate: &dyn Fn(usize, usize, f64) -> f64,
) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    for (number, interval) in opening.calendar.intervals.iter().enumerate() {
        let day = interval.day as usize;
        let Some(hours) = opening.days[day].1 else { continue };
        let parts = parts_of_day(day);
        let open = f64::from(hours.open) * 60.0;
        let part_length = f64::from(hours.close - hours.open) * 60.0 / parts as f64;
        let clock = opening.clock[number];
        let length = interval.end.since(interval.start).seconds();
        let at = |clock_time: f64| Instant::at_seconds(interval.start.seconds() + (clock_time - clock));
        let first = ((clock - open + 1e-6) / part_length).floor().max(0.0) as usize;
        for part in first.min(parts - 1)..parts {
            let part_start = open + part as f64 * part_length;
            let part_end = open + (part + 1) as f64 * part_length;
            if part_start >= clock + length - 1e-6 {
                break;
            }
            let start = if part_start <= clock { interval.start } else { at(part_start) };
            let last = part + 1 == parts || part_end >= clock + length - 1e-6;
            let end = if last { interval.end } else { at(part_end) };
            let middle = (start.seconds() + end.seconds()) / 2.0;
            stretches.push(Stretch { start, end, rate: rate(day, part, middle), interval: number as u32 });
        }
    }
    stretches
}

fn spread(volume: &Volume, opening: &Opening) -> Vec<Stretch> {
    let open_weights: Vec<f64> =
        volume.by_weekday.iter().zip(opening.open_weekdays).filter(|(_, open)| *open).map(|(w, _)| *w).collect();
    let mean_weekday = open_weights.iter().sum::<f64>() / open_weights.len() as f64;
    let mean_month = volume.by_month.iter().sum::<f64>() / 12.0;
    let per_day = volume.per_open_day(opening.open_weekdays);
    let shape = |day: usize| volume.by_time.value[weekday(opening, day)].as_deref().unwrap_or(&[1.0]);
    let rate = |day: usize, part: usize, middle: f64| {
        let (date, hours) = opening.days[day];
        let Some(hours) = hours else { return 0.0 };
        let weekday = weekday(opening, day);
        let shape = shape(day);
        let month = usize::from(date.month().unsigned_abs()) - 1;
        let season = volume.by_month[month] / mean_month;
        let of_week = if mean_weekday > 0.0 { volume.by_weekday[weekday] / mean_weekday } else { 0.0 };
        let years = middle / (365.25 * 86_400.0);
        let grown = if volume.growth == 1.0 { 1.0 } else { libm::pow(volume.growth, years) };
        let part_hours = f64::from(hours.close - hours.open) / 60.0 / shape.len() as f64;
        per_day * of_week * season * grown * shape[part] / shape.iter().sum::<f64>() / part_hours
    };
    by_parts(opening, &|day| shape(day).len(), &rate)
}

/// The day of the week of a day of the horizon, Monday being 0.
fn weekday(opening: &Opening, day: usize) -> usize {
    usize::from(opening.days[day].0.weekday().to_monday_zero_offset().unsigned_abs())
}

/// Refuses weights by day of the week that say nothing of a day that is open.
fn check_shapes(volume: &Volume, opening: &Opening, reading: &mut Reading) -> Option<()> {
    let open = (0..opening.days.len()).filter(|&day| opening.days[day].1.is_some()).map(|day| weekday(opening, day));
    let Some(day) = open.into_iter().find(|&day| volume.by_time.value[day].is_none()) else { return Some(()) };
    let fault = Fault::new(format!("`by_time` says nothing of {}, on which the centre is open", weekday_name(day)));
    let key = weekday_key(day);
    reading
        .report(fault.at(volume.by_time.place).help(format!("add weights of that day; {key} = [1] spreads it evenly")));
    None
}

/// So many contacts in each interval.
fn one_by_one(counts: &[u32], opening: &Opening) -> Vec<Stretch> {
    let stretch = |(number, interval): (usize, &crate::model::Interval)| {
        let hours = interval.end.since(interval.start).seconds() / 3600.0;
        let rate = f64::from(counts[number]) / hours;
        Stretch { start: interval.start, end: interval.end, rate, interval: number as u32 }
    };
    opening.calendar.intervals.iter().enumerate().map(stretch).collect()
}

/// The numbers of a file, each spread over the time that its row lasts.
fn counted(file: &DataFile, opening: &Opening, reading: &mut Reading) -> Option<Vec<Stretch>> {
    let stretch =
        |piece: Piece| Stretch { start: piece.start, end: piece.end, rate: piece.number, interval: piece.interval };
    Some(counts(file, opening, reading)?.into_iter().map(stretch).collect())
}

/// Cuts a stretch where surges begin and end.
fn push_with_surges(stretch: &Stretch, surges: &[Surge], segments: &mut Vec<DemandSegment>) -> Option<()> {
    if surges.is_empty() {
        let rate = PerHour::new(stretch.rate).ok()?;
        if rate.get() > 0.0 {
            segments.push(DemandSegment { start: stretch.start, end: stretch.end, rate, interval: stretch.interval });
        }
        return Some(());
    }
    let touching = |surge: &&Surge| surge.from < stretch.end && stretch.start < surge.until;
    let touching: Vec<&Surge> = surges.iter().filter(touching).collect();
    let mut cuts = vec![stretch.start, stretch.end];
    cuts.extend(touching.iter().flat_map(|surge| [surge.from, surge.until]));
    cuts.retain(|cut| (stretch.start..=stretch.end).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let factor: f64 = touching.iter().filter(|s| s.from <= start && end <= s.until).map(|s| s.factor).product();
        let rate = PerHour::new(stretch.rate * factor).ok()?;
        if rate.get() > 0.0 {
            segments.push(DemandSegment { start, end, rate, interval: stretch.interval });
        }
    }
    Some(())
}
