//! How what people live through differs between colleagues, under each variant.

use std::collections::BTreeSet;

use crate::chart::drawing::axis::Axis;
use crate::chart::drawing::ink::{Ink, Look, Marker, Tint};
use crate::chart::drawing::lettering::SMALL;
use crate::chart::drawing::page::{Chart, Key, Page, Sign};
use crate::chart::drawing::rows::{GAP, MOST_ROWS, Rows, draw_tick_names};
use crate::chart::drawing::sketch::{Anchor, Area, Sketch};
use crate::chart::drawing::style::Style;
use crate::chart::drawing::table::Table;
use crate::chart::words::figure;
use crate::chart::words::reading::{Superlative, named, single};
use crate::results::{Estimate, Measure, OverPeople, PeopleResults, PersonMeasure, Results, Unit, VariantResults};

use super::subject::{caption, enumeration, free_stem, note_on_first, value};

/// Most teams that get charts.
pub(super) const MOST_TEAMS: usize = 6;

const MEDIAN: Look = Look { ink: Ink::Text, dash: &[], marker: Marker::Diamond };
const MOST: Look = Look { ink: Ink::Line(1), dash: &[], marker: Marker::Ring };
const HALF_OF_THE_PEOPLE: Tint = Ink::Line(1).tint(0.35);
const INTERVAL: Tint = Ink::Text.tint(0.30);

/// What is drawn, and what it is called: in file names, and in titles.
const DRAWN: [(PersonMeasure, &str, &str); 4] = [
    (PersonMeasure::LongestRun, "longest_run", "Longest run of contacts without a pause"),
    (PersonMeasure::ContactsAWeek, "contacts_a_week", "Contacts a week, and how colleagues differ"),
    (PersonMeasure::Occupancy, "occupancy_of_people", "Occupancy of each person"),
    (PersonMeasure::HoursWithPauseFraction, "hours_with_pause", "Hours with five minutes or more without a contact"),
];

/// A box for each variant: the middle half of the people, nine in ten and one in ten, the median and the most; for the first few
/// teams whose people have shifts.
pub(super) fn between_colleagues(results: &Results, style: &Style) -> Vec<Chart> {
    let mut charts = Vec::new();
    for (name, people, stem) in teams(results) {
        let chart = |(lived, file, title): (PersonMeasure, &str, &str)| {
            Boxes { results, style, team: name, lived }
                .draw(format!("{file}_{stem}"), format!("{title} — {}", people.title))
        };
        charts.extend(DRAWN.into_iter().filter_map(chart));
    }
    charts
}

/// The teams drawn, with what they are called in file names.
pub(super) fn teams(results: &Results) -> Vec<(&str, &PeopleResults, String)> {
    let mut taken = BTreeSet::new();
    let teams = results.variants.first().into_iter().flat_map(|baseline| baseline.people.iter()).take(MOST_TEAMS);
    teams.map(|(name, people)| (name.as_str(), people, free_stem(name, &mut taken))).collect()
}

struct Boxes<'a> {
    results: &'a Results,
    style: &'a Style,
    team: &'a str,
    lived: PersonMeasure,
}

/// The distribution of one variant, in the unit in which it is shown.
struct Row<'a> {
    variant: &'a str,
    of: [Option<Estimate>; OverPeople::ALL.len()],
}

impl Row<'_> {
    fn at(&self, among: OverPeople) -> Option<Estimate> {
        self.of[among as usize]
    }
}

