//! Contacts, from the attempt to what becomes of it: who waits, who is answered, who comes back.

pub(super) mod callback;
pub(super) mod chatting;
pub(super) mod comeback;
pub(super) mod contact;
pub(super) mod ending;
pub(super) mod orbit;
pub(super) mod register;
pub(super) mod transfer;
pub(super) mod waiting_room;
