use crate::documents::document::Block;

/// A block as paper has it.
#[derive(Debug)]
pub(in crate::documents) enum OnPaper<'b, 'a> {
    /// As it stands.
    Whole(&'b Block<'a>),
    /// What is left to the page, in one line.
    LeftOut(String),
}

/// Blocks as paper has them: those for a closer look stand on the page, and several in a row are named in one line.
pub(in crate::documents) fn leave_out_closers<'b, 'a>(blocks: &'b [Block<'a>]) -> Vec<OnPaper<'b, 'a>> {
    let mut shown = Vec::new();
    let mut left_out: Vec<&str> = Vec::new();
    for block in blocks {
        if let Block::Closer { summary, .. } = block {
            left_out.push(summary);
            continue;
        }
        shown.extend(line(&mut left_out).map(OnPaper::LeftOut));
        shown.push(OnPaper::Whole(block));
    }
    shown.extend(line(&mut left_out).map(OnPaper::LeftOut));
    shown
}

fn line(summaries: &mut Vec<&str>) -> Option<String> {
    if summaries.is_empty() {
        return None;
    }
    Some(format!("To be opened in report.html: {}.", std::mem::take(summaries).join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_in_a_row_is_named_in_one_line() {
        let closer = |summary: &str| Block::Closer { summary: summary.into(), blocks: Vec::new() };
        let blocks = [closer("Limit"), closer("Strike"), Block::paragraph("Between"), closer("All teams")];
        let shown: Vec<String> = leave_out_closers(&blocks)
            .into_iter()
            .map(|block| match block {
                OnPaper::Whole(block) => format!("{block:?}"),
                OnPaper::LeftOut(line) => line,
            })
            .collect();
        assert_eq!(
            shown,
            [
                "To be opened in report.html: Limit; Strike.",
                "Paragraph(\"Between\")",
                "To be opened in report.html: All teams."
            ]
        );
    }
}
