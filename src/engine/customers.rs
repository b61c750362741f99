use crate::model::{Centre, ContactType};
use crate::random::{Distribution, Key, Shape, Stream};
use crate::units::{Instant, Seconds, Ticks};

/// Who arrives with a fresh need, and what the need is.
pub trait Customers {
    /// When the next fresh contact of this type arrives, after `now`; `None` when no more will.
    fn next_arrival(&mut self, contact_type: usize, now: Instant) -> Option<Instant>;
    /// The need of the contact of this type that arrives now.
    fn need(&mut self, contact_type: usize) -> Need;
}

/// What a fresh contact brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// Which of the type's customers it is, from 0.
    pub customer: u64,
    /// Talk it needs.
    pub talk: Ticks,
    /// Wrap-up it needs.
    pub wrap_up: Ticks,
    /// How long it would wait; without, as long as it takes.
    pub patience: Option<Ticks>,
}

/// Customers drawn from the model, every source from its own stream.
///
/// Each customer takes exactly one gap, one talk, one wrap-up and one patience, so the n-th customer
/// of a type is the same in every variant, however many the variants answer.
#[derive(Debug)]
pub struct SampledCustomers<'a> {
    sources: Vec<Source<'a>>,
    replication: Key,
    shared_cv: f64,
}

/// The streams of one contact type, and how far its demand has been followed.
#[derive(Debug)]
struct Source<'a> {
    contact_type: &'a ContactType,
    days: &'a [u32],
    key: Key,
    gaps: Stream,
    talk: Stream,
    wrap_up: Stream,
    patience: Stream,
    customers: u64,
    segment: usize,
    /// Expected arrivals per tick in this segment, and the mean gap in ticks; zero and infinite if none.
    rate: f64,
    gap: f64,
    day_factor: Option<(u32, f64)>,
}

impl<'a> SampledCustomers<'a> {
    /// The customers of one replication; `days` gives the day of each of the calendar's intervals.
    #[must_use]
    pub fn new(centre: &'a Centre, days: &'a [u32], replication: Key) -> Self {
        let sources = centre
            .contact_types()
            .iter()
            .map(|contact_type| {
                let key = contact_type_key(replication, contact_type);
                let stream = |purpose: &str| key.named(purpose).stream();
                Source {
                    contact_type,
                    days,
                    key,
                    gaps: stream("gaps"),
                    talk: stream("talk"),
                    wrap_up: stream("wrap_up"),
                    patience: stream("patience"),
                    customers: 0,
                    segment: usize::MAX,
                    rate: 0.0,
                    gap: f64::INFINITY,
                    day_factor: None,
                }
            })
            .collect();
        Self { sources, replication, shared_cv: centre.shared_busyness_cv() }
    }
}

/// All randomness of a contact type descends from this key.
pub(super) fn contact_type_key(replication: Key, contact_type: &ContactType) -> Key {
    replication.named("contacts").named(&contact_type.name)
}

impl Customers for SampledCustomers<'_> {
    /// The next point of a Poisson process by inversion of the integrated rate. It lies strictly after
    /// `now`, and never beyond the end of its segment.
    #[inline]
    fn next_arrival(&mut self, contact_type: usize, now: Instant) -> Option<Instant> {
        let source = &mut self.sources[contact_type];
        let mut left = source.gaps.exponential();
        let segments = &source.contact_type.demand.segments;
        let mut from = now;
        if let Some(segment) = segments.get(source.segment) {
            let room = segment.end.since(from).0 as f64 * source.rate;
            if left < room {
                return Some(after(from, left * source.gap, segment.end));
            }
            left -= room;
        }
        loop {
            source.segment = source.segment.wrapping_add(1);
            let segment = segments.get(source.segment)?;
            source.enter_segment(self.replication, self.shared_cv);
            from = segment.start;
            let room = segment.end.since(from).0 as f64 * source.rate;
            if left < room {
                return Some(after(from, left * source.gap, segment.end));
            }
            left -= room;
        }
    }

    #[inline]
    fn need(&mut self, contact_type: usize) -> Need {
        let source = &mut self.sources[contact_type];
        let customer = source.customers;
        source.customers += 1;
        let draw = |distribution: &Distribution, stream: &mut Stream| Ticks::of(distribution.sample(stream));
        let contact_type = source.contact_type;
        Need {
            customer,
            talk: draw(&contact_type.talk, &mut source.talk),
            wrap_up: contact_type.wrap_up.as_ref().map_or(Ticks::ZERO, |it| draw(it, &mut source.wrap_up)),
            patience: contact_type.patience.as_ref().map(|it| draw(it, &mut source.patience)),
        }
    }
}

#[inline]
fn after(from: Instant, gap: f64, end: Instant) -> Instant {
    Instant((from.0 + gap as u64 + 1).min(end.0))
}

impl Source<'_> {
    #[cold]
    fn enter_segment(&mut self, replication: Key, shared_cv: f64) {
        let demand = &self.contact_type.demand;
        let segment = &demand.segments[self.segment];
        let day = self.days[segment.interval as usize];
        let day_factor = match self.day_factor {
            Some((known, factor)) if known == day => factor,
            _ => {
                let shared = factor(replication.named("shared_busyness").with(u64::from(day)), shared_cv);
                shared * factor(self.key.named("busyness").with(u64::from(day)), demand.busyness_cv)
            }
        };
        self.day_factor = Some((day, day_factor));
        let interval = self.key.named("interval_busyness").with(u64::from(segment.interval));
        let factor = day_factor * factor(interval, demand.interval_busyness_cv);
        self.rate = segment.rate.get() * factor / (3600.0 * Ticks::PER_SECOND as f64);
        self.gap = 1.0 / self.rate;
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

/// Customers from a record: what arrived, when, and what it needed.
#[derive(Clone, Debug, Default)]
pub struct RecordedCustomers {
    by_type: Vec<Vec<RecordedContact>>,
    next: Vec<usize>,
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

impl RecordedCustomers {
    /// The contacts of each type, in order of arrival.
    ///
    /// # Panics
    ///
    /// If a type's contacts are not in order of arrival.
    #[must_use]
    pub fn new(by_type: Vec<Vec<RecordedContact>>) -> Self {
        let in_order = |contacts: &Vec<RecordedContact>| contacts.windows(2).all(|pair| pair[0].at <= pair[1].at);
        assert!(by_type.iter().all(in_order), "recorded contacts come in order of arrival");
        Self { next: vec![0; by_type.len()], by_type }
    }
}

impl Customers for RecordedCustomers {
    fn next_arrival(&mut self, contact_type: usize, _now: Instant) -> Option<Instant> {
        self.by_type[contact_type].get(self.next[contact_type]).map(|contact| contact.at)
    }

    fn need(&mut self, contact_type: usize) -> Need {
        let customer = self.next[contact_type];
        self.next[contact_type] += 1;
        let RecordedContact { talk, wrap_up, patience, .. } = self.by_type[contact_type][customer];
        Need { customer: customer as u64, talk, wrap_up, patience }
    }
}
