use crate::experiment::estimate::DIGITS;
use crate::metrics::{AgentDay, TeamAgentDays};
use crate::model::{Study, Team};
use crate::random::{Key, Stream};
use crate::results::{Bounded, Estimate, FunnelDot, FunnelLimit, Made, Period, PeriodLuck, Quantile, TeamLuck};
use crate::stats::{round_to_significant, student_t, wilson};
use crate::units::{Fraction, Ticks};

use super::question::LuckQuestion;

/// Most groups of replications between which intervals are told.
const MOST_GROUPS: usize = 20;
/// Agent-periods drawn where the horizon is too short: 20 of them lie beyond the outermost quantiles.
const DRAWN: usize = 20_000;
/// Most dots of a funnel.
const MOST_DOTS: usize = 600;
/// Places along a funnel at which its limits are given.
const LIMIT_PLACES: u32 = 60;
/// Weeks in a quarter.
const WEEKS: u32 = 13;

/// Shares of agents whose own AHT is told: the limits of a funnel, the middle half, the middle.
const OF_AHT: [f64; 7] = [0.001, 0.025, 0.25, 0.5, 0.75, 0.975, 0.999];
const OF_CONTACTS: [f64; 2] = [0.05, 0.95];

/// Standard errors from the mean of a normal law to the limits that leave 5% and 0.2% outside.
///
/// # Source
///
/// The limits of a funnel plot: Spiegelhalter (2005), "Funnel plots for comparing institutional performance",
/// *Statistics in Medicine* 24, 1185–1202.
const Z_95: f64 = 1.959_963_984_540_054;
const Z_99_8: f64 = 3.090_232_306_167_813;

/// The days of one team's agents, over all replications.
pub(super) struct TeamDays<'a> {
    replications: Vec<&'a TeamAgentDays>,
    /// Days of each agent in a replication.
    days: usize,
    /// Where the groups of replications begin, and where the last one ends.
    cuts: Vec<usize>,
}

impl<'a> TeamDays<'a> {
    /// `None` if nobody in the team answered anything.
    pub(super) fn new(replications: Vec<&'a TeamAgentDays>, days: usize, block: usize) -> Option<Self> {
        let blocks = replications.len() / block;
        let groups = Self::groups(blocks);
        let cuts = (0..=groups).map(|group| block * (group * blocks / groups.max(1))).collect();
        let answered = replications.iter().any(|replication| replication.squares > 0);
        answered.then_some(Self { replications, days, cuts })
    }

    /// Groups in which so many blocks of replications are put.
    pub(super) fn groups(blocks: usize) -> usize {
        blocks.min(MOST_GROUPS)
    }

    /// The luck of the team's agents over a day, a week and a quarter.
    pub(super) fn luck(&self, study: &Study, question: &LuckQuestion, team: &Team, key: Key) -> TeamLuck {
        let calendar = study.variants[question.variant].centre.calendar();
        let week = calendar.open_weekdays.iter().filter(|open| **open).count().max(1) as u32;
        let inquiry = Inquiry {
            confidence: study.settings.confidence,
            flag_above: question.flag_above.get(),
            agents: team.most_agents_usually(),
        };
        let (aht_seconds, handling_sd_seconds) = {
            let days = self.periods(1, key);
            (days.estimate(inquiry, |group| group.moments.mean()), days.estimate(inquiry, |group| group.moments.sd()))
        };
        let period = |period: Period| {
            let open_days = match period {
                Period::Day => 1,
                Period::Week => week,
                Period::Quarter => WEEKS * week,
            };
            self.periods(open_days as usize, key.named(period.word())).luck(period, open_days, inquiry)
        };
        let people = team.people.as_ref().filter(|people| people.has_shifts());
        TeamLuck {
            title: team.title.clone(),
            agents: inquiry.agents,
            agency_seats: people.map_or(0, |people| people.places() - people.permanent_places()),
            learning_left_out: people.is_some_and(|people| people.learning.is_some()),
            aht_seconds,
            handling_sd_seconds,
            periods: Period::ALL.map(period).into(),
        }
    }

