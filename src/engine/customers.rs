use crate::model::{
    Burst, Calendar, CaseKind, CaseKindIndex, Centre, ContactType, ContactTypeIndex, Demand, DemandSegment,
};
use crate::random::{Distribution, Key, Shape, Spread, Stream, first_of_row, next_of_row, unit_gamma_quantile};
use crate::units::{Instant, Seconds, Ticks};

use super::{CaseNumber, CustomerNumber};

/// Who arrives with a fresh need, and what the need is; and which cases arrive. Of each contact type and kind of case, the two
/// are asked in turn: when the next arrives, and then, once, what that one needs.
pub trait Customers {
    /// When the next fresh contact of this type arrives; `None` when no more will.
    fn next_contact(&mut self, of_type: ContactTypeIndex) -> Option<Instant>;
    /// The need of the contact of this type that arrives now.
    fn need(&mut self, of_type: ContactTypeIndex) -> Need;
    /// When the next case of this kind arrives; `None` when no more will.
    fn next_case(&mut self, kind: CaseKindIndex) -> Option<Instant>;
    /// What the case of this kind needs that arrives now.
    fn case_need(&mut self, kind: CaseKindIndex) -> CaseNeed;
}

/// What a fresh contact brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// Which of the type's customers it is.
    pub customer: CustomerNumber,
    /// Talk it needs.
    pub talk: Ticks,
    /// Wrap-up it needs.
    pub wrap_up: Ticks,
    /// How long it would wait; without, as long as it takes.
    pub patience: Option<Ticks>,
}

/// What a case brings that arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseNeed {
    /// Which of the kind's cases it is.
    pub number: CaseNumber,
    /// Work it needs.
    pub work: Ticks,
}

/// Customers drawn from the model, every source from its own stream.
///
/// Arrivals without memory can be drawn anew in every interval, so each interval of the calendar has streams of
/// its own, named by its date and time. Within it, each customer takes exactly one gap, one talk, one wrap-up
/// and one patience. The n-th customer of an interval is thus the same in every variant, however many the
/// variants answer, and a surge or a closing in one interval does not shift the customers of any other.
#[derive(Debug)]
pub struct SampledCustomers<'a> {
    contacts: Vec<Source<'a>>,
    cases: Vec<Source<'a>>,
    calendar: &'a Calendar,
    days: Days,
}

/// How the days' factors are drawn.
#[derive(Clone, Copy, Debug)]
struct Days {
    replication: Key,
    spread: Spread,
    shared_cv: f64,
}

/// What a fresh customer draws, or a fresh case: a case needs work and nothing else.
#[derive(Clone, Copy, Debug)]
struct Lengths<'a> {
    talk: &'a Distribution,
    wrap_up: Option<&'a Distribution>,
    patience: Option<&'a Distribution>,
}

/// The streams of one contact type or kind of case, and how far its demand has been followed.
#[derive(Debug)]
struct Source<'a> {
    demand: &'a Demand,
    lengths: Lengths<'a>,
    /// The key's last two names.
    family: &'static str,
    name: &'a str,
    key: Key,
    /// The segment being followed, or the one to enter next.
    segment: usize,
    /// The last arrival in it, or its start.
    from: Instant,
    /// The interval being followed; none between two.
    interval: Option<u32>,
    gaps: Stream,
    bursts: Stream,
    /// How many of the last burst are still to come, at the same moment.
    burst_left: u32,
    talk: Stream,
    wrap_up: Stream,
    patience: Stream,
    ahead: Ahead,
    /// The number of the interval's next customer or case.
    customer: u64,
    /// Expected arrivals per tick in this segment, a burst counting once, and the mean gap in ticks; zero and infinite if
    /// none.
    rate: f64,
    gap: f64,
    interval_factor: f64,
    day_factor: Option<(u32, f64)>,
    /// The last interval of the calendar whose factor was drawn, and that factor, where factors are remembered.
    remembered: Option<(u32, f64)>,
    /// Contacts still to come in this interval, and the part of what its rates come to that is left for them, where numbers are exact.
    exactly: (u32, f64),
    /// Contacts expected up to the end of this interval, where numbers are exact.
    expected: f64,
    /// Moments that are over, where they are known one by one.
    moments_done: usize,
}

