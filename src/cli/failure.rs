use std::io;
use std::path::Path;
use std::process::ExitCode;

use crate::documents::printable;
use crate::evidence::EvidenceError;
use crate::report::RenderError;
use crate::request::RequestError;

use super::colour::errors_in_colour;

/// How a command that did its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// All that was asked for.
    Completely,
    /// Results, but short of a stated precision or number of replications.
    Short,
    /// What was run again is not what it was.
    Different,
}

/// Why a command did not do its work, in words for the person who typed it.
#[derive(Debug)]
pub(super) enum Failure {
    /// The command line or the scenario is at fault.
    Input(String),
    /// The program failed, or the machine under it.
    Program(String),
    /// Files are not those that their manifest lists.
    Altered(String),
}

impl Failure {
    /// What to print on standard error.
    pub(super) fn message(&self) -> &str {
        match self {
            Self::Input(message) | Self::Program(message) | Self::Altered(message) => message,
        }
    }

    /// A file or folder that could not be written, with the likely mend.
    pub(super) fn cannot_write(path: &Path, error: &io::Error) -> Self {
        let mend = match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "; choose a place you may write to with --out"
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "; make room, or choose another place with --out"
            }
            _ => "",
        };
        Self::Program(format!("cannot write {}: {}{mend}", path.display(), described(error)))
    }
}

impl From<RequestError> for Failure {
    fn from(error: RequestError) -> Self {
        match error {
            RequestError::Scenario(faults) => Self::Input(faults.render(errors_in_colour())),
            // What is quoted may come from a stranger's manifest.
            RequestError::Refused(message) => Self::Input(printable(&message)),
            RequestError::Stopped(_) => Self::Program(format!("{error}: nothing was written")),
            RequestError::Render(_) => Self::Program(error.to_string()),
        }
    }
}

impl From<EvidenceError> for Failure {
    fn from(error: EvidenceError) -> Self {
        match error {
            EvidenceError::Refused(message) => Self::Input(printable(&message)),
            EvidenceError::Altered(message) => Self::Altered(printable(&message)),
            EvidenceError::Request(error) => error.into(),
            EvidenceError::NotARun(_) => Self::Input(error.to_string()),
            EvidenceError::Stopped => Self::Program(format!("{error}: nothing was compared")),
        }
    }
}

impl From<RenderError> for Failure {
    fn from(error: RenderError) -> Self {
        RequestError::from(error).into()
    }
}

impl From<Done> for ExitCode {
    fn from(done: Done) -> Self {
        match done {
            Done::Completely => Self::SUCCESS,
            Done::Short => Self::from(3),
            Done::Different => Self::from(4),
        }
    }
}

impl From<&Failure> for ExitCode {
    fn from(failure: &Failure) -> Self {
        match failure {
            Failure::Program(_) => Self::from(1),
            Failure::Input(_) => Self::from(2),
            Failure::Altered(_) => Self::from(4),
        }
    }
}

fn described(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        io::ErrorKind::StorageFull => "the disk is full".into(),
        io::ErrorKind::QuotaExceeded => "the disk quota is used up".into(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".into(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_stranger_wrote_does_not_steer_the_terminal() {
        let message = || "unknown variant `\u{1b}[31mred`\n  there are others".to_owned();
        let shown = "unknown variant `\u{fffd}[31mred`\n  there are others";
        for failure in [
            Failure::from(RequestError::Refused(message())),
            Failure::from(EvidenceError::Refused(message())),
            Failure::from(EvidenceError::Altered(message())),
        ] {
            assert_eq!(failure.message(), shown);
        }
    }
}
