use crate::metrics::{Bucket, ContactTally, LONGER_THAN_SECONDS, ReplicationTally};
use crate::model::Disruption;
use crate::results::{
    ContactMeasure, ContactResults, DisruptionMark, Given, IntervalResults, Measures, ServiceTarget, TeamMeasure,
    TeamResults, VariantResults, WaitPoint,
};
use crate::units::Seconds;

use super::analysis::Controls;
use super::caseloads::{caseload_results, workforce_results};
use super::cases::case_results;
use super::digits::rounded;
use super::explanation::explanations;
use super::formulas::{ContactView, Sample, TeamView, contact_sample, team_sample};
use super::measured::{Measured, measures_of_teams, sum_of_team, sum_of_type};
use super::people::{clause_results, people_results};
use super::promise::{common_target, service_target};

impl Measured<'_> {
    /// What is said of the variant, contact type by contact type and team by team.
    pub(super) fn results(&self) -> VariantResults {
        let centre = self.centre();
        let calendar = centre.calendar();
        let types = centre.contact_types().iter().enumerate();
        let contacts = types.map(|(index, contact_type)| {
            let service_level = Some(service_target(contact_type));
            (contact_type.name.clone(), self.contact_results(Some(index), contact_type.title.clone(), service_level))
        });
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
            replications: self.tallies().len() as u32,
            contacts: contacts.collect(),
            all_contacts: self.contact_results(None, "All contacts".into(), common_target(centre)),
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

    fn contact_results(
        &self,
        of_type: Option<usize>,
        title: String,
        service_level: Option<ServiceTarget>,
    ) -> ContactResults {
        let controls = self.controls(of_type);
        let total = ContactMeasure::ALL.into_iter().map(|measure| {
            let samples = self.contact_samples(of_type, measure);
            (measure.into(), rounded(self.analysis().estimate(&samples, &controls)))
        });
        let interval = |(index, bucket): (usize, &Bucket)| self.contact_interval(of_type, index, bucket);
        let aht_target = of_type.and_then(|of_type| self.centre().contact_types()[of_type].aht_target);
        ContactResults {
            title,
            service_level,
            aht_target_seconds: aht_target.map(Seconds::get),
            total: total.collect(),
            intervals: self.buckets().iter().enumerate().map(interval).collect(),
            waits: self.wait_points(of_type.unwrap_or(self.centre().contact_types().len()), &controls),
            days: self.days(of_type.unwrap_or(self.centre().contact_types().len())).results(self.analysis(), &controls),
        }
    }

    fn contact_interval(&self, of_type: Option<usize>, index: usize, bucket: &Bucket) -> IntervalResults {
        let types = self.centre().contact_types().len();
        let controls = self.controls_in(of_type, index..index + 1);
        let of_type = of_type.unwrap_or(types);
        let sums: Vec<_> = self.tallies().iter().map(|tally| sum_of_type(tally, of_type, index..index + 1)).collect();
        let estimate = |measure| {
            let sample = |(tally, replication): (&ContactTally, &&ReplicationTally)| {
                let queue = replication.queues[of_type][index];
                let (open, intervals) = (bucket.open, bucket.intervals);
                contact_sample(measure, &ContactView { tally, queue, waits: None, open, intervals })
            };
            let samples: Vec<_> = sums.iter().zip(self.tallies()).map(sample).collect();
            rounded(self.analysis().estimate(&samples, &controls))
        };
        let measures = ContactMeasure::ALL.into_iter().filter_map(|measure| match measure.row().given {
            Given::ByPart => Some((measure.into(), estimate(measure))),
            Given::NullByPart => Some((measure.into(), None)),
            Given::InTotal | Given::OverDays => None,
        });
        self.interval(bucket, measures.collect())
    }

    fn team_results(&self, team: Option<usize>, title: String) -> TeamResults {
        let controls = self.controls(None);
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
        let controls = self.controls_in(None, index..index + 1);
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

    fn wait_points(&self, of_type: usize, controls: &Controls) -> Vec<WaitPoint> {
        let point = |(index, &seconds): (usize, &u32)| {
            let pair = |tally: &&ReplicationTally| {
                let waits = &tally.waits[of_type];
                Some(Sample::Ratio(waits.longer[index] as f64, waits.count as f64))
            };
            let samples: Vec<_> = self.tallies().iter().map(pair).collect();
            WaitPoint { seconds: f64::from(seconds), longer: rounded(self.analysis().estimate(&samples, controls)) }
        };
        LONGER_THAN_SECONDS.iter().enumerate().map(point).collect()
    }
}
