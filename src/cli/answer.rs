use std::path::Path;

use crate::experiment::{self, Ended};
use crate::model::Study;
use crate::report::{File, RenderError};
use crate::results::Results;

use super::console::{print, say};
use super::failure::{Done, Failure};
use super::interruption;
use super::output_folder::OutputFolder;
use super::progress::Progress;
use super::whole_file;

/// Fewest blocks of replications worth keeping when a run is interrupted: without two there is no interval.
const FEWEST_KEPT: u32 = 2;

/// What a run has to say.
pub(super) struct Answer<Pack> {
    pub(super) summary: String,
    /// Draws the charts and renders the files, which may take longer than the run.
    pub(super) pack: Pack,
    pub(super) ended: Ended,
    /// Why it stopped short, if it did.
    pub(super) cut_short: Option<String>,
}

/// Runs `study` while showing progress and listening for Ctrl-C.
pub(super) fn simulate(study: &Study, threads: Option<usize>) -> Result<(Results, Ended), Failure> {
    interruption::listen("Ending with the replications that are done, which are kept.");
    let progress = Progress::new();
    let (results, ended) = experiment::run(study, threads, &progress);
    progress.finish();
    let fewest = FEWEST_KEPT * study.settings.day_factors.block();
    let enough = |results: &Results| {
        ended != Ended::Interrupted || results.variants.iter().all(|variant| fewest <= variant.replications)
    };
    match results.filter(enough) {
        Some(mut results) => {
            say_how_many(&mut results, ended, study.settings.replications);
            Ok((results, ended))
        }
        None => Err(Failure::Program(format!(
            "interrupted before {} replications were done: nothing was written",
            if fewest == 2 { "two".to_owned() } else { fewest.to_string() }
        ))),
    }
}

impl<Pack: FnOnce() -> Result<Vec<File>, RenderError>> Answer<Pack> {
    /// Prints the summary unless the JSON takes its place, then renders and writes the files, and says how it ended.
    ///
    /// The files are written even if nobody reads what is printed.
    pub(super) fn deliver(self, folder: OutputFolder, json: Option<&Path>) -> Result<Done, Failure> {
        let json_is_printed = json == Some(Path::new("-"));
        let printed = if json_is_printed { Ok(()) } else { print(&format!("{}\n", self.summary)) };
        let defect = |error: RenderError| Failure::Program(format!("{error}; please report this"));
        let pack = (self.pack)().map_err(defect)?;
        let written = folder.write(&pack)?;
        let rendered = || pack.iter().find(|file| file.path == File::RESULTS).map_or(&[][..], |file| &file.bytes);
        match json {
            Some(_) if json_is_printed => print(&String::from_utf8_lossy(rendered()))?,
            Some(path) => {
                whole_file::write(path, rendered())?;
                printed.and_then(|()| print(&where_they_are(&written, Some(path))))?;
            }
            None => printed.and_then(|()| print(&where_they_are(&written, None)))?,
        }
        Ok(conclude(self.ended, self.cut_short.as_deref()))
    }
}

fn say_how_many(results: &mut Results, ended: Ended, of: u32) {
    let done = results.variants.iter().map(|variant| variant.replications).min().unwrap_or(0);
    if ended == Ended::Interrupted {
        results.cut_short.get_or_insert_with(|| format!("interrupted after {done} of {of} replications"));
    }
}

fn where_they_are(folder: &Path, json: Option<&Path>) -> String {
    let json = json.map_or_else(String::new, |path| format!(" JSON: {}.", path.display()));
    let page = folder.join("report.html");
    format!("Report: {}; tables, charts and the manifest are beside it.{json}\n", page.display())
}

fn conclude(ended: Ended, cut_short: Option<&str>) -> Done {
    match ended {
        Ended::Complete => Done::Completely,
        Ended::PrecisionNotReached => {
            say("The stated precision was not reached: allow more replications, or ask for less.");
            Done::Short
        }
        Ended::Interrupted => {
            say(&format!("Cut short: {}. Those are kept.", cut_short.unwrap_or("interrupted")));
            Done::Short
        }
    }
}
