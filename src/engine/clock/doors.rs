/// Whether anybody may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doors {
    Open,
    /// Closed, with customers still to be served.
    ServingOut,
    Closed,
}
