use crate::results::{IntervalResults, Measure, Results, Scope};

const KEYS: [&str; 6] = ["variant", "scope", "start", "date", "time", "closes"];

/// `intervals.csv`: a row per variant, scope and interval; for each measure its mean and, beside it,
/// its half-width. What does not exist is left empty.
///
/// Only measures that occur have columns. Numbers are in full precision with a decimal point.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn intervals_csv(results: &Results) -> Result<Vec<u8>, csv::Error> {
    let measures = measures(results);
    let mut sheet = csv::Writer::from_writer(Vec::new());
    let columns = measures.iter().flat_map(|measure| [measure.key().into(), format!("{measure}_half_width")]);
    sheet.write_record(KEYS.map(String::from).into_iter().chain(columns))?;
    for variant in &results.variants {
        for (scope, intervals) in scopes(variant) {
            let scope = scope.to_string();
            for interval in intervals {
                sheet.write_record(record(&variant.name, &scope, interval, &measures))?;
            }
        }
    }
    sheet.into_inner().map_err(|error| error.into_error().into())
}

fn record(variant: &str, scope: &str, interval: &IntervalResults, measures: &[Measure]) -> Vec<String> {
    let date = interval.start.get(..10).unwrap_or_default();
    let time = interval.start.get(11..16).unwrap_or_default();
    let closes = if interval.closes { "yes" } else { "no" };
    let mut cells: Vec<String> = [variant, scope, &interval.start, date, time, closes].map(String::from).to_vec();
    for measure in measures {
        let estimate = interval.measures.get(measure).copied().flatten();
        cells.push(cell(estimate.map(|estimate| estimate.mean)));
        cells.push(cell(estimate.and_then(|estimate| estimate.half_width)));
    }
    cells
}

/// A number as every spreadsheet reads it; nothing where there is none.
pub(super) fn cell(number: Option<f64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn scopes(variant: &crate::results::VariantResults) -> impl Iterator<Item = (Scope, &[IntervalResults])> {
    let contacts = variant.contacts.iter().map(|(name, contacts)| {
        let scope = Scope::Contacts(name.clone());
        (scope, contacts.intervals.as_slice())
    });
    let teams = variant.teams.iter().map(|(name, team)| (Scope::Team(name.clone()), team.intervals.as_slice()));
    let all = contacts
        .chain([(Scope::AllContacts, variant.all_contacts.intervals.as_slice())])
        .chain(teams)
        .chain([(Scope::AllTeams, variant.all_teams.intervals.as_slice())]);
    // Without contacts there is nothing to say of intervals.
    all.filter(|_| !variant.contacts.is_empty())
}

fn measures(results: &Results) -> Vec<Measure> {
    let intervals = || results.variants.iter().flat_map(scopes).flat_map(|(_, intervals)| intervals);
    let occurs = |measure: &Measure| intervals().any(|interval| interval.measures.contains_key(measure));
    let of_teams = Measure::OF_TEAMS.into_iter().chain(Measure::OF_CREWS);
    Measure::OF_CONTACTS.into_iter().chain(of_teams).filter(occurs).collect()
}

#[cfg(test)]
mod tests {
    use crate::report::example;

    use super::*;

    #[test]
    fn a_spreadsheet_reads_a_row_per_interval() {
        let sheet = intervals_csv(&example::results()).unwrap();
        let mut reader = csv::Reader::from_reader(sheet.as_slice());
        let header = reader.headers().unwrap().clone();
        let column = |name: &str| header.iter().position(|known| known == name).unwrap();
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 2 * 3 * 2, "variants × scopes with intervals × intervals");
        let closing = &rows[1];
        assert_eq!(
            closing.iter().take(6).collect::<Vec<_>>(),
            ["baseline", "contacts.enquiries", "2026-03-02T17:30:00+00:00", "2026-03-02", "17:30", "yes"]
        );
        assert_eq!(
            (&closing[column("service_level")], &closing[column("service_level_half_width")]),
            ("0.823", "0.0061")
        );
        assert_eq!(&closing[column("asa_seconds")], "", "what does not exist is empty");
        assert!(!header.iter().any(|name| name == "blocked"), "what never occurs has no column");
        assert_eq!(&rows[6][0], "Limit, \"5m\"");
    }
}
