use csv::{Writer, WriterBuilder};

use crate::results::Estimate;

/// The numbers of a chart, as CSV.
#[derive(Debug)]
pub(crate) struct Table {
    writer: Writer<Vec<u8>>,
}

impl Table {
    /// A table with these column names.
    pub(crate) fn new(columns: &[&str]) -> Self {
        let mut table = Self { writer: WriterBuilder::new().flexible(true).from_writer(Vec::new()) };
        table.row(columns);
        table
    }

    /// Adds a row of `cells`.
    pub(crate) fn row<C: AsRef<[u8]>>(&mut self, cells: &[C]) {
        self.writer.write_record(cells).expect("memory takes every row");
    }

    /// Adds a row of `cells`, then an estimate's mean and half-width; empty where there is none.
    pub(crate) fn row_with(&mut self, cells: &[&str], estimate: Option<Estimate>) {
        self.row_of(cells, &[estimate]);
    }

    /// As [`Table::row_with`], with several estimates.
    pub(crate) fn row_of(&mut self, cells: &[&str], estimates: &[Option<Estimate>]) {
        let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let mut cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        for estimate in estimates {
            cells.push(number(estimate.map(|estimate| estimate.mean)));
            cells.push(number(estimate.and_then(|estimate| estimate.half_width)));
        }
        self.row(&cells);
    }

    /// The table as text.
    pub(crate) fn csv(self) -> String {
        let bytes = self.writer.into_inner().expect("memory takes every row");
        String::from_utf8(bytes).expect("text was written")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let mut table = Table::new(&["variant", "mean", "half_width"]);
        table.row_with(&["a, \"b\""], Some(Estimate { mean: 1.5, half_width: None }));
        table.row_with(&["c"], None);
        assert_eq!(table.csv(), "variant,mean,half_width\n\"a, \"\"b\"\"\",1.5,\nc,,\n");
    }
}
