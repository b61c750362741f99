//! Times of day and stretches of time in cells, with offsets.

use super::doubt::Doubt;

/// Minutes of a day.
pub(super) const DAY: u32 = 24 * 60;

/// Farthest that a clock is behind universal time, in hours.
const FARTHEST_BEHIND: u32 = 12;
/// Farthest that a clock is ahead of universal time, in hours.
const FARTHEST_AHEAD: u32 = 15;
/// Stretches of time are this many minutes long, or a multiple.
const GRAIN: u32 = 5;

/// What a cell says after its day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Written {
    /// Minutes after midnight.
    pub(super) minute: u32,
    /// Minutes after midnight of the end.
    pub(super) until: Option<u32>,
    /// Seconds by which its clock is ahead of universal time.
    pub(super) offset: Option<i32>,
    /// What it leaves open.
    pub(super) doubt: Option<Doubt>,
}

/// What may stand after a date and its time: an offset, or an end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends {
    /// A `T` joins date and time, so that an offset is meant.
    pub(super) joined: bool,
}

/// A time, a stretch of time, or, after a date, a time with an offset: `08:00`, `9.30`, `9 am`, `08:00-08:30`, `08:00+01:00`.
pub(super) fn clock(words: &[&str], dated: Option<Ends>) -> Option<Written> {
    let text = together(words)?;
    let Some(ends) = dated else { return stretch(&text) };
    let (rest, universal) = without_universal(&text);
    let at = |sign: char| {
        rest.rfind(sign).map(|at| (rest[..at].trim_end_matches("utc").trim_end_matches("gmt"), &rest[at + 1..]))
    };
    if let Some((time, written)) = at('+') {
        let seconds = offset(written, FARTHEST_AHEAD)?;
        return alone(time, Some(seconds)).filter(|_| !universal || seconds == 0);
    }
    if let Some((time, written)) = at('-') {
        let named = rest.len() - time.len() > written.len() + 1;
        let behind = || {
            alone(time, Some(-offset(written, FARTHEST_BEHIND)?))
                .filter(|_| !universal || offset(written, 0) == Some(0))
        };
        if ends.joined || named || universal {
            return behind();
        }
        let Some(stretch) = stretch(&text) else { return behind() };
        // Both ends of a stretch are written alike, and offsets are whole or half hours.
        let alike = time.matches(':').count() == written.matches(':').count();
        let backwards = stretch.until.is_some_and(|until| until < stretch.minute && until > 0);
        let may_be_offset = offset(written, FARTHEST_BEHIND).is_some_and(|seconds| seconds % 1800 == 0);
        return match (may_be_offset, alike, backwards) {
            (true, false, _) => behind(),
            (true, true, true) => Some(Written { doubt: Some(Doubt::OffsetOrEnd), ..stretch }),
            _ => Some(stretch),
        };
    }
    if universal {
        return alone(rest, Some(0));
    }
    stretch(rest).or_else(|| {
        let unnamed = rest.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let named = (2..=5).contains(&(rest.len() - unnamed.len())) && time_alone(unnamed);
        let written = alone(unnamed, None).filter(|_| named)?;
        Some(Written { doubt: Some(Doubt::NamedClock), ..written })
    })
}

/// The words without spaces, in small letters; only what belongs to a time may stand apart from it.
fn together(words: &[&str]) -> Option<String> {
    let mut text = String::new();
    for word in words {
        let word = word.to_lowercase();
        let apart = word.starts_with(|letter: char| letter.is_ascii_digit());
        if apart && text.ends_with(|letter: char| letter.is_alphanumeric() || letter == '.') {
            return None;
        }
        text.push_str(&word);
    }
    Some(text)
}

/// Without the names of universal time at the end, and whether there was one.
fn without_universal(text: &str) -> (&str, bool) {
    let named = ["z", "utc", "gmt"].into_iter().find_map(|mark| text.strip_suffix(mark));
    let timed = |rest: &&str| rest.ends_with(|letter: char| letter.is_ascii_digit()) || half_of_day(rest).1.is_some();
    named.filter(timed).map_or((text, false), |rest| (rest, true))
}

/// Seconds of `01:00`, `0100`, `01` or `1`.
fn offset(written: &str, farthest: u32) -> Option<i32> {
    let (hours, minutes) = match written.split_once(':') {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        Some(_) => return None,
        None if written.len() == 4 && written.is_ascii() => written.split_at(2),
        None => (written, "0"),
    };
    let (hours, minutes) = (small(hours)?, small(minutes)?);
    let sound = hours <= farthest && minutes < 60 && (hours < farthest || minutes == 0);
    sound.then(|| i32::try_from(hours * 3600 + minutes * 60).ok()).flatten()
}

/// One time, which is no stretch.
fn alone(text: &str, offset: Option<i32>) -> Option<Written> {
    let (text, half) = half_of_day(text);
    Some(Written { minute: time(text, half, Hour::Marked)?, offset, ..Written::default() })
}

fn time_alone(text: &str) -> bool {
    text.contains(':') && alone(text, None).is_some()
}

