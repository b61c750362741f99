use std::io::{self, IsTerminal};

/// Whether standard error is a terminal that may be coloured.
pub(super) fn errors_in_colour() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
