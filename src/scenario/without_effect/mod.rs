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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::scenario::read_text;

    const CALLS: &str = "[calendar]\nstart = 2026-03-02\ndays = 1\nhours = \"09:00-10:00\"\n\
                         [contacts.calls]\narrivals = { rate = \"9/h\" }\ntalk = { mean = \"4m\" }\n\
                         [teams.desk]\ntakes = [\"calls\"]\nagents = 2\n";
    const RETRIAL: &str = "[contacts.calls.retrial]\nshare = \"50%\"\nafter = { mean = \"9m\" }\n";

    fn warnings(more: &str) -> Vec<String> {
        read_text("calls.toml", &format!("{CALLS}{more}"), Path::new("."), &[]).unwrap().warnings
    }

    #[test]
    fn a_key_that_can_do_nothing_is_named_with_the_reason() {
        let warning = "`retrial` of contacts.calls changes nothing here: nobody gives up, because `patience` has no end and \
                       there is no `balking`.";
        assert_eq!(warnings(RETRIAL), [warning]);
        let strike =
            "[[disruptions]]\nkind = \"strike\"\nfrom = 2026-03-02T20:00:00\nlasts = \"1h\"\nshare = \"50%\"\n";
        let warning = "`disruptions.0` changes nothing here: the centre is closed all the while.";
        assert_eq!(warnings(strike), [warning]);
        assert!(warnings("").is_empty());
    }

    #[test]
    fn a_key_that_acts_in_any_variant_is_not_named() {
        let variant = |set: &str| format!("[[variants]]\nname = \"Other\"\nset = {{ {set} }}\n");
        let patient = variant("\"contacts.calls.patience\" = { mean = \"3m\" }");
        assert!(warnings(&format!("{RETRIAL}{patient}")).is_empty());
        let staffed = variant("\"teams.desk.agents\" = 3");
        assert_eq!(warnings(&format!("{RETRIAL}{staffed}")).len(), 1);
    }

    #[test]
    fn a_key_that_only_a_variant_sets_is_named_with_the_variant() {
        let variant = "[[variants]]\nname = \"Other\"\nset = { \"contacts.calls.slowdown\" = 1.5, \"contacts.calls.concurrent\" = 1 }\n";
        let warning = "In the variant \"Other\": `slowdown` of contacts.calls changes nothing here: an agent holds one contact \
                       at once (`concurrent`).";
        assert_eq!(warnings(variant), [warning]);
    }
}
