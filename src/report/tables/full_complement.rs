use crate::results::{DateEstimate, Estimate, Results, Unit};

use super::sheet::{Entry, Sheet, SheetColumn};

/// `full_complement.csv`: a row per variant and team with people.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn full_complement_csv(results: &Results) -> Result<Option<Vec<u8>>, csv::Error> {
    full_complement(results).map(Sheet::csv).transpose()
}

/// A row per variant and team with people; the chance that enough are up to speed within the horizon, and the dates up to which
/// that is reached with a chance of 10, 50 and 90%, each with the ends of its interval. A date is left out where the horizon
/// ends before it.
pub(crate) fn full_complement(results: &Results) -> Option<Sheet<'_>> {
    if results.variants.iter().all(|variant| variant.workforces.is_empty()) {
        return None;
    }
    let keys = [
        SheetColumn::both("variant", "Variant"),
        SheetColumn::of_workbook("Team"),
        SheetColumn::both("workforce", "Key"),
        SheetColumn::both("heads", "Full complement"),
        SheetColumn::both("reached", "Chance to reach it"),
        SheetColumn::both("reached_half_width", "± Chance to reach it"),
        SheetColumn::both("reached_low", "Chance, lower end"),
        SheetColumn::both("reached_high", "Chance, upper end"),
    ];
    let dates = [("p10", "10%"), ("p50", "50%"), ("p90", "90%")].into_iter().flat_map(|(key, chance)| {
        [
            SheetColumn::both(key, format!("By, with a chance of {chance}")),
            SheetColumn::both(format!("{key}_earliest"), format!("Earliest, {chance}")),
            SheetColumn::both(format!("{key}_latest"), format!("Latest, {chance}")),
        ]
    });
    let columns = keys.into_iter().chain(dates).collect();
    let teams = results.variants.iter().flat_map(|variant| variant.workforces.iter().map(move |team| (variant, team)));
    let rows = teams.map(|(variant, (name, workforce))| {
        let of = &workforce.full_complement;
        let mut entries = vec![Entry::text(&variant.name), Entry::text(&workforce.title), Entry::text(name)];
        entries.push(Entry::Count(of.heads.into()));
        entries.push(Entry::Number(of.reached.map(|reached| reached.mean), Unit::Share));
        entries.push(Entry::Number(of.reached.and_then(|Estimate { half_width, .. }| half_width), Unit::Share));
        entries.extend([0, 1].map(|end| Entry::Number(of.reached_interval.map(|ends| ends[end]), Unit::Share)));
        entries.extend([&of.p10, &of.p50, &of.p90].into_iter().flat_map(dates_of));
        entries
    });
    Some(Sheet { columns, rows: Box::new(rows) })
}

fn dates_of(of: &Option<DateEstimate>) -> [Entry<'_>; 3] {
    match of {
        None => [(); 3].map(|()| Entry::Moment("")),
        Some(of) => [
            Entry::Moment(&of.date),
            Entry::Moment(of.earliest.as_deref().unwrap_or_default()),
            Entry::Moment(of.latest.as_deref().unwrap_or_default()),
        ],
    }
}
