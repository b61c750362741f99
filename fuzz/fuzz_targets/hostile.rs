//! Scenario texts that go wrong in the places where scenarios mean something.

/// Values that a planner does not write, of every kind there is.
const VALUES: &[&str] = &[
    "0", "1", "-1", "2", "4999", "1000000", "4294967295", "4294967296", "9223372036854775807", "99999999999999999999",
    "0.0", "-0.0", "1e-300", "1e308", "1e400", "nan", "inf", "-inf", "0.999999999", "1.0000001", "100.0", "0x7f", "1_0",
    "\"\"", "\" \"", "\"\\u0000\"", "\"ÄÖ日本🦀\"", "\"\\u202E\"", "\"<script>&amp;\"", "\"../../etc/passwd\"", "\"/dev/zero\"",
    "\".\"", "\"0s\"", "\"0.0000001s\"", "\"0.000001s\"", "\"1s\"", "\"-1s\"", "\"99999999999d\"", "\"5200w\"", "\"100w\"",
    "\"1.s\"", "\".5s\"", "\"1e308s\"", "\"..s\"", "\"20S\"", "\"1m1m1m\"", "\"24h\"", "\"7m\"", "\"1m\"", "\"12h\"", "\"1d\"",
    "\"0/h\"", "\"-0/h\"", "\"1e9/s\"", "\"1e308/h\"", "\"nan/h\"", "\"inf/h\"", "\"0.0000001/h\"", "\"3/year\"", "\"1/week\"",
    "\"1e-320/h\"", "\"400/day\"", "\"0%\"", "\"100%\"", "\"100.0001%\"", "\"1e-300%\"", "\"nan%\"", "\"-0%\"", "\"99.9999%\"",
    "\"unlimited\"", "\"closed\"", "\"00:00-24:00\"", "\"23:59-24:00\"", "\"00:00-00:01\"", "\"08:00-08:00\"", "\"8:7-9:61\"",
    "\"24:00-00:00\"", "\"08:00–18:00\"", "\"Europe/London\"", "\"America/St_Johns\"", "\"Antarctica/Troll\"",
    "\"Pacific/Apia\"", "\"Africa/Monrovia\"", "\"UTC\"", "\"scotland\"", "\"turn_away\"", "\"serve_out\"", "\"random\"",
    "\"lognormal\"", "\"exponential\"", "\"gamma\"", "\"weibull\"", "\"constant\"", "\"hyperexponential\"", "\"message\"",
    "\"chat\"", "\"strike\"", "\"surge\"", "\"outage\"", "\"closure\"", "\"work_to_rule\"", "true", "false",
    "0001-01-01", "1900-01-01", "2026-03-02", "2026-03-29", "2026-10-25", "2011-12-30", "9999-12-31", "2026-02-30",
    "2026-03-05T15:00:00", "2026-03-05T23:59:60", "2026-03-29T01:30:00", "2026-03-05T15:00:00Z", "08:00:00",
    "[]", "[[]]", "[0]", "[1, 2]", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]", "[\"90/h\", \"0/h\", \"120/h\"]", "[\"3m\", \"7m\"]",
    "[\"7m\", \"3m\"]", "[\"0s\", \"0s\"]", "[\"enquiries\", \"enquiries\"]", "[[\"front_line\"]]", "[2026-03-02, 2026-03-02]", "{}",
    "{ mean = \"4m\", cv = 1.0 }", "{ mean = \"0.0000001s\" }", "{ mean = \"100w\", cv = 100 }", "{ mean = \"1s\", cv = 100, shape = \"gamma\" }",
    "{ mean = \"1m\", cv = 20, shape = \"weibull\" }", "{ mean = \"1m\", cv = 0.02, shape = \"weibull\" }",
    "{ mean = \"5200w\", cv = 100, shape = \"hyperexponential\" }", "{ mean = \"1m\", cv = 0.0001 }", "{ mean = \"1m\", shape = \"constant\" }",
    "{ shape = \"weibull\", scale = \"400s\", k = 0.05 }", "{ shape = \"weibull\", scale = \"1000w\", k = 1000 }",
    "{ uniform = [\"0s\", \"1s\"] }", "{ uniform = [\"0s\", \"5000w\"] }", "{ samples = \"arrivals_file_faults.csv\" }",
    "{ mixture = [] }", "{ mixture = [{ share = 1, mean = \"30s\" }, { share = 0, mean = \"5m\" }] }",
    "{ mixture = [{ share = 0.7, mean = \"30s\" }, { share = 0.3, mean = \"5m\", cv = 3 }] }", "{ rate = \"400/h\" }", "{ rate = \"0/h\" }",
    "{ rate = \"1e9/s\" }", "{ rates = [\"90/h\", \"0/h\", \"120/h\"] }", "{ rates = [\"1e9/s\"] }",
    "{ volume = \"1e9/day\", by_time = [0, 1e6, 0], by_weekday = { sun = 1, mon = 0 }, growth = \"1000%/year\" }",
    "{ volume = \"400/day\", by_time = [3, 0, 1], by_month = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], growth = \"-99.9%/year\" }",
    "{ volume = \"900/week\" }", "{ file = \"arrivals_file_closed.csv\" }", "{ file = \"no.csv\" }", "{ file = \".\" }", "{ cv = 100 }",
    "{ cv = 0.1, per_interval_cv = 100 }", "{ share = 1, after = { mean = \"0.000001s\", shape = \"constant\" } }",
    "{ share = 1, after = { mean = \"10m\" } }", "{ share = \"49%\", after = { mean = \"5000w\" }, attempts = 1 }",
    "{ share = 1, after = { mean = \"1h\" }, attempts = 1000000 }", "{ resolved = 0, returns = { share = 1, after = { mean = \"1m\" } } }",
    "{ resolved = 0, returns = { share = 1, after = { mean = \"1s\", cv = 100 }, set_up = \"0s\", carried_over = \"0%\" } }",
    "{ resolved = 0, returns = { share = 1, after = { mean = \"1m\" }, set_up = \"100w\", carried_over = \"100%\" } }",
    "{ within = \"0s\", target = \"100%\" }", "{ within = \"5000w\" }", "{ mon-fri = \"08:00-18:00\", sat = \"closed\" }",
    "{ sun = \"00:00-24:00\" }", "{ contact = \"enquiries\", reserve = 10000000 }",
    "[{ contact = \"enquiries\", priority = 1000, handling = 0.0000001, resolves = 1000 }]",
    "[{ contact = \"enquiries\", handling = 1000, reserve = 2 }]", "[\"front_line\", { team = \"front_line\", after = \"60s\" }]",
    "[{ team = \"front_line\", after = \"5000w\" }]", "{ basis = \"assumed\", range = [1e308, \"\"] }", "{ \"\" = 1 }", "'''\n'''",
];