    /// Periods of so many days: cut from each agent's own where the horizon has them, otherwise drawn.
    fn periods(&self, length: usize, key: Key) -> Periods {
        let moments =
            self.cuts.windows(2).map(|cut| Moments::from_replications(&self.replications[cut[0]..cut[1]])).collect();
        let (made, pooled, grouped, cuts) = if length <= self.days {
            let (pooled, cuts) = self.successive(length);
            (Made::Successive, pooled, None, cuts)
        } else {
            let pool = Pool::new(self);
            let groups = pool.groups();
            let mut grouped = Vec::with_capacity(DRAWN);
            let mut cuts = vec![0];
            for group in 0..groups {
                let number = DRAWN * (group + 1) / groups - DRAWN * group / groups;
                pool.draw(Some(group), length, number, &mut key.with(group as u64).stream(), &mut grouped);
                cuts.push(grouped.len());
            }
            let mut pooled = Vec::with_capacity(DRAWN);
            pool.draw(None, length, DRAWN, &mut key.named("all").stream(), &mut pooled);
            (Made::Drawn, pooled, Some(grouped), cuts)
        };
        Periods { made, pooled, grouped, cuts, moments, whole: Moments::from_replications(&self.replications) }
    }

    fn successive(&self, length: usize) -> (Vec<AgentDay>, Vec<usize>) {
        let (mut periods, mut cuts) = (Vec::new(), vec![0]);
        for cut in self.cuts.windows(2) {
            for replication in &self.replications[cut[0]..cut[1]] {
                let stretches = replication.days.chunks(self.days).flat_map(|agent| agent.chunks_exact(length));
                periods.extend(stretches.map(|days| sum(days.iter().copied())).filter(|period| period.contacts > 0));
            }
            cuts.push(periods.len());
        }
        (periods, cuts)
    }
}

/// The agent-days with contacts, by day of the horizon, in order of replications.
struct Pool {
    by_day: Vec<Vec<AgentDay>>,
    /// By day, where each group begins.
    cuts: Vec<Vec<usize>>,
}

impl Pool {
    fn new(team: &TeamDays<'_>) -> Self {
        let mut pool = Self { by_day: vec![Vec::new(); team.days], cuts: vec![vec![0]; team.days] };
        for cut in team.cuts.windows(2) {
            for replication in &team.replications[cut[0]..cut[1]] {
                for (index, day) in replication.days.iter().enumerate().filter(|(_, day)| day.contacts > 0) {
                    pool.by_day[index % team.days].push(*day);
                }
            }
            pool.by_day.iter().zip(&mut pool.cuts).for_each(|(days, cuts)| cuts.push(days.len()));
        }
        pool
    }

    fn groups(&self) -> usize {
        self.cuts[0].len() - 1
    }

    /// Draws periods: the first day from the first days of all agents, the next from the next, and round again.
    fn draw(
        &self,
        group: Option<usize>,
        length: usize,
        number: usize,
        stream: &mut Stream,
        periods: &mut Vec<AgentDay>,
    ) {
        let of_day = |day: usize| match group {
            Some(group) => &self.by_day[day][self.cuts[day][group]..self.cuts[day][group + 1]],
            None => &self.by_day[day][..],
        };
        let pools: Vec<&[AgentDay]> = (0..self.by_day.len()).map(of_day).collect();
        for _ in 0..number {
            let pools = pools.iter().cycle().take(length).filter(|pool| !pool.is_empty());
            let period = sum(pools.map(|pool| pool[stream.below(pool.len())]));
            periods.extend(Some(period).filter(|period| period.contacts > 0));
        }
    }
}

fn sum(days: impl Iterator<Item = AgentDay>) -> AgentDay {
    days.fold(AgentDay::default(), |sum, day| AgentDay {
        contacts: sum.contacts + day.contacts,
        handling: sum.handling + day.handling,
    })
}

/// What the handling times of single contacts add up to.
#[derive(Clone, Copy, Default)]
struct Moments {
    contacts: u64,
    handling: u64,
    squares: u128,
}

impl Moments {
    fn from_replications(replications: &[&TeamAgentDays]) -> Self {
        replications.iter().fold(Self::default(), |sum, replication| {
            let days = replication.days.iter();
            let (contacts, handling) = days.fold((sum.contacts, sum.handling), |(contacts, handling), day| {
                (contacts + u64::from(day.contacts), handling + day.handling)
            });
            Self { contacts, handling, squares: sum.squares + replication.squares }
        })
    }

    fn mean(&self) -> f64 {
        Ticks(self.handling).seconds() / self.contacts as f64
    }

    /// From whole numbers, so that contacts of one length have exactly none; as floating point beyond 128 bits.
    fn sd(&self) -> f64 {
        let (contacts, handling) = (u128::from(self.contacts), u128::from(self.handling));
        let exact = contacts.checked_mul(self.squares).zip(handling.checked_mul(handling));
        let spread = match exact {
            Some((squares, square)) => squares.saturating_sub(square) as f64,
            None => (contacts as f64 * self.squares as f64 - (handling as f64).powi(2)).max(0.0),
        };
        spread.sqrt() / self.contacts as f64 / Ticks::PER_SECOND as f64
    }
}

