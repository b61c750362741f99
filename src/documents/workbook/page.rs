use std::collections::BTreeMap;

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::documents::about::About;
use crate::documents::paper::{BETTER, Colour, QUIET, WORSE, clean};
use crate::report::figure::count;
use crate::report::tables::sheet::{Entry, Sheet};
use crate::results::{Unit, Verdict};

/// Most cells of a sheet: more would take long to make and to open. Excel's own limits lie far beyond.
const MOST_CELLS: usize = 300_000;

/// Most letters that a cell can hold.
const MOST_LETTERS: usize = 32_000;

/// Widest column of words, in digits.
const WIDEST: usize = 48;

/// Width of a column of numbers, in digits.
const NUMBERS: usize = 12;

/// How cells look.
pub(super) struct Formats {
    pub(super) title: Format,
    pub(super) head: Format,
    pub(super) number_head: Format,
    pub(super) text: Format,
    pub(super) bold: Format,
    pub(super) long: Format,
    pub(super) note: Format,
    date: Format,
    moment: Format,
    share: Format,
    tenths: Format,
    hundredths: Format,
    ratio: Format,
    whole: Format,
    pounds: Format,
    better: Format,
    worse: Format,
    neither: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let verdict = || top().set_indent(1);
        let number = |format: &str| top().set_num_format(format);
        let head =
            top().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin).set_background_color(0xF5_F7F9);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            number_head: head.clone().set_align(FormatAlign::Right),
            head,
            text: top(),
            bold: top().set_bold(),
            long: top().set_text_wrap(),
            note: top().set_font_color(colour(QUIET)),
            date: number("dd/mm/yyyy").set_align(FormatAlign::Left),
            moment: number("dd/mm/yyyy hh:mm").set_align(FormatAlign::Left),
            share: number("0.0%"),
            tenths: number("#,##0.0"),
            hundredths: number("#,##0.00"),
            ratio: number("0.000"),
            whole: number("0"),
            // Pence only where they matter.
            pounds: number("[>=1000]£#,##0;[<=-1000]-£#,##0;£#,##0.00"),
            better: verdict().set_font_color(colour(BETTER)),
            worse: verdict().set_font_color(colour(WORSE)),
            neither: verdict(),
        }
    }

    fn for_unit(&self, unit: Unit) -> &Format {
        match unit {
            Unit::Share => &self.share,
            Unit::Contacts | Unit::Needs | Unit::Cases | Unit::Seconds => &self.tenths,
            Unit::Waiting | Unit::Agents | Unit::Erlangs | Unit::Hours | Unit::Days | Unit::Workers => &self.hundredths,
            Unit::Ratio => &self.ratio,
            Unit::Pounds => &self.pounds,
        }
    }
}

fn colour([red, green, blue]: Colour) -> u32 {
    u32::from_be_bytes([0, red, green, blue])
}

/// A sheet of the workbook while it is written.
pub(super) struct Page<'f> {
    pub(super) name: &'static str,
    /// What had to be left out, in a sentence.
    pub(super) left_out: Option<String>,
    pub(super) sheet: Worksheet,
    pub(super) formats: &'f Formats,
    /// Letters of the widest cell of each column.
    widths: Vec<usize>,
    /// What may take several lines, by row: the column and the words.
    wrapped: BTreeMap<u32, Vec<(usize, String)>>,
}