/// Lines that a planner might add, right or wrong where they land.
const LINES: &[&str] = &[
    "", "[", "]", "=", "[calendar]", "[calendar.hours]", "[contacts.enquiries]", "[contacts.claims]", "[teams.front_line]",
    "[teams.second]", "[run]", "[demand]", "[lines.switchboard]", "[[variants]]", "[[disruptions]]", "[contacts.enquiries.outcome]",
    "[assumptions.\"contacts.enquiries.patience\"]", "[contacts.\"\"]", "[contacts.\"a.b\"]", "[run.run]", "a.b.c.d.e.f.g = 1",
    "title = \"a\"", "days = 2", "weeks = 1", "interval = \"1m\"", "interval = \"24h\"", "timezone = \"Europe/London\"",
    "bank_holidays = \"scotland\"", "closed = [2026-03-02]", "start = 2026-03-28", "warm_up = \"3h\"", "warm_up = \"601m\"",
    "each_day = true", "precision = \"1%\"", "confidence = \"99.999999999%\"", "confidence = \"0.0001%\"", "seed = 9223372036854775807",
    "baseline_name = \"日本\"", "replications = 1", "lines = 1", "balking = 1", "priority = 1000", "choose = \"random\"",
    "channel = \"message\"", "patience = \"unlimited\"", "patience = { mean = \"1s\" }", "talk = { mean = \"4m\" }",
    "wrap_up = { mean = \"0.0000001s\", cv = 100 }", "route = [\"front_line\", { team = \"second\", after = \"60s\" }]",
    "retrial = { share = 1, after = { mean = \"10m\" } }", "blocked = { share = 1, after = { mean = \"1s\", cv = 100 } }",
    "turned_away = { share = 1, after = { mean = \"1h\" }, attempts = 3 }", "busyness = { cv = 3, per_interval_cv = 3 }",
    "shared_busyness_cv = 3", "takes = [\"enquiries\"]", "takes = [\"claims\"]", "agents = 0", "agents = [1, 2]", "available = \"1%\"",
    "absence = \"100%\"", "capacity = 1", "contacts = [\"enquiries\"]", "name = \"x\"", "set = { \"teams.front_line.agents\" = 0 }",
    "set = { \"disruptions.0.lasts\" = \"1s\" }", "kind = \"strike\"", "kind = \"surge\"", "from = 2026-03-02T09:00:00", "lasts = \"1h\"",
    "share = \"70%\"", "factor = 1000", "at_close = \"turn_away\"", "#! --set teams.front_line.agents=3", "#! --set run=1",
    "#! --set contacts.enquiries.talk={ mean = \"1s\" }", "#! --set a..b=1", "#! --set =", "#! --set title=\"\\u0000\"",
    "#! --vary teams.front_line.agents=1..3", "#! --vary contacts.enquiries.talk.mean=1m..3m:1m", "#! --vary contacts.enquiries.balking=0%..100%",
    "#! --vary contacts.enquiries.arrivals.rate=0/h..400/h", "#! --vary title=1..2", "#! --vary teams.front_line.agents=-3..0",
    "#! --vary teams.front_line.agents=1e308..1e309", "#! --vary run.seed=1..9223372036854775807", "#! --vary a=0.1..0.2:0.0001",
];

