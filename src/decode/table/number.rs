//! Numbers in cells: which sign parts the decimals is settled for a column as a whole, never for one cell.

use super::Refused;
use super::sheet::Separator;

/// Largest number of a cell.
const LARGEST: f64 = 1e9;

/// The sign before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum DecimalSign {
    /// 1,234.5
    Point,
    /// 1.234,5
    Comma,
}

impl DecimalSign {
    const fn letters(self) -> (char, char) {
        match self {
            Self::Point => ('.', ','),
            Self::Comma => (',', '.'),
        }
    }
}

/// The decimal sign of a column, from what only one of the two can mean.
///
/// `cells` are lines and texts. What stays open in every cell, such as `1,120` alone, is asked about. In a file with commas, a comma
/// in a number is for thousands, and a point for decimals unless a larger whole number stands beside it: `1.120` beside `950`.
pub(super) fn decimal_sign<'a>(
    cells: impl Iterator<Item = (u64, &'a str)>,
    separator: Separator,
    column: &str,
) -> Result<DecimalSign, Refused> {
    let (mut comma, mut point, mut open_comma, mut open_point) = (None, None, None, None);
    let (mut largest_whole, mut largest_open) = (0.0_f64, 0.0_f64);
    for (line, cell) in cells {
        if !cell.bytes().any(|byte| matches!(byte, b',' | b'.')) {
            largest_whole = largest_whole.max(plain_number(cell).unwrap_or(0.0));
            continue;
        }
        match meaning(cell) {
            Meaning::Settled(DecimalSign::Comma) => comma = comma.or(Some((line, cell))),
            Meaning::Settled(DecimalSign::Point) => point = point.or(Some((line, cell))),
            Meaning::Open if cell.contains(',') => open_comma = open_comma.or(Some((line, cell))),
            Meaning::Open => {
                largest_open = largest_open.max(cell.parse().unwrap_or(0.0));
                open_point = open_point.or(Some((line, cell)));
            }
            Meaning::None => {}
        }
    }
    let in_commas = separator == Separator::Comma;
    // A whole number of four digits shows that thousands have no sign.
    let like_thousands = open_comma.is_some() || largest_whole > largest_open && largest_whole < 1000.0;
    match (comma, point, open_point.or(open_comma)) {
        (Some((one, comma)), Some((other, point)), _) => {
            let why = format!(
                "column `{column}` has a decimal comma in row {one} (\"{comma}\") and a decimal point in row {other} (\"{point}\")"
            );
            Err(Refused::new(why, "write all numbers of the column alike"))
        }
        (Some(_), ..) => Ok(DecimalSign::Comma),
        (_, Some(_), _) => Ok(DecimalSign::Point),
        (_, _, Some((line, cell))) if !in_commas || open_point.is_some() && like_thousands => {
            let why = format!(
                "row {line}, column `{column}`: \"{cell}\" may be a number above a thousand or one with decimals"
            );
            Err(Refused::new(why, "say which sign parts the decimals: decimal = \"point\", or decimal = \"comma\""))
        }
        _ => Ok(DecimalSign::Point),
    }
}

enum Meaning {
    Settled(DecimalSign),
    Open,
    None,
}

/// What a cell with commas or points says of its decimal sign.
fn meaning(cell: &str) -> Meaning {
    let digits_only = |letter: char| {
        letter.is_ascii_digit() || matches!(letter, ',' | '.' | ' ' | '\'' | '-' | '\u{a0}' | '\u{202f}' | '\u{2009}')
    };
    if !cell.chars().all(digits_only) {
        return Meaning::None;
    }
    let (commas, points) = (cell.matches(',').count(), cell.matches('.').count());
    let (sign, count, last) = match (commas, points) {
        (0, 0) => return Meaning::None,
        (0, points) => (DecimalSign::Point, points, cell.rfind('.')),
        (commas, 0) => (DecimalSign::Comma, commas, cell.rfind(',')),
        _ if cell.rfind(',') > cell.rfind('.') => return Meaning::Settled(DecimalSign::Comma),
        _ => return Meaning::Settled(DecimalSign::Point),
    };
    let other = if sign == DecimalSign::Point { DecimalSign::Comma } else { DecimalSign::Point };
    let last = last.unwrap_or(0);
    let thousands = cell.len() - last - 1 == 3 && (1..=3).contains(&last) && !cell.starts_with('0');
    match (count, thousands) {
        (1, true) => Meaning::Open,
        (1, false) => Meaning::Settled(sign),
        _ => Meaning::Settled(other),
    }
}

/// The number in a cell that has digits and nothing else: no sign is needed to read it.
pub(super) fn plain_number(cell: &str) -> Option<f64> {
    // So few digits that the number is exact.
    let plain = (1..=15).contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit());
    let read = || cell.bytes().fold(0_u64, |number, byte| number * 10 + u64::from(byte - b'0')) as f64;
    plain.then(read).filter(|number| *number <= LARGEST)
}

/// What marks the number of a workbook, whose cells keep numbers and not texts: it has a decimal point whatever the column has.
pub(super) const EXACT: &str = "e0";

