//! Text files whose cells are parted by a sign.

use csv::StringRecord;

use super::Refused;
use super::sheet::{Separator, Sheet, SheetRow};
use super::text::decode;

/// Rows that are looked at for the separator.
const LOOKED_AT: usize = 50;

/// The rows of a text file.
pub(super) fn read_text(bytes: &[u8]) -> Result<Sheet, Refused> {
    let (text, encoding) = decode(bytes)?;
    let (text, stated) = stated_separator(&text);
    let separator = stated.unwrap_or_else(|| likely_separator(text));
    let line_before = u64::from(stated.is_some());
    // One sign for the end of a line: the reader counts lines by it.
    let ended = format!("{}\n", text.replace("\r\n", "\n").replace('\r', "\n").trim_end_matches('\n'));
    let mut rows = Vec::new();
    for record in records(&ended, separator) {
        let (last_line, cells) =
            record.map_err(|error| Refused::new(error.to_string(), "save it again as CSV or XLSX"))?;
        // The reader knows where a row ends. What it begins with may be lines that it skipped.
        let lines: usize = cells.iter().map(|cell| cell.matches('\n').count()).sum();
        let line = (line_before + last_line).saturating_sub(1 + lines as u64);
        rows.push(SheetRow { line, cells });
    }
    let written = format!("text with {}, {encoding}", separator.words());
    Ok(Sheet { rows, separator, written })
}

/// The rows that have anything in them and are no comments, each with the line behind it.
fn records(text: &str, separator: Separator) -> impl Iterator<Item = csv::Result<(u64, StringRecord)>> + '_ {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(separator.byte())
        .from_reader(text.as_bytes());
    let mut leading = true;
    std::iter::from_fn(move || {
        loop {
            let mut cells = StringRecord::new();
            match reader.read_record(&mut cells) {
                Err(error) => return Some(Err(error)),
                Ok(false) => return None,
                Ok(true) if cells.iter().all(str::is_empty) || is_comment(&cells, leading) => {}
                Ok(true) => {
                    leading = false;
                    return Some(Ok((reader.position().line(), cells)));
                }
            }
        }
    })
}

/// Whether a row is a remark: it begins with `#`, and stands before all others or has nothing but its first cell. What a spreadsheet
/// writes where it cannot reckon, such as `#N/A`, is none, nor is `#` as a heading.
fn is_comment(cells: &StringRecord, leading: bool) -> bool {
    let Some(rest) = cells.get(0).and_then(|cell| cell.strip_prefix('#')) else { return false };
    let is_error = !rest.is_empty() && !rest.contains(|letter: char| letter.is_lowercase() || letter.is_whitespace());
    let alone = cells.iter().skip(1).all(str::is_empty);
    !is_error && (alone || leading && !rest.is_empty())
}

/// A first line `sep=;`, by which Excel says what parts the cells, and the lines after it.
fn stated_separator(text: &str) -> (&str, Option<Separator>) {
    let stated = || {
        let (first, rest) = text.split_once('\n')?;
        let mark = first.trim_end_matches('\r').strip_prefix("sep=")?;
        let known = |separator: &Separator| mark.as_bytes() == [separator.byte()];
        Separator::IN_TEXT.into_iter().find(known).map(|separator| (rest, Some(separator)))
    };
    stated().unwrap_or((text, None))
}

/// The separator by which most rows have equally many cells, more than one; of two such, the one that makes more cells.
fn likely_separator(text: &str) -> Separator {
    let likeness = |separator: &Separator| {
        let rows = records(text, *separator).take(LOOKED_AT).filter_map(Result::ok);
        let mut counts: Vec<usize> = rows.map(|(_, record)| record.len()).filter(|cells| *cells > 1).collect();
        counts.sort_unstable();
        let alike = counts.chunk_by(|one, other| one == other).map(|alike| (alike.len(), alike[0]));
        alike.max().unwrap_or((0, 0))
    };
    // Of equals the last is taken, so the comma is asked last.
    Separator::IN_TEXT.into_iter().rev().max_by_key(likeness).unwrap_or(Separator::Comma)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> (Separator, Vec<Vec<String>>) {
        let sheet = read_text(text.as_bytes()).unwrap();
        let rows = sheet.rows.iter().map(|row| row.cells.iter().map(str::to_owned).collect()).collect();
        (sheet.separator, rows)
    }

    #[test]
    fn the_separator_is_the_one_that_makes_even_rows() {
        assert_eq!(cells("a,b\n1,2\n").0, Separator::Comma);
        assert_eq!(cells("a;b;c\n1,5;2,5;3\n4;5;6\n").0, Separator::Semicolon);
        assert_eq!(cells("Title\n\na\tb\n1\t2\n").0, Separator::Tab);
        assert_eq!(cells("a|b|c\n03/02/2026|900|30\n").0, Separator::Pipe);
        assert_eq!(cells("seconds\n100\n200\n").0, Separator::Comma);
        assert_eq!(
            cells("sep=;\na;b\n1;2\n"),
            (Separator::Semicolon, vec![vec!["a".into(), "b".into()], vec!["1".into(), "2".into()]])
        );
    }

    #[test]
    fn empty_lines_and_comments_are_no_rows_and_lines_keep_their_numbers() {
        let sheet = read_text(b"# made by hand\n\n a , b \r\n,,\r\n\"1,0\",2\n").unwrap();
        let lines: Vec<u64> = sheet.rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [3, 5]);
        assert_eq!(&sheet.rows[1].cells[0], "1,0");
    }

    #[test]
    fn a_row_that_begins_with_a_hash_is_a_comment_only_before_the_headings_or_alone() {
        let first = |text: &str| cells(text).1.into_iter().map(|mut row| row.remove(0)).collect::<Vec<_>>();
        let text = "# made by hand, in March\ntime,calls\n08:00,1\n# a remark\n#remark\n09:00,2\n# moved,\n";
        assert_eq!(first(text), ["time", "08:00", "09:00"]);
        assert_eq!(first("date,time,calls\n#N/A,09:00,500\n"), ["date", "#N/A"]);
        assert_eq!(first("#,time,calls\n1,08:00,5\n"), ["#", "1"]);
        assert_eq!(first("queue,time\n#1 Sales,08:00\n#1 Sales,09:00\n"), ["queue", "#1 Sales", "#1 Sales"]);
        assert_eq!(first("seconds\n100\n#N/A\n"), ["seconds", "100", "#N/A"]);
        assert_eq!(cells("# a, b\n# c, d\n# e, f\na;b\n1,5;2\n").0, Separator::Semicolon);
    }
}
