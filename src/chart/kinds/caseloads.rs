//! People and the cases they own, week by week.

use std::collections::BTreeSet;

use crate::chart::drawing::axis::Axis;
use crate::chart::drawing::page::{Chart, Page};
use crate::chart::drawing::style::Style;
use crate::chart::drawing::table::Table;
use crate::chart::drawing::weeks::Weeks;
use crate::chart::words::figure;
use crate::results::{Estimate, Measure, Results, VariantResults};

use super::carried::caseload_per_worker;
use super::headcount::headcount;
use super::subject::{caption, enumeration, free_stem, note_on_overlay, overlaid};
use super::vacancies::vacancies_and_agency;
use super::week_lines::{Line, Plot, draw_plots, highest_week, plot_width};

/// Most caseloads, and most teams with people, that get charts of their own.
const MOST_CHARTED: usize = 12;

/// The charts of each caseload and of the people of each team; none where there are neither.
pub(super) fn caseloads_and_workforces(results: &Results, style: &Style) -> Vec<Chart> {
    let Some(baseline) = results.variants.first() else { return Vec::new() };
    let mut charts = Vec::new();
    let mut taken = BTreeSet::new();
    for (name, caseload) in baseline.caseloads.iter().take(MOST_CHARTED) {
        let stem = free_stem(name, &mut taken);
        charts.extend(caseload_per_worker(results, style, name, &stem));
        let subject = Subject { name, title: &caseload.title, stem: &stem };
        charts.extend(OF_CASELOADS.iter().flat_map(|kind| kind.charts(results, style, &subject)));
    }
    let mut taken = BTreeSet::new();
    for (name, workforce) in baseline.workforces.iter().take(MOST_CHARTED) {
        let stem = free_stem(name, &mut taken);
        charts.extend(vacancies_and_agency(results, style, (name, &workforce.title), &stem));
        charts.extend(headcount(results, style, name, &stem));
    }
    charts
}

/// A caseload that charts are about.
struct Subject<'a> {
    name: &'a str,
    title: &'a str,
    stem: &'a str,
}

/// A measure of a caseload that has a chart of its own.
struct Kind {
    measure: Measure,
    stem: &'static str,
    title: &'static str,
    y_name: &'static str,
    /// What it is called in a sentence, and in what it is counted.
    in_words: (&'static str, &'static str),
}

const OF_CASELOADS: [Kind; 4] = [
    Kind {
        measure: Measure::UnmetHours,
        stem: "unmet_hours",
        title: "Work that cases need and never get",
        y_name: "Hours a week",
        in_words: ("Unmet work", "hours a week"),
    },
    Kind {
        measure: Measure::HoursBehind,
        stem: "hours_behind",
        title: "Opening and handing over still to be done",
        y_name: "Hours at the end of the week",
        in_words: ("The work still to be done", "hours"),
    },
    Kind {
        measure: Measure::Unallocated,
        stem: "unallocated",
        title: "Cases that wait for a worker",
        y_name: "Cases at the end of the week",
        in_words: ("The number without a worker", "cases"),
    },
    Kind {
        measure: Measure::Handovers,
        stem: "handovers",
        title: "Cases that change hands",
        y_name: "Cases a week",
        in_words: ("The number of handovers", "a week"),
    },
];

/// Variants to draw, each with its place among all, which decides how it looks.
type Drawn<'a> = Vec<(usize, &'a VariantResults)>;

/// The baseline and the variants that bear a disruption it is spared; `None` if that is nobody or everybody.
fn disrupted(results: &Results) -> Option<Drawn<'_>> {
    let all: Drawn = overlaid(results).iter().enumerate().collect();
    let (_, baseline) = *all.first()?;
    let bears_more =
        |variant: &VariantResults| variant.disruptions.iter().any(|mark| !baseline.disruptions.contains(mark));
    let drawn: Drawn =
        all.iter().copied().filter(|(position, variant)| *position == 0 || bears_more(variant)).collect();
    (1 < drawn.len() && drawn.len() < all.len()).then_some(drawn)
}

impl Kind {
    /// The chart of all variants, and one of those with disruptions, which lasting changes may dwarf.
    fn charts(&self, results: &Results, style: &Style, subject: &Subject) -> Vec<Chart> {
        let all = overlaid(results).iter().enumerate().collect();
        let name = format!("{}_{}", self.stem, subject.stem);
        let title = format!("{} — {}", self.title, subject.title);
        let whole = self.chart(results, style, subject, all, (name, title));
        let dwarfed = matches!(self.measure, Measure::UnmetHours | Measure::HoursBehind);
        let part = disrupted(results).filter(|_| dwarfed).and_then(|drawn| {
            let name = format!("{}_disrupted_{}", self.stem, subject.stem);
            let title = format!("{}, around disruptions — {}", self.title, subject.title);
            self.chart(results, style, subject, drawn, (name, title))
        });
        whole.into_iter().chain(part).collect()
    }

    /// `None` if no week says anything, or nothing but zero.
    fn chart(
        &self,
        results: &Results,
        style: &Style,
        subject: &Subject,
        drawn: Drawn,
        (name, title): (String, String),
    ) -> Option<Chart> {
        let of = |(position, variant): &(usize, &VariantResults)| {
            Some(Line::new(*position, variant, &variant.caseloads.get(subject.name)?.weeks, self.measure))
        };
        let lines: Vec<Line> = drawn.iter().filter_map(of).collect();
        let all_weeks = drawn.iter().filter_map(|(_, variant)| variant.caseloads.get(subject.name));
        let highs: Vec<f64> = lines.iter().flat_map(Line::estimates).map(Estimate::high).collect();
        if !highs.iter().any(|high| 0.0 < *high) {
            return None;
        }
        let plot = Plot { y_name: self.y_name, y: Axis::from_zero(highs.into_iter()), lines: &lines };
        let weeks = Weeks::over(all_weeks.flat_map(|caseload| &caseload.weeks), plot_width(&plot.y, style))?;
        let peaks: Vec<(String, String)> = lines.iter().filter_map(Line::highest).collect();
        let alt = format!("{}, week by week, a line for each variant. Highest: {}.", self.title, enumeration(&peaks));
        let notes: Vec<String> = note_on_overlay(results).into_iter().collect();
        let caption = caption(results, name, title, &notes, alt);
        let column = figure::column(self.measure);
        let mut table = Table::new(&["variant", "week", &column, &format!("{column}_half_width")]);
        for line in &lines {
            line.values.iter().for_each(|(start, estimate)| table.row_with(&[&line.name, start], *estimate));
        }
        let (subject, unit) = self.in_words;
        let value = |value| format!("{} {unit}", figure::estimate(value));
        let reading = highest_week(subject, lines.iter().map(|line| (line.name.as_str(), line)), &value);
        Some(draw_plots(results, Page::open(style, caption), &weeks, &[plot], (table, &reading)))
    }
}
