use std::borrow::Cow;

use crate::results::{Measure, Measures, Unit, Verdict};

/// Figures for machines, row by row: a CSV file and a sheet of the workbook are written from it.
pub(crate) struct Sheet<'a> {
    pub(crate) columns: Vec<SheetColumn>,
    /// As many entries in each as there are columns.
    pub(crate) rows: Box<dyn Iterator<Item = Vec<Entry<'a>>> + 'a>,
}

/// A column; one of the two may do without it.
pub(crate) struct SheetColumn {
    /// What it is called in the CSV file.
    csv: Option<Cow<'static, str>>,
    /// What stands above it in the workbook.
    #[cfg_attr(not(feature = "documents"), expect(dead_code, reason = "for the workbook alone"))]
    pub(crate) label: Option<String>,
}

/// What stands in one place.
#[derive(Clone, Debug)]
pub(crate) enum Entry<'a> {
    Text(Cow<'a, str>),
    /// A date or a moment as the record has it: `2026-03-02T08:00:00+00:00`.
    Moment(&'a str),
    Verdict(Verdict),
    /// How many, without an interval.
    Count(u64),
    /// A number and what it counts; nothing where there is none.
    Number(
        Option<f64>,
        #[cfg_attr(not(feature = "documents"), expect(dead_code, reason = "for the workbook alone"))] Unit,
    ),
}

impl Sheet<'_> {
    /// As CSV, in full precision with a decimal point. What does not exist is left empty.
    ///
    /// # Errors
    ///
    /// None but those of writing to memory.
    pub(crate) fn csv(self) -> Result<Vec<u8>, csv::Error> {
        let Sheet { columns, rows } = self;
        let mut sheet = csv::Writer::from_writer(Vec::new());
        sheet.write_record(columns.iter().filter_map(|column| column.csv.as_deref()))?;
        for row in rows {
            let labelled = row.iter().zip(&columns).filter(|(_, column)| column.csv.is_some());
            sheet.write_record(labelled.map(|(entry, _)| entry.plain().into_owned()))?;
        }
        sheet.into_inner().map_err(|error| error.into_error().into())
    }
}

impl SheetColumn {
    /// In both, under these names.
    pub(crate) fn both(csv: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self { csv: Some(csv.into()), label: Some(label.into()) }
    }

    /// Of the CSV file alone.
    pub(crate) fn of_csv(csv: &'static str) -> Self {
        Self { csv: Some(csv.into()), label: None }
    }

    /// Of the workbook alone.
    pub(crate) fn of_workbook(label: &str) -> Self {
        Self { csv: None, label: Some(label.to_owned()) }
    }

    /// The mean of `measure`, and beside it its half-width.
    pub(crate) fn for_measure(measure: Measure) -> [Self; 2] {
        let label = with_unit(measure.label(), measure.unit());
        [Self::both(measure.key(), label.as_str()), Self::both(format!("{measure}_half_width"), format!("± {label}"))]
    }
}

impl<'a> Entry<'a> {
    /// Words that are there already.
    pub(crate) fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// The mean of `measure`, and beside it its half-width.
    pub(crate) fn for_measure(measures: &Measures, measure: Measure) -> [Self; 2] {
        let estimate = measures.get(&measure).copied().flatten();
        let number = |number| Self::Number(number, measure.unit());
        [number(estimate.map(|estimate| estimate.mean)), number(estimate.and_then(|estimate| estimate.half_width))]
    }

    fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Moment(moment) => Cow::Borrowed(moment),
            Self::Verdict(verdict) => Cow::Owned(verdict.word().replace(' ', "_")),
            Self::Count(count) => Cow::Owned(count.to_string()),
            Self::Number(number, _) => Cow::Owned(cell(*number)),
        }
    }
}

/// A number as every spreadsheet reads it; nothing where there is none.
pub(crate) fn cell(number: Option<f64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// A name with the unit that its numbers do not say themselves: `ASA (s)`.
pub(crate) fn with_unit(label: &str, unit: Unit) -> String {
    let unit = match unit {
        Unit::Seconds => "s",
        Unit::Hours => "h",
        Unit::Days => "days",
        Unit::Erlangs => "erlangs",
        Unit::Contacts
        | Unit::Needs
        | Unit::Share
        | Unit::Waiting
        | Unit::Agents
        | Unit::Ratio
        | Unit::Cases
        | Unit::Workers
        | Unit::Pounds => return label.to_owned(),
    };
    format!("{label} ({unit})")
}
