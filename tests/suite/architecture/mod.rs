//! Data flows one way: each room imports only what ARCHITECTURE.md allows it, and leaves to others what it says there.

mod absences;
mod circles;
mod house;
mod outline;
mod page;
mod poison;
mod rooms;
