use jiff::civil::Date;

/// What to write instead of `01/09/2025`, the 1st of September.
pub(crate) fn british_date(text: &str) -> Option<String> {
    let mut parts = text.trim().splitn(3, '/');
    let (day, month, rest) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
    let year = rest.get(..4).filter(|_| !rest[4..].starts_with(|c: char| c.is_ascii_digit()))?;
    let date = Date::new(year.parse().ok()?, month, day).ok()?;
    Some(format!("a date reads {date}, year first and without quotation marks"))
}
