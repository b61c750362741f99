use crate::results::{Bounded, Estimate, LuckResults, Made, PeriodLuck, Quantile};

/// `luck.csv`: a row per team and period, every figure with the ends of its interval or its half-width.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn luck_csv(luck: &LuckResults) -> Result<Vec<u8>, csv::Error> {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    let mut headed = false;
    for (name, team) in luck.teams.iter() {
        for period in &team.periods {
            let cells = cells(period, team.aht_seconds, team.handling_sd_seconds);
            if !headed {
                let columns = cells.iter().map(|(column, _)| column.as_str());
                sheet.write_record(["team", "period", "made"].into_iter().chain(columns))?;
                headed = true;
            }
            let keys = [name.as_str(), period.period.word(), made(period.made)];
            sheet.write_record(keys.into_iter().chain(cells.iter().map(|(_, cell)| cell.as_str())))?;
        }
    }
    sheet.into_inner().map_err(|error| error.into_error().into())
}

/// `funnel.csv`: per team and period, the dots drawn, and the limits by number of contacts.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn funnel_csv(luck: &LuckResults) -> Result<Vec<u8>, csv::Error> {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    sheet.write_record(["team", "period", "series", "contacts", "aht_seconds"])?;
    for (name, team) in luck.teams.iter() {
        for period in &team.periods {
            for (series, contacts, aht) in funnel_rows(period) {
                let [contacts, aht] = [contacts, aht].map(|number| number.to_string());
                sheet.write_record([name.as_str(), period.period.word(), series, &contacts, &aht])?;
            }
        }
    }
    sheet.into_inner().map_err(|error| error.into_error().into())
}

/// What a funnel is drawn from: the series, contacts and seconds.
fn funnel_rows(period: &PeriodLuck) -> impl Iterator<Item = (&'static str, f64, f64)> {
    let dots = period.dots.iter().map(|dot| ("agent", dot.contacts as f64, dot.aht_seconds));
    let limits = period.limits.iter().flat_map(|limit| {
        let [low, high] = limit.limits_95;
        let [lowest, highest] = limit.limits_99_8;
        let series = [("limit_99_8_low", lowest), ("limit_95_low", low), ("limit_95_high", high)];
        let series = series.into_iter().chain([("limit_99_8_high", highest)]);
        series.map(|(series, seconds)| (series, limit.contacts, seconds))
    });
    dots.chain(limits)
}

fn cells(period: &PeriodLuck, aht: Estimate, handling_sd: Estimate) -> Vec<(String, String)> {
    let mut cells = vec![
        ("open_days".to_owned(), period.open_days.to_string()),
        ("agent_periods".to_owned(), period.agent_periods.to_string()),
    ];
    push_estimate(&mut cells, "contacts", period.contacts);
    period.contacts_quantiles.iter().for_each(|quantile| push_quantile(&mut cells, "contacts", quantile));
    push_estimate(&mut cells, "aht_seconds", aht);
    period.aht_quantiles.iter().for_each(|quantile| push_quantile(&mut cells, "own_aht_seconds", quantile));
    push_estimate(&mut cells, "sd_seconds", period.sd_seconds);
    push_estimate(&mut cells, "handling_sd_seconds", handling_sd);
    push_estimate(&mut cells, "standard_error_seconds", period.standard_error_seconds);
    push_bounded(&mut cells, "outside_95_fraction", period.outside_95_fraction);
    push_bounded(&mut cells, "outside_99_8_fraction", period.outside_99_8_fraction);
    push_bounded(&mut cells, "flagged_fraction", period.flagged_fraction);
    push_bounded(&mut cells, "flagged_agents", period.flagged_agents);
    cells
}

fn push_estimate(cells: &mut Vec<(String, String)>, name: &str, estimate: Estimate) {
    cells.push((name.to_owned(), estimate.mean.to_string()));
    cells.push((format!("{name}_half_width"), cell(estimate.half_width)));
}

fn push_bounded(cells: &mut Vec<(String, String)>, name: &str, figure: Bounded) {
    cells.push((name.to_owned(), figure.value.to_string()));
    cells.push((format!("{name}_low"), cell(figure.low)));
    cells.push((format!("{name}_high"), cell(figure.high)));
}

/// `own_aht_seconds_p2_5` for 2.5%.
fn push_quantile(cells: &mut Vec<(String, String)>, name: &str, quantile: &Quantile) {
    let percent = format!("{:.1}", quantile.share * 100.0);
    let percent = percent.trim_end_matches(".0").replace('.', "_");
    push_bounded(cells, &format!("{name}_p{percent}"), quantile.at);
}

/// How periods came about, in a word.
pub(crate) fn made(made: Made) -> &'static str {
    match made {
        Made::Successive => "successive",
        Made::Drawn => "drawn",
    }
}

fn cell(number: Option<f64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}