impl<'f> Page<'f> {
    /// An empty sheet.
    pub(super) fn new(name: &'static str, formats: &'f Formats) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        Ok(Self { name, left_out: None, sheet, formats, widths: Vec::new(), wrapped: BTreeMap::new() })
    }

    /// A sheet with one table, its head frozen and each column to be filtered by. What goes beyond the limits is left out, and a
    /// sentence points to the CSV file that has it.
    pub(super) fn of_sheet(
        name: &'static str,
        csv: &str,
        sheet: Sheet,
        formats: &'f Formats,
    ) -> Result<Self, XlsxError> {
        let mut page = Self::new(name, formats)?;
        let labelled: Vec<bool> = sheet.columns.iter().map(|column| column.label.is_some()).collect();
        let labels: Vec<_> = sheet.columns.into_iter().filter_map(|column| column.label).collect();
        let (mut rows, mut cells, mut left_out) = (0, 0, 0_u64);
        let mut numbers = vec![false; labels.len()];
        for entries in sheet.rows {
            let entries: Vec<_> =
                entries.into_iter().zip(&labelled).filter(|(_, labelled)| **labelled).map(|(entry, _)| entry).collect();
            cells += entries.iter().filter(|entry| !is_empty(entry)).count();
            if MOST_CELLS < cells {
                left_out += 1;
                continue;
            }
            rows += 1;
            for (column, entry) in entries.iter().enumerate() {
                numbers[column] |= matches!(entry, Entry::Number(..) | Entry::Count(_));
                page.put((rows, column), entry)?;
            }
        }
        for (column, label) in labels.iter().enumerate() {
            page.head((0, column), label, numbers[column])?;
        }
        if !labels.is_empty() {
            page.sheet.autofilter(0, 0, rows, (labels.len() - 1) as u16)?;
        }
        page.sheet.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
        if left_out > 0 {
            let sentence = format!(
                "{} of {} rows of {name} stand here, as many as a spreadsheet opens in good time; {csv} has them all.",
                count(rows.into()),
                count(u64::from(rows) + left_out),
            );
            page.sheet.write_with_format(rows + 2, 0, &sentence, &formats.bold)?;
            page.left_out = Some(sentence);
        }
        Ok(page)
    }

    /// What stands above a column.
    pub(super) fn head(&mut self, (row, column): (u32, usize), label: &str, of_number: bool) -> Result<(), XlsxError> {
        let format = if of_number { &self.formats.number_head } else { &self.formats.head };
        let label = cut(label, MOST_LETTERS);
        self.sheet.write_with_format(row, column as u16, &label, format)?;
        self.wrapped.entry(row).or_default().push((column, label.clone()));
        let longest = label.split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
        self.widen(column, if of_number { longest.max(NUMBERS) } else { longest + 3 });
        Ok(())
    }

    /// An entry in its place.
    pub(super) fn put(&mut self, (row, column): (u32, usize), entry: &Entry) -> Result<(), XlsxError> {
        let formats = self.formats;
        match entry {
            Entry::Text(text) => self.words((row, column), text, &formats.text)?,
            Entry::Moment(moment) => self.moment((row, column), moment)?,
            Entry::Verdict(verdict) => {
                let format = match verdict {
                    Verdict::Better => &formats.better,
                    Verdict::Worse => &formats.worse,
                    Verdict::CannotTell | Verdict::Higher | Verdict::Lower => &formats.neither,
                };
                self.words((row, column), verdict.word(), format)?;
            }
            Entry::Count(count) => self.whole((row, column), *count)?,
            Entry::Number(number, unit) => {
                if let Some(number) = number.filter(|number| number.is_finite()) {
                    self.sheet.write_with_format(row, column as u16, number, formats.for_unit(*unit))?;
                }
            }
        }
        Ok(())
    }

    /// Words in their place; the column is made as wide as they are, within reason.
    pub(super) fn words(&mut self, (row, column): (u32, usize), text: &str, format: &Format) -> Result<(), XlsxError> {
        let text = cut(text, MOST_LETTERS);
        if !text.is_empty() {
            self.sheet.write_string_with_format(row, column as u16, &text, format)?;
            self.widen(column, text.chars().count());
        }
        Ok(())
    }

    /// Words that take several lines in a column of stated width.
    pub(super) fn long_words(&mut self, (row, column): (u32, usize), text: &str) -> Result<(), XlsxError> {
        let formats = self.formats;
        self.words((row, column), text, &formats.long)?;
        self.wrapped.entry(row).or_default().push((column, cut(text, MOST_LETTERS)));
        Ok(())
    }

    /// A whole number without a unit: a seed, a count.
    pub(super) fn whole(&mut self, (row, column): (u32, usize), number: u64) -> Result<(), XlsxError> {
        // Beyond this a spreadsheet rounds.
        if number <= 1 << 53 {
            self.sheet.write_with_format(row, column as u16, number as f64, &self.formats.whole)?;
            return Ok(());
        }
        self.words((row, column), &number.to_string(), &self.formats.text)
    }

    /// Sets the width of a column, whatever is in it.
    pub(super) fn set_width(&mut self, column: usize, digits: usize) {
        self.widen(column, 0);
        self.widths[column] = digits;
    }

    /// Prints these columns only: charts stand beside them.
    pub(super) fn print_only(&mut self, columns: usize, rows: u32) -> Result<(), XlsxError> {
        self.sheet.set_print_area(0, 0, rows, columns.saturating_sub(1) as u16)?;
        Ok(())
    }

    /// The sheet, ready to be printed: on A4, all columns on one page if they are not too many.
    pub(super) fn finish(mut self, about: &About) -> Result<Worksheet, XlsxError> {
        for (column, width) in self.widths.iter().enumerate() {
            self.sheet.set_column_width(column as u16, (*width).clamp(6, 110) as f64 + 2.0)?;
        }
        for (row, cells) in &self.wrapped {
            let lines = cells
                .iter()
                .map(|(column, text)| lines(text, self.widths.get(*column).copied().unwrap_or(WIDEST)))
                .max()
                .unwrap_or(1);
            if lines > 1 {
                self.sheet.set_row_height(*row, LINE_HEIGHT * lines.min(MOST_LINES) as f64)?;
            }
        }
        // `&` begins a command in a footer.
        let source = cut(&about.source.replace('&', "&&"), 200);
        self.sheet.set_footer(format!("&L&8{source}&R&8page &P of &N"));
        self.sheet.set_paper_size(A4).set_landscape();
        if self.widths.len() <= MOST_COLUMNS_ON_A_PAGE {
            self.sheet.set_print_fit_to_pages(1, 0);
        }
        Ok(self.sheet)
    }

    fn moment(&mut self, (row, column): (u32, usize), text: &str) -> Result<(), XlsxError> {
        match moment(text) {
            Some(at) => {
                let has_time = text.len() > 10;
                let format = if has_time { &self.formats.moment } else { &self.formats.date };
                self.sheet.write_with_format(row, column as u16, &at, format)?;
                self.widen(column, if has_time { 16 } else { 10 });
                Ok(())
            }
            None => self.words((row, column), text, &self.formats.text),
        }
    }

    fn widen(&mut self, column: usize, digits: usize) {
        if self.widths.len() <= column {
            self.widths.resize(column + 1, 0);
        }
        self.widths[column] = self.widths[column].max(digits.min(WIDEST));
    }
}

