use std::sync::atomic::{AtomicBool, Ordering};

use super::console::say;

static ASKED_TO_STOP: AtomicBool = AtomicBool::new(false);

/// Exit code of a program ended by Ctrl-C, as shells expect it.
const ENDED_BY_CTRL_C: i32 = 130;

/// From now on, the first Ctrl-C (or termination signal) asks for an end and the second is one.
///
/// Where signals cannot be listened to, Ctrl-C ends the program at once, as it does by default.
///
/// `ending` is said at the first.
pub(super) fn listen(ending: &'static str) {
    let _ = ctrlc::set_handler(move || {
        if ASKED_TO_STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(ENDED_BY_CTRL_C);
        }
        say(&format!("{ending} Ctrl-C again ends at once."));
    });
}

/// Whether an end was asked for.
pub(super) fn asked_to_stop() -> bool {
    ASKED_TO_STOP.load(Ordering::Relaxed)
}
