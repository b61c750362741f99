//! What a day of a person costs: leaving, hiring, training, sickness, leave and shifts, with nothing of what people do.

use std::path::Path;

use callfloor::engine::{CaseloadWeek, HeadcountDay, Load, WeekObserver, Weeks};
use callfloor::model::{
    AgencyHiring, CaseloadIndex, Centre, CentreParts, Contract, Hiring, Intake, Keeps, Learning, Leave, Leaving, Shift,
    Sickness, TeamIndex, Training, Workforce,
};
use callfloor::random::Key;
use callfloor::scenario;
use callfloor::units::{Fraction, Seconds};
use divan::Bencher;
use divan::counter::ItemsCount;

const PEOPLE: u32 = 6000;
const DAYS: u32 = 728;

fn main() {
    divan::main();
}

/// Two years of 6,000 people of one team; an item is a day of a person.
#[divan::bench(args = [true, false], sample_count = 10, sample_size = 1)]
fn people_by_the_day(bencher: Bencher, is_leave_refused: bool) {
    let centre = centre(is_leave_refused);
    let mut people = Weeks::with_people_alone(&centre);
    let mut replication = 0;
    bencher.counter(ItemsCount::new(PEOPLE * DAYS)).bench_local(|| {
        let mut there = There(0);
        people.run(Key::new(1, replication), &mut there);
        replication += 1;
        there.0
    });
}

/// Days that somebody was due to work.
struct There(u64);

impl WeekObserver for There {
    fn headcount(&mut self, _: TeamIndex, _: u32, told: &HeadcountDay) {
        self.0 += u64::from(told.due);
    }

    fn caseload(&mut self, _: CaseloadIndex, _: u32, _: &CaseloadWeek, _: &[Load]) {}
}

fn share(value: f64) -> Fraction {
    Fraction::new(value).expect("a share")
}

/// A centre of a file with the people of this bench.
fn centre(is_leave_refused: bool) -> Centre {
    let text = format!(
        "[calendar]\nstart = 2026-01-05\ndays = {DAYS}\nhours = \"08:00-20:00\"\n\
         [caseloads.x]\nopened = {{ rate = \"1/week\" }}\nopen = {{ mean = \"1w\", cv = 1.0 }}\nhours = {{ per_week = 1 }}\n\
         standard = 10\ncarried_by = [\"a\"]\n[teams.a.people]\nposts = 10\n"
    );
    let study = scenario::read_text("bench.toml", &text, Path::new("."), &[]);
    let study = study.unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    let read = &study.variants[0].centre;
    let mut teams = read.teams().to_vec();
    teams[0].people = Some(people(teams[0].people.take().expect("people"), is_leave_refused));
    let parts = CentreParts {
        title: read.title().to_owned(),
        calendar: read.calendar().clone(),
        contact_types: Vec::new(),
        groups: Vec::new(),
        case_kinds: Vec::new(),
        teams,
        line_groups: Vec::new(),
        shared_busyness_cv: 0.0,
        disruptions: Vec::new(),
        caseloads: read.caseloads().to_vec(),
        clauses: Vec::new(),
    };
    Centre::new(parts).expect("a centre")
}

fn people(mut people: Workforce, is_leave_refused: bool) -> Workforce {
    (people.posts, people.filled, people.agency) = (PEOPLE, PEOPLE - 600, 300);
    people.agency_hiring = Some(AgencyHiring { delay_days: 21, stay_days: 182 });
    people.leaving =
        vec![Leaving { until_days: Some(365), per_year: 0.3 }, Leaving { until_days: None, per_year: 0.12 }];
    people.hiring = Some(Hiring { delay_days: 98, filled: share(0.8) });
    people.intakes = vec![Intake { day: 100, people: 120 }];
    people.training = Training { lasts_days: 35, mentor_load: share(0.15), mentored_days: 28 };
    people.learning = Some(Learning {
        handling_excess: 0.5,
        resolution_loss: share(0.15),
        time_constant_days: 42.0,
        casework: None,
        protected: share(0.0),
        protected_days: 0,
        proficient_within: share(0.05),
    });
    people.absences.sickness = Some(Sickness { share: share(0.036), spell_days: 6.0, spell_cv: 1.5, wave_cv: 0.3 });
    people.absences.leave = Some(Leave {
        days: 30.0,
        keeps: is_leave_refused.then(|| Keeps::Share(share(0.88))),
        by_month: [0.6, 0.8, 0.8, 1.0, 1.0, 1.0, 1.4, 1.8, 0.8, 0.8, 0.6, 1.4],
        notice_days: 60.0,
        year_begins: (4, 1),
    });
    let shift = |name: &str, from| Shift {
        name: name.to_owned(),
        from,
        until: from + 450,
        days: [true, true, true, true, true, false, false],
        breaks: Vec::new(),
        flexible: Seconds::ZERO,
    };
    let shifts = vec![shift("early", 480), shift("late", 750)];
    people.contracts = vec![
        Contract {
            share: share(0.7),
            hours_per_week: 37.5,
            shifts: shifts.clone(),
            shift_shares: Vec::new(),
            pay: None,
        },
        Contract { share: share(0.3), hours_per_week: 22.5, shifts, shift_shares: Vec::new(), pay: None },
    ];
    people
}
