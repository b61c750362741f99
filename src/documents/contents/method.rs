use crate::documents::document::{Block, Section};
use crate::report::figure::{count, share};
use crate::results::Results;

/// How the figures were made, and what they cannot say.
pub(super) fn section(results: &Results) -> Option<Section<'_>> {
    let made = Block::list(how(results));
    let limits = Block::list(LIMITS.map(str::to_owned));
    let blocks = vec![made, Block::Heading("What the figures cannot say".into()), limits];
    Section::unless_empty("Method and its limits", blocks)
}

fn how(results: &Results) -> Vec<String> {
    let replications = results.variants.first().map_or(0, |baseline| baseline.replications);
    let followed = "Every contact and every member of staff is followed, event by event, through the whole horizon";
    let mut sentences = vec![match replications {
        1 => format!("{followed}, once. One replication has no spread to tell an interval from, so no figure has one."),
        several => format!(
            "{followed}, {} times over with different luck. Each figure is of all these replications together; ± is half of an \
             interval that holds with {} confidence, told from the spread between replications.",
            count(several.into()),
            share(results.confidence),
        ),
    }];
    sentences.push(
        "A share is its total numerator over its total denominator, not a mean of daily shares, and its interval is by the \
         delta method; a mean over replications has Student's t."
            .into(),
    );
    if 1 < results.variants.len() {
        let same = if results.variants[0].contacts.is_empty() {
            "Each variant draws its luck from the same streams, person by person."
        } else {
            "Each variant meets the same customers on the same days: the n-th customer of an interval calls at the same moment \
             with the same need and patience."
        };
        sentences.push(format!(
            "{same} So much of the luck cancels out of a difference, which is mostly known better than from two runs with luck \
             of their own."
        ));
    }
    sentences.push(format!(
        "All luck comes from streams named by seed {}, replication, contact type or person, and purpose. The same file, seed and \
         version give the same bytes, on any machine and any number of threads.",
        results.seed,
    ));
    sentences
}

const LIMITS: [&str; 5] = [
    "An interval covers luck alone. Whether an assumption holds is not in it: the table of numbers and their basis says which \
     figures rest on assumptions, and `callfloor sensitivity` how far the answer hangs on each.",
    "People do here what the file says they do. What is not in the file does not happen: word of mouth, other channels, a \
     centre next door.",
    "A figure of the whole horizon hides its days; what happens on bad ones is shown where the report speaks of days.",
    "Each verdict errs by chance as often as the confidence allows: with 95%, one in twenty where nothing differs. Among hundreds \
     of differences some verdicts are luck; those of the measures asked about beforehand count.",
    "Where a report says that it cannot tell, there may still be a difference, smaller than the interval: more replications \
     would show it.",
];