impl<'a> Boxes<'a> {
    /// `None` where nobody has it.
    fn draw(&self, name: String, title: String) -> Option<Chart> {
        let rows: Vec<Row> = self.results.variants.iter().filter_map(|variant| self.row(variant)).collect();
        if rows.is_empty() {
            return None;
        }
        let all = rows.len();
        let drawn = &rows[..all.min(MOST_ROWS)];
        let mut notes = vec!["Every person counts alike; each figure is the mean over replications".to_owned()];
        notes.extend(note_on_first(MOST_ROWS, all, "variants are drawn"));
        notes.extend(note_on_first(
            MOST_TEAMS,
            self.results.variants.first().map_or(0, |baseline| baseline.people.len()),
            "teams are drawn",
        ));
        let mut page = Page::open(self.style, caption(self.results, name, title, &notes, self.alt(drawn)));
        page.legend(&keys());
        page.keep(6.0);
        let names: Vec<&str> = drawn.iter().map(|row| row.variant).collect();
        let rows_drawn = Rows::new(&names, self.style);
        let areas = rows_drawn.draw(&mut page);
        let area = Area {
            left: rows_drawn.left(),
            right: self.style.right() - 10.0,
            top: areas.first()?.top,
            bottom: areas.last()?.bottom,
        };
        self.draw_boxes(&mut page.sketch, drawn, &areas, area);
        page.name_x_axis(self.axis_name(), 34.0);
        Some(page.close(self.table(&rows), &self.reading(drawn)))
    }

    fn row(&self, variant: &'a VariantResults) -> Option<Row<'a>> {
        let total = &variant.people.get(self.team)?.total;
        let of = OverPeople::ALL.map(|among| value(total, Measure::People(self.lived, among)));
        of.iter().all(Option::is_some).then_some(Row { variant: &variant.name, of })
    }

    fn draw_boxes(&self, sketch: &mut Sketch, rows: &[Row], areas: &[Area], area: Area) {
        let axis = self.axis(rows);
        for tick in &axis.ticks {
            let x = area.left + axis.share(tick.value) * area.width();
            sketch.line(&[(x, area.top), (x, area.bottom)], Ink::Grid, 1.0, &[]);
        }
        sketch.line(&[(area.left, area.bottom), (area.right, area.bottom)], Ink::Rule, 1.0, &[]);
        draw_tick_names(sketch, &axis, area, 1.5 * GAP);
        for (row, place) in rows.iter().zip(areas) {
            draw_box(sketch, row, &axis, Area { left: area.left, right: area.right, ..*place });
        }
    }

    /// From zero, but for contacts a week: of them, what is drawn is how colleagues differ.
    fn axis(&self, rows: &[Row]) -> Axis {
        let means = |among| rows.iter().filter_map(move |row| row.at(among)).map(|estimate| estimate.mean);
        let medians =
            rows.iter().filter_map(|row| row.at(OverPeople::P50)).flat_map(|median| [median.low(), median.high()]);
        let ends: Vec<f64> = means(OverPeople::P10).chain(means(OverPeople::Max)).chain(medians).collect();
        match self.lived {
            _ if self.is_share() => Axis::percent(),
            PersonMeasure::ContactsAWeek => Axis::spanning(ends.into_iter(), self.style.most(10)),
            _ => Axis::from_zero(ends.into_iter()),
        }
    }

    fn is_share(&self) -> bool {
        Measure::People(self.lived, OverPeople::P50).unit() == Unit::Share
    }

    fn axis_name(&self) -> &'static str {
        match self.lived {
            PersonMeasure::LongestRun => "Contacts in a row, each within 10 s of the one before",
            PersonMeasure::ContactsAWeek => "Contacts in a week with a shift",
            PersonMeasure::Occupancy => "Handling, % of handling and waiting",
            PersonMeasure::HoursWithPauseFraction => "% of whole hours of shifts",
            _ => self.lived.label(),
        }
    }

    fn reading(&self, rows: &[Row]) -> String {
        let sign = if self.is_share() { "%" } else { "" };
        let with_sign = |value| format!("{}{sign}", figure::estimate(value));
        let medians = single(rows.iter().map(|row| (row.variant, row.at(OverPeople::P50))));
        let subject = format!("The median person's {}", self.of_a_person());
        let most =
            Superlative { subject, word: "highest", least: false, place: None, value: &with_sign }.sentence(&medians);
        let (tail, or) = match self.lived {
            PersonMeasure::HoursWithPauseFraction => (OverPeople::P10, "or less"),
            _ => (OverPeople::P90, "or more"),
        };
        let one_in_ten = rows.first().and_then(|row| Some((row.variant, row.at(tail)?)));
        let beyond = one_in_ten.map_or_else(String::new, |(variant, tail)| {
            format!("; one person in ten has {} {or} under {}", with_sign(tail), named(variant))
        });
        format!("{most}{beyond}")
    }

