use crate::model::{
    AtClose, AtShiftEnd, CaseEntry, CaseKind, Centre, Channel, Choose, Closings, ContactType, ContactTypeIndex, Entry,
    Moment, Policy, Rotation, StaffStep, Team, TeamIndex,
};
use crate::random::Key;
use crate::units::{Fraction, Instant, Seconds, Ticks};

use super::casework::rotation::phases;

/// A centre made ready for the engine: routes as lists of pools, preferences as bit masks, and all
/// that is known beforehand in one agenda. Shared by all replications.
#[derive(Debug)]
pub struct Plan<'a> {
    centre: &'a Centre,
    teams: Vec<TeamPlan>,
    /// What each team does with each contact type, team after team.
    terms: Vec<Option<Terms>>,
    routes: Vec<Route>,
    pools: usize,
    agenda: Vec<(Instant, Change)>,
    open_periods: Vec<(Instant, Instant)>,
    closings: Closings,
    /// Whether there are cases.
    has_casework: bool,
    /// Whether any team hands contacts over at the end of a shift.
    hands_over: bool,
}

/// Something that happens at a moment known beforehand. At one moment, in this order: the roster and the
/// pace are those of the new interval before anybody is called to duty by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// The horizon ends for a centre that would go on.
    EndHorizon,
    /// Open time ends.
    CloseDoors,
    /// A day has passed on the engine's clock: the event list may look further ahead.
    Midnight,
    /// Open time of this day begins.
    Day(u32),
    /// The team's pace changes to this step of it.
    Pace(u32, u32),
    /// The team's roster changes to this step of it.
    Roster(u32, u32),
    /// An interval begins.
    Interval(u32, Roll),
}

/// Whether agents are called to duty as an interval begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Roll {
    /// Those on duty stay, as the roster stands.
    GoesOn,
    /// The doors open, or a new day begins: all teams are called anew.
    IsCalled,
}

/// How contacts of one type find an agent.
#[derive(Debug)]
pub(crate) struct Route {
    pub(super) tiers: Vec<TierPlan>,
    pub(super) choose: Choose,
    /// Whether the lines may be full or down.
    pub(super) needs_line: bool,
    /// Teams whose agents put a case down for it.
    pub(super) interrupts: Vec<u32>,
    /// Whether agents may be recalled from cases for it.
    pub(super) recalls: bool,
    /// Whether an agent may hold several at once.
    pub(super) concurrent: bool,
}

#[derive(Debug)]
pub(super) struct TierPlan {
    pub(super) pools: Vec<PoolEntry>,
    pub(super) after: Ticks,
}

/// A pool as one contact type sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct PoolEntry {
    pub(super) pool: u32,
    /// The only team of the pool, if it keeps idle agents back from this work, and how many.
    pub(super) reserve: Option<(u32, u32)>,
}

/// How agents of one team find a contact.
#[derive(Debug)]
pub(super) struct TeamPlan {
    pub(super) pool: u32,
    pub(super) most_agents: u32,
    /// By priority, most urgent first.
    pub(super) preferences: Vec<Preference>,
    pub(super) casework: Option<CaseworkPlan>,
    /// Whether its agents are people with shifts.
    pub(super) has_shifts: bool,
    /// Whether they hand contacts over at the end of a shift.
    pub(super) hands_over: bool,
}

/// A team's way with cases.
#[derive(Debug)]
pub(crate) struct CaseworkPlan {
    pub(super) entries: Vec<CaseEntry>,
    pub(super) policy: Policy,
    pub(super) rotation: Option<Rotation>,
    /// By agent, whose turn comes before whose.
    pub(super) ranks: Vec<u32>,
    /// By agent, where in the rotation each begins.
    pub(super) phases: Vec<f64>,
    pub(super) switch: Ticks,
    pub(super) interruption: Ticks,
}

/// Contact types of one priority.
#[derive(Debug)]
pub(super) struct Preference {
    /// The words of the mask that are not zero: their position, and their bits by contact type.
    pub(super) mask: Vec<(usize, u64)>,
    /// Contact types of lower priority that are as urgent as these after so long a wait.
    pub(super) risen: Vec<(ContactTypeIndex, Ticks)>,
}

/// One team's way with one contact type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms {
    pub(super) handling: f64,
    /// The chance that a contact answered by the team settles the need.
    pub(super) settles: f64,
    pub(super) reserve: u32,
    /// How long a contact must have waited before this team may take it.
    pub(super) after: Ticks,
    /// Whether an answered contact is given its full time and then is settled, returns or is given up, and nothing else.
    pub(super) plain: bool,
    /// What current knowledge of casework adds to the chance of settling.
    pub(super) bonus: f64,
}

