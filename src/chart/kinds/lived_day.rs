//! One day of a few people: a row each, shaded by what they do.

use crate::chart::drawing::axis::{Axis, Tick};
use crate::chart::drawing::hatch::Hatch;
use crate::chart::drawing::ink::Ink;
use crate::chart::drawing::lettering::LABEL;
use crate::chart::drawing::page::{Chart, Key, Page, Sign};
use crate::chart::drawing::panel::Panel;
use crate::chart::drawing::sketch::{Anchor, Area};
use crate::chart::drawing::style::{MARGIN, Style};
use crate::chart::drawing::table::Table;
use crate::chart::words::figure;
use crate::results::{Doing, LivedDay, PersonsDay, Results, VariantResults};
use crate::units::describe_date;

use super::people::teams;
use super::subject::{caption, enumeration, free_stem};

const ROW_HEIGHT: f64 = 25.0;
const NAMES_WIDTH: f64 = 84.0;
const HOUR: u32 = 3600;
/// Most variants whose day is drawn.
const MOST_VARIANTS: usize = 3;

/// The day of a few people of each of the first teams whose people have shifts, under the first few variants.
pub(super) fn lived_days(results: &Results, style: &Style) -> Vec<Chart> {
    let mut charts = Vec::new();
    for (name, people, stem) in teams(results) {
        let mut taken = std::collections::BTreeSet::new();
        for (index, variant) in results.variants.iter().take(MOST_VARIANTS).enumerate() {
            let of_variant = free_stem(&variant.name, &mut taken);
            let file = if index == 0 { format!("day_{stem}") } else { format!("day_{stem}_{of_variant}") };
            let day = variant.people.get(name).and_then(|people| people.day.as_ref());
            charts.extend(day.and_then(|day| draw(results, style, variant, (&people.title, day), file)));
        }
    }
    charts
}

/// `None` if it was nobody's working day.
fn draw(
    results: &Results,
    style: &Style,
    variant: &VariantResults,
    (title, day): (&str, &LivedDay),
    file: String,
) -> Option<Chart> {
    let spans = || day.people.iter().flat_map(|person| &person.spans);
    let (from, until) = (spans().map(|span| span.1).min()?, spans().map(|span| span.2).max()?);
    let LivedDay { date, people } = day;
    let title = format!("A day of {} people — {title}, {}", people.len(), variant.name);
    let notes = [
        format!("{}, in the first replication: a picture of one day, and no estimate", describe_date(date)),
        "People are spread evenly over those whose working day it was".to_owned(),
    ];
    let mut page = Page::open(style, caption(results, file, title, &notes, alt(day)));
    let occurs = |doing: &Doing| spans().any(|span| span.0 == *doing);
    let keys = Doing::ALL.into_iter().filter(occurs);
    page.legend(
        &keys
            .map(|doing| Key {
                name: name_of(doing).into(),
                sign: Sign::Hatched(Ink::Doing(doing).solid(), hatch(doing)),
            })
            .collect::<Vec<_>>(),
    );
    page.keep(6.0);
    let kept = page.keep(ROW_HEIGHT * people.len() as f64);
    let area = Area { left: MARGIN + NAMES_WIDTH, right: style.right() - 16.0, ..kept };
    let panel = Panel { area, x: hours(from, until), y: Axis::percent(), crowded: false };
    for (index, person) in people.iter().enumerate() {
        draw_person(&mut page, &panel, index, person);
    }
    panel.draw_x_axis(&mut page.sketch);
    page.name_x_axis("Time of day", 34.0);
    Some(page.close(table(day), &reading(day)))
}

fn draw_person(page: &mut Page, panel: &Panel, index: usize, person: &PersonsDay) {
    let top = panel.area.top + index as f64 * ROW_HEIGHT;
    let middle = top + ROW_HEIGHT / 2.0;
    let name = format!("place {}", figure::number(f64::from(person.place), 0));
    page.sketch.words(&name, (MARGIN, middle), Anchor::Left, LABEL);
    let place = |second: u32| panel.at(f64::from(second), 0.0).0;
    for &(doing, from, until) in &person.spans {
        let (top, bottom) = (top + 4.0 + inset(doing), top + ROW_HEIGHT - 4.0 - inset(doing));
        let (left, right) = (place(from), place(until));
        // A hair of white tells one contact from the next.
        let right = if doing == Doing::Contact { (right - 0.7).max(left + 0.6) } else { right };
        let area = Area { left, right, top, bottom };
        page.sketch.fill_hatched(area, Ink::Doing(doing).solid(), hatch(doing));
        if is_away(doing) {
            page.sketch.words(name_of(doing), (f64::midpoint(left, right), middle), Anchor::Centre, LABEL);
        }
    }
    for moment in [person.due.0, person.due.1] {
        let x = place(moment);
        page.sketch.line(&[(x, top + 1.0), (x, top + ROW_HEIGHT - 1.0)], Ink::Text, 1.2, &[]);
    }
    page.sketch.line(&[(panel.area.left, top), (panel.area.right, top)], Ink::Rule, 0.4, &[]);
}