/// The next customers of the interval, drawn some ahead: draws in a row are cheaper than one by one, and come out the
/// same.
#[derive(Debug)]
struct Ahead {
    next: usize,
    drawn: usize,
    at: [Instant; Self::MOST],
    talk: [Ticks; Self::MOST],
    wrap_up: [Ticks; Self::MOST],
    patience: [Ticks; Self::MOST],
}

impl Ahead {
    const MOST: usize = 32;
    const NOBODY: Self = Self {
        next: 0,
        drawn: 0,
        at: [Instant::NEVER; Self::MOST],
        talk: [Ticks::ZERO; Self::MOST],
        wrap_up: [Ticks::ZERO; Self::MOST],
        patience: [Ticks::ZERO; Self::MOST],
    };
}

impl<'a> SampledCustomers<'a> {
    /// The customers of one replication.
    #[must_use]
    pub fn new(centre: &'a Centre, replication: Key) -> Self {
        Self::with_spread(centre, replication, Spread::Independent)
    }

    /// The customers of one replication, whose days' factors are spread over those of its block.
    #[must_use]
    pub fn with_spread(centre: &'a Centre, replication: Key, spread: Spread) -> Self {
        let source = |family: &'static str, name: &'a str, demand: &'a Demand, lengths: Lengths<'a>| {
            let key = replication.named(family).named(name);
            let unused = key.stream();
            Source {
                demand,
                lengths,
                family,
                name,
                key,
                segment: 0,
                from: Instant::ZERO,
                interval: None,
                gaps: unused.clone(),
                bursts: unused.clone(),
                burst_left: 0,
                talk: unused.clone(),
                wrap_up: unused.clone(),
                patience: unused,
                ahead: Ahead::NOBODY,
                customer: 0,
                rate: 0.0,
                gap: f64::INFINITY,
                interval_factor: 1.0,
                day_factor: None,
                remembered: None,
                exactly: (0, 0.0),
                expected: 0.0,
                moments_done: 0,
            }
        };
        let of_type = |contact_type: &'a ContactType| {
            let lengths = Lengths {
                talk: &contact_type.talk,
                wrap_up: contact_type.wrap_up.as_ref(),
                patience: contact_type.patience.as_ref(),
            };
            source(CONTACTS, &contact_type.name, &contact_type.demand, lengths)
        };
        let of_kind = |kind: &'a CaseKind| {
            let lengths = Lengths { talk: &kind.work, wrap_up: None, patience: None };
            source(CASES, &kind.name, &kind.demand, lengths)
        };
        let contacts = centre.contact_types().iter().map(of_type).collect();
        let cases = centre.case_kinds().iter().map(of_kind).collect();
        let days = Days { replication, spread, shared_cv: centre.shared_busyness_cv() };
        Self { contacts, cases, calendar: centre.calendar(), days }
    }
}

/// All randomness of a contact type descends from this key.
pub(super) fn contact_type_key(replication: Key, contact_type: &ContactType) -> Key {
    replication.named(CONTACTS).named(&contact_type.name)
}

/// All randomness of a kind of case descends from this key.
pub(super) fn case_kind_key(replication: Key, kind: &CaseKind) -> Key {
    replication.named(CASES).named(&kind.name)
}

const CONTACTS: &str = "contacts";
const CASES: &str = "cases";

