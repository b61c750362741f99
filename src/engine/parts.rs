//! The parts of a replication. A handler that is a method of a part touches that part and what it is given besides, and nothing
//! else; only those that bring contacts and agents together are methods of [`super::Replication`].

use crate::model::{Calendar, CaseKind, CaseKindIndex, Centre, ContactType, ContactTypeIndex, Team};
use crate::random::Key;
use crate::units::Instant;

use super::casework::cases::Cases;
use super::casework::desks::Desks;
use super::clock::arrival_stream::ArrivalStreams;
use super::clock::doors::Doors;
use super::clock::event_list::EventList;
use super::contacts::contact::Purpose;
use super::contacts::orbit::Orbit;
use super::contacts::register::Contacts;
use super::contacts::waiting_room::WaitingRoom;
use super::customers::{case_kind_key, contact_type_key};
use super::headcount::Headcount;
use super::staff::attendance::Attendance;
use super::staff::chats::Chats;
use super::staff::crew::Crew;
use super::staff::floor::Floor;
use super::{Contact, Duty, Plan};

/// What time it is, and what comes next.
#[derive(Debug)]
pub(super) struct Clock {
    pub(super) now: Instant,
    pub(super) events: EventList,
    /// Entries of the agenda that are done.
    pub(super) agenda_done: usize,
    pub(super) interval: u32,
    /// The day of the horizon.
    pub(super) day: u32,
    /// Open days begun before this one.
    pub(super) open_day: u32,
    pub(super) day_is_begun: bool,
    pub(super) doors: Doors,
}

/// What there is to do: contacts, wherever they are, and cases.
#[derive(Debug)]
pub(super) struct Work<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) contacts: Contacts,
    pub(super) waiting: WaitingRoom,
    pub(super) orbit: Orbit,
    /// Contacts present in each line group.
    pub(super) lines_in_use: Vec<u32>,
    /// Those waiting who would not wait over night.
    pub(super) customers_waiting: u32,
    /// By contact type, those handed over whom nobody has taken yet.
    pub(super) on_hold: Vec<u32>,
    pub(super) cases: Cases,
}

/// Who is there to do it.
#[derive(Debug)]
pub(super) struct Staff<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) floor: Floor,
    pub(super) desks: Desks,
    pub(super) chats: Chats,
    pub(super) attendance: Attendance,
    /// By team, its people if they have shifts.
    pub(super) crews: Vec<Option<Crew<'a>>>,
    /// By team, the step of the roster it is in.
    pub(super) roster: Vec<Option<u32>>,
    /// By team, the factor on the time that work takes now.
    pub(super) pace: Vec<f64>,
    /// By team, the factor that disruptions make, and that of the day.
    pub(super) stated_pace: Vec<f64>,
    pub(super) pace_of_day: Vec<f64>,
    pub(super) duty: Vec<Duty>,
}

/// The keys from which all that is drawn within the loop descends.
#[derive(Debug)]
pub(super) struct Keys {
    pub(super) replication: Key,
    contact_types: Vec<Key>,
    case_kinds: Vec<Key>,
}

impl Clock {
    pub(super) fn new(centre: &Centre, plan: &Plan, agents: usize) -> Self {
        let with_shifts = if plan.has_shifts() { agents } else { 0 };
        let streams = ArrivalStreams::new(centre.contact_types().len(), centre.case_kinds().len());
        Self {
            now: Instant::ZERO,
            events: EventList::new(agents, with_shifts, streams),
            agenda_done: 0,
            interval: 0,
            day: 0,
            open_day: 0,
            day_is_begun: false,
            doors: Doors::Closed,
        }
    }

    /// Back to the start of the horizon, with nothing due.
    pub(super) fn clear(&mut self) {
        self.events.clear();
        (self.now, self.agenda_done, self.doors) = (Instant::ZERO, 0, Doors::Closed);
        (self.open_day, self.day_is_begun) = (0, false);
    }
}

