//! Vacant posts and agency workers of a team, week by week.

use crate::chart::drawing::axis::Axis;
use crate::chart::drawing::page::{Chart, Page};
use crate::chart::drawing::style::Style;
use crate::chart::drawing::table::Table;
use crate::chart::drawing::weeks::Weeks;
use crate::chart::words::figure;
use crate::results::{Estimate, Measure, Results, VariantResults};

use super::subject::{caption, enumeration, note_on_overlay, overlaid, value};
use super::week_lines::{Line, Plot, draw_plots, highest_week, plot_width};

/// Vacancies and agency workers of a team; `None` if no week says anything.
pub(super) fn vacancies_and_agency(
    results: &Results,
    style: &Style,
    (name, title): (&str, &str),
    stem: &str,
) -> Option<Chart> {
    let measures = [
        (Measure::VacancyFraction, "Vacant posts, % of posts"),
        (Measure::AgencyFraction, "Agency workers, % of all workers"),
    ];
    let lines_of = |measure: Measure| -> Vec<Line> {
        let of = |(position, variant): (usize, &VariantResults)| {
            Some(Line::new(position, variant, &variant.workforces.get(name)?.weeks, measure))
        };
        overlaid(results).iter().enumerate().filter_map(of).collect()
    };
    let lines = measures.map(|(measure, _)| lines_of(measure));
    if !lines.iter().flatten().any(|line| line.estimates().next().is_some()) {
        return None;
    }
    let most = lines.iter().flatten().flat_map(Line::estimates).map(Estimate::high).fold(1.0, f64::max);
    let y = Axis::percent_up_to(most);
    let all_weeks = overlaid(results).iter().filter_map(|variant| variant.workforces.get(name));
    let weeks = Weeks::over(all_weeks.flat_map(|workforce| &workforce.weeks), plot_width(&y, style))?;
    let total =
        |variant: &VariantResults, measure| value(&variant.workforces.get(name)?.total, measure).map(figure::estimate);
    let totals: Vec<(String, String)> = overlaid(results)
        .iter()
        .filter_map(|variant| {
            let (vacant, agency) =
                (total(variant, Measure::VacancyFraction)?, total(variant, Measure::AgencyFraction)?);
            Some((variant.name.clone(), format!("{vacant}% vacant, {agency}% agency")))
        })
        .collect();
    // Where no agency worker is ever there, the table is enough.
    let is_there = |lines: &&Vec<Line>| lines.iter().flat_map(Line::estimates).any(|share| 0.0 < share.high());
    let agency = lines.get(1).filter(is_there);
    let (drawn, what) = match agency {
        Some(_) => {
            ("Share of posts vacant above, share of workers from agencies below", "Vacant posts and agency workers")
        }
        None => ("Share of posts vacant", "Vacant posts"),
    };
    let alt = format!("{drawn}, week by week, a line for each variant. On average: {}.", enumeration(&totals));
    let caption = caption(
        results,
        format!("workforce_{stem}"),
        format!("{what} — {title}"),
        &note_on_overlay(results).into_iter().collect::<Vec<_>>(),
        alt,
    );
    let mut table = Table::new(&["variant", "week", "figure", "percent", "half_width_percent_points"]);
    for ((measure, _), lines) in measures.iter().zip(&lines) {
        for line in lines {
            for (start, estimate) in &line.values {
                table.row_with(&[&line.name, start, measure.key()], *estimate);
            }
        }
    }
    let plots: Vec<Plot> = measures
        .iter()
        .zip(lines.first().into_iter().chain(agency))
        .map(|((_, y_name), lines)| Plot { y_name, y: y.clone(), lines })
        .collect();
    let percent = |value| format!("{}%", figure::estimate(value));
    let vacant = lines[0].iter().map(|line| (line.name.as_str(), line));
    let reading = highest_week("The share of posts vacant", vacant, &percent);
    Some(draw_plots(results, Page::open(style, caption), &weeks, &plots, (table, &reading)))
}