impl Customers for SampledCustomers<'_> {
    #[inline]
    fn next_contact(&mut self, of_type: ContactTypeIndex) -> Option<Instant> {
        self.contacts[of_type.0 as usize].next(self.calendar, self.days)
    }

    #[inline]
    fn need(&mut self, of_type: ContactTypeIndex) -> Need {
        let source = &mut self.contacts[of_type.0 as usize];
        let (number, next) = source.take_next();
        let ahead = &source.ahead;
        Need {
            customer: CustomerNumber::new(number),
            talk: ahead.talk[next],
            wrap_up: ahead.wrap_up[next],
            patience: source.lengths.patience.map(|_| ahead.patience[next]),
        }
    }

    fn next_case(&mut self, kind: CaseKindIndex) -> Option<Instant> {
        self.cases[kind.0 as usize].next(self.calendar, self.days)
    }

    fn case_need(&mut self, kind: CaseKindIndex) -> CaseNeed {
        let source = &mut self.cases[kind.0 as usize];
        let (number, next) = source.take_next();
        CaseNeed { number: CaseNumber::new(number), work: source.ahead.talk[next] }
    }
}

impl Source<'_> {
    /// When the next arrives.
    #[inline(always)]
    fn next(&mut self, calendar: &Calendar, days: Days) -> Option<Instant> {
        if self.ahead.next == self.ahead.drawn {
            self.draw_ahead(calendar, days);
        }
        let ahead = &self.ahead;
        (ahead.next < ahead.drawn).then(|| ahead.at[ahead.next % Ahead::MOST])
    }

    /// The number of the one that arrives now, and where it was drawn ahead.
    #[inline(always)]
    fn take_next(&mut self) -> (u64, usize) {
        let number = self.customer;
        self.customer += 1;
        let next = self.ahead.next % Ahead::MOST;
        self.ahead.next = next + 1;
        (number, next)
    }

    /// Draws the next customers; none, if no more will come.
    #[inline(never)]
    fn draw_ahead(&mut self, calendar: &Calendar, days: Days) {
        let segments = &self.demand.segments;
        (self.ahead.next, self.ahead.drawn) = (0, 0);
        while self.ahead.drawn == 0 {
            if self.interval.is_none() {
                let Some(segment) = segments.get(self.segment) else { return };
                self.enter_interval(segment.interval, calendar, days);
                self.enter_segment();
            }
            match self.demand.burst {
                _ if self.demand.exact && self.demand.moments.is_empty() => self.follow_exact_interval(),
                _ if self.demand.exact => self.follow_moments(calendar),
                Burst::Single => self.follow_interval::<false>(),
                Burst::Geometric { .. } | Burst::Always(_) => self.follow_interval::<true>(),
            }
        }
        let Ahead { drawn, talk, wrap_up, patience, .. } = &mut self.ahead;
        self.lengths.talk.fill(&mut self.talk, &mut talk[..*drawn]);
        if let Some(lengths) = self.lengths.wrap_up {
            lengths.fill(&mut self.wrap_up, &mut wrap_up[..*drawn]);
        }
        if let Some(lengths) = self.lengths.patience {
            lengths.fill(&mut self.patience, &mut patience[..*drawn]);
        }
    }

    /// The next points of a Poisson process, by inversion of the integrated rate. Each lies strictly after the one
    /// before, and never beyond the end of its segment. All contacts of a burst arrive at one point; those for which there is
    /// no place left come first the next time.
    fn follow_interval<const BURSTS: bool>(&mut self) {
        let segments = &self.demand.segments;
        while self.ahead.drawn < Ahead::MOST {
            if BURSTS && self.burst_left > 0 {
                self.draw_rest_of_burst();
                continue;
            }
            let mut left = self.gaps.exponential();
            loop {
                let segment = &segments[self.segment];
                let room = segment.end.since(self.from).0 as i64 as f64 * self.rate;
                if left < room {
                    self.from = after(self.from, left * self.gap, segment.end);
                    break;
                }
                left -= room;
                self.segment += 1;
                let goes_on = segments.get(self.segment).is_some_and(|next| next.interval == segment.interval);
                if !goes_on {
                    self.interval = None;
                    return;
                }
                self.enter_segment();
            }
            self.ahead.at[self.ahead.drawn] = self.from;
            self.ahead.drawn += 1;
            if BURSTS {
                self.burst_left = others_of_burst(self.demand.burst, &mut self.bursts);
            }
        }
    }

    /// The next of as many points as the interval has. The part of the integrated rate that is left after the next of `n` independent
    /// points is the largest of `n` uniform draws of what was left.
    fn follow_exact_interval(&mut self) {
        let segments = &self.demand.segments;
        let goes_on =
            |segment: usize| segments.get(segment + 1).is_some_and(|next| next.interval == segments[segment].interval);
        while self.ahead.drawn < Ahead::MOST {
            let (number, left) = self.exactly;
            if number == 0 {
                while goes_on(self.segment) {
                    self.segment += 1;
                }
                self.segment += 1;
                self.interval = None;
                return;
            }
            let left_after = left * libm::pow(self.gaps.open_uniform(), 1.0 / f64::from(number));
            self.exactly = (number - 1, left_after);
            let mut way = left - left_after;
            loop {
                let room = segments[self.segment].end.since(self.from).0 as i64 as f64 * self.rate;
                if way < room || !goes_on(self.segment) {
                    break;
                }
                way -= room;
                self.segment += 1;
                self.enter_segment();
            }
            self.from = after(self.from, way * self.gap, segments[self.segment].end);
            self.ahead.at[self.ahead.drawn] = self.from;
            self.ahead.drawn += 1;
        }
    }

    /// The next of the moments that are known, up to the end of the interval.
    fn follow_moments(&mut self, calendar: &Calendar) {
        let end = self.interval.map_or(Instant::ZERO, |interval| calendar.intervals[interval as usize].end);
        while self.ahead.drawn < Ahead::MOST {
            let next = self.demand.moments.get(self.moments_done).filter(|moment| **moment <= end);
            let Some(moment) = next else {
                let interval = self.demand.segments[self.segment].interval;
                let rest = &self.demand.segments[self.segment..];
                self.segment += rest.iter().take_while(|segment| segment.interval == interval).count();
                self.interval = None;
                return;
            };
            self.ahead.at[self.ahead.drawn] = *moment;
            self.ahead.drawn += 1;
            self.moments_done += 1;
        }
    }

    /// Whole numbers whose sum up to any interval is what is expected up to there, rounded up or down by one draw for the replication: an
    /// expected number that is whole is met.
    fn count_exactly(&mut self, index: u32) {
        let rest = &self.demand.segments[self.segment..];
        let within = rest.iter().take_while(|segment| segment.interval == index);
        let hours = |segment: &DemandSegment| segment.end.since(segment.start).0 as i64 as f64 / TICKS_PER_HOUR;
        let mass: f64 = within.map(|segment| segment.rate.get() * hours(segment)).sum();
        let offset = self.key.named("exact").stream().uniform();
        // What is whole but for the rounding of sums must not be rounded down.
        let whole = |expected: f64| (expected + offset + 1e-6).floor();
        let number = whole(self.expected + mass) - whole(self.expected);
        self.expected += mass;
        self.exactly = (number as u32, mass);
    }

    /// The factor of an interval, which is like that of the one before in so far as it is remembered. Every interval of the calendar is
    /// gone through, so that a factor does not depend on when anybody arrives.
    fn remembered_factor(&mut self, index: u32, calendar: &Calendar, spell: Seconds) -> f64 {
        let cv = self.demand.interval_busyness_cv;
        let start = |index: u32| calendar.intervals[index as usize].start;
        let first = self.remembered.map_or(0, |(last, _)| last + 1);
        for next in first..=index {
            let name = calendar.timestamp(&calendar.intervals[next as usize]) as u64;
            let mut stream = self.key.with(name).named("busyness").stream();
            let factor = match self.remembered {
                None => first_of_row(cv, &mut stream),
                Some((last, before)) => {
                    let apart = start(next).since(start(last)).seconds();
                    next_of_row(before, cv, libm::exp(-apart / spell.get()), &mut stream)
                }
            };
            self.remembered = Some((next, factor));
        }
        self.remembered.map_or(1.0, |(_, factor)| factor)
    }

    fn draw_rest_of_burst(&mut self) {
        let places = &mut self.ahead.at[self.ahead.drawn..];
        let number = places.len().min(self.burst_left as usize);
        places[..number].fill(self.from);
        self.ahead.drawn += number;
        self.burst_left -= number as u32;
    }

    fn enter_interval(&mut self, index: u32, calendar: &Calendar, days: Days) {
        let interval = &calendar.intervals[index as usize];
        let name = calendar.timestamp(interval) as u64;
        let date = calendar.date_number(interval.day) as u64;
        let key = self.key.with(name);
        self.interval = Some(index);
        // Customers of different intervals never share a number: there are fewer than 2²⁴ in one.
        self.customer = name << 24;
        [self.gaps, self.bursts, self.talk, self.wrap_up, self.patience] =
            ["gaps", "bursts", "talk", "wrap_up", "patience"].map(|purpose| key.named(purpose).stream());
        let demand = self.demand;
        let day_factor = match self.day_factor {
            Some((known, factor)) if known == interval.day => factor,
            _ => {
                let shared = days.factor(|root| root.named("shared_busyness").with(date), days.shared_cv);
                let own = |root: Key| root.named(self.family).named(self.name).named("busyness").with(date);
                let together = demand
                    .together
                    .iter()
                    .map(|factor| days.factor(|root| root.named("together").named(&factor.name).with(date), factor.cv));
                let ordinary = shared * days.factor(own, demand.busyness_cv) * days.regime(demand, date);
                together.fold(ordinary, |product, factor| product * factor)
            }
        };
        self.day_factor = Some((interval.day, day_factor));
        let of_interval = match demand.interval_spell {
            Some(spell) => self.remembered_factor(index, calendar, spell),
            None => factor(key.named("busyness"), demand.interval_busyness_cv),
        };
        self.interval_factor = day_factor * of_interval;
        if demand.exact {
            self.count_exactly(index);
        }
    }

    fn enter_segment(&mut self) {
        let segment = &self.demand.segments[self.segment];
        let per_hour = segment.rate.get() * self.interval_factor / self.demand.burst.mean();
        self.rate = per_hour / (3600.0 * Ticks::PER_SECOND as f64);
        self.gap = 1.0 / self.rate;
        self.from = segment.start;
    }
}

