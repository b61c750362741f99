//! Contacts, from the attempt to what becomes of it.
//!
//! Where they are: [`register`] has them all, [`waiting_room`] those who wait, [`orbit`] those who will come again. What happens to
//! them, in the order in which a contact meets it: [`arriving`], [`finding`] an agent, [`queueing`], [`answering`], [`handing_over`],
//! [`comeback`].

pub(super) mod answering;
pub(super) mod arriving;
pub(super) mod callback;
pub(super) mod chatting;
pub(super) mod comeback;
pub(super) mod contact;
pub(super) mod ending;
pub(super) mod finding;
pub(super) mod handing_over;
pub(super) mod limiting;
pub(super) mod orbit;
pub(super) mod queueing;
pub(super) mod register;
pub(super) mod stint;
pub(super) mod transfer;
pub(super) mod waiting_room;
