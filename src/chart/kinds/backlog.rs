//! Cases from day to day.

use crate::chart::drawing::axis::Axis;
use crate::chart::drawing::horizon::Horizon;
use crate::chart::drawing::ink::look;
use crate::chart::drawing::marks::Marks;
use crate::chart::drawing::page::{Chart, Key, Page, Sign};
use crate::chart::drawing::panel::Panel;
use crate::chart::drawing::sketch::Sketch;
use crate::chart::drawing::stack::{Stack, Strip};
use crate::chart::drawing::style::Style;
use crate::chart::drawing::table::Table;
use crate::chart::words::figure;
use crate::chart::words::reading::{Course, Place, Superlative, nothing_happens};
use crate::results::{CaseDay, CaseResults, Estimate, Measure, Results, VariantResults};
use crate::units::describe_date;

use super::case_kinds::Kind;
use super::subject::{caption, enumeration, note_on_overlay, overlaid, value};

/// The backlog of `kind` at the end of each open day and the age of its oldest case, every variant a line; `None` if
/// nothing is known of it.
pub(super) fn backlog(results: &Results, style: &Style, kind: &Kind) -> Option<Chart> {
    let courses = Courses::new(results, kind, &[Measure::Backlog, Measure::OldestAgeDays]);
    let cases = |value| format!("{} cases", figure::estimate(value));
    let reading = courses.reading(Measure::Backlog, ("The backlog", "largest"), &cases);
    let from_zero = |highs: &mut dyn Iterator<Item = f64>| Axis::from_zero(highs);
    let alt = format!(
        "Lines of the backlog of {} at the end of each day, one per variant, and below, of the age of its oldest case. \
         Backlog at the end: {}.",
        kind.title,
        enumeration(&totals(results, kind, Measure::BacklogAtEnd, ""))
    );
    let drawing = Drawing {
        name: format!("backlog_{}", kind.stem),
        title: format!("Backlog and its oldest case from day to day — {}", kind.title),
        alt,
        reading,
        strips: vec![
            courses.strip(Measure::Backlog, "Backlog at the end of the day, cases", from_zero),
            courses.strip(Measure::OldestAgeDays, "Age of the oldest case, calendar days", from_zero),
        ],
        height: 210.0,
    };
    drawing.draw(results, style, &courses)
}

/// The share of the backlog of `kind` that is overdue, every variant a line; `None` if nothing ever is.
pub(super) fn overdue(results: &Results, style: &Style, kind: &Kind) -> Option<Chart> {
    let courses = Courses::new(results, kind, &[Measure::OverdueFraction]);
    if courses.highs(Measure::OverdueFraction).all(|high| high <= 0.0) {
        return None;
    }
    let alt = format!(
        "Lines of the share of the backlog of {} that is overdue at the end of each day, one per variant. Over all days: \
         {}.",
        kind.title,
        enumeration(&totals(results, kind, Measure::OverdueFraction, "%"))
    );
    let share = |value| format!("{}%", figure::estimate(value));
    let reading = courses.reading(Measure::OverdueFraction, ("The overdue share", "highest"), &share);
    let percent = |highs: &mut dyn Iterator<Item = f64>| Axis::percent_up_to(highs.fold(1.0, f64::max).min(100.0));
    let drawing = Drawing {
        name: format!("overdue_{}", kind.stem),
        title: format!("Overdue share of the backlog from day to day — {}", kind.title),
        alt,
        reading,
        strips: vec![courses.strip(
            Measure::OverdueFraction,
            "Overdue, % of the backlog at the end of the day",
            percent,
        )],
        height: 310.0,
    };
    drawing.draw(results, style, &courses)
}

/// What each variant says of some measures from day to day.
struct Courses<'a> {
    horizon: Option<Horizon>,
    measures: &'a [Measure],
    each: Vec<(&'a VariantResults, &'a CaseResults)>,
}

impl<'a> Courses<'a> {
    fn new(results: &'a Results, kind: &Kind, measures: &'a [Measure]) -> Self {
        let of_variant = |variant: &'a VariantResults| Some((variant, kind.cases_of(variant)?));
        let each: Vec<_> = overlaid(results).iter().filter_map(of_variant).collect();
        let dates = each.iter().flat_map(|(_, cases)| cases.days.iter().map(|day| day.date.as_str()));
        Self { horizon: Horizon::over(dates), measures, each }
    }

