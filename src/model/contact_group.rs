use super::{Channel, ContactType, ContactTypeIndex};

/// Contact types that are reported as one line. A group changes nothing of what happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactGroup {
    /// Its name in the scenario file.
    pub name: String,
    /// What it is called in charts and tables.
    pub title: String,
    /// Its contact types, none twice.
    pub contacts: Vec<ContactTypeIndex>,
}

/// Whether a mean wait over these contact types says something: they have one channel and one promise.
#[must_use]
pub fn are_alike<'a>(contact_types: impl IntoIterator<Item = &'a ContactType>) -> bool {
    // What share is promised changes no wait.
    let promise = |of_type: &ContactType| (of_type.channel, of_type.service_level.within, of_type.due);
    let mut promises = contact_types.into_iter().map(promise);
    let Some(first) = promises.next() else { return true };
    promises.all(|other| other == first)
}

/// The groups where the file names none: the contact types of each channel, where there are several of both and no wait of all
/// together says anything.
#[must_use]
pub fn group_by_channel(contact_types: &[ContactType]) -> Vec<ContactGroup> {
    if are_alike(contact_types) {
        return Vec::new();
    }
    let of_channel = |(channel, name, title): (Channel, &str, &str)| {
        let indices = (0..).map(ContactTypeIndex).zip(contact_types);
        let contacts: Vec<_> = indices.filter(|(_, of)| of.channel == channel).map(|(index, _)| index).collect();
        let is_some = 1 < contacts.len() && contacts.len() < contact_types.len();
        is_some.then(|| ContactGroup { name: name.to_owned(), title: title.to_owned(), contacts })
    };
    CHANNELS.into_iter().filter_map(of_channel).collect()
}

/// What the contacts of each channel are called together.
const CHANNELS: [(Channel, &str, &str); 4] = [
    (Channel::Voice, "voice", "All calls"),
    (Channel::Counter, "counter", "All visits"),
    (Channel::Chat, "chat", "All chats"),
    (Channel::Message, "message", "All messages"),
];