/// `text` with one to four things changed in it.
pub fn mutated(text: &str, seed: u64) -> String {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=dice.below(4) {
        change(&mut lines, &mut dice);
    }
    lines.join("\n") + "\n"
}

fn change(lines: &mut Vec<String>, dice: &mut Dice) {
    let at = dice.below(lines.len().max(1));
    match dice.below(12) {
        _ if lines.is_empty() => lines.push(dice.one_of(LINES).to_owned()),
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, dice.one_of(LINES).to_owned()),
        2 => {
            let again = lines[dice.below(lines.len())].clone();
            lines.insert(at, again);
        }
        3 => {
            let other = dice.below(lines.len());
            lines.swap(at, other);
        }
        4..=8 => lines[at] = with_value(&lines[at], dice),
        _ => lines[at] = with_inner_value(&lines[at], dice),
    }
}

/// The whole value of a line exchanged.
fn with_value(line: &str, dice: &mut Dice) -> String {
    match line.split_once('=') {
        Some((key, _)) => format!("{key}= {}", dice.one_of(VALUES)),
        None => line.to_owned(),
    }
}

/// One number, text or list within a line exchanged.
fn with_inner_value(line: &str, dice: &mut Dice) -> String {
    let starts: Vec<usize> = line
        .char_indices()
        .filter(|&(at, letter)| (letter == '"' || letter.is_ascii_digit()) && line[..at].ends_with([' ', '[', '{', ',']))
        .map(|(at, _)| at)
        .collect();
    if starts.is_empty() {
        return with_value(line, dice);
    }
    let start = starts[dice.below(starts.len())];
    let rest = &line[start..];
    let length = match rest.strip_prefix('"') {
        Some(text) => text.find('"').map_or(rest.len(), |end| end + 2),
        None => rest.find([',', ' ', ']', '}']).unwrap_or(rest.len()),
    };
    format!("{}{}{}", &line[..start], dice.one_of(VALUES), &rest[length..])
}

/// Marsaglia's xorshift: the same seed, the same text.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }

    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}