impl<'a> Work<'a> {
    pub(super) fn new(plan: &'a Plan<'a>) -> Self {
        let centre = plan.centre();
        Self {
            plan,
            contacts: Contacts::default(),
            waiting: WaitingRoom::new(centre.contact_types().len()),
            orbit: Orbit::default(),
            lines_in_use: vec![0; centre.line_groups().len()],
            customers_waiting: 0,
            on_hold: vec![0; centre.contact_types().len()],
            cases: Cases::new(centre.case_kinds().len()),
        }
    }

    pub(super) fn clear(&mut self) {
        self.contacts.clear();
        self.waiting.clear();
        self.orbit.clear();
        self.lines_in_use.fill(0);
        self.customers_waiting = 0;
        self.on_hold.fill(0);
        self.cases.clear();
    }
}

impl<'a> Staff<'a> {
    pub(super) fn new(plan: &'a Plan<'a>) -> Self {
        let centre = plan.centre();
        let teams = centre.teams().len();
        let floor = Floor::new(plan);
        let agents = floor.agent_count();
        Self {
            plan,
            desks: Desks::new(if plan.has_casework() { agents } else { 0 }, teams),
            chats: Chats::new(agents, &plan.most_in_hand()),
            attendance: Attendance::new(centre, agents),
            crews: centre.teams().iter().map(|team| crew_with_shifts(team, centre.calendar())).collect(),
            roster: vec![None; teams],
            pace: vec![1.0; teams],
            stated_pace: vec![1.0; teams],
            pace_of_day: vec![1.0; teams],
            duty: vec![Duty::default(); teams],
            floor,
        }
    }

    /// Sends everybody home. `key` is that of the replication.
    pub(super) fn open(&mut self, key: Key) {
        self.floor.clear();
        self.desks.clear();
        self.chats.clear();
        self.attendance.clear();
        self.roster.fill(None);
        for pace in [&mut self.pace, &mut self.stated_pace, &mut self.pace_of_day] {
            pace.fill(1.0);
        }
        self.duty.fill(Duty::default());
        for (team, crew) in self.plan.centre().teams().iter().zip(&mut self.crews) {
            if let Some(crew) = crew {
                // The branch of `Weeks::run`: people are the same whether or not their contacts are simulated.
                crew.open(key.named("caseloads").named("people"), &team.name);
            }
        }
    }
}

fn crew_with_shifts<'a>(team: &'a Team, calendar: &'a Calendar) -> Option<Crew<'a>> {
    let people = team.people.as_ref().filter(|people| people.has_shifts())?;
    Some(Crew::new(people, Headcount::new(people, calendar)))
}

impl Keys {
    pub(super) fn new(contact_types: usize, case_kinds: usize) -> Self {
        let (contact_types, case_kinds) = (Vec::with_capacity(contact_types), Vec::with_capacity(case_kinds));
        Self { replication: Key::new(0, 0), contact_types, case_kinds }
    }

    pub(super) fn open(&mut self, key: Key, contact_types: &[ContactType], case_kinds: &[CaseKind]) {
        self.replication = key;
        self.contact_types.clear();
        self.contact_types.extend(contact_types.iter().map(|contact_type| contact_type_key(key, contact_type)));
        self.case_kinds.clear();
        self.case_kinds.extend(case_kinds.iter().map(|kind| case_kind_key(key, kind)));
    }

    /// For what is drawn of a contact for one purpose.
    #[inline]
    pub(super) fn of_contact(&self, contact: &Contact, purpose: Purpose) -> Key {
        contact.key(self.contact_types[contact.home().0 as usize], purpose)
    }

    /// For all that is drawn of the cases of a kind.
    pub(super) fn of_kind(&self, kind: CaseKindIndex) -> Key {
        self.case_kinds[kind.0 as usize]
    }
}

/// All contact types of a centre, in order.
pub(super) fn contact_types(plan: &Plan) -> impl Iterator<Item = ContactTypeIndex> + use<> {
    (0..plan.centre().contact_types().len() as u32).map(ContactTypeIndex)
}

/// All kinds of case of a centre, in order.
pub(super) fn case_kinds(plan: &Plan) -> impl Iterator<Item = CaseKindIndex> + use<> {
    (0..plan.centre().case_kinds().len() as u32).map(CaseKindIndex)
}