/// Periods of one length, of all replications and of each group of them.
struct Periods {
    made: Made,
    pooled: Vec<AgentDay>,
    /// Those of the groups where they are not the pooled ones themselves.
    grouped: Option<Vec<AgentDay>>,
    cuts: Vec<usize>,
    moments: Vec<Moments>,
    whole: Moments,
}

/// What is asked about the periods.
#[derive(Clone, Copy)]
struct Inquiry {
    confidence: Fraction,
    flag_above: f64,
    agents: u32,
}

/// Some periods, and the contacts that all days of these replications hold.
struct Group<'a> {
    periods: &'a [AgentDay],
    moments: Moments,
}

impl Group<'_> {
    fn share(&self, belongs: impl Fn(&AgentDay) -> bool) -> f64 {
        self.periods.iter().filter(|period| belongs(period)).count() as f64 / self.periods.len() as f64
    }

    fn mean(&self, of: impl Fn(&AgentDay) -> f64) -> f64 {
        self.periods.iter().map(of).sum::<f64>() / self.periods.len() as f64
    }

    /// The standard deviation of own AHT.
    fn sd(&self) -> f64 {
        let mean = self.mean(own_aht);
        let degrees = self.periods.len().saturating_sub(1).max(1) as f64;
        (self.periods.iter().map(|period| (own_aht(period) - mean).powi(2)).sum::<f64>() / degrees).sqrt()
    }

    fn standard_error(&self, contacts: f64) -> f64 {
        self.moments.sd() / contacts.sqrt()
    }

    fn outside(&self, z: f64) -> f64 {
        let (mean, sd) = (self.moments.mean(), self.moments.sd());
        self.share(|period| (own_aht(period) - mean).abs() > z * sd / f64::from(period.contacts).sqrt())
    }

    fn flagged(&self, above: f64) -> f64 {
        let limit = (1.0 + above) * self.moments.mean();
        self.share(|period| own_aht(period) > limit)
    }
}

fn own_aht(period: &AgentDay) -> f64 {
    Ticks(period.handling).seconds() / f64::from(period.contacts)
}

fn contacts(period: &AgentDay) -> f64 {
    f64::from(period.contacts)
}

impl Periods {
    fn luck(&self, period: Period, open_days: u32, inquiry: Inquiry) -> PeriodLuck {
        let flagged = self.share(inquiry, |group| group.flagged(inquiry.flag_above));
        let of_agents = |share: f64| rounded(share * f64::from(inquiry.agents));
        PeriodLuck {
            period,
            open_days,
            made: self.made,
            agent_periods: self.pooled.len() as u64,
            contacts: self.estimate(inquiry, |group| group.mean(contacts)),
            contacts_quantiles: self.quantiles(inquiry, &OF_CONTACTS, |_, period| contacts(period)),
            aht_quantiles: self.aht_quantiles(inquiry),
            sd_seconds: self.estimate(inquiry, |group| group.sd()),
            standard_error_seconds: self.estimate(inquiry, |group| group.standard_error(group.mean(contacts))),
            outside_95_fraction: self.share(inquiry, |group| group.outside(Z_95)),
            outside_99_8_fraction: self.share(inquiry, |group| group.outside(Z_99_8)),
            flagged_fraction: flagged,
            flagged_agents: Bounded {
                value: of_agents(flagged.value),
                low: flagged.low.map(of_agents),
                high: flagged.high.map(of_agents),
            },
            limits: self.limits(),
            dots: self.dots(),
        }
    }