impl<'a> Plan<'a> {
    /// Makes a centre ready.
    #[must_use]
    pub fn new(centre: &'a Centre) -> Self {
        let pools = pool_of_each_team(centre);
        let pool_count = pools.iter().max().map_or(0, |&last| last as usize + 1);
        let terms: Vec<_> = (0..centre.teams().len()).flat_map(|team| terms_of(centre, team)).collect();
        let types = centre.contact_types().len();
        let terms_of_team = |team: usize| &terms[team * types..(team + 1) * types];
        let teams = centre.teams().iter().zip(&pools).enumerate();
        let teams: Vec<TeamPlan> = teams
            .map(|(index, (team, &pool))| TeamPlan::new(team, centre.contact_types(), pool, terms_of_team(index)))
            .collect();
        let hands_over = teams.iter().any(|team| team.hands_over);
        let reserve =
            |team: TeamIndex, of_type: usize| terms[team.0 as usize * types + of_type].map_or(0, |terms| terms.reserve);
        let routes = centre.contact_types().iter().enumerate();
        let routes = routes
            .map(|(index, contact_type)| Route::new(contact_type, centre.teams(), &pools, |team| reserve(team, index)))
            .collect();
        let open_periods = open_periods(centre);
        let has_casework = !centre.case_kinds().is_empty();
        let closings = Closings::new(centre.calendar());
        let agenda = agenda(centre);
        Self {
            centre,
            agenda,
            teams,
            terms,
            routes,
            pools: pool_count,
            open_periods,
            closings,
            has_casework,
            hands_over,
        }
    }

    /// The centre.
    #[must_use]
    pub fn centre(&self) -> &'a Centre {
        self.centre
    }

    pub(super) fn teams(&self) -> &[TeamPlan] {
        &self.teams
    }

    /// What a team does with the contacts of a type.
    ///
    /// # Panics
    ///
    /// If the team never gets them.
    #[inline]
    pub(super) fn terms(&self, team: u32, contact_type: ContactTypeIndex) -> &Terms {
        let position = team as usize * self.routes.len() + contact_type.0 as usize;
        self.terms[position].as_ref().expect("a route leads to teams that take the contact")
    }

    /// Whether a team stands in a tier of the contact type's route.
    pub(super) fn gets(&self, team: u32, contact_type: ContactTypeIndex) -> bool {
        self.terms[team as usize * self.routes.len() + contact_type.0 as usize].is_some()
    }

    #[inline]
    pub(super) fn route(&self, contact_type: ContactTypeIndex) -> &Route {
        &self.routes[contact_type.0 as usize]
    }

    pub(super) fn pools(&self) -> usize {
        self.pools
    }

    pub(super) fn agenda(&self) -> &[(Instant, Change)] {
        &self.agenda
    }

    /// Of each contact type, how many an agent holds at once.
    pub(super) fn most_in_hand(&self) -> Vec<u32> {
        self.centre
            .contact_types()
            .iter()
            .map(|contact_type| contact_type.concurrency.map_or(1, |concurrency| concurrency.most))
            .collect()
    }

    /// Whether everybody is answered in full, by agents who do nothing else, and then is settled, returns or gives up: the loop
    /// then has nothing else to ask.
    pub(super) fn is_plain(&self) -> bool {
        let types = self.centre.contact_types();
        let plain_type = |contact_type: &ContactType| {
            contact_type.callback.is_none() && contact_type.concurrency.is_none() && contact_type.rises.is_none()
        };
        !self.has_casework
            && !self.has_shifts()
            && types.iter().all(plain_type)
            && self.terms.iter().flatten().all(|terms| terms.plain)
    }

    #[inline]
    pub(super) fn contact_type(&self, index: ContactTypeIndex) -> &'a ContactType {
        &self.centre.contact_types()[index.0 as usize]
    }

    /// Whether the team's agents are people with shifts.
    #[inline]
    pub(super) fn works_by_shifts(&self, team: u32) -> bool {
        self.teams[team as usize].has_shifts
    }

    /// Whether any team has people with shifts.
    pub(super) fn has_shifts(&self) -> bool {
        self.teams.iter().any(|team| team.has_shifts)
    }

    /// Whether there are cases.
    #[inline]
    pub(super) fn has_casework(&self) -> bool {
        self.has_casework
    }

    /// Whether any team hands contacts over at the end of a shift.
    #[inline]
    pub(super) fn hands_over(&self) -> bool {
        self.hands_over
    }

    /// When the open day with this number ends.
    pub(super) fn closing(&self, open_day: u32) -> Instant {
        self.closings.by_open_day()[open_day as usize]
    }

    /// When a case should be done that arrives at `now`, on the open day with this number.
    pub(super) fn due(&self, kind: &CaseKind, now: Instant, open_day: u32) -> Option<Moment> {
        kind.due.map(|due| due.moment(now, open_day, &self.closings))
    }

    /// When a case of the backlog should be done that has been open for so long.
    pub(super) fn due_of_backlog(&self, kind: &CaseKind, age: Ticks) -> Option<Moment> {
        kind.due.map(|due| due.moment_for_backlog(age, &self.closings))
    }

    /// Whether contacts of this type want to be served before the doors are locked: messages do not.
    #[inline]
    pub(super) fn is_customer(&self, contact_type: ContactTypeIndex) -> bool {
        self.centre.contact_type(contact_type).channel != Channel::Message
    }

    /// Whether contacts of this type are sent away at closing time.
    pub(super) fn turns_away(&self, contact_type: ContactTypeIndex) -> bool {
        self.centre.calendar().at_close == AtClose::TurnAway && self.is_customer(contact_type)
    }

    /// Whether the centre stays open beyond `now`.
    pub(super) fn is_open_after(&self, now: Instant) -> bool {
        let period = self.open_periods.partition_point(|&(_, closes)| closes <= now);
        self.open_periods.get(period).is_some_and(|&(opens, _)| opens <= now)
    }

    /// When somebody due at `due` finds the centre open: then, if it is; otherwise in the next open
    /// period, as far into it as `due` lay in the closed time before it. `None` beyond the horizon.
    pub(super) fn next_open(&self, due: Instant) -> Option<Instant> {
        let next = self.open_periods.partition_point(|&(_, close)| close < due);
        let &(opens, closes) = self.open_periods.get(next)?;
        if opens < due {
            return Some(due);
        }
        let closed_since = next.checked_sub(1).map_or(Instant::ZERO, |before| self.open_periods[before].1);
        let share = due.since(closed_since).0 as f64 / opens.since(closed_since).0.max(1) as f64;
        let into = closes.since(opens).times(share).0.max(1);
        Some(Instant((opens.0 + into).min(closes.0)))
    }
}

