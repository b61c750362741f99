//! People one by one, shifts and clauses.

use std::path::Path;

use callfloor::model::{
    Break, Clause, Detail, Intake, Keeps, Leaving, Rule, ShiftPattern, Study, Team, TeamIndex, Workforce,
};
use callfloor::scenario::{Vary, read_sweep};
use callfloor::units::Seconds;

use super::{CONTACT, close, study_in};

/// Eight weeks from a Monday.
const HEAD: &str = "title = \"T\"\n[calendar]\nstart = 2026-03-02\nweeks = 8\n\
                    hours = { mon-fri = \"08:00-20:00\", sat = \"09:00-13:00\" }\n";
const EARLY: &str = "[shifts.early]\nhours = \"08:00-16:00\"\ndays = \"mon-fri\"\n\
                     breaks = [{ after = \"4h\", lasts = \"45m\" }, { after = \"2h\", lasts = \"15m\", paid = true }]\n";
const LATE: &str = "[shifts.late]\nhours = \"11:00-19:00\"\ndays = [\"mon-thu\", \"fri\"]\nflexible = \"1h\"\n\
                    breaks = [{ after = \"4h\", lasts = \"45m\", missed_after = \"90m\" }]\n";

/// A file with one team, with these keys of its people and this besides.
fn file(people: &str, rest: &str) -> String {
    format!("{HEAD}{CONTACT}[teams.a]\ntakes = [\"x\"]\n[teams.a.people]\nposts = 60\n{people}\n{EARLY}{rest}")
}

#[track_caller]
fn study(people: &str, rest: &str) -> Study {
    study_in(Path::new("."), &file(&format!("shifts = [\"early\"]\n{people}"), rest))
}

#[track_caller]
fn people_in(study: &Study) -> Workforce {
    study.variants[0].centre.teams()[0].people.clone().unwrap()
}

#[track_caller]
fn people(keys: &str) -> Workforce {
    people_in(&study(keys, ""))
}

fn seconds(minutes: f64) -> Seconds {
    Seconds::new(minutes * 60.0).unwrap()
}

/// What is assumed by the model itself, of keys that begin so.
fn assumed<'a>(study: &'a Study, beginning: &str) -> Vec<&'a str> {
    study.assumptions.iter().filter_map(|it| it.path.strip_prefix(beginning)).collect()
}

#[test]
fn posts_alone_are_all_filled_and_nobody_leaves_or_is_away() {
    let people = people("");
    assert_eq!((people.posts, people.filled, people.agency), (60, 60, 0));
    assert_eq!(people.leaving, [Leaving { until_days: None, per_year: 0.0 }]);
    assert_eq!((people.hiring, people.learning, people.load, people.pay), (None, None, None, None));
    assert_eq!(people.shift_pattern, ShiftPattern::Fixed);
    let [contract] = &people.contracts[..] else { panic!("one contract") };
    close(contract.hours_per_week, 37.0);
    let absences = &people.absences;
    assert!(absences.leave.is_none() && absences.sickness.is_none() && absences.lateness.is_none());
    let team: Team = study("", "").variants[0].centre.teams()[0].clone();
    assert!(team.staffing.is_empty() && team.has_shifts());
}

