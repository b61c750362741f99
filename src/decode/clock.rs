//! Times of a day, in minutes after midnight.

/// Minutes after midnight of `08:00`.
pub(crate) fn clock_time(text: &str) -> Option<u32> {
    let (hour, minute) = text.trim().split_once(':')?;
    let digits = |text: &str| text.len() <= 2 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !(digits(hour) && digits(minute) && minute.len() == 2) {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let time = hour * 60 + minute;
    (minute < 60 && time <= 24 * 60).then_some(time)
}

/// Minutes after midnight as a clock shows them: `08:00`.
pub(crate) fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