impl TeamPlan {
    fn new(team: &Team, contact_types: &[ContactType], pool: u32, terms: &[Option<Terms>]) -> Self {
        let taken = || team.takes.iter().filter(|entry| terms[entry.contact_type.0 as usize].is_some());
        let mut priorities: Vec<(u32, usize)> =
            taken().map(|entry| (entry.priority, entry.contact_type.0 as usize)).collect();
        let risen = taken().filter_map(|entry| {
            let rise = contact_types[entry.contact_type.0 as usize].rises.filter(|rise| rise.to < entry.priority)?;
            Some((rise.to, entry.contact_type, Ticks::from_seconds(rise.after)))
        });
        let risen: Vec<(u32, ContactTypeIndex, Ticks)> = risen.collect();
        priorities.sort_unstable();
        let mut classes: Vec<u32> =
            priorities.iter().map(|(priority, _)| *priority).chain(risen.iter().map(|(to, _, _)| *to)).collect();
        classes.sort_unstable();
        classes.dedup();
        let preference = |class: u32| Preference {
            mask: mask(priorities.iter().filter(|(priority, _)| *priority == class).map(|&(_, index)| index)),
            risen: risen
                .iter()
                .filter(|(to, _, _)| *to == class)
                .map(|&(_, of_type, after)| (of_type, after))
                .collect(),
        };
        let preferences = classes.into_iter().map(preference).collect();
        let casework = CaseworkPlan::new(team);
        let has_shifts = team.has_shifts();
        let hands_over =
            has_shifts && team.people.as_ref().is_some_and(|people| people.at_shift_end == AtShiftEnd::HandOver);
        Self { pool, most_agents: team.most_agents(), preferences, casework, has_shifts, hands_over }
    }
}

impl CaseworkPlan {
    /// Whether days and numbers say which agents are on cases.
    pub(super) fn tells_agents_apart(&self) -> bool {
        match self.policy {
            Policy::Blocks { on_cases, .. } | Policy::Separate { on_cases } | Policy::Threshold { on_cases, .. } => {
                Fraction::ZERO < on_cases && on_cases < Fraction::ONE
            }
            Policy::BetweenCalls { .. } => false,
        }
    }

