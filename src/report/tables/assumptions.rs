use crate::results::{Basis, Results};

const COLUMNS: [&str; 5] = ["path", "basis", "source", "range_from", "range_to"];

/// `assumptions.csv`: a row for each number of the scenario whose basis is stated. `None` where none is.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn assumptions_csv(results: &Results) -> Result<Option<Vec<u8>>, csv::Error> {
    if results.assumptions.is_empty() {
        return Ok(None);
    }
    let mut sheet = csv::Writer::from_writer(Vec::new());
    sheet.write_record(COLUMNS)?;
    for assumption in &results.assumptions {
        let [from, to] = assumption.range.clone().unwrap_or_default();
        let source = assumption.source.as_deref().unwrap_or_default();
        sheet.write_record([&assumption.path, basis(assumption.basis), source, &from, &to])?;
    }
    sheet.into_inner().map(Some).map_err(|error| error.into_error().into())
}

/// A basis in words.
pub(crate) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Measured => "measured",
        Basis::Published => "published",
        Basis::Claimed => "claimed",
        Basis::Assumed => "assumed",
    }
}

#[cfg(test)]
mod tests {
    use crate::report::example;

    use super::*;

    #[test]
    fn a_spreadsheet_reads_where_every_number_comes_from() {
        let mut results = example::results();
        let sheet = String::from_utf8(assumptions_csv(&results).unwrap().unwrap()).unwrap();
        let rows: Vec<_> = sheet.lines().collect();
        assert_eq!(
            rows,
            [
                "path,basis,source,range_from,range_to",
                "contacts.enquiries.patience,assumed,,10m,60m",
                "teams.front_line.agents,published,Hansard | 2008,,",
            ]
        );
        results.assumptions.clear();
        assert_eq!(assumptions_csv(&results).unwrap(), None);
    }
}