/// Excel's number for A4.
const A4: u8 = 9;

/// More columns than this would be too small to read on one page.
const MOST_COLUMNS_ON_A_PAGE: usize = 22;

/// In points.
const LINE_HEIGHT: f64 = 15.0;

/// No row is higher than so many lines.
const MOST_LINES: usize = 20;

/// How many lines `text` takes, broken at its spaces.
fn lines(text: &str, width: usize) -> usize {
    let (mut lines, mut filled) = (1, 0);
    for word in text.split(' ') {
        let length = word.chars().count();
        if 0 < filled && width < filled + 1 + length {
            lines += 1;
            filled = length;
        } else {
            filled += length + usize::from(0 < filled);
        }
        lines += filled.saturating_sub(1) / width.max(1);
        filled = if width < filled { filled % width.max(1) } else { filled };
    }
    lines
}

fn is_empty(entry: &Entry) -> bool {
    match entry {
        Entry::Text(text) => text.is_empty(),
        Entry::Moment(moment) => moment.is_empty(),
        Entry::Verdict(_) | Entry::Count(_) => false,
        Entry::Number(number, _) => number.is_none(),
    }
}

/// The local time of `2026-03-02T08:00:00+00:00`, or the date of `2026-03-02`.
fn moment(text: &str) -> Option<ExcelDateTime> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u16>().ok();
    let date = ExcelDateTime::from_ymd(number(0..4)?, number(5..7)? as u8, number(8..10)? as u8).ok()?;
    if text.len() == 10 {
        return Some(date);
    }
    date.and_hms(number(11..13)?, number(14..16)? as u8, f64::from(number(17..19)?)).ok()
}

/// `text` as a cell can hold it.
pub(super) fn cut(text: &str, most: usize) -> String {
    let text = clean(text);
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
