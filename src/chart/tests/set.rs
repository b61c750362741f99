//! All charts as one set: every shape of results is drawn whole in every style; nothing overlaps, nothing is cut.

use crate::results::Results;

use super::super::{
    Chart, can_be_called, charts_of_break_even, charts_of_luck, charts_of_run, charts_of_sensitivity, charts_of_sweep,
    fabricated,
};
use crate::chart::drawing::image::tree;
use crate::chart::drawing::lettering::{LABEL, Lettering, Weight};
use crate::chart::drawing::sketch::Area;
use crate::chart::drawing::style::{Style, Theme};

/// Every shape of results that a run may leave.
fn shapes() -> Vec<Results> {
    vec![
        fabricated::day(),
        fabricated::three_days(),
        fabricated::with_days(),
        fabricated::crowded(),
        fabricated::one_interval(),
        fabricated::all_zero(),
        fabricated::with_gaps(),
        fabricated::with_contact_types(20),
        fabricated::year(),
        fabricated::caseloads(1),
        fabricated::caseloads(4),
        fabricated::caseloads(12),
        fabricated::people(1),
        fabricated::people(12),
        fabricated::with_cases(1),
        fabricated::with_cases(13),
        fabricated::with_cases(52),
    ]
}

/// Every chart of every kind of question, in this style.
fn charts_of_everything(style: &Style) -> Vec<Chart> {
    let runs = shapes();
    let runs = runs.iter().flat_map(|results| charts_of_run(results, style));
    let sweeps = [fabricated::sweep(&[]), fabricated::sweep(&["4m", "5m"]), fabricated::rotations()];
    let sweeps: Vec<Chart> = sweeps.iter().flat_map(|sweep| charts_of_sweep(sweep, style)).collect();
    runs.chain(sweeps)
        .chain(charts_of_break_even(&fabricated::break_even(), style))
        .chain(charts_of_sensitivity(&fabricated::sensitivity(), style))
        .chain(charts_of_luck(&fabricated::luck(0.1), style))
        .collect()
}

#[test]
fn every_shape_of_results_is_drawn() {
    for results in shapes() {
        let charts = charts_of_run(&results, &Style::default());
        assert!(charts.len() >= 5, "{}", charts.len());
        for chart in charts {
            check_document(&chart, &results);
            check_layout(&chart);
        }
    }
}

#[test]
fn what_is_drawn_fits_every_width() {
    for width in [480, 560, 700, 960, 1300, 2400] {
        let style = Style { width, ..Style::default() };
        for chart in charts_of_everything(&style) {
            assert_eq!(attribute(&chart.svg, "width"), width.to_string(), "{}", chart.name);
            check_layout(&chart);
        }
    }
}

#[test]
fn a_theme_changes_colours_and_nothing_else() {
    let colourless = |svg: &str| {
        let mut kept = String::new();
        let mut rest = svg;
        while let Some((before, after)) = rest.split_once("=\"#") {
            kept.push_str(before);
            rest = &after[6..];
        }
        kept + rest
    };
    let opacity = |svg: &str| {
        svg.split("opacity=\"").map(|part| part.split_once('"').map_or(part, |halves| halves.1)).collect::<String>()
    };
    let dark = Style { theme: Theme::Dark, ..Style::default() };
    for (light, dark) in charts_of_everything(&Style::default()).iter().zip(charts_of_everything(&dark)) {
        assert_ne!(light.svg, dark.svg, "{}", light.name);
        assert!(!dark.svg.to_lowercase().contains("#ffffff"), "{}", light.name);
        assert_eq!(opacity(&colourless(&light.svg)), opacity(&colourless(&dark.svg)), "{}", light.name);
        assert_eq!((&light.alt, &light.csv), (&dark.alt, &dark.csv));
        assert!(tree(&dark.svg).is_ok(), "{} is no drawing", dark.name);
    }
}

#[test]
fn a_caption_stands_above_the_source_line() {
    let caption = "Arrivals as the Department publishes them; limits as the union proposes them. ".repeat(4);
    let style = Style { caption: caption.trim().to_owned(), width: 480, ..Style::default() };
    for chart in charts_of_everything(&style) {
        check_layout(&chart);
        let (above, below) = chart.svg.split_once("Arrivals as the").unwrap();
        assert!(!above.contains("seed 1") && below.contains("seed 1"), "{}", chart.name);
        assert_eq!(below.matches("Department").count(), 3 + 1, "{}", chart.name);
    }
}

#[test]
fn every_chart_has_its_numbers_its_alternative_and_what_to_see() {
    for chart in charts_of_everything(&Style::default()) {
        let Chart { name, title, alt, reading, csv, .. } = &chart;
        assert!(csv.lines().count() > 1, "{name} has no numbers");
        assert!(alt.ends_with('.') && alt.len() > 60, "{name}: {alt}");
        assert!(reading.ends_with('.') && reading.len() > 20 && reading != alt, "{name}: {reading}");
        assert!(!reading.contains(". ") && !reading.contains("  "), "{name} says more than a sentence: {reading}");
        assert!(!reading.contains(title.as_str()), "{name} repeats its title");
        assert!(reading.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit()), "{name}: {reading}");
    }
}