    fn of_a_person(&self) -> &'static str {
        match self.lived {
            PersonMeasure::LongestRun => "longest run of contacts",
            PersonMeasure::ContactsAWeek => "number of contacts a week",
            PersonMeasure::Occupancy => "occupancy",
            PersonMeasure::HoursWithPauseFraction => "share of hours with a pause",
            _ => self.lived.label(),
        }
    }

    fn alt(&self, rows: &[Row]) -> String {
        let spread = |row: &Row| {
            let at = |among| row.at(among).map(figure::estimate).unwrap_or_default();
            let sign = if self.is_share() { "%" } else { "" };
            let (p10, median, p90) = (at(OverPeople::P10), at(OverPeople::P50), at(OverPeople::P90));
            (row.variant.to_owned(), format!("{median}{sign}, from {p10}{sign} to {p90}{sign}"))
        };
        let spreads: Vec<(String, String)> = rows.iter().map(spread).collect();
        format!(
            "{} over people, a box for each variant. Median, from one in ten to nine in ten: {}.",
            self.lived.label(),
            enumeration(&spreads)
        )
    }

    fn table(&self, rows: &[Row]) -> Table {
        let columns = OverPeople::ALL.iter().flat_map(|among| {
            let column = figure::column(Measure::People(self.lived, *among));
            [column.clone(), format!("{column}_half_width")]
        });
        let columns: Vec<String> = std::iter::once("variant".to_owned()).chain(columns).collect();
        let mut table = Table::new(&columns.iter().map(String::as_str).collect::<Vec<_>>());
        rows.iter().for_each(|row| table.row_of(&[row.variant], &row.of));
        table
    }
}

fn draw_box(sketch: &mut Sketch, row: &Row, axis: &Axis, area: Area) {
    let place = |value: f64| area.left + axis.share(value) * area.width();
    let at = |among| row.at(among).map(|estimate| place(estimate.mean));
    let middle = (area.top + area.bottom) / 2.0 - 5.0;
    let Some((((p10, p25), (p75, p90)), median)) = at(OverPeople::P10)
        .zip(at(OverPeople::P25))
        .zip(at(OverPeople::P75).zip(at(OverPeople::P90)))
        .zip(row.at(OverPeople::P50))
    else {
        return;
    };
    sketch.line(&[(p10, middle), (p90, middle)], Ink::Line(1), 1.6, &[]);
    for end in [p10, p90] {
        sketch.line(&[(end, middle - 5.0), (end, middle + 5.0)], Ink::Line(1), 1.6, &[]);
    }
    let half = Area { left: p25, right: p75.max(p25 + 1.0), top: middle - 8.0, bottom: middle + 8.0 };
    sketch.fill_area(half, HALF_OF_THE_PEOPLE);
    if median.half_width.is_some() {
        let (low, high) = (place(median.low()), place(median.high()));
        let band = Area { left: low, right: high.max(low + 1.0), top: middle - 11.0, bottom: middle + 11.0 };
        sketch.fill_area(band, INTERVAL);
    }
    sketch.marker((place(median.mean), middle), MEDIAN, 4.0);
    if let Some(most) = at(OverPeople::Max) {
        sketch.marker((most, middle), MOST, 3.4);
    }
    let label = figure::estimate(median);
    let half = SMALL.width(&label) / 2.0;
    let x = place(median.mean).clamp(area.left + half, (area.right - half).max(area.left + half));
    sketch.words(&label, (x, middle + 19.0), Anchor::Centre, SMALL);
}

fn keys() -> Vec<Key> {
    let key = |name: &str, sign| Key { name: name.to_owned(), sign };
    vec![
        key("median person", Sign::Marker(MEDIAN)),
        key("its interval", Sign::Shade(INTERVAL)),
        key("the middle half of the people", Sign::Shade(HALF_OF_THE_PEOPLE)),
        key("one in ten to nine in ten", Sign::Stroke(Look { ink: Ink::Line(1), dash: &[], marker: Marker::Disc })),
        key("the most that anybody has", Sign::Marker(MOST)),
    ]
}
