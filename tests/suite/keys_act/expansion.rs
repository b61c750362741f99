//! The rows of the table, with those that stand for many written out.

use super::row::{Outcome, Row};

/// The rows of `text`.
///
/// # Panics
///
/// If a line is no row.
pub(super) fn rows(text: &str) -> Vec<Row> {
    let lines = text.lines().enumerate().map(|(number, line)| (number + 1, line.trim()));
    lines
        .filter(|(_, line)| !line.is_empty() && !line.starts_with("# "))
        .flat_map(|(number, line)| read(number, line))
        .collect()
}

fn read(line: usize, text: &str) -> Vec<Row> {
    let cells: Vec<&str> = text.split(" |").map(str::trim).collect();
    match (text.strip_prefix("distribution "), text.strip_prefix("weekdays "), cells.as_slice()) {
        (Some(_), _, [key, base, path, seconds]) => {
            let key = key.trim_start_matches("distribution ");
            let seconds = seconds.parse().unwrap_or_else(|_| panic!("line {line}: {seconds} seconds"));
            distribution(line, key, base, path, seconds)
        }
        (_, Some(_), [key, base, path, first, second]) => {
            weekdays(line, key.trim_start_matches("weekdays "), base, path, [first, second])
        }
        (None, None, [key, base, first, second]) => vec![row(line, key, base, first, second, Outcome::Moves)],
        (None, None, [key, base, first, second, outcome]) => {
            let outcome = match *outcome {
                "text" => Outcome::Text,
                "refused" => Outcome::Refused,
                "accepted" => Outcome::Accepted,
                "warned" => Outcome::Warned,
                silent if silent.starts_with("silent: ") => Outcome::Silent,
                other => panic!("line {line}: no outcome is called {other}"),
            };
            vec![row(line, key, base, first, second, outcome)]
        }
        _ => panic!("line {line}: not a row: {text}"),
    }
}

fn row(line: usize, key: &str, base: &str, first: &str, second: &str, outcome: Outcome) -> Row {
    let [key, base, first, second] = [key, base, first, second].map(str::to_owned);
    Row { line, key, base, first, second, outcome }
}

/// A row for each key of a distribution, whose usual length is so many seconds.
fn distribution(line: usize, key: &str, base: &str, path: &str, seconds: f64) -> Vec<Row> {
    let length = |factor: f64| format!("\"{}s\"", seconds * factor);
    let (short, usual, long) = (length(0.5), length(1.0), length(3.0));
    let parts = |share: f64, more: &str| {
        let rest = 1.0 - share;
        format!("mixture = [{{ share = {share}, mean = {short}{more} }}, {{ share = {rest}, mean = {long} }}]")
    };
    let values = [
        ("mean", format!("mean = {usual}"), format!("mean = {}", length(1.7))),
        ("cv", format!("mean = {usual}, cv = 0.5"), format!("mean = {usual}, cv = 1.5")),
        ("shape", format!("mean = {usual}, shape = \"exponential\""), format!("mean = {usual}, shape = \"constant\"")),
        (
            "scale",
            format!("shape = \"weibull\", k = 1.5, scale = {usual}"),
            format!("shape = \"weibull\", k = 1.5, scale = {long}"),
        ),
        (
            "k",
            format!("shape = \"weibull\", k = 1.5, scale = {usual}"),
            format!("shape = \"weibull\", k = 4.0, scale = {usual}"),
        ),
        ("mixture", format!("mean = {usual}"), parts(0.5, "")),
        ("mixture.#.share", parts(0.5, ""), parts(0.75, "")),
        ("mixture.#.mean", parts(0.5, ""), parts(0.5, "").replacen(&short, &usual, 1)),
        ("mixture.#.cv", parts(0.5, ", cv = 0.2"), parts(0.5, ", cv = 1.4")),
        ("mixture.#.shape", parts(0.5, ""), parts(0.5, ", shape = \"constant\"")),
        ("uniform", format!("uniform = [{short}, {usual}]"), format!("uniform = [{short}, {long}]")),
        ("samples", "samples = \"short.csv\"".into(), "samples = \"long.csv\"".into()),
    ];
    let set = |value: &str| format!("-{path} ;; {path} = {{ {value} }}");
    let below = |name: &str| format!("{key}.{name}");
    let named = values
        .iter()
        .map(|(name, first, second)| row(line, &below(name), base, &set(first), &set(second), Outcome::Moves));
    named.chain([row(line, key, base, &set(&values[0].1), &set(&values[0].2), Outcome::Moves)]).collect()
}

/// A row for each day and each range of days of a table by weekday.
fn weekdays(line: usize, key: &str, base: &str, path: &str, values: [&str; 2]) -> Vec<Row> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let ranges = DAYS
        .iter()
        .enumerate()
        .flat_map(|(number, from)| DAYS[number + 1..].iter().map(move |until| format!("{from}-{until}")));
    let set = |days: &str, value: &str| format!("-{path} ;; {path} = {{ {days} = {value} }}");
    let each = DAYS.iter().map(|day| (*day).to_owned()).chain(ranges);
    each.map(|days| {
        let [first, second] = values.map(|value| set(&days, value));
        // Weights that all days share weigh nothing: only that there is none is a fault.
        let all_alike = days == "mon-sun" && values[1].parse::<f64>().is_ok();
        let (second, outcome) = if all_alike { (set(&days, "0"), Outcome::Refused) } else { (second, Outcome::Moves) };
        row(line, &format!("{key}.{days}"), base, &first, &second, outcome)
    })
    .collect()
}
