#![allow(missing_docs)]
use callfloor::engine::{Plan, Replication, SampledCustomers};
use callfloor::metrics::{Layout, Listener};
use callfloor::random::Key;
use callfloor::scenario::{self, Override};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let path = std::path::Path::new(&a[1]);
    let n: u32 = a[2].parse().unwrap(); let reps = std::env::var("REPS").map_or(15, |x| x.parse().unwrap());
    let set: Vec<Override> = a[3..].iter().map(|x| { let (p, v) = x.split_once('=').unwrap(); Override { path: p.into(), value: v.into() } }).collect();
    let study = scenario::read(path, &set).unwrap_or_else(|f| panic!("{}", f.render(false)));
    let centre = &study.variants[0].centre;
    let plan = Plan::new(centre);
    let layout = Layout::new(centre.calendar(), false);
    let mut replication = Replication::new(&plan);
    let mut listener = Listener::new(centre, &layout);
    let mode = std::env::var("MODE").unwrap_or("fdr".into());
    let mut best = f64::INFINITY; let mut c = 0;
    for _ in 0..(if mode.contains('f') {reps} else {0}) {
        let t = std::time::Instant::now(); c = 0;
        for number in 0..n {
            let key = Key::new(study.settings.seed, number);
            replication.run(&mut SampledCustomers::new(centre, key), key, &mut listener);
            c += listener.finish().contacts.iter().flatten().map(|x| x.offered()).sum::<u64>();
        }
        best = best.min(t.elapsed().as_secs_f64());
    }
    let mut nb = f64::INFINITY;
    for _ in 0..(if mode.contains('d') {reps} else {0}) {
        let t = std::time::Instant::now();
        for number in 0..n {
            let key = Key::new(study.settings.seed, number);
            replication.run(&mut SampledCustomers::new(centre, key), key, &mut Deaf);
        }
        nb = nb.min(t.elapsed().as_secs_f64());
    }
    let mut db = f64::INFINITY;
    for _ in 0..(if mode.contains('r') {reps} else {0}) {
        let t = std::time::Instant::now();
        for number in 0..n {
            let key = Key::new(study.settings.seed, number);
            use callfloor::engine::Customers;
            let mut s = SampledCustomers::new(centre, key);
            for k in 0..centre.contact_types().len() { let mut now = callfloor::units::Instant(0); while let Some(x) = s.next_arrival(k, now) { now = x; std::hint::black_box(s.need(k)); } }
        }
        db = db.min(t.elapsed().as_secs_f64());
    }
    println!("deaf {:.1} draws {:.1}", nb / c as f64 * 1e9, db / c as f64 * 1e9);
    println!("{c} contacts {:.1} ns", best / c as f64 * 1e9);
}

struct Deaf;
use callfloor::engine::{Observer,Contact,Answer,Duty};
use callfloor::units::Instant as I;
use callfloor::model::{TeamIndex as T, ContactTypeIndex as C};
impl Observer for Deaf {
    fn interval_begins(&mut self, _: I, _: u32) {}
    fn doors_close(&mut self, _: I) {}
    fn staffed(&mut self, _: I, _: T, _: Duty, _: u32) {}
    fn offered(&mut self, _: I, _: &Contact) {}
    fn blocked(&mut self, _: I, _: &Contact) {}
    fn queued(&mut self, _: I, _: &Contact, _: u32) {}
    fn dequeued(&mut self, _: I, _: C, _: u32) {}
    fn answered(&mut self, _: I, _: &Contact, _: &Answer) {}
    fn released(&mut self, _: I, _: T) {}
    fn abandoned(&mut self, _: I, _: &Contact) {}
    fn turned_away(&mut self, _: I, _: &Contact) {}
    fn unfinished(&mut self, _: I, _: &Contact) {}
    fn settled(&mut self, _: I, _: &Contact) {}
    fn unmet(&mut self, _: I, _: &Contact) {}
}