/// A time, or one with its end.
fn stretch(text: &str) -> Option<Written> {
    let Some((from, until)) = text.split_once('-') else { return alone(text, None) };
    let ((from, first), (until, second)) = (half_of_day(from), half_of_day(until));
    if let (Some(from), Some(until)) = (compact(from), compact(until))
        && first.is_none()
        && second.is_none()
    {
        return ended(from, until);
    }
    let starts = |half| time(from, half, Hour::Bare);
    let ends = |half, from| end(until, half, from);
    match (first, second) {
        (Some(_), Some(_)) => starts(first).and_then(|from| ended(from, ends(second, from)?)),
        (None, None) => {
            let start = starts(None)?;
            let end = ends(None, start)?;
            let backwards = (is_bare(from) || is_bare(until)) && end <= start && end > 0;
            let doubt = backwards.then_some(Doubt::HalfOfDay);
            Some(Written { minute: start, until: Some(end), doubt, ..Written::default() })
        }
        // The half of the day that stands at the end is that of the start, unless the start would come after the end.
        (None, Some(half)) => {
            let Some(start) = starts(second) else {
                return starts(None).and_then(|start| ended(start, ends(second, start)?));
            };
            let end = ends(second, start)?;
            if start <= end {
                return ended(start, end);
            }
            let start = starts(Some(half.other()))?;
            ended(start, ends(second, start)?)
        }
        // The end is the next time of its hour.
        (Some(_), None) => {
            let start = starts(first)?;
            let halves = [Some(Half::Morning), Some(Half::Afternoon)].into_iter().filter_map(|half| ends(half, start));
            let nearest = halves.min_by_key(|end| (end + DAY - start - 1) % DAY);
            ended(start, nearest.or_else(|| ends(None, start))?)
        }
    }
}

fn ended(from: u32, until: u32) -> Option<Written> {
    Some(Written { minute: from, until: Some(until), ..Written::default() })
}

/// `0800` of `0800-0830`.
fn compact(text: &str) -> Option<u32> {
    let shaped = matches!(text.len(), 3 | 4) && text.bytes().all(|byte| byte.is_ascii_digit());
    let number: u32 = text.parse().ok().filter(|_| shaped)?;
    let minute = whole(number / 100, number % 100)?;
    let minute = if minute % GRAIN == GRAIN - 1 { minute + 1 } else { minute };
    (minute % GRAIN == 0).then_some(minute)
}

/// `8` of `8-9`.
fn is_bare(text: &str) -> bool {
    small(text).is_some()
}

/// The end of a stretch. Reports that write the last minute of an interval, `08:00-08:29`, mean the whole of it.
fn end(text: &str, half: Option<Half>, from: u32) -> Option<u32> {
    let (last_second, text) = match text.strip_suffix(":59") {
        Some(rest) if rest.contains(':') => (true, rest),
        _ => (false, text),
    };
    let end = time(text, half, Hour::Bare)?;
    let inclusive = last_second || end % GRAIN == GRAIN - 1 && from.is_multiple_of(GRAIN);
    Some(if inclusive { end + 1 } else { end })
}

/// Half of a day of a clock with twelve hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

impl Half {
    const fn other(self) -> Self {
        match self {
            Self::Morning => Self::Afternoon,
            Self::Afternoon => Self::Morning,
        }
    }
}

/// Takes `am` or `pm` off the end, however it is written.
fn half_of_day(text: &str) -> (&str, Option<Half>) {
    let marks = [
        ("a.m.", Half::Morning),
        ("p.m.", Half::Afternoon),
        ("a.m", Half::Morning),
        ("p.m", Half::Afternoon),
        ("am", Half::Morning),
        ("pm", Half::Afternoon),
    ];
    let letters = [("a", Half::Morning), ("p", Half::Afternoon)];
    let letters = letters.into_iter().filter(|_| text.contains(':'));
    let found = marks.into_iter().chain(letters).find_map(|(mark, half)| Some((text.strip_suffix(mark)?, Some(half))));
    found.unwrap_or((text, None))
}

/// Whether an hour may stand without minutes and without a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hour {
    Bare,
    Marked,
}

/// `8:00`, `08:00:00`, `08:00:00.000`, `9.30`, `8h00`, `8 Uhr`.
fn time(text: &str, half: Option<Half>, hour: Hour) -> Option<u32> {
    let marks = ["uhr", "hours", "hrs", "hr", "h"];
    let (digits, marked) =
        marks.into_iter().find_map(|mark| text.strip_suffix(mark)).map_or((text, false), |rest| (rest, true));
    let digits = digits.replacen('h', ":", 1);
    let parts: Vec<&str> = if digits.contains(':') { digits.split(':').collect() } else { digits.split('.').collect() };
    let (hour, minute) = match parts.as_slice() {
        [only] if half.is_some() || marked || hour == Hour::Bare => (small(only)?, 0),
        [hour, minute] if minute.len() == 2 => (small(hour)?, small(minute)?),
        [hour, minute, seconds] if minute.len() == 2 && no_seconds(seconds) => (small(hour)?, small(minute)?),
        _ => return None,
    };
    let hour = match half {
        None => hour,
        Some(_) if hour == 0 || hour > 12 => return None,
        Some(Half::Morning) => hour % 12,
        Some(Half::Afternoon) => hour % 12 + 12,
    };
    whole(hour, minute)
}

/// A number of one or two digits.
fn small(text: &str) -> Option<u32> {
    let shaped = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| shaped)
}

/// Whether these are no seconds at all: rows begin on whole minutes.
fn no_seconds(text: &str) -> bool {
    text.starts_with("00") && text[2..].trim_start_matches('.').bytes().all(|byte| byte == b'0')
}

/// Minutes after midnight.
pub(super) fn whole(hour: u32, minute: u32) -> Option<u32> {
    let time = hour * 60 + minute;
    (minute < 60 && time <= DAY).then_some(time)
}
