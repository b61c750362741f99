//! Words that spreadsheets and reports have in common: headings, days, months, totals.

/// A heading without what people vary: case, spaces, dashes, underscores.
pub(super) fn plain_heading(cell: &str) -> String {
    cell.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What a column of numbers may be called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Headings {
    /// What the column is called in our own files.
    pub(crate) own: &'static str,
    /// What it is called in others, written as [`plain_heading`] leaves it.
    pub(crate) others: &'static [&'static str],
}

/// Contacts that came in an interval.
pub(crate) const OFFERED: Headings = Headings {
    own: "offered",
    others: &[
        "callsoffered",
        "contactsoffered",
        "offeredcalls",
        "offeredcontacts",
        "offer",
        "noffered",
        "calls",
        "contacts",
        "volume",
        "callvolume",
        "contactsqueued",
        "callsreceived",
        "contactsreceived",
        "actcontactsreceived",
        "received",
        "incoming",
        "incomingcalls",
        "inbound",
        "inboundcalls",
        "arrivals",
        "callarrivals",
        "forecast",
        "forecastcalls",
        "forecastvolume",
        "forecastcontacts",
        "angeboten",
        "angeboteneanrufe",
        "anrufe",
    ],
};

/// Agents on the roster from then on.
pub(crate) const AGENTS: Headings = Headings {
    own: "agents",
    others: &[
        "staff",
        "staffed",
        "headcount",
        "rostered",
        "scheduled",
        "agentsscheduled",
        "scheduledagents",
        "agentsrostered",
        "rosteredagents",
        "onduty",
        "agentsonduty",
        "staffonduty",
        "people",
        "advisers",
        "advisors",
        "fte",
        "actposstaff",
        "agentsstaffed",
        "staffedagents",
        "positions",
        "agenten",
        "mitarbeiter",
    ],
};

/// Lengths of time, of contacts or of anything that varies.
pub(crate) const SECONDS: Headings = Headings { own: "seconds", others: &[] };

impl Headings {
    /// Whether a column may be called so.
    pub(super) fn contain(&self, heading: &str) -> bool {
        heading == self.own || self.others.contains(&heading)
    }
}

/// Whether a column of this heading says when its row begins.
pub(super) fn names_a_moment(heading: &str) -> bool {
    const NAMES: [&str; 38] = [
        "intervalstart",
        "intervalstarttime",
        "startinterval",
        "starttime",
        "startdate",
        "startdatetime",
        "start",
        "begin",
        "from",
        "interval",
        "period",
        "timeperiod",
        "time",
        "timeofday",
        "hour",
        "hourofday",
        "halfhour",
        "quarterhour",
        "datetime",
        "dateandtime",
        "datehour",
        "timestamp",
        "date",
        "rowdate",
        "intervaldate",
        "day",
        "weekday",
        "dayofweek",
        "dow",
        "intervallbeginn",
        "intervall",
        "beginn",
        "von",
        "datum",
        "uhrzeit",
        "zeit",
        "tag",
        "wochentag",
    ];
    NAMES.contains(&heading)
}

/// Whether a column of this heading says when its row ends.
pub(super) fn names_an_end(heading: &str) -> bool {
    [
        "intervalend",
        "intervalendtime",
        "endinterval",
        "endtime",
        "enddate",
        "end",
        "to",
        "until",
        "bis",
        "ende",
        "intervallende",
    ]
    .contains(&heading)
}

/// Whether a row that begins so adds up others.
pub(super) fn begins_a_total(cell: &str) -> bool {
    const WORDS: [&str; 15] = [
        "sum",
        "sums",
        "summe",
        "summen",
        "gesamt",
        "average",
        "averages",
        "avg",
        "mean",
        "durchschnitt",
        "mittelwert",
        "median",
        "max",
        "min",
        "grand",
    ];
    let heading = plain_heading(cell);
    heading.contains("total") || heading.starts_with("gesamt") || WORDS.contains(&heading.as_str())
}

/// The day of the week, Monday being 0.
pub(super) fn weekday_number(word: &str) -> Option<usize> {
    const DAYS: [&[&str]; 7] = [
        &["mon", "monday", "mo", "montag"],
        &["tue", "tues", "tuesday", "di", "dienstag"],
        &["wed", "weds", "wednesday", "mi", "mittwoch"],
        &["thu", "thur", "thurs", "thursday", "do", "donnerstag"],
        &["fri", "friday", "fr", "freitag"],
        &["sat", "saturday", "sa", "samstag"],
        &["sun", "sunday", "so", "sonntag"],
    ];
    let word = word.trim_end_matches('.').to_lowercase();
    DAYS.iter().position(|names| names.contains(&word.as_str()))
}

/// The month, January being 1.
pub(super) fn month_number(word: &str) -> Option<i8> {
    const MONTHS: [&[&str]; 12] = [
        &["jan", "january", "januar"],
        &["feb", "february", "februar"],
        &["mar", "march", "märz", "mär"],
        &["apr", "april"],
        &["may", "mai"],
        &["jun", "june", "juni"],
        &["jul", "july", "juli"],
        &["aug", "august"],
        &["sep", "sept", "september"],
        &["oct", "october", "okt", "oktober"],
        &["nov", "november"],
        &["dec", "december", "dez", "dezember"],
    ];
    let word = word.trim_end_matches('.').to_lowercase();
    let position = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
    i8::try_from(position + 1).ok()
}
