use crate::metrics::{Bucket, ContactTally, LONGER_THAN_SECONDS, ReplicationTally, WaitTally};
use crate::model::{ContactGroup, ContactTypeIndex, Disruption, Team};
use crate::results::{
    ContactMeasure, ContactResults, DisruptionMark, Estimate, Given, IntervalResults, LevelWithin, Measures, Named,
    ServiceTarget, TeamMeasure, TeamResults, VariantResults, WaitPoint,
};
use crate::units::Seconds;

use super::analysis::Controls;
use super::caseloads::{caseload_results, workforce_results};
use super::cases::case_results;
use super::digits::rounded;
use super::explanation::explanations;
use super::formulas::{ContactView, Sample, TeamView, contact_sample, team_sample};
use super::measured::{Measured, measures_of_teams, sum_of_team, sum_of_types};
use super::people::{clause_results, people_results};
use super::promise::{common_target, service_target};
use super::subject::Subject;

impl Measured<'_> {
    /// What is said of the variant, contact type by contact type and team by team.
    pub(super) fn results(&self) -> VariantResults {
        let centre = self.centre();
        let calendar = centre.calendar();
        let types = centre.contact_types().iter().enumerate();
        let contacts = types.map(|(index, contact_type)| {
            let service_level = Some(service_target(contact_type));
            let results = self.contact_results(Subject::OfType(index), contact_type.title.clone(), service_level);
            (contact_type.name.clone(), results)
        });
        let groups = centre.groups().iter().enumerate();
        let groups = groups.map(|(index, group)| (group.name.clone(), self.group_results(index, group)));
        let teams = self
            .teams_that_answer()
            .map(|(index, team)| (team.name.clone(), self.team_results(Some(index), team.title.clone())));
        let mark = |disruption: &Disruption| DisruptionMark {
            label: disruption.label.clone(),
            from: calendar.local_time(disruption.from),
            until: calendar.local_time(disruption.until),
        };
        VariantResults {
            name: self.variant.name.clone(),
            about: self.variant.about.clone(),
            same_as: None,
            replications: self.tallies().len() as u32,
            contacts: contacts.collect(),
            groups: groups.collect(),
            all_contacts: self.together("All contacts", Subject::All),
            teams: teams.collect(),
            all_teams: self.team_results(None, "All teams".into()),
            cases: case_results(self),
            caseloads: caseload_results(self),
            workforces: workforce_results(self),
            people: people_results(self),
            clauses: clause_results(self),
            explanations: explanations(self),
            disruptions: centre.disruptions().iter().map(mark).collect(),
        }
    }

    fn group_results(&self, index: usize, group: &ContactGroup) -> ContactResults {
        let name = |of_type: &ContactTypeIndex| self.centre().contact_type(*of_type).name.clone();
        let members = group.contacts.iter().map(name).collect();
        ContactResults { members, ..self.together(&group.title, Subject::OfGroup(index)) }
    }

    /// Of several contact types together.
    fn together(&self, title: &str, subject: Subject) -> ContactResults {
        let promise = common_target(self.centre(), self.members(subject));
        let note = (!self.is_alike(subject)).then(|| ContactResults::NO_MEAN_WAIT.to_owned());
        ContactResults { note, ..self.contact_results(subject, title.to_owned(), promise) }
    }

    fn contact_results(&self, subject: Subject, title: String, service_level: Option<ServiceTarget>) -> ContactResults {
        let controls = self.controls(subject);
        let total = ContactMeasure::ALL.into_iter().map(|measure| {
            let samples = self.contact_samples(subject, measure);
            (measure.into(), self.open_ended(subject, measure, rounded(self.analysis().estimate(&samples, &controls))))
        });
        let interval = |(index, bucket): (usize, &Bucket)| self.contact_interval(subject, index, bucket);
        let aht_target = match subject {
            Subject::OfType(of_type) => self.centre().contact_types()[of_type].aht_target,
            Subject::OfGroup(_) | Subject::All => None,
        };
        let alike = self.is_alike(subject);
        ContactResults {
            title,
            members: Vec::new(),
            note: None,
            still_growing: self.still_grows(subject),
            service_level,
            aht_target_seconds: aht_target.map(Seconds::get),
            total: total.collect(),
            handled: self.handled_by_team(subject, &controls),
            also_within: self.levels_within(subject, &controls),
            intervals: self.buckets().iter().enumerate().map(interval).collect(),
            waits: if alike { self.wait_points(subject, &controls) } else { Vec::new() },
            days: self.days(subject).results(self.analysis(), &controls, alike),
        }
    }

    /// How many contacts of the subject each team answered, where several teams answer.
    fn handled_by_team(&self, subject: Subject, controls: &Controls) -> Named<Option<Estimate>> {
        let teams: Vec<_> = self.teams_that_answer().collect();
        if teams.len() < 2 {
            return Named::default();
        }
        let of_team = |&(index, team): &(usize, &Team)| {
            let count = |tally: &&ReplicationTally| match tally.handled.as_slice() {
                // There is one contact type only: what a team answered is of this type.
                [] => sum_of_team(tally, index, 0..self.layout().counted()).handled,
                pairs => self.members(subject).iter().map(|&of_type| pairs[of_type][index]).sum(),
            };
            let counts: Vec<u64> = self.tallies().iter().map(count).collect();
            let samples: Vec<_> = counts.iter().map(|&count| Some(Sample::Value(count as f64))).collect();
            let answered_some = counts.iter().any(|count| 0 < *count);
            answered_some.then(|| (team.name.clone(), rounded(self.analysis().estimate(&samples, controls))))
        };
        teams.iter().filter_map(of_team).collect()
    }

    /// The service level of one contact type at further thresholds.
    fn levels_within(&self, subject: Subject, controls: &Controls) -> Vec<LevelWithin> {
        let Subject::OfType(of_type) = subject else { return Vec::new() };
        let level = |(index, within): (usize, &Seconds)| {
            let share = |(tally, offered): (&&ReplicationTally, u64)| {
                Some(Sample::Ratio(tally.answered_within[of_type][index] as f64, offered as f64))
            };
            let offered = self
                .tallies()
                .iter()
                .map(|tally| sum_of_types(tally, &[of_type], 0..self.layout().counted()).offered());
            let samples: Vec<_> = self.tallies().iter().zip(offered).map(share).collect();
            let service_level = rounded(self.analysis().estimate(&samples, controls));
            LevelWithin { within_seconds: within.get(), service_level }
        };
        self.centre().contact_types()[of_type].also_within.iter().enumerate().map(level).collect()
    }

    /// Without its interval if it only says how long was simulated.
    fn open_ended(&self, subject: Subject, measure: ContactMeasure, estimate: Option<Estimate>) -> Option<Estimate> {
        let hangs_on_horizon = measure.row().grows_with_queue && self.still_grows(subject);
        let half_width = |estimate: Estimate| estimate.half_width.filter(|_| !hangs_on_horizon);
        estimate.map(|estimate| Estimate { half_width: half_width(estimate), ..estimate })
    }

    fn contact_interval(&self, subject: Subject, index: usize, bucket: &Bucket) -> IntervalResults {
        let controls = self.controls_in(subject, index..index + 1);
        let types = self.members(subject);
        let sums: Vec<_> = self.tallies().iter().map(|tally| sum_of_types(tally, types, index..index + 1)).collect();
        let estimate = |measure| {
            let sample = |(tally, replication): (&ContactTally, &&ReplicationTally)| {
                let queue = self.queue(replication, subject, index);
                let (open, intervals) = (bucket.open, bucket.intervals);
                contact_sample(measure, &ContactView { tally, queue, waits: None, open, intervals })
            };
            let samples: Vec<_> = sums.iter().zip(self.tallies()).map(sample).collect();
            rounded(self.analysis().estimate(&samples, &controls))
        };
        let measures = ContactMeasure::ALL.into_iter().filter_map(|measure| match measure.row().given {
            Given::ByPart if !self.means_something(subject, measure) => Some((measure.into(), None)),
            Given::ByPart => Some((measure.into(), self.open_ended(subject, measure, estimate(measure)))),
            Given::NullByPart => Some((measure.into(), None)),
            Given::InTotal | Given::OverDays => None,
        });
        self.interval(bucket, measures.collect())
    }

    fn team_results(&self, team: Option<usize>, title: String) -> TeamResults {
        let controls = self.controls(Subject::All);
        let total = |measure: TeamMeasure| {
            (measure.into(), rounded(self.analysis().estimate(&self.team_samples(team, measure), &controls)))
        };
        let interval = |(index, bucket): (usize, &Bucket)| self.team_interval(team, index, bucket);
        TeamResults {
            title,
            total: measures_of_teams(self.has_shifts(team)).map(total).collect(),
            intervals: self.buckets().iter().enumerate().map(interval).collect(),
        }
    }

    fn team_interval(&self, team: Option<usize>, index: usize, bucket: &Bucket) -> IntervalResults {
        let controls = self.controls_in(Subject::All, index..index + 1);
        let measures = measures_of_teams(self.has_shifts(team)).filter(|measure| measure.row().given == Given::ByPart);
        let team = team.unwrap_or(self.centre().teams().len());
        let sums: Vec<_> = self.tallies().iter().map(|tally| sum_of_team(tally, team, index..index + 1)).collect();
        let estimate = |measure: TeamMeasure| {
            let (open, intervals) = (bucket.open, bucket.intervals);
            let view = |tally| TeamView { tally, open, intervals, payroll: None };
            let samples: Vec<_> = sums.iter().map(|tally| team_sample(measure, &view(tally))).collect();
            (measure.into(), rounded(self.analysis().estimate(&samples, &controls)))
        };
        self.interval(bucket, measures.map(estimate).collect())
    }

    fn interval(&self, bucket: &Bucket, measures: Measures) -> IntervalResults {
        let start = self.centre().calendar().local_time(bucket.start);
        IntervalResults { start, closes: bucket.closes, measures }
    }

    fn wait_points(&self, subject: Subject, controls: &Controls) -> Vec<WaitPoint> {
        let point = |(index, &seconds): (usize, &u32)| {
            let pair = |waits: &WaitTally| Some(Sample::Ratio(waits.longer[index] as f64, waits.count as f64));
            let samples: Vec<_> = self.wait_tallies(subject).map(pair).collect();
            WaitPoint { seconds: f64::from(seconds), longer: rounded(self.analysis().estimate(&samples, controls)) }
        };
        LONGER_THAN_SECONDS.iter().enumerate().map(point).collect()
    }
}