#[test]
fn contracts_have_shifts_of_their_own_or_those_of_the_team() {
    let keys = "filled = 50\nagency = \"10%\"\nagency_hiring = { delay = \"3w\", stays = \"26w\" }\n\
                contracts = [{ share = \"70%\", hours_per_week = 37 }, { share = \"30%\", hours_per_week = 22, shifts = [\"early\"], pay = 15.1 }]\n\
                shifts = [\"early\", \"late\"]\nshift_pattern = \"rotating\"\npay = { permanent = 14.2, agency = 24, overtime = 1.5 }\n";
    let people = people_in(&study_in(Path::new("."), &file(keys, LATE)));
    // One in ten of all, beside 50: 5.6.
    assert_eq!((people.filled, people.agency, people.shift_pattern), (50, 6, ShiftPattern::Rotating));
    let names =
        |contract: usize| people.contracts[contract].shifts.iter().map(|it| it.name.as_str()).collect::<Vec<_>>();
    assert_eq!((names(0), names(1)), (vec!["early", "late"], vec!["early"]));
    assert_eq!(people.contracts[1].pay, Some(15.1));
    close(people.hours_per_week(), 0.7 * 37.0 + 0.3 * 22.0);
    let pay = people.pay.unwrap();
    assert_eq!((pay.permanent, pay.agency, pay.overtime, pay.recruitment), (14.2, 24.0, 1.5, 0.0));
    let [early, late] = &people.contracts[0].shifts[..] else { panic!("two shifts") };
    assert_eq!((early.from, early.until, late.from, late.until), (480, 960, 660, 1140));
    assert_eq!(early.days, [true, true, true, true, true, false, false]);
    assert_eq!(late.days, early.days);
    assert_eq!(late.flexible, seconds(60.0));
    let short = Break { after: seconds(120.0), lasts: seconds(15.0), paid: true, missed_after: None };
    let long = Break { after: seconds(240.0), lasts: seconds(45.0), paid: false, missed_after: None };
    assert_eq!(early.breaks, [short, long], "in order of time");
    assert_eq!(late.breaks, [Break { missed_after: Some(seconds(90.0)), ..long }]);
    close(early.paid_hours() * f64::from(early.days_per_week()), 7.25 * 5.0);
}

#[test]
fn a_shift_without_days_is_worked_whenever_an_ordinary_week_is_open() {
    let keys = "shifts = [\"short\"]\n";
    let short = "[shifts.short]\nhours = \"09:00-13:00\"\n";
    let text = file(keys, short).replace(EARLY, "");
    let days = people_in(&study_in(Path::new("."), &text)).contracts[0].shifts[0].days;
    assert_eq!(days, [true, true, true, true, true, true, false]);
}

#[test]
fn shrinkage_is_a_share_or_a_table_of_reasons() {
    close(people("shrinkage = \"25%\"").absences.other.get(), 0.25);
    let keys = "shrinkage = { annual_leave = \"30d\", sickness = { share = \"3.6%\", spell = \"6d\", waves_cv = 0.3 }, \
                training = \"2%\", meetings = \"1h/week\", other = \"5%\" }\n\
                leave = { keeps = \"70%\", notice = \"8w\", year_begins = \"01-01\", by_month = [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0] }\n\
                lateness = { mean = \"2m\", cv = 1 }";
    let study = study(keys, "");
    let absences = people_in(&study).absences;
    close(absences.other.get(), 0.05);
    close(absences.training.get(), 0.02);
    assert_eq!(absences.meetings, seconds(60.0));
    close(absences.lateness.unwrap().mean(), 120.0);
    let sickness = absences.sickness.unwrap();
    close(sickness.share.get(), 0.036);
    assert_eq!((sickness.spell_days, sickness.spell_cv, sickness.wave_cv), (6.0, 1.5, 0.3));
    let leave = absences.leave.unwrap();
    assert_eq!((leave.days, leave.notice_days, leave.year_begins), (30.0, 56.0, (1, 1)));
    assert!(matches!(leave.keeps, Some(Keeps::Share(share)) if (share.get() - 0.7).abs() < 1e-12));
    close(leave.by_month[0], 2.0);
    close(leave.by_month.iter().sum(), 12.0);
    assert_eq!(assumed(&study, "teams.a.people."), ["shrinkage.sickness.spell_cv"]);
}

#[test]
fn what_is_left_out_of_leave_and_sickness_is_assumed() {
    let study = study("shrinkage = { annual_leave = \"27.5d\", sickness = \"4%\" }\nleave = { keeps = 46 }", "");
    let absences = people_in(&study).absences;
    let leave = absences.leave.unwrap();
    assert_eq!(
        (leave.days, leave.keeps, leave.notice_days, leave.year_begins),
        (27.5, Some(Keeps::People(46)), 42.0, (4, 1))
    );
    close(leave.by_month.iter().sum(), 12.0);
    assert!(leave.by_month[7] > 1.5, "August is asked for most");
    let sickness = absences.sickness.unwrap();
    assert_eq!((sickness.share.get(), sickness.spell_days, sickness.spell_cv, sickness.wave_cv), (0.04, 5.0, 1.5, 0.0));
    let expected = ["shrinkage.sickness.spell", "shrinkage.sickness.spell_cv", "leave.notice", "leave.by_month"];
    assert_eq!(assumed(&study, "teams.a.people."), expected);
}

