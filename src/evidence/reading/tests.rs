//! Packs and folders that somebody made by hand.

use std::fs;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

const SMALL: Limits = Limits { files: 5, manifest: 2000, file: 1000, total: 1500 };

fn manifest_of(files: &[FileFingerprint]) -> Vec<u8> {
    let manifest = serde_json::json!({
        "format": 2, "program": "callfloor 0.1.0", "scenario": {"file": "a.toml", "sha256": ""}, "command": "",
        "arguments": ["run", "a.toml"], "seed": 1, "replications": {}, "inputs": [], "files": files,
    });
    manifest.to_string().into_bytes()
}

fn listing(files: &[(&str, &[u8])]) -> Vec<u8> {
    let print = |(path, bytes): &(&str, &[u8])| {
        FileFingerprint::from_file(&File { path: (*path).into(), bytes: bytes.to_vec() })
    };
    manifest_of(&files.iter().map(print).collect::<Vec<_>>())
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, options()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read(bytes: &[u8]) -> Result<Evidence, String> {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("pack.zip");
    fs::write(&path, bytes).unwrap();
    let read = Evidence::read_within(&path, SMALL).map_err(|failure| failure.to_string());
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "nothing is written");
    let in_memory = Evidence::read_pack_within(bytes, SMALL).map_err(|failure| failure.to_string());
    match (&read, &in_memory) {
        (Ok(read), Ok(in_memory)) => assert!(read.paths().eq(in_memory.paths())),
        (Err(why), Err(in_memory)) => assert!(why.ends_with(in_memory), "{why}: {in_memory}"),
        _ => panic!("the same bytes are read in the same way: {read:?} {in_memory:?}"),
    }
    read
}

#[track_caller]
fn refused(bytes: &[u8], words: &[&str]) {
    let refusal = read(bytes).unwrap_err();
    assert!(words.iter().all(|word| refusal.contains(word)), "{refusal}");
}

/// The bytes with every `from` in them, in local headers and in the directory, turned into `to`.
fn patched(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<usize> = (0..=bytes.len() - from.len()).filter(|&at| bytes[at..].starts_with(from)).collect();
    assert!(!places.is_empty());
    places.into_iter().for_each(|at| bytes[at..at + to.len()].copy_from_slice(to));
    bytes
}

#[test]
fn files_as_listed_are_read() {
    let good = zipped(&[
        ("a.txt", b"a"),
        ("charts/b", b"b"),
        ("manifest.json", &listing(&[("a.txt", b"a"), ("charts/b", b"b")])),
    ]);
    let evidence = read(&good).unwrap();
    assert_eq!(evidence.file("charts/b"), Some(&b"b"[..]));
    assert_eq!(evidence.paths().collect::<Vec<_>>(), ["a.txt", "charts/b", "manifest.json"]);
}

#[test]
fn altered_missing_and_unlisted_files_are_all_named() {
    let manifest = listing(&[("a.txt", b"a"), ("b.txt", b"b"), ("c.txt", b"c")]);
    let bad = zipped(&[("a.txt", b"A"), ("b.txt", b"bb"), ("d.txt", b"d"), ("manifest.json", &manifest)]);
    let refusal = read(&bad).unwrap_err();
    let expected = "2 altered, 1 missing, 1 not in the manifest\n  altered: a.txt\n  altered: b.txt\n  missing: c.txt\n  \
                    not in the manifest: d.txt";
    assert!(refusal.ends_with(expected), "{refusal}");
}

#[test]
fn what_is_no_pack_is_told() {
    refused(b"", &["no zip file"]);
    refused(b"title = \"A scenario\"", &["no zip file"]);
    let good = zipped(&[("manifest.json", &listing(&[]))]);
    refused(&good[..good.len() / 2], &["no zip file"]);
    refused(&zipped(&[("a.txt", b"a")]), &["there is no `manifest.json`"]);
    refused(&zipped(&[("results/manifest.json", b"{}")]), &["`results/manifest.json`: unpack it"]);
    refused(&zipped(&[("manifest.json", b"{")]), &["`manifest.json` is not JSON"]);
    refused(&zipped(&[("manifest.json", b"[1]")]), &["`manifest.json` is no manifest", "no `format`"]);
    refused(&zipped(&[("manifest.json", b"{\"format\": 1}")]), &["run the scenario again"]);
    refused(&zipped(&[("manifest.json", b"{\"format\": 4}")]), &["format 4"]);
    refused(&zipped(&[("manifest.json", b"{\"format\": 2}")]), &["no manifest of callfloor", "missing field"]);
    refused(&zipped(&[("manifest.json", b"{\"format\": 3}")]), &["no manifest of callfloor", "missing field"]);
    refused(&zipped(&[("manifest.json", &[0xff; 10])]), &["not JSON"]);
    let place = tempfile::tempdir().unwrap();
    let nowhere = Evidence::read(&place.path().join("nowhere.zip")).unwrap_err();
    assert!(nowhere.to_string().contains("nowhere.zip: there is no such folder or file"), "{nowhere:?}");
}

#[test]
fn entries_that_would_lie_elsewhere_are_refused() {
    for (name, why) in [
        ("../evil.txt", "leads out of the folder"),
        ("a/../../evil", "leads out of the folder"),
        ("/etc/evil", "absolute"),
        ("a\\evil.txt", "backslash"),
        ("C:evil.txt", "drive"),
        ("a//evil", "empty part"),
        ("./evil.txt", "empty part"),
        ("evil\n.txt", "control character"),
    ] {
        // The writer may mend such names, so they are patched in afterwards.
        let stand_in: String = name.chars().map(|_| 'x').collect();
        let bytes = zipped(&[(&stand_in, b"a"), ("manifest.json", &listing(&[]))]);
        refused(&patched(bytes, stand_in.as_bytes(), name.as_bytes()), &["evil", why]);
    }
}