    fn all(&self) -> Group<'_> {
        Group { periods: &self.pooled, moments: self.whole }
    }

    /// The groups in which anybody answered anything.
    fn groups(&self) -> impl Iterator<Item = Group<'_>> {
        let grouped = self.grouped.as_deref().unwrap_or(&self.pooled);
        let groups = self.cuts.windows(2).zip(&self.moments);
        let groups = groups.map(move |(cut, &moments)| Group { periods: &grouped[cut[0]..cut[1]], moments });
        groups.filter(|group| !group.periods.is_empty())
    }

    /// The standard error of a figure of all replications, from its spread between groups of them, and half the length of
    /// the interval in such errors; `None` from a single group.
    ///
    /// # Source
    ///
    /// Sectioning: Asmussen and Glynn (2007), *Stochastic Simulation*, §III.5.
    fn error(&self, inquiry: Inquiry, of_group: impl Fn(&Group<'_>) -> f64) -> Option<(f64, f64)> {
        let figures: Vec<f64> = self.groups().map(|group| of_group(&group)).collect();
        let number = figures.len() as f64;
        let mean = figures.iter().sum::<f64>() / number;
        let variance = figures.iter().map(|figure| (figure - mean).powi(2)).sum::<f64>() / (number - 1.0) / number;
        let t = student_t(inquiry.confidence, figures.len().saturating_sub(1) as u64);
        (figures.len() > 1).then(|| (variance.sqrt(), t))
    }

    fn estimate(&self, inquiry: Inquiry, of_group: impl Fn(&Group<'_>) -> f64) -> Estimate {
        let error = self.error(inquiry, &of_group);
        Estimate { mean: rounded(of_group(&self.all())), half_width: error.map(|(error, t)| rounded(t * error)) }
    }

    /// A share with Wilson's interval, by the number of independent periods that would know it as well.
    fn share(&self, inquiry: Inquiry, of_group: impl Fn(&Group<'_>) -> f64) -> Bounded {
        let value = of_group(&self.all());
        let interval = self.error(inquiry, of_group).map(|(error, t)| self.wilson(value, error, t));
        bounded(value, interval)
    }

    fn wilson(&self, share: f64, error: f64, t: f64) -> (f64, f64) {
        let independent = share * (1.0 - share) / error.powi(2);
        let all = self.pooled.len() as f64;
        let observations = if 0.0 < independent { independent.min(all) } else { all };
        wilson(share, observations, t)
    }

    /// Quantiles in seconds. Between groups, AHT is told in terms of the group's own mean.
    fn aht_quantiles(&self, inquiry: Inquiry) -> Vec<Quantile> {
        let mean = self.whole.mean();
        let mut quantiles = self.quantiles(inquiry, &OF_AHT, |group, period| own_aht(period) / group.moments.mean());
        for Quantile { at, .. } in &mut quantiles {
            let seconds = |relative: f64| rounded(relative * mean);
            *at = Bounded { value: seconds(at.value), low: at.low.map(seconds), high: at.high.map(seconds) };
        }
        quantiles
    }

    /// Quantiles with the interval of the share they cover, turned into values by the distribution itself.
    fn quantiles(&self, inquiry: Inquiry, shares: &[f64], of: impl Fn(&Group<'_>, &AgentDay) -> f64) -> Vec<Quantile> {
        let all = self.all();
        let mut values: Vec<f64> = self.pooled.iter().map(|period| of(&all, period)).collect();
        values.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| values[((share * values.len() as f64).ceil() as usize).clamp(1, values.len()) - 1];
        let quantile = |&share: &f64| {
            let value = at(share);
            let covered = |group: &Group<'_>| group.share(|period| of(group, period) <= value);
            let interval = self.error(inquiry, covered).map(|(error, t)| {
                let (low, high) = self.wilson(share, error, t);
                (at(low), at(high))
            });
            Quantile { share, at: bounded(value, interval) }
        };
        shares.iter().map(quantile).collect()
    }

    fn limits(&self) -> Vec<FunnelLimit> {
        let all = self.all();
        let fewest = self.pooled.iter().map(contacts).fold(f64::INFINITY, f64::min);
        let most = self.pooled.iter().map(contacts).fold(1.0, f64::max);
        let (mean, sd) = (all.moments.mean(), all.moments.sd());
        let limit = |place: u32| {
            let contacts = fewest + (most - fewest) * f64::from(place) / f64::from(LIMIT_PLACES);
            let at = |z: f64| {
                let away = z * sd / contacts.sqrt();
                [(mean - away).max(0.0), mean + away].map(rounded)
            };
            FunnelLimit { contacts: rounded(contacts), limits_95: at(Z_95), limits_99_8: at(Z_99_8) }
        };
        (0..=LIMIT_PLACES).map(limit).collect()
    }

    fn dots(&self) -> Vec<FunnelDot> {
        let dots = self.pooled.len().min(MOST_DOTS);
        let dot = |index: usize| {
            let period = &self.pooled[index * self.pooled.len() / dots];
            FunnelDot { contacts: period.contacts.into(), aht_seconds: rounded(own_aht(period)) }
        };
        (0..dots).map(dot).collect()
    }
}

fn bounded(value: f64, interval: Option<(f64, f64)>) -> Bounded {
    Bounded {
        value: rounded(value),
        low: interval.map(|interval| rounded(interval.0)),
        high: interval.map(|interval| rounded(interval.1)),
    }
}

/// # Panics
///
/// If `figure` is not a number, which no figure of at least one period is.
fn rounded(figure: f64) -> f64 {
    round_to_significant(figure, DIGITS).expect("a figure of at least one period is a number")
}