/// An axis with a tick on each whole hour.
fn hours(from: u32, until: u32) -> Axis {
    let (first, last) = (from / HOUR, until.div_ceil(HOUR));
    let tick = |hour: u32| Tick { value: f64::from(hour * HOUR), label: format!("{:02}:00", hour % 24) };
    Axis::with_ticks(f64::from(first * HOUR), f64::from(last * HOUR), (first..=last).map(tick).collect())
}

/// Whether somebody who does this is not at work all day.
fn is_away(doing: Doing) -> bool {
    matches!(doing, Doing::OnLeave | Doing::Sick | Doing::Away)
}

/// Contacts stand highest, so that they are told apart in grey too.
fn inset(doing: Doing) -> f64 {
    match doing {
        Doing::Contact | Doing::Casework => 0.0,
        Doing::Break | Doing::Meeting | Doing::Training | Doing::Granted => 2.5,
        Doing::Waiting | Doing::Absent => 5.0,
        Doing::OnLeave | Doing::Sick | Doing::Away => 2.5,
    }
}

fn hatch(doing: Doing) -> Hatch {
    match doing {
        Doing::Contact | Doing::Waiting | Doing::Break | Doing::Granted => Hatch::Plain,
        // Their names are written on them.
        Doing::OnLeave | Doing::Sick | Doing::Away => Hatch::Plain,
        Doing::Meeting => Hatch::Along(1),
        Doing::Training => Hatch::Along(2),
        Doing::Casework => Hatch::Along(3),
        Doing::Absent => Hatch::Across,
    }
}

fn name_of(doing: Doing) -> &'static str {
    match doing {
        Doing::Contact => "contact",
        Doing::Waiting => "waiting for one",
        Doing::Casework => "cases",
        Doing::Break => "break",
        Doing::Meeting => "meeting",
        Doing::Training => "training",
        Doing::Granted => "pause by a clause",
        Doing::Absent => "late or out",
        Doing::OnLeave => "on leave",
        Doing::Sick => "sick",
        Doing::Away => "away",
    }
}

/// What part of their time at work those drawn spend with contacts and waiting for them, and how many stay beyond the end.
fn reading(day: &LivedDay) -> String {
    let lasts = |wanted: &dyn Fn(Doing) -> bool| -> f64 {
        let spans = day.people.iter().flat_map(|person| &person.spans).filter(|span| wanted(span.0));
        spans.map(|(_, from, until)| f64::from(until.saturating_sub(*from))).sum()
    };
    let at_work = lasts(&|doing| !is_away(doing)).max(1.0);
    let share = |wanted| figure::number(lasts(&|doing| doing == wanted) / at_work * 100.0, 0);
    let came = || day.people.iter().filter(|person| person.spans.iter().any(|span| !is_away(span.0)));
    let stays = came().filter(|person| person.spans.iter().any(|span| !is_away(span.0) && person.due.1 < span.2));
    format!(
        "On this day those drawn spend {}% of their time at work with contacts and {}% waiting for one; {} of the {} who came \
         stay beyond the end of their shift",
        share(Doing::Contact),
        share(Doing::Waiting),
        stays.count(),
        came().count()
    )
}

fn alt(day: &LivedDay) -> String {
    let spans = || day.people.iter().flat_map(|person| &person.spans);
    let hours = |doing: Doing| spans().filter(|span| span.0 == doing).map(|span| span.2 - span.1).sum::<u32>();
    let describe = |doing: Doing| (name_of(doing).to_owned(), figure::duration(f64::from(hours(doing))));
    let described: Vec<_> = Doing::ALL.into_iter().filter(|doing| hours(*doing) > 0).map(describe).collect();
    format!(
        "A row for each of {} people on {}, shaded by what they do through the day. All together: {}.",
        day.people.len(),
        describe_date(&day.date),
        enumeration(&described)
    )
}

fn table(day: &LivedDay) -> Table {
    let mut table = Table::new(&["place", "doing", "from_second_of_day", "until_second_of_day"]);
    for person in &day.people {
        for (doing, from, until) in &person.spans {
            table.row(&[person.place.to_string(), name_of(*doing).to_owned(), from.to_string(), until.to_string()]);
        }
    }
    table
}