const TICKS_PER_HOUR: f64 = 3600.0 * Ticks::PER_SECOND as f64;

#[inline]
fn after(from: Instant, gap: f64, end: Instant) -> Instant {
    Instant((from.0 + gap as i64 as u64 + 1).min(end.0))
}

/// Contacts of a burst besides the first.
#[inline]
fn others_of_burst(burst: Burst, stream: &mut Stream) -> u32 {
    match burst {
        Burst::Single => 0,
        Burst::Always(size) => size - 1,
        // The share of bursts with more than k others is (1 − 1/mean)^(k + 1).
        Burst::Geometric { mean } => (stream.exponential() / -libm::log1p(-1.0 / mean)) as u32,
    }
}

impl Days {
    /// The factor of the regime that a day is of, which is one draw for all contact types.
    fn regime(self, demand: &Demand, date: u64) -> f64 {
        if demand.regimes.is_empty() {
            return 1.0;
        }
        let name = |root: Key| root.named("regime").with(date);
        let draw = self.spread.uniform(name).unwrap_or_else(|| name(self.replication).stream().open_uniform());
        demand.regime(draw)
    }

    /// A day's factor by its name: of this replication alone, or its share of the block's.
    fn factor(self, name: impl Fn(Key) -> Key, cv: f64) -> f64 {
        match self.spread.uniform(&name) {
            Some(draw) => unit_gamma_quantile(cv, draw),
            None => factor(name(self.replication), cv),
        }
    }
}

