use crate::report::figure::{Figure, count, share};
use crate::report::{File, RenderError, tables};
use crate::report::{describe_verdict, sentence};
use crate::results::{
    DifferenceBeside, Measure, Mismatch, OverPeople, RunBeside, Scope, SideBySideResults, VariantsBeside, View,
};

use super::changed::{changed, name_pair, opening, promises};
use super::findings::{Findings, Sheet};
use super::{contents, html, markdown};

/// Most contact types or teams that are shown one by one.
const MOST_SHOWN: usize = 4;

/// All files that come out of a comparison of two runs.
///
/// # Errors
///
/// A [`RenderError`] if a record refuses its format.
pub fn pack_of_side_by_side(found: &SideBySideResults) -> Result<Vec<File>, RenderError> {
    let document = contents::of_side_by_side(title(found), &changed(found), &findings(found));
    let [record, comparisons] = tables::of_side_by_side(found)?;
    Ok(vec![
        record,
        File::new("summary.md", markdown::markdown(&document).into_bytes()),
        comparisons,
        File::new("report.html", html::html(&document).into_bytes()),
    ])
}

pub(super) fn title(found: &SideBySideResults) -> String {
    format!("{} against {}", found.second.name, found.first.name)
}

pub(super) fn findings(found: &SideBySideResults) -> Findings {
    let SideBySideResults { first, second, .. } = found;
    let asked = format!(
        "What is different in {} from {}? ± holds with {} confidence.",
        second.name,
        first.name,
        share(found.confidence)
    );
    let mut sentences: Vec<String> = opening(found).into_iter().collect();
    for pair in &found.pairs {
        sentences.push(format!("{}: {}", name_pair(pair), how_compared(pair, found)));
        sentences.extend(promises(pair));
        let comparisons = Measure::shown_in(View::Main).into_iter().filter_map(|measure| of_the_whole(pair, measure));
        sentences
            .extend(comparisons.map(|comparison| format!("{}: {}", name_pair(pair), sentence(&comparison.comparison))));
    }
    for (run, names) in [(first, &found.only_in_first), (second, &found.only_in_second)] {
        if !names.is_empty() {
            sentences.push(format!("Only in {}: {}.", run.name, names.join(", ")));
        }
    }
    let sheets = std::iter::once(sheet_of_runs(found)).chain(found.pairs.iter().map(|pair| sheet(pair, found)));
    Findings { asked, sentences, sheets: sheets.collect() }
}

/// Whether the differences are paired, and why not.
fn how_compared(pair: &VariantsBeside, found: &SideBySideResults) -> String {
    if pair.is_paired() {
        let replications = count(found.second.replications.into());
        return format!("paired, on the same customers in each of {replications} replications.");
    }
    let reasons: Vec<String> = pair.mismatches.iter().map(|mismatch| reason(*mismatch, found)).collect();
    format!(
        "not paired, because {}. Each difference is that of two estimates taken as independent (Welch).",
        reasons.join(", and ")
    )
}

fn reason(mismatch: Mismatch, found: &SideBySideResults) -> String {
    let SideBySideResults { first, second, .. } = found;
    let not_reproduced =
        |run: &RunBeside| format!("{}, made by {}, does not come out again with this version", run.name, run.program);
    match mismatch {
        Mismatch::Seed => format!("the seeds differ ({} and {})", second.seed, first.seed),
        Mismatch::Replications => {
            let (second, first) = (count(second.replications.into()), count(first.replications.into()));
            format!("the replications differ ({second} and {first})")
        }
        Mismatch::Confidence => "their intervals hold with different confidence".into(),
        Mismatch::VarianceReduction => "their replications are drawn or adjusted in different ways".into(),
        Mismatch::Detail => "one of them is of people alone".into(),
        Mismatch::Calendar => "their days, opening hours or intervals differ".into(),
        Mismatch::ContactTypes => "their contact types differ".into(),
        Mismatch::FirstNotReproduced => not_reproduced(first),
        Mismatch::SecondNotReproduced => not_reproduced(second),
    }
}

/// The difference of all together, or of the only one there is.
fn of_the_whole(pair: &VariantsBeside, measure: Measure) -> Option<&DifferenceBeside> {
    let of = || pair.differences.iter().filter(move |difference| difference.comparison.measure == measure);
    let whole = of().find(|difference| matches!(difference.comparison.scope, Scope::AllContacts | Scope::AllTeams));
    whole.or_else(|| of().next().filter(|_| of().count() == 1))
}

fn sheet_of_runs(found: &SideBySideResults) -> Sheet {
    let row = |run: &RunBeside| {
        let title = run.title.clone();
        vec![run.name.clone(), title, run.program.clone(), run.seed.to_string(), count(run.replications.into())]
    };
    Sheet {
        title: "The two runs".into(),
        columns: ["Run", "Title", "Program", "Seed", "Replications"].map(String::from).to_vec(),
        rows: vec![row(&found.second), row(&found.first)],
    }
}

