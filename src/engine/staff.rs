//! The people of one team from week to week: who leaves, who comes, who is out.

use crate::model::{Concerns, Stoppage, Workforce};
use crate::random::{Key, Stream};

/// Posts with their holders, and seats for agency workers, of which there are as many as posts.
///
/// A place is a post or, after the posts, a seat. What befalls a place in a week is drawn from a key of the team, the place and
/// the date, so a change elsewhere moves nobody.
#[derive(Debug)]
pub(super) struct Staff<'a> {
    people: &'a Workforce,
    key: Key,
    posts: Vec<Post>,
    seats: Vec<Seat>,
    /// Weeks in which agency workers who were asked for begin, in order.
    asked: std::collections::VecDeque<u32>,
    /// Places that somebody left this week.
    departed: Vec<u32>,
    moves: Moves,
    /// Ranks of those a stoppage concerns.
    ranks: Vec<(f64, u32)>,
    /// By place, the share of this week that a stoppage leaves.
    there: Vec<f64>,
}

/// A permanent post.
#[derive(Clone, Copy, Debug)]
enum Post {
    /// Its advertisement is decided in this week.
    Vacant { decided: Option<u32> },
    /// Its holder carries a full caseload from this week on.
    Held { full_from: u32 },
}

/// A seat for an agency worker.
#[derive(Clone, Copy, Debug)]
enum Seat {
    Empty,
    /// Its worker is gone in this week.
    Booked {
        ends: u32,
    },
}

/// Who came and went in a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Permanent workers who left.
    pub leavers: u32,
    /// Permanent workers who began.
    pub recruits: u32,
    /// Agency workers who left.
    pub agency_left: u32,
    /// Agency workers who began.
    pub agency_joined: u32,
}

/// What is drawn of a place.
#[derive(Clone, Copy)]
enum Draw {
    Start,
    Leaves,
    Hired,
    Out,
}

impl<'a> Staff<'a> {
    pub(super) fn new(people: &'a Workforce) -> Self {
        let posts = people.posts as usize;
        Self {
            people,
            key: Key::new(0, 0),
            posts: Vec::with_capacity(posts),
            seats: Vec::with_capacity(posts),
            asked: std::collections::VecDeque::with_capacity(posts),
            departed: Vec::with_capacity(2 * posts),
            moves: Moves::default(),
            ranks: Vec::with_capacity(2 * posts),
            there: Vec::with_capacity(2 * posts),
        }
    }