#[test]
fn leavers_may_differ_by_tenure() {
    let bands = people("leavers = [{ until = \"52w\", rate = \"30%/year\" }, { rate = \"12%/year\" }]").leaving;
    let expected = [Leaving { until_days: Some(364), per_year: 0.3 }, Leaving { until_days: None, per_year: 0.12 }];
    assert_eq!(bands, expected);
}

#[test]
fn recruits_come_by_advertisement_or_together_and_are_trained() {
    let people = people(
        "filled = 50\nhiring = { delay = \"14w\", filled = \"80%\", training = \"5w\", mentor_load = \"20%\" }\n\
         intakes = [{ date = 2026-04-06, people = 12 }, { date = 2026-03-16, people = 5 }]",
    );
    let hiring = people.hiring.unwrap();
    assert_eq!((hiring.delay_days, hiring.filled.get()), (98, 0.8));
    assert_eq!(people.intakes, [Intake { day: 14, people: 5 }, Intake { day: 35, people: 12 }]);
    let training = people.training;
    assert_eq!((training.lasts_days, training.mentor_load.get(), training.mentored_days), (35, 0.2, 28));
}

#[test]
fn vacancies_may_stay_while_intakes_are_trained() {
    let people = people("filled = 50\nhiring = { fills_vacancies = false, training = \"3w\" }\n");
    assert_eq!((people.hiring, people.training.lasts_days, people.training.mentor_load.get()), (None, 21, 0.15));
}

#[test]
fn learning_is_shortened_by_consolidation_and_its_defaults_are_assumed() {
    let study = study("learning = { consolidation = \"5%\", handling_excess = 0.4 }", "");
    let learning = people_in(&study).learning.unwrap();
    // Six weeks, less 10% for every 10% of consolidation.
    close(learning.time_constant_days, 42.0 * 0.95);
    assert_eq!((learning.handling_excess, learning.resolution_loss.get(), learning.protected_days), (0.4, 0.15, 84));
    let expected =
        ["consolidation_effect", "consolidation_for", "time_constant", "proficient_within", "resolution_loss"];
    assert_eq!(assumed(&study, "teams.a.people.learning."), expected);
}

#[test]
fn people_with_cases_alone_learn_for_longer() {
    let cases = "[cases.letters]\nwork = { mean = \"30m\" }\nbacklog = 5\n\
                 [teams.b]\ncases = [\"letters\"]\n[teams.b.people]\nposts = 5\nshifts = [\"early\"]\nlearning = {}\n";
    let study = study("learning = {}", cases);
    let of = |team: usize| study.variants[0].centre.teams()[team].people.as_ref().unwrap().learning.unwrap();
    let numbers = |team| (of(team).handling_excess, of(team).time_constant_days, of(team).resolution_loss.get());
    assert_eq!((numbers(0), numbers(1)), ((0.5, 42.0, 0.15), (1.0, 182.0, 0.25)));
}