#[test]
fn dates_are_british_but_for_those_of_the_tables() {
    let is_iso = |text: &str| {
        let letters: Vec<char> = text.chars().collect();
        letters.windows(10).any(|ten| {
            let shape = [4, 7].iter().all(|at| ten[*at] == '-');
            shape && ten.iter().enumerate().all(|(at, letter)| [4, 7].contains(&at) || letter.is_ascii_digit())
        })
    };
    assert!(is_iso("on 2026-03-02 at") && !is_iso("on 2 March 2026"));
    for chart in charts_of_everything(&Style::default()) {
        let words = chart.svg.split("<text ").skip(1).map(text_and_area).map(|(text, _)| text);
        for text in words.chain([chart.title, chart.alt, chart.reading]) {
            assert!(!is_iso(&text), "{}: {text}", chart.name);
        }
    }
}

#[test]
fn no_letter_is_too_small_to_be_read_in_print() {
    const POINTS_ACROSS: f64 = 170.0 / 25.4 * 72.0;
    for chart in charts_of_everything(&Style::default()) {
        let width: f64 = attribute(&chart.svg, "width").parse().unwrap();
        for element in chart.svg.split("<text ").skip(1) {
            let pixels = attribute(element, "font-size").parse::<f64>().unwrap() / 10.0;
            assert!(pixels * POINTS_ACROSS / width >= 6.5, "{pixels} pixels in {}", chart.name);
        }
    }
}

#[test]
fn every_chart_can_be_asked_for_by_name() {
    for chart in charts_of_everything(&Style::default()) {
        assert!(can_be_called(&chart.name), "{} belongs to no family", chart.name);
        assert!(chart.is_called(&chart.name));
    }
}

#[test]
fn the_same_results_give_the_same_bytes() {
    let style = Style { theme: Theme::Dark, caption: "As counted by the union".into(), ..Style::default() };
    assert_eq!(charts_of_everything(&style), charts_of_everything(&style));
}

pub(super) fn check_document(chart: &Chart, results: &Results) {
    let Chart { name, svg, alt, title, .. } = chart;
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""), "{name}");
    assert!(svg.contains("font-family=\"DejaVu Sans, Verdana, sans-serif\""), "{name}");
    assert!(!title.is_empty() && alt.ends_with('.') && alt.len() > 60, "{name}: {alt}");
    assert!(svg.contains("seed 1") && svg.contains("scenario 3fa4c2d1"), "{name}");
    let has_intervals = results.variants.iter().any(|variant| variant.replications > 1);
    assert_eq!(svg.contains("95% intervals"), has_intervals, "{name}");
}

/// Every text lies on the page and none over another.
pub(super) fn check_layout(chart: &Chart) {
    let size = |name| attribute(&chart.svg, name).parse::<f64>().unwrap();
    let (width, height) = (size("width"), size("height"));
    let texts: Vec<(String, Area)> = chart.svg.split("<text ").skip(1).map(text_and_area).collect();
    assert!(texts.len() > 3, "{} has no words", chart.name);
    for (index, (text, area)) in texts.iter().enumerate() {
        let inside = 0.0 <= area.left && area.right <= width && 0.0 <= area.top && area.bottom <= height;
        assert!(inside, "`{text}` leaves the page of {}: {area:?}", chart.name);
        for (other, other_area) in &texts[index + 1..] {
            assert!(!overlap(*area, *other_area), "`{text}` and `{other}` overlap in {}", chart.name);
        }
    }
}

/// What a text element says and where, in pixels.
pub(super) fn text_and_area(element: &str) -> (String, Area) {
    let number = |name| attribute(element, name).parse::<f64>().unwrap() / 10.0;
    let weight = if element.contains("font-weight=\"bold\"") { Weight::Bold } else { Weight::Regular };
    let lettering = Lettering { size: number("font-size"), weight, ..LABEL };
    let text = element.split_once('>').unwrap().1.split_once("</text>").unwrap().0.trim();
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    let width = lettering.width(&text);
    let left = match attribute(element, "text-anchor") {
        "start" => number("x"),
        "middle" => number("x") - width / 2.0,
        _ => number("x") - width,
    };
    let half = lettering.size / 2.0;
    let area = Area { left, top: number("y") - half, right: left + width, bottom: number("y") + half };
    (text, area)
}

fn attribute<'a>(element: &'a str, name: &str) -> &'a str {
    element.split_once(&format!("{name}=\"")).unwrap().1.split_once('"').unwrap().0
}

fn overlap(one: Area, other: Area) -> bool {
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}
