use crate::results::{ContactResults, Estimate, Measure, Results, Scope, Unit, VariantResults};

use super::sheet::{Entry, Sheet, SheetColumn, with_unit};

/// A row per variant, contact type and team: how many contacts the team answered. `None` where there is one team only.
pub(crate) fn handled(results: &Results) -> Option<Sheet<'_>> {
    let known = || results.variants.iter().flat_map(|variant| scopes(variant).map(move |scope| (variant, scope)));
    if known().all(|(_, (_, contacts))| contacts.handled.is_empty()) {
        return None;
    }
    let columns = vec![
        SheetColumn::both("variant", "Variant"),
        SheetColumn::of_workbook("About"),
        SheetColumn::both("scope", "Scope"),
        SheetColumn::both("team", "Team"),
        SheetColumn::both("handled", "Handled"),
        SheetColumn::both("handled_half_width", "± Handled"),
        SheetColumn::both("share", "Share of those answered"),
    ];
    let rows = known().flat_map(|(variant, (scope, contacts))| {
        let whole: f64 = contacts.handled.iter().filter_map(|(_, handled)| Some((*handled)?.mean)).sum();
        contacts.handled.iter().map(move |(team, handled)| {
            let mean = handled.map(|handled: Estimate| handled.mean);
            vec![
                Entry::text(&variant.name),
                Entry::text(&contacts.title),
                Entry::Text(scope.to_string().into()),
                Entry::text(team),
                Entry::Number(mean, Unit::Contacts),
                Entry::Number(handled.and_then(|handled| handled.half_width), Unit::Contacts),
                Entry::Number(mean.filter(|_| 0.0 < whole).map(|mean| mean / whole), Unit::Share),
            ]
        })
    });
    Some(Sheet { columns, rows: Box::new(rows) })
}

/// A row per variant, contact type and threshold: the service level within it. `None` where no further thresholds are asked for.
pub(crate) fn thresholds(results: &Results) -> Option<Sheet<'_>> {
    let known = || {
        let of_variant =
            |variant: &'_ VariantResults| variant.contacts.iter().any(|(_, of)| !of.also_within.is_empty());
        results.variants.iter().any(of_variant)
    };
    if !known() {
        return None;
    }
    let level = Measure::ServiceLevel;
    let keys = [
        SheetColumn::both("variant", "Variant"),
        SheetColumn::of_workbook("About"),
        SheetColumn::both("scope", "Scope"),
        SheetColumn::both("within_seconds", with_unit("Within", Unit::Seconds)),
    ];
    let columns = keys.into_iter().chain(SheetColumn::for_measure(level)).collect();
    let rows = results.variants.iter().flat_map(|variant| {
        variant.contacts.iter().flat_map(move |(name, contacts)| {
            contacts.also_within.iter().map(move |within| {
                let number = |number| Entry::Number(number, Unit::Share);
                vec![
                    Entry::text(&variant.name),
                    Entry::text(&contacts.title),
                    Entry::Text(Scope::Contacts(name.clone()).to_string().into()),
                    Entry::Number(Some(within.within_seconds), Unit::Seconds),
                    number(within.service_level.map(|level| level.mean)),
                    number(within.service_level.and_then(|level| level.half_width)),
                ]
            })
        })
    });
    Some(Sheet { columns, rows: Box::new(rows) })
}

fn scopes(variant: &VariantResults) -> impl Iterator<Item = (Scope, &ContactResults)> {
    variant.contacts.iter().map(|(name, contacts)| (Scope::Contacts(name.clone()), contacts))
}

#[cfg(test)]
mod tests {
    use crate::report::example;
    use crate::results::{LevelWithin, Named};

    use super::*;

    #[test]
    fn a_spreadsheet_reads_who_handled_what_and_how_many_within_which_wait() {
        let mut results = example::results();
        assert!(handled(&results).is_none() && thresholds(&results).is_none());
        let contacts = &mut results.variants[0].contacts.0[0].1;
        let of = |mean| Some(Estimate { mean, half_width: Some(2.0) });
        contacts.handled = Named(vec![("leeds".into(), of(75.0)), ("halifax".into(), of(25.0))]);
        contacts.also_within = vec![LevelWithin { within_seconds: 60.0, service_level: of(0.9) }];
        let text = |sheet: Sheet<'_>| String::from_utf8(sheet.csv().unwrap()).unwrap();
        let rows = text(handled(&results).unwrap());
        assert_eq!(
            rows,
            "variant,scope,team,handled,handled_half_width,share\nbaseline,contacts.enquiries,leeds,75,2,0.75\n\
             baseline,contacts.enquiries,halifax,25,2,0.25\n"
        );
        let rows = text(thresholds(&results).unwrap());
        assert_eq!(rows.lines().nth(1), Some("baseline,contacts.enquiries,60,0.9,2"));
    }
}
