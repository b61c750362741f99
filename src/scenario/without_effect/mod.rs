//! Keys that are set and can do nothing where they stand, and say so: whoever set them believes that they asked for something.
//!
//! A rule is a key, and why it does nothing in a centre, if it does nothing there. A key may stand in the file only so that a variant
//! makes it act, and a variant may take away what it needs. So every centre of the study is judged, the baseline and each variant, and a
//! key is spoken of only if it acts in none of those in which it stands.

mod cases;
mod contacts;
mod disruptions;
mod headcount;
mod judgement;
mod people;
mod rotation;
mod whole_file;

use crate::decode::{Node, Reading};
use crate::model::{Centre, Detail, RunSettings};

use judgement::Judgement;

/// What the keys of a study do, centre by centre.
pub(super) struct KeysOfStudy {
    settings: RunSettings,
    judgement: Judgement,
}

impl KeysOfStudy {
    /// A study that is run in this way, of which no centre was judged yet.
    pub(super) fn new(settings: RunSettings) -> Self {
        Self { settings, judgement: Judgement::default() }
    }

    /// Judges the keys of `tree`, which makes `centre`; of a part of the file, such as a variant, or of the file itself.
    pub(super) fn judge(&mut self, tree: &Node, centre: &Centre, part: Option<&str>) {
        let mut file = self.judgement.of_file(tree, part);
        let headcount = self.settings.detail == Detail::Headcount;
        if headcount {
            headcount::judge(centre, &mut file);
        } else {
            contacts::judge(centre, &mut file);
            cases::judge(centre, &mut file);
            rotation::judge(centre, &mut file);
            whole_file::judge(centre, &self.settings, &mut file);
        }
        people::judge(centre, headcount, &mut file);
        disruptions::judge(centre, headcount, &mut file);
    }

    /// Warns of each key that acts nowhere.
    pub(super) fn warn(self, reading: &mut Reading) {
        self.judgement.warn(reading);
    }
}

/// Why a key does nothing, if `idle` is so.
fn when(idle: bool, why: &'static str) -> Option<&'static str> {
    idle.then_some(why)
}