#[test]
fn lists_that_lead_elsewhere_are_refused() {
    for (path, why) in [("../a", "leads out"), ("/a", "absolute"), ("c:\\a", "backslash"), ("", "no name")] {
        let manifest = listing(&[(path, b"a")]);
        refused(&zipped(&[("manifest.json", &manifest)]), &["`manifest.json` lists", path, why]);
    }
    refused(&zipped(&[("manifest.json", &listing(&[("a", b"a"), ("a", b"a")]))]), &["lists `a`, twice"]);
    refused(&zipped(&[("manifest.json", &listing(&[("manifest.json", b"a")]))]), &["lists `manifest.json`, twice"]);
}

#[test]
fn bombs_are_not_unpacked() {
    let large = vec![0; 100_000];
    let honest = zipped(&[("a", &large), ("manifest.json", &listing(&[("a", &large)]))]);
    refused(&honest, &["lists `a`, of more than 1000 bytes"]);
    // It lists a small file and holds a large one: reading stops after the small one's length.
    let small =
        FileFingerprint { bytes: 3, ..FileFingerprint::from_file(&File { path: "a".into(), bytes: large.clone() }) };
    refused(&zipped(&[("a", &large), ("manifest.json", &manifest_of(&[small]))]), &["altered: a"]);
    let bytes = zipped(&[("a", &large)]);
    let mut bomb = Archive::open(Box::new(Cursor::new(&bytes)), bytes.len() as u64, SMALL).unwrap();
    assert_eq!(bomb.read("a", 10).unwrap(), [0; 10]);
    let many = [("a", &[1; 900][..]), ("b", &[1; 900])];
    refused(&zipped(&[many[0], many[1], ("manifest.json", &listing(&many))]), &["more than 1500 bytes together"]);
    refused(&zipped(&[("manifest.json", &vec![b' '; 3000])]), &["`manifest.json` is larger than 2000 bytes"]);
    let names = ["a", "b", "c", "d", "e", "f"];
    refused(&zipped(&names.map(|name| (name, &b""[..]))), &["more than 5 entries"]);
    let forged = FileFingerprint { path: "a".into(), bytes: u64::MAX, sha256: String::new() };
    refused(&zipped(&[("manifest.json", &manifest_of(&[forged]))]), &["of more than 1000 bytes"]);
}

#[test]
fn two_entries_of_one_name_are_refused() {
    let bytes = zipped(&[("aaaa", b"1"), ("bbbb", b"2"), ("manifest.json", &listing(&[("aaaa", b"1")]))]);
    refused(&patched(bytes, b"bbbb", b"aaaa"), &["two entries of the name `aaaa`"]);
}

#[test]
fn headers_that_say_two_things_are_refused() {
    let good = zipped(&[("aaaa", b"1"), ("manifest.json", &listing(&[("aaaa", b"1")]))]);
    // The name in the local header, 30 bytes after its beginning; the directory still says `aaaa`.
    let mut bad = good.clone();
    bad[30..34].copy_from_slice(b"evil");
    refused(&bad, &["no zip file that can be read", "inconsisten"]);
}

#[test]
fn links_and_devices_are_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("link", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    refused(&zip.finish().unwrap().into_inner(), &["`link`, which is a link"]);
    // The mode stands in the upper half of the external attributes: 0o100644 becomes 0o010644, a pipe.
    let bytes = zipped(&[("a", b"a")]);
    let mode = |kind: u32| ((kind | 0o644) << 16).to_le_bytes();
    refused(&patched(bytes, &mode(0o100_000), &mode(0o010_000)), &["`a`, which is not a plain file"]);
}

#[test]
fn encrypted_and_damaged_entries_are_refused() {
    let manifest = listing(&[("a", b"abcabcabcabc")]);
    let good = zipped(&[("a", b"abcabcabcabc"), ("manifest.json", &manifest)]);
    // The first bit of the flags, which follow two bytes after the version, in the directory.
    let directory = (0..good.len()).find(|&at| good[at..].starts_with(b"PK\x01\x02")).unwrap();
    let mut encrypted = good.clone();
    encrypted[directory + 8] |= 1;
    refused(&encrypted, &["`a`, which is encrypted"]);
    let mut damaged = good.clone();
    // The contents follow the local header of 30 bytes and the name.
    damaged[30 + 1 + 2] ^= 0xff;
    refused(&damaged, &["1 altered", "`a`"]);
}

#[cfg(unix)]
#[test]
fn folders_with_links_are_refused() {
    let place = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(place.path().join(name), bytes).unwrap();
    write("a.txt", b"a");
    write("manifest.json", &listing(&[("a.txt", b"a")]));
    assert_eq!(Evidence::read(place.path()).unwrap().file("a.txt"), Some(&b"a"[..]));
    std::os::unix::fs::symlink("/etc/hostname", place.path().join("b.txt")).unwrap();
    let message = |refused: EvidenceError| refused.to_string();
    let link = message(Evidence::read(place.path()).unwrap_err());
    assert!(link.contains("`b.txt`, which is a link"), "{link}");
    fs::remove_file(place.path().join("b.txt")).unwrap();
    write("notes.txt", b"mine");
    let unlisted = message(Evidence::read(place.path()).unwrap_err());
    assert!(unlisted.contains("not in the manifest: notes.txt"), "{unlisted}");
}
