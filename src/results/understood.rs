use serde::Serialize;

/// What a scenario was understood to say, before anything is simulated: figures that a planner would recognise or object to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Understood {
    /// What the scenario is called.
    pub title: String,
    /// The days.
    pub calendar: UnderstoodCalendar,
    /// What arrives, by contact type.
    pub contacts: Vec<UnderstoodContacts>,
    /// Cases, by kind.
    pub cases: Vec<UnderstoodCases>,
    /// The interval with the most work, all contact types together; `None` where nothing arrives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub busiest: Option<UnderstoodLoad>,
    /// Who is there, by team.
    pub teams: Vec<UnderstoodTeam>,
    /// How the files of numbers were read.
    pub files: Vec<String>,
    /// The names of the variants beside the baseline.
    pub variants: Vec<String>,
    /// How often the days are simulated.
    pub replications: u32,
    /// The seed of all randomness.
    pub seed: u64,
    /// Numbers with a stated basis, and how many of them are assumed.
    pub assumptions: UnderstoodAssumptions,
    /// What is possible and looks odd.
    pub oddities: Vec<String>,
    /// What every reader of the results must know.
    pub warnings: Vec<String>,
}

/// The days of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnderstoodCalendar {
    /// The first day: `2026-03-02`.
    pub first_day: String,
    /// Days in the horizon.
    pub days: u32,
    /// Days on which the centre is open.
    pub open_days: u32,
    /// Open hours of all days.
    pub open_hours: f64,
    /// Length of an interval, in seconds.
    pub interval_seconds: f64,
    /// Open hours of an average day of each name, Monday first; `None` where the horizon has no such day.
    pub hours_by_weekday: [Option<f64>; 7],
}

/// What arrives of a contact type.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnderstoodContacts {
    /// Its name in the file.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// Expected fresh contacts over the horizon.
    pub expected: f64,
    /// Those of a week whose days are the averages of their names; `None` if the horizon is shorter than a week.
    pub expected_a_week: Option<f64>,
    /// Mean handling time in seconds, wrap-up included.
    pub aht_seconds: f64,
    /// The interval in which most are expected; `None` where none are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub busiest: Option<UnderstoodLoad>,
}

/// Cases of one kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnderstoodCases {
    /// Its name in the file.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// Expected cases over the horizon, besides those that contacts leave.
    pub expected: f64,
    /// Those of a week; `None` if the horizon is shorter than a week.
    pub expected_a_week: Option<f64>,
    /// Mean work of one, in hours.
    pub work_hours: f64,
}

/// An interval, what it brings and who is there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnderstoodLoad {
    /// When it begins, by the clock on the wall: `2026-03-02T10:00`.
    pub at: String,
    /// Its day of the week, Monday being 0.
    pub weekday: usize,
    /// Expected contacts.
    pub contacts: f64,
    /// Work that arrives, in erlangs.
    pub load_erlangs: f64,
    /// Agents on duty who take it, before leave, sickness and breaks.
    pub agents_on_duty: f64,
}

/// Who is there of a team.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnderstoodTeam {
    /// Its name in the file.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// People at the start, those from agencies among them, of a team of people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<u32>,
    /// Most agents on duty at once, on an average day of each name, Monday first, before leave, sickness and breaks; `None`
    /// where the horizon has no such open day, and for people without shifts.
    pub on_duty_by_weekday: [Option<f64>; 7],
    /// Hours on duty over the horizon; of people, those of their contracts.
    pub paid_hours: f64,
    /// Those of a week; `None` if the horizon is shorter than a week.
    pub paid_hours_a_week: Option<f64>,
    /// Who leaves when the number of agents falls, in words.
    pub when_agents_fall: String,
}

/// Where numbers come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct UnderstoodAssumptions {
    /// How many have a stated basis.
    pub stated: u32,
    /// How many of them are assumed.
    pub assumed: u32,
}
