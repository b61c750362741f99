//! What one side hands over and the other runs again: inputs kept, packs made and verified.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use callfloor::evidence::{Evidence, Manifest, Verdict};
use callfloor::request::Answer;
use callfloor::scenario::Library;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Reads a file beside it, one above it and, in a variant, one from its folder again by another way.
const SCENARIO: &str = r#"
[calendar]
start    = 2026-03-02
days     = 1
hours    = "08:00-09:00"
interval = "30m"
at_close = "serve_out"

[contacts.enquiries]
arrivals = { file = "../offered.csv" }
talk     = { samples = "data/talk.csv" }
patience = { mean = "2m", shape = "exponential" }
service_level = { within = "20s", target = "80%" }

[teams.front_line]
takes  = ["enquiries"]
agents = 6

[[variants]]
name = "Other talk"
set  = { "contacts.enquiries.talk" = { samples = "data/../data/talk.csv" } }

[[variants]]
name = "-1 agent"
set  = { "teams.front_line.agents" = 5 }

[assumptions."contacts.enquiries.patience"]
basis = "assumed"
range = ["1m", "3m"]

[run]
replications = 6
seed         = 3
"#;

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(place.path("here/data")).unwrap();
        fs::write(place.path("offered.csv"), "interval_start,offered\n08:00,40\n08:30,60\n").unwrap();
        fs::write(place.path("here/data/talk.csv"), "seconds\n100\n200\n3m 30s\n").unwrap();
        fs::write(place.path("here/centre.toml"), SCENARIO).unwrap();
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn callfloor(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_callfloor")).current_dir(self.0.path()).args(arguments).output().unwrap()
    }

    #[track_caller]
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.callfloor(arguments);
        assert_eq!(code(&output), 0, "{arguments:?}: {}", told(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// A run whose pack lies apart from everything it was made from.
    fn pack(&self, name: &str, arguments: &[&str]) -> PathBuf {
        self.done(&[&["run", "here/centre.toml", "--no-charts", "--out", "out", "--pack", name], arguments].concat());
        self.path(name)
    }

    fn hide_sources(&self) {
        fs::rename(self.path("here"), self.path("hidden")).unwrap();
        fs::rename(self.path("offered.csv"), self.path("hidden.csv")).unwrap();
    }
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("the program ends by itself")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// The files of a pack, in order.
fn entries(pack: &Path) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(fs::read(pack).unwrap())).unwrap();
    let entry = |index| {
        let mut file = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    (0..zip_len(pack)).map(entry).collect()
}

fn zip_len(pack: &Path) -> usize {
    ZipArchive::new(Cursor::new(fs::read(pack).unwrap())).unwrap().len()
}

/// A pack whose files were changed and whose manifest was made to agree, as a forger would.
fn forged(pack: &Path, change: impl Fn(&str, String) -> String) {
    let mut entries = entries(pack);
    for (name, bytes) in &mut entries {
        if let Ok(text) = String::from_utf8(bytes.clone()) {
            *bytes = change(name, text).into_bytes();
        }
    }
    let hash = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let place = entries.iter().position(|(name, _)| name == Manifest::FILE_NAME).unwrap();
    let mut manifest: Value = serde_json::from_slice(&entries[place].1).unwrap();
    for list in ["files", "inputs"] {
        for listed in manifest[list].as_array_mut().unwrap() {
            let (_, bytes) = entries.iter().find(|(name, _)| listed["path"] == **name).unwrap();
            (listed["bytes"], listed["sha256"]) = (bytes.len().into(), hash(bytes).into());
        }
    }
    entries[place].1 = serde_json::to_vec(&manifest).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    fs::write(pack, zip.finish().unwrap().into_inner()).unwrap();
}

#[test]
fn a_folder_keeps_what_it_was_made_from() {
    let place = Place::new();
    place.pack("evidence.zip", &[]);
    let read = |name: &str| fs::read_to_string(place.path("out").join(name)).unwrap();
    assert_eq!(read("inputs/centre.toml"), SCENARIO);
    assert!(read("inputs/offered.csv").contains("08:30,60") && read("inputs/talk.csv").contains("3m 30s"));
    let manifest: Manifest = serde_json::from_str(&read("manifest.json")).unwrap();
    assert_eq!(manifest.request.words(), ["run", "centre.toml", "--no-charts"]);
    let written: Value = serde_json::from_str(&read("manifest.json")).unwrap();
    assert_eq!(
        (&written["format"], &written["request"]),
        (&json!(3), &json!({"scenario": "centre.toml", "question": {"run": {}}, "charts": {"left_out": true}}))
    );
    let inputs: Vec<_> = manifest.inputs.iter().map(|it| (it.name.as_str(), it.file.path.as_str())).collect();
    let expected = [
        ("centre.toml", "inputs/centre.toml"),
        ("../offered.csv", "inputs/offered.csv"),
        ("data/../data/talk.csv", "inputs/talk.csv"),
        ("data/talk.csv", "inputs/talk-2.csv"),
    ];
    assert_eq!(inputs, expected);
    assert!(manifest.build.is_none(), "a folder says nothing of the machine");

    // Another run into the same folder takes away what it no longer needs.
    fs::write(place.path("here/small.toml"), SCENARIO.replace("data/../data/talk.csv", "data/talk.csv")).unwrap();
    place.done(&["run", "here/small.toml", "--no-charts", "--out", "out"]);
    let mut kept: Vec<_> = fs::read_dir(place.path("out/inputs")).unwrap().map(|it| it.unwrap().file_name()).collect();
    kept.sort();
    assert_eq!(kept, ["offered.csv", "small.toml", "talk.csv"]);
}

#[test]
fn a_pack_is_the_folder_and_the_same_bytes_again() {
    let place = Place::new();
    let (first, second) = (place.pack("a.zip", &["--threads", "1"]), place.pack("b.zip", &["--threads", "2"]));
    assert!(fs::read(&first).unwrap() == fs::read(&second).unwrap());
    for (name, bytes) in entries(&first) {
        let in_folder = fs::read(place.path("out").join(&name)).unwrap();
        if name == Manifest::FILE_NAME {
            let manifest: Manifest = serde_json::from_slice(&bytes).unwrap();
            let build = manifest.build.unwrap();
            assert_eq!(
                (build.version.as_str(), build.system.as_str()),
                (env!("CARGO_PKG_VERSION"), std::env::consts::OS)
            );
        } else {
            assert!(bytes == in_folder, "{name}");
        }
    }
}

#[test]
fn every_command_comes_out_again_from_its_pack_alone() {
    let place = Place::new();
    let commands: [&[&str]; 5] = [
        &["run", "here/centre.toml", "--only=-1 agent", "--each-day", "--set", "run.seed=9"],
        &["sweep", "here/centre.toml", "--vary", "teams.front_line.agents=5..7", "--no-charts"],
        &[
            "breakeven",
            "here/centre.toml",
            "--vary",
            "contacts.enquiries.patience.mean=1m..3m",
            "--equal",
            "offered",
            "--variant=-1 agent",
            "--points",
            "3",
            "--no-charts",
        ],
        &["sensitivity", "here/centre.toml", "--measure", "service_level", "--points", "10", "--no-charts"],
        &["luck", "here/centre.toml", "--flag-above", "7%", "--no-charts"],
    ];
    for command in commands {
        let name = command[0];
        place.done(&[command, &["--pack", &format!("{name}.zip"), "--out", name]].concat());
    }
    place.hide_sources();
    for command in commands {
        let name = command[0];
        let said = place.done(&["verify", &format!("{name}.zip"), "--threads", "1"]);
        let files = zip_len(&place.path(&format!("{name}.zip")));
        assert_eq!(said, format!("identical: {files} files, 6 replications\n"), "{name}");
        assert_eq!(place.done(&["verify", name]), said, "{name}");
    }
    let mut left: Vec<_> = fs::read_dir(place.0.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    left.retain(|name| !name.to_string_lossy().ends_with(".zip"));
    left.sort();
    assert_eq!(left, ["breakeven", "hidden", "hidden.csv", "luck", "run", "sensitivity", "sweep"]);
}

#[test]
fn every_altered_file_is_named() {
    let place = Place::new();
    place.pack("evidence.zip", &[]);
    let change = |name: &str, text: &str| fs::write(place.path("out").join(name), text).unwrap();
    change("inputs/offered.csv", "interval_start,offered\n08:00,40\n08:30,61\n");
    change("summary.md", "# All is well\n");
    change("notes.txt", "mine");
    fs::remove_file(place.path("out/comparisons.csv")).unwrap();
    let output = place.callfloor(&["verify", "out"]);
    assert_eq!(code(&output), 4);
    let expected = "out: the files are not those of the manifest: 2 altered, 1 missing, 1 not in the manifest\n  \
                    altered: summary.md\n  altered: inputs/offered.csv\n  missing: comparisons.csv\n  \
                    not in the manifest: notes.txt\n";
    assert_eq!(told(&output), expected);
}

#[test]
fn a_forged_digit_is_found_by_running_again() {
    let place = Place::new();
    let pack = place.pack("evidence.zip", &[]);
    let mean = |text: &str| {
        let results: serde_json::Value = serde_json::from_str(text).unwrap();
        results["variants"][0]["all_contacts"]["total"]["offered"]["mean"].to_string()
    };
    let original = fs::read_to_string(place.path("out/results.json")).unwrap();
    let forged_mean = mean(&original).replacen('9', "8", 1).replacen('1', "2", 1);
    forged(&pack, |name, text| match name {
        "results.json" => text.replace(&mean(&original), &forged_mean),
        _ => text,
    });
    let output = place.callfloor(&["verify", "evidence.zip"]);
    assert_eq!(code(&output), 4, "{}", told(&output));
    let said = told(&output);
    assert!(said.contains("not identical: 1 of "), "{said}");
    assert!(
        said.contains("results.json: it differs first at variants[0].contacts.enquiries.total.offered.mean"),
        "{said}"
    );
    assert!(said.contains(&format!("kept:      {forged_mean}\n  run again: {}\n", mean(&original))), "{said}");
}

#[test]
fn a_forged_table_or_scenario_is_found_by_running_again() {
    let place = Place::new();
    let pack = place.pack("evidence.zip", &[]);
    forged(&pack, |name, text| if name == "comparisons.csv" { text.replace("cannot_tell", "better") } else { text });
    let output = place.callfloor(&["verify", "evidence.zip"]);
    assert_eq!(code(&output), 4, "{}", told(&output));
    assert!(told(&output).contains("comparisons.csv: it differs first in line"), "{}", told(&output));

    let pack = place.pack("evidence.zip", &[]);
    forged(&pack, |name, text| if name == "inputs/offered.csv" { text.replace("60", "90") } else { text });
    let output = place.callfloor(&["verify", "evidence.zip"]);
    assert_eq!(code(&output), 4, "{}", told(&output));
    assert!(told(&output).contains("results.json: it differs first at scenario_sha256"), "{}", told(&output));
}

#[test]
fn another_version_is_warned_of_and_compared_all_the_same() {
    let place = Place::new();
    let pack = place.pack("evidence.zip", &[]);
    let this = format!("callfloor {}", env!("CARGO_PKG_VERSION"));
    forged(&pack, |name, text| if name.starts_with("inputs") { text } else { text.replace(&this, "callfloor 0.0.9") });
    // What is compressed names the version too.
    let output = place.callfloor(&["report", "evidence.zip", "--out", "older"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    let output = place.callfloor(&["verify", "older"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    let warning = format!(
        "Warning: made by callfloor 0.0.9, this is {}: digits may have changed, see CHANGELOG.md",
        env!("CARGO_PKG_VERSION")
    );
    assert!(told(&output).contains(&warning), "{}", told(&output));
}

#[test]
fn a_run_short_of_its_precision_comes_out_again() {
    let place = Place::new();
    let arguments =
        ["run", "here/centre.toml", "--no-charts", "--precision", "0.0001%", "--replications", "12", "--out", "out"];
    assert_eq!(code(&place.callfloor(&arguments)), 3);
    assert!(place.done(&["verify", "out"]).ends_with("12 replications\n"));
}

/// What Ctrl-C leaves after so many replications, without waiting for anybody to press it.
#[test]
fn an_interrupted_run_comes_out_again_as_far_as_it_went() {
    let place = Place::new();
    place.pack("evidence.zip", &["--replications", "4"]);
    // Stopped after 4 of 10: the same figures, said to be cut short.
    let pack = place.path("evidence.zip");
    forged(&pack, |name, text| match name {
        Manifest::FILE_NAME => {
            let mut manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
            manifest["interrupted"] = true.into();
            manifest["request"]["replications"] = 10.into();
            manifest["command"] = "callfloor run centre.toml --replications 10 --no-charts".into();
            manifest.to_string()
        }
        _ => text,
    });
    let said = told(&place.callfloor(&["verify", "evidence.zip"]));
    assert!(said.contains("kept:      nothing\n  run again: \"interrupted after 4 of 10 replications\""), "{said}");
    assert!(said.contains("at cut_short"), "all digits before it are the same: {said}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_what_verify_makes_again() {
    // With a precision that is asked after, and without.
    for precision in [&[][..], &["--precision", "0.0001%"]] {
        let place = Place::new();
        let mut child = Command::new(env!("CARGO_BIN_EXE_callfloor"))
            .current_dir(place.0.path())
            .args(["run", "here/centre.toml", "--no-charts", "--replications", "100000", "--out", "out"])
            .args(["--set", "calendar.days=200"])
            .args(precision)
            .stderr(std::process::Stdio::null())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_secs(2));
        Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(3));
        let said = place.done(&["verify", "out"]);
        let manifest: Manifest = serde_json::from_slice(&fs::read(place.path("out/manifest.json")).unwrap()).unwrap();
        assert!(manifest.interrupted && said.starts_with("identical: "), "{said}");
        let text = |name: &str| fs::read_to_string(place.path("out").join(name)).unwrap();
        assert!(text("summary.md").contains("This command was stopped by hand and would now run on"));
        assert!(text("stress_des.md").contains("come out of: callfloor verify; stopped by hand was: callfloor run"));
        assert!(text("results.json").contains(" of 100,000 replications\""));
        assert!(manifest.replications.iter().all(|(_, done)| *done < 100_000));
    }
}

/// The manifest as it was written before what was asked was data.
fn in_format_2(text: &str, arguments: &[&str]) -> String {
    let mut manifest: Value = serde_json::from_str(text).unwrap();
    manifest["format"] = 2.into();
    manifest.as_object_mut().unwrap().remove("request");
    manifest["arguments"] = arguments.into();
    manifest.to_string()
}

#[test]
fn a_manifest_that_keeps_words_is_verified_too() {
    let place = Place::new();
    let pack = place.pack("evidence.zip", &["--only=-1 agent", "--set", "run.seed=9", "--seed", "4"]);
    let words = ["run", "centre.toml", "--set", "run.seed=9", "--seed", "4", "--no-charts", "--only=-1 agent"];
    forged(&pack, |name, text| if name == Manifest::FILE_NAME { in_format_2(&text, &words) } else { text });
    assert!(place.done(&["verify", "evidence.zip"]).starts_with("identical: "));

    // All that it says is compared, as ever.
    forged(&pack, |name, text| match name {
        Manifest::FILE_NAME => text.replace("\"command\":\"callfloor run", "\"command\":\"callfloor luck"),
        _ => text,
    });
    let output = place.callfloor(&["verify", "evidence.zip"]);
    assert_eq!(code(&output), 4, "{}", told(&output));
    assert!(told(&output).contains("manifest.json: it differs first at command"), "{}", told(&output));
}

#[test]
fn what_asks_nothing_is_refused() {
    let place = Place::new();
    for arguments in [&["new", "minimal"][..], &["verify", "x.zip"], &["--help"], &[], &["run"], &["luck", "a", "--x"]]
    {
        let pack = place.pack("evidence.zip", &[]);
        forged(&pack, |name, text| if name == Manifest::FILE_NAME { in_format_2(&text, arguments) } else { text });
        let output = place.callfloor(&["verify", "evidence.zip"]);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", told(&output));
        assert!(told(&output).contains("are no command that simulates: callfloor"), "{}", told(&output));
    }
    assert!(!place.path("minimal.toml").exists());
    for (request, why) in [
        (json!({"scenario": "centre.toml", "question": {"new": {}}}), "unknown variant `new`"),
        (json!({"scenario": "centre.toml", "question": {"run": {}}, "threads": 2}), "unknown field `threads`"),
        (json!(null), "no manifest of callfloor"),
    ] {
        let pack = place.pack("evidence.zip", &[]);
        forged(&pack, |name, text| match name {
            Manifest::FILE_NAME => {
                let mut manifest: Value = serde_json::from_str(&text).unwrap();
                manifest["request"] = request.clone();
                manifest.to_string()
            }
            _ => text,
        });
        let output = place.callfloor(&["verify", "evidence.zip"]);
        assert_eq!(code(&output), 2, "{request}: {}", told(&output));
        assert!(told(&output).contains(why), "{request}: {}", told(&output));
    }
}

/// What was handed over in format 2, without what is rendered of it: manifest, results and inputs. Version 0.1.0 made it. Looks at
/// luck come out byte by byte; runs have measures since that it did not know, and everything that it did know comes out again.
#[test]
fn what_was_handed_over_before_comes_out_again() {
    let place = Place::new();
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference/packs");
    let names = [
        "run",
        "charts",
        "sweep",
        "breakeven",
        "agents",
        "sensitivity",
        "luck",
        "precision",
        "interrupted",
        "interrupted_luck",
    ];
    for name in names {
        let pack = packs.join(format!("{name}.zip"));
        place.done(&["report", pack.to_str().unwrap(), "--out", name]);
        let kept = entries(&pack).into_iter().find(|(path, _)| path == "results.json").unwrap().1;
        assert!(fs::read(place.path(name).join("results.json")).unwrap() == kept, "{name}");
        if name.ends_with("luck") {
            let said = place.done(&["verify", name]);
            assert!(said.starts_with("identical: "), "{name}: {said}");
            continue;
        }
        let output = place.callfloor(&["verify", name]);
        let differs = told(&output);
        assert!(code(&output) == 4 && differs.contains("made by callfloor 0.1.0, this is 0.2.0"), "{name}: {differs}");
        let again = answer_again(&Evidence::read(&place.path(name)).unwrap());
        assert_eq!(missing(&serde_json::from_slice(&kept).unwrap(), &again, ""), [""; 0], "{name}");
    }
    let pack = |name: &str| packs.join(format!("{name}.zip")).to_str().unwrap().to_owned();
    let compared = place.done(&["compare", &pack("interrupted"), &pack("precision"), "--out", "both"]);
    assert!(compared.contains("precision"), "{compared}");
}

/// The record of what the evidence asks, simulated again.
fn answer_again(evidence: &Evidence) -> Value {
    let Manifest { request, replications, interrupted, .. } = &evidence.manifest;
    let prepared = request.read(&Library::Memory(evidence.inputs().unwrap())).unwrap();
    let done = *replications.get("baseline").unwrap_or(&0);
    let answer =
        if *interrupted { prepared.answer_stopped(done, None, &()) } else { prepared.answer(None, &()) }.unwrap();
    match answer {
        Answer::Run(results) => serde_json::to_value(results),
        Answer::Sweep(sweep) => serde_json::to_value(sweep),
        Answer::BreakEven(found) => serde_json::to_value(found),
        Answer::Sensitivity(found) => serde_json::to_value(found),
        Answer::Luck(luck) => serde_json::to_value(luck),
    }
    .unwrap()
}

/// Where a record does not say what an older one said. Warnings, words and the program may be others.
fn missing(kept: &Value, again: &Value, place: &str) -> Vec<String> {
    let mut found = Vec::new();
    match (kept, again) {
        (Value::Object(kept), Value::Object(again)) => {
            for (key, value) in
                kept.iter().filter(|(key, _)| !["program", "warnings", "description"].contains(&key.as_str()))
            {
                let place = format!("{place}.{key}");
                match again.get(key) {
                    Some(now) => found.extend(missing(value, now, &place)),
                    None => found.push(place),
                }
            }
        }
        (Value::Array(kept), Value::Array(again)) => {
            // A comparison is found by what it is about: there are more of them now.
            let about = |one: &Value| ["variant", "scope", "measure"].map(|key| one[key].clone());
            for (index, value) in kept.iter().enumerate() {
                let place = format!("{place}[{index}]");
                let same = match value.get("measure").filter(|_| value.get("difference").is_some()) {
                    Some(_) => again.iter().find(|now| about(now) == about(value)),
                    None => again.get(index),
                };
                found.extend(same.map_or_else(|| vec![place.clone()], |now| missing(value, now, &place)));
            }
        }
        // Nothing is called better any more while what stands beside it is worse.
        (kept, again) if *kept == "better" && (*again == "lower" || *again == "higher") => (),
        (kept, again) if kept != again => found.push(format!("{place}: {kept} and now {again}")),
        _ => (),
    }
    found
}

#[test]
fn a_pack_is_verified_in_memory() {
    let place = Place::new();
    let bytes = fs::read(place.pack("evidence.zip", &[])).unwrap();
    let evidence = Evidence::read_pack(&bytes).unwrap();
    let verdict = evidence.verify(Some(1), &()).unwrap();
    assert_eq!(verdict, Verdict::Identical { files: zip_len(&place.path("evidence.zip")), replications: 6 });
}

#[test]
fn what_is_not_kept_is_not_looked_for() {
    let place = Place::new();
    let pack = place.pack("evidence.zip", &[]);
    forged(
        &pack,
        |name, text| if name == "inputs/centre.toml" { text.replace("../offered.csv", "/etc/passwd") } else { text },
    );
    let output = place.callfloor(&["verify", "evidence.zip"]);
    assert_eq!(code(&output), 2);
    let said = told(&output);
    assert!(said.contains("there is no file `/etc/passwd`") && said.contains("not kept with the scenario"), "{said}");
}

#[test]
fn packs_that_cannot_be_written_are_refused_before_the_run() {
    let place = Place::new();
    for (pack, why) in [
        ("nowhere/a.zip", "its folder does not exist"),
        ("here", "it is a folder"),
        ("here/centre.toml", "there is a file of this name that is no pack"),
        ("out/a.zip", "its folder does not exist"),
        ("here/out/a.zip", "in the folder that it packs"),
    ] {
        let out = if pack.starts_with("here/out") { "here/out" } else { "out" };
        if out == "here/out" {
            fs::create_dir(place.path(out)).unwrap();
        }
        let output = place.callfloor(&["run", "here/centre.toml", "--out", out, "--pack", pack]);
        assert_eq!(code(&output), 2, "{}", told(&output));
        assert!(told(&output).contains(why), "{pack}: {}", told(&output));
        assert!(!place.path("out").exists(), "a folder made for nothing is removed");
    }
    let same = place.callfloor(&["run", "here/centre.toml", "--out", "out", "--pack", "a.zip", "--json", "a.zip"]);
    assert_eq!(code(&same), 2);
    assert!(told(&same).contains("--json writes there"), "{}", told(&same));
}

/// All files of a folder with their bytes.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(place) = folders.pop() {
        for entry in fs::read_dir(place).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((path.strip_prefix(folder).unwrap().to_owned(), fs::read(path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn the_files_are_rendered_again_from_the_results() {
    let place = Place::new();
    place.done(&["run", "here/centre.toml", "--out", "out", "--pack", "evidence.zip"]);
    place.done(&["luck", "here/centre.toml", "--out", "luck"]);
    for folder in ["out", "luck"] {
        let path = place.path(folder);
        let before = contents(&path);
        fs::remove_file(path.join("summary.md")).unwrap();
        fs::write(path.join("report.html"), "<p>All is well.").unwrap();
        fs::remove_dir_all(path.join("charts")).unwrap();
        assert!(place.done(&["report", folder]).contains("files were rendered"));
        assert!(contents(&path) == before, "{folder}");
    }
    let refused = place.callfloor(&["report", "evidence.zip"]);
    assert_eq!(code(&refused), 2);
    assert!(told(&refused).contains("say with --out"), "{}", told(&refused));
    place.done(&["report", "evidence.zip", "--out", "unpacked"]);
    assert!(contents(&place.path("unpacked")) == contents(&place.path("out")));
}

#[test]
fn results_of_another_kind_are_not_rendered() {
    let place = Place::new();
    for (results, why) in [
        ("{}", "`results.json` cannot be used: it is not what `run` of this version writes: missing field"),
        ("[", "it is not what `run` of this version writes"),
    ] {
        let pack = place.pack("evidence.zip", &[]);
        forged(&pack, |name, text| if name == "results.json" { results.to_owned() } else { text });
        let output = place.callfloor(&["report", "evidence.zip", "--out", "new"]);
        assert_eq!(code(&output), 2, "{}", told(&output));
        assert!(told(&output).contains(why), "{}", told(&output));
    }
    let pack = place.pack("evidence.zip", &[]);
    forged(&pack, |name, text| if name == "results.json" { text.replace("\"seed\": 3", "\"seed\": 4") } else { text });
    let output = place.callfloor(&["report", "evidence.zip", "--out", "new"]);
    assert!(told(&output).contains("it comes from another run than `manifest.json`"), "{}", told(&output));
    let pack = place.pack("evidence.zip", &[]);
    forged(
        &pack,
        |name, text| if name == "results.json" { text.replace("\"seed\": 3", "\"seed\": 3, \"x\": 1") } else { text },
    );
    let output = place.callfloor(&["report", "evidence.zip", "--out", "new"]);
    assert!(told(&output).contains("this version would lose or change something"), "{}", told(&output));
    fs::write(place.path("out/results.json"), "{}").unwrap();
    let output = place.callfloor(&["report", "out"]);
    assert!(told(&output).contains("1 altered\n  altered: results.json"), "{}", told(&output));
    assert!(!place.path("new").exists(), "nothing is left behind");
}