/// The number in a cell that is not empty.
pub(super) fn number(cell: &str, sign: DecimalSign) -> Option<f64> {
    let read = match cell.parse::<f64>() {
        Ok(number) if cell.ends_with(EXACT) || sign == DecimalSign::Point || !cell.contains('.') => number,
        _ => grouped(cell, sign)?,
    };
    (0.0..=LARGEST).contains(&read).then_some(read)
}

/// A number whose thousands are parted from each other: every group has three digits.
fn grouped(cell: &str, sign: DecimalSign) -> Option<f64> {
    let (decimal, thousands) = sign.letters();
    let (whole, decimals) = cell.split_once(decimal).unwrap_or((cell, ""));
    let parts =
        |letter: char| letter == thousands || matches!(letter, ' ' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let groups: Vec<&str> = whole.split(parts).collect();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (first, others) = groups.split_first()?;
    let sound = !first.is_empty()
        && digits(first)
        && (others.is_empty() || first.len() <= 3)
        && others.iter().all(|group| group.len() == 3 && digits(group))
        && digits(decimals);
    if !sound {
        return None;
    }
    format!("{}.{}", groups.concat(), if decimals.is_empty() { "0" } else { decimals }).parse().ok()
}

/// Whether a cell says that there is nothing.
pub(super) fn is_nothing(cell: &str) -> bool {
    matches!(cell, "" | "-" | "–" | "—")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sign(cells: &[&str], separator: Separator) -> Result<DecimalSign, Refused> {
        decimal_sign((1..).zip(cells.iter().copied()), separator, "offered")
    }

    #[test]
    fn a_column_settles_its_decimal_sign() {
        for (cells, separator, expected) in [
            (vec!["100,5", "120", "1.080,5"], Separator::Semicolon, DecimalSign::Comma),
            (vec!["1.080", "1,5"], Separator::Semicolon, DecimalSign::Comma),
            (vec!["1,120", "80"], Separator::Comma, DecimalSign::Point),
            (vec!["1,120", "80.25"], Separator::Tab, DecimalSign::Point),
            (vec!["1.120.300"], Separator::Tab, DecimalSign::Comma),
            (vec!["0.125"], Separator::Semicolon, DecimalSign::Point),
            (vec!["12", "7"], Separator::Semicolon, DecimalSign::Point),
            (vec!["12.125e0", "0,5"], Separator::Cells, DecimalSign::Comma),
            (vec!["12.125", "9.5"], Separator::Comma, DecimalSign::Point),
            (vec!["12.125", "13.375", "7"], Separator::Comma, DecimalSign::Point),
            (vec!["1.120", "2.250"], Separator::Comma, DecimalSign::Point),
            (vec!["1.120", "1080"], Separator::Comma, DecimalSign::Point),
            (vec!["1.120", "950", "0.5"], Separator::Comma, DecimalSign::Point),
        ] {
            assert_eq!(sign(&cells, separator).unwrap(), expected, "{cells:?}");
        }
        assert!(sign(&["1.120", "80"], Separator::Semicolon).unwrap_err().why.contains("row 1"));
        for (cells, separator) in [
            (vec!["950", "1.120", "990"], Separator::Comma),
            (vec!["1.120", "1,120"], Separator::Comma),
            (vec!["80", "1.120"], Separator::Cells),
            (vec!["80", "1,125", "7.5e0"], Separator::Cells),
        ] {
            assert!(sign(&cells, separator).unwrap_err().help.contains("decimal = \"comma\""), "{cells:?}");
        }
        assert!(sign(&["1,5", "2.5"], Separator::Semicolon).unwrap_err().why.contains("row 2"));
    }

    #[test]
    fn numbers_are_read_with_their_thousands() {
        for (cell, sign, expected) in [
            ("100,5", DecimalSign::Comma, Some(100.5)),
            ("1.080,5", DecimalSign::Comma, Some(1080.5)),
            ("1.080", DecimalSign::Comma, Some(1080.0)),
            ("1,120", DecimalSign::Point, Some(1120.0)),
            ("1 120", DecimalSign::Point, Some(1120.0)),
            ("1'120'000.5", DecimalSign::Point, Some(1_120_000.5)),
            ("1e3", DecimalSign::Point, Some(1000.0)),
            ("12.125e0", DecimalSign::Comma, Some(12.125)),
            ("12.5e0", DecimalSign::Comma, Some(12.5)),
            ("1,12", DecimalSign::Point, None),
            ("12,3456", DecimalSign::Point, None),
            ("-3", DecimalSign::Point, None),
            ("80 %", DecimalSign::Point, None),
            ("many", DecimalSign::Point, None),
            ("inf", DecimalSign::Point, None),
            ("NaN", DecimalSign::Point, None),
        ] {
            assert_eq!(number(cell, sign), expected, "{cell}");
            assert_eq!(plain_number(cell), None, "{cell}");
        }
        assert_eq!((plain_number("0"), plain_number("01080")), (Some(0.0), Some(1080.0)));
        assert_eq!((plain_number("1000000000"), plain_number("1000000001"), plain_number("")), (Some(1e9), None, None));
    }
}