/// A gamma factor with mean 1.
fn factor(key: Key, cv: f64) -> f64 {
    let unit = Seconds::new(1.0).expect("one second is a duration");
    match Distribution::new(Shape::Gamma, unit, cv) {
        Ok(gamma) if cv > 0.0 => gamma.sample(&mut key.stream()),
        _ => 1.0,
    }
}

/// Customers from a record: what arrived, when, and what it needed. A record has no cases.
#[derive(Clone, Debug, Default)]
pub struct RecordedCustomers {
    by_type: Vec<Vec<RecordedContact>>,
    next: Vec<usize>,
    by_kind: Vec<Vec<RecordedCase>>,
    next_case: Vec<usize>,
}

/// One contact of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordedContact {
    /// When it arrived.
    pub at: Instant,
    /// Talk it needed.
    pub talk: Ticks,
    /// Wrap-up it needed.
    pub wrap_up: Ticks,
    /// How long it would have waited; without, as long as it takes.
    pub patience: Option<Ticks>,
}

/// One case of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordedCase {
    /// When it arrived.
    pub at: Instant,
    /// Work it needed.
    pub work: Ticks,
}

impl RecordedCustomers {
    /// The contacts of each type, in order of arrival; types beyond these have none, and there are no cases.
    ///
    /// # Panics
    ///
    /// If a type's contacts are not in order of arrival.
    #[must_use]
    pub fn new(by_type: Vec<Vec<RecordedContact>>) -> Self {
        let in_order = |contacts: &Vec<RecordedContact>| contacts.windows(2).all(|pair| pair[0].at <= pair[1].at);
        assert!(by_type.iter().all(in_order), "recorded contacts come in order of arrival");
        Self { next: vec![0; by_type.len()], by_type, by_kind: Vec::new(), next_case: Vec::new() }
    }

