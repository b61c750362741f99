use crate::results::{IntervalResults, Measure, Results, Scope, ScopeKind, VariantResults};

use super::sheet::{Entry, Sheet, SheetColumn};

/// `intervals.csv`: a row per variant, scope and interval.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn intervals_csv(results: &Results) -> Result<Vec<u8>, csv::Error> {
    intervals(results, all(results)).csv()
}

/// The intervals of one scope under one variant.
pub(crate) struct Intervals<'a> {
    variant: &'a str,
    pub(crate) scope: Scope,
    title: &'a str,
    intervals: &'a [IntervalResults],
}

/// All there are, one variant after another.
pub(crate) fn all(results: &Results) -> Vec<Intervals<'_>> {
    results.variants.iter().flat_map(of_variant).collect()
}

/// A row per interval; for each measure its mean and, beside it, its half-width. Only measures that occur have columns.
pub(crate) fn intervals<'a>(results: &'a Results, chosen: Vec<Intervals<'a>>) -> Sheet<'a> {
    let measures = measures(results);
    let keys = [
        SheetColumn::both("variant", "Variant"),
        SheetColumn::of_workbook("About"),
        SheetColumn::both("scope", "Scope"),
        SheetColumn::both("start", "Start"),
        SheetColumn::of_csv("date"),
        SheetColumn::of_csv("time"),
        SheetColumn::both("closes", "Closes at its end"),
    ];
    let columns = keys.into_iter().chain(measures.iter().copied().flat_map(SheetColumn::for_measure)).collect();
    let average = results.averages_days();
    let rows = chosen.into_iter().flat_map(move |Intervals { variant, scope, title, intervals }| {
        let (scope, measures) = (scope.to_string(), measures.clone());
        intervals.iter().map(move |interval| row((variant, title, &scope), interval, &measures, average))
    });
    Sheet { columns, rows: Box::new(rows) }
}

fn row<'a>(
    (variant, title, scope): (&'a str, &'a str, &str),
    interval: &'a IntervalResults,
    measures: &[Measure],
    average: bool,
) -> Vec<Entry<'a>> {
    // An average over several days has no date.
    let date = interval.start.get(..10).filter(|_| !average).unwrap_or_default();
    let time = interval.start.get(11..16).unwrap_or_default();
    let mut entries = vec![
        Entry::text(variant),
        Entry::text(title),
        Entry::Text(scope.to_owned().into()),
        if average { Entry::text(time) } else { Entry::Moment(&interval.start) },
        Entry::text(date),
        Entry::text(time),
        Entry::text(if interval.closes { "yes" } else { "no" }),
    ];
    entries.extend(measures.iter().flat_map(|measure| Entry::for_measure(&interval.measures, *measure)));
    entries
}

fn of_variant(variant: &VariantResults) -> impl Iterator<Item = Intervals<'_>> {
    let of = |scope, title, intervals| Intervals { variant: &variant.name, scope, title, intervals };
    let contacts = variant.contacts.iter().map(move |(name, contact)| {
        of(Scope::Contacts(name.clone()), contact.title.as_str(), contact.intervals.as_slice())
    });
    let teams = variant
        .teams
        .iter()
        .map(move |(name, team)| of(Scope::Team(name.clone()), team.title.as_str(), team.intervals.as_slice()));
    let (all_contacts, all_teams) = (&variant.all_contacts, &variant.all_teams);
    let groups = variant
        .groups
        .iter()
        .map(move |(name, group)| of(Scope::Group(name.clone()), group.title.as_str(), group.intervals.as_slice()));
    let all = contacts
        .chain(groups)
        .chain([of(Scope::AllContacts, &all_contacts.title, &all_contacts.intervals)])
        .chain(teams)
        .chain([of(Scope::AllTeams, &all_teams.title, &all_teams.intervals)]);
    // Without contacts there is nothing to say of intervals.
    all.filter(|_| !variant.contacts.is_empty())
}

fn measures(results: &Results) -> Vec<Measure> {
    let intervals = || results.variants.iter().flat_map(of_variant).flat_map(|of| of.intervals);
    let occurs = |measure: &Measure| intervals().any(|interval| interval.measures.contains_key(measure));
    ScopeKind::Contacts.measures().chain(ScopeKind::Teams.measures()).filter(occurs).collect()
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
