use crate::chart::drawing::axis::{Axis, Tick};
use crate::chart::drawing::ink::{Ink, look};
use crate::chart::drawing::lettering::REMARK;
use crate::chart::drawing::page::{Chart, Key, Page, Sign};
use crate::chart::drawing::panel::{Line, Panel, Spot};
use crate::chart::drawing::sketch::{Anchor, Area};
use crate::chart::drawing::style::{MARGIN, Style};
use crate::chart::drawing::table::Table;
use crate::chart::words::figure;
use crate::chart::words::reading::{Superlative, single};
use crate::results::{DayQuantile, Measure, Results, VariantResults};

use super::subject::{Subject, caption, enumeration, note_on_overlay, note_on_types, overlaid, value};

const PLOT_HEIGHT: f64 = 310.0;

/// One day in twenty, in per cent.
const WORST_DAYS: f64 = 5.0;

/// How the open days of `subject` differ in their service level, from the worst day to the best; `None` where fewer than two
/// points are known.
pub(super) fn service_level_by_day(results: &Results, style: &Style, subject: &Subject) -> Option<Chart> {
    let each: Vec<(&VariantResults, &[DayQuantile])> = overlaid(results)
        .iter()
        .filter_map(|variant| Some((variant, subject.contacts_of(variant)?.days.as_ref()?.quantiles.as_slice())))
        .collect();
    let lines: Vec<Line> =
        each.iter().enumerate().map(|(index, (_, quantiles))| (look(index), spots(quantiles))).collect();
    if lines.iter().all(|(_, spots)| spots.iter().filter(|spot| spot.1.is_some()).count() < 2) {
        return None;
    }
    let target = subject.promise(results).and_then(|promise| promise.target).map(|target| target * 100.0);
    let target = target.filter(|target| target.is_finite());
    let target_name = target.map(|target| format!("target {}%", figure::trimmed(target)));

    let title = format!("Service level of single days, from the worst to the best — {}", subject.title);
    let notes: Vec<String> = note_on_overlay(results).into_iter().chain(note_on_types(results, subject)).collect();
    let name = format!("days_{}", subject.stem);
    let mut page = Page::open(style, caption(results, name, title, &notes, alt(subject, &each, target)));
    page.legend(
        &each
            .iter()
            .enumerate()
            .map(|(index, (variant, _))| Key { name: variant.name.clone(), sign: Sign::Line(look(index)) })
            .collect::<Vec<_>>(),
    );
    page.name_y_axis("Service level of the day, %");
    let lane = page.keep(REMARK.line_height() + 4.0);
    let plot = page.keep(style.scaled(PLOT_HEIGHT));
    let y = Axis::percent();
    let right = style.right() - target_name.as_ref().map_or(14.0, |name| REMARK.width(name) + 8.0);
    let area = Area { left: MARGIN + Panel::room_for_names(&y), right, ..plot };
    let panel = Panel { area, x: shares(), y, crowded: false };
    panel.draw_y_axis(&mut page.sketch);
    if let Some((target, name)) = target.zip(target_name) {
        panel.draw_level(&mut page.sketch, target, &name, Ink::Target);
    }
    draw_worst_days(&mut page, &panel, lane.top + 8.0);
    panel.draw_points(&mut page.sketch, &lines);
    panel.draw_x_axis(&mut page.sketch);
    page.name_x_axis("Share of open days that were no better", 34.0);
    Some(page.close(table(&each), &reading(&each)))
}

fn spots(quantiles: &[DayQuantile]) -> Vec<Spot> {
    let spot = |quantile: &DayQuantile| {
        let share = if quantile.share.is_finite() { quantile.share.clamp(0.0, 1.0) } else { 0.0 };
        (share * 100.0, figure::shown(Measure::ServiceLevel, quantile.service_level))
    };
    quantiles.iter().map(spot).collect()
}

fn shares() -> Axis {
    let ticks = (0..=10).map(|tenth| Tick { value: f64::from(tenth) * 10.0, label: format!("{}%", tenth * 10) });
    Axis::with_ticks(0.0, 100.0, ticks.collect())
}

/// Where the worst day in twenty lies.
fn draw_worst_days(page: &mut Page, panel: &Panel, y: f64) {
    let (x, _) = panel.at(WORST_DAYS, 0.0);
    page.sketch.line(&[(x, panel.area.top - 4.0), (x, panel.area.bottom)], Ink::Target, 1.5, &[7.0, 3.0, 1.5, 3.0]);
    let name = "1 day in 20";
    let middle = x.max(panel.area.left + REMARK.width(name) / 2.0);
    page.sketch.words(name, (middle, y), Anchor::Centre, REMARK);
}

/// Under which variant the worst day in twenty is worst.
fn reading(each: &[(&VariantResults, &[DayQuantile])]) -> String {
    let worst = |quantiles: &[DayQuantile]| {
        let of_share = quantiles
            .iter()
            .find(|quantile| quantile.share * 100.0 == WORST_DAYS)
            .and_then(|quantile| quantile.service_level);
        figure::shown(Measure::ServiceLevel, of_share)
    };
    let values = single(each.iter().map(|(variant, quantiles)| (variant.name.as_str(), worst(quantiles))));
    if each.iter().all(|(_, quantiles)| worst(quantiles).is_none()) {
        return "Too few days were seen to tell the worst in twenty".to_owned();
    }
    let subject = "The service level of the worst day in twenty".to_owned();
    let value = |value| format!("{}%", figure::estimate(value));
    Superlative { subject, word: "lowest", least: true, place: None, value: &value }.sentence(&values)
}

fn table(each: &[(&VariantResults, &[DayQuantile])]) -> Table {
    let columns = ["variant", "share_of_days_percent", "service_level_percent", "service_level_percent_half_width"];
    let mut table = Table::new(&columns);
    for (variant, quantiles) in each {
        for (share, level) in spots(quantiles) {
            table.row_with(&[&variant.name, &figure::trimmed(share)], level);
        }
    }
    table
}

fn alt(subject: &Subject, each: &[(&VariantResults, &[DayQuantile])], target: Option<f64>) -> String {
    let described = each.iter().filter_map(|(variant, _)| {
        let total = &subject.contacts_of(variant)?.total;
        let median = value(total, Measure::ServiceLevelDayP50)?;
        let worst = value(total, Measure::ServiceLevelDayP05);
        let worst =
            worst.map_or_else(String::new, |worst| format!(", {}% on the worst in 20", figure::estimate(worst)));
        let missed = value(total, Measure::DaysMissedFraction);
        let missed =
            missed.map_or_else(String::new, |missed| format!(", {}% of days below target", figure::estimate(missed)));
        Some((variant.name.clone(), format!("{}% on the median day{worst}{missed}", figure::estimate(median))))
    });
    let figures: Vec<(String, String)> = described.collect();
    let numbers = if figures.is_empty() { String::new() } else { format!(" {}.", enumeration(&figures)) };
    let promised =
        target.map_or_else(String::new, |target| format!(", against a target of {}%", figure::trimmed(target)));
    format!(
        "Rising lines of the service level of {} on single days, from the worst day to the best, one per variant{promised}.{numbers}",
        subject.title
    )
}
