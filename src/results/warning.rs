use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Estimate;

/// Something that whoever reads the results must know.
///
/// In a record it is the sentence that [`Display`](fmt::Display) writes, so that the bytes of older records hold. A sentence that
/// is read from a record stays a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Warning {
    /// What the scenario gives cause to say, or what a record holds.
    Sentence(String),
    /// Work piles up in a variant until the horizon ends.
    Growth {
        /// The variant.
        variant: String,
        /// What piles up.
        pile: Pile,
        /// By how much in its period.
        pace: Estimate,
    },
    /// The same, in more variants than are named one by one.
    GrowthInMany {
        /// Variants in which it does.
        variants: usize,
        /// All variants.
        of: usize,
        /// What piles up.
        pile: Pile,
        /// By how much in its period where it is least.
        least: f64,
        /// By how much in its period where it is most.
        most: f64,
    },
    /// In variants everything happens as in another, in every replication.
    NoEffect {
        /// The variants.
        variants: Vec<String>,
        /// The other.
        against: String,
        /// The keys in which they differ, and when each acts, in words that follow its name.
        keys: Vec<(String, Option<String>)>,
        /// Replications in which nothing differs.
        replications: u32,
    },
    /// Load on a team makes people ill and makes them leave, until its multiplier is at its limit.
    Spiral {
        /// The variant.
        variant: String,
        /// The team, by title.
        team: String,
        /// Replications in which it does.
        replications: usize,
        /// All replications.
        of: usize,
        /// The limit of the multiplier.
        limit: f64,
    },
}

/// Something that is still to be done and may pile up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pile {
    /// Contacts of this type that wait, by title.
    Queue(String),
    /// Cases of this kind, by title.
    Backlog(String),
    /// Hours of opening and handing over on this caseload, by title.
    WorkBehind(String),
}

impl From<String> for Warning {
    fn from(sentence: String) -> Self {
        Self::Sentence(sentence)
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sentence(sentence) => f.write_str(sentence),
            Self::Growth { variant, pile, pace } => {
                let (unit, period, consequence) = (pile.unit(), pile.period(), pile.consequence());
                write!(f, "In {variant}, {pile} grows by {} {unit} {period} {consequence}.", with_half_width(*pace))
            }
            Self::GrowthInMany { variants, of, pile, least, most } => write!(
                f,
                "In {variants} of {of} variants, {pile} grows by {} to {} {} {} {}.",
                rough(*least),
                rough(*most),
                pile.unit(),
                pile.period(),
                pile.consequence()
            ),
            Self::NoEffect { variants, against, keys, replications } => {
                let (each, names) =
                    if 1 < variants.len() { ("each of ", listed(variants)) } else { ("", listed(variants)) };
                let why = why_nothing(keys, *replications);
                write!(f, "Against {against}, {each}{names} changes nothing here: {why}.")
            }
            Self::Spiral { variant, team, replications, of, limit } => write!(
                f,
                "In {variant}, load on {team} spirals in {replications} of {of} replications: it makes people ill and makes them \
                 leave, until the multiplier is at its limit of {limit}, and what is shown hangs on that limit and on how long is \
                 simulated."
            ),
        }
    }
}

impl Pile {
    /// In what it is counted.
    fn unit(&self) -> &'static str {
        match self {
            Self::Queue(_) => "contacts",
            Self::Backlog(_) => "cases",
            Self::WorkBehind(_) => "hours",
        }
    }

    /// In what time.
    fn period(&self) -> &'static str {
        match self {
            Self::Queue(_) => "a day",
            Self::Backlog(_) | Self::WorkBehind(_) => "a week",
        }
    }

    /// How long it grows and why, and what that does to the results.
    fn consequence(&self) -> &'static str {
        match self {
            Self::Queue(_) => {
                "and still grows when the horizon ends: more contacts arrive than are answered, so waits, queue and unfinished \
                 contacts only say how long is simulated"
            }
            Self::Backlog(_) => {
                "and does not settle: more cases arrive than are done, so its age depends on how long is simulated"
            }
            Self::WorkBehind(_) => {
                "to the end of the horizon: opening and handing over fall ever further behind, so it depends on how long is \
                 simulated"
            }
        }
    }
}

