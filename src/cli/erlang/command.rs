use serde_json::{Map, Value, json};

use crate::erlang::Goal;
use crate::units::{Fraction, Seconds};

use super::answer::{Row, answer};
use super::arguments::Erlang;
use super::goals::goal_key;
use super::question::{Subject, Wanted, question};
use super::week::week_answer;
use super::week_words::{notes, week_words};
use super::words::words;
use crate::cli::console::{print, say};
use crate::cli::failure::{Done, Failure};

pub(in crate::cli) fn perform(arguments: &Erlang) -> Result<Done, Failure> {
    let text = rendered(arguments).map_err(Failure::Input)?;
    print(&text)?;
    Ok(Done::Completely)
}

fn rendered(arguments: &Erlang) -> Result<String, String> {
    let (subject, wanted) = question(arguments)?;
    match &subject {
        Subject::Single(single) => {
            let answer = answer(single, &wanted)?;
            Ok(match (arguments.json, arguments.csv, answer.rows.as_slice()) {
                (true, _, [row]) => json_text(&wanted, object(row)),
                (true, _, rows) => json_text(&wanted, with_rows(rows)),
                (_, true, rows) => csv_text(rows)?,
                _ => words(single, &wanted, &answer),
            })
        }
        Subject::Week(week) => {
            let answer = week_answer(week, &wanted)?;
            if arguments.csv || arguments.json {
                notes(&answer).iter().for_each(|note| say(note));
            }
            if arguments.csv {
                return csv_text(&answer.rows);
            }
            if !arguments.json {
                return Ok(week_words(&answer, &wanted));
            }
            let mut body = with_rows(&answer.rows);
            body.insert("total".into(), json!(answer.total));
            Ok(json_text(&wanted, body))
        }
    }
}

fn object(row: &Row) -> Map<String, Value> {
    match json!(row) {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

fn with_rows(rows: &[Row]) -> Map<String, Value> {
    let rows: Vec<Value> = rows.iter().map(|row| json!(row)).collect();
    Map::from_iter([("rows".to_owned(), Value::Array(rows))])
}

/// What was asked stands before the answer.
fn json_text(wanted: &Wanted, body: Map<String, Value>) -> String {
    let goals: Vec<Value> = wanted.goals.iter().map(|&goal| goal_object(goal)).collect();
    let asked = json!({
        "goals": goals,
        "within_seconds": wanted.within.get(),
        "patience_seconds": wanted.patience.map(Seconds::get),
        "lines": wanted.lines,
        "shrinkage": wanted.shrinkage.map(Fraction::get),
    });
    let mut all = Map::from_iter([("asked".to_owned(), asked)]);
    all.extend(body);
    format!("{:#}\n", Value::Object(all))
}

fn goal_object(goal: Goal) -> Value {
    let measure = goal_key(goal);
    match goal {
        Goal::ServiceLevel { target, within } => {
            json!({ "measure": measure, "at_least": target.get(), "within_seconds": within.get() })
        }
        Goal::Asa(longest) => json!({ "measure": measure, "at_most": longest.get() }),
        Goal::Abandoned(most) | Goal::Occupancy(most) | Goal::Blocked(most) => {
            json!({ "measure": measure, "at_most": most.get() })
        }
    }
}

/// A line of headings and one for each row; what does not exist is empty.
fn csv_text(rows: &[Row]) -> Result<String, String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| error.to_string();
    for (number, row) in rows.iter().enumerate() {
        let fields = object(row);
        if number == 0 {
            writer.write_record(fields.keys()).map_err(failed)?;
        }
        let cell = |value: &Value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        writer.write_record(fields.values().map(cell)).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}
