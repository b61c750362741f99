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
            weekdays(line, key.trim_start_matches("weekdays "), base, path, [first, second], false)
        }
        (_, Some(_), [key, base, path, first, second, "only open"]) => {
            weekdays(line, key.trim_start_matches("weekdays "), base, path, [first, second], true)
        }
        (None, None, [key, base, first, second]) => vec![row(line, key, base, first, second, Outcome::Moves)],
        (None, None, [key, base, first, second, outcome]) => {
            let outcome = match *outcome {
                "text" => Outcome::Text,
                "refused" => Outcome::Refused,
                "accepted" => Outcome::Accepted,
                "warned" => Outcome::Warned,
                repeated if repeated.starts_with("warned: ") => Outcome::WarnedAndRepeated,
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
    let (usual, long) = (length(seconds, 1.0), length(seconds, 3.0));
    let set = |value: &str| format!("-{path} ;; {path} = {{ {value} }}");
    let parts = |part: &str| format!("mixture = [{{ share = 0.5, {part} }}, {{ share = 0.5, mean = {long} }}]");
    let alone = ways(seconds, 1.0).into_iter().map(|(name, first, second)| (name.to_owned(), first, second));
    let in_parts = ways(seconds, 0.5).into_iter();
    let in_parts = in_parts.map(|(name, first, second)| (format!("mixture.#.{name}"), parts(&first), parts(&second)));
    let shares = format!("mixture = [{{ share = 0.8, mean = {usual} }}, {{ share = 0.2, mean = {long} }}]");
    let mixture = [
        ("mixture".to_owned(), format!("mean = {usual}"), shares.clone()),
        ("mixture.#.share".to_owned(), parts(&format!("mean = {usual}")), shares),
    ];
    let named = alone.chain(mixture).chain(in_parts).map(|(name, first, second)| {
        row(line, &format!("{key}.{name}"), base, &set(&first), &set(&second), Outcome::Moves)
    });
    let bare = row(
        line,
        key,
        base,
        &set(&format!("mean = {usual}")),
        &set(&format!("mean = {}", length(seconds, 1.7))),
        Outcome::Moves,
    );
    named.chain([bare]).collect()
}

fn length(seconds: f64, factor: f64) -> String {
    format!("\"{}s\"", seconds * factor)
}

/// The ways to write a distribution: a key, and two tables in which it differs.
fn ways(seconds: f64, scale: f64) -> Vec<(&'static str, String, String)> {
    let length = |factor: f64| length(seconds * scale, factor);
    let (short, usual, long) = (length(0.5), length(1.0), length(3.0));
    let weibull = |scale: &str, k: f64| format!("shape = \"weibull\", scale = {scale}, k = {k:?}");
    let triangle = |low: f64, mode: f64, high: f64| {
        let [low, mode, high] = [low, mode, high].map(length);
        format!("shape = \"triangular\", low = {low}, mode = {mode}, high = {high}")
    };
    let quantiles = |high: &str| format!("quantiles = {{ \"10%\" = {short}, \"90%\" = {high} }}");
    vec![
        ("mean", format!("mean = {usual}"), format!("mean = {}", length(1.7))),
        ("cv", format!("mean = {usual}, cv = 0.5"), format!("mean = {usual}, cv = 1.5")),
        ("sd", format!("mean = {usual}, sd = {short}"), format!("mean = {usual}, sd = {long}")),
        ("shape", format!("mean = {usual}, shape = \"exponential\""), format!("mean = {usual}, shape = \"constant\"")),
        ("scale", weibull(&usual, 1.5), weibull(&long, 1.5)),
        ("k", weibull(&usual, 1.5), weibull(&usual, 4.0)),
        ("uniform", format!("uniform = [{short}, {usual}]"), format!("uniform = [{short}, {long}]")),
        (
            "triangular",
            format!("triangular = [{short}, {usual}, {long}]"),
            format!("triangular = [{short}, {usual}, {}]", length(1.5)),
        ),
        ("low", triangle(0.1, 1.0, 3.0), triangle(0.9, 1.0, 3.0)),
        ("mode", triangle(0.1, 1.0, 3.0), triangle(0.1, 2.5, 3.0)),
        ("high", triangle(0.1, 1.0, 3.0), triangle(0.1, 1.0, 1.5)),
        ("quantiles", quantiles(&usual), quantiles(&long)),
        ("samples", "samples = \"short.csv\"".into(), "samples = \"long.csv\"".into()),
    ]
}

/// A row for each day and each range of days of a table by weekday.
fn weekdays(line: usize, key: &str, base: &str, path: &str, values: [&str; 2], only_open: bool) -> Vec<Row> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    // From any day to any other, over Sunday too, but for ranges that are the whole week again.
    let ranges = DAYS.iter().enumerate().flat_map(|(number, from)| {
        let others = DAYS.iter().enumerate().filter(move |(other, _)| number < *other || other + 1 < number);
        others.map(move |(_, until)| format!("{from}-{until}"))
    });
    let open = |days: &str| {
        if only_open {
            format!("-calendar.hours ;; calendar.hours = {{ {days} = \"09:00-11:00\" }} ;; ")
        } else {
            String::new()
        }
    };
    let set = |days: &str, value: &str| format!("{}-{path} ;; {path} = {{ {days} = {value} }}", open(days));
    let each = DAYS.iter().map(|day| (*day).to_owned()).chain(ranges);
    each.map(|days| {
        let [first, second] = values.map(|value| set(&days, value));
        // Weights that all days share weigh nothing: only that there is none is a fault.
        let all_alike = !only_open && days == "mon-sun" && values[1].parse::<f64>().is_ok();
        let (second, outcome) = if all_alike { (set(&days, "0"), Outcome::Refused) } else { (second, Outcome::Moves) };
        row(line, &format!("{key}.{days}"), base, &first, &second, outcome)
    })
    .collect()
}