/// A team that does both has both curves of the model's own, unless it gives them; what is learnt by contacts alone or cases alone has one.
#[test]
fn people_with_contacts_and_cases_have_a_curve_for_each() {
    let team = |learning: &str| {
        let rest = format!(
            "[cases.letters]\nwork = {{ mean = \"30m\" }}\nbacklog = 5\n[teams.b]\ntakes = [\"x\"]\ncases = [\"letters\"]\n\
             rotation = {{ policy = \"between_calls\" }}\n[teams.b.people]\nposts = 5\nshifts = [\"early\"]\nlearning = {learning}\n"
        );
        study("", &rest)
    };
    let learning = |study: &Study| study.variants[0].centre.teams()[1].people.as_ref().unwrap().learning.unwrap();
    let numbers = |study: &Study| {
        let it = learning(study);
        let casework = it.casework.unwrap();
        [it.handling_excess, it.time_constant_days, casework.handling_excess, casework.time_constant_days]
    };
    let usual = team("{}");
    assert_eq!(numbers(&usual), [0.5, 42.0, 1.0, 182.0]);
    let mut expected = vec!["handling_excess", "time_constant", "proficient_within", "resolution_loss"];
    expected.extend(["casework.handling_excess", "casework.time_constant"]);
    assert_eq!(assumed(&usual, "teams.b.people.learning."), expected);
    let given = team("{ time_constant = \"4w\", consolidation = \"10%\", casework = { handling_excess = 0.6 } }");
    let [routine, cases] = [28.0 * 0.9, 182.0 * 0.9];
    assert_eq!(numbers(&given), [0.5, routine, 0.6, cases]);
    assert!(assumed(&given, "teams.b.people.learning.casework.").contains(&"time_constant"));
    assert_eq!(people("learning = {}").learning.unwrap().casework, None);
}

/// Nothing is resolved where there are cases alone, so nothing is assumed of that.
#[test]
fn what_bears_on_nothing_is_not_assumed() {
    let cases = "[cases.letters]\nwork = { mean = \"30m\" }\nbacklog = 5\n\
                 [teams.b]\ncases = [\"letters\"]\n[teams.b.people]\nposts = 5\nshifts = [\"early\"]\nlearning = {}\n";
    let expected = ["handling_excess", "time_constant", "proficient_within"];
    assert_eq!(assumed(&study("", cases), "teams.b.people.learning."), expected);
}

/// That rotating makes people stay is the model's own value, wherever somebody takes turns who might leave.
#[test]
fn what_rotation_does_to_leaving_is_assumed() {
    let team = |policy: &str, leavers: &str| {
        let rest = format!(
            "[cases.letters]\nwork = {{ mean = \"30m\" }}\nbacklog = 5\n[teams.b]\ntakes = [\"x\"]\ncases = [\"letters\"]\n\
             rotation = {{ {policy} }}\n[teams.b.people]\nposts = 5\nshifts = [\"early\"]\n{leavers}\n"
        );
        study("", &rest)
    };
    let assumption = |policy: &str, leavers: &str| {
        let study = team(policy, leavers);
        study.assumptions.iter().find(|it| it.path == "teams.b.rotation.leaving").cloned()
    };
    let (blocks, leave) = ("policy = \"blocks\", on_cases = \"1d\", every = \"5d\"", "leavers = \"15%/year\"");
    let assumed = assumption(blocks, leave).expect("it is an assumption");
    assert_eq!(assumed.range, Some(["0.8", "1"].map(String::from)));
    assert_eq!(assumption(blocks, ""), None, "nobody leaves");
    assert_eq!(assumption(&format!("{blocks}, leaving = 0.8"), leave), None, "the file says it");
    assert_eq!(assumption("policy = \"between_calls\"", leave), None, "nobody takes turns");
}

