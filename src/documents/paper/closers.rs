use crate::documents::document::Block;

/// A block as paper has it.
#[derive(Debug)]
pub(in crate::documents) enum Told<'b, 'a> {
    /// As it stands.
    Whole(&'b Block<'a>),
    /// What is left to the page, in one line.
    LeftOut(String),
}

/// Blocks as paper has them: those for who looks closer stand on the page, and several in a row are told in one line.
pub(in crate::documents) fn told<'b, 'a>(blocks: &'b [Block<'a>]) -> Vec<Told<'b, 'a>> {
    let mut told = Vec::new();
    let mut left_out: Vec<&str> = Vec::new();
    for block in blocks {
        if let Block::Closer { summary, .. } = block {
            left_out.push(summary);
            continue;
        }
        told.extend(line(&mut left_out).map(Told::LeftOut));
        told.push(Told::Whole(block));
    }
    told.extend(line(&mut left_out).map(Told::LeftOut));
    told
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
    fn what_is_left_out_in_a_row_is_told_in_one_line() {
        let closer = |summary: &str| Block::Closer { summary: summary.into(), blocks: Vec::new() };
        let blocks = [closer("Limit"), closer("Strike"), Block::paragraph("Between"), closer("All teams")];
        let said: Vec<String> = told(&blocks)
            .into_iter()
            .map(|told| match told {
                Told::Whole(block) => format!("{block:?}"),
                Told::LeftOut(line) => line,
            })
            .collect();
        assert_eq!(
            said,
            [
                "To be opened in report.html: Limit; Strike.",
                "Paragraph(\"Between\")",
                "To be opened in report.html: All teams."
            ]
        );
    }
}
