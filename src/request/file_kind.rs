//! Which files to leave behind.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A kind of file that may be asked for alone. The record, the inputs and the manifest are always left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// The record alone.
    Json,
    /// Tables for programs.
    Csv,
    /// The report in words and tables, and how it was simulated.
    Md,
    /// The report as one page.
    Html,
    /// The report on paper.
    Pdf,
    /// The report to edit.
    Docx,
    /// The workbook.
    Xlsx,
    /// Charts as pictures, with their numbers.
    Charts,
}

impl FileKind {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Json, Self::Csv, Self::Md, Self::Html, Self::Pdf, Self::Docx, Self::Xlsx, Self::Charts];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Md => "md",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Charts => "charts",
        }
    }

    /// Whether the file at `path` of a results folder is of this kind.
    #[must_use]
    pub fn has(self, path: &str) -> bool {
        match self {
            Self::Charts => path.starts_with("charts/"),
            _ => !path.starts_with("charts/") && path.rsplit_once('.').is_some_and(|(_, ending)| ending == self.word()),
        }
    }

    /// Whether it is made of the record alone, without a report or a chart.
    #[must_use]
    pub fn is_for_programs(self) -> bool {
        matches!(self, Self::Json | Self::Csv)
    }
}

impl FromStr for FileKind {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|kind| kind.word() == word.trim());
        let words = || Self::ALL.map(Self::word).join(", ");
        found.ok_or_else(|| {
            format!("there is no kind of file `{word}`: write some of {}, with commas between them", words())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_of_one_kind() {
        for (path, kind) in [
            ("results.json", FileKind::Json),
            ("intervals.csv", FileKind::Csv),
            ("summary.md", FileKind::Md),
            ("charts/waits_calls.csv", FileKind::Charts),
            ("charts/waits_calls.png", FileKind::Charts),
            ("workbook.xlsx", FileKind::Xlsx),
        ] {
            let kinds: Vec<FileKind> = FileKind::ALL.into_iter().filter(|kind| kind.has(path)).collect();
            assert_eq!(kinds, [kind], "{path}");
        }
        for kind in FileKind::ALL {
            assert_eq!(kind.word().parse(), Ok(kind));
        }
        let refused = "jsn".parse::<FileKind>().unwrap_err();
        assert!(refused.starts_with("there is no kind of file `jsn`: write some of json, csv, md"), "{refused}");
    }
}
