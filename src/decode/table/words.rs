//! Words that spreadsheets and reports have in common: headings, days, months, totals.

use super::Refused;

/// A heading without what people vary: case, spaces, dashes, underscores. A percentage stays one.
pub(super) fn plain_heading(cell: &str) -> String {
    let plain = cell.replace('%', "percent");
    plain.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
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
        "callspresented",
        "contactspresented",
        "presented",
        "nco",
        "totalcalls",
        "totaloffered",
        "totalcallsoffered",
        "callsqueued",
        "callsarrived",
        "callsentered",
        "numberofcalls",
        "noofcalls",
        "callcount",
        "contactvolume",
        "volumes",
        "incomingcontacts",
        "interactions",
        "demand",
        "forecastedcalls",
        "angeboten",
        "angeboteneanrufe",
        "anrufeangeboten",
        "eingehendeanrufe",
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

/// Whether a column of this heading says when its row begins. In brackets may stand a place or a clock, but no unit.
pub(super) fn names_a_moment(heading: &str) -> bool {
    const NAMES: [&str; 52] = [
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
        "timeslot",
        "timeinterval",
        "timeband",
        "intervalbegin",
        "startofinterval",
        "periodstart",
        "periodbegin",
        "startofperiod",
        "hourstart",
        "hourbeginning",
        "halfhourstart",
        "intervaltime",
        "slotstart",
        "intervallbeginn",
        "intervall",
        "beginn",
        "von",
        "datum",
        "uhrzeit",
        "zeit",
        "tag",
        "wochentag",
        "stunde",
    ];
    const UNITS: [&str; 12] =
        ["s", "sec", "secs", "seconds", "m", "min", "mins", "minutes", "h", "hrs", "mmss", "percent"];
    let named = |heading: &str| NAMES.contains(&plain_heading(heading).as_str());
    let bracketed = || {
        let (before, within) = heading.split_once('(')?;
        Some(named(before) && !UNITS.contains(&plain_heading(within).as_str()))
    };
    named(heading) || bracketed().unwrap_or(false)
}

/// Whether a column of this heading says on which day its row is.
pub(super) fn names_a_day(heading: &str) -> bool {
    ["date", "rowdate", "intervaldate", "day", "weekday", "dayofweek", "dow", "datum", "tag", "wochentag"]
        .contains(&heading)
}

/// Whether a column of this heading says when its row ends.
pub(super) fn names_an_end(heading: &str) -> bool {
    [
        "intervalend",
        "intervalendtime",
        "endinterval",
        "endtime",
        "enddate",
        "enddatetime",
        "end",
        "periodend",
        "slotend",
        "endofinterval",
        "endofperiod",
        "finish",
        "to",
        "until",
        "bis",
        "ende",
        "intervallende",
    ]
    .contains(&heading)
}

/// Whether a column of this heading holds lengths of time, which look like times of the day.
pub(super) fn names_a_length(heading: &str) -> bool {
    const PARTS: [&str; 19] = [
        "aht", "asa", "att", "acw", "handl", "talk", "wait", "speed", "answer", "wrap", "hold", "durat", "avg",
        "average", "longest", "delay", "login", "dauer", "mittel",
    ];
    PARTS.iter().any(|part| heading.contains(part))
}

/// Whether a column of numbers of this heading stands beside the days or times of a grid to tell its rows apart.
pub(super) fn names_a_label(heading: &str) -> bool {
    [
        "week",
        "weekno",
        "weeknumber",
        "isoweek",
        "wk",
        "kw",
        "year",
        "month",
        "id",
        "no",
        "number",
        "queue",
        "skill",
        "split",
    ]
    .contains(&heading)
}

/// Whether a column of this heading adds up those beside it.
pub(super) fn adds_up(cell: &str) -> bool {
    const WORDS: [&str; 14] = [
        "week",
        "weekly",
        "wk",
        "all",
        "alldays",
        "daily",
        "day",
        "tot",
        "share",
        "percent",
        "ave",
        "aver",
        "weektodate",
        "percentoftotal",
    ];
    let heading = plain_heading(cell);
    begins_a_total(cell)
        || ["avg", "average"].iter().any(|word| heading.starts_with(word))
        || WORDS.contains(&heading.as_str())
}

/// Whether a row that begins so adds up others, or says how a report was made.
pub(super) fn begins_a_total(cell: &str) -> bool {
    const WORDS: [&str; 23] = [
        "filter",
        "filters",
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
        "peak",
        "peakinterval",
        "peakhour",
        "generated",
        "printed",
        "exported",
    ];
    const BEGINNINGS: [&str; 7] =
        ["gesamt", "averageper", "avgper", "generatedby", "generatedon", "generatedat", "reportgenerated"];
    let heading = plain_heading(cell);
    heading.contains("total")
        || BEGINNINGS.iter().any(|beginning| heading.starts_with(beginning))
        || WORDS.contains(&heading.as_str())
}

const ENGLISH_DAYS: [&[&str]; 7] = [
    &["mon", "monday", "mo"],
    &["tue", "tues", "tuesday", "tu"],
    &["wed", "weds", "wednesday", "we"],
    &["thu", "thur", "thurs", "thursday", "th"],
    &["fri", "friday", "fr"],
    &["sat", "saturday", "sa"],
    &["sun", "sunday", "su"],
];
const GERMAN_DAYS: [&[&str]; 7] = [
    &["mo", "montag"],
    &["di", "dienstag"],
    &["mi", "mittwoch"],
    &["do", "donnerstag"],
    &["fr", "freitag"],
    &["sa", "samstag"],
    &["so", "sonntag"],
];

/// The day of the week, Monday being 0.
pub(super) fn weekday_number(word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.').to_lowercase();
    let among = |days: &[&[&str]; 7]| days.iter().position(|names| names.contains(&word.as_str()));
    among(&ENGLISH_DAYS).or_else(|| among(&GERMAN_DAYS))
}

/// Why the names of days in these cells cannot all be meant as they are read.
pub(super) fn unlike_days<'a>(cells: impl Iterator<Item = &'a str>) -> Option<Refused> {
    const HELP: &str = "write the days in English, as Mon, Tue, Wed, Thu, Fri, Sat, Sun";
    let (mut not_english, mut not_german, mut open): (Option<String>, Option<String>, Option<String>) =
        Default::default();
    let mut settled = false;
    let names = cells.flat_map(|cell| cell.split([' ', '-', '–', ','])).map(|word| word.trim_end_matches('.'));
    for name in names.filter(|name| weekday_number(name).is_some()) {
        let word = name.to_lowercase();
        let among = |days: &[&[&str]; 7]| days.iter().any(|names| names.contains(&word.as_str()));
        if !among(&ENGLISH_DAYS) {
            not_english.get_or_insert(name.to_owned());
        }
        if !among(&GERMAN_DAYS) {
            not_german.get_or_insert(name.to_owned());
        }
        match word.as_str() {
            // Sunday in French, and in Spanish and Italian.
            "di" | "do" => drop(open.get_or_insert(name.to_owned())),
            "mi" | "sa" => {}
            _ => settled = true,
        }
    }
    match (not_english, not_german, open) {
        (Some(german), Some(english), _) => {
            Some(Refused::new(format!("`{english}` and `{german}` are days in two languages"), HELP))
        }
        (Some(_), None, Some(open)) if !settled => {
            Some(Refused::new(format!("`{open}` is another day in another language"), HELP))
        }
        _ => None,
    }
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
