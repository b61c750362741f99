use crate::results::{Measure, OverPeople, PersonMeasure, Results};

use super::sheet::{Entry, Sheet, SheetColumn, with_unit};

/// `people.csv`: a row per variant, team and what is measured of each person. `None` where nobody has shifts.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn people_csv(results: &Results) -> Result<Option<Vec<u8>>, csv::Error> {
    people(results).map(Sheet::csv).transpose()
}

/// A row per variant, team and what is measured of each person; for each number of its distribution over people the mean
/// and, beside it, its half-width. `None` where nobody has shifts.
pub(crate) fn people(results: &Results) -> Option<Sheet<'_>> {
    if results.variants.iter().all(|variant| variant.people.is_empty()) {
        return None;
    }
    let keys = [
        SheetColumn::both("variant", "Variant"),
        SheetColumn::of_workbook("Team"),
        SheetColumn::both("team", "Key"),
        SheetColumn::of_workbook("Measure of each person"),
        SheetColumn::both("measure", "Key of the measure"),
    ];
    let of_people = OverPeople::ALL.iter().flat_map(|over| {
        let key = over.key();
        [SheetColumn::both(key, key), SheetColumn::both(format!("{key}_half_width"), format!("± {key}"))]
    });
    let columns = keys.into_iter().chain(of_people).collect();
    let teams = results.variants.iter().flat_map(|variant| variant.people.iter().map(move |team| (variant, team)));
    let rows = teams.flat_map(|(variant, (team, people))| {
        PersonMeasure::ALL.into_iter().map(move |measure| {
            let label = with_unit(measure.label(), Measure::People(measure, OverPeople::Mean).unit());
            let mut entries = vec![Entry::text(&variant.name), Entry::text(&people.title), Entry::text(team)];
            entries.extend([Entry::Text(label.into()), Entry::text(measure.key())]);
            let over = OverPeople::ALL.into_iter();
            entries.extend(over.flat_map(|over| Entry::for_measure(&people.total, Measure::People(measure, over))));
            entries
        })
    });
    Some(Sheet { columns, rows: Box::new(rows) })
}