impl fmt::Display for Pile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Queue(title) => write!(f, "the queue of {title}"),
            Self::Backlog(title) => write!(f, "the backlog of {title}"),
            Self::WorkBehind(title) => write!(f, "the work behind on {title}"),
        }
    }
}

/// What a key does without effect: when it acts, where that is known.
fn why_nothing(keys: &[(String, Option<String>)], replications: u32) -> String {
    let known = |(key, effect): &(String, Option<String>)| Some(format!("{key} {}", effect.as_ref()?));
    let known: Vec<String> = keys.iter().filter_map(known).collect();
    match (known.as_slice(), replications) {
        ([], 1) => "everything that happens is the same in the one replication".to_owned(),
        ([], several) => format!("everything that happens is the same in all {several} replications"),
        (known, _) => known.join("; "),
    }
}

/// Most names in a sentence.
const MOST_LISTED: usize = 4;

fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., end] if names.len() <= MOST_LISTED => format!("{} and {end}", first.join(", ")),
        many => format!("{} and {} more", many[..MOST_LISTED - 1].join(", "), many.len() + 1 - MOST_LISTED),
    }
}

/// `310 ± 12`, `4.2 ± 0.3`, `0.14 ± 0.03`: with decimals where the half-width needs them.
fn with_half_width(Estimate { mean, half_width }: Estimate) -> String {
    let half_width = half_width.unwrap_or(0.0);
    let decimals = match half_width {
        10.0.. => 0,
        0.1.. => 1,
        _ => 2,
    };
    format!("{mean:.decimals$} ± {half_width:.decimals$}")
}

/// `20`, `1.6`: with a decimal below ten.
fn rough(number: f64) -> String {
    let decimals = usize::from(number < 10.0);
    format!("{number:.decimals$}")
}

impl Serialize for Warning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Warning {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::Sentence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_written_as_a_sentence_and_read_as_one() {
        let growth = Warning::Growth {
            variant: "late".into(),
            pile: Pile::Backlog("Letters".into()),
            pace: Estimate { mean: 310.4, half_width: Some(12.2) },
        };
        let sentence = "In late, the backlog of Letters grows by 310 ± 12 cases a week and does not settle: more cases arrive than \
                        are done, so its age depends on how long is simulated.";
        assert_eq!(growth.to_string(), sentence);
        let json = serde_json::to_string(&growth).unwrap();
        assert_eq!(serde_json::from_str::<Warning>(&json).unwrap(), Warning::Sentence(sentence.into()));
    }

    #[test]
    fn what_changes_nothing_is_told_with_when_it_acts() {
        let names = |count: usize| (1..=count).map(|number| format!("Point {number}")).collect::<Vec<_>>();
        let no_effect =
            |variants, keys| Warning::NoEffect { variants, against: "baseline".into(), keys, replications: 5 };
        let posts = ("teams.desk.people.posts".to_owned(), Some("acts only if posts are filled".to_owned()));
        let sentence = no_effect(names(1), vec![posts.clone(), ("other".into(), None)]).to_string();
        let begins = "Against baseline, Point 1 changes nothing here: ";
        assert_eq!(sentence, format!("{begins}teams.desk.people.posts acts only if posts are filled."));
        let sentence = no_effect(names(1), vec![("other".into(), None)]).to_string();
        assert_eq!(sentence, format!("{begins}everything that happens is the same in all 5 replications."));
        let sentence = no_effect(names(6), vec![posts]).to_string();
        assert!(
            sentence.starts_with("Against baseline, each of Point 1, Point 2, Point 3 and 3 more changes nothing"),
            "{sentence}"
        );
    }

    #[test]
    fn many_variants_and_spirals_are_told_in_one_sentence_each() {
        let many = Warning::GrowthInMany {
            variants: 5,
            of: 7,
            pile: Pile::WorkBehind("Families".into()),
            least: 1.6,
            most: 20.2,
        };
        assert!(
            many.to_string()
                .starts_with("In 5 of 7 variants, the work behind on Families grows by 1.6 to 20 hours a week to the")
        );
        let spiral =
            Warning::Spiral { variant: "baseline".into(), team: "Desk".into(), replications: 3, of: 4, limit: 2.5 };
        let sentence = spiral.to_string();
        assert!(sentence.starts_with("In baseline, load on Desk spirals in 3 of 4 replications: "), "{sentence}");
        assert!(sentence.contains("at its limit of 2.5, "), "{sentence}");
    }
}