    fn highs(&self, measure: Measure) -> impl Iterator<Item = f64> + '_ {
        let days = self.each.iter().flat_map(|(_, cases)| &cases.days);
        days.filter_map(move |day| Some(value(&day.measures, measure)?.high()))
    }

    fn strip(&self, measure: Measure, name: &str, axis: impl Fn(&mut dyn Iterator<Item = f64>) -> Axis) -> Strip {
        let values = |(_, cases): &(_, &CaseResults)| -> Vec<(String, Option<Estimate>)> {
            cases.days.iter().map(|day| (day.date.clone(), value(&day.measures, measure))).collect()
        };
        let line = |(index, course)| {
            let spots = self.horizon.map(|horizon| horizon.points(&values(course))).unwrap_or_default();
            (look(index), spots)
        };
        let lines = self.each.iter().enumerate().map(line).collect();
        Strip { name: name.to_owned(), y: axis(&mut self.highs(measure)), lines, level: None }
    }

    /// On which day `measure` is highest, and under which variant.
    fn reading(
        &self,
        measure: Measure,
        (subject, word): (&str, &'static str),
        describe: &dyn Fn(Estimate) -> String,
    ) -> String {
        let course = |(variant, cases): &(&'a VariantResults, &'a CaseResults)| Course {
            name: &variant.name,
            values: cases.days.iter().map(|day| (day.date.clone(), value(&day.measures, measure))).collect(),
        };
        let courses: Vec<Course> = self.each.iter().map(course).collect();
        if nothing_happens(&courses) {
            return format!("{subject} stays at nothing");
        }
        let place = Place { preposition: "on", name: &|date: &str| describe_date(date) };
        let subject = subject.to_owned();
        Superlative { subject, word, least: false, place: Some(place), value: describe }.sentence(&courses)
    }

    fn is_empty(&self) -> bool {
        self.measures.iter().all(|measure| self.highs(*measure).next().is_none())
    }

    fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        let names = self.each.iter().enumerate();
        names.map(|(index, (variant, _))| Key { name: variant.name.clone(), sign: Sign::Line(look(index)) })
    }

    fn table(&self) -> Table {
        let columns: Vec<String> = self.measures.iter().map(|measure| figure::column(*measure)).collect();
        let columns = columns.iter().flat_map(|column| [column.clone(), format!("{column}_half_width")]);
        let header: Vec<String> = ["variant".to_owned(), "date".to_owned()].into_iter().chain(columns).collect();
        let mut table = Table::new(&header.iter().map(String::as_str).collect::<Vec<_>>());
        for (variant, cases) in &self.each {
            for day in &cases.days {
                table.row_of(&[&variant.name, &day.date], &self.estimates(day));
            }
        }
        table
    }

    fn estimates(&self, day: &CaseDay) -> Vec<Option<Estimate>> {
        self.measures.iter().map(|measure| value(&day.measures, *measure)).collect()
    }
}

struct Drawing {
    name: String,
    title: String,
    alt: String,
    reading: String,
    strips: Vec<Strip>,
    height: f64,
}

impl Drawing {
    fn draw(self, results: &Results, style: &Style, courses: &Courses) -> Option<Chart> {
        let horizon = courses.horizon.filter(|_| !courses.is_empty())?;
        let marks = Marks::of_disruptions(overlaid(results), |mark| horizon.disrupted(mark));
        let notes: Vec<String> = note_on_overlay(results).into_iter().collect();
        let mut page = Page::open(style, caption(results, self.name, self.title, &notes, self.alt));
        page.legend(&courses.keys().chain(marks.keys()).collect::<Vec<_>>());
        let (left, right) = Stack::sides(&self.strips, style);
        let stack = Stack {
            x: horizon.axis(style),
            height: style.scaled(self.height),
            crowded: horizon.is_crowded(),
            names: marks.rows(left, right, &horizon.axis(style)),
            draw_lines: Panel::draw_overlay,
        };
        stack.draw(&mut page, &self.strips, |sketch: &mut Sketch, panel: &Panel| marks.draw_shades(sketch, panel));
        page.name_x_axis(&horizon.name(), 28.0);
        Some(page.close(courses.table(), &self.reading))
    }
}

/// What the variants say of `measure` over the horizon, for a text alternative.
fn totals(results: &Results, kind: &Kind, measure: Measure, unit: &str) -> Vec<(String, String)> {
    let total = |variant: &VariantResults| {
        let total = value(&kind.cases_of(variant)?.total, measure)?;
        Some((variant.name.clone(), format!("{}{unit}", figure::estimate(total))))
    };
    overlaid(results).iter().filter_map(total).collect()
}