    /// Whether agents are on cases on some days and not on others.
    pub(super) fn takes_turns(&self) -> bool {
        self.rotation.is_some_and(|rotation| rotation.takes_turns())
    }

    /// A team that takes no contacts has all its agents on cases.
    fn new(team: &Team) -> Option<Self> {
        let everybody = Policy::Separate { on_cases: Fraction::ONE };
        let length = |length: fn(&Rotation) -> Seconds| {
            team.rotation.as_ref().map_or(Ticks::ZERO, |rotation| Ticks::from_seconds(length(rotation)))
        };
        let ranks = ranks(team);
        let phases = phases(team.most_agents());
        (!team.cases.is_empty()).then(|| Self {
            entries: team.cases.clone(),
            policy: team.rotation.map_or(everybody, |rotation| rotation.policy),
            rotation: team.rotation,
            phases: ranks.iter().map(|rank| phases[*rank as usize]).collect(),
            ranks,
            switch: length(|rotation| rotation.switch),
            interruption: length(|rotation| rotation.interruption),
        })
    }
}

/// By agent, whose turn at cases comes before whose. People go contract by contract and shift by shift, so that each of these has its
/// part of those who are on cases; if it went by place, turns could fall in with the dealing of contracts.
fn ranks(team: &Team) -> Vec<u32> {
    let mut ranks: Vec<u32> = (0..team.most_agents()).collect();
    if let Some(people) = team.people.as_ref().filter(|people| people.has_shifts()) {
        let dealt = people.dealt();
        let mut order = ranks.clone();
        order.sort_by_key(|place| (dealt[*place as usize].contract, dealt[*place as usize].shift));
        (0..).zip(order).for_each(|(rank, place)| ranks[place as usize] = rank);
    }
    ranks
}

/// What the team at `index` does with each contact type; `None` if it never gets it.
fn terms_of(centre: &Centre, index: usize) -> Vec<Option<Terms>> {
    let mut terms = vec![None; centre.contact_types().len()];
    for entry in &centre.teams()[index].takes {
        let number = entry.contact_type.0 as usize;
        let &Entry { handling, resolves, reserve, .. } = entry;
        let contact_type = &centre.contact_types()[number];
        let settles = contact_type.outcome.resolved.get() * resolves;
        let rotation = centre.teams()[index].rotation;
        let plain = contact_type.handling_limit.is_none()
            && contact_type.outcome.case.is_none()
            && contact_type.transfer.is_none()
            && contact_type.concurrency.is_none()
            && rotation.is_none()
            && !centre.teams()[index].has_shifts();
        let bonus = rotation.map_or(0.0, |rotation| rotation.resolution_bonus.get() * resolves);
        let after = tier_of(centre, number, index);
        terms[number] = after.map(|after| Terms { handling, settles, reserve, after, plain, bonus });
    }
    terms
}

fn mask(contact_types: impl Iterator<Item = usize>) -> Vec<(usize, u64)> {
    let mut mask: Vec<(usize, u64)> = Vec::new();
    for contact_type in contact_types {
        let (word, bit) = (contact_type / 64, 1 << (contact_type % 64));
        match mask.last_mut() {
            Some((last, bits)) if *last == word => *bits |= bit,
            _ => mask.push((word, bit)),
        }
    }
    mask
}

impl Route {
    fn new(
        contact_type: &ContactType,
        teams: &[Team],
        pool_of_team: &[u32],
        reserve: impl Fn(TeamIndex) -> u32,
    ) -> Self {
        let tiers = contact_type.route.iter().map(|tier| {
            let mut pools: Vec<PoolEntry> = Vec::new();
            for &team in &tier.teams {
                let pool = pool_of_team[team.0 as usize];
                if pools.iter().all(|known| known.pool != pool) {
                    let reserve = reserve(team);
                    pools.push(PoolEntry { pool, reserve: (reserve > 0).then_some((team.0, reserve)) });
                }
            }
            TierPlan { pools, after: Ticks::from_seconds(tier.after) }
        });
        let needs_line = !(contact_type.lines.is_empty() && contact_type.outages.is_empty());
        let policy = |team: &TeamIndex| teams[team.0 as usize].rotation.map(|rotation| rotation.policy);
        let routed = || contact_type.route.iter().flat_map(|tier| &tier.teams);
        let at_once = contact_type.route.iter().filter(|tier| tier.after == Seconds::ZERO).flat_map(|tier| &tier.teams);
        let interrupts =
            at_once.filter(|team| matches!(policy(team), Some(Policy::BetweenCalls { interruptible: true, .. })));
        let interrupts = interrupts.map(|team| team.0).collect();
        let recalls = routed().any(|team| matches!(policy(team), Some(Policy::Threshold { .. })));
        Self {
            tiers: tiers.collect(),
            choose: contact_type.choose,
            needs_line,
            interrupts,
            recalls,
            concurrent: contact_type.concurrency.is_some(),
        }
    }
}