#[test]
fn load_is_off_until_asked_for_and_its_twin_stands_beside_it() {
    let variants = "[[variants]]\nname = \"Calm\"\nset = { \"teams.a.people.load.most\" = 1 }\n";
    let study = study("load = { above = \"85%\" }", variants);
    let load = people_in(&study).load.unwrap();
    assert_eq!((load.above.get(), load.absence, load.leaving, load.most), (0.85, 0.15, 0.25, 2.5));
    assert_eq!(assumed(&study, "teams.a.people.load."), ["absence", "leaving", "most"]);
    let both = study.with_twins();
    let loads = both.variants.iter().map(|it| it.centre.teams()[0].people.as_ref().unwrap().load.map(|load| load.most));
    let seen: Vec<(&str, Option<f64>)> = both.variants.iter().map(|it| it.name.as_str()).zip(loads).collect();
    let expected = [
        ("baseline", Some(2.5)),
        ("baseline, without load feedback", None),
        ("Calm", Some(1.0)),
        ("Calm, without load feedback", None),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn clauses_are_checked_unless_they_are_enforced() {
    let clauses = "[teams.b]\ntakes = [\"x\"]\nagents = 3\n\
        [[clauses]]\nname = \"Day\"\ncontacts_per_day = 60\n\
        [[clauses]]\nname = \"Week\"\ncontacts_per_week = 30\nmode = \"check\"\nteams = [\"a\"]\n\
        [[clauses]]\nname = \"Row\"\ncontacts_in_a_row = 20\npause = \"2m\"\n\
        [[clauses]]\nname = \"Hour\"\npause_per_hour = \"5m\"\n\
        [[clauses]]\nname = \"End\"\npast_the_end = \"0m\"\n\
        [[variants]]\nname = \"Agreed\"\nset = { \"clauses.1.mode\" = \"enforce\", \"clauses.1.contacts_per_week\" = 40 }\n\
        [[variants]]\nname = \"Fewer\"\nset = { \"clauses.1.mode\" = \"enforce\", \"teams.b.agents\" = 2 }\n";
    let study = study("", clauses);
    let clause = |name: &str, rule| Clause { name: name.to_owned(), rule, enforced: false, teams: vec![TeamIndex(0)] };
    let expected = [
        clause("Day", Rule::ContactsPerDay(60)),
        clause("Week", Rule::ContactsPerWeek(30)),
        clause("Row", Rule::ContactsInARow { most: 20, pause: seconds(2.0) }),
        clause("Hour", Rule::PausePerHour(seconds(5.0))),
        clause("End", Rule::PastTheEnd(Seconds::ZERO)),
    ];
    assert_eq!(study.variants[0].centre.clauses(), expected);
    let week = &study.variants[1].centre.clauses()[1];
    assert_eq!((week.rule, week.enforced), (Rule::ContactsPerWeek(40), true));
    let both = study.with_twins();
    let names: Vec<&str> = both.variants.iter().map(|it| it.name.as_str()).collect();
    // Without its clauses, what was agreed alone is the baseline.
    assert_eq!(names, ["baseline", "Agreed", "Fewer", "Fewer, clauses not enforced"]);
    assert!(both.variants[3].centre.clauses().iter().all(|clause| !clause.enforced));
}

#[test]
fn a_shift_may_be_worked_in_a_variant_alone() {
    let rest = format!("{LATE}[[variants]]\nname = \"Later\"\nset = {{ \"teams.a.people.shifts\" = [\"late\"] }}\n");
    let study = study("", &rest);
    let shift = |variant: usize| {
        study.variants[variant].centre.teams()[0].people.as_ref().unwrap().contracts[0].shifts[0].name.as_str()
    };
    assert_eq!((shift(0), shift(1)), ("early", "late"));
}

#[test]
fn people_may_be_simulated_by_the_day_alone() {
    assert_eq!(study("", "").settings.detail, Detail::Contacts);
    assert_eq!(study("", "[run]\ndetail = \"headcount\"\n").settings.detail, Detail::Headcount);
}

#[test]
fn numbers_of_people_and_clauses_can_be_swept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("format.toml");
    let keys = "shifts = [\"early\"]\nfilled = 40\nleavers = \"15%/year\"\nhiring = { delay = \"14w\" }\n\
                shrinkage = { annual_leave = \"30d\", sickness = \"3%\" }\nintakes = [{ date = 2026-03-16, people = 5 }]\n";
    std::fs::write(&path, file(keys, "[[clauses]]\nname = \"Week\"\ncontacts_per_week = 30\n")).unwrap();
    let last = |vary: &str| {
        let vary: Vec<Vary> = vec![vary.parse().unwrap()];
        let sweep = read_sweep(&path, &[], &vary).unwrap_or_else(|faults| panic!("{}", faults.render(false)));
        let centre = sweep.study.variants.last().unwrap().centre.clone();
        let people = centre.teams()[0].people.clone().unwrap();
        (people, centre, sweep.units[0].clone())
    };
    let (people, _, unit) = last("teams.a.people.posts=60..66");
    assert_eq!((people.posts, unit.as_str()), (66, "posts"));
    close(last("teams.a.people.leavers=10%/year..20%/year").0.leaving[0].per_year, 0.2);
    assert_eq!(last("teams.a.people.hiring.delay=10w..16w:2w").0.hiring.unwrap().delay_days, 112);
    close(last("teams.a.people.shrinkage.sickness=3%..5%").0.absences.sickness.unwrap().share.get(), 0.05);
    close(last("teams.a.people.shrinkage.annual_leave=25d..28d:1d").0.absences.leave.unwrap().days, 28.0);
    assert_eq!(last("teams.a.people.shrinkage.meetings=0h/week..2h/week:1h/week").0.absences.meetings, seconds(120.0));
    assert_eq!(last("teams.a.people.intakes.0.people=5..8").0.intakes[0].people, 8);
    assert_eq!(last("clauses.0.contacts_per_week=30..40").1.clauses()[0].rule, Rule::ContactsPerWeek(40));
}

/// The warnings of a file with these people and shifts.
fn warnings(people: &str, shifts: &str) -> Vec<String> {
    study_in(Path::new("."), &file(people, shifts).replace(EARLY, "")).warnings
}

#[test]
fn what_the_working_time_regulations_do_not_allow_is_warned_of() {
    let rest = "breaks = [{ after = \"4h\", lasts = \"45m\" }]\n";
    let shift = |name: &str, hours: &str, more: &str| format!("[shifts.{name}]\nhours = \"{hours}\"\n{more}{rest}");
    let fine = shift("day", "08:00-16:00", "days = \"mon-fri\"\n");
    assert!(warnings("hours_per_week = 36.25\nshifts = [\"day\"]\n", &fine).is_empty());
    let one = |people: &str, shifts: &str, words: &[&str]| {
        let found = warnings(people, shifts);
        assert_eq!(found.len(), 1, "{found:?}");
        words.iter().for_each(|word| assert!(found[0].contains(word), "{word} is not in {}", found[0]));
    };
    one(
        "hours_per_week = 49\nshifts = [\"day\"]\n",
        &shift("day", "08:00-19:00", "days = \"mon-fri\"\n"),
        &["48", "Regulation 4"],
    );
    let unbroken =
        "[shifts.day]\nhours = \"08:00-15:00\"\ndays = \"mon-fri\"\nbreaks = [{ after = \"3h\", lasts = \"15m\" }]\n";
    one("hours_per_week = 30\nshifts = [\"day\"]\n", unbroken, &["7h", "Regulation 12"]);
    let meetings = "hours_per_week = 36.25\nshifts = [\"day\"]\nshrinkage = { meetings = \"9h/week\" }\n";
    one(meetings, &fine, &["Meetings", "9h", "`day`", "8h"]);
    one(
        "hours_per_week = 40\nshifts = [\"day\"]\n",
        &shift("day", "08:00-13:00", "days = \"mon-fri\"\n"),
        &["40", "21.25"],
    );
    // Late on Saturday, early on Monday: no short night. Late on Sunday is one, and so is a day of over 13 hours.
    let week = file("hours_per_week = 30\nshifts = [\"early\", \"late\"]\nshift_pattern = \"rotating\"\n", "");
    let turn = |days: &str| {
        let shifts = shift("early", "06:00-14:00", "days = \"mon-fri\"\n") + &shift("late", "14:00-22:00", days);
        let open = week
            .replace(EARLY, &shifts)
            .replace("{ mon-fri = \"08:00-20:00\", sat = \"09:00-13:00\" }", "\"06:00-22:00\"");
        study_in(Path::new("."), &open).warnings
    };
    assert!(turn("days = \"mon-sat\"\n").is_empty());
    let sunday = turn("days = \"wed-sun\"\n");
    assert_eq!(sunday.len(), 1, "{sunday:?}");
    assert!(sunday[0].contains("8h of rest") && sunday[0].contains("22:00 on Sunday"), "{}", sunday[0]);
    let long = file("hours_per_week = 40\nshifts = [\"day\"]\n", "")
        .replace(EARLY, &shift("day", "08:00-21:30", "days = \"mon-fri\"\n"))
        .replace("08:00-20:00", "08:00-22:00");
    let found = study_in(Path::new("."), &long).warnings;
    assert!(found.len() == 1 && found[0].contains("10h 30m of rest"), "{found:?}");
}

#[test]
fn posts_that_advertising_and_intakes_can_both_fill_are_warned_of() {
    let of = |hiring: &str, day: &str| {
        let intakes = format!("intakes = [{{ date = 2026-{day}, people = 12 }}]");
        study(&format!("filled = 46\nhiring = {hiring}\n{intakes}\n"), "").warnings
    };
    // 14 posts are vacant: after half of the delay about seven are filled, and two are left over on the first day.
    let [warning] = &of("{ delay = \"8w\" }", "03-30")[..] else { panic!("one warning") };
    assert!(warning.contains("teams.a.people.hiring") && warning.contains("teams.a.people.intakes"), "{warning}");
    assert!(warning.contains("`fills_vacancies = false`") && warning.contains("60 posts"), "{warning}");
    assert!(of("{ delay = \"8w\" }", "03-02").is_empty());
    assert!(of("{ fills_vacancies = false }", "03-30").is_empty());
}

#[test]
fn what_changes_nothing_where_it_stands_is_named() {
    let team = "[teams.a]\ntakes = [\"x\"]\n[teams.a.people]\nposts = 60\n";
    let shifts = |keys: &str| study(keys, "").warnings;
    let cases = |keys: &str| {
        let caseload = "[caseloads.c]\nopened = { rate = \"1/week\" }\nopen = { mean = \"9w\" }\nhours = { per_week = 1 }\n\
                        standard = 10\ncarried_by = [\"a\"]\n";
        let text = file(keys, caseload).replace(team, &team.replace("takes = [\"x\"]\n", "")).replace(EARLY, "");
        study_in(Path::new("."), &text.replace(CONTACT, "")).warnings
    };
    let named = |warnings: Vec<String>, key: &str| {
        warnings.iter().any(|it| it.starts_with(&format!("`{key}` of teams.a.people changes nothing here: ")))
    };
    for (key, keys) in [
        ("newly_qualified", "newly_qualified = \"30%\""),
        ("shift_pattern", "shift_pattern = \"rotating\""),
        ("agency_hiring", "agency_hiring = { delay = \"3w\", stays = \"26w\" }"),
    ] {
        assert!(named(shifts(keys), key) && !named(shifts(""), key), "{key}");
    }
    for (key, keys) in
        [("lateness", "lateness = { mean = \"4m\", cv = 1 }"), ("shift_pattern", "shift_pattern = \"rotating\"")]
    {
        assert!(named(cases(keys), key) && !named(cases(""), key), "{key}");
    }
    assert!(!named(cases("newly_qualified = \"30%\""), "newly_qualified"));
}

#[test]
fn days_on_which_the_centre_is_closed_and_talk_beyond_a_shift_are_spoken_of() {
    let shift = |days: &str| format!("[shifts.day]\nhours = \"09:00-13:00\"\n{days}\n");
    let closed = |days: &str| {
        let text = file("shifts = [\"day\"]", &shift(days)).replace(EARLY, "");
        study_in(Path::new("."), &text)
            .warnings
            .iter()
            .any(|it| it.starts_with("The shift `day` has Sunday among its days"))
    };
    assert!(closed("days = \"mon-sun\"") && !closed("days = \"mon-sat\"") && !closed(""));
    let long = |talk: &str| {
        let text = file("shifts = [\"day\"]", &shift("")).replace(EARLY, "");
        let text = text.replace(CONTACT, &CONTACT.replace("talk = { mean = \"4m\", cv = 1.0 }", talk));
        study_in(Path::new("."), &text).warnings.iter().any(|it| it.contains("and the shift `day` of `a` is 4h long"))
    };
    assert!(long("talk = { mean = \"5h\" }") && !long("talk = { mean = \"3h\" }"));
}