    pub(super) fn people(&self) -> &'a Workforce {
        self.people
    }

    /// Those in post at the start, and the advertisements and bookings that are under way.
    pub(super) fn open(&mut self, key: Key) {
        self.key = key;
        self.moves = Moves::default();
        self.departed.clear();
        self.asked.clear();
        let people = self.people;
        self.posts.clear();
        self.posts.extend((0..people.posts).map(|post| {
            let mut stream = draws(key, post, Draw::Start, 0);
            if post < people.filled { in_post(people, &mut stream) } else { advertised(people, &mut stream) }
        }));
        self.seats.clear();
        self.seats.extend((0..people.posts).map(|seat| {
            let Some(hiring) = people.agency_hiring.filter(|_| seat < people.agency) else { return Seat::Empty };
            let mut stream = draws(key, people.posts + seat, Draw::Start, 0);
            Seat::Booked { ends: stream.below(hiring.stay_days.div_ceil(7) as usize) as u32 }
        }));
        self.there.clear();
        self.there.resize(self.places(), 1.0);
    }

    /// Places there are, held or not.
    pub(super) fn places(&self) -> usize {
        2 * self.people.posts as usize
    }

    /// Moves on to `week`, which begins on `date`: some leave, then others come. `factor` says by what the hazard of leaving is
    /// multiplied for the holder of a place.
    pub(super) fn begin_week(&mut self, week: u32, date: i64, factor: impl Fn(u32) -> f64) {
        self.moves = Moves::default();
        self.departed.clear();
        self.leave(week, date, factor);
        self.recruit(week, date);
        self.book(week);
        self.stop_work(week);
    }

    /// Places that somebody left at the start of the week.
    pub(super) fn departed(&self) -> &[u32] {
        &self.departed
    }

    pub(super) fn moves(&self) -> Moves {
        self.moves
    }

    /// Posts that are held.
    pub(super) fn filled(&self) -> u32 {
        self.posts.iter().filter(|post| matches!(post, Post::Held { .. })).count() as u32
    }

    /// Agency workers present.
    pub(super) fn agency(&self) -> u32 {
        self.seats.iter().filter(|seat| matches!(seat, Seat::Booked { .. })).count() as u32
    }

    /// What the holder of a place can carry in `week`, as a share of a full contract; `None` where nobody is.
    pub(super) fn strength(&self, place: usize, week: u32) -> Option<f64> {
        match self.posts.get(place) {
            Some(Post::Held { full_from }) if week < *full_from => Some(Workforce::NEWLY_QUALIFIED_STRENGTH),
            Some(Post::Held { .. }) => Some(1.0),
            Some(Post::Vacant { .. }) => None,
            None => matches!(self.seats[place - self.posts.len()], Seat::Booked { .. }).then_some(1.0),
        }
    }

    /// The share of the week that stoppages leave to the holder of a place.
    pub(super) fn there(&self, place: usize) -> f64 {
        self.there[place]
    }

    fn leave(&mut self, week: u32, date: i64, factor: impl Fn(u32) -> f64) {
        let (key, hazard) = (self.key, self.people.leaving_per_day(0) * 7.0);
        for (place, post) in (0..).zip(&mut self.posts) {
            let Post::Held { .. } = post else { continue };
            if hazard > 0.0 && draws(key, place, Draw::Leaves, date).chance(-libm::expm1(-hazard * factor(place))) {
                *post = Post::Vacant { decided: next_decision(self.people, week) };
                self.departed.push(place);
                self.moves.leavers += 1;
            }
        }
    }

    fn recruit(&mut self, week: u32, date: i64) {
        let (key, people) = (self.key, self.people);
        let Some(hiring) = people.hiring else { return };
        for (place, post) in (0..).zip(&mut self.posts) {
            let Post::Vacant { decided: Some(decided) } = *post else { continue };
            if decided != week {
                continue;
            }
            let mut stream = draws(key, place, Draw::Hired, date);
            if stream.chance(hiring.filled.get()) {
                let newly_qualified = stream.chance(people.newly_qualified.get());
                let protected = if newly_qualified { Workforce::FIRST_YEAR_DAYS / 7 } else { 0 };
                *post = Post::Held { full_from: week + protected };
                self.moves.recruits += 1;
            } else {
                *post = Post::Vacant { decided: next_decision(people, week) };
            }
        }
    }

    /// Agency workers go when their booking ends; their successors begin at once, as the end was known. Workers for
    /// posts that have become vacant are asked for.
    fn book(&mut self, week: u32) {
        let Some(hiring) = self.people.agency_hiring else { return };
        for (seat, place) in self.seats.iter_mut().zip(self.people.posts..) {
            if matches!(seat, Seat::Booked { ends } if *ends == week) {
                *seat = Seat::Empty;
                self.departed.push(place);
                self.moves.agency_left += 1;
            }
        }
        while self.asked.front().is_some_and(|begins| *begins == week) {
            self.asked.pop_front();
            self.seat_agency_worker(week + hiring.stay_days.div_ceil(7));
        }
        let wanted = self.people.agency_wanted(self.people.posts - self.filled());
        let missing = wanted.saturating_sub(self.agency() + self.asked.len() as u32);
        let at_once = missing.min(self.moves.agency_left);
        for _ in 0..at_once {
            self.seat_agency_worker(week + hiring.stay_days.div_ceil(7));
        }
        self.asked.extend((at_once..missing).map(|_| week + hiring.delay_days.div_ceil(7)));
    }

    fn seat_agency_worker(&mut self, ends: u32) {
        let empty = self.seats.iter_mut().find(|seat| matches!(seat, Seat::Empty));
        *empty.expect("there are as many seats as posts, and agency workers cover vacant ones") = Seat::Booked { ends };
        self.moves.agency_joined += 1;
    }

    /// Draws who is out in this week's stoppages: the same people whatever the share, and more of them the larger it is.
    fn stop_work(&mut self, week: u32) {
        self.there.fill(1.0);
        let in_week = |stoppage: &'a Stoppage| {
            stoppage.weeks.iter().find(|(of, _)| *of == week).map(|(_, of_week)| (stoppage, *of_week))
        };
        for (stoppage, of_week) in self.people.stoppages.iter().filter_map(in_week) {
            let concerned = match stoppage.concerns {
                Concerns::Permanent => self.posts.len(),
                Concerns::Everybody => self.places(),
            };
            let mut ranks = std::mem::take(&mut self.ranks);
            let there = (0..concerned as u32).filter(|place| self.strength(*place as usize, week).is_some());
            ranks.clear();
            ranks.extend(
                there.map(|place| (draws(self.key, place, Draw::Out, stoppage.from.0 as i64).uniform(), place)),
            );
            self.ranks = ranks;
            self.ranks.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
            let out = (self.ranks.len() as f64 * stoppage.share.get()).round() as usize;
            for (_, place) in &self.ranks[..out] {
                self.there[*place as usize] *= of_week.complement().get();
            }
        }
    }
}

/// A holder found in post: as long there as people stay, and newly qualified with the share of recruits who are.
fn in_post(people: &Workforce, stream: &mut Stream) -> Post {
    let newly_qualified = stream.chance(people.newly_qualified.get());
    let weeks_there = stream.exponential() / (people.leaving_per_day(0) * 7.0);
    let left = f64::from(Workforce::FIRST_YEAR_DAYS / 7) - weeks_there;
    Post::Held { full_from: if newly_qualified && left > 0.0 { left.ceil() as u32 } else { 0 } }
}

/// A post found vacant, its advertisement in any of its weeks.
fn advertised(people: &Workforce, stream: &mut Stream) -> Post {
    let decided = people.hiring.map(|hiring| stream.below(hiring.delay_days.div_ceil(7) as usize) as u32);
    Post::Vacant { decided }
}

fn next_decision(people: &Workforce, week: u32) -> Option<u32> {
    people.hiring.map(|hiring| week + hiring.delay_days.div_ceil(7))
}

fn draws(key: Key, place: u32, draw: Draw, date: i64) -> Stream {
    key.with(u64::from(place)).with(draw as u64).with(date as u64).stream()
}