/// When the team's tier in the route of a contact type opens.
fn tier_of(centre: &Centre, contact_type: usize, team: usize) -> Option<Ticks> {
    let route = &centre.contact_types()[contact_type].route;
    let tier = route.iter().find(|tier| tier.teams.iter().any(|index| index.0 as usize == team))?;
    Some(Ticks::from_seconds(tier.after))
}

/// Teams that stand in the same tiers of all routes, and keep nobody back, share one line of idle
/// agents: the longest idle of them all is then found at once.
fn pool_of_each_team(centre: &Centre) -> Vec<u32> {
    let mut signatures = vec![Vec::new(); centre.teams().len()];
    for (number, contact_type) in centre.contact_types().iter().enumerate() {
        for (tier, teams) in contact_type.route.iter().enumerate() {
            for team in &teams.teams {
                signatures[team.0 as usize].push((number, tier));
            }
        }
    }
    let mut known = std::collections::BTreeMap::new();
    let mut next = 0;
    let mut pools = Vec::with_capacity(signatures.len());
    for (team, signature) in centre.teams().iter().zip(signatures) {
        let keeps_back = team.takes.iter().any(|entry| entry.reserve > 0) || !team.cases.is_empty();
        let pool = if keeps_back { next } else { *known.entry(signature).or_insert(next) };
        next = next.max(pool + 1);
        pools.push(pool);
    }
    pools
}

fn agenda(centre: &Centre) -> Vec<(Instant, Change)> {
    let calendar = centre.calendar();
    let mut agenda = Vec::new();
    let mut open_until = None;
    let mut day = None;
    for (index, interval) in calendar.intervals.iter().enumerate() {
        let new_day = day != Some(interval.day);
        if new_day {
            agenda.push((interval.start, Change::Day(interval.day)));
        }
        let opens = open_until != Some(interval.start);
        agenda.push((
            interval.start,
            Change::Interval(index as u32, if opens || new_day { Roll::IsCalled } else { Roll::GoesOn }),
        ));
        let next = calendar.intervals.get(index + 1);
        if interval.closes || next.is_none_or(|next| next.start != interval.end) {
            agenda.push((interval.end, if interval.closes { Change::CloseDoors } else { Change::EndHorizon }));
        }
        day = Some(interval.day);
        open_until = (!interval.closes).then_some(interval.end);
    }
    let day_length = 86_400 * Ticks::PER_SECOND;
    // The last day may be open beyond its midnight.
    let midnights = (0..).map(|day| Instant(day * day_length)).take_while(|midnight| *midnight < calendar.horizon);
    agenda.extend(midnights.map(|midnight| (midnight, Change::Midnight)));
    for (index, team) in centre.teams().iter().enumerate() {
        let steps = team.staffing.iter().enumerate();
        agenda.extend(steps.map(|(step, at): (usize, &StaffStep)| (at.at, Change::Roster(index as u32, step as u32))));
        let steps = team.pace.iter().enumerate();
        agenda.extend(steps.map(|(step, at)| (at.at, Change::Pace(index as u32, step as u32))));
    }
    agenda.retain(|&(at, _)| at <= calendar.horizon);
    agenda.sort_unstable();
    agenda
}

fn open_periods(centre: &Centre) -> Vec<(Instant, Instant)> {
    let mut periods: Vec<(Instant, Instant)> = Vec::new();
    for interval in &centre.calendar().intervals {
        match periods.last_mut() {
            Some((_, closes)) if *closes == interval.start => *closes = interval.end,
            _ => periods.push((interval.start, interval.end)),
        }
    }
    periods
}

/// The draws of an agent's absence do not depend on how many are rostered, so that adding one moves nobody.
pub(super) fn away(team: &Team, rostered: u32, key: Key) -> u32 {
    if team.absence.get() == 0.0 {
        return 0;
    }
    let mut stream = key.stream();
    (0..rostered).filter(|_| stream.chance(team.absence.get())).count() as u32
}
