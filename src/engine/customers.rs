use crate::model::{Calendar, Centre, ContactType};
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
    /// Which of the type's customers it is: a number that no other has.
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
/// Arrivals without memory can be drawn anew in every interval, so each interval of the calendar has streams of
/// its own, named by its date and time. Within it, each customer takes exactly one gap, one talk, one wrap-up
/// and one patience. The n-th customer of an interval is thus the same in every variant, however many the
/// variants answer, and a surge or a closing in one interval does not shift the customers of any other.
#[derive(Debug)]
pub struct SampledCustomers<'a> {
    sources: Vec<Source<'a>>,
    calendar: &'a Calendar,
    replication: Key,
    shared_cv: f64,
}

/// The streams of one contact type, and how far its demand has been followed.
#[derive(Debug)]
struct Source<'a> {
    contact_type: &'a ContactType,
    key: Key,
    segment: usize,
    interval: u32,
    gaps: Stream,
    talk: Stream,
    wrap_up: Stream,
    patience: Stream,
    /// The number of the interval's next customer.
    customer: u64,
    /// Expected arrivals per tick in this segment, and the mean gap in ticks; zero and infinite if none.
    rate: f64,
    gap: f64,
    interval_factor: f64,
    day_factor: Option<(u32, f64)>,
}

impl<'a> SampledCustomers<'a> {
    /// The customers of one replication.
    #[must_use]
    pub fn new(centre: &'a Centre, replication: Key) -> Self {
        let source = |contact_type: &'a ContactType| {
            let key = contact_type_key(replication, contact_type);
            let unused = key.stream();
            Source {
                contact_type,
                key,
                segment: usize::MAX,
                interval: u32::MAX,
                gaps: unused.clone(),
                talk: unused.clone(),
                wrap_up: unused.clone(),
                patience: unused,
                customer: 0,
                rate: 0.0,
                gap: f64::INFINITY,
                interval_factor: 1.0,
                day_factor: None,
            }
        };
        let sources = centre.contact_types().iter().map(source).collect();
        Self { sources, calendar: centre.calendar(), replication, shared_cv: centre.shared_busyness_cv() }
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
        let segments = &source.contact_type.demand.segments;
        let mut from = now;
        let mut left = source.gaps.exponential();
        loop {
            if let Some(segment) = segments.get(source.segment) {
                let room = segment.end.since(from).0 as f64 * source.rate;
                if left < room {
                    return Some(after(from, left * source.gap, segment.end));
                }
                left -= room;
            }
            source.segment = source.segment.wrapping_add(1);
            let segment = segments.get(source.segment)?;
            if source.interval != segment.interval {
                source.enter_interval(segment.interval, self.calendar, self.replication, self.shared_cv);
                left = source.gaps.exponential();
            }
            source.enter_segment();
            from = segment.start;
        }
    }

    #[inline]
    fn need(&mut self, contact_type: usize) -> Need {
        let source = &mut self.sources[contact_type];
        let customer = source.customer;
        source.customer += 1;
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
    fn enter_interval(&mut self, index: u32, calendar: &Calendar, replication: Key, shared_cv: f64) {
        let interval = &calendar.intervals[index as usize];
        let name = calendar.timestamp(interval) as u64;
        let date = calendar.date_number(interval.day) as u64;
        let key = self.key.with(name);
        self.interval = index;
        // Customers of different intervals never share a number: there are fewer than 2²⁴ in one.
        self.customer = name << 24;
        [self.gaps, self.talk, self.wrap_up, self.patience] =
            ["gaps", "talk", "wrap_up", "patience"].map(|purpose| key.named(purpose).stream());
        let demand = &self.contact_type.demand;
        let day_factor = match self.day_factor {
            Some((known, factor)) if known == interval.day => factor,
            _ => {
                let shared = factor(replication.named("shared_busyness").with(date), shared_cv);
                shared * factor(self.key.named("busyness").with(date), demand.busyness_cv)
            }
        };
        self.day_factor = Some((interval.day, day_factor));
        self.interval_factor = day_factor * factor(key.named("busyness"), demand.interval_busyness_cv);
    }

    fn enter_segment(&mut self) {
        let per_hour = self.contact_type.demand.segments[self.segment].rate.get() * self.interval_factor;
        self.rate = per_hour / (3600.0 * Ticks::PER_SECOND as f64);
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