fn sheet(pair: &VariantsBeside, found: &SideBySideResults) -> Sheet {
    let number = |of: fn(&Scope) -> bool| {
        let mut scopes: Vec<_> =
            pair.differences.iter().map(|difference| &difference.comparison.scope).filter(|scope| of(scope)).collect();
        scopes.dedup();
        scopes.len()
    };
    let types = number(|scope| matches!(scope, Scope::Contacts(_)));
    let teams = number(|scope| matches!(scope, Scope::Team(_)));
    let is_shown = |difference: &&DifferenceBeside| {
        let measure = difference.comparison.measure;
        let is_chosen = || difference.comparison.scope.kind().shown_in(View::SideBySide).contains(&measure);
        match &difference.comparison.scope {
            Scope::AllContacts | Scope::Group(_) | Scope::AllTeams | Scope::Cases(_) => is_chosen(),
            Scope::Contacts(_) => types <= MOST_SHOWN && is_chosen(),
            Scope::Team(_) => teams <= MOST_SHOWN && is_chosen(),
            Scope::People(_) => matches!(measure, Measure::People(_, OverPeople::P50)),
            Scope::Caseload(_) | Scope::Workforce(_) | Scope::Clause(_) => true,
        }
    };
    let row = |difference: &DifferenceBeside| {
        let comparison = &difference.comparison;
        let level = |estimate| Figure::level(comparison.measure, Some(estimate)).to_string();
        vec![
            format!("{}: {}", comparison.scope, comparison.measure.label()),
            level(difference.second),
            level(difference.first),
            Figure::difference(comparison.measure, comparison.difference).to_string(),
            describe_verdict(comparison).to_owned(),
        ]
    };
    let columns = ["Measure", &found.second.name, &found.first.name, "Difference", "Verdict"].map(String::from);
    Sheet {
        title: format!("{} ({})", name_pair(pair), if pair.is_paired() { "paired" } else { "not paired" }),
        columns: columns.to_vec(),
        rows: pair.differences.iter().filter(is_shown).map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::documents::summary_of_side_by_side;
    use crate::report::json;
    use crate::results::{Comparison, Estimate, KeyDifference, Verdict};

    use super::*;

    fn run(name: &str, seed: u64) -> RunBeside {
        RunBeside {
            name: name.into(),
            title: "Centre".into(),
            program: "callfloor 0.1.0".into(),
            scenario_sha256: String::new(),
            seed,
            replications: 100,
        }
    }

    fn found(mismatches: Vec<Mismatch>) -> SideBySideResults {
        let estimate = |mean| Estimate { mean, half_width: Some(0.01) };
        let comparison = Comparison {
            variant: "baseline".into(),
            against: "baseline".into(),
            scope: Scope::Contacts("calls".into()),
            measure: Measure::ServiceLevel,
            difference: estimate(-0.1),
            verdict: Verdict::Worse,
            pairing_gain: None,
        };
        let degrees = (!mismatches.is_empty()).then_some(150.5);
        let difference = DifferenceBeside { first: estimate(0.8), second: estimate(0.7), degrees, comparison };
        SideBySideResults {
            format: 1,
            program: "callfloor 0.1.0".into(),
            first: run("before", 1),
            second: run("after|wards", 2),
            confidence: 0.95,
            same_scenario: false,
            inputs: vec![KeyDifference { key: "a.b".into(), first: Some("1".into()), second: None }],
            pairs: vec![VariantsBeside {
                first: "baseline".into(),
                second: "baseline".into(),
                mismatches,
                other_promises: Vec::new(),
                differences: vec![difference],
            }],
            only_in_first: vec!["Strike".into()],
            only_in_second: Vec::new(),
        }
    }

    #[test]
    fn whether_it_is_paired_is_said_first() {
        let paired = summary_of_side_by_side(&found(Vec::new()));
        assert!(paired.contains("baseline: paired, on the same customers in each of 100 replications.\n"), "{paired}");
        assert!(paired.contains("baseline: Service level falls by 10.0 ± 1.0 points: worse.\n"), "{paired}");
        assert!(paired.contains("Only in before: Strike."), "{paired}");
        let unpaired = summary_of_side_by_side(&found(vec![Mismatch::Seed, Mismatch::Calendar]));
        assert!(unpaired.contains("not paired, because the seeds differ (2 and 1), and their days"), "{unpaired}");
        assert!(unpaired.lines().all(|line| line.chars().count() <= 100), "{unpaired}");
    }

    #[test]
    fn every_format_says_the_same() {
        let files = pack_of_side_by_side(&found(vec![Mismatch::Seed])).unwrap();
        let text = |path: &str| {
            let file = files.iter().find(|file| file.path == path).unwrap();
            String::from_utf8(file.bytes.clone()).unwrap()
        };
        let row = "baseline,baseline,contacts.calls,service_level,fraction,0.7,0.01,0.8,0.01,-0.1,0.01,no,150.5,worse,";
        assert_eq!(text("comparisons.csv").lines().nth(1), Some(row));
        assert!(text("summary.md").starts_with("# after\\|wards against before\n"), "{}", text("summary.md"));
        assert!(text("report.html").contains("−10.0 ± 1.0 points"), "{}", text("report.html"));
        let read: SideBySideResults = serde_json::from_str(&text("results.json")).unwrap();
        assert_eq!(json(&read).unwrap(), text("results.json"));
    }
}
