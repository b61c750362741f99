//! `callfloor erlang`: the ten-second answer, by formula.
//!
//! The command line becomes a `Question`, a question an `Answer`, and an answer words, JSON or CSV. Rows of a week are
//! read on the way.

// In this order, each file imports only files above it.
mod options;
mod rows;

mod arguments;
mod goals;
mod sheet;

mod question;

mod answer;

mod week;
mod words;

mod week_words;

mod command;

pub(super) use arguments::Erlang;
pub(super) use command::perform;