    /// The same with the cases of each kind, in order of arrival; kinds beyond these have none.
    ///
    /// # Panics
    ///
    /// If a kind's cases are not in order of arrival.
    #[must_use]
    pub fn with_cases(self, by_kind: Vec<Vec<RecordedCase>>) -> Self {
        let in_order = |cases: &Vec<RecordedCase>| cases.windows(2).all(|pair| pair[0].at <= pair[1].at);
        assert!(by_kind.iter().all(in_order), "recorded cases come in order of arrival");
        Self { next_case: vec![0; by_kind.len()], by_kind, ..self }
    }
}

impl Customers for RecordedCustomers {
    fn next_contact(&mut self, of_type: ContactTypeIndex) -> Option<Instant> {
        let of_type = of_type.0 as usize;
        self.by_type.get(of_type)?.get(self.next[of_type]).map(|contact| contact.at)
    }

    fn need(&mut self, of_type: ContactTypeIndex) -> Need {
        let of_type = of_type.0 as usize;
        let customer = self.next[of_type];
        self.next[of_type] += 1;
        let RecordedContact { talk, wrap_up, patience, .. } = self.by_type[of_type][customer];
        Need { customer: CustomerNumber::new(customer as u64), talk, wrap_up, patience }
    }

    fn next_case(&mut self, kind: CaseKindIndex) -> Option<Instant> {
        let kind = kind.0 as usize;
        self.by_kind.get(kind)?.get(self.next_case[kind]).map(|case| case.at)
    }

    fn case_need(&mut self, kind: CaseKindIndex) -> CaseNeed {
        let kind = kind.0 as usize;
        let number = self.next_case[kind];
        self.next_case[kind] += 1;
        CaseNeed { number: CaseNumber::new(number as u64), work: self.by_kind[kind][number].work }
    }
}
